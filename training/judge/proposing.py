"""Runs the reader without a judge to get its questions about an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.actors import load_actors
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA, MODEL
from bot.knowledge.syntax_model import load_model
from bot.model.article import Article
from bot.reading.judging.judge import Unjudged
from bot.reading.reader import Reader

if TYPE_CHECKING:
    from bot.reading.judging.questions import Inquiry
    from bot.reading.scene import Scene


class Proposer:
    """Reads articles up to where the judge is asked."""

    def __init__(self) -> None:
        self._reader = Reader(load_actors(DATA / "actors"), load_lexicon(DATA), load_model(MODEL), Unjudged())

    def asked(self, text: str, published: str | None) -> list[tuple[Scene, Inquiry]]:
        """Returns the scenes of an article, each with its questions."""
        proposals = self._reader.proposals(Article("gold", text, published=published))
        return list(zip(proposals.scenes, proposals.inquiries(), strict=True))
