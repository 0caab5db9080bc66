"""Tests which events without a doer are shown: what courts decide, what the passive tells of somebody, and whom no harm befell."""

from __future__ import annotations

import pytest

from bot.model.article import Article
from bot.model.facts import Mode

# the cue of the event, and whom it befalls
BEFALLEN = [
    # courts and prosecutors, also where an attack is named
    ("Kyle Poe was acquitted of murder on Monday.", "acquitted", "kyle-poe", Mode.ACTUAL),
    ("Bill Cosby was cleared of assault.", "cleared", "bill-cosby", Mode.ACTUAL),
    ("The charges against Alec Baldwin were dropped.", "dropped", "alec-baldwin", Mode.ACTUAL),
    ("Ann Roe was exonerated of the killing.", "exonerated", "ann-roe", Mode.ACTUAL),
    # who becomes something
    ("Friedrich Merz was elected party leader.", "elected", "friedrich-merz", Mode.ACTUAL),
    ("Kemi Badenoch was elected Conservative leader on Saturday.", "elected", "kemi-badenoch", Mode.ACTUAL),
    ("Ann Roe was elected mayor of Leeds.", "elected", "ann-roe", Mode.ACTUAL),
    ("Merz elected chancellor.", "elected", "friedrich-merz", Mode.ACTUAL),
    # headlines
    ("Scholz ousted, Merz sworn in.", "ousted", "olaf-scholz", Mode.ACTUAL),
    ("Minister charged with fraud.", "charged", None, Mode.ACTUAL),
    ("Sarkozy jailed for five years.", "jailed", "nicolas-sarkozy", Mode.ACTUAL),
    # no harm
    ("Donald Trump was not harmed in the attack.", "harmed", "donald-trump", Mode.NEGATED),
    ("Salman Rushdie was not hurt in the explosion.", "hurt", "salman-rushdie", Mode.NEGATED),
    ("Robert Fico was not injured in the shooting.", "injured", "robert-fico", Mode.NEGATED),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "whom", "mode"), BEFALLEN)
def test_what_befalls_somebody_is_shown(shipped, text, cue, whom, mode):
    reading = shipped.read(Article("x", text, published="2025-06-18")).shown()
    told = [event for event in reading.events if cue in text[event.cue.start : event.cue.end] and event.mode is mode]
    assert [(event.agents, [party.actor for party in event.recipients][:1]) for event in told] == [((), [whom])]
