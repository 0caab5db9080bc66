"""Makes quotations of the turns in a transcript or interview, and finds whose they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.model.article import Span
from bot.model.facts import ActorKind, Form, Participant
from bot.reading.drafts import QuotationDraft
from bot.reading.rules import QuotationRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.reading.scene import Scene
    from bot.reading.text.speaker_labels import SpeakerTurn

_GRADE = 0.9


def taken_turns(scenes: Sequence[Scene], turns: Mapping[int, SpeakerTurn]) -> Mapping[int, QuotationDraft]:
    """Returns the quotation that begins in each paragraph, if the article says who speaks. `turns`: by paragraph."""
    opening = {scene.sentence.paragraph: scene for scene in reversed(scenes) if scene.sentence.paragraph in turns}
    named = {
        name: actor
        for number, scene in opening.items()
        if (actor := _named(scene, turns[number].label)) is not None
        for name in turns[number].names
    }
    asked = _interviewee(scene for scene in scenes if turns and scene.sentence.paragraph < min(turns))
    made: dict[int, QuotationDraft] = {}
    for number, scene in opening.items():
        turn = turns[number]
        actor = asked if turn.answers else next((named[name] for name in sorted(turn.names) if name in named), None)
        if actor is not None:
            source, cue = Participant(actor, turn.label), Span(turn.label.end, turn.label.end + 1)
            made[number] = QuotationDraft(scene.number, None, source, cue, turn.parts, QuotationRule.TURN, _GRADE)
    return made


def _named(scene: Scene, label: Span) -> str | None:
    """The actor that a label names."""
    return next(
        (
            mention.actor
            for mention in scene.found
            if label.start <= scene.tokens[mention.first].start and scene.tokens[mention.last - 1].end <= label.end
        ),
        None,
    )


def _interviewee(scenes: Iterable[Scene]) -> str | None:
    """The person who is named most before an interview begins."""
    counts = Counter(
        mention.actor
        for scene in scenes
        for mention in scene.found
        if mention.form is Form.NAME and scene.cast.actors[mention.actor].kind is ActorKind.PERSON
    )
    return next((actor for actor, _ in counts.most_common(1)), None)
