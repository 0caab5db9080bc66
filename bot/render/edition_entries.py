"""Turns an entry of an edition into lines: the claim, the sentence behind it, its outlets, and the reasons readers care about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.edtf import date_bounds
from bot.model.edition import Part
from bot.model.subscription import Style
from bot.render.markdown import bold, escape, link, quoted, small
from bot.wording import sentence_case, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model.answer import Evidence
    from bot.model.edition import EditionEntry
    from bot.render.frames import Frame

LEAD, CLAIM, SENTENCE, SHORT, WORDS, PART, REASON = 240, 200, 320, 180, 320, 60, 120
"""Longest markdown of each piece of text, in characters, so that any single entry fits a message."""
_NAMES = 3
"""Outlets named in a line; the rest are counted."""
_TITLE, _SHRED = 70, 9
"""Characters of the title that a quotation is from, and so many words are no shred of a sentence."""
_NEWS = 3
"""Days from which on an article is no news: an entry without a date has that of its article then."""
_NEVER = frozenset({"opens", "matches"})
"""Reasons shown only by /digest why: nearly every line has them."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How entries are shown; `sentence` is the longest evidence sentence, in characters."""

    style: Style
    frame: Frame
    sentence: int = SHORT
    today: str = ""
    """The reader's ISO day."""


def for_readers(entry: EditionEntry) -> EditionEntry:
    """Returns the entry with only the reasons worth a reader's time: a story's outlets are named anyway."""
    known = _NEVER | ({"outlets"} if entry.part in (Part.HAPPENED, Part.EXPECTED) else set())
    return replace(entry, reasons=tuple(reason for reason in entry.reasons if reason.kind not in known))


def lead_lines(entry: EditionEntry, manner: Manner) -> str:
    """Returns the lines of the top story, under its own heading."""
    if entry.part in (Part.HAPPENED, Part.EXPECTED, Part.FILED):
        title = _linked(entry, LEAD)
        sentence = "" if _is_claim(entry) else _quote(entry.evidence[0], SENTENCE)
        return "\n".join(
            part for part in (f"### {title}", sentence, small(_tail(entry, manner)), _earlier(entry, manner)) if part
        )
    if entry.part == Part.SAID:
        return f"### {escape(entry.voice or '', LEAD)}\n{_said(entry, replace(manner, style=Style.FULL))}"
    return f"### {escape(entry.claim, LEAD)}\n{_ENTRIES[entry.part](entry, replace(manner, style=Style.FULL), headed=True)}"


def part_lines(entries: Sequence[EditionEntry], manner: Manner) -> list[str]:
    """Returns the text of each entry of one part."""
    if entries[0].part == Part.SAID:
        return list(_sayings(entries, manner))
    return [_ENTRIES[entry.part](entry, manner) for entry in entries]


def _happened(entry: EditionEntry, manner: Manner, *, headed: bool = False) -> str:
    line = "" if headed else f"- **{_linked(entry, CLAIM)}**"
    tail = _tail(entry, manner)
    if manner.style == Style.HEADLINES:
        return f"{line} · {tail}"
    sentence = "" if manner.style == Style.BRIEF or _is_claim(entry) else _quote(entry.evidence[0], manner.sentence)
    return "\n".join(part for part in (line, sentence, small(tail), _earlier(entry, manner)) if part)


def _expected(entry: EditionEntry, manner: Manner, *, headed: bool = False) -> str:
    line = f"- {bold(manner.frame.day(entry.when), PART)} · {_linked(entry, CLAIM)}"
    return (
        f"{line} · {_outlets(entry, manner.frame)}"
        if manner.style == Style.HEADLINES
        else f"{line}\n{small(_tail(entry, manner, expected=True))}"
    )


def _filed(entry: EditionEntry, manner: Manner, *, headed: bool = False) -> str:
    told = (_outlets(entry, manner.frame), _old(entry, manner), _reasons(entry, manner.frame))
    tail = " · ".join(part for part in told if part)
    return " · ".join(part for part in (f"- {_linked(entry, CLAIM)}", tail) if part)


def _changed(entry: EditionEntry, manner: Manner, *, headed: bool = False) -> str:
    frame = manner.frame
    lines = [] if headed else [f"- {bold(entry.claim, CLAIM)}"]
    if manner.style != Style.HEADLINES:
        for word, some in (("before", entry.before[:1]), ("now", entry.evidence[:1])):
            lines += [
                f"{_quote(evidence, manner.sentence)}\n{small(f'{sentence_case(frame.say(word))} · {_source(evidence, frame)}')}"
                for evidence in some
            ]
        lines.append(small(_reasons(entry, frame)))
    return "\n".join(line for line in lines if line)


def _conflict(entry: EditionEntry, manner: Manner, *, headed: bool = False) -> str:
    lines = [] if headed else [f"- {bold(entry.claim, CLAIM)}"]
    if manner.style == Style.FULL:
        lines += [
            f"{_quote(evidence, manner.sentence)}\n{small(_source(evidence, manner.frame))}"
            for evidence in entry.evidence[:2]
        ]
    elif manner.style == Style.BRIEF:
        lines.append(small(" · ".join(_source(evidence, manner.frame) for evidence in entry.evidence[:2])))
    return "\n".join(line for line in lines if line)


def _sayings(entries: Sequence[EditionEntry], manner: Manner) -> Iterator[str]:
    """Yields what was said, a speaker's quotations together under one name."""
    by_voice: dict[str, list[EditionEntry]] = {}
    for entry in entries:
        by_voice.setdefault(entry.voice or "", []).append(entry)
    for voice, some in by_voice.items():
        name, _, office = voice.partition(", ")
        who = ", ".join(part for part in (bold(name, PART), escape(office, PART)) if part)
        told = (
            _said(entry, manner, followed=after is not None and _is_of_the_same(entry, after))
            for entry, after in zip_longest(some, some[1:])
        )
        yield "\n".join(part for part in (f"- {who}" if who else "", *told) if part)


def _is_of_the_same(entry: EditionEntry, after: EditionEntry) -> bool:
    """True if the next quotation is of the same article for the same reasons: its small print stands for both."""
    return entry.reasons == after.reasons and entry.evidence[0].source == after.evidence[0].source


def _said(entry: EditionEntry, manner: Manner, *, followed: bool = False) -> str:
    limit = WORDS if manner.style == Style.FULL else SHORT
    words = (
        _quote(entry.evidence[0], limit)
        if _is_a_shred(entry.claim, entry.evidence[0].sentence)
        else f"> {_in_marks(entry.claim, limit)}"
    )
    tail = " · ".join(part for part in (_quoted_from(entry, manner), _reasons(entry, manner.frame)) if part)
    return words if followed else f"{words}\n{small(tail)}"


def _is_a_shred(words: str, sentence: str) -> bool:
    """True for a few words from the middle of a sentence, which say nothing without it: “in the best interests of the country”, Biden of "siding with it"."""
    first = next(filter(str.isalpha, words), "")
    short = (first.islower() or not words.startswith("“")) and len(words.split()) < _SHRED
    return short and _letters(words) in _letters(sentence)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _quoted_from(entry: EditionEntry, manner: Manner) -> str:
    """The article of a quotation; in a full edition by its title, for it may be told of nowhere else."""
    source = entry.evidence[0].source
    if manner.style != Style.FULL or not source.title:
        return _source(entry.evidence[0], manner.frame)
    outlet = shortened(source.outlet, PART) if source.outlet else sentence_case(manner.frame.say("unnamed"))
    day = escape(manner.frame.day(source.published), PART)
    return f"{link(flat(source.title), source.url, _TITLE)} · {escape(outlet, PART)}, {day}"


def _in_marks(words: str, limit: int) -> str:
    """The quoted words, shortened inside their quotation marks."""
    wholly = words.startswith("“") and words.endswith("”")
    return f"“{escape(words[1:-1], limit - 2)}”" if wholly else escape(words, limit)


def _corrected(entry: EditionEntry, manner: Manner, *, headed: bool = False) -> str:
    why = _reasons(entry, manner.frame)
    line = small(why) if headed else f"- {escape(entry.claim, CLAIM)} · {why}"
    if manner.style == Style.HEADLINES or not entry.evidence:
        return line
    tail = small(f"{sentence_case(manner.frame.say('now'))} · {_source(entry.evidence[0], manner.frame)}")
    return f"{line}\n{_quote(entry.evidence[0], manner.sentence)}\n{tail}"


_ENTRIES = {
    Part.HAPPENED: _happened,
    Part.CHANGED: _changed,
    Part.CONFLICT: _conflict,
    Part.EXPECTED: _expected,
    Part.FILED: _filed,
    Part.CORRECTED: _corrected,
}


def _linked(entry: EditionEntry, limit: int) -> str:
    """The claim, linked to the article of its best evidence."""
    return link(flat(entry.claim), entry.evidence[0].source.url, limit)


def flat(text: str) -> str:
    """Returns the text on one line; "…" if nothing in it is visible."""
    return " ".join(text.split()) if escape(text) else "…"


def _is_claim(entry: EditionEntry) -> bool:
    """True if the claim only repeats words of the sentence, so that it is not shown twice."""
    return set(flat(entry.claim).casefold().rstrip(".").split()) <= set(
        flat(entry.evidence[0].sentence).casefold().rstrip(".").split()
    )


def _quote(evidence: Evidence, limit: int) -> str:
    return quoted(evidence.sentence, evidence.marked, limit)


def _tail(entry: EditionEntry, manner: Manner, *, expected: bool = False) -> str:
    """Outlets, date and reasons. Expected entries already stand under their day and are planned anyway."""
    frame = manner.frame
    planned = frame.say("planned") if entry.note == "planned" and not expected else ""
    when = "" if expected else escape(frame.day(entry.when), PART) if entry.when else _old(entry, manner)
    several = len(entry.articles) > max(1, len(entry.outlets))
    reports = frame.say("reports", len(entry.articles)) if several else ""
    parts = [_outlets(entry, frame), reports, planned, when, _reasons(entry, frame)]
    return " · ".join(part for part in parts if part)


def _old(entry: EditionEntry, manner: Manner) -> str:
    """When the article of an entry without a date was published, if that is no news any more."""
    published = entry.evidence[0].source.published if entry.evidence else None
    bounds = date_bounds(published)
    if (
        not bounds
        or not manner.today
        or (date.fromisoformat(manner.today) - date.fromisoformat(bounds[1])).days <= _NEWS
    ):
        return ""
    return escape(manner.frame.say("published", day=manner.frame.day(published)), PART)


def _outlets(entry: EditionEntry, frame: Frame) -> str:
    """The outlets: "Reuters and BBC", "Reuters, BBC, Tass +2", or that none is named."""
    named = [shown for outlet in entry.outlets[:_NAMES] if (shown := escape(outlet, PART))]
    if not named:
        return sentence_case(frame.say("unnamed"))
    more = len(entry.outlets) - len(named)
    return f"{', '.join(named)} +{more}" if more else frame.listed(named)


def told_by(entry: EditionEntry, frame: Frame) -> str:
    """Returns the outlets as plain text."""
    return ", ".join(entry.outlets[:_NAMES]) or sentence_case(frame.say("unnamed"))


def _earlier(entry: EditionEntry, manner: Manner) -> str:
    """What a running story goes on from, linked to the message that told it: "New since yesterday (Iran fires missiles)"."""
    if entry.earlier is None:
        return ""
    told, frame = entry.earlier, manner.frame
    name = link(flat(told.claim), told.url, SHORT)
    days = (date.fromisoformat(manner.today) - date.fromisoformat(told.day)).days if manner.today else 0
    return small(
        frame.say("since_yesterday", name=name)
        if days == 1
        else frame.say("since_day", day=frame.day(told.day), name=name)
    )


def _reasons(entry: EditionEntry, frame: Frame) -> str:
    """The reasons why the entry is included."""
    return " · ".join(escape(frame.reason(reason), REASON) for reason in entry.reasons)


def _source(evidence: Evidence, frame: Frame) -> str:
    source = evidence.source
    outlet = shortened(source.outlet, PART) if source.outlet else sentence_case(frame.say("unnamed"))
    return f"{link(outlet, source.url, PART)}, {escape(frame.day(source.published), PART)}"
