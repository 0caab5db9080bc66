"""What a library holds, as it is listed and looked at: articles with their outlets and what they said before, and drafts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.article import Article, Origin


EVERYONE = "everyone"
"""The library whose articles every server sees. Any other library is named by the id of the server it belongs to."""


class FilingOutcome(StrEnum):
    """What filing an article comes to."""

    NEW = "new"
    AGAIN = "again"
    """The same words are filed: what is said of them, and what is read from them, is as of now."""
    COPY = "copy"
    """The same words are filed from another outlet: they have one outlet more and are one report all the same."""
    REVISION = "revision"
    """The same article is filed with other words: they are replaced, and kept as what it said before."""


@dataclass(frozen=True, slots=True)
class Filing:
    """An article that was filed: its number, and what filing it came to."""

    article: int
    outcome: FilingOutcome
    hidden: tuple[int, ...] = ()
    """The same article in servers' own libraries, which is shown to them no more: everyone's is."""


@dataclass(frozen=True, slots=True)
class Same:
    """An article in a library that is the same as one in hand."""

    article: int
    library: str
    outcome: FilingOutcome
    """What filing the one in hand would come to."""
    title: str | None
    outlet: str | None
    opening: str
    removed: bool
    """Whether it was removed less than a day ago: filing brings it back."""


@dataclass(frozen=True, slots=True)
class Server:
    """A Discord server the bot is or was in, and what it has set. Ids are Discord's, times UTC text; `left_at` is None while the bot is in it."""

    id: str
    joined_at: str
    left_at: str | None = None
    editors_role: str | None = None
    """Whoever has it may edit, beside those who may manage the server."""
    notice_channel: str | None = None
    """Where editors are told what needs them."""


@dataclass(frozen=True, slots=True)
class Libraries:
    """Whose articles an asker may see: everyone's and, in a server, its own."""

    own: str = EVERYONE

    @property
    def visible(self) -> frozenset[str]:
        """The ids of the libraries that may be looked at."""
        return frozenset({EVERYONE, self.own})


@dataclass(frozen=True, slots=True)
class FactCounts:
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
    counts: FactCounts


@dataclass(frozen=True, slots=True)
class Copy:
    """The same article at another outlet."""

    outlet: str | None
    url: str | None


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
