"""Finds where reported content begins and ends, by the tree, the quotation marks, and where the narrator continues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.grammar.function_words import words
from bot.reading.grammar.syntax import FINITE
from bot.reading.quotations.source import END

if TYPE_CHECKING:
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_LATER = 16
"""The most words between a verb of saying and its "that"."""
CLOSES = frozenset([",", ".", "!", "?", ";", ":", "—", "–", "--", "-", ")"])
_BREAKS = frozenset([",", "—", "–", "-", "--"])
_EXPLAINS = frozenset(["WDT", "WP", "WP$", "WRB", "DT"])
_CONTRASTS = words("although though but while")
_OPENS_CONTENT = words("that whether if how why")


def intention_end(scene: Scene, infinitive: Clause) -> int:
    """Returns the end of an intention: that of its subtree, before the narrator continues."""
    end, tree = sentence_end(scene, infinitive.first), scene.syntax.tree
    also = [
        clause.node
        for clause in scene.syntax.clauses
        if clause.link == "coordinate" and clause.form == "infinitive" and clause.parent == infinitive.parent
    ]
    high = max(tree.span(node)[1] for node in (infinitive.node, *also))
    while high > infinitive.last and scene.tokens[high - 1].text in CLOSES:
        high -= 1
    if high >= len(scene.tokens) or scene.tokens[high].text in CLOSES:
        end = min(end, high)
    return before_remark(scene, infinitive.first, end)


def before_remark(scene: Scene, start: int, end: int) -> int:
    """Returns the end before a remark of the narrator after the last quoted words: `, which ...`, `, a swipe at ...`, `, although ...`."""
    quote, words, tags = scene.syntax.quote, scene.syntax.words, scene.syntax.tags
    marked = [i for i in range(start, end) if quote[i]]
    if not marked or quote[start]:
        return end
    for i in range(marked[-1], end - 2):
        remark = tags[i + 1] in _EXPLAINS or words[i + 1] in _CONTRASTS
        if words[i] in _BREAKS and remark:
            return i
    return end


def branch_end(scene: Scene, k: int, start: int) -> int:
    """Returns the end of the subtree with the content, or of the sentence if there is no such subtree."""
    complement = _complement(scene, k)
    tree, size = scene.syntax.tree, len(scene.tokens)
    if complement is None:
        return size
    _, end = tree.span(complement.node)
    for other in scene.syntax.clauses:
        if other.parent == k and other.link == "complement" and other.node > complement.node:
            end = max(end, tree.span(other.node)[1])
    if end < size and scene.tokens[end].text not in CLOSES:
        return size  # a subtree that ends inside a phrase is wrong
    while end > start + 1 and scene.tokens[end - 1].text in CLOSES:
        end -= 1
    return end if end > complement.verb else size


def _complement(scene: Scene, k: int) -> Clause | None:
    return next((clause for clause in scene.syntax.clauses if clause.parent == k and clause.link == "complement"), None)


def content_start(scene: Scene, k: int) -> int | None:
    """Returns the start of the clause with the content, including its "that"."""
    clause, words = scene.syntax.clauses[k], scene.syntax.words
    complement = _complement(scene, k)
    if complement:
        return complement.start - (complement.start > 0 and words[complement.start - 1] in _OPENS_CONTENT)
    end = clause.objects[0].last if clause.objects and not clause.inverted else clause.last
    for i in dict.fromkeys((clause.last, end)):
        if i < len(words) - 2 and words[i] in ("that", "whether") and scene.syntax.tags[i] == "IN":
            return i
    return _that_later(scene, clause)


def _that_later(scene: Scene, clause: Clause) -> int | None:
    """The place of a later "that" that opens a clause before any other finite verb, or None: `said in an interview taped before the attacks that ...`."""
    if clause.form != "finite" or clause.passive:
        return None
    for i in range(clause.last, min(clause.last + _LATER, len(scene.tokens) - 2)):
        if scene.syntax.tags[i] in FINITE or scene.syntax.words[i] in (",", ";", ":"):
            return None
        if scene.syntax.words[i] == "that" and (
            scene.syntax.tree.relations[i] == "mark" or _after_when_or_whom(scene, clause, i)
        ):
            return i
    return None


def _after_when_or_whom(scene: Scene, clause: Clause, i: int) -> bool:
    """True for a "that" that trees take for a relative pronoun: `said last week that Iran won`, `admitted to the paper that she did`."""
    if clause.objects:
        return False
    told = any(word == "to" and phrase.last == i for word, phrase in clause.prepositions)
    begins = scene.syntax.phrase_from(i + 1)
    return (scene.syntax.adverbial[i - 1] or told) and begins is not None


def content_end(scene: Scene, k: int, start: int) -> int:
    """Returns the end of the content: that of the sentence, or where the speaker's next verb of saying begins."""
    clause = scene.syntax.clauses[k]
    end = _before_narrator(scene, clause, start, sentence_end(scene, start))
    for other in scene.syntax.clauses:
        if other.first <= start or other.first >= end:
            continue
        if (
            other.link == "coordinate"
            and other.subjects is clause.subjects
            and other.lemma in scene.lexicon.reporting.marking
        ):
            border = other.first - 1
            while border > start and scene.syntax.words[border] in ("and", "but", ","):
                border -= 1
            return min(end, border + 1)
        if (
            other.form == "gerund"
            and not scene.syntax.quote[other.verb]
            and scene.syntax.words[other.first - 1] == ","
            and other.lemma in scene.lexicon.reporting.say
        ):
            return min(end, other.first - 1)
    return end


def _before_narrator(scene: Scene, clause: Clause, start: int, end: int) -> int:
    """The end before a colon that opens marks, or before an action of the speaker in the past without a subject: `, but later reversed himself`."""
    words, tags, quote = scene.syntax.words, scene.syntax.tags, scene.syntax.quote
    for i in range(start + 2, end - 1):
        if quote[i] or quote[start]:
            continue
        if words[i] == ":" and quote[i + 1]:
            return i
        if words[i] == "," and tags[i + 1] == "CC" and clause.past and clause.form == "finite":
            j = i + 2
            while j < end and tags[j] == "RB":
                j += 1
            if j < end and tags[j] == "VBD":
                return i
    return end


def sentence_end(scene: Scene, after: int) -> int:
    """Returns the first end of sentence or semicolon at or after token `after`."""
    for i in range(after, len(scene.tokens)):
        if scene.tokens[i].text in END and (scene.tokens[i].text == ";" or i >= len(scene.tokens) - 2):
            return i
    return len(scene.tokens)
