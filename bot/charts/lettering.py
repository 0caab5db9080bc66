"""Measures text as it will be drawn, cuts it to a width, and leaves out what the font can't show."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import groupby

import uharfbuzz

from bot.knowledge.shipped import DATA
from bot.wording import unmarked

FAMILY = "FiraGO"
FILES = (DATA / "fonts" / "FiraGO-Regular.otf", DATA / "fonts" / "FiraGO-Bold.otf")
"""Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Thai and Georgian in one design. It has no Chinese, Japanese or Korean."""
NAMELESS = "a name in other letters"
"""Stands for a name of which the font has no letter; the text below the picture has it."""
_CUT = "…"
_LEFTWARD = frozenset({"R", "AL"})
"""The bidirectional classes of letters that run from right to left."""
_ARROW = "→"
_LEFT_TO_RIGHT = "\u200e"
"""Keeps an arrow between two Arabic names pointing from the first to the second."""


def shown(text: str) -> str:
    """Returns the text as it can be drawn: on one line, without invisible characters, letters that the font lacks as "…"."""
    plain = unicodedata.normalize("NFC", unmarked(text))
    kept = "".join(
        "".join(chars) if there else _CUT if any(map(str.isalnum, chars)) else ""
        for there, chars in ((there, list(chars)) for there, chars in groupby(plain, _has))
    )
    words = " ".join(kept.split())
    if not any(map(str.isalnum, words)):
        return NAMELESS if any(map(str.isalnum, plain)) else words
    return words.replace(_ARROW, f"{_LEFT_TO_RIGHT}{_ARROW}{_LEFT_TO_RIGHT}")


@lru_cache(8_192)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Returns how wide a drawable text is at a font size."""
    return sum(_advance("".join(run), bold=bold) for _, run in groupby(text, _runs_left)) * size


def fitted(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Returns as much of a drawable text as fits, with "…" where it is cut; "" if not even a letter fits."""
    if width(text, size, bold=bold) <= room:
        return text
    short, long = 0, len(text)
    while short < long:  # the longest beginning that fits
        middle = (short + long + 1) // 2
        if width(f"{text[:middle]}{_CUT}", size, bold=bold) <= room:
            short = middle
        else:
            long = middle - 1
    beginning = text[:short]
    if " " in beginning[short // 2 :] and short < len(text) and text[short] != " ":
        beginning = beginning.rsplit(" ", 1)[0]
    beginning = beginning.rstrip(f" ,;:–—-{_ARROW}{_LEFT_TO_RIGHT}")
    return f"{beginning}{_CUT}" if beginning else ""


def wrapped(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> list[str]:
    """Returns a drawable text in at most so many lines, the last one cut where it has to be."""
    words, made = text.split(" "), list[str]()
    while words and len(made) < lines - 1:
        taken = next(
            (number for number in range(len(words), 0, -1) if width(" ".join(words[:number]), size, bold=bold) <= room),
            0,
        )
        if not taken:
            break
        made.append(" ".join(words[:taken]))
        words = words[taken:]
    return [*made, *([fitted(" ".join(words), size, room, bold=bold)] if words else [])]


@cache
def _font(*, bold: bool) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FILES[bold]))))


@cache
def _has(char: str) -> bool:
    """True if both weights have the character; they differ in none, but a font is data."""
    return all(_font(bold=bold).get_nominal_glyph(ord(char)) for bold in (False, True))


def _runs_left(char: str) -> bool:
    return unicodedata.bidirectional(char) in _LEFTWARD


def _advance(run: str, *, bold: bool) -> float:
    """The width of a run of one direction, in units of the font size."""
    font = _font(bold=bold)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return float(sum(glyph.x_advance for glyph in buffer.glyph_positions or ()) / font.face.upem)
