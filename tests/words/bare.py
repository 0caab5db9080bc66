"""Finds words in the code that members would read in English whatever their language: constants that no function of the catalogue marks."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.words.messages import ROOT, TAKE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHOWN = ("answers", "asking", "charts", "digests", "feeds", "intake", "library", "render", "ui")
"""The folders of bot/ whose words members read; what the operator reads is in English (settings, telemetry, the command line)."""
LABELS = {"Button": 0, "Menu": 1, "Option": 0, "notes_page": 0, "words_page": 0, "tell": 1, "card": 0}
"""Functions that show words, and which argument: there one word is enough."""
OTHERS = frozenset(
    {
        *("debug", "info", "warning", "error", "exception", "critical"),  # the log
        *("TypeError", "ValueError", "RuntimeError", "LookupError", "KeyError", "FaultError"),  # ours to mend
        *("compile", "listed", "run", "rows", "value", "execute"),  # patterns, word lists, SQL
        *(
            "command",
            "describe",
            "rename",
            "choices",
            "Group",
            "ContextMenu",
        ),  # a command's words: `in_commands` finds them
    }
)
"""Functions whose words no member reads, or that are found elsewhere."""
_PROSE = re.compile(r"[A-Za-z][a-z']+,? [a-z']+ [a-z']+")
_WORD = re.compile(r"[A-Za-z]{2}")
_PATTERN = re.compile(r"\(\?[:P]")
"""What stands in patterns for what people type, and in no message."""


def bare(path: Path) -> Iterator[tuple[int, str]]:
    """Yields the line and the words of each constant of a module that a member would read untranslated."""
    tree = ast.parse(path.read_bytes())
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or _PATTERN.search(node.value):
            continue
        if _in_words(node, parents, least=_PROSE) or _is_label(node, parents):
            yield node.lineno, node.value


def _in_words(node: ast.Constant, parents: dict[ast.AST, ast.AST], least: re.Pattern[str]) -> bool:
    return bool(least.search(node.value)) and not any(map(_excuses, _above(node, parents)))


def _is_label(node: ast.Constant, parents: dict[ast.AST, ast.AST]) -> bool:
    """True if it stands where words are shown, by itself or in a choice between two."""
    inner: ast.AST = node
    while isinstance(parents.get(inner), ast.IfExp | ast.BoolOp | ast.JoinedStr):
        inner = parents[inner]
    call = parents.get(inner)
    if not isinstance(call, ast.Call) or not _WORD.search(node.value):
        return False
    place = 0 if _name(call).endswith("Error") and _name(call) not in OTHERS else LABELS.get(_name(call))
    return place is not None and inner in call.args[place : place + 1]


def _above(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while (node := parents.get(node)) is not None:  # type: ignore[assignment]
        yield node


def _excuses(node: ast.AST) -> bool:
    """True for what stands around words that are marked, or that no member reads: a docstring among them."""
    if isinstance(node, ast.Call):
        return _name(node) in TAKE or _name(node) in OTHERS
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def modules() -> list[Path]:
    """The modules whose words members read."""
    folders = [*(ROOT / "bot" / folder for folder in SHOWN), ROOT / "cogs"]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))
