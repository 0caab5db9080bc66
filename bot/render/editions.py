"""Turns the contents of an edition into one message: the top story, other events, changes, quotations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING

from bot.asking import OFFER, encode, request_of
from bot.asking.receipts import encode_receipt
from bot.model.edition import Contents, Part
from bot.model.query import Subject, TimelineQuery
from bot.model.subscription import Style
from bot.picture_links import picture_address
from bot.render.edition_entries import (
    LEAD,
    PART,
    REASON,
    SENTENCE,
    Manner,
    flat,
    for_readers,
    lead_lines,
    part_lines,
    told_by,
)
from bot.render.markdown import bold, escape, small
from bot.render.page import Button, Menu, Option, Page
from bot.render.pages import LABEL_LIMIT, TEXT_LIMIT
from bot.render.pictures import picture_of
from bot.render.provenance import receipt_of
from bot.render.screens import SCREEN, page_height
from bot.wording import sentence_case, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.model.answer import Source
    from bot.model.edition import EditionEntry
    from bot.render.frames import Frame
    from bot.render.pictures import Picture

WHOLE_MESSAGE = TEXT_LIMIT - 200
_SENTENCES = (SENTENCE, 240)
"""Sentence lengths, in characters, that a full edition tries before it falls back to those of other styles."""
PICTURED = 160
"""Longest article title in a picture's alt text, in characters."""
_MORE = 2
"""Subjects offered for further questions: with the "why" button they fill a line."""
_TRIED = 12
"""How many entries that were left out are tried again."""
_NAME = 24
"""Longest name on a button, in characters: with more, a phone breaks it."""
_PERIODS = 3
"""Years and months of older articles that are listed; of more, only the first and the last."""
_OPTIONS = 25
"""Options of a menu (Discord's limit)."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an edition says about itself besides its contents. `menu` and `why` are the ids of its menu and of its "why" button.

    `missed`: how many missed editions it also covers. `why` is None if nothing is stored that could explain it.
    """

    frame: Frame
    menu: str
    why: str | None = None
    missed: int = 0
    flash: bool = False
    picture: bool = True
    """Whether it may show a picture. `headlines` never shows one."""
    preface: str = ""
    """A line above it, for the editors who see a preview."""


def edition_page(contents: Contents, imprint: Imprint) -> tuple[Page, Contents]:
    """Returns the message and the contents that fit it. Sentences are shortened first; then the last entry of the longest part goes."""
    imprint = replace(imprint, frame=imprint.frame.within(contents.remit.today[:4]))
    style = contents.remit.style
    for sentence in _SENTENCES if style == Style.FULL else ():
        if _fits(page := _page(contents, imprint, Manner(style, imprint.frame, sentence, contents.remit.today)), style):
            return page, contents
    manner = Manner(style, imprint.frame, today=contents.remit.today)
    whole = contents
    left_out: list[EditionEntry] = []
    while not _fits(page := _page(contents, imprint, manner), style) and len(contents.entries) > 1:
        left_out.append(_least(contents.entries))
        contents = contents.without(left_out[-1])
    for entry in (
        left_out[: -_TRIED - 1 : -1] if style != Style.FULL else ()
    ):  # a short one may fit where a long one did not
        others = [other for other in left_out if other is not entry]
        fuller = reduce(Contents.without, others, whole)
        if _fits(fuller_page := _page(fuller, imprint, manner), style):
            page, contents, left_out = fuller_page, fuller, others
    return page, contents


def _fits(page: Page, style: Style) -> bool:
    whole = sum(map(len, page.blocks)) + len(page.foot)
    return whole <= WHOLE_MESSAGE and (style == Style.FULL or page_height(page) <= SCREEN)


def _least(entries: tuple[EditionEntry, ...]) -> EditionEntry:
    parts = [entry.part for entry in entries]
    longest = max(Part, key=lambda part: (parts.count(part), list(Part).index(part)))
    return [entry for entry in entries if entry.part == longest][-1]


def _page(contents: Contents, imprint: Imprint, manner: Manner) -> Page:
    frame = imprint.frame
    if not contents.entries:
        return Page(
            (_preface(imprint) + _nothing(contents, frame),), escape(_foot(contents, imprint)), _buttons((), imprint)
        )
    worded = [frame.worded(entry) for entry in contents.entries]
    entries = [for_readers(entry) for entry in worded]
    lead = _first(entries)
    others = [entry for entry in entries if entry is not lead]
    pictured = _pictured([lead, *others], contents) if imprint.picture else None
    blocks = [
        _preface(imprint) + small(_dateline(contents, imprint)),
        lead_lines(lead, manner),
    ]  # two blocks, so that a picture stands beside the story alone
    head, beside = len(blocks), 1
    for part in Part:
        some = [entry for entry in others if entry.part == part]
        shown, at = _block(some, manner, pictured[0] if pictured else None)
        if at is not None:
            beside = len(blocks) + at
        blocks += shown
    menu = Menu(imprint.menu, frame.say("menu")[:LABEL_LIMIT], tuple(_options(worded, frame)))
    return Page(
        tuple(blocks),
        escape(_foot(contents, imprint)),
        _buttons(contents.entries, imprint),
        (menu,) if menu.options else (),
        picture=_picture(pictured[1], contents, frame, beside) if pictured else None,
        head=head,
    )


def _block(
    entries: Sequence[EditionEntry], manner: Manner, pictured: EditionEntry | None
) -> tuple[list[str], int | None]:
    """Returns the blocks of a part and the index of the block with the picture, which holds one entry alone; None if there is none."""
    if not entries:
        return [], None
    lines = part_lines(entries, manner)
    name = "also" if entries[0].part == Part.HAPPENED else str(entries[0].part)
    lines[0] = f"{bold(manner.frame.say(name))}\n{lines[0]}"
    place = next((place for place, entry in enumerate(entries) if entry is pictured), None)
    if place is None:
        return ["\n".join(lines)], None
    around = lines[:place], lines[place : place + 1], lines[place + 1 :]
    return ["\n".join(some) for some in around if some], 1 if place else 0


def _pictured(entries: Sequence[EditionEntry], contents: Contents) -> tuple[EditionEntry, Source] | None:
    """Returns the first shown story with a picture, and the article the picture is from."""
    if contents.remit.style == Style.HEADLINES:
        return None
    return next(
        (
            (entry, evidence.source)
            for entry in entries
            if entry.part == Part.HAPPENED
            for evidence in entry.evidence
            if picture_address(contents.pictures.get(evidence.source.article))
        ),
        None,
    )


def _picture(source: Source, contents: Contents, frame: Frame, block: int) -> Picture | None:
    """An article's picture. Its alt text names the article, because we don't know what the picture shows."""
    title, outlet = source.title or source.opening, source.outlet or frame.say("unnamed")
    words = frame.say("picture", title=shortened(title, PICTURED), outlet=shortened(outlet, PART))
    return picture_of(contents.pictures[source.article], words, block)


def _first(entries: Sequence[EditionEntry]) -> EditionEntry:
    """The entry at the top: the strongest story, or an article to read; a quotation only if there is nothing else."""
    return next((entry for entry in entries if entry.part != Part.SAID), entries[0])


def _dateline(contents: Contents, imprint: Imprint) -> str:
    """The day, the number of articles and outlets, and the subjects."""
    frame = imprint.frame
    parts = [
        bold(frame.say("flash")) if imprint.flash else "",
        escape(sentence_case(frame.weekday(contents.remit.today))),
        "" if imprint.flash else _made_of(contents, frame),
        _about(contents, frame),
        bold(frame.say("caught_up", imprint.missed)) if imprint.missed else "",
    ]
    return " · ".join(part for part in parts if part)


def _preface(imprint: Imprint) -> str:
    return f"{escape(imprint.preface)}\n" if imprint.preface else ""


def _foot(contents: Contents, imprint: Imprint) -> str:
    """How many stories did not fit, and how many articles were added that are too old to be news, with their years."""
    waiting = imprint.frame.say("waiting", contents.waiting) if contents.waiting else ""
    added = "" if imprint.flash else _added(contents, imprint.frame)
    return " · ".join(part for part in (waiting, added) if part)


def _added(contents: Contents, frame: Frame) -> str:
    """How many older articles were added, and of which years ("291 articles of 2019 and 2020"); in the current year, of which months."""
    if not contents.older:
        return ""
    periods = sorted({day[:7] if day.startswith(frame.year) else day[:4] for day in contents.older})
    times = [frame.day(period) for period in periods]
    when = frame.listed(times) if len(times) <= _PERIODS else frame.say("span", day=times[0], other=times[-1])
    return frame.say("added", len(contents.older), day=when)


def _made_of(contents: Contents, frame: Frame) -> str:
    """How many new articles it is made of; nothing if there are none."""
    if not contents.articles:
        return ""
    articles, time = frame.say("articles", contents.articles), moment(contents.remit.since)
    if not contents.outlets:
        return frame.say("from_unnamed", articles=articles, time=time)
    return frame.say("from", articles=articles, outlets=frame.say("outlets", contents.outlets), time=time)


def _about(contents: Contents, frame: Frame) -> str:
    names = [frame.called(subject) for subject in contents.remit.about]
    return escape(frame.say("about", name=frame.listed(names)), REASON) if names else ""


def moment(instant: str) -> str:
    """Markup for a moment (UTC ISO text) that Discord shows in each reader's time zone."""
    return f"<t:{int(datetime.fromisoformat(instant).timestamp())}:f>"


def _nothing(contents: Contents, frame: Frame) -> str:
    names = frame.listed([frame.called(subject) for subject in contents.remit.about])
    heading = frame.say("quiet_about", name=names) if names else frame.say("quiet")
    time = moment(contents.remit.since)
    told = (
        frame.say("nothing", articles=frame.say("articles", contents.articles), time=time)
        if contents.articles
        else frame.say("nothing_filed", time=time)
    )
    return f"{small(escape(sentence_case(frame.weekday(contents.remit.today))))}\n### {escape(heading, LEAD)}\n{told}"


# ---- Menu and buttons ----------------------------------------------------------------------------------------------------


def _options(entries: Iterable[EditionEntry], frame: Frame) -> Iterator[Option]:
    for number, entry in enumerate(list(entries)[:_OPTIONS]):
        receipt = receipt_of((*entry.evidence, *entry.before))
        if receipt.places:
            said = f"{entry.voice}: {entry.claim}" if entry.voice else entry.claim
            told = shortened(told_by(entry, frame), 100)
            yield Option(shortened(flat(said), 100), encode_receipt(receipt, number), told)


def _buttons(entries: Sequence[EditionEntry], imprint: Imprint) -> tuple[tuple[Button, ...], ...]:
    subjects: dict[str, Subject] = {}
    for entry in entries:
        if entry.subject and entry.part != Part.CORRECTED:
            subjects.setdefault(entry.subject.id, entry.subject)
    more = [
        Button(
            imprint.frame.say("on_it", name=shortened(imprint.frame.called(subject), _NAME)),
            encode(request_of(TimelineQuery(subject)), OFFER, 0, place),
        )
        for place, subject in enumerate(list(subjects.values())[:_MORE])
    ]
    why = [Button(imprint.frame.say("why" if entries else "why_nothing"), imprint.why)] if imprint.why else []
    return (tuple(more + why),) if more or why else ()
