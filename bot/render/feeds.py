"""Turns feeds into pages: the list with each feed's status, and the result of a test."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.asking import Act
from bot.catalogue import N_n, number, say, say_n
from bot.catalogue.lazy import said
from bot.render.markdown import bold, escape, link, small
from bot.render.page import Button, Page, Weight
from bot.render.turns import turn_buttons
from bot.wording import address_words, date_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.feed import Fate, Feed, FeedHealth, Imported, Report

ON_A_LIST = 8
"""Feeds on a page of the list: each has a name, filters and a reason."""
NAME, FILTERS, REASON, ROW = 120, 120, 180, 60
_MOST_REFUSED = 5
_SAME_DAY = timedelta(hours=12)
"""A time of day alone is clear for as long."""


def feeds_page(feeds: Sequence[Feed], place: int, now: datetime) -> Page:
    """Returns page `place`, from 0, of a server's feeds."""
    if not feeds:
        return Page(
            (
                f"### {say('No feeds yet')}",
                say("Add one with /feed add: give the link of a feed, or of a page that names one."),
            )
        )
    pages = -(-len(feeds) // ON_A_LIST)
    place = max(0, min(place, pages - 1))
    names = Counter(feed.name.casefold() for feed in feeds)
    shown = feeds[place * ON_A_LIST : (place + 1) * ON_A_LIST]
    rows = [_row(feed, now, alike=names[feed.name.casefold()] > 1) for feed in shown]
    turns = turn_buttons(place, pages, lambda page, mark: Act("feed", "page", (str(page), str(mark))).custom_id)
    foot = say("page {page} of {pages}", page=place + 1, pages=pages) if pages > 1 else ""
    return Page(
        (f"### {say_n('{n} feed', '{n} feeds', len(feeds))}", "\n".join(rows)), foot, (turns,) if pages > 1 else ()
    )


def _row(feed: Feed, now: datetime, *, alike: bool) -> str:
    """A feed's name and status; its address too if another feed has its name."""
    where = f"{escape(address_words(feed.url), NAME)} · " if alike else ""
    about = f" · {say('about {what}', what=_about(feed))}" if feed.filters else ""
    return f"{link(feed.name, feed.url, NAME)}{about}\n{small(where + _state(feed, now) + _hub(feed, now) + _health(feed.health))}"


def _about(feed: Feed) -> str:
    return escape(", ".join(condition.shown for condition in feed.filters), FILTERS)


def _state(feed: Feed, now: datetime) -> str:
    """A feed's status as markdown. Discord shows moments in each reader's time zone."""
    reason = escape(said(feed.reason or ""), REASON)
    if feed.state == "ended":
        return say("ended: {reason} /feed resume tries it again", reason=reason)
    if feed.state == "paused":
        return say("paused: /feed resume starts it again")
    soon = _ahead(feed.next_at, now)
    if feed.failing_since:
        since = _moment(feed.failing_since)
        return say("failing since {since}: {reason} Next try {next}", since=since, reason=reason, next=soon)
    every, told = every_words(feed.every), f" · {reason}" if reason else ""
    if not feed.checked_at:
        return say("{every}: next check {next}", every=every, next=soon) + told
    checked = _moment(feed.checked_at)
    return say("{every}: checked {checked}, next check {next}", every=every, checked=checked, next=soon) + told


def _hub(feed: Feed, now: datetime) -> str:
    """Whether the feed's hub calls at once when there is something new, or was only asked to."""
    if feed.hub is None or feed.state != "active":
        return ""
    calls = feed.hub.until is not None and feed.hub.until > now
    told = (
        say("its hub calls at once (WebSub)")
        if calls
        else say("its hub was asked to call (WebSub), but has not agreed")
    )
    return f" · {told}"


def _health(health: FeedHealth) -> str:
    """What a feed brought in thirty days: "30 days: 412 articles, 3 failures"."""
    if not health.checks:
        return ""
    told = say(
        "30 days: {articles}, {failures}",
        articles=say_n("{n} article", "{n} articles", health.articles),
        failures=say_n("{n} failure", "{n} failures", health.failures),
    )
    return f" · {told}"


def _moment(moment: datetime) -> str:
    return f"<t:{int(moment.timestamp())}:R>"


def _ahead(moment: datetime, now: datetime) -> str:
    """A moment to come, in clock time: "in 3 seconds" would soon read "3 seconds ago" in a message that stays."""
    if moment <= now:
        return say("now")
    style = "t" if moment - now < _SAME_DAY else "f"
    return f"<t:{int(moment.timestamp())}:{style}>"


def every_words(minutes: int) -> str:
    """Returns an interval in words: "every 2 hours"."""
    for length, messages in _EVERY.items():
        if minutes % length == 0:
            return say_n(*messages, minutes // length)
    return say("every {n} minutes", n=minutes)


_EVERY = {
    7 * 1_440: N_n("every week", "every {n} weeks"),
    1_440: N_n("every day", "every {n} days"),
    60: N_n("every hour", "every {n} hours"),
}


def entries_words(taken: int, older: int) -> str:
    """Returns how many entries a feed has: "250 entries, of which the newest 200 are taken"."""
    whole = say_n("{n} entry", "{n} entries", taken + older)
    return say("{entries}, of which the newest {n} are taken", entries=whole, n=number(taken)) if older else whole


def added_page(feed: Feed, entries: int, older: int) -> Page:
    """Returns the page for a feed that was just added, with as many entries that are taken, and older ones that are not."""
    there, every = entries_words(entries, older), every_words(feed.every)
    told = say(
        "It has {entries} now. Articles will be added automatically: the first within minutes, then {every}.",
        entries=there,
        every=every,
    )
    if feed.filters:
        told = say(
            "It has {entries} now. Articles about {what} will be added automatically: the first within minutes, then {every}.",
            entries=there,
            what=_about(feed),
            every=every,
        )
    return Page(
        (f"### {link(feed.name, feed.url, NAME)}\n{told}",),
        say("Only this server sees its articles. /feed list shows its status."),
        (_buttons(feed, check=True),),
    )


def report_page(report: Report) -> Page:
    """Returns the page with the result of testing a feed."""
    feed = report.feed
    entries = entries_words(report.entries, report.older)
    told = say("OK: {entries}, none new.", entries=entries)
    if report.new:
        told = say("OK: {entries}, {n} new.", entries=entries, n=number(report.new))
    head = f"### {link(feed.name, feed.url, NAME)}\n{told}"
    if report.moved:
        moved = say("It has moved to {address}. I'll use the new address.", address=escape(report.moved, NAME))
        head += f"\n{moved}"
    rows = "\n".join(map(_fate, report.fates))
    more = report.new - len(report.fates)
    foot = (
        say("and {n} more that I did not check", n=number(more))
        if more > 0 and report.fates
        else say("This was only a test: nothing was added.")
    )
    return Page((head, *([rows] if rows else [])), foot, (_buttons(feed, check=False),))


def _fate(fate: Fate) -> str:
    when = date_words(fate.published) if fate.published else say("no date")
    about = " · ".join(part for part in (fate.outlet, when) if part)
    return f"{bold(fate.title, NAME)} {small_part(about)}\n{small(escape(fate.verdict, REASON))}"


def small_part(text: str) -> str:
    """Returns the text in brackets beside a title."""
    return f"({escape(text, ROW)})"


def _buttons(feed: Feed, *, check: bool) -> tuple[Button, ...]:
    own = str(feed.id)
    change = (
        Button(say("Pause"), Act("feed", "pause", (own,)).custom_id)
        if feed.state == "active"
        else Button(say("Resume"), Act("feed", "resume", (own,)).custom_id)
    )
    look = (Button(say("Check now"), Act("feed", "check", (own,)).custom_id),) if check else ()
    return (*look, change, Button(say("Remove"), Act("feed", "remove", (own,)).custom_id, weight=Weight.GRAVE))


def feed_page(feed: Feed, said: str) -> Page:
    """Returns a page with a sentence about a feed and its buttons."""
    return Page(
        (f"### {link(feed.name, feed.url, NAME)}\n{escape(said, REASON * 2)}",), rows=(_buttons(feed, check=False),)
    )


def imported_page(found: Imported) -> Page:
    """Returns the page with the result of an import."""
    told = say("I'll check each within the hour; see /feed list for status.")
    if found.known:
        told += f" {say_n('{n} feed was already here.', '{n} feeds were already here.', found.known)}"
    lines = [
        f"### {say_n('{n} feed added', '{n} feeds added', found.added)}",
        told,
        *(f"- {escape(url, NAME)}: {escape(reason, REASON)}" for url, reason in found.refused[:_MOST_REFUSED]),
    ]
    if len(found.refused) > _MOST_REFUSED:
        more = len(found.refused) - _MOST_REFUSED
        lines.append(say("and {n} more that are not links to feeds", n=number(more)))
    return Page(("\n".join(lines),))
