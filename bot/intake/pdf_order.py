"""Puts the boxes of a PDF's page in the order in which they are read: column by column, below and above what spans them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SAME_ROW = 0.002
"""The share of the page's height by which pieces of one row may differ."""
_WITHIN = 1.0
"""Points by which a piece may stick out of the box it belongs to."""
_GUTTER = 4.0
"""Points between two columns at least."""
_COLUMN = 60.0
"""Points of a column's width at least: what is narrower is the numbers or marks of a list, beside their text."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line: the number of its box on its page, its left and right ends in points, and its height on the page from 0 (top) to 1."""

    text: str
    box: int
    left: float
    right: float
    down: float


@dataclass(frozen=True, slots=True)
class _Box:
    """The lines of a box, and the space they take."""

    lines: tuple[PdfLine, ...]
    left: float
    right: float
    top: float
    bottom: float


def in_order(page: list[PdfLine]) -> list[PdfLine]:
    """Returns the lines of a page in reading order, with the boxes numbered in it and each row in one piece."""
    boxes = [_whole(box) for box in _boxes(_taken_in(page))]
    return [replace(line, box=number) for number, box in enumerate(_ordered(boxes)) for line in box.lines]


def _taken_in(page: list[PdfLine]) -> list[PdfLine]:
    """The lines with pieces that stand in a row of another box as part of that box: wide spaces of a justified line set them apart."""
    boxes = _boxes(page)
    alone = {box.lines[0] for box in boxes if len(box.lines) == 1}
    found = []
    for line in page:
        hosts = [box for box in boxes if line in alone and _is_inside(line, box)]
        found.append(replace(line, box=hosts[0].lines[0].box) if hosts else line)
    return found


def _is_inside(piece: PdfLine, box: _Box) -> bool:
    """True if a row of the box goes on before or after the piece, within the box."""
    beside = any(line is not piece and abs(line.down - piece.down) < SAME_ROW for line in box.lines)
    return beside and len(box.lines) > 1 and box.left - _WITHIN <= piece.left and piece.right <= box.right + _WITHIN


def _boxes(page: list[PdfLine]) -> list[_Box]:
    lines: dict[int, list[PdfLine]] = {}
    for line in page:
        lines.setdefault(line.box, []).append(line)
    return [_box(some) for some in lines.values()]


def _box(lines: list[PdfLine]) -> _Box:
    downs = [line.down for line in lines]
    return _Box(
        tuple(lines), min(line.left for line in lines), max(line.right for line in lines), min(downs), max(downs)
    )


def _whole(box: _Box) -> _Box:
    """A box with the pieces of each row joined, from top to bottom."""
    rows: list[list[PdfLine]] = []
    for line in sorted(box.lines, key=lambda line: line.down):
        if rows and abs(rows[-1][0].down - line.down) < SAME_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return _box([_joined(sorted(row, key=lambda piece: piece.left)) for row in rows])


def _joined(row: list[PdfLine]) -> PdfLine:
    right = max(piece.right for piece in row)
    return replace(row[0], text=" ".join(piece.text for piece in row), right=right)


def _ordered(boxes: list[_Box]) -> list[_Box]:
    """Boxes in reading order: columns from left to right, else bands from top to bottom, those with the same columns together."""
    columns = _columns(boxes)
    if len(columns) > 1:
        return [box for column in columns for box in _ordered(column)]
    bands: list[list[_Box]] = []
    for band in _parts(boxes, lambda box: box.top, lambda box: box.bottom, 0.0):
        if bands and len(_columns([*bands[-1], *band])) > 1:
            bands[-1] += band
        else:
            bands.append(band)
    if len(bands) > 1:
        return [box for band in bands for box in _ordered(band)]
    return boxes


def _columns(boxes: list[_Box]) -> list[list[_Box]]:
    """The boxes by columns; all together if one is too narrow for a column."""
    if not boxes:
        return [boxes]
    columns = _parts(boxes, lambda box: box.left, lambda box: box.right, _GUTTER)
    wide = all(max(box.right for box in some) - min(box.left for box in some) >= _COLUMN for some in columns)
    return columns if wide else [boxes]


def _parts(
    boxes: list[_Box], begin: Callable[[_Box], float], end: Callable[[_Box], float], apart: float
) -> list[list[_Box]]:
    """Boxes parted wherever there is more space than `apart` that none of them reaches into."""
    ranked = sorted(boxes, key=begin)
    reached = float("-inf")
    cuts = [0]
    for number, (box, following) in enumerate(pairwise(ranked), 1):
        reached = max(reached, end(box))
        if begin(following) - reached > apart:
            cuts.append(number)
    chosen = [{id(box) for box in ranked[first:last]} for first, last in pairwise([*cuts, len(ranked)])]
    return [[box for box in boxes if id(box) in some] for some in chosen]
