"""`attache run`: starts the bot, in Discord if there is a token, else in the sandbox."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `run` to the command line."""
    parser = subparsers.add_parser(
        "run",
        help="start the bot: in Discord with DISCORD_TOKEN, otherwise in the sandbox",
        description="Start the bot. With DISCORD_TOKEN in the environment or in .env it connects to Discord; without it, it starts the sandbox, a local copy of Discord in the browser, and prints its address. Press Ctrl-C to stop.",
        epilog="examples:\n  attache run\n  DISCORD_TOKEN=... attache run",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Run until interrupted. Returns 0."""
    from bot.cli.starting import NAME, showing_start

    with showing_start(plain=True) as progress:
        progress("starting", 0, 0)  # at once: loading the modules below takes a while
        from bot.cli.runner import run_until_stopped
        from bot.sandbox import Sandbox
        from bot.settings import load_settings

        settings: Settings = load_settings()
        place = (
            None if settings.discord_token else Sandbox(port=settings.attache_port, application_name=NAME, awaits=True)
        )
        return run_until_stopped(settings, place, progress=progress)
