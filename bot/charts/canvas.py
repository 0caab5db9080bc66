"""Collects the shapes and words of a picture, keeps where every word stands, and writes them as SVG."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from bot.charts.lettering import FAMILY, fitted, shown, width, wrapped
from bot.model.chart import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.charts.palette import Palette

WIDTH = 360.0
"""A phone's width: a picture is drawn in its units, so that text is as large on a phone as it is here."""
MARGIN = 14.0
ALT_ROOM = 44.0
"""How wide Discord's button is that shows a picture's description."""
SMALL = 12.0
"""The size of most text: beside an avatar a message has some 300 points of a phone's width left, and a picture shrinks with it."""
ASCENT, DESCENT = 0.9, 0.27
"""How far letters reach above and below the line they stand on, in units of the font size."""

LEADING = 1.35
"""From one line of text to the next, in units of the font size."""

Anchor = Literal["start", "middle", "end"]


class TextStyle(NamedTuple):
    """How a text looks."""

    size: float = SMALL
    bold: bool = False
    quiet: bool = False


LABEL, NOTE = TextStyle(), TextStyle(quiet=True)
TITLE, NAME, QUIET_NAME = TextStyle(15.0, bold=True), TextStyle(13.0, bold=True), TextStyle(13.0, quiet=True)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """True if the two overlap or are closer than the gap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )


@dataclass(slots=True)
class Canvas:
    """A picture in the making. Its height is set when everything is on it."""

    palette: Palette
    height: float = 0.0
    words: list[tuple[str, Box]] = field(default_factory=list)
    """Every text on it, and where it stands."""
    shapes: list[Box] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)

    def text(
        self,
        text: str,
        at: tuple[float, float],
        style: TextStyle = LABEL,
        *,
        anchor: Anchor = "start",
        room: float = WIDTH,
    ) -> Box:
        """Writes a text on the line through `at`, at most `room` wide, and returns its box."""
        words = fitted(shown(text), style.size, room, bold=style.bold)
        box = box_of(width(words, style.size, bold=style.bold), at, style.size, anchor)
        if words:
            colour = self.palette.muted if style.quiet else self.palette.ink
            weight = ' font-weight="700"' if style.bold else ""
            # it is placed by its left end whatever its anchor: where a text from right to left begins, renderers disagree
            self._parts.append(
                f'<text x="{box.left:.2f}" y="{at[1]:.2f}" font-size="{style.size:g}" fill={quoteattr(colour)}{weight}>'
                f"{escape(words)}</text>"
            )
            self.words.append((words, box))
        return box

    def paragraph(
        self, text: str, at: tuple[float, float], style: TextStyle, *, room: float = WIDTH - 2 * MARGIN, lines: int = 1
    ) -> float:
        """Writes a text in up to so many lines, and returns the height of the line after it."""
        x, y = at
        for words in wrapped(shown(text), style.size, room, lines, bold=style.bold):
            self.text(words, (x, y), style, room=room)
            y += style.size * LEADING
        return y

    def notes(self, notes: Sequence[str], y: float) -> float:
        """Writes notes below a picture, several to a line where they fit, and returns where it ends.

        They stand on the right: at the bottom left Discord puts its button for the description.
        """
        right, room, line = WIDTH - MARGIN, WIDTH - 2 * MARGIN - ALT_ROOM, ""
        for note in notes:
            longer = f"{line} · {note}" if line else note
            if line and width(longer, SMALL) > room:
                self.text(line, (right, y), NOTE, anchor="end", room=room)
                y, longer = y + SMALL * LEADING, note
            line = longer
        self.text(line, (right, y), NOTE, anchor="end", room=room)
        return float(ceil(y)) + 13.0

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, thick: float = 1.0) -> None:
        """Draws a straight line."""
        self._parts.append(
            f'<path d="M{start[0]:.2f} {start[1]:.2f}L{end[0]:.2f} {end[1]:.2f}" stroke={quoteattr(colour)} stroke-width="{thick:g}"/>'
        )

    def bar(self, box: Box, colour: str, *, round_by: float = 0.0, hollow: bool = False) -> None:
        """Draws a bar, filled or as an outline."""
        inset = 0.75 if hollow else 0.0
        paint = f'fill="none" stroke={quoteattr(colour)} stroke-width="1.5"' if hollow else f"fill={quoteattr(colour)}"
        self._parts.append(
            f'<rect x="{box.left + inset:.2f}" y="{box.top + inset:.2f}" width="{max(box.right - box.left - 2 * inset, 0.1):.2f}" '
            f'height="{max(box.bottom - box.top - 2 * inset, 0.1):.2f}" rx="{round_by:.2f}" {paint}/>'
        )
        self.shapes.append(box)

    def shape(self, path: str, box: Box, colour: str, *, hollow: bool = False) -> None:
        """Draws a path that fills a box."""
        paint = f'fill="none" stroke={quoteattr(colour)} stroke-width="1.8"' if hollow else f"fill={quoteattr(colour)}"
        self._parts.append(f'<path d="{path}" {paint} stroke-linejoin="round"/>')
        self.shapes.append(box)

    def sign(self, side: Side, centre: tuple[float, float], radius: float = 5.0) -> None:
        """Draws the sign of a side: ▲ for, ▼ against, ◆ both, ○ unclear."""
        x, y = centre
        paths = {
            Side.FOR: f"M{x - radius} {y + radius * 0.8}L{x} {y - radius * 0.9}L{x + radius} {y + radius * 0.8}Z",
            Side.AGAINST: f"M{x - radius} {y - radius * 0.8}L{x} {y + radius * 0.9}L{x + radius} {y - radius * 0.8}Z",
            Side.BOTH: f"M{x - radius} {y}L{x} {y - radius}L{x + radius} {y}L{x} {y + radius}Z",
            Side.UNCLEAR: f"M{x - radius * 0.8} {y}a{radius * 0.8} {radius * 0.8} 0 1 0 {radius * 1.6} 0a{radius * 0.8} {radius * 0.8} 0 1 0 {-radius * 1.6} 0Z",
        }
        box = Box(x - radius, y - radius, x + radius, y + radius)
        self.shape(paths[side], box, self.palette.sides[side], hollow=side is Side.UNCLEAR)

    def svg(self) -> str:
        """Returns the picture, on a card of its own."""
        card = (
            f'<rect x="0.5" y="0.5" width="{WIDTH - 1:g}" height="{self.height - 1:g}" rx="8" '
            f"fill={quoteattr(self.palette.card)} stroke={quoteattr(self.palette.edge)}/>"
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{self.height:g}" viewBox="0 0 {WIDTH:g} {self.height:g}" '
            f'font-family="{FAMILY}" text-rendering="geometricPrecision">{card}{"".join(self._parts)}</svg>'
        )


def box_of(wide: float, at: tuple[float, float], size: float, anchor: Anchor = "start") -> Box:
    """Returns the box of a text of a width that stands on the line through `at`."""
    left = at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return Box(left, at[1] - ASCENT * size, left + wide, at[1] + DESCENT * size)


def headed(palette: Palette, title: str) -> tuple[Canvas, float]:
    """Returns a canvas with a title of up to two lines, and where that has ended."""
    canvas = Canvas(palette)
    y = canvas.paragraph(title, (MARGIN, 26.0), TITLE, lines=2)
    return canvas, y - 4.0
