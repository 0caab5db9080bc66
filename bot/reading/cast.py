"""The actors of one article as they are met: rows of the gazetteer, and persons, bodies and groups only the text knows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from bot.model.facts import Actor, ActorKind
from bot.reading.gazetteer import SUFFIXES, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.model.facts import Form
    from bot.model.gazetteer import Office
    from bot.reading.gazetteer import Gazetteer

_LONGEST_ID = 32
LESSER = frozenset({"vice", "deputy", "assistant", "associate", "under", "former", "ex", "acting", "interim"})
"""Words before the title of a deputy, or of a former holder."""


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention by token positions, `first` to `last` (exclusive)."""

    first: int
    last: int
    actor: str
    form: Form


@dataclass(frozen=True, slots=True)
class Roster:
    """The persons that an article names in full, anywhere in it.

    Attributes:
        runs: where such a name begins (scene, token), and where it ends.
        bearers: by folded surname, the full names of persons on no list.
        listed: the gazetteer rows that the article names in full or by their office.
    """

    runs: Mapping[tuple[int, int], int] = field(default_factory=dict)
    bearers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()


def slug(name: str) -> str:
    """Returns a name as an actor id: lower case, hyphens, at most 32 characters."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = re.sub(r"[^\w]+|_", "-", plain.casefold().replace("'", "").replace("’", "")).strip("-")
    return words[:_LONGEST_ID].strip("-") or "unnamed"


def _without_suffix(name: str) -> list[str]:
    """The words of a person's name without "Jr." and the like."""
    return [word for word in name.split() if fold(word) not in SUFFIXES] or name.split()


def _within(short: Sequence[str], longer: Sequence[str]) -> bool:
    """True if all words of a name stand in a longer one in the same order."""
    rest = iter(longer)
    return all(word in rest for word in short)


def _lesser(actor: Actor) -> bool:
    """True if a title is a deputy's, or of a former holder: a vice president is not "the president"."""
    return (actor.role or "").split(maxsplit=1)[0].lower() in LESSER


def _holds(office: Office, day: str | None) -> bool:
    """True if an office is held on a day (ISO; None: today)."""
    if day is None:
        return not office.until
    since, until = office.since or "", office.until or "9999"
    return since <= day[: len(since)] and day[: len(until)] <= until


class Cast:
    """Who takes part in one article. Grows while the article is read, in the order of first mention.

    Args:
        gazetteer: the known actors.
        day: the article's day (ISO), by which offices are looked up; None: today's holders.
        two_surnames: the states whose people have two surnames.
    """

    def __init__(self, gazetteer: Gazetteer, day: str | None, two_surnames: Collection[str] = ()) -> None:
        self.gazetteer = gazetteer
        self._two_surnames = two_surnames
        self.day = day
        self.actors: dict[str, Actor] = {}
        self.roster = Roster()
        """The persons the whole article names in full; set once its scenes are known."""
        self.namesakes: Mapping[str, tuple[int, int]] = {}
        """The known persons whose full name somebody else has in the article, each with the place from which on it means the other."""
        self.surnames: dict[str, str] = {}
        self.bearers: dict[str, dict[str, None]] = {}
        """By folded surname, who was introduced in full so far, in that order."""
        self.firsts: dict[str, set[str]] = {}
        self.named: dict[str, str] = {}
        self.bodies: dict[str, str] = {}
        """The first word of a body's longer name, by which it may go later ("Ford Motor Company": "Ford")."""
        self.acronyms: dict[str, str] = {}
        """The acronyms that the article introduces in brackets: "the Maritime Safety Office of Bhutan (MSOB)"."""
        self._numbers: dict[str, int] = {}
        """By the start of an id, the first number that it may get."""
        self.noted: dict[int, list[FoundMention]] = {}
        """By scene, the names that no list knows and that take part in something: who does is an actor, whatever it is."""

    def note(self, scene: int, mention: FoundMention) -> None:
        """Notes where a scene names an actor that is on no list."""
        self.noted.setdefault(scene, []).append(mention)

    def known(self, actor: str) -> Actor:
        """Returns a row of the gazetteer as an actor of this article."""
        if actor not in self.actors:
            row, office = self.gazetteer.rows[actor], self.office_of(actor)
            self.actors[actor] = Actor(
                row.id, row.name, row.kind, office.title if office else None, row.of or (office.of if office else None)
            )
            self._short(row.name, row.kind, actor)
            if row.kind is ActorKind.PERSON:
                self._remember(row.name, actor)
        return self.actors[actor]

    def office_of(self, actor: str) -> Office | None:
        """Returns the office that a person of the gazetteer holds on the article's day."""
        return next((office for office in self.gazetteer.rows[actor].offices if _holds(office, self.day)), None)

    def person(self, name: str, role: str | None = None, of: str | None = None) -> Actor:
        """Returns a person of the open world; the same name is the same person."""
        words = _without_suffix(name)
        if len(words) > 1:
            # A name with and without a middle name or a second surname is the same person, in the article and in the gazetteer.
            known = self._namesake(words) or self._listed(words)
            if known:
                if known in self.gazetteer.rows:
                    self.known(known)
                self.introduce(known, role, of)
                return self.actors[known]
        return self._open(name, ActorKind.PERSON, role, of)

    def _namesake(self, words: Sequence[str]) -> str | None:
        """Whom the article introduced by a shorter or longer form of a name: `Ana López` for `Ana M. López Ruiz`."""
        known = self.surnames.get(fold(words[-1]))
        if (
            known
            and known not in self.namesakes
            and self.actors[known].name.split()[0].casefold() == words[0].casefold()
        ):
            return known
        mine = [fold(word) for word in words]
        if len(mine) == 2 and (known := self.surnames.get(mine[0])) and self._has_both(known, mine):
            return known
        for actor in sorted(self.firsts.get(mine[0], ())):
            theirs = [fold(word) for word in _without_suffix(self.actors[actor].name)]
            if actor in self.namesakes or (mine[-1] != theirs[-1] and not self.may_be_called(actor, mine[-1])):
                continue
            if _within(mine, theirs) or _within(theirs, mine):
                return actor
        return None

    def _has_both(self, actor: str, surnames: Sequence[str]) -> bool:
        """True if a known person's longer name ends with two surnames: `López Ruiz`."""
        row = self.gazetteer.rows.get(actor)
        longer = [[fold(word) for word in alias.split()] for alias in row.aliases] if row else []
        return any(len(words) > 2 and words[-2:] == surnames for words in longer)

    def _listed(self, words: Sequence[str]) -> str | None:
        """The gazetteer's person who has the first and last word of a longer name as the whole name, or the first and the last but one."""
        for last in (-1, -2) if len(words) > 2 else ():
            ends = [words[0], words[last]]
            rows = self.gazetteer.at([fold(word) for word in ends], ends, 0)
            found = {row.actor for row in rows if len(row.words) == len(ends)}
            actor = found.pop() if len(found) == 1 else None
            if actor is None or actor in self.namesakes or self.gazetteer.rows[actor].kind is not ActorKind.PERSON:
                continue
            if last == -1 or self.may_be_called(actor, fold(words[-1])):
                return actor
        return None

    def may_be_called(self, actor: str, second: str) -> bool:
        """True if a folded word may be a person's second surname: a known person's only where people have two, and if no list has another."""
        row = self.gazetteer.rows.get(actor)
        if row is None:
            return True
        listed = {fold(alias.split()[-1]) for alias in row.aliases if alias.startswith(f"{row.name} ")}
        return self.has_two_surnames(actor) and (not listed or second in listed)

    def has_two_surnames(self, actor: str) -> bool:
        """True for a known person from where people have two surnames."""
        return self.gazetteer.rows[actor].of in self._two_surnames

    def body(self, name: str, kind: ActorKind, of: str | None = None) -> Actor:
        """Returns an organisation or group of the open world."""
        return self._open(name, kind, None, of)

    def bearer(self, surname: str, female: bool | None, women: Collection[str]) -> str | None:
        """Returns whom a folded surname alone means: the person last introduced with it, else one whom the article introduces later.

        `female`: what an honorific before it says; `women`: given names of women.
        """

        def fits(name: str) -> bool:
            return female is None or " " not in name or (name.split(maxsplit=1)[0] in women) == female

        met = [actor for actor in self.bearers.get(surname, ()) if fits(self.actors[actor].name)]
        known = [actor for actor in met if actor in self.roster.listed and self.gazetteer.rows[actor].offices]
        if len(known) > 1 or (len(met) > 1 and not self.namesakes.keys().isdisjoint(met)):
            return self.in_office(known)
        if met:
            return (known or met)[-1]
        name = next((name for name in self.roster.bearers.get(surname, ()) if fits(name)), None)
        return self.person(name).id if name else None

    def in_office(self, actors: Collection[str]) -> str | None:
        """Returns the only one of several known persons who was in office on the article's day, if no namesake is among them."""
        holding = [actor for actor in actors if self.office_of(actor) is not None]
        return holding[0] if len(holding) == 1 and self.namesakes.keys().isdisjoint(actors) else None

    def is_another(self, actor: str, surname: str) -> bool:
        """True if the article uses the surname of a gazetteer person for somebody else, and never names that person."""
        return surname in self.roster.bearers and actor not in self.roster.listed

    def introduce(self, actor: str, role: str | None, of: str | None) -> None:
        """Notes the role that the text gives a person. The text has priority over the gazetteer, and its first mention over later ones."""
        known = self.actors[actor]
        row = self.gazetteer.rows.get(actor)
        said = known.role is not None and (row is None or known.role not in [office.title for office in row.offices])
        if role and not said:
            self.actors[actor] = Actor(known.id, known.name, known.kind, role, of or known.of)
        elif of and not known.of:
            self.actors[actor] = Actor(known.id, known.name, known.kind, known.role, of)

    def by_role(self, title: str, of: str | None) -> str | None:
        """Returns the person introduced with this role (and state, if both are known): the holder of the office, else the latest."""
        wanted = title.lower()
        persons = [
            actor
            for actor in self.actors.values()
            if actor.kind is ActorKind.PERSON and actor.role and (of is None or actor.of in (None, of))
        ]
        found = [actor.id for actor in persons if (actor.role or "").lower() == wanted]
        if not found:  # "the minister" is the one person whose title ends so
            ending = [actor for actor in persons if (actor.role or "").lower().endswith(f" {wanted}")]
            found = [actor.id for actor in ending if not _lesser(actor)] if len(ending) == 1 else []
        holding = [actor for actor in found if self.gazetteer.holder(title, self.actors[actor].of, self.day) == actor]
        return next(reversed(holding or found), None)

    def _open(self, name: str, kind: ActorKind, role: str | None, of: str | None) -> Actor:
        known = self.named.get(name.casefold())
        linked = self.gazetteer.link(name, kind) if known is None else None
        if linked and linked not in self.namesakes:
            known = self.named[name.casefold()] = self.known(linked).id
        if known is None:
            known = self.free(name)
            self.named[name.casefold()] = known
            self.actors[known] = Actor(known, name, kind, role, of)
            self._short(name, kind, known)
            if kind is ActorKind.PERSON:
                self._remember(name, known)
        elif role or of:
            self.introduce(known, role, of)
        return self.actors[known]

    def _short(self, name: str, kind: ActorKind, actor: str) -> None:
        words = name.split()
        if kind is ActorKind.ORGANIZATION and len(words) > 1 and len(words[0]) > 3:
            self.bodies.setdefault(fold(words[0]), actor)

    def free(self, name: str) -> str:
        """Returns an id for a name that nobody has."""
        wanted = slug(name)
        if wanted not in self.gazetteer.rows and wanted not in self.actors:
            return wanted
        start = wanted[: _LONGEST_ID - 5]
        for number in count(self._numbers.get(start, 2)):
            self._numbers[start] = number + 1
            candidate = f"{start}-{number}"
            if candidate not in self.gazetteer.rows and candidate not in self.actors:
                break
        return candidate

    def _remember(self, name: str, actor: str) -> None:
        words = _without_suffix(name)
        if len(words) > 1:
            self.firsts.setdefault(fold(words[0]), set()).add(actor)
            self.surnames[fold(words[-1])] = actor
            self.bearers.setdefault(fold(words[-1]), {})[actor] = None
            if "-" in words[-1]:
                self.surnames.setdefault(fold(words[-1].split("-")[-1]), actor)
