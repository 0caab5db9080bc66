"""Recognises pages in place of an article: a bot wall, a consent form, a log-in, a paywall, a placeholder, an error, a redirect."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bot.catalogue import N_
from bot.catalogue.lazy import Lazy, lazy
from bot.errors import AskError
from bot.intake.outlets import site_of
from bot.knowledge.shipped import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from lxml.html import HtmlElement

FEWEST_WORDS = 25
"""The least words of an article next to a wall's words; with fewer, the page is the wall."""
_LONG = 150
"""With so many words, the title alone doesn't make a page a wall."""
_LONGEST = 800
"""The most words of a wall."""
_OPENING = 60
"""A wall says what it is within so many words."""
_FEWEST_ONWARD = 10
"""The most other words of a page that redirects."""
_LOOKED_AT = 20_000
"""A wall shows what it is within so many characters of the page."""
_OF_A_PHRASE = 30
"""The most words of a line for each phrase of a wall that it has; the rest are an article's."""
_SHORT_LINE = 8
"""The most words of a line that says what the page is with a phrase that articles use too."""
_MANY = 4
"""With so many phrases of one kind, a page is a wall whatever it says besides, if that is less than half of it."""
_FILLED = 0.6
"""The part of a text's words that are of "lorem ipsum" if it is that, and the fewest words of one."""
_FEWEST_FILLED = 8
_LONGEST_TITLE = 300
"""The most characters of a title that are looked at."""
_LONGEST_NAME = 4
"""The most words of a site's name."""
_MARKS = re.compile(r"\s+[-–—|·•]\s+|\s*[|•]\s*")
_DOMAIN = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}/?")
_REFRESH = re.compile(r"\A\s*\d{1,3}(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]{1,2000})", re.IGNORECASE)
_SCRIPTED = re.compile(r"\blocation(?:\.href)?\s*=\s*['\"]|\blocation\.(?:replace|assign)\s*\(")
_REPORTS = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed) (?!you\b)|\b(?:sagte|teilte|erklärte|a déclaré|a annoncé|dijo|anunció|declaró)\b"
)
"""Words of news, and of no wall: an article on cookies has a wall's phrases too."""
_NEXT_TO_NEWS = ("login", "paywall", "placeholder")
"""Walls that show the beginning of their article."""
_STRAIGHT = str.maketrans("’‘“”\u00a0\u202f", "''\"\"  ")
_NUMBERED = re.compile(r"(?:[\s#№.!?…*_()-]|\d{1,3}(?=\D|\Z)|please ignore)*\Z")

_SAYS = {
    "javascript": N_("{site} asks for JavaScript and cookies instead of showing the article"),
    "robot": N_("{site} checks for robots instead of showing the article"),
    "consent": N_("{site} asks for cookie consent instead of showing the article"),
    "gate": N_("{site} asks to turn off an ad blocker, open an app or confirm an age instead of showing the article"),
    "login": N_("{site} asks for a login instead of showing the article"),
    "paywall": N_("{site} shows that article only to subscribers"),
    "placeholder": N_("{site} shows a placeholder, no article"),
    "missing": N_("{site} shows an error instead of the article"),
}
_NEXT = {
    "placeholder": N_("check the link, or paste the article's text"),
    "missing": N_("check the link, or try again later"),
}
_NEXT_OF_MOST = N_("attach it as a file, or paste its text")
_NEXT_OF_A_FILE = N_("give the article's own text")


class WallError(AskError):
    """There is something else in place of the article; it may be gone another time."""


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases, and pairs of words that stand in one line."""

    whole: tuple[str, ...]
    pairs: tuple[tuple[str, ...], ...]

    def within(self, line: str) -> set[object]:
        """Those that a line has."""
        return {phrase for phrase in self.whole if phrase in line}.union(
            pair for pair in self.pairs if all(words in line for words in pair)
        )


def refuse_wall(tree: HtmlElement, text: str, title: str | None, url: str | None, outlet: str | None = None) -> None:
    """Refuses a page that isn't an article.

    Args:
        tree: the whole page.
        text: the article found in it; may be empty.
        title: the article's title.
        url: the page's address.
        outlet: the name of its site.

    Raises:
        WallError: it is a wall; the sentence names its kind.
    """
    site = site_of(url) if url else N_("The page")
    heading = tree.find(".//h1")
    titles = [title or "", tree.findtext(".//title") or "", "" if heading is None else heading.text_content()]
    if kind := _kind(text or _all_words(tree), titles, outlet):
        to_do = _NEXT.get(kind, _NEXT_OF_MOST) if url else _NEXT_OF_A_FILE
        raise WallError(_instead(site, kind, to_do))
    if len(text.split()) < FEWEST_WORDS and (link := _onward(tree, text)) is not None:
        if link:
            to = _whole(link, url)[:200]
            raise WallError(
                lazy("{site} shows a page that only redirects to {link}: give that link.", site=Lazy(site), link=to)
            )
        raise WallError(
            lazy("{site} shows a page that only redirects: open it and give the link where it ends.", site=Lazy(site))
        )


def _instead(site: str, kind: str, to_do: str) -> Lazy:
    """The sentence for a kind of wall, with what to do about it."""
    return lazy("{wall}: {todo}.", wall=lazy(_SAYS[kind], site=Lazy(site)), todo=lazy(to_do))


def refuse_text(text: str, title: str | None, where: str) -> None:
    """Refuses a file or pasted text that is a wall's or a placeholder's.

    Raises:
        WallError: it is; the sentence names its kind.
    """
    if kind := _kind(text, [title or text.lstrip().partition("\n")[0]], None):
        raise WallError(_instead(where, kind, _NEXT_OF_A_FILE))


def names_a_page(title: str, outlet: str | None = None) -> bool:
    """True if a title is a page's, not an article's: all of its parts are titles of walls and placeholders, or the site's name."""
    own = {_plain(outlet).strip()} if outlet else set()
    whole = _title(title)
    none = _all_titles() | own
    return whole in none or all(
        part in none or _names_a_test(part) or _DOMAIN.fullmatch(part) for part in map(str.strip, _MARKS.split(whole))
    )


def _is_no_heading(title: str, outlet: str | None) -> bool:
    """True if a title is a page's, or a test's before what may be the site's name."""
    first, *more = (part.strip() for part in _MARKS.split(_title(title)))
    site = len(more) == 1 and len(more[0].split()) <= _LONGEST_NAME
    return names_a_page(title, outlet) or (site and _names_a_test(first))


def _names_a_test(title: str) -> bool:
    """True for the title of a test or a placeholder: "TEST PAGE", "Hello world! #2"."""
    return _NUMBERED.sub("", title.strip(" .!?…*_-¡")) in _tests()


def _kind(text: str, titles: Sequence[str], outlet: str | None) -> str | None:
    """The kind of wall: the one with most phrases in a page with little else, or with the page's title."""
    lines = [line for line in _plain(text[:_LOOKED_AT]).split("\n") if line.strip()]
    words = " ".join(lines).split()
    headings = [title for title in titles if title.strip()]
    parts = {part.strip() for title in headings for part in [_title(title), *_MARKS.split(_title(title))]}
    if _is_filled(words) or (
        any(map(_names_a_test, parts)) and all(_is_no_heading(heading, outlet) for heading in headings)
    ):
        return "placeholder"
    titled = next((kind for kind in _SAYS if parts & _titles(kind)), None)
    if len(words) > _LONGEST and not titled:
        return None
    plain = {_title(title) for title in headings}
    sure, weak = (
        {kind: [_phrases(kind, which).within(line) for line in lines] for kind in _SAYS}
        for which in ("phrases", "weak")
    )
    told = {kind: _told(lines, sure[kind], weak[kind], plain) for kind in _SAYS}
    kind = max(told, key=lambda kind: told[kind])
    most = [max(len(sure[kind][at]) + len(weak[kind][at]) for kind in _SAYS) for at in range(len(lines))]
    others = sum(max(0, len(line.split()) - _OF_A_PHRASE * had) for line, had in zip(lines, most, strict=True))
    if kind not in _NEXT_TO_NEWS and not titled and any(map(_REPORTS.search, lines)):
        return None
    if told[kind] and (others < FEWEST_WORDS or (told[kind] >= _MANY and others < len(words) / 2)):
        return kind
    opening = " ".join(words[:_OPENING])
    if titled and (len(words) < FEWEST_WORDS or _phrases(titled, "phrases").within(opening)):
        return titled
    hinted = titled and any(had and line not in plain for line, had in zip(lines, weak[titled], strict=True))
    return titled if titled and (told[titled] or hinted) and len(words) < _LONG else None


def _is_filled(words: Sequence[str]) -> bool:
    """True for "lorem ipsum" in whichever order of its words."""
    if len(words) < _FEWEST_FILLED:
        return False
    filling = _filling()
    return sum(word.strip(".,;:!?()\"'") in filling for word in words) >= _FILLED * len(words)


def _told(
    lines: Sequence[str], sure: Sequence[set[object]], weak: Sequence[set[object]], titles: AbstractSet[str]
) -> int:
    """How many different phrases of a kind the lines have; 0 if they are only such as articles use too, as in their titles."""
    many = len(set().union(*sure))
    doubted = [(line, had) for line, had in zip(lines, weak, strict=True) if had and line not in titles]
    several = len(set().union(*(had for _, had in doubted)))
    if not many and several < 2 and not any(len(line.split()) <= _SHORT_LINE for line, _ in doubted):
        return 0
    return many + several


def _all_words(tree: HtmlElement) -> str:
    """All words of a page without an article, including those for browsers without scripts."""
    return "\n".join(str(words) for words in tree.xpath("//body//text()[not(parent::script or parent::style)]"))


def _onward(tree: HtmlElement, text: str) -> str | None:
    """The address a page redirects to, "" if a script decides, None if it doesn't redirect."""
    for meta in tree.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh" and (
            to := _REFRESH.match(meta.get("content") or "")
        ):
            return to[1].strip()
    scripted = any(_SCRIPTED.search(script.text or "") for script in tree.iter("script"))
    return "" if scripted and len(text.split()) < _FEWEST_ONWARD else None


def _whole(link: str, url: str | None) -> str:
    """A link of a page with its site."""
    try:
        return urljoin(url or "", link)
    except ValueError:
        return link


def _title(title: str) -> str:
    """A title as one line in lower case."""
    return " ".join(_plain(title[:_LONGEST_TITLE]).split())


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.translate(_STRAIGHT).lower().split("\n"))


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((DATA / "walls.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=2 * len(_SAYS))
def _phrases(kind: str, which: str) -> _Phrases:
    listed = [tuple(phrase.split(" + ")) for phrase in _table()[kind].get(which, ())]
    return _Phrases(
        tuple(phrase[0] for phrase in listed if len(phrase) == 1), tuple(phrase for phrase in listed if len(phrase) > 1)
    )


@lru_cache(maxsize=len(_SAYS))
def _titles(kind: str) -> frozenset[str]:
    return frozenset(_table()[kind]["titles"])


@lru_cache(maxsize=1)
def _all_titles() -> frozenset[str]:
    return frozenset().union(*map(_titles, _SAYS), _table()["placeholder"]["tests"])


@lru_cache(maxsize=1)
def _tests() -> frozenset[str]:
    return frozenset(_NUMBERED.sub("", title.strip(" .!?…¡")) for title in _table()["placeholder"]["tests"])


@lru_cache(maxsize=1)
def _filling() -> frozenset[str]:
    return frozenset(str(_table()["placeholder"]["lorem"]).split())
