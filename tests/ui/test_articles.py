"""Tests articles in commands: chosen by words, edited in forms, and links found in any kind of message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.asking.custom_ids import Act
from bot.catalogue.lazy import said
from bot.errors import AskError
from bot.model.article import Article, Candidate, Dating, Origin
from bot.model.library import EVERYONE, Draft
from bot.store.articles import file_reading
from bot.ui.acts import Done
from bot.ui.articles import ArticleOption, amended, draft_of, from_form, head_fields, text_fields, with_head
from tests.conftest import entered
from tests.ui.conftest import ED, NEWSROOM, Stage

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.database import Database
    from tests.conftest import Tell

OWN, OF_ALL = ArticleOption(own=True), ArticleOption()


async def filed(database: Database, tell: type[Tell], now: datetime, where: str, title: str | None, text: str) -> int:
    told = tell(text, title=title, outlet="The Fjord", published="2025-06-23").reading()
    await entered(database, where)
    return (await file_reading(database, told, where, now)).article


@pytest.fixture
async def numbers(database: Database, tell: type[Tell], now: datetime) -> list[int]:
    """Two articles of the newsroom's and one of everyone's."""
    return [
        await filed(database, tell, now, str(NEWSROOM), "Raid condemned", "Norway condemned the raid."),
        await filed(database, tell, now, str(NEWSROOM), None, "Sweden ended the raid on Monday."),
        await filed(database, tell, now, EVERYONE, "Raid in Oslo", "There was a raid in Oslo."),
    ]


async def test_an_article_is_named_by_its_number_or_by_words_only_it_has(stage: Stage, numbers: list[int]) -> None:
    for typed, meant in (("=31", 31), ("condemned", numbers[0]), ("sweden", numbers[1]), ("oslo", numbers[2])):
        assert await stage.of(lambda interaction, typed=typed: OF_ALL.transform(interaction, typed)) == meant
    # words that look like a number of ours but are none are searched as words
    for typed in ("31", "=x", f"={'9' * 19}"):
        with pytest.raises(AskError, match=r"^No article here has “"):
            await stage.of(lambda interaction, typed=typed: OF_ALL.transform(interaction, typed))


async def test_words_that_several_have_are_asked_about(
    stage: Stage, database: Database, tell: type[Tell], now: datetime, numbers: list[int]
) -> None:
    assert len(numbers) == 3
    with pytest.raises(
        AskError,
        match=r"^“raid” matches several articles, such as “Raid in Oslo”, “Sweden ended the raid on Monday.” or “Raid condemned”: choose",
    ):
        await stage.of(lambda interaction: OF_ALL.transform(interaction, "raid"))
    await filed(database, tell, now, EVERYONE, "Raid in Bergen", "There was a raid in Bergen.")
    with pytest.raises(AskError, match=r"such as “Raid in Bergen”, “Raid in Oslo” or “Sweden ended"):
        await stage.of(lambda interaction: OF_ALL.transform(interaction, "raid"))


async def test_a_servers_own_are_named_where_only_they_will_do(stage: Stage, numbers: list[int]) -> None:
    assert await stage.of(lambda interaction: OWN.transform(interaction, "condemned"), "ed") == numbers[0]
    with pytest.raises(AskError, match=r"^No article here has “oslo”"):
        await stage.of(lambda interaction: OWN.transform(interaction, "oslo"), "ed")
    assert await stage.of(lambda interaction: OF_ALL.transform(interaction, "oslo"), "mia") == numbers[2]


# Four articles with one title and outlet were four equal choices.
async def test_articles_of_one_title_are_told_apart(
    stage: Stage, database: Database, tell: type[Tell], now: datetime, numbers: list[int]
) -> None:
    same = [
        await filed(database, tell, now, library, "Live", f"There was a raid in {town}.")
        for library, town in (
            (EVERYONE, "Moss"),
            (str(NEWSROOM), "Hamar"),
            (EVERYONE, "Narvik"),
            (str(NEWSROOM), "Alta"),
        )
    ]
    assert not set(same) & set(numbers)
    offered = await stage.of(lambda interaction: OF_ALL.autocomplete(interaction, "live"))
    assert {choice.value for choice in offered} == {f"={number}" for number in same}
    assert len({choice.name for choice in offered}) == 4
    with pytest.raises(
        AskError,
        match=r"“live” matches several articles, such as “Live.*#4”, “Live.*#3 of everyone’s” or “Live.*#3”: choose",
    ):
        await stage.of(lambda interaction: OF_ALL.transform(interaction, "live"))


async def test_articles_are_offered_while_one_types(stage: Stage, numbers: list[int]) -> None:
    offered = await stage.of(lambda interaction: OF_ALL.autocomplete(interaction, "raid"))
    assert [choice.value for choice in offered] == [f"={number}" for number in reversed(numbers)]
    assert offered[-1].name == "Raid condemned · The Fjord · 23 June 2025"
    assert [choice.value for choice in await stage.of(lambda interaction: OWN.autocomplete(interaction, ""))] == [
        f"={number}" for number in reversed(numbers[:2])
    ]
    # words that are longer than an option are shortened before the search
    assert OF_ALL.max_value == 100
    assert await stage.of(lambda interaction: OF_ALL.autocomplete(interaction, "raid " * 19 + "condemned oslo"))


async def test_a_draft_is_that_of_who_used_its_button(stage: Stage) -> None:
    candidate = Candidate(Article("a", "Norway condemned the raid."), Dating.GIVEN)
    await stage.bot.desk.library.begin(str(NEWSROOM))
    draft = await stage.bot.desk.library.draft(candidate, str(NEWSROOM), str(ED))
    done = Done(Act("article", "file", (str(draft.id),)))
    assert (await stage.of(lambda interaction: draft_of(interaction, done), "ed")).id == draft.id
    with pytest.raises(AskError, match=r"^This draft is gone"):
        await stage.of(lambda interaction: draft_of(interaction, done), "ada")


def fields(labels: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    """By id: the value, whether it is required, the most characters, and whether it has one line or many."""
    made = [label.component for label in labels]
    return {field.custom_id: (field.default, field.required, field.max_length, field.style.name) for field in made}


def test_a_form_holds_what_an_article_says_of_itself() -> None:
    whole = Article("a", "x", "A day", "The Fjord", "https://wire.example/a", "2025-06-23")
    assert fields(head_fields(whole)) == {
        "title": ("A day", False, 300, "short"),
        "outlet": ("The Fjord", False, 100, "short"),
        "date": ("2025-06-23", False, 40, "short"),
        "link": ("https://wire.example/a", False, 2_000, "short"),
    }
    # Discord refuses a form whose values are longer than it allows, or empty
    assert fields(head_fields(Article("a", "x", "A" * 301)))["title"] == ("A" * 300, False, 300, "short")
    assert fields(head_fields(Article("a", "x")))["link"] == (None, False, 2_000, "short")
    assert fields(text_fields()) == {
        "text": (None, True, 4_000, "paragraph"),
        "title": (None, False, 300, "short"),
        "outlet": (None, False, 100, "short"),
        "date": (None, False, 40, "short"),
        "link": (None, False, 2_000, "short"),
    }


BEFORE = Candidate(Article("a", "x", "A day", "The Fjord", "https://wire.example/a", "2025-06-23"), Dating.PAGE)
SAME = {"title": "A day", "outlet": "The Fjord", "date": "2025-06-23", "link": "https://wire.example/a"}
MENDED = [
    # what was typed, the resulting article, and how its date is known
    (SAME, {}, Dating.PAGE),
    ({**SAME, "title": "  Another \n day "}, {"title": "Another day"}, Dating.PAGE),
    ({**SAME, "title": " ", "outlet": ""}, {"title": None, "outlet": None}, Dating.PAGE),
    ({**SAME, "link": " https://wire.example/b "}, {"url": "https://wire.example/b"}, Dating.PAGE),
    ({**SAME, "link": " "}, {"url": None}, Dating.PAGE),
    ({**SAME, "date": "4 March 2025"}, {"published": "2025-03-04"}, Dating.GIVEN),
    ({**SAME, "date": " "}, {"published": None}, Dating.UNKNOWN),
    # the date as it was, with spaces around it, has not changed
    ({**SAME, "date": " 2025-06-23 "}, {}, Dating.PAGE),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "changed", "dating"), MENDED)
def test_typed_details_change_an_article(
    now: datetime, typed: dict[str, str], changed: dict[str, Any], dating: Dating
) -> None:
    assert with_head(BEFORE, typed, now) == replace(BEFORE, article=replace(BEFORE.article, **changed), dating=dating)


@pytest.mark.parametrize("typed", [{"date": "someday"}, {"link": "no link"}, {"link": "ftp://wire.example/a"}])
def test_invalid_details_are_refused(now: datetime, typed: dict[str, str]) -> None:
    with pytest.raises(AskError):
        with_head(BEFORE, {**SAME, **typed}, now)


@pytest.mark.parametrize(
    ("typed", "noted"),
    [
        ({"date": "29 Novembr 2026"}, ["“29 Novembr 2026” as a date"]),
        ({"date": "someday", "link": "no link"}, ["“someday” as a date", "not a link"]),
        ({"link": "ftp://wire.example/a"}, ["not a link"]),
        ({"date": "June 2025"}, []),
    ],
)
def test_a_slip_in_the_form_costs_no_pasted_text(now: datetime, typed: dict[str, str], noted: list[str]) -> None:
    # Discord has closed the form when the bot reads it: a refusal would lose 4,000 characters because of a misspelt
    # month.
    pasted = Candidate(Article("a", "Norway condemned the raid."), Dating.UNKNOWN, notes=("It is short.",))
    found = from_form(pasted, {"title": "Raid", **typed}, now)
    assert (found.article.text, found.article.title, found.article.url) == (pasted.article.text, "Raid", None)
    assert found.article.published == (None if "date" in typed and noted else "2025-06" if "date" in typed else None)
    assert found.notes[0] == "It is short."
    assert len(found.notes) == 1 + len(noted)
    assert all(
        part in said(note) and said(note).endswith("Press Edit to change it.")
        for part, note in zip(noted, found.notes[1:], strict=True)
    )
    kept = Draft(1, "1", "2", found.article, Origin(), found.notes)
    assert amended(kept).notes == ("It is short.",)


def test_what_is_left_empty_is_as_the_text_says(now: datetime) -> None:
    own = Article("a", "Norway condemned the raid.", "Harbour council rejects bridge", "Wire", published="2026-11-30")
    pasted = Candidate(own, Dating.STATED)
    found = from_form(pasted, {"title": " ", "outlet": "", "date": "someday"}, now)
    assert (found.article, found.dating) == (own, Dating.STATED)
    assert from_form(pasted, {"title": "Raid"}, now).article == replace(own, title="Raid")
