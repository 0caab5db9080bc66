"""Tries small changes to the code and counts how many the tests notice: `make mutants`.

    python -m tests.mutants [--under bot/ui] [--sample 150] [--seed 1] [--jobs 2]

Each mutant is one change (a comparison turned, a condition negated, a call left out, a number one higher ...) in a copy of
the checkout, and has the tests of its own folder run over it: those of `bot/a/b.py` are `tests/a/`, those of a module in no
folder the modules in none. A mutant that survives either changes nothing that matters, or a test is missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.changes import Mutant, mutants, sampled

ROOT = Path(__file__).parents[2]
GRACE_SECONDS, GRACE_TIMES = 60, 5
"""A mutant may take so many times as long as the tests take without it, and so many seconds more; then it is taken for noticed."""

# ---- Who should notice ----


def suite_of(root: Path, path: str) -> tuple[str, ...]:
    """What tests a module: the folder that mirrors its own, the nearest there is; for a module in none, the modules in none."""
    for folder in Path(path).relative_to("bot").parents:
        there = root / "tests" / folder
        if folder == Path():
            return tuple(sorted(str(file.relative_to(root)) for file in there.glob("test_*.py")))
        if any(there.rglob("test_*.py")):
            return (str(there.relative_to(root)),)
    raise AssertionError(path)


def first_own(root: Path, path: str, tests: tuple[str, ...]) -> list[str]:
    """The same tests, those of the module's own name first, then those that import it: they notice soonest."""
    own, dotted = f"test_{Path(path).stem}.py", path.removesuffix(".py").replace("/", ".")
    every = [file for test in tests for file in sorted((root / test).rglob("test_*.py")) or [root / test]]
    named = [file for file in every if file.name == own]
    using = [file for file in every if f"from {dotted} " in file.read_text(encoding="utf-8")]
    return list(dict.fromkeys([*(str(file.relative_to(root)) for file in (*named, *using)), *tests]))


def folder_of(path: str) -> str:
    """What a module is counted under: `bot/ui`, or `bot` where it is in no folder."""
    return "/".join(Path(path).parts[:-1][:2])


# ---- The trial ----


class Trial:
    """Copies of the checkout, in each a mutant at a time."""

    def __init__(self, root: Path, place: Path, jobs: int) -> None:
        self._free: SimpleQueue[Path] = SimpleQueue()
        self._took: dict[tuple[str, ...], float] = {}
        for number in range(jobs):
            self._free.put(copied(root, place / str(number)))

    def passes(self, tests: tuple[str, ...]) -> bool:
        """True if tests pass on the code as it is; they are timed for what follows."""
        tree, begun = self._free.get(), time.monotonic()
        try:
            return self._run(tree, list(tests), None) == 0
        finally:
            self._took[tests] = time.monotonic() - begun
            self._free.put(tree)

    def notices(self, mutant: Mutant, tests: tuple[str, ...]) -> bool:
        """True if tests notice a mutant."""
        tree = self._free.get()
        module = tree / mutant.path
        raw = module.read_bytes()
        try:
            _write(module, mutant.made(raw))
            limit = GRACE_SECONDS + GRACE_TIMES * self._took[tests]
            return self._run(tree, first_own(tree, mutant.path, tests), limit) != 0
        finally:
            _write(module, raw)
            self._free.put(tree)

    def _run(self, tree: Path, tests: list[str], limit: float | None) -> int:
        """pytest's exit status; 1 for what takes too long, with all that it started ended."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
        environment = {**os.environ, "PYTHONPATH": str(tree)}
        with subprocess.Popen(
            command,
            cwd=tree,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                return process.wait(limit)
            except subprocess.TimeoutExpired:
                return 1
            finally:
                with suppress(ProcessLookupError):  # nobody is left
                    os.killpg(process.pid, 9)


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


def _write(module: Path, raw: bytes) -> None:
    """Write a module, and nothing of what was compiled of it before: within a second Python can't tell the two apart."""
    module.write_bytes(raw)
    for compiled in module.parent.glob(f"__pycache__/{module.stem}.*.pyc"):
        compiled.unlink()


def main() -> int:
    """Print the mutants that were not noticed, and how many were in each folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--under", default="bot", help="a folder of modules, or a module")
    parser.add_argument("--sample", type=int, default=150, help="so many mutants of all there are; 0: all")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--jobs", type=int, default=2, help="so many at a time")
    given = parser.parse_args()
    every = mutants(ROOT, given.under.rstrip("/"))
    chosen = sampled(ROOT, every, given.sample, given.seed)
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(given.jobs) as pool:
        noticed = tried(Trial(ROOT, Path(place), given.jobs), pool, chosen)
    print(f"\n{sum(map(len, noticed.values()))} of {len(every):,} mutants, seed {given.seed}")
    for folder, seen in (*sorted(noticed.items()), ("all", [mutant for each in noticed.values() for mutant in each])):
        print(f"{folder:<18} {sum(seen):>4} of {len(seen):>3}, {100 * sum(seen) / max(1, len(seen)):>3.0f} in 100")
    return 0


def tried(trial: Trial, pool: ThreadPoolExecutor, chosen: list[Mutant]) -> dict[str, list[bool]]:
    """Whether each mutant was noticed, by folder; those that were not are printed."""
    suites = {mutant: suite_of(ROOT, mutant.path) for mutant in chosen}
    order = sorted(set(suites.values()))
    good = {tests for tests, passed in zip(order, pool.map(trial.passes, order), strict=True) if passed}
    for tests in set(order) - good:
        print(f"left out, for they fail without a change: {' '.join(tests)}", flush=True)
    left = [mutant for mutant in chosen if suites[mutant] in good]
    noticed: dict[str, list[bool]] = defaultdict(list)
    for mutant, seen in zip(left, pool.map(lambda mutant: trial.notices(mutant, suites[mutant]), left), strict=True):
        noticed[folder_of(mutant.path)].append(seen)
        if not seen:
            print(mutant.shown((ROOT / mutant.path).read_bytes()), flush=True)
    return noticed


if __name__ == "__main__":
    sys.exit(main())
