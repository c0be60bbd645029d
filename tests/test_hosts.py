"""The site on real hosts: nginx and Apache send the headers, types and compressed files that the build tells them."""

from __future__ import annotations

import gzip
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import brotli
import pytest

from macros.hosting import HEADERS, TYPES, YEAR
from macros.language import Language
from macros.moved import complaint, moved_pages, redirects_file
from macros.statements import LANGUAGES

from .conftest import Run, warm_copy
from .servers import Server, apache, nginx
from .test_site import ROOT

BASE, SITE = "/some/path/", "https://example.org/some/path/"
MOVED = {"old-page/": "meetings/2msp/#sources", "old.ics": "meetings/2msp.ics"}


@pytest.fixture(scope="module", params=["nginx", "apache"])
def server(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    work = tmp_path_factory.mktemp(request.param)
    root = readable_copy(site, work / "root")
    with (nginx if request.param == "nginx" else apache)(root, work) as running:
        yield running


def readable_copy(site: Path, root: Path) -> Path:
    """A copy that a host may read that runs as nobody."""
    shutil.copytree(site, root)
    for folder in (*root.parents[:4], root):
        if os.access(folder, os.W_OK) and folder != Path("/tmp"):  # noqa: S108
            folder.chmod(0o755)
    return root


def endings(site: Path) -> dict[str, str]:
    """One file of each ending, by its ending; without those a host must not show."""
    paths = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.*")) if path.is_file())
    shown = (path for path in paths if not path.startswith((".", "_")) and "/." not in path)
    return {path.rpartition(".")[2]: path for path in shown if not path.endswith((".br", ".gz"))}


def test_every_answer_carries_the_headers(server: Server, site: Path) -> None:
    for path in ("", "fr/meetings/2msp/", "assets/site.css", "nowhere/", *endings(site).values()):
        answer = server.get(f"/{path}")
        assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS, path


def test_every_kind_of_file_has_its_type(server: Server, site: Path) -> None:
    found = {ending: server.get(f"/{path}") for ending, path in endings(site).items()}
    assert {"html", "css", "js", "svg", "ics", "atom", "json", "csv", "xml", "txt"} <= found.keys()
    assert {ending: answer.headers.get("content-type") for ending, answer in found.items()} == {
        ending: TYPES[ending] for ending in found
    }
    assert {answer.status for answer in found.values()} == {200}


@pytest.mark.parametrize("path", ["", "es/decisions/", "assets/site.css", "calendar.ics", "data/v1/programme.json"])
def test_texts_come_compressed_as_the_browser_wishes(server: Server, site: Path, path: str) -> None:
    file = site / path / "index.html" if not path or path.endswith("/") else site / path
    plain, packed = server.get(f"/{path}"), server.get(f"/{path}", Accept_Encoding="gzip")
    assert plain.content == file.read_bytes()
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == Path(f"{file}.gz").read_bytes()
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert "Accept-Encoding" in packed.headers["vary"]


def test_apache_sends_brotli_where_it_is_accepted(server: Server, site: Path) -> None:
    answer = server.get("/fr/", Accept_Encoding="gzip, deflate, br")
    if server.name == "apache":
        assert answer.headers["content-encoding"] == "br"
        assert brotli.decompress(answer.content) == (site / "fr/index.html").read_bytes()
    else:  # nginx needs a module of others for that
        assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_exist_is_told_in_the_language_of_its_folder(server: Server, site: Path, language: str) -> None:
    answer = server.get(f"/{ROOT[language]}nowhere/at-all/")
    assert answer.status == 404
    assert answer.content == (site / ROOT[language] / "404.html").read_bytes()


@pytest.mark.parametrize("path", [".htaccess", ".nginx.conf", "fr/.htaccess", "_headers", "_redirects", ".git/config"])
def test_what_is_for_the_host_is_not_shown(server: Server, path: str) -> None:
    assert server.get(f"/{path}").status == 404


def test_a_weakness_can_be_reported(server: Server) -> None:
    answer = server.get("/.well-known/security.txt")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert b"Contact: " in answer.content


def test_only_what_changes_its_address_with_its_content_is_kept_for_a_year(server: Server) -> None:
    assert f"max-age={YEAR}" in server.get("/assets/site.css").headers["cache-control"]
    for path in ("/", "/calendar.ics", "/data/v1/programme.json"):
        assert f"max-age={YEAR}" not in server.get(path).headers.get("cache-control", "")


# Under a path of another site


@pytest.fixture(scope="module")
def below(built: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The site built to stand below a path, with two addresses that have moved; returns the folder above that path."""
    project = warm_copy(built, tmp_path_factory.mktemp("below"))
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert "  moved: {}" in text
    moves = ", ".join(f'"{old}": "{new}"' for old, new in MOVED.items())
    config.write_text(text.replace("  moved: {}", f"  moved: {{{moves}}}"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", SITE)
        done = run(project, "mkdocs", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    root = tmp_path_factory.mktemp("root")
    readable_copy(project / "site", root / BASE.strip("/"))
    return root


@pytest.fixture(scope="module")
def path_server(below: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with nginx(below, tmp_path_factory.mktemp("nginx"), BASE) as running:
        yield running


def test_below_a_path_every_link_leads_to_something(path_server: Server) -> None:
    waiting, seen, broken = [BASE], {BASE}, []
    while waiting:
        path = waiting.pop()
        answer = path_server.get(path)
        if answer.status != 200:
            broken.append((path, answer.status))
        if "html" in answer.headers["content-type"]:
            found = re.findall(r'\b(?:href|src|action|data-index)="([^"#][^"]*)"', answer.content.decode())
            links = {urlsplit(urldefrag(urljoin(f"{SITE[: -len(BASE)]}{path}", link)).url) for link in found}
            ours = {link.path for link in links if link.netloc == "example.org"} - seen
            seen |= ours
            waiting += sorted(ours)
    assert broken == []
    assert all(path.startswith(BASE) for path in seen)
    assert {BASE + ROOT[language] + "meetings/2msp/" for language in LANGUAGES} <= seen
    assert len(seen) > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_moved_leads_on(path_server: Server, below: Path, language: str) -> None:
    home = BASE + ROOT[language]
    for old, new in MOVED.items():
        answer = path_server.get(home + old)
        assert (answer.status, answer.headers["location"]) == (301, home + new)
    page = (below / f"{home[1:]}old-page/index.html").read_text(encoding="utf-8")
    target = f"https://example.org{home}meetings/2msp/#sources"
    assert f'<meta http-equiv="refresh" content="0;url={target}">' in page
    assert f'<link rel="canonical" href="{target}">' in page
    assert f'<a href="{target}">' in page
    assert f'<html lang="{language}">' in page


def test_a_host_that_reads_redirects_is_told_each_move_in_every_language() -> None:
    assert redirects_file({"a/": "b/"}, "/x/").splitlines() == [
        "/x/a/ /x/b/ 301",
        "/x/fr/a/ /x/fr/b/ 301",
        "/x/es/a/ /x/es/b/ 301",
    ]


def test_a_move_that_cannot_be_is_told_with_the_way_out(languages: dict[str, Language]) -> None:
    built = {f"{root}{page}" for root in ROOT.values() for page in ("meetings/", "topics/")}
    assert complaint({"old/": "meetings/#x"}, built) is None
    assert complaint({"topics/": "meetings/"}, built) == (
        'moved: "topics/" is still a page; take it out of the list, or the page out of docs/'
    )
    assert complaint({"old/": "meeting/"}, built) == (
        'moved: "old/" leads to "meeting/", which does not exist; did you mean "meetings/"?'
    )
    assert complaint({".htaccess": "meetings/"}, built) == (
        'moved: ".htaccess" begins with a dot, as what belongs to the host; name an address of the site'
    )
    for old in ("/old/", "a/../../b/", "a//b/", "a/./b/", "a\nb/", "a b/", "a?b/", "", "/", "a\\b/", f"{'x' * 200}/"):
        assert complaint({old: "meetings/"}, built) == (
            f"moved: {old!r} is no address below the home page; name one such as old/"
        )
    for old, file in (("calendar.ics/x/", "calendar.ics"), ("topics/index.html/", "topics/index.html")):
        assert complaint({old: "meetings/"}, {*built, "calendar.ics"}) == (
            f'moved: "{old}" would stand below a file, "{file}"; name another address'
        )
    assert moved_pages({"old.ics": "new.ics"}, languages, SITE) == {}  # type: ignore[arg-type]
