"""Finds the speaker if the tree doesn't: next to a verb of saying, or right after closing marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import Participant
from bot.reading.actors.participants import participants
from bot.reading.grammar.morphology import verb_bases
from bot.reading.grammar.syntax import AUXILIARIES
from bot.reading.quotations.source import LONGEST_SOURCE, actor_at, actor_in, apposed, phrase_end

_OPENS_NAME = frozenset(["NNP", "NNPS", "NN", "NNS", "DT", "PRP", "PRP$", "CD", "JJ"])

if TYPE_CHECKING:
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene


def beside(scene: Scene, clause: Clause) -> Participant | None:
    """Returns the speaker if the verb has no subject outside the marks: right before it, right after it, else at the start of the sentence.

    After closing marks taggers take a verb in the past for a participle ("Example added") and a rare name for a verb.
    """
    auxiliary = any(scene.syntax.tags[i] in AUXILIARIES for i in range(clause.first, clause.verb))
    if clause.form == "infinitive" or clause.link == "relative" or (clause.passive and auxiliary):
        return None
    first = clause.first
    while first > 0 and scene.syntax.tags[first - 1] == "RB":
        first -= 1
    before, behind = _named_before(scene, first), _named_behind(scene, clause.last)
    found = before or behind or (_opening(scene, first) if clause.form == "finite" or not auxiliary else None)
    if found is None:
        return None
    begin, end = found
    actor = actor_in(scene, begin, end, end - 1) or next(
        (
            party.actor
            for phrase in [scene.syntax.phrase_from(begin)]
            if phrase
            for party in participants(scene, [phrase])
        ),
        None,
    )
    last = phrase_end(scene, end) if found is behind else end
    return Participant(actor or apposed(scene, end, last), scene.span(begin, last))


def speaker_behind(scene: Scene, first: int) -> tuple[Participant, int] | None:
    """Returns the speaker, and the clause that says so, after marks that close before token `first`: `"...," Jane Example, 57, told them`.

    Only within the sentence, up to the first verb that is not in a relative clause or apposition.
    """
    named = _named_behind(scene, first) or _capitals(scene, first)
    if named is None:
        return None
    begin, end = named
    for k, clause in enumerate(scene.syntax.clauses):
        if clause.first < end or scene.syntax.quote[clause.verb]:
            continue
        if clause.first - begin > LONGEST_SOURCE or clause.form in ("infinitive", "gerund"):
            return None
        i = clause.first
        while i > end and scene.syntax.tags[i - 1] == "RB":
            i -= 1
        between = scene.syntax.words[end:i]
        if between and (
            between[0] not in (",", "(", "—", "–", "-", "of")
            or (between[0] != "of" and between[-1] not in (",", ")", "—", "–", "-"))
        ):
            return None
        if between and clause.link == "relative":
            continue
        last = i - (bool(between) and between[-1] in ("—", "–", "-"))
        actor = actor_in(scene, begin, end, end - 1) or apposed(scene, end, last)
        phrase = scene.syntax.phrase_from(begin)
        actor = actor or (actor_at(scene, phrase) if phrase else None)
        return Participant(actor, scene.span(begin, last)), k
    return None


def speaker_after_verb(scene: Scene, verb: int) -> Participant | None:
    """Returns the speaker behind a verb of saying that follows closing marks: `"...," recalled Jane Example, 57.`.

    None if the tree has this speaker as the verb's subject: right behind marks, parsers often take the verb for part of the name or of the quoted words.
    """
    word, then = scene.syntax.words[verb], verb + 1
    clauses = (clause for clause in scene.syntax.clauses if clause.verb == verb and clause.form == "finite")
    if any(clause.subjects and clause.subjects[0].first == then for clause in clauses):
        return None
    says = scene.texts[verb].islower() and verb_bases(word) & scene.lexicon.reporting.marking
    if (
        not says
        or word in verb_bases(word)
        or word.endswith("ing")
        or then >= len(scene.tokens)
        or scene.syntax.quote[then]
    ):
        return None
    phrase = next((phrase for phrase in scene.syntax.phrases if phrase.first <= then < phrase.last), None)
    opens = scene.syntax.tags[then] in _OPENS_NAME and (
        phrase is None or phrase.first >= verb or scene.syntax.quote[phrase.first]
    )
    capitals = _capitals(scene, then)
    if not opens or (phrase is None and capitals is None):
        return None
    end = max(phrase.last if phrase else 0, capitals[1] if capitals else 0)
    last = phrase_end(scene, end)
    return Participant(actor_in(scene, then, end, end - 1) or apposed(scene, end, last), scene.span(then, last))


def _capitals(scene: Scene, first: int) -> tuple[int, int] | None:
    last = first
    while last < len(scene.tokens) and not scene.syntax.quote[last] and scene.texts[last][0].isupper():
        last += 1
    return (first, last) if last > first else None


def _named_before(scene: Scene, last: int) -> tuple[int, int] | None:
    """The noun phrase outside the marks that ends before token `last`, else the capitalised words there."""
    quote = scene.syntax.quote
    phrase = scene.syntax.phrase_to(last - 1)
    if phrase is not None and not any(quote[phrase.first : phrase.last]):
        return phrase.first, phrase.last
    first = last
    while first > 0 and not quote[first - 1] and scene.texts[first - 1][0].isupper():
        first -= 1
    return (first, last) if first < last else None


def _named_behind(scene: Scene, first: int) -> tuple[int, int] | None:
    phrase = scene.syntax.phrase_from(first)
    if phrase is None or any(scene.syntax.quote[phrase.first : phrase.last]):
        return None
    return phrase.first, phrase.last


def _opening(scene: Scene, last: int) -> tuple[int, int] | None:
    """The noun phrase that opens the sentence, if a comma or dash stands before the verb: `Others, reacting to the report, shouted`."""
    if last < 2 or scene.tokens[last - 1].text not in (",", ")", "—", "–", "-"):
        return None
    phrase = next((phrase for phrase in scene.syntax.phrases if not scene.syntax.quote[phrase.first]), None)
    if (
        phrase is None
        or phrase.last >= last
        or any(scene.syntax.tags[i] not in ("CC", "RB", ",") for i in range(phrase.first))
    ):
        return None
    return phrase.first, phrase.last
