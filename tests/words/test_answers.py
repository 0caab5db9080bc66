"""Tests that answers have no words of ours outside the catalogue: each message is put in brackets, and what stands outside them must be an article's."""

from __future__ import annotations

import re
from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest

from bot import catalogue
from bot.answers import answer
from bot.catalogue import speaking
from bot.model.query import (
    CompareQuery,
    Query,
    QuoteQuery,
    RelationQuery,
    SearchQuery,
    StanceQuery,
    Subject,
    TimelineQuery,
    WhoQuery,
)
from bot.render import answer_page
from bot.render.plain import plain_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import File, Tell

RUSSIA, IRAN, ISRAEL = (Subject("actor", name.lower(), name) for name in ("Russia", "Iran", "Israel"))
CAP = Subject("issue", "oil-cap", "oil cap")
DAYS = ("2020-01-01", "2030-01-01")
QUERIES: list[Query] = [
    StanceQuery(RUSSIA, IRAN),
    StanceQuery(RUSSIA),
    StanceQuery(None, IRAN, *DAYS),
    StanceQuery(IRAN, RUSSIA),
    TimelineQuery(RUSSIA),
    TimelineQuery(RUSSIA, *DAYS),
    TimelineQuery(CAP),
    QuoteQuery(RUSSIA),
    QuoteQuery(RUSSIA, IRAN, None, *DAYS),
    QuoteQuery(None, IRAN),
    QuoteQuery(IRAN, None, "oil cap"),
    WhoQuery(RUSSIA),
    WhoQuery(CAP),
    CompareQuery(IRAN),
    CompareQuery(IRAN, (RUSSIA, ISRAEL), *DAYS),
    RelationQuery(RUSSIA, IRAN),
    RelationQuery(ISRAEL, IRAN),
    SearchQuery("Iran"),
    SearchQuery("Iran", best=True),
    SearchQuery("Iran zebra", *DAYS, outlet="Reuters"),
]


class Bracketed(NullTranslations):
    """A language in which every message is itself, in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return message if context == "actor" else f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(catalogue, "_translations", lambda _: Bracketed())
    with speaking("de"):
        yield


@pytest.fixture
async def told(file: File, tell: type[Tell]) -> None:
    """Facts of every kind, of two outlets that differ."""
    await file(
        tell(
            "Russia condemned Iran. Russia armed Iran. Russia blames Israel.", outlet="Reuters", published="2025-06-23"
        )
        .stance("russia", "condemned", "iran")
        .stance("russia", "armed", "iran", "supports", by="deeds")
        .stance("russia", "blames", "israel"),
        tell("Israel praised Iran.", published="2025-06").stance("israel", "praised", "iran", "supports"),
        tell("Russia struck Iran, 40 people killed.", outlet="Reuters", published="2025-06-24").event(
            "struck", by="russia", to="iran", date="2025-06-23"
        ),
        tell("Russia struck Iran: 50 people killed.", outlet="BBC", published="2025-06-24").event(
            "struck", by="russia", to="iran", date="2025-06~"
        ),
        tell("Russia meets Iran. Russia never meets Iran.", published="2025-06-25")
        .event("meets", by="russia", to="iran", kind="CONSULT", mode="planned", date="2025-08")
        .event("never meets", by="russia", to="iran", kind="CONSULT", mode="negated"),
        tell("Russia: “Iran never gives up”. Russia said Iran lies.", outlet="AP", published="2025-22")
        .quotation("russia", "“Iran never gives up”", None, about=("iran",))
        .quotation("russia", "Iran lies", "said", about=("iran",)),
    )


def ours(text: str) -> str:
    """The words outside brackets that no article has."""
    outside = text
    while (inner := re.sub(r"⟦[^⟦⟧]*⟧", "", outside)) != outside:
        outside = inner
    return outside


ARTICLES = re.compile(
    r"""\b(?:Russia|Iran|Israel|condemned|armed|blames|praised|struck|people|killed|meets|never|gives|up|said|lies
    |Reuters|BBC|AP|oil|cap|zebra
    |Juni|Januar|August)\b                                          # from CLDR""",
    re.VERBOSE,
)


@pytest.mark.usefixtures("told", "bracketed")
async def test_answers_have_no_words_of_ours_outside_the_catalogue(database: Database, everyone: Libraries) -> None:
    for query in QUERIES:  # in one test, because filing takes longer than asking
        found = await answer(database, query, everyone)
        page = answer_page(found, 0)
        buttons = [button.label for row in page.rows for button in row]
        menus = [menu.placeholder for menu in page.menus]
        for text in (plain_answer(found), *page.blocks, page.foot, *buttons, *menus):
            assert re.findall(r"[a-zA-Z]{2,}", ARTICLES.sub("", ours(text))) == [], (query, text)
