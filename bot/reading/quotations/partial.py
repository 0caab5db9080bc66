"""Finds quotations in marks that no verb of saying attributes, but another verb of expression governs: "portrayed her as “weak”", "called for “calm”"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from bot.reading.drafts import QuotationDraft
from bot.reading.quotations.content_span import before_remark
from bot.reading.quotations.source import cue_of, source_of
from bot.reading.rules import QuotationRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.grammar.syntax import Clause
    from bot.reading.grammar.trees import Tree
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

_STEPS = 12
"""The most steps up the tree from quoted words to the verb that governs them."""
_NEAR = 12
"""The most earlier quotations searched for one that overlaps marks."""
_TRIMMED = frozenset([",", ".", "!", "?", ";", ":", "—", "–", "--", "-"])
_ABOUT_WHOM = ("nsubj", "csubj")
_SAID = ("ccomp", "xcomp", "obj", "parataxis")
_TOPIC = frozenset(["about", "of", "for", "as", "against"])
_MATTER = _TOPIC | {"to", "into", "on", "over", "by"}
_SMALL = frozenset(["a", "an", "the", "of", "and", "in", "on", "for", "to", "with", "at", "by", "from"])
_COMPLEMENTS = ("obj", "iobj", "obl", "xcomp", "ccomp")


def partial_quotations(
    scenes: Sequence[Scene], quotes: Sequence[Quoted], known: Sequence[QuotationDraft]
) -> list[QuotationDraft]:
    """Returns the quotations of one paragraph for the marks that no quotation in `known` covers."""
    found: list[QuotationDraft] = []
    claimed = sorted((span.start, span.end) for quotation in known for span in quotation.content)
    for scene in scenes:
        first = bisect_right(quotes, scene.sentence.span.start, key=lambda quote: quote.end)
        last = bisect_left(quotes, scene.sentence.span.end, key=lambda quote: quote.start)
        taken = -1
        for quote in quotes[first:last]:
            inside = [i for i, token in enumerate(scene.tokens) if quote.start <= token.start < quote.end]
            if not inside or quote.start < taken or _claimed(quote, claimed):
                continue
            quotation = _put_so(scene, scene.syntax.tree, inside)
            if quotation:
                found.append(quotation)
                taken = quotation.content[-1].end
    return found


def _claimed(quote: Quoted, claimed: Sequence[tuple[int, int]]) -> bool:
    """True if a quotation already overlaps the marks. `claimed` is in order; long ones overlap few others."""
    after = bisect_left(claimed, (quote.end, 0))
    return any(end > quote.start for _, end in claimed[max(0, after - _NEAR) : after])


def _put_so(scene: Scene, tree: Tree, inside: Sequence[int]) -> QuotationDraft | None:
    first = inside[0]
    if _titled(scene, inside):
        return None
    for k, below in _above(scene, tree, first):
        clause = scene.syntax.clauses[k]
        if tree.relations[below].startswith(_ABOUT_WHOM):
            return None
        if not _puts(scene, tree, clause, below) or clause.passive or clause.negated or clause.verb >= first:
            continue
        source = source_of(scene, clause)
        if source is None:
            return None
        begin, end = _what(scene, tree, clause, below)
        if not begin <= first < end:
            return None
        end = before_remark(scene, begin, end)
        return QuotationDraft(
            scene.number,
            k,
            source,
            cue_of(scene, clause),
            (scene.span(begin, end),),
            QuotationRule.MARKS_IN_WHAT_A_VERB_GOVERNS,
            0.6,
        )
    return None


def _puts(scene: Scene, tree: Tree, clause: Clause, below: int) -> bool:
    """True if a verb expresses what it governs. For verbs of saying, only the said content counts, not a place or time."""
    reporting, relation = scene.lexicon.reporting, tree.relations[below]
    if clause.lemma not in reporting.putting:
        return False
    says = clause.lemma in reporting.say | reporting.think
    if not relation.startswith(("obl", "advmod")):
        return relation.startswith(_SAID) or not says
    return any(scene.syntax.words[i] in (_TOPIC if says else _MATTER) for i in tree.children(below, "case"))


def _titled(scene: Scene, inside: Sequence[int]) -> bool:
    """True for a title in marks after a noun or preposition: `on ABC's “This Week”`, `the author of “Destiny and Power”`."""
    first = inside[0]
    words = [scene.texts[i] for i in inside if scene.texts[i][0].isalpha()]
    capitals = all(word[0].isupper() or word in _SMALL for word in words)
    return (
        capitals
        and first > 0
        and scene.syntax.tags[first - 1] in ("POS", "IN", "NN", "NNP", ",", "DT")
        and scene.syntax.words[first - 1] != "as"
    )


def _above(scene: Scene, tree: Tree, i: int) -> Iterator[tuple[int, int]]:
    """Yields the clauses outside the marks above token `i`, the nearest first, each with the dependent of its verb."""
    at = {clause.node: k for k, clause in enumerate(scene.syntax.clauses)}
    quote = scene.syntax.quote
    for _ in range(_STEPS):
        head = tree.heads[i]
        if head == i:
            return
        k = at.get(head)
        if k is not None and not quote[scene.syntax.clauses[k].verb]:
            yield k, i
        i = head


def _what(scene: Scene, tree: Tree, clause: Clause, below: int) -> tuple[int, int]:
    """The content: from the first complement after the verb to the end of the subtree with the marks. A preposition before it belongs to the cue."""
    begin, end = tree.span(below)
    begin = max(begin, clause.last)
    for child in tree.children(clause.node):
        low = tree.span(child)[0]
        if clause.last <= low < begin and tree.relations[child].startswith(_COMPLEMENTS):
            begin = low
    if begin >= end:
        return begin, end  # the verb's own words have it all
    word = scene.syntax.words[begin]
    led = scene.syntax.tags[begin] in ("IN", "TO", "RP") and word not in ("that", "as", "to")
    if led or (word == "to" and tree.relations[below] != "xcomp"):
        begin += 1
    while end > begin + 1 and scene.tokens[end - 1].text in _TRIMMED and not scene.syntax.quote[end - 1]:
        end -= 1
    return begin, end
