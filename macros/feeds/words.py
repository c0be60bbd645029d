"""What a record says in one line of plain words: its name, its value with status and sources."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import htpy as h
from markupsafe import Markup

from ..history import Session
from ..language import Language
from ..meeting_statements import PlaceStatement
from ..pages.context import Context
from ..pages.marks import statement_status
from ..pages.meetings import statement_value
from ..programme import Programme
from ..proposals import Filler
from ..records import Meeting
from ..statements import Citation, Statement
from .plain import filled, plain

FACTS = {
    "dates": "fact-dates",
    "places": "fact-place",
    "hosts": "fact-host",
    "chairs": "fact-chair",
    "formats": "fact-format",
    "languages": "fact-languages",
    "lengths": "fact-length",
    "papers": "fact-papers",
    "participants": "fact-participants",
    "attendance": "fact-attendance",
    "follows": "fact-follows",
}
"""The phrase that names each fact of a meeting."""


class Words:
    """The plain words of a programme in one language."""

    def __init__(self, programme: Programme, language: Language) -> None:
        self.programme = programme
        self.language = language
        self._context = Context(programme, language, "index.md", expand=partial(_expand, programme, language))

    def say(self, key: str, **values: object) -> str:
        """Returns a phrase as plain words."""
        return plain(self.language.say(key, **values))

    def meeting(self, meeting: Meeting) -> str:
        """Returns the name of a meeting with a capital."""
        return self.language.sentence_case(meeting.name)

    def value(self, statement: Statement) -> str:
        """Returns what a statement states."""
        return plain(str(h.fragment[statement_value(self._context, statement)]))

    def status(self, statement: Statement) -> str:
        """Returns the status of a statement as a word, without its sign."""
        return plain(statement_status(self._context, statement)).partition(" ")[2]

    def statement(self, statement: Statement) -> str:
        """Returns value, status and sources of a statement, and what a reader must know to weigh it."""
        line = self.say(
            "feed-statement",
            value=self.value(statement),
            status=self.status(statement),
            sources=self.sources(statement.source),
        )
        return f"{line}. {self.text(self.language.text(statement.note))}" if statement.note else line

    def filler(self, filler: Filler) -> str:
        """Returns what fills a blank."""
        text, language = self.language.text, self.language
        if filler.text is not None:
            return self.text(text(filler.text))
        if filler.day is not None:
            return language.period(filler.day, "heading")
        id = filler.city or filler.country
        found = self.programme.get("places", str(id))
        return text(found.name if filler.city else found.country)

    def sources(self, cited: Sequence[Citation]) -> str:
        """Returns the names of sources, each once."""
        names = dict.fromkeys(self.source(citation) for citation in cited)
        return plain(self.language.join(names))

    def source(self, citation: Citation) -> str:
        """Returns the name of a source: its publisher and title, or the paragraph of the draft."""
        if citation.paragraph is not None:
            return self.say("source-draft", paragraph=self.language.paragraph(citation.paragraph))
        if self.programme.knows("documents", citation.source):
            return self.language.text(self.programme.get("documents", citation.source).title)
        return self.language.text(self.programme.get("sources", citation.source).short)

    def place(self, statement: PlaceStatement) -> str:
        """Returns building, city and country."""
        city = self.programme.get("places", statement.city)
        name, country = self.language.text(city.name), self.language.text(city.country)
        where = self.say("city-country", city=name, country=country)
        if statement.venue is None:
            return where
        return f"{self.language.sentence_case(self.programme.get('venues', statement.venue).name)}, {where}"

    def session(self, session: Session) -> str:
        """Returns the topic or the title of a session."""
        subject = self.programme.get("topics", session.topic).name if session.topic else session.title
        assert subject is not None  # noqa: S101 - Session holds
        return self.language.text(subject)

    def session_title(self, session: Session) -> str:
        """Returns what a session is called beside other events: its subject and its meeting."""
        meeting = self.language.text(self.programme.get("meetings", session.meeting).short)
        return self.say("calendar-session", session=self.session(session), meeting=meeting)

    def session_facts(self, session: Session) -> list[str]:
        """Returns what a reader must know of a session, a fact a line; first, whether its day is only counted."""
        chair = self.programme.get("bodies", session.chair).name if session.chair else None
        facts = (
            ("fact-chair", chair and self.language.sentence_case(chair)),
            ("fact-source", self.sources(session.source)),
        )
        return [
            *([self.say("calendar-session-day", number=session.day_number)] if session.on is None else []),
            *(self.say("feed-fact", fact=self.say(key), value=value) for key, value in facts if value),
            *([self.text(self.language.text(session.note))] if session.note else []),
            self.say("calendar-about"),
        ]

    def text(self, words: str) -> str:
        """Returns a text of the data with the facts it asks for filled in."""
        return filled(self.programme, self.language, words)


def _expand(programme: Programme, language: Language, words: str) -> Markup:
    return Markup.escape(filled(programme, language, words))
