"""A tagged sentence into clause frames: each verb with its subject, objects, prepositions, complement, negation and voice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.reading.function_words import SUBORDINATORS
from bot.reading.phrases import Phrase, phrases
from bot.reading.repairs import repaired
from bot.reading.subjects import find_subject, invert
from bot.reading.syntax import FINITE, Clause, Syntax, Words
from bot.reading.verb_groups import verb_groups

if TYPE_CHECKING:
    from collections.abc import Mapping

NOBODY = frozenset({"nobody", "none", "no", "nothing", "neither"})


def parse(given: Words, lemmas: Mapping[str, str], speaking: frozenset[str]) -> Syntax:
    """The clauses of one sentence.

    `speaking`: bases of verbs of saying and thinking, which take clauses and may stand before their subject.
    """
    syntax = framed(replace(given, tags=repaired(given.words, given.tags)), lemmas, speaking)
    for number, clause in enumerate(syntax.clauses):
        find_subject(syntax, number)
        if not clause.subjects and clause.form == "finite" and clause.lemma in speaking:
            invert(syntax, clause)
        _find_objects(syntax, number)
    _link(syntax)
    return syntax


def framed(given: Words, lemmas: Mapping[str, str], speaking: frozenset[str]) -> Syntax:
    """The noun phrases and verb groups of one sentence; its clauses know nothing of one another yet."""
    words, tags = given.words, given.tags
    found = phrases(words, tags, given.adverbial)
    at = [-1] * len(words)
    for number, phrase in enumerate(found):
        at[phrase.first : phrase.last] = [number] * (phrase.last - phrase.first)
    syntax = Syntax(words, tags, given.quote, given.adverbial, found, [], at, speaking)
    syntax.clauses = verb_groups(syntax, lemmas)
    return syntax


def _find_objects(syntax: Syntax, number: int) -> None:
    """Objects and prepositional phrases to the right, up to the next clause."""
    clause, words, tags = syntax.clauses[number], syntax.words, syntax.tags
    border = min((other.first for other in syntax.clauses[number + 1 :]), default=len(words))
    i, preposition = clause.end, ""
    expects = not clause.inverted
    while i < border:
        phrase = syntax.phrase_from(i)
        if phrase:
            if preposition:
                clause.prepositions += [(preposition, one) for one in _conjuncts_after(syntax, phrase, border)]
            elif expects:
                run = _conjuncts_after(syntax, phrase, border)
                if not clause.objects:
                    clause.objects = run
                elif clause.second is None and i == clause.objects[-1].last:
                    clause.second = run[0]
                phrase = run[-1]
            else:
                break
            i, preposition = max(phrase.last, (clause.prepositions[-1][1].last if preposition else 0)), ""
        elif tags[i] in ("IN", "TO") and words[i] not in (
            "that",
            "because",
            "if",
            "whether",
            "although",
            "though",
            "unless",
        ):
            preposition = words[i]
            i += 1
        elif tags[i] in ("RB", "RP", "CD", "JJ") or syntax.adverbial[i] or tags[i] == "POS":
            i += 1
            if tags[i - 1] == "JJ":
                preposition = ""
        else:
            break
    clause.end = max(clause.end, i)


def _conjuncts_after(syntax: Syntax, phrase: Phrase, border: int) -> list[Phrase]:
    """`Israel and Iran` after a verb or preposition; a phrase that a verb follows is the next clause's subject."""
    found = [phrase]
    while True:
        j = found[-1].last
        if j < border and syntax.words[j] == ",":
            j += 1
        if j < border and syntax.words[j] in ("and", "or", "&"):
            j += 1
        elif j == found[-1].last:
            return found
        other = syntax.phrase_from(j)
        if (
            other is None
            or other.last >= len(syntax.words)
            or (
                syntax.tags[other.last] in FINITE
                and syntax.tags[other.last] != "VBD"
                and other.last < len(syntax.words)
            )
        ):
            return [*found, other] if other and other.last >= len(syntax.words) else found
        if any(clause.first == other.last and clause.form == "finite" for clause in syntax.clauses):
            return found
        lists = syntax.words[j - 1] in ("and", "or", "&")
        further = other.last < len(syntax.words) and syntax.words[other.last] in (",", "and")
        if not lists and not (
            further and any(word in ("and", "or", "&") for word in syntax.words[other.last : other.last + 8])
        ):
            return found
        found.append(other)
        if lists:
            return found


def _link(syntax: Syntax) -> None:
    """Finite clauses that complete another verb: "said (that) it ...". What was taken for its object is then a subject."""
    for number, clause in enumerate(syntax.clauses):
        if clause.form != "finite" or not clause.subjects or clause.link in ("relative", "coordinate"):
            continue
        start = clause.start
        if start and syntax.words[start - 1] in SUBORDINATORS:
            clause.marker = syntax.words[start - 1]
        for k in range(number - 1, -1, -1):
            matrix = syntax.clauses[k]
            if _completes(syntax, matrix, clause):
                clause.parent, clause.link = k, "complement"
                matrix.objects = [one for one in matrix.objects if one.first < start]
                if matrix.second and matrix.second.first >= start:
                    matrix.second = None
                matrix.prepositions = [(word, one) for word, one in matrix.prepositions if one.first < start]
                matrix.end = min(matrix.end, start)
                break
            if matrix.form == "finite":
                break
    for clause in syntax.clauses:
        subject = clause.subjects[0] if clause.subjects else None
        if subject and clause.form == "finite":
            word = syntax.words[subject.first]
            clause.negated |= word in NOBODY and clause.link != "relative"


def _completes(syntax: Syntax, matrix: Clause, clause: Clause) -> bool:
    start = clause.start
    if start and syntax.words[start - 1] in ("that", "whether", "if", "how", "why"):
        start -= 1
    elif clause.marker:
        return False
    if start < matrix.last:
        return False
    recipient = matrix.objects[0] if matrix.objects and matrix.objects[0].first < start else None
    for j in range(matrix.last, start):
        covered = recipient is not None and recipient.first <= j < recipient.last
        aside = any(one.first - 1 <= j < one.last for _, one in matrix.prepositions)
        if not (
            covered
            or aside
            or syntax.adverbial[j]
            or syntax.tags[j] in ("RB", "RP")
            or (matrix.inverted and j < matrix.end)
        ):
            return False
    return not (recipient and clause.subjects[0].first == recipient.first)
