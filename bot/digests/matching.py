"""What a subscription asks for into which facts match it: an actor's are also those of who holds its offices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.edition import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.filed import FiledEvent, FiledFacts, FiledQuotation, FiledStance
    from bot.model.query import Subject


def matching(names: Sequence[str]) -> tuple[Reason, ...]:
    """That a fact has to do with what was asked for, as a reason."""
    return (Reason("matches", name=tuple(names)),) if names else ()


@dataclass(frozen=True, slots=True)
class Matcher:
    """Names of the subjects asked for that a fact has to do with. Nothing asked for: everything matches, by no name."""

    about: tuple[Subject, ...]
    filed: FiledFacts

    def event(self, event: FiledEvent) -> tuple[str, ...] | None:
        """By its name or who takes part; None: it does not match."""
        return self._matched((event.key,), event.agents, event.recipients)

    def stance(self, stance: FiledStance) -> tuple[str, ...] | None:
        """By its holder, its target, or who did what is its target."""
        return self._matched((stance.holder, stance.target), stance.agents)

    def quotation(self, quotation: FiledQuotation) -> tuple[str, ...] | None:
        """By its speaker or what it is about."""
        return self._matched((quotation.source,), quotation.about)

    def _matched(self, *ids: Iterable[str]) -> tuple[str, ...] | None:
        if not self.about:
            return ()
        there: set[str] = set().union(*ids)
        there |= {self.filed.speaks_for[one] for one in there if one in self.filed.speaks_for}
        return tuple(subject.name for subject in self.about if subject.id in there) or None
