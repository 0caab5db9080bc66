"""Tests files of facts: a table that no spreadsheet takes for formulas, facts as they were read, a calendar that holds to its RFC."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.exports import facts_about
from bot.errors import AskError
from bot.model.answer import Evidence, ShownEvent, ShownQuotation, Source
from bot.model.article import Span
from bot.model.export import AboutFacts
from bot.model.facts import EventType, Mode, QuotationKind
from bot.model.query import Subject
from bot.render.exports import COLUMNS, FORMATS, export_file
from bot.render.facts_json import facts

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Tell

NOW = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)
RUSSIA = Subject("actor", "russia", "Russia")


def evidence(sentence: str = "It did.", **head: str) -> Evidence:
    source = Source(1, head.get("title"), head.get("outlet"), head.get("url"), head.get("published"), "")
    return Evidence(source, sentence, Span(0, 5), (Span(0, 2),), None, 0.9)


def event(date: str | None, name: str = "Operation Dawn", mode: str = "actual", **head: str) -> ShownEvent:
    subject = Subject("event", f"e.{name}", name)
    return ShownEvent(subject, True, EventType.ASSAULT, Mode(mode), ("Iran",), ("Israel",), date, head.pop("place", None), (), evidence(**head))  # fmt: skip


def said(content: str, speaker: str = "Putin") -> ShownQuotation:
    return ShownQuotation(Subject("actor", "p", speaker), QuotationKind.DIRECT, content, None, evidence(content))


def rows(found: AboutFacts) -> list[dict[str, str]]:
    content = export_file(found, "csv", NOW).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


# What a spreadsheet runs: each of these has stolen somebody's cells.
@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("https://evil.example","x")',
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r\n=1",
        " =1",
        "\u200b=1",
        "＝1",
        "\x00=1",
    ],
)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    [row] = rows(AboutFacts(RUSSIA, (), (), (said(text, text),)))
    for cell in row.values():
        assert not cell or cell[0] not in "=+-@\t\r\n＝＋－＠"
    assert text.strip("\u200b\x00 \t\r\n") in row["detail"]


@given(st.lists(st.text(max_size=40), max_size=5))
@settings(max_examples=80)
def test_a_table_has_a_row_a_fact_whatever_is_in_it(texts: list[str]) -> None:
    found = rows(AboutFacts(RUSSIA, (), (), tuple(said(text or "x") for text in texts)))
    assert len(found) == len(texts)
    assert all(list(row) == list(COLUMNS) for row in found)
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in found for cell in row.values())


def test_a_row_has_its_source() -> None:
    made = event(
        "2025-06-22",
        outlet="The Wire",
        title="Dawn",
        published="2025-06-23",
        url="https://wire.example/1",
        place="Natanz",
    )
    [row] = rows(AboutFacts(RUSSIA, (made,), (), ()))
    assert row == {
        "kind": "event", "date": "2025-06-22", "who": "Iran", "what": "attack", "whom": "Israel", "detail": "Operation Dawn; Natanz",
        "sentence": "It did.", "voice": "", "confidence": "0.90",
        "outlet": "The Wire", "title": "Dawn", "published": "2025-06-23", "link": "https://wire.example/1",
    }  # fmt: skip


def unfolded(content: bytes) -> list[str]:
    text = content.decode("utf-8")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


DATES = [
    ("2025-06-22", "20250622", "20250623"),
    ("2025-06-22~", "20250622", "20250623"),
    ("2025-06-30/2025-07-02", "20250630", "20250703"),
    ("2025-06", "20250601", "20250701"),
    # vaguer than a month, open, or none: no entry
    ("2025", None, None),
    ("2025-06-22/..", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("date", "start", "end"), DATES)
def test_a_calendar_has_the_days_an_event_may_have_had(date: str | None, start: str | None, end: str | None) -> None:
    lines = unfolded(
        export_file(AboutFacts(RUSSIA, (event("2025-01-01", "Other"), event(date))[:2], (), ()), "ics", NOW).content
    )
    there = [line for line in lines if line.startswith(("DTSTART", "DTEND"))]
    own = there[2:]
    assert own == ([f"DTSTART;VALUE=DATE:{start}", f"DTEND;VALUE=DATE:{end}"] if start else [])


def test_reports_of_one_event_are_one_entry_of_its_most_exact_date() -> None:
    told = (event("2025-06", outlet="A"), event("2025-06-22", outlet="B"), event("2025-06-23", mode="hypothetical"))
    file = export_file(AboutFacts(RUSSIA, told, (), ()), "ics", NOW)
    lines = unfolded(file.content)
    assert lines.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20250622" in lines
    assert file.told == (
        "About Russia: 3 events (1 of them denied or hypothetical).",
        "1 event with a date.",
    )


def test_a_calendar_without_a_date_is_refused() -> None:
    with pytest.raises(AskError, match="No event has a date"):
        export_file(AboutFacts(RUSSIA, (event(None),), (), ()), "ics", NOW)


@given(st.text(max_size=120), st.text(max_size=60))
@settings(max_examples=80)
def test_no_text_begins_a_property_of_its_own(sentence: str, place: str) -> None:
    made = ShownEvent(Subject("event", "e.x", f"X{sentence}\r\nATTACH:evil"), True, EventType.ASSAULT, Mode.ACTUAL, (), (), "2025-06-22", place or None, (), evidence(f"{sentence}\r\nEND:VEVENT"))  # fmt: skip
    lines = unfolded(export_file(AboutFacts(RUSSIA, (made,), (), ()), "ics", NOW).content)
    assert all(re.match(r"(BEGIN|END|VERSION|PRODID|CALSCALE|UID|DTSTAMP|DTSTART|DTEND|SUMMARY|DESCRIPTION|LOCATION)[:;]", line) for line in lines)  # fmt: skip
    assert lines.count("END:VEVENT") == 1


# The facts format of a stored fact is that of the reading it was stored from.
async def test_facts_are_those_that_were_read(
    database: Database, file: File, tell: type[Tell], everyone: Libraries
) -> None:
    told = (
        tell("Israel began Operation Dawn against Iran. Araghchi condemned it: “A crime.” The oil cap stays.", published="2025-06-20")
        .issue("i.cap-oil", "oil cap")
        .event("began", by="israel", to="iran", name="Operation Dawn", date="2025-06-19", place="Natanz")
        .event("condemned", by="abbas-araghchi", to="israel", kind="REJECT", after=("e1",))
        .stance("abbas-araghchi", "condemned", "e1")
        .quotation("abbas-araghchi", "“A crime.”", "condemned", about=("israel", "e1"))
    )  # fmt: skip
    await file(told)
    found = await facts_about(database, everyone, Subject("actor", "abbas-araghchi", "Araghchi"), objects=True)
    [line] = export_file(found, "json", NOW).content.decode().splitlines()
    made, read = json.loads(line), json.loads(json.dumps(facts(told.reading(), "")))
    assert made.keys() == read.keys() - {"note"}
    [condemned] = made["events"]
    assert condemned == {key: value for key, value in read["events"][1].items() if key != "mentions"}
    assert made["stances"] == read["stances"]
    assert made["quotations"] == read["quotations"]
    assert made["article"] == {**read["article"], "id": "1", "text": None}
    assert [each["words"] for each in made["sentences"]] == ["Araghchi condemned it: “A crime.” The oil cap stays."]
    assert {actor["id"] for actor in made["actors"]} == {"abbas-araghchi", "israel"}


def test_names_of_files_are_plain() -> None:
    for form in FORMATS:
        about = Subject("event", "../../e.x:|\x00" + "y" * 99, "X")
        name = export_file(AboutFacts(about, (event("2025-06-22"),), (), ()), form, NOW).name
        assert re.fullmatch(r"attache-[\w.-]{1,40}\.(csv|json|ics)", name)
        assert "/" not in name


def test_signs_of_the_format_are_escaped_and_lines_are_kept() -> None:
    made = event("2025-06-22", "Dawn; dusk, and C:\\night")
    lines = unfolded(export_file(AboutFacts(RUSSIA, (made,), (), ()), "ics", NOW).content)
    [summary] = [line for line in lines if line.startswith("SUMMARY:")]
    assert "Dawn\\; dusk\\, and C:\\\\night" in summary
    [description] = [line for line in lines if line.startswith("DESCRIPTION:")]
    assert description.startswith("DESCRIPTION:22 June 2025\\n“It did.” (")
