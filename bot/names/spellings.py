"""Loads `data/names.toml` and the everyday words into the `Spellings` of the normaliser; done once, outside it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.errors import FaultError
from bot.names.normal import Spellings, plain

if TYPE_CHECKING:
    from pathlib import Path

FILE, WORDS = "names.toml", "everyday.toml"


def load_spellings(folder: Path) -> Spellings:
    """Returns the spelling knowledge in `folder`: names.toml, and everyday.toml for the words that are no names.

    Raises:
        FaultError: a file is missing or not TOML, a table is missing, or a spelling leads to a word that itself has another spelling.
    """
    name = FILE
    try:
        table = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
        spellings = _tables(table)
        name = WORDS
        words = tomllib.loads((folder / WORDS).read_text(encoding="utf-8"))
        spellings = replace(spellings, everyday=_everyday(words, spellings))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FaultError(f"{name} can't be used: {error!r}") from error
    for word, phrase in spellings.same.items():
        if plain(" ".join(phrase), spellings) != " ".join(phrase) or word in spellings.honorifics:
            raise FaultError(f"{FILE}: {word!r} is replaced by {' '.join(phrase)!r}, which has another spelling itself")
    return spellings


def _everyday(table: dict[str, Any], spellings: Spellings) -> frozenset[str]:
    """The everyday words, and the words for what happened, as names are compared."""
    return frozenset({*table["words"].split(), *table["verbs"].split(), *spellings.synonyms, *spellings.weak})


def _tables(table: dict[str, Any]) -> Spellings:
    nicknames: dict[str, set[str]] = {}
    for row in table["nicknames"]:
        for name in row:
            nicknames.setdefault(name, set()).update(other for other in row if other != name)
    return Spellings(
        letters=str.maketrans(
            {letter: latin for script in table["letters"].values() for letter, latin in script.items()}
        ),
        same={word: tuple(row[0].split()) for row in table["same"] for word in row[1:]},
        honorifics=frozenset(table["honorifics"]),
        small=frozenset(table["small"]),
        particles=frozenset(table["particles"]),
        roles=frozenset(table["weak"] + table["governing"]),
        weak=frozenset(table["small"] + table["particles"] + table["weak"] + table["governing"]),
        governing=frozenset(table["governing"]),
        former=frozenset(table["former"]),
        leading=frozenset(table["leading"]),
        chiefs=frozenset(table["chiefs"]),
        done_by=frozenset(table["done_by"]),
        done_to=frozenset(table["done_to"]),
        mutual=frozenset(table["mutual"]),
        nicknames={name: frozenset(others) for name, others in nicknames.items()},
        synonyms={word: row[0] for row in [*table["synonyms"], *table["months"]] for word in row},
        months=("", *(row[0] for row in table["months"])),
    )
