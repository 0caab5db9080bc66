"""Tests answers to /stance: words apart from actions and inaction, both sides if both have weight, officials for their state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers import answer
from bot.answers.stances import position_words, side_of
from bot.model.answer import Evidence, ShownStance, Source
from bot.model.article import Span
from bot.model.chart import Side
from bot.model.facts import Expressed, Polarity
from bot.model.query import StanceQuery, Subject, TimelineQuery

if TYPE_CHECKING:
    from bot.model.answer import Answer
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import Ask, File, Subjects, Tell


@pytest.fixture
def ask(database: Database, everyone: Libraries, subject: Subjects) -> Ask:
    async def asked(holder: str, on: str | None = None) -> Answer:
        return await answer(database, StanceQuery(subject(holder), subject(on) if on else None), everyone)

    return asked


@pytest.fixture
def everybody(database: Database, everyone: Libraries, subject: Subjects) -> Ask:
    """Everybody's stances on one issue."""

    async def asked(on: str, name: str) -> Answer:
        return await answer(database, StanceQuery(None, subject(on, name)), everyone)

    return asked


def lines(answer: Answer) -> dict[str, list[str]]:
    """The lines under each heading."""
    return {section.heading: [line.text for line in section.lines] for section in answer.sections}


async def test_words_apart_from_actions_and_inaction(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Russia condemned Israel. Russia armed its foes. Russia refused it help.")
        .stance("russia", "condemned", "israel")
        .stance("russia", "armed", "israel", by="deeds")
        .stance("russia", "refused", "israel", by="inaction")
    )
    found = await ask("russia", "israel")
    assert found.headline == "Russia opposes Israel, in words, in actions and through inaction."
    assert lines(found) == {
        "In words": ["Opposes it"],
        "In actions": ["Opposes it"],
        "Through inaction": ["Opposes it"],
    }
    sentences = [line.evidence[0].sentence for section in found.sections for line in section.lines]
    assert sentences == ["Russia condemned Israel.", "Russia armed its foes.", "Russia refused it help."]
    marked = [line.evidence[0] for section in found.sections for line in section.lines]
    assert [evidence.sentence[evidence.marked[0].start : evidence.marked[0].end] for evidence in marked] == [
        "condemned",
        "armed",
        "refused",
    ]


async def test_missing_statements_and_actions_are_mentioned(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(tell("Russia condemned Israel.").stance("russia", "condemned", "israel"))
    found = await ask("russia", "israel")
    assert [(section.heading, section.absent, len(section.lines)) for section in found.sections] == [
        ("In words", "No statements found.", 1),
        ("In actions", "No actions found.", 0),
    ]


async def test_both_sides_are_said_and_shown(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Russia praised Iran. Russia scolded Iran.")
        .stance("russia", "praised", "iran", "supports")
        .stance("russia", "scolded", "iran")
    )
    found = await ask("russia", "iran")
    assert found.headline == "Russia both supports and opposes Iran, in words."
    assert lines(found)["In words"] == ["Supports it", "Opposes it"]


# Trap: who changed sides "both supports and opposes". Where the days are mixed, or one is unknown, nobody can say that they did.
@pytest.mark.parametrize(
    ("days", "told"),
    [
        (
            ("2019-10-30~", "2023-06-07"),
            "now supports Iran, in words (7 June 2023); opposed it before (about 30 October 2019).",
        ),
        (
            ("2023-06-07", "2019-10-30~"),
            "now opposes Iran, in words (7 June 2023); supported it before (about 30 October 2019).",
        ),
        (("2023-06-07", "2023-06-07"), "both supports and opposes Iran, in words."),
        ((None, "2023-06-07"), "both supports and opposes Iran, in words."),
        # a year may be before or after a day of it
        (("2023", "2023-06-07"), "both supports and opposes Iran, in words."),
    ],
)
async def test_who_changed_sides_is_said_to_with_the_days(
    file: File, tell: type[Tell], ask: Ask, days: tuple[str | None, str], told: str
) -> None:
    against, for_it = days
    await file(
        tell("Russia scolded Iran.", published=against).stance("russia", "scolded", "iran"),
        tell("Russia praised Iran.", published=for_it).stance("russia", "praised", "iran", "supports"),
    )
    assert (await ask("russia", "iran")).headline == f"Russia {told}"


async def test_all_positions_of_one_strongest_first_with_the_best_sentence(
    file: File, tell: type[Tell], ask: Ask
) -> None:
    await file(
        tell("Russia praised Iran. Russia scolded Israel. Russia blamed Israel. Russia blamed the US.")
        .stance("russia", "praised", "iran", "supports", sure=0.8)
        .stance("russia", "scolded", "israel", sure=0.7)
        .stance("russia", "blamed", "israel", sure=0.9)
        .stance("russia", "Russia blamed the US", "united-states", sure=0.8)
    )
    found = await ask("russia")
    assert found.headline == "Where Russia stands on 3 subjects, strongest first."
    assert found.scope == "From 1 article"
    [section] = found.sections
    # of two as strong by the name
    assert [(line.text, len(line.evidence), line.evidence[0].sentence) for line in section.lines] == [
        ("Opposes Israel, in words", 1, "Russia blamed Israel."),
        ("Supports Iran, in words", 1, "Russia praised Iran."),
        ("Opposes US, in words", 1, "Russia blamed the US."),
    ]
    assert [line.mark for line in section.lines] == ["2 sentences", None, None]
    assert [line.asks for line in section.lines[:2]] == [offer.query for offer in found.offers[1:]]
    assert [(offer.label, offer.query) for offer in found.offers] == [
        ("Timeline", TimelineQuery(found.query.holder)),
        ("On Israel", StanceQuery(found.query.holder, Subject("actor", "israel", "Israel"))),
        ("On Iran", StanceQuery(found.query.holder, Subject("actor", "iran", "Iran"))),
    ]


# One sentence that may well be misread stood above what two sentences say, if a third subject had even more.
async def test_what_two_sentences_or_a_sure_one_say_comes_first(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Russia praised Iran. Russia scolded Israel. Russia blamed Israel. Russia blamed the US.")
        .stance("russia", "praised", "iran", "supports", sure=0.85)
        .stance("russia", "scolded", "israel", sure=0.4)
        .stance("russia", "blamed", "israel", sure=0.4)
        .stance("russia", "Russia blamed the US", "united-states", sure=0.95)
    )
    [section] = (await ask("russia")).sections
    assert [line.text for line in section.lines] == [
        "Opposes US, in words",
        "Opposes Israel, in words",
        "Supports Iran, in words",
    ]


# 'Opposes “Iran didn't ask for help”' is no subject: such stances stand apart and are not counted.
async def test_the_words_of_an_article_are_no_subject(file: File, tell: type[Tell], ask: Ask) -> None:
    told = tell("Russia blamed Israel. Russia wants Iran to yield.")
    await file(
        told.stance("russia", "blamed", "israel")
        .event("yield", by="iran", mode="hypothetical")
        .stance("russia", "wants", "e1", "supports")
    )
    found = await ask("russia")
    assert found.headline == "Where Russia stands on 1 subject."
    assert [section.heading for section in found.sections] == ["", "On single events"]
    assert [offer.label for offer in found.offers] == ["Timeline", "On Israel"]


# Trap: "supports access" and, below, "supports “providing access”", from one sentence.
async def test_what_a_subject_says_is_not_said_again_in_an_articles_words(
    file: File, tell: type[Tell], ask: Ask
) -> None:
    told = tell("Russia favoured providing oil access. Russia favoured selling oil access.").issue(
        "i.access", "oil access"
    )
    told.event("providing oil access").event("selling oil access")
    await file(told.stance("russia", "favoured", "i.access", "supports").stance("russia", "favoured", "e1", "supports").stance("russia", "Russia favoured selling", "e2", "supports"))  # fmt: skip
    lines = [line.text for section in (await ask("russia")).sections for line in section.lines]
    assert lines == ["Supports oil access, in words", "Supports “selling oil access”, in words"]


# Trap: 'opposes “move”' said nothing; with its sentence on it, it does.
async def test_what_is_called_by_one_word_is_no_line_of_a_list(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(tell("Russia blamed Israel. Russia slammed the move.").event("move").stance("russia", "blamed", "israel").stance("russia", "slammed", "e1"))  # fmt: skip
    found = await ask("russia")
    assert [line.text for section in found.sections for line in section.lines] == ["Opposes Israel, in words"]
    await file(tell("Iran slammed the move.").event("move").stance("iran", "slammed", "e1"))
    assert (await ask("iran")).found == 1, "if there is nothing else"


# "Where Russia stands on what has no name" told nothing.
async def test_stances_on_nothing_but_events_are_counted_as_such(file: File, tell: type[Tell], ask: Ask) -> None:
    told = tell("Russia wants Iran to yield. Russia wants Iran to leave.")
    told.event("yield", by="iran", mode="hypothetical").event("leave", by="iran", mode="hypothetical")
    await file(told.stance("russia", "wants", "e1", "supports"))
    found = await ask("russia")
    assert (found.headline, [section.heading for section in found.sections]) == (
        "Where Russia stands on 1 event.",
        [""],
    )
    await file(tell("Russia wants Iran to stay. Then Russia wants it to go home.").event("stay", by="iran").event("go home", by="iran").stance("russia", "wants", "e1", "supports").stance("russia", "Then Russia wants it to go home", "e2", "supports"))  # fmt: skip
    assert (await ask("russia")).headline == "Where Russia stands on 3 events."


# Trap: what only a president said was the state's stance without a word of him.
@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([("putin", "words")], "opposes Israel, in the words of Putin"),
        ([("putin", "actions")], "opposes Israel, in actions of Putin"),
        ([("putin", "inaction")], "opposes Israel, through inaction of Putin"),
        ([("russia", "words"), ("putin", "words")], "opposes Israel, in words"),
        ([("russia", "actions"), ("putin", "words")], "opposes Israel, in the words of Putin and in actions"),
        ([("putin", "words"), ("lavrov", "words")], "opposes Israel, in the words of Putin and Lavrov"),
        (
            [(name, "words") for name in ("putin", "lavrov", "peskov", "shoigu")],
            "opposes Israel, in the words of Putin, Lavrov and 2 more",
        ),
    ],
)
def test_whose_words_count_as_the_states_is_said(told: list[tuple[str, str]], words: str) -> None:
    russia, israel = Subject("actor", "russia", "Russia"), Subject("actor", "israel", "Israel")
    held = [
        ShownStance(
            Subject("actor", name, name.capitalize()),
            israel,
            None,
            None,
            Polarity.OPPOSES,
            Expressed[way.upper()],
            Evidence(Source(1, None, None, None, None, ""), "", Span(0, 1), (), None, 0.9),
        )
        for name, way in told
    ]
    assert position_words(russia, israel, held) == words


@pytest.mark.parametrize(
    ("held", "side"),
    [
        ([("supports", 0.9)], Side.FOR),
        ([("opposes", 0.9)], Side.AGAINST),
        ([("neutral", 0.9)], Side.UNCLEAR),
        ([("supports", 0.9), ("opposes", 0.9)], Side.BOTH),
        # From a quarter of the weight on there is a second side; less is more often a misreading.
        ([("supports", 0.75), ("opposes", 0.25)], Side.BOTH),
        ([("supports", 0.8), ("opposes", 0.2)], Side.FOR),
        # Many sure stances outweigh one.
        ([("opposes", 0.9)] * 4 + [("supports", 0.9)], Side.AGAINST),
        # Wanting something from someone is no side, and does not weaken one.
        ([("neutral", 0.9), ("opposes", 0.3)], Side.AGAINST),
        # If no stance is sure, the answer still takes one of the sides, and never fails.
        ([("opposes", 0.0)], Side.FOR),
    ],
)
def test_the_side(held: list[tuple[str, float]], side: Side, subject: Subjects) -> None:
    source = Source(1, None, None, None, None, "")
    stances = [
        ShownStance(
            subject("russia"),
            subject("iran"),
            None,
            None,
            Polarity(polarity),
            Expressed.WORDS,
            Evidence(source, "", Span(0, 1), (), None, sure),
        )
        for polarity, sure in held
    ]
    assert side_of(stances) == side


async def test_an_official_speaks_for_the_state_and_is_named(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Putin condemned Israel. Navalny praised Israel.")
        .stance("vladimir-putin", "condemned", "israel")
        .stance("navalny", "praised", "israel", "supports")
    )
    found = await ask("russia", "israel")
    # Navalny belongs to Russia but holds no office.
    assert lines(found)["In words"] == ["Putin opposes it"]
    assert found.headline == "Russia opposes Israel, in the words of Putin."


async def test_a_state_does_not_speak_for_its_officials(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(tell("Russia condemned Israel.").stance("russia", "condemned", "israel"))
    assert (await ask("vladimir-putin", "israel")).found == 0


async def test_on_an_actor_through_what_it_did(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Russia condemned the strike by Israel on Iran.")
        .event("strike", by="israel", to="iran", name="Operation Dawn")
        .stance("russia", "condemned", "e1")
    )
    assert lines(await ask("russia", "israel"))["In words"] == ["Opposes Operation Dawn"]
    assert lines(await ask("russia", "e.operation-dawn"))["In words"] == ["Opposes it"]
    # The victim of an attack did not do it: condemning the attack says nothing against the victim.
    assert (await ask("russia", "iran")).found == 0


async def test_one_sentence_is_one_piece_of_evidence(file: File, tell: type[Tell], ask: Ask) -> None:
    told = tell("Russia condemned and denounced Israel.")
    await file(told.stance("russia", "condemned", "israel", sure=0.5).stance("russia", "denounced", "israel", sure=0.8))
    found = await ask("russia", "israel")
    [line] = found.sections[0].lines
    assert [evidence.confidence for evidence in line.evidence] == [0.8]


async def test_several_targets_a_line_each_strongest_first(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Russia scolded Iran. Russia condemned Israel. Russia armed Israel’s foes. Russia hailed US.")
        .stance("russia", "scolded", "iran", sure=0.7)
        .stance("russia", "condemned", "israel", sure=0.5)
        .stance("russia", "armed", "israel", by="deeds", sure=0.6)
        .stance("russia", "hailed", "united-states", "supports", sure=0.6)
    )
    found = await ask("russia")
    assert found.headline == "Where Russia stands on 3 subjects, strongest first."
    assert lines(found) == {
        "": [
            "Opposes Israel, in words and in actions",
            "Opposes Iran, in words",
            "Supports US, in words",
        ]
    }
    # Of two sentences, the surer one is shown.
    assert found.sections[0].lines[0].evidence[0].sentence == "Russia armed Israel’s foes."
    assert [offer.label for offer in found.offers] == ["Timeline", "On Israel", "On Iran"]


# Another outlet may spell a named event differently: it is still one target.
async def test_one_target_named_in_two_ways_is_one_line(file: File, tell: type[Tell], ask: Ask) -> None:
    for name in ("Operation Dawn", "operation dawn"):
        await file(
            tell(f"Russia condemned the strike called {name}.")
            .event("strike", by="israel", name=name)
            .stance("russia", "condemned", "e1")
        )
    found = await ask("russia")
    assert lines(found) == {"": ["Opposes Operation Dawn, in words"]}


async def test_nothing_found_says_what_was_looked_for_and_what_there_is(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(
        tell("Russia condemned Israel. Iran spoke. Iran hit US.")
        .stance("russia", "condemned", "israel")
        .event("hit", by="iran", to="united-states")
    )
    found = await ask("russia", "iran")
    assert found.found == 0
    assert found.headline == (
        "No stance by Russia on Iran in the one article here. I did find 1 stance by Russia and 1 event involving Iran."
    )
    kinds = [type(offer.query) for offer in found.offers]
    assert kinds == [StanceQuery, TimelineQuery]


async def test_an_empty_library_says_so(ask: Ask) -> None:
    found = await ask("russia", "iran")
    assert found.headline == "The library has no articles yet, so I can't answer."
    assert (found.offers, found.scope) == ((), "")


async def test_without_a_holder_everybodys_side_is_told(
    file: File, tell: type[Tell], database: Database, everyone: Libraries, everybody: Ask
) -> None:
    text = (
        "Russia praised the pension reform. Iran rejected it. Iran blocked it. Israel fears the French pension reform."
    )
    await file(
        tell(text)
        .issue("i.reform-pension", "pension reform")
        .issue("i.reform-french-pension", "French pension reform")
        .stance("russia", "praised", "i.reform-pension", "supports")
        .stance("iran", "rejected", "i.reform-pension")
        .stance("iran", "blocked", "i.reform-pension", by="deeds")
        .stance("israel", "fears", "i.reform-french-pension")
    )
    found = await everybody("i.reform-pension", "pension reform")
    assert found.headline == "Pension reform: 1 for and 2 against."
    assert lines(found) == {
        "For": ["Russia, in words"],
        # One line per holder, however many sentences; a narrower target is named.
        "Against": ["Iran, in words and in actions", "Israel, on French pension reform, in words"],
    }
    assert [len(line.evidence) for line in found.sections[1].lines] == [2, 1]
    # Each offer leads to that holder's own answer.
    for offer in found.offers:
        assert (await answer(database, offer.query, everyone)).found, offer


@pytest.mark.parametrize(
    ("told", "headline"),
    [
        ([("russia", "supports"), ("russia", "opposes")], "Oil cap: 1 both for and against."),
        ([("russia", "neutral")], "Oil cap: 1 on no clear side."),
    ],
)
async def test_unclear_sides_are_mentioned(
    file: File, tell: type[Tell], everybody: Ask, told: list[tuple[str, str]], headline: str
) -> None:
    article = tell("Russia backed, mourned, ignored the oil cap.").issue("i.cap-oil", "oil cap")
    for (holder, polarity), cue in zip(told, ("backed", "mourned"), strict=False):
        article = article.stance(holder, cue, "i.cap-oil", polarity)
    await file(article)
    found = await everybody("i.cap-oil", "oil cap")
    assert found.headline == headline


async def test_without_stances_the_answer_names_the_subject(file: File, tell: type[Tell], everybody: Ask) -> None:
    await file(tell("Russia slept."))
    found = await everybody("i.cap-oil", "oil cap")
    assert found.headline == "No stance on oil cap in the one article here."
