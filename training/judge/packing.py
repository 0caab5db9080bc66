"""Passages with their spans and questions into the arrays that the judge takes; the same for training and for reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from tokenizers import Encoding, Tokenizer

    from bot.reading.judging.questions import Passage

LONGEST = 192
"""Word pieces of a sentence that are read; what stands behind is not judged."""
LONGEST_BEFORE = 64
"""Word pieces of the sentence before, its last ones."""
_CLS, _SEP = 101, 102


@dataclass(slots=True)
class Pieces:
    """The word pieces of one passage: numbers, which side they are of, and where each stands in the text."""

    numbers: list[int]
    sides: list[int]
    starts: list[int]
    ends: list[int]
    shift: int = 0

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and last piece of a span; None where it was cut off."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end) - 1
        return (first + 1, last + 1) if 0 <= first <= last < len(self.starts) - 1 else None


def cut(tokenizer: Tokenizer, passages: Sequence[Passage]) -> list[Pieces]:
    """The word pieces of each passage: [CLS] (the sentence before [SEP]) the sentence [SEP]."""
    here = tokenizer.encode_batch([one.text[one.border :] for one in passages], add_special_tokens=False)
    before = tokenizer.encode_batch([one.text[: one.border] for one in passages], add_special_tokens=False)
    return [_joined(*row) for row in zip(passages, before, here, strict=True)]


def _joined(passage: Passage, before: Encoding, here: Encoding) -> Pieces:
    early, late = before.ids[-LONGEST_BEFORE:], here.ids[:LONGEST]
    earlier = before.offsets[-LONGEST_BEFORE:]
    later = [(start + passage.border, end + passage.border) for start, end in here.offsets[:LONGEST]]
    middle = [_SEP] if early else []
    places = [*earlier, *([(passage.border, passage.border)] if early else []), *later]
    end = places[-1][1] if places else 0
    return Pieces(
        [_CLS, *early, *middle, *late, _SEP],
        [0, *[1] * (len(early) + len(middle)), *[0] * (len(late) + 1)],
        [*(start for start, _ in places), end],
        [*(stop for _, stop in places), end + 1],
    )


def packed(
    passages: Sequence[Passage], pieces: Sequence[Pieces], known: Mapping[str, int], trunks: Mapping[str, int]
) -> dict[str, NDArray[np.int64]]:
    """The arrays of a batch. Numbers of pieces, spans and features are padded with 0; span 0 is the one that is nowhere.

    Args:
        passages: what is asked.
        pieces: the word pieces of each.
        known: the features the judge knows, to their numbers from 1.
        trunks: the kinds of question, to how many features one of them has at most.

    Returns:
        `pieces`, `sides` [passages, pieces]; `spans` [passages, spans, 2]; for each trunk `TRUNK` [passages, questions, 2] and
        `TRUNK_features` [passages, questions, features].
    """
    rows, longest = len(passages), max(len(one.numbers) for one in pieces)
    spans = 1 + max(len(one.spans) for one in passages)
    made = {"pieces": np.zeros((rows, longest), np.int64), "sides": np.zeros((rows, longest), np.int64)}
    made["spans"] = np.zeros((rows, spans, 2), np.int64)
    for row, (passage, cut_up) in enumerate(zip(passages, pieces, strict=True)):
        made["pieces"][row, : len(cut_up.numbers)] = cut_up.numbers
        made["sides"][row, : len(cut_up.sides)] = cut_up.sides
        for number, span in enumerate(passage.spans, 1):
            made["spans"][row, number] = cut_up.within(*span) or (0, 0)
    for trunk, width in trunks.items():
        asked = [passage.asked.get(trunk, []) for passage in passages]
        most = max(1, *(len(row) for row in asked))
        made[trunk] = np.zeros((rows, most, 2), np.int64)
        made[f"{trunk}_features"] = np.zeros((rows, most, width), np.int64)
        for row, questions in enumerate(asked):
            for place, one in enumerate(questions):
                made[trunk][row, place] = one.first + 1, one.second + 1
                names = (f"{trunk} {feature}" for feature in one.features)
                numbers = [known[name] for name in names if name in known][:width]
                made[f"{trunk}_features"][row, place, : len(numbers)] = numbers
    return made
