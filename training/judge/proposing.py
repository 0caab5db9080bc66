"""An article into the judge's questions, by the reader's own steps: what training asks is what reading asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.actors import load_actors
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA, MODEL
from bot.knowledge.syntax_model import load_model
from bot.reading import Reader, _by_scene, _in_english, _quotes, _scenes
from bot.reading.cast import Cast
from bot.reading.dates.anchor import anchored
from bot.reading.judging.features import Known
from bot.reading.judging.questions import inquiry
from bot.reading.staging import Setting, cut
from bot.reading.stances.sentence_stances import find_stances
from bot.reading.text.sentences import sentences

if TYPE_CHECKING:
    from bot.reading.judging.questions import Inquiry
    from bot.reading.scene import Scene


class Asked(NamedTuple):
    """A scene and its questions."""

    scene: Scene
    inquiry: Inquiry


class Proposer(Reader):
    """The reader up to where the judge is asked."""

    def __init__(self) -> None:
        super().__init__(load_actors(DATA / "actors"), load_lexicon(DATA), load_model(MODEL))

    def asked(self, text: str, published: str | None) -> list[Asked]:
        """The scenes of an article with their questions."""
        base = anchored(text, published)
        cast = Cast(self._gazetteer, base.day.isoformat() if base.day else None)
        found = _in_english(text, sentences(text, self._lexicon.page))
        quotes = _quotes(text, found)
        scenes, _ = _scenes(Setting(text, base, cast, self._lexicon), found, cut(text, found, quotes, self._parser))
        scenes, drafts = self._told(found, scenes, base)
        here = _by_scene(drafts, len(scenes))
        quotations = self._said(scenes, quotes)
        stances = [stance for scene in scenes for stance in find_stances(scene, here[scene.number], drafts)]
        made = []
        for number, scene in enumerate(scenes):
            span = scene.sentence.span
            mine = [one for one in stances if span.start <= one.cue.start < span.end]
            known = Known(scene, here[number], mine, [one for one in quotations if one.scene == number])
            before = (
                scenes[number - 1]
                if number and scene.sentence.paragraph - scenes[number - 1].sentence.paragraph < 2
                else None
            )
            made.append(Asked(scene, inquiry(text, scene, before, known, quotes[scene.sentence.paragraph])))
        return made
