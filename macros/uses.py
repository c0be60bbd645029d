"""`python -m macros.uses 2msp.dates`: every page and every file that is made from a fact, before it is changed.

What is listed is made again when the fact changes. A page may read a fact without printing it, as where meetings are
put in their order.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from .check import opened
from .checked_pages import CheckedPages
from .feeds.addresses import ATOM, JSON_FEED, PROGRAMME_JSON, Addresses, folder, json_of
from .feeds.calendar import Calendars
from .feeds.changes import entries
from .feeds.ledger import read_ledger
from .feeds.outputs import calendar_files
from .feeds.words import Words
from .language import Language
from .memory import FILE, Memory
from .pages.context import SITE
from .problems import Mistakes, did_you_mean
from .programme import Programme
from .reads import Facts
from .statements import LANGUAGES


def main() -> int:
    """Lists the uses of the fact or record named; returns the exit status."""
    memory = Memory(Path.cwd() / FILE)
    try:
        programme, pages, problems = opened(Path.cwd(), memory, preview=True)
        problems += [problem for page in pages.every() for problem in page.problems]
        if programme is None or problems:
            raise Mistakes(problems)
    except Mistakes as mistakes:
        print(mistakes, file=sys.stderr)
        return 1
    memory.keep()
    facts = Facts(programme)
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    found = facts_named(asked, facts)
    if not found:
        print(f'no fact "{asked}"{did_you_mean(asked, short_names(facts))}; write FACT=2msp.dates', file=sys.stderr)
        return 1
    print(report(asked, found, uses(found, pages, programme)))
    return 0


def facts_named(asked: str, facts: Facts) -> frozenset[str]:
    """Returns the facts meant by `2msp.dates`, `meetings/2msp/dates`, `2msp` for all of a record, or a phrase's key."""
    wanted = asked.replace(".", "/").strip("/")
    kinds = {name.partition("/")[0] for name in facts.names}
    return frozenset() if wanted in kinds else frozenset(name for name in facts.names if _is_in(name, wanted))


def _is_in(name: str, wanted: str) -> bool:
    """Whether a fact is the one wanted, or one of the record wanted; its kind may be left out."""
    return bool(wanted) and any(f"{it}/".startswith(f"{wanted}/") for it in (name, name.partition("/")[2]))


def short_names(facts: Facts) -> list[str]:
    """Returns every fact as it may be asked for, `2msp.dates`."""
    return [name.partition("/")[2].replace("/", ".") for name in facts.names if "/" in name]


def uses(found: frozenset[str], pages: CheckedPages, programme: Programme) -> Mapping[str, list[str]]:
    """Returns what is made from some facts, by sort: pages by their path in every language, files by their address."""
    return {
        "pages": [page for page in pages.sources if pages.page(page).told & found],
        "calendars and feeds": [path for path, reads in _reads_of_files(programme) if reads & found],
        "data": [PROGRAMME_JSON, *sorted({json_of(*name.split("/")[:2]) for name in found if name.count("/") == 2})],
    }


def _reads_of_files(programme: Programme) -> Iterator[tuple[str, set[str]]]:
    """Yields each calendar and feed with the facts it is made from."""
    facts, ledger, addresses = Facts(programme), read_ledger(Path.cwd() / "data"), Addresses(SITE)
    for code in LANGUAGES:
        words = Words(programme, Language(code, programme.phrases))
        with facts.read() as reads:
            for path, _ in calendar_files(Calendars(words, addresses, ledger)):
                yield path, set(reads)
                reads.clear()
            entries(words, addresses)
        yield from ((f"{folder(code)}{name}", set(reads)) for name in (ATOM, JSON_FEED))


def report(asked: str, found: frozenset[str], used: Mapping[str, list[str]]) -> str:
    """Returns the uses as lines: what was meant, then each sort with its number."""
    pages = len(used["pages"])
    head = f"{asked}: facts {len(found)}, pages in each language {pages}"
    sorts = (f"\n{sort} ({len(paths)})\n" + "\n".join(f"  {path}" for path in paths) for sort, paths in used.items())
    return head + "\n" + "\n".join(sorts)


if __name__ == "__main__":
    sys.exit(main())
