"""Translates the reason why a name was matched into the current language. The index gives its reasons in English."""

from __future__ import annotations

import calendar
import re

from bot.catalogue import ENGLISH, N_, language, say, say_as
from bot.wording import date_words, named, office_words

REASONS = (
    N_("name"),
    N_("surname"),
    N_("adjective"),
    N_("as described"),
    N_("alias"),
    N_("short name"),
    N_("native name"),
    N_("name in another language"),
    N_("capital, for its government"),
    N_("seat, for its government"),
    N_("a place in it"),
    N_("title"),
    N_("title held now"),
    N_("with a role"),
    N_("short for the name"),
    N_("part of the name"),
    N_("the name and more"),
    N_("word order"),
    N_("spelled alike"),
    N_("close in spelling"),
    N_("one letter off"),
    N_("two letters off"),
    N_("close to the name"),
    N_("what the article says"),
    N_("what happened"),
    N_("who took part"),
    N_("place"),
    N_("date"),
    N_("when it was in the news"),
    N_("begins with it"),
    N_("a word begins with it"),
    N_("the only one in the news"),
    N_("by far the most in the news"),
    N_("in the news"),
    N_("known"),
    N_("chosen"),
)
"""Every reason of `bot/names/`, which joins several with commas."""
_HELD = (
    (re.compile(r"title held until (.+)"), N_("title held until {when}")),
    (re.compile(r"title held since (.+)"), N_("title held since {when}")),
    (re.compile(r"title held in (.+)"), N_("title held in {when}")),
    (re.compile(r"title not held in (.+)"), N_("title not held in {when}")),
)
_FOR_IT = ", for its government"
_MONTH = re.compile(rf"({'|'.join(calendar.month_name[1:])}) (\d+)")


def reason_words(reason: str) -> str:
    """Returns the reasons of a match in the current language: "surname, one letter off", "Nachname, ein Buchstabe anders"."""
    parts = reason.replace(_FOR_IT, _FOR_IT[1:]).split(", ")
    return ", ".join(_said(part.replace(_FOR_IT[1:], _FOR_IT)) for part in parts)


_NOTE = re.compile(r"(?P<kind>country|organisation|group|place|issue)(?: in (?:the )?(?P<where>.+))?")
_KINDS = {
    "country": N_("state"),
    "organisation": N_("body"),
    "group": N_("group"),
    "place": N_("place"),
    "issue": N_("an issue"),
}


def note_words(note: str) -> str:
    """Returns what tells a name from another of the same name, in the current language where it is only what kind of thing it is: "country", "Staat"."""
    if language() == ENGLISH:
        return note
    found = _NOTE.fullmatch(note)
    if found is None:
        return _office(note)
    kind = say(_KINDS[found["kind"]])
    return f"{kind} ({named(found['where'])})" if found["where"] else kind


def _office(note: str) -> str:
    """An office with whose it is, or was: "Foreign Minister of Iran", "Außenminister (Iran)". Anything else stays as it is."""
    held = note.removeprefix("formerly ")
    office, _, where = held.rpartition(" of ")
    if (known := office_words(held)) == held and (not where or (known := office_words(office)) == office):
        return note
    if known != office_words(held):
        known = say("{office} of {state}", office=known, state=named(where.removeprefix("the ")))
    return say_as("office", "former {office}", office=known) if held != note else known


def _said(reason: str) -> str:
    for pattern, message in _HELD:
        if held := pattern.fullmatch(reason):
            return say(message, when=_when(held[1]))
    return say(reason) if reason in REASONS else reason


def _when(english: str) -> str:
    """A year or month in the current language."""
    found = _MONTH.fullmatch(english)
    return date_words(f"{found[2]}-{[*calendar.month_name].index(found[1]):02}") if found else english
