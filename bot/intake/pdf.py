"""A PDF into its text, title and the day it was made."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from bot.errors import AskError

MOST_PAGES = 60
"""An article has fewer; a book is refused rather than read for minutes."""
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_ENDS = (".", "!", "?", "”", '"', "’", ":")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it complains of every slip of the file


@dataclass(frozen=True, slots=True)
class PdfArticle:
    """What a PDF says; `made` is an ISO day."""

    text: str
    title: str | None
    made: str | None


def article_in(raw: bytes, where: str) -> PdfArticle:
    """The text of a PDF.

    Args:
        raw: the file.
        where: names it in errors.

    Raises:
        AskError: it is broken, locked, longer than an article, or holds pictures only.
    """
    try:
        read = _read(raw)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise AskError(f"{where} is no PDF I can read: open it, and paste its text.") from error
    if isinstance(read, str):
        raise AskError(f"{where} {read}")
    if not read.text.strip():
        raise AskError(f"{where} holds pictures of text, not text: paste its words instead.")
    return read


def _read(raw: bytes) -> PdfArticle | str:
    """What the PDF says, or why it is not read."""
    reader = PdfReader(io.BytesIO(raw))
    if refusal := _refusal(reader):
        return refusal
    text = "\n\n".join(_flowing(page.extract_text()) for page in reader.pages)
    told = reader.metadata
    title, made = (told.title, told.creation_date) if told else (None, None)
    return PdfArticle(text, " ".join((title or "").split()) or None, made.date().isoformat() if made else None)


def _refusal(reader: PdfReader) -> str | None:
    if reader.is_encrypted and not reader.decrypt(""):
        return "is locked with a password: save it without one, or paste its text."
    if len(reader.pages) > MOST_PAGES:
        return f"has more than {MOST_PAGES} pages, too many for an article: paste the part you mean."
    return None


def _flowing(text: str) -> str:
    """A page's lines as paragraphs: a line that stops short after a sentence, or before an empty one, ends one."""
    widest = max(map(len, text.split("\n")))
    flowing: list[str] = []
    ended = True
    for line in map(str.strip, text.split("\n")):
        if ended or not line:
            flowing.append(line)
        else:
            flowing[-1] += f"\n{line}"
        ended = not line or (line.endswith(_ENDS) and len(line) < 0.85 * widest)
    return "\n".join(_HYPHEN.sub("", paragraph).replace("\n", " ") for paragraph in flowing)
