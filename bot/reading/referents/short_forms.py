"""Finds the names on no list that are a shorter form of one other name in the article: `Sharks` for `Nadroga Sharks`, `Doreen` for `Doreen Example`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind
from bot.reading.gazetteer import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from bot.model.facts import Actor
    from bot.reading.lexicon import Titles

_REST = frozenset({"of", "limited", "ltd", "plc", "corporation", "corp", "inc", "company", "co", "group", "holdings"})
"""Words behind the shorter form of a body's name."""
_BEARERS = frozenset({ActorKind.PERSON, ActorKind.ORGANIZATION})


def short_forms(actors: Sequence[Actor], listed: Container[str], titles: Titles) -> dict[str, str | None]:
    """Returns the id of the longer name by the id of the shorter; None for what is no name, as "Mr" alone. `listed`: the ids on a list."""
    words = {actor.id: [fold(word) for word in actor.name.split()] for actor in actors if actor.kind in _BEARERS}
    having: defaultdict[str, list[str]] = defaultdict(list)
    for actor, names in words.items():
        for word in dict.fromkeys(names):
            having[word].append(actor)
    persons = {actor.id for actor in actors if actor.kind is ActorKind.PERSON}
    made: dict[str, str | None] = {}
    for short in (actor for actor in actors if actor.id in words and actor.id not in listed):
        mine = words[short.id]
        if all(word.rstrip(".") in titles.honorifics for word in mine):
            made[short.id] = None
            continue
        longer = [other for other in having[mine[-1]] if _shortens(mine, words[other], other in persons)]
        if (short.kind is not ActorKind.PERSON or len(mine) > 1) and len(longer) == 1:
            made[short.id] = longer[0]
    return {short: made.get(longer, longer) if longer else None for short, longer in made.items()}


def _shortens(short: Sequence[str], longer: Sequence[str], person: bool) -> bool:
    """True if a name is the end of a longer one; of a person's any part; of a body's also what stands before "of" or "Ltd"."""
    size, more = len(short), len(longer) - len(short)
    if more <= 0:
        return False
    if person:
        return any(longer[i : i + size] == short for i in range(more + 1))
    return longer[more:] == short or (longer[:size] == short and longer[size].rstrip(".") in _REST)
