"""How often reports of one event are recognised, on pairs judged by hand; with --all, all pairs that are joined among their articles.

    python -m benchmarks.reports [--all]

The pairs are in `training/gold/pairs/events.jsonl` and their articles in `../shared/eval`; without them nothing is
measured. Stories are split in two halves: the bounds were chosen on the first. `read`: pairs whose events are both
found at all; `shown`: pairs whose events are both shown, as in a library. `words`: how well the shared words alone
separate the pairs (area under the curve).
"""

from __future__ import annotations

import argparse
import gzip
from bisect import bisect_right
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from benchmarks.figure import Figure
from bot.intake.work import reader
from bot.model.article import Article
from bot.model.facts import ActorKind
from bot.store.one_event import Telling, likeness
from bot.store.similarity import in_common
from training.gold import pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model.facts import Event, Reading
    from training.gold.pairs import Mention, Pair

    Told = tuple[Event, Telling]

CORPUS = Path(__file__).parents[2] / "shared/eval/data/corpus"
TEXTS = ("wikinews-2019-2020.jsonl.gz", "open-news.jsonl.gz")


def tellings(number: int, reading: Reading) -> Iterator[Told]:
    """Yields every event of an article, in the form that is compared."""
    text, starts = reading.article.text, [sentence.span.start for sentence in reading.sentences]
    above = {actor.id: actor.of for actor in reading.actors if actor.of}
    local = {actor.id for actor in reading.actors if actor.local}  # no library files them
    persons = frozenset(actor.id for actor in reading.actors if actor.kind == ActorKind.PERSON)
    for event in reading.events:
        sentence = reading.sentences[max(0, bisect_right(starts, event.cue.start) - 1)].span
        agents, recipients = (
            frozenset(party.actor for party in side if party.actor and party.actor not in local)
            for side in (event.agents, event.recipients)
        )
        parties = agents | recipients
        yield (
            event,
            Telling(
                number, event.type, event.mode, text[event.cue.start : event.cue.end], text[sentence.start : sentence.end],
                event.date, reading.article.published, agents, recipients, persons & parties,
                tuple((actor, above[actor]) for actor in sorted(parties) if actor in above), event.place,
            ),
        )  # fmt: skip


def found(mention: Mention, reading: Reading, told: list[Told]) -> Told | None:
    """Returns the event that a mention of a pair stands for."""
    text = reading.article.text
    at = text.find(mention.sentence.strip())
    if at < 0:
        return None
    start = at + mention.span.start - (len(mention.sentence) - len(mention.sentence.lstrip()))
    end = start + len(mention.words)
    return next(
        (
            (event, telling)
            for event, telling in told
            if any(span.start < end and start < span.end for span in (event.cue, *event.mentions))
        ),
        None,
    )


def halves(every: list[Pair]) -> list[int]:
    """Returns the half of each pair; pairs of one story, which share articles, are in the same half."""
    lead: dict[tuple[str, str], tuple[str, str]] = {}

    def root(article: tuple[str, str]) -> tuple[str, str]:
        while lead.setdefault(article, article) != article:
            article = lead[article]
        return article

    for pair in every:
        lead[root(pair.first.article)] = root(pair.second.article)
    stories = Counter(root(pair.first.article) for pair in every)
    sizes, half = [0, 0], {}
    for story, size in stories.most_common():
        half[story] = sizes[0] > sizes[1]
        sizes[half[story]] += size
    return [int(half[root(pair.first.article)]) for pair in every]


def area(same: list[float], different: list[float]) -> float:
    """Returns how often a pair that is the same has more in common than one that is not."""
    wins = sum((a > b) + (a == b) / 2 for a in same for b in different)
    return wins / max(1, len(same) * len(different))


def figures(*, listed: bool = False) -> list[Figure]:
    """Returns how many pairs are joined, rightly and wrongly; nothing without the articles. `listed`: print each pair of shown events that is joined."""
    every = pairs.load("events")
    if not all((CORPUS / name).exists() for name in TEXTS):
        print(f"skipped: there is no {CORPUS}")
        return []
    readings = _read(every)
    half = halves(every)
    joined: list[bool] = []
    for which in (0, 1):
        rows = [(pair, _both(pair, readings)) for pair, of in zip(every, half, strict=True) if of == which]
        joined += _joined(rows)
        for name, kept in (
            ("all", rows),
            ("read", [row for row in rows if row[1]]),
            ("shown", [row for row in rows if row[1] and _shown(row[1])]),
        ):
            _print(("tuned on", "held out")[which], name, kept)
    if listed:
        _list([one for _, told in readings.values() for one in told if one[0].licence.shown and not one[0].name])
    return [
        Figure("reports of one event joined", sum(joined), f"of {sum(pair.same for pair in every)} pairs", more=True),
        Figure("reports of two events joined", len(joined) - sum(joined), "pairs", 0),
    ]


def _read(every: list[Pair]) -> dict[tuple[str, str], tuple[Reading, list[Told]]]:
    """The articles of all pairs, read."""
    lines = [line for name in TEXTS for line in gzip.decompress((CORPUS / name).read_bytes()).splitlines()]
    texts = {(row["url"], row["title"]): row for row in map(orjson.loads, lines)}
    wanted = sorted({mention.article for pair in every for mention in (pair.first, pair.second)} & texts.keys())
    readings: dict[tuple[str, str], tuple[Reading, list[Told]]] = {}
    for number, key in enumerate(wanted):
        row = texts[key]
        read = reader().read(
            Article(str(number), row["text"], row["title"], row["outlet"], row["url"], row["published"])
        )
        readings[key] = (read, list(tellings(number, read)))
    return readings


def _both(pair: Pair, readings: dict[tuple[str, str], tuple[Reading, list[Told]]]) -> tuple[Told, Told] | None:
    first, second = (
        found(mention, *readings[mention.article]) if mention.article in readings else None
        for mention in (pair.first, pair.second)
    )
    return (first, second) if first and second else None


def _shown(both: tuple[Told, Told]) -> bool:
    return all(event.licence.shown for event, _ in both)


def _joined(rows: list[tuple[Pair, tuple[Told, Told] | None]]) -> list[bool]:
    """For each pair that is joined, whether it is one event."""
    return [pair.same for pair, both in rows if both and likeness(both[0][1], both[1][1]) is not None]


def _print(half: str, name: str, rows: list[tuple[Pair, tuple[Told, Told] | None]]) -> None:
    joined = _joined(rows)
    words: dict[bool, list[float]] = {True: [], False: []}
    for pair, both in rows:
        if both:
            words[pair.same].append(in_common(both[0][1].words, both[1][1].words))
    print(
        f"{half}, {name}: {len(rows)} pairs, {sum(pair.same for pair, _ in rows)} the same; joined {sum(joined)} rightly, "
        f"{len(joined) - sum(joined)} wrongly; words alone {area(words[True], words[False]):.2f}"
    )


def _list(told: list[Told]) -> None:
    print(f"\n{len(told)} events without a name:")
    for (_, one), (_, other) in combinations(told, 2):
        if (alike := likeness(one, other)) is not None:
            print(
                f"{alike:.2f} {one.date} {one.cue!r}: {one.sentence.strip()}\n     {other.date} {other.cue!r}: {other.sentence.strip()}"
            )


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--all", action="store_true", help="print every pair of shown events that is joined")
    figures(listed=asked.parse_args().all)


if __name__ == "__main__":
    main()
