"""A fuzz target: any bytes as a data file and as a page. `python -m tests.fuzz_target SECONDS`, or under atheris.

`one_input` takes bytes and must return; any exception, or more than ten seconds for one input, is a find.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

from macros.language import Language
from macros.load import FILES, load_programme
from macros.page_rules import PageSource, page_problems
from macros.problems import Mistakes, Problem
from macros.templates import problem_in, render

PROJECT = Path(__file__).resolve().parent.parent
DATA = {name: (PROJECT / "data" / name).read_bytes() for name in FILES}
PAGE = (PROJECT / "docs/en/meetings/2msp.md").read_bytes()
PROGRAMME = load_programme(PROJECT / "data")
LONGEST = 10.0
"""Seconds of computing that one input may take."""


def one_input(content: bytes) -> None:
    """Loads the bytes as each data file in turn and renders them as a page."""
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        for name in DATA:
            load_with(Path(folder), name, content)
    text = content.decode("utf-8", "replace")
    problems: list[Problem] = list(page_problems(PageSource("en", "about.md", text), PROGRAMME))
    render(text, "about.md", PROGRAMME, Language("en", PROGRAMME.phrases), problem_in("docs/en/about.md", problems))
    assert time.process_time() - began < LONGEST, "too slow"


def load_with(folder: Path, name: str, content: bytes) -> tuple[Problem, ...]:
    """Loads the data with other content in one file; returns what is wrong: nothing only where it loads."""
    for other, original in DATA.items():
        (folder / other).write_bytes(content if other == name else original)
    try:
        load_programme(folder)
    except Mistakes as mistakes:
        if not mistakes.problems:
            raise AssertionError("refused without a reason") from mistakes
        return mistakes.problems
    return ()


def mutated(chance: random.Random) -> bytes:
    """Returns a data file or page of the project with some pieces cut, doubled or replaced by noise."""
    content = bytearray(chance.choice([*DATA.values(), PAGE]))
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(content)), chance.randint(0, 60)
        noise = bytes(chance.choice(b"{}[]&*!|>:-#%\"'\\<\t\n\x00\xff 0a") for _ in range(chance.randint(0, 12)))
        content[at : at + length] = chance.choice([noise, bytes(content[at : at + length]) * 2, b""])
    return bytes(content)


def main() -> None:
    """Feeds mutated files to the target for the seconds named, and says how many."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    seed = int(os.environ.get("FUZZ_SEED", "0")) or random.SystemRandom().randrange(2**32)
    chance, until, count = random.Random(seed), time.monotonic() + seconds, 0  # noqa: S311 - not a secret
    print(f"seed {seed}")
    while time.monotonic() < until:
        one_input(mutated(chance))
        count += 1
    print(f"{count} inputs, no find")


if __name__ == "__main__":
    main()
