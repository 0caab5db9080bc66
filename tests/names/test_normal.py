"""Tests that spellings of one name become equal, and that normalising twice changes nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FaultError
from bot.names import Spellings, load_spellings, plain, sound


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  Recep Tayyip ERDOĞAN ", "recep tayyip erdogan"),
        ("U.S.", "united states"),
        ("J. F. K.", "jfk"),
        ("J.F. Kennedy", "jf kennedy"),
        ("Iran's", "iran"),
        ("Iran’s foreign minister", "iran foreign minister"),
        ("Mr. Putin", "putin"),
        ("Dr", "dr"),  # nothing else is left
        ("Владимир Путин", "vladimir putin"),
        ("Αθήνα", "athina"),
        ("Łódź", "lodz"),
        ("Mu\u200dham\u00admad", "mohammed"),
        ("\u200fعباس عراقچی\u200e", "عباس عراقچي"),
        ("習近平", "習近平"),
        ("🦆🦆", ""),
        ("POTUS", "president united states"),
        ("ＵＮ Security\nCouncil", "united nations security council"),
        ("Robert'); DROP TABLE names;--", "robert drop table names"),
    ],
)
def test_normal_form(spellings: Spellings, text: str, normal: str) -> None:
    assert plain(text, spellings) == normal


@pytest.mark.parametrize(
    "variants",
    [
        ("Zelensky", "Zelenskyy", "Selenskyj", "Zelenskiy", "Зеленський"),
        ("Kyiv", "Kiev", "KYIV", "Київ", "Kyyiv"),
        ("al-Sisi", "el-Sisi", "Al Sisi", "AL-SISI"),
        ("ash-Sharaa", "al-Sharaa"),
        ("Ban Ki-moon", "Ban Ki moon", "ban ki‑moon"),
        ("Xi'an", "Xi’an", "Xian"),
        ("Muammar Gaddafi", "Muammar Qaddafi", "Muammar Kadhafi"),
        ("Nikos Christodoulides", "Nikos Christodoulidis", "Nicos Christodoulides")[::2],
        ("Mohammed Hussein", "Muhammad Husayn", "Mohamad Hossein"),
    ],
)
def test_variants_sound_alike(spellings: Spellings, variants: tuple[str, ...]) -> None:
    assert len({tuple(map(sound, plain(variant, spellings).split())) for variant in variants}) == 1


_SIGNS = st.sampled_from(list("abmrsuUzy.'’- \u200d\u200féßİıжщ習אى٣_/🦆")) | st.characters()


@settings(max_examples=300, deadline=None)
@given(
    st.text(_SIGNS, max_size=30)
    | st.lists(
        st.sampled_from(["mr", "u", "s", "dr", "m", "r", "potus", "kyiv", "el-", "as-s", ".", "'s"]), max_size=8
    ).map(" ".join)
)
def test_normalising_twice_changes_nothing(spellings: Spellings, text: str) -> None:
    normal = plain(text, spellings)
    assert plain(normal, spellings) == normal


def test_a_long_paste_costs_no_more_than_a_name(spellings: Spellings) -> None:
    assert len(plain("word " * 100_000, spellings)) < 1000


def test_a_spelling_that_leads_on_to_another_is_refused(tmp_path, spellings: Spellings) -> None:
    (tmp_path / "names.toml").write_text(
        'honorifics=[]\nsmall=[]\nparticles=[]\nweak=[]\nnicknames=[]\nsynonyms=[]\nsame=[["b","a"],["c","b"]]\nmonths=[]\n'
        + "".join(
            f"{table}=[]\n" for table in ("governing", "former", "leading", "chiefs", "done_by", "done_to", "mutual")
        )
        + "[letters.x]\n",
        encoding="utf-8",
    )
    (tmp_path / "everyday.toml").write_text('words = ""\nverbs = ""\n', encoding="utf-8")
    with pytest.raises(FaultError, match="which has another spelling itself"):
        load_spellings(tmp_path)


def test_a_missing_file_is_a_fault_that_names_it(tmp_path) -> None:
    with pytest.raises(FaultError, match=r"names\.toml"):
        load_spellings(tmp_path)
