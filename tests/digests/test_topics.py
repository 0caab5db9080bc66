"""Tests what a digest that keeps to topics leaves out, that it hides nothing of unclear topic, and that it says both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.catalogue import speaking
from bot.digests.decisions import Decisions
from bot.digests.explaining import explain_article, explain_edition
from bot.digests.topics import of_topics, topics_offered, topics_words
from bot.model.edition import Verdict
from bot.model.filed import FiledArticle, FiledFacts
from bot.model.library import Libraries
from bot.model.topics import Topic
from bot.render.frames import frame
from bot.render.notes import note_markdown
from bot.store.articles import file_reading
from bot.store.filed import heads
from tests.conftest import NOW
from tests.digests.test_composing import press
from tests.ui.conftest import subscribed

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import Tell
    from tests.digests.test_composing import Press

__all__ = ["press"]  # a fixture

FACTS = FiledFacts(
    {
        1: FiledArticle(1, "The Wire", "A vote", None, "2025", Topic.POLITICS),
        2: FiledArticle(2, "The Wire", "A match", None, "2025", Topic.SPORT),
        3: FiledArticle(3, "The Wire", "A day", None, "2025", None),
        4: FiledArticle(4, "The Wire", None, None, "2025", Topic.OTHER),
    }
)


@pytest.mark.parametrize(
    ("topics", "kept"),
    [
        ((), [1, 2, 3, 4]),
        # what has no clear topic is always kept
        ((Topic.POLITICS,), [1, 3]),
        ((Topic.SPORT, Topic.OTHER), [2, 3, 4]),
        ((Topic.CRIME,), [3]),
    ],
)
def test_a_digest_keeps_to_its_topics(topics: tuple[Topic, ...], kept: list[int]) -> None:
    assert list(of_topics(FACTS, topics, Decisions(kept=False)).articles) == kept


def test_each_article_left_out_is_accounted_for_with_its_topic() -> None:
    decisions = Decisions(kept=True)
    of_topics(FACTS, (Topic.POLITICS,), decisions)
    assert [(one.what, one.verdict, one.note) for one in decisions.made] == [
        ("A match", Verdict.TOPIC, "sport"),
        ("an article without a title", Verdict.TOPIC, "other news"),
    ]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["politics", "conflict", "economy", "science", "sport", "crime", "other"]),
        ("ec", ["economy"]),
        # those typed before are kept, and not offered again
        ("politics, sp", ["politics, sport"]),
        ("sport, sp", []),
    ],
)
def test_topics_are_completed(typed: str, offered: list[str]) -> None:
    assert [value for _, value in topics_offered(typed)] == offered


def test_topics_are_completed_and_said_in_the_editors_language() -> None:
    with speaking("de"):
        assert topics_offered("wirt") == [("Wirtschaft", "economy")]
        said = topics_words(subscribed(NOW, topics=(Topic.ECONOMY, Topic.CRIME)))
    assert said == "Er beschränkt sich auf Wirtschaft und Kriminalität; Artikel ohne eindeutiges Thema bleiben auch."


# Nothing is hidden silently: the edition's explanation names the topics, what they left out, and what they could not sort.
async def test_why_says_what_topics_left_out_and_what_is_unclear(
    tell: type[Tell], press: Press, database: Database
) -> None:
    def told(title: str, topic: Topic | None) -> object:
        made = tell(f"Russia met Israel ({title}).", title=title, outlet="Reuters", published="2025-06-24").reading()
        return replace(made, topic=topic)

    await press.change(topics=(Topic.POLITICS, Topic.CONFLICT))
    for title, topic in (("A vote", Topic.POLITICS), ("A match", Topic.SPORT), ("A day", None)):
        number = (await file_reading(database, told(title, topic), "everyone", press.now)).article  # type: ignore[arg-type]
        if topic is Topic.SPORT:
            match = number
    made = await press.edition()
    assert made.message
    shown = "\n".join(made.message.blocks)
    assert "A vote" in shown
    assert "A day" in shown
    assert "A match" not in shown
    assert press.claimed
    why = await explain_edition(database, press.subscription, press.claimed, frame("en"))
    lines = [note_markdown(note) for note in why]
    assert "It keeps to politics and conflict; articles whose topic is not clear are kept too." in lines
    assert "1 article has no clear topic, and was not left out for that." in lines
    assert "Left out \\(of another topic than this digest keeps to\\): 1 article: A match \\(sport\\)." in lines, lines
    [article] = (await heads(database, Libraries(), [match])).values()
    assert article.topic is Topic.SPORT
    why = await explain_article(database, press.subscription, article, press.now, frame("en"))
    assert "Left out \\(of another topic than this digest keeps to\\): A match." in [
        note_markdown(note) for note in why
    ]


async def test_an_edition_with_nothing_of_its_topics_says_so(
    tell: type[Tell], press: Press, database: Database
) -> None:
    await press.change(topics=(Topic.POLITICS,))
    read = tell("Russia met Israel.", title="A match", outlet="Reuters", published="2025-06-24").reading()
    await file_reading(database, replace(read, topic=Topic.SPORT), "everyone", press.now)
    assert "of another topic than this digest keeps to" in str((await press.edition()).nothing)


# A text that is read again may be about something else.
async def test_an_updated_article_has_its_new_topic(tell: type[Tell], database: Database) -> None:
    read = tell("Russia met Israel.", title="A match").reading()
    for topic in (Topic.SPORT, Topic.POLITICS, None):
        number = (await file_reading(database, replace(read, topic=topic), "everyone", NOW)).article
        [article] = (await heads(database, Libraries(), [number])).values()
        assert article.topic is topic
