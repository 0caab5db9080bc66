"""The actors and events a library knows, and words typed from memory, into matches: found by any spelling, ranked, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from heapq import nlargest, nsmallest
from math import log, log2
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.model import EVERYONE
from bot.names.entry import Match, Sure, Unknown, Unsure
from bot.names.normal import Spellings, plain
from bot.names.offices import holding
from bot.names.ranking import WITH_ROLE, WORD_ORDER, Asked, closeness, explained
from bot.names.shelf import Shelf, features, hashed
from bot.names.spelled import REMEMBERED, plain_spellings, spellings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.names.entry import Entry, Kind, Resolution

KINDS: frozenset[Kind] = frozenset({"actor", "event"})
_EVERYONE = frozenset({EVERYONE})

SURE = 0.87
"""A match scored lower is asked about, never taken."""
NEAR = 0.62
"""A match scored lower is no reading, only the nearest name."""
MARGIN = 0.04
"""Two readings closer than this are both asked about."""
_SAME = 0.99
"""The score of words that are a spelling itself, but for small words."""
_OWN = frozenset({"name", "alias"})
"""Reasons that go without saying where the words were not quite these."""
_ROLE_UNKNOWN = 0.92
"""What a name with a role that its bearer isn't known to have is worth, against 1: "president iran" is not Iran."""
_CANDIDATES = 200
_RICH, _FEW = 24, 5
"""At most, and at least, so many candidates get the full comparison, after a cheap one of a few hundred."""
_MOST_BEGUN = 20_000
"""Names in the news that a beginning is looked for in; of others a tenth: where more begin so, another letter is typed anyway."""
_FAR = 25
"""Candidates that the cheap comparison puts so many per cent behind the best don't get the full one, but for a few."""


@dataclass(slots=True)
class _Found:
    """The best reading of one id so far, over the shelves it stands on."""

    entry: Entry
    score: float
    reason: str
    exact: bool
    prior: float
    facts: int

    def order(self) -> tuple[float, float, str, str]:
        return (-round(self.score, 6), -self.prior, self.entry.name, self.entry.id)

    def order_begun(self) -> tuple[bool, float, float, str, str]:
        """The order to offer what begins as typed: the name itself, then the most frequent and latest."""
        return (not self.exact, -self.prior, -self.score, self.entry.name, self.entry.id)

    def match(self) -> Match:
        entry = self.entry
        return Match(
            entry.id,
            entry.kind,
            entry.name,
            round(min(self.score, 1.0), 4),
            self.reason,
            self.exact,
            entry.note,
            self.facts,
        )


class NameIndex:
    """Every library's names, a shelf for each library and kind: a shelf that isn't visible is never looked at.

    Args:
        spellings: how names are written; without it, names are compared as they come, but for case and accents.
    """

    def __init__(self, spellings: Spellings | None = None) -> None:
        self._spellings = spellings or Spellings()
        self._shelves: dict[tuple[str, Kind], Shelf] = {}

    def __len__(self) -> int:
        return sum(map(len, self._shelves.values()))

    def add(self, entries: Iterable[Entry]) -> None:
        """File entries; one with the id and library of an entry that is here replaces it."""
        for entry in entries:
            for kind in KINDS - {entry.kind}:
                if other := self._shelves.get((entry.library, kind)):
                    other.drop(entry.id)
            shelf = self._shelves.get((entry.library, entry.kind))
            if shelf is None:
                shelf = self._shelves[entry.library, entry.kind] = Shelf(self._spellings.small)
            shelf.put(entry, plain_spellings(entry, self._spellings), prior(entry))

    def remove(self, keys: Iterable[tuple[str, str]]) -> None:
        """Forget entries by (id, library); one that isn't here is no error."""
        for name_id, library in keys:
            for kind in KINDS:
                if shelf := self._shelves.get((library, kind)):
                    shelf.drop(name_id)
                    if not shelf:
                        del self._shelves[library, kind]

    def find(
        self,
        text: str,
        *,
        kinds: frozenset[str] | None = None,
        libraries: frozenset[str] = _EVERYONE,
        limit: int = 5,
        on: str | None = None,
    ) -> list[Match]:
        """What `text` may mean, best first, at most `limit`.

        Args:
            text: a name as typed or printed, or what is remembered of an event; anything at all.
            kinds: `actor`, `event`, both, or None for both.
            libraries: whose names may be seen. Nothing of any other library shows, be it a name or a count.
            limit: how many at most.
            on: an ISO date: offices are those held on it (None: those held now, else the last).
        """
        return [found.match() for found in self._found(text, kinds, libraries, on)[: max(0, limit)]]

    def complete(
        self,
        text: str,
        *,
        kinds: frozenset[str] | None = None,
        libraries: frozenset[str] = _EVERYONE,
        limit: int = 25,
        on: str | None = None,
    ) -> list[Match]:
        """What `text` may become while it is typed: names with words that begin so first, then near ones; for no text the most frequent."""
        asked = Asked.from_text(text, self._spellings)
        shelves = list(self._visible(kinds, libraries))
        if not asked.tokens:
            tops = (
                found
                for shelf in shelves
                for found in nsmallest(limit, map(_unasked, shelf.entries()), key=_Found.order)
            )
            return [found.match() for found in _merged(tops, shelves)[:limit]]
        begun = sorted(
            _merged((found for shelf in shelves for found in self._beginning(asked, shelf, limit)), shelves),
            key=_Found.order_begun,
        )[:limit]
        if len(begun) < limit and len(asked.text) > 2:
            known = {found.entry.id for found in begun}
            begun += [
                found
                for found in self._found(text, kinds, libraries, on)
                if found.entry.id not in known and found.score >= NEAR
            ]
        return [found.match() for found in begun[:limit]]

    def resolve(
        self,
        text: str,
        *,
        kinds: frozenset[str] | None = None,
        libraries: frozenset[str] = _EVERYONE,
        on: str | None = None,
    ) -> Resolution:
        """The one thing `text` means, the near readings to ask about, or the nearest names where it means nothing known."""
        matches = self.find(text, kinds=kinds, libraries=libraries, on=on)
        if not matches or matches[0].score < NEAR:
            return Unknown(tuple(matches[:3]))
        best = matches[0]
        near = tuple(match for match in matches if match.score >= max(NEAR, best.score - MARGIN))
        if len(near) == 1 and best.score >= SURE:
            return Sure(best)
        return Unsure(
            near
            if len(near) > 1
            else tuple(match for match in matches if match.score >= max(NEAR, best.score - 3 * MARGIN))
        )

    def _visible(self, kinds: frozenset[str] | None, libraries: frozenset[str]) -> Iterator[Shelf]:
        for library in sorted(libraries):
            for kind in sorted(KINDS):
                if (kinds is None or kind in kinds) and (shelf := self._shelves.get((library, kind))):
                    yield shelf

    def _found(
        self, text: str, kinds: frozenset[str] | None, libraries: frozenset[str], on: str | None
    ) -> list[_Found]:
        asked = Asked.from_text(text, self._spellings)
        if not asked.tokens:
            return []
        shelves = list(self._visible(kinds, libraries))
        return _merged((found for shelf in shelves for found in self._near(asked, shelf, on)), shelves)

    def _near(self, asked: Asked, shelf: Shelf, on: str | None) -> Iterator[_Found]:
        """Readings on one shelf: candidates by shared features, the likeliest of them by a cheap score, these by the full one."""
        rows = self._candidates(asked, shelf)
        rows = _likeliest(asked, {row: shelf.row(row)[1] for row in rows})
        weigh = lru_cache(maxsize=None)(partial(_rarity, shelf))
        for row in rows:
            yield self._read(asked, shelf, row, weigh, on)

    def _candidates(self, asked: Asked, shelf: Shelf) -> list[int]:
        """Rows that share features with what was asked, and with the words of it that tell most: of "president putin" also those like "putin"."""
        small, weak = self._spellings.small, self._spellings.weak
        wanted = features(asked.tokens, small)
        if asked.remembered != asked.tokens:
            wanted |= features(asked.remembered, small)
        if len(asked.tokens) == 1:
            wanted.add(hashed("a", asked.text))
        budget = 500 + len(shelf) // 50
        rows = shelf.rows_near(wanted, budget, _CANDIDATES)
        strong = [token for token in asked.tokens if token not in weak]
        if strong and len(strong) < len(asked.tokens):
            rows += shelf.rows_near(features(strong, small), budget, _CANDIDATES)
        return list(dict.fromkeys(rows))

    def _read(self, asked: Asked, shelf: Shelf, row: int, weigh: Callable[[str], float], on: str | None) -> _Found:
        entry, text, place, weight = shelf.row(row)
        spelling = spellings_of(entry, self._spellings)[place]
        if spelling.reason == REMEMBERED:
            score, why = explained(asked, text, self._spellings, weigh), ""
        else:
            score, why = closeness(asked, text, self._spellings, weigh)
        known, worth = spelling.reason, spelling.weight
        if spelling.title:
            held, known = holding(spelling.title, on, self._spellings)
            worth *= held
            if why == WORD_ORDER:  # an office is said in any order
                score, why = _SAME, ""
        elif why == WITH_ROLE and not self._holds(entry, asked):
            worth *= _ROLE_UNKNOWN
        reason = (why or known) if known in _OWN else ", ".join(filter(None, (known, why)))
        return _Found(entry, score * worth, reason, not why and score >= _SAME, weight, entry.facts)

    def _holds(self, entry: Entry, asked: Asked) -> bool:
        """Whether an office the entry holds or held has a role that was asked with the name: "president" with "putin"."""
        offices = {word for title in entry.titles for word in plain(title.title, self._spellings).split()}
        return any(token in offices and token in self._spellings.weak for token in asked.tokens)

    def _beginning(self, asked: Asked, shelf: Shelf, limit: int) -> Iterator[_Found]:
        """Entries with a word that begins as the last word asked, and with the words before it: those in the news first."""
        *before, last = asked.tokens
        rows = nlargest(4 * limit, shelf.rows_beginning(before, last, in_news=True, most=_MOST_BEGUN), key=shelf.prior)
        if len(rows) < 4 * limit:
            rows += shelf.rows_beginning(before, last, in_news=False, most=_MOST_BEGUN // 10)[: 4 * limit]
        rows += shelf.rows_spelled(asked.text)
        for row in rows:
            entry, text, place, weight = shelf.row(row)
            spelling = spellings_of(entry, self._spellings)[place]
            first = text.startswith(asked.text)
            reason = spelling.reason if text == asked.text else "begins so" if first else "a word begins so"
            yield _Found(
                entry, (0.95 if first else 0.9) * spelling.weight, reason, text == asked.text, weight, entry.facts
            )


def prior(entry: Entry) -> float:
    """How likely an entry is meant before a word is typed: by its facts, doubling counts one, and by how late the newest is, four years count one."""
    if not entry.facts:
        return 0.0
    try:
        latest = date.fromisoformat(entry.latest or "").toordinal() / 365.25 - 1970
    except ValueError:
        latest = 0.0
    return log2(1 + entry.facts) + max(0.0, latest) / 4


def _rarity(shelf: Shelf, token: str) -> float:
    """What a word weighs: 1 for one nobody else has, down to a half for one that every second name has."""
    common = shelf.commonness(token)
    return 1.0 - 0.5 * log(1 + common) / log(2 + max(common, len(shelf)))


def _likeliest(asked: Asked, texts: dict[int, str]) -> list[int]:
    """The rows worth the full comparison, by two cheap ones: letters in order, and words in any order."""
    if len(texts) <= _FEW:
        return list(texts)
    best: dict[int, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_set_ratio):
        for _, score, row in process.extract(asked.text, texts, scorer=scorer, limit=_RICH):
            best[row] = max(score, best.get(row, 0.0))
    ranked = sorted(best, key=lambda row: (-best[row], row))
    far = best[ranked[0]] - _FAR
    return [row for place, row in enumerate(ranked[:_RICH]) if place < _FEW or best[row] >= far]


def _unasked(known: tuple[float, Entry]) -> _Found:
    weight, entry = known
    return _Found(entry, 0.0, "in the news", False, weight, entry.facts)


def _merged(found: Iterable[_Found], shelves: list[Shelf]) -> list[_Found]:
    """One reading an id, the best first, with the facts and the prior of every visible shelf it stands on, found there or not."""
    best: dict[str, _Found] = {}
    for one in found:
        held = best.get(one.entry.id)
        if held is None or one.order() < held.order():
            best[one.entry.id] = one
    for name_id, one in best.items():
        entries = [entry for shelf in shelves if (entry := shelf.get(name_id))]
        one.facts = sum(entry.facts for entry in entries)
        one.prior = max(map(prior, entries))
    return sorted(best.values(), key=_Found.order)
