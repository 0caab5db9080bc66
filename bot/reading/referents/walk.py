"""Goes through an article from left to right and decides whom each phrase without a name stands for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from bot.model.facts import Form
from bot.reading.actors.likenesses import is_shown
from bot.reading.actors.sexes import is_told_otherwise
from bot.reading.judging.parts import NO_PART
from bot.reading.referents.appositions import is_honorific, is_naming, name_place
from bot.reading.referents.phrases import FIRST, PRONOUN, top, unnamed
from bot.reading.referents.ranking import SURE_NOBODY, Guess
from bot.reading.referents.referent import introduced, named
from bot.reading.referents.respondents import asked_before
from bot.reading.referents.traits import link_traits, own_traits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.model.article import Span
    from bot.model.facts import Actor, Mention, Participant
    from bot.reading.judging.parts import PartTaken
    from bot.reading.referents.phrases import Nameless
    from bot.reading.referents.ranking import Chooser
    from bot.reading.referents.referent import Referent
    from bot.reading.scene import Scene

_REMEMBERED = 20
"""Only this many actors, those mentioned last, are possible answers."""


_NAMED = frozenset({"person", "body"})
"""The sorts of descriptions that a name may stand beside; the name is of the same sort."""
_NAMED_AFTER = frozenset({"body", "group", "place"})
"""The sorts of descriptions that are told apart by a name inside."""
_CLOSING = frozenset({",", ".", ";", ")"})
_LIST = frozenset({"and", "or", "&"})


@dataclass(frozen=True, slots=True)
class Met:
    """A mention by its tokens."""

    first: int
    last: int
    actor: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known about an article before its phrases are resolved.

    Attributes:
        scenes, mentions: its sentences, and who is mentioned in them so far.
        actors: by id.
        parts: by scene and token, what the judge says about a phrase.
        voice: returns who says the words at a place.
        shorter: the id of the bearer, by the id of a name that is a shorter form of his.
    """

    scenes: Sequence[Scene]
    mentions: Sequence[Mention]
    actors: Mapping[str, Actor]
    parts: Mapping[int, Mapping[int, PartTaken]]
    voice: Callable[[Span], Participant | None]
    shorter: Mapping[str, str | None] = field(default_factory=dict)

    def met(self) -> dict[int, list[Met]]:
        """Returns the mentions of each scene by their tokens."""
        starts = {token.start: (scene.number, i) for scene in self.scenes for i, token in enumerate(scene.tokens)}
        ends = {token.end: i + 1 for scene in self.scenes for i, token in enumerate(scene.tokens)}
        made: dict[int, list[Met]] = {}
        for mention in self.mentions:
            if mention.span.start in starts and mention.span.end in ends:
                number, first = starts[mention.span.start]
                made.setdefault(number, []).append(Met(first, ends[mention.span.end], mention.actor))
        return made

    def ruled(self) -> dict[int, str]:
        """Returns the actors to whom rules resolve pronouns, by offset, without pronouns for several."""
        pronouns = [mention for mention in self.mentions if mention.form is Form.PRONOUN]
        times = Counter(mention.span for mention in pronouns)
        return {mention.span.start: mention.actor for mention in pronouns if times[mention.span] == 1}


@dataclass(frozen=True, slots=True)
class Settled:
    """A phrase with whom it stands for, and the probability; `known` is None if a pronoun that rules resolve is nobody's."""

    phrase: Nameless
    known: Referent | None
    sureness: float


class Walk:
    """One pass through an article. Speakers may be named after their words, so the first person is resolved last.

    Args:
        ground: the article.
        chooser: chooses among the answers.
    """

    def __init__(self, ground: Ground, chooser: Chooser) -> None:
        self._ground, self._chooser = ground, chooser
        self._met = ground.met()
        self._ruled = ground.ruled()
        self._starts = {(number, met.first): met.actor for number, rows in self._met.items() for met in rows}
        self._rows: dict[str, Referent] = {}
        """Whom the article has told of, the latest last."""
        self._most = 0
        self._heads: dict[int, Referent] = {}
        """By offset of a head, who stands there."""

    def settled(self) -> list[Settled]:
        """Returns the phrases that stand for somebody."""
        found: list[Settled] = []
        later: list[tuple[Nameless, list[Referent]]] = []
        for scene in self._ground.scenes:
            for met, phrase in self._steps(scene):
                if met is not None:
                    self._meet(scene, met)
                elif phrase is not None and phrase.sort in FIRST:
                    later.append((phrase, self._near()))
                elif phrase is not None:
                    found += self._settle(phrase, self._near())
        for phrase, known in later:
            found += self._settle(phrase, known)
        return found

    def _steps(self, scene: Scene) -> Iterator[tuple[Met | None, Nameless | None]]:
        """Yields the mentions and phrases of a scene, in order of their heads."""
        rows = self._met.get(scene.number, [])
        open_to = {met.first for met in rows if scene.tokens[met.first].start in self._ruled}
        covered = {i for met in rows for i in range(met.first, met.last)} - open_to
        phrases = unnamed(scene, covered)
        open_to &= {phrase.head for phrase in phrases}
        steps: list[tuple[int, int, Met | None, Nameless | None]] = [
            (met.last - 1, 0, met, None) for met in rows if met.first not in open_to
        ]
        steps += [(phrase.head, 1, None, phrase) for phrase in phrases]
        for _, _, met, phrase in sorted(steps, key=lambda step: step[:2]):
            yield met, phrase

    def _meet(self, scene: Scene, met: Met) -> None:
        if is_shown(scene, met.first, met.last):
            return  # whom a statue or an impersonator shows is not told of
        known = self._row(met.actor, scene)
        head = top(scene, met.first, met.last)
        known.stand(scene, met.last, head)
        people = scene.lexicon.people
        known.nouns |= people.persons.intersection(scene.syntax.words[met.first : met.last])
        if known.sort == "person" and known.female is None and known.nouns & (people.women | people.men):
            known.female = bool(known.nouns & people.women)
        self._stands(scene, head, known)
        self._heads[scene.tokens[met.last - 1].start] = known

    def _row(self, actor: str, scene: Scene) -> Referent:
        return self._rows.get(actor) or named(self._ground.actors[actor], scene.lexicon)

    def _near(self) -> list[Referent]:
        """The actors mentioned last, the latest first."""
        return list(islice(reversed(self._rows.values()), _REMEMBERED))

    def _stands(self, scene: Scene, head: int, known: Referent) -> None:
        """Notes who stands at a place. Training overrides it to compare with the gold."""
        if known.last == (scene.number, head):
            self._rows.pop(known.actor, None)
            self._most = max(self._most, known.times)
        self._rows[known.actor] = known
        self._heads[scene.tokens[head].start] = known

    def _settle(self, phrase: Nameless, known: Sequence[Referent]) -> list[Settled]:
        options = self._options(phrase, known)
        place, sureness = self._chooser.choose(phrase, options)
        if place and phrase.sort in ("he", "she") and _is_no_person(phrase, options[place].known):
            place = 0
        sure = self._certain(phrase, options)
        if sure is not None:
            place, sureness = sure, 1.0
        ruled = self._ruled.get(phrase.place)
        if place == 0 and (ruled is None or sureness > SURE_NOBODY):
            return [] if ruled is None else [Settled(phrase, None, sureness)]
        # Where the ranker leaves a pronoun open, what the rules say stands.
        chosen = options[place].known if place else self._row(ruled or "", phrase.scene)
        chosen = chosen or introduced(phrase)
        if phrase.sort not in FIRST:
            chosen.stand(phrase.scene, phrase.node.last, phrase.head)
        chosen.call(phrase)
        self._stands(phrase.scene, phrase.head, chosen)
        return [Settled(phrase, chosen, sureness)]

    def _options(self, phrase: Nameless, known: Sequence[Referent]) -> list[Guess]:
        """The possible answers: nobody, a new actor (unless the phrase is a pronoun), and each known actor."""
        part = self._ground.parts.get(phrase.scene.number, {}).get(phrase.head, NO_PART)
        own = own_traits(phrase, part, any(phrase.noun in referent.nouns for referent in known))
        old = [f"old {trait}" for trait in own]
        made = [Guess(None, ())]
        if phrase.opening != PRONOUN:
            made.append(Guess(None, [f"new {trait}" for trait in own]))
        speaker = self._speaker(phrase)
        ahead, how = self._ahead(phrase)
        by_rule = self._ruled.get(phrase.place)
        ruled = self._row(by_rule, phrase.scene) if by_rule else None
        more = [
            referent
            for referent in (speaker, ahead, ruled)
            if referent is not None and all(referent is not other for other in known)
        ]
        since: dict[str, int] = {}
        names = self._names_inside(phrase)
        for referent in [*known, *_once(more)]:
            if (names and not names & referent.words and referent is not ahead) or _is_barred(phrase, referent):
                continue
            rank = since[referent.sort] = since.get(referent.sort, -1) + 1
            traits = [*old, *link_traits(phrase, referent, rank, speaker)]
            if referent.times == self._most:
                traits.append(f"{phrase.sort} most told {referent.sort}")
            if ruled is not None:
                traits.append(f"{phrase.sort} {'ruled' if referent is ruled else 'not ruled'}")
            if referent is ahead:
                traits.append(f"{phrase.sort} ahead {how} {phrase.opening}")
            made.append(Guess(referent, traits))
        return made

    def _names_inside(self, phrase: Nameless) -> set[str]:
        """Returns the names, folded, that a description has before its head and that no list knows: `the Example-Sample regime` is nobody's who has no such name."""
        if phrase.opening == PRONOUN or phrase.sort not in _NAMED_AFTER:
            return set()
        scene, node = phrase.scene, phrase.node
        met = {i for row in self._met.get(scene.number, ()) for i in range(row.first, row.last)}
        inside = (i for i in range(max(node.first, 1), node.head) if i not in met)
        capital = (i for i in inside if scene.texts[i][:1].isupper())
        return {scene.folded[i] for i in capital if scene.syntax.tree.classes[i].startswith("NNP")}

    def _ahead(self, phrase: Nameless) -> tuple[Referent | None, str]:
        """The actor named right after a phrase: `motorcycle club Example MC`, `the company, Example Ltd, said`, `a dentist called Jane Example`."""
        place = name_place(phrase.scene, phrase.node)
        actor = self._starts.get((phrase.scene.number, place)) if phrase.opening != PRONOUN else None
        comma = phrase.scene.syntax.words[phrase.node.last : place].count(",") > 0
        return (self._row(actor, phrase.scene) if actor else None), "comma" if comma else "at once"

    def _certain(self, phrase: Nameless, options: Sequence[Guess]) -> int | None:
        """The index of an answer that needs no weights, if there is one."""
        found = (
            self._honoured(phrase, options),
            self._beside(phrase, options),
            _by_name(phrase, options),
            self._answering(phrase, options),
        )
        return next((at for at in found if at is not None), None)

    def _honoured(self, phrase: Nameless, options: Sequence[Guess]) -> int | None:
        """The index of whose name a phrase is, where the tree takes the honorific before it for its head: `Ms | Example`."""
        if phrase.sort != "name" or not is_honorific(phrase.scene, phrase.head):
            return None
        actor = self._starts.get((phrase.scene.number, phrase.head + 1))
        return next((at for at, option in enumerate(options) if option.known and option.known.actor == actor), None)

    def _beside(self, phrase: Nameless, options: Sequence[Guess]) -> int | None:
        """The index of the person or body whose name stands in apposition right after a phrase: `voice actor Jane Example`, `the chief of Example Ltd, Jane Example,`."""
        tree, words = phrase.scene.syntax.tree, phrase.scene.syntax.words
        if phrase.opening == PRONOUN or phrase.plural or phrase.sort not in _NAMED:
            return None
        if words[phrase.head] in phrase.scene.lexicon.titles.honorifics:
            return None
        firm = phrase.noun in phrase.scene.lexicon.titles.firms
        place = name_place(phrase.scene, phrase.node)
        for at, option in enumerate(options):
            known = option.known
            if known is None or known.local or known.sort != phrase.sort or (firm and known.sort == "person"):
                continue
            for name in self._met.get(phrase.scene.number, ()):
                if name.actor != known.actor or name.first < phrase.node.last:
                    continue
                linked = any(tree.heads[i] == phrase.head for i in range(name.first, name.last))
                linked |= name.first <= tree.heads[phrase.head] < name.last
                behind = name.first == place > phrase.node.last
                apart = (behind or words[name.first - 1] == ",") and _closed(words, name.last)
                set_off = apart and behind and _CLOSING.issuperset(words[name.last : name.last + 1])
                called = name.first == phrase.node.last + 1 and is_naming(phrase.scene, phrase.node.last)
                if set_off or called or (linked and (apart or name.first == phrase.node.last)):
                    return at
        return None

    def _answering(self, phrase: Nameless, options: Sequence[Guess]) -> int | None:
        """The index of whoever was asked right before a pronoun that answers, if it fits."""
        place = asked_before(phrase, self._ground.scenes)
        asked = self._heads.get(place) if place is not None else None
        if asked is None or asked.plural != phrase.plural:
            return None
        unlisted = len(asked.words) == 1 and asked.actor not in phrase.scene.cast.gazetteer.rows  # "Duterte"
        if (phrase.sort in ("he", "she")) != (asked.sort == "person") and not unlisted:
            return None
        if phrase.sort != "it" and asked.female not in (None, phrase.sort == "she") and not asked.plural:
            return None
        return next((at for at, option in enumerate(options) if option.known is asked), None)

    def _speaker(self, phrase: Nameless) -> Referent | None:
        """The actor who says the words of a phrase."""
        said = self._ground.voice(phrase.scene.span(phrase.head, phrase.head + 1))
        if said is None:
            return None
        if said.actor:
            return self._rows.get(self._ground.shorter.get(said.actor) or said.actor)
        return next((self._heads[i] for i in reversed(range(said.span.start, said.span.end)) if i in self._heads), None)


def _closed(words: Sequence[str], i: int) -> bool:
    """True if what ends before token `i` is no member of a list."""
    return not _LIST.intersection(words[i : i + 2])


def _by_name(phrase: Nameless, options: Sequence[Guess]) -> int | None:
    """The index of the only body whose name has the noun of a description: `the council` after `the Example Council for Health`; None if several do, or were called so."""
    if phrase.opening != "the" or phrase.modifiers or phrase.plural or phrase.sort not in ("body", "group"):
        return None
    known = [(at, option.known) for at, option in enumerate(options) if option.known is not None]
    called = [at for at, one in known if phrase.noun in one.nouns and one.local]
    named = [at for at, one in known if one.sort == "body" and not one.local and phrase.noun in one.words]
    return named[0] if len(named) == 1 and not called else None


def _is_no_person(phrase: Nameless, known: Referent | None) -> bool:
    """True for a state, a place and a known body; a body on no list may be a person's surname."""
    if known is None or known.sort not in ("state", "place", "body"):
        return False
    return known.sort != "body" or known.actor in phrase.scene.cast.gazetteer.rows


def _is_barred(phrase: Nameless, known: Referent) -> bool:
    """True if a phrase can't refer to this actor: number, kind or sex differs, or it would be their own relative."""
    if phrase.sort == "name" and known.sort == "person":
        return is_told_otherwise(phrase.scene, known.actor, phrase.head, phrase.scene.folded[phrase.head])
    if phrase.sort in ("person", "people") and _is_owner(phrase, known):
        return True
    if phrase.opening == PRONOUN or phrase.sort != "person":
        return False
    row = phrase.scene.cast.gazetteer.rows.get(known.actor)
    trade = (
        phrase.noun in phrase.scene.lexicon.titles.trades
        and row is not None
        and phrase.noun not in known.nouns
        and phrase.noun not in (*row.trades, *row.note.split())
    )
    several = known.plural or known.sort in ("people", "group") or (known.local and known.sort == "body")
    return several or trade


def _is_owner(phrase: Nameless, known: Referent) -> bool:
    """True if a person belongs to somebody, who is another then: `Jane Example's husband`, `Russia's allies`."""
    tree, (number, head) = phrase.scene.syntax.tree, known.last
    here = number == phrase.scene.number
    return here and tree.relations[head] == "nmod:poss" and tree.heads[head] == phrase.head


def _once(rows: Sequence[Referent]) -> list[Referent]:
    return [row for at, row in enumerate(rows) if all(row is not other for other in rows[:at])]
