"""Writes data/given_names.toml: given names from many countries, by the sex of who bears them, without words that name other things.

    pip install faker==40.63.0
    python -m training.given_names

The names are those of Faker (MIT), whose lists for a hundred locales are kept by people who live there. Names that aren't written in Latin
letters are left out.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import textwrap
from typing import TYPE_CHECKING

import lemminflect

from bot.knowledge.actors import load_actors
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA
from bot.model.facts import ActorKind
from bot.reading.gazetteer import Gazetteer, fold
from bot.reading.grammar.function_words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:[-'’][^\W\d_]+)?")
_LATIN = 0x250
"""The first character behind the Latin letters."""
_LISTS = {"first_names_female": "women", "first_names_male": "men", "first_romanized_names": "either"}
_LEFT_OUT = frozenset({"en"})
"""All English names that were ever given: "Marvel", "Sincere", "Berlin". Those in use are in the lists of countries."""
_MANY = 4
"""In so many lists, a name is one although it is an English word too: "Rose"."""
_PLACES = words(
    """
    Adelaide Alexandria Asia Austin Beverly Bristol Brooklyn Carolina Charlotte Chelsea Cheyenne Chester Cleveland Dakota Dallas
    Darwin Denver Devon Eden Essex Europa Florence Houston Hudson Kent Kingston Lancaster Lincoln London Lourdes Madison Manila
    Marsa Medina Memphis Milan Montana Odessa Orlando Oxford Paris Perth Phoenix Preston Princeton Salem Salvador Santiago
    Savannah Sheffield Sierra Stanford Sydney Trinidad Troy Valencia Verona Victoria Vienna Virginia Wellington Windsor York
    """
)
"""Cities and regions that news write of more than of people of that name."""
_OTHERS = words(
    """
    Abbey Ace Admiral Apollo Aurora Avon Bishop Boeing Chevron Christian Dell Ford General Geo German Harley Harvard Honda
    Infinity Judge Justice Lady Legend Lexus Liberty Lotus Maine Major Marshal Mercedes Messiah Miracle Nation Noble Northern
    Omega Oracle Orion Prince Princess Queen Reading Roman Royal Royce Saint Senator Sir Sonata Southern Star Sterling Toyota
    Trinity Tyson Universal Western Wells Yale
    """
)
"""Makers, titles and other words that begin names of things."""


def main() -> None:
    """Write the file."""
    sexes: dict[str, set[str]] = {}
    locales: dict[str, set[str]] = {}
    for locale, sex, name in _listed():
        if _NAME.fullmatch(name) and max(map(ord, name)) < _LATIN:
            sexes.setdefault(name, set()).add(sex)
            locales.setdefault(name, set()).add(locale)
    taken = _taken()
    kept = {
        name: sex
        for name, sex in sexes.items()
        if name not in taken and fold(name) not in taken and (len(locales[name]) >= _MANY or not _is_word(name))
    }
    rows = {"women": {"women"}, "men": {"men"}}
    groups = {group: [name for name, sex in kept.items() if sex == only] for group, only in rows.items()}
    groups["either"] = [name for name, sex in kept.items() if sex not in rows.values()]
    lines = [
        "# Given names by the sex of who bears them, from Faker 40.63.0 (MIT, LICENSE.faker); written by `python -m training.given_names`.",
        "# Without everyday words, places, and names of other actors. A capitalised run that starts with one is a person.",
    ]
    for group, names in groups.items():
        body = textwrap.fill(" ".join(sorted(set(names))), 180, break_on_hyphens=False, break_long_words=False)
        lines += ["", f'{group} = """', body, '"""']
    (DATA / "given_names.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _is_word(name: str) -> bool:
    """True for an English word: "Sunshine", "Archer"."""
    return bool(lemminflect.getAllLemmas(name.lower()))


def _listed() -> Iterator[tuple[str, str, str]]:
    """Yields each name with its locale and sex."""
    from faker.providers import person  # noqa: PLC0415 - only this tool needs it

    for locale in sorted(module.name for module in pkgutil.iter_modules(person.__path__)):
        if locale in _LEFT_OUT:
            continue
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute, sex in _LISTS.items():
            yield from ((locale, sex, str(name)) for name in getattr(provider, attribute, ()))


def _taken() -> set[str]:
    """The words that are no given names first of all: as they stand, or folded where what they name is folded."""
    lexicon, gazetteer = load_lexicon(DATA), Gazetteer(load_actors(DATA / "actors"))
    titles = lexicon.titles
    plain = lexicon.everyday | titles.honorifics | titles.organs | titles.openers | titles.figures | titles.trades
    taken = {word.title() for word in plain} | titles.bodies | titles.monuments | titles.ships | _PLACES | _OTHERS
    for row in gazetteer.rows.values():
        person = row.kind is ActorKind.PERSON
        taken |= {fold(row.name.split()[-1])} if person else {fold(name) for name in (row.name, *row.aliases)}
    return taken


if __name__ == "__main__":
    main()
