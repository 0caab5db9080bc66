from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from bot.errors import AskError
from bot.intake.documents import plain_candidate
from bot.intake.files import Document
from bot.intake.pdf import _spelled, article_in

LINES = [
    "Russia condemned the attack on Iranian nuclear sites, and its for-",
    "eign ministry called it a breach of international law.",
    "Israel said that its aims had been reached, while diplomats in Vienna",
    "spoke of a narrow path.",
]


Placed = tuple[int, int, str]
"""A piece of a page: its position in points from the left and the bottom, and its text."""


def pdf(lines: list[str], password: str | None = None, pages: int = 1) -> bytes:
    """A PDF with these lines on its first page, and so many pages."""
    placed = [(50, 700 - 14 * number, line) for number, line in enumerate(lines)]
    return drawn([placed, *[[]] * (pages - 1)], password)


def drawn(pages: list[list[Placed]], password: str | None = None) -> bytes:
    """A PDF with pieces drawn in the given order, on pages of 600 by 800 points."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(f"/{value}")
            for key, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))
        }
    )
    for placed in pages:
        page = writer.add_blank_page(600, 800)
        if placed:
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
            )
            stream = DecodedStreamObject()
            shown = " ".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, text in placed)
            stream.set_data(f"BT /F1 12 Tf {shown} ET".encode("latin-1"))
            page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "A day", "/CreationDate": "D:20250623101500Z"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_gives_its_text_in_paragraphs_its_title_and_day() -> None:
    found = article_in(pdf(LINES), "a.pdf")
    assert found.text.strip().split("\n") == [
        "Russia condemned the attack on Iranian nuclear sites, and its foreign ministry called it a breach of international law.",
        "Israel said that its aims had been reached, while diplomats in Vienna spoke of a narrow path.",
    ]
    assert (found.title, found.made) == ("A day", "2025-06-23")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"%PDF-1.4 and nothing else", "not a PDF I can read"),
        (pdf(LINES)[:300], "not a PDF I can read"),
        (pdf([]), "pictures of text"),
        (pdf(LINES, "secret"), "locked with a password"),
        (pdf(LINES, pages=61), "more than 60 pages"),
    ],
    ids=["a stub", "cut short", "pictures", "locked", "long"],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_reason(raw: bytes, says: str) -> None:
    with pytest.raises(AskError, match=says):
        article_in(raw, "a.pdf")


def rows(*columns: list[str], left: int = 40, apart: int = 260, top: int = 700) -> list[Placed]:
    """Columns drawn row by row."""
    deep = max(map(len, columns))
    return [
        (left + apart * place, top - 14 * row, column[row])
        for row in range(deep)
        for place, column in enumerate(columns)
        if row < len(column)
    ]


LEFT = [
    "Russia condemned the attack on the",
    "nuclear sites, and its ministry called",
    "it a breach of international law. It",
]
RIGHT = ["would go on speaking with Tehran, the", "minister said, and had not been asked", "for weapons by anybody."]
READ_ACROSS = (
    "Russia condemned the attack on the nuclear sites, and its ministry called it a breach of international law. It "
    "would go on speaking with Tehran, the minister said, and had not been asked for weapons by anybody."
)
SPOKEN = [
    "Russia condemned the attack",
    "on the sites, and it called",
    "it a breach of the law. It",
    "would go on speaking.",
    "The minister said it had",
    "not been asked for arms",
    "by anybody at all.",
    "Diplomats in Vienna met",
    "on the next day, he added.",
]
THREE = rows(SPOKEN[:3], SPOKEN[3:6], SPOKEN[6:], apart=180)
LAID_OUT = [
    # columns drawn row by row, from the top and from the bottom
    ([rows(LEFT, RIGHT)], READ_ACROSS),
    ([rows(LEFT, RIGHT)[::-1]], READ_ACROSS),
    # three columns, of which the last two begin with the end of a paragraph, below a line that spans them
    (
        [
            [
                (40, 740, "A day of talks about nuclear sites in Moscow and Vienna, and what it came to in the end"),
                *THREE,
            ]
        ],
        f"A day of talks about nuclear sites in Moscow and Vienna, and what it came to in the end\n{' '.join(SPOKEN[:7])}\n{' '.join(SPOKEN[7:])}",
    ),
    # running heads and page numbers inside a sentence that continues
    (
        [
            [(40, 770, "The Wire"), (450, 770, "23 June 2025"), *rows(LEFT), (280, 20, "Page 1 of 3")],
            [(40, 770, "The Wire"), (450, 770, "23 June 2025"), *rows(RIGHT), (280, 20, "Page 2 of 3")],
        ],
        READ_ACROSS,
    ),
    # a number alone, on a page alone
    ([[*rows(LEFT), *rows(RIGHT, top=650), (290, 20, "- 1 -")]], READ_ACROSS),
    ([[*rows(LEFT), *rows(RIGHT, top=650), (290, 20, "1/1")]], READ_ACROSS),
    ([[*rows(LEFT), *rows(RIGHT, top=650), (290, 20, "iv")]], READ_ACROSS),
    # a line that is printed twice, so that it looks bold; one that is there twice
    ([[(x, 700, "Moscow speaks.") for x in (40, 41)]], "Moscow speaks."),
    ([[(40, y, "Moscow speaks.") for y in (700, 686)]], "Moscow speaks. Moscow speaks."),
    # what is in the margin of only one page is text
    ([[(40, 770, "Moscow speaks"), *rows(LEFT)], rows(RIGHT)], f"Moscow speaks\n{READ_ACROSS}"),
]


@pytest.mark.parametrize(("pages", "text"), LAID_OUT)
def test_text_is_read_in_its_order_and_without_what_runs_through_the_pages(
    pages: list[list[Placed]], text: str
) -> None:
    assert article_in(drawn(pages), "a.pdf").text == text


PARTED = [
    # a hyphen that belongs to the word
    (["The committee on price-", "determining rules met."], "The committee on price-determining rules met."),
    (["It was the anti-", "American tone that hurt."], "It was the anti-American tone that hurt."),
    (["This is the US-", "Israel draft of it."], "This is the US-Israel draft of it."),
    (["It has long been a well-", "known fact that it is."], "It has long been a well-known fact that it is."),
    (["He spoke of the COVID-", "19 years in Geneva."], "He spoke of the COVID-19 years in Geneva."),
    (["There were twenty-", "five of them."], "There were twenty-five of them."),
    (["It was the thirty-", "second day of it."], "It was the thirty-second day of it."),
    # a hyphen added for the line break
    (["The foreign min-", "istry said no to it."], "The foreign ministry said no to it."),
    (["The govern-", "ment said no to it."], "The government said no to it."),
    # decided by how the text writes the word elsewhere, names above all
    (["Khame-", "nei said no. So Khamenei said."], "Khamenei said no. So Khamenei said."),
    (["The mid-", "term vote: a mid-term vote."], "The mid-term vote: a mid-term vote."),
    # a dash is no hyphen
    (["It was late \\261", "too late for them."], "It was late – too late for them."),
    # letters printed as one glyph
    (["The of\\256ce was \\257ooded."], "The office was flooded."),
]


@pytest.mark.parametrize(("lines", "text"), PARTED)
def test_words_are_whole(lines: list[str], text: str) -> None:
    found = plain_candidate(Document(pdf(lines), "application/pdf", "a.pdf"))
    assert found.article.text == text


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("chie\uf002y ef\uf001cient", "chiefly efficient"),
        ("\uf001rst and o\uf001", "first and ofi"),
        # a symbol: those places are no letters' alone
        ("\uf001 and \uf002", "\uf001 and \uf002"),
    ],
)
def test_letters_kept_as_signs_of_their_own_are_spelled_in_words(text: str, spelled: str) -> None:
    assert _spelled(text) == spelled


@pytest.mark.parametrize("text", ["The oﬃce was ﬂooded.", "The of\u00adfice was flood\u00aded."])
def test_letters_that_print_as_one_are_apart_wherever_they_come_from(text: str) -> None:
    for raw, kind in (
        (text, "text/plain"),
        (f"<html><body><article><p>{text}</p></article></body></html>", "text/html"),
    ):
        found = plain_candidate(Document(raw.encode(), kind, "It"))
        assert found.article.text == "The office was flooded."


def raised(digits: str, size: int = 7, rise: int = 4) -> str:
    """Digits in the midst of a piece, smaller and raised."""
    return f") Tj /F1 {size} Tf {rise} Ts ({digits}) Tj 0 Ts /F1 12 Tf ("


NOTED = [
    # trap: the number of a note sticks to the word or the mark before it
    (f"Russia opposed the sanctions{raised('3')} on Iran.", "Russia opposed the sanctions on Iran."),
    (f"Russia opposed the sanctions.{raised('12')} Iran left.", "Russia opposed the sanctions. Iran left."),
    (f"It opposed the sanctions,{raised('3, 4')} and left.", "It opposed the sanctions, and left."),
    (f"Iran left.{raised('1')}", "Iran left."),
    # a figure of the text, a power, a sign below the line, an ordinal
    ("In room B3 it said 5.", "In room B3 it said 5."),
    (f"It burnt 5 km{raised('2')} of wood.", "It burnt 5 km2 of wood."),
    (f"It made 10{raised('6')} of them.", "It made 106 of them."),
    (f"It made CO{raised('2', rise=-2)} again.", "It made CO2 again."),
    (f"On the 5{raised('th')} of May it rained.", "On the 5th of May it rained."),
]


@pytest.mark.parametrize(("line", "text"), NOTED)
def test_numbers_of_notes_are_no_part_of_a_word(line: str, text: str) -> None:
    assert article_in(pdf([line]), "a.pdf").text.strip() == text
