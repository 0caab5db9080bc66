"""Tests which letters are drawn, how wide they are, and where they are cut."""

from __future__ import annotations

import struct
import zlib

import pytest

from bot.charts import lettering
from bot.charts.canvas import ASCENT, DESCENT
from bot.charts.drawing import rasterised
from bot.charts.lettering import FAMILY, NAMELESS, fitted, shown, width, wrapped


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Iran", "Iran"),
        ("Müller, Çelik, Łódź, Đặng, Ζήνων, Зеленский", "Müller, Çelik, Łódź, Đặng, Ζήνων, Зеленский"),
        # Letters beside their accents are joined before the font is asked.
        ("Mu\u0308ller", "Müller"),
        # What is hidden in a name, or would turn the rest of the line round.
        ("I\u202era\u200bn\x00", "Iran"),
        ("Iran\n\nand  Iraq", "Iran and Iraq"),
        # Letters that the font lacks.
        ("Xi 习近平 met", "Xi … met"),
        ("中华人民共和国", NAMELESS),
        # Signs that it lacks are no loss.
        ("🚀 launch", "launch"),
        ("", ""),
        # An arrow between Arabic names points from the first to the second.
        ("إسرائيل → إيران", "إسرائيل \u200e→\u200e إيران"),
    ],
)
def test_what_is_drawn(text: str, drawn: str) -> None:
    assert shown(text) == drawn


@pytest.mark.parametrize(
    ("text", "room", "drawn"),
    [
        ("Operation Midnight Hammer", 500, "Operation Midnight Hammer"),
        ("Operation Midnight Hammer", 120, "Operation Midnight…"),
        # No word fits.
        ("Donaudampfschifffahrt", 60, "Donauda…"),
        ("attack: Israel → Iran", 85, "attack: Israel…"),
        ("Iran", 3, ""),
    ],
)
def test_where_a_text_is_cut(text: str, room: float, drawn: str) -> None:
    assert fitted(text, 11, room) == drawn
    assert width(fitted(text, 11, room), 11) <= room


def test_a_long_name_takes_two_lines() -> None:
    name = "Office of the United Nations High Commissioner for Refugees"
    assert wrapped(name, 12, 170, 2) == ["Office of the United Nations", "High Commissioner for…"]
    assert wrapped("Iran", 12, 170, 2) == ["Iran"]
    assert wrapped("W" * 80, 12, 100, 2) == [fitted("W" * 80, 12, 100)]


# The boxes that no label may meet are those of the letters: of every script, in both weights.
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "Operation Midnight Hammer",
        "ÅÇŁ Ğjpqy ẞ",
        "Зеленский",
        "وزارة الخارجية الإيرانية",
        "attack: \u200eإسرائيل → إيران",
        "שיחות בירושלים",
        "संयुक्त राष्ट्र",
        "กรุงเทพมหานคร",
    ],
)
def test_letters_stay_in_the_box_that_was_measured(text: str, bold: bool) -> None:
    size, at = 24.0, (40.0, 60.0)
    weight = ' font-weight="700"' if bold else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="360" height="100" viewBox="0 0 360 100" font-family="{FAMILY}">'
        f'<rect width="360" height="100" fill="#fff"/><text x="{at[0]}" y="{at[1]}" font-size="{size}"{weight}>{text}</text></svg>'
    )
    left, top, right, bottom = _ink(rasterised(svg))
    wide = width(text, size, bold=bold)
    assert left >= at[0] - 3
    assert right <= at[0] + wide + 3
    assert right - left >= wide * 0.85, "measured much wider than it is"
    assert top >= at[1] - ASCENT * size - 4
    assert bottom <= at[1] + DESCENT * size + 4


def _ink(png: bytes) -> tuple[float, float, float, float]:
    """The box of all that is not white, in points."""
    wide, high = struct.unpack(">II", png[16:24])
    assert png[24:29] == b"\x08\x06\x00\x00\x00", "eight bits, with alpha, not interlaced"
    packed, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        packed += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    rows = _unfiltered(zlib.decompress(packed), wide * 4, high)
    dark = [(x, y) for y, row in enumerate(rows) for x in range(wide) if row[x * 4] < 160]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return min(xs) / 2, min(ys) / 2, (max(xs) + 1) / 2, (max(ys) + 1) / 2


def _unfiltered(raw: bytes, stride: int, high: int) -> list[bytearray]:
    """PNG's filters undone."""
    rows: list[bytearray] = []
    before = bytearray(stride)
    for y in range(high):
        kind, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1 : (y + 1) * (stride + 1)])
        for x in range(stride):
            a, b, c = row[x - 4] if x >= 4 else 0, before[x], before[x - 4] if x >= 4 else 0
            p = a + b - c
            near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            row[x] = (row[x] + (0, a, b, (a + b) // 2, near)[kind]) & 255
        rows.append(row)
        before = row
    return rows


FITTED = [
    ("abcdef", 6, "abcdef"),
    ("abcdef", 5, "abcd…"),
    # between words, if at least half of what fits is left
    ("ab cdef", 6, "ab…"),
    ("a bcdefghij", 10, "a bcdefgh…"),
    ("abcd efgh", 6, "abcd…"),
    # where a word ends there is none to leave out
    ("ab cd efgh", 6, "ab cd…"),
    ("ab cd efgh", 7, "ab cd…"),
    # without the marks before the cut
    ("abc, def", 5, "abc…"),
    ("abc → def", 7, "abc…"),
    # a letter, or nothing
    ("abcdef", 2, "a…"),
    ("abcdef", 1, ""),
    ("-abcdef", 2, ""),
]


@pytest.mark.parametrize(("text", "room", "expected"), FITTED)
def test_as_much_of_a_text_as_fits(monkeypatch: pytest.MonkeyPatch, text: str, room: int, expected: str) -> None:
    monkeypatch.setattr(lettering, "width", lambda text, size, *, bold: len(text) * size)
    assert fitted(text, 1, room) == expected
    assert fitted(text, 2, 2 * room) == expected


WRAPPED = [
    ("ab cd", 5, 3, ["ab cd"]),
    ("ab cd ef", 5, 2, ["ab cd", "ef"]),
    ("ab cd ef gh", 4, 4, ["ab", "cd", "ef", "gh"]),
    # the last line is cut
    ("ab cd ef", 5, 1, ["ab…"]),
    ("ab cd ef gh ij", 5, 2, ["ab cd", "ef…"]),
    # what follows a word that is too long for a line isn't shown
    ("abcdefgh ij", 5, 2, ["abcd…"]),
    ("ab cdefghij kl", 5, 3, ["ab", "cdef…"]),
]


@pytest.mark.parametrize(("text", "room", "lines", "expected"), WRAPPED)
def test_a_text_in_lines(
    monkeypatch: pytest.MonkeyPatch, text: str, room: int, lines: int, expected: list[str]
) -> None:
    monkeypatch.setattr(lettering, "width", lambda text, size, *, bold: len(text) * size)
    assert wrapped(text, 1, room, lines) == expected
