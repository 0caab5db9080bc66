"""Tests that one quotation in several articles is one line, with the words on which they differ."""

from __future__ import annotations

import pytest

from bot.answers.variants import differences, fullest, variants
from bot.model.answer import Evidence, ShownQuotation, Source
from bot.model.article import Span
from bot.model.facts import QuotationKind
from bot.model.query import Subject


def quotation(
    content: str,
    outlet: str = "A",
    speaker: str = "lavrov",
    kind: QuotationKind = QuotationKind.DIRECT,
    cue: str | None = "said",
) -> ShownQuotation:
    """A quotation with its own article."""
    source = Source(hash((content, outlet)), None, outlet, None, None, "")
    evidence = Evidence(source, content, Span(0, len(content)), (), None, 0.9)
    return ShownQuotation(Subject("actor", speaker, speaker.title()), kind, content, cue, evidence)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“We will never give up”", "“We will never give up,”", True),
        # Cut at an end, and in the middle.
        ("“We will never give up our land”", "“We will never give up”", True),
        ("“We will never … give up our land and sea”", "“We will never give up our land and sea”", True),
        # Translated a little differently.
        ("“This war was brutal and unprovoked”", "“This war was cruel and unprovoked”", True),
        # The same words with a denial say something else.
        ("“We will give up our land in the east”", "“We will not give up our land in the east”", False),
        ("“We do trust them in all of this”", "“We don't trust them in all of this”", False),
        # Few words may be said of many things, or begin many quotations.
        ("“We will win”", "“We will win this war by the spring”", False),
        ("“criminal”", "“criminal”", False),
        ("“We will never give up”", "“We will soon meet again”", False),
    ],
)
def test_which_words_are_one_quotation(one: str, other: str, same: bool) -> None:
    assert len(variants([quotation(one), quotation(other, "B")])) == (1 if same else 2)


def test_a_cut_that_fits_two_quotations_joins_them_not() -> None:
    told = [
        "“We will certainly win”",
        "“We will certainly win this war by the spring of next year”",
        "“We will certainly win an election that nobody wanted”",
    ]
    assert [len(group) for group in variants([quotation(words, words) for words in told])] == [2, 1]


@pytest.mark.parametrize(
    "other",
    [
        quotation("“We will never give up”", "B", speaker="putin"),
        # Reported speech stands in another part of the answer.
        quotation("We will never give up", "B", kind=QuotationKind.INDIRECT),
    ],
)
def test_whose_words_they_are_and_how_they_are_quoted_matters(other: ShownQuotation) -> None:
    assert len(variants([quotation("“We will never give up”"), other])) == 2


def test_what_is_denied_is_not_joined_with_what_is_said() -> None:
    said = quotation("Iran attacked the ship", kind=QuotationKind.INDIRECT)
    denied = quotation("Iran attacked the ship", "B", kind=QuotationKind.INDIRECT, cue="denied")
    assert len(variants([said, denied])) == 2


def test_groups_stand_where_their_first_quotation_does() -> None:
    first, other, again = (
        quotation("“Talks are dead”"),
        quotation("“It is over now”"),
        quotation("“Talks are dead”", "B"),
    )
    assert variants([first, other, again]) == [[first, again], [other]]


def test_the_fullest_wording_is_shown() -> None:
    short, full = quotation("“We will never give up”"), quotation("“We will never give up our land”", "B")
    assert fullest([short, full]) == full
    assert fullest([short, quotation("“We will never give in”", "C")]) == short


@pytest.mark.parametrize(
    ("told", "differ"),
    [
        (["“This war was brutal and unprovoked”", "“This war was cruel and unprovoked”"], ("words: “was brutal and” (A), “was cruel and” (B)",)),
        # A word more within.
        (["“This war was very brutal and unprovoked”", "“This war was brutal and unprovoked”"], ("words: “was very brutal” (A), “was brutal” (B)",)),
        # Cuts at an end, marks, commas and capitals are no difference.
        (["“This war was brutal and unprovoked,”", "“this war was brutal”"], ()),
        (["“This war … was brutal and unprovoked”", "“This war was brutal and unprovoked”"], ()),
        # The last word is another one.
        (["“We will never give up”", "“We will never give in”"], ("words: “give up” (A), “give in” (B)",)),
    ],
)  # fmt: skip
def test_words_on_which_outlets_differ(told: list[str], differ: tuple[str, ...]) -> None:
    assert differences([quotation(words, outlet) for words, outlet in zip(told, "AB", strict=True)]) == differ


def test_a_quotation_told_once_differs_from_nothing() -> None:
    assert differences([quotation("“We will never give up”")]) == ()
