"""A command is answered in a message of its own; who asked turns its pages where they stand, and others get their own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from discord import ui

from bot.asking import OFFER, TURN, Press
from bot.asking.acts import Act
from bot.model.answer import Answer, Line, Section
from bot.model.library import EVERYONE, Libraries
from bot.model.query import Question, Request, Subject, TimelineQuery
from bot.ui import answering
from bot.ui.acts import Done, anyone
from bot.ui.answering import command, libraries_of, press
from bot.ui.views import ActItem
from tests.ui.conftest import NEWSROOM, words

if TYPE_CHECKING:
    from tests.ui.conftest import Interaction, Stage

REQUEST = Request("timeline", (("about", "=iran"),))
ANSWER = Answer(
    TimelineQuery(Subject("actor", "iran", "Iran")),
    "Timeline of Iran",
    tuple(Section(f"Year {year}", (Line("A raid. " * 40, ()),)) for year in range(2000, 2030)),
)
GO = Act("raid", "go").custom_id


class Desk:
    """Answers once it is let, and keeps what it was asked."""

    def __init__(self, found: Answer | Question = ANSWER) -> None:
        self.found = found
        self.let = asyncio.Event()
        self.let.set()
        self.asked: list[tuple[Request, Libraries]] = []

    async def ask(self, request: Request, libraries: Libraries) -> Answer | Question:
        self.asked.append((request, libraries))
        await self.let.wait()
        return self.found


@pytest.fixture
def desk() -> Any:
    return Desk()


async def test_a_command_is_answered_to_everybody(stage: Stage, desk: Desk) -> None:
    shown = await stage.command(lambda interaction: command(desk, interaction, REQUEST))  # type: ignore[arg-type]
    assert "Timeline of Iran" in words(shown)
    assert not shown["message"]["flags"] & 64
    assert desk.asked == [(REQUEST, Libraries(str(NEWSROOM)))]


async def test_a_question_back_is_asked(stage: Stage, desk: Desk) -> None:
    desk.found = Question("Which Iran do you mean?")
    assert "Which Iran do you mean?" in words(
        await stage.command(lambda interaction: command(desk, interaction, REQUEST))
    )  # type: ignore[arg-type]


async def test_what_takes_long_is_promised_first(stage: Stage, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "PATIENCE", 0.01)
    desk.let.clear()
    early = await stage.command(lambda interaction: command(desk, interaction, REQUEST), wait=True)  # type: ignore[arg-type]
    assert early["status"] == "deferred"
    desk.let.set()
    await stage.bot._became
    [message] = await stage.mine("mia")
    assert "Timeline of Iran" in words(message)


async def pressed(stage: Stage, desk: Desk, how: Press, user: str) -> dict[str, Any]:
    """What a button under Ada's answer shows to somebody."""

    async def shows(one: Interaction) -> None:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay("as it was"))
        await one.response.send_message(view=view.add_item(ui.ActionRow(ActItem(ui.Button(label="Go", custom_id=GO)))))

    async def acts(one: Interaction, _done: Done) -> None:
        await press(desk, one, how)  # type: ignore[arg-type]

    stage.bot.acts.add("raid", "go", acts, anyone)
    message = (await stage.command(shows))["message"]
    shown: dict[str, Any] = (await stage.driver.press(message, GO, user=user))["message"]
    return shown


@pytest.mark.parametrize("patience", [0.9, 0.0])
async def test_who_asked_turns_the_page_where_it_stands(
    stage: Stage, desk: Desk, patience: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "PATIENCE", patience)
    shown = await pressed(stage, desk, Press(TURN, REQUEST, 1), "ada")
    [message] = await stage.mine("mia")
    assert message["id"] == shown["id"]
    assert "page 2 of" in words(message)
    assert not message["flags"] & 64


async def test_a_further_question_of_who_asked_is_answered_below_to_everybody(stage: Stage, desk: Desk) -> None:
    shown = await pressed(stage, desk, Press(OFFER, REQUEST, 0), "ada")
    assert [words(message)[:9] for message in await stage.mine("mia")] == ["as it was", "### Timel"]
    assert not shown["flags"] & 64


@pytest.mark.parametrize("does", [TURN, OFFER])
async def test_somebody_elses_press_is_answered_to_them_alone(stage: Stage, desk: Desk, does: str) -> None:
    shown = await pressed(stage, desk, Press(does, REQUEST, 1), "mia")
    assert shown["flags"] & 64
    assert "page 2 of" in words(shown)
    assert [words(message) for message in await stage.mine("ada")] == ["as it was"]


async def test_whose_articles_may_be_seen(stage: Stage) -> None:
    async def seen(one: Interaction) -> Libraries:
        return libraries_of(one)

    assert await stage.of(seen) == Libraries(str(NEWSROOM))
    assert await stage.of(seen, channel="dm") == Libraries(EVERYONE)
