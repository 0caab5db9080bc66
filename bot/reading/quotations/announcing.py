"""Finds whose words the text leads up to: in the sentence before the quoted words, or at the end of the paragraph before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Participant
from bot.reading.drafts import QuotationDraft
from bot.reading.grammar.morphology import singular
from bot.reading.quotations.source import actor_at, cue_of, source_of
from bot.reading.rules import QuotationRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

_BY = frozenset(["by", "from", "of"])


def announced(scene: Scene) -> QuotationDraft | None:
    """Returns the draft of the quotation that the end of a paragraph announces for the next: `The campaign issued the following statement:`."""
    if scene.tokens[-1].text != ":":
        return None
    clauses = scene.syntax.clauses
    found = [
        k
        for k, clause in enumerate(clauses)
        if not scene.syntax.quote[clause.verb] and clause.subjects and clause.form in ("finite", "gerund")
    ]
    if not found:
        return None
    said = [k for k in found if clauses[k].lemma in scene.lexicon.reporting.marking]
    k = (said or found)[-1]
    source = _author(scene) or source_of(scene, clauses[k])
    rule = QuotationRule.MARKS_AFTER_COLON
    return QuotationDraft(scene.number, k, source, cue_of(scene, clauses[k]), (), rule, 0.75 if source else 0.55)


def _author(scene: Scene) -> Participant | None:
    """Whose statement an announcement says the next paragraph is: `published the following letter by Jane Example:`."""
    for phrase in scene.syntax.phrases:
        text = singular(scene.syntax.words[phrase.head]) in scene.lexicon.reporting.statements
        author = scene.syntax.phrase_from(phrase.last + 1) if text else None
        if (
            author is not None
            and scene.syntax.words[phrase.last] in _BY
            and "following" in scene.syntax.words[phrase.first : phrase.last]
        ):
            return Participant(actor_at(scene, author), scene.span(author.first, author.last))
    return None


def told_before(before: Scene, number: int, quote: Quoted) -> QuotationDraft | None:
    """Returns the quotation after a sentence that only says that somebody speaks: `Jane Example said in a statement. "..."`. `number`: the scene of the marks."""
    telling = _telling(before)
    rule = QuotationRule.MARKS_BEHIND_REPORT
    return replace(telling, scene=number, clause=None, content=(quote.span,), rule=rule) if telling else None


def _telling(scene: Scene) -> QuotationDraft | None:
    """The draft of a quotation, still without content, if a sentence says that somebody speaks, and not what."""
    clauses, reporting = scene.syntax.clauses, scene.lexicon.reporting
    main = [
        k for k, clause in enumerate(clauses) if clause.form == "finite" and clause.link not in ("relative", "adjunct")
    ]
    if len(main) != 1 or any(scene.syntax.quote):
        return None
    clause = clauses[main[0]]
    says = clause.lemma in reporting.say and not clause.negated and not clause.passive and not clause.objects
    if (
        not says
        or not clause.subjects
        or any(other.parent == main[0] and other.link == "complement" for other in clauses)
    ):
        return None
    source = source_of(scene, clause)
    return QuotationDraft(
        scene.number, main[0], source, cue_of(scene, clause), (), QuotationRule.MARKS_BEHIND_REPORT, 0.7
    )


def led_up(scenes: Sequence[Scene], told: Sequence[QuotationDraft]) -> QuotationDraft | None:
    """Returns the draft of a quotation that may fill the next paragraph: whoever the end of this one reports, else the only person in it.

    `told`: the paragraph's quotations.
    """
    rule, last = QuotationRule.MARKS_BEHIND_REPORT, scenes[-1]
    if (telling := _telling(last)) is not None:
        return telling
    reported = [draft for draft in told if draft.source is not None]
    if reported:
        ends = reported[-1].scene == last.number and reported[-1].clause is not None
        return replace(reported[-1], content=(), rule=rule, confidence=0.7, fragment=False) if ends else None
    persons = [
        mention
        for scene in scenes
        for mention in scene.found
        if scene.cast.actors[mention.actor].kind is ActorKind.PERSON
    ]
    if len({mention.actor for mention in persons}) != 1:
        return None
    mention = next((mention for mention in last.found if mention.actor == persons[0].actor), None)
    if mention is None:
        return None
    source = Participant(mention.actor, last.span(mention.first, mention.last))
    return QuotationDraft(last.number, None, source, source.span, (), rule, 0.6)
