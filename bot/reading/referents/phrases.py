"""Finds the words of a scene that may stand for somebody and are no mention yet: descriptions, pronouns, names on no list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.grammar.morphology import singular
from bot.reading.judging.nodes import Node, phrases

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from bot.reading.scene import Scene

PRONOUN = "pronoun"
FIRST = frozenset({"i", "we"})
"""The kinds of first-person pronouns."""
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "i"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "we"),
}
_ALONE = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "other", "others", "some", "both"}
    | {"all", "many", "most", "several", "few", "each", "those"}
)
"""Words that stand for people without a noun."""
_OPENINGS = {
    **dict.fromkeys(("a", "an"), "a"),
    **dict.fromkeys(("this", "that", "these", "those", "such"), "this"),
    **dict.fromkeys(("some", "many", "several", "all", "most", "both", "each", "every", "any", "few", "more"), "some"),
    **dict.fromkeys(("another", "other", "no"), "some"),
    "the": "the",
}
_NO_MODIFIERS = frozenset({"DT", "PRP$", "POS", "CD", "IN", ",", "CC", "TO"})


@dataclass(frozen=True, slots=True)
class Nameless:
    """Words that may stand for somebody.

    Attributes:
        scene, node: where they are.
        sort: by the head `person`, `people`, `group`, `body`, `place`; `some` without a noun; `name`; or the pronoun (`he`, `they`).
        noun: the head in the singular.
        opening: how they begin: `the`, `a`, `this`, `own` (a possessor), `number`, `some`, `bare`; or `pronoun`.
        modifiers: the words between that and the head, in the singular.
    """

    scene: Scene
    node: Node
    sort: str
    noun: str
    opening: str
    modifiers: frozenset[str]
    plural: bool

    @property
    def head(self) -> int:
        """The token of the head."""
        return self.node.head

    @property
    def place(self) -> int:
        """The offset of the head in the article."""
        return self.scene.tokens[self.node.head].start

    @property
    def capitals(self) -> set[str]:
        """Returns its capitalised words, folded."""
        scene, node = self.scene, self.node
        return {scene.folded[i] for i in range(node.first, node.last) if i and scene.texts[i][:1].isupper()}

    @property
    def words(self) -> str:
        """The words as they stand in the text."""
        return self.scene.words(self.node.first, self.node.last)


def unnamed(scene: Scene, covered: Container[int]) -> list[Nameless]:
    """Returns the phrases of a scene whose head is not among the covered tokens, left to right."""
    nodes = [*phrases(scene), *_beside(scene)]
    found = (_phrase(scene, node) for node in sorted(nodes, key=lambda node: node.head) if node.head not in covered)
    return [phrase for phrase in found if phrase is not None]


def top(scene: Scene, first: int, last: int) -> int:
    """Returns the token on which the others from `first` to `last` (exclusive) hang: of a person's name the first, of a body's most often the last."""
    heads = scene.syntax.tree.heads
    tops = (i for i in range(first, last) if heads[i] == i or not first <= heads[i] < last)
    return next((i for i in tops if scene.texts[i][0].isalnum()), last - 1)


def _beside(scene: Scene) -> Iterator[Node]:
    """Yields the names that stand before a noun: `Crown prosecutor`, `the Coalition government`."""
    tree, texts = scene.syntax.tree, scene.texts
    for i, name in enumerate(tree.relations):
        over = tree.heads[i]
        if (
            name == "compound"
            and tree.classes[i].startswith("NNP")
            and texts[i][:1].isupper()
            and texts[over].islower()
        ):
            first = i
            while first and tree.classes[first - 1].startswith("NNP") and tree.heads[first - 1] in (i, over):
                first -= 1
            if i + 1 == over or not tree.classes[i + 1].startswith("NNP"):
                yield Node(first, i + 1, i, scene.span(first, i + 1))


def _phrase(scene: Scene, node: Node) -> Nameless | None:
    """A node as a phrase; None if its head can't stand for anybody."""
    word, tag = scene.tokens[node.head].lower, scene.syntax.tree.classes[node.head]
    if pronoun := _PRONOUNS.get(word):
        return Nameless(scene, node, pronoun, word, PRONOUN, frozenset(), pronoun in ("they", "we"))
    noun = singular(word)
    plural = tag in ("NNS", "NNPS") or (noun != word and tag != "NN")
    sort = _sort(scene, word, noun, plural)
    if sort is None:
        capital = tag.startswith("NNP") and scene.texts[node.head][:1].isupper()
        if word in _ALONE:
            sort = "some"
        elif not capital or word in scene.lexicon.event_words.times:
            return None
    return Nameless(
        scene, node, sort or "name", noun, _opening(scene, node), frozenset(_modifiers(scene, node)), plural
    )


def _sort(scene: Scene, word: str, noun: str, plural: bool) -> str | None:
    """Tells whether a noun means a person, several persons, a body, a group or a place."""
    people, titles = scene.lexicon.people, scene.lexicon.titles
    if noun in people.persons or noun in titles.figures or noun in titles.trades:
        return "people" if plural else "person"
    if noun in people.bodies or noun in titles.firms:
        return "body"
    if noun in people.groups or word in titles.groups:
        return "group"
    return "place" if noun in people.places else None


def _opening(scene: Scene, node: Node) -> str:
    tags = scene.syntax.tree.classes
    if "POS" in tags[node.first : node.head] or tags[node.first] == "PRP$":
        return "own"
    number = "number" if "CD" in tags[node.first : node.head + 1] else "bare"
    return _OPENINGS.get(scene.syntax.words[node.first], number)


def _modifiers(scene: Scene, node: Node) -> Iterator[str]:
    for i in range(node.first, node.last):
        if i != node.head and scene.syntax.tree.classes[i] not in _NO_MODIFIERS:
            yield singular(scene.syntax.words[i])
