"""Tests that a text gives the day that stands in its dateline or byline, as a page with the same lines does."""

from __future__ import annotations

import pytest

from bot.intake.documents import candidate
from bot.intake.files import Document
from bot.model.article import Dating

TODAY = "2025-06-24"
TEXT = "Russia condemned the attack on the harbour on Monday, and the minister said that the council would meet within a week to talk about it."

LINES = [
    (["Harbour closed", f"BERLIN, 3 March 2025 (Wire) -- {TEXT}"], "2025-03-03~"),
    ([f"BERLIN, 3 March 2025 (Wire) -- {TEXT}"], "2025-03-03~"),
    (["Harbour closed", f"MOSCOW, March 3, 2025 /TASS/. {TEXT}"], "2025-03-03~"),
    (["Harbour closed", "By Ann Lee", "3 March 2025", TEXT], "2025-03-03~"),
    (["Harbour closed", "Published 3 March 2025, 10:00", TEXT], "2025-03-03~"),
    (["Harbour closed", TEXT, "Published on 3 March 2025"], "2025-03-03~"),
    (["Harbour closed", "Posted 06/04/2025", TEXT], "2025~"),
    # a date in a sentence is about something else
    (["Harbour closed", f"{TEXT} The truce had begun on 3 March 2025."], None),
    # a dateline without a year, and one of a day to come
    (["Harbour closed", f"KYIV, June 23 (Wire) - {TEXT}"], None),
    (["Harbour closed", f"BERLIN, 3 March 2035 (Wire) -- {TEXT}"], None),
    # no place, and no name
    (["Harbour closed", f"On 3 March 2025 -- {TEXT}"], None),
]


@pytest.mark.parametrize(("lines", "day"), LINES, ids=str)
def test_a_text_is_dated_as_a_page_with_its_lines(lines: list[str], day: str | None) -> None:
    raw = "\n\n".join(lines)
    text = candidate(Document(raw.encode(), "text/plain", "It", today=TODAY, begins_with_title=True))
    assert (text.article.published, text.dating) == (day, Dating.TEXT if day else Dating.UNKNOWN)
    *head, last = [f"<p>{line}</p>" for line in lines]
    body = f"<h1>{lines[0]}</h1>{''.join(head[1:])}{last}" if lines[0] == "Harbour closed" else "".join([*head, last])
    html = (
        f"<!doctype html><html><head><title>Harbour closed</title></head><body><article>{body}</article></body></html>"
    )
    page = candidate(Document(html.encode(), "text/html", "It", url="https://wire.test/x", today=TODAY))
    assert page.article.published == day


# What is stated goes before what is read from the text; what is only guessed gives way to it.
def test_front_matter_and_a_feeds_day_go_before_the_dateline() -> None:
    raw = f"BERLIN, 3 March 2025 (Wire) -- {TEXT}".encode()
    stated = candidate(Document(b"---\npublished: 2025-03-04\n---\n" + raw, "text/markdown", "It", today=TODAY))
    assert (stated.article.published, stated.dating) == ("2025-03-04", Dating.STATED)
    given = candidate(Document(raw, "text/plain", "It", published="2025-03-05", today=TODAY))
    assert (given.article.published, given.dating) == ("2025-03-05", Dating.GIVEN)
    unstated = candidate(Document(b"# Harbour closed\n\n" + raw, "text/markdown", "It", today=TODAY))
    assert (unstated.article.published, unstated.article.title) == ("2025-03-03~", "Harbour closed")
