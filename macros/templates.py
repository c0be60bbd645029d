"""A page's macros, filled in. A page is content, not a program: it may call macros with plain values, nothing else.

Jinja only parses. What a page holds is walked here, and anything but text and `{{ macro("value") }}` is refused,
so there is no expression, attribute, filter, loop or include to escape through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from markupsafe import Markup, escape

from .language import Language
from .pages.context import Context, MacroError
from .pages.corrections import corrections_on
from .pages.newer_english import Overtaken, newer_english
from .pages.vocabulary import MACROS, bind
from .problems import Problem, did_you_mean
from .programme import Programme

_PARSER = Environment(comment_start_string="\0{", comment_end_string="}\0")  # noqa: S701 - it parses, it never renders
"""A page has no comments: “{#” is for page_rules to explain."""

_SIMPLE = re.compile(r'\{\{ ([a-z_]+)\(((?:"[^"\\{}\n]*"(?:, "[^"\\{}\n]*")*)?)\) \}\}')
"""A call as pages are written: `{{ when("2msp") }}`, `{{ source("draft#p8", "draft#p9") }}`."""

_WORDS = re.compile(r'"([^"]*)"')
_OTHER = re.compile(r"\{[{%#]|[%}#]\}|\r")

Complain = Callable[[int, str], None]
"""Takes a line (from 1) and what is wrong there."""


@dataclass(frozen=True)
class Call:
    """A macro call in a page: its name, its plain values and its line."""

    macro: str
    arguments: tuple[Any, ...]
    named: tuple[tuple[str, Any], ...]
    line: int

    def __str__(self) -> str:
        values = [*map(repr, self.arguments), *(f"{key}={value!r}" for key, value in self.named)]
        return f"{self.macro}({', '.join(values)})".replace("'", '"')


def parts(source: str, complain: Complain) -> tuple[str | Call, ...]:
    """Returns the text and the macro calls of a page in their order; complains of everything else."""
    found, complaints = _parsed(source)
    for line, message in complaints:
        complain(line, message)
    return found


@lru_cache(maxsize=1024)
def _parsed(source: str) -> tuple[tuple[str | Call, ...], tuple[tuple[int, str], ...]]:
    """Returns the parts and the complaints of a page; a page is parsed once for the check, the build and each save."""
    complaints: list[tuple[int, str]] = []

    def complain(line: int, message: str) -> None:
        complaints.append((line, message))

    simple = _simple(source)
    if simple is not None:
        return simple, ()
    try:
        found = tuple(_walk(_PARSER.parse(source), complain))
    except TemplateSyntaxError as error:
        return (), ((error.lineno, f"macro not readable: {error.message}"),)
    except RecursionError:
        return (), ((1, "macro not readable: nested too deep"),)
    return found, tuple(complaints)


def _simple(source: str) -> tuple[str | Call, ...] | None:
    """Returns the parts of a page whose calls hold nothing but words in quotes, as nearly all do; else nothing.

    Jinja reads such a page to the same parts, twenty times slower, and every other page.
    """
    text, end, line = source.removesuffix("\n"), 0, 1
    found: list[str | Call] = []
    for call in _SIMPLE.finditer(text):
        before = text[end : call.start()]
        line += before.count("\n")
        found += [before, Call(call[1], tuple(_WORDS.findall(call[2])), (), line)]
        end = call.end()
    found.append(text[end:])
    is_readable = all(it.macro in MACROS if isinstance(it, Call) else not _OTHER.search(it) for it in found)
    return tuple(part for part in found if part) if is_readable else None


def _walk(template: nodes.Template, complain: Complain) -> Iterator[str | Call]:
    for statement in template.body:
        if not isinstance(statement, nodes.Output):
            complain(statement.lineno, f"a page may only call macros (found {type(statement).__name__.lower()})")
            continue
        for node in statement.nodes:
            if isinstance(node, nodes.TemplateData):
                yield node.data
            else:
                call = _call(node, complain)
                if call is not None:
                    yield call


def _call(node: nodes.Expr, complain: Complain) -> Call | None:
    if isinstance(node, nodes.Name):
        complain(node.lineno, f'"{node.name}" is not a call; write {{{{ {node.name}(…) }}}}')
        return None
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
        complain(
            node.lineno,
            f'a page may only call macros, as in {{{{ when("2msp") }}}} (found {type(node).__name__.lower()})',
        )
        return None
    name = node.node.name
    if name not in MACROS:
        complain(node.lineno, f'unknown macro "{name}"{did_you_mean(name, MACROS)}')
        return None
    values = [*node.args, *(pair.value for pair in node.kwargs)]
    if not all(isinstance(value, nodes.Const) for value in values):
        complain(node.lineno, f"{name}(): only words in quotes and numbers may stand in the brackets")
        return None
    arguments = tuple(value.value for value in node.args if isinstance(value, nodes.Const))
    named = tuple((pair.key, pair.value.value) for pair in node.kwargs if isinstance(pair.value, nodes.Const))
    return Call(name, arguments, named, node.lineno)


def render(source: str, page: str, programme: Programme, language: Language, complain: Complain) -> str:
    """Returns the Markdown of a page with its macros filled in; `page` is its path under the language's folder."""
    context = Context(programme, language, page, expand=partial(_expand, programme, language, page))
    return "".join(
        part if isinstance(part, str) else _filled(part, context, complain) for part in parts(source, complain)
    )


SUMMARY = "{ .summary }\n"
"""The mark at the end of a page's first paragraph."""


def render_page(
    source: str,
    page: str,
    programme: Programme,
    language: Language,
    complain: Complain,
    overtaken: Overtaken | None = None,
) -> str:
    """Returns the Markdown of a page as `render` does; what its readers must know of it stands after its summary."""
    markdown = render(source, page, programme, language, complain)
    context = Context(programme, language, page, expand=Markup.escape)
    notices = [newer_english(context, overtaken, markdown)] if overtaken else []
    shown = "\n\n".join(filter(None, (*notices, corrections_on(context, page))))
    return markdown.replace(SUMMARY, f"{SUMMARY}\n{shown}\n", 1) if shown else markdown


def _filled(call: Call, context: Context, complain: Complain) -> str:
    try:
        return str(bind(MACROS[call.macro], context)(*call.arguments, **dict(call.named)))
    except MacroError as error:
        complain(call.line, f"{call}: {error}" if not str(error).startswith(f"{call.macro}()") else str(error))
        return ""


def _expand(programme: Programme, language: Language, page: str, text: str) -> Markup:
    """Returns a text of the data with the facts it asks for filled in; raises MacroError where it cannot."""
    if "{{" not in text:
        return escape(text)

    def complain(_line: int, message: str) -> None:
        raise MacroError(f"in a text of the data: {message}")

    context = Context(programme, language, page, expand=Markup)
    filled = (
        escape(part) if isinstance(part, str) else Markup(_filled(part, context, complain))
        for part in parts(text, complain)
    )
    return Markup("").join(filled)


def problem_in(file: str, problems: list[Problem]) -> Complain:
    """Returns a Complain that adds problems of one file to a list."""
    return lambda line, message: problems.append(Problem(file, line, message))
