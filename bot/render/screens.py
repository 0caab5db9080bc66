"""Estimates how high a page is on a phone, so that an answer's pages are as long as its screen.

The numbers were measured in the sandbox's page at 390 x 844 pixels (`python -m benchmarks.heights`). Discord's own letters are a
little narrower than those of a Linux machine, so a page is rather shorter there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.model.chart import MatrixChart, MonthsChart, StripChart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.chart import Chart
    from bot.render.page import Button, Page

SCREEN = 680
"""Pixels of a phone's screen that show messages, 700 between the channel's name and the box for typing, less what an estimate is wrong by."""
_FRAME = 82
"""Who asked, the bot's name, and the margins of the container."""
_GAP, _RULE = 8, 17
"""Between two blocks; what the line below the head adds."""
_BODY, _QUOTE, _HEADING, _SMALL = (36, 22.5), (34, 22.5), (30, 21.5), (43, 19)
"""How many characters a line of each kind of text has, and how high it is."""
_MENU, _ROW, _BUTTONS = 46, 42, 303
"""How high a menu and a line of buttons are with the space above, and how wide the line is with one space."""
_LETTER, _AROUND = 8.2, 40
"""How wide a character of a button is, and what is around its label."""
_WIDE = 0x2E80
"""From this character on, most (Chinese, Japanese, Korean) are as wide as two others."""

_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(<[^>]*>\)")
_MOMENT = re.compile(r"<t:\d+(:\w)?>")
_MARKS = re.compile(r"\\(?=[^\w\s])|\*+|\u200b")
_KINDS = (("### ", _HEADING), ("-# ", _SMALL), ("> ", _QUOTE))


def page_height(page: Page) -> int:
    """Returns about how many pixels high a page is as a message on a phone."""
    height = _FRAME + sum(map(block_height, page.blocks))
    height += _RULE if len(page.blocks) > page.head else 0
    height += _picture(page.chart) if page.chart else 0
    height += block_height(f"-# {page.foot}") if page.foot else 0
    return round(height + len(page.menus) * _MENU + sum(button_lines(row) * _ROW for row in page.rows))


def block_height(markdown: str) -> float:
    """Returns how high a block of text is, with the space above the next one."""
    plain = _MARKS.sub("", _MOMENT.sub("30 June 2025 at 12:00", _LINK.sub(r"\1", markdown)))
    return _GAP + sum(map(_line, plain.split("\n")))


def _line(text: str) -> float:
    for sign, (width, height) in _KINDS:
        if text.startswith(sign):
            return _wrapped(text.removeprefix(sign), width) * height
    return _wrapped(text, _BODY[0]) * _BODY[1]


def _wrapped(text: str, width: int) -> int:
    """How many lines a text takes whose words are not broken, unless one is longer than a line."""
    lines, at = 1, 0
    for word in text.split():
        long = len(word) if word.isascii() else sum(1 + (ord(sign) >= _WIDE) for sign in word)
        if at and at + 1 + long <= width:
            at += 1 + long
            continue
        lines += 1 if at else 0
        lines, at = lines + (long - 1) // width, (long - 1) % width + 1
    return lines


def button_lines(row: Iterable[Button]) -> int:
    """Returns in how many lines a phone shows a row of buttons."""
    return len(list(_lines_of(row)))


def on_lines(row: Sequence[Button], most: int) -> tuple[Button, ...]:
    """Returns the first buttons of a row, as many as a phone shows in `most` lines."""
    return tuple(button for line in list(_lines_of(row))[:most] for button in line)


def _lines_of(row: Iterable[Button]) -> Iterable[list[Button]]:
    line: list[Button] = []
    room = 0.0
    for button in row:
        width = len(button.label) * _LETTER + _AROUND
        if line and width > room:
            yield line
            line, room = [], 0.0
        room = (room if line else _BUTTONS) - width
        line.append(button)
    if line:
        yield line


def _picture(chart: Chart) -> int:
    """About how high a picture is: the more it has to show, the higher."""
    match chart:
        case StripChart(marks=marks):
            return 178 if len(marks) <= 6 else 215
        case MatrixChart(rows=rows):
            return 85 + 24 * len(rows)
        case MonthsChart():
            return 160
        case _:
            return 205
