"""Pages in the shapes that content management systems produce, each with its article, for measuring extraction.

The text is that of `news_pages`. What readers come for is the article: its paragraphs, subheadings, lists, quotations and
fact boxes; not captions, teasers, comments, bylines, repeated quotations or calls to subscribe.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.intake.news_pages import BANK, FLOOD, FOOTER, HARBOUR, NAV, TALKS, TRENDING, page, paragraphs


@dataclass(frozen=True, slots=True)
class CmsPage:
    """A page, its shape, and the article's text as paragraphs."""

    manner: str
    html: str
    text: tuple[str, ...]


def _page(manner: str, body: str, text: tuple[str, ...], *, frame: bool = True) -> CmsPage:
    """A page of that shape, with the site's menu and footer unless `frame` is False."""
    return CmsPage(manner, page("Notes from Lindmark", f"{NAV}{body}{FOOTER}" if frame else body), text)


def _each(template: str, article: tuple[str, ...]) -> str:
    """The paragraphs, each in the template's braces."""
    return "\n".join(template.format(paragraph) for paragraph in article)


H1 = "<h1>Notes from Lindmark</h1>"
LINKS = "<ul><li><a href='/1'>Ferry strike enters its second week</a></li><li><a href='/2'>How the grain moves along the northern line</a></li></ul>"
TEASERS = "".join(
    f"<div class='{{0}}'><a href='/{n}'><img src='/{n}.jpg'><h3>{head}</h3></a><p>{words}</p></div>"
    for n, (head, words) in enumerate(
        (
            (
                "The lighthouse that moved",
                "Three winters, forty horses and one stubborn keeper: how a tower of eleven hundred tonnes came to stand on the other side of the bay.",
            ),
            (
                "A choir of engineers",
                "They sing of bridges, they build them, and on Friday they will do both in the old customs house, where the doors open at seven.",
            ),
        ),
        1,
    )
)
"""Two teasers with whole sentences; their class is to be filled in."""
CALL = "All the news that matters about ports and prices, chosen by our editors and sent to your inbox every morning before you have had your first coffee of the day."
OFFER = "Boots that last a lifetime, made by hand in the valley since 1911 and now at half the price until Sunday at every shop of Hagen and Sons in the country."
CONSENT = "We and our 812 partners store and access information on your device, such as unique identifiers in cookies, to process personal data. You may accept or manage your choices at any time."
OPINION = "I have said for years that this would happen, and nobody at the town hall ever listens to the people who have worked on that quay for all of their lives."
BIO = "Hanna Roth writes about ports, money and the sea. She has worked for the Courier since 1998, won two prizes for it and lives on a boat with a dog that bites."
POINTS = (
    "Divers will examine every pillar of the quay again in the first week of June.",
    "Ships with a draught of more than nine metres are sent to the port of Essen Bay.",
    "The ministry will publish the inspectors' whole report, with its tables, on Friday.",
)


def _wordpress() -> CmsPage:
    pull = "<figure class='wp-block-pullquote'><blockquote><p>We would rather lose a season than a crane</p><cite>Ilse Brandt</cite></blockquote></figure>"
    points = "<ul class='wp-block-list'>" + _each("<li>{}</li>", POINTS) + "</ul>"
    body = f"<main><article class='post type-post hentry'>{H1}<div class='entry-content wp-block-post-content is-layout-constrained'>{_each('<p class=wp-block-paragraph>{}</p>', HARBOUR[:3])}{pull}{points}{paragraphs(HARBOUR[3:])}<div class='wp-block-buttons'><a class='wp-block-button__link' href='/x'>Donate now</a></div></div><div class='sharedaddy sd-sharing-enabled'><h3>Share this:</h3><ul><li>Facebook</li><li>X</li></ul></div><div id='jp-relatedposts'><h3>Related</h3>{LINKS}</div></article></main>"
    return _page("WordPress: blocks, a pull quote that repeats the text", body, (*HARBOUR[:3], *POINTS, *HARBOUR[3:]))


def _wordpress_quote() -> CmsPage:
    said = "“The pillars were built for carts, and we have driven locomotives over them for ninety years,” the engineer Karl Voss said."
    quote = f"<figure class='wp-block-quote'><blockquote><p>{said}</p></blockquote><figcaption>Karl Voss, engineer</figcaption></figure>"
    body = f"<article>{H1}<div class='entry-content'>{paragraphs(HARBOUR[:4])}{quote}{paragraphs(HARBOUR[4:])}</div></article>"
    return _page("a quotation in a figure", body, (*HARBOUR[:4], said, *HARBOUR[4:]))


def _elementor() -> CmsPage:
    widget = "<div class='elementor-element elementor-widget elementor-widget-text-editor'><div class='elementor-widget-container'>{}</div></div>"
    body = f"<div class='elementor elementor-123'><section class='elementor-section'><div class='elementor-container'><div class='elementor-column'><div class='elementor-widget-wrap'>{widget.format(H1)}{_each(widget, tuple(f'<p>{p}</p>' for p in TALKS))}</div></div></div></section><section class='elementor-section'><div class='elementor-widget-posts'>{TEASERS.format('elementor-post')}</div></section></div>"
    return _page("Elementor: a widget for each paragraph", body, TALKS)


def _drupal() -> CmsPage:
    body = f"<main role='main'><article class='node node--type-article node--view-mode-full'>{H1}<div class='node__content'><div class='field field--name-body field--type-text-with-summary field--label-hidden field__item'>{paragraphs(BANK)}</div><div class='field field--name-field-tags'><div class='field__label'>Tags</div><a href='/t'>Money</a></div></div></article><section class='field field--name-comment comment-wrapper'><h2>Comments</h2><article class='comment'><p>{OPINION}</p></article></section></main>"
    return _page("Drupal: a body field", body, BANK)


def _drupal_paragraphs() -> CmsPage:
    part = "<div class='paragraph paragraph--type--text paragraph--view-mode--default'><div class='clearfix text-formatted field field--name-field-text'>{}</div></div>"
    image = "<div class='paragraph paragraph--type--image'><div class='field--name-field-caption'>The northern quay at dusk. Photo: P. Lund</div></div>"
    body = f"<main><article class='node'>{H1}<div class='field--name-field-paragraphs'>{part.format(paragraphs(FLOOD[:2]))}{image}{part.format(FLOOD[2])}{part.format(paragraphs(FLOOD[3:5]))}{image}{part.format(paragraphs(FLOOD[5:]))}</div></article></main>"
    return _page("Drupal: the text in pieces with pictures between them", body, FLOOD)


def _amp() -> CmsPage:
    body = f"<amp-consent id='c'><div><p>{CONSENT}</p><button>Accept</button></div></amp-consent><amp-sidebar id='s'>{LINKS}</amp-sidebar><article class='amp-wp-article'><header class='amp-wp-article-header'>{H1}<div class='amp-wp-meta amp-wp-byline'>By Hanna Roth</div></header><figure class='amp-wp-article-featured-image'><amp-img src='/q.jpg'></amp-img><figcaption>The quay at dusk</figcaption></figure><div class='amp-wp-article-content'>{paragraphs(TALKS[:4])}<amp-ad type='x'><p>{OFFER}</p></amp-ad>{paragraphs(TALKS[4:])}<amp-social-share type='email'></amp-social-share></div></article><amp-list>{TEASERS.format('amp-card')}</amp-list>"
    return _page("AMP: consent, sidebar, advertisement", body, TALKS, frame=False)


def _arc() -> CmsPage:
    promo = "<div class='interstitial-link'>[<a href='/1'> Ferry strike enters its second week </a>]</div><div class='arcad-wrapper'><div class='arcad'>Advertisement</div></div>"
    body = f"<div id='fusion-app'><div class='b-right-rail__main'><header>{H1}<h2 class='b-subheadline'>Inspectors find cracks in eleven of its forty pillars.</h2></header><article class='b-article-body'>{_each('<p class=c-paragraph>{}</p>', HARBOUR[:3])}{promo}{_each('<p class=c-paragraph>{}</p>', HARBOUR[3:])}</article></div><aside class='b-right-rail__rail'><div class='b-top-table-list'>{TEASERS.format('c-media-item')}</div></aside></div>"
    return _page(
        "Arc: a link between brackets, a rail",
        body,
        ("Inspectors find cracks in eleven of its forty pillars.", *HARBOUR),
    )


def _substack() -> CmsPage:
    widget = f"<div class='subscription-widget-wrap-editor'><div class='subscription-widget show-subscribe'><div class='preamble'><p class='cta-caption'>{CALL}</p></div><form><input><button>Subscribe</button></form></div></div>"
    picture = "<div class='captioned-image-container'><figure><a class='image-link'><img src='/q.png'></a><figcaption class='image-caption'>The quay at dusk, from the ferry.</figcaption></figure></div>"
    body = f"<article class='typography newsletter-post post'><div class='post-header'><h1 class='post-title published'>Notes from Lindmark</h1><h3 class='subtitle'>A quay, a ministry and ninety million crowns.</h3></div><div class='available-content'><div class='body markup'>{paragraphs(HARBOUR[:2])}{picture}{widget}{paragraphs(HARBOUR[2:])}<p class='button-wrapper'><a class='button primary' href='/s'><span>Share</span></a></p></div></div><div class='post-footer'><div class='comments-page'><p>{OPINION}</p></div></div></article>"
    return _page(
        "Substack: a call to subscribe in the text",
        body,
        ("A quay, a ministry and ninety million crowns.", *HARBOUR),
        frame=False,
    )


def _government() -> CmsPage:
    points = "<ul>" + _each("<li>{}</li>", POINTS) + "</ul>"
    body = f"<div class='govuk-width-container'><div class='gem-c-breadcrumbs'><ol><li><a href='/'>Home</a></li></ol></div><main id='content'><div class='gem-c-title'>{H1}</div><div class='gem-c-metadata'><dl><dt>From:</dt><dd><a href='/m'>Ministry of Transport</a></dd><dt>Published</dt><dd>8 May 2025</dd></dl></div><div class='gem-c-govspeak govuk-govspeak'><div class='govspeak'>{paragraphs(HARBOUR[:3])}<p>The minister announced three measures:</p>{points}<h2 id='notes'>Background</h2>{paragraphs(HARBOUR[3:])}</div></div><div class='gem-c-contextual-footer'><h2>Related content</h2>{LINKS}</div><div class='gem-c-feedback'><h2>Is this page useful?</h2><button>Yes</button><button>No</button></div></main></div>"
    return _page(
        "a ministry's page with a list of measures",
        body,
        (*HARBOUR[:3], "The minister announced three measures:", *POINTS, "Background", *HARBOUR[3:]),
    )


def _press_release() -> CmsPage:
    body = f"<table width='760' align='center'><tr><td colspan='2'><img src='/seal.gif'></td></tr><tr><td width='160' valign='top'>{LINKS}</td><td valign='top'><p align='center'><b>FOR IMMEDIATE RELEASE</b></p>{H1}{paragraphs(BANK[:2])}<br>{BANK[2]}<br><br>{BANK[3]}{paragraphs(BANK[4:])}<p align='center'>###</p></td></tr></table>"
    return _page("an agency's press release in a table, partly without paragraphs", body, BANK, frame=False)


def _cells() -> CmsPage:
    body = f"<div id='content'>{H1}{paragraphs(TALKS[:2])}<table border='0' cellpadding='6'><tr><td>{TALKS[2]}</td><td><img src='/map.gif'></td></tr><tr><td colspan='2'>{TALKS[3]}</td></tr></table>{paragraphs(TALKS[4:])}</div>"
    return _page("cells of a table beside paragraphs", body, TALKS)


def _columns() -> CmsPage:
    body = f"<div class='content'>{H1}<table class='cols'><tbody><tr><td class='c1'>{paragraphs(FLOOD[:3])}</td><td class='c2'>{paragraphs(FLOOD[3:5])}<p>{FLOOD[5]}</p></td></tr></tbody></table><p>{FLOOD[6]}</p></div>"
    return _page("two columns as cells", body, FLOOD)


def _short_cells() -> CmsPage:
    short = ("Nobody is missing any more.", "Six people are dead.")
    cells = f"<table><tr><td>{short[0]}</td></tr><tr><td>{FLOOD[3]}</td></tr><tr><td>{short[1]}</td></tr></table>"
    body = f"<article>{H1}{paragraphs(FLOOD[:3])}{cells}{paragraphs(FLOOD[4:])}</article>"
    return _page("short cells beside a long one", body, (*FLOOD[:3], short[0], FLOOD[3], short[1], *FLOOD[4:]))


def _figures() -> CmsPage:
    rows = "".join(
        f"<tr><td>{year}</td><td>{rate}</td><td>{growth}</td></tr>"
        for year, rate, growth in (("2022", "3.0", "2.4"), ("2023", "4.5", "1.9"), ("2024", "6.0", "1.4"))
    )
    body = f"<main><article>{H1}{paragraphs(BANK[:3])}<table><caption>Rates and growth, in per cent</caption><tr><th>Year</th><th>Rate</th><th>Growth</th></tr>{rows}</table>{paragraphs(BANK[3:])}</article></main>"
    return _page("a table of figures", body, BANK)


def _bare_divs() -> CmsPage:
    body = f"<article>{H1}<p>{TALKS[0]}</p><div>{TALKS[1]}</div><p>{TALKS[2]}</p><div>{TALKS[3]} <div>{TALKS[4]}</div></div><p>{TALKS[5]}</p><p>{TALKS[6]}</p></article>"
    return _page("sentences in boxes between paragraphs", body, TALKS)


def _short_bare_divs() -> CmsPage:
    short = ("He did not say when.", "Nobody did.")
    body = f"<article>{H1}<div class='text'>{paragraphs(TALKS[:3])}<div>{short[0]}</div>{paragraphs(TALKS[3:5])}<div><span>{short[1]}</span></div>{paragraphs(TALKS[5:])}</div></article>"
    return _page(
        "short sentences in boxes between paragraphs", body, (*TALKS[:3], short[0], *TALKS[3:5], short[1], *TALKS[5:])
    )


def _bare_text() -> CmsPage:
    body = f"<div class='story'>{H1}{BANK[0]}<p>{BANK[1]}</p>{BANK[2]}<p>{BANK[3]}</p><p>{BANK[4]}</p>{BANK[5]}</div>"
    return _page("sentences between paragraphs without a box", body, BANK)


def _bare_text_linked() -> CmsPage:
    marked = BANK[2].replace("the governor", "<a href='/g'>the governor</a>").replace("stubborn", "<em>stubborn</em>")
    body = f"<div class='story'>{H1}<p>{BANK[0]}</p><p>{BANK[1]}</p>{marked}<p>{BANK[3]}</p><p>{BANK[4]}</p><b>{BANK[5]}</b></div>"
    return _page("sentences with links between paragraphs without a box", body, BANK)


def _aside_text() -> CmsPage:
    body = f"<main><article>{H1}{paragraphs(FLOOD[:3])}<aside>{paragraphs(FLOOD[3:5])}</aside>{paragraphs(FLOOD[5:])}</article><aside>{TEASERS.format('teaser')}</aside></main>"
    return _page("an aside that holds paragraphs, another of teasers", body, FLOOD)


def _aside_box() -> CmsPage:
    box = f"<aside class='factbox'><h3>The quay in figures</h3>{paragraphs(POINTS)}</aside>"
    body = f"<main><article>{H1}{paragraphs(HARBOUR[:3])}{box}{paragraphs(HARBOUR[3:])}</article></main>"
    return _page("a fact box", body, (*HARBOUR[:3], "The quay in figures", *POINTS, *HARBOUR[3:]))


def _named(name: str) -> CmsPage:
    body = f"<main><article>{H1}<div class='story'>{paragraphs(TALKS[:2])}<div class='{name}'>{paragraphs(TALKS[2:5])}</div>{paragraphs(TALKS[5:])}</div></article></main>"
    return _page(f"a box of paragraphs of the class {name}", body, TALKS)


def _named_end(name: str) -> CmsPage:
    body = f"<main><article>{H1}{paragraphs(TALKS[:3])}<div class='{name}'>{paragraphs(TALKS[3:])}</div></article>{TRENDING}</main>"
    return _page(f"the article's rest in a box of the class {name}", body, TALKS)


def _named_whole(name: str) -> CmsPage:
    body = f"<main>{H1}<div class='{name}'>{paragraphs(BANK)}</div></main>"
    return _page(f"the whole text in a box of the class {name}", body, BANK)


def _live_posts() -> CmsPage:
    posts = "".join(
        f"<article class='live-post' id='b{n}'><header><time datetime='2025-06-01T1{n}:00'>1{n}:00</time><h3>{head}</h3></header><div class='live-post-body'><p>{words}</p></div><div class='share-tools'><button>Copy link</button></div></article>"
        for n, (head, words) in enumerate(
            (
                ("All villages reached", FLOOD[0]),
                ("Governor: nobody missing", FLOOD[1]),
                ("Army repairs bridge", FLOOD[2]),
                ("Thanks and blame", FLOOD[3]),
            )
        )
    )
    text = (
        "All villages reached",
        FLOOD[0],
        "Governor: nobody missing",
        FLOOD[1],
        "Army repairs bridge",
        FLOOD[2],
        "Thanks and blame",
        FLOOD[3],
    )
    body = f"<main>{H1}<div class='live-feed'>{posts}</div></main>"
    return _page("a live blog: an article for each post", body, text)


def _live_list() -> CmsPage:
    posts = "".join(
        f"<li class='feed-item'><span class='stamp'>1{n}:00</span><div><p>{words}</p></div></li>"
        for n, words in enumerate(FLOOD)
    )
    body = f"<main><article>{H1}<ol class='live-updates'>{posts}</ol></article></main>"
    return _page("a live blog: a list of posts", body, FLOOD)


def _list_text() -> CmsPage:
    body = f"<main><article>{H1}<p>{HARBOUR[0]}</p><ol>{_each('<li>{}</li>', HARBOUR[1:5])}</ol><p>{HARBOUR[5]}</p></article></main>"
    return _page("most of the text as a list", body, HARBOUR)


def _definitions() -> CmsPage:
    asked = ("Why is the quay closed?", "Who decided that?", "Who pays?")
    told = "".join(
        f"<dt>{question}</dt><dd>{answer}</dd>"
        for question, answer in zip(asked, (HARBOUR[1], HARBOUR[3], HARBOUR[5]), strict=True)
    )
    body = f"<main><article>{H1}<p>{HARBOUR[0]}</p><dl>{told}</dl><p>{HARBOUR[4]}</p></article></main>"
    return _page(
        "questions and answers as a list of definitions",
        body,
        (HARBOUR[0], asked[0], HARBOUR[1], asked[1], HARBOUR[3], asked[2], HARBOUR[5], HARBOUR[4]),
    )


def _interview() -> CmsPage:
    asked = ("Were you surprised?", "And the ministry?")
    body = f"<main><article>{H1}<p>{TALKS[0]}</p><p><strong>{asked[0]}</strong></p><p>{TALKS[1]}</p><p><strong>{asked[1]}</strong></p>{paragraphs(TALKS[2:])}</article></main>"
    return _page("an interview with questions in bold", body, (TALKS[0], asked[0], TALKS[1], asked[1], *TALKS[2:]))


def _accordion() -> CmsPage:
    body = f"<main><article>{H1}{paragraphs(FLOOD[:4])}<details><summary>How the river rose</summary>{paragraphs(FLOOD[4:])}</details></article></main>"
    return _page("text that unfolds", body, (*FLOOD[:4], "How the river rose", *FLOOD[4:]))


def _hashed() -> CmsPage:
    body = f"<div id='__next'><div class='css-1wfq8xk'><div class='css-8g7r2m'>{H1}</div><div class='css-1y0ksjx'>{_each('<div class=css-dv4kb7>{}</div>', TALKS[:3])}<div class='css-ad1'><div>Advertisement</div><div>{OFFER}</div></div>{_each('<div class=css-dv4kb7>{}</div>', TALKS[3:])}</div></div><div class='css-9xq1'>{LINKS}</div></div>"
    return _page("names made by a machine, boxes for paragraphs", body, (*TALKS[:3], *TALKS[3:]))


def _medium() -> CmsPage:
    body = f"<article><div><section><div class='ab cb'><div class='ci bh'><h1 class='pw-post-title'>Notes from Lindmark</h1><div class='speechify-ignore'><span>Hanna Roth</span><button>Follow</button><span>4 min read</span></div>{_each('<p class=pw-post-body-paragraph>{}</p>', BANK[:3])}<blockquote class='qa'><p class='qb'>Prices, she said, have a longer memory than governments.</p></blockquote>{_each('<p class=pw-post-body-paragraph>{}</p>', BANK[3:])}</div></div></section></div></article><div class='ab'><h2>Written by Hanna Roth</h2><p>{BIO}</p><h2>No responses yet</h2></div>"
    return _page(
        "Medium: a quotation of its own",
        body,
        (*BANK[:3], "Prices, she said, have a longer memory than governments.", *BANK[3:]),
        frame=False,
    )


def _ghost() -> CmsPage:
    call = f"<div class='kg-card kg-callout-card kg-callout-card-blue'><div class='kg-callout-emoji'>💡</div><div class='kg-callout-text'>{POINTS[0]}</div></div>"
    mark = "<figure class='kg-card kg-bookmark-card'><a class='kg-bookmark-container' href='/9'><div class='kg-bookmark-content'><div class='kg-bookmark-title'>Eleven years in the valley</div><div class='kg-bookmark-description'>A history in maps of a border that has been closed more often than it has been open.</div></div></a></figure>"
    body = f"<main class='gh-main'><article class='gh-article post'><header class='gh-article-header'>{H1}</header><section class='gh-content gh-canvas'>{paragraphs(HARBOUR[:2])}{call}{paragraphs(HARBOUR[2:4])}{mark}{paragraphs(HARBOUR[4:])}</section></article><section class='gh-read-more'>{TEASERS.format('gh-card')}</section></main>"
    return _page("Ghost: a callout, a bookmark", body, (*HARBOUR[:2], POINTS[0], *HARBOUR[2:]))


def _blogger() -> CmsPage:
    lines = "<div><br></div>".join(f"<div style='text-align: left'>{words}</div>" for words in FLOOD)
    body = f"<div class='date-outer'><h2 class='date-header'><span>Sunday, 1 June 2025</span></h2><div class='post hentry'><h3 class='post-title entry-title'>Notes from Lindmark</h3><div class='post-body entry-content' id='post-body-42'>{lines}</div><div class='post-footer'>Posted by Hanna</div></div></div><div class='comments' id='comments'><p class='comment-content'>{OPINION}</p></div>"
    return _page("Blogger: boxes with breaks between them", body, FLOOD)


def _squarespace() -> CmsPage:
    block = "<div class='sqs-block html-block sqs-block-html'><div class='sqs-block-content'><div class='sqs-html-content'>{}</div></div></div>"
    body = f"<article class='BlogItem hentry'>{H1}<div class='sqs-layout'><div class='row sqs-row'><div class='col sqs-col-12'>{block.format(paragraphs(TALKS[:3]))}<div class='sqs-block image-block'><figure><img src='/m.jpg'><figcaption class='image-caption-wrapper'><p>The valley of the Harn in spring, as seen from the observers' post above the village.</p></figcaption></figure></div>{block.format(paragraphs(TALKS[3:]))}</div></div></div></article>"
    return _page("Squarespace: blocks, a long caption", body, TALKS)


def _joomla() -> CmsPage:
    body = f"<div class='item-page' itemscope itemtype='https://schema.org/Article'><div class='page-header'>{H1}</div><dl class='article-info'><dd class='createdby'>Written by <span>Hanna Roth</span></dd><dd class='hits'>Hits: 1187</dd></dl><div itemprop='articleBody' class='com-content-article__body'>{paragraphs(BANK)}</div><ul class='pager pagenav'><li><a href='/p'>Prev</a></li><li><a href='/n'>Next</a></li></ul></div>"
    return _page("Joomla: an info list above", body, BANK)


def _drop_cap() -> CmsPage:
    first = f"<p class='has-drop-cap'><span class='dropcap'>{HARBOUR[0][0]}</span>{HARBOUR[0][1:]}</p>"
    body = f"<main><article>{H1}{first}{paragraphs(HARBOUR[1:])}</article></main>"
    return _page("a first letter of its own", body, HARBOUR)


def _metered() -> CmsPage:
    body = f"<main><article>{H1}<div class='body__inner-container'>{_each('<p class=paywall>{}</p>', TALKS)}</div></article></main>"
    return _page("paragraphs of the class paywall that everyone may read", body, TALKS)


def _read_more() -> CmsPage:
    body = f"<main><article>{H1}{paragraphs(TALKS[:3])}<div class='js-read-more-content'>{paragraphs(TALKS[3:])}</div><button class='js-read-more'>Read more</button></article></main>"
    return _page("the rest behind a button to read more", body, TALKS)


def _split() -> CmsPage:
    advert = f"<div class='ad-container'><span>Advertisement</span><p>{OFFER}</p></div>"
    letter = f"<div class='newsletter-inline'><p>{CALL}</p><a href='/s'>Sign up</a></div>"
    body = f"<main><article>{H1}<div class='articleBodyText section'><div class='article-body-text'>{paragraphs(BANK[:2])}</div></div>{advert}<div class='articleBodyText section'><div class='article-body-text'>{paragraphs(BANK[2:4])}</div></div>{letter}<div class='articleBodyText section'><div class='article-body-text'>{paragraphs(BANK[4:])}</div></div></article></main>"
    return _page("the text in pieces with advertisements between them", body, BANK)


def _inline_teasers() -> CmsPage:
    body = f"<main><article>{H1}<div class='body'>{paragraphs(HARBOUR[:3])}<div class='inline-related'><h4>Related stories</h4>{TEASERS.format('related-item')}</div>{paragraphs(HARBOUR[3:])}</div></article></main>"
    return _page("teasers with sentences in the midst of the text", body, HARBOUR)


def _inline_bio() -> CmsPage:
    body = f"<main><article>{H1}<div class='body'>{paragraphs(HARBOUR)}</div><div class='author-box'><img src='/r.jpg'><h4><a href='/hr'>Hanna Roth</a></h4><p>{BIO}</p></div></article></main>"
    return _page("a portrait of the author below", body, HARBOUR)


def _comments() -> CmsPage:
    told = "".join(
        f"<div class='c-item'><b>{who}</b><p>{OPINION}</p><a href='#'>Reply</a></div>"
        for who in ("Gulliver", "Marta_72", "observer")
    )
    body = f"<main><article>{H1}{paragraphs(BANK[:4])}</article><section class='discussion' id='respond'><h2>Join the discussion</h2>{told}</section></main>"
    return _page("a discussion below", body, BANK[:4])


def _threads() -> CmsPage:
    told = "".join(
        f"<li id='comment-{n}' class='comment even depth-{n}'><article class='comment-body'><footer class='comment-meta'><b class='fn'>Reader {n}</b> says:</footer><div class='comment-content'><p>{OPINION}</p><p>{BIO.replace('Hanna Roth', f'My neighbour {n}')}</p></div></article></li>"
        for n in (1, 2, 3, 4)
    )
    body = f"<main><article>{H1}<div class='entry-content'>{paragraphs(FLOOD[:3])}</div></article><div id='comments' class='comments-area'><h2>4 thoughts on this</h2><ol class='comment-list'>{told}</ol></div></main>"
    return _page("WordPress: more comments than text", body, FLOOD[:3])


def _cookies_first() -> CmsPage:
    body = f"<div id='onetrust-consent-sdk'><div id='onetrust-banner-sdk'><h2>Your choice</h2><div id='onetrust-policy-text'>{CONSENT}</div><button>Accept</button></div></div><main><article>{H1}{paragraphs(BANK[:3])}</article></main>"
    return _page("OneTrust before a short article", body, BANK[:3])


def _cookies_last() -> CmsPage:
    body = f"<main><article>{H1}{paragraphs(TALKS[:4])}</article></main><div class='cc-window cc-banner' role='dialog' aria-label='cookieconsent'><span class='cc-message'>{CONSENT}</span><p>{CONSENT}</p></div><div id='gdpr'><p>{CONSENT}</p></div>"
    return _page("cookie bars below", body, TALKS[:4])


def _gallery() -> CmsPage:
    figure = "<figure class='gallery-item'><img src='/{0}.jpg'><figcaption>Picture {0}: boats on the main street of a village in the Amber valley, on the second day of the flood.</figcaption></figure>"
    body = f"<main><article>{H1}{paragraphs(FLOOD[:2])}<div class='gallery'>{''.join(figure.format(n) for n in range(1, 7))}</div>{paragraphs(FLOOD[2:5])}</article></main>"
    return _page("a gallery with captions", body, FLOOD[:5])


def _preformatted() -> CmsPage:
    wrapped = "\n\n".join(
        "\n".join(" ".join(words[at : at + 9]) for at in range(0, len(words), 9))
        for words in (paragraph.split() for paragraph in BANK)
    )
    return _page("text set with a typewriter", f"<main>{H1}<pre>{wrapped}</pre></main>", BANK)


def _center() -> CmsPage:
    body = f"<body bgcolor='#ffffff'><center><h1>Notes from Lindmark</h1><font size='2' face='Arial'>{'<p>'.join(HARBOUR)}</font></center><hr>{LINKS}"
    return _page("tags of 1998", body, HARBOUR, frame=False)


def _spans() -> CmsPage:
    line = "<p><span style='font-family: Arial'><span lang='EN-GB'>{}</span></span></p>"
    body = f"<div class='ms-rtestate-field'>{H1}{_each(line, HARBOUR[:5])}<p><o:p></o:p></p>{line.format(HARBOUR[5])}</div>"
    return _page("SharePoint: letters in spans", body, HARBOUR)


def _embedded_posts() -> CmsPage:
    said = "We told the ministry in March that the pillars would not last another winter, and we have the letter to prove it."
    post = f"<blockquote class='twitter-tweet' data-width='500'><p lang='en' dir='ltr'>{said}</p>&mdash; Harbour union (@union) <a href='/t'>8 May 2025</a></blockquote><script async src='/w.js'></script>"
    body = f"<main><article>{H1}{paragraphs(HARBOUR[:3])}{post}{paragraphs(HARBOUR[3:])}</article></main>"
    return _page("a post of a network in the text", body, (*HARBOUR[:3], said, *HARBOUR[3:]))


def _recipe_steps() -> CmsPage:
    steps = "".join(
        f"<div class='slide'><h2>{head}</h2><img src='/s.jpg'><p class='slide-caption'>{words}</p></div>"
        for head, words in (
            ("The quay", HARBOUR[0]),
            ("The crane", HARBOUR[1]),
            ("The grain", HARBOUR[2]),
            ("The minister", HARBOUR[3]),
        )
    )
    body = f"<main><article>{H1}{steps}</article></main>"
    return _page(
        "slides whose captions are the text",
        body,
        ("The quay", HARBOUR[0], "The crane", HARBOUR[1], "The grain", HARBOUR[2], "The minister", HARBOUR[3]),
    )


def _tabs() -> CmsPage:
    body = f"<main><article>{H1}<div role='tablist'><button role='tab'>Story</button><button role='tab'>Background</button></div><div role='tabpanel' id='story'>{paragraphs(TALKS[:4])}</div><div role='tabpanel' id='background'>{paragraphs(TALKS[4:])}</div></article></main>"
    return _page("tabs", body, TALKS)


def _structured_only() -> CmsPage:
    text = "\\n\\n".join(BANK)
    body = f'<div id=\'root\'></div><script type=\'application/ld+json\'>{{"@type":"NewsArticle","headline":"Notes from Lindmark","articleBody":"{text}"}}</script>'
    return _page("text in JSON-LD alone", body, BANK)


def _hidden() -> CmsPage:
    hidden = f"<div style='display:none'><p>{OFFER}</p></div><div hidden><p>{CALL}</p></div><p class='visually-hidden'>{OPINION}</p><p aria-hidden='true' style='visibility: hidden'>{BIO}</p>"
    body = f"<main><article>{H1}{paragraphs(HARBOUR[:3])}{hidden}{paragraphs(HARBOUR[3:])}</article></main>"
    return _page("text that is not shown", body, HARBOUR)


def _sections() -> CmsPage:
    parts = "".join(
        f"<section class='article-section'><h2>{head}</h2>{paragraphs(words)}</section>"
        for head, words in (("The talks", TALKS[:3]), ("The shells", TALKS[3:5]), ("The market", TALKS[5:]))
    )
    body = f"<main>{H1}{parts}<section class='article-section more'><h2>More on this</h2>{LINKS}</section></main>"
    return _page(
        "a section for each part", body, ("The talks", *TALKS[:3], "The shells", *TALKS[3:5], "The market", *TALKS[5:])
    )


PAGES = (
    _wordpress(),
    _wordpress_quote(),
    _elementor(),
    _drupal(),
    _drupal_paragraphs(),
    _amp(),
    _arc(),
    _substack(),
    _government(),
    _press_release(),
    _cells(),
    _columns(),
    _short_cells(),
    _figures(),
    _bare_divs(),
    _short_bare_divs(),
    _bare_text(),
    _bare_text_linked(),
    _aside_text(),
    _aside_box(),
    _named("author"),
    _named("related"),
    _named("share"),
    _named("caption"),
    _named("teaser"),
    _named_end("author-content"),
    _named_end("share-wrapper"),
    _named_whole("author"),
    _named_whole("teaser"),
    _named_whole("post-share-content"),
    _named_whole("widget-text"),
    _live_posts(),
    _live_list(),
    _list_text(),
    _definitions(),
    _interview(),
    _accordion(),
    _hashed(),
    _medium(),
    _ghost(),
    _blogger(),
    _squarespace(),
    _joomla(),
    _drop_cap(),
    _metered(),
    _read_more(),
    _split(),
    _inline_teasers(),
    _inline_bio(),
    _comments(),
    _threads(),
    _cookies_first(),
    _cookies_last(),
    _gallery(),
    _preformatted(),
    _center(),
    _spans(),
    _embedded_posts(),
    _recipe_steps(),
    _tabs(),
    _structured_only(),
    _hidden(),
    _sections(),
)
