"""Resolves a sheet with its labels to documents: every number and id becomes a span, entity or event; reports all errors at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from training.gold import parts, passages, quoting
from training.gold.documents import Document, Entity, Event, EventMention, Party, Quotation, Stance
from training.gold.finding import PlaceError
from training.gold.heads import Heads
from training.gold.labels import Happening, Label, LabelError, Leaning, Link, Named, Said, label, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model.article import Span
    from training.gold.documents import EntityKind, Mode
    from training.gold.passages import Key, Passage
    from training.gold.sheets import Origin, Sheet

_MODES: tuple[Mode, ...] = ("actual", "planned", "negated", "hypothetical")


def documents(sheet: Sheet, path: str = "") -> tuple[list[Document], list[str]]:
    """Returns the documents of a sheet (an article, or each loose sentence), and all errors in its labels."""
    path, faults = path or sheet.path, list[str]()
    if sheet.whole:
        passage = passages.article(sheet)
        return [_document(sheet, None, sheet.name, _Resolver(passage, sheet, path, faults))], faults
    made = []
    for row in sheet.rows:
        if row.body:
            resolved = _Resolver(passages.item(row), sheet, path, faults)
            made.append(_document(sheet, row.origin, f"{sheet.name}/s{row.number}", resolved))
    return made, faults


def _document(sheet: Sheet, origin: Origin | None, name: str, resolved: _Resolver) -> Document:
    top = sheet.head
    outlet = origin.outlet if origin else top.get("outlet", "")
    return Document(
        name=name,
        part=parts.of_outlet(outlet) if origin else parts.of_sheet(sheet),
        whole=sheet.whole,
        outlet=outlet,
        published=(origin.published if origin else top.get("published")) or None,
        url=origin.url if origin else top.get("url", ""),
        licence=origin.licence if origin else top.get("licence", ""),
        manner=top.get("manner", ""),
        text=resolved.passage.text,
        sentences=resolved.passage.sentences(),
        entities=tuple(resolved.entities()),
        events=tuple(resolved.events()),
        stances=tuple(resolved.stances),
        quotations=tuple(quoting.gone_on(resolved.passage, resolved.quotations)),
    )


class _Resolver:
    """Resolves the labels of one passage; errors are added to `faults`."""

    def __init__(self, passage: Passage, sheet: Sheet, path: str, faults: list[str]) -> None:
        self.passage, self.whole, self.path, self.faults = passage, sheet.whole, path, faults
        self.heads = Heads(sheet.declared if sheet.whole else (), self._fault)
        self.stands_for: dict[Key, list[str]] = defaultdict(list)
        self.event_at: dict[Key, str] = {}
        self.linked: dict[Key, Key] = {}
        self.spans: dict[str, list[Span]] = defaultdict(list)
        self.told: dict[str, list[EventMention]] = defaultdict(list)
        self.types: dict[str, tuple[str | None, bool]] = {}
        self.stances: list[Stance] = []
        self.quotations: list[Quotation] = []
        labels = list(self._labels())
        for step in (self._declare, self._link, self._happen, self._lean, self._say):
            for i, line, token, made in labels:
                try:
                    step(i, made)
                except (LabelError, PlaceError) as error:
                    self._fault(line, f"s{passage.lines[i].number}: {token}: {error}")
        self.heads.unused({*self.spans, *self.told})

    def _fault(self, line: int, message: str) -> None:
        self.faults.append(f"{self.path}:{line}: {message}")

    def _labels(self) -> Iterator[tuple[int, int, str, Label]]:
        """The labels of all sentences, except those that name a span, which are applied here."""
        for i, told in enumerate(self.passage.lines):
            for line, text in told.labels:
                for token in self._tokens(line, text):
                    try:
                        made = label(token)
                        if isinstance(made, Named):
                            self.passage.name(told, made)
                        else:
                            yield i, line, token, made
                    except (LabelError, PlaceError) as error:
                        self._fault(line, f"s{told.number}: {error}")

    def _tokens(self, line: int, text: str) -> list[str]:
        try:
            return list(tokens(text))
        except LabelError as error:
            self._fault(line, str(error))
            return []

    # ---- Who is meant ----

    def _parties(self, i: int, refs: Iterable[str]) -> tuple[Party, ...]:
        """Returns the parties that the references of sentence `i` stand for.

        Raises:
            LabelError: one is unknown, or stands for nobody.
        """
        made: list[Party] = []
        for ref in refs:
            key = self.passage.key(i, ref)
            if key is None:
                made.append(Party(ref, None, self.heads.is_event(ref, whole=self.whole)))
            elif key in self.event_at:
                made.append(Party(self.event_at[key], self.passage.span(key), is_event=True))
            elif not self.whole:
                made.append(self._loose(key))
            elif ids := self.stands_for.get(key):
                made += [Party(name, self.passage.span(key)) for name in ids]
            else:
                raise LabelError(f"{ref} is neither a mention nor an event: add {ref}=ID, or {ref}()=e1")
        return tuple(made)

    def _actors(self, i: int, refs: Iterable[str], what: str) -> tuple[Party, ...]:
        """The same, for references that can't be events."""
        found = self._parties(i, refs)
        if any(party.is_event for party in found):
            raise LabelError(f"{what} must be an actor, not an event")
        return found

    def _loose(self, key: Key) -> Party:
        root = self._root(key)
        name = self.passage.loose_name(root)
        self.spans[name] += [self.passage.span(root), self.passage.span(key)]
        return Party(name, self.passage.span(key))

    def _root(self, key: Key) -> Key:
        """The first mention that a loose sentence's mention refers to."""
        while key in self.linked:
            key = self.linked[key]
        return key

    # ---- The steps: events first, since a number may stand for one ----

    def _declare(self, i: int, made: Label) -> None:
        if not isinstance(made, Happening):
            return
        key = self.passage.certain(i, made.ref, "the trigger")
        if not self.whole and made.event is not None:
            raise LabelError("loose sentences have no event ids: leave out `=...`, a type goes behind `:`")
        if made.event is not None and made.event not in self.heads.events:
            raise LabelError(f"event {made.event} is not declared: add a head line `{made.event} TYPE DATE`")
        if self.whole and made.event is None and made.type is None:
            raise LabelError(
                f"which event? write {made.ref}(...)=e1 with e1 in the head, or a type: {made.ref}(...):visit"
            )
        if key in self.event_at:
            raise LabelError(f"{made.ref} is an event already")
        own = f"s{self.passage.lines[key[0]].number}.{key[1]}" if self.whole else self.passage.loose_name(key)
        self.event_at[key] = made.event or own
        if made.event is None:
            self.types[own] = (made.type, made.optional)

    def _link(self, i: int, made: Label) -> None:
        if not isinstance(made, Link):
            return
        key = self.passage.certain(i, made.ref, "the mention")
        to = self.passage.key(i, made.to)
        if to is None:
            self._stand(key, made)
        elif to in self.event_at:
            self._further(key, self.event_at[to], made.mode)
        elif self.whole:
            raise LabelError(f"{made.to} is no event: an article's mentions go by their id, {made.ref}=ID")
        elif self._root(to) == key or key in self.linked:
            raise LabelError(f"{made.ref} already goes with {made.to} or with another: write each mention once")
        else:
            self.linked[key] = to

    def _stand(self, key: Key, made: Link) -> None:
        if self.heads.is_event(made.to, whole=self.whole):
            self._further(key, made.to, made.mode)
        elif made.to not in self.stands_for[key]:
            self.stands_for[key].append(made.to)
            self.spans[made.to].append(self.passage.span(key))

    def _further(self, key: Key, event: str, mode: Mode | None) -> None:
        if key in self.event_at:
            raise LabelError(f"{key[1]} is an event already: {self.event_at[key]}")
        self.event_at[key] = event
        self.told[event].append(EventMention(self.passage.span(key), (), (), mode))

    def _happen(self, i: int, made: Label) -> None:
        key = self.passage.key(i, made.ref) if isinstance(made, Happening) else None
        if not isinstance(made, Happening) or key is None or key not in self.event_at:
            return
        agents, recipients = self._actors(i, made.agents, "an agent"), self._parties(i, made.recipients)
        line = self.heads.events.get(self.event_at[key])
        mode = made.mode if line is None or line.moded else None
        self.told[self.event_at[key]].append(EventMention(self.passage.span(key), agents, recipients, mode))

    def _lean(self, i: int, made: Label) -> None:
        if not isinstance(made, Leaning):
            return
        holders, targets = self._actors(i, made.holders, "the holder"), self._parties(i, made.targets)
        if not targets and not made.optional:
            raise LabelError("a stance on nothing must be optional (`?`)")
        cue = self.passage.certain(i, made.cue, "the cue")
        within = self.passage.lines[cue[0]].span
        self.stances.append(
            Stance(holders, targets, made.polarity, made.expressed, self.passage.span(cue), within, made.optional)
        )

    def _say(self, i: int, made: Label) -> None:
        if not isinstance(made, Said):
            return
        spans, kinds = quoting.parts(self.passage, i, made.parts)
        if made.speaker == "^":
            if not self.quotations:
                raise LabelError("`^` goes on with the quotation before, and there is none")
            self.quotations[-1] = quoting.longer(self.quotations[-1], spans)
            return
        speaker = self._actors(i, [made.speaker], "the speaker")[0] if made.speaker != "-" else None
        cue = self.passage.span(self.passage.certain(i, made.cue, "the cue")) if made.cue else None
        kind = made.kind or quoting.kind_of(kinds)
        self.quotations.append(Quotation(kind, tuple(spans), speaker, cue, made.optional))

    # ---- What is made of it ----

    def entities(self) -> Iterator[Entity]:
        """Yields all entities that have a mention."""
        for key in self.linked:
            if (name := self.passage.loose_name(self._root(key))) in self.spans:
                self.spans[name].append(self.passage.span(key))
        for name, spans in self.spans.items():
            line = self.heads.entities.get(name)
            kind: EntityKind = line.kind if line else "thing"
            yield Entity(name, kind, line.names if line else (), tuple(sorted(set(spans))))

    def events(self) -> Iterator[Event]:
        """Yields all events that have a trigger."""
        for name, found in self.told.items():
            modes = {event.mode for event in found}
            mode = next((mode for mode in _MODES if mode in modes), None)
            mentions = tuple(sorted(found, key=lambda event: event.span))
            if line := self.heads.events.get(name):
                yield Event(name, line.type, mode, line.date, line.main, line.optional, line.after, mentions)
            else:
                kind, optional = self.types.get(name, (None, False))
                yield Event(name, kind, mode, None, main=False, optional=optional, after=(), mentions=mentions)
