"""One spelling of an entry beside what was asked: how well it fits, and how firmly that means the entry, by name, by office, or by what is remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

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
"""The score of words that are a spelling itself, but for small words."""
_OWN = frozenset({"name", "alias", REMEMBERED})
"""Reasons that go without saying where the words were not quite these."""
_ROLE_UNKNOWN = 0.92
"""What a name with a role that its bearer isn't known to have is worth, against 1: "president iran" is not Iran."""
_BESIDE_ROLE = 0.97
"""What a name that is not quite one is worth beside a role, against alone."""
_BODY_ONLY = 0.7
"""What an office is worth that was asked for by its body alone: "brazil" is not its president."""
_SURNAMED = 0.93
"""What a surname with another part of the name is worth: "Tayyip Erdogan"."""
_COMMON_WORD = 0.85
"""The weight of a word that a dozen names of thousands have: "Abdullah" is not short for the King of Jordan, as "Tesla" is for Tesla Inc."""
_ONE_KIND = 0.7
"""What an event without a name is worth that one kind of evidence speaks for: "talks" is a hundred events, "talks with Iran" a few."""
_REVERSED = 0.9
"""What an event is worth that was asked for with the sides changed over."""
_WORTH_A_LOOK = 0.5
"""An event of which less of what was asked is explained is not looked at kind by kind."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one spelling answers to what was asked, why, and whether that is weak, or takes a slip."""

    score: float
    reason: str
    exact: bool
    weak: bool
    misspelt: bool


def fit(
    asked: TypedWords,
    entry: NameEntry,
    spelling: Spelling,
    text: str,
    weigh: Callable[[str], float],
    spellings: Spellings,
) -> Fit:
    """How one spelling, whose plain text is `text`, answers to what was asked; its own weight is not counted yet.

    Args:
        asked: what was asked.
        entry: whose spelling it is.
        spelling: of a kind that its reason and title tell.
        text: the spelling, plain.
        weigh: what a word counts for, by how many have it.
        spellings: how names are written.
    """
    if spelling.reason == REMEMBERED:
        return _as_remembered(asked, entry, text, weigh, spellings)
    if spelling.title:
        return _as_office(asked, entry, spelling.title, text, weigh, spellings)
    return _as_name(asked, entry, spelling, text, weigh, spellings)


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
    """A part of a name is weak, but for a surname with another; what is short for a short name, or many's word, is weak as well."""
    score, why, weak, misspelt = likeness
    if why == SHORT and (spelling.reason not in _OWN or _is_common(asked, weigh, spellings)):
        score, weak = min(score, WEAK), True
    if why == PART and _surnamed(entry, asked, spellings):
        score, weak = max(score, _SURNAMED), False
    return Fit(score, _reason(spelling.reason, why), not why and score >= _SAME, weak, misspelt)


def _as_office(
    asked: TypedWords, entry: NameEntry, title: Title, text: str, weigh: Callable[[str], float], spellings: Spellings
) -> Fit:
    """By an office; whoever held it several times is meant by the term that fits."""
    office = asked.office or asked
    score, why, weak, misspelt = closeness(office, text, spellings, weigh)
    terms = [term for term in entry.titles if (term.title, term.of) == (title.title, title.of)] or [title]
    held, known = holding_of(terms, asked.when, spellings)
    if why == WORD_ORDER:  # an office is said in any order
        score, why = _SAME, ""
    elif why in (PART, SHORT) and not _role_asked(title, office, spellings):
        score *= _BODY_ONLY
    return Fit(score * held, _reason(known, why), not why and score >= _SAME, weak, misspelt)


def _as_remembered(
    asked: TypedWords, entry: NameEntry, text: str, weigh: Callable[[str], float], spellings: Spellings
) -> Fit:
    """An event by what is remembered of it: firm only where two kinds of evidence agree."""
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
    """What a spelling says for itself, and how the words asked differ from it."""
    return (why or known) if known in _OWN else ", ".join(filter(None, (known, why)))


def _role_asked(title: Title, asked: TypedWords, spellings: Spellings) -> bool:
    """Whether a word for the office itself was asked, not only what it is an office of."""
    words = plain(title.title, spellings).split()
    return any(token in spellings.weak and token in asked.tokens for token in words)


def _is_common(asked: TypedWords, weigh: Callable[[str], float], spellings: Spellings) -> bool:
    """Whether all that was asked is one word that many have."""
    told = [token for token in asked.tokens if token not in spellings.weak]
    return len(told) == 1 and weigh(told[0]) < _COMMON_WORD


def _surnamed(entry: NameEntry, asked: TypedWords, spellings: Spellings) -> bool:
    """Whether a surname was asked for with other words of the name: that leaves no more than a middle name over."""
    surnames = (plain(one.text, spellings).split() for one in entry.spellings if one.reason == SURNAME)
    return any(set(words) < set(asked.tokens) for words in surnames)


def _holds(entry: NameEntry, asked: TypedWords, spellings: Spellings) -> bool:
    """Whether an office the entry holds or held has a role that was asked with the name: "president" with "putin"."""
    offices = {word for title in entry.titles for word in plain(title.title, spellings).split()}
    if any(one.reason == ADJECTIVE for one in entry.spellings):  # a state
        offices |= spellings.governing
    return any(token in offices and token in spellings.weak for token in asked.tokens)
