"""`attache export`: prints all that is stored of one server, as JSON Lines."""

from __future__ import annotations

import argparse
import sys


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `export` to the command line."""
    parser = subparsers.add_parser(
        "export",
        help="print all that is stored of one server, as JSON Lines",
        description="Print all that is stored of one server, one JSON object a line: its settings, feeds, digests with their editions, drafts, and articles with their texts, followed by the facts read from them, each with its sentence, outlet, link and date. The bot may go on running.",
        epilog="example:\n  attache export --server 112233445566778899 > server.jsonl",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--server", metavar="ID", required=True, help="the server's Discord ID")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the lines. Returns 1 if nothing is stored of that server."""
    import asyncio

    from bot.cli.terminal import complain

    if asyncio.run(_export(args.server)):
        return 0
    complain(f"attache export: nothing is stored of the server {args.server}.")
    return 1


async def _export(server: str) -> int:
    import orjson

    from bot.cli.starting import database_opened, server_id
    from bot.cli.terminal import plain_json
    from bot.store.server_contents import contents

    number = 0
    async with database_opened() as database, database.steady():
        async for line in contents(database, server_id(server)):
            sys.stdout.buffer.write(plain_json(orjson.dumps(line)) + b"\n")
            number += 1
    sys.stdout.buffer.flush()
    return number
