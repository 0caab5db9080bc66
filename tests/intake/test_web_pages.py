from __future__ import annotations

import time

import pytest

from bot.errors import AskError
from bot.intake.web_pages import article_in
from bot.model.article import Dating

TODAY = "2025-07-01"
TEXT = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "Russia condemned the attack on Iran’s nuclear sites on Monday, and its foreign ministry called it a breach of international law.",
        "The minister said that Moscow would go on speaking with Tehran, and that it had not been asked for weapons by anybody.",
        "Israel said that its aims had been reached, while diplomats in Vienna spoke of a narrow path back to the table.",
    )
)
HEAD = '<meta property="og:title" content="Russia condemns attack"><meta property="og:site_name" content="The Wire">'


def page(head: str = HEAD, body: str = TEXT) -> str:
    return f"<html lang=en><head><title>Russia condemns attack | The Wire</title>{head}</head><body><nav><a href=/>Home</a></nav><article><h1>Russia condemns attack</h1>{body}</article><footer>Copyright 2025</footer></body></html>"


def test_a_page_gives_text_title_and_outlet() -> None:
    found = article_in(page(), "https://www.wire.example/a?x=1", TODAY)
    assert (found.title, found.outlet, found.link) == ("Russia condemns attack", "The Wire", None)
    assert found.text.count("\n") >= 2
    assert "not been asked for weapons" in found.text
    assert "Home" not in found.text
    assert "Copyright" not in found.text


def test_a_page_whose_article_is_not_found_has_a_second_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """If trafilatura finds nothing, readability decides."""
    monkeypatch.setattr("bot.intake.web_pages.trafilatura.bare_extraction", lambda *_args, **_more: None)
    found = article_in(page(), "https://wire.example/a", TODAY)
    assert "Moscow would go on speaking with Tehran" in found.text
    assert "Home" not in found.text


def test_without_a_name_the_outlet_is_the_site() -> None:
    assert article_in(page(""), "https://www.wire.example/a", TODAY).outlet == "wire.example"


DATES = [
    # a day that the page states is a day
    ('<meta property="article:published_time" content="2025-06-23T10:00:00Z">', "", "2025-06-23", Dating.PAGE),
    (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-06-22T10:00:00Z","dateModified":"2025-06-25"}</script>',
        "",
        "2025-06-22",
        Dating.PAGE,
    ),
    ("", '<time datetime="2025-06-21">Saturday</time>', "2025-06-21", Dating.PAGE),
    # tomorrow's date does not count
    ('<meta property="article:published_time" content="2031-06-23">', "", None, Dating.UNKNOWN),
    # read out of a line: about
    ("", "<p>Published on 20 June 2025</p>", "2025-06-20~", Dating.FOUND),
    ("", "<p>Updated: 20 June 2025</p>", "2025-06-20~", Dating.CHANGED),
]


@pytest.mark.parametrize(("head", "body", "published", "dating"), DATES)
def test_a_date_is_as_precise_as_it_is_known(head: str, body: str, published: str | None, dating: Dating) -> None:
    found = article_in(page(HEAD + head, body + TEXT).replace("Copyright 2025", ""), "https://wire.example/a", TODAY)
    assert (found.published, found.dating) == (published, dating)


def test_a_year_of_copyright_is_no_date() -> None:
    assert article_in(page(), "https://wire.example/a", TODAY).published is None


RAID = "Egypt condemned the raid on the port as a breach of the truce, and its president called for a meeting of the Arab League within the week."
SENTENCES = [
    # a day, a button, a word of a form, a result: none of them may be cut out of a sentence
    (
        "Israel attacked Iran on <time datetime='2025-06-13'>Friday</time>, and Oman spoke.",
        "Israel attacked Iran on Friday, and Oman spoke.",
    ),
    ("The <button>truce</button> was signed by Egypt in Cairo.", "The truce was signed by Egypt in Cairo."),
    ("It is <label>Qatar</label> that asked for <output>no</output> talks.", "It is Qatar that asked for no talks."),
    # several beside each other
    (
        "Iran was hit, and <button>Oman</button> <label>spoke</label> of an <output>end</output> <meter>soon</meter> to it.",
        "Iran was hit, and Oman spoke of an end soon to it.",
    ),
    # a name that an extractor takes for a byline, a box of links, a caption
    (
        "It was <span class='author-name'>Araghchi</span> who said no, and <span class='related'>Iran</span> that paid.",
        "It was Araghchi who said no, and Iran that paid.",
    ),
    ("So said <span id='share-1'>Kyiv</span>.", "So said Kyiv."),
]


@pytest.mark.parametrize(("marked", "read"), SENTENCES)
def test_no_word_is_cut_out_of_a_sentence(marked: str, read: str) -> None:
    found = article_in(page(body=f"{TEXT}<p>{marked}</p>{TEXT}"), "https://wire.example/a", TODAY)
    assert read in found.text


NAMES = [
    "author-note",
    "related",
    "share-text",
    "caption",
    "article__teaser",
    "rating",
    "embed",
    "meta",
    "slide",
    "tags",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_paragraph_of_the_text_is_kept_whatever_it_is_called(name: str) -> None:
    for box in (
        f"<p class='{name}'>{RAID}</p>",
        f"<p id='{name}'>{RAID}</p>",
        f"<div class='{name}'><p>{RAID}</p></div>",
    ):
        found = article_in(page(body=TEXT + box + TEXT), "https://wire.example/a", TODAY)
        assert RAID in found.text, box
    lead = f"<html><body><main><header><h1>A raid</h1><p class='{name}'>{RAID}</p></header><div>{TEXT}</div></main></body></html>"
    assert RAID in article_in(lead, "https://wire.example/a", TODAY).text


@pytest.mark.parametrize("name", [*NAMES, "author", "social", "sidebar-text"])
@pytest.mark.parametrize(
    "words", ["He said no.", "“We will answer,” he said.", "Egypt <a href='/1'>condemned</a> the raid on the port."]
)
def test_a_short_paragraph_of_the_text_is_kept_whatever_it_is_called(name: str, words: str) -> None:
    for box in (
        f"<p class='{name}'>{words}</p>",
        f"<p id='{name}'>{words}</p>",
        f"<div class='{name}'><p>{words}</p></div>",
        f"<p class='{name}'>{words}</p><p>Iran did not.</p>",
    ):
        found = article_in(page(body=TEXT + box + TEXT), "https://wire.example/a", TODAY)
        assert words.replace("<a href='/1'>", "").replace("</a>", "") in found.text, box


def test_a_short_standfirst_is_kept() -> None:
    lead = f"<html><body><main><header><h1>A raid</h1><p class='teaser'>Egypt condemns it.</p></header><div>{TEXT}</div></main></body></html>"
    assert "Egypt condemns it." in article_in(lead, "https://wire.example/a", TODAY).text


SHORT_BOXES = [
    # buttons, links to other stories, credits
    "<p class='share'>Share this story.</p>",
    "<p class='related'>Related: The raid on the port.</p>",
    "<p class='teaser'><a href='/1'>Egypt condemned the raid.</a></p>",
    "<div class='related'><h4>More</h4><p>Egypt condemned the raid.</p></div>",
    "<p class='share'>Share Post Mail</p>",
    "<p class='newsletter'>Get our letter every day.</p>",
    # captions: below a picture, beside one
    "<img src=a.jpg><p class='caption'>Smoke rises over the port on Friday.</p>",
    "<p><img src=a.jpg></p><p class='caption'>Smoke rises over the port on Friday.</p>",
    "<div><img src=a.jpg><p class='caption'>Smoke rises over the port on Friday.</p></div>",
    "<p class='caption'>Smoke rises over the port on Friday.</p><figure><img src=a.jpg></figure>",
]


@pytest.mark.parametrize("box", SHORT_BOXES)
def test_a_short_line_around_the_text_stays_out(box: str) -> None:
    whole = article_in(page(body=TEXT + TEXT), "https://wire.example/a", TODAY)
    assert article_in(page(body=TEXT + box + TEXT), "https://wire.example/a", TODAY).text == whole.text


@pytest.mark.parametrize("bio", ["<p class='author'>Anna Lee is our reporter in Oslo.</p>"])
def test_author_lines_above_and_below_are_left_out(bio: str) -> None:
    assert "Anna Lee" not in article_in(page(body=TEXT + TEXT + bio), "https://wire.example/a", TODAY).text
    assert "Anna Lee" not in article_in(page(body=bio + TEXT + TEXT), "https://wire.example/a", TODAY).text


BOXES = [
    # links and teasers, some below a heading, some inside the text
    f"<div class='related'><h3>More</h3><p>{RAID}</p></div>",
    f"<div class='related'><p><a href='/1'>{RAID}</a></p></div>",
    f"<p class='teaser'><a href='/1'>{RAID}</a></p>",
    # author, newsletter sign-up, sponsor
    f"<p class='author-bio'>{RAID}</p>",
    f"<div class='newsletter-share'><p>{RAID}</p></div>",
    f"<div class='sponsor caption'><p>{RAID}</p></div>",
]


@pytest.mark.parametrize("box", BOXES)
def test_text_around_the_article_is_left_out(box: str) -> None:
    found = article_in(page(body=TEXT + box + TEXT), "https://wire.example/a", TODAY)
    assert RAID not in found.text


# Trap: cells of tables, `<center>` and custom elements were run together after the headline, or lost except for their
# `<p>`.
@pytest.mark.parametrize(
    "laid_out",
    [
        "<table><tr><td><p>{0}</p><p>{1}</p></td></tr></table>",
        "<table><tr><td>{0}<br><br>{1}</td></tr></table>",
        "<table><tbody><tr><td>{0}</td></tr><tr><td>{1}</td></tr></tbody></table>",
        "<table><tr><td><table><tr><td><p>{0}</p></td></tr></table></td></tr><tr><td><p>{1}</p></td></tr></table>",
        "<center><font face=Arial>{0}</font><p><font>{1}</font></center>",
        "<news-body><news-line>{0}</news-line><news-line>{1}</news-line></news-body>",
        "<blockquote><div>{0}</div><div>{1}</div></blockquote>",
        "<blockquote><p>{0}</p><p>{1}</p></blockquote>",
        "<ul><li><p>{0}</p><p>{1}</p></li></ul>",
        "<main>{0}<div>{1}</div></main>",
        "{0}<p>{1}</p>",
        "<p>{0}</p>{1}",
    ],
)
def test_paragraphs_stay_apart_however_they_are_laid_out(laid_out: str) -> None:
    first = "Norway condemned the raid on Tuesday, and the minister said in Oslo that his government would ask for a meeting of the council."
    second = "Sweden backs the embargo against Belarus, and officials in Stockholm said that the talks with its neighbours would go on next week."
    shown = f"<html><body><article><h1>A raid</h1>{laid_out.format(first, second)}</article></body></html>"
    lines = [line.strip() for line in article_in(shown, "https://wire.example/a", TODAY).text.splitlines()]
    assert lines == [first, second]


# Trap: a table of more words than its article ran together with the sentences, cell by cell.
@pytest.mark.parametrize("cell", ["<td>{}</td>", "<th>{}</th>", "<td><p>{}</p></td>"])
@pytest.mark.parametrize("caption", ["", "<caption>Votes by district</caption>"])
def test_a_table_of_figures_leaves_the_sentences_whole(cell: str, caption: str) -> None:
    first = "Norway condemned the raid on Tuesday, and the minister said in Oslo that his government would ask for a meeting of the council."
    second = "Sweden backs the embargo against Belarus."
    rows = "".join(f"<tr>{cell.format(f'District {n}')}{cell.format(n * 1_037)}</tr>" for n in range(60))
    body = f"<h1>A raid</h1><p>{first}</p><table>{caption}{rows}</table><p>{second}</p>"
    shown = f"<html><body><article>{body}</article></body></html>"
    lines = [line.strip() for line in article_in(shown, "https://wire.example/a", TODAY).text.splitlines()]
    assert lines == [first, second]


def test_many_named_paragraphs_take_no_time() -> None:
    begun = time.process_time()
    article_in(page(body=f"<p class='share'>{RAID}</p>" * 3_000), "https://wire.example/a", TODAY)
    assert time.process_time() - begun < 10


def test_a_page_for_subscribers_says_so() -> None:
    teaser = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
    assert article_in(page(HEAD + teaser), None, TODAY).teaser
    assert not article_in(page(), None, TODAY).teaser


def test_entities_of_a_page_are_not_opened() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    found = article_in(bomb + page(body=f"<p>&b;&x;</p>{TEXT}"), None, TODAY)
    assert "hahaha" not in found.text
    assert "root:" not in found.text


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(AskError, match="no article text"):
        article_in("<html><body><img src=a><script>var words = 'many words here';</script></body></html>", None, TODAY)
