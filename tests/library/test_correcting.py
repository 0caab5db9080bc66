"""Tests corrections: editors correct their own articles at once, members report, the operator decides on everyone's, and all of it lasts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.directory.directory import Directory
from bot.errors import AskError, LaterError
from bot.intake.intake import Intake
from bot.library.correcting import REPORTS_A_DAY, Corrections
from bot.library.library import Library, ServerLimits
from bot.library.reading_again import ReadingAgain
from bot.model.article import Span
from bot.model.corrections import CorrectionState, Fix, Mistake
from bot.model.facts import Polarity
from bot.model.library import EVERYONE, Libraries
from bot.model.query import Subject
from bot.names import Spellings, Sure
from bot.store.corrections import get
from bot.store.merges import merges_of, with_merged
from bot.store.removal import purge_removed, remove
from bot.store.servers import purge
from bot.store.stances import stances_in
from tests.conftest import Tell, entered
from tests.feeds.conftest import Clock
from tests.library.test_library import ANNA, BEN, HOME, OTHER, TEXT, Reads, filed, opened

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.article import Article
    from bot.model.corrections import Correction, ShownFact
    from bot.model.facts import Reading
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


# ---- The same, and another of that name ----

CRITICS = ("Navalny condemned Israel.", "Putin condemned Israel.")


class Critics(Reads):
    """Finds in an article who condemned Israel."""

    async def read(self, article: Article) -> Reading:
        who = "navalny" if "Navalny" in article.text else "vladimir-putin"
        return replace(Tell(article.text).stance(who, "condemned", "israel").reading(), article=article)


@dataclass(frozen=True, slots=True)
class Desk:
    """A library with the names in it, and its corrections."""

    database: Database
    directory: Directory
    library: Library
    corrections: Corrections
    articles: list[int] = field(default_factory=list)

    async def means(self, name: str, libraries: Libraries = HERE) -> str | None:
        """The id of the actor that a name means."""
        found = (await self.directory.recall(self.database, [name], libraries)).resolve(
            name, libraries, frozenset({"actor"})
        )
        return found.match.id if isinstance(found, Sure) else None

    async def holders(self, libraries: Libraries = HERE) -> list[str]:
        """Who condemned Israel, in the order of the articles."""
        return [
            one.holder.id for article in self.articles for one in await stances_in(self.database, libraries, article)
        ]

    async def fix(self, mistake: Mistake, typed: str, of: str = "navalny") -> Fix:
        """What an editor's form says of the first article's line."""
        return await self.corrections.fix(
            await fact(self.corrections, self.articles[0], 0), mistake, typed, None, HERE, of
        )

    async def correct(self, mistake: Mistake, typed: str, of: str = "navalny") -> Correction:
        """An editor's correction of the first article's line, once all is read again."""
        found = await fact(self.corrections, self.articles[0], 0)
        made = await self.corrections.report(found, await self.fix(mistake, typed, of), HERE, ANNA, editor=True)
        await self.corrections.behind.finish()
        return made

    async def settle(self, made: Correction, state: CorrectionState = CorrectionState.UNDONE) -> None:
        """An editor's decision, once all is read again."""
        await self.corrections.settle(HOME, made.id, state, BEN)
        await self.corrections.behind.finish()


@pytest.fixture
async def desk(database: Database, clock: Clock) -> Desk:
    """A server's two articles: by Navalny, and by Putin."""
    directory = Directory((), Spellings())
    intake = Intake(None, Critics(), clock)  # type: ignore[arg-type] # nothing is fetched
    library = Library(database, directory, intake, "test-2", ServerLimits(), clock)
    made = Desk(database, directory, library, Corrections(database, directory, library, clock))
    made.articles.extend([await filed(library, text) for text in CRITICS])
    return made


async def test_a_merged_subject_answers_under_both_names_until_that_is_undone(desk: Desk) -> None:
    made = await desk.correct(Mistake.SAME, "Putin")
    assert await desk.holders() == ["vladimir-putin"] * 2
    assert [await desk.means(name) for name in ("Navalny", "Putin")] == ["vladimir-putin"] * 2
    await desk.settle(made)
    assert await desk.holders() == ["navalny", "vladimir-putin"]
    assert [await desk.means(name) for name in ("Navalny", "Putin")] == ["navalny", "vladimir-putin"]


async def test_of_two_reports_that_merge_in_a_circle_only_the_first_is_applied(desk: Desk) -> None:
    made = []
    for article, typed, of in ((0, "Putin", "navalny"), (1, "Navalny", "vladimir-putin")):
        found = await fact(desk.corrections, desk.articles[article], 0)
        fix = await desk.corrections.fix(found, Mistake.SAME, typed, None, HERE, of)
        made.append(await desk.corrections.report(found, fix, HERE, BEN, editor=False))
    await desk.settle(made[0], CorrectionState.APPLIED)
    with pytest.raises(AskError, match="“Navalny” was merged into it already"):
        await desk.settle(made[1], CorrectionState.APPLIED)
    await desk.settle(made[0])
    await desk.settle(made[1], CorrectionState.APPLIED)
    assert await desk.holders() == ["navalny"] * 2


async def test_a_merge_holds_when_articles_are_read_again_and_for_new_ones(desk: Desk) -> None:
    await desk.correct(Mistake.SAME, "Putin")
    await desk.library.reread(HOME, desk.articles[0])
    desk.articles.append(await filed(desk.library, "On Monday Navalny condemned Israel in a long speech again."))
    assert await desk.holders() == ["vladimir-putin"] * 3


async def test_a_start_knows_both_names(desk: Desk) -> None:
    await desk.correct(Mistake.SAME, "Putin")
    started = Directory((), Spellings())
    await started.learn(desk.database)
    assert await replace(desk, directory=started).means("Navalny") == "vladimir-putin"


async def test_a_merge_outlives_its_article_and_can_be_undone(desk: Desk) -> None:
    made = await desk.correct(Mistake.SAME, "Putin")
    more = await filed(desk.library, "On Monday Navalny condemned Israel in a long speech again.")
    async with desk.database.transaction() as transaction:
        await transaction.run("DELETE FROM articles WHERE id = :id", id=desk.articles[0])
    desk.articles[:] = [more]
    [left], _ = await desk.corrections.listed(HOME, 5)
    assert (left.article, left.fix.of) == (None, Subject("actor", "navalny", "Navalny"))
    assert await desk.holders() == ["vladimir-putin"]
    await desk.settle(made)
    assert await desk.holders() == ["navalny"]


async def test_a_server_merges_nothing_of_another(desk: Desk) -> None:
    other = await filed(desk.library, CRITICS[0], OTHER)
    await desk.correct(Mistake.SAME, "Putin")
    there = Libraries(OTHER)
    assert [one.holder.id for one in await stances_in(desk.database, there, other)] == ["navalny"]
    assert await desk.means("Navalny", there) == "navalny"


async def test_another_of_that_name_is_another_in_its_article_alone(desk: Desk) -> None:
    await desk.library.reread(HOME, desk.articles[1])
    made = await desk.correct(Mistake.ANOTHER, "Navalny (pilot)")
    assert await desk.holders() == ["navalny-pilot", "vladimir-putin"]
    assert await desk.means("Navalny (pilot)") == "navalny-pilot"
    await desk.library.reread(HOME, desk.articles[0])
    assert await desk.holders() == ["navalny-pilot", "vladimir-putin"]
    await desk.settle(made)
    assert await desk.holders() == ["navalny", "vladimir-putin"]


async def test_a_correction_made_after_a_merge_holds_once_that_is_undone(desk: Desk) -> None:
    made = await desk.correct(Mistake.SAME, "Putin")
    found = await fact(desk.corrections, desk.articles[0], 0)
    await desk.corrections.report(found, Fix(Mistake.UNSAID), HERE, ANNA, editor=True)
    await desk.settle(made)
    assert await desk.holders() == ["vladimir-putin"]


@pytest.mark.parametrize(
    ("mistake", "typed", "of", "refusal"),
    [
        (Mistake.SAME, "", "navalny", "Type who or what is right"),
        (Mistake.SAME, "Atlantis", "navalny", "No article here mentions “Atlantis”"),
        (Mistake.SAME, "Navalny", "navalny", "Both are one already"),
        # a form that was made up, or is of another line
        (Mistake.SAME, "Putin", "sweden", "can't be wrong in this line"),
        (Mistake.ANOTHER, "navalny", "navalny", "type a name that tells the two apart"),
        (Mistake.ANOTHER, "?!", "navalny", "Type who or what is right"),
    ],
)
async def test_what_is_no_other_subject_is_refused(
    desk: Desk, mistake: Mistake, typed: str, of: str, refusal: str
) -> None:
    with pytest.raises(AskError, match=refusal):
        await desk.fix(mistake, typed, of)


async def test_a_merge_of_more_articles_than_a_server_may_read_is_the_operators(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.library.correcting.MOST_MERGED", 0)
    with pytest.raises(AskError, match="2 articles of this server name it"):
        await desk.correct(Mistake.SAME, "Putin")
    assert await desk.corrections.listed(HOME, 5) == ([], 0)
    assert await desk.holders() == ["navalny", "vladimir-putin"]


# An editor used to wait until hundreds were read.
async def test_a_merge_answers_before_its_articles_are_read_again(desk: Desk) -> None:
    desk.articles.insert(1, await filed(desk.library, "On Monday Navalny condemned Israel in a long speech again."))
    found = await fact(desk.corrections, desk.articles[0], 0)
    made = await desk.corrections.report(found, await desk.fix(Mistake.SAME, "Putin"), HERE, ANNA, editor=True)
    assert await desk.corrections.left(made) == 3
    assert await desk.holders() == ["navalny", "navalny", "vladimir-putin"]
    await desk.library.refile(HOME, desk.articles[1])  # whatever reads it
    assert await desk.corrections.left(made) == 2
    await desk.corrections.behind.finish()
    assert await desk.corrections.left(made) == 0
    assert await desk.holders() == ["vladimir-putin"] * 3


# What the process had not read when it ended is read by the next one; what changed twice is read once.
async def test_another_process_reads_what_was_put_off(desk: Desk) -> None:
    found = await fact(desk.corrections, desk.articles[0], 0)
    made = await desk.corrections.report(found, await desk.fix(Mistake.SAME, "Putin"), HERE, ANNA, editor=True)
    await desk.corrections.settle(HOME, made.id, CorrectionState.UNDONE, BEN)
    await desk.corrections.settle(HOME, made.id, CorrectionState.APPLIED, BEN)
    assert await desk.corrections.left(made) == 2
    await ReadingAgain(desk.database, desk.library).finish()
    assert await desk.holders() == ["vladimir-putin"] * 2


@pytest.mark.parametrize(
    ("trouble", "holders"),
    [
        # too much going on: tried again
        (LaterError("Too busy."), ["vladimir-putin"] * 3),
        # it can't be read any more: it keeps what was read before, and the others are read
        (AskError("Too long."), ["navalny", "vladimir-putin", "vladimir-putin"]),
    ],
)
async def test_an_article_that_cant_be_read_again_stops_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, trouble: AskError, holders: list[str]
) -> None:
    desk.articles.insert(1, await filed(desk.library, "On Monday Navalny condemned Israel in a long speech again."))
    refile, done = desk.library.refile, []

    async def first_fails(server: str, article: int) -> None:
        if not done:
            done.append(article)
            raise trouble
        await refile(server, article)

    monkeypatch.setattr("bot.library.reading_again.LATER", 0.0)
    monkeypatch.setattr(desk.library, "refile", first_fails)
    made = await desk.correct(Mistake.SAME, "Putin")
    assert await desk.holders() == holders
    assert await desk.corrections.left(made) == 0


# Once the first is undone, no article names the pilot: the merge changes no article any more, but the names still.
async def test_a_merge_that_changes_no_article_any_more_is_undone_in_the_names_too(desk: Desk) -> None:
    another = await desk.correct(Mistake.ANOTHER, "Navalny (pilot)")
    same = await desk.correct(Mistake.SAME, "Putin", of="navalny-pilot")
    assert await desk.holders() == ["vladimir-putin"] * 2
    assert await desk.means("Navalny (pilot)") == "vladimir-putin"
    await desk.settle(another)
    assert await desk.holders() == ["navalny", "vladimir-putin"]
    await desk.settle(same)
    assert await desk.means("Navalny (pilot)") != "vladimir-putin"
    assert await desk.means("Putin") == "vladimir-putin"
    assert await desk.means("Navalny") == "navalny"
    await desk.settle(same, CorrectionState.APPLIED)
    assert await desk.means("Navalny (pilot)") == "vladimir-putin"


async def test_who_follows_a_merged_subject_follows_what_it_became(desk: Desk) -> None:
    navalny, putin = Subject("actor", "navalny", "Navalny"), Subject("actor", "vladimir-putin", "Putin")
    assert await with_merged(desk.database, HERE.visible, [navalny]) == (navalny,)
    await desk.correct(Mistake.SAME, "Putin")
    assert await with_merged(desk.database, HERE.visible, [navalny]) == (navalny, putin)
    assert await with_merged(desk.database, HERE.visible, [navalny, putin]) == (navalny, putin)


async def test_a_deleted_servers_merges_go_with_it(desk: Desk) -> None:
    await desk.correct(Mistake.SAME, "Putin")
    await purge(desk.database, HOME)
    assert await desk.corrections.listed(HOME, 5) == ([], 0)
    assert await merges_of(desk.database, HOME) == []


# ---- What is deleted ----


async def _purged(database: Database, article: int, now: datetime) -> None:
    await remove(database, article, HOME, now)
    assert await purge_removed(database, now + timedelta(days=2)) == 1


# It had the highest number, which SQLite would give again: “Undo” below the first would undo the other.
async def test_no_correction_gets_the_id_of_one_that_went_with_its_article(
    database: Database, corrections: Corrections, library: Library, now: datetime
) -> None:
    first, second = [await filed(library, text) for text in (TEXT, "“We will not send weapons,” Putin said in Brazil.")]
    await reported(corrections, first)
    gone = await reported(corrections, second)
    await _purged(database, second, now)
    made = await reported(corrections, first)
    assert made.id == gone.id + 1
    assert await get(database, gone.id, HOME) is None


# What a button of a deleted article says, after another was added.
async def test_a_button_of_a_purged_article_says_that_it_is_gone(
    database: Database, corrections: Corrections, library: Library, now: datetime
) -> None:
    gone = await filed(library)
    await _purged(database, gone, now)
    await filed(library, "Norway praised Peru.")
    for ask in (library.remove, library.reread, library.restore):
        with pytest.raises(AskError, match=r"no longer|can't be restored: articles are deleted"):
            await ask(HOME, gone)
    with pytest.raises(AskError, match="no longer"):
        await library.show(HERE, gone)
    with pytest.raises(AskError, match="line is gone"):
        await corrections.fact(HERE, gone, "0" * 12)
