"""Tests what speaks for a name's taking part in what an article tells."""

from __future__ import annotations

import pytest

from bot.model.article import Article
from bot.reading.judging.parts import PartTaken
from bot.reading.referents.bystanders import Bystanders

UNJUDGED = ("agent no", "recipient no", "holder no", "target no", "speaker no", "in all no")
"""What the judge says of a name that it was not asked about."""

TRAITS = [
    # what it does, what is done to it, who judges it, who speaks, of whom
    ("Trump met Putin in Helsinki.", "donald-trump", "known person", "is agent · times 1 · as nsubj · name"),
    ("Trump met Putin in Helsinki.", "vladimir-putin", "known person", "is recipient · times 1 · as obj · name"),
    ("Russia attacked Ukraine, France said.", "russia", "known country", "is agent · is holder · is speaker · is told of · times 1 · as nsubj · name · one word"),
    ("Russia attacked Ukraine, France said.", "ukraine", "known country", "is recipient · is target · is told of · times 1 · as obj · name · one word"),
    ("Russia attacked Ukraine, France said.", "france", "known country", "is speaker · is told of · times 1 · as nsubj · name · one word"),
    # how often, as what, and by what it is called
    ("Russian troops left. We saw Russia.", "russia", "known country", "times 2 · as amod · as obj · demonym · name · one word"),
    ("We saw the OECD.", "oecd", "known organization", "times 1 · as obj · name · letters · one word"),
    ("We saw the Zorbo Police.", "zorbo-police", "open organization", "times 1 · as obj · name · body · everyday"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "kind", "traits"), TRAITS)
def test_what_speaks_for_taking_part(text, actor, kind, traits, reader):
    reading, ground = reader.ground(Article("x", text, published="2025-06-18"))
    row = next(row for row in reading.actors if row.id == actor)
    found = Bystanders(reading, ground).traits(row)
    assert all(trait.startswith(f"stays {kind} ") for trait in found)
    told = [trait.removeprefix(f"stays {kind} ") for trait in found]
    assert told[:7] == ["at all", *UNJUDGED]
    assert " · ".join(told[7:]) == traits


@pytest.mark.parametrize("part", ["agent", "recipient", "holder", "target", "speaker"])
def test_of_all_mentions_the_likeliest_part_counts(part, reader):
    reading, ground = reader.ground(Article("x", "We saw Russia. We saw Russia.", published="2025-06-18"))
    ground.parts[0] = {2: PartTaken(**{part: 0.3})}
    ground.parts[1] = {2: PartTaken(**{part: 0.9})}
    (russia,) = reading.actors
    found = [trait for trait in Bystanders(reading, ground).traits(russia) if "surely" in trait]
    assert found == [f"stays known country {part} surely", "stays known country in all surely"]
