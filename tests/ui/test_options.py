"""Tests that suggestions are names the asker may see, and that a choice is not guessed again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from bot.model.library import Libraries
from bot.ui.options import SubjectOption
from tests.ui.conftest import NEWSROOM

if TYPE_CHECKING:
    from tests.ui.conftest import Stage


async def test_subjects_are_offered(stage: Stage) -> None:
    asked: list[tuple[Any, ...]] = []

    async def complete(*what: Any) -> list[Any]:
        asked.append(what)
        named = SimpleNamespace(id="iran", name="Iran", note="country")
        return [named, *(SimpleNamespace(id=f"e{number}", name=f"Event {number}", note="") for number in range(30))]

    stage.bot.desk.complete = complete
    option = SubjectOption("stance", "on")
    offered = await stage.of(lambda interaction: option.autocomplete(interaction, "x" * 200))
    assert [(choice.name, choice.value) for choice in offered[:2]] == [("Iran · country", "=iran"), ("Event 0", "=e0")]
    assert len(offered) == 25
    assert asked == [("x" * 100, Libraries(str(NEWSROOM)), frozenset({"actor", "event"}))]
    await stage.of(
        lambda interaction: SubjectOption("stance", "holder").autocomplete(interaction, "iran"), channel="dm"
    )
    assert asked[-1] == ("iran", Libraries(), frozenset({"actor"}))
    assert option.max_value == 100
    assert await stage.of(lambda interaction: option.transform(interaction, " As typed ")) == " As typed "
