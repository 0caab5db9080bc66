"""Tests who says something, with the phrases that belong to the name, and the cue."""

from __future__ import annotations

import pytest

PUTIN, MACRON = "vladimir-putin", "emmanuel-macron"
SOURCES = [
    # the name after the comma, with its modifiers and the comma that closes it before the verb
    (
        "Merkel’s spokesperson, Steffen Example, said it is possible.",
        "steffen-example",
        "Merkel’s spokesperson, Steffen Example,",
        "said",
    ),
    ("Putin, who arrived on Monday, said that Russia will not go.", PUTIN, "Putin, who arrived on Monday,", "said"),
    ("Putin — the president — said that Russia will not go.", PUTIN, "Putin — the president", "said"),
    ("“We will not go,” said the president, Vladimir Putin.", PUTIN, "the president, Vladimir Putin", "said"),
    (
        "“We will not go,” said Jane Example, a spokeswoman for the ministry.",
        "jane-example",
        "Jane Example, a spokeswoman for the ministry",
        "said",
    ),
    # without what says when
    (
        "“We will not go,” said Putin, the president of Russia, on Monday.",
        PUTIN,
        "Putin, the president of Russia",
        "said",
    ),
    ("Officials in Moscow said that Russia will not go.", None, "Officials in Moscow", "said"),
    ("Putin and Macron said that Russia will not go.", PUTIN, "Putin and Macron", "said"),
    # an unnamed body is unknown, whoever is named in it
    ("The minister of defence of Russia said that it will not go.", None, "The minister of defence of Russia", "said"),
    ("The report, written by Macron, says that Russia will not go.", None, "The report, written by Macron,", "says"),
    # a relative clause: its pronoun, and whom that stands for
    ("Macron, who said that Russia will not go, left Paris.", MACRON, "who", "said"),
    ("The ministry, which said that Russia will not go, is in Moscow.", None, "which", "said"),
    # whoever issues a statement says it, and so does whoever leaves while saying it
    ("Macron issued a statement saying that Russia will not go.", MACRON, "Macron", "saying"),
    ("Macron left Paris after saying that Russia will not go.", MACRON, "Macron", "saying"),
    ("Macron gave a letter to Putin saying that Russia will not go.", MACRON, "Macron", "saying"),
    # told by one to another
    ("Trump was told by Putin that Russia will not go.", PUTIN, "by Putin", "was told"),
    # the words that attribute it: with what belongs to the verb, without an adverb before it
    ("Putin brushed him off: “We will not go.”", PUTIN, "Putin", "brushed him off"),
    ("“We will not go,” Putin quickly said.", PUTIN, "Putin", "said"),
    ("Putin has repeatedly said that Russia will not go.", PUTIN, "Putin", "has repeatedly said"),
    (
        "Putin’s spokesman Dmitry Peskov said that Russia will not go.",
        "dmitry-peskov",
        "Putin’s spokesman Dmitry Peskov",
        "said",
    ),
]


@pytest.mark.parametrize(("text", "actor", "source", "cue"), SOURCES)
def test_speakers(text, actor, source, cue, read):
    def words(span):
        return text[span.start : span.end]

    found = [
        (quotation.source.actor, words(quotation.source.span), words(quotation.cue))
        for quotation in read(text).quotations
        if quotation.source
    ]
    assert (actor, source, cue) in found
