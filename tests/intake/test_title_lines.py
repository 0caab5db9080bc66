"""Tests that a plain text's first line is its title only if it is written as one and stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import AskError
from bot.intake.documents import candidate, filed_candidate, plain_candidate
from bot.intake.files import Document
from bot.intake.title_lines import titled
from bot.intake.walls import WallError

if TYPE_CHECKING:
    from bot.model.article import Candidate

TITLE = "Russia condemns the raid on Natanz"
TEXT = "Russia condemned the raid on Tuesday, and its foreign ministry called it a breach of law."
LONG = " ".join([TEXT] * 3)

TITLED = [
    # an empty line, a whole paragraph, a byline or a date comes next
    f"{TITLE}\n\n{TEXT}",
    f"{TITLE}\n\n\n{TEXT}\n\nIt said no more.",
    f"{TITLE}\n{LONG}",
    f"{TITLE}\nBy Anna Lee\n\n{TEXT}",
    f"{TITLE}\n23 June 2025\n{TEXT}",
    f"\n\n{TITLE}\n\n{TEXT}",
    f"# {TITLE}\n\n{TEXT}",
    f"**{TITLE}**\n\n{TEXT}",
]
NOT_TITLED = [
    # nothing follows, a sentence, lines of one width, a dateline, a byline, a date, a list
    TITLE,
    f"{TITLE}.\n\n{TEXT}",
    "Russia condemned the raid on Tuesday, and its foreign\nministry called it a breach of law, while Iran said\nthat it would answer.",
    f"MOSCOW, June 23 (Reuters) -\n\n{TEXT}",
    f"By Anna Lee\n\n{TEXT}",
    f"23 June 2025\n\n{TEXT}",
    f"“He said no. Nobody asked him.”\n\n{TEXT}",
    f"(Laughter.)\n\n{TEXT}",
    f"Ann J. Lee, Secretary of State\n\n{TEXT}",
    f"New York City, USA\n\n{TEXT}",
    f"what was said:\n\n{TEXT}",
    f"and so it went on\n\n{TEXT}",
    f"{' '.join([TITLE] * 5)}\n\n{TEXT}",
    f"***\n\n{TEXT}",
]


@pytest.mark.parametrize("text", TITLED)
def test_a_line_that_stands_apart_is_the_title(text: str) -> None:
    title, rest = titled(text)
    assert title == TITLE
    assert TITLE not in rest
    assert rest
    assert text.endswith(rest)


@pytest.mark.parametrize("text", NOT_TITLED)
def test_another_line_stays_in_the_text(text: str) -> None:
    assert titled(text) == (None, text)


@pytest.mark.parametrize(
    "title", ["“We will not yield”, says Iran", "Who pays for it?", "¿Quién paga?", "4 killed in raid"]
)
def test_a_title_may_end_in_a_question_and_begin_with_a_mark(title: str) -> None:
    assert titled(f"{title}\n\n{TEXT}") == (title, TEXT)


def taken(text: str, kind: str = "text/plain", *, titled: bool = True) -> Candidate:
    return filed_candidate(Document(text.encode(), kind, "a.txt", begins_with_title=titled))


def test_a_file_is_filed_without_the_title_it_begins_with() -> None:
    article = taken(f"{TITLE}\n\n{TEXT}\n").article
    assert (article.title, article.text) == (TITLE, TEXT)
    assert article.id == taken(TEXT).article.id


def test_facts_have_their_places_in_the_whole_text() -> None:
    raw = f"{TITLE}\n\n{TEXT}"
    article = plain_candidate(Document(raw.encode(), "text/plain", "a.txt", begins_with_title=True)).article
    assert (article.title, article.text) == (TITLE, raw)


def test_a_text_that_states_its_title_keeps_its_first_line() -> None:
    article = taken(f"---\ntitle: A raid\n---\n{TITLE}\n\n{TEXT}").article
    assert (article.title, TITLE in article.text) == ("A raid", True)
    assert taken(f"{TITLE}\n\n{TEXT}", titled=False).article.title is None


PLACEHOLDERS = [
    ("TEST PAGE", "a placeholder"),
    (f"TEST PAGE\n\n{LONG} {LONG}", "a placeholder"),
    (f"---\ntitle: Test page\n---\n{LONG}", "a placeholder"),
    (
        "Hello world!\n\nWelcome to WordPress. This is your first post. Edit or delete it, then start writing!",
        "a placeholder",
    ),
    (
        f"Russia condemns attack\n\n{'Duis aute irure dolor in reprehenderit in voluptate velit esse cillum. ' * 5}",
        "a placeholder",
    ),
    ("This website is under construction.\nCheck back soon.", "a placeholder"),
    ("Please enable JavaScript and cookies to continue.", "asks for JavaScript"),
    ("Bitte aktivieren Sie JavaScript, um fortzufahren.", "asks for JavaScript"),
    ("404 Not Found\n\nThe page you requested does not exist.", "an error"),
]


@pytest.mark.parametrize(("text", "says"), PLACEHOLDERS)
def test_a_file_that_is_no_article_is_named_as_what_it_is(text: str, says: str) -> None:
    for kind in ("text/plain", "text/markdown"):
        with pytest.raises(WallError, match=rf"^a\.txt .*{says}.*: give the article's own text\.$"):
            taken(text, kind)


def test_typed_placeholders_are_refused_too() -> None:
    with pytest.raises(AskError, match=r"^The text shows a placeholder"):
        candidate(Document(b"Test", "text/plain", "The text"))


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        (" ".join(["Russia"] * 25), True),
        (" ".join(["Russia"] * 26), False),
        (f"Russia {'a' * 193}", True),
        (f"Russia {'a' * 194}", False),
    ],
)
def test_a_title_has_a_limited_number_of_words_and_characters(line: str, is_title: bool) -> None:
    assert (titled(f"{line}\n\n{TEXT}")[0] == line) is is_title
