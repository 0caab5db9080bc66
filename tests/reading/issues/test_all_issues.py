"""Tests all the things of a text that people can be for or against: their ids, names, and where they are named."""

from __future__ import annotations

import pytest

ISSUES = [
    # named again by the head alone
    (
        "Russia backs the oil price cap. Iran opposes the cap.",
        [("i.cap-oil-price", "oil price cap", ["oil price cap", "cap"])],
    ),
    # what stands behind "on" and "of" is part of the name, and one thing under one id
    ("Macron opposes the cap on the price of oil.", [("i.cap-oil-price", "cap on the price of oil", ["cap"])]),
    ("Macron opposes the planned new law on guns.", [("i.law-gun", "law on guns", ["law"])]),
    (
        "Macron supports a ban on the export of arms to Israel.",
        [("i.ban-arm-export-israel", "ban on the export of arms to Israel", ["ban"])],
    ),
    ("Macron voted against the ban on arms exports on Monday.", [("i.ban-arm-export", "ban on arms exports", ["ban"])]),
    (
        "Macron spoke in favour of the nuclear deal with Iran.",
        [("i.deal-iran-nuclear", "nuclear deal with Iran", ["nuclear deal"])],
    ),
    # what it is about is a thing as well
    (
        "Macron voted for the bill on immigration.",
        [("i.law-immigration", "bill on immigration", ["bill"]), ("i.immigration", "immigration", ["immigration"])],
    ),
    # a name does not grow without end
    (
        "Macron condemned the use of the very old and long forgotten law on the sale of guns in the state.",
        [("i.law-forgotten-gun-long-sale", "long forgotten law on the sale of guns", ["long forgotten law"])],
    ),
    # no name, an actor, and a head that says nothing by itself
    ("Macron supports it.", []),
    ("Macron supports Trump.", []),
    ("Macron opposes the law. The law is bad, Trump said.", []),
]


@pytest.mark.parametrize(("text", "expected"), ISSUES)
def test_all_issues(text, expected, read):
    assert [
        (issue.id, issue.name, [text[span.start : span.end] for span in issue.mentions]) for issue in read(text).issues
    ] == expected
