"""Finds what an edition's stories go on from: an entry of an edition of the last days, so that the line can link to its message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.digests.grouping import words_of
from bot.model.edition import Earlier, Part
from bot.store.similarity import in_common

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.edition import Contents, Mark, PastEntry

LOOKED_BACK = timedelta(3)
"""How long ago an entry was told at most: a story without news for longer runs no more."""
_ONE_SIDE = 0.3
"""Share of the words that two entries must have in common if they share one party only."""


def running(contents: Contents, before: Sequence[PastEntry], place: str) -> Contents:
    """Returns the contents with what each story goes on from, the latest first; no entry is named twice.

    Args:
        contents: what the edition tells.
        before: what this subscription's earlier editions told.
        place: the server in the address of their messages, or `@me`.
    """
    today = date.fromisoformat(contents.remit.today)
    since = (today - LOOKED_BACK).isoformat()
    past = [
        one for one in before if one.message and since <= one.told_on < today.isoformat() and one.mark.part in _EVENTS
    ]
    past.sort(key=lambda one: one.told_on, reverse=True)
    entries = []
    for entry in contents.entries:
        found = next((one for one in past if _goes_on(entry.mark, one.mark)), None) if entry.part in _EVENTS else None
        if found and found.message:
            past.remove(found)
            channel, message = found.message
            url = f"https://discord.com/channels/{place}/{channel}/{message}"
            entry = replace(entry, earlier=Earlier(found.claim, found.told_on, url))  # noqa: PLW2901 - the same entry, with more
        entries.append(entry)
    return replace(contents, entries=tuple(entries))


_EVENTS = (Part.HAPPENED, Part.EXPECTED)


def _goes_on(mark: Mark, past: Mark) -> bool:
    """True if both are of the same parties, and at least one more word: two states have more than one story."""
    parties, others = {*mark.who, *mark.whom}, {*past.who, *past.whom}
    shared = parties & others
    names = words_of(" ".join((*parties, *others)).replace("-", " "))
    alike = in_common(words_of(mark.words) - names, words_of(past.words) - names)
    return alike > 0 if len(shared) > 1 else bool(shared) and alike >= _ONE_SIDE
