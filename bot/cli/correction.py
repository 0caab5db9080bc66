"""`attache correction`: lists what members report as wrong in everyone's articles, applies, undoes or dismisses it, and exports what was corrected."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from bot.cli.actions import actions_of

if TYPE_CHECKING:
    from bot.library.correcting import Corrections
    from bot.model.corrections import CorrectionState

EPILOG = """\
NUMBER is the correction's number, as listed. A running bot uses the change in its answers at once.

examples:
  attache correction list
  attache correction apply 3 4
  attache correction undo 3
  attache correction list --server 112233445566778899
  attache correction export > corrected.jsonl
"""
_ON_A_LIST = 50


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `correction` to the command line."""
    parser = subparsers.add_parser(
        "correction",
        help="list, apply, undo, dismiss and export corrections of articles that everyone sees",
        description="List, apply, undo, dismiss or export corrections of the articles in everyone's library, or in one server's own.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions, before_or_after = actions_of(parser, "use this server's own articles instead (its Discord ID)")
    listing = actions.add_parser("list", parents=[before_or_after], help="list corrections, undecided ones first")
    listing.add_argument(
        "--page", type=int, default=1, metavar="N", help=f"page number; a page has {_ON_A_LIST} corrections"
    )
    for action, does in (
        ("apply", "apply corrections: their articles are read again without what is wrong"),
        ("undo", "undo corrections that were applied"),
        ("dismiss", "dismiss reports: the lines stay as they are"),
    ):
        actions.add_parser(
            action, parents=[before_or_after], help=does, description=does.capitalize() + "."
        ).add_argument("given", nargs="+", metavar="NUMBER", help="number of a correction")
    actions.add_parser(
        "export",
        parents=[before_or_after],
        help="print the sentences that were corrected, with what they say, as JSON Lines",
        description="Print each sentence in which a fact was corrected, with its neighbours and all facts that are shown of it, as one JSON object a line, without who corrected it. `python -m training.gold corrections` makes gold of it.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the action on each correction and print the result. Returns 1 if one of them failed."""
    import asyncio

    return asyncio.run(_run(args))


async def _export(whose: str) -> int:
    import orjson

    from bot.cli.starting import database_opened
    from bot.cli.terminal import plain_json
    from bot.store.corrected_sentences import corrected_sentences

    async with database_opened() as database, database.steady():
        async for line in corrected_sentences(database, whose):
            sys.stdout.buffer.write(plain_json(orjson.dumps(line)) + b"\n")
    sys.stdout.buffer.flush()
    return 0


async def _run(args: argparse.Namespace) -> int:
    from bot.cli.each import for_each
    from bot.cli.starting import desk_shown
    from bot.cli.terminal import say
    from bot.model.corrections import CorrectionState
    from bot.model.library import EVERYONE

    whose = args.server or EVERYONE
    if args.action == "export":
        return await _export(whose)
    async with desk_shown() as desk:
        if args.action == "list":
            say(await _list(desk.corrections, whose, max(1, args.page)))
            return 0
        states = {
            "apply": CorrectionState.APPLIED,
            "undo": CorrectionState.UNDONE,
            "dismiss": CorrectionState.DISMISSED,
        }

        async def act(given: str) -> str:
            return await _settle(desk.corrections, whose, given, states[args.action])

        return await for_each("correction", args.given, act)


async def _list(corrections: Corrections, whose: str, page: int) -> str:
    from bot.render.corrections import correction_line
    from bot.wording import counted

    found, total = await corrections.listed(whose, _ON_A_LIST, (page - 1) * _ON_A_LIST)
    pages = max(1, -(-total // _ON_A_LIST))
    head = f"{counted(total, 'correction')}{f', page {page} of {pages}' if pages > 1 else ''}"
    return "\n".join([head, *map(correction_line, found)])


async def _settle(corrections: Corrections, whose: str, given: str, state: CorrectionState) -> str:
    from bot.errors import AskError, Remedy

    if not (given.isdecimal() and len(given) < 19):
        raise AskError(f"“{given[:40]}” is not a number.", Remedy.LIST_CORRECTIONS)
    found = await corrections.settle(whose, int(given), state, None)
    await corrections.behind.finish()
    return f"{found.id}: “{found.claim}” is {state}."
