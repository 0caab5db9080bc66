"""Tests answers to /timeline: dated events by date, as precise as in the text; undated ones where the text puts them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.answers import answer
from bot.model.facts import Actor, ActorKind
from bot.model.query import OLDEST, TimelineQuery
from bot.store.events import events
from bot.wording import without_sentences
from tests.conftest import ACTORS

if TYPE_CHECKING:
    from bot.model.answer import Answer
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import Ask, File, Subjects, Tell


@pytest.fixture
def ask(database: Database, everyone: Libraries, subject: Subjects) -> Ask:
    async def asked(
        about: str, since: str | None = None, until: str | None = None, order: str | None = OLDEST
    ) -> Answer:
        return await answer(database, TimelineQuery(subject(about), since, until, order), everyone)

    return asked


def cues(answer: Answer) -> list[str]:
    """The marked word of each line's first sentence, in order."""
    firsts = [line.evidence[0] for section in answer.sections for line in section.lines]
    return [evidence.sentence[evidence.marked[0].start : evidence.marked[0].end] for evidence in firsts]


async def test_by_date_whatever_the_order_of_the_text(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Iran spoke. Iran struck. Iran fled. Iran waited.")
        .event("spoke", by="iran", date="2025-06-23")
        .event("struck", by="iran", date="2025-06")
        .event("fled", by="iran", date="2024~")
        .event("waited", by="iran", date="2025-06-20/2025-06-22")
    )
    found = await ask("iran")
    assert cues(found) == ["fled", "struck", "waited", "spoke"]
    assert [line.when for line in found.sections[0].lines] == [
        "about 2024",
        "June 2025",
        "between 20 June 2025 and 22 June 2025",
        "23 June 2025",
    ]
    assert found.headline == "Timeline of Iran: 4 events, all dated, oldest first."


# One event was "all dated", or "none dated, in the order of the text".
@pytest.mark.parametrize(("date", "known"), [("2025-06-23", "1 event."), (None, "1 event, undated.")])
async def test_one_event_has_no_order(file: File, tell: type[Tell], ask: Ask, date: str | None, known: str) -> None:
    await file(tell("Iran spoke.").event("spoke", by="iran", date=date))
    assert (await ask("iran")).headline == f"Timeline of Iran: {known}"


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("2025-06-01", "2025-06-03", "2025-06-02"), "two three one"),
        # Events of one day, and of no day, keep the order of their text.
        (("2025-06-01", "2025-06-03", "2025-06-03"), "two three one"),
        ((None, None, None), "one two three"),
        # An undated event still follows the one that its text puts before it.
        (("2025-06-01", None, "2025-06-03"), "three one two"),
    ],
)
async def test_the_latest_come_first_unless_the_oldest_are_asked_for(
    file: File, tell: type[Tell], ask: Ask, dates: tuple[str | None, ...], order: str
) -> None:
    told = tell("Iran did one. Iran did two. Iran did three.")
    for cue, date in zip(("one", "two", "three"), dates, strict=True):
        told.event(cue, by="iran", date=date)
    await file(told)
    found = await ask("iran", order=None)
    assert cues(found) == order.split()
    turned = [offer.query for offer in found.offers if offer.label == "Oldest first"]
    # What reads the same in both orders can't be turned.
    assert turned == ([TimelineQuery(found.query.about, order=OLDEST)] if any(dates) else [])


async def test_nobody_knows_when_comes_last_either_way(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Iran sang.").event("sang", by="iran"), tell("Iran wept.").event("wept", by="iran", date="2025-06-01")
    )
    assert cues(await ask("iran", order=None)) == cues(await ask("iran", order=OLDEST)) == ["wept", "sang"]
    assert "Oldest first" not in [offer.label for offer in (await ask("iran", order=None)).offers]


async def test_of_many_events_the_latest_are_shown_with_the_way_to_the_others(
    file: File, tell: type[Tell], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.answers.timelines.LATEST", 2)
    monkeypatch.setattr("bot.answers.events", partial(events, most=2))
    told = tell("Iran did one. Iran did two. Iran did three. Iran did four.")
    for day, cue in enumerate(("two", "four", "three", "one"), 1):
        told.event(cue, by="iran", date=f"2025-06-0{day}")
    await file(told)
    found = await ask("iran", order=None)
    assert cues(found) == ["one", "three"]
    [before] = [offer.query for offer in found.offers if offer.label == "Earlier events"]
    assert before == TimelineQuery(found.query.about, until="2025-06-03")
    first = await ask("iran")
    assert cues(first) == ["two", "four"]
    [after] = [offer.query for offer in first.offers if offer.label == "Later events"]
    assert after == TimelineQuery(found.query.about, since="2025-06-02", order=OLDEST)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Fordow", 1),
        ("Natanz, Fordow, Isfahan", 1),
        # Part of another place's name is a different place.
        ("Fordow Mountain", 0),
        ("New Fordow", 0),
        (None, 0),
    ],
)
async def test_of_a_place_what_happened_there(
    file: File, tell: type[Tell], ask: Ask, monkeypatch: pytest.MonkeyPatch, place: str | None, told: int
) -> None:
    monkeypatch.setitem(ACTORS, "fordow", Actor("fordow", "Fordow", ActorKind.PLACE))
    await file(tell("Iran spoke at Fordow.").event("spoke", by="iran", place=place))
    assert (await ask("fordow")).found == told


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        # No dates: the order of the text.
        ((None, None, None), "one two three"),
        # After the last dated event before it in the text.
        (("2025-06-20", None, "2025-06-01"), "three one two"),
        # Before the first dated event, if no dated one precedes it.
        ((None, "2025-06-20", "2025-06-01"), "three one two"),
        ((None, "2025-06-01", "2025-06-20"), "one two three"),
    ],
)
async def test_an_undated_event_stands_where_its_text_puts_it(
    file: File, tell: type[Tell], ask: Ask, dates: tuple[str | None, ...], order: str
) -> None:
    told = tell("Iran did one. Iran did two. Iran did three.")
    for cue, date in zip(("one", "two", "three"), dates, strict=True):
        told.event(cue, by="iran", date=date)
    await file(told)
    found = await ask("iran")
    assert cues(found) == order.split()
    whens = {cue: line.when for cue, line in zip(cues(found), found.sections[0].lines, strict=True)}
    assert [whens[cue] == "undated" for cue in ("one", "two", "three")] == [date is None for date in dates]


async def test_an_article_without_dates_stands_at_the_date_it_was_published(
    file: File, tell: type[Tell], ask: Ask
) -> None:
    await file(
        tell("Iran sang.").event("sang", by="iran"),
        tell("Iran danced.", published="2025-06-10").event("danced", by="iran"),
        tell("Iran wept.", published="2025-06-20~").event("wept", by="iran", date="2025-06-01"),
        tell("Iran slept.", published="2025-06-05").event("slept", by="iran"),
    )
    assert cues(await ask("iran")) == ["wept", "slept", "danced", "sang"]


async def test_a_date_of_many_days_begins_with_the_first(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Iran sang.", published="2025-06").event("sang", by="iran"),
        tell("Iran wept.").event("wept", by="iran", date="2025-06-15"),
    )
    assert cues(await ask("iran")) == ["sang", "wept"]


@pytest.mark.parametrize(
    ("long_ago", "order"),
    [
        # Behind what is long past at the publication, it is no longer about that time.
        ("2025-04-24", "one two three"),
        ("2025-04-26", "one three two"),
    ],
)
async def test_what_follows_the_long_past_stands_at_the_publication(
    file: File, tell: type[Tell], ask: Ask, long_ago: str, order: str
) -> None:
    await file(
        tell("Iran did one. Iran did three.", published="2025-06-24")
        .event("one", by="iran", date=long_ago)
        .event("three", by="iran"),
        tell("Iran did two.").event("two", by="iran", date="2025-05-30"),
    )
    assert cues(await ask("iran")) == order.split()


async def test_an_event_follows_what_its_text_puts_before_it(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Iran replied hours after Israel struck Iran.")
        .event("replied", by="iran", after=("e2",))
        .event("struck", by="israel", to="iran", name="Operation Dawn", place="Fordow")
    )
    found = await ask("iran")
    assert cues(found) == ["struck", "replied"]
    assert [line.mark for line in found.sections[0].lines] == ["in Fordow", "after Operation Dawn"]
    assert found.headline == "Timeline of Iran: 2 events, none dated, in the order of the text."


async def test_a_cycle_of_order_keeps_the_order_of_the_text(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Iran did one. Iran did two.")
        .event("one", by="iran", after=("e2",))
        .event("two", by="iran", after=("e1",))
    )
    assert cues(await ask("iran")) == ["one", "two"]


# ---- since and until ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "order"),
    [
        (None, None, "may first mid last none"),
        ("2025-06-01", "2025-06-30", "first mid last"),
        # Both days are included.
        ("2025-06-15", "2025-06-15", "mid"),
        ("2025-06-16", None, "last"),
        (None, "2025-06-14", "may first"),
        # Events that may have happened in the period are included: "about May 2025" until its last day.
        ("2025-05-31", "2025-05-31", "may"),
    ],
)
async def test_since_and_until(
    file: File, tell: type[Tell], ask: Ask, since: str | None, until: str | None, order: str
) -> None:
    await file(
        tell("Iran did last. Iran did first. Iran did mid. Iran did may. Iran did none.")
        .event("last", by="iran", date="2025-06-30")
        .event("first", by="iran", date="2025-06-01")
        .event("mid", by="iran", date="2025-06-15")
        .event("may", by="iran", date="2025-05~"),
        tell("Iran did none.").event("none", by="iran"),
    )
    found = await ask("iran", since, until)
    assert cues(found) == order.split()
    assert ("not shown: 1 event without a date" in found.scope) == bool(since or until)


# Trap: what an article of June tells without a date was left out of June; its line says how it is dated.
@pytest.mark.parametrize(
    ("since", "until", "there"),
    [("2025-06-01", None, 1), (None, "2025-06-30", 1), ("2025-07-01", None, 0), (None, "2025-06-20", 0)],
)
async def test_an_undated_event_is_of_its_articles_day(
    file: File, tell: type[Tell], ask: Ask, since: str | None, until: str | None, there: int
) -> None:
    await file(tell("Iran did none.", published="2025-06-23").event("none", by="iran"))
    found = await ask("iran", since, until)
    lines = [line for section in found.sections for line in section.lines]
    assert [without_sentences(line).when for line in lines] == ["in the news of 23 June 2025"] * there
    assert "without a date" not in found.headline + found.scope


async def test_events_that_did_not_happen_are_left_out_and_counted(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Iran did one. Iran never did two. Iran may do three. Iran will do four.")
        .event("one", by="iran")
        .event("two", by="iran", mode="negated")
        .event("three", by="iran", mode="hypothetical")
        .event("four", by="iran", mode="planned")
    )
    found = await ask("iran")
    assert cues(found) == ["one", "four"]
    assert found.sections[0].lines[1].mark == "planned"
    assert found.scope == "From 1 article; not shown: 2 denied or hypothetical events"


async def test_nothing_in_that_time_says_so_and_offers_the_rest(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(tell("Iran struck.").event("struck", by="iran", date="2025-06-23"))
    found = await ask("iran", "2024-01-01", "2024-12-31")
    assert found.headline == (
        "No event involving Iran since 1 January 2024 until 31 December 2024 in the one article here. "
        "I did find 1 event involving Iran."
    )


# ---- Reports of one event
# ----------------------------------------------------------------------------------------------


async def test_reports_of_one_named_event_are_one_line(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Israel began Operation Dawn.", published="2025-06-24").event("began", by="israel", name="Operation Dawn"),
        tell("Israel launched operation dawn.", published="2025-06-25").event(
            "launched", by="israel", name="operation dawn", date="2025-06-22"
        ),
    )
    for about in ("israel", "e.operation-dawn"):
        found = await ask(about)
        [line] = found.sections[0].lines
        assert line.date == "2025-06-22"
        assert [evidence.sentence for evidence in line.evidence] == [
            "Israel launched operation dawn.",
            "Israel began Operation Dawn.",
        ]


# The undated report would be placed at its article's date, before an event that came first.
async def test_an_event_has_the_date_of_any_of_its_reports(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Israel readied Operation Dawn.", published="2025-06-10").event(
            "readied", by="israel", name="Operation Dawn"
        ),
        tell("Israel spoke, then launched Operation Dawn.", published="2025-06-25")
        .event("spoke", by="israel", date="2025-06-15")
        .event("launched", by="israel", name="Operation Dawn", date="2025-06-22"),
    )
    assert cues(await ask("israel")) == ["spoke", "launched"]


async def test_a_plan_and_its_execution_in_two_articles(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Israel plans Operation Dawn.").event(
            "plans", by="israel", name="Operation Dawn", mode="planned", date="2025-06-20"
        ),
        tell("Israel launched Operation Dawn.").event("launched", by="israel", name="Operation Dawn"),
    )
    [line] = (await ask("israel")).sections[0].lines
    # No report says that it happened on the planned day.
    assert (line.mark, line.when) == ("2 reports", "undated")


async def test_unnamed_events_of_two_articles_stay_apart(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(*(tell(f"Israel struck {place}.").event("struck", by="israel") for place in ("Qom", "Arak")))
    assert cues(await ask("israel")) == ["struck", "struck"]


TRUCE = "Iran and Israel agreed. The truce between Israel and Iran began."


# A text names the two in either order, and says only once what they agreed on.
@pytest.mark.parametrize(
    ("first", "again", "entries"),
    [
        ({"by": "iran", "to": "israel"}, {"by": "israel", "to": "iran"}, 1),
        ({"by": "iran", "to": "israel"}, {"by": "israel", "to": "iran", "date": "2025-06-25"}, 2),
        ({"by": "iran", "to": "israel"}, {"by": "israel", "to": "iran", "mode": "planned"}, 2),
        ({"by": "iran", "to": "israel"}, {"by": "israel"}, 2),
        ({"by": "iran", "to": "israel"}, {"by": "israel", "to": "iran", "kind": "CONSULT"}, 2),
        # For attacks, the order matters.
        ({"by": "iran", "to": "israel", "kind": "ASSAULT"}, {"by": "israel", "to": "iran", "kind": "ASSAULT"}, 2),
    ],
)
async def test_an_event_of_both_together_is_one_entry_per_article(
    file: File, tell: type[Tell], ask: Ask, first: dict[str, str], again: dict[str, str], entries: int
) -> None:
    usual = {"kind": "AGREE", "date": "2025-06-24"}
    await file(tell(TRUCE).event("agreed", **{**usual, **first}).event("truce", **{**usual, **again}))
    lines = (await ask("israel")).sections[0].lines
    assert len(lines) == entries
    if entries == 1:
        assert [evidence.sentence for evidence in lines[0].evidence] == TRUCE.replace(". ", ".|").split("|")
        assert lines[0].mark is None, "one article is no two reports"


async def test_an_events_timeline_has_what_came_before_and_after_it(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Iran replied after Operation Dawn began. Iran slept.")
        .event("replied", by="iran", after=("e2",))
        .event("began", by="israel", name="Operation Dawn")
        .event("slept", by="iran")
    )
    assert cues(await ask("e.operation-dawn")) == ["began", "replied"]


async def test_a_state_acts_through_its_officials(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(tell("Putin flew. Navalny ran.").event("flew", by="vladimir-putin").event("ran", by="navalny"))
    assert cues(await ask("russia")) == ["flew"]


@pytest.mark.parametrize(
    ("outlets", "said"),
    [
        (["Wire"], None),
        (["Wire", "Post"], "2 reports by Wire and Post"),
        # One outlet twice, and one that is unknown.
        (["Wire", "Wire", None], "3 reports by Wire"),
        ([None, None], "2 reports"),
        (["Wire", "Post", "Herald"], "3 reports by Wire, Post and Herald"),
        (["Wire", "Post", "Herald", "Times", "Echo"], "5 reports by Wire, Post, Herald and 2 more"),
    ],
)
async def test_reports_are_counted_with_their_outlets(
    file: File, tell: type[Tell], ask: Ask, outlets: list[str | None], said: str | None
) -> None:
    for number, outlet in enumerate(outlets):
        told = tell(f"Iran began Operation Dawn {number}.", outlet=outlet)
        await file(told.event("began", by="iran", name="Operation Dawn"))
    [line] = (await ask("iran")).sections[0].lines
    assert line.mark == said
