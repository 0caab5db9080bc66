"""Asks the library of a first run one question of each kind, and writes what it answers into README's table.

python -m tests.seeds.answers
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.asking import parse
from bot.desk import open_desk
from bot.knowledge.shipped import SEEDS
from bot.model.answer import Answer
from bot.model.export import ExportedFile
from bot.model.library import Libraries
from bot.render import plain_answer, plain_question
from bot.settings import Settings
from bot.wording import shortened

if TYPE_CHECKING:
    from bot.desk import Desk

README = Path(__file__).parents[2] / "README.md"
ASKED = (
    "/stance holder:Iran",
    "/stance holder:Amir-Abdollahian on:Saudi Arabia",
    "/timeline about:Iran since:2020 until:2020",
    "/quote speaker:Rouhani",
    "/quote speaker:Chris Wright",
    '/search words:"human error"',
    "/who name:Zarif",
    "/compare on:Joe Biden",
    "/relation a:Iran b:US",
    "/brief about:Iran",
    "/export about:Iran format:csv",
)
_LONGEST = 120
_TABLE = re.compile(r"(?<=<!-- answers -->\n).*(?=\n<!-- end of answers -->)", re.DOTALL)


class Row(NamedTuple):
    """What README shows of an answer: the line asked, the answer's first line, and a detail below it."""

    asked: str
    head: str
    shown: str


async def answered(desk: Desk, line: str) -> str:
    """Returns an answer's text without its markup."""
    command, _, options = line[1:].partition(" ")
    if command == "brief":
        page = await desk.editor.brief(options.partition(":")[2], 3, Libraries())
        return re.sub(r"[*_\\#`]|<[^>]*>|-# ", "", "\n".join(page.blocks)).replace("\n", "\n- ").strip()
    if command == "export":
        about, form = re.findall(r"\w+:(\w+)", options)
        file = await desk.export(about, form, Libraries())
        assert isinstance(file, ExportedFile)
        return "\n- ".join((*file.told, *file.content.decode().splitlines()[1:]))
    found = await desk.ask(parse(line), Libraries())
    return plain_answer(found) if isinstance(found, Answer) else plain_question(found)


def row_of(line: str, answer: str) -> Row:
    """Returns a row of the table: no `|` in it, nothing long."""
    head, *below = answer.splitlines()
    sentence = next((text.strip() for text in below if text.lstrip().startswith("“")), None)
    details = [text.removeprefix("- ").removeprefix("> ") for text in below if text.startswith("- ")]
    shown = sentence or max(details, key=len)
    return Row(line, *(shortened(" ".join(text.replace("|", "/").split()), _LONGEST) for text in (head, shown)))


def table_in(readme: str) -> str:
    """Returns the table that README has now."""
    found = _TABLE.search(readme)
    assert found, "README has no table of answers"
    return found.group()


async def table() -> str:
    """Returns the table as README should have it, from a library with the shipped seeds."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(attache_database=Path(folder) / "attache.db", attache_seeds=SEEDS)
        async with open_desk(settings) as desk:
            rows = [row_of(line, await answered(desk, line)) for line in ASKED]
    body = "\n".join(f"| {head} | `{asked}` | {shown} |" for asked, head, shown in rows)
    return f"| the answer | to | for example |\n|---|---|---|\n{body}"


if __name__ == "__main__":
    made, readme = asyncio.run(table()), README.read_text(encoding="utf-8")
    README.write_text(_TABLE.sub(lambda _: made, readme), encoding="utf-8")
    print(made)
