"""Turns a name into the form in which names are compared (`plain`), and into its sound (`sound`).

`plain` is idempotent. Its steps, in order, with reasons:

1. Fold compatibility forms, case and accents (NFKD, casefold, drop marks): people type "erdogan" for "Erdoğan" and paste "ＵＮ".
2. Remove invisible characters (joiners, direction marks, soft hyphens): they come with copied text and mean nothing here.
3. Write Cyrillic, Greek and letters without a decomposition in Latin (`letters`): "Łódź", "Путин". Arabic, Hebrew, Chinese and
      Hangul stay, since vowels are missing or sounds depend on the language: the gazetteer has native forms instead.
4. Drop possessives ("Iran's"), close up other apostrophes ("O'Brien", "Mas'ud"): outlets place them differently.
5. Write an assimilated Arabic article as `al` ("ash-Sharaa", "el-Sisi"): the same name, spelled by sound or by grammar.
6. Replace `+` and `&` by words (OPEC is not OPEC+). Close up dotted initials ("U.S." is "us") and runs of single letters ("J. F. K."). Turn everything else that is not a letter or digit into a space.
7. Drop honorifics before a name ("Mr Putin"), but not after one, where they are a surname ("Hussein al-Sheikh"), nor alone ("the Ayatollah"). Keep roles ("president"): they tell who is meant.
8. Unify spellings of a word (`same`): Kyiv is Kiev, Muhammad is Mohammed, "us" is "united states".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_TEXT = 2000
"""Characters looked at. No name is longer, and a pasted article must not cost more than a name."""
MOST_TOKENS = 24
LONGEST_TOKEN = 40

_INVISIBLE = frozenset({"Mn", "Me", "Cf", "Cc"})
_HYPHENS = "\u2010\u2011"
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ`´‘]s\b")
_APOSTROPHE = re.compile(r"['’ʼ`´‘ʻʿʾ]")
_ARTICLE = re.compile(r"\b[aeu](?:([bdhlnrstz]h?)-(?=\1)|l-)")
_DOTTED = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
_GAP = re.compile(r"[\W_]+")
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "r", "er")
_VERBAL = ("ed", "ing", "er")
"""Endings of word forms that a word list need not contain; before the second kind, a final "e" is dropped."""
_STEM = 3
"""Fewest letters that must be left of a word without its ending."""


@dataclass(frozen=True, slots=True, repr=False)
class Spellings:
    """How names are written; `load_spellings` reads it from `data/names.toml`.

    Attributes:
        letters: for `str.translate`: letters that no decomposition makes Latin.
        same: a word, and the words it is replaced by.
        honorifics: words dropped from names.
        small: function words (of, the, and), which don't tell who is meant.
        particles: al, bin, von: written or omitted, depending on the outlet.
        roles: words for what somebody or something is (president, inc, operation, government).
        weak: all of these; they weigh less when names are compared.
        governing: words for a state's government ("authorities"): after its name they mean the state.
        former: words for an office no longer held.
        leading: offices that lead a state or body, plain.
        chiefs: offices whose holder is called a body's chief, plain.
        done_by, done_to: words before the agent, and before the recipient.
        mutual: what two parties do together, in looked-up form: "meet", "agreement".
        nicknames: a given name, and its short and long forms.
        synonyms: a word for what happened, and the word it is looked up as ("deal" as "agreement", "jun" as "june").
        months: their names, by number ("" for 0).
        everyday: words of the language: who typed one has not mistyped a name.
    """

    letters: Mapping[int, str] = field(default_factory=dict)
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    honorifics: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    governing: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    chiefs: frozenset[str] = frozenset()
    done_by: frozenset[str] = frozenset()
    done_to: frozenset[str] = frozenset()
    mutual: frozenset[str] = frozenset()
    nicknames: Mapping[str, frozenset[str]] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    months: tuple[str, ...] = ("",)
    everyday: frozenset[str] = frozenset()


def plain(text: str, spellings: Spellings) -> str:
    """`text` in the form names are compared in: lower-case words, single spaces; "" if no letter or digit is left."""
    return " ".join(_one_spelling(words(text[:LONGEST_TEXT], spellings), spellings))


def words(text: str, spellings: Spellings) -> list[str]:
    """Steps 1 to 6: the words of `text` before honorifics and spellings are handled."""
    text = text.casefold() if text.isascii() else _fold(text, spellings)
    if "'" in text or not text.isascii():
        text = _APOSTROPHE.sub("", _POSSESSIVE.sub("", text))
    if "+" in text or "&" in text:
        text = text.replace("+", " plus ").replace("&", " and ")
    if "-" in text:
        text = _ARTICLE.sub("al ", text)
    if "." in text:
        text = _DOTTED.sub(r"\1", text)
    tokens = [token[:LONGEST_TOKEN] for token in _GAP.sub(" ", text).split()]
    return tokens[:MOST_TOKENS]


def _fold(text: str, spellings: Spellings) -> str:
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return text.translate(_VISIBLE).translate(spellings.letters)


class _Visible(dict[int, str | None]):
    """A table for `str.translate`: drops marks and invisible characters, makes white space a space; filled in on demand."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        kept = (
            " "
            if sign.isspace()
            else None
            if unicodedata.category(sign) in _INVISIBLE
            else "-"
            if sign in _HYPHENS
            else sign
        )
        self[code] = kept
        return kept


_VISIBLE = _Visible()


def _one_spelling(tokens: list[str], spellings: Spellings) -> list[str]:
    """Steps 7 and 8, repeated until nothing changes: closed-up initials may make an honorific, and a dropped one may join initials."""
    while True:
        left = [
            token for at, token in enumerate(tokens, 1) if token not in spellings.honorifics or 1 < at == len(tokens)
        ]
        after = _joined_initials(tokens if spellings.small.issuperset(left) else left)
        after = [word for token in after for word in spellings.same.get(token, (token,))][:MOST_TOKENS]
        if after == tokens:
            return tokens
        tokens = after


def _joined_initials(tokens: list[str]) -> list[str]:
    joined: list[str] = []
    run = ""
    for token in [*tokens, ""]:
        if len(token) == 1 and token.isascii() and token.isalpha():
            run += token
            continue
        if run:
            joined.append(run)
            run = ""
        if token:
            joined.append(token)
    return joined


# How a word sounds, roughly, in any language written in Latin letters: each spelling on the left sounds like the one on the right.
# Longest first; capital letters are sounds of their own.
HEARD = {
    "shch": "S", "tsch": "C", "tch": "C", "sch": "S", "igh": "i", "sh": "S", "ch": "C", "cz": "C", "zh": "S", "kh": "h", "gh": "g", "dh": "d",
    "th": "t", "ph": "f", "ck": "k", "cq": "k", "qu": "k", "q": "k", "x": "ks", "dj": "i", "ce": "se", "ci": "si", "cy": "si", "c": "k", "z": "s",
    "w": "v", "ou": "u", "oo": "u", "ee": "i", "ea": "i", "ie": "i", "ey": "i", "ei": "i", "ai": "i", "ay": "i", "aa": "a", "ae": "e", "oe": "o", "ue": "u",
    "y": "i", "j": "i",
}  # fmt: skip
_HEARD_FROM = 4
"""Fewest letters of a word compared by sound: in shorter ones every letter counts (MBS, MBZ), and numbers have no sound (G7, G77)."""
_SPELLED = re.compile("|".join(sorted(HEARD, key=len, reverse=True)))
_DOUBLED = re.compile(r"([a-zC-S])\1+")
_SILENT = re.compile(r"(?<=[aeiou])h\b|(?<=\w{3}[^aeiou])e\b|(?<=o)ff?\b")
_VOWELS = str.maketrans("", "", "aeiouh")


@lru_cache(maxsize=4096)
def sound(token: str) -> str:
    """Returns the sound of one word of a plain name: "zelensky", "zelenskyy" and "selenskyj" all give `selenski`."""
    if len(token) < _HEARD_FROM or not token.isascii() or not token.isalpha():
        return token
    heard = _SPELLED.sub(lambda found: HEARD[found[0]], token)
    heard = _DOUBLED.sub(r"\1", heard)
    heard = _SILENT.sub(lambda found: "v" if found[0][0] == "f" else "", heard)
    return heard if len(heard) > 1 else token


def skeleton(heard: str) -> str:
    """Returns the consonants of a sound, for names whose vowels are written by ear ("" for a word of vowels)."""
    return heard[:1] + heard[1:].translate(_VOWELS) if heard.isascii() else ""


def with_a_letter_out(word: str) -> list[str]:
    """Returns the word, and the word without each of its letters: two words one typo apart share one of these."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]


def acronym(tokens: Iterable[str]) -> str:
    """Returns the first letters of the words."""
    return "".join(token[0] for token in tokens)


def is_everyday(token: str, spellings: Spellings) -> bool:
    """True if a typed word is an everyday word, in any of its forms."""
    if token in spellings.everyday:
        return True
    stems = [token.removesuffix(ending) for ending in _ENDINGS if token.endswith(ending)]
    stems += [f"{token.removesuffix(ending)}e" for ending in _VERBAL if token.endswith(ending)]
    return any(len(stem) >= _STEM and stem in spellings.everyday for stem in stems)
