"""Turns a request into a query with resolved names, or into a question to ask back if a name is not clear."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.asking.days import days, read_as
from bot.asking.encoding import BEST, OLDER
from bot.asking.reasons import note_words, reason_words
from bot.catalogue import N_, say, say_as, say_n
from bot.errors import AskError
from bot.model.query import (
    CHOSEN,
    OLDEST,
    Choice,
    CompareQuery,
    Query,
    Question,
    QuoteQuery,
    RelationQuery,
    Request,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)
from bot.names import Match, Sure, Unknown, Unsure
from bot.wording import as_typed, joined, named, shortened

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.directory.directory import NameResolver
    from bot.model.library import Libraries

ACTOR = frozenset({"actor"})
ANY = frozenset({"actor", "event", "issue"})
MOST_WORDS = 32
"""Longest search words, in characters: with the longest id, the highest page and a period they fill a button's id."""
MOST_COMPARED = 6
"""Most actors of a comparison: each with a sentence, all within one message."""
MOST_SEARCHED = 44
"""Longest words and outlet of a search together: beside them a button carries two days and where its page begins."""

ANYTHING = Subject("", "", "")
"""Whatever may be asked about, as if its option were left out. It is offered where no choice has an answer, and leads to what else is told."""

KINDS = {
    ("stance", "holder"): ACTOR,
    ("stance", "on"): ANY,
    ("timeline", "about"): ANY,
    ("quote", "speaker"): ACTOR,
    ("quote", "about"): ANY,
    ("who", "name"): ANY,
    ("compare", "on"): ANY,
    ("compare", "actors"): ACTOR,
    ("relation", "a"): ACTOR,
    ("relation", "b"): ACTOR,
}
"""The options that name a subject, and the kinds of subject each takes."""


_ONE_IS_ENOUGH = ("stance", "quote")
"""The commands that take two names and need only one of them."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A query, and notes on how inexact names in it were read."""

    query: Query
    readings: tuple[str, ...] = ()


class Named(Protocol):
    """Finds the subject that an option names, or a part of it."""

    def __call__(self, option: str, part: str | None = None, /) -> Subject | None:
        """The subject; None if the option is left empty."""


class _Unclear(Exception):  # noqa: N818 - not an error: it leaves name resolution with a question
    def __init__(self, question: Question, matches: tuple[Match, ...] = ()) -> None:
        self.question = question
        self.matches = matches


def recalled(request: Request) -> list[str]:
    """Returns the option values of a request that may name an event."""
    kinds = {option: kinds for (command, option), kinds in KINDS.items() if command == request.command}
    return [typed for option, of in kinds.items() if "event" in of and (typed := request.get(option)) is not None]


def understand(request: Request, names: NameResolver, libraries: Libraries, now: datetime) -> Understood | Question:
    """Returns what a request means among the subjects the user may see, or the question to ask back.

    Raises:
        AskError: an option is missing or is not a date.
    """
    readings: list[str] = []
    if anything := [name for name, value in request.options if value == CHOSEN]:
        for option in anything:
            request = request.put(option, "")
        named = any(request.get(option) for command, option in KINDS if command == request.command)
        if not named or request.command not in _ONE_IS_ENOUGH:
            return Question(say("I found nothing of that kind here: type another name, or other dates."))

    def subject(option: str, part: str | None = None) -> Subject | None:
        return _subject(request if part is None else request.put(option, part), option, names, libraries, readings)

    try:
        return Understood(COMMANDS[request.command](request, subject, now, readings), tuple(dict.fromkeys(readings)))
    except _Unclear as unclear:
        return unclear.question


def _stance(request: Request, subject: Named, now: datetime, readings: list[str]) -> Query:
    if request.get("holder") is None and request.get("on") is None:
        raise AskError(
            say("/stance needs holder or on: a name, like /stance holder:Russia or /stance on:oil price cap.")
        )
    return StanceQuery(subject("holder"), subject("on"), *_period(request, now, readings))


def readable_period(request: Request, now: datetime) -> tuple[str | None, str | None]:
    """Returns the first and last day of the period a request asks for, in ISO format; None where there is none or it can't be read (yet)."""

    def day(option: str, end: int) -> str | None:
        try:
            return days(typed, now)[end].isoformat() if (typed := request.get(option)) else None
        except AskError:
            return None

    return day("since", 0), day("until", 1)


def _timeline(request: Request, subject: Named, now: datetime, readings: list[str]) -> Query:
    order = OLDEST if (request.get("order") or "").casefold().startswith(OLDEST) else None
    return TimelineQuery(_required(request, "about", subject), *_period(request, now, readings), order)


def _period(request: Request, now: datetime, readings: list[str]) -> tuple[str | None, str | None]:
    """Returns the first and last day asked about. Adds a note to `readings` if words for one were read."""
    since, until = request.get("since"), request.get("until")
    first = days(since, now)[0] if since else None
    last = days(until, now)[1] if until else None
    if first and last and first > last:
        raise AskError(say("since ({first}) is later than until ({last}): swap them.", first=first, last=last))
    for message, typed, day in ((_SINCE, since, first), (_UNTIL, until, last)):
        if typed and day and (read := read_as(typed, day)):
            readings.append(say(message, read=read))
    return first.isoformat() if first else None, last.isoformat() if last else None


_SINCE, _UNTIL = N_("since {read}"), N_("until {read}")


def _quote(request: Request, subject: Named, now: datetime, readings: list[str]) -> Query:
    about = request.get("about") or ""
    if request.get("speaker") is None and not about:
        raise AskError(say("/quote needs speaker or about: a name, like /quote speaker:Araghchi or /quote about:Iran."))
    speaker, (since, until) = subject("speaker"), _period(request, now, readings)
    in_marks = len(about) > 1 and about[0] in '"“' and about[-1] in '"”'
    if speaker is None and in_marks:
        raise AskError(say("To find words, say also who said them: add speaker, like speaker:Araghchi."))
    if in_marks:
        return QuoteQuery(speaker, None, _words(about[1:-1]), since, until)
    try:
        return QuoteQuery(speaker, subject("about"), None, since, until)
    except _Unclear as unclear:
        if about.startswith(CHOSEN) or speaker is None:
            raise
        if not any(match.exact for match in unclear.matches):
            return QuoteQuery(speaker, None, _words(about), since, until)
        words = Choice(
            say("the words “{words}”", words=shortened(about or "", 40)),
            say("wherever they occur"),
            request.put("about", f'"{about}"'),
        )
        raise _Unclear(Question(unclear.question.text, (*unclear.question.choices[:4], words))) from None


def _who(request: Request, subject: Named, _now: datetime, _readings: list[str]) -> Query:
    return WhoQuery(_required(request, "name", subject))


def _compare(request: Request, subject: Named, now: datetime, readings: list[str]) -> Query:
    """Takes the actors that are known; those that are not are told, unless none is known."""
    on, parts = _required(request, "on", subject), (request.get("actors") or "").split(",")
    found: dict[str, Subject] = {}
    unknown: list[_Unclear] = []
    for place, part in enumerate(parts):
        try:
            actor = subject("actors", part.strip()) if part.strip() else None
        except _Unclear as unclear:
            unclear = _Unclear(_in_list(unclear.question, parts, place), unclear.matches)
            if unclear.matches:
                raise unclear from None
            unknown.append(unclear)
            continue
        if actor and actor.id != on.id:
            found[actor.id] = actor
    if unknown and not found:
        raise unknown[0]
    if len(found) > MOST_COMPARED:
        raise AskError(say("I can compare at most {n} actors at once: name fewer.", n=MOST_COMPARED))
    readings += [say("Left out: {why}", why=unclear.question.text) for unclear in unknown]
    return CompareQuery(on, tuple(found.values()), *_period(request, now, readings))


def _in_list(question: Question, parts: list[str], place: int) -> Question:
    """The question about one name of a list, with choices that keep the other names."""

    def kept(choice: Choice) -> Choice:
        chosen = choice.request.get("actors") or ""
        every = ", ".join(part.strip() for part in (*parts[:place], chosen, *parts[place + 1 :]))
        return replace(choice, request=choice.request.put("actors", every))

    return replace(question, choices=tuple(map(kept, question.choices)))


def _relation(request: Request, subject: Named, now: datetime, readings: list[str]) -> Query:
    first, second = _required(request, "a", subject), _required(request, "b", subject)
    if first.id == second.id:
        raise AskError(
            say("Both are {name}: name two different actors, like /relation a:Russia b:Iran.", name=named(first.name))
        )
    return RelationQuery(first, second, *_period(request, now, readings))


def _search(request: Request, _subject: Named, now: datetime, readings: list[str]) -> Query:
    words, outlet = (" ".join((request.get(option) or "").split()) for option in ("words", "outlet"))
    if not any(map(str.isalnum, words)):
        raise AskError(say("/search needs words: the few you remember best, like /search words:oil price cap."))
    if len(words) + len(outlet) > MOST_SEARCHED:
        most = N_("Search for at most {n} characters of words: use the few you remember best.")
        if outlet:
            most = N_("Search for at most {n} characters of words and outlet together: use the few you remember best.")
        raise AskError(say(most, n=MOST_SEARCHED))
    since, until = _period(request, now, readings)
    return SearchQuery(words, since, until, outlet or None, request.get("order") == BEST, _begins(request))


def _begins(request: Request) -> int:
    """Where the page of a search begins."""
    try:
        start = int(request.get("start") or "0", 36)
    except ValueError:
        raise AskError(say(OLDER)) from None
    if abs(start) >= 1 << 63 or (start < 0 and request.get("order") == BEST):
        raise AskError(say(OLDER))
    return start


def _words(text: str) -> str | None:
    """The search words, if a button can carry them."""
    words = " ".join(text.split())
    if len(words) > MOST_WORDS:
        raise AskError(say("Search for at most {n} characters: use the few words you remember best.", n=MOST_WORDS))
    return words or None


COMMANDS: dict[str, Callable[[Request, Named, datetime, list[str]], Query]] = {
    "stance": _stance,
    "timeline": _timeline,
    "quote": _quote,
    "search": _search,
    "who": _who,
    "compare": _compare,
    "relation": _relation,
}
"""The function that makes each command's query from its options."""


def _required(request: Request, option: str, subject: Named) -> Subject:
    found = subject(option)
    if found is None:
        command, needed = say_as("command", request.command), say_as("option", option)
        raise AskError(
            say("/{command} needs {option}: a name, like /{command} {option}:Russia.", command=command, option=needed)
        )
    return found


def _subject(
    request: Request, option: str, names: NameResolver, libraries: Libraries, readings: list[str]
) -> Subject | None:
    """The subject an option names. Adds a note to `readings` if the name was inexact."""
    typed = request.get(option)
    if typed is None:
        return None
    resolution = names.resolve(typed, libraries, KINDS[request.command, option])
    match resolution:
        case Sure(found):
            if not typed.startswith(CHOSEN) and as_typed(typed).casefold() != found.name.casefold():
                readings.append(
                    say(
                        "{typed}, read as {name} ({reason})",
                        typed=as_typed(typed),
                        name=named(found.name),
                        reason=reason_words(found.reason),
                    )
                )
            return Subject(found.kind, found.id, found.name)
        case Unsure(matches, more):
            raise _Unclear(_which(request, option, typed, matches, more=more), matches)
        case Unknown(nearest, nameless):
            raise _Unclear(_nothing_near(request, option, typed, nearest, nameless=nameless))


def _which(request: Request, option: str, typed: str, matches: tuple[Match, ...], *, more: bool) -> Question:
    if len(matches) == 1:
        text = say("Did you mean {name} by “{typed}”?", name=named(matches[0].name), typed=as_typed(typed))
    elif more:
        text = say(
            "“{typed}” could mean {names} or others. Which one? For another, type more of the name.",
            typed=as_typed(typed),
            names=", ".join(named(match.name) for match in matches),
        )
    else:
        names = joined([named(match.name) for match in matches], "or")
        text = say("“{typed}” could mean {names}. Which one?", typed=as_typed(typed), names=names)
    return Question(text, _choices(request, option, matches))


_ID = re.compile(rf"{CHOSEN}[\w.:-]*\w[\w.:-]*")
"""What a choice is sent as."""


def _nothing_near(
    request: Request, option: str, typed: str, nearest: tuple[Match, ...], *, nameless: bool = False
) -> Question:
    if _ID.fullmatch(typed):
        return Question(say("This choice is no longer in the library: type the name instead."))
    anything = "event" in KINDS[request.command, option]
    shown = as_typed(typed)
    if nameless or not any(sign.isalnum() for sign in typed):
        wrong = say("“{typed}” is not a name", typed=shown) if shown else say("That is not a name")
        if anything:
            return Question(say("{wrong}: type the name of an actor, event or issue, like Russia.", wrong=wrong))
        return Question(say("{wrong}: type the name of an actor, like Russia.", wrong=wrong))
    names = joined([named(match.name) for match in nearest])
    tail = say_n("The closest name is {names}.", "The closest names are {names}.", len(nearest), names=names)
    if not nearest:
        tail = say("Try another spelling, or type more of the name.")
    if anything:
        text = say("I know no actor, event or issue named “{typed}”. {tail}", typed=shown, tail=tail)
    else:
        text = say("I know no actor named “{typed}”. {tail}", typed=shown, tail=tail)
    return Question(text, _choices(request, option, nearest), unknown=True)


def _choices(request: Request, option: str, matches: tuple[Match, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(named(match.name), _told_apart(match), request.put(option, f"{CHOSEN}{match.id}")) for match in matches
    )


def _told_apart(match: Match) -> str:
    """The note that distinguishes a match: "leader of North Korea · 12 facts · one letter off"."""
    facts = say_n("{n} fact", "{n} facts", match.facts) if match.facts else say("no facts yet")
    return " · ".join(part for part in (note_words(match.note), facts, reason_words(match.reason)) if part)
