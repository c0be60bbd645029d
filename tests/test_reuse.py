"""The outputs as a stranger finds and uses them: links in the head, links on the page, the examples, run."""

from __future__ import annotations

import csv
import http.server
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import Tag

from macros.programme import Programme
from macros.statements import LANGUAGES

from .test_site import PAGES, address, article, exists, soup

FORMS = ["text/calendar", "application/json", "application/atom+xml", "application/feed+json"]
SITE = "https://work-programme-2011.example/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_its_other_forms_in_the_head_and_for_readers(site: Path, language: str) -> None:
    for page in PAGES:
        url = address(page, language)
        head = soup(site, url).select("head link[rel=alternate][type]")
        shown = article(site, page, language).select(".formats a")
        assert [link["type"] for link in head] == FORMS
        assert [(link["href"], link["title"]) for link in head] == [(it["href"], it.get_text()) for it in shown]
        for link in head:
            path = urlsplit(urljoin(f"http://here/{url}", str(link["href"]))).path
            assert exists(site, path, ""), path
            own = "" if language == "en" else f"/{language}/"
            assert link["type"] == "application/json" or path.startswith(own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_about_one_record_names_the_forms_of_that_record(
    site: Path, programme: Programme, language: str
) -> None:
    for topic in programme.topics:
        calendar, data = soup(site, address(f"topics/{topic.id}.md", language)).select("link[rel=alternate][type]")[:2]
        assert str(calendar["href"]).endswith(f"/{topic.id}.ics")
        assert str(data["href"]).endswith(f"/topics/{topic.id}.json")


def test_no_script_of_the_theme_is_loaded_that_would_ask_for_a_map_of_each_link(site: Path) -> None:
    """Material's script takes any link with `rel="alternate"` for another version of the site and asks for its map."""
    loaded = {str(script["src"]) for page in PAGES for script in soup(site, address(page, "en"))("script", src=True)}
    assert {src.partition("?")[0].rpartition("/")[2] for src in loaded} <= {"site.js", "search.js", "search-index.js"}
    assert not (site / "assets/javascripts").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calendar_can_be_subscribed_to_and_downloaded(site: Path, programme: Programme, language: str) -> None:
    page = article(site, "subscribe.md", language)
    button, *subscribed = (str(link["href"]) for link in page.select('a[href^="webcal:"]'))
    assert button == subscribed[0]
    copied = page.select_one(".address-to-copy")
    assert copied is not None
    assert copied.get_text() == button.replace("webcal://", "https://")
    downloaded = [
        urljoin(f"{SITE}{address('subscribe.md', language)}", str(link["href"])) for link in page.select("a[download]")
    ]
    assert [address.replace("webcal://", "https://") for address in subscribed] == downloaded
    assert len(downloaded) == 1 + len(programme.topics) + len(programme.meetings)
    prefix = f"{SITE}{'' if language == 'en' else language + '/'}"
    assert all(address.startswith(prefix) and (site / address.removeprefix(SITE)).is_file() for address in downloaded)


def test_no_placeholder_is_published(site: Path) -> None:
    assert [path for path in site.rglob("*") if path.is_file() and b"published-site.invalid" in path.read_bytes()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_offered_with_its_size(site: Path, language: str) -> None:
    rows = article(site, "data.md", language).select("#tables ~ .table tbody tr")
    written = {path.name for path in (site / "data/v1").glob("*.csv")} - {"citations.csv"}
    assert {row.select_one("a").get_text() for row in rows} == written  # type: ignore[union-attr]
    for row in rows:
        name, *sizes = (cell.get_text() for cell in row(["th", "td"]))
        lines = list(csv.reader((site / "data/v1" / name).read_text(encoding="utf-8").splitlines()))
        assert sizes == [str(len(lines) - 1), str(len(lines[0]))]


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The site as a host serves it; gives its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def code(site: Path, heading: str) -> str:
    """The example under a heading of the page, which is the same in the three languages."""
    blocks = [article(site, "data.md", language).select_one(f"#{heading} ~ pre code") for language in LANGUAGES]
    found = {block.get_text() for block in blocks if isinstance(block, Tag)}
    assert len(found) == 1
    return found.pop()


def test_the_curl_example_fetches_a_meeting(site: Path, served: str, tmp_path: Path) -> None:
    command = code(site, "curl").replace(SITE, served).split()
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "2msp.json").read_bytes() == (site / "data/v1/meetings/2msp.json").read_bytes()


def test_the_spreadsheet_example_counts_what_was_held(site: Path, programme: Programme) -> None:
    """The formula is worked out on the table as a spreadsheet imports it: text, comma, UTF-8."""
    formula = re.fullmatch(r'=COUNTIF\(([A-Z]):\1,"(\w+)"\)', code(site, "spreadsheet"))
    assert formula is not None
    text = (site / "data/v1/meetings-dates.csv").read_text(encoding="utf-8")
    assert csv.Sniffer().sniff(text.splitlines()[0]).delimiter == ","
    column = [row[ord(formula[1]) - ord("A")] for row in csv.reader(text.splitlines())]
    held = [it for meeting in programme.meetings for it in meeting.dates if it.status == "held"]
    assert column[0] == "status"
    assert column.count(formula[2]) == len(held) > 0


def test_the_pandas_example_lists_the_dates_that_were_held(
    site: Path, served: str, programme: Programme, tmp_path: Path
) -> None:
    (tmp_path / "example.py").write_text(code(site, "pandas").replace(SITE, served), encoding="utf-8")
    done = subprocess.run([sys.executable, "example.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    listed = [tuple(line.split()) for line in done.stdout.splitlines()[1:]]
    assert listed == [
        (meeting.id, str(it.on and it.on.first), str(it.on and it.on.last))
        for meeting in programme.meetings
        for it in meeting.dates
        if it.status == "held"
    ]
