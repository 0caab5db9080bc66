"""Tests articles through the real client: added as text, file, link and message, shown, removed and restored."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import AskError
from bot.intake import readings
from bot.model.article import Article
from bot.sandbox import Driver, Sandbox
from bot.store.articles import file_reading
from tests.journeys.attache.newsroom.conftest import NEWSROOM, RAID, NewsSite, Patient, attached, button, menus, words
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.app import Attache

    Start = Callable[..., AbstractAsyncContextManager[Attache]]

pytestmark = pytest.mark.asyncio(loop_scope="module")

LIMITS = {"attache_articles_a_day": 6}


async def typed(driver: Patient, **fields: str) -> dict[str, Any]:
    """The preview of text pasted into the form."""
    form = await driver.command("article add", user="ed")
    assert form["status"] == "modal"
    return await driver.submit(form["interaction_id"], {"text": RAID, **fields}, user="ed")


async def all_pages(driver: Patient, shown: dict[str, Any]) -> str:
    """The words of a message's pages together."""
    told = [words(shown)]
    while re.search(r"page (\d+) of (?!\1\b)", told[-1]):
        shown = await driver.press(shown["message"], button(shown, "Next ▶"), user="ed")
        told.append(words(shown))
    return "\n".join(told)


async def sentence_behind(driver: Patient, shown: dict[str, Any], line: str) -> str:
    """What the menu below what was read shows for the first line with these words, in a message of its own."""
    menu = menus(shown["message"])["Sentences behind a line"]
    value = next(value for label, value in options(shown["message"], menu) if line in label)
    behind = await driver.settled(await driver.choose(shown["message"], menu, [value], user="ed"), "ed")
    assert behind["message"]["id"] != shown["message"]["id"], "the preview stays"
    assert behind["message"]["flags"] & 64
    return words(behind)


def options(message: dict[str, Any], menu: str) -> list[tuple[str, str]]:
    """The labels and values of a menu."""
    controls = [control for part in message["components"][0]["components"] for control in part.get("components", [])]
    [found] = [control for control in controls if control["custom_id"] == menu]
    return [(option["label"], option["value"]) for option in found["options"]]


async def filed(driver: Patient, **fields: str) -> dict[str, Any]:
    """What is shown after a text was filed."""
    preview = await typed(driver, **fields)
    return await driver.press(preview["message"], button(preview, "Add"), user="ed")


# ---- Adding ----


async def test_a_text_is_shown_before_it_is_filed_and_answers_rest_on_it_then(
    attache: Attache, driver: Patient
) -> None:
    preview = await typed(driver, title="Raid condemned", outlet="The Fjord", date="4 March 2025")
    assert preview["message"]["flags"] & 64, "a draft is shown to who brought it alone"
    behind = await sentence_behind(driver, preview, "Kari Nordlund")
    first, told = words(preview), await all_pages(driver, preview)
    for part in (
        "Raid condemned",
        "The Fjord · published 4 March 2025, as was given with it",
        "About ",
        "Norway",
        "Stances:",
        "Quotations: ",
        "Kari Nordlund: “The raid was a crime",
    ):
        assert part in told
    assert first.count("Raid condemned") == 1, "an article's own page does not name it beside every line"
    assert "a spokeswoman of" not in first, "a line's sentence is one tap away"
    assert "“The raid was a crime,” said Kari Nordlund, a spokeswoman" in behind
    assert "Norway condemned the raid on Tuesday." in behind, "with the sentence before it"
    assert "The Fjord · published 4 March 2025" in behind
    before = await driver.command("stance", {"holder": "Sweden"})
    assert "No stance by Sweden" in words(before)
    done = await driver.press(preview["message"], button(preview, "Add"), user="ed")
    assert done["message"]["id"] == preview["message"]["id"]
    assert "Added. Answers now use it." in words(done)
    answer = words(await driver.command("stance", {"holder": "Sweden"}))
    assert "Sweden" in answer
    assert "The Fjord" in answer
    assert "=kari-nordlund" in str(await driver.complete("quote", "speaker", "Kari Nordl"))
    assert attache.is_ready()


@pytest.mark.usefixtures("attache")
async def test_details_can_be_edited_before_filing(driver: Patient) -> None:
    preview = await typed(driver, title="Wrong title")
    form = await driver.press(preview["message"], button(preview, "Edit"), user="ed")
    assert form["status"] == "modal"
    fields = {"title": "Right @everyone title", "outlet": "The Fjord", "date": "March 2025", "link": ""}
    mended = await driver.submit(form["interaction_id"], fields, user="ed")
    assert mended["message"]["id"] == preview["message"]["id"]
    told = words(mended)
    assert "Right @\u200beveryone title" in told
    assert "published March 2025" in told
    form = await driver.press(preview["message"], button(mended, "Edit"), user="ed")
    refused = await driver.submit(form["interaction_id"], {"date": "the day after never"}, user="ed")
    assert "as a date: write it like" in words(refused)
    form = await driver.press(preview["message"], button(mended, "Edit"), user="ed")
    refused = await driver.submit(form["interaction_id"], {"date": "2199"}, user="ed")
    assert "is in the future" in words(refused)
    form = await driver.press(preview["message"], button(mended, "Edit"), user="ed")
    refused = await driver.submit(form["interaction_id"], {"link": "javascript:alert(1)"}, user="ed")
    assert "is not a link" in words(refused)


@pytest.mark.usefixtures("attache")
async def test_a_discarded_draft_files_nothing_and_is_gone(driver: Patient) -> None:
    preview = await typed(driver)
    gone = await driver.press(preview["message"], button(preview, "Discard"), user="ed")
    assert "Nothing was added" in words(gone)
    assert "1 article" in words(await driver.command("article list"))


async def test_a_draft_is_its_makers_and_a_day_old_at_most(attache: Attache, driver: Patient) -> None:
    preview = await typed(driver)
    file = button(preview, "Add")
    number = int(file.rsplit(":", 1)[1])
    with pytest.raises(Exception, match="gone"):
        await attache.desk.library.kept(number, NEWSROOM, "100000000000000103")
    async with attache.desk.database.transaction() as transaction:
        await transaction.run("UPDATE drafts SET made_at = '2020-01-01T00:00:00.000000+00:00'")
    await attache.desk.tidy()
    shown = await driver.press(preview["message"], file, user="ed")
    assert "This draft is gone" in words(shown)


FILES = [
    ("raid.txt", RAID.encode(), "Sweden supports"),
    (
        "raid.md",
        f"---\ntitle: Raid condemned\noutlet: The Fjord\npublished: 2025-03-04\n---\n{RAID}".encode(),
        "as its file states",
    ),
    (
        "raid.html",
        f"<html><head><title>Raid condemned</title></head><body><article><p>{RAID}</p></article></body></html>".encode(),
        "Raid condemned",
    ),
]


@pytest.mark.usefixtures("attache")
@pytest.mark.parametrize(("name", "content", "told"), FILES, ids=[row[0] for row in FILES])
async def test_a_file_is_an_article(driver: Patient, name: str, content: bytes, told: str) -> None:
    preview = await driver.command("article add", {"file": attached(name, content)}, user="ed")
    assert told in words(preview)
    assert "Added. Answers now use it." in words(
        await driver.press(preview["message"], button(preview, "Add"), user="ed")
    )


REFUSED_FILES = [
    ("raid.exe", b"MZ", "attach a file that ends in"),
    ("raid.pdf", b"no pdf at all", "raid.pdf"),
    ("empty.txt", b"  ", "contains no text"),
]


@pytest.mark.usefixtures("attache")
@pytest.mark.parametrize(("name", "content", "told"), REFUSED_FILES, ids=[row[0] for row in REFUSED_FILES])
async def test_an_invalid_file_is_refused_in_a_sentence(driver: Patient, name: str, content: bytes, told: str) -> None:
    shown = await driver.command("article add", {"file": attached(name, content)}, user="ed")
    assert told in words(shown)
    assert "Something went wrong" not in words(shown)


@pytest.mark.usefixtures("attache")
async def test_a_file_that_is_too_large_is_not_even_fetched(driver: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ui.messages.LARGEST_PAGE", 100)
    shown = await driver.command("article add", {"file": attached("large.txt", b"x" * 101)}, user="ed")
    assert "too large for an article" in words(shown)


@pytest.mark.usefixtures("attache")
async def test_a_link_is_fetched_and_its_update_replaces_it_and_keeps_what_it_said(
    driver: Patient, site: NewsSite
) -> None:
    link = site.write("/raid", "Raid condemned", RAID)
    preview = await driver.command("article add", {"link": f"{link}?utm_source=x"}, user="ed")
    told = words(preview)
    assert f"{site.outlet} · published 4 March 2025, as the page states" in told
    await driver.press(preview["message"], button(preview, "Add"), user="ed")

    site.write("/raid", "Raid condemned", RAID.replace("Sweden supports", "Sweden opposes"))
    preview = await driver.command("article add", {"link": link}, user="ed")
    assert "An earlier version is in the library" in words(preview)
    done = await driver.press(preview["message"], button(preview, "Add"), user="ed")
    assert "The previous version is kept" in words(done)
    page = await all_pages(driver, await driver.press(done["message"], button(done, "View article"), user="ed"))
    assert "Changed since it was added" in page
    assert "1 sentence added" in page
    assert "Sweden opposes the embargo" in page
    assert "1 sentence removed" in page
    assert "2 articles" in words(await driver.command("article list"))
    assert "Opposes" in words(await driver.command("stance", {"holder": "Sweden"}))


@pytest.mark.usefixtures("attache")
async def test_slow_work_says_what_it_does_and_a_failure_replaces_that(driver: Patient, site: NewsSite) -> None:
    link = site.write("/slow", "Raid condemned", RAID)
    site.open.clear()
    shown = await Driver.command(driver, "article add", {"link": link}, user="ed")
    assert words(shown) == "Fetching the page…"
    site.open.set()
    assert "Raid condemned" in words(await driver.settled(shown, "ed"))
    site.open.clear()
    shown = await Driver.command(driver, "article add", {"link": f"{site.url}/missing"}, user="ed")
    site.open.set()
    gone = await driver.settled(shown, "ed")
    assert "404" in words(gone) or "not there" in words(gone)


@pytest.mark.usefixtures("attache")
async def test_a_failure_leaves_the_draft_as_it_was(
    attache: Attache, driver: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = await typed(driver, title="Raid condemned")
    said = asyncio.Event()

    async def slow(*_given: object) -> object:
        await said.wait()
        raise AskError("That takes longer than 30 seconds to read.")

    monkeypatch.setattr(readings.Readings, "of", slow)
    meanwhile = await Driver.press(driver, preview["message"], button(preview, "Add"), user="ed")
    assert words(meanwhile) == "Adding…"
    said.set()
    back = await driver.settled(meanwhile, "ed")
    assert words(back) == words(preview)

    async def told() -> bool:
        return "longer than 30 seconds" in words((await driver.messages(user="ed"))[-1])

    await until(told)
    monkeypatch.undo()
    again = await driver.press(preview["message"], button(back, "Add"), user="ed")
    assert "Added. Answers now use it" in words(again)


@pytest.mark.usefixtures("attache")
async def test_a_syndicated_copy_is_one_report_with_two_outlets(driver: Patient, site: NewsSite) -> None:
    site.write("/raid", "Raid condemned", RAID)
    for url in (site.url, *site.others):
        preview = await driver.command("article add", {"link": f"{url}/raid"}, user="ed")
        done = await driver.press(preview["message"], button(preview, "Add"), user="ed")
    assert "the same article from another outlet" in words(done)
    page = await all_pages(driver, await driver.press(done["message"], button(done, "View article"), user="ed"))
    one, other = (url.removeprefix("http://") for url in site.others)
    orders = (f"Also published by {one} and {other}", f"Also published by {other} and {one}")
    assert any(f"{told}; counted once" in page for told in orders)
    answer = words(await driver.command("stance", {"holder": "Sweden"}))
    assert f"{site.outlet} and 2 more" in answer
    assert "sentences" not in answer


@pytest.mark.usefixtures("attache")
async def test_a_story_in_other_words_is_no_second_report(driver: Patient, site: NewsSite) -> None:
    preview = await driver.command("article add", {"link": site.write("/wire", "Raid condemned", RAID)}, user="ed")
    await driver.press(preview["message"], button(preview, "Add"), user="ed")
    edited = f"{RAID} The border post lies two hours from the capital."
    site.write("/sound", "A raid", edited)
    preview = await driver.command("article add", {"link": f"{site.others[0]}/sound"}, user="ed")
    assert f"This article is already in the library, as “Raid condemned” from {site.outlet}" in words(preview)
    done = await driver.press(preview["message"], button(preview, "Add"), user="ed")
    assert "the same article from another outlet" in words(done)
    assert "2 articles" in words(await driver.command("article list"))


@pytest.mark.usefixtures("attache")
async def test_an_article_in_everyones_library_needs_no_filing(driver: Patient, attache: Attache) -> None:
    everyone = (await attache.desk.database.rows("SELECT text FROM articles WHERE library = 'everyone'"))[0]["text"]
    preview = await driver.command("article add", {"file": attached("seed.txt", everyone.encode())}, user="ed")
    assert "in everyone’s library already" in words(preview)
    with pytest.raises(AssertionError, match="no button 'Add'"):
        button(preview, "Add")


# The operator's copy hid the server's, with its outlet and date.
async def test_a_servers_own_article_stays_when_the_operator_loads_the_same(
    driver: Patient, attache: Attache, tmp_path: Path
) -> None:
    await filed(driver, title="Raid condemned", outlet="The Fjord", date="2025-03-04")
    (tmp_path / "raid.md").write_text(f"---\ntitle: Raid\noutlet: The Agency\npublished: 2025-03-06\n---\n{RAID}")
    loaded = await attache.desk.load([tmp_path / "raid.md"], lambda _path, _trouble: None)
    assert len(loaded.filed) == 1

    async def seen(**where: str) -> list[str]:
        """The outlets that a list, what is offered and an answer name."""
        listed = words(await driver.command("article list", **where))
        answer = words(await driver.command("stance", {"holder": "Sweden"}, **where))
        offered = str(await driver.complete("article show", "article", "raid", **where))
        both = {
            outlet for outlet in ("The Fjord", "The Agency") for told in (listed, answer, offered) if outlet in told
        }
        assert "and 1 more" not in answer
        return sorted(both)

    elsewhere = {"channel": "Second Server/lounge", "user": "sam"}
    assert await seen() == ["The Fjord"]
    assert await seen(**elsewhere) == ["The Agency"]
    [choice] = await driver.complete("article remove", "article", "raid", user="ed")
    removed = await driver.command("article remove", {"article": choice["value"]}, user="ed")
    assert await seen() == ["The Agency"]
    await driver.press(removed["message"], button(removed, "Undo"), user="ed")
    assert await seen() == ["The Fjord"]
    [everyones] = await attache.desk.database.rows("SELECT id FROM articles WHERE outlet = 'The Agency'")
    await attache.desk.library.remove("everyone", everyones["id"])
    assert await seen() == ["The Fjord"]
    # while it can be restored, nothing like it can be added: the tests below add such articles
    async with attache.desk.database.transaction() as transaction:
        await transaction.run("DELETE FROM articles WHERE id = :id", id=everyones["id"])


REFUSED_LINKS = [
    ("ftp://example.org/x", "https://"),
    ("http://127.0.0.1:1/x", ""),
    ("http://user:secret@example.org/", "name or password"),
    ("not a link", "link"),
]


@pytest.mark.usefixtures("attache")
@pytest.mark.parametrize(("link", "told"), REFUSED_LINKS)
async def test_a_link_that_is_refused_says_why(driver: Patient, link: str, told: str) -> None:
    shown = await driver.command("article add", {"link": link}, user="ed")
    assert told in words(shown)
    assert "Something went wrong" not in words(shown)
    assert "…" not in words(shown)[-3:], "what was said meanwhile is replaced"


@pytest.mark.usefixtures("attache")
async def test_a_link_and_a_file_are_two_articles(driver: Patient) -> None:
    both = {"link": "https://example.org/", "file": attached("x.txt", b"x")}
    assert "not both" in words(await driver.command("article add", both, user="ed"))


@pytest.mark.usefixtures("attache")
async def test_the_message_menu_takes_a_link_or_a_long_text(driver: Patient, site: NewsSite) -> None:
    link = site.write("/menu", "From a message", RAID)
    linking = await driver.write(f"Read this: <{link}>!", user="mia")
    preview = await driver.command("Add to library", user="ed", type=3, target=linking["id"])
    assert "From a message" in words(preview)
    long = await driver.write(RAID, user="mia")
    preview = await driver.command("Add to library", user="ed", type=3, target=long["id"])
    assert "Sweden supports" in words(preview)
    short = await driver.write("Hello there", user="mia")
    refused = await driver.command("Add to library", user="ed", type=3, target=short["id"])
    assert "I found no article in that message" in words(refused)
    refused = await driver.command("Add to library", user="mia", type=3, target=long["id"])
    assert "Only editors can do that" in words(refused)


# Undo removes; what it removed can be restored for a day, as after /article remove.
@pytest.mark.usefixtures("attache")
async def test_adding_an_article_can_be_undone(driver: Patient, site: NewsSite) -> None:
    link = site.write("/undo", "Added too soon", RAID.replace("Sweden", "Malta"))
    preview = await driver.command("article add", {"link": link}, user="ed")
    added = await driver.press(preview["message"], button(preview, "Add"), user="ed")
    undone = await driver.press(added["message"], button(added, "Undo"), user="ed")
    assert "Removed “Added too soon”" in words(undone)
    assert "Added too soon" not in words(await driver.command("article list", user="ed"))
    await driver.press(undone["message"], button(undone, "Undo"), user="ed")
    assert "Added too soon" in words(await driver.command("article list", user="ed"))
    again = await driver.command("article add", {"link": link}, user="ed")
    repeated = await driver.press(again["message"], button(again, "Add"), user="ed")
    assert "Undo" not in str(repeated["message"]["components"]), "nothing new was added"


@pytest.mark.usefixtures("attache")
async def test_anyone_may_see_what_a_message_says_and_nothing_is_stored(driver: Patient, site: NewsSite) -> None:
    before = words(await driver.command("article list", user="ed"))
    menu = "Read facts from this"
    # the text, though it is long enough to have been added
    told = await driver.write(RAID.replace("Sweden", "Finland"), user="ed")
    read = await driver.command(menu, user="mia", type=3, target=told["id"])
    assert "Finland supports" in words(read)
    assert read["message"]["flags"] & 64, "shown to who asked alone"
    # one sentence is enough
    short = await driver.write("Norway condemned the attack on Kyiv.", user="ed")
    read = await driver.command(menu, user="mia", type=3, target=short["id"])
    assert "Norway" in words(read)
    # a link with a few words beside it: its page
    link = site.write("/read", "From a page", RAID.replace("Sweden", "Iceland"))
    linking = await driver.write(f"Read this: {link}", user="ed")
    read = await driver.command(menu, user="mia", type=3, target=linking["id"])
    assert "From a page" in words(read)
    assert "Iceland supports" in words(read)
    two = await driver.write(f"{link} {link}2", user="ed")
    assert "several links" in words(await driver.command(menu, user="mia", type=3, target=two["id"]))
    assert words(await driver.command("article list", user="ed")) == before
    # the fifth within a minute is read, the sixth must wait
    await driver.command(menu, user="mia", type=3, target=short["id"])
    assert "wait" in words(await driver.command(menu, user="mia", type=3, target=short["id"]))


@pytest.mark.usefixtures("attache")
async def test_the_pages_of_what_was_read_can_be_turned(driver: Patient, site: NewsSite) -> None:
    sides = ("Norway", "Sweden", "Finland", "Iceland", "Estonia", "Egypt", "Peru", "Chad", "Kenya", "Ghana")
    story = " ".join(f"{one} condemned {other} on Monday." for one in sides for other in sides if one < other)
    message = await driver.write(site.write("/many", "Many sides", story), user="ed")
    read = await driver.command("Read facts from this", user="ed", type=3, target=message["id"])
    assert "page 1 of" in words(read)
    label, _ = options(read["message"], menus(read["message"])["Sentences behind a line"])[0]
    one, other = label.split(" opposes ")
    assert f"{one} condemned {other} on Monday." in (await sentence_behind(driver, read, label)).replace("**", "")
    turned = await driver.press(read["message"], button(read, "Next ▶"), user="ed")
    assert "page 2 of" in words(turned)
    assert "Many sides" in words(turned)


@pytest.mark.usefixtures("attache")
async def test_of_a_message_with_several_links_one_chooses_each_in_turn(driver: Patient, site: NewsSite) -> None:
    one, two = (
        site.write("/one", "The first", RAID),
        site.write("/two", "The second", RAID.replace("Sweden", "Iceland")),
    )
    message = await driver.write(f"See {one}, again <{one}>, and [this]({two}).", user="mia")
    listed = await driver.command("Add to library", user="ed", type=3, target=message["id"])
    assert listed["message"]["flags"] & 64, "the list is shown to who asked alone"
    assert words(listed).startswith("### 2 links in that message")
    menu = menus(listed["message"])["Which one do you want to add?"]
    for place, title, done in (
        (1, "The second", "Added. Answers now use it."),
        # the same story except for a country: it replaces the other one
        (0, "The first", "Updated. The previous version is kept."),
    ):
        preview = await driver.settled(await driver.choose(listed["message"], menu, [str(place)], user="ed"), "ed")
        assert preview["message"]["id"] != listed["message"]["id"], "the list stays, to choose from again"
        assert title in words(preview)
        assert done in words(await driver.press(preview["message"], button(preview, "Add"), user="ed"))
    del site.pages["/one"]
    gone = await driver.choose(listed["message"], menu, ["0"], user="ed")
    assert "404" in words(await driver.settled(gone, "ed"))
    [now] = [shown for shown in await driver.messages(user="ed") if shown["id"] == listed["message"]["id"]]
    assert words(now) == words(listed)


@pytest.mark.usefixtures("attache")
async def test_of_very_many_links_those_that_fit_are_listed_and_the_rest_counted(driver: Patient) -> None:
    message = await driver.write(" ".join(f"https://wire.example/{number}" for number in range(40)), user="mia")
    listed = await driver.command("Add to library", user="ed", type=3, target=message["id"])
    assert "25. <https://wire.example/24>" in words(listed)
    assert "15 more links did not fit: add them with /article add." in words(listed)


@pytest.mark.usefixtures("attache")
async def test_the_message_menu_takes_a_file(driver: Patient) -> None:
    message = await driver.write("Look", user="mia", files={"raid.txt": RAID.encode(), "photo.png": b"PNG"})
    preview = await driver.command("Add to library", user="ed", type=3, target=message["id"])
    assert "Sweden supports" in words(preview)
    message = await driver.write("Look", user="mia", files={"a.txt": RAID.encode(), "b.txt": RAID.encode()})
    refused = await driver.command("Add to library", user="ed", type=3, target=message["id"])
    assert "several files: add them one by one" in words(refused)


@pytest.mark.usefixtures("attache")
async def test_a_server_files_so_many_articles_a_day(driver: Patient) -> None:
    for number in range(6):
        await filed(driver, text=f"It was day {number} of the raid.")
    form = await driver.command("article add", user="ed")
    refused = await driver.submit(form["interaction_id"], {"text": "One more text of the raid."}, user="ed")
    assert "This server has added 6 articles in the last 24 hours" in words(refused)


@pytest.mark.usefixtures("attache")
async def test_only_editors_change_the_library(driver: Patient) -> None:
    done = await filed(driver)
    number = button(done, "View article").split(":")[3]
    for name, options in (
        ("article add", {}),
        ("article remove", {"article": f"={number}"}),
        ("article reread", {"article": f"={number}"}),
    ):
        refused = await driver.command(name, options, user="mia")
        assert "Only editors can do that" in words(refused), name
    elsewhere = await driver.command("article add", user="mia", channel="dm")
    assert "This works only in a server" in words(elsewhere)
    looked_at = await driver.command("article show", {"article": f"={number}"}, user="mia")
    with pytest.raises(AssertionError, match="no button 'Remove'"):
        button(looked_at, "Remove")


# ---- Listing, removing, restoring ----


@pytest.mark.usefixtures("attache")
async def test_a_list_turns_its_pages_and_looks_for_words(driver: Patient, attache: Attache) -> None:
    for number in range(5):
        await filed(driver, text=f"It was day {number}.", title=f"Day {number} 100%", outlet="The Fjord")
    whole = await driver.command("article list")
    assert "6 articles" in words(whole)
    assert "only in this server" in words(whole)
    some = await driver.command("article list", {"words": "day fjord"})
    assert "5 articles with “day fjord”" in words(some)
    assert "0 articles" in words(await driver.command("article list", {"words": "day sound"}))
    # characters that are wildcards in SQL
    assert "1 article" in words(await driver.command("article list", {"words": "3 100%"}))
    assert "0 articles" in words(await driver.command("article list", {"words": "day_"}))
    for number in range(7):
        reading = await attache.desk.intake.read(Article("x", f"It was night {number}.", f"Night {number}"))
        await file_reading(attache.desk.database, reading, NEWSROOM, attache.desk.clock())
    first = await driver.command("article list", {"words": "night"})
    assert "page 1 of 2" in words(first)
    second = await driver.press(first["message"], button(first, "Next ▶"))
    assert "7 articles with “night”" in words(second)
    assert "page 2 of 2" in words(second)
    assert "Night 0" in words(second)
    back = await driver.press(first["message"], button(second, "◀"))
    assert words(back) == words(first)
    # a page that is gone when its button is pressed
    choice, *_ = await driver.complete("article remove", "article", "night", user="ed")
    assert "Answers no longer use it" in words(
        await driver.command("article remove", {"article": choice["value"]}, user="ed")
    )
    last = await driver.press(first["message"], button(first, "Next ▶"))
    assert "6 articles with “night”" in words(last)
    assert all(f"Night {number}" in words(last) for number in range(6))


@pytest.mark.usefixtures("attache")
async def test_an_article_is_found_by_words_and_shown_with_its_evidence(driver: Patient) -> None:
    await filed(driver, title="Raid condemned", outlet="The Fjord", date="2025-03-04")
    choices = await driver.complete("article show", "article", "fjord 2025-03")
    assert [choice["name"] for choice in choices] == ["Raid condemned · The Fjord · 4 March 2025"]
    chosen = await driver.command("article show", {"article": choices[0]["value"]}, user="ed")
    guessed = await driver.command("article show", {"article": "raid condemned"}, user="ed")
    assert words(chosen) == words(guessed)
    told = await all_pages(driver, chosen)
    for part in (
        "Raid condemned",
        "only in this server",
        "Stances:",
        "Events:",
        "Sweden supports embargo against Belarus",
    ):
        assert part in told
    assert "No article here has “zzz”" in words(await driver.command("article show", {"article": "zzz"}))
    assert "That article no longer exists here" in words(await driver.command("article show", {"article": "=999999"}))


@pytest.mark.usefixtures("attache")
async def test_a_removed_article_is_seen_by_nobody_and_can_be_brought_back_for_a_day(driver: Patient) -> None:
    await filed(driver, title="Raid condemned")
    [choice] = await driver.complete("article remove", "article", "raid", user="ed")
    removed = await driver.command("article remove", {"article": choice["value"]}, user="ed")
    assert "Answers no longer use it" in words(removed)
    assert "No stance by Sweden" in words(await driver.command("stance", {"holder": "Sweden"}))
    assert not await driver.complete("article show", "article", "raid condemned")
    assert "1 article" in words(await driver.command("article list"))
    assert "kari" not in str(await driver.complete("quote", "speaker", "Kari Nordl"))
    back = await driver.press(removed["message"], button(removed, "Undo"), user="ed")
    assert "Raid condemned" in words(back)
    assert "Supports" in words(await driver.command("stance", {"holder": "Sweden"}))
    assert "=kari-nordlund" in str(await driver.complete("quote", "speaker", "Kari Nordl"))


async def test_a_day_later_nothing_is_left_to_bring_back(driver: Patient, attache: Attache) -> None:
    await filed(driver, title="Raid condemned")
    [choice] = await driver.complete("article remove", "article", "raid", user="ed")
    removed = await driver.command("article remove", {"article": choice["value"]}, user="ed")
    async with attache.desk.database.transaction() as transaction:
        await transaction.run(
            "UPDATE articles SET removed_at = '2020-01-01T00:00:00.000000+00:00' WHERE removed_at IS NOT NULL"
        )
    await attache.desk.tidy()
    late = await driver.press(removed["message"], button(removed, "Undo"), user="ed")
    assert "deleted for good" in words(late)
    assert await attache.desk.database.rows("SELECT 1 FROM articles WHERE library = :own", own=NEWSROOM) == []


@pytest.mark.usefixtures("attache")
async def test_everyones_articles_are_changed_by_the_operator_only(driver: Patient) -> None:
    [seed, *_] = await driver.complete("article show", "article", "")
    assert await driver.complete("article remove", "article", "", user="ed") == []
    refused = await driver.command("article remove", {"article": seed["value"]}, user="ed")
    assert "only the bot's operator can change or remove it" in words(refused)


@pytest.mark.usefixtures("attache")
async def test_reading_again_fetches_the_page_again(driver: Patient, site: NewsSite) -> None:
    link = site.write("/again", "Raid condemned", RAID)
    preview = await driver.command("article add", {"link": link}, user="ed")
    await driver.press(preview["message"], button(preview, "Add"), user="ed")
    [choice] = await driver.complete("article reread", "article", "raid", user="ed")
    same = await driver.command("article reread", {"article": choice["value"]}, user="ed")
    assert "Its page has not changed" in words(same)
    site.write("/again", "Raid condemned", f"{RAID}\n\nDenmark condemned Belarus as well.")
    changed = await driver.command("article reread", {"article": choice["value"]}, user="ed")
    assert "Its page has changed: 1 sentence new, 0 gone" in words(changed)
    assert "Opposes Belarus" in words(await driver.command("stance", {"holder": "Denmark"}))
    del site.pages["/again"]
    gone = await driver.command("article reread", {"article": choice["value"]}, user="ed")
    assert "I couldn't fetch its page" in words(gone)
    assert "Opposes Belarus" in words(await driver.command("stance", {"holder": "Denmark"}))


# ---- Restart ----


async def test_a_draft_outlives_a_restart(start: Start, tmp_path: Path) -> None:
    async with Sandbox() as sandbox, Patient(sandbox.url) as driver:
        async with start(sandbox, tmp_path / "attache.db"):
            preview = await typed(driver, title="Raid condemned")
        async with start(sandbox, tmp_path / "attache.db"):
            done = await driver.press(preview["message"], button(preview, "Add"), user="ed")
            assert "Added. Answers now use it" in words(done)
            # pressed twice, as users do when nothing seems to happen
            again = await driver.press(preview["message"], button(done, "View article"), user="ed")
            assert "Raid condemned" in words(again)
        assert re.search(r"\d+ events?", words(again))
