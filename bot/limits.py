"""How much of anything is taken in and read: every limit on a text from outside, in one place, and why it is where it is.

`python -m benchmarks.growth` prints the time that absurd texts take, up to these limits: it grows with their length and no faster.
"""

from __future__ import annotations

LARGEST_PAGE = 5_000_000
"""Bytes of a page, unpacked, or of an attached file. Pages of news sites have 0.1 to 2 MB, most of it markup."""
LARGEST_FILE = 10_000_000
"""Bytes of one of the operator's own files; a larger one is a mistake or a trap."""
LONGEST_TEXT = 1_000_000
"""Characters of an article's own text; a longer one is refused. A long feature has 60,000, a live blog of a day 300,000, a novel 600,000."""

READ_SECONDS = 30
"""Of processor time for taking the article out of a page, and for reading one, to which its length is added. What else the machine does costs none."""
LETTERS_A_SECOND = 10_000
"""What a text's length adds to its processor time; a core reads five times as many, even of the worst text."""
CLOCK_TIMES = 20
"""Times its processor time that work may last by the clock, which tells a process that hangs from one that gets a small share of a busy machine."""
READ_MEMORY = 1_000_000_000
"""Bytes of data a process that reads may hold; with the reader loaded it holds about 220 million, over the longest text some 450 million."""

LONGEST_PARAGRAPH = 20_000
"""Characters: in a longer one a sentence ends at each full stop, for telling abbreviations apart takes time that grows faster than the text."""
LONGEST_SENTENCE = 250
"""Words and marks after which a sentence is cut: beyond it there is a list or noise, and memory grows with the longest of a batch."""


def too_large(limit: int) -> str:
    """The sentence for what is larger than `limit` bytes."""
    return f"That is larger than {limit / 1_000_000:g} MB, too large for an article: give the article's text alone."


def too_long(where: str, letters: int) -> str:
    """The sentence for a text of more than `LONGEST_TEXT` characters. `where` begins it and names the text."""
    return f"{where} has {letters:,} characters, and an article may have {LONGEST_TEXT:,}: give the part that you mean, or file it in parts."
