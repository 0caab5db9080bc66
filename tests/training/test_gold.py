"""Tests the gold format: sheets, labels, and the files they are bound into."""

from __future__ import annotations

import tomllib

import pytest

from bot.intake.work import reader
from bot.model.article import Article
from training.gold import load
from training.gold.agreement import KINDS, agreement
from training.gold.agreement import table as agreement_table
from training.gold.binding import joint
from training.gold.card import card
from training.gold.checking import check
from training.gold.choosing import doubts
from training.gold.corpus import Known, Source, loose, shares
from training.gold.corrections import rows_of
from training.gold.exporting import facts
from training.gold.finding import PlaceError, content, place
from training.gold.importing import Importer, differences
from training.gold.marked import Marked, MarkError, Sort, read, written
from training.gold.numbering import Numberer
from training.gold.parts import PARTS
from training.gold.resolving import documents
from training.gold.sheets import GOLD, Row, Sheet, parse, write


@pytest.fixture(scope="module")
def numberer():
    return Numberer()


SHEET = """\
@article made-up
@title A vote
@outlet The Made-up Herald
@published 2024-05-02

s1# Parliament

s2 [1 Mira Oduya] {2 attacked} [3 the bill] and {4 left} [5 the room].
s3 <1 “[2 We] {3 reject} [4 it],”> [5 she] {6 said}, as [7 [8 Norland]'s envoy] {9 watched}.

s4 <1 “[2 It] {3 fails}.>
s5 <1+ [2 It] will {3 fail} again.”>
"""
LABELS = """\
actor oduya: Mira Oduya | Oduya
actor norland: Norland
issue bill: the bill
e1 REJECT 2024-05-01 main
e2 departure - ? after:e1
s2 1=oduya 3=bill 2(1>norland)=e1 4(1)n=e2 1>3-@2
s3 5=oduya 8=norland 2=oduya 4=bill 1:5@6 5|2>4|e1-@3? 3=e1
s4 1:oduya 2=bill
s5 -
"""


def bound(labels: str, sheet: str = SHEET):
    joined, faults = joint(parse(sheet), labels, "x.labels")
    made, more = documents(joined, "x.labels")
    return made, faults + more, joined


def test_labels_become_facts_with_their_words() -> None:
    (made,), faults, _ = bound(LABELS)

    def words(span) -> str:
        return made.text[span.start : span.end]

    assert faults == []
    assert [
        (event.id, event.mode, event.date, event.main, event.agents, event.recipients) for event in made.events
    ] == [
        ("e1", "actual", "2024-05-01", True, ("oduya",), ("norland",)),
        ("e2", "negated", None, False, ("oduya",), ()),
    ]
    assert [
        (words(stance.cue), stance.polarity, stance.optional, [party.id for party in stance.targets])
        for stance in made.stances
    ] == [
        ("attacked", "opposes", False, ["bill"]),
        ("reject", "opposes", True, ["bill", "e1"]),
    ]
    # a quotation that continues in the next sentence includes it
    assert [(quotation.kind, [words(part) for part in quotation.parts]) for quotation in made.quotations] == [
        ("direct", ["“We reject it,”"]),
        ("direct", ["“It fails.", "It will fail again.”"]),
    ]
    assert {entity.id: [words(span) for span in entity.mentions] for entity in made.entities} == {
        "oduya": ["Mira Oduya", "We", "she"],
        "bill": ["the bill", "it", "It"],
        "norland": ["Norland"],
    }
    assert made.text.startswith("Parliament\n\nMira Oduya attacked")


def test_a_bound_file_read_again_says_the_same() -> None:
    made, _, joined = bound(LABELS)
    again = parse(write(joined))
    assert documents(again)[0] == made
    assert write(again) == write(joined)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("s2 9=oduya", "there is no 9: that sentence's numbers end at 5"),
        ("s2 1=omar", "omar is not declared"),
        ("s2 2(1)=e7", "event e7 is not declared"),
        ("s2 2(5)=e1", "5 is neither a mention nor an event"),
        ("s2 2(1)", "which event?"),
        ("s2 1>3-", "is no stance: write HOLDER>TARGET"),
        ('s2 a="the"', 'stands 2 times here'),
        ('s2 a="a table"', "stands nowhere in this sentence"),
        ('s2 "the ... left":1@2', '"the" stands 2 times here'),
        ("s2 3:1@2", "only quoted stretches"),
        ("s9 -", "there is no s9"),
        ("s1 1=oduya", "s1 is off limits"),
        ("s2 2(1>3)=e1 2=e2", "2 is an event already"),
        ("s2 - 1=oduya", "'-' is no label"),
    ],
)  # fmt: skip
def test_a_fault_names_the_line_and_what_to_write(labels: str, said: str) -> None:
    head = "actor oduya: Mira Oduya\nissue bill: bill\ne1 REJECT -\ne2 departure -\n"
    _, faults, _ = bound(head + labels)
    assert [fault for fault in faults if said in fault and fault.startswith("x.labels:5: ")], faults


def test_all_faults_are_said_at_once() -> None:
    _, faults, _ = bound("actor oduya: Oduya\ns2 1=x1 2=y2\ns3 -\ns4 8=zz\n")
    said = "\n".join(faults)
    assert all(words in said for words in ("x1", "y2", "there is no 8", "no line for s5", "oduya has no mention"))


LOOSE = """\
@batch r9-001

s1@ The Made-up Herald | 2024-05-02 | CC BY 4.0 | https://herald.example/1
s1- [p1 Mira Oduya] {p2 spoke}.

s1 [1 She] {2 attacked} [3 the bill] and [4 [5 its] makers].
s1+ Nobody answered.

s2@ The Made-up Herald | 2024-05-02 | CC BY 4.0 | https://herald.example/2
s2 [1 The sun] {2 shone} and [3 they] {3 left}.
"""


def test_a_loose_sentence_has_its_neighbours_and_no_ids() -> None:
    sheet = LOOSE.replace("{3 left}", "{4 left}")
    made, faults, joined = bound("s1 1=p1 5=3 1>3-@2 2(1>3):REJECT\ns2 -\n", sheet)
    assert faults == []
    first, second = made
    assert (first.name, first.whole, first.outlet) == ("r9-001/s1", False, "The Made-up Herald")
    assert first.text == "Mira Oduya spoke.\n\nShe attacked the bill and its makers. Nobody answered."
    assert [sentence.kind for sentence in first.sentences] == ["context", "body", "context"]
    (stance,) = first.stances
    assert [party.id for party in (*stance.holders, *stance.targets)] == ["p1", "3"]
    spans = {entity.id: [first.text[a.start : a.end] for a in entity.mentions] for entity in first.entities}
    assert spans == {"p1": ["Mira Oduya", "She"], "3": ["the bill", "its"]}
    assert (second.events, second.stances) == ((), ())
    assert documents(parse(write(joined)))[0] == made


def test_a_number_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r":10: a number stands twice"):
        parse(LOOSE)


@pytest.mark.parametrize(
    "line",
    [
        "[1 [2 Attorneys] general] {3 filed} <4 “we [5 hope]”>.",
        r"the \[[1 SDF]\] \{x\} \<b\> a\\b",  # brackets that belong to the text
        "{1 [2 sanctions]}",
        "<1+ goes on”>",
    ],
)
def test_marks_come_off_and_go_on_again(line: str) -> None:
    assert written(read(line)) == line


@pytest.mark.parametrize("line", ["[1 open", "closed]", "[1 one {2 two]}", "[1 a] [1 b]"])
def test_marks_that_do_not_fit_are_refused(line: str) -> None:
    with pytest.raises(MarkError):
        read(line)


def test_a_stretch_knows_its_sort() -> None:
    assert [span.sort for span in read("<1 “[2 We] {3 go}”>").spans] == [Sort.QUOTED, Sort.PHRASE, Sort.TRIGGER]


SENTENCE = "The judge, of the judges who sat, said they would “stay in” court, U.S. officials said."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("of <the judges> who", "the judges"),
        ("The judge", "The judge"),  # not the beginning of "the judges"
        ("U.S.", "U.S."),
        ('"stay in"', "“stay in”"),  # straight marks for curly ones
    ],
)
def test_words_are_found_where_they_stand(words: str, found: str) -> None:
    start, end = place(SENTENCE, words)
    assert SENTENCE[start:end] == found


def test_words_that_stand_twice_are_refused() -> None:
    with pytest.raises(PlaceError, match="2 times"):
        place(SENTENCE, "said")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("they would ... court", "they would “stay in” court"),
        ("they would ... stay in", "they would “stay in”"),  # the closing mark is included
        ("they would “stay", "they would “stay"),
    ],
)
def test_a_content_goes_from_its_first_words_to_its_last(words: str, found: str) -> None:
    start, end = content(SENTENCE, words)
    assert SENTENCE[start:end] == found


def test_every_gold_file_binds_and_holds_together() -> None:
    assert check()[1] == []


TEXT = "Vote\u00a0\n\n\nMira Oduya  attacked the\u2028bill.   She \"can't stand\" it, she said. It fell,  Norland's envoy said by phone."
"""Spaces of every kind, as in the texts that lists were made for."""


def span(words: str, nth: int = 0) -> list[int]:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return [at, at + len(words)]


LIST = {
    "published": "2024-05-02",
    "actors": [
        {"id": "oduya", "names": ["Mira Oduya", "Oduya"], "mentions": [span("Mira Oduya"), span("She"), span("she")]},
        {"id": "envoy", "names": ["Norland's envoy"], "mentions": [span("Norland's envoy")]},
    ],
    "issues": [{"id": "bill", "names": ["the bill"], "mentions": [span("the\u2028bill"), span("It")]}],
    "quotations": [
        # mixed, plus the quoted piece; then one over two sentences by words
        {"id": "q1", "kind": "mixed", "speaker": "oduya", "cue": span("said"), "content": [span('She "can\'t stand" it')], "optional": False},
        {"id": "q2", "kind": "direct", "speaker": "oduya", "cue": span("said"), "content": [span('"can\'t stand"')], "optional": False},
        {"id": "q3", "kind": "indirect", "speaker": "envoy", "cue": span("said by"), "content": [[span("it, she")[0], span("It fell")[1]]], "optional": True},
    ],
    "stances": [
        {"id": "s1", "holders": ["oduya"], "target_actor": None, "target_event": None, "target_issue": "bill", "polarity": "opposes",
         "expressed": "words", "cue": span("can't"), "sentence": [0, len(TEXT)], "optional": False},
    ],
    "events": [
        # two events with one word, and one without a mode
        {"id": "e1", "type": "REJECT", "mentions": [span("attacked")], "agents": ["oduya"], "others": ["e2"], "optional": False,
         "date": "2024-05-01/2024-05-02", "after": [], "mode": "actual", "main": True},
        {"id": "e2", "type": "attack", "mentions": [span("attacked")], "agents": [], "others": [], "optional": True,
         "date": None, "after": ["e1"], "mode": "hypothetical", "main": False},
        {"id": "e3", "type": "fall", "mentions": [span("fell")], "agents": [], "others": [], "optional": False,
         "date": None, "after": [], "mode": None, "main": False},
    ],
    "off_limits": [span("Vote")],
}  # fmt: skip


def test_a_list_that_is_taken_over_comes_out_as_it_went_in(numberer) -> None:
    sheet = Importer(TEXT, LIST, numberer).sheet("made-up", {"published": "2024-05-02"})
    (made,), faults = documents(parse(write(sheet)))
    assert faults == []
    assert differences(TEXT, LIST, made.text, facts(made)) == []
    assert differences(TEXT, LIST, TEXT, {**LIST, "stances": []}) != []


def test_a_sheet_numbers_parties_deeds_and_quotations(numberer) -> None:
    text = (
        "Turkish President Tayyip Demirel's envoy condemned the attack on Norland on Tuesday.\n\n"
        "“We will never accept it. They have to leave,” he said.\n\nAccording to Norland, the attack was unlawful."
    )
    lines = numberer.lines(text)

    def words(line, sort: Sort) -> set[str]:
        return {line.marked.text[span.start : span.end] for span in line.marked.spans if span.sort is sort}

    first, second, third, fourth = lines
    phrases = words(first, Sort.PHRASE)
    assert {"Turkish", "Turkish President", "Tayyip Demirel", "Norland", "the attack"} <= phrases
    assert not any(phrase == "Tuesday" for phrase in phrases)  # a day is not a party
    assert words(first, Sort.TRIGGER) == {"condemned", "attack"}
    assert words(second, Sort.QUOTED) == {"“We will never accept it."}
    assert {"We", "it"} <= words(second, Sort.PHRASE)
    assert words(fourth, Sort.TRIGGER) == {"According", "attack", "unlawful"}  # cues besides deeds
    assert "will" not in words(second, Sort.TRIGGER)
    assert [span.runs_on for span in third.marked.spans if span.sort is Sort.QUOTED] == [True]


def test_two_annotators_are_compared() -> None:
    (first,), _, _ = bound(LABELS)
    # The second annotator has other ids, no departure, the wrong side, and ignores the last quotation.
    other = """\
actor mira: Mira Oduya
issue law: the bill
e1 REJECT - main
s2 1=mira 3=law 2(1)=e1 1>3+@2
s3 5=mira 4=law 1:5@6
s4 2=law
s5 -
"""
    (second,), faults, _ = bound(other)
    assert faults == []
    counts, texts = agreement([first], [second])
    assert texts == 1
    figures = {kind: tuple(counts[f"{kind} {part}"] for part in ("right", "said", "found", "there")) for kind in KINDS}
    assert figures == {
        "mentions": (5, 5, 5, 7),
        "events": (1, 1, 1, 1),  # the departure is optional, so it is not missed
        "stances": (0, 1, 0, 1),
        "quotations": (1, 1, 1, 2),
    }
    assert "| quotations | 100 % of 1 | 50 % of 2 |" in agreement_table(counts)


def test_an_annotation_agrees_with_itself() -> None:
    (made,), _, _ = bound(LABELS)
    counts, _ = agreement([made], [made])
    assert all(counts[f"{kind} right"] == counts[f"{kind} said"] > 0 for kind in KINDS)


@pytest.fixture(scope="module")
def every():
    return {part: load(part) for part in PARTS}


def test_parts_share_no_article_and_test_no_outlet(every) -> None:
    names = {part: {document.name for document in made} for part, made in every.items()}
    assert all(names.values())
    assert not names["train"] & names["dev"]
    outlets = {part: {document.outlet for document in made} for part, made in every.items()}
    assert not outlets["test"] & (outlets["train"] | outlets["dev"])
    with pytest.raises(ValueError, match="none of train, dev, test, scored"):
        load("all")


def test_every_text_says_whose_it_is(every) -> None:
    made = [document for part in every.values() for document in part]
    assert [document.name for document in made if not document.licence or not document.outlet] == []
    text, known = card(), tomllib.loads((GOLD / "credits.toml").read_text(encoding="utf-8"))
    for outlet in {document.outlet for document in made} & set(known):
        assert f"| {outlet} | " in text
        assert known[outlet]["credit"] in text


def test_a_sentence_is_drawn_once_and_none_of_an_article_that_is_gold(numberer, tmp_path) -> None:
    def source(name: str, *sentences: str) -> Source:
        return Source(name, name, "The Made-up Herald", "2024-05-02", "", "CC BY 4.0", " ".join(sentences))

    taken = "The government of Norland rejected the proposal of the council on Monday."
    free = "The mayor of Westhaven praised the firemen who saved the old library."
    drawn = "The bishop of Westhaven condemned the burning of the old library."
    (tmp_path / "a.txt").write_text(taken, encoding="utf-8")
    batch = Sheet("r0-001", False, {}, (Row(1, Marked(drawn)),))
    (tmp_path / "r0-001.sheet").write_text(write(batch), encoding="utf-8")
    every = [source("one", taken, "The council of Westhaven met again for an hour."), source("two", free, drawn)]
    rows = loose(every, numberer, Known([tmp_path]), (9, 1), lambda _: None)
    assert [row.marked.text for row in rows] == [free]
    assert rows[0].after == Marked(drawn)


def test_the_most_doubtful_sentences_are_drawn_first(numberer, tmp_path) -> None:
    texts = [
        f"The mayor of Westhaven praised the {name} who saved the old library." for name in ("cook", "nun", "monk")
    ]
    every = [Source("one", "one", "The Made-up Herald", "2024-05-02", "", "CC BY 4.0", " ".join(texts))]
    doubts = {texts[0]: 0.2, texts[2]: 0.9}
    rows = loose(every, numberer, Known([]), (4, 1), lambda _: None, lambda _: doubts)
    assert [row.marked.text for row in rows] == [texts[2]]  # a third of four is one


# A fact shown surely and one hardly kept teach little; one at even odds teaches most.
def test_doubt_is_highest_where_the_judge_is_undecided() -> None:
    sure = "Norway condemned the attack on Kyiv on Monday."
    text = f"{sure} The council of Westhaven met for an hour."
    found = doubts(Source("one", "one", "The Made-up Herald", "2024-05-02", "", "CC BY 4.0", text))
    assert set(found) == {sure, "The council of Westhaven met for an hour."}
    assert all(0 <= doubt <= 1 for doubt in found.values())
    facts = reader().read(Article("one", text, published="2024-05-02"))
    condemns = [stance for stance in facts.stances if stance.cue.start < len(sure)]
    assert found[sure] >= max(1 - abs(2 * stance.licence.confidence - 1) for stance in condemns)


def test_no_outlet_gives_more_than_a_third() -> None:
    given = shares({"Wikinews": 10_000, "Tehran Times": 900, "GOV.UK": 50}, 900)
    assert given == {"Wikinews": 300, "Tehran Times": 300, "GOV.UK": 50}
    assert sum(shares({"Wikinews": 4000, "Tehran Times": 4000, "x": 4000, "y": 4000}, 1000).values()) == 1000


# ---- Sentences that editors corrected ----


def at(sentence: str, words: str, where: str = "own") -> dict[str, object]:
    start = sentence.index(words)
    return {"in": where, "at": [start, start + len(words)]}


MENDED = "The minister rejected the plan and attacked Norland, saying “it is wrong”."
EARLIER = "Mira Oduya spoke on Tuesday."
CORRECTED = {
    "outlet": "The Made-up Herald", "published": "2024-05-02", "licence": None, "url": None,
    "before": EARLIER, "sentence": MENDED, "after": None,
    "events": [
        {"cue": at(MENDED, "attacked"), "type": "ASSAULT", "mode": "planned", "agents": [], "recipients": [at(MENDED, "Norland")], "sure": False},
    ],
    "stances": [
        {"cue": at(MENDED, "rejected"), "holder": at(EARLIER, "Mira Oduya", "before"), "target": at(MENDED, "the plan"),
         "polarity": "opposes", "expressed": "words", "sure": True},
    ],
    "quotations": [
        {"content": at(MENDED, "“it is wrong”"), "kind": "direct", "speaker": at(MENDED, "The minister"), "cue": at(MENDED, "saying"), "sure": True},
    ],
}  # fmt: skip


def test_a_corrected_sentence_becomes_gold_that_holds_together(numberer) -> None:
    rows, left = rows_of([CORRECTED, {**CORRECTED, "events": [], "stances": [], "quotations": []}], numberer)
    sheet = Sheet("corrections", False, {}, tuple(rows))
    (made, empty), faults = documents(parse(write(sheet)))
    assert (faults, left) == ([], 0)
    assert write(parse(write(sheet))) == write(sheet)
    (stance,), (event,), (quotation,) = made.stances, made.events, made.quotations

    def words(span) -> str:
        return made.text[span.start : span.end]

    assert (words(stance.holders[0].span), words(stance.targets[0].span)) == ("Mira Oduya", "the plan")
    assert (stance.polarity, stance.optional) == ("opposes", False)
    assert (event.type, event.mode, event.optional, words(event.mentions[0].recipients[0].span)) == (
        "ASSAULT",
        "planned",
        True,
        "Norland",
    )
    assert (words(quotation.parts[0]), quotation.kind, quotation.optional) == ("“it is wrong”", "direct", False)
    assert (empty.stances, empty.events, empty.quotations) == ((), (), ())


def test_a_sentence_whose_fact_has_no_place_is_left_out(numberer) -> None:
    nowhere = {**CORRECTED["stances"][0], "holder": None}
    assert rows_of([{**CORRECTED, "stances": [nowhere]}], numberer) == ([], 1)
