"""What a library holds, as it is listed and looked at: articles with their outlets and what they said before, and drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import Article, Origin


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts were read."""

    events: int
    stances: int
    quotations: int

    @property
    def all(self) -> int:
        """Of all kinds."""
        return self.events + self.stances + self.quotations


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list. `library` is whose it is; `filed_at` is UTC text."""

    id: int
    library: str
    title: str | None
    outlet: str | None
    more_outlets: int
    url: str | None
    published: str | None
    opening: str
    filed_at: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Copy:
    """The same article at another outlet."""

    outlet: str | None
    url: str | None
    found_at: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article said from `filed_at` until `replaced_at` (UTC text), and how many facts were read from it."""

    title: str | None
    text: str
    facts: int
    filed_at: str
    replaced_at: str


@dataclass(frozen=True, slots=True)
class Held:
    """An article with all that is kept of it. `revisions` are the oldest first."""

    listed: Listed
    article: Article
    origin: Origin
    reader: str
    read_at: str
    copies: tuple[Copy, ...] = ()
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that was read and shown to who brought it, until it is filed or discarded."""

    id: int
    server: str
    made_by: str
    article: Article
    origin: Origin
    notes: tuple[str, ...] = ()
    """Whole sentences an editor should read before filing."""
