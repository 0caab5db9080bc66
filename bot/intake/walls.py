"""Recognises pages in place of an article: a bot wall, a consent form, a log-in, a paywall, a placeholder, an error, a redirect."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.errors import AskError
from bot.intake.outlets import site_of
from bot.knowledge.shipped import DATA

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST_WORDS = 25
"""The least words of an article next to a wall's words; with fewer, the page is the wall."""
_LONG = 150
"""With so many words, the title alone doesn't make a page a wall."""
_OPENING = 60
"""A wall says what it is within so many words."""
_FEWEST_ONWARD = 10
"""The most other words of a page that redirects."""
_LOOKED_AT = 20_000
"""A wall shows what it is within so many characters of the page."""
_MARKS = re.compile(r"\s+[-–—|·•]\s+|\s*[|•]\s*")
_DOMAIN = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}/?")
_REFRESH = re.compile(r"\A\s*\d{1,3}(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]{1,2000})", re.IGNORECASE)
_SCRIPTED = re.compile(r"\blocation(?:\.href)?\s*=\s*['\"]|\blocation\.(?:replace|assign)\s*\(")
_STRAIGHT = str.maketrans("’‘“”\u00a0", "''\"\" ")

_SAYS = {
    "javascript": "{site} asks for JavaScript and cookies instead of showing the article: attach it as a file, or paste its text.",
    "robot": "{site} checks for robots instead of showing the article: attach it as a file, or paste its text.",
    "consent": "{site} asks for cookie consent instead of showing the article: attach it as a file, or paste its text.",
    "login": "{site} asks for a login instead of showing the article: attach it as a file, or paste its text.",
    "paywall": "{site} shows that article only to subscribers: attach it as a file, or paste its text.",
    "placeholder": "{site} shows a placeholder, no article: check the link, or paste the article's text.",
    "missing": "{site} shows an error instead of the article: check the link, or try again later.",
}


class WallError(AskError):
    """There is something else in place of the article; it may be gone another time."""


def refuse_wall(tree: HtmlElement, text: str, title: str | None, url: str | None) -> None:
    """Refuses a page that isn't an article.

    Args:
        tree: the whole page.
        text: the article found in it; may be empty.
        title: the article's title.
        url: the page's address.

    Raises:
        WallError: it is a wall; the sentence names its kind.
    """
    site = site_of(url) if url else "The page"
    kind = _kind(text or _all_words(tree), [title or "", tree.findtext(".//title") or "", tree.findtext(".//h1") or ""])
    if kind:
        raise WallError(_SAYS[kind].format(site=site))
    if len(text.split()) < FEWEST_WORDS and (link := _onward(tree, text)) is not None:
        to = f" to {link[:200]}: give that link" if link else ": open it and give the link where it ends"
        raise WallError(f"{site} shows a page that only redirects{to}.")


def names_a_page(title: str, outlet: str | None = None) -> bool:
    """True if a title is a page's, not an article's: all of its parts are titles of walls and placeholders, or the site's name."""
    own = {_plain(outlet).strip()} if outlet else set()
    none = own.union(*(_listed()[kind]["titles"] for kind in _SAYS))
    whole = _plain(title).strip()
    return whole in none or all(part.strip() in none or _DOMAIN.fullmatch(part.strip()) for part in _MARKS.split(whole))


def _kind(text: str, titles: list[str]) -> str | None:
    """The kind of wall: the one with most phrases in a page with little else, or with the page's title."""
    lines = [line for line in _plain(text[:_LOOKED_AT]).split("\n") if line.strip()]
    told = {kind: sum(any(phrase in line for phrase in _listed()[kind]["phrases"]) for line in lines) for kind in _SAYS}
    others = sum(len(line.split()) for line in lines if not _is_a_walls(line))
    kind = max(told, key=lambda kind: told[kind])
    if told[kind] and others < FEWEST_WORDS:
        return kind
    parts = {part.strip() for title in titles for part in [_plain(title), *_MARKS.split(_plain(title))]}
    titled = next((kind for kind in _SAYS if parts & set(_listed()[kind]["titles"])), None)
    words = " ".join(lines).split()
    opening = " ".join(words[:_OPENING])
    if titled and (len(words) < FEWEST_WORDS or any(phrase in opening for phrase in _listed()[titled]["phrases"])):
        return titled
    return titled if titled and told[titled] and len(words) < _LONG else None


def _is_a_walls(line: str) -> bool:
    return any(phrase in line for kind in _SAYS for phrase in _listed()[kind]["phrases"])


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


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.translate(_STRAIGHT).lower().split("\n"))


@lru_cache(maxsize=1)
def _listed() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((DATA / "walls.toml").read_text(encoding="utf-8"))
