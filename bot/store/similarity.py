"""A text into a signature, and two signatures into how much of their texts is the same: MinHash over runs of four words.

The library is rensa: the same figures as datasketch's at half the time, without scipy. `python -m benchmarks.similarity` prints how well it tells.
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
"""Of shorter texts a word or two may be all the difference there is."""
_RUN = 4
_BANDS, _ROWS = 32, 4
"""Two texts that share half of their runs agree on one band at least 87 times in 100, at 0.75 always but once in 200,000."""
_VALUES = _BANDS * _ROWS
_SEED = 20_250_623
_WORD = re.compile(r"\w+")

VERSION = f"rensa-{RMinHash.ALGORITHM_VERSION}.{_RUN}.{_VALUES}.{_SEED}"
"""Signatures of different versions can't be compared."""


@lru_cache(maxsize=8)  # an article is looked for before it is read, and signed when it is filed
def signature(text: str) -> bytes | None:
    """What stands for a text when others are compared with it: 512 bytes; None for a text too short to be compared so."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return None
    hashed = RMinHash(_VALUES, _SEED)
    hashed.update([" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)])
    return struct.pack(f"<{_VALUES}I", *hashed.digest())


def similar(one: bytes, other: bytes) -> float:
    """The share of runs of four words that two texts have in common, 0 to 1, give or take 0.04.

    Raises:
        ValueError: the signatures are not of this version.
    """
    if not len(one) == len(other) == 4 * _VALUES:
        raise ValueError("a signature of another version")
    pairs = zip(_values(one), _values(other), strict=True)
    return sum(first == second for first, second in pairs) / _VALUES


def bands(of: bytes) -> tuple[int, ...]:
    """Numbers two alike texts have one or more of in common: signed, 64 bits each, what a table can be searched by."""
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
