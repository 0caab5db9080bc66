"""Tries small changes to the code and counts how many the tests notice: `make mutants`.

    python -m tests.mutants [--under bot/ui bot/cli] [--tests tests/ui/test_acts.py] [--sample 150 | --each 16] [--seed 1] [--jobs 2]

Each mutant is one change (a comparison turned, a condition negated, a call left out, a number one higher ...) in a copy of
the checkout, and has the tests of its own folder run over it: those of `bot/a/b.py` are `tests/a/`, those of a module in no
folder the tests in none. Those of a cog are `tests/cogs/` and `tests/test_cogs.py`, those of the catalogue `tests/words/`.
Of these, only the tests that run the changed line are run: the others can't notice.
A mutant that survives either changes nothing that matters, or a test is missing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.mutants.changes import Mutant, mutants, sampled
from tests.mutants.trial import Suite, Trial

Noticed = dict[str, list[bool]]

ELSEWHERE = {"cogs": ("tests/test_cogs.py", "tests/cogs/test_*.py"), "bot/catalogue": ("tests/words/test_*.py",)}
"""Folders whose tests stand under another name."""

# ---- Who should notice ----


def suite_of(root: Path, path: str) -> list[str]:
    """The files that test a module: of the folder that mirrors its own, the nearest there is; for others, those in no folder."""
    if patterns := ELSEWHERE.get(folder_of(path)):
        return sorted(str(file.relative_to(root)) for pattern in patterns for file in root.glob(pattern))
    for folder in Path(path).parents[:-1]:
        there = root / "tests" / folder.relative_to(*folder.parts[:1])
        found = there.rglob("test_*.py") if len(folder.parts) > 1 else there.glob("test_*.py")
        if files := sorted(str(file.relative_to(root)) for file in found):
            return files
    raise AssertionError(path)


def folder_of(path: str) -> str:
    """What a module is counted under: its folder."""
    return str(Path(path).parent)


def by_folder(every: list[Mutant]) -> list[list[Mutant]]:
    """The mutants of each folder, in its order."""
    folders: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in every:
        folders[folder_of(mutant.path)].append(mutant)
    return list(folders.values())


# ---- The trial ----


def main() -> int:
    """Print the mutants that were not noticed, and how many were in each folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--under", default=["bot", "cogs"], nargs="+", help="folders of modules, or modules")
    parser.add_argument(
        "--tests", nargs="+", help="files of tests that should notice; else those of the module's folder"
    )
    parser.add_argument("--most", type=int, default=0, help="tests that are run for a change; 0: all that run it")
    parser.add_argument("--sample", type=int, default=150, help="so many mutants of all there are; 0: all")
    parser.add_argument(
        "--each", type=int, default=0, help="so many mutants of each folder, in place of a sample of all"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--jobs", type=int, default=2, help="so many folders at a time")
    parser.add_argument("--root", type=Path, default=Path(__file__).parents[2], help="the checkout; else this one")
    given = parser.parse_args()
    root = given.root.resolve()
    every = [mutant for under in given.under for mutant in mutants(root, under.rstrip("/"))]
    groups = by_folder(every) if given.each else [every]
    chosen = [mutant for group in groups for mutant in sampled(root, group, given.each or given.sample, given.seed)]
    with tempfile.TemporaryDirectory(dir=quick()) as place, Trial(root, Path(place), given.jobs) as trial:
        noticed = tried(trial, root, chosen, given.tests, given.most)
    print(f"\n{sum(map(len, noticed.values()))} of {len(every):,} mutants, seed {given.seed}")
    for folder, seen in (*sorted(noticed.items()), ("all", [mutant for each in noticed.values() for mutant in each])):
        print(f"{folder:<22} {sum(seen):>4} of {len(seen):>3}, {100 * sum(seen) / max(1, len(seen)):>3.0f} in 100")
    return 0


def quick() -> str | None:
    """A folder in memory, where databases are written at once; None where there is none, or not much of it."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it is made by tempfile
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 2**30 else None


def tried(trial: Trial, root: Path, chosen: list[Mutant], files: list[str] | None = None, most: int = 0) -> Noticed:
    """Whether each mutant was noticed, by folder; those that were not are printed."""
    raw = {mutant.path: (root / mutant.path).read_bytes() for mutant in chosen}  # the checkout may change meanwhile
    of_files: dict[tuple[str, ...], list[Mutant]] = defaultdict(list)
    for mutant in chosen:
        of_files[tuple(files or suite_of(root, mutant.path))].append(mutant)
    suites = [Suite(chosen_files, tuple(each), most) for chosen_files, each in of_files.items()]
    noticed: Noticed = defaultdict(list)
    for suite, found in zip(suites, trial.tried(suites), strict=True):
        for test in found.left_out:
            print(f"left out, for it fails without a change: {test}", flush=True)
        for mutant, seen in zip(suite.mutants, found.noticed, strict=True):
            noticed[folder_of(mutant.path)].append(seen)
            if not seen:
                print(mutant.shown(raw[mutant.path]), flush=True)
    return noticed


if __name__ == "__main__":
    sys.exit(main())
