"""The work of the process that draws. The bot only refers to these functions: what they need is loaded in that process.

resvg holds Python's lock while it draws, so that in a thread it would keep the bot from answering.
"""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.chart import Chart, ChartImage, Theme


def prepare(memory: int) -> None:
    """Limits this process to `memory` bytes of data, and loads the fonts."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from bot.charts.lettering import width

    for bold in (False, True):
        width("Aa", 1.0, bold=bold)


def draw(chart: Chart, theme: Theme, language: str) -> ChartImage:
    """Returns the picture of a chart, its own words in a language."""
    from bot.catalogue import speaking
    from bot.charts.drawing import drawn

    with speaking(language):
        return drawn(chart, theme)
