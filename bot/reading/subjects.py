"""Clauses into clauses with subjects: to the left of the verb, by control, coordination, or behind a verb of saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.function_words import BEFORE_CLAUSE, OF_THE_WHOLE, SUBORDINATORS, words
from bot.reading.syntax import FINITE, MAIN, Clause, Syntax

if TYPE_CHECKING:
    from bot.reading.phrases import Phrase

_BREAKS = frozenset({";", ":", "—", "–", "--", "-"})
_LONG_QUOTE = 3
_FARTHEST = 60
"""Steps to the left after which no subject is looked for."""
_PARENTHESES = frozenset({",", "—", "–", "--", ")"})
_ONLY_CLAUSES = words("that if because while whether although though when unless whereas where so")
_ASKS_SOMEBODY = words("call appeal plead wait push press ask lobby campaign pray vote beg")
_OF_TIME = ("until", "since", "before", "after", "as")


def find_subject(syntax: Syntax, number: int) -> None:
    """Fills the subjects of a clause, and how it hangs on another where that gives the subject."""
    clause, clauses = syntax.clauses[number], syntax.clauses
    if clause.form == "infinitive":
        _control(syntax, number)
        return
    i = clause.first - 1
    before = syntax.words[i] if i >= 0 else ""
    if clause.form == "gerund" or (clause.form == "participle" and before in (",", "")):
        _adjunct(syntax, number)
        return
    if clause.form == "finite" and before in ("who", "which", "that", "whom"):
        antecedent = _antecedent(syntax, i - 1, who=before == "who")
        if antecedent:
            clause.subjects, clause.link, clause.marker = [antecedent], "relative", before
            return
    found = _left_subject(syntax, i, clause)
    if found:
        clause.subjects = found
        clause.start = min(found[0].first, clause.first)
        if clause.form == "participle":
            clause.link = "relative"
        return
    if clause.form == "finite" and clause.lemma in syntax.speaking and _stands_before_subject(syntax, clause):
        return
    if before in ("and", "but", "or", ",", "then", "also") and clause.form == "finite":
        _coordinate(syntax, number)
    elif (
        clause.form == "participle"
        and number
        and clauses[number - 1].last == clause.first - 1
        and before in ("and", "or")
    ):
        previous = clauses[number - 1]
        clause.subjects, clause.passive, clause.link = previous.subjects, previous.passive, "coordinate"


def _antecedent(syntax: Syntax, i: int, *, who: bool) -> Phrase | None:
    """What a relative pronoun at `i + 1` stands for: of "a man from Japan who", the man."""
    if i >= 0 and syntax.words[i] == ",":
        i -= 1
    phrase = syntax.phrase_to(i)
    if phrase and who and phrase.first and syntax.tags[phrase.first - 1] == "IN":
        return syntax.phrase_to(phrase.first - 2) or phrase
    return phrase


def _left_subject(syntax: Syntax, i: int, clause: Clause) -> list[Phrase]:
    """Walk left over adverbs, parentheses between commas and prepositional phrases to the head of the subject."""
    ends = (one.last for one in syntax.clauses if one.last <= i + 1 and one.form == "finite" and one is not clause)
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
            own = _opens_clause(syntax, phrase, clause, governed, floor)
            if own is not None:
                return own
            governed, i = True, phrase.first - 2
        else:
            return _past_relative(syntax, phrase) or _with_conjuncts(syntax, phrase, floor)
    return []


def _adverb(syntax: Syntax, i: int) -> bool:
    """An adverb, a time expression, or the preposition before one."""
    before_time = syntax.words[i] in ("on", "in") and i + 1 < len(syntax.words) and syntax.adverbial[i + 1]
    return syntax.tags[i] == "RB" or syntax.adverbial[i] or before_time


def _before_parenthesis(syntax: Syntax, i: int, clause: Clause) -> int | None:
    """Where the walk goes on before a parenthesis that ends at `i`."""
    if syntax.words[i] == "," and i and syntax.words[i - 1] == ")":
        return i - 1
    opening = _opening(syntax, i)
    if opening is None or (syntax.tags[clause.first] not in FINITE and clause.form == "finite"):
        return None
    return opening - 1


def _governed(syntax: Syntax, phrase: Phrase) -> bool:
    """Whether a preposition stands before a phrase, not a word that opens a clause."""
    i = phrase.first - 1
    return i >= 0 and syntax.tags[i] in ("IN", "TO") and syntax.words[i] not in _ONLY_CLAUSES


def _opens_clause(syntax: Syntax, phrase: Phrase, clause: Clause, governed: bool, floor: int) -> list[Phrase] | None:
    """The subject if the word before a phrase opens the verb's own clause ("until it strikes"), [] if there is none, None to go on."""
    before = syntax.words[phrase.first - 1]
    if before in BEFORE_CLAUSE and not governed and clause.form == "finite":
        return [phrase]
    linked = syntax.phrase_to(phrase.first - 2)
    if linked is not None and phrase.first > floor and not (before in _OF_TIME and linked.first < floor):
        return None
    return [phrase] if before in (*_OF_TIME, "for", "than", "once") else []


def _past_relative(syntax: Syntax, phrase: Phrase) -> list[Phrase]:
    """`an official who asked to discuss strategy said`: behind a relative clause's last object, its antecedent is the subject."""
    governor = next((one for one in syntax.clauses if one.last == phrase.first), None)
    while governor is not None and governor.link in ("infinitive", "adjunct") and governor.parent is not None:
        governor = syntax.clauses[governor.parent]
    if governor is None or governor.link != "relative" or governor.lemma in syntax.speaking:
        return []
    return governor.subjects


def _long_quote(syntax: Syntax, i: int, verb: int) -> bool:
    numbers = {syntax.quote[i], syntax.quote[verb]} - {0}
    return any(syntax.quote.count(number) > _LONG_QUOTE for number in numbers)


def _opening(syntax: Syntax, i: int) -> int | None:
    """The mark that opens the parenthesis closed at `i`, if it stands right after a noun phrase."""
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


def _with_conjuncts(syntax: Syntax, phrase: Phrase, floor: int) -> list[Phrase]:
    """`Iran and Russia`, `the US, Britain and France`: the whole list, unless its start is another verb's object."""
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
        says = any(one.last == other.first and one.lemma in syntax.speaking for one in syntax.clauses)
        if (before in MAIN and not says) or (
            before in ("IN", "TO") and syntax.words[other.first - 1] not in SUBORDINATORS
        ):
            break
        found.insert(0, other)
        first = other.first
    return found


def _coordinate(syntax: Syntax, number: int) -> None:
    clause = syntax.clauses[number]
    if clause.lemma in syntax.speaking:
        speakers = [
            k
            for k in range(number)
            if syntax.clauses[k].lemma in syntax.speaking
            and syntax.clauses[k].form == "finite"
            and syntax.clauses[k].subjects
        ]
        if speakers:
            clause.subjects, clause.link, clause.parent = (
                syntax.clauses[speakers[-1]].subjects,
                "coordinate",
                speakers[-1],
            )
            return
    for k in range(number - 1, -1, -1):
        previous = syntax.clauses[k]
        asked = (
            previous.start > 0 and syntax.tags[previous.start - 1] in ("WP", "WRB") and clause.lemma in syntax.speaking
        )
        if previous.form == "finite" and previous.subjects and previous.link != "relative" and not asked:
            clause.subjects, clause.link = previous.subjects, "coordinate"
            clause.parent = k
            if previous.link == "complement":
                clause.link = "coordinate"
            return
        if (
            previous.link == "relative"
            and previous.subjects
            and clause.first - previous.last <= 12
            and syntax.words[clause.first - 1] == "and"
            and ("," not in syntax.words[previous.last : clause.first])
        ):
            clause.subjects, clause.link, clause.parent = previous.subjects, "coordinate", k
            return


def _control(syntax: Syntax, number: int) -> None:
    """The subject of an infinitive: the matrix verb's object ("urged Iran to talk"), else its subject."""
    clause = syntax.clauses[number]
    for k in range(number - 1, -1, -1):
        matrix = syntax.clauses[k]
        gap = range(matrix.last, clause.first)
        if any(syntax.words[j] in _BREAKS for j in gap):
            return
        if matrix.form == "infinitive" and syntax.words[clause.first - 1] in ("and", "or"):
            clause.subjects, clause.parent, clause.link = matrix.subjects, matrix.parent, "coordinate"
            return
        clause.parent, clause.link = k, "infinitive"
        if asked := _asked(syntax, matrix, clause.first):
            clause.subjects = asked
            return
        passive = matrix.passive
        clause.subjects = (
            matrix.objects
            if matrix.objects and not passive and matrix.lemma not in ("promise", "vow", "threaten", "use", "offer")
            else matrix.subjects
        )
        return


def _asked(syntax: Syntax, matrix: Clause, i: int) -> list[Phrase]:
    """`called on the US to end`, `called for CNN to fire`, `appealed to Iran to talk`: who is asked does it."""
    if matrix.lemma not in _ASKS_SOMEBODY or not matrix.prepositions:
        return []
    near = [one for word, one in matrix.prepositions if word in ("on", "upon", "to", "with", "for")]
    return near if near and i - 6 <= near[-1].last <= i else []


def _adjunct(syntax: Syntax, number: int) -> None:
    """`with Russia refusing ...`, `..., saying ...`, `accused Iran of breaking ...`."""
    clause = syntax.clauses[number]
    i = clause.first - 1
    clause.link = "adjunct"
    phrase = syntax.phrase_to(i)
    if phrase and _has_own_subject(syntax, number, phrase):
        clause.subjects, clause.start = [phrase], phrase.first
        return
    if number and _names_an_act(syntax, number):
        return
    if i >= 0 and syntax.words[i] == "," and clause.lemma in syntax.speaking:
        speaker = _speaker_before(syntax, number)
        if speaker is not None:
            clause.parent, clause.subjects = speaker, syntax.clauses[speaker].subjects
            return
    for k in range(number - 1, -1, -1):
        matrix = syntax.clauses[k]
        apart = i >= 0 and syntax.words[i] == ","
        if (matrix.form == "finite" or (matrix.form == "infinitive" and not apart)) and (
            matrix.subjects or matrix.objects
        ):
            clause.parent = k
            clause.subjects = matrix.objects if _of_object(syntax, matrix, i) else matrix.subjects
            return
    following = next(
        (phrase for phrase in syntax.phrases if phrase.first > clause.last and syntax.words[phrase.first - 1] == ","),
        None,
    )
    if following and clause.first <= 1:
        clause.subjects = [following]


def _has_own_subject(syntax: Syntax, number: int, phrase: Phrase) -> bool:
    """`with Russia refusing`, `Russia refusing`: the phrase before a gerund is its subject; not in "a message on Twitter blaming"."""
    clause, before = syntax.clauses[number], phrase.first - 1
    if clause.form != "gerund" or syntax.words[clause.verb] in OF_THE_WHOLE:
        return False
    if before >= 0 and syntax.tags[before] == "RB":
        before -= 1
    word = syntax.words[before] if before >= 0 else ""
    return word == "with" or not (word in ("on", "via") and number > 0)


def _of_object(syntax: Syntax, matrix: Clause, i: int) -> bool:
    """`accused Iran of (previously) breaking`: what the object is said to do."""
    j = i - (i > 0 and syntax.tags[i] == "RB")
    governed = j >= 0 and syntax.words[j] in ("of", "for", "from", "into")
    return governed and bool(matrix.objects) and not matrix.passive and matrix.last <= matrix.objects[-1].first < j


def _speaker_before(syntax: Syntax, number: int) -> int | None:
    """Whose `..., adding` it is: the last clause of saying before it, else the main clause."""
    main = [
        k
        for k in range(number)
        if syntax.clauses[k].form == "finite"
        and syntax.clauses[k].subjects
        and syntax.clauses[k].link not in ("relative", "complement")
    ]
    speakers = [k for k in main if syntax.clauses[k].lemma in syntax.speaking]
    return speakers[-1] if speakers else main[0] if main else None


def _names_an_act(syntax: Syntax, number: int) -> bool:
    """`said executing him would ...`: a gerund right behind a verb of saying is itself the subject of what follows."""
    matrix, clause = syntax.clauses[number - 1], syntax.clauses[number]
    return matrix.last == clause.first and matrix.lemma in syntax.speaking and clause.form == "gerund"


def _stands_before_subject(syntax: Syntax, clause: Clause) -> bool:
    """Whether `..., said Putin.` stands here: after a comma or quotation mark, with a name or title right behind and nothing after it but a border."""
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


def invert(syntax: Syntax, clause: Clause) -> None:
    """Takes the phrase behind a verb of saying as its subject: "...," said the minister."""
    phrase = syntax.phrase_from(clause.last)
    before = clause.first - 1
    marked = before >= 0 and syntax.quote[before] != syntax.quote[clause.verb]
    if phrase and (marked or syntax.tags[phrase.first] != "PRP$"):
        clause.subjects, clause.inverted = [phrase], True
        clause.last, clause.end = clause.last, phrase.last
