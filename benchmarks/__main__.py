"""Runs the benchmarks one after the other: `make bench` for all, or `python -m benchmarks commands reading` for some."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main() -> None:
    """Run the named benchmarks, or all."""
    for name in sys.argv[1:] or NAMES:
        if name not in NAMES:
            sys.exit(f"there is no benchmark {name}: choose from {', '.join(NAMES)}")
    chosen, sys.argv[1:] = sys.argv[1:] or NAMES, []
    for name in chosen:
        print(f"\n== {name}", flush=True)
        import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
