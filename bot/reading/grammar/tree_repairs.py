"""Repairs mistakes in dependency trees that the parser makes with whole kinds of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.grammar.morphology import verb_bases
from bot.reading.grammar.trees import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

_AUXILIARY = ("aux", "aux:pass")
_OF_VERBS = frozenset({"obl", "obl:agent", "punct", "advcl", "conj", "parataxis", "advmod"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def repaired(words: Sequence[str], tree: Tree) -> Tree:
    """Returns the repaired tree. `words` are in lower case."""
    for i in range(len(words)):
        for mended in _MENDING:
            tree = mended(words, tree, i)
    return tree


def _whose_clause(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Puts a clause with "whose" below its noun if it has taken the main verb's place: `Example, whose brother was arrested, won`."""
    noun = tree.heads[i]
    verb = tree.heads[noun]
    if words[i] != "whose" or not tree.relations[noun].startswith("nsubj"):
        return tree
    before = [j for j in tree.children(verb, "nsubj", "nsubj:pass") if j < i]
    behind = (j for j in tree.children(verb, "conj", "parataxis") if j > verb and words[j - 1] == ",")
    main = next((j for j in behind if not tree.children(j, "nsubj", "cc")), None)
    if not before or main is None or words[i - 1] != ",":
        return tree
    passive = "nsubj:pass" if tree.children(main, "aux:pass") else "nsubj"
    over = main if tree.heads[verb] == verb else tree.heads[verb]
    return _hung(tree, (main, over, tree.relations[verb]), (before[0], main, passive), (verb, before[0], "acl:relcl"))


def _second_subject(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Makes the name behind a verb its object if another subject stands before it: `the judge asked | Bo Ek`."""
    verb = tree.heads[i]
    if tree.relations[i] != "nsubj" or verb != i - 1 or tree.classes[verb] not in ("VBD", "VBZ", "VBP"):
        return tree
    before = any(j < verb and tree.classes[j].startswith(("NN", "PRP")) for j in tree.children(verb, "nsubj"))
    return _hung(tree, (i, verb, "obj")) if before and tree.classes[i].startswith("NNP") else tree


def _hung(tree: Tree, *moves: tuple[int, int, str]) -> Tree:
    """The tree with some tokens attached elsewhere: which, to which, and by which relation; unchanged if a token would hang below itself."""
    heads, relations = list(tree.heads), list(tree.relations)
    for i, head, relation in moves:
        heads[i], relations[i] = head, relation
    return Tree(heads, relations, tree.classes) if all(_rooted(heads, i) for i, *_ in moves) else tree


def _rooted(heads: Sequence[int], i: int) -> bool:
    """True if the way up from a token ends at a root."""
    for _ in heads:
        if heads[i] == i:
            return True
        i = heads[i]
    return False


def _as_verb(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """The tree with token `i` as a verb in the present."""
    classes = list(tree.classes)
    classes[i] = "VBZ" if words[i].endswith("s") else "VBP"
    return Tree(tree.heads, tree.relations, classes)


def _verb_with_subject(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Makes a noun or adjective with a subject but no form of "be" a verb: `The talks resume on Friday`."""
    subjects = tree.children(i, "nsubj")
    if tree.classes[i] not in ("NN", "NNS", "JJ") or tree.relations[i] not in ("ROOT", "ccomp", "parataxis"):
        return tree
    if not subjects or subjects[0] > i or tree.children(i, "cop", "det", *_AUXILIARY) or not verb_bases(words[i]):
        return tree
    return _as_verb(words, tree, i)


def _verb_with_infinitive(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Makes the noun with a name and an infinitive the finite verb of a sentence that has none: `Trump plans to visit Paris`."""
    names = [j for j in tree.children(i, "compound", "nmod", "nmod:poss") if tree.classes[j].startswith("NNP")]
    infinitives = [j for j in tree.children(i, "acl") if words[i + 1 : i + 2] == ["to"] and tree.classes[j] == "VB"]
    if tree.relations[i] != "ROOT" or tree.classes[i] != "NNS" or not infinitives or names[-1:] != [i - 1]:
        return tree
    if _FINITE & set(tree.classes) or tree.children(i, "det") or not verb_bases(words[i]):
        return tree
    return _as_verb(words, _hung(tree, (i - 1, i, "nsubj"), (infinitives[0], i, "xcomp")), i)


def _last_of_list(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Keeps the last name of a list in the list, so that it isn't the subject of a gerund: `hit sites in Fordow, Natanz, and Isfahan using bombs`."""
    if i < 3 or words[i - 1] not in ("and", "or") or tree.relations[i] != "nsubj":
        return tree
    verb, before = tree.heads[i], i - 2 - (words[i - 2] == ",")
    gerund = tree.classes[verb] == "VBG" and verb > i and not tree.children(verb, *_AUXILIARY)
    names = tree.classes[i] == "NNP" == tree.classes[before]
    if not (gerund and names and tree.relations[before] == "conj"):
        return tree
    return _hung(tree, (i, tree.heads[before], "conj"), (verb, tree.heads[verb], "advcl"))


def _object_of_gerund(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Makes a gerund after a preposition a clause with an object, not an adjective: `is accused of attacking Ukraine`.

    A noun that was the root, "The focus is on supporting women", gives its place and its subject to the gerund.
    """
    noun = tree.heads[i]
    if tree.classes[i] != "VBG" or tree.relations[i] not in ("amod", "compound") or noun <= i:
        return tree
    if not tree.children(i, "mark"):
        return tree
    if tree.heads[noun] == noun:
        before = [(j, i, tree.relations[j]) for j in tree.children(noun) if j < i]
        return _hung(tree, (i, i, "ROOT"), (noun, i, "obj"), *before)
    return _hung(tree, (i, tree.heads[noun], "advcl"), (noun, i, "obj"))


def _inserted_speaker(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Gives the first of two subjects to the verb after the commas: `Russia, Putin said, will not go`."""
    subjects = [subject for subject in tree.children(i, "nsubj") if subject < i]
    if len(subjects) != 2 or words[i + 1 : i + 2] != [","] or "," not in words[subjects[0] : subjects[1]]:
        return tree
    below = [branch for branch in tree.children(i, "ccomp", "conj", "parataxis") if branch > i]
    main = below[0] if below else tree.heads[i] if tree.heads[i] > i else None
    if main is None or tree.children(main, "nsubj", "nsubj:pass", "expl"):
        return tree
    passive = "nsubj:pass" if tree.children(main, "aux:pass") else "nsubj"
    own = (subjects[0], main, passive)
    if main not in below:
        return _hung(tree, own)
    over = main if tree.heads[i] == i else tree.heads[i]
    return _hung(tree, own, (main, over, tree.relations[i]), (i, main, "parataxis"))


def _named_to_office(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Makes a participle the verb of a passive if the noun behind it has taken its place: `was | elected party leader`."""
    noun = tree.heads[i]
    if (
        tree.relations[i] != "amod"
        or noun < i
        or not tree.children(i, "nsubj:pass")
        or not tree.children(i, "aux:pass")
    ):
        return tree
    moves = [(j, i, tree.relations[j]) for j in tree.children(noun) if j > noun and tree.relations[j] in _OF_VERBS]
    by = [j for j in tree.children(noun, "nmod") if any(words[k] == "by" for k in tree.children(j, "case"))]
    over = i if tree.heads[noun] == noun else tree.heads[noun]
    made = _hung(tree, (i, over, tree.relations[noun]), (noun, i, "xcomp"), *moves, *((j, i, "obl:agent") for j in by))
    return Tree(made.heads, made.relations, [*tree.classes[:i], "VBN", *tree.classes[i + 1 :]])


def _gerund_with_object(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Makes a noun with an object right behind it a gerund: `spoke against | bombing Sample`."""
    if tree.classes[i] != "NN" or not words[i].endswith("ing") or tree.children(i, "obj") != [i + 1]:
        return tree
    if not tree.relations[i].startswith("obl") or tree.children(i, "det", "amod", "nmod:poss"):
        return tree
    marks = ((j, i, "mark") for j in tree.children(i, "case"))
    made = _hung(tree, (i, tree.heads[i], "advcl"), *marks)
    return Tree(made.heads, made.relations, [*tree.classes[:i], "VBG", *tree.classes[i + 1 :]])


def _name_with_verb(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Makes the participle behind a name the verb of a sentence that has none: `Example | opposed admitting Sample`, not `Example, seen leaving`."""
    noun = tree.heads[i]
    if tree.relations[i] != "acl" or tree.classes[i] != "VBN" or tree.relations[noun] != "ROOT":
        return tree
    gerund = [j for j in tree.children(noun) if j == i + 1 and tree.classes[j] == "VBG"]
    named = tree.classes[noun].startswith("NNP") and tree.classes[i - 1].startswith("NNP")
    if not named or _FINITE & set(tree.classes) or not (gerund or tree.children(i, "obj")):
        return tree
    behind = [j for j in tree.children(noun) if j > i]
    made = _hung(tree, (i, i, "ROOT"), (noun, i, "nsubj"), *((j, i, tree.relations[j]) for j in behind))
    made = _hung(made, *((j, i, "xcomp") for j in gerund))
    return Tree(made.heads, made.relations, [*tree.classes[:i], "VBD", *tree.classes[i + 1 :]])


def _made_to_suffer(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Makes "had" the verb of a sentence in which somebody has something done: `Example had | Sample jailed`."""
    verb = tree.heads[i]
    if words[i] not in ("had", "has", "have") or tree.relations[i] != "aux" or tree.classes[verb] != "VBN":
        return tree
    before = [j for j in (*tree.children(i, "nsubj"), *tree.children(verb, "nsubj")) if j < i]
    between = [j for j in tree.children(verb, "nsubj", "nsubj:pass", "obj") if i < j < verb]
    if not before or len(between) != 1 or tree.children(verb, "aux:pass"):
        return tree
    over = i if tree.heads[verb] == verb else tree.heads[verb]
    own = (i, over, tree.relations[verb])
    return _hung(tree, own, (verb, i, "xcomp"), (between[0], i, "obj"), *((j, i, "nsubj") for j in before))


def _done_to_object(words: Sequence[str], tree: Tree, i: int) -> Tree:
    """Makes the verb behind the object of "had" a participle: `Example had Sample | jailed`."""
    had, classes = tree.heads[i], list(tree.classes)
    if classes[i] != "VBD" or tree.relations[i] != "xcomp" or words[had] not in ("had", "has", "have"):
        return tree
    if not any(had < j < i for j in tree.children(had, "obj")) or tree.children(i, "obj", "nsubj"):
        return tree
    classes[i] = "VBN"
    return Tree(tree.heads, tree.relations, classes)


_MENDING = (
    _last_of_list,
    _object_of_gerund,
    _inserted_speaker,
    _second_subject,
    _whose_clause,
    _verb_with_subject,
    _verb_with_infinitive,
    _named_to_office,
    _gerund_with_object,
    _name_with_verb,
    _made_to_suffer,
    _done_to_object,
)
