"""An article, its origin and its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open offsets, in code points, into an article's text: `text[start:end]` is exactly the words shown."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One text from one outlet. `published` is an EDTF date (`2025-06-23`, `2025-06~`) or None, never more precise than known."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    picture: str | None = None
    """The https address of the picture that its page or feed names. The bot never fetches it, only passes it on."""
    credit: str | None = None
    """Whose text it is and under which licence, as its file states: shown with the article and in /about."""


class Dating(StrEnum):
    """How an article's date is known, worded to follow "published ..., "."""

    STATED = "as its file states"
    PAGE = "as the page states"
    FOUND = "read from the page's text or address"
    TEXT = "read from its text"
    FEED = "as the feed states"
    CHANGED = "when the page was last changed"
    MADE = "when the file was made"
    GIVEN = "as was given with it"
    UNKNOWN = "no date was found"


GUESSED = frozenset({Dating.FOUND, Dating.TEXT, Dating.CHANGED, Dating.MADE, Dating.UNKNOWN})
"""Dates that give way to one stated elsewhere."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be added, with what is known of its origin."""

    article: Article
    dating: Dating
    unreadable: str | None = None
    """A clause that says why the text yields no facts, if so."""
    notes: tuple[str, ...] = ()
    """Sentences an editor should read before adding it: that it is a teaser, or yields no facts."""
    claimed: str | None = None
    """What the article claims to be from, unverified: the link on another site, else the name of a known outlet."""
    shares_page: bool = False
    """True if other articles have the same link, so that it does not identify the article."""
    walled: str | None = None
    """A sentence that says why its page can't be read now; the text is then from the feed."""


class SentenceKind(StrEnum):
    """The role of a sentence in its article. Only BODY yields facts."""

    BODY = "body"
    HEADING = "heading"
    DATELINE = "dateline"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and its paragraph number (pronouns are not resolved across headings)."""

    span: Span
    kind: SentenceKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class Through:
    """What an article comes through: a draft, a feed that is read, or an already filed article, each by its number."""

    kind: Literal["draft", "feed", "article"]
    number: int


@dataclass(frozen=True, slots=True)
class Origin:
    """How an article was obtained."""

    page: str | None = None
    """Its link as a key, the same for all links to one page; None without a link."""
    dating: str | None = None
    """How its date is known, worded to follow "published ..., "."""
    by: str | None = None
    """The Discord id of the user who added it; None for the operator or a feed."""
    digest: str | None = None
    """Hash of the file it was loaded from; None if it was not loaded from a file."""
    claimed: str | None = None
    """The link on another site, or the name of a known outlet, that the article claims as its own."""
    through: Through | None = None
    """What it comes through, which must still exist when the article is filed."""
