from __future__ import annotations

import pytest

from bot.facts import facts
from bot.reading.prose import unreadable

GERMAN = (
    "Der russische Präsident Wladimir Putin hat am Montag in Moskau den iranischen Außenminister empfangen. Dabei ging es "
    "um die Angriffe der Vereinigten Staaten auf die Atomanlagen im Iran. Der Kreml verurteilte die Angriffe und sagte dem "
    "Land seine Unterstützung zu, ohne Einzelheiten zu nennen."
)
TABLE = "\n".join(f"Russia {number} Iran {number + 1} Israel {number + 2} France {number + 3}" for number in range(20))


@pytest.mark.parametrize("text", [GERMAN, TABLE])
def test_what_is_no_english_prose_is_read_as_nothing_and_said_so(text, read):
    reading = read(text)
    assert reading.sentences
    assert (reading.events, reading.stances, reading.quotations, reading.mentions) == ((), (), (), ())
    assert "not in English" in facts(reading, "x")["note"]


def test_a_single_sentence_is_always_tried(read):
    reading = read("Putin met Trump.")
    assert reading.events
    assert facts(reading, "x")["note"] is None


def test_names_do_not_make_prose_foreign():
    heavy = "President Emmanuel Macron met Chancellor Olaf Scholz and Foreign Minister Annalena Baerbock in Berlin on Monday. "
    assert unreadable(heavy * 20) is None
