"""Tests who speaks when the text leads up to quoted words: a paragraph alone in marks, and what one speaker says in two sentences."""

from __future__ import annotations

import pytest

from bot.model.article import Article

OPENING = "The council of Lund met on Monday."


def said(text, quotations):
    return [
        (row.source.actor if row.source else None, [text[span.start : span.end] for span in row.content])
        for row in quotations
        if row.kind == "direct"
    ]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        # whom the paragraph before reports, says so to, or tells of alone
        ("Ann Roe said that the bridge was old.", "ann-roe"),
        ("Ann Roe spoke to the Lund Post on Monday.", "ann-roe"),
        ("Among them is Ann Roe, who lives by the river.", "ann-roe"),
        # of two persons, it may be either; of nobody, nobody
        ("Ann Roe and Bo Ek live by the river.", None),
        ("The bridge was old.", None),
        # whoever the end of the paragraph does not tell of any more
        ("Ann Roe lives by the river. The bridge was old.", None),
    ],
)
def test_a_paragraph_in_marks_is_said_by_whom_the_one_before_leads_up_to(read, before, speaker):
    text = f"{OPENING}\n\n{before}\n\n“It will fall before the winter is over.”\n\nThe council will meet again."
    expected = [(speaker, ["“It will fall before the winter is over.”"])] if speaker else []
    assert said(text, read(text).quotations) == expected


# ... but not if something else stands in it, or if it says itself who speaks.
@pytest.mark.parametrize(
    ("paragraph", "speakers"),
    [
        ("The sign “It will fall before the winter is over” was stolen.", []),
        ("“It will fall before the winter is over,” Bo Ek said.", ["bo-ek"]),
        ("The room fell silent. “It will fall before the winter is over.”", []),
    ],
)
def test_other_paragraphs_are_not(read, paragraph, speakers):
    text = f"{OPENING}\n\nAnn Roe said that the bridge was old.\n\n{paragraph}"
    assert [actor for actor, _ in said(text, read(text).quotations)] == speakers


def test_a_statement_is_whose_it_says_it_is(read):
    text = f"{OPENING}\n\nThe council published the following statement by Ann Roe:\n\nI am sorry for the bridge.\n\nIt closed."
    assert said(text, read(text).quotations) == [("ann-roe", ["I am sorry for the bridge."])]


# One speaker's words with only a remark between them are one quotation; another's are not, nor those further on.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The bridge is very old,” said Ann Roe. Roe added: “It will fall this winter.”", 1),
        ("“The bridge is very old,” said Ann Roe. Bo Ek added: “It will fall this winter.”", 2),
        (
            "“The bridge is very old,” said Ann Roe. It was built in 1904 by a king who hated to get his feet wet in the river. Roe added: “It will fall.”",
            2,
        ),
        ("“The bridge is very old,” said Ann Roe.\n\nRoe added: “It will fall this winter.”", 2),
    ],
)
def test_what_goes_on_is_one_quotation(shipped, text, expected):
    found = shipped.read(Article("test", f"{OPENING}\n\n{text}", published="2025-06-23")).quotations
    assert len(said(f"{OPENING}\n\n{text}", found)) == expected
