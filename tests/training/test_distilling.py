"""Tests the distilling script's own logic, without the packages it needs."""

import pytest

from training.rows import as_file, one_line
from training.states import Known, drop_contested, exonyms, is_latin, merge, parse_table, with_plurals

SWISS = "CH|switzerland||Swiss Confederation|Swiss|Bern;Berne|\n"
ANGOLA = "AO|angola|||||\n"


def test_table_reads_lists_nothing_and_never():
    (row,) = parse_table("# a comment\n\nKP|north-korea||DPRK; D.P.R.K.|!||\n")
    assert (row.code, row.id, row.name) == ("KP", "north-korea", "")
    assert row.aliases == ("DPRK", "D.P.R.K.")
    assert row.adjectives == ()  # ## "!": deliberately none
    assert row.capitals is None  # empty: the data sets' word goes


def test_table_refuses_a_line_of_the_wrong_shape():
    with pytest.raises(ValueError, match=r"not five to nine fields: XX\|nowhere"):
        parse_table("XX|nowhere\n")


@pytest.mark.parametrize(
    ("demonym", "expected"),
    [
        ("Angolan", ("Angolan", "Angolans")),
        ("Bhutanese", ("Bhutanese",)),
        ("Swiss", ("Swiss",)),
        ("French", ("French",)),
        ("Antiguan,Barbudan", ("Antiguan", "Antiguans", "Barbudan", "Barbudans")),
        ("", ()),
    ],
)
def test_plurals_of_demonyms(demonym, expected):
    assert with_plurals(demonym) == expected


@pytest.mark.parametrize(
    ("name", "latin"),
    [("Côte d’Ivoire", True), ("Việt Nam", True), ("Россия", False), ("中国", False), ("ایران", False)],
)
def test_scripts(name, latin):
    assert is_latin(name) is latin


def test_the_editors_word_goes_first():
    (row,) = parse_table(SWISS)
    merged = merge(row, Known("Switzerland", ("Switzerland", "Schweiz", "瑞士"), capital="Zurich", demonym="Helvetian"))
    assert merged["name"] == "Switzerland"
    assert merged["aliases"] == ["Swiss Confederation", "Schweiz"]
    assert merged["native"] == ["瑞士"]
    assert (merged["adjectives"], merged["capitals"]) == (["Swiss"], ["Bern", "Berne"])
    assert (merged["source"], merged["licence"]) == ("CLDR (babel), Attaché editors", "Unicode-3.0 AND MIT")


def test_empty_fields_come_from_countryinfo():
    (row,) = parse_table(ANGOLA)
    merged = merge(row, Known("Angola", ("Angola",), capital="Luanda", demonym="Angolan"))
    assert (merged["adjectives"], merged["capitals"]) == (["Angolan", "Angolans"], ["Luanda"])
    assert merged["source"] == "CLDR (babel), countryinfo, Attaché editors"


def test_a_name_of_two_states_stays_only_where_the_editors_put_it():
    guinea, bissau = (
        {"id": id_, "name": id_, "aliases": ["Guinée", "Guinea"], "native": ["几内亚"]}
        for id_ in ("guinea", "guinea-bissau")
    )
    drop_contested([guinea, bissau], chosen={"guinea"})
    assert guinea["aliases"] == ["Guinea"]
    assert guinea["native"] == bissau["native"] == []


@pytest.mark.parametrize(
    ("elsewhere", "kept"),
    [
        (["Alemania", "Německo", "Alemania"], ["Alemania", "Německo"]),
        # A known name with an accent or with one wrong letter is found without being listed; in four letters, one
        # wrong letter makes another word.
        (["Gérmany", "Germanу", "Deutschland"], []),
        (["Irak"], ["Irak"]),
        # An English word, and letters that are also a body's acronym.
        (["Island", "Séc"], []),
    ],
)
def test_a_name_elsewhere_is_kept_where_it_is_another(elsewhere: list[str], kept: list[str]) -> None:
    known = ("Germany", "Deutschland") if elsewhere != ["Irak"] else ("Iraq",)
    assert exonyms(elsewhere, known) == kept


def test_a_name_elsewhere_gives_way_to_any_other_name():
    rows = [
        {"id": "a", "name": "Austria", "aliases": [], "native": [], "exonyms": ["Oostenrijk", "Swiss"]},
        {"id": "b", "name": "Switzerland", "aliases": [], "native": [], "adjectives": ["Swiss"], "exonyms": ["Suiza"]},
    ]
    drop_contested(rows, chosen=set())
    assert [row["exonyms"] for row in rows] == [["Oostenrijk"], ["Suiza"]]


def test_a_line_is_compact_and_leaves_out_what_is_empty():
    row = {"licence": "MIT", "id": "gaza", "name": "Gaza", "kind": "place", "aliases": [], "of": None, "source": "us"}
    assert one_line(row) == '{"id":"gaza","name":"Gaza","kind":"place","source":"us","licence":"MIT"}'
    with pytest.raises(ValueError, match="gaza: no such field: alias"):
        one_line({**row, "alias": ["x"]})


def test_a_file_is_sorted_by_id():
    assert [line[7] for line in as_file([{"id": "b"}, {"id": "a"}]).splitlines()] == ["a", "b"]
