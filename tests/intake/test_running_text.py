"""Tests which names and elements are removed from running text, so that an extractor recognises it, and which are kept."""

from __future__ import annotations

import lxml.html
import pytest

from bot.intake.running_text import mend_running_text

LONG = "It rained all day in the capital while the ministers of both states spoke of a treaty that neither wanted now."
PARAGRAPH = f"<p>{LONG}</p>"


def mended(inside: str) -> str:
    """A page's body after mending."""
    tree = lxml.html.document_fromstring(f"<html><body>{inside}</body></html>")
    mend_running_text(tree)
    body = lxml.html.tostring(tree.body, encoding="unicode")
    return body.removeprefix("<body>").removesuffix("</body>")


NAMED = f'<p class="teaser">{LONG}</p>'
SHORT = '<p class="teaser">It was over then.</p>'
UNNAMED = [
    # a long paragraph among others, or below the headline
    (PARAGRAPH + NAMED, PARAGRAPH + PARAGRAPH),
    (NAMED + NAMED + NAMED, PARAGRAPH * 3),
    (f"<h1>Rain</h1>{NAMED}", f"<h1>Rain</h1>{PARAGRAPH}"),
    # a box of such paragraphs between others
    (f'{PARAGRAPH}<div class="teaser">{PARAGRAPH}</div>{PARAGRAPH}', f"{PARAGRAPH}<div>{PARAGRAPH}</div>{PARAGRAPH}"),
    # the same below the headline, and a box of short ones between others
    (
        f'<h1>Rain</h1><div class="author">{PARAGRAPH * 2}</div>{PARAGRAPH}',
        f"<h1>Rain</h1><div>{PARAGRAPH * 2}</div>{PARAGRAPH}",
    ),
    (
        f'{PARAGRAPH}<div class="author"><p>It was over.</p><p>It rained again.</p></div>{PARAGRAPH}',
        f"{PARAGRAPH}<div><p>It was over.</p><p>It rained again.</p></div>{PARAGRAPH}",
    ),
    # trap: the article's last paragraphs, in a box named for its author
    *(
        (f'{PARAGRAPH}<{box} class="{name}">{told}</{box}>', f"{PARAGRAPH}<{box}>{told}</{box}>")
        for box, name in (("div", "author"), ("section", "author-content"))
        for told in (PARAGRAPH, PARAGRAPH * 2, "<p>It was over.</p><p>It rained again.</p>")
    ),
    # trap: such a box next to the box with the text, not in it
    *(
        (inside.format(' class="author"'), inside.format(""))
        for inside in (
            f"<div>{PARAGRAPH * 2}</div><div{{}}>{PARAGRAPH}</div>",
            f"<div{{}}>{PARAGRAPH}</div><div>{PARAGRAPH * 2}</div>",
            f"<section>{PARAGRAPH * 2}</section><section{{}}>{PARAGRAPH * 2}</section>",
        )
    ),
    # a section without paragraphs, an aside without
    (f"{PARAGRAPH}<section>It was over then.</section>{PARAGRAPH}", f"{PARAGRAPH}<p>It was over then.</p>{PARAGRAPH}"),
    (
        f"{PARAGRAPH}<aside>It was over then.</aside>{PARAGRAPH}",
        f"{PARAGRAPH}<div><p>It was over then.</p></div>{PARAGRAPH}",
    ),
    # whole sentences between two paragraphs, also in a box of their own
    (PARAGRAPH + SHORT + PARAGRAPH, f"{PARAGRAPH}<p>It was over then.</p>{PARAGRAPH}"),
    (f"<p>Why?</p>{SHORT}<p>Why?</p>", "<p>Why?</p><p>It was over then.</p><p>Why?</p>"),
    (
        f'{PARAGRAPH}<div class="teaser"><p>It was over then.</p></div>{PARAGRAPH}',
        f"{PARAGRAPH}<div><p>It was over then.</p></div>{PARAGRAPH}",
    ),
    # trap: a name of what stands around a text, on sentences between two paragraphs of it
    *(
        (f'{PARAGRAPH}<p class="{name}">{told}</p>{PARAGRAPH}', f"{PARAGRAPH}<p>{told}</p>{PARAGRAPH}")
        for name in ("newsletter", "byline-text", "footer-note", "comment-text")
        for told in (LONG, "It was over then.")
    ),
    # a standfirst
    (f"<h1>Rain</h1>{SHORT}", "<h1>Rain</h1><p>It was over then.</p>"),
    # a word of a sentence
    ('<p>It <span class="x">rained</span> there.</p>', "<p>It <span>rained</span> there.</p>"),
    ('<p><span class="x">It</span> rained.</p>', "<p><span>It</span> rained.</p>"),
    ('<p>It <b>all</b> <span class="x">rained</span></p>', '<p>It <b>all</b> <span class="x">rained</span></p>'),
    # a day, with words beside it; a button, with words on both sides
    ("<p>On <time>Monday</time></p>", "<p>On Monday</p>"),
    ("<p><time>Monday</time> came</p>", "<p>Monday came</p>"),
    ("<p>It <button>rained</button> there.</p>", "<p>It rained there.</p>"),
    ("<p>It <b>all</b><button>rained</button><b>now</b></p>", "<p>It <b>all</b>rained<b>now</b></p>"),
    # a quotation, with one in it, and with other elements
    ("<p>She said <q>no, <q>never</q></q>, and left.</p>", "<p>She said “no, ‘never’”, and left.</p>"),
    ("<p><q>It <b>rained</b></q> there.</p>", "<p>“It <b>rained</b>” there.</p>"),
]


@pytest.mark.parametrize(("inside", "expected"), UNNAMED)
def test_running_text_has_no_names(inside: str, expected: str) -> None:
    assert mended(inside) == expected


KEPT = [
    # a box, which such a name stands on more often than on a paragraph
    f'{PARAGRAPH}<div class="newsletter"><p>{LONG}</p></div>{PARAGRAPH}',
    # what asks something of the reader, links somewhere, is at the end of the text, or is hidden
    f'{PARAGRAPH}<p class="newsletter">Get the best of the week, chosen by editors.</p>{PARAGRAPH}',
    f'{PARAGRAPH}<p class="newsletter">The best of the week in your inbox.</p>{PARAGRAPH}',
    f'{PARAGRAPH}<p class="byline-text">By a reporter of the wire in the capital</p>{PARAGRAPH}',
    f'{PARAGRAPH}<p class="footer-note">It was <a href="/a">over</a> then.</p>{PARAGRAPH}',
    f'{PARAGRAPH}<p class="footer-note">It was over then.</p>',
    f'{PARAGRAPH}<p class="cookie-text">It was over then.</p>{PARAGRAPH}',
    f'{PARAGRAPH}<p class="newsletter hidden">It was over then.</p>{PARAGRAPH}',
    # alone, beside another with a name, or made of links
    NAMED,
    NAMED + NAMED,
    f'{PARAGRAPH}<p class="teaser"><a>{LONG}</a></p>{PARAGRAPH}',
    # a name that says what it is
    f'{PARAGRAPH}<p class="ad">{LONG}</p>{PARAGRAPH}',
    f'{PARAGRAPH}<p id="newsletter-signup">{LONG}</p>{PARAGRAPH}',
    # short: no sentence, in a list of links, before a picture, at an end, below a headline without a name for it
    f'{PARAGRAPH}<p class="teaser">Rain over Paris</p>{PARAGRAPH}',
    f'{PARAGRAPH}<p class="teaser">It rained.</p>{PARAGRAPH}',
    f'{PARAGRAPH}<p class="teaser"><a>It was</a> over.</p>{PARAGRAPH}',
    f"{PARAGRAPH}{SHORT}<p><img>Why?</p>",
    f"{SHORT}{PARAGRAPH}",
    f"{PARAGRAPH}{SHORT}",
    '<h1>Rain</h1><p class="x">It was over then.</p>',
    f'{PARAGRAPH}<p class="teaser">Read more: what the treaty says.</p>{PARAGRAPH}',
    # a box with a heading of its own, or with little of its text in paragraphs
    f'{PARAGRAPH}<div class="teaser"><h2>More</h2>{PARAGRAPH}</div>{PARAGRAPH}',
    f'{PARAGRAPH}<div class="teaser">{PARAGRAPH}<p>{"It rained " * 8}</p></div>{PARAGRAPH}',
    f'<div class="teaser">{PARAGRAPH}</div>{PARAGRAPH}',
    f'{PARAGRAPH}<div class="teaser">{PARAGRAPH}</div>',
    # a box of the author below the headline, before the text or instead of it; short lines of which one is no sentence
    f'<h1>Rain</h1><div class="author">{PARAGRAPH}</div>{PARAGRAPH}',
    f'<h1>Rain</h1><div class="author">{PARAGRAPH * 2}</div>',
    f'{PARAGRAPH}<div class="author"><p>It was over.</p><p>By Jane Miller</p></div>{PARAGRAPH}',
    f"{PARAGRAPH}<aside><p>Advertisement. It was over then.</p></aside>{PARAGRAPH}",
    # who the author is, below the text: by words, with a link, a picture, a heading, or what asks the reader
    *(
        f'{PARAGRAPH}<div class="author">{told}{PARAGRAPH}</div>'
        for told in (
            "<p>Ann Smith covers rain.</p>",
            "<p>Ann Smith is our correspondent in Paris.</p>",
            '<p>It <a href="/a">rained</a> again.</p>',
            '<img src="/a">',
            "<h4>Ann Smith</h4>",
            "<p>Ann Smith, in the capital</p>",
        )
    ),
    # the same next to the box with the text; short lines, of which none is long enough to tell
    f'<div>{PARAGRAPH * 2}</div><div class="author"><p>Ann Smith covers rain.</p>{PARAGRAPH}</div>',
    f'<div>{PARAGRAPH * 2}</div><div class="author"><p>It rained again.</p><p>It was over.</p></div>',
    # a day or button alone, and one with a block in it
    "<p><time>Monday</time></p>",
    "<p>It <button>rained</button></p>",
    "<p><button>It</button> rained.</p>",
    "<div>On <time><p>Monday</p></time> it</div>",
]


@pytest.mark.parametrize("inside", KEPT)
def test_elements_that_may_not_be_text_keep_their_names(inside: str) -> None:
    assert mended(inside) == inside
