"""Tests that the ledger returns what an edition told, whatever else is stored there."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.digests.marks import looked_at, recalled, sum_of, told
from bot.model.answer import Evidence, Source
from bot.model.article import Span
from bot.model.edition import Contents, EditionEntry, Mark, Part, PastEntry, Reason, Remit
from bot.model.subscription import ToldFact
from bot.render.frames import frame

MARK = Mark(Part.HAPPENED, "ASSAULT", ("iran",), ("israel", "norway"), "raid", "2025-06-23")
SOURCE = Source(7, "Dawn", "The Wire", None, "2025-06-23", "Iran raided Oslo.")
PROOF = Evidence(SOURCE, "Iran  raided Oslo.", Span(0, 18), (), None, 0.9)
ENTRY = EditionEntry(Part.HAPPENED, "Iran raids Oslo", (PROOF,), (Reason("opens"),), MARK)
BARE = EditionEntry(Part.CORRECTED, "x" * 300, (), (), Mark(Part.CORRECTED, "7", words="Iran raids Oslo"))
REMIT = Remit("2025-06-23", "2025-06-24", "2025-06-24")


def rows(*entries: EditionEntry, **more: object) -> tuple[ToldFact, ...]:
    return told(Contents(replace(REMIT, **more), entries, last=12), {7: "hash", 8: "other"}, frame("en"))  # type: ignore[arg-type]


def test_ledger_rows_are_decoded_unchanged() -> None:
    assert recalled(rows(ENTRY, BARE), "2025-06-24") == [
        PastEntry(MARK, "Iran raids Oslo", 7, "hash", sum_of("Iran raided Oslo."), "2025-06-24"),
        # entries without an article; a claim is stored as far as a correction repeats it
        PastEntry(BARE.mark, "x" * 200, None, "", "", "2025-06-24"),
    ]


def test_one_mark_is_one_row_and_each_part_has_its_own() -> None:
    changed = replace(ENTRY, part=Part.CHANGED)
    assert [row.kind for row in rows(ENTRY, replace(ENTRY, claim="again"), changed)] == [
        "looked at",
        "happened",
        "changed",
    ]
    for other in ({"kind": "TALK"}, {"who": ()}, {"whom": ("norway",)}, {"words": ""}, {"date": None}):
        assert len(rows(ENTRY, replace(ENTRY, mark=replace(MARK, **other)))) == 3  # type: ignore[arg-type]


def test_only_what_was_told_since_a_day_comes_back() -> None:
    for since, number in (("2025-06-23", 1), ("2025-06-24", 1), ("2025-06-25", 0)):
        assert len(recalled(rows(ENTRY), since)) == number


BROKEN = [
    "no json",
    "[]",
    '{"mark": [1, 2]}',
    '{"mark": ["ASSAULT", ["iran"], [], "", null]}',
    '{"mark": ["ASSAULT", null, [], "", null], "claim": "x", "article": 7, "text": "", "sentence": "", "on": "2025-06-24"}',
]


@pytest.mark.parametrize("as_of", BROKEN)
def test_rows_of_no_form_of_ours_are_left_out(as_of: str) -> None:
    good = rows(ENTRY)[1]
    assert len(recalled([ToldFact("happened", "k", as_of), good], "2025")) == 1
    assert recalled([replace(good, kind="no part")], "2025") == []


def test_how_far_an_edition_looked() -> None:
    assert looked_at(rows(ENTRY)) == 12
    # a flash looks at a whole day, so it stores no last article
    assert looked_at(rows(ENTRY, important=True)) == 0
    assert (
        looked_at(
            [
                ToldFact("looked at", "article", "9"),
                ToldFact("looked at", "article", "10"),
                ToldFact("happened", "x", "99"),
            ]
        )
        == 10
    )
    assert looked_at([ToldFact("looked at", "article", "x")]) == 0
    assert looked_at([]) == 0


def test_a_sum_tells_words_apart_whatever_is_between_them() -> None:
    assert sum_of("a b") == sum_of(" a\n b ") != sum_of("ab")
    assert len(sum_of("\ud800")) == 16


def test_names_are_kept_as_they_are_written() -> None:
    [_, row] = rows(replace(ENTRY, claim="Erdoğan"))
    assert "Erdoğan" in row.as_of
    assert json.loads(row.as_of)["mark"] == ["ASSAULT", ["iran"], ["israel", "norway"], "raid", "2025-06-23"]
