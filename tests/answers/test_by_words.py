"""Tests that an answer without lines shows the sentences that name what was asked about, as something else than an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers import answer
from bot.answers.by_words import with_sentences
from bot.model.library import Libraries
from bot.model.query import Query, QuoteQuery, RelationQuery, StanceQuery, Subject, TimelineQuery
from bot.render import answer_page

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell

TRUMP, RUSSIA = Subject("actor", "donald-trump", "Donald Trump"), Subject("actor", "russia", "Russia")
WALL, ISRAEL = Subject("issue", "i.wall-border", "border wall"), Subject("actor", "israel", "Israel")
BOTH, TRUMPS, WALLS = "Trump praised the border wall.", "Donald Trump met Israel.", "The border wall crossed Texas."


@pytest.fixture
async def filed(file: File, tell: type[Tell]) -> None:
    await file(
        tell(f"{BOTH} {TRUMPS}", published="2025-06-01"),
        tell(WALLS, published="2025-06-02"),
        tell("A border wall stood.", published="2025-06-03"),
    )


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        # the sentences that name both, by the last word of the name, though others are newer
        (StanceQuery(TRUMP, WALL), [BOTH]),
        (QuoteQuery(TRUMP, WALL), [BOTH]),
        (QuoteQuery(TRUMP, None, "wall"), [BOTH]),
        (RelationQuery(TRUMP, ISRAEL), [TRUMPS]),
        # without any, those about what was asked
        (StanceQuery(RUSSIA, WALL), ["A border wall stood.", WALLS]),
        (StanceQuery(None, WALL), ["A border wall stood.", WALLS]),
        (TimelineQuery(ISRAEL), [TRUMPS]),
        # ... but what two did to each other is told by no sentence about one of them
        (RelationQuery(RUSSIA, ISRAEL), []),
        (StanceQuery(TRUMP, WALL, since="2025-06-03"), ["A border wall stood."]),
        (StanceQuery(TRUMP, RUSSIA), []),
    ],
    ids=str,
)
async def test_a_miss_shows_the_sentences_that_name_it(query: Query, sentences: list[str], database: Database) -> None:
    found = await with_sentences(database, await answer(database, query, Libraries()), Libraries())
    shown = [line.evidence[0].sentence for section in found.sections for line in section.lines]
    assert shown == sentences
    assert (found.found, found.size) == (0, 0)
    assert len(found.opens) == len({one.evidence[0].source for section in found.sections for one in section.lines})
    page = answer_page(found, 0)
    assert all(sentence.split()[-1] in "".join(page.blocks).replace("*", "") for sentence in sentences)
    assert "Wrong?" not in [button.label for row in page.rows for button in row]
