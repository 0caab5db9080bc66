"""Converts what an edition told to ledger rows and back, so that it is recognised later and can be corrected."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.model.edition import Mark, Part, PastEntry
from bot.model.subscription import ToldFact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.model.edition import Contents
    from bot.render.frames import Frame

_CLAIM = 200
"""Characters of a claim stored for use in a correction."""


_LOOKED = "looked at"


def sum_of(words: str) -> str:
    """Returns a short hash of words: enough to see whether a sentence has changed."""
    return sha256(" ".join(words.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def told(contents: Contents, hashes: Mapping[int, str], frame: Frame) -> tuple[ToldFact, ...]:
    """Returns the ledger rows of an edition: one per entry, and one for how far it looked.

    Args:
        contents: what the edition tells.
        hashes: the hash of each article's text at that time.
        frame: the language of our own claims, which a correction repeats.
    """
    rows = {}
    for entry in contents.entries:
        mark = entry.mark
        key = sum_of(json.dumps([mark.kind, mark.who, mark.whom, mark.words, mark.date]))
        proof = entry.evidence[0] if entry.evidence else None
        rows[str(entry.part), key] = {
            "mark": [mark.kind, mark.who, mark.whom, mark.words, mark.date],
            "claim": frame.worded(entry).claim[:_CLAIM],
            "on": contents.remit.today,
            "article": proof.source.article if proof else None,
            "text": hashes.get(proof.source.article, "") if proof else "",
            "sentence": sum_of(proof.sentence) if proof else "",
        }
    looked = () if contents.remit.important else (ToldFact(_LOOKED, "article", str(contents.last)),)
    return (*looked, *(ToldFact(part, key, json.dumps(row, ensure_ascii=False)) for (part, key), row in rows.items()))


def looked_at(rows: Iterable[ToldFact]) -> int:
    """Returns the number of the last article that an edition looked at. Flashes look at a whole day and store none."""
    return max((int(row.as_of) for row in rows if row.kind == _LOOKED and row.as_of.isdecimal()), default=0)


def recalled(rows: Iterable[ToldFact], since: str) -> list[PastEntry]:
    """Returns what was told on an ISO day or later; skips rows of unknown form (from an older version)."""
    found = []
    for row in rows:
        try:
            kept = json.loads(row.as_of)
            kind, who, whom, words, date = kept["mark"]
            mark = Mark(Part(row.kind), kind, tuple(who), tuple(whom), words, date)
            message = (row.channel, row.message) if row.channel and row.message else None
            entry = PastEntry(mark, kept["claim"], kept["article"], kept["text"], kept["sentence"], kept["on"], message)
        except (ValueError, KeyError, TypeError):
            continue
        if entry.told_on >= since:
            found.append(entry)
    return found
