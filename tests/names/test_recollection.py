"""Tests unnamed events: the search for misspelt words, and how well a found event fits what is typed."""

import pytest

from bot.names import NameEntry, Spellings
from bot.names.hits import A_WORD_BEGUN, BEGUN
from bot.names.recollection import Recollection, RememberedEvent, begun, readings, slips
from bot.names.scoring import TypedWords
from bot.names.spelled import AS_REMEMBERED

STRIKE = NameEntry(
    "e.strike", "event", "“Israel struck Iran”", words=("struck",), participants=("Israel", "Iran"), recipients=("Iran",),
    places=("Natanz",), date="2025-06-13", named=False,
)  # fmt: skip
TOLD = Recollection((RememberedEvent(STRIKE, "attack israel iran natanz june 2025"),), {"natanz": 1, "israel": 1}, 10)


@pytest.mark.parametrize(
    ("text", "ways", "weight"),
    [
        ("attack isr", [(("attack",), "isr")], BEGUN),
        # a later word begins like this
        ("nat", [((), "nat")], A_WORD_BEGUN),
        ("iran nat", [(("iran",), "nat")], A_WORD_BEGUN),
        # the second of two ways to read it
        ("nat", [(("russia",), "nat"), ((), "nat")], A_WORD_BEGUN),
        # an earlier word is missing, or no word begins like this
        ("russia nat", [(("russia",), "nat")], None),
        ("tanz", [((), "tanz")], None),
    ],
)
def test_an_event_begins_like_what_is_typed(
    spellings: Spellings, text: str, ways: list[tuple[tuple[str, ...], str]], weight: float | None
) -> None:
    found = [(hit.score, hit.exact, hit.weak, hit.misspelt) for hit in begun(text, ways, TOLD, spellings)]
    assert found == ([(weight * AS_REMEMBERED.weight, False, False, False)] if weight else [])


@pytest.mark.parametrize(
    ("text", "weak", "misspelt"),
    [
        ("attack natanz", False, False),
        # one kind of evidence
        ("israel iran", True, False),
        # hardly similar
        ("oslo natanz talks winter", True, True),
    ],
)
def test_an_event_is_firm_if_two_kinds_of_evidence_agree(
    spellings: Spellings, text: str, weak: bool, misspelt: bool
) -> None:
    [hit] = readings(TypedWords.from_text(text, spellings), TOLD, spellings)
    assert (hit.weak, hit.misspelt, hit.exact) == (weak, misspelt, False)


def test_a_word_is_searched_with_each_letter_left_out(spellings: Spellings) -> None:
    assert slips("oslo")[0] == "oslo"
    assert {"slo", "olo", "oso", "osl"} <= set(slips("oslo"))
    # a shorter word would be another word, and so would a number
    assert slips("oil") == []
    assert slips("2025") == []
