"""The bot as an operator runs it, in a process beside a benchmark: started, watched by its own metrics, killed.

Nothing in it is replaced but Discord: it is what `attache run` runs, on a library that is there, with `/metrics` served. How late its
event loop is, is measured fifty times a second instead of twice, so that a short run has a 99th percentile. Its log is `var/bench/attache.log`:
a bot with more commands than it can answer says so of each.
"""

from __future__ import annotations

import argparse
import socket
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.processes import line, process, worked
from bot.cli.runner import run_until_stopped
from bot.knowledge.shipped import SEEDS
from bot.sandbox.redirect import redirect_discord_py
from bot.settings import Settings
from bot.telemetry import metrics

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SEED = SEEDS / "russia-iran.md"
"""The one article that every measured bot has read."""
LAG = "attache_event_loop_lag_seconds"
KEPT = Path(__file__).parents[1] / "var" / "bench"
"""The folder of what benchmarks leave behind."""
Buckets = dict[float, float]
"""How many of a histogram's times are at most so many seconds."""


@dataclass(frozen=True)
class RunningBot:
    """A bot that is ready."""

    pid: int
    ready: float
    """Seconds from the start of its process until it was."""
    busy: float
    """Processor seconds it used for that."""
    metrics: str

    async def lags(self) -> Buckets:
        """Returns how late its event loop was, since it started."""
        async with aiohttp.ClientSession() as session, session.get(f"http://{self.metrics}/metrics") as response:
            return buckets(await response.text(), LAG)


@asynccontextmanager
async def attache(url: str, token: str, database: str, workers: int = 1) -> AsyncIterator[RunningBot]:
    """Run the bot on a sandbox and a database until the end of the block; yields it as soon as it is ready."""
    address = f"127.0.0.1:{free_port()}"
    words = ("-m", "benchmarks.attache", url, token, database, address, "--workers", str(workers))
    begun = time.perf_counter()
    KEPT.mkdir(parents=True, exist_ok=True)
    async with process(*words, log=KEPT / "attache.log") as started:
        await line(started)
        ready = time.perf_counter() - begun
        yield RunningBot(started.pid, ready, worked(started.pid), address)
        started.terminate()  # it ends its own processes
        await started.wait()


def free_port() -> int:
    """Returns a port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def buckets(text: str, name: str) -> Buckets:
    """Returns a histogram of a page of metrics."""
    [family] = [each for each in text_string_to_metric_families(text) if each.name == name]
    return {float(one.labels["le"]): one.value for one in family.samples if one.name.endswith("_bucket")}


def quantile(before: Buckets, after: Buckets, share: float) -> float:
    """Returns the seconds that this share of the times between two looks is at most, as Prometheus estimates it from the buckets."""
    counts = {bound: number - before.get(bound, 0) for bound, number in sorted(after.items())}
    wanted, below, low = share * max(counts.values()), 0.0, 0.0
    for bound, number in counts.items():
        if number >= wanted and number > below:
            return low if bound == float("inf") else low + (bound - low) * (wanted - below) / (number - below)
        below, low = number, bound
    return 0.0


def main() -> None:
    """Run the bot until killed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for name in ("url", "token", "database", "metrics"):
        parser.add_argument(name)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    metrics._LOOK_EVERY = 0.02
    settings = Settings.model_validate(
        {
            "discord_token": given.token,
            "attache_database": given.database,
            "attache_seeds": SEED,
            "attache_metrics": given.metrics,
            "attache_workers": given.workers,
            "attache_answers_a_minute": 0,
            "attache_backups": 0,
        }
    )
    with redirect_discord_py(given.url):
        run_until_stopped(settings, None)


if __name__ == "__main__":
    main()
