"""A feed as it is stored, listed and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

FeedState = Literal["active", "paused", "ended"]
Taken = Literal["filed", "known", "filtered", "refused", "waiting"]
"""What happened to an entry; a waiting one is tried again."""
Criterion = Literal["actor", "words", "outlet"]


@dataclass(frozen=True, slots=True)
class Filter:
    """What an article must match: the id of an actor it mentions, a text in it, or its outlet; and how that is shown."""

    kind: Criterion
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed that is not stored yet. `host` is its site's; `every` is in minutes; `added_by` is a user id, None for the operator."""

    library: str
    url: str
    host: str
    title: str | None
    site: str | None
    every: int
    added_by: str | None
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """What a feed brought in the thirty days up to its last check: how often it was checked, how often that failed, and its new articles."""

    checks: int = 0
    failures: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that a library reads. `number` is its own in that library, as people see and type it. `reason` is a sentence: why it fails or has ended, or a remark for editors."""

    id: int
    number: int
    library: str
    url: str
    host: str
    title: str | None
    site: str | None
    every: int
    state: FeedState
    added_by: str | None
    etag: str | None
    modified: str | None
    checked_at: datetime | None
    next_at: datetime
    failures: int
    """Consecutive failures."""
    failing_since: datetime | None
    reason: str | None
    told_at: datetime | None
    """When its editors were notified of the failures."""
    filters: tuple[Filter, ...] = ()
    given: str | None = None
    """Its original address, if it has moved since: lists show that one."""
    health: FeedHealth = FeedHealth()
    hub: FeedHub | None = None
    """What is agreed with its hub, if it names one and that is asked."""

    @property
    def name(self) -> str:
        """Its title, or its address if the title is unknown."""
        return self.title or self.url


@dataclass(frozen=True, slots=True)
class Fate:
    """What would happen to an entry: a verdict as a clause ("would be filed")."""

    title: str
    outlet: str | None
    published: str | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a feed contains: how many entries are taken, how many are new, what would happen to the first of them, and how many older ones are left out."""

    feed: Feed
    entries: int
    new: int
    fates: tuple[Fate, ...]
    moved: str | None = None
    older: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of importing feeds: how many were added, how many were there before, and (link, reason) for those refused."""

    added: int
    known: int
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FeedHub:
    """What was agreed with a feed's hub, which tells of new entries at once (WebSub). `topic` is the feed's address as the hub knows it.

    `token` is the last part of the address that the hub calls, `secret` what it signs with; `until`: when it stops; None if it has not agreed.
    """

    feed: int
    hub: str
    topic: str
    token: str
    secret: str
    asked_at: datetime
    until: datetime | None = None
