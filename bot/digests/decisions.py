"""The decisions behind an edition, written down as they are made, where somebody wants to know why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.edition import Decision, Verdict

if TYPE_CHECKING:
    from bot.model.edition import EditionEntry, Reason


class Decisions:
    """What became of each fact. There are thousands an edition, and composing needs none of them: unless `kept` they leave nothing."""

    def __init__(self, *, kept: bool) -> None:
        self.kept = kept
        self.made: list[Decision] = []

    def add(self, article: int, what: str, verdict: Verdict, note: str = "", reasons: tuple[Reason, ...] = ()) -> None:
        """Decide on a fact of an article."""
        if self.kept:
            self.made.append(Decision(article, what, verdict, note, reasons))

    def entry(self, entry: EditionEntry, verdict: Verdict, note: str = "") -> None:
        """Decide on an entry, for each of its articles; what is told says by which reasons."""
        for article in sorted(entry.articles) if self.kept else ():
            self.add(article, entry.claim, verdict, note, entry.reasons if verdict == Verdict.TOLD else ())
