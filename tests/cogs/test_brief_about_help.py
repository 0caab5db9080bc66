"""Tests what /brief, /about and /help are made of."""

from __future__ import annotations

from typing import Any

import pytest

from bot.render import lines_page
from cogs import about, brief
from cogs import help as helping
from cogs.about import AboutCog
from cogs.brief import BriefCog
from cogs.help import HelpCog
from tests.cogs.conftest import HERE, Asked, Recording, bot, pages


@pytest.mark.parametrize("typed", [None, "Iran"])
async def test_a_brief_is_of_so_many_days_for_the_asker_alone(typed: str | None) -> None:
    editor = Recording(brief=lines_page(["News"]))
    cog: Any = BriefCog(bot(editor=editor))
    asked: Any = Asked()
    await cog.brief.callback(cog, asked, typed, 9)
    [(_, names, days, libraries)] = editor.calls
    assert (names, days, libraries.own) == (typed or "", 9, str(HERE))
    assert asked.said == [("thinking", "", True), ("in place", "News", False)]
    assert brief.BRIEF_DAYS == 3


async def test_about_invites_with_what_digests_need(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pages(monkeypatch, about, "about_page")
    cog: Any = AboutCog(bot(about=Recording(about=("found", "latest", "reader")).about))
    asked: Any = Asked(application_id=42)
    await cog.about.callback(cog, asked)
    [(_, found, latest, release, reader, invite)] = made
    assert (found, latest, release, reader) == ("found", "latest", about.version("attache"), "reader")
    for part in ("client_id=42", f"permissions={about.NEEDED.value}", "scope=bot+applications.commands"):
        assert part in invite
    assert asked.said == [("new", "about", True)]


async def test_help_says_what_can_be_asked_here(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pages(monkeypatch, helping, "help_page")
    cog: Any = HelpCog(bot(examples=Recording().examples, coming=lambda: "More is coming."))
    asked: Any = Asked()
    await cog.help.callback(cog, asked)
    assert (made, asked.said) == ([("help_page", "examples", "More is coming.")], [("new", "help", True)])
