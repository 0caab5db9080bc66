"""What a message of Discord says: its words without Discord's markup, its links and its files. A forwarded message says what it forwards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord

from bot.catalogue import say
from bot.errors import AskError, LaterError
from bot.limits import LARGEST_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    Said = discord.Message | discord.MessageSnapshot

LINK = re.compile(r"https?://[^\s<>()\[\]|]+[^\s<>()\[\]|.,;:!?'\"”’*_~]")
"""A link in running text, without the punctuation behind it."""
_MASKED = re.compile(rf"\[([^\[\]\n]+)\]\(\s*<?{LINK.pattern}>?[^()\n]*\)")
_ALONE = re.compile(rf"<{LINK.pattern}>|{LINK.pattern}")
_REFERENCE = re.compile(r"<(?:@[!&]?|#|id:)\w+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>|</[^<>:]+:\d+>")
"""A mention, an emoji of a server, a time or a command: names and times that only Discord knows."""
_MARK = r"(?:\*{1,3}|_{1,3}|~~|\|\||`{1,3})"
_MARKS = re.compile(rf"(?<!\w){_MARK}+(?=\S)|(?<=\S){_MARK}+(?!\w)")
"""The marks of bold, italic and other type, at the edge of a word: "5*3" and "a_b" have none."""
_HEADS = re.compile(r"^[ \t]*(?:(?:>>>|>|#{1,3}|-#|[-*])[ \t]+)+", re.MULTILINE)


def source_of(message: discord.Message) -> Said:
    """Returns the message that a message forwards, or else the message itself."""
    return message.message_snapshots[0] if message.message_snapshots else message


def words_of(said: Said) -> str:
    """Returns a message's text as it is read: without links, mentions and the marks of bold type, quotes and lists."""
    words = _REFERENCE.sub(" ", _ALONE.sub(" ", _MASKED.sub(r"\1", said.content)))
    return _MARKS.sub("", _HEADS.sub("", words)).strip()


def links_of(said: Said) -> tuple[str, ...]:
    """Returns the links in a message's text without repeats, or those of its embeds if the text has none."""
    words = "\n".join((said.content, *_shown(said.components)))
    found = LINK.findall(words) or [embed.url for embed in said.embeds if embed.url]
    return tuple(dict.fromkeys(found))


def _shown(components: Any) -> Iterator[str]:
    """Yields the text of components from top to bottom."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _shown(getattr(component, "children", ()))


async def contents(file: discord.Attachment) -> bytes:
    """Returns what is in an attached file.

    Raises:
        LaterError: Discord can't be reached.
        AskError: it is too large, or was deleted meanwhile.
    """
    if file.size > LARGEST_PAGE:
        raise AskError(
            say(
                "{file} is larger than {n} MB, too large for an article: attach only its text.",
                file=file.filename,
                n=LARGEST_PAGE // 1_000_000,
            )
        )
    try:
        return await file.read()
    except (discord.NotFound, discord.Forbidden) as error:
        raise AskError(say("Discord no longer has {file}: send it again.", file=file.filename)) from error
    except (discord.HTTPException, OSError) as error:
        raise LaterError(
            say("Discord can't give me {file} at the moment: try again in a few minutes.", file=file.filename)
        ) from error
