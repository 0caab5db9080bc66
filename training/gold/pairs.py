"""Pairs of mentions judged by hand: whether two articles report one event, whether one surname means one person."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bot.model.article import Span
from training.gold import parts
from training.gold.sheets import GOLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

PairKind = Literal["events", "persons"]
PAIRS = GOLD / "pairs"
SIZES: dict[PairKind, int] = {"events": 200, "persons": 300}
"""The least number of pairs."""
_WORDS: dict[PairKind, str] = {"events": "trigger", "persons": "mention"}
_FIELDS = ("title", "published", "url", "outlet", "sentence")
_OUTLET, _EITHER = 0.7, 0.4
"""The most mentions of one outlet, and the least share of either answer."""


class PairError(ValueError):
    """An inconsistent pair; the message says why."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words in a sentence that stand for an event or a person."""

    title: str
    published: str | None
    url: str
    outlet: str
    sentence: str
    span: Span

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.sentence[self.span.start : self.span.end]

    @property
    def article(self) -> tuple[str, str]:
        """What distinguishes its article from others: made-up texts have no url."""
        return self.url, self.title


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, whether they are the same, and why."""

    first: Mention
    second: Mention
    same: bool
    reason: str


def load(kind: PairKind) -> list[Pair]:
    """Returns the pairs of a kind.

    Raises:
        PairError: they are inconsistent.
    """
    made, faults = read(kind, PAIRS / f"{kind}.jsonl")
    if faults:
        raise PairError("\n".join(faults))
    return made


def check() -> list[str]:
    """Returns all errors in the pairs."""
    return [fault for kind in SIZES for fault in read(kind, PAIRS / f"{kind}.jsonl")[1]]


def read(kind: PairKind, path: Path) -> tuple[list[Pair], list[str]]:
    """Returns the pairs of a file, and all errors in them."""
    if not path.is_file():
        return [], [f"{path}:0: there is no such file"]
    made, faults, known = list[Pair](), list[str](), set[frozenset[Mention]]()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            one = pair(kind, line)
        except PairError as error:
            faults.append(f"{path}:{number}: {error}")
            continue
        both = frozenset((one.first, one.second))
        if both in known:
            faults.append(f"{path}:{number}: this pair stands twice")
        else:
            made.append(one)
        known.add(both)
    return made, faults + [f"{path}:0: {fault}" for fault in shares(made, SIZES[kind])]


def pair(kind: PairKind, line: str) -> Pair:
    """Returns the pair of a line.

    Raises:
        PairError: the line is invalid.
    """
    try:
        row = json.loads(line)
        first, second = (_mention(row[side], _WORDS[kind]) for side in "ab")
        one = Pair(first, second, row["same"], row["reason"])
    except (ValueError, KeyError, TypeError) as error:
        raise error if isinstance(error, PairError) else PairError(f"no pair: {error!r}") from error
    if not isinstance(one.same, bool) or not one.reason:
        raise PairError("`same` is true or false, and `reason` says why")
    if first == second:
        raise PairError("both mentions are one")
    if kind == "events" and first.article == second.article:
        raise PairError("both events are of one article")
    return one


def _mention(row: dict[str, Any], words: str) -> Mention:
    title, published, url, outlet, sentence = (row[field] for field in _FIELDS)
    if (part := parts.of_outlet(outlet)) != "train":
        raise PairError(f"{outlet} is an outlet of the {part} part")
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(row[words])}(?!\w)", sentence)]
    if len(found) != 1:
        raise PairError(f"{row[words]!r} stands {len(found)} times in {sentence[:50]!r}: write words that stand once")
    return Mention(title, published, url, outlet, sentence, Span(*found[0]))


def shares(made: Sequence[Pair], size: int) -> list[str]:
    """Returns errors in the number of pairs by answer and outlet."""
    faults = [f"{len(made)} pairs: there should be {size}"] if len(made) < size else []
    answers = Counter(pair.same for pair in made)
    if min(answers[True], answers[False]) < _EITHER * len(made):
        faults.append(f"{answers[True]} pairs are the same, {answers[False]} are not: too uneven")
    for outlet, count in _outlets(made).items():
        if count > _OUTLET * 2 * len(made):
            faults.append(f"{outlet} has {count} of {2 * len(made)} mentions: too many")
    return faults


def _outlets(made: Iterable[Pair]) -> Counter[str]:
    return Counter(mention.outlet for pair in made for mention in (pair.first, pair.second))


def table(known: dict[str, dict[str, str]]) -> str:
    """Returns a table of the pairs and the outlets of their sentences; `known` has the licences of outlets, others are made up."""
    lines = ["| pairs of | the same | not the same | mentions, by outlet and licence |", "| --- | --- | --- | --- |"]
    for kind in SIZES:
        made = load(kind)
        same = sum(pair.same for pair in made)
        whose: Counter[str] = Counter()
        for outlet, count in _outlets(made).items():
            licence = known[outlet]["licence"] if outlet in known else "CC0-1.0"
            whose[f"{outlet if outlet in known else 'made-up outlets'} ({licence})"] += count
        listed = ", ".join(f"{name} {count}" for name, count in whose.most_common())
        lines.append(f"| {kind} | {same} | {len(made) - same} | {listed} |")
    return "\n".join(lines)
