"""Draws a timeline as a strip: one mark an event, as wide as its date is vague, the most important ones with a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.charts import captions
from bot.charts.axis import draw_axis, packed, span_of
from bot.charts.canvas import MARGIN, SMALL, WIDTH, Box, headed
from bot.charts.labels import PITCH, placed
from bot.charts.scale import time_scale

if TYPE_CHECKING:
    from bot.charts.axis import Packing, Placed
    from bot.charts.canvas import Canvas
    from bot.charts.palette import Palette
    from bot.model.chart import EventMark, StripChart

_HIGH = 96.0
"""How high the marks may be stacked."""
_ABOVE = 4.0
"""From the line of time to the lowest marks."""
_THIN = 0.6
"""How thick a bar is, in units of a day's mark."""
_CONSIDERED = 20
"""How many events are tried for a label."""


def draw_strip(chart: StripChart, palette: Palette) -> Canvas:
    """Returns the picture of a timeline."""
    canvas, y = headed(palette, captions.strip_title(chart))
    scale = time_scale([span_of(mark.days) for mark in chart.marks], MARGIN, WIDTH - MARGIN)
    packing = packed(scale, [mark.days for mark in chart.marks], _HIGH)
    drawn = [(mark, place) for mark, place in zip(chart.marks, packing.places, strict=True) if place]
    axis = _draw_labels(canvas, _foremost(drawn), packing, y)
    for mark, place in drawn:
        _draw_mark(canvas, mark, _box(place, packing, axis))
    below = draw_axis(canvas, scale, axis)
    notes = captions.strip_notes(chart, len(chart.marks) - len(drawn))
    canvas.height = canvas.notes(notes, below + 19)
    return canvas


def _foremost(drawn: list[tuple[EventMark, Placed]]) -> list[tuple[EventMark, Placed]]:
    """The events by how much they deserve a label, and of equals always the one farthest from all before it; no label twice."""
    left = {mark.label: (mark, place) for mark, place in sorted(drawn, key=_deserves)}
    found: list[tuple[EventMark, Placed]] = []
    while left and len(found) < _CONSIDERED:
        most = max(mark.weight for mark, _ in left.values())
        alike = [pair for pair in left.values() if pair[0].weight == most]
        next_one = max(alike, key=lambda pair: min((abs(pair[1].middle - o.middle) for _, o in found), default=WIDTH))
        found.append(left.pop(next_one[0].label))
    return found


def _deserves(pair: tuple[EventMark, Placed]) -> tuple[int, str]:
    return pair[0].weight, pair[0].days.start


def _draw_labels(canvas: Canvas, wanted: list[tuple[EventMark, Placed]], packing: Packing, y: float) -> float:
    """Writes the labels below `y`, each with a line to its mark, and returns the height of the line of time."""
    labels = placed((place.middle, mark.label) for mark, place in wanted)
    rows = 1 + max((label.row for label in labels), default=-1)
    lowest = y + SMALL + (rows - 1) * PITCH
    axis = (lowest + PITCH / 2 if rows else y) + packing.pitch * packing.lanes + _ABOVE
    places = {place.middle: place for _, place in reversed(wanted)}
    for label in labels:
        top = _box(places[label.mark], packing, axis).top
        line = lowest - label.row * PITCH
        canvas.line((label.mark, line - SMALL * 0.75), (label.mark, top), canvas.palette.faint)
        canvas.text(label.text, (label.left, line), room=label.wide + 1)
    return axis


def _box(place: Placed, packing: Packing, axis: float) -> Box:
    bottom = axis - _ABOVE - packing.pitch * place.lane
    slack = packing.size * (1 - _THIN) / 2 if place.right - place.left > packing.size * 1.5 else 0.0
    return Box(place.left, bottom - packing.size + slack, place.right, bottom - slack)


def _draw_mark(canvas: Canvas, mark: EventMark, box: Box) -> None:
    """A dot for a day, a bar for a date that may be any of several, hollow for what is only planned."""
    round_by = (box.bottom - box.top) / 2
    canvas.bar(box, canvas.palette.accent, round_by=round_by, hollow=mark.planned)
