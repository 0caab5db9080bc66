"""Makes the picture of a chart: its shapes and words, and a PNG of them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import resvg_py

from bot.charts.alt import alt_of
from bot.charts.canvas import WIDTH
from bot.charts.course import draw_course
from bot.charts.lettering import FAMILY, FILES
from bot.charts.matrix import draw_matrix
from bot.charts.months import draw_months
from bot.charts.palette import PALETTES
from bot.charts.strip import draw_strip
from bot.model.chart import ChartImage, CourseChart, MatrixChart, MonthsChart, StripChart, Theme

if TYPE_CHECKING:
    from bot.charts.canvas import Canvas
    from bot.model.chart import Chart

_DENSITY = 2
"""Pixels for each point of width: sharp on a phone, and a third of the time that three would take."""
_KINDS = {StripChart: "timeline", MatrixChart: "compare", MonthsChart: "relation", CourseChart: "stance"}


def drawn(chart: Chart, theme: Theme) -> ChartImage:
    """Returns the picture of a chart. Its name changes with its bytes, so that no reader's app shows an old one."""
    png = rasterised(canvas_of(chart, theme).svg())
    return ChartImage(f"{_KINDS[type(chart)]}-{sha256(png).hexdigest()[:10]}.png", png, alt_of(chart))


def canvas_of(chart: Chart, theme: Theme) -> Canvas:
    """Returns the shapes and words of a chart."""
    palette = PALETTES[theme]
    match chart:
        case StripChart():
            return draw_strip(chart, palette)
        case MatrixChart():
            return draw_matrix(chart, palette)
        case MonthsChart():
            return draw_months(chart, palette)
        case CourseChart():
            return draw_course(chart, palette)


def rasterised(svg: str) -> bytes:
    """Returns a PNG of an SVG; no font of the system is used, so that it looks the same on every machine."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=int(WIDTH) * _DENSITY,
        skip_system_fonts=True,
        font_files=[str(path) for path in FILES],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
