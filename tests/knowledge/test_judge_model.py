"""Tests what the judge makes of its model's numbers: chances, the words that matter most, confidences, and batches."""

from __future__ import annotations

import shutil
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
import pytest

from bot.errors import FaultError
from bot.knowledge.judge_model import _AT_ONCE, JudgeModel, _batches, _places, load_judge
from bot.knowledge.packing import Cut
from bot.knowledge.shipped import JUDGE, SUMS
from bot.knowledge.word_pieces import WordPieces, load_pieces
from bot.reading.judging.questions import ANSWERS, Asked, Passage
from training.syntax import sums

if TYPE_CHECKING:
    from pathlib import Path

TABLE = {
    "features": {"event": 2, "stance": 2, "said": 2, "role": 2},
    "heat": {"mode": 2.0},
    "sure": {"event": {"right": [[0.2, 0.1], [0.6, 0.5], [0.8, 0.9]], "shown": 0.6}},
}


class Session:
    """A model whose numbers grow with the question and the answer; the words that matter most are given."""

    def __init__(self, *cues: int) -> None:
        self.cues = cues
        self.rows: list[int] = []

    def get_outputs(self) -> list[Any]:
        return [
            SimpleNamespace(name=name)
            for name in (*(f"to_{name}" for heads in ANSWERS.values() for name in heads), "stance_cue", "said_cue")
        ]

    def run(self, names: list[str], given: dict[str, Any]) -> list[Any]:
        rows, questions = len(given["pieces"]), 3
        self.rows.append(rows)
        wide = {f"to_{name}": len(answers) for heads in ANSWERS.values() for name, answers in heads.items()}
        return [
            np.array([self.cues] * rows)
            if name.endswith("_cue")
            else np.fromfunction(
                lambda _row, asked, answer: (asked + 1.0) * answer, (rows, questions, wide[name]), dtype=np.float32
            ).astype(np.float32)
            for name in names
        ]


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return load_pieces(JUDGE / "pieces.txt")


def judge(pieces: WordPieces, session: Session) -> JudgeModel:
    return JudgeModel(session, pieces, {"VBD": 1}, TABLE)  # type: ignore[arg-type] # what is asked of it


def passage(text: str = "Iran agreed.", **asked: int) -> Passage:
    return Passage(text, spans=[(0, 4)], asked={kind: [Asked(0, 0, ())] * number for kind, number in asked.items()})


def test_each_question_has_its_own_answers(pieces: WordPieces) -> None:
    [found] = judge(pieces, Session(0, 0, 0)).answers([passage(event=1, stance=2)])
    assert {name: len(rows) for name, rows in found.likely.items()} == {
        "mode": 1, "type": 1, "role": 0, "stance": 2, "expressed": 2, "said": 0
    }  # fmt: skip
    # chances of all answers sum to one; heat makes them more alike
    stance = np.exp([0, 1, 2, 3]) / np.exp([0, 1, 2, 3]).sum()
    assert found.likely["stance"][0] == pytest.approx(stance)
    mode = np.exp([0, 0.5, 1, 1.5, 2]) / np.exp([0, 0.5, 1, 1.5, 2]).sum()
    assert found.likely["mode"][0] == pytest.approx(mode)
    assert found.likely["stance"][1][3] > found.likely["stance"][0][3]


# Piece 1 is the first word; what is outside the sentence is the nearest piece of it.
def test_the_words_that_matter_most_are_places_in_the_text(pieces: WordPieces) -> None:
    [found] = judge(pieces, Session(0, 2, 99)).answers([passage(stance=3, said=1)])
    assert found.cues == {"stance": [(0, 4), (5, 11), (11, 12)], "said": [(0, 4)]}


def test_answers_come_in_the_order_of_the_passages(pieces: WordPieces) -> None:
    session = Session(1, 1, 1)
    long, short = passage(" ".join(["Iran agreed."] * 40), event=1), passage(event=2)
    found = judge(pieces, session).answers([long, short, long, short])
    assert [len(answers.likely["mode"]) for answers in found] == [1, 2, 1, 2]
    assert sum(session.rows) == 4
    assert len(session.rows) > 1
    assert judge(pieces, session).answers([]) == []


# Padding counts: a batch is as wide as its longest passage.
def test_passages_of_similar_length_are_asked_together() -> None:
    def of(length: int) -> Cut:
        return Cut([0] * length, [], [], [])

    assert list(_batches([])) == []
    assert list(_batches([of(_AT_ONCE + 1)])) == [[0]]
    half = _AT_ONCE // 2
    assert list(_batches([of(half), of(10), of(half)])) == [[1, 0], [2]]
    assert list(_batches([of(half), of(half)])) == [[0, 1]]


@pytest.mark.parametrize(
    ("sure", "confidence"),
    [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.6, 0.5), (0.7, 0.7), (0.8, 0.9), (1.0, 0.9)],
)
def test_a_confidence_lies_between_what_was_measured(sure: float, confidence: float, pieces: WordPieces) -> None:
    assert judge(pieces, Session()).confidence("event", sure) == pytest.approx(confidence)


def test_what_is_shown_is_as_sure_as_it_must_be(pieces: WordPieces) -> None:
    one = judge(pieces, Session())
    assert [one.shows("event", sure) for sure in (0.59, 0.6, 0.7)] == [False, True, True]


# A text of one piece, or of none, has nowhere else to point.
@pytest.mark.parametrize(("ends", "place"), [([4, 4], (0, 4)), ([4], (0, 4))])
def test_a_text_of_one_piece_has_that_place(ends: list[int], place: tuple[int, int]) -> None:
    parts = Cut([], [], [0, 4][: len(ends)], ends)
    assert _places(parts, np.array([0, 1, 2])) == [place] * 3


# Reading processes share the cores, nothing is told to the library's makers, and what a batch took is given back.
def test_the_judge_takes_one_thread_keeps_no_memory_and_tells_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    untold: list[bool] = []
    monkeypatch.setattr(onnxruntime, "disable_telemetry_events", lambda: untold.append(True))
    options = load_judge(JUDGE)._session.get_session_options()
    assert untold == [True]
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)
    assert (options.enable_cpu_mem_arena, options.enable_mem_pattern) == (False, False)


def test_the_judge_that_ships_answers() -> None:
    one = load_judge(JUDGE)
    text = "Russia attacked Ukraine."
    asked = Passage(text, spans=[(0, 6), (7, 15), (16, 23)], asked={"event": [Asked(1, 1, ())]})
    [found] = one.answers([asked])
    assert [sum(row) for row in found.likely["mode"]] == pytest.approx([1])
    assert len(found.likely["type"][0]) == len(ANSWERS["event"]["type"])


# Trap: ONNX would run a file whose weights were changed, and a calibration that shows everything is valid TOML.
@pytest.mark.parametrize("name", ["judge.onnx", "judge.toml"])
def test_a_judge_that_was_changed_is_not_used(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(JUDGE, tmp_path / "judge")
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(FaultError, match=rf"the judge .*is damaged \({name}\)"):
        load_judge(folder)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("judge.onnx", "no model", "can't be loaded"),
        ("judge.toml", "[features]\n", "can't be loaded"),
        ("judge.toml", "no table", "can't be loaded"),
    ],
)
def test_a_judge_that_cannot_be_loaded_is_no_traceback(name: str, text: str, said: str, tmp_path: Path) -> None:
    folder = shutil.copytree(JUDGE, tmp_path / "judge")
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(FaultError, match="damaged"):
        load_judge(folder)
    (folder / SUMS).write_text(sums(folder), encoding="utf-8")
    with pytest.raises(FaultError, match=said):
        load_judge(folder)
