"""Tests that a fact of one server's library is in no answer to another server or in a direct message."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import bot.store
from bot.model.article import Span
from bot.model.facts import Expressed
from bot.model.library import EVERYONE, Libraries
from bot.model.query import QuoteQuery, SearchQuery, StanceQuery, Subject
from bot.names import Cue, Recollection, Spellings
from bot.store.articles import content_hash
from bot.store.filed import Stretch
from bot.store.name_entries import by_key, entries, entries_in, with_more
from bot.store.past import Before
from bot.store.recollection import remember
from bot.store.removal import remove, restore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.names import NameEntry
    from bot.store.database import Database
    from tests.conftest import File, Tell

NOW = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)
A, B, DIRECT = Libraries("111"), Libraries("222"), Libraries()

IRAN, DAWN = Subject("actor", "iran", "Iran"), Subject("event", "e.operation-dawn", "Operation Dawn")
ARAGHCHI = Subject("actor", "abbas-araghchi", "Abbas Araghchi")
ISRAEL = Subject("actor", "israel", "Israel")
RUSSIA = Subject("actor", "russia", "Russia")
RAID = "Iran began the {0} raid on Israel and the US. Russia condemned it. “The {0} won,” Araghchi said."
ONES_OWN, OWN_EVENT = "the asker's own article", "an event without a name in it"
QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("heads", {"numbers": [1, 2, 3]}),
    ("count_articles", {}),
    ("counts", {"subject": IRAN}),
    ("counts", {"subject": DAWN}),
    ("events", {"about": IRAN}),
    ("events", {"about": DAWN}),
    ("evidence_of", {"facts": [(table, row) for table in ("articles", "events", "quotations") for row in range(1, 9)]}),
    ("filed", {"stretch": Stretch("2025", "2026"), "about": [IRAN]}),
    ("filed", {"stretch": Stretch("2025", "2026", news_from="2025-06-01")}),
    ("newest", {"limit": 1}),
    ("happened_in", {"before": Before("2025", "2026", 1), "likes": [(None, "iran", "israel")]}),
    ("recollected", {"cue": Cue(("russia", "condemned"))}),
    ("recollected", {"cue": Cue(begun=((("russia",), "cond"),))}),
    ("recollected_by_id", {"key": OWN_EVENT}),
    ("quotations", {"speaker": "abbas-araghchi"}),
    ("quotations", {"speaker": "abbas-araghchi", "about": IRAN}),
    ("quotations", {"speaker": "abbas-araghchi", "about": DAWN}),
    ("listing", {}),
    ("listing", {"words": ["iran", "raid"]}),
    ("listing", {"own": True}),
    ("count_listed", {}),
    ("has_events", {"about": ISRAEL}),
    ("holders_on", {"on": ISRAEL}),
    ("held_on", {"holder": IRAN}),
    ("speakers_about", {"about": ISRAEL}),
    ("spoken_about", {"speaker": ARAGHCHI}),
    ("has_quotations", {"speaker": "abbas-araghchi", "about": ISRAEL}),
    ("has_stances", {"holder": "iran", "on": ISRAEL}),
    ("held", {"article": ONES_OWN}),
    ("events_in", {"article": ONES_OWN}),
    ("stances_in", {"article": ONES_OWN}),
    ("quotations_in", {"article": ONES_OWN}),
    ("sentences_at", {"places": [(number, Span(0, 5)) for number in (1, 2, 3)]}),
    ("sentences_of", {"articles": [1, 2, 3]}),
    ("overview", {}),
    (
        "in_facts_format",
        {
            "places": [
                (table, article, start)
                for table in ("events", "quotations")
                for article in (1, 2, 3)
                for start in range(80)
            ]
        },
    ),
    ("partners", {"about": IRAN}),
    ("late_outlets", {}),
    ("events_between", {"doer": "russia", "other": "iran"}),
    ("roles_of", {"actor": "abbas-araghchi"}),
    ("search", {"query": SearchQuery("raid"), "most": 5}),
    ("search", {"query": SearchQuery("raid", best=True), "most": 5}),
    ("count_hits", {"query": SearchQuery("raid")}),
    ("stances", {"holder": "russia", "on": None}),
    ("stances", {"holder": "russia", "on": IRAN}),
    ("stances", {"holder": "russia", "on": DAWN}),
    (
        "stood",
        {
            "before": Before("2025", "2026", 1),
            "pairs": [(("russia", DAWN.id, Expressed.WORDS), "event"), (("russia", "iran", Expressed.WORDS), "actor")],
        },
    ),
    ("evidence_in", {"articles": [1, 2, 3]}),
    ("text_hashes", {"articles": [1, 2, 3]}),
    ("texts_there", {"hashes": [content_hash(RAID.format(word)) for word in ("commons", "aardvark", "beetroot")]}),
    ("titles", {"words": ""}),
    ("count_unsure", {"query": StanceQuery(RUSSIA)}),
    ("count_unsure", {"query": QuoteQuery(None, ISRAEL)}),
    ("unsure_facts", {"query": StanceQuery(RUSSIA)}),
    ("unsure_facts", {"query": QuoteQuery(ARAGHCHI)}),
]
"""Every query of the store that answers a user, and what it is asked."""


def queries() -> dict[str, Callable[..., Awaitable[Any]]]:
    """Every public function of the store that answers a user: it takes `libraries`, those that may be seen."""
    modules = [
        importlib.import_module(f"bot.store.{module.name}") for module in pkgutil.iter_modules(bot.store.__path__)
    ]
    return {
        name: function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.iscoroutinefunction)
        if "libraries" in inspect.signature(function).parameters and not name.startswith("_")
    }


def given(asked: dict[str, Any], number: int) -> dict[str, Any]:
    """What is asked, by someone whose own article has this number."""
    own = {ONES_OWN: number, OWN_EVENT: f"{number}.e2"}
    return {key: own.get(value, value) if isinstance(value, str) else value for key, value in asked.items()}


@pytest.fixture
def file(file: File, database: Database) -> File:
    """Files articles, and indexes events without a name."""

    async def filed(*told: Tell, **where: str) -> list[int]:
        numbers = await file(*told, **where)
        await remember(database, Spellings(), numbers)
        return numbers

    return filed


@pytest.fixture
def raid(tell: type[Tell]) -> Callable[[str, str], Tell]:
    """Each library has the same named event, stance and quotation in different words, with another victim."""

    def told(word: str, attacked: str) -> Tell:
        return (
            tell(RAID.format(word), title=word, outlet=f"The {word} news")
            .event("began", by="iran", to=attacked, name="Operation Dawn", place=f"{word} hill")
            .event("condemned", by="russia", to="iran", place=f"{word} hall", after=("e1",))
            .stance("russia", "condemned", "e1")
            .stance("iran", "began", attacked)
            .stance("russia", "condemned", attacked, sure=0.6, shown=False)
            .quotation(
                "abbas-araghchi", f"began the {word} raid", kind="indirect", about=(attacked,), sure=0.6, shown=False
            )
            .quotation("abbas-araghchi", f"“The {word} won,”", about=tuple(dict.fromkeys(("iran", "e1", attacked))))
        )

    return told


def test_every_query_of_the_store_is_asked_here() -> None:
    assert {name for name, _ in QUESTIONS} | {name for name, _ in WORDS} | NUMBERS == set(queries())


# What they return is one name or word, so that nothing else in it could tell whose article it is from.
WORDS: list[tuple[str, dict[str, str]]] = [
    ("actor_as_told", {"actor": "israel"}),
    ("spelled_like", {"word": "ardvark"}),
]
NUMBERS = {"own_copies"}
"""Queries that return numbers of articles only: `test_own_copies` asks them."""


@pytest.mark.parametrize(("name", "asked"), WORDS)
async def test_a_word_of_another_servers_article_stays_there(
    name: str, asked: dict[str, str], database: Database, file: File, raid: Callable[[str, str], Tell]
) -> None:
    await file(raid("aardvark", "israel"), library=A.own)
    assert await queries()[name](database, libraries=A, **asked)
    for stranger in (B, DIRECT):
        assert await queries()[name](database, libraries=stranger, **asked) is None


@pytest.mark.parametrize(("name", "asked"), QUESTIONS, ids=str)
async def test_other_libraries_do_not_change_what_a_user_sees(
    name: str,
    asked: dict[str, Any],
    database: Database,
    file: File,
    raid: Callable[[str, str], Tell],
) -> None:
    numbers: dict[Libraries, int] = {}

    async def answered(libraries: Libraries) -> Any:
        return await queries()[name](database, libraries=libraries, **given(asked, numbers[libraries]))

    [numbers[DIRECT]] = await file(raid("commons", "iran"))
    direct = await answered(DIRECT)
    [numbers[A]] = await file(raid("aardvark", "israel"), library=A.own)
    own = await answered(A)
    [numbers[B]] = await file(raid("beetroot", "united-states"), library=B.own)
    assert await answered(DIRECT) == direct
    assert await answered(A) == own
    assert own != direct
    other = repr(await answered(B))
    assert "aardvark" not in other
    assert (repr(own).count("aardvark") > 0) == (other.count("beetroot") > 0)


BY_NUMBER = {"heads", "evidence_of", "sentences_at", "sentences_of", "in_facts_format", "evidence_in", "text_hashes"}
"""What was given a number is shown by it, whatever else there is."""


# The server's outlet, title and date stay, and no count, list or answer has anything twice.
@pytest.mark.parametrize(("name", "asked"), [row for row in QUESTIONS if row[0] not in BY_NUMBER], ids=str)
async def test_everyones_copy_of_a_servers_article_changes_nothing_there(
    name: str, asked: dict[str, Any], database: Database, file: File, raid: Callable[[str, str], Tell], now: datetime
) -> None:
    async def answered(libraries: Libraries, article: int) -> Any:
        found = await queries()[name](database, libraries=libraries, **given(asked, article))
        return found.events if isinstance(found, Recollection) else found  # how rare a word is counts all articles

    [number] = await file(raid("aardvark", "israel"), library=A.own)
    before = await answered(A, number)
    [everyones] = await file(raid("aardvark", "israel").head(title="commons", outlet="commons", published="2025-06-02"))
    assert await answered(A, number) == before
    if asked.get("own"):
        return
    elsewhere = await answered(B, everyones)
    assert elsewhere == await answered(DIRECT, everyones)
    if "aardvark news" in repr(before):
        assert "commons" in repr(elsewhere)
        assert "aardvark news" not in repr(elsewhere)
    await remove(database, number, A.own, now)
    assert await answered(A, everyones) == elsewhere


@pytest.mark.parametrize("name", [name for name, asked in QUESTIONS if ONES_OWN in asked.values()])
async def test_facts_of_another_servers_article_stay_there(
    name: str, database: Database, file: File, raid: Callable[[str, str], Tell]
) -> None:
    [number] = await file(raid("aardvark", "israel"), library=A.own)
    assert await queries()[name](database, libraries=A, article=number)
    for stranger in (B, DIRECT):
        assert not await queries()[name](database, libraries=stranger, article=number)


# Invisible to its own server as well, and not counted.
@pytest.mark.parametrize(("name", "asked"), QUESTIONS, ids=str)
async def test_a_removed_article_is_invisible(
    name: str, asked: dict[str, Any], database: Database, file: File, raid: Callable[[str, str], Tell], now: datetime
) -> None:
    await file(raid("commons", "iran"))
    [number] = await file(raid("aardvark", "israel"), library=A.own)
    own = given(asked, number)
    before = await queries()[name](database, libraries=A, **own)
    assert await remove(database, number, A.own, now)
    gone = await queries()[name](database, libraries=A, **own)
    assert gone != before
    assert "aardvark" not in repr(gone)
    assert await restore(database, number, A.own)
    assert await queries()[name](database, libraries=A, **own) == before


# Participants are searchable: one that only another server's article names must not lead to the event.
async def test_an_index_keeps_libraries_apart(database: Database, file: File, raid: Callable[[str, str], Tell]) -> None:
    await file(raid("aardvark", "israel"), library=A.own)
    alone = {(entry.id, entry.library): entry for entry in await entries(database, {})}
    await file(raid("beetroot", "united-states"), library=B.own)
    await file(raid("commons", "iran"))
    all_of_them = {(entry.id, entry.library): entry for entry in await entries(database, {})}
    assert {key: entry for key, entry in all_of_them.items() if key[1] == A.own} == alone


# Articles come one at a time: what each adds must equal what all say together.
async def test_articles_learnt_one_by_one_are_the_same_as_all_learnt(
    database: Database, file: File, raid: Callable[[str, str], Tell]
) -> None:
    whole: dict[tuple[str, str], NameEntry] = {}
    for word, attacked, library in (
        ("aardvark", "israel", A.own),
        ("badger", "iran", A.own),
        ("commons", "iran", EVERYONE),
        ("dingo", "united-states", EVERYONE),
    ):
        numbers = await file(raid(word, attacked), library=library)
        for key, added in (await entries_in(database, {}, numbers)).items():
            whole[key] = with_more(whole[key], added) if key in whole else added
    learnt = by_key(await entries(database, {}))
    assert whole.keys() == learnt.keys()
    for key, entry in learnt.items():
        assert _in_any_order(whole[key]) == _in_any_order(entry)
    assert ("e.operation-dawn", A.own) in learnt
    assert ("e.operation-dawn", EVERYONE) in learnt


def _in_any_order(entry: NameEntry) -> NameEntry:
    ordered = {name: tuple(sorted(getattr(entry, name))) for name in ("words", "participants", "recipients")}
    return replace(entry, **ordered)
