"""`attache run`: the bot, in Discord with a token, else in the sandbox; until it is interrupted."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `run` to the command line."""
    parser = subparsers.add_parser(
        "run",
        help="start the bot: in Discord with DISCORD_TOKEN, else in the sandbox",
        description="Start the bot. With DISCORD_TOKEN in the environment or in .env it connects to Discord; without, it starts the sandbox, a local Discord in a browser page, and prints its address. Ctrl-C ends it.",
        epilog="examples:\n  attache run\n  DISCORD_TOKEN=... attache run",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Run until interrupted; exit status 0 when that is how it ended."""
    from bot.cli.runner import NAME, run_until_stopped
    from bot.sandbox import Sandbox
    from bot.settings import load_settings

    settings: Settings = load_settings()
    place = None if settings.discord_token else Sandbox(port=settings.attache_port, application_name=NAME)
    return run_until_stopped(settings, place)
