"""The facts about a subject that an export contains, and the file made from them."""

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
    """The most facts of each kind."""

    @property
    def number(self) -> int:
        """Returns how many facts there are."""
        return len(self.events) + len(self.stances) + len(self.quotations)


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file with its name, and sentences about its contents."""

    name: str
    content: bytes
    told: tuple[str, ...]
