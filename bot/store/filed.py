"""Reads what was added in a stretch of time, without sentences: enough to choose from. Then reads the sentences of the chosen facts.

Walks the stretch by `articles_by_filing`, and facts by article: the cost depends on the stretch, not on the size of the library.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.facts import Actor, ActorKind, EventType, Expressed, Mode, Polarity, QuotationKind
from bot.model.filed import FiledArticle, FiledEvent, FiledFacts, FiledQuotation, FiledStance
from bot.model.topics import Topic
from bot.store.evidence import COLUMNS, OUTLET, SPEAKS, STANDING, TABLES, VISIBLE, VISIBLE_THEN, evidence, opening
from bot.store.issues import meant
from bot.store.outlet_labels import outlet_labels
from bot.store.quotations import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.answer import Evidence
    from bot.model.library import Libraries
    from bot.model.query import Subject
    from bot.store.database import Database, Row

_ADDED = (
    f"{VISIBLE_THEN} AND a.filed_at > :since AND a.filed_at <= :until AND (a.id > :after OR a.filed_at > :looked_until)"
)
# EDTF dates as text: "~" is behind every character of a date, so "2025-06" counts as its last day. Without a date, an article is
# as new as its filing.
_LATELY_PUBLISHED = "coalesce(a.published || '~' >= :news_from, TRUE)"
_FILED = f"{_ADDED} AND {_LATELY_PUBLISHED}"
# CROSS JOIN makes SQLite start with the few articles, whatever it estimates.
_FACTS = "FROM articles a CROSS JOIN {} f ON f.article = a.id"

_DETAILS = "a.id, coalesce(a.outlet, '') AS outlet, a.title, a.published, a.filed_at, a.topic"
_ARTICLES = f"""
    SELECT {_DETAILS}, {_LATELY_PUBLISHED} AS news
    FROM articles a WHERE {_ADDED} ORDER BY a.id
"""  # noqa: S608 - made of constants; values are parameters

_ACTORS = f"""
    SELECT c.id, max(c.name) AS name, max(c.kind) AS kind, max(c.role) AS role, max(c.part_of) AS part_of, max(CASE WHEN {SPEAKS} THEN 1 ELSE 0 END) AS speaks
    FROM articles a CROSS JOIN actors c ON c.article = a.id WHERE {_FILED} GROUP BY c.id
"""  # noqa: S608 - the same

_EVENTS = f"""
    SELECT f.id, f.article, f.key, f.name IS NOT NULL AS named, f.label, f.type, f.mode, f.date, f.place, f.confidence, f.sentence, s.words
    {_FACTS.format("events")} CROSS JOIN sentences s ON s.article = f.article AND s.number = f.sentence WHERE {_FILED} ORDER BY f.article, f.start_at, f.id
"""

_PARTICIPANTS = f"""
    SELECT p.event, p.side, p.actor {_FACTS.format("events")} CROSS JOIN participants p ON p.event = f.id
    WHERE p.actor IS NOT NULL AND {_FILED}
"""

_STANCES = f"""
    SELECT f.id, f.article, f.holder, f.target_actor, t.name AS actor_name, e.id AS event, e.key, e.name AS event_name, f.target_issue, i.name AS issue_name,
        f.polarity, f.expressed, f.confidence, f.sentence
    {_FACTS.format("stances")}
        LEFT JOIN actors t ON t.article = f.article AND t.id = f.target_actor
        LEFT JOIN events e ON e.id = f.target_event
        LEFT JOIN issues i ON i.article = f.article AND i.id = f.target_issue
    WHERE f.holder IS NOT NULL AND (f.target_actor IS NOT NULL OR e.name IS NOT NULL OR i.name IS NOT NULL) AND {_FILED} ORDER BY f.article, f.start_at, f.id
"""

_QUOTATIONS = f"""
    SELECT f.id, f.article, f.source, f.kind, f.cue, f.confidence, f.sentence, p.role, p.part_of, {CONTENT} AS content
    {_FACTS.format("quotations")} LEFT JOIN actors p ON p.article = f.article AND p.id = f.source
    WHERE f.source IS NOT NULL AND f.kind <> 'indirect' AND {_FILED} ORDER BY f.article, f.start_at, f.id
"""

_ABOUT = f"""
    SELECT q.quotation, coalesce(q.actor, q.issue, e.key) AS about
    {_FACTS.format("quotations")} CROSS JOIN quotation_subjects q ON q.quotation = f.id LEFT JOIN events e ON e.id = q.event
    WHERE f.source IS NOT NULL AND f.kind <> 'indirect' AND {_FILED}
"""


_BESIDE = f"""
    WITH wanted (issue) AS (SELECT value FROM json_each(:issues))
    SELECT f.article, f.sentence, f.issue {_FACTS.format("issue_mentions")} WHERE {_FILED} AND f.issue IN (SELECT issue FROM wanted)
    UNION SELECT f.article, f.sentence, f.target_issue {_FACTS.format("stances")} WHERE {_FILED} AND f.target_issue IN (SELECT issue FROM wanted)
    UNION SELECT f.article, f.sentence, q.issue {_FACTS.format("quotations")} CROSS JOIN quotation_subjects q ON q.quotation = f.id
        WHERE {_FILED} AND q.issue IN (SELECT issue FROM wanted)
"""  # noqa: S608 - made of constants; values are parameters

_MENTIONING = f"""
    SELECT a.id AS article, m.actor FROM articles a CROSS JOIN mentions m ON m.article = a.id
    WHERE {_FILED} AND m.actor IN (SELECT value FROM json_each(:actors)) GROUP BY a.id, m.actor HAVING count(*) > 1
"""  # noqa: S608 - the same


_EVENTTYPE = {str(member): member for member in EventType}
_MODE = {str(member): member for member in Mode}
_POLARITY = {str(member): member for member in Polarity}
_EXPRESSED = {str(member): member for member in Expressed}
_QUOTATIONKIND = {str(member): member for member in QuotationKind}
"""Enum members by value: an edition reads thousands of rows, and a lookup takes a tenth of creating a member. For the same
reason, rows are unpacked in column order below, into tuples."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was added after `since` and up to `until` (UTC ISO text, microseconds); up to `looked_until`, only articles numbered above `after`.

    Articles are numbered in commit order, which may differ from the order of their timestamps.
    """

    since: str
    until: str
    after: int = 0
    looked_until: str = ""
    news_from: str = ""
    """An ISO day; of articles published before, only the details are read."""

    def values(self, libraries: Libraries) -> dict[str, str | int]:
        """Returns the parameters of a statement."""
        return {
            "own": libraries.own,
            "since": self.since,
            "until": self.until,
            "after": self.after,
            "looked_until": self.looked_until,
            "news_from": self.news_from,
        }


async def filed(
    database: Database, libraries: Libraries, stretch: Stretch, about: Iterable[Subject] = ()
) -> FiledFacts:
    """Returns what was added in a stretch of time, as far as the asker may see it; subjects of quotations only if something is asked about."""
    asked = tuple(about)

    async def rows(statement: str) -> list[Row]:
        return await database.rows(statement, **stretch.values(libraries))

    statements = (_ARTICLES, _ACTORS, _PARTICIPANTS, _EVENTS, _STANCES, _QUOTATIONS, *([_ABOUT] if asked else []))
    found, beside, naming, labels = await asyncio.gather(
        asyncio.gather(*map(rows, statements)),
        _beside(database, libraries, stretch, asked),
        _naming(database, libraries, stretch, asked),
        outlet_labels(database, libraries.own),
    )
    heads, actors, participants, events, stances, quotations, *subjects = found
    if not heads:
        return FiledFacts()
    sides = _sides(participants)
    of: defaultdict[int, set[str]] = defaultdict(set)
    for quotation, subject in itertools.chain(*subjects):
        of[quotation].add(subject)
    return FiledFacts(
        articles={row["id"]: _article(row) for row in heads if row["news"]},
        actors={
            row["id"]: Actor(row["id"], row["name"], ActorKind(row["kind"]), row["role"], row["part_of"])
            for row in actors
        },
        speaks_for={row["id"]: row["part_of"] for row in actors if row["part_of"] and row["speaks"]},
        events=tuple(_event(row, sides) for row in events),
        stances=tuple(_stance(row, sides[0]) for row in stances),
        quotations=tuple(_quotation(row, of.get(row["id"], ())) for row in quotations),
        older={row["id"]: _article(row) for row in heads if not row["news"]},
        mentioning=_mentioning(naming, beside),
        beside=beside,
        labels=labels,
    )


def _article(row: Row) -> FiledArticle:
    topic = Topic(row["topic"]) if row["topic"] else None
    return FiledArticle(row["id"], row["outlet"], row["title"], row["published"], row["filed_at"], topic)


async def _beside(
    database: Database, libraries: Libraries, stretch: Stretch, about: Iterable[Subject]
) -> dict[tuple[int, int], frozenset[str]]:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for subject in about:
        if subject.kind == "issue":
            for issue in json.loads(await meant(database, subject)):
                wanted[issue].add(subject.id)
    found: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    if wanted:
        rows = await database.rows(_BESIDE, issues=json.dumps(list(wanted)), **stretch.values(libraries))
        for article, sentence, issue in rows:
            found[article, sentence] |= wanted[issue]
    return {place: frozenset(some) for place, some in found.items()}


async def _naming(database: Database, libraries: Libraries, stretch: Stretch, about: Iterable[Subject]) -> list[Row]:
    """The articles that name one of these actors more than once."""
    actors = [subject.id for subject in about if subject.kind == "actor"]
    if not actors:
        return []
    return await database.rows(_MENTIONING, actors=json.dumps(actors), **stretch.values(libraries))


def _mentioning(naming: Iterable[Row], beside: dict[tuple[int, int], frozenset[str]]) -> dict[int, frozenset[str]]:
    """What an article mentions more than once: actors, and issues in several sentences."""
    sentences = Counter((article, issue) for (article, _), issues in beside.items() for issue in issues)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for article, issue in (place for place, times in sentences.items() if times > 1):
        found[article].add(issue)
    for article, actor in naming:
        found[article].add(actor)
    return {article: frozenset(some) for article, some in found.items()}


Side = dict[int, frozenset[str]]
_NOBODY: frozenset[str] = frozenset()


def _sides(rows: Iterable[Row]) -> tuple[Side, Side]:
    """The agents of the events that have any, and the recipients."""
    agents: Side = {}
    recipients: Side = {}
    alone: dict[str, frozenset[str]] = {}
    for event, side, actor in rows:
        single = alone.get(actor) or alone.setdefault(actor, frozenset((actor,)))
        those = agents if side == "agent" else recipients
        those[event] = those[event] | single if event in those else single
    return agents, recipients


def _event(row: Row, sides: tuple[Side, Side]) -> FiledEvent:
    number, article, key, named, label, kind, mode, date, place, sure, sentence, words = row
    agents, recipients = sides
    return FiledEvent(
        number, article, key, bool(named), label, _EVENTTYPE[kind], _MODE[mode], date, place, sure, sentence, words,
        agents.get(number, _NOBODY), recipients.get(number, _NOBODY),
    )  # fmt: skip


def _stance(row: Row, agents: Side) -> FiledStance:
    (
        number,
        article,
        holder,
        actor,
        actor_name,
        event,
        key,
        event_name,
        issue,
        issue_name,
        polarity,
        expressed,
        sure,
        sentence,
    ) = row
    on_event = event_name is not None
    target, kind, name = (
        (key, "event", event_name)
        if on_event
        else (issue, "issue", issue_name)
        if issue_name is not None
        else (actor, "actor", actor_name or actor)
    )
    return FiledStance(
        number,
        article,
        holder,
        target,
        kind,
        name,
        _POLARITY[polarity],
        _EXPRESSED[expressed],
        sure,
        sentence,
        agents.get(event, _NOBODY) if on_event else _NOBODY,
    )


def _quotation(row: Row, about: Iterable[str]) -> FiledQuotation:
    number, article, source, kind, cue, sure, sentence, office, of, content = row
    return FiledQuotation(
        number, article, source, _QUOTATIONKIND[kind], content, cue, sure, sentence, office, of, frozenset(about)
    )


_OPENINGS = f"""
    SELECT a.id AS article, a.title, {OUTLET}, a.url, a.published, a.opening,
        s.words AS sentence, s.start_at AS sentence_start, s.end_at AS sentence_end
    FROM articles a JOIN sentences s ON s.article = a.id AND s.number = (
        SELECT min(number) FROM sentences b WHERE b.article = a.id AND b.kind = 'body')
    WHERE {STANDING} AND a.id IN ({{ids}})
"""  # noqa: S608 - made of a constant; values are parameters


async def evidence_of(
    database: Database, libraries: Libraries, facts: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], Evidence]:
    """Returns the sentences behind facts given as (table, row), or an article's first sentence; what is gone or invisible is left out."""
    by_table: defaultdict[str, list[int]] = defaultdict(list)
    for table, row in facts:
        by_table[table].append(row)
    found: dict[tuple[str, int], Evidence] = {}
    for table in ("events", "stances", "quotations"):
        ids = ", ".join(str(int(number)) for number in by_table[table])
        if ids:
            rows = await database.rows(
                f"SELECT f.id, {COLUMNS} FROM {table} f {TABLES} WHERE {STANDING} AND f.id IN ({ids})",  # noqa: S608 - our own names and whole numbers
                own=libraries.own,
            )
            found |= {(table, row["id"]): evidence(row) for row in rows}
    ids = ", ".join(str(int(number)) for number in by_table["articles"])
    if ids:
        openings = await database.rows(_OPENINGS.format(ids=ids), own=libraries.own)
        found |= {("articles", row["article"]): opening(row) for row in openings}
    return found


_LATELY = 2_000
"""How many of the articles added last are looked at for titles, and for the newest by their date."""

_NEWEST = f"""
    SELECT a.id, a.outlet, a.title, a.published, a.filed_at, a.topic FROM (
        SELECT {_DETAILS} FROM articles a WHERE {VISIBLE} ORDER BY a.id DESC LIMIT {_LATELY}
    ) a WHERE :about = '[]' OR EXISTS (
        SELECT 1 FROM actors c JOIN json_each(:about) o ON o.value IN (c.id, c.part_of) WHERE c.article = a.id
    ) OR EXISTS (
        SELECT 1 FROM events e WHERE e.article = a.id AND e.key IN (SELECT value FROM json_each(:about))
    ) OR EXISTS (
        SELECT 1 FROM issues i WHERE i.article = a.id AND i.id IN (SELECT value FROM json_each(:about))
    ) ORDER BY coalesce(a.published, a.filed_at) DESC, a.id DESC LIMIT :limit
"""  # noqa: S608 - made of constants; values are parameters


async def newest(
    database: Database, libraries: Libraries, limit: int, about: Iterable[Subject] = ()
) -> list[FiledArticle]:
    """Returns the details of the articles published last, newest first; with `about`, of those that name one of these."""
    ids = json.dumps([each for subject in about for each in json.loads(await meant(database, subject))])
    rows = await database.rows(_NEWEST, own=libraries.own, limit=limit, about=ids)
    return [_article(row) for row in rows]


_TITLES = f"""
    SELECT id, title FROM (SELECT a.id, coalesce(a.title, a.opening) AS title FROM articles a WHERE {VISIBLE} ORDER BY a.id DESC LIMIT {_LATELY})
    WHERE title LIKE :words ESCAPE '\\' ORDER BY id DESC LIMIT 25
"""  # noqa: S608 - made of constants; values are parameters


async def titles(database: Database, libraries: Libraries, words: str) -> list[tuple[int, str]]:
    """Returns the number and title (or first words) of recent articles whose title has these words, newest first."""
    escaped = words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = await database.rows(_TITLES, own=libraries.own, words=f"%{escaped}%")
    return [(row["id"], row["title"]) for row in rows]


async def heads(database: Database, libraries: Libraries, numbers: Iterable[int]) -> dict[int, FiledArticle]:
    """Returns the details of articles by number; invisible ones are left out."""
    listed = ", ".join(str(int(number)) for number in numbers)
    rows = await database.rows(
        f"SELECT {_DETAILS} FROM articles a WHERE {STANDING} AND a.id IN ({listed})",  # noqa: S608 - a constant and whole numbers
        own=libraries.own,
    )
    return {row["id"]: _article(row) for row in rows}
