"""The tokens of a sentence into mentions of actors: gazetteer names, titles with names, bodies, groups, holders of offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import ActorKind, Form
from bot.reading.scene import Found

if TYPE_CHECKING:
    from bot.reading.gazetteer import Entry
    from bot.reading.scene import Scene

_PLACE_BEFORE = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "to",
        "into",
        "outside",
        "across",
        "around",
        "through",
        "toward",
        "towards",
        "via",
        "capital",
        "downtown",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "inside",
        "leaving",
        "left",
        "of",
    ]
)
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "al",
        "el",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "ben",
        "abu",
        "ul",
    ]
)
_FORMER = frozenset(
    [
        "former",
        "ex-president",
        "then",
        "acting",
        "late",
        "outgoing",
        "incoming",
        "new",
        "current",
        "deputy",
        "senior",
        "top",
        "interim",
        "longtime",
    ]
)
_FIRST_NAMES_KINDS = frozenset({"NNP"})
_LONGEST_TITLE = 4
_LONGEST_NAME = 5
_SAID = frozenset({"VBD", "VBZ", "VBP"})


def find_mentions(scene: Scene, names: frozenset[str]) -> None:
    """Fills `scene.found`. `names`: last names (lower case) of persons named in full anywhere in the article."""
    i, size = 0, len(scene.tokens)
    while i < size:
        i = _step(scene, names, i)
    _fixed_phrases(scene)
    _prefixed(scene)
    _appositions(scene)
    _offices_alone(scene)
    _named_groups(scene)
    scene.found.sort(key=lambda one: (one.first, one.last))


def _step(scene: Scene, names: frozenset[str], i: int) -> int:
    """Reads what begins at token `i`, returns where to go on."""
    texts = [token.text for token in scene.tokens[i : i + 8]]
    if not texts[0][:1].isupper() and not texts[0][:1].isdigit() and not texts[0].startswith("ex-"):
        title = _title_at(scene, i)
        return _titled(scene, i, title) if title else i + 1
    entries = (
        scene.cast.gazetteer.at(scene.folded, [token.text for token in scene.tokens], i)
        if texts[0][:1].isupper() or texts[0][:1].isdigit()
        else []
    )
    run = _run_from(scene, i)
    body = _body_in(scene, i, run)
    if entries and not _in_date(scene, i):
        entry = _chosen(scene, entries, names)
        last = i + len(entries[0].words)
        if body > last and (entry is None or not _state_organ(scene, entry, body)):
            return _body(scene, i, body, entry)
        if entry and _plausible(scene, entry, i, last, run):
            return _known(scene, entry, i, last)
    title = _title_at(scene, i)
    if title and (step := _titled(scene, i, title)) > i + 1:
        return step
    if body > i:
        return _body(scene, i, body, None)
    return _open_run(scene, i, run)


def _in_date(scene: Scene, i: int) -> bool:
    """`May 25` names no May."""
    token = scene.tokens[i]
    return any(expression.span.start <= token.start < expression.span.end for expression in scene.dates)


def _common(scene: Scene, first: int, last: int) -> bool:
    """Whether a capitalised run is made of everyday words ("Technical Officer")."""
    words = scene.lexicon.tagging.words
    return all(
        token.lower in words and token.text not in scene.lexicon.titles.given for token in scene.tokens[first:last]
    )


# ---- names ----------------------------------------------------------------------------------------------------------


def _run_from(scene: Scene, i: int) -> int:
    """The end of the capitalised run that begins at `i` (particles inside it allowed)."""
    j = i
    while j < len(scene.tokens):
        word = scene.tokens[j].text
        capital = word[:1].isupper() and (scene.syntax.tags[j] in ("NNP", "NN", "NNS", "JJ", "CD") or j > i)
        inner = (
            j > i
            and scene.tokens[j].lower in _PARTICLES
            and j + 1 < len(scene.tokens)
            and scene.tokens[j + 1].text[:1].isupper()
        )
        if not (capital or inner) or j - i >= 8 or scene.syntax.adverbial[j]:
            break
        j += 1
    return j


def _body_in(scene: Scene, i: int, run: int) -> int:
    """The end of an organisation's name that begins at `i`: its last word says so, or its first with "of" after it."""
    for j in range(run - 1, i - 1, -1):
        if scene.tokens[j].text in scene.lexicon.titles.bodies:
            end = j + 1
            if (
                end + 1 < len(scene.tokens)
                and scene.tokens[end].lower in ("of", "for")
                and scene.tokens[end + 1].text[:1].isupper()
            ):
                return _run_from(scene, end + 1)
            if (
                end + 2 < len(scene.tokens)
                and scene.tokens[end].lower in ("of", "for")
                and scene.tokens[end + 1].lower == "the"
                and scene.tokens[end + 2].text[:1].isupper()
            ):
                return _run_from(scene, end + 2)
            return end if end - i >= 2 else i
    return i


def _state_organ(scene: Scene, entry: Entry, body: int) -> bool:
    """`Turkish Defence Ministry`: the state's own organ, not a body of its own."""
    return (
        scene.cast.gazetteer.rows[entry.actor].kind is ActorKind.COUNTRY
        and scene.tokens[body - 1].lower in scene.lexicon.titles.organs
    )


def _body(scene: Scene, i: int, last: int, inside: Entry | None) -> int:
    first = i + 1 if scene.tokens[i].lower == "the" else i
    of = inside.actor if inside and inside.form is Form.DEMONYM else None
    actor = scene.cast.body(scene.words(first, last), ActorKind.ORGANIZATION, of)
    scene.found.append(Found(first, last, actor.id, Form.NAME))
    return last


def _chosen(scene: Scene, entries: list[Entry], names: frozenset[str]) -> Entry | None:
    """Which of several actors of one name: the one already met, else the only one that needs no support."""
    actors = {entry.actor for entry in entries}
    for entry in entries:
        if entry.actor in scene.cast.actors:
            return entry
    strong = [entry for entry in entries if not entry.weak]
    if len({entry.actor for entry in strong}) == 1:
        return strong[0]
    if strong:
        states = [
            entry
            for entry in strong
            if scene.cast.gazetteer.rows[entry.actor].kind is ActorKind.COUNTRY and not entry.capital
        ]
        return states[0] if states else strong[0]
    surname = entries[0].words[-1]
    return (
        entries[0]
        if len(actors) == 1
        and scene.cast.surnames.get(surname, entries[0].actor) == entries[0].actor
        and surname not in names
        else None
    )


def _plausible(scene: Scene, entry: Entry, i: int, last: int, run: int) -> bool:
    row, before = scene.cast.gazetteer.rows[entry.actor], scene.tokens[i - 1] if i else None
    if entry.capital:
        alone = (
            i == 0 or not before or not before.text[:1].isupper() or scene.syntax.tags[i - 1] != "NNP"
        ) and run == last
        listed = before is not None and before.text == "," and i >= 2 and scene.tokens[i - 2].text[:1].isupper()
        after = scene.tokens[last].text if last < len(scene.tokens) else ""
        placed = before is not None and before.lower in _PLACE_BEFORE
        abroad = after == "," and last + 1 < len(scene.tokens) and scene.tokens[last + 1].text[:1].isupper()
        return alone and not placed and not listed and not abroad
    given = before is not None and before.text in scene.lexicon.titles.given and before.text[:1].isupper()
    if row.kind is not ActorKind.PERSON:
        return not (given and entry.form in (Form.NAME, Form.ALIAS) and last - i == 1)
    if entry.weak and last - i == 1:
        # A surname after another given name is another person; before another name it is a given name.
        other = (
            before is not None
            and scene.syntax.tags[i - 1] == "NNP"
            and before.text[:1].isupper()
            and not _title_ends(scene, i)
            and scene.mention_at(i - 1) is None
        )
        return not other and not (
            run > last
            and scene.syntax.tags[last] == "NNP"
            and scene.tokens[last].text not in scene.lexicon.titles.bodies
        )
    return True


def _known(scene: Scene, entry: Entry, i: int, last: int) -> int:
    actor = scene.cast.known(entry.actor)
    scene.found.append(Found(i, last, actor.id, entry.form))
    if actor.kind is ActorKind.PERSON and not entry.weak:
        scene.cast.surnames[entry.words[-1]] = actor.id
    return last


def _open_run(scene: Scene, i: int, run: int) -> int:
    """A capitalised run no list knows: a surname met before, or a person if its given name, neighbours or later use say so."""
    if run <= i:
        return i + 1
    tags = scene.syntax.tags
    first = i + 1 if scene.tokens[i].lower.rstrip(".") in scene.lexicon.titles.honorifics and run > i + 1 else i
    last = first
    while (
        last < run and (tags[last] == "NNP" or scene.tokens[last].lower in _PARTICLES) and last - first < _LONGEST_NAME
    ):
        if (
            last > first
            and scene.cast.gazetteer.at(scene.folded, [token.text for token in scene.tokens], last)
            and scene.cast.gazetteer.at(scene.folded, [token.text for token in scene.tokens], last)[0].form
            is Form.DEMONYM
        ):
            break
        last += 1
    if last == first:
        return i + 1
    surname = scene.folded[last - 1]
    if last - first == 1 or first > i:
        actor = scene.cast.surnames.get(surname)
        if actor:
            scene.found.append(Found(first, last, actor, Form.NAME))
            return last
        if first > i:
            scene.found.append(Found(first, last, scene.cast.person(scene.words(first, last)).id, Form.NAME))
            return last
        return last
    if scene.tokens[first].text in scene.lexicon.titles.given or (
        not _common(scene, first, last) and _introduced(scene, first, last)
    ):
        scene.found.append(Found(first, last, scene.cast.person(scene.words(first, last)).id, Form.NAME))
    return last


def _introduced(scene: Scene, first: int, last: int) -> bool:
    """Whether what stands around a run says it is a person: ", who", ", 24,", a verb of saying."""
    words, tags, size = scene.syntax.words, scene.syntax.tags, len(scene.tokens)
    if last - first > 3:
        return False
    if (
        last + 1 < size
        and words[last] == ","
        and (
            words[last + 1] == "who"
            or (words[last + 1].isdigit() and len(words[last + 1]) == 2 and last + 2 < size and words[last + 2] == ",")
        )
    ):
        return True
    if (
        last + 2 < size
        and words[last] == ","
        and any(_title_at(scene, i) for i in range(last + 1, min(last + 5, size)))
    ):
        return True
    if last < size and tags[last] in _SAID and scene.lexicon.lemmas.get(words[last]) in scene.lexicon.saying.say:
        return scene.tokens[last - 1].text not in scene.lexicon.titles.bodies
    return first > 0 and tags[first - 1] in _SAID and words[first - 1] in ("said", "says")


# ---- titles ---------------------------------------------------------------------------------------------------------


def _title_at(scene: Scene, i: int) -> int:
    """How many tokens from `i` on are the longest title of the list, 0 for none."""
    for size in range(min(_LONGEST_TITLE, len(scene.tokens) - i), 0, -1):
        if tuple(token.lower for token in scene.tokens[i : i + size]) in scene.lexicon.titles.offices:
            return size
    return 0


def _title_ends(scene: Scene, i: int) -> bool:
    """Whether a title or honorific ends right before token `i`."""
    if i and scene.tokens[i - 1].lower.rstrip(".") in scene.lexicon.titles.honorifics:
        return True
    return any(
        tuple(token.lower for token in scene.tokens[i - size : i]) in scene.lexicon.titles.offices
        for size in range(1, min(_LONGEST_TITLE, i) + 1)
    )


def _titled(scene: Scene, i: int, size: int) -> int:
    """A title and the name after it ("Foreign Minister Jane Example of Ruritania"); several titles may follow each other."""
    first_of_name = i + size
    while first_of_name < len(scene.tokens) and (more := _title_at(scene, first_of_name)):
        first_of_name += more
    if (
        first_of_name < len(scene.tokens)
        and scene.tokens[first_of_name].lower.rstrip(".") in scene.lexicon.titles.honorifics
    ):
        first_of_name += 1
    actor, last = _name_after(scene, first_of_name)
    if actor is None:
        return i + size
    title = scene.words(i, i + size)
    start, of = _state_before(scene, i)
    if of is None and last + 1 < len(scene.tokens) and scene.tokens[last].lower == "of":
        entries = scene.cast.gazetteer.at(scene.folded, [token.text for token in scene.tokens], last + 1)
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
    scene.found += [Found(i, i + size, actor, Form.TITLE), Found(first_of_name, last, actor, Form.NAME)]
    return last


def _name_after(scene: Scene, i: int) -> tuple[str | None, int]:
    """The person whose name begins at `i`."""
    if i >= len(scene.tokens) or not scene.tokens[i].text[:1].isupper() or scene.syntax.adverbial[i]:
        return None, i
    entries = scene.cast.gazetteer.at(scene.folded, [token.text for token in scene.tokens], i)
    persons = [entry for entry in entries if scene.cast.gazetteer.rows[entry.actor].kind is ActorKind.PERSON]
    run = _run_from(scene, i)
    last = i
    while (
        last < run
        and (scene.syntax.tags[last] == "NNP" or scene.tokens[last].lower in _PARTICLES)
        and last - i < _LONGEST_NAME
    ):
        last += 1
    if persons and (not persons[0].weak or last == i + len(persons[0].words)):
        met = next((entry for entry in persons if entry.actor in scene.cast.actors), persons[0])
        if not (met.weak and len(persons) > 1 and met.actor not in scene.cast.actors):
            return scene.cast.known(met.actor).id, i + len(met.words)
    if entries and not persons:
        return None, i
    if last == i:
        return None, i
    if last - i == 1 and scene.folded[i] in scene.cast.surnames:
        return scene.cast.surnames[scene.folded[i]], last
    if scene.tokens[last - 1].text in scene.lexicon.titles.bodies or _common(scene, i, last):
        return None, i
    return scene.cast.person(scene.words(i, last)).id, last


def _state_before(scene: Scene, i: int) -> tuple[int, str | None]:
    """The state whose adjective or possessor stands before a title, and where the whole begins."""
    start = i
    for j in range(i - 1, max(i - 5, -1), -1):
        found = scene.mention_at(j)
        if found and scene.cast.actors[found.actor].kind is not ActorKind.PERSON:
            return found.first, found.actor
        if (
            scene.tokens[j].lower not in _FORMER
            and scene.tokens[j].lower not in ("'s", "'")
            and scene.syntax.tags[j] != "JJ"
        ):
            break
        start = j
    return start, None


def _appositions(scene: Scene) -> None:
    """`Youssef Chahed, the Prime Minister of Tunisia,` and `the Prime Minister of Tunisia, Youssef Chahed,`: role and state."""
    for one in list(scene.found):
        if (
            scene.cast.actors[one.actor].kind is not ActorKind.PERSON
            or one.form is not Form.NAME
            or one.last + 2 >= len(scene.tokens)
        ):
            continue
        if scene.tokens[one.last].text == ",":
            _role_in(scene, one.actor, one.last + 1, one.last + 8)


def _role_in(scene: Scene, actor: str, first: int, last: int) -> None:
    for i in range(first, min(last, len(scene.tokens))):
        if scene.syntax.tags[i] not in ("DT", "JJ", "NN", "NNP", "POS", "PRP$"):
            return
        size = _title_at(scene, i)
        if size:
            of = _state_before(scene, i)[1]
            after = i + size
            if of is None and after + 1 < len(scene.tokens) and scene.tokens[after].lower == "of":
                found = scene.mention_at(after + 1)
                of = found.actor if found and scene.cast.actors[found.actor].kind is not ActorKind.PERSON else None
            if not any(other.first <= i < other.last for other in scene.found):
                scene.found.append(Found(i, i + size, actor, Form.TITLE))
            scene.cast.introduce(actor, scene.words(i, i + size), of)
            return


def _offices_alone(scene: Scene) -> None:
    """`the Russian president`, `Iran's foreign minister`, `the prime minister`: by the gazetteer's dates, else by the article."""
    covered = {i for one in scene.found for i in range(one.first, one.last)}
    for phrase in scene.syntax.phrases:
        head = phrase.head
        if head in covered:
            continue
        for size in range(min(_LONGEST_TITLE, head - phrase.first + 1), 0, -1):
            first = head - size + 1
            if tuple(token.lower for token in scene.tokens[first : head + 1]) not in scene.lexicon.titles.offices:
                continue
            title = " ".join(token.lower for token in scene.tokens[first : head + 1])
            start, of = _state_before(scene, first)
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
                    scene.found.append(Found(first, head + 1, actor, Form.TITLE))
            break


# ---- groups ---------------------------------------------------------------------------------------------------------


def _fixed_phrases(scene: Scene) -> None:
    for i in range(len(scene.tokens)):
        for size in (4, 3, 2):
            name = scene.lexicon.titles.world.get(tuple(token.lower for token in scene.tokens[i : i + size]))
            if (
                name
                and len(scene.tokens) - i >= size
                and not any(one.first < i + size and i < one.last for one in scene.found)
            ):
                following = scene.syntax.tags[i + size] if i + size < len(scene.tokens) else "."
                if following not in ("NN", "NNS", "NNP", "POS"):
                    scene.found.append(Found(i, i + size, _group(scene, name), Form.NAME))


def _group(scene: Scene, name: str) -> str:
    """A group by its name: the gazetteer's row of that name where it has one."""
    words = [word for word in name.split() if word.lower() != "the"]
    for candidate in ("-".join(words).lower(), "-".join(name.split()).lower()):
        if candidate in scene.cast.gazetteer.rows:
            return scene.cast.known(candidate).id
    return scene.cast.body(name, ActorKind.GROUP).id


def _prefixed(scene: Scene) -> None:
    """`anti-West`, `pro-Russian`, `US-led`: the name inside a compound."""
    for i, token in enumerate(scene.tokens):
        if "-" not in token.text or scene.mention_at(i):
            continue
        first, _, second = token.text.partition("-")
        if first.lower() in ("anti", "pro") and second[:1].isupper():
            actor = _named(scene, second)
        elif (
            second.lower() in ("led", "backed", "based", "controlled", "brokered", "made", "supplied", "held")
            and first[:1].isupper()
        ):
            actor = _named(scene, first)
        else:
            continue
        if actor and second.lower() != "based":
            scene.found.append(Found(i, i + 1, actor, Form.DEMONYM))


def _named(scene: Scene, word: str) -> str | None:
    from_list = scene.cast.gazetteer.at([word.casefold().replace(".", "")], [word], 0)
    if from_list and not from_list[0].weak and not from_list[0].capital:
        return scene.cast.known(from_list[0].actor).id
    return _group(scene, "the West") if word.lower() in ("west", "western") else None


def _named_groups(scene: Scene) -> None:
    """`Arab and Islamic nations`, `Russian officials`: a plural with a capitalised adjective is an actor of its own."""
    for phrase in scene.syntax.phrases:
        head = scene.tokens[phrase.head]
        if (
            head.lower not in scene.lexicon.titles.groups
            or scene.syntax.tags[phrase.head] != "NNS"
            or any(one.first <= phrase.head < one.last for one in scene.found)
        ):
            continue
        if head.lower in scene.lexicon.titles.organs and head.lower not in ("officials", "diplomats", "senators"):
            continue
        first = next(
            (
                i
                for i in range(phrase.first, phrase.head)
                if scene.tokens[i].text[:1].isupper() and scene.syntax.tags[i] in ("JJ", "NNP") and i > 0
            ),
            None,
        )
        if first is None or any(scene.syntax.tags[i] == "POS" for i in range(first, phrase.head)):
            continue
        inside = scene.mentions_in(first, phrase.head)
        of = (
            inside[0].actor
            if len(inside) == 1 and scene.cast.actors[inside[0].actor].kind is ActorKind.COUNTRY
            else None
        )
        actor = scene.cast.body(scene.words(first, phrase.head + 1), ActorKind.GROUP, of)
        scene.found.append(Found(first, phrase.head + 1, actor.id, Form.NAME))
