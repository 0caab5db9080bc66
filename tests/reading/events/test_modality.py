"""Tests whether the text says that something happened, will happen, did not, or only may have."""

from __future__ import annotations

import pytest

MODES = [
    # what may, must or should happen is not reported as fact
    ("Russia may attack Ukraine.", "attack", "hypothetical"),
    ("Russia would attack Ukraine.", "attack", "hypothetical"),
    ("Russia must help Iran.", "help", "hypothetical"),
    ("Russia should help Iran.", "help", "hypothetical"),
    ("Russia can help Iran.", "help", "hypothetical"),
    ("Russia ought to help Iran.", "help", "hypothetical"),
    ("Russia needs to help Iran.", "help", "hypothetical"),
    ("Russia had to attack Ukraine.", "attack", "hypothetical"),
    # nor is what depends on a condition, or is asked
    ("If Russia attacks Ukraine, Iran will help Russia.", "attacks", "hypothetical"),
    ("If Russia attacks Ukraine, Iran will help Russia.", "help", "planned"),
    ("Unless Russia attacks Ukraine, nobody will come.", "attacks", "hypothetical"),
    ("It is not clear whether Russia attacked Ukraine.", "attacked", "hypothetical"),
    # denied by a word before the verb, by its object, or by the verb above it
    ("Russia never attacked Ukraine.", "attacked", "negated"),
    ("Russia won't attack Ukraine.", "attack", "negated"),
    ("Russia attacked no ships of Ukraine.", "attacked", "negated"),
    ("Russia failed to help Iran.", "help", "negated"),
    ("Russia avoided attacking Ukraine.", "attacking", "negated"),
    ("Russia stopped attacking Ukraine.", "attacking", "negated"),
    ("Russia did not plan to attack Ukraine.", "attack", "negated"),
    # not saying so does not mean saying that it was not
    ("Russia did not say it attacked Ukraine.", "attacked", "actual"),
    # done from then on; but the future is not done
    ("Russia did not help Iran until July.", "help", "actual"),
    ("Russia will not help Iran until July.", "help", "negated"),
    # begun, managed, caused: done
    ("Russia has attacked Ukraine.", "attacked", "actual"),
    ("Russia managed to attack Ukraine.", "attack", "actual"),
    ("Russia began to attack Ukraine.", "attack", "actual"),
    ("Russia kept attacking Ukraine.", "attacking", "actual"),
    ("The strike prompted Iran to attack Israel.", "attack", "actual"),
    ("After attacking Ukraine, Russia left.", "attacking", "actual"),
    ("Putin admitted attacking Ukraine.", "attacking", "actual"),
    ("Putin left, attacking Ukraine.", "attacking", "actual"),
    # planned by those who decide, or left to somebody else
    ("Russia plans to attack Ukraine.", "attack", "planned"),
    ("Russia could plan to attack Ukraine.", "attack", "hypothetical"),
    ("Trump told Putin to attack Ukraine.", "attack", "hypothetical"),
    ("Russia was ordered to attack Ukraine.", "attack", "hypothetical"),
    ("Russia was allowed to attack Ukraine.", "attack", "hypothetical"),
    ("Russia is free to attack Ukraine.", "attack", "hypothetical"),
    ("Russia is likely to attack Ukraine.", "attack", "hypothetical"),
    # attributed, not reported as fact; the fact that it was done is reported
    ("Putin was accused of attacking Ukraine.", "attacking", "hypothetical"),
    ("Putin, blamed for attacking Ukraine, left.", "attacking", "hypothetical"),
    ("Russia was described as attacking Ukraine.", "attacking", "hypothetical"),
    ("Allegations that Russia attacked Ukraine were denied.", "attacked", "hypothetical"),
    ("The fact that Russia attacked Ukraine is known.", "attacked", "actual"),
    ("A plot to attack Ukraine failed.", "attack", "hypothetical"),
    ("A decision to attack Ukraine was taken.", "attack", "hypothetical"),
]


@pytest.mark.parametrize(("text", "verb", "mode"), MODES)
def test_whether_it_happened(text, verb, mode, read):
    told = {text[event.cue.start : event.cue.end].split()[-1]: event.mode.value for event in read(text).events}
    assert told.get(verb) == mode
