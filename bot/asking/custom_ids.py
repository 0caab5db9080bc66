"""Encodes what a button, menu or form does in the hundred characters of its id, and decodes it.

`act:<noun>:<verb>:<argument>:<argument>` says everything, so it works after a restart and nothing is stored per message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.asking.encoding import LIMIT
from bot.catalogue import N_, say
from bot.errors import AskError

PREFIX = "act:"
_FORM = re.compile(r"act:(?P<noun>[a-z]+):(?P<verb>[a-z]+)(?P<arguments>(?::[^:]*)*)", re.DOTALL)
OLD = N_("This button is from an older version of Attaché: run the command again.")


@dataclass(frozen=True, slots=True)
class Act:
    """An action on a thing: `Act("article", "file", ("12",))`."""

    noun: str
    verb: str
    arguments: tuple[str, ...] = ()

    @property
    def custom_id(self) -> str:
        """The act encoded as an id.

        Raises:
            ValueError: the id could not be decoded, which is our own mistake: arguments are ids and short words of ours.
        """
        made = ":".join(("act", self.noun, self.verb, *self.arguments))
        if len(made) > LIMIT or not _FORM.fullmatch(made) or any(":" in argument for argument in self.arguments):
            raise ValueError(f"{made!r} is not a valid act id")
        return made


def act_of(custom_id: str) -> Act:
    """Returns the act an id encodes.

    Raises:
        AskError: the id does not have our form (from an older version, or made up).
    """
    parts = _FORM.fullmatch(custom_id)
    if not parts:
        raise AskError(say(OLD))
    return Act(parts["noun"], parts["verb"], tuple(parts["arguments"].split(":")[1:]))


def is_act(custom_id: str) -> bool:
    """True if an id encodes an act."""
    return custom_id.startswith(PREFIX)
