"""Tests that /privacy says what is kept, and deletes it once that is confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.asking.custom_ids import Act
from bot.ui.acts import Done
from cogs.privacy import PrivacyCog
from tests.cogs.conftest import HERE, Asked, Recording, bot, buttons_of


@pytest.mark.parametrize(("articles", "words"), [(1, "1 article of its own with the facts read from it"), (2, "2 articles of its own with the facts read from them")])  # fmt: skip
async def test_privacy_says_what_is_kept_here(articles: int, words: str) -> None:
    servers = Recording(kept=articles)
    cog: Any = PrivacyCog(bot(servers=servers))
    asked: Any = Asked()
    await cog.show.callback(cog, asked)
    assert (servers.calls, words in asked.said[0][1]) == ([("kept", HERE)], True)
    outside: Any = Asked(None)
    await cog.show.callback(cog, outside)
    assert outside.said == [("new", "I store nothing about you: no messages, no questions, no name.", True)]
    assert len(servers.calls) == 1


async def test_everything_is_deleted_when_that_is_confirmed() -> None:
    purged: list[str] = []

    async def purge(server: str) -> bool:
        purged.append(server)
        return len(purged) == 1

    cog: Any = PrivacyCog(bot(servers=Recording(kept=2), purge=purge))
    asked: Any = Asked()
    await cog.delete.callback(cog, asked)
    assert "2 articles" in asked.said[0][1]
    assert buttons_of(asked.views[0]) == {
        "Delete everything": Act("privacy", "delete").custom_id,
        "Keep it": Act("privacy", "keep").custom_id,
    }
    assert purged == []
    confirmed: Any = Asked()
    for _ in range(2):
        await cog._delete(confirmed, Done(Act("privacy", "delete")))
    await cog._keep(confirmed, Done(Act("privacy", "keep")))
    assert purged == [str(HERE)] * 2
    assert [text for _, text, _ in confirmed.said] == [
        "Deleted everything I stored about this server.",
        "I stored nothing about this server.",
        "Nothing was deleted.",
    ]
    assert [how for how, *_ in confirmed.said] == ["changed", "in place", "in place"]
