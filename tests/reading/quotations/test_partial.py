"""Tests which quoted words a verb around them expresses, and where what it expresses begins and ends, in trees that are given."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.model.article import Span
from bot.reading.grammar.syntax import Clause
from bot.reading.grammar.trees import Tree
from bot.reading.quotations import partial
from bot.reading.quotations.partial import _above, _claimed, _puts, _titled, _what
from bot.reading.text.quotation_marks import Quoted

REPORTING = SimpleNamespace(putting={"portray", "call", "say", "think"}, say={"say"}, think={"think"})


def scene(text: str, tags: str = "", clauses: tuple[Clause, ...] = ()) -> SimpleNamespace:
    """A sentence whose quoted words are marked with `*`."""
    quote = [int(word.startswith("*")) for word in text.split()]
    texts = [word.lstrip("*") for word in text.split()]
    words = [word.lower() for word in texts]
    syntax = SimpleNamespace(words=words, tags=tags.split() or ["NN"] * len(words), quote=quote, clauses=clauses)
    tokens = [SimpleNamespace(text=word) for word in texts]
    return SimpleNamespace(texts=texts, tokens=tokens, syntax=syntax, lexicon=SimpleNamespace(reporting=REPORTING))


def tree(heads: list[int], relations: str) -> Tree:
    return Tree(heads, relations.split(), [])


def verb(at: int, lemma: str = "call", last: int | None = None) -> Clause:
    return Clause(at, at, at + 1 if last is None else last, lemma, "finite", at)


MARKS = Quoted(10, 20)
CLAIMED = [
    ([], False),
    ([(12, 15)], True),
    ([(0, 30)], True),
    ([(15, 30)], True),
    ([(0, 11)], True),
    ([(19, 30)], True),
    # side by side
    ([(0, 10)], False),
    ([(20, 30)], False),
    ([(20, 30), (40, 50)], False),
    ([(0, 11), (20, 30), (40, 50)], True),
    # a long one before several that end sooner, but not before a dozen
    ([(0, 30), *((at, at + 1) for at in range(1, 10))], True),
    ([(0, 30), *((at // 2, at // 2 + 1) for at in range(2, 14))], False),
]


@pytest.mark.parametrize(("claimed", "expected"), CLAIMED)
def test_whether_a_quotation_has_the_marks(claimed: list[tuple[int, int]], expected: bool) -> None:
    assert _claimed(MARKS, claimed) is expected


TITLES = [
    # a title stands in capitals, small words aside, behind a noun, an article, a preposition or a comma
    ("on *This *Week", "IN DT NN", True),
    ("ABC 's *This *Week", "NNP POS DT NN", True),
    ("the author of *Destiny *and *Power", "DT NN IN NN CC NN", True),
    ("Trump , *The *Boss", "NNP , DT NN", True),
    ("the book *Power", "DT NN NN", True),
    ("the *1984 *Power", "DT CD NN", True),
    ("on *A *Week", "IN DT NN", True),
    # what is only small words, or has none, is not written otherwise than a title
    ("of *the", "IN DT", True),
    ("of *1984", "IN CD", True),
    ("on *this *Week", "IN DT NN", False),
    ("called *Power", "VBD NN", False),
    # what somebody is seen as is no title, nor is what begins a sentence
    ("as *Weak", "IN NN", False),
    ("*This *Week was news", "DT NN VBD NN", False),
]


@pytest.mark.parametrize(("text", "tags", "expected"), TITLES)
def test_whether_the_quoted_words_are_a_title(text: str, tags: str, expected: bool) -> None:
    made = scene(text, tags)
    inside = [i for i, quoted in enumerate(made.syntax.quote) if quoted]
    assert _titled(made, inside) is expected


PUT = [
    ("he called her *weak", "call", 3, "xcomp", True),
    ("he called her *weak", "call", 3, "nmod", True),
    # of saying only what is said, and not when or where
    ("he said that *weak", "say", 3, "ccomp", True),
    ("he said that *weak", "say", 3, "ccomp:that", True),
    ("he thought her *weak", "think", 3, "nmod", False),
    ("he said of *weak", "say", 3, "obl", True),
    ("he said to *weak", "say", 3, "obl", False),
    ("he called to *weak", "call", 3, "obl", True),
    ("he called in *weak", "call", 3, "obl", False),
    ("he called as *weak", "call", 3, "advmod", True),
    ("he called oh *weak", "call", 3, "obl:tmod", False),
    # no verb of expression
    ("he made her *weak", "make", 3, "xcomp", False),
]


@pytest.mark.parametrize(("text", "lemma", "below", "relation", "expected"), PUT)
def test_whether_a_verb_expresses_what_it_governs(
    text: str, lemma: str, below: int, relation: str, expected: bool
) -> None:
    made = scene(text)
    given = tree([1, 1, 3, 1], f"nsubj ROOT case {relation}")
    assert _puts(made, given, verb(1, lemma), below) is expected


def test_the_verbs_above_quoted_words_nearest_first() -> None:
    made = scene("he said they called her *weak", clauses=(verb(1, "say"), verb(3), verb(5)))
    given = tree([1, 1, 3, 1, 5, 3], "nsubj ROOT nsubj ccomp nsubj xcomp")
    assert list(_above(made, given, 5)) == [(1, 5), (0, 3)]
    # a verb in the marks is none of the narrator's
    made.syntax.quote[3] = 1
    assert list(_above(made, given, 5)) == [(0, 3)]


# Each word below the one before it: what is more than twelve steps up is not asked.
@pytest.mark.parametrize(("steps", "found"), [(12, [(0, 1)]), (13, [])])
def test_a_verb_far_above_is_not_asked(steps: int, found: list[tuple[int, int]]) -> None:
    made = scene("called " + "on " * steps, clauses=(verb(0),))
    assert list(_above(made, tree([0, *range(steps)], "obj " * (steps + 1)), steps)) == found


WHAT = [
    # from the complement to the end of what has the marks
    ("he called her *weak now", "PRP VBD PRP JJ RB", [1, 1, 3, 1, 3], "nsubj ROOT nsubj xcomp advmod", 3, "her weak now"),
    # ... which may begin before it
    ("he called her a *weak man", "PRP VBD PRP DT JJ NN", [1, 1, 1, 5, 5, 1], "nsubj ROOT obj det amod xcomp", 5, "her a weak man"),
    # what is no complement does not belong to it
    ("he called today a *weak man", "PRP VBD NN DT JJ NN", [1, 1, 1, 5, 5, 1], "nsubj ROOT advmod det amod xcomp", 5, "a weak man"),
    # a preposition belongs to the verb, "that", "as" and the "to" of an infinitive do not
    ("he called for *calm now", "PRP VBD IN NN RB", [1, 1, 3, 1, 3], "nsubj ROOT case obl advmod", 3, "calm now"),
    ("he called off *calm now", "PRP VBD RP NN RB", [1, 1, 3, 1, 3], "nsubj ROOT case obl advmod", 3, "calm now"),
    ("he said that *calm rules", "PRP VBD IN NN VBZ", [1, 1, 4, 4, 1], "nsubj ROOT mark nsubj ccomp", 4, "that calm rules"),
    ("he called as *calm now", "PRP VBD IN NN RB", [1, 1, 3, 1, 3], "nsubj ROOT case obl advmod", 3, "as calm now"),
    ("he called to *calm them", "PRP VBD TO VB PRP", [1, 1, 3, 1, 3], "nsubj ROOT mark xcomp obj", 3, "to calm them"),
    ("he called to *calm them", "PRP VBD TO NN PRP", [1, 1, 3, 1, 3], "nsubj ROOT case obl obj", 3, "calm them"),
    # without marks at the end, except quoted ones, and never nothing
    ("he called *calm , .", "PRP VBD NN , .", [1, 1, 1, 2, 2], "nsubj ROOT obj punct punct", 2, "calm"),
    ("he called *calm *!", "PRP VBD NN .", [1, 1, 1, 2], "nsubj ROOT obj punct", 2, "calm !"),
    ("he called *, .", "PRP VBD , .", [1, 1, 1, 2], "nsubj ROOT obj punct", 2, ","),
    ("he called , .", "PRP VBD , .", [1, 1, 1, 2], "nsubj ROOT obj punct", 2, ","),
    # nothing of it stands before the verb
    ("*weak he called her", "JJ PRP VBD PRP", [3, 2, 2, 2], "xcomp nsubj ROOT obj", 3, "her"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tags", "heads", "relations", "below", "expected"), WHAT)
def test_what_a_verb_expresses(
    text: str, tags: str, heads: list[int], relations: str, *, below: int, expected: str
) -> None:
    made, given = scene(text, tags), tree(heads, relations)
    begin, end = _what(made, given, verb(relations.split().index("ROOT")), below)
    assert " ".join(made.texts[begin:end]) == expected


@pytest.mark.parametrize(
    ("quotes", "known", "expected"),
    [
        ([(10, 25)], [], [[1, 2]]),
        # a token is in marks if it begins in them
        ([(10, 20)], [], [[1]]),
        ([(10, 21)], [], [[1, 2]]),
        ([(11, 15)], [], []),
        # not what another quotation has, be it an earlier one of these
        ([(10, 20)], [(12, 15)], []),
        ([(10, 20), (20, 30)], [], [[1]]),
        ([(10, 20), (25, 40)], [], [[1], [3]]),
        # not what no verb expresses
        ([(0, 5), (20, 30)], [], [[2]]),
        # not what stands in other sentences
        ([(-20, 0), (10, 20), (50, 60)], [], [[1]]),
    ],
)
def test_marks_that_no_quotation_has(
    monkeypatch: pytest.MonkeyPatch,
    quotes: list[tuple[int, int]],
    known: list[tuple[int, int]],
    expected: list[list[int]],
) -> None:
    def put(made: SimpleNamespace, _tree: None, inside: list[int]) -> SimpleNamespace | None:
        """What begins with the marks and ends one word behind them; nothing at the beginning of a sentence."""
        end = made.tokens[min(inside[-1] + 1, 4)].end
        return SimpleNamespace(content=[Span(inside[0], end)], inside=inside) if inside[0] else None

    monkeypatch.setattr(partial, "_put_so", put)
    tokens = [SimpleNamespace(start=start, end=start + 5) for start in range(0, 50, 10)]
    sentence = SimpleNamespace(span=Span(0, 50))
    made = SimpleNamespace(tokens=tokens, sentence=sentence, syntax=SimpleNamespace(tree=None))
    others = [SimpleNamespace(content=[Span(*span)]) for span in known]
    found = partial.partial_quotations([made], [Quoted(*quote) for quote in quotes], others)
    assert [each.inside for each in found] == expected


GOVERNED = [
    ("he called her *weak", Clause(1, 1, 2, "call", "finite", 1), "xcomp", "her weak"),
    # what the narrator says was not called so, or by nobody in particular
    ("he called her *weak", Clause(1, 1, 2, "call", "finite", 1, negated=True), "xcomp", None),
    ("he called her *weak", Clause(1, 1, 2, "call", "finite", 1, passive=True), "xcomp", None),
    ("he made her *weak", Clause(1, 1, 2, "make", "finite", 1), "xcomp", None),
    # the verb stands before the marks, and they are not about whom it speaks
    ("he called her *weak", Clause(3, 1, 2, "call", "finite", 1), "xcomp", None),
    ("he called her *weak", Clause(1, 1, 2, "call", "finite", 1), "nsubj", None),
    ("he called her *weak", Clause(1, 1, 2, "call", "finite", 1), "csubj:pass", None),
    # nobody says it
    ("nobody called her *weak", Clause(1, 1, 2, "call", "finite", 1), "xcomp", None),
    # the verb's own words are not what it expresses, not even at the end of a sentence
    ("he called her *weak", Clause(1, 1, 4, "call", "finite", 1), "xcomp", None),
    # a title
    ("he called on *Weak", Clause(1, 1, 2, "call", "finite", 1), "obl", None),
]


@pytest.mark.parametrize(("text", "clause", "relation", "expected"), GOVERNED)
def test_quoted_words_that_a_verb_governs(
    monkeypatch: pytest.MonkeyPatch, text: str, clause: Clause, relation: str, expected: str | None
) -> None:
    made = scene(text, "NN VBD IN JJ" if " on " in text else "NN VBD PRP JJ", (clause,))
    made.number, made.span = 0, lambda first, last: (first, last)
    monkeypatch.setattr(partial, "source_of", lambda made, _clause: made.texts[0] if made.texts[0] == "he" else None)
    monkeypatch.setattr(partial, "cue_of", lambda _made, clause: clause.lemma)
    monkeypatch.setattr(partial, "before_remark", lambda _made, _begin, end: end)
    found = partial._put_so(made, tree([1, 1, 3, 1], f"nsubj ROOT case {relation}"), [3])
    assert (found and " ".join(made.texts[slice(*found.content[0])])) == expected
