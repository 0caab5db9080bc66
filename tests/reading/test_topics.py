"""Tests what an article is about: by its title and text together, and nothing where neither says enough."""

from __future__ import annotations

import pytest

from bot.knowledge.shipped import DATA
from bot.knowledge.topics import listed_topics, topic_words
from bot.model.article import Article
from bot.model.topics import Topic
from bot.reading.topics import SURE, TOPICS, likelihoods, tallies, topic_of

WORDS = topic_words(DATA)

ABOUT: list[tuple[str, str, Topic | None]] = [
    (
        "Parliament votes on electoral reform",
        "The prime minister told lawmakers that the bill would pass the senate before the election.",
        Topic.POLITICS,
    ),
    (
        "Troops shell town as rebels advance",
        "Artillery hit the town while militants held the bridge. Soldiers said four missiles were fired.",
        Topic.CONFLICT,
    ),
    (
        "Exports fall as inflation rises",
        "The central bank raised its rate. Investors sold shares, and the trade deficit grew to four billion dollars.",
        Topic.ECONOMY,
    ),
    (
        "Vaccine protects patients from new virus",
        "Researchers at the university hospital published a study of the infection in a medical journal.",
        Topic.SCIENCE,
    ),
    (
        "Late goal gives Bergen the cup",
        "The striker scored in the final. The coach praised the goalkeeper and a team that won every match of the season.",
        Topic.SPORT,
    ),
    (
        "Jury convicts man of robbery",
        "The prosecutor said that the defendant stabbed a guard. Police arrested the suspect, who pleaded guilty to theft.",
        Topic.CRIME,
    ),
    (
        "Museum shows lost paintings",
        "The exhibition has works of the painter, letters of a poet and songs by musicians of the time.",
        Topic.OTHER,
    ),
    # the title alone says it
    ("Goalkeeper misses final match of the season", "", Topic.SPORT),
    # the text alone says it: pasted without a title
    ("", "The striker scored twice and the coach praised the team after the match of the league.", Topic.SPORT),
    # two topics as strongly: none
    ("Minister and company", "The minister met the company.", None),
    # no word of any topic
    ("It was late", "They came home and went to bed.", None),
    # capitals and plurals are the same words
    ("GOALS", "STRIKERS, COACHES, PENALTIES AND MATCHES OF THE LEAGUES", Topic.SPORT),
]


@pytest.mark.parametrize(("title", "text", "topic"), ABOUT)
def test_the_topic_of_an_article(title: str, text: str, topic: Topic | None) -> None:
    assert topic_of(Article("a", text, title=title or None), WORDS) is topic


def test_probabilities_add_up_to_one() -> None:
    likely = likelihoods(tallies("A match", "The police arrested a striker.", WORDS.topics), WORDS)
    assert set(likely) == set(TOPICS)
    assert sum(likely.values()) == pytest.approx(1)
    assert max(likely.values()) < SURE


# What stands far behind is background: it must not outvote the beginning.
def test_only_the_beginning_of_a_text_counts() -> None:
    text = (
        "The striker scored. The coach praised the goalkeeper, the squad and the referee. "
        + "and " * 600
        + "police " * 50
    )
    assert topic_of(Article("a", text), WORDS) is Topic.SPORT


def test_no_word_stands_in_two_lists() -> None:
    lists = (DATA / "topics.toml").read_text(encoding="utf-8").split('"""')[1::2]
    words = [word for words in lists for word in words.split()]
    assert sorted(words) == sorted(set(words)) == sorted(listed_topics(DATA))
