"""Turns drafts, lists and articles into pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.asking import Act
from bot.model.library import FilingOutcome
from bot.render.markdown import bold, escape, link, small
from bot.render.pages import LABEL_LIMIT, Button, Menu, Option, Page, Weight, sections_page
from bot.render.pictures import picture_of
from bot.render.provenance import outlets_words
from bot.wording import counted, date_words, joined, shortened, unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.answer import Section
    from bot.model.article import Article
    from bot.model.library import Draft, Filing, Held, Listed, Revision

TITLE, NOTE = 160, 300
ON_A_LIST = 10
"""Articles on a page of a list."""
ROW, ROW_URL = 110, 130
"""Longest line of a row, in characters (a row has two), and longest link that fits beside them."""
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
        [f"{counted(left, 'more link')} did not fit: add {'it' if left == 1 else 'them'} with /article add."]
        if left
        else []
    )
    lines = "\n".join(f"{place}. <{address}>" for place, address in enumerate(shown, 1))
    head = f"### {counted(len(links), 'link')} in that message\nChoose one at a time: you see a preview of each before it is added."
    menu = Menu(Act("article", "linked").custom_id, "Which one do you want to add?", options)
    return Page((head, "\n".join([lines, *more])), menus=(menu,) if options else ())


def preview_page(
    draft: Draft, told: Sequence[str], sections: Sequence[Section], number: int = 0, *, can_be_filed: bool
) -> Page:
    """Returns the preview of a draft with its buttons. `told` are our own sentences: how much was read, what exists already."""
    article = draft.article
    lines = [
        f"### {link(article.title or shortened(article.text, 80), article.url, TITLE) or 'No title'}",
        escape(_whence(article.outlet, 0, article.published, draft.origin.dating), NOTE),
        *(escape(sentence, NOTE) for sentence in told),
        *(small(escape(note, NOTE)) for note in (*draft.notes, *_claim(draft.origin.claimed))),
    ]

    def rows(at: int, pages: int) -> tuple[tuple[Button, ...], ...]:
        this = str(draft.id)
        file = Button("Add", Act("article", "file", (this,)).custom_id, weight=Weight.MAIN)
        deeds = (
            *([file] if can_be_filed else []),
            Button("Edit", Act("article", "edit", (this,)).custom_id),
            Button("Discard", Act("article", "discard", (this,)).custom_id),
        )
        return (*_turns("preview", (this,), at, pages), deeds)

    return _with_picture(sections_page("\n".join(lines), sections, number, rows), article, number)


def glance_page(article: Article, told: Sequence[str], sections: Sequence[Section], key: str, number: int) -> Page:
    """Returns what was read from a message that is not kept. `key` tells its pages from those of other messages."""
    lines = [
        "### What I read in this message",
        link(article.title, article.url, TITLE) if article.title else "",
        *(escape(sentence, NOTE) for sentence in told),
        small("Nothing was stored. Editors can add it with the message menu “Add to library”."),
    ]

    def rows(at: int, pages: int) -> tuple[tuple[Button, ...], ...]:
        return _turns("page", (key,), at, pages, noun="reading")

    return sections_page("\n".join(filter(None, lines)), sections, number, rows)


def _with_picture(page: Page, article: Article, number: int) -> Page:
    """The page with the article's picture if it is the first page: digests may show that picture too."""
    alt = f"Picture of the article “{article.title or shortened(article.text, 80)}”, {outlets_words(article.outlet)}"
    return replace(page, picture=None if number else picture_of(article.picture, alt))


def _turns(
    verb: str, before: tuple[str, ...], at: int, pages: int, *after: str, noun: str = "article"
) -> tuple[tuple[Button, ...], ...]:
    """Buttons for the previous and next page, if there are several. Their acts carry the page and a mark that keeps the two ids apart."""
    if pages < 2:
        return ()
    there = ((max(at - 1, 0), "0"), (min(at + 1, pages - 1), "1"))
    back, on = (Act(noun, verb, (*before, str(page), mark, *after)).custom_id for page, mark in there)
    return ((Button("◀ Previous", back, enabled=at > 0), Button("Next ▶", on, enabled=at < pages - 1)),)


def listing_page(listed: Sequence[Listed], total: int, number: int, words: str) -> Page:
    """Returns a page of the articles the user may see, with buttons for the other pages."""
    pages = max(1, -(-total // ON_A_LIST))
    looked = f" with “{escape(words, 80)}”" if words else ""
    head = f"### {counted(total, 'article')}{looked}"
    if not listed:
        return Page((head, "Add one with /article add." if not words else "Try other or fewer words."))
    rows = [_row(article) for article in listed]
    foot = f"page {number + 1} of {pages}" if pages > 1 else ""
    return Page((head, "\n".join(rows)), foot, _turns("page", (), number, pages, _short(words)))


def _row(article: Listed) -> str:
    whose = "" if article.library == "everyone" else " · only in this server"
    facts = counted(article.counts.all, "fact")
    about = f"{outlets_words(article.outlet, article.more_outlets)} · {_dated(article.published)} · {facts}{whose}"
    url = article.url if len(article.url or "") <= ROW_URL else None
    title = link(article.title or f"“{shortened(article.opening, 60)}”", url, ROW)
    return f"{title}\n{small(escape(about, ROW))}"


def article_page(held: Held, sections: Sequence[Section], number: int, *, may_change: bool) -> Page:
    """Returns page `number` of an article: what changed in it and the facts read from it."""
    listed = held.listed
    counts = joined(
        [
            counted(listed.counts.events, "event"),
            counted(listed.counts.stances, "stance"),
            counted(listed.counts.quotations, "quotation"),
        ]
    )
    whose = "shared with all servers" if listed.library == "everyone" else "only in this server"
    lines = [
        f"### {link(listed.title or shortened(listed.opening, 80), listed.url, TITLE)}",
        escape(_whence(listed.outlet, 0, listed.published, held.origin.dating), NOTE),
        *([escape(_also(held), NOTE)] if held.copies else []),
        *(small(escape(claim, NOTE)) for claim in _claim(held.origin.claimed)),
        *([small(escape(held.article.credit, NOTE))] if held.article.credit else []),
        small(
            escape(
                f"{whose} · added {date_words(_first_filed(held)[:10])} · read {date_words(held.read_at[:10])}: {counts}",
                NOTE,
            )
        ),
        *([bold(_changed(held.revisions))] if held.revisions else []),
    ]

    def rows(at: int, pages: int) -> tuple[tuple[Button, ...], ...]:
        wrong = [Button("Wrong?", Act("wrong", "article", (str(listed.id),)).custom_id)] if listed.counts.all else []
        changes = (
            Button("Read again", Act("article", "reread", (str(listed.id),)).custom_id),
            Button("Remove", Act("article", "remove", (str(listed.id),)).custom_id),
        )
        deeds = (*(changes if may_change else ()), *wrong)
        return (*_turns("show", (str(listed.id),), at, pages), *([deeds] if deeds else []))

    return _with_picture(sections_page("\n".join(lines), sections, number, rows), held.article, number)


def filed_page(filing: Filing, held: Held | None, title: str) -> Page:
    """Returns the page that says what adding an article did, with a button to view it, and one that removes an article that is new."""
    told = {
        FilingOutcome.NEW: "Added. Answers now use it.",
        FilingOutcome.AGAIN: "Already added. Its title, outlet and date are now as given.",
        FilingOutcome.COPY: "Added as the same article from another outlet.",
        FilingOutcome.REVISION: "Updated. The previous version is kept.",
    }[filing.outcome]
    facts = f" Facts: {held.listed.counts.all:,}." if held else ""
    look = Button("View article", Act("article", "show", (str(filing.article), "0", "2")).custom_id)
    undo = Button("Undo", Act("article", "remove", (str(filing.article),)).custom_id)
    row = (look, undo) if filing.outcome is FilingOutcome.NEW else (look,)
    return Page((f"“{escape(title, TITLE)}”\n{told}{facts}",), rows=(row,))


def reread_page(held: Held, before: int, changed: tuple[int, int] | None, unreached: str | None) -> Page:
    """Returns the page after rereading an article: new and removed sentences, and the number of facts before and now."""
    if unreached:
        page = f"I couldn't fetch its page, so I read the stored text again. {unreached}"
    elif changed:
        new, gone = changed
        page = f"Its page has changed: {counted(new, 'sentence')} new, {gone:,} gone. The previous version is kept."
    elif held.article.url:
        page = "Its page has not changed."
    else:
        page = "It has no link, so I read the stored text again."
    now = held.listed.counts.all
    facts = f"Facts: {now:,}, as before." if now == before else f"Facts: {now:,} (before: {before:,})."
    look = Button("View article", Act("article", "show", (str(held.listed.id), "0", "2")).custom_id)
    title = escape(held.listed.title or held.listed.opening, TITLE)
    return Page((f"“{title}” was read again.\n{escape(page, NOTE * 2)}\n{facts}",), rows=((look,),))


def removed_page(title: str, article: int) -> Page:
    """Returns the page that confirms a removed article, with a button to undo it."""
    undo = Button("Undo", Act("article", "restore", (str(article),)).custom_id)
    words = f"Removed “{escape(title, TITLE)}”. Answers no longer use it. You can undo this for a day; then it is deleted for good."
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
        said = f"gives {shortened(claimed, 150)} as its address"
    else:
        said = f"calls itself “{shortened(claimed, 60)}”"
    return (f"Its page {said}. I can't check that, so I show the site I fetched it from.",)


def _whence(outlet: str | None, more: int, published: str | None, dating: str | None) -> str:
    """Outlet, date and how the date is known: "The Wire · published 23 June 2025, as the page states"."""
    if not published:
        return f"{outlets_words(outlet, more)} · no date found"
    how = f", {dating}" if dating else ""
    return f"{outlets_words(outlet, more)} · published {date_words(published)}{how}"


def _dated(published: str | None) -> str:
    return date_words(published) if published else "undated"


def _also(held: Held) -> str:
    """The other outlets of an article: "Also published by The Herald and The Post; counted once."."""
    outlets = list(dict.fromkeys(copy.outlet or "an unnamed outlet" for copy in held.copies))
    some = [*outlets[:5], *([f"{len(outlets) - 5} more"] if len(outlets) > 5 else [])]
    return f"Also published by {joined(some)}; counted once."


def _changed(revisions: Sequence[Revision]) -> str:
    days = [date_words(revision.replaced_at[:10]) for revision in revisions[-_REVISIONS:]]
    more = f" and {len(revisions) - _REVISIONS} times before that" if len(revisions) > _REVISIONS else ""
    return f"Changed since it was added: {joined(list(dict.fromkeys(days)))}{more}"


def _first_filed(held: Held) -> str:
    return held.revisions[0].filed_at if held.revisions else held.listed.filed_at


def _short(words: str) -> str:
    """Search words shortened so that a button's id can carry them."""
    return " ".join(words.replace(":", " ").split())[: LABEL_LIMIT - 20]
