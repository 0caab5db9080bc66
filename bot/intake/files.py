"""Reads the files at a path (file or folder)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import AskError
from bot.limits import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
}
"""Media types by the ending of a file's name."""


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes from outside with their metadata. `where` names them in errors; `published` is for those that state no date."""

    raw: bytes
    kind: str
    where: str
    charset: str | None = None
    url: str | None = None
    published: str | None = None
    today: str | None = None
    """ISO day: no page is from a later one. None: this machine's."""
    begins_with_title: bool = False
    """True if the first line of a plain text is its title where it is written as one."""


def paths(given: Path) -> Iterator[Path]:
    """Yields the files at a path: itself, or the readable files of a folder at any depth, by name.

    Raises:
        AskError: the path doesn't exist, or the folder has no readable files.
    """
    if not given.exists():
        raise AskError(f"There is no file or folder {str(given)!r}. Check the path and try again.")
    if not given.is_dir():
        yield given
        return
    found = sorted(path for path in given.rglob("*") if path.suffix.lower() in KINDS and path.is_file())
    if not found:
        raise AskError(f"The folder {str(given)!r} contains no {', '.join(KINDS)} file.")
    yield from found


def document(path: Path, published: str | None = None) -> Document:
    """Reads one file; a file with an unknown ending counts as text.

    Raises:
        AskError: the file can't be opened, or is too large.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise AskError(
                f"{path} is larger than {LARGEST_FILE // 1_000_000} MB, too large for an article: give only the article's text."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise AskError(f"{path} can't be opened: {error.strerror or error}.") from error
    kind = KINDS.get(path.suffix.lower(), "text/plain")
    return Document(raw, kind, str(path), published=published, begins_with_title=kind == "text/plain")
