"""Tests that the word lists become the tables that reading uses: what an entry means, and that each list is where it belongs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import FaultError
from bot.knowledge.counted import counted_words, shown_words
from bot.knowledge.lexicon import _frames, load_lexicon
from bot.knowledge.shipped import DATA
from bot.model.facts import EventType, Polarity
from bot.reading.lexicon import Lexicon, VerbFrame

if TYPE_CHECKING:
    from pathlib import Path

NOUNS = {"deal": frozenset({"deal", "pact"}), "talks": frozenset({"talks"})}

# An entry is verb[_word_word][/prepositions][:class]; the class may come before the prepositions.
FRAMES: list[tuple[str, dict[str, Any]]] = [
    ("attack", {}),
    ("call_on", {"lemma": "call", "words": ("on",)}),
    ("hold_out_hope", {"lemma": "hold", "words": ("out", "hope")}),
    ("strike/at,obj", {"lemma": "strike", "recipients": ("at", "obj")}),
    ("turn/to:-", {"lemma": "turn", "recipients": ("to",), "no_object": True}),
    ("sign:deal", {"lemma": "sign", "object_class": NOUNS["deal"]}),
    ("sign:deal/with", {"lemma": "sign", "object_class": NOUNS["deal"], "recipients": ("with",)}),
    ("strike:!deal", {"lemma": "strike", "object_class": NOUNS["deal"], "negated_class": True}),
]


@pytest.mark.parametrize(("entry", "differs"), FRAMES)
def test_an_entry_of_a_verb(entry: str, differs: dict[str, Any]) -> None:
    made = {"type": EventType.AGREE, "lemma": "attack", "words": (), "recipients": ("obj",), **differs}
    assert _frames({"AGREE": entry}, NOUNS) == {made["lemma"]: (VerbFrame(**made),)}


# The most demanding entry is tried first: most words, then a class, then anything.
def test_entries_of_one_verb_in_the_order_they_are_tried() -> None:
    entries = {"ASSAULT": "strike strike:!talks", "AGREE": "strike:deal strike_up", "CONSULT": "strike_up_deal hold"}
    found = _frames(entries, NOUNS)
    assert list(found) == ["strike", "hold"]
    assert [(str(frame.type), frame.words, frame.negated_class) for frame in found["strike"]] == [
        ("CONSULT", ("up", "deal"), False),
        ("AGREE", ("up",), False),
        ("AGREE", (), False),
        ("ASSAULT", (), False),
        ("ASSAULT", (), True),
    ]


def test_a_class_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        _frames({"AGREE": "sign:treaties"}, NOUNS)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(DATA)


FOR, AGAINST = Polarity.SUPPORTS, Polarity.OPPOSES


def test_stances_have_their_sides(lexicon: Lexicon) -> None:
    words = lexicon.stance_words
    for table, some, others in (
        (words.judgements, "historic", "criminal"),
        (words.predicates, "friendly", "hostile"),
        (words.sides, "supporter", "critic"),
        (words.emotions, "please", "anger"),
        (words.prefixes, "pro-", "anti-"),
        (words.tie_words, "close", "strained"),
        (words.judging, ("serve", "peace"), ("violate", "law")),
    ):
        sides: Any = table
        assert (sides[some], sides[others]) == (FOR, AGAINST)
    # "sympathize/with": the preposition is for people who review the list
    assert (words.verbs["support"], words.verbs["sympathize"]) == (FOR, FOR)
    assert not any("/" in word for word in words.verbs)
    # nouns for ties are compared in the singular
    assert {"relation", "alliance"} <= words.tie_nouns
    assert ("describe" in words.calling, "with" in words.predicate_prepositions, "offer" in words.giving) == (True,) * 3


def test_verbs_of_speech_are_told_apart(lexicon: Lexicon) -> None:
    words = lexicon.reporting
    kinds = {
        name: {verb for verb in ("say", "dub", "believe", "unveil", "accuse") if verb in getattr(words, name)}
        for name in ("say", "quote_only", "think", "object", "marking", "speaking", "putting")
    }
    assert kinds == {
        "say": {"say"},
        "quote_only": {"dub", "accuse"},
        "think": {"believe"},
        "object": {"say", "unveil", "accuse"},
        # with quotation marks; with a clause or marks; with quoted words somewhere
        "marking": {"say", "dub", "accuse"},
        "speaking": {"say", "dub", "believe", "accuse"},
        "putting": {"say", "dub", "believe", "unveil", "accuse"},
    }
    assert ("issue" in words.issuing, "claim" in words.nouns, "article" in words.works) == (True, True, True)
    assert ("according", "to") in words.phrases


# A word of each list, and where it would be missed.
LISTS = {
    "everyday": "a", "light": "announce", "getting": "attract", "undo": "cancel", "admitting": "admit", "ready": "prepared",
    "verbal": "assail", "failed": "abstain", "averted": "avert", "caused": "cause", "achieved": "begin", "charging": "accuse",
    "charged": "accusation", "suffered": "arrest", "play": "coach", "plotted": "attempt",
}  # fmt: skip
TITLES = {
    "honorifics": "mr", "organs": "administration", "groups": "activists", "relatives": "aide", "figures": "actor", "trades": "accountant",
    "ships": "HMS", "monuments": "Airport", "firms": "airline", "bodies": "Agency", "openers": "activist", "given": "Aaron", "teams": "camp",
    "civic": "airport", "helpers": "lawyer", "female": "Alice",
}  # fmt: skip
ISSUES = {"heads": "accord", "alone": "abortion", "back": "measure", "never": "action", "judging": "additional"}
EVENTS = {"nouns": "ambush", "things": "absence", "times": "afternoon", "no_verbs": "according", "endings": "tion"}
PAGES = {
    "agencies": "Reuters",
    "begins": "also read",
    "credits": "contributed to this report",
    "final": "!",
    "small": "an",
    "titles": "Adm",
}


@pytest.mark.parametrize(
    ("part", "words"),
    [("", LISTS), ("titles", TITLES), ("issue_words", ISSUES), ("event_words", EVENTS), ("page", PAGES)],
)
def test_each_list_is_where_it_belongs(part: str, words: dict[str, str], lexicon: Lexicon) -> None:
    table = getattr(lexicon, part) if part else lexicon
    assert {name: word for name, word in words.items() if word in getattr(table, name)} == words


def test_words_with_a_meaning(lexicon: Lexicon) -> None:
    assert lexicon.nouns["agreement"] == EventType.AGREE
    assert lexicon.nouns["deal"] == EventType.AGREE
    assert ("foreign", "minister") in lexicon.titles.offices
    assert "foreign" in lexicon.titles.openers
    assert lexicon.titles.world["the", "west"] == "the West"
    assert "the" in lexicon.titles.openers
    # nouns of one meaning have one that stands for them, itself included
    assert [lexicon.issue_words.alike[noun] for noun in ("law", "bill", "program")] == ["law", "law", "programme"]
    assert lexicon.referents["body after comma a"] > 1  # a weight that is learned anew now and then
    assert "free" in lexicon.open.free
    assert "abbot" in lexicon.people.persons


# A verb is one whose first word it is: of what happens, of speech, and of everyday life.
def test_all_verbs(lexicon: Lexicon) -> None:
    assert {"attack", "open", "announce", "say", "unveil", "abdicate"} <= lexicon.verbs
    assert not any("_" in verb for verb in lexicon.verbs)
    # events of no great weight are kept apart
    assert ("choose" in lexicon.plain, "choose" in lexicon.frames) == (True, False)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for path in (*DATA.glob("*.toml"), DATA / "referents.tsv"):
        shutil.copy(path, folder)
    return folder


HARM = [
    ("verbs.toml", None, "the word list verbs.toml can't be read"),
    ("verbs.toml", "no table", "the word list verbs.toml can't be read"),
    ("verbs.toml", "[classes]\n", "a word list under data/ is invalid"),
    ("people.toml", "horses = 'grey'\n", "a word list under data/ is invalid"),
    ("referents.tsv", None, "the weights referents.tsv can't be read"),
    ("referents.tsv", "a b c", "a word list under data/ is invalid"),
]


@pytest.mark.parametrize(("name", "text", "said"), HARM)
def test_a_broken_list_is_named(name: str, text: str | None, said: str, copied: Path) -> None:
    if text is None:
        (copied / name).unlink()
    else:
        (copied / name).write_text(text, encoding="utf-8")
    with pytest.raises(FaultError, match=said):
        load_lexicon(copied)


def test_words_by_which_things_are_counted() -> None:
    assert counted_words("more_people", "things")[:2] == ("workers", "homes")
    assert counted_words() == ()
    one_word = shown_words("one_word")
    assert (one_word["killing"], one_word["wounds"], one_word.get("killed")) == ("killed", "injured", None)
