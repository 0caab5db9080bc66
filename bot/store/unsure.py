"""Stores and reads what articles may say, not surely enough to be shown. Nothing else may read this table."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.model.answer import UnsureFact
from bot.model.facts import Polarity, Stance
from bot.model.query import QuoteQuery, StanceQuery, Subject, period_of
from bot.model.unsure import place_of, who_of
from bot.names.issue_ids import wider_issues
from bot.store.by_subject import SPOKESPERSON
from bot.store.evidence import COLUMNS, SPEAKS, VISIBLE, evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.model.facts import Quotation, Reading, Target
    from bot.model.library import Libraries
    from bot.store.database import Database, Row, Transaction

    Values = dict[str, Any]

MOST = 100
"""The newest so many are told; one more says that there are others."""

# ---- As an article is filed ----

_COLUMNS = (
    "kind", "by_whom", "about", "day", "article", "number", "own", "who", "target_kind", "target", "target_name",
    "polarity", "sentence", "start_at", "end_at", "voice", "confidence",
)  # fmt: skip
_INSERT = f"INSERT INTO unsure ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"  # noqa: S608 - our own names
_OTHERS = ", ".join(f"u.{name}" for name in _COLUMNS if name not in ("by_whom", "own"))
_OF_OFFICES = f"""
    INSERT INTO unsure (by_whom, own, {_OTHERS.replace("u.", "")})
    SELECT c.part_of, 0, {_OTHERS} FROM unsure u JOIN actors c ON c.article = u.article AND c.id = u.who
    WHERE u.article = :article AND c.part_of IS NOT NULL AND c.part_of <> c.id
        AND CASE u.kind WHEN 'stance' THEN ({SPEAKS}) ELSE ({SPOKESPERSON}) END
"""  # noqa: S608 - made of constants; values are parameters


async def file_unsure(transaction: Transaction, article: int, reading: Reading) -> None:
    """Store what a reading has besides its facts, after its actors and events."""
    if not reading.unsure:
        return
    day = await transaction.value("SELECT coalesce(published, '') FROM articles WHERE id = :article", article=article)
    events = await transaction.rows("SELECT local, key, label FROM events WHERE article = :article", article=article)
    subjects = {issue.id: Subject("issue", issue.id, issue.name) for issue in reading.issues}
    subjects |= {actor.id: Subject("actor", actor.id, actor.name) for actor in reading.actors}
    subjects |= {row["local"]: Subject("event", row["key"], row["label"]) for row in events}
    await transaction.run_many(
        _INSERT,
        [
            {"article": article, "day": day, "number": number, **values}
            for number, fact in enumerate(reading.unsure)
            for values in _rows(reading, fact, subjects)
        ],
    )
    await transaction.run(_OF_OFFICES, article=article)


def _rows(reading: Reading, fact: Stance | Quotation, subjects: Mapping[str, Subject]) -> Iterator[Values]:
    """Yields the row of a fact for whatever it is about, and one for each subject that it is about."""
    at, values = place_of(fact), _values(reading, fact)
    if isinstance(fact, Stance):
        told = _targets(reading, fact.target, subjects)
        if not told:  # on an event that was corrected away
            return
        values |= {"target_kind": told[0].kind, "target": told[0].id, "target_name": told[0].name}
    else:
        told = [subjects[one] for one in fact.about if one in subjects]
    listed = [each for subject in told for each in _listed_under(subject)]
    for about in ("", *dict.fromkeys(listed)):
        yield {**values, "about": about, "start_at": at.start, "end_at": at.end}


def _listed_under(subject: Subject) -> list[str]:
    return wider_issues(subject.id) if subject.kind == "issue" else [subject.id]


def _targets(reading: Reading, on: Target, subjects: Mapping[str, Subject]) -> list[Subject]:
    """What a stance is on, the most exact first. An issue that no fact shown is about has no name but the article's words."""
    words = " ".join(reading.article.text[on.span.start : on.span.end].split())
    issue = [subjects.get(on.issue, Subject("issue", on.issue, words))] if on.issue else []
    actor = [subjects.get(on.actor, Subject("actor", on.actor, words))] if on.actor else []
    return [*([subjects[on.event]] if on.event and on.event in subjects else []), *issue, *actor]


def _values(reading: Reading, fact: Stance | Quotation) -> Values:
    return {
        "kind": "stance" if isinstance(fact, Stance) else "quotation",
        "by_whom": who_of(fact),
        "who": who_of(fact),
        "own": 1,
        "target_kind": None,
        "target": None,
        "target_name": None,
        "polarity": str(fact.polarity) if isinstance(fact, Stance) else None,
        "sentence": reading.sentence_at(place_of(fact)),
        "voice": fact.licence.voice,
        "confidence": fact.licence.confidence,
    }


# ---- As it is asked for ----


_SELECT = f"""
    SELECT {COLUMNS}, f.number, f.who, w.name AS who_name, f.target_kind, f.target, f.target_name, f.polarity
    FROM ({{}}) x CROSS JOIN unsure f ON f.kind = x.kind AND f.by_whom = x.by_whom AND f.about = x.about AND f.day = x.day
            AND f.article = x.article AND f.number = x.number
        JOIN articles a ON a.id = f.article
        JOIN sentences s ON s.article = f.article AND s.number = f.sentence
        LEFT JOIN actors v ON v.article = f.article AND v.id = f.voice
        LEFT JOIN actors w ON w.article = f.article AND w.id = f.who
    ORDER BY f.day DESC, f.article DESC, f.number
"""  # noqa: S608 - made of constants; values are parameters
_NEWEST = f"""
    SELECT f.kind, f.by_whom, f.about, f.day, f.article, f.number FROM {{}} CROSS JOIN articles a ON a.id = f.article
    WHERE f.kind = :kind AND {{}} AND f.day >= :since AND f.day <= :until AND {VISIBLE}
    ORDER BY f.day DESC, f.article DESC, f.number DESC LIMIT :most
"""  # noqa: S608 - the same
_BY = _NEWEST.format("unsure f", "f.by_whom = :who AND f.about = :about")
_BY_ANYBODY = _NEWEST.format("unsure f", "f.about = :about AND f.about <> '' AND f.own = 1")


async def count_unsure(database: Database, libraries: Libraries, query: StanceQuery | QuoteQuery) -> int:
    """Returns how many facts like those of an answer are less sure: up to MOST, and one more if there are others."""
    if _by_words(query):
        return 0
    asked, values = _picked(libraries, query)
    rows = await database.rows(asked, most=MOST + 1, **values)
    return len({(row["article"], row["number"]) for row in rows})


async def unsure_facts(database: Database, libraries: Libraries, query: StanceQuery | QuoteQuery) -> list[UnsureFact]:
    """Returns what the articles may say besides an answer, newest article first, at most MOST."""
    if _by_words(query):
        return []
    asked, values = _picked(libraries, query)
    rows = await database.rows(_SELECT.format(asked), most=MOST, **values)
    return list({(row["article"], row["number"]): _fact(row) for row in rows}.values())


def _by_words(query: StanceQuery | QuoteQuery) -> bool:
    """True if a query looks for words and not for a subject: the search has all sentences with them."""
    return isinstance(query, QuoteQuery) and query.words is not None


def _picked(libraries: Libraries, query: StanceQuery | QuoteQuery) -> tuple[str, dict[str, Any]]:
    """The statement that finds the rows asked for, and its values."""
    if isinstance(query, StanceQuery):
        kind, who, about = "stance", query.holder, query.on
    else:
        kind, who, about = "quotation", query.speaker, query.about
    values = {"kind": kind, "who": who.id if who else "", "about": about.id if about else "", "own": libraries.own}
    values |= asdict(period_of(query))
    return (_BY if who else _BY_ANYBODY), values


def _fact(row: Row) -> UnsureFact:
    on = Subject(row["target_kind"], row["target"], row["target_name"] or row["target"]) if row["target"] else None
    return UnsureFact(
        Subject("actor", row["who"], row["who_name"] or row["who"]),
        on,
        Polarity(row["polarity"]) if row["polarity"] else None,
        evidence(row),
    )
