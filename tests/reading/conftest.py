from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.actors import load_actors
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA, MODEL
from bot.knowledge.syntax_model import load_model
from bot.model.article import Article
from bot.reading import Reader
from bot.reading.judging.conclusions import Conclusions
from bot.reading.judging.judge import Unjudged
from bot.reading.text.clean import clean

if TYPE_CHECKING:
    from bot.model.facts import Reading
    from bot.reading.judging.proposals import Proposals


@pytest.fixture(scope="session")
def lexicon():
    return load_lexicon(DATA)


@pytest.fixture(scope="session")
def model():
    return load_model(MODEL)


class Credulous(Reader):
    """A reader that takes all that rules propose for facts: what its tests say, they say of the rules."""

    def _concluded(self, proposals: Proposals) -> Conclusions:
        return Conclusions(proposals.scenes, proposals.events, proposals.quotations, proposals.stances)


@pytest.fixture(scope="session")
def reader(lexicon, model):
    """The reader that ships, before its judge is asked."""
    return Credulous(load_actors(DATA / "actors"), lexicon, model, Unjudged())


@pytest.fixture(scope="session")
def read(reader):
    def read_text(text: str, published: str | None = None) -> Reading:
        return reader.read(Article("test", clean(text), published=published))

    return read_text
