"""Loads the words that tell topics (`data/topics.toml`) and what they weigh (`data/topics.tsv`)."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from bot.errors import FaultError
from bot.model.topics import Topic
from bot.reading.lexicon import TopicWords

if TYPE_CHECKING:
    from pathlib import Path


def topic_words(folder: Path) -> TopicWords:
    """Returns the words of the topics and their weights.

    Raises:
        FaultError: a file is missing or invalid; the message names it.
    """
    try:
        return TopicWords(listed_topics(folder), _weights(folder))
    except (OSError, ValueError, AttributeError) as error:
        raise FaultError(f"the words or weights of the topics can't be read: {error!r}") from error


def listed_topics(folder: Path) -> dict[str, Topic]:
    """Returns each listed word with its topic."""
    table = tomllib.loads((folder / "topics.toml").read_text(encoding="utf-8"))
    return {word: Topic(topic) for topic, words in table.items() for word in words.split()}


def _weights(folder: Path) -> dict[Topic, tuple[float, ...]]:
    rows = (line.split("\t") for line in (folder / "topics.tsv").read_text(encoding="utf-8").splitlines()[1:])
    return {Topic(topic): tuple(map(float, weights)) for topic, *weights in rows}
