"""Matches facts to the subjects of a subscription. Facts about the holders of an actor's offices match too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.edition import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.filed import FiledEvent, FiledFacts, FiledQuotation, FiledStance
    from bot.model.query import Subject


def matching(names: Sequence[str]) -> tuple[Reason, ...]:
    """Returns the reason that says which subjects a fact matches."""
    return (Reason("matches", name=tuple(names)),) if names else ()


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds the subjects a fact matches. Without subjects, everything matches, with no names."""

    about: tuple[Subject, ...]
    filed: FiledFacts

    def event(self, event: FiledEvent) -> tuple[str, ...] | None:
        """Returns the names matched by the event's name, its participants, or an issue in its sentence; None if nothing matches."""
        return self._matched((event.key,), event.agents, event.recipients, self._beside(event))

    def stance(self, stance: FiledStance) -> tuple[str, ...] | None:
        """Returns the names matched by the stance's holder, its target, the agents of its target, or an issue in its sentence; None if nothing matches."""
        return self._matched((stance.holder, stance.target), stance.agents, self._beside(stance))

    def quotation(self, quotation: FiledQuotation) -> tuple[str, ...] | None:
        """Returns the names matched by the quotation's speaker, its topic, or an issue in its sentence; None if nothing matches."""
        return self._matched((quotation.source,), quotation.about, self._beside(quotation))

    def _beside(self, fact: FiledEvent | FiledStance | FiledQuotation) -> frozenset[str]:
        return self.filed.beside.get((fact.article, fact.place_in_text), frozenset())

    def _matched(self, *ids: Iterable[str]) -> tuple[str, ...] | None:
        if not self.about:
            return ()
        there: set[str] = set().union(*ids)
        there |= {self.filed.speaks_for[actor] for actor in there if actor in self.filed.speaks_for}
        return tuple(subject.name for subject in self.about if subject.id in there) or None
