"""`attache migrate-to`: moves the library from its file to a PostgreSQL server."""

from __future__ import annotations

import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `migrate-to` to the command line."""
    parser = subparsers.add_parser(
        "migrate-to",
        help="move the library to a PostgreSQL server",
        description="Copy all that is stored (ATTACHE_DATABASE) to an empty database on a PostgreSQL server, and compare both row by row. The file stays as it is. Stop the bot first. If the move is ended, the same command goes on with it.",
        epilog="example:\n  attache migrate-to postgresql://attache:secret@db.example.org/attache",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("server", metavar="ADDRESS", help="postgresql://user:password@host/name")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Move the library and print what arrived. Returns 0."""
    import asyncio

    from bot.cli.starting import showing_start
    from bot.cli.terminal import say
    from bot.errors import AskError
    from bot.settings import load_settings
    from bot.store.address import ServerAddress, address, file_of
    from bot.store.postgresql.moving import move
    from bot.store.single_process import sole_process
    from bot.wording import counted

    path = file_of(load_settings().attache_database, "set ATTACHE_DATABASE to the file that is to be moved.")
    if not path.exists():
        raise AskError(f"There is no database at {path}: set ATTACHE_DATABASE to the one you mean.")
    try:
        server = address(args.server)
    except ValueError:
        server = path
    if not isinstance(server, ServerAddress):
        raise AskError("Give the address of a database on a PostgreSQL server: postgresql://user:password@host/name.")
    with sole_process(path), sole_process(server), showing_start() as progress:
        found = asyncio.run(move(path, server, progress))
    rows = counted(sum(found.values()), "row")
    say(f"{server} now has the {counted(found['articles'], 'article')} of {path}, {rows} in all, each compared.")
    say(f"Set ATTACHE_DATABASE to that address. {path} is as it was: delete it once you don't need it.")
    return 0
