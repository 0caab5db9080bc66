"""Charts: what a picture of an answer shows, as data, and the finished picture. DayRange are in ISO format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.facts import Expressed


class Side(StrEnum):
    """Where somebody stands on a subject."""

    FOR = "for"
    BOTH = "both"
    UNCLEAR = "unclear"
    AGAINST = "against"


class Theme(StrEnum):
    """The colours of a picture."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class DayRange:
    """The first and last day a date may mean; None for an end that is open."""

    first: str | None
    last: str | None

    @property
    def start(self) -> str:
        """The first day that is known."""
        return self.first or self.last or ""

    @property
    def end(self) -> str:
        """The last day that is known."""
        return self.last or self.first or ""


@dataclass(frozen=True, slots=True)
class EventMark:
    """One event of a timeline. `weight` says how much it deserves a label before others do."""

    days: DayRange
    label: str
    weight: int = 1
    planned: bool = False


@dataclass(frozen=True, slots=True)
class StripChart:
    """The dated events of a timeline, and how many more have no date."""

    about: str
    marks: tuple[EventMark, ...]
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody stands, and how many sentences say so."""

    side: Side
    sentences: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One actor's positions, one for each column of the matrix; none at all for an actor of whom none was found."""

    name: str
    positions: tuple[Position | None, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixChart:
    """Who stands where on one subject, by the ways it is expressed."""

    on: str
    ways: tuple[Expressed, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """How many events of each sign two actors had in a month (`2025-06`)."""

    month: str
    cooperation: int
    conflict: int
    other: int


@dataclass(frozen=True, slots=True)
class MonthsChart:
    """Cooperation and conflict between two actors by month, the earliest first. `unplaced` events are of no one month."""

    first: str
    second: str
    months: tuple[Month, ...]
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class StancePoint:
    """One sentence with a stance: the days its article may be of, the side, and how it is expressed."""

    days: DayRange
    side: Side
    expressed: Expressed


@dataclass(frozen=True, slots=True)
class CourseChart:
    """A holder's stances on a subject over time, and how many more are in articles without a date."""

    holder: str
    on: str
    points: tuple[StancePoint, ...]
    undated: int = 0


Chart = StripChart | MatrixChart | MonthsChart | CourseChart


@dataclass(frozen=True, slots=True)
class ChartImage:
    """A finished picture: the name of its file, its bytes (PNG), and what it shows in words."""

    name: str
    png: bytes
    alt: str
