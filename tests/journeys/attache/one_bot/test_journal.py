"""Each command and button leaves one line in the log and one count; who meets a fault is told a number that is in the log."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.telemetry.metrics import COMMANDS
from tests.journeys.attache.one_bot.test_commands import words

if TYPE_CHECKING:
    from bot.app import Attache
    from bot.sandbox import Driver

pytestmark = [pytest.mark.asyncio(loop_scope="session")]


def count(command: str, outcome: str) -> float:
    return COMMANDS.labels(command, outcome)._value.get()


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(r.command, r.outcome) for r in caplog.records if r.name == "bot.ui.journal"]  # type: ignore[attr-defined]


async def test_answers_and_refusals_are_noted(
    attache: Attache, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.ui.journal")
    before = count("stance", "answered"), count("search", "refused")
    await driver.command("stance", {"holder": "Russia"})
    await driver.command("search", {"words": "war", "since": "sometime"})
    assert (count("stance", "answered"), count("search", "refused")) == (before[0] + 1, before[1] + 1)
    assert lines(caplog) == [("stance", "answered"), ("search", "refused")]
    assert re.fullmatch(r"stance answered in \d+ ms", caplog.records[0].getMessage())


async def test_a_fault_is_found_in_the_log_by_the_number_the_user_was_told(
    attache: Attache, driver: Driver, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_asked: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(attache.desk, "ask", broken)
    before = count("stance", "failed")
    shown = await driver.command("stance", {"holder": "Russia"})
    told = re.search(r"this number: ([0-9a-f]{6})\.", words(shown["message"]))
    assert told
    assert f"stance failed ({told[1]})" in caplog.text
    assert count("stance", "failed") == before + 1


async def test_buttons_are_noted_by_what_they_do(attache: Attache, driver: Driver, caplog) -> None:
    caplog.set_level(logging.INFO, "bot.ui.journal")
    shown = await driver.command("help")
    [first, *_] = [b for row in shown["message"]["components"] for b in buttons_in(row)]
    await driver.press(shown["message"], first["custom_id"])
    assert lines(caplog)[-1][0].startswith("button ")
    assert lines(caplog)[-1][1] == "answered"


def buttons_in(component: dict[str, Any]) -> list[dict[str, Any]]:
    own = [component] if component["type"] == 2 else []
    return own + [found for child in component.get("components", []) for found in buttons_in(child)]
