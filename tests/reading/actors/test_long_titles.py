"""Tests that a title or description of a person is that person, however far from the name it ends, and nobody else is."""

from __future__ import annotations

import pytest


def titles(reading, actor):
    """The words that stand for an actor as a title."""
    text = reading.article.text
    return [
        text[mention.span.start : mention.span.end]
        for mention in reading.mentions
        if mention.actor == actor and mention.form == "title"
    ]


@pytest.mark.parametrize(
    ("text", "actor", "words"),
    [
        # a place between the title and the name
        ("United States Senator from Vermont Bernie Sanders won the caucuses.", "bernie-sanders", ["Senator"]),
        ("Former Vice President of the United States Joe Biden won.", "joe-biden", ["Vice President"]),
        ("In 2008, then-governor of Alaska Sarah Palin criticized him.", "sarah-palin", ["then-governor"]),
        ("US Ambassador to Germany Richard Grenell criticized Iran.", "richard-grenell", ["Ambassador"]),
        ("US Special Representative for Iran Brian Hook left.", "brian-hook", ["Special Representative"]),
        ("Governor of Texas Greg Abbott criticized Iran.", "greg-abbott", ["Governor"]),
        # the place is a capital city, which is no name of the person
        ("Ambassador to Tehran Jane Example criticized Iran.", "jane-example", ["Ambassador"]),
        # a body
        ("The chief executive of Tesla Jane Example left.", "jane-example", ["chief executive"]),
        ("Ambassador to the United Nations Jane Example left.", "jane-example", ["Ambassador"]),
        # a field
        ("Deputy Foreign Minister for Legal Affairs Jane Example left.", "jane-example", ["Deputy Foreign Minister"]),
        ("Minister of Finance and Economy Jane Example left.", "jane-example", ["Minister"]),
        # a rank before the name
        ("Leader of the Islamic Revolution Ayatollah Ali Khamenei left.", "ali-khamenei", ["Leader"]),
        # brackets
        ("Member of Parliament (MP) Yvette Cooper left.", "yvette-cooper", ["Member of Parliament"]),
        # two titles
        (
            "Conservative Party leader and Prime Minister Jane Example left.",
            "jane-example",
            ["leader", "Prime Minister"],
        ),
        ("Founder and chief executive Jane Example left.", "jane-example", ["Founder", "chief executive"]),
        # a description before a comma
        ("The Labour Party's leader, Jeremy Corbyn announced it.", "jeremy-corbyn", ["The Labour Party's leader"]),
        ("The mayor of London, Sadiq Khan, criticized it.", "sadiq-khan", ["The mayor"]),
        ("Iran's prosecutor, Dr. Jane Example, left.", "jane-example", ["Iran's prosecutor", "Dr."]),
        ("The prosecutor general of Tehran, Jane Example, said no.", "jane-example", ["The prosecutor general"]),
        ("The mayor of Riga, Jane Example, and its coach, Tom Sample, left.", "jane-example", ["The mayor"]),
        ("The mayor of Riga, Jane Example, and its coach, Tom Sample, left.", "tom-sample", ["its coach"]),
        # a body with its acronym before the name
        ("The director of Sample Trade Company (STC) Jane Example left.", "jane-example", ["director"]),
        # a title behind the name and a comma
        ("Jane Example, Lady Carfax, the Lord President of the court, left.", "jane-example", ["Lord President"]),
    ],
)
def test_a_title_is_its_holder(text, actor, words, read):
    assert titles(read(text), actor) == words


@pytest.mark.parametrize(
    ("text", "actor", "words"),
    [
        # who works for the person
        ("A spokesman for Prime Minister Jane Example left.", "jane-example", ["Prime Minister"]),
        ("A lawyer for US Olympian Jane Example left.", "jane-example", []),
        ("A critic of the mayor, Jane Example, left.", "jane-example", ["the mayor"]),
        # another person beside the title
        ("The minister and Jane Example met.", "jane-example", []),
        ("Senator Jane Example and the governor of Alaska met.", "jane-example", ["Senator"]),
        ("The party leader and Prime Minister Jane Example met.", "jane-example", ["Prime Minister"]),
        ("The governor of Alaska told Jane Example to leave.", "jane-example", []),
        ("The governor of Alaska and Jane Example met.", "jane-example", []),
        # the name begins the next clause
        ("In a letter to the leader, Jane Example announced it.", "jane-example", []),
        # "of" belongs to the noun before
        ("The oath of office as governor of the Honorable Jane Example was void.", "jane-example", []),
        # another state's
        (
            "The Estonian ambassador in Moscow Jane Example left. The Russian ambassador in Tallinn left.",
            "jane-example",
            ["ambassador"],
        ),
        # a state
        ("Germany's Angela Merkel met France.", "angela-merkel", []),
        ("The mayor of London, Ontario, criticized it.", "ontario", []),
    ],
)
def test_other_titles_are_not_that_persons(text, actor, words, read):
    assert titles(read(text), actor) == words


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        # the title, and the name in its tree, are no second doer
        ("Former Vice President of the United States Joe Biden criticized Iran.", ["joe-biden"]),
        ("US Ambassador to Germany Richard Grenell criticized Iran.", ["richard-grenell"]),
        # a count and the names that it announces
        ("Two senators, Jane Example and John Sample, criticized Iran.", ["jane-example", "john-sample"]),
        # another count than names
        ("Three senators, Jane Example and John Sample, criticized Iran.", [None]),
        # two persons
        ("Germany's Angela Merkel and France criticized Iran.", ["angela-merkel", "france"]),
    ],
)
def test_one_person_is_one_doer(text, agents, read):
    events = [event for event in read(text).events if event.recipients]
    assert [[party.actor for party in event.agents] for event in events] == [agents]


def test_a_title_of_nobility_is_no_second_person(read):
    reading = read("Jane Example, Lady Carfax, left. Carfax then criticized Iran.")
    assert "carfax" not in {actor.id for actor in reading.actors}


def test_a_nobleman_in_a_list_is_another_person(read):
    assert "carfax" in {actor.id for actor in read("Jane Example, Lord Carfax and John Sample criticized Iran.").actors}
