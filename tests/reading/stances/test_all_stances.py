"""Tests all the stances that a sentence tells: who holds them, which way, in words or deeds, on whom, and by which words."""

from __future__ import annotations

import pytest

WHOLE = [
    # what something is called, or said to be; negated or in a passive it is nobody's word
    ("Trump called Putin a criminal.", [("donald-trump", "opposes", "words", "vladimir-putin", "a criminal")]),
    ("Trump called Putin a great friend.", [("donald-trump", "supports", "words", "vladimir-putin", "a great")]),
    ("Trump described Putin as a criminal.", [("donald-trump", "opposes", "words", "vladimir-putin", "a criminal")]),
    ("Putin was called a criminal by Trump.", []),
    ("Trump said Putin is a criminal.", [("donald-trump", "opposes", "words", "vladimir-putin", "is a criminal")]),
    ("Trump said Putin was very wise.", [("donald-trump", "supports", "words", "vladimir-putin", "was very wise")]),
    ("Trump said Putin was not a criminal.", []),
    (
        "Trump said Putin violated international law.",
        [
            ("vladimir-putin", "opposes", "deeds", None, "violated"),
            ("donald-trump", "opposes", "words", "vladimir-putin", "violated international law"),
        ],
    ),
    ("Trump did not say Putin is a criminal.", []),
    ("Trump thinks Putin is a criminal.", []),
    ("Araghchi says the US “blew up” talks.", [("abbas-araghchi", "opposes", "words", "e1", "blew up")]),
    ("“Araghchi says the US blew up talks.”", []),
    # adjectives of leaning
    ("Russia is critical of Israel.", [("russia", "opposes", "words", "israel", "is critical")]),
    ("Russia is not critical of Israel.", [("russia", "supports", "words", "israel", "is not critical")]),
    ("Russia seems friendly to Israel.", [("russia", "supports", "words", "israel", "seems friendly")]),
    ("Russia is critical.", []),
    # verbs of leaning, not in a passive
    (
        "Trump hates Putin and Macron.",
        [
            ("donald-trump", "opposes", "words", "vladimir-putin", "hates"),
            ("donald-trump", "opposes", "words", "emmanuel-macron", "hates"),
        ],
    ),
    ("Putin is hated by Trump.", []),
    # who feels it, and who stirs it
    ("Putin’s speech enraged Ukraine.", [("ukraine", "opposes", "words", "vladimir-putin", "enraged")]),
    ("Ukraine was enraged by Putin.", [("ukraine", "opposes", "words", "vladimir-putin", "was enraged")]),
    ("Ukraine was not enraged by Putin.", []),
    ("Ukraine may be enraged by Putin.", []),
    # prefixes, among those who hold such views
    (
        "Iran and Russia share anti-American views.",
        [
            ("iran", "opposes", "words", "united-states", "anti-American views"),
            ("russia", "opposes", "words", "united-states", "anti-American views"),
        ],
    ),
    ("Iran does not share anti-American views.", []),
    ("Iran holds pro-Russian views.", [("iran", "supports", "words", "russia", "pro-Russian views")]),
    # ties
    (
        "Putin said Russia’s close ties with Israel are a reason.",
        [("russia", "supports", "words", "israel", "close ties")],
    ),
    ("Russia has close ties with Israel.", [("russia", "supports", "words", "israel", "close ties")]),
    ("Russia does not have close ties with Israel.", []),
    ("Russia has strained ties with Israel.", []),
    ("Russia has ties with Israel.", []),
    ("Russia mentioned close ties with Israel.", []),
    # who is described
    ("Macron is a critic of Trump.", [("emmanuel-macron", "opposes", "words", "donald-trump", "critic")]),
    ("Macron is not a critic of Trump.", []),
    ("Macron became an ally of Putin.", []),
    ("Macron, a Trump supporter, left.", [("emmanuel-macron", "supports", "words", "donald-trump", "supporter")]),
    ("Macron, a critic of Putin, left.", [("emmanuel-macron", "opposes", "words", "vladimir-putin", "critic")]),
    ("Macron met a critic of Putin.", []),
    ("Critics of Putin met Macron.", []),
    ("A critic of Putin, Macron left.", []),
    # acts, in words and deeds; not what one asks for or only may do
    ("Russia condemned Israel.", [("russia", "opposes", "words", "israel", "condemned")]),
    (
        "Russia condemned the attack on Israel by Iran.",
        [("russia", "opposes", "words", "e2", "condemned"), ("iran", "opposes", "deeds", "israel", "attack")],
    ),
    (
        "Russia praised Iran and attacked Israel.",
        [("russia", "supports", "words", "iran", "praised"), ("russia", "opposes", "deeds", "israel", "attacked")],
    ),
    ("Russia wants Iran to attack Israel.", [("russia", "neutral", "words", "iran", "wants")]),
    (
        "Russia asked Iran to help Israel, and helped Israel.",
        [("russia", "neutral", "words", "iran", "asked"), ("russia", "supports", "deeds", "israel", "helped")],
    ),
    (
        "Russia agreed to help Israel, and helped Israel.",
        [
            ("russia", "supports", "words", "e1", "agreed"),
            ("russia", "supports", "words", "israel", "to help"),
            ("russia", "supports", "deeds", "israel", "helped"),
        ],
    ),
    (
        "Russia refused to help Iran.",
        [("russia", "opposes", "words", "iran", "refused"), ("russia", "opposes", "inaction", "e2", "to help")],
    ),
    ("Russia failed to condemn Israel.", []),
    ("Russia lifted the sanctions on Iran.", []),
    # the words that say so, from the first auxiliary on where the verb is finite
    ("Russia has been critical of Israel.", [("russia", "opposes", "words", "israel", "has been critical")]),
    ("Putin wants to stay friendly with Israel.", [("vladimir-putin", "supports", "words", "israel", "stay friendly")]),
    ("Russia is critical of the Israeli army.", [("russia", "opposes", "words", "idf", "is critical")]),
    # only who stirs it
    ("Ukraine was enraged in Iran by Putin.", [("ukraine", "opposes", "words", "vladimir-putin", "was enraged")]),
    # "it" is the last event that people judge, wherever it stands in the article
    (
        "Israel bombed Iran. France called it a crime.",
        [("israel", "opposes", "deeds", "iran", "bombed"), ("france", "opposes", "words", "e1", "a crime")],
    ),
    (
        "Putin met Macron. Israel bombed Iran. France called it a crime.",
        [("israel", "opposes", "deeds", "iran", "bombed"), ("france", "opposes", "words", "e2", "a crime")],
    ),
    (
        "Putin met Macron. Israel bombed Iran. Spain met Iran. France called it a crime.",
        [("israel", "opposes", "deeds", "iran", "bombed"), ("france", "opposes", "words", "e2", "a crime")],
    ),
    # a judgement seven words behind what it is of, by the subject alone
    (
        "Trump described Putin as a very old tall grey criminal.",
        [("donald-trump", "opposes", "words", "vladimir-putin", "a very old tall grey criminal")],
    ),
    ("Trump described Putin as a very very old tall grey criminal.", []),
    ("Putin was called a criminal in Trump's speech.", []),
    # what is somebody's stands for them, and who is theirs does not
    ("Putin hates Trump's plan.", [("vladimir-putin", "opposes", "words", "donald-trump", "hates")]),
    ("Putin hates Trump's wife.", []),
    ("Putin hates Trump's allies.", []),
    # ties have two ends, wherever they are
    ("Russia has close ties with Israel.", [("russia", "supports", "words", "israel", "close ties")]),
    ("Russia has close ties in Israel.", []),
    ("Putin rejected a plan.", []),
    (
        "Putin rejected a plan of Macron for Iran.",
        [("vladimir-putin", "opposes", "words", "emmanuel-macron", "rejected")],
    ),
    (
        "Putin condemned Macron for attacking Iran.",
        [("vladimir-putin", "opposes", "words", "emmanuel-macron", "condemned")],
    ),
    (
        "Putin praised the attack on Iran by Macron.",
        [
            ("vladimir-putin", "supports", "words", "e2", "praised"),
            ("emmanuel-macron", "opposes", "deeds", "iran", "attack"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_all_stances(text, expected, read):
    assert [
        (
            stance.holder.actor,
            stance.polarity.value,
            stance.expressed.value,
            stance.target.event or stance.target.actor,
            text[stance.cue.start : stance.cue.end],
        )
        for stance in read(text).stances
    ] == expected
