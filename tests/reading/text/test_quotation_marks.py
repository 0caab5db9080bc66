from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.article import Span
from bot.reading.text.quotation_marks import Quoted, goes_on_without_mark, near, quoted_stretches


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
        # typed British marks, with apostrophes inside and words cut short outside
        ("'It's the driver's seat,' she said. 'That's all.'", ["'It's the driver's seat,'", "'That's all.'"]),
        ("'No,' said the workers' leader, 'never.'", ["'No,'", "'never.'"]),
        ("I told 'em the '90s were the boys' rock 'n' roll", []),
        # an owner's apostrophe closes nothing if speech ends further on
        ("‘It is the workers’ land,’ he said.", ["‘It is the workers’ land,’"]),
        ("He called them ‘thugs’ and said the workers’ pay was low.", ["‘thugs’"]),
        # what is quoted inside British marks belongs to them; inside others they are no speech
        ("'I asked and he said, \"That's my lunch.\"'", ["'I asked and he said, \"That's my lunch.\"'"]),
        ("‘I asked “Why?” and left,’ she said. “Well,” he added.", ["‘I asked “Why?” and left,’", "“Well,”"]),
        ("“It was the ‘best’ day,” he said of the 'deal'.", ["“It was the ‘best’ day,”"]),
        # marks that other countries open and close with
        ("„We agree,“ he said, „and go.“", ["„We agree,“", "„and go.“"]),
        ("»We agree,« he said.", ["»We agree,«"]),
        ("”We agree,” he said, ”and go.”", ["”We agree,”", "”and go.”"]),
        ("« We agree », he said.", ["« We agree »"]),
        # between marks stands something
        ("an empty “” pair", []),
        ("an empty '''' pair", []),
        ("one “a” letter", ["“a”"]),
        # straight marks open where a space is on their left alone, close where it is on their right; else in turn
        ('("yes"), he said: "no"', ['"yes"', '"no"']),
        ('a"b"c', ['"b"']),
        ('"yes", he said', ['"yes"']),
        ('he said—"yes"—and left', ['"yes"']),
        ('he said " yes " and left', ['" yes "']),
        # a closing mark that opens nothing
        ('He lost a 5" blade, "yes" and all', ['"yes"']),
    ],
)
def test_marks_enclose_stretches(text, expected):
    assert stretches(text) == expected


def test_an_open_mark_runs_on_only_into_a_paragraph_that_begins_with_one():
    assert stretches("He said: “This goes on.", runs_on=True) == ["“This goes on."]
    assert stretches("He said: “This goes on.") == []
    assert stretches("‘This goes on.", runs_on=True) == ["‘This goes on."]
    assert stretches("It is the ’90s and ‘this is no mark.", runs_on=True) == []


def test_only_what_is_closed_is_said_to_be():
    [whole] = quoted_stretches("He said “yes”.", 0, 14, runs_on=True)
    [rest] = quoted_stretches("He said “yes.", 0, 13, runs_on=True)
    assert (whole.closed, whole.span) == (True, Span(8, 13))
    assert (rest.closed, rest.span) == (False, Span(8, 13))


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        # what only touches does not overlap
        (5, 10, []),
        (4, 10, [0]),
        (5, 11, [10]),
        (0, 30, [0, 10, 20]),
        (12, 13, [10]),
    ],
)
def test_those_near_overlap(first, last, found):
    quotes = [Quoted(0, 5), Quoted(10, 15), Quoted(20, 25)]
    assert [quote.start for quote in near(quotes, first, last)] == found


@given(st.text(alphabet="a “”\"'‘’.,\n"))
def test_stretches_lie_inside_and_apart(text):
    found = quoted_stretches(text, 0, len(text), runs_on=True)
    assert all(0 <= stretch.start < stretch.end <= len(text) for stretch in found)
    assert all(stretch.end <= other.start for stretch, other in pairwise(found))


# A paragraph whose first mark closes: the quotation began before it.
@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("We will win,” he said.", True),
        ("We will win,” he said. “They will not.”", True),
        ("He said: “We will win.”", False),
        # a straight mark has no direction
        ('We will win," he said.', False),
        ("” he said", False),
        ("He said so.", False),
    ],
)
def test_a_paragraph_that_goes_on_without_a_mark(text, goes_on):
    assert goes_on_without_mark(text, 0, len(text)) is goes_on


def test_such_a_paragraph_is_quoted_from_its_start():
    text = "We will win,” he said."
    found = quoted_stretches(text, 0, len(text), runs_on=False, inside=True)
    assert [text[quote.start : quote.end] for quote in found] == ["We will win,”"]
