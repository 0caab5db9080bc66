"""Finds the names of bodies: by their last word, by whose they are, by their initials in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.reading.actors.namesakes import entries_at
from bot.reading.actors.proper_names import run_from
from bot.reading.cast import FoundMention
from bot.reading.gazetteer import LONGEST_ACRONYM
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from bot.reading.gazetteer import GazetteerEntry
    from bot.reading.scene import Scene

_JOINING = frozenset({"of", "for", "and", "the", "on", "in"})
_AND = frozenset({"and", "&"})
_FOR = frozenset({"of", "for"})
_CAUSES = frozenset({"for", "against", "without"})


def body_in(scene: Scene, i: int, run: int) -> int:
    """Returns the end of an organisation's name that begins at `i`, recognised by its last word, or by its first word and "of"."""
    for j in range(run - 1, i - 1, -1):
        if scene.texts[j] in scene.lexicon.titles.bodies:
            end = j + 1
            if end >= len(scene.tokens) or scene.tokens[end].lower not in _FOR:
                return end if end - i >= 2 else i
            of = end + 1 + (scene.syntax.words[end + 1 : end + 2] == ["the"])
            if of < len(scene.tokens) and scene.texts[of][:1].isupper():
                last = _before_person(scene, of, run_from(scene, of))
                return _past_fields(scene, last) if _are_fields(scene, of, last) else last
            return end if end - i >= 2 else i
    return max(_of_fields(scene, i, run), _for_a_cause(scene, i))


def _past_fields(scene: Scene, i: int) -> int:
    """Returns the end of fields that go on behind one: `Department for Work | and Pensions`, `Union of Rail | , Maritime and Transport Workers`; else `i`."""
    at = i
    while at + 1 < len(scene.tokens) and (scene.tokens[at].lower in _AND or scene.texts[at] == ","):
        last = run_from(scene, at + 1)
        if last == at + 1 or not _are_fields(scene, at + 1, last):
            return i
        if scene.texts[at] != ",":
            return last
        at = last
    return i


def _of_fields(scene: Scene, i: int, run: int) -> int:
    """Returns the end of a body's name that begins with its fields: `the | Women and Equalities Committee`; else `i`."""
    if not i or scene.tokens[i - 1].lower != "the" or run >= len(scene.tokens) or not _are_fields(scene, i, run):
        return i
    at = run
    while at + 1 < len(scene.tokens) and (scene.tokens[at].lower in _AND or scene.texts[at] == ","):
        last = run_from(scene, at + 1)
        if scene.texts[at] != ",":
            body = last > at + 2 and scene.texts[last - 1] in scene.lexicon.titles.bodies
            return last if body and _are_fields(scene, at + 1, last - 1) else i
        if last == at + 1 or not _are_fields(scene, at + 1, last):
            return i
        at = last
    return i


def _are_fields(scene: Scene, first: int, last: int) -> bool:
    """True for capitalised everyday words that name no body, place or person: `Pensions`, `Culture`."""
    plain, titles = scene.lexicon.everyday | scene.lexicon.issue_words.heads, scene.lexicon.titles
    words = scene.tokens[first:last]
    return first < last and all(
        (word.lower in plain or singular(word.lower) in plain)
        and word.text not in titles.bodies
        and word.text not in titles.given
        and not entries_at(scene, j)
        for j, word in enumerate(words, first)
    )


def _for_a_cause(scene: Scene, i: int) -> int:
    """Returns the end of the name of a body of people for a cause: `Students for Justice in Palestine`; else `i`."""
    word, size = scene.tokens[i].lower, len(scene.tokens)
    if i + 2 >= size or scene.tokens[i + 1].lower not in _CAUSES or not scene.texts[i][:1].isupper():
        return i
    if word == singular(word) or singular(word) not in scene.lexicon.people.persons:
        return i
    last = run_from(scene, i + 2)
    if last == i + 2 or not _are_fields(scene, i + 2, last):
        return i
    place = last + 1 < size and scene.tokens[last].lower == "in" and scene.texts[last + 1][:1].isupper()
    return run_from(scene, last + 1) if place else last


def club_at(scene: Scene, first: int, last: int) -> int:
    """Returns the end of a club's name that begins with a place's, which ends at `last`: `Manchester | United`; `last` if it is none."""
    if run_from(scene, first) != last + 1 or scene.texts[last] not in scene.lexicon.titles.clubs:
        return last
    return last + 1


def past_members(scene: Scene, run: int) -> int:
    """Returns the end of the capitalised words behind whose body it is: `Maritime Officers' | Union`, `Nurses' and Midwives' | Council`; else `run` itself."""
    if not 0 < run < len(scene.texts) - 1 or not _owns(scene, run):
        return run
    if scene.tokens[run + 1].lower in ("and", "&"):
        last = past_members(scene, run_from(scene, run + 2))
        return (
            last if _are_members(scene, run - 1) and last > run + 2 and _owns(scene, run_from(scene, run + 2)) else run
        )
    if not scene.texts[run + 1][:1].isupper():
        return run
    last = run_from(scene, run + 1)
    body = last > run + 2 and scene.texts[last - 1] in scene.lexicon.titles.bodies
    return last if _are_members(scene, run - 1) or (body and _are_several(scene, run - 1)) else run


def _owns(scene: Scene, i: int) -> bool:
    """True for a mark of possession; the tagger takes the apostrophe in "Nurses' and" for another mark."""
    return i < len(scene.texts) and (scene.syntax.tags[i] == "POS" or scene.texts[i] in ("'", "’"))


def _are_members(scene: Scene, i: int) -> bool:
    """True for several persons who may have a body, and are none that is known ("Democrats' Senate leader")."""
    word, lexicon = scene.tokens[i].lower, scene.lexicon
    noun = singular(word)
    persons = lexicon.people.persons | lexicon.titles.figures | lexicon.titles.trades | {"people"}
    return noun in persons and (noun != word or noun == "people") and not _is_known(scene, i)


def _are_several(scene: Scene, i: int) -> bool:
    """True for a plural of an everyday word that is no name: `States`."""
    word = scene.tokens[i].lower
    return word != singular(word) in scene.lexicon.everyday and not _is_known(scene, i)


def _is_known(scene: Scene, i: int) -> bool:
    """True if a name of the gazetteer ends with token `i`."""
    return any(j + len(entry.words) == i + 1 for j in range(max(0, i - 3), i + 1) for entry in entries_at(scene, j))


def _before_person(scene: Scene, first: int, last: int) -> int:
    """Returns the end of a body's name before the name of a person: `House of Representatives | Darin Example`."""
    for j in range(first + 1, last):
        if (scene.number, j) in scene.cast.roster.runs or (
            scene.texts[j] in scene.lexicon.titles.given and j + 1 < last and scene.tokens[j - 1].text[:1].isupper()
        ):
            return j
    return last


def acronym_behind(scene: Scene, last: int) -> str | None:
    """Returns the acronym that stands in brackets at token `last`: `(MSOB)`."""
    if last + 2 >= len(scene.texts) or scene.texts[last] != "(" or scene.texts[last + 2] != ")":
        return None
    letters = scene.texts[last + 1]
    return letters if letters.isalpha() and letters.isupper() and 2 <= len(letters) <= LONGEST_ACRONYM + 1 else None


def spelled_out(scene: Scene, i: int) -> int:
    """Returns the end of a name that begins at token `i` and has its initials in brackets behind it: `West African Dredging Syndicate (WADS)`; `i` if none."""
    last = i
    while last < len(scene.texts) and (scene.texts[last][:1].isupper() or scene.tokens[last].lower in _JOINING):
        last += 1
    letters = acronym_behind(scene, last)
    initials = "".join(text[0] for text in scene.texts[i:last] if text[:1].isupper())
    return last if letters and initials == letters else i


def state_organ(scene: Scene, entry: GazetteerEntry, body: int) -> bool:
    """True for an organ of a state, which is not an actor of its own: `Turkish Defence Ministry`."""
    return (
        scene.cast.gazetteer.rows[entry.actor].kind is ActorKind.COUNTRY
        and scene.tokens[body - 1].lower in scene.lexicon.titles.organs
    )


def named_body(scene: Scene, i: int, last: int, inside: GazetteerEntry | None) -> FoundMention:
    """Returns the mention for an organisation's name."""
    counted = scene.syntax.tags[i] == "CD" and scene.syntax.tags[last : last + 1] == [
        "NNS"
    ]  # "Two United Airlines flights"
    first = i + 1 if scene.tokens[i].lower == "the" or counted else i
    of = inside.actor if inside and inside.form is Form.DEMONYM else None
    actor = scene.cast.body(scene.words(first, last), ActorKind.ORGANIZATION, of)
    return FoundMention(first, last, actor.id, Form.NAME)
