"""Finds the subject of a finite clause that the tree leaves without one: to the left of the verb, by coordination, or after a verb of saying."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.reading.grammar.function_words import BEFORE_CLAUSE, SUBORDINATORS, words
from bot.reading.grammar.syntax import FINITE, MAIN, Clause, Syntax

if TYPE_CHECKING:
    from bot.reading.grammar.noun_phrases import NounPhrase

_LONG_QUOTE = 3
_FARTHEST = 60
"""The most steps to the left in the search for a subject."""
_PARENTHESES = frozenset({",", "—", "–", "--", ")"})
_ONLY_CLAUSES = words("that if because while whether although though when unless whereas where so")
_OF_TIME = ("until", "since", "before", "after", "as")


def with_subject_found(syntax: Syntax, number: int, clause: Clause) -> Clause:
    """Returns a finite clause with the subjects found for it, linked to the clause that shares them, if one does."""
    i = clause.first - 1
    before = syntax.words[i] if i >= 0 else ""
    if before in ("who", "which", "that", "whom"):
        antecedent = _antecedent(syntax, i - 1, who=before == "who")
        if antecedent:
            return replace(clause, subjects=(antecedent,), link="relative", marker=before)
    found = _left_subject(syntax, i, clause)
    if found:
        return replace(clause, subjects=found, start=min(found[0].first, clause.first))
    if clause.lemma in syntax.speaking and _stands_before_subject(syntax, clause):
        return clause
    if before in ("and", "but", "or", ",", "then", "also"):
        shared = _coordinated_with(syntax, number, clause)
        if shared is not None:
            return replace(clause, subjects=syntax.clauses[shared].subjects, link="coordinate", parent=shared)
    return clause


def _antecedent(syntax: Syntax, i: int, *, who: bool) -> NounPhrase | None:
    """The phrase that a relative pronoun at `i + 1` stands for: "a man" in "a man from Japan who"."""
    if i >= 0 and syntax.words[i] == ",":
        i -= 1
    phrase = syntax.phrase_to(i)
    if phrase and who and phrase.first and syntax.tags[phrase.first - 1] == "IN":
        return syntax.phrase_to(phrase.first - 2) or phrase
    return phrase


def _left_subject(syntax: Syntax, i: int, clause: Clause) -> tuple[NounPhrase, ...]:
    """The subject to the left, past adverbs, parentheses between commas and prepositional phrases."""
    ends = (other.last for other in syntax.clauses if other.last <= i + 1 and other.form == "finite")
    floor = max(ends, default=0)
    governed = False
    for _ in range(_FARTHEST):
        if i < 0 or (syntax.quote[i] != syntax.quote[clause.verb] and _long_quote(syntax, i, clause.verb)):
            break
        phrase = syntax.phrase_to(i)
        if _adverb(syntax, i):
            i -= 1
        elif syntax.words[i] in _PARENTHESES and not governed:
            before = _before_parenthesis(syntax, i, clause)
            if before is None:
                break
            i = before
        elif phrase is None:
            break
        elif _governed(syntax, phrase):
            own = _opens_clause(syntax, phrase, governed, floor)
            if own is not None:
                return own
            governed, i = True, phrase.first - 2
        else:
            return _past_relative(syntax, phrase) or _with_conjuncts(syntax, phrase, floor)
    return ()


def _adverb(syntax: Syntax, i: int) -> bool:
    """An adverb, a time expression, or the preposition before one."""
    before_time = syntax.words[i] in ("on", "in") and i + 1 < len(syntax.words) and syntax.adverbial[i + 1]
    return syntax.tags[i] == "RB" or syntax.adverbial[i] or before_time


def _before_parenthesis(syntax: Syntax, i: int, clause: Clause) -> int | None:
    """The token before a parenthesis that ends at `i`, where the search goes on."""
    if syntax.words[i] == "," and i and syntax.words[i - 1] == ")":
        return i - 1
    opening = _opening(syntax, i)
    if opening is None or syntax.tags[clause.first] not in FINITE:
        return None
    return opening - 1


def _governed(syntax: Syntax, phrase: NounPhrase) -> bool:
    """True if a preposition stands before a phrase, and not a word that opens a clause."""
    i = phrase.first - 1
    return i >= 0 and syntax.tags[i] in ("IN", "TO") and syntax.words[i] not in _ONLY_CLAUSES


def _opens_clause(syntax: Syntax, phrase: NounPhrase, governed: bool, floor: int) -> tuple[NounPhrase, ...] | None:
    """The subject if the word before a phrase opens the verb's own clause ("until it strikes"); () if there is no subject, None if the search goes on."""
    before = syntax.words[phrase.first - 1]
    if before in BEFORE_CLAUSE and not governed:
        return (phrase,)
    linked = syntax.phrase_to(phrase.first - 2)
    if linked is not None and phrase.first > floor and not (before in _OF_TIME and linked.first < floor):
        return None
    return (phrase,) if before in (*_OF_TIME, "for", "than", "once") else ()


def _past_relative(syntax: Syntax, phrase: NounPhrase) -> tuple[NounPhrase, ...]:
    """The antecedent of a relative clause that ends before the verb: `an official who asked to discuss strategy said`."""
    governor = next((clause for clause in syntax.clauses if clause.last == phrase.first), None)
    while governor is not None and governor.link in ("infinitive", "adjunct") and governor.parent is not None:
        governor = syntax.clauses[governor.parent]
    if governor is None or governor.link != "relative" or governor.lemma in syntax.speaking:
        return ()
    return governor.subjects


def _long_quote(syntax: Syntax, i: int, verb: int) -> bool:
    numbers = {syntax.quote[i], syntax.quote[verb]} - {0}
    return any(syntax.quote.count(number) > _LONG_QUOTE for number in numbers)


def _opening(syntax: Syntax, i: int) -> int | None:
    """The token that opens the parenthesis closed at `i`, if it comes right after a noun phrase."""
    mark = {")": "("}.get(syntax.words[i], syntax.words[i])
    for j in range(i - 1, max(i - 40, 0), -1):
        if syntax.words[j] == mark and syntax.phrase_to(j - 1):
            inner = syntax.words[j + 1 : i]
            if mark == "," and (not inner or inner[0] in ("and", "but", "or")):
                continue
            return j
        if syntax.words[j] in (";", ":"):
            return None
    return None


def _with_conjuncts(syntax: Syntax, phrase: NounPhrase, floor: int) -> tuple[NounPhrase, ...]:
    """The whole list a phrase ends (`Iran and Russia`, `the US, Britain and France`), unless it starts with another verb's object."""
    found, first = [phrase], phrase.first
    while first >= 2:
        j = first - 1
        comma = syntax.words[j] == "," and len(found) > 1
        if not (syntax.words[j] in ("and", "or", "nor", "&") or comma):
            break
        if syntax.words[j - 1] == ",":
            j -= 1
        other = syntax.phrase_to(j - 1)
        if other is None or other.first < floor:
            break
        before = syntax.tags[other.first - 1] if other.first else ""
        says = any(clause.last == other.first and clause.lemma in syntax.speaking for clause in syntax.clauses)
        if (before in MAIN and not says) or (
            before in ("IN", "TO") and syntax.words[other.first - 1] not in SUBORDINATORS
        ):
            break
        found.insert(0, other)
        first = other.first
    return tuple(found)


def _coordinated_with(syntax: Syntax, number: int, clause: Clause) -> int | None:
    """The number of the earlier clause that shares its subject with a coordinated one."""
    speaks = clause.lemma in syntax.speaking
    if speaks:
        speakers = [
            k
            for k, other in enumerate(syntax.clauses[:number])
            if other.lemma in syntax.speaking and other.form == "finite" and other.subjects
        ]
        if speakers:
            return speakers[-1]
    for k in range(number - 1, -1, -1):
        previous = syntax.clauses[k]
        asked = speaks and previous.start > 0 and syntax.tags[previous.start - 1] in ("WP", "WRB")
        if previous.form == "finite" and previous.subjects and previous.link != "relative" and not asked:
            return k
        if (
            previous.link == "relative"
            and previous.subjects
            and clause.first - previous.last <= 12
            and syntax.words[clause.first - 1] == "and"
            and ("," not in syntax.words[previous.last : clause.first])
        ):
            return k
    return None


def _stands_before_subject(syntax: Syntax, clause: Clause) -> bool:
    """True for `..., said Putin.`: after a comma or quotation mark, followed by a name or title and then a border."""
    phrase, i = syntax.phrase_from(clause.last), clause.first - 1
    if (
        phrase is None
        or i < 0
        or (syntax.words[i] not in (",", "?", "!", ".") and syntax.quote[i] == syntax.quote[clause.verb])
    ):
        return False
    named = syntax.tags[phrase.head] == "NNP" or syntax.tags[phrase.first] == "PRP"
    return syntax.quote[i] != syntax.quote[clause.verb] or (
        named and (phrase.last >= len(syntax.words) or syntax.tags[phrase.last] in (",", "."))
    )


def inverted(syntax: Syntax, clause: Clause) -> Clause:
    """Returns the clause of a verb of saying with the phrase after it as its subject: "...," said the minister."""
    phrase = syntax.phrase_from(clause.last)
    before = clause.first - 1
    marked = before >= 0 and syntax.quote[before] != syntax.quote[clause.verb]
    if phrase is None or not (marked or syntax.tags[phrase.first] != "PRP$"):
        return clause
    return replace(clause, subjects=(phrase,), inverted=True, end=phrase.last)
