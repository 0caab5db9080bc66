"""Learns from whole articles of the gold whom words without a name stand for: the weights in `data/referents.tsv`.

    python -m training.referents train          # writes the weights, from the training part
    python -m training.referents table          # figures on train, each half of its outlets by weights from the other, and on dev

About ten minutes on one core. What is learned are the weights of traits (`bot/reading/referents/traits.py`) in a log-linear choice among
answers: nobody, somebody new, or one of those the article told of last. The first round follows the gold from phrase to phrase, the
second what the first would have settled, so that the ranker meets its own mistakes.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from bisect import bisect_left
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from bot.intake.work import reader
from bot.knowledge.shipped import DATA
from bot.model.article import Article
from bot.reading.referents.bystanders import Bystanders
from bot.reading.referents.phrases import top
from bot.reading.referents.ranking import Ranker
from bot.reading.referents.telling import with_referents
from bot.reading.referents.walk import Walk
from bot.render.facts_json import facts
from training.gold import exporting, load
from training.scorer import SCORER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.model.facts import Reading
    from bot.reading.referents.phrases import Nameless
    from bot.reading.referents.ranking import Guess
    from bot.reading.referents.referent import Referent
    from bot.reading.referents.walk import Ground
    from bot.reading.scene import Scene
    from training.gold.documents import Document

_ROUNDS, _STEPS, _DECAY = 2, 250, 0.6
_LEAST = 3
"""Traits that stand at fewer answers are left out."""
_SMALL = 0.05
"""Weights nearer to zero are not written."""


class Text(NamedTuple):
    """A whole article of the gold: as read without referents, and who stands where (by offset of a head)."""

    document: Document
    reading: Reading
    ground: Ground
    gold: Mapping[int, str]


class Row(NamedTuple):
    """A choice: the traits of each answer, and the places of those that are right."""

    answers: list[Sequence[str]]
    right: list[int]


def texts(part: str) -> list[Text]:
    """Returns the whole articles of a part, read."""
    made = []
    for document in load(part):
        if document.whole:
            reading, ground = reader().ground(Article(document.name, document.text, published=document.published))
            made.append(Text(document, reading, ground, _gold(document, ground.scenes)))
    return made


def _gold(document: Document, scenes: Sequence[Scene]) -> dict[int, str]:
    """Who stands at each head; of several mentions with one head the longest counts."""
    places = {token.start: (scene, i) for scene in scenes for i, token in enumerate(scene.tokens)}
    starts = sorted(places)
    found: dict[int, tuple[int, str]] = {}
    for entity in document.entities:
        for span in entity.mentions if entity.kind == "actor" else ():
            inside = [places[at] for at in starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]]
            if inside:
                scene = inside[0][0]
                here = [i for other, i in inside if other is scene]
                head = scene.tokens[top(scene, here[0], here[-1] + 1)].start
                found[head] = max(found.get(head, (0, "")), (span.end - span.start, entity.id))
    return {head: entity for head, (_, entity) in found.items()}


class Teacher(Walk):
    """A way through an article of the gold that notes each choice, and takes the right answer, or a ranker's.

    Args:
        text: the article.
        ranker: chooses instead of the gold.
    """

    def __init__(self, text: Text, ranker: Ranker | None = None) -> None:
        super().__init__(text.ground, self)
        self._gold, self._ranker = text.gold, ranker
        self._names: dict[str, Counter[str]] = {}
        self.rows: list[Row] = []

    def _stands(self, scene: Scene, head: int, known: Referent) -> None:
        super()._stands(scene, head, known)
        if entity := self._gold.get(scene.tokens[head].start):
            self._names.setdefault(known.actor, Counter())[entity] += 1

    def choose(self, phrase: Nameless, options: Sequence[Guess]) -> tuple[int, float]:
        """Returns the place of a right answer, or of the ranker's."""
        right = self._right(phrase, options)
        self.rows.append(Row([option.traits for option in options], right))
        if self._ranker is None:
            return right[0], 1.0
        chances = self._ranker.chances(options)
        best = max(range(len(options)), key=chances.__getitem__)
        return best, chances[best]

    def _right(self, phrase: Nameless, options: Sequence[Guess]) -> list[int]:
        entity = self._gold.get(phrase.place)
        if entity is None:
            return [0]
        same = [at for at, option in enumerate(options) if option.known and self._is(option.known, entity)]
        fresh = [at for at, option in enumerate(options) if option.known is None and option.traits]
        return same or fresh or [0]

    def _is(self, known: Referent, entity: str) -> bool:
        names = self._names.get(known.actor)
        return bool(names) and names.most_common(1)[0][0] == entity


def _stays(text: Text) -> list[Row]:
    """For each name whether it stands for an actor of the gold."""
    actors = [entity for entity in text.document.entities if entity.kind == "actor"]
    names = {name.casefold() for actor in actors for name in actor.names}
    spans = [span for actor in actors for span in actor.mentions]
    bystanders, made = Bystanders(text.reading, text.ground), []
    for actor in text.reading.actors:
        here = [mention.span for mention in text.reading.mentions if mention.actor == actor.id]
        stands = any(one.start < span.end and span.start < one.end for one in here for span in spans)
        answers: list[Sequence[str]] = [(), bystanders.traits(actor)]
        made.append(Row(answers, [int(stands or actor.name.casefold() in names)]))
    return made


def learn(given: Sequence[Text]) -> dict[str, float]:
    """Returns the weights of traits, from some articles."""
    rows: list[Row] = []
    weights: dict[str, float] | None = None
    for _ in range(_ROUNDS):
        for text in given:
            teacher = Teacher(text, Ranker(weights) if weights is not None else None)
            teacher.settled()
            rows += teacher.rows
            rows += _stays(text)
        weights = _fit(rows)
    return weights or {}


def _fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights under which the right answers are likeliest, by Adam on all rows at once; always the same."""
    counts = Counter(trait for row in rows for traits in row.answers for trait in set(traits))
    numbers = {trait: at for at, trait in enumerate(sorted(trait for trait, n in counts.items() if n >= _LEAST))}
    answers = [traits for row in rows for traits in row.answers]
    known = [[numbers[trait] for trait in traits if trait in numbers] for traits in answers]
    traits = np.array([number for line in known for number in line], dtype=np.int64)
    of_answer = np.repeat(np.arange(len(answers)), [len(line) for line in known])
    of_row = np.repeat(np.arange(len(rows)), [len(row.answers) for row in rows])
    right = np.array([at in row.right for row in rows for at in range(len(row.answers))], dtype=float)
    weights, mean, square = (np.zeros(len(numbers)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        share = np.exp(np.bincount(of_answer, weights[traits], len(answers)).clip(-30, 30))
        chance = share / np.bincount(of_row, share, len(rows))[of_row]
        wanted = chance * right / np.maximum(np.bincount(of_row, chance * right, len(rows)), 1e-12)[of_row]
        slope = np.bincount(traits, (chance - wanted)[of_answer], len(numbers)) + _DECAY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        rate = 0.1 if step < 0.6 * _STEPS else 0.03
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {trait: round(float(weights[at]), 2) for trait, at in numbers.items() if abs(weights[at]) >= _SMALL}


def _half(text: Text) -> int:
    """0 or 1: by outlet, but by article for the outlet that has the most."""
    outlet = text.document.outlet or text.document.name
    return zlib.crc32((text.document.name if outlet == "Wikinews" else outlet).encode()) % 2


def _scored(given: Iterable[tuple[Text, Mapping[str, float]]]) -> dict[str, Any]:
    """The scorer's figures for articles, each settled by these weights."""
    sys.path.insert(0, str(SCORER.parent))
    articles, common = import_module("articles"), import_module("common")
    items, told = [], common.Facts([])
    for text, weights in given:
        document, cast = text.document, text.ground.scenes[0].cast
        actors = dict(cast.actors)
        made = with_referents(text.reading, text.ground, Ranker(weights))
        cast.actors = actors
        items.append(common.Item(document.name, document.text, document.published, exporting.facts(document)))
        told.by_stem[document.name] = facts(made, document.name)
    scores: dict[str, Any] = articles.score(items, told)
    return scores


def table() -> None:
    """Print mentions found, links and actors right."""
    train, dev = texts("train"), texts("dev")
    halves = [learn([text for text in train if _half(text) == half]) for half in (0, 1)]
    given = [(text, halves[1 - _half(text)]) for text in train]
    for name, pairs in (("train", given), ("dev", [(text, learn(train)) for text in dev])):
        for told, rows in (("before", [(text, {}) for text, _ in pairs]), ("after", pairs)):
            scores = _scored(rows)
            print(name, told, {key: scores[key] for key in ("mentions", "mention_links", "actors")})


def main() -> None:
    """Learn the weights, or print how good they are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("train", "table"))
    if parser.parse_args().what == "table":
        table()
        return
    lines = [f"{trait}\t{weight}" for trait, weight in sorted(learn(texts("train")).items())]
    (DATA / "referents.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
