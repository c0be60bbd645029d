"""The body of a page: its Markdown as HTML, and what other pages ask of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..sections import Section, sections

ASKED = "files/"
"""How the question whether a file exists, and where it will stand, is named among the facts a page reads."""


@dataclass(frozen=True)
class Body:
    """What MkDocs makes of the Markdown of a page, without MkDocs' own objects around it."""

    html: str
    title: str
    contents: Any
    """MkDocs' table of contents."""
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]]
    """The anchors asked for in other files, by the path of the file, each with the link as it is written."""
    sections: Sequence[Section]

    def put_into(self, page: Any, files: Any) -> None:
        """Makes a MkDocs page what it would be had MkDocs read and rendered it."""
        page.markdown, page.meta = "", {}  # what translators note at the head of a page is for no reader
        page.content, page.title, page.toc = self.html, self.title, self.contents
        page.present_anchor_ids = set(self.anchors)
        found = {files.src_uris.get(path): dict(links) for path, links in self.links.items()}
        page.links_to_anchors = {file: links for file, links in found.items() if file is not None}


def body_of(page: Any) -> Body:
    """Returns the body of a page that MkDocs has read and rendered."""
    links = {file.src_uri: dict(asked) for file, asked in (page.links_to_anchors or {}).items()}
    anchors = frozenset(page.present_anchor_ids)
    return Body(page.content, page.title, page.toc, anchors, links, sections(page.content))


def forget(page: Any, title: str | None) -> None:
    """Makes a MkDocs page what it was before it was first read; `title` is the one that the navigation gives it."""
    vars(page).pop("title", None)  # it stands in place of the property that finds it
    if title is not None:
        page.title = title
    page.markdown = page.content = page._title_from_render = None
    page.meta, page.toc = {}, []


class KnownFiles:
    """The files to which pages of a language may lead: its own, and what is no page and stands in the first build.

    Pictures, say, are built with English alone, as all languages share them.
    """

    def __init__(self, files: Any, first: Any) -> None:
        self._files, self._first = files, first

    def get_file_from_path(self, path: str) -> Any:
        """Returns a file as MkDocs does, or nothing where there is none."""
        own = self._files.get_file_from_path(path)
        if own is not None:
            return own
        shared = self._first.get_file_from_path(path)
        return None if shared is None or shared.is_documentation_page() else shared

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)


class AskedFiles:
    """The files of a build, which remember what was asked of them."""

    def __init__(self, files: Any) -> None:
        self._files = files
        self.asked: set[str] = set()

    def get_file_from_path(self, path: str) -> Any:
        """Returns a file as MkDocs does, or nothing where there is none."""
        self.asked.add(f"{ASKED}{path}")
        return self._files.get_file_from_path(path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)


def says(files: Any, question: str) -> str:
    """Returns what a build answers to a question asked before: the address of the file, nothing where there is none."""
    file = files.get_file_from_path(question.removeprefix(ASKED))
    return "" if file is None else f"{file.src_uri} {file.url} {file.inclusion.name}"
