"""Tests that the sandbox's modules import each other downward only, including types."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import bot.sandbox

ROOT = Path(bot.sandbox.__file__).parents[2]


def imported(path: Path, modules: set[str]) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= named & modules or {node.module} & modules
    return found


def test_there_is_no_circle() -> None:
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (ROOT / "bot/sandbox").rglob("*.py")
    }
    assert len(paths) > 40
    order = list(
        TopologicalSorter({name: imported(path, set(paths)) for name, path in paths.items()}).static_order()
    )  # raises where there is one
    assert order[-1] == "bot.sandbox"
