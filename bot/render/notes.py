"""Sentences of our own with moments and links in them into a page: everything else in them is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.render.markdown import bold, escape, link, quoted, small
from bot.render.pages import CLAIM, PART, SCOPE, SENTENCE, TEXT_LIMIT, TITLE, Page
from bot.render.provenance import title_words
from bot.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.model.answer import Evidence
    from bot.render.frames import Frame
    from bot.render.pages import Button

ROOM = TEXT_LIMIT - SCOPE - 100
"""Characters of markdown the lines take together, beside a foot and what is said of those left out."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time (UTC), shown in each reader's own zone; `form` is Discord's letter for how: f with the time of day, R as "in 2 hours"."""

    at: datetime
    form: str = "f"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that link to an address."""

    words: str
    url: str


Note = str | tuple[str | Moment | Link, ...]
"""A sentence, or its pieces in order."""


def note_markdown(note: Note) -> str:
    """One sentence as markdown; pieces keep the spaces at their ends."""
    if isinstance(note, str):
        return escape(note, CLAIM)
    return "".join(map(_piece, note)).strip()


def _piece(piece: str | Moment | Link) -> str:
    if isinstance(piece, Moment):
        return f"<t:{piece.at.timestamp():.0f}:{piece.form}>"
    if isinstance(piece, Link):
        return link(piece.words, piece.url, PART)
    before, after = (" " if piece[edge : edge + 1 or None].isspace() else "" for edge in (0, -1))
    return f"{before}{escape(piece, CLAIM)}{after}" if piece.strip() else before


def notes_page(heading: str, notes: Iterable[Note], foot: str = "", rows: tuple[tuple[Button, ...], ...] = ()) -> Page:
    """A heading and lines below it, as many as a message holds; how many more there are is said."""
    shown, room = list[str](), ROOM - len(escape(heading, CLAIM))
    lines = [note_markdown(note) for note in notes]
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
    if len(shown) < len(lines):
        shown.append(small(f"… and {len(lines) - len(shown)} more"))
    text = "\n".join(line for line in shown if line)
    return Page((f"### {escape(heading, CLAIM)}", *([text] if text else [])), escape(foot, SCOPE), rows)


def sentences_page(found: Sequence[tuple[Evidence, bool]], gone: int, frame: Frame) -> Page:
    """The sentences behind a line, each with where it stands. The flag says whether it stands as it was told; `gone`: how many articles are."""
    blocks = []
    for evidence, as_told in found:
        one = evidence.source
        outlet = shortened(one.outlet, PART) if one.outlet else frame.say("unnamed")
        dated = frame.say("published", day=frame.day(one.published)) if one.published else frame.say("undated")
        title = link(title_words(one), one.url, TITLE)
        source = small(" · ".join((title, escape(outlet, PART), escape(dated, PART))))
        changed = "" if as_told else small(escape(frame.say("stands_now")))
        blocks.append(
            "\n".join(part for part in (quoted(evidence.sentence, evidence.marked, SENTENCE), source, changed) if part)
        )
    if gone:
        blocks.append(escape(frame.say("gone", gone)))
    return Page((bold(frame.say("rests")), *blocks))
