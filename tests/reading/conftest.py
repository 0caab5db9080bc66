from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.actors import load_actors
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA, MODEL
from bot.knowledge.syntax_model import load_model
from bot.model.article import Article
from bot.reading import Reader
from bot.reading.text.clean import clean

if TYPE_CHECKING:
    from bot.model.facts import Reading


@pytest.fixture(scope="session")
def lexicon():
    return load_lexicon(DATA)


@pytest.fixture(scope="session")
def model():
    return load_model(MODEL)


@pytest.fixture(scope="session")
def reader(lexicon, model):
    """The reader that ships."""
    return Reader(load_actors(DATA / "actors"), lexicon, model)


@pytest.fixture(scope="session")
def read(reader):
    def read_text(text: str, published: str | None = None) -> Reading:
        return reader.read(Article("test", clean(text), published=published))

    return read_text
