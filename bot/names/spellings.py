"""Loads `data/names.toml` into the `Spellings` of the normaliser; done once, outside it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from bot.errors import FaultError
from bot.names.normal import Spellings, plain

if TYPE_CHECKING:
    from pathlib import Path

FILE = "names.toml"


def load_spellings(folder: Path) -> Spellings:
    """The spelling knowledge in `folder`/names.toml.

    Raises:
        FaultError: the file is missing or not TOML, a table is missing, or a spelling leads to a word that itself has another spelling.
    """
    path = folder / FILE
    try:
        spellings = _tables(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FaultError(f"{FILE} can't be used: {error!r}") from error
    for word, phrase in spellings.same.items():
        if plain(" ".join(phrase), spellings) != " ".join(phrase) or word in spellings.honorifics:
            raise FaultError(f"{FILE}: {word!r} is replaced by {' '.join(phrase)!r}, which has another spelling itself")
    return spellings


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
