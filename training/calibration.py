"""How often facts of each rule are right: `data/confidence.toml`, from the training sides, and a reliability table, on the development sides.

    python -m training.calibration --write     # measure anew, after rules have changed
    python -m training.calibration             # the table alone; `make eval` prints it too

Quotations are held against PolNeAR (content and source right), stances against DSE (right polarity and direction, of those between
its two parties), events against PLV (right sort, PLOVER's quad, and direction, of those between its two parties: its sentences with an
even number to measure, the odd ones for the table). The sets lie beside the checkout in `../shared/eval`; only counts are kept.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.knowledge.actors import load_actors
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA, MODEL
from bot.knowledge.syntax_model import load_model
from bot.model.article import Article
from bot.model.facts import Event, Quotation, QuotationKind, Reading, Stance
from bot.reading import Reader
from bot.reading.calibration import Counted, counted
from bot.reading.rules import EventRule
from bot.reading.text.clean import clean
from bot.render.facts_json import facts
from training.scorer import MISSING, SCORER

if TYPE_CHECKING:
    from collections.abc import Iterator


TARGET = Path(__file__).resolve().parent.parent / "data" / "confidence.toml"
HEAD = """\
# How often facts of a rule and of the grade it gave itself were right: [grade, right, said], by kind of fact.
# Written by `python -m training.calibration --write` from the training sides of PolNeAR and DSE and half of PLV's
# development side; counts only, nothing of the sets themselves. A rule that is not here keeps its own grade.
"""
BY_HAND: dict[Counted, tuple[int, int]] = {("event", EventRule.NEUTRAL_VERB, 0.6): (34, 40)}
"""What no set can judge, counted by hand over Wikinews articles: PLV's pairs are of states, who seldom launch or buy."""
STRIDE = 3
"""Every third text of the training sides is measured: 280 articles and 4,100 sentences are enough, and minutes are saved."""
BUCKETS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
Judged = tuple[Counted, bool]
"""What a fact is counted under, and whether it is right."""


def judged(reader: Reader, training: bool) -> Iterator[Judged]:
    """Every fact that the sets can judge: of the training sides, or of the development sides."""
    sys.path.insert(0, str(SCORER.parent))
    data = SCORER.parent / "data"
    step = STRIDE if training else 1
    yield from _quotations(reader, data / "quotes" / ("train" if training else "dev"), step)
    yield from _stances(reader, data / "stances" / ("dse-train.jsonl" if training else "dse.jsonl"), step)
    yield from _events(reader, data / "stances" / "plv.jsonl", 0 if training else 1)


def _read(reader: Reader, item: Any) -> tuple[Reading, Any]:
    """Our reading of a gold text, and it as the scorers see it."""
    from common import Article as Seen  # noqa: PLC0415 - the scorers lie outside the project

    reading = reader.read(Article(item.stem, clean(item.text), published=item.published))
    return reading, Seen(facts(reading, item.stem))


def _quotations(reader: Reader, folder: Path, step: int) -> Iterator[Judged]:
    import quotes  # noqa: PLC0415 - the scorers lie outside the project
    from common import Text, greedy  # noqa: PLC0415

    for item in quotes.load(folder)[::step]:
        reading, seen = _read(reader, item)
        text = Text(item.text)
        gold, ours = quotes.read_gold(item, text), quotes.read_ours(seen)
        near = {
            (g, p): overlap + 0.001 * quotes.same(our["source"], true["source"])
            for g, true in enumerate(gold)
            for p, our in enumerate(ours)
            if (overlap := quotes.jaccard(text.tokens(true["content"]), text.tokens(our["content"]))) >= 0.5
        }
        right = {p for g, p in greedy(near) if quotes.same(ours[p]["source"], gold[g]["source"])}
        right |= {
            p
            for p, our in enumerate(ours)
            if reading.quotations[p].kind is QuotationKind.DIRECT and any(_within(our, true, text) for true in gold)
        }
        for number, one in enumerate(reading.quotations):
            yield counted(one), number in right


def _within(our: Any, true: Any, text: Any) -> bool:
    """Whether words in marks are some of those that were quoted, of the same speaker: shown, they are right."""
    import quotes  # noqa: PLC0415 - the scorers lie outside the project

    inside = text.tokens(our["content"]) <= text.tokens(true["content"])
    return inside and bool(quotes.same(our["source"], true["source"]))


def _stances(reader: Reader, path: Path, step: int) -> Iterator[Judged]:
    import stances  # noqa: PLC0415 - the scorers lie outside the project
    from common import Text  # noqa: PLC0415

    for item in stances.load(path)[::step]:
        reading, seen = _read(reader, item)
        text = Text(item.text)
        p, q = [text.span(*item.gold["p"])], [text.span(*item.gold["q"])]
        for one in reading.stances:
            for fact in stances.our_facts(_only(seen, stances=[one])):
                way = stances.direction(fact, p, q)
                if way and fact.sign:
                    said = (1 if fact.sign > 0 else 3) + (way < 0)
                    yield counted(one), said == item.gold["label"]


def _events(reader: Reader, path: Path, odd: int) -> Iterator[Judged]:
    import stances  # noqa: PLC0415 - the scorers lie outside the project
    from common import Text  # noqa: PLC0415

    for item in stances.load(path)[odd::2]:
        reading, seen = _read(reader, item)
        text = Text(item.text)
        pairs = [
            ([text.span(*span) for span in gold["source"]], [text.span(*span) for span in gold["target"]], gold["quad"])
            for gold in item.gold["facts"]
            if gold["source"] and gold["target"]
        ]
        for one in reading.events:
            if one.licence.rule == EventRule.NEUTRAL_VERB:
                continue
            for fact in stances.our_facts(_only(seen, events=[one])):
                for source, target, quad in pairs:
                    if way := stances.direction(fact, source, target):
                        right = (way > 0 or fact.mutual) and stances.QUAD.get(fact.root) == quad
                        yield counted(one), right


class _Only:
    """A scorer's article that says nothing but some of its facts."""

    def __init__(self, seen: Any, rows: dict[str, list[dict[str, Any]]]) -> None:
        self.spans, self.party, self._rows = seen.spans, seen.party, rows

    def get(self, key: str) -> list[dict[str, Any]]:
        return self._rows.get(key, [])


def _only(seen: Any, **kept: list[Event] | list[Stance] | list[Quotation]) -> _Only:
    """The same article with nothing but these facts; the events stay known where stances are asked for."""
    spans = {
        key: {(one.cue.start, one.cue.end, one.licence.rule) for one in rows if one.cue} for key, rows in kept.items()
    }
    rows = {
        key: [row for row in seen.get(key) if (row["cue"]["start"], row["cue"]["end"], row["rule"]) in spans[key]]
        for key in kept
    }
    if "stances" in kept:
        named = {row["target"]["event"] for row in rows["stances"]}
        rows["events"] = [
            {**row, "recipients": [], "agents": row["agents"][:1]} for row in seen.get("events") if row["id"] in named
        ]
    return _Only(seen, rows)


def measured(reader: Reader) -> dict[Counted, tuple[int, int]]:
    """What facts are counted under to how many were right and said on the training sides. `reader` must not be calibrated itself."""
    counts: dict[Counted, list[int]] = defaultdict(lambda: [0, 0])
    for key, right in judged(reader, training=True):
        counts[key][0] += right
        counts[key][1] += 1
    return {key: (right, said) for key, (right, said) in sorted(counts.items())} | BY_HAND


def written(counts: dict[Counted, tuple[int, int]]) -> str:
    """The counts as `data/confidence.toml`."""
    lines, kinds = [HEAD], sorted({kind for kind, *_ in counts})
    for kind in kinds:
        lines.append(f'["{kind}"]' if " " in kind else f"[{kind}]")
        for rule in sorted({rule for other, rule, _ in counts if other == kind}):
            rows = [[grade, *pair] for (other, name, grade), pair in counts.items() if (other, name) == (kind, rule)]
            lines.append(f'"{rule}" = {rows}')
        lines.append("")
    return "\n".join(lines)


def table(reader: Reader) -> str:
    """The reliability table: of facts said with so much confidence, how many are right on the development sides."""
    cells: dict[tuple[str, int], list[tuple[float, bool]]] = defaultdict(list)
    for (kind, _, confidence), right in judged(reader, training=False):
        sort = kind.split()[0] if kind.startswith(("event", "stance")) else "quotation"
        bucket = max(i for i, low in enumerate(BUCKETS[:-1]) if confidence >= low)
        cells[sort, bucket].append((confidence, right))
    lines = ["| said with | quotations right | stances right | events right |", "| --- | --- | --- | --- |"]
    for bucket, low in enumerate(BUCKETS[:-1]):
        row = [f"{low:.1f} to {min(BUCKETS[bucket + 1], 1):.1f}"]
        for sort in ("quotation", "stance", "event"):
            rows = cells[sort, bucket]
            share = sum(right for _, right in rows) / len(rows) if rows else 0
            mean = sum(confidence for confidence, _ in rows) / len(rows) if rows else 0
            row.append(f"{share:.2f} of {len(rows)} (said {mean:.2f})" if rows else "-")
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table; with `--write` measure first."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--write", action="store_true", help="measure on the training sides and write data/confidence.toml"
    )
    options = parser.parse_args()
    if not SCORER.exists():
        print(MISSING, file=sys.stderr)
        return
    actors, lexicon, parser = load_actors(DATA / "actors"), load_lexicon(DATA), load_model(MODEL)
    if options.write:
        counts = measured(Reader(actors, replace(lexicon, measured={}), parser))
        TARGET.write_text(written(counts), encoding="utf-8")
        lexicon = replace(lexicon, measured=counts)
    print(table(Reader(actors, lexicon, parser)))


if __name__ == "__main__":
    main()
