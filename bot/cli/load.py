"""`attache load`: adds files and folders of articles to everyone's library, and resumes where it stopped."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.library.loading import Load


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `load` to the command line."""
    parser = subparsers.add_parser(
        "load",
        help="add articles for everyone",
        description="Read files (.txt, .md, .html, .pdf), or folders of them, and add the articles to everyone's library, one transaction each. Articles already added are skipped, so you can stop and rerun it. A running bot answers from them, and knows their names, within seconds.",
        epilog="examples:\n  attache load articles/\n  ATTACHE_WORKERS=4 attache load archive-2024/ archive-2025/ one-more.pdf",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Add the files and print a summary. Returns 1 if a file could not be added, 130 when interrupted."""
    import asyncio

    return asyncio.run(_run(args.paths))


async def _run(given: list[Path]) -> int:
    from tqdm import tqdm

    from bot.cli.starting import desk_shown
    from bot.intake.files import paths
    from bot.wording import printable

    files = [file for path in given for file in paths(path)]
    async with desk_shown() as desk:
        with tqdm(total=len(files), unit="article", disable=not sys.stderr.isatty(), file=sys.stderr) as progress:

            def step(path: Path, trouble: str | None) -> None:
                progress.update()
                if trouble:
                    progress.write(printable(f"attache load: {path}: {trouble}"), file=sys.stderr)

            done = await desk.load(files, step)
    print(_summary(done))
    return 1 if done.refused else 0


def _summary(done: Load) -> str:
    """One line that sums up the load."""
    from bot.model.library import FilingOutcome
    from bot.wording import counted

    copies, updates = done.filed.count(FilingOutcome.COPY), done.filed.count(FilingOutcome.REVISION)
    parts = [f"{counted(len(done.filed) - copies - updates, 'article')} added"]
    parts += [f"{counted(copies, 'copy', 'copies')} from other outlets"] if copies else []
    parts += [f"{updates} updated"] if updates else []
    parts += [f"{done.known} already known"] if done.known else []
    parts += [f"{done.refused} skipped"] if done.refused else []
    return ", ".join(parts) + "."
