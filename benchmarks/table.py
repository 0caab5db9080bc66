"""The table of all figures, as text and as JSON, and what changed between two runs of it."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import orjson

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

HEAD = ("what", "figure", "unit", "floor", "reached")
COMPARED = ("what", "before", "now", "unit", "change", "")
SAME = 5.0
"""Per cent: smaller changes say nothing."""
_REACHED = {True: "yes", False: "no", None: ""}


@dataclass
class Results:
    """What one run measured, where, and how busy the machine was."""

    at: str
    commit: str
    size: str
    machine: str
    load: list[float]
    """The machine's load before each benchmark, and after the last."""
    figures: dict[str, list[Figure]] = field(default_factory=dict)
    """The figures of each benchmark."""
    seconds: dict[str, float] = field(default_factory=dict)
    """How long each benchmark took."""
    failed: dict[str, str] = field(default_factory=dict)
    """Why a benchmark has no figures."""

    def save(self, path: Path) -> None:
        """Write it to a file as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2))


def load_results(path: Path) -> Results:
    """Returns what a run wrote to a file."""
    found = orjson.loads(path.read_bytes())
    figures = {name: [Figure(**row) for row in rows] for name, rows in found.pop("figures").items()}
    return Results(**found, figures=figures)


def machine() -> str:
    """Returns what the figures depend on besides the code."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def shown(results: Results) -> str:
    """Returns the table: first what was measured on, then a line for each figure, then what failed."""
    rows = [
        (figure.what, number(figure.value), figure.unit, bound(figure), _REACHED[figure.reached])
        for figures in results.figures.values()
        for figure in figures
    ]
    failed = [f"{name} failed: {why}" for name, why in results.failed.items()]
    return "\n".join((*_head(results), "", *aligned((HEAD, *rows)), *failed))


def compared(old: Results, new: Results) -> str:
    """Returns what changed between two runs: a line for each figure that both have, then those that only one has."""
    before, now = _by_name(old), _by_name(new)
    rows = [
        (what, number(before[what].value), number(figure.value), figure.unit, *_change(before[what], figure))
        for what, figure in now.items()
        if what in before
    ]
    heads = (*(f"before: {line}" for line in _head(old)), *(f"now: {line}" for line in _head(new)))
    alone = [f"only before: {what}" for what in before if what not in now]
    alone += [f"only now: {what}" for what in now if what not in before]
    return "\n".join((*heads, "", *aligned((COMPARED, *rows)), *alone))


def took(results: Results) -> str:
    """Returns how long each benchmark took, in words."""
    return "took " + ", ".join(f"{name} {seconds:.0f} s" for name, seconds in results.seconds.items())


def number(value: float) -> str:
    """Returns a number as it is read: three digits or more, and no more than that behind the point."""
    size = abs(value)
    digits = 0 if size >= 100 or value == int(value) else 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{digits}f}"


def bound(figure: Figure) -> str:
    """Returns the floor of a figure in words."""
    if figure.floor is None:
        return ""
    return f"at {'least' if figure.more else 'most'} {number(figure.floor)}"


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yields the lines of a Markdown table that can also be read as it is; the first row is its head."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for at, row in enumerate(rows):
        yield f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        if not at:
            yield f"| {' | '.join('-' * max(3, width) for width in widths)} |"


def _head(results: Results) -> Iterable[str]:
    minutes = sum(results.seconds.values()) / 60
    load = f"load {min(results.load):.1f} to {max(results.load):.1f}" if results.load else "load unknown"
    return (
        f"{results.size}; {load} on {results.machine}",
        f"{results.at}, commit {results.commit}, {minutes:.1f} minutes",
    )


def _by_name(results: Results) -> dict[str, Figure]:
    return {f"{name}: {figure.what}": figure for name, figures in results.figures.items() for figure in figures}


def _change(before: Figure, now: Figure) -> tuple[str, str]:
    """By how many per cent a figure changed, and whether that is better."""
    verdict = ""
    if before.reached is not now.reached:
        verdict = "floor reached" if now.reached else "floor missed"
    if not before.value:
        return "" if not now.value else "from 0", verdict
    change = (now.value - before.value) / abs(before.value) * 100
    if abs(change) >= SAME and not verdict:
        verdict = "better" if (change > 0) == now.more else "worse"
    return f"{change:+.0f} %", verdict
