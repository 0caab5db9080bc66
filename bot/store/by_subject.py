"""Fills the index that answers use: facts by subject, newest first.

The facts of office holders and spokespeople are also listed under the state or body they speak for, an event under
the place where it happened and the issues that its sentence names, and what is about an issue under every wider one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.names.issue_ids import wider_issues
from bot.store.evidence import SPEAKS, VISIBLE

if TYPE_CHECKING:
    from bot.store.database import Transaction

LATEST = 250
"""Most facts in an answer, the newest: about 25 pages, more than anybody reads. `since` and `until` reach older ones."""

_WITHIN = "x.day >= :since AND x.day <= :until"
"""Restricts a row `x` of the index to a period."""


def newest_ids(fact: str, found: str, condition: str) -> str:
    """Returns a statement for the ids of the newest facts of a period that a user may see, `:most` at most.

    Args:
        fact: the column of the facts' ids.
        found: the tables, with the index as `x`.
        condition: which of its rows.
    """
    return f"""
    SELECT x.{fact} FROM {found} CROSS JOIN articles a ON a.id = x.article
    WHERE {condition} AND {_WITHIN} AND {VISIBLE}
    ORDER BY x.day DESC, x.{fact} DESC LIMIT :most"""  # noqa: S608 - our own names and constants; values are parameters


SPOKESPERSON = "lower(c.role) LIKE '%spokes%' AND lower(c.role) NOT LIKE 'former %' AND lower(c.role) NOT LIKE 'ex-%'"
"""True if an actor `c` is the voice of a body: what it says counts as the body's."""

_WIDER = "SELECT value ->> 0, value ->> 1 FROM json_each(:wider)"
"""The issues of these articles, each with itself and every wider one."""

_EVENTS = f"""
    INSERT INTO events_by_subject (subject, day, event, article, last)
    WITH wider (issue, wide) AS MATERIALIZED ({_WIDER})
    SELECT p.actor, e.first_day, e.id, e.article, e.last_day FROM events e JOIN participants p ON p.event = e.id
        WHERE e.article BETWEEN :first AND :last AND p.actor IS NOT NULL
    UNION SELECT c.part_of, e.first_day, e.id, e.article, e.last_day
        FROM events e JOIN participants p ON p.event = e.id JOIN actors c ON c.article = e.article AND c.id = p.actor
        WHERE e.article BETWEEN :first AND :last AND c.part_of IS NOT NULL AND {SPEAKS}
    UNION SELECT c.id, e.first_day, e.id, e.article, e.last_day FROM events e JOIN actors c ON c.article = e.article
        WHERE e.article BETWEEN :first AND :last AND c.kind = 'place' AND instr(', ' || e.place || ',', ', ' || c.name || ',') > 0
    UNION SELECT w.wide, e.first_day, e.id, e.article, e.last_day
        FROM issue_mentions m CROSS JOIN events e ON e.article = m.article AND e.sentence = m.sentence JOIN wider w ON w.issue = m.issue
        WHERE m.article BETWEEN :first AND :last
"""  # noqa: S608 - made of constants; values are parameters

_STANCES = f"""
    INSERT INTO stances_by_subject (holder, target, day, stance, article, own)
    WITH wider (issue, wide) AS MATERIALIZED ({_WIDER}), targets (stance, target) AS (
        SELECT id, '' FROM stances WHERE article BETWEEN :first AND :last AND (target_actor IS NOT NULL OR target_event IS NOT NULL OR target_issue IS NOT NULL)
        UNION SELECT id, target_actor FROM stances WHERE article BETWEEN :first AND :last AND target_actor IS NOT NULL
        UNION SELECT id, target_issue FROM stances WHERE article BETWEEN :first AND :last AND target_issue IS NOT NULL
        UNION SELECT o.id, w.wide FROM stances o JOIN wider w ON w.issue = o.target_issue WHERE o.article BETWEEN :first AND :last
        UNION SELECT o.id, p.actor FROM stances o JOIN participants p ON p.event = o.target_event
            WHERE o.article BETWEEN :first AND :last AND p.side = 'agent' AND p.actor IS NOT NULL),
    holders (stance, holder, own) AS (
        SELECT id, holder, 1 FROM stances WHERE article BETWEEN :first AND :last AND holder IS NOT NULL
        UNION SELECT o.id, c.part_of, 0 FROM stances o JOIN actors c ON c.article = o.article AND c.id = o.holder
            WHERE o.article BETWEEN :first AND :last AND c.part_of IS NOT NULL AND c.part_of <> c.id AND {SPEAKS})
    SELECT h.holder, t.target, coalesce(a.published, ''), o.id, o.article, h.own
    FROM stances o JOIN articles a ON a.id = o.article JOIN targets t ON t.stance = o.id JOIN holders h ON h.stance = o.id
    WHERE o.article BETWEEN :first AND :last
"""  # noqa: S608 - the same

_QUOTATIONS = f"""
    INSERT INTO quotations_by_subject (speaker, about, day, quotation, article, own)
    WITH wider (issue, wide) AS MATERIALIZED ({_WIDER}), topics (quotation, about) AS (
        SELECT id, '' FROM quotations WHERE article BETWEEN :first AND :last
        UNION SELECT q.quotation, coalesce(q.actor, q.issue) FROM quotations f JOIN quotation_subjects q ON q.quotation = f.id
            WHERE f.article BETWEEN :first AND :last AND q.event IS NULL
        UNION SELECT f.id, w.wide FROM quotations f JOIN quotation_subjects q ON q.quotation = f.id JOIN wider w ON w.issue = q.issue
            WHERE f.article BETWEEN :first AND :last),
    speakers (quotation, speaker, own) AS (
        SELECT id, source, 1 FROM quotations WHERE article BETWEEN :first AND :last AND source IS NOT NULL
        UNION SELECT f.id, c.part_of, 0 FROM quotations f JOIN actors c ON c.article = f.article AND c.id = f.source
            WHERE f.article BETWEEN :first AND :last AND c.part_of IS NOT NULL AND c.part_of <> c.id AND {SPOKESPERSON})
    SELECT s.speaker, t.about, coalesce(a.published, ''), f.id, f.article, s.own
    FROM quotations f JOIN articles a ON a.id = f.article JOIN topics t ON t.quotation = f.id JOIN speakers s ON s.quotation = f.id
    WHERE f.article BETWEEN :first AND :last
"""  # noqa: S608 - the same
_NAMED = "SELECT DISTINCT id FROM issues WHERE article BETWEEN :first AND :last"


async def index_by_subject(transaction: Transaction, first: int, last: int) -> None:
    """Add the facts of the articles `first` to `last`, which are not in the index yet."""
    named = await transaction.rows(_NAMED, first=first, last=last)
    wider = json.dumps([(row["id"], wide) for row in named for wide in wider_issues(row["id"])])
    for statement in (_EVENTS, _STANCES, _QUOTATIONS):
        await transaction.run(statement, first=first, last=last, wider=wider)
