"""Fetches links safely: only from the open web, with limits of time and size."""

from __future__ import annotations

import asyncio
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from ipaddress import ip_address
from typing import TYPE_CHECKING

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.catalogue.lazy import Lazy, lazy, lazy_n
from bot.errors import AskError
from bot.intake.addresses import is_open
from bot.intake.inflating import ENCODINGS, STEP, inflated
from bot.intake.links import checked, origin
from bot.intake.retrying import BUSY, minutes, moment_of, retry_after
from bot.intake.sizes import too_large
from bot.limits import LARGEST_PAGE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from contextlib import AbstractAsyncContextManager
    from datetime import timedelta

    from aiohappyeyeballs import AddrInfoType

    Turn = Callable[[URL], AbstractAsyncContextManager[object]]
    """A context for every request, including redirects: it may wait, or raise to refuse the address."""

    Lookup = Callable[[str, int], Awaitable[list[tuple[int, str]]]]
    """Resolves a host and port to addresses: (family, address) each."""

MOST_REDIRECTS = 5
CONNECT_SECONDS = 10
LOOKUPS = 32
"""The most names looked up at a time: more than the polls of feeds ask for (`politeness.AT_ONCE`), so that dead names among them keep no preview waiting."""
ALL_SECONDS = 30
"""Seconds for one link with all redirects and the last page; waiting for a turn does not count."""

PAGES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "application/pdf"}
)
"""The media types of an article."""
FEEDS = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
        "text/xml",
    }
)
"""The media types of a feed."""
ROBOTS = frozenset({"text/plain"})
"""The media types of a robots.txt; a page in its place means that there is none."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A site's response: the HTTP `status`; `body` is decompressed, and empty unless the status is 200.

    `url` is its address after redirects; `moved` is the address to which the given one moved permanently, or None.
    """

    url: str
    status: int
    kind: str = ""
    """The media type in lower case, or empty if none is given."""
    charset: str | None = None
    body: bytes = b""
    moved: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    """Its Link headers."""


class WrongKindError(AskError):
    """The content at a link has a media type that was not requested."""


class ClosedAddressError(OSError):
    """The name resolves to an address outside the open internet."""


class GuardedResolver(AbstractResolver):
    """Resolves names to addresses of the open internet only; refuses a name if any of its addresses is outside.

    Args:
        lookup: asks the name server.
    """

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Resolves a name to the addresses to connect to.

        Raises:
            ClosedAddressError: the name resolves to a private network, to this machine, or not at all.
        """
        found = [(kind, address) for kind, address in await self._lookup(host, port) if family in (0, kind)]
        if closed := [address for _, address in found if not is_open(address)]:
            raise ClosedAddressError(f"{host} leads to {closed[0]}")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=kind,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for kind, address in found
        ]

    async def close(self) -> None:
        """Does nothing: there is nothing to close."""


class Fetcher:
    """Fetches links. Made by `open_fetcher`."""

    def __init__(self, session: aiohttp.ClientSession, allowed: frozenset[str]) -> None:
        self._session = session
        self._allowed = allowed

    async def fetch(self, link: str, kinds: frozenset[str] = PAGES) -> Fetched:
        """Fetches a link.

        Args:
            link: as typed, or as it stood in a page.
            kinds: the media types that are wanted.

        Raises:
            AskError: the link is refused, the site can't be reached or refuses, or the response is too large or of another media type.
        """
        found = await self.get(link, kinds)
        if found.status != 200:
            asked = retry_after(found.headers.get("Retry-After"), moment_of(found.headers.get("Date")))
            raise AskError(refusal(found.status, origin(URL(found.url)), asked))
        return found

    async def get(
        self, link: str, kinds: frozenset[str], headers: Mapping[str, str] | None = None, turn: Turn = nullcontext
    ) -> Fetched:
        """Fetches a site's response to a link, whatever its status.

        Args:
            link: as typed, or as it stood in a page.
            kinds: the media types that are wanted.
            headers: further ones, such as If-None-Match.
            turn: entered before each request.

        Raises:
            AskError: the link is refused, the site can't be reached, or the response is too large or of another media type.
        """
        url, left = checked(link), float(ALL_SECONDS)
        moved: str | None = None
        for_good = True
        for _ in range(MOST_REDIRECTS + 1):
            async with turn(url):
                begun = time.monotonic()
                found = await self._within(left, url, kinds, dict(headers or {}))
                left -= time.monotonic() - begun
            if isinstance(found, Fetched):
                return replace(found, moved=moved)
            permanent, url = found
            for_good = for_good and permanent
            moved = str(url) if for_good else moved
        raise AskError(
            lazy("The link is redirected more than {n} times: give the link where it ends.", n=MOST_REDIRECTS)
        )

    async def post(self, link: str, form: Mapping[str, str]) -> int:
        """Sends a form to a link that a site named, and returns the HTTP status; follows no redirect, and reads no answer.

        Raises:
            AskError: the link is refused, or the site can't be reached.
        """
        url = checked(link)
        self._refuse_closed(url)
        try:
            async with (
                asyncio.timeout(ALL_SECONDS),
                self._session.post(url, data=dict(form), allow_redirects=False) as response,
            ):
                return response.status
        except aiohttp.ClientConnectorError as error:
            raise AskError(_unreachable(error, origin(url))) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise AskError(
                lazy("{site} broke off its answer: try again later, or give another link.", site=origin(url))
            ) from error

    async def _within(
        self, seconds: float, url: URL, kinds: frozenset[str], headers: dict[str, str]
    ) -> Fetched | tuple[bool, URL]:
        """Makes one request, within the rest of the link's time."""
        try:
            async with asyncio.timeout(seconds):
                return await self._ask(url, kinds, headers)
        except TimeoutError as error:
            raise AskError(
                lazy("{site} took longer than {n} seconds: try again later.", site=origin(url), n=ALL_SECONDS)
            ) from error

    async def _ask(self, url: URL, kinds: frozenset[str], headers: dict[str, str]) -> Fetched | tuple[bool, URL]:
        """Makes one request. Returns the response, or where it redirects to and whether permanently."""
        site = origin(url)
        self._refuse_closed(url)
        try:
            async with self._session.get(
                url, headers={"Accept": ", ".join((*sorted(kinds), "*/*;q=0.1")), **headers}, allow_redirects=False
            ) as response:
                location = response.headers.get("Location")
                if response.status in _REDIRECTS and location:
                    return response.status in _PERMANENT, _onward(url, location)
                return await _received(response, kinds)
        except aiohttp.InvalidURL as error:  # such as http://127.1/
            raise AskError(lazy("That is not a link to a site: give the page's usual link.")) from error
        except aiohttp.ClientConnectorError as error:
            raise AskError(_unreachable(error, site)) from error
        except aiohttp.ServerTimeoutError as error:
            raise AskError(
                lazy("{site} did not answer within {n} seconds: try again later.", site=site, n=CONNECT_SECONDS)
            ) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            if isinstance(error, TimeoutError):
                raise  # of the whole link
            raise AskError(
                lazy("{site} broke off its answer: try again later, or give another link.", site=site)
            ) from error

    def _refuse_closed(self, url: URL) -> None:
        """Refuses a numeric address outside the open internet: no resolver sees these. It is checked again when the connection is made."""
        try:
            ip_address(host := url.host or "")
        except ValueError:
            return
        if not is_open(host) and f"{host}:{url.port}" not in self._allowed:
            raise AskError(_closed(origin(url)))


def _onward(url: URL, location: str) -> URL:
    try:
        return checked(str(url.join(URL(location))))
    except ValueError as error:
        raise AskError(
            lazy("The link redirects to something that is not a link: give the article's own link.")
        ) from error


async def _received(response: aiohttp.ClientResponse, kinds: frozenset[str]) -> Fetched:
    kind = (response.content_type if "Content-Type" in response.headers else "").lower()
    links = tuple(response.headers.getall("Link", ()))
    found = Fetched(str(response.url), response.status, kind, response.charset, headers=response.headers, links=links)
    if response.status != 200:
        return found
    if kind and kind not in kinds:
        raise WrongKindError(
            lazy("The link leads to a file of type {kind}, which is not text: give a link to a page.", kind=kind)
        )
    if (response.content_length or 0) > LARGEST_PAGE:
        raise AskError(too_large(LARGEST_PAGE))
    encoding = response.headers.get("Content-Encoding", "")
    body = await inflated(response.content.iter_chunked(STEP), encoding, LARGEST_PAGE)
    return replace(found, body=body)


def _closed(site: str) -> Lazy:
    return lazy(
        "{site} is in a private network or on this machine, which I don't open: give a link on the public internet.",
        site=site,
    )


def _unreachable(error: aiohttp.ClientConnectorError, site: str) -> Lazy:
    if isinstance(error.os_error, ClosedAddressError):
        return _closed(site)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return lazy("I can't find the site {site}: check the link, or try again later.", site=site)
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError):
        return lazy("{site} can't prove that it is {site} (its certificate is invalid): give another link.", site=site)
    return lazy("I can't reach {site}: try again later, or give another link.", site=site)


_LONGEST_TOLD = 180
"""The most minutes that are told."""
WALLED = frozenset({401, 402, 403, 451})
"""The HTTP statuses of pages that a site doesn't show to everybody, such as a bot wall or a login."""


def refusal(status: int, site: str, asked: timedelta | None = None) -> Lazy:
    """Returns the sentence for a status that is not 200. `asked`: how long the site wants to be left alone, if it is said at once."""
    if status in WALLED:
        return lazy(
            "{site} doesn't let me read the page (HTTP {status}): attach it as a file, or paste its text.",
            site=site,
            status=status,
        )
    if status in (404, 410):
        return lazy("{site} has no such page (HTTP {status}): check the link.", site=site, status=status)
    if status in BUSY and asked and minutes(asked) <= _LONGEST_TOLD:
        return lazy_n(
            "{site} asks me to come back later (HTTP {status}): try again in {n} minute.",
            "{site} asks me to come back later (HTTP {status}): try again in {n} minutes.",
            minutes(asked),
            site=site,
            status=status,
        )
    if status == 429:
        return lazy("{site} asks me to come back later (HTTP 429): try again in a few minutes.", site=site)
    return lazy(
        "{site} answered with an error (HTTP {status}): try again later, or give another link.",
        site=site,
        status=status,
    )


@asynccontextmanager
async def open_fetcher(
    contact: str = "", allowed: frozenset[str] = frozenset(), lookup: Lookup | None = None
) -> AsyncIterator[Fetcher]:
    """Opens a fetcher, closed at the end of the block.

    Args:
        contact: an address or page where the operator can be reached, told to every site.
        allowed: closed addresses that may be reached nevertheless, `address:port` each; only for our tests.
        lookup: the name server; None: the system's.
    """

    def guarded(info: AddrInfoType) -> socket.socket:
        """Creates the socket of a connection and checks the address a last time, as the name may resolve differently now."""
        address, port = info[4][0], info[4][1]
        if not is_open(str(address)) and f"{address}:{port}" not in allowed:
            raise ClosedAddressError(str(address))
        return socket.socket(info[0], info[1], info[2])

    with ThreadPoolExecutor(LOOKUPS, "lookup") as threads:
        resolver = GuardedResolver(lookup or _system_lookup(threads))
        connector = aiohttp.TCPConnector(
            resolver=resolver, socket_factory=guarded, use_dns_cache=False, force_close=True, limit=0
        )
        async with aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": user_agent(contact), "Accept-Encoding": ENCODINGS},
            timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT_SECONDS),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            requote_redirect_url=False,
        ) as session:
            # aiohttp repeats a request immediately if the connection breaks; its own test client prevents that in this way.
            session._retry_connection = False
            yield Fetcher(session, allowed)


def user_agent(contact: str) -> str:
    """Returns the User-Agent for all sites."""
    return f"Attache/{version('attache')} (news reader for Discord{f'; {contact}' if contact else ''})"


def _system_lookup(threads: ThreadPoolExecutor) -> Lookup:
    async def lookup(host: str, port: int) -> list[tuple[int, str]]:
        found = await asyncio.get_running_loop().run_in_executor(
            threads, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
        return [(family, str(address[0])) for family, _, _, _, address in found]

    return lookup
