from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from bot.errors import AskError
from bot.intake.pdf import article_in

LINES = [
    "Russia condemned the attack on Iranian nuclear sites, and its for-",
    "eign ministry called it a breach of international law.",
    "Israel said that its aims had been reached, while diplomats in Vienna",
    "spoke of a narrow path.",
]


def pdf(lines: list[str], password: str | None = None, pages: int = 1) -> bytes:
    """A PDF with these lines on its first page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(f"/{value}")
            for key, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))
        }
    )
    for number in range(pages):
        page = writer.add_blank_page(600, 800)
        if number == 0 and lines:
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
            )
            stream = DecodedStreamObject()
            shown = " ".join(f"({line}) Tj T*" for line in lines)
            stream.set_data(f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode("latin-1"))
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
        (b"%PDF-1.4 and nothing else", "no PDF I can read"),
        (pdf(LINES)[:300], "no PDF I can read"),
        (pdf([]), "pictures of text"),
        (pdf(LINES, "secret"), "locked with a password"),
        (pdf(LINES, pages=61), "more than 60 pages"),
    ],
    ids=["a stub", "cut short", "pictures", "locked", "long"],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_reason(raw: bytes, says: str) -> None:
    with pytest.raises(AskError, match=says):
        article_in(raw, "a.pdf")
