"""Tests what a mutant changes, which tests run on it, and whether they notice it."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.mutants import trial
from tests.mutants.__main__ import by_folder, folder_of, suite_of
from tests.mutants.changes import Mutant, mutants, sampled
from tests.mutants.marks import MARKS, Marks, functions
from tests.mutants.trial import Ran, at_most, noticing

ROOT = Path(__file__).parents[2]

CHANGES = [
    ("a = b < c", ["a = b <= c"]),
    ("a = b not in c", ["a = b in c"]),
    ("a = b is  not c", ["a = b is c"]),
    # all operators of a chain, and none inside a name
    ("a = x <= y != z", ["a = x < y != z", "a = x <= y == z"]),
    ("a = origin and android or b", ["a = origin and android and b", "a = origin or android or b"]),
    ("a = not b", ["a = b"]),
    # offsets count bytes: the text before has characters of two and three
    ("a = 'é“' + b", ["a = 'é“' - b"]),
    ("a = [b for b in c if d(b)]", ["a = [b for b in c if True]"]),
    ("a = b if c else d", ["a = b if not (c) else d"]),
    ("if a:\n    b = c", ["if not (a):\n    b = c"]),
    ("a = True", ["a = False"]),
    ("a: int = 7", ["a: int = 8"]),
    ("a()", ["pass"]),
    ("async def a():\n    await b()", ["async def a():\n    pass"]),
    ("def a():\n    return b", ["def a():\n    return None"]),
    ("a = b(c=d, e=f)", ["a = b( e=f)", "a = b(c=d, )"]),
    ("def a(b=1): ...", ["def a(b=2): ..."]),
    # not to None, which is as false as before
    ("def a():\n    return False", ["def a():\n    return True"]),
    # these never run, or nothing depends on them
    ("a = zip(b, c, strict=False)", []),
    ("def a():\n    return None", []),
    ("if TYPE_CHECKING:\n    from a import b", []),
    ("log.warning('%s of %s', 1, a > 2)", []),
    ("a = f'{b + 1}'", []),
    ("'''A docstring with 1 > 2.'''", []),
    ("@dataclass(frozen=True, slots=True)\nclass A:\n    b: Literal[1]", []),
]


@pytest.mark.parametrize(("code", "changed"), CHANGES)
def test_mutated_places(tmp_path: Path, code: str, changed: list[str]) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot/a.py").write_text(code, encoding="utf-8")
    assert [mutant.made(code.encode()).decode() for mutant in mutants(tmp_path, "bot")] == changed


def test_a_sample_is_the_same_for_a_seed_and_no_more_than_there_is() -> None:
    every = mutants(ROOT, "bot/answers")
    assert sampled(ROOT, every, 9, 1) == sampled(ROOT, every, 9, 1) != sampled(ROOT, every, 9, 2)
    few = mutants(ROOT, "bot/offload.py")
    assert 0 < len(sampled(ROOT, few, 900, 1)) <= len(few)


def test_a_folder_in_a_folder_is_one_of_its_own() -> None:
    paths = ["bot/a.py", "bot/b/c.py", "bot/b/d/e.py", "bot/f.py", "bot/b/g.py"]
    folders = by_folder([Mutant(path, 1, 0, 1, b"") for path in paths])
    assert [[mutant.path for mutant in each] for each in folders] == [paths[::3], paths[1::3], paths[2:3]]


OWN = [
    ("bot/feeds/opml.py", "bot/feeds", "tests/feeds/test_opml.py", "tests/test_cogs.py"),
    # a folder without a mirror uses the tests of the folder above it
    ("bot/sandbox/rest/guilds.py", "bot/sandbox/rest", "tests/sandbox/test_rest.py", "tests/ui/test_acts.py"),
    # what is mirrored has those alone, and not its parent's
    ("bot/reading/events/order.py", "bot/reading/events", "tests/reading/events/test_events.py", "tests/reading/test_reader.py"),
    # a module in no folder has the tests in none
    ("bot/edtf.py", "bot", "tests/test_edtf.py", "tests/names/test_index.py"),
    # cogs have a folder of their own, and the tests of all commands
    ("cogs/feed.py", "cogs", "tests/cogs/test_feed.py", "tests/feeds/test_feeds.py"),
    ("cogs/feed.py", "cogs", "tests/test_cogs.py", "tests/journeys/attache/newsroom/test_feeds.py"),
    # the catalogue's tests are those of the words in it
    ("bot/catalogue/lazy.py", "bot/catalogue", "tests/words/test_lazy.py", "tests/test_app.py"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "folder", "one", "another"), OWN)
def test_tests_chosen_for_a_module(path: str, folder: str, one: str, another: str) -> None:
    files = suite_of(ROOT, path)
    assert (folder_of(path), one in files, another in files) == (folder, True, False)


# The numbers of the marks stand for the changes; each is before the statement that `>` marks in its line.
MARKED = [
    ("a = 1 >\nb = 2", "_[0]\na = 1 >\nb = 2"),
    ("a = [1 >, 2 >]", "_[0]\n_[1]\na = [1 >, 2 >]"),
    # what must stand first does
    ('"""Doc."""\nfrom __future__ import annotations\na = 1 >', '"""Doc."""\nfrom __future__ import annotations\n_[0]\na = 1 >'),
    # a default and a decorator are run where the function is made
    ("@a(1 >)\ndef b(c=2 >):\n    return 3 >", "_[0]\n_[1]\n@a(1 >)\ndef b(c=2 >):\n    _[2]\n    return 3 >"),
    # a statement of several lines
    ("def a():\n    return (\n        1 >\n    )", "def a():\n    _[0]\n    return (\n        1 >\n    )"),
    # none can stand before an elif, nor between two of a line
    ("if a:\n    b\nelif 1 >:\n    2 >", "_[0]\nif a:\n    b\nelif 1 >:\n    _[1]\n    2 >"),
    ("a; 1 >", "_[0]\na; 1 >"),
    ("try:\n    a\nexcept b:\n    1 >", "try:\n    a\nexcept b:\n    _[0]\n    1 >"),
    ("match a:\n    case 1:\n        2 >", "match a:\n    case 1:\n        _[0]\n        2 >"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), MARKED)
def test_a_mark_stands_before_the_statement_that_is_changed(tmp_path: Path, code: str, expected: str) -> None:
    raw = code.replace(" >", "+0").encode()
    places = list(enumerate(match.start() for match in re.finditer(rb"\+0", raw)))
    marked = Marks(tmp_path / "marks", 3).marked(raw, places).decode()
    lines = [line for line in marked.splitlines() if not line.startswith(f"{MARKS} =")]
    assert "\n".join(lines).replace(MARKS, "_").replace("] = 1", "]") == expected.replace(" >", "+0")


def test_a_line_that_runs_is_marked_until_it_is_taken(tmp_path: Path) -> None:
    marks = Marks(tmp_path / "marks", 2)
    raw = b"def a(b):\n    if b:\n        return 1\n    return 2\n"
    module: dict[str, Any] = {}
    exec(marks.marked(raw, [(0, raw.index(b"1")), (1, raw.index(b"2"))]), module)  # noqa: S102 - our own
    ran = [(module["a"](b), marks.taken()) for b in (True, False)]
    assert (ran, marks.taken()) == ([(1, {0}), (2, {1})], frozenset())


def test_those_that_run_the_change_notice_it_soonest() -> None:
    own, slow, slower, quick = "test_a.py::own", "test_b.py::slow", "test_b.py::slower", "test_c.py::quick"
    other, module = "test_a.py::other", 2
    took = {slower: 3.0, slow: 2.0, quick: 1.0, own: 8.0, other: 0.1, "test_c.py::red": 0.1}
    running: dict[str, set[int]] = {test: {0, module} for test in took} | {other: set()}
    ran = Ran(took, {"test_c.py::red"}, running, frozenset({1}), set(), {"bot/a.py": module})
    assert list(noticing("bot/a.py", ran, 0)) == [own, quick, slow, slower]
    # what ran while the tests were collected may decide any of them, those last that run nothing of the module
    assert list(noticing("bot/a.py", ran, 1)) == [own, quick, slow, slower, other]


@pytest.mark.parametrize(("most", "chosen"), [(0, "abcdefgh"), (8, "abcdefgh"), (4, "abcf"), (3, "abf"), (1, "a")])
def test_the_first_tests_and_some_of_the_others(most: int, chosen: str) -> None:
    assert "".join(at_most(most, dict.fromkeys("abcdefgh", 0.1))) == chosen


def test_the_first_statement_of_each_function() -> None:
    raw = b"a = 1\nclass B:\n    def c(self): return 2\n    async def d(self):\n        def e():\n            3\n        4\n"
    assert sorted(raw[at:].split()[0] for at in functions(raw)) == [b"3", b"def", b"return"]


CHANGED = [
    ("def a(b):\n    return b > 1", "1", "2", True),
    # of two in a line, the one that is meant
    ("a = (lambda b: b == 2, lambda b: b > 1)[1]", "1)", "2)", True),
    # in a function within, of which there is one more with each call
    ("def a(b):\n    def c():\n        return b > 1\n    return c()", "1", "2", True),
    # nobody's function: a process that imports it anew must tell
    ("def a(b):\n    return C\nC = 2 > 1", "1", "2", False),
    # it needs `c` no more, which the function around it keeps for it
    ("def outer():\n    c = 1\n    def a(b):\n        return b > c\n    return a\na = outer()", "b > c", "None", False),
]  # fmt: skip


@pytest.mark.parametrize(("code", "old", "new", "given"), CHANGED)
def test_functions_given_changed_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, old: str, new: str, given: bool
) -> None:
    monkeypatch.setattr(trial, "_tree", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "changed.py").write_text(code, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "changed", None)  # to be as before afterwards
    del sys.modules["changed"]
    module = importlib.import_module("changed")
    at = code.rindex(old)
    mutant = Mutant("changed.py", 1, at, at + len(old), new.encode())
    assert trial._given(mutant, code.encode(), trial._functions()) == given
    assert module.a(2) is not given


CHECKOUT = {
    "bot/__init__.py": "",
    "bot/a.py": "def larger(a, b):\n    return a > b\n",
    # who has a module's function by name has the changed one
    "bot/b.py": "from bot.a import larger\n\ndef largest(a, b):\n    return a if larger(a, b) else b\n",
    "bot/c.py": "from functools import cache\n\n@cache\ndef seven():\n    return 7\n",
    "bot/d.py": "print(8)\n",
    # nothing runs it
    "bot/e.py": "def nine():\n    return 9\n",
    "tests/test_b.py": "from bot.b import largest\n\ndef test_it():\n    assert largest(2, 1) == largest(1, 2) == 2\n",
    # the first to ask for what is kept would not notice, the second does
    "tests/test_c.py": "from bot.c import seven\n\ndef test_one():\n    assert seven\n    seven()\n\ndef test_two():\n    assert seven() == 7\n",
    "tests/test_d.py": "import subprocess, sys\n\ndef test_it():\n    assert subprocess.check_output([sys.executable, '-m', 'bot.d']) == b'8\\n'\n",
    "tests/test_f.py": "def test_it():\n    raise AssertionError\n",
}  # fmt: skip
PRINTED = """left out, for it fails without a change: tests/test_f.py::test_it
bot/a.py:2
    - return a > b
    + return a >= b
bot/e.py:2
    - return 9
    + return 10
bot/e.py:2
    - return 9
    + return None

10 of 10 mutants, seed 1
bot                       7 of  10,  70 in 100
all                       7 of  10,  70 in 100
"""
"""That of two equal numbers none is larger is never tested, and makes no difference to the larger of them."""


def test_the_printed_report(tmp_path: Path) -> None:
    for path, code in CHECKOUT.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(code, encoding="utf-8")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)  # noqa: S607 - whichever git there is
    asked = f"--under bot --root {tmp_path} --sample 0 --jobs 1".split()
    command = [sys.executable, "-m", "tests.mutants", *asked]
    # pytest starts for each change anew: without the plugins that these tests don't use, in half the time
    few = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "_hypothesis_pytestplugin"}
    printed = subprocess.run(command, cwd=ROOT, env=os.environ | few, check=True, capture_output=True, text=True).stdout
    assert printed == PRINTED
    assert {path: (tmp_path / path).read_text(encoding="utf-8") for path in CHECKOUT} == CHECKOUT
