"""Binds a sheet and its labels into one `.gold` file, which no later change of the program can move."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from training.gold.resolving import documents
from training.gold.sheets import GOLD, load, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.gold.sheets import Row, Sheet

_LINE = re.compile(r"s(\d+)(?:\s+(.*))?")
_HEAD = re.compile(r"(actor|issue) |e\d+ ")


def bind(sheet_path: Path, labels_path: Path, out: Path | None = None) -> tuple[Path | None, list[str]]:
    """Write the gold file. Returns its path and the errors; nothing is written if there are any."""
    sheet = load(sheet_path)
    joined, faults = joint(sheet, labels_path.read_text(encoding="utf-8"), str(labels_path))
    faults += documents(joined, str(labels_path))[1]
    if faults:
        return None, sorted(faults, key=_line_of)
    if out is None:
        of_texts = sheet_path.with_suffix(".md").exists() or (GOLD / "texts" / f"{sheet.name}.md").exists()
        out = GOLD / ("texts" if of_texts else "articles" if sheet.whole else "sentences")
    path = out / f"{sheet.name}.gold" if out.is_dir() or not out.suffix else out
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write(joined), encoding="utf-8")
    return path, []


def _line_of(fault: str) -> int:
    match = re.search(r":(\d+): ", fault)
    return int(match[1]) if match else 0


def joint(sheet: Sheet, labels: str, path: str = "") -> tuple[Sheet, list[str]]:
    """Returns the sheet with the labels of each sentence, and errors in the lines."""
    faults: list[str] = []
    declared: list[tuple[int, str]] = []
    by_sentence: dict[int, list[tuple[int, str]]] = {}
    for number, line in enumerate(labels.split("\n"), 1):
        text = line.strip()
        if not text or text.startswith("//"):
            continue
        if match := _LINE.fullmatch(text):
            by_sentence.setdefault(int(match[1]), []).append((number, match[2] or ""))
        elif _HEAD.match(text) or not by_sentence:
            declared.append((number, text))
            if not sheet.whole:
                faults.append(f"{path}:{number}: a batch has no head lines: {text[:40]!r}")
        else:
            faults.append(f"{path}:{number}: {text[:40]!r} begins with no sentence (s7 ...)")
    known = sheet.by_number()
    unknown = sorted(set(by_sentence) - set(known))
    faults += [f"{path}:{by_sentence[name][0][0]}: there is no s{name} in {sheet.name}" for name in unknown]
    without = [row.number for row in sheet.rows if row.body and row.number not in by_sentence]
    if without:
        named = ", ".join(f"s{number}" for number in without)
        faults.append(f"{path}:0: no line for {named}: write `s{without[0]} -` where there is nothing")
    rows = tuple(_labelled(row, by_sentence.get(row.number, []), faults, path) for row in sheet.rows)
    return replace(sheet, rows=rows, declared=tuple(declared)), faults


def _labelled(row: Row, lines: Sequence[tuple[int, str]], faults: list[str], path: str) -> Row:
    words = [(number, text) for number, text in lines if text not in ("-", "")]
    if not row.body:
        faults += [
            f"{path}:{number}: s{row.number} is off limits; if it is text, take the # out of the sheet"
            for number, _ in words
        ]
        return row
    if [text for _, text in words] == ["#"]:
        return replace(row, body=False, labels=())
    if len(words) < len(lines) and words:
        faults.append(f"{path}:{lines[0][0]}: s{row.number} has both `-` (nothing) and labels")
    return replace(row, labels=tuple(words))
