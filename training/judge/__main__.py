"""Train the judge, step by step.

    roles      MiniLM learns PropBank's arguments and GUM's attributions
    train      the judge learns our own lists, the part train
    export     data/judge/ is written; temperatures, confidences and thresholds are counted on dev, whose outlets it has not seen
    table      the figures of the card, on dev
    rival      how well the judge and a rival on the syntax model's vectors rank answers on dev
    curve      how the figures grow with the labels

Runs in an environment of its own (`training/judge/requirements.txt`) on one core. Seeded: the same data, versions and machine give the
same weights. What a step leaves for the next lies in `--work`, which is no part of the project.
"""

from __future__ import annotations

import argparse
from pathlib import Path

WORK = Path.home() / ".cache" / "attache" / "judge"
ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "eval" / "data"


def main() -> None:
    """Do the steps."""
    parser = argparse.ArgumentParser(
        prog="python -m training.judge", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("steps", nargs="+", choices=("roles", "train", "export", "table", "rival", "curve"))
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "judge")
    parser.add_argument("--data", type=Path, default=DATA, help="where PropBank, GUM and the treebanks lie")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    import torch  # noqa: PLC0415 - loaded by who trains

    from training.judge import steps  # noqa: PLC0415

    torch.set_num_threads(given.threads)
    for step in given.steps:
        getattr(steps, step)(given)


if __name__ == "__main__":
    main()
