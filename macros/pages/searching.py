"""The form by which a reader searches; it leads to the index from A to Z where no script runs."""

from __future__ import annotations

import htpy as h
from markupsafe import Markup

from ..records import Meeting
from .context import Context, html
from .names import capital, meeting_link, name, topic_link, topic_name

INDEX = "search/words.js"
"""Where the index of a language stands, from the root of the language."""

DERIVED = {"search.md", "by-date.md", "sources/index.md", "side-by-side.md", "cite.md", "translation.md", "mentions.md"}
"""Pages that only repeat others."""


def search_form(context: Context) -> Markup:
    """Returns the form, a place for results, and the script that fills it once a reader searches."""
    say = context.language.say
    field = h.input(
        id="search-words", name="q", type="search", required=True, autocomplete="off", autocapitalize="none"
    )
    line = h.div(".search__line")[field, h.button(type="submit")[say("search-button")]]
    form = h.form(".search", method="get", role="search")[h.label(for_="search-words")[say("search-label")], line]
    results = h.div(
        "#search-results",
        data_index="words.js",
        data_some=say("search-some", number="{number}"),
        data_none=say("search-none", words="{words}"),
        data_failed=say("search-failed"),
    )[h.p(".search__said", role="status"), h.ol(".results")]
    script = h.script(src=context.asset("search.js"), defer=True)
    return html(h.div[form, results, script])


def subjects(context: Context) -> dict[str, str]:
    """Returns what meetings and topics are called, by the addresses of their pages from the root of the language."""
    say = context.language.say
    meetings = {
        meeting_link(context, meeting): say("search-meeting", name=_name(context, meeting))
        for meeting in context.programme.meetings
    }
    topics = {
        topic_link(context, topic): say("search-topic", name=topic_name(context, topic))
        for topic in context.programme.topics
    }
    return {address: str(words.unescape()) for address, words in (meetings | topics).items()}


def _name(context: Context, meeting: Meeting) -> Markup:
    return capital(name(context, meeting.name))
