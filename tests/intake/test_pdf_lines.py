"""Tests how the lines of a page become paragraphs: where one ends, which lines continue it, and what is in the margin."""

from __future__ import annotations

import pytest

from bot.intake.pdf_lines import flowing
from bot.intake.pdf_order import PdfLine


def page(*lines: tuple[str, int, float], down: float = 0.5) -> list[PdfLine]:
    """Lines from the middle of a page downwards, each with its box and width in points."""
    return [PdfLine(text, box, 40, 40 + width, down + 0.02 * row) for row, (text, box, width) in enumerate(lines)]


PARAGRAPHS = [
    # a line that ends a sentence ends its paragraph if it is shorter than the others
    ([("It rained.", 0, 84), ("It snowed.", 0, 100)], "It rained.\nIt snowed."),
    ([("It rained.", 0, 85), ("It snowed.", 0, 100)], "It rained. It snowed."),
    ([("It rained", 0, 50), ("It snowed.", 0, 100)], "It rained It snowed."),
    # a new box continues a sentence that has not ended
    ([("It rained", 0, 100), ("and snowed.", 1, 100)], "It rained and snowed."),
    ([("It rained", 0, 100), ("Ann snowed.", 1, 100)], "It rained\nAnn snowed."),
    ([("In the valley of", 0, 100), ("Kolno it snowed.", 1, 100)], "In the valley of Kolno it snowed."),
    ([("It rained,", 0, 100), ("Ann said.", 1, 100)], "It rained, Ann said."),
    ([("It rained.", 0, 100), ("and snowed.", 1, 100)], "It rained.\nand snowed."),
    # only the first line of a box continues a sentence
    ([("It rained", 0, 100), ("and.", 1, 50), ("so on", 1, 100)], "It rained and.\nso on"),
    # a soft hyphen is always removed, one before a name is kept
    ([("It rai\u00ad", 0, 100), ("ned.", 0, 100)], "It rained."),
    ([("A US-", 0, 100), ("Israel draft.", 0, 100)], "A US-Israel draft."),
    ([("an anti-", 0, 100), ("American.", 0, 100)], "an anti-American."),
    ([("twenty-", 0, 100), ("five.", 0, 100)], "twenty-five."),
    ([("twenty-", 0, 100), ("fold.", 0, 100)], "twentyfold."),
    # as it is more often written elsewhere, or by whether the parts are words
    ([("mid-", 0, 100), ("term, midterm.", 0, 100)], "midterm, midterm."),
    ([("mid-", 0, 100), ("term, mid-term.", 0, 100)], "mid-term, mid-term."),
    ([("Khame-", 0, 100), ("nei left.", 0, 100)], "Khamenei left."),
    ([("well-", 0, 100), ("known.", 0, 100)], "well-known."),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "text"), PARAGRAPHS)
def test_paragraphs_end_in_the_right_places(lines: list[tuple[str, int, float]], text: str) -> None:
    assert flowing([page(*lines)]) == text


BODY = [("It rained.", 0, 50), ("It rained.", 0, 100)]
MARGINS = [
    # a line in the margins of two pages, the same except for numbers, at one height
    (("The Wire 1", 0.05), ("The Wire 2", 0.05), []),
    (("The Wire 1", 0.05), ("The Herald", 0.05), ["The Wire 1", "The Herald"]),
    (("The Wire 1", 0.05), ("The Wire 2", 0.95), ["The Wire 1", "The Wire 2"]),
    # a number alone
    (("- 7 -", 0.95), ("Page 8 of 9", 0.05), []),
    (("7", 0.5), ("viii", 0.95), ["7"]),
]


# Traps: a stamp such as "Draft" across the pages, a line of the text that stands at the same height twice, a margin that begins too early.
@pytest.mark.parametrize(
    ("marked", "down", "box", "left"),
    [
        (3, 0.5, 1, 0),
        (2, 0.5, 1, 2),
        (3, 0.5, 0, 3),
        (2, 0.12, 1, 0),
        (2, 0.88, 1, 0),
        (2, 0.13, 1, 2),
        (2, 0.87, 1, 2),
    ],
)
def test_what_is_stamped_on_most_pages_is_not_text(marked: int, down: float, box: int, left: int) -> None:
    """On `marked` of five pages, alone in a box of its own or (0) in that of the text."""
    text = [page(("It rained.", 0, 100), ("It snowed.", 0, 100), down=0.3) for _ in range(5)]
    pages = [[*lines, *page(("Draft", box, 50), down=down)] if n < marked else lines for n, lines in enumerate(text)]
    assert flowing(pages).count("Draft") == left


@pytest.mark.parametrize(("first", "second", "left"), MARGINS)
def test_lines_in_the_margins_are_not_text(
    first: tuple[str, float], second: tuple[str, float], left: list[str]
) -> None:
    pages = [[*page((text, 1, 100), down=down), *page(*BODY, down=0.3)] for text, down in (first, second)]
    assert [line for line in flowing(pages).split("\n") if line != "It rained."] == left


def headed(*heads: str) -> list[list[PdfLine]]:
    """Pages whose head is nearer to the middle than a margin, and in the box of the text."""
    return [
        page((head, 0, 80), (f"It rained {word} and", 0, 100), ("snowed.", 0, 50), down=0.2)
        for head, word in zip(heads, ("here", "there", "everywhere"), strict=True)
    ]


# Trap: a running head in one box with the text, below the margin.
def test_a_running_head_in_the_box_of_the_text_is_left_out() -> None:
    assert flowing(headed("The Wire 1", "The Wire 2", "The Wire 3")).split("\n") == [
        "It rained here and snowed.",
        "It rained there and snowed.",
        "It rained everywhere and snowed.",
    ]


def test_a_first_line_of_one_page_alone_is_text() -> None:
    assert flowing(headed("Ann left", "Eve left", "Bob left")).startswith("Ann left It rained here")
