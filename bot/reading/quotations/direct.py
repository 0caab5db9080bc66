"""Finds quotations in quotation marks: who said it, the cue and the content, from the sentences around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.model.article import Span
from bot.reading.drafts import QuotationDraft
from bot.reading.grammar.morphology import singular
from bot.reading.grammar.syntax import FINITE
from bot.reading.quotations.after_colon import after_colon
from bot.reading.quotations.announcing import told_before
from bot.reading.quotations.attribution import attributed_quotation
from bot.reading.quotations.source import cue_of
from bot.reading.quotations.speakers import beside, speaker_after_verb, speaker_behind
from bot.reading.quotations.taking_over import taking_over
from bot.reading.rules import QuotationRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene
    from bot.reading.text.quotation_marks import Quoted

_TITLE = 8
REMARK = 14
"""The most words between two parts of one quotation: `she told reporters on Monday.`"""
_REST = 12
"""At most so many words outside the marks belong to the quotation if the sentence opens with it."""
_JOINING = frozenset(["and", "or", ",", "a", "an", "the"])
FRAGMENT = 6
"""Up to so many quoted words are a fragment, which is speech only if a verb of saying or calling governs it."""


def direct_quotations(
    scenes: Sequence[Scene],
    quotes: Sequence[Quoted],
    previous: QuotationDraft | None,
    plain: Sequence[QuotationDraft] = (),
) -> tuple[list[QuotationDraft], QuotationDraft | None]:
    """Returns the quotations in marks of one paragraph, and `previous` with its continuation.

    `previous`: the quotation that the paragraph before ended in or with, or announced; `plain`: the paragraph's reported speech.
    """
    heard = _Heard(previous)
    for quote in quotes:
        first = bisect_right(scenes, quote.start, key=lambda scene: scene.sentence.span.end)
        home = range(first, bisect_left(scenes, quote.end, key=lambda scene: scene.sentence.span.start))
        if not home:
            continue
        words = sum(scenes[number].syntax.quote.count(_number(scenes[number], quote)) for number in home)
        quotation = _follows(scenes, home, quote)
        if quotation is None and words <= _TITLE and _titled(_words_of(scenes, home, quote)):
            continue
        fragment = quotation is None and words <= FRAGMENT and not _sentence_like(scenes[home[0]], quote)
        quotation = quotation or _attributed(scenes, home, quote, fragment)
        if quotation is None and not fragment:
            quotation = _before(scenes, home, quote, heard.last, plain)
        if quotation is None and not fragment and heard.last and _runs_on(scenes, home, quote, heard.last):
            heard.go_on(scenes, home, quote)
        else:
            heard.add(scenes, home, quote, quotation, fragment)
    return heard.found, heard.previous


@dataclass(slots=True)
class _Heard:
    """The quotations of a paragraph so far. `at`: the number of the last that is no fragment; `previous`: the one before them."""

    previous: QuotationDraft | None
    found: list[QuotationDraft] = field(default_factory=list)
    at: int | None = None

    @property
    def last(self) -> QuotationDraft | None:
        return self.previous if self.at is None else self.found[self.at]

    def go_on(self, scenes: Sequence[Scene], home: range, quote: Quoted) -> None:
        """Adds quoted words to the last quotation. If more than a remark is between, they are another one of its speaker."""
        last = self.last
        if last is None:
            return
        words = _with_rest(scenes, home, quote)
        if last.content and _apart(scenes, home, quote, last):
            self._keep(replace(last, scene=scenes[home[0]].number, clause=None, content=(words,)))
        elif self.at is not None:
            self.found[self.at] = _with_content(last, words)
        elif last.content:
            self.previous = _with_content(last, words)
        else:
            grown = _with_content(last, words)
            self._keep(grown if quote.marked else replace(grown, rule=QuotationRule.SET_OFF))

    def add(
        self, scenes: Sequence[Scene], home: range, quote: Quoted, quotation: QuotationDraft | None, fragment: bool
    ) -> None:
        """Adds a quotation, unless the words belong to the last one: joined by "and", or said in the same clause."""
        found = self.found
        joins = found and (quotation is None or quotation.cue == found[-1].cue)
        if joins and _coordinated(scenes, home, found[-1], quote):
            *before, end = found[-1].content
            found[-1] = replace(found[-1], content=(*before, Span(end.start, quote.end)))
        elif quotation is None:
            return
        elif self.at is not None and found[self.at].cue == quotation.cue and not fragment:
            found[self.at] = _with_content(found[self.at], Span(quote.start, quote.end))
        elif fragment:
            found.append(quotation)
        else:
            self._keep(quotation)

    def _keep(self, quotation: QuotationDraft) -> None:
        self.at = len(self.found)
        self.found.append(quotation)


def _before(
    scenes: Sequence[Scene],
    home: range,
    quote: Quoted,
    last: QuotationDraft | None,
    plain: Sequence[QuotationDraft],
) -> QuotationDraft | None:
    """The draft by a speaker who is named in the sentence before the quoted words alone."""
    if home[0] == 0 or _outside(scenes, home, quote):
        return None
    other = taking_over(scenes, home, quote, last, plain) if last is not None else None
    return other or told_before(scenes[home[0] - 1], scenes[home[0]].number, quote)


def _apart(scenes: Sequence[Scene], home: Sequence[int], quote: Quoted, last: QuotationDraft) -> bool:
    """True if other sentences stand between a quotation and what the same speaker says later, with more words than a remark."""
    end, first = last.content[-1].end, scenes[0].sentence.span.start
    if end <= first:
        return quote.start - first > 1
    if scenes[home[0]].number - last.scene <= 1:
        return False
    between = (
        token for number in range(home[0] + 1) for token in scenes[number].tokens if end <= token.start < quote.start
    )
    return sum(token.text[0].isalnum() for token in between) > REMARK


def _with_content(quotation: QuotationDraft, more: Span) -> QuotationDraft:
    return replace(quotation, content=(*quotation.content, more))


def _coordinated(scenes: Sequence[Scene], home: range, before: QuotationDraft, quote: Quoted) -> bool:
    """True if only "and" stands between two quoted words, which are then one quotation: `called him a “train wreck” and “outsourcer”`."""
    end = before.content[-1].end
    between = [token.lower for token in scenes[home[0]].tokens if end <= token.start < quote.start]
    return before.scene == scenes[home[0]].number and set(between) <= _JOINING and bool({"and", "or"} & set(between))


def _titled(words: Sequence[str]) -> bool:
    """True if quoted words are a title ("State of the Union"): several words, with capitals wherever a title has them."""
    long = [word for word in words if len(word) > 3 and word.isalpha()]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _words_of(scenes: Sequence[Scene], home: range, quote: Quoted) -> list[str]:
    """The words of a quoted text."""
    return [token.text for number in home for token in scenes[number].tokens if quote.start <= token.start < quote.end]


def _number(scene: Scene, quote: Quoted) -> int:
    return next(
        (scene.syntax.quote[i] for i, token in enumerate(scene.tokens) if quote.start <= token.start < quote.end), -1
    )


def _sentence_like(scene: Scene, quote: Quoted) -> bool:
    """True if quoted text ends like a sentence or follows a colon: "Mediate your own."."""
    inside = [i for i, token in enumerate(scene.tokens) if quote.start <= token.start < quote.end]
    if not inside:
        return False
    ends = scene.tokens[inside[-1]].text in (".", "!", "?", ",", "…")
    first = inside[0]
    if _comma_outside(scene, quote, inside[-1] + 1):
        return any(clause.verb in inside and clause.subjects for clause in scene.syntax.clauses)
    colon = first > 0 and scene.tokens[first - 1].text in (":", ",")
    if ends and first > 0 and not colon and scene.tokens[inside[-1]].text in (".", ","):
        return _opens_speech(scene, first)
    return ends or (colon and scene.tokens[first].text[:1].isupper())


def _comma_outside(scene: Scene, quote: Quoted, after: int) -> bool:
    """True if marks open the sentence and a comma follows them: `“It is old”, said Ann Roe.`. `after`: the token behind the marks."""
    opens = scene.tokens[0].start >= quote.start
    return opens and after < len(scene.tokens) and scene.texts[after] == "," and scene.tokens[after].start == quote.end


def _opens_speech(scene: Scene, first: int) -> bool:
    """True if quoted words at the end of a sentence are speech, and not the last words of a phrase outside ("a mere “moan.”")."""
    before = scene.tokens[first - 1]
    opens = (
        scene.syntax.tags[first] in FINITE
    )  # its subject is outside the marks: "the nominee “makes you want to retch.”"
    if opens or scene.syntax.tags[first - 1] in (":", ".", ",", '"') or scene.syntax.quote[first - 1]:
        return True
    return any(
        clause.lemma in scene.lexicon.reporting.marking and clause.last in (first, first - 1)
        for clause in scene.syntax.clauses
    ) or before.lower in ("and", "or", "but")


def _attributed(scenes: Sequence[Scene], home: Sequence[int], quote: Quoted, fragment: bool) -> QuotationDraft | None:
    """The draft by the clause outside the marks that names the speaker: in the quotation's last sentence, else in its first."""
    nobody: QuotationDraft | None = None
    for number in dict.fromkeys((home[-1], home[0])):
        scene = scenes[number]
        if fragment:
            return _fragment(scene, quote)
        if (behind := _right_behind(scene, quote)) is not None:
            return behind
        best: tuple[int, int] | None = None
        for k, clause in enumerate(scene.syntax.clauses):
            token = scene.tokens[clause.verb]
            if quote.start <= token.start < quote.end or clause.lemma not in scene.lexicon.reporting.marking:
                continue
            inside = scene.syntax.quote[clause.verb]
            to_say = clause.form == "infinitive" and 0 <= quote.start - token.end <= 2
            if (clause.form == "infinitive" and not to_say) or (
                inside and (clause.form != "finite" or scene.syntax.quote.count(inside) > FRAGMENT)
            ):
                continue
            gap = min(abs(token.start - quote.end), abs(quote.start - token.end)) + (
                0 if clause.subjects or beside(scene, clause) else 60
            )
            if best is None or gap < best[0]:
                best = (gap, k)
        if best is not None:
            said = attributed_quotation(scene, best[1], quote, QuotationRule.MARKS_AND_VERB, 0.9)
            if said.source is not None:
                return said
            nobody = nobody or said
            continue
        if led := after_colon(scene, quote):
            return led
    return nobody


def _right_behind(scene: Scene, quote: Quoted) -> QuotationDraft | None:
    """The draft for a clause after a comma within the marks, which names the speaker whatever its verb: `"...," her husband cut in`."""
    after = bisect_left(scene.tokens, quote.end, key=lambda token: token.start)
    if not 0 < after < len(scene.tokens) - 1:
        return None
    if _comma_outside(scene, quote, after):
        after += 1
    elif scene.tokens[after - 1].text not in (",", "?", "!", "—", "–", "-"):
        return None
    if scene.tokens[after - 1].start < quote.start:
        return None
    if (inverted := speaker_after_verb(scene, after)) is not None:
        cue, content = scene.span(after, after + 1), (quote.span,)
        return QuotationDraft(scene.number, None, inverted, cue, content, QuotationRule.MARKS_AND_VERB, 0.9)
    spoken = speaker_behind(scene, after)
    if spoken is None:
        return None
    source, k = spoken
    content = (Span(quote.start, quote.end),)
    clause = scene.syntax.clauses[k]
    return QuotationDraft(scene.number, k, source, cue_of(scene, clause), content, QuotationRule.MARKS_AND_VERB, 0.9)


def _follows(scenes: Sequence[Scene], home: range, quote: Quoted) -> QuotationDraft | None:
    """The draft for a speaker who is named in the sentence after the quotation: `"...?" Jane Example asked.`."""
    number = home[-1] + 1
    if number >= len(scenes) or scenes[number].sentence.span.start > quote.end + 1 or _outside(scenes, home, quote):
        return None
    scene = scenes[number]
    k = next((k for k, clause in enumerate(scene.syntax.clauses) if clause.form == "finite"), None)
    clause = scene.syntax.clauses[k] if k is not None else None
    if k is None or clause is None or clause.lemma not in scene.lexicon.reporting.marking or not clause.subjects:
        return None
    told = any(clause.parent == k and clause.link == "complement" for clause in scene.syntax.clauses)
    opens = clause.subjects[0].first == 0 and not any(scene.syntax.quote[: clause.last])
    if (
        told
        or not opens
        or _does_something(scene, clause)
        or any(word in (":", "that") for word in scene.syntax.words[clause.last : clause.last + 4])
    ):
        return None
    return attributed_quotation(scene, k, quote, QuotationRule.MARKS_AND_VERB, 0.9)


def _does_something(scene: Scene, clause: Clause) -> bool:
    """True if a verb behind quoted words has an object of its own, so that they are nobody's words: `"Was it them?" They condemned the attack.`.

    Whoever is told or asked something is none: `"...?" Jane Example asked the council.`
    """
    if not clause.objects:
        return False
    heard, people = clause.objects[0].head, scene.lexicon.people
    person = scene.syntax.tags[heard] in ("PRP", "NNP") or scene.mention_at(heard) is not None
    hearer = person or singular(scene.syntax.words[heard]) in people.persons | people.bodies | people.groups
    return clause.lemma not in scene.lexicon.reporting.say or not hearer


def _outside(scenes: Sequence[Scene], home: Sequence[int], quote: Quoted) -> int:
    """The number of words outside the marks in a quotation's sentences."""
    every = (token for number in home for token in scenes[number].tokens)
    return sum(token.text.isalnum() for token in every if not quote.start <= token.start < quote.end)


def _fragment(scene: Scene, quote: Quoted) -> QuotationDraft | None:
    """The quotation of a few words in marks: what somebody calls something, or the predicate of a reported clause."""
    inside = [i for i, token in enumerate(scene.tokens) if quote.start <= token.start < quote.end]
    if not inside or _is_title(scene, inside[0]):
        return None
    for k, clause in enumerate(scene.syntax.clauses):
        if clause.verb in inside and clause.link in ("complement", None) and clause.form == "finite":
            matrix = clause.parent if clause.link == "complement" else None
            if matrix is not None and scene.syntax.clauses[matrix].lemma in scene.lexicon.reporting.say:
                quotation = attributed_quotation(
                    scene, matrix, quote, QuotationRule.QUOTED_PREDICATE, 0.8, fragment=True
                )
                if clause.first != inside[0] or clause.last not in (inside[-1], inside[-1] + 1):
                    return quotation
                return replace(quotation, predicate=True, content=(Span(quote.start, quote.end),))
        if (
            clause.verb in inside
            or clause.passive
            or not clause.subjects
            or clause.lemma not in scene.lexicon.stance_words.calling
        ):
            continue
        after = clause.objects[0].last if clause.objects else clause.last
        if clause.last <= inside[0] <= after + 3 and clause.objects and clause.objects[0].first < inside[0]:
            return attributed_quotation(scene, k, quote, QuotationRule.CALLED_IN_MARKS, 0.85, fragment=True)
    return None


def _is_title(scene: Scene, i: int) -> bool:
    """True for the title of a work or a name: `the film "X"`, `dubbed "X"`."""
    return i > 0 and scene.tokens[i - 1].lower in scene.lexicon.reporting.works


def _runs_on(scenes: Sequence[Scene], home: Sequence[int], quote: Quoted, last: QuotationDraft) -> bool:
    """True if a quotation continues in the next sentence (`"...," he said. "..."`): it is the whole sentence or opens it (`"They agree, but are not there yet" to support him`)."""
    begins = scenes[home[0]].sentence.span.start
    if last.rule is QuotationRule.MARKS_BEHIND_REPORT and not last.content:
        return home[0] == 0 and not _outside(scenes, home, quote)
    opens = (
        quote.start - begins <= 1
        and _outside(scenes, home, quote) <= _REST
        and scenes[home[0]].number - last.scene == 1
    )
    return (opens or _outside(scenes, home, quote) <= 1) and (not last.content or begins >= last.content[-1].start)


def _with_rest(scenes: Sequence[Scene], home: Sequence[int], quote: Quoted) -> Span:
    """The quoted words with the few words of their sentence outside the marks."""
    end = scenes[home[-1]].sentence.span.end
    return Span(quote.start, max(quote.end, end if _outside(scenes, home, quote) > 1 else quote.end))
