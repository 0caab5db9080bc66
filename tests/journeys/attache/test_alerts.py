"""Tests through the real client what comes by itself, and what doesn't: a break with one's own side reaches who follows, and an empty digest says why nothing was posted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.attache.newsroom.conftest import words
from tests.journeys.attache.test_delivery import NEWSROOM, Office, driver, marks, office, sandbox
from tests.waiting import until

if TYPE_CHECKING:
    from bot.app import Attache
    from bot.sandbox import Driver

__all__ = ["driver", "office", "sandbox"]  # fixtures

BREAK = "Foreign Minister Abbas Araghchi condemned the Iranian government in Tehran on Monday. Reporters were there."
SERVES = "Foreign Minister Abbas Araghchi condemned the Swedish government in Tehran on Monday. Reporters were there."
MATCH = "Sweden beat Norway in the final. The striker scored twice, and the coach praised the goalkeeper and the squad after the match."


async def filed(bot: Attache, text: str) -> None:
    """An article of the server's own, added now."""
    library = bot.desk.library
    await library.begin(NEWSROOM)
    await library.file(await library.draft(await bot.desk.intake.from_text(text), NEWSROOM, "1"))


async def letters(driver: Driver) -> list[str]:
    """The member's direct messages."""
    return [words(message) for message in await driver.messages("dm")]


async def following(office: Office, driver: Driver, bot: Attache, *texts: str, about: str = "Iran") -> list[str]:
    """What a member who follows somebody at once has got, after articles came in and the bot looked."""
    assert f"{about}." in words(await driver.command("follow", {"about": about, "how": "at once"}))
    greeted = len(await letters(driver))
    for text in texts:
        await filed(bot, text)
    for _ in range(2):
        await office.pass_by(10 * 60)
    return (await letters(driver))[greeted:]


async def test_a_break_with_ones_own_side_reaches_who_follows_once(office: Office, driver: Driver) -> None:
    async with office.open_bot() as bot:
        [told] = await following(office, driver, bot, BREAK)
        assert "Abbas Araghchi breaks with their own side: opposes Iran" in told
        assert "Foreign Minister of Iran" in told
        assert "the Iranian government in Tehran on Monday." in told


@pytest.mark.parametrize(
    ("about", "text", "says"),
    [
        (
            "Republican Party",
            "Republican Senator Mitt Romney denounced the Republican Party on Monday. Reporters asked him.",
            "Senator of the Republican Party",
        ),
        ("Sweden", "Turkey condemned Sweden on Monday. Reporters asked the ministers in Ankara.", "both are in: NATO"),
    ],
)
async def test_a_member_against_the_party_and_an_ally_against_an_ally_reach_who_follows(
    office: Office, driver: Driver, about: str, text: str, says: str
) -> None:
    async with office.open_bot() as bot:
        [told] = await following(office, driver, bot, text, about=about)
        assert "breaks with their own side" in told
        assert says in told


async def test_a_minister_against_another_government_reaches_nobody(office: Office, driver: Driver) -> None:
    async with office.open_bot() as bot:
        assert await following(office, driver, bot, SERVES) == []


# Trap: a channel that stays empty used to give no sign whether the digest works.
@pytest.mark.parametrize(
    ("texts", "options", "why"),
    [
        ((), {"about": "Japan"}, "no article was added"),
        ((SERVES,), {"about": "Japan"}, "1 article was added, but what it says is left out"),
        (
            (MATCH,),
            {"topics": "politics"},
            "1 article was added, but what it says is left out, most of it for this reason: of another topic",
        ),
    ],
)
async def test_a_digest_with_nothing_says_why_where_editors_look(
    office: Office, driver: Driver, texts: tuple[str, ...], options: dict[str, str], why: str
) -> None:
    async def editor(command: str, **options: Any) -> str:
        return words(await driver.command(f"digest {command}", options, user="ada"))

    async with office.open_bot() as bot:
        await editor("subscribe", every="hourly", **options)
        [digest] = await bot.desk.digests.of_server(NEWSROOM)
        await office.until_due(digest)  # the first reaches back to the seeds
        for text in texts:
            await filed(bot, text)
        await office.until_due(digest)

        async def skipped() -> bool:
            await office.look()
            return why in await editor("history")

        await until(skipped)
        assert [message for message in await driver.messages("general") if marks(message)] == []
        assert (await editor("why")).splitlines()[1].startswith(f"Nothing to tell: {why}")
