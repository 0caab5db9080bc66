"""Several names as someone types them, commas between, into subjects; and what may be meant by the last of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.asking.interpreting import ANY
from bot.errors import AskError
from bot.model.query import CHOSEN, Subject
from bot.names import Sure
from bot.wording import joined

if TYPE_CHECKING:
    from bot.directory.directory import NameResolver
    from bot.model.library import Libraries

MOST_SUBJECTS = 8
"""Subjects of one digest."""


def parts(typed: str) -> list[str]:
    """The names, one by one."""
    return [part.strip() for part in typed.split(",") if part.strip()]


def subjects(typed: str, names: NameResolver, libraries: Libraries) -> tuple[Subject, ...]:
    """Actors and events by name or `=id`, commas between.

    Raises:
        AskError: one of them is not known, or may be several.
    """
    words = parts(typed)
    if len(words) > MOST_SUBJECTS:
        raise AskError(
            f"A digest can be about at most {MOST_SUBJECTS} actors and events: set up a second one for the rest."
        )
    found = {subject.id: subject for subject in (_subject(one, names, libraries) for one in words)}
    return tuple(found.values())


def _subject(typed: str, names: NameResolver, libraries: Libraries) -> Subject:
    resolution = names.resolve(typed, libraries, ANY)
    if isinstance(resolution, Sure):
        return Subject(resolution.match.kind, resolution.match.id, resolution.match.name)
    near = getattr(resolution, "matches", ()) or getattr(resolution, "nearest", ())
    nearest = joined([match.name for match in near[:4]], "or")
    said = typed.removeprefix(CHOSEN)[:60]
    if not nearest:
        raise AskError(
            f"I know no actor or event named “{said}”: try another spelling, or choose one from the list that appears as you type."
        )
    raise AskError(
        f"“{said}” could mean {nearest}: choose one from the list that appears as you type, or write it in full."
    )


def completed(typed: str, names: NameResolver, libraries: Libraries) -> list[tuple[str, str]]:
    """What may be meant by the last of the names typed so far: (what is shown, what is typed then), the names before it kept."""
    *before, last = typed.split(",")
    kept = ", ".join(part.strip() for part in before if part.strip())
    shown = ", ".join(_shown(part, names, libraries) for part in before if part.strip())
    found = []
    for match in names.complete(last.strip(), libraries, ANY):
        label = f"{match.name} · {match.note}" if match.note and not shown else match.name
        value = f"{CHOSEN}{match.id}"
        found.append((f"{shown}, {label}" if shown else label, f"{kept}, {value}" if kept else value))
    return found


def _shown(typed: str, names: NameResolver, libraries: Libraries) -> str:
    """A name that was chosen before, as a name again."""
    resolution = names.resolve(typed.strip(), libraries, ANY)
    return resolution.match.name if isinstance(resolution, Sure) else typed.strip()
