"""Tests that every button, menu and form has its callback, and who may use each."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot.ui.acts import ActRegistry, anyone
from bot.ui.editors import require_editor, require_manager
from cogs.about import AboutCog
from cogs.articles import ArticlesCog
from cogs.brief import BriefCog
from cogs.corrections import CorrectionsCog
from cogs.delivery import DeliveryCog
from cogs.digest import DigestCog
from cogs.export import ExportCog
from cogs.feed import FeedCog
from cogs.follow import FollowCog
from cogs.help import HelpCog
from cogs.privacy import PrivacyCog
from cogs.reading import ReadingCog
from cogs.stance import StanceCog

if TYPE_CHECKING:
    from discord.ext import commands

COGS: list[type[Any]] = [
    StanceCog,
    HelpCog,
    BriefCog,
    AboutCog,
    ArticlesCog,
    CorrectionsCog,
    DeliveryCog,
    DigestCog,
    ExportCog,
    FeedCog,
    FollowCog,
    PrivacyCog,
    ReadingCog,
]
MENUS = {ArticlesCog: "Add to library", ReadingCog: "Read facts from this"}
WHO = {
    require_editor: {
        *(f"article {verb}" for verb in ("text", "linked", "file", "edit", "preview", "sentences", "mend", "discard", "remove", "restore", "reread")),
        *(f"feed {verb}" for verb in ("page", "check", "pause", "resume", "remove")),
        *(f"correction {verb}" for verb in ("page", "open", "apply", "undo", "dismiss")),
        *("digest undo", "digest zone"),
    },
    require_manager: {"privacy delete", "privacy keep"},
    anyone: {
        *("article page", "article show", "article open"),
        *("delivery resume", "edition about", "edition why", "sentences show", "export make", "reading page"),
        *("reading sentences", "wrong again", "wrong plain"),
        *("about credits", "about first", "brief make", "answer line", "answer page", "help more", "help ask"),
        *("follow drop", "follow resume", "follow stop", "wrong article", "wrong choose", "wrong say"),
    },
}  # fmt: skip


class Tree:
    """Holds the message menus, by name."""

    def __init__(self) -> None:
        self.menus: dict[str, Any] = {}

    def add_command(self, menu: Any) -> None:
        self.menus[menu.name] = menu

    def remove_command(self, name: str, *, type: Any) -> None:  # noqa: A002 - discord.py's
        assert self.menus.pop(name).type is type


@pytest.fixture
def bot() -> Any:
    return SimpleNamespace(acts=ActRegistry(), tree=Tree(), desk=None)


def test_every_cog_with_acts_is_here() -> None:
    modules = Path(__file__).parents[2].glob("cogs/*.py")
    registering = {f"cogs.{module.stem}" for module in modules if "self.bot.acts" in module.read_text()}
    assert registering == {cog.__module__ for cog in COGS}


# An act without a callback says that its button is too old; one with the wrong check lets strangers in.
async def test_every_act_has_its_callback_and_its_check(bot: Any) -> None:
    for cog in COGS:
        await cog(bot).cog_load()
    added = {f"{noun} {verb}": check for (noun, verb), (_, check) in bot.acts._callbacks.items()}
    assert added == {act: check for check, acts in WHO.items() for act in acts}


# A callback under another's name: the button "Discard" would file.
async def test_every_act_runs_the_callback_of_its_name(bot: Any) -> None:
    named = {
        ("about", "first"): "_back",
        ("answer", "line"): "_chosen",
        ("answer", "page"): "_chosen",
        ("article", "preview"): "_turn_preview",
        ("export", "make"): "_make",
        ("reading", "page"): "_turn",
        ("sentences", "show"): "_sentences",
    }
    for cog in COGS:
        await cog(bot).cog_load()
    for key, (callback, _) in bot.acts._callbacks.items():
        assert callback.__name__ == named.get(key, f"_{key[1]}")


@pytest.mark.parametrize(("cog", "menu"), MENUS.items())
async def test_a_message_menu_comes_and_goes_with_its_cog(cog: Any, menu: str, bot: Any) -> None:
    made: commands.Cog = cog(bot)
    await made.cog_load()
    assert list(bot.tree.menus) == [menu]
    await made.cog_unload()
    assert bot.tree.menus == {}
