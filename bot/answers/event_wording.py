"""Says what happened in an event in its article's own words: who did what, and not the bare verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.wording import called, joined, named, sentence_case, shortened, type_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.model.answer import ShownEvent

_LONGEST, _SUBJECT = 84, 50
"""Characters of what happened, some three lines of a phone, and of what stands before the event's own word."""
_FILLED_IN = re.compile(r"\[([^\[\]]+)\]")
_BREAK = re.compile(
    r"[.,:](?!\d)(?<!\b[A-Z]\.)|[;!?—–()“”\"\n]|\b(?:that|which|who|whom|where|while|whereas|although|after|when|because|but|as)\b"
)
"""Where another clause may begin."""
_REST = re.compile(
    r"""(?: \b[A-Z]\. | \b[ap]\.m\. | [.,:](?=\d) | ,(?=\ \d{4}\b)                   # U.S.; 5 p.m.; 2.4 billion; June 23, 2016
        | ,(?=\ (?:and\ |or\ )?[A-Z][\w’'-]+(?:\ [A-Z][\w’'-]+){0,2}(?:,|\ and\ |\ or\ |$)) | ,(?=\ (?:and|or)\ [A-Z])   # China, India and Japan
        | \([^()]{1,40}\) | [^,.;:!?—–()\n]                           # the Central Command (CENTCOM) as
        )*""",
    re.VERBOSE,
)
"""What follows an event's words in their clause."""
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "its",
        "their",
        "i",
        "we",
        "us",
        "my",
        "our",
        "you",
        "this",
        "these",
        "those",
    ]
)
_HELPERS = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|has|have|had|will|would|may|might|could|can|to|not|never)\s+)+$"
)
_OBJECTS = frozenset({"it", "him", "her", "them"})
_LEADS_ON = re.compile(r"^(?:(?:and|but|or|then|so|yet|rather)\s+)+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_LETTERS, _TELLING = 4, 2
"""From so many on, a word of a name tells that the name is there; from so many words on, an event of nobody says something."""


def deed_words(event: ShownEvent) -> str:
    """Returns what happened: a named event's name and type; else the article's words for it with its participants."""
    if event.named:
        return f"{event.subject.name} ({type_words(event.type)})"
    place = _placed(event)
    words = _balanced(place.words() if place else _FILLED_IN.sub(r"\1", _bare(event)))
    return sentence_case(words) + _to_whom(event, words)


def _to_whom(event: ShownEvent, words: str) -> str:
    """Whom an event is about, if only a pronoun says so: "Araghchi condemned it" → Israel."""
    there = {word.casefold() for word in _WORD.findall(words)}
    named_in = any(part.casefold() in there for name in event.recipients for part in _WORD.findall(name))
    if not event.recipients or named_in or not there & _OBJECTS:
        return ""
    return f" → {shortened(joined([*map(named, event.recipients)]), _SUBJECT)}"


def _balanced(words: str) -> str:
    """The words with the quotation mark that was cut off."""
    if words.count("“") > words.count("”"):
        return f"{words}”"
    return f'{words}"' if words.count('"') % 2 else words


def voice_words(event: ShownEvent) -> str:
    """Returns whose words an event is told in, if not the article's: "in the words of Russia"."""
    return say("in the words of {name}", name=called(event.evidence.voice)) if event.evidence.voice else ""


def says_nothing_of_its_own(event: ShownEvent, others: Iterable[ShownEvent]) -> bool:
    """True if an unnamed event is a mere word of nobody; or if what it says stands within what another of its sentence says, and it has no date of its own."""
    if event.named:
        return False
    if not event.agents and not event.recipients and len(_WORD.findall(deed_words(event))) < _TELLING:
        return True
    own = _spoken(event)
    return any(
        other.subject.id != event.subject.id
        and other.evidence.at == event.evidence.at
        and other.evidence.source.article == event.evidence.source.article
        and event.date in (None, other.date)
        and own != _spoken(other)
        and own in _spoken(other)
        for other in others
    )


def _spoken(event: ShownEvent) -> str:
    """An event's word and what follows it in its clause."""
    cue = event.evidence.marked[0] if event.evidence.marked else None
    rest = _REST.match(event.evidence.sentence, cue.start) if cue else None
    return f" {' '.join(_WORD.findall((rest[0] if rest else event.subject.name).casefold()))} "


def _bare(event: ShownEvent) -> str:
    """What an unnamed event is called, without its marks and what was cut."""
    words = event.subject.name.removeprefix("“").removesuffix("”")
    return (
        words.removesuffix("…").rpartition("[")[0].rstrip()
        if words.count("[") > words.count("]")
        else words.removesuffix("…")
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Where an event's words stand in its sentence, where its own word begins, and the names its pronouns stand for, by their offsets."""

    sentence: str
    start: int
    cue: int
    end: int
    names: tuple[tuple[int, int, str], ...]
    doers: tuple[str, ...]

    def words(self) -> str:
        """The words up to the end of their clause: behind those who did it, or what the clause has before them."""
        start, doers = self._begin(), shortened(joined([*map(named, self.doers)]), _SUBJECT)
        rest = _REST.match(self.sentence, max(self.end - 1, self.cue))
        end = max(rest.end() if rest else 0, self.end)
        if start == self.cue and doers and not self._is_named(self.cue, end):
            before = f"{doers}: "
        elif self.cue - start <= _SUBJECT:
            before = self._filled(start, self.cue, "")
        else:
            head = doers if self._is_named(start, self.cue) else self._head(start)
            helped = _HELPERS.search(self.sentence, start, self.cue)
            before = f"{head} … {helped[0] if helped else ''}"
        words = f"{before}{self._filled(self.cue, end, before)}"
        return shortened(_LEADS_ON.sub("", words).rstrip(" .,[("), _LONGEST)

    def _head(self, start: int) -> str:
        """Whom a long beginning is about: its words to the first comma or bracket."""
        before = self._filled(start, self.cue, "")
        return shortened(re.split(r"[,(]", before, maxsplit=1)[0].rstrip(), _SUBJECT).rstrip("…")

    def _begin(self) -> int:
        """Where the clause begins, if little and no pronoun stands before the event's words there."""
        begins = max((found.end() for found in _BREAK.finditer(self.sentence, 0, self.start)), default=0)
        begins += len(self.sentence[begins:]) - len(self.sentence[begins:].lstrip())
        before = _WORD.findall(self.sentence[begins : self.start])
        told = any(word.lower() in _PRONOUNS and word != "US" for word in before)
        # those who did it may stand elsewhere: then what is here is another's
        alone = self.start == self.cue and bool(self.doers) and not self._is_named(begins, self.cue)
        return self.start if told or alone or self.cue - begins > _SUBJECT else begins

    def _is_named(self, start: int, end: int) -> bool:
        """True if one of those who did it is named in a stretch."""
        there = {part.casefold() for part in _WORD.findall(self._filled(start, end, ""))}
        return any(
            part.casefold() in there for name in self.doers for part in _WORD.findall(name) if len(part) >= _LETTERS
        )

    def _filled(self, start: int, end: int, told: str) -> str:
        """A stretch with names in place of the pronouns whose names were not just told."""
        words, at = "", start
        for begins, ends, name in self.names:
            if start <= begins and ends <= end:
                words += self.sentence[at:begins]
                again = name.removesuffix("’s").split()[-1] in told + words
                words += self.sentence[begins:ends] if again else name
                at = ends
        words += self.sentence[at:end]
        return " ".join(words.split()) + " " * (words[-1:].isspace())


def _placed(event: ShownEvent) -> _Stretch | None:
    """Finds an event's words in its sentence: there the pronouns are as they were, and nothing is cut."""
    evidence = event.evidence
    if not evidence.marked:
        return None
    parts, flat, cue = (
        _FILLED_IN.split(_bare(event).translate(_FLAT)),
        evidence.sentence.translate(_FLAT),
        evidence.marked[0],
    )
    for start in _starts(parts, flat):
        spans = _aligned(parts[::2], flat, start)
        if spans and start <= cue.start and (spans[-1][1] >= cue.start or event.subject.name.endswith("…”")):
            names = tuple((*span, name) for span, name in zip(spans, _FILLED_IN.findall(_bare(event)), strict=False))
            return _Stretch(evidence.sentence, start, cue.start, max(spans[-1][1], cue.end), names, event.agents)
    return None


_FLAT = str.maketrans({**dict.fromkeys("“”‘’'", '"'), **dict.fromkeys("\n\t\u00a0", " ")})
"""Quotation marks are others within a label, and blanks are spaces there."""


def _starts(parts: Sequence[str], flat: str) -> Iterator[int]:
    """Yields where a label may begin in a sentence: at its first words, or at the pronoun before them."""
    first = next((part for part in parts[::2] if part), "")
    at = flat.find(first) if first else -1
    while at >= 0:
        yield at if parts[0] else _word_before(flat, at)
        at = flat.find(first, at + 1)


def _word_before(flat: str, at: int) -> int:
    while at and flat[at - 1].isalnum():
        at -= 1
    return at


def _aligned(literal: Sequence[str], flat: str, at: int) -> list[tuple[int, int]]:
    """The places of the pronouns between the literal parts of a label that begins there, and last that of the whole; none if it stands elsewhere."""
    spans, start = list[tuple[int, int]](), at
    for number, part in enumerate(literal):
        if number:
            begins = at
            while at < len(flat) and flat[at].isalnum():
                at += 1
            spans.append((begins, at))
        if not flat.startswith(part, at):
            return []
        at += len(part)
    return [*spans, (start, at)]
