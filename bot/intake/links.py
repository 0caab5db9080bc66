"""Checks links as typed or found in pages, and removes tracking parameters."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from yarl import URL

from bot.catalogue import number, say
from bot.errors import AskError
from bot.knowledge.shipped import DATA

LONGEST = 2_000
"""The most characters that browsers and servers agree on."""
_WEB = {"http": 80, "https": 443}
_FREE_PORTS = 1_024
"""Ports from here on are for any service; below it only the web's two ports are allowed, so that no mail server is reached."""


def checked(link: str) -> URL:
    """Returns the checked address of a link.

    Raises:
        AskError: it is not a link, not http or https, or contains a user name or password.
    """
    text = link.strip()
    if len(text) > LONGEST:
        raise AskError(
            say("The link is longer than {n} characters: give the article's own, shorter link.", n=number(LONGEST))
        )
    try:
        url = URL(text)
    except ValueError as error:
        raise AskError(say("That is not a link: give one that begins with https://.")) from error
    if url.scheme not in _WEB:
        raise AskError(say("That is not a link to a page: give one that begins with https:// or http://."))
    if not url.host:
        raise AskError(say("The link names no site: give the full link, such as https://example.org/article."))
    if url.user is not None or url.password is not None:
        raise AskError(
            say(
                "The link contains a user name or password: remove it, because everyone in the server can see the link."
            )
        )
    if url.port is not None and url.port not in (80, 443) and url.port < _FREE_PORTS:
        raise AskError(
            say("The link leads to port {port}, where no pages are served: give the page's usual link.", port=url.port)
        )
    return without_tracking(url).with_fragment(None)


@lru_cache(maxsize=1)
def _tracking() -> tuple[tuple[str, ...], frozenset[str]]:
    table = tomllib.loads((DATA / "links.toml").read_text(encoding="utf-8"))["tracking"]
    return tuple(table["prefixes"]), frozenset(table["names"].split())


def without_tracking(url: URL) -> URL:
    """Returns the address without tracking parameters (`data/links.toml`)."""
    prefixes, names = _tracking()
    followed = {key for key in url.query if key.lower() in names or key.lower().startswith(prefixes)}
    return url.without_query_params(*followed) if followed else url


def origin(url: URL) -> str:
    """Returns the site of an address as `host`, or `host:port` if the port isn't the scheme's: the unit for polite requests."""
    host = (url.host or "").rstrip(".")
    return host if url.is_default_port() else f"{host}:{url.port}"


def same_page(link: str) -> str:
    """Returns a key for a link: links that differ only in scheme, `www.`, tracking, order of parameters or a final slash share one.

    It is only compared, never fetched. Text that isn't a link is its own key.
    """
    try:
        url = checked(link)
    except AskError:
        return link.strip()
    host = origin(url).lower().removeprefix("www.")
    query = "&".join(sorted(f"{key}={value}" for key, value in url.query.items()))
    path = url.path.rstrip("/")
    return f"{host}{path}?{query}" if query else f"{host}{path}"
