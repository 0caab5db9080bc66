"""Tests whether words are quoted wholly, in part or not at all, whichever of the marks their span has."""

from __future__ import annotations

import pytest

from bot.model.article import Span
from bot.model.facts import QuotationKind
from bot.reading.quotations.kinds import _with_marks, kind_of
from bot.reading.text.quotation_marks import Quoted

TEXT = "He said “we go now.” Then “no” more."
MARKED = Quoted(8, 20)
"""“we go now.”"""


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (8, 20, QuotationKind.DIRECT),
        # without its marks, or without one of them
        (9, 19, QuotationKind.DIRECT),
        (9, 18, QuotationKind.DIRECT),
        # with words outside them
        (3, 20, QuotationKind.MIXED),
        (9, 25, QuotationKind.MIXED),
        # and only these: the marks at its end belong to others
        (0, 7, QuotationKind.INDIRECT),
        (20, 25, QuotationKind.INDIRECT),
    ],
)
def test_how_much_is_in_marks(start: int, end: int, kind: QuotationKind) -> None:
    assert kind_of([Span(start, end)], TEXT, [MARKED, Quoted(26, 30)]) == kind


@pytest.mark.parametrize(
    ("given", "with_marks"),
    [
        # the marks at its ends, and a full stop inside them
        ((8, 20), (8, 20)),
        ((9, 19), (8, 20)),
        ((9, 18), (8, 20)),
        ((10, 17), (8, 20)),
        # further from them there are words between
        ((11, 16), (11, 16)),
        ((11, 20), (11, 20)),
        # what ends within them is cut off, and goes on to their end
        ((3, 12), (3, 20)),
        ((3, 19), (3, 20)),
        # what begins at them and goes on
        ((9, 25), (8, 25)),
        ((10, 25), (8, 25)),
        ((11, 25), (11, 25)),
        # what is beside them
        ((0, 7), (0, 7)),
        ((21, 25), (21, 25)),
    ],
)
def test_the_marks_that_belong_to_words(given: tuple[int, int], with_marks: tuple[int, int]) -> None:
    assert _with_marks(Span(*given), [MARKED]) == Span(*with_marks)


# Marks that close further on than two hundred letters are about more than these words.
@pytest.mark.parametrize(("end", "whole"), [(209, True), (210, False)])
def test_words_cut_off_far_from_the_closing_mark_stay_as_they_are(end: int, whole: bool) -> None:
    assert (_with_marks(Span(0, 10), [Quoted(5, end)]).end == end) is whole
