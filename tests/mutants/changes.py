"""Makes small changes to the code that its tests should notice."""

from __future__ import annotations

import ast
import itertools
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TURNED = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "in": "not in", "not in": "in", "is": "is not",
    "is not": "is", "and": "or", "or": "and", "+": "-", "-": "+", "*": "+", "/": "*", "//": "*", "%": "+", "|": "&", "&": "|",
}  # fmt: skip
OPERATOR = re.compile(rb"not\s+in\b|is\s+not\b|in\b|is\b|and\b|or\b|//|[<>=!]=|[-+*/%|&<>]")


@dataclass(frozen=True)
class Mutant:
    """One change: the bytes of a file from `start` to `end` become `new`."""

    path: str
    line: int
    start: int
    end: int
    new: bytes

    def made(self, raw: bytes) -> bytes:
        """The file with the change."""
        return raw[: self.start] + self.new + raw[self.end :]

    def shown(self, raw: bytes) -> str:
        """Where it is, and the lines it changes, before and after."""
        first = raw.rfind(b"\n", 0, self.start) + 1
        last = raw.find(b"\n", self.end)
        before = raw[first:last].decode()
        after = (raw[first : self.start] + self.new + raw[self.end : last]).decode()
        return f"{self.path}:{self.line}\n{_marked('-', before)}\n{_marked('+', after)}"


def _marked(mark: str, lines: str) -> str:
    return "\n".join(f"    {mark} {' '.join(line.split())}" for line in lines.splitlines())


# ---- What can be changed ----


class Finder(ast.NodeVisitor):
    """Finds the changes of one file."""

    def __init__(self, path: str, raw: bytes) -> None:
        self.path, self.raw = path, raw
        self.found: list[Mutant] = []
        self._lines = [0, *(match.end() for match in re.finditer(b"\n", raw))]

    def _add(self, start: int, end: int, new: bytes | str) -> None:
        line = self.raw.count(b"\n", 0, start) + 1
        self.found.append(Mutant(self.path, line, start, end, new if isinstance(new, bytes) else new.encode()))

    def _start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._lines[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._lines[node.end_lineno - 1] + node.end_col_offset

    def _turn(self, left: ast.expr, right: ast.expr) -> None:
        """Another operator between two expressions."""
        begin, end = self._end(left), self._start(right)
        if operator := OPERATOR.search(self.raw, begin, end):
            word = b" ".join(operator.group().split()).decode()
            if word in TURNED:
                self._add(operator.start(), operator.end(), TURNED[word])

    def _negate(self, test: ast.expr) -> None:
        start, end = self._start(test), self._end(test)
        self._add(start, end, b"not (" + self.raw[start:end] + b")")

    # Nothing runs of these, or nothing of ours is decided by it: annotations, what only types need, text in f-strings, logging.

    def visit_If(self, node: ast.If) -> None:
        if not (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            self._negate(node.test)
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        pass  # the places of what stands in it are told wrongly before Python 3.12

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for each in (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body):
            self.visit(each)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - ast's own name

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for each in node.body:
            self.visit(each)

    def visit_Expr(self, node: ast.Expr) -> None:
        called = node.value.value if isinstance(node.value, ast.Await) else node.value
        if isinstance(called, ast.Call) and not ast.unparse(called.func).startswith("log."):
            self._add(self._start(node), self._end(node), b"pass")
            self.generic_visit(node)

    # What is changed.

    def visit_Compare(self, node: ast.Compare) -> None:
        for left, right in zip((node.left, *node.comparators), node.comparators, strict=False):
            self._turn(left, right)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._turn(left, right)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self._turn(node.left, node.right)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._add(self._start(node), self._start(node.operand), b"")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._negate(node.test)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self.generic_visit(node)  # negated it never ends, or never begins

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._add(self._start(test), self._end(test), b"True")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value and not (isinstance(node.value, ast.Constant) and node.value.value in (None, True, False)):
            self._add(self._start(node.value), self._end(node.value), b"None")
        if node.value:
            self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        for each in (node.func, *node.args):
            self.visit(each)
        for keyword in node.keywords:
            if keyword.arg == "strict":
                continue  # it looks after us, and decides nothing
            if keyword.arg:
                comma = re.compile(rb"\s*,?").match(self.raw, self._end(keyword))
                self._add(self._start(keyword), comma.end() if comma else self._end(keyword), b"")
            self.visit(keyword.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._add(self._start(node), self._end(node), str(not node.value))
        elif isinstance(node.value, int):
            self._add(self._start(node), self._end(node), str(node.value + 1))


def mutants(root: Path, under: str) -> list[Mutant]:
    """Every change to the modules under a path, in an order that is always the same; some of them are no Python."""
    base = root / under
    found = []
    for module in [base] if base.is_file() else sorted(base.rglob("*.py")):
        finder = Finder(str(module.relative_to(root)), raw := module.read_bytes())
        finder.visit(ast.parse(raw))
        found += finder.found
    return found


def sampled(root: Path, every: list[Mutant], size: int, seed: int) -> list[Mutant]:
    """So many of them that are Python, drawn at random and put in order; 0: all."""
    drawn = random.Random(seed).sample(every, len(every))  # noqa: S311 - a sample, no secret
    good = (mutant for mutant in drawn if _compiles(mutant, (root / mutant.path).read_bytes()))
    return sorted(itertools.islice(good, size or None), key=lambda mutant: (mutant.path, mutant.start))


def _compiles(mutant: Mutant, raw: bytes) -> bool:
    try:
        ast.parse(mutant.made(raw))
    except SyntaxError:
        return False
    return True
