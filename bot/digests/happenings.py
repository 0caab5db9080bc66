"""Selects what happened and what is expected: groups events, ranks them, and records reasons and verdicts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bot.catalogue import N_, say
from bot.digests.grouping import OPENING, stories, told_before, words_of
from bot.digests.importance import GRAVITY, is_game
from bot.digests.story_ranking import ITS_TITLE, UNUSUAL_DAYS, not_news, reasons, score
from bot.digests.word_lists import listed
from bot.edtf import date_bounds
from bot.model.edition import EditionEntry, Part, Phrase, Verdict
from bot.model.facts import ActorKind, Mode
from bot.model.query import Subject
from bot.model.subscription import Style
from bot.render.frames import DEFAULT, frame
from bot.store.past import happened_in
from bot.store.similarity import in_common
from bot.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.digests.decisions import Decisions
    from bot.digests.grouping import Story
    from bot.digests.matching import Matcher
    from bot.digests.memory import Memory
    from bot.model.edition import Reason, Remit
    from bot.model.filed import FiledArticle, FiledEvent, FiledFacts
    from bot.store.database import Database
    from bot.store.past import Before

_LOOKED_UP = 16
"""Top stories for which we look up whether they are unusual: twice as many as an edition has room for."""
_HIGHEST = 80
"""Top stories that may find room after the caps; the rest are not worded at all."""
GRAVE_DETAIL = 0.5
"""Lowest gravity of a detail deep in an article to be told in `full`."""
_NOT_BY_ITSELF = N_("its sentence makes no sense on its own")
_FILLED_IN = re.compile(r"([^\[]*)(?:\[([^\]]*)\])?")
_SUBJECT = 60
"""Characters at the start of an event's words that must contain its agent."""
_LONGEST_SPAN = 400
"""Longest period, in days, that a planned event's date may cover to count as expected."""


class Happenings(NamedTuple):
    """The result of selecting events."""

    entries: list[EditionEntry]
    """What happened and what is expected, strongest first."""
    beyond: int
    """How many further stories there are without room."""
    old: frozenset[int]
    """Articles that report what an earlier edition told."""


def usual_since(remit: Remit) -> str:
    """Returns from when on similar events make one usual, as UTC ISO text."""
    return (datetime.fromisoformat(remit.since) - timedelta(UNUSUAL_DAYS)).isoformat(timespec="microseconds")


async def happenings(
    database: Database,
    remit: Remit,
    earlier: Before,
    matcher: Matcher,
    told: Memory,
    decisions: Decisions,
) -> Happenings:
    """Returns what happened and what is expected. Records a verdict on every other event."""
    filed = matcher.filed
    fresh: list[tuple[Story, Part]] = []
    old: set[int] = set()
    for story in stories(filed, _news(remit, matcher, decisions)):
        part = _part(story, remit.today)
        if before := told_before(story, told, part):
            old.update(story.articles)
            for telling in story.tellings:
                decisions.add(telling.article, telling.label, Verdict.ALREADY, before.words)
            continue
        for telling in story.tellings[1:]:
            decisions.add(telling.article, telling.label, Verdict.DUPLICATE, f"of {story.first.label}")
        if why := _below(story, part, remit):
            decisions.add(story.first.article, story.first.label, Verdict.THRESHOLD, why)
        else:
            fresh.append((story, part))
    ranked = await _ranked(database, remit, earlier, filed, fresh)
    for _, story, _ in ranked[_HIGHEST:]:
        decisions.add(story.first.article, story.first.label, Verdict.ROOM)
    titled: set[int] = set()
    entries = []
    for unusual, story, part in ranked[:_HIGHEST]:
        because = reasons(
            story,
            matcher.filed.labels,
            unusual=unusual,
            matches=matcher.event(story.best) or (),
            parties=_parties(story.best, filed),
        )
        entry = _entry(story, part, because, filed, titled)
        if entry.claim == story.best.sentence and _goes_on(entry.claim):
            decisions.add(story.first.article, story.first.label, Verdict.THRESHOLD, say(_NOT_BY_ITSELF))
        else:
            entries.append(entry)
    return Happenings(entries, len(ranked[_HIGHEST:]), frozenset(old))


def _news(remit: Remit, matcher: Matcher, decisions: Decisions) -> Iterator[FiledEvent]:
    for event in matcher.filed.events:
        if matcher.event(event) is None:
            decisions.add(event.article, event.label, Verdict.FILTER)
        elif why := not_news(event, matcher.filed) or _over(event, remit.today):
            decisions.add(event.article, event.label, Verdict.THRESHOLD, why)
        else:
            yield event


def _over(event: FiledEvent, today: str) -> str | None:
    """The reason why a plan is not news: its day has passed. None otherwise."""
    bounds = date_bounds(event.date)
    return (
        say("planned for a day that has passed")
        if event.mode == Mode.PLANNED and bounds and bounds[1] < today
        else None
    )


def _part(story: Story, today: str) -> Part:
    """EXPECTED for plans with a date ahead; HAPPENED for everything else, announcements included."""
    best = story.best
    bounds = date_bounds(best.date)
    if best.mode != Mode.PLANNED or bounds is None or bounds[1] < today:
        return Part.HAPPENED
    wide = int(bounds[1][:4]) - int(bounds[0][:4]) > _LONGEST_SPAN // 365
    return Part.HAPPENED if wide else Part.EXPECTED


def _below(story: Story, part: Part, remit: Remit) -> str | None:
    """The reason why a story is left out: too early for a flash, or only a detail. None if it is told."""
    if remit.important and len(story.outlets) < 2:
        return say("only one outlet reports it so far: it waits for the next digest")
    return _detail(story, remit.style) if part == Part.HAPPENED else None


def _detail(story: Story, style: Style) -> str | None:
    """Says that a story is a detail if only one outlet reports it, deep in an article about something else; else None."""
    best = story.best
    title = story.articles[best.article].title or ""
    if (
        best.named
        or best.place_in_text < OPENING
        or len(story.outlets) > 1
        or in_common(words_of(title), story.words) >= ITS_TITLE
    ):
        return None
    grave = GRAVITY[best.type] >= GRAVE_DETAIL
    if style == Style.FULL and best.agents and best.recipients and grave:
        return None
    return say("a detail deep in its article")


async def _ranked(
    database: Database, remit: Remit, earlier: Before, filed: FiledFacts, fresh: list[tuple[Story, Part]]
) -> list[tuple[bool, Story, Part]]:
    """The stories by falling score, each with whether it is unusual."""
    scored = [(score(story, filed, remit.today, unusual=False), story, part) for story, part in fresh]
    scored.sort(key=lambda row: -row[0])
    known = (
        story for _, story, part in scored if part == Part.HAPPENED and (story.first.agents or story.first.recipients)
    )
    looked_up = list(islice(known, _LOOKED_UP))
    rare = await _unusual(database, remit, earlier, filed, looked_up)
    again = [
        (score(story, filed, remit.today, unusual=True) if id(story) in rare else value, story, part)
        for value, story, part in scored
    ]
    again.sort(key=lambda row: -row[0])
    return [(id(story) in rare, story, part) for _, story, part in again]


async def _unusual(
    database: Database, remit: Remit, earlier: Before, filed: FiledFacts, looked_up: list[Story]
) -> set[int]:
    """The ids (`id()`) of stories with no similar event in the previous 30 days, although their actors were in the news."""
    sides = [_rarest(story.first, filed.heard) for story in looked_up]
    likes = [(story.first.type, who, whom) for story, (who, whom) in zip(looked_up, sides, strict=True)]
    before = await happened_in(database, remit.libraries, earlier, [*likes, *((None, who, None) for who, _ in sides)])
    like, known = before[: len(looked_up)], before[len(looked_up) :]
    return {id(story) for story, again, in_news in zip(looked_up, like, known, strict=True) if in_news and not again}


def _rarest(event: FiledEvent, often: Mapping[str, int]) -> tuple[str, str | None]:
    """The rarest actor of each side, the rarer first, because looking up by rare actors is fastest."""
    sides = [min(side, key=lambda actor: (often[actor], actor)) for side in (event.agents, event.recipients) if side]
    first, *second = sorted(sides, key=lambda actor: (often[actor], actor))
    return first, second[0] if second else None


def _entry(story: Story, part: Part, why: tuple[Reason, ...], filed: FiledFacts, titled: set[int]) -> EditionEntry:
    best = story.best
    article = filed.articles[best.article]
    shown = sorted(story.tellings, key=lambda event: (event is not best, event.article))
    facts: dict[int, tuple[str, int]] = {}
    for event in shown:  # of each article one, and first the one that the line tells
        facts.setdefault(event.article, ("events", event.id))
    phrase = Phrase("named", (("name", best.label), ("type", best.type))) if best.named else None
    return EditionEntry(
        part,
        frame(DEFAULT).phrase(phrase) if phrase else _claim(story, best, article, titled, filed),
        (),
        why,
        story.mark(part),
        outlets=story.outlets,
        articles=frozenset(story.articles),
        subject=_subject(best, filed),
        when=best.date,
        facts=tuple(facts.values()),
        place=(best.article, best.place_in_text),
        note="" if best.mode is Mode.ACTUAL else best.mode.value,
        phrase=phrase,
        game=is_game(best, story),
    )


def _parties(event: FiledEvent, filed: FiledFacts) -> tuple[Subject, ...]:
    """One actor of either side of an event, the first by name; none unless both are known."""
    sides = (
        sorted((filed.actors[one].name, one) for one in side if one in filed.actors)
        for side in (event.agents, event.recipients)
    )
    actors = tuple(Subject("actor", one, name) for [(name, one), *_] in filter(None, sides))
    return actors if len(actors) == len(("agent", "recipient")) else ()


def _claim(story: Story, best: FiledEvent, article: FiledArticle, titled: set[int], filed: FiledFacts) -> str:
    """A line for an unnamed event: its article's title if that reports it and is unused; else the article's words for it; else its sentence."""
    told = best.place_in_text < OPENING or in_common(words_of(article.title or ""), story.words) >= ITS_TITLE
    if article.title and told and article.id not in titled:
        titled.add(article.id)
        return article.title
    words = _unbracketed(best.label.strip("“”"), filed)
    if _breaks_off(best):
        return best.sentence
    names = (filed.actors[agent].name.split()[-1] for agent in best.agents if agent in filed.actors)
    if "…" not in words and any(name in words[:_SUBJECT] for name in names):
        return sentence_case(words)
    return best.sentence


def _breaks_off(event: FiledEvent) -> bool:
    """True if the article's words for an event end at a bracket in their sentence: "has designated the Central Command (CENTCOM) as"."""
    words = event.label.strip("“”…")
    _, found, rest = event.sentence.partition(words)
    return bool(found) and rest.lstrip().startswith(("(", "—", "–"))


def _goes_on(sentence: str) -> bool:
    """True if a sentence continues another one: "He announced it on Wednesday" makes no sense on its own."""
    first = sentence.split(maxsplit=1)[0] if sentence else ""
    return first.strip("“\"‘'(,").casefold() in listed("goes_on")


def _unbracketed(label: str, filed: FiledFacts) -> str:
    """A label without the brackets around names filled in for pronouns. A name that was just mentioned becomes a pronoun again."""
    if "[" not in label:
        return label
    persons = {actor.name for actor in filed.actors.values() if actor.kind == ActorKind.PERSON}
    said = ""
    for before, name in _FILLED_IN.findall(label):
        said += before
        owner = name.removesuffix("’s")
        said += (("their" if owner in persons else "its") if name != owner and owner in said else name) if name else ""
    return said


def _subject(event: FiledEvent, filed: FiledFacts) -> Subject | None:
    """The subject for further questions: the named event, or its first participant."""
    if event.named:
        return Subject("event", event.key, event.label)
    who = min(event.agents or event.recipients, default=None)
    return Subject("actor", who, filed.actors[who].name if who in filed.actors else who) if who else None
