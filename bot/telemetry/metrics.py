"""The Prometheus metrics of this process. Who does something counts it here; `cli/health.py` serves them."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

if TYPE_CHECKING:
    from typing import Never

REGISTRY = CollectorRegistry()
"""Only our own metrics: a second bot in one process, as in tests, counts into the same."""

_ANSWERS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_READINGS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_LAGS = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0)
_LOOK_EVERY = 0.5
"""Seconds between two looks at how late the event loop is."""

COMMANDS = Counter(
    "attache_commands",
    "Commands, buttons and forms, by name and outcome: answered, refused (the user can mend it) or failed (we must).",
    ("command", "outcome"),
    registry=REGISTRY,
)
COMMAND_SECONDS = Histogram(
    "attache_command_seconds", "Time until the answer was sent.", ("command",), buckets=_ANSWERS, registry=REGISTRY
)
WORK_SECONDS = Histogram(
    "attache_work_seconds",
    "Time an article takes in the worker processes, with the wait for one: read (rules and judge) or extract.",
    ("task",),
    buckets=_READINGS,
    registry=REGISTRY,
)
WAITING = Gauge("attache_work_waiting", "Articles being read or extracted, or waiting for it.", registry=REGISTRY)
FAILED_WORK = Counter(
    "attache_work_failed", "Articles that could not be read or extracted.", ("task",), registry=REGISTRY
)
LAG_SECONDS = Histogram(
    "attache_event_loop_lag_seconds", "How late the event loop runs what is due.", buckets=_LAGS, registry=REGISTRY
)
ARTICLES = Gauge("attache_articles", "Articles in all libraries that answers are based on.", registry=REGISTRY)
DATABASE_BYTES = Gauge("attache_database_bytes", "Size of the database with its write-ahead log.", registry=REGISTRY)
SERVERS = Gauge("attache_servers", "Servers the bot is in.", registry=REGISTRY)
LATENCY_SECONDS = Gauge("attache_gateway_latency_seconds", "Time Discord's gateway takes to answer.", registry=REGISTRY)
FEEDS = Gauge(
    "attache_feeds", "Feeds by state; failing: active, but its last check failed.", ("state",), registry=REGISTRY
)
LATE_FEEDS = Gauge("attache_feeds_late", "Feeds due for more than ten minutes.", registry=REGISTRY)
SUBSCRIPTIONS = Gauge("attache_subscriptions", "Digests by state.", ("state",), registry=REGISTRY)
LATE_DIGESTS = Gauge("attache_digests_late", "Digests due for more than ten minutes.", registry=REGISTRY)
EDITIONS = Gauge(
    "attache_editions_last_day", "Editions settled in the last 24 hours, by outcome.", ("outcome",), registry=REGISTRY
)


async def watch_lag() -> Never:
    """Measure how late the event loop is, until cancelled."""
    while True:
        due = time.monotonic() + _LOOK_EVERY
        await asyncio.sleep(_LOOK_EVERY)
        LAG_SECONDS.observe(max(0.0, time.monotonic() - due))
