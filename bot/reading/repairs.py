"""The tagger's classes put right where the sentence shows better: participles that are pasts, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.function_words import UNCHANGED
from bot.reading.syntax import AUXILIARIES, FINITE, MAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENS_OBJECT = frozenset({"DT", "PRP", "PRP$", "NNP", "WP", "TO"})
_PREPOSITIONS = frozenset(["according", "including", "regarding", "concerning", "following", "involving"])
_ABOUT = frozenset(
    {("at", "least"), ("at", "most"), ("more", "than"), ("less", "than"), ("up", "to"), ("fewer", "than")}
)


_EARLY = 4
_NAMING = ("called", "named", "dubbed")


def repaired(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The classes of a sentence's words, repaired from left to right."""
    fixed = [
        "IN" if words[i] in _PREPOSITIONS and kind == "VBG" and (i == 0 or tags[i - 1] not in AUXILIARIES) else kind
        for i, kind in enumerate(tags)
    ]
    for i in range(len(fixed) - 2):
        if (words[i], words[i + 1]) in _ABOUT and fixed[i + 2] == "CD":
            fixed[i], fixed[i + 1] = "RB", "RB"
    finite = any(kind in FINITE for kind in fixed)
    for i, kind in enumerate(fixed):
        if i == 0:
            continue
        if (kind == "VBN" and _is_past(i, words, fixed, finite)) or (kind == "JJ" and _tells_that(i, words, fixed)):
            fixed[i], finite = "VBD", True
        elif kind == "VBD" and (_auxiliary_before(i, fixed) or _between_commas(i, words, fixed)):
            fixed[i] = "VBN"
        elif kind == "BEF" and words[i] in ("'s", "’s") and _possessed(i, fixed):
            fixed[i] = "POS"
        elif kind == "VB" and _is_finite(i, fixed):
            fixed[i] = "VBD" if words[i] in UNCHANGED else "VBP"
    if not any(kind in FINITE for kind in fixed):
        at = next((i for i in range(1, len(fixed) - 1) if _only_verb(i, words, fixed)), None)
        if at is not None:
            fixed[at] = "VBD"
    return fixed


def _only_verb(i: int, words: Sequence[str], tags: Sequence[str]) -> bool:
    """`Biden, too, countered claims`: in a sentence without a verb, what looks like one and stands where it would."""
    subject = tags[i - 1] in ("RB", ",") and "NNP" in tags[:i]
    return (
        tags[i] == "JJ"
        and words[i].endswith("ed")
        and "-" not in words[i]
        and subject
        and tags[i + 1] in ("NNS", "DT", "PRP$", "NN", "NNP")
    )


def _is_past(i: int, words: Sequence[str], tags: Sequence[str], finite: bool) -> bool:
    """A participle right after its subject with no auxiliary, and with an object or no other finite verb."""
    if _auxiliary_before(i, tags):
        return False
    before = tags[i - 1] if tags[i - 1] != "RB" or i < 2 else tags[i - 2]
    follows = tags[i + 1] if i + 1 < len(tags) else "."
    direct = follows in _OPENS_OBJECT or (i + 1 < len(words) and words[i + 1] == "that")
    if before == "PRP" or (before == "CC" and direct) or (before == "," and direct and not finite and i > 2):
        return True
    following = next((j for j in range(i + 1, len(tags)) if tags[j] in FINITE), None)
    joined = before == "NNP" and i <= _EARLY and following is not None and tags[following - 1] == "CC"
    return before in ("NNP", "NN", "NNS", ")") and (direct or joined or not finite) and not _names(i, words)


def _possessed(i: int, tags: Sequence[str]) -> bool:
    """`May's proposed Brexit deal`: a noun follows the participle, so a possessor stands before it."""
    return tags[i - 1] == "NNP" and tags[i + 1 : i + 2] == ["VBN"] and tags[i + 2 : i + 3] in (["NN"], ["NNS"], ["NNP"])


def _names(i: int, words: Sequence[str]) -> bool:
    """`the bombing called X`, not `Biden then called for`."""
    return words[i] in _NAMING and words[i + 1 : i + 2] not in (["for"], ["on"], ["upon"])


def _tells_that(i: int, words: Sequence[str], tags: Sequence[str]) -> bool:
    """`but lamented that`: no adjective."""
    follows = words[i + 1] if i + 1 < len(words) else ""
    return words[i].endswith("ed") and tags[i - 1] in ("CC", "PRP") and follows == "that"


def _is_finite(i: int, tags: Sequence[str]) -> bool:
    """A base form after a subject, with nothing near that asks for a base form."""
    subject = tags[i - 1] in (",", "NN", "NNS", "NNP", "PRP", "RB")
    return subject and not any(one in ("TO", "MD", "DOF") for one in tags[max(0, i - 4) : i])


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
