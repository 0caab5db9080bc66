"""Tests all events of a sentence: their words, agents, recipients, dates and places."""

from __future__ import annotations

import pytest

WHOLE = [
    # nouns: at the head of a sentence, with modifiers, and with of, on, by and between
    ("Strikes on Iran by Israel went on.", [("ASSAULT", "actual", "Strikes", ["israel"], ["iran"], None, None)]),
    (
        "Russia’s deadly air attack on Ukraine went on.",
        [("ASSAULT", "actual", "deadly air attack", ["russia"], ["ukraine"], None, None)],
    ),
    ("The Russian attack on Ukraine went on.", [("ASSAULT", "actual", "attack", ["russia"], ["ukraine"], None, None)]),
    (
        "The attack on Iran and Iraq by Israel went on.",
        [("ASSAULT", "actual", "attack", ["israel"], ["iran", "iraq"], None, None)],
    ),
    ("The bombing of Iran went on.", [("ASSAULT", "actual", "bombing", [], ["iran"], None, None)]),
    ("The talks of Iran and Russia went on.", [("CONSULT", "actual", "talks", ["iran", "russia"], [], None, None)]),
    (
        "Talks between Iran and Russia in Vienna went on.",
        [("CONSULT", "actual", "Talks", ["iran", "russia"], [], None, None)],
    ),
    ("The war in Ukraine went on.", [("ASSAULT", "actual", "war", [], ["ukraine"], None, "Ukraine")]),
    ("The Ukraine war went on.", [("ASSAULT", "actual", "war", [], ["ukraine"], None, None)]),
    (
        "There was no attack on Ukraine by Russia.",
        [("ASSAULT", "negated", "attack", ["russia"], ["ukraine"], None, None)],
    ),
    # a title contains none
    ("The film Attack on Iran was shown.", []),
    # events without a side: launched, bought, elected, with the place, never as a habit
    ("Apple bought a firm in Paris.", [("COOPERATE", "actual", "bought", ["apple"], [], "2025-06-23~", "Paris")]),
    ("Apple buys a firm in Paris.", []),
    (
        "The firm was bought by Apple in Paris.",
        [("COOPERATE", "actual", "was bought", ["apple"], [], "2025-06-23~", "Paris")],
    ),
    (
        "Macron was elected in Paris.",
        [("SUPPORT", "actual", "was elected", [], ["emmanuel-macron"], "2025-06-23~", "Paris")],
    ),
    ("Macron is elected every five years.", []),
    # dates: a time of day alone is not a date, and a year before a noun belongs to the noun
    (
        "Russia attacked Ukraine on Friday.",
        [("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2025-06-20", None)],
    ),
    (
        "Russia attacked Ukraine around 2 p.m.",
        [("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2025-06-23~", None)],
    ),
    (
        "Russia attacked Ukraine at 14:30.",
        [("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2025-06-23~", None)],
    ),
    ("Russia attacked Ukraine in 2020.", [("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2020", None)]),
    (
        "Russia condemned the 2020 attack on Ukraine.",
        [
            ("ACCUSE", "actual", "condemned", ["russia"], [None], None, None),
            ("ASSAULT", "actual", "attack", [], ["ukraine"], "2020", None),
        ],
    ),
    (
        "Russia has attacked Ukraine since 2014.",
        [("ASSAULT", "actual", "has attacked", ["russia"], ["ukraine"], "2014/..", None)],
    ),
    (
        "Russia will attack Ukraine on Saturday.",
        [("ASSAULT", "planned", "will attack", ["russia"], ["ukraine"], "2025-06-28", None)],
    ),
    (
        "Russia attacked Ukraine on Friday when Putin met Trump.",
        [
            ("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2025-06-20", None),
            ("CONSULT", "actual", "met", ["vladimir-putin"], ["donald-trump"], "2025-06-20~", None),
        ],
    ),
    (
        "Putin was hosted by Macron in 2017, and met Trump in 2019.",
        [
            ("CONSULT", "actual", "was hosted", ["emmanuel-macron"], ["vladimir-putin"], "2017", None),
            ("CONSULT", "actual", "met", ["vladimir-putin"], ["donald-trump"], "2019", None),
        ],
    ),
    (
        "Putin met Trump, and on Friday, Russia attacked Ukraine.",
        [
            ("CONSULT", "actual", "met", ["vladimir-putin"], ["donald-trump"], "2025-06-20~", None),
            ("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2025-06-20", None),
        ],
    ),
    (
        "Putin had met Trump earlier.",
        [("CONSULT", "actual", "had met", ["vladimir-putin"], ["donald-trump"], None, None)],
    ),
    # not done: neither, ceased, avoided, refused
    (
        "Russia neither attacked Ukraine nor helped Iran.",
        [
            ("ASSAULT", "negated", "attacked", ["russia"], ["ukraine"], None, None),
            ("AID", "negated", "helped", ["russia"], ["iran"], None, None),
        ],
    ),
    ("Nobody attacked Ukraine, Russia said.", []),
    ("Russia ceased to help Iran.", [("AID", "negated", "to help", ["russia"], ["iran"], None, None)]),
    ("Russia does not help Iran any more.", [("AID", "negated", "does not help", ["russia"], ["iran"], None, None)]),
    (
        "Russia left without attacking Ukraine.",
        [("ASSAULT", "negated", "attacking", ["russia"], ["ukraine"], None, None)],
    ),
    (
        "Putin met Trump instead of attacking Ukraine.",
        [
            ("CONSULT", "actual", "met", ["vladimir-putin"], ["donald-trump"], "2025-06-23~", None),
            ("ASSAULT", "negated", "attacking", ["vladimir-putin"], ["ukraine"], None, None),
        ],
    ),
    (
        "Russia refused to attack Ukraine or help Iran.",
        [
            ("REJECT", "actual", "refused", ["russia"], ["ukraine"], "2025-06-23~", None),
            ("ASSAULT", "negated", "to attack", ["russia"], ["ukraine"], None, None),
            ("AID", "negated", "help", ["russia"], ["iran"], None, None),
        ],
    ),
    (
        "Russia ruled out attacking Ukraine.",
        [
            ("REJECT", "actual", "ruled out", ["russia"], [], "2025-06-23~", None),
            ("ASSAULT", "negated", "attacking", ["russia"], ["ukraine"], None, None),
        ],
    ),
    ("Russia seems unable to help Iran.", [("AID", "negated", "to help", ["russia"], ["iran"], None, None)]),
    # a call by phone, and being called by a name
    (
        "Putin called Trump on Tuesday.",
        [("CONSULT", "actual", "called", ["vladimir-putin"], ["donald-trump"], "2025-06-17", None)],
    ),
    (
        "Putin called Trump to discuss Iran.",
        [("CONSULT", "actual", "called", ["vladimir-putin"], ["donald-trump"], "2025-06-23~", None)],
    ),
    ("Putin called Trump a liar.", []),
    # "ready to", "not let in", and help that is not given
    (
        "Russia is ready to send troops to Ukraine.",
        [
            ("AGREE", "actual", "is ready", ["russia"], ["ukraine", None], "2025-06-23~", None),
            ("MOBILIZE", "planned", "to send", ["russia"], ["ukraine"], None, None),
        ],
    ),
    (
        "Russia is not ready to send troops to Ukraine.",
        [("MOBILIZE", "negated", "to send", ["russia"], ["ukraine"], None, None)],
    ),
    (
        "Russia will not accept refugees from Ukraine.",
        [("REJECT", "actual", "will not accept", ["russia"], ["ukraine"], "2025-06-23~", None)],
    ),
    (
        "Iran asked for help, and Russia isn’t offering it.",
        [
            ("REQUEST", "actual", "asked", ["iran"], [], "2025-06-23~", None),
            ("AID", "negated", "isn’t offering", ["russia"], ["iran"], None, None),
        ],
    ),
    (
        "Iran asked Russia for help, but Russia did not give help.",
        [
            ("REQUEST", "actual", "asked", ["iran"], ["russia"], "2025-06-23~", None),
            ("AID", "negated", "give help", ["russia"], [], None, None),
        ],
    ),
    # the place, and recipients after the object
    (
        "Macron hosted Putin in Paris, near Versailles.",
        [("CONSULT", "actual", "hosted", ["emmanuel-macron"], ["vladimir-putin"], "2025-06-23~", "Paris, Versailles")],
    ),
    (
        "Macron rejected talks with Putin.",
        [
            ("REJECT", "actual", "rejected", ["emmanuel-macron"], ["vladimir-putin"], "2025-06-23~", None),
            ("CONSULT", "actual", "talks", [], ["vladimir-putin"], "2025-06-23~", None),
        ],
    ),
    (
        "Macron lifted the sanctions imposed on Iran.",
        [
            ("RETREAT", "actual", "lifted the sanctions", ["emmanuel-macron"], ["iran"], "2025-06-23~", None),
            ("SANCTION", "actual", "imposed", [], ["iran"], None, None),
        ],
    ),
    (
        "Iran threatened to attack Israel.",
        [
            ("THREATEN", "actual", "threatened", ["iran"], ["israel"], "2025-06-23~", None),
            ("ASSAULT", "planned", "to attack", ["iran"], ["israel"], None, None),
        ],
    ),
    (
        "Putin asked for troops from Iran.",
        [("REQUEST", "actual", "asked", ["vladimir-putin"], ["iran"], "2025-06-23~", None)],
    ),
    # "by" with an agent, not with a place; "shown that", or shown against someone
    (
        "Ukraine was attacked near Iran by Russia.",
        [("ASSAULT", "actual", "was attacked", ["russia"], ["ukraine"], "2025-06-23~", "Iran")],
    ),
    (
        "Iran was condemned in Moscow by Putin.",
        [("ACCUSE", "actual", "was condemned", ["vladimir-putin"], ["iran"], "2025-06-23~", "Moscow")],
    ),
    ("Putin demonstrated that Iran had won.", []),
    (
        "Putin demonstrated against Iran in Moscow.",
        [("PROTEST", "actual", "demonstrated", ["vladimir-putin"], ["iran"], "2025-06-23~", "Moscow")],
    ),
    # dates as exact as the text, from years to days, of one event and not of the next
    (
        "Russia attacked Ukraine in about 2014.",
        [("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2014~", None)],
    ),
    (
        "Russia attacked Ukraine in the 1990s.",
        [("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "199X", None)],
    ),
    (
        "Russia attacked Ukraine in the summer of 2024.",
        [("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2024-22", None)],
    ),
    (
        "Russia will attack Ukraine in the summer of 2026.",
        [("ASSAULT", "planned", "will attack", ["russia"], ["ukraine"], "2026-22", None)],
    ),
    (
        "Russia will attack Ukraine in July.",
        [("ASSAULT", "planned", "will attack", ["russia"], ["ukraine"], "2025-07", None)],
    ),
    (
        "Russia attacks Ukraine in December.",
        [("ASSAULT", "planned", "attacks", ["russia"], ["ukraine"], "2025-12", None)],
    ),
    (
        "Russia attacked Ukraine on June 20, 2025.",
        [("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2025-06-20", None)],
    ),
    (
        "Russia attacked Ukraine last week.",
        [("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2025-06-16/2025-06-22", None)],
    ),
    (
        "Russia attacked Ukraine yesterday and Iran attacked Israel.",
        [
            ("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2025-06-22", None),
            ("ASSAULT", "actual", "attacked", ["iran"], ["israel"], "2025-06-22~", None),
        ],
    ),
    (
        "Putin met Trump in 2019 and Macron in 2020.",
        [("CONSULT", "actual", "met", ["vladimir-putin"], ["donald-trump"], "2019", None)],
    ),
    (
        "Putin met Trump on Friday before he met Macron on Saturday.",
        [
            ("CONSULT", "actual", "met", ["vladimir-putin"], ["donald-trump"], "2025-06-20", None),
            ("CONSULT", "actual", "met", ["vladimir-putin"], ["emmanuel-macron"], "2025-06-21", None),
        ],
    ),
    (
        "The Friday attack on Ukraine by Russia went on.",
        [("ASSAULT", "actual", "attack", ["russia"], ["ukraine"], "2025-06-20", None)],
    ),
    (
        "The attack on Ukraine on Friday went on.",
        [("ASSAULT", "actual", "attack", [], ["ukraine"], "2025-06-20", None)],
    ),
    (
        "Macron condemned Friday’s attack on Ukraine.",
        [
            ("ACCUSE", "actual", "condemned", ["emmanuel-macron"], [None], "2025-06-20~", None),
            ("ASSAULT", "actual", "attack", [], ["ukraine"], "2025-06-20", None),
        ],
    ),
    (
        "Russia, which attacked Ukraine in 2014, attacked Iran on Friday.",
        [
            ("ASSAULT", "actual", "attacked", ["russia"], ["ukraine"], "2014", None),
            ("ASSAULT", "actual", "attacked", ["russia"], ["iran"], "2025-06-20", None),
        ],
    ),
    (
        "Putin met Trump on Friday. He met Macron, too.",
        [
            ("CONSULT", "actual", "met", ["vladimir-putin"], ["donald-trump"], "2025-06-20", None),
            ("CONSULT", "actual", "met", ["vladimir-putin"], ["emmanuel-macron"], "2025-06-20", None),
        ],
    ),
    (
        "Putin met Trump in 2019. He met Macron, too.",
        [
            ("CONSULT", "actual", "met", ["vladimir-putin"], ["donald-trump"], "2019", None),
            ("CONSULT", "actual", "met", ["vladimir-putin"], ["emmanuel-macron"], None, None),
        ],
    ),
    # a noun with a light verb: whom it is done to, and who is given it; with "of" only what is done to anybody
    (
        "Russia launched an attack of Ukraine.",
        [("ASSAULT", "actual", "launched an attack", ["russia"], ["ukraine"], "2025-06-23~", None)],
    ),
    (
        "Russia carried out an invasion of Ukraine.",
        [("ASSAULT", "actual", "carried out an invasion", ["russia"], ["ukraine"], "2025-06-23~", None)],
    ),
    ("Russia held talks of Ukraine.", [("CONSULT", "actual", "held talks", ["russia"], [], "2025-06-23~", None)]),
    (
        "Russia issued a warning for Ukraine.",
        [("THREATEN", "actual", "issued a warning", ["russia"], [], "2025-06-23~", None)],
    ),
    (
        "Russia issued a warning to Ukraine.",
        [("THREATEN", "actual", "issued a warning", ["russia"], ["ukraine"], "2025-06-23~", None)],
    ),
    (
        "Russia received a call from Putin.",
        [("REQUEST", "actual", "received a call", ["vladimir-putin"], ["russia"], "2025-06-23~", None)],
    ),
    # what is about to be done
    ("Russia is about to attack Ukraine.", [("ASSAULT", "planned", "to attack", ["russia"], ["ukraine"], None, None)]),
    (
        "Russia was about to attack Ukraine.",
        [("ASSAULT", "hypothetical", "to attack", ["russia"], ["ukraine"], None, None)],
    ),
    (
        "Russia is not about to attack Ukraine.",
        [("ASSAULT", "negated", "to attack", ["russia"], ["ukraine"], None, None)],
    ),
    ("Russia is going to attack Ukraine.", [("ASSAULT", "planned", "to attack", ["russia"], ["ukraine"], None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_all_events_of_a_sentence(text, expected, read):
    assert [
        (
            event.type.value,
            event.mode.value,
            text[event.cue.start : event.cue.end],
            [party.actor for party in event.agents],
            [party.actor for party in event.recipients],
            event.date,
            event.place,
        )
        for event in read(text, "2025-06-23").events
    ] == expected
