"""Converts noun phrases to participants: which actor a phrase refers to, if any, and whether it can act at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, EventType, Form, Participant
from bot.reading.actors.likenesses import is_copied, is_epithet
from bot.reading.actors.namesakes import entries_at
from bot.reading.actors.peoples import are_people, is_citizen
from bot.reading.actors.proper_names import common
from bot.reading.actors.roster import something_else
from bot.reading.actors.titles import owner_of
from bot.reading.cast import FoundMention
from bot.reading.grammar.morphology import singular

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.scene import Scene

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "esq"})
_COUNTS = {word: count for count, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), 2)}
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.GROUP})
_OWNED_OF = frozenset({"of", "from", "by", "in"})


def participants(scene: Scene, phrases: Iterable[NounPhrase], loosely: bool = False) -> tuple[Participant, ...]:
    """Returns the participants that noun phrases refer to, in order, each actor once.

    `loosely`: a phrase that is not an actor counts as its owner ("Trump's proposal", "the attack by Russia").
    """
    found: list[Participant] = []
    for phrase in phrases:
        for party in _party(scene, phrase, loosely):
            if party.actor is None or all(party.actor != other.actor for other in found):
                found.append(party)
    return tuple(found)


def _party(scene: Scene, phrase: NounPhrase, loosely: bool) -> list[Participant]:
    span = scene.span(phrase.first, phrase.last)
    behind = _name_behind(scene, phrase)
    if behind is not None:
        return [Participant(behind.actor, scene.span(behind.first, behind.last))]
    at_head = [mention for mention in scene.found if mention.first <= phrase.head < mention.last]
    named = [mention for mention in at_head if mention.form is not Form.TITLE] or at_head
    apposed = _apposed(scene, phrase) if all(mention.form is Form.TITLE for mention in named) else None
    if apposed and any(mention.actor == apposed.actor for mention in named):
        return [Participant(apposed.actor, scene.span(phrase.first, apposed.last))]
    if any(is_citizen(scene, mention) for mention in named):
        return [Participant(None, span)]
    if named:
        narrow = min(mention.last - mention.first for mention in named)
        return [
            Participant(mention.actor, span)
            for mention in named
            if mention.last - mention.first == narrow and scene.cast.actors[mention.actor].kind is not ActorKind.PLACE
        ]
    if members := _counted(scene, phrase):
        return members
    head = scene.tokens[phrase.head].lower
    if head.rstrip(".") in _SUFFIXES:
        return []
    inside = [
        mention
        for mention in scene.mentions_in(phrase.first, phrase.head + 1)
        if scene.cast.actors[mention.actor].kind is not ActorKind.PLACE
        and not _is_compound(scene, mention.last - 1)
        and scene.syntax.words[max(0, mention.first - 1)] not in scene.lexicon.open.copied
    ]
    suffered = singular(head) in scene.lexicon.suffered
    owner = None if suffered else inside[-1] if inside else _owner_after(scene, phrase)
    if head in scene.lexicon.titles.organs and owner and scene.cast.actors[owner.actor].kind is ActorKind.COUNTRY:
        return [Participant(owner.actor, span)]
    if head in scene.lexicon.titles.teams and owner and scene.cast.actors[owner.actor].kind is ActorKind.PERSON:
        return [Participant(owner.actor, span)]
    if scene.syntax.tags[phrase.head] == "NNP" and head not in scene.lexicon.titles.organs:
        titles = [mention for mention in inside if mention.form is Form.TITLE]
        return [Participant(titles[-1].actor if titles else _unlisted(scene, phrase) if loosely else None, span)]
    if apposed:
        return [Participant(apposed.actor, scene.span(phrase.first, apposed.last))]
    apart = owner is not None and is_somebody_else(scene, head, scene.cast.actors[owner.actor].kind)
    if head in scene.lexicon.titles.groups or head in scene.lexicon.titles.figures or apart:
        return [Participant(None, span)]
    if loosely and owner:
        return [Participant(owner.actor, scene.span(owner.first, owner.last))]
    return []


def is_somebody_else(scene: Scene, noun: str, owner: ActorKind) -> bool:
    """True for a noun that names somebody else than its owner: "Example's assassin", "Example's lookalike", "the party's leader", "Iran's critics"."""
    one, lexicon = singular(noun), scene.lexicon
    if one in lexicon.titles.relatives or one in lexicon.stance_words.sides:
        return True
    if owner is ActorKind.PERSON:
        return one in lexicon.people.persons or one in lexicon.open.likenesses
    return (
        owner in _BODIES and noun == one in lexicon.people.persons
    )  # several persons act for a body: "Hamas's fighters"


def _name_behind(scene: Scene, phrase: NounPhrase) -> FoundMention | None:
    """The person whose name a tree joins to a place or honorific before it: `then-governor of Alaska | Jane Example`, `Lord | Carfax`."""
    found = scene.mention_at(phrase.last - 1) if phrase.last - 1 > phrase.head else None
    person = found and found.first > phrase.head and scene.cast.actors[found.actor].kind is ActorKind.PERSON
    return found if person else None


def _counted(scene: Scene, phrase: NounPhrase) -> list[Participant]:
    """The persons that a count announces, if as many names follow: `two candidates, Jane Example and John Sample, left`."""
    tree, words = scene.syntax.tree, scene.syntax.words
    counts = [_COUNTS[words[i]] for i in range(phrase.first, phrase.head) if words[i] in _COUNTS]
    people = singular(words[phrase.head]) in scene.lexicon.titles.figures
    if not counts or not people or words[phrase.head + 1 : phrase.head + 2] != [","]:
        return []
    heads = [i for i in tree.children(phrase.head, "appos") if i > phrase.head]
    heads += [i for head in heads for i in tree.children(head, "conj")]
    if len(heads) != counts[-1] or any(scene.syntax.tags[i] != "NNP" for i in heads):
        return []
    named = [_as_person(scene, i) for i in heads]
    if any(scene.cast.actors[one.actor].kind is not ActorKind.PERSON for one in named):
        return []
    return [Participant(one.actor, scene.span(one.first, one.last)) for one in named]


def _as_person(scene: Scene, i: int) -> FoundMention:
    """The mention of the name that begins at token `i`: a person's, if no list knows it."""
    found = scene.mention_at(i)
    if found is None:
        last = max([i, *scene.syntax.tree.children(i, "flat")]) + 1
        found = FoundMention(i, last, scene.cast.person(scene.words(i, last)).id, Form.NAME)
        scene.cast.note(scene.number, found)
    return found


def _is_compound(scene: Scene, i: int) -> bool:
    """True if a word relates something to an actor but isn't that actor: "Russian-backed"."""
    _, hyphen, second = scene.tokens[i].lower.rpartition("-")
    return bool(hyphen) and second in scene.lexicon.open.compounds


def _apposed(scene: Scene, phrase: NounPhrase) -> FoundMention | None:
    """The name after the comma, if a comma or the end follows it: `its so-called ally, Russia`."""
    if phrase.last + 1 >= len(scene.tokens) or scene.tokens[phrase.last].text != ",":
        return None
    following = scene.syntax.phrase_from(phrase.last + 1)
    head = scene.tokens[phrase.head]
    named = head.text[:1].isupper() and head.lower not in scene.lexicon.titles.figures
    if following is None or scene.syntax.tags[following.head] != "NNP" or named:
        return None
    closed = following.last >= len(scene.tokens) or scene.tokens[following.last].text in (",", ".", ";", "—")
    found = scene.mention_at(following.head)
    return found if closed and found and scene.cast.actors[found.actor].kind is not ActorKind.PLACE else None


def _unlisted(scene: Scene, phrase: NounPhrase) -> str | None:
    """Makes a capitalised name that is on no list and takes part in an event a new actor: an organisation, unless it is built like a person's name."""
    first = phrase.head
    while first > phrase.first and scene.syntax.tags[first - 1] == "NNP" and scene.mention_at(first - 1) is None:
        first -= 1
    last = _end_of_name(scene, phrase.head)
    texts = [token.text for token in scene.tokens[first:last]]
    capital = _named(texts[0]) and all(_named(text) or text[:1].isdigit() for text in texts)
    if last - first == 1 and scene.tokens[first].lower in scene.lexicon.issue_words.alone:  # Brexit is no body
        return None
    if any(are_people(scene, entry, first) or is_epithet(scene, entry, first) for entry in entries_at(scene, first)):
        return None
    if last - first == 1 and scene.syntax.words[max(0, first - 1)] in ("a", "an") and not texts[0].isupper():
        return None  # "a Dutchwoman", "an Airbus"
    if is_copied(scene, first, last) or (last - first == 1 and scene.folded[first] in scene.cast.bearers):
        return None  # which of the persons of that name is unclear
    if not capital or common(scene, first, last) or scene.syntax.adverbial[phrase.head]:
        return None
    person = last > phrase.head + 1 and first == phrase.head and not something_else(scene, first, last)
    person = person or (last - first == 1 and _is_surname(scene, first))
    owner = owner_of(scene, first)
    person = person or (owner is not None and last - first == 2 and _has_no_plain_word(scene, first, last))
    name = scene.words(first, last)
    made = scene.cast.person(name, None, owner) if person else scene.cast.body(name, ActorKind.ORGANIZATION)
    actor = made.id
    if last - first == 2 and not person:  # it could be a person
        scene.cast.bodies.setdefault(scene.folded[last - 1], actor)
    scene.cast.note(scene.number, FoundMention(first, last, actor, Form.NAME))
    return actor


def _has_no_plain_word(scene: Scene, first: int, last: int) -> bool:
    """True for words that are only names: not `New Dawn`, `Example Council`."""
    plain, bodies = scene.lexicon.everyday, scene.lexicon.titles.bodies
    return not any(token.lower in plain or token.text in bodies for token in scene.tokens[first:last])


def _is_surname(scene: Scene, i: int) -> bool:
    """True for a surname that several known persons have: `Clinton`."""
    entries = entries_at(scene, i)
    rows = scene.cast.gazetteer.rows
    return bool(entries) and all(entry.weak and rows[entry.actor].kind is ActorKind.PERSON for entry in entries)


def _end_of_name(scene: Scene, head: int) -> int:
    """The end of a name whose first word is its head, as in trees of persons' names: `Levent | Example`."""
    tree, last = scene.syntax.tree, head + 1
    while (
        last < len(scene.tokens)
        and tree.heads[last] == head
        and tree.relations[last] == "flat"
        and scene.syntax.tags[last] == "NNP"
        and scene.mention_at(last) is None
    ):
        last += 1
    return last


def _named(word: str) -> bool:
    """True for a word with a capital: `Boeing`, `iPhone`."""
    return len(word) > 1 and any(letter.isupper() for letter in word[:3])


def _harms(scene: Scene, phrase: NounPhrase) -> bool:
    """True if the phrase after "of" is the victim: `the shooting of Jacob`, `the bombing of Iran`."""
    return scene.lexicon.nouns.get(singular(scene.tokens[phrase.head].lower)) in (
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
    )


def _owner_after(scene: Scene, phrase: NounPhrase) -> FoundMention | None:
    """The actor named after a noun: `the government of Syria`, `a call from Mandela`."""
    if phrase.last + 1 >= len(scene.tokens) or scene.tokens[phrase.last].lower not in _OWNED_OF:
        return None
    following = scene.syntax.phrase_from(phrase.last + 1)
    if following is None or (scene.tokens[phrase.last].lower == "of" and _harms(scene, phrase)):
        return None
    found = [
        mention
        for mention in scene.found
        if mention.first <= following.head < mention.last
        and scene.cast.actors[mention.actor].kind is not ActorKind.PLACE
    ]
    return found[0] if found else None
