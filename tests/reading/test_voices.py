"""Tests whose voice a fact is in."""

from __future__ import annotations

import pytest

from bot.model.article import Article, Span
from bot.model.facts import Participant
from bot.reading.assembly import Voices
from bot.reading.drafts import QuotationDraft
from bot.reading.rules import QuotationRule

ANNA, BEN = Participant("anna", Span(0, 4)), Participant("ben", Span(90, 93))


def said(source: Participant | None, content: Span, confidence: float, shown: bool = False) -> QuotationDraft:
    return QuotationDraft(0, None, source, None, (content,), QuotationRule.JUDGE, confidence, shown=shown)


@pytest.mark.parametrize(
    ("quotations", "voice"),
    [
        # who says the words around it, the narrowest first
        ([said(ANNA, Span(10, 60), 0.9)], ANNA),
        ([said(ANNA, Span(10, 60), 0.9), said(BEN, Span(15, 50), 0.9)], BEN),
        # words elsewhere, and nobody's
        ([said(ANNA, Span(30, 60), 0.9)], None),
        ([said(None, Span(10, 60), 0.9)], None),
        # words that are less likely said than not, unless they are shown
        ([said(ANNA, Span(10, 60), 0.5)], ANNA),
        ([said(ANNA, Span(10, 60), 0.49)], None),
        ([said(ANNA, Span(10, 60), 0.49, shown=True)], ANNA),
    ],
)
def test_who_says_it(quotations, voice):
    assert Voices(quotations).at(Span(20, 25)) == voice


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        # somebody with and without a name, before and behind the words
        ("Emmanuel Macron said that Russia destroyed the dam.", "emmanuel-macron"),
        ("Independent experts said that Russia destroyed the dam.", "“independent experts”"),
        ("The army burned the village, residents said.", "“residents”"),
        ("John Sample was killed by police, his widow said.", "“his widow”"),
        ("According to rights groups, Rwanda armed the rebels.", "“rights groups”"),
        # nobody but the outlet, also where it says "we"
        ("Russia destroyed the dam.", None),
        ("Here is what we know so far: two people were injured, and nobody has been arrested.", None),
    ],
)
def test_whose_words_an_event_is_told_in(text, voice, shipped):
    reading = shipped.read(Article("x", text, published="2025-06-18")).shown()
    assert {event.licence.voice for event in reading.events if event.licence.shown} == {voice}
