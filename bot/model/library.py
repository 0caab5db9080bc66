"""The contents of a library as listed and shown: articles with outlets and earlier versions, and drafts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.model.chart import Theme

if TYPE_CHECKING:
    from bot.model.article import Article, Origin
    from bot.model.topics import Topic


EVERYONE = "everyone"
"""The library that every server sees. Any other library has the id of its server."""


class FilingOutcome(StrEnum):
    """What adding an article does."""

    NEW = "new"
    AGAIN = "again"
    """The same text is stored already: its details and facts are updated."""
    COPY = "copy"
    """The same text is stored from another outlet: the article gets one more outlet, but remains one report."""
    REVISION = "revision"
    """The same article is stored with another text: it is replaced, and kept as an earlier version."""


@dataclass(frozen=True, slots=True)
class Filing:
    """An article that was added: its number, and what adding it did."""

    article: int
    outcome: FilingOutcome


@dataclass(frozen=True, slots=True)
class Same:
    """An article in a library that is the same as a given one."""

    article: int
    library: str
    outcome: FilingOutcome
    """What adding the given one would do."""
    title: str | None
    outlet: str | None
    opening: str
    removed: bool
    """True if it was removed less than a day ago: adding restores it."""


@dataclass(frozen=True, slots=True)
class Server:
    """A Discord server that the bot is or was in, with its settings. Ids are Discord's, times UTC text; `left_at` is None while the bot is in it."""

    id: str
    joined_at: str
    left_at: str | None = None
    editors_role: str | None = None
    """The role that may edit, besides members with Manage Server."""
    notice_channel: str | None = None
    """The channel for editor notices."""
    pictures: Theme | None = Theme.DARK
    """The colours of the pictures of answers; None: no pictures."""


@dataclass(frozen=True, slots=True)
class Libraries:
    """Whose articles an asker may see: everyone's and, in a server, its own."""

    own: str = EVERYONE

    @property
    def visible(self) -> frozenset[str]:
        """The ids of the libraries that may be searched."""
        return frozenset({EVERYONE, self.own})


@dataclass(frozen=True, slots=True)
class FactCounts:
    """How many facts were read."""

    events: int
    stances: int
    quotations: int

    @property
    def all(self) -> int:
        """The total of all kinds."""
        return self.events + self.stances + self.quotations


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list. `number` is its own in its library, as people see and type it; `library` is that library's id; `filed_at` is UTC text."""

    id: int
    number: int
    library: str
    title: str | None
    outlet: str | None
    more_outlets: int
    url: str | None
    published: str | None
    opening: str
    filed_at: str
    counts: FactCounts


@dataclass(frozen=True, slots=True)
class Copy:
    """The same article at another outlet."""

    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier version, valid from `filed_at` until `replaced_at` (UTC text), with its number of facts."""

    title: str | None
    text: str
    facts: int
    filed_at: str
    replaced_at: str


@dataclass(frozen=True, slots=True)
class Held:
    """An article with everything stored about it. `revisions` are oldest first."""

    listed: Listed
    article: Article
    origin: Origin
    reader: str
    read_at: str
    copies: tuple[Copy, ...] = ()
    revisions: tuple[Revision, ...] = ()
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the libraries that a user may see hold: articles, those of the server's own; and of the newest, facts and outlets with their articles."""

    articles: int
    own: int
    looked_at: int
    """How many of the newest were looked at for what follows."""
    facts: int
    outlets: tuple[tuple[str, int], ...]
    """Most articles first."""
    latest: str | None
    """When the newest article was added (UTC text)."""
    credits: tuple[tuple[str, int], ...] = ()
    """Whose texts the articles are and under which licence, as far as their files state it; most articles first."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article previewed by the user who is adding it, until it is added or discarded."""

    id: int
    server: str
    made_by: str
    article: Article
    origin: Origin
    notes: tuple[str, ...] = ()
    """Sentences an editor should read before adding it."""
