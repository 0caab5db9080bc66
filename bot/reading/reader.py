"""Reads the facts of an article: `Reader.read` turns an `Article` into a `Reading`. Pure: no input or output, no clock."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.model.article import SentenceKind
from bot.model.facts import Reading
from bot.reading import READER, assembly
from bot.reading.actors.mentions import find_mentions
from bot.reading.actors.namesakes import namesakes
from bot.reading.actors.pronouns import resolve
from bot.reading.actors.roster import roster
from bot.reading.actors.salience import Salience
from bot.reading.actors.titles import descriptions
from bot.reading.events.carried_dates import begun
from bot.reading.events.coreference import merged
from bot.reading.events.dating import date_events
from bot.reading.events.order import ordered
from bot.reading.events.sentence_events import find_events
from bot.reading.gazetteer import Gazetteer
from bot.reading.issues.linking import issues_of
from bot.reading.judging.conclusions import conclusions
from bot.reading.judging.proposals import Proposals
from bot.reading.judging.questions import without_features
from bot.reading.layout import staged
from bot.reading.quotations.announcing import announced, led_up
from bot.reading.quotations.direct import direct_quotations
from bot.reading.quotations.indirect import indirect_quotations
from bot.reading.quotations.nesting import settled
from bot.reading.quotations.paragraphs import beginning, with_beginning
from bot.reading.quotations.partial import partial_quotations
from bot.reading.quotations.taking_turns import taken_turns
from bot.reading.referents.ranking import Ranker
from bot.reading.referents.short_forms import short_forms
from bot.reading.referents.telling import with_referents
from bot.reading.referents.walk import Ground
from bot.reading.stances.sentence_stances import find_stances, latest
from bot.reading.text.readability import why_unread
from bot.reading.text.sentences import sentences
from bot.reading.topics import topic_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model.article import Article, Span
    from bot.model.gazetteer import KnownActor
    from bot.reading.drafts import EventDraft, QuotationDraft
    from bot.reading.grammar.trees import Parser
    from bot.reading.judging.conclusions import Conclusions
    from bot.reading.judging.judge import Answers, Judge
    from bot.reading.judging.questions import Inquiry
    from bot.reading.layout import Layout
    from bot.reading.lexicon import Lexicon
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted
    from bot.reading.text.speaker_labels import SpeakerTurn

_AT_ONCE = 500
"""How many sentences have their questions asked at once, so that memory does not grow with the article. Few articles have more."""


class Reader:
    """Reads articles with fixed knowledge. Reading changes nothing in it, so it can be shared.

    Args:
        actors: the gazetteer.
        lexicon: the word lists.
        parser: the trained parser.
        judge: decides which of the proposed facts a sentence states.
    """

    def __init__(self, actors: tuple[KnownActor, ...], lexicon: Lexicon, parser: Parser, judge: Judge) -> None:
        self._parser, self._judge = parser, judge
        self._gazetteer = Gazetteer(actors)
        # The given names of persons in the gazetteer are given names of others, too.
        names = self._gazetteer.first_names - {title.title() for (title, *rest) in lexicon.titles.offices if not rest}
        titles = replace(lexicon.titles, given=lexicon.titles.given | names)
        self._lexicon = replace(lexicon, titles=titles)
        self._ranker = Ranker(lexicon.referents)

    def read(self, article: Article) -> Reading:
        """Returns the facts of one article; none for text that isn't English prose, or is satire. Never raises on any text, and takes linear time."""
        if reason := why_unread(article, self._lexicon.satirical):
            found = sentences(article.text, self._lexicon.page)
            return Reading(article=article, reader=READER, sentences=found, note=reason)
        reading, ground = self.ground(article)
        # 7. Words without a name are resolved to actors, and names of those who take no part are left out.
        told = with_referents(reading, ground, self._ranker)
        # 8. The words of the whole say what it is about.
        return replace(told, topic=topic_of(article, self._lexicon.topics))

    def ground(self, article: Article) -> tuple[Reading, Ground]:
        """Returns the facts of an article in English prose, and what is known before words without a name are resolved. The ranker is trained on it."""
        page = self._page(article)
        # 1. Rules propose everything that each sentence may state.
        proposals = self._proposed(page)
        # 2. The judge reads each sentence, and tells how likely each of these is.
        told = self._concluded(proposals)
        # 3. Events get dates, mentions of one event are merged, and events are ordered.
        drafts = merged(self._dated(page, told), told.scenes)
        after = ordered(told.scenes, _by_scene(drafts, len(told.scenes)))
        # 4. Things that stances are on, and that are neither actors nor events, become issues.
        issues, stances = issues_of(told.scenes, told.stances, drafts)
        # 5. Drafts become facts with ids and voices.
        voices = assembly.Voices(told.quotations)
        events, ids = assembly.event_facts(drafts, after, voices)
        reading = Reading(
            article=article, reader=READER, sentences=page.sentences, actors=tuple(page.cast.actors.values()),
            mentions=assembly.mention_facts(told.scenes, voices), issues=issues, dates=page.dates, events=events,
            stances=assembly.stance_facts(stances, ids, voices),
            quotations=assembly.quotation_facts(
                told.quotations, told.scenes, (events, issues), ids, article.text, page.quotes
            ),
        )  # fmt: skip
        # 6. A shorter form of a longer name is its bearer's.
        shorter = short_forms(reading.actors, self._gazetteer.rows, self._lexicon.titles)
        reading = reading.put(shorter)
        return reading, Ground(told.scenes, reading.mentions, page.cast.actors, told.parts, voices.at, shorter)

    def proposals(self, article: Article) -> Proposals:
        """Returns what the rules propose for an article in English prose. The judge is trained on it."""
        return self._proposed(self._page(article))

    def _page(self, article: Article) -> Layout:
        """Returns the article's sentences, parsed and in scenes."""
        found = sentences(article.text, self._lexicon.page)
        return staged(article, found, self._gazetteer, self._lexicon, self._parser)

    def _proposed(self, page: Layout) -> Proposals:
        """The proposals: names and pronouns first, then events, quotations and stances."""
        scenes, drafts = self._told(page)
        here = _by_scene(drafts, len(scenes))
        quotations = self._said(scenes, page.quotes, page.turns)
        stances = [stance for scene in scenes for stance in find_stances(scene, here[scene.number], drafts)]
        return Proposals(page.text, scenes, page.quotes, here, quotations, stances)

    def _concluded(self, proposals: Proposals) -> Conclusions:
        inquiries: list[Inquiry] = []
        answers: list[Answers] = []
        for first in range(0, len(proposals.scenes), _AT_ONCE):
            asked = proposals.inquiries(first, first + _AT_ONCE)
            answers += self._judge.answers([inquiry.passage for inquiry in asked])
            inquiries += map(without_features, asked)
        return conclusions(proposals, inquiries, answers, self._judge)

    def _told(self, page: Layout) -> tuple[list[Scene], list[EventDraft]]:
        """The scenes with their mentions, and the events that they may report."""
        headings = [sentence.span.start for sentence in page.sentences if sentence.kind is SentenceKind.HEADING]
        page.cast.namesakes = namesakes(page.scenes, page.cast)
        page.cast.roster = roster(page.scenes, page.cast)
        salience = Salience()
        read: list[Scene] = []
        drafts: list[EventDraft] = []
        at = 0
        for scene in page.scenes:
            while at < len(headings) and headings[at] < scene.sentence.span.start:
                # A heading starts a new topic; events before it stay known.
                salience, at = Salience(event=salience.event), at + 1
            named, salience = resolve(find_mentions(scene), salience)
            described = descriptions(named)
            told = find_events(described, len(drafts))
            read.append(described)
            drafts += told
            salience = replace(salience, event=latest(told) or salience.event)
        return read, drafts

    @staticmethod
    def _dated(page: Layout, told: Conclusions) -> list[EventDraft]:
        drafts: list[EventDraft] = []
        story = begun(page.text, told.scenes, page.base.precise)
        for scene, here in zip(told.scenes, told.events, strict=True):
            dated, story = date_events(scene, here, story)
            drafts += dated
        return drafts

    def _said(
        self, scenes: Sequence[Scene], quotes: Sequence[Sequence[Quoted]], turns: Mapping[int, SpeakerTurn]
    ) -> list[QuotationDraft]:
        quotations: list[QuotationDraft] = []
        spoken = taken_turns(scenes, turns)
        going_on = {number + more for number, turn in turns.items() for more in range(len(turn.parts))}
        previous: QuotationDraft | None = None
        begun: list[Span] = []  # paragraphs of a quotation whose speaker is named behind it
        numbered = list(enumerate(scenes))
        for paragraph, group in groupby(numbered, key=lambda pair: pair[1].sentence.paragraph):
            rows = list(group)
            if paragraph in going_on:
                quotations += [spoken[paragraph]] if paragraph in spoken else []
                previous, begun = None, []
                continue
            here = [scene for _, scene in rows]
            plain = [quotation for scene in here for quotation in indirect_quotations(scene)]
            marked, continued = direct_quotations(here, quotes[paragraph], previous, plain)
            if continued and continued is not previous:
                quotations = [continued if quotation is previous else quotation for quotation in quotations]
                previous = continued
            marked = with_beginning(begun, marked, quotes[paragraph], here)
            begun = beginning(begun, marked, quotes[paragraph], here) if previous is None else []
            told = settled(marked, plain)
            quotations += [*told, *partial_quotations(here, quotes[paragraph], told)]
            full = [quotation for quotation in marked if not quotation.fragment]
            open_ended = bool(quotes[paragraph]) and not quotes[paragraph][-1].closed
            running = full[-1] if full and (open_ended or quotes[paragraph]) else previous if open_ended else None
            previous = announced(rows[-1][1]) or running or led_up(here, told)
        return quotations


def _by_scene(drafts: Sequence[EventDraft], scenes: int) -> list[list[EventDraft]]:
    """The drafts of each scene."""
    here: list[list[EventDraft]] = [[] for _ in range(scenes)]
    for draft in drafts:
        here[draft.scene].append(draft)
    return here
