"""The steps of training; each reads and writes files."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import torch

from training import gold
from training.judge import calibrating, scoring
from training.judge.course import GOLD, ROLES, fresh, material, roles_state, schooled, taught
from training.judge.exporting import agreement, answered_by, pruned, write_table
from training.judge.exporting import export as exported
from training.judge.labelling import examples
from training.judge.learning import answered, learnt
from training.judge.measuring import KINDS, average_precision, wanted
from training.judge.measuring import curve as along
from training.judge.proposing import Proposer
from training.judge.rival import Rival
from training.judge.roles import arguments, attributions, figures

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from training.gold.documents import Document
    from training.judge.examples import Example
    from training.judge.measuring import Judged
    from training.judge.network import Judge


_FEATURES = 2_600
"""How many features are shipped, the most frequent ones; the rest are a tenth of a per cent of all occurrences."""
_LEFT_OUT = ("r2-",)
"""Rounds of loose sentences that the judge does not learn: with those it was least sure of, fewer stances are right among the surest (see the card)."""
_RANKED = ("mode", "role", "stance", "said")
_PRECISIONS = (0.95, 0.9, 0.85, 0.8, 0.7, 0.6)


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


@cache
def labelled(part: str) -> tuple[list[Document], list[Example]]:
    """Returns the documents of a part, and all their sentences with labels."""
    documents = [document for document in gold.load(part) if not document.name.startswith(_LEFT_OUT)]
    proposer = Proposer()
    found = [example for document in documents for example in examples(document, proposer)]
    reached = wanted(documents, found)
    shares = ", ".join(f"{kind} {len(reached.proposed[kind])}/{len(asked)}" for kind, asked in reached.asked.items())
    say(f"{part}: {len(documents)} documents, {len(found)} sentences; within reach of the questions: {shares}")
    return documents, found


def roles(given: Namespace) -> None:
    """Trains MiniLM on arguments and attributions: `roles.pt`."""

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


def train(given: Namespace) -> None:
    """Trains the judge that is shipped: `judge.pt`."""
    _, found = labelled("train")
    judge, known = taught(roles_state(given.work / "roles.pt"), found, GOLD, say)
    _keep(given.work / "judge.pt", judge, known)


def export(given: Namespace) -> None:
    """Writes `data/judge/`: the judge of `train`, with temperatures and thresholds counted on dev."""
    judge, known = _trained(given.work / "judge.pt")
    _, seen = labelled("train")
    known = _exported(judge, known, seen, given.out)
    documents, found = labelled("dev")
    asked = material(found, known, judge)
    heat = calibrating.heats(found, answered(judge, asked))
    write_table(known, heat, calibrating.sure([]), given.out)
    write_table(known, heat, calibrating.sure(scoring.told(given.out, documents)), given.out)
    say(f"the same answers: {agreement(judge, asked, given.out / 'judge.onnx')}")


def _exported(judge: Judge, known: Mapping[str, int], seen: Sequence[Example], out: Path) -> dict[str, int]:
    """Writes a judge's model with its most frequent features. Returns these."""
    counts = Counter(
        name for example in seen for row in example.passage.asked.values() for asked in row for name in asked.features
    )
    kept = sorted(name for name, _ in counts.most_common(_FEATURES) if name in known)
    known = pruned(judge, known, kept)
    exported(judge, material(seen[:50], known, judge), out)
    return known


def table(given: Namespace) -> None:
    """Prints the figures on dev by kind, and by outlet."""
    documents, _ = labelled("dev")
    said = scoring.told(given.out, documents)
    _print("dev", said, scoring.asked(documents), calibrating.sure(said))


def rival(given: Namespace) -> None:
    """Prints how well the judge and the rival rank the answers on dev."""
    _, found = labelled("train")
    _, apart = labelled("dev")
    features = (given.out / "features.txt").read_text(encoding="utf-8").splitlines()
    asked = material(apart, {name: number for number, name in enumerate(features, 1)}, fresh(0))
    other, words = Rival().trained(found, apart)
    for name, logits in (("judge", answered_by(given.out / "judge.onnx", asked)), ("rival", answered(other, words))):
        figures = ", ".join(f"{head} {average_precision(apart, logits, head):.3f}" for head in _RANKED)
        say(f"{name}: average precision {figures}")


def curve(given: Namespace) -> None:
    """Prints how the figures on dev grow with the number of labels."""
    _, found = labelled("train")
    documents, apart = labelled("dev")
    state = roles_state(given.work / "roles.pt")
    order = list(range(len(found)))
    random.Random(4).shuffle(order)  # noqa: S311 - an order, no secret
    for share in (0.25, 0.5, 1.0):
        some = [found[i] for i in sorted(order[: int(share * len(order))])]
        judge, known = taught(state, some, GOLD, lambda _: None)
        folder = given.work / f"share-{share}"
        heat = calibrating.heats(apart, answered(judge, material(apart, known, judge)))
        write_table(_exported(judge, known, some, folder), heat, calibrating.sure([]), folder)
        _print(f"dev after {len(some)} sentences", scoring.told(folder, documents), scoring.asked(documents), {})


def _print(name: str, said: Sequence[Judged], asked: Mapping[str, set[str]], sure: Mapping[str, Any]) -> None:
    for kind in (*KINDS, "main event"):
        mine = [fact for fact in said if fact.kind == kind.removeprefix("main ")]
        points = along(mine, asked[kind], _PRECISIONS)
        say(
            f"{name}, {kind}: {len(asked[kind])} asked for; recall at precision "
            + ", ".join(
                f"{precision:.2f}: {recall:.3f} ({many})"
                for precision, (_, recall, _, many) in zip(_PRECISIONS, points, strict=True)
            )
        )
        if row := sure.get(kind.removeprefix("main ")):
            shown = [fact for fact in mine if fact.sureness >= row.shown]
            right = sum(fact.right for fact in shown)
            hit = {hit for fact in shown for hit in fact.facts} & asked[kind]
            say(f"    shown from {row.shown}: {right} of {len(shown)} right, {len(hit)} of {len(asked[kind])} found")
            for outlet in sorted({fact.group for fact in shown}):
                there = [fact.right for fact in shown if fact.group == outlet]
                say(f"        {outlet}: {sum(there)} of {len(there)}")


def _keep(path: Path, judge: Judge, known: Mapping[str, int]) -> None:
    torch.save({"state": judge.state_dict(), "known": dict(known)}, path)


def _trained(path: Path) -> tuple[Any, dict[str, int]]:
    kept = torch.load(path, weights_only=True)
    judge = schooled({}, len(kept["known"]))
    judge.load_state_dict(kept["state"])
    return judge.eval(), kept["known"]
