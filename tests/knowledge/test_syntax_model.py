from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256

import pytest
from thinc.api import NumpyOps, get_current_ops
from threadpoolctl import threadpool_info

from bot.errors import FaultError
from bot.knowledge.shipped import MODEL, SUMS
from bot.knowledge.syntax_model import _split, check_model, load_model
from bot.limits import LONGEST_SENTENCE
from tests.waiting import PATIENCE
from training.syntax import sums


@pytest.fixture(scope="module")
def model():
    return load_model(MODEL)


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(MODEL, tmp_path / "data" / "model")


def test_a_sentence_gets_a_tree_over_its_own_words(model):
    words = ["Russia", "condemned", "the", "US-led", "attack", "."]
    (tree,) = model.trees([words])
    assert len(tree.heads) == len(words)
    assert tree.relations[0] == "nsubj"
    assert tree.heads[0] == tree.heads[4] == 1
    assert tree.classes[1] == "VBD"


# Who wants spaCy's own command line gets it all the same.
def test_spacy_is_loaded_without_its_command_line():
    code = (
        "import sys; from bot.intake import work; work.reader(); print('typer' in sys.modules, 'spacy' in sys.modules)\n"
        "import spacy.cli; print(callable(spacy.cli.download))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode().split()
    assert told == ["False", "True", "True"]


def test_the_longest_sentence_has_a_tree_whatever_its_words_are_made_of(model):
    first, second = model.trees([["very"] * LONGEST_SENTENCE, ["a-b-c-d"] * LONGEST_SENTENCE])
    assert len(first.heads) == len(second.heads) == LONGEST_SENTENCE


# Each of these words is three pieces.
@pytest.mark.parametrize(("words", "parts"), [(2 * LONGEST_SENTENCE // 3, 3), (2 * LONGEST_SENTENCE // 3 + 1, 1)])
def test_words_stay_whole_where_their_pieces_are_twice_as_many_as_the_longest_sentence_has(words, parts):
    assert {len(split) for split in _split(["US-led"] * words)} == {parts}


def test_a_tree_does_not_depend_on_how_marks_are_drawn(model):
    curly, straight = model.trees([["“", "Go", ",", "”", "he", "said", "."], ['"', "Go", ",", '"', "he", "said", "."]])
    assert curly == straight


def test_the_model_that_ships_is_whole():
    check_model(MODEL)
    assert (MODEL / SUMS).read_text(encoding="utf-8") == sums(MODEL)


def test_the_model_is_small_and_says_where_it_comes_from():
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 20_000_000
    assert "CC BY-SA 4.0" in (MODEL / "CARD.md").read_text(encoding="utf-8")


# Several threads take three times as long for matrices this small, and another matrix product as well.
def test_the_model_computes_in_one_thread_with_numpy(model):
    blas = [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]
    assert set(blas) == {1}
    assert isinstance(get_current_ops(), NumpyOps)
    assert not get_current_ops().use_blis


def test_a_file_may_have_a_name_of_several_words(tmp_path):
    (tmp_path / "a b c").write_bytes(b"1")
    digest = sha256(b"1").hexdigest()
    (tmp_path / SUMS).write_text(f"{digest}  a b c\n", encoding="utf-8")
    check_model(tmp_path)


def cut_short(path):
    path.write_bytes(path.read_bytes()[:-1])


def one_bit_turned(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def gone(path):
    path.unlink()


def emptied(path):
    path.write_bytes(b"")


HARM = pytest.mark.parametrize(
    ("name", "harm", "said"),
    [
        ("tok2vec/model", gone, "is missing"),
        ("tok2vec/model", cut_short, "is damaged (tok2vec/model)"),
        # spaCy would load it, but read wrongly with it
        ("tok2vec/model", one_bit_turned, "is damaged (tok2vec/model)"),
        ("meta.json", gone, "is missing"),
        (SUMS, gone, "is missing"),
        (SUMS, emptied, f"is damaged ({SUMS})"),
        (SUMS, one_bit_turned, "damaged"),
    ],
)


@HARM
def test_a_missing_or_damaged_file_is_named_with_what_to_do(copied, name, harm, said):
    harm(copied / name)
    for use in (check_model, load_model):
        with pytest.raises(FaultError) as caught:
            use(copied)
        assert said in str(caught.value)
        assert "reinstall Attaché" in str(caught.value)


def test_a_model_of_another_spacy_is_no_traceback(copied):
    (copied / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    (copied / SUMS).write_text(sums(copied), encoding="utf-8")
    with pytest.raises(FaultError, match="spaCy can't load"):
        load_model(copied)


RUN = """
import sys
from pathlib import Path
from bot.knowledge import shipped
shipped.MODEL = Path(sys.argv.pop(1))
from bot.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("command", "harm"),
    [
        (["run"], one_bit_turned),
        (["read", "ARTICLE"], gone),
        (["load", "ARTICLE"], gone),
        (["read", *["ARTICLE"] * 20], one_bit_turned),
    ],
)
def test_a_command_ends_with_a_sentence_and_exit_status_1(copied, tmp_path, command, harm):
    harm(copied / "parser" / "model")
    article = tmp_path / "article.txt"
    article.write_text("Russia attacked Ukraine.", encoding="utf-8")
    settings = {"ATTACHE_DATABASE": str(tmp_path / "attache.db"), "ATTACHE_PORT": "0", "ATTACHE_SEEDS": str(article)}
    given = [str(article) if word == "ARTICLE" else word for word in command]
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(copied), *given],
        env=settings, capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    *progress, said = done.stderr.splitlines()
    assert all(line.startswith("Attaché: ") for line in progress)
    assert bool(progress) == (command == ["run"])
    assert said.startswith("attache: the syntax model")
    assert "reinstall Attaché" in said
