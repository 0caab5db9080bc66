"""Tests that the desk opens with a readable database, and offers more after an answer without results."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.asking import KINDS, parse
from bot.desk import open_desk
from bot.model.answer import Answer
from bot.model.library import Libraries
from bot.model.query import CHOSEN, Question, Request, SearchQuery
from bot.render.help import help_page
from bot.render.markdown import escape
from bot.settings import Settings
from tests.lending import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from bot.desk import Desk
    from bot.model.article import Article
    from bot.model.facts import Reading

pytestmark = pytest.mark.usefixtures("lent_workers", "lent_names")


async def test_a_bad_file_is_named_and_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.md").write_bytes(b"\xff\xfe")
    (folder / "b.md").write_text('---\ntitle: "x\n---\nText.', encoding="utf-8")
    (folder / "c.txt").write_text("Russia condemned the US attack.", encoding="utf-8")
    async with open_desk(Settings(attache_database=tmp_path / "a.db", attache_seeds=folder)) as desk:
        found = await desk.ask(Request("stance", (("holder", "Russia"),)), Libraries())
    assert isinstance(found, Answer)
    assert found.found == 1
    assert "a.md" in caplog.text
    assert "b.md" in caplog.text


async def test_from_nothing_at_all_it_leads_on_to_what_is_told(tmp_path: Path) -> None:
    async with open_desk(Settings(attache_database=tmp_path / "a.db", attache_seeds=ARTICLE)) as desk:
        found = await desk.ask(Request("stance", (("holder", "Xi Jinping"),)), Libraries())
    assert isinstance(found, Answer)
    assert not found.found
    assert "Timeline of Iran" in [offer.label for offer in found.offers]


# A reader who asks what somebody said of Fordow may read the sentences that name it, though none of them is a quotation.
@pytest.mark.parametrize(
    ("line", "told", "words"),
    [
        ('/quote speaker:Israel about:"Fordow"', "1 sentence here has “Fordow”.", "Fordow"),
        ("/stance holder:Iran on:Fordow", "1 sentence here has “Fordow”.", '"Fordow"'),
        ("/stance holder:Xi Jinping", "The articles here tell most of", ""),
    ],
)
async def test_what_nobody_says_of_somebody_can_be_searched_for(
    tmp_path: Path, line: str, told: str, words: str
) -> None:
    async with open_desk(Settings(attache_database=tmp_path / "a.db", attache_seeds=ARTICLE)) as desk:
        found = await desk.ask(parse(line), Libraries())
    assert isinstance(found, Answer)
    assert not found.found
    assert told in found.headline
    assert [offer.query.words for offer in found.offers if isinstance(offer.query, SearchQuery)] == [words][
        : bool(words)
    ]


async def test_a_start_tells_what_it_does_and_a_second_one_only_what_is_left_to_do(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    settings = Settings(attache_database=tmp_path / "a.db", attache_seeds=ARTICLE)
    async with open_desk(settings, progress=lambda *step: steps.append(step)):
        pass
    names = list(dict.fromkeys(what for what, _, _ in steps))
    assert names == [
        "checking the models",
        "preparing the database",
        "reading the names everybody knows",
        "reading the names of the library",
        "reading the seed articles",
        "",
    ]
    assert steps[-1] == ("", 0, 0)
    for what in ("preparing the database", "reading the seed articles"):
        shares = [(done, total) for name, done, total in steps if name == what]
        total = shares[0][1]
        assert total > 0
        assert shares == [(done, total) for done in range(total + 1)]
    steps.clear()
    async with open_desk(settings, progress=lambda *step: steps.append(step)):
        pass
    assert {what for what, _, _ in steps} == {"checking the models", "reading the seed articles", ""}


async def test_a_bot_answers_while_it_reads_its_seeds_and_says_that_more_is_coming(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_text("Russia condemned the US attack.", encoding="utf-8")
    settings = Settings(attache_database=tmp_path / "a.db", attache_seeds=folder)
    reads = asyncio.Event()
    async with open_desk(settings, seeded=False) as desk:
        read = desk.intake.read

        async def when_told(article: Article) -> Reading:
            await reads.wait()
            return await read(article)

        monkeypatch.setattr(desk.intake, "read", when_told)
        seeding = asyncio.create_task(desk.seed())
        await asyncio.sleep(0)
        coming = "I am still reading the articles I come with (0 of 1): ask again in a moment."
        for line in ("/stance holder:Russia", "/stance holder:Xqzzk"):
            found = await _in_the_seeds(desk, line)
            assert (found.headline if isinstance(found, Answer) else found.text).endswith(f" {coming}")
        # /help said "There are no articles yet: editors add some".
        assert await desk.examples(Libraries()) == []
        assert help_page([], desk.coming()).foot == escape(coming)
        # The last article may be added while we look: then it is missed, and asking again helps.
        looks = desk._asked

        async def late(request: Request, libraries: Libraries) -> Answer | Question:
            looked = await looks(request, libraries)
            reads.set()
            await seeding
            return looked

        with monkeypatch.context() as patch:
            patch.setattr(desk, "_asked", late)
            found = await _in_the_seeds(desk, "/stance holder:Russia")
        assert isinstance(found, Answer)
        assert found.headline.endswith(f" {coming}")
        found = await _in_the_seeds(desk, "/stance holder:Russia")
        assert isinstance(found, Answer)
        assert found.found == 1
        question = await _in_the_seeds(desk, "/stance holder:Xqzzk")
        assert isinstance(question, Question)
        assert coming not in question.text
        assert (desk.coming(), found.scope) == ("", "From 1 article")
        # An answer says that it rests on what is read by then.
        monkeypatch.setattr(desk, "seeds", (folder, folder))
        monkeypatch.setattr(desk, "_seeded", 1)
        found = await _in_the_seeds(desk, "/stance holder:Russia")
        assert isinstance(found, Answer)
        assert found.scope == "From 1 article; 1 of 2 articles are read so far"


async def _in_the_seeds(desk: Desk, line: str) -> Answer | Question:
    return await desk.ask(parse(line), Libraries())


async def test_offered_choices_have_answers_and_dead_ends_lead_back(tmp_path: Path) -> None:
    async with open_desk(Settings(attache_database=tmp_path / "a.db", attache_seeds=ARTICLE)) as desk:
        # Before anything is typed, every choice has an answer for its command; the other option counts too.
        for (command, option), asked in {key: Request(key[0]) for key in KINDS}.items():
            beside = {
                ("stance", "on"): ("holder", "Russia"),
                ("quote", "about"): ("speaker", "Russia"),
                ("compare", "actors"): ("on", "=e.operation-midnight-hammer"),
                ("relation", "a"): ("b", "Iran"),
                ("relation", "b"): ("a", "Russia"),
            }
            request = asked.put(*beside[command, option]) if (command, option) in beside else asked
            offered = await desk.offered(request, option, Libraries())
            assert offered, (command, option)
            for match in offered:
                found = await desk.ask(request.put(option, f"{CHOSEN}{match.id}"), Libraries())
                assert isinstance(found, Answer), (command, option, match.name)
                assert found.found, (command, option, match.name)
        # The second option also affects the first one's choices.
        on, *_ = await desk.offered(Request("stance").put("holder", "Russia"), "on", Libraries())
        asked = Request("stance").put("on", on.name)
        holders = await desk.offered(asked, "holder", Libraries())
        assert "russia" in [match.id for match in holders]
        for match in holders:
            found = await desk.ask(asked.put("holder", f"{CHOSEN}{match.id}"), Libraries())
            assert isinstance(found, Answer), match.name
            assert found.found, match.name
        [nobody] = await desk.offered(Request("stance").put("on", "NATO"), "holder", Libraries())
        assert nobody.name == "No stance on NATO found here"
        # While typing, names with answers come first, and names that no article mentions are still found.
        iran, *_ = await desk.offered(Request("stance").put("holder", "iran"), "holder", Libraries())
        assert iran.id == "iran"
        offered = await desk.offered(Request("stance").put("holder", "xi ji"), "holder", Libraries())
        assert "xi-jinping" in [match.id for match in offered]
        # What was offered while typing is asked about when it is sent, and each choice has an answer.
        for line in (
            "/timeline about:drones",
            "/quote speaker:rus",
            "/timeline about:mediate",
            "/timeline about:hammer",
        ):
            question = await _in_the_seeds(desk, line)
            assert isinstance(question, Question), line
            assert question.choices, line
            for choice in question.choices:
                found = await desk.ask(choice.request, Libraries())
                assert isinstance(found, Answer), (line, choice.label)
                assert found.found, (line, choice.label)
        # The articles mention no Kim and no Bush: no button leads to one, and it is said why other timelines are offered.
        for line, which in (("/quote speaker:Kim", "none"), ("/quote speaker:Bush", "neither")):
            question = await _in_the_seeds(desk, line)
            assert isinstance(question, Question)
            assert question.text.endswith(
                f"but the articles here answer this for {which} of them. "
                "The articles here tell most of Russia, Iran and Abbas Araghchi."
            )
        # Of the prime minister of today they tell nothing: the state is offered instead.
        found = await _in_the_seeds(desk, "/who name:foreign minister of Russia")
        assert isinstance(found, Answer)
        assert [offer.label.partition(":")[0] for offer in found.offers] == ["Russia"]
        # Words that are no name lead to what the articles tell, and an article's title leads to its article.
        question = await _in_the_seeds(desk, "/timeline about:villa")
        assert isinstance(question, Question)
        assert question.text == (
            "I know no actor, event or issue named “villa”. Try another spelling, or type more of the name. "
            "Nor does any sentence here have these words. The articles here tell most of Russia, Iran and Abbas Araghchi."
        )
        assert question.choices[0].label.startswith("Timeline of ")
        question = await _in_the_seeds(desk, "/timeline about:spotlight again")
        assert isinstance(question, Question)
        assert "has it in its title: see /article show." in question.text
        # Words that sentences have are searched for; where none has all of them, the one that is there is.
        for line, label, number in (
            ("/timeline about:oil cap", "Search the articles for “oil cap”", 1),
            ("/stance holder:oil cap", "Search the articles for “oil cap”", 1),
            ("/quote about:oil villa", "Search the articles for “oil”", 1),
        ):
            question = await _in_the_seeds(desk, line)
            assert isinstance(question, Question)
            assert question.choices[0].label == label
            found = await desk.ask(question.choices[0].request, Libraries())
            assert isinstance(found, Answer)
            assert found.found == number
        # The only Abbas in the library, and a place named by an event.
        assert isinstance(found := await _in_the_seeds(desk, "/quote speaker:Abbas"), Answer)
        assert found.query.speaker.id == "abbas-araghchi"
        assert isinstance(found := await _in_the_seeds(desk, "/timeline about:fordow"), Answer)
        assert found.found == 1
