"""Turns the judge's answers about speakers into the quotations of an article: one each, however many sentences and parts it has."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.reading.drafts import QuotationDraft
from bot.reading.judging.features import shared
from bot.reading.judging.unmistakable import SURE, unmistakable
from bot.reading.quotations.joining import joined
from bot.reading.quotations.kinds import kind_of
from bot.reading.quotations.quoted_words import quoted_words
from bot.reading.rules import QuotationRule
from bot.reading.text.quotation_marks import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.article import Span
    from bot.model.facts import Participant
    from bot.reading.judging.judge import Judge
    from bot.reading.judging.proposals import Proposals
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

KEPT = 0.25
"""Facts below this confidence are dropped."""
_SAME = 0.5
"""Two contents are the same if they share at least this part of their letters."""
_NEAR = 24
"""The most earlier parts of contents that are checked for overlap: only those of a few sentences overlap."""
_EDGE = 2
"""How many characters a content may differ from the quotation marks around it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The judge's answer about one content: its speaker (None if the text names nobody), and how sure that is."""

    content: Span
    scene: Scene
    speaker: Participant | None
    cue: Span | None
    sureness: float


def judged_quotations(claims: Iterable[Claim], proposals: Proposals, judge: Judge) -> list[QuotationDraft]:
    """Returns the quotations that the judge confirms, with its speakers: those of the rules, and those that no rule proposed."""
    quotes = [quote for paragraph in proposals.quotes for quote in paragraph]
    found = _Found(proposals, quotes, judge)
    for claim in sorted(claims, key=lambda claim: -claim.sureness):
        found.hear(claim)
    kept = joined(found.kept(), proposals.text, quotes)
    return sorted(
        [*kept, *quoted_words(kept, proposals.scenes, proposals.quotes)], key=lambda draft: min(draft.content)
    )


class _Found:
    """The quotations found so far. Claims are added from the surest to the least sure."""

    def __init__(self, proposals: Proposals, quotes: Sequence[Quoted], judge: Judge) -> None:
        self._proposed, self._text, self._quotes, self._judge = proposals.quotations, proposals.text, quotes, judge
        self._scenes = proposals.scenes
        self._order = _in_order(self._proposed)
        self._ruled: dict[int, QuotationDraft] = {}
        self._marked: dict[int, QuotationDraft] = {}
        self._plain: defaultdict[int, list[QuotationDraft]] = defaultdict(list)

    def hear(self, claim: Claim) -> None:
        """Add a claim. Speakers don't name themselves in their own words: a speaker named inside a quotation is quoted by its speaker."""
        stretch = self._stretch(claim.content)
        if stretch is not None and claim.speaker and holds(self._quotes[stretch].span, claim.speaker.span):
            return
        whole = stretch is not None and _is_piece(claim.content, self._quotes[stretch], claim.scene)
        at = self._proposal(claim.content, whole)
        if at is not None:
            if at not in self._ruled:
                self._keep(self._ruled, at, _agreed(self._proposed[at], claim), claim.sureness)
        elif claim.speaker is None:
            return  # without a speaker, a quotation is useless
        elif whole and stretch is not None:
            if stretch not in self._marked:
                quote = self._quotes[stretch]
                self._keep(self._marked, stretch, _alone(claim, quote.span), claim.sureness)
        elif stretch is None:  # otherwise it is hearsay: a quotation within a quotation
            self._add(claim)

    def _add(self, claim: Claim) -> None:
        here = self._plain[claim.scene.number]
        if any(_again(claim.content, draft) for draft in here):
            return
        made: dict[int, QuotationDraft] = {}
        self._keep(made, 0, _alone(claim, claim.content), claim.sureness)
        here += made.values()

    def _keep(self, where: dict[int, QuotationDraft], at: int, draft: QuotationDraft, sureness: float) -> None:
        """Keeps a draft with its confidence, if that is high enough."""
        first, last = min(draft.content).start, max(span.end for span in draft.content)
        kind = kind_of(draft.content, self._text, near(self._quotes, first, last)).value
        confidence = self._judge.confidence(kind, sureness)
        if confidence >= KEPT:
            where[at] = replace(draft, confidence=confidence, shown=self._judge.shows(kind, sureness))

    def _stretch(self, content: Span) -> int | None:
        """The index of the quoted text that contains a content."""
        at = bisect_right(self._quotes, content.start + 1, key=lambda quote: quote.start) - 1
        inside = at >= 0 and content.end <= self._quotes[at].end + _EDGE and content.start < self._quotes[at].end
        return at if inside else None

    def _proposal(self, content: Span, piece: bool) -> int | None:
        """The index of the rules' quotation that has most of a content. `piece`: the content is one sentence of a quoted text."""
        places = _overlapping(self._order, content)
        at = max(places, key=lambda at: shared(content, self._proposed[at].content), default=None)
        if at is None:
            return None
        found = self._proposed[at].content
        inside = (piece or len(found) > 1) and any(holds(span, content) for span in found)
        return at if inside or shared(content, found) >= _SAME else None

    def kept(self) -> list[QuotationDraft]:
        """Returns the quotations. Of two that share most of their words, the rules' one is kept.

        Those about which rules alone are right are shown with the rules' speaker, also if the judge is sure of another one: it does not see the
        sentence behind the quoted words.
        """
        for at, draft in enumerate(self._proposed):
            shown = at in self._ruled and self._ruled[at].shown
            unknown = draft.source is None or draft.source.actor is None  # then the judge may know whose words they are
            agreed = shown and (unknown or _same_speaker(self._ruled[at], draft))
            if not agreed and unmistakable(draft, self._scenes[draft.scene], self._text):
                self._ruled[at] = replace(draft, confidence=SURE, shown=True)
        ruled = list(self._ruled.values())
        order = _in_order(ruled)
        alone = [*self._marked.values(), *(draft for drafts in self._plain.values() for draft in drafts)]
        return ruled + [
            draft
            for draft in alone
            if not any(_again(draft.content[0], ruled[at]) for at in _overlapping(order, draft.content[0]))
        ]


def _in_order(drafts: Sequence[QuotationDraft]) -> list[tuple[int, int, int]]:
    """Start, end and draft index of each part of each content, in text order."""
    return sorted((span.start, span.end, at) for at, draft in enumerate(drafts) for span in draft.content)


def _overlapping(order: Sequence[tuple[int, int, int]], span: Span) -> Iterable[int]:
    """The indexes of the drafts that overlap a span."""
    last = bisect_left(order, (span.end, 0, 0))
    return dict.fromkeys(at for _, end, at in order[max(0, last - _NEAR) : last] if end > span.start)


def _is_piece(content: Span, quote: Quoted, scene: Scene) -> bool:
    """True if a content is everything that a sentence has of a quoted text."""
    first, last = scene.tokens[0].start, scene.tokens[-1].end
    return content.start <= max(quote.start, first) + _EDGE and content.end >= min(quote.end, last) - _EDGE


def _alone(claim: Claim, content: Span) -> QuotationDraft:
    """A quotation that no rule proposed."""
    return QuotationDraft(claim.scene.number, None, claim.speaker, claim.cue, (content,), QuotationRule.JUDGE, 0.0)


def _agreed(ruled: QuotationDraft, claim: Claim) -> QuotationDraft:
    """Replaces the speaker by the judge's. Whom the verb beside the marks names stays, if the judge's stands in another sentence: `“Yes!” it roared`."""
    source, here = ruled.source, claim.scene.sentence.span
    beside = ruled.rule is QuotationRule.MARKS_AND_VERB and source is not None and holds(here, source.span)
    if beside and claim.speaker is not None and not holds(here, claim.speaker.span):
        return ruled
    if claim.speaker is None:
        return replace(ruled, source=None) if source is not None and holds(here, source.span) else ruled
    if source is None or not (source.span.start <= claim.speaker.span.start < source.span.end):
        return replace(ruled, source=claim.speaker)
    return ruled


def _same_speaker(one: QuotationDraft, other: QuotationDraft) -> bool:
    """True if two quotations have one speaker, the same actor or the same words; or if one has none."""
    if one.source is None or other.source is None:
        return True
    return one.source.span == other.source.span or (
        one.source.actor is not None and one.source.actor == other.source.actor
    )


def holds(outer: Span, inner: Span) -> bool:
    """True if `outer` contains `inner`."""
    return outer.start <= inner.start and inner.end <= outer.end


def _again(content: Span, other: QuotationDraft) -> bool:
    """True if a quotation already has much of a content."""
    return any(
        2 * (min(content.end, span.end) - max(content.start, span.start))
        > min(content.end - content.start, span.end - span.start)
        for span in other.content
    )
