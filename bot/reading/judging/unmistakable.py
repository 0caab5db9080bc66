"""Decides which quotations are shown on the rules' word alone.

A verb of saying adjoins the quoted words and has a known subject; a sentence says that somebody said what the next paragraph quotes; a known name and a colon
stand before the quoted words; or they are a turn in a transcript.

With any verb of saying and a known subject, adjoining or not, 178 of 186 were right in the gold's training part and 257 of 274 in 73 articles of PolNeAR.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind
from bot.reading.grammar.morphology import singular, verb_bases
from bot.reading.rules import QuotationRule
from bot.reading.text.block_quotes import in_first_person

if TYPE_CHECKING:
    from bot.model.article import Span
    from bot.model.facts import Participant
    from bot.reading.drafts import QuotationDraft
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

SURE = 0.95
"""The confidence of such quotations."""
_TO_WHOM = 8
"""The most words between a verb of saying and the quoted words behind it: `told reporters in Riga on Monday: "..."`."""
_SENTENCE = 4
"""So many words between marks behind a name and a colon are said, and no title."""
_LEADS = re.compile(r":[\s>]*\Z")
_SEVERAL = frozenset(["they", "it"])
_PRONOUNS = frozenset(["he", "she", "they"])
_SPEAKERS = frozenset([ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.GROUP])
_AFTER_COLON = frozenset([QuotationRule.MARKS_AFTER_COLON, QuotationRule.SET_OFF])
_LONGEST = 80
"""The most characters between a speaker and the verb, for an apposition."""
_GOES_ON = re.compile(r"""[,?!—–-]["”’'»]*,?\s*\Z|["”’'»],\s*\Z""")
"""How quoted words end if the clause behind them says who said them."""
_LEADS_IN = re.compile(r"""(?:[^"“”]*[,:])?\s*\Z""")


def unmistakable(draft: QuotationDraft, scene: Scene, text: str) -> bool:
    """True if the rules alone are right about who said these words. `scene`: the draft's."""
    source, cue = draft.source, draft.cue
    if source is None or cue is None or draft.fragment:
        return False
    if any(part.start < source.span.end and source.span.start < part.end for part in draft.content):
        return False
    if draft.rule is QuotationRule.TURN:
        return True
    if draft.rule is QuotationRule.NAME_BEFORE_COLON:
        return source.actor is not None and any(
            len(text[part.start : part.end].split()) >= _SENTENCE for part in draft.content
        )
    if draft.rule is QuotationRule.MARKS_BEHIND_REPORT:
        several = text[source.span.start : source.span.end].lower() in _SEVERAL
        return source.actor is not None and not several and scene.cast.actors[source.actor].kind in _SPEAKERS
    if draft.rule in _AFTER_COLON:
        return _is_announced(draft, source, scene, text)
    if draft.rule is not QuotationRule.MARKS_AND_VERB or not _is_said(draft, scene, cue):
        return False
    if source.actor is None and not _is_name(scene, source) and not _may_speak(scene, source):
        return False
    return any(_adjoins(text, part, source.span, cue) for part in draft.content)


def _is_said(draft: QuotationDraft, scene: Scene, cue: Span) -> bool:
    """True if the cue is an active verb of saying outside the marks."""
    reporting = scene.lexicon.reporting
    if draft.clause is None:  # the verb stands right behind the marks
        at = next((i for i, token in enumerate(scene.tokens) if token.start == cue.start), None)
        return at is not None and bool(verb_bases(scene.syntax.words[at]) & reporting.say)
    clause = scene.syntax.clauses[draft.clause]
    active = clause.form == "finite" and not clause.negated and not clause.passive
    # `"...?" Jane Example wondered.`: in a sentence of their own, other verbs have nothing else to go with.
    apart = max(draft.content).end <= scene.sentence.span.start
    return (
        active
        and not scene.syntax.quote[clause.verb]
        and clause.lemma in (reporting.marking if apart else reporting.say)
    )


def _is_announced(draft: QuotationDraft, source: Participant, scene: Scene, text: str) -> bool:
    """True if the sentence before the colon is about the speaker, or the speaker refers to themselves after it."""
    known, first = source.actor is not None, min(draft.content)
    if not _LEADS.search(text[source.span.end : first.start]):
        return False
    if draft.rule is QuotationRule.SET_OFF and known and in_first_person(text[first.start : first.end]):
        return True
    if source.actor is not None and scene.cast.actors[source.actor].kind in _SPEAKERS:
        return True
    clause = scene.syntax.clauses[draft.clause] if draft.clause is not None else None
    return clause is not None and _says(scene, clause) and (known or _may_speak(scene, source))


def _says(scene: Scene, clause: Clause) -> bool:
    """True for a verb of saying with little behind it."""
    words, reporting = scene.syntax.words, scene.lexicon.reporting
    behind = words[max([clause.last, *(phrase.last for phrase in clause.subjects)]) :]
    active = (
        clause.form == "finite" and not clause.negated and not clause.passive and not scene.syntax.quote[clause.verb]
    )
    verb = clause.lemma in reporting.say | reporting.setting_off
    if active and "following" in words and reporting.statements.intersection(words):
        return True
    return active and verb and len(behind) <= _TO_WHOM and "that" not in behind


def _may_speak(scene: Scene, source: Participant) -> bool:
    """True if the words for a speaker have a name, a person, a body or a group in them, or are "he" or "she"."""
    people = scene.lexicon.people
    some = people.persons | people.bodies | people.groups | _PRONOUNS
    inside = (i for i, token in enumerate(scene.tokens) if source.span.start <= token.start < source.span.end)
    return any(scene.syntax.tags[i] == "NNP" or singular(scene.syntax.words[i]) in some for i in inside)


def _is_name(scene: Scene, source: Participant) -> bool:
    """True if the speaker is a name, though of somebody whom the article has not introduced."""
    first = next((i for i, token in enumerate(scene.tokens) if token.start == source.span.start), 0)
    phrase = scene.syntax.phrase_from(first)
    return scene.syntax.tags[phrase.head if phrase else first] == "NNP"


def _adjoins(text: str, part: Span, source: Span, cue: Span) -> bool:
    """True if nothing else stands between quoted words, the verb and its subject."""
    first, last = sorted((source, cue))
    if first.end > last.start or last.start - first.end > _LONGEST:
        return False
    if part.end <= first.start:
        return _GOES_ON.search(text[max(part.start, part.end - 3) : first.start]) is not None
    between = text[last.end : part.start]
    return last.end <= part.start and len(between.split()) <= _TO_WHOM and _LEADS_IN.match(between) is not None
