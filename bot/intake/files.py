"""A path (file, folder, or `-` for standard input) into articles: text, Markdown with front matter, HTML."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import frontmatter
import yaml

from bot.errors import AskError
from bot.model import Article
from bot.reading.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")
LARGEST = 10_000_000
"""Bytes. No news article is longer; a larger file is a mistake or a trap."""

EDTF = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?[~?%]?")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "article",
        "section",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "blockquote",
        "br",
        "tr",
        "figcaption",
        "pre",
        "main",
        "header",
        "table",
        "ul",
        "ol",
        "dd",
        "dt",
    ]
)
_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "footer",
        "aside",
        "form",
        "iframe",
        "button",
        "select",
        "head",
    ]
)


def paths(given: Path) -> Iterator[Path]:
    """The files a path stands for: itself, or the readable files of a folder, by name, at any depth.

    Raises:
        AskError: there is no such path, or the folder holds nothing that can be read.
    """
    if not given.exists():
        raise AskError(f"There is no file or folder {str(given)!r}. Check the path and try again.")
    if not given.is_dir():
        yield given
        return
    found = sorted(path for path in given.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    if not found:
        raise AskError(f"The folder {str(given)!r} holds no {', '.join(SUFFIXES)} file.")
    yield from found


def articles(given: Path, published: str | None = None) -> Iterator[Article]:
    """The articles a path stands for. `published`: the EDTF date of those that state none.

    Raises:
        AskError: a file can't be read as an article; the sentence says why.
    """
    for path in paths(given):
        yield article(path, published)


def article(path: Path, published: str | None = None) -> Article:
    """The article in one file.

    Raises:
        AskError: the file can't be opened, is too large, is no text, or its front matter is broken.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise AskError(f"{path} is larger than {LARGEST // 1_000_000} MB, too large for an article.")
        raw = path.read_bytes()
    except OSError as error:
        raise AskError(f"{path} can't be opened: {error.strerror or error}.") from error
    return from_bytes(raw, path.suffix.lower(), str(path), published)


def from_bytes(raw: bytes, suffix: str, where: str, published: str | None = None) -> Article:
    """The article in the bytes of a file of this kind; `where` names it in errors.

    Raises:
        AskError: the bytes are no UTF-8 text, hold none, or their front matter is broken.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AskError(f"{where} is no UTF-8 text (byte {error.start}). Save it as UTF-8 and try again.") from error
    head: dict[str, Any] = {}
    if suffix in (".html", ".htm"):
        title, text = _from_html(text)
        head = {"title": title}
    elif suffix in (".md", ".markdown") or text.startswith("---\n"):
        head, text = _front_matter(text, where)
    text = clean(text.replace("\x00", " "))
    if not text:
        raise AskError(f"{where} holds no text.")
    return Article(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        text=text,
        title=_line(head.get("title")),
        outlet=_line(head.get("outlet")),
        url=_line(head.get("url")),
        published=_date(head.get("published"), where) or published,
    )


def _front_matter(text: str, where: str) -> tuple[dict[str, Any], str]:
    try:
        head, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError) as error:
        raise AskError(f"The front matter of {where} is broken: {' '.join(str(error).split())}.") from error
    return head, body


def _line(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value is not None else None


def _date(value: object, where: str) -> str | None:
    """A front matter date as EDTF; YAML reads an unquoted day as a date of its own.

    Raises:
        AskError: the value is no date.
    """
    if value is None:
        return None
    text = (
        value.date().isoformat()
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else str(value).strip()
    )
    if not EDTF.fullmatch(text):
        raise AskError(f"{where}: {text!r} is no date of the form 2025-06-23, 2025-06 or 2025-06-23~ (approximate).")
    return text


class _Page(HTMLParser):
    """Collects the text of a page's blocks, the title aside; an <article> or <main> element wins over the rest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.pieces: list[str] = []
        self.chosen: list[str] = []
        self._dropped: list[str] = []
        self._inside = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self._in_title = True
        if tag in _DROPPED:
            self._dropped.append(tag)
        elif tag == "article":
            self._inside += 1
        if tag in _BLOCKS:
            self._write("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in self._dropped:
            del self._dropped[self._dropped.index(tag) :]
        elif tag == "article":
            self._inside = max(0, self._inside - 1)
        if tag in _BLOCKS:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._dropped:
            self._write(" ".join(data.split("\n")))

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        if self._inside:
            self.chosen.append(piece)


def _from_html(text: str) -> tuple[str | None, str]:
    page = _Page()
    page.feed(text)
    page.close()
    chosen = "".join(page.chosen)
    body = chosen if len(chosen.split()) >= 40 else "".join(page.pieces)
    return " ".join("".join(page.title).split()) or None, re.sub(r"\n\s*\n+", "\n\n", body)
