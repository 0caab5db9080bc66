"""The steps of training, each from files to files."""

from __future__ import annotations

import pickle
import random
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import torch

from training import gold
from training.judge import calibrating
from training.judge.course import GOLD, ROLES, fresh, material, schooled, taught
from training.judge.exporting import agreement, answered_by, pruned, write_table
from training.judge.exporting import export as exported
from training.judge.labelling import examples
from training.judge.learning import answered, learnt
from training.judge.measuring import KINDS, acted, wanted
from training.judge.measuring import curve as along
from training.judge.proposing import Proposer
from training.judge.roles import arguments, attributions, figures

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from training.gold.documents import Document
    from training.judge.examples import Example
    from training.judge.measuring import Judged
    from training.judge.network import Judge

    Logits = Mapping[str, NDArray[np.float32]]

_FEATURES = 2_600
"""So many features are shipped, the commonest: the rest are a tenth of a per cent of all that are met."""
_PRECISIONS = (0.95, 0.9, 0.85, 0.8, 0.7, 0.6)


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


@cache
def labelled(part: str) -> tuple[list[Document], list[Example]]:
    """The documents of a part and all sentences of them with their labels."""
    documents, proposer = gold.load(part), Proposer()
    found = [example for document in documents for example in examples(document, proposer)]
    reached = wanted(documents, found)
    shares = ", ".join(f"{kind} {len(reached.proposed[kind])}/{len(asked)}" for kind, asked in reached.asked.items())
    say(f"{part}: {len(documents)} documents, {len(found)} sentences; within reach of the questions: {shares}")
    return documents, found


def roles(given: Namespace) -> None:
    """MiniLM learns arguments and attributions: `roles.pt`."""

    def read(part: str) -> tuple[list[Example], list[Example]]:
        folder, trees = given.data / "roles", given.data / "syntax"
        predicates = arguments(folder / f"propbank-ewt-{part}.jsonl.gz", trees / f"ewt-{part}.conllu.gz")
        said = attributions(folder / "gum-attributions.jsonl.gz", folder / "gum-coref.jsonl.gz", part)
        return list(predicates), list(said)

    predicates, said = read("train")
    judge = fresh(0)
    learnt(judge, material([*predicates, *said, *said], {}, judge), ROLES, say)
    torch.save(judge.state_dict(), given.work / "roles.pt")
    for head, rows in zip(("argument", "attribution"), read("dev"), strict=True):
        say(f"{head} on dev: {figures(judge, material(rows, {}, judge), head)}")


def calibrate(given: Namespace) -> None:
    """Judges of all outlets but some, asked about these: `unseen.pickle`, with what each said. Counted is what it said of whole articles, as reading asks."""
    told, found = labelled("train")
    state = _state(given.work / "roles.pt")
    parts = calibrating.folds(found, given.folds) if given.folds else [calibrating.apart(found)]
    unseen: dict[int, Logits] = {}
    for number, part in enumerate(parts, 1):
        say(f"fold {number}: without {', '.join(sorted(part))}")
        mine = [example for example in found if example.group not in part]
        judge, known = taught(state, mine, GOLD, say)
        _keep(given.work / f"without-{number}.pt", judge, known)
        apart = [i for i, example in enumerate(found) if example.group in part]
        asked = material([found[i] for i in apart], known, judge)
        unseen |= dict(zip(apart, answered(judge, asked), strict=True))
    kept = [found[i] for i in sorted(unseen)]
    logits = [unseen[i] for i in sorted(unseen)]
    heat = calibrating.heats(kept, logits)
    said = [fact for fact in calibrating.facts(kept, logits, heat, acted(told)) if fact.whole]
    _save(given.work / "unseen.pickle", {"heat": heat, "said": said, "sure": calibrating.sure(said), "logits": unseen})


def train(given: Namespace) -> None:
    """The judge that is shipped: `judge.pt`."""
    _, found = labelled("train")
    judge, known = taught(_state(given.work / "roles.pt"), found, GOLD, say)
    _keep(given.work / "judge.pt", judge, known)


def export(given: Namespace) -> None:
    """Writes `data/judge/`; what it says of outlets that it has not seen, in eight bits, gives the thresholds.

    It is the judge of `train` where there is one, with the thresholds of those that saw less; else the one without some outlets.
    """
    own = given.work / "judge.pt"
    judge, known = _trained(own if own.exists() else given.work / "without-1.pt")
    told, seen = labelled("train")
    counts = Counter(
        name for example in seen for row in example.passage.asked.values() for asked in row for name in asked.features
    )
    kept = sorted(name for name, _ in counts.most_common(_FEATURES) if name in known)
    known = pruned(judge, known, kept)
    exported(judge, material(seen[:50], known, judge), given.out)
    unseen = _load(given.work / "unseen.pickle")
    if not own.exists():
        apart = [seen[i] for i in sorted(unseen["logits"])]
        logits = answered_by(given.out / "judge.onnx", material(apart, known, judge))
        heat = calibrating.heats(apart, logits)
        said = [fact for fact in calibrating.facts(apart, logits, heat, acted(told)) if fact.whole]
        unseen |= {"heat": heat, "said": said, "sure": calibrating.sure(said)}
        _save(given.work / "unseen.pickle", unseen)
    write_table(known, unseen["heat"], unseen["sure"], given.out)
    _, found = labelled("dev")
    say(f"the same answers: {agreement(judge, material(found, known, judge), given.out / 'judge.onnx')}")


def table(given: Namespace) -> None:
    """Prints the figures: by kind, on outlets not seen and on dev, and by outlet."""
    unseen = _load(given.work / "unseen.pickle")
    documents, found = labelled("train")
    outlets = {row.group for row in unseen["said"]}
    documents = [document for document in documents if (document.outlet or document.name) in outlets and document.whole]
    _print(
        "outlets not seen",
        unseen["said"],
        documents,
        [example for example in found if example.group in outlets],
        unseen["sure"],
    )
    documents, found = labelled("dev")
    features = (given.out / "features.txt").read_text(encoding="utf-8").splitlines()
    asked = material(found, {name: number for number, name in enumerate(features, 1)}, fresh(0))
    said = calibrating.facts(found, answered_by(given.out / "judge.onnx", asked), unseen["heat"], acted(documents))
    _print("dev", said, documents, found, unseen["sure"])


def curve(given: Namespace) -> None:
    """Prints how the figures on dev grow with the labels."""
    _, found = labelled("train")
    documents, apart = labelled("dev")
    state = _state(given.work / "roles.pt")
    order = list(range(len(found)))
    random.Random(4).shuffle(order)  # noqa: S311 - an order, no secret
    for share in (0.25, 0.5, 1.0):
        some = [found[i] for i in sorted(order[: int(share * len(order))])]
        judge, known = taught(state, some, GOLD, lambda _: None)
        said = calibrating.facts(apart, answered(judge, material(apart, known, judge)), {}, acted(documents))
        _print(f"dev after {len(some)} sentences", said, documents, apart, {})


def _print(
    name: str, said: Sequence[Judged], documents: Sequence[Document], found: Sequence[Example], sure: Mapping[str, Any]
) -> None:
    reached = wanted(documents, found)
    for kind in KINDS:
        mine, asked = [fact for fact in said if fact.kind == kind], reached.asked[kind]
        points = along(mine, asked, _PRECISIONS)
        say(
            f"{name}, {kind}: {len(asked)} asked for, {len(reached.proposed[kind])} within reach; recall at precision "
            + ", ".join(
                f"{wanted_:.2f}: {recall:.3f} ({many})"
                for wanted_, (_, recall, _, many) in zip(_PRECISIONS, points, strict=True)
            )
        )
        if kind in sure:
            shown = [fact for fact in mine if fact.sureness >= sure[kind].shown]
            right = sum(fact.right for fact in shown)
            hit = {fact for judged in shown if judged.right for fact in judged.facts} & asked
            say(f"    shown from {sure[kind].shown}: {right} of {len(shown)} right, {len(hit)} of {len(asked)} found")
            for outlet in sorted({fact.group for fact in shown}):
                there = [fact.right for fact in shown if fact.group == outlet]
                say(f"        {outlet}: {sum(there)} of {len(there)}")


def _state(path: Path) -> Mapping[str, torch.Tensor]:
    state: Mapping[str, torch.Tensor] = torch.load(path, weights_only=True)
    return state


def _keep(path: Path, judge: Judge, known: Mapping[str, int]) -> None:
    torch.save({"state": judge.state_dict(), "known": dict(known)}, path)


def _trained(path: Path) -> tuple[Any, dict[str, int]]:
    kept = torch.load(path, weights_only=True)
    judge = schooled({}, len(kept["known"]))
    judge.load_state_dict(kept["state"])
    return judge.eval(), kept["known"]


def _save(path: Path, made: object) -> None:
    path.write_bytes(pickle.dumps(made))


def _load(path: Path) -> Any:
    return pickle.loads(path.read_bytes())  # noqa: S301 - our own file, of the step before
