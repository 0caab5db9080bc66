"""Decides whether typed words resemble a name only by chance. Depends on the kind of resemblance instead of one threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.names.entry import ADJECTIVE, DESCRIBED, SURNAME
from bot.names.likeness import letters_off
from bot.names.normal import skeleton, sound

if TYPE_CHECKING:
    from bot.names.entry import NameEntry, Spelling
    from bot.names.normal import Spellings
    from bot.names.scoring import Fit, TypedWords

_FEW_LETTERS = 4
"""In words of up to so many letters, another consonant makes another word: "asdf" is not Asif."""
_SHORT, _SHORT_SLIPS = 6, 2
"""In words of up to so many letters, so many slips, one of them in the first letter, make another word: "covid" is not Kovind."""
_ACRONYM = 3
"""The longest name, in letters, that a typo often turns into another: with a thousand names, every second combination is one of them."""
_SHARED = 0.5
"""Share of the typed letters in words of the name above which the rest may be mistyped: "Check Republic"."""
_REFERENCE = ("capital", "seat", "a place")
"""How the reasons of spellings begin that name a place which stands for the entry, not the entry itself."""
_FIRM = 0.82
"""Lowest score of such a place, and of an everyday word in a longer name, for an entry that no article mentions."""


def is_chance(
    asked: TypedWords, entry: NameEntry, spelling: Spelling, text: str, found: Fit, spellings: Spellings
) -> bool:
    """True if a name resembles the typed words only by chance.

    1. The name has three letters or fewer and would have to be mistyped: "asdf" is not the SDF.
    2. Only figures were typed, and the name has words: "1" is not Nord Stream 1.
    3. An everyday word with an article would be a person: "the moon" is not Moon Jae-in.
    4. Only everyday words were typed, and half of their letters or more, or one of several words, would have to be mistyped:
       "modern" for Moderna, "world cup" for the World Court.
    5. No letter was typed that the name has: "zzzq" only sounds like the SK of SK Hynix.
    6. One word was typed that begins with another letter than every word of the name, and is more than one letter off: "Gandalf" for Uganda.
    """
    if found.misspelt and len(text) <= _ACRONYM:
        return True
    if asked.told and not found.exact and all(map(str.isdecimal, asked.told)):
        return True
    if not found.exact and asked.text.isascii() and not set(asked.text.replace(" ", "")) & set(text):
        return True
    if found.misspelt and len(asked.tokens) == 1 and _begins_otherwise(asked.text, text):
        return True
    if not asked.everyday:
        return False
    if asked.article and not spelling.title and (spelling.reason == SURNAME or (_is_person(entry) and not found.exact)):
        return True
    tokens = text.split()
    return found.misspelt and (_shared(asked.tokens, tokens, spellings) <= _SHARED or _has_another(asked, tokens))


def _begins_otherwise(typed: str, text: str) -> bool:
    """True if no word of a name begins with the letter or sound of the typed word, and none, nor the whole, is it but for one letter or sound."""
    words, heard = text.split(), sound(typed)
    if any(word[0] == typed[0] or sound(word)[:1] == heard[:1] for word in words):
        return False
    return all(letters_off(typed, other) != 1 and letters_off(heard, sound(other)) != 1 for other in (text, *words))


def _has_another(asked: TypedWords, tokens: list[str]) -> bool:
    """True if several words were typed and one of those that tell is no word of the name, not even with slips."""
    together = "".join(tokens)
    return len(asked.told) > 1 and any(
        token not in together and not any(letters_off(token, other) or _begins(token, other) for other in tokens)
        for token in asked.told
    )


def is_far(asked: TypedWords, entry: NameEntry, spelling: Spelling, text: str, found: Fit) -> bool:
    """True if a match is too far-fetched for an entry that no article mentions.

    1. Only part of a place that stands for the entry was typed: "villa" is not the government in the Villa Somalia.
    2. One everyday word was typed of a body's longer name: "systems" is not BAE Systems. (In a person's name it may be
       a given name, and "Korean" belongs to two states; but no part of the words that describe a person is a name.)
    3. A short word was typed with another consonant, or a longer one with two slips, one of them in its first letter.
    """
    if found.exact or not (found.weak or found.misspelt):
        return False
    if found.score < _FIRM:
        if spelling.reason.startswith(_REFERENCE):
            return True
        named = spelling.reason == ADJECTIVE or (_is_person(entry) and spelling.reason != DESCRIBED)
        if asked.everyday and not found.misspelt and len(asked.told) < 2 and not named:
            return True
    if not found.misspelt or len(asked.text) > _SHORT:
        return False
    if len(asked.text) <= _FEW_LETTERS:
        return _another(asked.text, text)
    return asked.text[0] != text[0] and letters_off(asked.text, text) == _SHORT_SLIPS


def _is_person(entry: NameEntry) -> bool:
    return bool(entry.titles) or any(spelling.reason == SURNAME for spelling in entry.spellings)


def _another(typed: str, text: str) -> bool:
    """True if two words differ in length by more than one letter, or in their consonants (ignoring their order)."""
    if len(typed) != len(text):
        return len(text) > len(typed) + 1
    return sorted(typed) != sorted(text) and skeleton(sound(typed)) != skeleton(sound(text))


def _shared(tokens: list[str], others: list[str], spellings: Spellings) -> float:
    """The share of the typed letters in words of the name. One of several words may also be the beginning of a word ("united nation")."""
    told = [token for token in tokens if token not in spellings.small]
    letters = sum(map(len, told))
    begun = others if len(tokens) > 1 else []
    if begun and _begins("".join(tokens), "".join(others)):
        return 1.0
    there = (token for token in told if token in others or any(_begins(token, other) for other in begun))
    return sum(map(len, there)) / letters if letters else 0.0


def _begins(token: str, other: str) -> bool:
    return (
        len(token) > _FEW_LETTERS and (other.startswith(token) or token.startswith(other)) and len(other) > _FEW_LETTERS
    )
