"""Converts lists in the scorer's JSON to gold files: every span gets a number, or a name if none fits."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.model.article import Sentence, SentenceKind, Span
from bot.reading.text.clean import clean
from training.gold.finding import PlaceError, content, place
from training.gold.labels import LabelError, label, tokens
from training.gold.marked import Found, Sort
from training.gold.quoting import kind_of
from training.gold.sheets import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.gold.corpus import Source
    from training.gold.documents import QuotationKind
    from training.gold.numbering import Numberer

_OUTLETS = {"wn": "Wikinews", "voa": "Voice of America"}
_LICENCES = {"Wikinews": "CC BY 2.5", "Voice of America": "Public domain (work of the US government)"}
_MODE = {"actual": "", None: "", "planned": "p", "negated": "n", "hypothetical": "h"}
_SIGN = {"supports": "+", "opposes": "-", "neutral": "~", "any": "*"}
_EXPRESSED = {"words": "", None: "", "deeds": "d", "inaction": "w", "withholding": "w"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
Json = dict[str, Any]
Piece = tuple[int, int, int]
"""A span within one sentence: the sentence's place, and offsets into it."""


class Squeezed:
    """A text whose offsets count only letters that are not white space, so that copies with different spacing agree."""

    def __init__(self, text: str) -> None:
        self._before = [0]
        for char in text:
            self._before.append(self._before[-1] + (not char.isspace()))
        self._at = [place for place, char in enumerate(text) if not char.isspace()]

    def inward(self, span: Sequence[int]) -> tuple[int, int]:
        """Converts a span of the text to such offsets."""
        return self._before[span[0]], self._before[span[1]]

    def outward(self, span: tuple[int, int]) -> tuple[int, int]:
        """Converts such offsets to a span of the text."""
        return self._at[span[0]], self._at[span[1] - 1] + 1


class Importer:
    """Imports one list."""

    def __init__(self, text: str, gold: Json, numberer: Numberer) -> None:
        self.text, self.gold = clean(text), gold
        self._from, self._to = Squeezed(text), Squeezed(self.text)
        self.sentences = self._borders(numberer.split(self.text))
        self.lines = numberer.numbered(self.text, self.sentences, self._wanted())
        self.names: dict[int, dict[tuple[int, int], str]] = defaultdict(dict)
        self.tokens: dict[int, list[str]] = defaultdict(list)
        self.spent: set[tuple[int, str]] = set()

    def sheet(self, name: str, head: dict[str, str]) -> Sheet:
        """Returns the sheet with its labels."""
        for step in (self._mention, self._happen, self._say, self._lean):
            step()
        rows = []
        for i, line in enumerate(self.lines):
            named = [f'{letter}="{pointing(line.marked.text, *spot)}"' for spot, letter in self.names[i].items()]
            text = " ".join([*named, *self.tokens[i]])
            rows.append(Row(i + 1, line.marked, line.body, line.paragraph, labels=((0, text),) if text else ()))
        return Sheet(name, True, head, tuple(rows), tuple((0, line) for line in self._head()))

    # ---- Spans ----

    def _span(self, span: Sequence[int]) -> tuple[int, int]:
        return self._to.outward(self._from.inward(span))

    def _tight(self) -> Iterator[tuple[int, int]]:
        """The spans that must lie in one sentence."""
        for row in (*self.gold["actors"], *self.gold["issues"], *self.gold["events"]):
            yield from map(self._span, row["mentions"])
        for row in (*self.gold["stances"], *self.gold["quotations"]):
            if row["cue"]:
                yield self._span(row["cue"])

    def _borders(self, found: Sequence[Sentence]) -> list[Sentence]:
        off = [self._span(span) for span in self.gold["off_limits"]]
        cuts = sorted({border for span in off for border in span})
        made: list[Sentence] = []
        for whole in found:
            inside = [cut for cut in cuts if whole.span.start < cut < whole.span.end]
            for start, end in zip([whole.span.start, *inside], [*inside, whole.span.end], strict=True):
                piece = self.text[start:end]
                left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
                if right > left:
                    kind = SentenceKind.BODY
                    if any(a <= start + left and start + right <= b for a, b in off):
                        kind = SentenceKind.BOILERPLATE
                    made.append(Sentence(Span(start + left, start + right), kind, whole.paragraph))
        for start, end in self._tight():
            crossed = [i for i, mention in enumerate(made) if mention.span.start < end and start < mention.span.end]
            if len(crossed) > 1:
                first, last = made[crossed[0]], made[crossed[-1]]
                made[crossed[0] : crossed[-1] + 1] = [replace(first, span=Span(first.span.start, last.span.end))]
        return made

    def _pieces(self, span: Sequence[int]) -> list[Piece]:
        start, end = self._span(span)
        pieces = []
        for i, sentence in enumerate(self.sentences):
            first, last = max(start, sentence.span.start), min(end, sentence.span.end)
            if first < last:
                pieces.append((i, first - sentence.span.start, last - sentence.span.start))
        return pieces

    def _piece(self, span: Sequence[int]) -> Piece:
        (piece,) = self._pieces(span)
        return piece

    def _wanted(self) -> dict[int, list[Found]]:
        wanted: dict[int, list[Found]] = defaultdict(list)
        for sort, rows in (
            (Sort.PHRASE, [*self.gold["actors"], *self.gold["issues"]]),
            (Sort.TRIGGER, self.gold["events"]),
        ):
            for row in rows:
                for i, start, end in map(self._piece, row["mentions"]):
                    wanted[i].append(Found(start, end, sort))
        return wanted

    def _ref(self, piece: Piece, sort: Sort, home: int) -> str:
        """How a label in sentence `home` refers to a span: by its number, else by a name that the span gets."""
        i, start, end = piece
        same = [span for span in self.lines[i].marked.spans if (span.start, span.end) == (start, end)]
        same.sort(key=lambda span: span.sort is not sort)
        own = str(same[0].number) if same else self._name(piece)
        return own if i == home else f"s{i + 1}.{own}"

    def _name(self, piece: Piece) -> str:
        named = self.names[piece[0]]
        return named.setdefault(piece[1:], _LETTERS[len(named) % len(_LETTERS)])

    # ---- Labels ----

    def _head(self) -> Iterator[str]:
        for kind in ("actor", "issue"):
            for row in self.gold[f"{kind}s"]:
                yield f"{kind} {row['id']}: {' | '.join(row['names'])}"
        for row in self.gold["events"]:
            flags = ["main"] if row.get("main") else []
            flags += ["?"] if row["optional"] else []
            flags += ["modeless"] if row.get("mode") is None else []
            flags += [f"after:{','.join(row['after'])}"] if row["after"] else []
            yield " ".join([row["id"], row["type"], row["date"] or "-", *flags])

    def _mention(self) -> None:
        for row in (*self.gold["actors"], *self.gold["issues"]):
            for piece in sorted(map(self._piece, row["mentions"])):
                self.tokens[piece[0]].append(f"{self._ref(piece, Sort.PHRASE, piece[0])}={row['id']}")

    def _happen(self) -> None:
        for row in self.gold["events"]:
            for number, piece in enumerate(sorted(map(self._piece, row["mentions"]))):
                ref = self._ref(piece, Sort.TRIGGER, piece[0])
                if (piece[0], ref) in self.spent:  # two events told by one word
                    ref = self._name(piece)
                self.spent.add((piece[0], ref))
                parties = ",".join(row["agents"]) + (">" + ",".join(row["others"]) if row["others"] else "")
                told = f"{ref}({parties}){_MODE[row.get('mode')]}" if number == 0 else ref
                self.tokens[piece[0]].append(f"{told}={row['id']}")

    def _say(self) -> None:
        for row in self.gold["quotations"]:
            pieces = [piece for span in row["content"] for piece in self._pieces(span)]
            home = pieces[0][0]
            cue = f"@{self._ref(self._piece(row['cue']), Sort.TRIGGER, home)}" if row["cue"] else ""
            rest = f":{row['speaker'] or '-'}{cue}{'?' if row['optional'] else ''}"
            parts = [self._part(piece, home, rest) for piece in pieces]
            token = "+".join(parts) + rest
            self.tokens[home].append(token if self._kind(parts, pieces) == row["kind"] else f"{token}!{row['kind']}")

    def _kind(self, parts: Sequence[str], pieces: Sequence[Piece]) -> str:
        """The kind that binding would give a quotation with these parts."""
        sorts: list[QuotationKind] = []
        for part, (i, start, end) in zip(parts, pieces, strict=True):
            marked = any(
                line.sort is Sort.QUOTED and line.start < end and start < line.end
                for line in self.lines[i].marked.spans
            )
            sorts.append("direct" if not part.startswith('"') else "mixed" if marked else "indirect")
        return kind_of(sorts)

    def _part(self, piece: Piece, home: int, rest: str) -> str:
        i, start, end = piece
        line = self.lines[i].marked
        if any((span.start, span.end, span.sort) == (start, end, Sort.QUOTED) for span in line.spans):
            return self._ref(piece, Sort.QUOTED, home)
        words = quoted_words(line.text, start, end, rest) if i == home else None
        own = self._name(piece) if words is None else ""
        return words or (own if i == home else f"s{i + 1}.{own}")

    def _lean(self) -> None:
        for row in self.gold["stances"]:
            cue = self._piece(row["cue"])
            targets = [row.get(f"target_{kind}") for kind in ("actor", "event", "issue")]
            on = "|".join(target for target in targets if target) or "_"
            sign = _SIGN[row["polarity"]] + _EXPRESSED[row.get("expressed")]
            ref = self._ref(cue, Sort.TRIGGER, cue[0])
            self.tokens[cue[0]].append(f"{'|'.join(row['holders'])}>{on}{sign}@{ref}{'?' if row['optional'] else ''}")


def pointing(text: str, start: int, end: int) -> str:
    """Returns words, with as many around them as needed, that occur only at this place."""
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", text[:start])]
    ends = [end + match.end() for match in re.finditer(r"\S(?!\S)", text[end:])]
    for around in range(max(len(starts), len(ends)) + 1):
        left = text[starts[max(0, len(starts) - around)] if around and starts else start : start]
        right = text[end : ends[min(around, len(ends)) - 1] if around and ends else end]
        words = f"{left}<{text[start:end]}>{right}" if around else text[start:end]
        words = words.replace('"', "”")  # a straight mark would end the token; finding treats both alike
        try:
            if place(text, words) == (start, end) and len(list(tokens(f'a="{words}"'))) == 1:
                return words
        except (PlaceError, LabelError):
            continue
    raise PlaceError(f"{text[start:end]!r} cannot be pointed to in {text!r}")


def quoted_words(text: str, start: int, end: int, rest: str) -> str | None:
    """A content by its first and last words; None if no choice of words is unambiguous."""
    plain = text[start:end].replace('"', "”")
    words = plain.split()
    ends = ((words[:count], words[-count:]) for count in range(1, min(12, len(words) // 2)))
    short = (f'"{" ".join(first)} ... {" ".join(last)}"' for first, last in ends)
    for said in (*short, f'"{plain}"'):
        try:
            if content(text, said[1:-1]) == (start, end) and len(list(tokens(said + rest))) == 1:
                label(said + rest)
                return said
        except (PlaceError, LabelError):
            continue
    return None


def head_of(name: str, text: str, gold: Json, sources: Sequence[Source]) -> dict[str, str]:
    """Returns title, outlet, licence and so on from the corpus that the text is from; else what its name says."""
    start = "".join(text.split())
    for source in sources:
        squeezed = "".join(clean(source.text).split())
        if squeezed and (squeezed.startswith(start[:200]) or start[:3000] in squeezed or squeezed[:300] in start):
            found = {"title": source.title, "outlet": source.outlet, "url": source.url, "licence": source.licence}
            return {"published": gold.get("published") or source.published, **found}
    outlet = _OUTLETS[name.split("-", maxsplit=1)[0]]
    return {"outlet": outlet, "published": gold["published"], "licence": _LICENCES[outlet]}


def load_list(path: Path) -> tuple[str, Json]:
    """Returns the text and the list of `NAME.json`, with `NAME.txt` next to it."""
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    gold: Json = json.loads(path.read_text(encoding="utf-8"))
    gold.setdefault("issues", [])
    return text, gold


def differences(text: str, gold: Json, other_text: str, other: Json) -> list[str]:
    """Returns what one list has and the other lacks, with spans counted without white space and ignoring the sentences of stances."""
    first, second = _facts(Squeezed(text), gold), _facts(Squeezed(other_text), other)
    return [f"- {row}" for row in sorted(first - second)] + [f"+ {row}" for row in sorted(second - first)]


def _facts(at: Squeezed, gold: Json) -> set[str]:
    """All facts of a list as lines."""

    def spans(rows: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        joined: list[tuple[int, int]] = []
        for start, end in sorted(map(at.inward, rows)):
            if joined and joined[-1][1] == start:  # two sentences of one stretch
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined

    said = {f"published {gold['published'] or None}", f"off {spans(gold['off_limits'])}"}
    for kind in ("actors", "issues", "events"):
        for row in gold[kind]:
            rest = {key: value for key, value in row.items() if key != "mentions"}
            rest = {key: sorted(value) if isinstance(value, list) else value for key, value in rest.items()}
            marks = sorted(at.inward(span) for span in row["mentions"])
            said.add(f"{kind} {sorted(rest.items(), key=str)} {marks}")
    for row in gold["quotations"]:
        cue = at.inward(row["cue"]) if row["cue"] else None
        said.add(f"quotation {row['kind']} {row['speaker']} {cue} {spans(row['content'])} {row['optional']}")
    for row in gold["stances"]:
        on = [row.get(f"target_{kind}") for kind in ("actor", "event", "issue")]
        how = "inaction" if row.get("expressed") == "withholding" else row.get("expressed") or "words"
        said.add(
            f"stance {sorted(row['holders'])} {on} {row['polarity']} {how} {at.inward(row['cue'])} {row['optional']}"
        )
    return said
