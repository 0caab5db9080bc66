"""Answers /quote: quotations newest first, direct ones apart from reported speech."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from bot.answers.nothing_found import newest, nothing, period_words, scope
from bot.answers.reports import reports_of
from bot.answers.variants import differences, fullest, is_denied, variants
from bot.catalogue import N_, say, say_n
from bot.model.answer import Answer, Line, Section
from bot.model.facts import QuotationKind
from bot.wording import called, cue_words, in_marks, sentence_case

if TYPE_CHECKING:
    from bot.model.answer import Offer, ShownQuotation
    from bot.model.article import Span
    from bot.model.query import QuoteQuery

_SAID_SO = 85.0
"""Lowest rapidfuzz partial ratio at which words count as said: one letter in seven may be missing or wrong."""
SEARCHED = 2_000
"""Newest quotations that words are looked for in: comparing them takes some 20 microseconds each."""


def answer_quote(query: QuoteQuery, said: list[ShownQuotation], articles: int, others: tuple[Offer, ...]) -> Answer:
    """Returns what the speaker said, optionally about a subject or containing some words; without a speaker, who said what about it."""
    left_out = newest(len(said), N_("the newest {n} quotations: earlier ones with until")) if not query.words else ""
    if query.words:
        said = [quotation for quotation in said if _has(quotation, query.words)]
    said = wholes(said)
    if not said:
        return nothing(query, articles, others)
    every = variants(said)
    own = [told for told in every if told[0].kind != QuotationKind.INDIRECT]
    reported = [told for told in every if told[0].kind == QuotationKind.INDIRECT]
    sections = (
        Section(
            say("In their own words"),
            tuple(_line(query, told) for told in own),
            absent=say("No direct quotations found."),
        ),
        Section(
            say("As reported"),
            tuple(_line(query, told) for told in reported),
            absent=say("No reported speech found."),
        ),
    )
    headline = say_n(
        "{what}: {n} quotation, newest first.",
        "{what}: {n} quotations, newest first.",
        len(every),
        what=f"{_topic(query)}{period_words(query)}",
    )
    headline = sentence_case(headline)
    where = scope(articles, left_out, behind=(each.evidence for told in every for each in told))
    return Answer(query, headline, sections, scope=where, offers=others, folded=True)


def _topic(query: QuoteQuery) -> str:
    """Who spoke about what: "Iran about Russia", "everybody with “oil cap”"."""
    who = called(query.speaker) if query.speaker else say("everybody")
    if query.about:
        return say("{speaker} about {about}", speaker=who, about=called(query.about))
    return say("{speaker} with “{words}”", speaker=who, words=query.words) if query.words else who


def wholes(said: list[ShownQuotation]) -> list[ShownQuotation]:
    """Drops fragments that are part of a longer quotation from the same sentence."""

    def place(quotation: ShownQuotation) -> tuple[str, int, Span]:
        return quotation.speaker.id, quotation.evidence.source.article, quotation.evidence.at

    by_sentence: defaultdict[tuple[str, int, Span], list[str]] = defaultdict(list)
    for quotation in said:
        by_sentence[place(quotation)].append(quotation.content)
    return [
        quotation
        for quotation in said
        if not any(quotation.content != other and quotation.content in other for other in by_sentence[place(quotation)])
    ]


def _has(quotation: ShownQuotation, words: str) -> bool:
    """True if the words occur in the quotation or its sentence, with at most a letter or two wrong."""
    asked = default_process(words)
    told = default_process(f"{quotation.content} {quotation.evidence.sentence}")
    return bool(asked) and len(asked) <= len(told) and fuzz.partial_ratio(asked, told) >= _SAID_SO


def said_words(quotation: ShownQuotation) -> str:
    """Returns the words as a line shows them; denied words are marked as denied."""
    content = " ".join(quotation.content.split())
    if quotation.kind == QuotationKind.DIRECT:
        return in_marks(content)
    return f"{quotation.cue} {content}" if is_denied(quotation) else content


def _line(query: QuoteQuery, told: list[ShownQuotation]) -> Line:
    """The line of one quotation: its fullest wording, how many articles report it, and where their wordings differ."""
    quotation = fullest(told)
    content = said_words(quotation)
    own = query.speaker and query.speaker.id == quotation.speaker.id
    said = content if own else f"{called(quotation.speaker)}: {content}"
    cue = cue_words(quotation.cue, quotation.evidence.sentence) if quotation.cue else ""
    evidence = {(each.evidence.source.article, each.evidence.at): each.evidence for each in (quotation, *told)}
    marks = (cue, reports_of([each.evidence.source for each in told]))
    return Line(
        said,
        tuple(evidence.values()),
        mark="; ".join(mark for mark in marks if mark) or None,
        differ=differences(told),
    )
