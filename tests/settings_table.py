"""Makes README's table of the settings from the code, and writes it there.

python -m tests.settings_table
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bot.knowledge.shipped import OPML, SEEDS
from bot.settings import Settings

README = Path(__file__).parents[1] / "README.md"
_TABLE = re.compile(r"(?<=<!-- settings -->\n).*(?=\n<!-- end of settings -->)", re.DOTALL)
_SHIPPED = {SEEDS: "the shipped `seeds/`", OPML: "the shipped `data/feeds.opml`"}


def table() -> str:
    """Returns the table: each setting with its default and its meaning."""
    rows = [
        f"| `{name.upper()}` | {_default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(("| variable | default | meaning |", "|---|---|---|", *rows))


def _default(value: Any) -> str:
    return _SHIPPED.get(value) or (f"`{value}`" if value not in (None, "") else "none")


def table_in(readme: str) -> str:
    """Returns the table that README has."""
    found = _TABLE.search(readme)
    assert found, "README has no table of settings"
    return found[0]


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(_TABLE.sub(lambda _: table(), text, count=1), encoding="utf-8")
