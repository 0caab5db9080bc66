"""Tests our own sentences with moments and links, the sentences behind a line, where one stands, pictures, and /help."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.catalogue import TRANSLATED, speaking
from bot.model.answer import Evidence, SentenceInContext, Source
from bot.model.article import Span
from bot.model.edition import SentencePlace
from bot.model.query import Request, Subject
from bot.render.frames import DEFAULT, frame
from bot.render.help import ASKING, MENU, READING, RUNNING, help_page, more_help_page
from bot.render.notes import ROOM, Link, Moment, Note, filled, note_markdown, notes_page, sentences_page
from bot.render.page import Button
from bot.render.pages import BUTTONS, LABEL_LIMIT
from bot.render.pictures import ALT, Picture, picture_of
from bot.render.provenance import dated_words, outlets_words, source_parts, title_words
from bot.render.screens import SCREEN, page_height

AT = datetime(2025, 6, 24, 9, 30, tzinfo=UTC)
STAMP = int(AT.timestamp())

NOTES: list[tuple[Note, str]] = [
    ("Read *this* now.", "Read \\*this\\* now."),
    (("Due ", Moment(AT), "."), f"Due <t:{STAMP}:f>."),
    (("It comes ", Moment(AT, "R")), f"It comes <t:{STAMP}:R>"),
    (
        ("See ", Link("the *page*", "https://a.test/1"), " for more."),
        "See [the ∗page∗](<https://a.test/1>) for more.",
    ),
    # an address that nobody should follow is only words
    (("See ", Link("it", "javascript:x")), "See it"),
    # spaces at the ends of pieces are kept, between two moments as well
    ((Moment(AT), " to ", Moment(AT)), f"<t:{STAMP}:f> to <t:{STAMP}:f>"),
    ((Moment(AT), " ", Moment(AT)), f"<t:{STAMP}:f> <t:{STAMP}:f>"),
    (("  a ", "", "b  "), "a b"),
    # a translation may have its blanks in another order, and at its ends
    (
        filled("{page}, {at}", at=Moment(AT), page=Link("page", "https://a.test/1")),
        f"[page](<https://a.test/1>), <t:{STAMP}:f>",
    ),
    (filled("Due {at}.", at="*now*"), "Due \\*now\\*."),
]


@pytest.mark.parametrize(("note", "markdown"), NOTES)
def test_a_sentence_of_ours(note: Note, markdown: str) -> None:
    assert note_markdown(note) == markdown


def test_a_page_of_sentences() -> None:
    row = ((Button("Again", "ask:x"),),)
    page = notes_page("Why *this*", ["One.", "", "Two."], "That is all.", row)
    assert (page.blocks, page.foot, page.rows) == (("### Why \\*this\\*", "One.\nTwo."), "That is all.", row)
    assert notes_page("Nothing", []).blocks == ("### Nothing",)


# As many as fit are shown, and the rest is counted.
def test_more_sentences_than_there_is_room_for() -> None:
    each = "x" * 99
    fits = (ROOM - 1) // 100
    assert notes_page("H", [each] * fits).blocks[1].count("x" * 99) == fits
    [_, text] = notes_page("H", [each] * (fits + 3)).blocks
    assert text.endswith("\n-# … and 3 more")
    assert text.count(each) == fits


PROOF = Evidence(
    Source(1, "Dawn", "The *Wire*", "https://a.test/1", "2025-06-23", "Iran struck Oslo. It was"),
    "Iran struck Oslo.", Span(0, 17), (Span(5, 11),), None, 0.9,
)  # fmt: skip


def test_sentences_behind_a_line() -> None:
    english = frame(DEFAULT)
    bare = replace(PROOF, source=replace(PROOF.source, title=None, outlet=None, published=None, url=None))
    here, elsewhere = SentencePlace(1, PROOF.at), SentencePlace(1, Span(3, 17), 0.9)
    page = sentences_page(
        [(here, SentenceInContext(PROOF, "", "")), (elsewhere, SentenceInContext(bare, "", ""))], 2, english
    )
    head, first, second, gone = page.blocks
    assert head == "**What this line is based on**"
    quoted, source = first.split("\n")
    assert quoted == "> Iran **struck** Oslo."
    assert source == "-# [Dawn](<https://a.test/1>) · The \\*Wire\\* · published 23 June 2025"
    quoted, source, changed = second.split("\n")
    assert source == "-# “Iran struck Oslo. It was” · outlet not named · no date given"
    assert changed == "-# The article has changed since then. This is its current text."
    assert gone == "2 articles behind this line have since been removed."
    assert sentences_page([], 0, english).blocks == (head,)


def test_a_sentence_stands_between_its_neighbours() -> None:
    sentence = SentenceInContext(PROOF, "Nobody *slept*.", "It was dawn.")
    _, block = sentences_page([(SentencePlace(1, PROOF.at), sentence)], 0, frame(DEFAULT)).blocks
    assert block.split("\n")[:3] == ["> -# Nobody \\*slept\\*.", "> Iran **struck** Oslo.", "> -# It was dawn."]


def test_a_long_neighbour_keeps_the_end_that_meets_the_sentence() -> None:
    sentence = SentenceInContext(PROOF, f"{'a ' * 400}before.", f"After {'b ' * 400}.")
    _, block = sentences_page([(SentencePlace(1, PROOF.at), sentence)], 0, frame(DEFAULT)).blocks
    before, _, after = block.split("\n")[:3]
    assert (before[:6], before[-7:]) == ("> -# …", "before.")
    assert (after[:10], after[-1]) == ("> -# After", "…")


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (0.9, "very sure"),
        (0.89, "quite sure"),
        (0.8, "quite sure"),
        (0.79, "less sure"),
        # a menu from before confidences were kept in it
        (None, None),
    ],
)
def test_how_sure_a_reading_is(confidence: float | None, words: str | None) -> None:
    place = SentencePlace(1, PROOF.at, confidence)
    _, block = sentences_page([(place, SentenceInContext(PROOF, "", ""))], 0, frame(DEFAULT)).blocks
    assert [each for each in ("very sure", "quite sure", "less sure") if each in block] == ([words] if words else [])


def test_many_long_sentences_fit_a_message_and_the_rest_is_counted() -> None:
    long = replace(PROOF, sentence="word " * 400)
    sentence = SentenceInContext(long, "before " * 100, "after " * 100)
    page = sentences_page([(SentencePlace(1, PROOF.at, 0.9), sentence)] * 12, 3, frame(DEFAULT))
    shown = sum("word" in block for block in page.blocks)
    assert page.blocks[-1] == f"-# {12 - shown} more sentences do not fit."
    assert 3 <= shown < 12
    assert sum(map(len, page.blocks)) <= 4_000
    assert not any("before" in block for block in page.blocks)


def test_where_a_sentence_stands() -> None:
    assert title_words(PROOF.source) == "Dawn"
    assert title_words(replace(PROOF.source, title="x" * 101)) == "x" * 99 + "…"
    assert title_words(replace(PROOF.source, title=None, opening="y" * 60)) == f"“{'y' * 47}…”"
    assert source_parts(PROOF) == ("The *Wire*", "published 23 June 2025")
    said = replace(PROOF, voice=Subject("actor", "iran", "Iran"), source=replace(PROOF.source, more_outlets=2))
    assert source_parts(said) == ("The *Wire* and 2 more", "published 23 June 2025", "in the words of Iran")
    assert (outlets_words(None), outlets_words("z" * 61)) == ("outlet not named", "z" * 59 + "…")
    assert (dated_words(None), dated_words("2025-06~")) == ("no date given", "published about June 2025")


# A picture that may not be sent is none; a screen reader says all of what it shows.
def test_a_picture_with_what_it_shows() -> None:
    url = "https://cdn.example/a.jpg"
    assert picture_of(url, "A *raid*\u202e ", 2) == Picture(url, "A *raid*", 2)
    assert picture_of(url, "") == Picture(url, "…", 0)
    long = picture_of(url, "x" * (ALT + 1))
    assert long
    assert len(long.alt) == ALT
    assert picture_of("http://cdn.example/a.jpg", "x") is picture_of(None, "x") is None


def test_help_says_what_to_type_with_examples_that_answer() -> None:
    asked = Request("who", (("name", "=iran"),))
    page = help_page([(f"/who {'x' * 90}", asked), *[("/who Iran", asked)] * 9])
    head, ask = page.blocks
    assert head == "### Type / and a command; names may be misspelt."
    _, look_up, editors = more_help_page().blocks
    for block, title, commands in (
        (ask, "Ask", ASKING),
        (look_up, "Look up", READING),
        (editors, "For editors", RUNNING),
    ):
        lines = block.split("\n")
        assert lines[0] == f"**{title}**"
        assert [line.split("`")[1] for line in lines[1 : len(commands) + 1]] == [f"/{name}" for name, _ in commands]
    assert look_up.endswith(f"\n`{MENU[0]}` {MENU[1]}")
    assert page.foot == "Try one of these:"
    buttons, [more] = page.rows
    assert (len(buttons), len({button.custom_id for button in buttons})) == (BUTTONS, BUTTONS)
    assert len(buttons[0].label) == LABEL_LIMIT
    empty = help_page([])
    assert (empty.rows, empty.foot) == (
        ((more,),),
        "There are no articles yet: editors add some with /article add or /feed add.",
    )


# It is what a new member sees first: one screen of a phone, in German too, whose words are longer.
@pytest.mark.parametrize("language", ["en", *TRANSLATED])
def test_help_is_a_screen(language: str) -> None:
    asked = Request("who", (("name", "=donald-trump"),))
    examples = [(f"/{command} Donald Trump", asked) for command in ("who", "stance", "timeline", "quote", "compare")]
    with speaking(language):
        assert page_height(help_page(examples)) <= SCREEN + 20
        assert page_height(more_help_page()) <= SCREEN + 20  # what an estimate may be wrong by
