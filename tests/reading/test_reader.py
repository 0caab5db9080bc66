from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.documents import article
from bot.knowledge.shipped import SEEDS
from bot.model.article import Article, SentenceKind
from bot.reading.text.clean import clean
from bot.render.facts_json import facts

WORDS = [
    "Russia",
    "Putin",
    "said",
    "“",
    "”",
    '"',
    "attacked",
    "Iran",
    ",",
    ".",
    "the",
    "It",
    "called",
    "criminal",
    ":",
    "on",
    "Monday",
    "not",
    "who",
    "to",
    "\n",
    "’s",
    "(",
    "—",
]
SEED = article(SEEDS / "russia-iran.md").text


def spans(value):
    if isinstance(value, dict):
        if "start" in value:
            yield value["start"], value["end"]
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def check(reading):
    text, said = reading.article.text, facts(reading, "x")
    json.dumps(said)
    assert all(0 <= start < end <= len(text) for start, end in spans(said))
    actors = {actor.id for actor in reading.actors}
    events = {event.id for event in reading.events}
    issues = {issue.id for issue in reading.issues}
    assert {mention.actor for mention in reading.mentions} <= actors
    for event in reading.events:
        assert {party.actor for party in (*event.agents, *event.recipients)} - {None} <= actors
        assert {*event.after, *event.before} <= events - {event.id}
    for stance in reading.stances:
        assert stance.target.actor or stance.target.event or stance.target.issue
        assert {stance.target.event} - {None} <= events
    for quotation in reading.quotations:
        assert quotation.content
        assert set(quotation.about) <= actors | events | issues


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_is_read_without_an_exception(reader, text):
    check(reader.read(Article("x", clean(text))))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_jumble_of_news_words_is_read(reader, words):
    check(reader.read(Article("x", clean(" ".join(words)), published="2025-06-23")))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, len(SEED)),
    st.integers(0, 300),
    st.sampled_from(["", "“", "”", "\n", "Putin", ":", " said ", "\u200b"]),
)
def test_a_mutated_article_is_read(reader, at, cut, put):
    check(reader.read(Article("x", clean(SEED[:at] + put + SEED[at + cut :]))))


def test_reading_twice_says_the_same(reader):
    given_article = Article("x", SEED)
    assert reader.read(given_article) == reader.read(given_article)


@pytest.mark.parametrize(
    "text", ["", " ", ".", "“" * 500, '"' * 501, "a " * 3000, "Russia, " * 500, "((((", "\u200b", "Ünïcödé 🙂 said."]
)
def test_absurd_texts_are_read(reader, text):
    check(reader.read(Article("x", clean(text))))


# ---- the article a first run knows ----


@pytest.fixture(scope="module")
def reading(reader):
    return reader.read(article(SEEDS / "russia-iran.md"))


def test_of_the_seed_headings_and_also_read_lines_yield_no_fact(reading):
    closed = [sentence.span for sentence in reading.sentences if sentence.kind is not SentenceKind.BODY]
    assert len(closed) == 6
    cues = [fact.cue for fact in (*reading.events, *reading.stances)] + [
        span for quotation in reading.quotations for span in quotation.content
    ]
    assert not [(cue, span) for cue in cues for span in closed if cue.start < span.end and span.start < cue.end]


def test_no_date_is_invented(reading):
    assert [event.date for event in reading.events if event.date] == []


@pytest.mark.parametrize(
    ("words", "speaker", "about"),
    [
        ("“criminal”", "abbas-araghchi", "e1"),
        ("“blew up”", "abbas-araghchi", "united-states"),
        ("“Mediate your own.”", "donald-trump", "vladimir-putin"),
    ],
)
def test_every_direct_quotation_has_its_speaker(reading, words, speaker, about):
    text = reading.article.text
    found = [
        quotation
        for quotation in reading.quotations
        if text[quotation.content[0].start : quotation.content[0].end] == words
    ]
    assert [quotation.source.actor for quotation in found] == [speaker]
    assert about in found[0].about


def test_the_bombing_is_one_event(reading):
    event = reading.events[0]
    assert (event.name, event.place, event.mode.value) == (
        "Operation Midnight Hammer",
        "Fordow, Natanz, Isfahan",
        "actual",
    )
    assert len(event.mentions) >= 3
    assert [
        stance.holder.actor
        for stance in reading.stances
        if stance.target.event == "e1" and stance.licence.rule.startswith("by an event")
    ] == ["russia"]
