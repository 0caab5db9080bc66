"""Answers the button "Less sure": sentences that may say more than an answer shows, each with what it may say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.stances import position
from bot.catalogue import say
from bot.model.answer import Answer, Line, Section
from bot.model.chart import Side
from bot.model.facts import Polarity
from bot.wording import called, sentence_case

if TYPE_CHECKING:
    from bot.model.answer import UnsureFact
    from bot.model.query import Query


def answer_unsure(query: Query, found: list[UnsureFact]) -> Answer:
    """Returns a line for each sentence, with what it may say; the query is that of the answer they stand beside."""
    if not found:
        return Answer(query, say("There is nothing less sure here any more."))
    headline = say("Less sure: no answer, picture or digest counts what these sentences may say.")
    return Answer(
        query,
        headline,
        (Section("", tuple(Line(_may_say(fact), (fact.evidence,)) for fact in found)),),
        opens=tuple({fact.evidence.source.article: fact.evidence.source for fact in found}.values()),
    )


def _may_say(fact: UnsureFact) -> str:
    """What a sentence may say: "May say: Iran opposes Russia. Not sure, so it counts nowhere."."""
    if fact.on is None:
        return say("May be the words of {speaker}. Not sure, so they count nowhere.", speaker=called(fact.who))
    side = Side.FOR if fact.polarity is Polarity.SUPPORTS else Side.AGAINST
    claim = say("{holder} {position}", holder=called(fact.who), position=position(side, fact.on))
    return say("May say: {claim}. Not sure, so it counts nowhere.", claim=sentence_case(claim))
