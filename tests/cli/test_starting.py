"""Tests what a start shows of its work: bars on a terminal, plain lines elsewhere, nothing if nobody asked for lines."""

from __future__ import annotations

import io
import re
import sys
import time
from typing import TYPE_CHECKING

import pytest

from bot.cli import starting
from bot.cli.starting import showing_start

if TYPE_CHECKING:
    from collections.abc import Callable


class Terminal(io.StringIO):
    """Collects what is printed, like a terminal."""

    def isatty(self) -> bool:
        return True


def work() -> None:
    """A start with three pieces of work; the length of the first is unknown."""
    with showing_start(plain=True) as progress:
        progress("checking", 0, 0)
        progress("reading", 0, 3)
        progress("reading", 1, 3)
        progress("reading", 3, 3)
        progress("indexing", 0, 12_000)
        progress("indexing", 6_000, 12_000)
        progress("", 0, 0)


# Trap: a log whose last line is "(0 of 3) ..." reads as if it never ended. What was stopped in the middle is not done.
def test_off_a_terminal_each_work_has_a_line_when_it_begins_and_when_it_is_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    work()
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "Attaché: checking ...",
        "Attaché: reading (0 of 3) ...",
        "Attaché: reading (3 of 3): done.",
        "Attaché: indexing (0 of 12,000) ...",
    ]
    assert shown.out == ""


def test_long_work_has_further_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "_EVERY", 0.0)
    work()
    assert "Attaché: reading (1 of 3) ...\nAttaché: reading (3 of 3) ...\n" in capsys.readouterr().err


def _waited(said: Callable[[], str], line: str) -> None:
    """Waits until a line was printed; without one for ever, and the test is ended."""
    while line not in said():
        time.sleep(0.01)


# The check of a backup of 50,000 articles, or one migration of them, is one step of minutes.
def test_a_step_that_takes_long_is_said_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "_EVERY", 0.02)
    monkeypatch.setattr(starting, "_LOOK", 0.01)
    shown: list[str] = []

    def said() -> str:
        shown.append(capsys.readouterr().err)
        return "".join(shown)

    with showing_start(plain=True) as progress:
        progress("preparing", 2, 40)
        _waited(said, "Attaché: preparing (2 of 40), for ")
        progress("", 0, 0)
        said()
        shown.clear()
        time.sleep(0.1)
        assert said() == "", "nothing is being done"


def test_a_bar_of_a_step_that_takes_long_goes_on_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "_LOOK", 0.01)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with showing_start() as progress:
        progress("reading", 1, 3)
        before = terminal.getvalue()
        _waited(lambda: terminal.getvalue().removeprefix(before), "reading: 1 of 3")


def test_on_a_terminal_bars_come_and_go(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    work()
    shown = terminal.getvalue()
    assert "Attaché: checking ..." in shown
    assert re.search(r"Attaché: reading: 0 of 3 \|", shown)
    assert re.search(r"Attaché: indexing: 0 of 12000 \|", shown)
    last = shown.rstrip("\r").rpartition("\r")[2]
    assert not last.strip(), "a bar is left"


def test_a_bar_is_taken_away_when_the_start_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with pytest.raises(OSError, match="gone"), showing_start() as progress:
        progress("reading", 1, 3)
        raise OSError("gone")
    assert not terminal.getvalue().rstrip("\r").rpartition("\r")[2].strip()


def test_commands_print_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with showing_start() as progress:
        progress("reading", 0, 3)
    assert capsys.readouterr().err == ""
