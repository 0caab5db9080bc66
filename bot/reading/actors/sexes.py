"""Tells by honorifics and pronouns whether a surname means a woman or a man: `Mrs Example`, `Example was asked about his health`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind
from bot.reading.gazetteer import fold
from bot.reading.grammar.morphology import singular
from bot.reading.grammar.noun_phrases import is_among

if TYPE_CHECKING:
    from bot.reading.gazetteer import GazetteerEntry
    from bot.reading.scene import Scene

_MEN = frozenset({"mr", "sir", "lord"})
_PRONOUNS = {
    **dict.fromkeys(("he", "his", "himself"), False),
    **dict.fromkeys(("she", "her", "herself"), True),
}
"""Those that a subject may be meant by in its own clause: not "him"."""


def honoured_woman(scene: Scene, i: int) -> bool | None:
    """Returns True if the honorific before token `i` is a woman's, False if a man's, None if there is none."""
    before = scene.tokens[i - 1].lower.rstrip(".") if i else ""
    if before in scene.lexicon.titles.female:
        return True
    return False if before in _MEN else None


def means_the_known(scene: Scene, entry: GazetteerEntry, i: int) -> bool:
    """True if an honorific or pronoun shows that a surname is the known person's, and not that of a relative whom the article introduces."""
    surname, rows = entry.words[-1], scene.cast.gazetteer.rows
    if not scene.cast.bearers.get(surname) and not scene.cast.is_another(entry.actor, surname):
        honoured = honoured_woman(scene, i)
        return honoured is not None and _may_be(
            scene, entry.actor, honoured
        )  # "Mr Macron", whom nobody else is named like
    relatives = [actor for actor in scene.cast.bearers.get(surname, ()) if actor != entry.actor]
    if not relatives or any(actor not in rows or rows[actor].offices for actor in relatives):
        return False
    woman = _told_woman(scene, i, surname)
    if woman is None or not _may_be(scene, entry.actor, woman):
        return False
    return not any(_may_be(scene, actor, woman) for actor in relatives)


def is_told_otherwise(scene: Scene, actor: str, i: int, surname: str) -> bool:
    """True if the words around a surname tell of a woman and the person is a man, or the other way round."""
    woman = _told_woman(scene, i, surname)
    if woman is None or (actor not in scene.cast.actors and actor not in scene.cast.gazetteer.rows):
        return False
    return not _may_be(scene, actor, woman)


def _told_woman(scene: Scene, i: int, surname: str) -> bool | None:
    woman = honoured_woman(scene, i)
    return _subject_woman(scene, i, surname) if woman is None else woman


def _may_be(scene: Scene, actor: str, woman: bool) -> bool:
    """True if somebody may be a woman, or a man, by the given name."""
    known = scene.cast.actors.get(actor) or scene.cast.gazetteer.rows[actor]
    given = known.name.split()[0]
    return given not in (scene.lexicon.titles.male if woman else scene.lexicon.titles.female)


def _subject_woman(scene: Scene, i: int, surname: str) -> bool | None:
    """Returns what a pronoun says of the subject at token `i`; None if there is none, or if it may mean another person of the article."""
    syntax = scene.syntax
    clause = next((clause for clause in syntax.clauses if is_among(i, clause.subjects)), None)
    if clause is None:
        return None
    for j in range(i + 1, syntax.tree.span(clause.node)[1]):
        word = syntax.words[j]
        if word in _PRONOUNS and (word != "her" or syntax.tags[j] == "PRP$"):
            others = (actor for actor in scene.cast.actors.values() if actor.kind is ActorKind.PERSON)
            others = (actor for actor in others if fold(actor.name.split()[-1]) != surname)
            return None if any(_may_be(scene, actor.id, _PRONOUNS[word]) for actor in others) else _PRONOUNS[word]
        noun = syntax.tags[j] in ("NN", "NNS")
        if syntax.tags[j] == "NNP" or (noun and singular(word) in scene.lexicon.people.persons):
            return None
    return None
