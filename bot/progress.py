"""Reports the progress of a long start, step by step, from the code that does the work to the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")

Progress = Callable[[str, int, int], object]
"""Called with what is being done, how much of it is done, and how much there is (0 if unknown). What is done is "" once all is done."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Report nothing."""


def told(items: Iterable[_Item], progress: Progress, what: str, total: int) -> Iterator[_Item]:
    """Yields the items, and reports after each how many are done."""
    progress(what, 0, total)
    for number, item in enumerate(items, 1):
        yield item
        progress(what, number, total)
