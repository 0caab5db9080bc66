"""Tests that what a likeness, an impersonator or an actor does or suffers is told of nobody whom it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model.article import Article
from bot.reading.text.clean import clean
from tests.reading.judging.never.gullible import Gullible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model.facts import Reading
    from bot.reading.reader import Reader


def taking_part(reading: Reading) -> Iterator[str | None]:
    for event in reading.events:
        yield from (party.actor for party in (*event.agents, *event.recipients))
    for stance in reading.stances:
        yield from (stance.holder.actor, stance.target.actor)
    yield from (quotation.source.actor for quotation in reading.quotations if quotation.source)


def told(reader: Reader, text: str) -> set[str | None]:
    return set(taking_part(reader.read(Article("x", clean(text), published="2025-06-18")).shown()))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        # of whom, whose, and before it: who acts
        ("An impersonator of Donald Trump attacked a waiter in Lima.", "donald-trump"),
        ("A Donald Trump impersonator attacked a waiter. He was arrested.", "donald-trump"),
        ("A Putin lookalike condemned Ukraine at the parade.", "vladimir-putin"),
        ("Putin's double criticised Ukraine.", "vladimir-putin"),
        ("“Buy it,” said a Trump impersonator.", "donald-trump"),
        # and who suffers it, also several
        ("A puppet of Angela Merkel was burned by protesters in Athens.", "angela-merkel"),
        ("Protesters burned wax figures of Emmanuel Macron and Olaf Scholz.", "olaf-scholz"),
        ("Protesters toppled a bronze statue of Vladimir Putin in Riga.", "vladimir-putin"),
        ("A cardboard cut-out of Boris Johnson was attacked in Leeds.", "boris-johnson"),
        ("Demonstrators hanged effigies of Joe Biden.", "joe-biden"),
        ("A giant Donald Trump balloon was stabbed in London.", "donald-trump"),
        ("Protesters burned a photo of Ali Khamenei.", "ali-khamenei"),
        # nor is he meant by a pronoun behind it
        ("Police arrested a man in a Donald Trump mask. He had robbed a bank.", "donald-trump"),
        # played by an actor
        ("The actor playing Volodymyr Zelenskyy condemned Russia.", "volodymyr-zelenskyy"),
        ("An actress who portrays Angela Merkel criticised Chile.", "angela-merkel"),
        ("A man who plays Boris Johnson in a film criticised Israel.", "boris-johnson"),
        # a false one, also before a noun
        ("A fake Elon Musk criticised Tesla. “Buy it,” the fake Musk said.", "elon-musk"),
        ("A bot posing as Elon Musk criticised Tesla.", "elon-musk"),
        ("Donald Trump criticised a fake Elon Musk video.", "elon-musk"),
        ("“We need no other wars, and not another Donald Trump,” Biden said.", "donald-trump"),
    ],
)
def test_who_is_shown_by_it_takes_no_part(text, actor, shipped, with_judge):
    assert actor not in told(shipped, text)
    assert actor not in told(with_judge(Gullible(2)), text)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A furious Donald Trump criticised China.", "donald-trump"),
        ("A portrait painter criticised Donald Trump.", "donald-trump"),
        ("Vladimir Putin condemned the attack on his statue.", "vladimir-putin"),
        ("Donald Trump criticised a fake Elon Musk video.", "donald-trump"),
        ("Clinton's husband met Boris Johnson, who criticised Iran.", "boris-johnson"),
    ],
)
def test_others_do(text, actor, shipped):
    assert actor in told(shipped, text)
