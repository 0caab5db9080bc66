"""Tests settings from the environment and .env: errors are named, secrets never shown."""

from __future__ import annotations

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
    """An empty folder to start in, and none of our variables set."""
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


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.setenv("ATTACHE_PORT", "")
    assert (load_settings().discord_token, load_settings().attache_port) == (None, 8799)


def test_what_other_programs_set_is_ignored(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / ".env").write_text("POSTGRES_PASSWORD=x\nATTACHE_FUTURE=y\nPORT=no number\n")
    monkeypatch.setenv("LOG", "loud")
    assert load_settings() == Settings()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ATTACHE_PORT", "eighty", "valid integer"),
        ("ATTACHE_PORT", "65536", "less than or equal to 65535"),
        ("ATTACHE_PORT", "-1", "greater than or equal to 0"),
        ("ATTACHE_LOG", "loud", "'debug', 'info', 'warning' or 'error'"),
    ],
)
@pytest.mark.parametrize("where", ["environment", "file"])
def test_a_wrong_variable_is_named_with_what_is_expected(
    bare: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str, where: str
) -> None:
    if where == "file":
        (bare / ".env").write_text(f"{name.lower()}={value}\nDISCORD_TOKEN={TOKEN}\n")
    else:
        monkeypatch.setenv(name, value)
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    with pytest.raises(
        AskError, match=f"The setting {name} is wrong: .*{expected}.*Fix it in the environment or in .env"
    ) as wrong:
        load_settings()
    assert TOKEN not in str(wrong.value)
    assert wrong.value.__suppress_context__, "a traceback would show the values"


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
