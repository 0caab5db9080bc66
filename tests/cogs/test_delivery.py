"""Tests what the buttons of an edition and of a notice say. Whom they say it to: `tests/ui/test_delivery.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.asking.custom_ids import Act
from bot.errors import AskError
from bot.model.query import Subject
from bot.model.subscription import Every, Schedule, SubscriptionState
from bot.ui.acts import Done
from cogs import delivery
from cogs.delivery import GONE, UNKNOWN, DeliveryCog
from tests.cogs.conftest import ELSEWHERE, HERE, Asked, Recording
from tests.cogs.test_digest import HERS, NEWS, edition

AT_SIX = replace(
    HERS,
    schedule=Schedule(Every.WEEKDAYS, at=6 * 60 + 5, zone="Europe/Oslo"),
    about=(Subject("actor", "iran", "Iran"), Subject("actor", "israel", "Israel")),
    state=SubscriptionState.PAUSED,
)
DUE = datetime(2025, 7, 1, 4, 5, tzinfo=UTC)


@pytest.fixture
def digests() -> Recording:
    sent = replace(edition("n"), due_at=DUE, since=datetime(2025, 6, 30, 4, 6, tzinfo=UTC))
    return Recording(get=AT_SIX, resume=DUE, marked=sent)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Whose editors were asked for: the server's the user is in (None), or a digest's."""
    asked: list[Any] = []

    async def here(interaction: Any) -> None:
        asked.append(None)

    async def of(_interaction: Any, server: int) -> None:
        asked.append(server)
        if server == ELSEWHERE:
            raise AskError("Only editors of that server can do that.")

    monkeypatch.setattr(delivery, "require_editor", here)
    monkeypatch.setattr(delivery, "require_editor_of", of)
    return asked


@pytest.fixture
def cog(digests: Recording, checked: list[Any]) -> Any:
    return DeliveryCog(SimpleNamespace(desk=SimpleNamespace(digests=digests)))  # type: ignore[arg-type] # what it uses


def resume(*arguments: str) -> Done:
    return Done(Act("delivery", "resume", arguments))


@pytest.mark.parametrize(("guild", "asked_for"), [(HERE, [None, HERE]), (None, [HERE])])
async def test_a_paused_digest_is_resumed_by_its_editors(
    guild: int | None, asked_for: list[Any], cog: Any, digests: Recording, checked: list[Any]
) -> None:
    asked: Any = Asked(guild)
    await cog._resume(asked, resume("3"))
    assert (digests.calls, checked) == ([("get", 3), ("resume", AT_SIX)], asked_for)
    said = "Digest resumed. The next one comes Tue 1 Jul, 04:05 UTC, with everything added since the last one."
    assert asked.said == [("new", said, True)]


async def test_a_digest_that_comes_is_not_resumed_again(cog: Any, digests: Recording) -> None:
    digests.planned["get"] = HERS
    asked: Any = Asked()
    await cog._resume(asked, resume("3"))
    assert asked.said == [("new", "This digest is not paused: someone has already resumed it.", True)]
    assert digests.calls == [("get", 3)]


# What is no number of a digest is not even looked for, and one of another server's is as good as none.
@pytest.mark.parametrize(
    ("arguments", "looked"), [((), []), (("x",), []), (("9" * 19,), []), (("9" * 18,), [("get", int("9" * 18))])]
)
async def test_no_digest_and_another_servers_are_refused_alike(
    arguments: tuple[str, ...], looked: list[Any], cog: Any, digests: Recording
) -> None:
    digests.planned["get"] = replace(AT_SIX, server=str(ELSEWHERE))
    with pytest.raises(AskError) as refused:
        await cog._resume(Asked(), resume(*arguments))
    assert (str(refused.value), digests.calls) == (GONE, looked)


async def test_an_edition_says_how_often_it_comes_and_what_it_covers(cog: Any, digests: Recording) -> None:
    asked: Any = Asked(channel_id=NEWS)
    await cog._about(asked, Done(Act("edition", "about", ("n",))))
    assert asked.said[0][1].replace("\\", "").split("\n") == [
        "This digest comes on weekdays at 06:05 (Europe/Oslo) and is about Iran and Israel.",
        "This one was due Tue 1 Jul, 04:05 UTC and covers articles added since Mon 30 Jun, 04:06.",
    ]
    digests.planned["get"] = replace(AT_SIX, about=())
    await cog._about(asked, Done(Act("edition", "about", ("n",))))
    assert "is about everything." in asked.said[-1][1]
    for missing in ({"get": None}, {"marked": None}, {"get": replace(AT_SIX, server=str(ELSEWHERE))}):
        digests.planned |= {"get": AT_SIX} | missing
        with pytest.raises(AskError) as refused:
            await cog._about(asked, Done(Act("edition", "about")))
        assert str(refused.value) == UNKNOWN
