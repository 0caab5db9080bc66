"""Tests “Wrong?” and /corrections through the real client: a member reports a line, an editor decides, and each undo brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.store.merges import next_put_off
from bot.store.touched import last_note
from tests.journeys.attache.newsroom.conftest import RAID, NewsSite, Patient, button, menus, words
from tests.waiting import until

if TYPE_CHECKING:
    from bot.app import Attache

pytestmark = pytest.mark.asyncio(loop_scope="module")

LIMITS: dict[str, Any] = {}
ANSWER = "Supports embargo against Belarus"
NONE = "No stance by Sweden"


@pytest_asyncio.fixture(loop_scope="module")
async def filed(attache: Attache, driver: Patient, site: NewsSite) -> Attache:
    """The bot with one article that says what Sweden supports."""
    preview = await driver.command("article add", {"link": site.write("/raid", "Raid", RAID)}, user="ed")
    await driver.press(preview["message"], button(preview, "Add"), user="ed")
    return attache


async def asked(driver: Patient, user: str = "mia") -> dict[str, Any]:
    return await driver.command("stance", {"holder": "Sweden"}, user=user)


async def form(driver: Patient, user: str) -> str:
    """The form that opens for the line on Sweden."""
    answer = await asked(driver, user)
    which = await driver.press(answer["message"], button(answer, "Wrong?"), user=user)
    assert which["message"]["flags"] & 64, "who doubts a line does so in private"
    menu = menus(which["message"])["Which line is wrong?"]
    [first, *_] = _options(which["message"])
    opened = await driver.choose(which["message"], menu, [first["value"]], user=user)
    assert opened["status"] == "modal"
    return str(opened["interaction_id"])


def _options(message: dict[str, Any]) -> list[dict[str, Any]]:
    def inside(component: dict[str, Any]) -> list[dict[str, Any]]:
        own = component["options"] if component["type"] == 3 else []
        return [*own, *(option for child in component.get("components", []) for option in inside(child))]

    return [option for component in message["components"] for option in inside(component)]


async def said(driver: Patient, user: str, mistake: str = "unsaid", right: str = "") -> dict[str, Any]:
    return await driver.submit(await form(driver, user), {"mistake": [mistake], "right": right}, user=user)


async def opened(driver: Patient) -> dict[str, Any]:
    """The newest correction as an editor sees it."""
    listed = await driver.command("corrections", user="ed")
    [newest, *_] = _options(listed["message"])
    return await driver.choose(
        listed["message"], menus(listed["message"])["Decide on one, or undo it"], [newest["value"]], user="ed"
    )


async def test_a_member_reports_and_an_editor_applies_and_undoes_it(filed: Attache, driver: Patient) -> None:
    thanked = words(await said(driver, "mia"))
    assert "Reported, thank you. “Sweden supports" in thanked
    assert "the sentence does not say this" in thanked
    assert ANSWER in words(await asked(driver)), "nothing changes before an editor decides"
    found = await opened(driver)
    assert "Waiting" in words(found)
    assert "> Sweden supports the embargo against Belarus." in words(found)
    applied = await driver.press(found["message"], button(found, "Apply"), user="ed")
    assert "Applied" in words(applied)
    assert NONE in words(await asked(driver))
    undone = await driver.press(applied["message"], button(applied, "Undo"), user="ed")
    assert "Undone" in words(undone)
    assert ANSWER in words(await asked(driver))
    assert filed.is_ready()


@pytest.mark.usefixtures("filed")
async def test_an_editors_correction_is_applied_at_once_and_can_be_undone_there(driver: Patient) -> None:
    done = await said(driver, "ed", "side.opposes")
    assert "Corrected. “Sweden supports" in words(done)
    assert "Opposes embargo against Belarus" in words(await asked(driver))
    await driver.press(done["message"], button(done, "Undo"), user="ed")
    assert ANSWER in words(await asked(driver))


@pytest.mark.usefixtures("filed")
async def test_another_holder_is_taken_from_the_articles(driver: Patient) -> None:
    missing = await said(driver, "ed", "party")
    assert "Type who is right" in words(missing)
    await said(driver, "ed", "party", "Norwey")
    assert NONE in words(await asked(driver))
    answer = words(await driver.command("stance", {"holder": "Norway"}))
    assert ANSWER in answer


@pytest.mark.usefixtures("filed")
async def test_a_name_typed_beside_a_choice_that_needs_none_is_asked_about(driver: Patient) -> None:
    beside = await said(driver, "ed", "unsaid", "Norway")
    assert "You typed “Norway”, but the choice “The sentence does not say this” does not use it." in words(beside)
    assert ANSWER in words(await asked(driver)), "nothing is decided yet"
    plain = await driver.press(beside["message"], button(beside, "Report without it"), user="ed")
    assert "Corrected." in words(plain)
    assert plain["message"]["id"] == beside["message"]["id"]
    assert NONE in words(await asked(driver))
    await driver.press(plain["message"], button(plain, "Undo"), user="ed")
    beside = await said(driver, "ed", "unsaid", "Norway")
    again = await driver.press(beside["message"], button(beside, "Choose what it is"), user="ed")
    assert "Norway" in str(again["modal"]), "the form opens with what was typed"
    await driver.submit(again["interaction_id"], {"mistake": ["party"], "right": "Norway"}, user="ed")
    assert ANSWER in words(await driver.command("stance", {"holder": "Norway"}))


async def _read(bot: Attache) -> None:
    """All that was put off is read again, and its names are known."""
    desk = bot.desk

    async def done() -> bool:
        return await next_put_off(desk.database) is None and desk.directory.seen == await last_note(desk.database)

    await until(done)


async def test_two_names_of_one_actor_answer_the_same_until_it_is_undone(filed: Attache, driver: Patient) -> None:
    done = await said(driver, "ed", "same.sweden", "Finland")
    assert "Sweden is the same as Finland, in all articles" in words(done)
    await _read(filed)
    for name in ("Sweden", "Finland"):
        merged = words(await driver.command("stance", {"holder": name}))
        assert "Finland" in merged
        assert ANSWER in merged
    await driver.press(done["message"], button(done, "Undo"), user="ed")
    await _read(filed)
    assert ANSWER in words(await asked(driver))
    assert ANSWER not in words(await driver.command("stance", {"holder": "Finland"}))


@pytest.mark.usefixtures("filed")
async def test_another_of_that_name_is_told_apart_in_the_article(driver: Patient) -> None:
    again = words(await said(driver, "ed", "another.sweden", "Sweden"))
    assert "type a name that tells the two apart" in again
    done = await said(driver, "ed", "another.sweden", "Sweden (band)")
    assert "in this article, Sweden is Sweden (band)" in words(done)
    assert ANSWER in words(await driver.command("stance", {"holder": "Sweden (band)"}))
    await driver.press(done["message"], button(done, "Undo"), user="ed")


@pytest.mark.usefixtures("filed")
async def test_what_was_corrected_stays_corrected_when_the_article_is_read_again(
    driver: Patient, site: NewsSite
) -> None:
    await said(driver, "ed")
    listed = await driver.complete("article reread", "article", "Raid", user="ed")
    site.write("/raid", "Raid", f"{RAID}\n\nThe talks went on for two days in Oslo and ended without a result.")
    [chosen, *_] = listed["choices"] if isinstance(listed, dict) else listed
    again = await driver.command("article reread", {"article": chosen["value"]}, user="ed")
    assert "Its page has changed" in words(again)
    assert NONE in words(await asked(driver))


@pytest.mark.usefixtures("filed")
async def test_members_may_not_list_corrections(driver: Patient) -> None:
    assert "Only editors can do that" in words(await driver.command("corrections"))


@pytest.mark.usefixtures("filed")
async def test_a_line_of_an_articles_own_page_can_be_wrong(driver: Patient) -> None:
    listed = await driver.complete("article show", "article", "Raid")
    [chosen, *_] = listed["choices"] if isinstance(listed, dict) else listed
    page = await driver.command("article show", {"article": chosen["value"]})
    which = await driver.press(page["message"], button(page, "Wrong?"))
    assert "Sweden supports embargo against Belarus" in [option["label"] for option in _options(which["message"])]
