"""A feed that is read by itself, as it is kept, listed and looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

FeedState = Literal["active", "paused", "ended"]
Taken = Literal["filed", "known", "filtered", "refused", "waiting"]
"""What became of an entry; one that is waiting is tried again."""
Criterion = Literal["actor", "words", "outlet"]


@dataclass(frozen=True, slots=True)
class Filter:
    """What an article may match: the id of an actor it mentions, words in it, or its outlet; and how that is shown."""

    kind: Criterion
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed before it has a number. `host` is its site's; `every` minutes; `added_by` a user's id, None for the operator."""

    library: str
    url: str
    host: str
    title: str | None
    site: str | None
    every: int
    added_by: str | None
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed a library reads. `reason` is a sentence: why it fails or has ended, or what an editor should know of it."""

    id: int
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
    """In a row."""
    failing_since: datetime | None
    reason: str | None
    told_at: datetime | None
    """When its editors were told that it fails."""
    filters: tuple[Filter, ...] = ()
    given: str | None = None
    """The address it was given by, where it has moved since: lists name it by that."""

    @property
    def name(self) -> str:
        """Its title, or its address while nothing else is known of it."""
        return self.title or self.url


@dataclass(frozen=True, slots=True)
class Fate:
    """What would become of an entry: a verdict as a clause ("would be filed")."""

    title: str
    outlet: str | None
    published: str | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a feed shows: how many entries, how many of them new, and what would become of the first of these."""

    feed: Feed
    entries: int
    new: int
    fates: tuple[Fate, ...]
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list of feeds: how many were added and were there before, and (link, reason) of those refused."""

    added: int
    known: int
    refused: tuple[tuple[str, str], ...]
