"""Tests how likely a name is meant before anything is typed: by the articles, by office, by what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor
from bot.names import NameEntry, Title
from bot.names.gazetteer_entries import entries_of
from bot.names.hits import prior

if TYPE_CHECKING:
    from bot.names import Spellings


def entry(*titles: Title, facts: int = 0, latest: str | None = None, renown: float = 0.0) -> NameEntry:
    return NameEntry("a", "actor", "A", titles=titles, facts=facts, latest=latest, renown=renown)


PRIORS = [
    (entry(), 0.3),
    # who leads a state comes before who holds another office, and before whoever left one
    (entry(Title("President", "Iran")), 0.9),
    (entry(Title("Ambassador", "Iran"), Title("President", "Iran")), 0.9),
    (entry(Title("Ambassador", "Iran")), 0.8),
    (entry(Title("President", "Iran", until="2005"), Title("Ambassador", "Iran")), 0.8),
    # the later, the likelier, by the last office
    (entry(Title("President", "Iran", until="2005")), 0.41),
    (entry(Title("President", "Iran", until="2005-08-03"), Title("Ambassador", "Iran", until="1995")), 0.41),
    # of an office that ended at no known date nothing is known
    (entry(Title("President", "Iran", until="long ago")), 0.3),
    # renown breaks ties
    (entry(Title("Ambassador", "Iran"), renown=1.0), 0.89),
    (entry(renown=0.5), 0.345),
    # twice the facts, or four years later, add one
    (entry(facts=1), 1.3),
    (entry(facts=3), 2.3),
    (entry(facts=1, latest="1974"), 2.3215),
    (entry(facts=1, latest="1974-12-01"), 2.5507),
    (entry(facts=1, latest="1974-12-31"), 2.5712),
    # nothing was in the news before there were any
    (entry(facts=1, latest="1914-07-28"), 1.3),
    # without facts, a date adds nothing
    (entry(latest="2025-06-24"), 0.3),
]


@pytest.mark.parametrize(("known", "expected"), PRIORS)
def test_how_likely_it_is_before_anything_is_typed(known: NameEntry, expected: float, spellings: Spellings) -> None:
    assert round(prior(known, spellings), 4) == expected


COUNTRY, PERSON = ActorKind.COUNTRY, ActorKind.PERSON
ACTORS = (
    KnownActor("iran", "Iran", COUNTRY, aliases=("Persia",), native=("ایران",)),
    *(KnownActor(f"i{number}", f"Irani {number}", PERSON, of="iran") for number in range(2)),
    KnownActor("araghchi", "Abbas Araghchi", PERSON, short=("Araghchi",), of="iran"),
    KnownActor("palau", "Palau", COUNTRY),
    KnownActor("whipps", "Surangel Whipps", PERSON, of="palau"),
    KnownActor("pope", "The Pope", PERSON, aliases=tuple("abcdefghi")),
    KnownActor("nobody", "Nobody", PERSON),
)
RENOWN = [
    # the state with most rows has all of a state's renown, and so have those who belong to it
    ("iran", 0.7 + 0.3 * 2 / 8),
    ("araghchi", 0.7 + 0.3 * 1 / 8),
    ("i1", 0.7),
    # a row belongs to a small state: half of it
    ("palau", 0.35),
    ("whipps", 0.35),
    # many spellings count, up to eight
    ("pope", 0.3),
    ("nobody", 0.0),
]


@pytest.mark.parametrize(("actor", "expected"), RENOWN)
def test_renown_comes_from_the_state_and_from_how_many_ways_it_is_written(
    actor: str, expected: float, spellings: Spellings
) -> None:
    renown = {entry.id: entry.renown for entry in entries_of(ACTORS, spellings)}
    assert renown[actor] == pytest.approx(expected)


def test_a_list_of_one_has_no_renown_to_share(spellings: Spellings) -> None:
    (entry,) = entries_of(ACTORS[-1:], spellings)
    assert entry.renown == 0
