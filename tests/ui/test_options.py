"""Tests that suggestions are names the asker may see, and that a choice is not guessed again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from bot.model.library import Libraries
from bot.model.query import Request
from bot.ui.options import SubjectOption
from tests.ui.conftest import NEWSROOM

if TYPE_CHECKING:
    from tests.ui.conftest import Stage


async def test_subjects_are_offered(stage: Stage) -> None:
    asked: list[tuple[Any, ...]] = []

    async def offered_by_desk(*what: Any) -> list[Any]:
        asked.append(what)
        named = SimpleNamespace(id="iran", name="Iran", note="country", facts=3)
        return [
            named,
            *(SimpleNamespace(id=f"e{number}", name=f"Event {number}", note="", facts=1) for number in range(30)),
        ]

    stage.bot.desk.offered = offered_by_desk
    option = SubjectOption("stance", "on")
    offered = await stage.of(lambda interaction: option.autocomplete(interaction, "x" * 200))
    assert [(choice.name, choice.value) for choice in offered[:2]] == [("Iran · country", "=iran"), ("Event 0", "=e0")]
    assert len(offered) == 25
    assert asked == [(Request("stance").put("on", "x" * 100), "on", Libraries(str(NEWSROOM)))]
    await stage.of(
        lambda interaction: SubjectOption("stance", "holder").autocomplete(interaction, "iran"), channel="dm"
    )
    assert asked[-1] == (Request("stance").put("holder", "iran"), "holder", Libraries())
    assert option.max_value == 100
    assert await stage.of(lambda interaction: option.transform(interaction, " As typed ")) == " As typed "
