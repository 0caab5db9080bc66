"""Finds the verb groups of a tagged sentence, with auxiliaries, negation, voice and tense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.grammar.morphology import base_form
from bot.reading.grammar.syntax import AUXILIARIES, FINITE, MAIN, Clause, Syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT = frozenset({"not", "n't", "never", "hardly", "scarcely", "cannot"})
_ONLY = frozenset({"only", "just", "merely", "simply"})
_FUTURE = frozenset({"will", "'ll", "wo", "shall"})


def verb_groups(syntax: Syntax) -> list[Clause]:
    """Returns the verb groups of a sentence, left to right, as clauses without subjects and objects."""
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
        clause = _group_at(syntax, i)
        found.append(clause)
        i = clause.last
    return found


def negates(words: Sequence[str], i: int) -> bool:
    """True if a word negates its verb; in "did not only attack" it does not."""
    return words[i] in NOT and not _ONLY & set(words[i + 1 : i + 2])


def _skip(tags: Sequence[str], i: int, kinds: tuple[str, ...]) -> int:
    while i < len(tags) - 1 and tags[i] in kinds:
        i += 1
    return min(i, len(tags) - 1)


def _group_at(syntax: Syntax, i: int) -> Clause:
    tags, words = syntax.tags, syntax.words
    j, verb, negated, auxiliaries = i, -1, False, []
    while j < len(words):
        kind = tags[j]
        if kind == "TO" and j == i:
            pass
        elif kind in AUXILIARIES:
            auxiliaries.append(j)
        elif (
            kind == "CC" and tags[j - 1] == "RB" and j + 2 < len(words) and tags[j + 1] == "RB" and tags[j + 2] in MAIN
        ):
            pass  # "have loudly and publicly criticised"
        elif kind == "RB" or words[j] in NOT:
            nearby = _skip(tags, j, ("RB", "CC"))
            negated |= negates(words, j)
            if tags[nearby] not in MAIN and tags[nearby] not in AUXILIARIES and words[j] not in NOT:
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
    lemma = base_form(words[verb], tags[verb])
    if verb in auxiliaries:
        lemma = {"B": "be", "H": "have", "D": "do", "M": words[verb]}[tags[verb][0]]
    return Clause(
        verb=verb, first=i, last=last, lemma=lemma, form=form, node=verb,
        modal=next((words[k] for k in auxiliaries if tags[k] == "MD"), None),
        future=any(words[k] in _FUTURE for k in auxiliaries),
        past=any(words[k] in ("was", "were", "had", "did") for k in auxiliaries) or tags[verb] == "VBD",
        negated=negated or (before in ("not", "never") and words[i] not in _ONLY), passive=passive, start=i, end=last,
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
