"""Article text into facts: `Reader.read` turns an `Article` into a `Reading`. Pure: no input or output, no clock."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING

from bot.model.article import SentenceKind
from bot.model.facts import Reading
from bot.reading import assembly
from bot.reading.actors.mentions import find_mentions
from bot.reading.actors.pronouns import resolve
from bot.reading.actors.salience import Salience
from bot.reading.actors.titles import descriptions
from bot.reading.calibration import calibrated
from bot.reading.cast import Cast
from bot.reading.dates.anchor import anchored, moved
from bot.reading.dates.expressions import time_expressions
from bot.reading.events.coreference import merged
from bot.reading.events.dating import DayOfParagraph, date_events
from bot.reading.events.order import ordered
from bot.reading.events.sentence_events import find_events
from bot.reading.gazetteer import Gazetteer
from bot.reading.quotations.direct import announced, direct_quotations
from bot.reading.quotations.indirect import indirect_quotations
from bot.reading.quotations.nesting import settled
from bot.reading.quotations.partial import partial_quotations
from bot.reading.staging import Setting, cut, stage
from bot.reading.stances.sentence_stances import find_stances, latest
from bot.reading.text.quotation_marks import Quoted, quoted_stretches
from bot.reading.text.readability import in_another_language, unreadable
from bot.reading.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.article import Article, Sentence
    from bot.model.facts import TimeExpression
    from bot.model.gazetteer import KnownActor
    from bot.reading.dates.anchor import Anchor
    from bot.reading.drafts import EventDraft, QuotationDraft
    from bot.reading.grammar.trees import Parser
    from bot.reading.lexicon import Lexicon
    from bot.reading.scene import Scene
    from bot.reading.staging import SentencePart

READER = "25"
"""The version of the reader: a library re-reads its articles when it changes."""


class Reader:
    """Reads articles with fixed knowledge; safe to share, for reading changes nothing in it.

    Args:
        actors: the gazetteer.
        lexicon: the word lists.
        parser: the trained parser.
    """

    def __init__(self, actors: tuple[KnownActor, ...], lexicon: Lexicon, parser: Parser) -> None:
        self._parser = parser
        self._gazetteer = Gazetteer(actors)
        # What persons of the gazetteer are called is a given name of others, too.
        names = self._gazetteer.first_names - {title.title() for (title, *rest) in lexicon.titles.offices if not rest}
        titles = replace(lexicon.titles, given=lexicon.titles.given | names)
        self._lexicon = replace(lexicon, titles=titles)

    def read(self, article: Article) -> Reading:
        """The facts of one article; none of what is no English prose. Never raises on any text; time grows with its length."""
        text, lexicon = article.text, self._lexicon
        base = anchored(text, article.published)
        cast = Cast(self._gazetteer, base.day.isoformat() if base.day else None)

        # 1. Sentences and their kinds; only the body yields facts.
        found = sentences(text, lexicon.page)
        if reason := unreadable(text):
            return Reading(article=article, reader=READER, sentences=found, note=reason)
        found = _in_english(text, found)
        # 2. Quotation marks, paragraph by paragraph.
        quotes = _quotes(text, found)
        # 3. Tokens, trees, word classes, time expressions and clauses of each body sentence.
        pieces = cut(text, found, quotes, self._parser)
        scenes, apart = _scenes(Setting(text, base, cast, lexicon), found, pieces)
        # 4. Who is named, then who is meant by pronouns, then what happened, and on which day.
        scenes, drafts = self._told(found, scenes, base)
        # 5. Mentions of one event become one event; the words that order events do.
        drafts = merged(drafts, scenes)
        here = _by_scene(drafts, len(scenes))
        after = ordered(scenes, here)
        # 6. Who said what.
        quotations = self._said(scenes, quotes)
        # 7. Who is for or against whom.
        stances = [stance for scene in scenes for stance in find_stances(scene, here[scene.number], drafts)]
        # 8. Drafts become facts with ids and voices.
        voices = assembly.Voices(quotations)
        events, ids = assembly.event_facts(drafts, after, voices)
        reading = Reading(
            article=article, reader=READER, sentences=found, actors=tuple(cast.actors.values()), mentions=assembly.mention_facts(scenes, cast),
            dates=_in_order(scenes, apart), events=events,
            stances=assembly.stance_facts(stances, ids, voices), quotations=assembly.quotation_facts(quotations, scenes, events, ids, text, quotes),
        )  # fmt: skip
        # 9. What a rule gives itself becomes what was measured for it.
        return calibrated(reading, lexicon.measured)

    def _told(
        self, found: Sequence[Sentence], scenes: Sequence[Scene], base: Anchor
    ) -> tuple[list[Scene], list[EventDraft]]:
        """The scenes with their mentions, and the events they tell of, dated."""
        headings = [sentence.span.start for sentence in found if sentence.kind is SentenceKind.HEADING]
        names = self._full_names(scenes)
        salience, day = Salience(), DayOfParagraph()
        read: list[Scene] = []
        drafts: list[EventDraft] = []
        at = 0
        for scene in scenes:
            while at < len(headings) and headings[at] < scene.sentence.span.start:
                # A heading starts a new subject; what happened stays known.
                salience, at = Salience(event=salience.event), at + 1
            named, salience = resolve(find_mentions(scene, names), salience)
            described = descriptions(named)
            told, day = date_events(described, find_events(described, len(drafts)), base.precise, day)
            read.append(described)
            drafts += told
            salience = replace(salience, event=latest(told) or salience.event)
        return read, drafts

    def _full_names(self, scenes: Sequence[Scene]) -> frozenset[str]:
        """Last names that belong to persons of the open world somewhere in the article."""
        names = set()
        for scene in scenes:
            for i, word in enumerate(scene.texts[:-1]):
                if (
                    word in self._lexicon.titles.given
                    and scene.texts[i + 1][:1].isupper()
                    and not self._gazetteer.at(scene.folded, scene.texts, i)
                ):
                    names.add(scene.folded[i + 1])
        return frozenset(names)

    def _said(self, scenes: Sequence[Scene], quotes: Sequence[Sequence[Quoted]]) -> list[QuotationDraft]:
        quotations: list[QuotationDraft] = []
        previous: QuotationDraft | None = None
        numbered = list(enumerate(scenes))
        for paragraph, group in groupby(numbered, key=lambda pair: pair[1].sentence.paragraph):
            rows = list(group)
            marked, continued = direct_quotations([scene for _, scene in rows], quotes[paragraph], previous)
            if continued and continued is not previous:
                quotations = [continued if one is previous else one for one in quotations]
                previous = continued
            plain = [quotation for _, scene in rows for quotation in indirect_quotations(scene)]
            told = settled(marked, plain)
            quotations += [*told, *partial_quotations([scene for _, scene in rows], quotes[paragraph], told)]
            full = [quotation for quotation in marked if not quotation.fragment]
            open_ended = bool(quotes[paragraph]) and not quotes[paragraph][-1].closed
            running = full[-1] if full and (open_ended or quotes[paragraph]) else previous if open_ended else None
            previous = announced(rows[-1][1]) or running
        return quotations


def _by_scene(drafts: Sequence[EventDraft], scenes: int) -> list[list[EventDraft]]:
    """The drafts of each scene."""
    here: list[list[EventDraft]] = [[] for _ in range(scenes)]
    for draft in drafts:
        here[draft.scene].append(draft)
    return here


def _in_english(text: str, found: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences with foreign paragraphs of an English page marked as what yields no fact."""
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
    """The body's scenes, and the dates of datelines and headings, which the dates after them count from."""
    scenes: list[Scene] = []
    apart: list[TimeExpression] = []
    for sentence, parts in zip(found, pieces, strict=True):
        if sentence.kind is SentenceKind.BODY:
            made = stage(setting, parts, len(scenes))
            scenes += made
            base = made[-1].base if made else setting.base
        elif sentence.kind is not SentenceKind.BOILERPLATE:
            named = time_expressions(setting.text, sentence.span.start, sentence.span.end, setting.base)
            apart += named
            base = reduce(moved, named, setting.base)
        else:
            continue
        if base is not setting.base:
            setting = replace(setting, base=base)
    return scenes, apart


def _in_order(scenes: Sequence[Scene], apart: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    every = [*apart, *(expression for scene in scenes for expression in scene.dates)]
    return tuple(sorted(every, key=lambda expression: expression.span))


def _quotes(text: str, found: Sequence[Sentence]) -> list[list[Quoted]]:
    """For each paragraph its quoted stretches; a quotation runs on where the next paragraph begins with a mark."""
    borders: list[tuple[int, int]] = []
    for _, group in groupby(found, key=lambda sentence: sentence.paragraph):
        rows = list(group)
        borders.append((rows[0].span.start, rows[-1].span.end))
    starts_marked = [text[start : start + 1] in ("“", '"', "«", "„") for start, _ in borders]
    return [
        quoted_stretches(text, start, end, runs_on=number + 1 < len(borders) and starts_marked[number + 1])
        for number, (start, end) in enumerate(borders)
    ]
