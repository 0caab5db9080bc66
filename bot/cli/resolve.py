"""`attache resolve`: finds the actor, event or issue that each name on standard input means."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AsyncExitStack

    from bot.names import Kind, Match, NameEntry, NameIndex, Resolution
    from bot.store.database import Database


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `resolve` to the command line."""
    parser = subparsers.add_parser(
        "resolve",
        help="find the actor, event or issue a name means",
        description="Read names from standard input, one per line; print the actors, events or issues each may mean, best match first, with the reason.",
        epilog="example:\n  echo 'foreign minister of iran' | attache resolve\n  attache resolve --json --index names.jsonl < queries.txt",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--kind", choices=("actor", "event", "issue"), help="only actors, only events, or only issues")
    parser.add_argument(
        "--json",
        action="store_true",
        help='print {"query", "matches": [{"id", "name", "kind", "score", "reason"}]} per line',
    )
    parser.add_argument(
        "--index",
        type=Path,
        metavar="FILE.jsonl",
        help='match against this list ({"id", "name"} per line, "aliases" optional) instead of the library',
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Resolve every line of standard input."""
    import asyncio

    return asyncio.run(_run(args))


async def _run(args: argparse.Namespace) -> int:
    from contextlib import AsyncExitStack

    from bot.cli.terminal import say
    from bot.model.library import Libraries
    from bot.names import NOTHING
    from bot.store.recollection import recollected

    kinds = frozenset({args.kind}) if args.kind else None
    async with AsyncExitStack() as stack:
        index, database = (_listed(args.index), None) if args.index else await _own(stack)
        if isinstance(
            sys.stdin, io.TextIOWrapper
        ):  # Only a line feed ends a name, and invalid bytes count as unknown characters.
            sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")
        for line in sys.stdin:
            query, told = line.rstrip("\r\n"), NOTHING
            if database and args.kind in (None, "event"):
                told = await recollected(database, Libraries(), index.cue(query))
            if args.json:
                print(_json(query, index.find(query, kinds=kinds, told=told)))
            else:
                say(_line(query, index.resolve(query, kinds=kinds, told=told)))
    return 0


async def _own(stack: AsyncExitStack) -> tuple[NameIndex, Database | None]:
    """The index over the gazetteer and the library's names; and the library's database, if there is one, for events without a name."""
    from bot.directory.snapshot import words_version
    from bot.knowledge.actors import load_actors
    from bot.knowledge.shipped import DATA
    from bot.names import NameIndex, entries_of, load_spellings
    from bot.settings import load_settings
    from bot.store.database import open_database
    from bot.store.name_entries import entries
    from bot.store.recollection import remember_all
    from bot.store.reports import join_all

    spellings = load_spellings(DATA)
    index, known = NameIndex(spellings), entries_of(load_actors(DATA / "actors"), spellings)
    index.add(known)
    path = load_settings().attache_database
    if isinstance(path, Path) and not path.exists():
        return index, None
    database = await stack.enter_async_context(open_database(path))
    index.add(await entries(database, {entry.id: entry for entry in known}))
    await join_all(database)
    await remember_all(database, spellings, words_version())
    return index, database


def _listed(path: Path) -> NameIndex:
    """An index over the names in a file, extended by what the gazetteer knows of them."""
    from bot.errors import AskError
    from bot.knowledge.actors import load_actors
    from bot.knowledge.shipped import DATA
    from bot.names import NameIndex, load_spellings, with_known_names

    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise AskError(f"{path} can't be read ({error.strerror}): give --index a file of JSON Lines.") from error
    entries = [_entry(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    spellings = load_spellings(DATA)
    index = NameIndex(spellings)
    index.add(with_known_names(entries, load_actors(DATA / "actors"), spellings))
    return index


def _entry(path: Path, number: int, line: bytes) -> NameEntry:
    import orjson

    from bot.errors import AskError
    from bot.names import NameEntry

    try:
        row = orjson.loads(line)
        kind: Kind = row["kind"] if row.get("kind") in ("event", "issue") else "actor"
        return NameEntry(str(row["id"]), kind, str(row["name"]), aliases=tuple(map(str, row.get("aliases", ()))))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AskError(
            f'{path} line {number} is not a name: write {{"id": "...", "name": "..."}} on each line.'
        ) from error


def _json(query: str, found: list[Match]) -> str:
    import orjson

    from bot.cli.terminal import plain_json

    matches = [
        {"id": match.id, "name": match.name, "kind": match.kind, "score": match.score, "reason": match.reason}
        for match in found
    ]
    return plain_json(orjson.dumps({"query": query, "matches": matches})).decode()


def _line(query: str, resolution: Resolution) -> str:
    from bot.names import Sure, Unsure
    from bot.wording import as_typed

    typed = as_typed(query)
    if not any(char.isalnum() for char in typed):
        return "(not a name: it has no letters)"
    matches: tuple[Match, ...]
    if isinstance(resolution, Sure):
        said, matches = "is", (resolution.match,)
    elif isinstance(resolution, Unsure):
        said, matches = "may be", resolution.matches
    else:
        matches = resolution.nearest
        said = "is unknown; closest:" if matches else "is unknown"
    found = "; ".join(f"{match.name}{f', {match.note}' if match.note else ''} ({match.reason})" for match in matches)
    more = " or others" if isinstance(resolution, Unsure) and resolution.more else ""
    return f"{typed} {said}{f' {found}' if found else ''}{more}"
