"""Reads texts from corpora and files, and chooses those for new sheets: by outlet, at random, never one that is already gold."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import yaml

from bot.reading.text.clean import clean
from training.gold.marked import Marked
from training.gold.sheets import Origin, Row, Sheet, load
from training.gold.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from training.gold.numbering import Line, Numberer

_SHORT = {
    "Wikinews": "wn",
    "Tehran Times": "tt",
    "U.S. Department of State": "state",
    "The White House": "wh",
    "Wikipedia, Portal:Current events": "wp",
    "Prime Minister of Australia (media releases)": "aus",
    "GOV.UK": "uk",
    "Global Voices": "gv",
    "Voice of America": "voa",
}
_WEIGHTS = {"Wikinews": 3, "Tehran Times": 2, "Wikipedia, Portal:Current events": 2}
"""Shares of the loose sentences by outlet (1 if not listed): news outlets get more."""
_REPORTER = re.compile(r"(?:QUESTION|Q|MODERATOR)\b[:.]?\s")
"""A reporter's question in an official transcript: it belongs to the reporter, so it is not taken over."""
_FEWEST, _MOST = 6, 60
_WORDS_FROM, _WORDS_TO = 200, 500


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its metadata."""

    name: str
    title: str
    outlet: str
    published: str
    url: str
    licence: str
    text: str
    manner: str = ""
    part: str = ""


def slug(title: str, longest: int = 44) -> str:
    """Returns a title as a name: lower-case words with hyphens, cut between words."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return made if len(made) <= longest else made[: longest + 1].rsplit("-", 1)[0]


def sources(path: Path) -> list[Source]:
    """Returns the texts of a corpus (`.jsonl`, `.jsonl.gz`), or the single text of a file (`.md` with front matter, `.txt`)."""
    if path.suffix in (".gz", ".jsonl"):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return [_of_row(json.loads(line)) for line in data.decode("utf-8").splitlines() if line.strip()]
    text = path.read_text(encoding="utf-8")
    head: dict[str, object] = {}
    if text.startswith("---\n"):
        front, _, text = text[4:].partition("\n---\n")
        head = yaml.safe_load(front) or {}
    said = {key: str(value) for key, value in head.items() if value is not None}
    fields = {key: said.get(key, "") for key in ("title", "outlet", "published", "url", "licence", "manner", "part")}
    return [Source(name=path.stem, text=text.strip(), **fields)]


def _of_row(row: dict[str, str]) -> Source:
    outlet, title = row["outlet"], row.get("title") or ""
    licence = row.get("licence") or ("CC BY 2.5" if outlet == "Wikinews" else "")
    text = "\n".join(line for line in row["text"].split("\n") if not _REPORTER.match(line))
    start = title or " ".join(text.split()[:9])
    return Source(
        f"{_SHORT[outlet]}-{slug(start)}",
        title,
        outlet,
        row.get("published") or "",
        row.get("url") or "",
        licence,
        text,
    )


def article(source: Source, numberer: Numberer, *, cut: bool = False) -> Sheet:
    """Returns the sheet of a whole text; if `cut`, it ends with a paragraph after at most 500 words."""
    text = _cut(source.text) if cut else source.text
    rows = tuple(
        Row(number, line.marked, line.body, line.paragraph) for number, line in enumerate(numberer.lines(text), 1)
    )
    head = {
        key: value
        for key in ("title", "outlet", "published", "url", "licence", "manner", "part")
        if (value := getattr(source, key))
    }
    return Sheet(source.name, True, head, rows)


def _cut(text: str) -> str:
    kept: list[str] = []
    words = 0
    for line in clean(text).split("\n"):
        if words >= _WORDS_FROM and words + len(line.split()) > _WORDS_TO:
            break
        kept.append(line)
        words += len(line.split())
    return "\n".join(kept).strip()


class Known:
    """Texts that are gold already or about to be. An article that shares a sentence with one counts as the same; a loose sentence counts alone."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._prints: set[str] = set()
        self.loose: set[str] = set()
        for path in paths:
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.suffix in (".sheet", ".gold"):
                    self._take(load(file))
                elif file.suffix == ".txt":
                    self.add(file.read_text(encoding="utf-8"))

    def _take(self, sheet: Sheet) -> None:
        texts = [row.marked.text for row in sheet.rows]
        if sheet.whole:
            self.add("\n".join(texts))
        else:
            self.loose.update(texts)

    def add(self, text: str) -> None:
        """Add a text."""
        self._prints |= _prints(text)

    def holds(self, text: str) -> bool:
        """True if the text, or a part of it, was added."""
        return bool(self._prints & _prints(text))


def _prints(text: str) -> set[str]:
    squeezed = (re.sub(r"\W+", "", line) for line in re.split(r"[\n.!?]", text))
    return {line for line in squeezed if len(line) > 50}


def picked(every: Sequence[Source], wanted: dict[str, int], known: Known, seed: int) -> list[Source]:
    """Returns this many random texts of each outlet: of 200 words or more, none known, and no two on the same topic."""
    random = Random(seed)  # noqa: S311 - a sample, no secret
    chosen: list[Source] = []
    topics: Counter[str] = Counter()
    names: set[str] = set()
    for outlet, count in wanted.items():
        pool = sorted(
            (source for source in every if source.outlet == outlet), key=lambda source: (source.name, source.url)
        )
        random.shuffle(pool)
        of_outlet = 0
        for source in pool:
            topic = set(slug(source.title, 200).split("-")) - words()["small"]
            close = sum(topics[word] > 1 for word in topic) > 1 or any(topics[word] > 3 for word in topic)
            digest = source.title.startswith("Current events")
            if of_outlet == count:
                break
            captions = source.text.count("Image:") > 1
            if (
                captions
                or len(source.text.split()) < _WORDS_FROM
                or known.holds(source.text)
                or (close and not digest)
                or source.name in names
            ):
                continue
            chosen.append(source)
            known.add(source.text)
            names.add(source.name)
            of_outlet += 1
            topics.update(set() if digest else topic)
    return chosen


def shares(available: dict[str, int], count: int) -> dict[str, int]:
    """Returns how many of `count` each outlet gives: by weight, but at most what it has and at most a third."""
    given = dict.fromkeys(available, 0)
    limit = {outlet: min(has, count // 3) for outlet, has in available.items()}
    while sum(given.values()) < count:
        hungry = [outlet for outlet in sorted(available) if given[outlet] < limit[outlet]]
        if not hungry:
            break
        left, weight = count - sum(given.values()), sum(_WEIGHTS.get(outlet, 1) for outlet in hungry)
        for outlet in hungry:
            more = max(1, left * _WEIGHTS.get(outlet, 1) // weight)
            given[outlet] += min(more, limit[outlet] - given[outlet], count - sum(given.values()))
    return given


def loose(
    every: Sequence[Source],
    numberer: Numberer,
    known: Known,
    wanted: tuple[int, int],
    progress: Callable[[str], None],
    doubts: Callable[[Source], dict[str, float]] | None = None,
) -> list[Row]:
    """Returns sentences (count, seed) with their neighbours, spread over outlets, in random order, numbered from 1.

    They are random ones, or, if `doubts` says of each text how much it doubts its sentences, the most doubtful of each outlet.
    """
    count, seed = wanted
    random = Random(seed)  # noqa: S311 - a sample, no secret
    pool: dict[str, list[Row]] = defaultdict(list)
    doubtful: dict[str, float] = {}
    for number, source in enumerate(sorted(every, key=lambda source: (source.name, source.url))):
        if not known.holds(source.text):
            pool[source.outlet] += _rows(source, numberer.lines(source.text))
            doubtful |= doubts(source) if doubts else {}
        if number % 100 == 99:
            progress(f"{number + 1} of {len(every)} texts read")
    seen = set(known.loose)
    for outlet, rows in pool.items():
        pool[outlet] = [row for row in rows if not (row.marked.text in seen or seen.add(row.marked.text))]  # type: ignore[func-returns-value]
    given = shares({outlet: len(rows) for outlet, rows in pool.items()}, count)
    progress(f"sentences by outlet: {given}")
    chosen: list[Row] = []
    for outlet in sorted(pool):
        if doubts:
            chosen += sorted(pool[outlet], key=lambda row: -doubtful.get(row.marked.text, 0.0))[: given[outlet]]
        else:
            chosen += random.sample(pool[outlet], given[outlet])
    random.shuffle(chosen)
    return chosen


def _rows(source: Source, lines: Sequence[Line]) -> Iterator[Row]:
    origin = Origin(source.outlet, source.published, source.licence, source.url)
    for i, line in enumerate(lines):
        length = len(re.findall(r"\w+", line.marked.text))
        if not line.body or not _FEWEST <= length <= _MOST:
            continue
        before = lines[i - 1] if i and lines[i - 1].body else None
        after = lines[i + 1] if i + 1 < len(lines) and lines[i + 1].body else None
        apart = (_apart(before, line), _apart(after, line))
        yield Row(
            0, line.marked, True, 0, before.marked if before else None, Marked(after.marked.text) if after else None,
            apart, origin,
        )  # fmt: skip


def _apart(other: Line | None, line: Line) -> bool:
    return other is not None and other.paragraph != line.paragraph
