"""Tests reading on any text: it never raises, and every span is inside the text and has the words it claims."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.intake.documents import article
from bot.knowledge.shipped import SEEDS
from bot.model.article import Article, Span
from bot.reading.text.clean import clean
from bot.render.facts_json import facts

PIECES = [
    "Russia attacked Ukraine on Monday. ", "Putin said: ", "“", "”", '"', "‘", "’", "'", "(", ")", "\n\n", "\n", " ", "— ", ", ", ".", "...", "Mr. ",
    "the Aug. 7 bombings ", "two and a half years ago ", "22-25 April 1951 ", "Feb. 30, 2019 ", "99/99/9999 ", "0000-00-00 ", "9999-12-31 ", "31 June ",
    "a thousand thousand centuries later ", "the 99th century ", "12345678 years ago ", "999 decades ago ", "in 1000 BC ", "Q9 ", "25:61 ", "Easter 9999 ",
    "iPhone 4 ", "the company ", "It ", "he ", "who ", "not ", "will ", "had ", "because ", "after ", "said ", "accused ", "announced ", "of ", "to ",
    "U.S. ", "\u200b", "\ufeff", "é", "e\u0301", "😀", "ﬁ", "İ", "ß", "\u2028", "\x00", "\t", "中文", "@everyone ", "<b>", "&amp;", "http://x.y/z?a=b ",
]  # fmt: skip


def spans_of(value):
    """Every `Span` in a reading, at any depth."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_of(part)
    elif hasattr(value, "__slots__") and not isinstance(value, Article | str):
        for name in value.__slots__:
            yield from spans_of(getattr(value, name))


def holds(reader, text, published="2025-06-23"):
    given = Article("x", clean(text), published=published)
    reading = reader.read(given)
    for span in spans_of(reading):
        assert 0 <= span.start < span.end <= len(given.text)
        assert given.text[span.start : span.end].strip()
    ids = {actor.id for actor in reading.actors}
    assert {mention.actor for mention in reading.mentions} <= ids
    assert {
        party.actor for event in reading.events for party in (*event.agents, *event.recipients) if party.actor
    } <= ids
    known = {event.id for event in reading.events}
    assert {other for event in reading.events for other in (*event.after, *event.before)} <= known
    assert facts(reading, "x")["article"]["text"] == given.text
    return reading


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).map("".join))
def test_no_text_breaks_reading(reader, text):
    holds(reader, text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=20),
    st.sampled_from(["2025-06-23", "0001-01-01", "9999-12-31", "2024-02-29", "2025", "nonsense", None]),
)
def test_no_published_day_breaks_reading(reader, noise, published):
    text = f"Russia attacked Ukraine a century ago {noise}. Two weeks later, last Friday, next year, 500 years ago, it ended. On Feb. 29 he met Putin."
    holds(reader, text, published)


def mutated(text, seed):
    """The article with parts deleted, doubled, swapped, or overwritten with rubbish."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    for _ in range(chance.randint(1, 12)):
        first = chance.randrange(len(text))
        last = min(len(text), first + chance.choice([1, 2, 5, 40, 400]))
        text = chance.choice(
            [
                text[:first] + text[last:],
                text[:last] + text[first:],
                text[:first] + chance.choice(PIECES) + text[first:],
                text[:first] + text[first:last][::-1] + text[last:],
                text[:first] + text[first:last].swapcase() + text[last:],
                text[last:] + text[:last],
            ]
        )
    return text


@pytest.mark.parametrize("seed", range(40))
def test_no_mutated_article_breaks_reading(reader, seed):
    text = article(SEEDS / "russia-iran.md").text
    holds(reader, mutated(text[: len(text) // 2] if seed % 2 else text, seed))


def test_the_words_claimed_are_the_words_there(reader):
    given = article(SEEDS / "russia-iran.md")
    reading = holds(reader, given.text)
    assert [given.text[event.cue.start : event.cue.end] for event in reading.events][:1] != [""]
    assert len(list(spans_of(reading))) > 200
