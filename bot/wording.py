"""Facts, dates and names into short English: total functions, no state, nothing escaped (rendering does that)."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.model import Event, EventType, Form, Mode, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Span, Subject

_TYPE = {
    EventType.AGREE: "agreement",
    EventType.CONSULT: "talks or statement",
    EventType.SUPPORT: "support",
    EventType.COOPERATE: "cooperation",
    EventType.AID: "aid",
    EventType.RETREAT: "concession or departure",
    EventType.REQUEST: "request",
    EventType.ACCUSE: "accusation",
    EventType.REJECT: "refusal",
    EventType.THREATEN: "threat",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "sanctions",
    EventType.MOBILIZE: "mobilisation",
    EventType.COERCE: "coercion",
    EventType.ASSAULT: "attack",
}

_MODE = {Mode.ACTUAL: "", Mode.PLANNED: "planned", Mode.NEGATED: "did not happen", Mode.HYPOTHETICAL: "only supposed"}
_LABEL = 88
_TO_CLAUSE_END = re.compile(r"(?:[^,.;:!?—–()\n]|[.,:](?=\d))*")
_QUOTES_AND_SPACE = " ‘’'"
_MARKS_AROUND = " \"'`“”‘’«»„"
_INNER_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})


def joined(words: Sequence[str], last: str = "and") -> str:
    """A list as one says it: "Fordow, Natanz and Isfahan"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """A number with its noun: "1 sentence", "1,204 sentences"."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def as_typed(text: str, limit: int = 60) -> str:
    """What someone typed, to be shown between quotation marks: on one line, without marks of its own around it."""
    return shortened("".join(filter(str.isprintable, " ".join(text.split()))).strip(_MARKS_AROUND), limit)


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word where there is one, and marked as cut."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if " " in cut[limit // 2 :]:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:–—-") + "…"


_WITH_ARTICLE = re.compile(
    r"""(?:United|European|African|Arab|Soviet)\ .*          # the United Nations, the European Union
    | .*\ (?:States|Nations|Union|Kingdom|Emirates|Republic|Islands|Strip|Bank|Sea|House|Council|Court|Ministry|Organization)
    | (?:Netherlands|Philippines|Maldives|Bahamas|Gambia|Vatican|Kremlin|Pentagon|Taliban|Houthis|Kurds)""",
    re.VERBOSE,
)
"""Names that take the article within a sentence; a name that brings its own ("the West") is left as it is."""


def called(subject: Subject) -> str:
    """A subject's name within a sentence: "the United States", "Russia"."""
    takes = subject.kind == "actor" and _WITH_ARTICLE.fullmatch(subject.name)
    return f"the {subject.name}" if takes else subject.name


def slug(name: str, limit: int = 32) -> str:
    """A name as an id: lower-case letters of any script and digits with hyphens, at most `limit` characters.

    A longer one ends with a sum of the whole: two resolutions of one council are not one id.
    """
    whole = "-".join(re.findall(r"[^\W_]+", name.casefold())) or "unnamed"
    if len(whole) <= limit:
        return whole
    return f"{whole[: limit - 7].strip('-')}-{sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def event_labels(reading: Reading) -> dict[str, str]:
    """Each event of a reading in a few words: its name, or the article's own words for it from the first participant on, pronouns filled in."""
    pronouns = _Pronouns(reading)
    starts = [sentence.span.start for sentence in reading.sentences]
    labels = {}
    for event in reading.events:
        at = bisect_right(starts, event.cue.start) - 1
        sentence = reading.sentences[at].span if at >= 0 else event.cue
        words = pronouns.filled_in(*_stretch(event, sentence, reading.article.text))
        own = f"“{shortened(words.translate(_INNER_QUOTES).strip(_QUOTES_AND_SPACE), _LABEL)}”"
        labels[event.id] = shortened(event.name, _LABEL) if event.name else own
    return labels


def _stretch(event: Event, sentence: Span, text: str) -> tuple[int, int]:
    """From the first of an event's cue and participants in its sentence to the end of the clause behind the last."""
    named = [
        party.span for party in (*event.agents, *event.recipients) if sentence.start <= party.span.start < sentence.end
    ]
    start = min(span.start for span in (event.cue, *named))
    reach = max(span.end for span in (event.cue, *named))
    rest = _TO_CLAUSE_END.match(text, reach, max(reach, sentence.end))
    return start, rest.end() if rest else reach


class _Pronouns:
    """The pronouns of a reading that stand for an actor, in order of the text."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._names = {actor.id: actor.name for actor in reading.actors}
        self._mentions = sorted((one for one in reading.mentions if one.form == Form.PRONOUN), key=lambda one: one.span)
        self._starts = [mention.span.start for mention in self._mentions]

    def filled_in(self, start: int, end: int) -> str:
        """A stretch of the article with the actors that its pronouns stand for, in brackets."""
        words, at = "", start
        for mention in self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            span = mention.span
            pronoun = self._text[span.start : span.end].lower()
            if pronoun in _REFLEXIVES or mention.actor not in self._names or span.start < at or span.end > end:
                continue
            whose = "’s" if pronoun in _POSSESSIVES else ""
            words += f"{self._text[at : span.start]}[{self._names[mention.actor]}{whose}]"
            at = span.end
        return words + self._text[at:end]


def type_words(event_type: EventType) -> str:
    """A PLOVER type as a noun: "attack", "talks"."""
    return _TYPE[event_type]


def sentence_case(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def mode_words(mode: Mode) -> str:
    """What to say of an event that did not simply happen; "" for one that did."""
    return _MODE[mode]


_EDTF = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?:T[\d:]+Z?)?(?P<mark>[~?%]?)")
_OPEN = ("", "..")
_SEASONS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "the first quarter of",
    "34": "the second quarter of",
    "35": "the third quarter of",
    "36": "the fourth quarter of",
}


def date_words(edtf: str | None) -> str:
    """An EDTF date as one says it, as precise as it is and no more: "23 June 2025", "about June 2025", "since 1 May 2025"; what is no date as it is."""
    if not edtf:
        return "no date"
    if edtf.count("/") == 1:
        since, until = edtf.split("/")
        if since in _OPEN and until in _OPEN:
            return edtf
        if since in _OPEN:
            return f"until {date_words(until)}"
        if until in _OPEN:
            return f"since {date_words(since)}"
        return f"between {date_words(since)} and {date_words(until)}"
    parts = _EDTF.fullmatch(edtf)
    if not parts or _bounds(edtf) is None:
        return edtf
    year, month, day, mark = parts.group("year", "month", "day", "mark")
    about = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(mark, "")
    if month in _SEASONS:
        return f"{about}{_SEASONS[month]} {year}"
    if not month:
        return f"{about}{year}"
    named = f"{calendar.month_name[int(month)]} {year}"
    return f"{about}{int(day)} {named}" if day else f"{about}{named}"


@lru_cache(4_096)
def date_bounds(edtf: str | None) -> tuple[str, str] | None:
    """The first and last ISO day an EDTF date may mean, or None where it means none."""
    if not edtf:
        return None
    since, _, until = edtf.partition("/")
    first = _bounds(since) if since not in _OPEN else ("0001-01-01", "0001-01-01")
    last = (_bounds(until) if until not in _OPEN else ("9999-12-31", "9999-12-31")) if "/" in edtf else first
    return (first[0], last[1]) if first and last else None


_QUARTERS = {
    "21": (3, 5),
    "22": (6, 8),
    "23": (9, 11),
    "24": (1, 12),
    "33": (1, 3),
    "34": (4, 6),
    "35": (7, 9),
    "36": (10, 12),
}


def _bounds(edtf: str) -> tuple[str, str] | None:
    parts = _EDTF.fullmatch(edtf)
    if not parts or parts["year"] == "0000":
        return None
    year, month, day = parts.group("year", "month", "day")
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    first, last = _QUARTERS.get(month, (int(month), int(month)))
    if not 1 <= first <= 12:
        return None
    days = calendar.monthrange(int(year), last)[1]
    if not day:
        return f"{year}-{first:02}-01", f"{year}-{last:02}-{days:02}"
    return (f"{year}-{month}-{day}",) * 2 if month not in _QUARTERS and 1 <= int(day) <= days else None
