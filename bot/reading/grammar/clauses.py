"""Divides a sentence with its dependency tree into clauses: each verb with its subject, objects, prepositions, complement, negation and voice.

The tree decides subjects, objects, complements and voice: it gets nine in ten right. Rules on word classes decide what a verb
group is and where a base noun phrase ends, and everything that depends on commas and quotation marks, where trees are weak.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.grammar.clause_subjects import find_subject, invert
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
_FARTHEST = 50
_BUT = frozenset({"but", "except", "save", "besides"})
_EXCEPTED_WITHIN = 4


@dataclass(frozen=True, slots=True)
class _Frames:
    """The clauses of a sentence, with their nodes in the tree."""

    syntax: Syntax
    tree: Tree
    lexicon: Lexicon
    nodes: list[int]
    at: dict[int, int]

    def clause_over(self, i: int) -> int | None:
        """The clause that governs token `i`, itself included."""
        for _ in range(_FARTHEST):
            if i in self.at:
                return self.at[i]
            if self.tree.heads[i] == i:
                return None
            i = self.tree.heads[i]
        return None

    def phrase(self, i: int) -> NounPhrase | None:
        """The noun phrase that covers token `i`."""
        number = self.syntax.phrase_at[i]
        return self.syntax.phrases[number] if number >= 0 else None

    def phrases(self, tokens: Sequence[int]) -> list[NounPhrase]:
        """The noun phrases of some tokens and of those coordinated with them, left to right."""
        found = {}
        for i in tokens:
            for conjunct in (i, *self.tree.children(i, "conj")):
                phrase = self.phrase(conjunct)
                if phrase is not None:
                    found[phrase.first] = phrase
        return [found[first] for first in sorted(found)]


def parsed(given: Words, tree: Tree, lexicon: Lexicon) -> Syntax:
    """The clauses of one sentence."""
    syntax = _framed(given, tree, lexicon)
    syntax.clauses = _whole(syntax, tree)
    nodes = [_node(tree, clause) for clause in syntax.clauses]
    for clause, node in zip(syntax.clauses, nodes, strict=True):
        clause.node = node
    frames = _Frames(syntax, tree, lexicon, nodes, {node: k for k, node in reversed(list(enumerate(nodes)))})
    for k in _outside_in(frames):
        _fill(frames, k)
    return syntax


def _framed(given: Words, tree: Tree, lexicon: Lexicon) -> Syntax:
    """The noun phrases and verb groups of one sentence, with clauses that are not linked yet."""
    words, tags = given.words, given.tags
    found = noun_phrases(words, tags, given.adverbial)
    at = [-1] * len(words)
    for number, phrase in enumerate(found):
        at[phrase.first : phrase.last] = [number] * (phrase.last - phrase.first)
    syntax = Syntax(words, tags, given.quote, given.adverbial, found, [], at, lexicon.reporting.speaking, tree)
    syntax.clauses = verb_groups(syntax)
    return syntax


def _whole(syntax: Syntax, tree: Tree) -> list[Clause]:
    """The verb groups, with separated auxiliaries joined to their verbs ("Did Iran attack?", "has, of course, called")."""
    groups = {clause.verb: clause for clause in syntax.clauses}
    kept = []
    for clause in syntax.clauses:
        main = groups.get(tree.heads[clause.verb])
        if tree.relations[clause.verb] in _AUXILIARY and main is not None and main.verb > clause.verb:
            main.form, main.negated, main.past = (clause.form, main.negated or clause.negated, main.past or clause.past)
            main.modal, main.future = (main.modal or clause.modal, main.future or clause.future)
        else:
            kept.append(clause)
    return kept


def _node(tree: Tree, clause: Clause) -> int:
    """The token that stands for a clause in the tree: its verb, or what a form of "be" links to its subject."""
    linking = tree.relations[clause.verb] in ("cop", *_AUXILIARY)
    return tree.heads[clause.verb] if linking else clause.verb


def _outside_in(frames: _Frames) -> list[int]:
    """The clauses in an order in which each follows the one it depends on."""
    depth = []
    for node in frames.nodes:
        i, steps = node, 0
        while frames.tree.heads[i] != i and steps < _FARTHEST:
            i, steps = frames.tree.heads[i], steps + 1
        depth.append(steps)
    return sorted(range(len(depth)), key=lambda k: (depth[k], k))


def _fill(frames: _Frames, k: int) -> None:
    """Sets the subjects, objects, prepositions and link of one clause."""
    syntax, tree, node = frames.syntax, frames.tree, frames.nodes[k]
    clause, relation = syntax.clauses[k], frames.tree.relations[frames.nodes[k]]
    clause.passive |= bool(tree.children(node, "aux:pass", "nsubj:pass")) and syntax.tags[clause.verb] == "VBN"
    clause.negated |= any(negates(syntax.words, i) for i in tree.children(node, "advmod"))
    _objects(frames, k)
    _prepositions(frames, k)
    ends = [phrase.last for phrase in (*clause.objects, *(phrase for _, phrase in clause.prepositions))]
    border = min((other.first for other in syntax.clauses[k + 1 :]), default=len(syntax.words))
    clause.end = max(clause.last, *(end for end in (*ends, clause.last) if end <= border))
    own = tree.children(node, *_SUBJECTS)
    subjects = frames.phrases(own)
    over = frames.clause_over(tree.heads[node]) if tree.heads[node] != node else None
    if over == k:
        over = None
    if clause.form == "infinitive" and frames.at[node] != k:
        over = frames.at[node]  # "is to attack": one node stands for both
    _mark(frames, k)
    if relation == "acl:relcl" and any(syntax.tags[i] in ("WP", "WDT") or syntax.words[i] == "that" for i in own):
        _relative(frames, k, own[0])
    elif subjects or (own and clause.form == "finite"):
        _with_subject(frames, k, subjects, over)
    elif over is not None or relation.startswith("acl"):
        _without_subject(frames, k, over)
    if clause.form == "finite" and not clause.subjects and relation != "acl:relcl" and clause.link != "complement":
        _by_rule(syntax, k)
    if clause.form == "finite" and clause.subjects and clause.lemma in syntax.speaking:
        clause.subjects = _inserted(syntax, clause) or clause.subjects
    if clause.form == "finite" and clause.subjects and clause.link != "relative":
        excepted = _excepted(syntax, clause)
        clause.subjects = [excepted] if excepted else clause.subjects
        clause.negated |= excepted is None and syntax.words[clause.subjects[0].first] in _NOBODY


def _inserted(syntax: Syntax, clause: Clause) -> list[NounPhrase]:
    """The speaker in `Iran, Trump warned on Monday, “will pay”`: a name right before the verb, with no comma between them, is no apposition."""
    speaker = syntax.phrase_to(clause.first - 1)
    if speaker is None or syntax.words[speaker.first - 1] != ",":
        return []
    opening = syntax.phrase_to(speaker.first - 2)
    if opening is None or opening not in clause.subjects or syntax.quote[opening.head]:
        return []
    resumed = any(
        syntax.words[i] == "," and syntax.tags[i + 1] in FINITE for i in range(clause.last, len(syntax.words) - 1)
    )
    return [speaker] if resumed else []


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


def _by_rule(syntax: Syntax, k: int) -> None:
    """Applies the rules for finite verbs that the tree leaves without a subject."""
    clause = syntax.clauses[k]
    find_subject(syntax, k)
    if not clause.subjects and clause.lemma in syntax.speaking:
        invert(syntax, clause)


def _mark(frames: _Frames, k: int) -> None:
    """Sets the word that opens a clause ("because"), and where the clause begins after it."""
    clause, tree, node = frames.syntax.clauses[k], frames.tree, frames.nodes[k]
    marks = [
        i for i in tree.children(node, "mark", "advmod") if i < clause.first and frames.syntax.words[i] in SUBORDINATORS
    ]
    if marks and clause.form == "finite":
        clause.marker = frames.syntax.words[marks[-1]]
        clause.start = marks[-1] + 1


def _relative(frames: _Frames, k: int, pronoun: int) -> None:
    clause = frames.syntax.clauses[k]
    clause.link, clause.marker = "relative", frames.syntax.words[pronoun]
    antecedent = frames.phrase(frames.tree.heads[frames.nodes[k]])
    clause.subjects = [antecedent] if antecedent else []


def _with_subject(frames: _Frames, k: int, subjects: list[NounPhrase], over: int | None) -> None:
    """Links a clause with its own subject: as the complement of the clause above it, or to none."""
    syntax, tree, node = frames.syntax, frames.tree, frames.nodes[k]
    clause = syntax.clauses[k]
    clause.subjects = subjects
    if subjects and subjects[0].first >= clause.last and clause.lemma in syntax.speaking and clause.form == "finite":
        clause.inverted, clause.end = True, max(clause.end, subjects[-1].last)
    if clause.form in ("gerund", "participle"):
        clause.link, clause.parent = "adjunct", over
    elif clause.form == "infinitive":
        clause.link, clause.parent = "infinitive", over
        if over is not None and frames.nodes[over] == node:
            clause.subjects = syntax.clauses[over].subjects
    elif over is not None and _completes(frames, k, over):
        clause.link, clause.parent = "complement", over
        clause.start = clause.start if clause.marker else _first_word(syntax, tree, node)
        return
    if not clause.marker and subjects:
        clause.start = min(subjects[0].first, clause.first)


def _completes(frames: _Frames, k: int, over: int) -> bool:
    """True if a finite clause with a subject is what the clause above it says or thinks. Trees sometimes call it an object."""
    tree, node, relation = (frames.tree, frames.nodes[k], frames.tree.relations[frames.nodes[k]])
    matrix = frames.syntax.clauses[over]
    if frames.syntax.clauses[k].verb < matrix.verb:
        return False
    if relation == "conj":
        first = frames.at.get(tree.heads[node])
        return first is not None and frames.syntax.clauses[first].link == "complement"
    direct = tree.heads[node] == frames.nodes[over]
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


def _without_subject(frames: _Frames, k: int, over: int | None) -> None:
    """Links a clause that shares the subject of another: coordinated, an infinitive, a participle, a gerund."""
    syntax, tree, node = frames.syntax, frames.tree, frames.nodes[k]
    clause, relation = syntax.clauses[k], tree.relations[node]
    matrix = syntax.clauses[over] if over is not None else None
    noun = frames.phrase(tree.heads[node]) if relation.startswith("acl") else None
    if clause.lemma in syntax.speaking and (speaker := _speaker(frames, k, over)) is not None:
        clause.subjects, clause.parent = syntax.clauses[speaker].subjects, speaker
        clause.link = "coordinate" if clause.form == "finite" else "adjunct"
    elif relation == "conj" and matrix is not None and frames.at.get(tree.heads[node]) == over:
        clause.subjects, clause.parent, clause.link = (matrix.subjects, over, "coordinate")
        if clause.form == "infinitive" and matrix.form == "infinitive":
            clause.parent = matrix.parent
        clause.passive |= matrix.passive and clause.form == "participle"
    elif noun is not None and clause.form != "infinitive":
        clause.subjects, clause.parent = _author(frames, clause, noun, matrix) or [noun], over
        clause.link = "relative" if clause.form != "gerund" else "adjunct"
    elif matrix is not None and clause.form == "infinitive":
        clause.parent, clause.link = over, "infinitive"
        clause.subjects = _controlled(frames, k, matrix)
    elif (
        matrix is not None
        and clause.form in ("gerund", "participle")
        and relation in ("advcl", "xcomp", "ccomp", "parataxis", "obl", "dep")
    ):
        clause.parent, clause.link = over, "adjunct"
        governed = any(syntax.tags[i] == "IN" for i in tree.children(node, "mark", "case") if i < clause.first)
        by_object = (
            matrix.objects
            and not matrix.passive
            and (governed or relation == "xcomp")
            and matrix.objects[-1].last <= clause.first
        )
        clause.subjects = matrix.objects if by_object else matrix.subjects
    elif clause.form == "finite" and matrix is not None and relation == "ccomp" and _completes(frames, k, over or 0):
        clause.parent, clause.link = over, "complement"


def _author(frames: _Frames, clause: Clause, noun: NounPhrase, matrix: Clause | None) -> list[NounPhrase]:
    """The issuer of a statement, who says what is in it: `Putin issued a statement blaming Iran`."""
    if (
        clause.form != "gerund"
        or matrix is None
        or matrix.passive
        or frames.syntax.words[noun.head] not in frames.lexicon.open.statements
    ):
        return []
    theirs = noun in matrix.objects and matrix.lemma in frames.lexicon.reporting.issuing
    return matrix.subjects if theirs else []


def _speaker(frames: _Frames, k: int, over: int | None) -> int | None:
    """The clause that `..., adding` or `... and said` belongs to: the last with a verb of saying among those it may depend on.

    Trees attach such a verb to what was said before it as often as to whoever said it.
    """
    syntax, clause = frames.syntax, frames.syntax.clauses[k]
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


def _controlled(frames: _Frames, k: int, matrix: Clause) -> list[NounPhrase]:
    """The subject of an infinitive: the object of the verb above it ("urged Iran to talk"), whoever is asked, else its subject."""
    relation, clause = frames.tree.relations[frames.nodes[k]], frames.syntax.clauses[k]
    asked = [
        phrase
        for word, phrase in matrix.prepositions
        if word in ("on", "upon", "to", "for", "with") and phrase.last <= clause.first
    ]
    if matrix.lemma in frames.lexicon.open.asking_through and asked:
        return asked[-1:]
    objects = [phrase for phrase in matrix.objects if phrase.last <= clause.first]
    controls = relation in ("xcomp", "ccomp") or matrix.lemma in frames.lexicon.caused
    if objects and not matrix.passive and controls and matrix.lemma not in frames.lexicon.open.subject_control:
        return objects
    return matrix.subjects


def _objects(frames: _Frames, k: int) -> None:
    syntax, tree, node = frames.syntax, frames.tree, frames.nodes[k]
    clause = syntax.clauses[k]
    if node != clause.verb:
        second = frames.phrase(node)  # "is a threat to Iran": the predicate stands in the place of an object
        clause.objects = [second] if second is not None and second.first >= clause.last else []
        return
    given = [i for i in tree.children(node, "obj", "iobj") if i > clause.verb and not _is_clause(frames, i)]
    clause.objects = frames.phrases(tree.children(node, "iobj")) or frames.phrases(given)
    further = [i for i in (*given, *tree.children(node, "xcomp")) if i > clause.verb and i not in frames.at]
    others = [
        phrase for phrase in frames.phrases(further) if clause.objects and phrase.first >= clause.objects[-1].last
    ]
    clause.second = others[0] if others else None


def _is_clause(frames: _Frames, i: int) -> bool:
    """True if what the tree calls an object has its own subject, and so is a clause."""
    return bool(frames.tree.children(i, *_SUBJECTS)) and i in frames.at


def _prepositions(frames: _Frames, k: int) -> None:
    """The prepositional phrases of the verb and of its objects: "on Iran" in "sanctions on Iran" may depend on either."""
    tree, node = frames.tree, frames.nodes[k]
    clause = frames.syntax.clauses[k]
    below, found = [node], {}
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
    clause.prepositions = [found[first] for first in sorted(found)]


def _preposition(frames: _Frames, i: int) -> str:
    cases = [j for j in frames.tree.children(i, "case") if j < i and frames.syntax.tags[j] in ("IN", "TO", "RP", "RB")]
    return frames.syntax.words[cases[-1]] if cases else ""
