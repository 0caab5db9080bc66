"""Turns an answer or a question into pages of markdown and buttons that always fit Discord's limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING

from bot.asking import CHOOSE, OFFER, TURN, WRONG, Act, encode, request_of
from bot.catalogue import say
from bot.model.chart import StripChart
from bot.render.markdown import bold, escape, link, quoted, small
from bot.render.provenance import dated_words, outlets_words, source_parts, title_words
from bot.wording import shortened, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from bot.model.answer import Answer, Evidence, Line, Section, Source
    from bot.model.chart import Chart, ChartImage
    from bot.model.query import Question, Request
    from bot.render.pictures import Picture

TEXT_LIMIT = 4_000
"""Discord's limit for all text of a message, in characters of markdown."""
BLOCK_LIMIT = 10
"""Sentences of evidence on a page: about three screens of a phone."""
LABEL_LIMIT = 80
HEADLINE, READING, SCOPE = 400, 200, 300
SECTION, CLAIM, MARK, SENTENCE, TITLE, PART = 80, 300, 160, 600, 120, 80
"""Longest markdown of each piece of text, in characters: any head, block and footer fit on one page together."""
BRIEF, _BRIEF_TITLE, _BRIEF_PART, _BRIEF_URL = 240, 60, 50, 110
"""The same, and the longest link, where several sentences have to fit on one page."""
DIFFERENCES = 2
"""Most differences between reports that are shown below a claim; the sentences are there anyway."""
_READINGS = 3
"""Most notes on how a name was read; a query has at most two subjects."""
_TURNING = 200
"""Characters reserved for "page 3 of 12" and the note that only the asker sees the page, with their separators."""
BUTTONS = 5
"""Buttons in a row (Discord's limit)."""
_OPTIONS = 25
"""Options of a menu (Discord's limit)."""


class Weight(StrEnum):
    """How a button stands out: plain, the main choice, or an action that can't be undone."""

    PLAIN = "plain"
    MAIN = "main"
    GRAVE = "grave"


@dataclass(frozen=True, slots=True)
class Button:
    """A button's label, and the id that carries its question or act. `enabled` is False if there is no page to turn to."""

    label: str
    custom_id: str
    enabled: bool = True
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a menu: its label, its value, and a longer description."""

    label: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu from which one option is chosen; its id says what to do with the option's value."""

    custom_id: str
    placeholder: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One message: blocks of markdown from top to bottom, a footer in small print, menus, rows of buttons."""

    blocks: tuple[str, ...]
    foot: str = ""
    rows: tuple[tuple[Button, ...], ...] = ()
    menus: tuple[Menu, ...] = ()
    ping: str | None = None
    """The id of a role the message pings, if the sender allows it."""
    picture: Picture | None = None
    head: int = 1
    """How many of the first blocks form the head: a line is drawn below them."""
    chart: Chart | None = None
    """What a picture below the head would show."""
    image: ChartImage | None = None
    """That picture, if it was drawn."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How sentences are shown: with their articles, in fewer words, with links."""

    sourced: bool = True
    brief: bool = False
    links: bool = True
    claim: int = CLAIM
    """Longest claim, in characters of markdown; a mark is at most two thirds of it."""
    sentence: int = SENTENCE


@dataclass(frozen=True, slots=True)
class _Item:
    """One sentence of evidence with its section, claim and article, as markdown."""

    section: str
    line: tuple[int, int]
    """The numbers of its section and line, because two lines may make the same claim."""
    claim: str
    sentence: str
    source: str
    evidence: Evidence | None = None

    def block(self, before: _Item | None, after: _Item | None) -> str:
        """Returns the item's text. Section and claim appear only where they begin, the source only where it ends."""
        section = self.section if not before or before.section != self.section else ""
        claim = self.claim if section or not before or before.line != self.line else ""
        source = self.source if not after or after.source != self.source or after.section != self.section else ""
        return "\n".join(part for part in (section, claim, self.sentence, source) if part)


def answer_pages(answer: Answer) -> int:
    """Returns how many pages an answer has."""
    return 1 if answer.turns or answer.opens else len(_answer_packed(answer))


def answer_page(answer: Answer, number: int) -> Page:
    """Returns page `number` of an answer, from 0; past the end, the last page."""
    if answer.turns or answer.opens:
        return _one_page(answer)
    packed = _answer_packed(answer)
    number = max(0, min(number, len(packed) - 1))
    foot = [scope] if (scope := escape(answer.scope, SCOPE)) else []
    if len(packed) > 1:
        foot.append(say("page {page} of {pages}", page=number + 1, pages=len(packed)))
    chart = _marked(answer.chart, packed[number]) if len(packed) > 1 else answer.chart
    blocks = (_head(answer), *_blocks(packed[number]))
    return Page(blocks, " · ".join(foot), _rows(answer, number, len(packed)), chart=chart)


def _marked(chart: Chart | None, items: list[_Item]) -> Chart | None:
    """The chart with the events of this page foremost, if it is a timeline's: those have all their lines in one section."""
    if not isinstance(chart, StripChart):
        return chart
    return replace(chart, here=tuple(sorted({item.line[1] for item in items})))


def _one_page(answer: Answer) -> Page:
    """The one page of an answer whose other pages are looked up for themselves: its sentences shorter, so that all of them fit."""
    for links, claim in ((True, CLAIM), (False, CLAIM), (False, BRIEF // 2), (False, BRIEF // 6)):
        form = _Form(brief=True, links=links, claim=claim, sentence=min(BRIEF, claim * 2))
        items = [item for place, section in enumerate(answer.sections) for item in _items(place, section, form)]
        blocks = (_head(answer), *_blocks(items))
        foot = escape(answer.scope, SCOPE)
        if sum(map(len, blocks)) + len(foot) + _TURNING <= TEXT_LIMIT:
            break
    menus = (_opening(answer.opens),) if answer.opens else ()
    return Page(blocks, foot, _rows(answer, 0, 1), menus, chart=answer.chart)


def _opening(articles: Sequence[Source]) -> Menu:
    """The menu that opens one of these articles."""
    options = tuple(
        Option(
            unmarked(shortened(title_words(article), LABEL_LIMIT)) or "…",
            str(article.article),
            shortened(
                f"{outlets_words(article.outlet, article.more_outlets)} · {dated_words(article.published)}", LABEL_LIMIT
            ),
        )
        for article in articles[:_OPTIONS]
    )
    return Menu(Act("article", "open").custom_id, say("See an article’s facts"), options)


def _head(answer: Answer) -> str:
    """The headline, and how inexact names were read."""
    readings = (small(escape(reading, READING)) for reading in answer.readings[:_READINGS])
    return "\n".join((f"### {escape(answer.headline, HEADLINE)}", *readings))


def _rows(answer: Answer, number: int, pages: int) -> tuple[tuple[Button, ...], ...]:
    request = request_of(answer.query)
    turns: tuple[Button, ...] = (
        Button(say("◀ Previous"), encode(request, TURN, max(number - 1, 0), 0), enabled=number > 0),
        Button(say("Next ▶"), encode(request, TURN, min(number + 1, pages - 1), 1), enabled=number < pages - 1),
    )
    if answer.turns:
        turns = tuple(
            Button(
                shortened(turn.label, LABEL_LIMIT),
                encode(request_of(turn.query or answer.query), TURN, 0, place),
                turn.query is not None,
            )
            for place, turn in enumerate(answer.turns)
        )
    offers = tuple(
        Button(shortened(offer.label, LABEL_LIMIT), encode(request_of(offer.query), OFFER, 0, place))
        for place, offer in enumerate(answer.offers[:BUTTONS])
    )
    shown = [turns if pages > 1 or answer.turns else (), offers]
    if answer.size:
        wrong = Button(say("Wrong?"), encode(request, WRONG, number, 9))
        place = next((place for place, row in enumerate(shown) if row and len(row) < BUTTONS), len(shown))
        shown[place : place + 1] = [(*(shown[place] if place < len(shown) else ()), wrong)]
    return tuple(row for row in shown if row)


def answer_evidence(answer: Answer, number: int) -> list[Evidence]:
    """Returns the evidence of the lines on page `number` of an answer, from 0; past the end, of the last page."""
    if answer.turns or answer.opens:
        return [evidence for section in answer.sections for line in section.lines for evidence in line.evidence]
    packed = _answer_packed(answer)
    return [item.evidence for item in packed[max(0, min(number, len(packed) - 1))] if item.evidence]


def kept_private(page: Page, again: datetime) -> Page:
    """Returns the page with a note why only the asker sees it, and when they may ask again for everyone."""
    note = say(
        "Only you see this, as you have just posted several answers here. Ask again {when} to show everyone.",
        when=f"<t:{ceil(again.timestamp())}:R>",
    )
    return replace(page, foot=" · ".join(filter(None, (page.foot, note))))


def question_page(question: Question, act: Callable[[Request], str | None] = lambda _: None) -> Page:
    """Returns the page that asks back: a button for each choice, and the notes that tell the choices apart, if there are any."""
    choices = question.choices[:BUTTONS]
    lines = [
        f"- {' · '.join(filter(None, (bold(choice.label, LABEL_LIMIT), escape(choice.note, CLAIM))))}"
        for choice in choices
    ]
    listed = "\n".join(lines) if any(choice.note for choice in choices) else ""  # else the buttons say it all
    buttons = tuple(
        Button(shortened(choice.label, LABEL_LIMIT), act(choice.request) or encode(choice.request, CHOOSE, 0, place))
        for place, choice in enumerate(choices)
    )
    blocks = (escape(question.text, 1_000), *([listed] if listed else []))
    return Page(blocks, rows=(buttons,) if buttons else ())


def words_page(text: str) -> Page:
    """Returns a page with one sentence of our own, for an error or a notice."""
    return Page((escape(text, 1_500),))


def lines_page(lines: Sequence[str], foot: str = "", rows: tuple[tuple[Button, ...], ...] = ()) -> Page:
    """Returns a page with sentences of our own, one per line, as many as fit."""
    return Page((_fitting(lines),), escape(foot, SCOPE), rows)


def _fitting(lines: Sequence[str]) -> str:
    """Escaped lines, as many as fit a message beside a footer."""
    room, shown = TEXT_LIMIT - SCOPE - _TURNING, list[str]()
    for line in lines:
        text = escape(line, CLAIM * 2)
        room -= len(text) + 1
        if room < 0:
            break
        shown.append(text)
    return "\n".join(shown)


def sections_page(
    head: str, sections: Sequence[Section], number: int, rows: Callable[[int, int], tuple[tuple[Button, ...], ...]]
) -> Page:
    """Returns page `number`, from 0, of one article's sections under a head; past the end, the last page.

    The head is markdown of at most half a message. `rows(number, pages)` makes the buttons of a page.
    """
    packed = _packed(sections, TEXT_LIMIT - len(head) - _TURNING, sourced=False)
    number = max(0, min(number, len(packed) - 1))
    foot = say("page {page} of {pages}", page=number + 1, pages=len(packed)) if len(packed) > 1 else ""
    return Page((head, *_blocks(packed[number])), foot, rows(number, len(packed)))


def _answer_packed(answer: Answer) -> list[list[_Item]]:
    room = TEXT_LIMIT - len(_head(answer)) - len(escape(answer.scope, SCOPE)) - _TURNING
    return _packed(answer.sections, room)


def _packed(sections: Sequence[Section], room: int, *, sourced: bool = True) -> list[list[_Item]]:
    """Splits the items into pages of at most `room` characters; sections without lines have one page.

    `sourced`: whether items name their articles.
    """
    pages: list[list[_Item]] = [[]]
    size = 0
    for item in (
        item for place, section in enumerate(sections) for item in _items(place, section, _Form(sourced=sourced))
    ):
        length = len(item.block(None, None))
        if pages[-1] and (size + length > room or len(pages[-1]) == BLOCK_LIMIT):
            pages.append([])
            size = 0
        pages[-1].append(item)
        size += length
    return pages


def _blocks(items: list[_Item]) -> Iterator[str]:
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        after = items[at + 1] if at + 1 < len(items) else None
        yield item.block(before, after)


def _items(place: int, section: Section, form: _Form) -> Iterator[_Item]:
    heading = bold(section.heading, SECTION)
    if not section.lines and section.absent:
        yield _Item(heading, (place, 0), "", escape(section.absent, CLAIM), "")
    for number, line in enumerate(section.lines):
        claim = _claim(line, form.claim)
        if not line.evidence:
            yield _Item(heading, (place, number), claim, "", "")
        for evidence in line.evidence:
            sentence = quoted(evidence.sentence, evidence.marked, form.sentence)
            source = _source(evidence, form) if form.sourced else ""
            yield _Item(heading, (place, number), claim, sentence, source, evidence)


def _claim(line: Line, longest: int) -> str:
    dated = f"{when} · " if (when := bold(line.when or "", min(PART, longest))) else ""
    mark = f" · *{mark}*" if (mark := escape(line.mark or "", min(MARK, longest * 2 // 3))) else ""
    differ = [small(say("Reports differ: {what}", what=escape(words, MARK))) for words in line.differ[:DIFFERENCES]]
    return "\n".join((f"{dated}{escape(line.text, longest)}{mark}", *differ))


def _source(evidence: Evidence, form: _Form) -> str:
    url = (
        evidence.source.url if form.links and (not form.brief or len(evidence.source.url or "") <= _BRIEF_URL) else None
    )
    longest, part_of = (_BRIEF_TITLE, _BRIEF_PART) if form.brief else (TITLE, PART)
    title = link(title_words(evidence.source), url, longest)
    return small(" · ".join((title, *(escape(part, part_of) for part in source_parts(evidence)))))
