"""Tests when events happened: what a day without a date counts from, with the shipped reader."""

from __future__ import annotations

import pytest

PUBLISHED = "2025-06-18"  # a Wednesday


def dated(reading):
    text = reading.article.text
    return {text[date.span.start : date.span.end]: date.value for date in reading.dates}


def happened(reading):
    text = reading.article.text
    return [(text[event.cue.start : event.cue.end], event.mode.value, event.date) for event in reading.events]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # a schedule in the present tense
        ("The talks resume on Friday.", "2025-06-20"),
        ("Peace talks open Monday in Geneva.", "2025-06-23"),
        ("The ceasefire starts on Saturday.", "2025-06-21"),
        ("Germany bans the group from Friday.", "2025-06-20"),
        ("Lawmakers vote on the bill on Monday.", "2025-06-23"),
        ("A court hears the case on Thursday, the lawyer said.", "2025-06-19"),
        # "is" and a participle that continues; "is" and the day itself
        ("Putin is visiting Beijing on Thursday.", "2025-06-19"),
        ("The vote is on Friday.", "2025-06-20"),
        # the tagger takes "plans" for a noun
        ("Trump plans to visit Paris on Monday.", "2025-06-23"),
        ("Russia plans to attack Ukraine on Sunday.", "2025-06-22"),
        # preparations by others show that it is in the future
        ("Ahead of Friday’s summit, Macron called Putin.", "2025-06-20"),
        ("In the run-up to Sunday’s vote, Turkey arrested three mayors.", "2025-06-22"),
    ],
)
def test_a_weekday_to_come(read, text, day):
    assert list(dated(read(text, PUBLISHED)).values()) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The two presidents met on Friday in Oman.", "2025-06-13"),
        ("Two men were killed in an Israeli strike on Wednesday.", "2025-06-18"),
        # a verb of saying in the present tense is no schedule
        ("The army says it shot down a drone on Friday.", "2025-06-13"),
        ("France accuses Israel of killing a man on Friday.", "2025-06-13"),
        # a verb that refers to the past
        ("The strike comes after a raid on Friday.", "2025-06-13"),
        ("The attack follows Friday’s bombing of Tehran.", "2025-06-13"),
        # the perfect
        ("Police have arrested two men since the attack on Friday.", "2025-06-13"),
    ],
)
def test_a_weekday_gone_by(read, text, day):
    assert list(dated(read(text, PUBLISHED)).values()) == [day]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Iran attacked Israel on the day before yesterday.", "the day before yesterday", "2025-06-16"),
        ("The day after tomorrow, Iran will free the sailors.", "The day after tomorrow", "2025-06-20"),
        ("Iran attacked Israel on the Friday before last.", "the Friday before last", "2025-06-06"),
        ("Iran attacked Israel on Tuesday last week.", "Tuesday last week", "2025-06-10"),
        ("Iran attacked Israel on Tuesday of last week.", "Tuesday of last week", "2025-06-10"),
        ("The talks will resume on Tuesday next week.", "Tuesday next week", "2025-06-24"),
    ],
)
def test_a_day_counted_twice(read, text, words, day):
    assert dated(read(text, PUBLISHED))[words] == day


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Russia invaded Ukraine on Feb. 24, 2022. On Feb. 25 it reached Kyiv.", "Feb. 25", "2022-02-25"),
        (
            "The government fell in 2021. Rebels entered Kabul on Aug. 15 and the president fled.",
            "Aug. 15",
            "2021-08-15",
        ),
        ("The war began on March 3, 2019. By April 9 the town had been taken.", "April 9", "2019-04-09"),
        # the year changes after December
        ("The siege began on Dec. 3, 2019. On Jan. 9 the town fell.", "Jan. 9", "2020-01-09"),
        # a month alone is the nearest one: the year before it is that of something else
        ("He joined the firm in 1985. The shares began trading in December.", "December", "2024-12"),
        ("He had been arrested several times since 1990, and fled in late November.", "late November", "2024-11"),
        # a year counts within its paragraph
        ("The government fell in 2021.\n\nRebels entered the town on Jan. 15 and left.", "Jan. 15", "2025-01-15"),
        # a day in the news stays in the news, whatever year was mentioned before
        ("He was elected in 2016. On June 10 police arrested him again.", "June 10", "2025-06-10"),
    ],
)
def test_the_year_is_taken_from_the_context(read, text, words, day):
    assert dated(read(text, PUBLISHED))[words] == day


def test_numbers_of_houses_are_no_years(read):
    assert not dated(read("Police at 1842 Ninth Ave. arrested a man.", PUBLISHED))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran and the United States meet on Friday in Oman.", ("meet", "planned", "2025-06-20")),
        ("Trump meets Putin on Friday.", ("meets", "planned", "2025-06-20")),
        ("Trump plans to visit Paris on Monday.", ("to visit", "planned", "2025-06-23")),
        ("Iran and the United States met on Friday in Oman.", ("met", "actual", "2025-06-13")),
        # an article opens with its news: about the day it was published
        ("Israel bombed Iran.", ("bombed", "actual", "2025-06-18~")),
        # or about the day of the news it has told of
        ("Israel bombed Iran on Monday.\n\nRussia condemned Israel.", ("condemned", "actual", "2025-06-16~")),
        # "earlier" tells of another time
        ("Israel had earlier bombed Iran.", ("had earlier bombed", "actual", None)),
    ],
)
def test_events_are_dated(read, text, expected):
    assert expected in happened(read(text, PUBLISHED))


def test_without_a_published_day_nothing_is_about_it(read):
    assert [date for *_, date in happened(read("Israel bombed Iran."))] == [None]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # what happened at the same time as what is dated
        ("Putin met Trump on Tuesday as Russia attacked the town.", {"attacked": "2025-06-17~"}),
        ("Germany sanctioned Iran on Tuesday when Poland attacked the ships.", {"attacked": "2025-06-17~"}),
        # "who", "before" and the pluperfect may lead anywhere
        ("Macron, who condemned Russia, flew to Rome on Tuesday.", {"condemned": None}),
        ("Russia attacked the town on Tuesday before Ukraine shelled the bridge.", {"shelled": None}),
        ("Russia attacked the town on Tuesday. Ukraine had shelled the bridge.", {"had shelled": None}),
        # an article's news without a day: about its publication, in the perfect and the present of headlines too
        ("Russia has attacked the town.", {"has attacked": "2025-06-18~"}),
        ("Russia attacks the town.", {"attacks": "2025-06-18~"}),
        # a time of day is no day
        ("Russia attacked the town at 8 p.m.", {"attacked": "2025-06-18~"}),
        # a word moves it
        ("Russia attacked the town earlier.", {"attacked": None}),
        ("Hours after the vote, Russia attacked the town.", {"attacked": None}),
    ],
)
def test_events_next_to_a_dated_one_are_about_that_day(read, text, days):
    found = {words: day for words, _, day in happened(read(text, PUBLISHED))}
    assert {words: found.get(words, "not found") for words in days} == days
