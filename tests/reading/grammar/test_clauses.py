from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.article import Article
from bot.reading.grammar.clauses import parsed
from bot.reading.grammar.noun_phrases import NounPhrase, is_among
from bot.reading.grammar.syntax import Words
from bot.reading.grammar.tree_repairs import repaired
from bot.reading.grammar.treebank_words import pieces
from bot.reading.grammar.trees import Tree
from bot.reading.grammar.word_classes import word_classes
from bot.reading.text.clean import clean


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("attack", ["attack"]),
        ("US-led", ["US", "-", "led"]),
        # a prefix is not a separate word
        ("re-elected", ["re-elected"]),
        ("$60", ["$", "60"]),
        ("7.5%", ["7.5", "%"]),
        ("cannot", ["can", "not"]),
        # treebanks have straight marks and one kind of dash
        ("“", ['"']),
        ("’s", ["'s"]),
        ("–", ["—"]),
        ("...", ["..."]),
    ],
)
def test_a_word_is_given_as_a_treebank_has_it(word, expected):
    assert pieces(word) == expected


def tree(rows: str) -> tuple[list[str], Tree]:
    """`word/class/relation>head`, with heads counted from 0."""
    words, heads, relations, classes = [], [], [], []
    for row in rows.split():
        word, kind, arc = row.split("/")
        relation, head = arc.split(">")
        words.append(word)
        classes.append(kind)
        relations.append(relation)
        heads.append(int(head))
    return words, Tree(heads, relations, classes)


def clauses(rows: str, lexicon):
    words, made = tree(rows)
    lower = [word.lower() for word in words]
    none = [0] * len(words)
    made = repaired(lower, made)
    given = Words(lower, word_classes(lower, made, {}), none, [False] * len(words))
    syntax = parsed(given, made, lexicon)

    def text(phrases):
        return [" ".join(words[phrase.first : phrase.last]) for phrase in phrases]

    return {
        clause.lemma: {
            "subjects": text(clause.subjects),
            "objects": text(clause.objects),
            "behind": [(word, *text([phrase])) for word, phrase in clause.prepositions],
            "link": clause.link,
            "clause": clause,
        }
        for clause in syntax.clauses
    }


# The noun was the root and the gerund hung on it: each then hung on the other, and whoever walked down the tree never ended.
def test_a_gerund_takes_the_place_of_a_noun_that_was_the_root():
    words, made = tree(
        "The/DT/det>1 focus/NN/nsubj>6 is/VBZ/cop>6 on/IN/mark>4 supporting/VBG/amod>6 female/JJ/amod>6 employees/NNS/ROOT>6 ././punct>6"
    )
    made = repaired([word.lower() for word in words], made)
    assert (made.heads[4], made.heads[6], made.heads[1], made.span(4)) == (4, 4, 4, (0, 8))


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[str], Tree]:
    """Sentences of the words, classes and relations that repairs look at, in any tree: each token hangs on one drawn before it."""
    words = draw(
        st.lists(
            st.sampled_from(["plans", "supporting", "iran", ",", "and", "to", "said", "by"]), min_size=2, max_size=9
        )
    )
    order = draw(st.permutations(range(len(words))))
    heads = [0] * len(words)
    for number, i in enumerate(order):
        heads[i] = order[draw(st.integers(0, number - 1))] if number else i
    kinds = st.sampled_from(["VBG", "NNP", "NN", "NNS", "VBD", "VB", ","])
    arcs = st.sampled_from(["nsubj", "amod", "compound", "mark", "conj", "ccomp", "parataxis", "acl", "advcl"])
    relations = ["ROOT" if head == i else draw(arcs) for i, head in enumerate(heads)]
    return words, Tree(heads, relations, [draw(kinds) for _ in words])


@given(trees())
@settings(max_examples=500)
def test_no_repair_hangs_a_token_below_itself(drawn):
    made = repaired(*drawn)
    for i in range(len(made.heads)):
        way = [i]
        while made.heads[way[-1]] != way[-1] and len(way) <= len(made.heads):
            way.append(made.heads[way[-1]])
        assert len(way) <= len(made.heads)


def test_the_content_depends_on_the_verb_of_saying(lexicon):
    found = clauses("Iran/NNP/nsubj>1 said/VBD/ROOT>1 Russia/NNP/nsubj>3 attacked/VBD/ccomp>1 it/PRP/obj>3", lexicon)
    assert found["say"]["subjects"] == ["Iran"]
    assert found["attack"]["subjects"] == ["Russia"]
    assert found["attack"]["objects"] == ["it"]
    assert found["attack"]["link"] == "complement"


def test_a_clause_is_found_at_its_verb_and_at_nothing_else(lexicon):
    words, made = tree("Iran/NNP/nsubj>1 said/VBD/ROOT>1 Russia/NNP/nsubj>3 attacked/VBD/ccomp>1 it/PRP/obj>3")
    lower = [word.lower() for word in words]
    given = Words(lower, word_classes(lower, made, {}), [0] * 5, [False] * 5)
    syntax = parsed(given, made, lexicon)
    found = [clause and clause.lemma for clause in map(syntax.clause_at, range(5))]
    assert found == [None, "say", None, "attack", None]


def test_an_auxiliary_that_stands_apart_belongs_to_its_verb(lexicon):
    found = clauses("Did/VBD/aux>2 Iran/NNP/nsubj>2 attack/VB/ROOT>2 Israel/NNP/obj>2 ?/./punct>2", lexicon)
    assert list(found) == ["attack"]
    assert found["attack"]["clause"].form == "finite"
    assert found["attack"]["subjects"] == ["Iran"]


def test_a_relative_pronoun_stands_for_its_noun(lexicon):
    found = clauses(
        "Troops/NNS/nsubj>4 who/WP/nsubj>2 left/VBD/acl:relcl>0 were/VBD/aux:pass>4 attacked/VBN/ROOT>4", lexicon
    )
    assert found["leave"]["subjects"] == ["Troops"]
    assert found["leave"]["link"] == "relative"
    assert found["attack"]["clause"].passive


def test_subjects_of_infinitives_after_urging_and_promising(lexicon):
    urged = clauses("Iran/NNP/nsubj>1 urged/VBD/ROOT>1 Russia/NNP/obj>1 to/TO/mark>4 leave/VB/xcomp>1", lexicon)
    assert urged["leave"]["subjects"] == ["Russia"]
    promised = clauses("Iran/NNP/nsubj>1 promised/VBD/ROOT>1 Russia/NNP/obj>1 to/TO/mark>4 leave/VB/xcomp>1", lexicon)
    assert promised["leave"]["subjects"] == ["Iran"]


def test_coordinated_verbs_share_a_subject_and_nouns_a_verb(lexicon):
    found = clauses(
        "Iran/NNP/nsubj>3 and/CC/cc>2 Iraq/NNP/conj>0 attacked/VBD/ROOT>3 Israel/NNP/obj>3 and/CC/cc>6 left/VBD/conj>3",
        lexicon,
    )
    assert found["attack"]["subjects"] == found["leave"]["subjects"] == ["Iran", "Iraq"]
    assert found["leave"]["link"] == "coordinate"


def test_a_phrase_after_the_object_also_belongs_to_the_verb(lexicon):
    found = clauses(
        "Iran/NNP/nsubj>1 imposed/VBD/ROOT>1 sanctions/NNS/obj>1 on/IN/case>4 Iraq/NNP/nmod>2 in/IN/case>6 May/NNP/obl>1",
        lexicon,
    )
    assert found["impose"]["behind"] == [("on", "Iraq"), ("in", "May")]


def test_the_last_of_a_list_of_names_does_not_do_what_a_gerund_says(lexicon):
    found = clauses(
        "It/PRP/nsubj>1 hit/VBD/ROOT>1 sites/NNS/obj>1 in/IN/case>4 Fordow/NNP/obl>1 ,/,/punct>6 Natanz/NNP/conj>4 "
        "and/CC/cc>8 Isfahan/NNP/nsubj>9 using/VBG/conj>1 bombs/NNS/obj>9",
        lexicon,
    )
    assert ("in", "Isfahan") in found["hit"]["behind"]
    assert "Isfahan" not in found["use"]["subjects"]


def test_a_gerund_after_a_preposition_has_an_object(lexicon):
    found = clauses(
        "Iran/NNP/nsubj:pass>2 is/VBZ/aux:pass>2 accused/VBN/ROOT>2 of/IN/mark>4 attacking/VBG/amod>5 Iraq/NNP/obl>2",
        lexicon,
    )
    assert found["attack"]["objects"] == ["Iraq"]
    assert found["attack"]["subjects"] == ["Iran"]
    # without the mark it is an adjective: "warring factions"
    found = clauses("They/PRP/nsubj>1 spoke/VBD/ROOT>1 of/IN/case>4 warring/VBG/amod>4 factions/NNS/obl>1", lexicon)
    assert list(found) == ["speak"]


@pytest.mark.parametrize(
    "rest",
    [
        # the content depends on the verb of saying
        "said/VBD/ROOT>3 ,/,/punct>3 attacked/VBD/ccomp>3",
        "said/VBD/ROOT>3 ,/,/punct>3 attacked/VBD/conj>3",
        # ... or the other way round
        "said/VBD/parataxis>5 ,/,/punct>3 attacked/VBD/ROOT>5",
    ],
)
def test_a_speaker_between_commas(rest, lexicon):
    found = clauses(f"Iran/NNP/nsubj>3 ,/,/punct>0 Putin/NNP/nsubj>3 {rest} Iraq/NNP/obj>5", lexicon)
    assert found["say"]["subjects"] == ["Putin"]
    assert found["attack"]["subjects"] == ["Iran"]


def test_two_subjects_without_a_comma_stay_where_they_are(lexicon):
    made = "Iran/NNP/nsubj>2 Putin/NNP/nsubj>2 said/VBD/ROOT>2 ,/,/punct>2 attacked/VBD/ccomp>2"
    assert clauses(made, lexicon)["attack"]["subjects"] != ["Iran"]


def test_an_infinitive_depends_on_its_verb(lexicon):
    found = clauses("Iran/NNP/nsubj:outer>3 is/VBZ/cop>3 to/TO/mark>3 attack/VB/ROOT>3 Iraq/NNP/obj>3", lexicon)
    assert found["attack"]["clause"].parent == 0
    assert found["attack"]["subjects"] == ["Iran"]


def test_a_tree_over_some_of_the_tokens_skips_what_is_left_out():
    _, whole = tree("“/``/punct>1 Go/VB/ROOT>1 ”/''/punct>1 he/PRP/nsubj>4 said/VBD/parataxis>1")
    kept = whole.kept([1, 3, 4])
    assert list(kept.heads) == [0, 2, 0]
    assert kept.span(2) == (1, 3)


def test_arcs_in_a_circle_do_not_hang_the_reader(lexicon):
    # our parser makes none of these, but another one might
    found = clauses("Iran/NNP/nsubj>1 attacked/VBD/advcl>3 and/CC/cc>3 left/VBD/conj>1", lexicon)
    assert set(found) == {"attack", "leave"}


@pytest.fixture(scope="module")
def only_quotation(reader):
    def read(text):
        article = Article("x", clean(text))
        (one,) = reader.read(article).quotations
        return article.text[one.source.span.start : one.source.span.end], [
            article.text[span.start : span.end] for span in one.content
        ]

    return read


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # an apposition before the verb closes with its comma; behind the verb, the sentence does
        (
            "Jane Example, a farmer from Iowa, said prices are too high.",
            "Jane Example, a farmer from Iowa,",
            "prices are too high",
        ),
        (
            "“Prices are too high,” said Jane Example, a farmer who lives in Iowa.",
            "Jane Example, a farmer who lives in Iowa",
            "“Prices are too high,”",
        ),
        # why somebody is judged belongs to the judgement
        (
            "Merkel praised the firefighters for their courage.",
            "Merkel",
            "the firefighters for their courage",
        ),
        ("Merkel called the report a “lie”.", "Merkel", "the report a “lie”"),
        # marks in what a verb of putting it so governs, the preposition left to the verb
        ("Merkel portrayed the deal as a mere “piece of paper”.", "Merkel", "the deal as a mere “piece of paper”"),
        ("Merkel called for more “flexibility”.", "Merkel", "more “flexibility”"),
        # behind a time "that" opens what was said, whatever the tree says
        ("Merkel said last week that Trump stands for “old values”.", "Merkel", "that Trump stands for “old values”"),
        # a rare name and a past behind closing marks, both taken for something else
        (
            "“The legislating from the bench has to stop now,” Husted said.",
            "Husted",
            "“The legislating from the bench has to stop now,”",
        ),
        # a remark behind the marks is the narrator's
        ("Merkel decried the “loophole,” a flaw in the law.", "Merkel", "the “loophole,”"),
        # the marks break a phrase off
        (
            "Merkel said any leader “owes it to the men and women” of Iowa.",
            "Merkel",
            "any leader “owes it to the men and women” of Iowa",
        ),
    ],
)
def test_sources_and_contents_end_where_their_branch_does(only_quotation, text, source, content):
    assert only_quotation(text) == (source, [content])


@pytest.mark.parametrize(
    "text",
    [
        # a programme somebody spoke on
        "Merkel spoke on ABC’s “Good Morning”.",
        # an author's book
        "Merkel met the author of “War and Peace”.",
        # done, not said
        "Merkel drove to the “peace camp”.",
    ],
)
def test_marks_that_no_verb_puts_are_no_quotation(reader, text):
    assert reader.read(Article("x", text)).quotations == ()


# the exception is who does it, if it stands right before the verb and near the word that denies
EXCEPTED = [
    ("nobody/NN/nsubj>1 backed/VBD/ROOT>1", ["nobody"], True),
    ("neither/DT/det>1 state/NN/nsubj>2 backed/VBD/ROOT>2", ["neither state"], True),
    ("men/NNS/nsubj>1 backed/VBD/ROOT>1", ["men"], False),
    ("no/DT/det>1 state/NN/nsubj>4 but/CC/cc>3 iran/NNP/conj>1 backed/VBD/ROOT>4", ["iran"], False),
    ("nobody/NN/nsubj>3 except/IN/case>2 iran/NNP/nmod>0 backed/VBD/ROOT>3", ["iran"], False),
    ("nobody/NN/nsubj>4 except/IN/case>3 for/IN/case>3 iran/NNP/nmod>0 backed/VBD/ROOT>4", ["iran"], False),
    ("nobody/NN/nsubj>4 apart/RB/case>3 from/IN/case>3 iran/NNP/nmod>0 backed/VBD/ROOT>4", ["iran"], False),
    ("no/DT/det>1 state/NN/nsubj>5 other/JJ/case>4 than/IN/case>4 iran/NNP/nmod>1 backed/VBD/ROOT>5", ["iran"], False),
    # no word of exception, something between it and the verb, or too far away
    ("nobody/NN/nsubj>4 close/RB/case>3 to/IN/case>3 iran/NNP/nmod>0 backed/VBD/ROOT>4", ["nobody"], True),
    ("nobody/NN/nsubj>4 except/IN/case>2 iran/NNP/nmod>0 ever/RB/advmod>4 backed/VBD/ROOT>4", ["nobody"], True),
    ("nobody/NN/nsubj>7 in/IN/case>3 the/DT/det>3 town/NN/nmod>0 now/RB/advmod>0 except/IN/case>6 iran/NNP/nmod>0 backed/VBD/ROOT>7", ["nobody"], True),
    ("men/NNS/nsubj>3 except/IN/case>2 iran/NNP/nmod>0 backed/VBD/ROOT>3", ["men"], False),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "subjects", "negated"), EXCEPTED)
def test_what_nobody_but_somebody_does(rows, subjects, negated, lexicon):
    found = clauses(rows, lexicon)["back"]
    assert (found["subjects"], found["clause"].negated) == (subjects, negated)


@pytest.mark.parametrize(
    ("rows", "speaker"),
    [
        # between commas, with a finite verb after the second
        ("iran/NNP/nsubj>3 ,/,/punct>2 trump/NNP/appos>0 warned/VBD/ROOT>3 ,/,/punct>3 will/MD/aux>6 pay/VB/dep>3", ["trump"]),
        ("iran/NNP/nsubj>3 ,/,/punct>2 trump/NNP/appos>0 warned/VBD/ROOT>3 ,/,/punct>3 to/TO/mark>6 pay/VB/dep>3", ["iran"]),
        ("iran/NNP/nsubj>3 ,/,/punct>2 trump/NNP/appos>0 warned/VBD/ROOT>3 that/IN/mark>6 will/MD/aux>6 pay/VB/dep>3", ["iran"]),
        # no comma between the names, or one before the verb: an apposition
        ("iran/NNP/nsubj>3 and/CC/cc>2 trump/NNP/dep>0 warned/VBD/ROOT>3 ,/,/punct>3 will/MD/aux>6 pay/VB/dep>3", ["iran"]),
        ("iran/NNP/nsubj>4 ,/,/punct>2 trump/NNP/appos>0 ,/,/punct>0 warned/VBD/ROOT>4 ,/,/punct>4 will/MD/aux>7 pay/VB/dep>4", ["iran"]),
        # who opens the sentence is not the subject
        ("iran/NNP/dep>3 ,/,/punct>2 trump/NNP/nsubj>3 warned/VBD/ROOT>3 ,/,/punct>3 will/MD/aux>6 pay/VB/dep>3", ["trump"]),
    ],
)  # fmt: skip
def test_who_speaks_between_commas(rows, speaker, lexicon):
    assert clauses(rows, lexicon)["warn"]["subjects"] == speaker


@pytest.mark.parametrize(("i", "expected"), [(1, False), (2, True), (3, True), (4, False), (6, True)])
def test_whether_a_token_is_in_a_phrase(i, expected):
    assert is_among(i, [NounPhrase(2, 4, 3), NounPhrase(6, 7, 6)]) is expected
