"""Tests that quoted words inside reported speech are separate quotations by the same speaker."""

from __future__ import annotations

import pytest

from bot.model.article import Article
from bot.reading.quotations.quoted_words import quoted_words
from bot.reading.text.clean import clean


@pytest.fixture
def fragments(reader):
    """The words and speakers that `quoted_words` adds to the quotations that rules propose for a text."""

    def of(text: str) -> list[tuple[str, str]]:
        text = clean(text)
        proposals = reader.proposals(Article("test", text))
        return [
            (text[made.content[0].start : made.content[0].end], text[made.source.span.start : made.source.span.end])
            for made in quoted_words(proposals.quotations, proposals.scenes, proposals.quotes)
            if made.source
        ]

    return of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The judge said the case was “fatally tainted” by then.", [("“fatally tainted”", "The judge")]),
        # Two quoted texts in one report.
        (
            "Macron said that the plan was “mad” and that nobody had “asked for it” in Paris.",
            [("“mad”", "Macron"), ("“asked for it”", "Macron")],
        ),
        # The title of a work is nobody's words.
        ("Macron said that the film “Amour” had moved him.", []),
        # A report wholly in marks is already one quotation.
        ("“The plan is mad,” Macron said.", []),
        # No report, no speaker.
        ("The so-called “plan” failed on Monday.", []),
        # A mark that is never closed.
        ("Macron said that the plan was “mad and that nobody wanted it.", []),
    ],
)
def test_quoted_words(fragments, text, expected):
    assert fragments(text) == expected
