"""Clauses and event nouns into drafts of events: type, cue, agents, recipients, mode."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model import ActorKind, EventType, Form, Mode, Participant, Span
from bot.reading.morphology import singular
from bot.reading.parties import parties

if TYPE_CHECKING:
    from bot.reading.cast import Cast
    from bot.reading.clauses import Clause
    from bot.reading.phrases import Phrase
    from bot.reading.scene import Scene
    from bot.reading.tables import Lexicon, VerbFrame

COOPERATIVE = frozenset(
    {EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID, EventType.RETREAT}
)
_NOUN_TYPES = frozenset(
    {
        EventType.ASSAULT,
        EventType.CONSULT,
        EventType.PROTEST,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.COOPERATE,
    }
)
_UPON = ("on", "against", "with", "to", "at", "for", "between", "upon", "into", "over")
_PLACES = ("in", "at", "near", "outside")
_PLANNED = frozenset(
    ["want", "plan", "vow", "threaten", "offer", "agree", "pledge", "promise", "intend", "seek", "hope", "prepare", "decide", "expect", "propose", "aim", "wish", "order", "ask", "urge", "call", "demand", "authorize", "push", "try", "attempt", "consider", "ready", "warn", "tell", "request", "invite", "agree", "set"]
)
_FAILED = frozenset(["refuse", "decline", "fail", "reject", "stop", "avoid", "prevent", "deny", "neglect"])
_ACHIEVED = frozenset(["begin", "start", "continue", "manage", "help", "go", "come", "proceed", "rush", "serve", "use", "move", "get", "gather"])
_BROAD = frozenset({"war", "conflict", "crisis", "fighting", "unrest", "clash"})
_MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})


@dataclass(slots=True)
class Draft:
    """An event under construction. `cue` is in tokens of `scene`; `noun` tells mentions like "the attack" from verbs."""

    type: EventType
    scene: int
    first: int
    last: int
    cue: Span
    agents: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    mode: Mode
    rule: str
    confidence: float
    clause: int | None = None
    noun: str | None = None
    definite: bool = False
    name: str | None = None
    place: str | None = None
    date: str | None = None
    mentions: list[Span] = field(default_factory=list)
    merged: Draft | None = None
    after: list[Draft] = field(default_factory=list)

    def itself(self) -> Draft:
        """The draft this one was merged into, or itself."""
        return self.merged.itself() if self.merged else self


def happenings(scene: Scene, number: int, cast: Cast, lexicon: Lexicon) -> list[Draft]:
    """The drafts of one scene, in order of the text."""
    drafts = [
        draft
        for k, clause in enumerate(scene.syntax.clauses)
        if (draft := _of_clause(scene, number, k, clause, cast, lexicon))
    ]
    taken = {i for draft in drafts for i in range(draft.first, draft.last)}
    for phrase in scene.syntax.phrases:
        if phrase.head not in taken and (draft := _of_noun(scene, number, phrase, cast, lexicon)):
            drafts.append(draft)
    drafts.sort(key=lambda draft: draft.first)
    _join_subjects(scene, drafts)
    _name(scene, drafts)
    return drafts


# ---- verbs ----------------------------------------------------------------------------------------------------------


def _of_clause(scene: Scene, number: int, k: int, clause: Clause, cast: Cast, lexicon: Lexicon) -> Draft | None:
    if clause.lemma in lexicon.light or clause.lemma in lexicon.undo:
        draft = _light(scene, number, k, clause, cast, lexicon)
        if draft:
            return draft
    for frame in lexicon.frames.get(clause.lemma, ()):
        last = _words_follow(scene, clause, frame)
        if last is None or not _object_fits(scene, clause, frame):
            continue
        return _framed(scene, number, k, clause, frame, last, cast, lexicon)
    return None


def _words_follow(scene: Scene, clause: Clause, frame: VerbFrame) -> int | None:
    """Where the cue ends if the frame's words stand after the verb, at once or behind a short object."""
    words, i = scene.syntax.words, clause.verb + 1
    if frame.words == ("to",):
        follows = next(
            (other for other in scene.syntax.clauses if other.form == "infinitive" and other.first >= i), None
        )
        return (
            clause.last
            if follows
            and follows.first <= i + 8
            and follows.parent is not None
            and scene.syntax.clauses[follows.parent] is clause
            else None
        )
    for word in frame.words:
        limit = i
        if clause.objects and clause.objects[0].first == i and clause.objects[0].last - i <= 4:
            limit = clause.objects[0].last
        at = next((j for j in (i, limit) if j < len(words) and words[j] == word), None)
        if at is None:
            return None
        i = at + 1
    return max(i, clause.last if not clause.inverted else clause.verb + 1)


def _object_fits(scene: Scene, clause: Clause, frame: VerbFrame) -> bool:
    done_to = clause.subjects if clause.passive else clause.objects
    if frame.no_object:
        return not clause.objects
    if frame.object_class is None:
        return True
    near = [*done_to, *(phrase for word, phrase in clause.prepositions if frame.words and word == frame.words[-1])]
    heads = {singular(scene.tokens[phrase.head].lower) for phrase in near[:2]} | {
        scene.tokens[phrase.head].lower for phrase in near[:2]
    }
    fits = bool(heads & frame.object_class)
    return not fits if frame.negated_class else fits


def _framed(
    scene: Scene, number: int, k: int, clause: Clause, frame: VerbFrame, last: int, cast: Cast, lexicon: Lexicon
) -> Draft | None:
    agents_of = [phrase for word, phrase in clause.prepositions if word == "by"] if clause.passive else clause.subjects
    agents = parties(scene, agents_of, cast, lexicon, loosely=True)
    recipients: tuple[Participant, ...] = ()
    for where in frame.recipients:
        at = _standing(clause, where, frame)
        recipients = tuple(one for one in parties(scene, at, cast, lexicon, loosely=True) if one not in agents)
        if recipients:
            break
    if not recipients and clause.second and clause.objects and not clause.passive:
        recipients = parties(scene, clause.objects[:1], cast, lexicon)
    if not _worth(agents, recipients):
        return None
    confidence = 0.8 if agents and recipients else 0.6
    return Draft(
        frame.type, number, clause.first, last, scene.span(clause.first, last), agents, recipients, mode_of(scene, k), "verb frame", confidence,
        clause=k, place=_place(scene, clause.prepositions, cast),
    )  # fmt: skip


def _standing(clause: Clause, where: str, frame: VerbFrame) -> list[Phrase]:
    if where != "obj":
        return [phrase for word, phrase in clause.prepositions if word == where]
    if clause.passive:
        return clause.subjects
    if frame.words and frame.words[-1] in ("on", "upon", "for", "to"):
        return [phrase for word, phrase in clause.prepositions if word == frame.words[-1]][:3] or clause.objects
    return clause.objects


def _worth(agents: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> bool:
    """Somebody known takes part, or both sides are at least said."""
    return any(one.actor for one in (*agents, *recipients)) or bool(agents and recipients)


def _light(scene: Scene, number: int, k: int, clause: Clause, cast: Cast, lexicon: Lexicon) -> Draft | None:
    """`launched airstrikes on`, `held talks with`, `ended the boycott of`."""
    done = clause.subjects if clause.passive else clause.objects
    if not done:
        return None
    phrase = done[-1] if clause.passive else done[0]
    kind = _noun_type(scene, phrase, lexicon)
    if kind is None:
        return None
    if clause.lemma in lexicon.undo:
        kind = EventType.REJECT if kind in COOPERATIVE else EventType.RETREAT
    doers = [one for word, one in clause.prepositions if word == "by"] if clause.passive else clause.subjects
    agents = parties(scene, doers, cast, lexicon, loosely=True)
    targets = [one for word, one in clause.prepositions if word in _UPON]
    recipients = parties(scene, targets, cast, lexicon, loosely=True)
    if not recipients and clause.second and not clause.passive:
        return None
    if not _worth(agents, recipients):
        return None
    first, last = min(clause.verb, phrase.head), max(clause.verb, phrase.head) + 1
    return Draft(
        kind,
        number,
        first,
        last,
        scene.span(first, last),
        agents,
        recipients,
        mode_of(scene, k),
        "light verb with an event noun",
        0.75,
        clause=k,
        noun=scene.tokens[phrase.head].lower,
        place=_place(scene, clause.prepositions, cast),
    )


def mode_of(scene: Scene, k: int) -> Mode:
    """Whether the text says the clause happened."""
    clause = scene.syntax.clauses[k]
    if clause.negated:
        return Mode.NEGATED
    if clause.marker in ("if", "unless", "whether") or clause.modal in (
        "could",
        "may",
        "might",
        "would",
        "should",
        "can",
        "must",
    ):
        return Mode.HYPOTHETICAL
    if clause.future:
        return Mode.PLANNED
    if (
        clause.parent is not None
        and clause.link in ("infinitive", "coordinate", "adjunct")
        and clause.form in ("infinitive", "gerund")
    ):
        matrix = scene.syntax.clauses[clause.parent]
        if matrix.lemma in _FAILED or (matrix.negated and matrix.lemma not in ("say",)):
            return Mode.NEGATED
        if clause.form == "infinitive":
            return mode_of(scene, clause.parent) if matrix.lemma in _ACHIEVED else Mode.PLANNED
    return Mode.ACTUAL


def _place(scene: Scene, prepositions: list[tuple[str, Phrase]], cast: Cast) -> str | None:
    """The names after "in", "at" or "near", joined as a list."""
    names = [
        scene.words(phrase.first + (scene.tokens[phrase.first].lower == "the"), phrase.last)
        for word, phrase in prepositions
        if word in _PLACES and _is_place(scene, phrase, cast)
    ]
    return ", ".join(names) or None


def _is_place(scene: Scene, phrase: Phrase, cast: Cast) -> bool:
    if scene.syntax.tags[phrase.head] != "NNP" or scene.syntax.adverbial[phrase.head]:
        return False
    found = scene.mention_at(phrase.head)
    return found is None or cast.actors[found.actor].kind in (ActorKind.PLACE, ActorKind.COUNTRY)


# ---- nouns ----------------------------------------------------------------------------------------------------------


def _noun_type(scene: Scene, phrase: Phrase, lexicon: Lexicon) -> EventType | None:
    word = scene.tokens[phrase.head].lower
    if scene.syntax.tags[phrase.head] not in ("NN", "NNS", "NNP") or (
        phrase.head > phrase.first and scene.tokens[phrase.head].text[0].isupper()
    ):
        return None
    return lexicon.nouns.get(word) or lexicon.nouns.get(singular(word))


def _of_noun(scene: Scene, number: int, phrase: Phrase, cast: Cast, lexicon: Lexicon) -> Draft | None:
    """`the US attack on Iran`, `Russia's war in Ukraine`, `talks between Iran and Israel`, `the G7 summit`."""
    kind = _noun_type(scene, phrase, lexicon)
    if kind not in _NOUN_TYPES:
        return None
    noun = singular(scene.tokens[phrase.head].lower)
    agents, recipients = _before_noun(scene, phrase, noun, cast)
    after_agents, after_recipients, place = _after_noun(scene, phrase, noun, kind, cast, lexicon)
    agents, recipients = agents + after_agents, recipients + after_recipients
    if not any(one.actor for one in (*agents, *recipients)):
        return None
    first_word = scene.tokens[phrase.first].lower
    mode = Mode.NEGATED if first_word in ("no", "any") else Mode.ACTUAL
    first = phrase.head
    while (
        first > phrase.first
        and scene.syntax.tags[first - 1] in ("NN", "JJ")
        and scene.mention_at(first - 1) is None
        and scene.tokens[first - 1].text.islower()
    ):
        first -= 1
    return Draft(
        kind,
        number,
        phrase.first,
        phrase.last,
        scene.span(first, phrase.head + 1),
        agents,
        recipients,
        mode,
        "event noun",
        0.65,
        noun=noun,
        definite=first_word not in ("a", "an", "any", "no", "some"),
        place=place,
    )


def _before_noun(
    scene: Scene, phrase: Phrase, noun: str, cast: Cast
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Possessors and adjectives do it; a bare name before "war" or "crisis" is where it happens."""
    agents, recipients = [], []
    for one in scene.mentions_in(phrase.first, phrase.head):
        party = Participant(one.actor, scene.span(one.first, one.last))
        bare = one.form in (Form.NAME, Form.ALIAS) and not (
            one.last < len(scene.tokens) and scene.syntax.tags[one.last] == "POS"
        )
        if cast.actors[one.actor].kind is ActorKind.PLACE or (noun in _BROAD and bare):
            if cast.actors[one.actor].kind is not ActorKind.PLACE:
                recipients.append(party)
        else:
            agents.append(party)
    return tuple(agents), tuple(recipients)


def _after_noun(
    scene: Scene, phrase: Phrase, noun: str, kind: EventType, cast: Cast, lexicon: Lexicon
) -> tuple[tuple[Participant, ...], tuple[Participant, ...], str | None]:
    agents: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    places: list[tuple[str, Phrase]] = []
    i = phrase.last
    for _ in range(4):
        if i + 1 >= len(scene.tokens) or scene.syntax.tags[i] not in ("IN", "TO"):
            break
        word, following = scene.tokens[i].lower, scene.syntax.phrase_from(i + 1)
        if following is None:
            break
        run = [following]
        while (
            run[-1].last + 1 < len(scene.tokens)
            and scene.tokens[run[-1].last].lower == "and"
            and (more := scene.syntax.phrase_from(run[-1].last + 1))
        ):
            run.append(more)
        named = parties(scene, run, cast, lexicon, loosely=True)
        if word == "by" or (word in ("between", "among") and kind in _MUTUAL) or (word == "of" and kind in _MUTUAL):
            agents += named
        elif (
            word in ("on", "against", "with", "at", "into", "upon", "over")
            or (word == "of" and kind not in _MUTUAL)
            or (word == "to" and kind is EventType.CONSULT)
            or (word == "in" and noun in _BROAD)
        ):
            recipients += named
        if word in _PLACES:
            places += [(word, one) for one in run]
        i = run[-1].last
    return agents, recipients, _place(scene, places, cast)


def _join_subjects(scene: Scene, drafts: list[Draft]) -> None:
    """`The bombing hit sites`: a verb whose subject is an event of its type tells of that very event."""
    for draft in drafts:
        if draft.clause is None or draft.noun:
            continue
        clause = scene.syntax.clauses[draft.clause]
        for other in drafts:
            if (
                other is not draft
                and other.noun
                and other.clause is None
                and other.type is draft.type
                and any(phrase.first <= other.first < phrase.last for phrase in clause.subjects)
            ):
                draft.merged = other
                other.recipients = other.recipients or draft.recipients
                other.place = other.place or draft.place
                other.mentions.append(draft.cue)
                break


_NAMING = frozenset({"call", "name", "dub", "codename", "code-name", "label", "know"})


def _name(scene: Scene, drafts: list[Draft]) -> None:
    """`called Operation X`, `Operation X`: the event's proper name."""
    for clause in scene.syntax.clauses:
        if not (clause.passive or clause.form == "participle") or clause.lemma not in _NAMING:
            continue
        i = clause.last + (clause.last < len(scene.tokens) and scene.tokens[clause.last].lower == "as")
        phrase = scene.syntax.phrase_from(i)
        if phrase is None or scene.syntax.tags[phrase.head] != "NNP":
            continue
        owner = max(
            (draft for draft in drafts if draft.last <= clause.first), key=lambda draft: draft.last, default=None
        )
        if owner and clause.first - owner.last <= 3:
            owner.itself().name = scene.words(phrase.first + (scene.tokens[phrase.first].lower == "the"), phrase.last)
