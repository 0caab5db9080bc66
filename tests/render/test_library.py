"""Tests that drafts, lists and articles fit a message whatever they contain."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.answers.gist import Facts, sections_of
from bot.model.answer import Evidence, ShownQuotation, ShownStance, Source
from bot.model.article import Article, Origin, Span
from bot.model.facts import Expressed, Polarity, QuotationKind
from bot.model.library import Copy, Draft, FactCounts, Filing, FilingOutcome, Held, Listed, Revision
from bot.model.query import Subject
from bot.render import (
    Page,
    article_page,
    filed_page,
    listed_label,
    listing_page,
    preview_page,
    removed_page,
    reread_page,
)

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
