"""Links to calendars, feeds and data files, and the examples that use them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

import htpy as h
from markupsafe import Markup

from ..feeds.addresses import (
    ATOM,
    CALENDAR,
    DATAPACKAGE,
    JSON_FEED,
    PLACEHOLDER,
    PROGRAMME_JSON,
    SCHEMA,
    Addresses,
    calendar_of,
    csv_of,
    folder,
    json_of,
    page_path,
)
from ..feeds.tables import Table, tables
from .context import Context, choose, html
from .layout import Row, items, table

SITE = Addresses(PLACEHOLDER)


def file_link(context: Context, path: str) -> str:
    """Returns the address of an output relative to the page."""
    here = folder(context.language.code) + page_path(context.page)
    return posixpath.relpath(path, here or ".")


def calendars_table(context: Context) -> Markup:
    """Returns the whole calendar and that of each topic, to subscribe to or to download."""
    code, language = context.language.code, context.language
    whole = (str(language.say("all-meetings")), f"{folder(code)}{CALENDAR}")
    topics = ((language.text(topic.name), calendar_of(code, topic)) for topic in context.programme.topics)
    return _calendars(context, "caption-calendars", [whole, *topics])


def meeting_calendars_table(context: Context) -> Markup:
    """Returns the calendar of each meeting, to subscribe to or to download."""
    code = context.language.code
    meetings = ((context.language.sentence_case(it.name), calendar_of(code, it)) for it in context.programme.meetings)
    return _calendars(context, "caption-calendars-meetings", meetings)


def _calendars(context: Context, caption: str, named: Iterable[tuple[str, str]]) -> Markup:
    rows = [_calendar(context, name, path) for name, path in named]
    return table(context, caption, ("column-calendar", "column-subscribe", "column-download"), rows)


def _calendar(context: Context, name: str, path: str) -> Row:
    say = context.language.say
    subscribe = h.a(href=SITE.subscription(path), aria_label=say("link-subscribe-to", name=name))[say("link-subscribe")]
    download = h.a(href=file_link(context, path), aria_label=say("link-download-of", name=name), download=True)[
        say("link-download")
    ]
    return None, (name, subscribe, download)


def subscribe_button(context: Context) -> Markup:
    """Returns a link that looks like a button, by which a program subscribes to the whole calendar."""
    whole, say = f"{folder(context.language.code)}{CALENDAR}", context.language.say
    return html(h.p[h.a(".button", href=SITE.subscription(whole))[say("link-subscribe-to", name=say("all-meetings"))]])


def calendar_address(context: Context) -> Markup:
    """Returns the address of the whole calendar, to be copied; one click selects all of it."""
    return html(
        h.pre(".address-to-copy", translate="no", tabindex="0")[
            h.code[SITE.file(f"{folder(context.language.code)}{CALENDAR}")]
        ]
    )


def feed_links(context: Context) -> Markup:
    """Returns links to the feeds of changes."""
    paths = (("link-atom", ATOM), ("link-json-feed", JSON_FEED))
    return _links(context, ((key, f"{folder(context.language.code)}{path}") for key, path in paths))


def data_links(context: Context) -> Markup:
    """Returns links to everything, to its schema and to the description of the tables."""
    return _links(
        context, (("data-everything", PROGRAMME_JSON), ("data-schema", SCHEMA), ("data-package", DATAPACKAGE))
    )


def _links(context: Context, named: Iterable[tuple[str, str]]) -> Markup:
    return items(h.a(href=file_link(context, path))[context.language.say(key)] for key, path in named)


def data_tables(context: Context) -> Markup:
    """Returns every table with its size."""
    rows = [_table_row(context, found) for found in tables(context.programme)]
    return table(context, "caption-data-tables", ("column-table", "column-rows", "column-columns"), rows)


def _table_row(context: Context, found: Table) -> Row:
    link = h.a(href=file_link(context, csv_of(found.name)), translate="no")[f"{found.name}.csv"]
    number = context.language.number
    return None, (link, number(found.size), number(len(found.columns)))


def example(context: Context, kind: str, meeting: str = "") -> Markup:
    """Returns an example that uses the data: `curl`, `spreadsheet` or `pandas`."""
    match choose(kind, ("curl", "spreadsheet", "pandas"), "example"):
        case "curl":
            id = context.get("meetings", meeting).id
            return _code(f"curl --fail --output {id}.json {SITE.file(json_of('meetings', id))}")
        case "spreadsheet":
            letter = _letter(context, "meetings-dates", "status")
            return _code(f'=COUNTIF({letter}:{letter},"held")')
        case _:
            return _code("\n".join(_pandas()))


def _pandas() -> Iterator[str]:
    yield "import pandas as pd"
    yield ""
    yield f'dates = pd.read_csv("{SITE.file(csv_of("meetings-dates"))}", parse_dates=["on_first", "on_last"])'
    yield 'held = dates[dates["status"] == "held"]'
    yield 'print(held[["meetings_id", "on_first", "on_last"]].to_string(index=False))'


def _letter(context: Context, name: str, column: str) -> str:
    """Returns the letter a spreadsheet gives to a column of a table, one of its first 26."""
    found = next(it for it in tables(context.programme) if it.name == name)
    return chr(ord("A") + [it.name for it in found.columns].index(column))


def _code(text: str) -> Markup:
    return html(h.pre(translate="no", tabindex="0")[h.code[text]])
