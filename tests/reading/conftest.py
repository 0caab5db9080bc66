from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.intake import work
from bot.knowledge.actors import load_actors
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA
from bot.model.article import Article
from bot.reading.judging.conclusions import Conclusions
from bot.reading.judging.judge import Answers, Unjudged
from bot.reading.judging.questions import ANSWERS, NOWHERE
from bot.reading.reader import Reader
from bot.reading.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.model.facts import Reading
    from bot.reading.judging.judge import Judge
    from bot.reading.judging.proposals import Proposals
    from bot.reading.judging.questions import Passage


@pytest.fixture(scope="session")
def lexicon():
    """The word lists that ship, without the weights that settle words without a name: what tests of rules say, they say of the rules."""
    return replace(load_lexicon(DATA), referents={})


@pytest.fixture(scope="session")
def shipped():
    """The reader as it ships, with its judge and its weights."""
    return work.reader()


@pytest.fixture(scope="session")
def model(shipped):
    """The parser that ships: loading it again takes a second."""
    return shipped._parser


class Credulous(Reader):
    """A reader that accepts everything that rules propose, so that its tests are about the rules."""

    def _concluded(self, proposals: Proposals) -> Conclusions:
        return Conclusions(proposals.scenes, proposals.events, proposals.quotations, proposals.stances)


@pytest.fixture(scope="session")
def reader(lexicon, model):
    """The shipped reader, without its judge."""
    return Credulous(load_actors(DATA / "actors"), lexicon, model, Unjudged())


@pytest.fixture(scope="session")
def read(reader):
    def read_text(text: str, published: str | None = None) -> Reading:
        return reader.read(Article("test", clean(text), published=published))

    return read_text


Belief = tuple[str, str, str, str]
"""The question, the words of its first and second span ("" for nowhere), and the answer."""


class Believer:
    """Sure of what it is told, and of nothing else."""

    def __init__(self, *beliefs: Belief) -> None:
        self._beliefs = {belief[:3]: belief[3] for belief in beliefs}

    def answers(self, passages: list[Passage]) -> list[Answers]:
        return [self._answers(passage) for passage in passages]

    def _answers(self, passage: Passage) -> Answers:
        def words(number: int) -> str:
            return "" if number == NOWHERE else passage.text[slice(*passage.spans[number])]

        likely, cues = {}, {}
        for kind, heads in ANSWERS.items():
            asked = passage.asked.get(kind, [])
            cues[kind] = [passage.spans[max(question.second, 0)] for question in asked]
            for head, labels in heads.items():
                told = [
                    self._beliefs.get((head, words(question.first), words(question.second)), labels[0])
                    for question in asked
                ]
                likely[head] = [tuple(float(label == answer) for label in labels) for answer in told]
        return Answers(likely, cues)

    def confidence(self, _kind: str, sureness: float) -> float:
        return sureness

    def shows(self, _kind: str, sureness: float) -> bool:
        return sureness > 0.9


@pytest.fixture(scope="session")
def with_judge(lexicon, model) -> Callable[[Judge], Reader]:
    """Makes readers that differ in their judge alone: what else they know takes half a second to make."""
    unjudged = Reader(load_actors(DATA / "actors"), lexicon, model, Unjudged())

    def made(judge: Judge) -> Reader:
        reader = copy(unjudged)
        reader._judge = judge
        return reader

    return made


@pytest.fixture(scope="session")
def judged(with_judge):
    def judged_text(text: str, *beliefs: Belief):
        return with_judge(Believer(*beliefs)).read(Article("test", text, published="2025-06-23"))

    return judged_text
