"""Tests that a turn in a war outranks a match, whatever type the match is read as and however many outlets report it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.digests.contents import build
from bot.model.edition import Part, Remit
from bot.model.query import Subject
from bot.model.subscription import Style
from bot.model.topics import Topic
from bot.store.articles import file_reading

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.model.edition import Contents
    from bot.store.database import Database
    from tests.conftest import Tell

    FileAt = Callable[[Tell], Awaitable[int]]
    Build = Callable[..., Awaitable[Contents]]

NOW = datetime(2025, 6, 24, 9, tzinfo=UTC)
DAY = "2025-06-24"


@pytest.fixture
def file_now(database: Database) -> FileAt:
    async def filed(told: Tell) -> int:
        return (await file_reading(database, told.reading(), "everyone", NOW - timedelta(hours=1))).article

    return filed


@pytest.fixture
def build_now(database: Database) -> Build:
    async def built(**more: Any) -> Contents:
        since, until = (moment.isoformat(timespec="microseconds") for moment in (NOW - timedelta(1), NOW))
        return await build(database, Remit(since, until, DAY, **{"style": Style.FULL, **more}), why=True)

    return built


TURNS = [
    ("Russia and Israel agree to a ceasefire", "Russia and Israel agreed to a ceasefire.", "agreed", {"by": "russia", "to": "israel", "kind": "AGREE"}),
    ("Israel strikes Iran", "Israel struck Iran.", "struck", {"by": "israel", "to": "iran"}),
    ("Russia leaves Iran to itself", "Russia withdrew from Iran.", "withdrew", {"by": "russia", "to": "iran", "kind": "RETREAT"}),
    ("US sanctions Russia", "US sanctioned Russia.", "sanctioned", {"by": "united-states", "to": "russia", "kind": "SANCTION"}),
]  # fmt: skip

GAMES = [
    # clubs, read as no type
    ("Navalny beats Marlow to reach the final", "Navalny beat Marlow.", "beat", {"by": "navalny", "kind": "OTHER"}),
    # a verb of force
    ("Navalny thrashes the champions", "Navalny thrashed the champions.", "thrashed", {"by": "navalny"}),
    # national teams: states by name
    ("Iran beat Israel 2-0", "Iran beat Israel 2-0.", "beat", {"by": "iran", "to": "israel", "kind": "OTHER"}),
    ("Iran crush Israel 4–1 in Doha", "Iran crushed Israel.", "crushed", {"by": "iran", "to": "israel"}),
    # the result is only in the text, with another kind of dash
    ("Iran through to the final", "Iran beat Israel 3 - 1 on penalties.", "beat", {"by": "iran", "to": "israel", "kind": "OTHER"}),
    # one side attacks early
    ("Russia 1-0 US: late goal decides", "Russia attacked from the start.", "attacked", {"by": "russia"}),
]  # fmt: skip


@pytest.mark.parametrize("turn", TURNS, ids=[row[0] for row in TURNS])
@pytest.mark.parametrize("game", GAMES, ids=[row[0] for row in GAMES])
async def test_a_match_in_three_outlets_stands_below_the_turn_in_a_war_in_one(
    turn: tuple[str, str, str, dict[str, Any]],
    game: tuple[str, str, str, dict[str, Any]],
    tell: type[Tell],
    file_now: FileAt,
    build_now: Build,
) -> None:
    title, text, cue, event = game
    for outlet in ("Alpha", "Beta", "Gamma"):
        await file_now(tell(text, title=title, outlet=outlet, published=DAY).event(cue, date=DAY, **event))
    title, text, cue, event = turn
    await file_now(tell(text, title=title, outlet="Delta", published=DAY).event(cue, date=DAY, **event))
    told = [entry.claim for entry in (await build_now()).of(Part.HAPPENED)]
    assert told[0] == turn[0]
    assert game[0] in told


NO_GAMES = [
    ("Russia sanctions Israel after 141-5 vote", "Russia sanctioned Israel.", "sanctioned", {"by": "russia", "to": "israel", "kind": "SANCTION"}),  # a vote
    ("Israel strikes Iran after the 2019-20 talks", "Israel struck Iran.", "struck", {"by": "israel", "to": "iran"}),  # years
    ("Israel strikes Iran with F-16s", "Israel struck Iran.", "struck", {"by": "israel", "to": "iran"}),
    ("Israel strikes Iran at 5-10% of its cost", "Israel struck Iran.", "struck", {"by": "israel", "to": "iran"}),
    ("Israel strikes Iran on 2025-06-24", "Israel struck Iran.", "struck", {"by": "israel", "to": "iran"}),
]  # fmt: skip


@pytest.mark.parametrize("row", NO_GAMES, ids=[row[0] for row in NO_GAMES])
async def test_numbers_that_are_no_result_make_no_game(
    row: tuple[str, str, str, dict[str, Any]], tell: type[Tell], file_now: FileAt, build_now: Build
) -> None:
    title, text, cue, event = row
    await file_now(tell(text, title=title, outlet="Alpha", published=DAY).event(cue, date=DAY, **event))
    talks = tell("US met Russia.", title="US meets Russia", outlet="Beta", published=DAY)
    await file_now(talks.event("met", by="united-states", to="russia", kind="CONSULT", date=DAY))
    assert [entry.claim for entry in (await build_now()).of(Part.HAPPENED)] == [title, "US meets Russia"]


# ---- One agreement in two outlets ----

AGREED = {"kind": "AGREE"}
SAME = [
    # other words, and no date in one
    ("Russia and Iran announced a truce for a month.", "announced", {"by": "russia", "to": "iran", **AGREED}, True),
    # sides named in the other order
    ("Iran and Russia will cease fire, officials said.", "cease", {"by": "iran", "to": "russia", **AGREED}, True),
    # another party: another agreement
    ("Russia and Israel announced a truce.", "announced", {"by": "russia", "to": "israel", **AGREED}, False),
    # another day, and both give one
    ("Russia and Iran announced a truce.", "announced", {"by": "russia", "to": "iran", "date": "2025-06-20", **AGREED}, False),
    # only planned
    ("Russia and Iran plan a truce.", "plan", {"by": "russia", "to": "iran", "mode": "planned", **AGREED}, False),
    # fighting goes on in many places: other words mean another attack
    ("Russia shelled a port in Iran.", "shelled", {"by": "russia", "to": "iran"}, False),
]  # fmt: skip


@pytest.mark.parametrize("row", SAME, ids=[row[0] for row in SAME])
async def test_an_agreement_that_opens_two_articles_is_one(
    row: tuple[str, str, dict[str, Any], bool], tell: type[Tell], file_now: FileAt, build_now: Build
) -> None:
    text, cue, event, same = row
    first = tell("Russia and Iran agreed on Tuesday to a ceasefire.", title="Ceasefire", outlet="Alpha", published=DAY)
    await file_now(first.event("agreed", by="russia", to="iran", date=DAY, **AGREED))
    await file_now(tell(text, title="Another title", outlet="Beta", published=DAY).event(cue, **event))
    contents = await build_now()
    stories = [*contents.of(Part.HAPPENED), *contents.of(Part.EXPECTED)]
    assert (len(stories), len(stories[0].outlets)) == ((1, 2) if same else (2, 1))
    again = await build_now()
    assert [entry.mark for entry in again.entries] == [entry.mark for entry in contents.entries]


async def test_two_agreements_far_down_in_articles_about_other_things_stay_two(
    tell: type[Tell], file_now: FileAt, build_now: Build
) -> None:
    first = tell("Russia and Iran agreed on Tuesday to a ceasefire.", title="Ceasefire", outlet="Alpha", published=DAY)
    await file_now(first.event("agreed", by="russia", to="iran", date=DAY, **AGREED))
    text = "Rain. Wind. Snow. Hail. Russia and Iran signed a contract on wheat."
    far = tell(text, title="Iran and Russia sign", outlet="Beta", published=DAY)
    await file_now(far.event("signed", by="russia", to="iran", **AGREED))
    assert len((await build_now()).of(Part.HAPPENED)) == 2


# ---- Four against five killed ----

COUNTS = [
    # from the issue: in another sentence than the event's
    ("Four people were killed in a strike on Haifa before it.", "A strike on Haifa killed five people before it.", "people killed", (4, 5)),
    ("At least 12 people were injured in the raid on Qom.", "The raid on Qom injured twenty-one people.", "people injured", (12, 21)),
    ("The shelling of Basra port left 1,200 homes.", "After the shelling of Basra port there were 900 homes.", "homes", (1200, 900)),
    ("Three dead after the strike on Haifa harbour.", "After the strike on Haifa harbour, six people died.", "people killed", (3, 6)),
    # the same number in other words
    ("Five people were killed in a strike on Haifa.", "A strike on Haifa killed 5 people.", None, ()),
    # another place: another event
    ("Four people were killed in a strike on Haifa.", "Five people were killed in a strike on Basra.", None, ()),
    # another thing
    ("Four people were killed in a strike on Haifa.", "A strike on Haifa injured five people.", None, ()),
    # other events in one place
    ("Four people were killed in a strike on Haifa.", "Five people were killed by a flood in Haifa last winter.", None, ()),
    # an article that gives both numbers contradicts nobody
    ("Four people were killed in a strike on Haifa.", "A strike on Haifa killed four people. Later a strike on Haifa killed five people.", None, ()),
    # two numbers of one thing in a sentence: which is meant is unclear
    ("Four people were killed in a strike on Haifa.", "A strike on Haifa killed five people, and six people were killed at sea.", None, ()),
]  # fmt: skip


@pytest.mark.parametrize("row", COUNTS, ids=[" | ".join(row[:2]) for row in COUNTS])
async def test_numbers_conflict_where_two_outlets_count_in_one_event(
    row: tuple[str, str, str | None, tuple[int, ...]], tell: type[Tell], file_now: FileAt, build_now: Build
) -> None:
    one, other, what, numbers = row
    for outlet, verb, counted in (("Alpha", "agreed on", one), ("Beta", "announced", other)):
        told = tell(f"Russia and Iran {verb} a truce. {counted}", title=f"{outlet} truce", outlet=outlet, published=DAY)
        await file_now(told.event(verb, by="russia", to="iran", **AGREED))
    found = (await build_now()).of(Part.CONFLICT)
    if what is None:
        assert found == ()
    else:
        alpha, beta = (f"{name} says {number:,}" for name, number in zip(("Alpha", "Beta"), numbers, strict=True))
        assert [entry.claim for entry in found] == [f"Number of {what}: {alpha}, {beta}"]
        assert len(found[0].evidence) == 2


async def test_where_the_second_outlets_story_is_of_something_else_the_same_sentences_are_no_conflict(
    tell: type[Tell], file_now: FileAt, build_now: Build
) -> None:
    first = tell(
        "Russia and Iran agreed. Four people were killed in a strike on Haifa.",
        outlet="Alpha",
        title="A",
        published=DAY,
    )
    await file_now(first.event("agreed", by="russia", to="iran", **AGREED))
    other = tell(
        "Israel sued US. Five people were killed in a strike on Haifa.", outlet="Beta", title="B", published=DAY
    )
    await file_now(other.event("sued", by="israel", to="united-states", kind="ACCUSE"))
    assert (await build_now()).of(Part.CONFLICT) == ()


async def test_numbers_are_told_once_where_two_stories_are_of_the_same_articles(
    tell: type[Tell], file_now: FileAt, build_now: Build
) -> None:
    for outlet, number in (("Alpha", "Four"), ("Beta", "Five")):
        text = f"Russia and Iran agreed. Israel mediated. {number} people were killed in a strike on Haifa."
        told = tell(text, title=f"{outlet} truce", outlet=outlet, published=DAY)
        told.event("agreed", by="russia", to="iran", date=DAY, **AGREED)
        await file_now(told.event("mediated", by="israel", kind="CONSULT", date=DAY))
    contents = await build_now()
    assert len([entry for entry in contents.of(Part.HAPPENED) if len(entry.outlets) == 2]) == 2
    assert len(contents.of(Part.CONFLICT)) == 1


SCORES = ("Iran beat Israel 2-0", "Russia beat US 3-1", "Iran beat Russia 4-0")
IRAN_SUBJECT = Subject("actor", "iran", "Iran")


# Trap: on a day with many games, they filled the edition below one turn in a war.
@pytest.mark.parametrize(
    ("asked", "games"),
    [
        # one of four while there is other news
        ({}, 1),
        ({"topics": (Topic.POLITICS,)}, 1),
        # who set the digest up asked for them
        ({"about": (IRAN_SUBJECT,)}, 2),
        ({"topics": (Topic.POLITICS, Topic.SPORT)}, 3),
    ],
)
async def test_games_have_a_share_unless_they_were_asked_for(
    asked: dict[str, Any], games: int, tell: type[Tell], file_now: FileAt, build_now: Build
) -> None:
    ids = {"Iran": "iran", "Israel": "israel", "Russia": "russia", "US": "united-states"}
    for title in SCORES:
        one, _, other, _ = title.split()
        for outlet in ("Alpha", "Beta", "Gamma"):
            told = tell(f"{title}, {outlet} saw.", title=title, outlet=outlet, published=DAY)
            await file_now(told.event("beat", by=ids[one], to=ids[other], kind="OTHER", date=DAY))
    for number, (who, opened) in enumerate(
        (("Russia", "bridge"), ("Israel", "museum"), ("US", "airport"), ("Iran", "port"))
    ):
        told = tell(f"{who} opened a {opened}.", title=f"{who} opens {opened}", outlet=f"Wire {number}", published=DAY)
        await file_now(told.event("opened", by=ids[who], kind="OTHER", date=DAY))
    found = (await build_now(style=Style.BRIEF, **asked)).of(Part.HAPPENED)
    assert sum(entry.game for entry in found) == games


async def test_without_other_news_games_fill_the_room(tell: type[Tell], file_now: FileAt, build_now: Build) -> None:
    for number, title in enumerate(SCORES):
        told = tell(f"{title}.", title=title, outlet=f"Sport {number}", published=DAY)
        await file_now(
            told.event("beat", by="iran", to="israel" if number else "russia", kind="OTHER", date=f"2025-06-2{number}")
        )
    assert len((await build_now(style=Style.BRIEF)).of(Part.HAPPENED)) == 3
