"""How high answers are on a phone: each command is typed into the sandbox's page at 390 x 844 pixels, with the shipped articles read.

    python -m benchmarks.heights                      a table: the line, its answer's height in pixels, how many screens that is
    python -m benchmarks.heights --shots FOLDER       also a picture of each answer, in the light and the dark theme

`--database FILE` uses a copy of a library that is there instead of reading the shipped articles first, which takes a minute.
It needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import signal
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Locator, Page

WIDTH, HEIGHT = 390, 844
SCREEN = 700
"""Pixels between the bar above the messages and the box below them."""
WORKING = re.compile("Reading (the text|what is new)…")
MESSAGES = "#log > .message[data-id]"
GENERAL = "100000000000001101"
"""The sandbox's #general."""
FILED = Path(__file__).parents[1] / "seeds" / "wikinews-uk-supreme-court-rules-prorogation-of-parliament.md"
"""An article with stances, quotations and events, for the preview."""
LINES = (
    "/help",
    "/about",
    "/privacy show",
    "/stance holder:Iran",
    "/stance holder:Iran on:United States",
    "/stance holder:Elizabeth Warren on:Joe Biden",
    "/stance on:Joe Biden",
    "/timeline about:Iran",
    "/timeline about:Donald Trump",
    "/timeline about:Soleimani",
    "/quote speaker:Rouhani",
    "/quote speaker:Zarif",
    "/quote about:Iran",
    "/compare on:Joe Biden",
    "/compare on:United States",
    "/relation a:Iran b:US",
    "/who name:Zarif",
    "/who name:Iran",
    "/who name:Brexit",
    "/search words:sanctions",
    "/brief",
    "/brief about:Iran",
    "/export about:Iran format:csv",
    "/article list",
    "/article add",
    "/digest subscribe style:brief",
    "/digest preview",
)


@asynccontextmanager
async def running(database: Path) -> AsyncIterator[str]:
    """Runs the sandbox with the bot in it. Yields its address."""
    environment = {
        **os.environ,
        "DISCORD_TOKEN": "",
        "ATTACHE_PORT": "0",
        "ATTACHE_DATABASE": str(database),
        "ATTACHE_ANSWERS_A_MINUTE": "0",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "sandbox",
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout
    try:
        line = (await process.stdout.readline()).decode()
        yield line[line.index("http") :].split()[0]
    finally:
        process.send_signal(signal.SIGINT)
        await process.wait()


async def answered(page: Page, line: str) -> Locator:
    """Types a line. Returns the answer's message once its pictures are there."""
    before = await _number(page)
    await page.locator("#line [role=combobox]").first.click()
    await page.keyboard.type(line)
    for _ in range(2):  # the first may only choose a command or a value from the list
        await page.keyboard.press("Enter")
    return await _settled(page, before)


async def _number(page: Page) -> int:
    return await page.locator(MESSAGES).count()


async def _settled(page: Page, before: int) -> Locator:
    """Returns the first message behind the first `before` ones, with its pictures."""
    message = page.locator(MESSAGES).nth(before)
    await message.filter(has_not_text=WORKING).wait_for()
    await page.wait_for_function(
        """() => !document.querySelector('#log .dots') && [...document.querySelectorAll('#log img')].every(image => image.complete)"""
    )
    return message


async def previewed(page: Page) -> Locator:
    """Hands in an article by the form. Returns its preview."""
    title, published, text = _article(FILED.read_text(encoding="utf-8"))
    before = await _number(page)
    await page.locator("#line [role=combobox]").first.click()
    await page.keyboard.type("/article add ")
    await page.keyboard.press("Enter")
    form = page.get_by_role("dialog")
    await form.get_by_label("Title").fill(title)
    await form.get_by_label("Text").fill(text[:3_900])
    await form.get_by_label("Outlet").fill("The Fjord")
    await form.get_by_label("Published").fill(published)
    await form.get_by_role("button", name="Submit").click()
    await page.get_by_role("button", name="Discard").wait_for()
    return await _settled(page, before)


def _article(file: str) -> tuple[str, str, str]:
    _, head, text = file.split("---\n", 2)
    found = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    return found["title"].strip('"'), found["published"].strip('"'), f"{text.strip()}\n"


async def measured(page: Page, shots: Path | None) -> AsyncIterator[tuple[str, int]]:
    """Yields each line with the height of its answer; takes pictures of it if there is a folder for them."""
    for line in LINES:
        message = await (previewed(page) if line == "/article add" else answered(page, line))
        box = await message.bounding_box()
        assert box
        if shots:
            await _pictured(page, message, shots / re.sub(r"\W+", "-", line).strip("-"))
        yield line, round(box["height"])


async def _pictured(page: Page, message: Locator, name: Path) -> None:
    box = await message.bounding_box()
    assert box
    await page.set_viewport_size({"width": WIDTH, "height": round(box["height"]) + 300})  # or it would be cut
    for theme in ("light", "dark"):
        await page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        await message.screenshot(path=f"{name}-{theme}.png")
    await page.set_viewport_size({"width": WIDTH, "height": HEIGHT})


async def measure(database: Path | None, shots: Path | None) -> list[int]:
    """Prints the table. Returns the heights."""
    heights = []
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "attache.db"
        if database:
            shutil.copy(database, library)
        async with running(library) as address, async_playwright() as playwright:
            chromium = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            context = await chromium.new_context(
                viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", reduced_motion="reduce"
            )
            context.set_default_timeout(60_000)
            page = await context.new_page()
            await page.goto(f"{address}/#ed/{GENERAL}")
            await page.locator("body[data-ready]").wait_for()
            while "still reading" in await (await answered(page, "/stance holder:Gillibrand")).inner_text():
                pass
            print("| command | pixels | screens |\n|---|---:|---:|")
            async for line, height in measured(page, shots):
                print(f"| `{line}` | {height:,} | {height / SCREEN:.1f} |", flush=True)
                heights.append(height)
            await chromium.close()
    return heights


def figures(database: Path | None = None, shots: Path | None = None) -> list[Figure]:
    """Returns the height of the highest answer."""
    heights = asyncio.run(measure(database, shots))
    return [Figure(f"the highest of {len(heights)} answers on a phone", max(heights), "pixels", SCREEN)]


def main() -> None:
    """Print how high each answer is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", type=Path, help="a library to copy")
    parser.add_argument("--shots", type=Path, help="folder for the pictures")
    args = parser.parse_args()
    if args.shots:
        args.shots.mkdir(parents=True, exist_ok=True)
    figures(args.database, args.shots)


if __name__ == "__main__":
    main()
