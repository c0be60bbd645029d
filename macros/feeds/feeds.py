"""Entries → Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree

from .addresses import ATOM, JSON_FEED, Addresses, folder, tag
from .changes import Entry
from .plain import updated
from .schema import json_text
from .words import Words

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(words: Words, addresses: Addresses, entries: Sequence[Entry]) -> bytes:
    """Returns the feed of changes of one language as Atom."""
    code = words.language.code
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, _LANG: code})
    _child(feed, "id", tag(f"changes/{code}"))
    _child(feed, "title", words.say("feed-title"))
    _child(feed, "subtitle", words.say("feed-about"))
    _child(feed, "updated", _moment(_newest(words, entries)))
    _child(_child(feed, "author"), "name", words.say("feed-title"))
    _child(feed, "rights", words.say("data-licence-note"))
    _link(feed, "self", addresses.file(folder(code) + ATOM), type="application/atom+xml")
    _link(feed, "alternate", addresses.page(code, "index.md"), type="text/html", hreflang=code)
    for entry in entries:
        _entry(feed, code, entry)
    ElementTree.indent(feed, " ")
    text: str = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(feed: ElementTree.Element, code: str, entry: Entry) -> None:
    element = _child(feed, "entry")
    _child(element, "id", entry.id(code))
    _child(element, "title", entry.title)
    _child(element, "published", _moment(entry.day))
    _child(element, "updated", _moment(entry.day))
    _link(element, "alternate", entry.url, type="text/html", hreflang=code)
    ElementTree.SubElement(element, "category", {"term": entry.category})
    _child(element, "content", entry.text).set("type", "text")


def _child(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = text
    return element


def _link(parent: ElementTree.Element, rel: str, href: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "href": href, **attributes})


def json_feed(words: Words, addresses: Addresses, entries: Sequence[Entry]) -> bytes:
    """Returns the feed of changes of one language as JSON Feed."""
    code = words.language.code
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": words.say("feed-title"),
        "description": words.say("feed-about"),
        "home_page_url": addresses.page(code, "index.md"),
        "feed_url": addresses.file(folder(code) + JSON_FEED),
        "language": code,
        "authors": [{"name": words.say("feed-title"), "url": addresses.page(code, "about.md")}],
        "items": [_item(code, entry) for entry in entries],
    }
    return json_text(feed)


def _item(code: str, entry: Entry) -> Mapping[str, Any]:
    return {
        "id": entry.id(code),
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": _moment(entry.day),
        "date_modified": _moment(entry.day),
        "language": code,
        "tags": [entry.category],
    }


def _newest(words: Words, entries: Sequence[Entry]) -> date:
    return max((entry.day for entry in entries), default=updated(words.programme))


def _moment(day: date) -> str:
    """Returns a day of the data as a moment (RFC 3339); sources give no hour."""
    return f"{day.isoformat()}T00:00:00Z"
