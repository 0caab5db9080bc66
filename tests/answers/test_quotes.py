"""Tests answers to /quote: direct quotations apart from reported speech, newest first, by speaker, subject or words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers import answer
from bot.model.query import QuoteQuery, Subject, WhoQuery

if TYPE_CHECKING:
    from bot.model.answer import Answer
    from bot.model.library import Libraries
    from bot.store.database import Database
    from tests.conftest import Ask, File, Subjects, Tell


@pytest.fixture
def ask(database: Database, everyone: Libraries, subject: Subjects) -> Ask:
    async def asked(speaker: str, about: str | None = None, words: str | None = None) -> Answer:
        query = QuoteQuery(subject(speaker), subject(about, "Operation Dawn") if about else None, words)
        return await answer(database, query, everyone)

    return asked


def shown(answer: Answer) -> list[list[str]]:
    """The words in each section."""
    return [[line.text for line in section.lines] for section in answer.sections]


@pytest.fixture
async def said(file: File, tell: type[Tell]) -> None:
    """Two articles, of 20 June and about 23 June, and one without a date."""
    await file(
        tell("“Talks are dead,” said Araghchi. Araghchi warned Iran would answer.", published="2025-06-20")
        .quotation("abbas-araghchi", "“Talks are dead,”")
        .quotation("abbas-araghchi", "Iran would answer", "warned", "indirect", about=("iran",)),
        tell("Araghchi called Operation Dawn “criminal”. “Mediate your own,” said Putin.", published="2025-06-23~")
        .event("Operation", by="israel", name="Operation Dawn")
        .quotation("abbas-araghchi", "“criminal”", "called", "mixed", about=("e1", "israel"))
        .quotation("vladimir-putin", "“Mediate your own,”"),
        tell("Once, Araghchi said: “Patience\n  wins.”").quotation("abbas-araghchi", "“Patience\n  wins.”"),
    )


@pytest.mark.usefixtures("said")
async def test_own_words_apart_from_reported_ones_newest_first(ask: Ask) -> None:
    found = await ask("abbas-araghchi")
    assert [section.heading for section in found.sections] == ["In their own words", "As reported"]
    # Partly quoted words count as direct. An article without a date comes last.
    assert shown(found) == [["“criminal”", "“Talks are dead”", "“Patience wins.”"], ["Iran would answer"]]
    assert found.headline == "Araghchi: 4 quotations, newest first."
    assert found.sections[0].lines[0].mark == "called"


@pytest.mark.usefixtures("said")
async def test_the_missing_one_of_two_is_mentioned(ask: Ask) -> None:
    found = await ask("vladimir-putin")
    assert shown(found) == [["“Mediate your own”"], []]
    assert found.sections[1].absent == "No reported speech found."


@pytest.mark.usefixtures("said")
@pytest.mark.parametrize(
    ("about", "words", "texts"),
    [
        ("iran", None, [[], ["Iran would answer"]]),
        ("israel", None, [["“criminal”"], []]),
        ("e.operation-dawn", None, [["“criminal”"], []]),
        (None, "talks are dead", [["“Talks are dead”"], []]),
        # Case, punctuation and a wrong letter or two don't matter.
        (None, "TALKS, are ded!", [["“Talks are dead”"], []]),
        (None, "crimnal", [["“criminal”"], []]),
        # Words of the sentence count too, because people remember the topic.
        (None, "operation dawn", [["“criminal”"], []]),
    ],
)
async def test_about_an_actor_an_event_or_words(
    ask: Ask, about: str | None, words: str | None, texts: list[list[str]]
) -> None:
    assert shown(await ask("abbas-araghchi", about, words)) == texts


@pytest.mark.usefixtures("said")
@pytest.mark.parametrize("words", ["mediate", "brushed him off", "tarps are bread", "!!!", "x" * 45])
async def test_words_that_were_not_said_find_nothing_and_say_so(ask: Ask, words: str) -> None:
    found = await ask("abbas-araghchi", words=words)
    assert found.found == 0
    assert found.headline.startswith(
        f"No quotation by Araghchi with the words “{words}” in the 3 articles here. "
        "I did find 4 quotations by Araghchi."
    )


@pytest.mark.usefixtures("said")
async def test_nothing_about_a_subject_is_said_and_what_there_is(ask: Ask) -> None:
    found = await ask("vladimir-putin", "e.operation-dawn")
    assert found.headline == (
        "No quotation by Putin about Operation Dawn in the 3 articles here. "
        "I did find 1 quotation by Putin and 1 event involving Operation Dawn."
    )


async def test_a_fragment_within_a_longer_quotation_of_its_sentence_is_not_shown_twice(
    file: File, tell: type[Tell], ask: Ask
) -> None:
    await file(
        tell("“It is criminal,” said Putin. Putin said it is “a crime”.")
        .quotation("vladimir-putin", "“It is criminal,”")
        .quotation("vladimir-putin", "criminal")
        .quotation("vladimir-putin", "“a crime”")
    )
    assert shown(await ask("vladimir-putin"))[0] == ["“It is criminal”", "“a crime”"]


async def test_the_cue_and_the_words_are_marked_in_the_sentence(file: File, tell: type[Tell], ask: Ask) -> None:
    await file(tell("Late, Putin said: “No.”").quotation("vladimir-putin", "“No.”"))
    [line] = (await ask("vladimir-putin")).sections[0].lines
    [evidence] = line.evidence
    marked = {evidence.sentence[span.start : span.end] for span in evidence.marked}
    assert marked == {"said", "“No.”"}


async def test_without_a_speaker_everybody_who_spoke_of_it_is_told(
    file: File, tell: type[Tell], database: Database, everyone: Libraries, subject: Subjects
) -> None:
    about = ("i.reform-pension",)
    await file(
        tell("“The pension reform is fair,” said Putin. Iran said the reform was dead, “a joke”.")
        .issue(*about, "pension reform", "the reform")
        .quotation("vladimir-putin", "“The pension reform is fair,”", about=about)
        .quotation("iran", "the reform was dead, “a joke”", kind="mixed", about=about)
        .quotation("iran", "“a joke”", about=about)
    )
    on = subject("i.reform-pension", "pension reform")
    found = await answer(database, QuoteQuery(None, on), everyone)
    assert found.headline == "Everybody about pension reform: 2 quotations, newest first."
    assert shown(found)[0] == ["Putin: “The pension reform is fair”", "Iran: the reform was dead, “a joke”"]


async def test_that_only_the_newest_are_there_is_said_unless_words_are_looked_for(
    database: Database,
    everyone: Libraries,
    file: File,
    tell: type[Tell],
    subject: Subjects,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.answers.nothing_found.LATEST", 2)
    told = tell("“One,” Araghchi said. “Two,” he said.").quotation("abbas-araghchi", "“One,”")
    await file(told.quotation("abbas-araghchi", "“Two,”"))
    speaker = subject("abbas-araghchi")
    every = await answer(database, QuoteQuery(speaker), everyone)
    assert "the newest 2 quotations: earlier ones with until" in every.scope
    some = await answer(database, QuoteQuery(speaker, words="two"), everyone)
    assert (some.found, "newest 2" in some.scope) == (1, False)


@pytest.mark.parametrize(
    ("cue", "shown"),
    [
        # what is denied is not said
        ("denied", "denied that Iran blocked the deal"),
        ("disputed", "disputed that Iran blocked the deal"),
        ("said", "that Iran blocked the deal"),
        ("declared", "that Iran blocked the deal"),
    ],
)
async def test_what_is_denied_is_told_as_denied(
    file: File, tell: type[Tell], database: Database, everyone: Libraries, cue: str, shown: str
) -> None:
    content, russia = "that Iran blocked the deal", Subject("actor", "russia", "Russia")
    await file(tell(f"Russia {cue} {content}.").quotation("russia", content, cue=cue, kind="indirect", about=("iran",)))
    for query in (QuoteQuery(russia), WhoQuery(russia)):
        found = await answer(database, query, everyone)
        assert shown in [line.text for section in found.sections for line in section.lines]


async def test_one_quotation_of_several_outlets_is_one_line(ask: Ask, file: File, tell: type[Tell]) -> None:
    for outlet, word in (("Wire", "brutal"), ("Post", "cruel")):
        words = f"“This war was {word} and unprovoked,”"
        await file(tell(f"{words} said Putin. {outlet}.", outlet=outlet).quotation("vladimir-putin", words))
    found = await ask("vladimir-putin")
    [line] = found.sections[0].lines
    assert found.headline == "Putin: 1 quotation, newest first."
    assert line.text in {"“This war was brutal and unprovoked”", "“This war was cruel and unprovoked”"}
    assert line.mark in {"said; 2 reports by Wire and Post", "said; 2 reports by Post and Wire"}
    assert len(line.evidence) == 2
    assert len(line.differ) == 1
