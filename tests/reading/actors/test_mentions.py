from __future__ import annotations

import pytest


def mentions(reading):
    text = reading.article.text
    return {
        (text[mention.span.start : mention.span.end], mention.actor, mention.form.value) for mention in reading.mentions
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia said no.", ("Russia", "russia", "name")),
        ("Russian troops left.", ("Russian", "russia", "demonym")),
        # a capital city that acts is its government
        ("Moscow said no.", ("Moscow", "russia", "metonym")),
        ("Moscow's answer came late.", ("Moscow", "russia", "metonym")),
        ("It drained many of Moscow's resources.", ("Moscow", "russia", "metonym")),
        # the addressee of quoted words
        ("Trump told Putin: “Mediate your own.”", ("your", "vladimir-putin", "pronoun")),
        ("The Kremlin said no.", ("Kremlin", "russia", "metonym")),
        ("Foreign Minister Jane Example of Russia said no.", ("Jane Example", "jane-example", "name")),
        # a surname that is an everyday word at the start of a sentence
        ("Foreign Minister Jane Example said no. Example then left.", ("Example", "jane-example", "name")),
        ("Foreign Minister Jane Example spoke. She left.", ("She", "jane-example", "pronoun")),
        ("He shares anti-American views.", ("anti-American", "united-states", "demonym")),
        # given names from many countries
        ("Leyla Rustamzade left.", ("Leyla Rustamzade", "leyla-rustamzade", "name")),
        ("The plan was drawn up by Thandiwe Dlomo.", ("Thandiwe Dlomo", "thandiwe-dlomo", "name")),
        ("The victims were Siddharth Rao and Chloe Pratt.", ("Chloe Pratt", "chloe-pratt", "name")),
        # a given name on no list, for a person's name is built so
        ("Levent Utsar attacked the referee.", ("Levent Utsar", "levent-utsar", "name")),
        # a surname that is also a capital city, and a short name that is also a surname
        ("Jane Amman left. Amman said no.", ("Amman", "jane-amman", "name")),
        ("Ford Motor Company was probed. Ford said no.", ("Ford", "ford-motor", "name")),
        # a body named by whose it is, with an acronym behind it, and called by it later
        ("The Women's Institute said no.", ("Women's Institute", "womens-institute", "name")),
        (
            "The Farmers’ Association of Kenya left.",
            ("Farmers’ Association of Kenya", "farmers-association-of-kenya", "name"),
        ),
        ("People's Party leaders met.", ("People's Party", "peoples-party", "name")),
        ("The Ship Officers' Union (SOU) met. SOU said no.", ("SOU", "ship-officers-union", "alias")),
        ("The Writers' Guild sued.", ("Writers' Guild", "writers-guild", "name")),
        # of two kinds of members, and of several that are no persons
        (
            "The Nurses' and Midwives' Council left.",
            ("Nurses' and Midwives' Council", "nurses-and-midwives-council", "name"),
        ),
        (
            "The Teachers’ and Parents’ Association sued.",
            ("Teachers’ and Parents’ Association", "teachers-and-parents-association", "name"),
        ),
        (
            "The Farmers' and Growers' Union (FGU) met. FGU said no.",
            ("FGU", "farmers-and-growers-union", "alias"),
        ),
        ("The States' Rights Party condemned Russia.", ("States' Rights Party", "states-rights-party", "name")),
        ("Thapaliya's Janajagaran Party left.", ("Janajagaran Party", "janajagaran-party", "name")),
        # of two fields or more, and for a cause; a place's club
        (
            "The Women and Equalities Committee left.",
            ("Women and Equalities Committee", "women-and-equalities-committee", "name"),
        ),
        (
            "The Department for Work and Pensions fined two firms.",
            ("Department for Work and Pensions", "department-for-work-and-pensions", "name"),
        ),
        (
            "The Union of Rail, Maritime and Transport Workers left.",
            ("Union of Rail, Maritime and Transport Workers", "union-of-rail-maritime-and-trans", "name"),
        ),
        ("The Ministry of Defence and Parliament met.", ("Ministry of Defence", "ministry-of-defence", "name")),
        (
            "The Ministry of Health and President Macron met.",
            ("Ministry of Health", "ministry-of-health", "name"),
        ),
        (
            "Students for Justice in Chile left.",
            ("Students for Justice in Chile", "students-for-justice-in-chile", "name"),
        ),
        ("Manchester United sacked a coach.", ("Manchester United", "manchester-united", "name")),
        ("Dhaka FC sacked a coach.", ("Dhaka FC", "dhaka-fc", "name")),
        # a short name that is a word, or another body's too, only after the full one
        ("The Revolutionary Guards left. The Guards said no.", ("Guards", "irgc", "alias")),
        # neither the owner's nor one person's: a state's court, a party's leader
        ("The United States' Supreme Court said no.", ("Supreme Court", "supreme-court", "name")),
        ("The Democrats' Senate leader left.", ("Democrats", "democratic-party-us", "alias")),
        # the pronoun "us" is not the state, and the state is not the pronoun
        ("The US told Iran.", ("US", "united-states", "alias")),
    ],
)
def test_words_stand_for_an_actor(text, expected, read):
    assert expected in mentions(read(text))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        # a destination, not its government
        ("The minister flew to Moscow.", "russia"),
        ("The talks in Moscow went on.", "russia"),
        ("It told us.", "united-states"),
        # a given name that is another person's surname
        ("Moscow's mayor said no.", "russia"),
        # a given name that is somebody's surname
        ("Trump pardoned Paul Harvey Pogue.", "rand-paul"),
        # an acronym that reads like a surname
        ("The BIO executive said no.", "julius-maada-bio"),
        # things whose names begin like a person's
        ("The Pearl River rose.", "pearl-river"),
        ("The flood reached Jefferson Parish on Monday.", "jefferson-parish"),
        ("She won the Berlin Marathon.", "berlin-marathon"),
        # guards of a prison, or another body's
        ("Guards attacked the prisoners in Texas.", "irgc"),
        ("The Guards said no.", "irgc"),
        # a month
        ("It began on May 25.", "theresa-may"),
        ("Nearly two million Russian-speaking people live there.", "russia"),
    ],
)
def test_words_that_only_look_like_an_actor(text, actor, read):
    assert actor not in {mention.actor for mention in read(text).mentions}


def test_a_person_nobody_knows_has_role_and_state_from_the_text(read):
    actor = next(
        actor for actor in read("Iranian Foreign Minister Jane Example said no.").actors if actor.id == "jane-example"
    )
    assert (actor.name, actor.kind.value, actor.role, actor.of) == (
        "Jane Example",
        "person",
        "Foreign Minister",
        "iran",
    )


def test_an_apposition_gives_the_role(read):
    reading = read("Youssef Example, the Prime Minister of Tunisia, signed the decree.")
    actor = next(actor for actor in reading.actors if actor.name == "Youssef Example")
    assert (actor.role, actor.of) == ("Prime Minister", "tunisia")


def test_everyday_words_are_no_person(read):
    assert all(actor.kind.value != "person" for actor in read("The Chief Technical Officer said no.").actors)


def test_ids_fit_a_button(read):
    reading = read("President Maximiliana Theodosia Featherstonehaugh-Cholmondeley said no.")
    assert reading.actors
    assert all(len(actor.id) <= 32 for actor in reading.actors)


def test_pronouns_are_not_resolved_across_headings(read):
    reading = read(
        "Foreign Minister Jane Example spoke to the press.\nA New Day For All\nHe slept well that night, they said."
    )
    assert not [mention for mention in reading.mentions if mention.form.value == "pronoun"]


def test_an_object_pronoun_is_never_its_own_subject(read):
    reading = read("Putin offered to mediate. Trump brushed him off.")
    text = reading.article.text
    assert ("him", "vladimir-putin") in {
        (text[mention.span.start : mention.span.end], mention.actor) for mention in reading.mentions
    }


def test_two_of_one_form_with_two_referents(read):
    reading = read(
        "The US bombing of Iran went on. Russia condemned the attack. It said it violated international law."
    )
    its = [
        mention
        for mention in reading.mentions
        if reading.article.text[mention.span.start : mention.span.end].lower() == "it"
    ]
    assert [mention.actor for mention in its] == ["russia"]


@pytest.mark.parametrize(
    ("text", "pronoun", "actor"),
    [
        # the topic of the sentence, even if it is not next to the verb
        ("Trump spoke. Biden, during his speech, left.", "his", "joe-biden"),
        # the only one named in the sentence, not the one in the previous sentence
        ("Trump spoke. The claim about Biden is that he left.", "he", "joe-biden"),
        ("Trump spoke. In his speech, Biden left.", "his", "joe-biden"),
        ("Trump accused Biden of saying he left.", "he", "joe-biden"),
    ],
)
def test_a_pronoun_is_the_nearest_who_can_be_meant(text, pronoun, actor, read):
    assert (pronoun, actor, "pronoun") in mentions(read(text))


@pytest.mark.parametrize(
    "text",
    [
        # the last subject is somebody on no list
        "Trump spoke. The gunman was shot. He was arrested.",
        # a woman by what she is to somebody
        "His daughter, Jilly Example, said he was arrested.",
        # two persons, neither of whom is the topic
        "The law of Trump is the law of Biden. He was arrested.",
        "Trump spoke. It rained. It rained. It rained. It rained. He was arrested.",
    ],
)
def test_a_pronoun_in_doubt_is_nobody(text, read):
    assert not [mention for mention in read(text).mentions if mention.form.value == "pronoun"]


# A firm's location says nothing about the state, which is neither named nor met.
def test_a_state_in_a_compound_of_place_is_no_actor(read):
    actors = [actor.id for actor in read("The Denmark-based firm sued Apple.").actors]
    assert "apple" in actors
    assert "denmark" not in actors


@pytest.mark.parametrize("text", ["Trump sued Cyrus Example, Jr. and left.", "Armenian-backed rebels left."])
def test_words_that_belong_to_a_name_are_no_participants(text, read):
    reading = read(text)
    assert "jr" not in {actor.id for actor in reading.actors}
    assert "armenia" not in {party.actor for event in reading.events for party in event.agents}


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Iran turned to its so-called ally, Russia.", "its so-called ally", "russia"),
        ("Her spokesman, Cyrus Example, said no.", "Her spokesman", "cyrus-example"),
        ("He sued the retailer, Apple, on Monday.", "the retailer", "apple"),
    ],
)
def test_a_description_before_a_name_between_commas_means_that_name(text, words, actor, read):
    assert (words, actor, "title") in mentions(read(text))


@pytest.mark.parametrize(
    "text",
    [
        # a list
        "He thanked its ally, Russia, Turkey and Iran.",
        "He thanked its ally, Russia, and Iran.",
        "Turkey, its ally, Russia, and Iran met.",
        # a state is no spokesman, a person no firm
        "He sued the spokesman, Russia, on Monday.",
        "He sued the retailer, Donald Trump, on Monday.",
    ],
)
def test_a_description_before_a_list_or_another_kind_of_name_means_nobody(text, read):
    assert not [mention for mention in read(text).mentions if mention.form.value == "title"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russia is friendly with both Arab and Islamic nations.", "Arab and Islamic nations"),
        # a listed name is only part of it
        ("He met Arab and European leaders.", "Arab and European leaders"),
    ],
)
def test_adjectives_joined_before_a_plural_are_one_group(text, name, read):
    assert name in {actor.name for actor in read(text).actors if actor.kind.value == "group"}


def test_they_means_both_subjects(read):
    reading = read("Iran and Russia have worked together. They share drones.")
    assert {mention.actor for mention in reading.mentions if mention.form.value == "pronoun"} == {"iran", "russia"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # with and without a middle name, a suffix, in full and by the first name alone
        ("Alice Q. Example spoke. Alice Example left. Alice slept.", "Alice Q. Example"),
        ("Senator John James Example Jr. spoke. John Example left.", "John James Example Jr."),
        ("The Chief Technical Officer Chris Example spoke.", "Chris Example"),
        ("House Nancy Example spoke.", "Nancy Example"),
        # the first name alone of somebody named after the father
        ("Faisal bin Sample left. Faisal spoke.", "Faisal bin Sample"),
        # a name that is a verb in other places
        ("The critic Edward Said spoke. Said slept.", "Edward Said"),
        # behind the body that somebody belongs to
        ("A member of the House of Representatives Jane Example spoke.", "Jane Example"),
    ],
)
def test_one_person_under_several_names(text, name, read):
    reading = read(text)
    assert [actor.name for actor in reading.actors if actor.kind.value == "person"] == [name]
