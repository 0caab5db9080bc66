"""Tests the count of quotations by manner: what is found, what is shown, and whose words they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.intake import work
from bot.model.article import Article
from training.gold.checking import read_manners
from training.manners import counted


@pytest.fixture(scope="module")
def document():
    made, faults = read_manners()
    assert not faults
    return next(row for row in made if row.name == "release-schools")


@pytest.fixture(scope="module")
def reading(document):
    return work.reader().read(Article(document.name, document.text, published=document.published))


def test_what_is_shown_and_right_counts(document, reading):
    assert counted(document, reading) == {"there": 4, "found": 4, "said": 4, "right": 4}


def test_what_is_not_listed_or_has_another_speaker_is_wrong(document, reading):
    fewer = replace(document, quotations=document.quotations[1:])
    assert counted(fewer, reading) == {"there": 3, "found": 3, "said": 4, "right": 3}
    other = replace(document.quotations[1], speaker=document.quotations[2].speaker)
    changed = replace(document, quotations=(document.quotations[0], other, *document.quotations[2:]))
    assert counted(changed, reading) == {"there": 4, "found": 3, "said": 4, "right": 3}
    # what is optional need not be found, and is right where it is
    optional = replace(document, quotations=tuple(replace(row, optional=True) for row in document.quotations))
    assert counted(optional, reading) == {"there": 0, "found": 0, "said": 4, "right": 4}
