"""Tests what an edition contains of the new articles, and the verdict on everything it leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.digests.breaks import breaks
from bot.digests.contents import OF_ONE_OUTLET, ROOM, build
from bot.digests.matching import Matcher
from bot.digests.memory import Memory
from bot.model.edition import Mark, Part, Reason, Remit, Verdict
from bot.model.facts import Actor, ActorKind, Expressed, Polarity
from bot.model.filed import FiledArticle, FiledFacts, FiledStance
from bot.model.library import Libraries
from bot.model.query import Subject
from bot.model.subscription import Style
from bot.render.edition_entries import Manner, part_lines
from bot.render.frames import DEFAULT, frame
from bot.store.articles import file_reading
from tests.conftest import entered

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.model.edition import Contents
    from bot.store.database import Database
    from tests.conftest import Tell

    FileAt = Callable[..., Awaitable[int]]
    Build = Callable[..., Awaitable[Contents]]

NOW = datetime(2025, 6, 24, 9, tzinfo=UTC)
IRAN = Subject("actor", "iran", "Iran")


@pytest.fixture
def file_at(database: Database) -> FileAt:
    """Files an article some hours before now."""

    async def filed(told: Tell, hours: float = 1, library: str = "everyone") -> int:
        await entered(database, library)
        return (await file_reading(database, told.reading(), library, NOW - timedelta(hours=hours))).article

    return filed


@pytest.fixture
def build_now(database: Database) -> Build:
    """The contents of what was filed in the last day."""

    async def built(told: tuple[Mark, ...] = (), **more: Any) -> Contents:
        since, until = (moment.isoformat(timespec="microseconds") for moment in (NOW - timedelta(1), NOW))
        return await build(database, Remit(since, until, "2025-06-24", **more), told, why=True)

    return built


def verdicts(contents: Contents, article: int) -> set[Verdict]:
    """What became of an article's facts."""
    return {decision.verdict for decision in contents.decisions if decision.article == article}


def raid(
    tell: type[Tell], outlet: str = "Reuters", title: str | None = "Israel raids Iran at dawn", **more: Any
) -> Tell:
    told = tell(
        f"Israel struck Iran at Natanz today, {outlet} learnt.", outlet=outlet, title=title, published="2025-06-24"
    )
    return told.event("struck", by="israel", to="iran", **more)


# ---- What happened ----------------------------------------------------------------------------------------------------


async def test_articles_filed_before_the_last_edition_are_not_told_again_but_late_ones_are(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    before = await file_at(raid(tell, "Reuters"), hours=30)
    late = tell("Russia sanctioned Israel.", title="Russia sanctions Israel", published="2024-01-01").event(
        "sanctioned", by="russia", to="israel", kind="SANCTION"
    )
    number = await file_at(late, hours=2)
    contents = await build_now()
    assert [entry.claim for entry in contents.entries] == ["Russia sanctions Israel"]
    assert verdicts(contents, before) == set()
    assert verdicts(contents, number) == {Verdict.TOLD}


async def test_reports_joined_when_they_were_filed_are_one_entry_and_counted(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    # one report names no agent: only the joining of reports shows that both are one; both are from one outlet, so
    # that outlets don't count them
    await file_at(raid(tell, date="2025-06-24"))
    nameless = tell(
        "Overnight today, Iran at Natanz was struck.", outlet="Reuters", title="A night", published="2025-06-24"
    )
    await file_at(nameless.event("struck", to="iran", date="2025-06-24"))
    [entry] = (await build_now()).of(Part.HAPPENED)
    assert (len(entry.articles), entry.outlets) == (2, ("Reuters",))
    [line] = part_lines([entry], Manner(Style.HEADLINES, frame(DEFAULT)))
    assert "Reuters · 2 reports" in line


async def test_reports_of_one_event_are_one_entry_with_its_outlets_as_the_reason(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    first, second, third = [await file_at(raid(tell, outlet)) for outlet in ("Reuters", "BBC", "Le Monde")]
    contents = await build_now()
    [entry] = contents.of(Part.HAPPENED)
    assert entry.outlets == ("Reuters", "BBC", "Le Monde")
    assert Reason("outlets", 3) in entry.reasons
    assert len(entry.evidence) == 3
    assert verdicts(contents, first) == {Verdict.TOLD}
    assert verdicts(contents, second) == verdicts(contents, third) == {Verdict.DUPLICATE, Verdict.TOLD}


# The title of one outlet stood above the sentence of another, "Five dead" above "killing four".
async def test_a_line_has_the_title_and_the_sentence_of_one_article(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    await file_at(raid(tell, "Reuters").head(title="Night of fear"))
    again = tell(
        "Israel struck Iran at Natanz today, the BBC learnt. Israel struck Iran at Natanz with drones today.",
        outlet="BBC",
        title="Israel struck Iran",
        published="2025-06-24",
    )
    again.event("struck", by="israel", to="iran").event("struck Iran at Natanz with", by="israel", to="iran")
    number = await file_at(again)
    [entry, *_] = (await build_now()).of(Part.HAPPENED)
    assert entry.claim == "Israel struck Iran"
    assert [evidence.source.outlet for evidence in entry.evidence] == ["BBC", "Reuters"]
    assert entry.place
    assert entry.place[0] == number


TWO_EVENTS = [
    # the other direction
    ("Iran struck Israel at Natanz today.", "struck", {"by": "iran", "to": "israel"}),
    # another type
    ("Israel warned Iran at Natanz today.", "warned", {"by": "israel", "to": "iran", "kind": "THREATEN"}),
    # another day, and both give one
    ("Israel struck Iran at Natanz.", "struck", {"by": "israel", "to": "iran", "date": "2025-06-13"}),
    # other words: the same sides fight in several places
    ("Israel bombed an oil refinery near Tehran in Iran.", "bombed", {"by": "israel", "to": "iran"}),
]


@pytest.mark.parametrize(("text", "cue", "event"), TWO_EVENTS, ids=[row[0] for row in TWO_EVENTS])
async def test_a_possibly_different_event_is_a_separate_entry(
    text: str, cue: str, event: dict[str, Any], tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    await file_at(raid(tell, "Reuters", date="2025-06-24"))
    await file_at(tell(text, outlet="BBC", title=text, published="2025-06-24").event(cue, **event))
    assert len((await build_now()).of(Part.HAPPENED)) == 2


async def test_more_outlets_come_first_and_then_what_is_unusual(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    # Russia and Israel talk every week; no US sanctions on Israel were reported in a month
    for hours in (100, 200, 300):
        await file_at(
            tell(f"Russia met Israel, for the {hours}th time.").event("met", by="russia", to="israel", kind="CONSULT"),
            hours,
        )
        await file_at(
            tell(f"US met Israel, for the {hours}th time.").event(
                "met", by="united-states", to="israel", kind="CONSULT"
            ),
            hours,
        )
    await file_at(
        tell("Russia met Israel.", title="Talks", outlet="BBC").event("met", by="russia", to="israel", kind="CONSULT")
    )
    await file_at(
        tell("US sanctioned Israel.", title="Sanctions", outlet="BBC").event(
            "sanctioned", by="united-states", to="israel", kind="SANCTION"
        )
    )
    for outlet in ("Reuters", "BBC"):
        await file_at(raid(tell, outlet))
    first, second, third = (await build_now(style=Style.FULL)).of(Part.HAPPENED)
    assert (first.claim, second.claim, third.claim) == ("Israel raids Iran at dawn", "Sanctions", "Talks")
    [rare] = [reason for reason in second.reasons if reason.kind == "unusual_parties"]
    assert frame(DEFAULT).reason(rare) == "first in 30 days between US and Israel"
    assert "unusual_parties" not in {reason.kind for reason in third.reasons}


NO_NEWS = [
    ("did not happen", {"mode": "negated"}, "it did not happen"),
    ("only hypothetical", {"mode": "hypothetical"}, "only hypothetical"),
    ("background", {"date": "2023-01-01"}, "days before its article"),
    ("a plan for a day that is past", {"mode": "planned", "date": "2025-06-20"}, "planned for a day that has passed"),
]


@pytest.mark.parametrize(("_what", "event", "note"), NO_NEWS, ids=[row[0] for row in NO_NEWS])
async def test_no_news_is_left_out_with_the_reason(
    _what: str, event: dict[str, Any], note: str, tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    number = await file_at(raid(tell, title=None, **event))
    contents = await build_now()
    assert contents.entries == ()
    [decision] = contents.decisions
    assert (decision.article, decision.verdict) == (number, Verdict.THRESHOLD)
    assert note in decision.note


async def test_an_article_whose_news_was_not_understood_is_more_to_read(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    await file_at(tell("Nobody knows why. It rained.", title="Rain in the desert", outlet="BBC"))
    [entry] = (await build_now()).entries
    assert (entry.part, entry.claim, entry.evidence[0].sentence) == (
        Part.FILED,
        "Rain in the desert",
        "Nobody knows why.",
    )


NO_TITLES = ["TEST PAGE", "Test page | Wire", "Untitled document", "Wire", "wire.example", "Page not found", "Home"]


@pytest.mark.parametrize("title", NO_TITLES)
async def test_an_article_under_a_pages_own_title_is_not_more_to_read(
    title: str, tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    number = await file_at(tell("Nobody knows why. It rained.", title=title, outlet="Wire"))
    contents = await build_now()
    assert contents.entries == ()
    [decision] = [decision for decision in contents.decisions if decision.article == number]
    assert (decision.verdict, decision.note) == (Verdict.THRESHOLD, "its title is a page's, not an article's")


# ---- Filters, libraries -----------------------------------------------------------------------------------------------


async def test_a_filter_lets_in_what_its_subject_takes_part_in_and_what_its_officials_do(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    foreign = await file_at(
        tell("Russia met Israel.", title="Talks").event("met", by="russia", to="israel", kind="CONSULT")
    )
    own = await file_at(
        tell("Araghchi met Putin in Moscow.", title="Araghchi in Moscow").event(
            "met", by="abbas-araghchi", to="vladimir-putin", kind="CONSULT"
        )
    )
    contents = await build_now(about=(IRAN,))
    [entry] = contents.entries
    assert entry.articles == {own}
    assert Reason("matches", name=("Iran",)) in entry.reasons
    assert verdicts(contents, foreign) == {Verdict.FILTER}


async def test_another_servers_articles_are_in_no_edition(tell: type[Tell], file_at: FileAt, build_now: Build) -> None:
    await file_at(raid(tell), library="111")
    assert (await build_now(libraries=Libraries("222"))).articles == 0
    assert len((await build_now(libraries=Libraries("111"))).entries) == 1


# ---- Room -------------------------------------------------------------------------------------------------------------

OTHERS = ("united-states", "russia", "abbas-araghchi", "vladimir-putin")


async def test_one_outlet_takes_no_more_than_its_share_while_others_have_news(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    names = {"united-states": "US", "russia": "Russia", "abbas-araghchi": "Araghchi", "vladimir-putin": "Putin"}
    loud = [
        await file_at(
            tell(
                f"{names[who]} struck Iran.", title=f"{names[who]} strikes", outlet="Loud", published="2025-06-24"
            ).event("struck", by=who, to="iran")
        )
        for who in OTHERS
    ]
    quiet = [
        await file_at(
            tell(f"{names[who]} met Israel.", title=f"{names[who]} talks", outlet="Quiet").event(
                "met", by=who, to="israel", kind="CONSULT"
            )
        )
        for who in OTHERS[:2]
    ]
    contents = await build_now()
    told = contents.of(Part.HAPPENED)
    assert sum(entry.outlets == ("Loud",) for entry in told) == OF_ONE_OUTLET[Style.BRIEF]
    assert all(Verdict.TOLD in verdicts(contents, number) for number in quiet)
    assert sum(Verdict.OUTLET in verdicts(contents, number) for number in loud) == 2


async def test_a_single_outlet_is_not_capped_but_by_room(tell: type[Tell], file_at: FileAt, build_now: Build) -> None:
    for number in range(12):
        who, whom = OTHERS[number % 4], ("iran", "israel", "navalny")[number // 4]
        text = f"{ {'united-states': 'US', 'russia': 'Russia', 'abbas-araghchi': 'Araghchi', 'vladimir-putin': 'Putin'}[who] } struck {whom.capitalize()}."
        await file_at(tell(text, title=text, outlet="Only").event("struck", by=who, to=whom))
    contents = await build_now()
    assert len(contents.of(Part.HAPPENED)) == ROOM[Style.BRIEF][Part.HAPPENED]
    assert contents.waiting == 8
    assert (
        sum(
            decision.verdict == Verdict.ROOM
            for decision in contents.decisions
            if decision.what.endswith("struck Israel.")
        )
        > 0
    )


async def test_nothing_is_told_twice_in_two_editions(tell: type[Tell], file_at: FileAt, build_now: Build) -> None:
    told = raid(tell).stance("israel", "struck", "iran")
    text = tell("“We will never give up this programme,” Araghchi said.", title="Araghchi speaks").quotation(
        "abbas-araghchi", "“We will never give up this programme,”"
    )
    await file_at(told)
    await file_at(text)
    first = await build_now()
    assert len(first.entries) == 2
    await file_at(raid(tell, "BBC"))
    await file_at(
        tell("“We will never, ever give up this programme,” said Araghchi.", title=None, outlet="BBC").quotation(
            "abbas-araghchi", "“We will never, ever give up this programme,”"
        )
    )
    again = await build_now(told=tuple(entry.mark for entry in first.entries))
    assert [entry for entry in again.entries if entry.part != Part.FILED] == []
    assert {decision.verdict for decision in again.decisions} >= {Verdict.ALREADY}


async def test_a_sentence_that_goes_on_from_another_is_no_line_by_itself(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    told = tell(
        "Israel struck Iran at Natanz today. He was sanctioned for a crime by all of them.",
        title="Israel raids Iran",
        published="2025-06-24",
    ).event("struck", by="israel", to="iran")
    number = await file_at(told.event("sanctioned", by="russia", to="israel", kind="SANCTION"))
    contents = await build_now(style=Style.FULL)
    assert [entry.claim for entry in contents.of(Part.HAPPENED)] == ["Israel raids Iran"]
    assert "its sentence makes no sense on its own" in {
        decision.note for decision in contents.decisions if decision.article == number
    }


# ---- Who said what ----------------------------------------------------------------------------------------------------


VOICES = [
    # an office of a country
    ("foreign minister", "iran", "Araghchi, Foreign minister of Iran"),
    # an office that already names its place: "Mayor of London of the United Kingdom"
    ("mayor of London", "iran", "Araghchi, Mayor of London"),
    # an office of no country
    ("nominee", "iran", "Araghchi, Nominee"),
    # an office that means little without its body
    ("president", None, "Araghchi"),
    ("governor", None, "Araghchi, Governor"),
]


@pytest.mark.parametrize(("office", "of", "voice"), VOICES)
async def test_speakers_are_called_by_an_office_that_says_something(
    office: str, of: str | None, voice: str, tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    told = tell("“We will never surrender our rights,” Araghchi of Iran said.").quotation(
        "abbas-araghchi", "“We will never surrender our rights,”"
    )
    reading = told.reading()
    actors = tuple(
        replace(actor, role=office, of=of) if actor.id == "abbas-araghchi" else actor for actor in reading.actors
    )
    told.reading = lambda: replace(reading, actors=actors)  # type: ignore[method-assign]
    await file_at(told)
    [said] = (await build_now()).of(Part.SAID)
    assert said.voice == voice


async def test_at_most_two_quotations_a_speaker_and_one_for_what_two_outlets_print(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    words = [
        "“We will never surrender our rights,”",
        "“The talks were good and useful,”",
        "“My cat has learnt to open doors,”",
    ]
    numbers = [
        await file_at(tell(f"{said} Araghchi said.", outlet="Reuters").quotation("abbas-araghchi", said))
        for said in words
    ]
    copy = await file_at(tell(f"{words[0]} Araghchi said to us.", outlet="BBC").quotation("abbas-araghchi", words[0]))
    contents = await build_now(style=Style.FULL)
    said = contents.of(Part.SAID)
    assert len(said) == 2
    assert said[0].claim == "“We will never surrender our rights”"
    assert Reason("outlets", 2) in said[0].reasons
    assert said[0].voice == "Araghchi, Foreign Minister of Iran"
    assert Verdict.DUPLICATE in verdicts(contents, copy)
    assert sum(Verdict.SPEAKER in verdicts(contents, number) for number in numbers) == 1


DETAILS = [
    # of no weight
    ("Germany met France.", "met", "CONSULT", "navalny", "abbas-araghchi", False),
    # of the same party
    ("Israel sanctioned Russia.", "sanctioned", "SANCTION", "israel", "russia", False),
    ("Putin sanctioned Navalny.", "sanctioned", "SANCTION", "vladimir-putin", "navalny", True),
]


@pytest.mark.parametrize(("second", "cue", "kind", "who", "whom", "told"), DETAILS)
async def test_a_second_story_of_an_article_is_of_others_and_has_weight(  # noqa: PLR0917 - a row, and where it is tried
    second: str,
    cue: str,
    kind: str,
    who: str,
    whom: str,
    told: bool,
    tell: type[Tell],
    file_at: FileAt,
    build_now: Build,
) -> None:
    article = tell(f"Israel struck Iran. {second}", title="Israel strikes Iran", outlet="Reuters")
    number = await file_at(article.event("struck", by="israel", to="iran").event(cue, by=who, to=whom, kind=kind))
    contents = await build_now(style=Style.FULL)
    assert len(contents.of(Part.HAPPENED)) == 1 + told
    assert (Verdict.ARTICLE in verdicts(contents, number)) is not told


async def test_a_fire_is_news_even_if_nobody_is_named(tell: type[Tell], file_at: FileAt, build_now: Build) -> None:
    def fire(outlet: str, town: str, words: str) -> Tell:
        text = f"A fire {words} in {town}."
        told = tell(text, title=f"Fire {words} in {town}", outlet=outlet, published="2025-06-24")
        return told.event("fire", kind="OTHER", date="2025-06-24")

    await file_at(fire("Reuters", "Badalona", "killed three people"))
    await file_at(fire("BBC", "Badalona", "killed three persons"))
    # another fire of the same day is another story
    await file_at(fire("Reuters", "Stavanger", "closed the whole airport"))
    contents = await build_now()
    told = contents.of(Part.HAPPENED)
    assert sorted(entry.outlets for entry in told) == [("Reuters",), ("Reuters", "BBC")]
    await file_at(fire("AP", "Badalona", "killed three pensioners"))
    again = await build_now(told=tuple(entry.mark for entry in told))
    assert again.of(Part.HAPPENED) == ()


async def test_a_fire_deep_in_an_article_about_something_else_is_none(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    await file_at(tell("A fire broke out in Badalona.", title="Parliament adjourns").event("fire", kind="OTHER"))
    assert (await build_now()).of(Part.HAPPENED) == ()


async def test_words_that_break_off_at_a_bracket_give_way_to_their_sentence(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    sentence = "Iran designated the US Command (CENTCOM) as a foe."
    await file_at(tell(sentence).event("designated", by="iran", kind="SANCTION"))
    [entry] = (await build_now()).of(Part.HAPPENED)
    assert entry.claim == sentence


# ---- What changed -----------------------------------------------------------------------------------------------------


def stance(tell: type[Tell], polarity: str, words: str, outlet: str = "Reuters", sure: float = 0.8) -> Tell:
    return tell(f"Russia {words} Iran.", outlet=outlet).stance("russia", words, "iran", polarity, sure=sure)


async def test_a_shift_of_stance_is_told_with_before_and_after(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    for hours, words in ((100, "praised"), (60, "backed")):
        await file_at(stance(tell, "supports", words), hours)
    await file_at(stance(tell, "opposes", "condemned"))
    [entry] = (await build_now()).of(Part.CHANGED)
    assert entry.claim == "Russia now opposes Iran in words; previously supported"
    assert entry.evidence[0].sentence == "Russia condemned Iran."
    assert entry.before[0].sentence == "Russia backed Iran."
    assert Reason("otherwise", 2) in entry.reasons


async def test_a_shift_of_stance_on_an_issue_is_told(tell: type[Tell], file_at: FileAt, build_now: Build) -> None:
    def on_the_cap(polarity: str, words: str) -> Tell:
        told = tell(f"Russia {words} the oil cap.", outlet="Reuters").issue("i.cap-oil", "oil cap")
        return told.stance("russia", words, "i.cap-oil", polarity, sure=0.8)

    for hours, words in ((100, "praised"), (60, "backed")):
        await file_at(on_the_cap("supports", words), hours)
    await file_at(on_the_cap("opposes", "condemned"))
    [entry] = (await build_now()).of(Part.CHANGED)
    assert entry.claim == "Russia now opposes oil cap in words; previously supported"
    assert entry.before[0].sentence == "Russia backed the oil cap."


NO_SHIFTS = [
    # a single earlier sentence may be a misreading
    ([("supports", 0.9)], ("opposes", 0.9)),
    # no clear earlier side
    ([("supports", 0.8), ("opposes", 0.8)], ("opposes", 0.8)),
    # the same side as before
    ([("opposes", 0.8), ("opposes", 0.8)], ("opposes", 0.8)),
    # becoming neutral is no change
    ([("supports", 0.8), ("supports", 0.8)], ("neutral", 0.8)),
]


def against(tell: type[Tell], holder: str, target: str, polarity: str = "opposes") -> Tell:
    names = {
        "abbas-araghchi": "Araghchi",
        "vladimir-putin": "Putin",
        "navalny": "Navalny",
        "iran": "Iran",
        "russia": "Russia",
    }
    text = f"{names[holder]} condemned the move by {names[target]} on Monday."
    return tell(text, outlet="Reuters").stance(holder, "condemned", target, polarity)


async def test_a_break_with_ones_own_side_is_told_once_and_at_once(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    await file_at(against(tell, "abbas-araghchi", "iran"))
    [entry] = (await build_now(important=True)).entries
    assert entry.claim == "Araghchi breaks with their own side: opposes Iran in words"
    assert frame("en").reason(entry.reasons[0]) == "Araghchi, Foreign Minister of Iran"
    assert entry.evidence[0].sentence == "Araghchi condemned the move by Iran on Monday."
    assert (await build_now(told=(entry.mark,), important=True)).entries == ()


NO_BREAKS = [
    # whoever is at the top is the side
    ("vladimir-putin", "russia", "opposes"),
    # a Russian without an office serves nobody
    ("navalny", "russia", "opposes"),
    # another side
    ("abbas-araghchi", "russia", "opposes"),
    ("abbas-araghchi", "iran", "supports"),
]


@pytest.mark.parametrize(("holder", "target", "polarity"), NO_BREAKS)
async def test_what_is_no_break_is_not_told_as_one(
    holder: str, target: str, polarity: str, tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    await file_at(against(tell, holder, target, polarity))
    assert (await build_now()).of(Part.CHANGED) == ()


HOLDER, HEAD = "abbas-araghchi", "vladimir-putin"
ROLES = [
    ("Foreign Minister", "iran", "President", "iran", True),
    # two ministers of one government are no head of each other
    ("Foreign Minister", "iran", "Foreign Minister", "iran", False),
    # offices that are past, to come, or in another camp
    ("Former Foreign Minister", "iran", "President", "iran", False),
    ("Shadow Foreign Minister", "iran", "President", "iran", False),
    ("Foreign Minister", "iran", "President-elect", "iran", False),
    # another's head
    ("Foreign Minister", "iran", "President", "russia", False),
    # who leads a body has it in the name of an office that others have under somebody
    ("Secretary-General", "iran", "President", "iran", False),
    # a vice-president serves, and leads nobody
    ("Vice President", "iran", "President", "iran", True),
    ("President", "iran", "Vice President", "iran", False),
]


@pytest.mark.parametrize(("role", "of", "other", "of_other", "told"), ROLES)
def test_offices_decide_whose_side_one_is_on(role: str, of: str, other: str, of_other: str, told: bool) -> None:
    actors = {
        HOLDER: Actor(HOLDER, "Araghchi", ActorKind.PERSON, role, of),
        HEAD: Actor(HEAD, "Putin", ActorKind.PERSON, other, of_other),
    }
    stance = FiledStance(1, 1, HOLDER, HEAD, "actor", "Putin", Polarity.OPPOSES, Expressed.WORDS, 0.9, 0)
    article = FiledArticle(1, "Reuters", None, None, "")
    filed = FiledFacts({1: article}, actors, {HOLDER: of, HEAD: of_other}, stances=(stance,))
    assert bool(breaks(Matcher((), filed), Memory())) is told


@pytest.mark.parametrize(("before", "after"), NO_SHIFTS, ids=str)
async def test_an_unclear_change_of_side_is_not_told(
    before: list[tuple[str, float]], after: tuple[str, float], tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    for number, (polarity, sure) in enumerate(before):
        await file_at(stance(tell, polarity, ("praised", "judged", "backed")[number], sure=sure), hours=50 + number)
    await file_at(stance(tell, after[0], "named", sure=after[1]))
    contents = await build_now()
    assert contents.of(Part.CHANGED) == ()
    assert Verdict.THRESHOLD in {decision.verdict for decision in contents.decisions}


# ---- Conflicts --------------------------------------------------------------------------------------------------------


async def test_a_denial_by_another_outlet_is_a_conflict(tell: type[Tell], file_at: FileAt, build_now: Build) -> None:
    await file_at(raid(tell, "Reuters"))
    denied = tell(
        "Israel struck Iran at Natanz today? It did not, PressTV learnt.", outlet="PressTV", published="2025-06-24"
    )
    await file_at(denied.event("struck", by="israel", to="iran", mode="negated"))
    [entry] = (await build_now()).of(Part.CONFLICT)
    assert entry.claim == "Attack by Israel on Iran: Reuters says it happened, PressTV says it did not"


async def test_one_outlet_that_says_both_is_no_conflict(tell: type[Tell], file_at: FileAt, build_now: Build) -> None:
    await file_at(raid(tell, "Reuters"))
    denied = tell("Israel struck Iran at Natanz today? It did not.", outlet="Reuters", published="2025-06-24")
    await file_at(denied.event("struck", by="israel", to="iran", mode="negated"))
    assert (await build_now()).of(Part.CONFLICT) == ()


async def test_sides_that_cannot_both_be_right_are_a_conflict(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    await file_at(stance(tell, "supports", "backed", "Reuters"))
    await file_at(stance(tell, "opposes", "condemned", "BBC"))
    [entry] = (await build_now()).of(Part.CONFLICT)
    assert entry.claim == "Russia supports Iran according to Reuters, opposes Iran according to BBC"


NUMBERS = [
    ("Israel struck Iran today and 40 people were killed.", "Israel struck Iran today: 25 people killed.", True),
    ("Israel struck Iran today and 40 people were killed.", "Israel struck Iran today: 40 people killed.", False),
    # different things are counted
    ("Israel struck Iran today and 40 people were killed.", "Israel struck Iran today: 25 people injured.", False),
    # years, hours and ages don't count
    ("Israel struck Iran today at 5.", "Israel struck Iran today, as in 2024.", False),
    # 1,200 is one number
    ("Israel struck Iran today and 1,200 people were killed.", "Israel struck Iran today: 1200 people killed.", False),
]


@pytest.mark.parametrize(("one", "other", "conflict"), NUMBERS, ids=[f"{row[0]} {row[1]}" for row in NUMBERS])
async def test_numbers_that_outlets_do_not_agree_on_are_a_conflict(
    one: str, other: str, conflict: bool, tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    for outlet, text in (("Reuters", one), ("BBC", other)):
        await file_at(
            tell(text, outlet=outlet, title="Strike", published="2025-06-24").event("struck", by="israel", to="iran")
        )
    found = (await build_now()).of(Part.CONFLICT)
    assert len(found) == conflict
    assert not conflict or found[0].claim == "Number of people killed: Reuters says 40, BBC says 25"


# ---- What is expected, what can't wait --------------------------------------------------------------------------------


async def test_events_planned_for_a_future_day_are_expected(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    told = tell("Russia will meet Iran.", title="Meeting planned").event(
        "meet", by="russia", to="iran", kind="CONSULT", mode="planned", date="2025-07-01"
    )
    await file_at(told)
    [entry] = (await build_now()).entries
    assert (entry.part, entry.when) == (Part.EXPECTED, "2025-07-01")


async def test_as_it_happens_takes_a_new_event_with_two_outlets_and_a_shift_and_nothing_else(
    tell: type[Tell], file_at: FileAt, build_now: Build
) -> None:
    for outlet in ("Reuters", "BBC"):
        await file_at(raid(tell, outlet))
    for hours, words in ((100, "praised"), (60, "backed")):
        await file_at(stance(tell, "supports", words), hours)
    await file_at(stance(tell, "opposes", "condemned"))
    alone = await file_at(
        tell("Russia met Israel.", title="Talks").event("met", by="russia", to="israel", kind="CONSULT")
    )
    await file_at(
        tell("“We will never give up our rights,” Araghchi said.").quotation(
            "abbas-araghchi", "“We will never give up our rights,”"
        )
    )
    contents = await build_now(important=True)
    assert [entry.part for entry in contents.entries] == [Part.HAPPENED, Part.CHANGED]
    assert {decision.note for decision in contents.decisions if decision.article == alone} == {
        "only one outlet reports it so far: it waits for the next digest",
        "it waits for the next digest",
    }
    again = await build_now(told=tuple(entry.mark for entry in contents.entries), important=True)
    assert again.entries == ()


# Every fact gets a verdict, because a fact without one could not be explained.
async def test_every_event_and_quotation_has_a_verdict(tell: type[Tell], file_at: FileAt, build_now: Build) -> None:
    told = raid(tell).event("learnt", by="iran", kind="CONSULT", mode="hypothetical")
    number = await file_at(told)
    contents = await build_now()
    assert verdicts(contents, number) == {Verdict.TOLD, Verdict.THRESHOLD}
