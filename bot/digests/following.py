"""What members follow: one subscription a member and server, sent to their direct messages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.errors import AskError
from bot.model.subscription import Place

if TYPE_CHECKING:
    from bot.digests.editor import Editor
    from bot.digests.subscribing import Digests
    from bot.digests.typed_options import DigestOptions
    from bot.model.subscription import Subscription

MOST = 25
"""Most subjects that a member follows in a server: as many as one menu offers to unfollow."""
AN_HOUR = 1
"""Most messages an hour of what is told at once."""


def nothing_yet(editor: Editor, server: str, channel: str, user: str, language: str) -> Subscription:
    """Returns the subscription of a member who follows nothing yet: daily at nine, without pictures, skipped if there is nothing new."""
    made = editor.blank(server, channel, Place.TEXT, user, "UTC", language)
    schedule = replace(made.schedule, per_hour=AN_HOUR)
    return replace(made, follower=user, picture=False, schedule=schedule)


async def followed(editor: Editor, before: Subscription, typed: DigestOptions) -> Subscription:
    """Returns a member's subscription with typed options; the subjects are added to those followed before. Stores nothing.

    Raises:
        AskError: a name or another option can't be read, or there are too many subjects.
    """
    wanted = await editor.wanted(typed, before)
    about = {subject.id: subject for subject in (*before.about, *wanted.about)}
    if not about:
        raise AskError(say("Name whom or what to follow: an actor, event or issue, like about:Iran."))
    if len(about) > MOST:
        raise AskError(say("You can follow at most {n} here: stop following some with /following first.", n=MOST))
    return replace(wanted, about=tuple(about.values()))


async def unfollow(digests: Digests, subscription: Subscription, subject: str | None = None) -> Subscription | None:
    """Stop following one subject, or all. Returns what is still followed; None if nothing is."""
    about = tuple(one for one in subscription.about if one.id != subject) if subject else ()
    if about:
        return await digests.edit(subscription, replace(subscription, about=about))
    await digests.end(subscription)
    return None
