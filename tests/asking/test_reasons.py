"""Tests that the reasons for a name are told in the asker's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.names
from bot.asking.reasons import REASONS, note_words, reason_words
from bot.catalogue import speaking


@pytest.mark.parametrize(
    ("reason", "german"),
    [
        ("surname", "Nachname"),
        ("surname, one letter off", "Nachname, ein Buchstabe anders"),
        # a comma that joins no two reasons
        ("capital, for its government, two letters off", "Hauptstadt, für die Regierung, zwei Buchstaben anders"),
        ("title held since June 2025", "Amt inne seit Juni 2025"),
        ("title not held in 2016", "Amt nicht inne: 2016"),
        ("something new", "something new"),
    ],
)
def test_a_reason_is_told_in_the_language(reason: str, german: str) -> None:
    with speaking("de"):
        assert reason_words(reason) == german
    assert reason_words(reason) == reason


# A reason that the index gives and this list lacks would stay English.
@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason not in {"name", "place", "date"}])
def test_the_index_gives_each_reason(reason: str) -> None:
    folder = Path(bot.names.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert re.search(rf'"(?:\{{[^}}]*\}}, )?{re.escape(reason)}"', code) or f", {reason}" in code


@pytest.mark.parametrize(
    ("note", "german", "french"),
    [
        ("Foreign Minister of Iran", "Außenminister (Iran)", "ministre des Affaires étrangères (Iran)"),
        ("formerly President of the United States", "ehemals Präsident (Vereinigte Staaten)", "ancien président (États-Unis)"),
        # an office with "of" in its own name
        ("Mayor of Paris", "Bürgermeister von Paris", "maire de Paris"),
        ("Director of National Intelligence of the United States", "Direktor der nationalen Nachrichtendienste (Vereinigte Staaten)", "directeur du Renseignement national (États-Unis)"),
        ("Prime Minister", "Premierminister", "Premier ministre"),
        # no office that we know
        ("Lord High Steward of Iran", "Lord High Steward of Iran", "Lord High Steward of Iran"),
        ("wife of Barack Obama", "wife of Barack Obama", "wife of Barack Obama"),
    ],
)  # fmt: skip
def test_an_office_is_told_in_the_language(note: str, german: str, french: str) -> None:
    assert note_words(note) == note
    for language, told in (("de", german), ("fr", french)):
        with speaking(language):
            assert note_words(note) == told
