"""Tests the page around the messages: users and what they see, the protocol panel, narrow windows, colours, names for screen readers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.sandbox import Sandbox

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

Stage = Any

expect = pytest.importorskip(
    "playwright.async_api", reason="the page is not tested: playwright is not installed"
).expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_another_user_sees_other_channels(stage: Stage) -> None:
    page = await stage.open("ed", "editors")
    channels = page.get_by_role("navigation", name="Channels")
    await expect(channels.get_by_role("link", name="editors")).to_have_attribute("aria-current", "page")
    await page.get_by_label("You are").select_option("Mia (mia)")
    await expect(channels.get_by_role("link", name="editors")).to_have_count(0)
    await expect(page.get_by_role("heading", level=2, name="general")).to_be_visible()
    await expect(channels.get_by_role("region", name="Second Server")).to_be_visible()
    await page.get_by_label("You are").select_option("Sam (sam)")
    await expect(channels.get_by_role("region", name="Newsroom")).to_have_count(0)
    await expect(page.get_by_role("heading", level=2, name="lounge")).to_be_visible()


async def test_a_newcomer_is_told_what_to_type(stage: Stage) -> None:
    page = await stage.open()
    steps = page.get_by_role("region", name="First steps")
    await expect(steps).to_contain_text("Type / to see what the bot can do.")
    await steps.get_by_role("button", name="/buttons").click()
    await expect(page.get_by_role("group", name="Command /buttons")).to_be_visible()
    await steps.get_by_role("button", name="/", exact=True).click()
    await expect(page.get_by_role("listbox", name="Commands")).to_be_visible()


# The first four by the alphabet were offered: /about, /brief, /compare and /export.
async def test_newcomers_are_offered_help_first_and_no_subcommand_before_a_command(module: Page) -> None:
    offered = await module.evaluate("""async () => {
        const { newcomerCard } = await import("http://page.test/surroundings.js");
        const commands = ["about", "article list", "compare", "help"].map((path) => ({ path, key: path, description: "" }));
        const card = newcomerCard({ channel: { type: 0 }, commands, empty: true });
        return [...card.querySelectorAll(".try")].map((button) => button.textContent);
    }""")
    assert offered == ["/help", "/about", "/compare", "/article list"]


async def test_direct_messages_with_the_bot_work(stage: Stage) -> None:
    page = await stage.open("sam", "dm")
    await page.get_by_role("combobox", name="Message @Showcase").fill("/notes add text:a secret")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("Noted: a secret")


async def test_the_protocol_panel_shows_calls_and_broken_rules(stage: Stage) -> None:
    page = await stage.open()
    await page.get_by_role("button", name="Protocol").click()
    panel = page.get_by_role("complementary", name="Protocol")
    await stage.run("broken")
    wrong = panel.locator(".call.wrong")
    await expect(wrong.first).to_contain_text("POST")
    await expect(wrong.first.locator("li").first).to_contain_text("2000")
    await panel.get_by_role("checkbox", name="broken rules only").check()
    await expect(panel.locator(".call:visible:not(.wrong)")).to_have_count(0)
    await panel.get_by_role("button", name="Clear").click()
    await expect(panel.locator(".call")).to_have_count(0)


async def test_a_narrow_window_never_scrolls_sideways(stage: Stage) -> None:
    for name in ("card", "embed", "buttons", "menus", "markup", "picture", "hostile"):
        await stage.run(name)
    page = await stage.open(width=360, height=700)
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await page.evaluate("scroller.scrollWidth <= scroller.clientWidth")
    await expect(page.get_by_role("navigation", name="Channels")).to_be_hidden()
    await page.get_by_role("button", name="Servers and channels").click()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Servers and channels")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("link", name="briefings").click()
    await expect(page.get_by_role("heading", level=2, name="briefings")).to_be_visible()
    await expect(page.get_by_role("navigation", name="Channels")).to_be_hidden()


async def test_a_screen_reader_finds_its_way(stage: Stage) -> None:
    await stage.run("letter", to="Rome")
    page = await stage.open()
    await expect(page.get_by_role("main")).to_match_aria_snapshot("""
      - main:
        - heading "a-screen-reader-finds-its-way" [level=2]
        - button "Switch between dark and light"
        - button "Protocol"
        - region "Conversation":
          - region "First steps"
          - log:
            - article "Showcase, app":
              - paragraph: Mia used /letter
              - time
              - strong: Rome
        - form "Write":
          - combobox
          - button "Send"
    """)
    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the message box")).to_be_focused()


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_words_stand_out_from_their_ground(stage: Stage, scheme: str) -> None:
    page = await stage.open(color_scheme=scheme)
    pairs = [
        ("--text", "--bg"), ("--quiet", "--bg"), ("--quiet", "--side"), ("--quiet", "--raise"), ("--text", "--neutral"), ("--accent", "--bg"), ("--accent", "--raise"),
        ("--accent", "--accent-soft"), ("--text", "--accent-soft"), ("--quiet", "--accent-soft"), ("--on-solid", "--solid"), ("--on-solid", "--success"), ("--on-solid", "--danger"),
        ("--bad", "--bg"), ("--bad", "--bad-soft"), ("--bad", "--raise"), ("--warm", "--warm-soft"), ("--text", "--sink"),
    ]  # fmt: skip
    ratios = await page.evaluate(CONTRAST, pairs)
    assert [(pair, round(ratio, 2)) for pair, ratio in zip(pairs, ratios, strict=True) if ratio < 4.5] == []


CONTRAST = """(pairs) => {
    const probe = document.body.appendChild(document.createElement("i"));
    const light = (name) => {
        probe.style.color = `var(${name})`;
        const [r, g, b] = getComputedStyle(probe).color.match(/[0-9.]+/g).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    return pairs.map(([a, b]) => Math.max(light(a), light(b)) / Math.min(light(a), light(b)));
}"""


async def test_the_reader_chooses_dark_or_light(stage: Stage) -> None:
    page = await stage.open(color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    before = await page.evaluate(ground)
    await page.get_by_role("button", name="Switch between dark and light").click()
    assert await page.evaluate(ground) != before
    await page.reload()
    await page.locator("body[data-ready]").wait_for()
    assert await page.evaluate(ground) != before


async def test_nothing_is_loaded_from_elsewhere(stage: Stage) -> None:
    for name in ("card", "embed", "hostile", "markup"):
        await stage.run(name)
    page = await stage.open()
    asked = await page.evaluate("performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin)")
    assert set(asked) == {stage.sandbox.url}


async def test_the_page_finds_a_sandbox_that_comes_back(browser: Browser, unused_tcp_port: int) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    async with Sandbox(port=unused_tcp_port) as sandbox:
        await page.goto(sandbox.url)
        await expect(page.get_by_text("No bot is connected.")).to_be_visible()
        await page.get_by_role("combobox", name="Message #general").fill("half a sentence")
    await expect(page.get_by_text("Can't reach the sandbox; trying again.")).to_be_visible()
    async with Sandbox(port=unused_tcp_port) as sandbox:
        await expect(page.get_by_text("No bot is connected.")).to_be_visible()
        await expect(page.get_by_role("combobox", name="Message #general")).to_have_value("half a sentence")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("article", name="Mia")).to_contain_text("half a sentence")
        await context.close()


# “No bot is connected. Start one …” stood there for as long as the first start took.
async def _beat(gateway: aiohttp.ClientWebSocketResponse) -> None:
    """Keeps a connection alive, however long a page takes on a busy machine: without heartbeats it is closed."""
    while True:
        await gateway.send_json({"op": 1, "d": None})
        await asyncio.sleep(5)


async def test_a_bot_that_is_being_started_is_awaited(browser: Browser) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    async with Sandbox(application_name="Herald", awaits=True) as sandbox:
        await page.goto(sandbox.url)
        await expect(page.get_by_text("Herald is starting.")).to_be_visible()
        identify = {"token": sandbox.token, "intents": 1, "properties": {}}
        async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.gateway_url) as gateway:
            await gateway.send_json({"op": 2, "d": identify})
            alive = asyncio.create_task(_beat(gateway))
            await expect(page.get_by_text("bot online")).to_be_visible()
            await expect(page.get_by_text("Herald is starting.")).to_be_hidden()
            alive.cancel()
        await expect(page.get_by_text("No bot is connected.")).to_be_visible()
        await page.reload()
        await expect(page.get_by_text("No bot is connected.")).to_be_visible()
        await context.close()


GREET = {
    "name": "greet",
    "description": "Greet somebody",
    "options": [{"name": "whom", "description": "Whom", "type": 3, "autocomplete": True}],
}


async def test_messages_sent_while_the_sandbox_was_away_are_dropped_and_lost_ones_reported(
    browser: Browser, unused_tcp_port: int
) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    away = page.get_by_text("Can't reach the sandbox. Is it still running?")
    gone = page.get_by_text("The sandbox was restarted; earlier messages are gone.")
    async with Sandbox(port=unused_tcp_port) as sandbox:
        commands = f"{sandbox.url}/api/v10/applications/{sandbox.world.application_id}/commands"
        as_bot = {"Authorization": f"Bot {sandbox.token}"}
        async with aiohttp.request("POST", commands, json=GREET, headers=as_bot) as answer:
            assert answer.ok
        await page.goto(sandbox.url)
        line = page.get_by_role("combobox", name="Message #general")
        await line.fill("soon forgotten")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("article", name="Mia")).to_be_visible()
    await line.fill("/greet whom:e")
    await expect(page.get_by_role("listbox").locator("..")).to_contain_text("Can't reach the sandbox.")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="Can't reach the sandbox.")).to_be_visible()
    async with Sandbox(port=unused_tcp_port):
        await expect(gone).to_be_visible()
        await expect(away).to_have_count(0)
        await page.get_by_role("link", name="briefings").click()
        await expect(gone).to_have_count(0)
        await context.close()
