"""Train the judge, step by step: `roles` (PropBank and GUM), then `train` (our own lists).

Runs in an environment of its own (`training/judge/requirements.txt`) on one core. Seeded: the same data, versions and machine give the
same weights. What a step leaves for the next lies in `--work`, which is no part of the project.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.judge.examples import Example

WORK = Path.home() / ".cache" / "attache" / "judge"
DATA = Path(__file__).resolve().parents[3] / "shared" / "eval" / "data"


def _say(line: str) -> None:
    print(line, flush=True)


def _roles(given: argparse.Namespace) -> None:
    import torch  # noqa: PLC0415 - loaded by who trains

    from training.judge.course import ROLES, fresh, tokenizer  # noqa: PLC0415
    from training.judge.learning import Material, learnt  # noqa: PLC0415
    from training.judge.roles import arguments, attributions, figures  # noqa: PLC0415

    def read(part: str) -> tuple[list[Example], list[Example]]:
        roles, trees = given.data / "roles", given.data / "syntax"
        predicates = arguments(roles / f"propbank-ewt-{part}.jsonl.gz", trees / f"ewt-{part}.conllu.gz")
        said = attributions(roles / "gum-attributions.jsonl.gz", roles / "gum-coref.jsonl.gz", part)
        return list(predicates), list(said)

    predicates, said = read("train")
    judge = fresh(0)
    learnt(judge, Material([*predicates, *said, *said], tokenizer(), {}, judge), ROLES, _say)
    torch.save(judge.state_dict(), given.work / "roles.pt")
    for head, examples in zip(("argument", "attribution"), read("dev"), strict=True):
        _say(f"{head} on dev: {figures(judge, Material(examples, tokenizer(), {}, judge), head)}")


def main() -> None:
    """Do one step."""
    parser = argparse.ArgumentParser(prog="python -m training.judge", description=(__doc__ or "").splitlines()[0])
    steps = {"roles": _roles}
    parser.add_argument("step", choices=steps)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--data", type=Path, default=DATA, help="where PropBank, GUM and the treebanks lie")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    import torch  # noqa: PLC0415

    torch.set_num_threads(1)
    steps[given.step](given)


if __name__ == "__main__":
    main()
