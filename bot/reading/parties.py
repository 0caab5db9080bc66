"""Noun phrases into participants: which actor a phrase stands for, if any, and whether it can act at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import ActorKind, Form, Participant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.reading.cast import Cast
    from bot.reading.phrases import Phrase
    from bot.reading.scene import Found, Scene
    from bot.reading.tables import Lexicon

_OWNED_OF = frozenset({"of", "from", "by", "in"})


def parties(
    scene: Scene, phrases: Iterable[Phrase], cast: Cast, lexicon: Lexicon, loosely: bool = False
) -> tuple[Participant, ...]:
    """The participants a list of noun phrases names, in order, each actor once.

    `loosely`: a phrase that is no actor itself stands for its owner ("Trump's proposal", "the attack by Russia").
    """
    found: list[Participant] = []
    for phrase in phrases:
        for one in _party(scene, phrase, cast, lexicon, loosely):
            if one.actor is None or all(one.actor != other.actor for other in found):
                found.append(one)
    return tuple(found)


def _party(scene: Scene, phrase: Phrase, cast: Cast, lexicon: Lexicon, loosely: bool) -> list[Participant]:
    span = scene.span(phrase.first, phrase.last)
    at_head = [one for one in scene.found if one.first <= phrase.head < one.last]
    named = [one for one in at_head if one.form is not Form.TITLE] or at_head
    if named:
        narrow = min(one.last - one.first for one in named)
        return [
            Participant(one.actor, span)
            for one in named
            if one.last - one.first == narrow and cast.actors[one.actor].kind is not ActorKind.PLACE
        ]
    head = scene.tokens[phrase.head].lower
    inside = [
        one
        for one in scene.mentions_in(phrase.first, phrase.head + 1)
        if cast.actors[one.actor].kind is not ActorKind.PLACE
    ]
    owner = inside[-1] if inside else _owner_after(scene, phrase, cast)
    if head in lexicon.titles.organs and owner and cast.actors[owner.actor].kind is ActorKind.COUNTRY:
        return [Participant(owner.actor, span)]
    if scene.syntax.tags[phrase.head] == "NNP" and head not in lexicon.titles.organs:
        titles = [one for one in inside if one.form is Form.TITLE]
        return [Participant(titles[-1].actor if titles else None, span)]
    if head in lexicon.titles.groups or head in lexicon.titles.figures:
        return [Participant(None, span)]
    if loosely and owner:
        return [Participant(owner.actor, scene.span(owner.first, owner.last))]
    return []


def _owner_after(scene: Scene, phrase: Phrase, cast: Cast) -> Found | None:
    """`the government of Syria`, `a call from Mandela`."""
    if phrase.last + 1 >= len(scene.tokens) or scene.tokens[phrase.last].lower not in _OWNED_OF:
        return None
    following = scene.syntax.phrase_from(phrase.last + 1)
    if following is None:
        return None
    found = [
        one
        for one in scene.found
        if one.first <= following.head < one.last and cast.actors[one.actor].kind is not ActorKind.PLACE
    ]
    return found[0] if found else None
