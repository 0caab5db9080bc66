"""Tests the desk on its own, with no reader and no names but those of its articles: exports, refusals, what is forgotten."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot import desk as desk_module
from bot.desk import Desk, _left_out, open_desk
from bot.directory.directory import Directory
from bot.errors import AskError, FaultError, NameUnclearError
from bot.model.answer import Answer
from bot.model.chart import StripChart, Theme
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor
from bot.model.library import Libraries
from bot.model.query import CHOSEN, Question, Subject, TimelineQuery
from bot.names import Spellings
from bot.settings import Settings
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.store.database import Database
    from tests.conftest import File, Tell

NOBODY = KnownActor("nauru", "Nauru", ActorKind.COUNTRY)
"""An actor that no article tells of."""
TEXT = "Russia condemned the attack. Iran said no."


@pytest.fixture
async def desk(database: Database, file: File, tell: type[Tell], now: datetime, tmp_path: Path) -> Desk:
    """A desk whose only article tells of Russia and Iran."""
    told = tell(TEXT, title="The attack at dawn", outlet="Wire", published="2025-06-23")
    await file(told.event("attack", by="russia", to="iran", date="2025-06-22").stance("russia", "condemned", on="iran"))
    directory = Directory((NOBODY,), Spellings())
    await directory.learn(database)
    return Desk(database, directory, None, lambda: now, names=tmp_path / "a.names")  # type: ignore[arg-type] # nothing is read


# ---- export ----


@pytest.mark.parametrize("form", ["csv", "json", "ics"])
async def test_the_facts_about_a_name_are_a_file_of_the_form_asked_for(form: str, desk: Desk) -> None:
    made = await desk.export(f"{CHOSEN}russia", form, Libraries())
    assert not isinstance(made, Question)
    assert made.name.endswith(f".{form}")
    assert b"condemned" in made.content or form == "ics"


# Trap: neither had a button, so that both led nowhere.
@pytest.mark.parametrize(
    ("about", "told"),
    [
        ("xqzzk", "no actor, event or issue named “xqzzk”"),
        (f"{CHOSEN}nauru", "have no facts about Nauru: there is nothing to export"),
    ],
)
async def test_a_name_that_nothing_is_told_of_leads_to_those_the_articles_tell_of(
    about: str, told: str, desk: Desk
) -> None:
    asked = await desk.export(about, "csv", Libraries())
    assert isinstance(asked, Question)
    assert told in asked.text
    assert {choice.label for choice in asked.choices} == {"Timeline of Russia", "Timeline of Iran"}


# The objects that only JSON has are not looked for in vain.
@pytest.mark.parametrize(("form", "objects"), [("json", True), ("csv", False)])
async def test_only_json_needs_the_facts_as_objects(
    form: str, objects: bool, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    async def facts_about(_database: Any, _libraries: Any, subject: Subject, **more: bool) -> Any:
        asked.append((subject.id, more))
        return SimpleNamespace(number=0)

    monkeypatch.setattr(desk_module, "facts_about", facts_about)
    assert isinstance(await desk.export(f"{CHOSEN}russia", form, Libraries()), Question)
    assert asked == [("russia", {"objects": objects})]


# ---- what is offered ----


async def test_a_name_that_nobody_has_can_be_searched_for(desk: Desk) -> None:
    error = NameUnclearError("I know nobody named “attack”.", "attack", unknown=True)
    question = await desk.unclear(error, Libraries())
    assert (question.text.startswith("I know nobody named “attack”."), question.unknown) == (True, True)
    assert [choice.request.get("words") for choice in question.choices] == ["attack"]


async def test_a_name_that_no_sentence_has_leads_to_those_the_articles_tell_of(desk: Desk) -> None:
    error = NameUnclearError("I know nobody named “xqzzk”.", "xqzzk", unknown=True)
    question = await desk.unclear(error, Libraries())
    assert {choice.label for choice in question.choices} == {"Timeline of Russia", "Timeline of Iran"}


async def test_without_an_answer_those_with_most_facts_are_offered_but_not_what_was_asked(desk: Desk) -> None:
    labels = [offer.label for offer in desk._most_told(Libraries())]
    assert labels[:2] == ["Timeline of Russia", "Timeline of Iran"]
    asked = desk_module.Understood(TimelineQuery(Subject("actor", "nauru", "Nauru")), ())
    assert [offer.label for offer in (await desk.answer(asked, Libraries())).offers] == labels
    known = desk_module.Understood(TimelineQuery(Subject("actor", "russia", "Russia"), since="2030-01-01"), ())
    found = await desk.answer(known, Libraries())
    assert isinstance(found, Answer)
    assert not found.found


async def test_examples_have_an_answer_one_of_each_kind(desk: Desk) -> None:
    examples = await desk.examples(Libraries())
    assert [line for line, _ in examples][:2] == ["/who Russia", "/stance Russia"]
    assert [request.options for _, request in examples][:2] == [
        (("name", f"{CHOSEN}russia"),),
        (("holder", f"{CHOSEN}russia"),),
    ]


# ---- pictures ----


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT, None])
async def test_a_picture_has_the_servers_colours_if_it_wants_any(
    theme: Theme | None, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart, drawn = StripChart("Iran", ()), list[Any]()

    async def draw(*given: Any) -> str:
        drawn.append(given)
        return "the picture"

    async def get(server: str) -> Any:
        assert server == "7"
        return SimpleNamespace(pictures=theme)

    desk.studio = SimpleNamespace(draw=draw)  # type: ignore[assignment]
    monkeypatch.setattr(desk, "servers", SimpleNamespace(get=get))
    found = await desk.picture(chart, Libraries("7"))
    assert (found, drawn) == (("the picture", [(chart, theme)]) if theme else (None, []))


# ---- what is told, and what is forgotten ----


async def test_about_says_what_there_is_and_who_read_it(desk: Desk, now: datetime) -> None:
    found, latest, reader = await desk.about(Libraries())
    assert (found.articles, latest, reader) == (1, now, desk.reader)


@pytest.mark.parametrize("there", [True, False])
async def test_a_purged_servers_names_go_from_memory_and_from_the_disk(
    there: bool, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved, forgotten = tmp_path / "a.names", list[str]()
    saved.write_text("names")

    async def purge(_server: str) -> bool:
        return there

    monkeypatch.setattr(desk, "servers", SimpleNamespace(purge=purge))
    monkeypatch.setattr(desk.directory, "forget", forgotten.append)
    assert await desk.purge("7") is there
    assert (forgotten, saved.exists()) == (["7"], False)
    await desk.purge("7")  # nothing is saved by now


async def test_tidying_ends_with_the_servers_that_were_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[Any] = []

    def does(name: str, found: Any = None) -> Any:
        async def do(*given: Any) -> Any:
            done.append((name, *given))
            return found

        return do

    monkeypatch.setattr(desk, "library", SimpleNamespace(tidy=does("library")))
    monkeypatch.setattr(desk, "directory", SimpleNamespace(tidy=does("directory"), forget=done.append))
    monkeypatch.setattr(desk, "servers", SimpleNamespace(purge_left=does("servers", ["7", "8"])))
    monkeypatch.setattr(desk, "digests", SimpleNamespace(tidy=does("digests")))
    await desk.tidy()
    assert done == [("library",), ("directory", desk.database), ("servers",), "7", "8", ("digests",)]
    assert [record.getMessage() for record in caplog.records] == [
        f"the bot left server {server} over 30 days ago: deleted its data" for server in "78"
    ]


async def test_seeding_tells_how_far_it_is_and_ends_even_if_it_fails(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps, coming = list[Any](), list[str]()
    desk.seeds = ("a", "b")  # type: ignore[assignment] # what is counted

    async def load(files: Any, step: Any) -> None:
        assert files == desk.seeds
        for each in files:
            coming.append(desk.coming())
            step(each, None)
        raise FaultError("The reader is gone.")

    monkeypatch.setattr(desk, "load", load)
    with pytest.raises(FaultError):
        await desk.seed(lambda *step: steps.append(step))
    what = "reading the seed articles"
    assert steps == [(what, 0, 2), (what, 1, 2), (what, 2, 2), ("", 0, 0)]
    assert [f"({number} of 2)" in words for number, words in enumerate(coming)] == [True, True]
    assert desk.coming() == ""


@pytest.mark.parametrize(("trouble", "logged"), [("It is empty.", ["skipped a.md: It is empty."]), (None, [])])
def test_a_file_that_is_left_out_is_logged(
    trouble: str | None, logged: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    _left_out("a.md", trouble)  # type: ignore[arg-type] # what is logged
    assert [record.getMessage() for record in caplog.records] == logged


# ---- the start ----


# A bot that answers without its models would read nothing, and say so to nobody.
@pytest.mark.parametrize(("model", "kind"), [("MODEL", "model"), ("JUDGE", "judge")])
async def test_a_model_that_is_missing_stops_the_start(
    model: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, model, tmp_path / "gone")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Russia said no.")
    settings = Settings(attache_database=tmp_path / "a.db", attache_seeds=tmp_path / "seeds")
    with pytest.raises(FaultError, match="gone"):
        async with asyncio.timeout(PATIENCE), open_desk(settings):
            pass
    assert not (tmp_path / "a.db").exists()


async def test_a_seeds_folder_that_is_missing_is_named_with_its_setting(tmp_path: Path) -> None:
    settings = Settings(attache_database=tmp_path / "a.db", attache_seeds=tmp_path / "gone")
    with pytest.raises(AskError, match=r"^ATTACHE_SEEDS has to be a folder of articles\. "):
        async with open_desk(settings):
            pass
