"""Tests what /outlets lists, labels, offers and refuses."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.errors import AskError
from cogs import outlets
from cogs.outlets import OutletsCog
from tests.cogs.conftest import HERE, MIA, Asked


class Labels:
    """The Wire and Fjord, of which The Wire is trusted."""

    def __init__(self) -> None:
        self.there = {"The Wire": "trusted"}

    async def of(self, server: str) -> dict[str, str]:
        assert server == str(HERE)
        return self.there

    async def offered(self, server: str, typed: str) -> list[str]:
        assert server == str(HERE)
        return [name for name in ("The Wire", "Fjord", "x" * 101) if typed.casefold() in name.casefold()]

    async def label(self, server: str, outlet: str, label: str, by: str) -> tuple[str, str | None]:
        assert (server, by) == (str(HERE), str(MIA))
        return outlet.title(), None if label == "none" else label


@pytest.fixture
def cog() -> Any:
    return OutletsCog(SimpleNamespace(desk=SimpleNamespace(labels=Labels())))  # type: ignore[arg-type] # what it uses


async def used(cog: Any, **typed: str) -> str:
    """What the command says to its user alone."""
    asked = Asked()
    await cog.outlets.callback(cog, asked, **typed)
    [(how, said, alone)] = asked.said
    assert (how, alone) == ("new", True)
    return said


@pytest.mark.parametrize(
    ("typed", "says", "not_said"),
    [
        ({"outlet": "fjord", "label": "satire"}, ["Fjord is shown as “satire” here.", "hidden from answers"], []),
        # own words have no effect
        ({"outlet": "fjord", "label": "local"}, ["Fjord is shown as “local” here."], ["ranks"]),
        ({"outlet": "fjord", "label": "none"}, ["Fjord has no label here."], ["shown as"]),
        ({}, ["The Wire: trusted", "ranks higher", "hidden"], []),
        # an outlet alone is a look at the list
        ({"outlet": "fjord"}, ["The Wire: trusted"], ["shown as"]),
    ],
)
async def test_labels_are_set_and_listed(cog: Any, typed: dict[str, str], says: list[str], not_said: list[str]) -> None:
    said = await used(cog, **typed)
    assert [words for words in says if words not in said] == []
    assert [words for words in not_said if words in said] == []


async def test_without_labels_the_list_says_so(cog: Any) -> None:
    cog.bot.desk.labels.there = {}
    assert "No outlet has a label here yet." in await used(cog)


async def test_a_long_list_is_cut_and_counted(cog: Any) -> None:
    cog.bot.desk.labels.there = {f"Outlet {number}": "trusted" for number in range(outlets._SHOWN + 2)}
    said = await used(cog)
    assert f"Outlet {outlets._SHOWN - 1}: trusted" in said
    assert f"Outlet {outlets._SHOWN}: trusted" not in said
    assert "… and 2 more" in said


async def test_a_label_needs_an_outlet(cog: Any) -> None:
    with pytest.raises(AskError, match="Say which outlet"):
        await used(cog, label="trusted")


async def test_outlets_are_offered_to_editors(cog: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def is_editor(_: Any) -> bool:
        return editor

    monkeypatch.setattr(outlets, "is_editor", is_editor)
    editor = True
    found = await cog._outlet_choices(Asked(), "")
    assert [choice.value for choice in found] == ["The Wire", "Fjord"]  # no longer than Discord allows
    editor = False
    assert await cog._outlet_choices(Asked(), "") == []


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("", ["trusted", "partisan", "state-owned", "satire", "none"]),
        ("sat", ["sat", "satire"]),
        ("Satire ", ["satire"]),
        ("local paper", ["local paper"]),
        ("none", ["none"]),
        ("y" * 40, ["y" * 30]),
    ],
)
async def test_labels_are_offered(cog: Any, typed: str, values: list[str]) -> None:
    assert [choice.value for choice in await cog._label_choices(Asked(), typed)] == values
