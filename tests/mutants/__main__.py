"""Tries small changes to the code and counts how many the tests notice: `make mutants`.

    python -m tests.mutants [--under bot/ui bot/cli] [--sample 150] [--seed 1] [--jobs 2]

Each mutant is one change (a comparison turned, a condition negated, a call left out, a number one higher ...) in a copy of
the checkout, and has the tests of its own folder run over it: those of `bot/a/b.py` are `tests/a/`, those of a module in no
folder the tests in none. Those of a cog are `tests/cogs/` and `tests/test_cogs.py`.
Of these, only the tests that run the changed code are run: the others can't notice.
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
from tests.mutants.trial import Ran, Trial, places_at

Noticed = dict[str, list[bool]]

COGS = "cogs"
OF_COGS = ("tests/test_cogs.py", "tests/cogs/test_*.py")

# ---- Who should notice ----


def suite_of(root: Path, path: str) -> list[str]:
    """The files that test a module: of the folder that mirrors its own, the nearest there is; for others, those in no folder."""
    if folder_of(path) == COGS:
        return sorted(str(file.relative_to(root)) for pattern in OF_COGS for file in root.glob(pattern))
    for folder in Path(path).parents[:-1]:
        there = root / "tests" / folder.relative_to(*folder.parts[:1])
        found = there.rglob("test_*.py") if len(folder.parts) > 1 else there.glob("test_*.py")
        if files := sorted(str(file.relative_to(root)) for file in found):
            return files
    raise AssertionError(path)


def first_own(path: str, files: list[str], ran: dict[str, Ran]) -> list[str]:
    """Some files of tests, that of the module's own name first, then those that take least time: they notice soonest."""
    own = f"test_{Path(path).stem}.py"
    return sorted(files, key=lambda file: (Path(file).name != own, ran[file].seconds))


def noticing(raw: bytes, mutant: Mutant, files: list[str], ran: dict[str, Ran]) -> dict[str, float]:
    """The tests that can notice a mutant, with the seconds that each takes: those that run the changed code, then those of which it isn't known, for they start processes."""
    at = places_at(mutant.path, raw, mutant.line)
    order = [(ran[file], test) for file in first_own(mutant.path, files, ran) for test in ran[file].places]
    running = {test: file.took[test] for file, test in order if at & file.places[test]}
    return running | {test: file.took[test] for file, test in order if not file.alone and test not in running}


def folder_of(path: str) -> str:
    """What a module is counted under: its folder."""
    return str(Path(path).parent)


# ---- The trial ----


def main() -> int:
    """Print the mutants that were not noticed, and how many were in each folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--under", default=["bot", "cogs"], nargs="+", help="folders of modules, or modules")
    parser.add_argument("--sample", type=int, default=150, help="so many mutants of all there are; 0: all")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--jobs", type=int, default=2, help="so many at a time")
    parser.add_argument("--root", type=Path, default=Path(__file__).parents[2], help="the checkout; else this one")
    given = parser.parse_args()
    root = given.root.resolve()
    every = [mutant for under in given.under for mutant in mutants(root, under.rstrip("/"))]
    chosen = sampled(root, every, given.sample, given.seed)
    with tempfile.TemporaryDirectory(dir=quick()) as place, Trial(root, Path(place), given.jobs) as trial:
        noticed = tried(trial, root, chosen)
    print(f"\n{sum(map(len, noticed.values()))} of {len(every):,} mutants, seed {given.seed}")
    for folder, seen in (*sorted(noticed.items()), ("all", [mutant for each in noticed.values() for mutant in each])):
        print(f"{folder:<22} {sum(seen):>4} of {len(seen):>3}, {100 * sum(seen) / max(1, len(seen)):>3.0f} in 100")
    return 0


def quick() -> str | None:
    """A folder in memory, where databases are written at once; None where there is none, or not much of it."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it is made by tempfile
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 2**30 else None


def tried(trial: Trial, root: Path, chosen: list[Mutant]) -> Noticed:
    """Whether each mutant was noticed, by folder; those that were not are printed."""
    raw = {mutant.path: (root / mutant.path).read_bytes() for mutant in chosen}  # the checkout may change meanwhile
    suites = {mutant: suite_of(root, mutant.path) for mutant in chosen}
    files = sorted({file for suite in suites.values() for file in suite})
    ran = dict(zip(files, trial.ran(files), strict=True))
    for file in (file for file in files if not ran[file].passed):
        print(f"left out, for it fails without a change: {file}", flush=True)
    good = {mutant: [file for file in suites[mutant] if ran[file].passed] for mutant in chosen}
    tests = [noticing(raw[mutant.path], mutant, good[mutant], ran) for mutant in chosen]
    noticed: Noticed = defaultdict(list)
    for mutant, seen in zip(chosen, trial.noticed(chosen, tests), strict=True):
        noticed[folder_of(mutant.path)].append(seen)
        if not seen:
            print(mutant.shown(raw[mutant.path]), flush=True)
    return noticed


if __name__ == "__main__":
    sys.exit(main())
