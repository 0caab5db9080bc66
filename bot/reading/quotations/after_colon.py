"""Finds who speaks before a colon and quotation marks in the same sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.article import Span
from bot.model.facts import ActorKind, Form, Participant
from bot.reading.drafts import QuotationDraft
from bot.reading.quotations.attribution import attributed_quotation
from bot.reading.quotations.source import actor_in
from bot.reading.rules import QuotationRule

if TYPE_CHECKING:
    from bot.reading.cast import FoundMention
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

_TOPIC = frozenset(["on", "about"])


def after_colon(scene: Scene, quote: Quoted) -> QuotationDraft | None:
    """Returns the draft of a quotation after a colon: by a name, by the person in words without a verb, or by the subject of the last verb."""
    named = _name_before_colon(scene, quote) or _person_before_colon(scene, quote)
    colon = _before_colon(scene, quote) if named is None else None
    if colon is not None:
        return attributed_quotation(scene, colon, quote, QuotationRule.MARKS_AFTER_COLON, 0.75)
    return named


def _before_colon(scene: Scene, quote: Quoted) -> int | None:
    """The number of the last finite clause before a colon and the marks."""
    first = next((i for i, token in enumerate(scene.tokens) if token.start >= quote.start), None)
    if first is None or first == 0 or scene.tokens[first - 1].text != ":":
        return None
    found = [
        k
        for k, clause in enumerate(scene.syntax.clauses)
        if clause.verb < first and clause.form == "finite" and clause.subjects and not scene.syntax.quote[clause.verb]
    ]
    return found[-1] if found else None


def _name_before_colon(scene: Scene, quote: Quoted) -> QuotationDraft | None:
    """The quotation after a name and a colon, as in transcripts: `Jane Example: "..."`."""
    first = next((i for i, token in enumerate(scene.tokens) if token.start >= quote.start), 0)
    phrase = scene.syntax.phrase_to(first - 2) if first >= 2 and scene.tokens[first - 1].text == ":" else None
    if phrase is None or scene.syntax.tags[phrase.head] != "NNP":
        return None
    if phrase.first and scene.syntax.tags[phrase.first - 1] not in (":", ".", "CC"):
        return None
    if any(clause.form == "finite" and clause.verb < phrase.first for clause in scene.syntax.clauses):
        return None  # `spoke of Jane Example and John Sample: "..."`
    source = Participant(
        actor_in(scene, phrase.first, phrase.head + 1, phrase.head), scene.span(phrase.first, phrase.last)
    )
    content = (Span(quote.start, quote.end),)
    return QuotationDraft(
        scene.number, None, source, scene.span(first - 1, first), content, QuotationRule.NAME_BEFORE_COLON, 0.8
    )


def _person_before_colon(scene: Scene, quote: Quoted) -> QuotationDraft | None:
    """The quotation after words without a verb that have only one person in them: `The mayor, Jane Example, on television: "..."`, `Her first words: "..."`."""
    first = next((i for i, token in enumerate(scene.tokens) if token.start >= quote.start), 0)
    if not first or scene.tokens[first - 1].text != ":" or any(scene.syntax.quote[:first]):
        return None
    verbs = (clause for clause in scene.syntax.clauses if clause.form == "finite" and clause.verb < first)
    if any(clause.link != "relative" for clause in verbs):
        return None
    every = sorted(scene.found, key=lambda mention: mention.first)
    persons = [mention for mention in every if mention.last < first and _is_person(scene, mention)]
    several = len({mention.actor for mention in persons}) > 1
    if not persons or (several and scene.syntax.words[persons[0].last] not in _TOPIC):
        return None
    named = [mention for mention in persons if mention.form is Form.NAME and mention.actor == persons[0].actor]
    mention = (named or persons)[0]
    if mention.first and scene.syntax.tags[mention.first - 1] in ("IN", "TO"):
        return None  # `The plan of Jane Example: "..."`
    source = Participant(mention.actor, scene.span(mention.first, mention.last))
    cue, rule = scene.span(first - 1, first), QuotationRule.NAME_BEFORE_COLON
    return QuotationDraft(scene.number, None, source, cue, (quote.span,), rule, 0.8)


def _is_person(scene: Scene, mention: FoundMention) -> bool:
    return scene.cast.actors[mention.actor].kind is ActorKind.PERSON
