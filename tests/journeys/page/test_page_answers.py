"""Tests answers in the page: who sees them, what they show, and what can be pressed, chosen and filled in."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page, Route

Stage = Any

expect = pytest.importorskip(
    "playwright.async_api", reason="the page is not tested: playwright is not installed"
).expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""


def last(page: Page) -> Locator:
    """The newest message."""
    return page.get_by_role("article").last


async def test_an_ephemeral_answer_is_seen_by_its_user_only_and_can_be_dismissed(stage: Stage) -> None:
    mia, ed = await stage.open("mia"), await stage.open("ed")
    await stage.run("whisper", user="mia")
    await stage.run("letter", user="mia", to="Rome")
    await expect(ed.get_by_role("log")).to_contain_text("To Rome")
    await expect(ed.get_by_role("log")).not_to_contain_text("between us")
    whispered = mia.get_by_role("article").filter(has_text="This stays between us.")
    await expect(whispered).to_contain_text("Only you can see this")
    await whispered.get_by_role("button", name="Dismiss").click()
    await expect(whispered).to_have_count(0)


async def test_a_deferred_answer_thinks_first_and_an_edit_is_marked(stage: Stage) -> None:
    page = await stage.open()
    await stage.run("slow", finish=False)
    await expect(last(page)).to_contain_text("Showcase is thinking")
    await stage.run("slow")
    await expect(last(page)).to_contain_text("Here is what I thought, better put. (edited)")


# A bot may edit its answer before the page knows how the command went: the events have already shown it.
async def test_a_finished_answer_is_not_overwritten_by_its_first_state(stage: Stage) -> None:
    page = await stage.open()

    async def late(route: Route) -> None:
        answer = await route.fetch()
        await expect(last(page)).to_contain_text("Here is what I thought, better put.")
        body = await answer.json()
        begun = {**body, "message": {**body["message"], "thinking": True}}
        await route.fulfill(response=answer, json=begun)

    await page.route("**/sandbox/api/commands", late)
    async with page.expect_response("**/sandbox/api/commands"):
        await page.get_by_role("combobox", name="Message #").fill("/slow ")
        await page.keyboard.press("Enter")
    await expect(page.locator(".waiting")).to_have_count(0)
    await expect(last(page)).to_contain_text("Here is what I thought, better put.")


async def test_a_command_never_answered_says_so(stage: Stage) -> None:
    page = await stage.open()
    await page.get_by_role("combobox", name="Message #").fill("/silent ")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Sending /silent")).to_be_visible()
    await stage.ask("POST", "clock", {"advance": 3})
    await expect(page.get_by_text("The application did not respond.")).to_be_visible()
    await page.get_by_role("button", name="Dismiss").click()
    await expect(page.get_by_text("The application did not respond.")).to_have_count(0)


async def test_buttons_edit_answer_whisper_and_fail(stage: Stage) -> None:
    await stage.run("buttons")
    page = await stage.open("mia")
    await expect(page.get_by_role("button", name="Shut")).to_be_disabled()
    link = page.get_by_role("link", name="Elsewhere")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await page.get_by_role("button", name="Open").click()
    await expect(page.get_by_role("article").first).to_contain_text("Opened by mia. (edited)")
    await page.get_by_role("button", name="Accept").click()
    await expect(last(page)).to_contain_text("Accepted.")
    await page.get_by_role("button", name="Whisper").click()
    await expect(last(page)).to_contain_text("Only you can see this")
    await page.get_by_role("button", name="Deaf").click()
    await stage.ask("POST", "clock", {"advance": 3})
    await expect(page.get_by_role("alert").filter(has_text="The application did not respond.")).to_be_visible()


async def test_a_press_the_sandbox_does_not_hear_is_told_below_the_button(stage: Stage) -> None:
    await stage.run("card")
    page = await stage.open("mia")
    await page.route("**/sandbox/api/press", lambda route: route.abort())
    await page.get_by_role("button", name="More").click()
    told = page.locator(".section:has(button) + .press-problem")
    await expect(told).to_contain_text("Can't reach the sandbox.")
    stage.complaints.clear()  # the browser's own message about the request that was cut off


async def test_selects_are_chosen_from_by_keyboard(stage: Stage) -> None:
    await stage.run("menus")
    page = await stage.open("mia")
    fruit = page.get_by_role("combobox", name="Which fruits?")
    await fruit.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("listbox").get_by_role("option")).to_contain_text(
        ["A bowl of apples", "A bowl of pears", "A bowl of plums"]
    )
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press(" ")
    await page.keyboard.press("Escape")
    await expect(last(page)).to_contain_text("Fruit: apple, plum")


@pytest.mark.parametrize(
    ("menu", "choice", "answer"),
    [
        ("Who?", "Ed", "Person: ed"),
        ("Which role?", "@Editors", "Role: Editors"),
        ("Which channel?", "#general", "Channel: general"),
    ],
)
async def test_people_roles_and_channels_are_chosen(stage: Stage, menu: str, choice: str, answer: str) -> None:
    await stage.run("menus")
    page = await stage.open("mia")
    await page.get_by_role("combobox", name=menu).click()
    await page.get_by_role("listbox").get_by_role("option", name=re.compile(f"^{choice}")).click()
    await expect(last(page)).to_contain_text(answer)


async def test_a_modal_is_a_dialog_with_labels_limits_and_a_select(stage: Stage) -> None:
    page = await stage.open("mia")
    await page.get_by_role("combobox", name="Message #").fill("/form ")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="A letter")
    subject = dialog.get_by_role("textbox", name="Subject (required)")
    await expect(subject).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_role("alert").filter(has_text="This field is required.")).to_be_visible()
    await page.keyboard.type("A subject that is far too long")
    await expect(subject).to_have_value("A subject that is fa")
    await expect(dialog).to_contain_text("20 / 20")
    await page.keyboard.press("Tab")
    await expect(dialog.get_by_role("textbox", name="Text")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_role("combobox")).to_have_text("Warm")
    await dialog.get_by_role("button", name="Submit").press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(last(page)).to_contain_text("Letter “A subject that is fa”, Warm")


async def test_a_modal_has_radio_buttons_checkboxes_and_files(stage: Stage) -> None:
    page = await stage.open("mia")
    await page.get_by_role("combobox", name="Message #").fill("/survey ")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="A survey")
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog.get_by_role("alert").filter(has_text="Choose one.")).to_be_visible()
    await dialog.get_by_role("radiogroup", name="Size (required)").get_by_role("radio", name="Large").check()
    await dialog.get_by_role("group", name="Extras").get_by_role("checkbox", name="Nuts").check()
    await dialog.get_by_role("checkbox", name="Agreed").check()
    await dialog.get_by_label("Proof").set_input_files(
        {"name": "proof.txt", "mimeType": "text/plain", "buffer": b"seen"}
    )
    await dialog.get_by_role("button", name="Submit").click()
    await expect(last(page)).to_contain_text("size l; extras nuts; agreed True; proof proof.txt")


async def test_a_picture_has_its_alternative_text(stage: Stage) -> None:
    await stage.run("picture")
    page = await stage.open("mia")
    picture = page.get_by_role("img", name="A calm sea at dusk")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") == 240
    await page.get_by_text("ALT", exact=True).click()
    await expect(page.get_by_text("A calm sea at dusk")).to_be_visible()


async def test_a_picture_from_elsewhere_is_asked_for_without_saying_who_asks_and_its_words_stand_in_for_one_that_is_gone(
    stage: Stage,
) -> None:
    page = await stage.open("mia")
    asked: dict[str, dict[str, str]] = {}

    async def answer(route: Route) -> None:
        asked[route.request.url] = await route.request.all_headers()
        found = route.request.url.endswith("found.png")
        await (route.fulfill(body=PNG, content_type="image/png") if found else route.fulfill(status=404))

    await page.route("**://pictures.example/**", answer)
    await stage.run("outside")
    picture = page.get_by_role("img", name="A picture that is there")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") == 1
    await expect(picture).to_have_attribute("loading", "lazy")
    await expect(page.get_by_role("img")).to_have_count(1)
    for words, address in (("A picture that is gone", "gone.png"), ("A picture in the clear", "clear.png")):
        frame = page.locator(".elsewhere").filter(has_text=words)
        await expect(frame.get_by_role("link")).to_have_text(re.compile(address))
    assert set(asked) == {"https://pictures.example/found.png", "https://pictures.example/gone.png"}
    assert not any("referer" in headers or "cookie" in headers for headers in asked.values())
    stage.complaints[:] = [
        complaint for complaint in stage.complaints if "404" not in complaint
    ]  # the picture that is gone


async def test_an_embed_shows_its_parts(stage: Stage) -> None:
    await stage.run("embed")
    page = await stage.open("mia")
    shown = last(page)
    await expect(shown.get_by_role("link", name="Quarterly figures")).to_have_attribute(
        "href", "https://example.org/figures"
    )
    await expect(shown).to_contain_text("Up by 4 %, said @Ada.")
    for words in ("Statistics office", "North", "12", "South", "9", "Provisional"):
        await expect(shown).to_contain_text(words)


async def test_a_components_v2_card_shows_its_parts(stage: Stage) -> None:
    await stage.run("card")
    page = await stage.open("mia")
    card = page.locator(".container")
    await expect(card).to_have_css("border-left-color", "rgb(42, 157, 143)")
    await expect(card.get_by_role("heading", name="Weather in Lisbon")).to_be_visible()
    for name in ("A teal square with stripes", "Orange stripes", "Blue stripes"):
        await expect(card.get_by_role("img", name=name)).to_be_visible()
    await expect(card.locator("hr")).to_have_count(2)
    await expect(card.get_by_role("button", name="Earlier")).to_be_disabled()
    await expect(card.locator("time")).to_contain_text("ago")


async def test_hostile_text_is_only_text(stage: Stage) -> None:
    await stage.run("hostile")
    page = await stage.open("mia", width=800)
    shown = last(page)
    await expect(shown).to_contain_text("<script>document.title='owned'</script>")
    assert await shown.locator("script, iframe, object, style").count() == 0
    assert await shown.locator("img").count() == 0
    await expect(page).to_have_title(re.compile("Sandbox"))
    assert await shown.locator("a[href^='javascript']").count() == 0
    assert await page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth && scroller.scrollWidth <= scroller.clientWidth"
    )


async def test_a_message_of_others_appears_changes_and_goes(stage: Stage) -> None:
    page = await stage.open("ed")
    message = (await stage.run("buttons", user="mia"))["message"]["id"]
    await expect(last(page)).to_contain_text("Choose a door.")
    await stage.ask("POST", "press", {"user": "mia", "message": message, "custom_id": await _custom_id(stage, "Open")})
    await expect(last(page)).to_contain_text("Opened by mia.")


async def _custom_id(stage: Stage, label: str) -> str:
    messages = (await stage.ask("GET", f"channels/{stage.channel}/messages?user=mia"))["messages"]
    found: str = next(
        part["custom_id"]
        for row in messages[-1]["components"]
        for part in row["components"]
        if part.get("label") == label
    )
    return found
