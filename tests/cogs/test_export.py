"""Tests that /export sends a file of the form that was asked for, to the asker alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.asking.custom_ids import Act
from bot.errors import AskError
from bot.model.export import ExportedFile
from bot.model.query import Choice, Question, Request
from bot.ui.acts import Done
from cogs.export import ExportCog
from tests.cogs.conftest import HERE, Asked, Recording, buttons_of


@pytest.mark.parametrize(
    ("typed", "form"), [("table (CSV)", "csv"), ("facts (JSON)", "json"), ("calendar (iCalendar)", "ics")]
)
async def test_a_file_goes_to_the_asker_alone(typed: str, form: str) -> None:
    desk = Recording(export=ExportedFile("iran.csv", b"a,b", ("3 facts about Iran.",)))
    cog: Any = ExportCog(SimpleNamespace(desk=desk))  # type: ignore[arg-type] # what it uses
    asked: Any = Asked()
    await cog.export.callback(cog, asked, "Iran", typed)
    [(name, subject, wanted, libraries)] = desk.calls
    assert (name, subject, wanted, libraries.own) == ("export", "Iran", form, str(HERE))
    assert asked.said == [("thinking", "", True), ("in place", "3 facts about Iran.", False)]
    assert asked.files == [("iran.csv", b"a,b")]


async def test_a_question_back_makes_the_same_file_at_a_press() -> None:
    which = (
        Choice("Iran", "", Request("who", (("name", "=iran"),))),
        # a further question has no file behind it
        Choice("Timeline of Iran", "", Request("timeline", (("about", "Iran"),))),
    )
    desk = Recording(export=Question("Which one?", which))
    cog: Any = ExportCog(SimpleNamespace(desk=desk))  # type: ignore[arg-type] # what it uses
    asked: Any = Asked()
    await cog.export.callback(cog, asked, "ira", "facts (JSON)")
    assert asked.said[0] == ("thinking", "", True)
    assert asked.said[-1][1].startswith("Which one?")
    made = Act("export", "make", ("iran", "json"))
    assert [id_ for id_ in buttons_of(asked.views[-1]).values() if id_.startswith("act:export")] == [made.custom_id]
    await cog._make(Asked(), Done(made))
    assert desk.calls[-1][:3] == ("export", "=iran", "json")
    with pytest.raises(AskError):
        await cog._make(Asked(), Done(Act("export", "make", ("iran", "exe"))))
    assert len(desk.calls) == 2
