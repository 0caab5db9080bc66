from __future__ import annotations

from itertools import groupby

import pytest

from bot.model.article import Article
from bot.reading.text.block_quotes import set_off
from bot.reading.text.sentences import sentences

OPENING = "The council met in Lund on Monday to talk about the new bridge."
REPORT = "The bridge will be closed to lorries until the end of the month."


@pytest.fixture
def blocks(lexicon):
    """The paragraphs of a text that are quotations without marks; the one where a quotation ends has a full stop before it."""

    def found(*paragraphs: str) -> list[str]:
        text = "\n\n".join(paragraphs)
        rows = [list(group) for _, group in groupby(sentences(text, lexicon.page), key=lambda row: row.paragraph)]
        return [
            "." * ends + text[rows[number][0].span.start : rows[number][-1].span.end]
            for number, ends in set_off(text, rows, lexicon.reporting).items()
        ]

    return found


@pytest.mark.parametrize(
    "announcement",
    [
        "Mayor Ann Roe said:",
        "“It is old,” said Ann Roe. She added:",
        # when, where, how and to whom stands between the verb and the colon
        "Ann Roe wrote on her blog last night:",
        "Ann Roe told Radio Lund:",
        "In a statement on Monday, the mayor said while leaving:",
        "Ann Roe had this to say about it:",
        # a text that is announced
        "The council published the following short statement by Ann Roe:",
    ],
)
def test_a_paragraph_is_said_if_one_is_announced(blocks, announcement):
    assert blocks(OPENING, announcement, "The bridge is safe.", REPORT) == [".The bridge is safe."]


@pytest.mark.parametrize(
    "paragraph",
    [
        # no verb of saying, or something else behind it that the colon belongs to
        "The plan has three parts:",
        "The mayor said the plan would include:",
        "The mayor said that:",
        "The mayor said repairs are needed here:",
        # nothing has been said yet
        "The mayor will announce in her speech tonight:",
        "Mayor Ann Roe is expected to say:",
        # a noun that is spelled like a verb of saying
        "The mayor will announce in the State of the City tonight:",
        # no colon
        "Mayor Ann Roe said no.",
        # the verb is far away
        "The mayor, who said no in May, has now agreed to these parts of the plan for the old bridge and its road:",
    ],
)
def test_nothing_is_announced(blocks, paragraph):
    assert blocks(OPENING, paragraph, "The bridge is safe.", REPORT) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        # marks say themselves what is said
        "“The bridge is safe,” she went on.",
        # items of a list, and what is no running text
        "• The bridge is closed.",
        "1. The bridge is closed.",
        "the bridge, which is closed;",
        "Notes to editors",
    ],
)
def test_what_is_announced_is_no_paragraph_of_speech(blocks, paragraph):
    assert blocks(OPENING, "Mayor Ann Roe said:", paragraph, REPORT) == []


def test_what_is_said_goes_on_while_it_is_in_the_first_person(blocks):
    said = ["The bridge is old.", "We will mend it.", "It has stood long.", "My thanks go to all."]
    assert blocks(OPENING, "Mayor Ann Roe said:", *said, REPORT) == [*said[:3], "." + said[3]]


def test_another_speaker_begins_another_quotation(blocks):
    said = blocks(OPENING, "Ann Roe said:", "We will mend it.", "Bo Ek added:", "I am glad.", REPORT)
    assert said == [".We will mend it.", ".I am glad."]


def test_in_an_article_in_the_first_person_only_the_next_paragraph_is_known_to_be_said(blocks):
    assert blocks("I met the mayor.", "She said:", "We will mend it.", "We walked on.") == [".We will mend it."]
    # who speaks of themselves announces their own words
    assert blocks("I met the mayor.", "I said:", "We will mend it.") == []
    assert blocks("I met the mayor.", "Let me say:", "We will mend it.") == []
    # what others are quoted as saying does not count
    assert len(blocks("“I know,” she said.", "She added:", "We will mend it.", "We are ready.")) == 2


def test_the_original_before_a_translation_is_skipped(read):
    original = "Le pont est vieux, et nous allons le réparer avant la fin de cette année, comme nous l'avons promis."
    text = f"{OPENING}\n\nMayor Ann Roe said:\n\n{original}\n\nThe bridge is old.\n\n{REPORT}"
    [quotation] = read(text).quotations
    assert [text[span.start : span.end] for span in quotation.content] == ["The bridge is old."]


def test_an_article_that_quotes_so_again_and_again_needs_no_verb_of_saying(blocks):
    said = ["Ann Roe said:", "The bridge is old.", "Bo Ek wrote:", "The bridge is new."]
    lead = ["Another reader sees it otherwise:", "The bridge is ugly."]
    assert blocks(*said, *lead, REPORT) == [".The bridge is old.", ".The bridge is new.", ".The bridge is ugly."]
    assert blocks(*said[:2], *lead, REPORT) == [".The bridge is old."]
    # a list is none
    assert len(blocks(*said, "The plan has these parts:", "The bridge is ugly.", REPORT)) == 2


def test_a_first_person_shows_that_what_a_colon_leads_to_is_said(blocks):
    assert blocks(OPENING, "The mayor goes further:", "I will mend it.", REPORT) == [".I will mend it."]
    # not if the article is in the first person, nor if the paragraph has marks of its own for it
    assert blocks("I met the mayor.", "The mayor went further:", "I will mend it.") == []
    marked = "The mayor said: “We will not let this bridge fall down now.”"
    assert blocks(OPENING, "The mayor goes further:", marked, REPORT) == []
    assert blocks(OPENING, "Ann Roe said:", "I will mend it.", marked) == [".I will mend it."]


def test_what_is_set_off_belongs_together(blocks):
    said = ["> The bridge is old.", "> It stood for long."]
    assert blocks("Ann Roe said:", *said, REPORT) == [said[0], "." + said[1]]


def test_the_rest_of_a_paragraph_is_said_if_its_beginning_announces_it(read):
    said = "Mayor Ann Roe said: The bridge is old. It stood for long."
    [quotation] = read(f"{OPENING}\n\n{said}\n\n{REPORT}").quotations
    assert quotation.kind == "direct"
    # not one sentence, which may be a report, nor in an article that has marks for what is said
    [reported] = read(f"{OPENING}\n\nMayor Ann Roe said: The bridge is old.\n\n{REPORT}").quotations
    assert reported.kind == "indirect"
    marked = "“We have never had a bridge as good as the old one,” said Bo Ek."
    found = read(f"{OPENING}\n\n{said}\n\n{marked}").quotations
    assert [quotation.kind for quotation in found] == ["indirect", "direct"]


# It is shown on the rules' word if who is announced may speak.
@pytest.mark.parametrize(
    ("name", "shown"), [("Ann Roe", True), ("the mayor", True), ("The Lund city council", True), ("the sign", False)]
)
def test_what_is_said_so_is_a_direct_quotation_of_who_is_announced(shipped, name, shown):
    text = "\n\n".join([OPENING, f"On Monday, {name} said:", "The bridge is ours.", "We will mend it.", REPORT])
    [quotation] = shipped.read(Article("test", text, published="2025-06-23")).quotations
    assert (quotation.kind, quotation.licence.shown) == ("direct", shown)
    assert text[quotation.source.span.start : quotation.source.span.end] == name
    assert [text[span.start : span.end] for span in quotation.content] == ["The bridge is ours.", "We will mend it."]


def test_a_list_of_many_announcements_takes_linear_time(blocks):
    assert len(blocks(*["Ann Roe said:", "We will mend it."] * 300)) == 300
