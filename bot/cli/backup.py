"""`attache backup`: copies the database while the bot runs."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `backup` to the command line."""
    parser = subparsers.add_parser(
        "backup",
        help="copy the database, also while the bot runs",
        description="Copy the database to a single file, checked for damage. The bot may go on running. A running bot makes such a copy every night by itself (ATTACHE_BACKUPS).",
        epilog="examples:\n  attache backup\n  attache backup --to /mnt/disk/attache-before-upgrade.db",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="the file to write; by default one in the folder of the nightly backups"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Copy the database and print where to. Returns 0."""
    from datetime import UTC, datetime

    from bot.cli.terminal import say
    from bot.errors import AskError
    from bot.settings import load_settings
    from bot.store.address import file_of
    from bot.store.backup_names import by_hand
    from bot.store.backups import back_up
    from bot.wording import counted

    settings = load_settings()
    database = file_of(settings.attache_database, "back it up with pg_dump --format=custom.")
    target: Path = args.to or by_hand(database, settings.backups, datetime.now(UTC))
    if target.is_dir():
        raise AskError(f"{target} is a folder: give the file to write, such as {target / database.name}.")
    found = back_up(database, target)
    say(f"{target}: {counted(found.articles, 'article')}, {found.size / 1_000_000:.1f} MB, checked.")
    return 0
