"""`attache sandbox`: the local Discord in a browser page, with the bot in it or for any client that logs in."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `sandbox` to the command line."""
    parser = subparsers.add_parser(
        "sandbox",
        help="start the local Discord, whether there is a token or not",
        description="Start the sandbox, a local Discord anyone can type in, and the bot in it. Nothing leaves this machine. Ctrl-C ends it.",
        epilog="examples:\n  attache sandbox --port 8800\n  attache sandbox --without-bot     # prints the addresses and the token another bot logs in with",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, metavar="N", help="listen on this port of 127.0.0.1 (0: any free one)")
    parser.add_argument("--without-bot", action="store_true", help="only the local Discord, for a client of your own")
    parser.add_argument("--state", type=Path, metavar="FILE", help="keep servers, people and messages in this file")
    parser.add_argument(
        "--openapi",
        type=Path,
        metavar="FILE",
        help="check every body against this copy of Discord's OpenAPI description",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run until interrupted."""
    from bot.cli.runner import NAME, run_until_stopped
    from bot.errors import AskError
    from bot.sandbox import Sandbox
    from bot.settings import load_settings

    settings = load_settings()
    if args.port is not None:
        if not 0 <= args.port <= 65_535:
            raise AskError(f"--port {args.port} is no port: give a number from 0 to 65535.")
        settings = settings.model_copy(update={"attache_port": args.port})
    if args.openapi and not args.openapi.is_file():
        raise AskError(f"There is no file {args.openapi}: give --openapi the path of Discord's openapi.json.")
    if args.state and not args.state.parent.is_dir():
        raise AskError(f"There is no folder {args.state.parent}: make it first, or give --state another path.")
    try:
        place = Sandbox(port=settings.attache_port, application_name=NAME, state=args.state, openapi=args.openapi)
    except ValueError as error:
        raise AskError(f"{error}.") from error
    return run_until_stopped(settings, place, bot=not args.without_bot)
