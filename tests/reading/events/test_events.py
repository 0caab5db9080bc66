from __future__ import annotations

import pytest


def rows(reading):
    return [
        (event.type.value, event.mode.value, [p.actor for p in event.agents], [p.actor for p in event.recipients])
        for event in reading.events
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia attacked Ukraine.", ("ASSAULT", "actual", ["russia"], ["ukraine"])),
        ("Ukraine was attacked by Russia.", ("ASSAULT", "actual", ["russia"], ["ukraine"])),
        ("Putin met Trump.", ("CONSULT", "actual", ["vladimir-putin"], ["donald-trump"])),
        ("Russia condemned Israel.", ("ACCUSE", "actual", ["russia"], ["israel"])),
        ("Iran gave drones to Russia.", ("AID", "actual", ["iran"], ["russia"])),
        ("The EU imposed sanctions on Russia.", ("SANCTION", "actual", ["european-union"], ["russia"])),
        ("Russia lifted its sanctions on Iran.", ("RETREAT", "actual", ["russia"], ["iran"])),
        ("Iran launched missiles at Israel.", ("ASSAULT", "actual", ["iran"], ["israel"])),
        # modes
        ("Russia will attack Ukraine.", ("ASSAULT", "planned", ["russia"], ["ukraine"])),
        ("Russia did not attack Ukraine.", ("ASSAULT", "negated", ["russia"], ["ukraine"])),
        ("Russia could attack Ukraine.", ("ASSAULT", "hypothetical", ["russia"], ["ukraine"])),
        ("Russia refused to help Iran.", ("AID", "negated", ["russia"], ["iran"])),
        # an accusation is not reported as fact
        ("Russia is accused of attacking Ukraine.", ("ASSAULT", "hypothetical", ["russia"], ["ukraine"])),
        (
            "Putin was convicted of attacking Ukraine.",
            ("ASSAULT", "hypothetical", ["vladimir-putin"], ["ukraine"]),
        ),
        # to be done by others, as a duty, or by somebody unable to
        ("Trump asked Putin to attack Ukraine.", ("ASSAULT", "hypothetical", ["vladimir-putin"], ["ukraine"])),
        ("Trump called on Putin to attack Ukraine.", ("ASSAULT", "hypothetical", ["vladimir-putin"], ["ukraine"])),
        ("Russia has to help Iran.", ("AID", "hypothetical", ["russia"], ["iran"])),
        ("Russia was unable to help Iran.", ("AID", "negated", ["russia"], ["iran"])),
        # done, but later
        ("Putin didn't endorse Trump until July.", ("SUPPORT", "actual", ["vladimir-putin"], ["donald-trump"])),
        # words about a topic, and among politicians
        ("Democrats attacked Trump on his taxes.", ("ACCUSE", "actual", ["democratic-party-us"], ["donald-trump"])),
        ("Biden attacked Trump.", ("ACCUSE", "actual", ["joe-biden"], ["donald-trump"])),
        ("Biden hit back at Trump.", ("ACCUSE", "actual", ["joe-biden"], ["donald-trump"])),
        ("Russia attacked Ukraine on three fronts.", ("ASSAULT", "actual", ["russia"], ["ukraine"])),
        # the giver does it
        ("Trump received a warning from Putin.", ("THREATEN", "actual", ["vladimir-putin"], ["donald-trump"])),
        # the victim of what is condemned is not condemned
        ("Russia condemned the killing of Putin.", ("ACCUSE", "actual", ["russia"], [None])),
        # a list of terrorists, not an office
        ("Trump designated Iran as a terrorist organization.", ("SANCTION", "actual", ["donald-trump"], ["iran"])),
        # figurative: the talks blew up
        ("Israel blew up the talks.", ("REJECT", "actual", ["israel"], [None])),
        ("Iran and Russia have worked together.", ("COOPERATE", "actual", ["iran", "russia"], [])),
        # a noun with its agent and recipient
        ("Russia's invasion of Ukraine went on.", ("ASSAULT", "actual", ["russia"], ["ukraine"])),
        # the state acts through its troops
        ("Russian troops shelled Ukraine.", ("ASSAULT", "actual", ["russia"], ["ukraine"])),
        # the recipient is in what is rejected, requested, threatened or offered
        ("Putin rejected a proposal by Macron.", ("REJECT", "actual", ["vladimir-putin"], ["emmanuel-macron"])),
        ("Macron demanded that Russia should apologise.", ("REQUEST", "actual", ["emmanuel-macron"], ["russia"])),
        ("Iran threatened to close its border with Iraq.", ("THREATEN", "actual", ["iran"], ["iraq"])),
        ("Russia rejected an appeal filed by Iran.", ("REJECT", "actual", ["russia"], ["iran"])),
        # a warning that somebody else will act is not a threat
        ("Macron warned that Russia would apologise.", ("THREATEN", "actual", ["emmanuel-macron"], [])),
        # whoever owns the object is the recipient
        ("Putin ordered Zelensky's release.", ("RETREAT", "actual", ["vladimir-putin"], ["volodymyr-zelenskyy"])),
        # what is given is not a destination
        ("Putin issued an ultimatum to Kyiv.", ("THREATEN", "actual", ["vladimir-putin"], ["ukraine"])),
        # a named person belongs to the class of persons
        ("Macron will host Putin.", ("CONSULT", "planned", ["emmanuel-macron"], ["vladimir-putin"])),
        # going to a capital means visiting its government
        ("Trump flew to Moscow.", ("CONSULT", "actual", ["donald-trump"], ["russia"])),
    ],
)
def test_a_clause_tells_an_event(text, expected, read):
    assert expected in rows(read(text))


@pytest.mark.parametrize(
    "text",
    [
        # figures of speech: no fire, no theft, no travel
        "The world watched the region burn.",
        "The chaos has taken eyes off Ukraine.",
        "Russia is walking a tightrope.",
        "Putin gave his reasons.",
        "Prices hit a record.",
        # an office, not a sanction; money for nobody; no care
        "Putin designated Medvedev as minister.",
        "Russia has committed two billion dollars.",
        "Putin is treated as royalty by Russia.",
        # words, a game, a journey that nobody made themselves
        "Democrats hit back.",
        "Trump beat Putin.",
        "Wynnum attacked Putin with two tries before the final whistle of the match.",
        "Putin was flown to Moscow.",
        # given to nobody, requested from nobody
        "Trump sought no third term.",
        # a candidate's own crowd
        "The Biden rally went on.",
        # somebody else, whom the text does not name
        "A Trump supporter was shot.",
    ],
)
def test_figures_of_speech_are_no_events(text, read):
    assert rows(read(text)) == []


def test_mentions_of_one_event_are_one_event(read):
    reading = read(
        "The US launched airstrikes on Iran. The US bombing, called Operation Midnight Hammer, hit sites in Fordow and Natanz. Russia condemned the US attack."
    )
    attack, condemned = reading.events
    text = reading.article.text
    assert attack.name == "Operation Midnight Hammer"
    assert attack.place == "Fordow, Natanz"
    assert [text[mention.start : mention.end] for mention in attack.mentions] == ["bombing", "hit", "attack"]
    assert condemned.type.value == "ACCUSE"


def test_two_attackers_are_two_attacks(read):
    reading = read("The US attack on Iran came first. The Russian attack on Ukraine came later.")
    assert len([event for event in reading.events if event.type.value == "ASSAULT"]) == 2


def test_hours_after_is_an_order_and_no_date(read):
    attack, flight = read("Just hours after the US attack, Araghchi flew to Moscow.", "2025-06-23").events
    assert flight.after == (attack.id,)
    assert attack.before == (flight.id,)
    assert attack.date is None
    assert flight.date is None


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Putin met Trump ahead of Russia's invasion of Ukraine.", "met", "invasion"),
        ("In the wake of Russia's attack on Ukraine, Trump met Putin.", "attack", "met"),
        ("Putin met Trump before he visited Iran.", "met", "visited"),
        ("Following the Russian invasion of Ukraine, Trump met Putin.", "invasion", "met"),
        # one verb after the other
        ("Putin visited Iran and then met Trump.", "visited", "met"),
        # a sentence that says it is after the previous one, or before it
        ("Putin visited Iran. Hours later, he met Trump.", "visited", "met"),
        ("Putin visited Iran. Earlier, he met Trump.", "met", "visited"),
        # in response to an attack means after it
        ("Trump sanctioned Russia in response to the Russian attack on Ukraine.", "attack", "sanctioned"),
    ],
)
def test_words_put_events_in_order(text, first, second, read):
    reading = read(text)
    by_cue = {reading.article.text[event.cue.start : event.cue.end]: event for event in reading.events}
    assert by_cue[second].after == (by_cue[first].id,)
    assert by_cue[first].before == (by_cue[second].id,)


@pytest.mark.parametrize(
    "text",
    [
        "Putin visited Iran and met Trump.",
        # another paragraph is another part of the story
        "Putin visited Iran.\n\nHours later, he met Trump.",
    ],
)
def test_events_without_words_of_order_have_no_order(text, read):
    assert all(event.after == () for event in read(text).events)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # reported again: the same verb, sides and day
        ("Putin met Trump on Monday. They ate. On Monday, Putin met Trump in Helsinki.", 1),
        ("Russia bombed Ukraine on Monday. On Monday, Russia shelled Ukraine.", 1),
        # another day, another verb, another side, no day
        ("Putin met Trump on Monday. On Tuesday, Putin met Trump.", 2),
        ("Putin met Trump on Monday. On Monday, Putin phoned Trump.", 2),
        ("Putin met Trump on Monday. On Monday, Putin met Joe Biden.", 2),
        ("Putin met Trump. Putin met Trump.", 2),
        # what did not happen is not what did
        ("Putin met Trump on Monday. On Monday, Putin did not meet Trump.", 2),
    ],
)
def test_an_event_told_again_is_one(text, count, read):
    assert len(read(text, "2025-06-20").events) == count


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("Russia attacked Ukraine on 24 February 2022.", None, "2022-02-24"),
        ("On Friday, Russia attacked Ukraine.", "2025-06-23", "2025-06-20"),
        ("Russia attacked Ukraine last week.", "2025-06-23", "2025-06-16/2025-06-22"),
        # the verb looks ahead, and the one that does is not the one the day belongs to
        ("Russia will attack Ukraine on Friday.", "2025-06-23", "2025-06-27"),
        ("Russia attacked Ukraine on Friday and will not stop.", "2025-06-23", "2025-06-20"),
        # known about: the date is about, too
        ("Russia attacked Ukraine yesterday.", "2025-06-23~", "2025-06-22~"),
        # no day to count from
        ("Russia attacked Ukraine yesterday.", None, None),
        # the day of a noun, the beginning of a stretch, a time of day, after the published day
        ("Russia attacked the 2020 conference of Ukraine.", "2025-06-23", None),
        ("Russia attacked Ukraine's 2020 exhibition.", "2025-06-23", None),
        ("Russia attacked Ukraine at yesterday's march.", "2025-06-23", None),
        ("Russia has attacked Ukraine since 2014.", "2025-06-23", "2014/.."),
        ("Russia attacked Ukraine around 2:00 p.m. local time.", "2025-06-23", "2025-06-23~"),
        ("Russia attacked Ukraine on 24 June 2025.", "2025-06-23", None),
        # a later from a day the text named, never from the published one
        ("A month later, Russia attacked Ukraine.", "2025-06-23", None),
        # a month by the verb's tense
        ("Russia is to attack Ukraine in January.", "2025-06-23", "2026-01"),
        ("Russia attacked Ukraine in December.", "2025-01-23", "2024-12"),
        # the day belongs to the saying
        ("Putin said on Friday that Russia attacked Ukraine.", "2025-06-23", None),
    ],
)
def test_an_event_has_the_date_its_clause_gives(text, published, date, read):
    assert next(event for event in read(text, published).events if event.type.value == "ASSAULT").date == date


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # each verb has its own
        ("Russia attacked Ukraine in 2022, and Russia attacked Georgia in 2008.", ["2022", "2008"]),
        # the paragraph goes on telling of its day
        ("Putin met Trump on Monday. He met Joe Biden.", ["2025-06-16", "2025-06-16"]),
        # but not in the perfect, nor where a word leads elsewhere, nor in the next paragraph
        ("Putin met Trump on Monday. He has met Joe Biden.", ["2025-06-16", None]),
        ("Putin met Trump on Monday. Earlier he met Joe Biden.", ["2025-06-16", None]),
        # another paragraph: about the day of the news
        ("Putin met Trump on Monday.\n\nPutin met Joe Biden.", ["2025-06-16", "2025-06-16~"]),
        # and not of its background's day
        ("On May 7, 2018, Putin met Trump. He met Joe Biden.", ["2018-05-07", None]),
        # a stretch that is not said, only how long it is at most
        ("Putin met Trump less than two weeks ago.", [None]),
        ("Putin met Trump about two years ago.", ["2023~"]),
        # the day of the figure that it is compared with
        ("Brazil sanctioned 90 firms, up from 80 firms a year earlier.", [None]),
        ("Brazil sanctioned 90 firms, compared with 80 firms in 2020.", [None]),
        # what is agreed on is to come: not last January
        ("Russia announced a deal to invade Georgia in January.", [None, "2026-01"]),
    ],
)
def test_a_date_goes_to_the_verb_it_is_said_of(text, dates, read):
    assert [event.date for event in read(text, "2025-06-20").events] == dates


def test_a_reported_event_is_in_the_speakers_voice(read):
    event = next(event for event in read("Putin said Iran attacked Israel.").events if event.type.value == "ASSAULT")
    assert event.licence.voice == "vladimir-putin"
