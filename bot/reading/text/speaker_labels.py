"""Finds who speaks in transcripts and interviews, where each paragraph begins with a speaker: `ANN ROE: Yes.`, `A: Yes.`, `((Ann Roe)) Yes.`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model.article import SentenceKind, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model.article import Sentence

_LABEL = re.compile(
    r"""(?x) \(\( (?P<bracketed>[^\W\d_][^()\n]{0,40}) \)\) \s* :? \s* (?=[^\W\d_]|[(\[…])
      | (?P<before> [^\W\d_][^:()“”"\n]{0,50}? ) (?P<short> \s \([A-Z]{1,4}\) )? (?P<apart> ,\ [^:“”"\n]{1,40} )? : \s+ (?=[^\W\d_]|[(\[…—])"""
)
_SMALL = frozenset(["de", "da", "del", "di", "du", "la", "van", "von", "der", "den", "al", "el", "bin", "of", "the"])
_LONGEST = 5
"""The most words of a speaker's name with titles."""
_ASKS, _ANSWERS = frozenset(["q", "question"]), frozenset(["a", "answer"])
_LEAST = 3
"""So many paragraphs with a speaker make a transcript."""


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """What somebody says in a transcript.

    Attributes:
        label: the place of the words that name the speaker; `names`: all that they say of the speaker, in small letters.
        parts: what is said, paragraph by paragraph.
    """

    label: Span
    names: frozenset[str]
    parts: tuple[Span, ...]

    @property
    def answers(self) -> bool:
        """True if the label says no more than that somebody answers."""
        return bool(self.names & _ANSWERS)


def turns(text: str, paragraphs: Sequence[Sequence[Sentence]]) -> Mapping[int, SpeakerTurn]:
    """Returns the turns of a transcript by the paragraph in which they begin; none if the article is none.

    In a transcript the same speakers have a turn again and again; the labels of a list differ from line to line. Questions of nobody (`Q:`) are left out.
    """
    labels = {
        number: found for number, rows in enumerate(paragraphs) if number and (found := _label(text, rows)) is not None
    }
    counts = Counter(name for turn in labels.values() for name in turn.names)
    again = {name for name, count in counts.items() if count > 1}
    spoken = {number: turn for number, turn in labels.items() if turn.names & again}
    if len(spoken) < _LEAST or len({min(turn.names & again) for turn in spoken.values()}) == 1:
        return {}
    spoken = {number: turn for number, turn in labels.items() if min(spoken) <= number <= max(spoken)}
    made: dict[int, SpeakerTurn] = {}
    for number, then in pairwise([*spoken, max(spoken) + 1]):
        rest = paragraphs[number + 1 : then]
        body = all(row.kind is SentenceKind.BODY for rows in rest for row in rows)
        parts = (*spoken[number].parts, *(_place(rows) for rows in rest if body))
        made[number] = replace(spoken[number], parts=parts)
    return {number: turn for number, turn in made.items() if not turn.names & _ASKS}


def _label(text: str, rows: Sequence[Sentence]) -> SpeakerTurn | None:
    match = _LABEL.match(text, rows[0].span.start, rows[-1].span.end)
    if match is None or any(row.kind is not SentenceKind.BODY for row in rows):
        return None
    group = "bracketed" if match["bracketed"] else "before"
    words = match[group].split()
    if len(words) > _LONGEST or not all(word[0].isupper() or word in _SMALL for word in words):
        return None
    short = [match["short"].strip(" ()").lower()] if match["short"] else []
    names = frozenset([" ".join(words).lower(), words[-1].lower(), *short])
    return SpeakerTurn(Span(*match.span(group)), names, (Span(match.end(), _place(rows).end),))


def _place(rows: Sequence[Sentence]) -> Span:
    return Span(rows[0].span.start, rows[-1].span.end)
