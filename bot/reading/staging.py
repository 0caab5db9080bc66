"""Makes scenes of body sentences: tokens without quotation marks, word classes, time expressions, clauses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from bot.limits import LONGEST_SENTENCE
from bot.model.article import SentenceKind, Span
from bot.model.facts import Form, TimeExpression
from bot.reading.dates.anchor import moved
from bot.reading.dates.expressions import time_expressions
from bot.reading.gazetteer import fold
from bot.reading.grammar.clauses import parsed
from bot.reading.grammar.function_words import AHEAD_PHRASES
from bot.reading.grammar.headlines import with_headline_passives
from bot.reading.grammar.morphology import verb_bases
from bot.reading.grammar.syntax import FINITE, Words
from bot.reading.grammar.tree_repairs import repaired
from bot.reading.grammar.whole_names import with_whole_names
from bot.reading.grammar.word_classes import word_classes
from bot.reading.scene import Scene
from bot.reading.text.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model.article import Sentence
    from bot.reading.cast import Cast
    from bot.reading.dates.anchor import Anchor
    from bot.reading.gazetteer import Gazetteer
    from bot.reading.grammar.trees import Parser, Tree
    from bot.reading.lexicon import Lexicon, OpenClasses
    from bot.reading.text.quotation_marks import Quoted

_TOWARD = frozenset({"to", "for", "in", "on"})
_PRESENT = frozenset({"VBZ", "VBP"})
_IS = frozenset({"is", "are", "am", "'s", "'re", "’s", "’re"})
_MARKS = frozenset({"“", "”", '"', "«", "»", "„", "''", "``"})
_SINGLE = frozenset("‘’'")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z][a-zA-Z]+")
_MODEL = re.compile(r"\d{1,3}[A-Z]{0,2}")
"""`iPhone`, `eBay` are names, and so is a number after one: `iPhone 4`, `iPhone 3G`."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sentences of an article share."""

    text: str
    base: Anchor
    cast: Cast
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A body sentence, or part of an absurdly long one, before it is read: tokens without quotation marks, and its tree."""

    sentence: Sentence
    kept: list[Token]
    quotes: Sequence[Quoted]
    tree: Tree


def cut(
    text: str, found: Sequence[Sentence], quotes: Sequence[Sequence[Quoted]], parser: Parser
) -> list[list[SentencePart]]:
    """Returns the parts of each sentence; none if it isn't body text. `quotes` are by paragraph. All are parsed in one call."""
    parts: list[tuple[int, list[Token], list[int]]] = []
    for number, sentence in enumerate(found):
        if sentence.kind is not SentenceKind.BODY:
            continue
        borders = {
            at for quote in _inside(quotes[sentence.paragraph], sentence.span) for at in (quote.start, quote.end - 1)
        }
        every = tokens(text, sentence.span.start, sentence.span.end)
        for i in range(0, len(every), LONGEST_SENTENCE):
            part = every[i : i + LONGEST_SENTENCE]
            kept = [place for place, token in enumerate(part) if not _is_mark(token, borders)]
            if kept:
                parts.append((number, part, kept))
    trees = parser.trees([[token.text for token in part] for _, part, _ in parts])
    pieces: list[list[SentencePart]] = [[] for _ in found]
    for (number, part, kept), tree in zip(parts, trees, strict=True):
        inside = _inside(quotes[found[number].paragraph], found[number].span)
        pieces[number].append(SentencePart(found[number], [part[place] for place in kept], inside, tree.kept(kept)))
    return pieces


def _inside(quotes: Sequence[Quoted], span: Span) -> Sequence[Quoted]:
    first = bisect_right(quotes, span.start, key=lambda quote: quote.end)
    return quotes[first : bisect_left(quotes, span.end, key=lambda quote: quote.start)]


def _is_mark(token: Token, borders: set[int]) -> bool:
    return token.text in _MARKS or (token.text in _SINGLE and token.start in borders)


def stage(setting: Setting, pieces: Sequence[SentencePart], number: int) -> list[Scene]:
    """Returns the scenes of one body sentence's parts. `number`: the number of scenes before it."""
    return [_scene(setting, piece, number + i) for i, piece in enumerate(pieces)]


def _scene(setting: Setting, piece: SentencePart, number: int) -> Scene:
    lexicon, kept = setting.lexicon, piece.kept
    words = [token.lower for token in kept]
    texts, folded = [token.text for token in kept], [fold(token.text) for token in kept]
    tree = repaired(words, with_whole_names(texts, piece.tree, lexicon.titles))
    tree = with_headline_passives(words, tree, lexicon.open)
    fixed = _names(texts, folded, setting.cast.gazetteer, lexicon.titles.particles)
    fixed.update(dict.fromkeys(_like_verbs(texts, folded, tree, lexicon.titles.particles), "NNP"))
    tags = word_classes(words, tree, fixed)

    def way(offset: int) -> int:
        i = bisect_left(kept, offset, key=lambda token: token.start)
        if _looks_ahead(lexicon.open, words, tags, i) or _is_scheduled(words, tags, tree, i, lexicon):
            return 1
        return -1 if _looks_back(words, tags, i) else 0

    naming = lexicon.open.naming_days
    found = time_expressions(setting.text, kept[0].start, kept[-1].end, setting.base, naming=naming, way=way)
    tags = _months(kept, tags, found)
    given = Words(words, tags, _numbers(kept, piece.quotes), _adverbial(kept, tags, found))
    syntax = parsed(given, tree, lexicon)
    sentence = replace(piece.sentence, span=Span(kept[0].start, kept[-1].end))
    base = reduce(moved, found, setting.base)
    return Scene(number, setting.cast, lexicon, base, sentence, kept, texts, folded, syntax, found)


def _looks_ahead(given: OpenClasses, words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """True if a time expression at token `i` is in the future, judging by the words before it and the nearest finite verb."""
    near = words[max(0, i - 3) : i]
    if any(tuple(words[max(0, i - len(phrase)) : i]) == phrase for phrase in AHEAD_PHRASES):
        return True
    if given.taking_effect & set(near) or near[-3:] in (["as", "early", "as"], ["as", "soon", "as"]):
        return True
    left = next((j for j in range(min(i, len(words)) - 1, -1, -1) if tags[j] in FINITE), None)
    at = left if left is not None else next((j for j in range(i, len(words)) if tags[j] in FINITE), None)
    if at is None:
        return False
    if any(words[j] in given.set_down and words[j + 1] in _TOWARD for j in range(at, min(i, len(words)) - 1)):
        return True
    if any(words[j] in given.looking_ahead and tags[j][:2] != "NN" for j in range(at, min(at + 3, len(words)))):
        return "have" not in words[at + 1 : at + 3]  # "may have been killed on Monday"
    if any(
        words[j] in given.committed and words[j + 1] == "to" and tags[j + 2][:2] == "VB"
        for j in range(at, min(i, len(words)) - 2)
    ):
        return True
    if near[-1:] == ["by"] and tags[at] not in ("VBD", "HVF"):
        return True
    return words[at] in ("is", "are", "am") and tags[at + 1 : at + 2] == ["TO"]  # "is to be sentenced in June"


def _looks_back(words: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """True if the last finite verb before a month or day at token `i` tells in the simple past what happened: `withdrew them in June`."""
    at = next((j for j in range(min(i, len(words)) - 1, -1, -1) if tags[j] in FINITE), None)
    if at is None or words[i - 1] not in ("in", "on") or "TO" in tags[at:i]:
        return False
    return tags[at] == "VBD" or words[at] in ("was", "were")


def _is_scheduled(words: Sequence[str], tags: Sequence[str], tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True if a time expression at token `i` belongs to a verb in the present: "the talks resume on Friday".

    Schedules are in the present tense; verbs of saying ("says on Friday") and the perfect don't count.
    """
    if i >= len(words):
        return False
    verb = tree.heads[i]
    aids = tree.children(verb, "aux", "aux:pass", "cop")
    first = min([verb, *aids])
    if not (tags[first] in _PRESENT or words[first] in _IS):
        return False
    if verb == i:
        return bool(aids)  # "the vote is on Friday"
    if tags[verb] in ("VBN", "VBD") and verb != first:
        return False  # "has arrested on Friday", "is accused"
    bases = verb_bases(words[verb])
    return not bases & lexicon.reporting.speaking and not bases & lexicon.open.looking_back


def _months(kept: Sequence[Token], tags: Sequence[str], found: Sequence[TimeExpression]) -> list[str]:
    """The word classes, with months in dates as names: `On May 7`."""
    fixed = list(tags)
    for expression in found:
        i = bisect_left(kept, expression.span.start, key=lambda token: token.start)
        while i < len(kept) and kept[i].start < expression.span.end:
            if kept[i].lower in ("may", "march") and kept[i].text[0].isupper():
                fixed[i] = "NNP"
                if i and kept[i - 1].lower in ("on", "in", "since", "by", "until"):
                    fixed[i - 1] = "IN"
            i += 1
    return fixed


def _names(texts: list[str], folded: list[str], gazetteer: Gazetteer, particles: frozenset[str]) -> dict[int, str]:
    """The word classes of the gazetteer's names and adjectives."""
    fixed: dict[int, str] = {}
    for i, word in enumerate(texts):
        if _BRAND.fullmatch(word) or (i - 1 in fixed and _BRAND.fullmatch(texts[i - 1]) and _MODEL.fullmatch(word)):
            fixed[i] = "NNP"
        if word[:1].isupper() and folded[i] in particles and texts[i + 1 : i + 2] and texts[i + 1][:1].isupper():
            fixed[i] = "NNP"
        if word[:1].isupper() and i not in fixed and (entries := gazetteer.at(folded, texts, i)):
            if entries[0].form is Form.DEMONYM:
                fixed[i] = "NNP" if word.endswith("s") else "JJ"
            elif not entries[0].weak:
                fixed.update(dict.fromkeys(range(i, i + len(entries[0].words)), "NNP"))
    return fixed


def _like_verbs(texts: list[str], folded: list[str], tree: Tree, particles: frozenset[str]) -> Iterator[int]:
    """Yields the names that a tree takes for verbs: `Edward Said wrote`, `Qaboos bin Said died`."""
    for i in range(1, len(texts)):
        before = tree.classes[i - 1].startswith("NNP") or folded[i - 1] in particles
        if before and tree.classes[i].startswith("VB") and texts[i].istitle() and texts[i - 1][:1].isalpha():
            yield i


def _numbers(kept: Sequence[Token], quotes: Sequence[Quoted]) -> list[int]:
    """For each token the number of its quotation, 0 for none."""
    numbers = [0] * len(kept)
    which = 0
    for i, token in enumerate(kept):
        while which < len(quotes) and quotes[which].end <= token.start:
            which += 1
        if which < len(quotes) and quotes[which].start <= token.start:
            numbers[i] = which + 1
    return numbers


def _adverbial(kept: Sequence[Token], tags: Sequence[str], found: Sequence[TimeExpression]) -> list[bool]:
    """True for the tokens of time expressions, except before a noun ("Tuesday's meeting", "the 2016 election")."""
    flags = [False] * len(kept)
    which = 0
    for i, token in enumerate(kept):
        while which < len(found) and found[which].span.end <= token.start:
            which += 1
        if which < len(found) and found[which].span.start <= token.start < found[which].span.end:
            flags[i] = True
    for i in range(len(kept) - 1, -1, -1):
        if flags[i] and i + 1 < len(kept) and not flags[i + 1] and tags[i + 1] in ("NN", "NNS", "POS", "JJ"):
            j = i
            while j >= 0 and flags[j]:
                flags[j] = False
                j -= 1
    return flags
