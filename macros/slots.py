"""Places for the words of a language that is begun: beside every text of the data, and in the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from .languages import own_name
from .load import FILES
from .statements import COMPLETE

CONFIGURATION = "mkdocs.yml"

_LANGUAGES = re.compile(r"(?:        - locale: .*\n(?:          .*\n)*)+")
_SITE_NAME = re.compile(r"^site_name: (.*)$", re.MULTILINE)
_SECTION = re.compile(r"(?<=[{ ])([\w ]+): [^,}]+(?=[,}])")
_CONFIGURED = """\
        - locale: {code}
          name: {name}
          build: false # true once it is complete; until then: make preview LANGUAGE={code}
          site_name: {site}
          nav_translations: {sections}
"""


def write_slots(project: Path, code: str) -> None:
    """Writes a place for a language into every data file and into the configuration."""
    for name in FILES:
        _change(project / "data" / name, partial(with_slots, code))
    _change(project / CONFIGURATION, partial(_configured, code))


def _change(path: Path, change: Any) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def with_slots(code: str, text: str) -> str:
    """Returns a data file with an empty place for a language in every text that is in all languages of the site."""
    lines = text.split("\n")
    for line, column, indent in sorted(_ends(yaml.compose(text, Loader=yaml.CSafeLoader)), reverse=True):
        if indent is None:
            lines[line] = f"{lines[line][:column].rstrip()}, {code}: {lines[line][column:]}"
        else:
            lines.insert(line, f"{' ' * indent}{code}:")
    return "\n".join(lines)


def _ends(node: Any) -> Iterator[tuple[int, int, int | None]]:
    """Yields line and column at which each text ends; of a text with a line for each language, its indent too."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _ends(item)
    if not isinstance(node, yaml.MappingNode):
        return
    if {key.value for key, _ in node.value} != set(COMPLETE):
        for _, value in node.value:
            yield from _ends(value)
    elif node.flow_style:
        yield node.end_mark.line, node.end_mark.column - 1, None
    else:
        last = node.value[-1][1].end_mark
        yield last.line + bool(last.column), 0, node.start_mark.column


def _configured(code: str, text: str) -> str:
    """Returns the configuration with a language that is not built before it is complete."""
    known = text[text.index("nav_translations:") :].partition("\n")[0]
    sections = _SECTION.sub(r"\1: \1", known.partition(": ")[2])
    site = _SITE_NAME.findall(text)[0]
    own = _CONFIGURED.format(code=code, name=own_name(code), site=site, sections=sections)
    return _LANGUAGES.sub(lambda found: found[0] + own, text, count=1)
