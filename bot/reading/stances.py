"""Events, judgements and standings into stances: who is for or against whom or what, by words, deeds or by keeping back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import EventType, Expressed, Mode, Polarity, Span
from bot.reading.drafts import COOPERATIVE, Draft
from bot.reading.morphology import singular
from bot.reading.parties import parties

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model import Participant
    from bot.reading.clauses import Clause
    from bot.reading.phrases import Phrase
    from bot.reading.scene import Scene

_WORDS = {
    EventType.ACCUSE: Polarity.OPPOSES, EventType.REJECT: Polarity.OPPOSES, EventType.THREATEN: Polarity.OPPOSES, EventType.PROTEST: Polarity.OPPOSES,
    EventType.SUPPORT: Polarity.SUPPORTS, EventType.AGREE: Polarity.SUPPORTS, EventType.REQUEST: Polarity.NEUTRAL,
}  # fmt: skip
_DEEDS = {
    EventType.SANCTION: Polarity.OPPOSES, EventType.COERCE: Polarity.OPPOSES, EventType.ASSAULT: Polarity.OPPOSES, EventType.MOBILIZE: Polarity.OPPOSES,
    EventType.AID: Polarity.SUPPORTS, EventType.COOPERATE: Polarity.SUPPORTS,
}  # fmt: skip
_TURNED = {Polarity.SUPPORTS: Polarity.OPPOSES, Polarity.OPPOSES: Polarity.SUPPORTS, Polarity.NEUTRAL: Polarity.NEUTRAL}
_ASKED = frozenset({EventType.AGREE, EventType.REQUEST, EventType.CONSULT})


@dataclass(slots=True)
class Leaning:
    """A stance under construction; the target is an actor, a draft of an event, or both."""

    holder: Participant
    actor: str | None
    event: Draft | None
    span: Span
    polarity: Polarity
    expressed: Expressed
    cue: Span
    rule: str
    confidence: float


def stances(scene: Scene, here: Sequence[Draft], so_far: Sequence[Draft]) -> list[Leaning]:
    """The stances of one scene. `here`: its drafts; `so_far`: all drafts up to and with it, oldest first."""
    found = [leaning for draft in here for leaning in _by_event(scene, draft, here, so_far)]
    for clause in scene.syntax.clauses:
        found += _judged(scene, clause, here)
        found += _reported_judgement(scene, clause)
        found += _standing(scene, clause)
        found += _leaning(scene, clause, here)
        found += _anti(scene, clause)
        found += _quoted_deed(scene, clause, here)
    found += _ties(scene)
    return _once(found)


def _once(found: Iterable[Leaning]) -> list[Leaning]:
    """Each holder, target and cue once, the surest first; nobody holds a stance on themselves."""
    best: dict[tuple[object, ...], Leaning] = {}
    for one in found:
        if one.holder.actor is not None and one.holder.actor == one.actor:
            continue
        key = (one.holder.actor or one.holder.span, one.actor, id(one.event) if one.event else None, one.cue.start)
        if key not in best or best[key].confidence < one.confidence:
            best[key] = one
    return list(best.values())


# ---- by what someone did --------------------------------------------------------------------------------------------


def _by_event(scene: Scene, draft: Draft, here: Sequence[Draft], so_far: Sequence[Draft]) -> list[Leaning]:
    polarity = _WORDS.get(draft.type) or _DEEDS.get(draft.type)
    if (
        draft.mode is Mode.HYPOTHETICAL
        or draft.merged
        or (draft.noun and draft.clause is None and draft.type is not EventType.ASSAULT)
    ):
        return []
    expressed = Expressed.WORDS if draft.type in _WORDS else Expressed.DEEDS
    confidence = draft.confidence
    if draft.mode is Mode.NEGATED:
        if draft.type not in COOPERATIVE:
            return []
        polarity, expressed, confidence = Polarity.OPPOSES, Expressed.INACTION, confidence - 0.1
    elif draft.mode is Mode.PLANNED:
        expressed, confidence = Expressed.WORDS, confidence - 0.1
    if polarity is None:
        return []
    target = _event_in_object(scene, draft, here) or _answered(draft, so_far)
    if draft.mode is Mode.NEGATED:
        target = target or draft
    found = []
    for holder in draft.agents:
        for recipient in draft.recipients:
            found.append(
                Leaning(
                    holder,
                    recipient.actor,
                    target,
                    recipient.span,
                    polarity,
                    expressed,
                    draft.cue,
                    f"by an event: {draft.rule}",
                    confidence,
                )
            )
        if not draft.recipients and (target or _own_act(draft)):
            found.append(
                Leaning(
                    holder,
                    None,
                    target or draft,
                    (target or draft).cue,
                    polarity,
                    expressed,
                    draft.cue,
                    f"on an event: {draft.rule}",
                    confidence,
                )
            )
    return found


def _own_act(draft: Draft) -> bool:
    """Offering, promising, refusing: one's own act is itself what one is for or against."""
    return draft.type is EventType.AGREE or (draft.mode is Mode.NEGATED and draft.clause is not None)


def _event_in_object(scene: Scene, draft: Draft, here: Sequence[Draft]) -> Draft | None:
    """`condemned the US attack`: the event named in the verb's object."""
    if draft.clause is None or draft.type not in _WORDS:
        return None
    clause = scene.syntax.clauses[draft.clause]
    done_to = (
        clause.subjects if clause.passive else [*clause.objects, *(phrase for _, phrase in clause.prepositions[:1])]
    )
    for other in here:
        if other is not draft and other.noun and any(phrase.first <= other.first < phrase.last for phrase in done_to):
            return other.itself()
    return None


def _answered(draft: Draft, so_far: Sequence[Draft]) -> Draft | None:
    """`Putin offered to mediate. Trump brushed him off`: what is turned down is what the other has just offered or asked."""
    if draft.type is not EventType.REJECT:
        return None
    turned_down = {one.actor for one in draft.recipients if one.actor}
    for other in reversed(so_far):
        if draft.scene - other.scene > 1:
            return None
        if (
            other is not draft
            and other.type in _ASKED
            and other.scene <= draft.scene
            and other.first != draft.first
            and turned_down & {one.actor for one in other.agents}
        ):
            offer = next(
                (
                    one
                    for one in so_far
                    if one.scene == other.scene
                    and one.type in (EventType.AGREE, EventType.REQUEST)
                    and one.agents == other.agents
                ),
                other,
            )
            return offer.itself()
    return None


# ---- by what it is called -------------------------------------------------------------------------------------------


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


def latest(told: Sequence[Draft]) -> Draft | None:
    """The event of a sentence that "it" means in the next: the last violent or telling one."""
    return next((draft.itself() for draft in reversed(told) if salient(draft)), None)


def salient(draft: Draft) -> bool:
    """Whether people judge such an event: force, pressure, sanctions, deals that happened."""
    return draft.mode is not Mode.NEGATED and draft.type in (
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
    )


def _judged(scene: Scene, clause: Clause, here: Sequence[Draft]) -> list[Leaning]:
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


def _reported_judgement(scene: Scene, clause: Clause) -> list[Leaning]:
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


# ---- by standing ----------------------------------------------------------------------------------------------------


def _standing(scene: Scene, clause: Clause) -> list[Leaning]:
    """`stay friendly with`, `is critical of`."""
    if (
        clause.lemma not in ("be", "stay", "remain", "become", "grow", "feel", "seem", "appear", "keep")
        or not clause.subjects
    ):
        return []
    for i in range(clause.last, min(clause.last + 3, len(scene.tokens) - 2)):
        polarity = scene.lexicon.leanings.standing.get(scene.tokens[i].lower)
        if polarity and scene.tokens[i + 1].lower in scene.lexicon.leanings.standing_prepositions:
            targets = [phrase for _, phrase in clause.prepositions] or [
                one for one in [scene.syntax.phrase_from(i + 2)] if one
            ]
            if clause.negated:
                polarity = _TURNED[polarity]
            cue = scene.span(clause.first if clause.form == "finite" else clause.verb, i + 1)
            return [
                Leaning(holder, one.actor, None, one.span, polarity, Expressed.WORDS, cue, "standing", 0.7)
                for holder in parties(scene, clause.subjects)
                for one in parties(scene, _widened(scene, targets), loosely=True)
            ]
    return []


def _widened(scene: Scene, targets: Sequence[Phrase]) -> Sequence[Phrase]:
    return targets[:4]


def _leaning(scene: Scene, clause: Clause, here: Sequence[Draft]) -> list[Leaning]:
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


def _anti(scene: Scene, clause: Clause) -> list[Leaning]:
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


def _ties(scene: Scene) -> list[Leaning]:
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
        owners = [one for one in scene.mentions_in(phrase.first, phrase.head)] or _having(scene, phrase)
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


def _having(scene: Scene, phrase: Phrase) -> list:  # type: ignore[type-arg]
    """`Russia has close ties with`: the subject of the verb the phrase is the object of."""
    for clause in scene.syntax.clauses:
        if phrase in clause.objects and clause.lemma in ("have", "maintain", "enjoy", "keep") and not clause.negated:
            return [one for subject in clause.subjects for one in scene.found if one.first <= subject.head < one.last]
    return []


def _participant(scene: Scene, first: int, last: int, actor: str) -> Participant:
    from bot.model import Participant as Party

    return Party(actor, scene.span(first, last))


def _quoted_deed(scene: Scene, clause: Clause, here: Sequence[Draft]) -> list[Leaning]:
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
