"""Makes a file from the facts about a subject: a table, JSON or a calendar. Each fact has its sentence, outlet, date and link."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.catalogue import ENGLISH, N_n, say, say_n, speaking
from bot.catalogue import number as number_words
from bot.edtf import date_bounds
from bot.errors import AskError
from bot.model.export import ExportedFile
from bot.model.facts import Mode
from bot.wording import called, cue_words, date_words, happened_words, joined, mode_words, printable, type_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bot.model.answer import Evidence, ShownEvent
    from bot.model.export import AboutFacts

_EVENTS = N_n("{n} event", "{n} events")
_STANCES = N_n("{n} stance", "{n} stances")
_QUOTATIONS = N_n("{n} quotation", "{n} quotations")
FORMATS = ("csv", "json", "ics")
COLUMNS = (
    "kind", "date", "who", "what", "whom", "detail", "sentence", "voice", "confidence",
    "outlet", "title", "published", "link",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Characters that start a formula in a spreadsheet, their full-width forms included."""
_LONGEST_SPAN = 31
"""The most days a calendar entry may span; a vaguer date would cover the calendar."""
_LINE = 75
"""The most octets of a line in iCalendar (RFC 5545, 3.1)."""


def export_file(found: AboutFacts, form: str, now: datetime) -> ExportedFile:
    """Returns the file in one of `FORMATS`. Its name is the subject's id, which is plain letters.

    Raises:
        AskError: the calendar would be empty.

    """
    content, told = {"csv": _csv, "json": _json, "ics": _calendar}[form](found, now)
    kinds = ((len(found.events), _EVENTS), (len(found.stances), _STANCES), (len(found.quotations), _QUOTATIONS))
    untold = sum(event.mode not in (Mode.ACTUAL, Mode.PLANNED) for event in found.events)
    beside = say("({n} of them denied or hypothetical)", n=number_words(untold)) if untold else ""
    counted = [
        " ".join(filter(None, (say_n(*messages, number), beside if messages is _EVENTS else "")))
        for number, messages in kinds
        if number
    ]
    counts = joined(counted)
    many = max(number for number, _ in kinds) >= found.most > 0
    capped = [say("At most the newest {n} of each kind.", n=number_words(found.most))] if many else []
    name = "".join(sign for sign in found.about.id if sign.isalnum() or sign in "-.") or "facts"
    return ExportedFile(
        f"attache-{name[:40]}.{form}",
        content,
        (say("About {name}: {counts}.", name=called(found.about), counts=counts), *told, *capped),
    )


# ---- A table --------------------------------------------------------------------------------------------------------


def _csv(found: AboutFacts, _now: datetime) -> tuple[bytes, tuple[str, ...]]:
    """A table in UTF-8, with the byte order mark by which spreadsheets recognise it. No cell begins like a formula."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    with speaking(ENGLISH):  # what programs read
        table.writerows([_plain(cell) for cell in row] for row in _rows(found))
    return written.getvalue().encode("utf-8-sig", "replace"), (
        say("A cell that would begin like a formula begins with an apostrophe."),
    )


def _plain(cell: object) -> str:
    text = " ".join(printable(str(cell)).split())
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(found: AboutFacts) -> Iterator[tuple[object, ...]]:
    for event in found.events:
        detail = "; ".join(
            filter(None, (event.subject.name if event.named else "", mode_words(event.mode), event.place or ""))
        )
        names = ("; ".join(event.agents), type_words(event.type), "; ".join(event.recipients))
        yield ("event", event.date or "", *names, detail, *_provenance(event.evidence))
    for stance in found.stances:
        target = stance.target.name if stance.target else ""
        yield (
            "stance",
            "",
            stance.holder.name,
            stance.polarity.value,
            target,
            stance.expressed.value,
            *_provenance(stance.evidence),
        )
    for quotation in found.quotations:
        cue = cue_words(quotation.cue, quotation.evidence.sentence) if quotation.cue else "said"
        yield ("quotation", "", quotation.speaker.name, cue, "", quotation.content, *_provenance(quotation.evidence))  # fmt: skip


def _provenance(evidence: Evidence) -> tuple[object, ...]:
    source = evidence.source
    voice = evidence.voice.name if evidence.voice else ""
    head = (source.outlet or "", source.title or "", source.published or "", source.url or "")
    return (evidence.sentence, voice, f"{evidence.confidence:.2f}", *head)


# ---- Facts as JSON --------------------------------------------------------------------------------------------------


def _json(found: AboutFacts, _now: datetime) -> tuple[bytes, tuple[str, ...]]:
    """The facts format: one object per article and line, without the articles' texts."""
    lines = (json.dumps(each, ensure_ascii=False) for each in found.objects)
    content = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    told = say_n(
        "{n} article in the facts format, one a line, without their texts.",
        "{n} articles in the facts format, one a line, without their texts.",
        len(found.objects),
    )
    return content, (told,)


# ---- A calendar -----------------------------------------------------------------------------------------------------


def _calendar(found: AboutFacts, now: datetime) -> tuple[bytes, tuple[str, ...]]:
    """The events whose date is known at least to the month, one entry each, in iCalendar (RFC 5545)."""
    reports: dict[str, list[ShownEvent]] = {}
    for event in found.events:
        if event.mode in (Mode.ACTUAL, Mode.PLANNED):
            reports.setdefault(event.subject.id, []).append(event)
    with speaking(ENGLISH):  # what programs read
        entries = [entry for told in reports.values() if (entry := _entry(told, now))]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Attache//Events//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += ["BEGIN:VEVENT", *entry, "END:VEVENT"]
    lines.append("END:VCALENDAR")
    content = "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode("utf-8", "replace")
    left = len(reports) - len(entries)
    if not entries:
        raise AskError(
            say_n(
                "No event has a date that a calendar can show ({n} event found): choose the table or the facts.",
                "No event has a date that a calendar can show ({n} events found): choose the table or the facts.",
                left,
            )
        )
    dated = say_n("{n} event with a date.", "{n} events with a date.", len(entries))
    if not left:
        return content, (dated,)
    vague = say("Left out, without a date or with one vaguer than a month: {n}.", n=number_words(left))
    return content, (dated, vague)


def _entry(told: list[ShownEvent], now: datetime) -> list[str] | None:
    dated = [(bounds, event) for event in told if (bounds := date_bounds(event.date))]
    if not dated:
        return None
    (first, last), event = min(dated, key=lambda pair: _days(*pair[0]))
    if _days(first, last) > _LONGEST_SPAN or last >= date.max.isoformat():
        return None
    who, whom = (joined(names) for names in (event.agents, event.recipients))
    sort = happened_words(event)
    summary = event.subject.name if event.named else f"{sort}: {' → '.join(filter(None, (who, whom)))}".rstrip(": ")
    mark = mode_words(event.mode)
    lines = [
        f"UID:{sha256(event.subject.id.encode()).hexdigest()[:32]}@attache",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{first.replace('-', '')}",
        f"DTEND;VALUE=DATE:{(date.fromisoformat(last) + timedelta(1)):%Y%m%d}".replace(" ", "0"),
        f"SUMMARY:{_text(f'{summary} ({mark})' if mark else summary)}",
        f"DESCRIPTION:{_text(chr(10).join((date_words(event.date), *_reported(told))))}",
    ]
    if event.place:
        lines.append(f"LOCATION:{_text(event.place)}")
    return lines


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _reported(told: Iterable[ShownEvent]) -> Iterator[str]:
    """Yields each report's sentence with its outlet, date and link."""
    for evidence in {event.evidence.source.article: event.evidence for event in told}.values():
        source = evidence.source
        where = ", ".join(filter(None, (source.outlet or "", source.published or "", source.url or "")))
        yield f"“{' '.join(evidence.sentence.split())}” ({where or 'outlet not named'})"


def _text(text: str) -> str:
    """Escapes a text for iCalendar (RFC 5545, 3.3.11), so that no line of it can start a property."""
    lines = [" ".join(printable(line).split()) for line in text.split("\n")]
    escaped = (line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)
    return "\\n".join(escaped)


def _folded(line: str) -> Iterator[str]:
    """Yields a line in pieces of at most 75 octets, all but the first after a space; no character is split."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode("utf-8", "replace"))
        if size + octets > _LINE:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += octets
    yield piece
