"""An article, where it came from, and its sentences."""

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
    """The https address of the picture its page or feed gives of it; never asked for, only handed on."""


class Dating(StrEnum):
    """How an article's date is known, in words that follow "published ..., "."""

    STATED = "as its file states"
    PAGE = "as the page states"
    FOUND = "read from the page's text or address"
    FEED = "as the feed states"
    CHANGED = "when the page was last changed"
    MADE = "when the file was made"
    GIVEN = "as was given with it"
    UNKNOWN = "no date was found"


GUESSED = frozenset({Dating.FOUND, Dating.CHANGED, Dating.MADE, Dating.UNKNOWN})
"""What gives way to a date that is stated elsewhere."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be filed, and what is known of how it came to be one."""

    article: Article
    dating: Dating
    unreadable: str | None = None
    """A clause that says why the text yields no facts, where it yields none."""
    notes: tuple[str, ...] = ()
    """Whole sentences an editor should read before filing: that it is a teaser, or yields no facts."""
    claimed: str | None = None
    """The link of another site under which it says that it is to be found, which can't be told."""
    shares_page: bool = False
    """Whether its link is that of other articles too, by which it can't be told from them."""
    walled: str | None = None
    """Why its page can't be read now, where these are its feed's words: a sentence."""


class SentenceKind(StrEnum):
    """What a sentence is to the article. Only BODY yields facts."""

    BODY = "body"
    HEADING = "heading"
    DATELINE = "dateline"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the number of the paragraph it stands in (pronouns are not resolved across headings)."""

    span: Span
    kind: SentenceKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class Through:
    """What brings an article: a draft, a feed that is read, or the article that was filed before, by its number."""

    kind: Literal["draft", "feed", "article"]
    number: int


@dataclass(frozen=True, slots=True)
class Origin:
    """How an article came to be one, beside what it says of itself."""

    page: str | None = None
    """Its link as a key that is the same for all links of one page; None: it has no link."""
    dating: str | None = None
    """How its date is known, in words that follow "published ..., "."""
    by: str | None = None
    """The user who brought it, by Discord's id; None: the operator or a feed."""
    digest: str | None = None
    """What tells the file it was loaded from by its bytes; None: no file of the operator's."""
    claimed: str | None = None
    """The link of another site under which it says that it is to be found."""
    through: Through | None = None
    """What it is filed through, which has to be there still when it is filed."""
