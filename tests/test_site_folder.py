"""The folder of the site after a second build: what is the same was not written again, what is no more has gone."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from macros.memory import Memory
from macros.seam.site_folder import SiteFolder

from .conftest import Run
from .test_build import whole

LONG_AGO = 1_000_000_000
PAGES = ("index.html", "same/index.html", "other/index.html", "new/index.html", "page/index.html", "pipe/index.html")


def filled(root: Path, *paths: str) -> None:
    """Writes files that hold their own path, long ago."""
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
        os.utime(file, (LONG_AGO, LONG_AGO))


def test_a_page_that_is_the_same_is_left_as_it_is_and_another_is_written(tmp_path: Path) -> None:
    filled(tmp_path, "same/index.html", "other/index.html")
    site = SiteFolder(str(tmp_path), PAGES)
    site.clear()
    site.write(str(tmp_path / "same/index.html"), b"same/index.html")
    site.write(str(tmp_path / "other/index.html"), b"new words")
    site.write(str(tmp_path / "new/index.html"), b"new page")
    site.finish()
    found = {"same/index.html": b"same/index.html", "other/index.html": b"new words", "new/index.html": b"new page"}
    assert whole(tmp_path) == found
    written = {path for path in found if (tmp_path / path).stat().st_mtime != LONG_AGO}
    assert written == found.keys() - {"same/index.html"}


def test_what_is_not_written_again_goes_with_its_folders_and_what_is_hidden_at_the_top_stays(tmp_path: Path) -> None:
    filled(tmp_path, "old/deep/index.html", "assets/old.css", "index.html", ".git/config", ".domains", "old/.hidden")
    (tmp_path / ".git/refs").mkdir()
    site = SiteFolder(str(tmp_path), PAGES)
    site.clear()
    assert set(whole(tmp_path)) == {"index.html", ".git/config", ".domains"}
    site.finish()
    assert set(whole(tmp_path)) == {".git/config", ".domains"}
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [".git"]
    assert (tmp_path / ".git/refs").is_dir()


def test_what_an_earlier_build_hid_goes_and_nothing_else_that_is_hidden(tmp_path: Path) -> None:
    memory = Memory()
    filled(tmp_path, ".git/config", ".domains")
    site = SiteFolder(str(tmp_path), PAGES, memory)
    site.clear()
    site.remember((".htaccess", ".well-known/security.txt"))
    for path in (".htaccess", ".well-known/security.txt"):
        site.put(path, b"words")
    filled(tmp_path, ".htaccess.br")
    SiteFolder(str(tmp_path), PAGES, memory).clear()
    assert set(whole(tmp_path)) == {".git/config", ".domains"}
    assert not (tmp_path / ".well-known").exists()


def test_what_is_put_beside_the_pages_is_left_where_it_is_the_same_and_goes_where_it_is_put_no_more(
    tmp_path: Path,
) -> None:
    memory, root = Memory(), tmp_path / "site"
    paths = ("a.json", "b/same.ics", "b/other.ics", "c/gone.ics", "shared.json", "d/file.ics")

    def built(contents: dict[str, bytes]) -> None:
        site = SiteFolder(str(root), PAGES, memory)
        site.clear()
        site.make_way(["d/file.ics/asset.png"])
        filled(root, "d/file.ics/asset.png")
        site.remember(contents)
        for path, content in contents.items():
            site.put(path, content)
        site.finish()

    built({path: path.encode() for path in paths if path != "d/file.ics"})
    (root / "d/file.ics/asset.png").unlink()
    (root / "d/file.ics").rmdir()
    filled(root, *paths, "stray.json")
    (tmp_path / "copy").hardlink_to(root / "shared.json")
    again = {"a.json": b"a.json", "b/same.ics": b"b/same.ics", "b/other.ics": b"new", "shared.json": b"new"}
    built(again)
    assert whole(root) == {**again, "d/file.ics/asset.png": b"d/file.ics/asset.png"}
    assert (tmp_path / "copy").read_text() == "shared.json"
    kept = {path for path in again if (root / path).stat().st_mtime == LONG_AGO}
    assert kept == {"a.json", "b/same.ics"}


@pytest.mark.parametrize("path", ["/x/index.html", "../x.ics", "a/../../x.ics"])
def test_nothing_is_written_outside_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(Abort, match="no place in the site"):
        SiteFolder(str(tmp_path / "site"), PAGES).put(path, b"words")
    assert [*tmp_path.iterdir()] == []


def test_a_site_of_which_only_hidden_files_are_left_keeps_its_folder(tmp_path: Path) -> None:
    memory, root = Memory(), tmp_path / "site"
    site = SiteFolder(str(root), PAGES, memory)
    site.remember([".htaccess"])
    site.put(".htaccess", b"words")
    SiteFolder(str(root), PAGES, memory).clear()
    assert [*root.iterdir()] == []


def test_what_another_hand_writes_in_place_of_an_earlier_page_stays(tmp_path: Path) -> None:
    filled(tmp_path, "page/index.html")
    site = SiteFolder(str(tmp_path), PAGES)
    site.clear()
    time.sleep(0.02)  # a disk counts no shorter time
    filled(tmp_path, "page/index.html")
    site.finish()
    assert set(whole(tmp_path)) == {"page/index.html"}


def test_a_page_is_written_where_a_folder_of_its_name_stood(tmp_path: Path) -> None:
    filled(tmp_path, "page/index.html/index.html", "page/index.html/deep/old.txt")
    site = SiteFolder(str(tmp_path), PAGES)
    site.clear()
    site.write(str(tmp_path / "page/index.html"), b"words")
    assert whole(tmp_path) == {"page/index.html": b"words"}


def test_what_only_looks_like_a_page_goes(tmp_path: Path) -> None:
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe/index.html")
    SiteFolder(str(tmp_path), PAGES).clear()
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_shares_its_place_on_the_disk_keeps_what_it_holds(tmp_path: Path) -> None:
    filled(tmp_path, "site/index.html")
    (tmp_path / "copy.html").hardlink_to(tmp_path / "site/index.html")
    site = SiteFolder(str(tmp_path / "site"), PAGES)
    site.clear()
    site.write(str(tmp_path / "site/index.html"), b"new words")
    assert whole(tmp_path) == {"site/index.html": b"new words", "copy.html": b"site/index.html"}


def test_no_link_is_followed_or_written_through(tmp_path: Path) -> None:
    filled(tmp_path, "elsewhere/index.html", "elsewhere/inside/kept.txt")
    root = tmp_path / "site"
    (root / "page").mkdir(parents=True)
    (root / "page/index.html").symlink_to(tmp_path / "elsewhere/index.html")
    (root / "folder").symlink_to(tmp_path / "elsewhere/inside")
    site = SiteFolder(str(root), PAGES)
    site.clear()
    site.write(str(root / "page/index.html"), b"new words")
    site.finish()
    assert whole(tmp_path / "elsewhere") == {
        "index.html": b"elsewhere/index.html",
        "inside/kept.txt": b"elsewhere/inside/kept.txt",
    }
    assert whole(root) == {"page/index.html": b"new words"}


def test_what_is_hidden_is_written_anew_as_if_it_were_the_first_time(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    filled(tmp_path, "elsewhere", "site/.nojekyll", "site/.well-known/security.txt")
    (tmp_path / "copy").hardlink_to(root / ".nojekyll")
    (root / ".htaccess").symlink_to(elsewhere)
    (root / ".well-known/security.txt").chmod(0o600)
    for folder, mode in ((root / ".well-known", 0o2700), (root, 0o700)):
        folder.chmod(mode)
    site, paths = SiteFolder(str(root), PAGES), (".nojekyll", ".htaccess", ".well-known/security.txt")
    mask = os.umask(0o022)
    try:
        site.clear()
        for path in paths:
            site.put(path, b"new words")
    finally:
        os.umask(mask)
    assert whole(root) == dict.fromkeys(paths, b"new words")
    assert (elsewhere.read_text(), (tmp_path / "copy").read_text()) == ("elsewhere", "site/.nojekyll")
    modes = [stat.S_IMODE((root / path).lstat().st_mode) for path in (*paths, ".well-known", ".")]
    assert modes == [0o644, 0o644, 0o644, 0o2755, 0o755]


def test_a_folder_in_place_of_what_is_hidden_is_told_with_its_place(tmp_path: Path) -> None:
    filled(tmp_path, ".htaccess/kept.txt")
    with pytest.raises(Abort, match=r"/\.htaccess: Is a directory; take it away yourself$"):
        SiteFolder(str(tmp_path), PAGES).put(".htaccess", b"words")


def test_where_there_is_no_folder_one_is_begun(tmp_path: Path) -> None:
    site = SiteFolder(str(tmp_path / "site"), PAGES)
    site.clear()
    site.finish()
    site.write(str(tmp_path / "site/index.html"), b"words")
    assert set(whole(tmp_path)) == {"site/index.html"}


def test_what_cannot_be_taken_away_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path, "locked/old.css")

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(Abort, match=r"locked/old\.css: Permission denied; take it away yourself$"):
        SiteFolder(str(tmp_path), PAGES).clear()


def test_a_build_into_a_folder_of_others_leaves_only_its_own_also_where_it_fails(warm_project: Path, run: Run) -> None:
    site = warm_project / "site"
    assert run(warm_project, "mkdocs", "build").returncode == 0
    first = whole(site)
    same, touched = site / "about/index.html", site / "fr/about/index.html"
    os.utime(same, (LONG_AGO, LONG_AGO))
    touched.write_text("by another hand", encoding="utf-8")
    filled(site, "gone/index.html", "gone/deep/index.html", "fr/gone.txt")
    assert run(warm_project, "mkdocs", "build").returncode == 0
    assert whole(site) == first
    assert same.stat().st_mtime == LONG_AGO
    assert not (site / "gone").exists()
    template = warm_project / "overrides/main.html"
    template.write_text("{{ zzyzx.words }}", encoding="utf-8")
    assert run(warm_project, "mkdocs", "build").returncode == 1
    assert [path for path in whole(site) if path.endswith("index.html")] == []


def test_what_was_made_for_other_readers_is_made_again(tmp_path: Path) -> None:
    filled(tmp_path, "same/index.html", "other/index.html")
    (tmp_path / "same/index.html").chmod(0o600)
    (tmp_path / "other").chmod(0o700)
    site = SiteFolder(str(tmp_path), PAGES)
    site.clear()
    assert list(tmp_path.iterdir()) == []
    for path in ("same/index.html", "other/index.html"):
        site.write(str(tmp_path / path), path.encode())
    site.clear()
    assert set(whole(tmp_path)) == {"same/index.html", "other/index.html"}


def test_a_page_of_the_theme_and_a_static_one_come_and_go(warm_project: Path, run: Run) -> None:
    site, settings = warm_project / "site", warm_project / "mkdocs.yml"
    filled(warm_project, "docs/assets/sample/index.html", "overrides/theme-page/index.html")
    text = settings.read_text(encoding="utf-8")
    assert "\n  custom_dir: overrides\n" in text
    more = "  custom_dir: overrides\n  static_templates: [theme-page/index.html]\n"
    settings.write_text(text.replace("  custom_dir: overrides\n", more), encoding="utf-8")
    for _ in range(2):
        assert run(warm_project, "mkdocs", "build").returncode == 0
        assert (site / "assets/sample/index.html").is_file()
        assert (site / "theme-page/index.html").is_file()
    settings.write_text(text + "\nexclude_docs: assets/sample/\n", encoding="utf-8")
    assert run(warm_project, "mkdocs", "build").returncode == 0
    assert [path for path in ("assets/sample", "theme-page") if (site / path).exists()] == []
