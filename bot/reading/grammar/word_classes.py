"""The Penn classes of a tree into the word classes that reading goes by: coarser, but finer for auxiliaries."""

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
    """A Penn class, coarser where reading does not care and finer for be, have and do as auxiliaries.

    `word` in lower case; `auxiliary`: whether it only helps another verb. "be" counts as one always.
    """
    if penn.startswith("VB"):
        if word in _OF_BE:
            return "BE" + _FORMS.get(penn, "F")
        if auxiliary:
            return ("DO" if word in _OF_DO else "HV") + _FORMS.get(penn, "F")
    return _SAME.get(penn, penn)


def word_classes(words: Sequence[str], tree: Tree, fixed: Mapping[int, str]) -> list[str]:
    """The class of each word: the tagger's, where the tree and the gazetteer do not know better ("detained" in "detained sailors").

    `fixed` gives the class of words that are known otherwise: names, demonyms.
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
    """Whether what looks like a participle ("Carroll called on ...") is a finite verb: it has a subject, or goes on from one that is, and no auxiliary."""
    if tree.children(i, "aux", "aux:pass"):
        return False
    if tree.relations[i] == "conj":
        return tree.classes[tree.heads[i]] == "VBD"
    return tree.relations[i] in ("ROOT", "ccomp", "parataxis", "acl:relcl") and bool(tree.children(i, "nsubj"))
