"""`attache article`: lists, removes, restores and rereads the articles that everyone sees, like /article."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bot.catalogue.lazy import said
from bot.cli.actions import actions_of

if TYPE_CHECKING:
    from bot.library.library import Library
    from bot.model.library import Listed

EPILOG = """\
ARTICLE is the article's number, as listed for that server or for everyone, or its link. A running bot uses the change in its answers at once,
and in the names it suggests within seconds.

examples:
  attache article list iran june
  attache article remove 17 https://example.org/2025/06/strikes
  attache article restore 17
  attache article list --server 112233445566778899
"""
_ON_A_LIST = 50


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `article` to the command line."""
    parser = subparsers.add_parser(
        "article",
        help="list, remove, restore and reread articles that everyone sees",
        description="List, remove, restore or reread articles in everyone's library, or in one server's own.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions, before_or_after = actions_of(parser, "use this server's own articles instead (its Discord ID)")
    listing = actions.add_parser(
        "list", parents=[before_or_after], help="list articles with their numbers, newest first"
    )
    listing.add_argument(
        "given", nargs="*", metavar="WORD", help="only articles with all these words in title, opening, outlet or date"
    )
    listing.add_argument(
        "--page", type=int, default=1, metavar="N", help=f"page number; a page has {_ON_A_LIST} articles"
    )
    for action, does in (
        (
            "remove",
            "remove articles from all answers; they can be restored for one day, then they are deleted for good",
        ),
        ("restore", "restore removed articles"),
        ("reread", "fetch articles again and read them again; the previous versions are kept"),
    ):
        actions.add_parser(
            action, parents=[before_or_after], help=does, description=does.capitalize() + "."
        ).add_argument("given", nargs="+", metavar="ARTICLE", help="number or link of an article")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the action on each article and print the result. Returns 1 if one of them failed."""
    import asyncio

    return asyncio.run(_run(args))


async def _run(args: argparse.Namespace) -> int:
    from bot.cli.each import for_each
    from bot.cli.starting import desk_shown
    from bot.cli.terminal import say
    from bot.model.library import EVERYONE

    async with desk_shown() as desk:
        whose = args.server or EVERYONE
        if args.action == "list":
            say(await _list(desk.library, whose, " ".join(args.given), max(1, args.page)))
            return 0

        async def act(given: str) -> str:
            return await _ACTIONS[args.action](desk.library, whose, await desk.library.given(whose, given))

        return await for_each("article", args.given, act)


async def _list(library: Library, whose: str, words: str, page: int) -> str:
    from bot.model.library import Libraries
    from bot.wording import counted

    found, total = await library.look(Libraries(whose), words, _ON_A_LIST, (page - 1) * _ON_A_LIST, own=True)
    pages = max(1, -(-total // _ON_A_LIST))
    head = f"{counted(total, 'article')}{f', page {page} of {pages}' if pages > 1 else ''}"
    return "\n".join([head, *map(_row, found)])


def _row(article: Listed) -> str:
    from bot.wording import shortened

    about = " · ".join(filter(None, (article.published or "undated", article.outlet, article.url)))
    return f"{article.number:6}  {shortened(article.title or article.opening, 80)}  ({about})"


async def _remove(library: Library, whose: str, article: int) -> str:
    from bot.library.library import title_of
    from bot.model.library import EVERYONE

    kept_as_file = await library.is_a_file(article)
    found = await library.remove(whose, article)
    number = found.listed.number
    of = "" if whose == EVERYONE else f" --server {whose}"
    file = (
        "\n  It was loaded from a file: delete that file too, or the article is added again in a day."
        if kept_as_file
        else ""
    )
    return f"{number}: “{title_of(found.article)}” is removed. To restore it within a day: attache article restore {number}{of}.{file}"


async def _restore(library: Library, whose: str, article: int) -> str:
    from bot.library.library import title_of

    found = await library.restore(whose, article)
    return f"{found.listed.number}: “{title_of(found.article)}” is restored."


async def _reread(library: Library, whose: str, article: int) -> str:
    from bot.library.library import title_of

    found = await library.reread(whose, article)
    page = f" Its page could not be fetched: {said(found.unreached)}" if found.unreached else ""
    changed = f" {len(found.changed.new)} sentences added, {len(found.changed.gone)} removed." if found.changed else ""
    return f"{found.held.listed.number}: “{title_of(found.held.article)}” was read again: {found.held.listed.counts.all} facts now, {found.before} before.{changed}{page}"


_ACTIONS = {"remove": _remove, "restore": _restore, "reread": _reread}
