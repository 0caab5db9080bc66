"""Tests the command line's commands, actions and options: what each is called, takes and says of itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.__main__ import main
from bot.cli.dispatch import COMMANDS, parser

if TYPE_CHECKING:
    from collections.abc import Iterator

USAGES = """\
run
sandbox [--port N] [--without-bot] [--state FILE] [--openapi FILE]
load PATH [PATH ...]
article list [--server ID] [--page N] [WORD ...]
article remove [--server ID] ARTICLE [ARTICLE ...]
article restore [--server ID] ARTICLE [ARTICLE ...]
article reread [--server ID] ARTICLE [ARTICLE ...]
correction list [--server ID] [--page N]
correction apply [--server ID] NUMBER [NUMBER ...]
correction undo [--server ID] NUMBER [NUMBER ...]
correction dismiss [--server ID] NUMBER [NUMBER ...]
correction export [--server ID]
feed list [--server ID] [--failing]
feed check [--server ID] NUMBER [NUMBER ...]
read [--published DATE] [--workers WORKERS] PATH [PATH ...]
ask [--json] [--picture FILE] [--server ID] COMMAND
resolve [--kind {actor,event,issue}] [--json] [--index FILE.jsonl]
backup [--to FILE]
restore FILE
migrate-to ADDRESS
export --server ID
purge --server ID [--yes]
doctor
"""


def leaves(of: argparse.ArgumentParser, named: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yields each command, or each of its actions, with its name."""
    branches = [action for action in of._actions if isinstance(action, argparse._SubParsersAction)]
    for branch in branches:
        for name, each in branch.choices.items():
            yield from leaves(each, f"{named} {name}".strip())
    if not branches:
        yield named, of


# Scripts and crontabs hold these lines: what goes or is called otherwise breaks them.
def test_every_command_takes_what_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    usages = [" ".join(each.format_usage().replace("[-h]", "").split()) for _, each in leaves(parser())]
    assert [usage.removeprefix("usage: attache ") for usage in usages] == USAGES.splitlines()


def test_every_option_says_what_it_is_for() -> None:
    for name, each in leaves(parser()):
        for action in each._actions:
            assert action.help, (name, action.dest)
            assert action.help[0].islower(), (name, action.dest)
            assert not action.help.endswith("."), (name, action.dest)


# argparse would fold the examples into one paragraph.
@pytest.mark.parametrize("command", COMMANDS)
def test_examples_stand_in_lines_of_their_own(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith(f"  attache {command}")], command


@pytest.mark.parametrize("command", ["article", "correction", "feed"])
def test_each_action_is_told_with_what_it_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    shown = capsys.readouterr().out
    for name, _ in leaves(parser()):
        of, _, action = name.partition(" ")
        if of == command:
            assert f"\n    {action} " in shown


READ: list[tuple[list[str], dict[str, Any]]] = [
    (["sandbox"], {"port": None, "without_bot": False, "state": None, "openapi": None}),
    (["sandbox", "--port", "80", "--without-bot", "--state", "a"], {"port": 80, "without_bot": True, "state": Path("a")}),
    (["article", "list"], {"action": "list", "server": None, "page": 1, "given": []}),
    (["article", "list", "raid", "--page", "2"], {"page": 2, "given": ["raid"]}),
    (["article", "--server", "7", "remove", "1", "2"], {"action": "remove", "server": "7", "given": ["1", "2"]}),
    (["article", "remove", "--server", "8", "1"], {"server": "8"}),
    (["correction", "list"], {"action": "list", "page": 1}),
    (["correction", "apply", "3"], {"action": "apply", "given": ["3"]}),
    (["feed", "list"], {"failing": False}),
    (["feed", "list", "--failing"], {"failing": True}),
    (["feed", "check", "3", "4"], {"action": "check", "given": [3, 4]}),
    (["ask", "/who"], {"line": "/who", "json": False, "picture": None, "server": None}),
    (["ask", "/who", "--json", "--picture", "a.png"], {"json": True, "picture": Path("a.png")}),
    (["resolve"], {"kind": None, "json": False, "index": None}),
    (["resolve", "--kind", "issue", "--json", "--index", "a"], {"kind": "issue", "json": True, "index": Path("a")}),
    (["backup"], {"to": None}),
    (["backup", "--to", "a.db"], {"to": Path("a.db")}),
    (["restore", "a.db"], {"backup": Path("a.db")}),
    (["purge", "--server", "7"], {"server": "7", "yes": False}),
    (["purge", "--server", "7", "--yes"], {"yes": True}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "read"), READ, ids=[" ".join(line) for line, _ in READ])
def test_a_line_is_read_as_it_is_meant(line: list[str], read: dict[str, Any]) -> None:
    found = vars(parser().parse_args(line))
    assert {name: found.get(name, "missing") for name in read} == read
    assert callable(found["run"])
