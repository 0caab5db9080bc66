"""Reads every `.gold` file and counts its contents."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from training.gold import pairs
from training.gold.parts import PARTS
from training.gold.resolving import documents
from training.gold.sheets import MANNERS, SECOND, SheetError, gold_files, load, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from training.gold.documents import Document

KINDS = ("sentences", "mentions", "events", "stances", "quotations")


def read(paths: Iterable[Path] = ()) -> tuple[list[Document], list[str]]:
    """Returns the documents of all files, and all errors."""
    made: list[Document] = []
    faults: list[str] = []
    for path in gold_files(paths):
        try:
            sheet = load(path)
        except SheetError as error:
            faults.append(str(error))
            continue
        found, wrong = documents(sheet, str(path))
        made += found
        faults += wrong
        if path.stem != sheet.name:
            faults.append(f"{path}:1: the file's name is not the sheet's, {sheet.name}")
        if write(sheet) != path.read_text(encoding="utf-8"):
            faults.append(f"{path}:1: written again, it is not the same: bind it again")
    names = Counter(document.name for document in made)
    faults += [f"{name}: this name stands {count} times" for name, count in names.items() if count > 1]
    return made, faults


@cache
def read_all() -> tuple[list[Document], list[str]]:
    """Returns the documents of all files, and all errors, read once: it takes seconds."""
    return read()


@cache
def read_seconds() -> tuple[list[Document], list[str]]:
    """Returns the texts that were done a second time, and all errors, read once."""
    return read([SECOND]) if SECOND.is_dir() else ([], [])


@cache
def read_manners() -> tuple[list[Document], list[str]]:
    """Returns the texts of which only the quotations are listed, and all errors, read once."""
    return read([MANNERS]) if MANNERS.is_dir() else ([], [])


def counts(document: Document) -> Counter[str]:
    """Returns how many items of each kind a document has."""
    return Counter(
        {
            "sentences": sum(sentence.kind == "body" for sentence in document.sentences),
            "mentions": sum(len(entity.mentions) for entity in document.entities),
            "events": len(document.events),
            "stances": len(document.stances),
            "quotations": len(document.quotations),
        }
    )


def table(made: Sequence[Document]) -> str:
    """Returns a table of the contents by outlet and part, with whole articles and loose sentences apart."""
    total: dict[tuple[str, str, bool], Counter[str]] = defaultdict(Counter)
    for document in made:
        total[document.part, document.outlet, document.whole].update(counts(document))
        total[document.part, document.outlet, document.whole]["texts"] += 1
    lines: list[tuple[str, ...]] = [("part", "outlet", "", "texts", *KINDS)]
    for (part, outlet, whole), row in sorted(total.items()):
        label = "articles" if whole else "loose"
        lines.append((part, outlet, label, *(str(row[kind]) for kind in ("texts", *KINDS))))
    for part in PARTS:
        row = sum((count for key, count in total.items() if key[0] == part), Counter())
        lines.append((part, "all", "", *(str(row[kind]) for kind in ("texts", *KINDS))))
    return "\n".join("| " + " | ".join(line) + " |" for line in (lines[0], ("---",) * len(lines[0]), *lines[1:]))


def check(paths: Iterable[Path] = ()) -> tuple[str, list[str]]:
    """Returns the table of contents, and all errors."""
    paths = list(paths)
    if paths:
        made, faults = read(paths)
        return table(made), faults
    made, faults = read_all()
    return table(made), [*faults, *pairs.check(), *read_seconds()[1], *read_manners()[1]]
