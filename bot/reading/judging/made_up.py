"""Finds what happens only in a fake, a work of fiction or an exercise: in a sentence itself, and in the sentences around one that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.facts import EventType
from bot.reading.grammar.function_words import words
from bot.reading.grammar.morphology import singular
from bot.reading.judging.complements import said_by_noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.grammar.syntax import Clause
    from bot.reading.scene import Scene

_IN = words("in during throughout at for")
_BACK = words("it this that all everything they these those none which")
_THAT_ONE = words("the this that these those")
_PRESENT = frozenset({"VBZ", "VBP"})
_IS = words("is are 's ’s")
_HARMS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
_HAPPENING = words("happen occur")
_REAL = words("true real")


# ---- In the sentence ----


def made_up(scene: Scene) -> Iterator[range]:
    """Yields what is invented: `a fake video shows Macron saying`, `in the novel, China attacks`, `the hoax that he resigned`."""
    syntax, opening = scene.syntax, scene.lexicon.open
    for phrase in syntax.phrases:
        if not _is_faked(scene, phrase) and not _is_fiction(scene, phrase):
            continue
        behind = syntax.words[phrase.last : phrase.last + 2]
        if behind[:1] == ["that"]:
            yield from said_by_noun(scene, phrase)
        if _opens_with(scene, phrase):
            yield range(phrase.first, len(syntax.words))
        if behind[:1] in (["has"], ["had"], ["have"]):
            yield range(phrase.last, len(syntax.words))  # "had him say"
        if behind == ["in", "which"]:
            yield from _clause_behind(scene, phrase.last + 2)
        clause = next(
            (other for other in syntax.clauses if phrase in other.subjects and other.first >= phrase.last), None
        )
        if clause is not None and not clause.negated and clause.lemma in opening.showing:
            yield range(clause.last, len(syntax.words))
    yield from _rehearsals(scene)


def _is_faked(scene: Scene, phrase: NounPhrase) -> bool:
    """True for `a fake video`."""
    return not scene.lexicon.open.faked.isdisjoint(scene.syntax.words[phrase.first : phrase.last])


def _is_fiction(scene: Scene, phrase: NounPhrase) -> bool:
    """True for `the novel`, `a computer game`, `the novel's last chapter`, `season two`."""
    opening, words_ = scene.lexicon.open, scene.syntax.words
    head, inside = singular(words_[phrase.head]), words_[phrase.first : phrase.head]
    of_work = not opening.fictions.isdisjoint(inside) and "POS" in scene.syntax.tags[phrase.first : phrase.head]
    numbered = any(
        words_[i] in opening.serial and scene.syntax.tags[i + 1 : i + 2] == ["CD"]
        for i in range(phrase.first, phrase.last)
    )
    staged = not opening.staged.isdisjoint(inside) or _portion(scene, phrase) is not None
    return (
        head in opening.fictions
        or numbered
        or (head in opening.portions and of_work)
        or (head in opening.played and staged)
    )


def _portion(scene: Scene, phrase: NounPhrase) -> NounPhrase | None:
    """The part of a work that is named before it: `an episode` of the drama."""
    words_ = scene.syntax.words
    part = scene.syntax.phrase_to(phrase.first - 2) if words_[phrase.first - 1 : phrase.first] == ["of"] else None
    return part if part is not None and singular(words_[part.head]) in scene.lexicon.open.portions else None


def _opens_with(scene: Scene, phrase: NounPhrase) -> bool:
    """True if a sentence opens with the work that its facts are from: `In the novel,`, `In an episode of the drama`."""
    first = (_portion(scene, phrase) or phrase).first
    return 1 <= first <= 2 and scene.syntax.words[first - 1] in ("in", "during")


def _clause_behind(scene: Scene, first: int) -> Iterator[range]:
    """Yields the first clause behind a token: `a fake letter in which | Macron resigns`."""
    clause = next((clause for clause in scene.syntax.clauses if clause.first >= first), None)
    if clause is not None:
        yield range(first, scene.syntax.tree.span(clause.node)[1])


def _rehearsals(scene: Scene) -> Iterator[range]:
    """Yields what is only rehearsed: `practised an attack`, `simulated storming the bridge`, `a mock invasion`."""
    syntax, opening = scene.syntax, scene.lexicon.open
    for clause in syntax.clauses:
        if clause.lemma in opening.rehearsing and not clause.negated:
            done = [*(clause.subjects if clause.passive else clause.objects)]
            done += [phrase for word, phrase in clause.prepositions if word == "for"]
            yield from (range(*syntax.tree.span(phrase.head)) for phrase in done)
            yield from (range(*syntax.tree.span(i)) for i in syntax.tree.children(clause.node, "xcomp", "ccomp"))
    for phrase in syntax.phrases:
        if not opening.mock.isdisjoint(syntax.words[phrase.first : phrase.head]):
            yield range(phrase.first, max(phrase.last, syntax.tree.span(phrase.head)[1]))


# ---- In an exercise ----


def rehearsed(scenes: Sequence[Scene]) -> list[frozenset[int]]:
    """Returns for each scene its verbs of attack that tell what an exercise plays: `During the drill, Poland bombed Denmark`.

    Who says, praises or dies something at an exercise does so in earnest, and so does who fires a missile there.
    """
    found = []
    going_on: Scene | None = None
    for scene in scenes:
        if _is_an_exercise(scene):
            going_on = scene
        elif going_on is not None and not (_in_one_paragraph(going_on, scene) and _timeless(scene)):
            going_on = None
        found.append(frozenset((*_attacks(scene, going_on is not None),)))
    return found


def _is_an_exercise(scene: Scene) -> bool:
    """True for `held a drill`, `during the exercise`, `as part of a rehearsal`; not for `an exercise in patience`."""
    syntax, opening = scene.syntax, scene.lexicon.open
    return any(
        (syntax.words[phrase.head] in opening.exercises or singular(syntax.words[phrase.head]) in opening.exercises)
        and syntax.words[phrase.last : phrase.last + 1] not in (["in"], ["of"])
        and _is_main(scene, phrase)
        for phrase in syntax.phrases
    )


def _is_main(scene: Scene, phrase: NounPhrase) -> bool:
    """True for the subject or object of a verb, or what stands behind "during" or "part of"."""
    before = tuple(scene.syntax.words[max(0, phrase.first - 2) : phrase.first])
    if before[-1:] and (before[-1] in _IN or before == ("part", "of")):
        return True
    return any(phrase in (*clause.subjects, *clause.objects) for clause in scene.syntax.clauses)


def _attacks(scene: Scene, played: bool) -> Iterator[int]:
    """Yields the verbs of a scene that rehearse, and, if it is played, those that attack or seize, and the tokens that stand for them in the tree.

    Real harm and real shots are not among them.
    """
    lexicon = scene.lexicon
    for clause in scene.syntax.clauses:
        if clause.lemma in lexicon.open.rehearsing:
            yield from (clause.verb, clause.node)
        if not played:
            continue
        kinds = {frame.type for frame in lexicon.frames.get(clause.lemma, ())}
        harm = clause.lemma in lexicon.event_words.befalling or clause.lemma in lexicon.open.shooting
        if not harm and not _HARMS.isdisjoint(kinds):
            yield from (clause.verb, clause.node)


def _timeless(scene: Scene) -> bool:
    """True if a sentence has no date of its own, which would tell of something else."""
    return not scene.dates


def _in_one_paragraph(one: Scene, other: Scene) -> bool:
    return one.sentence.paragraph == other.sentence.paragraph


# ---- In the sentences around ----


@dataclass(frozen=True, slots=True)
class _Plot:
    """A work of fiction that sentences tell of: the scene that names it, and whether they tell it in the present."""

    scene: Scene
    present: bool


def told_as_made_up(scenes: Sequence[Scene]) -> list[list[frozenset[int]]]:
    """Returns for each scene the tokens that the sentences around it say are made up: the plot of a work, what a fake shows, what was only a drill."""
    found: list[list[frozenset[int]]] = [[] for _ in scenes]
    plot: _Plot | None = None
    for at, scene in enumerate(scenes):
        before = scenes[at - 1] if at else None
        plot = _plot_goes_on(plot, scene)
        if plot is not None and plot.scene is not scene:
            found[at].append(frozenset(range(len(scene.tokens))))
        if before is not None:
            found[at - 1] += [frozenset(tokens) for tokens in _exposed_behind(before, scene)]
            found[at] += [frozenset(tokens) for tokens in _exposed_before(before, scene)]
    return found


def _plot_goes_on(plot: _Plot | None, scene: Scene) -> _Plot | None:
    """The work whose plot a scene tells or begins; None if it tells something else."""
    works = [phrase for phrase in scene.syntax.phrases if _is_fiction(scene, phrase)]
    main = _main_clause(scene)
    if any(_opens_with(scene, phrase) for phrase in works):
        return _Plot(scene, main is not None and _in_present(scene, main))
    if any(_is_named(scene, phrase) for phrase in works):
        return _Plot(scene, present=True)
    if plot is None or main is None or not _in_one_paragraph(plot.scene, scene):
        return None
    goes_on = _in_present(scene, main) is plot.present and main.lemma not in scene.lexicon.reporting.speaking
    return plot if goes_on and _timeless(scene) else None


def _is_named(scene: Scene, phrase: NounPhrase) -> bool:
    """True if a sentence is about a work: `The film is set in Rome`, `The second season of the series opens in Warsaw`."""
    part = _portion(scene, phrase) or phrase
    lasting = singular(scene.syntax.words[phrase.head]) in scene.lexicon.open.plotless
    return not lasting and any(part in clause.subjects for clause in scene.syntax.clauses)


def _main_clause(scene: Scene) -> Clause | None:
    roots = [i for i, head in enumerate(scene.syntax.tree.heads) if head == i]
    return next((clause for clause in scene.syntax.clauses if clause.node in roots or clause.verb in roots), None)


def _in_present(scene: Scene, clause: Clause) -> bool:
    """True for `attacks`, `is arrested`; not for `has attacked`, `will attack`."""
    if clause.form != "finite" or clause.modal is not None or clause.future:
        return False
    return scene.syntax.tags[clause.first] in _PRESENT or scene.syntax.words[clause.first] in _IS


def _exposed_behind(before: Scene, scene: Scene) -> Iterator[range]:
    """Yields the whole sentence before if a scene says it is made up: `It was only a drill`, `The video is fake`."""
    whole = range(len(before.tokens))
    for clause in scene.syntax.clauses:
        subject = clause.subjects[0] if clause.subjects else None
        if subject is None or scene.syntax.quote[clause.verb] or clause.form != "finite":
            continue
        back = scene.syntax.words[subject.first] in _BACK or _is_what_was_told(scene, subject)
        unreal = back and (_is_not_real(scene, clause) or _never_happened(scene, clause))
        if unreal or (_is_exposed(scene, clause) and _records_in(before) and _is_record(scene, subject)):
            yield whole
    words_ = scene.syntax.words
    if words_[1:3] == ["is", "what"] and any(_is_faked(scene, phrase) for phrase in scene.syntax.phrases):
        yield whole


def _is_what_was_told(scene: Scene, phrase: NounPhrase) -> bool:
    """True for `the attack`, `all of it`."""
    words_ = scene.syntax.words
    return words_[phrase.first] in _THAT_ONE and singular(words_[phrase.head]) in scene.lexicon.nouns


def _is_not_real(scene: Scene, clause: Clause) -> bool:
    """True for `was only a drill`, `was part of an exercise`, `is fiction`, `was fake`."""
    if clause.lemma != "be" or clause.negated:
        return False
    opening, behind = scene.lexicon.open, range(clause.last, clause.end)
    named = any(scene.syntax.words[i] in opening.faked for i in (*behind, clause.node))
    phrases = [phrase for phrase in scene.syntax.phrases if clause.last <= phrase.first < clause.last + 6]
    return named or any(
        singular(scene.syntax.words[phrase.head]) in opening.exercises or _is_fiction(scene, phrase)
        for phrase in phrases
    )


def _never_happened(scene: Scene, clause: Clause) -> bool:
    """True for `It never happened`, `None of it is true`."""
    said = scene.syntax.words[clause.node]
    return clause.negated and (clause.lemma in _HAPPENING or (clause.lemma == "be" and said in _REAL))


def _is_exposed(scene: Scene, clause: Clause) -> bool:
    """True for `is fake`, `was doctored`, `was generated by artificial intelligence`, `is a deepfake`."""
    if clause.passive and clause.lemma in scene.lexicon.open.forging:
        return not clause.negated
    untrue = (
        clause.lemma == "be" and not clause.negated and scene.syntax.words[clause.node] in scene.lexicon.open.untrue
    )
    return untrue or _is_not_real(scene, clause)


def _records_in(scene: Scene) -> bool:
    """True if a sentence names a video, recording or post, which the next one may call something else: `the clip`."""
    return any(singular(scene.syntax.words[one.head]) in scene.lexicon.open.records for one in scene.syntax.phrases)


def _exposed_before(before: Scene, scene: Scene) -> Iterator[range]:
    """Yields what a scene tells of a fake or a work that the sentence before names: `The video is fake. | It shows Macron`, `In it, he resigns`."""
    opening = scene.lexicon.open
    fakes = any(
        _is_exposed(before, clause) and singular(before.syntax.words[clause.subjects[0].head]) in opening.records
        for clause in before.syntax.clauses
        if clause.subjects and clause.form == "finite"
    )
    named = fakes or any(_is_faked(before, one) or _is_fiction(before, one) for one in before.syntax.phrases)
    if named and scene.syntax.words[:2] == ["in", "it"]:
        yield range(len(scene.tokens))
    for clause in scene.syntax.clauses if fakes else ():
        subject = clause.subjects[0] if clause.subjects else None
        shows = clause.lemma in opening.showing or clause.lemma in scene.lexicon.reporting.speaking
        if shows and not clause.negated and subject is not None and _is_record(scene, subject):
            yield range(clause.last, len(scene.tokens))


def _is_record(scene: Scene, phrase: NounPhrase) -> bool:
    """True for `it`, `the clip`."""
    word = scene.syntax.words[phrase.head]
    return word == "it" or singular(word) in scene.lexicon.open.records
