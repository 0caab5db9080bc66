"""Tests what “Wrong?” and /corrections ask, report and decide, and whom they refuse."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.asking import OLD
from bot.asking.custom_ids import Act
from bot.errors import AskError
from bot.model.corrections import CorrectionState, Mistake
from bot.model.facts import Polarity
from bot.render import lines_page
from bot.ui.acts import Done
from cogs import corrections
from cogs.corrections import ELSEWHERE, CorrectionsCog
from tests.cogs.conftest import HERE, MIA, Asked, Begun

LIBRARY = str(HERE)


LEFT = 7
"""Articles that are still to be read again."""


class Corrections:
    """Notes what it is asked; there are 13 corrections on pages of ten or so."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        async def do(*given: Any, **more: Any) -> Any:
            told = [each.own if hasattr(each, "own") else each for each in given]
            self.asked.append((name, *told, *more.values()))
            return SimpleNamespace(article=5, library=LIBRARY) if name == "get" else name

        return do

    async def left(self, _correction: Any) -> int:
        return LEFT

    async def listed(self, server: str, most: int, start: int) -> tuple[list[int], int]:
        self.asked.append(("listed", server, most, start))
        there = corrections.ON_A_PAGE + 3
        return list(range(there))[start : start + most], there


@pytest.fixture
def there() -> Corrections:
    return Corrections()


@pytest.fixture
def cog(there: Corrections) -> Any:
    async def get(libraries: Any, article: int) -> Any:
        assert (libraries.own, article) == (LIBRARY, 5)
        return SimpleNamespace(listed="the article")

    desk = SimpleNamespace(corrections=there, library=Begun(get=get))
    return CorrectionsCog(SimpleNamespace(desk=desk))  # type: ignore[arg-type] # what it uses


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What each page is made of; the page itself is its name."""
    made: list[Any] = []

    def page(name: str) -> Any:
        def one(*given: Any, **more: Any) -> Any:
            made.append((name, *given, *more.values()))
            return lines_page([name.removesuffix("_page")])

        return one

    for name in ("correction_page", "corrections_page", "reported_page", "unused_page", "which_page"):
        monkeypatch.setattr(corrections, name, page(name))
    return made


def asked(*, inside: bool = True, **more: Any) -> Any:
    """An interaction in a server that the bot is in, or is not."""
    return Asked(
        client=SimpleNamespace(get_guild=lambda number: object() if inside and number == HERE else None), **more
    )


def done(*arguments: str, chosen: tuple[str, ...] = (), **more: Any) -> Done:
    return Done(Act("wrong", "x", arguments), chosen=chosen, **more)


# ---- Wrong? ----


async def test_which_line_of_an_article_is_asked(cog: Any, there: Corrections, pages: list[Any]) -> None:
    interaction = asked()
    await cog._article(interaction, done("5"))
    assert (there.asked, pages) == ([("facts_of", LIBRARY, 5)], [("which_page", "facts_of")])
    assert interaction.said == [("new", "which", True)]


NUMBERS = ["", "x", "-1", "9" * 19]


@pytest.mark.parametrize("made_up", NUMBERS)
async def test_what_is_no_number_is_an_old_button(made_up: str, cog: Any, there: Corrections) -> None:
    presses = (
        cog._article(asked(), done(made_up) if made_up else done()),
        cog._choose(asked(), done(chosen=(f"{made_up}.d",))),
        cog._open(asked(), done(chosen=(made_up,))),
        cog._page(asked(), done(made_up)),
        cog._apply(asked(), done(made_up)),
    )
    for press in presses:
        with pytest.raises(AskError) as refused:
            await press
        assert str(refused.value) == OLD
    assert there.asked == []


async def test_what_is_wrong_is_asked_in_a_form(cog: Any, there: Corrections, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "mistake_words", lambda fact: [("time", f"The date of {fact}")])
    interaction = asked()
    await cog._choose(interaction, done(chosen=(f"{'9' * 15}.abc",)))
    assert there.asked == [("fact", LIBRARY, int("9" * 15), "abc")]
    [form] = interaction.forms
    assert (form.title, form.custom_id) == ("What is wrong?", Act("wrong", "say", ("9" * 15, "abc")).custom_id)
    mistake, right = form.children
    assert (mistake.text, mistake.component.custom_id) == ("In this line", "mistake")
    assert (right.component.custom_id, right.component.required, right.component.max_length) == ("right", False, 80)


# What is corrected is a server's: elsewhere nobody would see it.
@pytest.mark.parametrize("where", [{"inside": False}, {"guild_id": None}])
async def test_lines_are_corrected_in_a_server_that_the_bot_is_in(
    where: dict[str, Any], cog: Any, there: Corrections
) -> None:
    for press in (cog._choose(asked(**where), done(chosen=("5.abc",))), cog._say(asked(**where), said("side."))):
        with pytest.raises(AskError) as refused:
            await press
        assert str(refused.value) in {ELSEWHERE, OLD}
    assert there.asked == []


def said(mistake: str, right: str = "") -> Done:
    picked = {"mistake": (mistake,)} if mistake else {}
    return done("5", "abc", typed={"right": right}, picked=picked)


SIDED = f"{next(iter(Mistake))}.{Polarity.SUPPORTS}"
SAID: list[tuple[str, str, Polarity | None, str]] = [
    (str(Mistake.PARTY), " Israel ", None, ""),
    (str(Mistake.UNSAID), "", None, ""),
    (SIDED, "", Polarity.SUPPORTS, ""),
    # an issue's id has a dot of its own
    (f"{Mistake.SAME}.i.cap-oil", "oil price cap", None, "i.cap-oil"),
    (f"{Mistake.ANOTHER}.jane-miller", "Jane Miller (pilot)", None, "jane-miller"),
]


@pytest.mark.parametrize("editor", [True, False])
@pytest.mark.parametrize(("mistake", "right", "side", "of"), SAID)
async def test_what_is_said_is_reported_for_the_member_or_decided_for_the_editor(  # noqa: PLR0917 - a row, and where it is tried
    mistake: str,
    right: str,
    side: Polarity | None,
    of: str,
    editor: bool,
    cog: Any,
    there: Corrections,
    pages: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def is_editor(_interaction: Any) -> bool:
        return editor

    monkeypatch.setattr(corrections, "is_editor", is_editor)
    interaction = asked()
    await cog._say(interaction, said(mistake, right))
    assert there.asked == [
        ("fact", LIBRARY, 5, "abc"),
        ("fix", "fact", Mistake(mistake.partition(".")[0]), right.strip(), side, LIBRARY, of),
        ("report", "fact", "fix", LIBRARY, str(MIA), editor),
    ]
    assert pages == [("reported_page", "report", LEFT)]
    assert cog.bot.desk.library.servers == [LIBRARY]  # so that a deletion meanwhile is noticed
    assert [how for how, *_ in interaction.said] == ["thinking", "in place"]


# Trap: "the sentence does not say this", with a name typed below it: the name was dropped, and nobody knew.
@pytest.mark.parametrize("chosen", ["unsaid", "side.opposes"])
async def test_words_that_the_choice_needs_not_are_asked_about(
    chosen: str, cog: Any, there: Corrections, pages: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    interaction = asked()
    await cog._say(interaction, said(chosen, " Vorarlberg "))
    assert there.asked == [("fact", LIBRARY, 5, "abc")]
    assert pages == [("unused_page", "fact", chosen, "Vorarlberg")]
    assert interaction.said == [("new", "unused", True)]
    # the form opens again with the words in it
    monkeypatch.setattr(corrections, "mistake_words", lambda fact: [("time", f"The date of {fact}")])
    again = asked()
    await cog._again(again, done("5", "abc", "Vorarlberg"))
    assert again.forms[-1].children[1].component.default == "Vorarlberg"

    async def is_editor(_interaction: Any) -> bool:
        return False

    monkeypatch.setattr(corrections, "is_editor", is_editor)
    await cog._plain(asked(), done("5", "abc", chosen))
    assert ("report", "fact", "fix", LIBRARY, str(MIA), False) in there.asked
    assert pages[-1] == ("reported_page", "report", LEFT)


@pytest.mark.parametrize("mistake", ["", "made up", f"{next(iter(Mistake))}.made up"])
async def test_a_made_up_mistake_is_an_old_form(mistake: str, cog: Any, there: Corrections) -> None:
    with pytest.raises(AskError) as refused:
        await cog._say(asked(), said(mistake))
    assert (str(refused.value), there.asked) == (OLD, [])


# ---- /corrections ----


async def test_corrections_are_listed_in_pages_and_past_the_end_is_the_last(
    cog: Any, there: Corrections, pages: list[Any]
) -> None:
    interaction = asked()
    await cog.corrections.callback(cog, interaction)
    await cog._page(interaction, done("1"))
    await cog._page(interaction, done("7"))
    most = corrections.ON_A_PAGE
    total, last = most + 3, list(range(most, most + 3))
    assert pages == [
        ("corrections_page", list(range(most)), total, 0),
        ("corrections_page", last, total, 1),
        ("corrections_page", last, total, 1),
    ]
    assert [start for *_, start in there.asked] == [0, most, 7 * most, most]
    assert [(how, alone) for how, _, alone in interaction.said] == [
        ("new", True),
        ("in place", False),
        ("in place", False),
    ]


@pytest.mark.parametrize(("library", "own"), [(LIBRARY, True), ("everyone", False)])
async def test_a_correction_is_decided_where_it_is_the_servers_own(
    library: str, own: bool, cog: Any, there: Corrections, pages: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = SimpleNamespace(article=5, library=library)

    async def get(*given: Any) -> Any:
        assert given == (LIBRARY, 4)
        return found

    monkeypatch.setattr(there, "get", get, raising=False)
    interaction = asked()
    await cog._open(interaction, done(chosen=("4",)))
    assert pages == [("correction_page", found, "the article", own, LEFT)]
    assert interaction.said == [("changed", "correction", False)]


async def test_a_correction_whose_article_was_deleted_is_shown_without_it(
    cog: Any, there: Corrections, pages: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = SimpleNamespace(article=None, library=LIBRARY)

    async def get(*_given: Any) -> Any:
        return found

    monkeypatch.setattr(there, "get", get, raising=False)
    await cog._open(asked(), done(chosen=("4",)))
    assert pages == [("correction_page", found, None, True, LEFT)]


@pytest.mark.parametrize(
    ("press", "state"),
    [
        ("_apply", CorrectionState.APPLIED),
        ("_undo", CorrectionState.UNDONE),
        ("_dismiss", CorrectionState.DISMISSED),
    ],
)
async def test_a_decision_is_kept_with_who_made_it(
    press: str, state: CorrectionState, cog: Any, there: Corrections, pages: list[Any]
) -> None:
    interaction = asked(message=object())
    await getattr(cog, press)(interaction, done("4"))
    assert there.asked == [("settle", LIBRARY, 4, state, str(MIA)), ("get", LIBRARY, 4)]
    assert [how for how, *_ in interaction.said] == ["deferred", "in place"]
