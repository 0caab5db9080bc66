"""Tests that one line says why an edition has nothing to tell."""

from __future__ import annotations

import pytest

from bot.catalogue import speaking
from bot.catalogue.lazy import said, stored
from bot.digests.nothing import why_nothing
from bot.model.edition import Contents, Decision, Remit, Verdict

REMIT = Remit("2025-06-23T09:00:00.000000+00:00", "2025-06-24T09:00:00.000000+00:00", "2025-06-24")
OLD = (Verdict.OLD, Verdict.OLD)
CASES = [
    (0, (), "no article was added"),
    (0, OLD, "2 articles were added, all published too long before"),
    (0, OLD[:1], "1 article was added, published too long before"),
    (3, (), "3 articles were added, and nothing was read from them"),
    # an old article beside new ones explains nothing
    (1, (*OLD, Verdict.FILTER), "1 article was added, but what it says is left out, most of it for this reason: not about this digest's subjects"),
    (2, (Verdict.FILTER, Verdict.ALREADY, Verdict.ALREADY), "2 articles were added, but what they say is left out, most of it for this reason: in an earlier digest"),
]  # fmt: skip


def contents(new: int, verdicts: tuple[Verdict, ...]) -> Contents:
    return Contents(REMIT, (), tuple(Decision(at, "x", verdict) for at, verdict in enumerate(verdicts)), articles=new)


@pytest.mark.parametrize(("new", "verdicts", "why"), CASES)
def test_the_main_reason_is_said(new: int, verdicts: tuple[Verdict, ...], why: str) -> None:
    assert str(why_nothing(contents(new, verdicts))) == why


# The ledger keeps it, and editors of any language read it.
def test_the_reason_is_kept_in_no_language() -> None:
    kept = stored(why_nothing(contents(2, (Verdict.MUTED,))))
    with speaking("de"):
        assert (
            said(kept)
            == "2 Artikel kamen hinzu, aber was sie sagen, fehlt, das meiste aus diesem Grund: in diesem Überblick stumm"
        )
