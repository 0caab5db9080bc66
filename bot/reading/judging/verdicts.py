"""Interprets the judge's answers about one sentence: events with their parties, stances, and who said what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.judging.questions import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.reading.judging.judge import Row
    from bot.reading.judging.questions import Passage

_MODES, _SIDES, _MANNERS = ANSWERS["event"]["mode"], ANSWERS["stance"]["stance"], ANSWERS["stance"]["expressed"]
_TYPES = ANSWERS["event"]["type"]
_AGENT, _RECIPIENT = 1, 2
_TAKES_PART = 0.5
"""The probability from which a phrase counts as a party."""
_AT_ALL = 0.05
"""Facts below this sureness are dropped."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A trigger that is an event; parties by the numbers of their spans. `sureness` is that of mode and agent together, `likely` that of the mode alone."""

    trigger: int
    mode: str
    type: str
    agents: tuple[int, ...]
    recipients: tuple[int, ...]
    sureness: float
    likely: float = 0.0


@dataclass(frozen=True, slots=True)
class Stands:
    """A holder's stance on a target; `question` is its place among the questions."""

    question: int
    holder: int
    target: int
    side: str
    expressed: str
    sureness: float


@dataclass(frozen=True, slots=True)
class Said:
    """A content and its speaker, who is `NOWHERE` if not named here."""

    question: int
    content: int
    speaker: int
    sureness: float


def happened(passage: Passage, likely: Mapping[str, Sequence[Row]]) -> Iterator[Happened]:
    """Yields the events of a sentence, each trigger with its most likely mode."""
    parties: defaultdict[int, list[tuple[int, Row]]] = defaultdict(list)
    for asked, row in zip(passage.asked.get("role", ()), likely.get("role", ()), strict=True):
        parties[asked.first].append((asked.second, row))
    for number, asked in enumerate(passage.asked.get("event", ())):
        mode, chance = _best(likely["mode"][number])
        if chance < _AT_ALL:
            continue
        rows = parties[asked.first]
        agents = sorted(((-row[_AGENT], place) for place, row in rows if row[_AGENT] >= _TAKES_PART))
        doubt = max((row[_AGENT] for _, row in rows), default=0.0)
        yield Happened(
            trigger=asked.first,
            mode=_MODES[mode],
            type=_TYPES[_best(likely["type"][number])[0]],
            agents=tuple(place for _, place in agents),
            recipients=tuple(place for place, row in rows if row[_RECIPIENT] >= _TAKES_PART),
            sureness=chance * (-agents[0][0] if agents else 1.0 - doubt),
            likely=chance,
        )


def unreal(passage: Passage, likely: Mapping[str, Sequence[Row]]) -> Iterator[tuple[int, str, frozenset[int]]]:
    """Yields the triggers that are rather `negated` or `hypothetical` than actual or planned, each with its agents."""
    agents: defaultdict[int, set[int]] = defaultdict(set)
    for asked, row in zip(passage.asked.get("role", ()), likely.get("role", ()), strict=True):
        if row[_AGENT] >= _TAKES_PART:
            agents[asked.first].add(asked.second)
    for asked, row in zip(passage.asked.get("event", ()), likely.get("mode", ()), strict=True):
        chances = dict(zip(_MODES, row, strict=True))
        if chances["negated"] >= _TAKES_PART:
            yield asked.first, "negated", frozenset(agents[asked.first])
        elif chances["negated"] + chances["hypothetical"] > chances["actual"] + chances["planned"]:
            yield asked.first, "hypothetical", frozenset(agents[asked.first])


def stands(passage: Passage, likely: Mapping[str, Sequence[Row]]) -> Iterator[Stands]:
    """Yields the stances of a sentence, each pair with its most likely side."""
    for number, asked in enumerate(passage.asked.get("stance", ())):
        side, chance = _best(likely["stance"][number])
        if chance >= _AT_ALL:
            manner = _MANNERS[_best(likely["expressed"][number])[0]]
            yield Stands(number, asked.first, asked.second, _SIDES[side], manner, chance)


def said(passage: Passage, likely: Mapping[str, Sequence[Row]], barred: frozenset[int] = frozenset()) -> Iterator[Said]:
    """Yields the quotations of a sentence, each content with its most likely speaker; `barred`: questions that grammar answers with no."""
    best: dict[int, Said] = {}
    for number, asked in enumerate(passage.asked.get("said", ())):
        chance = likely["said"][number][1]
        if (
            number not in barred
            and chance >= _AT_ALL
            and (asked.first not in best or best[asked.first].sureness < chance)
        ):
            best[asked.first] = Said(number, asked.first, asked.second, chance)
    yield from best.values()


def _best(row: Row) -> tuple[int, float]:
    """The most likely answer other than "none", and its probability."""
    answer = max(range(1, len(row)), key=row.__getitem__)
    return answer, row[answer]
