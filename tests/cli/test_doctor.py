"""Tests `attache doctor`: each thing that can be wrong is named with what to do, against the sandbox in Discord's place."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord.http import Route

from bot.__main__ import main
from bot.cli import checks
from bot.cli.checks import State, at_discord, of_this_machine
from bot.errors import LaterError
from bot.sandbox import Sandbox
from bot.sandbox.redirect import redirect_discord_py
from bot.settings import load_settings
from bot.store.backup_names import nightly
from bot.store.backups import back_up
from bot.store.database import open_database
from bot.store.single_process import sole_process

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "var" / "attache.db"
    monkeypatch.chdir(tmp_path)  # no .env
    monkeypatch.setenv("ATTACHE_DATABASE", str(made))
    monkeypatch.setenv("ATTACHE_PORT", "0")
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    return made


async def made(path: Path) -> None:
    async with open_database(path):
        pass


def said(about: str, found) -> list[tuple[State, str]]:
    return [(finding.state, finding.sentence) for finding in found if finding.about == about]


def with_token(token: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DISCORD_TOKEN", token)
    return load_settings()


async def test_a_new_machine_is_fine_and_says_what_the_first_start_makes(path: Path) -> None:
    found = list(of_this_machine(load_settings()))
    assert [finding for finding in found if finding.state is State.WRONG] == []
    assert said("database", found) == [(State.NOTE, f"there is none at {path} yet: the first start makes it")]


async def test_a_sound_database_is_told_with_who_runs_on_it(path: Path) -> None:
    await made(path)
    free = said("database", of_this_machine(load_settings()))
    assert [state for state, _ in free] == [State.OK, State.OK]
    assert "0 articles" in free[0][1]
    assert free[1][1] == "no bot is running on it"
    with sole_process(path):
        assert said("database", of_this_machine(load_settings()))[1] == (State.OK, "a bot is running on it")


async def test_a_damaged_database_leads_to_a_backup(path: Path) -> None:
    await made(path)
    data = bytearray(path.read_bytes())
    data[8_192:40_960] = b"\xff" * 32_768
    path.write_bytes(data)
    [(state, sentence)] = said("database", of_this_machine(load_settings()))
    assert state is State.WRONG
    assert sentence.endswith("Restore a backup with attache restore.")


async def test_what_this_machine_lacks_is_said_with_what_to_do(path: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("ATTACHE_SEEDS", str(tmp_path / "no seeds"))
    monkeypatch.setattr(checks, "MODEL", tmp_path / "no model")
    monkeypatch.setattr(checks.shutil, "disk_usage", lambda _: checks.shutil._ntuple_diskusage(10, 9, 1))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("ATTACHE_PORT", str(other.getsockname()[1]))
        found = list(of_this_machine(load_settings()))
    wrong = {finding.about: finding.sentence for finding in found if finding.state is State.WRONG}
    assert set(wrong) == {"models", "seeds", "disk", "sandbox"}
    assert "is missing" in wrong["models"]
    assert "no seeds" in wrong["seeds"]
    assert "free some space" in wrong["disk"]
    assert "set ATTACHE_PORT to another" in wrong["sandbox"]


async def test_pictures_that_cannot_be_drawn_are_told(path: Path, monkeypatch) -> None:
    [(state, sentence)] = said("pictures", of_this_machine(load_settings()))
    assert (state, sentence.startswith("drawn, ")) == (State.OK, True)

    def broken(_svg: str) -> bytes:
        raise ValueError("no font")

    monkeypatch.setattr("bot.charts.drawing.rasterised", broken)
    [(state, sentence)] = said("pictures", of_this_machine(load_settings()))
    assert state is State.NOTE
    assert "answers come without (ValueError('no font'))" in sentence


async def test_backups_are_told_by_their_age(path: Path, monkeypatch) -> None:
    await made(path)
    settings = load_settings()
    assert said("backups", of_this_machine(settings))[0][0] is State.NOTE
    day = checks.datetime.now(checks.UTC)
    back_up(path, nightly(path, settings.backups, day.date()))
    assert said("backups", of_this_machine(settings))[0][0] is State.OK
    monkeypatch.setattr(checks, "_OLD_BACKUP", checks.timedelta(seconds=-1))
    [(state, sentence)] = said("backups", of_this_machine(settings))
    assert (state, "was the bot running?" in sentence) == (State.NOTE, True)
    monkeypatch.setenv("ATTACHE_BACKUPS", "0")
    assert "set ATTACHE_BACKUPS" in said("backups", of_this_machine(load_settings()))[0][1]


async def test_with_a_token_it_tells_whose_it_is_and_where_permissions_lack(path: Path, monkeypatch) -> None:
    async with Sandbox(application_name="Attaché") as place:
        with redirect_discord_py(place.url):
            found = await at_discord(with_token(place.token, monkeypatch))
            guild = next(iter(place.world.guilds.values()))
            for role in guild.roles.values():
                role.permissions = 0
            without = await at_discord(with_token(place.token, monkeypatch))
            refused = await at_discord(with_token("not.the.token", monkeypatch))
    assert [finding.state for finding in found if finding.about != "clock"] == [State.OK] * (len(found) - 1)
    assert said("token", found)[0][1].startswith("it is that of Attaché")
    assert "scope=bot+applications.commands" in said("invite", found)[0][1]
    lacking = [sentence for _, sentence in said("servers", without) if "I lack" in sentence]
    assert [sentence.startswith(f"in {guild.name} I lack View Channel, Send Messages") for sentence in lacking] == [
        True
    ]
    [(state, sentence)] = said("token", refused)
    assert state is State.WRONG
    assert "set DISCORD_TOKEN" in sentence


async def test_without_the_network_a_token_is_in_trouble_and_the_sandbox_is_not(path: Path, monkeypatch) -> None:
    monkeypatch.setattr(Route, "BASE", "http://127.0.0.1:9/api/v10")
    assert [finding.state for finding in await at_discord(load_settings())] == [State.NOTE]
    [finding] = await at_discord(with_token("a.b.c", monkeypatch))
    assert finding.state is State.WRONG
    assert "check the network" in finding.sentence


# A clock that is off sends digests at the wrong time.
@pytest.mark.parametrize(
    ("skew", "state", "word"), [(0, State.OK, "Discord's"), (-90, State.WRONG, "ahead"), (90, State.WRONG, "behind")]
)
async def test_the_clock_is_compared_with_discords(skew: int, state: State, word: str, path: Path, monkeypatch) -> None:
    said_at = checks.datetime.now(checks.UTC) + checks.timedelta(seconds=skew)
    monkeypatch.setattr(checks, "parsedate_to_datetime", lambda _: said_at)
    async with Sandbox() as place:
        with redirect_discord_py(place.url):
            [(found, sentence)] = said("clock", await at_discord(load_settings()))
    assert found is state
    assert word in sentence


# Trap: a login page in the way, or a proxy of its own mind, ended the checks in a traceback.
@pytest.mark.parametrize(
    "answer",
    [
        {"text": "<html>Log in", "content_type": "text/html"},
        {"text": "[]", "content_type": "application/json"},
        {"text": "null", "content_type": "application/json"},
        {"text": '{"id": "1"}', "content_type": "application/json"},
        {"text": "{", "content_type": "application/json"},
        {"text": "{}", "headers": {"Date": "yesterday"}},
    ],
)
async def test_what_is_not_discord_is_told(answer: dict[str, Any], path: Path, monkeypatch) -> None:
    async def answered(_: web.Request) -> web.Response:
        return web.Response(**answer)

    app = web.Application()
    app.router.add_get("/{path:.*}", answered)
    async with TestServer(app) as site:
        monkeypatch.setattr(Route, "BASE", str(site.make_url("/api")))
        [(state, sentence)] = said("network", await at_discord(with_token("a.b.c", monkeypatch)))
    assert (state, sentence) == (State.WRONG, "what answers is not Discord: check the network and its proxy")


async def test_a_database_in_use_is_not_called_damaged(path: Path, monkeypatch) -> None:
    await made(path)

    def locked(_: Path) -> None:
        raise LaterError("Another program has locked it: try again once it has finished.")

    monkeypatch.setattr(checks, "checked", locked)
    assert said("database", of_this_machine(load_settings())) == [
        (State.NOTE, "Another program has locked it: try again once it has finished.")
    ]


def test_a_folder_of_backups_that_is_none_is_wrong(path: Path, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ATTACHE_BACKUP_FOLDER", str(tmp_path / "file"))
    [(state, sentence)] = said("backups", of_this_machine(load_settings()))
    assert (state, sentence.endswith("set ATTACHE_BACKUP_FOLDER")) == (State.WRONG, True)


# Trap: the bot refuses to start if it can't listen there.
@pytest.mark.parametrize(
    ("name", "setting", "host"),
    [
        ("metrics", "ATTACHE_METRICS", "127.0.0.1"),
        ("metrics", "ATTACHE_METRICS", "localhost"),
        ("hubs", "ATTACHE_PUBLIC_PORT", "127.0.0.1"),
    ],
)
def test_an_address_that_is_listened_on_is_tried(name: str, setting: str, host: str, path: Path, monkeypatch) -> None:
    monkeypatch.setenv("ATTACHE_PUBLIC_URL", "https://bot.example.org/hubs")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv(setting, f"{host}:{other.getsockname()[1]}")
        [(taken, sentence)] = said(name, of_this_machine(load_settings()))
        with sole_process(path):
            [(by_the_bot, _)] = said(name, of_this_machine(load_settings()))
    assert (taken, by_the_bot) == (State.WRONG, State.OK)
    assert sentence.endswith(f"set {setting} to another address")
    [(free, _)] = said(name, of_this_machine(load_settings()))
    assert free is State.OK


def test_the_exit_status_says_whether_something_must_be_mended(path: Path, tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(Route, "BASE", "http://127.0.0.1:9/api/v10")
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("ok    versions   Attaché ")
    monkeypatch.setenv("ATTACHE_SEEDS", str(tmp_path / "none"))
    assert main(["doctor"]) == 1
    assert "wrong seeds" in capsys.readouterr().out
    monkeypatch.setenv("ATTACHE_WORKERS", "many")
    assert main(["doctor"]) == 1
    assert capsys.readouterr().out.startswith("wrong settings   The setting ATTACHE_WORKERS must be")


def test_it_changes_nothing(path: Path) -> None:
    asyncio.run(made(path))
    before = path.read_bytes()
    list(of_this_machine(load_settings()))
    assert path.read_bytes() == before
    assert not (path.parent / "backups").exists()
