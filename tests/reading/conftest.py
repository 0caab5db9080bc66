from __future__ import annotations

import pytest

from bot.knowledge import load_actors
from bot.lexicon import load_lexicon
from bot.model import Article, Reading
from bot.reading import Reader
from bot.reading.clean import clean
from bot.shipped import DATA


@pytest.fixture(scope="session")
def lexicon():
    return load_lexicon(DATA)


@pytest.fixture(scope="session")
def reader(lexicon):
    return Reader(load_actors(DATA / "actors"), lexicon)


@pytest.fixture(scope="session")
def read(reader):
    def read_text(text: str, published: str | None = None) -> Reading:
        return reader.read(Article("test", clean(text), published=published))

    return read_text
