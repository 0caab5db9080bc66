"""Where what is reported begins and ends: by its branch of the tree, its marks, and where the narrator goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.grammar.function_words import words
from bot.reading.grammar.syntax import FINITE
from bot.reading.quotations.source import END

if TYPE_CHECKING:
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_LATER = 16
"""Words between a verb of saying and the "that" of what was said."""
CLOSES = frozenset([",", ".", "!", "?", ";", ":", "—", "–", "--", "-", ")"])
_BREAKS = frozenset([",", "—", "–", "-", "--"])
_EXPLAINS = frozenset(["WDT", "WP", "WP$", "WRB", "DT"])
_CONTRASTS = words("although though but while")
_OPENS_CONTENT = words("that whether if how why")


def intention_end(scene: Scene, infinitive: Clause) -> int:
    """Where what is intended ends: with its branch, before the narrator goes on."""
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
    """Short of `, which ...`, `, a swipe at ...` and `, although ...` behind the last words in marks: there who reports goes on."""
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
    """Where the branch of the tree ends that holds what was said; the end of the sentence where there is no such branch."""
    complement = _complement(scene, k)
    tree, size = scene.syntax.tree, len(scene.tokens)
    if complement is None:
        return size
    _, end = tree.span(complement.node)
    for other in scene.syntax.clauses:
        if other.parent == k and other.link == "complement" and other.node > complement.node:
            end = max(end, tree.span(other.node)[1])
    if end < size and scene.tokens[end].text not in CLOSES:
        return size  # a branch that ends in the middle of a phrase is cut wrong
    while end > start + 1 and scene.tokens[end - 1].text in CLOSES:
        end -= 1
    return end if end > complement.verb else size


def _complement(scene: Scene, k: int) -> Clause | None:
    return next((clause for clause in scene.syntax.clauses if clause.parent == k and clause.link == "complement"), None)


def content_start(scene: Scene, k: int) -> int | None:
    """Where the clause begins that tells what was said, its "that" included."""
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
    """`said in an interview taped before the attacks that ...`: a "that" which opens a clause, before any other finite verb."""
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
    """`said last week that Iran won`, `admitted to the paper that she did`: trees take the "that" for a relative pronoun."""
    if clause.objects:
        return False
    told = any(word == "to" and phrase.last == i for word, phrase in clause.prepositions)
    begins = scene.syntax.phrase_from(i + 1)
    return (scene.syntax.adverbial[i - 1] or told) and begins is not None


def content_end(scene: Scene, k: int, start: int) -> int:
    """To the end of the sentence, or to where the speaker's next verb of saying begins."""
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
    """Short of a colon that opens marks, and of `, but later reversed himself`: a past with no subject of its own is the speaker's deed."""
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
    """Where the sentence ends, or a semicolon stands, at or behind token `after`."""
    for i in range(after, len(scene.tokens)):
        if scene.tokens[i].text in END and (scene.tokens[i].text == ";" or i >= len(scene.tokens) - 2):
            return i
    return len(scene.tokens)
