"""Tests that drafts, lists and articles fit a message whatever they contain."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.answers.gist import Facts, sections_of
from bot.asking.receipts import decode_receipt
from bot.model.answer import Evidence, ShownQuotation, ShownStance, Source
from bot.model.article import Article, Origin, Span
from bot.model.facts import Expressed, Polarity, QuotationKind
from bot.model.library import Copy, Draft, FactCounts, Filing, FilingOutcome, Held, Listed, Revision
from bot.model.query import Subject
from bot.model.topics import Topic
from bot.render import (
    ON_A_LIST,
    Page,
    article_page,
    filed_page,
    glance_page,
    links_page,
    listed_label,
    listing_page,
    preview_page,
    removed_page,
    reread_page,
)
from bot.render.screens import SCREEN, page_height

LONG, MARKUP = "x" * 5_000, "**[@everyone](http://b.test)** `" * 200
AGENCY = "https://agency.example/a"
URL = f"https://a.test/{'y' * 480}"
DAY = "2025-06-24T09:30:00.000000+00:00"


def facts(text: str, number: int) -> Facts:
    source = Source(1, text, text, URL, "2025-06-23", text)
    evidence = Evidence(source, text * 2, Span(0, len(text)), (Span(0, 40),), None, 0.9)
    actor = Subject("actor", "iran", text[:200])
    stance = ShownStance(actor, actor, None, None, Polarity.OPPOSES, Expressed.WORDS, evidence)
    return Facts(
        (stance,) * number, (), (ShownQuotation(actor, QuotationKind.DIRECT, text, "said", evidence),) * number
    )


def listed(text: str, **more: object) -> Listed:
    values = {
        "id": 10**12,
        "number": 10**6,
        "library": "1" * 19,
        "title": text,
        "outlet": text,
        "more_outlets": 12,
        "url": URL,
        "published": "2025-06-23~",
        "opening": text[:120],
        "filed_at": DAY,
        "counts": FactCounts(99_999, 99_999, 99_999),
        **more,
    }
    return Listed(**values)  # type: ignore[arg-type] # a row of a table


def held(text: str) -> Held:
    return Held(
        listed(text),
        Article("1", text, text, text, URL, "2025-06-23~"),
        Origin("a.test/1", "as the page states", "7"),
        "r",
        DAY,
        tuple(Copy(f"{number} {text}", URL) for number in range(40)),
        tuple(Revision(text, text, 3, DAY, DAY) for _ in range(12)),
    )


def draft(text: str) -> Draft:
    return Draft(10**12, "1" * 19, "2" * 19, held(text).article, held(text).origin, (text, text, text))


def pages(text: str) -> list[Page]:
    sections = sections_of(facts(text, 6))
    return [
        preview_page(draft(text), (text, text, text), sections, 1, can_be_filed=True),
        article_page(held(text), sections, 2, may_change=True),
        listing_page([listed(text)] * 10, 10**6, 5, text[:60]),
        filed_page(Filing(10**12, FilingOutcome.NEW), held(text), text),
        reread_page(held(text), 3, (2, 1), None),
        reread_page(held(text), 3, None, text),
        removed_page(text, 10**12),
    ]


# Discord: 4,000 characters in all text, 40 components, 100 characters of an id, 5 buttons per row, no repeated id.
@pytest.mark.parametrize("text", [LONG, MARKUP, "\u202e" * 900, "x", "a " * 2_000])
def test_every_page_fits_a_message(text: str) -> None:
    for page in pages(text):
        written = "".join(page.blocks) + page.foot
        assert 0 < len(written) <= 4_000
        assert all(block for block in page.blocks)
        buttons = [button for row in page.rows for button in row]
        assert len(page.blocks) + 3 + len(page.rows) + len(buttons) <= 40
        assert all(len(button.custom_id) <= 100 and len(row) <= 5 for row in page.rows for button in row)
        assert len({button.custom_id for button in buttons}) == len(buttons)


def test_nothing_from_outside_is_read_as_markup_or_pings() -> None:
    for page in pages(MARKUP):
        written = "\n".join(page.blocks)
        assert "@everyone" not in written
        assert not re.search(r"(?<!\\)\]\(http", written)


def test_an_article_in_a_list_to_choose_from_is_a_hundred_characters() -> None:
    for text in (LONG, "x", MARKUP):
        assert 0 < len(listed_label(listed(text), 100)) <= 100
    assert listed_label(listed("Dawn", outlet=None, published=None, more_outlets=0), 100) == (
        "Dawn · outlet not named · undated"
    )
    assert listed_label(listed("", title=None, opening="Iran began it"), 100).startswith("“Iran began it”")


def test_an_article_says_how_its_date_is_known_its_outlets_and_its_changes() -> None:
    [block, *_] = article_page(held("Dawn"), (), 0, may_change=False).blocks
    assert "published about 23 June 2025, as the page states" in block
    assert "Also published by 0 Dawn, 1 Dawn, 2 Dawn, 3 Dawn, 4 Dawn and 35 more; counted once." in block
    assert "Changed since it was added: 24 June 2025 and 9 times before that" in block


def test_an_article_names_whose_text_it_is() -> None:
    known = held("Dawn")
    credited = replace(known, article=replace(known.article, credit="Contributors of Wikinews, CC BY"))
    [block, *_] = article_page(credited, (), 0, may_change=False).blocks
    assert "\n-# Contributors of Wikinews, CC BY\n" in block


def test_an_existing_article_cannot_be_filed() -> None:
    page = preview_page(draft("Dawn"), (), (), can_be_filed=False)
    assert [button.label for row in page.rows for button in row] == ["Edit", "Discard"]


def test_an_empty_list_says_what_to_do() -> None:
    assert "/article add" in listing_page([], 0, 0, "").blocks[1]
    assert "other or fewer words" in listing_page([], 0, 0, "dawn").blocks[1]


CLAIMS = [
    (AGENCY, "agency.example/a as its address. I can't check that"),
    ("Reuters", "Its page calls itself “Reuters”. I can't check that"),
    ("**Reuters** @everyone", "Its page calls itself “\\*\\*Reuters\\*\\*"),
]


@pytest.mark.parametrize(("claimed", "said"), CLAIMS)
def test_a_claim_is_shown_as_one(claimed: str, said: str) -> None:
    whose = replace(draft("x"), origin=Origin(claimed=claimed))
    assert said in preview_page(whose, (), (), can_be_filed=True).blocks[0]


def test_only_the_first_page_of_a_preview_has_the_picture() -> None:
    given = draft("Dawn")
    pictured = replace(given, article=replace(given.article, picture="https://cdn.example/a.jpg"))
    some = sections_of(facts("x" * 900, 9))
    assert preview_page(pictured, (), some, can_be_filed=True).picture
    assert preview_page(pictured, (), some, 1, can_be_filed=True).picture is None


# ---- what each page says, and where its buttons lead ----

DAWN = listed("Dawn", id=7, number=3, library="1", outlet="Wire", more_outlets=0, url=None, counts=FactCounts(1, 2, 3))


def kept(**more: object) -> Held:
    """An article as it is kept, with nothing beside it."""
    article = Article("1", "Iran began it.", "Dawn", "Wire", None, "2025-06-23")
    return replace(Held(replace(DAWN, published="2025-06-23"), article, Origin("a"), "r", DAY), **more)  # type: ignore[arg-type] # a row of a table


def buttons(page: Page) -> list[tuple[str, str, bool]]:
    """The buttons of a page from top to bottom: label, id, and whether it can be pressed."""
    return [(button.label, button.custom_id, button.enabled) for row in page.rows for button in row]


def act(*parts: str) -> str:
    return ":".join(("act", *parts))


@pytest.mark.parametrize(
    ("topic", "says"),
    [(Topic.SPORT, "-# Topic: sport"), (Topic.OTHER, "-# Topic: other news"), (None, "-# Topic: not clear")],
)
def test_an_articles_page_says_what_it_is_about(topic: Topic | None, says: str) -> None:
    page = article_page(kept(topic=topic), (), 0, may_change=False)
    assert says in "\n".join(page.blocks).splitlines()


@pytest.mark.parametrize(
    ("number", "turns"),
    [
        (0, [("◀", "0:0", False), ("Next ▶", "1:1", True)]),
        (1, [("◀", "0:0", True), ("Next ▶", "2:1", True)]),
        (2, [("◀", "1:0", True), ("Next ▶", "2:1", False)]),
    ],
)
def test_a_list_of_several_pages_turns_and_keeps_its_words(number: int, turns: list[tuple[str, str, bool]]) -> None:
    page = listing_page([DAWN], 2 * ON_A_LIST + 1, number, "the: raid")
    assert page.foot == f"page {number + 1} of 3"
    assert buttons(page) == [(label, act("article", "page", where, "the raid"), on) for label, where, on in turns]


def test_a_list_of_one_page_has_nothing_to_turn() -> None:
    page = listing_page([DAWN] * ON_A_LIST, ON_A_LIST, 0, "")
    assert (page.blocks[0], page.foot, page.rows) == (f"### {ON_A_LIST} articles", "", ())
    assert listing_page([DAWN], 1, 0, "ra_id").blocks[0] == r"### 1 article with “ra\_id”"
    assert listing_page([DAWN], ON_A_LIST + 1, 0, "").rows


# Six articles with titles of three lines each were higher than a phone's screen.
@pytest.mark.parametrize(("words", "lines"), [(4, 1), (10, 2), (30, 2)])
def test_a_list_is_a_screen_high_however_long_its_titles_are(words: int, lines: int) -> None:
    page = listing_page([replace(DAWN, library="everyone", title="police " * words)] * ON_A_LIST, ON_A_LIST + 1, 0, "")
    assert page_height(page) <= SCREEN
    title = page.blocks[1].split("\n")[0]
    assert -(-len(title) // 36) == lines
    assert title.endswith("…") is (words == 30)


ROWS = [
    ({}, "Dawn\n-# Wire · about 23 June 2025 · 6 facts · only in this server"),
    ({"library": "everyone", "published": None}, "Dawn\n-# Wire · undated · 6 facts"),
    ({"more_outlets": 2, "counts": FactCounts(1, 0, 0)}, "Dawn\n-# Wire and 2 more · about 23 June 2025 · 1 fact · only in this server"),
    ({"title": None, "opening": "Iran began it"}, "“Iran began it”\n-# Wire · about 23 June 2025 · 6 facts · only in this server"),
    ({"url": "https://a.test/x"}, "[Dawn](<https://a.test/x>)\n-# Wire · about 23 June 2025 · 6 facts · only in this server"),
    # a long link would leave no room for the other articles
    ({"url": URL}, "Dawn\n-# Wire · about 23 June 2025 · 6 facts · only in this server"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "row"), ROWS)
def test_an_article_of_a_list_is_two_lines(more: dict[str, object], row: str) -> None:
    [_, rows] = listing_page([replace(DAWN, **more)], 1, 0, "").blocks  # type: ignore[arg-type] # a row of a table
    assert rows == row


ARTICLES = [
    (kept(), False, "only in this server", ["Wrong?"]),
    (kept(), True, "only in this server", ["Read again", "Remove", "Wrong?"]),
    (kept(listed=replace(DAWN, library="everyone")), False, "shared with all servers", ["Wrong?"]),
    # an article without a fact has none that could be wrong
    (kept(listed=replace(DAWN, counts=FactCounts(0, 0, 0))), False, "only in this server", []),
]


@pytest.mark.parametrize(("article", "may_change", "whose", "labels"), ARTICLES)
def test_an_article_says_whose_it_is_and_offers_what_one_may_do(
    article: Held, may_change: bool, whose: str, labels: list[str]
) -> None:
    page = article_page(article, (), 0, may_change=may_change)
    ids = {
        "Read again": act("article", "reread", "7"),
        "Remove": act("article", "remove", "7"),
        "Wrong?": act("wrong", "article", "7"),
    }
    assert buttons(page) == [(label, ids[label], True) for label in labels]
    assert f"{whose} · added 24 June 2025 · read 24 June 2025: " in page.blocks[0]


def test_an_article_that_changed_was_added_when_its_first_version_was() -> None:
    first = Revision("Dusk", "Dusk", 3, "2025-06-01T00:00:00+00:00", "2025-06-20T00:00:00+00:00")
    block = article_page(kept(revisions=(first,)), (), 0, may_change=False).blocks[0]
    assert "added 1 June 2025" in block
    assert "Changed since it was added: 20 June 2025" in block
    assert "times before that" not in block
    unchanged = article_page(kept(), (), 0, may_change=False).blocks[0]
    assert "Changed" not in unchanged
    assert "Also published" not in unchanged


def test_the_counts_of_an_articles_facts_are_told_apart() -> None:
    counts = FactCounts(events=1, stances=2, quotations=3)
    block = article_page(kept(listed=replace(DAWN, counts=counts)), (), 0, may_change=False).blocks[0]
    assert ": 1 event, 2 stances and 3 quotations" in block


FILED = [
    (FilingOutcome.NEW, "Added. Answers now use it. Facts: 6.", ["View article", "Undo"]),
    (FilingOutcome.AGAIN, "Already added. Its title, outlet and date are now as given. Facts: 6.", ["View article"]),
    (FilingOutcome.COPY, "Added as the same article from another outlet. Facts: 6.", ["View article"]),
    (FilingOutcome.REVISION, "Updated. The previous version is kept. Facts: 6.", ["View article"]),
]


# Trap: undoing a revision would remove the article that was there before.
@pytest.mark.parametrize(("outcome", "told", "labels"), FILED)
def test_adding_says_what_it_did_and_only_what_is_new_is_undone(
    outcome: FilingOutcome, told: str, labels: list[str]
) -> None:
    page = filed_page(Filing(7, outcome), kept(), "Da*wn")
    assert page.blocks == (f"“Da\\*wn”\n{told}",)
    ids = {"View article": act("article", "show", "7", "0", "2"), "Undo": act("article", "remove", "7")}
    assert buttons(page) == [(label, ids[label], True) for label in labels]
    assert filed_page(Filing(7, outcome), None, "Dawn").blocks[0].endswith(told.removesuffix(" Facts: 6."))


LINKED = kept(article=replace(kept().article, url="https://a.test/x"))
REREAD = [
    (LINKED, 6, (2, 1), None, "Its page has changed: 2 sentences new, 1 gone. The previous version is kept.\nFacts: 6, as before."),
    (LINKED, 1_005, (1, 0), None, "Its page has changed: 1 sentence new, 0 gone. The previous version is kept.\nFacts: 6 (before: 1,005)."),
    (LINKED, 6, None, None, "Its page has not changed.\nFacts: 6, as before."),
    (kept(), 6, None, None, "It has no link, so I read the stored text again.\nFacts: 6, as before."),
    # what could not be fetched can't have changed
    (LINKED, 6, (2, 1), "The site is down.", "I couldn't fetch its page, so I read the stored text again. The site is down.\nFacts: 6, as before."),
]  # fmt: skip


@pytest.mark.parametrize(("article", "before", "changed", "unreached", "told"), REREAD)
def test_reading_again_says_what_it_found(
    article: Held, before: int, changed: tuple[int, int] | None, unreached: str | None, told: str
) -> None:
    page = reread_page(article, before, changed, unreached)
    assert page.blocks == (f"“Dawn” was read again.\n{told}",)
    assert buttons(page) == [("View article", act("article", "show", "7", "0", "2"), True)]
    untitled = replace(article, listed=replace(article.listed, title=None, opening="Iran began it"))
    assert reread_page(untitled, before, changed, unreached).blocks[0].startswith("“Iran began it” was read again.")


def test_a_removal_can_be_undone() -> None:
    page = removed_page("Da*wn", 7)
    assert page.blocks[0].startswith("Removed “Da\\*wn”. ")
    assert buttons(page) == [("Undo", act("article", "restore", "7"), True)]


def test_a_preview_adds_edits_or_discards_its_draft() -> None:
    given = Draft(9, "1", "2", kept().article, Origin("a", "as the page states"), ("It is old.",))
    page = preview_page(given, ("6 facts.",), (), can_be_filed=True, came_to="It is here.")
    assert page.blocks[0].split("\n") == [
        "### Dawn",
        "Wire · published 23 June 2025, as the page states",
        "-# 6 facts.",
        "It is here.",
        "-# It is old.",
    ]
    assert buttons(page) == [(verb.capitalize(), act("article", on, "9"), True) for verb, on in (("add", "file"), ("edit", "edit"), ("discard", "discard"))]  # fmt: skip
    bare = replace(given, article=Article("1", "Iran began it."), origin=Origin("a"), notes=())
    assert preview_page(bare, (), (), can_be_filed=True).blocks[0] == (
        "### Iran began it.\noutlet not named · no date found"
    )


# Trap: with the sentence below each line, one fact filled a phone's screen, and nine of them took eight pages.
def test_what_was_read_fits_a_screen_and_its_sentences_are_in_a_menu() -> None:
    sentence = "The court found that it could rule on the prorogation, and found the prorogation to be unlawful. "
    told = ("About Supreme Court, Brenda Hale and Parliament.", "Found in it: 0 events, 9 stances and 9 quotations.")
    read = facts("Iran", 9)
    read = replace(
        read, stances=tuple(replace(one, evidence=replace(one.evidence, sentence=sentence)) for one in read.stances)
    )
    given = replace(draft("Court rules"), article=kept().article, notes=())
    for page, act_of in (
        (
            preview_page(given, told, sections_of(read, 3), can_be_filed=True),
            act("article", "sentences", str(given.id)),
        ),
        (glance_page(given.article, told, sections_of(read, 3), "42", 0), act("reading", "sentences", "42")),
        (article_page(kept(), sections_of(read, 3), 0, may_change=True), act("answer", "line")),
    ):
        assert page.foot == "", "one page"
        assert page_height(page) <= SCREEN
        [menu] = page.menus
        assert (menu.custom_id, len(menu.options)) == (act_of, 6)
        assert "prorogation" not in "".join(page.blocks)
        [place] = decode_receipt(menu.options[-1].value).places
        assert (place.article, place.confidence) == (1, 0.9)


# A quotation of three hundred characters filled half a screen.
def test_a_line_of_what_was_read_is_three_lines_of_a_phone() -> None:
    page = glance_page(kept().article, (), sections_of(facts("We will never " * 40, 3)), "42", 0)
    lines = [line for block in page.blocks[1:] for line in block.split("\n") if not line.startswith("**")]
    assert len(lines) >= 3
    assert max(map(len, lines)) <= 100


def test_what_has_no_sentence_has_no_menu() -> None:
    [empty] = sections_of(Facts())
    assert glance_page(kept().article, (), (empty,), "42", 0).menus == ()


def test_a_glance_turns_its_own_pages_and_says_that_nothing_is_kept() -> None:
    article = kept().article
    page = glance_page(article, ("6 facts.",), sections_of(facts("x" * 900, 9)), "42", 0)
    assert page.blocks[0].split("\n") == [
        "### What I read in this message",
        "Dawn",
        "-# 6 facts.",
        "-# Nothing was stored. Editors can add it with the message menu “Add to library”.",
    ]
    assert buttons(page) == [
        ("◀", act("reading", "page", "42", "0", "0"), False),
        ("Next ▶", act("reading", "page", "42", "1", "1"), True),
    ]
    untitled = glance_page(replace(article, title=None), (), (), "42", 0).blocks[0].split("\n")
    assert untitled[1].startswith("-# Nothing was stored.")


# A menu takes 25 links, a page so many characters: the rest is counted.
@pytest.mark.parametrize(
    ("links", "listed_links", "more"),
    [
        (["https://a.test/1", "https://b.test/2"], 2, None),
        ([f"https://a.test/{n}" for n in range(26)], 25, "1 more link did not fit: add it with /article add."),
        ([f"https://a.test/{n}" for n in range(30)], 25, "5 more links did not fit: add them with /article add."),
        (["https://a.test/" + "x" * 1_985] * 3, 1, "2 more links did not fit: add them with /article add."),
        # a link that doesn't fit keeps none out that does
        (["https://a.test/" + "x" * 1_985] * 2 + ["https://b.test/2"], 2, "1 more link did not fit: add it with /article add."),
    ],
)  # fmt: skip
def test_links_to_choose_from_fit_a_page(links: list[str], listed_links: int, more: str | None) -> None:
    page = links_page(links)
    [head, lines] = page.blocks
    assert head.startswith(f"### {len(links)} links in that message\n")
    *told, last = lines.split("\n")
    assert (last == more) == (more is not None)
    assert len(told) + (more is None) == listed_links
    [menu] = page.menus
    assert (menu.custom_id, [option.value for option in menu.options]) == (
        act("article", "linked"),
        [str(place) for place in range(listed_links)],
    )
    assert [*told, last][0] == f"1. <{links[0]}>"


def test_a_link_in_the_menu_is_as_long_as_a_choice_may_be() -> None:
    [menu] = links_page(["https://a.test/" + "x" * 200, "http://b.test/2"]).menus
    assert [(len(option.label), option.label[:8]) for option in menu.options] == [(100, "a.test/x"), (8, "b.test/2")]
