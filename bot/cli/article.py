"""`attache article`: what /article does, for the articles that everyone sees: list them, take them out and bring them back, read them again."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.library.library import Library
    from bot.model.library import Listed

EPILOG = """\
An ARTICLE is its number, as the list gives it, or its link. A bot that runs beside answers accordingly at once;
the names it offers while one types follow when it is started again.

examples:
  attache article list iran june
  attache article remove 17 https://example.org/2025/06/strikes
  attache article restore 17
"""
_ON_A_LIST = 50


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `article` to the command line."""
    parser = subparsers.add_parser(
        "article",
        help="list, remove, restore and read again articles that everyone sees",
        description="List, remove, restore and read again the articles of everyone's library, or of one server's own.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--server", metavar="ID", help="the server whose own articles are meant, by Discord's id")
    deeds = parser.add_subparsers(metavar="DEED", dest="deed", required=True)
    listing = deeds.add_parser("list", help="the articles, the last filed first, each with its number")
    listing.add_argument(
        "given", nargs="*", metavar="WORD", help="only those with all these words in title, opening, outlet or date"
    )
    listing.add_argument("--page", type=int, default=1, metavar="N", help=f"the next {_ON_A_LIST}, and so on")
    for deed, does in (
        ("remove", "take articles out of all answers; for a day they can be restored, then they are deleted for good"),
        ("restore", "bring removed articles back"),
        ("reread", "fetch articles again and read them anew; what they said before is kept"),
    ):
        deeds.add_parser(deed, help=does, description=does.capitalize() + ".").add_argument(
            "given", nargs="+", metavar="ARTICLE", help="its number or its link"
        )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what became of each; 1 if one of them could not be found."""
    import asyncio

    return asyncio.run(_run(args))


async def _run(args: argparse.Namespace) -> int:
    from bot.cli.each import for_each
    from bot.cli.terminal import say
    from bot.desk import open_desk
    from bot.model.library import EVERYONE
    from bot.settings import load_settings

    async with open_desk(load_settings()) as desk:
        whose = args.server or EVERYONE
        if args.deed == "list":
            say(await _list(desk.library, whose, " ".join(args.given), max(1, args.page)))
            return 0

        async def deed(one: str) -> str:
            return await _DEEDS[args.deed](desk.library, whose, await desk.library.number(whose, one))

        return await for_each("article", args.given, deed)


async def _list(library: Library, whose: str, words: str, page: int) -> str:
    from bot.model.library import Libraries
    from bot.wording import counted

    found, total = await library.look(Libraries(whose), words, _ON_A_LIST, (page - 1) * _ON_A_LIST, own=True)
    pages = max(1, -(-total // _ON_A_LIST))
    head = f"{counted(total, 'article')}{f', page {page} of {pages}' if pages > 1 else ''}"
    return "\n".join([head, *map(_row, found)])


def _row(one: Listed) -> str:
    from bot.wording import shortened

    about = " · ".join(filter(None, (one.published or "undated", one.outlet, one.url)))
    return f"{one.id:6}  {shortened(one.title or one.opening, 80)}  ({about})"


async def _remove(library: Library, whose: str, number: int) -> str:
    from bot.library.library import title_of

    kept_as_file = await library.is_a_file(number)
    found = await library.remove(whose, number)
    file = (
        "\n  It was loaded from a file: take that out of its folder too, or it is filed again a day from now."
        if kept_as_file
        else ""
    )
    return f"{number}: “{title_of(found.article)}” is removed; attache article restore {number} brings it back for a day.{file}"


async def _restore(library: Library, whose: str, number: int) -> str:
    from bot.library.library import title_of

    return f"{number}: “{title_of((await library.restore(whose, number)).article)}” is back."


async def _reread(library: Library, whose: str, number: int) -> str:
    from bot.library.library import title_of

    found = await library.reread(whose, number)
    page = f" Its page could not be looked at: {found.unreached}" if found.unreached else ""
    changed = f" {len(found.changed.new)} sentences new, {len(found.changed.gone)} gone." if found.changed else ""
    return f"{number}: “{title_of(found.held.article)}” was read again: {found.held.listed.counts.all} facts, before {found.before}.{changed}{page}"


_DEEDS = {"remove": _remove, "restore": _restore, "reread": _reread}
