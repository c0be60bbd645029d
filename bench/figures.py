"""The figures that are kept: bench/figures.md, a part for builds and one for previews, each written by its own run."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from .table import Table

FILE = Path(__file__).with_name("figures.md")
README = FILE.parent.parent / "README.md"
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "mkdocs-macros-plugin", "Markdown", "Jinja2")
HEAD = """# What building and previewing takes

Written by `make bench` and `make bench SERVE=1`; nothing here is typed by hand.
The same pages are built by every tool by turns, in one run; a figure is the median of the runs.
Trust ratios of one run, not seconds: they are another machine's.
"""


def kept(part: str, introduction: str, tables: Sequence[Table], text: str) -> str:
    """Returns the text of the file with one part written anew and the others as they were."""
    parts = _parts(text)
    parts[part] = "\n\n".join([introduction, *(table.markdown() for table in tables)])
    return HEAD + "".join(f"\n## {name}\n\n{body}\n" for name, body in sorted(parts.items()))


def keep(part: str, introduction: str, tables: Sequence[Table]) -> None:
    """Writes one part of the file of figures anew."""
    text = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    FILE.write_text(kept(part, introduction, tables, text), encoding="utf-8")


def show(part: str, table: Table) -> None:
    """Writes the rows of a table into the README, between the marks of its part."""
    README.write_text(shown(README.read_text(encoding="utf-8"), part, table), encoding="utf-8")


def shown(text: str, part: str, table: Table) -> str:
    """Returns a text with a table between the marks of its part, in place of the one that stood there."""
    rows = table.markdown().partition("\n\n")[2]
    marks = re.compile(rf"(<!-- bench: {part} -->\n).*?(\n<!-- end -->)", re.DOTALL)
    return marks.sub(lambda found: f"{found[1]}{rows}{found[2]}", text)


def _parts(text: str) -> dict[str, str]:
    pieces = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)[1:]
    return {name: body.strip() for name, body in zip(pieces[::2], pieces[1::2], strict=True)}


def machine(others: float, versions: Mapping[str, str]) -> str:
    """Returns what was measured on, with which versions, and how busy others kept the processors meanwhile."""
    found = {**{name: version(name) for name in PACKAGES}, **versions}
    named = ", ".join(f"{name} {number}" for name, number in found.items())
    busy = f"; others kept {others:.2f} processors busy meanwhile" if others else ""
    return f"{_processors()}, {_memory()}, {platform.system()}, Python {platform.python_version()}{busy}.\n\n{named}."


def _processors() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = ""
    model = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    name = " ".join(model[1].split()[:2]) if model else platform.machine()
    return f"{os.cpu_count()} processors ({name})"


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB of memory"
