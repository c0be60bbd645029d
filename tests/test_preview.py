"""`mkdocs serve`: what is saved is seen, in whatever file it stands; a mistake is told and mended by the next save."""

from __future__ import annotations

import gzip
import hashlib
import html
import logging
import os
import random
import re
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from types import ModuleType, SimpleNamespace
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import CountHandler

from macros.problems import Problem
from macros.seam import tries
from macros.seam.editions import write_templates
from macros.seam.lasting import outdated
from macros.seam.preview import READERS_FIRST, Preview
from macros.seam.products import Products
from macros.seam.turns import Turns
from macros.seam.warnings import ANSWERS, MKDOCS, log_answers_apart
from macros.statements import LANGUAGES

from . import warm_previews
from .conftest import PROJECT, warm_copy
from .edits import edit_record, never_published
from .previews import LONGEST, NOTICE, TERMINAL, Reader, preview_of
from .test_build import replace
from .warm_builds import TIMES


def shows(words: str) -> Callable[[str], bool]:
    return lambda page: words in page


def hides(words: str) -> Callable[[str], bool]:
    return lambda page: words not in page


def notice(page: str) -> str:
    """What is told above a page."""
    return html.unescape(page.partition(NOTICE)[2].partition("</pre>")[0])


@pytest.fixture(scope="module")
def reader(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    project = warm_copy(built, tmp_path_factory.mktemp("served"))
    with preview_of(project, **TIMES) as found:
        yield found


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
    assert shown in reader.after_saving(file, old, new, page, shows(shown))
    assert shown not in reader.after_saving(file, new, old, page, hides(shown))


PRIVACY = "{ #privacy }"

WRONG = {
    "page": ("docs/fr/about.md", "# ", '# {{ wen("x") }} ', "fr/about/", "docs/fr/about.md:"),
    "data": ("data/programme.yml", JUNE, "on: 2011-06-31/2011-06-30", "fr/", "data/programme.yml:"),
    "code": ("macros/frame.py", "def home(", "def home((", "fr/", "macros/frame.py:"),
    "template": ("overrides/main.html", "{%- if forms %}", "{%- if forms ", "fr/", "TemplateSyntaxError"),
    "template of no page": ("overrides/404.html", "{% block content %}", "{% block ", "about/", "TemplateSyntaxError"),
    "link": (
        "docs/en/about.md",
        PRIVACY,
        f"{PRIVACY}\n\n[x](nowhere.md)",
        "about/",
        'docs/en/about.md:{line+2}: link "nowhere.md" leads to no page; name a page that stands in docs/en/',
    ),
    "address": (
        "docs/en/about.md",
        PRIVACY,
        f"{PRIVACY}\n\n[x](/about/)",
        "about/",
        'docs/en/about.md:{line+2}: link "/about/" is an address on this host; did you mean "../about.md"?',
    ),
    "part of a page": (
        "docs/en/about.md",
        PRIVACY,
        f"{PRIVACY}\n\n[x](meetings/2msp.md#tyme)",
        "about/",
        'docs/en/about.md:{line+2}: link "meetings/2msp.md#tyme" leads to no part of docs/en/meetings/2msp.md; '
        'did you mean "time"?',
    ),
    "part of this page": (
        "docs/en/about.md",
        PRIVACY,
        f"{PRIVACY}\n\n[x](#zzyzx)",
        "about/",
        'docs/en/about.md:{line+2}: link "#zzyzx" leads to no part of docs/en/about.md; name the id of a heading there',
    ),
    "page in no navigation": (
        "mkdocs.yml",
        "      - about.md\n",
        "      # about.md\n",
        "about/",
        "docs/en/about.md: page in no navigation; name it under nav: in mkdocs.yml, or take it away",
    ),
    "no page in the navigation": (
        "mkdocs.yml",
        "      - about.md\n",
        "      - about.md\n      - zzyzx.md\n",
        "about/",
        'mkdocs.yml:{line+1}: nav names "zzyzx.md", which is no page; write it in each language, or take the line out',
    ),
    "address in the navigation": (
        "mkdocs.yml",
        "      - about.md\n",
        "      - about.md\n      - Zz: /zz/\n",
        "about/",
        'mkdocs.yml:{line+1}: nav names "/zz/", an address on this host; name the file of the page, such as about.md',
    ),
    "setting": (
        "mkdocs.yml",
        "strict: true\n",
        "strict: true\nzzyzx: true\n",
        "",
        "mkdocs.yml:{line+1}: zzyzx: Unrecognised configuration name: zzyzx",
    ),
    "settings": ("mkdocs.yml", "\nnav:\n", "\nnav: [\n", "", "mkdocs.yml:{line+2}: not YAML: "),
    "old address": (
        "mkdocs.yml",
        "moved: {}",
        "moved: {about/: cite/}",
        "about/",
        'mkdocs.yml: moved: "about/" is still a page; take it out of the list, or the page out of docs/',
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_a_mistake_is_shown_above_the_last_good_page_and_the_next_save_mends_it(reader: Reader, kind: str) -> None:
    file, old, new, page, message = WRONG[kind]
    before = (reader.project / file).read_text(encoding="utf-8").partition(old)[0]
    line = before.count("\n") + 1
    message = re.sub(r"\{line([+]\d+)\}", lambda found: str(line + int(found[1])), message)
    good = re.search(r"<h1.*?</h1>", reader.page(page), re.DOTALL)
    assert good
    terminal = len(reader.terminal())
    wrong = reader.after_saving(file, old, new, page, lambda page: message in notice(page))
    assert message in notice(wrong)
    reader.wait_until_told(message, terminal)  # there it is told by whoever looks through all pages, behind the reader
    assert reader.page("assets/site.css")
    assert "Traceback" not in wrong
    assert good[0] in wrong
    mended = reader.after_saving(file, new, old, page, hides(NOTICE))
    assert NOTICE not in mended
    assert good[0] in mended


def test_a_page_that_is_begun_in_no_navigation_stops_nothing_and_stays_told(reader: Reader) -> None:
    files = [reader.project / f"docs/{code}/zzyzx.md" for code in LANGUAGES]
    told = [f"docs/{code}/zzyzx.md: page in no navigation" for code in LANGUAGES]

    def tells(page: str) -> bool:
        return all(it in notice(page) for it in told)

    page = reader.page("about/")
    for file in files:
        file.write_text("# New { #new }\n\nWords.\n{ .summary }\n", encoding="utf-8")
    page = reader.followed("about/", page, tells)
    assert "Words." in reader.page("zzyzx/")
    page = reader.after_saving(
        "docs/en/about.md", "# ", "# Zz ", "about/", lambda page: "# Zz" in page or "Zz " in page
    )
    assert tells(page)
    wrong = 'docs/es/zzyzx.md:3: unknown macro "wen"'
    reader.after_saving("docs/es/zzyzx.md", "Words", '{{ wen("x") }}', "about/", lambda page: wrong in notice(page))
    for file in files:
        file.unlink()
    reader.after_saving("docs/en/about.md", "# Zz ", "# ", "about/", lambda page: "Zz " not in page + notice(page))
    reader.followed("about/", reader.page("about/"), hides(NOTICE))


def test_pages_go_on_being_shown_while_data_are_wrong_whatever_else_comes(reader: Reader) -> None:
    wrong, other = JUNE.replace("06-27", "06-31"), reader.project / "docs/assets/zzyzx.txt"
    reader.after_saving("data/programme.yml", JUNE, wrong, "about/", shows("data/programme.yml:"))
    before = reader.times_taken_in()
    other.write_text("Words", encoding="utf-8")
    reader.wait_until_taken_in(before)
    style, new = "assets/site.css", "{ /* zz */"
    reader.after_saving(f"docs/{style}", "{", new, "about/", lambda _: new in reader.page(style))
    reader.after_saving(f"docs/{style}", new, "{", "about/", lambda _: new not in reader.page(style))
    reader.after_saving(
        "docs/en/about.md", "# ", "# Zzyzx ", "about/", lambda page: "Zzyzx" in page.partition("<h1")[2]
    )
    mistake = "docs/fr/about.md:"
    reader.after_saving(
        "docs/fr/about.md", "# ", '# {{ wen("x") }} ', "fr/about/", lambda page: mistake in notice(page)
    )
    reader.after_saving(
        "docs/fr/about.md", '# {{ wen("x") }} ', "# ", "fr/about/", lambda page: mistake not in notice(page)
    )
    reader.after_saving("docs/en/about.md", "# Zzyzx ", "# ", "about/", lambda page: "Zzyzx" not in page)
    other.unlink()
    assert NOTICE not in reader.after_saving("data/programme.yml", wrong, JUNE, "about/", hides(NOTICE))


def test_facts_as_published_that_cannot_be_read_are_told(reader: Reader) -> None:
    wrong = reader.after_saving("data/published.json", "{", "{[", "about/", shows(NOTICE))
    assert notice(wrong).startswith("data/published.json:1: not readable")
    reader.after_saving("data/published.json", "{[", "{", "about/", hides(NOTICE))


def test_data_are_read_again_when_a_language_begun_goes(reader: Reader) -> None:
    folder, file, old, new = (
        reader.project / "docs/de",
        "data/phrases.yml",
        "es: Idiomas}",
        "es: Idiomas, de: Sprachen}",
    )
    folder.mkdir()
    before = reader.times_taken_in()
    text = (reader.project / file).read_text(encoding="utf-8")
    (reader.project / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    reader.wait_until_taken_in(before)
    page = reader.page("about/")
    assert NOTICE not in page
    folder.rmdir()
    wrong = reader.followed("about/", page, shows(NOTICE))
    assert 'phrase "languages": de: unknown key' in notice(wrong)
    assert NOTICE not in reader.after_saving(file, new, old, "about/", hides(NOTICE))


def test_a_mistake_in_what_answers_is_told_and_the_next_save_mends_it(reader: Reader) -> None:
    file, old, new = "macros/seam/events.py", "return next(((", "return 1 / 0 or next((("
    terminal = len(reader.terminal())
    wrong = reader.after_saving(file, old, new, "about/", shows(NOTICE))
    assert re.match(r"macros/seam/\w+\.py:\d+: \w+Error", notice(wrong))
    assert "Traceback" not in reader.terminal()[terminal:]
    reader.after_saving(file, new, old, "about/", hides(NOTICE))


def test_settings_that_are_mended_are_told_no_more(reader: Reader) -> None:
    wrong = reader.after_saving("mkdocs.yml", "locale: es", "locaal: es", "about/", shows(NOTICE))
    assert "mkdocs.yml:" in notice(wrong)
    reader.after_saving("mkdocs.yml", "locaal: es", "locale: es", "about/", hides(NOTICE))


def test_a_setting_of_which_mkdocs_gives_a_traceback_is_told_in_one_line(reader: Reader) -> None:
    told = "markdown_extensions: Failed to load extension 'toc'. KeyError: 'zzyzx'"
    wrong = reader.after_saving("mkdocs.yml", "permalink:", "zzyzx:", "about/", shows(NOTICE))
    assert re.fullmatch(r"mkdocs\.yml:\d+: " + re.escape(told), notice(wrong))
    reader.after_saving("mkdocs.yml", "zzyzx:", "permalink:", "about/", hides(NOTICE))


def test_front_matter_in_english_that_is_no_yaml_is_told_and_takes_no_translation_away(reader: Reader) -> None:
    file, good = "docs/en/data.md", reader.page("about/")
    text = (reader.project / file).read_text(encoding="utf-8")
    (reader.project / file).write_text(f"---\nTitle: a: b\n---\n{text}", encoding="utf-8")
    wrong = reader.followed("about/", good, shows(NOTICE))
    assert notice(wrong) == f"{file}:2: not YAML: mapping values are not allowed in this context"
    assert "<h1" in reader.page("es/data/")
    (reader.project / file).write_text(text, encoding="utf-8")
    reader.followed("about/", wrong, hides(NOTICE))


def test_a_page_that_nobody_has_looked_at_is_shown_while_code_is_broken(reader: Reader) -> None:
    file, old, new, _, message = WRONG["code"]
    reader.after_saving(file, old, new, "about/", shows(NOTICE))
    page = reader.page("es/meetings/9msp/")
    assert "<h1" in page
    assert notice(page) == notice(reader.page("about/"))
    assert message in notice(page)
    assert NOTICE not in reader.after_saving(file, new, old, "about/", hides(NOTICE))


@pytest.mark.parametrize("file", ["docs/assets/print.css", "mkdocs.yml", "macros/faults.py", "data/phrases.yml"])
def test_a_pipe_in_place_of_a_file_is_told_and_keeps_nobody_waiting(reader: Reader, tmp_path: Path, file: str) -> None:
    place, before, page = reader.project / file, tmp_path / "before", reader.page("about/")
    place.rename(before)
    os.mkfifo(place)
    wrong = reader.followed("about/", page, lambda page: file in notice(page))
    assert reader.page("fr/cite/")
    before.replace(place)
    reader.followed("about/", wrong, hides(NOTICE))


def test_a_folder_whose_name_no_page_may_have_is_told(reader: Reader) -> None:
    folder, page = reader.project / "docs/en/New Folder", reader.page("about/")
    folder.mkdir()
    wrong = reader.followed("about/", page, shows(NOTICE))
    assert notice(wrong).startswith("docs/en/New Folder")
    folder.rmdir()
    reader.followed("about/", wrong, hides(NOTICE))


def test_a_page_that_nobody_has_looked_at_is_shown_while_it_is_wrong_in_another_language(reader: Reader) -> None:
    file, old, new = "docs/en/accessibility.md", "# ", '# {{ wen("x") }} '
    reader.after_saving(file, old, new, "about/", shows(NOTICE))
    page = reader.page("fr/accessibility/")
    assert "<h1" in page
    assert notice(page).startswith(f"{file}:")
    reader.after_saving(file, new, old, "fr/accessibility/", hides(NOTICE))


def test_code_that_fails_for_one_page_is_told_above_that_page_as_it_was_and_above_every_other(reader: Reader) -> None:
    file, old, new = "macros/pages/decisions.py", "    return html(", "    return None.nothing or html("
    good = re.search(r"<h1.*?</h1>", reader.page("decisions/"), re.DOTALL)
    assert good
    wrong = reader.after_saving(file, old, new, "decisions/", shows("AttributeError"))
    assert notice(wrong).startswith("macros/pages/decisions.py:")
    assert good[0] in wrong
    reader.followed("fr/cite/", reader.page("fr/cite/"), shows("AttributeError"))
    assert NOTICE not in reader.after_saving(file, new, old, "decisions/", hides(NOTICE))
    reader.followed("fr/cite/", reader.page("fr/cite/"), hides(NOTICE))


GONE = {
    "mkdocs.yml": "mkdocs.yml: does not exist; put it back",
    "docs": "mkdocs.yml:",
    "data": "data/convention.yml:1: ",
}


@pytest.mark.parametrize("part", GONE)
def test_what_is_taken_away_is_told_until_it_is_put_back(reader: Reader, tmp_path: Path, part: str) -> None:
    page, place, elsewhere = reader.page("about/"), reader.project / part, tmp_path / part
    place.rename(elsewhere)
    wrong = reader.followed("about/", page, shows(NOTICE))
    assert notice(wrong).startswith(GONE[part])
    elsewhere.rename(place)
    reader.followed("about/", wrong, hides(NOTICE))


@pytest.mark.parametrize("room", ["docs", "docs/assets", "overrides", "overrides/zzyzx"])
def test_a_file_that_is_published_as_it_is_comes_changes_and_goes(reader: Reader, room: str) -> None:
    file = reader.project / room / "zzyzx.txt"
    address = file.relative_to(reader.project / room.partition("/")[0]).as_posix()
    page = reader.page("about/")
    file.parent.mkdir(exist_ok=True)
    for words in (b"first", b"second"):
        file.write_bytes(words)
        page = reader.followed("about/", page, lambda _, words=words: reader.found(address) == words)
    file.unlink()
    reader.followed("about/", page, lambda _: not reader.has(address))


def test_a_folder_takes_the_place_of_a_file_and_the_reverse(reader: Reader) -> None:
    place, page = reader.project / "docs/zzyzx", reader.page("about/")
    place.write_bytes(b"first")
    page = reader.followed("about/", page, lambda _: reader.found("zzyzx") == b"first")
    place.unlink()
    place.mkdir()
    (place / "a.txt").write_bytes(b"inside")
    page = reader.followed("about/", page, lambda _: reader.found("zzyzx/a.txt") == b"inside")
    assert NOTICE not in page
    shutil.rmtree(place)
    place.write_bytes(b"again")
    page = reader.followed("about/", page, lambda _: reader.found("zzyzx") == b"again")
    place.unlink()
    reader.followed("about/", page, lambda _: not reader.has("zzyzx"))


def test_a_folder_goes_whatever_its_name(reader: Reader, tmp_path: Path) -> None:
    folder, page = reader.project / "docs/zzyzx.old~", reader.page("about/")
    folder.mkdir()
    (folder / "a.txt").write_text("Words", encoding="utf-8")
    page = reader.followed("about/", page, lambda _: reader.has("zzyzx.old~/a.txt"))
    folder.rename(tmp_path / "away")
    reader.followed("about/", page, lambda _: not reader.has("zzyzx.old~/a.txt"))


def test_the_map_of_the_site_is_compressed_as_it_is_now(reader: Reader) -> None:
    old, new = "<urlset ", "<!-- zzyzx --><urlset "
    reader.after_saving("overrides/sitemap.xml", old, new, "about/", lambda _: new in reader.page("sitemap.xml"))
    assert gzip.decompress(reader.content("sitemap.xml.gz")) == reader.content("sitemap.xml")
    reader.after_saving("overrides/sitemap.xml", new, old, "about/", lambda _: old in reader.page("sitemap.xml"))


def test_where_nothing_is_found_pages_are_named_as_they_name_themselves_now(reader: Reader) -> None:
    named, nameless = "  - Decisions: decisions.md\n", "  - decisions.md\n"
    heading = re.search(r"(?m)^# (.*?) \{", (reader.project / "docs/fr/decisions.md").read_text(encoding="utf-8"))
    assert heading
    own = f'<a href="/fr/decisions/">{heading[1]}</a>'

    def names(words: str) -> Callable[[str], bool]:
        return lambda _: words in reader.page("fr/404.html")

    reader.after_saving("mkdocs.yml", named, nameless, "about/", names(own))
    new = own.replace(heading[1], f"Zzyzx {heading[1]}")
    reader.after_saving("docs/fr/decisions.md", "# ", "# Zzyzx ", "about/", names(new))
    reader.after_saving("mkdocs.yml", nameless, named, "about/", lambda _: "Zzyzx" not in reader.page("fr/404.html"))
    reader.after_saving("docs/fr/decisions.md", "# Zzyzx ", "# ", "fr/decisions/", hides("Zzyzx"))


def test_what_the_theme_publishes_shows_titles_of_pages_that_nobody_looked_at(reader: Reader) -> None:
    place, word = "sitemap.xml", "Zzyzx "
    head, titles = "<urlset ", "<!-- {% for file in i18n_alternates.fr %}{{ file.page.title }}|{% endfor %} --><urlset "

    def said(words: str) -> Callable[[str], bool]:
        return lambda _: words in reader.page(place)

    reader.after_saving(f"overrides/{place}", head, titles, "about/", said("<!-- "))
    asset, page = reader.project / "docs/assets/zzyzx.svg", reader.page("about/")
    asset.write_text("<svg/>", encoding="utf-8")  # for which the site is built anew
    page = reader.followed("about/", page, lambda _: reader.has("assets/zzyzx.svg"))
    assert "None|" not in reader.page(place)
    asset.unlink()
    reader.followed("about/", page, lambda _: not reader.has("assets/zzyzx.svg"))
    assert "None|" not in reader.page(place)
    reader.after_saving("docs/fr/glossary.md", "# ", f"# {word}", "fr/about/", said(word))
    reader.after_saving("docs/fr/glossary.md", f"# {word}", "# ", "fr/about/", lambda _: not said(word)(""))
    reader.after_saving(f"overrides/{place}", titles, head, "about/", lambda _: not said("<!-- ")(""))


def test_what_is_to_be_translated_is_not_remembered_from_pages_that_were_not_taken_in(reader: Reader) -> None:
    settings, broken = "\nnav:\n", "\nnav: [\n"
    reader.after_saving("docs/en/about.md", "{ .summary }", "Zz.\n{ .summary }", "about/", shows("Zz."))
    reader.after_saving("mkdocs.yml", settings, broken, "about/", shows(NOTICE))
    other = reader.project / "docs/en/cite.md"
    text = other.read_text(encoding="utf-8")
    before = reader.times_taken_in()
    other.write_text(text.replace("{ .summary }", "Yy.\n{ .summary }", 1), encoding="utf-8")
    reader.wait_until_taken_in(before)
    assert "docs/fr/about.md" in reader.page("fr/translation/")
    other.write_text(text, encoding="utf-8")
    reader.after_saving("mkdocs.yml", broken, settings, "about/", hides(NOTICE))
    page = reader.page("fr/translation/")
    assert "docs/fr/about.md" in page
    assert "docs/fr/cite.md" not in page
    reader.after_saving("docs/en/about.md", "Zz.\n{ .summary }", "{ .summary }", "about/", hides("Zz."))


def test_a_picture_is_shown_in_every_language(reader: Reader) -> None:
    picture, shown = "{ .summary }\n\n![A mark](../assets/icon.svg)\n", reader.page("fr/about/")
    texts = {code: (reader.project / f"docs/{code}/about.md").read_text(encoding="utf-8") for code in LANGUAGES}
    for code, text in texts.items():
        new = text.replace("{ .summary }\n", picture, 1)
        (reader.project / f"docs/{code}/about.md").write_text(new, encoding="utf-8")

    def shows_it(page: str) -> bool:  # and nothing of what one language had before the others
        return 'src="../../assets/icon.svg"' in page and NOTICE not in page

    shown = reader.followed("fr/about/", shown, shows_it)
    assert 'src="../assets/icon.svg"' in reader.page("about/")
    for code, text in texts.items():
        (reader.project / f"docs/{code}/about.md").write_text(text, encoding="utf-8")
    reader.followed("fr/about/", shown, lambda page: "<img" not in page and NOTICE not in page)


def test_a_link_is_mended_by_the_page_to_which_it_leads(reader: Reader) -> None:
    link = f"{PRIVACY}\n\n[x](cite.md#zzyzx)"
    wrong = reader.after_saving("docs/en/about.md", PRIVACY, link, "about/", shows(NOTICE))
    assert "docs/en/cite.md" in notice(wrong)
    texts = {code: (reader.project / f"docs/{code}/cite.md").read_text(encoding="utf-8") for code in LANGUAGES}
    for code, text in texts.items():
        new = re.sub(r"(?<=\n## )(.*)\{ #[\w-]+ \}", r"\1{ #zzyzx }", text, count=1)
        (reader.project / f"docs/{code}/cite.md").write_text(new, encoding="utf-8")
    reader.followed("about/", wrong, lambda page: "leads to" not in notice(page))
    for code, text in texts.items():
        (reader.project / f"docs/{code}/cite.md").write_text(text, encoding="utf-8")
    reader.followed("about/", reader.page("about/"), lambda page: "leads to" in notice(page))
    assert NOTICE not in reader.after_saving("docs/en/about.md", link, PRIVACY, "about/", hides(NOTICE))


def test_the_index_of_mentions_follows_a_page_that_nobody_looks_at(reader: Reader) -> None:
    def mentioned(page: str) -> bool:
        row = re.search(r'<dt><a href="\.\./meetings/10msp/">.*?</dd>', page, re.DOTALL)
        assert row
        return 'href="../accessibility/"' in row[0]

    files = [reader.project / f"docs/{code}/accessibility.md" for code in LANGUAGES]
    texts = [file.read_text(encoding="utf-8") for file in files]
    page = [reader.page("mentions/") for _ in range(2)][-1]  # again, when all that it is made from is there
    assert not mentioned(page)
    for file, text in zip(files, texts, strict=True):
        file.write_text(text.replace("\n## ", "\n[x](meetings/10msp.md)\n\n## ", 1), encoding="utf-8")
    page = reader.followed("mentions/", page, mentioned)
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    reader.followed("mentions/", page, lambda page: not mentioned(page))


def test_a_mistake_in_the_data_stays_told_while_pages_go_on_being_edited(reader: Reader) -> None:
    wrong, terminal, before = JUNE.replace("06-27", "06-31"), len(reader.terminal()), reader.times_taken_in()
    reader.after_saving("data/programme.yml", JUNE, wrong, "fr/", shows("data/programme.yml:"))
    page = reader.after_saving("docs/fr/about.md", "# ", "# Zzyzx ", "fr/about/", shows("Zzyzx"))
    assert "Zzyzx" in page.partition("<h1")[2]
    assert "data/programme.yml:" in reader.page("fr/")
    reader.after_saving("docs/fr/about.md", "# Zzyzx ", "# ", "fr/about/", hides("Zzyzx"))
    time.sleep(2 * READERS_FIRST)  # until it could have been told again behind the reader
    assert reader.terminal()[terminal:].count("data/programme.yml:") == reader.times_taken_in() - before
    assert NOTICE not in reader.after_saving("data/programme.yml", wrong, JUNE, "fr/", hides(NOTICE))


def test_who_finds_nothing_is_answered_as_the_template_says_now(reader: Reader) -> None:
    old, new = '<p class="summary">', '<p class="zzyzx">'

    def answers(words: str) -> Callable[[str], bool]:
        return lambda _: words in reader.answer_where_nothing_is()

    reader.after_saving("overrides/404.html", old, new, "about/", answers(new))
    reader.after_saving("overrides/404.html", new, old, "about/", answers(old))


def test_who_finds_nothing_is_called_when_something_may_have_come(reader: Reader) -> None:
    nothing = reader.answer_where_nothing_is()
    reader.after_saving("docs/fr/about.md", "# ", "# Zzyzx ", "fr/about/", shows("Zzyzx"))
    assert reader.calls(nothing)
    reader.after_saving("docs/fr/about.md", "# Zzyzx ", "# ", "fr/about/", hides("Zzyzx"))


def test_a_page_that_lost_its_head_is_called_when_it_has_it_again(reader: Reader) -> None:
    old, new = "</head>\n", "<!-- zzyzx -->\n"
    reader.after_saving("overrides/main.html", old, new, "about/", shows("zzyzx"))
    assert "zzyzx" not in reader.after_saving("overrides/main.html", new, old, "about/", hides("zzyzx"))


def test_an_asset_has_the_address_of_what_stands_in_it_now_also_where_nothing_is_found(reader: Reader) -> None:
    style = reader.project / "docs/assets/site.css"
    content = style.read_bytes().replace(b"{", b"{ /* zz */", 1)
    address = f"assets/site.css?{hashlib.sha256(content).hexdigest()[:8]}"
    assert address in reader.after_saving("docs/assets/site.css", "{", "{ /* zz */", "about/", shows(address))
    assert address in reader.page("404.html")
    assert reader.page("assets/site.css").encode() == content
    assert address not in reader.after_saving("docs/assets/site.css", "{ /* zz */", "{", "about/", hides(address))


def test_a_template_is_read_again_whatever_its_date(reader: Reader) -> None:
    file = reader.project / "overrides/partials/section.html"
    text, dated = file.read_text(encoding="utf-8"), file.stat().st_mtime_ns
    new = 'class="zzyzx"'
    before = reader.page("cite/")
    other = file.with_name("section.html~")  # as editors write: beside it, then in its place
    other.write_text(text.replace('class="section"', new), encoding="utf-8")
    os.utime(other, ns=(dated, dated))
    other.rename(file)
    assert new in reader.followed("cite/", before, shows(new))
    reader.after_saving("overrides/partials/section.html", new, 'class="section"', "cite/", hides(new))


def test_a_page_that_could_not_be_made_is_not_shown_as_the_current_one_on_others(reader: Reader) -> None:
    file, old, new, _, _ = WRONG["template"]
    reader.after_saving(file, old, new, "es/decisions/", shows(NOTICE))
    reader.after_saving(file, new, old, "es/decisions/", hides(NOTICE))
    page = reader.after_saving("docs/es/cite.md", "# ", "# Zzyzx ", "es/cite/", shows("Zzyzx"))
    assert re.search(r'<a href="../decisions/">', page)
    assert re.search(r'<a href="/es/decisions/">', reader.page("es/404.html"))
    reader.after_saving("docs/es/cite.md", "# Zzyzx ", "# ", "es/cite/", hides("Zzyzx"))


def test_data_that_leave_an_old_address_without_its_new_one_are_told(reader: Reader) -> None:
    new = "meetings/im-2015-zz.ics"
    moved = f"moved: {{old.ics: {new}}}"
    page = reader.page("about/")
    edit_record(reader.project, "meeting")  # comes
    page = reader.followed("about/", page, lambda _: reader.has(new))
    page = reader.after_saving("mkdocs.yml", "moved: {}", moved, "about/", lambda _: new in reader.page("_redirects"))
    edit_record(reader.project, "meeting")  # goes
    wrong = reader.followed("about/", page, shows(NOTICE))
    assert f'mkdocs.yml: moved: "old.ics" leads to "{new}", which does not exist' in notice(wrong)
    assert NOTICE not in reader.after_saving("mkdocs.yml", moved, "moved: {}", "about/", hides(NOTICE))


def test_code_is_read_again_whatever_its_date(reader: Reader) -> None:
    file, old, _, page, _ = SAVED["code"]
    path, new = reader.project / file, 'return "Zz"'
    text = path.read_text(encoding="utf-8")
    reader.after_saving(file, old, new, page, shows("Zznglish"))
    dated = path.stat().st_mtime_ns
    other = path.with_name(f"{path.name}~")
    other.write_text(text.replace(old, new.replace("Zz", "Yy"), 1), encoding="utf-8")
    os.utime(other, ns=(dated, dated))
    before = reader.page(page)
    other.rename(path)
    reader.followed(page, before, shows("Yynglish"))
    reader.after_saving(file, 'return "Yy"', old, page, hides("Yynglish"))


LEFT = (".about.md.swp", "about.md~", "#about.md#", ".#about.md", ".#about.py", "about.pyc.139")


def test_what_an_editor_leaves_beside_an_open_file_is_no_mistake_and_not_published(reader: Reader) -> None:
    rooms = ("docs/en", "docs/assets", "macros", "overrides")
    places = [reader.project / room / left for room, left in product(rooms, LEFT)]
    for place in places:
        if place.name.startswith(".#"):
            place.symlink_to("someone@somewhere.1")  # a lock, which leads nowhere
        else:
            place.write_bytes(b"\xff")
    seen = reader.after_saving("docs/en/about.md", "# ", "# Zzyzx ", "about/", shows("Zzyzx"))
    assert NOTICE not in seen
    file, old, new, page, shown = SAVED["navigation"]
    assert NOTICE not in reader.after_saving(file, old, new, page, shows(shown))
    assert [left for left in LEFT if reader.has(quote(left)) or reader.has(f"assets/{quote(left)}")] == []
    for place in places:
        place.unlink()
    reader.after_saving(file, new, old, page, hides(shown))
    reader.after_saving("docs/en/about.md", "# Zzyzx ", "# ", "about/", hides("Zzyzx"))


def test_a_file_that_came_and_went_is_no_mistake(reader: Reader) -> None:
    passing = reader.project / "docs/assets/zzyzx.svg"
    passing.write_text("<svg/>", encoding="utf-8")
    passing.unlink()
    style = (reader.project / "docs/assets/site.css").read_bytes().replace(b"{", b"{ /* zz */", 1)
    address = f"assets/site.css?{hashlib.sha256(style).hexdigest()[:8]}"
    page = reader.after_saving("docs/assets/site.css", "{", "{ /* zz */", "about/", shows(address))
    assert NOTICE not in page
    reader.after_saving("docs/assets/site.css", "{ /* zz */", "{", "about/", hides(address))


def test_a_reader_waits_for_no_more_than_the_turn_that_has_begun() -> None:
    turns, done = Turns(), list[int]()

    def behind() -> None:
        for number in range(60):
            with turns.last():
                time.sleep(0.02)
                done.append(number)

    thread = threading.Thread(target=behind)
    thread.start()
    waited = []
    while thread.is_alive() and len(waited) < 10:
        before = len(done)
        with turns.first():
            waited.append(len(done) - before)
    thread.join()
    assert len(waited) == 10
    assert max(waited) <= 5, "all sixty, where turns are not given"
    assert len(done) == 60


def test_an_asset_is_answered_without_making_calendars_and_data(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/site.css").write_text("main {}", encoding="utf-8")
    products = Products(SimpleNamespace(), {}, SimpleNamespace(site_dir=tmp_path, site_url="https://s.example/"))  # type: ignore[arg-type]
    assert products.get("assets/site.css") is None
    with pytest.raises(AttributeError, match="programme"):  # for them the desk would be asked, which here holds nothing
        products.get("calendar.ics")


def test_assets_stay_while_a_build_is_stopped_and_those_taken_away_meanwhile_go_after_it(reader: Reader) -> None:
    hidden, asset = reader.project / "docs/.zzyzx/app.json", reader.project / "docs/assets/zzyzx.svg"
    page = reader.page("about/")
    asset.write_text("<svg/>", encoding="utf-8")
    page = reader.followed("about/", page, lambda _: reader.has("assets/zzyzx.svg"))
    hidden.parent.mkdir()
    hidden.write_text("{}", encoding="utf-8")
    wrong = reader.followed("about/", page, shows("docs/.zzyzx/app.json"))
    assert reader.has("assets/site.css")
    assert reader.has("fr/404.html")
    asset.unlink()
    shutil.rmtree(hidden.parent)
    reader.followed("about/", wrong, lambda page: NOTICE not in page and not reader.has("assets/zzyzx.svg"))
    assert reader.has("assets/site.css")


def test_what_is_taken_away_is_gone_also_after_a_build_was_stopped(reader: Reader) -> None:
    nav, broken = "  - Home: index.md", "  - Home: index.md\n  - Zz: zzyzx.md"
    assert NOTICE in reader.after_saving("mkdocs.yml", nav, broken, "about/", shows(NOTICE))
    before = reader.after_saving("mkdocs.yml", broken, nav, "about/", hides(NOTICE))
    file = reader.project / "docs/assets/zzyzx.svg"
    file.write_text("<svg/>", encoding="utf-8")
    there = reader.followed("about/", before, lambda _: reader.has("assets/zzyzx.svg"))
    assert reader.page("assets/zzyzx.svg") == "<svg/>"
    file.unlink()
    reader.followed("about/", there, lambda _: not reader.has("assets/zzyzx.svg"))
    assert not reader.has("assets/zzyzx.svg")


@pytest.mark.parametrize("path", ["about", "fr", "fr/about"])
def test_an_address_without_its_last_slash_leads_to_the_page(reader: Reader, path: str) -> None:
    with urlopen(f"{reader.address}{path}?x=1", timeout=LONGEST) as answer:  # noqa: S310 - our own address
        assert answer.url == f"{reader.address}{path}/?x=1"


@pytest.mark.parametrize("path", ["about/", "assets/site.css", "calendar.ics", "fr/about", "livereload/0/1"])
def test_who_asks_for_the_head_of_an_answer_is_sent_no_more(reader: Reader, path: str) -> None:
    host, _, port = urlsplit(reader.address).netloc.partition(":")
    with socket.create_connection((host, int(port)), timeout=LONGEST) as connection:
        connection.sendall(f"HEAD /{path} HTTP/1.0\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(9999), b""))
    assert re.match(rb"HTTP/1.0 (200|302) ", answer)
    assert answer.partition(b"\r\n\r\n")[2] == b""


@pytest.mark.parametrize("path", ["%00", "x" * 5000, "x/" * 2000])
def test_nothing_is_found_at_a_path_that_no_file_may_have(reader: Reader, path: str) -> None:
    before = len(reader.terminal())
    assert not reader.has(path)
    assert "Traceback" not in reader.terminal()[before:]


def test_where_no_page_stands_no_calendars_and_data_are_made_to_find_out(
    server: LiveReloadServer,
) -> None:
    config = SimpleNamespace(extra={"moved": {}})
    events = SimpleNamespace(config=config, page_at=lambda path: (None, ""), is_template=lambda path: False)
    preview = Preview(PROJECT, lambda: events, server, lambda: None)
    assert preview._content("zzyzx/index.html") is None


def test_what_went_is_not_answered_from_memory_when_nothing_can_be_made(server: LiveReloadServer) -> None:
    answers: list[bytes | None] = [None, b"BEGIN:VCALENDAR"]

    def get(_path: str) -> bytes | None:
        if not answers:
            raise Abort("docs/robots.txt: the site writes this file itself; take it away")
        return answers.pop()

    products = SimpleNamespace(get=get)
    events = SimpleNamespace(config=SimpleNamespace(extra={}), products=lambda: products)
    preview = Preview(PROJECT, lambda: events, server, lambda: None)
    assert [preview._beside.get("meetings/zz.ics") for _ in range(2)] == [b"BEGIN:VCALENDAR", None]
    assert preview._beside.get("meetings/zz.ics") is None


def test_calendars_data_search_and_styles_are_served_as_on_the_site(reader: Reader) -> None:
    assert reader.page("fr/calendar.ics").startswith("BEGIN:VCALENDAR")
    assert reader.page("data/v1/programme.json").startswith("{")
    assert reader.page("es/search/words.js").startswith("searchIndex(")
    assert "@page in-fr" in reader.page("assets/print.css")
    with pytest.raises(OSError, match="404"):
        reader.page("nowhere/")


def test_a_page_may_be_excluded_and_stand_in_the_navigation_and_what_is_a_draft_is_not_published(
    reader: Reader,
) -> None:
    old, new = "\nnav:\n", "\nexclude_docs: |\n  cite.md\n  decisions.md\n\ndraft_docs: assets/icon.svg\n\nnav:\n"
    assert reader.has("cite/")
    assert reader.has("assets/icon.svg")
    page = reader.after_saving("mkdocs.yml", old, new, "about/", lambda _: not reader.has("cite/"))
    assert not reader.has("assets/icon.svg")
    assert NOTICE not in reader.page("about/"), notice(page)
    assert NOTICE not in reader.page("fr/translation/")
    reader.after_saving("mkdocs.yml", new, old, "about/", lambda _: reader.has("cite/"))


def test_progress_is_shown_as_it_was_while_data_cannot_be_read(reader: Reader) -> None:
    good = re.search(r"<h1.*?</h1>", reader.page("es/translation/"), re.DOTALL)
    assert good
    data = reader.project / "data/phrases.yml"
    text = data.read_text(encoding="utf-8")
    data.write_text(f"{text}\n: : [\n", encoding="utf-8")
    wrong = reader.followed("es/about/", reader.page("es/about/"), shows("data/phrases.yml:"))
    assert "<h1" in wrong
    assert good[0] in reader.page("es/translation/")
    data.write_text(text, encoding="utf-8")
    reader.followed("es/about/", wrong, hides(NOTICE))


def test_a_folder_in_place_of_another_is_watched(reader: Reader) -> None:
    data = reader.project / "data"
    before, times = data.rename(reader.project / "data-before"), reader.times_taken_in()
    shutil.copytree(before, data)
    reader.wait_until_taken_in(times)
    shutil.rmtree(before)
    file, old, new, page, shown = SAVED["phrase"]
    reader.after_saving(file, old, new, page, shows(shown))
    reader.after_saving(file, new, old, page, hides(shown))


def test_what_a_link_leads_to_is_watched(built: Path, tmp_path: Path) -> None:
    project, elsewhere = warm_copy(built, tmp_path / "project"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    for path in ("docs", "overrides/main.html", "macros/languages.py"):
        (project / path).rename(elsewhere / Path(path).name)
        (project / path).symlink_to(elsewhere / Path(path).name)
    with preview_of(project) as reader:
        for kind in ("page", "template", "code"):
            file, old, new, page, shown = SAVED[kind]
            reader.after_saving(file, old, new, page, shows(shown))
        other = tmp_path / "other"
        shutil.copytree(elsewhere / "docs", other)
        about, docs, before = other / "en/about.md", project / "docs", reader.page("about/")
        about.write_text(about.read_text(encoding="utf-8").replace("# ", "# Zzother ", 1), encoding="utf-8")
        (tmp_path / "link").symlink_to(other)
        (tmp_path / "link").replace(docs)
        reader.followed("about/", before, shows("Zzother"))
        about.write_text(about.read_text(encoding="utf-8").replace("# ", "# Zzlater ", 1), encoding="utf-8")
        reader.followed("about/", reader.page("about/"), shows("Zzlater"))


BESIDE = {
    "calendars and search": {
        "fr/calendar.ics": ("macros/feeds/outputs.py", "    code = ", "    1 / 0\n    code = "),
        "fr/search/words.js": ("macros/searchable.py", "    home = ", "    1 / 0\n    home = "),
    },
    "progress, and links of a page that nobody looks at": {
        "fr/translation/": ("l10n/texts.json", "{\n", "{{\n"),
        "glossary/": ("docs/en/glossary.md", "{ .summary }", "[x](nowhere.md)\n{ .summary }"),
    },
}
"""What is made from a file, and how that is broken; with the first of the last, no search index is begun."""


@pytest.mark.parametrize("kind", BESIDE)
def test_each_mistake_in_what_stands_beside_the_pages_is_told_above_every_page_and_takes_nothing_away(
    reader: Reader, kind: str
) -> None:
    broken, page, terminal = BESIDE[kind], reader.page("about/"), len(reader.terminal())
    before = {it: reader.content(it) for it in broken}
    for file, old, new in broken.values():
        replace(reader.project / file, old, new)
    begins = {f"\n{file}:" for file, _, _ in broken.values()}
    wrong = reader.followed("about/", page, lambda page: all(it in f"\n{notice(page)}" for it in begins))
    assert [it for it in begins if it[1:] not in reader.terminal()[terminal:]] == []
    assert [it for it in broken if not reader.has(it)] == []
    assert [it for it in broken if not it.endswith("/") and reader.content(it) != before[it]] == []
    for file, old, new in broken.values():
        replace(reader.project / file, new, old)
    reader.followed("about/", wrong, hides(NOTICE))


def test_a_file_that_the_site_writes_itself_is_told_and_takes_nothing_away(reader: Reader) -> None:
    calendar, page, file = reader.content("calendar.ics"), reader.page("about/"), reader.project / "docs/robots.txt"
    file.write_text("Zz", encoding="utf-8")
    wrong = reader.followed("about/", page, shows(NOTICE))
    assert notice(wrong) == "docs/robots.txt: the site writes this file itself; take it away"
    assert reader.content("calendar.ics") == calendar
    file.unlink()
    reader.followed("about/", wrong, hides(NOTICE))


def test_the_door_itself_is_taken_in_only_at_the_start(reader: Reader) -> None:
    door, told = ("macros/__init__.py", "EVENTS =", "OTHER = 1\nEVENTS ="), "taken in only at the start"
    reader.after_saving(*door, "about/", shows(told))
    file, new, old = door
    reader.after_saving(file, old, new, "about/", hides(told))


def test_what_runs_for_as_long_as_the_preview_is_taken_in_only_at_the_start(reader: Reader) -> None:
    told = "macros/seam/turns.py: taken in only at the start; start again"
    reader.after_saving("macros/seam/turns.py", "import threading", "import threading  # zz", "about/", shows(told))
    reader.after_saving("docs/fr/about.md", "# ", "# Zzyzx ", "fr/about/", shows("Zzyzx"))
    assert notice(reader.page("fr/about/")) == told
    reader.after_saving("docs/fr/about.md", "# Zzyzx ", "# ", "fr/about/", hides("Zzyzx"))
    reader.after_saving("macros/seam/turns.py", "import threading  # zz", "import threading", "about/", hides(NOTICE))


def test_the_preview_loads_nothing_that_the_policy_of_a_page_forbids(reader: Reader) -> None:
    page = reader.page("fr/")
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)[^>]*>", page) == []
    assert reader.page("livereload/preview.js").startswith("/*")


def test_after_all_that_and_any_edits_every_answer_is_what_a_cold_build_makes(reader: Reader, tmp_path: Path) -> None:
    """A few edits, some undone, and a mistake; `python -m tests.warm_previews 200` goes on."""
    never_published(reader.project)
    page, new = "meetings/intersessional-2011/", JUNE.replace("06-27", "06-25")
    reader.after_saving("data/programme.yml", JUNE, new, page, shows("2011-06-25"))
    warm_previews.go_through(reader, tmp_path, 1, random.Random(42))  # noqa: S311 - not a secret


# What happens at the same time


def test_what_is_saved_while_the_preview_starts_is_seen(built: Path, tmp_path: Path) -> None:
    project = warm_copy(built, tmp_path)

    def save() -> None:
        while "Cleaning site directory" not in (project / TERMINAL).read_text(encoding="utf-8"):  # all has been read
            time.sleep(0.01)
        file = project / "data/phrases.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Sitio no oficial", "Sitio nada oficial", 1), encoding="utf-8")

    (project / TERMINAL).touch()
    saving = threading.Thread(target=save)
    saving.start()
    with preview_of(project) as reader:
        saving.join()
        reader.followed("es/", reader.page("es/"), shows("Sitio nada oficial"))


def test_settings_of_the_server_are_taken_in_only_at_the_start() -> None:
    began, same, other = (
        SimpleNamespace(site_url=f"https://s.example{path}", dev_addr=port)
        for path, port in (("/a", 8000), ("/a/", 8000), ("/b/", 8001))
    )
    assert [*outdated(same, began)] == []
    assert [it.partition(": ")[2] for it in outdated(other, began)] == [
        "site_url: its path is taken in only at the start; start again",
        "dev_addr: taken in only at the start; start again",
    ]


def test_a_map_of_the_site_is_of_the_day_on_which_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    page, written = SimpleNamespace(update_date="2026-11-27"), []
    edition = SimpleNamespace(
        pages={"about.md": page},
        env=None,
        config=SimpleNamespace(theme=SimpleNamespace(static_templates=["sitemap.xml"])),
        write_templates=lambda: written.append(page.update_date),
    )
    desk = SimpleNamespace(shows_bodies=lambda env, templates: False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    write_templates([edition], desk)  # type: ignore[arg-type, list-item]
    assert written == ["1970-01-02"]


def test_settings_that_may_not_be_read_are_left_to_mkdocs(
    server: LiveReloadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_: Path) -> bytes:
        raise PermissionError

    built = []
    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.setattr(Path, "read_bytes", closed)
    Preview(tmp_path, lambda: None, server, lambda: built.append(True))._build()
    assert built == [True]


def test_settings_saved_while_they_are_taken_in_are_taken_in_again(server: LiveReloadServer, tmp_path: Path) -> None:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("first", encoding="utf-8")
    read: list[str] = []

    def build() -> None:
        read.append(settings.read_text(encoding="utf-8"))
        settings.write_text("second", encoding="utf-8")

    Preview(tmp_path, lambda: None, server, build)._build()
    assert read == ["first", "second"]


def test_where_settings_saved_meanwhile_are_wrong_pages_go_on_being_made_by_the_code_of_the_build_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, settings, newest, codes = "macros.sample", tmp_path / "mkdocs.yml", [object()], [ModuleType("first")]
    settings.write_text("first", encoding="utf-8")
    monkeypatch.setitem(sys.modules, name, codes[0])

    def build() -> None:
        codes.append(ModuleType("later"))
        sys.modules[name] = codes[-1]
        if settings.read_text(encoding="utf-8") == "second":
            raise Abort("wrong")
        settings.write_text("second", encoding="utf-8")
        newest.append(object())

    with pytest.raises(Abort, match="wrong"):
        tries.build(tmp_path, lambda: newest[-1], build)
    assert len(codes) == 3
    assert sys.modules[name] is codes[1]


@pytest.fixture
def server() -> Iterator[LiveReloadServer]:
    it = LiveReloadServer(lambda: None, "127.0.0.1", 0, root=".")
    yield it
    it.server_close()


def test_a_page_loaded_while_something_is_taken_in_is_called_again_when_it_is_done(server: LiveReloadServer) -> None:
    preview = Preview(PROJECT, lambda: None, server, lambda: None)
    server._wanted_epoch = server._visible_epoch + 20  # as the server does when it begins
    preview._call_open_pages()
    loaded = server._visible_epoch
    server._visible_epoch = server._wanted_epoch  # as it does when it is done
    assert server._visible_epoch > loaded


def test_a_check_that_something_newer_has_overtaken_tells_nothing(server: LiveReloadServer) -> None:
    newest = []

    class Pages:
        sources = ("index.md",)

        def page(self, _page: str) -> object:
            newest.append(SimpleNamespace(desk=SimpleNamespace(pages="newer")))
            return SimpleNamespace(problems=(Problem("docs/en/index.md", 1, "a mistake that is mended by now"),))

    memory = SimpleNamespace(keep=lambda: None)
    newest.append(SimpleNamespace(desk=SimpleNamespace(pages=Pages(), memory=memory)))
    preview = Preview(PROJECT, lambda: newest[-1], server, lambda: None)
    preview._check_the_rest()
    assert preview._elsewhere == ()


def test_a_mistake_in_what_makes_what_stands_beside_the_pages_is_told(
    server: LiveReloadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("READERS_FIRST", "WRITER_PAUSES"):
        monkeypatch.setattr(f"macros.seam.preview.{name}", 0)
    pages = SimpleNamespace(sources={})
    desk = SimpleNamespace(pages=pages, memory=SimpleNamespace(keep=lambda: None), progress=list)
    without_products = SimpleNamespace(desk=desk, editions={}, write_templates=lambda: None)
    preview = Preview(PROJECT, lambda: without_products, server, lambda: None)
    preview._check_the_rest()
    assert [it.partition(": ")[2] for it in preview._elsewhere] == [
        "AttributeError: 'types.SimpleNamespace' object has no attribute 'products'"
    ]
    assert preview._elsewhere[0].startswith("macros/seam/beside.py:")


def test_what_a_browser_asks_for_in_vain_stops_no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("handlers", "propagate"):
        monkeypatch.setattr(ANSWERS, name, getattr(ANSWERS, name))
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    log_answers_apart()
    monkeypatch.setattr(MKDOCS, "handlers", [counter])  # as in a strict build
    ANSWERS.warning('"GET /zzyzx/ HTTP/1.1" code 404')
    assert counter.get_counts() == []
