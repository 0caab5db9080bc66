"""Marks lines of a module, so that one can tell which tests run them."""

from __future__ import annotations

import ast
import mmap
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKS = "_lines_that_ran_"


class Marks:
    """A file with a byte for each marked line: that of a line that runs is set, by whichever process runs it."""

    def __init__(self, path: Path, size: int) -> None:
        path.write_bytes(bytes(size + 1))  # an empty file can't be mapped
        self._path = path
        with path.open("r+b") as file:
            self._bytes = mmap.mmap(file.fileno(), 0)

    def taken(self) -> frozenset[int]:
        """The lines that ran since they were last taken."""
        ran = bytes(self._bytes)
        self._bytes[:] = bytes(len(ran))
        return frozenset(number for number, mark in enumerate(ran) if mark)

    def put(self, lines: frozenset[int]) -> None:
        """Set the marks of lines."""
        for number in lines:
            self._bytes[number] = 1

    def marked(self, raw: bytes, places: list[tuple[int, int]]) -> bytes:
        """A module with marks, told by number, before the statements at some offsets."""
        tree = ast.parse(raw)
        lines = raw.splitlines(keepends=True)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        before: dict[int, bytes] = {}
        for number, offset in places:
            line, column = _statement(tree, raw, starts, offset)
            before[line] = before.get(line, b"") + b" " * column + f"{MARKS}[{number}] = 1\n".encode()
        opened = f"{MARKS} = __import__('mmap').mmap(__import__('os').open({str(self._path)!r}, 2), 0)\n"
        first = min((line for line, _ in _lines(_body(tree))), default=1)
        before[first] = opened.encode() + before.get(first, b"")
        return b"".join(before.get(number, b"") + line for number, line in enumerate(lines, 1))


def functions(raw: bytes) -> list[int]:
    """The offset of each function's first statement."""
    starts = [0, *(match.end() for match in re.finditer(b"\n", raw))]
    made = (node for node in ast.walk(ast.parse(raw)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [starts[node.body[0].lineno - 1] + node.body[0].col_offset for node in made]


def _body(tree: ast.Module) -> list[ast.stmt]:
    """A module's statements after its docstring and what it takes from the future, which must stand first."""
    body = tree.body[ast.get_docstring(tree) is not None :]
    return [each for each in body if not (isinstance(each, ast.ImportFrom) and each.module == "__future__")]


def _statement(tree: ast.Module, raw: bytes, starts: list[int], offset: int) -> tuple[int, int]:
    """The line and the column of the innermost statement around an offset before which another can stand."""
    place = (1, 0)
    inner: ast.AST | None = tree
    while inner:
        children = _body(tree) if inner is tree else _statements(inner)
        inner = next((child for child in children if _first(child, starts) <= offset < _last(child, starts)), None)
        if inner:
            line, column = _line(inner), inner.col_offset
            alone = not raw[starts[line - 1] : starts[line - 1] + column].strip()
            if alone and not raw.startswith(b"elif", starts[line - 1] + column):
                place = (line, column)
    return place


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    """The statements right inside another, or inside a clause of it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        elif isinstance(child, ast.ExceptHandler | ast.match_case):
            yield from child.body


def _lines(statements: list[ast.stmt]) -> list[tuple[int, int]]:
    return [(_line(each), each.col_offset) for each in statements]


def _line(statement: ast.stmt) -> int:
    """The line a statement begins in, with its decorators."""
    return min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", []))])


def _first(statement: ast.stmt, starts: list[int]) -> int:
    return starts[_line(statement) - 1]


def _last(statement: ast.stmt, starts: list[int]) -> int:
    assert statement.end_lineno is not None
    assert statement.end_col_offset is not None
    return starts[statement.end_lineno - 1] + statement.end_col_offset
