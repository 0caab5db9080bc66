"""`attache read`: turns files into facts, one JSON object per line."""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model.article import Article

EPILOG = """\
examples:
  attache read seeds/russia-iran.md
  attache read --published 2025-06-23 articles/ > facts.jsonl
  attache read - < article.txt
"""
_POOLED_FROM = 16
"""The number of files that makes a second process worth its start-up time."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `read` to the command line."""
    parser = subparsers.add_parser(
        "read",
        help="read articles into facts, as JSON Lines",
        description="Read text, Markdown and HTML files (or folders of them, or - for standard input) and print their facts: one JSON object per article and line, in the given order.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
    parser.add_argument(
        "--published",
        metavar="DATE",
        help="publication date for articles that state none, e.g. 2025-06-23 (2025-06-23~: about that day)",
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=os.cpu_count() or 1,
        help="worker processes (default: one per core); the output stays the same",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a line for each article. Returns 1 if any could not be read, 2 for a bad --published."""
    from bot.cli.terminal import complain, plain_json
    from bot.edtf import point

    if args.published and not point(args.published):
        complain(
            f"attache read: --published {args.published!r} is not a date: write it like 2025-06-23, 2025-06 or 2025-06-23~."
        )
        return 2
    failed = False
    for line, error in _lines(list(_given(args.paths)), args.published, max(1, args.workers)):
        if error:
            failed = True
            complain(f"attache read: {error}")
        sys.stdout.buffer.write(plain_json(line) + b"\n")
    sys.stdout.buffer.flush()
    return int(failed)


def _given(given: Iterable[str]) -> Iterator[str]:
    """The files at these paths, folders expanded. A bad path is kept, so that its error appears in its place."""
    from bot.errors import AskError
    from bot.intake.files import paths

    for path in given:
        try:
            yield from [path] if path == "-" else [str(file) for file in paths(Path(path))]
        except AskError:
            yield path


def _lines(files: list[str], published: str | None, workers: int) -> Iterator[tuple[bytes, str | None]]:
    from tqdm import tqdm

    rows: Iterable[tuple[bytes, str | None]]
    with tqdm(
        total=len(files), unit="article", disable=not sys.stderr.isatty() or len(files) < 2, file=sys.stderr
    ) as progress:
        if workers > 1 and len(files) >= _POOLED_FROM and "-" not in files:
            with ProcessPoolExecutor(workers) as pool:
                rows = pool.map(read_one, files, [published] * len(files), chunksize=4)
                for row in rows:
                    progress.update()
                    yield row
            return
        for name in files:
            yield read_one(name, published)
            progress.update()


def _standard_input(published: str | None) -> Article:
    """The article on standard input.

    Raises:
        AskError: it is too large, too long or not an article.
    """
    from bot.errors import AskError
    from bot.intake.documents import plain_candidate
    from bot.intake.files import Document
    from bot.intake.sizes import too_large
    from bot.limits import LARGEST_FILE

    raw = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise AskError(too_large(LARGEST_FILE))
    given = Document(raw, "text/plain", "Standard input", published=published, begins_with_title=True)
    return plain_candidate(given).article


def read_one(name: str, published: str | None) -> tuple[bytes, str | None]:
    """Returns the JSON line of one file, and the error message if it could not be read.

    Raises:
        FaultError: the syntax model or a word list can't be used.
    """
    import orjson

    from bot.errors import AskError, FaultError
    from bot.intake.documents import article
    from bot.intake.files import paths
    from bot.intake.work import reader
    from bot.render.facts_json import facts, failure

    try:
        if name == "-":
            found = _standard_input(published)
        else:
            next(paths(Path(name)))
            found = article(Path(name), published)
        return orjson.dumps(facts(reader().read(found), name)), None
    except AskError as error:
        return orjson.dumps(failure(name, str(error))), str(error)
    except FaultError:
        raise
    except Exception as error:
        reason = f"{name} could not be read: {error!r}. Please report it with the file."
        return orjson.dumps(failure(name, reason)), reason
