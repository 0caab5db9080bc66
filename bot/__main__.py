"""`attache` and `python -m bot`: the command line's words into one of the commands under `bot/cli/`."""

from __future__ import annotations

import argparse
import io
import os
import sys
from importlib import import_module
from importlib.metadata import version

from bot.cli.remedies import refusal
from bot.cli.terminal import complain, log_plainly
from bot.errors import AttacheError

COMMANDS = ("run", "sandbox", "load", "article", "feed", "read", "ask", "resolve")


def parser() -> argparse.ArgumentParser:
    """The whole command line, each command with its help and an example."""
    top = argparse.ArgumentParser(
        prog="attache",
        description="Attaché keeps a Discord server briefed on the news: who stands where, what happened when, who said what.",
        epilog="Each command says more: attache ask --help",
    )
    top.add_argument("--version", action="version", version=f"attache {version('attache')}")
    subparsers = top.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"bot.cli.{name}").add_parser(subparsers)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an error raised on purpose is a sentence on standard error and exit status 1."""
    args = parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that knows no “quotes” shows their numbers
    log_plainly()
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except AttacheError as error:
        complain(f"attache: {refusal(error)}")
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough: attache read ... | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what Python still holds is to go somewhere
        return 141
    except KeyboardInterrupt:  # Ctrl-C where nothing is open yet
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
