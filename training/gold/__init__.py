"""Our own gold: who supports or opposes what, what happened and who said it, labelled by hand for many outlets.

from training.gold import load
for document in load("train"): ...      # frozen dataclasses of documents.py; whole articles and loose sentences
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.gold.documents import Document


def load(part: str) -> list[Document]:
    """Returns the documents of a part (`parts.PARTS`), by name.

    In a whole article (`Document.whole`) everything is labelled: what has no label is not said. In a loose sentence
    this holds for the events, stances and quotations of its one sentence of kind `body`; its neighbours (`context`)
    have no labels, which means nothing.

    Raises:
        ValueError: there is no such part, or a file is inconsistent.
    """
    from training.gold.parts import PARTS  # noqa: PLC0415 - sheets are made without it

    if part not in PARTS:
        raise ValueError(f"{part!r} is none of {', '.join(PARTS)}")
    return [document for document in _every() if document.part == part]


@cache
def _every() -> list[Document]:
    from training.gold.checking import read_all  # noqa: PLC0415

    made, faults = read_all()
    if faults:
        raise ValueError("\n".join(faults))
    return sorted(made, key=lambda document: document.name)
