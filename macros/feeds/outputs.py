"""Everything that is published beside the pages: path → bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ..language import Language
from ..programme import Programme
from ..statements import LanguageCode
from .addresses import ATOM, CALENDAR, JSON_FEED, Addresses, calendar_of, folder, meeting_calendar, published_at
from .calendar import Calendars
from .changes import entries
from .feeds import atom, json_feed
from .records_json import in_plain_words, json_files
from .sequences import Ledger, withdrawn
from .tables_csv import csv_files
from .words import Words

Files = dict[str, bytes]
"""Contents by their paths under the site."""


def outputs(
    programme: Programme, languages: Mapping[LanguageCode, Language], site: str, ledger: Ledger
) -> dict[str, Callable[[], Files]]:
    """Returns what makes every output: the data of all languages, and the calendars and feeds of each, by its code.

    `site` is the address the site is published at.
    """
    addresses = Addresses(published_at(site))
    told: dict[str, Callable[[], Files]] = {
        code: partial(_told, Words(programme, it), addresses, ledger) for code, it in languages.items()
    }
    return {"data": partial(_data, programme, addresses), **told}


def _data(programme: Programme, addresses: Addresses) -> Files:
    plain = in_plain_words(programme)
    return dict([*json_files(plain, addresses), *csv_files(plain, addresses)])


def _told(words: Words, addresses: Addresses, ledger: Ledger) -> Files:
    changes, home = entries(words, addresses), folder(words.language.code)
    return {
        **dict(calendar_files(Calendars(words, addresses, ledger))),
        f"{home}{ATOM}": atom(words, addresses, changes),
        f"{home}{JSON_FEED}": json_feed(words, addresses, changes),
    }


def calendar_files(calendars: Calendars) -> Iterator[tuple[str, bytes]]:
    """Yields path and content of the calendars of one language."""
    code = calendars.words.language.code
    yield f"{folder(code)}{CALENDAR}", calendars.whole()
    for topic in calendars.programme.topics:
        yield calendar_of(code, topic), calendars.of_topic(topic)
    for meeting in calendars.programme.meetings:
        yield calendar_of(code, meeting), calendars.of_meeting(meeting)
    for id, entry in withdrawn(calendars.programme, calendars.ledger).items():
        if not entry.meeting:
            yield meeting_calendar(code, id), calendars.of_withdrawn(id)
