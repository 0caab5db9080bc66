"""Tests that a request becomes a query with resolved names and reasons, or a question with choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.asking import OPTIONS, Understood, decode, encode, parse, request_of, understand
from bot.asking.interpreting import MOST_SEARCHED, MOST_WORDS
from bot.directory.directory import Directory
from bot.errors import AskError
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor
from bot.model.library import Libraries
from bot.model.query import (
    CompareQuery,
    Question,
    QuoteQuery,
    RelationQuery,
    Request,
    SearchQuery,
    StanceQuery,
    TimelineQuery,
    WhoQuery,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.names import Spellings
    from bot.store.database import Database
    from tests.conftest import File, Tell

HAMMER = "e.operation-midnight-hammer"


@pytest.fixture
def ask(directory: Directory, everyone: Libraries, now: datetime) -> Callable[[str], Understood | Question]:
    """Understands a typed line, as in a direct message."""

    def asked(line: str, libraries: Libraries = everyone) -> Understood | Question:
        return understand(parse(line), directory, libraries, now)

    return asked


def ids(understood: Understood | Question) -> list[str | None]:
    """The ids in the query, in the order of its options."""
    assert isinstance(understood, Understood), understood
    query = understood.query
    match query:
        case StanceQuery(first, second) | QuoteQuery(first, second):
            return [first.id if first else None, second.id if second else None]
        case TimelineQuery(first) | WhoQuery(first):
            return [first.id, None]
        case RelationQuery(first, second):
            return [first.id, second.id]
        case CompareQuery(on, actors):
            return [on.id, *(actor.id for actor in actors)]
        case SearchQuery():
            return []


@pytest.mark.parametrize(
    ("line", "named", "readings"),
    [
        ("/stance holder:Russia", ["russia", None], []),
        # The same name in other letters needs no note.
        ("/stance holder:RUSSIA on:iran", ["russia", "iran"], []),
        ("/stance holder:=russia", ["russia", None], []),
        ("/stance holder:russian federation", ["russia", None], ["russian federation, read as Russia (alias)"]),
        ("/stance holder:Rusia", ["russia", None], ["Rusia, read as Russia (one letter off)"]),
        ("/stance holder:the kremlin", ["russia", None], ["the kremlin, read as Russia (seat, for its government)"]),
        (
            "/stance holder:Aragchi on:Tehran",
            ["abbas-araghchi", "iran"],
            [
                "Aragchi, read as Abbas Araghchi (surname, one letter off)",
                "Tehran, read as Iran (capital, for its government)",
            ],
        ),
        ("/timeline about:operation midnight hammer", [HAMMER, None], []),
        ("/stance holder:Iran on:=" + HAMMER, ["iran", HAMMER], []),
        ("/relation a:Rusia b:iran", ["russia", "iran"], ["Rusia, read as Russia (one letter off)"]),
        ("/compare on:midnight hammer actors:Rusia, =iran,, Russia", [HAMMER, "russia", "iran"],
            ["midnight hammer, read as Operation Midnight Hammer (short for the name)", "Rusia, read as Russia (one letter off)"]),
        ("/compare on:iran", ["iran"], []),
        ("/compare on:iran since:June 2025", ["iran"], ["since “June 2025”, read as 1 June 2025"]),
        ("/relation a:Russia b:iran until:last week", ["russia", "iran"], ["until “last week”, read as 22 June 2025"]),
        ("/relation a:Russia b:iran since:2025-06-01 until:2025-06-30", ["russia", "iran"], []),
        # of several actors those that are not known are left out, and named
        ("/compare on:iran actors:Russia, Wibble", ["iran", "russia"],
            ["Left out: I know no actor named “Wibble”. Try another spelling, or type more of the name."]),
        ("/compare on:iran actors:the moon, Russia, the, israel", ["iran", "russia", "israel"],
            ["Left out: I know no actor named “the moon”. Try another spelling, or type more of the name.",
             "Left out: “the” is not a name: type the name of an actor, like Russia."]),
        ("/who name:midnight hammer", [HAMMER, None], ["midnight hammer, read as Operation Midnight Hammer (short for the name)"]),
        ("/quote speaker:Araghchi about:Israel", ["abbas-araghchi", "israel"], ["Araghchi, read as Abbas Araghchi (surname)"]),
    ],
)  # fmt: skip
def test_a_name_is_read_and_said_how_unless_it_was_typed_so(
    ask: Callable[[str], Understood | Question], line: str, named: list[str | None], readings: list[str]
) -> None:
    understood = ask(line)
    assert ids(understood) == named
    assert isinstance(understood, Understood)
    assert list(understood.readings) == readings


def test_an_event_remembered_with_slips_is_found_and_said(ask: Callable[[str], Understood | Question]) -> None:
    understood = ask("/stance holder:Iran on:midnite hamer")
    assert ids(understood) == ["iran", HAMMER]
    assert isinstance(understood, Understood)
    [reading] = understood.readings
    assert reading.startswith("midnite hamer, read as Operation Midnight Hammer (")


def test_an_ambiguous_name_is_asked_about_and_each_choice_leads_to_a_query(
    ask: Callable[[str], Understood | Question], directory: Directory, everyone: Libraries, now: datetime
) -> None:
    question = ask("/stance holder:Kim on:Iran")
    assert isinstance(question, Question)
    assert question.text == "“Kim” could mean Kim Jong Un or Kim Yo Jong. Which one?"
    led_to = [ids(understand(choice.request, directory, everyone, now)) for choice in question.choices]
    assert led_to == [["kim-jong-un", "iran"], ["kim-yo-jong", "iran"]]


def test_an_unknown_name_offers_the_nearest(
    ask: Callable[[str], Understood | Question], directory: Directory, everyone: Libraries, now: datetime
) -> None:
    question = ask("/timeline about:Kim Dae Jung since:2025-06-01")
    assert isinstance(question, Question)
    assert question.text.startswith("I know no actor, event or issue named “Kim Dae Jung”. The closest names are ")
    assert len(question.choices) == 2
    for choice in question.choices:
        assert choice.label in question.text
        understood = understand(choice.request, directory, everyone, now)
        assert isinstance(understood, Understood)
        assert isinstance(understood.query, TimelineQuery)
        assert understood.query.since == "2025-06-01"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("   ", "That is not a name: type the name of an actor, like Russia."),
        ("\u200b\x00", "That is not a name: type the name of an actor, like Russia."),
        ("???", "“???” is not a name: type the name of an actor, like Russia."),
        # Articles and prepositions are no names, nor is the sign that stands before a chosen id.
        ("the", "“the” is not a name: type the name of an actor, like Russia."),
        ("Of the", "“Of the” is not a name: type the name of an actor, like Russia."),
        ("==", "“==” is not a name: type the name of an actor, like Russia."),
        ("= ", "“=” is not a name: type the name of an actor, like Russia."),
        ("=gone", "This choice is no longer in the library: type the name instead."),
        ("@everyone", "I know no actor named “@everyone”. Try another spelling, or type more of the name."),
        ("x" * 100, f"I know no actor named “{'x' * 59}…”. Try another spelling, or type more of the name."),
        # The user's own quotation marks don't appear in ours.
        ('"Qwertz', "I know no actor named “Qwertz”. Try another spelling, or type more of the name."),
    ],
)
def test_an_unknown_name_is_said_to_be_unknown(
    directory: Directory, everyone: Libraries, now: datetime, typed: str, text: str
) -> None:
    assert understand(Request("stance", (("holder", typed),)), directory, everyone, now) == Question(
        text, unknown="I know no" in text
    )


def test_of_many_readings_five_are_asked_about_and_others_said_to_be(
    spellings: Spellings, everyone: Libraries, now: datetime
) -> None:
    lees = tuple(KnownActor(f"lee-{at}", f"Lee {name}", ActorKind.PERSON, short=("Lee",)) for at, name in enumerate(("Ann", "Bo", "Cy", "Di", "Ed", "Flo")))  # fmt: skip
    question = understand(parse("/stance holder:lee"), Directory(lees, spellings), everyone, now)
    assert isinstance(question, Question)
    assert question.text == (
        "“lee” could mean Lee Ann, Lee Bo, Lee Cy, Lee Di, Lee Ed or others. Which one? For another, type more of the name."
    )
    assert len(question.choices) == 5


def test_an_event_holds_no_stance(ask: Callable[[str], Understood | Question]) -> None:
    question = ask(f"/stance holder:={HAMMER}")
    assert isinstance(question, Question)
    assert "type the name instead" in question.text


@pytest.mark.parametrize(
    "line", ["/stance holder:=gone", "/quote speaker:Iran about:=gone", "/timeline about:=e.owl-papers"]
)
def test_a_chosen_name_that_is_gone_or_anothers_is_asked_to_be_typed(
    ask: Callable[[str], Understood | Question], line: str
) -> None:
    question = ask(line)
    assert question == Question("This choice is no longer in the library: type the name instead.")


def test_names_known_only_to_another_server_are_unknown(
    directory: Directory, everyone: Libraries, now: datetime
) -> None:
    request = parse("/timeline about:owl papers")
    own = understand(request, directory, Libraries("111"), now)
    assert ids(own) == ["e.owl-papers", None]
    for libraries in (everyone, Libraries("222")):
        other = understand(request, directory, libraries, now)
        assert isinstance(other, Question)
        assert "Owl Papers" not in repr(other)


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ('"blew up"', "blew up"),
        ("“blew up”", "blew up"),
        ('" blew   up "', "blew up"),
        # In quotes, even a name is a word to search for.
        ('"Israel"', "Israel"),
        # Without a similar name, the words are searched for.
        ("brushed him off entirely", "brushed him off entirely"),
        ('""', None),
    ],
)
def test_words_that_were_said(ask: Callable[[str], Understood | Question], about: str, words: str | None) -> None:
    understood = ask(f"/quote speaker:Iran about:{about}")
    assert isinstance(understood, Understood)
    assert isinstance(understood.query, QuoteQuery)
    assert (understood.query.words, understood.query.about) == (words, None)


def test_words_that_may_be_a_name_can_be_chosen_as_words(
    ask: Callable[[str], Understood | Question], directory: Directory, everyone: Libraries, now: datetime
) -> None:
    question = ask("/quote speaker:Iran about:Kim")
    assert isinstance(question, Question)
    *_, last = question.choices
    assert last.label == "the words “Kim”"
    understood = understand(last.request, directory, everyone, now)
    assert isinstance(understood, Understood)
    assert understood.query == QuoteQuery(understood.query.speaker, words="Kim")  # type: ignore[union-attr] # it has one, or is not equal


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/timeline since:2025", "/timeline needs about"),
        ("/timeline about:Iran since:soon", "I can't read “soon” as a date"),
        ("/timeline about:Iran until:soon", "I can't read “soon” as a date"),
        (
            "/timeline about:Iran since:July 2025 until:June 2025",
            r"since \(2025-07-01\) is later than until \(2025-06-30\): swap them\.",
        ),
        (f'/quote speaker:Iran about:"{"w" * (MOST_WORDS + 1)}"', f"at most {MOST_WORDS} characters"),
        ("/search", "/search needs words"),
        ("/relation a:Russia", "/relation needs b: a name, like /relation b:Russia"),
        ("/relation a:Russia b:Rusia", "Both are Russia: name two different actors"),
        ("/compare actors:Russia", "/compare needs on"),
        ("/who", "/who needs name: a name, like /who name:Russia"),
        ('/search words:"*', "/search needs words"),
        (f"/search words:{'w' * (MOST_SEARCHED + 1)}", f"at most {MOST_SEARCHED} characters of words: use"),
        (f"/search words:{'w' * 30} outlet:{'o' * 30}", "of words and outlet together"),
        ("/search words:oil since:soon", "I can't read “soon” as a date"),
        ("/search words:oil since:2025 until:2024", "swap them"),
    ],
)
def test_missing_and_wrong_parts_are_reported(
    ask: Callable[[str], Understood | Question], line: str, sentence: str
) -> None:
    with pytest.raises(AskError, match=sentence):
        ask(line)


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("since:2025-06-01", "2025-06-01", None),
        # "Until" a month means its last day, "since" a month its first.
        ("until:June 2025", None, "2025-06-30"),
        ("since:June 2025", "2025-06-01", None),
        ("since:yesterday until:today", "2025-06-23", "2025-06-24"),
        ("since:2025-06-03 until:2025-06-03", "2025-06-03", "2025-06-03"),
        # Starting in the month in which it ends is no error.
        ("since:2025-06-20 until:2025-06", "2025-06-20", "2025-06-30"),
    ],
)
def test_a_time(ask: Callable[[str], Understood | Question], typed: str, since: str | None, until: str | None) -> None:
    understood = ask(f"/timeline about:Iran {typed}")
    assert isinstance(understood, Understood)
    assert isinstance(understood.query, TimelineQuery)
    assert (understood.query.since, understood.query.until) == (since, until)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        # A period gives its start to `since` and its end to `until`, and the answer says so.
        ("since:the 1990s", ("since “the 1990s”, read as 1 January 1990",)),
        ("until:Q1 2025", ("until “Q1 2025”, read as 31 March 2025",)),
        ("since:last week until:last weekend", ("since “last week”, read as 16 June 2025", "until “last weekend”, read as 22 June 2025")),
        ("since:last 7 days", ("since “last 7 days”, read as 17 June 2025",)),
        # A day in ISO format can't be misread.
        ("since:2025-06-01", ()),
    ],
)  # fmt: skip
def test_the_answer_says_how_a_time_was_read(
    ask: Callable[[str], Understood | Question], typed: str, readings: tuple[str, ...]
) -> None:
    understood = ask(f"/timeline about:Iran {typed}")
    assert isinstance(understood, Understood)
    assert understood.readings == readings


def test_a_search_is_made_of_words_days_and_an_outlet(ask: Callable[[str], Understood | Question]) -> None:
    understood = ask('/search words:"oil  cap" ban* until:June 2025 outlet: The  Wire')
    assert isinstance(understood, Understood)
    assert understood.query == SearchQuery('"oil cap" ban*', None, "2025-06-30", "The Wire")
    assert understood.readings == ("until “June 2025”, read as 30 June 2025",)


# Somebody else than the bot made these ids.
@pytest.mark.parametrize("start", ["!", "1" * 20, "-1" + "z" * 13, "1.5", "-5"])
def test_a_forged_start_of_a_page_is_refused(
    directory: Directory, everyone: Libraries, now: datetime, start: str
) -> None:
    request = Request("search").put("words", "oil").put("order", "b").put("start", start)
    with pytest.raises(AskError, match="from an older answer"):
        understand(request, directory, everyone, now)


typed = st.text(st.characters(exclude_characters="|", exclude_categories=["Cs"]), max_size=100) | st.lists(
    st.sampled_from(["Kim", "the", "of", "=", "iran", '"', "“", "”", " ", "-", "2025", "Операция", "🦆", "\x00", "e."]),
    max_size=9,
).map("".join)


# Whatever is typed, the result is a query that can be answered, a question with choices that can be pressed, or a
# sentence.
@given(st.sampled_from(sorted(OPTIONS)), st.lists(typed, min_size=3, max_size=3))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_is_a_fault(
    directory: Directory, everyone: Libraries, now: datetime, command: str, values: list[str]
) -> None:
    request = Request(command, tuple(zip(OPTIONS[command], values, strict=False)))
    try:
        understood = understand(request, directory, everyone, now)
    except AskError as error:
        understood = None
        said = str(error)
    if understood is None:
        assert 0 < len(said) < 300
    elif isinstance(understood, Question):
        assert understood.text
        for choice in understood.choices:
            decode(encode(choice.request))
    else:
        assert decode(encode(request_of(understood.query))).request == request_of(understood.query)


REFORM = "i.reform-pension"


@pytest.fixture
async def reformed(directory: Directory, database: Database, file: File, tell: type[Tell]) -> None:
    """An additional article about a reform."""
    await file(tell("Iran hit the pension reform.").issue(REFORM, "pension reform").stance("iran", "hit", REFORM))
    await directory.learn(database)


@pytest.mark.usefixtures("reformed")
@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("/stance on:pension reform", [None, REFORM]),
        ("/stance on:penson reform", [None, REFORM]),
        ("/stance holder:Iran on:pension reform", ["iran", REFORM]),
        # Without a holder, actors and events can be asked about too.
        ("/stance on:Iran", [None, "iran"]),
        ("/timeline about:pension reform", [REFORM, None]),
        ("/quote about:pension reform", [None, REFORM]),
        ("/quote speaker:Iran about:=" + REFORM, ["iran", REFORM]),
    ],
)
def test_an_issue_is_named_like_an_actor(
    ask: Callable[[str], Understood | Question], line: str, named: list[str | None]
) -> None:
    assert ids(ask(line)) == named


@pytest.mark.usefixtures("reformed")
def test_an_issue_holds_no_stance_and_says_nothing(ask: Callable[[str], Understood | Question]) -> None:
    for line in ("/stance holder:pension reform", "/quote speaker:=i.reform-pension"):
        assert isinstance(ask(line), Question)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/stance", "/stance needs holder or on"),
        ("/quote", "/quote needs speaker or about"),
        # Words alone would need a scan of all quotations.
        ('/quote about:"blew up"', "say also who said them"),
    ],
)
def test_something_has_to_be_named(ask: Callable[[str], Understood | Question], line: str, told: str) -> None:
    with pytest.raises(AskError, match=told):
        ask(line)


def test_words_that_are_no_name_are_asked_about_without_a_speaker(
    ask: Callable[[str], Understood | Question],
) -> None:
    assert isinstance(ask("/quote about:bananas in pyjamas"), Question)
