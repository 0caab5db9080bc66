"""An answer or a question into pages of text; Discord's limits are enforced here, once."""

from bot.render.pages import Button, Page, Weight, answer_page, answer_pages, lines_page, question_page, words_page
from bot.render.plain import plain_answer, plain_question

__all__ = [
    "Button",
    "Page",
    "Weight",
    "answer_page",
    "answer_pages",
    "lines_page",
    "plain_answer",
    "plain_question",
    "question_page",
    "words_page",
]
