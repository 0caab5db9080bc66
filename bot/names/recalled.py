"""Compares typed words with what is known of an event: which kinds of evidence match, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from bot.names.likeness import likeness
from bot.names.normal import plain, sound
from bot.names.spelled import REMEMBERED, as_remembered, date_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.names.entry import NameEntry
    from bot.names.normal import Spellings

_NAME, _NEARLY, _LABEL, _WHO = "part of the name", "close to the name", "what the article says", "who took part"
_SAME_WORD = 0.85
"""Words at least this alike are the same word, mistyped."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """How an event matches the typed words.

    Attributes:
        reason: what matched, in words: "what happened, place".
        known: False if only participants matched: participants alone mean an actor, not an event.
        agrees: True if two or more words match in two kinds: what happened and where, who and when.
        reversed: True if agent and recipient were swapped.
    """

    reason: str
    known: bool
    agrees: bool
    reversed: bool


def recalled(entry: NameEntry, asked: list[str], spellings: Spellings) -> Recalled:
    """Match the typed words with an event, kind by kind: its name, what happened, who took part, where, when."""
    fields = {
        _NAME if entry.named else _LABEL: (entry.name,),
        REMEMBERED: entry.words,
        _WHO: entry.participants,
        "place": entry.places,
        "date" if entry.date else "when it was in the news": tuple(date_words(entry, spellings)),
    }
    known = {field: _words(texts, spellings) for field, texts in fields.items()}
    kinds = [
        found
        for token in dict.fromkeys(asked)
        if token not in spellings.small and (found := _kinds(token, known, spellings))
    ]
    said = {found[0] for found in kinds}
    nearly = _NAME in said and known[_NAME].keys().isdisjoint(asked)
    reason = ", ".join(_NEARLY if nearly and field == _NAME else field for field in known if field in said)
    agrees = len(kinds) > 1 and len(set(chain.from_iterable(kinds))) > 1
    return Recalled(
        reason or "close in spelling",
        bool(said - {_WHO}),
        agrees,
        _is_reversed(entry, asked, known[REMEMBERED], spellings),
    )


def _kinds(token: str, known: dict[str, dict[str, str]], spellings: Spellings) -> list[str]:
    """The kinds of evidence a word matches; the article's own words count only if no other kind does."""
    heard = sound(token)
    found = [field for field, words in known.items() if token in words or heard in words.values()] or [
        field
        for field, words in known.items()
        if any(likeness(token, heard, word, its, spellings) > _SAME_WORD for word, its in words.items())
    ]
    return [field for field in found if field != _LABEL] or found


def _words(texts: Iterable[str], spellings: Spellings) -> dict[str, str]:
    """Each word in its looked-up form, with its sound."""
    tokens = as_remembered(plain(" ".join(texts), spellings).split(), spellings)
    return {token: sound(token) for token in tokens if token not in spellings.small}


def _is_reversed(entry: NameEntry, asked: list[str], cues: dict[str, str], spellings: Spellings) -> bool:
    """True if someone is on the wrong side: "strikes by Iran" for strikes on Iran, "Iran strikes Israel" for strikes by Israel.

    A preposition decides. Without one the order does, if both sides were named: "Iran strikes" may be either.
    """
    cue = next((at for at, token in enumerate(asked) if token in cues), None)
    if cue is None or not entry.recipients or asked[cue] in spellings.mutual:
        return False
    suffered = _words(entry.recipients, spellings).keys()
    did = _words((name for name in entry.participants if name not in entry.recipients), spellings).keys()
    both = bool((suffered - did).intersection(asked)) and bool((did - suffered).intersection(asked))
    said = ""
    for at, token in enumerate(asked):
        if token in spellings.small:
            said = token
        elif at == cue:
            said = ""
        elif (token in did) != (token in suffered):
            by = said in spellings.done_by or (said not in spellings.done_to and at < cue)
            if (said in spellings.done_by | spellings.done_to or both) and by != (token in did):
                return True
    return False
