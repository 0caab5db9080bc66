"""Divides an article's text into scenes: sentences, quotations, and for each body sentence tokens, tree, word classes, dates and clauses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING

from bot.model.article import SentenceKind
from bot.reading.cast import Cast
from bot.reading.dates.anchor import anchored, moved
from bot.reading.dates.expressions import time_expressions
from bot.reading.staging import Setting, cut, stage
from bot.reading.text.block_quotes import beginning, run_in, set_off
from bot.reading.text.quotation_marks import Quoted, goes_on_without_mark, quoted_stretches
from bot.reading.text.readability import in_another_language
from bot.reading.text.speaker_labels import turns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model.article import Article, Sentence
    from bot.model.facts import TimeExpression
    from bot.reading.dates.anchor import Anchor
    from bot.reading.gazetteer import Gazetteer
    from bot.reading.grammar.trees import Parser
    from bot.reading.lexicon import Lexicon, ReportingWords
    from bot.reading.scene import Scene
    from bot.reading.staging import SentencePart
    from bot.reading.text.speaker_labels import SpeakerTurn


@dataclass(frozen=True, slots=True)
class Layout:
    """An article under reading.

    Attributes:
        quotes: its quoted texts, by paragraph.
        turns: what is said in a transcript, by the paragraph where it begins.
        scenes: its body sentences.
        apart: the dates of datelines and headings.
    """

    text: str
    base: Anchor
    cast: Cast
    sentences: tuple[Sentence, ...]
    quotes: list[list[Quoted]]
    turns: Mapping[int, SpeakerTurn]
    scenes: list[Scene]
    apart: list[TimeExpression]

    @property
    def dates(self) -> tuple[TimeExpression, ...]:
        """All dates, in order of the text."""
        every = [*self.apart, *(expression for scene in self.scenes for expression in scene.dates)]
        return tuple(sorted(every, key=lambda expression: expression.span))


def staged(
    article: Article, found: tuple[Sentence, ...], gazetteer: Gazetteer, lexicon: Lexicon, parser: Parser
) -> Layout:
    """Returns the layout of an article with these sentences; only the body yields facts."""
    text, base = article.text, anchored(article.text, article.published)
    cast = Cast(gazetteer, base.day.isoformat() if base.day else None, lexicon.titles.two_surnames)
    found = _in_english(text, found)
    paragraphs = [list(group) for _, group in groupby(found, key=lambda sentence: sentence.paragraph)]
    spoken = turns(text, paragraphs)
    quotes = _quotes(text, paragraphs, lexicon.reporting, spoken)
    scenes, apart = _scenes(Setting(text, base, cast, lexicon), found, cut(text, found, quotes, parser))
    return Layout(text, base, cast, found, quotes, spoken, scenes, apart)


def _in_english(text: str, found: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences, with paragraphs in other languages marked as boilerplate, which yields no facts."""
    kept: list[Sentence] = []
    for _, group in groupby(found, key=lambda sentence: sentence.paragraph):
        rows = list(group)
        if in_another_language(text[rows[0].span.start : rows[-1].span.end]):
            rows = [replace(row, kind=SentenceKind.BOILERPLATE) for row in rows]
        kept += rows
    return tuple(kept)


def _scenes(
    setting: Setting, found: Sequence[Sentence], pieces: Sequence[Sequence[SentencePart]]
) -> tuple[list[Scene], list[TimeExpression]]:
    """The body's scenes, and the dates of datelines and headings, from which later dates count."""
    scenes: list[Scene] = []
    apart: list[TimeExpression] = []
    paragraph = -1
    for sentence, parts in zip(found, pieces, strict=True):
        if sentence.paragraph != paragraph and setting.base.told is not None:
            setting = replace(setting, base=replace(setting.base, told=None))
        paragraph = sentence.paragraph
        if sentence.kind is SentenceKind.BODY:
            made = stage(setting, parts, len(scenes))
            scenes += made
            base = made[-1].base if made else setting.base
        elif sentence.kind is not SentenceKind.BOILERPLATE:
            span, naming = sentence.span, setting.lexicon.open.naming_days
            named = time_expressions(setting.text, span.start, span.end, setting.base, naming=naming)
            apart += named
            base = reduce(moved, named, setting.base)
        else:
            continue
        if base is not setting.base:
            setting = replace(setting, base=base)
    return scenes, apart


def _quotes(
    text: str, paragraphs: Sequence[Sequence[Sentence]], reporting: ReportingWords, spoken: Mapping[int, SpeakerTurn]
) -> list[list[Quoted]]:
    """The quoted texts of each paragraph; a quotation continues if the next paragraph begins with a mark, or has none before the one that closes it."""
    borders = [(rows[0].span.start, rows[-1].span.end) for rows in paragraphs]
    unmarked = {number + more: part.start for number, turn in spoken.items() for more, part in enumerate(turn.parts)}
    unmarked |= {} if spoken else run_in(text, paragraphs, reporting)
    blocks = {} if spoken else set_off(text, paragraphs, reporting)
    starts_marked = [text[start : start + 1] in tuple("“\"«„‘'") for start, _ in borders]
    made: list[list[Quoted]] = []
    for number, (start, end) in enumerate(borders):
        if number in unmarked:
            made.append([Quoted(unmarked[number], end, marked=False)])
            continue
        if number in blocks:
            made.append([Quoted(start + beginning(text[start:end]), end, closed=blocks[number], marked=False)])
            continue
        then = borders[number + 1] if number + 1 < len(borders) else (end, end)
        inside = bool(made and made[-1]) and not made[-1][-1].closed and goes_on_without_mark(text, start, end)
        runs_on = (number + 1 < len(borders) and starts_marked[number + 1]) or goes_on_without_mark(text, *then)
        made.append(quoted_stretches(text, start, end, runs_on, inside))
    return made
