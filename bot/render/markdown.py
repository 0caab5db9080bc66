"""Turns any text into Discord markdown that shows exactly that text. Every function escapes by default and never raises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from bot.wording import shortened, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.model.article import Span

# Everything Discord could read as markup, a mention or a link; a backslash before punctuation shows the punctuation. These are
# separate patterns because every line of an answer goes through them: a combined one takes ten times as long.
_MARKUP = re.compile(r"[\\`*_~|<>\[\]()#]")
_LISTED = re.compile(r"(?:\d+(?=\.)|(?=[-+]))(?=.(?:\s|$))")  # what precedes a list marker
_HALF_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\…$")
# In the words of a masked link Discord undoes no escape: the backslashes show (its staff says so in its API documentation's issue
# 6185, "for security reasons"). So what could format or end the words there is shown by signs that look like it and mean nothing.
_LOOK_ALIKES = str.maketrans("\\`*_~|<>[]", "∖ˋ∗ˍ∼∣‹›［］")
_BEGINNINGS = str.maketrans("#-+.", "＃‐＋․")
_BEGINS_A_LINE = re.compile(r"#{1,3}(?=\s|$)|-(?=[#\s]|$)|\+(?=\s|$)|\d+\.(?=\s|$)")
_HOST = re.compile(r"[\w.-]+(?::\d{1,5})?")
_URL_SAFE = ":/?#@!$&'*+,;=%~._-"  # brackets would end the link early
_LONGEST_URL = 500


def escape(text: str, limit: int | None = None) -> str:
    """Returns the text on one line, with markup, pings and direction marks disabled; at most `limit` characters of markdown."""
    plain = unmarked(text)
    if (
        limit is not None
    ):  # what is beyond is cut off below: escaping adds characters, and of two in a row one is no space
        plain = plain[: limit + 2]
    shown = _MARKUP.sub(_escaped, plain).replace("://", ":\\/\\/").replace("@", "@\u200b")
    if listed := _LISTED.match(shown):
        shown = f"{listed.group()}\\{shown[listed.end() :]}"
    if limit is None or len(shown) <= limit:
        return shown
    # shortening may leave half of an escape pair at the end
    return _HALF_PAIR.sub(r"\1…", shortened(shown, limit))


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found.group()}"


def bold(text: str, limit: int | None = None) -> str:
    """Returns the text escaped and bold; "" for empty text, because `****` would show. `limit` as in `escape`."""
    shown = escape(text, limit)
    return f"**{shown}**" if shown else ""


def small(markdown: str) -> str:
    """Returns markdown as a line of small print."""
    return f"-# {markdown}"


def quoted(text: str, marked: Sequence[Span], limit: int) -> str:
    """Returns a sentence as a quote with its marked spans bold, shortened around the first span to `limit` characters of markdown."""
    spans, room = _apart(marked), limit
    while len(shown := _quoted(text, spans, room)) > limit:
        room -= max(1, min(room // 4, len(shown) - limit))  # as little as needed: escaping adds characters
    return shown


def _quoted(text: str, spans: list[tuple[int, int]], room: int) -> str:
    """The quote made from `room` characters of the text."""
    first = spans[0][0] if spans else 0
    # start at the beginning of the sentence if that leaves room after the first span
    start = 0 if first <= room * 2 // 3 else max(0, min(first - room // 3, len(text) - room))
    end = min(len(text), start + room)
    # cut between words, but never inside the first span
    if start and (space := text.find(" ", start, first - 1)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", spans[0][1] + 1 if spans else 1, end)) >= 0:
        end = space
    shown = []
    at = start
    for left, right in spans:
        if right > at and left < end:
            shown += [_part(text[at : max(at, left)]), _part(text[max(at, left) : min(right, end)], bold)]
            at = min(right, end)
    shown.append(_part(text[at:end]))
    return f"> {'… ' if start else ''}{''.join(shown).strip()}{' …' if end < len(text) else ''}"


def _part(text: str, shape: Callable[[str], str] = escape) -> str:
    """Part of a line, formatted by `shape`; spaces at its ends stay outside the markup."""
    if not text.strip():
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{shape(text)}{' ' if text[-1].isspace() else ''}"


def _apart(marked: Sequence[Span]) -> list[tuple[int, int]]:
    """Spans in order, merged if they touch or overlap: two bold parts must not meet."""
    joined: list[tuple[int, int]] = []
    for span in sorted(marked):
        if joined and span.start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span.end))
        elif span.start < span.end:
            joined.append((span.start, span.end))
    return joined


def link(text: str, url: str | None, limit: int | None = None) -> str:
    """Returns a masked link for a plain http(s) address, or only the text, escaped, for anything else. Angle brackets keep Discord from embedding it.

    Addresses with a user name get no link: `https://bank.example@evil.example` leads to evil.example.
    `limit` applies to the text, as in `escape`.
    """
    address = _address(url)
    if address is None:
        return escape(text, limit)
    shown = _link_words(text)
    return f"[{shown if limit is None else shortened(shown, limit)}](<{address}>)" if shown else ""


def _link_words(text: str) -> str:
    """The text on one line as the words of a masked link, without any escape: look-alikes stand for what could format or end them."""
    shown = unmarked(text).translate(_LOOK_ALIKES).replace("://", ":∕∕").replace("@", "@\u200b")
    if begins := _BEGINS_A_LINE.match(shown):
        return f"{begins.group().translate(_BEGINNINGS)}{shown[begins.end() :]}"
    return shown


def _address(url: str | None) -> str | None:
    """An address as it may stand in a masked link; None if no link may lead there."""
    try:
        parts = urlsplit(url or "")
        address = quote(url or "", safe=_URL_SAFE)
    except ValueError:  # a broken port or bracket, or half a character
        return None
    plain = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc) and len(address) <= _LONGEST_URL
    return address if plain else None
