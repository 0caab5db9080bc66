"""A text's sentences with their numbered and named spans, and the span that a reference (`9`, `p2`, `s12.3`, `a`) means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model.article import Span
from training.gold.documents import Sentence
from training.gold.finding import place
from training.gold.labels import LabelError
from training.gold.marked import Numbered, Sort

if TYPE_CHECKING:
    from training.gold.documents import SentenceKind
    from training.gold.labels import Named
    from training.gold.marked import Marked
    from training.gold.sheets import Row, Sheet

Key = tuple[int, str]
"""A span of a passage: the index of its sentence, and its number or name there."""


@dataclass(slots=True)
class Line:
    """A sentence of a passage: where it starts in the text, its spans by number or name, and its labels as written, by line."""

    marked: Marked
    number: int
    kind: SentenceKind
    paragraph: int
    labels: tuple[tuple[int, str], ...] = ()
    start: int = 0
    spans: dict[str, Numbered] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spans = {str(span.number): span for span in self.marked.spans}

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.start + len(self.marked.text))

    def at(self, numbered: Numbered) -> Span:
        """Returns the place of one of its spans in the text."""
        return Span(self.start + numbered.start, self.start + numbered.end)


class Passage:
    """An article, or a loose sentence with its neighbours."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.body = next((i for i, line in enumerate(lines) if line.kind == "body"), 0)
        pieces: list[str] = []
        for i, line in enumerate(lines):
            if i:
                pieces.append(" " if line.paragraph == lines[i - 1].paragraph else "\n\n")
            line.start = sum(map(len, pieces)) if i < 2 else lines[i - 1].span.end + len(pieces[-1])
            pieces.append(line.marked.text)
        self.text = "".join(pieces)

    def name(self, line: Line, named: Named) -> None:
        """Name words of a sentence as a label says.

        Raises:
            LabelError: the name is taken.
            PlaceError: the words don't occur in it, or occur twice.
        """
        if named.name in line.spans:
            raise LabelError(f"{named.name} names two spans in one sentence: take another letter")
        line.spans[named.name] = Numbered(0, *place(line.marked.text, named.words), Sort.PHRASE)

    def key(self, i: int, ref: str) -> Key | None:
        """Returns the span that a reference in sentence `i` points to; None if it is an id.

        Raises:
            LabelError: there is no such span.
        """
        if ref[:1] == "s" and "." in ref:
            number, _, own = ref[1:].partition(".")
            at = next((j for j, line in enumerate(self.lines) if line.number == int(number)), None)
        elif ref[:1] in ("p", "n") and ref[1:].isdigit():
            at, own = self.beside(i, -1 if ref[0] == "p" else 1), ref[1:]
        elif ref.isdigit() or len(ref) == 1:
            at, own = i, ref
        else:
            return None
        if at is None:
            raise LabelError(f"there is no {ref}: there is no such sentence")
        if own not in self.lines[at].spans:
            most = max((line.number for line in self.lines[at].marked.spans), default=0)
            raise LabelError(
                f'there is no {ref}: that sentence\'s numbers end at {most}; name other words with a="words"'
            )
        return at, own

    def certain(self, i: int, ref: str, what: str) -> Key:
        """Returns the span that a reference points to.

        Raises:
            LabelError: it is an id, or there is no such span.
        """
        key = self.key(i, ref)
        if key is None:
            raise LabelError(f"{what} {ref} must be a number or a named span")
        return key

    def beside(self, i: int, step: int) -> int | None:
        """Returns the sentence before (-1) or after (1) sentence `i`, skipping those without labels."""
        at = i + step
        while 0 <= at < len(self.lines) and self.lines[at].kind == "off limits":
            at += step
        return at if 0 <= at < len(self.lines) else None

    def numbered(self, key: Key) -> Numbered:
        """Returns a span as its sheet numbers it."""
        return self.lines[key[0]].spans[key[1]]

    def span(self, key: Key) -> Span:
        """Returns the place of a span in the text."""
        return self.lines[key[0]].at(self.numbered(key))

    def loose_name(self, key: Key) -> str:
        """Returns the name of a span as seen from the one sentence that has labels."""
        side = "p" if key[0] < self.body else "n" if key[0] > self.body else ""
        return f"{side}{key[1]}"

    def sentences(self) -> tuple[Sentence, ...]:
        """Returns the sentences in the form of documents."""
        return tuple(
            Sentence(
                line.span,
                line.kind,
                line.paragraph,
                *(_of(line, sort) for sort in (Sort.PHRASE, Sort.TRIGGER, Sort.QUOTED)),
            )
            for line in self.lines
        )


def _of(line: Line, sort: Sort) -> tuple[Span, ...]:
    return tuple(line.at(span) for span in line.marked.spans if span.sort is sort)


def article(sheet: Sheet) -> Passage:
    """Returns the passage of a whole article."""
    return Passage(
        [
            Line(row.marked, row.number, "body" if row.body else "off limits", row.paragraph, row.labels)
            for row in sheet.rows
        ]
    )


def item(row: Row) -> Passage:
    """Returns the passage of a loose sentence: it, and its neighbours without labels."""
    middle = int(row.apart[0])
    made = [Line(row.marked, row.number, "body", middle, row.labels)]
    if row.before is not None:
        made.insert(0, Line(row.before, 0, "context", 0))
    if row.after is not None:
        made.append(Line(row.after, 0, "context", middle + row.apart[1]))
    return Passage(made)
