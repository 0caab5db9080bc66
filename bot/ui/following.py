"""The pages of /follow and /following."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.asking.custom_ids import Act
from bot.catalogue import N_, say
from bot.catalogue.lazy import said
from bot.digests.typed_options import schedule_words
from bot.model.subscription import Every, SubscriptionState
from bot.render import Button, Menu, Option, Page, Weight
from bot.render.notes import Moment, Note, notes_page
from bot.wording import called, joined, shortened, unmarked

if TYPE_CHECKING:
    from bot.model.subscription import Subscription

NOTHING = N_("You follow nothing here. /follow about:Iran sends you what is new about Iran in direct messages.")
_LABEL = 80


def stop_button(server: str, label: str = "") -> Button:
    """Returns the button that ends all that a member follows in a server; it works in direct messages too."""
    return Button(label or say("Stop all"), Act("follow", "stop", (server,)).custom_id)


def following_page(subscription: Subscription, heading: str = "") -> Page:
    """Returns the page with what a member follows, how it is told, and the controls to change that."""
    lines: list[Note] = [f"{joined([called(subject) for subject in subscription.about])}.", f"{_how(subscription)}."]
    paused = subscription.state is SubscriptionState.PAUSED
    if paused:
        lines.append(say("Paused: {reason}", reason=said(subscription.reason) or say("nothing is sent.")))
    elif subscription.slot_at:
        lines.append((say("Next, if there is anything new:"), " ", Moment(subscription.slot_at), "."))
    options = tuple(
        Option(unmarked(shortened(subject.name, _LABEL)) or "…", subject.id) for subject in subscription.about
    )
    page = notes_page(
        heading or say("You follow here"), lines, foot=say("Only you see this. /follow adds more, or changes the hour.")
    )
    resume = [Button(say("Resume"), Act("follow", "resume").custom_id, weight=Weight.MAIN)] if paused else []
    menu = Menu(Act("follow", "drop").custom_id, say("Stop following …"), options)
    return Page(page.blocks, page.foot, ((*resume, stop_button(subscription.server)),), (menu,))


def welcome_page(subscription: Subscription, server: str) -> Page:
    """Returns the first direct message: it shows that messages arrive, and how to stop them. `server` is the server's name."""
    names = joined([called(subject) for subject in subscription.about])
    lines = [say("You follow {names} in {server}.", names=names, server=server), f"{_how(subscription)}."]
    page = notes_page(say("Following"), lines, foot=say("/following in that server changes it."))
    return Page(page.blocks, page.foot, ((stop_button(subscription.server),),))


def _how(subscription: Subscription) -> str:
    """How it is told: "Daily at 09:00 (Europe/Berlin), in your direct messages"."""
    words = schedule_words(subscription.schedule)
    what = (
        say("A change of stance, or an event that two outlets report, comes at once; the rest daily")
        if subscription.schedule.every is Every.AS_IT_HAPPENS
        else say("What is new comes to your direct messages")
    )
    return f"{what}: {words}"
