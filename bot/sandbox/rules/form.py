"""Small checks that the rules are built from: each yields violations, with Discord's names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from bot.sandbox.refusals import Path, Violation

Found = Iterator[Violation]


def bad(path: Path, code: str, reason: str) -> Violation:
    """Returns one violation."""
    return Violation(path, code, reason)


@cache
def words(text: str) -> frozenset[str]:
    """Returns a set of keys, from text."""
    return frozenset(text.split())


def keys(body: dict[str, Any], known: frozenset[str], path: Path) -> Found:
    """Yield keys Discord doesn't know: it ignores them, so that a typo goes unnoticed for months.

    Null and false are allowed anywhere: clients send whole structures with unset fields switched off.
    """
    for key, value in body.items():
        if key not in known and value is not None and value is not False:
            yield bad((*path, key), "UNKNOWN_KEY", f"Discord knows no {key!r} here; it would be ignored")


def required(body: dict[str, Any], needed: Sequence[str], path: Path) -> Found:
    """Yield required keys that are missing."""
    for key in needed:
        if body.get(key) is None:
            yield bad((*path, key), "BASE_TYPE_REQUIRED", "This field is required")


def length(value: Any, low: int, high: int, path: Path) -> Found:
    """Check that a text's length, in characters, is within limits."""
    if value is None:
        return
    if not isinstance(value, str):
        yield bad(path, "BASE_TYPE_STRING", "Could not interpret the value as string.")
    elif len(value) > high:
        yield bad(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
    elif len(value) < low:
        yield bad(path, "BASE_TYPE_MIN_LENGTH", f"Must be {low} or more in length.")


def count(rows: Sequence[Any], low: int, high: int, path: Path) -> Found:
    """Check that a list's length is within limits."""
    if not low <= len(rows) <= high:
        yield bad(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")


def within(value: Any, low: float, high: float, path: Path) -> Found:
    """Check that a number is within limits."""
    if value is not None and not low <= value <= high:
        yield bad(
            path, "NUMBER_TYPE_MAX" if value > high else "NUMBER_TYPE_MIN", f"Must be between {low:g} and {high:g}."
        )


def duplicates(values: Sequence[Any]) -> list[int]:
    """Returns the positions of values that already occurred."""
    seen: set[Any] = set()
    again = []
    for position, value in enumerate(values):
        if value in seen:
            again.append(position)
        seen.add(value)
    return again
