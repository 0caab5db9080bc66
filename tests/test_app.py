"""Tests the client without Discord: how errors are told, what is tried again, and what it does as servers come and go."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import InteractionResponseType, InteractionType, app_commands

from bot import app
from bot.app import SORRY, Attache
from bot.asking import OLD
from bot.asking.custom_ids import Act
from bot.asking.encoding import OLDER
from bot.errors import AskError, LaterError, Remedy, StorageError
from bot.ui.journal import number_of
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

HERE, GONE = 1, 2
THINKING = InteractionResponseType.deferred_channel_message
ANSWERED = InteractionResponseType.channel_message


class Asked:
    """An interaction that records what it is answered."""

    def __init__(self, response: InteractionResponseType | None = None, refuses: bool = False, **more: Any) -> None:
        self.said: list[tuple[str, str, bool]] = []
        self.extras: dict[str, Any] = {}
        self.id, self.guild_id, self.command = 7, HERE, SimpleNamespace(qualified_name="feed list")
        self.client, self.locale = SimpleNamespace(acts=()), discord.Locale.british_english
        self._refuses = refuses
        self.response = SimpleNamespace(
            type=response, is_done=lambda: response is not None, send_message=self._answer("first")
        )
        self.followup = SimpleNamespace(send=self._answer("further"))
        self.edit_original_response = self._answer("in place")
        self.type, self.data = more.get("type", InteractionType.application_command), more.get("data")

    def _answer(self, how: str) -> Any:
        async def sent(*, view: discord.ui.LayoutView, ephemeral: bool = False) -> None:
            if self._refuses:
                raise ConnectionError("no route")
            [text] = [item for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay)]
            self.said.append((how, text.content, ephemeral))

        return sent


class Recording:
    """Records the calls of its methods; an error planned is raised once."""

    def __init__(self, *planned: Exception) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.planned = list(planned)

    def __getattr__(self, name: str) -> Any:
        async def called(*given: Any) -> None:
            self.calls.append((name, *given))
            if self.planned:
                raise self.planned.pop(0)

        return called


@pytest.fixture
def desk() -> SimpleNamespace:
    return SimpleNamespace(
        servers=Recording(),
        digests=Recording(),
        directory=Recording(),
        tidy=Recording().tidy,
        database=SimpleNamespace(),
    )


@pytest.fixture
async def client(desk: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Attache]:
    """The bot in one server, connected to nothing; what it tries again it tries at once."""
    for name in ("WATCH_EVERY", "STORE_AGAIN", "LEARN_EVERY", "TIDY_EVERY"):
        monkeypatch.setattr(app, name, 0)
    async with Attache(desk) as one:  # type: ignore[arg-type] # what is asked of the desk here
        monkeypatch.setattr(one, "get_guild", lambda number: guild(number) if number == HERE else None)
        one.delivery = SimpleNamespace(wake=lambda: desk.digests.calls.append(("woken",)))  # type: ignore[assignment]
        yield one


def guild(number: int) -> Any:
    return SimpleNamespace(id=number)


# ---- errors ----

FAULT = SORRY.format(number=number_of(Asked()))  # type: ignore[arg-type] # it has an id
HOW: list[tuple[InteractionResponseType | None, tuple[str, bool]]] = [
    (None, ("first", True)),
    # a notice that it takes long gives way, and an answer stays
    (THINKING, ("in place", False)),
    (ANSWERED, ("further", True)),
]


@pytest.mark.parametrize(("response", "how"), HOW)
async def test_what_a_member_can_mend_is_told_to_them_alone(
    response: InteractionResponseType | None, how: tuple[str, bool], client: Attache, caplog: pytest.LogCaptureFixture
) -> None:
    asked: Any = Asked(response)
    await client.explain(asked, AskError("It is gone.", Remedy.LIST_FEEDS))
    [(where, text, alone)] = asked.said
    assert (where, alone) == how
    assert text.startswith("It is gone. ")
    assert "/feed list" in text
    assert not caplog.records


async def test_a_fault_of_ours_is_logged_and_apologised_for(client: Attache, caplog: pytest.LogCaptureFixture) -> None:
    asked: Any = Asked()
    await client.explain(asked, ZeroDivisionError("nought"))
    assert asked.said == [("first", FAULT, True)]
    [record] = caplog.records
    assert (record.levelname, record.exc_info and str(record.exc_info[1])) == ("ERROR", "nought")
    # by the number in the apology the operator finds it in the log
    assert record.getMessage() == f"feed list failed ({number_of(asked)})"


async def test_an_apology_that_cannot_be_sent_is_logged(client: Attache, caplog: pytest.LogCaptureFixture) -> None:
    asked: Any = Asked(refuses=True)
    await client.explain(asked, AskError("It is gone."))
    [record] = caplog.records
    assert (record.levelname, record.getMessage()) == (
        "WARNING",
        "the error message could not be sent: ConnectionError('no route')",
    )


# Nothing more can be sent, and it is nobody's fault: no apology and no error in the log.
async def test_what_the_stop_breaks_off_is_no_error(client: Attache, caplog: pytest.LogCaptureFixture) -> None:
    await client.close()
    asked: Any = Asked()
    with caplog.at_level("INFO", logger="bot.app"):
        await client.explain(asked, asyncio.CancelledError())
    assert asked.said == []
    assert [record.getMessage() for record in caplog.records if record.name == "bot.app"] == [
        "an interaction was broken off by the stop"
    ]
    await client.explain(asked, AskError("It is gone."))
    assert len(asked.said) == 1


async def test_a_commands_error_is_its_cause(client: Attache) -> None:
    wrapped = app_commands.AppCommandError("a wrapper")
    wrapped.__cause__ = AskError("It is gone.")
    for error, said in ((wrapped, "It is gone."), (app_commands.AppCommandError("bare"), FAULT)):
        asked: Any = Asked()
        await client._command_failed(asked, error)
        assert asked.said == [("first", said, True)]


MADE_UP = {"custom_id": "made:up"}
INTERACTIONS: list[tuple[InteractionType, dict[str, str], list[str]]] = [
    # forms and buttons of other makers' are old ones; ours have their own handlers
    (InteractionType.component, MADE_UP, [OLD]),
    (InteractionType.component, {"custom_id": "ask:t0"}, []),
    (InteractionType.component, {"custom_id": Act("feed", "page").custom_id}, []),
    (InteractionType.modal_submit, {"custom_id": Act("nobody", "knows").custom_id}, [OLD]),
    (InteractionType.application_command, MADE_UP, []),
]


@pytest.mark.parametrize(("kind", "data", "said"), INTERACTIONS)
async def test_what_nobody_handles_is_answered(
    kind: InteractionType, data: dict[str, str], said: list[str], client: Attache
) -> None:
    asked: Any = Asked(type=kind, data=data)
    await client.on_interaction(asked)
    assert [text for _, text, _ in asked.said] == said


async def test_a_button_of_before_is_answered(client: Attache) -> None:
    asked: Any = Asked()
    await client.pressed(asked, "ask:nonsense")
    assert asked.said == [("first", OLDER, True)]


# ---- what is tried again ----


# A removal, or a server that was joined, is told to the bot once: while the database is locked it waits.
@pytest.mark.parametrize("trouble", [LaterError("It is locked."), StorageError("The disk is full.")])
async def test_what_is_told_once_is_stored_in_the_end(
    trouble: Exception, client: Attache, desk: SimpleNamespace
) -> None:
    desk.servers.planned = [trouble, trouble]
    await client.on_guild_remove(guild(GONE))
    await until(lambda: len(desk.servers.calls) == 3)
    assert desk.servers.calls == [("left", GONE)] * 3


@pytest.mark.parametrize("error", [ZeroDivisionError("nought"), AskError("It is locked.")])
async def test_the_work_beside_goes_on_after_an_error(
    error: Exception, client: Attache, desk: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    tidying, learning = Recording(error), Recording(error)
    desk.tidy, desk.directory = tidying.tidy, learning
    for work in (client._tidy(), client._keep_up()):
        client.keep_doing(work)
    await until(lambda: len(tidying.calls) > 2 and len(learning.calls) > 2)
    assert learning.calls[0] == ("keep_up", desk.database)
    said = {record.getMessage() for record in caplog.records}
    locked = isinstance(error, AskError)  # the database has logged that itself
    assert said == {"cleaning up expired data failed; trying again in an hour"} | (
        set() if locked else {"the names of new articles could not be learnt; trying again"}
    )


async def test_a_database_that_is_gone_is_looked_for_again(client: Attache, desk: SimpleNamespace) -> None:
    looked: list[int] = []

    def check() -> None:
        looked.append(1)
        raise StorageError("The file is gone.")

    desk.database.check = check
    client.keep_doing(client._watch())
    await until(lambda: len(looked) > 2)


# Editions on their way are finished while the bot is still there; all other work ends after it has left.
async def test_the_work_beside_ends_with_the_client(client: Attache) -> None:
    ended: list[tuple[str, bool]] = []

    async def endless(name: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)  # something is still to be done
            ended.append((name, client.is_closed()))

    async def brief() -> None:
        ended.append(("brief", False))

    client._delivering = client.keep_doing(endless("delivery"))
    client.keep_doing(endless("other"))
    await client.keep_doing(brief())
    await asyncio.sleep(0)
    assert len(client._tasks) == 2
    await client.close()
    assert ended == [("brief", False), ("delivery", False), ("other", True)]


def test_how_often_it_looks() -> None:
    every = (app.WATCH_EVERY, app.STORE_AGAIN, app.LEARN_EVERY, app.TIDY_EVERY)
    assert every == (10, 5, 2, 3_600)


# ---- servers ----


async def settled(client: Attache) -> None:
    await asyncio.gather(*client._tasks)


async def test_a_server_that_is_joined_or_back_gets_what_was_held(client: Attache, desk: SimpleNamespace) -> None:
    await client.on_guild_join(guild(HERE))
    await settled(client)
    assert desk.servers.calls == [("joined", [HERE])]
    assert desk.digests.calls == [("recall", HERE), ("woken",)]
    # it threw the bot out before that could be stored
    await client.on_guild_join(guild(GONE))
    await settled(client)
    assert desk.servers.calls[1:] == [("joined", [])]
    desk.digests.calls.clear()
    await client.on_guild_available(guild(HERE))
    await settled(client)
    assert desk.digests.calls == [("recall", HERE), ("woken",)]
    assert len(desk.servers.calls) == 2


async def test_a_server_that_took_the_bot_back_was_not_left(client: Attache, desk: SimpleNamespace) -> None:
    for number in (HERE, GONE):
        await client.on_guild_remove(guild(number))
    await settled(client)
    assert desk.servers.calls == [("left", GONE)]


async def test_at_the_start_servers_are_compared(
    client: Attache, desk: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Attache, "guilds", [guild(HERE), guild(7)])
    await client.on_ready()
    await settled(client)
    assert desk.servers.calls == [("compare", [HERE, 7])]


async def test_a_thread_the_bot_was_removed_from_is_none_of_its_own(client: Attache) -> None:
    thread: Any = SimpleNamespace(me=object())
    await client.on_thread_remove(thread)
    assert thread.me is None


# ---- the client ----


# On a longer limit its work is put off, and nothing waits for servers that arrive late.
async def test_how_the_client_is_set_up(client: Attache) -> None:
    state: Any = client._connection
    assert (client.http.max_ratelimit_timeout, state.guild_ready_timeout) == (30.0, 0.2)
    assert state.member_cache_flags == discord.MemberCacheFlags.none()
    assert (state._chunk_guilds, client.help_command) == (False, None)
    loads: Callable[..., Any] = type(client.tree).interaction_check
    assert loads is not app_commands.CommandTree.interaction_check
    assert (discord.VoiceClient.warn_nacl, discord.VoiceClient.warn_dave) == (False, False)
