"""Decides what a sentence's grammar rules out, so that it is never shown, whatever the judge thinks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.facts import EventType, Mode, Polarity
from bot.reading.events.modality import imminent, mode_of
from bot.reading.events.not_done import NotDone, is_one_of, not_done
from bot.reading.events.verb_events import surely_at_play
from bot.reading.grammar.function_words import words
from bot.reading.grammar.morphology import singular
from bot.reading.grammar.noun_phrases import is_among
from bot.reading.judging.bearers import bearers
from bot.reading.judging.figurative import PLAYED, harmless, relieving
from bot.reading.judging.made_up import rehearsed, told_as_made_up
from bot.reading.judging.posing import impersonated
from bot.reading.judging.sides import only_asks, sides
from bot.reading.judging.taken_back import taken_back
from bot.reading.judging.taking_part import is_owner
from bot.reading.judging.unasserted import denied, unasserted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.model.article import Span
    from bot.reading.grammar.syntax import Clause
    from bot.reading.judging.nodes import Node
    from bot.reading.scene import Scene

_BREAKS = frozenset({"conj", "advcl", "parataxis", "acl:relcl"})
_ONLY = words("only just merely simply least")
_BESIDE = frozenset({("rather", "than"), ("instead", "of"), ("opposed", "to"), ("unlike",), ("not",)})
_EXCEPT = frozenset(
    {
        ("but",),
        ("except",),
        ("bar",),
        ("save",),
        ("except", "for"),
        ("apart", "from"),
        ("aside", "from"),
        ("other", "than"),
    }
)
_TELLING = words("tell ask")
_SUCCEEDING = words("win succeed prevail triumph")
_NOBODY = words("no nobody none nothing neither")
_ALL = words("all every everyone everybody each most")
_WHEN = words("as after before while since until because although though once")
_FARTHEST = 50
_OTHER = {Polarity.SUPPORTS: Polarity.OPPOSES, Polarity.OPPOSES: Polarity.SUPPORTS}
_HARMING = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST})


@dataclass(frozen=True, slots=True)
class RuledOut:
    """What one scene does not say.

    Attributes:
        unasserted: tokens of the parts that are denied, doubted, asked or supposed.
        made_up: those of what happens only in a fake or a work of fiction, whether it is done there or not.
        denied: those that are denied: whoever denies something is not against those named in it.
        not_done: verbs and nouns of what is not done.
        figurative: verbs of attack that harm nobody.
        relieving: verbs that take somebody off a list of the sanctioned.
        excluded: tokens of phrases that are named only to be excluded ("Russia, not China,").
    """

    scene: Scene
    unasserted: Sequence[frozenset[int]]
    made_up: Sequence[frozenset[int]]
    denied: Sequence[frozenset[int]]
    not_done: Mapping[int, NotDone]
    figurative: frozenset[int]
    relieving: frozenset[int]
    excluded: frozenset[int]

    def shown_mode(self, head: int, mode: Mode) -> tuple[Mode, bool]:
        """Returns the mode of the event at token `head`, given the judge's `mode`, and whether the event may be shown with it."""
        if any(head in tokens for tokens in self.made_up):
            return Mode.HYPOTHETICAL, False
        undone = mode is Mode.HYPOTHETICAL and self.not_done.get(head) is NotDone.NEGATED  # "time to stop attacking"
        if undone or (mode is Mode.NEGATED and self._asked_not_to(head)):
            return Mode.HYPOTHETICAL, False
        if mode not in (Mode.ACTUAL, Mode.PLANNED):
            return mode, True
        if any(head in tokens for tokens in self.unasserted):
            return Mode.HYPOTHETICAL, False
        k = next((k for k, clause in enumerate(self.scene.syntax.clauses) if head in (clause.verb, clause.node)), None)
        clause = self.scene.syntax.clauses[k] if k is not None else None
        if clause is not None and clause.future and clause.past:
            return Mode.HYPOTHETICAL, False  # "was to have been signed"
        ruled = mode_of(self.scene, k) if k is not None else Mode.ACTUAL
        kind = self.not_done.get(head)
        if (
            kind is NotDone.NEITHER
            or (kind is NotDone.ENDED and k is None)
            or (kind is NotDone.NEGATED and (k is None or ruled is not Mode.ACTUAL))
        ):
            return Mode.NEGATED, False
        if mode is Mode.PLANNED or ruled is Mode.ACTUAL or (ruled is Mode.PLANNED and not self._to_come(k)):
            return mode, True
        return ruled, ruled is Mode.PLANNED

    def harms_nobody(self, head: int, kind: EventType) -> bool:
        """True if the event at token `head` can't be of a kind: an attack that harms nobody, sanctions that are lifted."""
        lifted = head in self.relieving and kind in (EventType.SANCTION, EventType.COERCE)
        played = kind in PLAYED and surely_at_play(self.scene)
        return lifted or played or (head in self.figurative and kind in _HARMING)

    def _to_come(self, k: int | None) -> bool:
        """True if a clause is about the future: `will attack`, `is going to attack`, `is set to attack`."""
        clauses = self.scene.syntax.clauses
        clause = clauses[k] if k is not None else None
        over = clauses[clause.parent] if clause and clause.parent is not None else None
        if clause is None or clause.future or over is None:
            return clause is not None and clause.future
        return imminent(self.scene, over) or over.lemma == "be" or over.passive

    def excludes_stance(self, holder: Node | None, target: Node, side: Polarity) -> bool:
        """True if the sentence does not say that the holder (None: the speaker) is on that side of the target."""
        heads = {target.head, *((holder.head,) if holder else ())}
        if heads & self.excluded or any(heads <= tokens for tokens in self.unasserted):
            return True
        if any(target.head in tokens for tokens in self.denied):
            return True
        if self._party_to_accord(target.head) or self._is_it(target.head):
            return True
        if side is Polarity.SUPPORTS and (self.is_opposed(target.head) or self._is_asked(target.head)):
            return True
        if holder is None:
            return False
        if self.scene.syntax.words[holder.first] in _NOBODY or is_owner(self.scene, holder.head):
            return True
        if side is Polarity.OPPOSES and self._only_asks(holder.head):
            return True
        if self._takes_the_other(holder.head, target.head, side) or self._is_told_to(holder.head, target.head):
            return True
        over = {*self._between(holder.head, target.head)}
        if holder.head < min(over | {target.head}):
            over |= {*self._behind(target.head)}
        if side is Polarity.OPPOSES and over & self.relieving:
            return True
        return any(i in self.figurative or self._is_denied(i, side) for i in over)

    def _takes_the_other(self, holder: int, target: int, side: Polarity) -> bool:
        """True if the target's verb takes only the other side: `who had defended Trump`, `backed rebels fighting Ukraine`; and for `backed down on the tax`."""
        heads = self.scene.syntax.tree.heads
        clause = self.scene.syntax.clause_at(heads[target])
        if clause is None or clause.passive or clause.negated:
            return False
        is_subject = is_among(holder, clause.subjects) or heads[holder] == clause.node  # or "who"
        if not is_subject and clause.form != "gerund":
            return False
        if is_subject and is_one_of(self.scene, clause, self.scene.lexicon.open.yielding):
            return side is Polarity.SUPPORTS
        plain = is_among(target, clause.objects) and self.not_done.get(clause.verb) is None and clause.modal is None
        return plain and side in _OTHER and sides(self.scene, clause.verb) == {_OTHER[side]}

    def _is_told_to(self, holder: int, target: int) -> bool:
        """True if the holder is only asked to do it: `Starmer was urged | to sack her`."""
        clauses, clause = self.scene.syntax.clauses, self.scene.syntax.clause_at(target)
        over = clauses[clause.parent] if clause is not None and clause.parent is not None else None
        asked = over is not None and any(over is matrix for _, matrix in self._asked_for())
        return over is not None and asked and over.passive and is_among(holder, over.subjects)

    def _only_asks(self, holder: int) -> bool:
        """True if the holder asks somebody about something, and tells no more of him."""
        theirs = (clause for clause in self.scene.syntax.clauses if is_among(holder, bearers(clause)))
        return any(only_asks(self.scene, clause) for clause in theirs)

    def _party_to_accord(self, i: int) -> bool:
        """True for Syria in `supports the truce with Syria`: what is supported is the truce."""
        syntax = self.scene.syntax
        over = syntax.tree.heads[i]
        cases = {syntax.words[j] for j in syntax.tree.children(i, "case")}
        accords = self.scene.lexicon.open.accords
        return bool(cases & {"with", "between"}) and over < i and singular(syntax.words[over]) in accords

    def is_opposed(self, i: int) -> bool:
        """True for Maduro in `his support against Maduro`."""
        syntax = self.scene.syntax
        return any(syntax.words[j] == "against" for j in syntax.tree.children(i, "case"))

    def _is_asked(self, i: int) -> bool:
        """True for Russia in `wants Russia to speak up`, `urged Russia to leave`: who is asked for something is not supported by that."""
        return any(
            clause.lemma not in _SUCCEEDING and is_among(i, clause.subjects) and not is_among(i, over.subjects)
            for clause, over in self._asked_for()
        )

    def _asked_not_to(self, i: int) -> bool:
        """True for the verb in `pressured Trump not to resign`, which does not say whether he did."""
        return any(
            clause.negated and i in (clause.verb, clause.node) for clause, over in self._asked_for() if not over.negated
        )

    def _asked_for(self) -> Iterator[tuple[Clause, Clause]]:
        """Yields the infinitives under verbs of asking and wanting, each with that verb's clause."""
        lexicon, clauses = self.scene.lexicon, self.scene.syntax.clauses
        for clause in clauses:
            over = clauses[clause.parent] if clause.parent is not None else None
            if over is None or clause.form != "infinitive":
                continue
            asks = any(frame.type is EventType.REQUEST for frame in lexicon.frames.get(over.lemma, ()))
            if asks or over.lemma in lexicon.open.asking:
                yield clause, over

    def _is_it(self, i: int) -> bool:
        """True for the "it" in `supports the truce with Iran, though he condemned it`, where Iran is only a party to the truce."""
        found = self.scene.mention_at(i) if self.scene.syntax.words[i] == "it" else None
        return found is not None and any(
            mention.actor == found.actor and self._party_to_accord(mention.last - 1)
            for mention in self.scene.found
            if mention.last <= i
        )

    def _is_denied(self, i: int, side: Polarity) -> bool:
        kind = self.not_done.get(i)
        if kind is None:
            return False
        taken = sides(self.scene, i)
        clause = self.scene.syntax.clause_at(i)
        if kind is NotDone.NEITHER or (clause is not None and clause.lemma in self.scene.lexicon.open.labelling):
            return True  # "stopped short of calling it a farce"
        return side in taken or (kind is NotDone.ENDED and not taken)

    def _between(self, holder: int, target: int) -> Iterator[int]:
        """Yields the words between a holder and a target in the tree, from the target up, as far as the tree is reliable."""
        tree = self.scene.syntax.tree
        over, i = set(self._up(holder)), target
        broken = False
        for _ in range(_FARTHEST):
            if not broken:
                yield i
            if i in over or tree.heads[i] == i:
                return
            broken |= tree.relations[i] in _BREAKS and self._is_verb(i)
            i = tree.heads[i]

    def _behind(self, target: int) -> Iterator[int]:
        """Yields the last verb before a target, for trees that attach the target elsewhere: `declined to back Chile`."""
        verbs = [i for i in self.not_done if i < target]
        if verbs and not any(max(verbs) < clause.verb < target for clause in self.scene.syntax.clauses):
            yield max(verbs)

    def _is_verb(self, i: int) -> bool:
        return self.scene.syntax.clause_at(i) is not None

    def _up(self, i: int) -> Iterator[int]:
        heads = self.scene.syntax.tree.heads
        for _ in range(_FARTHEST):
            yield i
            if heads[i] == i:
                return
            i = heads[i]

    def excludes_quotation(self, content: Span) -> Callable[[Node | None], bool]:
        """Returns a predicate: True for a speaker whom the sentence rules out as the source: `never said`, `a fake video shows him saying`."""
        if self._says_when(content) or self._is_said_to(content):
            return lambda _: True
        sayings = self._sayings(content)
        if not sayings:
            return lambda _: False
        if any(self._opens(content, i) for i in (*self.not_done, *(i for tokens in self.denied for i in tokens))):
            return lambda _: True
        return lambda speaker: self._is_no_speaker(sayings, speaker)

    def _is_no_speaker(self, sayings: Sequence[Clause], speaker: Node | None) -> bool:
        """True if the verb of saying is denied, or the speaker is only its hearer; the verb is the nearest, preferably the speaker's."""
        theirs = (clause for clause in sayings if speaker is not None and is_among(speaker.head, clause.subjects))
        clause = next(theirs, sayings[0])
        if any(clause.verb in tokens for tokens in self.unasserted):
            return True
        if speaker is not None and (speaker.head in self.excluded or self._is_told(clause, speaker)):
            return True
        return self.not_done.get(clause.verb) in (NotDone.NEGATED, NotDone.NEITHER)

    def never_said(self, k: int | None) -> bool:
        """True if clause `k` says that nobody, or not its subject, said the words."""
        clause = self.scene.syntax.clauses[k] if k is not None else None
        if clause is None or self.scene.syntax.quote[clause.verb]:
            return False  # "“It was not asked,” she wrote"
        denied = self.not_done.get(clause.verb) in (NotDone.NEGATED, NotDone.NEITHER)
        return denied or any(clause.verb in tokens for tokens in self.unasserted)

    def _sayings(self, content: Span) -> list[Clause]:
        """The clauses that may attribute a content, by their verbs of saying, nearest first."""
        scene = self.scene
        found = []
        for clause in scene.syntax.clauses:
            at = scene.tokens[clause.verb]
            outside = not content.start <= at.start < content.end and not scene.syntax.quote[clause.verb]
            if outside and clause.lemma in scene.lexicon.reporting.speaking:
                gap = min(abs(at.start - content.end), abs(content.start - at.end))
                found.append((gap, clause.verb, clause))
        return [clause for *_, clause in sorted(found, key=lambda row: row[:2])]

    def _opens(self, content: Span, i: int) -> bool:
        """True if a content begins with a verb of saying: `denied saying that`."""
        speaking = self.scene.lexicon.reporting.speaking
        verb = next(
            (clause for clause in self.scene.syntax.clauses if clause.verb == i and clause.lemma in speaking), None
        )
        return verb is not None and self.scene.tokens[verb.first].start == content.start

    def _says_when(self, content: Span) -> bool:
        """True if a content after a verb of saying only tells when or how it was said: `said as the pens were collected`, `said on condition of anonymity`."""
        syntax, tokens = self.scene.syntax, self.scene.tokens
        speaking = self.scene.lexicon.reporting.speaking
        i = next((i for i, token in enumerate(tokens) if token.start == content.start), None)
        if i is None or not any(clause.last == i and clause.lemma in speaking for clause in syntax.clauses):
            return False
        if tuple(syntax.words[i : i + 3]) == ("on", "condition", "of"):
            return True
        last = syntax.tree.span(syntax.tree.heads[i])[1]
        whole = content.end <= tokens[last - 1].end
        return syntax.words[i] in _WHEN and syntax.tree.relations[i] == "mark" and whole

    def _is_said_to(self, content: Span) -> bool:
        """True for what others say of somebody: `rebels said | to be backed by Rwanda`."""
        syntax, tokens = self.scene.syntax, self.scene.tokens
        i = next((i for i, token in enumerate(tokens) if token.start == content.start), 0)
        said = i > 0 and any(clause.last == i and clause.lemma == "say" for clause in syntax.clauses)
        return said and syntax.words[i] == "to" and syntax.words[i + 1 : i + 2] in (["be"], ["have"])

    def _is_told(self, clause: Clause, speaker: Node) -> bool:
        """True if the speaker is only the hearer: `Macron was told by Scholz`."""
        told = (
            clause.form == "finite" or clause.lemma in _TELLING or any(word == "by" for word, _ in clause.prepositions)
        )
        first = self.scene.syntax.clauses[clause.parent] if clause.parent is not None else None
        also = clause.link == "coordinate" and first is not None and first.passive and not clause.objects
        passive = clause.passive or (also and clause.lemma in _TELLING)  # "was summoned and told that"
        return passive and told and is_among(speaker.head, clause.subjects)


def all_ruled_out(scenes: Sequence[Scene]) -> list[RuledOut]:
    """Returns what each scene of an article does not say; what is only played or made up may be said so in the sentences around it."""
    return [ruled_out(*row) for row in zip(scenes, told_as_made_up(scenes), rehearsed(scenes), strict=True)]


def ruled_out(
    scene: Scene, made_up: Sequence[frozenset[int]] = (), rehearsed: frozenset[int] = frozenset()
) -> RuledOut:
    """Returns what a scene does not say. `made_up`: its parts that are made up according to the scenes around, `rehearsed`: verbs of attack that are only played."""
    return RuledOut(
        scene,
        [*unasserted(scene), *made_up],
        made_up,
        denied(scene),
        {**dict.fromkeys(taken_back(scene), NotDone.ENDED), **not_done(scene)},
        harmless(scene) | rehearsed,
        relieving(scene),
        frozenset((*_excluded(scene), *impersonated(scene))),
    )


def _excluded(scene: Scene) -> Iterator[int]:
    """Yields the tokens excluded by `Russia, not China,`, `not China but Russia`, `Russia rather than China`, `unlike China`, `all but China`."""
    syntax = scene.syntax
    for phrase in syntax.phrases:
        first = phrase.first
        before = tuple(syntax.words[max(0, first - 2) : first])
        if syntax.words[first] in ("not", "unlike"):
            before = (syntax.words[first],)
        if _excepted_from_all(scene, first, before):
            also = (j for j in syntax.tree.children(phrase.head, "conj"))
            yield from (*range(phrase.first, phrase.last), *also)
            continue
        named = before[-1:] if before[-1:] in _BESIDE else before if before in _BESIDE else None
        if named is None or syntax.words[first] in _ONLY:
            continue
        if (
            named == ("not",)
            and syntax.words[phrase.last : phrase.last + 1] != ["but"]
            and any(clause.first <= first - 1 < clause.last for clause in syntax.clauses)
        ):
            continue  # "did not ..."
        yield from range(phrase.first, phrase.last)


def _excepted_from_all(scene: Scene, first: int, before: tuple[str, ...]) -> bool:
    """True for the phrase after `all but`, `everyone except`, `all members apart from`."""
    syntax = scene.syntax
    size = 2 if before in _EXCEPT else 1 if before[-1:] in _EXCEPT else 0
    if not size:
        return False
    i = first - size
    whole = syntax.phrase_to(i - 1)
    return bool(i > 0 and _ALL & {syntax.words[i - 1], syntax.words[whole.first] if whole else ""})
