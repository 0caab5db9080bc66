"""The checks of `attache doctor`: of this machine, and at Discord. They change nothing."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.http import Route

from bot.errors import AttacheError, LaterError
from bot.intake.files import paths
from bot.knowledge.shipped import JUDGE, MODEL
from bot.knowledge.syntax_model import check_model
from bot.store.address import ServerAddress, beside
from bot.store.backup_names import nightly_in
from bot.store.backups import DamagedError, checked
from bot.store.migrate import newest
from bot.store.single_process import is_held
from bot.ui.permissions import NEEDED, words_of
from bot.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings import Settings

_LITTLE = 500_000_000
"""Free bytes on the disk below which an operator should know."""
_SKEW = timedelta(seconds=30)
"""How far the clock may be off: digests are sent by it, and Discord refuses nothing below that."""
_OLD_BACKUP = timedelta(days=2)
_PATIENCE = aiohttp.ClientTimeout(total=10)
_MOST_SERVERS = 200
"""How many servers Discord lists at once."""


class State(Enum):
    """How a check went, as it is printed."""

    OK = "ok"
    NOTE = "note"
    """It works, but the operator should know."""
    WRONG = "wrong"
    """It must be mended."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: one line."""

    state: State
    about: str
    sentence: str


def of_this_machine(settings: Settings) -> Iterator[Finding]:
    """Yields what was found without the network."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding(State.OK, "versions", f"Attaché {version('attache')}, Python {python}")
    yield _models()
    yield _seeds(settings)
    yield from _database(settings)
    yield _disk(settings)
    yield _backups(settings)
    yield _zones()
    yield _pictures()
    if settings.discord_token is None:
        yield _port(settings, "sandbox", ("127.0.0.1", settings.attache_port), "ATTACHE_PORT to another, or to 0")
    heard = settings.attache_public_port if settings.attache_public_url else ""
    for name, address, setting in (
        ("metrics", settings.attache_metrics, "ATTACHE_METRICS"),
        ("hubs", heard, "ATTACHE_PUBLIC_PORT"),
    ):
        if address:
            host, _, port = address.rpartition(":")
            yield _port(settings, name, (host.strip("[]"), int(port)), f"{setting} to another address")


def _models() -> Finding:
    try:
        check_model(MODEL)
        check_model(JUDGE, "judge")
    except AttacheError as error:
        return Finding(State.WRONG, "models", str(error))
    return Finding(State.OK, "models", "the syntax model and the judge are as they were shipped")


def _seeds(settings: Settings) -> Finding:
    try:
        number = sum(1 for _ in paths(settings.attache_seeds))
    except AttacheError as error:
        return Finding(State.WRONG, "seeds", str(error))
    return Finding(State.OK, "seeds", f"{counted(number, 'article')} in {settings.attache_seeds}")


def _database(settings: Settings) -> Iterator[Finding]:
    path = settings.attache_database
    if isinstance(path, ServerAddress):
        yield from _on_server(path)
        return
    if not path.exists():
        yield Finding(State.NOTE, "database", f"there is none at {path} yet: the first start makes it")
        return
    try:
        found = checked(path)
    except DamagedError as error:
        yield Finding(State.WRONG, "database", f"{error} Restore a backup with attache restore.")
        return
    except AttacheError as error:
        yield Finding(State.NOTE if isinstance(error, LaterError) else State.WRONG, "database", str(error))
        return
    size = f"{found.size / 1_000_000:,.1f} MB"
    yield Finding(State.OK, "database", f"{path}: {counted(found.articles, 'article')}, {size}, no damage")
    try:
        held = is_held(path)
    except AttacheError as error:
        yield Finding(State.WRONG, "database", str(error))
        return
    yield Finding(State.OK, "database", "a bot is running on it" if held else "no bot is running on it")


def _on_server(server: ServerAddress) -> Iterator[Finding]:
    from bot.store.postgresql.looking import looked_at

    try:
        found = looked_at(server)
    except AttacheError as error:
        yield Finding(State.WRONG, "database", f"{error}. Start the server, or set ATTACHE_DATABASE to another.")
        return
    if not found.version:
        yield Finding(State.NOTE, "database", f"{server} is empty: the first start makes its tables")
        return
    if found.version > newest():
        yield Finding(
            State.WRONG,
            "database",
            f"{server} is from a newer Attaché (its version is {found.version}, this Attaché supports {newest()}): update Attaché",
        )
        return
    size = f"{found.size / 1_000_000:,.1f} MB"
    told = f"{server}: {counted(found.articles, 'article')}, {size}, PostgreSQL {found.program}"
    yield Finding(State.OK, "database", told)
    yield Finding(State.OK, "database", "a bot is running on it" if found.held else "no bot is running on it")


def _disk(settings: Settings) -> Finding:
    folder = beside(settings.attache_database).absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    where = (
        "where the names are kept" if isinstance(settings.attache_database, ServerAddress) else "where the database is"
    )
    told = f"{free / 1_000_000:,.0f} MB are free {where}"
    if free < _LITTLE:
        return Finding(State.WRONG, "disk", f"only {told}: free some space")
    return Finding(State.OK, "disk", told)


def _backups(settings: Settings) -> Finding:
    if isinstance(settings.attache_database, ServerAddress):
        return Finding(State.NOTE, "backups", "a server's database is backed up with pg_dump: Attaché makes none")
    if not settings.attache_backups:
        return Finding(State.NOTE, "backups", "none are made at night: set ATTACHE_BACKUPS to how many to keep")
    folder = settings.backups
    if folder.exists() and not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        return Finding(
            State.WRONG, "backups", f"{folder} is no folder that can be written to: set ATTACHE_BACKUP_FOLDER"
        )
    made = sorted(nightly_in(settings.attache_database, folder))
    if not made:
        return Finding(State.NOTE, "backups", f"none in {settings.backups} yet: a running bot makes one a day")
    age = datetime.now(UTC) - datetime.fromtimestamp(made[-1].stat().st_mtime, UTC)
    if age > _OLD_BACKUP:
        return Finding(State.NOTE, "backups", f"the newest, {made[-1]}, is {age.days} days old: was the bot running?")
    return Finding(State.OK, "backups", f"the newest is {made[-1]}")


def _zones() -> Finding:
    try:
        zoneinfo.ZoneInfo("Europe/Berlin")
    except zoneinfo.ZoneInfoNotFoundError:
        return Finding(State.WRONG, "zones", "the time zones are missing: pip install tzdata")
    return Finding(State.OK, "zones", f"{len(zoneinfo.available_timezones())} time zones")


def _pictures() -> Finding:
    """Draws one: the font and the two libraries that measure and draw are needed by nothing else."""
    from bot.charts.drawing import drawn
    from bot.model.chart import DayRange, EventMark, StripChart, Theme

    days = (DayRange(day, day) for day in ("2025-06-22", "2025-06-23", "2025-06-24"))
    try:
        image = drawn(StripChart("a check", tuple(EventMark(each, "event") for each in days)), Theme.DARK)
    except Exception as error:  # whatever it is, answers go out without pictures
        return Finding(
            State.NOTE, "pictures", f"can't be drawn, so answers come without ({error!r}): install Attaché again"
        )
    return Finding(State.OK, "pictures", f"drawn, {len(image.png) / 1_000:.0f} kB")


def _port(settings: Settings, about: str, address: tuple[str, int], remedy: str) -> Finding:
    """Whether an address can be listened on: it may be taken by the bot itself, if it runs, or by another program."""
    host, port = address
    try:
        for family, *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE):
            socket.create_server(place[:2], family=family).close()
    except (OSError, UnicodeError) as error:
        if _is_running(settings):
            return Finding(State.OK, about, f"port {port} is in use; a bot is running")
        why = getattr(error, "strerror", None) or error
        return Finding(State.WRONG, about, f"port {port} can't be used ({why}): set {remedy}")
    return Finding(State.OK, about, f"port {port} is free")


def _is_running(settings: Settings) -> bool:
    try:
        return is_held(settings.attache_database)
    except AttacheError:
        return False


# ---- Discord ----


async def at_discord(settings: Settings) -> list[Finding]:
    """Returns what was found at Discord: the network, the clock by Discord's, and with a token the application and its servers."""
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    failed = State.WRONG if token else State.NOTE
    headers = {"Authorization": f"Bot {token}"} if token else {}
    try:
        async with aiohttp.ClientSession(timeout=_PATIENCE, headers=headers, trust_env=True) as session:
            found = await _network(session)
            if not token:
                note = "there is no DISCORD_TOKEN: attache run starts the sandbox"
                return [*found, Finding(State.NOTE, "token", note)]
            return found + await _application(session)
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        why = str(error) or "no answer within 10 seconds"
        return [Finding(failed, "network", f"Discord can't be reached ({why}): check the network and its proxy")]
    except (ValueError, LookupError, TypeError, AttributeError):  # a login page, a proxy's own answer
        return [Finding(failed, "network", "what answers is not Discord: check the network and its proxy")]


async def _network(session: aiohttp.ClientSession) -> list[Finding]:
    async with session.get(f"{Route.BASE}/gateway") as response:
        await response.read()
        told = response.headers.get("Date")
    state, status = (State.OK, "") if response.status == 200 else (State.NOTE, f" with status {response.status}")
    found = [Finding(state, "network", f"{response.url.host} answers{status}")]
    if told:
        off = datetime.now(UTC) - parsedate_to_datetime(told).replace(tzinfo=UTC)  # HTTP's dates are in UTC
        if abs(off) > _SKEW:
            way = "ahead" if off > timedelta() else "behind"
            sentence = f"this clock is {abs(off).total_seconds():.0f} seconds {way} of Discord's: set it by NTP"
            found.append(Finding(State.WRONG, "clock", sentence))
        else:
            found.append(Finding(State.OK, "clock", "within a second or so of Discord's"))
    return found


async def _application(session: aiohttp.ClientSession) -> list[Finding]:
    async with session.get(f"{Route.BASE}/applications/@me") as response:
        if response.status == 401:
            sentence = "Discord rejects it: set DISCORD_TOKEN to the one on your application's Bot page"
            return [Finding(State.WRONG, "token", sentence)]
        if response.status != 200:
            return [Finding(State.WRONG, "token", f"Discord answers with status {response.status}: try again later")]
        application: dict[str, Any] = await response.json(content_type=None)
    link = discord.utils.oauth_url(application["id"], permissions=NEEDED, scopes=("bot", "applications.commands"))
    found = [
        Finding(State.OK, "token", f"it is that of {application['name']}; no privileged intent is needed"),
        Finding(State.OK, "invite", link),
    ]
    async with session.get(f"{Route.BASE}/users/@me/guilds", params={"limit": _MOST_SERVERS}) as response:
        servers: list[dict[str, Any]] = await response.json(content_type=None) if response.status == 200 else []
    number = f"{len(servers)} or more servers" if len(servers) == _MOST_SERVERS else counted(len(servers), "server")
    state = State.OK if servers else State.NOTE
    found.append(Finding(state, "servers", number if servers else "none yet: open the invite link"))
    return [*found, *(lacking for server in servers if (lacking := _lacking(server)))]


def _lacking(server: dict[str, Any]) -> Finding | None:
    """Which permissions the bot lacks in all of a server; single channels may still grant or refuse them."""
    given = discord.Permissions(int(server.get("permissions") or 0))
    if given.administrator or given.is_superset(NEEDED):
        return None
    missing = words_of([name for name, wanted in NEEDED if wanted and not getattr(given, name)])
    return Finding(State.NOTE, "servers", f"in {server['name']} I lack {missing}: digests need them in their channels")
