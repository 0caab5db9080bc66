"""Tests that an event is told in its article's own words: who did what, whole, and with nobody else's subject."""

from __future__ import annotations

import pytest

from bot.answers.event_wording import deed_words, says_nothing_of_its_own
from bot.model.answer import Evidence, ShownEvent, Source
from bot.model.article import Span
from bot.model.facts import EventType, Mode
from bot.model.query import Subject

SOURCE = Source(1, None, None, None, None, "")


def event(sentence: str, cue: str, label: str, by: str = "", to: str = "", **more: object) -> ShownEvent:
    """An unnamed event: its sentence, its own word in it, and what it was called when the article was read."""
    start = sentence.index(cue)
    evidence = Evidence(SOURCE, sentence, Span(0, len(sentence)), (Span(start, start + len(cue)),), None, 0.9)
    values = {
        "named": False,
        "type": EventType.OTHER,
        "mode": Mode.ACTUAL,
        "agents": tuple(filter(None, by.split("; "))),
        "recipients": tuple(filter(None, to.split("; "))),
        "date": None,
        "place": None,
        "after": (),
        **more,
    }
    return ShownEvent(subject=Subject("event", label, f"“{label}”"), evidence=evidence, **values)  # type: ignore[arg-type] # a row of a table


TOLD = [
    # a bare verb with its doer said nothing: "remove: Iran"
    ("According to the source, Iran will remove some limits on its work.", "remove", "Iran will remove some limits on [Iran’s] work", "Iran", "Iran will remove some limits on its work"),
    # a pronoun stands for a name that is not there yet
    ("He met with officials in Oslo, aides said.", "met", "[Jens Holm] met with officials in Oslo", "Jens Holm", "Jens Holm met with officials in Oslo"),
    ("She thanked her supporters.", "thanked", "[Kari Lund] thanked [Kari Lund’s] supporters", "Kari Lund", "Kari Lund thanked her supporters"),
    # what stands between whoever did it and what they did is left out
    ("Kari Lund, who was long a candidate of the party for the office of mayor of Oslo, ended her campaign.", "ended", "Kari Lund, who was long a candidate of the party for the office of mayor of Oslo, ended…", "Kari Lund", "Kari Lund … ended her campaign"),
    # the words begin at the verb: whoever did it stands in another clause
    ("Guests of honour, Kari and Jens Holm, known as the Foxes, held a session on knots.", "held", "held a session on knots", "Jens Holm", "Jens Holm: held a session on knots"),
    # nobody did it: what its clause has before it
    ("The 176 people on board were all killed.", "killed", "killed", "", "The 176 people on board were all killed"),
    ("The stampede, which was in Kerman, resulted in at least 56 deaths, it said.", "deaths", "deaths", "", "Resulted in at least 56 deaths"),
    # both who did it, though the words begin at the second
    ("Iran and Russia have worked together for years.", "have worked together", "Russia have worked together for years", "Iran; Russia", "Iran and Russia have worked together for years"),
    # an abbreviation, a date, a list and a bracket end no clause; "US" is no pronoun
    ("Before that, Lund served in the U.S. House of Representatives.", "served", "Lund served in the U", "Kari Lund", "Lund served in the U.S. House of Representatives"),
    ("The kingdom voted on June 23, 2016, to leave.", "voted", "The kingdom voted on June 23", "kingdom", "The kingdom voted on June 23, 2016"),
    ("Iran trained with the navies of China, India, and Russia.", "trained", "Iran trained with the navies of China", "Iran", "Iran trained with the navies of China, India, and Russia"),
    ("Iran named the Central Command (CENTCOM) a foe.", "named", "Iran named the Central Command", "Iran", "Iran named the Central Command (CENTCOM) a foe"),
    ("Oslo says the US and Israel blew up talks.", "blew up", "Israel blew up talks", "Israel", "Oslo says the US and Israel blew up talks"),
    # whoever is only told of behind the verb did not do it before it
    ("The leader of the party with the most seats of all in the whole of the new Parliament is appointed Minister by the Queen.", "appointed", "leader of the party with the most seats of all in the whole of the new Parliament is appointed…", "Queen", "Leader of the party with the most seats of all … is appointed Minister by the Queen"),
    # what leads on from the clause before is not said
    ("It held no vote, but rather the party endorsed him.", "endorsed", "the party endorsed [Jens Holm]", "", "The party endorsed Jens Holm"),
    # a quotation that is cut ends
    ("They protested by shouting \"shame on you!\" for an hour.", "protested", "They protested by shouting 'shame on you", "", "They protested by shouting \"shame on you\""),
    # words that stand in no sentence of today's are shown as they were kept
    ("It is another text now.", "It", "[Jens Holm] fled", "Jens Holm", "Jens Holm fled"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "cue", "label", "by", "told"), TOLD, ids=[row[-1] for row in TOLD])
def test_what_happened_is_told_in_the_articles_own_words(
    sentence: str, cue: str, label: str, by: str, told: str
) -> None:
    assert deed_words(event(sentence, cue, label, by)) == told


def test_whom_a_pronoun_means_is_said() -> None:
    found = event(
        "Araghchi condemned it on Monday.", "condemned", "Araghchi condemned it on Monday", "Araghchi", "Israel"
    )
    assert deed_words(found) == "Araghchi condemned it on Monday → Israel"
    named = event("Araghchi met Putin.", "met", "Araghchi met Putin", "Araghchi", "Vladimir Putin")
    assert deed_words(named) == "Araghchi met Putin"


SENTENCE = "Kari Lund thanked voters as she ended her campaign on Monday."
ENDED = event(SENTENCE, "ended", "[Kari Lund] ended [Kari Lund’s] campaign on Monday", "Kari Lund")
CAMPAIGN = event(SENTENCE, "campaign", "[Kari Lund’s] campaign on Monday", "Kari Lund")


def test_an_event_within_anothers_words_says_nothing_of_its_own() -> None:
    assert says_nothing_of_its_own(CAMPAIGN, (ENDED, CAMPAIGN))
    assert not says_nothing_of_its_own(ENDED, (ENDED, CAMPAIGN))
    assert not says_nothing_of_its_own(CAMPAIGN, (CAMPAIGN,))
    # its own day is something
    dated = event(SENTENCE, "campaign", "[Kari Lund’s] campaign on Monday", "Kari Lund", date="2025-06-23")
    assert not says_nothing_of_its_own(dated, (ENDED, dated))


def test_a_mere_word_of_nobody_says_nothing() -> None:
    bare = event("Outbreak: 5,667 cases.", "Outbreak", "Outbreak")
    assert says_nothing_of_its_own(bare, ())
    assert not says_nothing_of_its_own(event("They killed him.", "killed", "killed", "", "Jens Holm"), ())
