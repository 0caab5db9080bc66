"""`attache sandbox`: starts a local copy of Discord in the browser, with the bot in it or for any other client."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.progress import Progress


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `sandbox` to the command line."""
    parser = subparsers.add_parser(
        "sandbox",
        help="start the sandbox, a local copy of Discord, even if there is a token",
        description="Start the sandbox, a local copy of Discord in the browser, with the bot in it. Nothing is sent to Discord. Press Ctrl-C to stop.",
        epilog="examples:\n  attache sandbox --port 8800\n  attache sandbox --without-bot     # prints the addresses and token for another bot to log in with",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, metavar="N", help="port on 127.0.0.1 (0: any free one)")
    parser.add_argument("--without-bot", action="store_true", help="start the sandbox alone, for a bot of your own")
    parser.add_argument("--state", type=Path, metavar="FILE", help="save servers, users and messages in this file")
    parser.add_argument(
        "--openapi",
        type=Path,
        metavar="FILE",
        help="check every request body against this copy of Discord's OpenAPI description",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run until interrupted. Returns 0."""
    from bot.cli.starting import showing_start

    with showing_start(plain=not args.without_bot) as progress:
        if not args.without_bot:
            progress("starting", 0, 0)  # at once: loading the modules takes a while
        return _run(args, progress)


def _run(args: argparse.Namespace, progress: Progress) -> int:
    from bot.cli.runner import run_until_stopped
    from bot.cli.starting import NAME
    from bot.errors import AskError
    from bot.sandbox import Sandbox
    from bot.settings import load_settings

    settings = load_settings()
    if args.port is not None:
        if not 0 <= args.port <= 65_535:
            raise AskError(f"--port {args.port} is not a port: give a number from 0 to 65535.")
        settings = settings.model_copy(update={"attache_port": args.port})
    if args.openapi and not args.openapi.is_file():
        raise AskError(f"{args.openapi} does not exist: set --openapi to the path of Discord's openapi.json.")
    if args.state and not args.state.parent.is_dir():
        raise AskError(f"The folder {args.state.parent} does not exist: create it, or give --state another path.")
    try:
        place = Sandbox(
            port=settings.attache_port,
            application_name=NAME,
            state=args.state,
            openapi=args.openapi,
            awaits=not args.without_bot,
        )
    except ValueError as error:
        raise AskError(f"{error}.") from error
    return run_until_stopped(settings, place, bot=not args.without_bot, progress=progress)
