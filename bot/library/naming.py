"""Finds what an editor types in a correction: who is right, what a subject is the same as, or what else has its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue import N_, say
from bot.errors import AskError
from bot.model.corrections import Fix, Mistake, may_be_same
from bot.model.facts import Actor, ActorKind, Issue
from bot.model.merging import ends, id_of, name_of
from bot.model.query import Subject
from bot.names import Match, Sure, Unsure
from bot.names.event_labels import slug
from bot.names.issue_ids import issue_id
from bot.store import corrections
from bot.store.merges import merges_of
from bot.wording import joined, shortened

if TYPE_CHECKING:
    from bot.directory.directory import Directory
    from bot.model.corrections import ShownFact
    from bot.model.library import Libraries
    from bot.model.merging import Right
    from bot.names import Resolution
    from bot.store.database import Database

UNFIT = N_("That can't be wrong in this line: choose something else.")
_SAID = 60


class Naming:
    """Finds subjects by what is typed, as the articles here have them."""

    def __init__(self, database: Database, directory: Directory) -> None:
        self._database = database
        self._directory = directory

    async def fix(self, fact: ShownFact, mistake: Mistake, typed: str, of: str, libraries: Libraries) -> Fix:
        """Returns a fix that says: a subject of a fact, given by its id, is the same as another, or another of that name.

        Raises:
            AskError: the fact doesn't name the subject, or what was typed names none that fits.
        """
        subject = next((one for one in fact.names if one.id == of), None)
        if subject is None or (mistake is Mistake.SAME and not may_be_same(subject)):
            raise AskError(say(UNFIT))
        if not any(map(str.isalpha, typed)):
            raise AskError(say("Type who or what is right in the field below it."))
        if mistake is Mistake.SAME:
            right = await self._same(typed, subject, libraries)
            fix = Fix(mistake, right, subject)
            await self.check(fix, libraries.own)
            return fix
        return Fix(mistake, await self._another(typed, subject, libraries), subject)

    async def check(self, fix: Fix, library: str) -> None:
        """Check that a fix merges no subject of a library into what was merged into it: each would have the other's name.

        Raises:
            AskError: it does.
        """
        if fix.mistake is not Mistake.SAME or fix.of is None:
            return
        into = ends(await merges_of(self._database, library))
        right = id_of(fix.right)
        if into.get(right, right) == fix.of.id:
            raise AskError(
                say(
                    "“{name}” was merged into it already: see /corrections.",
                    name=shortened(name_of(fix.right), _SAID),
                )
            )

    async def actor(self, typed: str, libraries: Libraries) -> Actor:
        """Returns the actor meant by a typed name, as the articles here have it.

        Raises:
            AskError: none is meant, or one of several.
        """
        found = await self._found(typed, libraries, "actor")
        actor = (
            await corrections.actor_as_told(self._database, libraries, found.match.id)
            if isinstance(found, Sure)
            else None
        )
        if actor is None:
            raise AskError(
                say(
                    "No article here mentions “{typed}”: type a name as answers show it, or choose that the sentence does not say this.",
                    typed=shortened(typed, _SAID),
                )
            )
        return actor

    async def _same(self, typed: str, subject: Subject, libraries: Libraries) -> Actor | Issue | Subject:
        """What a subject is the same as: one of its kind that the articles here know."""
        if subject.kind == "actor":
            right: Actor | Issue | Subject = await self.actor(typed, libraries)
        else:
            found = await self._found(typed, libraries, subject.kind)
            match = found.match if isinstance(found, Sure) else None
            if match is None or not may_be_same(Subject(match.kind, match.id, match.name)):
                raise AskError(
                    say(
                        "No article here names “{typed}”: type a name as answers show it.",
                        typed=shortened(typed, _SAID),
                    )
                )
            right = Issue(match.id, match.name) if subject.kind == "issue" else Subject("event", match.id, match.name)
        if right.id == subject.id:
            raise AskError(
                say("Both are one already: “{name}” is found by either name.", name=shortened(right.name, _SAID))
            )
        return right

    async def _another(self, typed: str, subject: Subject, libraries: Libraries) -> Right:
        """Another of a subject's kind: one that is known by exactly this name, or a new one."""
        name = " ".join(typed.split())
        if subject.kind == "event":
            return Subject("event", "", name)
        found = await self._resolved(name, libraries, subject.kind)
        match = found.match if isinstance(found, Sure) and found.match.exact else None
        if subject.kind == "issue":
            *modifiers, head = name.split()
            other: Actor | Issue = Issue(match.id, match.name) if match else Issue(issue_id(head, modifiers), name)
        else:
            other = await self._actor(name, match, subject, libraries)
        if other.id == subject.id:
            raise AskError(
                say(
                    "“{name}” means the same again: type a name that tells the two apart, such as “{name} (pilot)”.",
                    name=shortened(name, 40),
                )
            )
        return other

    async def _actor(self, name: str, match: Match | None, subject: Subject, libraries: Libraries) -> Actor:
        told = await corrections.actor_as_told(self._database, libraries, match.id) if match else None
        if told:
            return told
        of = await corrections.actor_as_told(self._database, libraries, subject.id)
        kind = of.kind if of else ActorKind.PERSON
        return Actor(match.id, match.name, kind) if match else Actor(slug(name), name, kind)

    async def _found(self, typed: str, libraries: Libraries, kind: str) -> Resolution:
        """What a typed name means.

        Raises:
            AskError: one of several.
        """
        found = await self._resolved(typed, libraries, kind)
        if isinstance(found, Unsure):
            raise AskError(
                say(
                    "“{typed}” could mean {names}: type one of these names.",
                    typed=shortened(typed, _SAID),
                    names=joined([one.name for one in found.matches], "or"),
                )
            )
        return found

    async def _resolved(self, typed: str, libraries: Libraries, kind: str) -> Resolution:
        names = await self._directory.recall(self._database, [typed], libraries)
        return names.resolve(typed, libraries, frozenset({kind}))
