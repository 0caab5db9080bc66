"""`attache feed`: shows the status of the feeds that are read for everyone, and checks one now."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bot.catalogue.lazy import said
from bot.cli.actions import actions_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.feed import Feed, Report

EPILOG = """\
The feeds read for everyone are listed in the OPML file that ATTACHE_OPML names.

examples:
  attache feed list --failing
  attache feed check 3
  attache feed list --server 112233445566778899
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `feed` to the command line."""
    parser = subparsers.add_parser(
        "feed",
        help="show the status of the feeds read for everyone",
        description="List the feeds read for everyone, or for one server, with their status; or check one now.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions, before_or_after = actions_of(parser, "use this server's feeds instead (its Discord ID)")
    listing = actions.add_parser(
        "list", parents=[before_or_after], help="list feeds with their numbers, next read and any error"
    )
    listing.add_argument("--failing", action="store_true", help="only feeds that fail or have ended")
    check = actions.add_parser(
        "check",
        parents=[before_or_after],
        help="fetch feeds now and show what would happen to their new entries; nothing is added",
    )
    check.add_argument(
        "given",
        nargs="+",
        type=int,
        metavar="NUMBER",
        help="number of a feed, as listed for that server or for everyone",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the list or the reports. Returns 1 if a feed could not be checked."""
    import asyncio

    return asyncio.run(_run(args))


async def _run(args: argparse.Namespace) -> int:
    from bot.cli.each import for_each
    from bot.cli.starting import desk_shown
    from bot.cli.terminal import say
    from bot.model.library import EVERYONE

    async with desk_shown() as desk:
        whose = args.server or EVERYONE
        if args.action == "list":
            found = await desk.feeds.list(whose)
            say("\n".join(_lines([feed for feed in found if not args.failing or _fails(feed)])))
            return 0

        async def check(number: int) -> str:
            feed = await desk.feeds.numbered(whose, number)
            return "\n".join(_report(await desk.feeds.check(whose, feed.id)))

        return await for_each("feed", args.given, check)


def _fails(feed: Feed) -> bool:
    return feed.state == "ended" or feed.failing_since is not None


def _lines(feeds: list[Feed]) -> Iterable[str]:
    from bot.wording import counted

    yield counted(len(feeds), "feed")
    for feed in feeds:
        yield f"{feed.number:6}  {feed.name}  ({feed.url})"
        yield f"        {_state(feed)}{_hub(feed)}{_health(feed)}"


def _state(feed: Feed) -> str:
    """A feed's status; times are in UTC."""
    from bot.render import every_words
    from bot.wording import sentence_case

    reason = f": {said(feed.reason)}" if feed.reason else ""
    if feed.state != "active":
        return f"{feed.state}{reason}"
    next_at = f"next {feed.next_at:%Y-%m-%d %H:%M} UTC"
    if feed.failing_since:
        return f"failing since {feed.failing_since:%Y-%m-%d %H:%M} UTC{reason} {sentence_case(next_at)}"
    read = f"read {feed.checked_at:%Y-%m-%d %H:%M}, " if feed.checked_at else ""
    return f"{every_words(feed.every)}, {read}{next_at}{reason}"


def _hub(feed: Feed) -> str:
    from datetime import UTC, datetime

    if feed.hub is None or feed.state != "active":
        return ""
    calls = feed.hub.until is not None and feed.hub.until > datetime.now(UTC)
    return "; its hub calls at once (WebSub)" if calls else "; its hub was asked to call (WebSub), but has not agreed"


def _health(feed: Feed) -> str:
    from bot.wording import counted

    health = feed.health
    told = f"30 days: {counted(health.articles, 'article')}, {counted(health.failures, 'failure')}"
    return f"; {told} in {counted(health.checks, 'check')}" if health.checks else ""


def _report(report: Report) -> Iterable[str]:
    from bot.render.feeds import entries_words

    yield f"{report.feed.number}: {report.feed.name}: {entries_words(report.entries, report.older)}, {report.new} new."
    for fate in report.fates:
        yield f"  {fate.title} ({fate.published or 'no date'}): {fate.verdict}"
    if (more := report.new - len(report.fates)) > 0:
        yield f"  and {more} more, not checked"
    if report.moved:
        yield f"  It has moved to {report.moved}; the bot reads it there from now on."
