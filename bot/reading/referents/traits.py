"""Makes traits: short words that speak for or against an answer to whom a phrase stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.referents.phrases import FIRST, PRONOUN
from bot.reading.referents.referent import apposed_to, woman

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.judging.parts import PartTaken
    from bot.reading.referents.phrases import Nameless
    from bot.reading.referents.referent import Referent
    from bot.reading.scene import Scene

_CLOSE = (0, 1, 2, 4, 8)
_APART = (2, 4, 8, 16)
_GRADES = ((0.05, "no"), (0.2, "hardly"), (0.5, "perhaps"), (0.8, "likely"))
_BEHIND = frozenset({"of", "who", "from", "in", "for", "that", "at"})


def own_traits(phrase: Nameless, part: PartTaken, heard: bool) -> list[str]:
    """Returns traits of the phrase itself. `part`: what the judge says about it; `heard`: somebody nearby was called by its noun."""
    return [f"{phrase.sort} {trait}" for trait in (*_words(phrase, heard), *_place(phrase), *_part(phrase, part))]


def _words(phrase: Nameless, heard: bool) -> Iterator[str]:
    lexicon, node = phrase.scene.lexicon, phrase.node
    yield "at all"
    yield phrase.opening
    if phrase.sort == "name":
        yield from _name(phrase)
    if phrase.opening != PRONOUN and phrase.sort != "name":
        yield f"word {phrase.noun}"
        yield f"word {phrase.noun} {phrase.opening}"
    if phrase.plural:
        yield "plural"
    if heard:
        yield f"heard {phrase.opening}"
    if phrase.modifiers:
        yield "told"
    if phrase.noun in lexicon.nouns or phrase.noun in lexicon.event_words.nouns:
        yield "event"
    behind = phrase.scene.syntax.words[node.last : node.last + 1]
    if behind and behind[0] in _BEHIND:
        yield f"with {behind[0]}"


def _name(phrase: Nameless) -> Iterator[str]:
    """What a name on no list looks like."""
    titles, node = phrase.scene.lexicon.titles, phrase.node
    last, word = phrase.scene.texts[node.last - 1], phrase.scene.tokens[node.head].lower
    if last.isupper() and len(last) > 1:
        yield "letters"
    yield f"{min(node.last - node.first, 3)} words"
    if last in titles.bodies or word in titles.organs:
        yield "body"
    if last in titles.monuments or word in titles.civic:
        yield "monument"
    if word in phrase.scene.lexicon.everyday:
        yield "everyday"
    if phrase.scene.texts[node.first] in titles.given:
        yield "given"
    if any(letter.isdigit() for letter in last):
        yield "number"
    if node.first == 0:
        yield "first"


def _place(phrase: Nameless) -> Iterator[str]:
    tree, head = phrase.scene.syntax.tree, phrase.head
    yield f"as {relation(phrase.scene, head)}"
    if phrase.scene.syntax.quote[head]:
        yield "quoted"
    if tree.children(head, "cop"):
        yield "predicate"


def _part(phrase: Nameless, part: PartTaken) -> Iterator[str]:
    yield f"acts {grade(part.agent)}"
    yield f"undergoes {grade(part.recipient)}"
    yield f"holds {grade(part.holder)}"
    yield f"is meant {grade(part.target)}"
    yield f"speaks {grade(part.speaker)}"
    yield f"in all {grade(part.most)} {phrase.opening}"


def grade(chance: float) -> str:
    """A probability in words."""
    return next((name for border, name in _GRADES if chance < border), "surely")


def relation(scene: Scene, i: int) -> str:
    """The relation of a word to the one above it, with its preposition."""
    tree = scene.syntax.tree
    name = tree.relations[i]
    if name == "conj":
        return f"conj {tree.relations[tree.heads[i]]}"
    case = next((j for j in tree.children(i, "case") if j < i), None)
    return f"{name}:{scene.tokens[case].lower}" if case is not None and name.startswith(("obl", "nmod")) else name


def link_traits(phrase: Nameless, known: Referent, rank: int, speaker: Referent | None) -> list[str]:
    """Returns traits of a phrase and a known actor. `rank`: how many actors of its kind were mentioned since; `speaker`: who says the words of the phrase."""
    traits = [
        *_distance(phrase, known, rank),
        *_agreement(phrase, known),
        *(_called(phrase, known) if phrase.opening != PRONOUN else ()),
        *(_beside(phrase, known) if known.last[0] == phrase.scene.number else ()),
        *_voice(phrase, known, speaker),
    ]
    return [f"{phrase.sort} {trait}" for trait in traits]


def kind_of(known: Referent) -> str:
    """Returns the kind of an actor, and whether it has a name and is a plural."""
    return ("local " if known.local else "") + known.sort + (" plural" if known.plural else "")


def _distance(phrase: Nameless, known: Referent, rank: int) -> Iterator[str]:
    number = phrase.scene.number
    far, led = number - known.last[0], number - known.led
    yield f"far {next((step for step in _CLOSE if far <= step), 'more')}"
    yield f"rank {min(rank, 4)}"
    yield f"led {next((step for step in _CLOSE if led <= step), 'never')}"
    role = phrase.scene.syntax.tree.relations[phrase.head]
    yield f"led {'now' if led == 0 else 'just' if led == 1 else 'not'} {role}"
    yield f"times {known.times if known.times < 3 else 5 if known.times <= 5 else 'many'}"


def _agreement(phrase: Nameless, known: Referent) -> Iterator[str]:
    yield f"to {kind_of(known)}"
    if phrase.sort in ("he", "she", "person") and known.female is not None:
        female = phrase.sort == "she" if phrase.opening == PRONOUN else woman(phrase)
        if female is not None:
            yield "same sex" if female == known.female else "other sex"
    if phrase.plural != known.plural:
        yield f"other number {known.sort}"


def _called(phrase: Nameless, known: Referent) -> Iterator[str]:
    """Yields how the words of a phrase match what the actor was called."""
    if phrase.sort == "name":
        mine = {phrase.scene.folded[i] for i in range(phrase.node.first, phrase.node.last)} - {"the"}
        shared = mine & known.words
        yield "same name" if shared == mine else "some of the name" if shared else "another name"
    else:
        yield f"word {phrase.noun} to {kind_of(known)}"
    if phrase.noun in known.nouns:
        yield f"same noun {phrase.opening} {'fresh' if phrase.modifiers - known.modifiers else 'no more'}"
        if phrase.modifiers & known.modifiers:
            yield "same words"
    else:
        yield f"{'other' if known.nouns else 'no'} noun {phrase.opening}"
    if phrase.noun in known.words or phrase.scene.folded[phrase.head] in known.words:
        yield f"in its name {phrase.opening}"
    if phrase.modifiers & known.words:
        yield "name beside"
    yield f"{phrase.opening} met {min(known.times, 3)}"


def _beside(phrase: Nameless, known: Referent) -> Iterator[str]:
    """Yields the position of a phrase relative to the actor's last mention in the same sentence."""
    scene, tree, other, head = phrase.scene, phrase.scene.syntax.tree, known.last[1], phrase.head
    if other != head and phrase.node.first <= other < phrase.node.last:
        titles, word = scene.lexicon.titles, scene.tokens[head].lower
        yield f"inside {known.sort}"
        if word in titles.organs or word in titles.teams:
            yield f"inside organ {known.sort}"
        elif phrase.noun in titles.relatives:
            yield "inside relative"
    first, last = tree.span(head)
    if other != head and first <= other < last:
        yield "below"
    over = tree.heads[head]
    if over == other:
        yield f"under {tree.relations[head]}"
    main = apposed_to(scene, other)
    if tree.heads[main] == over and over not in (main, head):
        yield f"sisters {tree.relations[main]} {tree.relations[head]}"
    if tree.heads[other] == head and tree.relations[other].startswith("nsubj"):
        yield "is one"
    yield f"near {next((step for step in _APART if abs(head - other) <= step), 'more')}"
    between = scene.syntax.words[known.end : phrase.node.first]
    if between and between[0] == "," and all(word == "," or word.isdigit() for word in between):
        yield f"after comma {phrase.opening}"
    if known.end == phrase.node.first:
        yield "touches"


def _voice(phrase: Nameless, known: Referent, speaker: Referent | None) -> Iterator[str]:
    first = phrase.sort in FIRST
    if speaker is None:
        if first:
            yield "unheard"
        return
    yield "speaker" if speaker is known else "not speaker"
    if speaker is known and first:
        yield f"speaker {kind_of(known)}"
    if speaker is not known and speaker.of == known.actor:
        yield f"of the speaker {kind_of(known)}"
