"""Tests answers to /who: what is known and told of an actor, an event or an issue, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers import answer, have_answers
from bot.answers.dossiers import _named_in
from bot.model.query import QuoteQuery, StanceQuery, Subject, TimelineQuery, WhoQuery
from bot.names import NameEntry, Title
from bot.store.roles import NamedRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.answer import Answer
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Subjects, Tell

DAWN = Subject("event", "e.operation-dawn", "Operation Dawn")
CAP = Subject("issue", "i.cap-oil", "oil cap")


def sections(found: Answer) -> dict[str, list[str]]:
    """The lines under each heading, with their remarks."""
    return {
        section.heading: [f"{line.text} · {line.mark}" if line.mark else line.text for line in section.lines]
        for section in found.sections
    }


@pytest.fixture
async def told(file: File, tell: type[Tell]) -> None:
    """Three articles on an operation, and one on an oil cap."""
    await file(
        tell("Israel began Operation Dawn against Iran. Araghchi condemned it: “A crime.”", published="2025-06-20", outlet="The Wire")
        .event("began", by="israel", to="iran", name="Operation Dawn", date="2025-06-19", place="Natanz")
        .event("condemned", by="abbas-araghchi", to="israel", kind="REJECT", after=("e1",))
        .stance("abbas-araghchi", "condemned", "e1")
        .quotation("abbas-araghchi", "“A crime.”", "condemned"),
        tell("Araghchi met Putin in Moscow. “A crime,” Araghchi repeated.", published="2025-06-23", outlet="The Herald")
        .event("met", by="abbas-araghchi", to="vladimir-putin", kind="CONSULT", date="2025-06-23")
        .quotation("abbas-araghchi", "“A crime,”", "repeated")
        .stance("abbas-araghchi", "met", "vladimir-putin", "supports"),
        tell("Russia supports the oil cap. Iran is against it.", published="2025-06-22")
        .issue("i.cap-oil", "oil cap")
        .stance("russia", "supports", "i.cap-oil", "supports")
        .stance("iran", "against", "i.cap-oil"),
    )  # fmt: skip


@pytest.fixture
def ask(database: Database, everyone: Libraries, subject: Subjects) -> object:
    async def asked(about: str | Subject, known: Sequence[NameEntry] = ()) -> Answer:
        query = WhoQuery(subject(about) if isinstance(about, str) else about)
        return await answer(database, query, everyone, known)

    return asked


KNOWN = NameEntry(
    "abbas-araghchi",
    "actor",
    "Abbas Araghchi",
    aliases=("Abbas Araqchi", "Araghchi"),
    titles=(
        Title("Deputy Foreign Minister", "Iran", "2013-11", "2021-09-14"),
        Title("Foreign Minister", "Iran", "2024-08-21"),
        Title("Ambassador", "United Kingdom", None, "2011"),
    ),
)


@pytest.mark.usefixtures("told")
async def test_a_persons_dossier(ask) -> None:  # type: ignore[no-untyped-def]
    found = await ask("abbas-araghchi", [KNOWN])
    assert found.headline == "Araghchi: Foreign Minister of Iran, since 21 August 2024."
    assert sections(found) == {
        "Offices": [
            "Deputy Foreign Minister of Iran, November 2013 to 14 September 2021",
            "Ambassador of the United Kingdom, until 2011",
        ],
        "Also called": ["Abbas Araqchi"],
        "Stands": [
            "Opposes Operation Dawn, in words · The Wire, 20 June 2025",
            "Supports Putin, in words · The Herald, 23 June 2025",
        ],
        "Lately": [
            "Araghchi met Putin in Moscow · The Herald",
            "Araghchi condemned it → Israel · The Wire",
        ],
        "Most quoted": ["“A crime” · 2 articles"],
        "With": ["Israel (1) and Putin (1)"],
    }
    assert [offer.query for offer in found.offers] == [
        StanceQuery(found.query.name),
        QuoteQuery(found.query.name),
        TimelineQuery(found.query.name),
    ]
    assert [offer.label for offer in found.offers] == ["2 stances", "2 quotations", "2 events"]
    # without a date: when it was told
    assert [line.when for line in found.sections[3].lines] == ["23 June 2025", "in the news of 20 June 2025"]
    assert {source.outlet for source in found.opens} == {"The Wire", "The Herald"}
    assert found.size == 0  # no sentence is on the page: they are a button away


# Without the gazetteer the role is that of the articles, with the days of these.
@pytest.mark.usefixtures("told")
async def test_a_role_of_the_articles(ask) -> None:  # type: ignore[no-untyped-def]
    found = await ask("abbas-araghchi")
    assert found.headline == "Araghchi: Foreign Minister of Iran in articles of 20 June 2025 to 23 June 2025."
    assert (await ask("iran")).headline == "Iran: state."


@pytest.mark.usefixtures("told")
async def test_an_events_dossier(ask) -> None:  # type: ignore[no-untyped-def]
    found = await ask(DAWN)
    assert found.headline == "Operation Dawn: attack, 19 June 2025."
    assert sections(found) == {
        "Who did it": ["Israel"],
        "To whom": ["Iran"],
        "Where": ["Natanz"],
        "Reports": ["1 report by The Wire · The Wire, 20 June 2025"],
        "After": ["Araghchi condemned it → Israel · The Wire"],
        "Against": ["Araghchi · The Wire, 20 June 2025"],
    }
    assert [offer.query for offer in found.offers] == [StanceQuery(None, DAWN), TimelineQuery(DAWN)]


@pytest.mark.usefixtures("told")
async def test_an_issues_dossier(ask) -> None:  # type: ignore[no-untyped-def]
    found = await ask(CAP)
    assert found.headline == "Oil cap: 1 for and 1 against."
    assert sections(found)["For"] == ["Russia · 22 June 2025"]
    assert sections(found)["Against"] == ["Iran · 22 June 2025"]
    assert list(sections(found)) == ["For", "Against"]


async def test_known_names_that_no_article_mentions(ask, database: Database, everyone: Libraries) -> None:  # type: ignore[no-untyped-def]
    found = await ask("abbas-araghchi", [KNOWN])
    assert found.headline.startswith("Araghchi: Foreign Minister of Iran")
    assert found.found == 3
    nobody = await ask("navalny")
    assert (nobody.found, nobody.sections[0].absent is None) == (0, False)
    assert await have_answers(database, [WhoQuery(nobody.query.name)], everyone) == [False]


# The article gives the office of a state that it does not name: we know only the state's id then.
async def test_a_role_is_never_told_with_an_id(file: File, tell: type[Tell], database: Database, ask) -> None:
    await file(tell("Putin left.", published="2025-06-23").event("left", by="vladimir-putin", kind="RETREAT"))
    async with database.transaction() as transaction:
        await transaction.run("UPDATE actors SET part_of = 'united-kingdom' WHERE id = 'vladimir-putin'")
    assert (await ask("vladimir-putin")).headline == "Putin: President in articles of 23 June 2025."


@pytest.mark.parametrize(
    ("naming", "articles", "words"),
    [
        (3, 12, "Named in 3 of 12 articles"),
        (1, 1, "Named in 1 of 1 article"),
        # of more than are counted, nobody knows how many there are
        (199, 1_200, "Named in 199 of 1,200 articles"),
        (200, 1_200, "Named in 200 or more of 1,200 articles"),
    ],
)
def test_how_many_articles_name_an_actor(naming: int, articles: int, words: str) -> None:
    assert _named_in(NamedRole(articles=naming), articles) == words
