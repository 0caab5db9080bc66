"""Finds stances in relations: ties, sides, "friendly with", "anti-", "trusts"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import Expressed, Participant, Polarity
from bot.reading.actors.participants import participants
from bot.reading.drafts import StanceDraft
from bot.reading.grammar.morphology import singular
from bot.reading.rules import StanceRule

if TYPE_CHECKING:
    from bot.reading.cast import FoundMention
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_TURNED = {Polarity.SUPPORTS: Polarity.OPPOSES, Polarity.OPPOSES: Polarity.SUPPORTS, Polarity.NEUTRAL: Polarity.NEUTRAL}


def predicate_stances(scene: Scene, clause: Clause) -> list[StanceDraft]:
    """Returns the stances in adjectives: `stay friendly with`, `is critical of`."""
    if clause.lemma not in scene.lexicon.open.seeming or not clause.subjects:
        return []
    for i in range(clause.last, min(clause.last + 3, len(scene.tokens) - 2)):
        polarity = scene.lexicon.stance_words.predicates.get(scene.tokens[i].lower)
        if polarity and scene.tokens[i + 1].lower in scene.lexicon.stance_words.predicate_prepositions:
            targets = [phrase for _, phrase in clause.prepositions[:4]] or [
                phrase for phrase in [scene.syntax.phrase_from(i + 2)] if phrase
            ]
            if clause.negated:
                polarity = _TURNED[polarity]
            cue = scene.span(clause.first if clause.form == "finite" else clause.verb, i + 1)
            return [
                StanceDraft(
                    holder, party.actor, None, party.span, polarity, Expressed.WORDS, cue, StanceRule.STANDING, 0.7
                )
                for holder in participants(scene, clause.subjects)
                for party in participants(scene, targets, loosely=True)
            ]
    return []


def verb_stances(scene: Scene, clause: Clause) -> list[StanceDraft]:
    """Returns the stances in verbs that mean no event: `trusts`, `hates`, `opposes`."""
    polarity = scene.lexicon.stance_words.verbs.get(clause.lemma)
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
        StanceDraft(
            holder, party.actor, None, party.span, polarity, Expressed.WORDS, cue, StanceRule.VERB_OF_LEANING, 0.65
        )
        for holder in participants(scene, clause.subjects)
        for party in participants(scene, clause.objects, loosely=True)
        if party.actor
    ]


def emotion_stances(scene: Scene, clause: Clause) -> list[StanceDraft]:
    """Returns the stances of people towards those who cause their emotions: `the speech enraged Republicans`."""
    polarity = scene.lexicon.stance_words.emotions.get(clause.lemma)
    if polarity is None or clause.negated or clause.modal or clause.form != "finite":
        return []
    by = [phrase for word, phrase in clause.prepositions if word in ("by", "at", "with")]
    holders, causes = (clause.subjects, by) if clause.passive else (clause.objects, clause.subjects)
    cue = scene.span(clause.first, clause.last)
    return [
        StanceDraft(holder, party.actor, None, party.span, polarity, Expressed.WORDS, cue, StanceRule.STIRRED, 0.6)
        for holder in participants(scene, holders)
        for party in participants(scene, causes, loosely=True)
        if party.actor
    ]


def prefix_stances(scene: Scene, clause: Clause) -> list[StanceDraft]:
    """Returns the stances in prefixes: `share anti-West views`, `held an anti-American rally`."""
    found = []
    for phrase in clause.objects:
        for i in range(phrase.first, phrase.head):
            polarity = next(
                (
                    side
                    for prefix, side in scene.lexicon.stance_words.prefixes.items()
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
                and clause.lemma in scene.lexicon.open.holding_views
            ):
                cue = scene.span(i, phrase.last)
                found += [
                    StanceDraft(
                        holder,
                        mention.actor,
                        None,
                        scene.span(i, i + 1),
                        polarity,
                        Expressed.WORDS,
                        cue,
                        StanceRule.PREFIX,
                        0.75,
                    )
                    for holder in participants(scene, clause.subjects)
                ]
    return found


def tie_stances(scene: Scene) -> list[StanceDraft]:
    """Returns the stances in ties: `Russia's close ties with Israel`."""
    found = []
    for phrase in scene.syntax.phrases:
        if singular(
            scene.tokens[phrase.head].lower
        ) not in scene.lexicon.stance_words.tie_nouns or phrase.last + 1 >= len(scene.tokens):
            continue
        polarity = next(
            (
                scene.lexicon.stance_words.tie_words[scene.tokens[i].lower]
                for i in range(phrase.first, phrase.head)
                if scene.tokens[i].lower in scene.lexicon.stance_words.tie_words
            ),
            None,
        )
        other = scene.syntax.phrase_from(phrase.last + 1)
        if polarity is None or other is None or scene.tokens[phrase.last].lower not in ("with", "to"):
            continue
        owners = scene.mentions_in(phrase.first, phrase.head) or _having(scene, phrase)
        first = next(
            i for i in range(phrase.first, phrase.head) if scene.tokens[i].lower in scene.lexicon.stance_words.tie_words
        )
        for target in participants(scene, [other]):
            found += [
                StanceDraft(
                    _participant(scene, owner.first, owner.last, owner.actor),
                    target.actor,
                    None,
                    target.span,
                    polarity,
                    Expressed.WORDS,
                    scene.span(first, phrase.head + 1),
                    StanceRule.RELATIONS,
                    0.65,
                )
                for owner in owners[:1]
            ]
    return found


def side_stances(scene: Scene) -> list[StanceDraft]:
    """Returns the stances in descriptions of people: `Ingraham, a Trump supporter,` and `Romney is a critic of Trump`."""
    found = []
    for phrase in scene.syntax.phrases:
        polarity = scene.lexicon.stance_words.sides.get(singular(scene.tokens[phrase.head].lower))
        target = _sided_with(scene, phrase) if polarity else None
        if polarity is None or target is None:
            continue
        cue = scene.span(phrase.head, phrase.head + 1)
        found += [
            StanceDraft(
                holder,
                target.actor,
                None,
                target.span,
                polarity,
                Expressed.WORDS,
                cue,
                StanceRule.TIE,
                0.7,
            )
            for holder in _bearers(scene, phrase)
        ]
    return found


def _sided_with(scene: Scene, phrase: NounPhrase) -> Participant | None:
    """The actor that the description names: "a Trump supporter", "a critic of Trump"."""
    inside = scene.mentions_in(phrase.first, phrase.head)
    if inside:
        return _participant(scene, inside[-1].first, inside[-1].last, inside[-1].actor)
    if phrase.last + 1 < len(scene.tokens) and scene.tokens[phrase.last].lower in ("of", "to"):
        following = scene.syntax.phrase_from(phrase.last + 1)
        return next(iter(participants(scene, [following], loosely=True)), None) if following else None
    return None


def _bearers(scene: Scene, phrase: NounPhrase) -> tuple[Participant, ...]:
    """The actors that are described: the subject of "be", or the name before the comma. Empty if the phrase is plural or has no "a"."""
    for clause in scene.syntax.clauses:
        if clause.lemma in ("be", "become", "remain") and phrase in clause.objects and not clause.negated:
            return participants(scene, clause.subjects)
    first = phrase.first
    if first >= 2 and scene.tokens[first - 1].text == "," and scene.tokens[first].lower in ("a", "an", "the"):
        named = scene.mention_at(first - 2)
        if named:
            return (_participant(scene, named.first, named.last, named.actor),)
    return ()


def _having(scene: Scene, phrase: NounPhrase) -> list[FoundMention]:
    """The subject of the verb whose object the phrase is: `Russia has close ties with`."""
    for clause in scene.syntax.clauses:
        if phrase in clause.objects and clause.lemma in scene.lexicon.open.having_ties and not clause.negated:
            return [
                mention
                for subject in clause.subjects
                for mention in scene.found
                if mention.first <= subject.head < mention.last
            ]
    return []


def _participant(scene: Scene, first: int, last: int, actor: str) -> Participant:
    return Participant(actor, scene.span(first, last))
