"""An interaction that records what it is answered, for callbacks that need neither a client nor Discord."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord

from bot.render import lines_page

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

HERE, ELSEWHERE = 1, 2
MIA, ED = 11, 12


def text_of(view: discord.ui.LayoutView) -> str:
    """Every line of a view."""
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay))


def buttons_of(view: discord.ui.LayoutView) -> dict[str, str]:
    """The ids of a view's buttons, by their labels."""
    every = (getattr(item, "item", item) for item in view.walk_children())
    return {str(item.label): str(item.custom_id) for item in every if isinstance(item, discord.ui.Button)}


class Asked:
    """An interaction. `said` are its answers: how each was given, its text, and whether only the user sees it."""

    def __init__(self, guild_id: int | None = HERE, *, editor: bool = True, user: int = MIA, **more: Any) -> None:
        self.said: list[tuple[str, str, bool]] = []
        self.views: list[discord.ui.LayoutView] = []
        self.files: list[tuple[str, bytes]] = []
        self.forms: list[discord.ui.Modal] = []
        self.id, self.guild_id, self.guild = 7, guild_id, more.pop("guild", None)
        self.user = SimpleNamespace(id=user)
        self.permissions = discord.Permissions(manage_guild=editor)
        self.channel, self.channel_id, self.message = more.pop("channel", None), more.pop("channel_id", None), None
        self.locale = discord.Locale.german
        self.__dict__.update(more)
        self.extras: dict[str, Any] = {}
        self._done = False
        self.response: Any = SimpleNamespace(
            is_done=lambda: self._done,
            type=None,
            defer=self._defer,
            send_message=self._answer("new"),
            edit_message=self._answer("changed"),
            send_modal=self._form,
        )
        self.followup: Any = SimpleNamespace(send=self._answer("further"))
        self.edit_original_response = self._answer("in place")

    async def _defer(self, *, ephemeral: bool = False, thinking: bool = False) -> None:
        assert not self._done
        self._done = True
        self.said.append(("thinking" if thinking else "deferred", "", ephemeral))

    async def _form(self, form: discord.ui.Modal) -> None:
        self.forms.append(form)

    def _answer(self, how: str) -> Callable[..., Any]:
        async def sent(
            *,
            view: discord.ui.LayoutView | None = None,
            content: str = "",
            ephemeral: bool = False,
            file: discord.File | None = None,
            attachments: tuple[discord.File, ...] = (),
        ) -> None:
            self._done = True
            self.views += [view] if view else []
            self.files += [(each.filename, each.fp.read()) for each in (*attachments, *([file] if file else ()))]
            self.said.append((how, text_of(view) if view else content, ephemeral))

        return sent


class Recording:
    """Notes each call, and returns what is planned for it."""

    def __init__(self, **planned: Any) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.planned = planned

    def __getattr__(self, name: str) -> Any:
        async def called(*given: Any) -> Any:
            self.calls.append((name, *given))
            return self.planned.get(name, name)

        return called


def bot(**desk: Any) -> Any:
    return SimpleNamespace(desk=SimpleNamespace(**desk))


def pages(monkeypatch: pytest.MonkeyPatch, module: Any, *names: str) -> list[Any]:
    """What each page is made of; the page itself is its name."""
    made: list[Any] = []

    def page(name: str) -> Callable[..., Any]:
        def one(*given: Any) -> Any:
            made.append((name, *given))
            return lines_page([name.removesuffix("_page")])

        return one

    for name in names:
        monkeypatch.setattr(module, name, page(name))
    return made


class Begun:
    """A library that notes for which servers something was begun; `has` are its other methods."""

    def __init__(self, **has: Any) -> None:
        self.servers: list[str] = []
        for name, does in has.items():
            setattr(self, name, does)

    async def begin(self, server: str) -> None:
        """Note a server."""
        self.servers.append(server)
