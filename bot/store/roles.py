"""Reads which roles the articles give an actor, and under which names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.store.evidence import VISIBLE
from bot.wording import office_words, with_article

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database

MOST_ARTICLES = 200
"""How many articles are read, the newest ones: half of all mention some states."""

_OF_LATE = f"""
    SELECT c.name, c.kind, c.role, o.name AS part_of, a.published
    FROM (SELECT article FROM actors WHERE id = :actor ORDER BY article DESC LIMIT :most) l
        CROSS JOIN articles a ON a.id = l.article
        CROSS JOIN actors c ON c.article = a.id AND c.id = :actor
        LEFT JOIN actors o ON o.article = a.id AND o.id = c.part_of
    WHERE {VISIBLE}
"""  # noqa: S608 - made of a constant; values are parameters


@dataclass(frozen=True, slots=True)
class NamedRole:
    """What the latest articles call an actor: names, most frequent first; its kind; and each role with the days of its articles (ISO or EDTF)."""

    names: tuple[str, ...] = ()
    kind: str = ""
    roles: tuple[tuple[str, str, str], ...] = ()
    """Role ("Foreign Minister of Iran"), first and last day; "" if no article has a date."""
    articles: int = 0
    """How many articles name it, at most `MOST_ARTICLES`."""


async def roles_of(database: Database, libraries: Libraries, actor: str) -> NamedRole:
    """Returns what the latest articles call an actor."""
    rows = await database.rows(_OF_LATE, own=libraries.own, actor=actor, most=MOST_ARTICLES)
    names: dict[str, int] = {}
    days: dict[str, list[str]] = {}
    for row in rows:
        names[row["name"]] = names.get(row["name"], 0) + 1
        if row["role"]:
            role = office_words(row["role"])
            role = (
                say("{office} of {state}", office=role, state=with_article(row["part_of"])) if row["part_of"] else role
            )
            days.setdefault(role, []).extend([row["published"]] if row["published"] else [])
    ranked = sorted(days.items(), key=lambda item: (max(item[1], default=""), item[0]), reverse=True)
    return NamedRole(
        tuple(sorted(names, key=lambda name: (-names[name], name))),
        str(rows[0]["kind"]) if rows else "",
        tuple((role, min(told, default=""), max(told, default="")) for role, told in ranked),
        len(rows),
    )
