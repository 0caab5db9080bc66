"""Runs tests over a copy of the checkout in which a module is changed.

Most of what a short run of pytest takes is importing spaCy, discord.py and the like, and most of what is left is importing
the checkout and collecting its tests. Both are done once for all changes to a folder, in two processes:

- The first runs all of the folder's tests on the code as it is, with a mark before each line that will be changed, which
  tells the tests that run it: the others can't notice the change. Processes that a test starts set the same marks.
- The second collects the tests and forks for each change. The fork gives the changed function its new code and runs the
  tests that run it; whoever has that function by name has the changed one.

What ran while the tests were collected (a constant, a class, a decorator, a default) has left its traces in this process:
for a change to that, a fork forgets every module of the checkout and imports all of them anew. The change is on disk as
well, in the copy, for the processes that a test starts.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pytest

from tests.mutants.marks import Marks, functions

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from multiprocessing import SimpleQueue

    from tests.mutants.changes import Mutant

T = TypeVar("T")

Took = dict[str, float]
"""Tests by their id, with the seconds that each takes without a change."""

Functions = dict[str, list[FunctionType]]

BUSY_SECONDS, IDLE_SECONDS, IMPORT_SECONDS, TIMES = 20, 60, 300, 5
"""With a mutant a test may take so many times as long as without it, and so many seconds more: of the processor for one
that computes without end, of the clock for one that waits. Then the mutant is taken for noticed."""

_fork = multiprocessing.get_context("fork")
_root, _tree = Path(), Path()
"""The checkout, and this process's own copy of it."""


@dataclass(frozen=True)
class Suite:
    """Changes that the same files of tests should notice."""

    files: tuple[str, ...]
    mutants: tuple[Mutant, ...]
    most: int = 0
    """So many tests at most are run for a change; 0: all that run it."""


@dataclass(frozen=True)
class Tried:
    """What the tests made of the changes of a suite."""

    left_out: tuple[str, ...]
    """Tests that fail without a change."""
    noticed: tuple[bool, ...]


class Ran(NamedTuple):
    """What the tests of a suite did without a change."""

    took: Took
    failed: set[str]
    """Tests, and files that could not be imported."""
    running: dict[str, set[int]]
    """The marked lines that each test runs, by their numbers."""
    early: frozenset[int]
    """The marked lines that ran while the tests were collected: any test may depend on them."""
    others: set[str]
    """The modules of others that were imported."""
    of_module: dict[str, int]
    """The number of the mark that each changed module has in all its functions."""


class Trial:
    """Copies of the checkout, and for each a process that tries one suite at a time."""

    def __init__(self, root: Path, place: Path, jobs: int) -> None:
        trees: SimpleQueue[Path] = _fork.SimpleQueue()
        for number in range(jobs):
            trees.put(copied(root, place / str(number)))
        self._pool = ProcessPoolExecutor(jobs, _fork, _begin, (root, trees))

    def __enter__(self) -> Trial:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def tried(self, suites: list[Suite]) -> Iterator[Tried]:
        """What the tests of each suite notice."""
        return self._pool.map(_tried, suites)


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


def noticing(path: str, ran: Ran, number: int) -> Took:
    """The tests that can notice a change of a module, with the seconds that each takes: those that run the module first, and of these those of its own name, then the quickest."""
    able = {test for test in ran.took if number in ran.early or number in ran.running[test]} - ran.failed
    own = f"test_{Path(path).stem}.py"
    of_file: dict[str, float] = defaultdict(float)
    for test in able:
        of_file[_file(test)] += ran.took[test]
    order = {
        file: at for at, file in enumerate(sorted(of_file, key=lambda file: (Path(file).name != own, of_file[file])))
    }

    def rank(test: str) -> tuple[bool, int, float, str]:
        return ran.of_module[path] not in ran.running[test], order[_file(test)], ran.took[test], test

    return {test: ran.took[test] for test in sorted(able, key=rank)}


def at_most(most: int, tests: Took) -> Took:
    """So many of the tests: half of them the first, half spread over the others."""
    if not most or len(tests) <= most:
        return tests
    half = most // 2
    first, others = list(tests)[:half], list(tests)[half:]
    return {test: tests[test] for test in [*first, *others[:: -(-len(others) // (most - half))]]}


def _file(test: str) -> str:
    return test.partition("::")[0]


# ---- In a process with a copy ----


def _begin(root: Path, trees: SimpleQueue[Path]) -> None:
    global _root, _tree
    _end_with_parent()
    _root, _tree = root, trees.get()


def _end_with_parent() -> None:
    """Have the system end this process with the one that started it, where it can: a trial that is stopped leaves nothing running."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, of Linux


def _tried(suite: Suite) -> Tried:
    ran = _ran(suite)
    _warm(ran.others)
    able = [noticing(mutant.path, ran, number) for number, mutant in enumerate(suite.mutants)]
    tests = [at_most(suite.most, each) for each in able]
    here = {number: each for number, each in enumerate(tests) if each and number not in ran.early}
    found = _forked(partial(_noticed_here, suite, here)) if here else {}
    assert found is not None, suite.files
    noticed = [
        bool(each) and (_noticed_afresh(mutant, each) if found.get(number) is None else bool(found[number]))
        for number, (mutant, each) in enumerate(zip(suite.mutants, tests, strict=True))
    ]
    return Tried(tuple(sorted(ran.failed)), tuple(noticed))


def _ran(suite: Suite) -> Ran:
    """What the tests do on the code as it is, and which of the lines to be changed each of them runs."""
    modules = sorted({mutant.path for mutant in suite.mutants})
    marks = Marks(_tree.parent / "marks", len(suite.mutants) + len(modules))
    raw = {path: (_tree / path).read_bytes() for path in modules}
    try:
        for number, path in enumerate(modules, len(suite.mutants)):
            changed = [(at, mutant.start) for at, mutant in enumerate(suite.mutants) if mutant.path == path]
            begun = [(number, start) for start in functions(raw[path])]
            _write(_tree / path, marks.marked(raw[path], [*changed, *begun]))
        ran = _noted(suite.files, marks)
    finally:
        for path in modules:
            _write(_tree / path, raw[path])
    ran = ran._replace(of_module={path: number for number, path in enumerate(modules, len(suite.mutants))})
    # Some tests read the code, and a mark is none of ours: any change may be noticed by these.
    if files := tuple(sorted({_file(test) for test in ran.failed})):
        again = _noted(files, marks)
        reading = ran.failed - again.failed
        every = {*range(len(suite.mutants) + len(modules))}
        took, running = ran.took | again.took, ran.running | dict.fromkeys(reading & again.took.keys(), every)
        return ran._replace(took=took, running=running, failed=again.failed)
    return ran


def _noted(files: tuple[str, ...], marks: Marks) -> Ran:
    found = _forked(lambda: _noted_here(files, marks))
    assert found, files
    return Ran(*found)


def _noted_here(files: tuple[str, ...], marks: Marks) -> tuple[Any, ...]:
    """What makes up `Ran`, which is another class in this process."""
    noting, own = Noting(marks), _own(_root)
    _pytest(files, noting, "--continue-on-collection-errors")
    others = {name for name in sys.modules if name.partition(".")[0] not in own}
    return noting.took, noting.failed, noting.running, noting.early, others, {}


def _warm(names: set[str]) -> None:
    """Import what the tests import of others."""
    for name in sorted(names - sys.modules.keys()):
        with suppress(Exception):  # some only work when another imports them
            importlib.import_module(name)


def _noticed_here(suite: Suite, tests: dict[int, Took]) -> dict[int, bool | None]:
    """Whether each change is noticed, by number; None where a function in this process can't be given the new code."""
    trying = Trying(suite, tests)
    _pytest(dict.fromkeys(_file(test) for each in tests.values() for test in each), trying)
    return trying.noticed


def _noticed_afresh(mutant: Mutant, tests: Took) -> bool:
    """Whether tests notice a change in a process that imports the checkout with it."""
    files = dict.fromkeys(_file(test) for test in tests)
    with _changed(mutant):
        return _forked(lambda: _pytest(files, Chosen(tests), "-x")) != 0


@contextmanager
def _changed(mutant: Mutant) -> Iterator[bytes]:
    """Have a change on disk in the copy for as long as a block takes: the module without it."""
    module = _tree / mutant.path
    raw = module.read_bytes()
    try:
        _write(module, mutant.made(raw))
        yield raw
    finally:
        _write(module, raw)


def _forked(run: Callable[[], T]) -> T | None:
    """What a run in a fork comes to; None if the fork ended before, with all that it started ended."""
    receiver, sender = _fork.Pipe(duplex=False)
    if not (child := os.fork()):
        try:
            os.setsid()
            _end_with_parent()
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


def _pytest(files: Iterable[str], plugin: object, *options: str) -> int:
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
    given = ["-q", "-p", "no:cacheprovider", "--hypothesis-seed=1", f"--basetemp={_tree.parent / 'pytest'}", *options]
    warned = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # pytest's plugins are imported already
    return int(pytest.main([*given, *warned, *files], [plugin]))


def _own(root: Path) -> set[str]:
    """The checkout's packages."""
    return {"tests", *(folder.name for folder in root.iterdir() if any(folder.glob("*.py")))}


def _write(module: Path, raw: bytes) -> None:
    """Write a module, and nothing of what was compiled of it before: within a second Python can't tell the two apart."""
    module.write_bytes(raw)
    for compiled in module.parent.glob(f"__pycache__/{module.stem}.*.pyc"):
        compiled.unlink()


# ---- pytest's plugins ----


class Noting:
    """Notes what each test takes and which marked lines it runs."""

    def __init__(self, marks: Marks) -> None:
        self.took: Took = {}
        self.failed: set[str] = set()
        self.running: dict[str, set[int]] = {}
        self.early: frozenset[int] = frozenset()
        self._marks = marks
        self._lasting: dict[str, set[int]] = defaultdict(set)
        """The lines that a fixture runs which several tests share."""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.add(_file(report.nodeid))

    def pytest_collection_finish(self) -> None:
        self.early = self._marks.taken()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        begun = time.monotonic()
        _clear_caches()
        try:
            return (yield)
        finally:
            self.took[item.nodeid] = time.monotonic() - begun
            shared = {number for name in getattr(item, "fixturenames", ()) for number in self._lasting[name]}
            self.running[item.nodeid] = self._marks.taken() | shared

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        if fixturedef.scope == "function":
            return (yield)
        before = self._marks.taken()
        try:
            return (yield)
        finally:
            ran = self._marks.taken()
            self._lasting[fixturedef.argname] |= ran
            self._marks.put(before | ran)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)


def _clear_caches() -> None:
    """Forget what the checkout's functions remember, so that the next test is seen to need them."""
    for module in [module for name, module in sys.modules.items() if name.startswith(("bot.", "cogs."))]:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()


class Trying:
    """Runs no test but in forks: in each those that can notice a change, on the changed code."""

    def __init__(self, suite: Suite, tests: dict[int, Took]) -> None:
        self.noticed: dict[int, bool | None] = {}
        self._suite, self._tests = suite, tests

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        functions = _functions()
        for number, tests in self._tests.items():
            mutant = self._suite.mutants[number]
            with _changed(mutant) as raw:
                run = partial(_passed, session, {items[test]: took for test, took in tests.items()})
                said = _forked(lambda: run() if _given(mutant, raw, functions) else "not changed")  # noqa: B023 - run at once
            self.noticed[number] = {"passed": False, "not changed": None}.get(said or "", True)
        return True


def _passed(session: pytest.Session, tests: dict[pytest.Item, float]) -> str:
    """Run tests up to the first that fails."""
    items = list(tests)
    for item, following in zip(items, [*items[1:], None], strict=True):
        _limit(tests[item])
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return "failed"
    return "passed"


def _functions() -> Functions:
    """The functions of the copy that are in this process, by file."""
    found: Functions = defaultdict(list)
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename.startswith(str(_tree)):
            found[each.__code__.co_filename].append(each)
    return found


def _given(mutant: Mutant, raw: bytes, functions: Functions) -> bool:
    """Give functions the code that a change makes of theirs; whether that is all there is to change."""
    file = str(_tree / mutant.path)
    new = dict(_pairs(compile(raw, file, "exec"), compile(mutant.made(raw), file, "exec")))
    if file not in {getattr(module, "__file__", None) for module in list(sys.modules.values())}:
        return True  # it is yet to be imported
    changed = 0
    for function in functions[file]:
        if code := new.get(_name(function.__code__)):
            try:
                function.__code__ = code
            except ValueError:  # it needs other variables of the function around it
                return False
            changed += 1
    return bool(changed)


def _pairs(old: CodeType, new: CodeType) -> Iterator[tuple[tuple[str, int, bytes], CodeType]]:
    """The code of each function that a change makes another, by the name of what it was."""
    if old.co_code != new.co_code or old.co_consts != new.co_consts or old.co_names != new.co_names:
        yield _name(old), new
    inner = [[each for each in code.co_consts if isinstance(each, CodeType)] for code in (old, new)]
    if len(inner[0]) == len(inner[1]):
        for before, after in zip(*inner, strict=True):
            yield from _pairs(before, after)


def _name(code: CodeType) -> tuple[str, int, bytes]:
    """What tells a function of a file from the others, those in the same line included."""
    return code.co_qualname, code.co_firstlineno, code.co_linetable


class Chosen:
    """Runs some tests, in their order, and ends the process with one that takes too long."""

    def __init__(self, tests: Took) -> None:
        self._took = tests
        _limit(0, IMPORT_SECONDS)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        order = {test: at for at, test in enumerate(self._took)}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        _limit(self._took[item.nodeid])


def _limit(took: float, idle: int = IDLE_SECONDS) -> None:
    """Let the signals of two clocks end this process, set anew: of the processor's time and of the time that passes."""
    signal.setitimer(signal.ITIMER_PROF, BUSY_SECONDS + TIMES * took)
    signal.setitimer(signal.ITIMER_REAL, idle + TIMES * took)
