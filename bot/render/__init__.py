"""Turns answers, questions and articles into pages of text. Discord's limits are enforced here, once."""

from bot.render.feeds import added_page, every_words, feed_page, feeds_page, imported_page, report_page
from bot.render.library import (
    ON_A_LIST,
    article_page,
    filed_page,
    glance_page,
    links_page,
    listed_label,
    listing_page,
    preview_page,
    removed_page,
    reread_page,
)
from bot.render.page import Button, Menu, Option, Page, Weight
from bot.render.pages import (
    answer_evidence,
    answer_page,
    answer_pages,
    kept_private,
    lines_page,
    question_page,
    sections_page,
    words_page,
)
from bot.render.plain import plain_answer, plain_question
from bot.render.unsure import unsure_page

__all__ = [
    "ON_A_LIST",
    "Button",
    "Menu",
    "Option",
    "Page",
    "Weight",
    "added_page",
    "answer_evidence",
    "answer_page",
    "answer_pages",
    "article_page",
    "every_words",
    "feed_page",
    "feeds_page",
    "filed_page",
    "glance_page",
    "imported_page",
    "kept_private",
    "lines_page",
    "links_page",
    "listed_label",
    "listing_page",
    "plain_answer",
    "plain_question",
    "preview_page",
    "question_page",
    "removed_page",
    "report_page",
    "reread_page",
    "sections_page",
    "unsure_page",
    "words_page",
]
