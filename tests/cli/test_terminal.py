"""Tests that printed and logged text can't control the terminal."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import orjson
import pytest

from bot.cli.terminal import PlainFormatter, complain, log_records, plain_json, say

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = [
    # sets the window title, and rings the bell
    ("Raid\x1b]0;owned\x07 ends", "Raid]0;owned ends"),
    # clears the screen: as an escape sequence and as a single character
    ("Raid\x1b[2J ends", "Raid[2J ends"),
    ("Raid\x9b2J ends", "Raid2J ends"),
    # overwrites earlier text
    ("Raid\r1: removed", "Raid 1: removed"),
    ("Raid\b\b\b\bPeace", "RaidPeace"),
    # reverses the following text
    ("Raid \u202egnp.exe", "Raid gnp.exe"),
    ("Raid\x00 ends", "Raid ends"),
    # half a character, which standard output can't write
    ("Raid \ud800ends", "Raid ends"),
    # line breaks are kept
    ("first\n  second", "first\n  second"),
]


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_printed_text_cannot_control_the_terminal(text: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(text)
    complain(text)
    assert capsys.readouterr() == (f"{shown}\n", f"{shown}\n")


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_logged_text_cannot_control_the_terminal(text: str, shown: str) -> None:
    record = logging.LogRecord("bot", logging.WARNING, "", 0, "left out: %s", (text,), None)
    assert PlainFormatter("%(message)s").format(record) == f"left out: {shown}"


@pytest.mark.parametrize(("text", "_shown"), HOSTILE)
def test_a_record_in_json_is_one_line_that_is_not_obeyed(text: str, _shown: str, monkeypatch, capsys) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])
    log_records("info", "auto")  # pytest's standard error is no terminal
    try:
        try:
            raise ValueError(text)  # noqa: TRY301
        except ValueError:
            logging.getLogger("bot.test").exception("left out: %s", text, extra={"number": "a1b2c3", "title": text})
    finally:
        logging.root.setLevel(logging.WARNING)
    [line] = capsys.readouterr().err.splitlines()
    assert line.isprintable()
    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "bot.test", f"left out: {text}")
    assert (told["number"], told["title"]) == ("a1b2c3", text)
    assert told["time"][:2] == "20"
    assert "ValueError" in told["exc_info"]


def test_the_form_of_records_can_be_chosen(monkeypatch, capsys) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])
    log_records("warning", "text")
    logging.getLogger("bot.test").warning("left out")
    assert capsys.readouterr().err.endswith(" WARNING bot.test: left out\n")


TOKEN, ANOTHER = "MTIz.secret.of-mine", "aW50ZXJhY3Rpb246MTIz"


@contextmanager
def logging_at(level: str, form: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Logs as a bot with a token does, in this block."""
    monkeypatch.setattr(logging.root, "handlers", [])
    before = logging.root.level
    log_records(level, form, TOKEN)
    try:
        yield
    finally:
        logging.getLogger("discord").setLevel(logging.NOTSET)
        logging.root.setLevel(before)


# discord.py names the address of an interaction when Discord limits its rate; a library may name a header in an error.
@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bot {TOKEN}",
        f"PATCH https://discord.com/api/v10/webhooks/123/{ANOTHER}/messages/@original responded with 429",
        f"'POST' 'https://discord.com/api/v10/interactions/123/{ANOTHER}'",
    ],
)
def test_no_token_is_logged_in_a_record_or_a_traceback(form: str, text: str, monkeypatch, capsys) -> None:
    with logging_at("debug", form, monkeypatch):
        try:
            raise ValueError(text)  # noqa: TRY301
        except ValueError:
            logging.getLogger("bot.test").exception("failed: %s", text)
    written = capsys.readouterr().err
    assert TOKEN not in written
    assert ANOTHER not in written
    assert written.count("[hidden]") == 2
    assert "ValueError" in written


# At debug, discord.py logs each event as it comes: what members typed, and the tokens to answer them with.
def test_what_members_type_is_logged_at_no_level(monkeypatch, capsys) -> None:
    with logging_at("debug", "text", monkeypatch):
        logging.getLogger("discord.gateway").debug("For Shard ID 0: WebSocket Event: %s", {"content": "a question"})
        logging.getLogger("discord.http").debug("POST with %s has returned 200", {"content": "a question"})
        logging.getLogger("discord.gateway").info("connected")
        logging.getLogger("bot.test").debug("ours")
    assert [line.split(": ")[-1] for line in capsys.readouterr().err.splitlines()] == ["connected", "ours"]


def test_a_traceback_is_logged_in_its_lines() -> None:
    error = ValueError("Raid\x1b[2J")
    record = logging.LogRecord("bot", logging.ERROR, "", 0, "failed", (), (ValueError, error, None))
    assert PlainFormatter().format(record) == "failed\nValueError: Raid[2J"


@pytest.mark.parametrize("text", [text for text, _ in HOSTILE if "\ud800" not in text])
def test_json_is_the_same_and_not_obeyed(text: str) -> None:
    told = {"text": [text, "“Zürich” – 東京"]}
    written = plain_json(orjson.dumps(told)).decode()
    assert written.isprintable()
    assert "東京" in written
    assert json.loads(written) == told
