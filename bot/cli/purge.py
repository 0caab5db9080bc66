"""`attache purge`: deletes all that is stored of one server, for good."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_CALLED = {
    "feeds": "feed",
    "subscriptions": "digest",
    "drafts": "draft",
    "corrections": "correction",
    "outlet_labels": "outlet label",
    "articles": "article",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `purge` to the command line."""
    parser = subparsers.add_parser(
        "purge",
        help="delete all that is stored of one server, for good",
        description="Delete all that is stored of one server, at once and for good: its settings, feeds, digests, drafts, and articles with their facts. Asks first, unless --yes is given. Stop the bot first; while it runs, /privacy delete does the same in the server. Backups made before still have the data.",
        epilog="examples:\n  attache export --server 112233445566778899 > server.jsonl\n  attache purge --server 112233445566778899",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--server", metavar="ID", required=True, help="the server's Discord ID")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Delete, and print what was deleted. Returns 1 if nothing is stored of that server, or the answer was not yes."""
    import asyncio

    from bot.settings import load_settings
    from bot.store.single_process import sole_process

    with sole_process(load_settings().attache_database):  # a running bot has the server's names in memory
        return asyncio.run(_purge(args.server, sure=args.yes))


async def _purge(server: str, *, sure: bool) -> int:
    from bot.cli.starting import database_opened, server_id
    from bot.cli.terminal import complain, say
    from bot.settings import load_settings
    from bot.store.address import beside
    from bot.store.server_contents import counts
    from bot.store.servers import purge

    async with database_opened() as database:
        found = await counts(database, server_id(server))
        if not found:
            complain(f"attache purge: nothing is stored of the server {server}.")
            return 1
        if not (sure or _agreed(server, found)):
            say("Nothing was deleted.")
            return 1
        await purge(database, server)
        beside(load_settings().attache_database).with_suffix(".names").unlink(
            missing_ok=True
        )  # the next start makes them anew
    say(f"Deleted all that was stored of the server {server}: {_told(found)}. Backups made before still have it.")
    return 0


def _agreed(server: str, found: Mapping[str, int]) -> bool:
    from bot.errors import AskError

    if not sys.stdin.isatty():
        raise AskError(
            f"This deletes all that is stored of the server {server} ({_told(found)}): add --yes if you are sure."
        )
    print(f"Delete all that is stored of the server {server} ({_told(found)}) for good? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _told(found: Mapping[str, int]) -> str:
    from bot.wording import counted, joined

    return joined(
        ["its settings", *(counted(found[table], called) for table, called in _CALLED.items() if table in found)]
    )
