"""Tests the command line's dispatch: one command runs, and every end has its exit status and sentence."""

from __future__ import annotations

import argparse
import io
import re
import runpy
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.__main__ import main
from bot.cli import dispatch
from bot.errors import AskError, FaultError, Remedy


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith("usage: attache ")
    assert "Attaché keeps a Discord server briefed on the news" in said
    assert "COMMAND" in said
    assert "For help on a command: attache ask --help" in said
    for name in dispatch.COMMANDS:
        assert re.search(rf"\n    {name}\s", said), name


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"attache {dispatch.version('attache')}\n")


# `python -m bot` is the same command; its exit status is the process's.
@pytest.mark.parametrize(("arguments", "status"), [(["--version"], 0), ([], 2)])
def test_the_package_can_be_run(arguments: list[str], status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["attache", *arguments])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(Path(dispatch.__file__).parents[1] / "__main__.py"), run_name="__main__")
    assert ended.value.code == status


# With no command there is nothing to do: that is an error, and said.
def test_a_command_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "the following arguments are required: COMMAND" in capsys.readouterr().err


def running(outcome: int | BaseException) -> Any:
    """A parser of one command that ends like this."""

    def run(args: argparse.Namespace) -> int:
        assert args.words == "x"
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def parser() -> argparse.ArgumentParser:
        made = argparse.ArgumentParser()
        made.add_argument("words")
        made.set_defaults(run=run)
        return made

    return parser


ENDS: list[tuple[int | BaseException, int, str]] = [
    (0, 0, ""),
    (3, 3, ""),
    (FaultError("The file is broken."), 1, "attache: The file is broken.\n"),
    (KeyboardInterrupt(), 130, ""),
]


@pytest.mark.parametrize(("outcome", "status", "said"), ENDS, ids=repr)
def test_the_exit_status(
    outcome: int | BaseException,
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dispatch, "parser", running(outcome))
    assert main(["x"]) == status
    assert capsys.readouterr() == ("", said)


# As in `attache read ... | head`: Python would complain of it at the exit.
def test_a_reader_that_has_gone_away_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[tuple[object, object]] = []
    monkeypatch.setattr(dispatch, "parser", running(BrokenPipeError()))
    monkeypatch.setattr("os.dup2", lambda *given: closed.append(given))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(fileno=lambda: 1, flush=lambda: None))
    assert main(["x"]) == 141
    assert [to for _, to in closed] == [1]


def test_a_terminal_without_quotes_prints_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(dispatch, "parser", running(0))
    assert main(["x"]) == 0
    print("“no”", file=out, flush=True)
    assert out.buffer.getvalue() == b"\\u201cno\\u201d\n"  # type: ignore[attr-defined] # it is a BytesIO


def test_a_refusal_names_the_command_that_helps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dispatch, "parser", running(AskError("There is no such feed.", Remedy.LIST_FEEDS)))
    assert main(["x"]) == 1
    assert capsys.readouterr().err.startswith("attache: There is no such feed. ")


def test_a_mistake_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "parser", running(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main(["x"])


# Trap: Ctrl-C in the first second of a start printed a traceback of whatever was being loaded.
def test_ctrl_c_while_the_rest_is_loaded_ends_the_process_without_a_word() -> None:
    loading = "import builtins, signal; from bot import __main__ as entry"
    interrupted = f"""{loading}
real = builtins.__import__
def slow(name, *rest):
    if name == "bot.cli":
        signal.raise_signal(signal.SIGINT)
    return real(name, *rest)
builtins.__import__ = slow
entry.main(["--version"])"""
    done = subprocess.run([sys.executable, "-c", interrupted], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


def test_ctrl_c_is_heard_again_by_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(dispatch, "parser", running(0))
    assert main(["x"]) == 0
    assert signal.getsignal(signal.SIGINT) is before
