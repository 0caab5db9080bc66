"""Puts facts, dates and names into short English. Pure functions; escaping is left to rendering."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from bot.edtf import Interval, Point, parse
from bot.model.facts import EventType, Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.answer import ShownEvent
    from bot.model.query import Subject

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
    EventType.OTHER: "event",
}

_MODE = {Mode.ACTUAL: "", Mode.PLANNED: "planned", Mode.NEGATED: "did not happen", Mode.HYPOTHETICAL: "hypothetical"}

# Invisible characters that change the text's direction, hide inside words, or smuggle words in (tags).
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_MARKS_AROUND = " \"'`“”‘’«»„"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Returns the words as a list in a sentence: "Fordow, Natanz and Isfahan"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """Returns a number with its noun: "1 sentence", "1,204 sentences"."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def as_typed(text: str, limit: int = 60) -> str:
    """Returns a user's text on one line, without quotation marks around it, ready to be quoted."""
    return shortened("".join(filter(str.isprintable, " ".join(text.split()))).strip(_MARKS_AROUND), limit)


_QUOTES = "\"“”„«»‘’' "


def in_marks(words: str) -> str:
    """Returns words said, whose parts are joined by " … ", in one pair of curly quotation marks, without the comma that leads on to the speaker."""
    parts = [part.strip(_QUOTES) for part in words.split(" … ")]
    return f"“{' … '.join(parts).rstrip(',')}”"


def unmarked(text: str) -> str:
    """Returns the text on one line without invisible characters: for titles, and where markdown is not read, such as a picture's description."""
    return " ".join(_INVISIBLE.sub("", text).split())


def printable(text: str) -> str:
    """Returns the text without control characters and direction marks, lines kept: a terminal must not obey an article."""
    return "\n".join(map(_printable_line, text.split("\n")))


def _printable_line(line: str) -> str:
    return "".join(char if char.isprintable() else " " if char.isspace() else "" for char in line)


def shortened(text: str, limit: int) -> str:
    """Returns the text cut to at most `limit` characters, between words if possible, with "…" where it is cut."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if " " in cut[limit // 2 :]:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:–—-") + "…"


_WITH_ARTICLE = re.compile(
    r"""(?:United|European|African|Arab|Soviet)\ .*          # the United Nations, the European Union
    | .*\ (?:States|Nations|Union|Kingdom|Emirates|Republic|Islands|Strip|Bank|Sea|House|Council|Court|Ministry|Organization
        |Party|Fund|Forces|Army|Navy|Agency|Authority|Commission|Committee|Assembly|Congress|Parliament|Federation|Corps
        )(?:\ (?:of|for|in|on)\ .*)?                           # the International Monetary Fund, the People's Party of Spain
    | (?:Netherlands|Philippines|Maldives|Bahamas|Gambia|Vatican|Kremlin|Pentagon|Taliban|Houthis|Kurds)""",
    re.VERBOSE,
)
"""Names that take "the" within a sentence. A name that has its own article ("the West") is left as it is."""


def called(subject: Subject) -> str:
    """Returns a subject's name as used within a sentence: "the United States", "Russia"."""
    return with_article(subject.name) if subject.kind == "actor" else subject.name


def with_article(name: str) -> str:
    """Returns an actor's name as used within a sentence."""
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name


def type_words(event_type: EventType) -> str:
    """Returns the noun for a PLOVER event type: "attack", "talks"."""
    return _TYPE[event_type]


_LONGEST_CUE = 30


def happened_words(event: ShownEvent) -> str:
    """Returns what happened in the article's own word: "condemned", "airstrike". The noun of its type, which may miss the sense, only if there is none."""
    evidence = event.evidence
    cue = evidence.sentence[evidence.marked[0].start : evidence.marked[0].end] if evidence.marked else ""
    cue = " ".join(cue.split())
    if not cue or len(cue) > _LONGEST_CUE:
        return type_words(event.type)
    begins = evidence.marked[0].start == 0
    return cue.lower() if cue.isupper() or (begins and cue[1:].islower()) else cue


def sentence_case(text: str) -> str:
    """Returns the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def mode_words(mode: Mode) -> str:
    """Returns words for an event that did not simply happen; "" for one that did."""
    return _MODE[mode]


_SEASONS = {
    21: "spring",
    22: "summer",
    23: "autumn",
    24: "winter",
    33: "the first quarter of",
    34: "the second quarter of",
    35: "the third quarter of",
    36: "the fourth quarter of",
}
_MARKS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


def date_words(edtf: str | None) -> str:
    """Returns an EDTF date in words, exactly as precise as it is: "23 June 2025", "about June 2025", "since 1 May 2025"; other text unchanged."""
    match parse(edtf):
        case Point() as date:
            return _point_words(date)
        case Interval(None, Point() as until):
            return f"until {_point_words(until)}"
        case Interval(Point() as since, None):
            return f"since {_point_words(since)}"
        case Interval(Point() as since, Point() as until):
            return f"between {_point_words(since)} and {_point_words(until)}"
        case _:
            return edtf or "no date"


def _point_words(date: Point) -> str:
    about = _MARKS.get(date.mark, "")
    if not date.month:
        return f"{about}{date.year:04}"
    if date.month in _SEASONS:
        return f"{about}{_SEASONS[date.month]} {date.year:04}"
    day = f"{date.day} " if date.day else ""
    return f"{about}{day}{calendar.month_name[date.month]} {date.year:04}"
