"""What people and events are called, and where one stands to another, into stances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Expressed, Participant, Polarity
from bot.reading.drafts import COOPERATIVE, Draft
from bot.reading.leanings import Leaning
from bot.reading.morphology import singular
from bot.reading.parties import parties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.phrases import Phrase
    from bot.reading.scene import Found, Scene
    from bot.reading.syntax import Clause

_TURNED = {Polarity.SUPPORTS: Polarity.OPPOSES, Polarity.OPPOSES: Polarity.SUPPORTS, Polarity.NEUTRAL: Polarity.NEUTRAL}


def _target(scene: Scene, phrase: Phrase, here: Sequence[Draft]) -> tuple[str | None, Draft | None]:
    """What a phrase stands for: an event (also by "it"), or an actor."""
    if phrase.head in scene.events:
        return None, scene.events[phrase.head].itself()
    event = next(
        (
            draft.itself()
            for draft in here
            if draft.noun and draft.clause is None and phrase.first <= draft.first < phrase.last
        ),
        None,
    )
    named = parties(scene, [phrase], loosely=True)
    return (named[0].actor if named else None), event


def judged(scene: Scene, clause: Clause, here: Sequence[Draft]) -> list[Leaning]:
    """`called it criminal`, `described the strikes as a crime`."""
    if (
        clause.lemma not in scene.lexicon.leanings.calling
        or clause.passive
        or clause.negated
        or not clause.objects
        or not clause.subjects
    ):
        return []
    first = clause.objects[0].last
    last = min(first + 7, len(scene.tokens))
    for i in range(first, last):
        polarity = scene.lexicon.leanings.judgements.get(
            scene.tokens[i].lower
        ) or scene.lexicon.leanings.judgements.get(singular(scene.tokens[i].lower))
        if scene.syntax.tags[i] in ("VBD", "VBZ", "MD", "BEF", ",") or scene.tokens[i].lower in (
            "and",
            "but",
            "who",
            "which",
            "that",
            "for",
            "in",
        ):
            break
        if not polarity:
            continue
        actor, event = _target(scene, clause.objects[0], here)
        if actor is None and event is None:
            return []
        span = scene.span(clause.objects[0].first, clause.objects[0].last)
        cue = scene.span(first + (scene.tokens[first].lower == "as"), i + 1)
        return [
            Leaning(holder, actor, event, span, polarity, Expressed.WORDS, cue, "what it was called", 0.8)
            for holder in parties(scene, clause.subjects)
        ]
    return []


def reported_judgement(scene: Scene, clause: Clause) -> list[Leaning]:
    """`said it violated international law`: a speaker judges what the clause is about."""
    if clause.link != "complement" or clause.parent is None or clause.negated or not clause.subjects:
        return []
    matrix = scene.syntax.clauses[clause.parent]
    if matrix.lemma not in scene.lexicon.saying.say or matrix.negated:
        return []
    nouns = [scene.tokens[phrase.head].lower for phrase in clause.objects]
    judged = next(
        (
            scene.lexicon.leanings.judging[clause.lemma, noun]
            for noun in (*nouns, "")
            if (clause.lemma, noun) in scene.lexicon.leanings.judging
        ),
        None,
    )
    last = clause.objects[0].last if clause.objects else clause.last
    if judged is None and clause.lemma == "be":
        for i in range(clause.last, min(clause.last + 4, len(scene.tokens))):
            if scene.tokens[i].lower in scene.lexicon.leanings.judgements:
                judged, last = scene.lexicon.leanings.judgements[scene.tokens[i].lower], i + 1
                break
            if scene.syntax.tags[i] not in ("DT", "JJ", "RB", "NN"):
                break
    if judged is None:
        return []
    subject = clause.subjects[0]
    event = scene.events[subject.head].itself() if subject.head in scene.events else None
    named = parties(scene, [subject], loosely=True)
    actor = named[0].actor if named else None
    if event is None and actor is None:
        return []
    cue = scene.span(clause.first, last)
    span = scene.span(subject.first, subject.last)
    return [
        Leaning(holder, actor, event, span, judged, Expressed.WORDS, cue, "judgement in a reported clause", 0.75)
        for holder in parties(scene, matrix.subjects)
    ]


def standing(scene: Scene, clause: Clause) -> list[Leaning]:
    """`stay friendly with`, `is critical of`."""
    if (
        clause.lemma not in ("be", "stay", "remain", "become", "grow", "feel", "seem", "appear", "keep")
        or not clause.subjects
    ):
        return []
    for i in range(clause.last, min(clause.last + 3, len(scene.tokens) - 2)):
        polarity = scene.lexicon.leanings.standing.get(scene.tokens[i].lower)
        if polarity and scene.tokens[i + 1].lower in scene.lexicon.leanings.standing_prepositions:
            targets = [phrase for _, phrase in clause.prepositions[:4]] or [
                one for one in [scene.syntax.phrase_from(i + 2)] if one
            ]
            if clause.negated:
                polarity = _TURNED[polarity]
            cue = scene.span(clause.first if clause.form == "finite" else clause.verb, i + 1)
            return [
                Leaning(holder, one.actor, None, one.span, polarity, Expressed.WORDS, cue, "standing", 0.7)
                for holder in parties(scene, clause.subjects)
                for one in parties(scene, targets, loosely=True)
            ]
    return []


def leaning(scene: Scene, clause: Clause, here: Sequence[Draft]) -> list[Leaning]:
    """`trusts`, `hates`, `opposes`: verbs of leaning that are no event."""
    polarity = scene.lexicon.leanings.leaning.get(clause.lemma)
    if (
        polarity is None
        or clause.lemma in scene.lexicon.frames
        or clause.passive
        or not clause.subjects
        or not clause.objects
    ):
        return []
    if clause.negated:
        polarity = _TURNED[polarity]
    cue = scene.span(clause.first, clause.last)
    return [
        Leaning(holder, one.actor, None, one.span, polarity, Expressed.WORDS, cue, "verb of leaning", 0.65)
        for holder in parties(scene, clause.subjects)
        for one in parties(scene, clause.objects, loosely=True)
        if one.actor
    ]


def anti(scene: Scene, clause: Clause) -> list[Leaning]:
    """`share anti-West views`, `held an anti-American rally`."""
    found = []
    for phrase in clause.objects:
        for i in range(phrase.first, phrase.head):
            polarity = next(
                (
                    side
                    for prefix, side in scene.lexicon.leanings.prefixes.items()
                    if scene.tokens[i].lower.startswith(prefix)
                ),
                None,
            )
            mention = scene.mention_at(i)
            if (
                polarity
                and mention
                and not clause.passive
                and not clause.negated
                and clause.lemma in ("have", "share", "hold", "express", "voice", "adopt", "take", "promote", "espouse")
            ):
                cue = scene.span(i, phrase.last)
                found += [
                    Leaning(
                        holder,
                        mention.actor,
                        None,
                        scene.span(i, i + 1),
                        polarity,
                        Expressed.WORDS,
                        cue,
                        "anti- or pro-",
                        0.75,
                    )
                    for holder in parties(scene, clause.subjects)
                ]
    return found


def ties(scene: Scene) -> list[Leaning]:
    """`Russia's close ties with Israel`."""
    found = []
    for phrase in scene.syntax.phrases:
        if singular(scene.tokens[phrase.head].lower) not in scene.lexicon.leanings.tie_nouns or phrase.last + 1 >= len(
            scene.tokens
        ):
            continue
        polarity = next(
            (
                scene.lexicon.leanings.tie_words[scene.tokens[i].lower]
                for i in range(phrase.first, phrase.head)
                if scene.tokens[i].lower in scene.lexicon.leanings.tie_words
            ),
            None,
        )
        other = scene.syntax.phrase_from(phrase.last + 1)
        if polarity is None or other is None or scene.tokens[phrase.last].lower not in ("with", "to"):
            continue
        owners = scene.mentions_in(phrase.first, phrase.head) or _having(scene, phrase)
        first = next(
            i for i in range(phrase.first, phrase.head) if scene.tokens[i].lower in scene.lexicon.leanings.tie_words
        )
        for target in parties(scene, [other]):
            found += [
                Leaning(
                    _participant(scene, owner.first, owner.last, owner.actor),
                    target.actor,
                    None,
                    target.span,
                    polarity,
                    Expressed.WORDS,
                    scene.span(first, phrase.head + 1),
                    "ties",
                    0.65,
                )
                for owner in owners[:1]
            ]
    return found


def _having(scene: Scene, phrase: Phrase) -> list[Found]:
    """`Russia has close ties with`: the subject of the verb the phrase is the object of."""
    for clause in scene.syntax.clauses:
        if phrase in clause.objects and clause.lemma in ("have", "maintain", "enjoy", "keep") and not clause.negated:
            return [one for subject in clause.subjects for one in scene.found if one.first <= subject.head < one.last]
    return []


def _participant(scene: Scene, first: int, last: int, actor: str) -> Participant:
    return Participant(actor, scene.span(first, last))


def quoted_deed(scene: Scene, clause: Clause, here: Sequence[Draft]) -> list[Leaning]:
    """`says the US "blew up" talks`: who puts another's hostile deed into marked words of their own is against it."""
    if clause.link != "complement" or clause.parent is None or not scene.syntax.quote[clause.verb]:
        return []
    draft = next((one for one in here if one.clause is not None and scene.syntax.clauses[one.clause] is clause), None)
    matrix = scene.syntax.clauses[clause.parent]
    if (
        draft is None
        or draft.type in COOPERATIVE
        or matrix.lemma not in scene.lexicon.saying.say
        or scene.syntax.quote[matrix.verb]
    ):
        return []
    return [
        Leaning(
            holder,
            agent.actor,
            draft,
            agent.span,
            Polarity.OPPOSES,
            Expressed.WORDS,
            draft.cue,
            "hostile deed in quoted words",
            0.6,
        )
        for holder in parties(scene, matrix.subjects)
        for agent in draft.agents
        if agent.actor
    ]
