"""Tests that only the open web is reached, and that no hostile server gets more than its share of time and memory."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
from aiohttp import web

from bot.errors import AskError
from bot.intake import fetching, politeness
from bot.intake.addresses import is_open
from bot.intake.fetching import FEEDS, Fetcher, open_fetcher
from bot.limits import LARGEST_PAGE
from tests.intake.conftest import HostileServer, head

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = b"<p>Russia condemned the attack.</p>"
HTML = "text/html; charset=utf-8"

CLOSED = [
    "0.0.0.0",  # noqa: S104 - refused, not bound to
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",  # cloud metadata, in the carriers' range
    "127.0.0.1",
    "127.8.8.8",
    "169.254.1.1",
    "169.254.169.254",  # metadata of most clouds
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",  # metadata of another cloud
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",  # mapped at all
    "::127.0.0.1",
    "64:ff9b::7f00:1",  # NAT64
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",  # 6to4
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # Teredo
    "2001:db8::1",
    "fd00:ec2::254",  # metadata over IPv6
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "not an address",
]


@pytest.mark.parametrize("address", CLOSED)
def test_a_closed_address_is_closed(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "100.63.255.255", "172.32.0.1", "192.0.1.1", "2606:4700::1111"])
def test_an_open_address_is_open(address: str) -> None:
    assert is_open(address)


async def test_a_page_comes_with_its_kind_and_charset(fetcher: Fetcher, server: HostileServer) -> None:
    server.pages["/"] = head(body=PAGE, content_type=HTML)
    found = await fetcher.fetch(server.url("/"))
    assert (found.body, found.kind, found.charset, found.moved) == (PAGE, "text/html", "utf-8", None)


async def test_a_site_is_told_who_asks_and_no_more(fetcher: Fetcher, server: HostileServer) -> None:
    server.pages["/"] = head(body=PAGE, content_type=HTML, set_cookie="follow=me")
    for _ in range(2):
        await fetcher.fetch(server.url("/"))
    _, headers = server.asked[-1]
    assert headers["user-agent"].startswith("Attache/")
    assert "mailto:editor@example.org" in headers["user-agent"]
    assert "cookie" not in headers
    assert "referer" not in headers


def test_dead_names_of_feeds_leave_a_lookup_for_whoever_waits() -> None:
    assert politeness.AT_ONCE < fetching.LOOKUPS


REFUSED = [
    ("file:///etc/passwd", "begins with https://"),
    ("ftp://example.org/a", "begins with https://"),
    ("gopher://example.org/", "begins with https://"),
    ("javascript:alert(1)", "begins with https://"),
    ("example.org/a", "begins with https://"),
    ("http://", "begins with https://|names no site"),
    ("https://[::1", "not a link"),
    ("https://me:secret@example.org/", "name or password"),
    ("https://me@example.org/", "name or password"),
    ("https://example.org:25/", "port 25"),
    ("https://example.org/" + "a" * 2_000, "longer than"),
    # an address given as a number, in every notation
    ("http://127.0.0.1/", "private network"),
    ("http://127.0.0.1:8802/", "private network"),
    ("http://[::1]/", "private network"),
    ("http://[::ffff:127.0.0.1]/", "private network"),
    ("http://169.254.169.254/latest/meta-data/", "private network"),
    ("http://127.1/", "private network|not a link"),
    ("http://2130706433/", "private network|not a link"),
    ("http://0x7f000001/", "private network|not a link"),
    ("http://0177.0.0.1/", "private network|not a link"),
    ("http://localhost/", "private network"),
    ("http://localhost./", "private network|can't find the site"),
    ("http://①②⑦.⓪.⓪.①/", "private network|not a link"),
]


@pytest.mark.parametrize(("link", "says"), REFUSED)
async def test_a_link_that_leads_elsewhere_is_refused(fetcher: Fetcher, link: str, says: str) -> None:
    with pytest.raises(AskError, match=says):
        await fetcher.fetch(link)


async def test_only_the_named_origin_is_reached_on_this_machine(fetcher: Fetcher, server: HostileServer) -> None:
    server.pages["/"] = head(body=PAGE, content_type=HTML)
    with pytest.raises(AskError, match="private network"):  # the same server by a name
        await fetcher.fetch(f"http://localhost:{server.port}/")
    async with open_fetcher() as strict:  # what applies in production
        with pytest.raises(AskError, match="private network"):
            await strict.fetch(server.url("/"))
    assert server.asked == []


def names(*meanings: list[str]) -> Callable[..., object]:
    """A name server that gives a different answer each time, and repeats the last one."""
    answers = list(meanings)

    async def lookup(_host: str, _port: int) -> list[tuple[int, str]]:
        now = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET6 if ":" in address else socket.AF_INET, address) for address in now]

    return lookup


@pytest.mark.parametrize(
    "meaning",
    [["127.0.0.1"], ["10.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::ffff:10.0.0.1"], ["64:ff9b::7f00:1"]],
)
async def test_a_name_that_leads_inside_is_refused(server: HostileServer, meaning: list[str]) -> None:
    async with open_fetcher(allowed=frozenset({server.origin}), lookup=names(meaning)) as fetcher:
        with pytest.raises(AskError, match="private network"):
            await fetcher.fetch(f"http://news.example:{server.port}/")
    assert server.asked == []


async def test_a_name_that_means_another_address_a_moment_later_is_refused(
    server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding after the resolver: its answer is ignored, and the socket is created for another address."""
    monkeypatch.setattr(fetching.GuardedResolver, "resolve", _careless)
    async with open_fetcher(allowed=frozenset({"127.0.0.1:1"})) as fetcher:
        with pytest.raises(AskError, match=r"private network|can't reach"):
            await fetcher.fetch(f"http://news.example:{server.port}/")
    assert server.asked == []


async def _careless(_self: object, host: str, port: int = 0, family: int = 0) -> list[dict[str, object]]:
    del family
    entry = {"hostname": host, "host": "127.0.0.1", "port": port, "family": socket.AF_INET}
    return [{**entry, "proto": socket.IPPROTO_TCP, "flags": socket.AI_NUMERICHOST}]


async def test_every_redirect_is_looked_up_again(server: HostileServer) -> None:
    """The name server's first answer is on the open internet, the next is this machine."""
    lookup = names(["127.0.0.1"])
    server.pages["/"] = head("302 Found", b"", location=f"http://news.example:{server.port}/inside")
    async with open_fetcher(allowed=frozenset({server.origin}), lookup=lookup) as fetcher:
        with pytest.raises(AskError, match="private network"):
            await fetcher.fetch(server.url("/"))
    assert [path for path, _ in server.asked] == ["/"]


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("http://127.0.0.1:8802/", "private network"),
        ("http://169.254.169.254/", "private network"),
        ("file:///etc/passwd", "begins with https://"),
        ("//me:secret@example.org/", "name or password"),
        ("http://[::1", "not a link"),
    ],
)
async def test_a_redirect_is_judged_as_the_link_was(
    fetcher: Fetcher, server: HostileServer, location: str, says: str
) -> None:
    server.pages["/"] = head("301 Moved", b"", location=location)
    with pytest.raises(AskError, match=says):
        await fetcher.fetch(server.url("/"))
    assert len(server.asked) == 1


async def test_five_redirects_are_followed_and_six_are_not(fetcher: Fetcher, server: HostileServer) -> None:
    for step in range(6):
        server.pages[f"/{step}"] = head("302 Found", b"", location=f"/{step + 1}")
    server.pages["/6"] = head(body=PAGE, content_type=HTML)
    assert (await fetcher.fetch(server.url("/1"))).body == PAGE
    with pytest.raises(AskError, match="more than 5 times"):
        await fetcher.fetch(server.url("/0"))


async def test_a_move_for_good_is_told_as_far_as_it_is_for_good(fetcher: Fetcher, server: HostileServer) -> None:
    server.pages["/old"] = head("301 Moved", b"", location="/new")
    server.pages["/new"] = head("308 Moved", b"", location="/newest")
    server.pages["/newest"] = head("302 Found", b"", location="/today")
    server.pages["/today"] = head(body=PAGE, content_type=HTML)
    found = await fetcher.fetch(server.url("/old"))
    assert (found.moved, found.url) == (server.url("/newest"), server.url("/today"))


PACKED = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=2),
}


@pytest.mark.parametrize("encoding", PACKED)
async def test_a_packed_page_is_unpacked(fetcher: Fetcher, server: HostileServer, encoding: str) -> None:
    server.pages["/"] = head(body=PACKED[encoding](PAGE * 9_000), content_type=HTML, content_encoding=encoding)
    assert (await fetcher.fetch(server.url("/"))).body == PAGE * 9_000


async def test_odd_packings_are_unpacked(fetcher: Fetcher, server: HostileServer) -> None:
    bare = zlib.compressobj(wbits=-15)
    two = gzip.compress(PAGE) + gzip.compress(PAGE) + b"\0\0"
    server.pages["/bare"] = head(body=bare.compress(PAGE) + bare.flush(), content_type=HTML, content_encoding="deflate")
    server.pages["/two"] = head(body=two, content_type=HTML, content_encoding="gzip")
    assert (await fetcher.fetch(server.url("/bare"))).body == PAGE
    assert (await fetcher.fetch(server.url("/two"))).body == PAGE * 2


@pytest.mark.parametrize("encoding", PACKED)
async def test_a_bomb_is_stopped_while_it_unfolds(
    fetcher: Fetcher, server: HostileServer, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfolded = 0
    make = fetching.inflated

    async def counted(*given: object) -> bytes:
        nonlocal unfolded
        body = await make(*given)  # type: ignore[arg-type]
        unfolded = len(body)
        return body

    monkeypatch.setattr(fetching, "inflated", counted)
    bomb = PACKED[encoding](b"\0" * 200_000_000)
    server.pages["/"] = head(body=bomb, content_type=HTML, content_encoding=encoding)
    begun = time.process_time()
    with pytest.raises(AskError, match="larger than 5 MB"):
        await fetcher.fetch(server.url("/"))
    assert unfolded == 0
    assert time.process_time() - begun < 1, "it was unfolded further than it had to be"


@pytest.mark.parametrize(
    ("encoding", "body", "says"),
    [
        ("gzip", b"no gzip at all", "broken page"),
        ("gzip", gzip.compress(PAGE * 999)[:-20], "only part"),
        ("br", b"\xff" * 40, "broken page|only part"),
        ("zstd", b"\x28\xb5\x2f\xfd", "in a compression"),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE)), "in a compression"),
    ],
    ids=["no gzip", "gzip cut short", "no brotli", "zstd", "gzip twice"],
)
async def test_a_body_that_cannot_be_unpacked_is_refused(
    fetcher: Fetcher, server: HostileServer, encoding: str, body: bytes, says: str
) -> None:
    server.pages["/"] = head(body=body, content_type=HTML, content_encoding=encoding)
    with pytest.raises(AskError, match=says):
        await fetcher.fetch(server.url("/"))


async def test_a_page_that_says_it_is_too_large_is_not_read(fetcher: Fetcher, server: HostileServer) -> None:
    server.pages["/"] = head(content_type=HTML, content_length=str(LARGEST_PAGE + 1))
    with pytest.raises(AskError, match="larger than 5 MB"):
        await fetcher.fetch(server.url("/"))


async def test_a_page_that_does_not_say_so_is_stopped_at_the_limit(fetcher: Fetcher, server: HostileServer) -> None:
    sent = 0

    async def one_long_line(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(head(content_type=HTML))
        for _ in range(500):  # 50 MB in one line
            writer.write(b"x" * 100_000)
            await writer.drain()
            sent += 100_000

    server.pages["/"] = one_long_line
    with pytest.raises(AskError, match="larger than 5 MB"):
        await fetcher.fetch(server.url("/"))
    assert sent < 20_000_000


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "application/octet-stream", "video/mp4"])
async def test_files_that_are_not_text_are_refused_by_type(fetcher: Fetcher, server: HostileServer, kind: str) -> None:
    server.pages["/"] = head(body=PAGE, content_type=kind)
    with pytest.raises(AskError, match=f"of type {kind}"):
        await fetcher.fetch(server.url("/"))


async def test_a_feed_is_no_page(fetcher: Fetcher, server: HostileServer) -> None:
    server.pages["/"] = head(body=b"<rss/>", content_type="application/rss+xml")
    with pytest.raises(AskError, match="of type application/rss"):
        await fetcher.fetch(server.url("/"))
    assert (await fetcher.fetch(server.url("/"), FEEDS)).body == b"<rss/>"


async def _drip(writer: asyncio.StreamWriter) -> None:
    writer.write(head(content_type=HTML, content_length="1000"))
    while not writer.is_closing():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def _drip_head(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000):
        writer.write(f"X-{number}: 1\r\n".encode())
        await writer.drain()
        await asyncio.sleep(0.02)


async def _silent(_writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def _never_closing(writer: asyncio.StreamWriter) -> None:
    writer.write(head(content_type=HTML) + PAGE)
    await writer.drain()
    await asyncio.Event().wait()


async def _for_ever_redirected(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.2)
    writer.write(head("302 Found", b"", location="/"))
    await writer.drain()


@pytest.mark.parametrize("answer", [_drip, _drip_head, _silent, _never_closing, _for_ever_redirected])
async def test_no_server_holds_a_link_longer_than_its_time(
    fetcher: Fetcher, server: HostileServer, monkeypatch: pytest.MonkeyPatch, answer: Callable[..., object]
) -> None:
    monkeypatch.setattr(fetching, "ALL_SECONDS", 0.5)
    server.pages["/"] = answer  # type: ignore[assignment]
    with pytest.raises(AskError, match="took longer than"):
        await fetcher.fetch(server.url("/"))


async def test_a_site_that_takes_no_connection_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A listening socket with a full queue: the system does not answer at all."""
    monkeypatch.setattr(fetching, "CONNECT_SECONDS", 0.3)
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for caller in waiting:
            caller.setblocking(False)
            caller.connect_ex(("127.0.0.1", port))
        async with open_fetcher(allowed=frozenset({f"127.0.0.1:{port}"})) as fetcher:
            with pytest.raises(AskError, match=r"did not answer|can't reach"):
                await fetcher.fetch(f"http://127.0.0.1:{port}/")
        for caller in waiting:
            caller.close()


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b"", "broke off"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000, "broke off"),
        (head(content_type=HTML, content_length="100") + b"half", "broke off"),
        (head("200 OK", content_type=HTML, transfer_encoding="chunked") + b"zz\r\n", "broke off"),
        (head("403 Forbidden", b""), "attach it as a file"),
        (head("404 Not Found", b""), "no such page"),
        (head("410 Gone", b""), "no such page"),
        (head("429 Slow Down", b""), "come back later .*in a few minutes"),
        (head("429 Slow Down", b"", retry_after="61"), "come back later .*in 2 minutes"),
        (head("503 Busy", b"", retry_after="3600"), "come back later .*in 60 minutes"),
        (head("429 Slow Down", b"", retry_after="864000"), "come back later .*in a few minutes"),
        (head("503 Busy", b""), "HTTP 503"),
        (head("302 Found", b""), "HTTP 302"),  # leads nowhere
    ],
    ids=[
        "none",
        "SSH",
        "a long head",
        "cut short",
        "no chunks",
        "403",
        "404",
        "410",
        "429",
        "429 soon",
        "503 later",
        "429 long",
        "503",
        "302",
    ],
)
async def test_a_bad_answer_is_told_in_a_sentence(
    fetcher: Fetcher, server: HostileServer, answer: bytes, says: str
) -> None:
    server.pages["/"] = answer
    with pytest.raises(AskError, match=says):
        await fetcher.fetch(server.url("/"))


async def test_a_site_that_breaks_off_is_not_asked_again_at_once(fetcher: Fetcher, server: HostileServer) -> None:
    server.pages["/"] = b""
    with pytest.raises(AskError, match="broke off"):
        await fetcher.fetch(server.url("/"))
    assert len(server.asked) == 1


async def test_a_site_nobody_knows_or_that_is_not_there_is_told(fetcher: Fetcher) -> None:
    async def nowhere(_host: str, _port: int) -> list[tuple[int, str]]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async with open_fetcher(lookup=nowhere) as lost:
        with pytest.raises(AskError, match=r"I can't find the site news\.example"):
            await lost.fetch("https://news.example/")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        origin = f"127.0.0.1:{closed.getsockname()[1]}"
        async with open_fetcher(allowed=frozenset({origin})) as lost:
            with pytest.raises(AskError, match="can't reach"):
                await lost.fetch(f"http://{origin}/")


async def test_it_agrees_with_a_well_mannered_server() -> None:
    async def page(_request: web.Request) -> web.Response:
        answer = web.Response(body=PAGE * 100, content_type="text/html", charset="utf-8")
        answer.enable_compression(web.ContentCoding.gzip)
        return answer

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    async with open_fetcher(allowed=frozenset({f"127.0.0.1:{port}"})) as fetcher:
        assert (await fetcher.fetch(f"http://127.0.0.1:{port}/")).body == PAGE * 100
    await runner.cleanup()
