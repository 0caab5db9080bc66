"""Tests corrections: editors correct their own articles at once, members report, the operator decides on everyone's, and all of it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory.directory import Directory
from bot.errors import AskError, LaterError
from bot.library.correcting import REPORTS_A_DAY, Corrections
from bot.model.article import Span
from bot.model.corrections import CorrectionState, Mistake
from bot.model.facts import Polarity
from bot.model.library import EVERYONE, Libraries
from bot.names import Spellings
from bot.store.servers import purge
from bot.store.stances import stances_in
from tests.conftest import entered
from tests.feeds.conftest import Clock
from tests.library.test_library import ANNA, BEN, HOME, OTHER, TEXT, Reads, filed, opened

if TYPE_CHECKING:
    from datetime import datetime

    from bot.library.library import Library
    from bot.model.corrections import Correction, Fix, ShownFact
    from bot.store.database import Database

STANCE, QUOTATION, EVENT = range(3)
"""The facts of the article, in the order in which they are listed."""
HERE = Libraries(HOME)


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def reads() -> Reads:
    return Reads()


@pytest.fixture
def library(database: Database, clock: Clock, reads: Reads) -> Library:
    return opened(database, clock, reads)


@pytest.fixture
def corrections(database: Database, library: Library, clock: Clock) -> Corrections:
    return Corrections(database, Directory((), Spellings()), library, clock)


async def fact(corrections: Corrections, article: int, which: int, libraries: Libraries = HERE) -> ShownFact:
    return (await corrections.facts_of(libraries, article))[which]


async def unsaid(corrections: Corrections, which: ShownFact) -> Fix:
    return await corrections.fix(which, Mistake.UNSAID, "", None, HERE)


async def reported(
    corrections: Corrections, article: int, which: int = STANCE, user: str = ANNA, *, editor: bool = True
) -> Correction:
    found = await fact(corrections, article, which)
    return await corrections.report(found, await unsaid(corrections, found), HERE, user, editor=editor)


async def claims(corrections: Corrections, article: int, libraries: Libraries = HERE) -> list[str]:
    return [found.claim for found in await corrections.facts_of(libraries, article)]


async def test_facts_are_found_by_their_sentences_in_the_order_of_the_answer(
    library: Library, corrections: Corrections
) -> None:
    number = await filed(library)
    first = (number, Span(0, len("Russia condemned the attack on Iran.")))
    second = (number, Span(first[1].end + 1, len(TEXT)))
    found = await corrections.facts(HERE, [second, first, second])
    assert [one.key.kind for one in found] == ["quotation", "stance", "event"]
    assert [one.claim for one in await corrections.facts(HERE, [first])] == [one.claim for one in found[1:]]


# ---- An editor's correction ----


async def test_an_editor_retracts_a_fact_of_an_own_article_at_once(library: Library, corrections: Corrections) -> None:
    number = await filed(library)
    before = await claims(corrections, number)
    made = await reported(corrections, number)
    assert made.state is CorrectionState.APPLIED
    assert await claims(corrections, number) == before[1:]


async def test_a_correction_is_applied_again_when_the_article_is_read_again(
    library: Library, corrections: Corrections
) -> None:
    number = await filed(library)
    await reported(corrections, number)
    left = await claims(corrections, number)
    await library.reread(HOME, number)
    assert await claims(corrections, number) == left


async def test_undone_a_fact_is_back_and_applied_again_gone(library: Library, corrections: Corrections) -> None:
    number = await filed(library)
    before = await claims(corrections, number)
    made = await reported(corrections, number)
    undone = await corrections.settle(HOME, made.id, CorrectionState.UNDONE, BEN)
    assert (undone.state, undone.made_by, undone.settled_by) == (CorrectionState.UNDONE, ANNA, BEN)
    assert await claims(corrections, number) == before
    await corrections.settle(HOME, made.id, CorrectionState.APPLIED, BEN)
    assert await claims(corrections, number) == before[1:]


async def test_another_side_is_stored(database: Database, library: Library, corrections: Corrections) -> None:
    number = await filed(library)
    found = await fact(corrections, number, STANCE)
    fix = await corrections.fix(found, Mistake.SIDE, "", Polarity.SUPPORTS, HERE)
    await corrections.report(found, fix, HERE, ANNA, editor=True)
    [stance] = await stances_in(database, HERE, number)
    assert stance.polarity is Polarity.SUPPORTS


@pytest.mark.parametrize(
    ("which", "mistake", "right", "refusal"),
    [
        # the form of an event has no speaker
        (EVENT, Mistake.PARTY, "Iran", "can't be wrong in this line"),
        (STANCE, Mistake.SIDE, Polarity.OPPOSES, "has that side already"),
        (STANCE, Mistake.PARTY, "", "Type who is right"),
        (EVENT, Mistake.DATE, "", "Type the right date"),
        (EVENT, Mistake.DATE, "soonish", "can't read “soonish” as a date"),
        (STANCE, Mistake.PARTY, "Atlantis", "No article here mentions “Atlantis”"),
    ],
)
async def test_what_cant_be_right_is_refused(
    library: Library, corrections: Corrections, which: int, mistake: Mistake, right: str, refusal: str
) -> None:
    number = await filed(library)
    typed, side = ("", right) if isinstance(right, Polarity) else (right, None)
    with pytest.raises(AskError, match=refusal):
        await corrections.fix(await fact(corrections, number, which), mistake, typed, side, HERE)


async def test_a_fact_that_was_retracted_meanwhile_is_gone(library: Library, corrections: Corrections) -> None:
    number = await filed(library)
    found = await fact(corrections, number, STANCE)
    await reported(corrections, number)
    with pytest.raises(AskError, match="That line is gone"):
        await corrections.fact(HERE, number, found.key.digest)


async def test_if_the_article_cant_be_read_nothing_is_corrected(
    library: Library, corrections: Corrections, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await filed(library)

    async def busy(_article: object) -> None:
        raise LaterError("Too busy.")

    monkeypatch.setattr(reads, "read", busy)
    with pytest.raises(LaterError):
        await reported(corrections, number)
    [left], _ = await corrections.listed(HOME, 10)
    assert left.state is CorrectionState.UNDONE


# ---- A member's report ----


async def test_a_members_report_waits_until_an_editor_decides(library: Library, corrections: Corrections) -> None:
    number = await filed(library)
    before = await claims(corrections, number)
    made = await reported(corrections, number, user=BEN, editor=False)
    assert made.state is CorrectionState.REPORTED
    assert await claims(corrections, number) == before
    await corrections.settle(HOME, made.id, CorrectionState.APPLIED, ANNA)
    assert await claims(corrections, number) == before[1:]


async def test_a_dismissed_report_changes_nothing_and_is_decided_once(
    library: Library, corrections: Corrections
) -> None:
    number = await filed(library)
    before = await claims(corrections, number)
    made = await reported(corrections, number, editor=False)
    await corrections.settle(HOME, made.id, CorrectionState.DISMISSED, ANNA)
    with pytest.raises(AskError, match="is dismissed already"):
        await corrections.settle(HOME, made.id, CorrectionState.DISMISSED, BEN)
    assert await claims(corrections, number) == before


async def test_a_member_reports_only_so_much_a_day(library: Library, corrections: Corrections, clock: Clock) -> None:
    number = await filed(library)
    for _ in range(REPORTS_A_DAY):
        await reported(corrections, number, user=BEN, editor=False)
    with pytest.raises(AskError, match=f"reported {REPORTS_A_DAY} lines"):
        await reported(corrections, number, user=BEN, editor=False)
    await reported(corrections, number, user=ANNA, editor=False)
    clock.pass_(days=1, seconds=1)
    await reported(corrections, number, user=BEN, editor=False)


async def test_undecided_reports_are_listed_first_then_the_newest(library: Library, corrections: Corrections) -> None:
    number = await filed(library)
    waiting = await reported(corrections, number, QUOTATION, editor=False)
    first = await reported(corrections, number, QUOTATION)
    second = await reported(corrections, number, STANCE)
    found, total = await corrections.listed(HOME, 2)
    assert [one.id for one in found] == [waiting.id, second.id]
    assert total == 3
    assert [one.id for one in (await corrections.listed(HOME, 2, 2))[0]] == [first.id]


# ---- Whose it is ----


async def test_everyones_article_is_the_operators_to_correct(library: Library, corrections: Corrections) -> None:
    number = await filed(library, where=EVERYONE)
    await library.begin(HOME)
    made = await reported(corrections, number)
    assert made.state is CorrectionState.REPORTED
    with pytest.raises(AskError, match="only the bot's operator"):
        await corrections.settle(HOME, made.id, CorrectionState.APPLIED, ANNA)
    await corrections.settle(EVERYONE, made.id, CorrectionState.APPLIED, None)
    assert len(await claims(corrections, number, Libraries(OTHER))) == 2


async def test_a_server_sees_no_other_servers_corrections(library: Library, corrections: Corrections) -> None:
    own, shared = await filed(library), await filed(library, TEXT + " Again.", where=EVERYONE)
    made = [await reported(corrections, own), await reported(corrections, shared)]
    assert await corrections.listed(OTHER, 10) == ([], 0)
    for one in made:
        with pytest.raises(AskError, match="no such correction"):
            await corrections.get(OTHER, one.id)


async def test_a_deleted_servers_reports_go_and_what_the_operator_applied_stays_without_names(
    database: Database, library: Library, corrections: Corrections
) -> None:
    number = await filed(library, where=EVERYONE)
    await entered(database, HOME)
    applied = await reported(corrections, number)
    await reported(corrections, number, QUOTATION)
    await corrections.settle(EVERYONE, applied.id, CorrectionState.APPLIED, None)
    await purge(database, HOME)
    [left], total = await corrections.listed(EVERYONE, 10)
    assert (left.id, left.made_by, left.server, total) == (applied.id, None, None, 1)
