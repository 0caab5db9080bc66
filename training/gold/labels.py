"""Parses the language of labels: one token for each fact, by numbers (`4(1>9)p`, `1>9-@4`, `1:6@5`), and the head lines of whole articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.gold.documents import EntityKind, Expressed, Mode, Polarity, QuotationKind

MODES: dict[str, Mode] = {"p": "planned", "n": "negated", "h": "hypothetical"}
POLARITIES: dict[str, Polarity] = {"+": "supports", "-": "opposes", "~": "neutral", "*": "any"}
_EXPRESSED: dict[str, Expressed] = {"": "words", "d": "deeds", "w": "inaction"}
_REF = r"(?:[pn]?\d+|s\d+\.(?:\d+|[a-z])|[a-z][a-z0-9+-]*)"
_NAMED = re.compile(r'([a-z])="(.*)"')
_EVENT = re.compile(rf"({_REF})\(([^()>]*)(?:>([^()>]*))?\)([pnh]?)(\??)(?:([:=])(\S+))?")
_STANCE = re.compile(rf"([^>]+)>(.+?)([-+~*])([dw]?)@({_REF})(\??)")
_SAID = re.compile(rf"(.+):({_REF}|-|\^)(?:@({_REF}))?(\??)(?:!(direct|mixed|indirect))?", re.DOTALL)
_DATE = re.compile(r"\d{2}(?:\d\d|\dX|XX)(?:-(?:\d\d|W\d\d|[A-Z]{2}|XX)(?:-(?:\d\d|XX|WE))?)?[~?%]?|\d{3}")
_HEAD = re.compile(r"(actor|issue) ([a-z][a-z0-9+-]+): *(.+)|(e\d+) (\S+) (\S+)((?: \S+)*)")


class LabelError(ValueError):
    """An invalid token or line; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Named:
    """`a="the judge"`: words that the sheet did not number."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """`9=trump`, `6=e1`, `9=3`: what a span stands for."""

    ref: str
    mode: Mode | None
    to: str


@dataclass(frozen=True, slots=True)
class Happening:
    """`4(1,2>9)p=e1`: a trigger with its parties; `event` or `type` is what follows them."""

    ref: str
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    mode: Mode
    optional: bool
    event: str | None
    type: str | None


@dataclass(frozen=True, slots=True)
class Leaning:
    """`1|2>8|9-d@4?`: a stance."""

    holders: tuple[str, ...]
    targets: tuple[str, ...]
    polarity: Polarity
    expressed: Expressed
    cue: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Said:
    """`1+7:6@5`, `"they would ... in court":6@5`: a quotation. Its parts are references, or words in double quotation marks; `^` continues the previous one."""

    parts: tuple[str, ...]
    speaker: str
    cue: str | None
    optional: bool
    kind: QuotationKind | None


Label = Named | Link | Happening | Leaning | Said


@dataclass(frozen=True, slots=True)
class EntityLine:
    """`actor trump: Donald Trump | Trump`."""

    kind: EntityKind
    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """`e2 declaration 2019-02-15 main after:e1`."""

    id: str
    type: str
    date: str | None
    main: bool
    optional: bool
    after: tuple[str, ...]
    moded: bool


def head(line: str) -> EntityLine | EventLine:
    """Returns a head line of a whole article.

    Raises:
        LabelError: it is invalid.
    """
    match = _HEAD.fullmatch(line)
    if not match:
        raise LabelError(
            f"{line[:50]!r} is no head line: write `actor ID: NAME | NAME`, `issue ID: NAME` or `e2 TYPE DATE` (DATE or `-`); "
            "ids are lower case, two letters or more"
        )
    if match[1]:
        names = tuple(dict.fromkeys(name.strip() for name in match[3].split("|") if name.strip()))
        kind: EntityKind = "actor" if match[1] == "actor" else "issue"
        return EntityLine(kind, match[2], names)
    date, flags = match[6], match[7].split()
    if date != "-" and not all(_DATE.fullmatch(side) or side in ("", "..") for side in date.split("/")):
        raise LabelError(
            f"{match[4]}: {date!r} is no EDTF date: write 2019-02-15, 2019-02, 2019-02-15/2019-02-20, or `-`"
        )
    unknown = [flag for flag in flags if flag not in ("main", "?", "modeless") and not flag.startswith("after:")]
    if unknown:
        raise LabelError(f"{match[4]}: {unknown[0]!r} is none of `main`, `?`, `after:e1,e3`")
    after = tuple(name for flag in flags if flag.startswith("after:") for name in flag[6:].split(","))
    return EventLine(
        match[4], match[5], None if date == "-" else date, "main" in flags, "?" in flags, after, "modeless" not in flags
    )


def tokens(line: str) -> Iterator[str]:
    """Yields the tokens of a line of labels: separated by spaces, except inside double quotation marks."""
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        end = at
        while end < len(line) and not line[end].isspace():
            if line[end] == '"' and (end == at or line[end - 1] in "=+"):
                ends = r'"(?=\s|$)' if line[end - 1 : end] == "=" and end > at else r'"(?=[:+])'
                closing = re.compile(ends).search(line, end + 1)
                if not closing:
                    raise LabelError(
                        f"{line[at:][:40]!r}: the quotation mark is not closed, or not followed by `:SPEAKER`"
                    )
                end = closing.end()
            else:
                end += 1
        yield line[at:end]
        at = end


def label(token: str) -> Label:
    """Returns the meaning of a token.

    Raises:
        LabelError: it is invalid.
    """
    if match := _NAMED.fullmatch(token):
        return Named(match[1], match[2])
    if match := _EVENT.fullmatch(token):
        return Happening(
            match[1], _list(match[2], token), _list(match[3] or "", token), MODES.get(match[4], "actual"), bool(match[5]),
            match[7] if match[6] == "=" else None, match[7] if match[6] == ":" else None,
        )  # fmt: skip
    if '"' not in token and (match := _STANCE.fullmatch(token)):
        holders, targets = _list(match[1], token, "|"), _list(match[2], token, "|")
        return Leaning(
            holders,
            () if targets == ("_",) else targets,
            POLARITIES[match[3]],
            _EXPRESSED[match[4]],
            match[5],
            bool(match[6]),
        )
    if match := _SAID.fullmatch(token):
        kind: QuotationKind | None = match[5]  # type: ignore[assignment]
        return Said(tuple(_parts(match[1])), match[2], match[3], bool(match[4]), kind)
    if match := re.fullmatch(rf"([pn]?\d+|s\d+\.(?:\d+|[a-z])|[a-z])([pnh]?)=({_REF})", token):
        return Link(match[1], MODES.get(match[2]), match[3])
    raise LabelError(_advice(token))


def _list(text: str, token: str, by: str = ",") -> tuple[str, ...]:
    refs = tuple(part.strip() for part in text.split(by) if part.strip())
    for ref in refs:
        if not re.fullmatch(_REF, ref) and ref != "_":
            raise LabelError(f"{token!r}: {ref!r} is neither a number nor an id; list them with `{by}`")
    return refs


def _parts(text: str) -> Iterator[str]:
    for match in re.finditer(rf'"(.+?)"(?=\+|$)|({_REF})(?=\+|$)', text, re.DOTALL):
        yield f'"{match[1]}"' if match[1] is not None else match[2]


def _advice(token: str) -> str:
    if ">" in token and "(" not in token:
        return f"{token!r} is no stance: write HOLDER>TARGET, then + - or ~, then @CUE: `1>9-@4`"
    if "(" in token:
        return f"{token!r} is no event: write TRIGGER(AGENTS>RECIPIENTS), then p, n or h, then =e1 or :TYPE: `4(1,2>9)p=e1`"
    if ":" in token:
        return (
            f'{token!r} is no quotation: write PART:SPEAKER@CUE: `1:6@5`, `1+7:-`, `"first words ... last words":6@5`'
        )
    return f'{token!r} is no label: write 9=ID (mention), 4(1>9) (event), 1>9-@4 (stance), 1:6@5 (quotation), a="words"'
