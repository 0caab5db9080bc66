"""What a button, menu or form of ours is to do, into the hundred characters of its id, and back.

`act:<noun>:<verb>:<argument>:<argument>` says everything, so that it works after a restart and needs no memory of the message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.asking.encoding import LIMIT
from bot.errors import AskError

PREFIX = "act:"
_FORM = re.compile(r"act:(?P<noun>[a-z]+):(?P<verb>[a-z]+)(?P<arguments>(?::[^:]*)*)", re.DOTALL)
OLD = "This button is from an older version of Attaché: run the command again."


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do to a thing: `Act("article", "file", ("12",))`."""

    noun: str
    verb: str
    arguments: tuple[str, ...] = ()

    @property
    def custom_id(self) -> str:
        """The act as an id.

        Raises:
            ValueError: it is no id that could be read back, which is our mistake: arguments are ids and short words of ours.
        """
        made = ":".join(("act", self.noun, self.verb, *self.arguments))
        if len(made) > LIMIT or not _FORM.fullmatch(made) or any(":" in one for one in self.arguments):
            raise ValueError(f"{made!r} is no id of an act")
        return made


def act_of(custom_id: str) -> Act:
    """The act an id stands for.

    Raises:
        AskError: the id is of no form of ours (an older Attaché's, or made up).
    """
    parts = _FORM.fullmatch(custom_id)
    if not parts:
        raise AskError(OLD)
    return Act(parts["noun"], parts["verb"], tuple(parts["arguments"].split(":")[1:]))


def is_act(custom_id: str) -> bool:
    """Whether an id is that of an act."""
    return custom_id.startswith(PREFIX)
