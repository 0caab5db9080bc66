"""Makes the choices for an option of a half-typed command: each leads to an answer, and if none does, one offers other answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.existing import have_answers
from bot.answers.nothing_found import described, period_words, subjects_of
from bot.asking import KINDS, recalled
from bot.asking.interpreting import ANYTHING, MOST_SEARCHED, readable_period
from bot.asking.narrowing import beside, query_with
from bot.asking.subjects import completed as last_completed
from bot.asking.subjects import parts
from bot.catalogue import say
from bot.model.query import ALWAYS, CHOSEN, RelationQuery, SearchQuery, Subject, TimelineQuery, WhoQuery, period_of
from bot.names import Match
from bot.store.events import partners
from bot.store.overview import late_outlets
from bot.store.quotations import speakers_about, spoken_about
from bot.store.stances import held_on, holders_on

if TYPE_CHECKING:
    from datetime import datetime

    from bot.directory.directory import Directory
    from bot.model.library import Libraries
    from bot.model.query import Query, Request
    from bot.store.database import Database

_LOOKED_AT, _OFFERED = 100, 25
"""How many of the most frequent names are checked for answers before anything is typed; and how many choices are offered at most."""
_MEANT = 3
"""From so many letters on somebody is meant, who is offered without an answer too: what else is told of them is a button away."""
_LONGEST_OUTLET = 40
"""Longest name of an outlet that can be asked for, in characters."""
_BESIDE = {
    ("stance", "holder"): holders_on,
    ("stance", "on"): held_on,
    ("compare", "actors"): holders_on,
    ("compare", "on"): held_on,
    ("quote", "speaker"): speakers_about,
    ("quote", "about"): spoken_about,
    ("relation", "a"): partners,
    ("relation", "b"): partners,
}
"""Whom or what the articles mention together with the subject of the command's other option."""


async def offered(
    database: Database, directory: Directory, request: Request, option: str, libraries: Libraries, now: datetime
) -> list[Match]:
    """Returns what an option may be filled in with: what has an answer first; before three letters are typed, nothing else."""
    typed, kinds = request.get(option) or "", KINDS[request.command, option]
    names = await directory.recall(database, recalled(request.put(option, "")), libraries)
    other = beside(request, option, names, libraries)

    async def answering(matches: list[Match]) -> list[Match]:
        subjects = [Subject(match.kind, match.id, match.name) for match in matches]
        queries = [query_with(request, option, subject, other, now) for subject in subjects]
        there = await have_answers(database, queries, libraries)
        return [match for match, answers in zip(matches, there, strict=True) if answers]

    short = len(typed.strip()) < _MEANT
    matches = await completed(database, directory, typed, libraries, kinds, _LOOKED_AT if short else _OFFERED)
    told = await answering(matches)
    if typed and short:  # else who is told of somewhere, or has just this name
        return (told or [match for match in matches if match.facts or match.exact])[:_OFFERED]
    if typed:
        others = [match for match in matches if match not in told and not _shortened(match, told)]
        return [*told, *await _that_happened(database, others, libraries)][:_OFFERED]
    if (
        other and len(told) < _OFFERED and (request.command, option) in _BESIDE
    ):  # the most frequent names need not be those that go with a rare one
        period = period_of(query_with(request, option, None, other, now))
        ids = await _BESIDE[request.command, option](database, libraries, other, period)
        known = {match.id for match in told}
        rare = [
            match for key in ids[:_LOOKED_AT] if key not in known and (match := directory.match(key, libraries, kinds))
        ]
        told += await answering(rare)
    return told[:_OFFERED] or _nothing(request, query_with(request, option, None, other, now), other)


async def several_offered(
    database: Database, directory: Directory, request: Request, option: str, libraries: Libraries, now: datetime
) -> list[tuple[str, str]]:
    """Returns completions of the last of several names in an option, as (text shown, value): as `offered` does, and none that stands before it."""
    typed = request.get(option) or ""
    before, _, last = typed.rpartition(",")
    there = {part.removeprefix(CHOSEN) for part in parts(before)}
    found = await offered(database, directory, request.put(option, last.strip()), option, libraries, now)
    names = await directory.recall(database, parts(typed), libraries, typing=True)
    offers = [match for match in found if match.id != ANYTHING.id and match.id not in there]
    return last_completed(typed, names, libraries, offers=offers)


async def outlets_offered(database: Database, request: Request, libraries: Libraries, now: datetime) -> list[str]:
    """Returns the outlets that the option of a search may be filled in with: of late articles, with the typed letters, that have the words typed so far."""
    typed, words = (request.get("outlet") or "").casefold().strip(), request.get("words") or ""
    room = min(_LONGEST_OUTLET, MOST_SEARCHED - len(words))
    late = await late_outlets(database, libraries)
    named = [name for name in late if typed in name.casefold() and len(name) <= room][:_OFFERED]
    if not words:
        return named
    period = readable_period(request, now)
    there = await have_answers(database, [SearchQuery(words, *period, name) for name in named], libraries)
    return [name for name, answers in zip(named, there, strict=True) if answers]


async def completed(
    database: Database, directory: Directory, text: str, libraries: Libraries, kinds: frozenset[str], limit: int
) -> list[Match]:
    """Returns the actors, events and issues a partly typed name may mean, best first."""
    if "event" not in kinds:
        return directory.complete(text, libraries, kinds, limit)
    names = await directory.recall(database, [text], libraries, typing=True)
    return names.complete(text, libraries, kinds, limit)


async def _that_happened(database: Database, matches: list[Match], libraries: Libraries) -> list[Match]:
    """Leaves out events that are denied or imagined wherever they are told: no command has an answer for them."""
    events = [match for match in matches if match.kind == "event" and match.facts]
    queries = [WhoQuery(Subject(match.kind, match.id, match.name)) for match in events]
    there = await have_answers(database, queries, libraries)
    nowhere = {match.id for match, answers in zip(events, there, strict=True) if not answers}
    return [match for match in matches if match.id not in nowhere]


def _shortened(match: Match, told: list[Match]) -> bool:
    """True if a match without facts is the end of a name that has facts: "Feijóo", beside Alberto Núñez Feijóo."""
    return not match.facts and any(other.name.casefold().endswith(f" {match.name.casefold()}") for other in told)


def _nothing(request: Request, query: Query, other: Subject | None) -> list[Match]:
    """The one choice if nothing has an answer: it says what was not found. Empty for a command without any option so far."""
    if isinstance(query, RelationQuery):
        none = say("No {what} found here", what=described(query)) if other else ""
    elif isinstance(query, TimelineQuery | WhoQuery) or not subjects_of(query):
        what = f"{say('event')}{period_words(query)}" if isinstance(query, TimelineQuery) else described(query)
        none = say("No {what} found for the best-known names", what=what) if period_of(query) != ALWAYS else ""
    else:
        none = say("No {what} found here", what=described(query))
    return [Match(ANYTHING.id, "actor", none, 0.0, "", note=say("choose this to see what I did find"))] if none else []
