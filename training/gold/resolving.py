"""A sheet with its labels into documents: every number and id to the span, entity or event it stands for; all faults at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model.article import Span
from training.gold import parts
from training.gold.documents import (
    Document,
    Entity,
    Event,
    EventMention,
    Party,
    Quotation,
    Sentence,
    Stance,
)
from training.gold.finding import PlaceError, content, place
from training.gold.labels import (
    EntityLine,
    EventLine,
    Happening,
    Label,
    LabelError,
    Leaning,
    Link,
    Named,
    Said,
    head,
    label,
    tokens,
)
from training.gold.marked import Marked, Numbered, Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from training.gold.documents import EntityKind, Mode, QuotationKind
    from training.gold.sheets import Row, Sheet

_MODES: tuple[Mode, ...] = ("actual", "planned", "negated", "hypothetical")
Key = tuple[int, str]
"""A span of a document: the place of its sentence there, and its number or name in it."""


@dataclass(slots=True)
class _Line:
    """A sentence of a document while it is resolved."""

    marked: Marked
    number: int
    kind: str
    paragraph: int
    start: int = 0
    spans: dict[str, Numbered] = field(default_factory=dict)
    labels: list[tuple[int, str, Label]] = field(default_factory=list)


class _Faults:
    """What is wrong, each with its file and line."""

    def __init__(self, path: str) -> None:
        self.path, self.found = path, list[str]()

    def add(self, line: int, message: str) -> None:
        self.found.append(f"{self.path}:{line}: {message}")


def documents(sheet: Sheet, path: str = "") -> tuple[list[Document], list[str]]:
    """The documents of a sheet (an article, or each loose sentence) and all that is wrong with its labels."""
    faults = _Faults(path or sheet.path)
    if sheet.whole:
        return [_Resolver(sheet, _article(sheet), faults).document()], faults.found
    rows = [row for row in sheet.rows if row.body]
    return [_Resolver(sheet, _item(row), faults, row).document() for row in rows], faults.found


def _line(marked: Marked, number: int, kind: str, paragraph: int) -> _Line:
    return _Line(marked, number, kind, paragraph, spans={str(one.number): one for one in marked.spans})


def _article(sheet: Sheet) -> list[tuple[_Line, tuple[tuple[int, str], ...]]]:
    return [
        (_line(row.marked, row.number, "body" if row.body else "off limits", row.paragraph), row.labels)
        for row in sheet.rows
    ]


def _item(row: Row) -> list[tuple[_Line, tuple[tuple[int, str], ...]]]:
    made: list[tuple[_Line, tuple[tuple[int, str], ...]]] = []
    if row.before is not None:
        made.append((_line(row.before, 0, "context", 0), ()))
    middle = int(row.apart[0])
    made.append((_line(row.marked, row.number, "body", middle), row.labels))
    if row.after is not None:
        made.append((_line(row.after, 0, "context", middle + row.apart[1]), ()))
    return made


class _Resolver:
    """Resolves one document."""

    def __init__(
        self,
        sheet: Sheet,
        lines: list[tuple[_Line, tuple[tuple[int, str], ...]]],
        faults: _Faults,
        row: Row | None = None,
    ) -> None:
        self.sheet, self.faults, self.row = sheet, faults, row
        self.lines = [line for line, _ in lines]
        self.entity_lines: dict[str, EntityLine] = {}
        self.event_lines: dict[str, EventLine] = {}
        self.stands_for: dict[Key, list[str]] = defaultdict(list)
        self.event_at: dict[Key, str] = {}
        self.linked: dict[Key, Key] = {}
        self.entity_spans: dict[str, list[Span]] = defaultdict(list)
        self.mentions: dict[str, list[EventMention]] = defaultdict(list)
        self.types: dict[str, tuple[str | None, bool]] = {}
        self.stances: list[Stance] = []
        self.quotations: list[Quotation] = []
        self.said_to_end: dict[int, int] = {}
        self.text = self._layout()
        if sheet.whole:
            self._heads()
        self._read(lines)

    # ---- The text, the head, the tokens ----

    def _layout(self) -> str:
        parts_of_text: list[str] = []
        at = 0
        for i, line in enumerate(self.lines):
            if i:
                gap = " " if line.paragraph == self.lines[i - 1].paragraph else "\n\n"
                parts_of_text.append(gap)
                at += len(gap)
            line.start = at
            parts_of_text.append(line.marked.text)
            at += len(line.marked.text)
        return "".join(parts_of_text)

    def _heads(self) -> None:
        for number, text in self.sheet.declared:
            try:
                made = head(text)
            except LabelError as error:
                self.faults.add(number, str(error))
                continue
            if made.id in self.entity_lines or made.id in self.event_lines:
                self.faults.add(number, f"{made.id} is declared twice")
            elif isinstance(made, EntityLine):
                self.entity_lines[made.id] = made
            else:
                self.event_lines[made.id] = made
        for number, text in self.sheet.declared:
            for name in (event.after for event in self.event_lines.values() if text.startswith(f"{event.id} ")):
                for one in name:
                    if one not in self.event_lines:
                        self.faults.add(number, f"after:{one}: no such event is declared")

    def _read(self, lines: Sequence[tuple[_Line, tuple[tuple[int, str], ...]]]) -> None:
        for line, labels in lines:
            for number, text in labels:
                for token in self._tokens(number, text):
                    try:
                        made = label(token)
                        if isinstance(made, Named):
                            self._name(line, made)
                        else:
                            line.labels.append((number, token, made))
                    except (LabelError, PlaceError) as error:
                        self.faults.add(number, f"{self._where(line)}{error}")

    def _tokens(self, number: int, text: str) -> list[str]:
        try:
            return list(tokens(text))
        except LabelError as error:
            self.faults.add(number, str(error))
            return []

    def _where(self, line: _Line) -> str:
        return f"s{line.number}: "

    def _name(self, line: _Line, named: Named) -> None:
        if named.name in line.spans:
            raise LabelError(f"{named.name} names two spans in one sentence: take another letter")
        start, end = place(line.marked.text, named.words)
        line.spans[named.name] = Numbered(0, start, end, Sort.PHRASE)

    # ---- References ----

    def key(self, i: int, ref: str) -> Key | None:
        """The span a reference of sentence `i` points to; None where it is an id, or points nowhere (a fault)."""
        if ref[:1] == "s" and "." in ref:
            number, _, own = ref[1:].partition(".")
            at = next((j for j, line in enumerate(self.lines) if line.number == int(number)), None)
        elif ref[:1] in ("p", "n") and ref[1:].isdigit():
            at, own = self._beside(i, -1 if ref[0] == "p" else 1), ref[1:]
        elif ref.isdigit() or len(ref) == 1:
            at, own = i, ref
        else:
            return None
        if at is None or own not in self.lines[at].spans:
            most = max((int(one) for one in self.lines[at].spans if one.isdigit()), default=0) if at is not None else 0
            where = f"that sentence's numbers end at {most}" if at is not None else "there is no such sentence"
            raise LabelError(f'there is no {ref}: {where}; name other words with a="words"')
        return at, own

    def _beside(self, i: int, step: int) -> int | None:
        at = i + step
        while 0 <= at < len(self.lines) and self.lines[at].kind == "off limits":
            at += step
        return at if 0 <= at < len(self.lines) else None

    def span(self, key: Key) -> Span:
        """Where in the text a span stands."""
        line = self.lines[key[0]]
        one = line.spans[key[1]]
        return Span(line.start + one.start, line.start + one.end)

    def root(self, key: Key) -> Key:
        """The span that a loose sentence's mention goes back to."""
        while key in self.linked:
            key = self.linked[key]
        return key

    def _loose_id(self, key: Key) -> str:
        own = next(i for i, line in enumerate(self.lines) if line.kind == "body")
        return f"{'p' if key[0] < own else 'n' if key[0] > own else ''}{key[1]}"

    def parties(self, i: int, refs: Iterable[str]) -> list[Party]:
        """Who the references of sentence `i` stand for.

        Raises:
            LabelError: one is unknown, or stands for nobody.
        """
        made: list[Party] = []
        for ref in refs:
            key = self.key(i, ref)
            if key is None:
                if ref not in self.entity_lines and ref not in self.event_lines:
                    known = "an article's head" if self.sheet.whole else "loose sentences have no ids: write a number"
                    raise LabelError(f"{ref} is not declared ({known})")
                made.append(Party(ref, None, ref in self.event_lines))
            elif key in self.event_at:
                made.append(Party(self.event_at[key], self.span(key), is_event=True))
            elif self.sheet.whole:
                ids = self.stands_for.get(key)
                if not ids:
                    raise LabelError(f"{ref} is neither a mention nor an event: add {ref}=ID, or {ref}()=e1")
                made += [Party(one, self.span(key)) for one in ids]
            else:
                made.append(Party(self._loose_id(self.root(key)), self.span(key)))
                self._learn(key)
        return made

    def _learn(self, key: Key) -> None:
        spans = self.entity_spans[self._loose_id(self.root(key))]
        for one in (self.root(key), key):
            if self.span(one) not in spans:
                spans.append(self.span(one))

    # ---- The facts ----

    def document(self) -> Document:
        """The document, after all labels are resolved."""
        for step in (self._declare, self._link, self._happen, self._lean, self._say):
            for i, line in enumerate(self.lines):
                for number, token, made in line.labels:
                    try:
                        step(i, made)
                    except (LabelError, PlaceError) as error:
                        self.faults.add(number, f"{self._where(line)}{token}: {error}")
        self._go_on()
        if self.sheet.whole:
            self._all_used()
        name = self.sheet.name if self.row is None else f"{self.sheet.name}/s{self.row.number}"
        top = self.sheet.head
        origin = self.row.origin if self.row else None
        outlet = origin.outlet if origin else top.get("outlet", "")
        return Document(
            name=name,
            part=parts.of_outlet(outlet) if origin else parts.of_sheet(self.sheet),
            whole=self.sheet.whole,
            outlet=outlet,
            published=(origin.published if origin else top.get("published")) or None,
            url=origin.url if origin else top.get("url", ""),
            licence=origin.licence if origin else top.get("licence", ""),
            manner=top.get("manner", ""),
            text=self.text,
            sentences=tuple(map(self._sentence, self.lines)),
            entities=tuple(self._entities()),
            events=tuple(self._events()),
            stances=tuple(self.stances),
            quotations=tuple(self.quotations),
        )

    def _declare(self, i: int, made: Label) -> None:
        if not isinstance(made, Happening):
            return
        key = self.key(i, made.ref)
        if key is None:
            raise LabelError(f"the trigger {made.ref} must be a number or a named span")
        if made.event is not None and not self.sheet.whole:
            raise LabelError("loose sentences have no event ids: leave out `=...`, a type goes behind `:`")
        if made.event is not None and made.event not in self.event_lines:
            raise LabelError(f"event {made.event} is not declared: add a head line `{made.event} TYPE DATE`")
        if made.event is None and made.type is None and self.sheet.whole:
            raise LabelError(
                f"which event? write {made.ref}(...)=e1 with e1 in the head, or a type: {made.ref}(...):visit"
            )
        if key in self.event_at:
            raise LabelError(f"{made.ref} is an event already")
        name = made.event or (f"s{self.lines[i].number}.{key[1]}" if self.sheet.whole else self._loose_id(key))
        self.event_at[key] = name
        if made.event is None:
            self.types[name] = (made.type, made.optional)

    def _link(self, i: int, made: Label) -> None:
        if not isinstance(made, Link):
            return
        key = self.key(i, made.ref)
        if key is None:
            raise LabelError(f"{made.ref} must be a number or a named span")
        to = self.key(i, made.to)
        if to is None:
            self._stand(key, made)
        elif to in self.event_at:
            self._further(key, self.event_at[to], made.mode)
        elif self.sheet.whole:
            raise LabelError(f"{made.to} is no event: an article's mentions go by their id, {made.ref}=ID")
        elif self.root(to) == key or key in self.linked:
            raise LabelError(f"{made.ref} already goes with {made.to} or with another: write each mention once")
        else:
            self.linked[key] = to

    def _stand(self, key: Key, made: Link) -> None:
        if not self.sheet.whole:
            raise LabelError(f"{made.to} is no number: loose sentences have no ids")
        if made.to in self.event_lines:
            self._further(key, made.to, made.mode)
        elif made.to not in self.entity_lines:
            raise LabelError(f"{made.to} is not declared: add a head line `actor {made.to}: NAME` or `issue ...`")
        elif made.to not in self.stands_for[key]:
            self.stands_for[key].append(made.to)
            self.entity_spans[made.to].append(self.span(key))

    def _further(self, key: Key, event: str, mode: Mode | None) -> None:
        if key in self.event_at:
            raise LabelError(f"{key[1]} is an event already: {self.event_at[key]}")
        self.event_at[key] = event
        self.mentions[event].append(EventMention(self.span(key), (), (), mode))

    def _happen(self, i: int, made: Label) -> None:
        if isinstance(made, Happening) and (key := self.key(i, made.ref)) in self.event_at and key is not None:
            agents, recipients = self.parties(i, made.agents), self.parties(i, made.recipients)
            if any(party.is_event for party in agents):
                raise LabelError("an agent must be an actor, not an event")
            line = self.event_lines.get(self.event_at[key])
            mode = made.mode if line is None or line.moded else None
            self.mentions[self.event_at[key]].append(
                EventMention(self.span(key), tuple(agents), tuple(recipients), mode)
            )

    def _lean(self, i: int, made: Label) -> None:
        if not isinstance(made, Leaning):
            return
        holders, targets = self.parties(i, made.holders), self.parties(i, made.targets)
        if not targets and not made.optional:
            raise LabelError("a stance on nothing must be optional (`?`)")
        if any(party.is_event for party in holders):
            raise LabelError("the holder must be an actor, not an event")
        cue = self.key(i, made.cue)
        if cue is None:
            raise LabelError(f"the cue {made.cue} must be a number or a named span")
        line = self.lines[cue[0]]
        within = Span(line.start, line.start + len(line.marked.text))
        self.stances.append(
            Stance(
                tuple(holders), tuple(targets), made.polarity, made.expressed, self.span(cue), within, made.optional  # type: ignore[arg-type]
            )
        )  # fmt: skip

    def _say(self, i: int, made: Label) -> None:
        if not isinstance(made, Said):
            return
        spans, sorts = self._parts(i, made.parts)
        if made.speaker == "^":
            if not self.quotations:
                raise LabelError("`^` goes on with the quotation before, and there is none")
            self.quotations[-1] = _longer(self.quotations[-1], spans)
            return
        speaker = None
        if made.speaker != "-":
            found = self.parties(i, [made.speaker])
            if not found or found[0].is_event:
                raise LabelError(f"the speaker {made.speaker} must be an actor")
            speaker = found[0]
        cue = self.key(i, made.cue) if made.cue else None
        kind = made.kind or kind_of(sorts)
        self.quotations.append(Quotation(kind, tuple(spans), speaker, self.span(cue) if cue else None, made.optional))

    def _parts(self, i: int, given: Sequence[str]) -> tuple[list[Span], list[str]]:
        spans, sorts = [], []
        for part in given:
            if part.startswith('"'):
                line = self.lines[i]
                start, end = content(line.marked.text, part[1:-1])
                spans.append(Span(line.start + start, line.start + end))
                within = (one for one in line.marked.spans if one.sort is Sort.QUOTED)
                marked = any(one.start < end and start < one.end for one in within)
                sorts.append("mixed" if marked else "indirect")
                continue
            key = self.key(i, part)
            if key is None:
                raise LabelError(f"{part} is no quoted stretch's number")
            spans.append(self.span(key))
            one = self.lines[key[0]].spans[key[1]]
            sorts.append("direct" if one.sort is Sort.QUOTED or one.number == 0 else "number")
        if "number" in sorts:
            raise LabelError(
                'only quoted stretches <n ...> go by number: give other contents by their words, "first ... last"'
            )
        return spans, sorts

    def _go_on(self) -> None:
        """Quotations whose last stretch runs on into the next sentences take these in, unless they have labels of their own."""
        taken = {part for one in self.quotations for part in one.parts}
        for number, quotation in enumerate(self.quotations):
            more: list[Span] = []
            last = quotation.parts[-1] if quotation.kind == "direct" else None
            at = next(
                (
                    i
                    for i, line in enumerate(self.lines)
                    if last and line.start <= last.start < line.start + len(line.marked.text)
                ),
                None,
            )
            while last is not None and at is not None and (at := self._beside(at, 1)) is not None:
                line = self.lines[at]
                going = next((one for one in line.marked.spans if one.runs_on and one.sort is Sort.QUOTED), None)
                before = self.lines[at - 1] if at else None
                if going is None or before is None or last.end != before.start + len(before.marked.text.rstrip()):
                    break
                last = Span(line.start + going.start, line.start + going.end)
                if last in taken:
                    break
                more.append(last)
                taken.add(last)
            if more:
                self.quotations[number] = _longer(quotation, more)

    # ---- What is made of it ----

    def _all_used(self) -> None:
        for number, text in self.sheet.declared:
            name = text.split()[0 if text.startswith("e") else 1].rstrip(":") if " " in text else ""
            if name in self.entity_lines and not self.entity_spans[name]:
                self.faults.add(number, f"{name} has no mention: write N={name} where it is named, or drop the line")
            if name in self.event_lines and not self.mentions[name]:
                self.faults.add(
                    number, f"{name} has no trigger: write N(...)={name} where it is told, or drop the line"
                )

    def _sentence(self, line: _Line) -> Sentence:
        def of(sort: Sort) -> tuple[Span, ...]:
            return tuple(
                Span(line.start + one.start, line.start + one.end) for one in line.marked.spans if one.sort is sort
            )

        return Sentence(
            Span(line.start, line.start + len(line.marked.text)), line.kind, line.paragraph,  # type: ignore[arg-type]
            of(Sort.PHRASE), of(Sort.TRIGGER), of(Sort.QUOTED),
        )  # fmt: skip

    def _entities(self) -> Iterable[Entity]:
        for key in self.linked:
            if (name := self._loose_id(self.root(key))) in self.entity_spans:
                self.entity_spans[name].append(self.span(key))
        for name, spans in self.entity_spans.items():
            line = self.entity_lines.get(name)
            kind: EntityKind = line.kind if line else "thing"  # type: ignore[assignment]
            if spans:
                yield Entity(name, kind, line.names if line else (), tuple(sorted(set(spans))))

    def _events(self) -> Iterable[Event]:
        for name, found in self.mentions.items():
            line = self.event_lines.get(name)
            modes = {one.mode for one in found}
            mode = next((one for one in _MODES if one in modes), None)
            if line is not None:
                kind, optional = line.type, line.optional
            else:
                kind, optional = self.types.get(name, (None, False))  # type: ignore[assignment]
            rest = (line.date, line.main, optional, line.after) if line else (None, False, optional, ())
            yield Event(name, kind, mode, *rest, tuple(sorted(found, key=lambda one: one.span)))


def kind_of(sorts: Sequence[str]) -> QuotationKind:
    """The kind of a quotation by its parts: stretches alone are direct, words without any indirect."""
    if all(one == "direct" for one in sorts):
        return "direct"
    return "indirect" if all(one == "indirect" for one in sorts) else "mixed"


def _longer(quotation: Quotation, more: Sequence[Span]) -> Quotation:
    parts_now = (*quotation.parts, *more)
    return Quotation(quotation.kind, parts_now, quotation.speaker, quotation.cue, quotation.optional)
