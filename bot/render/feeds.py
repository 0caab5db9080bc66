"""Turns feeds into pages: the list with each feed's status, and the result of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.asking import Act
from bot.render.markdown import bold, escape, link, small
from bot.render.page import Button, Page, Weight
from bot.wording import counted, date_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.feed import Fate, Feed, Imported, Report

ON_A_LIST = 8
"""Feeds on a page of the list: each has a name, filters and a reason."""
NAME, FILTERS, REASON, ROW = 120, 120, 180, 60
_MOST_REFUSED = 5


def feeds_page(feeds: Sequence[Feed], number: int) -> Page:
    """Returns page `number`, from 0, of a server's feeds."""
    if not feeds:
        return Page(
            ("### No feeds yet", "Add one with /feed add: give the link of a feed, or of a page that names one.")
        )
    pages = -(-len(feeds) // ON_A_LIST)
    number = max(0, min(number, pages - 1))
    rows = [_row(feed) for feed in feeds[number * ON_A_LIST : (number + 1) * ON_A_LIST]]
    turns = (
        Button("◀ Previous", Act("feed", "page", (str(max(number - 1, 0)), "0")).custom_id, enabled=number > 0),
        Button(
            "Next ▶", Act("feed", "page", (str(min(number + 1, pages - 1)), "1")).custom_id, enabled=number < pages - 1
        ),
    )
    foot = f"page {number + 1} of {pages}" if pages > 1 else ""
    return Page((f"### {counted(len(feeds), 'feed')}", "\n".join(rows)), foot, (turns,) if pages > 1 else ())


def _row(feed: Feed) -> str:
    about = (
        f" · about {escape(', '.join(condition.shown for condition in feed.filters), FILTERS)}" if feed.filters else ""
    )
    return f"{link(feed.name, feed.url, NAME)}{about}\n{small(_state(feed))}"


def _state(feed: Feed) -> str:
    """A feed's status as markdown. Discord shows moments in each reader's time zone."""
    reason = escape(feed.reason or "", REASON)
    if feed.state == "ended":
        return f"ended: {reason} /feed resume tries it again"
    if feed.state == "paused":
        return "paused: /feed resume starts it again"
    if feed.failing_since:
        return f"failing since {_moment(feed.failing_since)}: {reason} Next try {_moment(feed.next_at)}"
    read = f"checked {_moment(feed.checked_at)}, " if feed.checked_at else ""
    return f"{every_words(feed.every)}: {read}next check {_moment(feed.next_at)}{f' · {reason}' if reason else ''}"


def _moment(moment: datetime) -> str:
    return f"<t:{int(moment.timestamp())}:R>"


def every_words(minutes: int) -> str:
    """Returns an interval in words: "every 2 hours"."""
    for length, unit in ((7 * 1_440, "week"), (1_440, "day"), (60, "hour")):
        if minutes % length == 0:
            number = minutes // length
            return f"every {unit}" if number == 1 else f"every {number} {unit}s"
    return f"every {minutes} minutes"


def entries_words(taken: int, older: int) -> str:
    """Returns how many entries a feed has: "250 entries, of which the newest 200 are taken"."""
    whole = counted(taken + older, "entry", "entries")
    return f"{whole}, of which the newest {taken} are taken" if older else whole


def added_page(feed: Feed, entries: int, older: int) -> Page:
    """Returns the page for a feed that was just added, with as many entries that are taken, and older ones that are not."""
    about = (
        f" about {escape(', '.join(condition.shown for condition in feed.filters), FILTERS)}" if feed.filters else ""
    )
    lines = (
        f"### {link(feed.name, feed.url, NAME)}",
        f"It has {entries_words(entries, older)} now. Articles{about} will be added automatically: the first within minutes, then {every_words(feed.every)}.",
    )
    return Page(
        ("\n".join(lines),),
        "Only this server sees its articles. /feed list shows its status.",
        (_buttons(feed, check=True),),
    )


def report_page(report: Report) -> Page:
    """Returns the page with the result of testing a feed."""
    feed = report.feed
    head = f"### {link(feed.name, feed.url, NAME)}\nOK: {entries_words(report.entries, report.older)}, {report.new or 'none'} new."
    if report.moved:
        head += f"\nIt has moved to {escape(report.moved, NAME)}. I'll use the new address."
    rows = "\n".join(map(_fate, report.fates))
    more = report.new - len(report.fates)
    foot = (
        f"and {more} more that I did not check"
        if more > 0 and report.fates
        else "This was only a test: nothing was added."
    )
    return Page((head, *([rows] if rows else [])), foot, (_buttons(feed, check=False),))


def _fate(fate: Fate) -> str:
    when = date_words(fate.published) if fate.published else "no date"
    about = " · ".join(part for part in (fate.outlet, when) if part)
    return f"{bold(fate.title, NAME)} {small_part(about)}\n{small(escape(fate.verdict, REASON))}"


def small_part(text: str) -> str:
    """Returns the text in brackets beside a title."""
    return f"({escape(text, ROW)})"


def _buttons(feed: Feed, *, check: bool) -> tuple[Button, ...]:
    number = str(feed.id)
    change = (
        Button("Pause", Act("feed", "pause", (number,)).custom_id)
        if feed.state == "active"
        else Button("Resume", Act("feed", "resume", (number,)).custom_id)
    )
    look = (Button("Check now", Act("feed", "check", (number,)).custom_id),) if check else ()
    return (*look, change, Button("Remove", Act("feed", "remove", (number,)).custom_id, weight=Weight.GRAVE))


def feed_page(feed: Feed, said: str) -> Page:
    """Returns a page with a sentence about a feed and its buttons."""
    return Page(
        (f"### {link(feed.name, feed.url, NAME)}\n{escape(said, REASON * 2)}",), rows=(_buttons(feed, check=False),)
    )


def imported_page(found: Imported) -> Page:
    """Returns the page with the result of an import."""
    known = (
        f" {counted(found.known, 'feed')} {'was' if found.known == 1 else 'were'} already here." if found.known else ""
    )
    lines = [
        f"### {counted(found.added, 'feed')} added",
        f"I'll check each within the hour; see /feed list for status.{known}",
        *(f"- {escape(url, NAME)}: {escape(reason, REASON)}" for url, reason in found.refused[:_MOST_REFUSED]),
    ]
    if len(found.refused) > _MOST_REFUSED:
        lines.append(f"and {len(found.refused) - _MOST_REFUSED} more that are not links to feeds")
    return Page(("\n".join(lines),))
