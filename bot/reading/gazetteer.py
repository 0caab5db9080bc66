"""Indexes the gazetteer's names by tokens, and tells who held an office on a day."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.names import Spellings, plain, sound
from bot.reading.text.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.gazetteer import KnownActor


_AS_WRITTEN = Spellings()
"""Without nicknames and other spellings: a printed name is linked by its sound alone, as there is nobody to ask."""


SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What stands behind a surname, folded, to tell sons from fathers."""

LONGEST_ACRONYM = 5
"""A word in capitals with more letters may be an ordinary name and not an acronym."""


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One way to write an actor's name: folded words, and `cased` if capitals decide ("US", "WHO"). `weak`: it needs further evidence in the text."""

    words: tuple[str, ...]
    actor: str
    form: Form
    cased: str | None = None
    weak: bool = False
    capital: bool = False


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Returns a word in lower case without accents and dots."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return plain.casefold().replace(".", "").replace("’", "'") or word


class Gazetteer:
    """The index of every name of every row; built once, read only.

    Args:
        actors: the rows.
    """

    def __init__(self, actors: Iterable[KnownActor]) -> None:
        self.rows = {row.id: row for row in actors}
        self._entries: dict[str, list[GazetteerEntry]] = {}
        self._offices: dict[tuple[str, str | None], list[tuple[str, str, str]]] = {}
        self._heard: dict[tuple[str, ...], set[str]] = {}
        for row in self.rows.values():
            for written, form, weak, capital in _ways(row):
                self._add(written, row.id, form, weak, capital)
            for written in (row.name, *row.aliases):
                if len(heard := _heard(written)) > 1:
                    self._heard.setdefault(heard, set()).add(row.id)
            for office in row.offices:
                key = (fold(office.title), office.of)
                self._offices.setdefault(key, []).append((office.since or "", office.until or "9999", row.id))
        self.first_names = frozenset(
            row.name.split()[0] for row in self.rows.values() if row.kind is ActorKind.PERSON and " " in row.name
        )
        for entries in self._entries.values():
            entries.sort(key=lambda entry: -len(entry.words))

    def _add(self, written: str, actor: str, form: Form, weak: bool, capital: bool) -> None:
        found = [token.text for token in tokens(written, 0, len(written))]
        if found and found[0].lower() == "the" and len(found) > 1:
            found = found[1:]
        words = tuple(fold(word) for word in found)
        if not words or not any(char.isalnum() for char in words[0]):
            return
        cased = (
            found[0].replace(".", "")
            if len(found) == 1 and found[0].replace(".", "").isupper() and len(found[0]) <= 6
            else None
        )
        entry = GazetteerEntry(words, actor, form, cased, weak, capital)
        bucket = self._entries.setdefault(words[0], [])
        if entry not in bucket:
            bucket.append(entry)

    def at(self, folded: list[str], texts: list[str], i: int) -> list[GazetteerEntry]:
        """Returns the longest entries that match from token `i` on; several if actors share a name."""
        best: list[GazetteerEntry] = []
        for entry in self._entries.get(folded[i], ()):
            size = len(entry.words)
            if best and size < len(best[0].words):
                break
            if not texts[i][:1].isupper() and not texts[i][:1].isdigit():
                continue
            if entry.cased and texts[i].replace(".", "") != entry.cased:
                continue
            if not entry.cased and size == 1 and 1 < len(texts[i]) <= LONGEST_ACRONYM and texts[i].isupper():
                continue  # "BIO" is an acronym, not Julius Maada Bio
            if tuple(folded[i : i + size]) == entry.words:
                best.append(entry)
        return best

    def link(self, name: str, kind: ActorKind) -> str | None:
        """Returns the only row whose name sounds like a name that is on no list: "Volodymyr Selenskyj"."""
        found = self._heard.get(_heard(name), set())
        rows = [row for row in found if (self.rows[row].kind is ActorKind.PERSON) == (kind is ActorKind.PERSON)]
        return rows[0] if len(rows) == 1 else None

    def has_held(self, actor: str, title: str) -> bool:
        """Returns whether a person has ever held an office of this title, of whatever state."""
        return any(fold(office.title) == fold(title) for office in self.rows[actor].offices)

    def holder(self, title: str, state: str | None, day: str | None) -> str | None:
        """Returns who held the office on the day (ISO; None: now): of several, whoever took it last."""
        found = []
        for since, until, actor in self._offices.get((fold(title), state), ()):
            if (day is None and until == "9999") or (
                day is not None and since <= day[: len(since)] and day[: len(until)] <= until
            ):
                found.append((since, actor))
        return max(found)[1] if found else None


def _heard(name: str) -> tuple[str, ...]:
    """The sounds of a name's words, in any order."""
    return tuple(sorted(map(sound, plain(name, _AS_WRITTEN).split())))


def _ways(row: KnownActor) -> Iterable[tuple[str, Form, bool, bool]]:
    person = row.kind is ActorKind.PERSON
    yield row.name, Form.NAME, False, False
    for written in (*row.aliases, *row.native):
        yield written, Form.ALIAS, False, False
    for written in row.short:
        yield written, Form.NAME if person else Form.ALIAS, True, False
    for written in row.adjectives:
        yield written, Form.DEMONYM, False, False
        if written.endswith(("an", "i")):
            yield written + "s", Form.DEMONYM, False, False
    for written in row.capitals:
        yield written, Form.METONYM, False, True
    for written in row.seats:
        yield written, Form.METONYM, False, False
