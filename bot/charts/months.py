"""Draws two actors' dealings by month: cooperation as bars above a line, conflict as bars below it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.charts import captions
from bot.charts.canvas import MARGIN, NOTE, SMALL, WIDTH, Box, headed
from bot.charts.lettering import width
from bot.model.chart import Month, Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.charts.canvas import Canvas
    from bot.charts.palette import Palette
    from bot.model.chart import MonthsChart

MOST = 24
"""Months, or years, that have room beside each other."""
_TALL = 104.0
"""How high the longest bars above and below may be together."""
_WIDEST = 30.0
_LABEL = 27.0
"""How much room a month needs for its name."""


def draw_months(chart: MonthsChart, palette: Palette) -> Canvas:
    """Returns the picture of a relation."""
    canvas, y = headed(palette, captions.months_title(chart))
    months = drawn_months(chart)
    up = max(month.cooperation for month in months)
    down = max(month.conflict for month in months)
    unit = min(_TALL / (up + down or 1), 16.0)
    zero = y + SMALL + (20 if up else 6) + unit * up
    bottom = zero + unit * down + (13 if down else 0)
    slot = (WIDTH - 2 * MARGIN) / len(months)
    thick = min(slot * 0.64, _WIDEST)
    _head(canvas, captions.cooperation(), Side.FOR, y + 8)
    for number, month in enumerate(months):
        middle = MARGIN + slot * (number + 0.5)
        _bars(canvas, month, (middle, zero), unit, thick)
    canvas.line((MARGIN, zero), (WIDTH - MARGIN, zero), palette.muted)
    for number, month in enumerate(months):
        if not month.month:
            _break(canvas, (MARGIN + slot * (number + 0.5), zero))
    _head(canvas, captions.conflict(), Side.AGAINST, bottom + 16)
    _names(canvas, months, slot, bottom + 36)
    canvas.height = canvas.notes(captions.months_notes(chart, months), bottom + 74)
    return canvas


def drawn_months(chart: MonthsChart) -> list[Month]:
    """Returns the months that are drawn, so many that all that is counted is: every month; else those in which something happened; else years.

    A month without a name stands for several in which nothing happened, where not every one is drawn.
    """
    told = {_number(month.month): month for month in chart.months}
    every = range(min(told), max(told) + 1)
    if len(every) <= MOST:
        return [told.get(number, Month(_month(number), 0, 0, 0)) for number in every]
    some = _with_gaps({number: told[number] for number in sorted(told)})
    if len(some) <= MOST:
        return some
    latest = _with_gaps(_years(chart))[-MOST:]
    return latest if latest[0].month else latest[1:]


def _with_gaps(told: Mapping[int, Month]) -> list[Month]:
    shown: list[Month] = []
    for number, month in told.items():
        shown += [Month("", 0, 0, 0)] if shown and number - 1 not in told else []
        shown.append(month)
    return shown


def _years(chart: MonthsChart) -> dict[int, Month]:
    years: dict[int, Month] = {}
    for month in sorted(chart.months, key=lambda month: month.month):
        year = int(month.month[:4])
        sums = years.get(year, Month(f"{year:04}", 0, 0, 0))
        years[year] = replace(
            sums,
            cooperation=sums.cooperation + month.cooperation,
            conflict=sums.conflict + month.conflict,
            other=sums.other + month.other,
        )
    return years


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _head(canvas: Canvas, text: str, side: Side, y: float) -> None:
    canvas.sign(side, (MARGIN + 5, y - 4), 4.5)
    canvas.text(text, (MARGIN + 14, y), NOTE)


def _break(canvas: Canvas, at: tuple[float, float]) -> None:
    """Breaks the line where months are left out in which nothing happened."""
    middle, zero = at
    canvas.line((middle - 2.5, zero), (middle + 2.5, zero), canvas.palette.card, 3.0)
    for x in (middle - 2.5, middle + 2.5):
        canvas.line((x - 2, zero + 4), (x + 2, zero - 4), canvas.palette.muted)


def _bars(canvas: Canvas, month: Month, at: tuple[float, float], unit: float, thick: float) -> None:
    middle, zero = at
    left, right = middle - thick / 2, middle + thick / 2
    for number, side in ((month.cooperation, Side.FOR), (month.conflict, Side.AGAINST)):
        if not number:
            continue
        end = zero - unit * number if side is Side.FOR else zero + unit * number
        box = Box(left, min(zero, end), right, max(zero, end))
        canvas.bar(box, canvas.palette.sides[side], round_by=min(2.0, thick / 4))
        if width(str(number), SMALL) <= thick + 4:
            canvas.text(str(number), (middle, end - 3 if side is Side.FOR else end + 12), anchor="middle")


def _names(canvas: Canvas, months: list[Month], slot: float, y: float) -> None:
    """Names as many months as have room, and the years below."""
    whole = all(month.month for month in months)
    step = next(step for step in (1, 2, 3, 6, 12) if slot * step >= _LABEL or step == 12)
    said, free, until = "", 0.0, 0.0
    for number, month in enumerate(months):
        if not month.month or (number % step if whole else MARGIN + slot * (number + 0.5) - _LABEL / 2 < until):
            continue
        until = MARGIN + slot * (number + 0.5) + _LABEL / 2
        middle = MARGIN + slot * (number + 0.5)
        if name := captions.month_name(month.month):
            canvas.text(name, (middle, y), NOTE, anchor="middle")
        year, half = month.month[:4], width(month.month[:4], SMALL) / 2
        inside = max(middle, MARGIN + half)
        if year != said and inside - half >= free:
            free = canvas.text(year, (inside, y + 15), NOTE, anchor="middle").right + 4
            said = year
