"""Builds entries of the name index from the libraries' articles: names, notes, counts, what is remembered."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
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
# One row per actor and library: its number of facts and its latest role. CROSS JOIN makes SQLite start with the events of
# the one article: starting with the actor's participants would take a hundred times as long in a library of 3,000 articles.
_ACTORS = f"""
    SELECT c.id, a.library, max(c.name) AS name, max(c.kind) AS kind, max(c.role) AS role, max(c.part_of) AS part_of,
        max(a.published) AS latest,
        sum((SELECT count(*) FROM stances f WHERE f.article = c.article AND f.holder = c.id)
          + (SELECT count(*) FROM quotations f WHERE f.article = c.article AND f.source = c.id)
          + (SELECT count(*) FROM events f CROSS JOIN participants p WHERE f.article = c.article AND p.event = f.id AND p.actor = c.id)) AS facts
    FROM actors c JOIN articles a ON a.id = c.article
    WHERE {SEEN} AND {{which}}
    GROUP BY c.id, a.library
"""  # noqa: S608 - made of constants; values are parameters

_EVENTS = f"""
    SELECT f.key, a.library, max(f.name) AS name, max(f.label) AS label, max(f.place) AS place, max(f.date) AS date,
        max(a.published) AS latest, count(*) AS facts,
        group_concat(DISTINCT substr(f.cue, 1, 80)) AS words
    FROM events f JOIN articles a ON a.id = f.article
    WHERE {SEEN} AND {{which}}
    GROUP BY f.key, a.library
"""  # noqa: S608 - the same

_PARTICIPANTS = f"""
    SELECT f.key, a.library, c.name, min(CASE p.side WHEN 'recipient' THEN 1 ELSE 0 END) AS suffered FROM participants p JOIN events f ON f.id = p.event
        JOIN articles a ON a.id = f.article JOIN actors c ON c.article = f.article AND c.id = p.actor
    WHERE {SEEN} AND {{which}}
    GROUP BY f.key, a.library, c.name
"""  # noqa: S608 - the same

_NAMED = "f.name IS NOT NULL"
_NAMED_IN = f"f.article IN (SELECT value FROM json_each(:asked)) AND {_NAMED}"  # noqa: S608 - the same
"""Events without a name are found by `recollection`."""

# A row per issue, library and name: articles may name one thing in several ways.
_ISSUES = f"""
    SELECT i.id, a.library, i.name, count(*) AS articles, max(a.published) AS latest,
        sum((SELECT count(*) FROM stances f WHERE f.article = i.article AND f.target_issue = i.id AND f.holder IS NOT NULL)
          + (SELECT count(*) FROM quotations f CROSS JOIN quotation_subjects q ON q.quotation = f.id WHERE f.article = i.article AND q.issue = i.id)
          + (SELECT count(*) FROM events f WHERE f.article = i.article AND f.sentence IN (
                SELECT m.sentence FROM issue_mentions m WHERE m.article = i.article AND m.issue = i.id))) AS facts
    FROM issues i JOIN articles a ON a.id = i.article
    WHERE {SEEN} AND {{which}}
    GROUP BY i.id, a.library, i.name
"""  # noqa: S608 - the same

_TOLD = f"""
    SELECT EXISTS (SELECT 1 FROM actors c JOIN articles a ON a.id = c.article WHERE {SEEN} AND c.id = :id AND a.library = :library)
        OR EXISTS (SELECT 1 FROM events f JOIN articles a ON a.id = f.article WHERE {SEEN} AND f.key = :id AND a.library = :library)
        OR EXISTS (SELECT 1 FROM issues i JOIN articles a ON a.id = i.article WHERE {SEEN} AND i.id = :id AND a.library = :library)
"""  # noqa: S608 - the same


async def entries(database: Database, gazetteer: dict[str, NameEntry]) -> list[NameEntry]:
    """Returns the entries of every library's actors, named events and issues, each keyed by (id, library).

    Args:
        database: the stored articles.
        gazetteer: entries of the known actors by id: they supply spellings and titles, the library adds counts.
    """
    found = [
        *await _actors(database, gazetteer, "1"),
        *await _events(database, _NAMED),
        *await _issues(database, "1"),
    ]
    return await _with_merged(database, found, gazetteer)


async def entries_in(database: Reads, gazetteer: dict[str, NameEntry], articles: Iterable[int]) -> dict[Key, NameEntry]:
    """Returns what certain articles alone add to the entries, with their own counts, as far as they are visible."""
    asked = json.dumps(list(articles))
    actors = await _actors(database, gazetteer, "c.article IN (SELECT value FROM json_each(:asked))", asked)
    events = await _events(database, _NAMED_IN, asked)
    issues = await _issues(database, "i.article IN (SELECT value FROM json_each(:asked))", asked)
    return by_key(await _with_merged(database, [*actors, *events, *issues], gazetteer))


async def actors_of(database: Database, gazetteer: dict[str, NameEntry], ids: Iterable[str]) -> dict[Key, NameEntry]:
    """Returns the entries of these actors in every library."""
    which = "c.id IN (SELECT value FROM json_each(:asked))"
    found = await _actors(database, gazetteer, which, json.dumps(list(ids)))
    return by_key(await _with_merged(database, found, gazetteer))


async def issues_of(database: Database, ids: Iterable[str]) -> dict[Key, NameEntry]:
    """Returns the entries of these issues in every library."""
    found = await _issues(database, "i.id IN (SELECT value FROM json_each(:asked))", json.dumps(list(ids)))
    return by_key(await _with_merged(database, found))


async def events_of(database: Database, keys: Iterable[str]) -> dict[Key, NameEntry]:
    """Returns the entries of these events in every library, named or not."""
    found = await _events(database, "f.key IN (SELECT value FROM json_each(:asked))", json.dumps(list(keys)))
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


async def _actors(
    database: Reads, gazetteer: dict[str, NameEntry], which: str, asked: str | None = None
) -> list[NameEntry]:
    """The entries of the actors `c` that a condition selects."""
    return [_actor(row, gazetteer) for row in await database.rows(_ACTORS.format(which=which), asked=asked)]


async def _events(database: Reads, which: str, asked: str | None = None) -> list[NameEntry]:
    """The entries of the events `f` that a condition selects."""
    sides: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in await database.rows(_PARTICIPANTS.format(which=which), asked=asked):
        sides[row["key"], row["library"]].append(row)
    told = await database.rows(_EVENTS.format(which=which), asked=asked)
    return [_event(row, sides[row["key"], row["library"]]) for row in told]


async def _issues(database: Reads, which: str, asked: str | None = None) -> list[NameEntry]:
    """The entries of the issues `i` that a condition selects."""
    named: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in await database.rows(_ISSUES.format(which=which), asked=asked):
        named[row["id"], row["library"]].append(row)
    return [_issue(key, rows) for key, rows in named.items()]


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
