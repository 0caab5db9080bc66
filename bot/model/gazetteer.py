"""Actors as the gazetteer knows them: names, offices, and the source of each row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.facts import ActorKind


@dataclass(frozen=True, slots=True)
class Office:
    """An office someone holds or held: "President" of "russia", from and until a date (ISO day, month or year; None: open or unknown)."""

    title: str
    of: str | None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One row of the gazetteer.

    Attributes:
        id: a slug of at most 32 characters (`russia`, `abbas-araghchi`), so that it fits a button.
        name: the name that is shown.
        aliases: other names in Latin script that mean only this actor in world news ("Russian Federation"; "POTUS" is a title, not an alias).
        native: names in other scripts.
        exonyms: names in other languages that English texts don't use ("Alemania"): members type them, reading doesn't look for them.
        short: surnames and short forms that mean this actor only after the full name, or if no other row has them ("Putin", "Kim").
        adjectives: "Russian", "Iranian": adjectives or demonyms of the actor ("Russian officials", "the Russians").
        capitals: the seat of government, which stands for the government when it acts ("Moscow said").
        seats: buildings and offices that stand for the government ("Kremlin", "White House").
        of: the actor it belongs to (a minister's state, a party's state).
        offices: offices held, latest first.
        note: tells it from others of the same name if no office does: "daughter of Kim Jong Un".
        trades: what a person was or is besides ("footballer"), so that nobody takes the name with it for a namesake's.
        source, licence: where the row comes from, and its terms.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    exonyms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    of: str | None = None
    offices: tuple[Office, ...] = ()
    note: str = ""
    trades: tuple[str, ...] = ()
    source: str = ""
    licence: str = ""
