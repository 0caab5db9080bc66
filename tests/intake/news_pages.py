"""Twenty pages in the style of news sites, each with its article, for measuring extraction.

All text is ours. A style is what a kind of site puts around an article and how it marks it up. The article is what
readers come for: paragraphs, subheadings and lists, not kicker, byline, captions, teasers, comments or calls to
subscribe.
"""

from __future__ import annotations

from dataclasses import dataclass

HARBOUR = (
    "The harbour authority of Lindmark will close its northern quay to freight from Monday, after inspectors found cracks in eleven of its forty pillars.",
    "“We would rather lose a season than a crane,” the authority's director, Ilse Brandt, told reporters on Thursday. She said that divers had first noticed the damage in March.",
    "About a third of the grain that leaves the country passes over the quay. Two shipping lines said they would use the port of Essen Bay instead, which lies a day further south.",
    "The transport minister, Jonas Falk, rejected calls by the opposition to resign. He said that his ministry had asked for money for repairs in each of the past four years, and that parliament had turned it down each time.",
    "The opposition accused the government of hiding the inspectors' first report, which is dated 2 April. The government denies that.",
    "Repairs are expected to take seven months and to cost 90 million crowns, according to the authority. Farmers' unions have demanded that the state pay for the longer way by road.",
)
TALKS = (
    "Negotiators from Orland and Veskia met in Geneva on Tuesday for the first time since the border was closed, but left without setting a date for another round.",
    "The Veskian foreign minister, Anna Torv, called the talks useful and said that both sides had agreed to exchange the names of prisoners.",
    "Her counterpart from Orland, Peter Sand, was less hopeful. “A list is not a release,” he said, and blamed Veskia for shelling the village of Harn an hour before the meeting began.",
    "Veskia denied that it had fired on Harn. Observers of the United Nations, who have a post nearby, said that they had counted nine explosions and could not tell where the shells came from.",
    "The two countries have fought over the valley of the Harn for eleven years. A truce that was signed in 2021 broke down last autumn.",
    "Diplomats said that the mediator, a former president of Switzerland, would travel to both capitals next week with a proposal for a market under guard, where farmers of both sides could sell their cattle.",
    "Whether anyone would come to it is another matter. In Harn, the last shop closed in February.",
)
BANK = (
    "The central bank of Tarva raised its main interest rate by half a point to 6.5 per cent on Wednesday and warned that prices would go on rising until the spring.",
    "It was the fourth rise in a row. Most economists had expected a smaller one.",
    "“Inflation has become broader, and it has become stubborn,” said the governor, Miro Kast. He supported the government's plan to end the subsidy on diesel, which the bank had opposed a year ago.",
    "Trade unions condemned the decision. The largest of them said it would hold a one-day strike on 14 May unless the government raised the minimum wage.",
    "The currency gained one per cent against the euro in the hour after the announcement and lost most of that by the evening.",
    "In its report, the bank put growth at 1.1 per cent for this year, down from 1.9 per cent in its forecast of January.",
)
FLOOD = (
    "Rescue workers reached the last of the cut-off villages in the Amber valley on Sunday, five days after the river broke its banks, and brought out 140 people by boat.",
    "Nobody is missing any more, the regional governor, Teresa Nowak, said. The flood killed six people, all of them on the first night.",
    "The army has begun to repair the bridge at Kolno. Until it is open again, food and medicine are flown in.",
    "Nowak thanked the neighbouring state of Lusia for its helicopters and criticised the national weather service, which she said had sent its warning four hours late.",
    "The weather service answered that its warning had been sent at noon, and that it had been read.",
    "The prime minister promised every household 8,000 marks at once and said that nobody would have to prove a loss before the summer.",
    "Insurers estimate the damage at two billion marks.",
)


def paragraphs(article: tuple[str, ...], tag: str = "p") -> str:
    """The article's paragraphs, one element each."""
    return "\n".join(f"<{tag}>{paragraph}</{tag}>" for paragraph in article)


NAV = """<header role="banner"><a class="logo" href="/">The Lindmark Courier</a><nav class="main-nav"><ul>
<li><a href="/world">World</a></li><li><a href="/politics">Politics</a></li><li><a href="/money">Money</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li><li><a href="/subscribe">Subscribe</a></li></ul></nav></header>"""
COOKIES = """<div id="cookie-banner" class="consent" role="dialog"><h2>Your privacy</h2><p>We and our 812 partners store and access information on your device,
such as unique identifiers in cookies, to process personal data. You may accept or manage your choices by clicking below.</p><button>Accept all</button></div>"""
FOOTER = """<footer><p>© The Lindmark Courier. All rights reserved. Registered at the Lindmark court, number 4711.</p>
<ul><li><a href="/imprint">Imprint</a></li><li><a href="/privacy">Privacy notice</a></li><li><a href="/jobs">Work with us</a></li></ul></footer>"""
RELATED = """<aside class="related"><h3>Read more</h3><ul><li><a href="/1">Ferry strike enters its second week as talks stall</a></li>
<li><a href="/2">How the grain moves: a journey along the northern line</a></li><li><a href="/3">Opinion: the quay we deserve</a></li></ul></aside>"""
COMMENTS = """<section id="comments" class="comments-area"><h3>37 comments</h3><ol class="comment-list">
<li class="comment"><p class="comment-author">Gulliver</p><div class="comment-body"><p>I have said for years that this would happen, and nobody at the town hall ever listens to people who work there.</p></div></li>
<li class="comment"><p class="comment-author">Marta_72</p><div class="comment-body"><p>Typical. First they cut the money, then they are surprised. My brother drives a truck on that road and he says it is hopeless.</p></div></li>
<li class="comment"><p class="comment-author">observer</p><div class="comment-body"><p>Can someone explain why the minister is still in office after all this? Asking for a friend who pays taxes.</p></div></li></ol></section>"""
NEWSLETTER = """<div class="newsletter-signup"><h4>The morning letter</h4><p>All you need to know before your coffee gets cold, every day at six in your inbox.</p>
<form><input type="email" placeholder="Your address"><button>Sign up</button></form></div>"""
SHARE = (
    '<div class="share-bar"><a href="#">Share</a><a href="#">Tweet</a><a href="#">Mail</a><a href="#">Print</a></div>'
)
ADVERT = '<div class="ad-slot" data-ad="mpu"><p>Advertisement</p><p>Boots that last a lifetime. Now at half the price until Sunday at Hagen and Sons.</p></div>'
TRENDING = """<div class="sidebar widget trending"><h3>Most read</h3><ol><li><a href="/4">The baker who said no</a></li><li><a href="/5">Is your cellar safe?</a></li>
<li><a href="/6">Quiz: name that lighthouse</a></li><li><a href="/7">Seven islands for a rainy week</a></li></ol></div>"""


def page(title: str, body: str, head: str = "", outlet: str = "The Lindmark Courier") -> str:
    """A whole page."""
    site = f'<meta property="og:site_name" content="{outlet}">' if outlet else ""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet or "News"}</title>{site}
<meta property="og:title" content="{title}">{head}<style>p {{ margin: 1em }}</style><script>window.dataLayer = [];</script></head><body>{body}</body></html>"""


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A page, its style, and its contents: text as paragraphs, title and EDTF day (None: the page states none)."""

    manner: str
    html: str
    text: tuple[str, ...]
    title: str
    published: str | None


def _ld(kind: str, day: str, *, free: bool = True) -> str:
    return f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"{kind}","datePublished":"{day}T08:30:00Z","isAccessibleForFree":{str(free).lower()}}}</script>'


def _time(day: str) -> str:
    return f'<meta property="article:published_time" content="{day}T06:00:00Z">'


def _plain() -> NewsPage:
    body = f"{NAV}<main><article><h1>Lindmark closes its northern quay</h1><p class='byline'>By Hanna Roth</p>{paragraphs(HARBOUR)}</article></main>{FOOTER}"
    return NewsPage(
        "an article and nothing else",
        page("Lindmark closes its northern quay", body, _time("2025-05-08")),
        HARBOUR,
        "Lindmark closes its northern quay",
        "2025-05-08",
    )


def _cookies() -> NewsPage:
    body = f"{COOKIES}{NAV}<main><article><h1>Talks end without a date</h1>{SHARE}{paragraphs(TALKS)}</article>{RELATED}</main>{FOOTER}"
    return NewsPage(
        "a cookie banner before it",
        page("Talks end without a date", body, _ld("NewsArticle", "2025-04-15")),
        TALKS,
        "Talks end without a date",
        "2025-04-15",
    )


def _comments() -> NewsPage:
    body = f"{NAV}<div class='content'><div class='post'><h1>Bank raises rate again</h1><div class='entry-content'>{paragraphs(BANK)}</div></div>{COMMENTS}</div>{FOOTER}"
    return NewsPage(
        "comments below it",
        page("Bank raises rate again", body, _time("2025-03-19")),
        BANK,
        "Bank raises rate again",
        "2025-03-19",
    )


def _related_inside() -> NewsPage:
    middle = paragraphs(HARBOUR[:3]) + RELATED + ADVERT + paragraphs(HARBOUR[3:])
    body = f"{NAV}<article class='story'><header><h1>Cracks in eleven pillars</h1></header><div class='story-body'>{middle}</div></article>{FOOTER}"
    return NewsPage(
        "related links and an advertisement in its midst",
        page("Cracks in eleven pillars", body, _time("2025-05-09")),
        HARBOUR,
        "Cracks in eleven pillars",
        "2025-05-09",
    )


def _paywall() -> NewsPage:
    seen = TALKS[:2]
    wall = "<div class='paywall'><h2>Read on with a subscription</h2><p>Independent reporting costs money. Try four weeks for one crown and read everything.</p><button>Subscribe now</button></div>"
    body = f"{NAV}<main><article><h1>A list is not a release</h1><div class='article-body'>{paragraphs(seen)}</div>{wall}</article>{TRENDING}</main>{FOOTER}"
    return NewsPage(
        "a teaser before a paywall",
        page("A list is not a release", body, _ld("NewsArticle", "2025-04-16", free=False)),
        seen,
        "A list is not a release",
        "2025-04-16",
    )


def _live() -> NewsPage:
    entries = [(f"{18 - n}:0{n}", text) for n, text in enumerate(FLOOD)]
    posts = "".join(
        f"<section class='live-post' id='post-{n}'><time>{clock}</time><h2>Update at {clock}</h2><p>{text}</p>{SHARE}</section>"
        for n, (clock, text) in enumerate(entries)
    )
    body = f"{NAV}<main><article class='liveblog'><h1>Flood in the Amber valley: as it happens</h1>{posts}</article></main>{FOOTER}"
    text = tuple(part for clock, words in entries for part in (f"Update at {clock}", words))
    return NewsPage(
        "a live blog",
        page("Flood in the Amber valley: as it happens", body, _ld("LiveBlogPosting", "2025-06-01")),
        text,
        "Flood in the Amber valley: as it happens",
        "2025-06-01",
    )


def _divs() -> NewsPage:
    body = f"{NAV}<div id='wrap'><div class='col-left'>{TRENDING}</div><div class='col-main'><h1>River reached, village by village</h1>{paragraphs(FLOOD, 'div')}</div><div class='col-right'>{ADVERT}{NEWSLETTER}</div></div>{FOOTER}"
    return NewsPage(
        "paragraphs that are no paragraphs",
        page("River reached, village by village", body, _time("2025-06-02")),
        FLOOD,
        "River reached, village by village",
        "2025-06-02",
    )


def _breaks() -> NewsPage:
    text = "<br><br>".join(BANK)
    body = f"{NAV}<table width='100%'><tr><td class='nav'>{TRENDING}</td><td class='main'><font size='5'><b>Half a point more</b></font><br>{text}</td></tr></table>{FOOTER}"
    return NewsPage(
        "a table for a layout, line breaks for paragraphs",
        page("Half a point more", body, _time("2025-03-20")),
        BANK,
        "Half a point more",
        "2025-03-20",
    )


def _subheads() -> NewsPage:
    text = (*TALKS[:3], "What happened at Harn", *TALKS[3:5], "What comes next", *TALKS[5:])
    marked = "".join(
        f"<h2>{paragraph}</h2>" if paragraph.startswith("What ") else f"<p>{paragraph}</p>" for paragraph in text
    )
    body = f"{NAV}<main><article><h1>Geneva, and no further</h1>{marked}{NEWSLETTER}</article>{RELATED}</main>{FOOTER}"
    return NewsPage(
        "subheadings",
        page("Geneva, and no further", body, _time("2025-04-15")),
        text,
        "Geneva, and no further",
        "2025-04-15",
    )


def _points() -> NewsPage:
    points = ("The quay closes on Monday", "A third of the grain is affected", "Repairs take seven months")
    listed = "".join(f"<li>{paragraph}</li>" for paragraph in points)
    body = f"{NAV}<main><article><h1>Quay closed: what we know</h1><ul class='key-points'>{listed}</ul>{paragraphs(HARBOUR)}</article></main>{FOOTER}"
    return NewsPage(
        "a list of points",
        page("Quay closed: what we know", body, _time("2025-05-10")),
        (*points, *HARBOUR),
        "Quay closed: what we know",
        "2025-05-10",
    )


def _captions() -> NewsPage:
    figure = "<figure><img src='/quay.jpg' alt='The northern quay at dusk'><figcaption>The northern quay on Thursday evening. Photograph: P. Lund/Courier</figcaption></figure>"
    body = f"{NAV}<main><article><h1>The price of waiting</h1>{figure}{paragraphs(HARBOUR[:2])}{figure}{paragraphs(HARBOUR[2:])}</article></main>{FOOTER}"
    return NewsPage(
        "pictures with captions",
        page("The price of waiting", body, _time("2025-05-11")),
        HARBOUR,
        "The price of waiting",
        "2025-05-11",
    )


def _quote() -> NewsPage:
    pulled = "<blockquote class='pullquote'>“A list is not a release”<cite>Peter Sand</cite></blockquote>"
    body = f"{NAV}<main><article><h1>Nine explosions</h1>{paragraphs(TALKS[:4])}<aside>{pulled}</aside>{paragraphs(TALKS[4:])}</article></main>{FOOTER}"
    return NewsPage(
        "a pulled quotation", page("Nine explosions", body, _time("2025-04-17")), TALKS, "Nine explosions", "2025-04-17"
    )


def _agency() -> NewsPage:
    text = (f"KOLNO (The Wire) — {FLOOD[0]}", *FLOOD[1:])
    body = f"<div id='page'>{NAV}<div role='main'><h1>Last villages reached in Amber valley</h1><div class='ArticleBody'>{paragraphs(text)}<p class='signoff'>Reporting by E. Lind; editing by T. Moss</p></div></div>{RELATED}{FOOTER}</div>"
    return NewsPage(
        "an agency's dateline and sign-off",
        page("Last villages reached in Amber valley", body, _ld("NewsArticle", "2025-06-01"), outlet="The Wire"),
        text,
        "Last villages reached in Amber valley",
        "2025-06-01",
    )


def _amp() -> NewsPage:
    body = f"<amp-sidebar><ul><li>World</li><li>Money</li></ul></amp-sidebar><main><article><h1>Bank warns of a long winter</h1><amp-img src='/b.jpg'></amp-img>{paragraphs(BANK)}</article></main><amp-ad type='x'></amp-ad>{FOOTER}"
    return NewsPage(
        "a page for phones",
        page("Bank warns of a long winter", body, _time("2025-03-19")),
        BANK,
        "Bank warns of a long winter",
        "2025-03-19",
    )


def _cards() -> NewsPage:
    card = "<div class='card'><a href='/8'><h3>{}</h3><p>{}</p></a></div>"
    cards = "".join(
        card.format(*words)
        for words in (
            ("The lighthouse that moved", "Three winters, forty horses, and one stubborn keeper."),
            ("Snow by the weekend", "The passes may close as early as Friday evening."),
            ("A choir of engineers", "They sing of bridges, and they build them."),
        )
    )
    body = f"{NAV}<main><article><h1>Valley counts its losses</h1>{paragraphs(FLOOD)}</article><section class='more-stories'><h2>More from the Courier</h2>{cards}</section></main>{FOOTER}"
    return NewsPage(
        "cards of other stories below",
        page("Valley counts its losses", body, _time("2025-06-03")),
        FLOOD,
        "Valley counts its losses",
        "2025-06-03",
    )


def _inline() -> NewsPage:
    linked = tuple(paragraph for paragraph in TALKS)
    marked = [
        paragraph.replace("United Nations", "<a href='/un'>United Nations</a>")
        .replace("truce", "<em>truce</em>")
        .replace("Geneva", "<strong>Geneva</strong>")
        for paragraph in linked
    ]
    also = "<p class='also-read'><strong>Also read:</strong> <a href='/9'>Eleven years in the valley of the Harn, in maps</a></p>"
    body = f"{NAV}<main><article><h1>Two capitals, one proposal</h1>{paragraphs(tuple(marked[:5]))}{also}{paragraphs(tuple(marked[5:]))}</article></main>{FOOTER}"
    return NewsPage(
        "links in the text and a line to read also",
        page("Two capitals, one proposal", body, _time("2025-04-18")),
        TALKS,
        "Two capitals, one proposal",
        "2025-04-18",
    )


def _short() -> NewsPage:
    text = BANK[:2]
    body = f"{NAV}<main>{TRENDING}<article><h1>Rate up by half a point</h1>{paragraphs(text)}<p class='developing'>More follows.</p></article>{TRENDING}{COMMENTS}</main>{FOOTER}"
    return NewsPage(
        "two sentences among much else",
        page("Rate up by half a point", body, _time("2025-03-19")),
        text,
        "Rate up by half a point",
        "2025-03-19",
    )


def _opinion() -> NewsPage:
    author = "<div class='author-bio'><img src='/r.jpg'><p>Hanna Roth writes about ports, money and the sea. She has worked for the Courier since 1998 and lives on a boat.</p></div>"
    body = f"{NAV}<main><article><p class='kicker'>Opinion</p><h1>The quay we deserve</h1>{author}{paragraphs(HARBOUR)}{author}{SHARE}</article>{NEWSLETTER}</main>{FOOTER}"
    return NewsPage(
        "an author's portrait on both ends",
        page("The quay we deserve", body, _time("2025-05-12")),
        HARBOUR,
        "The quay we deserve",
        "2025-05-12",
    )


def _broken() -> NewsPage:
    marked = "".join(f"<p>{paragraph}" for paragraph in FLOOD)
    body = f"<div><nav><ul><li><a href=/>Home<li><a href=/w>World</ul></nav><div class=article-text><h1>Four hours late</h2>{marked}<div></span></div><div class=footer>Imprint. Privacy notice. All rights reserved by the Courier."
    return NewsPage(
        "tags left open", page("Four hours late", body, _time("2025-06-04")), FLOOD, "Four hours late", "2025-06-04"
    )


def _undated() -> NewsPage:
    body = f"{NAV}<main><article><h1>Strike called for May</h1><p class='meta'>Published 21 March 2025, 10:14</p>{paragraphs(BANK)}</article></main><footer><p>All rights reserved.</p></footer>"
    return NewsPage(
        "a date in words alone", page("Strike called for May", body), BANK, "Strike called for May", "2025-03-21"
    )


PAGES = tuple(
    made()
    for made in (
        _plain,
        _cookies,
        _comments,
        _related_inside,
        _paywall,
        _live,
        _divs,
        _breaks,
        _subheads,
        _points,
        _captions,
        _quote,
        _agency,
        _amp,
        _cards,
        _inline,
        _short,
        _opinion,
        _broken,
        _undated,
    )
)
