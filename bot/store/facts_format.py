"""Reads facts of stored articles in the facts format (`attache-facts/1`), as reading returns them, without the articles' texts."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from bot.store.evidence import STANDING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.library import Libraries
    from bot.store.database import Database, Row

    Fact = dict[str, Any]
    Place = tuple[str, int, int]
    """A table, an article, and where the fact's cue begins in it."""

FORMAT = "attache-facts/1"
_OF = f"JOIN articles a ON a.id = f.article WHERE {STANDING} AND a.id IN (SELECT value FROM json_each(:articles))"  # noqa: S608 - made of a constant; values are parameters
_ARTICLES = f"SELECT a.id, a.number, a.title, a.outlet, a.url, a.published, a.reader FROM articles a WHERE {STANDING} AND a.id IN (SELECT value FROM json_each(:articles)) ORDER BY a.id"  # noqa: S608 - made of a constant; values are parameters
_SENTENCES = f"SELECT f.article, f.number, f.start_at, f.end_at, f.kind, f.words FROM sentences f {_OF} ORDER BY f.article, f.number"  # noqa: S608 - the same
_ACTORS = f"SELECT f.article, f.id, f.name, f.kind, f.role, f.part_of FROM actors f {_OF} ORDER BY f.article, f.id"  # noqa: S608 - the same
_ISSUES = f"SELECT f.article, f.id, f.name FROM issues f {_OF} ORDER BY f.article, f.id"  # noqa: S608 - the same
_EVENTS = f"SELECT f.* FROM events f {_OF} ORDER BY f.article, f.start_at, f.id"  # noqa: S608 - the same
_PARTIES = f"SELECT p.* FROM events f CROSS JOIN participants p ON p.event = f.id {_OF} ORDER BY p.rowid"  # noqa: S608 - the same
_ORDER = f"SELECT f.article, e.local AS earlier, f.local AS later FROM events f JOIN event_order o ON o.later = f.id JOIN events e ON e.id = o.earlier {_OF}"  # noqa: S608 - the same
_STANCES = f"SELECT f.*, e.local FROM stances f LEFT JOIN events e ON e.id = f.target_event {_OF} ORDER BY f.article, f.start_at, f.id"  # noqa: S608 - the same
_QUOTATIONS = f"SELECT f.* FROM quotations f {_OF} ORDER BY f.article, f.start_at, f.id"  # noqa: S608 - the same
_CONTENT = f"SELECT q.* FROM quotations f CROSS JOIN quotation_parts q ON q.quotation = f.id {_OF} ORDER BY q.quotation, q.number"  # noqa: S608 - the same
_ABOUT = f"SELECT q.quotation, coalesce(q.actor, q.issue, e.local) AS about FROM quotations f CROSS JOIN quotation_subjects q ON q.quotation = f.id LEFT JOIN events e ON e.id = q.event {_OF} ORDER BY q.rowid"  # noqa: S608 - the same


async def in_facts_format(database: Database, libraries: Libraries, places: Iterable[Place]) -> list[Fact]:
    """Returns the facts at these places, one object per visible article, with the sentences, actors and issues they refer to."""
    wanted = set(places)
    values = {"own": libraries.own, "articles": json.dumps(sorted({article for _, article, _ in wanted}))}

    async def by_article(statement: str) -> defaultdict[int, list[Row]]:
        found: defaultdict[int, list[Row]] = defaultdict(list)
        for row in await database.rows(statement, **values):
            found[row["article"]].append(row)
        return found

    async def by(statement: str, key: str) -> defaultdict[int, list[Row]]:
        found: defaultdict[int, list[Row]] = defaultdict(list)
        for row in await database.rows(statement, **values):
            found[row[key]].append(row)
        return found

    parties, content, about = (
        await by(_PARTIES, "event"),
        await by(_CONTENT, "quotation"),
        await by(_ABOUT, "quotation"),
    )
    sentences, actors, issues = await by_article(_SENTENCES), await by_article(_ACTORS), await by_article(_ISSUES)
    events, order = await by_article(_EVENTS), await by_article(_ORDER)
    stances, quotations = await by_article(_STANCES), await by_article(_QUOTATIONS)
    objects = []
    for head in await database.rows(_ARTICLES, **values):
        article = head["id"]
        kept = {
            table: [row for row in rows[article] if (table, article, row["start_at"]) in wanted]
            for table, rows in (("events", events), ("stances", stances), ("quotations", quotations))
        }
        facts = {
            "events": [_event(row, parties[row["id"]], order[article]) for row in kept["events"]],
            "stances": [_stance(row) for row in kept["stances"]],
            "quotations": [_quotation(row, content[row["id"]], about[row["id"]]) for row in kept["quotations"]],
        }
        numbers = {row["sentence"] for rows in kept.values() for row in rows}
        named = json.dumps(facts)
        objects.append(
            {
                "format": FORMAT,
                "path": head["url"] or f"article {head['number']}",
                "article": {"id": str(head["number"]), **{key: head[key] for key in ("title", "outlet", "url", "published")}, "text": None},
                "reader": head["reader"],
                "sentences": [
                    {**_span(row), "kind": row["kind"], "words": row["words"]}
                    for row in sentences[article]
                    if row["number"] in numbers
                ],
                "actors": [
                    {"id": row["id"], "name": row["name"], "kind": row["kind"], "role": row["role"], "of": row["part_of"]}
                    for row in actors[article]
                    if f'"{row["id"]}"' in named
                ],
                "mentions": [],
                "issues": [
                    {"id": row["id"], "name": row["name"], "mentions": []}
                    for row in issues[article]
                    if f'"{row["id"]}"' in named
                ],
                "dates": [],
                **facts,
            }
        )  # fmt: skip
    return objects


def _span(row: Row, start: str = "start_at", end: str = "end_at") -> Fact:
    return {"start": row[start], "end": row[end]}


def _licence(row: Row) -> Fact:
    return {"confidence": row["confidence"], "shown": True, "rule": row["rule"], "voice": row["voice"]}


def _event(row: Row, parties: list[Row], order: list[Row]) -> Fact:
    return {
        "id": row["local"],
        "type": row["type"],
        "name": row["name"],
        "cue": _span(row),
        "agents": [{"actor": party["actor"], **_span(party)} for party in parties if party["side"] == "agent"],
        "recipients": [{"actor": party["actor"], **_span(party)} for party in parties if party["side"] == "recipient"],
        "date": row["date"],
        "after": [pair["earlier"] for pair in order if pair["later"] == row["local"]],
        "before": [],
        "place": row["place"],
        "mode": row["mode"],
        **_licence(row),
    }


def _stance(row: Row) -> Fact:
    return {
        "holder": {"actor": row["holder"], **_span(row, "holder_start", "holder_end")},
        "target": {
            "actor": row["target_actor"],
            "event": row["local"],
            "issue": row["target_issue"],
            **_span(row, "target_start", "target_end"),
        },
        "polarity": row["polarity"],
        "expressed": row["expressed"],
        "cue": _span(row),
        **_licence(row),
    }


def _quotation(row: Row, content: list[Row], about: list[Row]) -> Fact:
    source = {"actor": row["source"], **_span(row, "source_start", "source_end")}
    return {
        "kind": row["kind"],
        "source": source if row["source_start"] is not None else None,
        "cue": _span(row, "cue_start", "cue_end") if row["cue_start"] is not None else None,
        "content": [_span(part) for part in content],
        "about": [subject["about"] for subject in about],
        **_licence(row),
    }
