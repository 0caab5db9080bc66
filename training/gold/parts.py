"""Tells which part an outlet or a text belongs to: train, dev, test, or scored (of a test outlet, and scored as often as it may be)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from training.gold.sheets import GOLD

if TYPE_CHECKING:
    from training.gold.sheets import Sheet

PARTS = ("train", "dev", "test", "scored")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((GOLD / "parts.toml").read_text(encoding="utf-8"))


def of_outlet(outlet: str) -> str:
    """Returns the part of an outlet's texts: train unless listed."""
    return next((part for part, outlets in _table()["outlets"].items() if outlet in outlets), "train")


def of_sheet(sheet: Sheet) -> str:
    """Returns the part of a sheet: listed for the sheet, for its text, or for its outlet."""
    named = next((part for part, names in _table()["articles"].items() if sheet.name in names), None)
    return named or sheet.head.get("part") or of_outlet(sheet.head.get("outlet", ""))
