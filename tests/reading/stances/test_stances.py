from __future__ import annotations

import pytest


def rows(reading):
    return [
        (stance.holder.actor, stance.polarity.value, stance.expressed.value, stance.target.actor)
        for stance in reading.stances
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # troops that are sent somewhere may be there to help
        ("The US deployed troops against Iran.", ("united-states", "opposes", "deeds", "iran")),
        ("Russia condemned Israel.", ("russia", "opposes", "words", "israel")),
        ("Russia praised Iran.", ("russia", "supports", "words", "iran")),
        ("Iran gave drones to Russia.", ("iran", "supports", "deeds", "russia")),
        ("Russia attacked Ukraine.", ("russia", "opposes", "deeds", "ukraine")),
        # asking is no side
        ("Iran wants Russia to speak up.", ("iran", "neutral", "words", "russia")),
        # negation and withholding
        ("Russia refused to help Iran.", ("russia", "opposes", "inaction", "iran")),
        ("Iran asked for help, but Russia isn't offering it.", ("russia", "opposes", "inaction", "iran")),
        # whoever gives what the subject gets is the holder
        ("China drew condemnation from Netanyahu.", ("benjamin-netanyahu", "opposes", "words", "china")),
        ("Netanyahu won high praise from Trump.", ("donald-trump", "supports", "words", "benjamin-netanyahu")),
        # whoever feels something is for or against the one who caused it
        ("Putin's speech enraged Ukraine.", ("ukraine", "opposes", "words", "vladimir-putin")),
        # being made to do something is doing it
        ("The attack prompted Trump to accuse Iran.", ("donald-trump", "opposes", "words", "iran")),
        # people who work for a person share that person's stances
        ("Russia blamed the Obama administration.", ("russia", "opposes", "words", "barack-obama")),
        # the name after the comma is whom the phrase means
        ("Iran turned to its ally, Russia.", ("iran", "neutral", "words", "russia")),
        # an offer supports the act itself, not those the act is about
        ("Putin offered to mediate between Iran and Israel.", ("vladimir-putin", "supports", "words", None)),
        # standing
        ("Russia wants to stay friendly with Israel.", ("russia", "supports", "words", "israel")),
        ("Russia is critical of Israel.", ("russia", "opposes", "words", "israel")),
        ("Putin said Russia's close ties with Israel are a reason.", ("russia", "supports", "words", "israel")),
        ("Iran and Russia share anti-American views.", ("russia", "opposes", "words", "united-states")),
        ("Trump called Putin a criminal.", ("donald-trump", "opposes", "words", "vladimir-putin")),
        ("Araghchi says the US “blew up” talks.", ("abbas-araghchi", "opposes", "words", "united-states")),
    ],
)
def test_a_sentence_says_where_someone_stands(text, expected, read):
    assert expected in rows(read(text))


@pytest.mark.parametrize(
    "text",
    [
        # naming does not judge
        "The US bombing, called Operation Midnight Hammer, hit sites.",
        # a possibility is no action
        "Russia could attack Ukraine.",
        "Russia did not condemn Israel.",
        "Iran defended itself.",
        # asked to stop: it neither pays nor stops
        "He called on Iran to stop helping Russia.",
        # a citizen is not the state
        "Two officers attacked a Canadian tourist.",
        "Putin declined Trump's offer to resign.",
        "Russia has to approve the deal.",
        # nobody decides what they were unable or allowed to do
        "Russia could not reach an agreement.",
        "Russia is allowed to help Iran.",
        # agreeing with what somebody said names nothing to be for
        "Putin agreed.",
        # failing to do something is not rejecting it
        "Trump failed to disavow Putin.",
        # troops that are sent somewhere may be there to help
        "The US deployed troops to Israel.",
        # warning somebody for their sake is no threat
        "Russia issued a warning for Iran.",
        "Russia was unable to negotiate a deal.",
        "Russia called for a cessation of fighting.",
    ],
)
def test_no_stance_without_a_side_taken(text, read):
    assert rows(read(text)) == []


@pytest.mark.parametrize(
    "judgement",
    [
        "Iran called it an illegal attack.",
        "Araghchi called it “criminal”.",
        "Russia said it violated international law.",
    ],
)
def test_it_is_the_event_that_is_judged(judgement, read):
    reading = read(f"The US attack on Iran came at night. {judgement}")
    stance = next(stance for stance in reading.stances if stance.target.event)
    assert stance.polarity.value == "opposes"
    assert stance.target.event == "e1"


@pytest.mark.parametrize(
    "text",
    [
        "Trump asked Putin to attack Ukraine.",
        "Trump called on Putin to condemn Ukraine.",
        "Putin is accused of attacking Ukraine.",
    ],
)
def test_being_asked_or_accused_is_no_stance(text, read):
    assert "vladimir-putin" not in {row[0] for row in rows(read(text))}


def test_a_message_somewhere_is_its_authors(read):
    stances = rows(read("Putin posted a message on Twitter blaming Iran."))
    assert ("vladimir-putin", "opposes", "words", "iran") in stances


def test_a_statement_is_not_by_its_addressee(read):
    # rejected, received or read: somebody else wrote it
    for verb in ("rejected", "received", "heard"):
        assert not rows(read(f"Putin {verb} a statement blaming Iran."))


def test_the_rejected_thing_is_the_offer(read):
    reading = read("Putin offered to mediate between Iran and Israel. Trump brushed him off: “Mediate your own.”")
    offer = next(event for event in reading.events if event.type.value == "AGREE")
    stance = next(stance for stance in reading.stances if stance.holder.actor == "donald-trump")
    assert (stance.target.actor, stance.target.event) == ("vladimir-putin", offer.id)


REJECTED = [
    # Trap: an offer told by as many words as its refusal was taken for the refusal itself.
    ("Putin offered to mediate. Trump brushed him off.", "e1"),
    ("Putin asked Trump to help Iran. Trump turned him down.", "e1"),
    # what somebody else agreed to just before
    ("Macron agreed to help Iran. Putin offered to mediate between Iran and Israel. Trump brushed him off.", "e3"),
    # what the same one did, but was not asked about
    ("Putin offered to mediate between Iran and Israel and attacked Ukraine. Trump brushed him off.", "e1"),
    # an offer two sentences before
    ("Putin offered to mediate. Macron left. Trump brushed Putin off.", None),
]


@pytest.mark.parametrize(("text", "event"), REJECTED)
def test_which_of_several_is_rejected(text, event, read):
    stances = (stance.target for stance in read(text).stances if stance.holder.actor == "donald-trump")
    assert [target.event for target in stances] == [event]
