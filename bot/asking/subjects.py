"""Reads several names separated by commas as subjects, and completes the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.asking.interpreting import ANY
from bot.asking.reasons import note_words
from bot.catalogue import say, say_n
from bot.errors import AskError, NameUnclearError
from bot.model.query import CHOSEN, Subject
from bot.names import Sure, Unsure
from bot.wording import joined, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.directory import NameResolver
    from bot.model.library import Libraries
    from bot.names import Match

_NAMED = 4
"""Most names in a sentence."""
MOST_SUBJECTS = 8
"""Most subjects of one digest."""


def parts(typed: str) -> list[str]:
    """Returns the single names."""
    return [part.strip() for part in typed.split(",") if part.strip()]


def subjects(typed: str, names: NameResolver, libraries: Libraries) -> tuple[Subject, ...]:
    """Returns the actors, events and issues named in a list of names or `=id`s, separated by commas.

    Raises:
        NameUnclearError: a name is unknown or ambiguous.
        AskError: there are too many.
    """
    words = parts(typed)
    if len(words) > MOST_SUBJECTS:
        raise AskError(
            say(
                "A digest can be about at most {n} actors, events and issues: set up a second one for the rest.",
                n=MOST_SUBJECTS,
            )
        )
    found = {subject.id: subject for subject in (_subject(word, names, libraries) for word in words)}
    return tuple(found.values())


def _subject(typed: str, names: NameResolver, libraries: Libraries) -> Subject:
    resolution = names.resolve(typed, libraries, ANY)
    if isinstance(resolution, Sure):
        return Subject(resolution.match.kind, resolution.match.id, resolution.match.name)
    said = _said(typed)
    choose = say("choose one from the list that appears as you type")
    if isinstance(resolution, Unsure):
        which = joined([named(match.name) for match in resolution.matches[:_NAMED]], "or")
        told = say(
            "“{typed}” could mean {names}: {choose}, or write it in full.", typed=said, names=which, choose=choose
        )
        asked = say("“{typed}” could mean {names}. Which one?", typed=said, names=which)
        if len(resolution.matches) == 1:
            asked = say("Did you mean {name} by “{typed}”?", name=which, typed=said)
        meant = _meant(resolution.matches[:_NAMED])
        raise NameUnclearError(told, said, unknown=False, meant=meant, question=asked)
    nearest = [named(match.name) for match in resolution.nearest]
    if nearest:
        told = say_n(
            "I know no actor, event or issue named “{typed}”. The nearest is {names}: try another spelling, or {choose}.",
            "I know no actor, event or issue named “{typed}”. The nearest are {names}: try another spelling, or {choose}.",
            len(nearest),
            typed=said,
            names=joined(nearest),
            choose=choose,
        )
    else:
        told = say(
            "I know no actor, event or issue named “{typed}”: try another spelling, or {choose}.",
            typed=said,
            choose=choose,
        )
    raise NameUnclearError(told, said, unknown=not resolution.nameless, meant=_meant(resolution.nearest))


def _meant(matches: Sequence[Match]) -> tuple[tuple[str, str, str], ...]:
    return tuple((match.id, named(match.name), note_words(match.note)) for match in matches)


def with_one_chosen(typed: str, unclear: str, chosen: str) -> str:
    """Returns the list of names with the id `chosen` in place of an unclear name."""
    return ", ".join(f"{CHOSEN}{chosen}" if _said(part) == unclear else part for part in parts(typed))


def _said(part: str) -> str:
    return part.removeprefix(CHOSEN)[:60]


def completed(
    typed: str,
    names: NameResolver,
    libraries: Libraries,
    kinds: frozenset[str] = ANY,
    offers: Sequence[Match] | None = None,
) -> list[tuple[str, str]]:
    """Returns completions of the last name typed, as (text shown, value); the names before it are kept.

    `offers`: what to offer for it; None for all names, the most frequent before a letter of it is typed.
    """
    *before, last = typed.split(",")
    kept = ", ".join(part.strip() for part in before if part.strip())
    shown = ", ".join(_shown(part, names, libraries) for part in before if part.strip())
    found = []
    offered = names.complete(last.strip(), libraries, kinds) if offers is None else offers
    for match in offered:
        label = f"{named(match.name)} · {note_words(match.note)}" if match.note and not shown else named(match.name)
        value = f"{CHOSEN}{match.id}"
        found.append((f"{shown}, {label}" if shown else label, f"{kept}, {value}" if kept else value))
    return found


def _shown(typed: str, names: NameResolver, libraries: Libraries) -> str:
    """The name of a subject that was chosen before."""
    resolution = names.resolve(typed.strip(), libraries, ANY)
    return named(resolution.match.name) if isinstance(resolution, Sure) else typed.strip()
