"""Corrects facts of articles: members report what is wrong, editors decide, and the article is read again with what was decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answers.gist import quotation_line, stance_line
from bot.answers.timelines import event_line
from bot.asking.days import event_date
from bot.catalogue import N_, say
from bot.errors import AskError, Remedy
from bot.library.naming import UNFIT, Naming
from bot.library.reading_again import ReadingAgain
from bot.model.corrections import (
    Correction,
    CorrectionState,
    FactKey,
    FactKind,
    Fix,
    Mistake,
    ShownFact,
)
from bot.model.library import EVERYONE
from bot.store import corrections, merges
from bot.store.events import events_in
from bot.store.quotations import quotations_in
from bot.store.stances import stances_in
from bot.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from bot.directory.directory import Directory
    from bot.library.library import Library
    from bot.model.answer import Evidence, Line, ShownEvent, ShownQuotation, ShownStance
    from bot.model.article import Span
    from bot.model.facts import Polarity
    from bot.model.library import Libraries
    from bot.model.query import Subject
    from bot.store.database import Database

REPORTS_A_DAY = 20
"""How many facts a member may report in a server within a day."""
MOST_MERGED = 2_000
"""How many of a server's articles a merge may change, so that one server does not keep the reading processes busy for hours: the operator has no limit."""
_CLAIM = 300
_WAITING = CorrectionState.REPORTED
_DECIDED = {
    CorrectionState.APPLIED: (_WAITING, CorrectionState.UNDONE, CorrectionState.DISMISSED),
    CorrectionState.UNDONE: (CorrectionState.APPLIED,),
    CorrectionState.DISMISSED: (_WAITING,),
}
"""The states that lead to each state."""
_ALREADY = {
    CorrectionState.REPORTED: N_("Nothing was changed: that correction has not been decided."),
    CorrectionState.APPLIED: N_("Nothing was changed: that correction is applied already."),
    CorrectionState.UNDONE: N_("Nothing was changed: that correction is undone already."),
    CorrectionState.DISMISSED: N_("Nothing was changed: that correction is dismissed already."),
}


class Corrections:
    """The corrections that a server's editors and the operator make. Servers and users are given by their Discord ids."""

    def __init__(
        self, database: Database, directory: Directory, library: Library, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._directory = directory
        self._library = library
        self._clock = clock
        self._naming = Naming(database, directory)
        self.behind = ReadingAgain(database, library)

    # ---- Facts ----

    async def facts(self, libraries: Libraries, places: Sequence[tuple[int, Span]]) -> list[ShownFact]:
        """Returns the facts told by some sentences, in the order of the sentences: each an article's number and the sentence's place in it."""
        there: dict[int, dict[Span, list[ShownFact]]] = {}
        for article in dict.fromkeys(article for article, _ in places):
            by_place = defaultdict(list)
            for at, fact in await self._facts_in(libraries, article):
                by_place[at].append(fact)
            there[article] = by_place
        return [fact for article, at in dict.fromkeys(places) for fact in there[article].get(at, ())]

    async def facts_of(self, libraries: Libraries, article: int) -> list[ShownFact]:
        """Returns all facts of an article: stances, quotations, events."""
        return [fact for _, fact in await self._facts_in(libraries, article)]

    async def fact(self, libraries: Libraries, article: int, digest: str) -> ShownFact:
        """Returns a fact by its article and the digest of its key.

        Raises:
            AskError: it is no longer there.
        """
        for _, fact in await self._facts_in(libraries, article):
            if fact.key.digest == digest:
                return fact
        raise AskError(say("That line is gone: it was corrected, or its article was changed or removed."))

    async def _facts_in(self, libraries: Libraries, article: int) -> list[tuple[Span, ShownFact]]:
        stances = await stances_in(self._database, libraries, article)
        quotations = await quotations_in(self._database, libraries, article)
        events = await events_in(self._database, libraries, article)
        parties = await corrections.actors_in(self._database, article)
        return [
            *(_fact(_Named.stance(one), stance_line(one), one.evidence, one.polarity) for one in stances),
            *(_fact(_Named.quotation(one), quotation_line(one), one.evidence) for one in quotations),
            *(_fact(_Named.event(one, parties), event_line([one]), one.evidence) for one in events),
        ]

    # ---- Corrections ----

    async def fix(
        self, fact: ShownFact, mistake: Mistake, typed: str, side: Polarity | None, libraries: Libraries, of: str = ""
    ) -> Fix:
        """Returns a fix from what was typed: a name or a date; for another side, the side; `of`: the id of the subject that is wrong.

        Raises:
            AskError: that cannot be wrong in such a fact, or what is right is missing or can't be read.
        """
        if mistake in {Mistake.SAME, Mistake.ANOTHER}:
            return await self._naming.fix(fact, mistake, typed, of, libraries)
        if mistake not in fact.mistakes:
            raise AskError(say(UNFIT))
        match mistake:
            case Mistake.UNSAID:
                return Fix(mistake)
            case Mistake.SIDE if side not in (None, fact.side):
                return Fix(mistake, side)
            case Mistake.SIDE:
                raise AskError(say("The line has that side already: choose another one."))
            case Mistake.DATE if typed:
                return Fix(mistake, event_date(typed, self._clock()))
            case Mistake.PARTY | Mistake.TARGET if typed:
                return Fix(mistake, await self._naming.actor(typed, libraries))
        raise AskError(
            say("Type the right date in the field below it.")
            if mistake is Mistake.DATE
            else say("Type who is right in the field below it.")
        )

    async def report(self, fact: ShownFact, fix: Fix, libraries: Libraries, user: str, *, editor: bool) -> Correction:
        """Store a correction; if an editor makes it, in one of the server's own articles, it is applied at once. Otherwise it waits for a decision.

        Raises:
            AskError: the article is gone, the member has reported too much, or reading the article again exceeds a limit.
        """
        now, server = self._clock(), libraries.own
        article = fact.source.article
        library = (await self._library.get(libraries, article)).listed.library
        applied = editor and library == server
        if not editor:
            since = now - timedelta(days=1)
            if await corrections.reported_since(self._database, server, user, since) >= REPORTS_A_DAY:
                raise AskError(
                    say("You have reported {n} lines here within a day: the editors see them all.", n=REPORTS_A_DAY)
                )
        if applied:
            await self._check_number(fix, library)
        state = CorrectionState.APPLIED if applied else _WAITING
        by = user if applied else None
        made = Correction(0, library, server, article, fact.key, fix, fact.claim, state, user, "", by)
        kept = await corrections.add(self._database, made, now)
        if kept is None:
            raise AskError(say("That article no longer exists here."), Remedy.LIST_ARTICLES)
        if applied:
            await self._read_again(kept, CorrectionState.UNDONE, user)
        return kept

    async def settle(self, whose: str, number: int, state: CorrectionState, by: str | None) -> Correction:
        """Apply, undo or dismiss a correction of an article of one's own. Returns it as it is now.

        Raises:
            AskError: there is none, it is not in one's own library, somebody else decided, it would merge in a circle, or reading the article again exceeds a limit.
        """
        found = await self.get(whose, number)
        if found.library != whose:
            raise AskError(say("That article is in everyone’s library: only the bot's operator can correct it."))
        if state is CorrectionState.APPLIED:
            await self._naming.check(found.fix, whose)
        await self._check_number(found.fix, whose, found.id)
        if not await corrections.settle(self._database, number, _DECIDED[state], state, by, self._clock()):
            raise AskError(say(_ALREADY[found.state]))
        if state is not CorrectionState.DISMISSED:
            await self._read_again(found, found.state, by)
        return await self.get(whose, number)

    async def get(self, whose: str, number: int) -> Correction:
        """Returns a correction that a server, or for `everyone` the operator, may see.

        Raises:
            AskError: there is none.
        """
        found = await corrections.get(self._database, number, whose)
        if found is None:
            raise AskError(
                say("There is no such correction: it was deleted with its article."), Remedy.LIST_CORRECTIONS
            )
        return found

    async def listed(self, whose: str, most: int, skipped: int = 0) -> tuple[list[Correction], int]:
        """Returns corrections, undecided ones first, then the newest; and their total number."""
        return await corrections.listed(self._database, whose, most, skipped)

    async def _read_again(self, correction: Correction, before: CorrectionState, by: str | None) -> None:
        """Read its article with the corrections now in force; if that fails, the correction's state becomes `before` again.

        The articles that a merge changes are read behind: `left` says how many still are to be.
        """
        if correction.fix.mistake is Mistake.SAME:
            self.behind.wake()
            await self._directory.keep_up(self._database)
        elif correction.article is not None:
            try:
                await self._library.refile(correction.library, correction.article)
            except AskError:
                await corrections.settle(
                    self._database, correction.id, tuple(CorrectionState), before, by, self._clock()
                )
                raise

    async def left(self, correction: Correction) -> int:
        """Returns how many articles are still to be read again for a correction."""
        return await merges.count_put_off(self._database, correction.id)

    async def _check_number(self, fix: Fix, library: str, number: int = 0) -> None:
        """Check that a fix doesn't merge too much for a server.

        Raises:
            AskError: it does.
        """
        if fix.mistake is not Mistake.SAME or fix.of is None or library == EVERYONE:
            return
        found = await merges.count_changed(self._database, library, number, fix.of.id)
        if found > MOST_MERGED:
            raise AskError(
                say(
                    "{n} articles of this server name it, and only {most} can be read again at once. Ask the bot's operator to apply the correction.",
                    n=found,
                    most=MOST_MERGED,
                )
            )


@dataclass(frozen=True, slots=True)
class _Named:
    """Whom and what a fact names: by which it is identified, and which may be the same as another."""

    kind: FactKind
    who: str = ""
    on: str = ""
    subjects: tuple[Subject, ...] = ()

    @classmethod
    def stance(cls, stance: ShownStance) -> _Named:
        """The holder, and what the stance is on."""
        on = None if stance.on_event else stance.on_actor or stance.on_issue
        subjects = (stance.holder, *([stance.target] if stance.target else []))
        return cls(FactKind.STANCE, stance.holder.id, on.id if on else "", subjects)

    @classmethod
    def quotation(cls, quotation: ShownQuotation) -> _Named:
        """The speaker."""
        return cls(FactKind.QUOTATION, quotation.speaker.id, "", (quotation.speaker,))

    @classmethod
    def event(cls, event: ShownEvent, actors: Mapping[str, Subject]) -> _Named:
        """The event, and who takes part; `actors` are the article's, by name."""
        parties = [actors[name] for name in (*event.agents, *event.recipients) if name in actors]
        return cls(FactKind.EVENT, "", "", tuple(dict.fromkeys((event.subject, *parties))))


def _fact(named: _Named, line: Line, evidence: Evidence, side: Polarity | None = None) -> tuple[Span, ShownFact]:
    cue = evidence.marked[0]
    key = FactKey(named.kind, evidence.sentence, cue.start, cue.end, named.who, named.on)
    dated = f"{line.when}: " if line.date and line.when else ""
    return evidence.at, ShownFact(key, shortened(f"{dated}{line.text}", _CLAIM), evidence.source, side, named.subjects)
