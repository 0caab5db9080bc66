"""Which facts of a reading are kept apart: likely, but not sure enough to be shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import Polarity, Stance

if TYPE_CHECKING:
    from bot.model.article import Span
    from bot.model.facts import Quotation, Reading

LIKELY = 0.5
"""From this confidence on, a fact is more likely right than not."""


def with_unsure(reading: Reading) -> Reading:
    """Returns what is stored of a reading: the facts shown and, apart from them, the stances and quotations that are only likely.

    Only those of actors with a name, and of whom the same sentence shows nothing of the kind. Events are not among them: many
    are not shown because of what their sentence says, not for want of sureness.
    """
    shown = reading.shown()
    named = reading.without({actor.id for actor in reading.actors if actor.local})
    stances = (_on_known(one, shown) for one in named.stances if one.polarity is not Polarity.NEUTRAL)
    unsure: list[Stance | Quotation] = [
        *(one for one in stances if _is_likely(one) and not _is_shown_stance(one, shown)),
        *(one for one in named.quotations if _is_likely(one) and not _is_shown_quotation(one, shown)),
    ]
    return replace(shown, unsure=tuple(unsure))


def who_of(fact: Stance | Quotation) -> str | None:
    """Returns the id of who may hold the stance or may have said the words."""
    party = fact.holder if isinstance(fact, Stance) else fact.source
    return party.actor if party else None


def place_of(fact: Stance | Quotation) -> Span:
    """Returns the words that a fact rests on: a stance's cue, the first words of a quotation."""
    return fact.cue if isinstance(fact, Stance) else fact.content[0]


def _is_likely(fact: Stance | Quotation) -> bool:
    return not fact.licence.shown and fact.licence.confidence >= LIKELY and fact.is_by_somebody


def _on_known(stance: Stance, shown: Reading) -> Stance:
    """The stance without an event that is not shown: nothing may be told of that."""
    if any(event.id == stance.target.event for event in shown.events):
        return stance
    return replace(stance, target=replace(stance.target, event=None))


def _is_shown_stance(stance: Stance, shown: Reading) -> bool:
    """True if its sentence already tells where the holder stands on the same subject."""
    on = stance.target
    return any(
        other.holder.actor == stance.holder.actor
        and (other.target.actor, other.target.event, other.target.issue) == (on.actor, on.event, on.issue)
        and shown.sentence_at(other.cue) == shown.sentence_at(stance.cue)
        for other in shown.stances
    )


def _is_shown_quotation(quotation: Quotation, shown: Reading) -> bool:
    """True if some of its words are shown as somebody's already."""
    return any(
        span.start < other.end and other.start < span.end
        for told in shown.quotations
        for other in told.content
        for span in quotation.content
    )
