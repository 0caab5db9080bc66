from __future__ import annotations

import pytest

from bot.knowledge.shipped import JUDGE
from bot.knowledge.word_pieces import UNKNOWN, _is_mark, load_pieces


@pytest.fixture(scope="module")
def pieces():
    return load_pieces(JUDGE / "pieces.txt")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Case and accents are dropped, offsets are kept.
        ("José met Müller", ["José", "met", "Müller"]),
        # A word that is not a piece is split into several.
        ("Araghchi", ["Ara", "gh", "chi"]),
        # Each ASCII mark is separate, even an apostrophe inside a word.
        ("don't (now)", ["don", "'", "t", "(", "now", ")"]),
        # Other symbols stay with their number.
        ("€5", ["€", "5"]),
        # Curly quotation marks and dashes are marks.
        ("“Yes” – no", ["“", "Yes", "”", "–", "no"]),
        # Each ideograph is a word.
        ("中国", ["中", "国"]),
        # Any kind of white space; control characters are in no word.
        ("a\u00a0b\tc\u200bd", ["a", "b", "c\u200bd"]),
        ("", []),
    ],
)
def test_pieces_stand_where_their_letters_stand(pieces, text, words):
    assert [text[piece.start : piece.end] for piece in pieces.cut(text)] == words


# A soft hyphen, a zero-width space, a bell, a replacement character, one for private use and one that is not assigned.
@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\a", "\ufffd", "\ue000", "\u0378"])
def test_a_character_that_nobody_sees_parts_no_word(pieces, unseen):
    seen, hidden = ([piece.number for piece in pieces.cut(word)] for word in ("army", f"ar{unseen}my"))
    assert seen == hidden != [UNKNOWN]


def test_a_word_that_cannot_be_cut_is_one_unknown_piece(pieces):
    assert [(piece.number, piece.start, piece.end) for piece in pieces.cut("x ꙮꙮ y")][1] == (UNKNOWN, 2, 4)
    assert [piece.number for piece in pieces.cut("a" * 101)] == [UNKNOWN]


def test_the_same_word_is_cut_alike_wherever_it_stands(pieces):
    first, *_, last = pieces.cut("Vučić said that Vučić")
    assert first.number == pieces.cut("Vučić")[0].number
    assert last.end == len("Vučić said that Vučić")


# The first and last of each block of ideographs is a word, what stands beside it is part of one.
@pytest.mark.parametrize(
    ("char", "apart"),
    [
        *((char, True) for char in "\u4e00\u9fff\u3400\u4dbf\U00020000\U0002fa1f\uf900\ufaff"),
        *((char, False) for char in "\ua000\u33ff\U0001ffff\ufb00"),
        # of ASCII the marks, of others the punctuation
        *((char, True) for char in "!/:@[`{~–«¿"),
        *((char, False) for char in "09AZaz€é"),
    ],
)
def test_what_is_a_word_of_its_own(char, apart):
    assert _is_mark(char) is apart
