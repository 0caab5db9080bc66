"""What was asked of an event beside what is known of it: which kinds of evidence speak for it, and whether they agree."""

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
"""Two words at least so alike are one, mistyped."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What of an event was asked for.

    Attributes:
        reason: in words: "what happened, place".
        known: whether anything but who took part is: who did is an actor, and no event.
        agrees: whether two words or more are of two kinds: what happened and where, who and when.
        reversed: whether someone was asked for as who did it whom it was done to, or the other way round.
    """

    reason: str
    known: bool
    agrees: bool
    reversed: bool


def recalled(entry: NameEntry, asked: list[str], spellings: Spellings) -> Recalled:
    """How the words asked and an event's own go together, kind by kind: its name, what happened, who took part, where, when."""
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
    """The kinds of evidence that know a word; an article's own words for its event are none beside another."""
    heard = sound(token)
    found = [field for field, words in known.items() if token in words or heard in words.values()] or [
        field
        for field, words in known.items()
        if any(likeness(token, heard, word, its, spellings) > _SAME_WORD for word, its in words.items())
    ]
    return [field for field in found if field != _LABEL] or found


def _words(texts: Iterable[str], spellings: Spellings) -> dict[str, str]:
    """Each word as it is looked up, and as it sounds."""
    tokens = as_remembered(plain(" ".join(texts), spellings).split(), spellings)
    return {token: sound(token) for token in tokens if token not in spellings.small}


def _is_reversed(entry: NameEntry, asked: list[str], cues: dict[str, str], spellings: Spellings) -> bool:
    """Whether someone stands on the wrong side: "strikes by Iran" where it was done to Iran, "Iran strikes Israel" where Israel struck.

    A preposition says which side is meant. Without one it is the order, if both sides were named: "Iran strikes" may be either.
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
