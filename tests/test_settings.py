"""Tests settings from the environment, .env and a TOML file: errors are named, secrets never shown."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.errors import AskError
from bot.knowledge.shipped import SEEDS
from bot.settings import Settings, load_settings

TOKEN = "MTIz.secret.of-mine"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty working directory, with none of our variables set."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_anything_set_there_are_defaults() -> None:
    settings = load_settings()
    assert settings.discord_token is None
    assert (settings.attache_database, settings.attache_seeds) == (Path("var/attache.db"), SEEDS)
    assert (settings.attache_port, settings.attache_log) == (8799, "warning")


def test_the_environment_goes_before_the_file(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / ".env").write_text("ATTACHE_PORT=1111\nATTACHE_LOG=debug\n")
    monkeypatch.setenv("ATTACHE_PORT", "2222")
    settings = load_settings()
    assert (settings.attache_port, settings.attache_log) == (2222, "debug")


def test_both_go_before_the_toml_file(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / "attache.toml").write_text('attache_port = 3\nATTACHE_LOG = "error"\nattache_workers = 3\n')
    (bare / ".env").write_text("ATTACHE_PORT=1\nATTACHE_LOG=debug\n")
    monkeypatch.setenv("ATTACHE_PORT", "2")
    settings = load_settings()
    assert (settings.attache_port, settings.attache_log, settings.attache_workers) == (2, "debug", 3)


@pytest.mark.parametrize("place", ["environment", "file"])
def test_the_toml_file_may_be_elsewhere(place: str, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if place == "file":
        (bare / ".env").write_text("ATTACHE_CONFIG=etc.toml\n")
    else:
        monkeypatch.setenv("ATTACHE_CONFIG", "etc.toml")
    (bare / "attache.toml").write_text("attache_port = 3\n")
    with pytest.raises(
        AskError, match=r"^There is no file etc\.toml: set ATTACHE_CONFIG to the one with your settings\.$"
    ):
        load_settings()
    (bare / "etc.toml").write_text("attache_port = 4\n")
    assert load_settings().attache_port == 4


# What TOML has and the environment has not.
@pytest.mark.parametrize(
    ("line", "read"),
    [
        ('attache_reachable = ["127.0.0.1:1", "[::1]:2"]', {"127.0.0.1:1", "[::1]:2"}),
        ('attache_reachable = ""', set()),
        ("attache_reachable = []", set()),
    ],
)
def test_a_list_of_the_toml_file_is_one(line: str, read: set[str], bare: Path) -> None:
    (bare / "attache.toml").write_text(line)
    assert load_settings().reachable == read


@pytest.mark.parametrize(
    ("content", "said"),
    [
        # Traps: a boolean is a number to Python, and a slip would be ignored in silence.
        (b"attache_port = true", "The setting ATTACHE_PORT must be a whole number from 0 to 65535: change it in the TOML file."),
        (b"attache_port = 80.5", "The setting ATTACHE_PORT must be a whole number from 0 to 65535: change it in the TOML file."),
        (b"attache_port = [80, 81]", "The setting ATTACHE_PORT must be a whole number from 0 to 65535: change it in the TOML file."),
        (b"attache_database = 2026-11-30", "The setting ATTACHE_DATABASE must be a path, or an address like postgresql://user:password@host/name: change it in the TOML file."),
        (b"[attache_database]\npath = 'x'", "The setting ATTACHE_DATABASE must be a path, or an address like postgresql://user:password@host/name: change it in the TOML file."),
        (b"attache_prot = 80", "The file attache.toml has the setting attache_prot, which does not exist: did you mean attache_port?"),
        (b"zzz = 1", "The file attache.toml has the setting zzz, which does not exist."),
        (b"attache_config = 'x.toml'", "The file attache.toml has the setting attache_config, which can't be set there."),
        (b"discord_token = MTIz.secret", "The file attache.toml is not TOML: Invalid value (at line 1, column 17)."),
        (b"discord_token = '\xff'", "The file attache.toml is not UTF-8 text: save it as UTF-8."),
    ],
)  # fmt: skip
def test_a_wrong_toml_file_is_named_with_what_is_wrong(content: bytes, said: str, bare: Path) -> None:
    (bare / "attache.toml").write_bytes(content)
    with pytest.raises(AskError) as wrong:
        load_settings()
    assert str(wrong.value) == said
    assert wrong.value.__suppress_context__ or not wrong.value.__context__, "a traceback would show the values"


def test_a_toml_file_that_cannot_be_read_is_named(bare: Path) -> None:
    (bare / "attache.toml").mkdir()
    with pytest.raises(AskError, match=r"^The file attache\.toml can't be read: Is a directory\.$"):
        load_settings()


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.setenv("ATTACHE_PORT", "")
    assert (load_settings().discord_token, load_settings().attache_port) == (None, 8799)


# Trap: a line break at the end, as `echo` writes it into a file, is nothing to discord.py and an attack to a header.
@pytest.mark.parametrize(("given", "token"), [(f" {TOKEN}\r\n", TOKEN), ("  ", None)])
def test_blanks_around_a_token_are_dropped(given: str, token: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", given)
    found = load_settings().discord_token
    assert (found.get_secret_value() if found else None) == token


def test_variables_of_other_programs_are_ignored(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / ".env").write_text("POSTGRES_PASSWORD=x\nATTACHE_FUTURE=y\nPORT=no number\n")
    monkeypatch.setenv("LOG", "loud")
    assert load_settings() == Settings()


WRONG = [
    ("ATTACHE_PORT", "abc", "a whole number from 0 to 65535"),
    ("ATTACHE_PORT", "65536", "a whole number from 0 to 65535"),
    ("ATTACHE_PORT", "-1", "a whole number from 0 to 65535"),
    ("ATTACHE_PORT", "80.5", "a whole number from 0 to 65535"),
    ("ATTACHE_PORT", "9" * 5_000, "a whole number from 0 to 65535"),
    ("ATTACHE_WORKERS", "0", "a whole number from 1 to 32"),
    ("ATTACHE_WORKERS", "all", "a whole number from 1 to 32"),
    ("ATTACHE_ARTICLES_A_DAY", "-5", "a whole number of 0 or more"),
    ("ATTACHE_ARTICLES_A_DAY", "none", "a whole number of 0 or more"),
    ("ATTACHE_ANSWERS_A_MINUTE", "five", "a whole number of 0 or more"),
    ("ATTACHE_FEEDS", "25 feeds", "a whole number of 0 or more"),
    ("ATTACHE_LIBRARY_SIZE", "50 MB", "a whole number of 0 or more"),
    ("ATTACHE_BACKUPS", "1001", "a whole number from 0 to 1000"),
    ("ATTACHE_BACKUPS", "all", "a whole number from 0 to 1000"),
    ("ATTACHE_LOG", "loud", "debug, info, warning or error"),
    ("ATTACHE_LOG", "DEBUG", "debug, info, warning or error"),
    ("ATTACHE_LOG_FORMAT", "xml", "auto, text or json"),
    ("ATTACHE_METRICS", "9464", "an address with its port, like 127.0.0.1:9464"),
    ("ATTACHE_PUBLIC_URL", "bot.example.org", "a web address, like https://bot.example.org/hubs"),
    ("ATTACHE_PUBLIC_URL", "https://bot.example.org/?a=b", "a web address, like https://bot.example.org/hubs"),
    ("ATTACHE_PUBLIC_PORT", "8798", "an address with its port, like 127.0.0.1:8798"),
    ("ATTACHE_METRICS", "127.0.0.1:http", "an address with its port, like 127.0.0.1:9464"),
    ("ATTACHE_METRICS", "127.0.0.1:9464, 127.0.0.1:9465", "an address with its port, like 127.0.0.1:9464"),
    ("DISCORD_TOKEN", "MTIz\u0085secret", "the token on your application's Bot page, on one line"),
    # A line break or "é" would break the header it is sent in.
    ("ATTACHE_CONTACT", "caf\u00e9@example.org", "an email address or web page of at most 200 characters, ASCII only"),
    ("ATTACHE_CONTACT", "x" * 201, "an email address or web page of at most 200 characters, ASCII only"),
    # Without a port it would allow nothing, and say nothing.
    (
        "ATTACHE_REACHABLE",
        "127.0.0.1",
        "addresses with their ports, like 127.0.0.1:8801, with commas or spaces between them",
    ),
    (
        "ATTACHE_REACHABLE",
        "127.0.0.1:8801, home:http",
        "addresses with their ports, like 127.0.0.1:8801, with commas or spaces between them",
    ),
]
ANYTHING_GOES = {"ATTACHE_CONFIG", "ATTACHE_DATABASE", "ATTACHE_SEEDS", "ATTACHE_OPML", "ATTACHE_BACKUP_FOLDER"}
"""What opens the path says what is wrong with it."""


@pytest.mark.parametrize(("name", "value", "wanted"), WRONG)
@pytest.mark.parametrize("where", ["the environment", ".env", "the TOML file"])
def test_a_wrong_variable_is_named_with_what_is_expected(
    bare: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, wanted: str, where: str
) -> None:
    if where == ".env":
        (bare / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n{name.lower()}={value}\n", encoding="utf-8")
    elif where == "the TOML file":
        given = {"DISCORD_TOKEN": TOKEN, name: value}
        lines = [f"{name} = {json.dumps(value)}\n" for name, value in given.items()]
        (bare / "attache.toml").write_text("".join(lines), encoding="utf-8")
    else:
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
        monkeypatch.setenv(name, value)
    with pytest.raises(AskError) as wrong:
        load_settings()
    assert str(wrong.value) == f"The setting {name} must be {wanted}: change it in {where}."
    assert wrong.value.__suppress_context__, "a traceback would show the values"


def test_every_setting_that_can_be_wrong_is_tried() -> None:
    assert {name for name, _, _ in WRONG} | ANYTHING_GOES == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("given", ["", "127.0.0.1:8801", "127.0.0.1:8801,[::1]:80  localhost:9"])
def test_addresses_are_read_with_commas_or_spaces(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("ATTACHE_REACHABLE", given)
    assert load_settings().reachable == {address for part in given.split(",") for address in part.split()}


def test_a_file_that_is_no_text_is_named(bare: Path) -> None:
    (bare / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\n")
    with pytest.raises(AskError, match=r"^The file \.env is not UTF-8 text: save it as UTF-8\.$"):
        load_settings()


def test_a_secret_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    settings = load_settings()
    assert settings.discord_token
    assert settings.discord_token.get_secret_value() == TOKEN
    for shown in (str(settings), repr(settings), settings.model_dump_json(), str(settings.model_dump())):
        assert "secret" not in shown


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load_settings().attache_port = 1


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
    assert all(name.upper() not in os.environ for name in Settings.model_fields)
