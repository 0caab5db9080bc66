"""A tagged sentence into clause frames: each verb with its subject, objects, prepositions, complement, negation and voice.

This is the seam for a trained parser: whatever fills `Clause` the same way can stand in for these rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.reading.phrases import Phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

AUXILIARIES = frozenset({"MD", "BEF", "BE", "BEN", "BEG", "HVF", "HV", "HVG", "HVN", "DOF", "DO"})
FINITE = frozenset({"MD", "BEF", "HVF", "DOF", "VBD", "VBP", "VBZ"})
MAIN = frozenset({"VB", "VBD", "VBN", "VBG", "VBP", "VBZ"})
_NOT = frozenset({"not", "n't", "never", "hardly", "scarcely", "cannot"})
_NOBODY = frozenset({"nobody", "none", "no", "nothing", "neither"})
_PARTICLES = frozenset(
    ["up", "off", "down", "out", "back", "aside", "away", "over", "on", "in", "together", "for", "upon", "by"]
)
SUBORDINATORS = frozenset(
    [
        "that",
        "if",
        "whether",
        "because",
        "while",
        "although",
        "though",
        "since",
        "after",
        "before",
        "until",
        "unless",
        "when",
        "where",
        "as",
        "once",
        "whereas",
        "lest",
    ]
)
_FUTURE = frozenset({"will", "'ll", "wo", "shall"})
_BREAKS = frozenset({";", ":", "—", "–", "--", "-"})
_LONG_QUOTE = 3
_UNCHANGED = frozenset(
    [
        "hit",
        "put",
        "cut",
        "set",
        "shut",
        "let",
        "hurt",
        "read",
        "spread",
        "cast",
        "quit",
        "bet",
        "burst",
        "cost",
        "split",
        "beat",
        "rid",
        "shed",
        "thrust",
    ]
)
_PREPOSITIONS = frozenset(["according", "including", "regarding", "concerning", "following", "involving"])
_BEFORE_CLAUSE = frozenset(
    ["after", "before", "since", "until", "till", "as", "once", "because", "while", "if", "whereas"]
)
_OF_THE_WHOLE = frozenset(
    [
        "using",
        "saying",
        "adding",
        "citing",
        "including",
        "noting",
        "leaving",
        "killing",
        "prompting",
        "calling",
        "accusing",
        "warning",
        "urging",
    ]
)


@dataclass(slots=True)
class Clause:
    """One verb and what belongs to it; numbers are token positions in the sentence.

    Attributes:
        verb: the main verb (or the form of "be" of a copular clause).
        first, last: the verb group, half open, negation and adverbs inside it included.
        form: finite, infinitive, gerund or participle (reduced relative, passive).
        parent: the clause it is the complement, infinitive or adjunct of; `link` says which.
        predicate: after "be": where its adjective or noun begins.
        end: where the clause's own material ends (half open).
    """

    verb: int
    first: int
    last: int
    lemma: str
    form: str
    modal: str | None = None
    future: bool = False
    past: bool = False
    negated: bool = False
    passive: bool = False
    subjects: list[Phrase] = field(default_factory=list)
    objects: list[Phrase] = field(default_factory=list)
    second: Phrase | None = None
    prepositions: list[tuple[str, Phrase]] = field(default_factory=list)
    start: int = 0
    end: int = 0
    parent: int | None = None
    link: str | None = None
    marker: str | None = None
    inverted: bool = False
    predicate: int | None = None


@dataclass(slots=True)
class Syntax:
    """A sentence as the rules see it: words without quotation marks, their classes, noun phrases and clauses.

    `quote[i]` numbers the quotation marks a token stands in (0: none); `adverbial[i]`: it belongs to a time expression.
    """

    words: list[str]
    tags: list[str]
    quote: list[int]
    adverbial: list[bool]
    phrases: list[Phrase]
    clauses: list[Clause]
    phrase_at: list[int]
    speaking: frozenset[str]

    def phrase_from(self, i: int) -> Phrase | None:
        """The noun phrase that begins at token `i`."""
        if 0 <= i < len(self.words) and self.phrase_at[i] >= 0:
            phrase = self.phrases[self.phrase_at[i]]
            return phrase if phrase.first == i else None
        return None

    def phrase_to(self, i: int) -> Phrase | None:
        """The noun phrase whose last token is `i`."""
        if 0 <= i < len(self.words) and self.phrase_at[i] >= 0:
            phrase = self.phrases[self.phrase_at[i]]
            return phrase if phrase.last == i + 1 else None
        return None


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence before parsing: its words in lower case, their classes, quotation numbers and adverbial flags."""

    words: list[str]
    tags: list[str]
    quote: list[int]
    adverbial: list[bool]


def parse(given: Words, lemmas: Mapping[str, str], speaking: frozenset[str]) -> Syntax:
    """The clauses of one sentence.

    `speaking`: bases of verbs of saying and thinking, which take clauses and may stand before their subject.
    """
    words, quote, adverbial = given.words, given.quote, given.adverbial
    tags = _repaired(words, given.tags)
    found = phrases(words, tags, adverbial)
    at = [-1] * len(words)
    for number, phrase in enumerate(found):
        at[phrase.first : phrase.last] = [number] * (phrase.last - phrase.first)
    syntax = Syntax(words, tags, quote, adverbial, found, [], at, speaking)
    syntax.clauses = _verb_groups(syntax, lemmas)
    for number, clause in enumerate(syntax.clauses):
        _find_subject(syntax, number)
        if not clause.subjects and clause.form == "finite" and clause.lemma in speaking:
            _invert(syntax, clause)
        _find_objects(syntax, number)
    _link(syntax)
    return syntax


def _repaired(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Past forms the tagger took for participles: after a noun or pronoun, with no auxiliary, where nothing else is finite."""
    fixed = [
        "IN" if words[i] in _PREPOSITIONS and kind == "VBG" and (i == 0 or tags[i - 1] not in AUXILIARIES) else kind
        for i, kind in enumerate(tags)
    ]
    finite = [number for number, kind in enumerate(fixed) if kind in FINITE]
    for i, kind in enumerate(fixed):
        if kind == "VBN" and i and not _auxiliary_before(i, fixed):
            before = fixed[i - 1] if fixed[i - 1] != "RB" or i < 2 else fixed[i - 2]
            follows = fixed[i + 1] if i + 1 < len(fixed) else "."
            direct = follows in ("DT", "PRP", "PRP$", "NNP", "WP", "TO") or (
                i + 1 < len(words) and words[i + 1] == "that"
            )
            if (
                before == "PRP"
                or (before == "CC" and direct)
                or (before == "," and direct and not finite and i > 2)
                or (
                    before in ("NNP", "NN", "NNS", ")")
                    and (direct or not finite)
                    and words[i] not in ("called", "named", "dubbed")
                )
            ):
                fixed[i] = "VBD"
                finite.append(i)
        elif kind == "VBD" and i and (_auxiliary_before(i, fixed) or _between_commas(i, words, fixed)):
            fixed[i] = "VBN"
        elif (
            kind == "VB"
            and i
            and fixed[i - 1] in (",", "NN", "NNS", "NNP", "PRP", "RB")
            and not any(one in ("TO", "MD", "DOF") for one in fixed[max(0, i - 4) : i])
        ):
            fixed[i] = "VBD" if words[i] in _UNCHANGED else "VBP"
    return fixed


def _between_commas(i: int, words: Sequence[str], tags: Sequence[str]) -> bool:
    """`The bombing, called X, hit ...`: a form between commas after a noun, with a verb right after the second comma."""
    if i < 2 or words[i - 1] != "," or tags[i - 2] not in ("NN", "NNS", "NNP"):
        return False
    closing = next((j for j in range(i + 1, min(i + 30, len(words) - 1)) if words[j] == ","), None)
    return (
        closing is not None
        and (tags[closing + 1] in MAIN or tags[closing + 1] in AUXILIARIES)
        and tags[closing + 1] != "VBG"
    )


def _auxiliary_before(i: int, tags: Sequence[str]) -> bool:
    j = i - 1
    while j >= 0 and tags[j] == "RB":
        j -= 1
    return j >= 0 and tags[j] in AUXILIARIES and tags[j] not in ("MD", "DOF", "DO")


def _verb_groups(syntax: Syntax, lemmas: Mapping[str, str]) -> list[Clause]:
    tags, words, found, i = syntax.tags, syntax.words, [], 0
    while i < len(words):
        inside = syntax.phrase_at[i] >= 0 and tags[i] not in AUXILIARIES
        starts = (
            tags[i] in AUXILIARIES
            or tags[i] in MAIN
            or (
                tags[i] == "TO" and i + 1 < len(words) and tags[_skip(tags, i + 1, ("RB",))] in ("VB", "BE", "HV", "DO")
            )
        )
        if inside or not starts:
            i += 1
            continue
        clause = _group_at(syntax, i, lemmas)
        found.append(clause)
        i = clause.last
    return found


def _skip(tags: Sequence[str], i: int, kinds: tuple[str, ...]) -> int:
    while i < len(tags) - 1 and tags[i] in kinds:
        i += 1
    return min(i, len(tags) - 1)


def _group_at(syntax: Syntax, i: int, lemmas: Mapping[str, str]) -> Clause:
    tags, words = syntax.tags, syntax.words
    j, verb, negated, auxiliaries = i, -1, False, []
    while j < len(words):
        kind = tags[j]
        if kind == "TO" and j == i:
            pass
        elif kind in AUXILIARIES:
            auxiliaries.append(j)
        elif kind == "RB" or words[j] in _NOT:
            nearby = _skip(tags, j, ("RB",))
            negated |= words[j] in _NOT
            if tags[nearby] not in MAIN and tags[nearby] not in AUXILIARIES and words[j] not in _NOT:
                break
        elif kind in MAIN and syntax.phrase_at[j] < 0 and not (auxiliaries and kind in ("VBD", "VBP", "VBZ")):
            verb = j
            j += 1
            break
        else:
            break
        j += 1
    if verb < 0:
        verb = auxiliaries[-1] if auxiliaries else i
    last = max(j, verb + 1)
    before = words[i - 1] if i else ""
    form = _form(tags, i, verb, auxiliaries)
    last_auxiliary = tags[auxiliaries[-1]] if auxiliaries else ""
    passive = tags[verb] == "VBN" and (last_auxiliary.startswith("BE") or (not auxiliaries and form == "participle"))
    lemma = lemmas.get(words[verb], words[verb])
    if verb in auxiliaries:
        lemma = {"B": "be", "H": "have", "D": "do", "M": words[verb]}[tags[verb][0]]
    return Clause(
        verb=verb, first=i, last=last, lemma=lemma, form=form,
        modal=next((words[k] for k in auxiliaries if tags[k] == "MD"), None),
        future=any(words[k] in _FUTURE for k in auxiliaries),
        past=any(words[k] in ("was", "were", "had", "did") for k in auxiliaries) or tags[verb] == "VBD",
        negated=negated or before in ("not", "never"), passive=passive, start=i, end=last,
        predicate=last if lemma == "be" else None,
    )  # fmt: skip


def _form(tags: Sequence[str], first: int, verb: int, auxiliaries: Sequence[int]) -> str:
    if tags[first] == "TO":
        return "infinitive"
    lead = tags[auxiliaries[0]] if auxiliaries else tags[verb]
    if lead in FINITE:
        return "finite"
    if lead in ("VBG", "BEG", "HVG"):
        return "gerund"
    if lead in ("VBN", "BEN"):
        return "participle"
    return "infinitive"


# ---- subjects -------------------------------------------------------------------------------------------------------


def _find_subject(syntax: Syntax, number: int) -> None:
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
        antecedent = _antecedent(syntax, i - 1)
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


def _antecedent(syntax: Syntax, i: int) -> Phrase | None:
    if i >= 0 and syntax.words[i] == ",":
        i -= 1
    return syntax.phrase_to(i)


def _left_subject(syntax: Syntax, i: int, clause: Clause) -> list[Phrase]:
    """Walk left over adverbs, parentheses between commas and prepositional phrases to the head of the subject."""
    words, tags = syntax.words, syntax.tags
    floor = max(
        (
            other.last
            for other in syntax.clauses
            if other.last <= i + 1 and other.form == "finite" and other is not clause
        ),
        default=0,
    )
    fallback: Phrase | None = None
    for _ in range(60):
        if i < 0:
            break
        if syntax.quote[i] != syntax.quote[clause.verb] and _long_quote(syntax, i, clause.verb):
            break
        if (
            tags[i] == "RB"
            or syntax.adverbial[i]
            or (words[i] in ("on", "in") and i + 1 < len(words) and syntax.adverbial[i + 1])
        ):
            i -= 1
        elif words[i] in (",", "—", "–", "--", ")") and fallback is None:
            opening = _opening(syntax, i)
            if opening is None or (tags[clause.first] not in FINITE and clause.form == "finite"):
                break
            i = opening - 1
        elif phrase := syntax.phrase_to(i):
            before = words[phrase.first - 1] if phrase.first else ""
            kind = tags[phrase.first - 1] if phrase.first else ""
            if (kind in ("IN", "TO")) and before not in (
                "that",
                "if",
                "because",
                "while",
                "whether",
                "although",
                "though",
                "when",
                "unless",
                "whereas",
                "where",
                "so",
            ):
                if before in _BEFORE_CLAUSE and fallback is None and clause.form == "finite":
                    return [phrase]
                fallback = phrase
                linked = syntax.phrase_to(phrase.first - 2)
                if (
                    linked is None
                    or phrase.first - 1 < floor
                    or (before in ("until", "since", "before", "after", "as") and linked.first < floor)
                ):
                    return (
                        [phrase] if before in ("after", "before", "since", "until", "as", "for", "than", "once") else []
                    )
                i = phrase.first - 2
                continue
            return _with_conjuncts(syntax, phrase, floor)
        else:
            break
    return []


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
        if previous.form == "finite" and previous.subjects and previous.link != "relative":
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
        passive = matrix.passive
        clause.subjects = (
            matrix.objects
            if matrix.objects and not passive and matrix.lemma not in ("promise", "vow", "threaten", "use", "offer")
            else matrix.subjects
        )
        return


def _adjunct(syntax: Syntax, number: int) -> None:
    """`with Russia refusing ...`, `..., saying ...`, `accused Iran of breaking ...`."""
    clause = syntax.clauses[number]
    i = clause.first - 1
    phrase = syntax.phrase_to(i)
    if phrase and clause.form == "gerund" and syntax.words[clause.verb] not in _OF_THE_WHOLE:
        before = phrase.first - 1
        if before >= 0 and syntax.tags[before] == "RB":
            before -= 1
        if (before >= 0 and syntax.words[before] == "with") or syntax.words[i] not in (",",):
            clause.subjects, clause.start, clause.link = [phrase], phrase.first, "adjunct"
            return
    clause.link = "adjunct"
    for k in range(number - 1, -1, -1):
        matrix = syntax.clauses[k]
        apart = i >= 0 and syntax.words[i] == ","
        if (matrix.form == "finite" or (matrix.form == "infinitive" and not apart)) and (
            matrix.subjects or matrix.objects
        ):
            clause.parent = k
            of_object = (
                i >= 0
                and syntax.words[i] in ("of", "for", "from", "into")
                and matrix.objects
                and not matrix.passive
                and matrix.last <= matrix.objects[-1].first < i
            )
            clause.subjects = matrix.objects if of_object else matrix.subjects
            return
    following = next(
        (phrase for phrase in syntax.phrases if phrase.first > clause.last and syntax.words[phrase.first - 1] == ","),
        None,
    )
    if following and clause.first <= 1:
        clause.subjects = [following]


def _stands_before_subject(syntax: Syntax, clause: Clause) -> bool:
    """`..., said Putin.`: after a comma or quotation mark, with a name or title right behind and nothing after it but a border."""
    phrase, i = syntax.phrase_from(clause.last), clause.first - 1
    if (
        phrase is None
        or i < 0
        or syntax.words[i] not in (",", "?", "!", ".")
        and syntax.quote[i] == syntax.quote[clause.verb]
    ):
        return False
    named = syntax.tags[phrase.head] == "NNP" or syntax.tags[phrase.first] == "PRP"
    return syntax.quote[i] != syntax.quote[clause.verb] or (
        named and (phrase.last >= len(syntax.words) or syntax.tags[phrase.last] in (",", "."))
    )


def _invert(syntax: Syntax, clause: Clause) -> None:
    """`"...," said the minister.`"""
    phrase = syntax.phrase_from(clause.last)
    if phrase and syntax.tags[phrase.first] != "PRP$":
        clause.subjects, clause.inverted = [phrase], True
        clause.last, clause.end = clause.last, phrase.last


# ---- objects --------------------------------------------------------------------------------------------------------


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


# ---- links ----------------------------------------------------------------------------------------------------------


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
            clause.negated |= word in _NOBODY and clause.link != "relative"


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
