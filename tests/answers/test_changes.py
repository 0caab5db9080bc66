"""Tests the sentences that differ between two texts of one article."""

from __future__ import annotations

import pytest

from bot.answers.changes import changes

CASES = [
    ("A said so. B agreed.", "A said so. B agreed.", (), ()),
    ("A said so. B agreed.", "A said so. B refused.", ("B refused.",), ("B agreed.",)),
    # spaces and line ends don't count as words
    ("A said so.  B agreed.", "A said so.\n\nB agreed.", (), ()),
    ("A said so.", "B came. A said so. C left!", ("B came.", "C left!"), ()),
    # a closing quotation mark belongs to its sentence
    ("“We go.” A left.", "“We go.”", (), ("A left.",)),
    ("", "A said so.", ("A said so.",), ()),
]


@pytest.mark.parametrize(("before", "now", "new", "gone"), CASES)
def test_the_sentences_that_are_new_and_gone(
    before: str, now: str, new: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    found = changes(before, now)
    assert (found.new, found.gone) == (new, gone)
