"""Makes a quotation from quoted words and the clause that attributes them: who said it, and which words outside the marks belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.article import Span
from bot.reading.drafts import QuotationDraft
from bot.reading.grammar.syntax import FINITE
from bot.reading.quotations.content_span import before_remark
from bot.reading.quotations.source import cue_of, source_of
from bot.reading.quotations.speakers import beside

if TYPE_CHECKING:
    from bot.reading.grammar.syntax import Clause
    from bot.reading.grammar.trees import Tree
    from bot.reading.rules import QuotationRule
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

_NEAR = 40
"""The most letters between a thing and the quoted name that it is called."""
_SAID_WITHIN = frozenset({"ccomp", "xcomp"})


def attributed_quotation(
    scene: Scene, k: int, quote: Quoted, rule: QuotationRule, confidence: float, fragment: bool = False
) -> QuotationDraft:
    """Returns the quotation that clause `k` attributes, with its speaker (the name next to the verb if the tree finds none), cue and content."""
    clause = scene.syntax.clauses[k]
    source = source_of(scene, clause)
    if source is None or _within(scene, clause, source.span):
        source = beside(scene, clause) or source
    return QuotationDraft(
        scene.number,
        k,
        source,
        cue_of(scene, clause),
        (_around(scene, clause, quote),),
        rule,
        confidence if source else confidence - 0.2,
        fragment,
    )


def _within(scene: Scene, clause: Clause, source: Span) -> bool:
    """True if the source is inside quoted words that the verb is not part of: `"We made mistakes," Example said`."""
    inside = {scene.syntax.quote[i] for i, token in enumerate(scene.tokens) if source.start <= token.start < source.end}
    return bool(inside - {0}) and not scene.syntax.quote[clause.verb] and 0 not in inside


def _around(scene: Scene, clause: Clause, quote: Quoted) -> Span:
    """The quoted words with the rest of their complement: "noting the nominee “makes you want to retch”"."""
    start, end, tree = _named_from(scene, clause, quote), quote.end, scene.syntax.tree
    inside = [i for i, token in enumerate(scene.tokens) if quote.start <= token.start < quote.end]
    if not inside or inside[0] <= clause.verb:
        return Span(start, end)
    subject = _its_subject(scene, clause, inside[0])
    if subject is not None:
        return Span(min(start, scene.tokens[subject].start), end)
    branch = _branch_of(tree, clause.node, inside[0])
    if branch is None or tree.relations[branch] not in _SAID_WITHIN:
        return Span(start, end)
    first, last = tree.span(branch)
    last = before_remark(scene, clause.last, last)
    while first < inside[0] and not scene.tokens[first].text[0].isalnum():
        first += 1
    if clause.last <= first < inside[0] and ":" not in scene.syntax.words[first : inside[0]]:
        start = min(start, scene.tokens[first].start)
    return Span(start, max(end, _goes_on_to(scene, inside[-1] + 1, last)))


def _goes_on_to(scene: Scene, after: int, last: int) -> int:
    """The end of a phrase that continues after the marks: "any candidate “owes it to the people” of Iowa"."""
    if after >= last or not scene.texts[after][0].isalpha() or scene.syntax.tags[after] in ("CC", "WDT", "WP"):
        return 0
    while last > after + 1 and not scene.texts[last - 1][-1].isalnum():
        last -= 1
    return scene.tokens[last - 1].end


def _its_subject(scene: Scene, clause: Clause, i: int) -> int | None:
    """The start of the noun phrase between the verb and marks that open with a finite verb, or None: `noting the nominee “makes ...”`."""
    if not clause.objects or scene.syntax.tags[i] not in FINITE or clause.objects[0].first != clause.last:
        return None
    return clause.last if clause.objects[0].last == i else None


def _branch_of(tree: Tree, top: int, i: int) -> int | None:
    """The dependent of `top` whose subtree contains token `i`."""
    for _ in tree.heads:
        if tree.heads[i] == top:
            return i
        if tree.heads[i] == i:
            return None
        i = tree.heads[i]
    return None


def _named_from(scene: Scene, clause: Clause, quote: Quoted) -> int:
    """The start of the content: at the thing that is called so ("called the report a “lie”"), unless it is a pronoun, else at the marks."""
    if clause.lemma not in scene.lexicon.stance_words.calling or clause.passive or not clause.objects:
        return quote.start
    first = clause.objects[0]
    if scene.syntax.tags[first.head] == "PRP":
        return quote.start
    begin, end = scene.tokens[first.first].start, scene.tokens[first.last - 1].end
    near = 0 <= quote.start - end <= _NEAR and clause.last <= first.first
    return begin if near and "," not in scene.words(first.last, first.last + 1) else quote.start
