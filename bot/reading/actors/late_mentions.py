"""Finds mentions that need the whole article to be understood: a speaker's "I", an organisation by its last word, a state whose name opens another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.model.article import Span
    from bot.model.facts import Participant
    from bot.reading.cast import FoundMention
    from bot.reading.scene import Scene

_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
_NAMED_AFTER = frozenset({ActorKind.ORGANIZATION, ActorKind.GROUP})
_BEFORE_REST = frozenset({"of", "for"})


def first_persons(scenes: Sequence[Scene], voice: Callable[[Span], Participant | None]) -> Iterator[Mention]:
    """Yields each "I" in a quotation as a mention of its speaker. `voice`: returns who says the words at a place."""
    for scene in scenes:
        for i, token in enumerate(scene.tokens):
            if token.lower not in _FIRST or not scene.syntax.quote[i]:
                continue
            said = voice(scene.span(i, i + 1))
            if said and said.actor and scene.cast.actors[said.actor].kind is ActorKind.PERSON:
                yield Mention(said.actor, scene.span(i, i + 1), Form.PRONOUN)


def short_names(scenes: Sequence[Scene]) -> Iterator[Mention]:
    """Yields organisations by the last word of their name: `the Commission` after the European Commission was named."""
    known: dict[str, str] = {}
    for scene in scenes:
        for i, word in enumerate(scene.folded):
            if word in known and _alone(scene, i) and scene.mention_at(i) is None:
                yield Mention(known[word], scene.span(i, i + 1), Form.NAME)
        for mention in scene.found:
            if (head := _last_word(scene, mention)) is not None:
                known[scene.folded[head]] = mention.actor


def states_in_names(scenes: Sequence[Scene]) -> Iterator[Mention]:
    """Yields the states of the article by the words that open the name of a body or group: `United States | Geological Survey`, `Iranian | officials`."""
    for scene in scenes:
        gazetteer, actors = scene.cast.gazetteer, scene.cast.actors
        for mention in scene.found:
            if actors[mention.actor].kind not in _NAMED_AFTER or mention.actor in gazetteer.rows:
                continue
            entries = gazetteer.at(scene.folded, scene.texts, mention.first)
            inside = [entry for entry in entries if mention.first + len(entry.words) < mention.last]
            if inside and inside[0].actor in actors and actors[inside[0].actor].kind is ActorKind.COUNTRY:
                last = mention.first + len(inside[0].words)
                yield Mention(inside[0].actor, scene.span(mention.first, last), inside[0].form)


def _alone(scene: Scene, i: int) -> bool:
    """True if a capitalised word follows "the", with no other capitalised word next to it."""
    after = scene.texts[i + 1 : i + 2]
    capital = scene.texts[i][:1].isupper() and scene.texts[i].lower() == scene.tokens[i].lower
    return capital and i > 0 and scene.tokens[i - 1].lower == "the" and not (after and after[0][:1].isupper())


def _last_word(scene: Scene, mention: FoundMention) -> int | None:
    """The token by which an organisation with a longer name may be called: the last one, or the one before "of"."""
    body = scene.cast.actors[mention.actor].kind in (ActorKind.ORGANIZATION, ActorKind.GROUP)
    if not body or mention.form not in (Form.NAME, Form.ALIAS) or mention.last - mention.first < 2:
        return None
    rest = next((i for i in range(mention.first, mention.last) if scene.tokens[i].lower in _BEFORE_REST), mention.last)
    head = rest - 1
    return head if head > mention.first or rest < mention.last else None
