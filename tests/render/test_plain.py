"""Tests answers for a terminal: everything in lines, and nothing that controls the terminal."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.answer import Answer, Evidence, Line, Section, Source
from bot.model.article import Span
from bot.model.query import Choice, Question, Request, StanceQuery, Subject
from bot.render import plain_answer, plain_question

RUSSIA = Subject("actor", "russia", "Russia")
SOURCE = Source(1, "Dawn", "The Wire", "https://wire.example/1", "2025-06-23~", "Iran began")


def answer_of(*sections: Section, headline: str = "Where Russia stands.", readings: tuple[str, ...] = ()) -> Answer:
    return Answer(StanceQuery(RUSSIA), headline, sections, readings, "From 2 articles")


def evidence(sentence: str, source: Source = SOURCE, voice: Subject | None = None) -> Evidence:
    return Evidence(source, sentence, Span(0, 1), (), voice, 0.9)


def test_everything_in_its_place() -> None:
    bare = Source(2, None, None, None, None, "Iran began it")
    line = Line("Opposes it", (evidence("Russia\ncondemned it."), evidence("It did.", bare, RUSSIA)))
    dated = Line("attack", (evidence("Iran struck."),), date="2025-06", when="June 2025", mark="planned")
    shown = plain_answer(
        answer_of(
            Section("In words", (line, dated)),
            Section("In actions", absent="No actions found."),
            readings=("Rusia, read as Russia (one letter off)",),
        )
    )
    assert shown.splitlines() == [
        "Where Russia stands.",
        "(Rusia, read as Russia (one letter off))",
        "",
        "In words",
        "- Opposes it",
        "    “Russia condemned it.”",
        "      Dawn, The Wire, published about 23 June 2025",
        "    “It did.”",
        "      “Iran began it”, outlet not named, no date given, in the words of Russia",
        "- June 2025: attack (planned)",
        "    “Iran struck.”",
        "      Dawn, The Wire, published about 23 June 2025",
        "",
        "In actions",
        "  No actions found.",
        "",
        "From 2 articles.",
    ]


# Trap: an empty "- " above each sentence that was searched for.
def test_a_line_without_words_is_its_sentence() -> None:
    found = Line("", (evidence("Russia condemned it."),))
    assert plain_answer(answer_of(Section("", (found,)))).splitlines()[1:4] == [
        "",
        "- “Russia condemned it.”",
        "      Dawn, The Wire, published about 23 June 2025",
    ]


def test_a_question_with_its_readings() -> None:
    request = Request("stance")
    question = Question("Which Kim?", (Choice("Kim Jong Un", "12 facts", request), Choice("Kim Yo Jong", "", request)))
    assert plain_question(question).splitlines() == ["Which Kim?", "- Kim Jong Un: 12 facts", "- Kim Yo Jong"]


# A no-break space counts as a space.
def test_words_stay_apart() -> None:
    assert plain_answer(answer_of(headline="23\u00a0June")).startswith("23 June")


# An article must not clear the screen, ring the bell, set the title, or reverse the following text.
@given(st.text() | st.text(alphabet="\x1b[]0;m\x07\u202eab\r\n\x9b"))
@settings(max_examples=100, deadline=None)
def test_no_control_character_comes_through(text: str) -> None:
    line = Line(text, (evidence(text, Source(1, text, text, None, text, text)),), when=text, mark=text)
    shown = plain_answer(answer_of(Section(text, (line,), text), headline=text, readings=(text,)))
    assert all(char.isprintable() for char in shown.replace("\n", ""))
    question = plain_question(Question(text, (Choice(text, text, Request("stance")),)))
    assert all(char.isprintable() for char in question.replace("\n", ""))
    assert len(question.splitlines()) <= 2
