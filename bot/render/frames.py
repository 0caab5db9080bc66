"""The frame of a digest in a language: headings, counts and dates from `data/frames/`. Text from articles is not translated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from bot.catalogue import speaking
from bot.edtf import Interval, Point, parse
from bot.errors import FaultError
from bot.knowledge.shipped import DATA
from bot.model.edition import Phrase
from bot.model.facts import EventType, Expressed
from bot.model.query import Subject
from bot.wording import SOUNDS_LIKE_I, called, office_words, sentence_case

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from babel import Locale

    from bot.model.edition import EditionEntry, Filling, Reason

DEFAULT = "en"
_FOLDER = DATA / "frames"
_MARKS = {"~": "dates.about", "%": "dates.about", "?": "dates.perhaps"}


@dataclass(frozen=True, slots=True)
class Frame:
    """The words of one language."""

    language: str
    words: dict[str, Any]
    year: str = ""
    """The current year: days in it are shown without the year."""

    def within(self, year: str) -> Frame:
        """Returns the same frame with `year` as the current year."""
        return replace(self, year=year)

    @property
    def name(self) -> str:
        """The language in its own words."""
        return str(self.words["name"])

    def say(self, key: str, n: int | None = None, **values: str) -> str:
        """Returns the text of a key (`reasons.outlets`) with its blanks filled in; `n` chooses between singular and plural."""
        found: Any = self.words
        for part in key.split("."):
            found = found[part]
        if isinstance(found, list):
            found = found[0 if self._locale.plural_form(n or 0) == "one" else 1]
        return str(found).format(n=self.number(n) if n is not None else "", **values)

    @property
    def _locale(self) -> Locale:
        """The language's CLDR data."""
        from babel import Locale  # noqa: PLC0415 - loads its locale data; not every start needs it

        return Locale.parse(self.words["locale"])

    def listed(self, words: Sequence[str]) -> str:
        """Returns a list as the language writes it: "Fordow, Natanz and Isfahan", "Fordow, Natanz und Isfahan"."""
        from babel.lists import format_list  # noqa: PLC0415 - the same

        if len(words) > 1 and self.language == "es" and SOUNDS_LIKE_I.match(words[-1]):
            # CLDR's patterns don't cover Spanish "e" instead of "y"
            return f"{', '.join(words[:-1])} e {words[-1]}"
        return str(format_list(words, locale=self._locale))

    def called(self, subject: Subject) -> str:
        """Returns a subject's name within a sentence, in this language if it has one there: "the United States", "Vereinigte Staaten"."""
        with speaking(self.language):  # whoever asks for an edition may speak another language than it does
            return called(subject)

    def _office(self, office: str) -> str:
        with speaking(self.language):
            return office_words(office)

    def phrase(self, phrase: Phrase) -> str:
        """Returns a phrase of our own about what articles say. A blank with a capital starts with a capital letter."""
        filled = {}
        for name, value in phrase.fillings:
            filled[name] = self._office(value) if name == "office" and isinstance(value, str) else self._filling(value)
            filled[sentence_case(name)] = sentence_case(filled[name])
            if isinstance(value, EventType):
                filled[f"{name}_to"] = self.say(f"types.{value}.to")
        return self.say(f"claims.{phrase.key}", phrase.number, **filled)

    def _filling(self, value: Filling) -> str:
        if isinstance(value, Phrase):
            return self.phrase(value)
        if isinstance(value, EventType):
            return self.say(f"types.{value}.noun")
        if isinstance(value, Expressed):
            return self.say(f"ways.{value}")
        if isinstance(value, Subject):
            return self.called(value)
        if isinstance(value, tuple):
            several = [self._filling(part) for part in value]
            return ", ".join(several) if value and isinstance(value[0], Phrase) else self.listed(several)
        return self.number(value) if isinstance(value, int) else value

    def worded(self, entry: EditionEntry) -> EditionEntry:
        """Returns the entry with our own words in this language; words from articles are not translated."""
        return replace(
            entry,
            claim=self.phrase(entry.phrase) if entry.phrase else entry.claim,
            voice=self.phrase(entry.speaker) if entry.speaker else entry.voice,
        )

    def number(self, number: int) -> str:
        """Returns a whole number as the language writes it: "1,204", "1.204"."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - loads its locale data; not every start needs it

        return str(format_decimal(number, locale=self._locale))

    def reason(self, reason: Reason) -> str:
        """Returns the reason why an entry is included, in words."""
        return self.say(f"reasons.{reason.kind}", reason.number, name=self._filling(reason.name))

    def weekday(self, day: str) -> str:
        """Returns a day with its weekday: "Monday 23 June 2025"."""
        from babel.dates import format_date  # noqa: PLC0415 - the same

        return format_date(date.fromisoformat(day), "full", self._locale)

    def day(self, edtf: str | None) -> str:
        """Returns an EDTF date in words, no more precise than given; text that is not a date is returned unchanged."""
        match parse(edtf):
            case Point() as point:
                return self._point(point)
            case Interval(None, Point() as until):
                return self.say("dates.until", day=self._point(until))
            case Interval(Point() as since, None):
                return self.say("dates.since", day=self._point(since))
            case Interval(Point() as since, Point() as until):
                return self.say("dates.between", day=self._point(since), other=self._point(until))
            case _:
                return edtf or self.say("undated")

    def _point(self, point: Point) -> str:
        from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - the same

        this_year = f"{point.year:04}" == self.year
        if point.month and point.month > 12:
            shown = self._season(f"{point.year:04}", point.month)
        else:
            when, locale = date(point.year, point.month or 1, point.day or 1), self._locale
            skeleton = "MMMMd" if point.day and this_year else "yMMMM" if point.month else "y"
            long = point.day and not this_year
            shown = format_date(when, "long", locale) if long else format_skeleton(skeleton, when, locale=locale)
        return self.say(_MARKS[point.mark], day=shown) if point.mark else shown

    def _season(self, year: str, code: int) -> str:
        """EDTF writes seasons as months 21 to 24, quarters as 33 to 36."""
        if code < 30:
            return self.say("dates.season", name=self.words["dates"]["seasons"][code - 21], year=year)
        return self.say("dates.quarter", code - 32, year=year)


def languages() -> dict[str, str]:
    """Returns the available languages, English first: each code with the language's own name."""
    codes = sorted((path.stem for path in _FOLDER.glob("*.yaml")), key=lambda code: (code != DEFAULT, code))
    return {code: frame(code).name for code in codes}


@cache
def frame(language: str) -> Frame:
    """Returns a language's frame.

    Raises:
        FaultError: there is no such language, or its file is broken.
    """
    path: Path = _FOLDER / f"{language}.yaml"
    try:
        return Frame(language, yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise FaultError(f"the words of a digest in {language!r} can't be read: {error}") from error
