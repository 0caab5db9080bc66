"""Splits text into the word pieces that MiniLM knows (BERT's, lower case), each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

UNKNOWN, BEGINS, PARTS = 100, 101, 102
"""The pieces for an unknown word, for the start, and after each sentence."""
_LONGEST = 100
"""Letters; a longer word is unknown."""
_REMEMBERED = 100_000
_CHUNK = re.compile(r"\S+")
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2FA1F), (0xF900, 0xFAFF))


class Piece(NamedTuple):
    """The number of a word piece, and its offsets."""

    number: int
    start: int
    end: int


class WordPieces:
    """Splits text, with a bounded cache of words.

    Args:
        pieces: all word pieces, in number order.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._seen: dict[str, list[Piece]] = {}

    def cut(self, text: str) -> list[Piece]:
        """Returns the word pieces of a text, in order, without white space and control characters."""
        found: list[Piece] = []
        for match in _CHUNK.finditer(text):
            start = match.start()
            found += [Piece(number, start + first, start + last) for number, first, last in self._chunk(match.group())]
        return found

    def _chunk(self, chunk: str) -> list[Piece]:
        pieces = self._seen.get(chunk)
        if pieces is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            pieces = self._seen[chunk] = [piece for word in _words(chunk) for piece in self._word(word)]
        return pieces

    def _word(self, word: Sequence[tuple[str, int]]) -> list[Piece]:
        """The longest pieces from left to right; the unknown piece if they don't make up the word."""
        letters = "".join(letter for letter, _ in word)
        whole = [Piece(UNKNOWN, word[0][1], word[-1][1] + 1)]
        if len(letters) > _LONGEST:
            return whole
        found: list[Piece] = []
        first = 0
        while first < len(letters):
            sign = "##" if first else ""
            known = ((last, self._numbers.get(sign + letters[first:last])) for last in range(len(letters), first, -1))
            last, number = next(((last, number) for last, number in known if number is not None), (0, None))
            if number is None:
                return whole
            found.append(Piece(number, word[first][1], word[last - 1][1] + 1))
            first = last
        return found


def load_pieces(path: Path) -> WordPieces:
    """Returns the word pieces in a file, one per line."""
    return WordPieces(path.read_text(encoding="utf-8").splitlines())


def _words(chunk: str) -> Iterator[list[tuple[str, int]]]:
    """The words of a chunk without white space, as lower-case letters without accents with their places; each mark is a word."""
    word: list[tuple[str, int]] = []
    for place, char in enumerate(chunk):
        if _is_mark(char):
            if word:
                yield word
            yield [(char, place)]
            word = []
        elif not _is_control(char):
            plain = unicodedata.normalize("NFD", char).lower()
            word += [(letter, place) for letter in plain if unicodedata.category(letter) != "Mn"]
    if word:
        yield word


def _is_mark(char: str) -> bool:
    """True if BERT separates a character: punctuation, ASCII symbols, ideographs."""
    if char.isascii():
        return char.isprintable() and not char.isalnum()
    return unicodedata.category(char).startswith("P") or any(low <= ord(char) <= high for low, high in _IDEOGRAPHS)


def _is_control(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn")
