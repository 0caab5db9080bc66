"""Which benchmarks there are, and with which sizes each is run: small ones for `make bench`, all for `make bench-long`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Sizes = dict[str, Any]
SMALL, LARGE = 1_000, 50_000
"""Articles in the libraries that are measured on."""
QUICK_MINUTES = 10
"""No benchmark of the quick run begins later than this."""


@dataclass(frozen=True)
class Bench:
    """A module with `figures`, and what that is called with: once for each of these sizes."""

    name: str
    quick: tuple[Sizes, ...]
    long: tuple[Sizes, ...]


def _at_both(**sizes: Any) -> tuple[Sizes, ...]:
    return tuple({"articles": articles, **sizes} for articles in (SMALL, LARGE))


PLAN = (
    Bench("start", ({"starts": 3},), ({"sizes": (0, SMALL, LARGE)},)),
    Bench("load", ({"seconds": 20, "step": 5},), ({"seconds": 60}, {"articles": LARGE, "seconds": 300})),
    Bench("commands", ({"rounds": 2, "alone": 30},), _at_both()),
    Bench("memory", (), _at_both()),
    Bench("reading", ({"number": 40},), ({"number": 300},)),
    Bench(
        "filing",
        ({"parts": ("rate", "loaded", "answers"), "hosts": 5, "files": 60, "asked": 300},),
        ({"files": 1_000},),
    ),
    Bench("editions", ({"facts": 50_000},), ({"facts": 1_000_000},)),
    Bench("digests", ({"due": 300, "subscriptions": 20_000, "quiet": 50},), ({"due": 10_000},)),
    Bench("names", ({"sizes": (10_000,)},), ({},)),
    Bench("answers", ({"sizes": (20_000,)},), ({"sizes": (20_000, 1_000_000)},)),
    Bench("extraction", ({},), ({},)),
    Bench("similarity", ({},), ({},)),
    Bench("pictures", ({"rounds": 5},), ({},)),
    Bench("sandbox", ({"count": 2_000, "turns": 2},), ({},)),
    Bench("previews", (), ({},)),
    Bench("reports", (), ({},)),
    Bench("growth", (), ({},)),
    Bench("heights", (), ({},)),
    Bench("polling", (), ({"minutes": 18},)),
    Bench("digest_faults", (), ({"seed": 7},)),
)
"""What has floors in the design comes first."""
