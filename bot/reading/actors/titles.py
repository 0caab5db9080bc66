"""Finds mentions and roles by titles: before a name, after it, or alone for the holder of an office."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.reading.actors.body_names import acronym_behind
from bot.reading.actors.longer_names import bearer
from bot.reading.actors.namesakes import entries_at
from bot.reading.actors.proper_names import (
    LONGEST_NAME,
    common,
    given_name,
    introduced_at,
    run_from,
    words_of_name,
)
from bot.reading.actors.sexes import honoured_woman
from bot.reading.actors.title_words import LONGEST_TITLE, title_at
from bot.reading.cast import LESSER, FoundMention
from bot.reading.gazetteer import fold
from bot.reading.grammar.syntax import FINITE

if TYPE_CHECKING:
    from bot.reading.gazetteer import GazetteerEntry
    from bot.reading.grammar.noun_phrases import NounPhrase
    from bot.reading.scene import Scene


_OWNERS = frozenset({ActorKind.COUNTRY, ActorKind.ORGANIZATION, ActorKind.GROUP})


def titled(scene: Scene, i: int, size: int) -> tuple[tuple[FoundMention, ...], int]:
    """Returns the mentions for a title and the name after it ("Foreign Minister Jane Example of Ruritania"), and where to go on.

    Several titles may follow each other.
    """
    first_of_name = i + size
    if acronym_behind(scene, first_of_name):
        first_of_name += 3  # "Member of Parliament (MP) Jane Example"
    while first_of_name < len(scene.tokens) and (more := title_at(scene, first_of_name)):
        first_of_name += more
    if (
        first_of_name < len(scene.tokens)
        and scene.tokens[first_of_name].lower.rstrip(".") in scene.lexicon.titles.honorifics
    ):
        first_of_name += 1
    if scene.tokens[i].lower in LESSER and first_of_name - i > size and title_at(scene, i + size):
        size += title_at(scene, i + size)  # "Deputy Mayor Jane Example" is deputy of something
    title = scene.words(i, i + size)
    actor, last = _name_after(scene, first_of_name, title)
    if actor is None:
        return (), i + size
    start, of = state_before(scene, i)
    if of is None and last + 1 < len(scene.tokens) and scene.tokens[last].lower == "of":
        entries = entries_at(scene, last + 1)
        of = (
            entries[0].actor
            if entries and scene.cast.gazetteer.rows[entries[0].actor].kind is not ActorKind.PERSON
            else None
        )
    before = scene.tokens[start - 1].lower if start else ""
    scene.cast.introduce(
        actor,
        f"former {title}" if before in ("former", "ex") or (i and scene.tokens[i - 1].lower == "former") else title,
        of,
    )
    return (FoundMention(i, i + size, actor, Form.TITLE), FoundMention(first_of_name, last, actor, Form.NAME)), last


def _name_after(scene: Scene, i: int, title: str) -> tuple[str | None, int]:
    """The person whose name begins at `i`, behind a title."""
    if i >= len(scene.tokens) or not scene.tokens[i].text[:1].isupper() or scene.syntax.adverbial[i]:
        return None, i
    if introduced := introduced_at(scene, i):
        return introduced.actor, introduced.last
    entries = entries_at(scene, i)
    persons = [entry for entry in entries if scene.cast.gazetteer.rows[entry.actor].kind is ActorKind.PERSON]
    holding = _holding(scene, i, persons, title)
    persons = holding or [
        entry for entry in persons if not (entry.weak and scene.cast.is_another(entry.actor, entry.words[-1]))
    ]
    run = run_from(scene, i)
    last = i
    while (
        last < run
        and (scene.syntax.tags[last] == "NNP" or scene.tokens[last].lower in scene.lexicon.titles.particles)
        and words_of_name(scene, i, last) < LONGEST_NAME
    ):
        last += 1
    if persons and (not persons[0].weak or last == i + len(persons[0].words)):
        met = next((entry for entry in persons if entry.actor in scene.cast.actors), persons[0])
        if not (met.weak and len(persons) > 1 and met.actor not in scene.cast.actors):
            return bearer(scene, met, i)
    if (
        entries
        and not persons
        and any(scene.cast.gazetteer.rows[entry.actor].kind is not ActorKind.PERSON for entry in entries)
    ):
        return None, i
    if last == i:
        return None, i
    met_before = scene.cast.bearer(scene.folded[i], honoured_woman(scene, i), scene.lexicon.titles.female)
    if last - i == 1 and (met_before or scene.folded[i] in scene.cast.surnames):
        return met_before or scene.cast.surnames[scene.folded[i]], last
    if scene.tokens[last - 1].text in scene.lexicon.titles.bodies or common(scene, i, last):
        return None, i
    given = given_name(scene, i, last)  # "Chief Technical Officer Chris Wright"
    return scene.cast.person(scene.words(given, last)).id, last


def _holding(scene: Scene, i: int, persons: list[GazetteerEntry], title: str) -> list[GazetteerEntry]:
    """The persons before whose name at token `i` a title may stand: of several who held the office, those who hold it on the article's day; or, behind "former", the others."""
    cast = scene.cast
    held = [entry for entry in persons if cast.gazetteer.has_held(entry.actor, title)]
    if len({entry.actor for entry in held}) < 2:
        return held
    now = [entry for entry in held if (office := cast.office_of(entry.actor)) and fold(office.title) == fold(title)]
    if not LESSER.isdisjoint(scene.syntax.words[max(0, i - LONGEST_TITLE - 1) : i]):
        return [entry for entry in held if entry not in now]
    return now or held


def state_before(scene: Scene, i: int) -> tuple[int, str | None]:
    """Returns where the phrase of a title begins, and the state whose adjective or possessive stands before it."""
    start = i
    for j in range(i - 1, max(i - 5, -1), -1):
        found = scene.mention_at(j)
        if found and scene.cast.actors[found.actor].kind is not ActorKind.PERSON:
            return found.first, found.actor
        if (
            scene.tokens[j].lower not in scene.lexicon.open.former
            and scene.tokens[j].lower not in ("'s", "'")
            and scene.syntax.tags[j] != "JJ"
        ):
            break
        start = j
    return start, None


def owner_of(scene: Scene, i: int) -> str | None:
    """Returns the state or body whose possessive stands before token `i`: `Labour's | Jane Example`."""
    found = scene.mention_at(i - 2) if i > 1 and scene.syntax.tags[i - 1] == "POS" else None
    kind = scene.cast.actors[found.actor].kind if found else None
    return found.actor if found and kind in _OWNERS else None


def owned(scene: Scene) -> Scene:
    """The scene, once the cast knows whose its persons are by a possessive: `Labour's Jane Example`."""
    for mention in scene.mentions:
        owner = owner_of(scene, mention.first)
        if owner and mention.form is Form.NAME and scene.cast.actors[mention.actor].kind is ActorKind.PERSON:
            scene.cast.introduce(mention.actor, None, owner)
    return scene


def appositions(scene: Scene) -> Scene:
    """The scene with titles in apposition. `Youssef Chahed, the Prime Minister of Tunisia,` and `the Prime Minister of Tunisia, Youssef Chahed,`: role and state."""
    for mention in scene.mentions:
        if (
            scene.cast.actors[mention.actor].kind is not ActorKind.PERSON
            or mention.form is not Form.NAME
            or mention.last + 2 >= len(scene.tokens)
        ):
            continue
        if scene.tokens[mention.last].text == ",":
            scene = scene.with_mentions(*_role_in(scene, mention.actor, mention.last + 1, mention.last + 8))
    return scene


def _role_in(scene: Scene, actor: str, first: int, last: int) -> tuple[FoundMention, ...]:
    """The mention for the first title of a passage; notes it as the actor's role."""
    for i in range(first, min(last, len(scene.tokens))):
        if scene.syntax.tags[i] not in ("DT", "JJ", "NN", "NNP", "POS", "PRP$"):
            break
        size = title_at(scene, i)
        # A title that acts is somebody else's: "at the request of Boris Johnson, the Queen suspended parliament".
        if size and not FINITE.intersection(scene.syntax.tags[i + size : i + size + 1]):
            of = state_before(scene, i)[1]
            after = i + size
            if of is None and after + 1 < len(scene.tokens) and scene.tokens[after].lower == "of":
                found = scene.mention_at(after + 1)
                of = found.actor if found and scene.cast.actors[found.actor].kind is not ActorKind.PERSON else None
            scene.cast.introduce(actor, scene.words(i, i + size), of)
            covered = any(other.first <= i < other.last for other in scene.found)
            return () if covered else (FoundMention(i, i + size, actor, Form.TITLE),)
    return ()


def descriptions(scene: Scene) -> Scene:
    """Returns the scene with descriptions before a name and a comma: `its so-called ally, Russia`, `the mayor of Exampleville, Dr. Jane Example, said`.

    Runs after the pronouns are resolved: for them only the name counts.
    """
    titles, words = scene.lexicon.titles, scene.syntax.words
    for phrase in scene.syntax.phrases:
        head = scene.tokens[phrase.head]
        person, firm = head.text in titles.figures, head.text in titles.firms
        if not (person or firm or head.text in titles.relatives):
            continue
        begins = phrase.first == 0 or words[phrase.first - 1] == ","
        named = _between_commas(scene, _described(scene, phrase) if person else phrase.last, begins)
        if named is None or scene.syntax.tags[phrase.head] != "NN":
            continue
        already = scene.mention_at(phrase.head)
        if already and (already.form is not Form.TITLE or already.actor == named.actor):
            continue
        kind = scene.cast.actors[named.actor].kind
        if (
            kind is ActorKind.PLACE
            or (person and kind is not ActorKind.PERSON)
            or (firm and kind is not ActorKind.ORGANIZATION)
        ):
            continue
        if phrase.first and words[phrase.first - 1] == "," and scene.mention_at(phrase.first - 2) is not None:
            continue  # "Turkey, its ally, Russia, ...": a list, or a description of the name before
        others = tuple(mention for mention in scene.mentions if mention is not already)
        described = FoundMention(phrase.first, phrase.last, named.actor, Form.TITLE)
        scene = replace(scene, mentions=(*others, described))
    return scene.in_order()


def _described(scene: Scene, phrase: NounPhrase) -> int:
    """The end of a description with what it is of: `the prosecutor of Exampleville`; its own end if that is a person."""
    last, words = phrase.last, scene.syntax.words
    while words[last : last + 1] and words[last] in ("of", "for", "to", "from", "and"):
        following = scene.syntax.phrase_from(last + 1)
        found = scene.mention_at(following.head) if following else None
        if following is None or words[following.head] in scene.lexicon.titles.figures | scene.lexicon.titles.relatives:
            return phrase.last
        if (words[last] == "and" and last == phrase.last) or (
            found and scene.cast.actors[found.actor].kind is ActorKind.PERSON
        ):
            return phrase.last
        last = following.last
    return last


def _between_commas(scene: Scene, comma: int, begins: bool) -> FoundMention | None:
    """The mention that fills the space between a comma and the next, or the end; None within a list.

    `begins`: the description opens its clause, so the name may also be right before the verb: `Its leader, Jane Example announced`.
    """
    words = scene.syntax.words
    if comma + 1 >= len(words) or words[comma] != ",":
        return None
    first = comma + 1
    while first < len(words) and words[first].rstrip(".") in scene.lexicon.titles.honorifics:
        first += 1
    named = next(
        (mention for mention in scene.found if mention.first == first and mention.form in (Form.NAME, Form.ALIAS)),
        None,
    )
    if named is None or named.last >= len(words):
        return named
    after = words[named.last + 1 : named.last + 2]
    joined = after in (["and"], ["or"]) and not _describes_another(scene, named.last + 2)
    listed = joined or scene.mention_at(named.last + 1) is not None
    acts = begins and scene.syntax.tags[named.last] in FINITE
    return named if acts or words[named.last] in (".", ";", "—") or (words[named.last] == "," and not listed) else None


def _describes_another(scene: Scene, i: int) -> bool:
    """True if the phrase at token `i` is a description with a name of its own: `the mayor, Jane Example, and the party's leader, Tom Sample, met`."""
    titles, phrase = scene.lexicon.titles, scene.syntax.phrase_from(i)
    if phrase is None or scene.syntax.words[phrase.head] not in titles.figures | titles.relatives:
        return False
    comma = _described(scene, phrase)
    named = scene.mention_at(comma + 1) if comma + 1 < len(scene.tokens) else None
    return scene.syntax.words[comma : comma + 1] == [","] and named is not None and named.form is Form.NAME


def offices_alone(scene: Scene) -> Scene:
    """The scene with holders of offices. `the Russian president`, `Iran's foreign minister`, `the prime minister`: by the gazetteer's dates, else by the article."""
    covered = {i for mention in scene.found for i in range(mention.first, mention.last)}
    for phrase in scene.syntax.phrases:
        head = phrase.head
        if head in covered:
            continue
        for size in range(min(LONGEST_TITLE, head - phrase.first + 1), 0, -1):
            first = head - size + 1
            if tuple(token.lower for token in scene.tokens[first : head + 1]) not in scene.lexicon.titles.offices:
                continue
            title = " ".join(token.lower for token in scene.tokens[first : head + 1])
            of = state_before(scene, first)[1]
            if of is None and phrase.last + 1 < len(scene.tokens) and scene.tokens[phrase.last].lower == "of":
                found = scene.mention_at(phrase.last + 1) or scene.mention_at(
                    min(phrase.last + 2, len(scene.tokens) - 1)
                )
                of = found.actor if found and scene.cast.actors[found.actor].kind is ActorKind.COUNTRY else None
            definite = scene.tokens[phrase.first].lower in ("the", "this") or of is not None
            former = any(
                token.lower in ("former", "deputy", "new", "next", "ex") for token in scene.tokens[phrase.first : first]
            )
            if definite and not former and scene.tokens[phrase.first].lower not in ("a", "an"):
                actor = scene.cast.by_role(title, of) or (
                    scene.cast.gazetteer.holder(title, of, scene.cast.day) if of else None
                )
                if actor:
                    if actor not in scene.cast.actors:
                        scene.cast.known(actor)
                    scene = scene.with_mentions(FoundMention(first, head + 1, actor, Form.TITLE))
            break
    return scene
