"""Names the outlet of fetched content: the site's own name if it matches its address, else the address.

A page can claim any name. A known outlet's name belongs to that outlet's sites (`data/outlets.toml`); another belongs to a site if the
registered domain spells it, in full or in initials.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING

from tld import get_tld
from yarl import URL

from bot.intake.known_outlets import sites_of, spells_known
from bot.intake.links import checked, origin
from bot.knowledge.shipped import DATA
from bot.wording import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 60
"""The most characters of a name; longer text is a description."""
_APART = re.compile(r"\s+[-–—|·•:»/]\s+|\s*[|»•]\s*|:\s+")
_WORD = re.compile(r"[a-z0-9]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_FRONT = re.compile(r"^(?:www|m|amp|mobile)\.")


def outlet_of(url: str, names: Iterable[str | None]) -> str:
    """Returns the first of a page's or feed's own names that belongs to the site it was fetched from, else the site's address.

    Args:
        url: the address it was fetched from.
        names: as stated in it; each part of "BBC News - World" counts.
    """
    site = site_of(url)
    return next((part for part in _parts(names) if _belongs(part, url, site)), None) or _shown(url, site)


def claimed_outlet(url: str, names: Iterable[str | None]) -> str | None:
    """Returns the known outlet's name that a page or feed gives as its own, if `outlet_of` takes none of its names."""
    site, parts = site_of(url), _parts(names)
    if any(_belongs(part, url, site) for part in parts):
        return None
    own = {site, _domain(url)[0], URL(url).host}
    return next((part for part in parts if part.casefold() not in own and sites_of(part)), None)


def site_of(url: str) -> str:
    """Returns the site of an address, without prefixes like "www" and "m". Letters beyond ASCII stay encoded, as they may look like others."""
    link = checked(url)
    host = link.raw_host or ""
    shown = host if host.isascii() else origin(link)
    port = "" if link.is_default_port() else f":{link.port}"
    return f"{_FRONT.sub('', shown)}{port}"


def same_site(one: str, other: str) -> bool:
    """True if two addresses have the same registered domain."""
    return _domain(one) == _domain(other)


def _parts(names: Iterable[str | None]) -> list[str]:
    """The parts of names, and the names themselves."""
    shown = [unmarked(name) for name in names if name]
    parts = [part for name in shown for part in (*(part for part in _APART.split(name) if part != name), name)]
    return [part for part in parts if part and len(part) <= _LONGEST]


def _shown(url: str, site: str) -> str:
    """The site, or its registered domain if what stands before that looks like another's address or hides it: `reuters.com.evil.test`."""
    before, dot, port = site.partition(f".{_domain(url)[0]}")
    return f"{dot[1:]}{port}" if dot and (len(site) > _LONGEST or spells_known(before)) else site


def _domain(url: str) -> tuple[str, str]:
    """The registered domain of an address, and its first label, which is the outlet's own; for a number or a single label, itself twice."""
    host = URL(url).raw_host or ""
    link = f"https://{host}"  # as `get_tld` would decode letters beyond ASCII
    try:
        return str(ip_address(host)), ""
    except ValueError:
        pass
    found = get_tld(link, as_object=True, fail_silently=True, search_private=True)
    if found is not None and not isinstance(found, str):
        return found.fld, found.domain
    labels = host.split(".")
    return ".".join(labels[-2:]), labels[-2] if len(labels) > 1 else host


def _belongs(name: str, url: str, site: str) -> bool:
    domain, label = _domain(url)
    if known := sites_of(name):
        return domain in known
    if name.casefold() in (site, domain):
        return True
    if _is_hosted(url) or _is_added_to(label, name):
        return False
    letters = label.replace("-", "")
    return bool(letters) and any(_spelled(letters, tuple(words)) for words in _spellings(name))


def _is_hosted(url: str) -> bool:
    """True for a page of a service where anyone gets a name: `reuters.github.io`."""
    public = get_tld(url, as_object=True, fail_silently=True, fix_protocol=True, search_private=False)
    return public is not None and not isinstance(public, str) and public.fld != _domain(url)[0]


def _is_added_to(label: str, name: str) -> bool:
    """True if a word that is not the name's is joined to it by a hyphen: `reuters-news` of Reuters."""
    words = _WORD.findall(name.casefold())
    first, _, last = label.rpartition("-")
    return bool(first) and last in _words("behind") and last not in words


def _spellings(name: str) -> list[list[str]]:
    """The words of a name in ASCII, with umlauts as one or two letters; empty for a name in another script."""
    found = []
    for spelled in {name.casefold(), name.casefold().translate(_UMLAUTS)}:
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(sign))
        plain = re.sub(r"(?<=\w)['’.](?=\w\b)|['’]", "", plain)
        if not any(sign.isalpha() and not sign.isascii() for sign in plain):
            found.append(_WORD.findall(plain))
    return found


@lru_cache(maxsize=4_096)
def _spelled(letters: str, words: tuple[str, ...], whole: bool = False, initials: int = 0) -> bool:
    """True if the letters are the words in order, each in full or as an initial. Filler words may be left out, and added at the end.

    At least one significant word must be there in full, or the initials of two.
    """
    told = whole or initials > 1
    if not words:
        return told and (not letters or letters in _words("behind"))
    word, rest = words[0], words[1:]
    filler = word in _words("filler")
    if letters.startswith(word) and _spelled(letters[len(word) :], rest, whole or not filler, initials):
        return True
    if (
        len(word) > 1
        and letters.startswith(word[0])
        and _spelled(letters[1:], rest, whole, min(2, initials + (not filler)))
    ):
        return True
    return filler and _spelled(letters, rest, whole, initials)


@lru_cache(maxsize=4)
def _words(which: str) -> frozenset[str]:
    return frozenset(tomllib.loads((DATA / "outlets.toml").read_text(encoding="utf-8"))["names"][which].split())
