"""Loads the reviewed word lists (`data/*.toml`) into the frozen tables that reading uses."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from bot.errors import FaultError
from bot.knowledge.satire import satirical_outlets
from bot.knowledge.topics import topic_words
from bot.model.facts import EventType, Polarity
from bot.reading.grammar.morphology import singular
from bot.reading.lexicon import (
    EventWords,
    IssueWords,
    Lexicon,
    OpenClasses,
    PageWords,
    People,
    ReportingWords,
    StanceWords,
    Titles,
    VerbFrame,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def load_lexicon(folder: Path) -> Lexicon:
    """Load all word lists in `folder`.

    Raises:
        FaultError: a list is missing or invalid; the message names the file.
    """
    page, verbs, reporting, stances, titles, everyday, event_words, issue_words, open_classes, people, given, names = (
        _table(folder / f"{name}.toml")
        for name in (
            "boilerplate",
            "verbs",
            "reporting",
            "stances",
            "titles",
            "everyday",
            "event_words",
            "issues",
            "open_classes",
            "people",
            "given_names",
            "names",
        )
    )
    try:
        nouns = {name: frozenset(text.split()) for name, text in verbs["classes"].items()}
        frames = _frames({kind: row["verbs"] for kind, row in verbs.items() if kind in EventType.__members__}, nouns)
        plain = _frames(verbs["plain"], nouns)
        reporting_words, stance_words = _reporting_words(reporting), _stance_words(stances)
        return Lexicon(
            satirical=satirical_outlets(),
            page=PageWords(
                frozenset(page["agencies"].split()),
                tuple(page["begins"]),
                tuple(page["credits"]),
                frozenset(page["final"]),
                frozenset(page["small"].split()),
                frozenset(page["titles"].split()),
            ),
            everyday=frozenset(everyday["words"].split()),
            verbs=frozenset(
                {verb.split("_")[0] for verb in (*frames, *plain, *reporting_words.putting)}
                | set(everyday["verbs"].split())
            ),
            frames=frames,
            plain=plain,
            nouns={
                noun: EventType(kind)
                for kind, row in verbs.items()
                if kind in EventType.__members__
                for noun in row["nouns"].split()
            },
            light=frozenset(verbs["light"]["verbs"].split()),
            getting=frozenset(verbs["getting"]["verbs"].split()),
            undo=frozenset(verbs["undo"]["verbs"].split()),
            admitting=frozenset(verbs["admitting"]["verbs"].split()),
            ready=frozenset(verbs["ready"]["adjectives"].split()),
            verbal=frozenset(verbs["verbal"]["verbs"].split()),
            failed=frozenset(verbs["modes"]["failed"].split()),
            averted=frozenset(verbs["modes"]["averted"].split()),
            caused=frozenset(verbs["modes"]["caused"].split()),
            achieved=frozenset(verbs["modes"]["achieved"].split()),
            charging=frozenset(f"{verbs['modes']['charging']} {verbs['modes']['suspecting']}".split()),
            suspecting=frozenset(f"{verbs['modes']['suspecting']} {verbs['modes']['suspicions']}".split()),
            charged=frozenset(verbs["modes"]["charged"].split()),
            suffered=frozenset(verbs["suffered"]["nouns"].split()),
            befalling_owner=frozenset(verbs["suffered"]["always"].split()),
            play=frozenset(verbs["play"]["words"].split()),
            only_play=frozenset(verbs["play"]["only"].split()),
            plotted=frozenset(verbs["modes"]["plotted"].split()),
            reporting=reporting_words,
            stance_words=stance_words,
            event_words=_event_words(event_words),
            issue_words=_issue_words(issue_words),
            open=OpenClasses(**{name: frozenset(text.split()) for name, text in open_classes.items()}),
            titles=_titles(titles, given, names),
            people=People(**{name: frozenset(text.split()) for name, text in people.items()}),
            referents=_weights(folder / "referents.tsv"),
            topics=topic_words(folder),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise FaultError(f"a word list under {folder.name}/ is invalid: {error!r}") from error


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FaultError(f"the word list {path.name} can't be read: {error}") from error


def _weights(path: Path) -> dict[str, float]:
    """The trait and its weight in each line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise FaultError(f"the weights {path.name} can't be read: {error}") from error
    return {trait: float(weight) for trait, weight in (line.split("\t") for line in lines)}


def _frames(verbs: Mapping[str, str], nouns: Mapping[str, frozenset[str]]) -> dict[str, tuple[VerbFrame, ...]]:
    frames: dict[str, list[VerbFrame]] = {}
    for kind, entries in verbs.items():
        for entry in entries.split():
            pattern, _, wanted = entry.partition(":")
            if wanted.count("/"):
                wanted, _, where = wanted.partition("/")
            else:
                pattern, _, where = pattern.partition("/")
            lemma, *words = pattern.split("_")
            frame = VerbFrame(
                type=EventType(kind),
                lemma=lemma,
                words=tuple(words),
                recipients=tuple(where.split(",")) if where else ("obj",),
                object_class=nouns[wanted.lstrip("!")] if wanted.strip("!-") else None,
                negated_class=wanted.startswith("!"),
                no_object=wanted == "-",
            )
            frames.setdefault(lemma, []).append(frame)
    demanding = {
        lemma: sorted(rows, key=lambda row: (-len(row.words), row.object_class is None or row.negated_class))
        for lemma, rows in frames.items()
    }
    return {lemma: tuple(rows) for lemma, rows in demanding.items()}


def _reporting_words(table: dict[str, Any]) -> ReportingWords:
    say, quote_only, think, named = (
        frozenset(table["verbs"][kind].split()) for kind in ("say", "quote_only", "think", "object")
    )
    return ReportingWords(
        say=say,
        claiming=frozenset(table["verbs"]["claim"].split()),
        quote_only=quote_only,
        think=think,
        object=named,
        marking=say | quote_only,
        speaking=say | quote_only | think,
        putting=say | quote_only | think | named | frozenset(table["verbs"]["put"].split()),
        issuing=frozenset(table["verbs"]["issue"].split()),
        setting_off=frozenset(table["verbs"]["set_off"].split()),
        circumstances=frozenset(table["circumstances"]["words"].split()),
        not_yet=frozenset(table["circumstances"]["not_yet"].split()),
        statements=frozenset(table["circumstances"]["statements"].split()),
        listing=frozenset(table["circumstances"]["listing"].split()),
        nouns=frozenset(table["nouns"]["that"].split()),
        phrases=tuple(tuple(phrase.split()) for phrase in table["phrases"]["according"]),
        works=frozenset(table["titles"]["works"].split()),
    )


def _sided(table: dict[str, Any]) -> dict[str, Polarity]:
    return {
        word.partition("/")[0]: polarity
        for polarity in (Polarity.SUPPORTS, Polarity.OPPOSES)
        for word in table[polarity.value].split()
    }


def _stance_words(table: dict[str, Any]) -> StanceWords:
    predicates = table["predicates"]
    judging = {
        (pair.partition(":")[0], pair.partition(":")[2]): polarity
        for pair, polarity in _sided(table["judging"]).items()
    }
    ties = dict.fromkeys(predicates["close_ties"].split(), Polarity.SUPPORTS) | dict.fromkeys(
        predicates["bad_ties"].split(), Polarity.OPPOSES
    )
    return StanceWords(
        judgements=_sided(table["judgements"]),
        calling=frozenset(table["judgements"]["calling"].split()),
        judging=judging,
        predicates=_sided(predicates),
        predicate_prepositions=frozenset(predicates["prepositions"].split()),
        tie_nouns=frozenset(singular(noun) for noun in predicates["ties"].split()),
        tie_words=ties,
        sides=_sided(table["sides"]),
        verbs=_sided(table["verbs"]),
        prefixes={
            prefix: polarity
            for polarity in (Polarity.SUPPORTS, Polarity.OPPOSES)
            for prefix in table["prefixes"][polarity.value]
        },
        emotions=_sided(table["emotions"]),
        giving=frozenset(table["giving"]["verbs"].split()),
    )


def _event_words(table: dict[str, Any]) -> EventWords:
    nouns, things, times, no_verbs = (frozenset(table[key].split()) for key in ("nouns", "things", "times", "no_verbs"))
    befalling, decided, disasters = (frozenset(table[name].split()) for name in ("befalling", "decided", "disasters"))
    return EventWords(nouns, things, times, no_verbs, tuple(table["endings"]), befalling, decided, disasters)


def _issue_words(table: dict[str, Any]) -> IssueWords:
    return IssueWords(
        heads=frozenset(table["heads"].split()),
        alone=frozenset(table["alone"].split()),
        alike={noun: first for first, others in table["alike"].items() for noun in (first, *others.split())},
        back=frozenset(table["back"]["heads"].split()),
        never=frozenset(table["never"]["heads"].split()),
        measuring=frozenset(table["measuring"]["nouns"].split()),
        judging=frozenset(table["judging"]["words"].split()),
    )


def _titles(table: dict[str, Any], given: dict[str, Any], names: dict[str, Any]) -> Titles:
    women, men, either = (frozenset(given[sex].split()) for sex in ("women", "men", "either"))
    common, female = (frozenset(table[kind]["names"].split()) for kind in ("given", "female"))
    return Titles(
        offices=frozenset(tuple(title.split()) for title in table["offices"]),
        particles=frozenset(table["particles"].split()),
        patronymics=frozenset(table["patronymics"].split()),
        two_surnames=frozenset(table["two_surnames"].split()),
        honorifics=frozenset(table["honorifics"].split()),
        organs=frozenset(table["organs"].split()),
        groups=frozenset(table["groups"].split()),
        relatives=frozenset(table["relatives"].split()),
        figures=frozenset(table["figures"].split()),
        trades=frozenset(table["trades"].split()),
        leading=frozenset(names["leading"]),
        ranks=frozenset(table["ranks"].split()),
        notable=frozenset(table["notable"].split()),
        pets=frozenset(table["pets"].split()),
        no_relation=tuple(tuple(phrase.split()) for phrase in table["no_relation"]),
        ships=frozenset(table["ships"].split()),
        monuments=frozenset(table["monuments"].split()),
        firms=frozenset(table["firms"].split()),
        bodies=frozenset(table["bodies"].split()),
        clubs=frozenset(table["clubs"].split()),
        openers=frozenset(phrase.split()[0] for phrase in (*table["offices"], *table["world"])),
        world={tuple(phrase.split()): name for phrase, name in table["world"].items()},
        given=common | women | men | either,
        teams=frozenset(table["teams"].split()),
        civic=frozenset(table["civic"].split()),
        helpers=frozenset(table["helpers"].split()),
        female=female | women | frozenset(table["female"]["titles"].split()),
        male=(common | men) - female - women - either,
    )
