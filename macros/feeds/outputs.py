"""Everything that is published beside the pages: path → bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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


def outputs(
    programme: Programme, languages: Mapping[LanguageCode, Language], site: str, ledger: Ledger
) -> dict[str, bytes]:
    """Returns every output by its path under the site; `site` is the address the site is published at."""
    addresses = Addresses(published_at(site))
    plain = in_plain_words(programme)
    found = dict([*json_files(plain, addresses), *csv_files(plain, addresses)])
    for language in languages.values():
        words = Words(programme, language)
        found.update(calendar_files(Calendars(words, addresses, ledger)))
        changes = entries(words, addresses)
        found[f"{folder(language.code)}{ATOM}"] = atom(words, addresses, changes)
        found[f"{folder(language.code)}{JSON_FEED}"] = json_feed(words, addresses, changes)
    return found


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
