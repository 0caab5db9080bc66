"""Tests how rows of probabilities become events, stances and quotations, and which part each phrase has in them."""

from __future__ import annotations

import pytest

from bot.model.article import Span
from bot.reading.judging.judge import Answers, Unjudged
from bot.reading.judging.nodes import Node
from bot.reading.judging.parts import PartTaken, parts
from bot.reading.judging.questions import ANSWERS, NOWHERE, Asked, Inquiry, Passage
from bot.reading.judging.verdicts import Happened, Said, Stands, happened, said, stands

MODES, TYPES = ANSWERS["event"]["mode"], ANSWERS["event"]["type"]
ASSAULT = tuple(float(kind == "ASSAULT") for kind in TYPES)


def modes(**chances: float) -> tuple[float, ...]:
    return tuple(chances.get(mode, 0.0) for mode in MODES)


def passage(**asked: list[Asked]) -> Passage:
    return Passage("", asked=asked)


EVENTS = [
    # the mode is the most likely one that is a mode, even if "none" is likelier
    ("none is likelier", modes(none=0.7, planned=0.3), [], ("planned", (), (), 0.3)),
    # less than one in twenty is nothing
    ("hardly at all", modes(none=0.96, actual=0.04), [], None),
    ("just enough", modes(none=0.95, actual=0.05), [], ("actual", (), (), 0.05)),
    # parties from one in two on, the surest agent first
    (
        "two agents",
        modes(actual=1.0),
        [(7, (0.4, 0.6, 0.0)), (8, (0.1, 0.9, 0.0)), (9, (0.5, 0.0, 0.5))],
        ("actual", (8, 7), (9,), 0.9),
    ),
    ("one in two", modes(actual=0.8), [(7, (0.5, 0.5, 0.0))], ("actual", (7,), (), 0.4)),
    # without an agent, an event is as sure as it is that there is none
    ("none of two", modes(actual=1.0), [(7, (0.6, 0.4, 0.0)), (8, (0.9, 0.1, 0.0))], ("actual", (), (), 0.6)),
]


@pytest.mark.parametrize(("mode", "roles", "expected"), [row[1:] for row in EVENTS], ids=[row[0] for row in EVENTS])
def test_an_event_has_its_mode_its_type_and_its_parties(mode, roles, expected):
    asked = passage(event=[Asked(3)], role=[Asked(3, place) for place, _ in roles])
    likely = {"mode": [mode], "type": [ASSAULT], "role": [row for _, row in roles]}
    found = list(happened(asked, likely))
    if expected is None:
        assert found == []
        return
    (event,) = found
    assert (event.trigger, event.type) == (3, "ASSAULT")
    assert (event.mode, event.agents, event.recipients, pytest.approx(event.sureness)) == expected


def test_the_parties_of_one_trigger_are_not_those_of_another():
    asked = passage(event=[Asked(0), Asked(1)], role=[Asked(0, 5), Asked(1, 6)])
    sure = modes(actual=1.0)
    likely = {"mode": [sure, sure], "type": [ASSAULT, ASSAULT], "role": [(0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]}
    assert list(happened(asked, likely)) == [
        Happened(0, "actual", "ASSAULT", (5,), (), 1.0, 1.0),
        Happened(1, "actual", "ASSAULT", (), (6,), 1.0, 1.0),
    ]


@pytest.mark.parametrize(
    ("side", "manner", "expected"),
    [
        ((0.1, 0.2, 0.7, 0.0), (0.0, 0.0, 1.0, 0.0), [Stands(0, 4, 5, "opposes", "deeds", 0.7)]),
        ((0.9, 0.1, 0.0, 0.0), (0.8, 0.1, 0.0, 0.05), [Stands(0, 4, 5, "supports", "words", 0.1)]),
        ((0.95, 0.0, 0.0, 0.05), (0.0, 0.0, 0.0, 1.0), [Stands(0, 4, 5, "neutral", "inaction", 0.05)]),
        ((0.96, 0.04, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), []),
    ],
)
def test_a_stance_is_on_the_likeliest_side(side, manner, expected):
    assert list(stands(passage(stance=[Asked(4, 5)]), {"stance": [side], "expressed": [manner]})) == expected


SPEAKERS = [
    # the surest of those asked for, whichever comes first
    ("the second is surer", [(5, 0.3), (6, 0.6)], (), [Said(1, 2, 6, 0.6)]),
    ("the first is surer", [(5, 0.6), (6, 0.3)], (), [Said(0, 2, 5, 0.6)]),
    ("of two alike the first", [(5, 0.6), (6, 0.6)], (), [Said(0, 2, 5, 0.6)]),
    ("grammar says no", [(5, 0.3), (6, 0.6)], (1,), [Said(0, 2, 5, 0.3)]),
    ("hardly at all", [(5, 0.04)], (), []),
    ("just enough", [(5, 0.05)], (), [Said(0, 2, 5, 0.05)]),
    ("nobody named", [(NOWHERE, 0.9), (6, 0.6)], (), [Said(0, 2, NOWHERE, 0.9)]),
]


@pytest.mark.parametrize(
    ("rows", "barred", "expected"), [row[1:] for row in SPEAKERS], ids=[row[0] for row in SPEAKERS]
)
def test_a_content_has_its_likeliest_speaker(rows, barred, expected):
    asked = passage(said=[Asked(2, speaker) for speaker, _ in rows])
    likely = {"said": [(1.0 - chance, chance) for _, chance in rows]}
    assert list(said(asked, likely, frozenset(barred))) == expected


def test_each_content_has_a_speaker_of_its_own():
    asked = passage(said=[Asked(2, 5), Asked(3, 5)])
    assert list(said(asked, {"said": [(0.2, 0.8), (0.4, 0.6)]})) == [Said(0, 2, 5, 0.8), Said(1, 3, 5, 0.6)]


def test_a_passage_without_questions_says_nothing():
    assert [*happened(passage(), {}), *stands(passage(), {}), *said(passage(), {})] == []


# ---- Which part a phrase has ----


def inquiry(**asked: list[Asked]) -> Inquiry:
    """Phrases 0 and 1 with heads 10 and 11, 2 in the sentence before, and 3 a content."""
    nodes = [Node(head, head + 1, head, Span(head, head + 1)) for head in (10, 11, 12)]
    return Inquiry(0, 0, passage(**asked), [*nodes, None], [True, True, False, True])


def test_a_phrase_has_the_likeliest_of_each_part():
    asked = inquiry(
        role=[Asked(1, 0), Asked(1, 0)],
        stance=[Asked(0, 1), Asked(0, 1), Asked(NOWHERE, 1)],
        said=[Asked(3, 0), Asked(3, 0), Asked(3, NOWHERE), Asked(3, 2)],
    )
    likely = {
        "role": [(0.1, 0.2, 0.7), (0.2, 0.6, 0.2)],
        "stance": [(0.75, 0.25, 0.0, 0.0), (0.5, 0.0, 0.5, 0.0), (0.25, 0.75, 0.0, 0.0)],
        "said": [(0.9, 0.1), (0.6, 0.4), (0.0, 1.0), (0.1, 0.9)],
    }
    assert parts(asked, Answers(likely)) == {
        10: PartTaken(agent=0.6, recipient=0.7, holder=0.5, speaker=0.4),
        11: PartTaken(holder=0.0, target=0.75),
    }


@pytest.mark.parametrize("part", ["agent", "recipient", "holder", "target", "speaker"])
def test_the_most_likely_part_is_any_of_them(part):
    assert PartTaken(**{part: 0.6}).most == 0.6


def test_without_answers_no_phrase_has_a_part():
    assert parts(inquiry(role=[Asked(1, 0)], stance=[Asked(0, 1)], said=[Asked(3, 0)]), Answers()) == {}
    assert parts(inquiry(), Answers({"role": [(0.0, 1.0, 0.0)], "stance": [], "said": []})) == {}


def test_nobody_judges_without_a_judge():
    judge = Unjudged()
    assert judge.answers([passage(), passage()]) == [Answers(), Answers()]
    assert (judge.confidence("event", 0.6), judge.shows("event", 1.0)) == (0.6, False)
