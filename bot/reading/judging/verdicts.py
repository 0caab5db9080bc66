"""The judge's answers about one sentence into what it says: events with their parties, stances, who said what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.judging.questions import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.reading.judging.questions import Passage

_MODES, _SIDES, _MANNERS = ANSWERS["event"]["mode"], ANSWERS["stance"]["stance"], ANSWERS["stance"]["expressed"]
_TYPES = ANSWERS["event"]["type"]
_AGENT, _RECIPIENT = 1, 2
_TAKES_PART = 0.5
"""How likely a phrase must be a party to be named as one."""
_AT_ALL = 0.05
"""Below this nothing is kept."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A trigger that tells of an event; parties by the numbers of their spans. `sureness`: of mode and agent together."""

    trigger: int
    mode: str
    type: str
    agents: tuple[int, ...]
    recipients: tuple[int, ...]
    sureness: float


@dataclass(frozen=True, slots=True)
class Stands:
    """A holder for or against a target; `question` is its place among the questions."""

    question: int
    holder: int
    target: int
    side: str
    expressed: str
    sureness: float


@dataclass(frozen=True, slots=True)
class Said:
    """A content and who said it; `speaker` is `NOWHERE` where it is nobody in sight."""

    question: int
    content: int
    speaker: int
    sureness: float


def happened(passage: Passage, answers: Mapping[str, Sequence[Sequence[float]]]) -> Iterator[Happened]:
    """The events of a sentence, each trigger with its likeliest mode."""
    parties: defaultdict[int, list[tuple[int, Sequence[float]]]] = defaultdict(list)
    for asked, likely in zip(passage.asked.get("role", ()), answers.get("role", ()), strict=True):
        parties[asked.first].append((asked.second, likely))
    for number, asked in enumerate(passage.asked.get("event", ())):
        modes, types = answers["mode"][number], answers["type"][number]
        mode = max(range(1, len(_MODES)), key=modes.__getitem__)
        if modes[mode] < _AT_ALL:
            continue
        rows = parties[asked.first]
        agents = [(likely[_AGENT], place) for place, likely in rows if likely[_AGENT] >= _TAKES_PART]
        sure = max((chance for chance, _ in agents), default=0.0)
        if not agents:
            sure = 1.0 - max((likely[_AGENT] for _, likely in rows), default=0.0)
        yield Happened(
            asked.first,
            _MODES[mode],
            _TYPES[max(range(1, len(_TYPES)), key=types.__getitem__)],
            tuple(place for _, place in sorted(agents, key=lambda row: -row[0])),
            tuple(place for place, likely in rows if likely[_RECIPIENT] >= _TAKES_PART),
            modes[mode] * sure,
        )


def stands(passage: Passage, answers: Mapping[str, Sequence[Sequence[float]]]) -> Iterator[Stands]:
    """The stances of a sentence, each pair with its likeliest side."""
    for number, asked in enumerate(passage.asked.get("stance", ())):
        sides, manners = answers["stance"][number], answers["expressed"][number]
        side = max(range(1, len(_SIDES)), key=sides.__getitem__)
        if sides[side] >= _AT_ALL:
            manner = max(range(1, len(_MANNERS)), key=manners.__getitem__)
            yield Stands(number, asked.first, asked.second, _SIDES[side], _MANNERS[manner], sides[side])


def said(passage: Passage, answers: Mapping[str, Sequence[Sequence[float]]]) -> Iterator[Said]:
    """The quotations of a sentence, each content with its likeliest speaker."""
    best: dict[int, Said] = {}
    for number, asked in enumerate(passage.asked.get("said", ())):
        likely = answers["said"][number][1]
        if likely >= _AT_ALL and (asked.first not in best or best[asked.first].sureness < likely):
            best[asked.first] = Said(number, asked.first, asked.second, likely)
    yield from best.values()
