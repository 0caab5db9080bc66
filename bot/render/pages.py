"""Turns an answer or a question into pages of markdown and buttons that always fit Discord's limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from bot.asking import BACK, CHOOSE, OFFER, TURN, UNSURE, WRONG, Act, decode, encode, request_of
from bot.asking.encoding import LIMIT
from bot.asking.receipts import encode_receipt
from bot.catalogue import say
from bot.model.query import SearchQuery, TimelineQuery
from bot.render.markdown import bold, escape, link, quoted, small
from bot.render.page import Button, Menu, Option, Page
from bot.render.provenance import dated_words, outlets_words, receipt_of, source_parts, title_words
from bot.render.screens import SCREEN, block_height, button_lines, on_lines, page_height
from bot.render.turns import turn_buttons, unsure_words
from bot.wording import shortened, unmarked, without_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.asking import Press
    from bot.model.answer import Answer, Evidence, Line, Section, Source
    from bot.model.query import Query, Question, Request

TEXT_LIMIT = 4_000
"""Discord's limit for all text of a message, in characters of markdown."""
BLOCK_LIMIT = 10
"""Most blocks of a page below its head: a message has at most 40 components."""
_LEAST_ROOM = 120
"""Pixels for the sentences of a page at least, however long its headline and buttons are."""
_OFFER_LINES = 2
"""In how many lines a phone shows the ways onward, most."""
_ALONE = 45
"""Pixels below a message that only its user sees: that it was edited, and who sees it."""
_JUMPS = 4
"""From how many pages on a timeline's menu has its years."""
LABEL_LIMIT = 80
HEADLINE, READING, SCOPE = 400, 200, 300
SECTION, CLAIM, MARK, SENTENCE, TITLE, PART = 80, 300, 160, 600, 120, 80
"""Longest markdown of each piece of text, in characters: any head, block and footer fit on one page together."""
BRIEF, _BRIEF_TITLE, _BRIEF_PART, _BRIEF_URL = 240, 60, 50, 110
_SHORTER = (BRIEF, 200, 160, 120)
"""The same, and the longest link, where several sentences have to fit on one page."""
DIFFERENCES = 2
"""Most differences between reports that are shown below a claim; the sentences are there anyway."""
_COLON, _COLONS = "!", 4
"""What stands for the colons of a question's id within an act's, and how many it has before its values."""
_OPENS = f"{Act('article', 'open').custom_id}:"
_READ = 100
"""Longest line of what was read from one article, in characters: its sentence is one tap away, and a phone's screen shows several."""
_READINGS = 3
"""Most notes on how a name was read; a query has at most two subjects."""
_TURNING = 200
"""Characters reserved for "page 3 of 12" and the note that only the asker sees the page, with their separators."""
BUTTONS = 5
"""Buttons in a row (Discord's limit)."""
_OPTIONS = 25
"""Options of a menu (Discord's limit)."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How sentences are shown: with their articles, in fewer words, with links."""

    sourced: bool = True
    brief: bool = False
    links: bool = True
    folded: bool = False
    """Whether a menu shows the sentences, and the line names only their outlets."""
    claim: int = CLAIM
    """Longest claim, in characters of markdown; a mark is at most two thirds of it."""
    sentence: int = SENTENCE


_FULL = _Form()


@dataclass(frozen=True, slots=True)
class _Item:
    """One sentence of evidence with its section, claim and article, as markdown."""

    section: str
    line: tuple[int, int]
    """The numbers of its section and line, because two lines may make the same claim."""
    claim: str
    sentence: str
    source: str
    evidence: tuple[Evidence, ...] = ()

    def block(self, before: _Item | None, after: _Item | None) -> str:
        """Returns the item's text. Section and claim appear only where they begin, the source only where it ends."""
        section = self.section if not before or before.section != self.section else ""
        claim = self.claim if section or not before or before.line != self.line else ""
        source = self.source if not after or after.source != self.source or after.section != self.section else ""
        return "\n".join(part for part in (section, claim, self.sentence, source) if part)


def answer_pages(answer: Answer) -> int:
    """Returns how many pages an answer has."""
    return 1 if _is_one_page(answer) else len(_screens(answer))


def answer_page(answer: Answer, number: int) -> Page:
    """Returns page `number` of an answer, from 0; past the end, the last page. A page is a phone's screen, if a single sentence is not more."""
    if _is_one_page(answer):
        return _one_page(answer)
    screens = _screens(answer)
    number = max(0, min(number, len(screens) - 1))
    bare = _bare_page(answer, number, len(screens))
    menus = (*_lines_menu(answer, number, screens), *bare.menus)
    return replace(bare, blocks=(*bare.blocks, *_blocks(screens[number])), menus=menus)


def _is_one_page(answer: Answer) -> bool:
    """True if its other pages are looked up for themselves: those of a search."""
    return isinstance(answer.query, SearchQuery)


def _bare_page(answer: Answer, number: int, pages: int) -> Page:
    """A page without its sentences. The picture is on the first one."""
    foot = [scope] if (scope := escape(answer.scope, SCOPE)) else []
    if pages > 1:
        foot.append(say("page {page} of {pages}", page=number + 1, pages=pages))
    menus = (opening_menu(answer.opens, None if answer.size else (answer, number)),) if answer.opens else ()
    chart = None if number else answer.chart
    return Page((_head(answer),), " · ".join(foot), _rows(answer, number, pages), menus, chart=chart)


def _lines_menu(answer: Answer, number: int, screens: Sequence[Sequence[_Item]]) -> tuple[Menu, ...]:
    """The menu of a folded answer: a line's sentences, or the question that tells them with what belongs to them.

    Where there are more pages, it also has the ways onward for which the buttons have no room, and the years of a long
    timeline: a second menu would take the place of an event.
    """
    if not answer.folded:
        return ()
    shown = dict.fromkeys(item.line for item in screens[number])
    lines = [answer.sections[section].lines[line] for section, line in shown if answer.sections[section].lines]
    options = [
        Option(_menu_words(line), value, shortened(unmarked(line.mark or line.when or ""), LABEL_LIMIT))
        for place, line in enumerate(lines)
        if (value := _line_value(line, place))
    ]
    onward = _onward_options(answer, number, [line.asks for line in lines]) if len(screens) > 1 else ()
    years = _year_options(answer, screens)[: max(0, _OPTIONS - len(options) - len(onward))]
    placeholder = say("A line’s sentences, or a year") if years else say("Sentences behind a line")
    every = (*options, *onward, *years)
    return (Menu(Act("answer", "line").custom_id, placeholder, every),) if every else ()


def _onward_options(answer: Answer, number: int, asked: Sequence[Query | None]) -> tuple[Option, ...]:
    """The controls that a page among several has no button for, without the questions that its lines ask."""
    pressed = {button.custom_id for row in _rows(answer, number, 2) for button in row}
    queries = [*([None] if answer.unsure else []), *(offer.query for offer in answer.offers)]
    ways = zip(_ways(answer, brief=False), queries, strict=False)
    wanted = [button for button, query in ways if query is None or query not in asked]
    return tuple(
        Option(unmarked(button.label) or "…", button.custom_id)
        for button in (*wanted, *_wrong(answer, number))
        if button.custom_id not in pressed
    )


def _line_value(line: Line, number: int) -> str:
    if line.asks:
        return encode(request_of(line.asks), OFFER, 0, number % 10)
    receipt = receipt_of(line.evidence)
    return encode_receipt(receipt, number) if receipt.places else ""


def _menu_words(line: Line) -> str:
    return shortened(unmarked(f"{line.when} · {line.text}" if line.date else line.text), LABEL_LIMIT) or "…"


def _year_options(answer: Answer, screens: Sequence[Sequence[_Item]]) -> tuple[Option, ...]:
    """The options that turn a long timeline to the page on which a year begins."""
    if len(screens) < _JUMPS or not isinstance(answer.query, TimelineQuery):
        return ()
    first: dict[str, int] = {}
    for number, items in enumerate(screens):
        for section, line in dict.fromkeys(item.line for item in items):
            lines = answer.sections[section].lines
            if lines and (year := _year(lines[line].date)):
                first.setdefault(year, number)
    request = request_of(answer.query)
    options = tuple(
        Option(
            say("Turn to {year}", year=year),
            encode(request, TURN, number, place % 10),
            say("page {page} of {pages}", page=number + 1, pages=len(screens)),
        )
        for place, (year, number) in enumerate(first.items())
    )
    return options if len(options) > 1 else ()


def _one_page(answer: Answer) -> Page:
    """The one page of an answer whose other pages are looked up for themselves: its sentences are cut until all of them fit."""
    forms = (
        *(_Form(brief=True, sentence=sentence) for sentence in _SHORTER),
        *(_Form(brief=True, links=False, claim=claim, sentence=claim) for claim in (BRIEF // 2, BRIEF // 6)),
    )
    for form in forms:
        items = [item for place, section in enumerate(answer.sections) for item in _items(place, section, form)]
        menus = (opening_menu(answer.opens),) if answer.opens else ()
        foot = escape(answer.scope, SCOPE)
        page = Page((_head(answer), *_blocks(items)), foot, _rows(answer, 0, 1), menus, chart=answer.chart)
        fits = sum(map(len, page.blocks)) + len(foot) + _TURNING <= TEXT_LIMIT
        if fits and (page_height(page) <= SCREEN or form.sentence <= _SHORTER[-1]):
            break
    return page


def opening_menu(articles: Sequence[Source], below: tuple[Answer, int] | None = None) -> Menu:
    """Returns the menu that opens one of these articles. `below`: the answer and page that its id tells of, where no button does (`asked_above`)."""
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
    opens = Act("article", "open")
    if below:
        carried = encode(request_of(below[0].query), WRONG, below[1]).replace(":", _COLON, _COLONS)
        if ":" not in carried and len(opens.custom_id) + 1 + len(carried) <= LIMIT:
            opens = replace(opens, arguments=(carried,))
    return Menu(opens.custom_id, say("See an article’s facts"), options)


def asked_above(custom_ids: Iterable[str]) -> Press | None:
    """Returns which question a message answers and which page of it stands there, by the ids of its buttons and menus; None if they don't say."""
    for custom_id in custom_ids:
        carried = custom_id
        if custom_id.startswith(_OPENS):
            carried = custom_id.removeprefix(_OPENS).replace(_COLON, ":", _COLONS)
        if carried.startswith(f"ask:{WRONG}"):
            return decode(carried)
    return None


def _head(answer: Answer) -> str:
    """The headline, and how inexact names were read."""
    readings = (small(escape(reading, READING)) for reading in answer.readings[:_READINGS])
    return "\n".join((f"### {escape(answer.headline, HEADLINE)}", *readings))


def _rows(answer: Answer, number: int, pages: int) -> tuple[tuple[Button, ...], ...]:
    request = request_of(answer.query)
    turns: tuple[Button, ...] = turn_buttons(number, pages, lambda page, mark: encode(request, TURN, page, mark))
    if answer.turns:
        turns = tuple(
            Button(
                shortened(turn.label, LABEL_LIMIT),
                encode(request_of(turn.query or answer.query), TURN, 0, place),
                turn.query is not None,
            )
            for place, turn in enumerate(answer.turns)
        )
    turning = turns if pages > 1 or answer.turns else ()
    ways, wrong = _ways(answer, brief=bool(answer.found)), _wrong(answer, number)
    if answer.back:
        ways = (Button(say("Back"), encode(answer.back[0], BACK, answer.back[1])), *ways)[:BUTTONS]
    if answer.folded and answer.chart and pages > 1 and number == 0:  # beside a picture: the menu has the others
        return (on_lines((*turning, *ways, *wrong), 1),)
    if answer.found:
        ways = on_lines(ways, 1 if answer.folded and pages > 1 else _OFFER_LINES)
    rows: Sequence[tuple[Button, ...]] = (turning, ways)
    for button in wrong:
        rows = _with_button(rows, button)
    return tuple(row for row in rows if row)


def _ways(answer: Answer, *, brief: bool) -> tuple[Button, ...]:
    """The buttons to what is less sure and to the ways onward, `brief` below a headline that has the name."""
    unsure = [Button(unsure_words(answer.unsure), encode(request_of(answer.query), UNSURE, 0, 8))]
    offers = (
        Button(
            shortened((offer.brief if brief else "") or offer.label, LABEL_LIMIT),
            encode(request_of(offer.query), OFFER, 0, place),
        )
        for place, offer in enumerate(answer.offers)
    )
    return (*(unsure if answer.unsure else []), *offers)[:BUTTONS]


def _wrong(answer: Answer, number: int) -> tuple[Button, ...]:
    """The button that says that a line of a page with sentences is wrong."""
    return (Button(say("Wrong?"), encode(request_of(answer.query), WRONG, number, 9)),) if answer.size else ()


def _with_button(rows: Sequence[tuple[Button, ...]], button: Button) -> list[tuple[Button, ...]]:
    """The rows with one more button: in a row where a phone has room beside the others, else in the first one that is not full."""
    shown = list(rows)
    open_rows = [place for place, row in enumerate(shown) if row and len(row) < BUTTONS]
    place = next((at for at in open_rows if button_lines((*shown[at], button)) == button_lines(shown[at])), None)
    place = next(iter(open_rows), len(shown)) if place is None else place
    shown[place : place + 1] = [(*(shown[place] if place < len(shown) else ()), button)]
    return shown


def answer_evidence(answer: Answer, number: int) -> list[Evidence]:
    """Returns the evidence of the lines on page `number` of an answer, from 0; past the end, of the last page."""
    if _is_one_page(answer):
        return [evidence for section in answer.sections for line in section.lines for evidence in line.evidence]
    screens = _screens(answer)
    items = screens[max(0, min(number, len(screens) - 1))]
    return [evidence for item in items for evidence in item.evidence]


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
    noted = [choice for choice in choices if choice.note]  # of the others the buttons say it all
    if len(noted) == 1 and noted[0].label in question.text:
        listed = small(escape(noted[0].note, CLAIM))
    else:
        listed = "\n".join(f"- {bold(choice.label, LABEL_LIMIT)} · {escape(choice.note, CLAIM)}" for choice in noted)
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
    lines: Sequence[str],
    sections: Sequence[Section],
    number: int,
    rows: Callable[[int, int], tuple[tuple[Button, ...], ...]],
    opens: Act,
) -> Page:
    """Returns page `number`, from 0, of one article's sections under a head; past the end, the last page.

    A line says what was read; a menu, whose act is `opens`, shows the sentences of one. `lines` are the head's, markdown of at most
    half a message; on the pages behind the first, only the first of them. `rows(number, pages)` makes the buttons of a page.
    """
    form = _Form(sourced=False, folded=True, claim=_READ)
    items = [item for place, section in enumerate(sections) for item in _items(place, section, form)]
    heads = ("\n".join(lines), lines[0])
    room = TEXT_LIMIT - len(heads[0]) - _TURNING

    def pixels(number: int, pages: int) -> int:
        foot = "page 1 of 2" if pages > 1 else ""
        return _pixels(Page((heads[number],), foot, rows(number, pages), (Menu("", "", ()),))) - _ALONE

    packed = _packed(items, [pixels(0, 1)], room, most=2)
    if len(packed) > 1:
        packed = _packed(items, [pixels(0, 2), pixels(1, 3)], room)
    number = max(0, min(number, len(packed) - 1))
    foot = say("page {page} of {pages}", page=number + 1, pages=len(packed)) if len(packed) > 1 else ""
    told = [
        sections[section].lines[line]
        for section, line in dict.fromkeys(item.line for item in packed[number])
        if sections[section].lines
    ]
    head = heads[min(number, 1)]
    return Page((head, *_blocks(packed[number])), foot, rows(number, len(packed)), _receipts_menu(told, opens))


def _receipts_menu(lines: Sequence[Line], opens: Act) -> tuple[Menu, ...]:
    """The menu that shows the sentences of a line; nothing if no line has one."""
    options = tuple(
        Option(_menu_words(line), value)
        for place, line in enumerate(lines)
        if (value := _line_value(replace(line, asks=None), place))
    )
    return (Menu(opens.custom_id, say("Sentences behind a line"), options),) if options else ()


def _screens(answer: Answer) -> list[list[_Item]]:
    """The items of each page."""
    form = _Form(folded=answer.folded)
    items = [item for place, section in enumerate(answer.sections) for item in _items(place, section, form)]
    room = TEXT_LIMIT - len(_head(answer)) - len(escape(answer.scope, SCOPE)) - _TURNING
    menu = Menu("", "", ())

    def pixels(number: int, pages: int) -> int:
        bare = _bare_page(answer, number, pages)
        return _pixels(replace(bare, menus=(*bare.menus, *([menu] if answer.folded else []))))

    whole = _packed(items, [pixels(0, 1)], room, most=2)
    return whole if len(whole) == 1 else _packed(items, [pixels(0, 2), pixels(1, 3)], room)


def _pixels(bare: Page) -> int:
    """Pixels that a page without sentences leaves for them on a phone."""
    return max(_LEAST_ROOM, SCREEN - page_height(replace(bare, head=0)))


def _packed(items: Sequence[_Item], pixels: Sequence[int], room: int, most: int | None = None) -> list[list[_Item]]:
    """Splits the items into pages of at most `room` characters, and of at most so many pixels: those of the first pages, the last number for all others.

    `most`: it stops where that many pages begin.
    """
    pages: list[list[_Item]] = [[]]
    size, height = 0, 0.0
    for item in items:
        page = pages[-1]
        length, high = len(item.block(None, None)), block_height(item.block(page[-1] if page else None, None))
        pixels_left = pixels[min(len(pages), len(pixels)) - 1] - height
        if page and (size + length > room or high > pixels_left or len(page) == BLOCK_LIMIT):
            pages.append([])
            if len(pages) == most:
                break
            size, height, high = 0, 0.0, block_height(item.block(None, None))
        pages[-1].append(item)
        size, height = size + length, height + high
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
        claim = _claim(without_sentences(line) if form.folded and form.sourced else line, form.claim)
        if form.folded or not line.evidence:
            yield _Item(heading, (place, number), claim or "…", "", "", line.evidence)
            continue
        for evidence in line.evidence:
            sentence = quoted(evidence.sentence, evidence.marked, form.sentence)
            source = source_line(evidence, form) if form.sourced else ""
            yield _Item(heading, (place, number), claim, sentence, source, (evidence,))


def _claim(line: Line, longest: int) -> str:
    dated = f"{when} · " if (when := bold(line.when or "", min(PART, longest))) else ""
    mark = f" · *{mark}*" if (mark := escape(line.mark or "", min(MARK, longest * 2 // 3))) else ""
    differ = [small(say("Reports differ: {what}", what=escape(words, MARK))) for words in line.differ[:DIFFERENCES]]
    return "\n".join((f"{dated}{escape(line.text, longest)}{mark}", *differ))


def source_line(evidence: Evidence, form: _Form = _FULL) -> str:
    """Returns the article of a sentence as small print: its title with the link, outlet, day and voice."""
    url = (
        evidence.source.url if form.links and (not form.brief or len(evidence.source.url or "") <= _BRIEF_URL) else None
    )
    if form.brief and evidence.source.outlet:  # one line; the menu below has the titles
        _, *others = source_parts(evidence)
        named = link(outlets_words(evidence.source.outlet, evidence.source.more_outlets), url, _BRIEF_TITLE)
        return small(" · ".join((named, *(escape(part, _BRIEF_PART) for part in others))))
    longest, part_of = (_BRIEF_TITLE, _BRIEF_PART) if form.brief else (TITLE, PART)
    title = link(title_words(evidence.source), url, longest)
    return small(" · ".join((title, *(escape(part, part_of) for part in source_parts(evidence)))))


def _year(day: str | None) -> str:
    year = (day or "")[:4]
    return year if year.isdecimal() else ""
