"""Tests mentions that need the whole article: a speaker's "I", an organisation by its last word."""

from __future__ import annotations

import pytest

from tests.reading.actors.test_mentions import mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the speaker, in every case of the pronoun
        ("“I saw it,” Jane Example said.", ("I", "jane-example", "pronoun")),
        ("“It told me nothing,” Jane Example said.", ("me", "jane-example", "pronoun")),
        ("Jane Example said: “They burned my house.”", ("my", "jane-example", "pronoun")),
        # an organisation's last word, and the one before "of"
        ("The European Commission met. The Commission said no.", ("Commission", "european-commission", "name")),
        ("The Moro Highlands Front left. Then the Front said no.", ("Front", "moro-highlands-front", "name")),
        # a state of the article, by whose name a body's or group's begins
        ("Iran left. Iranian officials said no.", ("Iranian", "iran", "demonym")),
        ("Iran left. The Iran Port Union said no.", ("Iran", "iran", "name")),
        # an acronym that the article introduces
        ("The Joint Rivers Authority (JRA) left. JRA said no.", ("JRA", "joint-rivers-authority", "alias")),
        ("The Moro Highlands Front (MHF) left. The MHF said no.", ("MHF", "moro-highlands-front", "alias")),
        (
            "The Maritime Safety Office of Bhutan (MSOB) left. MSOB said no.",
            ("MSOB", "maritime-safety-office-of-bhutan", "alias"),
        ),
        # no listed word in the name, but its initials in brackets
        ("Coastal Dredging Syndicate (CDS) left. CDS said no.", ("CDS", "coastal-dredging-syndicate", "alias")),
    ],
)
def test_words_stand_for_who_was_named(text, expected, read):
    assert expected in mentions(read(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # nobody speaks
        ("I saw it.", "I"),
        # an organisation speaks: it is not "I"
        ("“I saw it,” the European Commission said.", "I"),
        # a body not named before, one with several words, and no name
        ("The Commission said no.", "Commission"),
        ("The European Commission met. The Trade Commission said no.", "Commission"),
        ("The European Commission met. The commission said no.", "commission"),
    ],
)
def test_words_that_stand_for_nobody(text, words, read):
    assert words not in {said for said, _, _ in mentions(read(text))}


@pytest.mark.parametrize(
    ("text", "published", "name", "role"),
    [
        # a title after a comma that acts belongs to somebody else
        (
            "At the request of Boris Johnson, the Queen suspended parliament.",
            "2019-08-28",
            "Boris Johnson",
            "Prime Minister",
        ),
        ("After a call from Jane Example, the King signed the law.", None, "Jane Example", None),
        # but an apposition does not
        ("Jane Example, the Queen of Ruritania, signed the law.", None, "Jane Example", "Queen"),
        # an office on the article's day: before it, in it, after it
        ("Boris Johnson left.", "2020-02-01", "Boris Johnson", "Prime Minister"),
        ("Boris Johnson left.", "2024-02-01", "Boris Johnson", None),
        ("Keir Starmer left.", "2020-02-01", "Keir Starmer", None),
        ("Keir Starmer left.", "2025-02-01", "Keir Starmer", "Prime Minister"),
        ("Keir Starmer left.", None, "Keir Starmer", "Prime Minister"),
        # deputies of something
        ("Deputy Mayor Jane Example said no.", None, "Jane Example", "Deputy Mayor"),
        ("Deputy Governor Jane Example said no.", None, "Jane Example", "Deputy Governor"),
    ],
)
def test_the_role_is_theirs_on_that_day(text, published, name, role, read):
    [found] = [actor for actor in read(text, published).actors if actor.name == name]
    assert found.role == role
