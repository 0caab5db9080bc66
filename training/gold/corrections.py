"""Turns the sentences that editors corrected (`attache correction export`) into batches of loose sentences.

What an editor corrected is right. Of the other facts of such a sentence nobody has looked at each, so they are optional.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.model.article import Sentence, SentenceKind, Span
from training.gold.finding import PlaceError
from training.gold.importing import pointing, quoted_words
from training.gold.marked import Found, Marked, Sort
from training.gold.sheets import Origin, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.gold.marked import Marked as Line
    from training.gold.numbering import Numberer

_MODES = {"actual": "", "planned": "p", "negated": "n", "hypothetical": "h"}
_SIGNS = {"supports": "+", "opposes": "-", "neutral": "~"}
_EXPRESSED = {"words": "", "deeds": "d", "inaction": "w"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
Json = dict[str, Any]


class _UnplacedError(Exception):
    """Somebody whom a fact names is named in neither the sentence nor the one before it."""


def rows_of(lines: Sequence[Json], numberer: Numberer) -> tuple[list[Row], int]:
    """Returns each corrected sentence with its labels, numbered from 1, and how many are left out because a fact can't be labelled."""
    rows: list[Row] = []
    left = 0
    for line in lines:
        try:
            rows.append(_Labelling(line, numberer).row(len(rows) + 1))
        except (_UnplacedError, PlaceError):
            left += 1
    return rows, left


class _Labelling:
    """Labels one sentence."""

    def __init__(self, line: Json, numberer: Numberer) -> None:
        self._line = line
        self._events = [fact["cue"] for fact in line["events"]]
        texts = [line["before"], line["sentence"], line["after"]]
        sentences, text = [], ""
        for words in filter(None, texts):
            sentences.append(Sentence(Span(len(text), len(text) + len(words)), SentenceKind.BODY, 0))
            text += f"{words} "
        own = 1 if line["before"] else 0
        wanted = {own: list(self._wanted("own")), own - 1: list(self._wanted("before"))}
        made = [numbered.marked for numbered in numberer.numbered(text, sentences, wanted)]
        self._before: Line | None = made[0] if own else None
        self._own = made[own]
        self._after: Line | None = made[own + 1] if line["after"] else None
        self._named: dict[tuple[int, int], str] = {}

    def row(self, number: int) -> Row:
        """Returns the sentence with its neighbours and labels."""
        line = self._line
        tokens = [token for kind, label in _LABELS.items() for fact in line[kind] if (token := label(self, fact))]
        named = [f'{letter}="{pointing(self._own.text, *spot)}"' for spot, letter in self._named.items()]
        labels = ((0, " ".join([*named, *dict.fromkeys(tokens)])),) if tokens else ()
        origin = Origin(*(line[key] or "" for key in ("outlet", "published", "licence", "url")))
        after = Marked(self._after.text) if self._after else None
        return Row(number, self._own, True, 0, self._before, after, (False, False), origin, labels)

    def _wanted(self, where: str) -> list[Found]:
        """The places of one sentence that labels need."""
        line = self._line
        phrases = [fact["holder"] for fact in line["stances"]]
        phrases += [fact["target"] for fact in line["stances"] if fact["target"] not in self._events]
        phrases += [place for fact in line["events"] for place in (*fact["agents"], *fact["recipients"])]
        phrases += [fact["speaker"] for fact in line["quotations"]]
        triggers = [fact["cue"] for kind in ("events", "stances", "quotations") for fact in line[kind]]
        return [
            Found(place["at"][0], place["at"][1], sort)
            for sort, places in ((Sort.TRIGGER, triggers), (Sort.PHRASE, phrases))
            for place in places
            if place and place["in"] == where
        ]

    def _ref(self, place: Json | None, sort: Sort) -> str:
        """How a label refers to a place: by its number, else by a name that it gets."""
        if place is None:
            raise _UnplacedError
        own = place["in"] == "own"
        line = self._own if own else self._before
        start, end = place["at"]
        same = [span for span in line.spans if (span.start, span.end) == (start, end)] if line else []
        same.sort(key=lambda span: span.sort is not sort)
        if same:
            return f"{'' if own else 'p'}{same[0].number}"
        if not own:
            raise _UnplacedError
        return self._named.setdefault((start, end), _LETTERS[len(self._named) % len(_LETTERS)])

    def event(self, fact: Json) -> str:
        """`4(1,2>9)p:REJECT`."""
        sides = [",".join(self._ref(place, Sort.PHRASE) for place in fact[side]) for side in ("agents", "recipients")]
        parties = ">".join(filter(None, (sides[0], sides[1]))) if sides[0] else f">{sides[1]}" if sides[1] else ""
        cue = self._ref(fact["cue"], Sort.TRIGGER)
        return f"{cue}({parties}){_MODES[fact['mode']]}{_doubt(fact)}:{fact['type']}"

    def stance(self, fact: Json) -> str:
        """`1>9-@4`."""
        holder = self._ref(fact["holder"], Sort.PHRASE)
        target = self._ref(fact["target"], Sort.TRIGGER if fact["target"] in self._events else Sort.PHRASE)
        sign = _SIGNS[fact["polarity"]] + _EXPRESSED[fact["expressed"]]
        return f"{holder}>{target}{sign}@{self._ref(fact['cue'], Sort.TRIGGER)}{_doubt(fact)}"

    def quotation(self, fact: Json) -> str:
        """`1:5@4`."""
        speaker = self._ref(fact["speaker"], Sort.PHRASE)
        cue = f"@{self._ref(fact['cue'], Sort.TRIGGER)}" if fact["cue"] else ""
        rest = f":{speaker}{cue}{_doubt(fact)}!{fact['kind']}"
        start, end = fact["content"]["at"]
        number = next(
            (s.number for s in self._own.spans if (s.start, s.end, s.sort) == (start, end, Sort.QUOTED)), None
        )
        said = str(number) if number else quoted_words(self._own.text, start, end, rest)
        if said is None:
            raise _UnplacedError
        return f"{said}{rest}"


_LABELS = {"events": _Labelling.event, "stances": _Labelling.stance, "quotations": _Labelling.quotation}


def _doubt(fact: Json) -> str:
    return "" if fact["sure"] else "?"
