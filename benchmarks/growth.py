"""How the reading time of absurd texts grows: processor time for each shape at an eighth, a quarter, a half and all of its size.

`python -m benchmarks.growth` prints it. Twice the text should take twice the time, apart from garbage collection and a busy
machine. A shape whose last doubling takes 2.6 times or more is marked, and the exit status is 1.
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.figure import Figure
from bot.intake.documents import article
from bot.intake.work import reader as shipped
from bot.knowledge.shipped import SEEDS
from bot.limits import LETTERS_A_SECOND, LONGEST_TEXT, READ_SECONDS
from bot.model.article import Article
from bot.reading.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.reading.reader import Reader

EIGHTHS = (1, 2, 4, 8)
STEEP = 2.6
"""Time ratio for twice the text from which a shape fails; quadratic growth gives 4."""
SHORT = 0.5
"""Below so many seconds a doubling says nothing."""


def _prose(eighths: int) -> str:
    text = article(SEEDS / "russia-iran.md").text
    return "\n\n".join([text] * (eighths * LONGEST_TEXT // 8 // (len(text) + 2)))


def _names(eighths: int) -> str:
    """An unknown person and body in each sentence."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return " ".join(
        f"Foreign Minister Jane Ex{letters[i % 26]}{letters[i // 26 % 26]}{letters[i // 676]} met the Institute of Ab{letters[i % 26]}{letters[i // 26]}."
        for i in range(80 * eighths)
    )


SHAPES: dict[str, Callable[[int], str]] = {
    "prose of a million letters": _prose,
    "the same in one paragraph": lambda eighths: _prose(eighths).replace("\n", " "),
    "10,000 sentences in a paragraph": lambda eighths: "Russia attacked Ukraine on Monday. " * (1_250 * eighths),
    "10,000 sentences, a line each": lambda eighths: "Putin said that he attacked Ukraine.\n" * (1_250 * eighths),
    "one sentence of 100,000 letters": lambda eighths: "Russia said the " + "very and " * (1_388 * eighths) + "end.",
    "one of 100,000, all clauses": lambda eighths: "Russia said that Ukraine, which attacked it, " * (278 * eighths),
    "one word of 100,000": lambda eighths: "Russia said " + "a-" * (6_250 * eighths) + " it.",
    "50,000 marks, in pairs": lambda eighths: "“Yes,” Putin said. " * (3_125 * eighths),
    "50,000 marks, nothing in them": lambda eighths: "Putin said it. " + "“ ” " * (3_125 * eighths),
    "50,000 marks, none closed": lambda eighths: "“Yes, he said it, " * (6_250 * eighths),
    "50,000 marks, straight": lambda eighths: 'He said "it was" ' * (3_125 * eighths),
    "50,000 marks, a line each": lambda eighths: "“He said it was\n\n" * (6_250 * eighths),
    "50,000 single marks": lambda eighths: "He said ‘it’ was " * (3_125 * eighths),
    "640 names in no list": _names,
    "10,000 sentences of dates": lambda eighths: "It ended two weeks after 3 May 2019. " * (1_250 * eighths),
    "100,000 brackets": lambda eighths: "He said it. " + "(" * (12_500 * eighths),
}


def figures() -> list[Figure]:
    """Returns how many shapes grow faster than their text or take too long; prints a line for each."""
    reader = shipped()
    reader.read(Article("x", _prose(1), published="2025-06-23"))
    print("growth: seconds at 1/8, 1/4, 1/2 and the whole")
    wrong = [name for name, make in SHAPES.items() if not measured(reader, name, make)]
    print(f"growth: {len(wrong)} of {len(SHAPES)}: {', '.join(wrong)}")
    return [Figure("absurd texts whose time outgrows their length", len(wrong), f"of {len(SHAPES)}", 0)]


def main() -> None:
    """Measure; ends with status 1 if a shape grows faster than its text, or takes too long."""
    if figures()[0].value:
        sys.exit("growth: steeper than its length, or longer than it may take")


def measured(reader: Reader, name: str, make: Callable[[int], str]) -> bool:
    """Print a shape's time at each size. Returns False if it grows too fast or exceeds its limit."""
    took, size = [], 0
    for eighths in EIGHTHS:
        given = Article("x", clean(make(eighths)), published="2025-06-23")
        size = len(given.text)
        assert size <= LONGEST_TEXT
        started = time.process_time()
        reader.read(given)
        took.append(time.process_time() - started)
    ratios = [after / max(before, 1e-9) for before, after in pairwise(took)]
    limit = READ_SECONDS + size / LETTERS_A_SECOND
    good = took[-1] <= limit and (took[-1] < SHORT or ratios[-1] < STEEP)
    print(
        f"{name:<33}{size:>10,} letters  {'  '.join(f'{seconds:6.2f}' for seconds in took)}  times {' '.join(f'{ratio:.1f}' for ratio in ratios)}"
        f"  may take {limit:.0f} s{'' if good else '  <- no'}",
        flush=True,
    )
    return good


if __name__ == "__main__":
    main()
