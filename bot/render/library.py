"""Turns drafts, lists and articles into pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.asking import Act
from bot.catalogue import N_, number, say, say_n
from bot.catalogue.lazy import said
from bot.model.library import FilingOutcome
from bot.render.markdown import bold, escape, link, small
from bot.render.page import Button, Menu, Option, Page, Weight
from bot.render.pages import LABEL_LIMIT, sections_page
from bot.render.pictures import picture_of
from bot.render.provenance import dated_words, outlets_words
from bot.render.screens import SCREEN, page_height
from bot.render.topics import topic_line
from bot.render.turns import turn_buttons
from bot.wording import date_words, joined, shortened, unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.answer import Section
    from bot.model.article import Article
    from bot.model.library import Draft, Filing, Held, Listed, Revision

TITLE, NOTE = 160, 300
ON_A_LIST = 6
"""Articles on a page of a list: a phone's screen."""
ROW, ROW_URL = 110, 130
"""Longest line of a row, in characters (a row has two), and longest link that fits beside them."""
_TITLES = (ROW, 72, 36)
"""Longest titles on a list, in characters: two lines or one of a phone, if more would not fit on its screen."""
_ROOM = SCREEN - 22
"""How high a list may be: of its many lines one may be wrapped that the estimate takes for one that is not."""
_REVISIONS = 3
_LINKS, _LINKS_ROOM, _OPTION = 25, 3_500, 100
"""Links in a menu and characters of an option (Discord's limits), and characters of all links on a page."""


def links_page(links: Sequence[str]) -> Page:
    """Returns a page to choose among a message's links. It lists the links in full; the menu's values are places in this list."""
    shown: list[str] = []
    for address in links[:_LINKS]:
        if sum(map(len, shown)) + len(address) <= _LINKS_ROOM:
            shown.append(address)
    options = tuple(
        Option(shortened(address.partition("://")[2], _OPTION), str(place)) for place, address in enumerate(shown)
    )
    left = len(links) - len(shown)
    more = (
        [
            say_n(
                "{n} more link did not fit: add it with /article add.",
                "{n} more links did not fit: add them with /article add.",
                left,
            )
        ]
        if left
        else []
    )
    lines = "\n".join(f"{place}. <{address}>" for place, address in enumerate(shown, 1))
    there = say_n("{n} link in that message", "{n} links in that message", len(links))
    head = f"### {there}\n{say('Choose one at a time: you see a preview of each before it is added.')}"
    menu = Menu(Act("article", "linked").custom_id, say("Which one do you want to add?"), options)
    return Page((head, "\n".join([lines, *more])), menus=(menu,) if options else ())


def preview_page(
    draft: Draft,
    told: Sequence[str],
    sections: Sequence[Section],
    number: int = 0,
    *,
    can_be_filed: bool,
    came_to: str = "",
) -> Page:
    """Returns the preview of a draft with its buttons. `told` are our own sentences: whom it is about, how much was read."""
    article = draft.article
    lines = [
        f"### {link(article.title or shortened(article.text, 80), article.url, TITLE) or say('No title')}",
        escape(_whence(article.outlet, 0, article.published, draft.origin.dating), NOTE),
        *([small(escape(" ".join(told), NOTE * 2))] if told else []),
        *([escape(came_to, NOTE)] if came_to else []),
        *(small(escape(said(note), NOTE)) for note in (*draft.notes, *_claim(draft.origin.claimed))),
    ]

    def rows(at: int, pages: int) -> tuple[tuple[Button, ...], ...]:
        this = str(draft.id)
        file = Button(say("Add"), Act("article", "file", (this,)).custom_id, weight=Weight.MAIN)
        deeds = (
            *([file] if can_be_filed else []),
            Button(say("Edit"), Act("article", "edit", (this,)).custom_id),
            Button(say("Discard"), Act("article", "discard", (this,)).custom_id),
        )
        return (*_turns("preview", (this,), at, pages), deeds)

    opens = Act("article", "sentences", (str(draft.id),))
    return _with_picture(sections_page(lines, sections, number, rows, opens), article, number)


def glance_page(article: Article, told: Sequence[str], sections: Sequence[Section], key: str, number: int) -> Page:
    """Returns what was read from a message that is not kept. `key` tells its pages from those of other messages."""
    lines = [
        "\n".join(filter(None, (f"### {say('What I read in this message')}", _linked(article)))),
        small(escape(" ".join(told), NOTE * 2)) if told else "",
        small(say("Nothing was stored. Editors can add it with the message menu “Add to library”.")),
    ]

    def rows(at: int, pages: int) -> tuple[tuple[Button, ...], ...]:
        return _turns("page", (key,), at, pages, noun="reading")

    opens = Act("reading", "sentences", (key,))
    return sections_page([line for line in lines if line], sections, number, rows, opens)


def _linked(article: Article) -> str:
    return link(article.title, article.url, TITLE) if article.title else ""


def _with_picture(page: Page, article: Article, number: int) -> Page:
    """The page with the article's picture if it is the first page: digests may show that picture too."""
    title = article.title or shortened(article.text, 80)
    alt = say("Picture of the article “{title}”, {outlet}", title=title, outlet=outlets_words(article.outlet))
    return replace(page, picture=None if number else picture_of(article.picture, alt))


def _turns(
    verb: str, before: tuple[str, ...], at: int, pages: int, *after: str, noun: str = "article"
) -> tuple[tuple[Button, ...], ...]:
    """Buttons for the previous and next page, if there are several. Their acts carry the page and a mark that keeps the two ids apart."""
    if pages < 2:
        return ()

    def custom_id(page: int, mark: int) -> str:
        return Act(noun, verb, (*before, str(page), str(mark), *after)).custom_id

    return (turn_buttons(at, pages, custom_id),)


def listing_page(listed: Sequence[Listed], total: int, place: int, words: str) -> Page:
    """Returns a page of the articles the user may see, with buttons for the other pages."""
    pages = max(1, -(-total // ON_A_LIST))
    articles = say_n("{n} article", "{n} articles", total)
    if words:
        articles = say("{articles} with “{words}”", articles=articles, words=escape(words, 80))
    head = f"### {articles}"
    if not listed:
        return Page((head, say("Try other or fewer words.") if words else say("Add one with /article add.")))
    foot = say("page {page} of {pages}", page=place + 1, pages=pages) if pages > 1 else ""
    turns = _turns("page", (), place, pages, _short(words))
    made = [Page((head, "\n".join(_row(article, title) for article in listed)), foot, turns) for title in _TITLES]
    return next((page for page in made if page_height(page) <= _ROOM), made[-1])


def _row(article: Listed, longest: int) -> str:
    whose = "" if article.library == "everyone" else f" · {say('only in this server')}"
    facts = say_n("{n} fact", "{n} facts", article.counts.all)
    about = f"{outlets_words(article.outlet, article.more_outlets)} · {_dated(article.published)} · {facts}{whose}"
    url = article.url if len(article.url or "") <= ROW_URL else None
    title = link(article.title or f"“{shortened(article.opening, 60)}”", url, longest)
    return f"{title}\n{small(escape(about, ROW))}"


def article_page(held: Held, sections: Sequence[Section], number: int, *, may_change: bool) -> Page:
    """Returns page `number` of an article: what changed in it and the facts read from it."""
    listed = held.listed
    counts = joined(
        [
            say_n("{n} event", "{n} events", listed.counts.events),
            say_n("{n} stance", "{n} stances", listed.counts.stances),
            say_n("{n} quotation", "{n} quotations", listed.counts.quotations),
        ]
    )
    whose = say("shared with all servers") if listed.library == "everyone" else say("only in this server")
    lines = [
        f"### {link(listed.title or shortened(listed.opening, 80), listed.url, TITLE)}",
        escape(_whence(listed.outlet, 0, listed.published, held.origin.dating), NOTE),
        *([escape(_also(held), NOTE)] if held.copies else []),
        *(small(escape(claim, NOTE)) for claim in _claim(held.origin.claimed)),
        *([small(escape(held.article.credit, NOTE))] if held.article.credit else []),
        small(
            escape(
                say(
                    "{whose} · added {added} · read {read}: {counts}",
                    whose=whose,
                    added=date_words(_first_filed(held)[:10]),
                    read=date_words(held.read_at[:10]),
                    counts=counts,
                ),
                NOTE,
            )
        ),
        small(topic_line(held.topic)),
        *([bold(_changed(held.revisions))] if held.revisions else []),
    ]

    def rows(at: int, pages: int) -> tuple[tuple[Button, ...], ...]:
        wrong = (
            [Button(say("Wrong?"), Act("wrong", "article", (str(listed.id),)).custom_id)] if listed.counts.all else []
        )
        changes = (
            Button(say("Read again"), Act("article", "reread", (str(listed.id),)).custom_id),
            Button(say("Remove"), Act("article", "remove", (str(listed.id),)).custom_id),
        )
        deeds = (*(changes if may_change else ()), *wrong)
        return (*_turns("show", (str(listed.id),), at, pages), *([deeds] if deeds else []))

    page = sections_page(lines, sections, number, rows, Act("answer", "line"))
    return _with_picture(page, held.article, number)


def filed_page(filing: Filing, held: Held | None, title: str) -> Page:
    """Returns the page that says what adding an article did, with a button to view it, and one that removes an article that is new."""
    told = {
        FilingOutcome.NEW: say("Added. Answers now use it."),
        FilingOutcome.AGAIN: say("Already added. Its title, outlet and date are now as given."),
        FilingOutcome.COPY: say("Added as the same article from another outlet."),
        FilingOutcome.REVISION: say("Updated. The previous version is kept."),
    }[filing.outcome]
    facts = f" {say('Facts: {n}.', n=number(held.listed.counts.all))}" if held else ""
    look = Button(say("View article"), Act("article", "show", (str(filing.article), "0", "2")).custom_id)
    undo = Button(say("Undo"), Act("article", "remove", (str(filing.article),)).custom_id)
    row = (look, undo) if filing.outcome is FilingOutcome.NEW else (look,)
    return Page((f"“{escape(title, TITLE)}”\n{told}{facts}",), rows=(row,))


def reread_page(held: Held, before: int, changed: tuple[int, int] | None, unreached: str | None) -> Page:
    """Returns the page after rereading an article: new and removed sentences, and the number of facts before and now."""
    if unreached:
        page = say("I couldn't fetch its page, so I read the stored text again. {why}", why=said(unreached))
    elif changed:
        new, gone = changed
        page = say_n(
            "Its page has changed: {n} sentence new, {gone} gone. The previous version is kept.",
            "Its page has changed: {n} sentences new, {gone} gone. The previous version is kept.",
            new,
            gone=number(gone),
        )
    elif held.article.url:
        page = say("Its page has not changed.")
    else:
        page = say("It has no link, so I read the stored text again.")
    now = held.listed.counts.all
    facts = say("Facts: {n}, as before.", n=number(now))
    if now != before:
        facts = say("Facts: {n} (before: {before}).", n=number(now), before=number(before))
    look = Button(say("View article"), Act("article", "show", (str(held.listed.id), "0", "2")).custom_id)
    title = escape(held.listed.title or held.listed.opening, TITLE)
    head = say("“{title}” was read again.", title=title)
    return Page((f"{head}\n{escape(page, NOTE * 2)}\n{facts}",), rows=((look,),))


def removed_page(title: str, article: int) -> Page:
    """Returns the page that confirms a removed article, with a button to undo it."""
    undo = Button(say("Undo"), Act("article", "restore", (str(article),)).custom_id)
    words = say(
        "Removed “{title}”. Answers no longer use it. You can undo this for a day; then it is deleted for good.",
        title=escape(title, TITLE),
    )
    return Page((words,), rows=((undo,),))


def listed_label(article: Listed, limit: int) -> str:
    """Returns an article in an autocomplete list: "Strikes on Iran · The Wire · 23 June 2025"."""
    tail = f" · {outlets_words(shortened(article.outlet, 24) if article.outlet else None, article.more_outlets)} · {_dated(article.published)}"
    title = unmarked(article.title or f"“{article.opening}”")
    return f"{shortened(title, max(20, limit - len(tail)))}{tail}"[:limit]


def _claim(claimed: str | None) -> tuple[str, ...]:
    """A sentence that the page gives another site's address or an outlet's name as its own; nothing if it does not."""
    if not claimed:
        return ()
    if claimed.startswith(("https://", "http://")):
        return (
            say(
                "Its page gives {address} as its address. I can't check that, so I show the site I fetched it from.",
                address=shortened(claimed, 150),
            ),
        )
    return (
        say(
            "Its page calls itself “{name}”. I can't check that, so I show the site I fetched it from.",
            name=shortened(claimed, 60),
        ),
    )


def _whence(outlet: str | None, more: int, published: str | None, dating: str | None) -> str:
    """Outlet, date and how the date is known: "The Wire · published 23 June 2025, as the page states"."""
    if not published:
        return f"{outlets_words(outlet, more)} · {say('no date found')}"
    how = f", {say(dating)}" if dating in _DATING else f", {dating}" if dating else ""
    return f"{outlets_words(outlet, more)} · {dated_words(published)}{how}"


_DATING = (
    N_("as its file states"),
    N_("as the page states"),
    N_("read from the page's text or address"),
    N_("read from its text"),
    N_("as the feed states"),
    N_("when the page was last changed"),
    N_("when the file was made"),
    N_("as was given with it"),
    N_("no date was found"),
)
"""The words of `Dating`."""


def _dated(published: str | None) -> str:
    return date_words(published) if published else say("undated")


def _also(held: Held) -> str:
    """The other outlets of an article: "Also published by The Herald and The Post; counted once."."""
    outlets = list(dict.fromkeys(copy.outlet or say("an unnamed outlet") for copy in held.copies))
    some = [*outlets[:5], *([say("{n} more", n=len(outlets) - 5)] if len(outlets) > 5 else [])]
    return say("Also published by {outlets}; counted once.", outlets=joined(some))


def _changed(revisions: Sequence[Revision]) -> str:
    days = [date_words(revision.replaced_at[:10]) for revision in revisions[-_REVISIONS:]]
    changed = joined(list(dict.fromkeys(days)))
    if len(revisions) <= _REVISIONS:
        return say("Changed since it was added: {days}", days=changed)
    earlier = len(revisions) - _REVISIONS
    return say("Changed since it was added: {days} and {n} times before that", days=changed, n=earlier)


def _first_filed(held: Held) -> str:
    return held.revisions[0].filed_at if held.revisions else held.listed.filed_at


def _short(words: str) -> str:
    """Search words shortened so that a button's id can carry them."""
    return " ".join(words.replace(":", " ").split())[: LABEL_LIMIT - 20]
