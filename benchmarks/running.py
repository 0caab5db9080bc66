"""Runs one benchmark in a process of its own, so that none measures the memory and the caches of those before it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING

from benchmarks.plan import QUICK_MINUTES

if TYPE_CHECKING:
    from benchmarks.figure import Figure
    from benchmarks.plan import Sizes
    from benchmarks.table import Results


def measure(name: str, sizes: Sizes, results: Results, deadline: float | None) -> None:
    """Run one benchmark in a process of its own, and note its figures, or why there are none."""
    if deadline and time.monotonic() > deadline:
        results.failed[name] = f"{QUICK_MINUTES} minutes were over: run `python -m benchmarks {name}`"
        return
    print(f"\n== {name} {sizes or ''}", file=sys.stderr, flush=True)
    results.load.append(os.getloadavg()[0])
    begun = time.monotonic()
    try:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            results.figures.setdefault(name, []).extend(pool.submit(figures_of, name, sizes).result())
    except Exception as error:  # the others are measured all the same
        traceback.print_exc()
        results.failed[name] = f"{type(error).__name__}: {error}".splitlines()[0]
    results.seconds[name] = results.seconds.get(name, 0) + time.monotonic() - begun


def figures_of(name: str, sizes: Sizes) -> list[Figure]:
    """Returns the figures of a benchmark, measured in this process."""
    with contextlib.redirect_stdout(sys.stderr):
        found: list[Figure] = import_module(f"benchmarks.{name}").figures(**sizes)
    return found
