"""Finds an article's date in a byline, a dateline or a line of its own. A date in a sentence is about something else."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.intake.page_words import page_words
from bot.intake.stated_days import in_english, stated_day
from bot.knowledge.shipped import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_YEAR = r"(?:19|20)\d{2}(?!\d)"
A_DAY = re.compile(
    rf"""(?<![\w/.-])(?:(?:19|20)\d{{2}}(?P<sign>[-/.])\d{{1,2}}(?P=sign)\d{{1,2}}(?!\d) | \d{{1,2}}(?P<mark>[-/.])\d{{1,2}}(?P=mark){_YEAR}
    | (?:19|20)\d{{2}}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]
    | \d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s{_YEAR} | {_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR})""",
    re.VERBOSE | re.IGNORECASE,
)
"""A day with its year, in digits or with an English month."""
A_MONTH = re.compile(rf"(?<!\w){_MONTH},?\s{_YEAR}", re.IGNORECASE)
"""A month with its year."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(
    r"""(?<!\w)(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\.?)? | \d{1,2}\s?[ap]\.?m\.?
    | (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?)(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
"""A time of day, or a day of the week."""
_ZONE = re.compile(r"(?<!\w)(?:GMT|UTC|[A-Z]{1,3}[SD]?T|[+-]\d{2}:?\d{2}|(?:GMT|UTC)[+-]\d{1,2})(?!\w)")
_ENDS_APART, _BEGINS_APART = re.compile(r"[,|·•–—/(-]\s*\Z"), re.compile(r"\s*[,|·•–—/)-]")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*|\d+")
_DATELINE = re.compile(
    rf"""[“"(]?(?P<place>[A-Z][\w'’.]*(?:[ ,/-]+[A-Z][\w'’.]*){{0,5}}),?\s*[(–—-]?\s*(?P<day>(?i:{A_DAY.pattern}))\)?
    (?:\s*[,(/]\s*[\w\ /.-]{{2,30}}\)?)?\s*(?:[–—:]|--?\s|(?<=/)\.?\s)""",
    re.VERBOSE,
)
"""How the first paragraph begins after a dateline: "KYIV, June 23, 2025 (Reuters) -" or "MOSCOW, March 3, 2025 /TASS/. The"."""
_LONG = 20
"""The least words of a paragraph of running text."""
_ABOVE, _BELOW = 6, 8
"""The lines examined above and below the headline."""
_LONGEST = 120
"""Most characters of a line with a date and what belongs to it."""
_TWO = 2
_LABEL_AHEAD = re.compile(
    r"(?<!\w)(?:(?:last|first)\s+)?(?:updat|modifi|revis|correct|edit|publish|post)\w*", re.IGNORECASE
)
"""What says what the date after it is of."""
_MOST_NAMED = 3
"""Most names in a line that mentions neither author nor publication: a place, or an author."""


@dataclass(frozen=True, slots=True)
class LineDate:
    """A date in a line. `published` is EDTF, as precise as is certain."""

    published: str
    changed: bool
    """True if the line says that the page was changed then."""
    said: bool
    """True if the line says that the page was published then, or names the author."""


def date_of_lines(
    lines: Sequence[str], titles: Sequence[str], language: str | None, today: str | None
) -> tuple[str, bool] | None:
    """Returns the day that a page states next to its headline or in its dateline, and whether it is that of a change; None if unclear.

    Args:
        lines: the page's lines in order.
        titles: the headline, as it may occur among them.
        language: the page's language, as in `stated_day`.
        today: ISO day, as in `stated_day`.
    """
    headline = next((number for number, line in enumerate(lines) if line in titles), None)
    begin = 0 if headline is None else headline + 1
    text = next((number for number in range(begin, len(lines)) if len(lines[number].split()) >= _LONG), len(lines))
    first = max(0, text - _BELOW) if headline is None else begin
    above, below, ends = (
        [found for line in part for piece in _pieces(line) if (found := line_date(piece, language, today))]
        for part in (
            lines[max(0, begin - _ABOVE) : begin],
            lines[first : min(text, first + _BELOW)],
            lines[text + 1 :][-_ABOVE:],
        )
    )
    dateline = _DATELINE.match(lines[text]) if text < len(lines) else None
    if dateline and _named(dateline["place"]) and (day := stated_day(dateline["day"], language, today)):
        below.append(LineDate(day, changed=False, said=True))
    masthead = [found for found in above if found.said or found.published != today]
    return _chosen(below) or _chosen(masthead) or _chosen(found for found in ends if found.said and not found.changed)


def _chosen(found: Iterable[LineDate]) -> tuple[str, bool] | None:
    """The only date marked as publication, else the only other one, else the latest change."""
    dates = list(found)
    published = [date for date in dates if not date.changed]
    for days in ({date.published for date in published if date.said}, {date.published for date in published}):
        if days:
            return (days.pop(), False) if len(days) == 1 else None
    return (max(date.published for date in dates), True) if dates else None


def _pieces(line: str) -> list[str]:
    """A line in two pieces if it tells two dates: "April 2025, updated 5 May 2025"."""
    if len(line) > _LONGEST:
        return [line]
    plain = in_english(line)
    found = sorted(match.span() for match in (*A_DAY.finditer(plain), *A_MONTH.finditer(plain)))
    spans = [span for at, span in enumerate(found) if at == 0 or span[0] >= found[at - 1][1]]
    if len(spans) != _TWO:
        return [line]
    between = plain[spans[0][1] : spans[1][0]]
    sign = re.search(r"[,|·•–—/(;.]", between)
    word = _LABEL_AHEAD.search(between)
    border = min((each.start() for each in (sign, word) if each), default=None)
    if border is None:
        return [line]
    cut = spans[0][1] + border
    return [plain[:cut], plain[cut:].strip(" ,|·•–—/(;.)")]


def line_date(line: str, language: str | None, today: str | None) -> LineDate | None:
    """Returns the date of a line with nothing else except a time, author, place, and words for publication."""
    if len(line) > _LONGEST:
        return None
    line = in_english(line)
    found = A_DAY.search(line) or A_MONTH.search(line)
    if not found or A_DAY.search(line, found.end()) or A_MONTH.search(line, found.end()):
        return None
    published = _as_edtf(found[0], language, today)
    rest = f"{line[: found.start()]} | {line[found.end() :]}"
    words = _WORD.findall(_ZONE.sub(" ", _CLOCK.sub(" ", rest)))
    author, others = _parted(words)
    labels = [word for word in others if _plain(word) in page_words("dates", "labels")]
    names = [word for word in others if _plain(word) not in page_words("dates", "labels")]
    said = bool(author) or any(_plain(word) in page_words("dates", "publishing") for word in labels)
    changed = any(_plain(word).startswith(tuple(page_words("dates", "changing"))) for word in labels)
    apart = _ENDS_APART.search(line[: found.start()]) or _BEGINS_APART.match(line[found.end() :])
    if not published or not _named(" ".join(names)) or len(names) > _MOST_NAMED or (names and not said and not apart):
        return None
    return LineDate(published, changed, said)


def says_when(before: str, after: str) -> bool:
    """True if the words before and after a date make it part of a sentence: "passed on ... in Vienna"."""
    words, behind = before.split(), after.split()
    if any(_plain(word) in page_words("dates", "publishing") for word in words) or _parted(words)[0]:
        return False
    if not words:
        return bool(behind and behind[0].islower() and behind[0] not in page_words("dates", "labels"))
    return (
        _plain(words[-1]) in page_words("dates", "prepositions") | page_words("dates", "occasions")
        or after.endswith((".", "!", "?"))
        or (bool(behind) and behind[0].islower() and behind[0] not in page_words("dates", "labels"))
    )


def _as_edtf(stated: str, language: str | None, today: str | None) -> str | None:
    """A date in a line, as precise as is certain: "06/04/2025" gives only the year."""
    day = stated_day(stated.replace(" of ", " "), language, today)
    year = re.search(_YEAR, stated)
    if day or not year:
        return day
    month = re.match(r"[a-z]{3}", stated, re.IGNORECASE)
    form = f"{year[0]}-{_MONTHS.index(month[0].lower()) + 1:02}" if month else year[0]
    return form if stated_day(f"{form}-01"[:10] if month else f"{form}-01-01", None, today) else None


def _parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words after "by" that name the author, and all other words."""
    at = next((number for number, word in enumerate(words) if _plain(word) in page_words("dates", "by")), None)
    if at is None or at + 1 == len(words) or not words[at + 1][0].isupper():
        return [], list(words)
    end = at + 1
    while end < len(words) and (words[end][0].isupper() or words[end] in page_words("dates", "joining")):
        if _plain(words[end]) in page_words("dates", "publishing"):
            break
        end += 1
    return list(words[at + 1 : end]), [*words[:at], *words[end:]]


def _plain(word: str) -> str:
    return word.strip(".,:;|()").lower()


def _named(words: str) -> bool:
    """True if all words are capitalised like a name and the last is no everyday word: "New York", not "Conference"."""
    found = _WORD.findall(words)
    return all(word[0].isupper() for word in found) and not (found and _plain(found[-1]) in _everyday())


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    table = tomllib.loads((DATA / "everyday.toml").read_text(encoding="utf-8"))
    return frozenset(table["words"].split())
