"""Tests a page's picture through the real client, from the link to the edition: never a hostile one, and never fetched."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.attache.newsroom.conftest import NewsSite, Patient, button

pytestmark = pytest.mark.asyncio(loop_scope="module")

LIMITS = {"attache_articles_a_day": 50}
PICTURE = "https://cdn.fjord.example/2025/embargo.jpg"
THUMBNAIL, SECTION, TEXT = 11, 9, 10
STORY = """Norway sanctioned Belarus on Tuesday after the attack on the border post, the foreign ministry said in Oslo.

“The raid was a crime,” said Kari Nordlund, a spokeswoman of the Norwegian government.

Sweden supports the sanctions. Swedish officials said that talks with the neighbours would go on next week."""


def inside(message: dict[str, Any], kind: int) -> list[dict[str, Any]]:
    """The components of one type, including accessories."""

    def found(component: dict[str, Any]) -> list[dict[str, Any]]:
        under = [*component.get("components", []), *filter(None, [component.get("accessory")])]
        own = [component] if component["type"] == kind else []
        return own + [part for child in under for part in found(child)]

    return [part for component in message["components"] for part in found(component)]


def picture(message: dict[str, Any]) -> tuple[str, str] | None:
    """The picture in a message and its alt text; there is at most one."""
    found = [(part["media"]["url"], part["description"]) for part in inside(message, THUMBNAIL)]
    assert len(found) <= 1
    return found[0] if found else None


async def press(driver: Patient, message: dict[str, Any], label: str) -> dict[str, Any]:
    shown: dict[str, Any] = (await driver.press(message, button(message, label), user="ed"))["message"]
    return shown


async def filed(driver: Patient, site: NewsSite, head: str) -> dict[str, Any]:
    """The preview of the site's article, which is filed then."""
    link = site.write("/embargo", "Norway sanctions Belarus", STORY, head=head)
    preview: dict[str, Any] = (await driver.command("article add", {"link": link}, user="ed"))["message"]
    await press(driver, preview, "Add")
    return preview


async def edition(driver: Patient, **options: str) -> dict[str, Any]:
    """The edition that a digest with these options sends now."""
    await driver.command(
        "digest subscribe",
        {"channel": "100000000000001102", "about": "norway", "max_age": 3_650, **options},
        user="ada",
    )
    await driver.command("digest now", {}, user="ada")
    return dict((await driver.messages("briefings", user="ada"))[-1])


OG = f'<meta property="og:image" content="{PICTURE}"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">'


def pictured(site: NewsSite) -> tuple[str, str]:
    """The picture with its alt text."""
    return PICTURE, f"Picture of the article “Norway sanctions Belarus”, {site.outlet}"


@pytest.mark.usefixtures("attache")
async def test_a_pages_picture_is_previewed_kept_and_stands_beside_its_story(driver: Patient, site: NewsSite) -> None:
    preview = await filed(driver, site, OG)
    assert picture(preview) == pictured(site)
    shown = await driver.command("article show", {"article": "Norway sanctions Belarus"}, user="mia")
    assert picture(shown["message"]) == pictured(site)
    sent = await edition(driver)
    assert picture(sent) == pictured(site)
    [section] = inside(sent, SECTION)
    assert "Norway sanctions Belarus" in section["components"][0]["content"]
    # it is passed on as a link: nobody here requested it
    assert not [path for path in site.asked if path.endswith(".jpg")]
    # another edition in the same channel may have no picture
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
    driver: Patient, site: NewsSite, options: dict[str, str], shows: bool
) -> None:
    await filed(driver, site, OG)
    sent = await edition(driver, **options)
    assert (picture(sent) == pictured(site)) is shows
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
    # relative to a site without https
    "/a.jpg",
]


@pytest.mark.usefixtures("attache")
@pytest.mark.parametrize("link", HOSTILE, ids=lambda link: link[:40])
async def test_a_hostile_link_never_gets_out(driver: Patient, site: NewsSite, link: str) -> None:
    preview = await filed(driver, site, f'<meta property="og:image" content="{link}">')
    assert picture(preview) is None
    assert picture(await edition(driver, style="full")) is None
    for name in ("general", "briefings"):
        for message in await driver.messages(name, user="ada"):
            assert link[:60] not in str(message["components"])


@pytest.mark.usefixtures("attache")
async def test_a_picture_that_discord_refuses_keeps_no_edition_back(driver: Patient, site: NewsSite) -> None:
    await filed(driver, site, OG)
    await driver.command(
        "digest subscribe", {"channel": "100000000000001102", "about": "norway", "max_age": 3_650}, user="ada"
    )
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
    driver: Patient, site: NewsSite
) -> None:
    await filed(driver, site, OG)

    async def reread(head: str) -> tuple[str, str] | None:
        site.write("/embargo", "Norway sanctions Belarus", STORY, head=head)
        shown = await driver.command("article show", {"article": "Norway sanctions Belarus"}, user="ed")
        again = await press(driver, shown["message"], "Read again")
        return picture(await press(driver, again, "View article"))

    assert await reread("") == pictured(site)
    newer = PICTURE.replace("embargo", "border")
    assert await reread(OG.replace(PICTURE, newer)) == (newer, pictured(site)[1])
