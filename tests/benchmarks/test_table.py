"""The table of figures, its file, and what changed between two of them."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING

import pytest

from benchmarks import __main__ as command
from benchmarks.attache import buckets, quantile
from benchmarks.figure import Figure
from benchmarks.plan import PLAN, Bench
from benchmarks.running import measure
from benchmarks.table import Results, aligned, bound, compared, load_results, number, shown

if TYPE_CHECKING:
    from pathlib import Path


def results(**figures: list[Figure]) -> Results:
    return Results(
        "2026-12-01T12:00:00+00:00", "abc1234", "a library of 1,000 articles", "2 cores", [0.5, 1.25], figures
    )


# The bound itself is good enough, on either side of it.
@pytest.mark.parametrize(
    ("figure", "reached"),
    [
        (Figure("start", 2.0, "s", 2.0), True),
        (Figure("start", 2.01, "s", 2.0), False),
        (Figure("rate", 300, "a second", 300, more=True), True),
        (Figure("rate", 299, "a second", 300, more=True), False),
        (Figure("errors", 0, "commands", 0), True),
        (Figure("start", 2.0, "s"), None),
    ],
)
def test_a_floor_is_reached_or_not(figure: Figure, reached: bool | None) -> None:
    assert figure.reached is reached


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (0, "0"),
        (0.0312, "0.031"),
        (1.256, "1.26"),
        (12.34, "12.3"),
        (120.0, "120"),
        (1234.5, "1,234"),
        (-3.21, "-3.21"),
    ],
)
def test_a_number_has_the_digits_that_say_something(value: float, read: str) -> None:
    assert number(value) == read


def test_a_bound_says_its_side() -> None:
    assert bound(Figure("start", 1, "s", 2)) == "at most 2"
    assert bound(Figure("rate", 1, "a second", 300, more=True)) == "at least 300"


def test_cells_stand_below_each_other() -> None:
    assert list(aligned([("what", "n"), ("a longer one", "12")])) == [
        "| what         | n  |",
        "| ------------ | --- |",
        "| a longer one | 12 |",
    ]


def test_the_table_says_what_it_was_measured_on_and_what_failed() -> None:
    made = results(start=[Figure("ready", 1.5, "s", 2.0)], load=[Figure("p99", 130, "ms", 100), Figure("p50", 7, "ms")])
    made.failed["names"] = "ValueError: no names"
    head, _, _, titles, _, *rows, failed = shown(made).splitlines()
    assert head == "a library of 1,000 articles; load 0.5 to 1.2 on 2 cores"
    assert [cell.strip() for cell in titles.split("|")[1:-1]] == ["what", "figure", "unit", "floor", "reached"]
    assert [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows] == [
        ["ready", "1.50", "s", "at most 2", "yes"],
        ["p99", "130", "ms", "at most 100", "no"],
        ["p50", "7", "ms", "", ""],
    ]
    assert failed == "names failed: ValueError: no names"


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    made = results(start=[Figure("ready", 1.5, "s", 2.0)], load=[Figure("rate", 80, "a second", more=True)])
    made.seconds["start"] = 12.5
    made.failed["names"] = "no names"
    made.save(tmp_path / "new" / "run.json")
    assert load_results(tmp_path / "new" / "run.json") == made


# Less of what should be little is better; a change below five per cent is noise; a floor that is crossed is said before that.
@pytest.mark.parametrize(
    ("before", "now", "change", "verdict"),
    [
        (Figure("x", 100, "ms"), Figure("x", 80, "ms"), "-20 %", "better"),
        (Figure("x", 100, "ms"), Figure("x", 120, "ms"), "+20 %", "worse"),
        (Figure("x", 100, "a second", more=True), Figure("x", 120, "a second", more=True), "+20 %", "better"),
        (Figure("x", 100, "a second", more=True), Figure("x", 80, "a second", more=True), "-20 %", "worse"),
        (Figure("x", 100, "ms"), Figure("x", 104, "ms"), "+4 %", ""),
        (Figure("x", 100, "ms", 100), Figure("x", 101, "ms", 100), "+1 %", "floor missed"),
        (Figure("x", 101, "ms", 100), Figure("x", 100, "ms", 100), "-1 %", "floor reached"),
        (Figure("x", 0, "errors", 0), Figure("x", 3, "errors", 0), "from 0", "floor missed"),
        (Figure("x", 0, "errors", 0), Figure("x", 0, "errors", 0), "", ""),
    ],
)
def test_a_change_is_better_or_worse(before: Figure, now: Figure, change: str, verdict: str) -> None:
    [row] = [line for line in compared(results(a=[before]), results(a=[now])).splitlines() if line.startswith("| a: x")]
    assert [cell.strip() for cell in row.split("|")[-3:-1]] == [change, verdict]


# Two benchmarks may name a figure alike.
def test_figures_are_compared_by_benchmark_and_name() -> None:
    old = results(a=[Figure("x", 1, "s"), Figure("gone", 1, "s")], b=[Figure("x", 5, "s")])
    new = results(a=[Figure("x", 2, "s")], b=[Figure("x", 5, "s"), Figure("fresh", 1, "s")])
    lines = compared(old, new).splitlines()
    assert [line.split("|")[1].strip() for line in lines if line.startswith("| ") and ": " in line] == ["a: x", "b: x"]
    assert lines[-2:] == ["only before: a: gone", "only now: b: fresh"]


@pytest.mark.parametrize("bench", PLAN, ids=lambda bench: bench.name)
def test_every_benchmark_takes_the_sizes_of_the_plan(bench: Bench) -> None:
    pytest.importorskip("playwright" if bench.name == "heights" else "orjson")
    takes = signature(import_module(f"benchmarks.{bench.name}").figures)
    for sizes in (*bench.quick, *bench.long):
        takes.bind(**sizes)
    assert bench.name not in command.ON_A_DATABASE or "database" in takes.parameters


def test_every_module_that_measures_is_in_the_plan() -> None:
    modules = {path.stem for path in (command.ROOT / "benchmarks").glob("*.py") if "\ndef figures(" in path.read_text()}
    assert modules == {bench.name for bench in PLAN}


def test_a_database_takes_the_place_of_the_libraries() -> None:
    [start] = [bench for bench in PLAN if bench.name == "start"]
    assert command.sizes_of(start, True, "x.db", True) == ({"database": "x.db"},)


def test_what_has_no_small_size_is_run_when_it_is_named() -> None:
    [growth] = [bench for bench in PLAN if bench.name == "growth"]
    assert command.sizes_of(growth, False, None, False) == ()
    assert command.sizes_of(growth, False, None, True) == growth.long


def test_one_that_fails_does_not_end_the_others() -> None:
    made = results()
    measure("nothing_of_the_kind", {}, made, None)
    assert made.failed == {
        "nothing_of_the_kind": "ModuleNotFoundError: No module named 'benchmarks.nothing_of_the_kind'"
    }
    assert "nothing_of_the_kind" in made.seconds


def test_none_begins_after_the_time_is_over() -> None:
    made = results()
    measure("names", {}, made, deadline=0.001)
    assert made.failed == {"names": "10 minutes were over: run `python -m benchmarks names`"}


# A function of the command itself would be unknown in the other process.
def test_a_benchmark_that_is_run_by_the_command_gets_into_the_table(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "benchmarks", "extraction", "--json", str(tmp_path / "run.json")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=command.ROOT)
    assert done.returncode == 0, done.stderr
    assert f"written to {tmp_path / 'run.json'}" in done.stdout
    assert load_results(tmp_path / "run.json").figures["extraction"]


def test_two_runs_are_compared_from_their_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("old", 2.0), ("new", 1.0)):
        results(start=[Figure("ready", value, "s")]).save(tmp_path / name)
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--compare", str(tmp_path / "old"), str(tmp_path / "new")])
    assert command.main() == 0
    assert "| start: ready | 2      | 1   | s    | -50 %  | better |" in capsys.readouterr().out


METRICS = """# TYPE lag_seconds histogram
lag_seconds_bucket{le="0.01"} 90.0
lag_seconds_bucket{le="0.02"} 100.0
lag_seconds_bucket{le="+Inf"} 100.0
lag_seconds_count 100.0
lag_seconds_sum 1.0
"""


# As Prometheus' histogram_quantile does: evenly spread within a bucket, the greatest bound for what lies above all.
@pytest.mark.parametrize(
    ("before", "share", "seconds"),
    [
        ({}, 0.9, 0.01),
        ({}, 0.95, 0.015),
        ({}, 0.45, 0.005),
        ({0.01: 90.0, 0.02: 90.0, float("inf"): 90.0}, 0.5, 0.015),
        ({0.01: 90.0, 0.02: 100.0, float("inf"): 100.0}, 0.99, 0.0),
    ],
)
def test_the_share_of_a_histogram_between_two_looks(before: dict[float, float], share: float, seconds: float) -> None:
    assert quantile(before, buckets(METRICS, "lag_seconds"), share) == pytest.approx(seconds)


def test_what_lies_above_all_bounds_is_the_greatest_of_them() -> None:
    assert quantile({}, {0.01: 1.0, 0.02: 2.0, float("inf"): 10.0}, 0.99) == 0.02
