"""Converts a tree's Penn classes to the reader's word classes: coarser, but finer for auxiliaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reading.grammar.trees import Tree

_SAME = {
    "NNPS": "NNP", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "WP$": "WP", "PDT": "DT", "``": '"', "''": '"',
    "-LRB-": "(", "-RRB-": ")", "HYPH": ":", "NFP": ":", "SYM": "NN", "$": "CD", **dict.fromkeys(("FW", "LS", "ADD", "GW", "AFX", "XX"), "NN"),
}  # fmt: skip
_FORMS = {"VBG": "G", "VBN": "N", "VB": ""}
_OF_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'m", "'re", "ai"})
_OF_DO = frozenset({"do", "does", "did", "doing", "done"})


def _word_class(penn: str, word: str, auxiliary: bool) -> str:
    """The word class for a Penn class: some are merged, and be, have and do as auxiliaries get their own.

    `word` is in lower case; `auxiliary`: it depends on another verb. "be" always counts as an auxiliary.
    """
    if penn.startswith("VB"):
        if word in _OF_BE:
            return "BE" + _FORMS.get(penn, "F")
        if auxiliary:
            return ("DO" if word in _OF_DO else "HV") + _FORMS.get(penn, "F")
    return _SAME.get(penn, penn)


def word_classes(words: Sequence[str], tree: Tree, fixed: Mapping[int, str]) -> list[str]:
    """Returns the class of each word: the tagger's, corrected by the tree and the gazetteer ("detained" in "detained sailors").

    `fixed` has the class of words known from elsewhere: names, demonyms.
    """
    tags = []
    for i, (word, penn, relation) in enumerate(zip(words, tree.classes, tree.relations, strict=True)):
        if i in fixed:
            tags.append(fixed[i])
        elif penn in ("VBN", "VBG") and relation in ("amod", "compound"):
            tags.append("JJ" if relation == "amod" else "NN")
        elif penn == "VBN" and _tells(tree, i):
            tags.append("VBD")
        else:
            tags.append(_word_class(penn, word, relation.startswith("aux")))
    return tags


def _tells(tree: Tree, i: int) -> bool:
    """True if an apparent participle is a finite verb ("Carroll called on ..."): it has no auxiliary, and a subject or a finite verb it is coordinated with."""
    if tree.children(i, "aux", "aux:pass"):
        return False
    if tree.relations[i] == "conj":
        return tree.classes[tree.heads[i]] == "VBD"
    return tree.relations[i] in ("ROOT", "ccomp", "parataxis", "acl:relcl") and bool(tree.children(i, "nsubj"))
