"""A pack of one language opens from a disk: every link leads to a file beside it or to the site online."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
import pytest
from bs4 import BeautifulSoup

from macros.language import Language
from macros.offline import LARGEST
from macros.offline_pack import DOWNLOADS, Pack, zipped
from macros.pages.offline import size
from macros.programme import Programme
from macros.statements import LANGUAGES, LanguageCode

from .chromium import dom_after_scripts
from .conftest import Run, copy_project
from .test_site import PAGES, ROOT, ids_of, soup_of

ADDRESS = "https://work-programme-2011.example/"


@pytest.fixture(scope="module")
def offered(site: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """The site after `make offline`."""
    project = copy_project(tmp_path_factory.mktemp("offline"))
    shutil.copytree(site, project / "site")
    done = run(project, "macros.offline")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def pack(offered: Path, code: LanguageCode) -> Path:
    return offered / DOWNLOADS / f"work-programme-2011-{code}.zip"


@pytest.fixture(scope="module", params=LANGUAGES)
def unpacked(request: pytest.FixtureRequest, offered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disk")
    with zipfile.ZipFile(pack(offered, request.param)) as archive:
        archive.extractall(folder)
    (only,) = folder.iterdir()
    assert only.name == f"work-programme-2011-{request.param}"
    return only


def test_a_pack_holds_every_page_of_its_language_and_no_other(unpacked: Path) -> None:
    pages = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*.html")}
    assert pages == {
        re.sub(r"(^|/)index/index\.html$", r"\1index.html", page.removesuffix(".md") + "/index.html") for page in PAGES
    }
    assert {soup_of(path).html["lang"] for path in unpacked.rglob("*.html")} == {unpacked.name[-2:]}  # type: ignore[index]


def test_every_link_in_a_pack_leads_to_a_file_of_it_or_online(unpacked: Path) -> None:
    broken = []
    for path in unpacked.rglob("*.html"):
        for tag in soup_of(path)(lambda tag: tag.has_attr("href") or tag.has_attr("src")):
            link = str(tag.get("href") or tag.get("src"))
            target = urlsplit(urljoin(path.as_uri(), link))
            if target.scheme == "file":
                file = Path(target.path)
                inside = file.is_relative_to(unpacked) and file.is_file()
                if not inside or (target.fragment and file.suffix == ".html" and target.fragment not in ids_of(file)):
                    broken.append(f"{path.relative_to(unpacked)}: {link}")
            elif target.scheme not in ("https", "http", "mailto", "webcal"):
                broken.append(f"{path.relative_to(unpacked)}: {link}")
    assert broken == []


def test_a_pack_loads_nothing_that_is_not_in_it(unpacked: Path) -> None:
    for path in unpacked.rglob("*.html"):
        for tag in soup_of(path).select("script[src], img[src], link[rel=stylesheet], link[rel=icon]"):
            assert "://" not in str(tag.get("src") or tag.get("href"))
        assert soup_of(path).select('meta[http-equiv="Content-Security-Policy"]') == []


def test_a_link_to_another_language_leads_online(unpacked: Path) -> None:
    code = unpacked.name[-2:]
    other = "fr" if code == "en" else "en"
    links = soup_of(unpacked / "meetings/2msp/index.html").select(f'a[hreflang="{other}"]')
    assert [str(link["href"]) for link in links] == [f"{ADDRESS}{ROOT[other]}meetings/2msp/"]


def test_search_works_from_a_disk(unpacked: Path, tmp_path: Path) -> None:
    page = f"{(unpacked / 'search/index.html').as_uri()}?q=beirut%20beyrouth"
    found = BeautifulSoup(dom_after_scripts(page, tmp_path), "html.parser").select(".results a")
    assert found
    for link in found:
        path, _, id = str(link["href"]).partition("#")
        assert id in ids_of((unpacked / "search" / path).resolve())


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_pack_is_small_and_its_size_and_checksum_are_shown(
    offered: Path, programme: Programme, code: LanguageCode
) -> None:
    content = pack(offered, code).read_bytes()
    assert len(content) <= LARGEST
    page = soup_of(offered / ROOT[code] / "offline/index.html")
    row = page.select_one(".downloads tbody tr")
    assert row is not None
    checksum = hashlib.sha256(content).hexdigest()
    assert checksum in row.get_text()
    assert size(Language(code, programme.phrases), len(content)) in row.get_text()
    link = row.select_one("a[download]")
    assert link is not None
    assert (offered / ROOT[code] / "offline" / str(link["href"])).resolve() == pack(offered, code).resolve()
    sums = (offered / DOWNLOADS / "SHA256SUMS").read_text(encoding="utf-8")
    assert f"{checksum}  {pack(offered, code).name}\n" in sums


def test_packing_twice_gives_the_same_bytes(offered: Path, run: Run) -> None:
    before = {path.name: path.read_bytes() for path in (offered / DOWNLOADS).iterdir()}
    assert run(offered.parent, "macros.offline").returncode == 0
    assert {path.name: path.read_bytes() for path in (offered / DOWNLOADS).iterdir()} == before


def test_a_pack_tells_where_the_files_are_and_not_its_own_checksum(unpacked: Path, programme: Programme) -> None:
    place = soup_of(unpacked / "offline/index.html").select_one(".downloads")
    assert place is not None
    assert place.get_text() == getattr(programme.phrases["downloads-none"], unpacked.name[-2:])


def test_a_page_that_tells_of_downloads_is_compressed_anew(offered: Path) -> None:
    page = offered / "fr/offline/index.html"
    assert brotli.decompress(Path(f"{page}.br").read_bytes()) == page.read_bytes()
    assert gzip.decompress(Path(f"{page}.gz").read_bytes()) == page.read_bytes()


def test_without_a_built_site_one_line_tells_the_way_out(warm_project: Path, run: Run) -> None:
    done = run(warm_project, "macros.offline")
    assert done.returncode == 1
    assert done.stderr == "site/ is not built yet; run: make offline\n"


def test_a_pack_follows_styles_and_drops_versions_from_links() -> None:
    site = {
        "index.html": b'<link href="assets/a.css?v1"><a href="fr/">f</a><a href="more/#x">m</a><a href="#y">y</a>',
        "more/index.html": b'<a href="../missing.ics">i</a><a href="https://else.example/">e</a>',
        "fr/index.html": b'<img src="../assets/b.svg">',
        "assets/a.css": b"x{background:url('b.svg')}",
        "assets/b.svg": b"<svg/>",
        "assets/c.svg": b"<svg/>",
        "downloads/index.html": b"",
    }
    assert Pack(site, "en", "https://s.example/w/").files() == {
        "assets/a.css": site["assets/a.css"],
        "assets/b.svg": site["assets/b.svg"],
        "index.html": b'<link href="assets/a.css"><a href="https://s.example/w/fr/">f</a>'
        b'<a href="more/index.html#x">m</a><a href="#y">y</a>',
        "more/index.html": b'<a href="https://s.example/w/missing.ics">i</a><a href="https://else.example/">e</a>',
    }
    assert Pack(site, "fr", "").files() == {
        "assets/b.svg": site["assets/b.svg"],
        "index.html": b'<img src="assets/b.svg">',
    }


def test_a_zip_bears_the_date_of_the_data_and_no_trace_of_the_machine() -> None:
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    with zipfile.ZipFile(io.BytesIO(zipped({"b": b"2", "a": b"1"}, "folder", moment))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["folder/a", "folder/b"]
    assert {entry.date_time for entry in entries} == {(2026, 11, 23, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(3, 0o100644)}


def test_a_size_is_rounded_up_and_written_as_the_language_does(languages: dict[str, Language]) -> None:
    shown = [size(languages[code], 1_234_001) for code in LANGUAGES]
    assert shown == ["1,235\u00a0kB", "1\u00a0235\u00a0ko", "1235\u00a0kB"]
