"""Tests the gazetteer's rows: they load, a name means one actor, and an office has one holder at a time."""

import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from bot.knowledge.actors import load_actors
from bot.model.facts import ActorKind
from bot.model.gazetteer import KnownActor

FOLDER = Path(__file__).parents[2] / "data" / "actors"
ROWS = load_actors(FOLDER)
BY_ID = {row.id: row for row in ROWS}

UN_MEMBERS = Path(__file__).with_name("un_members.txt").read_text(encoding="utf-8").split()

# In world news, Brussels means the European Union; the other capitals are the state's own name, a saint's, Victoria,
# or "male".
NO_CAPITAL = {"belgium", "antigua-and-barbuda", "grenada", "maldives", "san-marino", "seychelles", "singapore"}
# "Congolese", "Dominican" and "Guinean" each belong to two states, so no row has them.
NO_ADJECTIVE = {"congo-kinshasa", "congo-brazzaville", "dominica", "dominican-republic", "guinea"}
TWO_STATES = {
    "korean",
    "koreans",
    "congolese",
    "dominican",
    "dominicans",
    "guinean",
    "guineans",
    "virgin islander",
    "virgin islanders",
}

# Titles that several people hold at the same time.
HELD_TOGETHER = {
    "Foreign Ministry Spokesman",
    "Foreign Ministry Spokeswoman",
    "Special Envoy",
    "Vice Premier",
    "Deputy Prime Minister",
    "Deputy Foreign Minister",
}

WORDS = {
    "the",
    "he",
    "she",
    "it",
    "who",
    "we",
    "they",
    "this",
    "that",
    "may",
    "will",
    "state",
    "west",
    "east",
    "north",
    "south",
    "male",
    "inc",
    "let",
    "reunion",
    "nice",
    "reading",
}


def folded(name: str) -> str:
    """A name as readers compare it: without case, accents and dots."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return plain.casefold().replace(".", "").replace("’", "'")


def test_files_load_and_are_as_large_as_promised():
    kinds = Counter(row.kind for row in ROWS)
    assert kinds[ActorKind.COUNTRY] >= 220
    assert kinds[ActorKind.PERSON] >= 500
    assert kinds[ActorKind.ORGANIZATION] + kinds[ActorKind.GROUP] >= 200
    assert kinds[ActorKind.PLACE] >= 100


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.name)
def test_file_is_sorted_by_id_and_written_as_the_tool_writes_it(path):
    rows = pytest.importorskip("training.rows")
    lines = [rows.json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert path.read_text(encoding="utf-8") == rows.as_file(lines), "run `python -m training.rows`"


def test_ids_are_slugs_a_button_can_carry():
    wrong = [row.id for row in ROWS if len(row.id) > 32 or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.id)]
    assert wrong == []


def test_every_row_says_where_it_comes_from_and_on_what_terms():
    assert {row.id for row in ROWS if not row.source or not row.licence} == set()
    assert {row.licence for row in ROWS} <= {"MIT", "Unicode-3.0 AND MIT"}
    assert {row.id for row in ROWS if ("CLDR" in row.source) != ("Unicode" in row.licence)} == set()


def test_a_name_means_one_actor():
    claims: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for name in (row.name, *row.aliases, *row.native):
            claims[folded(name)].add(row.id)
    assert {name: ids for name, ids in claims.items() if len(ids) > 1} == {}


def test_a_name_in_another_language_is_nobody_elses():
    claims: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for name in (row.name, *row.aliases, *row.native, *row.adjectives, *row.short, *row.capitals, *row.seats):
            claims[folded(name)].add(row.id)
    taken = {(row.id, name) for row in ROWS for name in row.exonyms if claims[folded(name)] - {row.id}}
    assert taken == set()


def test_an_adjective_means_one_actor_and_is_no_other_actors_name():
    claims: dict[str, set[str]] = defaultdict(set)
    names = {folded(name): row.id for row in ROWS for name in (row.name, *row.aliases)}
    for row in ROWS:
        for adjective in row.adjectives:
            claims[folded(adjective)].add(row.id)
            claims[folded(adjective)].add(names.get(folded(adjective), row.id))
    assert {adjective: ids for adjective, ids in claims.items() if len(ids) > 1} == {}
    assert claims.keys() & TWO_STATES == set()


def test_a_capital_or_seat_means_one_government():
    claims: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for name in (*row.capitals, *row.seats):
            claims[folded(name)].add(row.id)
    assert {name: ids for name, ids in claims.items() if len(ids) > 1} == {}


def test_only_israels_capitals_are_also_places_of_their_own():
    names = {folded(name): row.id for row in ROWS for name in (row.name, *row.aliases)}
    also = {name for row in ROWS for name in (*row.capitals, *row.seats) if names.get(folded(name), row.id) != row.id}
    assert also == {"Jerusalem", "Tel Aviv"}


def test_only_three_surnames_are_another_actors_name():
    names = {folded(name): row.id for row in ROWS for name in (row.name, *row.aliases, *row.adjectives, *row.capitals)}
    doubled = {short for row in ROWS for short in row.short if names.get(folded(short), row.id) != row.id}
    assert doubled == {"Montenegro", "Tatar", "Türk"}  # Luís Montenegro, Ersin Tatar, Volker Türk


def test_no_full_name_is_a_plain_word():
    # Capitals distinguish "WHO" from "who"; a name that is a word in any spelling would be found everywhere.
    found = {
        name
        for row in ROWS
        for name in (row.name, *row.aliases, *row.adjectives)
        if folded(name) in WORDS and not name.isupper()
    }
    assert found == set()


def test_names_are_clean():
    for row in ROWS:
        every = (row.name, *row.aliases, *row.native, *row.short, *row.adjectives, *row.capitals, *row.seats)
        for name in every:
            assert name == " ".join(name.split()), (row.id, name)
            assert len(name) >= 2 or not name.isascii(), (row.id, name)
        for names in (row.aliases, row.native, row.short, row.adjectives):
            assert len(set(names)) == len(names), row.id
        assert row.name not in row.aliases, row.id


def test_native_names_are_in_other_scripts():
    states = pytest.importorskip("training.states")
    assert [(row.id, name) for row in ROWS for name in row.native if states.is_latin(name)] == []
    assert [(row.id, name) for row in ROWS for name in row.aliases if not states.is_latin(name)] == []


def test_un_members_are_there_with_capital_and_adjective():
    assert len(UN_MEMBERS) == len(set(UN_MEMBERS)) == 193
    members = [BY_ID[member] for member in UN_MEMBERS]
    assert {row.id for row in members if row.kind is not ActorKind.COUNTRY} == set()
    assert {row.id for row in members if row.of} == set()
    assert {row.id for row in members if not row.capitals} == NO_CAPITAL
    assert {row.id for row in members if not row.adjectives} == NO_ADJECTIVE


def test_persons_belong_somewhere():
    assert [row.id for row in ROWS if row.kind is ActorKind.PERSON and row.of is None] == []


def first_day(text: str) -> date:
    year, month, day = (text + "-01-01").split("-")[:3]
    return date(int(year), int(month), int(day))


def last_day(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_days_of_a_date_to_the_day_month_or_year(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)


def test_offices_dates_parse_and_run_forward():
    for row in ROWS:
        for office in row.offices:
            if office.since and office.until:
                assert first_day(office.since) <= last_day(office.until), (row.id, office)
            for text in (office.since, office.until):
                assert text is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text), (row.id, office)
                assert text is None or first_day(text) <= last_day(text) < date(2100, 1, 1), (row.id, office)


def test_offices_stand_latest_first():
    for row in ROWS:
        since: dict[tuple[str, str | None], str] = {}
        for office in row.offices:
            key = (office.title, office.of)
            assert (office.since or "") < since.get(key, "9999"), (row.id, office)
            since[key] = office.since or ""


def spells() -> dict[tuple[str, str | None], list[tuple[date, date, KnownActor]]]:
    """The days on which each office was certainly held: from the last day that `since` may mean to the first that `until` may."""
    found = defaultdict(list)
    for row in ROWS:
        for office in row.offices:
            if office.since and office.title not in HELD_TOGETHER:
                until = first_day(office.until) if office.until else date.max
                found[office.title, office.of].append((last_day(office.since), until, row))
    return found


def test_an_office_has_one_holder_at_a_time():
    doubled = [
        (office, first[2].id, second[2].id)
        for office, holders in spells().items()
        for first, second in combinations(holders, 2)
        if max(first[0], second[0]) < min(first[1], second[1])
    ]
    assert doubled == []


def holder(title: str, of: str, day: str) -> set[str]:
    return {row.id for since, until, row in spells()[title, of] if since <= date.fromisoformat(day) < until}


# Who "the prime minister" was, on days of handover and in between.
@pytest.mark.parametrize(
    ("title", "of", "day", "who"),
    [
        ("President", "united-states", "2025-06-22", "donald-trump"),
        ("President", "united-states", "2016-06-01", "barack-obama"),
        ("President", "united-states", "2021-01-19", "donald-trump"),
        ("President", "united-states", "2021-01-20", "joe-biden"),
        ("Foreign Minister", "iran", "2025-06-23", "abbas-araghchi"),
        ("President", "russia", "2010-01-01", "dmitry-medvedev"),
        ("Prime Minister", "israel", "2022-03-01", "naftali-bennett"),
        ("Prime Minister", "israel", "2025-06-13", "benjamin-netanyahu"),
        ("Prime Minister", "united-kingdom", "2022-10-01", "liz-truss"),
        ("Prime Minister", "ireland", "2018-01-01", "leo-varadkar"),
        ("Taoiseach", "ireland", "2018-01-01", "leo-varadkar"),
        ("Chancellor", "germany", "2015-09-01", "angela-merkel"),
        ("Prime Minister", "japan", "2020-09-15", "shinzo-abe"),
        ("Director-General", "iaea", "2025-06-12", "rafael-grossi"),
        ("Secretary-General", "nato", "2022-02-24", "jens-stoltenberg"),
    ],
)
def test_the_holder_on_a_day(title, of, day, who):
    assert holder(title, of, day) == {who}
