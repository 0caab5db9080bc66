"""What an edition told into the ledger's rows, and back: so that it is known again, and corrected where it turns out otherwise."""

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
"""Characters of a claim that are kept, to be said again in a correction."""


_LOOKED = "looked at"


def sum_of(words: str) -> str:
    """Words as a short sum: enough to see whether a sentence still stands as it did."""
    return sha256(" ".join(words.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def told(contents: Contents, hashes: Mapping[int, str], frame: Frame) -> tuple[ToldFact, ...]:
    """The ledger's rows of an edition: each entry, and how far it looked.

    Args:
        contents: what it tells.
        hashes: of each article's text as it stood.
        frame: the language in which claims of our own were told: a correction says them again.
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
    """The number of the last article that an edition looked at; flashes, which look at all of a day, leave none."""
    return max((int(row.as_of) for row in rows if row.kind == _LOOKED and row.as_of.isdecimal()), default=0)


def recalled(rows: Iterable[ToldFact], since: str) -> list[PastEntry]:
    """What was told on an ISO day or later; rows of no form of ours (an older Attaché's) are left out."""
    found = []
    for row in rows:
        try:
            kept = json.loads(row.as_of)
            kind, who, whom, words, date = kept["mark"]
            mark = Mark(Part(row.kind), kind, tuple(who), tuple(whom), words, date)
            one = PastEntry(mark, kept["claim"], kept["article"], kept["text"], kept["sentence"], kept["on"])
        except (ValueError, KeyError, TypeError):
            continue
        if one.told_on >= since:
            found.append(one)
    return found
