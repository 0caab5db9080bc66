"""Tests that an answer goes out with its picture, that turning pages replaces it, and that trouble with it costs no answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.asking import TURN, Press
from bot.model.answer import Answer, Line, Section
from bot.model.chart import ChartImage, DayRange, EventMark, StripChart
from bot.model.query import Request, Subject, TimelineQuery
from bot.render import Page
from bot.ui.acts import anyone
from bot.ui.answering import command, press
from bot.ui.pages import answered
from tests.ui.conftest import inside, words

if TYPE_CHECKING:
    from bot.model.chart import Chart
    from tests.ui.conftest import Interaction, Stage

REQUEST = Request("timeline", (("about", "=iran"),))
DAYS = [DayRange(f"2025-06-{day:02}", f"2025-06-{day:02}") for day in range(1, 25)]
CHART = StripChart("Iran", tuple(EventMark(days, "attack") for days in DAYS))
ANSWER = Answer(
    TimelineQuery(Subject("actor", "iran", "Iran")),
    "Timeline of Iran",
    (Section("", tuple(Line("A raid. " * 30, date=days.first) for days in DAYS)),),
    chart=CHART,
)
# Not a real picture: the sandbox reads its size from its head.
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\xd0\0\0\1\0"


class Studio:
    """Draws a picture, numbered anew each time; none if `fails`."""

    def __init__(self) -> None:
        self.fails = False
        self.drawn: list[Chart] = []

    async def picture(self, chart: Chart, _libraries: object) -> ChartImage | None:
        self.drawn.append(chart)
        number = len(self.drawn)
        return None if self.fails else ChartImage(f"events-{number}.png", PNG, f"Events, drawing {number}")


@pytest.fixture
def desk() -> Any:
    async def ask(*_given: object) -> Answer:
        return ANSWER

    studio = Studio()
    return SimpleNamespace(ask=ask, studio=studio, picture=studio.picture)


def pictures(message: dict[str, Any]) -> list[tuple[str, str]]:
    """Each picture of a message across its width: the end of its address, and its description."""
    parts = [part for each in message["components"] for part in inside(each)]
    items = [item for part in parts if part["type"] == 12 for item in part["items"]]
    return [(item["media"]["url"].rpartition("/")[2], item["description"]) for item in items]


def files(message: dict[str, Any]) -> list[str]:
    return [each["filename"] for each in message["attachments"]]


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize("channel", ["general", "dm"])
async def test_an_answer_comes_with_its_picture_and_what_it_shows(stage: Stage, desk: Any, channel: str) -> None:
    await stage.command(lambda interaction: command(desk, interaction, REQUEST), channel=channel)
    message = (await stage.driver.messages(channel, user="ada"))[-1]
    [(name, alt)] = pictures(message)
    assert (name, alt) == ("events-1.png", "Events, drawing 1")
    assert files(message) == ["events-1.png"]
    assert message["attachments"][0]["description"] == alt
    assert await stage.driver.attachment(message["attachments"][0]["url"]) == PNG


async def turned(stage: Stage, desk: Any, user: str = "ada") -> tuple[dict[str, Any], dict[str, Any]]:
    """An answer of Ada's, and what a user has who turned to its second page."""

    async def acts(interaction: Interaction, _done: object) -> None:
        await press(desk, interaction, Press(TURN, REQUEST, 1))

    stage.bot.acts.add("raid", "go", acts, anyone)

    async def presses(interaction: Interaction, _custom_id: str) -> None:
        await stage.bot.begin(interaction)
        await acts(interaction, None)

    late, stage.bot.late = stage.bot.late, False
    shown = (await stage.command(lambda interaction: command(desk, interaction, REQUEST)))["message"]
    stage.bot.late = late
    message = next(m for m in await stage.mine("ada") if m["id"] == shown["id"])
    stage.bot.pressed = presses  # type: ignore[assignment]
    turn = next(part["custom_id"] for part in inside(message["components"][0]) if "Next" in str(part.get("label", "")))
    return message, (await stage.driver.press(message, turn, user=user))["message"]


# A picture stands on the first page alone.
@pytest.mark.usefixtures("late")
async def test_turning_a_page_takes_the_picture_away(stage: Stage, desk: Any) -> None:
    _, shown = await turned(stage, desk)
    after = next(message for message in await stage.mine("ada") if message["id"] == shown["id"])
    assert "page 2 of" in words(after)
    assert pictures(after) == []
    assert files(after) == [], "the picture would stay with the message for ever"


async def test_somebody_elses_turn_leaves_the_picture_where_it_is(stage: Stage, desk: Any) -> None:
    before, theirs = await turned(stage, desk, "mia")
    assert theirs["id"] != before["id"]
    assert pictures(theirs) == []
    assert [files(message) for message in await stage.mine("ada")] == [["events-1.png"]]


async def test_an_answer_that_could_not_be_drawn_goes_out_in_words(stage: Stage, desk: Any) -> None:
    desk.studio.fails = True
    shown = (await stage.command(lambda interaction: command(desk, interaction, REQUEST)))["message"]
    assert "Timeline of Iran" in words(shown)
    assert pictures(shown) == []


async def test_nothing_is_drawn_where_the_bot_may_send_no_files(
    stage: Stage, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.Interaction, "app_permissions", discord.Permissions(send_messages=True))
    shown = (await stage.command(lambda interaction: command(desk, interaction, REQUEST)))["message"]
    assert "Timeline of Iran" in words(shown)
    assert desk.studio.drawn == []


# Discord may refuse a picture for reasons of its own (its name, its size, a block of uploads).
@pytest.mark.parametrize("alt", ["x" * 1_025])
async def test_what_discord_refuses_with_its_picture_is_sent_without(
    stage: Stage, alt: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = Page(("### Head", "Words"), image=ChartImage("a.png", PNG, alt))
    shown = (await stage.command(lambda interaction: answered(interaction, page, ephemeral=False)))["message"]
    assert "Words" in words(shown)
    assert pictures(shown) == []
    assert "sent without its picture" in caplog.text


async def test_what_discord_refuses_for_its_words_is_an_error(stage: Stage) -> None:
    page = Page(("x" * 5_000,), image=ChartImage("a.png", PNG, "a"))
    with pytest.raises(discord.HTTPException):
        await stage.of(lambda interaction: answered(interaction, page, ephemeral=False))
