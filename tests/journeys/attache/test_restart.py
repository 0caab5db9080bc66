"""Tests a restart of the bot: buttons of old answers still work, and Discord gets the same commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render import pages
from bot.sandbox import Driver, Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    import pytest

    from bot.app import Attache

    Start = Callable[[Sandbox, Path], AbstractAsyncContextManager[Attache]]


def custom_ids(component: dict[str, Any]) -> list[str]:
    """The ids of all buttons that can be pressed."""
    own = [component["custom_id"]] if component.get("custom_id") and not component.get("disabled") else []
    return own + [found for child in component.get("components", []) for found in custom_ids(child)]


async def test_a_restart_keeps_buttons_and_commands(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "BLOCK_LIMIT", 3)
    async with Sandbox() as sandbox, Driver(sandbox.url) as driver:
        async with start(sandbox, tmp_path / "attache.db"):
            old = (await driver.command("timeline", {"about": "Iran"}))["message"]
            commands = (await driver.state())["commands"]["global"]
        async with start(sandbox, tmp_path / "attache.db"):
            turn = next(each for each in custom_ids({"components": old["components"]}) if each.startswith("ask:t"))
            shown = await driver.press(old, turn)
            assert "page 2 of" in str(shown["message"])
            assert (await driver.state())["commands"]["global"] == commands
    assert {"quote", "stance", "timeline"} <= {command["name"] for command in commands}
