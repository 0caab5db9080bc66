"""A name as someone wrote it into the form names are compared in (`plain`), and into how it sounds (`sound`).

`plain` is idempotent. What it does, in order, and why:

1. Compatibility forms, case and accents fold (NFKD, casefold, marks dropped): "Erdoğan" is typed "erdogan", "ＵＮ" is pasted.
2. Invisible characters (joiners, direction marks, soft hyphens) vanish: they come with copied text and mean nothing here.
3. Letters without a decomposition and Cyrillic and Greek ones are written in Latin (`letters`): "Łódź", "Путин". Arabic, Hebrew,
   Chinese and Hangul stay: their vowels aren't written or their sounds depend on the language, so the gazetteer gives native forms instead.
4. Possessives go ("Iran's"), other apostrophes close up ("O'Brien", "Mas'ud"): where they stand differs from outlet to outlet.
5. An assimilated Arabic article is written `al` ("ash-Sharaa", "el-Sisi"): the same name, spelled by sound or by grammar.
6. `+` and `&` are the words they stand for (OPEC is not OPEC+). Dotted initials close up ("U.S." is "us"), so do runs of single letters ("J. F. K."); everything else that is no letter or digit is a space.
7. Honorifics before a name go ("Mr Putin"), but not behind one, where they are a surname ("Hussein al-Sheikh"), or alone ("the Ayatollah"). Roles ("president") stay: they say who.
8. Spellings of one word become one word (`same`): Kyiv is Kiev, Muhammad is Mohammed, "us" is "united states".
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
"""Characters looked at; no name is longer, and a pasted article must not cost more than a name."""
MOST_TOKENS = 24
LONGEST_TOKEN = 40

_INVISIBLE = frozenset({"Mn", "Me", "Cf", "Cc"})
_HYPHENS = "\u2010\u2011"
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ`´‘]s\b")
_APOSTROPHE = re.compile(r"['’ʼ`´‘ʻʿʾ]")
_ARTICLE = re.compile(r"\b[aeu](?:([bdhlnrstz]h?)-(?=\1)|l-)")
_DOTTED = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
_GAP = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, repr=False)
class Spellings:
    """What is known of how names are written; `load_spellings` reads it from `data/names.toml`.

    Attributes:
        letters: for `str.translate`: letters that no decomposition turns into Latin ones.
        same: a word to the words it is written as.
        honorifics: words dropped from names.
        small: function words (of, the, and), which say nothing of who is meant.
        particles: al, bin, von: written or left out as an outlet likes.
        roles: words that say what somebody or something is (president, inc, operation, government).
        weak: all of these, weighed less when names are compared.
        governing: words for those who govern a state ("authorities"): after its name they mean the state.
        former: words that say of an office that it is held no more.
        leading: offices by which a state or body is led, plain.
        chiefs: offices whose holder is called the chief of a body, plain.
        done_by, done_to: what stands before who did something, and before whom it was done to.
        mutual: what two do together, as it is looked up: "meet", "agreement".
        nicknames: a given name to those it is short for, or that are short for it.
        synonyms: a word for what happened to the word it is looked up as ("deal" to "agreement", "jun" to "june").
        months: their names, by number ("" for 0).
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


def plain(text: str, spellings: Spellings) -> str:
    """`text` as names are compared: lower-case words with single spaces between them; "" where no letter or digit is left."""
    return " ".join(_one_spelling(words(text[:LONGEST_TEXT], spellings), spellings))


def words(text: str, spellings: Spellings) -> list[str]:
    """Steps 1 to 6: the words of `text`, before honorifics and spellings are looked at."""
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
    """For `str.translate`: marks and invisible characters to nothing, white space to a space; filled in as characters are met."""

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
    """Steps 7 and 8, until nothing changes: closing up initials may make an honorific, dropping one may bring initials together."""
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


# How a word sounds, roughly and for any language written in Latin letters: the spellings on the left are heard as the one on the right.
# Longest first; capital letters are sounds of their own.
_HEARD = {
    "shch": "S", "tsch": "C", "tch": "C", "sch": "S", "igh": "i", "sh": "S", "ch": "C", "cz": "C", "zh": "S", "kh": "h", "gh": "g", "dh": "d",
    "th": "t", "ph": "f", "ck": "k", "cq": "k", "qu": "k", "q": "k", "x": "ks", "dj": "i", "ce": "se", "ci": "si", "cy": "si", "c": "k", "z": "s",
    "w": "v", "ou": "u", "oo": "u", "ee": "i", "ea": "i", "ie": "i", "ey": "i", "ei": "i", "ai": "i", "ay": "i", "aa": "a", "ae": "e", "oe": "o", "ue": "u",
    "y": "i", "j": "i",
}  # fmt: skip
_HEARD_FROM = 4
"""Letters a word must have to be spelled by ear: in shorter ones every letter tells (MBS, MBZ), and numbers are no sounds (G7, G77)."""
_SPELLED = re.compile("|".join(sorted(_HEARD, key=len, reverse=True)))
_DOUBLED = re.compile(r"([a-zC-S])\1+")
_SILENT = re.compile(r"(?<=[aeiou])h\b|(?<=\w{3}[^aeiou])e\b|(?<=o)ff?\b")
_VOWELS = str.maketrans("", "", "aeiouh")


@lru_cache(maxsize=4096)
def sound(token: str) -> str:
    """One word of a plain name as it is heard: "zelensky", "zelenskyy" and "selenskyj" are all `selenski`."""
    if len(token) < _HEARD_FROM or not token.isascii() or not token.isalpha():
        return token
    heard = _SPELLED.sub(lambda found: _HEARD[found[0]], token)
    heard = _DOUBLED.sub(r"\1", heard)
    heard = _SILENT.sub(lambda found: "v" if found[0][0] == "f" else "", heard)
    return heard if len(heard) > 1 else token


def skeleton(heard: str) -> str:
    """The consonants of a sounded word: what is left when vowels are written by ear ("" for a word of vowels)."""
    return heard[:1] + heard[1:].translate(_VOWELS) if heard.isascii() else ""


def with_a_letter_out(word: str) -> list[str]:
    """A word, and it with each of its letters left out: two words one slip apart share one of these."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]


def acronym(tokens: Iterable[str]) -> str:
    """The first letters of the words."""
    return "".join(token[0] for token in tokens)
