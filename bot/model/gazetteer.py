"""An actor as the gazetteer knows it: names, offices, and where the row comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.facts import ActorKind


@dataclass(frozen=True, slots=True)
class Office:
    """An office someone holds or held: "President" of "russia", from and until a date (ISO, to the day, month or year; None: open or unknown)."""

    title: str
    of: str | None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One row of the gazetteer.

    Attributes:
        id: a slug, at most 32 characters (`russia`, `abbas-araghchi`): buttons carry it.
        name: the name lines show.
        aliases: other names in Latin script that mean this actor and no other in world news ("Russian Federation", "POTUS" is a title, not an alias).
        native: names in other scripts.
        exonyms: names in other languages that no English text uses for it ("Alemania"): members type them, reading doesn't look for them.
        short: surnames and short forms that stand for this actor only once the full name was used, or if no other row claims them ("Putin", "Kim").
        adjectives: "Russian", "Iranian": an adjective or demonym that refers to the actor ("Russian officials", "the Russians").
        capitals: the seat of government, which stands for the government where it acts ("Moscow said").
        seats: buildings and offices that stand for the government ("Kremlin", "White House").
        of: the actor it belongs to (a minister's state, a party's state).
        offices: held, latest first.
        note: what tells it from others of the name where no office does: "daughter of Kim Jong Un".
        source, licence: where the row comes from, on what terms.
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
    source: str = ""
    licence: str = ""
