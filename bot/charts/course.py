"""Draws a stance over time: a band for each side, a mark for each sentence on the day of its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.charts import captions
from bot.charts.axis import draw_axis, packed, span_of
from bot.charts.canvas import MARGIN, NOTE, SMALL, WIDTH, Box, headed
from bot.charts.lettering import width
from bot.charts.scale import time_scale
from bot.model.chart import Side
from bot.model.facts import Expressed

if TYPE_CHECKING:
    from bot.charts.axis import Packing
    from bot.charts.canvas import Canvas
    from bot.charts.palette import Palette
    from bot.model.chart import CourseChart, StancePoint

_LEFT = 88.0
"""Where the bands begin, right of their names."""
_BAND = 38.0
_HIGH = _BAND - 6
"""How high marks may be stacked in a band."""
_MARK = 9.0
_SHAPE, _BETWEEN = 14.0, 12.0
"""How large a mark of the key is, the room it takes, and what is between the entries."""


def draw_course(chart: CourseChart, palette: Palette) -> Canvas:
    """Returns the picture of a stance over time."""
    canvas, y = headed(palette, captions.course_title(chart))
    scale = time_scale([span_of(point.days) for point in chart.points], _LEFT, WIDTH - MARGIN)
    sides = [Side.FOR, *([Side.UNCLEAR] if any(p.side is Side.UNCLEAR for p in chart.points) else []), Side.AGAINST]
    by_side = {side: [point for point in chart.points if point.side is side] for side in sides}
    size = min(packed(scale, [p.days for p in points], _HIGH).size for points in by_side.values() if points)
    unseen = 0
    for number, side in enumerate(sides):
        top = y + _BAND * number
        if number:
            canvas.line((MARGIN, top), (WIDTH - MARGIN, top), palette.faint)
        canvas.sign(side, (MARGIN + 6, top + _BAND / 2))
        canvas.text(captions.band_words(side), (MARGIN + 18, top + _BAND / 2 + 4), room=_LEFT - MARGIN - 22)
        unseen += _draw_band(canvas, by_side[side], packed(scale, [p.days for p in by_side[side]], _HIGH, size), top)
    axis = y + _BAND * len(sides) + 2
    canvas.height = _foot(canvas, chart, unseen, draw_axis(canvas, scale, axis) + 7)
    return canvas


def _draw_band(canvas: Canvas, points: list[StancePoint], packing: Packing, top: float) -> int:
    """Draws one side's marks around the middle of its band, and returns how many found no room."""
    bottom = top + _BAND / 2 + packing.pitch * packing.lanes / 2
    for point, place in zip(points, packing.places, strict=True):
        if place:
            low = bottom - packing.pitch * place.lane - 0.5
            draw_way(canvas, point.expressed, Box(place.left, low - packing.size, place.right, low), point.side)
    return packing.places.count(None)


def draw_way(canvas: Canvas, way: Expressed, box: Box, side: Side) -> None:
    """Draws a mark of a shape that says how a stance is expressed: round for words, square for actions, hollow for inaction."""
    round_by = (box.bottom - box.top) / 2 if way is Expressed.WORDS else 1.0
    canvas.bar(box, canvas.palette.sides[side], round_by=round_by, hollow=way is Expressed.INACTION)


def _foot(canvas: Canvas, chart: CourseChart, unseen: int, y: float) -> float:
    """Says what the shapes of marks mean, and what isn't drawn. Returns where the picture ends."""
    ways = [way for way in Expressed if any(point.expressed is way for point in chart.points)]
    x = (
        WIDTH
        - MARGIN
        - sum(width(captions.way_words(way), SMALL) + _SHAPE for way in ways)
        - _BETWEEN * (len(ways) - 1)
    )
    for way in ways:
        draw_way(canvas, way, Box(x, y + 3, x + _MARK, y + 3 + _MARK), Side.UNCLEAR)
        x = canvas.text(captions.way_words(way), (x + _SHAPE, y + 12), NOTE).right + _BETWEEN
    return canvas.notes(captions.course_notes(chart, unseen), y + 29)
