"""Who does what, who said what, who pays: bodies, acts and funds."""

from __future__ import annotations

import htpy as h
from markupsafe import Markup

from ..language import bare
from ..records import Duty
from .context import Context
from .layout import items, spaced, table
from .marks import source_marks, status
from .names import body_name, capital, name


def who_does_what(context: Context) -> Markup:
    """Returns each body with a duty, and what it does or is asked to do."""
    rows = [
        (
            f"body-{body.id}",
            (
                _full_name(context, body.id),
                items(_duty(context, duty) for duty in body.duties),
            ),
        )
        for body in context.programme.bodies
        if body.duties
    ]
    return table(context, "caption-bodies", ("column-body", "column-duties"), rows)


def _duty(context: Context, duty: Duty) -> list[h.Node]:
    return spaced(name(context, duty.text), status(context, duty.status), source_marks(context, duty.source))


def _full_name(context: Context, id: str) -> Markup:
    body = context.get("bodies", id)
    words = capital(body_name(context, body))
    if body.kind in ("organization", "office", "participant") and body.short is not None:
        return Markup("{} ({})").format(words, context.language.text(body.short))
    return words


def participants_list(context: Context, meeting: str) -> Markup:
    """Returns the kinds of participant that a meeting is to have."""
    statements = context.get("meetings", meeting).participants
    bodies = [context.get("bodies", id) for statement in statements for id in statement.bodies]
    return items(capital(body_name(context, body)) for body in bodies)


def acts_table(context: Context) -> Markup:
    """Returns what was said to be proposed, offered, welcomed or invited, and by whom."""
    rows = [
        (
            None,
            (
                capital(body_name(context, context.get("bodies", act.by))),
                context.language.say(f"act-{act.kind}"),
                name(context, act.text),
                source_marks(context, act.source),
            ),
        )
        for act in context.programme.acts
    ]
    return table(context, "caption-acts", ("column-who", "column-act", "column-what", "column-source"), rows)


def funds_table(context: Context) -> Markup:
    """Returns what money is asked for and where it would come from."""
    rows = [
        (
            None,
            (
                capital(name(context, fund.name)),
                name(context, fund.purpose),
                source_marks(context, fund.source),
            ),
        )
        for fund in context.programme.funds
    ]
    return table(context, "caption-funds", ("column-fund", "column-purpose", "column-source"), rows)


def bodies_list(context: Context) -> Markup:
    """Returns the organizations and offices of the programme with their short forms, for the glossary."""
    bodies = [body for body in context.programme.bodies if body.kind in ("organization", "office")]
    entries = [(capital(body_name(context, body)), body) for body in bodies]
    rows = [
        (
            f"organization-{body.id}",
            (
                words,
                context.language.text(body.short) if body.short else "—",
                source_marks(context, body.source),
            ),
        )
        for words, body in sorted(entries, key=lambda entry: bare(entry[0]))
    ]
    return table(context, "caption-organizations", ("column-organization", "column-short", "column-source"), rows)
