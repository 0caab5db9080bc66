"""Runs one command of the command line: passes the arguments to one of the modules beside this one."""

from __future__ import annotations

import argparse
import io
import os
import sys
from importlib import import_module
from importlib.metadata import version

from bot.cli.remedies import refusal
from bot.cli.terminal import complain, log_sentences
from bot.errors import AttacheError

COMMANDS = (
    "run",
    "sandbox",
    "load",
    "article",
    "correction",
    "feed",
    "read",
    "ask",
    "resolve",
    "backup",
    "restore",
    "migrate-to",
    "export",
    "purge",
    "doctor",
)


def parser() -> argparse.ArgumentParser:
    """Returns the argument parser with every command."""
    top = argparse.ArgumentParser(
        prog="attache",
        description="Attaché keeps a Discord server briefed on the news: who stands where, what happened when, who said what.",
        epilog="For help on a command: attache ask --help",
    )
    top.add_argument("--version", action="version", version=f"attache {version('attache')}")
    subparsers = top.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"bot.cli.{name.replace('-', '_')}").add_parser(subparsers)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns its exit status; an AttacheError is printed to standard error, with exit status 1."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without “quotes” prints escapes
    log_sentences()
    try:
        args = parser().parse_args(arguments)
        status: int = args.run(args)
        sys.stdout.flush()
    except AttacheError as error:
        complain(f"attache: {refusal(error)}")
        return 1
    except BrokenPipeError:  # the reader of our output has closed it: attache read ... | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes the rest at exit
        return 141
    except KeyboardInterrupt:  # Ctrl-C before anything is open
        return 130
    return status
