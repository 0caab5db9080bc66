"""`attache restore`: puts a backup in the database's place."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `restore` to the command line."""
    parser = subparsers.add_parser(
        "restore",
        help="put a backup in the database's place",
        description="Check a backup, and put a copy of it in the place of the database (ATTACHE_DATABASE). The replaced database is kept beside it. Stop the bot first.",
        epilog="example:\n  attache restore var/backups/attache-2026-11-30.db",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("backup", type=Path, metavar="FILE", help="a file that attache backup made")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Restore the backup and print what was done. Returns 0."""
    from datetime import UTC, datetime

    from bot.cli.terminal import say
    from bot.settings import load_settings
    from bot.store.address import file_of
    from bot.store.backups import restore
    from bot.wording import counted

    database = file_of(
        load_settings().attache_database,
        "restore one of its dumps with pg_restore --clean; attache migrate-to moves a file of SQLite's there.",
    )
    found, kept = restore(args.backup, database, datetime.now(UTC))
    say(f"{database} now has the {counted(found.articles, 'article')} of {args.backup}.")
    if kept:
        say(f"The database before is kept as {kept}: delete it once you don't need it.")
    return 0
