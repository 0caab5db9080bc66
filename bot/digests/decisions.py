"""Records the decisions behind an edition, for /digest why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.edition import Decision, Verdict

if TYPE_CHECKING:
    from bot.model.edition import EditionEntry, Reason


class Decisions:
    """The decision on each fact. An edition makes thousands and needs none of them to compose, so they are stored only if `kept`."""

    def __init__(self, *, kept: bool) -> None:
        self.kept = kept
        self.made: list[Decision] = []

    def add(self, article: int, what: str, verdict: Verdict, note: str = "", reasons: tuple[Reason, ...] = ()) -> None:
        """Record the decision on a fact of an article."""
        if self.kept:
            self.made.append(Decision(article, what, verdict, note, reasons))

    def entry(self, entry: EditionEntry, verdict: Verdict, note: str = "") -> None:
        """Record the decision on an entry for each of its articles; told entries keep their reasons."""
        for article in sorted(entry.articles) if self.kept else ():
            self.add(article, entry.claim, verdict, note, entry.reasons if verdict == Verdict.TOLD else ())
