"""Tests which of two quotations that share words is kept: made by hand, offsets for words."""

from __future__ import annotations

import pytest

from bot.model.article import Span
from bot.model.facts import Licence, Participant, Quotation, QuotationKind
from bot.reading.drafts import QuotationDraft
from bot.reading.quotations.nesting import outermost, settled
from bot.reading.rules import QuotationRule

PUTIN, MACRON = Participant("vladimir-putin", Span(0, 5)), Participant("emmanuel-macron", Span(0, 5))


def draft(cue: int, *content: tuple[int, int], **given) -> QuotationDraft:
    """A quotation in one scene, whose cue is five letters long."""
    made = {
        "scene": 0,
        "clause": None,
        "source": PUTIN,
        "rule": QuotationRule.MARKS_AND_VERB,
        "confidence": 0.9,
    } | given
    return QuotationDraft(cue=Span(cue, cue + 5), content=tuple(Span(*span) for span in content), **made)


SETTLED = [
    # the same cue: the report wins if the marks begin inside it, else the marks
    ("marks inside a report", draft(6, (20, 30)), draft(6, (12, 40)), "plain"),
    ("marks that open a report", draft(6, (12, 30)), draft(6, (12, 40)), "marked"),
    ("marks that end two letters behind it", draft(6, (20, 42)), draft(6, (12, 40)), "plain"),
    ("marks that go on behind it", draft(6, (20, 43)), draft(6, (12, 40)), "marked"),
    # only the first part counts
    ("marks in two parts", draft(6, (20, 30), (50, 60)), draft(6, (12, 40)), "plain"),
    # other cues have nothing to do with each other
    ("another cue", draft(6, (20, 30)), draft(50, (12, 40)), "marked plain"),
    # a few words are part of any report around them, unless they are its verb
    ("a few words", draft(6, (20, 30), fragment=True), draft(50, (12, 40)), "plain"),
    ("a few words that end two letters behind it", draft(6, (20, 42), fragment=True), draft(50, (12, 40)), "plain"),
    ("a few words that go on behind it", draft(6, (20, 43), fragment=True), draft(50, (12, 40)), "marked plain"),
    ("a few words that are all of it", draft(6, (12, 40), fragment=True), draft(50, (12, 40)), "marked plain"),
    ("a verb", draft(6, (20, 30), fragment=True, predicate=True), draft(6, (12, 40)), "marked plain"),
    ("a few words of another sentence", draft(6, (20, 30), fragment=True), draft(50, (12, 40), scene=1), "marked plain"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "plain", "kept"), [row[1:] for row in SETTLED], ids=[row[0] for row in SETTLED])
def test_of_quoted_and_reported_words_one_is_kept(marked, plain, kept):
    names = {id(marked): "marked", id(plain): "plain"}
    assert " ".join(names[id(one)] for one in settled([marked], [plain])) == kept


SAYS = draft(6, (12, 60), confidence=0.85)
THOUGHTS = [
    ("of the same speaker", draft(15, (21, 60), confidence=0.55), False),
    ("of another", draft(15, (21, 60), confidence=0.55, source=MACRON), True),
    ("of nobody known", draft(15, (21, 60), confidence=0.55, source=None), True),
    ("said, not thought", draft(15, (21, 60), confidence=0.6), True),
    ("outside what is said", draft(70, (76, 90), confidence=0.55), True),
    ("at the very end of what is said", draft(55, (61, 70), confidence=0.55), False),
    ("in another sentence", draft(15, (21, 60), confidence=0.55, scene=1), True),
]


@pytest.mark.parametrize(("thought", "kept"), [row[1:] for row in THOUGHTS], ids=[row[0] for row in THOUGHTS])
def test_a_thought_in_what_the_same_speaker_says_is_no_quotation_of_its_own(thought, kept):
    assert settled([], [SAYS, thought]) == ([SAYS, thought] if kept else [SAYS])


def row(cue: int, *content: tuple[int, int], **given) -> Quotation:
    """A quotation in marks."""
    made = {
        "kind": QuotationKind.DIRECT,
        "source": PUTIN,
        "licence": Licence(QuotationRule.MARKS_AND_VERB, 0.9),
    } | given
    return Quotation(cue=Span(cue, cue + 5), content=tuple(Span(*span) for span in content), **made)


def by(rule: QuotationRule) -> dict[str, Licence]:
    return {"licence": Licence(rule, 0.9)}


OUTER = row(6, (12, 60))
NESTED = [
    # hearsay is dropped; what only shares some words is none
    ("inside", OUTER, row(20, (30, 40)), "outer"),
    ("from its start on", OUTER, row(70, (12, 40)), "outer"),
    ("to its end", OUTER, row(20, (40, 60)), "outer"),
    ("beyond its end", OUTER, row(20, (40, 61)), "outer inner"),
    ("one of two parts inside", OUTER, row(20, (30, 40), (61, 70)), "outer inner"),
    ("beside", OUTER, row(70, (76, 90)), "outer inner"),
    ("the same words by another verb", OUTER, row(70, (12, 60)), "outer inner"),
    # a report in words without marks contains nothing, and is in nothing
    ("in a report", row(6, (12, 60), kind=QuotationKind.INDIRECT), row(20, (30, 40)), "outer inner"),
    ("a report", OUTER, row(20, (30, 40), kind=QuotationKind.INDIRECT), "outer inner"),
    # the inner one is right if the rule of the outer takes too much, or if only the inner has a speaker
    ("in what was judged", row(6, (12, 60), **by(QuotationRule.NAMED_OBJECT)), row(20, (30, 40)), "inner"),
    ("in what nobody says", row(6, (12, 60), source=None), row(20, (30, 40)), "inner"),
    ("nobody in what nobody says", row(6, (12, 60), source=None), row(20, (30, 40), source=None), "outer"),
    # with the same cue, only a quoted verb or word stands beside
    ("by the same verb", OUTER, row(6, (30, 40)), "outer"),
    ("a quoted verb", OUTER, row(6, (30, 40), **by(QuotationRule.QUOTED_PREDICATE)), "outer inner"),
    ("a quoted word", OUTER, row(6, (30, 40), **by(QuotationRule.QUOTED_WORDS)), "outer inner"),
]


@pytest.mark.parametrize(("outer", "inner", "kept"), [each[1:] for each in NESTED], ids=[each[0] for each in NESTED])
def test_of_two_nested_quotations_the_one_the_article_reports_is_kept(outer, inner, kept):
    names = {id(outer): "outer", id(inner): "inner"}
    assert {names[id(one)] for one in outermost([inner, outer])} == set(kept.split())


def test_quotations_come_in_the_order_of_the_text_and_once_each():
    first, second = row(70, (76, 90)), row(6, (12, 60))
    assert outermost([first, second, first]) == (second, first)
    assert outermost([]) == ()
