"""Turns what is less sure into pages: the article's own sentence first, below it what it may say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.asking import UNSURE, encode, request_of
from bot.catalogue import say
from bot.render.markdown import escape, quoted
from bot.render.page import Page
from bot.render.pages import BLOCK_LIMIT, CLAIM, HEADLINE, SENTENCE, TEXT_LIMIT, opening_menu, source_line
from bot.render.screens import SCREEN, block_height, page_height
from bot.render.turns import turn_buttons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.answer import Answer, Line

_AROUND = 200
"""Characters of a message that are left for what stands around its sentences."""


def unsure_page(unsure: Answer, number: int) -> Page:
    """Returns a page of what is less sure: 0, which is opened, is the first; from 1 on they are numbered as they are turned."""
    head = f"### {escape(unsure.headline, HEADLINE)}"
    lines = [line for section in unsure.sections for line in section.lines]
    if not lines:
        return Page((escape(unsure.headline, HEADLINE),))
    request = request_of(unsure.query)
    menu = opening_menu(unsure.opens)

    def bare(page: int, pages: int) -> Page:
        rows = (turn_buttons(page, pages, lambda to, place: encode(request, UNSURE, to + 1, place)),)
        foot = say("page {page} of {pages}", page=page + 1, pages=pages)
        return Page((head,), foot if pages > 1 else "", rows if pages > 1 else (), (menu,))

    packed = _packed(lines, bare(0, 2), TEXT_LIMIT - len(head) - _AROUND)
    at = max(0, min(number - 1, len(packed) - 1))
    here = packed[at]
    opens = opening_menu(tuple({line.evidence[0].source.article: line.evidence[0].source for line in here}.values()))
    return replace(bare(at, len(packed)), blocks=(head, *map(_block, here)), menus=(opens,))


def _packed(lines: Sequence[Line], around: Page, room: int) -> list[list[Line]]:
    """The lines of each page: as many as a phone's screen shows around those rows, and a message holds."""
    pages: list[list[Line]] = [[]]
    least = page_height(replace(around, head=0))  # with the line below the head
    height, size = float(least), 0
    for line in lines:
        block = _block(line)
        high = block_height(block)
        full = height + high > SCREEN or size + len(block) > room or len(pages[-1]) == BLOCK_LIMIT
        if pages[-1] and full:
            pages.append([])
            height, size = float(least), 0
        pages[-1].append(line)
        height, size = height + high, size + len(block)
    return pages


def _block(line: Line) -> str:
    [evidence] = line.evidence
    sentence = quoted(evidence.sentence, evidence.marked, SENTENCE)
    return f"{sentence}\n{source_line(evidence)}\n*{escape(line.text, CLAIM)}*"
