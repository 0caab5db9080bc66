"""Tests editions in sequence: nothing is told twice or lost, and corrections and explanations are right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.digests.claiming import edition_of
from bot.digests.composing import PageComposer, contents_of
from bot.digests.explaining import explain_article, explain_edition
from bot.digests.marks import recalled
from bot.library.servers import Servers
from bot.model.edition import Part
from bot.model.library import EVERYONE, Libraries
from bot.model.subscription import (
    Due,
    EditionOutcome,
    Kind,
    Place,
    Quiet,
    Schedule,
    Style,
    Subscription,
    SubscriptionState,
)
from bot.render.frames import frame
from bot.render.notes import note_markdown
from bot.store import editions as ledger
from bot.store import subscriptions as store
from bot.store.articles import file_reading
from bot.store.filed import heads
from bot.store.removal import purge_removed, remove

if TYPE_CHECKING:
    from bot.digests.ports import Composed
    from bot.render import Page
    from bot.store.database import Database
    from tests.conftest import Tell

NOW = datetime(2025, 6, 24, 9, tzinfo=UTC)
SERVER = "100000000000001000"


class Press:
    """A subscription, its library, and editions sent one after another."""

    def __init__(self, database: Database, subscription: Subscription) -> None:
        self.database, self.subscription, self.now = database, subscription, NOW

    async def file(self, told: Tell, ago: float = 10.0, library: str = EVERYONE) -> int:
        """File an article that was added some seconds ago."""
        return (await file_reading(self.database, told.reading(), library, self.now - timedelta(seconds=ago))).article

    async def edition(self, kind: Kind = Kind.DIGEST, minutes: float = 60) -> Composed[Page]:
        """Makes and sends the next edition. Returns it."""
        slot = f"{self.now.isoformat()}/{kind}"
        wanted = replace(
            edition_of(self.subscription, Due(self.now, slot, kind), self.now), subscription=self.subscription.id
        )
        self.claimed = await ledger.claim_now(self.database, wanted)
        assert self.claimed
        made = await PageComposer(self.database)(self.subscription, self.claimed)
        if made.message is None:
            await ledger.settle(self.database, self.claimed, EditionOutcome.SKIPPED, self.now)
        else:
            await ledger.sending(self.database, self.claimed, made.told, self.now, self.now)
            await ledger.settle(self.database, self.claimed, EditionOutcome.SENT, self.now, message="1", channel="1")
        self.now += timedelta(minutes=minutes)
        found = await store.subscription(self.database, self.subscription.id)
        assert found
        self.subscription = found
        return made

    async def change(self, **more: Any) -> None:
        """Change the subscription."""
        self.subscription = replace(self.subscription, **more)
        await store.change(self.database, self.subscription)


@pytest.fixture
async def press(database: Database) -> Press:
    await Servers(database, lambda: NOW).joined([int(SERVER)])
    draft = Subscription(
        id=0, server=SERVER, channel="1", place=Place.TEXT, schedule=Schedule(), about=(), style=Style.FULL, language="en", say_empty=False,
        ping=None, created_by=None, created_at=NOW - timedelta(days=40), filed_until=NOW - timedelta(days=1), slot_at=NOW, next_due_at=NOW,
    )  # fmt: skip
    return Press(database, await store.add(database, draft))


def raid(tell: type[Tell], outlet: str = "Reuters") -> Tell:
    text = f"Israel struck Iran at Natanz today, {outlet} learnt."
    told = tell(text, outlet=outlet, title="Israel raids Iran", published="2025-06-24")
    return told.event("struck", by="israel", to="iran")


def text(made: Composed[Page]) -> str:
    assert made.message
    return "\n".join(made.message.blocks)


async def test_told_stories_are_not_repeated_and_new_ones_are_told(tell: type[Tell], press: Press) -> None:
    await press.file(raid(tell))
    assert "Israel raids Iran" in text(await press.edition())
    await press.file(raid(tell, "BBC"))
    await press.file(
        tell("Russia sanctioned Israel.", title="Russia sanctions Israel").event(
            "sanctioned", by="russia", to="israel", kind="SANCTION"
        )
    )
    second = text(await press.edition())
    assert "Russia sanctions Israel" in second
    assert "Israel raids Iran" not in second


async def test_a_running_story_links_to_the_message_that_told_of_it_yesterday(tell: type[Tell], press: Press) -> None:
    await press.file(raid(tell))
    assert "New since" not in text(await press.edition(minutes=24 * 60))
    fired = tell("Iran fired missiles at Israel after Natanz.", title="Missiles on Tel Aviv", published="2025-06-25")
    await press.file(fired.event("fired", by="iran", to="israel"))
    second = text(await press.edition())
    assert f"New since yesterday ([Israel raids Iran](<https://discord.com/channels/{SERVER}/1/1>))" in second


async def test_no_story_goes_on_from_what_was_removed(tell: type[Tell], press: Press, database: Database) -> None:
    removed = await press.file(raid(tell))
    await press.edition(minutes=24 * 60)
    fired = tell("Iran fired missiles at Israel after Natanz.", title="Missiles on Tel Aviv", published="2025-06-25")
    await press.file(fired.event("fired", by="iran", to="israel"))
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM articles WHERE id = :id", id=removed)
    second = text(await press.edition())
    assert "Israel raids Iran · the article has since been removed" in second
    assert "New since" not in second


# What the operator loaded hid the server's own, and the next edition said that "the article has since been removed".
@pytest.mark.parametrize(("first", "second"), [(SERVER, EVERYONE), (EVERYONE, SERVER)])
@pytest.mark.parametrize("removed", [None, SERVER, EVERYONE])
async def test_a_copy_in_another_library_neither_tells_again_nor_takes_back(
    first: str, second: str, removed: str | None, tell: type[Tell], press: Press, database: Database
) -> None:
    numbers = {first: await press.file(raid(tell), library=first)}
    assert "Israel raids Iran" in text(await press.edition())
    numbers[second] = await press.file(raid(tell).head(outlet="AP"), library=second)
    assert (await press.edition()).message is None
    if removed:
        await remove(database, numbers[removed], removed, press.now)
        await purge_removed(database, press.now + timedelta(days=1))
        assert (await press.edition()).message is None
    [_, *_, sent] = await ledger.history(database, press.subscription.id)
    if removed != first:
        why = "\n".join(map(note_markdown, await explain_edition(database, press.subscription, sent, frame("en"))))
        assert "Included: Israel raids Iran" in why
        assert "looked at 1 article added" in why


async def another(press: Press, **other: Any) -> Press:
    """Another digest of the same server; in the same channel unless told otherwise."""
    made = Press(press.database, await store.add(press.database, replace(press.subscription, id=0, **other)))
    made.now = press.now
    return made


@pytest.mark.parametrize(
    ("where", "told_again"),
    [
        ({}, False),
        # another channel has other readers
        ({"channel": "2"}, True),
    ],
)
async def test_a_story_is_told_once_in_a_channel_whatever_digest_tells_it(
    where: dict[str, Any], told_again: bool, tell: type[Tell], press: Press
) -> None:
    await press.file(raid(tell))
    second = await another(press, **where)
    assert "Israel raids Iran" in text(await press.edition(minutes=0))
    second.now += timedelta(seconds=1)
    made = await second.edition()
    assert ("Israel raids Iran" in text(made) if made.message else False) is told_again


async def test_what_another_digest_failed_to_send_is_told(tell: type[Tell], press: Press, database: Database) -> None:
    await press.file(raid(tell))
    second = await another(press)
    await press.edition(minutes=0)
    async with database.transaction() as transaction:
        await transaction.run("UPDATE editions SET outcome = 'failed'")
    second.now += timedelta(seconds=1)
    assert "Israel raids Iran" in text(await second.edition())


async def test_an_edition_explained_later_knows_nothing_that_was_told_after_it(
    tell: type[Tell], press: Press, database: Database
) -> None:
    await press.file(raid(tell))
    second = await another(press)
    await press.edition(minutes=0)
    second.now += timedelta(seconds=1)
    [sent] = await ledger.history(database, press.subscription.id)
    later = replace(sent, sending_at=sent.until - timedelta(seconds=1))
    assert (await contents_of(database, second.subscription, later)).entries  # before the other left
    assert not (await contents_of(database, second.subscription, replace(sent, sending_at=None))).entries


# An article with an early timestamp that was committed after an edition looked: a period of time alone would miss it.
async def test_an_article_that_was_committed_late_is_told_and_what_was_looked_at_is_not_looked_at_again(
    tell: type[Tell], press: Press
) -> None:
    first = raid(tell).event("Natanz", by="iran", kind="PROTEST")
    await press.file(first, ago=30)
    await press.edition(minutes=0.5)
    await press.file(
        tell("Russia sanctioned Israel.", title="Late").event("sanctioned", by="russia", to="israel", kind="SANCTION"),
        ago=45,
    )
    second = text(await press.edition())
    assert "### Late" in second
    assert "Israel" not in second.replace("Russia **sanctioned** Israel", "")


# What was told is forgotten after 60 days; the last article looked at is not.
async def test_after_a_long_pause_what_the_last_edition_looked_at_is_not_looked_at_again(
    tell: type[Tell], press: Press
) -> None:
    await press.file(raid(tell), ago=30)
    assert "Israel raids Iran" in text(await press.edition(minutes=70 * 24 * 60))
    assert (await press.edition()).message is None


PICTURES = [
    (Style.FULL, True, True),
    (Style.BRIEF, True, True),
    (Style.HEADLINES, True, False),
    (Style.FULL, False, False),
]


@pytest.mark.parametrize(("style", "wanted", "there"), PICTURES)
async def test_the_picture_of_a_story_is_shown_where_it_is_wanted(
    style: Style, wanted: bool, there: bool, tell: type[Tell], press: Press
) -> None:
    number = await press.file(raid(tell).head(picture="https://cdn.example/a.jpg"))
    await press.file(tell("It rained.", title="Rain", picture="https://cdn.example/b.jpg"))
    await press.change(style=style, picture=wanted)
    edition = edition_of(press.subscription, Due(press.now, "now", Kind.DIGEST), press.now)
    contents = await contents_of(press.database, press.subscription, edition)
    assert contents.pictures == ({number: "https://cdn.example/a.jpg"} if there else {})
    page = (await press.edition()).message
    assert page
    assert (page.picture is not None) is there


async def test_an_edition_with_news_pings_whom_it_is_for(tell: type[Tell], press: Press) -> None:
    await press.change(ping="7", say_empty=True)
    empty = (await press.edition()).message
    await press.file(raid(tell))
    full = (await press.edition()).message
    assert empty
    assert full
    assert (empty.ping, full.ping) == (None, "7")


async def test_an_edition_with_nothing_is_skipped_or_says_so(press: Press) -> None:
    assert (await press.edition()).message is None
    await press.change(say_empty=True)
    assert "Nothing new" in text(await press.edition())


async def test_an_edition_that_somebody_asks_for_says_that_there_is_nothing(press: Press) -> None:
    assert "Nothing new" in text(await press.edition(Kind.NOW))


async def test_a_flash_takes_what_two_outlets_tell_and_leaves_the_rest_to_the_digest(
    tell: type[Tell], press: Press
) -> None:
    await press.file(raid(tell))
    assert (await press.edition(Kind.FLASH, minutes=10)).message is None
    # the second outlet reports later: a flash looks back a day
    await press.file(raid(tell, "BBC"))
    await press.file(
        tell("Russia sanctioned Israel.", title="Russia sanctions Israel").event(
            "sanctioned", by="russia", to="israel", kind="SANCTION"
        )
    )
    flash = text(await press.edition(Kind.FLASH, minutes=10))
    assert "**New**" in flash
    assert "Israel raids Iran" in flash
    assert "sanctions" not in flash
    assert (await press.edition(Kind.FLASH, minutes=10)).message is None
    digest = text(await press.edition())
    assert "Russia sanctions Israel" in digest
    assert "Israel raids Iran" not in digest


async def test_an_article_that_is_removed_or_changed_is_corrected_once(
    tell: type[Tell], press: Press, database: Database
) -> None:
    removed = await press.file(raid(tell))
    changed = await press.file(
        tell("Russia sanctioned Israel.", title="Russia sanctions Israel", outlet="BBC").event(
            "sanctioned", by="russia", to="israel", kind="SANCTION"
        )
    )
    await press.edition()
    async with database.transaction() as transaction:
        await transaction.run("DELETE FROM articles WHERE id = :id", id=removed)
        await transaction.run("UPDATE articles SET hash = 'other' WHERE id = :id", id=changed)
        await transaction.run(
            "UPDATE sentences SET words = 'Russia did not sanction Israel.' WHERE article = :id", id=changed
        )
    second = text(await press.edition())
    # the top story has its claim as the heading, so it is not repeated
    assert "### Russia sanctions Israel\n-# the article has since changed\n> Russia did not sanction Israel." in second
    assert "**Corrections**\n- Israel raids Iran · the article has since been removed" in second
    assert (await press.edition()).message is None


# An article that a newer reader reads again still says the same.
async def test_an_article_that_is_only_read_again_needs_no_correction(
    tell: type[Tell], press: Press, database: Database
) -> None:
    told = raid(tell)
    await press.file(told)
    await press.edition()
    await file_reading(database, told.reading("test-2"), "everyone", press.now)
    assert (await press.edition()).message is None


async def test_why_tells_the_reasons_and_what_was_left_out(tell: type[Tell], press: Press, database: Database) -> None:
    number = await press.file(raid(tell).event("Natanz", by="iran", kind="PROTEST", mode="hypothetical"))
    await press.edition()
    assert press.claimed
    lines = [
        note_markdown(note) for note in await explain_edition(database, press.subscription, press.claimed, frame("en"))
    ]
    assert "daily at 09:00" in lines[0]
    assert "looked at 1 article" in lines[2]
    assert any(line.startswith("Included: Israel raids Iran \\(near the top of its article") for line in lines)
    assert any("not news on its own\\): 1 fact" in line and "it is only hypothetical" in line for line in lines)
    [article] = (await heads(database, Libraries(), [number])).values()
    lines = [
        note_markdown(note)
        for note in await explain_article(database, press.subscription, article, press.now, frame("en"))
    ]
    assert "looked at this article" in lines[0]
    assert any(line.startswith("Included: Israel raids Iran") for line in lines)
    assert any(line.startswith("Left out \\(it is only hypothetical\\)") for line in lines)


async def test_why_of_an_edition_with_nothing_begins_with_the_reason(press: Press, database: Database) -> None:
    made = await press.edition()
    assert str(made.nothing) == "no article was added"
    assert press.claimed
    lines = await explain_edition(database, press.subscription, press.claimed, frame("en"))
    assert note_markdown(lines[0]) == "Nothing to tell: no article was added."


async def test_of_a_flash_with_nothing_nobody_asks_why(press: Press) -> None:
    assert (await press.edition(Kind.FLASH)).nothing == ""


NOT_YET = [
    ({}, "Not looked at yet: the next digest will look at it"),
    ({"state": SubscriptionState.PAUSED, "slot_at": None, "next_due_at": None}, "the digest is paused"),
    ({"schedule": Schedule(quiet=Quiet(8 * 60, 11 * 60))}, "quiet hours last until"),
]


@pytest.mark.parametrize(("more", "said"), NOT_YET)
async def test_why_of_an_article_that_no_edition_has_looked_at(
    more: dict[str, Any], said: str, tell: type[Tell], press: Press, database: Database
) -> None:
    number = await press.file(raid(tell))
    await press.change(**more)
    [article] = (await heads(database, Libraries(), [number])).values()
    [line] = [
        note_markdown(note)
        for note in await explain_article(database, press.subscription, article, press.now, frame("en"))
    ]
    assert said in line


async def test_rows_of_older_versions_are_skipped(tell: type[Tell], press: Press) -> None:
    await press.file(raid(tell))
    made = await press.edition()
    broken = [replace(fact, as_of="not json") for fact in made.told]
    assert recalled(broken, "2025") == []
    assert [fact.mark.part for fact in recalled(made.told, "2025")] == [Part.HAPPENED]


async def test_the_same_edition_made_again_tells_the_same(tell: type[Tell], press: Press, database: Database) -> None:
    for outlet in ("Reuters", "BBC"):
        await press.file(raid(tell, outlet))
    await press.edition()
    assert press.claimed
    one, other = [await contents_of(database, press.subscription, press.claimed) for _ in range(2)]
    assert one == other
