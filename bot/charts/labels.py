"""Chooses which marks of a timeline get a label, and where it stands: no label meets another, nor the line that leads to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.charts.canvas import ASCENT, DESCENT, MARGIN, SMALL, WIDTH, Box
from bot.charts.lettering import fitted, shown, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PITCH = 17.0
"""From one row of labels to the next."""
ROWS = 5
_BESIDE = 4.0
"""From the leading line to the text."""
_MOST = 7
_LONGEST, _SHORTEST = 225.0, 120.0
"""How wide a label may be, and how much of one that is cut has to be left."""
_GAP = 2.5


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its text, the row above the marks that it stands in (0 is the lowest), its left end, and where its mark is."""

    text: str
    row: int
    left: float
    wide: float
    mark: float

    @property
    def box(self) -> Box:
        """Its place; the lowest row stands on the line 0, and higher rows above it, at negative heights."""
        y = -self.row * PITCH
        return Box(self.left, y - ASCENT * SMALL, self.left + self.wide, y + DESCENT * SMALL)

    @property
    def lead(self) -> Box:
        """The line that leads down to the mark, as wide as it has to be left free."""
        return Box(self.mark - _GAP, self.box.top, self.mark + _GAP, DESCENT * SMALL)


def placed(wanted: Iterable[tuple[float, str]]) -> list[Label]:
    """Returns the labels that have room, of marks and their texts, the most wanted first."""
    chosen: list[tuple[float, str]] = []
    found: list[Label] = []
    for mark, text in wanted:
        more = _arranged([*chosen, (mark, shown(text))])
        if more:
            chosen.append((mark, shown(text)))
            found = more
        if len(found) == _MOST:
            break
    return found


def _arranged(chosen: list[tuple[float, str]]) -> list[Label]:
    """Returns a place for each of them; nothing if they can't all have one: tries texts that run inwards, rightwards, leftwards."""
    fits = [_room(mark, right=True) >= min(width(text, SMALL), _LONGEST) for mark, text in chosen]
    inward = [mark < WIDTH / 2 for mark, _ in chosen]
    for rightward in (inward, fits, [False] * len(chosen)):
        if found := _set(chosen, rightward):
            return found
    return []


def _set(chosen: list[tuple[float, str]], rightward: list[bool]) -> list[Label]:
    """Sets texts that run to the right of their lines from right to left, so that each line leads past those set before; the others the other way."""
    right = sorted((pair for pair, runs in zip(chosen, rightward, strict=True) if runs), reverse=True)
    left = sorted(pair for pair, runs in zip(chosen, rightward, strict=True) if not runs)
    found: list[Label] = []
    for (mark, text), runs in (*((pair, True) for pair in right), *((pair, False) for pair in left)):
        label = next((label for label in _tries(mark, text, right=runs) if _free(label, found)), None)
        if label is None:
            return []
        found.append(label)
    return found


def _room(mark: float, *, right: bool) -> float:
    return min((WIDTH - MARGIN - mark if right else mark - MARGIN) - _BESIDE, _LONGEST)


def _tries(mark: float, text: str, *, right: bool) -> Iterator[Label]:
    """The places where a label could stand, low before high; on the other side of its line if it need not be cut there."""
    for row in range(ROWS):
        for side in (right, not right):
            words = fitted(text, SMALL, _room(mark, right=side))
            wide = width(words, SMALL)
            if words == text or wide >= _SHORTEST:
                yield Label(words, row, mark + _BESIDE if side else mark - _BESIDE - wide, wide, mark)


def _free(label: Label, others: list[Label]) -> bool:
    return not any(
        label.box.meets(other.box, _GAP)
        or label.lead.meets(other.box)
        or other.lead.meets(label.box)
        or label.lead.meets(other.lead)
        for other in others
    )
