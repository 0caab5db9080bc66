"""Tests what a message says: its links, its words without markup, its files, and what it forwards."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.errors import AskError, LaterError
from bot.ui.messages import contents, links_of, source_of, words_of
from tests.ui.conftest import ED, GENERAL, Stage

LINKS = [
    ("See https://wire.example/a.", ["https://wire.example/a"]),
    ("(https://wire.example/a), <https://wire.example/b>", ["https://wire.example/a", "https://wire.example/b"]),
    ("[here](https://wire.example/a?b=c#d) **https://wire.example/e**", ["https://wire.example/a?b=c#d", "https://wire.example/e"]),
    # each once, in order
    ("http://b.example/1 http://a.example/1 http://b.example/1", ["http://b.example/1", "http://a.example/1"]),
    ("ftp://wire.example/a wire.example", []),
]  # fmt: skip


def message(stage: Stage, **more: Any) -> discord.Message:
    author = {"id": str(ED), "username": "ed", "discriminator": "0", "avatar": None}
    data = {
        "id": "1", "channel_id": str(GENERAL), "author": author, "content": "", "timestamp": "2025-06-24T00:00:00Z", "edited_timestamp": None,
        "tts": False, "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "type": 0, "components": [],
    }  # fmt: skip
    channel = stage.bot.get_partial_messageable(GENERAL)
    return discord.Message(state=stage.bot._connection, channel=channel, data={**data, **more})  # type: ignore[arg-type]


async def test_links_are_found_in_words_components_and_previews(stage: Stage) -> None:
    for content, found in LINKS:
        assert list(links_of(message(stage, content=content))) == found
    text = {"type": 17, "components": [{"type": 10, "content": "https://wire.example/in"}]}
    assert links_of(message(stage, content="https://wire.example/a", components=[text])) == (
        "https://wire.example/a",
        "https://wire.example/in",
    )
    embeds = [{"type": "link", "url": "https://wire.example/preview"}, {"type": "rich", "title": "no link"}]
    assert links_of(message(stage, embeds=embeds)) == ("https://wire.example/preview",)
    assert links_of(message(stage, content="http://a.example/b", embeds=embeds)) == ("http://a.example/b",)


async def test_a_forwarded_message_says_what_it_forwards(stage: Stage) -> None:
    plain = message(stage, content="Norway condemned the raid.")
    assert source_of(plain) is plain
    file = {"id": "2", "filename": "a.txt", "size": 3, "url": "https://x.example/a.txt", "proxy_url": ""}
    snapshot = {
        "content": "Sweden ended it: https://wire.example/a", "timestamp": "2025-06-20T00:00:00Z", "edited_timestamp": None, "type": 0,
        "attachments": [file], "embeds": [], "mentions": [], "mention_roles": [], "components": [], "flags": 0,
    }  # fmt: skip
    said = source_of(message(stage, message_snapshots=[{"message": snapshot}]))
    assert (words_of(said), links_of(said)) == ("Sweden ended it:", ("https://wire.example/a",))
    assert [file.filename for file in said.attachments] == ["a.txt"]
    assert said.created_at.day == 20


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("**Norway** condemned the *raid* on __Oslo__.", "Norway condemned the raid on Oslo."),
        ("||Norway|| ~~never~~ ***condemned*** `it`", "Norway never condemned it"),
        ("> Norway condemned it.\n>>> Sweden too.", "Norway condemned it.\nSweden too."),
        ("# Raid\n-# small\n- one\n* two", "Raid\nsmall\none\ntwo"),
        ("[Norway](https://wire.example/a_b) condemned it: <https://wire.example>", "Norway condemned it:"),
        ("<@12> <@!12> <@&12> <#12> <:flag:12> <a:flag:12> <t:1719000000:F> </who:12> Norway left.", "Norway left."),
        # no markup
        ("5*3 and a_b, 3 > 2, -5 degrees, **", "5*3 and a_b, 3 > 2, -5 degrees,"),
        ("He said [sic] it (yes).", "He said [sic] it (yes)."),
    ],
)
def test_words_are_read_without_markup(content: str, words: str) -> None:
    said: Any = SimpleNamespace(content=content)
    assert words_of(said) == words


@pytest.mark.parametrize("part", ["*", "*a ", "[a", "[a](", "> ", "<@", "https://", "_a_", "`", "[a](https://b ", "- "])
def test_no_message_takes_long(part: str) -> None:
    said: Any = SimpleNamespace(content=part * (4_000 // len(part)), components=(), embeds=())
    before = time.thread_time()
    words_of(said)
    links_of(said)
    assert time.thread_time() - before < 0.1


class File:
    """An attachment that Discord may not have any more."""

    filename, size = "a.txt", 3

    def __init__(self, error: Exception | None) -> None:
        self._error = error

    async def read(self) -> bytes:
        if self._error:
            raise self._error
        return b"abc"


def answered(status: int) -> Any:
    return SimpleNamespace(status=status, reason="")


async def test_a_file_that_cannot_be_had_is_told() -> None:
    there: Any = File(None)
    assert await contents(there) == b"abc"
    gone: Any = File(discord.NotFound(answered(404), "gone"))
    with pytest.raises(AskError, match=r"^Discord no longer has a\.txt: send it again\.$"):
        await contents(gone)
    for error in (discord.DiscordServerError(answered(502), ""), ConnectionResetError(), TimeoutError()):
        lost: Any = File(error)
        with pytest.raises(LaterError, match="try again in a few minutes"):
            await contents(lost)
    there.size = 5_000_001
    with pytest.raises(AskError, match="larger than 5 MB"):
        await contents(there)
