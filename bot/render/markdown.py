"""Text from anywhere into Discord's markdown that shows just that text: total functions that escape by default."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from bot.wording import shortened, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.model.article import Span

# Whatever Discord could read as markup, a mention or a link; a backslash before punctuation shows the punctuation. Apart from each other,
# as every line of an answer goes through them: one pattern of all takes ten times as long.
_MARKUP = re.compile(r"[\\`*_~|<>\[\]()#]")
_LISTED = re.compile(r"(?:\d+(?=\.)|(?=[-+]))(?=.(?:\s|$))")  # what stands before the mark of a list
_HALF_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\…$")
_HOST = re.compile(r"[\w.-]+(?::\d{1,5})?")
_URL_SAFE = ":/?#@!$&'*+,;=%~._-"  # brackets would end the link early
_LONGEST_URL = 500


def escape(text: str, limit: int | None = None) -> str:
    """The text on one line, nothing in it read as markup, no one pinged, no direction turned; at most `limit` characters of markdown."""
    shown = _MARKUP.sub(_escaped, unmarked(text)).replace("://", ":\\/\\/").replace("@", "@\u200b")
    if listed := _LISTED.match(shown):
        shown = f"{listed.group()}\\{shown[listed.end() :]}"
    if limit is None or len(shown) <= limit:
        return shown
    # a cut may leave the backslash of a pair behind
    return _HALF_PAIR.sub(r"\1…", shortened(shown, limit))


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found.group()}"


def bold(text: str, limit: int | None = None) -> str:
    """Escaped and bold; nothing for nothing, as `****` would show. `limit` is that of `escape`."""
    shown = escape(text, limit)
    return f"**{shown}**" if shown else ""


def small(markdown: str) -> str:
    """A line of small print, made of markdown."""
    return f"-# {markdown}"


def quoted(text: str, marked: Sequence[Span], limit: int) -> str:
    """A sentence as a quote, its marked spans bold, cut around the first of them to at most `limit` characters of markdown."""
    spans, room = _apart(marked), limit
    while len(shown := _quoted(text, spans, room)) > limit:
        room -= max(1, min(room // 4, len(shown) - limit))  # no more than it takes: escapes take room of their own
    return shown


def _quoted(text: str, spans: list[tuple[int, int]], room: int) -> str:
    """The quote with `room` characters of the text."""
    first = spans[0][0] if spans else 0
    # a sentence is best read from its beginning, as long as there is room behind the first span too
    start = 0 if first <= room * 2 // 3 else max(0, min(first - room // 3, len(text) - room))
    end = min(len(text), start + room)
    # not in the middle of a word, where there is one that ends short of the first span, and one that begins behind it
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
    """A part of a line in its shape: the spaces at its ends stay, outside of it."""
    if not text.strip():
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{shape(text)}{' ' if text[-1].isspace() else ''}"


def _apart(marked: Sequence[Span]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap made one: two bolds must not meet."""
    joined: list[tuple[int, int]] = []
    for span in sorted(marked):
        if joined and span.start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span.end))
        elif span.start < span.end:
            joined.append((span.start, span.end))
    return joined


def link(text: str, url: str | None, limit: int | None = None) -> str:
    """A masked link where the address is a plain http one, else the text alone. The angle brackets keep Discord from unfurling it.

    No link for an address with a user in it: `https://bank.example@evil.example` leads to evil.example.
    `limit` is that of `escape`, for the text.
    """
    shown = escape(text, limit)
    try:
        parts = urlsplit(url or "")
        address = quote(url or "", safe=_URL_SAFE)
    except ValueError:  # a broken port or bracket, or half a character
        return shown
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or len(address) > _LONGEST_URL:
        return shown
    return f"[{shown}](<{address}>)" if shown else ""
