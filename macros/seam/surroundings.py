"""What a sheet shows of other pages: titles and addresses around it, and more where its templates look farther."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import Environment, TemplateError, meta, nodes
from jinja2.parser import Parser

from .crumbs import indexes, target
from .settings import PAGES_AND_PLACES

FRAME = "main.html"

OF_A_PAGE = frozenset({"content", "markdown", "meta", "toc"})
"""What a sheet shows of its own page, and of no other."""

FARTHER = OF_A_PAGE | {"children", "content_string", "content_bytes"} | PAGES_AND_PLACES
"""By what one gets from an item of the navigation, or from the settings, to more than what is named around a page."""

WHOLE = frozenset({"nav", "pages"})
"""What MkDocs tells templates of all pages."""


def named_around(page: Any, nav: Any) -> Iterator[object]:
    """Yields title and address of all that is named around a page: at the top, in its section, on the way to it."""
    yield from ((item.title, target(item).url, item is page or item in page.ancestors) for item in nav.items)
    yield "section"
    yield from ((item.title, target(item).url) for item in section(page))
    yield "way"
    yield from ((item.title, [(child.title, child.url) for child in indexes(item)]) for item in page.ancestors)


def section(page: Any) -> Iterable[Any]:
    """Returns what stands in the section of a page."""
    return page.parent.children if page.parent else []


def all_there_is(pages: Iterable[Any], nav: Any, config: Any) -> Iterator[object]:
    """Yields all that pages tell of themselves, the navigation and the settings."""
    yield from ((page.url, page.title, page.content, page.meta, page.toc) for page in pages)
    yield from (page.file.content_string for page in pages)
    yield nav
    yield from sorted((key, str(config.get(key))) for key in PAGES_AND_PLACES)


def is_looked_farther(env: Environment) -> bool:
    """Whether templates show more than is named around a page, and the page itself; so too where that is not known."""
    try:
        return any(_looks_farther(template) for template in _templates(env))
    except TemplateError:
        return True


def _templates(env: Environment) -> Iterator[nodes.Template]:
    """Yields the frame of a page and all that it extends, includes or imports; raises TemplateError where it cannot."""
    names: list[str | None] = [FRAME]
    for name in names:
        if name is None or env.loader is None:
            raise TemplateError("named only as the page is made")
        template = Parser(env, env.loader.get_source(env, name)[0], name).parse()
        yield template
        names += [other for other in meta.find_referenced_templates(template) if other not in names]


def _looks_farther(template: nodes.Template) -> bool:
    known = {id(it) for attribute in template.find_all(nodes.Getattr) for it in _known(attribute)}
    looks = (it for it in template.find_all((nodes.Expr, nodes.Keyword)) if id(it) not in known)
    return any(_leads_farther(it) for it in looks)


def _known(it: nodes.Getattr) -> Iterator[nodes.Expr]:
    """Yields what leads no farther: `nav.items`, `page.parent.children`, `config.theme`, what the page itself holds."""
    match it:
        case nodes.Getattr(attr="items", node=nodes.Name(name="nav") as nav):
            yield nav
        case nodes.Getattr(attr="theme", node=nodes.Name(name="config")):
            yield it
        case nodes.Getattr(attr="children", node=nodes.Getattr(attr="parent", node=nodes.Name(name="page"))):
            yield it
        case nodes.Getattr(attr=attr, node=nodes.Name(name="page")) if attr in OF_A_PAGE:
            yield it


def _leads_farther(it: nodes.Node) -> bool:
    match it:
        case nodes.Name(name=name):
            return name in WHOLE
        case nodes.Getattr(attr=name):
            return name in FARTHER
        case nodes.Getitem(arg=key) | nodes.Keyword(key="attribute", value=key):
            return not isinstance(key, nodes.Const) or _is_named(key.value)
        case nodes.Filter(args=keys):
            return any(_is_named(key.value) for key in keys if isinstance(key, nodes.Const))
    return False


def _is_named(key: object) -> bool:
    return not FARTHER.isdisjoint(str(key).split("."))
