"""Makes features, short words that tell the judge what rules and syntax know about a question."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bot.model.facts import Form
from bot.reading.grammar.morphology import singular
from bot.reading.rules import EventRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model.article import Span
    from bot.reading.drafts import EventDraft, QuotationDraft, StanceDraft
    from bot.reading.grammar.syntax import Clause
    from bot.reading.judging.nodes import Node
    from bot.reading.scene import Scene

_FARTHEST = 5
"""The longest path through the tree; a longer one is only "far"."""
_SAME = 0.5
"""From this share of letters in common on, two contents are the same."""
_DISTANCES = (1, 2, 4, 8, 16)
_STEPS = [next((str(step) for step in _DISTANCES if apart <= step), "more") for apart in range(_DISTANCES[-1] + 2)]
_AHEAD, _BEHIND = ([f"{side} {step}" for step in _STEPS] for side in ("ahead", "behind"))
"""For each distance, up to the first that is "more", its feature."""


class Known:
    """Looks up what is known about one scene for each question. A feature is made once: questions by the thousand share it.

    Args:
        scene: the scene.
        drafts, stances, quotations: what the rules propose for it.
    """

    def __init__(
        self,
        scene: Scene,
        drafts: Sequence[EventDraft],
        stances: Sequence[StanceDraft],
        quotations: Sequence[QuotationDraft],
    ) -> None:
        self.scene, self.stances, self.quotations = scene, stances, quotations
        self.drafts = {i: draft for draft in drafts for i in range(draft.first, draft.last)}
        self._clauses = {clause.verb: clause for clause in scene.syntax.clauses}
        self._kinds: dict[tuple[int, int], tuple[str, ...]] = {}
        self._paths: dict[tuple[int, int], str] = {}
        self._steps: dict[int, str] = {}
        self._tops: dict[int, tuple[str, ...]] = {}
        self._ranges: dict[Span, range] = {}
        self._highest: dict[Span, int] = {}
        self._likes: dict[Span, list[QuotationDraft]] = {}

    @cached_property
    def _chains(self) -> list[list[int]]:
        """Returns for each token the tokens above it up to the root, itself first."""
        tree = self.scene.syntax.tree
        chains: list[list[int]] = []
        for i in range(len(self.scene.tokens)):
            chain = [i]
            while (over := tree.heads[chain[-1]]) != chain[-1]:
                chain.append(over)
            chains.append(chain)
        return chains

    @cached_property
    def _above(self) -> list[frozenset[int]]:
        """For each token itself and the tokens above it."""
        return [frozenset(chain) for chain in self._chains]

    def path(self, i: int, j: int) -> str:
        """Returns the relations from token `i` up and down to token `j`: `path nsubj<|>obj` for the subject and the object of one verb."""
        if (i, j) not in self._paths:
            self._paths[i, j] = f"path {self._path(i, j)}"
        return self._paths[i, j]

    def _path(self, i: int, j: int) -> str:
        up, down, over = self._chains[i], self._chains[j], self._above[j]
        top = next((k for k, token in enumerate(up) if token in over), None)
        if top is None:
            return "none"
        below = down.index(up[top])
        if top + below > _FARTHEST:
            return "far"
        return (
            "".join(f"{self._step(token)}<" for token in up[:top])
            + "|"
            + "".join(f">{self._step(token)}" for token in reversed(down[:below]))
        )

    def _step(self, i: int) -> str:
        if i not in self._steps:
            self._steps[i] = self._relation(i)
        return self._steps[i]

    def _relation(self, i: int) -> str:
        tree = self.scene.syntax.tree
        relation = tree.relations[i]
        if relation.startswith(("obl", "nmod")):
            case = next((j for j in tree.children(i, "case") if j < i), None)
            return f"{relation}:{self.scene.tokens[case].lower}" if case is not None else relation
        return relation

    def top(self, i: int, j: int) -> int | None:
        """Returns the lowest token above both."""
        over = self._above[j]
        return next((token for token in self._chains[i] if token in over), None)

    def kind(self, node: Node, place: int) -> tuple[str, ...]:
        """Returns the features of a phrase as a question's first party or its second."""
        if (node.head, place) not in self._kinds:
            self._kinds[node.head, place] = tuple(f"{place} {kind}" for kind in self._kind(node))
        return self._kinds[node.head, place]

    def _kind(self, node: Node) -> Iterable[str]:
        scene, i = self.scene, node.head
        word = scene.tokens[i].lower
        found = scene.mention_at(i)
        if found is not None:
            known = "known " if found.actor in scene.cast.gazetteer.rows else ""
            yield known + scene.cast.actors[found.actor].kind.value
            if found.form in (Form.PRONOUN, Form.TITLE, Form.DEMONYM):
                yield found.form.value
        else:
            yield scene.syntax.tags[i]
        if scene.syntax.tags[i].startswith("PRP"):
            yield word
        titles, one = scene.lexicon.titles, singular(word)
        if one in titles.figures:
            yield "figure"
        if word in titles.groups:
            yield "group"
        if word in titles.organs or one in titles.firms or word in titles.teams:
            yield "body"
        if i in scene.events:
            yield "event"
        if scene.syntax.quote[i]:
            yield "quoted"

    def event(self, trigger: Node) -> tuple[str, ...]:
        """Returns the features of a trigger."""
        scene, i = self.scene, trigger.head
        found = [scene.syntax.tags[i]]
        word = scene.tokens[i].lower
        clause = self._clauses.get(i)
        if clause is not None:
            found += self._clause(clause)
            frames = scene.lexicon.frames.get(clause.lemma) or scene.lexicon.plain.get(clause.lemma)
            found += [f"frame {frames[0].type}"] if frames else []
        elif kind := scene.lexicon.nouns.get(word) or scene.lexicon.nouns.get(singular(word)):
            found.append(f"noun {kind}")
        found.append(scene.syntax.tree.relations[i])
        if scene.syntax.quote[i]:
            found.append("quoted")
        draft = self.drafts.get(i)
        if draft is not None:
            found += [f"draft {draft.rule}", f"draft {draft.mode}", f"draft {draft.type}"]
        return tuple(found)

    def _clause(self, clause: Clause) -> Iterable[str]:
        lexicon, clauses = self.scene.lexicon, self.scene.syntax.clauses
        yield clause.form
        for name in ("future", "past", "negated", "passive", "inverted"):
            if getattr(clause, name):
                yield name
        for name in ("modal", "marker", "link"):
            if value := getattr(clause, name):
                yield f"{name} {value}"
        if clause.parent is not None:
            over = clauses[clause.parent]
            yield "under saying" if over.lemma in lexicon.reporting.say else f"under {over.form}"
            if over.negated:
                yield "under negated"
            if over.lemma in lexicon.failed:
                yield "under failed"
        if clause.lemma in lexicon.reporting.speaking:
            yield "saying" if clause.lemma in lexicon.reporting.say else "thinking"

    def role(self, trigger: Node, party: Node) -> tuple[str, ...]:
        """Returns the features of a phrase as a participant in a trigger's event."""
        draft = self.drafts.get(trigger.head)
        part = self._parts[draft.number].get(party.head, "") if draft else ""
        return (
            self.path(trigger.head, party.head),
            distance(trigger.head, party.head),
            *self.kind(party, 2),
            *((f"draft {part}",) if part else ()),
            *(("passive",) if self._passive(trigger.head) else ()),
            "verb" if trigger.head in self._clauses else "noun",
        )

    def _passive(self, i: int) -> bool:
        clause = self._clauses.get(i)
        return clause is not None and clause.passive

    @cached_property
    def _parts(self) -> dict[int, dict[int, str]]:
        """For each draft, by its number: the tokens within its agents and recipients, and which of the two."""
        found: dict[int, dict[int, str]] = {}
        for draft in self.drafts.values():
            if draft.number not in found:
                agents = dict.fromkeys(self._tokens(*(party.span for party in draft.agents)), "agent")
                found[draft.number] = dict.fromkeys(
                    self._tokens(*(party.span for party in draft.recipients)), "recipient"
                )
                found[draft.number] |= agents
        return found

    @cached_property
    def _deeds(self) -> list[tuple[dict[int, str], str]]:
        """For each event that takes a side, according to the rules: who takes part in it, and its type and mode."""
        drafts = {draft.number: draft for draft in self.drafts.values()}.values()
        return [
            (self._parts[draft.number], f"{draft.type} {draft.mode}")
            for draft in drafts
            if draft.rule is not EventRule.NEUTRAL_VERB
        ]

    @cached_property
    def _leanings(self) -> list[tuple[frozenset[int], frozenset[int], tuple[str, str]]]:
        """For each stance of the rules: the tokens within its holder, within its cue and its event's, and its features."""
        return [
            (
                self._tokens(stance.holder.span),
                self._tokens(stance.span, *((stance.event.cue,) if stance.event is not None else ())),
                (f"leaning {stance.rule}", f"leans {stance.polarity}"),
            )
            for stance in self.stances
        ]

    @cached_property
    def _sayings(self) -> list[tuple[frozenset[int], frozenset[int]]]:
        """For each quotation with a source: the tokens within the source, and within the content."""
        return [
            (self._tokens(quotation.source.span), self._tokens(*quotation.content))
            for quotation in self.quotations
            if quotation.source is not None
        ]

    def _tokens(self, *spans: Span) -> frozenset[int]:
        """The tokens that begin within one of some spans."""
        return frozenset(i for span in spans for i in self._range(span))

    def _range(self, span: Span) -> range:
        """The tokens within a span."""
        if span not in self._ranges:
            self._ranges[span] = range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))
        return self._ranges[span]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.scene.tokens]

    def _top_of(self, content: Span) -> int:
        """The first of a content's highest tokens in the tree."""
        if content not in self._highest:
            self._highest[content] = min(self._range(content), key=lambda i: len(self._chains[i]))
        return self._highest[content]

    def _alike(self, content: Span) -> list[QuotationDraft]:
        """The quotations of the rules with about the same content."""
        if content not in self._likes:
            self._likes[content] = [
                quotation for quotation in self.quotations if shared(content, quotation.content) >= _SAME
            ]
        return self._likes[content]

    def _inside(self, span: Span, node: Node) -> bool:
        return span.start <= self.scene.tokens[node.head].start < span.end

    def stance(self, holder: Node | None, target: Node) -> tuple[str, ...]:
        """Returns the features of a phrase as the holder of a stance on a phrase or a trigger; without a holder, of whoever speaks."""
        found = [*self.kind(target, 2)]
        if holder is None:
            return ("voice", *found)
        found += [self.path(holder.head, target.head), distance(holder.head, target.head)]
        found += self.kind(holder, 1)
        found += self._over(holder, target)
        draft = self.drafts.get(target.head)
        if draft is not None:
            found.append(f"on {draft.type} {draft.mode}")
        return (
            *found,
            *self._leaning(holder, target),
            *self._in_events(holder, target),
            *self._in_words(holder, target),
        )

    def _leaning(self, holder: Node, target: Node) -> Iterable[str]:
        for holders, targets, features in self._leanings:
            if holder.head in holders and target.head in targets:
                yield from features

    def _in_events(self, holder: Node, target: Node) -> Iterable[str]:
        """Features of what the holder does to the target, according to the rules."""
        for parts, event in self._deeds:
            if parts.get(holder.head) == "agent" and (part := parts.get(target.head)):
                yield f"{part} of {event}"

    def _in_words(self, holder: Node, target: Node) -> Iterable[str]:
        """Features of what the holder says about the target."""
        for sources, contents in self._sayings:
            if holder.head in sources and target.head in contents:
                yield "says of"

    def _over(self, holder: Node, target: Node) -> tuple[str, ...]:
        """Features of the word above both."""
        top = self.top(holder.head, target.head)
        if top is None:
            return ()
        if top not in self._tops:
            self._tops[top] = tuple(self._top(top))
        return self._tops[top]

    def _top(self, top: int) -> Iterable[str]:
        yield f"top {self.scene.syntax.tags[top]}"
        clause = self._clauses.get(top)
        if clause is None:
            return
        lexicon = self.scene.lexicon
        frames = lexicon.frames.get(clause.lemma)
        if frames:
            yield f"top {frames[0].type}"
        if polarity := lexicon.stance_words.verbs.get(clause.lemma):
            yield f"top {polarity}"
        if clause.negated:
            yield "top negated"
        if clause.modal:
            yield "top modal"

    def said(self, content: Span, quoted: bool, speaker: Node | None, before: bool) -> tuple[str, ...]:
        """Returns the features of a phrase as the speaker of a content; `before`: it is in the previous sentence."""
        found = ["marked" if quoted else "unmarked"]
        for quotation in self._alike(content):
            if speaker is None or before:
                inside = quotation.source is None or not self._in_scene(quotation.source.span)
            else:
                inside = quotation.source is not None and self._inside(quotation.source.span, speaker)
            found.append(_by_rule(quotation.rule)[inside])
        if speaker is None or before:
            return (*found, "nobody here" if speaker is None else "before")
        found += self.kind(speaker, 2)
        found += self._speaking(content, speaker)
        return tuple(found)

    def _in_scene(self, span: Span) -> bool:
        return self.scene.tokens[0].start <= span.start < self.scene.tokens[-1].end

    def _speaking(self, content: Span, speaker: Node) -> Iterable[str]:
        """Features of a speaker's place and of its verb."""
        tree, tokens = self.scene.syntax.tree, self.scene.tokens
        place = tokens[speaker.head].start
        yield "before" if place < content.start else "after" if place >= content.end else "within"
        inside = self._range(content)
        if inside and len(inside) < len(tokens):
            yield distance(speaker.head, min(max(speaker.head, inside[0]), inside[-1]))
        over = tree.heads[speaker.head]
        yield f"as {self._step(speaker.head)}"
        clause = self._clauses.get(over)
        if clause is not None:
            reporting = self.scene.lexicon.reporting
            kinds = (
                ("say", reporting.say),
                ("mark", reporting.marking),
                ("think", reporting.think),
                ("name", reporting.object),
            )
            yield f"of {next((name for name, verbs in kinds if clause.lemma in verbs), 'other')}"
            yield "verb within" if content.start <= tokens[over].start < content.end else "verb outside"
        if inside:
            yield self.path(speaker.head, self._top_of(content))


@lru_cache(maxsize=256)
def _by_rule(rule: str) -> tuple[str, str]:
    """The features of a rule's quotation by somebody else, and by the speaker asked about. Made once: dozens stand in each question of some texts."""
    return f"other {rule}", f"saying {rule}"


def distance(i: int, j: int) -> str:
    """Returns a feature for the order of two tokens and the rough distance between them."""
    return (_AHEAD if i < j else _BEHIND)[min(abs(i - j), len(_STEPS) - 1)]


def shared(content: Span, others: Iterable[Span]) -> float:
    """Returns the share of letters that a content has in common with others, of all letters in either."""
    spans = list(others)
    both = sum(max(0, min(content.end, span.end) - max(content.start, span.start)) for span in spans)
    either = content.end - content.start + sum(span.end - span.start for span in spans) - both
    return both / either if either else 0.0
