"""Buttons, menus and forms that do something: the id says what (`act:<noun>:<verb>:…`); cogs register the callback and who may use it.

Nothing is stored per message or form, so all of them survive restarts: buttons and menus are rebuilt from their ids, and a
submitted form arrives as an interaction whose id says what it was for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import ui

from bot.asking.custom_ids import OLD, Act, act_of
from bot.catalogue import say
from bot.errors import AskError, LaterError
from bot.ui.acknowledging import taken
from bot.ui.editors import require_editor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence

    Interaction = discord.Interaction[Any]
    Check = Callable[[Interaction], Awaitable[object]]
    Callback = Callable[[Interaction, "Done"], Awaitable[None]]


_LONGEST_NUMBER = 15
"""Digits of a number that SQLite can store, also as that of a page times its rows."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a user did: the act in the id, and what they chose or typed."""

    act: Act
    chosen: tuple[str, ...] = ()
    """The chosen values of a menu."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """The text of each form field by the field's id; "" if left empty."""
    picked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The chosen values of each menu in a form, by the menu's id."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments of the act."""
        return self.act.arguments

    def text(self, place: int = 0) -> str:
        """Returns an argument.

        Raises:
            AskError: there is none: the id is from an older version, or forged.
        """
        if place >= len(self.arguments):
            raise AskError(say(OLD))
        return self.arguments[place]

    def number(self, place: int = 0) -> int:
        """Returns an argument that is a number.

        Raises:
            AskError: there is none, or it is no number.
        """
        return whole(self.text(place))

    def choice(self) -> int:
        """Returns the chosen value of a menu whose values are numbers.

        Raises:
            AskError: nothing was chosen, or no number.
        """
        return whole(next(iter(self.chosen), ""))


def whole(given: str) -> int:
    """Returns the number in a part of an id of ours.

    Raises:
        AskError: it is none: the id is from an older version, or forged.
    """
    if not (given.isascii() and given.isdecimal() and len(given) <= _LONGEST_NUMBER):
        raise AskError(say(OLD))
    return int(given)


async def anyone(_interaction: Interaction) -> None:
    """Check for acts that everyone may do: allows all."""


class ActRegistry:
    """Callbacks of acts by noun and verb. Cogs fill it when they load; permission is checked at every press."""

    def __init__(self) -> None:
        self._callbacks: dict[tuple[str, str], tuple[Callback, Check]] = {}

    def add(self, noun: str, verb: str, callback: Callback, check: Check = require_editor) -> None:
        """Register the callback of an act. `check` raises AskError if the user may not do it."""
        if (noun, verb) in self._callbacks:
            raise ValueError(f"{noun} {verb} is registered twice")
        self._callbacks[noun, verb] = (callback, check)

    def __contains__(self, act: Act) -> bool:
        return (act.noun, act.verb) in self._callbacks

    async def do(self, interaction: Interaction) -> None:
        """Run the callback for a button press, menu choice or submitted form.

        Raises:
            AskError: the id is unknown, or the user may not do this.
        """
        done = _done(interaction)
        callback, check = self._callbacks.get((done.act.noun, done.act.verb), (None, None))
        if callback is None or check is None:
            raise AskError(say(OLD))
        await check(interaction)
        await callback(interaction, done)


def line(
    custom_id: str, label: str, value: str = "", *, hint: str = "", required: bool = True, most: int = 200
) -> ui.Label[Any]:
    """Returns a form field for one line of text."""
    return _field(discord.TextStyle.short, custom_id, label, value, hint, required=required, most=most)


def paragraph(
    custom_id: str, label: str, value: str = "", *, hint: str = "", required: bool = True, most: int = 4_000
) -> ui.Label[Any]:
    """Returns a form field for several lines of text (Discord's limit is 4,000 characters)."""
    return _field(discord.TextStyle.paragraph, custom_id, label, value, hint, required=required, most=most)


def _field(  # noqa: PLR0913 - the properties of a field
    style: discord.TextStyle, custom_id: str, label: str, value: str, hint: str, *, required: bool, most: int
) -> ui.Label[Any]:
    typed: ui.TextInput[Any] = ui.TextInput(
        custom_id=custom_id, style=style, default=value[:most] or None, required=required, max_length=most
    )
    return ui.Label(text=label, description=hint or None, component=typed)


def choice(custom_id: str, label: str, options: Sequence[tuple[str, str]]) -> ui.Label[Any]:
    """Returns a form's menu of which one option is chosen; each has a value and words (Discord's limit is 25)."""
    menu: ui.Select[Any] = ui.Select(
        custom_id=custom_id, options=[discord.SelectOption(label=words, value=value) for value, words in options]
    )
    return ui.Label(text=label, component=menu)


async def show_form(interaction: Interaction, title: str, act: Act, *fields: ui.Label[Any]) -> None:
    """Open a form that runs `act` when submitted. Discord allows five fields and 45 characters of title.

    Raises:
        LaterError: what came before took so long that Discord opens no form any more.
    """
    if await taken(interaction):
        raise LaterError(say("That took too long, so the form could not be opened: try again."))
    form = ui.Modal(title=title, custom_id=act.custom_id)
    for label in fields:
        form.add_item(label)
    form.stop()  # discord.py then stores nothing: submitted values are read from the interaction, before and after a restart
    await interaction.response.send_modal(form)


def _done(interaction: Interaction) -> Done:
    data = cast("Mapping[str, Any]", interaction.data or {})
    act = act_of(str(data.get("custom_id", "")))
    if interaction.type is not discord.InteractionType.modal_submit:
        return Done(act, chosen=tuple(map(str, data.get("values", ()))))
    typed, picked = {}, {}
    for filled in _filled(data.get("components", ())):
        if "values" in filled:
            picked[filled["custom_id"]] = tuple(map(str, filled["values"]))
        else:
            typed[filled["custom_id"]] = str(filled.get("value") or "")
    return Done(act, typed=typed, picked=picked)


def _filled(components: Any) -> Iterator[Mapping[str, Any]]:
    """Yields the fields of a submitted form, unwrapped from their labels and rows."""
    for component in components:
        if "custom_id" in component:
            yield component
        yield from _filled(component.get("components", ()))
        yield from _filled([component["component"]] if "component" in component else ())
