"""Tests what an operator's Prometheus reads, and the dashboard and rules that read it."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import yaml

from bot.cli.health import serving_health
from bot.errors import AskError
from bot.telemetry import metrics
from tests.waiting import until

if TYPE_CHECKING:
    from bot.store.database import Database

WATCHING = Path(__file__).parents[2] / "docs" / "watching"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


class Client:
    """What is asked of the bot's client."""

    def __init__(self) -> None:
        self.ready, self.guilds, self.latency = False, [1, 2], 0.1

    def is_ready(self) -> bool:
        return self.ready

    def is_closed(self) -> bool:
        return False


@pytest.fixture
def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


async def got(address: str, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://{address}{path}") as response:
        return response.status, await response.text()


def value(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, f"no {name} in {text}"
    return float(found[1])


FEED = """INSERT INTO feeds (library, url, host, every, state, added_at, next_at, failures)
    VALUES ('1', :url, 'x', 60, :state, '2026-01-01', :due, :failures)"""
SUBSCRIPTION = """INSERT INTO subscriptions
        (server, channel, place, every, at, zone, per_hour, style, language, say_empty, created_at, filed_until, state, slot_at, next_due_at, number)
    VALUES ('1', :number, 'text', 'daily', 480, 'UTC', 6, 'brief', 'en', 0, '2026-01-01', '2026-01-01', :state, :due, :due, :number)"""
EDITION = """INSERT INTO editions (subscription, slot, kind, due_at, since, until, nonce, outcome, settled_at)
    VALUES (1, :slot, 'digest', '', '', '', '', :outcome, :settled)"""
FILL: list[tuple[str, dict[str, Any]]] = [
    ("INSERT INTO servers (id, joined_at) VALUES ('1', '2026-01-01')", {}),
    ("INSERT INTO libraries (id) VALUES ('1')", {}),
    # due for eleven minutes; failing, and due in an hour; what is paused is not late
    (FEED, {"url": "a", "state": "active", "due": "2026-11-30T11:49:00.000000+00:00", "failures": 0}),
    (FEED, {"url": "b", "state": "active", "due": "2026-11-30T13:00:00.000000+00:00", "failures": 3}),
    (FEED, {"url": "c", "state": "paused", "due": "2026-11-30T01:00:00.000000+00:00", "failures": 0}),
    (SUBSCRIPTION, {"number": 1, "state": "active", "due": "2026-11-30T11:49:00.000000+00:00"}),
    (SUBSCRIPTION, {"number": 2, "state": "active", "due": "2026-11-30T11:51:00.000000+00:00"}),
    (SUBSCRIPTION, {"number": 3, "state": "paused", "due": "2026-11-29T11:49:00.000000+00:00"}),
    (EDITION, {"slot": "1", "outcome": "sent", "settled": "2026-11-29T13:00:00.000000+00:00"}),
    (EDITION, {"slot": "2", "outcome": "failed", "settled": "2026-11-30T10:00:00.000000+00:00"}),
    # longer ago than a day
    (EDITION, {"slot": "3", "outcome": "sent", "settled": "2026-11-29T11:00:00.000000+00:00"}),
]


async def test_what_there_is_and_what_is_late_is_told(database: Database, tmp_path: Path, free_port: int) -> None:
    async with database.transaction() as transaction:
        for statement, values in FILL:
            await transaction.run(statement, **values)
    address = f"127.0.0.1:{free_port}"
    desk: Any = SimpleNamespace(database=database, clock=lambda: NOW)
    client: Any = Client()
    async with serving_health(address, desk, client):
        status, text = await got(address, "/metrics")
    assert status == 200
    told = {
        'attache_feeds{state="active"}': 1,
        'attache_feeds{state="failing"}': 1,
        'attache_feeds{state="paused"}': 1,
        "attache_feeds_late": 1,
        'attache_subscriptions{state="active"}': 2,
        "attache_digests_late": 1,
        'attache_editions_last_day{outcome="sent"}': 1,
        'attache_editions_last_day{outcome="failed"}': 1,
        'attache_editions_last_day{outcome="skipped"}': 0,
        "attache_servers": 2,
        "attache_articles": 0,
    }
    assert {name: value(text, name) for name in told} == told
    assert value(text, "attache_database_bytes") > 10_000


async def test_alive_and_ready_are_two_things(database: Database, tmp_path: Path, free_port: int) -> None:
    address = f"127.0.0.1:{free_port}"
    desk: Any = SimpleNamespace(database=database, clock=lambda: NOW)
    client: Any = Client()
    async with serving_health(address, desk, client):
        assert await got(address, "/healthz") == (200, "ok\n")
        assert (await got(address, "/readyz"))[0] == 503
        client.ready = True
        assert await got(address, "/readyz") == (200, "ok\n")
        (tmp_path / "attache.db").unlink()  # what is stored from now on is lost
        status, text = await got(address, "/healthz")
        assert status == 503
        assert "deleted or replaced" in text
        with pytest.raises(AskError, match="set ATTACHE_METRICS to another address"):
            async with serving_health(address, desk, client):
                pass


async def test_an_address_of_ipv6_is_written_with_brackets_or_without(database: Database, tmp_path: Path) -> None:
    desk: Any = SimpleNamespace(database=database, clock=lambda: NOW)
    client: Any = Client()
    for address in ("[::1]:0", "::1:0"):
        async with serving_health(address, desk, client):
            pass


# Trap: a name that can be none of a host raises what is no OSError.
@pytest.mark.parametrize("host", ["x" * 70, ".."])
async def test_an_address_that_is_none_is_refused(host: str, database: Database, tmp_path: Path) -> None:
    desk: Any = SimpleNamespace(database=database, clock=lambda: NOW)
    client: Any = Client()
    with pytest.raises(AskError, match="set ATTACHE_METRICS to another address"):
        async with serving_health(f"{host}:9464", desk, client):
            pass


async def test_a_late_event_loop_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def over(bound: str) -> float:
        [metric] = metrics.LAG_SECONDS.collect()
        named = {(s.name, s.labels.get("le")): s.value for s in metric.samples}
        return (
            named["attache_event_loop_lag_seconds_count", None] - named["attache_event_loop_lag_seconds_bucket", bound]
        )

    monkeypatch.setattr(metrics, "_LOOK_EVERY", 0.01)
    before = over("0.1")
    watching = asyncio.create_task(metrics.watch_lag())
    await asyncio.sleep(0)
    time.sleep(0.2)  # noqa: ASYNC251 - what blocks the loop

    async def seen() -> bool:
        return over("0.1") > before

    await until(seen)
    watching.cancel()


def exposed() -> set[str]:
    """Every name that Prometheus reads."""
    names = set()
    for metric in metrics.REGISTRY.collect():
        ends = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "gauge": ("",)}[metric.type]
        names |= {f"{metric.name}{end}" for end in ends}
    return names


@pytest.mark.parametrize("file", ["grafana.json", "alerts.yaml"])
def test_the_dashboard_and_the_rules_ask_for_what_there_is(file: str) -> None:
    text = (WATCHING / file).read_text(encoding="utf-8")
    asked = set(re.findall(r"\battache_\w+", text)) - {"attache_"}
    assert asked
    assert asked - exposed() == set()


def test_every_gauge_and_counter_is_on_the_dashboard_or_in_a_rule() -> None:
    text = "".join((WATCHING / file).read_text(encoding="utf-8") for file in ("grafana.json", "alerts.yaml"))
    assert [metric.name for metric in metrics.REGISTRY.collect() if metric.name not in text] == ["attache_work_failed"]


def test_the_files_can_be_loaded() -> None:
    dashboard = json.loads((WATCHING / "grafana.json").read_text(encoding="utf-8"))
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
    [group] = yaml.safe_load((WATCHING / "alerts.yaml").read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]:
        assert {"alert", "expr", "labels", "annotations"} <= set(rule)
