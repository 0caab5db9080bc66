"""Finds mentions of actors in capitalised words: names of the gazetteer, and persons introduced by the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, EventType, Form
from bot.reading.actors.namesakes import calling, entries_at
from bot.reading.actors.sexes import honoured_woman, is_told_otherwise, means_the_known
from bot.reading.actors.title_words import title_at, title_ends
from bot.reading.cast import FoundMention
from bot.reading.gazetteer import SUFFIXES, fold
from bot.reading.grammar.function_words import PLACE_BEFORE
from bot.reading.grammar.morphology import base_form, singular

LONGEST_NAME = 5

if TYPE_CHECKING:
    from bot.reading.gazetteer import GazetteerEntry
    from bot.reading.scene import Scene

_GRADES = frozenset({"rear", "vice", "staff", "master", "first", "chief"})
"""Words before a rank that grade it: "Rear Adm."."""
_CALLING = re.compile(r"(?:ist|ian|er|or|man|woman|crat|can|ant|ive)$")
"""Endings of words for occupations."""
_NOBLE = frozenset({"lord", "lady"})
_SAID = frozenset({"VBD", "VBZ", "VBP"})


def in_date(scene: Scene, i: int) -> bool:
    """True if a name is part of a date: `May 25`."""
    token = scene.tokens[i]
    return any(expression.span.start <= token.start < expression.span.end for expression in scene.dates)


def common(scene: Scene, first: int, last: int) -> bool:
    """True if a sequence of capitalised words has only everyday words ("Technical Officer")."""
    return all(
        token.lower in scene.lexicon.everyday and token.text not in scene.lexicon.titles.given
        for token in scene.tokens[first:last]
    )


def run_from(scene: Scene, i: int) -> int:
    """Returns the end of the sequence of capitalised words that begins at `i` (with particles inside it)."""
    j = i
    while j < len(scene.tokens):
        word = scene.tokens[j].text
        capital = word[:1].isupper() and (scene.syntax.tags[j] in ("NNP", "NN", "NNS", "JJ", "CD") or j > i)
        if (
            not (capital or (j > i and behind_particles(scene, j) is not None))
            or j - i >= 8
            or scene.syntax.adverbial[j]
        ):
            break
        j += 1
    return j


def behind_particles(scene: Scene, i: int) -> int | None:
    """Returns the capitalised word behind the particle or particles that begin at `i`, if there is one: `de la | Cruz`."""
    at = i
    while at < len(scene.tokens) and scene.tokens[at].lower in scene.lexicon.titles.particles:
        at += 1
        if at < len(scene.tokens) and scene.tokens[at].text[:1].isupper():
            return at
    return None


def words_of_name(scene: Scene, first: int, last: int) -> int:
    """Returns how many words a name has besides its particles."""
    return sum(token.lower not in scene.lexicon.titles.particles for token in scene.tokens[first:last])


def chosen(scene: Scene, entries: list[GazetteerEntry], i: int) -> GazetteerEntry | None:
    """Returns the actor meant among several with one name at token `i`: the one already mentioned, else the only one that needs no further evidence."""
    actors = {entry.actor for entry in entries}
    if all(entry.weak and _another(scene, entry) for entry in entries):
        return None
    if len(actors) == 1 and entries[0].weak and means_the_known(scene, entries[0], i):
        return entries[0]
    met = [
        entry
        for entry in entries
        if entry.actor in scene.cast.actors and not entry.capital and not (entry.weak and _another(scene, entry))
    ]
    if len(met) > 1 and all(scene.cast.actors[entry.actor].kind is ActorKind.PERSON for entry in met):
        meant = scene.cast.in_office([entry.actor for entry in met])
        return next((entry for entry in met if entry.actor == meant), None)
    if met:
        return met[0]
    if len(entries[0].words) == 1 and _introduced_in_full(scene, entries[0]):
        return None
    strong = [entry for entry in entries if not entry.weak]
    if len({entry.actor for entry in strong}) == 1:
        return strong[0]
    if strong:
        states = [
            entry
            for entry in strong
            if scene.cast.gazetteer.rows[entry.actor].kind is ActorKind.COUNTRY and not entry.capital
        ]
        return states[0] if states else strong[0]
    surname = entries[0].words[-1]
    if surname in scene.cast.surnames:
        meant = scene.cast.surnames[surname]
        return entries[0] if actors == {meant} else None
    return entries[0] if len(actors) == 1 else _in_the_lead(scene, entries)


def _in_the_lead(scene: Scene, entries: list[GazetteerEntry]) -> GazetteerEntry | None:
    """Returns the only one among persons of one surname who was in office on the article's day, if that office leads a state."""
    offices = [(entry, scene.cast.office_of(entry.actor)) for entry in entries]
    holding = [(entry, office) for entry, office in offices if office is not None]
    if len(holding) != 1:
        return None
    entry, office = holding[0]
    return entry if office.title.lower() in scene.lexicon.titles.leading else None


def _another(scene: Scene, entry: GazetteerEntry) -> bool:
    """True if a short name means somebody else here: a namesake, or the bearer of a given name whom the article never names."""
    row = scene.cast.gazetteer.rows[entry.actor]
    if row.kind is not ActorKind.PERSON:
        return False
    crowned = (row.name.split()[0].lower(),) in scene.lexicon.titles.offices
    return scene.cast.is_another(entry.actor, entry.words[-1]) or (
        crowned and entry.actor not in scene.cast.roster.listed
    )


def _introduced_in_full(scene: Scene, entry: GazetteerEntry) -> bool:
    """True if the article uses this word for another actor: as a person's surname or as an organisation's short name."""
    person = scene.cast.surnames.get(entry.words[0])
    if entry.form is Form.DEMONYM:
        return False
    if entry.actor in scene.cast.roster.listed:
        person = entry.actor  # "Joe Biden and Hunter Biden met": "Biden" alone is the one everybody knows
    body = scene.cast.bodies.get(entry.words[0]) if entry.weak or entry.capital else None
    return (person is not None and person != entry.actor) or (body is not None and body != entry.actor)


def plausible(scene: Scene, entry: GazetteerEntry, i: int, last: int, run: int) -> bool:
    """True if the context of a name of the gazetteer allows it: capital cities only if they act, surnames not after another given name."""
    row, before = scene.cast.gazetteer.rows[entry.actor], scene.tokens[i - 1] if i else None
    if entry.capital:
        alone = (
            i == 0 or not before or not before.text[:1].isupper() or scene.syntax.tags[i - 1] != "NNP"
        ) and run == last
        listed = before is not None and before.text == "," and i >= 2 and scene.tokens[i - 2].text[:1].isupper()
        after = scene.tokens[last].text if last < len(scene.tokens) else ""
        owns = last < len(scene.tokens) and scene.syntax.tags[last] == "POS"
        if owns and any(word in scene.lexicon.titles.civic for word in scene.syntax.words[last + 1 : last + 3]):
            return False
        placed = before is not None and before.lower in PLACE_BEFORE and not (owns and before.lower == "of")
        placed = placed and not _handed_to(scene, i)
        abroad = after == "," and last + 1 < len(scene.tokens) and scene.tokens[last + 1].text[:1].isupper()
        return alone and not placed and not listed and not abroad
    if row.kind is ActorKind.PERSON and not entry.weak and borne_by_a_thing(scene, i, last):
        return False
    given = before is not None and before.text in scene.lexicon.titles.given and before.text[:1].isupper()
    if row.kind is not ActorKind.PERSON:
        return not (given and entry.form in (Form.NAME, Form.ALIAS) and last - i == 1)
    if entry.weak and last - i == 1:
        # A surname after another given name is another person; before another name it is a given name.
        other = (
            before is not None
            and scene.syntax.tags[i - 1] == "NNP"
            and before.text[:1].isupper()
            and not title_ends(scene, i)
            and scene.mention_at(i - 1) is None
        )
        return not other and not (
            run > last
            and scene.syntax.tags[last] == "NNP"
            and scene.tokens[last].text not in scene.lexicon.titles.bodies
        )
    return True


def borne_by_a_thing(scene: Scene, first: int, last: int) -> bool:
    """True if a name belongs to a ship or another thing named after a person: `USS Ronald Reagan`, `John F. Kennedy Airport`."""
    if first and scene.texts[first - 1] in scene.lexicon.titles.ships:
        return True
    return last < len(scene.texts) and scene.texts[last] in scene.lexicon.titles.monuments


def _handed_to(scene: Scene, i: int) -> bool:
    """True if something is given to a capital, so that it means its government: `an ultimatum to Damascus`, `aid to Kabul`."""
    if i < 2 or scene.tokens[i - 1].lower != "to":
        return False
    kind = scene.lexicon.nouns.get(singular(scene.tokens[i - 2].lower))
    return kind is not None and kind not in (EventType.CONSULT, EventType.ASSAULT)


def open_run(scene: Scene, i: int, run: int) -> tuple[FoundMention | None, int]:
    """Returns the mention for a sequence of capitalised words on no list, and where to go on.

    It is a surname mentioned before, or a person if its given name, context or later use show so.
    """
    if run <= i:
        return None, i + 1
    tags = scene.syntax.tags
    first = _behind_honorifics(scene, i, run)
    last = first
    while (
        last < run
        and (
            tags[last] == "NNP"
            or scene.tokens[last].lower in scene.lexicon.titles.particles
            or _surname_alone(scene, last)
        )
        and words_of_name(scene, first, last) < LONGEST_NAME
    ):
        entries = entries_at(scene, last)
        another = title_at(scene, last) or (scene.number, last) in scene.cast.roster.runs
        another = another or bool(entries and len(entries[0].words) > 1)
        if last > first and (another or (entries and entries[0].form is Form.DEMONYM)):
            break
        last += 1
    if last == first:
        return None, i + 1
    if all(scene.tokens[j].lower in scene.lexicon.titles.particles for j in range(first, last - 1)) or first > i:
        actor = _by_surname(scene, i, first, last)
        return FoundMention(first, last, actor, Form.NAME) if actor else None, last
    first = given_name(scene, first, last)
    if borne_by_a_thing(scene, first, last) or scene.texts[last - 1] in scene.lexicon.titles.monuments:
        return None, last
    if scene.tokens[first].text in scene.lexicon.titles.given or (
        not common(scene, first, last) and _introduced(scene, first, last)
    ):
        return FoundMention(first, last, scene.cast.person(scene.words(first, last)).id, Form.NAME), last
    return None, last


def _by_surname(scene: Scene, i: int, first: int, last: int) -> str | None:
    """Whom a surname alone means, or an honorific at token `i` and a surname; nobody if it is a man and the words tell of a woman, or the other way round."""
    cast, surname = scene.cast, scene.folded[last - 1]
    actor = (
        _known_by_honorific(scene, first)
        or cast.bearer(surname, honoured_woman(scene, first), scene.lexicon.titles.female)
        or (cast.surnames.get(surname) if len(cast.bearers.get(surname, ())) < 2 else None)
        or _by_first_name(scene, first)
        or cast.bodies.get(surname)
    )
    if actor is None and first > i and (peer := _peer(scene, i, last)):
        cast.surnames[surname] = actor = peer
    if actor is None and first > i:
        actor = cast.person(scene.words(first, last)).id
    return None if actor and is_told_otherwise(scene, actor, first, surname) else actor


def _peer(scene: Scene, i: int, last: int) -> str | None:
    """The person whose title of nobility stands between commas behind the name: `Jane Example, Lady Carfax, said`."""
    words = scene.syntax.words
    if words[i] not in _NOBLE or i < 2 or words[i - 1] != "," or words[last : last + 1] != [","]:
        return None
    if scene.syntax.tags[last + 1 : last + 2] in (["NNP"], ["CC"]):
        return None  # a list
    before = scene.mention_at(i - 2)
    person = before and before.form is Form.NAME and scene.cast.actors[before.actor].kind is ActorKind.PERSON
    return before.actor if before and person else None


def introduced_at(scene: Scene, i: int) -> FoundMention | None:
    """Returns the mention of a person whom the article names in full here."""
    last = scene.cast.roster.runs.get((scene.number, i))
    if last is None:
        return None
    short = last - i == 1 or (last - i == 2 and scene.folded[last - 1] in SUFFIXES)
    name = _in_full(scene, i, last) if short else scene.words(i, last)
    actor = scene.cast.person(name).id
    if not short and (trade := calling(scene, i, last)):
        scene.cast.introduce(actor, trade, None)
    return FoundMention(i, last, actor, Form.NAME)


def _in_full(scene: Scene, i: int, last: int) -> str:
    """The full name for `DA Vance` or `Trump Jr` if the article has it elsewhere; else the words themselves."""
    cast = scene.cast
    suffix = scene.folded[last - 1] if last - i == 2 else None
    names = list(cast.roster.bearers.get(scene.folded[i], ()))
    if suffix:
        names += [cast.gazetteer.rows[actor].name for actor in sorted(cast.roster.listed)]
        ends = (scene.folded[i], suffix)
        names = [name for name in names if tuple(fold(word) for word in name.split()[-2:]) == ends]
    return max(names, key=lambda name: len(name.split()), default=scene.words(i, last))


def _known_by_honorific(scene: Scene, i: int) -> str | None:
    """The known person whom an honorific tells from a relative: `Mr Example` where the article introduces his wife."""
    entries = entries_at(scene, i)
    known = len(entries) == 1 and entries[0].weak and means_the_known(scene, entries[0], i)
    return scene.cast.known(entries[0].actor).id if known else None


def _behind_honorifics(scene: Scene, i: int, run: int) -> int:
    """The token where a name begins behind honorifics and ranks: `Lt. Gen. Keith Kellogg`, `Rear Adm. Ann Lund`."""
    first = i

    def honours(at: int) -> bool:
        return scene.tokens[at].lower.rstrip(".") in scene.lexicon.titles.honorifics

    while run > first + 1 and (
        honours(first) or (scene.tokens[first].lower in _GRADES and run > first + 2 and honours(first + 1))
    ):
        first += 1
    return first


def _surname_alone(scene: Scene, i: int) -> bool:
    """True for a surname mentioned before that opens a sentence and is tagged as a noun: a noun would have an article. `Price then left`."""
    phrase = scene.syntax.phrase_from(i)
    alone = i == 0 and phrase is not None and phrase.last == 1 and scene.syntax.tags[i] == "NN"
    cast = scene.cast
    return alone and (scene.folded[i] in cast.surnames or scene.folded[i] in cast.roster.bearers)


def given_name(scene: Scene, first: int, last: int) -> int:
    """Returns the token where the given name begins, after an occupation or other words: "Ecologist Ryan Norris", "House Nancy Pelosi"."""
    if scene.tokens[first].text in scene.lexicon.titles.given:
        return first
    at = next((j for j in range(first + 1, last - 1) if scene.tokens[j].text in scene.lexicon.titles.given), first)
    calling = all(common(scene, j, j + 1) or _CALLING.search(scene.tokens[j].lower) for j in range(first, at))
    return at if calling else first


def _by_first_name(scene: Scene, i: int) -> str | None:
    """The person with this given name, if there is only one: `Terri` after Terri Collins was mentioned, `Faisal` after Faisal bin Turki."""
    found = scene.cast.firsts.get(scene.folded[i], set())
    if len(found) != 1:
        return None
    actor = next(iter(found))
    son_of = not scene.lexicon.titles.patronymics.isdisjoint(scene.cast.actors[actor].name.lower().split()[1:2])
    return actor if son_of or scene.tokens[i].text in scene.lexicon.titles.given else None


def _in_apposition(scene: Scene, first: int, last: int) -> bool:
    """True if a name stands between commas right after a noun for a person: `her spokesperson, Steffen Seibert, said`."""
    words, size = scene.syntax.words, len(scene.tokens)
    closed = last >= size or words[last] in (",", ".", ";", "—")
    return closed and first >= 2 and words[first - 1] == "," and words[first - 2] in scene.lexicon.titles.figures


def _introduced(scene: Scene, first: int, last: int) -> bool:
    """True if the context shows that capitalised words are a person: ", who", ", 24,", a verb of saying."""
    words, tags, size = scene.syntax.words, scene.syntax.tags, len(scene.tokens)
    if last - first > 3:
        return False
    if (
        last + 1 < size
        and words[last] == ","
        and (
            words[last + 1] == "who"
            or (words[last + 1].isdigit() and len(words[last + 1]) == 2 and last + 2 < size and words[last + 2] == ",")
        )
    ):
        return True
    if _in_apposition(scene, first, last):
        return True
    if last + 2 < size and words[last] == "," and any(title_at(scene, i) for i in range(last + 1, min(last + 5, size))):
        return True
    if last < size and tags[last] in _SAID and base_form(words[last], tags[last]) in scene.lexicon.reporting.say:
        return scene.tokens[last - 1].text not in scene.lexicon.titles.bodies
    return first > 0 and tags[first - 1] in _SAID and words[first - 1] in ("said", "says")
