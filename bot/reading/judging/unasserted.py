"""Finds the parts of a sentence that it does not assert: what is denied, doubted, asked, supposed, or shown by a fake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.grammar.function_words import words
from bot.reading.grammar.morphology import singular
from bot.reading.judging.bearers import bearers
from bot.reading.judging.complements import completing, said_by_noun
from bot.reading.judging.made_up import made_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_MARKS = words("if unless whether lest")
_NONE = words("no little scant zero neither absent")
_NOBODY_MUCH = words("few little nobody none nothing neither")
_WITHOUT = frozenset({("without",), ("lacks",), ("lacking",), ("lack", "of"), ("absence", "of")})
_WRONGLY = words("wrongly falsely erroneously mistakenly incorrectly inaccurately")
_TOWARD = words("against for to of")
_SHORT = 4
"""The most words before somebody who is ironically praised: `How very kind of`."""
_JOKES = words("joke quip jest")
_INVERTED = words("had should were")
_PRESUPPOSING = words("why how when where who whom whose what which")
_ENDS = frozenset({".", "?", "!"})


def unasserted(scene: Scene) -> list[frozenset[int]]:
    """Returns the tokens of each such part."""
    found = [
        *_contents(scene),
        *_evidence(scene),
        *_marked(scene),
        *_inverted(scene),
        *_imagined(scene),
        *_asked(scene),
        *made_up(scene),
        *_unmeant(scene),
        *_untrusted(scene),
        *_charged(scene),
        *_in_mind(scene),
    ]
    return [_in_one_quote(scene, tokens) for tokens in found if tokens]


def _in_one_quote(scene: Scene, tokens: Sequence[int]) -> frozenset[int]:
    """The tokens of a part; of one that begins in quotation marks only those in the same marks: `“If they attack, we will,” he said`."""
    quote = scene.syntax.quote
    within = quote[min(tokens)]
    return frozenset(i for i in tokens if not within or quote[i] == within)


def denied(scene: Scene) -> list[frozenset[int]]:
    """Returns the tokens of each part that somebody denies, doubts or rejects."""
    return [frozenset(tokens) for tokens in _contents(scene) if tokens]


# ---- What is said to be untrue, or not known ----


def _contents(scene: Scene) -> Iterator[Sequence[int]]:
    """Yields what verbs deny, doubt or don't assert. What quoted words deny are only quoted words: `“It was not asked,” she wrote`."""
    quote = scene.syntax.quote
    for clause, tokens in _denials(scene):
        within = quote[clause.verb]
        yield [i for i in tokens if quote[i] == within] if within else tokens


def _denials(scene: Scene) -> Iterator[tuple[Clause, range]]:
    for k, clause in enumerate(scene.syntax.clauses):
        if _withholds(scene, clause):
            yield from ((clause, tokens) for tokens in completing(scene, k))
        elif _untrue(scene, clause):
            yield from ((clause, tokens) for tokens in completing(scene, k))
            for phrase in clause.subjects:
                yield from ((clause, tokens) for tokens in said_by_noun(scene, phrase))
        if _turns_down(scene, clause):
            for phrase in _turned_down(scene, clause):
                yield from ((clause, tokens) for tokens in said_by_noun(scene, phrase))
        yield from ((clause, tokens) for tokens in (*_weighed(scene, k), *_ironic(scene, clause)))
        opened = scene.syntax.words[0] == "that" and scene.syntax.tags[1] != "NN"
        if opened and k and (_untrue(scene, clause) or (clause.passive and clause.lemma in scene.lexicon.open.denying)):
            yield clause, range(clause.first)


def _evidence(scene: Scene) -> Iterator[range]:
    for phrase in scene.syntax.phrases:
        head = singular(scene.tokens[phrase.head].lower)
        if head in scene.lexicon.charged or (head in scene.lexicon.open.evidence and _lacking(scene, phrase)):
            yield from said_by_noun(scene, phrase)


def _weighed(scene: Scene, k: int) -> Iterator[range]:
    """Yields what a gerund tells that somebody is only for or against: `opposed | Ukraine being admitted`, `voted against | jailing Example`."""
    syntax, gerund = scene.syntax, scene.syntax.clauses[k]
    named = syntax.phrase_to(gerund.first - 1)
    first = named.first if named is not None else gerund.first
    toward = syntax.words[first - 1] in _TOWARD
    before = first - toward
    over = next((other for other in syntax.clauses if other.last == before), None)
    weighs = over is not None and over.lemma in scene.lexicon.open.weighing and not over.negated
    describes = named is not None and not toward and not gerund.passive  # "supported rebels fighting Ukraine"
    if weighs and gerund.form == "gerund" and not describes:
        yield range(first, max(gerund.end, syntax.tree.span(gerund.node)[1]))


def _ironic(scene: Scene, clause: Clause) -> Iterator[range]:
    """Yields what is praised in `Nice of the minister to thank them`, `How kind of Example to offer it`."""
    syntax = scene.syntax
    praised = syntax.phrase_to(clause.first - 1) if clause.form == "infinitive" else None
    before = syntax.words[: praised.first] if praised is not None else []
    if (
        praised is not None
        and len(before) <= _SHORT
        and before[-1:] == ["of"]
        and before[-2:-1]
        and before[-2] in scene.lexicon.open.kind
    ):
        yield range(praised.first, max(clause.end, syntax.tree.span(clause.node)[1]))


def _withholds(scene: Scene, clause: Clause) -> bool:
    """True for `denies that`, `nobody believes that`, `no evidence has emerged that`, `does not think that`."""
    lexicon = scene.lexicon
    if clause.lemma in lexicon.open.denying:
        return not clause.negated
    if clause.lemma in lexicon.open.factive:
        return False
    opening = {scene.syntax.words[subject.first] for subject in clause.subjects[:1]}
    before = scene.syntax.words[clause.first - 1] if clause.first == 1 else ""
    nobody = clause.negated or bool(opening & _NOBODY_MUCH) or before in _NOBODY_MUCH
    proof = any(singular(scene.tokens[subject.head].lower) in lexicon.open.evidence for subject in clause.subjects)
    return nobody and (proof or clause.lemma in lexicon.reporting.speaking or clause.lemma in lexicon.open.proving)


def _untrue(scene: Scene, clause: Clause) -> bool:
    """True for `is false`, `is not true`, `is not the case`, `was unlikely`; `called it a lie`."""
    syntax = scene.syntax
    if clause.lemma in ("be", "seem", "appear", "remain"):
        i = clause.node if clause.node != clause.verb else clause.last
        said = syntax.words[i] if i < len(syntax.words) else ""
        return said in scene.lexicon.open.untrue if not clause.negated else said in scene.lexicon.open.true
    return False


def _turns_down(scene: Scene, clause: Clause) -> bool:
    """True for `dismissed reports that`, `called reports that ... a lie`."""
    if clause.lemma in scene.lexicon.open.denying | scene.lexicon.open.dismissing:
        return not clause.negated
    if clause.lemma not in scene.lexicon.open.labelling:
        return False
    behind = scene.syntax.words[clause.last :]
    return bool(scene.lexicon.open.untrue & set(behind))


def _turned_down(scene: Scene, clause: Clause) -> Sequence[NounPhrase]:
    """The phrases that are rejected; if the tree has no object, those after the verb."""
    if clause.passive:
        return clause.subjects
    behind = (scene.syntax.phrase_from(clause.verb + 1), scene.syntax.phrase_from(clause.verb + 2))
    return clause.objects or [phrase for phrase in behind if phrase is not None]


def _lacking(scene: Scene, phrase: NounPhrase) -> bool:
    """True for `no evidence`, `without proof`, `lack of proof`, `did not find any sign`."""
    syntax = scene.syntax
    if syntax.words[phrase.first] in _NONE:
        return True
    before = syntax.words[max(0, phrase.first - 2) : phrase.first]
    if {tuple(before), tuple(before[-1:])} & _WITHOUT:
        return True
    return any(clause.negated and phrase in (*clause.objects, *clause.subjects) for clause in syntax.clauses)


# ---- What is supposed ----


def _marked(scene: Scene) -> Iterator[range]:
    """Yields clauses after `if Russia attacked`, `whether Iran did it`, `as if`."""
    syntax = scene.syntax
    for i, word in enumerate(syntax.words):
        as_though = word == "though" and i > 0 and syntax.words[i - 1] == "as"
        if word not in _MARKS and not as_though:
            continue
        if i and syntax.words[i - 1] == "what":
            yield range(i, len(syntax.words))
            continue
        verb = next((clause for clause in syntax.clauses if clause.verb > i and clause.form == "finite"), None)
        if verb is None:
            continue
        first, last = syntax.tree.span(verb.node)
        comma = next((j for j in range(verb.last, last) if syntax.words[j] == "," and first < i), last)
        yield range(i, max(verb.end, comma))


def _inverted(scene: Scene) -> Iterator[range]:
    """Yields conditions without "if": `Had Russia attacked Finland, ...`, `Should China attack, ...`."""
    syntax = scene.syntax
    for i, word in enumerate(syntax.words[:-2]):
        opens = i == 0 or syntax.words[i - 1] in (",", "and", "but", "that")
        subject = syntax.phrase_from(i + 1)
        if word not in _INVERTED or not opens or subject is None or "?" in syntax.words[-2:]:
            continue
        clause = next((other for other in syntax.clauses if other.verb > i), None)
        if clause is None:
            continue
        behind = i == 0 and subject.last == clause.first and word == "had"
        if behind or syntax.tree.heads[i] in (clause.verb, clause.node):
            yield range(i, max(clause.end, syntax.tree.span(clause.node)[1] if i == 0 else clause.end))


def _imagined(scene: Scene) -> Iterator[range]:
    """Yields what the reader is told to suppose: `Imagine that China attacked`, `Suppose he said: “...”`."""
    for i, word in enumerate(scene.syntax.words):
        opens = i == 0 or scene.syntax.words[i - 1] in (",", ":", "—", "–", "just", "and", "but")
        if opens and word in ("imagine", "suppose", "supposing", "pretend", "assume") and _ordered(scene, i):
            yield range(i, len(scene.tokens))


def _ordered(scene: Scene, i: int) -> bool:
    clause = next((other for other in scene.syntax.clauses if other.verb == i), None)
    return clause is not None and not any(subject.first < i for subject in clause.subjects)


# ---- What is asked ----


def _asked(scene: Scene) -> Iterator[range]:
    """Yields questions, from their start to the question mark. "Why did he leave" still says that he left."""
    syntax = scene.syntax
    for i, word in enumerate(syntax.words):
        if word != "?":
            continue
        first = i
        marked = syntax.quote[i]
        while first and marked in (0, syntax.quote[first - 1]) and syntax.words[first - 1] not in _ENDS:
            first -= 1
        opening = next((j for j in range(first, i) if scene.tokens[j].text[0].isalnum()), first)
        modal = any(clause.modal and first <= clause.verb < i for clause in syntax.clauses)
        if syntax.words[opening] not in _PRESUPPOSING or modal:
            yield range(first, i)


# ---- Who is no source ----


def _untrusted(scene: Scene) -> Iterator[range]:
    """Yields what `wrongly stated`, `joked`, a satirical site or an earlier version of the article says."""
    syntax = scene.syntax
    for phrase in syntax.phrases:
        if syntax.words[max(0, phrase.first - 2) : phrase.first] == ["according", "to"] and _is_no_source(
            scene, phrase
        ):
            yield range(phrase.last, len(syntax.words))
    for clause in syntax.clauses:
        if clause.lemma not in scene.lexicon.reporting.say or clause.negated:
            continue
        before = syntax.words[max(0, clause.first - 2) : clause.last + 1]
        beside = [other for subject in clause.subjects for other in syntax.phrases if other.last == subject.first]
        satire = any(_is_no_source(scene, phrase) for phrase in [*clause.subjects, *beside])
        if clause.lemma in _JOKES or not _WRONGLY.isdisjoint(before) or satire:
            yield range(clause.last, len(syntax.words))


def _charged(scene: Scene) -> Iterator[list[int]]:
    """Yields what only prosecutors or a lawsuit say was done: `was bribed, prosecutors say`. They know whom they charged, and who died."""
    syntax, listed = scene.syntax, scene.lexicon.open
    saying = [clause for clause in syntax.clauses if clause.lemma in scene.lexicon.reporting.say]
    said_by = [phrase for clause in saying for phrase in clause.subjects]
    said_by += [one for one in syntax.phrases if syntax.words[max(0, one.first - 2) : one.first] == ["according", "to"]]
    if not any(singular(syntax.words[phrase.head]) in listed.accusers for phrase in said_by):
        return
    apart = {i for clause in saying for i in (clause.verb, clause.node, *(one.head for one in clause.subjects))}
    for clause in syntax.clauses:
        befalls = clause.lemma in scene.lexicon.event_words.befalling and not bearers(clause)
        if clause not in saying and not befalls and clause.lemma not in listed.prosecuting:
            yield [i for i in range(*syntax.tree.span(clause.node)) if i not in apart]


def _is_no_source(scene: Scene, phrase: NounPhrase) -> bool:
    """True for `a satirical site`, `the parody account`, `an earlier version`."""
    inside = scene.syntax.words[phrase.first : phrase.last]
    return not scene.lexicon.open.faked.isdisjoint(inside) or inside[-2:] == ["earlier", "version"]


# ---- What did not come about, or is not meant ----


def _in_mind(scene: Scene) -> Iterator[range]:
    """Yields the subject in `Russia's attack | exists only in the minds of generals`."""
    for clause in scene.syntax.clauses:
        where = [phrase for word, phrase in clause.prepositions if word in ("in", "on")]
        minds = any(singular(scene.syntax.words[phrase.head]) in scene.lexicon.open.minds for phrase in where)
        if (
            clause.lemma in ("exist", "happen", "occur", "be")
            and minds
            and "only" in scene.syntax.words[clause.first : clause.end]
        ):
            yield from (range(*scene.syntax.tree.span(phrase.head)) for phrase in clause.subjects)


def _unmeant(scene: Scene) -> Iterator[range]:
    """Yields the clauses in `he jokingly called her a traitor`, `allegedly helped the rebels`, `appears to show soldiers beating voters`."""
    tree, listed = scene.syntax.tree, scene.lexicon.open
    saying = {clause.node for clause in scene.syntax.clauses if clause.lemma in scene.lexicon.reporting.say}
    for i, word in enumerate(scene.syntax.words):
        over = tree.heads[i]
        joking = word in listed.joking and over not in saying
        if (joking or word in listed.alleged) and tree.relations[i] == "advmod" and over != i:
            yield range(*tree.span(over))
    for clause in scene.syntax.clauses:
        if clause.lemma in listed.apparent and not clause.negated:
            yield from (range(*tree.span(i)) for i in tree.children(clause.node, "xcomp"))
