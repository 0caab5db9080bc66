"""Reads whole articles with a judge and compares each fact with the gold, as `score.py articles` does."""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.knowledge.actors import load_actors
from bot.knowledge.judge_model import load_judge
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA, MODEL
from bot.knowledge.syntax_model import load_model
from bot.model.article import Article
from bot.reading.judging.quotations import KEPT
from bot.reading.reader import Reader
from bot.render.facts_json import facts
from training.gold import exporting
from training.judge.measuring import Judged
from training.scorer import SCORER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.knowledge.judge_model import JudgeModel
    from bot.reading.judging.judge import Answers
    from bot.reading.judging.questions import Passage
    from training.gold.documents import Document

_KINDS = ("quotations", "stances", "events")


class Open:
    """A judge whose confidence is its sureness, so that reading keeps nearly all facts."""

    def __init__(self, judge: JudgeModel) -> None:
        self._judge = judge

    def answers(self, passages: Sequence[Passage]) -> list[Answers]:
        """Returns the judge's own answers."""
        return self._judge.answers(passages)

    def confidence(self, _kind: str, sureness: float) -> float:
        """Returns the sureness, but at least the value at which reading keeps the fact. Facts at that value are useless for thresholds."""
        return max(sureness, KEPT)

    def shows(self, _kind: str, _sureness: float) -> bool:
        """Always True: thresholds are chosen from the result."""
        return True


def told(folder: Path, documents: Sequence[Document]) -> list[Judged]:
    """Returns all facts that a reader with the judge in `folder` finds in whole documents, with their sureness and whether they are right."""
    reader = Reader(load_actors(DATA / "actors"), load_lexicon(DATA), load_model(MODEL), Open(load_judge(folder)))
    made: list[Judged] = []
    for document in documents:
        if not document.whole:
            continue
        said = facts(reader.read(Article(document.name, document.text, published=document.published)), document.name)
        made += _judged(document, said)
    return made


def _judged(document: Document, said: Mapping[str, Any]) -> Iterator[Judged]:
    case = _case(document, said)
    outlet = document.outlet or document.name
    for rows, same in zip(_KINDS, (case.quotation, case.stance, case.event), strict=True):
        for fact in case.article.get(rows):
            hits = tuple(f"{document.name} {row['id']}" for row in case.gold[rows] if same(fact, row))
            yield Judged(_kind(rows, fact), fact["confidence"], bool(hits), hits, outlet)


def _case(document: Document, said: Mapping[str, Any]) -> Any:
    if str(SCORER.parent) not in sys.path:
        sys.path.insert(0, str(SCORER.parent))
    articles, common = import_module("articles"), import_module("common")
    gold = exporting.facts(document)
    return articles.Case(common.Item(document.name, document.text, document.published, gold), common.Article(said))


def _kind(rows: str, fact: Mapping[str, Any]) -> str:
    """The kind by which the reader looks up the judge's table."""
    if rows == "events":
        return "event" if fact["agents"] else "occurrence"
    return "stance" if rows == "stances" else str(fact["kind"])


def asked(documents: Sequence[Document]) -> dict[str, set[str]]:
    """Returns the facts in whole documents, by kind. `main event`: those for a timeline."""
    made: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        if not document.whole:
            continue
        gold = exporting.facts(document)
        for rows in _KINDS:
            for row in gold[rows]:
                if not row["optional"]:
                    name = f"{document.name} {row['id']}"
                    kind = row["kind"] if rows == "quotations" else rows.removesuffix("s")
                    made[kind].add(name)
                    if row.get("main"):
                        made["main event"].add(name)
    made["occurrence"] = made["event"]
    return made
