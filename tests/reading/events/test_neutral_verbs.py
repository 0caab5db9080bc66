"""Tests that acts that take no side are events with a date, and imply no stances."""

from __future__ import annotations

import pytest


def rows(reading):
    return [
        (event.type.value, event.mode.value, [p.actor for p in event.agents], [p.actor for p in event.recipients])
        for event in reading.events
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apple unveiled a new phone on Tuesday.", ("CONSULT", "actual", ["apple"], [])),
        # a named product is an object, even if it begins with a small letter
        ("Apple introduced iPhone 4 on Tuesday.", ("CONSULT", "actual", ["apple"], ["iphone-4"])),
        ("Google bought YouTube in 2006.", ("COOPERATE", "actual", ["google"], ["youtube"])),
        ("YouTube was acquired by Google.", ("COOPERATE", "actual", ["google"], ["youtube"])),
        ("Boeing announced that it had lost money.", ("CONSULT", "actual", ["boeing"], [])),
        # releasing a person differs from releasing a report
        ("Russia released the hostages.", ("RETREAT", "actual", ["russia"], [None])),
        ("Google released the report.", ("CONSULT", "actual", ["google"], [])),
        ("Joe Biden won the election.", ("SUPPORT", "actual", ["joe-biden"], [])),
        ("Joe Biden succeeded Donald Trump.", ("SUPPORT", "actual", ["joe-biden"], ["donald-trump"])),
        ("Boeing will discontinue the jet.", ("RETREAT", "planned", ["boeing"], [])),
        # the base form of "founded" is a past of "find"
        ("Google was founded in 1998.", ("COOPERATE", "actual", [], ["google"])),
    ],
)
def test_a_doing_is_an_event_without_a_stance(text, expected, read):
    reading = read(text)
    assert expected in rows(reading)
    assert reading.stances == ()


@pytest.mark.parametrize(
    "text",
    [
        # habits
        "Apple sells phones.",
        "The president of Russia is elected every six years.",
        "Google was found guilty.",
        # the election takes place
        "The election in Russia is to take place on Sunday.",
    ],
)
def test_a_habit_is_no_event(text, read):
    assert [row for row in rows(read(text)) if row[0] in ("CONSULT", "COOPERATE", "SUPPORT")] == []
