"""Extracts the text, title and creation day of a PDF."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from bot.catalogue.lazy import Lazy, lazy
from bot.errors import AskError
from bot.intake.pdf_lines import flowing
from bot.intake.pdf_order import PdfLine
from bot.wording import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.layout import LTPage

MOST_PAGES = 60
"""The most pages: an article has fewer, and a book would take minutes."""
_MADE = re.compile(r"D:((?:19|20)\d{2})(\d{2})(\d{2})")
_LIGATURES = {"\uf001": "fi", "\uf002": "fl"}
"""Where many fonts have these letters, and say no more of them (glyphs of Liberation and of Microsoft's fonts)."""
_PRIVATE = re.compile("(?<=[a-z])[\uf001\uf002]|[\uf001\uf002](?=[a-z])", re.IGNORECASE)
_SMALL = 0.8
"""The most of a line's usual size that the number of a note has."""
_OF_NOTES = re.compile(r"[\d,*†‡\s]")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[”’\"').,;:!?]*\Z")
_UNITS = frozenset({"m", "cm", "mm", "km", "mi", "ft", "in", "yd", "s"})
"""Units that have powers: km2."""
_BROKEN = (
    PSException,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    OSError,
    struct.error,
)

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns about every small error in the file


@dataclass(frozen=True, slots=True)
class PdfArticle:
    """The content of a PDF; `made` is an ISO day."""

    text: str
    title: str | None
    made: str | None


def article_in(raw: bytes, where: str) -> PdfArticle:
    """Extracts the text of a PDF.

    Args:
        raw: the file.
        where: names it in errors.

    Raises:
        AskError: it is broken, locked, longer than an article, or has only pictures.
    """
    try:
        document = PDFDocument(PDFParser(io.BytesIO(raw)))
        pages = list(islice(PDFPage.create_pages(document), MOST_PAGES + 1))
        if len(pages) > MOST_PAGES:
            raise AskError(
                lazy(
                    "{where} has more than {n} pages, too many for an article: paste the part you mean.",
                    where=Lazy(where),
                    n=MOST_PAGES,
                )
            )
        text = flowing([list(_lines(page)) for page in _laid_out(pages)])
        title, made = _told(document)
    except PDFPasswordIncorrect as error:
        raise AskError(
            lazy("{where} is locked with a password: save it without one, or paste its text.", where=Lazy(where))
        ) from error
    except (*_BROKEN, zlib.error) as error:
        raise AskError(
            lazy("{where} is not a PDF I can read: open it and paste its text.", where=Lazy(where))
        ) from error
    if not pages:
        raise AskError(lazy("{where} is not a PDF I can read: open it and paste its text.", where=Lazy(where)))
    if not text.strip():
        raise AskError(lazy("{where} contains pictures of text, not text: paste its words instead.", where=Lazy(where)))
    return PdfArticle(text, title, made)


def _laid_out(pages: list[PDFPage]) -> Iterator[LTPage]:
    """The pages with lines in boxes, in reading order: one column after the other."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    for page in pages:
        interpreter.process_page(page)
        yield device.get_result()


def _lines(page: LTPage) -> Iterator[PdfLine]:
    for number, box in enumerate(box for box in page if isinstance(box, LTTextBox)):
        for line in box:
            if isinstance(line, LTTextLine) and (text := " ".join(_spelled(_without_notes(line)).split())):
                middle = (line.y0 + line.y1) / 2
                yield PdfLine(text, number, line.x0, line.x1, 1 - (middle - page.y0) / max(1.0, page.height))


def _without_notes(line: LTTextLine) -> str:
    """The text of a line without the numbers of notes: digits that are raised and smaller, behind a word or its mark. Powers of units and figures stay."""
    signs = [sign for sign in line if isinstance(sign, LTChar)]
    if not signs:
        return line.get_text()
    size, bottom = Counter((round(sign.size, 1), round(sign.y0, 1)) for sign in signs).most_common(1)[0][0]
    told = ""
    for sign in line:
        said = sign.get_text()
        raised = isinstance(sign, LTChar) and sign.size <= _SMALL * size and sign.y0 > bottom
        if not (raised and _OF_NOTES.fullmatch(said) and _noted(told)):
            told += said
    return told


def _noted(before: str) -> bool:
    """True if a note may belong to what stands before it: a word that is no unit, or a mark behind one."""
    found = _WORD_BEFORE.search(before)
    return found is not None and found[1].lower() not in _UNITS


def _spelled(text: str) -> str:
    """The text with the letters that some fonts keep as signs of their own; alone such a sign is a symbol."""
    return _PRIVATE.sub(lambda found: _LIGATURES[found[0]], text)


def _told(document: PDFDocument) -> tuple[str | None, str | None]:
    """The title and ISO day in a PDF's metadata."""
    told: dict[str, Any] = {}
    for info in document.info:
        told |= info
    title = unmarked(_word(told.get("Title"))) or None
    made = _MADE.match(_word(told.get("CreationDate")))
    return title, "-".join(made.groups()) if made else None


def _word(value: Any) -> str:
    value = resolve1(value)
    return decode_text(value) if isinstance(value, bytes) else ""
