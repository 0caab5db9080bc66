"""Tests that merged subjects are one in a reading, wherever it names them, and that others are left alone."""

from __future__ import annotations

import pytest

from bot.model.facts import Actor, ActorKind, Event, Issue, Reading
from bot.model.merging import Merge, ends, merged
from bot.model.query import Subject
from tests.conftest import Tell

TEXT = "Russia condemned the attack on Iran and Israel. Putin rejects the oil cap and the price cap."
PERSIA = Actor("persia", "Persia", ActorKind.COUNTRY)
CAP = Issue("i.cap", "cap")


def told() -> Reading:
    tell = Tell(TEXT).event("attack", by="israel", to="iran", name="Operation X").stance("russia", "condemned", "iran")
    tell = tell.issue("i.cap-oil", "oil cap").issue("i.cap-price", "price cap")
    tell = tell.stance("vladimir-putin", "rejects", "i.cap-oil").pronoun("Iran", "iran")
    return tell.quotation("vladimir-putin", "rejects", None, about=("i.cap-oil", "i.cap-price", "iran")).reading()


def merge(number: int, of: str, right: Actor | Issue | Subject) -> Merge:
    kind = "issue" if of.startswith("i.") else "event" if of.startswith("e.") else "actor"
    return Merge(number, Subject(kind, of, of), right)


def key(event: Event) -> str:
    return f"e.{event.name}"


def put(*merges: Merge) -> tuple[Reading, frozenset[int]]:
    return merged(told(), merges, key)


def test_an_actor_is_another_in_mentions_and_facts() -> None:
    found, took = put(merge(1, "iran", PERSIA))
    assert [mention.actor for mention in found.mentions] == ["persia"]
    assert "iran" not in {actor.id for actor in found.actors}
    assert found.stances[0].target.actor == "persia"
    assert found.events[0].recipients[0].actor == "persia"
    assert "persia" in found.quotations[0].about
    assert took == {1}


def test_two_issues_become_one_with_the_mentions_of_both() -> None:
    found, _ = put(merge(1, "i.cap-oil", CAP), merge(2, "i.cap-price", CAP))
    [issue] = found.issues
    assert [TEXT[span.start : span.end] for span in issue.mentions] == ["oil cap", "price cap"]
    assert [stance.target.issue for stance in found.stances] == [None, "i.cap"]
    assert found.quotations[0].about == ("i.cap", "iran")


def test_an_event_gets_the_name_of_what_it_is_the_same_as() -> None:
    found, took = put(merge(1, "e.Operation X", Subject("event", "e.storm", "Operation Storm")))
    assert ([event.name for event in found.events], took) == (["Operation Storm"], {1})


# Nobody is for or against themselves; who attacks is not who is attacked.
def test_what_one_did_to_the_other_is_not_done_to_oneself() -> None:
    found, _ = put(merge(1, "russia", Actor("iran", "Iran", ActorKind.COUNTRY)))
    assert [stance.holder.actor for stance in found.stances] == ["vladimir-putin"]
    found, _ = put(merge(1, "israel", Actor("iran", "Iran", ActorKind.COUNTRY)))
    assert found.events[0].recipients == ()


@pytest.mark.parametrize(
    ("merges", "end", "took"),
    [
        ([("iran", "persia"), ("persia", "elam")], "elam", {1, 2}),
        # the later one came first
        ([("persia", "elam"), ("iran", "persia")], "elam", {1, 2}),
        # a circle ends where it would begin again
        ([("iran", "persia"), ("persia", "iran")], "persia", {1}),
        ([("elam", "persia")], "iran", set()),
    ],
)
def test_chains_of_merges_lead_to_their_end(merges: list[tuple[str, str]], end: str, took: set[int]) -> None:
    found, numbers = put(*(merge(at, of, Actor(to, to, ActorKind.COUNTRY)) for at, (of, to) in enumerate(merges, 1)))
    assert (found.stances[0].target.actor, numbers) == (end, took)


def test_the_end_of_each_merged_subject_is_told() -> None:
    persia, elam = (Actor(name, name, ActorKind.COUNTRY) for name in ("persia", "elam"))
    assert ends([merge(1, "iran", persia), merge(2, "persia", elam)]) == {"iran": "elam", "persia": "elam"}


def test_without_a_merged_subject_a_reading_is_left_as_it_is() -> None:
    reading = told()
    assert merged(reading, [merge(1, "norway", PERSIA)], key) == (reading, frozenset())
