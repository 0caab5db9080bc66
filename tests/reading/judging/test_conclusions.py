"""Tests how answers become facts: a judge that believes a table, on sentences with rules and syntax."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model.article import Article
from tests.reading.conftest import Believer

if TYPE_CHECKING:
    from bot.model.facts import Participant, Reading
    from tests.reading.conftest import Belief


def believed(*rows: str) -> list[Belief]:
    """Beliefs from `question | first | second | answer`; `happened | word`: it did, `said | content | speaker`: this."""
    found: list[Belief] = []
    for row in rows:
        kind, first, *rest = (part.strip() for part in row.split("|"))
        if kind == "happened":
            found.append(("mode", first, "", rest[0] if rest else "actual"))
        elif kind == "said":
            found.append(("said", first, rest[0], "this"))
        elif kind == "stance":
            found += [("stance", first, rest[0], rest[1]), ("expressed", first, rest[0], "words")]
        else:
            found.append((kind, first, "" if len(rest) == 1 else rest[0], rest[-1]))
    return found


def party(reading: Reading, one: Participant | None) -> str:
    """The actor, if known, and the words for it."""
    return f"{one.actor or '?'} {reading.article.text[one.span.start : one.span.end]}" if one else "nobody"


def test_facts_the_judge_rejects_are_dropped(judged):
    reading = judged("Russia attacked Ukraine on Monday. Putin said that peace was near.")
    assert (reading.events, reading.stances, reading.quotations) == ((), (), ())


def test_the_judge_says_the_mode_and_the_parties_of_what_rules_propose(judged):
    reading = judged(
        "Russia denied that it attacked Ukraine.",
        ("mode", "attacked", "", "negated"),
        ("role", "attacked", "Russia", "agent"),
        ("role", "attacked", "Ukraine", "recipient"),
    )
    (event,) = reading.events
    assert (event.mode, event.agents[0].actor, event.recipients[0].actor) == ("negated", "russia", "ukraine")
    assert event.licence.shown


def test_an_event_that_no_rule_knows(judged):
    reading = judged(
        "Three children drowned in Lake Victoria.",
        ("mode", "drowned", "", "actual"),
        ("type", "drowned", "", "OTHER"),
        ("role", "drowned", "Three children", "recipient"),
    )
    (event,) = reading.events
    assert (event.type, event.mode, event.agents) == ("OTHER", "actual", ())
    assert reading.article.text[event.recipients[0].span.start : event.recipients[0].span.end] == "Three children"


def test_a_stance_of_whoever_speaks_is_the_speakers(judged):
    text = "“We condemn the attack,” said Macron."
    reading = judged(
        text,
        ("said", "“We condemn the attack,”", "Macron", "this"),
        ("stance", "We", "the attack", "opposes"),
        ("expressed", "We", "the attack", "words"),
        ("mode", "attack", "", "actual"),
        ("type", "attack", "", "ASSAULT"),
    )
    (stance,) = reading.stances
    assert (stance.holder.actor, stance.polarity, stance.target.event) == ("emmanuel-macron", "opposes", "e1")


def test_a_speaker_the_judge_corrects(judged):
    reading = judged(
        "Lavrov told Rubio that the talks had failed.",
        ("said", "the talks had failed", "Rubio", "this"),
        ("said", "that the talks had failed", "Rubio", "this"),
    )
    assert {quotation.source.actor for quotation in reading.quotations if quotation.source} == {"marco-rubio"}


def test_a_report_and_the_words_in_marks_inside_it_both_stand(judged):
    reading = judged(
        "The judge said the case was “fatally tainted” by then.",
        ("said", "the case was “fatally tainted” by then", "The judge", "this"),
    )
    assert [quotation.kind for quotation in reading.quotations] == ["mixed", "direct"]


def test_facts_that_are_not_shown_count_nowhere(judged):
    reading = judged(
        "Russia attacked Ukraine.", ("mode", "attacked", "", "actual"), ("role", "attacked", "Russia", "agent")
    )
    assert len(reading.shown().events) == 1
    assert judged("Russia attacked Ukraine.").shown().events == ()


EVENTS = [
    # the judge's parties, whatever the rules propose
    (
        "Russia attacked Ukraine.",
        ["happened | attacked", "role | attacked | Ukraine | agent", "role | attacked | Russia | recipient"],
        ["ASSAULT actual attacked: ukraine Ukraine > russia Russia"],
    ),
    ("Russia attacked Ukraine.", ["happened | attacked | planned"], ["ASSAULT planned attacked:  > "]),
    # a phrase named only to be excluded takes no part, and with nobody else the event is not shown
    (
        "Russia, not China, attacked Iran.",
        ["happened | attacked", "role | attacked | China | agent", "role | attacked | Russia | agent"],
        ["ASSAULT actual attacked: russia Russia > "],
    ),
    (
        "Russia, not China, attacked Iran.",
        ["happened | attacked", "role | attacked | China | agent"],
        ["(ASSAULT actual attacked:  > )"],
    ),
    # figures of speech are no assaults
    ("Russia killed the proposal.", ["happened | killed", "role | killed | Russia | agent"], ["(ASSAULT actual killed: russia Russia > )"]),
    ("Russia killed the men.", ["happened | killed", "role | killed | Russia | agent"], ["ASSAULT actual killed: russia Russia > "]),
    # without a rule the type is the judge's
    ("The wedding in Iran began.", ["happened | wedding", "type | wedding | PROTEST"], ["PROTEST actual wedding:  > "]),
    # in the order of the text, whatever the order of the questions
    (
        "Macron slept after the drowning.",
        ["happened | drowning", "type | drowning | OTHER", "happened | slept", "type | slept | OTHER"],
        ["OTHER actual slept:  > ", "OTHER actual drowning:  > "],
    ),
    # one who is named twice takes part once, and an agent is no recipient too
    (
        "Macron fled before Macron’s guards did.",
        ["happened | fled", "type | fled | RETREAT", "role | fled | Macron | agent"],
        ["RETREAT actual fled: emmanuel-macron Macron > "],
    ),
    (
        "The president of Iran and his guards fled Paris.",
        ["happened | fled", "type | fled | RETREAT", "role | fled | The president | agent", "role | fled | his guards | agent"],
        ["RETREAT actual fled: masoud-pezeshkian The president, ? his guards > "],
    ),
    # nobody talks with himself: whom the judge leaves out stands behind "with"
    (
        "In a conversation with Turkish President Erdogan and Putin, Macron wept.",
        ["happened | conversation", "type | conversation | CONSULT", "role | conversation | Macron | agent"],
        ["CONSULT actual conversation: emmanuel-macron Macron, recep-tayyip-erdogan Turkish President Erdogan, vladimir-putin Putin > "],
    ),
    (
        "Macron wept during talks with Iran in Paris.",
        ["happened | talks", "role | talks | Macron | agent"],
        ["CONSULT actual talks: emmanuel-macron Macron, iran Iran > "],
    ),
    # ... but not behind another word, nor of an event that is no meeting, nor where the judge knows whom
    (
        "Macron wept during talks on Iran.",
        ["happened | talks", "role | talks | Macron | agent"],
        ["CONSULT actual talks: emmanuel-macron Macron > "],
    ),
    (
        "Macron wept during a fight with Iran.",
        ["happened | fight", "type | fight | ASSAULT", "role | fight | Macron | agent"],
        ["ASSAULT actual fight: emmanuel-macron Macron > "],
    ),
    (
        "Macron and Putin wept during talks with Iran.",
        ["happened | talks", "role | talks | Macron | agent", "role | talks | Putin | agent"],
        ["CONSULT actual talks: emmanuel-macron Macron, vladimir-putin Putin > "],
    ),
    ("There were talks with Iran.", ["happened | talks"], ["CONSULT actual talks:  > "]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "expected"), EVENTS)
def test_the_events_of_a_judge(judged, text, rows, expected):
    reading = judged(text, *believed(*rows))

    def shown(event):
        who, whom = (", ".join(party(reading, one) for one in side) for side in (event.agents, event.recipients))
        told = f"{event.type} {event.mode} {text[event.cue.start : event.cue.end]}: {who} > {whom}"
        return told if event.licence.shown else f"({told})"

    assert [shown(event) for event in reading.events] == expected


ATTACK = ["happened | attack", "type | attack | ASSAULT"]
STANCES = [
    ("France opposes Iran.", ["stance | France | Iran | opposes"], ["france France opposes iran None None"]),
    ("France opposes Iran.", ["stance | France | France | opposes"], []),
    # nobody is for or against themselves, by whatever word
    (
        "Macron spoke. He praised himself and Scholz.",
        ["stance | He | himself | supports", "stance | He | Scholz | supports"],
        ["emmanuel-macron He supports olaf-scholz None None"],
    ),
    # on the event, if the judge takes it for one
    ("Macron condemned the attack on Iran.", [*ATTACK, "stance | Macron | the attack | opposes"], ["emmanuel-macron Macron opposes None e1 None"]),
    ("Macron condemned the attack on Iran.", ["stance | Macron | the attack | opposes"], ["emmanuel-macron Macron opposes None None None"]),
    # so for what "it" refers to
    (
        "Iran attacked Israel. Macron condemned it.",
        ["happened | attacked", "role | attacked | Iran | agent", "stance | Macron | it | opposes"],
        ["emmanuel-macron Macron opposes None e1 None"],
    ),
    ("Iran attacked Israel. Macron condemned it.", ["stance | Macron | it | opposes"], ["emmanuel-macron Macron opposes None None None"]),
    # in the first person whoever speaks, of the words around it those next to it; without any it is nobody known
    (
        "Macron said that Scholz said: “We oppose the deal.”",
        ["stance | We | the deal | opposes", "said | “We oppose the deal.” | Scholz", "said | that Scholz said: “We oppose the deal | Macron"],
        ["olaf-scholz Scholz opposes None None None"],
    ),
    ("We condemn the attack.", [*ATTACK, "stance | We | the attack | opposes"], ["? We opposes None e1 None"]),
    ("“We condemn the attack,” said Macron.", [*ATTACK, "stance | | the attack | opposes", "said | “We condemn the attack,” | Macron"], ["emmanuel-macron Macron opposes None e1 None"]),
    ("“We condemn the attack,” thundered Macron.", [*ATTACK, "stance | | the attack | opposes"], []),
    # "it" may be the sanctions as well as Russia, if somebody is for or against these
    (
        "Smotrich backed the sanctions on Russia after he had rejected it.",
        ["stance | Smotrich | it | opposes", "stance | Smotrich | the sanctions | supports"],
        ["bezalel-smotrich Smotrich supports None None i.sanction-russia"],
    ),
    ("Smotrich toured Russia after he had rejected it.", ["stance | Smotrich | it | opposes"], ["bezalel-smotrich Smotrich opposes russia None None"]),
    # what he once did, the sentence takes back
    ("Smotrich backed the sanctions on Russia after he had rejected it.", ["stance | Smotrich | it | opposes"], []),
    # what the sentence denies
    ("Russia does not support Iran.", ["stance | Russia | Iran | supports"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "expected"), STANCES)
def test_the_stances_of_a_judge(judged, text, rows, expected):
    reading = judged(text, *believed(*rows))
    assert [
        f"{party(reading, stance.holder)} {stance.polarity} {stance.target.actor} {stance.target.event} {stance.target.issue}"
        for stance in reading.stances
    ] == expected


class Doubting(Believer):
    """Believes what it is told, but is only sixty per cent sure who does what, and eighty per cent of what is no event of somebody."""

    def answers(self, passages):
        made = super().answers(passages)
        return [
            replace(answers, likely={**answers.likely, "role": [tuple(0.6 * chance for chance in row) for row in answers.likely["role"]]})
            for answers in made
        ]  # fmt: skip

    def shows(self, _kind: str, sureness: float) -> bool:
        return sureness > 0.64 and _kind != "occurrence"


BACKED = [
    # the subject of a verb in the active is who did it, or did not
    ("Russia built a road.", "built", "Russia", "actual", True),
    ("Russia never built a road.", "built", "Russia", "negated", True),
    # not of a verb in the passive, nor somebody else, nor what is planned
    ("A road was built by Russia.", "built", "Russia", "actual", False),
    ("Russia built a road for Norway.", "built", "Norway", "actual", False),
    ("Russia will build a road.", "build", "Russia", "planned", False),
    # nor of what goes on, of a verb that says nothing itself, or of what is said, which may be no event at all
    ("Russia was building a road.", "building", "Russia", "actual", False),
    ("Russia did so.", "did", "Russia", "actual", False),
    ("Russia insists on a road.", "insists", "Russia", "actual", False),
]


@pytest.mark.parametrize(("text", "cue", "agent", "mode", "shown"), BACKED)
def test_a_subject_is_who_does_it_even_if_the_judge_doubts_that(with_judge, text, cue, agent, mode, shown):
    judge = Doubting(("mode", cue, "", mode), ("role", cue, agent, "agent"))
    reading = with_judge(judge).read(Article("test", text, published="2025-06-23"))
    assert [text[event.cue.start : event.cue.end].split()[-1] for event in reading.shown().events] == [cue] * shown


BEFALLEN = [
    # nobody need have done it
    ("Two women were injured on Monday.", "injured", "actual", True),
    ("Nobody was hurt.", "hurt", "negated", True),
    ("Jane Example was convicted of fraud.", "convicted", "actual", True),
    ("An earthquake woke the town.", "earthquake", "actual", True),
    # somebody did, whom the article may name elsewhere
    ("Jane Example was appointed on Monday.", "appointed", "actual", False),
    ("Two women were injured in the attack.", "injured", "actual", False),
    ("The decision came on Monday.", "decision", "actual", False),
    # it may never happen
    ("Two women may be injured.", "injured", "hypothetical", False),
    # a noun that only looks like the verb
    ("The charge was low.", "charge", "actual", False),
]


@pytest.mark.parametrize(("text", "cue", "mode", "shown"), BEFALLEN)
def test_what_befalls_people_is_shown_without_a_doer(with_judge, text, cue, mode, shown):
    reading = with_judge(Doubting(("mode", cue, "", mode))).read(Article("test", text, published="2025-06-23"))
    assert [text[event.cue.start : event.cue.end].split()[-1] for event in reading.shown().events] == [cue] * shown


PASSIVES = [
    # the passive leaves out who does it
    ("Jane Example was sworn in on Monday.", "sworn in", "Jane Example", True),
    ("The two men were later released.", "released", "The two men", True),
    ("The ban has been lifted.", "lifted", "The ban", True),
    # in an attack somebody did it, whom the article may name elsewhere
    ("Two women were shot in the attack.", "shot", "Two women", False),
    # the active, and a noun
    ("Jane Example worried the town.", "worried", "the town", False),
    ("The release of the two men came on Monday.", "release", "the two men", False),
]


@pytest.mark.parametrize(("text", "cue", "whom", "shown"), PASSIVES)
def test_what_is_done_to_somebody_in_the_passive_is_shown_without_a_doer(with_judge, text, cue, whom, shown):
    judge = Doubting(("mode", cue.split()[0], "", "actual"), ("role", cue.split()[0], whom, "recipient"))
    reading = with_judge(judge).read(Article("test", text, published="2025-06-23"))
    assert [text[event.cue.start : event.cue.end].endswith(cue) for event in reading.shown().events] == [True] * shown


TWO_PARTS = "“We left Iran,” said Macron. “They stayed in Iran.”"
SPEAKERS = [
    ("“We left,” said Macron.", ["said | “We left,” | Macron"], ["direct emmanuel-macron Macron: “We left,”"]),
    # the rule's speaker is dropped if the judge says that nobody here said it
    ("“We left,” said Macron.", ["said | “We left,” | "], ["direct nobody: “We left,”"]),
    # nobody is named as the speaker inside their own words, and what the judge says nothing of is dropped
    ("“We left,” thundered Macron.", ["said | “We left,” | We"], []),
    ("“We left,” thundered Macron.", [], []),
    # where a verb of saying adjoins the marks and its subject is known, the rules are right more often than the judge
    ("“We left,” said Macron.", [], ["direct emmanuel-macron Macron: “We left,”"]),
    ("Macron told Scholz on Monday: “We left.”", [], ["direct emmanuel-macron Macron: “We left.”"]),
    # nor does the judge see the sentence behind: what it takes from the one before is wrong
    ("Scholz left. “Who stays?” Macron asked.", ["said | “Who stays?” | Scholz"], ["direct emmanuel-macron Macron: “Who stays?”"]),
    ("Scholz left. “Who stays?” Macron wondered aloud.", ["said | “Who stays?” | Scholz"], ["direct emmanuel-macron Macron: “Who stays?”"]),
    # not where the marks end a sentence, nor where nobody known says it, nor where the subject only hears it
    ("“We left.” Macron said that Iran had stayed.", [], []),
    ("“We left,” a voice said.", [], []),
    ("“We left,” Scholz was told by Macron.", [], []),
    # one answer about one part is enough for all parts of a quotation
    (TWO_PARTS, ["said | “We left Iran,” | Macron"], ["direct emmanuel-macron Macron: “We left Iran,” “They stayed in Iran.”"]),
    # that nobody in this sentence says it does not contradict a speaker in another
    (TWO_PARTS, ["said | “They stayed in Iran.” | "], ["direct emmanuel-macron Macron: “We left Iran,” “They stayed in Iran.”"]),
    # a content with or without its "that" is the rule's, and so is one with a word more
    ("Macron said that Iran had left.", ["said | Iran had left | Macron"], ["indirect emmanuel-macron Macron: that Iran had left"]),
    ("Macron said that Iran had left.", ["said | Iran had left | "], ["indirect nobody: that Iran had left"]),
    ("Macron told Scholz that Iran had left.", ["said | Scholz that Iran had left | Macron"], ["indirect emmanuel-macron Macron: that Iran had left"]),
    ("Macron told Scholz that Iran had left.", ["said | that Iran had left | Scholz"], ["indirect olaf-scholz Scholz: that Iran had left"]),
    # no rule proposes it: only with a speaker, who may be named in the sentence before
    ("Macron spoke in Paris. “They left Iran too late.”", ["said | “They left Iran too late.” | Macron"], ["direct emmanuel-macron Macron: “They left Iran too late.”"]),
    ("Macron spoke in Paris. “They left Iran too late.”", ["said | “They left Iran too late.” | "], []),
    # the words in marks inside reported words are quoted as well
    (
        "The plan, Macron said, was “a gift” to Iran.",
        ["said | was “a gift” to Iran | Macron"],
        ["mixed emmanuel-macron Macron: was “a gift” to Iran", "direct emmanuel-macron Macron: “a gift”"],
    ),
    # whoever is quoted says it, not the one who quotes
    ("Macron quoted Scholz as saying that Iran had left.", ["said | that Iran had left | Macron"], ["indirect olaf-scholz Scholz: that Iran had left"]),
    ("Scholz was cited by Macron as saying that Iran had left.", ["said | that Iran had left | Macron"], ["indirect olaf-scholz Scholz: that Iran had left"]),
    ("Macron praised Scholz, saying that Iran had left.", ["said | that Iran had left | Macron"], ["indirect emmanuel-macron Macron: that Iran had left"]),
    # when and how it was said is not said
    ("“We left,” Macron smiled as the flags were taken down.", ["said | as the flags were taken down | Macron"], []),
    ("Macron said on condition of anonymity: We left.", ["said | on condition of anonymity | Macron"], []),
    # nobody said it
    ("Macron never said that Iran had left.", ["said | that Iran had left | Macron"], []),
    ("It is false that Macron said: “We left. They stayed.”", ["said | They stayed.” | Macron", "said | “We left. | Macron"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "expected"), SPEAKERS)
def test_the_quotations_of_a_judge(judged, text, rows, expected):
    reading = judged(text, *believed(*rows))
    assert [
        f"{quotation.kind} {party(reading, quotation.source)}: "
        + " ".join(text[span.start : span.end] for span in quotation.content)
        for quotation in reading.quotations
    ] == expected
