"""Decides which quotations are shown on the rules' word alone.

A verb of saying adjoins the quoted words and has a known subject; or a paragraph is announced, and somebody speaks of themselves in it.

With any verb of saying and a known subject, adjoining or not, 178 of 186 were right in the gold's training part and 257 of 274 in 73 articles of PolNeAR.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.reading.rules import QuotationRule
from bot.reading.text.block_quotes import in_first_person

if TYPE_CHECKING:
    from bot.model.article import Span
    from bot.reading.drafts import QuotationDraft
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

SURE = 0.95
"""The confidence of such quotations."""
_TO_WHOM = 6
"""The most words between a verb of saying and the quoted words behind it: `told reporters in Riga on Monday: "..."`."""
_LONGEST = 80
"""The most characters between a speaker and the verb, for an apposition."""
_GOES_ON = re.compile(r"""[,?!—–-]["”’'»]*,?\s*\Z|["”’'»],\s*\Z""")
"""How quoted words end if the clause behind them says who said them."""
_LEADS_IN = re.compile(r"""(?:[^"“”]*[,:])?\s*\Z""")


def unmistakable(draft: QuotationDraft, scene: Scene, text: str) -> bool:
    """True if the rules alone are right about who said these words. `scene`: the draft's."""
    source, cue = draft.source, draft.cue
    if source is None or cue is None or draft.clause is None or draft.fragment:
        return False
    if draft.rule is QuotationRule.SET_OFF:
        return source.actor is not None and in_first_person(text[draft.content[0].start : draft.content[0].end])
    clause = scene.syntax.clauses[draft.clause]
    active = clause.form == "finite" and not clause.negated and not clause.passive
    # `"...?" Jane Example wondered.`: in a sentence of their own, other verbs have nothing else to go with.
    apart = max(draft.content).end <= scene.sentence.span.start
    verbs = scene.lexicon.reporting.marking if apart else scene.lexicon.reporting.say
    if draft.rule is not QuotationRule.MARKS_AND_VERB or not active or clause.lemma not in verbs:
        return False
    if source.actor is None and not _is_name(scene, clause):
        return False
    if scene.syntax.quote[clause.verb]:
        return False
    return any(_adjoins(text, part, source.span, cue) for part in draft.content)


def _is_name(scene: Scene, clause: Clause) -> bool:
    """True if the subject is a name, though of somebody whom the article has not introduced."""
    return bool(clause.subjects) and scene.syntax.tags[clause.subjects[0].head] == "NNP"


def _adjoins(text: str, part: Span, source: Span, cue: Span) -> bool:
    """True if nothing else stands between quoted words, the verb and its subject."""
    first, last = sorted((source, cue))
    if first.end > last.start or last.start - first.end > _LONGEST:
        return False
    if part.end <= first.start:
        return _GOES_ON.search(text[max(part.start, part.end - 3) : first.start]) is not None
    between = text[last.end : part.start]
    return last.end <= part.start and len(between.split()) <= _TO_WHOM and _LEADS_IN.match(between) is not None
