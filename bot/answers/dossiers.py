"""Answers /who: a person, state, body, event or issue on one page, with buttons that lead to the facts behind each line."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.answers.nothing_found import offers, scope
from bot.answers.quotes import said_words, wholes
from bot.answers.reports import reports_by
from bot.answers.stances import by_target, position_words, says_something, side_count, side_words, sides
from bot.answers.timelines import event_line, latest_first
from bot.asking.reasons import note_words
from bot.catalogue import N_, number, say, say_n
from bot.edtf import date_bounds
from bot.model.answer import Answer, Line, Offer, Section
from bot.model.facts import Mode, QuotationKind
from bot.model.query import StanceQuery
from bot.store.articles import count_articles
from bot.store.events import events
from bot.store.quotations import quotations
from bot.store.roles import MOST_ARTICLES, NamedRole, roles_of
from bot.store.stances import stances
from bot.wording import (
    called,
    date_words,
    happened_words,
    joined,
    named,
    office_words,
    sentence_case,
    type_words,
    with_article,
    without_sentences,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.answer import Evidence, ShownEvent, ShownQuotation, ShownStance
    from bot.model.library import Libraries
    from bot.model.query import Subject, WhoQuery
    from bot.names import NameEntry, Title
    from bot.store.database import Database

_OFFICES, _ALIASES, _STANDS, _EVENTS, _WITH, _SIDE, _OFFERED = 3, 3, 3, 2, 4, 4, 5
"""How many lines each section has."""
_LOOKED_AT = 100
"""How many of the newest stances, events and quotations a dossier is made of."""
_KIND = {
    "country": N_("state"),
    "person": N_("person"),
    "organization": N_("body"),
    "group": N_("group"),
    "place": N_("place"),
}
_HAPPENED = (Mode.ACTUAL, Mode.PLANNED)
_UNKNOWN = N_("I know nothing about it, and the articles here say nothing about it.")


async def answer_who(
    database: Database, query: WhoQuery, libraries: Libraries, known: Sequence[NameEntry] = ()
) -> Answer:
    """Returns the dossier of a subject. `known`: what the directory knows about it, for each library that the user may see."""
    about = query.name
    actor = about.kind == "actor"
    held, told, said, roles, articles, others = await asyncio.gather(
        stances(database, libraries, about.id if actor else None, None if actor else about, most=_LOOKED_AT),
        events(database, libraries, about, most=_LOOKED_AT),
        quotations(database, libraries, about.id if actor else None, None if actor else about, most=_LOOKED_AT),
        roles_of(database, libraries, about.id),
        count_articles(database, libraries),
        offers(database, query, libraries, brief=True),
    )
    told = [event for event in told if event.mode in _HAPPENED]
    if actor:
        made = _of_actor(about, known, roles, (held, told, said))
    else:
        made = _of_event(about, held, told) if about.kind == "event" else _of_issue(held, told, said)
    headline, sections = made
    behind = [evidence for section in sections for line in section.lines for evidence in line.evidence]
    return Answer(
        query,
        sentence_case(say("{name}: {what}.", name=called(about), what=headline) if headline else f"{called(about)}."),
        tuple(Section(section.heading, tuple(map(without_sentences, section.lines))) for section in sections)
        or (Section("", absent=say(_UNKNOWN)),),
        scope=_named_in(roles, articles) if actor else scope(articles, behind=behind),
        offers=(*_sides_offered(about, held), *others)[:_OFFERED],
        opens=tuple({evidence.source.article: evidence.source for evidence in behind}.values()),
    )


def _named_in(roles: NamedRole, articles: int) -> str:
    """Returns how many articles name an actor: "Named in 3 of 12 articles"."""
    some = say("{n} or more", n=MOST_ARTICLES) if roles.articles >= MOST_ARTICLES else number(roles.articles)
    return say_n("Named in {number} of {n} article", "Named in {number} of {n} articles", articles, number=some)


def _sides_offered(about: Subject, held: Sequence[ShownStance]) -> tuple[Offer, ...]:
    """Offers who is for and against an event, which holds no stances itself."""
    return (Offer(say("Who is for and against"), StanceQuery(None, about)),) if about.kind == "event" and held else ()


# ---- An actor -------------------------------------------------------------------------------------------------------

Facts = tuple["list[ShownStance]", "list[ShownEvent]", "list[ShownQuotation]"]


def _of_actor(
    about: Subject, known: Sequence[NameEntry], found: NamedRole, facts: Facts
) -> tuple[str, tuple[Section, ...]]:
    held, told, said = facts
    offices = _offices(known)
    roles = [
        _role(*role) for role in found.roles if not any(role[0].casefold() in office.casefold() for office in offices)
    ]
    first = (
        offices[0]
        if offices
        else roles[0]
        if roles
        else next((note_words(entry.note) for entry in known if entry.note), "")
    )
    sections = (
        Section(say("Offices"), tuple(map(Line, [*offices, *roles][1:_OFFICES]))),
        _listed(say("Also called"), _aliases(about, known, found)),
        Section(say("Stands"), tuple(_stand(about, target, some) for target, some in _telling(held)[:_STANDS])),
        Section(say("Lately"), tuple(event_line(some, brief=True) for some in latest_first(told)[:_EVENTS])),
        _most_quoted(said),
        _listed(say("With"), _companions(about, found, told)),
    )
    kind = _KIND.get(found.kind)
    return first or (say(kind) if kind else ""), tuple(section for section in sections if section.lines)


def _listed(heading: str, words: Sequence[str]) -> Section:
    return Section(heading, (Line(joined(words)),) if words else ())


def _offices(known: Iterable[NameEntry]) -> list[str]:
    """Returns the offices that the gazetteer knows, with their terms, the current one first."""
    titles = dict.fromkeys(title for entry in known for title in entry.titles)
    ranked = sorted(titles, key=lambda title: (title.until is not None, _newest_first(title.since)))
    return [_office(title) for title in ranked]


def _newest_first(day: str | None) -> int:
    bounds = date_bounds(day)
    return -int(bounds[0].replace("-", "")) if bounds else 0


def _office(title: Title) -> str:
    office = office_words(title.title)
    office = say("{office} of {state}", office=office, state=with_article(title.of)) if title.of else office
    since, until = (date_words(day) if day else "" for day in (title.since, title.until))
    if since and until:
        return say("{office}, {since} to {until}", office=office, since=since, until=until)
    if since or until:
        term = say("since {day}", day=since) if since else say("until {day}", day=until)
        return f"{office}, {term}"
    return office


def _role(role: str, first: str, last: str) -> str:
    """Returns a role that articles give, with the days of these articles."""
    if not first:
        return role
    days = date_words(first)
    if first != last:
        days = say("{since} to {until}", since=days, until=date_words(last))
    return say("{role} in articles of {days}", role=role, days=days)


def _aliases(about: Subject, known: Iterable[NameEntry], found: NamedRole) -> list[str]:
    names = (*found.names, *(alias for entry in known for alias in entry.aliases))
    others = {name.casefold(): name for name in reversed(names) if name.casefold() != about.name.casefold()}
    return list(others.values())[::-1][:_ALIASES]


def _telling(held: Iterable[ShownStance]) -> list[tuple[Subject, list[ShownStance]]]:
    return [(target, some) for target, some in by_target(held) if says_something(target)]


def _stand(about: Subject, target: Subject, held: list[ShownStance]) -> Line:
    return Line(sentence_case(position_words(about, target, held)), _once(held))


def _once(held: Iterable[ShownStance]) -> tuple[Evidence, ...]:
    return tuple({stance.evidence.source.article: stance.evidence for stance in held}.values())


def _most_quoted(said: list[ShownQuotation], *, speakers: bool = False) -> Section:
    """Returns the words that most articles quote, with their speakers if wanted; if none are in two articles, the newest."""
    every = wholes(said)
    own = [quotation for quotation in every if quotation.kind != QuotationKind.INDIRECT]
    by_words: defaultdict[str, list[ShownQuotation]] = defaultdict(list)
    for quotation in own or every:
        by_words["".join(filter(str.isalnum, quotation.content.casefold()))].append(quotation)
    ranked = sorted(by_words.values(), key=lambda some: -len({quote.evidence.source.article for quote in some}))
    if not ranked:
        return Section("")
    most = ranked[0]
    words = said_words(most[0])
    if speakers:
        words = say("{speaker}: {words}", speaker=called(most[0].speaker), words=words)
    heading = say("Most quoted") if len(most) > 1 else say("Quoted last")
    return Section(heading if own else say("As reported"), (Line(words, tuple(quote.evidence for quote in most)),))


def _companions(about: Subject, found: NamedRole, told: Iterable[ShownEvent]) -> list[str]:
    """Returns who else took part in its events, most often first: "Vladimir Putin (3)"."""
    own = {name.casefold() for name in (about.name, *found.names)}
    of_event = {event.subject.id: {*event.agents, *event.recipients} for event in told}
    together = Counter(name for names in of_event.values() for name in names if name.casefold() not in own)
    return [
        f"{named(name)} ({times})"
        for name, times in sorted(together.items(), key=lambda pair: (-pair[1], pair[0]))[:_WITH]
    ]


# ---- An event, an issue ---------------------------------------------------------------------------------------------


def _of_event(about: Subject, held: list[ShownStance], told: list[ShownEvent]) -> tuple[str, tuple[Section, ...]]:
    own = [event for event in told if event.subject.id == about.id]
    beside = [event for event in told if event.subject.id != about.id]
    earlier = {subject.id for event in own for subject in event.after}
    before = [event for event in beside if event.subject.id in earlier]
    after = [event for event in beside if any(subject.id == about.id for subject in event.after)]
    reports = {event.evidence.source.article: event.evidence for event in own}
    outlets = list(dict.fromkeys(evidence.source.outlet for evidence in reports.values() if evidence.source.outlet))
    sections = (
        _listed(say("Who did it"), _named(name for event in own for name in event.agents)),
        _listed(say("To whom"), _named(name for event in own for name in event.recipients)),
        _listed(say("Where"), _named(event.place for event in own if event.place)),
        Section(say("Reports"), _reports(reports, outlets)),
        Section(say("Before"), tuple(event_line(some, brief=True) for some in latest_first(before)[:_EVENTS])),
        Section(say("After"), tuple(event_line(some, brief=True) for some in latest_first(after)[:_EVENTS])),
        *_for_and_against(held),
    )
    best = event_line(latest_first(own)[0], brief=True) if own else None
    headline = (
        f"{type_words(own[0].type) if own[0].named else happened_words(own[0])}, {best.when}" if own and best else ""
    )
    return headline, tuple(section for section in sections if section.lines)


def _reports(reports: dict[int, Evidence], outlets: list[str]) -> tuple[Line, ...]:
    if not reports:
        return ()
    return (Line(reports_by(len(reports), _few(outlets)), tuple(reports.values())[:1]),)


def _named(names: Iterable[str]) -> list[str]:
    """Returns the names, most frequent first."""
    times = Counter(names)
    return [named(name) for name in sorted(times, key=lambda name: (-times[name], name))[:_WITH]]


def _for_and_against(held: list[ShownStance]) -> list[Section]:
    """Returns who is for and who is against it, strongest first, one line per side."""
    return [
        Section(side_words(side), (Line(joined(_few([named(some[0].holder.name) for some in held_by])), _once(stance for some in held_by for stance in some)),))
        for side, held_by in sides(held)
    ]  # fmt: skip


def _few(names: Sequence[str]) -> list[str]:
    more = [say("{n} more", n=len(names) - _SIDE)] if len(names) > _SIDE else []
    return [*names[:_SIDE], *more]


def _of_issue(
    held: list[ShownStance], told: list[ShownEvent], said: list[ShownQuotation]
) -> tuple[str, tuple[Section, ...]]:
    sections = (
        *_for_and_against(held),
        Section(say("Lately"), tuple(event_line(some, brief=True) for some in latest_first(told)[:_EVENTS])),
        _most_quoted(said, speakers=True),
    )
    counts = [side_count(side, len(held_by)) for side, held_by in sides(held)]
    return joined(counts) or say("an issue"), tuple(section for section in sections if section.lines)
