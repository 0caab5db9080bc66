"""Serves `/healthz`, `/readyz` and `/metrics` to whoever watches the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from bot.cli.serving import serving
from bot.errors import AttacheError
from bot.store.totals import figures
from bot.telemetry import metrics

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractAsyncContextManager

    from bot.app import Attache
    from bot.desk import Desk


def serving_health(address: str, desk: Desk, client: Attache) -> AbstractAsyncContextManager[None]:
    """Returns a block inside which the three paths are served at `address` ("127.0.0.1:9464"), as by `serving`."""
    return serving(address, "ATTACHE_METRICS", Health(desk, client).routes())


class Health:
    """Answers the three paths."""

    def __init__(self, desk: Desk, client: Attache) -> None:
        self._desk = desk
        self._client = client

    def routes(self) -> list[web.RouteDef]:
        """Returns the paths with their handlers."""
        return [web.get("/healthz", self._alive), web.get("/readyz", self._ready), web.get("/metrics", self._metrics)]

    async def _alive(self, _: web.Request) -> web.Response:
        """Whether the process works: it answers, and can store what it is told. If not, a restart may help."""
        try:
            self._desk.database.check()
            await self._desk.database.rows("SELECT 1")
        except AttacheError as error:
            return web.Response(status=503, text=f"{error}\n")
        return web.Response(text="ok\n")

    async def _ready(self, _: web.Request) -> web.Response:
        """Whether members get answers: connected to Discord."""
        if not self._client.is_ready() or self._client.is_closed():
            return web.Response(status=503, text="not connected to Discord\n")
        return web.Response(text="ok\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        """All metrics in Prometheus' text format; 503 while the database can't be read, so that the bot counts as down."""
        try:
            await self._look()
        except AttacheError as error:
            return web.Response(status=503, text=f"{error}\n")
        return web.Response(body=generate_latest(metrics.REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _look(self) -> None:
        found = await figures(self._desk.database, self._desk.clock())
        metrics.ARTICLES.set(found.articles)
        metrics.DATABASE_BYTES.set(await self._desk.database.size())
        metrics.SERVERS.set(len(self._client.guilds))
        metrics.LATENCY_SECONDS.set(self._client.latency)
        metrics.LATE_FEEDS.set(found.late_feeds)
        metrics.LATE_DIGESTS.set(found.late_digests)
        _set(metrics.FEEDS, found.feeds, ("active", "failing", "paused", "ended"))
        _set(metrics.SUBSCRIPTIONS, found.subscriptions, ("active", "paused", "ended"))
        _set(metrics.EDITIONS, found.editions, ("sent", "failed", "unknown", "skipped"))


def _set(gauge: Gauge, numbers: Mapping[str, int], labels: tuple[str, ...]) -> None:
    """Sets a gauge for each label; one that has gone is zero, not what it was."""
    for label in labels:
        gauge.labels(label).set(numbers.get(label, 0))
