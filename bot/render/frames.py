"""The frame of a digest in a language: headings, counts and dates from `data/frames/`. What articles say stays as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from bot.errors import FaultError
from bot.shipped import DATA
from bot.wording import date_bounds

if TYPE_CHECKING:
    from pathlib import Path

    from bot.contents import Reason

DEFAULT = "en"
_FOLDER = DATA / "frames"
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.]+Z?)?([~?%]?)")


@dataclass(frozen=True, slots=True)
class Frame:
    """One language's words."""

    language: str
    words: dict[str, Any]

    @property
    def name(self) -> str:
        """The language in its own words."""
        return str(self.words["name"])

    def say(self, key: str, n: int | None = None, **values: str) -> str:
        """The words of a key (`reasons.outlets`), filled in; of a pair the one for the number."""
        found: Any = self.words
        for part in key.split("."):
            found = found[part]
        if isinstance(found, list):
            # French counts nothing as one, the others as many
            found = found[0 if n == 1 or (n == 0 and self.language == "fr") else 1]
        return str(found).format(n=self.number(n) if n is not None else "", **values)

    def number(self, number: int) -> str:
        """A whole number as the language writes it: "1,204", "1.204"."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - loads its locale data; not every start needs it

        return str(format_decimal(number, locale=self.words["locale"]))

    def reason(self, reason: Reason) -> str:
        """Why an entry is in."""
        return self.say(f"reasons.{reason.kind}", reason.number, name=reason.name)

    def weekday(self, day: str) -> str:
        """A day with its weekday: "Monday 23 June 2025"."""
        from babel.dates import format_date  # noqa: PLC0415 - the same

        return format_date(date.fromisoformat(day), "full", self.words["locale"])

    def day(self, edtf: str | None) -> str:
        """An EDTF date, as precise as it is and no more; what is no date as it is."""
        if not edtf or date_bounds(edtf) is None:
            return edtf or self.say("undated")
        if "/" not in edtf:
            return self._point(edtf)
        since, until = edtf.split("/")
        if since in ("", ".."):
            return self.say("dates.until", day=self._point(until))
        if until in ("", ".."):
            return self.say("dates.since", day=self._point(since))
        return self.say("dates.between", day=self._point(since), other=self._point(until))

    def _point(self, edtf: str) -> str:
        from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - the same

        parts = _POINT.fullmatch(edtf)
        if parts is None:
            return edtf
        year, month, day, mark = parts.groups()
        if month and int(month) > 12:
            shown = self._season(year, int(month))
        else:
            when, locale = date(int(year), int(month or 1), int(day or 1)), self.words["locale"]
            shown = (
                format_date(when, "long", locale)
                if day
                else format_skeleton("yMMMM" if month else "y", when, locale=locale)
            )
        return (
            self.say({"~": "dates.about", "%": "dates.about", "?": "dates.perhaps"}[mark], day=shown) if mark else shown
        )

    def _season(self, year: str, code: int) -> str:
        """EDTF writes seasons as months 21 to 24, quarters as 33 to 36."""
        if code < 30:
            return self.say("dates.season", name=self.words["dates"]["seasons"][code - 21], year=year)
        return self.say("dates.quarter", code - 32, year=year)


def languages() -> dict[str, str]:
    """The languages there are: code and own name, English first."""
    codes = sorted((path.stem for path in _FOLDER.glob("*.yaml")), key=lambda code: (code != DEFAULT, code))
    return {code: frame(code).name for code in codes}


@cache
def frame(language: str) -> Frame:
    """A language's frame.

    Raises:
        FaultError: there is no such language, or its file is broken.
    """
    path: Path = _FOLDER / f"{language}.yaml"
    try:
        return Frame(language, yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise FaultError(f"the words of a digest in {language!r} can't be read: {error}") from error
