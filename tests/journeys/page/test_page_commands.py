"""Tests commands in the page: picked and filled by keyboard alone, typed as a line, refused if wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

Stage = Any

expect = pytest.importorskip(
    "playwright.async_api", reason="the page is not tested: playwright is not installed"
).expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


def listed(page: Page) -> Locator:
    """The rows of the open list."""
    return page.get_by_role("listbox").get_by_role("option")


async def typed(page: Page, text: str) -> None:
    """Type into the message box like a fast typist."""
    await page.get_by_role("combobox", name="Message #").focus()
    await page.keyboard.type(text, delay=15)


async def test_a_command_is_picked_and_filled_by_keyboard_alone(stage: Stage) -> None:
    page = await stage.open()
    await typed(page, "/let")
    await expect(page.get_by_role("option", name="/letter Write a letter to a city")).to_be_visible()
    await page.keyboard.press("Enter")
    city = page.get_by_role("combobox", name="to, required")
    await expect(city).to_be_focused()
    await page.keyboard.type("li", delay=15)
    await expect(listed(page)).to_have_text(["Berlin", "Lisbon"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    current = await city.get_attribute("aria-activedescendant")
    await expect(page.locator(f"#{current}")).to_have_text("Lisbon")
    await page.keyboard.press("Enter")
    await expect(city).to_have_value("Lisbon")
    await page.keyboard.press("Enter")
    answer = page.get_by_role("article", name="Showcase, app").last
    await expect(answer).to_contain_text("To lisbon")  # the choice's value was sent, not its name
    await expect(answer).to_contain_text("Mia used /letter")
    await expect(page.get_by_role("combobox", name="Message #")).to_be_focused()


WHOLE_LINES = [
    # a value with a space ends before the next option's name
    ("/letter to:New Town tone:warm", "To New Town; tone warm"),
    # a colon after a word that is no option belongs to the value
    ("/letter to:Rome note:remember: bring 3:15 bread", "To Rome; note remember: bring 3:15 bread"),
    # options in any order
    ("/letter copies:2 to:Oslo", "To Oslo; copies 2"),
    # without its name, the first option takes the words
    ("/letter Vienna urgent:true", "To Vienna; urgent True"),
    # people and channels by name
    ("/letter to:Bern friend:@ed place:#general", "To Bern; friend ed; place general"),
    # a command of two words
    ("/notes add text:milk and bread", "Noted: milk and bread"),
    ("/notes list", "No notes."),
]


@pytest.mark.parametrize(("line", "answer"), WHOLE_LINES, ids=[line for line, _ in WHOLE_LINES])
async def test_a_whole_line_may_be_typed(stage: Stage, line: str, answer: str) -> None:
    page = await stage.open()
    await typed(page, line)
    await page.keyboard.press("Enter")
    if line == "/notes list":
        await page.keyboard.press("Enter")  # a name alone is completed first, then sent
    await expect(page.get_by_role("log")).to_contain_text(answer)


async def test_a_whole_line_may_be_pasted(stage: Stage) -> None:
    page = await stage.open()
    await page.get_by_role("combobox", name="Message #").fill("/letter to:São Paulo copies:3 note:two words")
    await expect(page.get_by_role("combobox", name="to, required")).to_have_value("São Paulo")
    await expect(page.get_by_role("combobox", name="note")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("To São Paulo; copies 3; note two words")


WRONG = [
    ("/letter tone:warm", "to is required: type a value."),
    ("/letter to:Rome tone:angry", "tone: “angry” is not in the list; choose one from the list."),
    ("/letter to:Rome copies:9", "copies must be at most 5."),
    ("/letter to:Rome copies:many", "copies must be a whole number, such as 1."),
    ("/letter to:Rome friend:nobody", "friend: “nobody” is not in the list; choose one from the list."),
    ("/nothing at all", "No such command. Type / to list the commands."),
]


@pytest.mark.parametrize(("line", "sentence"), WRONG, ids=[line for line, _ in WRONG])
async def test_errors_are_reported_and_nothing_is_sent(stage: Stage, line: str, sentence: str) -> None:
    page = await stage.open()
    await typed(page, line)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    assert (await stage.ask("GET", f"channels/{stage.channel}/messages?user=mia"))["messages"] == []


# On a phone: "/help" and Enter left the list over the message box, with the same sentence in it.
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/help", "No such command."),
        ("/nothing at all", "No such command."),
        ("/letter to:Rome tone:angry", "is not in the list"),
        ("/inspect file: x", ""),
    ],
)
async def test_an_error_is_said_once_and_nothing_lies_over_the_message_box(
    stage: Stage, line: str, sentence: str, width: int, height: int
) -> None:
    page = await stage.open(width=width, height=height)
    await typed(page, line)
    await page.keyboard.press("Enter")
    await page.wait_for_function(
        "sentence => document.querySelector('#problem').textContent.includes(sentence)", arg=sentence
    )
    said = await page.locator("body").inner_text()
    if sentence == "No such command.":
        assert said.count(sentence) == 1
        await expect(page.locator(".listbox")).to_have_count(0)
    covered = await page.evaluate("""() => [...document.querySelectorAll(".listbox:popover-open")].some((list) => {
        const box = document.querySelector("#composer").getBoundingClientRect(), over = list.getBoundingClientRect();
        return over.top < box.bottom && over.bottom > box.top && over.left < box.right && over.right > box.left;
    })""")
    assert not covered


async def test_a_phone_cuts_nothing_off_the_message_box(stage: Stage) -> None:
    page = await stage.open(width=390, height=844)
    box = page.get_by_role("combobox", name="Message #")
    await expect(box).to_have_attribute("placeholder", re.compile(r"^Type / or message #\S"))
    wide, room = await box.evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert wide <= room, await box.get_attribute("placeholder")


async def test_the_list_begins_with_commands_of_one_word(stage: Stage) -> None:
    page = await stage.open("mia")
    await typed(page, "/")
    names = await page.locator("[role=option] .row-name").all_inner_texts()
    grouped = [" " in name for name in names]
    assert True in grouped
    assert grouped == sorted(grouped)


async def test_optional_options_are_offered_and_taken_back_by_keyboard(stage: Stage) -> None:
    page = await stage.open()
    await typed(page, "/letter Rome")
    await page.keyboard.press("Tab")
    await expect(listed(page)).to_contain_text(["tone", "copies", "friend", "place", "urgent", "note"])
    await page.keyboard.type("ur")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("combobox", name="urgent")).to_be_focused()
    await expect(listed(page)).to_have_text(["True", "False"])
    await page.keyboard.press("Backspace")
    await expect(page.get_by_role("combobox", name="urgent")).to_have_count(0)
    city = page.get_by_role("combobox", name="to, required")
    await expect(city).to_be_focused()
    for _ in "Rome":
        await page.keyboard.press("Backspace")
    await page.keyboard.press("Backspace")
    await expect(page.get_by_role("combobox", name="Message #")).to_have_value("/letter")


async def test_tab_takes_the_option_that_is_listed_and_moves_on_where_none_is(stage: Stage) -> None:
    page = await stage.open()
    await typed(page, "/letter to:Rome")
    await page.keyboard.press("Tab")
    await expect(listed(page).first).to_contain_text("tone")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("combobox", name="tone")).to_be_focused()
    await page.keyboard.type("warm")
    await page.keyboard.press("Tab")
    await expect(listed(page).first).to_contain_text("copies")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Send")).to_be_focused()


ONE_LEFT = "/letter to:Rome tone:warm copies:2 friend:@ed place:#general urgent:true"
REST = [
    # Tab takes the only remaining option
    ("Tab", "two words", "note two words"),
    # words typed immediately are its value
    (None, "milk and bread", "note milk and bread"),
    # its name without the colon is not part of the value
    (None, "note milk", "note milk"),
]


@pytest.mark.parametrize(("key", "words", "answer"), REST, ids=[words for _, words, _ in REST])
async def test_the_only_option_left_takes_the_words(stage: Stage, key: str | None, words: str, answer: str) -> None:
    page = await stage.open()
    await page.get_by_role("combobox", name="Message #").fill(ONE_LEFT)
    await page.keyboard.press("Tab")
    await expect(listed(page)).to_have_count(1)
    if key:
        await page.keyboard.press(key)
    await page.keyboard.type(words, delay=15)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text(f"urgent True; {answer}")


async def test_words_that_name_no_option_are_told_what_to_do(stage: Stage) -> None:
    page = await stage.open()
    await typed(page, "/letter to:Rome")
    await page.keyboard.press("Tab")
    await page.keyboard.type("zebra")
    await page.keyboard.press("Enter")
    told = "press Tab to choose one, or type its name and a colon, such as tone:"
    await expect(page.get_by_role("alert").filter(has_text=told)).to_be_visible()


async def test_a_suggestion_taken_is_sent_again_by_its_value(stage: Stage) -> None:
    page = await stage.open()
    await typed(page, "/letter lisb")
    await expect(listed(page)).to_have_text(["Lisbon"])
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("To lisbon")
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("combobox", name="to, required")).to_have_value("Lisbon")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article").filter(has_text="To lisbon")).to_have_count(2)


async def test_escape_closes_the_list_and_then_leaves_the_command(stage: Stage) -> None:
    page = await stage.open()
    await typed(page, "/letter ")
    await expect(page.get_by_role("listbox")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("combobox", name="Message #")).to_be_focused()


async def test_arrow_up_calls_the_last_command_up_again(stage: Stage) -> None:
    page = await stage.open()
    await typed(page, "/letter to:Oslo copies:2")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("To Oslo; copies 2")
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("combobox", name="to, required")).to_have_value("Oslo")
    await expect(page.get_by_role("combobox", name="copies")).to_have_value("2")


async def test_suggestions_wait_for_a_pause_and_stale_ones_are_dropped(stage: Stage) -> None:
    page = await stage.open()
    asked: list[str] = []
    page.on(
        "request",
        lambda request: request.url.endswith("/complete") and asked.append(request.post_data_json["options"]["to"]),
    )
    await typed(page, "/letter ")
    await expect(listed(page).first).to_have_text("Amsterdam")
    await stage.ask(
        "POST",
        "faults",
        {"method": "POST", "route": "/interactions/*/callback", "times": 1, "delay": 0.7, "when": "before"},
    )
    async with page.expect_request("**/complete"):  # after the pause, when the slow question is on its way
        await page.keyboard.type("l")
    await page.keyboard.type("jub")
    await expect(listed(page)).to_have_text(["Ljubljana"])
    await page.wait_for_timeout(700)  # after the slow answer
    await expect(listed(page)).to_have_text(["Ljubljana"])
    assert asked == ["", "l", "ljub"]


# Like Discord, which lists no command that the member may not use.
async def test_a_command_one_lacks_the_permission_for_is_not_listed(stage: Stage) -> None:
    page = await stage.open("mia")
    await typed(page, "/")
    await expect(listed(page).filter(has_text="/letter")).to_have_count(1)
    await expect(listed(page).filter(has_text="/tidy")).to_have_count(0)
    await page.keyboard.type("tidy")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="No such command.")).to_be_visible()
    assert (await stage.ask("GET", f"channels/{stage.channel}/messages?user=ada"))["messages"] == []
    editors = await stage.open("ed")
    await typed(editors, "/tidy ")
    await editors.keyboard.press("Enter")
    await expect(editors.get_by_role("log")).to_contain_text("Tidied.")


async def test_a_file_is_given_to_a_command(stage: Stage) -> None:
    page = await stage.open("mia")
    await typed(page, "/inspect ")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="file is required: choose a file.")).to_be_visible()
    await page.get_by_label("file", exact=True).set_input_files(
        {"name": "note.txt", "mimeType": "text/plain", "buffer": b"12345"}
    )
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("log")).to_contain_text("note.txt: 5 bytes")


async def test_an_ordinary_message_is_sent_and_seen_by_the_others(stage: Stage) -> None:
    mia, ed = await stage.open("mia"), await stage.open("ed")
    await typed(mia, "Hello **there**")
    await mia.keyboard.press("Enter")
    for page in (mia, ed):
        await expect(page.get_by_role("article", name="Mia").locator("strong")).to_have_text("there")


async def test_files_are_attached_to_a_message_taken_away_and_given_to_a_menu(stage: Stage) -> None:
    page = await stage.open("mia")
    tray = page.get_by_role("list", name="Files to send")
    given = [{"name": f"{name}.txt", "mimeType": "text/plain", "buffer": b"12345"} for name in ("one", "two", "three")]
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("button", name="Attach files").click()
    await (await choosing.value).set_files(given)
    await page.get_by_role("button", name="Remove two.txt").click()
    await expect(tray.get_by_role("listitem")).to_have_text(["one.txt✕", "three.txt✕"])
    await page.keyboard.press("Enter")

    await expect(tray).to_be_hidden()
    await expect(page.get_by_role("article", name="Mia").get_by_role("link")).to_have_text(
        ["one.txt5 B", "three.txt5 B"]
    )
    await page.get_by_role("button", name="Apps for this message").click()
    await page.get_by_role("menuitem", name="List files").click()
    await expect(page.get_by_role("article").last).to_contain_text("one.txt: 12345; three.txt: 12345")


async def test_a_message_that_is_refused_keeps_its_words_and_files(stage: Stage) -> None:
    page = await stage.open("mia")
    await stage.ask("PUT", f"channels/{stage.channel}/overwrites/@everyone", {"deny": ["ATTACH_FILES"]})
    await page.get_by_label("Files to attach").set_input_files(
        {"name": "note.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    await typed(page, "Look at this")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("alert").filter(has_text="mia may not attach files")).to_be_visible()
    await expect(page.get_by_role("list", name="Files to send")).to_contain_text("note.txt")
    await expect(page.get_by_role("combobox", name="Message #")).to_have_value("Look at this")


async def test_message_and_user_commands_are_in_the_apps_menu(stage: Stage) -> None:
    await stage.ask("POST", "messages", {"user": "ed", "channel": stage.channel, "content": "one two three"})
    page = await stage.open("mia")
    await page.get_by_role("button", name="Apps for this message").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem")).to_have_text(["Count words", "List files", "Greet"])
    await expect(page.get_by_role("menuitem", name="Count words")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article").last).to_contain_text("3 words")
    await page.get_by_role("button", name="Apps for this message").first.click()
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article").last).to_contain_text("Hello, ed!")
