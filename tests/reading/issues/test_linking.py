"""Tests that a stance on a thing is on its issue, by its name, a part of the name, or "it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.model.facts import Reading

    Judged = Callable[..., Reading]


def on(holder: str, target: str, side: str = "opposes") -> list[tuple[str, str, str, str]]:
    """What a judge believes about one holder and target."""
    return [("stance", holder, target, side), ("expressed", holder, target, "words")]


def stances(reading: Reading) -> list[tuple[str | None, str, str | None]]:
    """Each holder, the side, and the issue's name."""
    names = {issue.id: issue.name for issue in reading.issues}
    return [
        (stance.holder.actor, str(stance.polarity), names.get(stance.target.issue or "")) for stance in reading.stances
    ]


@pytest.mark.parametrize(
    ("text", "believed", "found"),
    [
        ("France opposes the pension reform.", on("France", "the pension reform"), [("france", "opposes", "pension reform")]),
        # Mentioned again by its head.
        (
            "Spain unveiled a pension reform. France opposes the reform.",
            on("France", "the reform"),
            [("france", "opposes", "pension reform")],
        ),
        # "It" means the thing named last.
        (
            "Spain unveiled a pension reform. France opposes it.",
            on("France", "it"),
            [("france", "opposes", "pension reform")],
        ),
        # On no list: it is an issue because somebody is against it.
        ("France opposes artificial snow.", on("France", "artificial snow"), [("france", "opposes", "artificial snow")]),
        # Two answers about one name are one stance.
        (
            "France opposes the pension reform.",
            [*on("France", "the pension reform"), *on("France", "pension")],
            [("france", "opposes", "pension reform")],
        ),
    ],
)  # fmt: skip
def test_targets_of_stances(
    judged: Judged, text: str, believed: list[tuple[str, str, str, str]], found: list[tuple[str, str, str]]
) -> None:
    assert stances(judged(text, *believed)) == found


@pytest.mark.parametrize(
    ("text", "target"),
    [
        # An actor, a crowd, a place: no issue.
        ("France opposes Spain.", "Spain"),
        ("France opposes the striking workers.", "the striking workers"),
        # Nothing says which law it is.
        ("France opposes the law.", "the law"),
    ],
)
def test_stances_on_things_that_are_no_issues(judged: Judged, text: str, target: str) -> None:
    reading = judged(text, *on("France", target))
    assert reading.issues == ()
    assert [stance.target.issue for stance in reading.stances] == [None]


def test_an_event_named_by_a_noun_is_an_event(judged: Judged) -> None:
    event = [("mode", "ceasefire", "", "actual"), ("type", "ceasefire", "", "AGREE")]
    reading = judged("France welcomes the ceasefire.", *on("France", "the ceasefire", "supports"), *event)
    assert [(stance.target.event, stance.target.issue) for stance in reading.stances] == [("e1", None)]


def test_only_issues_that_a_shown_fact_tells_of_are_shown(judged: Judged) -> None:
    text = "France opposes the pension reform. The tax reform is old. “The death penalty is wrong,” said Macron."
    said = [("said", "“The death penalty is wrong,”", "Macron", "this")]
    reading = judged(text, *on("France", "the pension reform"), *said)
    assert {issue.name for issue in reading.issues} == {"pension reform", "tax reform"} | {
        issue.name for issue in reading.issues if "penalty" in issue.name
    }
    assert [issue.name for issue in reading.shown().issues if "penalty" not in issue.name] == ["pension reform"]


def test_a_quotation_is_about_the_issues_in_it(judged: Judged) -> None:
    text = "“We will never sign the pension reform of the government,” said Macron."
    content = "“We will never sign the pension reform of the government,”"
    (quotation,) = judged(text, ("said", content, "Macron", "this")).quotations
    assert [subject for subject in quotation.about if subject.startswith("i.")] == ["i.reform-government-pension"]
