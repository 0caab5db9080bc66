"""Words that are no name: from /timeline about:oil cap to the sentences, page by page, and to an article's facts; through the real client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import Driver, Sandbox
from tests.journeys.attache.one_bot.test_commands import buttons, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.app import Attache

    Start = Callable[..., AbstractAsyncContextManager[Attache]]

ARTICLE = """---
title: Ministers meet in {place}
outlet: The {place} Ledger
published: 2026-03-{day:02}
---
There was oil on the old red cap of a driver in {place}. It *rained* in {place}.
"""
PLACES = ("Bonn", "Lima", "Oslo", "Kyiv", "Rome", "Doha", "Bern")


def menus(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The menus of a message."""
    return [
        control
        for row in message["components"][0]["components"]
        for control in row.get("components", [])
        if control["type"] == 3
    ]


async def test_words_that_are_no_name_lead_to_sentences_and_on_to_articles(start: Start, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number, place in enumerate(PLACES, 1):
        (seeds / f"{place}.md").write_text(ARTICLE.format(place=place, day=number), encoding="utf-8")
    async with (
        Sandbox() as sandbox,
        Driver(sandbox.url) as driver,
        start(sandbox, tmp_path / "attache.db", attache_seeds=seeds),
    ):
        for command, option in (("timeline", "about"), ("stance", "holder"), ("quote", "about")):
            asked = (await driver.command(command, {option: "oil cap"}))["message"]
            assert "named “oil cap”" in words(asked)
            assert "Egypt" not in words(asked)
            first = next(iter(buttons(asked)))
            assert first == "Search the articles for “oil cap”"
        shown = (await driver.press(asked, buttons(asked)[first]["custom_id"]))["message"]
        text = words(shown)
        assert "7 sentences with “oil cap”, newest first." in text
        assert "was **oil** on the old red **cap** of a driver" in text
        assert text.index("Bern") < text.index("Doha") < text.index("Rome")
        assert "Lima" not in text
        # a page on, and back
        turn = buttons(shown)
        assert turn["◀ Newer"]["disabled"]
        older = (await driver.press(shown, turn["Older ▶"]["custom_id"]))["message"]
        assert "Lima" in words(older)
        assert "Kyiv" in words(older)
        assert "Bern" not in words(older)
        newer = (await driver.press(older, buttons(older)["◀ Newer"]["custom_id"]))["message"]
        assert words(newer) == text
        # an article's facts, to whoever chose it alone
        [menu] = menus(newer)
        chosen = menu["options"][1]
        assert (chosen["label"], chosen["description"]) == (
            "Ministers meet in Doha", "The Doha Ledger · published 6 March 2026"
        )  # fmt: skip
        article = (await driver.choose(newer, menu["custom_id"], [chosen["value"]]))["message"]
        assert article["flags"] & 64
        assert "Ministers meet in Doha" in words(article)
        outlets = [choice["value"] for choice in await driver.complete("search", "outlet", "led", {"words": "rain*"})]
        assert outlets
        assert all("Ledger" in name for name in outlets)
        assert await driver.complete("search", "outlet", "", {"words": "wibble"}) == []
        # days, outlets, the other order; text from outside stays text
        one = (await driver.command("search", {"words": "rain*", "since": "2026-03-03", "outlet": "oslo"}))["message"]
        assert "It \\*rained\\* in Oslo." in words(one).replace("**", "")
        assert "in oslo since 3 March 2026" in words(one)
        # nothing: what to try, to the asker alone
        none = (await driver.command("search", {"words": "zeppelin oil"}))["message"]
        assert none["flags"] & 64
        assert "No sentence with “zeppelin oil” in the 7 articles here." in words(none)
        assert list(buttons(none)) == ["7 sentences with “oil”"]
        for hostile in ('NEAR("', "* *", "a OR (b", '""'):
            told = (await driver.command("search", {"words": hostile}))["message"]
            assert "Something went wrong" not in words(told)
