"""Makes the page of /about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.asking import Act
from bot.catalogue import number, say, say_n
from bot.render.notes import Link, Moment, notes_page
from bot.render.page import Button
from bot.wording import joined, shortened

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.library import Overview
    from bot.render.notes import Note
    from bot.render.page import Page

_OUTLETS = 8
_CREDITS, _CREDIT = 6, 160


def about_page(found: Overview, latest: datetime | None, version: str, reader: str, invite: str) -> Page:
    """Returns the page of /about: the library's contents, versions, licences, and how to invite the bot."""
    notes: list[Note] = [
        say(
            "I read news articles and answer who stands where, what happened and who said what, each line with its sentence. No language model: the same question gets the same answer. English articles only."
        ),
        _articles(found),
        *([(*_around(say("The latest was added {when}."), "{when}", Moment(latest, "R")),)] if latest else []),
        *([_outlets(found)] if found.outlets else []),
        say("Version {version}; reader and knowledge {reader}.", version=version, reader=shortened(reader, 40)),
        say(
            "Licences: code MIT; syntax model and judge CC BY-SA 4.0; each row of the gazetteer states its own. Articles belong to their outlets: each answer names and links them."
        ),
        _around(say("To add me to another server: {link}."), "{link}", Link(say("invite link"), invite)),
    ]
    rows = ((Button(say("Whose texts these are"), Act("about", "credits").custom_id),),) if found.credits else ()
    return notes_page("Attaché", notes, foot=say("/privacy show says what I store."), rows=rows)


def credits_page(found: Overview) -> Page:
    """Returns whose texts are in the library under which licences."""
    back = Button("Attaché", Act("about", "first").custom_id)
    return notes_page(say("Whose texts these are"), _credits(found), rows=((back,),))


def _around(sentence: str, blank: str, piece: Moment | Link) -> tuple[str | Moment | Link, ...]:
    """The sentence in pieces, one of them in place of its blank."""
    before, _, behind = sentence.partition(blank)
    return before, piece, behind


def _articles(found: Overview) -> str:
    articles = say_n("{n} article", "{n} articles", found.articles)
    if found.own:
        articles = say("{articles}, {n} of this server alone", articles=articles, n=number(found.own))
    facts = say_n("{n} fact", "{n} facts", found.facts)
    if found.looked_at == found.articles:
        return say("Here I answer from {articles}, with {facts} in them.", articles=articles, facts=facts)
    newest = number(found.looked_at)
    return say(
        "Here I answer from {articles}, with {facts} in the newest {n}.", articles=articles, facts=facts, n=newest
    )


def _credits(found: Overview) -> list[str]:
    """Whose texts are here under which licence, a line each."""
    some = [
        say("Credit: {credit} ({n}).", credit=shortened(credit, _CREDIT), n=number(times))
        for credit, times in found.credits[:_CREDITS]
    ]
    more = len(found.credits) - _CREDITS
    return [*some, *([say("And {n} more: /article show has each article’s.", n=number(more))] if more > 0 else [])]


def _outlets(found: Overview) -> str:
    some = [f"{shortened(outlet, 40)} ({number(times)})" for outlet, times in found.outlets[:_OUTLETS]]
    more = [say("{n} more", n=len(found.outlets) - _OUTLETS)] if len(found.outlets) > _OUTLETS else []
    outlets = joined([*some, *more])
    if found.looked_at == found.articles:
        return say("Outlets: {outlets}.", outlets=outlets)
    return say("Recent outlets: {outlets}.", outlets=outlets)
