"""Finds unnamed events by the words they are remembered by: indexes these words, and looks up typed ones."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import OSA

from bot.names import Recollection, RememberedEvent, remembered, slips, sound
from bot.progress import silent
from bot.store.dialects import TwoDialects, joined
from bot.store.events import key_now
from bot.store.evidence import VISIBLE
from bot.store.lexemes import quoted, vector
from bot.store.name_entries import events_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from bot.model.library import Libraries
    from bot.names import Cue, NameEntry, Spellings
    from bot.progress import Progress
    from bot.store.database import Database, Row, Transaction

    Word = tuple[str, str]
    """A library's id, and a word of its events."""

_AT_A_TIME = 1_000
"""Events whose words are stored per transaction."""
_ALL = 1 << 60
"""More events than there are."""
_COUNTED = 1_000
"""Events with a word are counted up to this number."""
_NEAREST = 6
"""The most words a mistyped word may stand for."""
_MOST, _FEW = 60, 20
"""How many of the latest events with all the typed words are read; and with only some of them."""

# ---- Storing ----

_FORGOTTEN = """
    SELECT f.id, f.key, a.library FROM events f JOIN articles a ON a.id = f.article
    WHERE f.id > :after AND f.name IS NULL AND {which} AND NOT EXISTS (SELECT 1 FROM event_words WHERE rowid = f.id)
    ORDER BY f.id LIMIT :most
"""
_COUNT_FORGOTTEN = f"SELECT count(*) FROM ({_FORGOTTEN.format(which='TRUE')})"  # noqa: S608 - our own statement


async def remember_all(database: Database, spellings: Spellings, version: str, progress: Progress = silent) -> None:
    """Store the missing words of every event; all words again if another version made them."""
    async with database.transaction() as transaction:
        if await transaction.value("SELECT version FROM event_words_made") != version:
            for table in ("event_words", "event_slips", "event_words_made"):
                await transaction.run(f"DELETE FROM {table}")  # noqa: S608 - our own names
            await transaction.run("INSERT INTO event_words_made (version) VALUES (:version)", version=version)
    done = total = 0
    async for events in _remember(database, spellings, "TRUE"):
        done += events
        if events == _AT_A_TIME and not total:  # it takes long: count how long
            missing = await database.rows(_COUNT_FORGOTTEN, after=0, most=_ALL, asked=None)
            total = done + missing[0][0]
        if total:
            progress("indexing events", done, total)


async def remember(database: Database, spellings: Spellings, articles: Iterable[int]) -> None:
    """Store the words of some articles' events."""
    which = "f.article IN (SELECT value FROM json_each(:asked))"
    async for _ in _remember(database, spellings, which, json.dumps(list(articles))):
        pass


async def words_of(transaction: Transaction, articles: Iterable[int]) -> set[Word]:
    """Returns the words of some articles' events."""
    rows = await transaction.rows(
        "SELECT w.library, w.words FROM events f JOIN event_words w ON w.rowid = f.id WHERE f.article IN (SELECT value FROM json_each(:asked))",
        asked=json.dumps(list(articles)),
    )
    return {(row["library"], word) for row in rows for word in row["words"].split()}


async def forget_words(transaction: Transaction, words: Iterable[Word]) -> None:
    """Delete those of these words that no event of their library has any more."""
    gone = [
        {"library": library, "slip": slip, "word": word}
        for library, word in words
        if not await transaction.value(
            _STANDS,
            asked=_match([library], [_one(word)]),
        )
        for slip in slips(word)
    ]
    await transaction.run_many(
        "DELETE FROM event_slips WHERE library = :library AND slip = :slip AND word = :word", gone
    )


_ASKED = TwoDialects("event_words MATCH :{name}", "searched @@ CAST(:{name} AS tsquery)")
_STANDS = _ASKED.format(name="asked").within("SELECT 1 FROM event_words WHERE {} LIMIT 1")


async def _remember(
    database: Database, spellings: Spellings, which: str, asked: str | None = None
) -> AsyncIterator[int]:
    """Stores the words of the events that lack them, and yields after each transaction how many these were."""
    after = 0
    while rows := await database.rows(_FORGOTTEN.format(which=which), after=after, most=_AT_A_TIME, asked=asked):
        after = rows[-1]["id"]
        entries = await events_of(database, [row["key"] for row in rows])
        texts = [
            event_row(row["id"], row["library"], remembered(entry, spellings))
            for row in rows
            if (entry := entries.get((row["key"], row["library"])))
        ]
        async with database.transaction() as transaction:
            there = await _still_there(transaction, [text["id"] for text in texts])
            texts = [text for text in texts if text["id"] in there]
            await transaction.run_many(EVENT_WORDS, texts)
            await _file_slips(
                transaction, {(text["library"], word) for text in texts for word in text["words"].split()}
            )
        yield len(rows)


async def _still_there(transaction: Transaction, events: list[int]) -> set[int]:
    """Those of these events that were not deleted since they were looked up."""
    rows = await transaction.rows(
        "SELECT id FROM events WHERE id IN (SELECT value FROM json_each(:asked))", asked=json.dumps(events)
    )
    return {row["id"] for row in rows}


EVENT_WORDS = TwoDialects(
    "INSERT OR REPLACE INTO event_words (rowid, library, words) VALUES (:id, :library, :words)",
    """
    INSERT INTO event_words (rowid, library, words, searched) VALUES (:id, :library, :words, CAST(:searched AS tsvector))
    ON CONFLICT (rowid) DO UPDATE SET library = excluded.library, words = excluded.words, searched = excluded.searched
    """,
)

_KNOWN = """
    SELECT s.library, s.word FROM json_each(:asked) j
    JOIN event_slips s ON s.library = j.value ->> 0 AND s.slip = j.value ->> 1 AND s.word = j.value ->> 2
"""


async def _file_slips(transaction: Transaction, words: set[Word]) -> None:
    """Store the misspellings of libraries' words; most are known from other events."""
    asked = json.dumps([(library, sound(word), word) for library, word in words])
    known = {(row["library"], row["word"]) for row in await transaction.rows(_KNOWN, asked=asked)}
    await transaction.run_many(
        "INSERT OR IGNORE INTO event_slips (library, slip, word) VALUES (:library, :slip, :word)",
        [{"library": library, "slip": slip, "word": word} for library, word in words - known for slip in slips(word)],
    )


# ---- Finding ----

_NEAR = """
    SELECT DISTINCT j.value ->> 0 AS asked, s.word FROM json_each(:asked) j CROSS JOIN event_slips s
    WHERE s.library IN ('everyone', :own) AND s.slip = j.value ->> 1
"""

_COUNT = _ASKED.within("(SELECT count(*) FROM (SELECT 1 FROM event_words WHERE {} LIMIT {{most}}))")

# CROSS JOIN: only as many events with these words as are wanted, the latest first.
_FOUND = _ASKED.within(f"""
    SELECT * FROM (
        SELECT w.rowid AS id, w.words, f.key, a.library FROM event_words w CROSS JOIN events f ON f.id = w.rowid CROSS JOIN articles a ON a.id = f.article
        WHERE {{}} AND {VISIBLE} ORDER BY w.rowid DESC LIMIT {{{{most}}}})
""")  # noqa: S608 - made of constants; values are parameters


async def recollected(database: Database, libraries: Libraries, cue: Cue) -> Recollection:
    """Returns the unnamed events for a cue: those with at least two of its words, and those with a word that starts as typed."""
    near = await _near(database, libraries, cue.words) if len(cue.words) > 1 else {}
    groups = {word: _any(near[word]) for word in cue.words if word in near}
    size, common = await _counted(database, libraries, groups)
    rarest = [groups[word] for word in sorted(common, key=lambda word: common[word])]
    wanted = [(all_of, _MOST if len(all_of) == len(rarest) else _FEW) for all_of in _ways(rarest)]
    wanted += [((*map(_one, before), _one(last).within(_BEGINNING)), _FEW) for before, last in cue.begun]
    rows = await _found(database, libraries, wanted)
    entries = await events_of(database, {row["key"] for row in rows}) if rows else {}
    told = {word: number for word, number in common.items() if sound(word) in map(sound, near[word])}
    return Recollection(tuple(_told(rows, entries)), told, size)


async def recollected_by_id(database: Database, libraries: Libraries, key: str) -> Recollection:
    """Returns the unnamed event with this id, or that had it before it was joined with other reports, if any."""
    found = await events_of(database, [await key_now(database, key)])
    events = [entry for entry in found.values() if entry.library in libraries.visible and not entry.named]
    return Recollection(tuple(RememberedEvent(entry, "") for entry in events))


async def _near(database: Database, libraries: Libraries, words: Iterable[str]) -> dict[str, list[str]]:
    """The event words that each typed word may mean: the same or with the same sound, else one typo away; short words only as they are."""
    asked = [(word, slip) for word in words for slip in slips(word)]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in await database.rows(_NEAR, asked=json.dumps(asked), own=libraries.own) if asked else ():
        found[row["asked"]].append(row["word"])
    near = {word: found[word] if slips(word) else [word] for word in words}
    return {word: _nearest(word, others) for word, others in near.items() if others}


def _nearest(word: str, others: list[str]) -> list[str]:
    heard = sound(word)
    same = [other for other in others if sound(other) == heard]
    return (same or sorted(others, key=lambda other: (OSA.distance(heard, sound(other)), other)))[:_NEAREST]


async def _counted(
    database: Database, libraries: Libraries, groups: dict[str, TwoDialects]
) -> tuple[int, dict[str, int]]:
    """The number of events, and of those with each word."""
    if len(groups) < 2:
        return 0, {}
    asked = {f"w{number}": _match(libraries.visible, (group,)) for number, group in enumerate(groups.values())}
    counts = joined(", ", (_COUNT.format(name=name, most=_COUNTED) for name in (*asked, "everything")))
    [row] = await database.rows(counts.within("SELECT {}"), **asked, everything=_match(libraries.visible, ()))
    return row[-1], {word: row[number] for number, word in enumerate(groups) if row[number]}


def _ways(groups: list[TwoDialects]) -> Iterator[tuple[TwoDialects, ...]]:
    """Sets of words that an event must have, rarest first: all, all but one, the rarest two."""
    if len(groups) > 1:
        yield tuple(groups)
    if len(groups) > 2:
        yield from combinations(groups, len(groups) - 1)
    if len(groups) > 3:
        yield from combinations(groups[:3], 2)


async def _found(
    database: Database, libraries: Libraries, wanted: list[tuple[tuple[TwoDialects, ...], int]]
) -> list[Row]:
    """The events found by each set of words, the latest first, each once."""
    if not wanted:
        return []
    asked = {f"w{number}": _match(libraries.visible, groups) for number, (groups, _) in enumerate(wanted)}
    parts = [_FOUND.format(name=name, most=most) for name, (_, most) in zip(asked, wanted, strict=True)]
    return await database.rows(joined(" UNION ", parts), own=libraries.own, **asked)


def _told(rows: list[Row], entries: dict[tuple[str, str], NameEntry]) -> Iterator[RememberedEvent]:
    texts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        texts[row["key"], row["library"]] += row["words"].split()
    for key, words in texts.items():
        if entry := entries.get(key):
            yield RememberedEvent(entry, " ".join(dict.fromkeys(words)))


def event_row(event: int, library: str, words: str) -> dict[str, Any]:
    """Returns the row of an event for `EVENT_WORDS`. PostgreSQL finds the library among the words, too."""
    return {"id": event, "library": library, "words": words, "searched": vector([_OF + library, *words.split()])}


_OF = "library="
"""How the word for a library begins: no event has such a word."""
_OR, _AND = TwoDialects(" OR ", " | "), TwoDialects(" AND ", " & ")
_BEGINNING = TwoDialects("{} *", "{}:*")


def _match(libraries: Iterable[str], groups: Iterable[TwoDialects]) -> TwoDialects:
    """An expression for events of these libraries with a word of each group: FTS5's or PostgreSQL's."""
    seen = joined(_OR, (TwoDialects(_one(one), quoted(_OF + one)) for one in sorted(libraries)))
    within = (group.within(_WITHIN) for group in groups)
    return joined(_AND, (seen.within(_SEEN_BY), *within))


_SEEN_BY, _WITHIN = TwoDialects("library : ({})", "({})"), TwoDialects("words : ({})", "({})")


def _any(words: Iterable[str]) -> TwoDialects:
    return joined(_OR, map(_one, words))


def _one(word: str) -> TwoDialects:
    return TwoDialects(f'"{word.replace(chr(34), chr(34) * 2)}"', quoted(word))
