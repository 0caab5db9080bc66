from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import AskError
from bot.intake.decoding import decoded

WORDS = "Le président a condamné l’attaque à Kœnigsberg, où l’été fut déjà très long et où personne n’a parlé."
PAGE = "<html><head><meta charset={}></head><body>" + WORDS + "</body></html>"


@pytest.mark.parametrize(
    ("raw", "declared"),
    [
        (WORDS.encode(), "utf-8"),
        (WORDS.encode(), None),
        # wrong: it is UTF-8 anyway
        (WORDS.encode(), "iso-8859-1"),
        (WORDS.encode(), "no-such-charset"),
        # Latin-1 is declared but Windows' extension of it is meant: only that has the apostrophes and the œ
        (WORDS.encode("cp1252"), "iso-8859-1"),
        # wrong: it is not UTF-8
        (WORDS.encode("cp1252"), "utf-8"),
        # missing
        (WORDS.encode("cp1252") * 3, None),
        (codecs.BOM_UTF8 + WORDS.encode(), None),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "utf-8"),
    ],
)
def test_text_is_read_whatever_is_said_of_its_charset(raw: bytes, declared: str | None) -> None:
    assert decoded(raw, declared).startswith("Le président a condamné l’attaque")


@pytest.mark.parametrize("charset", ["windows-1252", '"windows-1252"', "'latin-1'"])
def test_a_page_states_its_own_charset(charset: str) -> None:
    assert WORDS in decoded(PAGE.format(charset).encode("cp1252"))


def test_cyrillic_without_a_word_of_its_charset_is_guessed() -> None:
    words = "Россия осудила нападение, и министр сказал, что страна будет защищаться всеми средствами. " * 5
    assert "Россия осудила" in decoded(words.encode("cp1251"))


UTF8 = "Kyiv’s mayor said that Zürich – and nobody else – was asked."
DAMAGED = [
    # one byte of a character lost: its first, its last, or one replaced
    (UTF8.encode().replace(b"\xc3\xbc", b"\xbc"), None, "Z�rich –"),
    (UTF8.encode().replace(b"\xc3\xbc", b"\xc3"), None, "Z�rich –"),
    (UTF8.encode().replace(b"\xe2\x80\x99", b"?\x80\x99"), None, "Kyiv?�s mayor"),
    (UTF8.encode().replace(b"\xc3\xbc", b"\xff"), "utf-8", "Z�rich –"),
    # the only non-ASCII character is the damaged one
    (b"Kyiv\xe2\x80s mayor said that nobody else was asked, and that it was late.", None, "Kyiv�s mayor"),
    # cut off inside a character, because a page was too long
    (UTF8.encode() + "–".encode()[:2], None, "was asked.�"),
    # marked as UTF-8 or UTF-16, and damaged or cut
    (codecs.BOM_UTF8 + UTF8.encode().replace(b"\xc3\xbc", b"\xbc"), None, "Z�rich –"),
    (codecs.BOM_UTF16_LE + UTF8.encode("utf-16-le") + b"\x00", None, "was asked.�"),
    # another declared charset, which lacks a byte
    (("Россия осудила. " * 3).encode("cp1251") + b"\x98", "windows-1251", "осудила. �"),
    (("東京で会談が行われた。" * 3).encode("shift_jis") + b"\xfd", "shift_jis", "行われた。�"),
    # no damage: the character was there before
    (UTF8.replace("ü", "�").encode(), None, "Z�rich –"),
]


@pytest.mark.parametrize(("raw", "declared", "found"), DAMAGED)
def test_a_damaged_byte_costs_one_sign(raw: bytes, declared: str | None, found: str) -> None:
    text = decoded(raw, declared)
    assert found in text
    assert text.count("�") == found.count("�")


ENGLISH = b"The minister said on Monday that the talks had broken down, and that nobody knew why. "


# Trap: without a charset, a damaged byte was a letter of Windows-1252, or a sign of an old Macintosh.
@pytest.mark.parametrize("declared", [None, "utf-8"])
@pytest.mark.parametrize(
    ("damaged", "found"),
    [
        (b"a high \xff price", "a high � price"),
        (b"the mini\xffter said", "the mini�ter said"),
        (b"caf\xff and \xfe said", "caf� and � said"),
        (b"said \xff\xfe\xfd to", "said � to"),
        (b"caf\xc3 was closed", "caf� was closed"),
        (b"the min\xc0ster said", "the min�ster said"),
        (b"a 5\xc2 000 and \xc2 price", "a 5� 000 and � price"),
        (b"the off\xbfcer said", "the off�cer said"),
    ],
)
def test_a_damaged_byte_without_a_charset_is_no_letter(damaged: bytes, found: str, declared: str | None) -> None:
    assert found in decoded(ENGLISH + damaged + b" as before. " + ENGLISH, declared)


@pytest.mark.parametrize(
    "words",
    [
        "the café was closed",
        "Élysée said no, and À la carte",
        "ZÜRICH, KÖLN and ÅRHUS",
        "L’Haÿ-les-Roses, Croÿ, Louÿs and Aÿ",
        "Þingvellir and Guðrún",
        "“No,” he said – it’s 5 € or £4 at 30° · 5½ m²",
        "the letter ñ, and ß, as in München",
        "Russia´s naïve Brontë",
        "¿Qué? he asked",
    ],
)
def test_a_text_in_windows_1252_without_a_charset_is_whole(words: str) -> None:
    assert words in decoded(ENGLISH + words.encode("cp1252") + b". " + ENGLISH)


# Trap: it was taken for a charset of the Macintosh, which has another letter for some of them.
@pytest.mark.parametrize("charset", ["cp1251", "koi8-r"])
def test_short_cyrillic_is_guessed_whole(charset: str) -> None:
    words = "Министр сказал, что переговоры сорвались."
    assert decoded(words.encode(charset)) == words


# Trap: two letters of an English text behind the mark of UTF-16 were one Chinese character.
@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_wrong_mark_is_dropped(mark: bytes) -> None:
    words = "Russia condemned the attack, and said so in a long sentence."
    assert decoded(mark + b"\x00" + words.encode()).strip() == words
    for text in (words, WORDS, "東京で会談が行われた。", "Россия осудила нападение."):
        assert decoded(mark + text.encode("utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be")) == text


def test_null_bytes_are_spaces() -> None:
    assert decoded(b"Russia\x00condemned the attack, and said so in a long sentence.") == (
        "Russia condemned the attack, and said so in a long sentence."
    )


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, b"PK\x03\x04\x14\x00" * 50, b"\x7fELF\x02\x01\x01\x00" * 50]
)
def test_content_that_is_not_text_is_refused(raw: bytes) -> None:
    with pytest.raises(AskError, match=r"picture\.png is not text"):
        decoded(raw, None, "picture.png")


@given(
    st.binary(max_size=300), st.none() | st.sampled_from(["utf-8", "utf-16", "big5", "idna", "rot13", "\0", "x" * 99])
)
def test_any_bytes_are_text_or_refused(raw: bytes, declared: str | None) -> None:
    with suppress(AskError):
        assert "\x00" not in decoded(raw, declared)
