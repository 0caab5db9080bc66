"""Reads the environment, `.env` and a TOML file into one frozen, validated Settings."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin
from urllib.parse import urlsplit

from annotated_types import Ge, Le
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.errors import AskError
from bot.knowledge.shipped import OPML, SEEDS
from bot.store.address import ServerAddress, address, beside
from bot.store.backup_names import own_folder

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


CONFIG = Path("attache.toml")


class Settings(BaseSettings):
    """What an operator can set; README's table is made of it (`python -m tests.settings_table`). Every variable has a default except the token; without the token the sandbox starts.

    `extra="ignore"`: a `.env` may hold other programs' variables.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True
    )

    discord_token: SecretStr | None = Field(
        None, description="the bot's token; without it `attache run` starts the sandbox"
    )
    attache_config: Path = Field(
        CONFIG, description="a TOML file with settings (`attache_port = 8799`); set it in the environment or `.env`"
    )
    attache_database: Annotated[Path | ServerAddress, BeforeValidator(address)] = Field(
        Path("var/attache.db"),
        description="the SQLite file; its folder is created if missing. Or a database on a PostgreSQL server, `postgresql://user:password@host/name`: it holds all but the names, which stay in `var/` ([docs/postgresql.md](docs/postgresql.md))",
    )
    attache_seeds: Path = Field(
        SEEDS,
        description="folder of articles that are added for everyone at start. `attache run` answers first and then reads them, with its progress; until it is done, misses say that more is coming",
    )
    attache_port: int = Field(8799, ge=0, le=65535, description="the sandbox's port on 127.0.0.1; 0 picks a free one")
    attache_opml: Path = Field(
        OPML,
        description="an OPML file of the feeds that are read for everyone; the shipped one is empty. A feed removed from it is paused at the next start and keeps its number. A missing or broken file stops the start",
    )
    attache_feeds: int = Field(25, ge=0, description="feeds a server may have; 0: no limit")
    attache_contact: str = Field(
        "",
        max_length=200,
        pattern=r"^[\x20-\x7e]*$",
        description="an email address or web page, sent to the sites that are fetched, in the User-Agent",
    )
    attache_reachable: str = Field(
        "",
        description="for tests: private addresses that links may point to, such as `127.0.0.1:8801`; leave it empty",
    )
    attache_workers: int = Field(
        1,
        ge=1,
        le=32,
        description="processes that extract and read articles, each with a limit of 30 seconds of processor time, longer for a long article, and 1 GB; about 260 MB each, started with the bot; one that still holds more than 500 MB when its work is done is replaced. An article of 20,000 characters or more, and a page or feed of 1 MB, has one more process, started for it and ended after it, so that nobody waits behind it",
    )
    attache_articles_a_day: int = Field(500, ge=0, description="articles a server may add per day; 0: no limit")
    attache_library_size: int = Field(
        50, ge=0, description="size limit of a server's library, in million characters; 0: no limit"
    )
    attache_answers_a_minute: int = Field(
        5,
        ge=0,
        description="answers a member may post for everyone in one channel per minute; only they see further ones, with the time when they may post again; 0: no limit",
    )
    attache_backups: int = Field(
        3,
        ge=0,
        le=1000,
        description="a running bot backs the database up each day after 03:00 UTC and keeps so many backups; 0: none. Before a newer Attaché migrates a database, it makes a backup too",
    )
    attache_backup_folder: Path | None = Field(
        None,
        description="folder of the backups, by default `backups/` beside the database; several bots may share one, each keeps its own",
    )
    attache_log: Literal["debug", "info", "warning", "error"] = Field(
        "warning",
        description="the lowest level that is logged to standard error: debug, info, warning, error. `info` logs each command in a line, with its outcome and time",
    )
    attache_log_format: Literal["auto", "text", "json"] = Field(
        "auto", description="text, json, or auto: text on a terminal, JSON elsewhere"
    )
    attache_metrics: str = Field(
        "",
        description="an address with its port, such as `127.0.0.1:9464`, that serves `/healthz` (the process works), `/readyz` (it is connected to Discord) and `/metrics` (Prometheus); [docs/watching](docs/watching) has a Grafana dashboard and alert rules. Who can reach it can read it: keep it off the internet",
    )

    attache_public_url: str = Field(
        "",
        description="the address under which the internet reaches this process, such as `https://bot.example.org/hubs`: then the hubs that feeds name (WebSub) are asked to tell of new entries at once. Without one, feeds are only polled",
    )
    attache_public_port: str = Field(
        "127.0.0.1:8798",
        description="the address with its port where calls of hubs are heard, if `ATTACHE_PUBLIC_URL` is set; have a web server pass them on from there",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Returns where settings come from, the first going before the next: the environment, .env, the TOML file."""
        given = (dotenv_settings() | env_settings() | init_settings()).get("attache_config")
        from_file = InitSettingsSource(settings_cls, _in_toml(Path(given or CONFIG), named=bool(given)))
        return init_settings, env_settings, dotenv_settings, from_file

    @field_validator("discord_token")
    @classmethod
    def _is_one_line(cls, given: SecretStr | None) -> SecretStr | None:
        """A token as it is pasted: blanks around it are dropped, as discord.py does; any within it would break the header it is sent in."""
        token = given.get_secret_value().strip() if given else ""
        if not token.isprintable():
            raise ValueError("no token")
        return SecretStr(token) if token else None

    @field_validator("attache_public_url")
    @classmethod
    def _is_a_web_address(cls, given: str) -> str:
        address = urlsplit(given.strip())
        if given.strip() and (
            address.scheme not in ("http", "https") or not address.hostname or address.query or address.fragment
        ):
            raise ValueError("no web address")
        return given.strip().rstrip("/")

    @field_validator("attache_metrics", "attache_public_port")
    @classmethod
    def _is_one_address(cls, given: str) -> str:
        if len(_listed(given)) > 1:
            raise ValueError("several addresses")
        return given.strip(" ,")

    @field_validator("attache_reachable", "attache_metrics", "attache_public_port")
    @classmethod
    def _are_addresses(cls, given: str) -> str:
        for listed in _listed(given):
            address, _, port = listed.rpartition(":")
            if not address or not port.isdecimal() or int(port) > 65535:
                raise ValueError("no address:port")
        return given

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.attache_backup_folder or own_folder(beside(self.attache_database))

    @property
    def reachable(self) -> frozenset[str]:
        """Private addresses that links may point to."""
        return frozenset(_listed(self.attache_reachable))


_MUST_BE = {
    "discord_token": "the token on your application's Bot page, on one line",
    "attache_database": "a path, or an address like postgresql://user:password@host/name",
    "attache_contact": "an email address or web page of at most 200 characters, ASCII only",
    "attache_metrics": "an address with its port, like 127.0.0.1:9464",
    "attache_public_url": "a web address, like https://bot.example.org/hubs",
    "attache_public_port": "an address with its port, like 127.0.0.1:8798",
    "attache_reachable": "addresses with their ports, like 127.0.0.1:8801, with commas or spaces between them",
}
"""What the settings have to be whose type does not say it."""


def _listed(given: str) -> list[str]:
    return given.replace(",", " ").split()


def _in_toml(file: Path, *, named: bool) -> dict[str, Any]:
    """Returns the settings of a TOML file, by their names in lower case, with the values as the environment would have them.

    Raises:
        AskError: it can't be read, is no TOML, or has a setting that we don't know; or it is missing although the operator `named` it.
    """
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if named:
            raise AskError(f"There is no file {file}: set ATTACHE_CONFIG to the one with your settings.") from None
        return {}
    except OSError as error:
        raise AskError(f"The file {file} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise AskError(f"The file {file} is not UTF-8 text: save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise AskError(f"The file {file} is not TOML: {error}.") from None
    for name in found:
        if name.lower() == "attache_config":
            raise AskError(f"The file {file} has the setting {name}, which can't be set there.")
        if name.lower() not in Settings.model_fields:
            like = difflib.get_close_matches(name.lower(), Settings.model_fields, 1)
            meant = f": did you mean {like[0]}?" if like else "."
            raise AskError(f"The file {file} has the setting {name}, which does not exist{meant}")
    return {name.lower(): _as_text(value) for name, value in found.items() if value != ""}


def _as_text(value: Any) -> Any:
    """A value of TOML as it would stand in the environment. What is neither text nor a number nor a list of such stays a list, which no setting takes."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else [value]


def _must_be(name: str, field: FieldInfo) -> str:
    """What a setting has to be: "a whole number from 0 to 65535"."""
    if get_origin(field.annotation) is Literal:
        *others, last = get_args(field.annotation)
        return f"{', '.join(others)} or {last}"
    if field.annotation is not int:
        return _MUST_BE.get(name, "a path")
    least, most = (
        next((getattr(bound, sign) for bound in field.metadata if isinstance(bound, kind)), None)
        for kind, sign in ((Ge, "ge"), (Le, "le"))
    )
    return f"a whole number from {least} to {most}" if most is not None else f"a whole number of {least} or more"


def _place_of(name: str) -> str:
    """Where a setting that is wrong was set."""
    if name in EnvSettingsSource(Settings)():
        return "the environment"
    return ".env" if name in DotEnvSettingsSource(Settings)() else "the TOML file"


def load_settings() -> Settings:
    """Returns the settings in force.

    Raises:
        AskError: a setting is wrong, or a file of settings can't be read. The message says which, where and what is expected, and never
            shows a value.
    """
    try:
        return Settings()
    except ValidationError as error:
        name = str(error.errors(include_input=False)[0]["loc"][0])
        wanted = _must_be(name, Settings.model_fields[name])
        raise AskError(f"The setting {name.upper()} must be {wanted}: change it in {_place_of(name)}.") from None
    except UnicodeDecodeError:
        raise AskError("The file .env is not UTF-8 text: save it as UTF-8.") from None
    except OSError as error:
        raise AskError(f"The file .env can't be read: {error.strerror}.") from error
