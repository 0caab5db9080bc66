"""Decodes bytes to text, even if their charset is missing or wrong."""

from __future__ import annotations

import codecs
import re

import chardet

from bot.catalogue.lazy import Lazy, lazy
from bot.errors import AskError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.IGNORECASE
)
_HEAD = 4_096
"""A page states its charset within so many bytes; HTML requires the first 1,024, but not all pages comply."""
_SAMPLE = 16_384
"""The number of bytes from which a charset is guessed, around the first that is not ASCII."""
_SOUND = 20
"""Intact characters beyond ASCII per damaged one; with fewer, the declared charset was wrong."""
_DAMAGED = "\ufffd"
_DAMAGE = re.compile(f"{_DAMAGED}+")
_BROKEN_OFF = re.compile(rb"\xe2\x80(?![\x80-\xbf])")
"""Two bytes of a UTF-8 dash or curly quotation mark whose third is lost; in Windows-1252 they would be "â€", which nobody writes."""
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_PROSE = 0.85
"""Share of letters and spaces in running English; of the bytes of a UTF-16 text at most half are either, by chance."""
_ODD = re.compile(rb"[\x80-\xff]")
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})
_STRAY = 2
"""The most control characters in a text of any length."""
_OF_A_MAC = {"MacRoman": "cp1252", "MacCyrillic": "cp1251"}
"""Charsets that a guess takes for others, which pages have: no browser sends or guesses them."""
_WESTERN = frozenset({"cp1252", "iso8859-1", "ascii"})
_RARE = 50
"""With fewer bytes beyond ASCII than one in so many a text is English with some names and signs in Windows-1252, or damaged: a guess knows too little."""
_NO_LETTER = re.compile(
    r"""(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŠŒŽŸ]                           # a capital inside a word
    |(?<![^\W\d_])[ÂÃÐÞãìîïðûýþÿ]+(?![^\W\d_])                 # alone, and a word in no language
    |ÿ(?!s?\b)|(?<![aouAOU])ÿ                              # except at the end of French names: L'Haÿ, Croÿ, Louÿs
    |(?<=[^\W\d_])[¡¢¤¥¦§¨¬¯±¶¸¿×÷ˆ˜†‡‰](?=[^\W\d_])   # a sign inside a word
    """,
    re.VERBOSE,
)
"""What a damaged byte looks like in Windows-1252."""
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(raw: bytes, declared: str | None = None, where: str = "that") -> str:
    """Decodes bytes; null bytes become spaces.

    Bytes that are valid UTF-8 except for a few are decoded as UTF-8, whatever was declared: other text hardly ever looks like it.
    Next comes the declared charset (the server's before the page's) if the bytes are valid in it except for a few, then a guess.
    Damaged bytes become one replacement character; a byte that could be a letter of Windows-1252 counts as damaged where no word has that letter.

    Args:
        raw: the bytes.
        declared: the charset the server or sender named.
        where: names them in the error.

    Raises:
        AskError: they are no text.
    """
    if _wrongly_marked(raw):
        raw = raw[2:]
    text = _with_mark(raw) or _mostly(raw, "utf-8") or _declared(raw, declared) or _guessed(raw)
    if _binary(text):
        raise AskError(lazy("{where} is not text I can read: save it as UTF-8 and try again.", where=Lazy(where)))
    return text.replace("\x00", " ")


def _with_mark(raw: bytes) -> str | None:
    """Decodes bytes that begin with a byte order mark."""
    for mark, charset in _BOMS:
        if raw.startswith(mark):
            return _whole(raw, charset)
    return None


def _wrongly_marked(raw: bytes) -> bool:
    """True for a text of ASCII words behind the mark of UTF-16: as UTF-16 each two letters of it would be one Chinese character."""
    words = raw[2 : 2 + _SAMPLE]
    if not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or not words:
        return False
    letters, spaces = len(_ASCII_LETTER.findall(words)), words.count(b" ")
    return letters + spaces >= len(words) * _PROSE and spaces * 4 <= letters <= spaces * 12


def _mostly(raw: bytes, charset: str, sound: int = 1) -> str | None:
    """Decodes bytes in a charset if at least `sound` characters beyond ASCII are intact for each damaged one, else None."""
    try:
        return raw.decode(charset)
    except LookupError:
        return None
    except UnicodeError:
        try:
            text = _whole(raw, charset)
        except UnicodeError:  # such as "idna", which is for names of sites
            return None
    damaged = text.count(_DAMAGED) - raw.count(_DAMAGED.encode())
    whole = sum(sign > "\x7f" for sign in text) - damaged
    broken_off = len(_BROKEN_OFF.findall(raw)) if charset == "utf-8" else 0
    return text if damaged - broken_off <= whole // sound else None


def _whole(raw: bytes, charset: str) -> str:
    """Decodes bytes; consecutive bytes that are invalid in the charset become one replacement character."""
    return _DAMAGE.sub(_DAMAGED, raw.decode(charset, "replace"))


def _declared(raw: bytes, declared: str | None) -> str | None:
    stated = next((name.decode("ascii") for found in _META.findall(raw[:_HEAD]) for name in found if name), None)
    for charset in (declared, stated):
        try:
            name = codecs.lookup(charset or "").name
        except (LookupError, ValueError):
            continue
        # As browsers do: Latin-1 means Windows' extension of it (encoding.spec.whatwg.org).
        if name != "utf-8" and (text := _mostly(raw, "cp1252" if name in _LATIN else name, _SOUND)):
            return text
    return None


def _guessed(raw: bytes) -> str:
    odd = _ODD.search(raw)
    begin = max(0, odd.start() - _SAMPLE // 2) if odd else 0
    guess = chardet.detect(raw[begin : begin + _SAMPLE])["encoding"] or "cp1252"
    charset = "cp1252" if len(_ODD.findall(raw)) * _RARE < len(raw) else _OF_A_MAC.get(guess, guess)
    text = _whole(raw, charset)
    return _DAMAGE.sub(_DAMAGED, _NO_LETTER.sub(_DAMAGED, text)) if codecs.lookup(charset).name in _WESTERN else text


def _binary(text: str) -> bool:
    """True for another kind of file: text has hardly any control characters, little damage, and few nulls."""
    sample = text[:_SAMPLE]
    control, damaged, nulls = len(_CONTROL.findall(sample)), sample.count(_DAMAGED), sample.count("\x00")
    return (control - _STRAY) * 100 > len(sample) or (damaged - _STRAY) * 20 > len(sample) or nulls * 4 > len(sample)
