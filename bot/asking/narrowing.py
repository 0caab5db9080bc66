"""Drops the choices of questions and lists that would lead to an empty answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.asking.interpreting import KINDS
from bot.model.query import CHOSEN, QuoteQuery, StanceQuery, Subject, TimelineQuery, WhoQuery
from bot.names import Sure, Unknown, Unsure

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def queries_with(
    request: Request, option: str, matches: Iterable[Match], names: NameResolver, libraries: Libraries
) -> list[Query]:
    """Returns a query for each match that may fill in an option. The other name is included if it is clear."""
    subjects = [Subject(match.kind, match.id, match.name) for match in matches]
    if request.command == "timeline":
        return [TimelineQuery(subject) for subject in subjects]
    if request.command == "who":
        return [WhoQuery(subject) for subject in subjects]
    first, second, made = (
        ("holder", "on", StanceQuery) if request.command == "stance" else ("speaker", "about", QuoteQuery)
    )
    other = _clear(request, second if option == first else first, names, libraries)  # once: it takes milliseconds
    return [made(subject, other) if option == first else made(other, subject) for subject in subjects]


def _clear(request: Request, option: str, names: NameResolver, libraries: Libraries) -> Subject | None:
    """The subject that another option names, if that is clear."""
    typed = request.get(option)
    found = names.resolve(typed, libraries, KINDS[request.command, option]) if typed else None
    return Subject(found.match.kind, found.match.id, found.match.name) if isinstance(found, Sure) else None
