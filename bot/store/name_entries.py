"""Builds entries of the name index from the libraries' articles: names, notes, counts, what is remembered."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.catalogue import ENGLISH, speaking
from bot.edtf import date_bounds
from bot.names import SURNAME, NameEntry, Spelling
from bot.store.evidence import SEEN
from bot.store.merges import merged_names
from bot.wording import date_words, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.model.query import Subject
    from bot.store.database import Database, Reads, Row

    Key = tuple[str, str]

_STORED = f"a ON a.id = {{of}}.article WHERE {SEEN} AND {{which}}"
_INSTEAD = f"""
    a ON a.id = {{of}}.article JOIN articles o ON o.twin = a.id
    WHERE {SEEN} AND o.removed_at IS NULL AND {{which}} AND NOT EXISTS (
        SELECT 1 FROM articles b WHERE b.twin = a.id AND b.library = o.library AND b.removed_at IS NULL AND b.id < o.id)
"""  # noqa: S608 - made of constants; values are parameters
"""The articles of everyone's that a server's own stand for there, by the first of these: what they tell counts in everyone's, and is taken off the server's."""

# One row per actor and library: its number of facts and its latest role. CROSS JOIN makes SQLite start with the events of
# the one article: starting with the actor's participants would take a hundred times as long in a library of 3,000 articles.
_ACTORS = """
    SELECT c.id, {whose}.library, max(c.name) AS name, max(c.kind) AS kind, max(c.role) AS role, max(c.part_of) AS part_of,
        max(a.published) AS latest,
        sum((SELECT count(*) FROM stances f WHERE f.article = c.article AND f.holder = c.id)
          + (SELECT count(*) FROM quotations f WHERE f.article = c.article AND f.source = c.id)
          + (SELECT count(*) FROM events f CROSS JOIN participants p WHERE f.article = c.article AND p.event = f.id AND p.actor = c.id)) AS facts
    FROM actors c JOIN articles {articles}
    GROUP BY c.id, {whose}.library
"""

_EVENTS = """
    SELECT f.key, {whose}.library, max(f.name) AS name, max(f.label) AS label, max(f.place) AS place, max(f.date) AS date,
        max(a.published) AS latest, count(*) AS facts,
        group_concat(DISTINCT substr(f.cue, 1, 80)) AS words
    FROM events f JOIN articles {articles}
    GROUP BY f.key, {whose}.library
"""

_PARTICIPANTS = f"""
    SELECT f.key, a.library, c.name, min(CASE p.side WHEN 'recipient' THEN 1 ELSE 0 END) AS suffered FROM participants p JOIN events f ON f.id = p.event
        JOIN articles a ON a.id = f.article JOIN actors c ON c.article = f.article AND c.id = p.actor
    WHERE {SEEN} AND {{which}}
    GROUP BY f.key, a.library, c.name
"""  # noqa: S608 - made of constants; values are parameters

_NAMED = "f.name IS NOT NULL"
"""Events without a name are found by `recollection`."""

# A row per issue, library and name: articles may name one thing in several ways.
_ISSUES = """
    SELECT i.id, {whose}.library, i.name, count(*) AS articles, max(a.published) AS latest,
        sum((SELECT count(*) FROM stances f WHERE f.article = i.article AND f.target_issue = i.id AND f.holder IS NOT NULL)
          + (SELECT count(*) FROM quotations f CROSS JOIN quotation_subjects q ON q.quotation = f.id WHERE f.article = i.article AND q.issue = i.id)
          + (SELECT count(*) FROM events f WHERE f.article = i.article AND f.sentence IN (
                SELECT m.sentence FROM issue_mentions m WHERE m.article = i.article AND m.issue = i.id))) AS facts
    FROM issues i JOIN articles {articles}
    GROUP BY i.id, {whose}.library, i.name
"""

_THERE = f"""{SEEN} AND (a.library = :library OR EXISTS (
    SELECT 1 FROM articles o WHERE o.twin = a.id AND o.library = :library AND o.removed_at IS NULL))"""  # noqa: S608 - the same
_TOLD = f"""
    SELECT EXISTS (SELECT 1 FROM actors c JOIN articles a ON a.id = c.article WHERE c.id = :id AND {_THERE})
        OR EXISTS (SELECT 1 FROM events f JOIN articles a ON a.id = f.article WHERE f.key = :id AND {_THERE})
        OR EXISTS (SELECT 1 FROM issues i JOIN articles a ON a.id = i.article WHERE i.id = :id AND {_THERE})
"""  # noqa: S608 - the same

_ASKED = "IN (SELECT value FROM json_each(:asked))"


@dataclass(frozen=True, slots=True)
class _Selection:
    """Conditions that select what is counted: among stored articles, and among those that servers' own stand for."""

    stored: str = "TRUE"
    instead: str = "o.twin IS NOT NULL"
    asked: str | None = None

    @classmethod
    def of_articles(cls, articles: Iterable[int]) -> _Selection:
        """What certain articles alone count for."""
        return cls(f"a.id {_ASKED}", f"o.id {_ASKED}", json.dumps(list(articles)))

    @classmethod
    def of_ids(cls, column: str, ids: Iterable[str]) -> _Selection:
        """What has one of these values in a column."""
        return cls(f"{column} {_ASKED}", f"{column} {_ASKED}", json.dumps(list(ids)))

    def named(self) -> _Selection:
        """Only the events with a name among them."""
        return _Selection(f"{self.stored} AND {_NAMED}", f"{self.instead} AND {_NAMED}", self.asked)


async def entries(database: Database, gazetteer: dict[str, NameEntry]) -> list[NameEntry]:
    """Returns the entries of every library's actors, named events and issues, each keyed by (id, library).

    Args:
        database: the stored articles.
        gazetteer: entries of the known actors by id: they supply spellings and titles, the library adds counts.
    """
    every = _Selection()
    found = [
        *await _actors(database, gazetteer, every),
        *await _events(database, every.named()),
        *await _issues(database, every),
    ]
    return await _with_merged(database, found, gazetteer)


async def entries_in(database: Reads, gazetteer: dict[str, NameEntry], articles: Iterable[int]) -> dict[Key, NameEntry]:
    """Returns what certain articles alone add to the entries, with their own counts, as far as they are visible.

    A server's copy of an article of everyone's adds what it tells less what that tells, which may be a number below zero:
    who sees a server's entries sees everyone's as well.
    """
    those = _Selection.of_articles(articles)
    actors, issues = await _actors(database, gazetteer, those), await _issues(database, those)
    events = await _events(database, those.named())
    return by_key(await _with_merged(database, [*actors, *events, *issues], gazetteer))


async def actors_of(database: Database, gazetteer: dict[str, NameEntry], ids: Iterable[str]) -> dict[Key, NameEntry]:
    """Returns the entries of these actors in every library."""
    found = await _actors(database, gazetteer, _Selection.of_ids("c.id", ids))
    return by_key(await _with_merged(database, found, gazetteer))


async def issues_of(database: Database, ids: Iterable[str]) -> dict[Key, NameEntry]:
    """Returns the entries of these issues in every library."""
    found = await _issues(database, _Selection.of_ids("i.id", ids))
    return by_key(await _with_merged(database, found))


async def events_of(database: Database, keys: Iterable[str]) -> dict[Key, NameEntry]:
    """Returns the entries of these events in every library, named or not."""
    found = await _events(database, _Selection.of_ids("f.key", keys))
    return by_key(await _with_merged(database, found))


async def still_told(database: Database, keys: Iterable[Key]) -> set[Key]:
    """Returns the keys that some visible article still mentions."""
    return {key for key in keys if (await database.rows(_TOLD, id=key[0], library=key[1]))[0][0]}


def by_key(found: Iterable[NameEntry]) -> dict[Key, NameEntry]:
    """Returns the entries by id and library."""
    return {(entry.id, entry.library): entry for entry in found}


async def _with_merged(
    database: Reads, found: list[NameEntry], gazetteer: Mapping[str, NameEntry] = MappingProxyType({})
) -> list[NameEntry]:
    """The entries; a subject that others were merged into has their names as well."""
    merged = await merged_names(database)
    return [
        _called_as(entry, merged[entry.id, entry.library], gazetteer) if (entry.id, entry.library) in merged else entry
        for entry in found
    ]


def _called_as(entry: NameEntry, others: Sequence[Subject], gazetteer: Mapping[str, NameEntry]) -> NameEntry:
    """An entry with the names of what was merged into it."""
    aliases, spellings = [*entry.aliases], [*entry.spellings]
    for other in others:
        known = gazetteer.get(other.id)
        aliases += [other.name, *(known.aliases if known else ())]
        spellings += known.spellings if known else ()
    return replace(
        entry,
        aliases=tuple(dict.fromkeys(aliases)),
        spellings=tuple(dict.fromkeys(spellings)),
        absorbed=tuple(other.id for other in others),
    )


async def _actors(database: Reads, gazetteer: dict[str, NameEntry], which: _Selection) -> list[NameEntry]:
    """The entries of the actors `c` that a condition selects."""
    told, less = await _counted(database, _ACTORS, "c", which)
    return _without([_actor(row, gazetteer) for row in told], [_actor(row, gazetteer) for row in less])


async def _events(database: Reads, which: _Selection) -> list[NameEntry]:
    """The entries of the events `f` that a condition selects. Those without a name are looked up one by one, and nothing is taken off them."""
    sides: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in await database.rows(_PARTICIPANTS.format(which=which.stored), asked=which.asked):
        sides[row["key"], row["library"]].append(row)
    told, less = await _counted(database, _EVENTS, "f", which)
    named = [_event(row, []) for row in less if row["name"] is not None]
    return _without([_event(row, sides[row["key"], row["library"]]) for row in told], named)


async def _issues(database: Reads, which: _Selection) -> list[NameEntry]:
    """The entries of the issues `i` that a condition selects."""
    found = []
    for rows in await _counted(database, _ISSUES, "i", which):
        named: defaultdict[Key, list[Row]] = defaultdict(list)
        for row in rows:
            named[row["id"], row["library"]].append(row)
        found.append([_issue(key, rows) for key, rows in named.items()])
    return _without(*found)


async def _counted(database: Reads, statement: str, of: str, which: _Selection) -> tuple[list[Row], list[Row]]:
    """What stored articles tell by library; and what those do that a server's own stand for, by that server."""
    stored = statement.format(whose="a", articles=_STORED.format(of=of, which=which.stored))
    instead = statement.format(whose="o", articles=_INSTEAD.format(of=of, which=which.instead))
    return await database.rows(stored, asked=which.asked), await database.rows(instead, asked=which.asked)


def _without(told: list[NameEntry], less: list[NameEntry]) -> list[NameEntry]:
    """The entries, with the facts of others of their id and library taken off."""
    found = by_key(told)
    for entry in less:
        known = found.get((entry.id, entry.library), replace(entry, facts=0))
        found[entry.id, entry.library] = replace(known, facts=known.facts - entry.facts)
    return list(found.values())


def with_more(known: NameEntry, more: NameEntry) -> NameEntry:
    """Returns an entry with the facts of further articles added, as if all had been counted together."""
    first, other = (known, more) if known.name >= more.name else (more, known)
    places = max(known.places, more.places, key=", ".join)
    date = max(filter(None, (first.date, other.date)), default=None)
    latest = max(filter(None, (known.latest, more.latest)), default=None)
    acted = [name for entry in (known, more) for name in entry.participants if name not in entry.recipients]
    took_part = tuple(sorted({*known.participants, *more.participants}))
    return replace(
        first,
        note=max(known.note, more.note) if known.kind != "event" else _when_and_where(date, latest, places),
        aliases=tuple(dict.fromkeys((*first.aliases, *other.aliases, *_also_called(first, other)))),
        absorbed=tuple(dict.fromkeys((*known.absorbed, *more.absorbed))),
        facts=known.facts + more.facts,
        latest=latest,
        named=known.named or more.named,
        words=tuple(dict.fromkeys((*known.words, *more.words))),
        participants=took_part,
        recipients=tuple(name for name in took_part if name not in acted),
        places=places,
        date=date,
    )


def _actor(row: Row, gazetteer: dict[str, NameEntry]) -> NameEntry:
    known = gazetteer.get(row["id"])
    if known:
        return replace(known, library=row["library"], facts=row["facts"], latest=_day(row["latest"]))
    words = row["name"].split()
    surname = (Spelling(words[-1], SURNAME, 0.98),) if row["kind"] == "person" and len(words) > 1 else ()
    state = gazetteer.get(row["part_of"] or "")
    note = " of ".join(part for part in (row["role"], state.name if state else row["part_of"]) if part)
    return NameEntry(
        row["id"],
        "actor",
        row["name"],
        row["library"],
        spellings=surname,
        note=note,
        facts=row["facts"],
        latest=_day(row["latest"]),
    )


_ALIASES = 6
"""The most other names of one issue."""


def _issue(key: Key, rows: list[Row]) -> NameEntry:
    """An issue by the name that most articles give it, then the longest."""
    names = sorted(rows, key=lambda row: (-row["articles"], -len(row["name"]), row["name"]))
    name, *others = (shortened(row["name"], 100) for row in names)
    latest = max(filter(None, (row["latest"] for row in rows)), default=None)
    facts = sum(row["facts"] for row in rows)
    return NameEntry(
        key[0], "issue", name, key[1], tuple(others[:_ALIASES]), note="issue", facts=facts, latest=_day(latest)
    )


def _also_called(entry: NameEntry, other: NameEntry) -> tuple[str, ...]:
    """The name of another entry for the same issue; actors and events have theirs from elsewhere."""
    return (other.name,) if entry.kind == "issue" and other.name != entry.name else ()


def _day(published: str | None) -> str | None:
    """The first day an article's date may mean."""
    bounds = date_bounds(published)
    return bounds[0] if bounds else None


def _when_and_where(date: str | None, latest: str | None, places: tuple[str, ...]) -> str:
    """What tells an event from similar ones: "22 June 2025, Fordow"; without a date, the month it was in the news."""
    with speaking(ENGLISH):  # names are kept for everybody
        when = date_words(date) if date else f"in the news {date_words(latest[:7])}" if latest else ""
    return shortened(", ".join(filter(None, (when, *places))), 60)


def _event(row: Row, sides: list[Row]) -> NameEntry:
    latest = _day(row["latest"])
    places = tuple(part.strip() for part in (row["place"] or "").split(",") if part.strip())
    return NameEntry(
        row["key"],
        "event",
        shortened(row["label"], 100),
        row["library"],
        note=_when_and_where(row["date"], latest, places),
        facts=row["facts"],
        latest=latest,
        named=row["name"] is not None,
        words=tuple((row["words"] or "").split(",")),
        participants=tuple(side["name"] for side in sides),
        recipients=tuple(side["name"] for side in sides if side["suffered"]),
        places=places,
        date=row["date"],
    )
