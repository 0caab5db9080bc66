"""Measures how much of two texts is the same: MinHash signatures over runs of four words.

Uses rensa: the same figures as datasketch in half the time, without scipy. `python -m benchmarks.similarity` prints its accuracy.
"""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from hashlib import blake2b

from rensa import RMinHash

ALIKE = 0.5
"""From here on two texts are one story. Of 290 Wikinews articles no two share more than 0.38; a copy with a third added shares 0.75."""
FEWEST_WORDS = 40
"""In shorter texts, a word or two may be the only difference."""
_RUN = 4
_BANDS, _ROWS = 32, 4
"""Two texts that share half of their runs share a band at least 87 times in 100; at 0.75, all but once in 200,000."""
_VALUES = _BANDS * _ROWS
_SEED = 20_250_623
_WORD = re.compile(r"\w+")

VERSION = f"rensa-{RMinHash.ALGORITHM_VERSION}.{_RUN}.{_VALUES}.{_SEED}"
"""Signatures of different versions can't be compared."""


@lru_cache(maxsize=8)  # computed before an article is read, and again when it is stored
def signature(text: str) -> bytes | None:
    """Returns a text's signature for comparison: 512 bytes; None if the text is too short."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return None
    hashed = RMinHash(_VALUES, _SEED)
    hashed.update([" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)])
    return struct.pack(f"<{_VALUES}I", *hashed.digest())


def similar(first: bytes, other: bytes) -> float:
    """Returns the share of runs of four words that two texts have in common, 0 to 1, within about 0.04.

    Raises:
        ValueError: a signature is of another version.
    """
    if not len(first) == len(other) == 4 * _VALUES:
        raise ValueError("a signature of another version")
    pairs = zip(_values(first), _values(other), strict=True)
    return sum(first == second for first, second in pairs) / _VALUES


def bands(of: bytes) -> tuple[int, ...]:
    """Numbers of which two similar texts share at least one: signed 64-bit integers, so that a table can be searched by them."""
    size = 4 * _ROWS
    return tuple(
        int.from_bytes(
            blake2b(bytes([number]) + of[number * size : (number + 1) * size], digest_size=8).digest(),
            "little",
            signed=True,
        )
        for number in range(_BANDS)
    )


def _values(of: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{_VALUES}I", of)


def in_common(some: frozenset[str], others: frozenset[str]) -> float:
    """Returns the share of the smaller set that is in both; 0 if either is empty."""
    return len(some & others) / min(len(some), len(others)) if some and others else 0.0
