"""Scores one spelling of an entry against the typed words: how well it fits, and how firmly it means the entry, as name, office or recollection."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.names.chance import is_chance, is_far
from bot.names.entry import ADJECTIVE, SURNAME
from bot.names.normal import plain
from bot.names.offices import holding_of
from bot.names.recalled import recalled
from bot.names.scoring import (
    PART,
    SHORT,
    WEAK,
    WITH_ROLE,
    WORD_ORDER,
    Fit,
    Likeness,
    TypedWords,
    closeness,
    explained,
)
from bot.names.spelled import REMEMBERED

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.names.entry import NameEntry, Spelling, Title
    from bot.names.normal import Spellings

_SAME = 0.99
"""The score of words that equal a spelling except for function words."""
_OWN = frozenset({"name", "alias", REMEMBERED})
"""Reasons not worth mentioning when the words differ slightly."""
_ROLE_UNKNOWN = 0.92
"""Score factor of a name with a role its bearer isn't known to have: "president iran" is not Iran."""
_BESIDE_ROLE = 0.97
"""Score factor of an inexact name next to a role, compared with the name alone."""
_BODY_ONLY = 0.7
"""Score of an office when only its body was typed: "brazil" is not its president."""
_SURNAMED = 0.93
"""Score of a surname with another part of the name: "Tayyip Erdogan"."""
_COMMON_WORD = 0.85
"""Weight of a word that a dozen of thousands of names have: "Abdullah" is not short for the King of Jordan, as "Tesla" is for Tesla Inc."""
_ONE_KIND = 0.7
"""Score factor of an unnamed event with only one kind of evidence: "talks" fits hundreds of events, "talks with Iran" a few."""
_REVERSED = 0.9
"""Score factor of an event asked for with its sides reversed."""
_WORTH_A_LOOK = 0.5
"""An event that explains less of the typed words than this is not compared kind by kind."""


def fit(
    asked: TypedWords,
    entry: NameEntry,
    spelling: Spelling,
    text: str,
    weigh: Callable[[str], float],
    spellings: Spellings,
) -> Fit:
    """Returns how well one spelling, with plain text `text`, matches the typed words, before its own weight.

    Args:
        asked: the typed words.
        entry: the entry of the spelling.
        spelling: the spelling; its reason and title tell its kind.
        text: the plain text of the spelling.
        weigh: the weight of a word, by how many names have it.
        spellings: how names are written.
    """
    if spelling.reason == REMEMBERED:
        return _as_remembered(asked, entry, text, weigh, spellings)
    if spelling.title:
        found = _as_office(asked, entry, spelling.title, text, weigh, spellings)
    else:
        found = _as_name(asked, entry, spelling, text, weigh, spellings)
    chance = is_chance(asked, entry, spelling, text, found, spellings)
    return replace(found, chance=chance, far=is_far(asked, entry, spelling, text, found))


def _as_name(
    asked: TypedWords,
    entry: NameEntry,
    spelling: Spelling,
    text: str,
    weigh: Callable[[str], float],
    spellings: Spellings,
) -> Fit:
    score, why, weak, misspelt = closeness(asked, text, spellings, weigh)
    if why and asked.bare:
        doubted = not _holds(entry, asked, spellings)
        worth = _ROLE_UNKNOWN if doubted else 1.0
        bare = closeness(asked.bare, text, spellings, weigh)
        if why == WITH_ROLE:
            score, weak = score * worth, doubted
        elif (beside := _BESIDE_ROLE * worth * bare.score) > score:  # "vice president cheney" for Richard Cheney
            fit = _as_part(asked.bare, entry, spelling, bare._replace(score=beside), weigh, spellings)
            return replace(fit, weak=fit.weak or doubted)
    return _as_part(asked, entry, spelling, Likeness(score, why, weak, misspelt), weigh, spellings)


def _as_part(
    asked: TypedWords,
    entry: NameEntry,
    spelling: Spelling,
    likeness: Likeness,
    weigh: Callable[[str], float],
    spellings: Spellings,
) -> Fit:
    """Part of a name is a weak match, except a surname plus another part. So is an abbreviation of a short name, and any word many names share."""
    score, why, weak, misspelt = likeness
    if why == SHORT and (spelling.reason not in _OWN or _is_common(asked, weigh, spellings)):
        score, weak = min(score, WEAK), True
    if why == PART and _surnamed(entry, asked, spellings):
        score, weak = max(score, _SURNAMED), False
    return Fit(score, _reason(spelling.reason, why), not why and score >= _SAME, weak, misspelt)


def _as_office(
    asked: TypedWords, entry: NameEntry, title: Title, text: str, weigh: Callable[[str], float], spellings: Spellings
) -> Fit:
    """Fit by an office. If someone held it several times, the term that fits counts."""
    office = asked.office or asked
    score, why, weak, misspelt = closeness(office, text, spellings, weigh)
    terms = [term for term in entry.titles if (term.title, term.of) == (title.title, title.of)] or [title]
    held, known = holding_of(terms, asked.when, spellings)
    if why == WORD_ORDER:  # an office can be written in any word order
        score, why = _SAME, ""
    elif why in (PART, SHORT) and not _role_asked(title, office, spellings):
        score *= _BODY_ONLY
    return Fit(score * held, _reason(known, why), not why and score >= _SAME, weak, misspelt)


def _as_remembered(
    asked: TypedWords, entry: NameEntry, text: str, weigh: Callable[[str], float], spellings: Spellings
) -> Fit:
    """Fit of an event by what is remembered of it: firm only if two kinds of evidence agree."""
    score = explained(asked, text, spellings, weigh)
    if score < _WORTH_A_LOOK:
        return Fit(score, "close in spelling", exact=False, weak=True, misspelt=True)
    found = recalled(entry, asked.remembered, spellings)
    if not (found.agrees or (found.known and entry.named)):
        score *= _ONE_KIND
    if found.reversed:
        score *= _REVERSED
    score = score if found.agrees else min(score, WEAK)
    return Fit(score, found.reason, exact=False, weak=not found.agrees, misspelt=False)


def _reason(known: str, why: str) -> str:
    """The reason of a spelling, plus how the typed words differ from it."""
    return (why or known) if known in _OWN else ", ".join(filter(None, (known, why)))


def _role_asked(title: Title, asked: TypedWords, spellings: Spellings) -> bool:
    """True if a word for the office itself was typed, not only its body."""
    words = plain(title.title, spellings).split()
    return any(token in spellings.weak and token in asked.tokens for token in words)


def _is_common(asked: TypedWords, weigh: Callable[[str], float], spellings: Spellings) -> bool:
    """True if only one word was typed and many names have it."""
    told = [token for token in asked.tokens if token not in spellings.weak]
    return len(told) == 1 and weigh(told[0]) < _COMMON_WORD


def _surnamed(entry: NameEntry, asked: TypedWords, spellings: Spellings) -> bool:
    """True if a surname was typed with other parts of the name, so that at most a middle name is missing."""
    surnames = (plain(spelling.text, spellings).split() for spelling in entry.spellings if spelling.reason == SURNAME)
    return any(set(words) < set(asked.tokens) for words in surnames)


def _holds(entry: NameEntry, asked: TypedWords, spellings: Spellings) -> bool:
    """True if the entry holds or held an office with a role that was typed with the name: "president" with "putin"."""
    offices = {word for title in entry.titles for word in plain(title.title, spellings).split()}
    if any(spelling.reason == ADJECTIVE for spelling in entry.spellings):  # a state
        offices |= spellings.governing
    return any(token in offices and token in spellings.weak for token in asked.tokens)
