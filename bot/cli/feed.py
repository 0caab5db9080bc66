"""`attache feed`: how the feeds that are read for everyone fare, and what one shows now."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.feed import Feed, Report

EPILOG = """\
Which feeds are read for everyone stands in the OPML file ATTACHE_OPML names.

examples:
  attache feed list --failing
  attache feed check 3
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `feed` to the command line."""
    parser = subparsers.add_parser(
        "feed",
        help="how the feeds read for everyone fare",
        description="List the feeds that are read for everyone, or by one server, and how each fares; or look at one now.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--server", metavar="ID", help="the server whose feeds are meant, by Discord's id")
    deeds = parser.add_subparsers(metavar="DEED", dest="deed", required=True)
    listing = deeds.add_parser("list", help="the feeds, each with its number, when it is read next, and why it fails")
    listing.add_argument("--failing", action="store_true", help="only those that fail or have ended")
    check = deeds.add_parser(
        "check", help="fetch feeds now and say what would become of their new entries; nothing is filed"
    )
    check.add_argument("given", nargs="+", type=int, metavar="NUMBER", help="the feed's number in the list")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what there is; 1 if a feed could not be looked at."""
    import asyncio

    return asyncio.run(_run(args))


async def _run(args: argparse.Namespace) -> int:
    from bot.cli.each import for_each
    from bot.cli.terminal import say
    from bot.desk import open_desk
    from bot.model.library import EVERYONE
    from bot.settings import load_settings

    async with open_desk(load_settings()) as desk:
        whose = args.server or EVERYONE
        if args.deed == "list":
            found = await desk.feeds.list(whose)
            say("\n".join(_lines([one for one in found if not args.failing or _fails(one)])))
            return 0

        async def deed(number: int) -> str:
            return "\n".join(_report(await desk.feeds.check(whose, number)))

        return await for_each("feed", args.given, deed)


def _fails(feed: Feed) -> bool:
    return feed.state == "ended" or feed.failing_since is not None


def _lines(feeds: list[Feed]) -> Iterable[str]:
    from bot.wording import counted

    yield counted(len(feeds), "feed")
    for one in feeds:
        yield f"{one.id:6}  {one.name}  ({one.url})"
        yield f"        {_state(one)}"


def _state(feed: Feed) -> str:
    """How a feed fares, its moments in UTC."""
    from bot.render import every_words

    reason = f": {feed.reason}" if feed.reason else ""
    if feed.state != "active":
        return f"{feed.state}{reason}"
    next_at = f"next {feed.next_at:%Y-%m-%d %H:%M} UTC"
    if feed.failing_since:
        return f"fails since {feed.failing_since:%Y-%m-%d %H:%M} UTC{reason} {next_at.capitalize()}"
    read = f"read {feed.checked_at:%Y-%m-%d %H:%M}, " if feed.checked_at else ""
    return f"{every_words(feed.every)}, {read}{next_at}{reason}"


def _report(report: Report) -> Iterable[str]:
    from bot.wording import counted

    yield f"{report.feed.id}: {report.feed.name}: {counted(report.entries, 'entry', 'entries')}, {report.new} of them new."
    for fate in report.fates:
        yield f"  {fate.title} ({fate.published or 'no date'}): {fate.verdict}"
    if (more := report.new - len(report.fates)) > 0:
        yield f"  and {more} more that were not looked at"
    if report.moved:
        yield f"  It has moved to {report.moved}, and is followed there."
