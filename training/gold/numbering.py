"""Splits text into sentences with numbered phrases, triggers and quoted texts, by the project's own splitter and syntax model."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.knowledge.actors import load_actors
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA, MODEL
from bot.knowledge.syntax_model import load_model
from bot.model.article import Sentence, SentenceKind, Span
from bot.reading.gazetteer import Gazetteer, fold
from bot.reading.grammar.morphology import verb_bases
from bot.reading.text.clean import clean
from bot.reading.text.quotation_marks import Quoted, quoted_stretches
from bot.reading.text.sentences import sentences
from bot.reading.text.tokens import Token, tokens
from training.gold.marked import Found, Marked, Sort, numbered
from training.gold.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.reading.grammar.trees import Tree

_WORDS = words()
_TIMES, _THINGS, _DEEDS, _TITLES = (_WORDS[kind] for kind in ("times", "things", "deeds", "titles"))
_SUFFIXES = ("tion", "sion", "ment", "ence", "ance", "ing", "age", "ure", "ion")
_NO_VERB = frozenset({"aux", "aux:pass", "cop"})
_ARGUMENT = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "conj"})
_LEFT = frozenset({"det", "det:predet", "amod", "nummod", "compound", "nmod:poss", "flat", "advmod", "nmod", "appos"})
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered sentence of a text. `body`: it is not a heading, dateline or boilerplate."""

    marked: Marked
    body: bool
    paragraph: int


class Numberer:
    """Numbers the spans of sentences; loads the model and the word lists once."""

    def __init__(self) -> None:
        model = load_model(MODEL)
        if model is None:
            raise SystemExit("There is no syntax model in data/model: sheets need it.")
        self._model = model
        self._lexicon = load_lexicon(DATA)
        self._gazetteer = Gazetteer(load_actors(DATA / "actors"))

    def split(self, text: str) -> list[Sentence]:
        """Returns the sentences of a clean text; there is always a space between two."""
        return _glued(sentences(text, self._lexicon.page))

    def lines(self, text: str) -> list[Line]:
        """Returns the sentences of a text in order, with numbered spans."""
        text = clean(text)
        return self.numbered(text, self.split(text), {})

    def numbered(self, text: str, found: Sequence[Sentence], wanted: Mapping[int, Sequence[Found]]) -> list[Line]:
        """Returns these sentences of a text with numbered spans. The spans `wanted` in a sentence (by its place) come before all others."""
        stretches = _stretches(text, found)
        rows = [
            tokens(text, sentence.span.start, sentence.span.end) if sentence.kind is SentenceKind.BODY else []
            for sentence in found
        ]
        trees = self._model.trees([[token.text for token in row] for row in rows])
        made = []
        for number, (sentence, row, tree) in enumerate(zip(found, rows, trees, strict=True)):
            start, end = sentence.span.start, sentence.span.end
            spans = list(wanted.get(number, ()))
            if sentence.kind is SentenceKind.BODY:
                spans += _within(stretches, start, end)
                spans += self.spans(row, tree, start)
            plain = text[start:end].replace("\n", " ")
            made.append(Line(numbered(plain, spans), sentence.kind is SentenceKind.BODY, sentence.paragraph))
        return made

    def spans(self, row: Sequence[Token], tree: Tree, base: int) -> Iterator[Found]:
        """Yields the phrases of a sentence, longest first, then its triggers, with offsets from `base`."""
        names = {*_names(row, tree), *self._known(row)}
        phrases = {span for span in self._phrases(row, tree) if not any(_part(span, name) for name in names)}
        found = names | phrases
        nouns = sorted(found, key=lambda span: (span[0] - span[1], span))
        for first, last in nouns:
            yield Found(row[first].start - base, row[last - 1].end - base, Sort.PHRASE)
        for i, token in enumerate(row):
            if self._is_trigger(token, tree, i):
                yield Found(token.start - base, token.end - base, Sort.TRIGGER)

    def _phrases(self, row: Sequence[Token], tree: Tree) -> Iterator[tuple[int, int]]:
        for i, kind in enumerate(tree.classes):
            if kind in ("PRP", "PRP$"):
                if tree.relations[i] != "expl":
                    yield i, i + 1
            elif kind.startswith("NN") or (
                kind in ("CD", "DT", "JJ", "JJS", "JJR")
                and tree.relations[i]
                in (
                    "nsubj",
                    "nsubj:pass",
                    "obj",
                    "obl:agent",
                )
            ):
                yield from self._base(row, tree, i)

    def _base(self, row: Sequence[Token], tree: Tree, head: int) -> Iterator[tuple[int, int]]:
        """The phrase of a head alone, with what depends on it after it, and the names in it."""
        if tree.relations[head] in ("compound", "flat") or row[head].lower in _TIMES:
            return
        left = [tree.span(j)[0] for j in tree.children(head, *_LEFT) if j < head]
        first = min([head, *left])
        while first < head and (
            tree.classes[first] in ("IN", "CC", "TO", ",", "RB", "``", "''") or not row[first].text[0].isalnum()
        ):
            first += 1
        last = head + 1
        while last < len(row) and tree.relations[last] in ("flat", "compound") and tree.heads[last] == head:
            last += 1
        if any(row[j].lower in _TIMES for j in range(head, last)) or last - first > _LONGEST:
            return
        yield first, last
        ends = [tree.span(j)[1] for j in tree.children(head, "nmod", "nmod:of") if j >= last]
        if ends and ends[0] - first <= _LONGEST:
            yield first, ends[0]

    def _known(self, row: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """The names and adjectives that the gazetteer knows, without those inside another."""
        texts = [token.text for token in row]
        folded = [fold(text) for text in texts]
        i = 0
        while i < len(row):
            entries = self._gazetteer.at(folded, texts, i) if texts[i][:1].isupper() else []
            if entries:
                yield i, i + len(entries[0].words)
            i += len(entries[0].words) if entries else 1

    def _is_trigger(self, token: Token, tree: Tree, i: int) -> bool:
        kind, word = tree.classes[i], token.lower
        if kind.startswith("VB"):
            return tree.relations[i] not in _NO_VERB and token.text[0].isalpha() and word not in ("including", "based")
        if word == "according":
            return True  # the cue of reported speech
        if kind.startswith("JJ"):
            return bool(tree.children(i, "cop")) or word in self._lexicon.stance_words.judgements
        if kind not in ("NN", "NNS") or tree.relations[i] == "flat" or word in _TIMES or word in _THINGS:
            return False
        single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        return (
            word in _DEEDS
            or single in _DEEDS
            or single in self._lexicon.nouns
            or not self._lexicon.verbs.isdisjoint(verb_bases(word))
            or (single.endswith(_SUFFIXES) and len(single) > 5 and single not in _THINGS)
        )


def _part(span: tuple[int, int], name: tuple[int, int]) -> bool:
    """True if the span is part of a name or crosses its border, which is a mistake of the parser."""
    inside = name[0] <= span[0] and span[1] <= name[1]
    crossing = span[0] < name[0] < span[1] < name[1] or name[0] < span[0] < name[1] < span[1]
    return span != name and (inside or crossing)


def _names(row: Sequence[Token], tree: Tree) -> Iterator[tuple[int, int]]:
    """The sequences of capitalised words; for a title before a name, the title with what belongs to it, and the name."""
    runs: list[list[int]] = []
    for j, token in enumerate(row):
        if not token.text[0].isupper() or not tree.classes[j].startswith(("NN", "JJ")) or token.lower in _TIMES:
            continue
        if runs and runs[-1][-1] == j - 1:
            runs[-1].append(j)
        else:
            runs.append([j])
    for run in runs:
        if len(run) == 1 and run[0] == 0 and not tree.classes[0].startswith("NNP"):
            continue
        first, last = run[0], run[-1] + 1
        yield first, last
        start = first
        while (
            start and row[start - 1].text.islower() and tree.classes[start - 1].startswith(("NN", "JJ", "DT", "PRP$"))
        ):
            start -= 1
        if start < first and tree.classes[first - 1] in ("NN", "NNS"):
            yield start, first  # "the Turkish foreign minister" before a name
        titles = [j for j in run if row[j].lower in _TITLES]
        if titles and titles[-1] < run[-1]:
            yield start, titles[-1] + 1
            yield titles[-1] + 1, last
            if first < titles[0]:
                yield first, titles[0]


def _glued(found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, where two without a space between them become one, so that a space always separates two."""
    made: list[Sentence] = []
    for sentence in found:
        if made and made[-1].span.end == sentence.span.start:
            before = made.pop()
            made.append(Sentence(Span(before.span.start, sentence.span.end), sentence.kind, sentence.paragraph))
        else:
            made.append(sentence)
    return made


def _stretches(text: str, found: Sequence[Sentence]) -> list[tuple[Quoted, bool]]:
    """The quoted texts of all paragraphs, each with whether it continues from the previous paragraph."""
    borders = []
    for _, group in groupby(found, key=lambda sentence: sentence.paragraph):
        rows = list(group)
        if any(row.kind is SentenceKind.BODY for row in rows):
            borders.append((rows[0].span.start, rows[-1].span.end))
    marked = [text[start : start + 1] in ("“", '"', "«", "„") for start, _ in borders] + [False]
    made: list[tuple[Quoted, bool]] = []
    going_on = False
    for number, (start, end) in enumerate(borders):
        rows_here = quoted_stretches(text, start, end, runs_on=marked[number + 1])
        made += [(stretch, going_on and stretch.start == start) for stretch in rows_here]
        going_on = bool(rows_here) and not rows_here[-1].closed
    return made


def _within(stretches: Sequence[tuple[Quoted, bool]], start: int, end: int) -> Iterator[Found]:
    for stretch, goes_on in stretches:
        first, last = max(stretch.start, start), min(stretch.end, end)
        if first < last:
            yield Found(first - start, last - start, Sort.QUOTED, goes_on or stretch.start < start)
