"""Tests that news is what was published recently: older articles are counted in one line and have no other effect, whenever they were filed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.digests.claiming import edition_of
from bot.digests.composing import PageComposer, contents_of
from bot.digests.explaining import explain_article, explain_edition
from bot.digests.previewing import preview
from bot.library.servers import Servers
from bot.model.edition import Part, Verdict
from bot.model.library import Libraries
from bot.model.subscription import Due, EditionOutcome, Kind, Place, Schedule, Style, Subscription
from bot.render.frames import frame, languages
from bot.render.markdown import escape
from bot.render.notes import note_markdown
from bot.store import editions as ledger
from bot.store import subscriptions as store
from bot.store.articles import file_reading
from bot.store.filed import heads

if TYPE_CHECKING:
    from bot.model.edition import Contents
    from bot.model.subscription import Edition
    from bot.render import Page
    from bot.store.database import Database
    from tests.conftest import Tell

NOW = datetime(2025, 11, 29, 9, tzinfo=UTC)
SERVER = "1000"


class Channel:
    """A daily subscription with an edition due now, and its library."""

    def __init__(self, database: Database, subscription: Subscription) -> None:
        self.database, self.subscription = database, subscription

    async def file(self, told: Tell, hours: float = 1) -> int:
        """File an article that was added some hours ago."""
        return (await file_reading(self.database, told.reading(), "everyone", NOW - timedelta(hours=hours))).article

    def edition(self, kind: Kind = Kind.DIGEST) -> Edition:
        return edition_of(self.subscription, Due(NOW, f"now/{kind}", kind), NOW)

    async def contents(self, kind: Kind = Kind.DIGEST) -> Contents:
        return await contents_of(self.database, self.subscription, self.edition(kind), why=True)

    async def page(self, kind: Kind = Kind.DIGEST) -> Page | None:
        return (await PageComposer(self.database)(self.subscription, self.edition(kind))).message

    async def preview(self) -> str:
        page = await preview(self.database, self.subscription, NOW)
        return "\n".join([*page.blocks, page.foot])


@pytest.fixture
async def channel(database: Database) -> Channel:
    await Servers(database, lambda: NOW).joined([int(SERVER)])
    draft = Subscription(
        id=0, server=SERVER, channel="1", place=Place.TEXT, schedule=Schedule(), about=(), style=Style.FULL, language="en", say_empty=False,
        ping=None, created_by=None, created_at=NOW - timedelta(days=40), filed_until=NOW - timedelta(days=1), slot_at=NOW, next_due_at=NOW,
    )  # fmt: skip
    return Channel(database, await store.add(database, draft))


def raid(tell: type[Tell], published: str | None, outlet: str = "Reuters") -> Tell:
    told = tell(f"Israel struck Iran at Natanz, {outlet} learnt.", outlet=outlet, title="The raid", published=published)
    return told.event("struck", by="israel", to="iran")


# The period begins on 28 November, and three days before is the 25th.
PUBLISHED = [
    ("2025-11-29", True),
    ("2025-11-25", True),
    ("2025-11-24", False),  # one day too old
    ("2025-06-23", False),
    ("2025-06-23~", False),
    ("2019", False),
    ("2024-24", False),  # a season
    ("2025-11", True),  # the month may mean yesterday
    ("2025", True),
    ("2025-11-25~", True),
    ("2025-12-24", True),  # a future date: a wrong clock somewhere, but not old
    (None, True),  # counts as new as its filing
]


@pytest.mark.parametrize(("published", "news"), PUBLISHED, ids=str)
async def test_news_depends_on_the_day_of_publication(
    published: str | None, news: bool, tell: type[Tell], channel: Channel
) -> None:
    number = await channel.file(raid(tell, published))
    contents = await channel.contents()
    assert bool(contents.of(Part.HAPPENED)) == news
    assert (contents.articles, len(contents.older)) == ((1, 0) if news else (0, 1))
    assert contents.last == number
    if not news:
        assert {decision.verdict for decision in contents.decisions} == {Verdict.OLD}


AGES = [(0, "2025-11-28", True), (0, "2025-11-27", False), (7, "2025-11-21", True), (7, "2025-11-20", False), (3_650, "2019-03-04", True)]  # fmt: skip


@pytest.mark.parametrize(("days", "published", "news"), AGES)
async def test_a_subscription_says_how_old_news_may_be(
    days: int, published: str, news: bool, tell: type[Tell], channel: Channel
) -> None:
    await store.change(channel.database, replace(channel.subscription, max_age=days))
    again = await store.subscription(channel.database, channel.subscription.id)
    assert again
    assert again.max_age == days
    channel.subscription = again
    await channel.file(raid(tell, published))
    assert bool((await channel.contents()).entries) == news


async def test_the_day_is_that_of_the_digests_zone(tell: type[Tell], channel: Channel) -> None:
    await channel.file(raid(tell, "2025-11-24"))
    assert not (await channel.contents()).entries
    # in Honolulu the period began on the evening of the 27th, so three days before is the 24th
    channel.subscription = replace(
        channel.subscription, schedule=Schedule(zone="Pacific/Honolulu"), filed_until=NOW - timedelta(hours=26)
    )
    assert (await channel.contents()).entries


LINES = [
    (["2019-03-04", "2020-01-01", "2020"], "Added to the library: 3 articles of 2019 and 2020"),
    (["2019-03-04"], "Added to the library: 1 article of 2019"),
    (["2011", "2014", "2017", "2020-05"], "Added to the library: 4 articles of 2011 to 2020"),
    (["2025-06-23~", "2025-06-24"], "Added to the library: 2 articles of June 2025"),
    (["2024-12-31", "2025-06-24"], "Added to the library: 2 articles of 2024 and June 2025"),
]


@pytest.mark.parametrize(("days", "line"), LINES, ids=[row[1] for row in LINES])
async def test_an_old_archive_is_one_line(days: list[str], line: str, tell: type[Tell], channel: Channel) -> None:
    for number, day in enumerate(days):
        await channel.file(raid(tell, day, f"Outlet {number}"))
    await channel.file(raid(tell, "2025-11-29", "BBC"))
    page = await channel.page()
    assert page
    assert page.foot == line
    assert "### The raid" in "\n".join(page.blocks)
    assert "1 new article from 1 outlet since" in page.blocks[0]


@pytest.mark.parametrize("language", list(languages()))
async def test_the_line_is_in_the_digests_language(language: str, tell: type[Tell], channel: Channel) -> None:
    for number, day in enumerate(("2018", "2019", "2020", "2021")):
        await channel.file(raid(tell, day, f"Outlet {number}"))
    await channel.file(raid(tell, "2025-11-29", "BBC"))
    channel.subscription = replace(channel.subscription, language=language)
    page = await channel.page()
    assert page
    line = frame(language).say("added", 4, day=frame(language).say("span", day="2018", other="2021"))
    assert page.foot == escape(line)
    assert ("Added" in page.foot) == (language == "en")


async def test_only_old_articles_are_no_edition_and_one_that_is_asked_for_says_what_was_added(
    tell: type[Tell], channel: Channel
) -> None:
    await channel.file(raid(tell, "2019-03-04"))
    assert await channel.page() is None
    page = await channel.page(Kind.NOW)
    assert page
    assert "Nothing new" in page.blocks[0]
    assert page.foot == "Added to the library: 1 article of 2019"


async def test_old_articles_make_no_flash_however_many_outlets_report_them(tell: type[Tell], channel: Channel) -> None:
    for outlet in ("Reuters", "BBC", "AP"):
        await channel.file(raid(tell, "2025-06-23", outlet))
    assert not (await channel.contents(Kind.FLASH)).entries
    for outlet in ("Reuters", "BBC"):
        await channel.file(raid(tell, "2025-11-29", outlet + " World"))
    page = await channel.page(Kind.FLASH)
    assert page
    assert page.foot == ""


async def test_words_stances_denials_and_titles_of_old_articles_are_not_told_either(
    tell: type[Tell], channel: Channel
) -> None:
    old = "2019-03-04"
    said = "“Iran never gives up nuclear rights”"
    await channel.file(tell(f"Araghchi: {said}.", published=old).quotation("abbas-araghchi", said, None))
    await channel.file(tell("Nobody knows why.", title="Rain", published=old))
    for polarity, cue, outlet in (("supports", "praised", "Tass"), ("opposes", "condemned", "BBC")):
        await channel.file(
            tell(f"Russia {cue} Iran.", outlet=outlet, published=old).stance("russia", cue, "iran", polarity)
        )
    contents = await channel.contents()
    assert contents.entries == ()
    assert contents.older == (old,) * 4


async def test_an_archive_does_not_say_where_somebody_stood_until_now(tell: type[Tell], channel: Channel) -> None:
    for day, filed in (("2019-03-04", 48), ("2019-03-05", 49), ("2019-03-06", 50)):
        await channel.file(
            tell(f"On {day} Russia praised Iran.", outlet="Tass", published=day).stance(
                "russia", "praised", "iran", "supports"
            ),
            filed,
        )
    now = tell("Russia condemned Iran.", outlet="Tass", published="2025-11-29")
    await channel.file(now.stance("russia", "condemned", "iran", "opposes"))
    assert not (await channel.contents()).of(Part.CHANGED)
    for day, filed in (("2025-11-20", 51), ("2025-11-21", 52), ("2025-11-22", 53)):
        await channel.file(
            tell(f"On {day} Russia praised Iran.", outlet="Tass", published=day).stance(
                "russia", "praised", "iran", "supports"
            ),
            filed,
        )
    assert (await channel.contents()).of(Part.CHANGED)


async def test_an_archive_does_not_make_an_event_usual(tell: type[Tell], channel: Channel) -> None:
    await channel.file(raid(tell, "2019-03-04"), 48)
    met = tell("Israel met Iran.", published="2025-11-26").event("met", by="israel", to="iran", kind="CONSULT")
    await channel.file(met, 49)  # both are in the news
    await channel.file(raid(tell, "2025-11-29", "BBC"))
    [entry] = (await channel.contents()).of(Part.HAPPENED)
    assert "unusual_parties" in {reason.kind for reason in entry.reasons}


async def test_why_says_how_old_news_may_be_and_what_was_too_old(tell: type[Tell], channel: Channel) -> None:
    number = await channel.file(raid(tell, "2025-06-23~"))
    lines = [
        note_markdown(note)
        for note in await explain_edition(channel.database, channel.subscription, channel.edition(), frame("en"))
    ]
    assert "Articles published more than 3 days before the previous digest are only counted." in lines
    assert "Left out \\(published too long before this digest\\): 1 article: The raid." in lines
    edition = await ledger.claim_now(channel.database, channel.edition())
    assert edition
    await ledger.settle(channel.database, edition, EditionOutcome.SKIPPED, NOW)
    [article] = (await heads(channel.database, Libraries(), [number])).values()
    lines = [
        note_markdown(note)
        for note in await explain_article(channel.database, channel.subscription, article, NOW, frame("en"))
    ]
    assert lines[1:] == ["Left out \\(published too long before this digest\\): The raid."]


# ---- The preview of a new subscription ----


async def test_a_newcomers_preview_is_an_example_from_what_the_library_has(tell: type[Tell], channel: Channel) -> None:
    await channel.file(raid(tell, "2025-06-23~"), hours=100)
    shown = await channel.preview()
    assert shown.startswith(
        "Nothing new to send yet. This example is made from older articles: add news with /feed add"
    )
    assert "### The raid" in shown
    await channel.file(raid(tell, "2025-11-29", "BBC"))
    shown = await channel.preview()
    assert "example" not in shown
    assert "1 new article from 1 outlet since" in shown


async def test_an_empty_librarys_preview_says_what_to_do(channel: Channel) -> None:
    shown = await channel.preview()
    assert shown.startswith("There is nothing to show yet: add news with /feed add or /article add.")


async def test_once_an_edition_was_sent_the_preview_is_only_what_would_be_sent(
    tell: type[Tell], channel: Channel
) -> None:
    await channel.file(raid(tell, "2025-06-23"))
    edition = await ledger.claim_now(channel.database, channel.edition())
    assert edition
    await ledger.sending(channel.database, edition, (), NOW, NOW)
    await ledger.settle(channel.database, edition, EditionOutcome.SENT, NOW, message="1", channel="1")
    shown = await channel.preview()
    assert "Nothing new" in shown
    assert "example" not in shown
    assert "The raid" not in shown
