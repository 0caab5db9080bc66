"""Tests that text from anywhere shows as plain text: no markup, no ping, no changed direction, no disguised link."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.article import Span
from bot.render.markdown import _HALF_PAIR, bold, escape, link, quoted
from bot.wording import shortened

MARKUP = re.compile(r"[\\`*_~|<>\[\]()#]")


def unescaped(markdown: str) -> str:
    """The characters that Discord's parser would still interpret: not a backslash and the punctuation after it."""
    return re.sub(r"\\[!-/:-@\[-`{-~]", ".", markdown)


def shown(markdown: str) -> str:
    """What a reader sees of escaped text."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\u200b", "")


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("plain words, 3.5% of them – “quoted”", "plain words, 3.5% of them – “quoted”"),
        ("**bold** and *italic*", r"\*\*bold\*\* and \*italic\*"),
        ("__under__ and _it_ and snake_case", r"\_\_under\_\_ and \_it\_ and snake\_case"),
        ("~~gone~~", r"\~\~gone\~\~"),
        ("||hidden||", r"\|\|hidden\|\|"),
        ("`code` ```block```", r"\`code\` \`\`\`block\`\`\`"),
        ("# heading", r"\# heading"),
        ("-# small", r"-\# small"),
        ("> quote", r"\> quote"),
        ("[text](https://evil.example)", r"\[text\]\(https:\/\/evil.example\)"),
        ("https://evil.example", r"https:\/\/evil.example"),
        # Mentions, channels, roles, custom emoji, timestamps and commands all begin with <.
        (
            "<@1> <#2> <@&3> <:x:4> <t:5> </ask:6>",
            "\\<@\u200b1\\> \\<\\#2\\> \\<@\u200b&3\\> \\<:x:4\\> \\<t:5\\> \\</ask:6\\>",
        ),
        ("@everyone @here", "@\u200beveryone @\u200bhere"),
        # A list marker counts only at the start of a line; a minus inside is a minus.
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("1. first", r"1\. first"),
        ("23) item", r"23\) item"),
        ("a - b", "a - b"),
        ("-5 degrees", "-5 degrees"),
        # The start of a line may be the whole text: what follows it is bold.
        ("-", r"\-"),
        ("1.", r"1\."),
        # A backslash must not undo the escape after it.
        (r"\*", r"\\\*"),
        ("\\", "\\\\"),
        # Everything is on one line: a heading or quote can't begin in the middle.
        ("a\n# b\n> c", r"a \# b \> c"),
        ("a\rb\x0bc\u2028d", "a b c d"),
        # Characters that reverse or hide text.
        ("\u202egnp.exe\u202c\u2066x\u2069\u061c", "gnp.exex"),
        ("ev\u200bery\u200done\ufeff\u00ad", "everyone"),
        ("@\u2060everyone", "@\u200beveryone"),
        ("bell\x07 null\x00 escape\x1b[31m", r"bell null escape\[31m"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("", ""),
    ],
)
def test_escape(text: str, markdown: str) -> None:
    assert escape(text) == markdown


@given(st.text() | st.text(alphabet="\\*_[]()<>@#-1.\n /:h\u202e "))
@settings(max_examples=300, deadline=None)
def test_nothing_of_any_text_is_read_as_markup_and_its_words_stay(text: str) -> None:
    markdown = escape(text)
    assert not MARKUP.search(unescaped(markdown))
    assert "://" not in markdown
    assert not re.search("@(?!\u200b)", markdown)
    assert not re.match(r"[-+]\s|\d+[.)]\s", markdown)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cn", "Cs"])))
@settings(max_examples=200, deadline=None)
def test_every_visible_letter_stays(text: str) -> None:
    assert shown(escape(text)) == " ".join(text.split())


@given(st.text(alphabet="ab\\*_[@ :/1.-\u202e"), st.integers(2, 12))
@settings(max_examples=300, deadline=None)
def test_beyond_a_limit_nothing_of_a_text_matters(text: str, limit: int) -> None:
    whole = escape(text)
    cut = whole if len(whole) <= limit else _HALF_PAIR.sub(r"\1…", shortened(whole, limit))
    assert escape(text, limit) == cut


@given(st.text(alphabet="ab\\*_[@ :/"), st.integers(2, 40))
@settings(max_examples=300, deadline=None)
def test_a_limit_counts_markdown_and_leaves_no_half_escape(text: str, limit: int) -> None:
    markdown = escape(text, limit)
    assert len(markdown) <= limit
    assert not MARKUP.search(unescaped(markdown))


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Russia", "**Russia**"),
        ("a*b", r"**a\*b**"),
        # Four asterisks would be visible.
        ("", ""),
        (" ", ""),
        ("\u200b", ""),
    ],
)
def test_bold(text: str, markdown: str) -> None:
    assert bold(text) == markdown


@pytest.mark.parametrize(
    ("text", "marked", "limit", "markdown"),
    [
        ("Russia condemned it.", [(7, 16)], 100, "> Russia **condemned** it."),
        ("Russia condemned it.", [], 100, "> Russia condemned it."),
        # Spaces at the ends of a span stay outside the asterisks, or these would be visible.
        ("Russia condemned it.", [(6, 17)], 100, "> Russia **condemned** it."),
        # Spans that touch are merged: `****` would be visible.
        ("Russia condemned it.", [(0, 6), (7, 16)], 100, "> **Russia condemned** it."),
        ("Russia condemned it.", [(0, 10), (3, 16)], 100, "> **Russia condemned** it."),
        ("Russia condemned it.", [(5, 5)], 100, "> Russia condemned it."),
        # A dash before a bold word is not a list.
        ("- Condemned.", [(2, 11)], 100, r"> \- **Condemned**."),
        ("1. Condemned.", [(3, 12)], 100, r"> 1\. **Condemned**."),
        # Shortened around the first span, with a sign that it is.
        ("a" * 50 + " struck " + "b" * 50, [(51, 57)], 30, "> … aaaaa **struck** bbbbbbb …"),
        # A sentence starts at its beginning if that leaves room after the span.
        ("On Thursday, the union struck in every harbour.", [(23, 29)], 44, "> On Thursday, the union **struck** in …"),
        ("On Thursday, the union of the harbours struck.", [(39, 45)], 40, "> … union of the harbours **struck**."),
        # Backslashes take up room, but no more than needed.
        ("[" * 10 + " struck the harbour again", [(11, 17)], 50, "> " + r"\[" * 10 + " **struck** the harbour …"),
    ],
)
def test_quoted(text: str, marked: list[tuple[int, int]], limit: int, markdown: str) -> None:
    assert quoted(text, [Span(*span) for span in marked], limit) == markdown


@given(
    st.text(alphabet="ab *_\\-1.@:/\u202e\n", max_size=300),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=30),
    st.integers(40, 200),
)
@settings(max_examples=300, deadline=None)
def test_a_quote_of_anything_is_one_line_within_its_limit(text: str, marked: list[tuple[int, int]], limit: int) -> None:
    markdown = quoted(text, [Span(*span) for span in marked], limit)
    assert len(markdown) <= limit
    assert "\n" not in markdown
    assert markdown.startswith(">")
    assert "****" not in unescaped(markdown)
    assert not MARKUP.search(unescaped(markdown[1:]).replace("**", ""))


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("http://news.example:8080/a?b=c&d=%20#e", "http://news.example:8080/a?b=c&d=%20#e"),
        # What would end the link early, or begin another, is percent-encoded.
        ("https://news.example/(a)", "https://news.example/%28a%29"),
        ("https://news.example/a>b) [c](d", "https://news.example/a%3Eb%29%20%5Bc%5D%28d"),
        ("https://news.example/a\nb", "https://news.example/a%0Ab"),
        ("https://news.example/ж", "https://news.example/%D0%B6"),
        # Not a web page, or not where it seems to lead.
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//news.example", None),
        ("news.example", None),
        ("https://bank.example@evil.example", None),
        ("https://@evil.example", None),
        ("https://:secret@evil.example", None),
        ("https://good.example\\@evil.example", None),
        ("https://good.example evil.example/", None),
        ("https://[::1]/", None),
        ("https://[broken", None),
        ("https://", None),
        ("https://news.example/" + "ж" * 100, None),
        ("\udce9https://news.example", None),
        ("", None),
        (None, None),
    ],
)
def test_link(url: str | None, address: str | None) -> None:
    assert link("A [title]", url) == (f"[A ［title］](<{address}>)" if address else r"A \[title\]")


URL = "https://news.example/a"


# Discord undoes no escape in a link's words: readers see every backslash.
@pytest.mark.parametrize(
    ("title", "words"),
    [
        # Characters without meaning inside a line stay unchanged.
        ("Iran (Tehran): 5% & #1", "Iran (Tehran): 5% & #1"),
        # Emphasis of every kind, code, spoilers.
        ("*BREAKING* **now**", "∗BREAKING∗ ∗∗now∗∗"),
        ("snake_case __x__", "snakeˍcase ˍˍxˍˍ"),
        ("~~gone~~ ||hidden|| `code`", "∼∼gone∼∼ ∣∣hidden∣∣ ˋcodeˋ"),
        # Characters that would end the words or begin another link.
        ("[Update] a](https://evil.example) b", "［Update］ a］(https:∕∕evil.example) b"),
        # A link whose words look like an address is not shown as one.
        ("see https://evil.example", "see https:∕∕evil.example"),
        # Mentions, emoji, moments and commands begin with <.
        ("<@1> <#2> <t:5>", "‹@\u200b1› ‹#2› ‹t:5›"),
        # A backslash would be visible, and remove no meaning.
        ("C:\\temp \\*", "C:∖temp ∖∗"),
        # What begins a line, because the words are parsed separately.
        ("# heading", "＃ heading"),
        ("### heading", "＃＃＃ heading"),
        ("-# small", "‐# small"),
        ("- item", "‐ item"),
        ("+ item", "＋ item"),
        ("1. first", "1․ first"),
        ("-5 degrees, 1.5 more", "-5 degrees, 1.5 more"),
        ("#MeToo", "#MeToo"),
    ],
)
def test_the_words_of_a_link_need_no_escape(title: str, words: str) -> None:
    assert link(title, URL) == f"[{words}](<{URL}>)"


HOSTILE = st.text(alphabet="ab\\`*_~|<>[]()#-+.1@:/ \n\u202e\u200b")


@given(st.text() | HOSTILE, st.none() | st.integers(2, 60))
@settings(max_examples=400, deadline=None)
def test_a_link_of_any_title_is_one_link_whose_words_mean_nothing(title: str, limit: int | None) -> None:
    markdown = link(title, URL, limit)
    if not markdown:
        return
    parts = re.fullmatch(rf"\[(.+)\]\(<{re.escape(URL)}>\)", markdown)
    assert parts
    assert not re.search(r"[\\`*_~|<>\[\]\n]|://", parts[1])
    assert not re.match(r"(?:#{1,3}|[-+]|-#|\d+\.)(?:\s|$)", parts[1])
    assert limit is None or len(parts[1]) <= limit


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Z"]), min_size=1))
@settings(max_examples=300, deadline=None)
def test_a_title_in_a_link_keeps_its_length_and_every_sign_that_means_nothing(title: str) -> None:
    words = link(title, URL).removeprefix("[").removesuffix(f"](<{URL}>)").replace("\u200b", "")
    assert len(words) == len(title)
    assert all(now == was or was in "\\`*_~|<>[]/#-+." for now, was in zip(words, title, strict=True))


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [("a" * 5, 5, "a" * 5), ("a" * 6, 5, "aaaa…"), ("a*b", 4, "a\\*b"), ("a*bc", 4, "a\\*…")],
)
def test_the_limit_counts_what_is_escaped(text: str, limit: int, shown: str) -> None:
    assert escape(text, limit) == shown
