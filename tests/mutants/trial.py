"""Runs tests in forks of one warm process, over a copy of the checkout in which a module is changed.

Most of what a short run of pytest takes is importing spaCy, discord.py and the like: this process imports them once, and
forks for each run.

Why the changed module is the one that is tested: a fork forgets every module of the checkout that this process has (those
of `tests.mutants`), so that it imports all others anew, and from the copy alone, where the change is on disk and nothing
is left of what was compiled before. Processes that a test starts import from the copy as well. What is shared is other
people's code, and none of that imports ours.
"""

from __future__ import annotations

import ast
import importlib
import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from multiprocessing import SimpleQueue

    from tests.mutants.changes import Mutant

T = TypeVar("T")

Place = tuple[str, int, str]
"""Where code is: its file, the line it begins in, and its name; of a function, a class body, a comprehension or a module."""

BUSY_SECONDS, IDLE_SECONDS, TIMES = 20, 60, 5
"""With a mutant a test may take so many times as long as without it, and so many seconds more: of the processor for one
that computes without end, of the clock for one that waits. Then the mutant is taken for noticed."""

_fork = multiprocessing.get_context("fork")
_root, _tree = Path(), Path()
"""The checkout, and this process's own copy of it."""


@dataclass(frozen=True)
class Ran:
    """What a file of tests did without a change."""

    passed: bool
    seconds: float
    alone: bool
    """True if it started no other process: `places` is all that it ran."""
    places: dict[str, frozenset[Place]]
    """What each of its tests ran, by the test's id, what all of them share included."""
    took: dict[str, float]
    """The seconds that each of its tests took."""


class Trial:
    """Copies of the checkout, and in each a process that tries one change at a time."""

    def __init__(self, root: Path, place: Path, jobs: int) -> None:
        warm(root)
        trees: SimpleQueue[Path] = _fork.SimpleQueue()
        for number in range(jobs):
            trees.put(copied(root, place / str(number)))
        self._pool = ProcessPoolExecutor(jobs, _fork, _begin, (root, trees))

    def __enter__(self) -> Trial:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def ran(self, files: list[str]) -> Iterator[Ran]:
        """What each file of tests does on the code as it is."""
        return self._pool.map(_ran, files)

    def noticed(self, mutants: list[Mutant], tests: list[dict[str, float]]) -> Iterator[bool]:
        """Whether each mutant is noticed by its tests, given in their order with the seconds that each takes without it."""
        return self._pool.map(_noticed, mutants, tests)


def warm(root: Path) -> None:
    """Import what the checkout imports of others; what is not there is left to the tests that do without it."""
    own = _own(root)
    names = set()
    for file in (*root.glob("bot/**/*.py"), *root.glob("cogs/*.py"), *root.glob("tests/**/*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            names |= {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            names |= {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
    for name in sorted(name for name in names if name and name.partition(".")[0] not in own):
        with suppress(ImportError):
            importlib.import_module(name)


def copied(root: Path, place: Path) -> Path:
    """A copy of what git knows of the checkout, changes included, in a folder of its own; ../shared is where it was."""
    tree = place / "checkout"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - whichever git there is
        cwd=root,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (root / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, tree / name)
    if (shared := root.parent / "shared").exists():
        (place / "shared").symlink_to(shared.resolve())
    return tree


def places_at(path: str, raw: bytes, line: int) -> set[Place]:
    """The code that a line of a file belongs to: of the innermost that has instructions there."""
    found: set[Place] = set()
    within: list[tuple[int, Place]] = []
    codes = [compile(raw, path, "exec")]
    for code in codes:
        codes += [each for each in code.co_consts if isinstance(each, CodeType)]
        if line in {at for *_, at in code.co_lines()}:
            found.add(_place(path, code))
        if code.co_firstlineno <= line <= max(end or 0 for _, end, *_ in code.co_positions()):
            within.append((code.co_firstlineno, _place(path, code)))
    return found or {max(within)[1]}  # a line without an instruction of its own: one of several that a constant spans


# ---- In a process with a copy ----


def _begin(root: Path, trees: SimpleQueue[Path]) -> None:
    global _root, _tree
    _root, _tree = root, trees.get()


def _ran(file: str) -> Ran:
    found = _forked(partial(_noted, file))
    return Ran(*found) if found else Ran(passed=False, seconds=0.0, alone=True, places={}, took={})


def _noted(file: str) -> tuple[bool, float, bool, dict[str, frozenset[Place]], dict[str, float]]:
    begun, noting = time.monotonic(), Noting()
    passed = _pytest([file], noting) == 0
    alone = not resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return passed, time.monotonic() - begun, alone, noting.places(_tree), noting.took


def _noticed(mutant: Mutant, tests: dict[str, float]) -> bool:
    if not tests:
        return False
    module = _tree / mutant.path
    raw = module.read_bytes()
    try:
        _write(module, mutant.made(raw))
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        return _forked(lambda: _pytest(files, Chosen(tests))) != 0
    finally:
        _write(module, raw)


def _forked(run: Callable[[], T]) -> T | None:
    """What a run in a fork comes to; None if the fork ended before, with all that it started ended."""
    receiver, sender = _fork.Pipe(duplex=False)
    if not (child := os.fork()):
        try:
            os.setsid()
            sender.send(run())
        finally:
            os._exit(0)
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        return None
    finally:
        receiver.close()
        with suppress(ProcessLookupError):  # nobody is left
            os.killpg(child, 9)
        os.waitpid(child, 0)


def _pytest(files: list[str], plugin: object) -> int:
    """pytest's exit status over some files of the copy, in this process, which is good for nothing else afterwards."""
    for stream in range(3):
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    os.chdir(_tree)
    os.environ["PYTHONPATH"] = str(_tree)
    os.environ["TMPDIR"] = str(_tree.parent)
    sys.path[:] = [str(_tree), *(entry for entry in sys.path if entry and Path(entry).resolve() != _root)]
    sys.dont_write_bytecode = False
    own = _own(_root)
    for name in [name for name in sys.modules if name.partition(".")[0] in own]:
        del sys.modules[name]
    options = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=1"]
    warned = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # pytest's plugins are imported already
    return int(pytest.main([*options, *warned, f"--basetemp={_tree.parent / 'pytest'}", *files], [plugin]))


def _own(root: Path) -> set[str]:
    """The checkout's packages."""
    return {"tests", *(folder.name for folder in root.iterdir() if any(folder.glob("*.py")))}


def _write(module: Path, raw: bytes) -> None:
    """Write a module, and nothing of what was compiled of it before: within a second Python can't tell the two apart."""
    module.write_bytes(raw)
    for compiled in module.parent.glob(f"__pycache__/{module.stem}.*.pyc"):
        compiled.unlink()


def _place(path: str, code: CodeType) -> Place:
    return path, code.co_firstlineno, code.co_qualname


class Noting:
    """Notes which code each test runs: pytest's plugin for a file."""

    def __init__(self) -> None:
        self._shared: dict[int, CodeType] = {}
        self._ran: dict[str, dict[int, CodeType]] = {}
        self._now = self._shared
        self.took: dict[str, float] = {}
        threading.settrace(self._note)
        sys.settrace(self._note)

    def _note(self, frame: FrameType, _event: str, _argument: Any) -> None:
        code = frame.f_code
        where = self._now if code.co_flags & CO_OPTIMIZED else self._shared  # a module runs once, whoever imports it
        where[id(code)] = code

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._now, begun = self._ran.setdefault(item.nodeid, {}), time.monotonic()
        _clear_caches()
        try:
            return (yield)
        finally:
            self._now = self._shared
            self.took[item.nodeid] = time.monotonic() - begun

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        before = self._now
        self._now = before if fixturedef.scope == "function" else self._shared
        try:
            return (yield)
        finally:
            self._now = before

    def places(self, tree: Path) -> dict[str, frozenset[Place]]:
        """What each test ran of the code in a folder."""
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type] - as documented
        base = f"{tree}/"

        def named(ran: dict[int, CodeType]) -> set[Place]:
            ours = (code for code in ran.values() if code.co_filename.startswith(base))
            return {_place(code.co_filename.removeprefix(base), code) for code in ours}

        shared = named(self._shared)
        return {test: frozenset(shared | named(ran)) for test, ran in self._ran.items()}


def _clear_caches() -> None:
    """Forget what the checkout's functions remember, so that the next test is seen to need them."""
    for module in [module for name, module in sys.modules.items() if name.startswith(("bot.", "cogs."))]:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()


class Chosen:
    """Runs some tests, in their order, and ends the process with one that takes too long: pytest's plugin for a mutant.

    The first limit is for importing; `tests` has the seconds that each takes without the mutant.
    """

    def __init__(self, tests: dict[str, float]) -> None:
        self._took = tests
        _limit(max(tests.values()))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        order = {test: at for at, test in enumerate(self._took)}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        _limit(self._took[item.nodeid])


def _limit(took: float) -> None:
    """Let the signals of two clocks end this process, set anew: of the processor's time and of the time that passes."""
    signal.setitimer(signal.ITIMER_PROF, BUSY_SECONDS + TIMES * took)
    signal.setitimer(signal.ITIMER_REAL, IDLE_SECONDS + TIMES * took)
