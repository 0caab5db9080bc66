"""Reads and writes sheets: a text, or loose sentences with their neighbours, with everything that can be labelled numbered.

`.sheet` has the text alone; `.gold` also has the labels of each sentence in the lines below it, indented by two spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from training.gold.marked import Marked, MarkError, read, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GOLD = Path(__file__).resolve().parent
FOLDERS = ("articles", "sentences", "texts")
SECOND = GOLD / "second"
"""Second annotations of texts that are gold already."""
MANNERS = GOLD / "manners"
"""Texts of which only the quotations are listed: nothing else is to be learned from them, so they are in no part (see its NOTE.md)."""
HEAD = ("title", "outlet", "published", "url", "licence", "manner", "part", "note")
_SENTENCE = re.compile(r"s(\d+)([-+#@]?)(?: (.*))?")


class SheetError(ValueError):
    """A sheet that cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a loose sentence comes from."""

    outlet: str = ""
    published: str = ""
    licence: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of a sheet.

    Attributes:
        number: the 7 of `s7`.
        body: no heading, dateline or boilerplate.
        paragraph: the number of its paragraph within the text or, of a loose sentence, within its context.
        before, after, origin: of a loose sentence; before and after are None where there is none.
        labels: the lines of labels under it, as written.
        line: where it stands in the file, for messages.
    """

    number: int
    marked: Marked
    body: bool = True
    paragraph: int = 0
    before: Marked | None = None
    after: Marked | None = None
    apart: tuple[bool, bool] = (False, False)
    origin: Origin = Origin()
    labels: tuple[tuple[int, str], ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole article, or a batch of loose sentences.

    Attributes:
        whole: an article: every fact in it is listed.
        head: what the `@` lines say.
        declared: the head lines of its labels (actors, issues, events), with their line numbers.
    """

    name: str
    whole: bool
    head: dict[str, str]
    rows: tuple[Row, ...]
    declared: tuple[tuple[int, str], ...] = ()
    path: str = ""

    def by_number(self) -> dict[int, Row]:
        """Its sentences by their numbers."""
        return {row.number: row for row in self.rows}


@dataclass(slots=True)
class _Open:
    """A sheet while it is being read."""

    head: dict[str, str] = field(default_factory=dict)
    declared: list[tuple[int, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    paragraph: int = 0
    blank: bool = False
    pending: dict[str, Marked | Origin | bool] = field(default_factory=dict)


def parse(text: str, path: str = "") -> Sheet:
    """Parses the text of a `.sheet` or `.gold` file.

    Raises:
        SheetError: a line is invalid; the message names file and line.
    """
    made = _Open()
    for number, line in enumerate(text.split("\n"), 1):
        try:
            _take(made, number, line)
        except MarkError as error:
            raise SheetError(f"{path}:{number}: {error}") from error
    kind = next((kind for kind in ("article", "batch") if kind in made.head), None)
    if kind is None:
        raise SheetError(f"{path}:1: the first line must be `@article NAME` or `@batch NAME`")
    name = made.head.pop(kind)
    return Sheet(name, kind == "article", made.head, tuple(made.rows), tuple(made.declared), path)


def _take(made: _Open, number: int, line: str) -> None:
    if not line.strip():
        made.blank = True
        return
    if line.startswith("@"):
        key, _, value = line[1:].partition(" ")
        made.head[key] = value.strip()
    elif line.startswith("  "):
        if not made.rows:
            raise MarkError("labels stand under no sentence")
        made.rows[-1] = replace(made.rows[-1], labels=(*made.rows[-1].labels, (number, line.strip())))
    elif match := _SENTENCE.fullmatch(line):
        _sentence(made, number, int(match[1]), match[2], match[3] or "")
    elif not made.rows:
        made.declared.append((number, line.strip()))
    else:
        raise MarkError(f"neither a sentence (s7 ...) nor labels (two spaces before): {line[:40]!r}")
    made.blank = False


def _sentence(made: _Open, line: int, number: int, sign: str, rest: str) -> None:
    pending, blank = made.pending, made.blank
    if sign == "@":
        outlet, published, licence, url = (part.strip() for part in f"{rest} | | | ".split("|", 3)[:4])
        made.pending = {"origin": Origin(outlet, published, licence, url.strip(" |"))}
    elif sign == "-":
        pending["before"] = read(rest)
    elif sign == "+":
        row = made.rows[-1]
        if row.number != number:
            raise MarkError(f"s{number}+ stands under s{row.number}")
        made.rows[-1] = replace(row, after=read(rest), apart=(row.apart[0], blank))
    else:
        if made.rows and number <= made.rows[-1].number:
            raise MarkError(f"s{number} after s{made.rows[-1].number}: the numbers must rise")
        made.paragraph += bool(made.rows) and blank
        before, origin = pending.get("before"), pending.get("origin")
        made.rows.append(
            Row(
                number,
                read(rest),
                sign != "#",
                made.paragraph,
                before if isinstance(before, Marked) else None,
                None,
                (before is not None and blank, False),
                origin if isinstance(origin, Origin) else Origin(),
                (),
                line,
            )
        )
        made.pending = {}


def write(sheet: Sheet) -> str:
    """Returns the text of the sheet's file, with labels if its sentences have any."""
    lines = [f"@{'article' if sheet.whole else 'batch'} {sheet.name}"]
    lines += [f"@{key} {sheet.head[key]}".rstrip() for key in HEAD if sheet.head.get(key)]
    if sheet.declared:
        lines += ["", *(text for _, text in sheet.declared)]
    if not sheet.whole:
        for row in sheet.rows:
            lines += ["", *_loose(row)]
        return "\n".join(lines) + "\n"
    paragraph = None
    for row in sheet.rows:
        if row.paragraph != paragraph:
            lines.append("")
            paragraph = row.paragraph
        lines.append(f"s{row.number}{'' if row.body else '#'} {written(row.marked)}")
        lines += [f"  {text}" for _, text in row.labels]
    return "\n".join(lines) + "\n"


def _loose(row: Row) -> Iterator[str]:
    origin, n = row.origin, row.number
    yield f"s{n}@ {origin.outlet} | {origin.published} | {origin.licence} | {origin.url}"
    if row.before is not None:
        yield f"s{n}- {written(row.before, 'p')}"
        if row.apart[0]:
            yield ""
    yield f"s{n} {written(row.marked)}"
    yield from (f"  {text}" for _, text in row.labels)
    if row.after is not None:
        if row.apart[1]:
            yield ""
        yield f"s{n}+ {written(row.after)}"


def load(path: Path) -> Sheet:
    """Returns the sheet in a file.

    Raises:
        SheetError: it cannot be read.
    """
    return parse(path.read_text(encoding="utf-8"), str(path))


def gold_files(paths: Iterable[Path] = ()) -> list[Path]:
    """Returns the given `.gold` files, or those in the given folders; by default all of the package."""
    given = list(paths) or [GOLD / folder for folder in FOLDERS if (GOLD / folder).is_dir()]
    return sorted(file for path in given for file in (path.rglob("*.gold") if path.is_dir() else [path]))
