"""Finds the source (with its apposition) and the cue of the clause that attributes words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import Form, Participant
from bot.reading.actors.participants import participants
from bot.reading.grammar.function_words import STOPS_SOURCE
from bot.reading.grammar.noun_phrases import is_among

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.article import Span
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.grammar.trees import Tree
    from bot.reading.scene import Scene

END = frozenset(".!?;")
LONGEST_SOURCE = 40
_BEFORE_GERUND = frozenset([",", "after", "before", "while", "by", "without", "—", "–", "-"])
_QUOTING = frozenset({"quote", "cite"})
_TO_SOMEBODY = frozenset(["to", "with", "in", "on", "at"])


def source_of(scene: Scene, clause: Clause) -> Participant | None:
    """Returns the speaker: the subject (in a passive, the "by" phrase), with its apposition."""
    subjects = [phrase for word, phrase in clause.prepositions if word == "by"] if clause.passive else clause.subjects
    if not subjects:
        return None
    if clause.link == "relative" and clause.marker in ("who", "which", "that"):
        pronoun = clause.first - 1
        return Participant(actor_at(scene, subjects[0]), scene.span(pronoun, pronoun + 1))
    issuer = _issuer(scene, clause)
    if issuer is not None:
        return source_of(scene, issuer)
    if clause.form == "gerund" and (main := _whose_gerund(scene, clause)) is not None:
        return source_of(scene, main)
    first, last = subjects[0].first, subjects[-1].last
    if clause.link not in ("coordinate", "adjunct", "relative"):
        first, last = _branch(scene, scene.syntax.tree, clause, subjects)
    elif clause.inverted:
        last = phrase_end(scene, last)
    actor = actor_at(scene, subjects[0])
    if actor is None and last > subjects[-1].last:
        actor = apposed(scene, subjects[-1].last, last)
    return Participant(actor, scene.span(first, last))


def quoted_as_saying(scene: Scene, i: int) -> NounPhrase | None:
    """Returns whom the one at token `i` only quotes: `The Daily Star quoted Jane Example as saying ...`, `was quoted by the paper as saying`."""
    clauses = scene.syntax.clauses
    for clause in clauses:
        if clause.form != "gerund" or clause.parent is None or scene.syntax.words[clause.first - 1] != "as":
            continue
        over = clauses[clause.parent]
        by = [phrase for word, phrase in over.prepositions if word == "by"] if over.passive else over.subjects
        quotes = over.lemma in _QUOTING and clause.lemma in scene.lexicon.reporting.speaking
        if quotes and clause.subjects and is_among(i, by):
            return clause.subjects[0]
    return None


def _whose_gerund(scene: Scene, clause: Clause) -> Clause | None:
    """The main clause whose subject is the speaker of a gerund after a comma or "after": `Example criticized the accord adopted in Paris, saying ...`."""
    if (
        clause.lemma not in scene.lexicon.reporting.marking
        or clause.first < 2
        or scene.tokens[clause.subjects[0].head].lower in scene.lexicon.open.statements
    ):
        return None
    noun = clause.subjects[0].first
    to_somebody = noun > 0 and scene.syntax.words[noun - 1] in _TO_SOMEBODY and clause.subjects[0].last == clause.first
    if scene.syntax.words[clause.first - 1] not in _BEFORE_GERUND and not to_somebody:
        return None
    main = [
        main_clause
        for main_clause in scene.syntax.clauses
        if main_clause.last < clause.first
        and main_clause.form == "finite"
        and main_clause.subjects
        and main_clause.link not in ("relative", "complement", "adjunct")
        and not main_clause.marker
        and not main_clause.passive
        and not scene.syntax.quote[main_clause.verb]
    ]
    return main[-1] if main and main[-1].subjects != clause.subjects else None


def _issuer(scene: Scene, clause: Clause) -> Clause | None:
    """The clause of whoever issued a statement: `The office put out a statement saying ...`."""
    if clause.form != "gerund" or clause.parent is None:
        return None
    parent = scene.syntax.clauses[clause.parent]
    put_out = parent.objects and scene.tokens[parent.objects[-1].head].lower in scene.lexicon.open.statements
    theirs = put_out and parent.subjects and clause.subjects == parent.subjects
    return parent if theirs and parent.form != "gerund" else None


def _branch(scene: Scene, tree: Tree, clause: Clause, subjects: Sequence[NounPhrase]) -> tuple[int, int]:
    """The subject with its dependents (appositions, relative clauses, "of" phrases) within the same quotation marks.

    Before its verb it includes the comma that closes an apposition, as corpora of quotations do.
    """
    first, last = subjects[0].first, subjects[-1].last
    top = next((i for i in range(first, subjects[0].last) if not first <= tree.heads[i] < subjects[0].last), first)
    low, high = tree.span(top)
    if low < first and first - low <= LONGEST_SOURCE:
        first = low + (scene.tokens[low].text == ",")
    border = clause.first if first < clause.first else len(scene.tokens)
    quote = scene.syntax.quote
    while last < min(high, border, first + LONGEST_SOURCE) and quote[last] == quote[last - 1]:
        last += 1
    while last > subjects[-1].last and scene.tokens[last - 1].text in (",", ".", "—", "–", "-", ":"):
        last -= 1
    closes = (
        last < border
        and scene.tokens[last].text == ","
        and any(scene.tokens[i].text == "," for i in range(first, last))
    )
    return first, last + (closes and border == clause.first)


def apposed(scene: Scene, first: int, last: int) -> str | None:
    """Returns the actor named right after the comma, never one before it or in an "of" phrase: `Merkel's spokesperson, Steffen Seibert,`."""
    inside = scene.mentions_in(first, last)
    return next(
        (mention.actor for mention in inside if mention.form is Form.NAME and _set_off(scene, first, mention.first)),
        None,
    )


def _set_off(scene: Scene, first: int, i: int) -> bool:
    """True if a comma or dash stands before token `i`, ignoring titles and adjectives."""
    while (
        i > first
        and scene.tokens[i - 1].text not in (",", "—", "–")
        and scene.syntax.tags[i - 1] in ("NNP", "NN", "JJ")
    ):
        i -= 1
    return i > first and scene.tokens[i - 1].text in (",", "—", "–")


def actor_at(scene: Scene, phrase: NounPhrase) -> str | None:
    """Returns the actor that a noun phrase names, else the first participant in it."""
    named = actor_in(scene, phrase.first, phrase.head + 1, phrase.head)
    return named or next((party.actor for party in participants(scene, [phrase])), None)


def phrase_end(scene: Scene, last: int) -> int:
    """Returns the end of a noun phrase with its apposition and prepositional phrases, before adverbials and quotations."""
    inside = scene.syntax.quote[last - 1]
    i = last
    while i < len(scene.tokens) and scene.syntax.quote[i] == inside and not scene.syntax.adverbial[i]:
        word = scene.tokens[i].lower
        if (
            word in STOPS_SOURCE
            or word in END
            or word in (":", "—", "–")
            or (scene.syntax.tags[i] in ("VBD", "VBZ", "BEF", "MD") and scene.tokens[i - 1].lower != "who")
        ):
            break
        i += 1
    while i > last and scene.tokens[i - 1].text in (",", "."):
        i -= 1
    return i


def actor_in(scene: Scene, first: int, last: int, head: int) -> str | None:
    """Returns the actor that a phrase names: at its head, else by any title or name in it."""
    covering = [mention for mention in scene.found if mention.first <= head < mention.last]
    named_first = [mention for mention in covering if mention.form is not Form.TITLE] or covering
    if named_first:
        return named_first[0].actor
    inside = [mention for mention in scene.mentions_in(first, last) if mention.form in (Form.NAME, Form.TITLE)]
    return inside[-1].actor if inside and inside[-1].form is Form.TITLE else None


def cue_of(scene: Scene, clause: Clause) -> Span:
    """Returns the verb group, with a particle that belongs to it ("brushed him off")."""
    last = clause.verb + 1
    if (
        clause.objects
        and clause.objects[0].first == last
        and clause.objects[0].last < len(scene.tokens)
        and scene.syntax.tags[clause.objects[0].last] == "RP"
    ):
        last = clause.objects[0].last + 1
    first = clause.first
    while first < clause.verb and scene.syntax.tags[first] == "RB":
        first += 1
    return scene.span(first, last)
