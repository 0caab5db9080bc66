"""Finds titles that don't end right before the name: `Senator from Vermont | Bernie Sanders`, `party leader and | Prime Minister Boris Johnson`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.reading.actors.body_names import acronym_behind
from bot.reading.actors.namesakes import entries_at
from bot.reading.actors.title_words import title_of
from bot.reading.actors.titles import state_before
from bot.reading.cast import FoundMention

if TYPE_CHECKING:
    from bot.reading.scene import Scene

_LINKS = frozenset({"of", "from", "to", "for", "in", "at"})
_INSIDE = frozenset({"the", "and", "of", "for"})
_LONGEST = 10
"""The most words between a title and the name."""
_FORMER = ("then-", "ex-")


def long_titles(scene: Scene) -> Scene:
    """Returns the scene with titles that a place or field, or "and" and another title, separates from the name of their holder."""
    for mention in scene.mentions:
        person = scene.cast.actors[mention.actor].kind is ActorKind.PERSON
        if not person or mention.form not in (Form.NAME, Form.ALIAS):
            continue
        for head in (_with_place(scene, mention.first), _joined(scene, mention.first)):
            if head is not None and scene.mention_at(head) is None:
                title = title_of(scene, head + 1) or scene.tokens[head].lower
                first = head + 1 - len(title.split())
                while first < head and scene.mention_at(first) is not None:
                    first += 1  # "Conservative Party | leader"
                scene.cast.introduce(mention.actor, _role(scene, first, title), state_before(scene, first)[1])
                scene = scene.with_mentions(FoundMention(first, head + 1, mention.actor, Form.TITLE))
    return scene


def place_in_title(scene: Scene, i: int) -> int:
    """Returns the end of a place's name at token `i` that belongs to the title before it: `Ambassador to Tehran | Jane Example`; `i` if none."""
    if i < 2 or scene.tokens[i - 1].lower not in _LINKS or not _is_title(scene, i - 2):
        return i
    entries = entries_at(scene, i)
    places = [entry for entry in entries if scene.cast.gazetteer.rows[entry.actor].kind is not ActorKind.PERSON]
    return i + len(places[0].words) if places else i


def _role(scene: Scene, first: int, title: str) -> str:
    """The title as a role: a former holder's is noted as such."""
    before = scene.tokens[first - 1].lower if first else ""
    for prefix in _FORMER:
        if title.startswith(prefix):
            return f"former {title.removeprefix(prefix)}"
    return f"former {title}" if before in ("former", "ex", "then") else title


def _is_title(scene: Scene, i: int) -> bool:
    """True for the last word of a title or description of one person: `senator`, `then-governor`."""
    word = scene.tokens[i].lower
    for prefix in _FORMER:
        word = word.removeprefix(prefix)
    return word in scene.lexicon.titles.figures or (word,) in scene.lexicon.titles.offices


def _with_place(scene: Scene, name: int) -> int | None:
    """The title before a place, body or field that ends right before a name: `Minister for Legal Affairs Jane Example`."""
    while name and scene.tokens[name - 1].lower.rstrip(".") in scene.lexicon.titles.honorifics:
        name -= 1
    near = name - 1
    if near > 4 and scene.tokens[near].text == ")" and acronym_behind(scene, near - 2):
        near -= 3  # "director of the Example Company (EC) Jane Example"
    # What has a title of its own in between is somebody else: "a spokesman for Prime Minister Jane Example".
    if near < 2 or not scene.tokens[near].text[:1].isupper() or _is_title(scene, near):
        return None
    for i in range(near, max(near - _LONGEST, 0), -1):
        token = scene.tokens[i]
        if token.lower in _LINKS and _is_title(scene, i - 1):
            return i - 1 if _is_his(scene, i, near) else None
        held = scene.mention_at(i)
        if held and scene.cast.actors[held.actor].kind is ActorKind.PERSON:
            return None
        if not token.text[:1].isupper() and token.lower not in _INSIDE:
            return None
    return None


def _is_his(scene: Scene, link: int, near: int) -> bool:
    """True if what follows a title and its preposition is no description of somebody else."""
    if scene.mention_at(near) is not None or place_in_title(scene, link + 1) == near + 1:
        return True
    head = scene.tokens[link - 1].lower
    return scene.tokens[link].lower in ("of", "for") and (
        (head,) in scene.lexicon.titles.offices and head not in scene.lexicon.titles.helpers
    )


def _joined(scene: Scene, name: int) -> int | None:
    """The title that "and" joins to another one before a name: `party leader and Prime Minister Jane Example`.

    With an article of its own it is somebody else's: `the party leader and Prime Minister Jane Example met`.
    """
    first = name
    while title := title_of(scene, first):
        first -= len(title.split())
    if first == name or first < 2 or scene.tokens[first - 1].lower != "and":
        return None
    phrase = scene.syntax.phrase_to(first - 2)
    if phrase is None or not _is_title(scene, phrase.head) or phrase.head != first - 2:
        return None
    before = range(max(phrase.first - 1, 0), phrase.head)
    owned = any(scene.syntax.tags[i] in ("DT", "PRP$", "POS") for i in before)
    return None if owned else phrase.head
