"""Tests that all mentions of a thing are one issue, and that persons, places and events never are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.model.facts import Reading

    Read = Callable[..., Reading]


def issues(reading: Reading) -> dict[str, list[str]]:
    """Each issue's name, and the words that mean it, in text order."""
    text = reading.article.text
    return {issue.name: [text[span.start : span.end] for span in issue.mentions] for issue in reading.issues}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The head alone, with "the" or "this", means the one named before.
        (
            "France unveiled a pension reform. The reform raises the retirement age. Germany praised this reform.",
            {"pension reform": ["pension reform", "reform", "reform"]},
        ),
        # Heads with about the same meaning.
        (
            "Poland signed a fishing agreement with Norway. The deal ends a quarrel. Sweden praised the pact.",
            {"fishing agreement with Norway": ["fishing agreement", "deal", "pact"]},
        ),
        # "The measure" may mean any of them.
        (
            "Canada presented a carbon tax. Alberta rejected the measure.",
            {"carbon tax": ["carbon tax", "measure"]},
        ),
        # Word order does not matter, and further modifiers belong to it.
        (
            "Italy backs an oil price cap. Hungary rejects the price cap on Russian oil. The cap is hated.",
            {"price cap on Russian oil": ["oil price cap", "price cap", "cap"]},
        ),
        # Judging words don't say which one it is.
        (
            "Spain unveiled a controversial new labour law. The labour law is disputed.",
            {"labour law": ["labour law", "labour law"]},
        ),
        # A state is the same as adjective and as name.
        (
            "Iran's nuclear programme is feared in Iraq. The Iranian nuclear programme is old.",
            {"Iran's nuclear programme": ["Iran's nuclear programme", "Iranian nuclear programme"]},
        ),
        # It may be mentioned before it is named.
        (
            "The reform was unveiled on Monday. Ministers call the pension reform fair.",
            {"pension reform": ["reform", "pension reform"]},
        ),
    ],
)  # fmt: skip
def test_one_thing_told_again_is_one_issue(read: Read, text: str, found: dict[str, list[str]]) -> None:
    assert issues(read(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Another modifier means another thing, however similar.
        ("France backs the pension reform. Spain backs the tax reform.", ["pension reform", "tax reform"]),
        # So does another state.
        ("France backs the German pension reform. Spain backs the Italian pension reform.", ["German pension reform", "Italian pension reform"]),
        # Another head does too, whatever else is shared.
        ("France backs the steel tariffs. Spain backs the steel quota.", ["steel tariffs", "steel quota"]),
        # "The reform" is the one named last.
        ("France backs the pension reform. Spain backs the tax reform. Malta backs the reform.", ["pension reform", "tax reform"]),
        # What people can be for without a specifying word.
        ("Iceland defends whaling. Norway defends commercial whaling.", ["whaling", "commercial whaling"]),
    ],
)  # fmt: skip
def test_different_things_stay_apart(read: Read, text: str, found: list[str]) -> None:
    assert sorted(issues(read(text))) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        # Persons, bodies and places are actors, or nothing.
        "The pension minister spoke to the reform party in Law Street.",
        # What has a date is an event: a ceasefire, an attack, talks.
        "The Gaza ceasefire held. The drone attack was followed by peace talks and an election.",
        # A time is not a reform's name, and a bare noun names none.
        "The law was discussed on Thursday. Laws matter.",
        # Utterances and numbers.
        "The key question was the number of letters, and his main argument was the age of the building.",
        "",
    ],
)
def test_things_that_are_no_issues(read: Read, text: str) -> None:
    assert issues(read(text)) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # In the middle or at the start of a sentence, without its determiner.
        ("Pension reform divides France.", "pension reform"),
        ("The pension reform divides France.", "pension reform"),
        # Names keep their capitals.
        ("France backs the Green New Deal.", "Green New Deal"),
        ("Malta fears a ban on Russian gas.", "ban on Russian gas"),
        # Its owner belongs to it, but not the owner's titles.
        ("Mexico condemned US President Donald Trump's border wall.", "Donald Trump's border wall"),
        # A day after it does not.
        ("France debated the pension reform on Thursday.", "pension reform"),
    ],
)
def test_it_is_called_as_the_article_has_it(read: Read, text: str, name: str) -> None:
    assert list(issues(read(text))) == [name]


def test_articles_that_name_one_thing_share_its_id(read: Read) -> None:
    texts = ["Italy backs an oil price cap.", "Hungary hates the price cap on oil.", "The new oil price ceiling bites."]
    assert {issue.id for text in texts for issue in read(text).issues} == {"i.cap-oil-price"}
