"""Text from anywhere into Discord's markdown that shows just that text: total functions that escape by default."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Span

# Whatever Discord could read as markup, a mention or a link; a backslash before punctuation shows the punctuation.
_MARKUP = re.compile(r"[\\`*_~|<>\[\]()#]|(?<=:)//|^\s*(?:[-+]|\d+[.)])(?=\s)", re.MULTILINE)
_URL_SAFE = ":/?#@!$&'*+,;=%~._-"  # brackets would end the link early
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def escape(text: str) -> str:
    """The text on one line, nothing in it read as markup, no one pinged, no direction turned."""
    flat = " ".join(_INVISIBLE.sub("", text).split())
    return _MARKUP.sub(_escaped, flat).replace("@", "@\u200b")


def _escaped(found: re.Match[str]) -> str:
    words = found.group()
    if words == "//":
        return "\\/\\/"
    return f"{words[:-1]}\\{words[-1]}"


def bold(text: str) -> str:
    """Escaped and bold; nothing for nothing, as `****` would show."""
    return f"**{escape(text)}**" if text.strip() else ""


def small(markdown: str) -> str:
    """A line of small print, made of markdown."""
    return f"-# {markdown}"


def quoted(text: str, marked: Sequence[Span], limit: int) -> str:
    """A sentence as a quote, its marked spans bold, cut to about `limit` characters around the first of them."""
    spans = _apart(marked)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - limit // 3, len(text) - limit))
    end = min(len(text), start + limit)
    shown = []
    at = start
    for left, right in spans:
        if right > at and left < end:
            shown += [escape_part(text[at : max(at, left)]), _bold_part(text[max(at, left) : min(right, end)])]
            at = min(right, end)
    shown.append(escape_part(text[at:end]))
    return f"> {'… ' if start else ''}{''.join(shown).strip()}{' …' if end < len(text) else ''}"


def escape_part(text: str) -> str:
    """Like escape, for a part of a line: the spaces at its ends stay."""
    if not text.strip():
        return " " if text else ""
    left, right = text[0].isspace(), text[-1].isspace()
    return f"{' ' if left else ''}{escape(text)}{' ' if right else ''}"


def _bold_part(text: str) -> str:
    if not text.strip():
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}**{escape(text)}**{' ' if text[-1].isspace() else ''}"


def _apart(marked: Sequence[Span]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap made one: two bolds must not meet."""
    joined: list[tuple[int, int]] = []
    for span in sorted(marked):
        if joined and span.start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span.end))
        elif span.start < span.end:
            joined.append((span.start, span.end))
    return joined


def link(text: str, url: str | None) -> str:
    """A masked link where the address is a plain http one, else the text alone. The angle brackets keep Discord from unfurling it."""
    shown = escape(text)
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return shown
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or len(url or "") > 500:
        return shown
    return f"[{shown}](<{quote(url or '', safe=_URL_SAFE)}>)"
