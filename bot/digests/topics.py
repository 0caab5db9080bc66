"""The topics that a digest keeps to: as typed, in words, and what is left out for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.errors import AskError
from bot.model.edition import Verdict
from bot.render.topics import NAMES
from bot.wording import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.digests.decisions import Decisions
    from bot.model.filed import FiledFacts
    from bot.model.subscription import Subscription
    from bot.model.topics import Topic


def topic_named(typed: str) -> Topic | None:
    """Returns the topic with this name, in English or the current language; None if there is none."""
    words = " ".join(typed.casefold().split())
    named = {name: topic for topic, called in NAMES.items() for name in (topic, called, say(called).casefold())}
    return named.get(words)


def topics_typed(typed: str) -> tuple[Topic, ...]:
    """Returns the topics named in a text, separated by commas.

    Raises:
        AskError: one is no topic.
    """
    found: dict[Topic, None] = {}
    for item in filter(str.strip, typed.split(",")):
        topic = topic_named(item)
        if topic is None:
            raise AskError(
                say(
                    "“{typed}” is no topic: choose among {topics}.",
                    typed=item.strip()[:40],
                    topics=joined([say(name) for name in NAMES.values()]),
                )
            )
        found[topic] = None
    return tuple(found)


def topics_offered(typed: str) -> list[tuple[str, str]]:
    """Returns completions of the last topic typed, as (text shown, value); the topics before it are kept."""
    *before, last = typed.split(",")
    kept = [part.strip() for part in before if part.strip()]
    named = {topic: say(name) for topic, name in NAMES.items() if topic not in map(topic_named, kept)}
    return [
        (", ".join((*kept, name)), ", ".join((*kept, topic)))
        for topic, name in named.items()
        if name.casefold().startswith(last.strip().casefold())
    ]


def topics_words(subscription: Subscription) -> str:
    """Returns what topics a subscription keeps to, as a sentence; "" if any."""
    if not subscription.topics:
        return ""
    return say(
        "It keeps to {topics}; articles whose topic is not clear are kept too.",
        topics=joined([say(NAMES[topic]) for topic in subscription.topics]),
    )


def of_topics(filed: FiledFacts, topics: Sequence[Topic], decisions: Decisions) -> FiledFacts:
    """Returns the facts without articles that are surely of other topics. Records a verdict on each that is left out."""
    if not topics:
        return filed
    kept = {number: one for number, one in filed.articles.items() if one.topic is None or one.topic in topics}
    for number, article in filed.articles.items():
        if number not in kept:
            title = article.title or say("an article without a title")
            decisions.add(number, title, Verdict.TOPIC, say(NAMES[article.topic]) if article.topic else "")
    return filed.only(kept)
