"""Tests which questions a sentence raises, and with which features: the shipped judge knows only those that it was trained with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.limits import MOST_QUESTIONS
from bot.model.article import Article, Span
from bot.reading.judging.features import distance, shared
from bot.reading.judging.nodes import phrases, triggers
from bot.reading.judging.questions import NOWHERE, without_features
from bot.reading.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.judging.questions import Inquiry


def asked(inquiries: list[Inquiry]) -> Iterator[tuple[str, str]]:
    """Each question, `kind: first, second`, and its features."""
    for inquiry in inquiries:
        passage = inquiry.passage

        def words(number: int, inquiry: Inquiry = inquiry) -> str:
            if number == NOWHERE:
                return "nobody"
            start, end = inquiry.passage.spans[number]
            return inquiry.passage.text[start:end] + ("" if inquiry.here[number] else " (before)")

        for kind, rows in passage.asked.items():
            for row in rows:
                second = "" if kind == "event" else f", {words(row.second)}"
                yield f"{kind}: {words(row.first)}{second}", ", ".join(row.features)


@pytest.fixture(scope="module")
def inquiries(reader):
    def made(text: str) -> list[Inquiry]:
        return reader.proposals(Article("test", clean(text), published="2025-06-23")).inquiries()

    return made


@pytest.fixture(scope="module")
def scene(reader):
    def made(text: str):
        (only,) = reader.proposals(Article("test", clean(text), published="2025-06-23")).scenes
        return only

    return made


TOLD = "Macron told Scholz that he would not help the Swedish minister."
CONDEMNED = "“We condemn the attack,” Macron said."
FEATURES = [
    # ---- what happened ----
    ("Russia attacked Ukraine on Monday.", "event: attacked", "VBD, finite, past, frame ASSAULT, ROOT, draft verb frame, draft actual, draft ASSAULT"),
    # the verb above: of saying, negated, of failing, of thinking
    ("Russia did not say that Iran left.", "event: left", "VBD, finite, past, marker that, link complement, under saying, under negated, frame RETREAT, ccomp"),
    ("Did Russia fail to help Iran?", "event: help", "VB, infinitive, link infinitive, under finite, under failed, frame AID, xcomp, draft verb frame, draft negated, draft AID"),
    (TOLD, "event: help", "VB, finite, negated, modal would, marker that, link complement, under saying, frame AID, ccomp, draft verb frame, draft negated, draft AID"),
    ("Macron believes that Iran left.", "event: believes", "VBZ, finite, thinking, ROOT"),
    (TOLD, "event: told", "VBD, finite, past, saying, frame REQUEST, ROOT"),
    ("“We will leave.”", "event: leave", "VB, finite, future, modal will, frame RETREAT, ROOT, quoted"),
    ("The bridge was destroyed by Iran.", "event: destroyed", "VBN, finite, past, passive, frame ASSAULT, ROOT, draft verb frame, draft actual, draft ASSAULT"),
    # a noun, in the singular and the plural, on the list and off it
    (CONDEMNED, "event: attack", "NN, noun ASSAULT, obj, quoted"),
    ("The attacks of Iran ended.", "event: attacks", "NNS, noun ASSAULT, nsubj, draft event noun, draft actual, draft ASSAULT"),
    ("The wedding began.", "event: wedding", "NN, nsubj"),
    # ---- who takes part ----
    (TOLD, "role: help, he", "path |>nsubj, behind 4, 2 known person, 2 pronoun, 2 he, draft agent, verb"),
    (TOLD, "role: help, the Swedish minister", "path |>obj, ahead 4, 2 NN, 2 figure, draft recipient, verb"),
    (TOLD, "role: told, Swedish", "path |>ccomp>obj>amod, ahead 8, 2 known country, 2 demonym, verb"),
    # a preposition belongs to the relation, and a passive is told
    ("The bridge was destroyed by the president of Iran.", "role: destroyed, Iran", "path |>obl:agent:by>nmod:of, ahead 8, 2 known country, draft recipient, passive, verb"),
    ("The attacks of Iran ended.", "role: attacks, Iran", "path |>nmod:of, ahead 2, 2 known country, draft recipient, noun"),
    # bodies and groups by their nouns
    ("The police, the ministry, the team and the bank fled.", "role: fled, The police", "path |>nsubj, behind 16, 2 NN, 2 group, 2 body, verb"),
    ("The police, the ministry, the team and the bank fled.", "role: fled, the bank", "path |>nsubj>conj, behind 1, 2 NN, 2 body, verb"),
    # "it" is what happened before
    ("Iran attacked Israel. Macron condemned it.", "role: condemned, it", "path |>obj, ahead 1, 2 PRP, 2 it, 2 event, verb"),
    # a name on no list, of which the text says nothing
    ("Idra Brandt fled.", "role: fled, Idra Brandt", "path |>nsubj, behind 2, 2 NNP, verb"),
    # ---- who is for or against what ----
    ("Russia attacked Ukraine.", "stance: Russia, Ukraine", "2 known country, path nsubj<|>obj, ahead 2, 1 known country, top VBD, top ASSAULT, leaning by an event: verb frame, leans opposes, recipient of ASSAULT actual, says of"),
    # what one does to the other says nothing of the other
    ("Russia attacked Ukraine.", "stance: Ukraine, Russia", "2 known country, path obj<|>nsubj, behind 2, 1 known country, top VBD, top ASSAULT"),
    ("Macron met Scholz.", "stance: Macron, Scholz", "2 known person, path nsubj<|>obj, ahead 2, 1 known person, top VBD, top CONSULT, recipient of CONSULT actual"),
    (TOLD, "stance: he, the Swedish minister", "2 NN, 2 figure, path nsubj<|>obj, ahead 8, 1 known person, 1 pronoun, 1 he, top VB, top AID, top supports, top negated, top modal, leaning by an event: verb frame, leans opposes, recipient of AID negated"),
    (TOLD, "stance: Macron, help", "2 VB, path nsubj<|>ccomp, ahead 8, 1 known person, top VBD, top REQUEST, on AID negated, says of"),
    ("Russia may support Iran.", "stance: Russia, Iran", "2 known country, path nsubj<|>obj, ahead 4, 1 known country, top VB, top SUPPORT, top supports, top modal, recipient of SUPPORT hypothetical"),
    # whoever speaks has no place in the tree
    (CONDEMNED, "stance: nobody, the attack", "voice, 2 NN, 2 body, 2 quoted"),
    (CONDEMNED, "stance: Macron, the attack", "2 NN, 2 body, 2 quoted, path nsubj<|>ccomp>obj, behind 2, 1 known person, top VBD, says of"),
    # ---- who said what ----
    (CONDEMNED, "said: “We condemn the attack,”, Macron", "marked, saying quotation marks with a verb of saying, 2 known person, after, behind 1, as nsubj, of say, verb outside, path nsubj<|>ccomp"),
    (CONDEMNED, "said: “We condemn the attack,”, nobody", "marked, other quotation marks with a verb of saying, nobody here"),
    ("Macron told Scholz that Iran had left.", "said: that Iran had left, Macron", "unmarked, saying reported clause, 2 known person, before, ahead 4, as nsubj, of say, verb outside, path nsubj<|>ccomp"),
    ("Macron told Scholz that Iran had left.", "said: that Iran had left, Scholz", "unmarked, other reported clause, 2 known person, before, ahead 1, as iobj, of say, verb outside, path iobj<|>ccomp"),
    ("Macron told Scholz that Iran had left.", "said: that Iran had left, nobody", "unmarked, other reported clause, nobody here"),
    ("Macron believes that Iran had left.", "said: Iran had left, Macron", "unmarked, saying reported clause, 2 known person, before, ahead 4, as nsubj, of think, verb outside, path nsubj<|>ccomp"),
    ("Macron called the plan “a gift”.", "said: “a gift”, Macron", "marked, 2 known person, before, ahead 4, as nsubj, of mark, verb outside, path nsubj<|>obj>appos"),
    # the verb above the speaker is in the content
    ("Iran attacked Israel, according to Macron.", "said: Iran attacked Israel, Macron", "unmarked, saying according to, 2 known person, after, behind 4, as obl:according, of name, verb within, path obl:according<|"),
    # somebody in the sentence before
    ("Scholz spoke in Paris. “We will leave.”", "said: “We will leave.”, Scholz (before)", "marked, before"),
    ("Scholz spoke in Paris. “We will leave.”", "said: “We will leave.”, nobody", "marked, nobody here"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "question", "expected"), FEATURES)
def test_the_features_of_a_question(inquiries, text, question, expected):
    assert dict(asked(inquiries(text)))[question] == expected


def pairs(kind: str, *rows: str) -> list[str]:
    """The questions of a kind, from `first: second, second`."""
    split = (row.split(": ") for row in rows)
    return [f"{kind}: {first}, {second}" for first, seconds in split for second in seconds.split(" + ")]


QUESTIONS = [
    ("Iran left.", ["event: left", "role: left, Iran", "stance: Iran, left"]),
    # numbers take part, and are for and against nothing
    (
        "Forty fled, 12 fell.",
        ["event: fled", "event: fell", *pairs("role", "fled: Forty + 12", "fell: Forty + 12")],
    ),
    # in the first person, whoever speaks may be for or against all
    (
        "We left Iran.",
        [
            "event: left",
            *pairs("role", "left: We + Iran"),
            *pairs("stance", "We: Iran + left", "Iran: We + left", "nobody: We + Iran + left"),
        ],
    ),
    # what is in marks may have been said by each in the sentence, by somebody before it, or by nobody named
    (
        "Macron left. The minister said: “We won.”",
        [
            *("event: left", "role: left, Macron", "stance: Macron, left", "event: said", "event: won"),
            *pairs("role", "said: The minister + We", "won: The minister + We"),
            *pairs("stance", "The minister: We + said + won", "We: The minister + said + won"),
            *pairs("stance", "nobody: The minister + We + said + won"),
            *pairs("said", "“We won.”: The minister + Macron (before) + nobody"),
        ],
    ),
    # nobody is asked for words that name them, and a clause before its verb is asked about
    (
        "Iran, Macron said, left.",
        [
            *("event: said", "event: left", *pairs("role", "said: Iran + Macron", "left: Iran + Macron")),
            *pairs("stance", "Iran: Macron + said + left", "Macron: Iran + said + left"),
            *pairs("said", "Iran: Macron + nobody", "Macron said, left: Iran + nobody"),
        ],
    ),
    # without a word in marks, nobody in the sentence before is asked for
    ("Scholz spoke. Macron left.", ["event: spoke", "role: spoke, Scholz", "stance: Scholz, spoke", "event: left", "role: left, Macron", "stance: Macron, left"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
def test_the_questions_that_a_text_raises(inquiries, text, expected):
    assert [question for question, _ in asked(inquiries(text))] == expected


# a heading between two sentences starts a new topic, whoever was named before it
def test_the_sentence_before_a_heading_is_not_asked_about(inquiries):
    apart = inquiries("Scholz spoke in Paris on Monday.\n\n# The bridge\n\n“We will leave,” the minister said.")
    assert [question for question, _ in asked(apart) if "(before)" in question] == []
    together = inquiries("Scholz spoke in Paris on Monday.\n\n“We will leave,” the minister said.")
    assert [question for question, _ in asked(together) if "(before)" in question] != []


def test_questions_without_features_are_the_same_questions(inquiries):
    (made,) = inquiries(CONDEMNED)
    bare = without_features(made)
    assert list(asked([bare])) == [(question, "") for question, _ in asked([made])]
    assert (bare.scene, bare.base, bare.nodes, bare.passage.text) == (0, 0, made.nodes, CONDEMNED)


def test_a_passage_starts_with_the_sentence_before_only_where_words_are_in_marks(inquiries):
    _, marked = inquiries("Scholz spoke in Paris. “We will leave.”")
    assert (marked.passage.text, marked.passage.border, marked.base) == (
        "Scholz spoke in Paris. “We will leave.”",
        23,
        0,
    )
    _, plain = inquiries("Scholz spoke in Paris. Macron left.")
    assert (plain.passage.text, plain.passage.border, plain.base) == ("Macron left.", 0, 23)


PHRASES = [
    ("The old minister of Spain met two leaders on Monday.", "The old minister + Spain + two leaders", "met"),
    # neither the "it" of the weather before "that" nor "there" is anybody
    ("There were 40 killed.", "40", "were killed"),
    # owners are phrases of their own, and inside that of what they own
    ("The prime minister's office and the party's leaders agreed.", "The prime minister + The prime minister's office + the party + the party's leaders", "agreed"),
    ("Its very large, old steel bridge fell.", "Its + Its very large, old steel bridge", "fell"),
    ("The World Health Organization warned them.", "The World Health Organization + them", "warned"),
    # an adjective or determiner alone is a phrase where it is a subject or an object
    ("The rich fled.", "The rich", "fled"),
    ("Both of these left.", "Both", "left"),
    # "not only" is outside, and so are times
    ("Not only Russia but also China left.", "Russia + China", "left"),
    ("Last week the talks collapsed.", "the talks", "talks collapsed"),
    # an absurdly long phrase is only its head
    ("The red and white striped green blue old new big small flat long wide thin heavy light flag fell.", "flag", "light fell"),
    # auxiliaries and "be" with a predicate are no triggers
    ("She has been asked to leave.", "She", "asked leave"),
    ("He is a liar and wants them to have gone.", "He + a liar + them", "wants gone"),
    # nouns that name events are on the list, are verbs too, or end as such nouns do
    ("The vote was a win for the party and the wedding was a loss.", "The vote + a win + the party + the wedding + a loss", "vote win wedding loss"),
    ("An agreement on the management was the announcement.", "An agreement + the management + the announcement", "agreement management announcement"),
    # a thing is no event although it is a verb too
    ("The station opened.", "The station", "opened"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parties", "told"), PHRASES)
def test_the_phrases_and_triggers_of_a_sentence(scene, text, parties, told):
    made = scene(text)
    assert [made.words(node.first, node.last) for node in phrases(made)] == parties.split(" + ")
    assert [made.words(node.first, node.last) for node in triggers(made)] == told.split()


@pytest.mark.parametrize(
    ("i", "j", "expected"),
    [
        (3, 4, "ahead 1"), (4, 3, "behind 1"), (0, 2, "ahead 2"), (0, 3, "ahead 4"), (0, 4, "ahead 4"), (8, 0, "behind 8"),
        (9, 0, "behind 16"), (0, 16, "ahead 16"), (0, 17, "ahead more"), (90, 0, "behind more"),
    ],
)  # fmt: skip
def test_distances_are_rough(i, j, expected):
    assert distance(i, j) == expected


@pytest.mark.parametrize(
    ("content", "others", "expected"),
    [
        ((0, 10), [(0, 10)], 1.0),
        ((0, 10), [(10, 20)], 0.0),
        ((0, 10), [(5, 15)], 5 / 15),
        ((0, 10), [(0, 2), (4, 6)], 0.4),
        ((0, 10), [], 0.0),
        ((0, 0), [(0, 0)], 0.0),
    ],
)
def test_the_share_of_letters_in_common(content, others, expected):
    assert shared(Span(*content), [Span(*other) for other in others]) == pytest.approx(expected)


DENSE = {
    "marks, none closed": "“Yes, he said it, " * 60,
    "pairs of marks": 'He said "it was" ' * 60,
    "clauses": "Russia said that Ukraine, which attacked it, " * 30,
    "single marks": "He said ‘it’ was " * 60,
}
"""Sentences of which the pairs of phrases, contents and triggers are ten thousand: nobody writes them but to keep a reader busy."""


@pytest.mark.parametrize("text", DENSE.values(), ids=DENSE)
def test_a_sentence_made_of_marks_or_clauses_is_asked_a_limited_number_of_questions(inquiries, text):
    for inquiry in inquiries(text):
        for kind, rows in inquiry.passage.asked.items():
            between_two = [row for row in rows if NOWHERE not in (row.first, row.second)]
            assert len(between_two) <= MOST_QUESTIONS, kind


def test_of_too_many_pairs_the_nearest_are_asked(inquiries):
    (made,) = inquiries("Russia said that Ukraine, which attacked it, " * 20)
    heads = {number: node.head for number, node in enumerate(made.nodes) if node is not None}
    rows = made.passage.asked["role"]
    apart = [abs(heads[row.first] - heads[row.second]) for row in rows]
    assert len(rows) == MOST_QUESTIONS
    assert max(apart) < max(heads.values()) - min(heads.values()), (
        "the ends of the sentence are not asked about together"
    )


def test_each_content_may_be_nobodys_however_many_there_are(inquiries):
    for inquiry in inquiries(DENSE["pairs of marks"]):
        rows = inquiry.passage.asked["said"]
        assert {row.first for row in rows} == {row.first for row in rows if row.second == NOWHERE}
