"""The README names every command, setting and benchmark there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.asking import OPTIONS
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_command_line_is_in_the_readme(command: str) -> None:
    assert f"`attache {command}" in README


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert f"`{setting.upper()}`" in README


@pytest.mark.parametrize("command", sorted(OPTIONS))
def test_every_slash_command_and_its_options_are_in_the_readme(command: str) -> None:
    [row] = [line for line in README.splitlines() if line.startswith(f"| `/{command} ")]
    assert [option for option in OPTIONS[command] if f"{option}:" not in row] == []


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    links = [part.split(")")[0] for part in README.split("](")[1:]]
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []


def test_no_file_that_is_pinned_names_a_registry() -> None:
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in constraints
    assert all("==" in line for line in constraints.splitlines())
