"""Tests an edition with every kind of entry in every language: each word is from an article or in that language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from babel import Locale

from bot.catalogue import speaking
from bot.digests.composing import shown
from bot.digests.contents import build
from bot.digests.marks import told
from bot.knowledge.shipped import DATA
from bot.model.answer import SentenceInContext
from bot.model.article import Span
from bot.model.edition import Contents, EditionEntry, Mark, Part, Reason, Remit, SentencePlace
from bot.model.library import Libraries
from bot.model.query import Subject
from bot.model.subscription import Edition, Kind, Place, Schedule, Style, Subscription
from bot.render.frames import frame, languages
from bot.render.notes import sentences_page
from bot.store.articles import file_reading
from bot.wording import named

if TYPE_CHECKING:
    from bot.render.frames import Frame
    from bot.store.database import Database
    from tests.conftest import Tell

NOW = datetime(2025, 6, 24, 9, tzinfo=UTC)
ABOUT = (Subject("actor", "iran", "Iran"), Subject("actor", "united-states", "United States"))
GONE = EditionEntry(
    Part.CORRECTED, "Israel raids Qom", (), (Reason("removed"),), Mark(Part.CORRECTED, "9"), articles=frozenset({9})
)


def library(tell: type[Tell]) -> list[tuple[float, Tell]]:
    """(hours ago, article): every kind of entry, dates of every precision, an outlet without a name."""
    strike = {"by": "israel", "to": "iran"}
    return [
        (
            1,
            tell(
                "Israel struck Iran, 40 people killed.", outlet="Reuters", title="Strike", published="2025-06-24"
            ).event("struck", **strike),
        ),
        (
            1,
            tell(
                "Israel struck Iran: 1,250 people killed.", outlet="BBC", title="Strike", published="2025-06-24"
            ).event("struck", **strike),
        ),
        (
            1,
            tell("Iran launched Operation Dawn.", published="2025-06~").event(
                "launched", by="iran", name="Operation Dawn", kind="MOBILIZE"
            ),
        ),
        # one says it happened, two say it did not
        (
            1,
            tell("Russia sanctioned Iran.", outlet="Tass", title="Sanctions", published="2025-06-24").event(
                "sanctioned", by="russia", to="iran", kind="SANCTION"
            ),
        ),
        (
            1,
            tell("Russia never sanctioned Iran.", outlet="PressTV", published="2025-06-24").event(
                "sanctioned", by="russia", to="iran", kind="SANCTION", mode="negated"
            ),
        ),
        (
            1,
            tell("Russia hardly sanctioned Iran.", outlet="Mehr", published="2025-06-24").event(
                "sanctioned", by="russia", to="iran", kind="SANCTION", mode="negated"
            ),
        ),
        # a change of side, in actions
        (
            100,
            tell("US armed Iran.", published="2025-06-19?").stance(
                "united-states", "armed", "iran", "supports", by="deeds"
            ),
        ),
        (
            60,
            tell("US financed Iran.", published="2025-06-19").stance(
                "united-states", "financed", "iran", "supports", by="deeds"
            ),
        ),
        (
            1,
            tell("US blocked Iran.", outlet="AP", published="2025-06-24").stance(
                "united-states", "blocked", "iran", "opposes", by="deeds"
            ),
        ),
        # opposite sides
        (1, tell("Russia praised Iran.", outlet="Tass").stance("russia", "praised", "iran", "supports")),
        (1, tell("Russia condemned Iran.", outlet="BBC").stance("russia", "condemned", "iran", "opposes")),
        # a quotation, with the speaker's office
        (
            1,
            tell("Araghchi: “Iran never gives up nuclear rights”.", published="2025-22").quotation(
                "abbas-araghchi", "“Iran never gives up nuclear rights”", None, about=("iran",)
            ),
        ),
        # planned: for the next day, for a month
        (
            1,
            tell("Russia meets Iran.", title="Meeting planned").event(
                "meets", by="russia", to="iran", kind="CONSULT", mode="planned", date="2025-07-01"
            ),
        ),
        (
            1,
            tell("US meets Iran.", title="Summit planned").event(
                "meets", by="united-states", to="iran", kind="CONSULT", mode="planned", date="2025-08"
            ),
        ),
        # planned, without a day
        (
            1,
            tell("Israel warns Iran.", title="Warning").event(
                "warns", by="israel", to="iran", kind="THREATEN", mode="planned"
            ),
        ),
        # an article to read
        (1, tell("Iran: Iran.", title="Weather", outlet="Wire").pronoun("Iran", "iran").pronoun("Iran.", "iran")),
    ]


@pytest.fixture
async def contents(database: Database, tell: type[Tell]) -> Contents:
    """The contents of an edition of that library."""
    for hours, article in library(tell):
        await file_reading(database, article.reading(), "everyone", NOW - timedelta(hours=hours))
    since, until = (moment.isoformat(timespec="microseconds") for moment in (NOW - timedelta(1), NOW))
    found = await build(database, Remit(since, until, "2025-06-24", Libraries(), ABOUT, Style.FULL), (), [GONE])
    return replace(
        found, pictures=dict.fromkeys(range(1, 30), "https://cdn.example/a.jpg"), waiting=3, older=("2019", "2020")
    )


def subscription(language: str, style: Style) -> Subscription:
    return Subscription(
        1, "1", "2", Place.TEXT, Schedule(), ABOUT, style, language, True, None, None, NOW, NOW - timedelta(1)
    )


def edition(kind: Kind, missed: int) -> Edition:
    return Edition(1, 1, "s", kind, NOW, NOW - timedelta(1), NOW, "n" * 20, missed=missed)


def said(contents: Contents, language: str, style: Style, *, kind: Kind = Kind.DIGEST, missed: int = 0) -> str:
    """All that a reader sees of an edition: its text, menu, buttons, alt text, and the sentences behind its lines."""
    wanted = subscription(language, style)
    page, kept = shown(replace(contents, remit=replace(contents.remit, style=style)), wanted, edition(kind, missed))
    behind = sentences_page(
        [
            (
                SentencePlace(
                    evidence.source.article, evidence.at if number % 2 == 0 else Span(7, 9), 0.7 + number % 3 / 10
                ),
                SentenceInContext(evidence, "", ""),
            )
            for number, entry in enumerate(contents.entries)
            for evidence in entry.evidence
        ],
        2,
        frame(language),
    )
    assert kept.entries or not contents.entries
    return "\n".join(
        [
            *page.blocks,
            page.foot,
            page.picture.alt if page.picture else "",
            *(
                f"{menu.placeholder}\n" + "\n".join(f"{option.label}\n{option.description}" for option in menu.options)
                for menu in page.menus
            ),
            *(button.label for row in page.rows for button in row),
            *behind.blocks,
        ]
    )


def words(text: str) -> set[str]:
    """The words of what is shown, without addresses, moments and escapes."""
    return set(re.findall(r"[^\W\d_]{2,}", re.sub(r"\(<[^>]*>\)|<t:[^>]*>|\\", "", text).casefold()))


def own(words_: Any) -> set[str]:
    """All words of a language's file, without blanks."""
    if isinstance(words_, dict):
        return set().union(*map(own, words_.values()))
    if isinstance(words_, list):
        return set().union(*map(own, words_))
    return words(re.sub(r"\{\w+\}", " ", str(words_)))


def calendar(language: str) -> set[str]:
    """The names of days and months, and what CLDR joins dates and lists with."""
    locale = Locale.parse(frame(language).words["locale"])
    names = [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()]
    patterns = [
        *map(str, locale.date_formats.values()),
        *(str(pattern) for pattern in locale.list_patterns["standard"].values()),
    ]
    return words(" ".join([*names, *patterns]))


def articles(tell: type[Tell]) -> set[str]:
    """All words of the articles and of the names in them."""
    told_ = [filed.article for _, filed in library(tell)]
    some = [part for article in told_ for part in (article.text, article.title, article.outlet) if part]
    return words(" ".join([*some, "Israel raids Qom", "United States", "US", "Foreign Minister", "Operation Dawn"]))


KINDS = [
    (Style.HEADLINES, 0, Kind.DIGEST),
    (Style.BRIEF, 3, Kind.DIGEST),
    (Style.FULL, 1, Kind.DIGEST),
    (Style.FULL, 0, Kind.FLASH),
]


def actors(language: str) -> set[str]:
    """Words of the names that actors have in a language."""
    with speaking(language):
        return words(" ".join(map(named, ("Russia", "Iran", "Israel", "United States"))))


@pytest.mark.parametrize("language", list(languages()))
async def test_every_word_is_an_articles_or_the_languages_own(
    contents: Contents, tell: type[Tell], language: str
) -> None:
    assert {entry.part for entry in contents.entries} == set(Part)
    known = (
        articles(tell) | own(frame(language).words) | calendar(language) | actors(language) | words(OFFICE[language])
    )
    for style, missed, kind in KINDS:
        assert words(said(contents, language, style, missed=missed, kind=kind)) - known == set()


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
async def test_no_english_word_of_ours_is_left(contents: Contents, tell: type[Tell], language: str) -> None:
    english = own(frame("en").words) - own(frame(language).words) - articles(tell) - calendar(language)
    assert len(english) > 100
    for style, missed, kind in KINDS:
        assert words(said(contents, language, style, missed=missed, kind=kind)) & english == set()


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
async def test_an_edition_without_news_is_in_the_language_too(
    contents: Contents, tell: type[Tell], language: str
) -> None:
    for read in (0, 1, 12):
        bare = replace(contents, entries=(), decisions=(), articles=read, pictures={})
        english = own(frame("en").words) - own(frame(language).words) - articles(tell) - calendar(language)
        assert words(said(bare, language, Style.BRIEF)) & english == set()


CLAIMS = {
    "en": {
        "Operation Dawn (mobilisation)",
        "The United States now opposes Iran in actions; previously supported",
        "Sanctions by Russia against Iran: Tass says it happened, PressTV and Mehr say it did not",
        "Russia supports Iran according to Tass, opposes Iran according to BBC",
    },
    "de": {
        "Operation Dawn (Mobilmachung)",
        "United States: jetzt gegen Iran, mit Taten; bisher dafür",
        "Sanktionen von Russland gegen Iran: laut Tass geschehen, laut PressTV und Mehr nicht",
        "Russland: laut Tass für Iran, laut BBC dagegen",
    },
    "fr": {
        "Operation Dawn (mobilisation)",
        "United States : désormais contre Iran, en actes ; jusqu’ici pour",
        "Sanctions (Russie contre Iran) : cela a eu lieu selon Tass, non selon PressTV et Mehr",
        "Russie : pour Iran selon Tass, contre selon BBC",
    },
    "es": {
        "Operation Dawn (movilización)",
        "United States se opone ahora a Irán, con hechos; hasta ahora: a favor",
        "Sanciones de Rusia contra Irán: ocurrió según Tass, no ocurrió según PressTV y Mehr",
        "Rusia apoya a Irán según Tass, se opone según BBC",
    },
}


OFFICE = {
    "en": "Foreign Minister",
    "de": "Außenminister",
    "fr": "Ministre des Affaires étrangères",
    "es": "Ministro de Exteriores",
}


@pytest.mark.parametrize("language", list(CLAIMS))
async def test_claims_of_our_own_are_worded_in_the_language_and_kept_as_they_were_told(
    contents: Contents, language: str
) -> None:
    worded = {frame(language).worded(entry).claim for entry in contents.entries}
    expected = {claim.replace("United States", "US").replace("The US", "US") for claim in CLAIMS[language]}
    assert expected <= {claim.replace("The US", "US") for claim in worded}
    rows = told(contents, {}, frame(language))
    assert all(any(name in row.as_of for row in rows) for name in expected)
    assert OFFICE[language] in said(contents, language, Style.FULL)


def test_the_files_have_no_key_that_yaml_takes_for_yes_or_no() -> None:
    def keys(found: Any) -> list[Any]:
        return [key for name, inner in found.items() for key in (name, *keys(inner))] if isinstance(found, dict) else []

    for path in (DATA / "frames").glob("*.yaml"):
        assert {type(key) for key in keys(yaml.safe_load(path.read_text(encoding="utf-8")))} == {str}


COUNTS = {
    "en": "Number of people killed: Reuters says 40, BBC says 1,250",
    "de": "Wie viele („people killed“): Reuters zählt 40, BBC zählt 1.250",
    "fr": "Combien (« people killed ») : Reuters en compte 40, BBC en compte 1\u202f250",
    "es": "Cuántos («people killed»): Reuters cuenta 40, BBC cuenta 1.250",
}


@pytest.mark.parametrize("language", list(COUNTS))
async def test_numbers_that_differ_are_told_in_the_language_and_why_can_be_said(
    database: Database, tell: type[Tell], language: str
) -> None:
    for hours, article in library(tell)[:3]:
        await file_reading(database, article.reading(), "everyone", NOW - timedelta(hours=hours))
    since, until = (moment.isoformat(timespec="microseconds") for moment in (NOW - timedelta(1), NOW))
    found = await build(database, Remit(since, until, "2025-06-24", Libraries(), (), Style.FULL))
    [counts] = found.of(Part.CONFLICT)
    assert frame(language).worded(counts).claim == COUNTS[language]
    assert [reason.kind for reason in counts.reasons] == ["outlets", "on"]
    assert "Strike" in frame(language).reason(counts.reasons[1])


async def test_every_reason_can_be_said(contents: Contents) -> None:
    frames: list[Frame] = [frame(language) for language in languages()]
    reasons = {reason for entry in contents.entries for reason in entry.reasons}
    assert {"outlets", "opens", "matches", "otherwise", "removed"} <= {reason.kind for reason in reasons}
    assert all(frame.reason(reason) for frame in frames for reason in reasons)
