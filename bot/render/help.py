"""Turns the commands and examples from the library into the page of /help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.asking import OFFER, encode
from bot.render.markdown import escape
from bot.render.pages import BUTTONS, LABEL_LIMIT, SCOPE, Button, Page
from bot.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.query import Request

ASKING = (
    ("stance", "where someone stands, or who is for and against"),
    ("timeline", "what happened, by date"),
    ("quote", "who said what"),
    ("who", "a person, state, body, event or issue on one page"),
    ("compare", "who stands where on something"),
    ("relation", "what two actors did to and said about each other"),
    ("search", "words in all articles"),
    ("brief", "a digest of the last days, for you alone"),
    ("export", "the facts about a name as a file"),
)
READING = (
    ("article", "the articles answers are based on"),
    ("about", "outlets, versions, licences, invite link"),
    ("privacy", "what I store"),
)
RUNNING = (
    ("digest", "send news to a channel on schedule"),
    ("feed", "follow feeds"),
    ("corrections", "lines that are wrong: decide, undo"),
    ("settings", "who may edit; where notices go; pictures"),
)
"""The commands of each part, with their purpose; those of the last part are for editors."""
MENU = "Apps → Read facts from this", "on a message: what it says, for you alone"
"""The message menu that everyone may use, with its purpose."""


def help_page(examples: Sequence[tuple[str, Request]], coming: str = "") -> Page:
    """Returns what to type, with examples that have an answer here as buttons; without any, `coming` says why, if more is coming."""
    parts = (("Ask", ASKING), ("Look up", READING), ("For editors", RUNNING))
    blocks = ["\n".join((f"**{heading}**", *(_line(*command) for command in commands))) for heading, commands in parts]
    blocks[1] += f"\n`{MENU[0]}` {escape(MENU[1])}"
    head = f"### {escape('Type / and a command; names may be misspelt.')}"
    buttons = tuple(
        Button(shortened(label, LABEL_LIMIT), encode(request, OFFER, 0, place))
        for place, (label, request) in enumerate(examples[:BUTTONS])
    )
    none = coming or "There are no articles yet: editors add some with /article add or /feed add."
    foot = "Try one of these:" if buttons else none
    return Page((head, *blocks), escape(foot, SCOPE), (buttons,) if buttons else ())


def _line(command: str, purpose: str) -> str:
    return f"`/{command}` {escape(purpose)}"
