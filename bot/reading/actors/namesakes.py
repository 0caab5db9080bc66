"""Finds the known persons whose name somebody else has in an article: `a dentist called Jane Example`, `Footballer Jane Example`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind
from bot.reading.actors.title_words import title_at, title_ends, title_of
from bot.reading.grammar.morphology import singular, verb_bases
from bot.reading.grammar.syntax import FINITE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model.gazetteer import KnownActor
    from bot.reading.cast import Cast
    from bot.reading.gazetteer import GazetteerEntry
    from bot.reading.scene import Scene

_SETS_OFF = frozenset({",", "("})
_CLOSES = frozenset({",", ")", ".", ";"})
_INDEFINITE = frozenset({"a", "an"})
_DEFINITE = frozenset({"the", *_INDEFINITE})
_YOUNGEST = 25
"""Hardly anybody holds an office of note before that age."""
_FARTHEST = 4
_BEFORE_TITLE = frozenset({"DT", "JJ", "NNP", "POS", "PRP$"})


def namesakes(scenes: Sequence[Scene], cast: Cast) -> dict[str, tuple[int, int]]:
    """Returns the known persons whose full name somebody else has, each with the place (scene, token) from which on it means the other.

    It does from the start, unless the article tells of the known person by an office, or before it introduces the other (`a man called`).
    """
    found: dict[str, tuple[int, int]] = {}
    meant: dict[str, tuple[int, int]] = {}
    described: set[str] = set()
    for scene in scenes:
        for i, last, entry in _persons(scene):
            place, row = (scene.number, i), cast.gazetteer.rows[entry.actor]
            if _in_office(scene, i, last, entry.actor):
                meant[entry.actor] = (-1, 0)
            elif not entry.weak and _is_described(scene, i, last, row):
                found.setdefault(entry.actor, place)
                described.add(entry.actor)
            elif not entry.weak and _is_called(scene, i, last, row):
                found.setdefault(entry.actor, place)
            elif not entry.weak and entry.actor not in described:
                meant.setdefault(entry.actor, place)
    return {
        actor: place if _is_met(meant.get(actor), place, actor in described) else (0, 0)
        for actor, place in found.items()
    }


def _is_met(meant: tuple[int, int] | None, place: tuple[int, int], described: bool) -> bool:
    """True if the article tells of the known person, too: by an office, or before a place that introduces the other."""
    return meant is not None and (meant[0] < 0 or (meant < place and not described))


def entries_at(scene: Scene, i: int) -> list[GazetteerEntry]:
    """Returns the gazetteer's names at token `i`, without the persons whose namesake is meant there."""
    cast, found = scene.cast, scene.cast.gazetteer.at(scene.folded, scene.texts, i)
    if not cast.namesakes:
        return found
    return [
        entry
        for entry in found
        if (scene.number, i) < cast.namesakes.get(entry.actor, (scene.number + 1, 0))
        or _in_office(scene, i, i + len(entry.words), entry.actor)
    ]


def calling(scene: Scene, first: int, last: int) -> str | None:
    """Returns what tells whoever has a known person's name from that person: a trade beside it, or that it is a namesake; None if the name is nobody's whom we know."""
    entries = scene.cast.gazetteer.at(scene.folded, scene.texts, first)
    if scene.cast.namesakes.keys().isdisjoint(entry.actor for entry in entries):
        return None
    words, trades = scene.syntax.words, scene.lexicon.titles.trades
    behind = _past_age(scene, last)
    phrase = scene.syntax.phrase_from(behind) if behind is not None else None
    near = [words[first - 1]] if first else []
    near += [words[first - 2]] if first > 1 else []  # "a dentist called", "a nurse,"
    near += [words[phrase.head]] if phrase is not None else []
    return next((word for word in near if word in trades), "namesake")


def strangers(scene: Scene) -> Iterator[int]:
    """Yields the tokens where a gazetteer surname alone can't mean that person: `DA Vance`, `Judge Vance`, `Modi, a nurse in Leeds,`."""
    trades, words, tags = scene.lexicon.titles.trades, scene.syntax.words, scene.syntax.tags
    for i, word in enumerate(words):
        entries = scene.cast.gazetteer.at(scene.folded, scene.texts, i)
        rows = [scene.cast.gazetteer.rows[entry.actor] for entry in entries if entry.weak and len(entry.words) == 1]
        if not rows or any(row.kind is not ActorKind.PERSON for row in rows) or word in scene.lexicon.everyday:
            continue
        title = scene.texts[i - 1] if i else ""
        letters = title.isupper() and "." not in title and len(title) in (2, 3)
        unheard = letters and (words[i - 1],) not in scene.lexicon.titles.offices
        phrase = scene.syntax.phrase_from(i + 2) if words[i + 1 : i + 2] == [","] and i + 2 < len(words) else None
        alone = i == 0 or tags[i - 1] != "NNP" or title_ends(scene, i)
        apart = alone and phrase is not None and tags[phrase.first] == "DT" and words[phrase.head] in trades
        called = i > 1 and tags[i - 1] == "VBN" and _is_naming(scene, i - 1, i + 1, as_whom=False)
        if apart or called or unheard or (words[i - 1 : i] == [title.lower()] and title.lower() in trades):
            yield i


def _persons(scene: Scene) -> Iterator[tuple[int, int, GazetteerEntry]]:
    """Yields the gazetteer's persons whose names a scene has: first token, end, entry."""
    for i in range(len(scene.tokens)):
        for entry in scene.cast.gazetteer.at(scene.folded, scene.texts, i):
            if scene.cast.gazetteer.rows[entry.actor].kind is ActorKind.PERSON:
                yield i, i + len(entry.words), entry


def _in_office(scene: Scene, first: int, last: int, actor: str) -> bool:
    """True if an office that a person held stands before or behind a name: `Prime Minister Jane Example`, `Jane Example, the former mayor,`."""
    before = title_of(scene, first)
    if before is not None and scene.cast.gazetteer.has_held(actor, before):
        return True
    return scene.syntax.words[last : last + 1] == [","] and _is_office_of(scene, last + 1, actor)


def _is_office_of(scene: Scene, first: int, actor: str) -> bool:
    """True if the phrase at a token is an office that a person held: `the former US president`."""
    words = scene.syntax.words
    for i in range(first, min(first + _FARTHEST, len(words))):
        if size := title_at(scene, i):
            titles = (" ".join(words[i : i + long]) for long in range(1, size + 1))
            return any(scene.cast.gazetteer.has_held(actor, title) for title in titles)
        if scene.syntax.tags[i] not in _BEFORE_TITLE:
            return False
    return False


def _is_described(scene: Scene, first: int, last: int, row: KnownActor) -> bool:
    """True if what is said of whoever has a known person's full name is not said of that person: a trade, an age."""
    behind = _past_age(scene, last)
    return (
        _has_trade(scene, first - 1, row)
        or _is_apposed(scene, first, last, row)
        or (behind is not None and _is_other(scene, behind, row))
        or _is_too_young(scene, last, row)
        or _lives_elsewhere(scene, last, row)
    )


def _is_called(scene: Scene, first: int, last: int, row: KnownActor) -> bool:
    """True for `a man called Jane Example`, `a passenger named as Jane Example`, `the driver was identified as Jane Example`; not for what may be said of leaders: `a senator named`."""
    words, tree = scene.syntax.words, scene.syntax.tree
    first = tree.heads[first] if tree.relations[first] == "conj" else first
    if tuple(words[max(0, first - 4) : first]) == ("by", "the", "name", "of"):
        at = first - 4
    else:
        at = first - 1 - (words[first - 1 : first] == ["as"])
        if at < 1 or not _is_naming(scene, at, last, as_whom=at < first - 1):
            return False
    noun = at - 1 - (words[at - 1] == ",")
    if scene.syntax.tags[noun] == "BEF":
        clause = scene.syntax.clause_at(at)
        noun = clause.subjects[0].head if clause is not None and clause.passive and clause.subjects else -1
    return noun >= 0 and _is_nobody_known(scene, noun, row)


def _is_naming(scene: Scene, i: int, last: int, *, as_whom: bool) -> bool:
    """True for a participle of naming at token `i` before a name that ends before token `last`."""
    listed, tags = scene.lexicon.open, scene.syntax.tags
    if (listed.identifying if as_whom else listed.naming).isdisjoint(verb_bases(scene.syntax.words[i])):
        return False
    if scene.syntax.words[last : last + 1] == ["as"]:
        return False  # "voters named Example as"
    # The tagger takes "called" in "a man called Jane Example was fined" for a finite verb.
    return (
        tags[i] == "VBN" or scene.syntax.tree.relations[i] == "acl" or bool(FINITE.intersection(tags[last : last + 1]))
    )


def _is_nobody_known(scene: Scene, i: int, row: KnownActor) -> bool:
    """True for a noun for a person, or an animal, as whom nobody is known: `man`, `passenger`, `dentist`, `dog`; not `senator`."""
    word, titles = singular(scene.syntax.words[i]), scene.lexicon.titles
    person = any(word in nouns for nouns in (scene.lexicon.people.persons, titles.trades, titles.figures, titles.pets))
    return person and word not in titles.notable and (word,) not in titles.offices and not _is_known_as(row, word)


def _is_known_as(row: KnownActor, noun: str) -> bool:
    return noun in row.trades or noun in row.note.split()


def _has_trade(scene: Scene, i: int, row: KnownActor) -> bool:
    """True if token `i` is a trade, a pet or a local's that is not said of the known person: not one of former days, nor a rank, which leaders may have."""
    if i < 0:
        return False
    words, titles = scene.syntax.words, scene.lexicon.titles
    word, before = words[i], words[max(0, i - 2) : i]
    if _is_known_as(row, word) or words[i + 1 : i + 2] == ["by"]:  # "a chemist by training"
        return False
    if (word,) in titles.offices and (word in titles.ranks or not row.offices):
        return False
    past = scene.lexicon.open.former | scene.lexicon.open.bygone
    if word in titles.trades or word in titles.pets:
        return past.isdisjoint(before)
    return "local" in before and word in scene.lexicon.people.persons


def _is_apposed(scene: Scene, first: int, last: int, row: KnownActor) -> bool:
    """True for a name between commas behind a trade: `a nurse, Jane Example,`."""
    words = scene.syntax.words
    if first < 2 or words[first - 1] != "," or _CLOSES.isdisjoint(words[last : last + 1]):
        return False
    phrase = scene.syntax.phrase_to(first - 2)
    return phrase is not None and words[phrase.first] in _INDEFINITE and _has_trade(scene, first - 2, row)


def _past_age(scene: Scene, last: int) -> int | None:
    """Returns the token behind a name's comma or bracket, and behind an age: `Jane Example, 24, | a student`; None if neither follows."""
    words = scene.syntax.words
    if words[last : last + 1] == [] or words[last] not in _SETS_OFF or last + 1 >= len(words):
        return None
    aged = words[last + 1].isdigit() and words[last + 2 : last + 3] == [","] and last + 3 < len(words)
    return last + 3 if aged else last + 1


def _is_other(scene: Scene, i: int, row: KnownActor) -> bool:
    """True if what is said behind a name, from token `i` on, is not said of the known person: `a student from Ulm`, `who works as a plumber`, `no relation to`."""
    words = scene.syntax.words
    if any(tuple(words[i : i + len(phrase)]) == phrase for phrase in scene.lexicon.titles.no_relation):
        return True
    denied = i + 2 * (words[i : i + 2] == ["who", "is"])
    if words[denied : denied + 2] == ["not", "the"] and _is_office_of(scene, denied + 2, row.id):
        return True
    if words[i] == "who" and words[i + 1 : i + 2] and words[i + 1] in ("is", "works"):
        return any(_has_trade(scene, j, row) for j in range(i + 2, min(i + 2 + _FARTHEST, len(words))))
    phrase = scene.syntax.phrase_from(i)
    return phrase is not None and words[phrase.first] in _DEFINITE and _has_trade(scene, phrase.head, row)


def _age(scene: Scene, last: int) -> int | None:
    """Returns the age between commas behind a name."""
    words = scene.syntax.words
    commas = words[last : last + 1] == [","] and words[last + 2 : last + 3] == [","]
    return int(words[last + 1]) if commas and words[last + 1].isdecimal() and len(words[last + 1]) == 2 else None


def _is_too_young(scene: Scene, last: int, row: KnownActor) -> bool:
    """True if whoever has the age behind a name was too young when the known person first held an office."""
    age, day = _age(scene, last), scene.cast.day
    first = min((office.since[:4] for office in row.offices if office.since), default=None)
    return age is not None and day is not None and first is not None and int(day[:4]) - age + _YOUNGEST > int(first)


def _lives_elsewhere(scene: Scene, last: int, row: KnownActor) -> bool:
    """True for `Jane Example, 54, of Exampleville`, as courts report it, unless it is the known person's own state."""
    if _age(scene, last) is None or scene.syntax.words[last + 3 : last + 4] != ["of"] or not row.offices:
        return False
    rows = scene.cast.gazetteer.rows
    places = scene.cast.gazetteer.at(scene.folded, scene.texts, last + 4) if last + 4 < len(scene.tokens) else []
    return not any(row.of in (entry.actor, rows[entry.actor].of) for entry in places)
