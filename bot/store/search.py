"""Finds sentences with certain words: a page of them, newest article first, or the best of the newest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from bot.model.query import SearchQuery
from bot.names import near_spellings
from bot.store.dialects import TwoDialects
from bot.store.evidence import OUTLET, VISIBLE, opening
from bot.store.lexemes import all_of, phrase
from bot.store.search_terms import Term, folded, hits, nearness, terms, tokens
from bot.store.searched import LAST_PLACE, article_at, day_number, first_place, number_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.answer import Evidence
    from bot.model.library import Libraries
    from bot.store.database import Database, Row

COUNTED = 250
"""Sentences are counted up to this number."""
LOOKED_AT = 250
"""How many of the newest sentences are compared to find the best."""
_NEAR_LOOKED_AT = 50
"""How many of the newest sentences are looked at for the right spelling of a word."""
_YEAR = 366
"""How many days after its first day a year's last day may be, for articles dated by their year."""

_ASKED = TwoDialects(
    "sentence_words MATCH :asked",
    "w.words @@ CAST(:words AS tsquery) AND (:outlets IS NULL OR w.outlets @@ CAST(:outlets AS tsquery)) AND w.library IN ('everyone', :own)",
)
# CROSS JOIN makes SQLite walk the sentences found from the newest, and stop when it has enough.
_FOUND = f"""
    FROM sentence_words w CROSS JOIN articles a ON a.id = {article_at("w.rowid")}
    WHERE {{}} AND w.rowid > :above AND w.rowid < :below AND {VISIBLE}
        AND (:until IS NULL OR a.published <= :until || '~')
"""
_SENTENCES = _ASKED.within(f"""
    SELECT p.place, a.id AS article, a.title, {OUTLET}, a.url, a.published, a.opening, a.more_outlets,
        s.words AS sentence, s.start_at AS sentence_start, s.end_at AS sentence_end
    FROM (SELECT w.rowid AS place {_FOUND} ORDER BY w.rowid {{{{order}}}} LIMIT :most) p
        CROSS JOIN articles a ON a.id = {article_at("p.place")}
        CROSS JOIN sentences s ON s.article = a.id AND s.number = {number_at("p.place")}
""")  # noqa: S608 - made of constants; values are parameters
_COUNT = _ASKED.within(f"SELECT count(*) FROM (SELECT 1 {_FOUND} LIMIT {COUNTED + 1})")  # noqa: S608 - the same


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence with the words found marked, and its place in the order of the index."""

    place: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SearchHits:
    """A page of sentences, how many there are (at most `COUNTED` + 1), and whether there are more before and after it."""

    shown: tuple[SentenceHit, ...]
    number: int
    before: bool = False
    behind: bool = False


async def search(database: Database, libraries: Libraries, query: SearchQuery, most: int) -> SearchHits:
    """Returns at most `most` sentences with all words of a query, starting where its page begins."""
    asked = terms(query.words)
    if not asked:
        return SearchHits((), 0)
    values = _values(libraries, query, asked)
    [row] = await database.rows(_COUNT, **values)
    number = int(row[0])
    if query.best:
        return await _best(database, values, asked, number, query.start, most)
    return await _newest(database, values, asked, number, query.start, most)


async def count_hits(database: Database, libraries: Libraries, query: SearchQuery) -> int:
    """Returns how many sentences a search finds, at most `COUNTED` + 1."""
    asked = terms(query.words)
    if not asked:
        return 0
    [row] = await database.rows(_COUNT, **_values(libraries, query, asked))
    return int(row[0])


async def spelled_like(database: Database, libraries: Libraries, word: str) -> str | None:
    """Returns the word of a newest sentence that a word without sentences may be a slip of: one that sounds like it before one with a typo."""
    for spelled in near_spellings(folded(word)):
        if not spelled:
            continue
        rows = await _rows(
            database, _values(libraries, SearchQuery(word), [Term((spelled,), word)]), "DESC", _NEAR_LOOKED_AT
        )
        there = Counter(
            written
            for row in rows
            for written in dict.fromkeys(w for w, _ in tokens(row["sentence"]))
            if written in spelled
        )
        if there:
            return max(there, key=there.__getitem__)
    return None


async def _newest(
    database: Database, values: dict[str, Any], asked: Sequence[Term], number: int, start: int, most: int
) -> SearchHits:
    """Returns the page after a place, or before it if the place is negative. One more is read, to see whether there are more."""
    if start > 0:
        values["below"] = min(start, values["below"])
    elif start < 0:
        values["above"] = max(-start, values["above"])
    rows = await _rows(database, values, "ASC" if start < 0 else "DESC", most + 1)
    more, rows = len(rows) > most, rows[:most]
    if start < 0:
        return SearchHits(_marked(rows[::-1], asked), number, before=more, behind=True)
    return SearchHits(_marked(rows, asked), number, before=start > 0, behind=more)


async def _best(
    database: Database, values: dict[str, Any], asked: Sequence[Term], number: int, start: int, most: int
) -> SearchHits:
    """Returns the page from the `start`-th of the newest sentences, ordered by how close together the words are."""
    rows = await _rows(database, values, "DESC", LOOKED_AT)
    ranked = sorted(rows, key=lambda row: nearness(asked, row["sentence"]))  # the newest first among equals
    shown = _marked(ranked[start : start + most], asked)
    return SearchHits(shown, number, before=start > 0, behind=len(ranked) > start + most)


async def _rows(database: Database, values: dict[str, Any], order: str, most: int) -> list[Row]:
    rows = await database.rows(_SENTENCES.format(order=order), **values, most=most)
    return sorted(rows, key=itemgetter("place"), reverse=order == "DESC")


def _values(libraries: Libraries, query: SearchQuery, asked: Sequence[Term]) -> dict[str, Any]:
    """The parameters of a statement. An article without a date matches no `since` or `until`."""
    dated = query.since or query.until
    return {
        "own": libraries.own,
        "asked": _match(libraries, query, asked),
        "words": all_of(term.query for term in asked),
        "outlets": phrase(outlet) if (outlet := [word for word, _ in tokens(query.outlet or "")]) else None,
        "above": first_place(day_number(query.since) if query.since else 1 if dated else 0) - 1,
        "below": first_place(day_number(query.until) + _YEAR) if query.until else LAST_PLACE,
        "until": query.until,
    }


def _match(libraries: Libraries, query: SearchQuery, asked: Sequence[Term]) -> str:
    """The search in FTS5's query language; words contain only letters and digits, and are quoted."""
    seen = " OR ".join(f'"{library}"' for library in sorted(libraries.visible))
    outlet = " ".join(word for word, _ in tokens(query.outlet or ""))
    parts = [f"library : ({seen})", *([f'outlets : ("{outlet}")'] if outlet else [])]
    return " AND ".join((*parts, *(f"words : ({term.expression})" for term in asked)))


def _marked(rows: Sequence[Row], asked: Sequence[Term]) -> tuple[SentenceHit, ...]:
    found = []
    for row in rows:
        evidence = opening(row)
        source = replace(evidence.source, more_outlets=row["more_outlets"])
        marked = replace(evidence, source=source, marked=hits(asked, row["sentence"]))
        found.append(SentenceHit(row["place"], marked))
    return tuple(found)
