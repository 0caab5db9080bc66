"""Bases of English words into their inflections, and plural nouns back into their bases."""

from __future__ import annotations

import re

_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgmnprt]$")
_VOWEL = "aeiou"


def inflections(base: str) -> dict[str, str]:
    """The regular forms of a verb, with their Penn classes."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    elif base.endswith("y") and base[-2:-1] not in _VOWEL:
        third = base[:-1] + "ies"
    else:
        third = base + "s"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        past, gerund = base + "d", base[:-1] + "ing"
    elif base.endswith("e"):
        past, gerund = base + "d", base + "ing"
    elif base.endswith("y") and base[-2:-1] not in _VOWEL:
        past, gerund = base[:-1] + "ied", base + "ing"
    elif base.endswith("c"):
        past, gerund = base + "ked", base + "king"
    elif len(base) <= 4 and _DOUBLED.search(base):
        past, gerund = base + base[-1] + "ed", base + base[-1] + "ing"
    else:
        past, gerund = base + "ed", base + "ing"
    return {base: "VB", third: "VBZ", past: "VBD", gerund: "VBG"}


def doubled(base: str) -> dict[str, str]:
    """The forms with a doubled last letter that longer verbs may have ("travelled")."""
    if (len(base) > 4 and _DOUBLED.search(base)) or base.endswith("el"):
        return {base + base[-1] + "ed": "VBD", base + base[-1] + "ing": "VBG"}
    return {}


def singular(noun: str) -> str:
    """The base of a regular plural; other words come back unchanged."""
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return _IRREGULAR.get(noun, noun)
    if noun.endswith("ies"):
        return noun[:-3] + "y" if len(noun) > 4 else noun[:-1]
    if noun.endswith(("ches", "shes", "xes", "sses")):
        return noun[:-2]
    return noun[:-1]


_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "people",
    "crises": "crisis",
    "wives": "wife",
}
