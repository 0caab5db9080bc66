"""The actors and events a library knows, and words typed from memory, into matches: found by any spelling, ranked, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from heapq import nlargest, nsmallest
from math import log
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.model import EVERYONE
from bot.names.entry import Match, Sure, Unknown, Unsure
from bot.names.found import Found, merged, prior, unasked
from bot.names.normal import Spellings, plain, words
from bot.names.offices import holding
from bot.names.ranking import PART, WITH_ROLE, WORD_ORDER, Asked, closeness, explained
from bot.names.shelf import Shelf, features, hashed
from bot.names.spelled import REMEMBERED, plain_spellings, remembered_by, spelling_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.names.entry import Entry, Kind, Resolution

KINDS: frozenset[Kind] = frozenset({"actor", "event"})
_EVERYONE = frozenset({EVERYONE})

SURE = 0.87
"""A match scored lower is asked about, never taken."""
NEAR = 0.68
"""A match scored lower is no reading, only the nearest name."""
MARGIN = 0.04
"""Two readings closer than this are both asked about, unless only one is a spelling letter for letter."""
ALONE, LONELY = 0.8, 0.3
"""A match scored at least so is taken too if no other is within so much of it: of 1,587 names in no list that adds 4, of 2,319 variants 200."""
SHORT = 5
"""Letters up to which a surname that is not quite one is asked about, unless the articles tell of its bearer: "Sadam" is near many."""
MOST_TOLD = 25
"""Of near readings, one with so many times the facts of any other is taken, and said to be taken for that: "Trump" where one is the president."""
_SAME = 0.99
"""The score of words that are a spelling itself, but for small words."""
_OWN = frozenset({"name", "alias", REMEMBERED})
"""Reasons that go without saying where the words were not quite these."""
_ROLE_UNKNOWN = 0.92
"""What a name with a role that its bearer isn't known to have is worth, against 1: "president iran" is not Iran."""
_BODY_ONLY = 0.7
"""What an office is worth that was asked for by its body alone: "brazil" is not its president."""
_REMEMBERED_BY, _ONE_WORD = 2, 0.7
"""An event without a name is remembered by two words at least: "talks" alone is a hundred events."""
_CANDIDATES = 200
_RICH, _FEW = 24, 5
"""At most, and at least, so many candidates get the full comparison, after a cheap one of a few hundred."""
_MOST_BEGUN = 20_000
"""Names in the news that a beginning is looked for in; of others a tenth: where more begin so, another letter is typed anyway."""
_SHORT = 3
"""Letters typed up to which near names are offered only where none begins so: too much is near."""
_FAR = 25
"""Candidates that the cheap comparison puts so many per cent behind the best don't get the full one, but for a few."""


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

    def remove_library(self, library: str) -> None:
        """Forget all entries of a library."""
        for kind in KINDS:
            self._shelves.pop((library, kind), None)

    def get(self, name_id: str, libraries: frozenset[str] = _EVERYONE) -> Match | None:
        """The entry of that id, as those who see `libraries` see it."""
        entries = [entry for shelf in self._visible(None, libraries) if (entry := shelf.get(name_id))]
        if not entries:
            return None
        first = entries[0]
        facts = sum(entry.facts for entry in entries)
        return Match(first.id, first.kind, first.name, 1.0, "chosen", exact=True, note=first.note, facts=facts)

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
        return [found.match() for found in self._found(text, kinds, libraries, on, max(0, limit))]

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
        asked, limit = Asked.from_text(text, self._spellings), max(0, limit)
        shelves = list(self._visible(kinds, libraries))
        if not asked.tokens:
            tops = (
                found for shelf in shelves for found in nsmallest(limit, map(unasked, shelf.entries()), key=Found.order)
            )
            return [found.match() for found in merged(tops, shelves)[:limit]]
        begun = sorted(
            merged((found for shelf in shelves for found in self._beginning(text, asked, shelf, limit)), shelves),
            key=Found.order_begun,
        )[:limit]
        if len(begun) < limit and (len(asked.text) > _SHORT or not begun):
            known = {found.entry.id for found in begun}
            begun += [
                found
                for found in self._found(text, kinds, libraries, on, limit)
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
        near = tuple(
            match for match in matches if match.score >= max(NEAR, best.score - MARGIN) and match.exact >= best.exact
        )
        alone = best.score >= ALONE and (len(matches) == 1 or best.score - matches[1].score >= LONELY)
        short_slip = (
            not best.exact and len(text.strip()) <= SHORT and not best.facts and best.reason.startswith("surname")
        )
        if len(near) == 1 and (best.score >= SURE or alone) and not short_slip:
            return Sure(best)
        if told := _most_told(near):
            return Sure(told)
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
        self, text: str, kinds: frozenset[str] | None, libraries: frozenset[str], on: str | None, limit: int
    ) -> list[Found]:
        asked = Asked.from_text(text, self._spellings)
        if not asked.tokens:
            return []
        shelves = list(self._visible(kinds, libraries))
        found = merged((one for shelf in shelves for one in self._near(asked, shelf, on)), shelves)[:limit]
        for one in found:
            if one.reason == REMEMBERED:
                one.reason = remembered_by(one.entry, asked.remembered, self._spellings)
        return found

    def _near(self, asked: Asked, shelf: Shelf, on: str | None) -> Iterator[Found]:
        """Readings on one shelf: candidates by shared features, the likeliest of them by a cheap score, these by the full one."""
        rows = self._candidates(asked, shelf)
        rows = _likeliest(asked, shelf.texts(rows))
        weigh = lru_cache(maxsize=None)(partial(_rarity, shelf))
        for row in rows:
            yield self._read(asked, shelf, row, weigh, on)

    def _candidates(self, asked: Asked, shelf: Shelf) -> list[int]:
        """Rows that share features with what was asked, with the words of it that tell most ("putin" of "president putin"), and with what happened."""
        small, weak = self._spellings.small, self._spellings.weak
        budget = 400 + len(shelf) // 50
        strong = [token for token in asked.tokens if token not in weak]
        ways = {tuple(way): way for way in (asked.tokens, strong, asked.remembered) if way}
        rows: list[int] = []
        for way in ways.values():
            wanted = features(way, small)
            if len(way) == 1:
                wanted.add(hashed("a", way[0]))
            rows += shelf.rows_near(wanted, budget, _CANDIDATES)
        return list(dict.fromkeys(rows))

    def _read(self, asked: Asked, shelf: Shelf, row: int, weigh: Callable[[str], float], on: str | None) -> Found:
        entry, text, place, weight = shelf.row(row)
        spelling = spelling_at(entry, place)
        if spelling.reason == REMEMBERED:
            score, why = explained(asked, text, self._spellings, weigh), ""
            if not entry.named and len(set(asked.remembered) - self._spellings.small) < _REMEMBERED_BY:
                score *= _ONE_WORD
        else:
            score, why = closeness(asked, text, self._spellings, weigh)
        known, worth = spelling.reason, spelling.weight
        if spelling.title:
            held, known = holding(spelling.title, on, self._spellings)
            worth *= held
            if why == WORD_ORDER:  # an office is said in any order
                score, why = _SAME, ""
            elif PART in why and not self._spellings.weak.issuperset(asked.tokens):
                worth *= _BODY_ONLY
        elif why == WITH_ROLE and not self._holds(entry, asked):
            worth *= _ROLE_UNKNOWN
        reason = (why or known) if known in _OWN else ", ".join(filter(None, (known, why)))
        return Found(
            entry, score * worth, reason, not why and score >= _SAME and known != REMEMBERED, weight, entry.facts
        )

    def _holds(self, entry: Entry, asked: Asked) -> bool:
        """Whether an office the entry holds or held has a role that was asked with the name: "president" with "putin"."""
        offices = {word for title in entry.titles for word in plain(title.title, self._spellings).split()}
        return any(token in offices and token in self._spellings.weak for token in asked.tokens)

    def _beginning(self, text: str, asked: Asked, shelf: Shelf, limit: int) -> Iterator[Found]:
        """Entries with a word that begins as the last word typed, and with the words before it: those in the news first."""
        rows = shelf.rows_spelled(asked.text)
        for before, last in self._typed(text, asked):
            news = shelf.rows_beginning(before, last, in_news=True, most=_MOST_BEGUN)
            rows += nlargest(2 * limit, news, key=shelf.prior)
            if (left := 2 * limit - len(news)) > 0:
                rows += shelf.rows_beginning(before, last, in_news=False, most=_MOST_BEGUN // 10)[:left]
        for row in dict.fromkeys(rows):
            entry, spelled, place, weight = shelf.row(row)
            spelling = spelling_at(entry, place)
            first = spelled.startswith(asked.text)
            reason = spelling.reason if spelled == asked.text else "begins so" if first else "a word begins so"
            score = (0.95 if first else 0.9) * spelling.weight
            yield Found(entry, score, reason, spelled == asked.text, weight, entry.facts)

    def _typed(self, text: str, asked: Asked) -> list[tuple[list[str], str]]:
        """The words before, and the beginning typed last: as it is, and as the word it may stand for ("abd" begins Abdullah, and is Abdel)."""
        typed = words(text, self._spellings)
        before = plain(" ".join(typed[:-1]), self._spellings).split()
        ways = [(before, typed[-1]), (asked.tokens[:-1], asked.tokens[-1])]
        small = self._spellings.small
        strong = [([word for word in before if word not in small], last) for before, last in ways]
        return strong[:1] if strong[0] == strong[1] else strong


def _rarity(shelf: Shelf, token: str) -> float:
    """What a word weighs: 1 for one nobody else has, down to a half for one that every second name has."""
    common = shelf.commonness(token)
    return 1.0 - 0.5 * log(1 + common) / log(2 + max(common, len(shelf)))


def _likeliest(asked: Asked, texts: dict[int, str]) -> list[int]:
    """The rows worth the full comparison, by two cheap ones: letters in order, and words in any order."""
    if len(texts) <= _FEW:
        return list(texts)
    letters = {row: score for _, score, row in process.extract(asked.text, texts, scorer=fuzz.ratio, limit=None)}
    best = {}
    for _, score, row in process.extract(asked.text, texts, scorer=fuzz.token_set_ratio, limit=None):
        best[row] = max(
            letters[row], 0.8 * score + 0.2 * letters[row]
        )  # of many names with all the words, the shortest first
    ranked = sorted(best, key=lambda row: (-best[row], row))
    far = best[ranked[0]] - _FAR
    return [row for place, row in enumerate(ranked[:_RICH]) if place < _FEW or best[row] >= far]


def _most_told(near: tuple[Match, ...]) -> Match | None:
    """The one of the near readings that the articles are about, if they are about hardly any other."""
    first, *others = sorted(near, key=lambda match: -match.facts)
    if first.score < SURE or first.facts < MOST_TOLD * (1 + max((match.facts for match in others), default=0)):
        return None
    return replace(first, reason=f"{first.reason}, by far the most in the news")
