"""Turns the commands and examples from the library into the page of /help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.asking import OFFER, Act, encode
from bot.catalogue import N_, say, say_as
from bot.render.markdown import escape
from bot.render.page import Button, Page
from bot.render.pages import BUTTONS, LABEL_LIMIT, SCOPE
from bot.render.screens import on_lines
from bot.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.query import Request

ASKING = (
    ("stance", N_("where somebody stands")),
    ("timeline", N_("what happened, by date")),
    ("quote", N_("who said what")),
    ("who", N_("a name on one page")),
    ("compare", N_("who is for and against")),
    ("relation", N_("what two did and said")),
    ("search", N_("words in all articles")),
    ("brief", N_("a digest for you alone")),
    ("export", N_("facts as a file")),
)
READING = (
    ("article", N_("the articles answers are based on")),
    ("about", N_("outlets, versions, licences, invite link")),
    ("follow", N_("what is new about somebody, in your messages")),
    ("following", N_("what you follow: change, stop")),
    ("privacy", N_("what I store")),
)
RUNNING = (
    ("digest", N_("send news to a channel on schedule")),
    ("feed", N_("follow feeds")),
    ("corrections", N_("lines that are wrong: decide, undo")),
    ("outlets", N_("trusted, partisan, satire")),
    ("settings", N_("editors, notices, pictures")),
)
"""The commands of each part, with their purpose; those of the last part are for editors."""
MENU = N_("Apps → Read facts from this"), N_("on a message: what it says, for you alone")
"""The message menu that everyone may use, with its purpose."""
_LINES = 3
"""In how many lines a phone shows the examples, most."""


def help_page(examples: Sequence[tuple[str, Request]], coming: str = "") -> Page:
    """Returns what to ask, with examples that have an answer here as buttons; without any, `coming` says why, if more is coming."""
    head = f"### {escape(say('Type / and a command; names may be misspelt.'))}"
    buttons = tuple(
        Button(shortened(label, LABEL_LIMIT), encode(request, OFFER, 0, place))
        for place, (label, request) in enumerate(examples[:BUTTONS])
    )
    none = coming or say("There are no articles yet: editors add some with /article add or /feed add.")
    foot = say("Try one of these:") if buttons else none
    more = Button(say("More commands"), Act("help", "more").custom_id)
    shown = on_lines(buttons, _LINES)
    return Page((head, _part(say("Ask"), ASKING)), escape(foot, SCOPE), (*([shown] if shown else []), (more,)))


def more_help_page() -> Page:
    """Returns the commands that look something up, and those for editors."""
    menu = f"`{say(MENU[0])}` {escape(say(MENU[1]))}"
    blocks = (f"{_part(say('Look up'), READING)}\n{menu}", _part(say("For editors"), RUNNING))
    back = Button(say("What to ask"), Act("help", "ask").custom_id)
    return Page((f"### {escape(say('More commands'))}", *blocks), rows=((back,),))


def _part(heading: str, commands: Sequence[tuple[str, str]]) -> str:
    return "\n".join((f"**{heading}**", *(_line(*command) for command in commands)))


def _line(command: str, purpose: str) -> str:
    return f"`/{say_as('command', command)}` {escape(say(purpose))}"
