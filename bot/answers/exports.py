"""Gathers the facts about a subject for a file: those an answer would show, but more of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.model.export import AboutFacts
from bot.store.events import events
from bot.store.facts_format import in_facts_format
from bot.store.quotations import quotations
from bot.store.stances import stances

if TYPE_CHECKING:
    from bot.model.answer import Evidence
    from bot.model.library import Libraries
    from bot.model.query import Subject
    from bot.store.database import Database

MOST = 2_000
"""How many facts of each kind a file has, the newest first: with their sentences some five megabytes at most; Discord accepts ten."""


async def facts_about(database: Database, libraries: Libraries, about: Subject, *, objects: bool = False) -> AboutFacts:
    """Returns the newest facts about a subject; with `objects`, in the facts format too."""
    actor = about.id if about.kind == "actor" else None
    on = None if actor else about
    told, held, said = await asyncio.gather(
        events(database, libraries, about, most=MOST),
        stances(database, libraries, actor, on, most=MOST),
        quotations(database, libraries, actor, on, most=MOST),
    )
    places = {
        (table, fact.source.article, _start(fact))
        for table, facts in (
            ("events", [event.evidence for event in told]),
            ("stances", [stance.evidence for stance in held]),
            ("quotations", [quotation.evidence for quotation in said]),
        )
        for fact in facts
    }
    formatted = await in_facts_format(database, libraries, places) if objects else []
    return AboutFacts(about, tuple(told), tuple(held), tuple(said), tuple(formatted), MOST)


def _start(evidence: Evidence) -> int:
    """Where a fact's cue begins in its article."""
    return evidence.at.start + (evidence.marked[0].start if evidence.marked else 0)
