"""The name index: finds actors, events and issues by any spelling, even a misremembered one, ranks them and gives reasons."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from heapq import nlargest, nsmallest
from itertools import chain
from typing import TYPE_CHECKING

from bot.model.library import EVERYONE
from bot.names.entry import Unknown, chosen
from bot.names.fitting import fit
from bot.names.hits import A_WORD_BEGUN, BEGUN, Hit, merged, prior, unasked
from bot.names.likeliest import RICH, likeliest
from bot.names.likeness import rarity
from bot.names.normal import Spellings, plain, words
from bot.names.recollection import NOTHING, Cue, begun, readings
from bot.names.resolving import NEAR, SURE, judged, offered
from bot.names.scoring import TypedWords
from bot.names.shelf import Shelf, features, hashed
from bot.names.spelled import REMEMBERED_PLACE, as_remembered, plain_spellings, spelling_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.names.entry import Kind, Match, NameEntry, Resolution
    from bot.names.recollection import Recollection

KINDS: frozenset[Kind] = frozenset({"actor", "event", "issue"})
_EVERYONE = frozenset({EVERYONE})

_CANDIDATES = 200
_MOST_BEGUN = 20_000
"""How many names in the news are searched for a beginning; of other names a tenth: if more match, the user types another letter anyway."""
_SHORT = 3
"""With at most this many letters, similar names are offered only if no name starts with them: too many are similar."""
_WITHIN = 6
"""At most so many names that equal part of the typed words are always compared."""
_OFFERED = 25
"""How many names that start like the typed words are looked at if nothing else is found."""
_LEAST_BEGUN, _MOST_REMEMBERED = 2, 8
"""From so many letters on, events with a word that starts so are looked for; and the most typed words used to find events."""


class NameIndex:
    """Every library's names, a shelf per library and kind; an invisible shelf is never read.

    Args:
        spellings: how names are written; without it, names are compared as given, ignoring case and accents.
    """

    def __init__(self, spellings: Spellings | None = None) -> None:
        self._spellings = spellings or Spellings()
        self._shelves: dict[tuple[str, Kind], Shelf] = {}
        self._absorbed: dict[tuple[str, str], str] = {}
        """By id and library: which entry absorbed a subject, when it was last added."""

    def __len__(self) -> int:
        return sum(map(len, self._shelves.values()))

    def add(self, entries: Iterable[NameEntry]) -> None:
        """Add entries; an entry with the same id and library is replaced."""
        for entry in entries:
            self._absorbed.update(((other, entry.library), entry.id) for other in entry.absorbed)
            for kind in KINDS - {entry.kind}:
                if other := self._shelves.get((entry.library, kind)):
                    other.drop(entry.id)
            shelf = self._shelves.get((entry.library, entry.kind))
            if shelf is None:
                shelf = self._shelves[entry.library, entry.kind] = Shelf(self._spellings.small)
            weight = prior(entry, self._spellings)
            if not shelf.recount(entry, weight):
                shelf.put(entry, plain_spellings(entry, self._spellings), weight)

    def remove(self, keys: Iterable[tuple[str, str]]) -> None:
        """Remove entries by (id, library); missing ones are ignored."""
        for name_id, library in keys:
            for kind in KINDS:
                if shelf := self._shelves.get((library, kind)):
                    shelf.drop(name_id)
                    if not shelf:
                        del self._shelves[library, kind]

    def remove_library(self, library: str) -> None:
        """Remove all entries of a library."""
        for kind in KINDS:
            self._shelves.pop((library, kind), None)

    def entry(self, name_id: str, library: str) -> NameEntry | None:
        """Returns the entry with this id and library, as it was added."""
        for kind in KINDS:
            if (shelf := self._shelves.get((library, kind))) and (found := shelf.get(name_id)):
                return found
        return None

    def get(self, name_id: str, libraries: frozenset[str] = _EVERYONE) -> Match | None:
        """Returns the match for an id, as seen by those who see `libraries`: what absorbed it, if nothing is told of itself."""
        entries = [entry for shelf in self._visible(None, libraries) if (entry := shelf.get(name_id))]
        facts = sum(entry.facts for entry in entries)
        if not facts and (other := self._absorber(name_id, libraries)):
            return self.get(other, libraries)
        return chosen(replace(entries[0], facts=facts)) if entries else None

    def _absorber(self, name_id: str, libraries: frozenset[str]) -> str | None:
        """The id of the entry that absorbed a subject and still does."""
        for library in sorted(libraries):
            other = self._absorbed.get((name_id, library))
            entry = self.entry(other, library) if other else None
            if entry and name_id in entry.absorbed:
                return entry.id
        return None

    def find(
        self,
        text: str,
        *,
        kinds: frozenset[str] | None = None,
        libraries: frozenset[str] = _EVERYONE,
        limit: int = 5,
        on: str | None = None,
        told: Recollection = NOTHING,
    ) -> list[Match]:
        """Returns what `text` may mean, best first, at most `limit` matches.

        Args:
            text: a name as typed or printed, or what is remembered of an event; any text.
            kinds: some of `actor`, `event` and `issue`; None for all.
            libraries: whose names may be seen. Nothing of another library shows, not even in a count.
            limit: the maximum number.
            on: an ISO date for offices (None: those held now, else the last).
            told: events found elsewhere, by the cue for this text.
        """
        found = self._found(self._asked(text, on), kinds, libraries, told)
        return [hit.match() for hit in found[: max(0, limit)]]

    def complete(
        self,
        text: str,
        *,
        kinds: frozenset[str] | None = None,
        libraries: frozenset[str] = _EVERYONE,
        limit: int = 25,
        on: str | None = None,
        told: Recollection = NOTHING,
    ) -> list[Match]:
        """Returns what `text` may become while it is typed: first names with words that start so, then similar ones; for "" the most frequent.

        `told`: events found elsewhere, by the cue for this text.
        """
        asked, limit = self._asked(text, on), max(0, limit)
        shelves = list(self._visible(kinds, libraries))
        if not asked.tokens:
            tops = (
                found for shelf in shelves for found in nsmallest(limit, map(unasked, shelf.entries()), key=Hit.order)
            )
            return [found.match() for found in merged(tops, shelves)[:limit]]
        found = self._begins(text, asked, kinds, libraries, told, limit)[:limit]
        if len(found) < limit and (len(asked.text) > _SHORT or not found):
            known = {hit.entry.id for hit in found}
            found += [
                hit
                for hit in self._found(asked, kinds, libraries, told)[:limit]
                if hit.entry.id not in known and hit.score >= NEAR and hit.likely
            ]
        return [hit.match() for hit in found[:limit]]

    def resolve(
        self,
        text: str,
        *,
        kinds: frozenset[str] | None = None,
        libraries: frozenset[str] = _EVERYONE,
        on: str | None = None,
        told: Recollection = NOTHING,
    ) -> Resolution:
        """Returns the one match for `text`, or the matches to ask about, or the nearest names if it is unknown.

        What is offered while it is typed is asked about, as far as articles tell of it.

        `told`: events found elsewhere, by the cue for this text.
        """
        asked = self._asked(text, on)
        if self._spellings.small.issuperset(asked.tokens):
            return Unknown(nameless=True)
        found = judged(self._found(asked, kinds, libraries, told), words=len(asked.tokens))
        if not isinstance(found, Unknown) or len(asked.text) < _SHORT:
            return found
        return offered(self._begins(text, asked, kinds, libraries, told)) or found

    def _begins(
        self,
        text: str,
        asked: TypedWords,
        kinds: frozenset[str] | None,
        libraries: frozenset[str],
        told: Recollection,
        limit: int = _OFFERED,
    ) -> list[Hit]:
        """What the typed words may become: names, and what happened, with words that start so."""
        shelves = list(self._visible(kinds, libraries))
        begin = [found for shelf in shelves for found in self._beginning(text, asked, shelf, limit)]
        return merged(
            chain(begin, begun(asked.text, self._begun(text, asked), told, self._spellings)), shelves, Hit.order_begun
        )

    def cue(self, text: str, libraries: frozenset[str] = _EVERYONE, *, typing: bool = False) -> Cue:
        """Returns what to search unnamed events for. If the text is exactly a name, no event could match better: empty, unless it is being typed."""
        asked = self._asked(text, None)
        if not asked.tokens:
            return Cue()
        words = dict.fromkeys(token for token in asked.remembered if token not in self._spellings.small)
        named = any(self._is_spelled(asked, shelf) for shelf in self._visible(None, libraries))
        ways = self._begun(text, asked) if typing or not named else ()
        return Cue(() if named else tuple(words)[:_MOST_REMEMBERED], ways)

    def _begun(self, text: str, asked: TypedWords) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Like `_typed`, for events: the words before in the form events are remembered by."""
        ways = ((tuple(as_remembered(before, self._spellings)), last) for before, last in self._typed(text, asked))
        return tuple(dict.fromkeys(way for way in ways if len(way[1]) >= _LEAST_BEGUN))

    def _is_spelled(self, asked: TypedWords, shelf: Shelf) -> bool:
        """True if the typed words equal a firm spelling of some name."""
        found = (shelf.row(row) for row in shelf.rows_spelled(asked.text))
        return any(
            spelling_at(entry, place).weight >= SURE for entry, _, place, _ in found if place != REMEMBERED_PLACE
        )

    def _visible(self, kinds: frozenset[str] | None, libraries: frozenset[str]) -> Iterator[Shelf]:
        for library in sorted(libraries):
            for kind in sorted(KINDS):
                if (kinds is None or kind in kinds) and (shelf := self._shelves.get((library, kind))):
                    yield shelf

    def _asked(self, text: str, on: str | None) -> TypedWords:
        asked = TypedWords.from_text(text, self._spellings)
        return replace(asked, when=replace(asked.when, on=on)) if on and not asked.when.on else asked

    def _found(
        self, asked: TypedWords, kinds: frozenset[str] | None, libraries: frozenset[str], told: Recollection = NOTHING
    ) -> list[Hit]:
        """Every hit that was compared in full, best first."""
        if not asked.tokens:
            return []
        shelves = list(self._visible(kinds, libraries))
        near = (hit for shelf in shelves for hit in self._near(asked, shelf))
        return merged(chain(near, readings(asked, told, self._spellings)), shelves)

    def _near(self, asked: TypedWords, shelf: Shelf) -> Iterator[Hit]:
        """Hits on one shelf: candidates by shared features, the likeliest by a cheap score, and those by the full score."""
        rows = self._candidates(asked, shelf)
        texts = shelf.texts(rows)
        rows = likeliest(asked.text, texts, shelf.prior)
        if asked.bare:
            rows += [row for row in likeliest(asked.bare.text, texts, shelf.prior)[: RICH // 2] if row not in rows]
        rows += [row for row in dict.fromkeys(self._within(asked, shelf)) if row not in rows][:_WITHIN]
        weigh = lru_cache(maxsize=None)(partial(_weight, shelf))
        for row in rows:
            yield self._read(asked, shelf, row, weigh)

    def _within(self, asked: TypedWords, shelf: Shelf) -> Iterator[int]:
        """Rows that equal some consecutive typed words: "iran" in "what did iran say", which the other words would hide."""
        tokens = asked.tokens
        for size in (3, 2, 1) if len(tokens) > 1 else ():
            for at in range(len(tokens) - size + 1):
                span = tokens[at : at + size]
                if size < len(tokens) and not self._spellings.weak.issuperset(span):
                    yield from shelf.rows_spelled(" ".join(span))

    def _candidates(self, asked: TypedWords, shelf: Shelf) -> list[int]:
        """Rows that share features with the typed words, with the most significant of them ("putin" in "president putin"), and with what happened."""
        small, weak = self._spellings.small, self._spellings.weak
        budget = 400 + len(shelf) // 50
        strong = [token for token in asked.tokens if token not in weak]
        office = asked.office.tokens if asked.office else []
        ways = {tuple(way): way for way in (asked.tokens, strong, asked.remembered, office) if way}
        rows: list[int] = []
        for way in ways.values():
            wanted = features(way, small)
            if len(way) == 1:
                wanted.add(hashed("a", way[0]))
            rows += shelf.rows_near(wanted, budget, _CANDIDATES)
        return list(dict.fromkeys(rows))

    def _read(self, asked: TypedWords, shelf: Shelf, row: int, weigh: Callable[[str], float]) -> Hit:
        entry, text, place, weight = shelf.row(row)
        spelling = spelling_at(entry, place)
        found = fit(asked, entry, spelling, text, weigh, self._spellings)
        score = found.score * spelling.weight
        return Hit(
            entry,
            score,
            found.reason,
            found.exact,
            found.weak,
            found.misspelt,
            weight,
            entry.facts,
            found.chance,
            found.far,
        )

    def _beginning(self, text: str, asked: TypedWords, shelf: Shelf, limit: int) -> Iterator[Hit]:
        """Entries with a word that starts like the last typed word and with all words before it: those in the news first."""
        rows = shelf.rows_spelled(asked.text)
        for before, last in self._typed(text, asked):
            news = shelf.rows_beginning(before, last, in_news=True, most=_MOST_BEGUN)
            rows += nlargest(2 * limit, news, key=shelf.prior)
            if (left := 2 * limit - len(news)) > 0:
                others = shelf.rows_beginning(before, last, in_news=False, most=_MOST_BEGUN // 10)
                rows += nlargest(left, others, key=shelf.prior)
        for row in dict.fromkeys(rows):
            entry, spelled, place, weight = shelf.row(row)
            spelling = spelling_at(entry, place)
            first = spelled.startswith(asked.text)
            reason = (
                spelling.reason if spelled == asked.text else "begins with it" if first else "a word begins with it"
            )
            score = (BEGUN if first else A_WORD_BEGUN) * spelling.weight
            yield Hit(entry, score, reason, spelled == asked.text, False, False, weight, entry.facts)

    def _typed(self, text: str, asked: TypedWords) -> list[tuple[list[str], str]]:
        """The words before, and the last typed beginning: as it is, and as any word it may stand for.

        "abd" starts Abdullah and is Abdel; "iran strik" starts strikes, under which an attack is remembered.
        """
        typed = words(text, self._spellings)
        before = plain(" ".join(typed[:-1]), self._spellings).split()
        last = typed[-1]
        ways = [(before, last), (asked.tokens[:-1], asked.tokens[-1])]
        if len(last) > _SHORT:
            meant = {word for synonym, word in self._spellings.synonyms.items() if synonym.startswith(last)}
            ways += [(as_remembered(before, self._spellings), word) for word in sorted(meant)]
        small = self._spellings.small
        strong = {(*(word for word in before if word not in small), last): None for before, last in ways}
        return [(list(before), last) for *before, last in strong]


def _weight(shelf: Shelf, token: str) -> float:
    """Weight of a word among the names of a shelf."""
    return rarity(shelf.commonness(token), len(shelf))
