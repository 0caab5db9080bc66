"""Drops the choices of questions and lists that would lead to an empty answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.asking.interpreting import ANYTHING, KINDS, readable_period
from bot.model.query import (
    CHOSEN,
    CompareQuery,
    QuoteQuery,
    RelationQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)
from bot.names import Sure, Unknown, Unsure

if TYPE_CHECKING:
    from datetime import datetime

    from bot.directory.directory import NameResolver
    from bot.model.library import Libraries
    from bot.model.query import Choice, Query, Request
    from bot.names import Match, Resolution


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A resolver that never asks about certain ids."""

    names: NameResolver
    nowhere: frozenset[str]

    def resolve(self, text: str, libraries: Libraries, kinds: frozenset[str]) -> Resolution:
        """Resolve a text; never ask about these ids."""
        found = self.names.resolve(text, libraries, kinds)
        match found:
            case Unsure(matches, more):
                left = self._left(matches)
                return Unsure(left, more and left == matches) if left else Unknown()
            case Unknown(nearest):
                return Unknown(self._left(nearest))
        return found

    def complete(self, text: str, libraries: Libraries, kinds: frozenset[str], limit: int = 25) -> list[Match]:
        """Complete a text; nothing is left out."""
        return self.names.complete(text, libraries, kinds, limit)

    def _left(self, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        return tuple(match for match in matches if match.id not in self.nowhere)


def choice_of(choice: Choice, asked: Request) -> tuple[str, str]:
    """Returns the option a choice fills in, and the id it chooses ("" for words)."""
    option, value = next((pair for pair in choice.request.options if asked.get(pair[0]) != pair[1]), ("", ""))
    return option, value.removeprefix(CHOSEN) if value.startswith(CHOSEN) else ""


def beside(request: Request, option: str, names: NameResolver, libraries: Libraries) -> Subject | None:
    """Returns the subject that the command's other option names, if there is one and it is clear."""
    other = next((of for command, of in KINDS if command == request.command and of != option), "")
    typed = request.get(other)
    found = names.resolve(typed, libraries, KINDS[request.command, other]) if typed else None
    return Subject(found.match.kind, found.match.id, found.match.name) if isinstance(found, Sure) else None


def query_with(request: Request, option: str, filled: Subject | None, other: Subject | None, now: datetime) -> Query:
    """Returns the query if an option is filled in with a subject, and the other option means `other`; dates count as far as they can be read."""
    period = readable_period(request, now)
    if request.command == "timeline":
        return TimelineQuery(filled or ANYTHING, *period)
    if request.command == "who":
        return WhoQuery(filled or ANYTHING)
    if request.command == "relation":
        first, second = (filled, other) if filled else (other, None)
        return RelationQuery(first or ANYTHING, second, *period)
    if request.command == "compare" and filled and option == "on":
        return CompareQuery(filled, (other,) if other else (), *period)
    first, second = (filled, other) if option in ("holder", "speaker", "actors") else (other, filled)
    if request.command == "quote":
        return QuoteQuery(first, second, None, *period)
    return StanceQuery(first, second, *period)
