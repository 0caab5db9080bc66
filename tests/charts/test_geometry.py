"""Tests where everything stands in a picture: no text meets another or runs out, no mark hides another."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, example, given, settings

from bot.charts.axis import APART, packed, span_of
from bot.charts.canvas import WIDTH, Canvas
from bot.charts.drawing import canvas_of
from bot.charts.labels import placed
from bot.charts.scale import time_scale
from bot.model.chart import Chart, DayRange, StripChart, Theme
from tests.charts.conftest import NAMES, charts, courses, in_month, strips

if TYPE_CHECKING:
    from bot.model.chart import CourseChart

FAR_APART = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EDGE = 5.0


def _inside(canvas: Canvas) -> bool:
    boxes = [*(box for _, box in canvas.words), *canvas.shapes]
    return all(
        box.left >= EDGE and box.right <= WIDTH - EDGE and box.top >= EDGE and box.bottom <= canvas.height - EDGE
        for box in boxes
    )


@FAR_APART
@given(charts)
@example(in_month(60))
@example(in_month(60, "W" * 80))
@example(in_month(60, "هجوم: إسرائيل → إيران"))
def test_no_two_texts_meet_and_none_runs_out(chart: Chart) -> None:
    canvas = canvas_of(chart, Theme.DARK)
    assert [(a, b) for (a, one), (b, two) in combinations(canvas.words, 2) if one.meets(two)] == []
    assert _inside(canvas)


@FAR_APART
@given(charts)
def test_a_picture_is_xml_without_what_names_smuggle_in(chart: Chart) -> None:
    root = ET.fromstring(canvas_of(chart, Theme.DARK).svg())  # noqa: S314 - our own
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {"svg", "rect", "path", "text"}
    assert not any(attribute.lower().startswith("on") for element in root.iter() for attribute in element.attrib)


@FAR_APART
@given(charts)
def test_a_picture_is_no_higher_than_a_phone_is_wide(chart: Chart) -> None:
    assert 90 <= canvas_of(chart, Theme.DARK).height <= 420


@FAR_APART
@given(strips | courses)
def test_each_event_has_one_mark_that_hides_no_other(chart: StripChart | CourseChart) -> None:
    days = [each.days for each in (chart.marks if isinstance(chart, StripChart) else chart.points)]
    scale = time_scale([span_of(each) for each in days], 14, WIDTH - 14)
    packing = packed(scale, days, 96)
    places = [place for place in packing.places if place]
    assert len(packing.places) == len(days)
    assert not any(
        a.lane == b.lane and a.left < b.right + APART / 2 and b.left < a.right + APART / 2
        for a, b in combinations(places, 2)
    )
    assert packing.pitch * packing.lanes <= 96


# Traps: one day; far more events than a day has room for.
@pytest.mark.parametrize(("number", "whole"), [(3, True), (60, True), (250, True), (3_000, False)])
def test_what_finds_no_room_is_counted(number: int, whole: bool) -> None:
    days = [DayRange("2025-06-22", "2025-06-22")] * number
    packing = packed(time_scale([span_of(each) for each in days], 14, WIDTH - 14), days, 96)
    assert all(packing.places) == whole
    assert len(packing.places) == number


@pytest.mark.parametrize("wanted", [[(180.0, name) for name in NAMES], [(14.0 + 30 * n, NAMES[3]) for n in range(12)]])
def test_no_line_to_a_mark_crosses_a_label(wanted: list[tuple[float, str]]) -> None:
    labels = placed(wanted)
    assert labels
    assert [(a, b) for a in labels for b in labels if a is not b and a.lead.meets(b.box)] == []
