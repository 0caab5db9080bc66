"""Tests whose side an actor is on: members by the party in their office, states by their alliances on the day, and nobody else."""

from __future__ import annotations

import pytest

from bot.digests.breaks import breaks
from bot.digests.matching import Matcher
from bot.digests.memory import Memory
from bot.digests.own_side import own_side
from bot.knowledge.actors import load_actors
from bot.knowledge.alliances import alliances
from bot.knowledge.shipped import DATA
from bot.model.facts import Actor, ActorKind, Expressed, Polarity
from bot.model.filed import FiledArticle, FiledFacts, FiledStance
from bot.render.frames import frame, languages

COUNTRY, BODY, PERSON = ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.PERSON
NAMED = {
    "labour": Actor("labour", "Labour Party", BODY, None, "united-kingdom"),
    "tories": Actor("tories", "Conservative Party", BODY, None, "united-kingdom"),
    "nato": Actor("nato", "NATO", BODY),
    **{
        state: Actor(state, state.title(), COUNTRY)
        for state in ("hungary", "poland", "turkey", "sweden", "russia", "armenia", "united-kingdom", "united-states", "japan")
    },
}  # fmt: skip


def filed(holder: Actor, target: Actor, published: str | None = "2025-06-23", **speaks_for: str) -> FiledFacts:
    stance = FiledStance(
        1, 1, holder.id, target.id, "actor", target.name, Polarity.OPPOSES, Expressed.WORDS, 0.9, 0
    )  # fmt: skip
    actors = {**NAMED, holder.id: holder, target.id: target}
    return FiledFacts({1: FiledArticle(1, "Reuters", None, published, "2025-06-23T10:00:00+00:00")}, actors, speaks_for, stances=(stance,))  # fmt: skip


def why(facts: FiledFacts) -> str | None:
    """What binds the holder, in words."""
    found = own_side(facts.stances[0], facts)
    return frame("en").reason(found) if found else None


def person(role: str | None, of: str | None, who: str = "jane") -> Actor:
    return Actor(who, who.title(), PERSON, role, of)


MEMBERS: list[tuple[Actor, Actor, str | None]] = [
    (person("MP", "labour"), NAMED["labour"], "Jane, MP of the Labour Party"),
    (person("senator", "labour"), NAMED["labour"], "Jane, Senator of the Labour Party"),
    # against the leader of one's own party
    (person("lawmaker", "labour"), person("leader", "labour", "keir"), "Jane, Lawmaker of the Labour Party"),
    # another party, and another party's leader
    (person("MP", "labour"), NAMED["tories"], None),
    (person("MP", "labour"), person("leader", "tories", "kemi"), None),
    # who once was one, or wants to be
    (person("former MP", "labour"), NAMED["labour"], None),
    (person("candidate", "labour"), NAMED["labour"], None),
    # the leader is the party; a member of the same rank is not
    (person("leader", "labour"), NAMED["labour"], None),
    (person("MP", "labour"), person("MP", "labour", "joan"), None),
    (person("MP", "labour"), person("former leader", "labour", "jeremy"), None),
    # a member of a parliament is bound to no state, and a critic to nobody
    (person("MP", "united-kingdom"), NAMED["united-kingdom"], None),
    (person(None, "labour"), NAMED["labour"], None),
    (person("donor", "labour"), NAMED["labour"], None),
]


@pytest.mark.parametrize(("holder", "target", "bound"), MEMBERS)
def test_a_member_is_bound_to_the_party_of_their_office(holder: Actor, target: Actor, bound: str | None) -> None:
    assert why(filed(holder, target)) == bound


ALLIES: list[tuple[str, str, str | None, str | None]] = [
    ("turkey", "sweden", "2025-06-23", "both are in: NATO"),
    ("hungary", "poland", "2025-06-23", "both are in: NATO"),
    # the alliance itself
    ("hungary", "nato", "2025-06-23", "both are in: NATO"),
    # on the day of the article: not yet, or no longer
    ("turkey", "sweden", "2024-03-06", None),
    ("russia", "armenia", "2023-09-20", "both are in: Collective Security Treaty Organization"),
    ("russia", "armenia", "2025-06-23", None),
    # a month counts by its last day, an undated article by the day it was added
    ("turkey", "sweden", "2024-03", "both are in: NATO"),
    ("turkey", "sweden", None, "both are in: NATO"),
    # a treaty of two
    ("japan", "united-states", "2025-06-23", "both are in: US–Japan security treaty"),
    # no alliance has both
    ("japan", "poland", "2025-06-23", None),
    ("russia", "poland", "2025-06-23", None),
    ("russia", "nato", "2025-06-23", None),
]


@pytest.mark.parametrize(("holder", "target", "published", "bound"), ALLIES)
def test_states_are_bound_by_their_alliances(
    holder: str, target: str, published: str | None, bound: str | None
) -> None:
    assert why(filed(NAMED[holder], NAMED[target], published)) == bound


SPEAKERS: list[tuple[Actor, Actor, dict[str, str], str | None]] = [
    # who speaks for a state binds it; whoever is out of office, or only comes from there, doesn't
    (person("Prime Minister", "hungary"), NAMED["poland"], {"jane": "hungary"}, "both are in: NATO"),
    (
        person("Foreign Minister", "hungary"), person("President", "poland", "duda"),
        {"jane": "hungary", "duda": "poland"}, "both are in: NATO",
    ),
    (person("outgoing Prime Minister", "hungary"), NAMED["poland"], {"jane": "hungary"}, None),
    (person("writer", "hungary"), NAMED["poland"], {}, None),
    (person(None, "hungary"), person(None, "poland", "lech"), {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("holder", "target", "speaks_for", "bound"), SPEAKERS)
def test_who_speaks_for_a_state_binds_it(
    holder: Actor, target: Actor, speaks_for: dict[str, str], bound: str | None
) -> None:
    assert why(filed(holder, target, **speaks_for)) == bound


@pytest.mark.parametrize("language", languages())
def test_a_break_between_allies_is_told_in_every_language(language: str) -> None:
    [entry] = breaks(Matcher((), filed(NAMED["turkey"], NAMED["sweden"])), Memory())
    assert entry.phrase
    assert "Turkey" in entry.claim
    assert "NATO" in frame(language).reason(entry.reasons[0])


# A name that the gazetteer spells otherwise would never be found.
def test_every_member_is_in_the_gazetteer_and_every_date_is_one() -> None:
    known = {actor.id for actor in load_actors(DATA / "actors")}
    for alliance in alliances():
        assert len(alliance.members) > 1
        assert {alliance.actor or "nato", *(one.state for one in alliance.members)} <= known
        for one in alliance.members:
            assert one.since < (one.until or "9999")
            assert all(part.isdecimal() for part in one.since.split("-"))
