"""Divides a sentence with its dependency tree into clauses: each verb with its subject, objects, prepositions, complement, negation and voice.

The tree decides subjects, objects, complements and voice: it gets nine in ten right. Rules on word classes decide what a verb
group is and where a base noun phrase ends, and everything that depends on commas and quotation marks, where trees are weak.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.reading.grammar.clause_subjects import inverted, with_subject_found
from bot.reading.grammar.function_words import SUBORDINATORS
from bot.reading.grammar.noun_phrases import noun_phrases
from bot.reading.grammar.syntax import FINITE, Syntax
from bot.reading.grammar.verb_groups import negates, verb_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause, Words
    from bot.reading.grammar.trees import Tree
    from bot.reading.lexicon import Lexicon

_NOBODY = frozenset({"nobody", "none", "no", "nothing", "neither"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "expl", "csubj", "csubj:pass")
_COMPLEMENTS = ("ccomp", "csubj", "parataxis")
_AUXILIARY = ("aux", "aux:pass")
_ADJUNCT = ("advcl", "xcomp", "ccomp", "parataxis", "obl", "dep")
_FARTHEST = 50
_BUT = frozenset({"but", "except", "save", "besides"})
_EXCEPTED_WITHIN = 4


@dataclass(frozen=True, slots=True)
class _Frames:
    """The clauses of a sentence while they are linked: `syntax.clauses` has those that are linked already, and the rest as they were found.

    `at`: the number of the clause that a token stands for.
    """

    syntax: Syntax
    tree: Tree
    lexicon: Lexicon
    at: dict[int, int]

    def clause_over(self, i: int) -> int | None:
        """Returns the clause that governs token `i`, itself included."""
        for _ in range(_FARTHEST):
            if i in self.at:
                return self.at[i]
            if self.tree.heads[i] == i:
                return None
            i = self.tree.heads[i]
        return None

    def phrase(self, i: int) -> NounPhrase | None:
        """Returns the noun phrase that covers token `i`."""
        number = self.syntax.phrase_at[i]
        return self.syntax.phrases[number] if number >= 0 else None

    def phrases(self, tokens: Sequence[int]) -> tuple[NounPhrase, ...]:
        """Returns the noun phrases of some tokens and of those coordinated with them, left to right."""
        found = {}
        for i in tokens:
            for conjunct in (i, *self.tree.children(i, "conj")):
                phrase = self.phrase(conjunct)
                if phrase is not None:
                    found[phrase.first] = phrase
        return tuple(found[first] for first in sorted(found))


def parsed(given: Words, tree: Tree, lexicon: Lexicon) -> Syntax:
    """Returns the clauses of one sentence, linked to each other."""
    syntax = _framed(given, tree, lexicon)
    clauses = [replace(clause, node=_node(tree, clause)) for clause in _whole(syntax, tree)]
    at = {clause.node: k for k, clause in reversed(list(enumerate(clauses)))}
    frames = _Frames(replace(syntax, clauses=clauses), tree, lexicon, at)
    for k in _outside_in(tree, clauses):
        clauses[k] = _linked(frames, k)
    return replace(syntax, clauses=tuple(clauses))


def _framed(given: Words, tree: Tree, lexicon: Lexicon) -> Syntax:
    """The noun phrases and verb groups of one sentence, with clauses that are not linked yet."""
    words, tags = given.words, given.tags
    found = noun_phrases(words, tags, given.adverbial)
    at = [-1] * len(words)
    for number, phrase in enumerate(found):
        at[phrase.first : phrase.last] = [number] * (phrase.last - phrase.first)
    syntax = Syntax(words, tags, given.quote, given.adverbial, found, (), at, lexicon.reporting.speaking, tree)
    return replace(syntax, clauses=verb_groups(syntax))


def _whole(syntax: Syntax, tree: Tree) -> list[Clause]:
    """The verb groups, with separated auxiliaries joined to their verbs ("Did Iran attack?", "has, of course, called", "was to be signed")."""
    groups = {clause.verb: clause for clause in syntax.clauses}
    for clause in syntax.clauses:
        main = groups.get(tree.heads[clause.verb])
        if tree.relations[clause.verb] in _AUXILIARY and main is not None and main.verb > clause.verb:
            auxiliary = groups.pop(clause.verb)
            groups[main.verb] = replace(
                main,
                form=auxiliary.form,
                negated=main.negated or auxiliary.negated,
                past=main.past or auxiliary.past,
                modal=main.modal or auxiliary.modal,
                future=main.future or auxiliary.future or (main.form == "infinitive" and auxiliary.lemma == "be"),
            )
    return list(groups.values())


def _node(tree: Tree, clause: Clause) -> int:
    """The token that stands for a clause in the tree: its verb, or what a form of "be" links to its subject."""
    linking = tree.relations[clause.verb] in ("cop", *_AUXILIARY)
    return tree.heads[clause.verb] if linking else clause.verb


def _outside_in(tree: Tree, clauses: Sequence[Clause]) -> list[int]:
    """The numbers of the clauses in an order in which each follows the one it depends on."""
    depth = []
    for clause in clauses:
        i, steps = clause.node, 0
        while tree.heads[i] != i and steps < _FARTHEST:
            i, steps = tree.heads[i], steps + 1
        depth.append(steps)
    return sorted(range(len(depth)), key=lambda k: (depth[k], k))


def _linked(frames: _Frames, k: int) -> Clause:
    """Returns clause `k` with its subjects, objects, prepositions and link."""
    syntax, tree = frames.syntax, frames.tree
    clause = _with_arguments(frames, k)
    node, relation = clause.node, tree.relations[clause.node]
    own = tree.children(node, *_SUBJECTS)
    subjects = frames.phrases(own)
    over = frames.clause_over(tree.heads[node]) if tree.heads[node] != node else None
    if over == k:
        over = None
    if clause.form == "infinitive" and frames.at[node] != k:
        over = frames.at[node]  # "is to attack": one node stands for both
    clause = _marked(frames, clause)
    if relation == "acl:relcl" and any(syntax.tags[i] in ("WP", "WDT") or syntax.words[i] == "that" for i in own):
        clause = _relative(frames, clause, own[0])
    elif subjects or (own and clause.form == "finite"):
        clause = _with_subject(frames, clause, subjects, over)
    elif over is not None or relation.startswith("acl"):
        clause = _without_subject(frames, k, clause, over)
    if clause.form != "finite":
        return clause
    if not clause.subjects and relation != "acl:relcl" and clause.link != "complement":
        clause = _by_rule(syntax, k, clause)
    if clause.subjects and clause.lemma in syntax.speaking:
        clause = replace(clause, subjects=_inserted(syntax, clause) or clause.subjects)
    if clause.subjects and clause.link != "relative":
        clause = _negated_by_subject(syntax, clause)
    return clause


def _with_arguments(frames: _Frames, k: int) -> Clause:
    """Returns clause `k` with its objects, prepositions, end, voice and negation."""
    syntax, tree, clause = frames.syntax, frames.tree, frames.syntax.clauses[k]
    passive = bool(tree.children(clause.node, "aux:pass", "nsubj:pass")) and syntax.tags[clause.verb] == "VBN"
    apart = {0, syntax.quote[clause.verb]}  # "“Never,” he said" says something
    denied = any(negates(syntax.words, i) for i in tree.children(clause.node, "advmod") if syntax.quote[i] in apart)
    objects, second = _objects(frames, clause)
    prepositions = _prepositions(frames, clause)
    ends = [phrase.last for phrase in (*objects, *(phrase for _, phrase in prepositions))]
    border = min((other.first for other in syntax.clauses[k + 1 :]), default=len(syntax.words))
    return replace(
        clause,
        passive=clause.passive or passive,
        negated=clause.negated or denied,
        objects=objects,
        second=second,
        prepositions=prepositions,
        end=max(clause.last, *(end for end in (*ends, clause.last) if end <= border)),
    )


def _negated_by_subject(syntax: Syntax, clause: Clause) -> Clause:
    """Returns the clause negated by a subject like "nobody"; in "nobody but Russia", Russia is the subject."""
    excepted = _excepted(syntax, clause)
    if excepted is not None:
        return replace(clause, subjects=(excepted,))
    return replace(clause, negated=clause.negated or syntax.words[clause.subjects[0].first] in _NOBODY)


def _inserted(syntax: Syntax, clause: Clause) -> tuple[NounPhrase, ...]:
    """The speaker in `Iran, Trump warned on Monday, “will pay”`: a name right before the verb, with no comma between them, is no apposition."""
    speaker = syntax.phrase_to(clause.first - 1)
    if speaker is None or syntax.words[speaker.first - 1] != ",":
        return ()
    opening = syntax.phrase_to(speaker.first - 2)
    if opening is None or opening not in clause.subjects or syntax.quote[opening.head]:
        return ()
    resumed = any(
        syntax.words[i] == "," and syntax.tags[i + 1] in FINITE for i in range(clause.last, len(syntax.words) - 1)
    )
    return (speaker,) if resumed else ()


def _excepted(syntax: Syntax, clause: Clause) -> NounPhrase | None:
    """The subject in `no country but Russia supported`, `nobody except Syria`: the exception is who does it."""
    opening = next((i for i in range(clause.first) if syntax.words[i] in _NOBODY), None)
    for i in range(opening + 1 if opening is not None else clause.first, clause.first - 1):
        pair = tuple(syntax.words[i : i + 2])
        long = pair in (("other", "than"), ("apart", "from"), ("except", "for"), ("aside", "from"))
        named = syntax.phrase_from(i + 2) if long else syntax.phrase_from(i + 1) if pair[0] in _BUT else None
        if named is not None and i - (opening or 0) <= _EXCEPTED_WITHIN and named.last == clause.first:
            return named
    return None


def _by_rule(syntax: Syntax, k: int, clause: Clause) -> Clause:
    """Returns the clause with the subject that rules give to a finite verb that the tree leaves without one."""
    found = with_subject_found(syntax, k, clause)
    return inverted(syntax, found) if not found.subjects and found.lemma in syntax.speaking else found


def _marked(frames: _Frames, clause: Clause) -> Clause:
    """Returns the clause with the word that opens it ("because"), after which it begins."""
    words = frames.syntax.words
    marks = [
        i for i in frames.tree.children(clause.node, "mark", "advmod") if i < clause.first and words[i] in SUBORDINATORS
    ]
    if not marks or clause.form != "finite":
        return clause
    return replace(clause, marker=words[marks[-1]], start=marks[-1] + 1)


def _relative(frames: _Frames, clause: Clause, pronoun: int) -> Clause:
    antecedent = frames.phrase(frames.tree.heads[clause.node])
    subjects = (antecedent,) if antecedent else ()
    return replace(clause, link="relative", marker=frames.syntax.words[pronoun], subjects=subjects)


def _with_subject(frames: _Frames, clause: Clause, subjects: tuple[NounPhrase, ...], over: int | None) -> Clause:
    """Returns a clause with its own subject, linked as the complement of the clause above it, or to none."""
    syntax = frames.syntax
    clause = replace(clause, subjects=subjects)
    if subjects and subjects[0].first >= clause.last and clause.lemma in syntax.speaking and clause.form == "finite":
        clause = replace(clause, inverted=True, end=max(clause.end, subjects[-1].last))
    if clause.form in ("gerund", "participle"):
        clause = replace(clause, link="adjunct", parent=over)
    elif clause.form == "infinitive":
        shared = over is not None and syntax.clauses[over].node == clause.node
        theirs = syntax.clauses[over].subjects if over is not None and shared else clause.subjects
        clause = replace(clause, link="infinitive", parent=over, subjects=theirs)
    elif over is not None and _completes(frames, clause, over):
        start = clause.start if clause.marker else _first_word(syntax, frames.tree, clause.node)
        return replace(clause, link="complement", parent=over, start=start)
    return clause if clause.marker or not subjects else replace(clause, start=min(subjects[0].first, clause.first))


def _completes(frames: _Frames, clause: Clause, over: int) -> bool:
    """True if a finite clause with a subject is what the clause above it says or thinks. Trees sometimes call it an object."""
    tree, node, relation = frames.tree, clause.node, frames.tree.relations[clause.node]
    matrix = frames.syntax.clauses[over]
    if clause.verb < matrix.verb:
        return False
    if relation == "conj":
        first = frames.at.get(tree.heads[node])
        return first is not None and frames.syntax.clauses[first].link == "complement"
    direct = tree.heads[node] == matrix.node
    return direct and (
        relation == "ccomp"
        or (relation in ("obj", "parataxis", "xcomp", "obl") and matrix.lemma in frames.syntax.speaking)
    )


def _first_word(syntax: Syntax, tree: Tree, node: int) -> int:
    """The first token of a clause, without punctuation and coordinating words before it."""
    first, _ = tree.span(node)
    while first < node and syntax.tags[first] in (",", ":", ".", "CC", '"'):
        first += 1
    return first


def _without_subject(frames: _Frames, k: int, clause: Clause, over: int | None) -> Clause:
    """Returns clause `k` with the subject of another clause: coordinated, an infinitive, a participle, a gerund."""
    syntax, tree, node = frames.syntax, frames.tree, clause.node
    relation = tree.relations[node]
    matrix = syntax.clauses[over] if over is not None else None
    noun = frames.phrase(tree.heads[node]) if relation.startswith("acl") else None
    if clause.lemma in syntax.speaking and (speaker := _speaker(frames, k, clause, over)) is not None:
        link = "coordinate" if clause.form == "finite" else "adjunct"
        return replace(clause, subjects=syntax.clauses[speaker].subjects, parent=speaker, link=link)
    if relation == "conj" and matrix is not None and frames.at.get(tree.heads[node]) == over:
        both = clause.form == "infinitive" and matrix.form == "infinitive"
        return replace(
            clause,
            subjects=matrix.subjects,
            parent=matrix.parent if both else over,
            link="coordinate",
            passive=clause.passive or (matrix.passive and clause.form == "participle"),
        )
    if noun is not None and clause.form != "infinitive":
        subjects = _author(frames, clause, noun, matrix) or (noun,)
        return replace(
            clause, subjects=subjects, parent=over, link="relative" if clause.form != "gerund" else "adjunct"
        )
    if matrix is not None and clause.form == "infinitive":
        return replace(clause, parent=over, link="infinitive", subjects=_controlled(frames, clause, matrix))
    if matrix is not None and clause.form in ("gerund", "participle") and relation in _ADJUNCT:
        governed = any(syntax.tags[i] == "IN" for i in tree.children(node, "mark", "case") if i < clause.first)
        by_object = (
            matrix.objects
            and not matrix.passive
            and (governed or relation == "xcomp")
            and matrix.objects[-1].last <= clause.first
        )
        subjects = matrix.objects if by_object else matrix.subjects
        return replace(clause, parent=over, link="adjunct", subjects=subjects)
    if clause.form == "finite" and matrix is not None and relation == "ccomp" and _completes(frames, clause, over or 0):
        return replace(clause, parent=over, link="complement")
    return clause


def _author(frames: _Frames, clause: Clause, noun: NounPhrase, matrix: Clause | None) -> tuple[NounPhrase, ...]:
    """The issuer of a statement, who says what is in it: `Putin issued a statement blaming Iran`."""
    if (
        clause.form != "gerund"
        or matrix is None
        or matrix.passive
        or frames.syntax.words[noun.head] not in frames.lexicon.open.statements
    ):
        return ()
    theirs = noun in matrix.objects and matrix.lemma in frames.lexicon.reporting.issuing
    return matrix.subjects if theirs else ()


def _speaker(frames: _Frames, k: int, clause: Clause, over: int | None) -> int | None:
    """The clause that `..., adding` or `... and said` belongs to: the last with a verb of saying among those it may depend on.

    Trees attach such a verb to what was said before it as often as to whoever said it.
    """
    syntax = frames.syntax
    before = syntax.words[clause.first - 1] if clause.first else ""
    if not (clause.form == "finite" and before in ("and", "but", ",", "then", "also")) and not (
        clause.form == "gerund" and before == ","
    ):
        return None
    if over is None or syntax.clauses[over].lemma in syntax.speaking or syntax.clauses[over].link == "relative":
        return None
    found = [
        j
        for j in range(k)
        if syntax.clauses[j].lemma in syntax.speaking
        and syntax.clauses[j].form == "finite"
        and syntax.clauses[j].subjects
        and syntax.clauses[j].link != "relative"
        and not syntax.quote[syntax.clauses[j].verb]
    ]
    return found[-1] if found and not syntax.quote[clause.verb] else None


def _controlled(frames: _Frames, clause: Clause, matrix: Clause) -> tuple[NounPhrase, ...]:
    """The subject of an infinitive: the object of the verb above it ("urged Iran to talk"), whoever is asked, else its subject."""
    relation = frames.tree.relations[clause.node]
    asked = [
        phrase
        for word, phrase in matrix.prepositions
        if word in ("on", "upon", "to", "for", "with") and phrase.last <= clause.first
    ]
    if matrix.lemma in frames.lexicon.open.asking_through and asked:
        return (asked[-1],)
    objects = tuple(phrase for phrase in matrix.objects if phrase.last <= clause.first)
    controls = relation in ("xcomp", "ccomp") or matrix.lemma in frames.lexicon.caused
    if objects and not matrix.passive and controls and matrix.lemma not in frames.lexicon.open.subject_control:
        return objects
    return matrix.subjects


def _objects(frames: _Frames, clause: Clause) -> tuple[tuple[NounPhrase, ...], NounPhrase | None]:
    """The objects of a verb (the first of two is indirect), and the second one."""
    tree, node = frames.tree, clause.node
    if node != clause.verb:
        predicate = frames.phrase(node)  # "is a threat to Iran": the predicate stands in the place of an object
        return (predicate,) if predicate is not None and predicate.first >= clause.last else (), clause.second
    given = [i for i in tree.children(node, "obj", "iobj") if i > clause.verb and not _is_clause(frames, i)]
    objects = frames.phrases(tree.children(node, "iobj")) or frames.phrases(given)
    further = [i for i in (*given, *tree.children(node, "xcomp")) if i > clause.verb and i not in frames.at]
    others = [phrase for phrase in frames.phrases(further) if objects and phrase.first >= objects[-1].last]
    return objects, others[0] if others else None


def _is_clause(frames: _Frames, i: int) -> bool:
    """True if what the tree calls an object has its own subject, and so is a clause."""
    return bool(frames.tree.children(i, *_SUBJECTS)) and i in frames.at


def _prepositions(frames: _Frames, clause: Clause) -> tuple[tuple[str, NounPhrase], ...]:
    """The prepositional phrases of the verb and of its objects: "on Iran" in "sanctions on Iran" may depend on either."""
    tree = frames.tree
    below, found = [clause.node], {}
    while below:
        i = below.pop()
        for child in tree.children(i):
            relation = tree.relations[child]
            if child in frames.at or child < clause.first or relation in ("appos", "parataxis"):
                continue
            if relation.startswith(("obl", "nmod")) or relation in ("obj", "iobj", "xcomp", "conj"):
                below.append(child)
            word = _preposition(frames, child) if relation.startswith(("obl", "nmod")) else ""
            if word and child > clause.verb:
                found.update({phrase.first: (word, phrase) for phrase in frames.phrases([child])})
    return tuple(found[first] for first in sorted(found))


def _preposition(frames: _Frames, i: int) -> str:
    cases = [j for j in frames.tree.children(i, "case") if j < i and frames.syntax.tags[j] in ("IN", "TO", "RP", "RB")]
    return frames.syntax.words[cases[-1]] if cases else ""
