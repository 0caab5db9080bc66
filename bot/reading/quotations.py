"""Sentences and their quotation marks into quotations: who said it, the words that say so, what was said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model import Form, Licence, Participant, Quotation, QuotationKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.clauses import Clause
    from bot.reading.marks import Quoted
    from bot.reading.scene import Scene

_FRAGMENT = 6
"""Up to so many words in marks are a fragment: speech only where a verb of saying or calling governs them."""
_STOPS_SOURCE = frozenset(
    [
        "in",
        "on",
        "during",
        "after",
        "before",
        "while",
        "when",
        "at",
        "because",
        "if",
        "but",
        "and",
        "as",
        "following",
        "amid",
        "via",
    ]
)
_CLEAR = frozenset(
    ["clear", "blunt", "adamant", "unequivocal", "categorical", "emphatic", "explicit", "defiant", "firm"]
)
_NOBODY_IN_PARTICULAR = frozenset("i you we there it something anything nothing one".split())
_END = frozenset(".!?;")


@dataclass(slots=True)
class Saying:
    """A quotation under construction, with the scene and clause that attribute it."""

    scene: int
    clause: int | None
    source: Participant | None
    cue: Span | None
    content: list[Span]
    rule: str
    confidence: float
    fragment: bool = False
    about: list[str] = field(default_factory=list)


def direct(scenes: Sequence[Scene], quotes: Sequence[Quoted], previous: Saying | None) -> list[Saying]:
    """The quotations in marks of one paragraph. `previous`: the paragraph before ended inside or with this speaker's words."""
    found: list[Saying] = []
    last = previous
    for quote in quotes:
        first = bisect_right(scenes, quote.start, key=lambda scene: scene.sentence.span.end)
        home = range(first, bisect_left(scenes, quote.end, key=lambda scene: scene.sentence.span.start))
        if not home:
            continue
        words = sum(scenes[number].syntax.quote.count(_number(scenes[number], quote)) for number in home)
        fragment = words <= _FRAGMENT and not _sentence_like(scenes[home[0]], quote)
        saying = _attributed(scenes, home, quote, fragment)
        if saying is None and not fragment and last is not None and _runs_on(scenes, home, quote, last):
            last.content.append(Span(quote.start, quote.end))
            continue
        if saying is None:
            continue
        same = last if last is not None and last.cue == saying.cue and last in found else None
        if same and not fragment and not same.fragment:
            same.content.append(Span(quote.start, quote.end))
            continue
        found.append(saying)
        if not fragment:
            last = saying
    return found


def _number(scene: Scene, quote: Quoted) -> int:
    return next(
        (scene.syntax.quote[i] for i, token in enumerate(scene.tokens) if quote.start <= token.start < quote.end), -1
    )


def _sentence_like(scene: Scene, quote: Quoted) -> bool:
    """Ends like a sentence or is set off by a colon: "Mediate your own."."""
    inside = [i for i, token in enumerate(scene.tokens) if quote.start <= token.start < quote.end]
    if not inside:
        return False
    ends = scene.tokens[inside[-1]].text in (".", "!", "?", ",", "…")
    colon = inside[0] > 0 and scene.tokens[inside[0] - 1].text in (":", ",")
    return ends or (colon and scene.tokens[inside[0]].text[:1].isupper())


def _attributed(scenes: Sequence[Scene], home: Sequence[int], quote: Quoted, fragment: bool) -> Saying | None:
    """The clause outside the marks that says who speaks: in the sentence the quotation ends in, else begins in."""
    for number in dict.fromkeys((home[-1], home[0])):
        scene = scenes[number]
        if fragment:
            return _fragment(scene, quote)
        best: tuple[int, int] | None = None
        for k, clause in enumerate(scene.syntax.clauses):
            token = scene.tokens[clause.verb]
            if quote.start <= token.start < quote.end or clause.lemma not in scene.lexicon.saying.marking:
                continue
            if clause.form == "infinitive" or (scene.syntax.quote[clause.verb] and clause.form != "finite"):
                continue
            gap = min(abs(token.start - quote.end), abs(quote.start - token.end)) + (60 if not clause.subjects else 0)
            if best is None or gap < best[0]:
                best = (gap, k)
        if best is not None:
            return _said(scene, best[1], quote, "quotation marks with a verb of saying", 0.9)
        colon = _before_colon(scene, quote)
        if colon is not None:
            return _said(scene, colon, quote, "quotation marks after a colon", 0.75)
    return None


def _said(scene: Scene, k: int, quote: Quoted, rule: str, confidence: float, fragment: bool = False) -> Saying:
    clause = scene.syntax.clauses[k]
    source = source_of(scene, clause)
    return Saying(
        scene.number,
        k,
        source,
        cue_of(scene, clause),
        [Span(quote.start, quote.end)],
        rule,
        confidence if source else confidence - 0.2,
        fragment,
    )


def _before_colon(scene: Scene, quote: Quoted) -> int | None:
    """The last finite clause before a colon right before the marks."""
    first = next((i for i, token in enumerate(scene.tokens) if token.start >= quote.start), None)
    if first is None or first == 0 or scene.tokens[first - 1].text != ":":
        return None
    found = [
        k
        for k, clause in enumerate(scene.syntax.clauses)
        if clause.verb < first and clause.form == "finite" and clause.subjects
    ]
    return found[-1] if found else None


def _fragment(scene: Scene, quote: Quoted) -> Saying | None:
    """A few words in marks: called by someone, or the predicate of what someone is reported to say."""
    inside = [i for i, token in enumerate(scene.tokens) if quote.start <= token.start < quote.end]
    if not inside or _is_title(scene, inside[0]):
        return None
    for k, clause in enumerate(scene.syntax.clauses):
        if clause.verb in inside and clause.link in ("complement", None) and clause.form == "finite":
            matrix = clause.parent if clause.link == "complement" else None
            if matrix is not None and scene.syntax.clauses[matrix].lemma in scene.lexicon.saying.say:
                return _said(scene, matrix, quote, "quoted predicate of a reported clause", 0.8, fragment=True)
        if (
            clause.verb in inside
            or clause.passive
            or not clause.subjects
            or clause.lemma not in scene.lexicon.leanings.calling
        ):
            continue
        after = clause.objects[0].last if clause.objects else clause.last
        if clause.last <= inside[0] <= after + 3 and clause.objects and clause.objects[0].first < inside[0]:
            return _said(scene, k, quote, "called by a name in quotation marks", 0.85, fragment=True)
    return None


def _is_title(scene: Scene, i: int) -> bool:
    """`the film "X"`, `dubbed "X"`: a title of a work or a name."""
    return i > 0 and scene.tokens[i - 1].lower in scene.lexicon.saying.works


def _runs_on(scenes: Sequence[Scene], home: Sequence[int], quote: Quoted, last: Saying) -> bool:
    """`"...," he said. "..."`: the sentence is nothing but the quotation."""
    scene = scenes[home[0]]
    outside = [
        token
        for number in home
        for i, token in enumerate(scenes[number].tokens)
        if not quote.start <= token.start < quote.end and token.text.isalnum()
    ]
    return len(outside) <= 1 and scene.sentence.span.start >= last.content[-1].start


# ---- without marks --------------------------------------------------------------------------------------------------


def indirect(scene: Scene) -> list[Saying]:
    """What a sentence reports without quotation marks (or with marks around a part): "said that", "according to", "X: ..."."""
    found = []
    for k, clause in enumerate(scene.syntax.clauses):
        if scene.syntax.quote[clause.verb] and _in_long(scene, clause.verb):
            continue
        saying = _reported(scene, k) or _called(scene, k) or _clear(scene, k)
        if saying:
            found.append(saying)
    according = _according(scene)
    return [*found, according] if according else found


def _in_long(scene: Scene, i: int) -> bool:
    return scene.syntax.quote.count(scene.syntax.quote[i]) > _FRAGMENT


def _reported(scene: Scene, k: int) -> Saying | None:
    clause = scene.syntax.clauses[k]
    says, thinks = clause.lemma in scene.lexicon.saying.say, clause.lemma in scene.lexicon.saying.think
    if not (says or thinks) or (clause.passive and clause.link == "relative"):
        return None
    confidence = 0.85 if says else 0.55
    complement = next(
        (other for other in scene.syntax.clauses if other.parent == k and other.link == "complement"), None
    )
    if complement:
        start = complement.start
        if start and scene.syntax.words[start - 1] in ("that", "whether", "if", "how", "why"):
            start -= 1
        return _row(
            scene,
            k,
            [(start, _content_end(scene, k, complement))],
            "reported clause",
            confidence,
        )
    infinitive = next(
        (other for other in scene.syntax.clauses if other.parent == k and other.link == "infinitive"), None
    )
    if infinitive and clause.lemma in _TO_DO and not clause.negated and clause.subjects:
        return _row(
            scene,
            k,
            [(infinitive.first, _sentence_end(scene, infinitive.first))],
            "reported intention",
            0.6 if says else 0.5,
        )
    if says and clause.form == "finite" and not clause.objects and clause.subjects and not clause.negated:
        aside = _aside(scene, clause)
        if aside:
            return _row(scene, k, aside, "reported clause before its verb", 0.8)
    return None


_TO_DO = frozenset(
    [
        "promise",
        "pledge",
        "vow",
        "threaten",
        "offer",
        "demand",
        "propose",
        "hope",
        "want",
        "plan",
        "intend",
        "decide",
        "swear",
        "expect",
        "wish",
        "urge",
        "ask",
    ]
)


def _row(scene: Scene, k: int, stretches: Sequence[tuple[int, int]], rule: str, confidence: float) -> Saying | None:
    clause = scene.syntax.clauses[k]
    spans = [scene.span(first, last) for first, last in stretches if last > first]
    source = source_of(scene, clause)
    if not spans or source is None or (source.actor is None and _nobody(scene, clause)):
        return None
    return Saying(scene.number, k, source, cue_of(scene, clause), spans, rule, confidence)


def _nobody(scene: Scene, clause: Clause) -> bool:
    return any(scene.tokens[phrase.head].lower in _NOBODY_IN_PARTICULAR for phrase in clause.subjects)


def _content_end(scene: Scene, k: int, complement: Clause) -> int:
    """To the end of the sentence, or to where the speaker's next verb of saying begins."""
    end = _sentence_end(scene, complement.verb)
    clause = scene.syntax.clauses[k]
    for other in scene.syntax.clauses:
        if other.first <= complement.verb or other.first >= end:
            continue
        if (
            other.link == "coordinate"
            and other.subjects is clause.subjects
            and other.lemma in scene.lexicon.saying.marking
        ):
            border = other.first - 1
            while border > complement.verb and scene.syntax.words[border] in ("and", "but", ","):
                border -= 1
            return min(end, border + 1)
        if (
            other.form == "gerund"
            and other.subjects is clause.subjects
            and scene.syntax.words[other.first - 1] == ","
            and other.lemma in scene.lexicon.saying.say
        ):
            return min(end, other.first - 1)
    return end


def _sentence_end(scene: Scene, after: int) -> int:
    for i in range(after, len(scene.tokens)):
        if scene.tokens[i].text in _END and (scene.tokens[i].text == ";" or i >= len(scene.tokens) - 2):
            return i
    return len(scene.tokens)


def _aside(scene: Scene, clause: Clause) -> list[tuple[int, int]] | None:
    """`The deal, he said, was off.` and `The deal was off, he said.`"""
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
    first = 1 if words[0] in ("but", "and") else 0
    final = _sentence_end(scene, end)
    if (
        after is not None
        and final - after > 3
        and after - end <= 12
        and any(other.first > after for other in scene.syntax.clauses)
    ):
        return [(first, before), (after + 1, final)]
    return [(first, before)]


def _called(scene: Scene, k: int) -> Saying | None:
    """`called it an illegal attack`: the name given is what was said, where it judges."""
    clause = scene.syntax.clauses[k]
    if (
        clause.lemma not in ("call", "label", "brand", "term", "describe", "denounce")
        or clause.passive
        or not clause.subjects
        or not clause.objects
    ):
        return None
    first = clause.objects[0].last
    if first < len(scene.tokens) and scene.tokens[first].lower == "as":
        first += 1
    last = clause.second.last if clause.second and clause.second.first == first else first
    while last < len(scene.tokens) and scene.syntax.tags[last] in ("JJ", "RB", "CC", "NN"):
        last += 1
    words = [scene.tokens[i].lower for i in range(first, min(last, len(scene.tokens)))]
    if not words or scene.syntax.quote[first] or not any(word in scene.lexicon.leanings.judgements for word in words):
        return None
    return _row(scene, k, [(first, last)], "what it was called", 0.75)


def _clear(scene: Scene, k: int) -> Saying | None:
    """`Putin was clear: ...`: a colon after an adjective of plain speaking."""
    clause = scene.syntax.clauses[k]
    if clause.lemma != "be" or not clause.subjects or clause.last + 1 >= len(scene.tokens):
        return None
    if scene.tokens[clause.last].lower not in _CLEAR or scene.tokens[clause.last + 1].text != ":":
        return None
    saying = _row(
        scene,
        k,
        [(clause.last + 2, _sentence_end(scene, clause.last + 2))],
        "plain speaking before a colon",
        0.75,
    )
    if saying:
        saying.cue = scene.span(clause.first, clause.last + 1)
    return saying


def _according(scene: Scene) -> Saying | None:
    words = scene.syntax.words
    for i in range(len(words) - 2):
        phrase = next((one for one in scene.lexicon.saying.phrases if tuple(words[i : i + len(one)]) == one), None)
        if phrase is None or (_in_long(scene, i) and scene.syntax.quote[i]):
            continue
        named = scene.syntax.phrase_from(i + len(phrase))
        if named is None:
            continue
        comma = next((j for j in range(named.last, len(words)) if words[j] == ","), len(words))
        last = min(comma, _phrase_end(scene, named.last)) if i <= 1 else _phrase_end(scene, named.last)
        source = Participant(_actor_in(scene, named.first, named.head + 1, named.head), scene.span(named.first, last))
        if source.actor is None and scene.mention_at(named.head) is None and last > named.last:
            source = Participant(_actor_in(scene, named.first, last, named=True), source.span)
        end = _sentence_end(scene, last)
        if i <= 1:
            content = [(last + (last < len(words) and words[last] == ","), end)]
        else:
            content = [(0, i - (words[i - 1] == ","))]
            if last < len(words) and words[last] == "," and end - last > 3:
                content.append((last + 1, end))
        spans = [scene.span(first, final) for first, final in content if final > first]
        if spans:
            return Saying(scene.number, None, source, scene.span(i, i + len(phrase)), spans, "according to", 0.85)
    return None


# ---- parts ----------------------------------------------------------------------------------------------------------


def source_of(scene: Scene, clause: Clause) -> Participant | None:
    """Who speaks: the subject (in a passive, the "by" phrase), with its apposition."""
    subjects = [phrase for word, phrase in clause.prepositions if word == "by"] if clause.passive else clause.subjects
    if not subjects:
        return None
    first, last = subjects[0].first, subjects[-1].last
    if clause.inverted:
        last = _phrase_end(scene, last)
    elif (
        first < clause.first and clause.link not in ("coordinate", "adjunct", "relative") and clause.first - first <= 25
    ):
        last = clause.first
        while last > subjects[-1].last and (
            scene.syntax.tags[last - 1] in (",", "RB") or scene.syntax.adverbial[last - 1]
        ):
            last -= 1
    actor = _actor_in(scene, subjects[0].first, subjects[0].head + 1, subjects[0].head)
    if actor is None and last > subjects[-1].last:
        actor = _actor_in(scene, first, last, named=True)
    return Participant(actor, scene.span(first, last))


def _phrase_end(scene: Scene, last: int) -> int:
    """The end of a noun phrase with its apposition and prepositional phrases, short of adverbials and quotations."""
    inside = scene.syntax.quote[last - 1]
    i = last
    while i < len(scene.tokens) and scene.syntax.quote[i] == inside and not scene.syntax.adverbial[i]:
        word = scene.tokens[i].lower
        if (
            word in _STOPS_SOURCE
            or word in _END
            or word in (":", "—", "–")
            or (scene.syntax.tags[i] in ("VBD", "VBZ", "BEF", "MD") and scene.tokens[i - 1].lower != "who")
        ):
            break
        i += 1
    while i > last and scene.tokens[i - 1].text in (",", "."):
        i -= 1
    return i


def _actor_in(scene: Scene, first: int, last: int, head: int | None = None, named: bool = False) -> str | None:
    """The actor a stretch names: at its head, else any title or name in it."""
    if head is not None:
        covering = [one for one in scene.found if one.first <= head < one.last]
        named_first = [one for one in covering if one.form is not Form.TITLE] or covering
        if named_first:
            return named_first[0].actor
    inside = [one for one in scene.mentions_in(first, last) if one.form in (Form.NAME, Form.TITLE)]
    if named:
        return next((one.actor for one in inside if one.form is Form.NAME), None)
    return inside[-1].actor if inside and inside[-1].form is Form.TITLE else None


def cue_of(scene: Scene, clause: Clause) -> Span:
    """The verb group, with a particle that belongs to it ("brushed him off")."""
    last = clause.verb + 1
    if (
        clause.objects
        and clause.objects[0].first == last
        and clause.objects[0].last < len(scene.tokens)
        and scene.syntax.tags[clause.objects[0].last] == "RP"
    ):
        last = clause.objects[0].last + 1
    first = clause.first
    while first < clause.verb and scene.syntax.tags[first] == "RB":
        first += 1
    return scene.span(first, last)


def finished(saying: Saying, text: str, quotes: Sequence[Quoted], voice: str | None = None) -> Quotation:
    """The quotation as the model has it; its kind follows from how much of the content stands in marks."""
    letters = sum(_letters(text, span.start, span.end) for span in saying.content)
    marked = sum(
        _letters(text, max(span.start, quote.start), min(span.end, quote.end))
        for span in saying.content
        for quote in quotes
    )
    kind = QuotationKind.INDIRECT if not marked else QuotationKind.DIRECT if marked == letters else QuotationKind.MIXED
    content = tuple(sorted(saying.content))
    return Quotation(
        kind,
        saying.source,
        saying.cue,
        content,
        Licence(saying.rule, round(saying.confidence, 2), voice),
        tuple(saying.about),
    )


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0
