"""Tests that answers are for everyone and changed in place, and that only the asker sees misses, questions back and too many answers."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from discord import ui

from bot.asking import BACK, CHOOSE, OFFER, TURN, WRONG, Press, decode, encode
from bot.asking.custom_ids import Act
from bot.model.answer import Answer, Line, Section
from bot.model.library import EVERYONE, Libraries
from bot.model.query import Question, Request, Subject, TimelineQuery
from bot.render import answer_page, kept_private
from bot.ui import acknowledging, answering
from bot.ui.acts import Done, anyone
from bot.ui.answering import command, libraries_of, press
from bot.ui.pace import PublicAnswers
from bot.ui.views import ActItem, AskButton
from tests.ui.conftest import NEWSROOM, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Interaction, Stage

REQUEST = Request("timeline", (("about", "=iran"),))
MISS = Answer(TimelineQuery(Subject("actor", "iran", "Iran")), "No event involving Iran")
ASKED_BACK = Question("Which Iran do you mean?")
ANSWER = Answer(
    TimelineQuery(Subject("actor", "iran", "Iran")),
    "Timeline of Iran",
    tuple(Section(f"Year {year}", (Line("A raid. " * 40, ()),)) for year in range(2000, 2030)),
)
GO = Act("raid", "go").custom_id


class Desk:
    """Answers when it is allowed to, and records what it was asked."""

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


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(
    ("found", "said"), [(ASKED_BACK, "Which Iran do you mean?"), (MISS, "No event involving Iran")]
)
async def test_a_miss_and_a_question_back_are_for_who_asked_alone(
    stage: Stage, desk: Desk, found: Answer | Question, said: str
) -> None:
    desk.found = found
    shown = await stage.command(lambda interaction: command(desk, interaction, REQUEST))  # type: ignore[arg-type]
    assert said in words(shown)
    assert shown["message"]["flags"] & 64
    assert await stage.mine("mia") == []


# In a direct message nobody else could see it, and an ephemeral message disappears when the app restarts.
@pytest.mark.usefixtures("late")
@pytest.mark.parametrize("found", [ASKED_BACK, MISS, ANSWER])
async def test_in_a_direct_message_everything_stays(stage: Stage, desk: Desk, found: Answer | Question) -> None:
    stage.bot.public = PublicAnswers(1)
    desk.found = found
    for _ in range(2):
        shown = await stage.command(lambda interaction: command(desk, interaction, REQUEST), channel="dm")  # type: ignore[arg-type]
        assert not shown["message"]["flags"] & 64
        assert "Only you see this" not in words(shown)


@pytest.mark.usefixtures("late")
async def test_answers_over_the_number_are_for_who_asked_alone_until_when_it_says(stage: Stage, desk: Desk) -> None:
    stage.bot.public = PublicAnswers(2)

    async def asked(user: str, channel: str = "general") -> str:
        return words(
            await stage.command(lambda interaction: command(desk, interaction, REQUEST), user, channel=channel)
        )  # type: ignore[arg-type]

    desk.found = MISS
    await asked("ada")  # what nobody else sees does not count
    desk.found = ANSWER
    said = [await asked("ada") for _ in range(4)]
    assert [bool(re.search(r"Only you see this.*Ask again <t:\d+:R> to show everyone\.", text)) for text in said] == [
        False,
        False,
        True,
        True,
    ]
    assert "Timeline of Iran" in said[2]
    assert len([message for message in await stage.mine("mia") if "Timeline of Iran" in words(message)]) == 2
    # other members and other channels are counted separately
    assert "Only you see this" not in await asked("mia")
    assert "Only you see this" not in await asked("ada", "briefings")


async def test_the_longest_page_has_room_for_the_note() -> None:
    long = Answer(
        ANSWER.query, "x" * 400, tuple(Section("y", (Line("z" * 290, ()),) * 40) for _ in range(4)), scope="s" * 290
    )
    page = kept_private(answer_page(long, 3), datetime(2025, 6, 24, tzinfo=UTC))
    assert len("".join(page.blocks)) + len(page.foot) <= 4_000


async def test_a_slow_answer_is_announced_first(stage: Stage, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acknowledging, "PATIENCE", 0.01)
    desk.let.clear()
    early = await stage.command(lambda interaction: command(desk, interaction, REQUEST), wait=True)  # type: ignore[arg-type]
    assert early["status"] == "deferred"
    assert await stage.mine("mia") == [], "who did not ask need not see that somebody waits"
    desk.let.set()
    await stage.bot._became
    assert "the answer is below" in words((await stage.mine("ada"))[0])
    [message] = await stage.mine("mia")
    assert "Timeline of Iran" in words(message)


async def pressed(stage: Stage, desk: Desk, how: Press, user: str, *beside: str) -> dict[str, Any]:
    """What a user sees after pressing a button under Ada's answer; `beside` are the ids of its other buttons."""

    async def shows(one: Interaction) -> None:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay("as it was"))
        buttons = [ui.Button[ui.LayoutView](label=custom_id[:9], custom_id=custom_id) for custom_id in (GO, *beside)]
        go, *others = buttons
        await one.response.send_message(view=view.add_item(ui.ActionRow(ActItem(go), *map(AskButton, others))))

    async def acts(one: Interaction, _done: Done) -> None:
        await press(desk, one, how)  # type: ignore[arg-type]

    stage.bot.acts.add("raid", "go", acts, anyone)
    late, stage.bot.late = stage.bot.late, False
    message = (await stage.command(shows))["message"]
    stage.bot.late = late
    shown: dict[str, Any] = (await stage.driver.press(message, GO, user=user))["message"]
    return shown


@pytest.mark.usefixtures("late")
async def test_the_asker_turns_pages_in_place(stage: Stage, desk: Desk) -> None:
    shown = await pressed(stage, desk, Press(TURN, REQUEST, 1), "ada")
    [message] = await stage.mine("mia")
    assert message["id"] == shown["id"]
    assert "page 2 of" in words(message)
    assert not message["flags"] & 64


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize("does", [OFFER, CHOOSE])
async def test_a_further_question_of_who_asked_is_answered_where_it_stands(stage: Stage, desk: Desk, does: str) -> None:
    await pressed(stage, desk, Press(does, REQUEST, 0), "ada")
    [message] = await stage.mine("mia")
    assert "Timeline of Iran" in words(message)


STANCE, OLDEST = Request("stance", (("holder", "=iran"),)), REQUEST.put("order", "oldest")
BACKS = [
    # (what is pressed; the message's own answer, and where its Back leads; where the new answer's Back leads)
    (Press(OFFER, REQUEST, 0), (STANCE, 3), None, (STANCE, 3)),
    # from the second answer on, to the one before: each leads one step back
    (Press(OFFER, STANCE, 0), (REQUEST, 0), (STANCE, 3), (REQUEST, 0)),
    # the same answer, turned: to where it led
    (Press(TURN, REQUEST, 1), (REQUEST, 0), (STANCE, 3), (STANCE, 3)),
    (Press(OFFER, OLDEST, 0), (REQUEST, 0), (STANCE, 3), (STANCE, 3)),
    (Press(TURN, REQUEST, 1), (REQUEST, 0), None, None),
    # who went back is where they were
    (Press(BACK, STANCE, 3), (REQUEST, 0), (STANCE, 3), None),
    # a question back has no answer to lead back to
    (Press(CHOOSE, REQUEST, 0), None, None, None),
]


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(("press_of", "stands", "led", "leads"), BACKS, ids=range(len(BACKS)))
async def test_an_answer_that_took_anothers_place_leads_back_to_it(
    stage: Stage,
    desk: Desk,
    press_of: Press,
    stands: tuple[Request, int] | None,
    led: tuple[Request, int] | None,
    leads: tuple[Request, int] | None,
) -> None:
    beside = [encode(stands[0], WRONG, stands[1], 9)] if stands else []
    beside += [encode(led[0], BACK, led[1])] if led else []
    shown = await pressed(stage, desk, press_of, "ada", *beside)
    assert "Timeline of Iran" in words(shown)
    backs = [decode(found) for found in re.findall(r"ask:b[^']*", str(shown["components"]))]
    assert [(back.request, back.page) for back in backs] == ([leads] if leads else [])


@pytest.mark.usefixtures("late")
async def test_an_answer_of_ones_own_leads_back_to_nobody_elses(stage: Stage, desk: Desk) -> None:
    shown = await pressed(stage, desk, Press(OFFER, REQUEST, 0), "mia", encode(STANCE, WRONG, 0, 9))
    assert "ask:b" not in str(shown["components"])


# The other buttons would disappear, and everyone would see that nothing was found.
@pytest.mark.usefixtures("late")
@pytest.mark.parametrize("found", [MISS, ASKED_BACK])
async def test_an_empty_answer_replaces_no_message(stage: Stage, desk: Desk, found: Answer | Question) -> None:
    desk.found = found
    await pressed(stage, desk, Press(OFFER, REQUEST, 0), "ada")
    assert [words(message) for message in await stage.mine("mia")] == ["as it was"]
    before, told = await stage.mine("ada")
    assert words(before) == "as it was"
    assert told["flags"] & 64
    assert "Iran" in words(told)


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize("does", [TURN, OFFER])
async def test_somebody_elses_press_is_answered_to_them_alone(stage: Stage, desk: Desk, does: str) -> None:
    shown = await pressed(stage, desk, Press(does, REQUEST, 1), "mia")
    assert shown["flags"] & 64
    assert "page 2 of" in words(shown)
    assert [words(message) for message in await stage.mine("ada")] == ["as it was"]


@pytest.mark.parametrize(("found", "said"), [(ANSWER, "which"), (ASKED_BACK, "question")])
async def test_which_line_is_wrong_is_asked_of_the_page_that_was_shown(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, found: Answer | Question, said: str
) -> None:
    made: list[object] = []

    def page(name: str) -> Callable[..., str]:
        def one(*given: object) -> str:
            made.extend(given)
            return name

        return one

    async def facts(libraries: Libraries, places: list[tuple[int, str]]) -> tuple[object, ...]:
        return libraries, places

    async def show(_interaction: object, shown: str) -> None:
        made.append(shown)

    async def here(_size: int, run: Callable[..., object], *given: object) -> object:
        return run(*given)

    def evidence(_answer: Answer, number: int) -> list[SimpleNamespace]:
        return [SimpleNamespace(source=SimpleNamespace(article=3), at=f"page {number}")]

    for name, instead in {"offload": here, "show": show, "answer_evidence": evidence}.items():
        monkeypatch.setattr(answering, name, instead)
    monkeypatch.setattr(answering, "which_page", page("which"))
    monkeypatch.setattr(answering, "question_page", page("question"))
    desk.found, desk.corrections = found, SimpleNamespace(facts=facts)  # type: ignore[attr-defined]
    await press(desk, SimpleNamespace(guild_id=1, message=None), Press(WRONG, REQUEST, 2))  # type: ignore[arg-type]
    told = (Libraries("1"), [(3, "page 2")]) if found is ANSWER else found
    assert (desk.asked, made) == ([(REQUEST, Libraries("1"))], [told, said])


async def test_visible_libraries(stage: Stage) -> None:
    async def seen(one: Interaction) -> Libraries:
        return libraries_of(one)

    assert await stage.of(seen) == Libraries(str(NEWSROOM))
    assert await stage.of(seen, channel="dm") == Libraries(EVERYONE)
