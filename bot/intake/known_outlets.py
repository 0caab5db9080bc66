"""Finds the known outlet that a name is, contains or resembles, and the sites that may use its name (`data/outlets.toml`)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from string import digits
from typing import Any

from rapidfuzz.distance import OSA

from bot.knowledge.shipped import DATA

_WORD = re.compile(r"[a-z0-9]+")
_SHORTEST = 6
"""Fewest letters of a name that is recognised with one wrong letter, or as the beginning of a word. Shorter ones are words themselves."""


@lru_cache(maxsize=1_024)
def sites_of(name: str) -> frozenset[str]:
    """Returns the registered domains of the known outlets that a name is, contains or resembles; empty if there are none."""
    whole = _listed("whole").get(_all_words(name))
    words = _words(name)
    letters = "".join(_words(name.rstrip(digits)))
    whole = whole or _by_name().get(_core(words)) or _by_letters().get(letters)
    return whole or frozenset().union(*(sites for known, sites in _listed("known").items() if _is_within(known, words)))


def spells_known(host: str) -> bool:
    """True if the labels of a host contain the name or the registered label of a known outlet: `www.reuters.com.evil.test`."""
    labels = re.split(r"[.-]", host)
    return any(label in _labels() or sites_of(label) for label in labels)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads((DATA / "outlets.toml").read_text(encoding="utf-8"))


def _words(name: str) -> tuple[str, ...]:
    """The words of a name without a leading article."""
    words = _all_words(name)
    return words[1:] if len(words) > 1 and words[0] in _class("articles") else words


def _all_words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_folded(name)))


def _folded(text: str) -> str:
    """A text in lower-case Latin letters, with similar-looking letters replaced by one."""
    plain = unicodedata.normalize("NFKC", text).translate(_alike("capital")).casefold()
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    plain = re.sub(r"['’.]", "", plain.translate(_alike("small")))
    for pair, one in (pair.split("-") for pair in _table()["alike"]["pairs"].split()):
        plain = plain.replace(pair, one)
    return plain


@lru_cache(maxsize=2)
def _alike(which: str) -> dict[int, str]:
    return str.maketrans({pair[0]: pair[1] for pair in _table()["alike"][which].split()})


@lru_cache(maxsize=3)
def _class(which: str) -> frozenset[str]:
    """Words that don't identify an outlet, as `_words` gives them."""
    return frozenset(_folded(_table()["names"][which]).split())


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that identify an outlet: "BBC World News" is "BBC"."""
    return tuple(word for word in words if word not in _class("filler")) or words


@lru_cache(maxsize=3)
def _listed(section: str) -> dict[tuple[str, ...], frozenset[str]]:
    """The names in a section of the file, with their sites."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for sites, names in _table()[section].items():
        for name in names.split(", "):
            words = _all_words(name) if section == "whole" else _words(name)
            found[words] = found.get(words, frozenset()).union(sites.split())
    return found


@lru_cache(maxsize=1)
def _by_name() -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for words, sites in (*_listed("known").items(), *_listed("alone").items()):
        found[_core(words)] = found.get(_core(words), frozenset()) | sites
    return found


@lru_cache(maxsize=1)
def _by_letters() -> dict[str, frozenset[str]]:
    """The letters of known names as one word, alone and with a following word: "bbcnews"."""
    found: dict[str, frozenset[str]] = {}
    for words, sites in _by_name().items():
        for more in ("", *_class("behind")):
            letters = "".join(words) + more
            found[letters] = found.get(letters, frozenset()) | sites
    return found


def _is_within(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """True if a name has a known one's words in order, begins a word with its letters, or has all its letters but one."""
    if any(words[at : at + len(known)] == known for at in range(len(words) - len(known) + 1)):
        return True
    letters = "".join(known)
    if len(letters) < _SHORTEST:
        return False
    tried = ("".join(words), "".join(_core(words)), *words)
    return any(word.startswith(letters) or OSA.distance(word, letters, score_cutoff=1) <= 1 for word in tried)


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """The labels that known outlets have registered: "apnews"."""
    return frozenset(site.split(".")[0] for sites in _table()["known"] for site in sites.split()) - {"www"}
