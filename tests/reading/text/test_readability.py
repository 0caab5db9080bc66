"""Tests that text in another language or without running sentences is recognised and yields no facts."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bot.model.article import SentenceKind
from bot.reading.text.readability import FOREIGN_TEXT, NO_SENTENCES, in_another_language, unreadable
from bot.render.facts_json import facts

HERE = Path(__file__).parent
LANGUAGES = tomllib.loads((HERE / "languages.toml").read_text(encoding="utf-8"))
LISTS = tomllib.loads((HERE / "lists.toml").read_text(encoding="utf-8"))
FAINT = ("Hungarian", "Finnish", "Russian in Latin letters", "Turkish", "Swahili", "Tagalog", "Czech")
"""Distinguished from English only by missing words, for which a paragraph is too short."""
GERMAN = (
    "Der russische Präsident Wladimir Putin hat am Montag in Moskau den iranischen Außenminister empfangen. Dabei ging es "
    "um die Angriffe der Vereinigten Staaten auf die Atomanlagen im Iran. Der Kreml verurteilte die Angriffe und sagte dem "
    "Land seine Unterstützung zu, ohne Einzelheiten zu nennen."
)
ENGLISH = (
    "The Russian president met the Iranian foreign minister in Moscow on Monday. Russia condemned the US attack, and Iran thanked Russia "
    "for its support. Russia did not say what it would do in the coming weeks."
)


def nothing(reading):
    return (reading.events, reading.stances, reading.quotations, reading.mentions, reading.dates) == ((),) * 5


@pytest.mark.parametrize("language", [*LANGUAGES, "German"])
def test_another_language_is_said_to_be_one_and_read_as_nothing(language, read):
    reading = read(LANGUAGES.get(language, GERMAN))
    assert reading.sentences
    assert nothing(reading)
    assert facts(reading, "x")["note"] in (
        FOREIGN_TEXT,
        NO_SENTENCES,
        "the text is not in English, or not in running sentences",
    )


@pytest.mark.parametrize("kind", LISTS)
def test_a_text_without_sentences_is_said_to_be_one_and_read_as_nothing(kind, read):
    reading = read(LISTS[kind])
    assert nothing(reading)
    assert facts(reading, "x")["note"] is not None


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language not in FAINT])
def test_a_foreign_paragraph_of_an_english_page_yields_nothing(language, read):
    page = read(f"{ENGLISH}\n\n{LANGUAGES[language]}\n\n{ENGLISH}")
    foreign = LANGUAGES[language]
    begin = page.article.text.index(foreign[:20])
    spans = [mention.span.start for mention in page.mentions] + [
        fact.cue.start for fact in (*page.events, *page.stances)
    ]
    assert spans
    assert [start for start in spans if begin <= start < begin + len(foreign)] == []
    kinds = {sentence.kind for sentence in page.sentences if begin <= sentence.span.start < begin + len(foreign) - 2}
    assert kinds == {SentenceKind.BOILERPLATE}


@pytest.mark.parametrize(
    "text",
    [
        "Putin met Trump.",
        "President Emmanuel Macron met Chancellor Olaf Scholz.",
        # names from another language
        "Gérard de la Tour of Le Monde met Luiz Inácio Lula da Silva and Ursula von der Leyen in Los Angeles.",
        ENGLISH.upper(),
        "BREAKING: Russia attacks Ukraine",
    ],
)
def test_a_single_sentence_is_always_tried(text):
    assert unreadable(text) is None


def test_names_do_not_make_prose_foreign():
    heavy = "President Emmanuel Macron met Chancellor Olaf Scholz and Foreign Minister Annalena Baerbock in Berlin on Monday. "
    assert unreadable(heavy * 20) is None
    assert not in_another_language(heavy)


def test_a_quotation_in_another_language_leaves_the_paragraph_english(read):
    assert read("Putin said “la guerre est finie” and met Trump in Paris on Monday.").mentions


def lines(*each: str) -> str:
    return "\n".join(each)


CODE, PLAIN = "return alpha beta gamma", "alpha beta gamma delta"
BORDERS = [
    # a few words without a function word may be a sentence, more are none; one function word will do
    ("alpha " * 12, None),
    ("alpha " * 13, NO_SENTENCES),
    ("the " + "alpha " * 12, None),
    # of many words a share has to be everyday ones
    ("the " * 5 + "alpha " * 34, None),
    ("the " * 5 + "alpha " * 35, "the text is not in English, or not in running sentences"),
    ("the " * 6 + "alpha " * 34, None),
    # signs: more than one to four letters
    ("the abcd " + "abc " * 11 + "+" * 10, None),
    ("the abcd " + "abc " * 11 + "+" * 11, NO_SENTENCES),
    # code: more than half of at least four lines, and few everyday words
    (lines(CODE, CODE, CODE, "the " + PLAIN), NO_SENTENCES),
    (lines(CODE, CODE, PLAIN, "the " + PLAIN), None),
    (lines(CODE + " delta", CODE + " delta", CODE + " the delta"), None),
    (lines(CODE, CODE, CODE, "the the the the"), None),
    # a table: at least five lines, hardly one of which ends like a sentence or is a long one
    (lines("the alpha beta", "the alpha beta", *["alpha beta gamma"] * 3), NO_SENTENCES),
    (lines("the alpha beta gamma", "the alpha beta gamma", *["alpha beta gamma"] * 2), None),
    (lines(*["the alpha beta"] * 3, *["alpha beta gamma"] * 2), None),
    (lines("the alpha beta", "the alpha beta.”", *["alpha beta gamma"] * 3), None),
    (lines("the alpha beta", "beta alpha beta.”", *["alpha beta gamma"] * 4), NO_SENTENCES),
    (lines("the the beta", "the" + " alpha" * 12, *["alpha beta gamma"] * 3), None),
    (lines("the the beta", "the" + " alpha" * 11, *["alpha beta gamma"] * 3), NO_SENTENCES),
]


@pytest.mark.parametrize(("text", "reason"), BORDERS)
def test_where_prose_ends(text, reason):
    assert unreadable(text) == reason


FOREIGN_OR_NOT = [
    # letters of another script: half of them is not most, and a name is no evidence
    ("Москва Киев", False),
    ("Москва Москва", True),
    ("Москва Moscow", False),
    ("Москва Киев Moscow", True),
    # function words: more foreign than English ones, three of them, or two in a sentence without an English one
    ("und nicht mit of the", True),
    ("und nicht mit of the was", False),
    ("und nicht", False),
    ("und nicht alpha alpha alpha alpha alpha alpha", True),
    ("und nicht alpha alpha alpha alpha alpha", False),
    ("und nicht the alpha alpha alpha alpha alpha alpha", False),
    # in capitals they are names
    ("Und Nicht Mit Alpha", False),
]


@pytest.mark.parametrize(("text", "foreign"), FOREIGN_OR_NOT)
def test_where_another_language_begins(text, foreign):
    assert in_another_language(text) is foreign
