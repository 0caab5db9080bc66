"""Tests how the page renders Discord's markdown, in a real browser."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from bot.render.markdown import link

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

RENDER = """async ([source]) => {
    const { renderMarkdown } = await import("http://page.test/markdown.js");
    const box = document.createElement("div");
    const known = { 1: "Mia", 2: "general", 3: "Editors" };
    box.append(renderMarkdown(source, { user: (id) => known[id] ?? null, channel: (id) => known[id] ?? null, role: (id) => known[id] ?? null }));
    return box.innerHTML;
}"""

TIME_TITLE = re.compile(r'(?<=Z") title="[^"]*"')
"""A moment in words, which depend on the browser."""

LINK = '<a href="https://x.org/" target="_blank" rel="noopener noreferrer" title="https://x.org/">'

TABLE = [
    # plain text is unchanged, and HTML is text
    ("just words", "just words"),
    ("<b>no</b> & <script>alert(1)</script>", "&lt;b&gt;no&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;"),
    ("two\nlines", "two\nlines"),
    # emphasis
    ("*a* _b_", "<em>a</em> <em>b</em>"),
    ("**a** __b__ ~~c~~", "<strong>a</strong> <u>b</u> <s>c</s>"),
    ("***a***", "<em><strong>a</strong></em>"),
    ("___a___", "<em><u>a</u></em>"),
    ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
    ("__**a**__", "<u><strong>a</strong></u>"),
    ("**over\ntwo lines**", "<strong>over\ntwo lines</strong>"),
    # a star next to a space is a star; a multiplication is not italic
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("x * a*", "x * a*"),
    ("*a *", "*a *"),
    # an underscore inside a word does not end italics
    ("snake_case_name", "snake_case_name"),
    # unclosed markup is text
    ("**a", "**a"),
    ("~~a", "~~a"),
    ("||a", "||a"),
    ("`a", "`a"),
    ("****", "****"),
    # a backslash removes the meaning of a markup character, and only of those
    (r"\*a\* \_b\_ \`c\` \\", r"*a* _b_ `c` \\".replace("\\\\", "\\")),
    (r"\a \1", r"\a \1"),
    (r"**a\** b**", "<strong>a** b</strong>"),
    ("¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯"),
    # headings need the start of a line and a space; four signs are not a heading
    ("# a", '<h3 class="md-h1">a</h3>'),
    ("## a\nb", '<h4 class="md-h2">a</h4>b'),
    ("### **a**", '<h5 class="md-h3"><strong>a</strong></h5>'),
    ("#### a", "#### a"),
    ("#a", "#a"),
    ("a # b", "a # b"),
    ("a\n# b", 'a\n<h3 class="md-h1">b</h3>'),
    ("# ", "# "),
    # small text
    ("-# a *b*", "<small>a <em>b</em></small>"),
    ("-#a", "-#a"),
    ("x -# a", "x -# a"),
    # quotes: one line, several, the rest; never nested
    ("> a", "<blockquote>a</blockquote>"),
    ("> a\n> b\nc", "<blockquote>a\nb</blockquote>c"),
    ("> **a**\n> # b", '<blockquote><strong>a</strong>\n<h3 class="md-h1">b</h3></blockquote>'),
    (">a", "&gt;a"),
    ("a > b", "a &gt; b"),
    (">>> a\nb\n\nc", "<blockquote>a\nb\n\nc</blockquote>"),
    ("> > a", "<blockquote>&gt; a</blockquote>"),
    # lists
    ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    ("* a", "<ul><li>a</li></ul>"),
    ("* a*", "<ul><li>a*</li></ul>"),
    ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
    ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
    ("- a\n  1. b", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
    ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
    ("- a\n  more", "<ul><li>a\nmore</li></ul>"),
    ("- **a**\nb", "<ul><li><strong>a</strong></li></ul>b"),
    ("-a", "-a"),
    ("1.a", "1.a"),
    # code: markup inside is text
    ("`**a**`", "<code>**a**</code>"),
    ("`` a`b ``", "<code> a`b </code>"),
    ("`` `a` ``", "<code>`a`</code>"),
    ("```\n**a**\n<b>\n```", '<pre tabindex="0"><code>**a**\n&lt;b&gt;</code></pre>'),
    ("```py\na\n```b", '<pre tabindex="0"><code data-language="py">a</code></pre>b'),
    ("```one line```", '<pre tabindex="0"><code>one line</code></pre>'),
    ("a ```b``` c", 'a <pre tabindex="0"><code>b</code></pre> c'),
    ("```", "```"),
    # masked links lead only to the web, show where, and may not look like another address
    (
        "[a](https://x.org)",
        '<a href="https://x.org/" target="_blank" rel="noopener noreferrer" title="https://x.org/">a</a>',
    ),
    (
        "[a](<https://x.org>)",
        '<a href="https://x.org/" target="_blank" rel="noopener noreferrer" title="https://x.org/">a</a>',
    ),
    (
        "[**a**](http://x.org/b_c_d)",
        '<a href="http://x.org/b_c_d" target="_blank" rel="noopener noreferrer" title="http://x.org/b_c_d"><strong>a</strong></a>',
    ),
    (
        "[a](https://x.org/b_(c))",
        '<a href="https://x.org/b_(c)" target="_blank" rel="noopener noreferrer" title="https://x.org/b_(c)">a</a>',
    ),
    # escapes in a link's words are not undone: backslashes show, and remove no meaning
    (r"[a \(b\) \#](https://x.org)", LINK + r"a \(b\) \#</a>"),
    (r"[\*a\*](https://x.org)", LINK + "\\<em>a\\</em></a>"),
    (r"[\_\_a\_\_ b](https://x.org)", LINK + r"\_\<em>a\</em>\_ b</a>"),
    (r"[a\\b](https://x.org)", LINK + r"a\\b</a>"),
    ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
    ("[a](data:text/html,x)", "[a](data:text/html,x)"),
    ("[a](/local)", "[a](/local)"),
    ("[a] (https", "[a] (https"),
    # bare addresses, without the sentence's punctuation
    (
        "see https://x.org/a.",
        'see <a href="https://x.org/a" target="_blank" rel="noopener noreferrer" title="https://x.org/a">https://x.org/a</a>.',
    ),
    (
        "(https://x.org/a)",
        '(<a href="https://x.org/a" target="_blank" rel="noopener noreferrer" title="https://x.org/a">https://x.org/a</a>)',
    ),
    (
        "<https://x.org/>",
        '<a href="https://x.org/" target="_blank" rel="noopener noreferrer" title="https://x.org/">https://x.org/</a>',
    ),
    ("xhttps://x.org", "xhttps://x.org"),
    ("https://", "https://"),
    # mentions become names; everyone is only a word
    ("<@1> <@!1>", '<span class="mention"><bdi>@Mia</bdi></span> <span class="mention"><bdi>@Mia</bdi></span>'),
    ("<#2> <@&3>", '<span class="mention"><bdi>#general</bdi></span> <span class="mention"><bdi>@Editors</bdi></span>'),
    ("<@9>", '<span class="mention"><bdi>@unknown-user</bdi></span>'),
    ("</stance:12>", '<span class="mention"><bdi>/stance</bdi></span>'),
    ("@everyone @here", "@everyone @here"),
    ("<:wave:12> <a:wave:12>", '<span class="emoji-name">:wave:</span> <span class="emoji-name">:wave:</span>'),
    # moments, in the reader's zone
    (
        "<t:1750636800:D>",
        '<time class="timestamp" datetime="2025-06-23T00:00:00.000Z">23 June 2025</time>',
    ),
    (
        "<t:1750636800>",
        '<time class="timestamp" datetime="2025-06-23T00:00:00.000Z">23 June 2025 at 02:00</time>',
    ),
    (
        "<t:1750636800:t>",
        '<time class="timestamp" datetime="2025-06-23T00:00:00.000Z">02:00</time>',
    ),
    ("<t:99999999999999>", "&lt;t:99999999999999&gt;"),
    ("<t:x>", "&lt;t:x&gt;"),
]


@pytest.mark.parametrize(("source", "expected"), TABLE, ids=[repr(source) for source, _ in TABLE])
async def test_markdown_is_what_discord_makes_of_it(module: Page, source: str, expected: str) -> None:
    shown = await module.evaluate(RENDER, [source])
    assert TIME_TITLE.sub("", shown) == expected


TITLES = [
    "*BREAKING* (live): snake_case & #1",
    "[Update] a](https://evil.example) [b",
    "**a** ||b|| ~~c~~ `d` __e__",
    "see https://evil.example <@1> <t:5> <#2>",
    "# a",
    "- a",
    "1. a",
    "> a",
    r"C:\temp \*a\* \[b\]",
]


# For any title that the bot writes into a link, the reader sees one link with that title, and nothing else.
@pytest.mark.parametrize("title", TITLES)
async def test_a_title_in_a_link_of_ours_is_only_words(module: Page, title: str) -> None:
    written = link(title, "https://x.org/")
    shown = await module.evaluate(RENDER, [f"### {written} and more"])
    [words] = re.findall(r'<h5 class="md-h3"><a [^>]*>([^<]*)</a> and more</h5>', shown)
    assert html.unescape(words) == written.removeprefix("[").removesuffix("](<https://x.org/>)")
    assert "\\" not in words


async def test_a_spoiler_hides_its_words_from_everyone_until_pressed(module: Page) -> None:
    shown = await module.evaluate(RENDER, ["||a **b**||"])
    assert shown == (
        '<span class="spoiler" role="button" tabindex="0" aria-label="Spoiler, press to show">'
        '<span inert="" aria-hidden="true">a <strong>b</strong></span></span>'
    )


async def test_a_relative_moment_says_how_long_ago(module: Page) -> None:
    seconds = await module.evaluate("Math.floor(Date.now() / 1000)")
    shown = await module.evaluate(RENDER, [f"<t:{seconds - 7300}:R> <t:{seconds + 200}:R>"])
    assert re.sub(r"<[^>]+>", "", shown) == "2 hours ago in 3 minutes"


# long runs of one character are where such parsers stall
@pytest.mark.parametrize(
    "sign",
    [
        "*",
        "**a ",
        "_",
        "__a",
        "~~",
        "||",
        "`",
        "[",
        "[a](",
        "> ",
        "- ",
        "# ",
        "<t:",
        "\\",
        "*a **b ",
        "https://a)",
        ")",
        "||a**b__c",
    ],
)
async def test_a_message_full_of_one_sign_is_drawn_at_once(module: Page, sign: str) -> None:
    source = (sign * 6000)[:6000]
    took = await module.evaluate(
        f"async (given) => {{ const began = performance.now(); await ({RENDER})(given); return performance.now() - began; }}",
        [source],
    )
    assert took < 1000


async def test_no_outside_text_makes_an_element_of_its_own(module: Page) -> None:
    hostile = '<img src=x onerror=alert(1)>"\'><svg/onload=alert(1)>&lt;script&gt;[x](javascript:alert(1))[<img>](https://x.org/"onmouseover="alert(1))\n# <b>x</b>\n```<i>```'
    shown = await module.evaluate(RENDER, [hostile])
    assert set(re.findall(r"<([a-z0-9]+)", shown)) <= {"a", "h3", "pre", "code"}
    assert not re.search(r"<[^>]*\son\w+=", shown)
