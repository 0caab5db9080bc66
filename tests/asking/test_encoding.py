"""Tests that a question fits a button's id and is read back from it, and that a typed line becomes a question."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking import CHOOSE, OFFER, OPTIONS, TURN, Press, decode, encode, parse, request_of
from bot.asking.encoding import BEST, carried
from bot.asking.interpreting import MOST_SEARCHED, MOST_WORDS
from bot.errors import AskError
from bot.model.query import (
    OLDEST,
    CompareQuery,
    Query,
    QuoteQuery,
    RelationQuery,
    Request,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)

LONGEST = Subject("actor", "i" * 32, "of the longest id")
RUSSIA, IRAN = Subject("actor", "russia", "Russia"), Subject("actor", "iran", "Iran")


@st.composite
def requests(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Request:
    command = draw(st.sampled_from(sorted(OPTIONS)))
    values = [draw(st.none() | text) for _ in carried(command)]
    return Request(command, tuple((name, value) for name, value in zip(carried(command), values, strict=True) if value))


@given(requests(st.text(max_size=12)), st.sampled_from([TURN, CHOOSE, OFFER]), st.integers(0, 9999), st.integers(0, 9))
@settings(max_examples=200, deadline=None)
def test_ids_that_fit_are_decoded_unchanged(request: Request, does: str, page: int, place: int) -> None:
    pressed = decode(encode(request, does, page, place))
    bars = Request(request.command, tuple((name, value.replace("|", "¦")) for name, value in request.options))
    assert pressed == Press(does, bars, page)


@given(requests(st.text(max_size=400)), st.integers(0, 9999))
@settings(max_examples=200, deadline=None)
def test_an_id_of_anything_is_no_longer_than_discord_takes_and_can_be_read(request: Request, page: int) -> None:
    custom_id = encode(request, page=page)
    assert len(custom_id) <= 100
    pressed = decode(custom_id)
    assert (pressed.page, pressed.request.command) == (page, request.command)
    for name, value in pressed.request.options:
        assert (request.get(name) or "").replace("|", "¦").startswith(value)


@given(
    st.text()
    | st.builds(
        "ask:{}{}:{}:{}:{}".format,
        st.sampled_from("tcox"),
        st.integers(0, 11),
        st.integers(-1, 10**5),
        st.sampled_from([*OPTIONS, "gossip", ""]),
        st.text(),
    )
)
@settings(max_examples=200, deadline=None)
def test_any_id_is_read_or_refused_with_a_sentence(custom_id: str) -> None:
    with contextlib.suppress(AskError):
        assert decode(custom_id).request.command in OPTIONS


def test_an_impossible_day_is_kept_as_typed() -> None:
    for typed in ("2025-02-30", "~fffff0", "~b46", "two weeks ago"):
        request = Request("timeline", (("about", "Iran"), ("since", typed)))
        assert decode(encode(request)).request == request


def test_an_id_of_another_form_says_what_to_do() -> None:
    with pytest.raises(AskError, match="run the command again"):
        decode("ask:t0:0:gossip:Russia")


@pytest.mark.parametrize(
    "query",
    [
        StanceQuery(RUSSIA),
        StanceQuery(RUSSIA, IRAN),
        StanceQuery(LONGEST, LONGEST, "2025-06-23", "2025-06-30"),
        # A day of antiquity, and the last day there is.
        StanceQuery(RUSSIA, None, "0044-03-15", "9999-12-31"),
        TimelineQuery(LONGEST, "2025-06-23", "2025-06-30"),
        TimelineQuery(RUSSIA, until="2025-06-30"),
        TimelineQuery(LONGEST, "2025-06-23", "2025-06-30", OLDEST),
        QuoteQuery(RUSSIA),
        QuoteQuery(LONGEST, about=LONGEST, since="2025-06-23", until="2025-06-30"),
        QuoteQuery(RUSSIA, words="blew up"),
        # The most words there may be, beside the longest id and a period, on the highest page: the closing mark must still be there.
        QuoteQuery(LONGEST, None, "w" * MOST_WORDS, "2025-06-23", "2025-06-30"),
        WhoQuery(LONGEST),
        RelationQuery(LONGEST, LONGEST),
        CompareQuery(LONGEST),
        SearchQuery("oil cap"),
        SearchQuery('"oil cap" sanction*', outlet="The Wire", best=True, start=495),
        SearchQuery("w" * MOST_SEARCHED, "2025-06-23", "2025-06-30", start=-(1 << 63) + 1),
        SearchQuery("w" * 4, "2025-06-23", "2025-06-30", "o" * (MOST_SEARCHED - 4), best=True, start=(1 << 63) - 1),
    ],
)
def test_a_query_survives_its_button_whole(query: Query) -> None:
    request = request_of(query)
    # the pages of a search are no numbers: each is looked up from where it begins
    page = 0 if isinstance(query, SearchQuery) else 9999
    assert decode(encode(request, TURN, page, 9)).request == request


MEANT: list[tuple[Query, str, dict[str, str]]] = [
    (StanceQuery(None, IRAN, "2025-06-23"), "stance", {"on": "=iran", "since": "2025-06-23"}),
    (StanceQuery(RUSSIA, None, None, "2025-06-30"), "stance", {"holder": "=russia", "until": "2025-06-30"}),
    (TimelineQuery(IRAN, order=OLDEST), "timeline", {"about": "=iran", "order": OLDEST}),
    (QuoteQuery(None, IRAN), "quote", {"about": "=iran"}),
    (QuoteQuery(RUSSIA, None, "blew up"), "quote", {"speaker": "=russia", "about": '"blew up"'}),
    (WhoQuery(IRAN), "who", {"name": "=iran"}),
    (CompareQuery(IRAN, (RUSSIA, IRAN)), "compare", {"on": "=iran", "actors": "=russia,=iran"}),
    (RelationQuery(RUSSIA, IRAN), "relation", {"a": "=russia", "b": "=iran"}),
    # newest first unless it says best; a page begins where it says, in the fewest signs
    (SearchQuery("oil"), "search", {"words": "oil"}),
    (SearchQuery("oil", outlet="Wire", best=True, start=36), "search", {"words": "oil", "outlet": "Wire", "order": BEST, "start": "10"}),
    (SearchQuery("oil", start=-35), "search", {"words": "oil", "start": "-z"}),
]  # fmt: skip


@pytest.mark.parametrize(("query", "command", "options"), MEANT)
def test_a_query_is_asked_for_with_exactly_its_options(query: Query, command: str, options: dict[str, str]) -> None:
    request = request_of(query)
    assert (request.command, dict(request.options)) == (command, options)


# Trap: words to search for that look like a day, or like a day as a button carries it.
@pytest.mark.parametrize("words", ["2025-06-23", "~b4678"])
def test_words_are_no_days(words: str) -> None:
    request = Request("search", (("words", words), ("since", "2025-06-23")))
    custom_id = encode(request)
    assert decode(custom_id).request == request
    assert f":{words}|" in custom_id
    assert "|2025-06-23" not in custom_id


@pytest.mark.parametrize(
    ("line", "command", "options"),
    [
        ("/stance holder:Russia", "stance", {"holder": "Russia"}),
        ("stance holder:Russia", "stance", {"holder": "Russia"}),
        ("  /STANCE   holder: Russia ", "stance", {"holder": "Russia"}),
        ("/stance holder:Rusia on:midnite hamer", "stance", {"holder": "Rusia", "on": "midnite hamer"}),
        ("/stance on:Iran holder:Russia", "stance", {"holder": "Russia", "on": "Iran"}),
        # A colon inside a value belongs to it, and so does an option's name without a colon or inside a word.
        ("/quote speaker:Trump about:ratio 3:1", "quote", {"speaker": "Trump", "about": "ratio 3:1"}),
        ("/stance holder:man on the moon", "stance", {"holder": "man on the moon"}),
        ("/stance holder:Wilson:x", "stance", {"holder": "Wilson:x"}),
        ('/quote speaker:Araghchi about:"blew up"', "quote", {"speaker": "Araghchi", "about": '"blew up"'}),
        ("/timeline about:Iran\nsince:2025-06-01", "timeline", {"about": "Iran", "since": "2025-06-01"}),
        ("/timeline about:Iran since:", "timeline", {"about": "Iran"}),
        # The last one counts, as in Discord's client.
        ("/stance holder:Iran holder:Russia", "stance", {"holder": "Russia"}),
        ("/stance", "stance", {}),
        ("/search words:who: me since:2025", "search", {"words": "who: me", "since": "2025"}),
    ],
)
def test_a_typed_line(line: str, command: str, options: dict[str, str]) -> None:
    request = parse(line)
    assert (request.command, {name: value for name in OPTIONS[command] if (value := request.get(name))}) == (
        command,
        options,
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "“” is not a command: use /stance, /timeline, /quote, /search, /who, /compare, /relation."),
        ("/", "“/” is not a command: use /stance, /timeline, /quote, /search, /who, /compare, /relation."),
        ("hello there", "“hello there” is not a command"),
        ("/stances holder:Russia", "is not a command"),
        ("/stance Russia", "I don't understand “Russia”: /stance takes holder:, on:, since:, until:"),
        ("/stance who:Russia", "I don't understand “who:Russia”"),
        ("/quote holder:Russia", "I don't understand “holder:Russia”: /quote takes speaker:, about:"),
    ],
)
def test_an_invalid_line_is_refused_with_an_example(line: str, sentence: str) -> None:
    with pytest.raises(AskError, match=re.escape(sentence)):
        parse(line)


typed = st.lists(
    st.sampled_from(["/stance", "/quote ", "/", "holder:", " on:", "about:", ":", " ", "\n", "Russia", "ж"]),
    max_size=12,
)


@given(st.text(max_size=200) | typed.map("".join))
@settings(max_examples=200, deadline=None)
def test_any_line_is_read_or_refused(line: str) -> None:
    with contextlib.suppress(AskError):
        request = parse(line)
        assert {name for name, _ in request.options} <= set(OPTIONS[request.command])
        assert all(value == value.strip() != "" for _, value in request.options)
