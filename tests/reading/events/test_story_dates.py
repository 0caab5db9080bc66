"""When it happened, where the verb's own clause gives no day: what is told beside it, and the story so far."""

from __future__ import annotations

import pytest

from bot.model.article import Article

PUBLISHED = "2025-06-20"  # a Friday
FILLER = "It rained. " * 9


def days(reading) -> dict[str, str | None]:
    text = reading.article.text
    return {text[event.cue.start : event.cue.end]: event.date for event in reading.events}


@pytest.mark.parametrize(
    ("text", "cue", "date"),
    [
        # the tree knows that the day is the verb's, though a noun stands before it
        ("Russia blocked the summit in 2016 with Hillary Clinton.", "blocked", "2016"),
        # a relative clause stands between the day and its verb
        ("On Monday, Putin, who invaded Georgia, met Trump.", "met", "2025-06-16"),
        # a day behind "that" is of the next clause
        ("The BBC revealed that in December Putin met Trump.", "met", "2024-12"),
        # two days in one sentence: each is of the verb next to it
        ("Rebels who took power 42 years ago attacked Ukraine on Wednesday.", "attacked", "2025-06-18"),
        # "in June" in the past is never to come, even where that is nearer
        ("Russia withdrew its troops in July.", "withdrew", "2024-07"),
        ("Russia will withdraw its troops in July.", "withdraw", "2025-07"),
        # the year of a law is part of its name; that of a happening is its own
        ("Norway ratified the convention of 1951.", "ratified", None),
        ("Putin met Trump under the Truce of 1951.", "met", None),
        ("Putin met Trump in March of 2019.", "met", "2019-03"),
        # what goes on since a day
        ("Farmers have protested against Putin since May.", "protested", "2025-05/.."),
    ],
)  # fmt: skip
def test_a_day_goes_to_its_own_verb(read, text, cue, date):
    assert next(day for words, day in days(read(text, PUBLISHED)).items() if cue in words) == date


@pytest.mark.parametrize(
    ("text", "cue", "date"),
    [
        ("Wednesday's deadly flood drew Putin to Omsk.", "flood", "2025-06-18"),
        ("Putin spoke of the January 2 flood in Omsk.", "flood", "2025-01-02"),
        ("Putin spoke of the 2014 flood in Omsk.", "flood", "2014"),
        # the noun stands behind another one that the day belongs to
        ("Putin spoke of Wednesday's report on the flood.", "flood", None),
    ],
)
def test_a_noun_that_only_the_judge_knows_has_the_day_before_it(judged, text, cue, date):
    reading = judged(text, ("mode", cue, "", "actual"))
    assert days(reading)[cue] == date


@pytest.mark.parametrize(
    ("text", "cue", "date"),
    [
        # after, and while
        ("Russia bombed Ukraine on Monday after Putin met Trump.", "met", "2025-06-16~"),
        ("Russia bombed Ukraine on Monday, killing 40 soldiers.", "killing", "2025-06-16~"),
        # coordinated
        ("On Monday, Russia bombed Ukraine and Putin phoned Trump.", "phoned", "2025-06-16"),
        # days after something else is another day
        (
            "Russia bombed Ukraine on Monday. Putin met Trump in the old hall of the ministry, within days after the vote.",
            "met",
            None,
        ),
        # "had" is another time, and so is "before"
        ("Russia bombed Ukraine on Monday after Putin had met Trump.", "met", None),
        ("Russia bombed Ukraine on Monday, weeks before Putin met Trump.", "met", None),
        # something that has lasted since a month has no day, although "2019-06/.." has the length of one
        ("Farmers have protested against Putin since June 2019, and Russia bombed Ukraine.", "bombed", None),
        # what somebody speaks of need not be of the day he does
        ("Putin condemned the attack on Georgia on Monday.", "attack", None),
    ],
)
def test_coordinated_events_share_the_day(read, text, cue, date):
    assert next(day for words, day in days(read(text, PUBLISHED)).items() if cue in words) == date


@pytest.mark.parametrize(
    ("text", "cue", "date"),
    [
        # the opening is of the day that it names, before it does and after
        ("Russia bombed Ukraine.\n\nOn Tuesday night, Putin met Trump.", "bombed", "2025-06-17~"),
        # the story goes on to be of its last day, over paragraphs
        (f"Putin met Trump on Wednesday.\n\n{FILLER}\n\nRussia bombed Ukraine.", "bombed", "2025-06-18~"),
        # but not of one long past, nor without one
        (f"Putin met Trump on June 12.\n\n{FILLER}\n\nRussia bombed Ukraine.", "bombed", None),
        (f"Trump spoke.\n\n{FILLER}\n\nRussia bombed Ukraine.", "bombed", None),
        # nor where it had happened, by a "had" of its own or another's, nor in a relative clause
        (
            f"Putin met Trump on Wednesday.\n\n{FILLER}\n\nRussia had met Trump and rarely attacked Ukraine.",
            "attacked",
            None,
        ),
        # nor how it all began
        (f"Putin met Trump on Wednesday.\n\n{FILLER}\n\nHamas was founded by Putin.", "founded", None),
        (f"Putin met Trump on Wednesday.\n\n{FILLER}\n\nRussia had bombed Ukraine.", "had bombed", None),
        (f"Putin met Trump on Wednesday.\n\n{FILLER}\n\nRussia, which bombed Ukraine, left.", "bombed", None),
        # the present is about now, wherever it stands
        (f"Putin met Trump on Monday.\n\n{FILLER}\n\nTurkey invades Syria.", "invades", "2025-06-20~"),
        # whatever it came after; "earlier" and the perfect are another time
        (f"Putin met Trump on Monday.\n\n{FILLER}\n\nTurkey invades Syria after a vote.", "invades", "2025-06-20~"),
        (f"Putin met Trump on Monday.\n\n{FILLER}\n\nTurkey invaded Syria after a vote.", "invaded", None),
        (f"Putin met Trump on Monday.\n\n{FILLER}\n\nTurkey has invaded Syria.", "invaded", None),
        # this year and a future day are not days of the sentence; another year is
        ("Putin met Trump on Monday. Russia bombed the 2025 fleet of Ukraine.", "bombed", "2025-06-16"),
        ("Putin met Trump on Monday. In the 2016 election campaign, Russia attacked Ukraine.", "attacked", None),
        ("Putin met Trump on Monday. Russia bombed Ukraine ahead of Saturday’s vote.", "bombed", "2025-06-16"),
        # nouns that are taken as known
        ("The bombing of Ukraine shocked Macron.", "bombing", None),
        ("The war in Ukraine goes on.", "war", None),
        ("France helped Ukraine to repel Russia’s attack.", "attack", None),
    ],
)
def test_a_sentence_without_a_day_is_of_the_story_s(read, text, cue, date):
    assert next(day for words, day in days(read(text, PUBLISHED)).items() if cue in words) == date


# What befalls somebody in the present is of the day, too; in the past it is often told again.
@pytest.mark.parametrize(
    ("text", "cue", "date"),
    [
        ("Two people are killed in Cairo.", "killed", "2025-06-20~"),
        ("Two people were killed in Cairo.", "killed", None),
        ("Two people have been killed in Cairo.", "killed", None),
    ],
)
def test_what_befalls_somebody_in_the_present_is_of_the_day(text, cue, date, shipped):
    reading = shipped.read(Article("x", f"Putin met Trump on Monday.\n\n{FILLER}\n\n{text}", published=PUBLISHED))
    assert next(day for words, day in days(reading).items() if cue in words) == date


# An article that is told as it happens is of its day: the perfect too, and long after its opening.
def test_a_live_blog_is_all_of_one_day(reader):
    text = f"09:30 – Good morning from Kyiv.\n\n10:02 – Putin has met Trump.\n\n{FILLER}\n\n16:40 – Russia has bombed Ukraine."
    reading = reader.read(Article("x", text, published=PUBLISHED))
    assert set(days(reading).values()) == {"2025-06-20~"}


# Three prices are no times of day.
def test_numbers_at_the_start_of_paragraphs_are_no_times(reader):
    text = (
        f"10.5 million came.\n\n11.25% of them left.\n\n9.30 per cent stayed.\n\n{FILLER}\n\nRussia has bombed Ukraine."
    )
    assert set(days(reader.read(Article("x", text, published=PUBLISHED))).values()) == {None}
