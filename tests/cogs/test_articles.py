"""Tests what /article does with a link, a file or a form, and which page of what it shows."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot.asking.custom_ids import Act
from bot.errors import AskError
from bot.model.answer import Evidence, SentenceInContext, Source
from bot.model.article import Article, Candidate, Dating, Origin, Span
from bot.model.library import Draft
from bot.ui.acts import Done
from cogs import articles
from cogs.articles import ArticlesCog
from tests.cogs.conftest import HERE, MIA, Asked
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from bot.model.edition import Receipt

FILE = SimpleNamespace(filename="a.txt", size=1)


class Library:
    """Notes what it is asked; knows 23 articles, the first of which is the server's own."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.full = False

    async def begin(self, server: str) -> None:
        self.asked.append(("begin", server))
        if self.full:
            raise AskError("No more today.")

    async def has_room(self, server: str, letters: int) -> None:
        self.asked.append(("has_room", server, letters))

    async def draft(self, found: Candidate, server: str, user: str) -> str:
        self.asked.append(("draft", found.article.text, server, user))
        return "the draft"

    async def preview(self, draft: str) -> Any:
        return SimpleNamespace(draft=draft, told="told", sections="sections", can_be_filed=True, came_to="new")

    async def look(self, libraries: Any, words: str, most: int, start: int) -> tuple[list[int], int]:
        self.asked.append(("look", libraries.own, words, most, start))
        return list(range(23))[start : start + most], 0 if words == "nothing" else 23

    async def show(self, libraries: Any, article: int) -> Any:
        self.asked.append(("show", libraries.own, article))
        listed = SimpleNamespace(library=str(HERE) if article == 0 else "")
        return SimpleNamespace(held=SimpleNamespace(listed=listed), sections="sections")

    async def remove(self, server: str, article: int) -> Any:
        self.asked.append(("remove", server, article))
        return SimpleNamespace(article=Article("a", "Text.", title="The raid"))

    async def restore(self, server: str, article: int) -> None:
        self.asked.append(("restore", server, article))

    async def reread(self, server: str, article: int) -> Any:
        self.asked.append(("reread", server, article))
        changed = SimpleNamespace(new=[1, 2], gone=[3]) if article == 0 else None
        return SimpleNamespace(held="held", before="before", changed=changed, unreached="unreached")


@pytest.fixture
def cog() -> Any:
    return ArticlesCog(SimpleNamespace(desk=SimpleNamespace(library=Library(), intake=None)))  # type: ignore[arg-type] # what it uses


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What each page is made of; the page itself is one line."""
    made: list[Any] = []

    def page(name: str) -> Any:
        def one(*given: Any, **more: Any) -> Any:
            made.append((name, *given, *more.values()))
            return articles.lines_page([name.removesuffix("_page")])

        return one

    for name in ("article_page", "listing_page", "preview_page", "filed_page", "removed_page", "reread_page"):
        monkeypatch.setattr(articles, name, page(name))
    return made


def pressed(*arguments: str, chosen: tuple[str, ...] = ()) -> Done:
    return Done(Act("article", "x", arguments), chosen=chosen)


# ---- adding ----


async def test_a_link_or_a_file_is_brought_and_with_neither_a_form_is_shown(
    cog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[Any] = []

    async def bring(_asked: object, candidate: Any, saying: str, *, apart: bool = False) -> None:
        brought.append((candidate, saying, apart))

    monkeypatch.setattr(cog, "_bring", bring)
    monkeypatch.setattr(cog, "_attached", lambda file: f"in {file.filename}")
    cog.bot.desk.intake = SimpleNamespace(from_link=lambda link: f"at {link}")
    add: Any = cog.add.callback
    asked = Asked()
    await add(cog, asked, "https://wire.example/a", None)
    await add(cog, asked, None, FILE)
    assert brought == [
        ("at https://wire.example/a", "Fetching the page…", False),
        ("in a.txt", "Opening a.txt…", False),
    ]
    assert asked.forms == []
    await add(cog, asked, None, None)
    [form] = asked.forms
    assert (form.title, form.custom_id) == ("Add an article", Act("article", "text").custom_id)
    assert [field.text for field in form.children] == ["Text", "Title", "Outlet", "Published", "Link"]  # type: ignore[attr-defined]
    with pytest.raises(AskError, match="a link or a file, not both"):
        await add(cog, asked, "https://wire.example/a", FILE)
    assert len(brought) == 2


async def candidate() -> Candidate:
    """What was brought."""
    return Candidate(Article("a", "Nine words"), Dating.UNKNOWN)


async def test_what_is_brought_is_counted_kept_as_a_draft_and_shown(cog: Any, pages: list[Any]) -> None:
    asked: Any = Asked(message=object())
    await cog._bring(asked, candidate(), "Fetching…")
    here = str(HERE)
    assert cog.bot.desk.library.asked == [
        ("begin", here),
        ("has_room", here, len("Nine words")),
        ("draft", "Nine words", here, str(MIA)),
    ]
    assert pages == [("preview_page", "the draft", "told", "sections", 0, True, "new")]
    assert [how for how, _, _ in asked.said] == ["deferred", "in place"]
    # the menu whose choice it is stays
    apart: Any = Asked(message=object())
    await cog._bring(apart, candidate(), "Fetching…", apart=True)
    assert [how for how, _, _ in apart.said] == ["thinking", "in place"]


async def test_a_server_that_may_add_no_more_waits_for_no_page(cog: Any) -> None:
    ended: list[bool] = []

    async def endless() -> Candidate:
        try:
            return await asyncio.Event().wait()  # type: ignore[return-value] # it never is
        finally:
            ended.append(True)

    cog.bot.desk.library.full = True
    fetching = asyncio.ensure_future(endless())
    await asyncio.sleep(0)
    with pytest.raises(AskError, match=r"^No more today\.$"):
        await cog._bring(Asked(), fetching, "Fetching…")
    async with asyncio.timeout(PATIENCE):
        await asyncio.wait([fetching])
    assert (ended, fetching.cancelled()) == ([True], True)
    assert cog.bot.desk.library.asked == [("begin", str(HERE))]


# ---- a draft ----


ORIGIN = Origin(dating=Dating.PAGE, by=str(MIA))
DRAFT = Draft(
    5, str(HERE), str(MIA), Article("a", "Nine words", title="The raid", published="2025-06-20"), ORIGIN, ("a note",)
)


@pytest.fixture
def drafts(cog: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The library, which has one draft."""
    library = cog.bot.desk.library

    async def kept(number: int, server: str, user: str) -> Draft:
        library.asked.append(("kept", number, server, user))
        return DRAFT

    async def mend(draft: Draft, article: Article, dating: Dating) -> str:
        library.asked.append(("mend", draft.id, article.title, article.outlet, article.published, dating))
        return "the mended draft"

    def noted(name: str, returned: Any = None) -> Any:
        async def one(draft: Draft) -> Any:
            library.asked.append((name, draft.id))
            return returned

        return one

    library.kept, library.mend = kept, mend
    library.discard, library.file = noted("discard"), noted("file", ("filing", "held"))
    cog.bot.desk.clock = lambda: datetime(2025, 6, 24, tzinfo=UTC)
    return library


def pressing(cog: Any) -> Any:
    return Asked(message=object(), client=cog.bot)


KEPT = ("kept", 5, str(HERE), str(MIA))


async def test_the_sections_of_a_draft_are_turned(cog: Any, drafts: Any, pages: list[Any]) -> None:
    asked = pressing(cog)
    await cog._turn_preview(asked, pressed("5", "2"))
    assert (drafts.asked, pages) == ([KEPT], [("preview_page", DRAFT, "told", "sections", 2, True, "new")])
    assert asked.said[-1] == ("in place", "preview", False)


async def test_the_sentences_behind_a_line_of_a_draft_come_in_a_message_of_their_own(cog: Any, drafts: Any) -> None:
    async def sentences(article: Article, receipt: Receipt) -> list[Any]:
        evidence = Evidence(Source(0, "The raid", "Wire", None, None, ""), article.text, Span(0, 10), (), None, 0.9)
        return [(receipt.places[0], SentenceInContext(evidence, "", ""))] if receipt.places[0].at.start == 0 else []

    drafts.sentences = sentences
    asked = pressing(cog)
    await cog._sentences(asked, pressed("5", chosen=("0:0.0.10.90",)))
    assert drafts.asked == [KEPT]
    assert asked.said == [("thinking", "", True), ("in place", asked.said[-1][1], False)]
    assert "Nine words" in asked.said[-1][1]
    with pytest.raises(AskError, match="from an older version"):
        await cog._sentences(pressing(cog), pressed("5", chosen=("0:0.99.10.90",)))


async def test_a_draft_is_added_under_its_title(cog: Any, drafts: Any, pages: list[Any]) -> None:
    asked = pressing(cog)
    await cog._file(asked, pressed("5"))
    assert (drafts.asked, pages) == ([KEPT, ("file", 5)], [("filed_page", "filing", "held", "The raid")])
    assert asked.said[-1] == ("in place", "filed", False)


# Trap: a draft that stays can be added by the button that was pressed before.
async def test_a_discarded_draft_is_gone(cog: Any, drafts: Any) -> None:
    asked = pressing(cog)
    await cog._discard(asked, pressed("5"))
    assert drafts.asked == [KEPT, ("discard", 5)]
    assert asked.said == [("changed", "Discarded: “The raid”. Nothing was added.", False)]


async def test_the_details_of_a_draft_are_edited_in_a_form(cog: Any, drafts: Any) -> None:
    asked = pressing(cog)
    await cog._edit(asked, pressed("5"))
    (form,) = asked.forms
    assert (form.title, form.custom_id) == ("Edit the article's details", Act("article", "mend", ("5",)).custom_id)
    assert [field.component.default for field in form.children] == ["The raid", None, "2025-06-20", None]


# Trap: a date that was left as it was is not the editor's.
@pytest.mark.parametrize(
    ("date", "published", "dating"),
    [
        ("2025-06-20", "2025-06-20", Dating.PAGE),
        ("yesterday", "2025-06-23", Dating.GIVEN),
        ("", None, Dating.UNKNOWN),
    ],
)
async def test_what_was_edited_is_kept_and_shown(
    date: str, published: str | None, dating: Dating, cog: Any, drafts: Any, pages: list[Any]
) -> None:
    asked = pressing(cog)
    typed = {"title": "The  siege", "outlet": "Wire", "date": date, "link": ""}
    await cog._mend(asked, Done(Act("article", "mend", ("5",)), typed=typed))
    assert drafts.asked == [KEPT, ("mend", 5, "The siege", "Wire", published, dating)]
    assert pages == [("preview_page", "the mended draft", "told", "sections", 0, True, "new")]
    assert asked.said[-1] == ("in place", "preview", False)


# ---- viewing ----


async def test_a_list_shows_the_page_asked_for_or_the_last_there_is(
    cog: Any, pages: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "ON_A_LIST", 10)
    list_: Any = cog.list_.callback
    asked: Any = Asked()
    await list_(cog, asked, None)
    await list_(cog, asked, "raid")
    await cog._page(asked, pressed("1", "", "raid"))
    # articles were removed since the button was made
    await cog._page(asked, pressed("7", "", ""))
    await list_(cog, asked, "nothing")
    assert pages == [
        ("listing_page", list(range(10)), 23, 0, ""),
        ("listing_page", list(range(10)), 23, 0, "raid"),
        ("listing_page", list(range(10, 20)), 23, 1, "raid"),
        ("listing_page", [20, 21, 22], 23, 2, ""),
        ("listing_page", list(range(10)), 0, 0, "nothing"),
    ]
    assert {(own, most) for _, own, _, most, _ in cog.bot.desk.library.asked} == {(str(HERE), 10)}


# Trap: an editor may not change what is everyone's, nor a member what is the server's.
@pytest.mark.parametrize(
    ("article", "editor", "may"), [(0, True, True), (0, False, False), (1, True, False), (1, False, False)]
)
async def test_an_editor_may_change_an_article_of_the_servers_own(
    article: int, editor: bool, may: bool, cog: Any, pages: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def is_editor(_asked: object) -> bool:
        return editor

    monkeypatch.setattr(articles, "is_editor", is_editor)
    show: Any = cog.show.callback
    asked: Any = Asked()
    await show(cog, asked, article)
    await cog._show(asked, pressed(str(article), "2"))
    assert [(name, sections, number, allowed) for name, _, sections, number, allowed in pages] == [
        ("article_page", "sections", 0, may),
        ("article_page", "sections", 2, may),
    ]


@pytest.mark.parametrize(
    ("chosen", "article"),
    [
        (("5",), 5),
        (("9" * 15,), int("9" * 15)),
        # made up: no number, or one that no article can have
        (("9" * 16,), None),
        (("x",), None),
        ((), None),
    ],
)
async def test_an_article_is_opened_from_an_answers_menu_beside_it(
    chosen: tuple[str, ...], article: int | None, cog: Any, pages: list[Any]
) -> None:
    asked: Any = Asked(message=object())
    if article is None:
        with pytest.raises(AskError):
            await cog._open(asked, pressed(chosen=chosen))
        return
    await cog._open(asked, pressed(chosen=chosen))
    assert cog.bot.desk.library.asked == [("show", str(HERE), article)]
    assert (asked.said, pages[0][3]) == ([("new", "article", True)], 0)


# ---- removing and rereading ----


async def test_what_is_removed_can_be_brought_back_where_it_was(cog: Any, pages: list[Any]) -> None:
    remove: Any = cog.remove.callback
    asked: Any = Asked()
    await remove(cog, asked, 5)
    await cog._remove(Asked(), pressed("6"))
    pressing: Any = Asked()
    await cog._restore(pressing, pressed("5"))
    here = str(HERE)
    assert cog.bot.desk.library.asked == [
        ("remove", here, 5),
        ("remove", here, 6),
        ("restore", here, 5),
        ("show", here, 5),
    ]
    assert pages[:2] == [("removed_page", "The raid", 5), ("removed_page", "The raid", 6)]
    assert (asked.said, pressing.said) == ([("new", "removed", True)], [("changed", "article", False)])


async def test_reading_again_says_what_changed(cog: Any, pages: list[Any]) -> None:
    reread: Any = cog.reread.callback
    asked, pressing = Asked(), Asked(message=object())
    await reread(cog, asked, 0)
    await cog._reread(pressing, pressed("1"))
    assert pages == [
        ("reread_page", "held", "before", (2, 1), "unreached"),
        ("reread_page", "held", "before", None, "unreached"),
    ]
    assert cog.bot.desk.library.asked == [("reread", str(HERE), 0), ("reread", str(HERE), 1)]
    assert [how for how, _, _ in (*asked.said, *pressing.said)] == ["thinking", "in place", "deferred", "in place"]
