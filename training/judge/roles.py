"""Makes questions from PropBank's arguments and GUM's attributions, on which the judge is trained before our own lists."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from bot.reading.judging.questions import Asked, Passage
from training.judge.examples import Example, Label
from training.judge.learning import answered
from training.syntax import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from training.judge.learning import Material
    from training.judge.network import Judge
    from training.syntax import Gold

ARGUMENTS = ("none", "ARG0", "ARG1", "ARG2", "ARGM-LOC", "ARGM-TMP", "other")
_IDLE = frozenset(["be.03", "have.01", "do.01"])
"""Auxiliaries."""
_NOMINAL = ("NN", "PRP", "WP", "CD", "DT")
_WITHIN = frozenset(
    ["compound", "flat", "fixed", "goeswith", "case", "det", "punct", "cc", "mark", "aux", "aux:pass", "cop"]
)
_LEFT = frozenset(["det", "det:predet", "amod", "nummod", "compound", "nmod:poss", "flat", "advmod"])
_SHORTEST_CONTENT = 4


def spaced(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Returns words as a text, with clitics and marks joined as usual, and the place of each word."""
    text, places = "", []
    opened = False
    for number, word in enumerate(words):
        shut = (
            word in ",.;:!?)]}%”’"
            or word.lower() in ("n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "’s")
            or word == "'"
        )
        if word == '"':
            shut, opened = opened, not opened
        after = words[number - 1] if number else "("
        glued = shut or after in ("(", "[", "{", "$", "“", "‘", "-") or word == "-" or (after == '"' and opened)
        if number and not glued:
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


def _label(role: str) -> int | None:
    if role in ARGUMENTS:
        return ARGUMENTS.index(role)
    if role in ("ARG3", "ARG4", "ARG5", "ARGA"):
        return ARGUMENTS.index("ARG2")
    return ARGUMENTS.index("other") if role.startswith("ARGM") else None


def arguments(roles: Path, treebank: Path) -> Iterator[Example]:
    """Yields PropBank's sentences: each predicate with each phrase and clause of the sentence's tree."""
    trees = {gold.id: gold for gold in sentences(treebank)}
    for row in _rows(roles):
        gold = trees.get(row["sent_id"])
        predicates = [predicate for predicate in row["predicates"] if predicate["roleset"] not in _IDLE]
        if gold is None or not predicates or len(gold.forms) != len(row["words"]):
            continue
        text, places = spaced(row["words"])
        example = Example(Passage(text), group=row["doc"])
        nodes = [(head, example.span(places[first][0], places[last - 1][1])) for head, first, last in _nodes(gold)]
        for predicate in predicates:
            at = predicate["at"]
            trigger = example.span(*places[at])
            wanted = _by_head(gold, predicate["args"])
            for head, number in nodes:
                if head != at:
                    example.ask("role", "argument", Asked(trigger, number), Label(wanted.get(head, 0)))
        if example.asked:
            yield example


def _by_head(gold: Gold, rows: Iterable[Sequence[Any]]) -> dict[int, int]:
    """The words that head arguments, with their labels."""
    found = {}
    for role, first, last in rows:
        label = _label(role)
        heads = [i for i in range(first, last) if not first <= gold.heads[i] < last or gold.heads[i] == i]
        if label is not None and heads:
            found[heads[0]] = label
    return found


def _nodes(gold: Gold) -> list[tuple[int, int, int]]:
    """Head, first and last (exclusive) token of possible arguments: phrases alone and with their dependents, and clauses."""
    below: list[list[int]] = [[] for _ in gold.forms]
    for i, head in enumerate(gold.heads):
        if head != i:
            below[head].append(i)
    found = []
    for i, kind in enumerate(gold.classes):
        nominal, verbal = kind.startswith(_NOMINAL), kind.startswith("VB")
        if gold.relations[i] in _WITHIN or not (nominal or verbal):
            continue
        first, last = _whole(gold, below, i)
        whole = (i, first, last)
        found.append(whole)
        if nominal:
            left = [_whole(gold, below, j)[0] for j in below[i] if j < i and gold.relations[j] in _LEFT]
            right = [j for j in below[i] if j > i and gold.relations[j] == "flat"]
            base = (i, max(first, min([i, *left])), max([i, *right]) + 1)
            if base != whole:
                found.append(base)
    return found


def _whole(gold: Gold, below: list[list[int]], top: int) -> tuple[int, int]:
    """The whole subtree of a word, without its preposition, conjunction and marks at the edges."""
    inside = {top}
    waiting = [top]
    while waiting:
        for child in below[waiting.pop()]:
            if gold.heads[child] == top and gold.relations[child] in ("case", "cc", "mark", "punct", "conj"):
                continue
            inside.add(child)
            waiting.append(child)
    return min(inside), max(inside) + 1


def attributions(attributed: Path, mentioned: Path, split: str) -> Iterator[Example]:
    """Yields GUM's sentences: what was said, with every mention as a possible speaker, and parts that nobody says."""
    mentions = {row["doc"]: row for row in _rows(mentioned)}
    counted: dict[str, int] = {}
    for row in _rows(attributed):
        if row["split"] != split:
            continue
        number = counted.get(row["doc"], 0)
        counted[row["doc"]] = number + 1
        example = _attributed(row, mentions[row["doc"]], number)
        if example and not row.get("outside"):
            yield example


def _attributed(row: dict[str, Any], document: dict[str, Any], number: int) -> Example | None:
    words = row["words"]
    if document["sentences"][number] != words:
        raise ValueError(f"{row['sent_id']} is not sentence {number} of {row['doc']}")
    text, places = spaced(words)
    example = Example(Passage(text), group=row["doc"])

    def span(first: int, last: int) -> int:
        return example.span(places[first][0], places[last - 1][1])

    inside = {
        (mention["start"][1], mention["end"][1])
        for mention in document["mentions"]
        if mention["start"][0] == number == mention["end"][0] and mention["end"][1] <= len(words)
    }
    sources = [tuple(span) for attribution in row["attributions"] for span in attribution["source"]]
    parties = sorted({*inside, *sources})
    taken = [False] * len(words)
    for attribution in row["attributions"]:
        if attribution["negative"] or not attribution["content"]:
            continue
        first, last = attribution["content"][0][0], attribution["content"][-1][1]
        content = span(first, last)
        cue = [(places[begin][0], places[end - 1][1]) for begin, end in attribution["cue"]]
        right = {tuple(part) for part in attribution["source"]}
        for begin, end in parties:
            if first <= begin and end <= last:
                continue
            label = Label(int((begin, end) in right), cue=tuple(cue))
            example.ask("said", "attribution", Asked(content, span(begin, end)), label)
        for begin, end in attribution["content"]:
            taken[begin:end] = [True] * (end - begin)
    for first, last in _untold(words, taken, bool(row["attributions"])):
        for begin, end in parties:
            if not (first <= begin and end <= last):
                example.ask("said", "attribution", Asked(span(first, last), span(begin, end)), Label(0))
    return example if example.asked else None


def _untold(words: Sequence[str], taken: Sequence[bool], some: bool) -> list[tuple[int, int]]:
    """Parts that are no content: what remains next to contents, or the second part of a sentence that has none."""
    if not some:
        middle = max(2, len(words) // 4)
        return [(middle, len(words))] if len(words) - middle >= _SHORTEST_CONTENT else []
    found, first = [], 0
    for i in range(len(words) + 1):
        if i == len(words) or taken[i]:
            if i - first >= _SHORTEST_CONTENT:
                found.append((first, i))
            first = i + 1
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def figures(judge: Judge, material: Material, head: str) -> str:
    """Returns precision, recall and F1 of the answers other than "none", over all questions of a head."""
    right = said = there = 0
    for example, logits in zip(material.examples, answered(judge, material), strict=True):
        for label, row in zip(example.labels.get(head, ()), logits.get(head, ()), strict=True):
            answer, wanted = int(row.argmax()), label.number if label else 0
            right += answer == wanted > 0
            said += answer > 0
            there += wanted > 0
    precision, recall = right / max(1, said), right / max(1, there)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"
