"""Selects the strongest quotations: one entry per statement, however many outlets print it, at most two per speaker."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from bot.answers.variants import agree
from bot.catalogue import say
from bot.digests.grouping import outlets_of
from bot.digests.matching import matching
from bot.digests.word_lists import listed
from bot.model.edition import EditionEntry, Mark, Part, Phrase, Reason, Verdict
from bot.model.facts import ActorKind, QuotationKind
from bot.model.query import Subject
from bot.render.frames import DEFAULT, frame
from bot.wording import in_marks

if TYPE_CHECKING:
    from bot.digests.decisions import Decisions
    from bot.digests.matching import Matcher
    from bot.digests.memory import Memory
    from bot.model.edition import Filling, Remit
    from bot.model.filed import FiledFacts, FiledQuotation

A_SPEAKER = 2
_ALIKE = 85
"""Lowest rapidfuzz token-set ratio at which two quotations by one speaker are the same, cut or translated a little differently.

An answer joins two only if their words also stand in the same order (`answers/variants.py`), for it shows them as one with
what differs. An edition has room for two statements, and rather leaves one out than tells the same twice.
"""
_HIGHEST = 30
"""Top statements that may find room; the rest are not worded at all."""
_FEWEST_WORDS = 5
"""Fewest words of a statement; less is a fragment."""
_OF_A_PLACE = re.compile(r"\bof (?:the )?[A-Z]")
_BEST_LENGTH = (40, 220)
"""Characters of a statement that is neither a fragment nor a speech."""
_UPPER_PART = 10
"""Sentences of an article's upper part, where its strongest quotations stand."""


@dataclass
class _Statement:
    quotations: list[FiledQuotation] = field(default_factory=list)
    matches: tuple[str, ...] = ()
    score: float = 0.0
    named_as: FiledQuotation | None = None
    """The quotation whose words name the speaker: all statements of one speaker use the same."""

    @property
    def best(self) -> FiledQuotation:
        return self.quotations[0] if len(self.quotations) == 1 else self._best

    @cached_property
    def _best(self) -> FiledQuotation:
        return max(
            self.quotations,
            key=lambda quotation: (quotation.kind == QuotationKind.DIRECT, quotation.confidence, -quotation.id),
        )


def sayings(
    remit: Remit, filed: FiledFacts, matcher: Matcher, told: Memory, decisions: Decisions
) -> list[EditionEntry]:
    """Returns the strongest statements first, at most two per speaker. Records a verdict on the others."""
    statements: defaultdict[str, list[_Statement]] = defaultdict(list)
    for quotation in filed.quotations:
        matches = matcher.quotation(quotation)
        why = _left_out(quotation, remit, matches, told)
        if why:
            decisions.add(quotation.article, quotation.content, *why)
            continue
        like = next(
            (
                statement
                for statement in statements[quotation.source]
                if same_words(statement.quotations[0].content, quotation.content)
            ),
            None,
        )
        if like is None:
            statements[quotation.source].append(_Statement([quotation], matches or ()))
        else:
            decisions.add(quotation.article, quotation.content, Verdict.DUPLICATE, f"of {like.quotations[0].content}")
            like.quotations.append(quotation)
    kept: list[_Statement] = []
    for speaker, some in statements.items():
        for statement in some:
            statement.score = _score(statement, filed, filed.heard[speaker])
        some.sort(key=lambda statement: -statement.score)
        for statement in some[A_SPEAKER:]:
            decisions.add(statement.best.article, statement.best.content, Verdict.SPEAKER)
        named_as = next((statement.best for statement in some[:A_SPEAKER] if statement.best.office), None)
        for statement in some[:A_SPEAKER]:
            statement.named_as = named_as
            kept.append(statement)
    kept.sort(key=lambda statement: -statement.score)
    for statement in kept[_HIGHEST:]:
        decisions.add(statement.best.article, statement.best.content, Verdict.ROOM)
    return [_entry(statement, filed) for statement in kept[:_HIGHEST]]


def same_words(one: str, other: str) -> bool:
    """True if two quotations by one speaker have nearly the same words, "not" included."""
    alike = fuzz.token_set_ratio(one.casefold(), other.casefold(), score_cutoff=_ALIKE) > 0
    return alike and agree(default_process(one).split(), default_process(other).split())


def _left_out(
    quotation: FiledQuotation, remit: Remit, matches: tuple[str, ...] | None, told: Memory
) -> tuple[Verdict, str] | None:
    if matches is None:
        return Verdict.FILTER, ""
    if remit.important:
        return Verdict.THRESHOLD, say("quotations wait for the next digest")
    if len(quotation.content.split()) < _FEWEST_WORDS:
        return Verdict.THRESHOLD, say("only a few words")
    if any(same_words(mark.words, quotation.content) for mark in told.of(Part.SAID, quotation.source)):
        return Verdict.ALREADY, ""
    return None


def _score(statement: _Statement, filed: FiledFacts, heard: int) -> float:
    best = statement.best
    length = len(best.content)
    return (
        1.5 * log2(max(1, len(_outlets(statement, filed))))
        + 0.8 * (best.kind == QuotationKind.DIRECT)
        + 0.6 * bool(best.office)
        + 0.4 * log2(1 + min(heard, 7))
        + 0.5 * (not listed("strong").isdisjoint(best.content.casefold().split()))
        + 0.5 * (_BEST_LENGTH[0] <= length <= _BEST_LENGTH[1])
        + 0.3 * (best.place_in_text < _UPPER_PART)
        - 0.6 * _is_part(best.content)
        + best.confidence
    )


def _is_part(content: str) -> bool:
    """True if a quotation is only a part of a sentence: "was a warm and gentle soul"."""
    first = next(filter(str.isalpha, content), "")
    return first.islower()


def _outlets(statement: _Statement, filed: FiledFacts) -> tuple[str, ...]:
    return outlets_of(filed.articles[quotation.article] for quotation in statement.quotations)


def _entry(statement: _Statement, filed: FiledFacts) -> EditionEntry:
    best = statement.best
    actor = filed.actors.get(best.source)
    name = actor.name if actor else best.source
    outlets = _outlets(statement, filed)
    speaker = _speaker(statement.named_as, name, filed) if statement.named_as else None
    reasons = (
        *([Reason("outlets", len(outlets))] if len(outlets) > 1 else []),
        *matching(statement.matches),
    )
    return EditionEntry(
        Part.SAID,
        _words(best),
        (),
        reasons,
        Mark(Part.SAID, best.source, words=best.content),
        outlets=outlets,
        articles=frozenset(quotation.article for quotation in statement.quotations),
        subject=Subject("actor", best.source, name),
        voice=frame(DEFAULT).phrase(speaker) if speaker else name,
        facts=tuple(
            {quotation.article: ("quotations", quotation.id) for quotation in (best, *statement.quotations)}.values()
        ),
        place=(best.article, best.place_in_text),
        note=best.cue or "",
        speaker=speaker,
    )


def _words(quotation: FiledQuotation) -> str:
    """The quotation with its parts joined, in one pair of quotation marks if it is direct."""
    return in_marks(quotation.content) if quotation.kind == QuotationKind.DIRECT else quotation.content


def _speaker(quotation: FiledQuotation, name: str, filed: FiledFacts) -> Phrase | None:
    """Who the speaker is according to the article: "Araghchi, Foreign minister of Iran"; None if only the name is known."""
    office, state = quotation.office or "", filed.actors.get(quotation.of or "")
    if not office or (state is None and office.casefold() in listed("of_something")):
        return None
    said: tuple[tuple[str, Filling], ...] = (("name", name), ("office", office))
    if state is None or state.name.casefold() in office.casefold() or _OF_A_PLACE.search(office):
        return Phrase("speaker", said)
    if state.kind == ActorKind.COUNTRY and office.casefold() in listed("of_no_country"):
        return Phrase("speaker", said)
    return Phrase("speaker_of", (*said, ("of", Subject("actor", state.id, state.name))))
