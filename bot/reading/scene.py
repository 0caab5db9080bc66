"""A sentence for the later steps: tokens, syntax, dates, and which words refer to which actor or event."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.model.article import Sentence
    from bot.model.facts import TimeExpression
    from bot.reading.cast import Cast, FoundMention
    from bot.reading.dates.anchor import Anchor
    from bot.reading.grammar.syntax import Syntax
    from bot.reading.lexicon import Lexicon
    from bot.reading.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Scene:
    """A body sentence, as far as it has been read; each step makes a new scene with what it finds.

    Attributes:
        number: its place among the article's scenes.
        cast: the article's actors so far. It is the only part that changes.
        lexicon: the word lists.
        base: the anchor for dates after this sentence.
        tokens: without quotation marks; `syntax.quote` tells which tokens were in quotation marks.
        mentions: the mentions of actors so far, sorted after the last step.
        events: the pronouns (token positions) that refer to an event, and its number.
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
    mentions: tuple[FoundMention, ...] = ()
    events: Mapping[int, int] = field(default_factory=dict)

    @property
    def found(self) -> tuple[FoundMention, ...]:
        """All mentions: `mentions`, and the names on no list that were noted since (`Cast.note`)."""
        noted = self.cast.noted.get(self.number)
        return (*self.mentions, *noted) if noted else self.mentions

    def with_mentions(self, *more: FoundMention) -> Scene:
        """Returns the scene with more mentions."""
        return replace(self, mentions=(*self.mentions, *more))

    def in_order(self, more: Iterable[FoundMention] = ()) -> Scene:
        """Returns the scene with more mentions, all in order of the text."""
        return replace(
            self, mentions=tuple(sorted((*self.mentions, *more), key=lambda mention: (mention.first, mention.last)))
        )

    def span(self, first: int, last: int) -> Span:
        """Returns the offsets of the tokens `first` to `last` (exclusive)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """Returns the words of the tokens `first` to `last` (exclusive)."""
        pieces = []
        for number in range(first, last):
            glued = number > first and self.tokens[number].start == self.tokens[number - 1].end
            pieces.append(("" if glued or number == first else " ") + self.tokens[number].text)
        return "".join(pieces)

    def mentions_in(self, first: int, last: int) -> list[FoundMention]:
        """Returns the mentions among the tokens `first` to `last` (exclusive), in order."""
        return [mention for mention in self.found if first <= mention.first and mention.last <= last]

    def mention_at(self, i: int) -> FoundMention | None:
        """Returns the shortest mention that covers token `i`."""
        covering = [mention for mention in self.found if mention.first <= i < mention.last]
        return min(covering, key=lambda mention: mention.last - mention.first) if covering else None
