"""Tests what a mutant changes, which tests run on it, and whether they notice it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.__main__ import folder_of, noticing, suite_of
from tests.mutants.changes import mutants, sampled
from tests.mutants.trial import Ran, places_at

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
]  # fmt: skip


@pytest.mark.parametrize(("path", "folder", "one", "another"), OWN)
def test_tests_chosen_for_a_module(path: str, folder: str, one: str, another: str) -> None:
    files = suite_of(ROOT, path)
    assert (folder_of(path), one in files, another in files) == (folder, True, False)


SPANS = """LIMIT = 1

def outer(a=2):
    def inner():
        return a > 3
    return [each for each in inner() if each]

class A:
    b = 4
    c = (
        5,
        6,
    )
"""
PLACES = [
    (1, {"<module>"}),
    # a default is read where the function is made
    (3, {"<module>", "outer"}),
    (5, {"outer.<locals>.inner"}),
    (9, {"A"}),
    # a constant that spans lines has an instruction in the first alone
    (12, {"A"}),
]


@pytest.mark.parametrize(("line", "names"), PLACES)
def test_the_code_that_a_line_belongs_to(line: int, names: set[str]) -> None:
    assert {name for *_, name in places_at("bot/a.py", SPANS.encode(), line)} == names


# What the processes do that a test starts isn't seen, so any of these may notice.
def test_those_that_run_the_change_notice_it_soonest(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot/a.py").write_bytes(raw := b"def larger(a, b):\n    return a > b\n")
    here, elsewhere = frozenset({("bot/a.py", 1, "larger")}), frozenset({("bot/b.py", 1, "<module>")})
    ran = {
        "tests/test_a.py": Ran(True, 9.0, True, {"own": here, "apart": elsewhere}, {"own": 8.0, "apart": 1.0}),
        "tests/test_b.py": Ran(True, 2.0, True, {"slow": here}, {"slow": 2.0}),
        "tests/test_c.py": Ran(True, 1.0, True, {"quick": here}, {"quick": 1.0}),
        "tests/test_d.py": Ran(True, 0.5, False, {"starting": elsewhere, "seen": here}, {"starting": 0.2, "seen": 0.3}),
    }
    (mutant, _) = mutants(tmp_path, "bot")
    soonest = [("own", 8.0), ("seen", 0.3), ("quick", 1.0), ("slow", 2.0), ("starting", 0.2)]
    assert list(noticing(raw, mutant, list(ran), ran).items()) == soonest


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
PRINTED = """left out, for it fails without a change: tests/test_f.py
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
