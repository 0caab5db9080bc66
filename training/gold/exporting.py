"""Exports whole articles in the scorer's JSON (`score.py articles --data DIR`): NAME.txt and NAME.json for each, by part."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from bot.model.article import Span
    from training.gold.documents import Document, Party, Quotation, Stance

Json = dict[str, Any]
_REMARK = 14
"""Most words between two parts of one quotation: `she told reporters on Monday.`"""


def export(made: Iterable[Document], folder: Path) -> int:
    """Write each whole article under `folder/articles/PART/`. Returns how many there are."""
    count = 0
    for document in made:
        if not document.whole:
            continue
        where = folder / "articles" / document.part
        where.mkdir(parents=True, exist_ok=True)
        (where / f"{document.name}.txt").write_bytes(document.text.encode("utf-8"))
        text = json.dumps(facts(document), indent=1, ensure_ascii=False) + "\n"
        (where / f"{document.name}.json").write_text(text, encoding="utf-8")
        count += 1
    return count


def facts(document: Document) -> Json:
    """Returns the document's list of facts, with keys and spans as in the scorer's own lists."""
    kinds = {entity.id: entity.kind for entity in document.entities}
    return {
        "published": document.published,
        "actors": [_entity(row) for row in document.entities if row.kind == "actor"],
        "issues": [_entity(row) for row in document.entities if row.kind == "issue"],
        "quotations": [
            {
                "id": f"q{number}",
                "kind": row.kind,
                "speaker": row.speaker.id if row.speaker else None,
                "cue": _span(row.cue) if row.cue else None,
                "content": [_span(part) for part in row.parts],
                "optional": row.optional,
            }
            for number, row in enumerate(joined(document.quotations, document.text), 1)
        ],
        "stances": _stances(document.stances, kinds),
        "events": [
            {
                "id": row.id,
                "type": row.type or "event",
                "mentions": [_span(mention.span) for mention in row.mentions],
                "agents": list(row.agents),
                "others": list(row.recipients),
                "optional": row.optional,
                "date": row.date,
                "after": list(row.after),
                "mode": row.mode,
                "main": row.main,
            }
            for row in document.events
        ],
        "off_limits": [_span(row.span) for row in document.sentences if row.kind == "off limits"],
    }


def joined(rows: Sequence[Quotation], text: str) -> list[Quotation]:
    """Returns the quotations in order. Parts that an attribution or the end of a sentence separates become one quotation, as `annotation.md` says."""
    made: list[Quotation] = []
    for row in sorted(rows, key=lambda row: row.parts[0].start):
        last = next((at for at in reversed(range(len(made))) if made[at].kind == "direct"), None)
        if (
            last is not None
            and _runs_on(made[last], row, text)
            and not any(_around(row, made[last], other) for other in rows)
        ):
            before = made[last]
            made[last] = replace(before, parts=(*before.parts, *row.parts), optional=before.optional and row.optional)
        else:
            made.append(row)
    return made


def _runs_on(before: Quotation, row: Quotation, text: str) -> bool:
    """True if a speaker's words in marks continue in the same paragraph, directly or after a remark."""
    if row.kind != "direct" or row.speaker is None or before.speaker is None or before.speaker.id != row.speaker.id:
        return False
    gap = text[before.parts[-1].end : row.parts[0].start]
    return "\n" not in gap and len(gap.split()) <= _REMARK


def _around(row: Quotation, before: Quotation, other: Quotation) -> bool:
    """True if another quotation contains one of the two: then each is a few quoted words in a report."""
    return other not in (row, before) and any(
        wide.start <= part.start and part.end <= wide.end + 1
        for part in (*row.parts, *before.parts)
        for wide in other.parts
    )


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _entity(row: Any) -> Json:
    return {"id": row.id, "names": sorted(row.names), "mentions": [_span(span) for span in row.mentions]}


def _stances(rows: Sequence[Stance], kinds: Mapping[str, str]) -> list[Json]:
    """A row for each stance. If it has several targets of one kind, the further ones get optional rows, because a row has room for one."""
    made: list[Json] = []
    for row in rows:
        by_kind: dict[str, list[str]] = {"actor": [], "event": [], "issue": []}
        for party in row.targets:
            by_kind[_kind(party, kinds)].append(party.id)
        for number in range(max(1, *map(len, by_kind.values()))):
            target = {f"target_{kind}": ids[number] if number < len(ids) else None for kind, ids in by_kind.items()}
            made.append(
                {
                    "id": f"s{len(made) + 1}",
                    "holders": list(dict.fromkeys(party.id for party in row.holders)),
                    **target,
                    "polarity": row.polarity,
                    "expressed": row.expressed,
                    "cue": _span(row.cue),
                    "sentence": _span(row.sentence),
                    "optional": row.optional or number > 0,
                }
            )
    return made


def _kind(party: Party, kinds: Mapping[str, str]) -> str:
    return "event" if party.is_event else kinds.get(party.id, "actor")
