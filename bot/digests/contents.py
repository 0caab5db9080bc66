"""Builds the contents of one edition: what it tells, in which order and why, and why the rest is left out."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.digests.breaks import breaks
from bot.digests.conflicts import denials, opposite_stances
from bot.digests.decisions import Decisions
from bot.digests.grouping import words_of
from bot.digests.happenings import GRAVE_DETAIL, happenings, usual_since
from bot.digests.importance import GRAVITY
from bot.digests.matching import Matcher
from bot.digests.memory import Memory
from bot.digests.more_to_read import more_to_read
from bot.digests.muting import unmuted
from bot.digests.number_conflicts import counts_apart
from bot.digests.stance_changes import looked_back, shifts
from bot.digests.statements import sayings
from bot.digests.story_ranking import ITS_TITLE
from bot.digests.topics import of_topics
from bot.model.edition import Contents, Part, Verdict
from bot.model.facts import EventType
from bot.model.outlets import labelled
from bot.model.subscription import Style
from bot.model.topics import Topic
from bot.render.frames import DEFAULT, frame
from bot.store.filed import Stretch, evidence_of, filed
from bot.store.past import Before
from bot.store.similarity import in_common

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.answer import Evidence
    from bot.model.edition import EditionEntry, Mark, Remit
    from bot.model.filed import FiledFacts
    from bot.store.database import Database

ROOM = {
    Style.HEADLINES: {
        Part.CORRECTED: 2,
        Part.HAPPENED: 8,
        Part.CHANGED: 2,
        Part.CONFLICT: 1,
        Part.SAID: 0,
        Part.EXPECTED: 2,
        Part.FILED: 6,
    },
    Style.BRIEF: {
        Part.CORRECTED: 2,
        Part.HAPPENED: 4,
        Part.CHANGED: 2,
        Part.CONFLICT: 1,
        Part.SAID: 2,
        Part.EXPECTED: 2,
        Part.FILED: 3,
    },
    Style.FULL: {
        Part.CORRECTED: 4,
        Part.HAPPENED: 8,
        Part.CHANGED: 4,
        Part.CONFLICT: 2,
        Part.SAID: 5,
        Part.EXPECTED: 4,
        Part.FILED: 4,
    },
}
"""Most entries of each part: `brief` fits one screen, `full` fits a message of 4,000 characters."""

OF_ONE_OUTLET = {Style.HEADLINES: 4, Style.BRIEF: 2, Style.FULL: 4}
"""Most stories that only one outlet reports, if other outlets have stories too."""
GAMES = 4
"""Of so many stories one may be a game while there are others, unless the digest is about something or keeps to sport: then whoever set it up asked for it."""
_TYPES = frozenset(map(str, EventType))
OF_ONE_ARTICLE = {Style.HEADLINES: 1, Style.BRIEF: 1, Style.FULL: 2}


async def build(
    database: Database,
    remit: Remit,
    told: Sequence[Mark] = (),
    corrected: Sequence[EditionEntry] = (),
    *,
    why: bool = False,
) -> Contents:
    """Returns the contents of an edition. The same remit over the same library always gives the same contents.

    Args:
        database: the articles and facts filed.
        remit: the period, subjects, libraries and style.
        told: the marks of what earlier editions told.
        corrected: corrections of what earlier editions told.
        why: whether to include the decision on every fact.
    """
    stretch = Stretch(remit.since, remit.until, remit.after, remit.looked_until, remit.news_from)
    # Both run concurrently: the database looks up the bounds while we read the facts.
    new, (usual, stood) = await asyncio.gather(
        filed(database, remit.libraries, stretch, remit.about), _before(database, remit)
    )
    last = max((*new.articles, *new.older), default=remit.after)
    memory, decisions = Memory(told), Decisions(kept=why)
    added, new = len(new.articles), of_topics(unmuted(new, remit.muted, decisions), remit.topics, decisions)
    matcher = Matcher(remit.about, new)
    for article in new.older.values():
        decisions.add(article.id, article.title or say("an article without a title"), Verdict.OLD)
    events, beyond, old = await happenings(database, remit, usual, matcher, memory, decisions)
    changes = [*breaks(matcher, memory), *await shifts(database, remit, stood, matcher, memory, decisions)]
    words = sayings(remit, new, matcher, memory, decisions)
    more = more_to_read(remit, new, memory, old, decisions)
    doubts = [] if remit.important else [*denials(new, matcher, memory), *opposite_stances(new, matcher, memory)]
    kept, crowded = _choose(
        [*corrected, *doubts, *changes, *events, *words, *more], remit.style, decisions, asked=_games_asked(remit)
    )
    kept = await _with_evidence(database, remit, kept)
    kept = await _with_numbers(database, remit, kept, memory)
    for entry in kept:
        decisions.entry(entry, Verdict.TOLD)
    return Contents(
        remit,
        tuple(_labelled(entry, new) for entry in sorted(kept, key=lambda entry: list(Part).index(entry.part))),
        tuple(decisions.made),
        articles=added,
        last=last,
        outlets=len({article.outlet for article in new.articles.values() if article.outlet}),
        older=tuple(article.published for article in new.older.values() if article.published),
        waiting=beyond + len(crowded & {entry.claim for entry in events}),
        unsorted=sum(not article.topic for article in new.articles.values()) if remit.topics else 0,
    )


def _games_asked(remit: Remit) -> bool:
    """True if whoever set it up asked for all games: by a subject, or by their topic."""
    return bool(remit.about) or Topic.SPORT in remit.topics


def _labelled(entry: EditionEntry, filed: FiledFacts) -> EditionEntry:
    """The entry with what the server's editors call its outlets."""
    return replace(entry, outlets=tuple(labelled(outlet, filed.labels.get(outlet)) for outlet in entry.outlets))


async def _before(database: Database, remit: Remit) -> tuple[Before, Before]:
    """The earlier periods to compare with: one for unusual events, one for changes of stance."""
    return await asyncio.gather(
        Before.of_events(database, remit.libraries, usual_since(remit), remit.since),
        Before.of_articles(database, remit.libraries, looked_back(remit), remit.since),
    )


@dataclass
class _Room:
    """The entries accepted so far, counted."""

    style: Style
    several: bool
    """True if more than one outlet has stories."""
    parts: Counter[Part]
    outlets: Counter[str]
    stories: defaultdict[int, list[EditionEntry]]
    """The stories of each article."""
    articles: set[int]
    """Articles of the accepted entries."""
    games: int | None
    """How many games more; None: any number."""
    places: set[tuple[int, int]]
    """Sentences used already: the sentence behind a change of stance is not told again as an event."""

    def refusal(self, entry: EditionEntry) -> Verdict | None:
        """Returns the reason to refuse an entry now; None to accept it."""
        if entry.place in self.places:
            return Verdict.DUPLICATE
        if self.crowded(entry):
            return Verdict.ARTICLE
        if self.parts[entry.part] >= ROOM[self.style][entry.part]:
            return Verdict.ROOM
        if entry.game and self.games is not None and self.games <= 0:
            return Verdict.GAMES
        alone = entry.part == Part.HAPPENED and self.several and len(entry.outlets) == 1
        return Verdict.OUTLET if alone and self.outlets[entry.outlets[0]] >= OF_ONE_OUTLET[self.style] else None

    def crowded(self, entry: EditionEntry) -> bool:
        """True if one of its articles already has its limit of stories, or this one is a detail of another: of the same parties, or of little weight."""
        if entry.part not in (Part.HAPPENED, Part.EXPECTED):
            return False
        there = [story for article in entry.articles for story in self.stories.get(article, ())]
        most = OF_ONE_ARTICLE[self.style]
        full = any(len(self.stories.get(article, ())) >= most for article in entry.articles)
        alone = len(entry.outlets) < 2  # what several outlets tell is no detail
        return full or (alone and any(_is_detail(entry.mark, story.mark) for story in there))

    def let_in(self, entry: EditionEntry) -> None:
        self.parts[entry.part] += 1
        if entry.game and self.games is not None:
            self.games -= 1
        if entry.place:
            self.places.add(entry.place)
        self.articles.update(entry.articles)
        if entry.part in (Part.HAPPENED, Part.EXPECTED):
            for article in entry.articles:
                self.stories[article].append(entry)
            if len(entry.outlets) == 1:
                self.outlets.update(entry.outlets)


def _is_detail(mark: Mark, of: Mark) -> bool:
    """True if a second story of an article is only a detail of the first."""
    grave = GRAVITY[EventType(mark.kind)] >= GRAVE_DETAIL if mark.kind in _TYPES else True
    alike = in_common(words_of(mark.words), words_of(of.words)) >= ITS_TITLE
    return alike or not grave or not {*mark.who, *mark.whom}.isdisjoint((*of.who, *of.whom))


def _choose(
    entries: Sequence[EditionEntry], style: Style, decisions: Decisions, *, asked: bool = False
) -> tuple[list[EditionEntry], set[str]]:
    """Returns the entries there is room for, in order, and the claims of those without room.

    Stories over an outlet's limit, and games over their share unless `asked` for, are accepted at the end if there is room left.
    """
    several = len({outlet for entry in entries if entry.part == Part.HAPPENED for outlet in entry.outlets}) > 1
    games = None if asked else max(1, ROOM[style][Part.HAPPENED] // GAMES)
    room = _Room(style, several, Counter(), Counter(), defaultdict(list), set(), games, set())
    kept: list[EditionEntry] = []
    held: list[EditionEntry] = []
    crowded: set[str] = set()
    for entry in entries:
        if entry.part == Part.FILED and not entry.articles.isdisjoint(room.articles):
            continue  # an entry of this article is already included
        why = room.refusal(entry)
        if why in (Verdict.OUTLET, Verdict.GAMES):
            held.append(entry)
        elif why:
            decisions.entry(entry, why)
            if why == Verdict.ROOM:
                crowded.add(entry.claim)
        else:
            room.let_in(entry)
            kept.append(entry)
    for entry in held:
        why = room.refusal(entry)
        if why in (None, Verdict.OUTLET, Verdict.GAMES) and room.parts[entry.part] < ROOM[style][entry.part]:
            room.let_in(entry)
            kept.append(entry)
        else:
            if why is Verdict.GAMES:
                decisions.entry(entry, why)
            else:
                told = f"{OF_ONE_OUTLET[style]} stories by {next(iter(entry.outlets), '')} are included"
                decisions.entry(entry, Verdict.OUTLET, told)
            crowded.add(entry.claim)
    return kept, crowded


async def _with_evidence(database: Database, remit: Remit, entries: list[EditionEntry]) -> list[EditionEntry]:
    """Adds the sentences to the entries; drops entries whose sentence no longer exists."""
    wanted = [fact for entry in entries for fact in (*entry.facts, *entry.facts_before)]
    there = await evidence_of(database, remit.libraries, wanted)

    def sentences(facts: Iterable[tuple[str, int]]) -> tuple[Evidence, ...]:
        found = {(evidence.source.article, evidence.at): evidence for fact in facts if (evidence := there.get(fact))}
        return tuple(found.values())

    shown = (
        replace(entry, evidence=entry.evidence or sentences(entry.facts), before=sentences(entry.facts_before))
        for entry in entries
    )
    return [entry for entry in shown if entry.evidence or entry.part == Part.CORRECTED]


async def _with_numbers(
    database: Database, remit: Remit, entries: list[EditionEntry], told: Memory
) -> list[EditionEntry]:
    """Adds conflicts about numbers within one story, if there is room for conflicts."""
    room = ROOM[remit.style][Part.CONFLICT] - sum(entry.part == Part.CONFLICT for entry in entries)
    found: list[EditionEntry] = []
    used: set[Evidence] = set()
    for entry in entries:
        if len(found) < room and entry.part == Part.HAPPENED:
            apart = await counts_apart(database, remit.libraries, entry, told, frame(DEFAULT))
            # two stories of the same articles find the same numbers
            if apart and used.isdisjoint(apart.evidence):
                used.update(apart.evidence)
                found.append(apart)
    return entries + found
