"""One library's names of one kind as an inverted index: from features of a spelling (trigrams, words, sounds) to the spellings that have them.

A row is one spelling. A feature leads to an array of rows, four bytes each. Trigrams of the sounded words find typos; a word's sound
and consonants find spelling by ear; short names without one letter find what trigrams can't; sorted words find any order; first letters find acronyms and unfinished words.
Features with many distinct values are hashed into a fixed number of buckets, so that a million different words need no million dictionary
entries. A wrong row in a bucket costs only a look, since every candidate is compared in full.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

from bot.names.normal import acronym, skeleton, sound, with_a_letter_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.names.entry import NameEntry

Feature: TypeAlias = str | int

_BUCKETS = 1 << 14
IN_NEWS = 1.0
"""The lowest prior of an entry that has facts."""
LONGEST_ALONE = 9
"""With at most this many letters, a single word is also found by omitting letters."""
_NONE = array("I")
_AGAIN, _MOST_AGAIN = 5, 30_000
"""Factor by which the budget grows for a question that found nothing similar, and its maximum."""
BEGINNINGS = (1, 2, 3, 5)
"""The lengths of beginnings that are features; for lengths between, rows of the next shorter are filtered."""


def hashed(kind: str, value: str) -> int:
    """Returns the bucket of a feature with too many values for an entry each."""
    return crc32(value.encode(), ord(kind)) % _BUCKETS


def trigrams(word: str) -> list[str]:
    """Three consecutive letters, with the word's ends marked: `^pu`, `put`, `uti`, `tin`, `in$`."""
    marked = f"^{word}$"
    return [marked[at : at + 3] for at in range(len(marked) - 2)]


def features(tokens: list[str], small: frozenset[str]) -> set[Feature]:
    """Returns the features of a spelling with these words."""
    found = set(chain.from_iterable(map(_of_word, tokens)))
    found.add(_in_any_order(tokens, small))
    if len(tokens) == 1:
        for word in {tokens[0], sound(tokens[0])}:  # "isreal" does not sound like Israel
            found.update(_one_left_out(word))
    return found


def _one_left_out(word: str) -> list[Feature]:
    """A single word, as it is and without each letter: two that differ in one letter share one of these. A short word has too few trigrams."""
    if len(word) > LONGEST_ALONE:
        return []
    return [hashed("d", shorter) for shorter in with_a_letter_out(word)]


@lru_cache(maxsize=1024)
def _of_word(token: str) -> tuple[Feature, ...]:
    heard = sound(token)
    bones = skeleton(heard)
    return (*trigrams(heard), hashed("w", heard), *([hashed("s", bones)] if len(bones) > 1 else ()))


def _in_any_order(tokens: list[str], small: frozenset[str]) -> Feature:
    return hashed("=", " ".join(sorted(sound(token) for token in tokens if token not in small)))


def stored_features(tokens: list[str], small: frozenset[str], *, in_news: bool) -> set[Feature]:
    """`features`, plus what only stored spellings have: word beginnings and the acronym."""
    found = features(tokens, small)
    for token in tokens:
        found.update(_beginnings(token, in_news))
    if len(tokens) > 2:
        found.update(hashed("a", letters) for letters in acronyms(tokens, small))
    return found


@lru_cache(maxsize=1024)
def _beginnings(token: str, in_news: bool) -> tuple[Feature, ...]:
    return tuple(beginning(token[:length], in_news=in_news) for length in BEGINNINGS if len(token) >= length)


def beginning(letters: str, *, in_news: bool) -> Feature:
    """Returns the feature of words that start so. Names in the news have their own, so that they come first however many others there are."""
    mark = "!" if in_news else "<"
    return f"{mark}{letters}" if len(letters) < BEGINNINGS[-1] else hashed(mark, letters)


def acronyms(tokens: list[str], small: frozenset[str]) -> set[str]:
    """Returns the acronyms of a spelling of three or more words, with and without small words ("Department of Defense": dod; dd is too short)."""
    if len(tokens) < 3:
        return set()
    strong = [token for token in tokens if token not in small]
    return {letters for letters in (acronym(tokens), acronym(strong)) if len(letters) > 2}


class Shelf:
    """The spellings of one library's actors, or events. Entries are added and removed one by one; nothing is rebuilt."""

    def __init__(self, small: frozenset[str]) -> None:
        self._small = small
        self._numbers: dict[str, int] = {}  # from an entry's id to its number
        self._entries: list[NameEntry | None] = []
        self._priors = array("f")  # by entry number
        self._firsts = array("I")  # by entry number: its first row, and the number of rows
        self._counts = array("H")
        self._texts: list[str] = []  # by row, plain
        self._owners = array("I")  # by row: entry number
        self._places = array("H")  # by row: which of its entry's spellings
        self._postings: dict[Feature, array[int]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def get(self, name_id: str) -> NameEntry | None:
        """Returns the entry with this id, or None."""
        number = self._numbers.get(name_id)
        return None if number is None else self._entries[number]

    def put(self, entry: NameEntry, texts: Mapping[str, int], prior: float) -> None:
        """Add an entry under its plain spellings, each with its place among the entry's spellings; replaces an entry with the same id."""
        number = self._numbers.get(entry.id)
        if number is None:
            number = self._numbers[entry.id] = len(self._entries)
            self._entries.append(entry)
            self._priors.append(prior)
            self._firsts.append(0)
            self._counts.append(0)
        elif (prior >= IN_NEWS) == (self._priors[number] >= IN_NEWS) and texts == {
            self._texts[row]: self._places[row] for row in self._rows_of(number)
        }:
            self._entries[number], self._priors[number] = (
                entry,
                prior,
            )  # the most frequent change: only the counts differ
            return
        else:
            self._unfile(number)
            self._entries[number], self._priors[number] = entry, prior
        self._firsts[number], self._counts[number] = len(self._texts), len(texts)
        for text, place in texts.items():
            self._file(text, number, place)

    def recount(self, entry: NameEntry, prior: float) -> bool:
        """Replace an entry by one that differs only in its counts. Returns False if it differs in more.

        New articles change mostly counts, and this costs a hundredth of adding the entry again.
        """
        number = self._numbers.get(entry.id)
        if number is None or (prior >= IN_NEWS) != (self._priors[number] >= IN_NEWS):
            return False
        here = self._entries[number]
        if here is None or replace(here, facts=entry.facts, latest=entry.latest) != entry:
            return False
        self._entries[number], self._priors[number] = entry, prior
        return True

    def drop(self, name_id: str) -> None:
        """Remove the entry with this id, if present."""
        number = self._numbers.pop(name_id, None)
        if number is not None:
            self._unfile(number)
            self._entries[number] = None

    def rows_near(self, wanted: Iterable[Feature], budget: int, most: int) -> list[int]:
        """Returns about `most` rows that share the most features with `wanted`, from about `budget` postings, rarest features first.

        If no row shares half of those, they may be features of a typo: then more postings are read.
        """
        lists = sorted((found for feature in wanted if (found := self._postings.get(feature))), key=len)
        counts: Counter[int] = Counter()
        used = _count(counts, lists, budget)
        if counts and 2 * max(counts.values()) < used:
            used += _count(counts, lists[used:], min(_AGAIN * budget, _MOST_AGAIN))
        if len(counts) > most:
            for found in lists[used : used + 3]:
                if len(found) < 2 * min(_AGAIN * budget, _MOST_AGAIN):
                    counts.update(counts.keys() & found)
        return _fullest(counts, most)

    def rows_beginning(self, before: list[str], last: str, *, in_news: bool, most: int) -> list[int]:
        """Returns the rows with a word that starts with `last` and with all words in `before`, from at most `most` rows: those in the news, or the others."""
        length = max(length for length in BEGINNINGS if length <= len(last))
        lists: list[array[int]] = [self._postings.get(beginning(last[:length], in_news=in_news), _NONE)]
        lists += [self._postings.get(hashed("w", sound(word)), _NONE) for word in before]
        shortest = min(lists, key=len)
        texts, owners, priors = self._texts, self._owners, self._priors
        inner, heads = f" {last}", [f" {word} " for word in before]
        return [
            row
            for row in islice(shortest, most)
            if ((text := texts[row]).startswith(last) or inner in text)
            and (not heads or all(head in f" {text} " for head in heads))
            and (priors[owners[row]] >= IN_NEWS) == in_news
        ]

    def rows_spelled(self, text: str) -> list[int]:
        """Returns the rows with exactly this text."""
        return [
            row
            for row in self._postings.get(_in_any_order(text.split(), self._small), _NONE)
            if self._texts[row] == text
        ]

    def row(self, row: int) -> tuple[NameEntry, str, int, float]:
        """Returns a row's entry, its plain text, its place among the entry's spellings, and the entry's prior."""
        number = self._owners[row]
        entry = self._entries[number]
        assert entry is not None, "a row in a posting has an entry"  # noqa: S101 - rows are removed from postings before their entry
        return entry, self._texts[row], self._places[row], self._priors[number]

    def texts(self, rows: Iterable[int]) -> dict[int, str]:
        """Returns the plain text of each row."""
        texts = self._texts
        return {row: texts[row] for row in rows}

    def prior(self, row: int) -> float:
        """Returns the prior of the row's entry."""
        return self._priors[self._owners[row]]

    def prior_of(self, name_id: str) -> float:
        """Returns the prior of the entry with this id; 0 if there is none."""
        number = self._numbers.get(name_id)
        return 0.0 if number is None else self._priors[number]

    def entries(self) -> Iterator[tuple[float, NameEntry]]:
        """Returns every entry with its prior."""
        return ((self._priors[number], entry) for number, entry in enumerate(self._entries) if entry is not None)

    def commonness(self, token: str) -> int:
        """Returns about how many spellings have this word."""
        return len(self._postings.get(hashed("w", sound(token)), ()))

    def _rows_of(self, number: int) -> range:
        return range(self._firsts[number], self._firsts[number] + self._counts[number])

    def _file(self, text: str, number: int, place: int) -> None:
        """Append a row. Row numbers are never reused, so that postings stay sorted and rows are found by bisection."""
        row = len(self._texts)
        self._texts.append(text)
        self._owners.append(number)
        self._places.append(place)
        postings = self._postings
        for feature in stored_features(text.split(), self._small, in_news=self._priors[number] >= IN_NEWS):
            found = postings.get(feature)
            if found is None:
                postings[feature] = array("I", (row,))
            else:
                found.append(row)

    def _unfile(self, number: int) -> None:
        for row in self._rows_of(number):
            for feature in stored_features(
                self._texts[row].split(), self._small, in_news=self._priors[number] >= IN_NEWS
            ):
                found = self._postings[feature]
                del found[bisect_left(found, row)]
                if not found:
                    del self._postings[feature]
            self._texts[row] = ""
        self._counts[number] = 0


def _count(counts: Counter[int], lists: list[array[int]], budget: int) -> int:
    """Count the rows of as many lists as the budget allows, at least one. Returns the number of lists."""
    for used, found in enumerate(lists):
        if used and len(found) > budget:
            return used
        counts.update(found)
        budget -= len(found)
    return len(lists)


def _fullest(counts: Counter[int], most: int) -> list[int]:
    """The rows with the highest counts, about `most`, none below a third of the highest; in row order."""
    if not counts:
        return []
    sizes = sorted(Counter(counts.values()).items(), reverse=True)
    least, taken = sizes[0][0], 0
    for size, rows in sizes:
        if taken and (taken + rows > most or size * 3 < sizes[0][0]):
            break
        least, taken = size, taken + rows
    chosen = sorted(row for row, count in counts.items() if count >= least)
    return chosen[: 4 * most]
