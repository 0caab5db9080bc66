"""Bytes into text, whatever is said or left unsaid of their charset."""

from __future__ import annotations

import codecs
import re

import chardet

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
"""Bytes in which a page states its charset; HTML asks for the first 1,024, not everyone obeys."""
_SAMPLE = 16_384
"""Bytes a charset is guessed from, around the first that is no ASCII."""
_ODD = re.compile(rb"[\x80-\xff]")
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(raw: bytes, declared: str | None = None, where: str = "that") -> str:
    """The text of bytes; null bytes become spaces.

    What is valid UTF-8 is UTF-8, whatever was declared: other text hardly ever is. Then counts what was declared, by the server before
    the page, where the bytes are valid in it; then a guess.

    Args:
        raw: the bytes.
        declared: the charset the server or sender named.
        where: names them in the error.

    Raises:
        AskError: they are no text.
    """
    text = _with_mark(raw) or _valid(raw, "utf-8") or _declared(raw, declared) or _guessed(raw)
    if _binary(text):
        raise AskError(f"{where} is no text I can read: save it as UTF-8 text and try again.")
    return text.replace("\x00", " ")


def _with_mark(raw: bytes) -> str | None:
    """The text of bytes that begin with a byte order mark."""
    for mark, charset in _BOMS:
        if raw.startswith(mark):
            return _valid(raw, charset)
    return None


def _valid(raw: bytes, charset: str) -> str | None:
    try:
        return raw.decode(charset)
    except (UnicodeError, LookupError):
        return None


def _declared(raw: bytes, declared: str | None) -> str | None:
    stated = next((one.decode("ascii") for found in _META.findall(raw[:_HEAD]) for one in found if one), None)
    for charset in (declared, stated):
        try:
            name = codecs.lookup(charset or "").name
        except (LookupError, ValueError):
            continue
        # As browsers do: who says Latin-1 means Windows' extension of it (encoding.spec.whatwg.org).
        if text := _valid(raw, "cp1252" if name in _LATIN else name):
            return text
    return None


def _guessed(raw: bytes) -> str:
    odd = _ODD.search(raw)
    begin = max(0, odd.start() - _SAMPLE // 2) if odd else 0
    guess = chardet.detect(raw[begin : begin + _SAMPLE])["encoding"]
    return raw.decode(guess or "cp1252", "replace")


def _binary(text: str) -> bool:
    """Whether it is some other kind of file: text has next to no control characters, and few nulls."""
    sample = text[:_SAMPLE].replace("\ufffd", "\x01")  # a byte that had no meaning counts as one of control
    return len(_CONTROL.findall(sample)) * 100 > len(sample) or sample.count("\x00") * 4 > len(sample)
