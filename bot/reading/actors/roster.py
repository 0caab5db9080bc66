"""Collects the persons that an article names in full, anywhere in it: a surname alone means one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind
from bot.reading.actors.namesakes import entries_at, strangers
from bot.reading.actors.proper_names import behind_particles, borne_by_a_thing, words_of_name
from bot.reading.actors.title_words import title_ends, title_of
from bot.reading.cast import Roster
from bot.reading.gazetteer import SUFFIXES
from bot.reading.grammar.function_words import PLACE_BEFORE
from bot.reading.grammar.morphology import base_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.cast import Cast
    from bot.reading.scene import Scene

_LONGEST = 4
_SAID = frozenset({"VBD", "VBZ", "VBP"})


def roster(scenes: Sequence[Scene], cast: Cast) -> Roster:
    """Returns the persons that an article's scenes name in full."""
    alone = {word for scene in scenes for word in _alone(scene)}
    short = alone | {word for scene in scenes for word in _titled(scene)}
    runs: dict[tuple[int, int], int] = {}
    bearers: dict[str, dict[str, None]] = {}
    inner: dict[str, dict[str, None]] = {}
    for scene in scenes:
        for first, last in _runs(scene):
            surname = surname_of(scene.folded[first:last])
            if (surname in alone and not _opens_plainly(scene, first)) or _is_person(scene, first, last):
                runs[scene.number, first] = last
                bearers.setdefault(surname, {})[scene.words(first, last)] = None
                if (other := _first_surname(scene, first, last)) in short:
                    inner.setdefault(other, {})[scene.words(first, last)] = None
    for scene in scenes:
        for i in strangers(scene):
            runs.setdefault((scene.number, i), i + 1)
            bearers.setdefault(scene.folded[i], {scene.texts[i]: None})
    bearers = inner | bearers
    listed = {actor for scene in scenes for actor in _listed(scene, cast)}
    listed |= {actor for (number, first), last in runs.items() for actor in _kin(scenes[number], first, last)}
    return Roster(runs, {surname: tuple(names) for surname, names in bearers.items()}, frozenset(listed))


def surname_of(folded: Sequence[str]) -> str:
    """Returns the surname in a folded name, without suffixes like "Jr"."""
    return next((word for word in reversed(folded) if word not in SUFFIXES), folded[-1])


def _first_surname(scene: Scene, first: int, last: int) -> str | None:
    """Returns the first of two surnames, folded: `López` of `Ana López Ruiz`, who is called so later. Not an initial or a second given name."""
    text, folded = scene.texts[last - 2], scene.folded[last - 2]
    plain = (
        last - first < 3 or len(text.rstrip(".")) < 2 or folded in scene.lexicon.titles.particles or folded in SUFFIXES
    )
    return None if plain or text in scene.lexicon.titles.given else folded


def _listed(scene: Scene, cast: Cast) -> Iterator[str]:
    """Yields the gazetteer's persons that a scene names in full or by their office: `Donald Trump`, `President Trump`."""
    for i in range(len(scene.tokens)):
        for entry in entries_at(scene, i):
            after = i + len(entry.words)
            person = cast.gazetteer.rows[entry.actor].kind is ActorKind.PERSON
            if not person or _suffixed(scene, after) or borne_by_a_thing(scene, i, after):
                continue
            if not entry.weak or ((title := title_of(scene, i)) and cast.gazetteer.has_held(entry.actor, title)):
                yield entry.actor


def _kin(scene: Scene, first: int, last: int) -> Iterator[str]:
    """Yields the gazetteer's persons whose relative a scene introduces: `his wife, Brigitte Macron`, `Merkel's cousin Hanna Merkel`."""
    words, tags = scene.syntax.words, scene.syntax.tags
    noun = first - 2 if first >= 2 and words[first - 1] == "," else first - 1
    if noun >= 1 and words[noun] in scene.lexicon.titles.relatives and tags[noun - 1] in ("PRP$", "POS"):
        rows = scene.cast.gazetteer.rows
        entries = scene.cast.gazetteer.at([scene.folded[last - 1]], [scene.texts[last - 1]], 0)
        yield from (entry.actor for entry in entries if entry.weak and rows[entry.actor].offices)


def _suffixed(scene: Scene, i: int) -> bool:
    return i < len(scene.folded) and scene.folded[i] in SUFFIXES


def _alone(scene: Scene) -> Iterator[str]:
    """Yields words that stand for a person alone: a capitalised word that acts, speaks or owns, with no other capitalised word next to it."""
    tags, words = scene.syntax.tags, scene.syntax.words
    subjects = {phrase.head for clause in scene.syntax.clauses for phrase in clause.subjects}
    for i in range(len(words)):
        if not _named(scene, i) or words[i] in scene.lexicon.everyday or _named(scene, i + 1):
            continue
        honoured = i > 0 and words[i - 1].rstrip(".") in scene.lexicon.titles.honorifics
        if not honoured and ((i and words[i - 1] in (*PLACE_BEFORE, "the")) or _named(scene, i - 1)):
            continue
        owns = i + 1 < len(tags) and tags[i + 1] == "POS"
        if (i in subjects or owns or honoured) and not scene.syntax.adverbial[i]:
            yield scene.folded[i]


def _titled(scene: Scene) -> Iterator[str]:
    """Yields the words that stand alone behind a title: `Governor Example`."""
    for i in range(1, len(scene.texts)):
        if _named(scene, i) and title_ends(scene, i) and not _named(scene, i + 1):
            yield scene.folded[i]


def _runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """Yields the sequences of two to four capitalised words that are neither a title nor known as something else."""
    i, size = 0, len(scene.tokens)
    while i < size:
        last = _end_of_run(scene, i)
        first = _past_callings(scene, i, last)
        if (
            last - first >= 2
            and words_of_name(scene, first, last) <= _LONGEST
            and not something_else(scene, first, last)
        ):
            yield first, last
        i = max(last, i + 1)


def _end_of_run(scene: Scene, i: int) -> int:
    j = i
    while j < len(scene.tokens) and not scene.syntax.adverbial[j]:
        behind = behind_particles(scene, j) if j > i else None
        inner = behind is not None and _named(scene, behind)
        if not (inner or _named(scene, j)) or (j > i and _another_begins(scene, j)):
            break
        j += 1
    return j


def _another_begins(scene: Scene, j: int) -> bool:
    entries = entries_at(scene, j)
    return bool(entries) and len(entries[0].words) > 1


def _past_callings(scene: Scene, first: int, last: int) -> int:
    """Returns the token where a name begins, after titles and occupations: `Nurse | Priya Example`, `Prime Minister | Jane Example`."""
    titles, everyday = scene.lexicon.titles, scene.lexicon.everyday
    while first < last and scene.texts[first] not in titles.given:
        lower = scene.tokens[first].lower
        called = lower.rstrip(".") in titles.honorifics or lower in titles.openers or lower in titles.particles
        everyday_word = lower in everyday or lower in titles.trades
        if not called and (not everyday_word or last - first <= 2):
            break
        first += 1
    return first


def something_else(scene: Scene, first: int, last: int) -> bool:
    """Returns True if words are not a person's name: they contain another known name or a word for a body or place, or follow "the"."""
    titles = scene.lexicon.titles
    if first and scene.tokens[first - 1].lower == "the":
        return True
    words = scene.tokens[first:last]
    if any(word.text in titles.bodies or word.lower in titles.organs or word.lower in titles.civic for word in words):
        return True
    if borne_by_a_thing(scene, first, last) or words[-1].text in titles.monuments:
        return True
    if any(word.text[-1:].isdigit() for word in words) or all(word.text.isupper() for word in words):
        return True
    # A first word in capitals is an office or a body: "DA Vance", "BBC Radio".
    if len(words[0].text) > 1 and words[0].text.isupper() and words[0].text not in titles.given:
        return True
    return any(
        _known_otherwise(scene, i, first) for i in range(first + _is_named_after_place(scene, first, last), last)
    )


def _is_named_after_place(scene: Scene, first: int, last: int) -> bool:
    """True for a place's name before a known surname, if it is a given name, or a country's where a sentence begins: `Jordan Clark`, `Kenya Obama`."""
    if last - first != 2:
        return False
    rows, given = scene.cast.gazetteer.rows, scene.texts[first] in scene.lexicon.titles.given
    surnames = entries_at(scene, first + 1)
    named = any(entry.weak and rows[entry.actor].kind is ActorKind.PERSON for entry in surnames)
    kinds = {rows[entry.actor].kind for entry in entries_at(scene, first) if len(entry.words) == 1}
    country, place = ActorKind.COUNTRY in kinds, ActorKind.PLACE in kinds
    return named and ((given and (country or place)) or (first == 0 and country))


def _known_otherwise(scene: Scene, i: int, first: int) -> bool:
    """True if a name of the gazetteer other than a surname begins at token `i`: a state, a body, a person in full."""
    for entry in entries_at(scene, i):
        person = scene.cast.gazetteer.rows[entry.actor].kind is ActorKind.PERSON
        if person and (entry.weak or _suffixed(scene, i + len(entry.words))):
            continue
        if len(entry.words) > 1 or i == first or scene.texts[first] not in scene.lexicon.titles.given:
            return True
    return False


def _opens_plainly(scene: Scene, first: int) -> bool:
    """True if the first word is an everyday word with a capital because it opens the sentence: `Yesterday Example left`."""
    return first == 0 and scene.tokens[first].lower in scene.lexicon.everyday


def _is_person(scene: Scene, first: int, last: int) -> bool:
    """True if the words themselves or those around them show that they are a person's name."""
    titles = scene.lexicon.titles
    if scene.texts[first] in titles.given or _suffixed(scene, last - 1):
        return True
    if not titles.patronymics.isdisjoint(scene.texts[first:last]):
        return True
    ends_plainly = scene.tokens[last - 1].lower in scene.lexicon.everyday
    if _opens_plainly(scene, first) or (ends_plainly and scene.tokens[first].lower in scene.lexicon.everyday):
        return False
    surname = scene.cast.gazetteer.at([scene.folded[last - 1]], [scene.texts[last - 1]], 0)
    if any(entry.weak and scene.cast.gazetteer.rows[entry.actor].kind is ActorKind.PERSON for entry in surname):
        return True
    return title_ends(scene, first) or _introduced(scene, first, last)


def _introduced(scene: Scene, first: int, last: int) -> bool:
    """True for `pal Kerry Example`, `Kerry Example, 45, ...`, `Kerry Example, a machine operator, ...`, `Kerry Example said`."""
    words, tags = scene.syntax.words, scene.syntax.tags
    figures = scene.lexicon.titles.figures | scene.lexicon.titles.trades
    if first and words[first - 1] in figures and tags[first - 1] == "NN":
        return True
    if last < len(words) and tags[last] in _SAID and base_form(words[last], tags[last]) in scene.lexicon.reporting.say:
        return True
    if words[last : last + 1] != [","] or last + 2 >= len(words):
        return False
    behind = words[last + 1 : last + 3]
    if behind[0] == "who" or (behind[0].isdigit() and len(behind[0]) == 2 and behind[1] != "people"):
        return True
    phrase = scene.syntax.phrase_from(last + 1)
    return phrase is not None and words[phrase.head] in figures and tags[phrase.head] == "NN"


def _named(scene: Scene, i: int) -> bool:
    """True if token `i` is a capitalised name or part of one: `Said`, `al-Said`."""
    if not 0 <= i < len(scene.texts):
        return False
    before, _, last = scene.texts[i].rpartition("-")
    if not (scene.texts[i][:1].isupper() or (before in scene.lexicon.titles.particles and last[:1].isupper())):
        return False
    tag = scene.syntax.tags[i]
    return tag == "NNP" or (tag.startswith("NN") and scene.tokens[i].lower not in scene.lexicon.everyday)
