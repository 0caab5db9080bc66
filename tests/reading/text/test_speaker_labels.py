from __future__ import annotations

from itertools import groupby

import pytest

from bot.reading.text.sentences import sentences
from bot.reading.text.speaker_labels import turns

OPENING = "Ann Roe is the mayor of Lund. She spoke to the Lund Post."


@pytest.fixture
def spoken(lexicon):
    """The turns of a text: who, and what."""

    def found(*paragraphs: str) -> list[tuple[str, list[str]]]:
        text = "\n\n".join([OPENING, *paragraphs])
        rows = [list(group) for _, group in groupby(sentences(text, lexicon.page), key=lambda row: row.paragraph)]
        made = turns(text, rows).values()
        return [(text[t.label.start : t.label.end], [text[part.start : part.end] for part in t.parts]) for t in made]

    return found


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # capitals, names with titles, initials that the first turn explains, brackets; questions of nobody are left out
        (
            ["LUND POST: How old is it?", "ROE: Very old.", "LUND POST: And who pays?", "ROE: We all do."],
            [("LUND POST", ["How old is it?"]), ("ROE", ["Very old."]), ("LUND POST", ["And who pays?"]), ("ROE", ["We all do."])],
        ),
        (["Q: How old is it?", "A: Very old.", "Q: Who pays?", "A: We all do."], [("A", ["Very old."]), ("A", ["We all do."])]),
        (
            ["Mr Ek: Is it rather old?", "Mayor Ann Roe (AR): Very old.", "Mr Ek: And who pays for it?", "AR: We all do."],
            [("Mr Ek", ["Is it rather old?"]), ("Mayor Ann Roe", ["Very old."]), ("Mr Ek", ["And who pays for it?"]), ("AR", ["We all do."])],
        ),
        (
            ["((LP)) Is it old?", "((Ann Roe)) Very old.", "((LP)) Who pays?", "((Ann Roe)) We all do."],
            [("LP", ["Is it old?"]), ("Ann Roe", ["Very old."]), ("LP", ["Who pays?"]), ("Ann Roe", ["We all do."])],
        ),
        # a turn goes on to the next one; the last one ends with its paragraph; who speaks once speaks between others
        (
            ["Ek: Is it old?", "Roe: Very old.", "It has stood long.", "Bo Lund, a clerk: Silence!", "Ek: I see.", "Roe: Good.", "They parted."],
            [("Ek", ["Is it old?"]), ("Roe", ["Very old.", "It has stood long."]), ("Bo Lund", ["Silence!"]), ("Ek", ["I see."]), ("Roe", ["Good."])],
        ),
        # lists: no label stands twice, only one does, or they have numbers
        (["Lund: It will rain.", "Malmö: It will snow.", "Ystad: It will be dry."], []),
        (["Note: It will rain.", "Note: It will snow.", "Note: It will be dry."], []),
        (["Roe: 1,769.", "Ek: 1,501.", "Roe: 547.", "Ek: 46."], []),
        # two turns are no conversation
        (["Roe: Yes.", "Ek: No."], []),
    ],
)  # fmt: skip
def test_who_speaks_again_and_again_has_turns(spoken, paragraphs, expected):
    assert spoken(*paragraphs) == expected


# A turn is its speaker's, also behind initials; an answer is the answer of whom the opening names.
@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("Q", "A", "Q", "A"), ["ann-roe", "ann-roe"]),
        (("LUND POST", "ROE", "LUND POST", "ROE"), ["ann-roe", "ann-roe"]),
        (("LUND POST", "Ann Roe (AR)", "LUND POST", "AR"), ["ann-roe", "ann-roe"]),
    ],
)
def test_turns_are_quotations_of_who_speaks(shipped_turns, labels, expected):
    said = ["How old is the bridge?", "It is very old.", "And who will pay for it?", "We all will pay for it."]
    assert shipped_turns(*(f"{label}: {words}" for label, words in zip(labels, said, strict=True))) == expected


@pytest.fixture
def shipped_turns(read):
    def speakers(*paragraphs: str) -> list[str | None]:
        found = read("\n\n".join([OPENING, *paragraphs])).quotations
        persons = [row.source.actor for row in found if row.licence.rule == "a turn in a transcript"]
        return [actor for actor in persons if actor == "ann-roe"]

    return speakers
