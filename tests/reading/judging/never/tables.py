"""Reads the tables next to this file: `== kind`, then sentences, each with what must `not` be shown and what must be read (`but`).

For kinds with a star, grammar rules it out: it must not be shown whatever the judge thinks.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Row(NamedTuple):
    """A text of one kind; its statements are those of `statements.says`."""

    kind: str
    text: str
    never: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    by_grammar: bool = False


def rows(name: str) -> list[Row]:
    """The rows of a table; `

    ` in a text starts a paragraph.
    """
    found: list[Row] = []
    kind, starred = "", False
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            kind = line[3:].removesuffix(" *")
            starred = line.endswith(" *")
        elif line.startswith("    "):
            word, _, rest = line.strip().partition(" ")
            given = tuple(statement.strip() for statement in rest.split("|"))
            found[-1] = found[-1]._replace(**{"not": {"never": given}, "but": {"read": given}}[word])
        elif line and not line.startswith("#"):
            found.append(Row(kind, line.replace(" ¶ ", "\n\n"), by_grammar=starred))
    return found
