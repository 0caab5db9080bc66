from __future__ import annotations

import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from bot.errors import FaultError
from bot.knowledge.lexicon import load_lexicon
from bot.knowledge.shipped import DATA
from bot.model.article import Article, Span
from bot.model.facts import Actor, ActorKind, Form, Mention, Participant, Reading
from bot.reading.referents.ranking import Guess, Ranker
from bot.render.facts_json import facts


def stands_for(reading: Reading, words: str) -> set[str]:
    """The names of the actors that the last words of this kind stand for."""
    text, names = reading.article.text, {actor.id: actor.name for actor in reading.actors}
    at = text.rindex(words)
    return {names[mention.actor] for mention in reading.mentions if mention.span == Span(at, at + len(words))}


DESCRIBED = [
    # who has no name is an actor of the article, and called by the same noun again
    ("A judge sentenced the couple to life in prison. The judge called them cruel.", "The judge", "A judge"),
    ("A judge sentenced the couple to life in prison. The judge called them cruel.", "the couple", "the couple"),
    ("Two women were killed in the attack. The women had left a mosque.", "The women", "Two women"),
    ("Farmers blocked roads in Poland. The farmers oppose imports from Ukraine.", "The farmers", "Farmers"),
    ("An opposition lawmaker accused Orban of theft. The lawmaker left the hall.", "The lawmaker", "An opposition lawmaker"),
    ("Israel struck a hospital in Gaza. The hospital said twelve patients had died.", "The hospital", "a hospital"),
    ("The group Living Sea criticised the summit. The group said ten activists had been detained.", "The group", "The group Living Sea"),
    # one and several
    ("Protesters threw stones at the police. Officers fired tear gas.", "Protesters", "Protesters"),
    ("Protesters threw stones at the police. Officers fired tear gas.", "the police", "the police"),
    ("A police officer shot two soldiers in Leeds on Monday.", "two soldiers", "two soldiers"),
    ("Police arrested a man, 34, on Friday.", "a man", "a man"),
    ("Saudi Arabia executed 37 men in April.", "37 men", "37 men"),
    ("Several countries recalled their ambassadors.", "Several countries", "Several countries"),
    ("Hundreds of migrants were rescued by a Greek ship on Sunday.", "a Greek ship", "a Greek ship"),
    ("Ford Motor Company cut 300 jobs. Workers protested outside the plant.", "Workers", "Workers"),
    # by whom something is done
    ("The president's decision was criticised by human rights groups.", "human rights groups", "human rights groups"),
    # who only speaks, or is only spoken of
    ("The rule of law is under threat, experts warned.", "experts", "experts"),
    ("Critics say the law harms women.", "women", "women"),
    ("A nurse told the jury that her patient had died at dawn.", "A nurse", "A nurse"),
    ("Three teenagers robbed a shop in Leeds. The teenagers fled.", "The teenagers", "Three teenagers"),
    ("A rebel group freed twelve hostages on Friday. It demanded a ransom.", "twelve hostages", "twelve hostages"),
    # a possessor is another than who belongs to him
    ("Angela Merkel's husband thanked the doctors.", "Angela Merkel's husband", "Angela Merkel's husband"),
    ("Angela Merkel's husband thanked the doctors.", "Angela Merkel", "Angela Merkel"),
    ("Russia's allies condemned the raid.", "Russia's allies", "Russia's allies"),
    ("Russia's allies condemned the raid.", "Russia", "Russia"),
    ("The Iranian foreign minister's adviser met a Chinese envoy.", "a Chinese envoy", "a Chinese envoy"),
    ("The Iranian foreign minister's adviser met a Chinese envoy.", "The Iranian foreign minister's adviser", "The Iranian foreign minister's adviser"),
    ("Kenya's president met his Ugandan counterpart on Tuesday.", "his Ugandan counterpart", "his Ugandan counterpart"),
    ("A bomb killed a boy near Kabul. His mother was wounded.", "His mother", "His mother"),
    ("The mayor of Ostrava, Jana Example, dismissed her deputy. The deputy called it an insult.", "The deputy", "her deputy"),
    ("The victims' families sued the airline.", "The victims' families", "The victims' families"),
    # a name inside tells it from whoever was named before
    ("The United States warned Managua. The Ortega-Murillo regime arrested six priests.", "The Ortega-Murillo regime", "The Ortega-Murillo regime"),
    ("France praised the deal. The Vivendi-Canal group sued the ministry.", "The Vivendi-Canal group", "The Vivendi-Canal group"),
    # how many at least
    ("Gunmen killed at least 30 people on Monday.", "at least 30 people", "at least 30 people"),
    ("A ferry with at most twelve passengers sank. The fire killed at least two women.", "at least two women", "at least two women"),
]  # fmt: skip

NAMED = [
    # what a body is called once it has been named
    ("The National Drug Authority approved the pill in March. The agency said it was safe.", "The agency", "National Drug Authority"),
    ("Priya Example, the health minister of Uganda, resigned. The minister blamed the press.", "minister", "Priya Example"),
]  # fmt: skip

PRONOUNS = [
    # for somebody without a name
    ("A spokesman for the ministry said the talks had failed. He gave no details.", "He", "A spokesman"),
    ("Students marched in Bogota. They demanded that the government resign.", "They", "Students"),
    ("A bomb killed a boy near Kabul. His mother was wounded.", "His", "a boy"),
    ("The tennis player beat her rival in two sets.", "her", "The tennis player"),
    ("Eight people were hurt. One of them died on Monday.", "them", "Eight people"),
    ("Several countries recalled their ambassadors.", "their", "Several countries"),
    # who was shot was arrested, not the president who spoke before
    ("Trump spoke on Monday. The gunman was shot by police. He was arrested.", "He", "The gunman"),
    # for a body
    ("The National Drug Authority approved the pill in March. The agency said it was safe.", "it", "National Drug Authority"),
    ("The Lebanese army said three gunmen had been killed by its troops.", "its", "Lebanese Army"),
    ("A rebel group freed twelve hostages on Friday. It demanded a ransom.", "It", "A rebel group"),
    # who speaks says "I" and "we", and may be named behind the words
    ("“I am innocent,” a driver told the court.", "I", "a driver"),
    ("“We will strike,” the union said.", "We", "the union"),
]  # fmt: skip

NOBODY = [
    # things, times, measures and events are nobody
    ("The ceasefire held on Monday.", "ceasefire"),
    ("The bill passed by two votes.", "votes"),
    ("Prices rose by three percent in the second quarter.", "quarter"),
    ("The earthquake destroyed houses near the coast.", "houses"),
    ("The storm reached the coast on Sunday.", "The storm"),
    ("A knife was found in the car.", "the car"),
    ("The talks resume on Friday.", "The talks"),
    ("It rained in Paris on Sunday.", "It"),
    ("It is clear that the plan failed.", "It"),
    ("The accord was signed in Geneva.", "The accord"),
    ("The rule of law is under threat, experts warned.", "law"),
    ("The attack on the bridge lasted an hour.", "the bridge"),
    ("A letter arrived on Tuesday.", "A letter"),
    ("The price of oil fell.", "oil"),
    ("The election was held in May.", "The election"),
    # a sum, a share, a day
    ("The fine was 40,000 euros.", "40,000 euros"),
    ("Half of the money was lost.", "the money"),
    ("The next day was quiet.", "The next day"),
]


BYSTANDERS = [
    # where something is, or was made
    ("Trump met Putin in Helsinki.", "Helsinki"),
    ("The ferry, built in Japan in 1988, sank near Manila on Monday, police said.", "Manila"),
    ("Costa Rica arrested a man who had flown in from Madeira.", "Madeira"),
    ("The fire in Istanbul killed two people, police said.", "Istanbul"),
]

PART_TAKERS = [
    # who acts, speaks, is acted on, is judged
    ("Trump met Putin in Helsinki.", "Vladimir Putin"),
    ("Russia attacked Ukraine on Monday.", "Ukraine"),
    ("France condemned the attack.", "France"),
    ("“It is over,” the Kremlin said.", "Russia"),
    ("Costa Rica arrested a man who had flown in from Madeira.", "Costa Rica"),
]


def of(rows):
    return pytest.mark.parametrize(("text", "words", "expected"), rows)


@of([*DESCRIBED, *NAMED, *PRONOUNS])
def test_words_without_a_name_stand_for_somebody(text, words, expected, shipped):
    assert stands_for(shipped.read(Article("x", text, published="2025-06-18")), words) == {expected}


@pytest.mark.parametrize(("text", "words"), NOBODY)
def test_words_that_stand_for_nobody(text, words, shipped):
    assert stands_for(shipped.read(Article("x", text, published="2025-06-18")), words) == set()


@pytest.mark.parametrize(("text", "name"), BYSTANDERS)
def test_a_place_where_something_is_takes_no_part(text, name, shipped):
    reading = shipped.read(Article("x", text, published="2025-06-18"))
    assert name not in {actor.name for actor in reading.actors}
    assert {mention.actor for mention in reading.mentions} <= {actor.id for actor in reading.actors}


@pytest.mark.parametrize(("text", "name"), PART_TAKERS)
def test_who_takes_part_stays(text, name, shipped):
    assert name in {actor.name for actor in shipped.read(Article("x", text, published="2025-06-18")).actors}


def test_reading_is_the_same_each_time(shipped):
    text = " ".join(text for text, _, _ in DESCRIBED)
    assert shipped.read(Article("x", text)) == shipped.read(Article("x", text))


RULED = [
    # rules and weights agree
    ("Merkel met Putin. She called him a liar.", "She", {"Angela Merkel"}),
    # no weights: what rules say stands
    ("Foreign Minister Jane Example spoke. She left.", "She", {"Jane Example"}),
]


@of(RULED)
def test_a_pronoun_that_rules_resolve(text, words, expected, shipped, reader):
    assert stands_for(shipped.read(Article("x", text)), words) == expected
    assert stands_for(reader.read(Article("x", text)), words) == expected


BESIDE = [
    # a name right behind a description, set off by commas or not, is who is described
    ("The company Volkswagen left.", "The company", {"Volkswagen"}),
    ("The company, Volkswagen, left.", "The company", {"Volkswagen"}),
    ("We met the chief of Volkswagen, Jane Example, on Monday.", "the chief", {"Jane Example"}),
    ("We met the chief, Jane Example.", "the chief", {"Jane Example"}),
    # with what it is of, or words of a further title, in between
    ("Its ambassador in Brussels, Jane Example, left.", "Its ambassador", {"Jane Example"}),
    ("The leader on the council, Jane Example, left.", "The leader", {"Jane Example"}),
    ("The coach, Bulgarian Jane Example, left.", "The coach", {"Jane Example"}),
    ("A member of the court, the jurist Jane Example, left.", "A member", {"Jane Example"}),
    # somebody in between whose name it may be, or another clause
    ("The father of the victim, Jane Example, left.", "The father", set()),
    ("The chief of those who left, Jane Example, smiled.", "The chief", set()),
    # an honorific that the tree takes for the head of the name
    ("Jane Example left. Ms Example became a judge.", "Ms", {"Jane Example"}),
    ("Jane Example left. We saw Dr. Example in Leeds.", "Dr.", {"Jane Example"}),
    # the first of a list is not
    ("The chief, Jane Example, and John Sample left.", "The chief", set()),
    ("The chief, Jane Example and John Sample, left.", "The chief", set()),
    # nor who is not beside it, is of another kind, or one of several
    ("The firm praised Volkswagen.", "The firm", set()),
    ("The company, Jane Example said, left.", "The company", set()),
    ("The chiefs, Jane Example, left.", "The chiefs", set()),
    # the noun in a body's name, where no other has it and nobody was called so
    ("The Aspen Council for Health left. The council smiled.", "The council", {"Aspen Council for Health"}),
    ("The Aspen Council for Health left. A council smiled.", "A council", set()),
    ("The Aspen Council for Health left. The old council smiled.", "The old council", set()),
    ("The Aspen Council for Health left. The councils smiled.", "The councils", set()),
    ("The Aspen Council for Health left. The agency smiled.", "The agency", set()),
]


@of(BESIDE)
def test_whom_a_description_means_whatever_the_weights(text, words, expected, reader):
    assert stands_for(reader.read(Article("x", text)), words) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # who is told of inside the words for a speaker did not say it
        ("A spokeswoman for the nurses said that the talks had failed.", "A spokeswoman"),
        ("An official close to the victims said that the talks had failed.", "An official"),
        ("The man who shot two boys said that he was sorry.", "The man"),
        # a name beside it is the same person
        ("The union's lawyer, Jane Example, said that the talks had failed.", "Jane Example"),
    ],
)
def test_who_speaks_is_the_head_of_the_words_for_it(text, speaker, shipped):
    reading = shipped.read(Article("x", text, published="2025-06-18"))
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names.get(row.source.actor) for row in reading.quotations] == [speaker]


def test_two_of_one_description_have_two_ids(shipped):
    # "an officer" twice are two officers
    text = "An officer was shot in Leeds. In Paris, an officer was stabbed."
    local = [actor.id for actor in shipped.read(Article("x", text)).actors if actor.local]
    assert len(local) == len(set(local))


def test_facts_say_who_has_no_name(shipped):
    reading = shipped.read(Article("x", "A judge sentenced Angela Merkel to life in prison."))
    assert {(row["name"], row["local"]) for row in facts(reading, "x")["actors"]} == {
        ("A judge", True),
        ("Angela Merkel", False),
    }


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # the only body with the noun in its name
        ("The Aspen Council for Health left. The council said masks help.", "aspen-council-for-health"),
        # two such bodies
        ("The Oslo Court of Appeal met the Riga Court of Audit. The court said it was late.", None),
    ],
)
def test_a_body_is_called_by_the_noun_in_its_name(text, speaker, shipped):
    assert [quotation.source.actor for quotation in shipped.read(Article("x", text)).shown().quotations] == [speaker]


def test_the_library_gets_only_their_words(shipped):
    reading = shipped.read(
        Article("x", "A judge sentenced Angela Merkel to life in prison. “I am sorry,” the judge said.")
    )
    local = {actor.id for actor in reading.actors if actor.local}
    assert local
    assert any(party.actor in local for event in reading.events for party in event.agents)
    shown = reading.shown()
    assert [actor.id for actor in shown.actors] == ["angela-merkel"]
    assert {mention.actor for mention in shown.mentions} == {"angela-merkel"}
    parties = [party for event in shown.events for party in (*event.agents, *event.recipients)]
    assert Participant(None, Span(0, 7)) in parties
    assert not local & {party.actor for party in parties}
    assert all(quotation.source is None or quotation.source.actor is None for quotation in shown.quotations)


def test_an_unnamed_actor_without_shown_facts_is_dropped():
    local = Actor("a-judge", "A judge", ActorKind.PERSON, local=True)
    reading = Reading(
        Article("x", "A judge"), "1", actors=(local,), mentions=(Mention("a-judge", Span(0, 7), Form.TITLE),)
    )
    assert reading.shown() == replace(reading, actors=(), mentions=())


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        # as likely as all others together
        ([(), ("good",)], 1),
        # a little better than nobody is not enough where several are
        ([(), ("fair",), ("fair",)], 0),
        # nothing speaks for anybody
        ([(), ("unheard of",)], 0),
        ([()], 0),
        # the best of several
        ([(), ("fair",), ("good", "good")], 2),
        ([(), ("good", "bad")], 0),
    ],
)
def test_an_answer_counts_if_it_is_likely_enough(traits, expected):
    ranker = Ranker({"good": 2.0, "fair": 0.5, "bad": -3.0})
    assert ranker.choose(phrase("the"), [Guess(None, row) for row in traits])[0] == expected


@pytest.mark.parametrize(
    ("opening", "traits", "expected"),
    [
        # a description that is somebody, but nobody knows who, is somebody new; a pronoun is left open
        ("the", [(), ("fair",), ("good",), ("good",), ("good",)], 1),
        ("pronoun", [(), ("good",), ("good",), ("good",)], 0),
        # not where it may well be nobody
        ("the", [("good",), ("fair",), ("good",), ("good",)], 0),
        # a pronoun's answer must be likelier than a description's
        ("the", [(), ("mild",)], 1),
        ("pronoun", [(), ("mild",)], 0),
        ("pronoun", [(), ("good",)], 1),
    ],
)
def test_a_pronoun_takes_more_than_a_description(opening, traits, expected):
    ranker = Ranker({"good": 2.0, "fair": 0.5, "mild": 0.1})
    assert ranker.choose(phrase(opening), [Guess(None, row) for row in traits])[0] == expected


def phrase(opening):
    """A phrase of which only the first word counts."""
    return SimpleNamespace(opening=opening)


def test_damaged_weights_are_said(tmp_path):
    for path in DATA.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "referents.tsv").write_text("a trait without weight\n", encoding="utf-8")
    with pytest.raises(FaultError, match="word list"):
        load_lexicon(tmp_path)
    (tmp_path / "referents.tsv").unlink()
    with pytest.raises(FaultError, match=r"referents\.tsv"):
        load_lexicon(tmp_path)


def test_twice_the_text_takes_twice_the_calls(shipped):
    # a new officer each time, more than are remembered, and an id for each
    def calls(times: int) -> int:
        count = 0

        def counted(_frame, _event, _argument):
            nonlocal count
            count += 1

        article = Article("x", "An officer shot a boy. He died. “We regret it,” a spokesman said. " * times)
        sys.setprofile(counted)
        try:
            shipped.read(article)
        finally:
            sys.setprofile(None)
        return count

    once, twice = calls(40), calls(80)
    assert twice <= 2.2 * once + 2000
