"""What a sheet shows of other pages: titles and addresses around it, and more where its templates look farther."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from jinja2 import Environment, TemplateError, meta, nodes
from jinja2.parser import Parser
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from .crumbs import indexes, target
from .settings import PAGES_AND_PLACES

Known = Callable[[nodes.Node], Iterator[nodes.Node]]
"""Gives the parts of an expression that show no more than is known, although each might alone."""

FRAME = "main.html"

NAMED = frozenset({"title", "url", "active", "name", "parent", "ancestors"})
"""What a sheet knows of what is named around its page; nothing else that is shown of it follows from more."""

OF_A_PAGE = frozenset(
    {
        *("content", "markdown", "meta", "toc", "update_date", "canonical_url", "abs_url", "edit_url"),
        *("is_page", "is_section", "is_link", "is_index", "is_homepage", "is_top_level"),
    }
)
"""What a sheet shows of its own page, and of no other."""

OF_THE_THEME = frozenset({"locale", "static_templates"})
"""What sheets know of the theme beside its settings, which they know all."""

FARTHER = frozenset(
    name
    for kind in (Page, Section, Link, Navigation, File, Theme)
    for it in kind.__mro__
    for name in (*vars(it), *vars(it).get("__annotations__", ()))
    if name not in NAMED | OF_THE_THEME
)
"""By what one gets from an item of the navigation, a file or the theme to more than what is known of a page."""

WHOLE = frozenset({"nav", "pages", "config", "self", "caller", "varargs", "kwargs", "namespace"})
"""Names by which a template gets at all pages and settings, or at what it cannot be followed to; so those of i18n."""

FILTERS = frozenset(
    {
        *("capitalize", "count", "d", "default", "e", "escape", "first", "int", "join", "last", "length", "lower"),
        *("replace", "safe", "striptags", "title", "trim", "truncate", "upper", "url", "urlencode", "wordcount"),
    }
)
"""Filters that lead to nothing of what they are given but its words, its number and its items."""

METHODS = frozenset({"endswith", "lower", "removeprefix", "removesuffix", "replace", "split", "startswith", "upper"})
"""Methods of words, and of nothing else."""

ADDRESSES = frozenset({"url", "abs_url", "canonical_url", "edit_url", "update_date"})
"""What is known of a page without its body."""

SETTINGS = frozenset(name for name, _ in MkDocsConfig._schema) - PAGES_AND_PLACES
"""The settings by which every sheet is known."""

KNOWN_BY_SETTINGS = {"theme", "plugins", "hooks"}
"""Of these, sheets know the settings; what Python says of them is of one process."""

BOUND = frozenset({"page", "nav", "config", "target"})
"""Names that mean something else where a template binds them anew."""


def named_around(page: Any, nav: Any) -> Iterator[object]:
    """Yields title and address of all that is named around a page: at the top, in its section, on the way to it."""
    yield from ((item.title, target(item).url, item is page or item in page.ancestors) for item in nav.items)
    yield "section"
    yield from ((item.title, target(item).url, item is page) for item in section(page))
    yield "way"
    yield from ((item.title, [(child.title, child.url) for child in indexes(item)]) for item in page.ancestors)


def pages_around(page: Any, nav: Any) -> Iterator[str]:
    """Yields the pages whose titles stand around a page, by their path under a language's folder."""
    around = (*section(page), *(it for item in page.ancestors for it in indexes(item)), *nav.items)
    yield from (it.file.src_uri.partition("/")[2] for it in around if it.is_page)


def section(page: Any) -> Iterable[Any]:
    """Returns what stands in the section of a page."""
    return page.parent.children if page.parent else []


def all_there_is(pages: Iterable[Any], nav: Any, config: Any) -> Iterator[object]:
    """Yields all that pages tell of themselves, the navigation and the settings."""
    for page in pages:
        yield from (page.url, page.title, page.content, page.meta, page.toc, page.file.content_string)
    yield nav
    yield config.theme.dirs
    yield from sorted((key, str(config[key])) for key in PAGES_AND_PLACES - KNOWN_BY_SETTINGS)


def looks_farther(env: Environment) -> bool:
    """Whether the frame of pages may show more than is named around a page, and the page itself.

    Known is what does not: whatever is not known to, does.
    """
    return _may(env, FRAME, _known)


def shows_bodies(env: Environment, name: str) -> bool:
    """Whether a template that is published beside the pages may show what only their bodies tell, of any page."""
    return _may(env, name, lambda it: chain(_known(it), _known_of_a_list(it)))


def _may(env: Environment, name: str, known: Known) -> bool:
    try:
        return any(_looks_farther(template, known) for template in _templates(env, name))
    except TemplateError:
        return True


def _templates(env: Environment, first: str) -> Iterator[nodes.Template]:
    """Yields a template and all that it extends, includes or imports; raises TemplateError where that is not known."""
    names: list[str | None] = [first]
    for name in names:
        if name is None or env.loader is None:
            raise TemplateError("named only as the page is made")
        template = Parser(env, env.loader.get_source(env, name)[0], name).parse()
        yield template
        names += [other for other in meta.find_referenced_templates(template) if other not in names]


def _looks_farther(template: nodes.Template, known: Known) -> bool:
    harmless = {id(it) for node in template.find_all(nodes.Node) for it in known(node)}
    return any(_leads_farther(it) for it in template.find_all(nodes.Node) if id(it) not in harmless)


def _known(it: nodes.Node) -> Iterator[nodes.Node]:
    """Yields what leads no farther, although its parts might.

    These are `nav.items`, `page.parent.children`, what the page itself holds, a setting that sheets are known by,
    and of what an item leads to, its address and whether it is the page.
    """
    match it:
        case nodes.Getattr(attr="items", node=nodes.Name(name="nav") as nav):
            yield from (it, nav)
        case nodes.Getattr(attr="children", node=nodes.Getattr(attr="parent", node=nodes.Name(name="page"))):
            yield it
        case nodes.Getattr(attr=attr, node=nodes.Name(name="page")) if attr in OF_A_PAGE:
            yield it
        case nodes.Getattr(attr=attr, node=nodes.Name(name="config") as config) if attr in SETTINGS:
            yield from (it, config)
        case nodes.Getattr(node=nodes.Getattr(attr="theme", node=nodes.Name(name="config") as config) as theme):
            yield from (theme, config)
        case nodes.Getattr(attr="url", node=nodes.Call(node=nodes.Name(name="target")) as call):
            yield call
        case nodes.Compare():
            yield from (call for call in it.find_all(nodes.Call) if call in (it.expr, *(one.expr for one in it.ops)))


def _known_of_a_list(it: nodes.Node) -> Iterator[nodes.Node]:
    """Yields what shows no body, although it shows every page: lists of files, whether one is a page, its address."""
    match it:
        case nodes.Call(node=nodes.Getattr(attr="values", node=nodes.Name(name="i18n_alternates") as files) as values):
            yield from (it, values, files)
        case nodes.Getattr(attr=attr, node=nodes.Getattr(attr="page") as page) if attr in ADDRESSES:
            yield from (it, page)
        case nodes.For(test=nodes.And(left=nodes.Getattr(attr="page") as page)):
            yield page


def _leads_farther(it: nodes.Node) -> bool:
    match it:
        case nodes.Name(name=name, ctx="load"):
            return name in WHOLE or name.startswith("i18n_")
        case nodes.Name(name=name):
            return name in BOUND
        case nodes.Getattr(attr=name):
            return name in FARTHER or name.startswith("_")
        case nodes.Getitem(arg=key):
            return not (isinstance(key, nodes.Const) and isinstance(key.value, int))
        case nodes.Call(node=nodes.Name(name=name)):
            return name == "target"
        case nodes.Call(node=called):
            return not (isinstance(called, nodes.Getattr) and called.attr in METHODS)
        case nodes.Filter(name=name, args=arguments):
            return name not in FILTERS or (name == "join" and len(arguments) > 1)
        case nodes.Keyword(key=name):
            return name == "attribute"
    return isinstance(it, nodes.ImportedName | nodes.Import | nodes.FromImport)
