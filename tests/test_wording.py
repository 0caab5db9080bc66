"""Tests dates, names, numbers and events in short English, never more precise than known."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue import speaking
from bot.edtf import date_bounds
from bot.model.answer import Evidence, ShownEvent, Source
from bot.model.article import Span
from bot.model.facts import EventType, Mode
from bot.model.query import Subject
from bot.wording import (
    as_typed,
    called,
    counted,
    cue_words,
    date_words,
    happened_words,
    in_marks,
    joined,
    mode_words,
    office_words,
    printable,
    sentence_case,
    shortened,
    type_words,
    unmarked,
)


@pytest.mark.parametrize(
    ("edtf", "words", "bounds"),
    [
        ("2025-06-23", "23 June 2025", ("2025-06-23", "2025-06-23")),
        ("2025-06-03", "3 June 2025", ("2025-06-03", "2025-06-03")),
        ("2025-06", "June 2025", ("2025-06-01", "2025-06-30")),
        ("2024-02", "February 2024", ("2024-02-01", "2024-02-29")),
        ("2025", "2025", ("2025-01-01", "2025-12-31")),
        ("2025-06-23~", "about 23 June 2025", ("2025-06-23", "2025-06-23")),
        ("2025-06?", "perhaps June 2025", ("2025-06-01", "2025-06-30")),
        ("2025%", "perhaps about 2025", ("2025-01-01", "2025-12-31")),
        ("2025-06-23T14:30:00Z", "23 June 2025", ("2025-06-23", "2025-06-23")),
        # Seasons and quarters have month numbers of their own.
        ("2025-21", "spring 2025", ("2025-03-01", "2025-05-31")),
        ("2025-22~", "about summer 2025", ("2025-06-01", "2025-08-31")),
        ("2025-33", "the first quarter of 2025", ("2025-01-01", "2025-03-31")),
        ("2025-36", "the fourth quarter of 2025", ("2025-10-01", "2025-12-31")),
        # Intervals, also with an open end.
        ("2025-06-01/2025-06-05", "between 1 June 2025 and 5 June 2025", ("2025-06-01", "2025-06-05")),
        ("2025-06/2025-07~", "between June 2025 and about July 2025", ("2025-06-01", "2025-07-31")),
        ("2025-06-01/..", "since 1 June 2025", ("2025-06-01", "9999-12-31")),
        ("2025-06-01/", "since 1 June 2025", ("2025-06-01", "9999-12-31")),
        ("../2025-06", "until June 2025", ("0001-01-01", "2025-06-30")),
        ("/2025", "until 2025", ("0001-01-01", "2025-12-31")),
        (None, "no date", None),
        ("", "no date", None),
        # Text that is not a date is shown unchanged, and has no days.
        ("2025-13", "2025-13", None),
        ("2025-06-31", "2025-06-31", None),
        ("2025-00-10", "2025-00-10", None),
        ("2025-22-10", "2025-22-10", None),
        ("0000", "0000", None),
        ("soon", "soon", None),
        ("soon/2025", "soon/2025", None),
        ("2025/2026/2027", "2025/2026/2027", None),
        ("/" * 5_000, "/" * 5_000, None),
        ("../..", "../..", ("0001-01-01", "9999-12-31")),
    ],
)
def test_dates(edtf: str | None, words: str, bounds: tuple[str, str] | None) -> None:
    assert date_words(edtf) == words
    assert date_bounds(edtf) == bounds


@given(st.text(alphabet="0123456789-/.~?%TZ: ") | st.text())
@settings(max_examples=300, deadline=None)
def test_anything_for_a_date_has_words_and_bounds_in_order(edtf: str) -> None:
    assert date_words(edtf)
    bounds = date_bounds(edtf)
    assert bounds is None or all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in bounds)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 5, "short"),
        ("shorter", 5, "shor…"),
        ("two words here", 12, "two words…"),
        # Not at a word boundary that would leave less than half.
        ("a extraordinarily", 12, "a extraordi…"),
        ("one, two, three", 10, "one, two…"),
        ("  spaces \n and   lines ", 40, "spaces and lines"),
        ("", 5, ""),
    ],
)
def test_shortened(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short


@given(st.text(), st.integers(1, 50))
@settings(max_examples=200, deadline=None)
def test_shortened_is_never_longer(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= limit


@pytest.mark.parametrize(("number", "words"), [(0, "0 facts"), (1, "1 fact"), (2, "2 facts"), (1204, "1,204 facts")])
def test_counted(number: int, words: str) -> None:
    assert counted(number, "fact") == words
    assert counted(2, "party", "parties") == "2 parties"


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["Fordow"], "Fordow"), (["Fordow", "Natanz"], "Fordow and Natanz"), (["a", "b", "c"], "a, b and c")],
)
def test_joined(words: list[str], said: str) -> None:
    assert joined(words) == said
    assert joined(words, "or") == said.replace(" and ", " or ")


def test_every_type_and_mode_has_its_words() -> None:
    assert all(type_words(kind) for kind in EventType)
    assert [mode for mode in Mode if not mode_words(mode)] == [Mode.ACTUAL]


def test_a_sentence_begins_with_a_capital() -> None:
    assert [sentence_case(text) for text in ("opposes it", "US", "", "“no”")] == ["Opposes it", "US", "", "“no”"]


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("actor", "United Nations", "the United Nations"),
        ("actor", "People’s Party of Spain", "the People’s Party of Spain"),
        ("actor", "Kremlin", "the Kremlin"),
        # a name that has its article, or takes none; only names of actors take one
        ("actor", "the West", "the West"),
        ("actor", "Russia", "Russia"),
        ("actor", "Kremlin Wall", "Kremlin Wall"),
        ("issue", "European Union", "European Union"),
    ],
)
def test_names_with_an_article(kind: str, name: str, words: str) -> None:
    assert called(Subject(kind, "x", name)) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (" “Russia” ", "Russia"),
        ("a\u202eb\n c", "ab c"),
        ("'a' b", "a' b"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
    ],
)
def test_what_was_typed(typed: str, words: str) -> None:
    assert as_typed(typed) == words


def test_signs_that_are_not_seen() -> None:
    assert unmarked(" a\u202e\u200bb \n c\x1b ") == "ab c"
    assert printable("a\x1b[31mb\u202e\tc\nd") == "a[31mb c\nd"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("abc def", 7, "abc def"),
        # between words, unless that would lose more than half; no comma before the dots
        ("abcd efgh", 8, "abcd…"),
        ("ab cdefgh", 8, "ab cdef…"),
        ("abcd, efgh", 9, "abcd…"),
    ],
)
def test_where_text_is_cut(text: str, limit: int, cut: str) -> None:
    assert shortened(text, limit) == cut


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("“Talks are dead,”", "“Talks are dead”"),
        # Straight marks, single ones, and those of other languages.
        ('"Talks are dead,"', "“Talks are dead”"),
        ("'Talks are dead'", "“Talks are dead”"),
        ("„Nein“", "“Nein”"),
        # Two parts of one quotation.
        ('"Talks," … "are dead,"', "“Talks, … are dead”"),
        # Marks within the words stay.
        ("“He said ‘no’ to us.”", "“He said ‘no’ to us.”"),
    ],
)
def test_words_said_stand_in_one_pair_of_curly_marks(words: str, shown: str) -> None:
    assert in_marks(words) == shown


def told(sentence: str, cue: str, sort: EventType) -> ShownEvent:
    start = sentence.find(cue)
    marked = (Span(start, start + len(cue)),) if cue else ()
    source = Source(1, None, None, None, None, "")
    evidence = Evidence(source, sentence, Span(0, len(sentence)), marked, None, 1.0)
    return ShownEvent(Subject("event", "1.e1", "x"), False, sort, Mode.ACTUAL, (), (), None, None, (), evidence)


# A type may miss the sense of the word: whoever regrets something does not refuse, who warns of a threat makes none.
@pytest.mark.parametrize(
    ("sentence", "cue", "sort", "words"),
    [
        ("Iran deeply regrets this mistake.", "regrets", EventType.REJECT, "regrets"),
        ("Talks were called\noff.", "called\noff", EventType.REJECT, "called off"),
        # the case of a sentence's first word, or of a heading, says nothing; a name's does
        ("Attacks hit Kyiv.", "Attacks", EventType.ASSAULT, "attacks"),
        ("IRAN ATTACKS ISRAEL", "ATTACKS", EventType.ASSAULT, "attacks"),
        ("They left the Brexit talks.", "Brexit", EventType.CONSULT, "Brexit"),
        ("McCarthyism returned.", "McCarthyism", EventType.ACCUSE, "McCarthyism"),
        # a verb that tells little has the word behind it, unless that begins a day; another has none
        ("Iran turned to Russia.", "turned", EventType.REQUEST, "turned to"),
        ("Kenya called\non Iran to leave.", "called", EventType.REQUEST, "called on"),
        ("Merz took over the bank.", "took", EventType.COERCE, "took over"),
        ("Iran called on Monday.", "called", EventType.CONSULT, "called"),
        ("Iran called on 3 May.", "called", EventType.CONSULT, "called"),
        ("Talks held in June.", "held", EventType.CONSULT, "held"),
        ("Iran flew to Russia.", "flew", EventType.CONSULT, "flew"),
        ("Iran returned to Russia.", "returned", EventType.CONSULT, "returned"),
        # without a word of its own
        ("Iran struck.", "", EventType.ASSAULT, "attack"),
        (f"They {'x' * 31} it.", "x" * 31, EventType.AID, "aid"),
    ],
)
def test_what_happened_is_told_in_the_articles_own_word(sentence: str, cue: str, sort: EventType, words: str) -> None:
    assert happened_words(told(sentence.replace("called\noff", "called\noff"), cue, sort)) == words


# Trap: "Rouhani pointed out" was given as "cue: pointed".
@pytest.mark.parametrize(
    ("cue", "sentence", "words"),
    [
        ("pointed", "“It will stand,” Rouhani pointed out.", "pointed out"),
        ("shot", "“No,” he shot  back.", "shot back"),
        ("lashed", "He lashed\nout: “Shame.”", "lashed out"),
        # another word before the particle, another verb's, and a particle that is none
        ("pointed", "He pointed to a map, and out of the window.", "pointed"),
        ("said", "“It was pointed out,” he said out loud.", "said"),
        ("hit", "Hit hard, he said back then: “No.”", "hit"),
    ],
)
def test_a_cue_has_its_particle(cue: str, sentence: str, words: str) -> None:
    assert cue_words(cue, sentence) == words


@pytest.mark.parametrize(
    ("office", "spanish"),
    [
        ("president", "presidente"),
        ("Prime Minister", "primer ministro"),
        ("former Vice President", "antes vicepresidente"),
        ("ex-president", "antes presidente"),
        # not listed: as it is
        ("Keeper of the Seals", "Keeper of the Seals"),
        ("former Keeper", "former Keeper"),
    ],
)
def test_an_office_has_its_word_in_the_language(office: str, spanish: str) -> None:
    assert office_words(office) == office
    with speaking("es"):
        assert office_words(office) == spanish
