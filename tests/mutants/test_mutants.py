"""Tests what a mutant changes, which tests run on it, and that they notice it or not."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.mutants.__main__ import ROOT, Trial, first_own, folder_of, suite_of
from tests.mutants.changes import mutants, sampled

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = [
    ("a = b < c", ["a = b <= c"]),
    ("a = b not in c", ["a = b in c"]),
    ("a = b is  not c", ["a = b is c"]),
    # every operator of a chain, and none within a name
    ("a = x <= y != z", ["a = x < y != z", "a = x <= y == z"]),
    ("a = origin and android or b", ["a = origin and android and b", "a = origin or android or b"]),
    ("a = not b", ["a = b"]),
    # places count bytes: what stands before has two and three of them
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
    # not to None, which is as false as it was
    ("def a():\n    return False", ["def a():\n    return True"]),
    # nothing runs of these, or nothing is decided by it
    ("a = zip(b, c, strict=False)", []),
    ("def a():\n    return None", []),
    ("if TYPE_CHECKING:\n    from a import b", []),
    ("log.warning('%s of %s', 1, a > 2)", []),
    ("a = f'{b + 1}'", []),
    ("'''A docstring with 1 > 2.'''", []),
    ("@dataclass(frozen=True, slots=True)\nclass A:\n    b: Literal[1]", []),
]


@pytest.mark.parametrize(("code", "changed"), CHANGES)
def test_what_is_changed(tmp_path: Path, code: str, changed: list[str]) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot/a.py").write_text(code, encoding="utf-8")
    assert [mutant.made(code.encode()).decode() for mutant in mutants(tmp_path, "bot")] == changed


def test_a_sample_is_the_same_for_a_seed_and_no_more_than_there_is() -> None:
    every = mutants(ROOT, "bot/answers")
    assert sampled(ROOT, every, 9, 1) == sampled(ROOT, every, 9, 1) != sampled(ROOT, every, 9, 2)
    few = mutants(ROOT, "bot/offload.py")
    assert 0 < len(sampled(ROOT, few, 900, 1)) <= len(few)


OWN = [
    ("bot/feeds/opml.py", "bot/feeds", ("tests/feeds",)),
    # a folder that is not mirrored has the tests of the one above it
    ("bot/sandbox/rest/guilds.py", "bot/sandbox", ("tests/sandbox",)),
]


@pytest.mark.parametrize(("path", "folder", "tests"), OWN)
def test_who_should_notice(path: str, folder: str, tests: tuple[str, ...]) -> None:
    assert (folder_of(path), suite_of(ROOT, path)) == (folder, tests)


def test_a_module_in_no_folder_has_the_tests_in_none_and_its_own_first() -> None:
    found = first_own(ROOT, "bot/edtf.py", suite_of(ROOT, "bot/edtf.py"))
    assert found[0] == "tests/test_edtf.py"
    assert "tests/test_layers.py" in found
    assert len(found) == len(set(found))


LARGER = "def larger(a, b):\n    return a > b\n"
TEST = "from bot.a import larger\n\ndef test_it():\n    assert larger(2, 1) and not larger(1, 2)\n"


def test_who_imports_a_module_comes_before_the_rest_of_its_folder() -> None:
    found = first_own(ROOT, "bot/feeds/opml.py", ("tests/feeds",))
    assert found == ["tests/feeds/test_opml.py", "tests/feeds/test_feeds.py", "tests/feeds"]


def test_a_mutant_is_tried_in_a_copy(tmp_path: Path) -> None:
    root, place = tmp_path / "root", tmp_path / "place"
    for path, code in (("bot/__init__.py", ""), ("bot/a.py", LARGER), ("tests/test_a.py", TEST)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(code, encoding="utf-8")
    subprocess.run(["git", "init", "-q", root], check=True)  # noqa: S607 - whichever git there is
    trial, tests = Trial(root, place, 1), suite_of(root, "bot/a.py")
    assert trial.passes(tests)
    noticed = {mutant.new: trial.notices(mutant, tests) for mutant in mutants(root, "bot")}
    assert noticed == {b"None": True, b">=": False}  # that two equal numbers are not larger is nowhere tested
    assert (root / "bot/a.py").read_text(encoding="utf-8") == LARGER
    assert trial.passes(tests), "the copy is as it was"
