"""`attache ask`: answers a command as typed in Discord, in plain text or JSON, without Discord."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.answer import Answer
    from bot.model.query import Question


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `ask` to the command line."""
    parser = subparsers.add_parser(
        "ask",
        help="answer one command, without Discord",
        description="Answer a command, written as in Discord, in plain text. Adds the seed articles first if they are missing.",
        epilog="examples:\n  attache ask '/quote speaker:Araghchi'\n  attache ask --json '/stance holder:Rusia on:midnite hamer'",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("line", metavar="COMMAND", help="the command with its options, each as name:value")
    parser.add_argument("--json", action="store_true", help="print the answer (or the question back) as JSON")
    parser.add_argument("--picture", metavar="FILE", type=Path, help="write the answer's picture to this file (PNG)")
    parser.add_argument(
        "--server", metavar="ID", help="answer as in this server: from everyone's articles and its own (its Discord ID)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the answer. Returns 0 if it has lines, 1 if it is empty or a question back."""
    import asyncio

    import orjson

    from bot.cli.terminal import plain_json
    from bot.model.answer import Answer
    from bot.render import plain_answer, plain_question

    line = args.line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # arguments may hold invalid bytes
    found = asyncio.run(_ask(line, args.server))
    if args.json:
        told = orjson.dumps({"kind": type(found).__name__.lower()} | _fields(found), option=orjson.OPT_INDENT_2)
        print(plain_json(told).decode())
    else:
        print(plain_answer(found) if isinstance(found, Answer) else plain_question(found))
    if args.picture:
        _draw(found, args.picture)
    return 0 if isinstance(found, Answer) and found.found else 1


async def _ask(line: str, server: str | None) -> Answer | Question:
    from bot.asking import parse
    from bot.cli.starting import desk_shown
    from bot.model.library import EVERYONE, Libraries

    request = parse(line)
    async with desk_shown() as desk:
        return await desk.ask(request, Libraries(server or EVERYONE))


def _draw(found: Answer | Question, path: Path) -> None:
    """Writes the answer's picture, and says what it shows.

    Raises:
        AskError: there is none, or the file can't be written.
    """
    from bot.charts.drawing import drawn
    from bot.cli.terminal import complain
    from bot.errors import AskError
    from bot.model.answer import Answer
    from bot.model.chart import Theme

    if not isinstance(found, Answer) or found.chart is None:
        raise AskError(
            "There is no picture of this: it takes three dated events, two parties or two dates. Ask without --picture."
        )
    image = drawn(found.chart, Theme.DARK)
    try:
        path.write_bytes(image.png)
    except OSError as error:
        raise AskError(f"Can't write {path} ({error.strerror}): choose another file.") from error
    complain(f"{path}: {image.alt}")


def _fields(found: Answer | Question) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(found)
