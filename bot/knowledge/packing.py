"""Turns passages with spans and questions into the judge's input arrays; the same for training and reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.knowledge.word_pieces import BEGINS, PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.word_pieces import Piece, WordPieces
    from bot.reading.judging.questions import Passage

LONGEST = 192
"""Word pieces of a sentence that are read; what follows is not judged."""
LONGEST_BEFORE = 64
"""Word pieces of the previous sentence, its last ones."""


class Cut(NamedTuple):
    """The word pieces of one passage: their numbers, which sentence each is from, and their places in the text."""

    numbers: list[int]
    sides: list[int]
    starts: list[int]
    ends: list[int]

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """Returns the first and last piece of a span; None if it was cut off."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end) - 1
        return (first + 1, last + 1) if 0 <= first <= last < len(self.starts) - 1 else None


def cut(pieces: WordPieces, passage: Passage) -> Cut:
    """Returns the word pieces of a passage: the previous sentence, if any, then the sentence itself."""
    before = pieces.cut(passage.text[: passage.border])[-LONGEST_BEFORE:]
    here = pieces.cut(passage.text[passage.border :])[:LONGEST]
    places = [(piece.start, piece.end) for piece in before]
    places += [(passage.border, passage.border)] if before else []
    places += [(piece.start + passage.border, piece.end + passage.border) for piece in here]
    end = places[-1][1] if places else 0
    return Cut(
        [BEGINS, *_numbers(before), *([PARTS] if before else []), *_numbers(here), PARTS],
        [0, *[1] * (len(places) - len(here)), *[0] * (len(here) + 1)],
        [*(start for start, _ in places), end],
        [*(stop for _, stop in places), end + 1],
    )


def _numbers(pieces: Sequence[Piece]) -> list[int]:
    return [piece.number for piece in pieces]


def packed(
    passages: Sequence[Passage], pieces: Sequence[Cut], known: Mapping[str, int], kinds: Mapping[str, int]
) -> dict[str, NDArray[np.int64]]:
    """The arrays of a batch. Numbers of pieces, spans and features are padded with 0; span 0 means "nowhere".

    Args:
        passages: the passages with their questions.
        pieces: the word pieces of each passage.
        known: the features the judge knows, with their numbers from 1.
        kinds: the kinds of question, with the most features of one question.

    Returns:
        `pieces`, `sides` [passages, pieces]; `spans` [passages, spans, 2]; for each kind `KIND_asked` [passages, questions, 2] and
        `KIND_features` [passages, questions, features]; a row of zeros adds nothing, so there are no more columns than are needed.
    """
    rows, longest = len(passages), max(len(cuts.numbers) for cuts in pieces)
    spans = 1 + max(len(passage.spans) for passage in passages)
    made = {"pieces": np.zeros((rows, longest), np.int64), "sides": np.zeros((rows, longest), np.int64)}
    made["spans"] = np.zeros((rows, spans, 2), np.int64)
    for row, (passage, parts) in enumerate(zip(passages, pieces, strict=True)):
        made["pieces"][row, : len(parts.numbers)] = parts.numbers
        made["sides"][row, : len(parts.sides)] = parts.sides
        for number, span in enumerate(passage.spans, 1):
            made["spans"][row, number] = parts.within(*span) or (0, 0)
    for kind, width in kinds.items():
        made |= _asked(passages, known, kind, width)
    return made


def _asked(
    passages: Sequence[Passage], known: Mapping[str, int], kind: str, width: int
) -> dict[str, NDArray[np.int64]]:
    questions = [passage.asked.get(kind, []) for passage in passages]
    numbers = [
        [[known[name] for name in question.features if name in known][:width] for question in mine]
        for mine in questions
    ]
    most = max(1, *(len(row) for row in questions))
    longest = max((len(own) for mine in numbers for own in mine), default=0)
    asked = np.zeros((len(passages), most, 2), np.int64)
    features = np.zeros((len(passages), most, max(1, longest)), np.int64)
    for row, mine in enumerate(questions):
        for place, question in enumerate(mine):
            asked[row, place] = question.first + 1, question.second + 1
            own = numbers[row][place]
            features[row, place, : len(own)] = own
    return {f"{kind}_asked": asked, f"{kind}_features": features}
