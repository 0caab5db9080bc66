"""One sentence as the later steps see it: tokens, syntax, mentions, dates, and which words stand for which actor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model.article import Span

if TYPE_CHECKING:
    from bot.model.article import Sentence
    from bot.model.facts import Form, TimeExpression
    from bot.reading.cast import Cast
    from bot.reading.dates.anchor import Anchor
    from bot.reading.drafts import EventDraft
    from bot.reading.grammar.syntax import Syntax
    from bot.reading.lexicon import Lexicon
    from bot.reading.text.tokens import Token


@dataclass(slots=True)
class FoundMention:
    """A mention by token positions."""

    first: int
    last: int
    actor: str
    form: Form


@dataclass(slots=True)
class Scene:
    """A body sentence under reading. Tokens leave out quotation marks; `syntax.quote` says which stood in them.

    `number` counts the article's scenes; `cast` and `lexicon` are who and what is known while it is read, `base` what
    dates after it count from.
    """

    number: int
    cast: Cast
    lexicon: Lexicon
    base: Anchor
    sentence: Sentence
    tokens: list[Token]
    texts: list[str]
    folded: list[str]
    syntax: Syntax
    dates: list[TimeExpression]
    found: list[FoundMention] = field(default_factory=list)
    events: dict[int, EventDraft] = field(default_factory=dict)
    """Pronouns (token positions) that stand for an event."""

    def span(self, first: int, last: int) -> Span:
        """The offsets of the tokens from `first` up to before `last`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """The tokens of a stretch as plain words."""
        pieces = []
        for number in range(first, last):
            glued = number > first and self.tokens[number].start == self.tokens[number - 1].end
            pieces.append(("" if glued or number == first else " ") + self.tokens[number].text)
        return "".join(pieces)

    def mentions_in(self, first: int, last: int) -> list[FoundMention]:
        """The mentions that lie within a stretch, in order."""
        return [one for one in self.found if first <= one.first and one.last <= last]

    def mention_at(self, i: int) -> FoundMention | None:
        """The mention that covers token `i`; the narrowest where several do."""
        covering = [one for one in self.found if one.first <= i < one.last]
        return min(covering, key=lambda one: one.last - one.first) if covering else None
