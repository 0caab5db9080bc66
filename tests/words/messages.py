"""Finds every message that has to be translated: in the code, in the commands, the names of states, and offices."""

from __future__ import annotations

import ast
import re
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import discord
from babel import Locale
from babel.messages.catalog import Catalog
from discord import app_commands

from bot.app import COGS, Attache
from bot.catalogue import FOLDER
from bot.knowledge.actors import load_actors
from bot.knowledge.shipped import DATA

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

ROOT = Path(__file__).parents[2]
TAKE = {"say": 1, "N_": 1, "say_n": 2, "N_n": 2, "say_as": 2, "lazy": 1, "lazy_n": 2}
"""The functions of `bot/catalogue/` that take messages, and how many of their first arguments are texts."""
_BLANK = re.compile(r"\{(\w+)\}")
_WHEN = datetime(2026, 11, 30, tzinfo=UTC)  # no day of writing in the files: they change only with the words


def blanks(message: str) -> set[str]:
    """The blanks of a message."""
    return set(_BLANK.findall(message))


def in_code() -> Iterator[tuple[str, str | tuple[str, str], str | None]]:
    """Yields each message in the code with its module and context; a pair of singular and plural is one message."""
    for folder in ("bot", "cogs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if b"bot.catalogue" not in path.read_bytes():
                continue
            for node in ast.walk(ast.parse(path.read_bytes())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TAKE:
                    texts = [text.value for text in node.args[: TAKE[node.func.id]] if isinstance(text, ast.Constant)]
                    if len(texts) == TAKE[node.func.id]:  # else it says a constant that `N_` marks
                        yield str(path.relative_to(ROOT)), *_message(node.func.id, texts)


def _message(said_by: str, texts: list[Any]) -> tuple[str | tuple[str, str], str | None]:
    if said_by == "say_as":
        return texts[1], texts[0]
    return (texts[0], texts[1]) if said_by in {"say_n", "N_n", "lazy_n"} else texts[0], None


@asynccontextmanager
async def loaded() -> AsyncIterator[Attache]:
    """The bot with every cog, not connected to anything."""
    async with Attache(None) as client:  # type: ignore[arg-type] # nobody asks the desk anything here
        for module in iter_modules(import_module(COGS).__path__):
            await client.load_extension(f"{COGS}.{module.name}")
        yield client


def in_commands(tree: app_commands.CommandTree[Any]) -> Iterator[tuple[str, str, str]]:
    """Yields where it stands, the text and its context for each name, description and choice of the commands and menus."""
    for command in tree.walk_commands():
        where = f"/{command.qualified_name}"
        yield where, command.name, "command"
        yield where, command.description, "description"
        for parameter in command.parameters if isinstance(command, app_commands.Command) else ():
            yield where, parameter.display_name, "option"
            yield where, str(parameter.description), "description"
            for choice in parameter.choices:
                yield where, choice.name, "choice"
    for menu in tree.get_commands(type=discord.AppCommandType.message):
        yield "menus", menu.name, "command"


def states() -> dict[str, str]:
    """The names of states in the gazetteer, each with its code in CLDR."""
    codes = {name.casefold(): code for code, name in Locale("en").territories.items() if len(code) == 2}
    found = {}
    for actor in load_actors(DATA / "actors"):
        if actor.kind == "country":
            names = (actor.name, *actor.aliases)
            code = next((codes[name.casefold()] for name in names if name.casefold() in codes), None)
            if code:
                found[actor.name] = code
    return found


async def every_message() -> Catalog:
    """The catalogue without translations."""
    made = Catalog(project="attache", charset="utf-8", creation_date=_WHEN, fuzzy=False)
    for module, message, context in in_code():
        made.add(message, locations=[(module, 0)], context=context)
    async with loaded() as client:
        for where, text, context in in_commands(client.tree):
            made.add(text, locations=[(where, 0)], context=context)
    for name in (*states(), *(FOLDER / "bodies.txt").read_text(encoding="utf-8").splitlines()):
        made.add(name, context="actor")
    for office in (FOLDER / "offices.txt").read_text(encoding="utf-8").splitlines():
        made.add(office, context="office")
    return made


def path_of(language: str) -> Path:
    """Where a language's catalogue is."""
    return FOLDER / f"{language}.po"
