"""Tests what the two message menus take from a message: its link, its file or its words."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.asking.custom_ids import Act
from bot.errors import AskError
from bot.model.article import Article, Candidate, Dating
from bot.ui.acts import Done
from cogs import articles, reading
from cogs.articles import ArticlesCog
from cogs.reading import KEPT, MOST, ReadingCog
from tests.cogs.conftest import ED, MIA, Asked

if TYPE_CHECKING:
    from bot.render import Page

LONG = "Norway condemned the raid. " * 8
"""Words enough to be an article, in a message that has a link too."""
LINK, OTHER = "https://wire.example/a", "https://wire.example/b"


def message(words: str = "", *files: str) -> Any:
    """A message with words and attached files."""
    return SimpleNamespace(
        content=words,
        components=[],
        embeds=[],
        message_snapshots=[],
        attachments=[SimpleNamespace(filename=name, size=1, read=_content) for name in files],
        created_at=datetime(2025, 6, 20, tzinfo=UTC),
    )


async def _content() -> bytes:
    return b"content"


class Intake:
    """Notes where each article is taken from."""

    def __init__(self) -> None:
        self.took: list[tuple[str, ...]] = []

    def __getattr__(self, name: str) -> Any:
        async def taken(*given: Any) -> Candidate:
            self.took.append((name, *given))
            day = "2025-01-01" if name == "from_link" else None
            return Candidate(Article("a", "Text.", published=day), Dating.UNKNOWN)

        return taken


@pytest.fixture
def bot() -> Any:
    async def glance(article: Article) -> tuple[Any, ...]:
        return article, ()

    desk = SimpleNamespace(intake=Intake(), library=SimpleNamespace(glance=glance))
    return SimpleNamespace(desk=desk)


SEVERAL_FILES = "That message has several files: add them one by one with /article add."
NO_ARTICLE = "I found no article in that message: it needs a link, a file or at least 200 characters of text."
ADDED: list[tuple[Any, tuple[str, ...] | str, str]] = [
    (message(f"See {LINK}."), ("from_link", LINK), "Fetching the page…"),
    # a link goes before a file, and a file before words
    (message(f"See {LINK}.", "a.txt"), ("from_link", LINK), "Fetching the page…"),
    (message(LONG, "a.TXT"), ("from_file", "a.TXT", b"content"), "Opening a.TXT…"),
    # a picture is no article
    (message(LONG, "a.png"), ("from_text", LONG.strip()), "Reading the message…"),
    (message("", "a.png", "b.pdf"), ("from_file", "b.pdf", b"content"), "Opening b.pdf…"),
    (message("x" * 200), ("from_text", "x" * 200), "Reading the message…"),
    (message("x" * 199), NO_ARTICLE, ""),
    (message("", "a.txt", "b.txt"), SEVERAL_FILES, ""),
]  # fmt: skip


@pytest.mark.parametrize(("said", "taken", "saying"), ADDED, ids=range(len(ADDED)))
async def test_a_message_is_added_by_its_link_its_file_or_its_words(
    said: Any, taken: tuple[str, ...] | str, saying: str, bot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cog, brought = ArticlesCog(bot), []

    async def bring(_asked: object, candidate: Any, words: str, *, apart: bool = False) -> None:
        brought.append((await candidate, words, apart))

    monkeypatch.setattr(cog, "_bring", bring)
    if isinstance(taken, str):
        with pytest.raises(AskError) as refused:
            await cog._add_message(Asked(), said)  # type: ignore[arg-type] # it answers
        assert (str(refused.value), bot.desk.intake.took) == (taken, [])
        return
    await cog._add_message(Asked(), said)  # type: ignore[arg-type] # it answers
    assert bot.desk.intake.took == [taken]
    assert [(words, apart) for _, words, apart in brought] == [(saying, False)]


async def test_of_several_links_one_is_asked_for(bot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Any = Asked()
    await ArticlesCog(bot)._add_message(asked, message(f"{LINK} {OTHER}", "a.txt"))
    [(how, _, alone)] = asked.said
    assert (how, alone, bot.desk.intake.took) == ("new", True, [])


# Trap: the message may have been edited since, so that the place chosen is no more.
@pytest.mark.parametrize(("place", "link"), [("0", LINK), ("1", OTHER), ("2", None)])
async def test_the_chosen_link_is_brought_and_the_list_stays(
    place: str, link: str | None, bot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cog, brought = ArticlesCog(bot), []

    async def bring(_asked: object, candidate: Any, words: str, *, apart: bool = False) -> None:
        await candidate
        brought.append((words, apart))

    monkeypatch.setattr(cog, "_bring", bring)
    asked: Any = Asked(message=message(f"{LINK} {OTHER}"))
    done = Done(Act("article", "linked"), chosen=(place,))
    if link is None:
        with pytest.raises(AskError):
            await cog._linked(asked, done)
    else:
        await cog._linked(asked, done)
    assert bot.desk.intake.took == ([("from_link", link)] if link else [])
    assert brought == ([("Fetching the page…", True)] if link else [])


SEVERAL = "That message has several links or files: I can read a message that has one."
READ: list[tuple[Any, tuple[str, ...] | str]] = [
    # long words are read themselves, and short ones only where there is nothing else
    (message(f"{LONG} {LINK}", "a.txt"), ("from_text", LONG.strip())),
    (message("x" * 200 + f" {LINK}"), ("from_text", "x" * 200)),
    (message("x" * 199 + f" {LINK}"), ("from_link", LINK)),
    (message("Look!"), ("from_text", "Look!")),
    (message("Look!", "a.png"), ("from_text", "Look!")),
    (message(f"Look! {LINK}", "a.txt"), ("from_link", LINK)),
    (message("Look!", "a.md"), ("from_file", "a.md", b"content")),
    (message("", "a.md"), ("from_file", "a.md", b"content")),
    (message(f"{LINK} {OTHER}"), SEVERAL),
    (message("", "a.md", "b.md"), SEVERAL),
    (message("", "a.png"), "There is nothing to read in that message: it needs text, a link or a file."),
]


@pytest.mark.parametrize(("said", "taken"), READ, ids=range(len(READ)))
async def test_of_a_message_the_words_are_read_or_else_its_link_or_its_file(
    said: Any, taken: tuple[str, ...] | str, bot: Any
) -> None:
    if isinstance(taken, str):
        with pytest.raises(AskError) as refused:
            await ReadingCog(bot)._candidate(said)
        assert (str(refused.value), bot.desk.intake.took) == (taken, [])
        return
    await ReadingCog(bot)._candidate(said)
    assert bot.desk.intake.took == [taken]


@pytest.fixture
def glances(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is shown of each article that is read."""
    seen: list[Any] = []

    def page(*given: Any) -> Page:
        seen.append(given)
        return articles.lines_page([given[0].text])

    monkeypatch.setattr(reading, "glance_page", page)
    return seen


# "Yesterday" in a message is the day before it was written; a page says its own day.
@pytest.mark.parametrize(("said", "day"), [(message("Look!"), "2025-06-20"), (message(LINK), "2025-01-01")])
async def test_what_is_read_has_its_own_day_or_the_messages(said: Any, day: str, bot: Any, glances: list[Any]) -> None:
    asked: Any = Asked()
    await ReadingCog(bot)._read_message(asked, said)
    assert asked.said == [("thinking", "", True), ("in place", "Text.", False)]
    [(article, _, _, key, page)] = glances
    assert (article.published, key, page) == (day, "7", 0)


async def test_a_member_has_so_many_messages_read_a_minute(
    bot: Any, glances: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2025, 6, 24, tzinfo=UTC)
    monkeypatch.setattr(discord.utils, "utcnow", lambda: now)
    cog = ReadingCog(bot)
    for _ in range(MOST):
        await cog._read_message(Asked(), message("Look!"))  # type: ignore[arg-type] # it answers
    with pytest.raises(AskError, match=r"^You had 5 messages read within a minute: wait 60 seconds\.$"):
        await cog._read_message(Asked(), message("Look!"))  # type: ignore[arg-type] # it answers
    await cog._read_message(Asked(user=ED), message("Look!"))  # type: ignore[arg-type] # another member
    assert len(glances) == MOST + 1


async def test_pages_of_the_articles_read_last_can_be_turned_by_who_had_them_read(bot: Any, glances: list[Any]) -> None:
    cog = ReadingCog(bot)
    first, *others = [Article(str(number), f"Text {number}.") for number in range(KEPT)]

    def turned(asked: str, page: str = "1") -> Done:
        return Done(Act("reading", "page", (asked, page)))

    for article in (first, *others):
        await cog._page(article, (article.id, MIA), 0)
    again: Any = Asked(message=object())
    await cog._turn(again, turned("0", "3"))
    assert again.said == [("deferred", "", False), ("in place", "Text 0.", False)]
    assert glances[-1] == (first, first, (), "0", 3)
    # the one turned last is kept longest
    await cog._page(Article("new", "New."), ("new", MIA), 0)
    await cog._turn(Asked(), turned("0"))  # type: ignore[arg-type] # it answers
    for asked, user in (("1", MIA), ("0", ED), ("made up", MIA)):
        with pytest.raises(AskError, match="no longer kept: use the menu"):
            await cog._turn(Asked(user=user), turned(asked))  # type: ignore[arg-type] # it answers
