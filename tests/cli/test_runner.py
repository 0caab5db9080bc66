"""Tests `attache run`: it says where it is, and ends cleanly whenever it is told to."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.cli import runner
from bot.settings import Settings
from tests.journeys.test_kill import filed
from tests.lending import ARTICLE
from tests.waiting import PATIENCE, until_true

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts the command line in another folder, with its own database, one article and any free port."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "ATTACHE_"))}

    def started(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            env={**ours, "ATTACHE_PORT": "0", "ATTACHE_SEEDS": str(ARTICLE), **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return started


# What parses strangers' pages starts as a child of the bot, with its environment.
def test_the_token_is_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.secret")
    monkeypatch.setattr(runner, "log_records", lambda *_: None)
    monkeypatch.setattr(runner, "_main", lambda *_, **__: asyncio.sleep(0))
    runner.run_until_stopped(Settings(attache_database=tmp_path / "a.db"), None)
    assert "DISCORD_TOKEN" not in os.environ


def ended(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str]:
    """Returns the exit status and standard error after a signal, without progress lines."""
    process.send_signal(number)
    _, said = process.communicate(timeout=PATIENCE)
    return process.returncode, faults(said)


def faults(said: str) -> str:
    """Returns standard error without the progress of the start."""
    return "".join(
        line for line in said.splitlines(keepends=True) if not re.fullmatch(r"Attaché: .*(?: \.\.\.|: done\.)\n", line)
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_cleanly(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path, number: signal.Signals
) -> None:
    process = start("run")
    assert process.stdout
    assert process.stderr
    assert process.stderr.readline() == "Attaché: starting ...\n"  # at once, before the modules are loaded
    line = process.stdout.readline()
    assert re.fullmatch(
        r"Attaché is in the sandbox: open http://127\.0\.0\.1:\d+ and type /stance\. Press Ctrl-C to stop\.\n", line
    )
    second = start("run")
    _, said = second.communicate(timeout=PATIENCE)
    assert second.returncode == 1
    assert faults(said).startswith(f"attache: Another Attaché (process {process.pid}) is running on ")
    assert ended(process, number) == (0, "")
    # A closed database has merged its WAL file.
    assert sorted(path.name for path in (tmp_path / "var").iterdir()) == [
        "attache.db",
        "attache.db.lock",
        "attache.names",
    ]


def test_the_sandbox_alone_says_how_to_log_in(start: Callable[..., subprocess.Popen[str]]) -> None:
    process = start("sandbox", "--without-bot")
    assert process.stdout
    line = process.stdout.readline()
    assert re.search(
        r"REST http://127\.0\.0\.1:\d+/api/v10, gateway ws://127\.0\.0\.1:\d+/, token \S+\. Press Ctrl-C", line
    )
    assert ended(process, signal.SIGINT) == (0, "")


# A load may take minutes: an impatient operator need not wait for it, and the next start continues.
def test_it_ends_in_the_middle_of_loading(start: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number in range(3_000):
        (seeds / f"{number}.txt").write_text(f"Report {number}. Russia condemned Israel. Iran said it would reply.")
    process = start("run", ATTACHE_SEEDS=str(seeds))
    database = tmp_path / "var" / "attache.db"
    until_true(lambda: process.poll() is not None or filed(database))
    assert ended(process, signal.SIGINT) == (0, "")
    assert 0 < filed(database) < 3_000, "it went on to the end"


def test_a_taken_port_is_one_sentence(start: Callable[..., subprocess.Popen[str]]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start("run", ATTACHE_PORT=str(port))
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert re.fullmatch(
        rf"attache: Can't listen on port {port} \(.*\): set ATTACHE_PORT to another port, or to 0 for any free one\.\n",
        faults(said),
    )
