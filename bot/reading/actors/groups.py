"""Finds mentions of groups: "the world", "Arab nations", and the names inside "anti-Western"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.reading.cast import FoundMention
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.scene import Scene


def fixed_phrases(scene: Scene) -> Scene:
    """Returns the scene with `the world`, `the international community`: the phrases of `data/titles.toml`."""
    for i, token in enumerate(scene.tokens):
        if token.lower not in scene.lexicon.titles.openers:
            continue
        for size in (4, 3, 2):
            name = scene.lexicon.titles.world.get(tuple(word.lower for word in scene.tokens[i : i + size]))
            if (
                name
                and len(scene.tokens) - i >= size
                and not any(mention.first < i + size and i < mention.last for mention in scene.found)
            ):
                following = scene.syntax.tags[i + size] if i + size < len(scene.tokens) else "."
                if following not in ("NN", "NNS", "NNP", "POS"):
                    scene = scene.with_mentions(FoundMention(i, i + size, _group(scene, name), Form.NAME))
    return scene


def _group(scene: Scene, name: str) -> str:
    """The id of a group: that of the gazetteer's row with its name, if there is one."""
    words = [word for word in name.split() if word.lower() != "the"]
    for candidate in ("-".join(words).lower(), "-".join(name.split()).lower()):
        if candidate in scene.cast.gazetteer.rows:
            return scene.cast.known(candidate).id
    return scene.cast.body(name, ActorKind.GROUP).id


def prefixed(scene: Scene) -> Scene:
    """Returns the scene with the names inside compounds: `anti-West`, `pro-Russian`, `US-led`."""
    for i, token in enumerate(scene.tokens):
        if "-" not in token.text or scene.mention_at(i):
            continue
        first, _, second = token.text.partition("-")
        if first.lower() in ("anti", "pro") and second[:1].isupper():
            actor = _named(scene, second)
        elif second.lower() in scene.lexicon.open.done_by and first[:1].isupper():
            actor = _named(scene, first)
        else:
            continue
        if actor:
            scene = scene.with_mentions(FoundMention(i, i + 1, actor, Form.DEMONYM))
    return scene


def _named(scene: Scene, word: str) -> str | None:
    from_list = scene.cast.gazetteer.at([word.casefold().replace(".", "")], [word], 0)
    if from_list and not from_list[0].weak and not from_list[0].capital:
        return scene.cast.known(from_list[0].actor).id
    return _group(scene, "the West") if word.lower() in ("west", "western") else None


def _joined(scene: Scene, part: FoundMention, phrase: NounPhrase) -> bool:
    """True if a known name is only the last part of the phrase: `Arab and | European leaders`."""
    return (
        part.last == phrase.head + 1 and part.first - 1 > phrase.first and scene.syntax.words[part.first - 1] == "and"
    )


def named_groups(scene: Scene) -> Scene:
    """Returns the scene with `Arab and Islamic nations`, `Russian officials`: a plural with a capitalised adjective is an actor of its own."""
    for phrase in scene.syntax.phrases:
        head = scene.tokens[phrase.head]
        tag = scene.syntax.tags[phrase.head]
        if head.lower not in scene.lexicon.titles.groups or not (
            tag == "NNS" or (tag == "NNP" and head.text == head.lower != singular(head.lower))
        ):
            continue
        part = next((mention for mention in scene.found if mention.first <= phrase.head < mention.last), None)
        if part is not None and not _joined(scene, part, phrase):
            continue
        if head.lower in scene.lexicon.titles.organs and head.lower not in ("officials", "diplomats", "senators"):
            continue
        first = next(
            (
                i
                for i in range(phrase.first, phrase.head)
                if scene.tokens[i].text[:1].isupper()
                and scene.syntax.tags[i] in ("JJ", "NNP")
                and (i > 0 or scene.mention_at(i))
            ),
            None,
        )
        if first is None or any(scene.syntax.tags[i] == "POS" for i in range(first, phrase.head)):
            continue
        inside = scene.mentions_in(first, phrase.head)
        of = (
            inside[0].actor
            if len(inside) == 1 and scene.cast.actors[inside[0].actor].kind is ActorKind.COUNTRY
            else None
        )
        actor = scene.cast.body(scene.words(first, phrase.head + 1), ActorKind.GROUP, of)
        group = FoundMention(first, phrase.head + 1, actor.id, Form.NAME)
        scene = replace(scene, mentions=(*(mention for mention in scene.mentions if mention is not part), group))
    return scene
