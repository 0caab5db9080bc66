"""Decides on one surname more behind a known person's name: `Rafael Correa Delgado` is Rafael Correa, `Donald Trump Example` is not Donald Trump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind
from bot.reading.actors.namesakes import entries_at
from bot.reading.actors.proper_names import behind_particles
from bot.reading.actors.title_words import title_at
from bot.reading.gazetteer import SUFFIXES

if TYPE_CHECKING:
    from bot.reading.gazetteer import GazetteerEntry
    from bot.reading.scene import Scene

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def bearer(scene: Scene, entry: GazetteerEntry, i: int) -> tuple[str, int]:
    """Returns whom a known name at token `i` means, with a surname that may follow it, and where the whole name ends."""
    cast, last = scene.cast, i + len(entry.words)
    person = not entry.weak and cast.gazetteer.rows[entry.actor].kind is ActorKind.PERSON
    end = _past_surname(scene, i, last) if person and last - i > 1 else last
    father = end > last and scene.tokens[last].lower in scene.lexicon.titles.patronymics
    if end > last and not father and not cast.may_be_called(entry.actor, scene.folded[end - 1]):
        other = cast.person(scene.words(i, end)).id
        if cast.has_two_surnames(entry.actor):
            cast.surnames[entry.words[-1]] = other
        return other, end
    known = cast.known(entry.actor).id
    if person:
        cast.surnames[entry.words[-1]] = known
    return known, end


def _past_surname(scene: Scene, first: int, last: int) -> int:
    """Returns the end of a name with the surname that may follow it: `Xiomara Castro | de Zelaya`; else `last`."""
    behind = behind_particles(scene, last) if last < len(scene.tokens) else None
    at = last if behind is None else behind
    return at + 1 if _is_surname(scene, first, at) else last


def _is_surname(scene: Scene, first: int, i: int) -> bool:
    """True if token `i` is one more surname of the name that begins at `first`: nobody else's, no body's, and not a name before a noun."""
    syntax, titles = scene.syntax, scene.lexicon.titles
    if (
        i >= len(scene.tokens)
        or syntax.tags[i] != "NNP"
        or syntax.adverbial[i]
        or syntax.quote[i] != syntax.quote[first]
    ):
        return False
    text, lower = scene.texts[i], scene.tokens[i].lower
    if not text[:1].isupper() or text.isupper() or scene.folded[i] in SUFFIXES or lower in scene.lexicon.everyday:
        return False
    if text in titles.bodies or text in titles.monuments or lower in titles.organs or title_at(scene, i):
        return False
    if _NOUNS.intersection(syntax.tags[i + 1 : i + 2]) or (scene.number, i) in scene.cast.roster.runs:
        return False
    rows = scene.cast.gazetteer.rows
    if any(rows[entry.actor].kind is not ActorKind.PERSON or not entry.weak for entry in entries_at(scene, i)):
        return False
    inside = range(first, i + 1)
    tree = syntax.tree
    return tree.heads[i] in inside or (
        all(tree.heads[j] in inside for j in range(first, i)) and tree.heads[i] not in inside
    )
