"""Turns our own sentences with moments and links into a page. Everything else in them is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.render.markdown import bold, escape, link, quoted, small
from bot.render.page import Page
from bot.render.pages import BLOCK_LIMIT, CLAIM, PART, SCOPE, SENTENCE, TEXT_LIMIT, TITLE
from bot.render.provenance import title_words
from bot.wording import shortened, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.model.answer import SentenceInContext
    from bot.model.edition import SentencePlace
    from bot.render.frames import Frame
    from bot.render.page import Button

_AROUND = 240
"""Characters shown of the sentence before and the one after."""
_VERY_SURE, _QUITE_SURE = 0.9, 0.8
ROOM = TEXT_LIMIT - SCOPE - 100
"""Characters of markdown for all lines together, beside the footer and the line that counts the rest."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time (UTC), shown in each reader's time zone. `form` is Discord's format letter: f is date and time, R is "in 2 hours"."""

    at: datetime
    form: str = "f"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that link to an address."""

    words: str
    url: str


Note = str | tuple[str | Moment | Link, ...]
"""A sentence, or the pieces of one in order."""


def filled(words: str, **pieces: str | Moment | Link) -> Note:
    """Returns a translated sentence with moments and links in its blanks, wherever the language has them."""
    parts: list[str | Moment | Link] = []
    for text, name, _, _ in Formatter().parse(words):
        parts += [text, pieces[name]] if name else [text]
    return tuple(part for part in parts if part != "")


def note_markdown(note: Note) -> str:
    """Returns one sentence as markdown; pieces keep the spaces at their ends."""
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
    """Returns a page with a heading and as many lines as fit; it counts the lines that don't."""
    shown, room = list[str](), ROOM - len(escape(heading, CLAIM))
    lines = [note_markdown(note) for note in notes]
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
    if len(shown) < len(lines):
        shown.append(small(say("… and {n} more", n=len(lines) - len(shown))))
    text = "\n".join(line for line in shown if line)
    return Page((f"### {escape(heading, CLAIM)}", *([text] if text else [])), escape(foot, SCOPE), rows)


def sentences_page(found: Sequence[tuple[SentencePlace, SentenceInContext]], gone: int, frame: Frame) -> Page:
    """Returns a page with the sentences behind a line, between their neighbours, and their articles; `gone` counts removed articles.

    Where not all fit a message, the neighbours go first, then the last sentences, which are counted.
    """
    removed = [escape(frame.say("gone", gone))] if gone else []
    head = bold(frame.say("rests"))
    room = ROOM - len(head) - sum(map(len, removed))
    for around in (_AROUND, 0):
        blocks = [_sentence_block(place, sentence, frame, around) for place, sentence in found]
        if sum(map(len, blocks)) <= room and len(blocks) <= BLOCK_LIMIT:
            break
    shown, left = list[str](), room
    for block in blocks[:BLOCK_LIMIT]:
        left -= len(block)
        if left < 0:
            break
        shown.append(block)
    if len(shown) < len(blocks):
        removed.append(small(escape(frame.say("more_sentences", len(blocks) - len(shown)))))
    return Page((head, *shown, *removed))


def _sentence_block(place: SentencePlace, sentence: SentenceInContext, frame: Frame, around: int) -> str:
    """One sentence, `around` characters of each neighbour, its article, and how sure the reading is."""
    evidence, article = sentence.evidence, sentence.evidence.source
    outlet = shortened(article.outlet, PART) if article.outlet else frame.say("unnamed")
    dated = frame.say("published", day=frame.day(article.published)) if article.published else frame.say("undated")
    title = link(title_words(article), article.url, TITLE)
    as_told = evidence.at == place.at
    before = shortened(unmarked(sentence.before)[::-1], around)[::-1] if around else ""
    parts = (
        f"> {small(escape(before))}" if before else "",
        quoted(evidence.sentence, evidence.marked, SENTENCE),
        f"> {small(escape(sentence.after, around))}" if around and sentence.after else "",
        small(" · ".join((title, escape(outlet, PART), escape(dated, PART)))),
        "" if place.confidence is None or not as_told else small(escape(frame.say(_sureness(place.confidence)))),
        "" if as_told else small(escape(frame.say("stands_now"))),
    )
    return "\n".join(part for part in parts if part)


def _sureness(confidence: float) -> str:
    """The frame's words for a confidence: facts are shown from about 0.65 on, and the judge's confidences are probabilities."""
    return "sure.very" if confidence >= _VERY_SURE else "sure.quite" if confidence >= _QUITE_SURE else "sure.less"
