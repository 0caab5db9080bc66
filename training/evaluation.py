"""Prints the development figures of reading with their floors in one table: `make eval`.

The gold data and the scorers lie beside the checkout, in `../shared/eval`, and are no part of the project; without them this
says so, loudly, and prints nothing else. All figures are percentages.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from training.scorer import MISSING, ROOT, SCORER


@dataclass(frozen=True, slots=True)
class Target:
    """A figure in the scorer's output, and what it should reach.

    Attributes:
        paths: dotted keys; the figures there are shown side by side.
        floors, beyond: what each should reach, and what would be better than the published systems.
    """

    task: str
    paths: tuple[str, ...]
    floors: tuple[float, ...]
    beyond: tuple[float, ...]


TARGETS = (
    Target(
        "PolNeAR exact spans, source / cue / content, F1 (`dev-lines`)",
        tuple(f"quotes.dev-lines.spans_exact_{part}.F1" for part in ("source", "cue", "content")),
        (58, 58, 45),
        (69.6, 66.7, 59),
    ),
    Target(
        "PolNeAR direct and mixed, speaker and content right, F1",
        ("quotes.dev.direct_and_mixed_end_to_end.F1",),
        (80,),
        (90,),
    ),
    Target(
        "PLV pair, direction and sign right, of all gold pairs",
        ("stances.plv.directed_and_signed.R",),
        (50,),
        (70,),
    ),
    Target("PLV sign right, of pairs found", ("stances.plv.given_pair.sign",), (90,), (96.5,)),
    Target("DSE directed polar triples, stances alone, F1", ("stances.dse.stances_polar.F1",), (35,), (55,)),
    Target(
        "DSE the same, events where there is no stance", ("stances.dse.stances_then_events_polar.F1",), (35,), (55,)
    ),
    Target(
        "TIMEX value, TimeBank / AQUAINT, F1",
        ("dates.timebank.value.F1", "dates.aquaint.value.F1"),
        (75, 75),
        (85, 85),
    ),
    Target(
        "TIMEX spans of the same words, TimeBank / AQUAINT, F1",
        ("dates.timebank.span_strict.F1", "dates.aquaint.span_strict.F1"),
        (),
        (),
    ),
    Target(
        "event dates right, of those dated, TimeBank / AQUAINT",
        ("dates.timebank.event_dates.date_right_given_dated", "dates.aquaint.event_dates.date_right_given_dated"),
        (80, 80),
        (92, 92),
    ),
    Target(
        "timelines: events F1 / dates right, of those dated / order right, of pairs decided",
        (
            "timelines.apple.events_of_the_actor.F1",
            "timelines.apple.dates_of_found_events.right_given_we_date",
            "timelines.apple.order.accuracy_of_decided",
        ),
        (25, 70, 80),
        (40, 85, 90),
    ),
    Target(
        "seed article: direct quotations / indirect / stances / events / mentions found",
        tuple(
            f"articles.seed.{kind}.recall"
            for kind in ("direct_quotations", "indirect_quotations", "stances", "events", "mentions")
        ),
        (100, 87.5, 80, 73.9, 90),
        (100, 100, 100, 100, 100),
    ),
)


def figure(scores: dict[str, Any], path: str) -> float:
    """Returns the number at a dotted path of the scorer's output."""
    for key in path.split("."):
        scores = scores[key]
    return float(scores)  # type: ignore[arg-type]


def rows(scores: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """Returns for each target: the task, our figures, the floors, the figures beyond, and whether every floor is reached."""
    made = []
    for target in TARGETS:
        ours = [figure(scores, path) for path in target.paths]
        low = [own for own, floor in zip(ours, target.floors, strict=False) if own < floor]
        state = "" if not target.floors else "below the floor" if low else "reached"
        made.append((target.task, _joined(ours), _joined(target.floors), _joined(target.beyond), state))
    made += _syntax()
    false = scores["articles"]["seed"]["from_headings_or_boilerplate"]
    made.append(
        (
            "seed article: facts from headings or boilerplate",
            f"{false}",
            "0",
            "0",
            "below the floor" if false else "reached",
        )
    )
    return made


def _syntax() -> list[tuple[str, str, str, str, str]]:
    """The syntax model's row, from its card, because measuring it needs the treebanks (`training/syntax.py`)."""
    card = ROOT / "data" / "model" / "CARD.md"
    match = (
        re.search(r"\| PUD, news half \| [\d.]+ \| ([\d.]+) \| ([\d.]+) \|", card.read_text(encoding="utf-8"))
        if card.exists()
        else None
    )
    if not match:
        return []
    low = float(match[1]) < 87 or float(match[2]) < 83
    return [
        (
            "syntax model on PUD news, UAS / LAS (its card)",
            f"{match[1]} / {match[2]}",
            "87 / 83",
            "90 / 87",
            "below the floor" if low else "reached",
        )
    ]


def _joined(figures: list[float] | tuple[float, ...]) -> str:
    return " / ".join(f"{figure:g}" for figure in figures) or "-"


def table(scores: dict[str, Any]) -> str:
    """Returns the rows as a Markdown table."""
    head = ("task", "figure", "floor", "beyond", "")
    lines = [head, ("---",) * len(head), *rows(scores)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def measured(command: str) -> dict[str, Any]:
    """Returns the scorer's output for a reading command on all development data.

    Raises:
        SystemExit: the scorer failed; the message has its last output.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        done = subprocess.run(  # noqa: S603 - our own scorer and command line
            [sys.executable, str(SCORER), "all", "--command", command, "--json", str(out)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            sys.exit(f"the scorer ended with status {done.returncode}: {done.stderr[-600:]}")
        print(done.stdout)
        scores: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return scores


def main() -> None:
    """Print every figure, then the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", default=f"{Path(sys.executable).parent / 'attache'} read", help="what reads")
    options = parser.parse_args()
    if not SCORER.exists():
        print(MISSING, file=sys.stderr)
        return
    scores = measured(options.command)
    print(f"Development figures of {datetime.now(UTC):%d %B %Y}, by `make eval`\n\n{table(scores)}")


if __name__ == "__main__":
    main()
