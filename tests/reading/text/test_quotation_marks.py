from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.text.quotation_marks import quoted_stretches


def stretches(text, *, runs_on=False):
    return [text[stretch.start : stretch.end] for stretch in quoted_stretches(text, 0, len(text), runs_on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said ''yes''.", ["''yes''"]),
        # an inch mark or a forgotten mark spoils only its own quotation
        ("He said “yes and “no”.", ["“no”"]),
        ("a ” alone, then “here”", ["“here”"]),
        # British marks, and an apostrophe that is no mark
        ("The minister’s aide said ‘it isn’t over’ today.", ["‘it isn’t over’"]),
        ("the ’90s and the minister’s men", []),
    ],
)
def test_marks_enclose_stretches(text, expected):
    assert stretches(text) == expected


def test_an_open_mark_runs_on_only_into_a_paragraph_that_begins_with_one():
    assert stretches("He said: “This goes on.", runs_on=True) == ["“This goes on."]
    assert stretches("He said: “This goes on.") == []


@given(st.text(alphabet="a “”\"'‘’.,\n"))
def test_stretches_lie_inside_and_apart(text):
    found = quoted_stretches(text, 0, len(text), runs_on=True)
    assert all(0 <= stretch.start < stretch.end <= len(text) for stretch in found)
    assert all(stretch.end <= other.start for stretch, other in pairwise(found))
