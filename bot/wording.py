"""Puts facts, dates and names into short words of the current language (`bot/catalogue/`). Escaping is left to rendering."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.catalogue import ENGLISH, N_, language, say, say_as, say_n
from bot.edtf import Interval, Point, parse
from bot.model.facts import EventType, Mode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.answer import Line, ShownEvent, Source
    from bot.model.query import Subject

_TYPE = {
    EventType.AGREE: N_("agreement"),
    EventType.CONSULT: N_("talks or statement"),
    EventType.SUPPORT: N_("support"),
    EventType.COOPERATE: N_("cooperation"),
    EventType.AID: N_("aid"),
    EventType.RETREAT: N_("concession or departure"),
    EventType.REQUEST: N_("request"),
    EventType.ACCUSE: N_("accusation"),
    EventType.REJECT: N_("refusal"),
    EventType.THREATEN: N_("threat"),
    EventType.PROTEST: N_("protest"),
    EventType.SANCTION: N_("sanctions"),
    EventType.MOBILIZE: N_("mobilisation"),
    EventType.COERCE: N_("coercion"),
    EventType.ASSAULT: N_("attack"),
    EventType.OTHER: N_("event"),
}

_MODE = {Mode.PLANNED: N_("planned"), Mode.NEGATED: N_("did not happen"), Mode.HYPOTHETICAL: N_("hypothetical")}

# Invisible characters that change the text's direction, hide inside words, or smuggle words in (tags).
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_MARKS_AROUND = " \"'`“”‘’«»„"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Returns the words as a list in a sentence: "Fordow, Natanz and Isfahan"; with `last` "or", as a choice."""
    if len(words) < 2:
        return "".join(words)
    some, final = ", ".join(words[:-1]), words[-1]
    if language() == "es":  # CLDR's patterns don't cover it
        if last == "and" and SOUNDS_LIKE_I.match(final):
            return f"{some} e {final}"
        if last == "or" and _SOUNDS_LIKE_O.match(final):
            return f"{some} u {final}"
    if last == "or":
        return say("{some} or {last}", some=some, last=final)
    return say("{some} and {last}", some=some, last=final)


SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)
"""Beginnings of words before which Spanish says e instead of y: "Rusia e Irán", but "agua y hielo" (RAE, Diccionario panhispánico de dudas, "y")."""
_SOUNDS_LIKE_O = re.compile(r"h?[oó]", re.IGNORECASE)
"""The same for u instead of o: "siete u ocho"."""


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """Returns a number with its noun: "1 sentence", "1,204 sentences"."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def as_typed(text: str, limit: int = 60) -> str:
    """Returns a user's text on one line, without quotation marks around it, ready to be quoted."""
    return shortened("".join(filter(str.isprintable, " ".join(text.split()))).strip(_MARKS_AROUND), limit)


_QUOTES = "\"“”„«»‘’' "


def in_marks(words: str) -> str:
    """Returns words said, whose parts are joined by " … ", in one pair of curly quotation marks, without the commas that lead on to the speaker, or from them."""
    parts = [part.strip(_QUOTES).lstrip(",;:").strip(_QUOTES) for part in words.split(" … ")]
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
    """Returns a subject's name as used within a sentence: "the United States", "Russia". Names of events and issues are words of articles."""
    return with_article(subject.name) if subject.kind == "actor" else subject.name


def with_article(name: str) -> str:
    """Returns an actor's name as used within a sentence. Other languages' sentences are worded so that it needs no article."""
    if language() != ENGLISH:
        return named(name)
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name


def named(name: str) -> str:
    """Returns an actor's name in the current language, if it has one there: "Germany", "Deutschland"."""
    return say_as("actor", name)


_FORMER = re.compile(r"(?:former|ex)[- ]", re.IGNORECASE)


def office_words(office: str) -> str:
    """Returns an office in the current language, if `data/words/offices.txt` has it, else as it is: "Foreign Minister", "Außenminister".

    Whether a man or a woman holds it is not known: the word is the general one.
    """
    if language() == ENGLISH:
        return office
    if former := _FORMER.match(office):
        held = office[former.end() :]
        return say_as("office", "former {office}", office=said) if (said := office_words(held)) != held else office
    said = say_as("office", office.casefold())
    return office if said == office.casefold() else said


def type_words(event_type: EventType) -> str:
    """Returns the noun for a PLOVER event type: "attack", "talks"."""
    return say(_TYPE[event_type])


_LONGEST_CUE = 30


def happened_words(event: ShownEvent) -> str:
    """Returns what happened in the article's own word: "condemned", "airstrike". The noun of its type, which may miss the sense, only if there is none."""
    evidence = event.evidence
    cue = evidence.sentence[evidence.marked[0].start : evidence.marked[0].end] if evidence.marked else ""
    cue = " ".join(cue.split())
    if not cue or len(cue) > _LONGEST_CUE:
        return type_words(event.type)
    begins = evidence.marked[0].start == 0
    cue = cue.lower() if cue.isupper() or (begins and cue[1:].islower()) else cue
    particle = _PARTICLE.match(evidence.sentence, evidence.marked[0].end) if _TELLS_LITTLE.fullmatch(cue) else None
    return f"{cue} {particle[1].lower()}" if particle else cue


_TELLS_LITTLE = re.compile(
    r"(?:turn|call|look|reach|back|pull|push|step|hand|carr|mov|giv|gav|tak|took|com|cam|go|went|gone|get|got|put|set|mak|mad|run|ran|fall|fell"
    r"|stand|stood|keep|kept|hold|held|bring|brought|break|broke|cut|rel|sign|open|act)[a-z]{0,4}",
    re.IGNORECASE,
)
"""Verbs that tell little without the word behind them: "turned to", "called on"."""
_PARTICLE = re.compile(
    r"\s+(to|for|up|down|out|off|away|back|into|over|against|upon|through|on(?!\s+(?:[A-Z]\w*day\b|\d)))\b",
    re.IGNORECASE,
)


_WITH_PARTICLE = re.compile(
    r"(?:(?:point|spell|spelt|lash|singl)\w*\s+out|(?:shoot|shot|hit|fir)\w*\s+back|brush\w*\s+off|chim\w*\s+in)\b",
    re.IGNORECASE,
)
"""Verbs of saying whose particle belongs to them."""


def cue_words(cue: str, sentence: str) -> str:
    """Returns the verb that introduces a quotation as its sentence has it: "pointed out", where the cue is only "pointed"."""
    found = next((whole[0] for whole in _WITH_PARTICLE.finditer(sentence) if whole[0].split()[0] == cue), cue)
    return " ".join(found.split())


def sentence_case(text: str) -> str:
    """Returns the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def mode_words(mode: Mode) -> str:
    """Returns words for an event that did not simply happen; "" for one that did."""
    return say(_MODE[mode]) if mode in _MODE else ""


_SEASONS = {
    21: N_("spring {year}"),
    22: N_("summer {year}"),
    23: N_("autumn {year}"),
    24: N_("winter {year}"),
    33: N_("the first quarter of {year}"),
    34: N_("the second quarter of {year}"),
    35: N_("the third quarter of {year}"),
    36: N_("the fourth quarter of {year}"),
}
_MARKS = {"~": N_("about {day}"), "?": N_("perhaps {day}"), "%": N_("perhaps about {day}")}


def date_words(edtf: str | None) -> str:
    """Returns an EDTF date in words, exactly as precise as it is: "23 June 2025", "about June 2025", "since 1 May 2025"; other text unchanged."""
    match parse(edtf):
        case Point() as date:
            return _point_words(date)
        case Interval(None, Point() as until):
            return say("until {day}", day=_point_words(until))
        case Interval(Point() as since, None):
            return say("since {day}", day=_point_words(since))
        case Interval(Point() as since, Point() as until):
            return say("between {day} and {other}", day=_point_words(since), other=_point_words(until))
        case _:
            return edtf or say("no date")


def short_month(month: int) -> str:
    """Returns a month's short name, 1 to 12: "Jun", "Juni"."""
    return calendar.month_abbr[month] if language() == ENGLISH else _short_months(language())[month]


@lru_cache
def _short_months(spoken: str) -> dict[int, str]:
    from babel.dates import get_month_names  # noqa: PLC0415 - loads its locale data; English needs none

    return {number: name.rstrip(".") for number, name in get_month_names("abbreviated", locale=spoken).items()}


def weekday_name(day: int) -> str:
    """Returns the name of a day of the week, 0 (Monday) to 6: "Monday", "Montag"."""
    return calendar.day_name[day] if language() == ENGLISH else _weekdays(language())[day]


@lru_cache
def _weekdays(spoken: str) -> dict[int, str]:
    from babel.dates import get_day_names  # noqa: PLC0415 - loads its locale data; English needs none

    return dict(get_day_names("wide", locale=spoken))


def clock_day(at: datetime, *, year: bool = False) -> str:
    """Returns a day with its short weekday, and the time: "Mon 23 Jun, 09:00", with the year "Mon 23 Jun 2025, 09:00"."""
    if language() == ENGLISH:
        return f"{at:%a} {at.day} {at:%b}{f' {at.year:04}' if year else ''}, {at:%H:%M}"
    from babel.dates import format_skeleton  # noqa: PLC0415 - loads its locale data; English needs none

    return f"{format_skeleton('yMMMEd' if year else 'MMMEd', at, locale=language())}, {at:%H:%M}"


def _point_words(point: Point) -> str:
    if point.month in _SEASONS:
        shown = say(_SEASONS[point.month], year=f"{point.year:04}")
    else:
        shown = _day_words(point.year, point.month, point.day, language())
    return say(_MARKS[point.mark], day=shown) if point.mark else shown


@lru_cache(maxsize=4_096)
def _day_words(year: int, month: int | None, day: int | None, spoken: str) -> str:
    """A day, month or year in the language spoken."""
    if not month:
        return f"{year:04}"
    if spoken == ENGLISH:
        return f"{f'{day} ' if day else ''}{calendar.month_name[month]} {year:04}"
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - loads its locale data; English needs none

    when = date(year, month, day or 1)
    return str(format_date(when, "long", spoken) if day else format_skeleton("yMMMM", when, locale=spoken))


def without_sentences(line: Line) -> Line:
    """Returns the line in a phone's width, with its outlet and date instead of its sentences: an event without a date by its article's."""
    sources = [evidence.source for evidence in line.evidence]
    if line.when is None:
        several = len({source.article for source in sources}) > 1
        counted_there = line.mark and (line.asks or (several and any(map(str.isdigit, line.mark))))
        source = (
            "" if counted_there else _source_words(sources, dated=True)
        )  # the mark counts the sentences, or the reports
    else:
        several = len({source.article for source in sources}) > 1  # then the mark says so
        source = "" if several else _source_words(sources, dated=False)
    told = next((date_words(source.published.rstrip("~?%")) for source in sources if source.published), "")
    when = say("in the news of {day}", day=told) if line.when and line.date is None and told else line.when
    return replace(line, evidence=(), when=when, mark="; ".join(filter(None, (line.mark, source))) or None)


def _source_words(sources: Sequence[Source], *, dated: bool) -> str:
    """The sources of a line in a few words: "The Wire, 23 June 2025"; for several articles, their number."""
    if len({source.article for source in sources}) > 1:
        return say_n("{n} article", "{n} articles", len({source.article for source in sources}))
    first = next(iter(sources), None)
    if first is None:
        return ""
    day = date_words(first.published) if first.published and dated else ""
    outlet = shortened(first.outlet or "", 30)
    if outlet and first.more_outlets:
        outlet = say("{outlet} and {n} more", outlet=outlet, n=first.more_outlets)
    return ", ".join(filter(None, (outlet, day)))


_ADDRESS = 36
"""Longest address that stands beside a name, in characters."""


def address_words(url: str) -> str:
    """Returns an address that tells things of one name apart: its host and the end of its path, where the feeds of one site differ."""
    words = url.partition("://")[2].removeprefix("www.").rstrip("/") or url
    return words if len(words) <= _ADDRESS else f"{words[:14]}…{words[-(_ADDRESS - 15) :]}"
