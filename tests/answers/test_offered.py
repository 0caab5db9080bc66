"""Tests that what an option may be filled in with has an answer beside the other options, and that a list without any leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers import answer
from bot.answers import offered as module
from bot.answers.offered import offered, outlets_offered, several_offered
from bot.asking import parse, understand
from bot.directory.directory import Directory
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor
from bot.model.query import CHOSEN, Question, Request
from bot.names import Match, Spellings
from tests.conftest import ACTORS

if TYPE_CHECKING:
    from datetime import datetime

    from bot.asking.interpreting import Understood
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Tell

NATO = KnownActor("nato", "NATO", ActorKind.ORGANIZATION)


class Choosing:
    """Someone who fills in a command."""

    def __init__(self, database: Database, directory: Directory, libraries: Libraries, now: datetime) -> None:
        self.database, self.directory, self.libraries, self.now = database, directory, libraries, now

    async def offered(self, request: Request, option: str) -> list[Match]:
        return await offered(self.database, self.directory, request, option, self.libraries, self.now)

    def understood(self, request: Request) -> Understood | Question:
        return understand(request, self.directory, self.libraries, self.now)

    async def found(self, request: Request) -> int:
        """How many lines its answer has; one where it is asked back."""
        understood = self.understood(request)
        if isinstance(understood, Question):
            return 1
        return (await answer(self.database, understood.query, self.libraries)).found


@pytest.fixture
async def choosing(database: Database, file: File, tell: type[Tell], everyone: Libraries, now: datetime) -> Choosing:
    """Where two are told of most, and Navalny is told of once."""
    often = [
        tell(f"Israel hit Iran on day {day}. Iran condemned Israel. Iran said “no {day}”.", published="2025-06-15")
        .event("hit", by="israel", to="iran", date=f"2025-06-{day}")
        .stance("iran", "condemned", "israel")
        .quotation("iran", f"“no {day}”", about=("israel",))
        for day in (12, 13, 14)
    ]
    once = (
        tell(
            "Navalny opposed Russia and the oil cap. Navalny said “Russia lies”. Navalny fled in 1951. Putin met Araghchi.",
            published="2024-02-01",
        )
        .issue("i.cap-oil", "oil cap")
        .stance("navalny", "opposed", "russia")
        .stance("navalny", "opposed", "i.cap-oil")
        .quotation("navalny", "“Russia lies”", about=("russia", "i.cap-oil"))
        .event("fled", by="navalny", date="1951")
        .event("met", by="vladimir-putin", to="abbas-araghchi")
    )
    await file(*often, once)
    known = tuple(KnownActor(actor.id, actor.name, actor.kind) for actor in ACTORS.values())
    directory = Directory((*known, NATO), Spellings())
    await directory.learn(database)
    return Choosing(database, directory, everyone, now)


def typed(line: str, option: str) -> Request:
    """A request in which an option is being filled in, of which nothing is typed yet."""
    return parse(line if ":" in line else f"{line} {option}:x").put(option, "")


@pytest.mark.parametrize(
    ("line", "option", "names"),
    [
        ("/stance", "holder", ["Iran", "Navalny"]),
        ("/stance on:Israel", "holder", ["Iran"]),
        ("/stance on:Russia", "holder", ["Navalny"]),
        ("/stance on:oil cap", "holder", ["Navalny"]),
        ("/stance holder:Navalny", "on", ["Russia", "oil cap"]),
        ("/quote about:Russia", "speaker", ["Navalny"]),
        ("/quote about:oil cap", "speaker", ["Navalny"]),
        ("/quote speaker:Navalny", "about", ["Russia", "oil cap"]),
        # Only what was published, or of a timeline what was dated, within the period.
        ("/stance since:2025", "holder", ["Iran"]),
        ("/stance holder:Navalny until:2024", "on", ["Russia", "oil cap"]),
        ("/quote until:2024", "speaker", ["Navalny"]),
        ("/quote about:Israel since:2025-06-15", "speaker", ["Iran"]),
        ("/timeline", "about", ["Iran", "Israel", "Navalny", "Putin", "Araghchi", "Russia"]),
        ("/timeline since:2025-06-13", "about", ["Iran", "Israel"]),
        ("/timeline until:1999", "about", ["Navalny"]),
        # What is told without a date is of its article's day.
        (
            "/timeline since:1950 until:2025-06-12",
            "about",
            ["Iran", "Israel", "Navalny", "Putin", "Araghchi", "Russia"],
        ),
        ("/timeline since:June 2025 until:june 2025", "about", ["Iran", "Israel"]),
        # A name that could mean anybody rules out nobody.
        ("/stance on:n", "holder", ["Iran", "Navalny"]),
    ],
)
async def test_each_choice_has_an_answer_beside_the_other_options(
    choosing: Choosing, line: str, option: str, names: list[str]
) -> None:
    request = typed(line, option)
    found = await choosing.offered(request, option)
    assert sorted(match.name for match in found) == sorted(names)
    for match in found:
        assert await choosing.found(request.put(option, f"{CHOSEN}{match.id}")), match.name


# Trap: of 25 actors offered to compare on Iran, 23 had no stance on it.
@pytest.mark.parametrize(
    ("line", "typed_so_far", "shown"),
    [
        ("/compare on:Israel", "", ["Iran"]),
        ("/compare on:Russia", "", ["Navalny"]),
        ("/compare on:Israel since:2026", "", []),
        # the one before the comma is kept and not offered again
        ("/compare on:Israel", "=iran,", []),
        ("/compare on:Russia", "Iran, ", ["Iran, Navalny"]),
        # a letter or two may mean anybody: who has none is not offered beside who has one
        ("/compare on:Russia", "Iran, n", ["Iran, Navalny"]),
    ],
)
async def test_the_last_actor_of_a_comparison_is_completed_by_who_has_a_stance(
    choosing: Choosing, line: str, typed_so_far: str, shown: list[str]
) -> None:
    request = parse(line).put("actors", typed_so_far)
    found = await several_offered(
        choosing.database, choosing.directory, request, "actors", choosing.libraries, choosing.now
    )
    assert [name.partition(" · ")[0] for name, _ in found][: len(shown) or None] == shown


async def test_a_date_half_typed_rules_out_nothing(choosing: Choosing) -> None:
    found = await choosing.offered(typed("/timeline since:202", "about"), "about")
    assert found == await choosing.offered(typed("/timeline", "about"), "about")
    assert found


# However many are told of more often, those who go with a rare name are offered beside it.
@pytest.mark.parametrize(
    ("line", "option", "names"),
    [
        ("/stance on:Russia", "holder", ["Navalny"]),
        ("/stance on:oil cap", "holder", ["Navalny"]),
        ("/stance holder:Navalny", "on", ["Russia", "oil cap"]),
        ("/quote about:Russia", "speaker", ["Navalny"]),
        ("/quote speaker:Navalny", "about", ["Russia", "oil cap"]),
    ],
)
async def test_those_who_are_told_of_rarely_are_offered_too(
    choosing: Choosing, monkeypatch: pytest.MonkeyPatch, line: str, option: str, names: list[str]
) -> None:
    monkeypatch.setattr(module, "_LOOKED_AT", 2)
    assert sorted(match.name for match in await choosing.offered(typed(line, option), option)) == sorted(names)


@pytest.mark.parametrize(
    ("line", "option", "says"),
    [
        ("/stance on:NATO", "holder", "No stance on NATO found here"),
        ("/stance holder:NATO", "on", "No stance by NATO found here"),
        ("/quote about:NATO", "speaker", "No quotation about NATO found here"),
        ("/quote speaker:NATO", "about", "No quotation by NATO found here"),
        ("/stance on:Russia since:2025", "holder", "No stance on Russia since 1 January 2025 found here"),
        ("/quote until:2001", "speaker", "No quotation until 31 December 2001 found for the best-known names"),
        ("/compare on:NATO", "actors", "No stance on NATO found here"),
        ("/relation a:NATO", "b", "No event between NATO and anybody found here"),
        ("/timeline since:2030", "about", "No event since 1 January 2030 found for the best-known names"),
        (
            "/timeline since:1960 until:1980",
            "about",
            "No event since 1 January 1960 until 31 December 1980 found for the best-known names",
        ),
    ],
)
async def test_without_an_answer_one_choice_says_so_and_offers_others(
    choosing: Choosing, line: str, option: str, says: str
) -> None:
    request = typed(line, option)
    [none] = await choosing.offered(request, option)
    assert none.name == says
    understood = choosing.understood(request.put(option, f"{CHOSEN}{none.id}"))
    if "best-known" in says or request.command in ("compare", "relation"):
        assert isinstance(understood, Question)
        assert "type another name, or other dates" in understood.text
    else:
        assert understood == choosing.understood(
            request
        )  # as without the option: what there is none of, and what else there is
        assert await choosing.found(request) == 0


@pytest.mark.parametrize(
    ("line", "names"),
    [
        # Trap: a letter typed offered 14 of 18 names of whom nothing was told.
        ("/timeline about:na since:1950 until:1960", ["Navalny"]),
        # Trap: where none of them had an answer, all were offered, most of them told of nowhere.
        ("/timeline about:na since:2025", ["Navalny"]),
        ("/timeline about:m since:2025", []),
        ("/timeline about:nato since:2025", ["NATO"]),
        ("/timeline about:nat since:1950 until:1960", ["NATO"]),
        ("/timeline about:iran until:1999", ["Iran"]),
    ],
)
async def test_typed_names_are_found_with_or_without_an_answer(choosing: Choosing, line: str, names: list[str]) -> None:
    found = [match.name for match in await choosing.offered(parse(line), "about")]
    assert sorted(found) == sorted(names)


# Trap: “no one pushed to lower the oil cap” was offered twice, and led nowhere. Who opposes what did not happen can be asked.
@pytest.mark.parametrize(
    ("mode", "opposed", "offers"), [("negated", False, 0), ("actual", False, 1), ("negated", True, 1)]
)
async def test_what_did_not_happen_is_offered_only_if_something_is_told_about_it(
    choosing: Choosing, file: File, tell: type[Tell], mode: str, opposed: bool, offers: int
) -> None:
    told = tell("Israel attacked Fordow with drones. Iran condemned it.", published="2025-06-16")
    told.event("attacked", by="israel", mode=mode)
    await file(told.stance("iran", "condemned", "e1") if opposed else told)
    await choosing.directory.remember(choosing.database, "test")
    found = await choosing.offered(parse("/who name:attacked fordow"), "name")
    assert sum(match.kind == "event" for match in found) == offers


# A surname in an article without facts about it is not a second person.
@pytest.mark.parametrize(
    ("name", "facts", "left_out"),
    [("Navalny", 0, True), ("navalny", 0, True), ("Navalny", 1, False), ("valny", 0, False), ("Alexei", 0, False)],
)
def test_a_surname_of_which_nothing_is_told_is_not_offered_beside_its_bearer(
    name: str, facts: int, left_out: bool
) -> None:
    bearer = Match("alexei-navalny", "actor", "Alexei Navalny", 1.0, "", facts=4)
    assert module._shortened(Match("navalny", "actor", name, 1.0, "", facts=facts), [bearer]) == left_out


async def test_an_empty_library_offers_nothing(database: Database, everyone: Libraries, now: datetime) -> None:
    choosing = Choosing(database, Directory((NATO,), Spellings()), everyone, now)
    assert await choosing.offered(typed("/timeline", "about"), "about") == []


@pytest.fixture
async def outlets(file: File, tell: type[Tell]) -> None:
    """Three articles of two outlets, and one of a server's own."""
    for day in ("2025-06-14", "2025-06-15"):
        await file(tell(f"Israel hit Iran before {day}.", published=day, outlet="The Wire"))
    await file(tell("A pact was made.", published="2025-06-16", outlet="The Echo"))
    await file(tell("A secret pact.", published="2025-06-16", outlet="The Secret"), library="111")


@pytest.mark.usefixtures("outlets")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        # the outlets of most articles first
        ("/search", ["The Wire", "The Echo"]),
        ("/search outlet:ECH", ["The Echo"]),
        ("/search outlet:xyz", []),
        # only those that have the words
        ("/search words:pact", ["The Echo"]),
        ("/search words:hit until:2025-06-15", ["The Wire"]),
        ("/search words:hit until:2025-06-13", []),
        # words and outlet have to fit a button together
        (f"/search words:{'hit ' * 10}", []),
    ],
)
async def test_an_outlet_is_offered_if_it_has_the_words(
    database: Database, everyone: Libraries, now: datetime, line: str, offered: list[str]
) -> None:
    request = parse(line) if ":" in line else Request("search")
    assert await outlets_offered(database, request, everyone, now) == offered
