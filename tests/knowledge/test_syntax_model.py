from __future__ import annotations

import pytest

from bot.errors import FaultError
from bot.knowledge.actors import load_actors
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA, MODEL, SEEDS
from bot.knowledge.syntax_model import lacking, load_model
from bot.limits import LONGEST_PARSED
from bot.model.article import Article
from bot.reading import Reader
from bot.reading.clean import clean

pytestmark = pytest.mark.skipif(lacking(MODEL) is not None, reason=str(lacking(MODEL)))


@pytest.fixture(scope="module")
def model():
    return load_model(MODEL)


def test_a_sentence_gets_a_tree_over_its_own_words(model):
    words = ["Russia", "condemned", "the", "US-led", "attack", "."]
    (tree,) = model.trees([words])
    assert len(tree.heads) == len(words)
    assert tree.relations[0] == "nsubj"
    assert tree.heads[0] == tree.heads[4] == 1
    assert tree.classes[1] == "VBD"


def test_what_is_too_long_or_empty_has_no_tree(model):
    long = ["very"] * (LONGEST_PARSED + 1)
    first, second, third = model.trees([long, ["It", "ended", "."], []])
    assert first is None
    assert second is not None
    assert third is None


def test_a_tree_does_not_depend_on_how_marks_are_drawn(model):
    curly, straight = model.trees([["“", "Go", ",", "”", "he", "said", "."], ['"', "Go", ",", '"', "he", "said", "."]])
    assert curly == straight


def test_without_a_model_reading_says_so_and_goes_on(tmp_path):
    assert load_model(tmp_path / "model") is None
    assert "rules alone" in lacking(tmp_path / "model")


def test_a_broken_model_is_named(tmp_path):
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(FaultError, match="can't be loaded"):
        load_model(tmp_path)


def test_reading_with_trees_keeps_the_spans(model):
    text = clean((SEEDS / "russia-iran.md").read_text(encoding="utf-8").split("---", 2)[2])
    reading = Reader(load_actors(DATA / "actors"), load_lexicon(DATA), model).read(
        Article("x", text, published="2025-06-23")
    )
    assert len(reading.quotations) >= 10
    for quotation in reading.quotations:
        assert all(0 <= span.start < span.end <= len(text) for span in quotation.content)


def test_the_model_is_small_and_says_where_it_comes_from():
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 20_000_000
    assert "CC BY-SA 4.0" in (MODEL / "CARD.md").read_text(encoding="utf-8")
