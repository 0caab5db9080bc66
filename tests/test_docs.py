"""Tests that README names every command, setting and benchmark, and CONTRIBUTING every folder."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from discord import app_commands

from bot.app import COGS, Attache
from bot.asking import OPTIONS
from bot.cli.dispatch import COMMANDS
from tests import settings_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
READING = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
MOST_LOOSE = 12
"""Modules that may be in bot/ itself. A thirteenth belongs with others, or starts a new folder."""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_command_line_is_in_the_readme(command: str) -> None:
    assert f"`attache {command}" in README


# `python -m tests.settings_table` writes it anew.
def test_the_table_of_settings_is_that_of_the_code() -> None:
    assert settings_table.table_in(README) == settings_table.table()


@pytest.mark.parametrize("command", sorted(OPTIONS))
def test_every_slash_command_and_its_options_are_in_the_readme(command: str) -> None:
    [row] = [line for line in README.splitlines() if line.startswith(f"| `/{command} ")]
    assert [option for option in OPTIONS[command] if f"{option}:" not in row] == []


async def test_every_subcommand_and_its_options_are_in_the_readme() -> None:
    async with Attache(None) as client:  # type: ignore[arg-type] # nobody asks the desk anything here
        for module in iter_modules(import_module(COGS).__path__):
            await client.load_extension(f"{COGS}.{module.name}")
        subcommands = [
            command
            for command in client.tree.walk_commands()
            if command.parent and isinstance(command, app_commands.Command)
        ]
    assert subcommands
    for command in subcommands:
        [row] = [line for line in README.splitlines() if line.startswith(f"| `/{command.qualified_name}")]
        assert [parameter.name for parameter in command.parameters if f"{parameter.name}:" not in row] == [], (
            command.qualified_name
        )


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    links = [part.split(")")[0] for part in README.split("](")[1:]]
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []


def within(folder: Path) -> tuple[list[str], list[str]]:
    """The packages and the modules directly in a folder."""
    packages = sorted(path.parent.name for path in folder.glob("*/__init__.py"))
    return packages, sorted(path.name for path in folder.glob("*.py"))


def test_the_map_names_every_folder_and_loose_module_of_the_bot() -> None:
    packages, modules = within(ROOT / "bot")
    rows = [line.strip() for line in CONTRIBUTING.splitlines() if line.startswith("    bot/")]
    named = {place for row in rows for place in row.split("  ")[0].split()}
    there = {f"bot/{name}/" for name in packages} | {f"bot/{name}" for name in modules} - {"bot/__init__.py"}
    assert named - {"cogs/"} == there
    assert len(modules) <= MOST_LOOSE


def test_the_page_on_reading_names_every_module_of_it() -> None:
    reading = ROOT / "bot" / "reading"
    packages, modules = within(reading)
    unnamed = [f"{package}/" for package in packages if f"`{package}/`" not in READING]
    for package in packages:
        unnamed += [f"{package}/{name}" for name in within(reading / package)[1] if not is_named(name, READING)]
    assert unnamed + [name for name in modules if not is_named(name, READING)] == []


def is_named(module: str, page: str) -> bool:
    return module == "__init__.py" or f"`{module.removesuffix('.py')}`" in page


def test_no_file_that_is_pinned_names_a_registry() -> None:
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in constraints
    assert all("==" in line for line in constraints.splitlines())


def test_every_threat_has_a_test_that_exists() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
    assert len(rows) > 30
    assert [row for row in rows if "`tests/" not in row] == []
    for path, _, test in re.findall(r"`(tests/[\w/]+\.py)(::(\w+))?`", page):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in text, f"{path}::{test}"
