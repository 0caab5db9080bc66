"""Tests in which order the boxes of a page are read, and which pieces are one row."""

from __future__ import annotations

import pytest

from bot.intake.pdf_order import PdfLine, in_order

Piece = tuple[str, int, float, float, float]
"""Text, box, left, right and height on the page."""

ORDERED: list[tuple[list[Piece], str]] = [
    # from top to bottom, whatever the order of boxes and lines
    ([("b", 0, 40, 200, 0.4), ("a", 1, 40, 200, 0.2)], "a b"),
    ([("b", 0, 40, 200, 0.4), ("a", 0, 40, 200, 0.2)], "a b"),
    # columns, also if a paragraph ends at the same height in each
    ([("a", 0, 40, 200, 0.2), ("c", 1, 220, 380, 0.2), ("b", 2, 40, 200, 0.4), ("d", 3, 220, 380, 0.4)], "a b c d"),
    # below a title, above a foot, and around a heading that spans them
    (
        [
            ("title", 0, 40, 380, 0.1),
            ("a", 1, 40, 200, 0.2),
            ("b", 2, 220, 380, 0.2),
            ("heading", 3, 40, 380, 0.4),
            ("c", 4, 40, 200, 0.5),
            ("d", 5, 220, 380, 0.5),
            ("foot", 6, 40, 380, 0.7),
        ],
        "title a b heading c d foot",
    ),
    # no column: the numbers of a list, spaces narrower than a gutter
    ([("1", 0, 40, 50, 0.2), ("a", 1, 60, 380, 0.2), ("2", 2, 40, 50, 0.4), ("b", 3, 60, 380, 0.4)], "1 a 2 b"),
    ([("a", 0, 40, 200, 0.2), ("b", 1, 203, 380, 0.2), ("c", 2, 40, 200, 0.4), ("d", 3, 203, 380, 0.4)], "a b c d"),
    # a row in pieces, drawn in any order; a piece that is a box for itself
    ([("had", 0, 188, 204, 0.22), ("and", 0, 34, 52, 0.22), ("wings", 0, 67, 174, 0.2201)], "and wings had"),
    (
        [("x", 0, 34, 204, 0.2), ("return", 0, 34, 63, 0.22), ("table", 0, 113, 204, 0.22), ("to", 1, 70, 82, 0.22)],
        "x return to table",
    ),
    # beside a box, not in it: a column of one line
    ([("a", 0, 40, 200, 0.2), ("b", 0, 40, 200, 0.22), ("c", 1, 220, 380, 0.2)], "a b c"),
    # between the rows of a box, not in one
    ([("a", 0, 40, 200, 0.2), ("b", 0, 40, 200, 0.24), ("c", 1, 60, 100, 0.22)], "a b c"),
]  # fmt: skip


@pytest.mark.parametrize(("pieces", "read"), ORDERED)
def test_boxes_are_read_in_their_order_and_rows_in_one_piece(pieces: list[Piece], read: str) -> None:
    assert " ".join(line.text for line in in_order([PdfLine(*piece) for piece in pieces])) == read


def test_boxes_are_numbered_as_they_are_read() -> None:
    found = in_order([PdfLine("b", 3, 40, 200, 0.4), PdfLine("a", 9, 40, 200, 0.2)])
    assert [(line.text, line.box) for line in found] == [("a", 0), ("b", 1)]


def test_a_page_without_text_has_none() -> None:
    assert in_order([]) == []
