from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import AskError
from bot.intake.documents import article, articles, plain_candidate
from bot.intake.files import KINDS, Document, paths
from bot.knowledge.shipped import SEEDS


def from_bytes(raw, suffix):
    return plain_candidate(Document(raw, KINDS[suffix], "the file")).article


def test_a_text_file_is_an_article_named_by_its_words(tmp_path):
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("Russia said no.\r\n", encoding="utf-8")
    other.write_text("Russia said no.", encoding="utf-8")
    assert article(one).text == "Russia said no."
    assert article(one).id == article(other).id
    assert len(article(one).id) == 12


def test_front_matter_gives_title_outlet_address_and_date(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: A day\noutlet: The Paper\nurl: https://example.org/a\npublished: 2025-06-23\n---\nRussia said no.\n",
        encoding="utf-8",
    )
    found = article(path)
    assert (found.title, found.outlet, found.url, found.published, found.text) == (
        "A day",
        "The Paper",
        "https://example.org/a",
        "2025-06-23",
        "Russia said no.",
    )


def test_the_files_own_date_goes_before_the_one_given(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\npublished: 2025-06~\n---\nText.", encoding="utf-8")
    assert article(path, "2020-01-01").published == "2025-06~"
    plain = tmp_path / "b.txt"
    plain.write_text("Text.", encoding="utf-8")
    assert article(plain, "2020-01-01").published == "2020-01-01"


def test_a_page_is_its_text_without_menus_and_scripts():
    page = b"""<html><head><title>A &amp; B</title><script>var x = "Russia said no";</script></head><body><nav>Home</nav>
      <h1>Heading</h1><p>Russia said <b>no</b> to\n Iran.</p><p>It rained.</p><footer>Copyright</footer></body></html>"""
    found = from_bytes(page, ".html")
    assert found.title == "Heading"
    assert [line for line in found.text.split("\n") if line] == ["Russia said no to Iran.", "It rained."]


@settings(max_examples=40)
@given(st.text(alphabet="<>/pscript!-article &;\"'=a\n"))
def test_any_page_is_read_or_refused_in_words(text):
    with suppress(AskError):  # a page without text is refused
        assert from_bytes(text.encode(), ".html").text


@pytest.mark.parametrize(
    ("raw", "suffix", "says"),
    [
        (b"\x00\x01\x02\x03PNG" * 20, ".txt", "not text I can read"),
        (b"  \n ", ".txt", "contains no text"),
        # nothing but a mark of the encoding, damage, or punctuation
        (b"\xff\xfe\x00", ".txt", "contains no text"),
        (b"\xef\xbb\xbf", ".txt", "contains no text"),
        ("… — ·".encode(), ".txt", "contains no text"),
        (b"#\n", ".md", "contains no text"),
        (b"---\ntitle: A\n---\n", ".md", "contains no text"),
        (b"", ".html", "contains no text"),
        (b" \n", ".html", "contains no text"),
        (b"<html><body></body></html>", ".html", "no article text"),
        (b"---\ndate: soon\n---\ntext", ".md", "is not a date"),
        (b"---\ntitle: [\n---\ntext", ".md", "front matter"),
        (b"---\npublished: soon\n---\ntext", ".md", "is not a date"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(raw, suffix, says):
    with pytest.raises(AskError, match=says):
        from_bytes(raw, suffix)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("published: 2025-06", "2025-06"),
        # as site generators write it
        ("date: 2025-06-23", "2025-06-23"),
        ("date: 2025-06-23 22:30:00 -0400", "2025-06-23"),
        ("date: June 23, 2025", "2025-06-23"),
        ("pubDate: Mon, 23 Jun 2025 08:00:00 GMT", "2025-06-23"),
        ("publishDate: '2025-06-23T08:00:00+02:00'", "2025-06-23"),
        # ours goes first
        ("date: 2025-06-24\npublished: 2025-06-23~", "2025-06-23~"),
        ("updated: 2025-06-23", None),
    ],
)
def test_front_matter_states_the_day(head, day):
    assert from_bytes(f"---\n{head}\n---\nRussia said no.".encode(), ".md").published == day


@pytest.mark.parametrize(
    ("head", "credit"),
    [
        ("credit: Contributors of Wikinews\nlicence: CC BY 2.5", "Contributors of Wikinews, CC BY 2.5"),
        # one of the two
        ("credit: The Wire", "The Wire"),
        ("licence: public domain", "public domain"),
        ("title: A", None),
    ],
)
def test_front_matter_may_say_whose_text_it_is(head, credit):
    assert from_bytes(f"---\n{head}\n---\nText.".encode(), ".md").credit == credit


def test_a_folder_is_its_files_by_name(tmp_path):
    for name in ("b.txt", "a.md", "c.html", "picture.png"):
        (tmp_path / name).write_text("<p>Text.</p>", encoding="utf-8")
    assert [path.name for path in paths(tmp_path)] == ["a.md", "b.txt", "c.html"]
    assert len(list(articles(tmp_path))) == 3


def test_a_missing_path_is_named(tmp_path):
    with pytest.raises(AskError, match="nowhere"):
        list(paths(tmp_path / "nowhere.txt"))


def test_the_seed_says_its_date_is_approximate():
    seed = article(SEEDS / "russia-iran.md")
    assert (seed.title, seed.outlet, seed.url, seed.published) == (None, None, None, "2025-06-23~")
    assert seed.text.startswith("Russia is in the spotlight again—but this time")
