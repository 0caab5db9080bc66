"""Runs the benchmarks one after the other, and prints one table of their figures.

    python -m benchmarks                          # `make bench`: small sizes, at most ten minutes on a quiet machine
    python -m benchmarks --long                   # `make bench-long`: all of them, with 1,000 and 50,000 articles
    python -m benchmarks --long start load        # some of them
    python -m benchmarks start load commands --database FILE
    python -m benchmarks --compare OLD NEW        # what changed between two runs

What each benchmark says of its own goes to standard error while it runs, the table to standard output. The figures are also written to a
file (JSON), which is named at the end. Each benchmark runs in a process of its own; one that fails is named below the table, and ends
the run with status 1. A floor that is missed does not: look at the load in the head first.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.plan import LARGE, PLAN, QUICK_MINUTES, SMALL
from benchmarks.running import measure
from benchmarks.table import Results, compared, load_results, machine, shown, took

if TYPE_CHECKING:
    from benchmarks.plan import Bench, Sizes

ROOT = Path(__file__).parents[1]
ON_A_DATABASE = ("start", "load", "commands")
"""The benchmarks that can measure a library that is there."""


def main() -> int:
    """Run the named benchmarks, or all, or compare two runs. Returns the exit status."""
    given = _parser().parse_args()
    if given.compare:
        print(compared(*map(load_results, given.compare)))
        return 0
    known = {bench.name: bench for bench in PLAN}
    if unknown := [name for name in given.names if name not in known]:
        sys.exit(f"there is no benchmark {unknown[0]}: choose from {', '.join(known)}")
    if given.database and not set(given.names or known) <= set(ON_A_DATABASE):
        sys.exit(f"--database is for {', '.join(ON_A_DATABASE)}: name those of them to be run")
    results = _begun(given.long, given.database)
    deadline = None if given.long or given.names else time.monotonic() + QUICK_MINUTES * 60
    for bench in (known[name] for name in given.names or known):
        for sizes in sizes_of(bench, given.long, given.database, bool(given.names)):
            measure(bench.name, sizes, results, deadline)
    results.load.append(os.getloadavg()[0])
    path = given.json or ROOT / "var" / "bench" / f"{results.at.replace(':', '')}-{results.commit}.json"
    results.save(path)
    print(f"\n{shown(results)}\n\n{took(results)}\nwritten to {path}")
    return bool(results.failed)


def sizes_of(bench: Bench, long: bool, database: str | None, named: bool) -> tuple[Sizes, ...]:
    """Returns what a benchmark is called with; one that is named and has no small sizes is run with its long ones."""
    sizes = bench.long if long or (named and not bench.quick) else bench.quick
    if not database:
        return sizes
    return (
        {**{name: size for name, size in sizes[0].items() if name not in ("articles", "sizes")}, "database": database},
    )


def _begun(long: bool, database: str | None) -> Results:
    size = f"libraries of {SMALL:,} and {LARGE:,} articles" if long else f"a library of {SMALL:,} articles"
    git = ("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    return Results(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=commit or "unknown",
        size="the database given" if database else size,
        machine=machine(),
        load=[],
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help=f"of {', '.join(bench.name for bench in PLAN)}; all by default")
    parser.add_argument("--long", action="store_true", help="all sizes; takes hours")
    parser.add_argument("--database", help="the address of a database to measure on, instead of generated libraries")
    parser.add_argument("--json", type=Path, help="the file for the figures")
    parser.add_argument(
        "--compare", nargs=2, type=Path, metavar=("OLD", "NEW"), help="print what changed between two such files"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
