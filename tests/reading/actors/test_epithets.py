"""Tests that `the company` is the organisation mentioned last."""

from __future__ import annotations

import pytest


def meant(reading, words):
    text = reading.article.text
    return [mention.actor for mention in reading.mentions if text[mention.span.start : mention.span.end] == words]


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Google lost money. The company bought YouTube.", "The company", ["google"]),
        ("Boeing lost money. Airbus sued the firm.", "the firm", ["boeing"]),
        # the following words specify the company
        ("Google lost money. The company that bought YouTube lost more.", "The company", []),
        # its own name stands behind it
        ("Google lost money. It sued the operator, Femern Line, on Monday.", "the operator", []),
        # a world body or a state is no company
        ("The United Nations met. The company lost money.", "The company", []),
        ("Russia met Iran. The company lost money.", "The company", []),
        # any company
        ("Google lost money. A company bought YouTube.", "A company", []),
    ],
)
def test_the_company_is_the_last_organisation(text, words, actors, read):
    assert meant(read(text), words) == actors


def test_the_company_acts_as_the_organisation(read):
    bought = read("Google lost money. The company bought YouTube in 2006.").events[-1]
    assert [party.actor for party in bought.agents] == ["google"]
