"""Reads the sentences of a library that editors corrected, with what they now say, so that reading can learn from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.model.corrections import FactKind, Mistake
from bot.model.merging import id_of
from bot.store.corrections import applied_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.model.corrections import Correction
    from bot.store.database import Database, Row

    Line = dict[str, Any]

_OF_A_FACT = frozenset({Mistake.UNSAID, Mistake.PARTY, Mistake.TARGET, Mistake.SIDE, Mistake.DATE})
"""What is wrong in a sentence. Whether two names are one is no sentence's to say."""

_SENTENCES = "SELECT number, start_at, end_at, kind, words FROM sentences WHERE article = :article ORDER BY number"
_HEAD = "SELECT outlet, url, published, credit FROM articles WHERE id = :article"
_MENTIONS = "SELECT actor, start_at, end_at FROM mentions WHERE article = :article ORDER BY start_at"
_EVENTS = "SELECT id, sentence, start_at, end_at, type, mode FROM events WHERE article = :article ORDER BY start_at, id"
_PARTIES = """
    SELECT p.event, p.side, p.actor, p.start_at, p.end_at FROM participants p JOIN events e ON e.id = p.event
    WHERE e.article = :article ORDER BY p.start_at
"""
_STANCES = "SELECT * FROM stances WHERE article = :article AND holder IS NOT NULL ORDER BY start_at, id"
_QUOTATIONS = """
    SELECT q.*, (SELECT max(p.end_at) FROM quotation_parts p WHERE p.quotation = q.id) AS last FROM quotations q
    WHERE q.article = :article AND q.source IS NOT NULL ORDER BY q.start_at, q.id
"""


async def corrected_sentences(database: Database, library: str) -> AsyncIterator[Line]:
    """Yields each sentence of a library in which a fact was corrected, as one object.

    It has the sentence with its neighbours, the article's outlet, link, date and licence, and all facts that are shown of
    it: `sure` ones were corrected, which an editor read. A place is given as the sentence (`before` or `own`) and the
    offsets in it. Who corrected it is not told.
    """
    by_article: dict[int, list[Correction]] = {}
    for correction in await applied_in(database, library):
        if correction.article is not None and correction.fix.mistake in _OF_A_FACT:
            by_article.setdefault(correction.article, []).append(correction)
    for article, corrections in by_article.items():
        told = await _told(database, article)
        wrong = {correction.key.sentence for correction in corrections}
        for number, sentence in enumerate(told.sentences):
            if sentence["words"] in wrong:
                yield told.line(number, corrections)


@dataclass(frozen=True, slots=True)
class _Told:
    """An article's rows."""

    head: Row
    sentences: Sequence[Row]
    mentions: Sequence[Row]
    events: Sequence[Row]
    parties: Sequence[Row]
    stances: Sequence[Row]
    quotations: Sequence[Row]

    def line(self, number: int, corrections: Sequence[Correction]) -> Line:
        """One sentence with its facts."""
        keys = [(one.key.kind, one.key.sentence, one.key.start) for one in corrections]
        others = {id_of(one.fix.right) for one in corrections}
        own = self.sentences[number]

        def sure(kind: FactKind, start: int) -> bool:
            return (kind, own["words"], start - own["start_at"]) in keys

        events = [row for row in self.events if row["sentence"] == number]
        return {
            "outlet": self.head["outlet"],
            "published": self.head["published"],
            "licence": self.head["credit"],
            "url": self.head["url"],
            "before": self._neighbour(number - 1),
            "sentence": own["words"],
            "after": self._neighbour(number + 1),
            "events": [
                {
                    "cue": self._place(number, row["start_at"], row["end_at"]),
                    "type": row["type"],
                    "mode": row["mode"],
                    "agents": self._sides(number, row["id"], "agent"),
                    "recipients": self._sides(number, row["id"], "recipient"),
                    "sure": sure(FactKind.EVENT, row["start_at"]),
                }
                for row in events
            ],
            "stances": [
                {
                    "cue": self._place(number, row["start_at"], row["end_at"]),
                    "holder": self._who(number, row["holder"], (row["holder_start"], row["holder_end"]), others),
                    "target": self._target(number, row, events, others),
                    "polarity": row["polarity"],
                    "expressed": row["expressed"],
                    "sure": sure(FactKind.STANCE, row["start_at"]),
                }
                for row in self.stances
                if row["sentence"] == number
            ],
            "quotations": [
                {
                    "content": self._place(number, row["start_at"], min(row["last"], own["end_at"])),
                    "kind": row["kind"],
                    "speaker": self._who(number, row["source"], (row["source_start"], row["source_end"]), others),
                    "cue": self._place(number, row["cue_start"], row["cue_end"]),
                    "sure": sure(FactKind.QUOTATION, row["start_at"]),
                }
                for row in self.quotations
                if row["sentence"] == number
            ],
        }

    def _neighbour(self, number: int) -> str | None:
        if not 0 <= number < len(self.sentences) or self.sentences[number]["kind"] != "body":
            return None
        return str(self.sentences[number]["words"])

    def _place(self, number: int, start: int | None, end: int | None) -> Line | None:
        """A span as a place in the sentence or the one before it; None if it is in neither."""
        for at, name in ((number, "own"), (number - 1, "before")):
            if start is None or end is None or self._neighbour(at) is None:
                continue
            first, last = self.sentences[at]["start_at"], self.sentences[at]["end_at"]
            if first <= start < end <= last:
                return {"in": name, "at": [start - first, end - first]}
        return None

    def _who(self, number: int, actor: str, read: tuple[int, int], others: set[str]) -> Line | None:
        """Where an actor is named: at the words that were read.

        They name somebody else if a correction put the actor there (`others`): then where the sentence names it, or the one before.
        """
        named = [row for row in self.mentions if row["actor"] == actor]
        start, end = read
        if actor not in others or any(row["start_at"] < end and start < row["end_at"] for row in named):
            return self._place(number, start, end)
        places = [self._place(number, row["start_at"], row["end_at"]) for row in named]
        found = sorted((place for place in places if place), key=lambda place: place["in"] == "before")
        return found[0] if found else None

    def _sides(self, number: int, event: int, side: str) -> list[Line | None]:
        return [
            self._place(number, row["start_at"], row["end_at"])
            for row in self.parties
            if (row["event"], row["side"]) == (event, side) and row["actor"]
        ]

    def _target(self, number: int, stance: Row, events: Sequence[Row], others: set[str]) -> Line | None:
        on = next((row for row in events if row["id"] == stance["target_event"]), None)
        if on:
            return self._place(number, on["start_at"], on["end_at"])
        if stance["target_actor"]:
            at = (stance["target_start"], stance["target_end"])
            return self._who(number, stance["target_actor"], at, others)
        return self._place(number, stance["target_start"], stance["target_end"])


async def _told(database: Database, article: int) -> _Told:
    statements = (_HEAD, _SENTENCES, _MENTIONS, _EVENTS, _PARTIES, _STANCES, _QUOTATIONS)
    [head], *others = [await database.rows(statement, article=article) for statement in statements]
    return _Told(head, *others)
