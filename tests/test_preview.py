"""`mkdocs serve`: what is saved is seen, in whatever file it stands; a mistake is told and mended by the next save."""

from __future__ import annotations

import hashlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from .conftest import warm_copy

LONGEST = 120
"""Seconds after which the preview is taken not to answer at all."""


class Reader:
    """A browser's part: it asks for a page, and waits to be told that there is something newer."""

    def __init__(self, address: str, project: Path) -> None:
        self.address, self.project = address, project

    def page(self, path: str) -> str:
        with urlopen(f"{self.address}{path}", timeout=LONGEST) as answer:  # noqa: S310 - our own address
            return str(answer.read().decode())

    def after_saving(self, file: str, old: str, new: str, page: str) -> str:
        """The page as the browser loads it after a file was saved."""
        epoch = re.search(r'data-epoch="(\d+)"', self.page(page))
        assert epoch
        path = self.project / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        told = float(self.page(f"livereload/{epoch[1]}/1"))
        assert told > float(epoch[1])
        return self.page(page)


@pytest.fixture(scope="module")
def reader(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    project = warm_copy(built, tmp_path_factory.mktemp("served"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as it:
        found = Reader(f"http://127.0.0.1:{port}/", project)
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            try:
                found.page("")
                break
            except URLError:
                time.sleep(0.1)
        yield found
        it.terminate()


JUNE = "on: 2011-06-27/2011-06-30"

SAVED = {
    "page": ("docs/fr/about.md", "# ", "# Zzyzx ", "fr/about/", "Zzyzx"),
    "date": ("data/programme.yml", JUNE, "on: 2011-06-26/2011-06-30", "fr/meetings/intersessional-2011/", "2011-06-26"),
    "phrase": ("data/phrases.yml", "Sitio no oficial", "Sitio nada oficial", "es/", "Sitio nada oficial"),
    "template": ("overrides/main.html", '<div class="sheet">', '<div class="sheet zzyzx">', "", "sheet zzyzx"),
    "code": ("macros/languages.py", "return name[:1].upper()", 'return "Zz"', "fr/", "Zznglish"),
    "navigation": ("mkdocs.yml", "  - Home: index.md", "  - Zzhome: index.md", "", "Zzhome"),
}  # fmt: skip


@pytest.mark.parametrize("kind", SAVED)
def test_what_is_saved_is_seen_and_taken_back(reader: Reader, kind: str) -> None:
    file, old, new, page, shown = SAVED[kind]
    assert shown not in reader.page(page)
    assert shown in reader.after_saving(file, old, new, page)
    assert shown not in reader.after_saving(file, new, old, page)


WRONG = {
    "page": ("docs/fr/about.md", "# ", '# {{ wen("x") }} ', "fr/about/", 'docs/fr/about.md:'),
    "data": ("data/programme.yml", JUNE, "on: 2011-06-31/2011-06-30", "fr/", "data/programme.yml:"),
    "code": ("macros/frame.py", "def home(", "def home((", "fr/", "SyntaxError"),
    "template": ("overrides/main.html", "{%- if forms %}", "{%- if forms ", "fr/", "TemplateSyntaxError"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_a_mistake_is_shown_above_the_last_good_page_and_the_next_save_mends_it(reader: Reader, kind: str) -> None:
    file, old, new, page, message = WRONG[kind]
    good = re.search(r"<h1.*?</h1>", reader.page(page), re.DOTALL)
    assert good
    wrong = reader.after_saving(file, old, new, page)
    notice = re.search(r'<pre class="preview-notice" role="alert">(.*?)</pre>', wrong, re.DOTALL)
    assert notice
    assert message in notice[1]
    assert "Traceback" not in wrong
    assert good[0] in wrong
    mended = reader.after_saving(file, new, old, page)
    assert "preview-notice" not in mended.partition("</head>")[2]
    assert good[0] in mended


def test_a_mistake_in_the_data_stays_told_while_pages_go_on_being_edited(reader: Reader) -> None:
    wrong = JUNE.replace("06-27", "06-31")
    reader.after_saving("data/programme.yml", JUNE, wrong, "fr/")
    page = reader.after_saving("docs/fr/about.md", "# ", "# Zzyzx ", "fr/about/")
    assert "Zzyzx" in page.partition("<h1")[2]
    assert "data/programme.yml:" in reader.page("fr/")
    reader.after_saving("docs/fr/about.md", "# Zzyzx ", "# ", "fr/about/")
    assert "data/programme.yml:" not in reader.after_saving("data/programme.yml", wrong, JUNE, "fr/")


def test_an_asset_has_the_address_of_what_stands_in_it_now_also_where_nothing_is_found(reader: Reader) -> None:
    page = reader.after_saving("docs/assets/site.css", "{", "{ /* zz */", "about/")
    content = (reader.project / "docs/assets/site.css").read_bytes()
    address = f"assets/site.css?{hashlib.sha256(content).hexdigest()[:8]}"
    assert address in page
    assert address in reader.page("404.html")
    assert address not in reader.after_saving("docs/assets/site.css", "{ /* zz */", "{", "about/")


def test_a_template_is_read_again_whatever_its_date(reader: Reader) -> None:
    file = reader.project / "overrides/partials/section.html"
    text, dated = file.read_text(encoding="utf-8"), file.stat().st_mtime_ns
    epoch = re.search(r'data-epoch="(\d+)"', reader.page("cite/"))
    assert epoch
    other = file.with_name("section.html~")  # as editors write: beside it, then in its place
    other.write_text(text.replace('class="section"', 'class="zzyzx"'), encoding="utf-8")
    os.utime(other, ns=(dated, dated))
    other.rename(file)
    assert float(reader.page(f"livereload/{epoch[1]}/1")) > float(epoch[1])
    assert 'class="zzyzx"' in reader.page("cite/")
    reader.after_saving("overrides/partials/section.html", 'class="zzyzx"', 'class="section"', "cite/")


def test_what_is_taken_away_is_gone(reader: Reader) -> None:
    file = reader.project / "docs/assets/zzyzx.svg"
    for act in (lambda: file.write_text("<svg/>", encoding="utf-8"), file.unlink):
        epoch = re.search(r'data-epoch="(\d+)"', reader.page("about/"))
        assert epoch
        act()
        reader.page(f"livereload/{epoch[1]}/1")
        if file.exists():
            assert reader.page("assets/zzyzx.svg") == "<svg/>"
    with pytest.raises(OSError, match="404"):
        reader.page("assets/zzyzx.svg")


def test_calendars_data_search_and_styles_are_served_as_on_the_site(reader: Reader) -> None:
    assert reader.page("fr/calendar.ics").startswith("BEGIN:VCALENDAR")
    assert reader.page("data/v1/programme.json").startswith("{")
    assert reader.page("es/search/words.js").startswith("searchIndex(")
    assert "@page in-fr" in reader.page("assets/print.css")
    with pytest.raises(OSError, match="404"):
        reader.page("nowhere/")


def test_the_preview_loads_nothing_that_the_policy_of_a_page_forbids(reader: Reader) -> None:
    page = reader.page("fr/")
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)[^>]*>", page) == []
    assert reader.page("livereload/preview.js").startswith("/*")
