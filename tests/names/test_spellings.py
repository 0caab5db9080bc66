"""Tests that spellings are loaded table by table, and that a contradictory file ends the start with a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import FaultError
from bot.knowledge.shipped import DATA
from bot.names import load_spellings

if TYPE_CHECKING:
    from pathlib import Path

FILE = """
honorifics = ["mr", "dr"]
small = ["of", "the"]
particles = ["al"]
weak = ["president", "operation"]
governing = ["government"]
former = ["former"]
leading = ["king"]
chiefs = ["director"]
done_by = ["by"]
done_to = ["on"]
mutual = ["meet"]
nicknames = [["william", "bill", "will"], ["will", "wilfred"]]
same = [["united states", "usa", "us"], ["korea", "corea"]]
synonyms = [["agreement", "deal"], ["attack", "strike"]]
months = [["january", "jan"], ["february", "feb"]]

[letters.cyrillic]
"ж" = "zh"

[letters.other]
"ø" = "o"
"""


def written(folder: Path, text: str) -> Path:
    (folder / "names.toml").write_text(text, encoding="utf-8")
    (folder / "everyday.toml").write_text('words = "villa oil"\nverbs = "mediate"', encoding="utf-8")
    return folder


def test_each_table_is_where_it_belongs(tmp_path: Path) -> None:
    known = load_spellings(written(tmp_path, FILE))
    assert "жø".translate(dict(known.letters)) == "zho"
    assert known.same == {"usa": ("united", "states"), "us": ("united", "states"), "corea": ("korea",)}
    assert (known.honorifics, known.small, known.particles) == ({"mr", "dr"}, {"of", "the"}, {"al"})
    assert known.roles == {"president", "operation", "government"}
    assert known.weak == {"of", "the", "al", "president", "operation", "government"}
    assert (known.governing, known.former, known.leading) == ({"government"}, {"former"}, {"king"})
    assert (known.chiefs, known.done_by, known.done_to, known.mutual) == ({"director"}, {"by"}, {"on"}, {"meet"})
    assert known.months == ("", "january", "february")
    assert known.everyday == {"villa", "oil", "mediate", *known.synonyms, *known.weak}
    assert known.synonyms == {
        "agreement": "agreement", "deal": "agreement", "attack": "attack", "strike": "attack",
        "january": "january", "jan": "january", "february": "february", "feb": "february",
    }  # fmt: skip


def test_a_nickname_leads_both_ways_over_all_its_rows_and_not_to_itself(tmp_path: Path) -> None:
    known = load_spellings(written(tmp_path, FILE)).nicknames
    assert known == {
        "william": {"bill", "will"},
        "bill": {"william", "will"},
        "will": {"william", "bill", "wilfred"},
        "wilfred": {"will"},
    }


WRONG = [
    ("[[", "can't be used"),
    (FILE.replace('former = ["former"]', ""), "KeyError"),
    (FILE.replace('small = ["of", "the"]', "small = 3"), "can't be used"),
    # a chain, which would be followed only halfway
    (FILE.replace('["korea", "corea"]', '["corea", "choson"], ["korea", "corea"]'), "'choson' is replaced by 'corea'"),
    # an honorific would be dropped before it is looked up
    (FILE.replace('["korea", "corea"]', '["doctor", "dr"]'), "'dr' is replaced by 'doctor'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_invalid_spellings_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FaultError, match=said):
        load_spellings(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match=r"names\.toml can't be used"):
        load_spellings(tmp_path)
    (tmp_path / "names.toml").write_text(FILE, encoding="utf-8")
    with pytest.raises(FaultError, match=r"everyday\.toml can't be used"):
        load_spellings(tmp_path)


# Someone who leaves a network has not agreed on a truce.
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ceasefire", "truce", True),
        ("ceasefire", "withdrawal", False),
        ("truce", "retreat", False),
        ("withdrew", "pullout", True),
        ("deal", "ceasefire", False),
    ],
)
def test_words_for_what_happened_stand_for_each_other_only_where_they_mean_one_thing(
    one: str, other: str, same: bool
) -> None:
    synonyms = load_spellings(DATA).synonyms
    assert (synonyms.get(one, one) == synonyms.get(other, other)) == same
