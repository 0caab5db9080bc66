"""Explains an edition, or an article's absence from one: makes the choice again and puts the decisions in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.catalogue import N_n, number, say, say_n
from bot.digests.claiming import OVERLAP
from bot.digests.composing import contents_of, shown
from bot.digests.nothing import VERDICTS, why_nothing
from bot.digests.schedule import quiet_until, zone_of
from bot.digests.topics import topics_words
from bot.digests.typed_options import age_words, comes_words
from bot.model.edition import Verdict
from bot.model.subscription import EditionOutcome, Kind, SubscriptionState
from bot.render.notes import Moment, filled
from bot.store import editions as ledger
from bot.store.instants import moment
from bot.wording import joined, shortened

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.edition import Contents, Decision, EditionEntry
    from bot.model.filed import FiledArticle
    from bot.model.subscription import Edition, Subscription
    from bot.render.frames import Frame
    from bot.render.notes import Note
    from bot.store.database import Database

_FACTS_LEFT = N_n("Left out ({why}): {n} fact: {some}.", "Left out ({why}): {n} facts, such as {some}.")
_ARTICLES_LEFT = N_n("Left out ({why}): {n} article: {some}.", "Left out ({why}): {n} articles, such as {some}.")
_NOTED = (Verdict.THRESHOLD, Verdict.TOPIC)
"""Verdicts whose note says more."""
_EXAMPLES = 3
_LOOKED_BACK = 25
"""Editions searched for an article."""


async def explain_edition(database: Database, subscription: Subscription, edition: Edition, frame: Frame) -> list[Note]:
    """Returns lines that explain an edition: what it looked at, each entry with its reasons, and what was left out and why."""
    _, contents = shown(await contents_of(database, subscription, edition, why=True), subscription, edition)
    silent = [] if contents.entries else [say("Nothing to tell: {why}.", why=str(why_nothing(contents)))]
    lines: list[Note] = [
        *silent,
        comes_words(subscription),
        age_words(subscription),
        *_kept_to(subscription, contents),
        filled(
            say_n(
                "This one looked at {n} article added from {since} to {until}.",
                "This one looked at {n} articles added from {since} to {until}.",
                contents.articles,
                since="{since}",
                until="{until}",
            ),
            since=Moment(edition.since),
            until=Moment(edition.until),
        ),
    ]
    lines += [_included(entry.claim, entry, frame) for entry in contents.entries]
    left = [decision for decision in contents.decisions if decision.verdict != Verdict.TOLD]
    for verdict, times in Counter(decision.verdict for decision in left).most_common():
        some = list(dict.fromkeys(_said(decision) for decision in left if decision.verdict == verdict))[:_EXAMPLES]
        messages = _ARTICLES_LEFT if verdict in (Verdict.OLD, Verdict.TOPIC) else _FACTS_LEFT
        lines.append(say_n(*messages, times, why=say(VERDICTS[verdict]), some="; ".join(some)))
    return lines


def _kept_to(subscription: Subscription, contents: Contents) -> list[Note]:
    """What topics it keeps to, and how many articles it looked at have none and were not left out for it."""
    if not contents.remit.topics:
        return []
    unclear = say_n(
        "{n} article has no clear topic, and was not left out for that.",
        "{n} articles have no clear topic, and were not left out for that.",
        contents.unsorted,
    )
    return [topics_words(subscription), *([unclear] if contents.unsorted else [])]


def _said(decision: Decision) -> str:
    note = f" ({shortened(decision.note, 80)})" if decision.note and decision.verdict in _NOTED else ""
    return f"{shortened(decision.what, 70)}{note}"


async def explain_article(
    database: Database, subscription: Subscription, article: FiledArticle, now: datetime, frame: Frame
) -> list[Note]:
    """Returns lines that explain what became of an article: the edition that looked at it and the verdicts, or why none has yet."""
    for edition in await ledger.history(database, subscription.id, _LOOKED_BACK):
        looked = edition.outcome in (EditionOutcome.SENT, EditionOutcome.SKIPPED) and edition.kind is not Kind.FLASH
        if not looked or not edition.since < moment(article.filed_at) <= edition.until:
            continue
        _, contents = shown(await contents_of(database, subscription, edition, why=True), subscription, edition)
        verdicts = [decision for decision in contents.decisions if decision.article == article.id]
        remit = contents.remit
        if article.id <= remit.after and article.filed_at <= remit.looked_until:
            continue  # in the overlap of two editions, the earlier one looked at it
        lines = [filled(say("The digest due {due} looked at this article."), due=Moment(edition.due_at))]
        return [
            *lines,
            *(_verdicts(verdicts, frame) or [say("It has no facts and no title, so there is nothing to show.")]),
        ]
    return [_not_yet(subscription, article, now)]


def _verdicts(decisions: list[Decision], frame: Frame) -> list[Note]:
    """A line for each included claim with its reasons, then one for each other verdict with its claims."""
    told = {decision.what: decision for decision in decisions if decision.verdict == Verdict.TOLD}
    lines = [_included(decision.what, decision, frame) for decision in told.values()]
    left: defaultdict[tuple[Verdict, str], dict[str, None]] = defaultdict(dict)
    for decision in decisions:
        if decision.verdict != Verdict.TOLD:
            note = decision.note if decision.verdict == Verdict.THRESHOLD else ""
            left[decision.verdict, note].setdefault(shortened(decision.what, 70))
    for (verdict, note), whats in sorted(left.items(), key=lambda pair: list(Verdict).index(pair[0][0])):
        shown = list(whats)[:_EXAMPLES]
        some, more = "; ".join(shown), len(whats) - len(shown)
        if more:
            some = say("{some} and {n} more", some=some, n=number(more))
        lines.append(say("Left out ({why}): {some}.", why=note or say(VERDICTS[verdict]), some=some))
    return lines


def _included(what: str, chosen: Decision | EditionEntry, frame: Frame) -> Note:
    return say("Included: {what} ({why}).", what=shortened(what, 120), why=_because(chosen, frame))


def _because(chosen: Decision | EditionEntry, frame: Frame) -> str:
    return joined([frame.reason(reason) for reason in chosen.reasons]) or say("the strongest of those that remained")


def _not_yet(subscription: Subscription, article: FiledArticle, now: datetime) -> Note:
    """A line that says why no edition has looked at an article."""
    filed_at = moment(article.filed_at)
    if filed_at <= subscription.filed_until - OVERLAP:
        return filled(say("It was added {at}, before the oldest digest I still know of."), at=Moment(filed_at))
    if subscription.state is not SubscriptionState.ACTIVE:
        return say("Not looked at yet: the digest is paused. The first one after the pause will look at it.")
    zone = zone_of(subscription.schedule.zone)
    if over := quiet_until(subscription.schedule.quiet, zone, now):
        return filled(say("Not looked at yet: quiet hours last until {until}."), until=Moment(over))
    if subscription.slot_at is None:
        return say("Not looked at yet: the next digest will look at it.")
    return filled(say("Not looked at yet: the next digest will look at it, {at}."), at=Moment(subscription.slot_at))
