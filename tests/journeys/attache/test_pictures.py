"""A page's picture from a link an editor brings to the edition a channel reads, through the real client: never one that is hostile, never fetched."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.sandbox import Driver, Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.app import Attache

pytestmark = pytest.mark.asyncio(loop_scope="module")

SERVER = "100000000000001000"
PICTURE = "https://cdn.fjord.example/2025/embargo.jpg"
THUMBNAIL, SECTION, TEXT, BUTTON = 11, 9, 10, 2
STORY = "".join(
    f"<p>{one}</p>"
    for one in (
        "Norway sanctioned Belarus on Tuesday after the attack on the border post, the foreign ministry said in Oslo.",
        "“The raid was a crime,” said Kari Nordlund, a spokeswoman of the Norwegian government.",
        "Sweden supports the sanctions. Swedish officials said that talks with the neighbours would go on next week.",
    )
)


class Site:
    """A news site of one page; it notes what it is asked for."""

    def __init__(self) -> None:
        self.head = ""
        self.url = ""
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        page = f"<html lang=en><head><title>Norway sanctions Belarus</title><meta property='og:site_name' content='The Fjord'>{self.head}</head><body><article>{STORY}</article></body></html>"
        return web.Response(text=page, content_type="text/html")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site() -> AsyncIterator[Site]:
    one = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", one.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    one.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield one
    await runner.cleanup()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as one:
        yield one
        broken = [f"{call.method} {call.path}: {'; '.join(call.violations)}" for call in one.calls.broken]
    assert not broken, "the bot sent what Discord refuses:\n" + "\n".join(broken)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    async with Driver(sandbox.url) as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def started(
    start: Callable[..., AbstractAsyncContextManager[Attache]],
    sandbox: Sandbox,
    site: Site,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Attache]:
    database = tmp_path_factory.mktemp("library") / "attache.db"
    async with start(sandbox, database, attache_reachable=site.url.removeprefix("http://")) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="module")
async def attache(started: Attache) -> AsyncIterator[Attache]:
    yield started
    await started.desk.purge(SERVER)


def inside(message: dict[str, Any], kind: int) -> list[dict[str, Any]]:
    """The components of one type, accessories too."""

    def found(component: dict[str, Any]) -> list[dict[str, Any]]:
        under = [*component.get("components", []), *filter(None, [component.get("accessory")])]
        own = [component] if component["type"] == kind else []
        return own + [one for child in under for one in found(child)]

    return [one for component in message["components"] for one in found(component)]


def picture(message: dict[str, Any]) -> tuple[str, str] | None:
    """The picture a message shows and the words for it; there is one at most."""
    found = [(one["media"]["url"], one["description"]) for one in inside(message, THUMBNAIL)]
    assert len(found) <= 1
    return found[0] if found else None


async def settled(driver: Driver, shown: dict[str, Any]) -> dict[str, Any]:
    """A message once it has buttons: it says before what is being done."""
    message: dict[str, Any] = shown["message"]
    async with asyncio.timeout(30):
        while not inside(message, BUTTON):
            await asyncio.sleep(0.05)
            message = next(one for one in await driver.messages("general", user="ed") if one["id"] == message["id"])
    return message


async def press(driver: Driver, message: dict[str, Any], label: str) -> dict[str, Any]:
    [custom_id] = [one["custom_id"] for one in inside(message, BUTTON) if one["label"] == label]
    return await settled(driver, await driver.press(message, custom_id, user="ed"))


async def filed(driver: Driver, site: Site, head: str) -> dict[str, Any]:
    """The preview of the site's article; it is filed then."""
    site.head = head
    shown = await driver.command("article add", {"link": f"{site.url}/embargo"}, user="ed")
    preview = await settled(driver, shown)
    await press(driver, preview, "File")
    return preview


async def edition(driver: Driver, **options: str) -> dict[str, Any]:
    """The edition that a digest of these options sends now."""
    await driver.command(
        "digest subscribe", {"channel": "100000000000001102", "about": "norway", **options}, user="ada"
    )
    await driver.command("digest now", {}, user="ada")
    return dict((await driver.messages("briefings", user="ada"))[-1])


OG = f'<meta property="og:image" content="{PICTURE}"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">'
WORDS = "Picture of the article “Norway sanctions Belarus”, The Fjord"


@pytest.mark.usefixtures("attache")
async def test_a_pages_picture_is_previewed_kept_and_stands_beside_its_story(driver: Driver, site: Site) -> None:
    preview = await filed(driver, site, OG)
    assert picture(preview) == (PICTURE, WORDS)
    shown = await driver.command("article show", {"article": "Norway sanctions Belarus"}, user="mia")
    assert picture(shown["message"]) == (PICTURE, WORDS)
    sent = await edition(driver)
    assert picture(sent) == (PICTURE, WORDS)
    [section] = inside(sent, SECTION)
    assert "Norway sanctions Belarus" in section["components"][0]["content"]
    # it is handed on as a link: nobody here asked for it
    assert not [path for path in site.asked if path.endswith(".jpg")]
    # another edition of the same channel may go without
    changed = await driver.command("digest edit", {"picture": "no", "language": "Deutsch"}, user="ada")
    assert (
        "shows no picture"
        in inside(changed["message"], TEXT)[0]["content"] + inside(changed["message"], TEXT)[1]["content"]
    )


@pytest.mark.usefixtures("attache")
@pytest.mark.parametrize(
    ("options", "shows"), [({"picture": "no"}, False), ({"style": "headlines"}, False), ({"style": "full"}, True)]
)
async def test_an_edition_shows_it_where_it_is_wanted(
    driver: Driver, site: Site, options: dict[str, str], shows: bool
) -> None:
    await filed(driver, site, OG)
    sent = await edition(driver, **options)
    assert (picture(sent) == (PICTURE, WORDS)) is shows
    assert bool(picture(sent)) is shows


HOSTILE = [
    "javascript:alert(1)",
    "data:image/png;base64,iVBORw0KGgo=",
    "http://169.254.169.254/latest/meta-data",
    "https://169.254.169.254/latest/meta-data",
    "https://user:word@cdn.fjord.example/a.jpg",
    "https://cdn.fjord.example/" + "a" * 5_000,
    "https://cdn.fjord.example/a&#10;# Heading @everyone",
    "[x](https://evil.example/a.jpg)",
    # relative: to a site that is reached in the clear
    "/a.jpg",
]


@pytest.mark.usefixtures("attache")
@pytest.mark.parametrize("link", HOSTILE, ids=lambda link: link[:40])
async def test_a_hostile_link_never_gets_out(driver: Driver, site: Site, link: str) -> None:
    preview = await filed(driver, site, f'<meta property="og:image" content="{link}">')
    assert picture(preview) is None
    assert picture(await edition(driver, style="full")) is None
    for name in ("general", "briefings"):
        for message in await driver.messages(name, user="ada"):
            assert link[:60] not in str(message["components"])


@pytest.mark.usefixtures("attache")
async def test_a_picture_that_discord_refuses_keeps_no_edition_back(driver: Driver, site: Site) -> None:
    await filed(driver, site, OG)
    await driver.command("digest subscribe", {"channel": "100000000000001102", "about": "norway"}, user="ada")
    await driver.fault(
        "/channels/*/messages", method="POST", status=400, body={"code": 50035, "message": "Invalid Form Body"}
    )
    before = len(await driver.messages("briefings", user="ada"))
    await driver.command("digest now", {}, user="ada")
    there = await driver.messages("briefings", user="ada")
    assert len(there) == before + 1
    sent = there[-1]
    assert "Norway sanctions Belarus" in str(sent["components"])
    assert picture(sent) is None


@pytest.mark.usefixtures("attache")
async def test_reading_again_takes_a_new_picture_and_keeps_the_old_where_the_page_has_none(
    driver: Driver, site: Site
) -> None:
    await filed(driver, site, OG)

    async def reread(head: str) -> tuple[str, str] | None:
        site.head = head
        shown = await driver.command("article show", {"article": "Norway sanctions Belarus"}, user="ed")
        again = await press(driver, shown["message"], "Read again")
        return picture(await press(driver, again, "Look at it"))

    assert await reread("") == (PICTURE, WORDS)
    newer = PICTURE.replace("embargo", "border")
    assert await reread(OG.replace(PICTURE, newer)) == (newer, WORDS)
