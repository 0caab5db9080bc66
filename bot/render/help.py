"""Turns the commands and examples from the library into the page of /help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.asking import OFFER, encode
from bot.catalogue import N_, say, say_as
from bot.render.markdown import escape
from bot.render.pages import BUTTONS, LABEL_LIMIT, SCOPE, Button, Page
from bot.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.query import Request

ASKING = (
    ("stance", N_("where someone stands, or who is for and against")),
    ("timeline", N_("what happened, by date")),
    ("quote", N_("who said what")),
    ("who", N_("a person, state, body, event or issue on one page")),
    ("compare", N_("who stands where on something")),
    ("relation", N_("what two actors did to and said about each other")),
    ("search", N_("words in all articles")),
    ("brief", N_("a digest of the last days, for you alone")),
    ("follow", N_("what is new about somebody, in your messages")),
    ("following", N_("what you follow: change, stop")),
    ("export", N_("the facts about a name as a file")),
)
READING = (
    ("article", N_("the articles answers are based on")),
    ("about", N_("outlets, versions, licences, invite link")),
    ("privacy", N_("what I store")),
)
RUNNING = (
    ("digest", N_("send news to a channel on schedule")),
    ("feed", N_("follow feeds")),
    ("corrections", N_("lines that are wrong: decide, undo")),
    ("settings", N_("who may edit; where notices go; pictures")),
)
"""The commands of each part, with their purpose; those of the last part are for editors."""
MENU = N_("Apps → Read facts from this"), N_("on a message: what it says, for you alone")
"""The message menu that everyone may use, with its purpose."""


def help_page(examples: Sequence[tuple[str, Request]], coming: str = "") -> Page:
    """Returns what to type, with examples that have an answer here as buttons; without any, `coming` says why, if more is coming."""
    parts = ((say("Ask"), ASKING), (say("Look up"), READING), (say("For editors"), RUNNING))
    blocks = ["\n".join((f"**{heading}**", *(_line(*command) for command in commands))) for heading, commands in parts]
    blocks[1] += f"\n`{say(MENU[0])}` {escape(say(MENU[1]))}"
    head = f"### {escape(say('Type / and a command; names may be misspelt.'))}"
    buttons = tuple(
        Button(shortened(label, LABEL_LIMIT), encode(request, OFFER, 0, place))
        for place, (label, request) in enumerate(examples[:BUTTONS])
    )
    none = coming or say("There are no articles yet: editors add some with /article add or /feed add.")
    foot = say("Try one of these:") if buttons else none
    return Page((head, *blocks), escape(foot, SCOPE), (buttons,) if buttons else ())


def _line(command: str, purpose: str) -> str:
    return f"`/{say_as('command', command)}` {escape(say(purpose))}"
