"""Tests that each button leads to an answer with as many lines as it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.answers import answer
from bot.model.query import QuoteQuery, StanceQuery, TimelineQuery

if TYPE_CHECKING:
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Subjects, Tell


@pytest.fixture
async def told(file: File, tell: type[Tell]) -> None:
    """Facts that are easily counted but never shown, or shown once but counted twice."""
    await file(
        tell("Putin scolded them. Iran never struck. Operation Dawn is feared. Russia opposes it. Iran said “no”.")
        .event("struck", by="iran", mode="negated")
        .event("Dawn", by="iran", name="Operation Dawn", mode="hypothetical")
        .stance("russia", "opposes", "e2")
        .stance("vladimir-putin", "scolded", "")
        .quotation("iran", "“no”"),
        tell("“It is criminal,” said Putin. Putin flew. Iran began Operation Dusk. Russia joined Operation Dusk.")
        .event("began", by="iran", name="Operation Dusk")
        .event("joined", by="russia", name="Operation Dusk")
        .event("flew", by="vladimir-putin")
        .stance("vladimir-putin", "criminal", "iran")
        .quotation("vladimir-putin", "“It is criminal,”")
        .quotation("vladimir-putin", "criminal"),
        tell("Iran hit the oil cap, and met Russia. “The oil cap goes,” said Putin. Israel backs it.")
        .issue("i.cap-oil", "oil cap")
        .stance("iran", "hit", "i.cap-oil")
        .stance("israel", "backs", "i.cap-oil", "supports")
        .event("met", by="iran")
        .quotation("vladimir-putin", "“The oil cap goes,”", about=("i.cap-oil",))
        .quotation("vladimir-putin", "oil cap goes", about=("i.cap-oil",)),
    )


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    "about", ["russia", "iran", "vladimir-putin", "abbas-araghchi", "e.operation-dawn", "e.operation-dusk", "i.cap-oil"]
)
async def test_every_offer_leads_to_as_much_as_it_says(
    database: Database, everyone: Libraries, subject: Subjects, about: str
) -> None:
    asked = [
        StanceQuery(subject("israel"), subject(about)),
        QuoteQuery(subject("israel"), subject(about)),
        QuoteQuery(subject("israel"), words="nothing"),
        TimelineQuery(subject(about), since="1999-01-01", until="1999-01-02"),
    ]
    for query in asked:
        for offer in (await answer(database, query, everyone)).offers:
            found = await answer(database, offer.query, everyone)
            assert found.found, offer
            if offer.label in ("Oldest first", "Latest first"):  # the same events, turned round
                continue
            number = int(re.match(r"\d+", offer.label)[0])  # type: ignore[index] # every label begins with one
            if isinstance(offer.query, StanceQuery):  # counted one by one, but shown as one line per target
                assert number >= found.found, offer
            else:
                assert number == found.found, offer


# Somebody's stance on himself: his facts are offered once.
@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("about", ["iran", "vladimir-putin", "russia"])
async def test_nothing_is_offered_twice(database: Database, everyone: Libraries, subject: Subjects, about: str) -> None:
    for query in (StanceQuery(subject(about), subject(about)), QuoteQuery(subject(about), subject(about))):
        offered = (await answer(database, query, everyone)).offers
        assert offered
        assert len({offer.label for offer in offered}) == len(offered)
