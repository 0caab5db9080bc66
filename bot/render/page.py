"""What a page is: blocks of text, buttons, menus and pictures. Independent of Discord."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.chart import Chart, ChartImage
    from bot.render.pictures import Picture


class Weight(StrEnum):
    """How a button stands out: plain, the main choice, or an action that can't be undone."""

    PLAIN = "plain"
    MAIN = "main"
    GRAVE = "grave"


@dataclass(frozen=True, slots=True)
class Button:
    """A button's label, and the id that carries its question or act. `enabled` is False if there is no page to turn to."""

    label: str
    custom_id: str
    enabled: bool = True
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a menu: its label, its value, and a longer description."""

    label: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu from which one option is chosen; its id says what to do with the option's value."""

    custom_id: str
    placeholder: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One message: blocks of markdown from top to bottom, a footer in small print, menus, rows of buttons."""

    blocks: tuple[str, ...]
    foot: str = ""
    rows: tuple[tuple[Button, ...], ...] = ()
    menus: tuple[Menu, ...] = ()
    ping: str | None = None
    """The id of a role the message pings, if the sender allows it."""
    picture: Picture | None = None
    head: int = 1
    """How many of the first blocks form the head: a line is drawn below them."""
    chart: Chart | None = None
    """What a picture below the head would show."""
    image: ChartImage | None = None
    """That picture, if it was drawn."""
