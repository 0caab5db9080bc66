"""The contents of an edition into one message: the top story first, then what else happened, what changed, who said what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.asking import OFFER, encode, request_of
from bot.asking.receipts import encode_receipt
from bot.contents import Part, Receipt
from bot.model import Subject, TimelineQuery
from bot.pictures import picture_address
from bot.render.markdown import bold, escape, link, quoted, small
from bot.render.pages import LABEL_LIMIT, TEXT_LIMIT, Button, Menu, Option, Page
from bot.render.pictures import picture_of
from bot.subscription import Style
from bot.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.contents import Contents, Entry
    from bot.model import Evidence, Source
    from bot.render.frames import Frame
    from bot.render.pictures import Picture

ONE_SCREEN = 1_500
"""Characters shown (addresses of links are not) that a screen of 1080 lines holds beside the menu; `brief` has no more."""
WHOLE_MESSAGE = TEXT_LIMIT - 200
LEAD, CLAIM, SENTENCE, SHORT, WORDS, TITLE, PART, REASON, PICTURED = 240, 200, 320, 180, 320, 100, 60, 120, 160
"""Characters of markdown each piece of text may take: any one entry fits, whatever its text."""
_NAMES = 3
"""Outlets that are named in a line; of more, how many."""
_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(<[^>]*>\)")
_MORE = 2
"""Subjects to ask on about: with the third button they fill a line."""
_OPTIONS = 25
"""In a menu (Discord's limit)."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What an edition says of itself besides its contents. `menu` and `why` are the ids of its menu and of the button that explains it.

    `missed`: how many editions it stands for besides; `why` may be None, where there is nothing kept to explain.
    """

    frame: Frame
    menu: str
    why: str | None = None
    missed: int = 0
    flash: bool = False
    picture: bool = True
    """Whether it may show a picture; in `headlines` there is none, whoever wants one: they are lines."""


def edition_page(contents: Contents, issue: Issue) -> tuple[Page, Contents]:
    """The message, and the contents as far as it holds them: the least of the longest part goes first."""
    while not _fits(page := _page(contents, issue), contents.remit.style) and len(contents.entries) > 1:
        contents = contents.without(_least(contents.entries))
    return page, contents


def _fits(page: Page, style: Style) -> bool:
    whole = sum(map(len, page.blocks)) + len(page.foot)
    if style == Style.FULL:
        return whole <= WHOLE_MESSAGE
    return whole <= WHOLE_MESSAGE and sum(len(_LINK.sub(r"\1", block)) for block in page.blocks) <= ONE_SCREEN


def _least(entries: tuple[Entry, ...]) -> Entry:
    parts = [entry.part for entry in entries]
    longest = max(Part, key=lambda part: (parts.count(part), list(Part).index(part)))
    return [entry for entry in entries if entry.part == longest][-1]


def _page(contents: Contents, issue: Issue) -> Page:
    frame = issue.frame
    if not contents.entries:
        return Page((_nothing(contents, frame),), rows=_buttons((), issue))
    worded = [frame.worded(entry) for entry in contents.entries]
    entries = [_for_readers(entry, contents) for entry in worded]
    lead = _first(entries)
    others = [entry for entry in entries if entry is not lead]
    blocks = [f"{small(_dateline(contents, issue))}\n{_lead(lead, frame)}"]
    pictured = _pictured([lead, *others], contents) if issue.picture else None
    beside = 0
    for part in Part:
        some = [entry for entry in others if entry.part == part]
        if some:
            shown = [_ENTRIES[part](entry, contents.remit.style, frame) for entry in some]
            shown[0] = f"{bold(frame.say('also' if part == Part.HAPPENED else str(part)))}\n{shown[0]}"
            at = next((place for place, entry in enumerate(some) if pictured and entry is pictured[0]), 0)
            if at:
                blocks.append("\n".join(shown[:at]))
            if pictured and some[at] is pictured[0]:
                blocks.append(shown[at])
                beside, at = len(blocks) - 1, at + 1
            if shown[at:]:
                blocks.append("\n".join(shown[at:]))
    foot = frame.say("waiting", contents.waiting) if contents.waiting else ""
    menu = Menu(issue.menu, frame.say("menu")[:LABEL_LIMIT], tuple(_options(worded, frame)))
    return Page(
        tuple(blocks),
        escape(foot),
        _buttons(contents.entries, issue),
        (menu,) if menu.options else (),
        picture=_picture(pictured[1], contents, frame, beside) if pictured else None,
    )


def _pictured(entries: Sequence[Entry], contents: Contents) -> tuple[Entry, Source] | None:
    """The first story, in the order they are shown, of which an article has a picture, and that article."""
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
    """An article's picture with words that say whose it is: nobody here knows what it shows."""
    title, outlet = source.title or source.opening, source.outlet or frame.say("unnamed")
    words = frame.say("picture", title=shortened(title, PICTURED), outlet=shortened(outlet, PART))
    return picture_of(contents.pictures[source.article], words, block)


def _for_readers(entry: Entry, contents: Contents) -> Entry:
    """An entry with the reasons that are worth a reader's time; the others are told by whoever asks why."""
    known = {"opens"} if len(contents.remit.about) > 1 else {"opens", "matches"}  # the one subject stands at the head
    return replace(entry, reasons=tuple(reason for reason in entry.reasons if reason.kind not in known))


def _first(entries: Sequence[Entry]) -> Entry:
    """What stands at the head: the strongest story, else an article to read; words only where there is nothing else."""
    return next((entry for entry in entries if entry.part != Part.SAID), entries[0])


def _dateline(contents: Contents, issue: Issue) -> str:
    """The day, how much it is made of, and what of."""
    frame = issue.frame
    parts = [
        bold(frame.say("flash")) if issue.flash else "",
        escape(frame.weekday(contents.remit.today)),
        "" if issue.flash else _made_of(contents, frame),
        _about(contents, frame),
        bold(frame.say("caught_up", issue.missed)) if issue.missed else "",
    ]
    return " · ".join(part for part in parts if part)


def _made_of(contents: Contents, frame: Frame) -> str:
    articles, time = frame.say("articles", contents.articles), moment(contents.remit.since)
    if not contents.outlets:
        return frame.say("from_unnamed", articles=articles, time=time)
    return frame.say("from", articles=articles, outlets=frame.say("outlets", contents.outlets), time=time)


def _about(contents: Contents, frame: Frame) -> str:
    names = [frame.called(subject) for subject in contents.remit.about]
    return escape(frame.say("about", name=frame.listed(names)), REASON) if names else ""


def moment(instant: str) -> str:
    """A moment (UTC ISO text) that Discord shows in each reader's own zone."""
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
    return f"{small(escape(frame.weekday(contents.remit.today)))}\n### {escape(heading, LEAD)}\n{told}"


# ---- Entries ----------------------------------------------------------------------------------------------------------


def _lead(entry: Entry, frame: Frame) -> str:
    """The top story under a heading of its own."""
    if entry.part in (Part.HAPPENED, Part.EXPECTED, Part.FILED):
        title = _linked(entry, LEAD)
        sentence = "" if _is_claim(entry) else _quote(entry.evidence[0], SENTENCE)
        return "\n".join(part for part in (f"### {title}", sentence, small(_tail(entry, frame))) if part)
    heading = escape(entry.voice or "", LEAD) if entry.part == Part.SAID else escape(entry.claim, LEAD)
    return f"### {heading}\n{_ENTRIES[entry.part](entry, Style.FULL, frame, headed=True)}"


def _happened(entry: Entry, style: Style, frame: Frame, *, headed: bool = False) -> str:
    line = "" if headed else f"- **{_linked(entry, CLAIM)}**"
    tail = _tail(entry, frame)
    if style == Style.HEADLINES:
        return f"{line} · {tail}"
    if style == Style.BRIEF or _is_claim(entry):
        return f"{line}\n{small(tail)}"
    return f"{line}\n{_quote(entry.evidence[0], SHORT)}\n{small(tail)}"


def _expected(entry: Entry, style: Style, frame: Frame, *, headed: bool = False) -> str:
    line = f"- {bold(frame.day(entry.when), PART)} · {_linked(entry, CLAIM)}"
    return (
        f"{line} · {_outlets(entry, frame)}"
        if style == Style.HEADLINES
        else f"{line}\n{small(_tail(entry, frame, dated=False))}"
    )


def _filed(entry: Entry, style: Style, frame: Frame, *, headed: bool = False) -> str:
    tail = " · ".join(part for part in (_outlets(entry, frame), _reasons(entry, frame)) if part)
    return f"{_quote(entry.evidence[0], SENTENCE)}\n{small(tail)}" if headed else f"- {_linked(entry, CLAIM)} · {tail}"


def _changed(entry: Entry, style: Style, frame: Frame, *, headed: bool = False) -> str:
    lines = [] if headed else [f"- {bold(entry.claim, CLAIM)}"]
    if style != Style.HEADLINES:
        for word, some in (("before", entry.before[:1]), ("now", entry.evidence[:1])):
            lines += [f"{_quote(one, SHORT)}\n{small(f'{frame.say(word)} · {_source(one, frame)}')}" for one in some]
        lines.append(small(_reasons(entry, frame)))
    return "\n".join(line for line in lines if line)


def _conflict(entry: Entry, style: Style, frame: Frame, *, headed: bool = False) -> str:
    lines = [] if headed else [f"- {bold(entry.claim, CLAIM)}"]
    if style == Style.FULL:
        lines += [f"{_quote(one, SHORT)}\n{small(_source(one, frame))}" for one in entry.evidence[:2]]
    elif style == Style.BRIEF:
        lines.append(small(" · ".join(_source(one, frame) for one in entry.evidence[:2])))
    return "\n".join(line for line in lines if line)


def _said(entry: Entry, style: Style, frame: Frame, *, headed: bool = False) -> str:
    words = f"> {_in_marks(entry.claim, WORDS if style == Style.FULL else SHORT)}"
    name, _, office = (entry.voice or "").partition(", ")
    who = "" if headed else ", ".join(part for part in (bold(name, PART), escape(office, PART)) if part)
    tail = " · ".join(part for part in (_source(entry.evidence[0], frame), _reasons(entry, frame)) if part)
    return "\n".join(part for part in (words, who, small(tail)) if part)


def _in_marks(words: str, limit: int) -> str:
    """Words as said, cut within their marks."""
    wholly = words.startswith("“") and words.endswith("”")
    return f"“{escape(words[1:-1], limit - 2)}”" if wholly else escape(words, limit)


def _corrected(entry: Entry, style: Style, frame: Frame, *, headed: bool = False) -> str:
    line = f"- {escape(entry.claim, CLAIM)} · {_reasons(entry, frame)}"
    if style == Style.HEADLINES or not entry.evidence:
        return line
    tail = small(f"{frame.say('now')} · {_source(entry.evidence[0], frame)}")
    return f"{line}\n{_quote(entry.evidence[0], SHORT)}\n{tail}"


_ENTRIES = {
    Part.HAPPENED: _happened,
    Part.CHANGED: _changed,
    Part.CONFLICT: _conflict,
    Part.SAID: _said,
    Part.EXPECTED: _expected,
    Part.FILED: _filed,
    Part.CORRECTED: _corrected,
}


def _linked(entry: Entry, limit: int) -> str:
    """The claim, linked to the article that tells it best."""
    return link(_flat(entry.claim), entry.evidence[0].source.url, limit)


def _flat(text: str) -> str:
    """The text on one line; a mark for one that shows nothing."""
    return " ".join(text.split()) if escape(text) else "…"


def _is_claim(entry: Entry) -> bool:
    """Whether the claim is the sentence's own words: they are not shown twice."""
    return set(_flat(entry.claim).casefold().rstrip(".").split()) <= set(
        _flat(entry.evidence[0].sentence).casefold().rstrip(".").split()
    )


def _quote(evidence: Evidence, limit: int) -> str:
    return quoted(evidence.sentence, evidence.marked, limit)


def _tail(entry: Entry, frame: Frame, *, dated: bool = True) -> str:
    """Who tells it, when it was, and why it is in."""
    planned = frame.say("planned") if entry.note == "planned" else ""
    when = escape(frame.day(entry.when), PART) if dated and entry.when else ""
    parts = [part for part in (_outlets(entry, frame), planned, when, _reasons(entry, frame)) if part]
    return " · ".join(parts) or frame.say("unnamed")


def _outlets(entry: Entry, frame: Frame) -> str:
    named = [escape(outlet, PART) for outlet in entry.outlets[:_NAMES]]
    more = len(entry.outlets) - len(named)
    return ", ".join(named) + (f" +{more}" if more else "")


def _reasons(entry: Entry, frame: Frame) -> str:
    """Why it is in."""
    return " · ".join(escape(frame.reason(one), REASON) for one in entry.reasons)


def _source(evidence: Evidence, frame: Frame) -> str:
    source = evidence.source
    outlet = shortened(source.outlet, PART) if source.outlet else frame.say("unnamed")
    return f"{link(outlet, source.url, PART)}, {escape(frame.day(source.published), PART)}"


# ---- What leads on ----------------------------------------------------------------------------------------------------


def receipt_of(entry: Entry) -> Receipt:
    """Where the sentences behind an entry stand: what it says now first, then what was before."""
    return Receipt(tuple((one.source.article, one.at) for one in (*entry.evidence, *entry.before)))


def _options(entries: Iterable[Entry], frame: Frame) -> Iterator[Option]:
    for number, entry in enumerate(list(entries)[:_OPTIONS]):
        if receipt_of(entry).places:
            said = f"{entry.voice}: {entry.claim}" if entry.voice else entry.claim
            told = ", ".join(entry.outlets[:_NAMES]) or frame.say("unnamed")
            yield Option(shortened(_flat(said), 100), encode_receipt(receipt_of(entry), number), shortened(told, 100))


def _buttons(entries: Iterable[Entry], issue: Issue) -> tuple[tuple[Button, ...], ...]:
    subjects: dict[str, Subject] = {}
    for entry in entries:
        if entry.subject and entry.part != Part.CORRECTED:
            subjects.setdefault(entry.subject.id, entry.subject)
    more = [
        Button(
            issue.frame.say("on_it", name=shortened(issue.frame.called(subject), 40)),
            encode(request_of(TimelineQuery(subject)), OFFER, 0, place),
        )
        for place, subject in enumerate(list(subjects.values())[:_MORE])
    ]
    why = [Button(issue.frame.say("why"), issue.why)] if issue.why else []
    return (tuple(more + why),) if more or why else ()
