"""Says by which side an actor is bound, if it is against that side: a government or body by office, a party by membership, an ally by treaty.

Only what the articles or the gazetteer say of an office or party counts, and for states `data/alliances.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.digests.word_lists import listed
from bot.edtf import date_bounds
from bot.knowledge.alliances import alliances
from bot.model.edition import Phrase, Reason
from bot.model.facts import ActorKind
from bot.model.query import Subject

if TYPE_CHECKING:
    from bot.model.filed import FiledFacts, FiledStance


def own_side(stance: FiledStance, filed: FiledFacts) -> Reason | None:
    """Returns the tie between a stance's holder and its target; None if unknown."""
    on = {stance.target} if stance.target_kind == "actor" else set(stance.agents)
    if not on or stance.holder in on:
        return None
    body = _body(stance.holder, filed)
    if body is not None and all(one == body or _heads(one, body, filed) for one in on):
        known = filed.actors[stance.holder]
        of = filed.actors[body].name if body in filed.actors else body
        office = (("name", known.name), ("office", known.role or ""), ("of", Subject("actor", body, of)))
        return Reason("own_side", name=Phrase("speaker_of", office))
    return _allied(stance, on, filed)


def _body(actor: str, filed: FiledFacts) -> str | None:
    """The body that an actor serves by office, or the party that it is a member of; None if neither is known."""
    body = filed.speaks_for.get(actor)
    if body is not None and _serves(actor, filed):
        return body
    return _party(actor, filed)


def _party(actor: str, filed: FiledFacts) -> str | None:
    """The party that an actor sits for: where an article says “a Labour MP”, the office has the party's name."""
    known = filed.actors.get(actor)
    party = filed.actors.get((known and known.of) or "")
    office = _office(actor, filed)
    if party is None or party.kind != ActorKind.ORGANIZATION or not office.isdisjoint(listed("marked")):
        return None
    return None if office.isdisjoint(listed("members")) else party.id


def _allied(stance: FiledStance, on: set[str], filed: FiledFacts) -> Reason | None:
    """The first alliance that the holder's state and all whom the stance is on are in."""
    holder, others = _state(stance.holder, filed), [_state(one, filed) for one in on]
    if holder is None or holder in others or None in others:
        return None
    article = filed.articles[stance.article]
    bounds = date_bounds(article.published)
    day = bounds[1] if bounds else article.filed_at[:10]
    shared = (one for one in alliances() if one.has(holder, day) and all(one.has(other or "", day) for other in others))
    found = next(shared, None)
    return Reason("allies", name=found.name) if found else None


def _state(actor: str, filed: FiledFacts) -> str | None:
    """The state or alliance that an actor is, or that it speaks for at present."""
    state = filed.speaks_for.get(actor, actor)
    if state != actor:
        return state if _office(actor, filed).isdisjoint(listed("marked")) else None
    known = filed.actors.get(actor)
    is_one = known is not None and known.kind in {ActorKind.COUNTRY, ActorKind.ORGANIZATION}
    return actor if is_one else None


def _serves(actor: str, filed: FiledFacts) -> bool:
    """True if an actor has an office under somebody else, with no mark that it is past, to come or in another camp."""
    office = _office(actor, filed)
    return (
        bool(office)
        and office.isdisjoint(listed("marked"))
        and not office.isdisjoint(listed("serving"))
        and not _leads(actor, filed)
    )


def _heads(actor: str, body: str, filed: FiledFacts) -> bool:
    """True if an actor is at the top of a body: of a state by its office, of a party as its leader."""
    known = filed.actors.get(actor)
    office = _office(actor, filed)
    if known is None or known.of != body or not office.isdisjoint(listed("marked")):
        return False
    return (filed.speaks_for.get(actor) == body and _leads(actor, filed)) or not office.isdisjoint(listed("leading"))


def _leads(actor: str, filed: FiledFacts) -> bool:
    known = filed.actors.get(actor)
    role = known.role if known else None
    return "-".join((role or "").casefold().split()) in listed("heads")


def _office(actor: str, filed: FiledFacts) -> frozenset[str]:
    """The words of an actor's office."""
    known = filed.actors.get(actor)
    return frozenset(((known.role if known else None) or "").casefold().replace("-", " ").split())
