"""Writes `CARD.md`: the contents of the gold by outlet, part and kind, the owners of its texts, and the agreement of two annotators."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from training.gold import pairs
from training.gold.agreement import agreement
from training.gold.agreement import table as agreement_table
from training.gold.checking import read_all, read_seconds, table
from training.gold.sheets import GOLD, SECOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.gold.documents import Document

_HEAD = """\
# Gold of our own

Who is for or against whom or what, what happened, and who said what, listed by hand in openly licensed and made-up news texts.
Written by `python -m training.gold card` from the files beside it; nothing here is typed by hand.

- **Whole articles** (`articles/`, `texts/`): every fact is listed: actors and issues with all their mentions, events with mode and date,
  stances with every acceptable holder and target, quotations. What is not listed is not said in the text.
- **Loose sentences** (`sentences/`): every event, stance and quotation of one sentence, its neighbours shown; a phrase is a mention only where a label uses it.
- Train, dev and test share no outlet, but for {shared} Wikinews articles that are dev; scored has the articles of test outlets that were scored five times and are out of use;
  loose sentences come from no article that is listed whole.
- A label is made from the text alone, never from what a program says of it. The numbers that labels point to are a program's
  (the syntax model's phrases and verbs); what it did not number was named by its words.
"""
_PAIRS = """\
`pairs/` says of two mentions whether they are one event (of two articles), or one person (of one surname, in one article or two), and why.
A program proposed the candidates of events by shared names and trigger words; each pair was judged by reading. The sentences are their
outlets' under the licences below; none is of an outlet of the dev or test part.
"""


def card() -> str:
    """Returns the text of the card.

    Raises:
        SystemExit: a gold file is inconsistent.
    """
    made, faults = read_all()
    seconds, more = read_seconds()
    if faults or more:
        raise SystemExit("\n".join([*faults, *more]))
    shared = sum(document.part == "dev" and document.outlet == "Wikinews" for document in made if document.whole)
    parts = [_HEAD.format(shared=shared), "## What there is\n", table(made), "", _sizes(made), "", *_kinds(made)]
    parts += ["## Pairs\n", _PAIRS, pairs.table(_known()), ""]
    parts += ["## Licences and credits\n", _credits(made), "", "## Agreement of two hands\n", _agreement(made, seconds)]
    return "\n".join(parts) + "\n"


def _sizes(made: Sequence[Document]) -> str:
    whole = [document for document in made if document.whole]
    words = sum(len(document.text.split()) for document in whole)
    loose = [document for document in made if not document.whole]
    empty = sum(not (document.events or document.stances or document.quotations) for document in loose)
    return (
        f"{len(whole)} whole articles of {len({document.outlet for document in whole})} outlets, {words:,} words; "
        f"{len(loose):,} loose sentences, {empty:,} of them with nothing."
    )


def _kinds(made: Sequence[Document]) -> list[str]:
    rows: dict[str, Counter[str]] = {"stances": Counter(), "events": Counter(), "quotations": Counter()}
    for document in made:
        rows["stances"].update(
            f"{row.polarity}, {'optional' if row.optional else 'needed'}" for row in document.stances
        )
        rows["events"].update(row.mode or "mode not asked for" for row in document.events)
        rows["quotations"].update(row.kind for row in document.quotations)
    manners = Counter(document.manner for document in made if document.manner)
    if manners:
        rows["made-up texts by manner"] = manners
    lines = ["| | |", "| --- | --- |"]
    lines += [
        f"| {kind} | {', '.join(f'{name} {n:,}' for name, n in row.most_common())} |" for kind, row in rows.items()
    ]
    return [*lines, ""]


def _known() -> dict[str, dict[str, str]]:
    return tomllib.loads((GOLD / "credits.toml").read_text(encoding="utf-8"))


def _credits(made: Sequence[Document]) -> str:
    known = _known()
    texts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for document in made:
        row = known.get(document.outlet)
        key = (
            (document.outlet, row["licence"], row["credit"])
            if row
            else ("made-up outlets", document.licence, "Written for this project.")
        )
        texts[key].update(["whole" if document.whole else "loose"])
    lines = ["| texts of | whole | loose sentences | licence | credit |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {outlet} | {count['whole']} | {count['loose']:,} | {licence} | {credit} |"
        for (outlet, licence, credit), count in sorted(texts.items())
    ]
    return "\n".join(lines)


def _agreement(made: Sequence[Document], seconds: Sequence[Document]) -> str:
    if not seconds:
        return "No text was done twice yet."
    said = []
    for name, whole in (("whole articles", True), ("loose sentences", False)):
        found, number = agreement(
            [document for document in made if document.whole is whole],
            [document for document in seconds if document.whole is whole],
        )
        if number:
            said.append(f"{number} {name} done twice, by different hands:\n\n{agreement_table(found)}\n")
    if (note := SECOND / "NOTE.md").is_file():
        said.append(note.read_text(encoding="utf-8"))
    return "\n".join(said)
