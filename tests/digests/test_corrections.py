"""Tests that a claim is corrected once if its article is gone or no longer says it, and not otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.digests.corrections import corrections
from bot.digests.marks import sum_of
from bot.model.corrections import Correction, CorrectionState, FactKey, FactKind, Fix, Mistake
from bot.model.edition import EditionEntry, Mark, Part, PastEntry, Reason
from bot.model.library import EVERYONE, Libraries
from bot.store.corrections import add
from bot.store.edition_entries import text_hashes
from tests.conftest import entered

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell

SENTENCE, OTHER = "Iran raided Oslo.", "It rained in Bergen."


@pytest.fixture
async def number(file: File, tell: type[Tell]) -> int:
    """Files an article of two sentences. Returns its number."""
    [filed] = await file(tell(f"{SENTENCE} {OTHER}"))
    return filed


@pytest.fixture
async def as_filed(database: Database, everyone: Libraries, number: int) -> str:
    """The hash of its text when it was told."""
    return (await text_hashes(database, everyone, [number]))[number]


def past(article: int | None, text: str, claim: str = "Iran raids Oslo", sentence: str = SENTENCE) -> PastEntry:
    return PastEntry(Mark(Part.HAPPENED, "ASSAULT"), claim, article, text, sum_of(sentence), "2025-06-24")


async def change(database: Database, statement: str, **values: str) -> None:
    async with database.transaction() as transaction:
        await transaction.run(statement, **values)


async def revise(database: Database, *, words: bool = True, text: str = "other") -> None:
    """Change the text of the articles and, optionally, the words of the first sentence."""
    await change(database, "UPDATE articles SET hash = :hash", hash=text)
    if words:
        await change(database, "UPDATE sentences SET words = 'Iran did not.' WHERE words = :words", words=SENTENCE)


async def test_an_unchanged_claim_needs_no_correction(
    database: Database, everyone: Libraries, number: int, as_filed: str
) -> None:
    told = [past(number, as_filed)]
    assert await corrections(database, everyone, told) == []
    # the article changed but still says it
    await revise(database, words=False)
    assert await corrections(database, everyone, told) == []
    # a newer reader splits the sentence differently; the text is the same
    await revise(database, text=as_filed)
    assert await corrections(database, everyone, told) == []


async def test_a_changed_article_is_corrected(
    database: Database, everyone: Libraries, number: int, as_filed: str
) -> None:
    await revise(database)
    assert await corrections(database, everyone, [past(number, as_filed)]) == [
        EditionEntry(
            Part.CORRECTED,
            "Iran raids Oslo",
            (),
            (Reason("revised"),),
            Mark(Part.CORRECTED, str(number), words="Iran raids Oslo"),
            articles=frozenset({number}),
            facts=(("articles", number),),
        )
    ]


@pytest.mark.parametrize("how", ["DELETE FROM articles", "UPDATE articles SET removed_at = '2025'"])
async def test_a_removed_article_is_corrected_and_not_shown(
    database: Database, everyone: Libraries, number: int, as_filed: str, how: str
) -> None:
    await change(database, how)
    [found] = await corrections(database, everyone, [past(number, as_filed)])
    assert (found.reasons, found.articles, found.facts) == ((Reason("removed"),), {number}, ())


async def test_each_claim_is_corrected_once_the_newest_first(
    database: Database, everyone: Libraries, number: int, as_filed: str
) -> None:
    await change(database, "DELETE FROM articles")
    told = [
        past(number, as_filed),
        past(number, as_filed, "Rain in Bergen", OTHER),
        past(None, as_filed, "a correction of what was removed rests on no article"),
        past(number, as_filed),
        PastEntry(Mark(Part.CORRECTED, "9", words="x"), "x", number, as_filed, "", "2025-06-24"),
    ]
    assert [entry.claim for entry in await corrections(database, everyone, told)] == [
        "Iran raids Oslo",
        "Rain in Bergen",
    ]
    corrected = PastEntry(
        Mark(Part.CORRECTED, str(number), words="Iran raids Oslo"), "Iran raids Oslo", None, "", "", "2025-06-25"
    )
    assert [entry.claim for entry in await corrections(database, everyone, [*told, corrected])] == ["Rain in Bergen"]
    # another article's is another correction
    others = PastEntry(
        Mark(Part.CORRECTED, "99", words="Iran raids Oslo"), "Iran raids Oslo", None, "", "", "2025-06-25"
    )
    assert len(await corrections(database, everyone, [*told, others])) == 2


async def test_an_article_that_became_invisible_counts_as_removed(
    database: Database, everyone: Libraries, number: int, as_filed: str
) -> None:
    await entered(database, "4242")
    await change(database, "INSERT INTO libraries (id) VALUES ('4242')")
    await change(database, "UPDATE articles SET library = '4242'")
    [found] = await corrections(database, everyone, [past(number, as_filed)])
    assert found.reasons == (Reason("removed"),)


@pytest.mark.parametrize(
    ("part", "who", "key", "day", "is_corrected"),
    [
        (Part.HAPPENED, "ASSAULT", (FactKind.EVENT, SENTENCE, ""), "2025-06-24", True),
        (Part.SAID, "iran", (FactKind.QUOTATION, SENTENCE, "iran"), "2025-06-25", True),
        (Part.CHANGED, "iran|norway|words", (FactKind.STANCE, SENTENCE, "iran"), "2025-06-25", True),
        # another sentence, another kind of fact, another speaker of the same sentence
        (Part.HAPPENED, "ASSAULT", (FactKind.EVENT, OTHER, ""), "2025-06-25", False),
        (Part.HAPPENED, "ASSAULT", (FactKind.STANCE, SENTENCE, "iran"), "2025-06-25", False),
        (Part.SAID, "norway", (FactKind.QUOTATION, SENTENCE, "iran"), "2025-06-25", False),
        # corrected before it was told: what was told is what is right
        (Part.SAID, "iran", (FactKind.QUOTATION, SENTENCE, "iran"), "2025-06-23", False),
    ],
)
async def test_a_claim_that_was_read_wrongly_is_corrected(  # noqa: PLR0917 - a table's columns
    database: Database,
    everyone: Libraries,
    number: int,
    as_filed: str,
    part: Part,
    who: str,
    key: tuple[FactKind, str, str],
    day: str,
    is_corrected: bool,
) -> None:
    kind, sentence, holder = key
    made = Correction(
        0,
        EVERYONE,
        None,
        number,
        FactKey(kind, sentence, 0, 4, holder),
        Fix(Mistake.UNSAID),
        "x",
        CorrectionState.APPLIED,
        None,
        "",
    )
    assert await add(database, made, datetime.fromisoformat(f"{day}T12:00:00+00:00"))
    told = replace(past(number, as_filed), mark=Mark(part, who))
    found = await corrections(database, everyone, [told])
    assert [entry.reasons for entry in found] == ([(Reason("misread"),)] if is_corrected else [])


# Everyone's article was told; the server has its own by now, and corrected what was read there.
async def test_what_a_server_corrected_in_its_own_copy_was_told_wrongly(
    database: Database, file: File, tell: type[Tell], number: int, as_filed: str
) -> None:
    own = Libraries("111")
    told = replace(past(number, as_filed), mark=Mark(Part.HAPPENED, "raid"))
    [copy] = await file(tell(f"{SENTENCE} {OTHER}"), library=own.own)
    assert await corrections(database, own, [told]) == []
    key = FactKey(FactKind.EVENT, SENTENCE, 0, 4, "")
    made = Correction(0, own.own, own.own, copy, key, Fix(Mistake.UNSAID), "x", CorrectionState.APPLIED, None, "")
    assert await add(database, made, datetime.fromisoformat("2025-06-25T12:00:00+00:00"))
    assert [entry.reasons for entry in await corrections(database, own, [told])] == [(Reason("misread"),)]
    assert await corrections(database, Libraries("222"), [told]) == []
