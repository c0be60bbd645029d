"""A page is content, not a program: nothing in it runs, whatever it tries, and the place is named."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from macros.language import Language
from macros.programme import Programme
from macros.templates import render

MARKER = "executed-by-a-page"

ESCAPES = {
    "class walk": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals of a macro": '{{ when.__globals__["__builtins__"]["open"]("MARK", "w") }}',
    "globals by item": '{{ when["__globals__"] }}',
    "attr filter": "{{ when|attr('__globals__') }}",
    "builtins through cycler": "{{ cycler.__init__.__globals__.os.system('touch MARK') }}",
    "builtins through joiner": "{{ joiner.__init__.__globals__.os.system('touch MARK') }}",
    "builtins through namespace": "{{ namespace.__init__.__globals__.os.system('touch MARK') }}",
    "builtins through lipsum": "{{ lipsum.__globals__['os'].popen('touch MARK').read() }}",
    "configuration": "{{ config.items() }}",
    "environment": "{{ environment }}",
    "git": "{{ git.short_commit }}",
    "macros_info": "{{ macros_info() }}",
    "self": "{{ self._TemplateReference__context }}",
    "request of another framework": "{{ request.application.__globals__ }}",
    "import": '{% import "os" as os %}',
    "include": '{% include "../../data/programme.yml" %}',
    "include by absolute path": '{% include "/etc/passwd" %}',
    "extends": '{% extends "main.html" %}',
    "set": "{% set x = when %}{{ x('2msp') }}",
    "loop": "{% for x in range(10**9) %}x{% endfor %}",
    "macro recursion": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "huge string": '{{ "x" * 10**10 }}',
    "huge power": "{{ 9**9**9 }}",
    "nested call": '{{ when(meeting("2msp")) }}',
    "star arguments": '{{ when(*["2msp"]) }}',
    "double star arguments": '{{ when(**{"meeting": "2msp"}) }}',
    "list argument": '{{ when(["2msp"]) }}',
    "format string": '{{ "{0.__class__}".format(when) }}',
    "conditional": '{{ when("2msp") if true else open("MARK", "w") }}',
    "filter": '{{ "x"|map("system") }}',
    "test": "{{ 1 is callable }}",
    "do": "{% do when('2msp') %}",
    "raw output of a macro": "{{ when }}",
}


@pytest.mark.parametrize("name", ESCAPES)
def test_an_escape_is_refused_with_its_line_and_nothing_runs(
    name: str, programme: Programme, languages: dict[str, Language], tmp_path: Path
) -> None:
    mark = tmp_path / MARKER
    source = "# Title { #title }\n\nFirst line.\n" + ESCAPES[name].replace("MARK", str(mark)) + "\n"
    complaints: list[int] = []
    began = time.monotonic()
    text = render(source, "about.md", programme, languages["en"], lambda line, _message: complaints.append(line))
    assert complaints, "not refused"
    assert set(complaints) == {4}
    assert time.monotonic() - began < 10
    assert not mark.exists()
    assert len(text) < 10_000


def test_there_are_many_escapes() -> None:
    assert len(ESCAPES) >= 15


def test_the_plugin_renders_nothing_by_itself(warm_project: Path, run: object) -> None:
    """The page below would write a file if mkdocs-macros' own Jinja environment saw it."""
    assert callable(run)
    mark = warm_project / MARKER
    page = warm_project / "docs/fr/about.md"
    attack = "{{ cycler.__init__.__globals__.os.system('touch " + str(mark) + "') }}"
    page.write_text(page.read_text(encoding="utf-8") + "\n" + attack + "\n", encoding="utf-8")
    done = run(warm_project, "mkdocs", "build")
    assert done.returncode == 1
    assert (
        f"docs/fr/about.md:{len(page.read_text(encoding='utf-8').splitlines())}: a page may only call macros"
        in done.stdout + done.stderr
    )
    assert not mark.exists()
    assert not (warm_project / "site").exists()
