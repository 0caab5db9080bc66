"""Draws who stands where: a row for each actor, a column for words and one for actions, a sign for each side."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from bot.charts import captions
from bot.charts.canvas import LEADING, MARGIN, NAME, NOTE, QUIET_NAME, SMALL, WIDTH, headed
from bot.charts.lettering import width
from bot.model.chart import Side

if TYPE_CHECKING:
    from bot.charts.canvas import Canvas
    from bot.charts.palette import Palette
    from bot.model.chart import MatrixChart, MatrixRow, Position

_ROW = 27.0
_NAME = 150.0
"""How wide the column of names is."""
_GAP = 8.0
_SIGN, _BETWEEN = 14.0, 12.0
"""How much room a sign of the key takes, and what is between its entries."""


def draw_matrix(chart: MatrixChart, palette: Palette) -> Canvas:
    """Returns the picture of a comparison."""
    canvas, y = headed(palette, captions.matrix_title(chart))
    column = (WIDTH - 2 * MARGIN - _NAME) / len(chart.ways)
    lefts = [MARGIN + _NAME + column * number for number in range(len(chart.ways))]
    y += SMALL
    for left, way in zip(lefts, chart.ways, strict=True):
        canvas.text(captions.column_words(way), (left, y), NOTE, room=column - _GAP)
    for row in chart.rows:
        canvas.line((MARGIN, y + 8), (WIDTH - MARGIN, y + 8), palette.faint)
        y = _draw_row(canvas, row, lefts, column, y + _ROW)
    return _ended(canvas, chart, y + 8)


def _draw_row(canvas: Canvas, row: MatrixRow, lefts: list[float], column: float, y: float) -> float:
    """Draws a row whose first line is at `y`, and returns where its last line is: a long name takes two."""
    known = any(row.positions)
    style = NAME if known else QUIET_NAME
    below = canvas.paragraph(row.name, (MARGIN, y), style, room=_NAME - _GAP, lines=2)
    if not known:
        canvas.text(captions.no_stance(), (lefts[0], y), NOTE, room=WIDTH - MARGIN - lefts[0])
    for left, position in zip(lefts, row.positions if known else (), strict=False):
        _draw_position(canvas, position, left, column, y)
    return max(below - style.size * LEADING, y)


def _draw_position(canvas: Canvas, position: Position | None, left: float, column: float, y: float) -> None:
    if position is None:
        canvas.text(captions.NOTHING, (left, y), NOTE)
        return
    canvas.sign(position.side, (left + 6, y - 4))
    room = column - _GAP - 17
    told = captions.position_words(position)
    canvas.text(told if width(told, SMALL) <= room else str(position.sentences), (left + 17, y), room=room)


def _ended(canvas: Canvas, chart: MatrixChart, y: float) -> Canvas:
    """Adds the key of the signs that occur."""
    canvas.line((MARGIN, y), (WIDTH - MARGIN, y), canvas.palette.faint)
    there = {position.side for row in chart.rows for position in row.positions if position}
    draw_key(canvas, [side for side in Side if side in there], y + 18)
    canvas.height = float(ceil(y)) + 30
    return canvas


def draw_key(canvas: Canvas, sides: list[Side], y: float) -> None:
    """Says what the signs mean, on one line that ends at the right."""
    x = (
        WIDTH
        - MARGIN
        - sum(width(captions.side_words(side), SMALL) + _SIGN for side in sides)
        - _BETWEEN * (len(sides) - 1)
    )
    for side in sides:
        canvas.sign(side, (x + 5, y - 4), 4.5)
        x = canvas.text(captions.side_words(side), (x + _SIGN, y), NOTE).right + _BETWEEN
