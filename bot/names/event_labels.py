"""Makes the short label of an event, and ids from names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.model.facts import Event, Form, Reading
from bot.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model.article import Span

_LABEL = 88

_TO_CLAUSE_END = re.compile(r"(?:[^,.;:!?—–()\n]|[.,:](?=\d))*")

_CONTRAST = r",?\s+(?:while|whereas|although|though|because|even[ ]as)\s"
_FURTHER = re.compile(
    rf"{_CONTRAST}|,?\s+(?P<and>and|but|or|then|yet)\s+(?=(?P<words>(?:\S+\s+){{0,2}}))", re.IGNORECASE
)
"""Where another clause begins: at a conjunction of contrast or reason; at "and" only if another fact's cue follows within two words."""

_QUOTES = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"))

_INNER_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "'"})

_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})

_POSSESSIVES = frozenset({"his", "her", "its", "their"})

_APOSTROPHES = ("'", "’")


def slug(name: str, limit: int = 32) -> str:
    """Returns a name as an id: lower-case letters of any script, digits and hyphens, at most `limit` characters.

    A longer one ends with a hash of the whole name: two resolutions of one council must not share an id.

    """
    whole = "-".join(re.findall(r"[^\W_]+", name.casefold())) or "unnamed"
    if len(whole) <= limit:
        return whole
    return f"{whole[: limit - 7].strip('-')}-{sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def event_labels(reading: Reading) -> dict[str, str]:
    """Returns a short label for each event of a reading: its name, or else the article's words from its first participant on, with pronouns filled in."""
    pronouns = _Pronouns(reading)
    starts = [sentence.span.start for sentence in reading.sentences]
    cues = sorted({cue.start for cue in _cues(reading)})
    labels = {}
    for event in reading.events:
        at = bisect_right(starts, event.cue.start) - 1
        sentence = reading.sentences[at].span if at >= 0 else event.cue
        words = pronouns.filled_in(*_stretch(event, sentence, reading.article.text, cues))
        own = f"“{shortened(_bared(words).translate(_INNER_QUOTES), _LABEL)}”"
        labels[event.id] = shortened(event.name, _LABEL) if event.name else own
    return labels


def _bared(words: str) -> str:
    """Returns the words without the quotation marks at their ends; a mark whose partner is within stays."""
    for opening, closing in _QUOTES:
        words = words.strip()
        twins = words.count(opening) % 2 if opening == closing else words.count(opening) - words.count(closing)
        around = words.startswith(opening) and words.endswith(closing) and closing not in words[1:-1]
        if twins or around:
            words = words.strip(opening + closing)
    return words.strip()


def _cues(reading: Reading) -> Iterator[Span]:
    """The spans of the words that express a fact of a reading."""
    for event in reading.events:
        yield from (event.cue, *event.mentions)
    for stance in reading.stances:
        yield stance.cue
    for quotation in reading.quotations:
        if quotation.cue:
            yield quotation.cue


def _stretch(event: Event, sentence: Span, text: str, cues: Sequence[int]) -> tuple[int, int]:
    """The offsets from the event's first cue or participant in its sentence to the end of the clause with the last.

    Participants in a later clause are left out: `Germany opposed the tariffs, while France supported China`.

    """
    limit = _next_clause(text, event.cue.end, max(event.cue.end, sentence.end), cues)
    named = [
        party.span
        for party in (*event.agents, *event.recipients)
        if sentence.start <= party.span.start < limit
        and _next_clause(text, party.span.end, event.cue.start, cues) >= event.cue.start
    ]
    start = min(span.start for span in (event.cue, *named))
    reach = max(span.end for span in (event.cue, *named))
    rest = _TO_CLAUSE_END.match(text, reach, max(reach, limit))
    return start, rest.end() if rest else reach


def _next_clause(text: str, start: int, end: int, cues: Sequence[int]) -> int:
    """The offset at which another clause begins between two offsets; `end` if none does."""
    for found in _FURTHER.finditer(text, start, max(start, end)):
        first, last = found.end(), found.end() + len(found["words"] or "")
        if not found["and"] or (cues[bisect_left(cues, first) : bisect_right(cues, last)] and first < end):
            return found.start()
    return end


class _Pronouns:
    """A reading's pronouns that stand for an actor, in text order."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._names = {actor.id: actor.name for actor in reading.actors}
        self._mentions = sorted(
            (mention for mention in reading.mentions if mention.form == Form.PRONOUN), key=lambda mention: mention.span
        )
        self._starts = [mention.span.start for mention in self._mentions]

    def filled_in(self, start: int, end: int) -> str:
        """Returns a stretch of the article, with the actors its pronouns stand for in brackets."""
        words, at = "", start
        for mention in self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            span = mention.span
            pronoun = self._text[span.start : span.end].lower()
            if pronoun in _REFLEXIVES or mention.actor not in self._names or span.start < at or span.end > end:
                continue
            if self._text.startswith(_APOSTROPHES, span.end):  # "They’ve": a name can't stand there
                continue
            whose = "’s" if pronoun in _POSSESSIVES else ""
            words += f"{self._text[at : span.start]}[{self._names[mention.actor]}{whose}]"
            at = span.end
        return words + self._text[at:end]
