"""Turns an unclear time zone into a question with a menu. The menu's id contains the other options, so that choosing a zone completes the command."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from bot.asking import Act
from bot.asking.custom_ids import OLD as OUTDATED
from bot.catalogue import say
from bot.digests.typed_options import DigestOptions
from bot.errors import AskError
from bot.render import Menu, Option, Page, words_page

if TYPE_CHECKING:
    from bot.digests.zones import WhichZoneError

NEW, OLD = "c", "d"
"""What an order is about: a channel for a new digest, or a digest to change."""
_CARRIED = [field.name for field in fields(DigestOptions) if field.name != "zone"]
_NUMBERS = frozenset({"per_hour", "max_age"})


@dataclass(frozen=True, slots=True)
class Order:
    """A digest set up or changed: `kind` is `NEW` or `OLD`, `number` the channel's or the digest's, `ping` a role's id or None."""

    kind: str
    number: str
    ping: str | None
    typed: DigestOptions


def question_page(asked: WhichZoneError, order: Order) -> Page | None:
    """Returns the question with a menu of the possible zones; None if the other options are too long for a menu's id."""
    values = [getattr(order.typed, name) for name in _CARRIED]
    carried = ["" if value is None else quote(str(value), safe=" ,;+") for value in values]
    try:
        act = Act("digest", "zone", (f"{order.kind}{order.number}", order.ping or "", *carried)).custom_id
    except ValueError:
        return None
    options = tuple(Option(zone.label, zone.name, zone.name) for zone in asked.zones)
    said = words_page(asked.question)
    return Page(said.blocks, menus=(Menu(act, say("Choose the time zone"), options),))


def order_of(arguments: tuple[str, ...], zone: str) -> Order:
    """Returns the order in such a menu's id, with the chosen zone.

    Raises:
        AskError: the id is from an older version, or forged.
    """
    try:
        of, ping, *carried = arguments
        typed: dict[str, str | int | None] = {
            name: int(value) if name in _NUMBERS else unquote(value)
            for name, value in zip(_CARRIED, carried, strict=True)
            if value
        }
        int(of[1:])
    except ValueError:
        raise AskError(say(OUTDATED)) from None
    return Order(of[:1], of[1:], ping or None, DigestOptions(**typed, zone=zone))  # type: ignore[arg-type] # as they were typed
