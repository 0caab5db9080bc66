"""What is handed out as a file: the facts about a subject, and the file made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.model.answer import ShownEvent, ShownQuotation, ShownStance
    from bot.model.query import Subject


@dataclass(frozen=True, slots=True)
class AboutFacts:
    """The newest facts about a subject, each with its sentence; `objects` are the same in the facts format, one per article."""

    about: Subject
    events: tuple[ShownEvent, ...]
    stances: tuple[ShownStance, ...]
    quotations: tuple[ShownQuotation, ...]
    objects: tuple[dict[str, Any], ...] = ()
    most: int = 0
    """At most so many of each kind."""

    @property
    def number(self) -> int:
        """How many facts there are."""
        return len(self.events) + len(self.stances) + len(self.quotations)


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file with its name, and sentences that say what is in it."""

    name: str
    content: bytes
    told: tuple[str, ...]
