"""Limits on texts from outside: how much of anything is taken in and read, with the reason for each figure.

`python -m benchmarks.growth` prints how long absurd texts take, up to these limits: the time grows in proportion to their length.
"""

from __future__ import annotations

LARGEST_PAGE = 5_000_000
"""Bytes of an unpacked page or an attached file. News pages have 0.1 to 2 MB, most of it markup."""
LARGEST_FILE = 10_000_000
"""Bytes of a file of the operator's; a larger one is a mistake or a trap."""
LONGEST_TEXT = 1_000_000
"""Characters of an article's text; a longer one is refused. A long feature has 60,000, a full day's live blog 300,000, a novel 600,000."""

LONG_TEXT = 20_000
"""Characters of an article from which a process of its own reads it, so that no other waits: it takes two to four seconds."""
LONG_PAGE = 1_000_000
"""Bytes of a page, file or feed from which a process of its own parses it."""

READ_SECONDS = 30
"""Processor seconds for extracting an article from a page, and for reading one; longer texts get more. Processor time, so that a busy machine refuses nothing."""
LETTERS_A_SECOND = 2_000
"""Each so many characters add a second of processor time. A core reads 4,700 to 8,600 of prose, and half as many when all are busy."""
CLOCK_TIMES = 20
"""Wall-clock limit, as a multiple of the processor time: tells a hanging process from one on a busy machine."""
READ_MEMORY = 1_000_000_000
"""Bytes of memory for a reading process. The loaded reader takes about 220 million, the longest text some 450 million."""

WORKER_KEEPS = 500_000_000
"""Bytes that a reading process may still hold after its work; one that holds more is replaced by a new one. After 400 news articles it holds
some 350 million; a text of hundreds of thousands of letters leaves more behind, in fragments that are not returned to the system."""

DRAW_SECONDS = 5
"""Processor seconds for drawing a picture; it takes a tenth of one at most."""
DRAW_TIMES = 6
"""Wall-clock limit, as a multiple of that: a process that hangs keeps others' pictures waiting no longer."""
DRAW_WAIT = 0.7
"""Seconds that an answer waits for its picture before it goes out without one: so short that no answer has to be announced for its picture."""
DRAW_MEMORY = 400_000_000
"""Bytes of memory for the drawing process, which holds some 50 million."""
DRAWN_KEPT = 200
"""Pictures kept, so that turning pages back and forth draws none twice: some 20,000 bytes each."""

LONGEST_PARAGRAPH = 20_000
"""Characters. In a longer paragraph every full stop ends a sentence, because telling abbreviations apart takes more than linear time."""
LONGEST_SENTENCE = 250
"""Tokens after which a sentence is cut. A longer one is a list or noise, and memory grows with the longest sentence of a batch."""
MOST_QUESTIONS = 1_000
"""Questions of one kind that the judge is asked about a sentence: pairs of its phrases, of which only text made for it has more.
A sentence of 250 tokens in news asks 925 at most; one of nothing but quotation marks had 10,000, and was read at 400 characters a second."""
