"""Finds quotations without quotation marks: "said that", "according to", "X was clear: ..."."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form, Mode, Participant
from bot.reading.drafts import QuotationDraft
from bot.reading.events.modality import mode_of
from bot.reading.grammar.function_words import SUBORDINATORS, words
from bot.reading.grammar.morphology import singular
from bot.reading.grammar.syntax import FINITE
from bot.reading.quotations.content_span import (
    CLOSES,
    before_remark,
    branch_end,
    content_end,
    content_start,
    intention_end,
    sentence_end,
)
from bot.reading.quotations.direct import FRAGMENT
from bot.reading.quotations.source import actor_in, apposed, cue_of, phrase_end, source_of
from bot.reading.rules import QuotationRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.grammar.trees import Tree
    from bot.reading.scene import Scene

_UNSAID = 0.5
"""The grade of words that somebody did not say, might have said or is alleged to have said."""
_WHEN = 7
"""The most words between a verb and the comma behind it: `he told reporters on Monday,`."""
_LEAST = 3
"""The fewest words before a clause between commas."""
_GOES_ON = words("and but nor as so")
_WHY = words("for as of over on about")
_BEFORE_MARKS = frozenset([":", ".", "!", "?", "—", "–", "-", "--"])
_DANGLING = frozenset({"IN", "TO", "CC", "DT", "WDT", "RB", ","})
_TITLED = 2
"""How far a name may stand from the comma before it: titles may stand between."""
_NOBODY_IN_PARTICULAR = words("i you we there it something anything nothing one")


def indirect_quotations(scene: Scene) -> list[QuotationDraft]:
    """Returns the quotations of a sentence without marks, or with marks around a part: "said that", "according to", "X: ..."."""
    found = []
    for k, clause in enumerate(scene.syntax.clauses):
        if _in_long(scene, clause.verb):
            continue
        quotation = _reported(scene, k) or _called(scene, k) or _clear(scene, k) or _named_object(scene, k)
        if quotation:
            found.append(quotation)
    according = _according(scene)
    return [*found, *_claims(scene), *([according] if according else [])]


def _in_long(scene: Scene, i: int) -> bool:
    """True if a token is in quoted text that is long or a whole sentence, and not a fragment."""
    number = scene.syntax.quote[i]
    inside = scene.syntax.quote.count(number)
    return number > 0 and (inside > FRAGMENT or inside >= len(scene.tokens) - 1)


def _reported(scene: Scene, k: int) -> QuotationDraft | None:
    clause, reporting = scene.syntax.clauses[k], scene.lexicon.reporting
    says, thinks = clause.lemma in reporting.say, clause.lemma in reporting.think
    if not (says or thinks) or (clause.passive and clause.link == "relative"):
        return None
    inserted = _inserted(scene, clause) if says else None
    if inserted is not None:
        return _row(scene, k, inserted, QuotationRule.CLAUSE_BEFORE_VERB, 0.85)
    start = content_start(scene, k)
    if start is not None:
        end = min(content_end(scene, k, start), branch_end(scene, k, start))
        end = before_remark(scene, start, end)
        return _row(scene, k, [(start, end)], QuotationRule.REPORTED_CLAUSE, 0.85 if says else 0.55)
    infinitive = next(
        (clause for clause in scene.syntax.clauses if clause.parent == k and clause.link == "infinitive"), None
    )
    if infinitive and clause.lemma in scene.lexicon.open.promising and not clause.negated and clause.subjects:
        # "wants Russia to speak up": the content is that Russia does.
        whose = (
            clause.objects[0].first if clause.objects and clause.objects[0].first >= clause.last else infinitive.first
        )
        asked = infinitive.subjects[0].first - 1 if infinitive.subjects else -1
        if clause.last <= asked < infinitive.first and scene.syntax.words[asked] == "for":
            whose = asked
        content = [(whose, intention_end(scene, infinitive))]
        return _row(scene, k, content, QuotationRule.INTENTION, 0.6 if says else 0.5)
    goes_on = any(other.first == clause.last for other in scene.syntax.clauses)  # "pledged converting the church"
    plain = clause.form == "finite" and not clause.objects and not clause.negated and not goes_on
    if says and plain and clause.subjects:
        aside = _aside(scene, clause)
        if aside:
            return _row(scene, k, aside, QuotationRule.CLAUSE_BEFORE_VERB, 0.8)
    return None


def _named_object(scene: Scene, k: int) -> QuotationDraft | None:
    """The quotation whose content is a noun phrase, for what was judged or announced: `condemned the attack on Iran`."""
    clause = scene.syntax.clauses[k]
    if (
        clause.lemma not in scene.lexicon.reporting.object
        or clause.form == "infinitive"
        or clause.passive
        or clause.negated
        or not clause.objects
        or not clause.subjects
        or scene.syntax.tags[clause.objects[0].head] == "PRP"
    ):
        return None
    first, last = _judged(scene, scene.syntax.tree, clause)
    return _row(scene, k, [(first, before_remark(scene, first, last))], QuotationRule.NAMED_OBJECT, 0.5)


def _judged(scene: Scene, tree: Tree, clause: Clause) -> tuple[int, int]:
    """The object and the phrases after it that say why or as what: `Trump for suggesting that ...`, `the plan as a sham`."""
    first, last = clause.objects[0].first, clause.objects[-1].last
    low, high = tree.span(
        next((i for i in range(first, clause.objects[0].last) if tree.heads[i] == clause.verb), first)
    )
    first, last = (low if clause.last <= low else first), max(last, high)
    for child in tree.children(clause.verb):
        begin, end = tree.span(child)
        why = scene.tokens[begin].lower in _WHY and tree.relations[child].startswith(("obl", "advcl", "xcomp"))
        if why and begin == last:
            last = end
    while last > first + 1 and scene.tokens[last - 1].text in CLOSES:
        last -= 1
    return first, last


def _row(
    scene: Scene, k: int, stretches: Sequence[tuple[int, int]], rule: QuotationRule, confidence: float
) -> QuotationDraft | None:
    clause = scene.syntax.clauses[k]
    spans = tuple(scene.span(first, last) for first, last in stretches if last > first)
    source = source_of(scene, clause)
    if not spans or source is None or (source.actor is None and _nobody(scene, clause)):
        return None
    if mode_of(scene, k) is not Mode.ACTUAL:
        confidence = min(confidence, _UNSAID)
    return QuotationDraft(scene.number, k, source, cue_of(scene, clause), spans, rule, confidence)


def _nobody(scene: Scene, clause: Clause) -> bool:
    return any(scene.tokens[phrase.head].lower in _NOBODY_IN_PARTICULAR for phrase in clause.subjects)


def _inserted(scene: Scene, clause: Clause) -> list[tuple[int, int]] | None:
    """The content on both sides of a clause between commas, however the tree divides it: `The bridge, he said on Monday, was old.`."""
    words, tags = scene.syntax.words, scene.syntax.tags
    if clause.form != "finite" or clause.negated or clause.passive or not clause.subjects:
        return None
    start = min(clause.subjects[0].first, clause.first)
    end = max(clause.last, *(phrase.last for phrase in (*clause.subjects, *clause.objects)))
    comma = next((i for i in range(end, min(end + _WHEN, len(words))) if words[i] == ","), None)
    if comma is None or start < _LEAST or words[start - 1] != "," or any(tags[i] in FINITE for i in range(end, comma)):
        return None
    told = any(other.form == "finite" and other.verb > comma for other in scene.syntax.clauses)
    if not told or tags[comma + 1] in ("VBG", "WDT", "WP") or words[comma + 1] == "that" or any(scene.syntax.quote):
        return None
    whole = any(other.form == "finite" and other.verb < start for other in scene.syntax.clauses)
    if clause.inverted or (whole and words[comma + 1] not in _GOES_ON):
        return None
    before = _aside(scene, clause)
    return [before[0], (comma + 1, sentence_end(scene, comma + 1))] if before else None


def _aside(scene: Scene, clause: Clause) -> list[tuple[int, int]] | None:
    """The content around an inserted clause: `The deal, he said, was off.` and `The deal was off, he said.`."""
    words = scene.syntax.words
    start = min(clause.subjects[0].first, clause.first)
    before = start - 1
    while before > 0 and scene.syntax.tags[before] in ("CC", "RB", "DT"):
        before -= 1
    if (
        before < 1
        or words[before] not in (",", "—", "–")
        or (
            not any(other.form == "finite" and other.verb < before for other in scene.syntax.clauses)
            and clause.end >= len(words) - 2
        )
    ):
        return None
    end = max(clause.last, clause.subjects[-1].last if clause.inverted else 0)
    after = next((i for i in range(end, len(words)) if words[i] in (",", "—", "–")), None)
    if after is not None and clause.inverted and words[after + 1 : after + 2] and words[after + 1] not in _GOES_ON:
        after = None  # `The race was close, said Jane Example, a professor.`
    first = 1 if words[0] in ("but", "and") else 0
    border = next(
        (
            i + 1
            for i in range(before - 1, first, -1)
            if words[i] in _BEFORE_MARKS and scene.syntax.quote[i + 1] and not scene.syntax.quote[i]
        ),
        None,
    )
    first = max(border or first, *(i + 1 for i in range(before) if words[i] == ";"), 0)
    final = sentence_end(scene, end)
    if (
        after is not None
        and final - after > 3
        and after - end <= 12
        and any(other.first > after for other in scene.syntax.clauses)
    ):
        return [(first, before), (after + 1, final)]
    told = sum(other.form == "finite" and other.verb < before for other in scene.syntax.clauses)
    if scene.syntax.tags[first] == "VBG" and not told:
        return None  # "Refusing to give up power, he agreed"
    if words[first] in SUBORDINATORS - {"that", "whether", "if"} and (told == 1 or final - end > 2):
        return None  # "Although it rained, he noted the need" tells when he said it, not what
    return [(first, before)]


def _called(scene: Scene, k: int) -> QuotationDraft | None:
    """The quotation of a name that judges: `called it an illegal attack`."""
    clause = scene.syntax.clauses[k]
    if clause.lemma not in scene.lexicon.open.labelling or clause.passive or not clause.subjects or not clause.objects:
        return None
    first = clause.objects[0].last
    if first < len(scene.tokens) and scene.tokens[first].lower == "as":
        first += 1
    last = clause.second.last if clause.second and clause.second.first == first else first
    while last < len(scene.tokens) and scene.syntax.tags[last] in ("JJ", "RB", "CC", "NN"):
        last += 1
    while last > first and scene.syntax.tags[last - 1] in _DANGLING:
        last -= 1
    words = [scene.tokens[i].lower for i in range(first, min(last, len(scene.tokens)))]
    if (
        not words
        or any(scene.syntax.quote[first:last])
        or not any(word in scene.lexicon.stance_words.judgements for word in words)
    ):
        return None
    return _row(scene, k, [(first, last)], QuotationRule.CALLED, 0.75)


def _clear(scene: Scene, k: int) -> QuotationDraft | None:
    """The quotation after an adjective of plain speaking and a colon: `Putin was clear: ...`."""
    clause = scene.syntax.clauses[k]
    if clause.lemma != "be" or not clause.subjects or clause.last + 1 >= len(scene.tokens):
        return None
    if scene.tokens[clause.last].lower not in scene.lexicon.open.clear or scene.tokens[clause.last + 1].text != ":":
        return None
    quotation = _row(
        scene, k, [(clause.last + 2, sentence_end(scene, clause.last + 2))], QuotationRule.PLAIN_SPEAKING, 0.75
    )
    return replace(quotation, cue=scene.span(clause.first, clause.last + 1)) if quotation else None


def _claims(scene: Scene) -> list[QuotationDraft]:
    """The quotations in a noun of saying, whose owner is the source: `Trump's claim that ...`, `his fear that ...`."""
    found = []
    for phrase in scene.syntax.phrases:
        held = singular(scene.tokens[phrase.head].lower) in scene.lexicon.reporting.nouns
        if not held or phrase.last >= len(scene.tokens) - 2 or scene.syntax.words[phrase.last] != "that":
            continue
        owner = next((i for i in range(phrase.first, phrase.head) if scene.syntax.tags[i] in ("POS", "PRP$")), None)
        if owner is None or _in_long(scene, phrase.head):
            continue
        last = owner + (scene.syntax.tags[owner] == "PRP$")
        source = Participant(actor_in(scene, phrase.first, last, last - 1), scene.span(phrase.first, last))
        content = (scene.span(phrase.last, _claim_end(scene, phrase)),)
        cue = scene.span(phrase.head, phrase.head + 1)
        found.append(QuotationDraft(scene.number, None, source, cue, content, QuotationRule.CLAIM, 0.65))
    return found


def _claim_end(scene: Scene, phrase: NounPhrase) -> int:
    """The end of the content of a noun: that of its subtree, if one begins at the "that", else of the sentence."""
    end, tree = sentence_end(scene, phrase.last), scene.syntax.tree
    for child in tree.children(phrase.head):
        low, high = tree.span(child)
        if low == phrase.last and high - low > 2:
            return min(end, high)
    return end


def _behind_apposition(scene: Scene, i: int) -> int:
    """The first comma at or after token `i`, or the one behind a person's name there: `According to the minister, Jane Example, the talks failed`."""
    commas = [j for j in range(i, len(scene.tokens)) if scene.syntax.words[j] == ","]
    first, second = (*commas, len(scene.tokens), len(scene.tokens))[:2]
    name = scene.mention_at(second - 1)
    if first != i or name is None or name.form is not Form.NAME or not scene.syntax.tags[i - 1].startswith("NN"):
        return first
    person = scene.cast.actors[name.actor].kind is ActorKind.PERSON
    named_before = scene.syntax.tags[i - 1].startswith("NNP")
    return second if person and not named_before and name.first - first <= _TITLED else first


@dataclass(frozen=True, slots=True)
class _Attribution:
    """A phrase like "according to" at tokens `first` to `after`, with the source, which ends before `last`."""

    first: int
    after: int
    named: NounPhrase
    last: int


def _attributions(scene: Scene) -> Iterator[_Attribution]:
    words = scene.syntax.words
    openers = {phrase[0] for phrase in scene.lexicon.reporting.phrases}
    for i in range(len(words) - 2):
        if words[i] not in openers:
            continue
        phrase = next(
            (phrase for phrase in scene.lexicon.reporting.phrases if tuple(words[i : i + len(phrase)]) == phrase), None
        )
        named = scene.syntax.phrase_from(i + len(phrase)) if phrase and not _in_long(scene, i) else None
        if phrase is not None and named is not None:
            comma = _behind_apposition(scene, named.last)
            last = comma if i <= 1 and comma < len(words) else min(comma, phrase_end(scene, named.last))
            yield _Attribution(i, i + len(phrase), named, last)


def named_as_sources(scene: Scene) -> set[int]:
    """Returns the tokens that only name the source of the rest: `according to its minister, Jane Example, ...`."""
    return {i for found in _attributions(scene) for i in range(found.first, found.last)}


def _according(scene: Scene) -> QuotationDraft | None:
    words = scene.syntax.words
    for found in _attributions(scene):
        i, named, last = found.first, found.named, found.last
        source = Participant(actor_in(scene, named.first, named.head + 1, named.head), scene.span(named.first, last))
        if source.actor is None and scene.mention_at(named.head) is None and last > named.last:
            source = Participant(apposed(scene, named.last, last), source.span)
        end = sentence_end(scene, last)
        if i <= 1:
            content = [(last + (last < len(words) and words[last] == ","), end)]
        else:
            content = [(0, i - (words[i - 1] == ","))]
            if last < len(words) and words[last] == "," and end - last > 3:
                content.append((last + 1, end))
        spans = tuple(scene.span(first, final) for first, final in content if final > first)
        if spans:
            cue = scene.span(i, found.after)
            return QuotationDraft(scene.number, None, source, cue, spans, QuotationRule.ACCORDING_TO, 0.85)
    return None
