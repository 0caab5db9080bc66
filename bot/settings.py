"""Reads the environment and `.env` into one frozen, validated Settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import AskError
from bot.knowledge.shipped import OPML, SEEDS
from bot.store.backup_names import own_folder

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


class Settings(BaseSettings):
    """What an operator can set. Every variable has a default except the token; without the token the sandbox starts.

    `extra="ignore"`: a `.env` may hold other programs' variables.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True
    )

    discord_token: SecretStr | None = Field(None, description="the bot's token; without it the sandbox starts")
    attache_database: Path = Field(
        Path("var/attache.db"), description="the SQLite file; its folder is created if missing"
    )
    attache_seeds: Path = Field(SEEDS, description="folder of articles that are added for everyone at start")
    attache_port: int = Field(8799, ge=0, le=65535, description="the sandbox's port on 127.0.0.1; 0 picks a free one")
    attache_contact: str = Field(
        "",
        max_length=200,
        pattern=r"^[\x20-\x7e]*$",
        description="an email address or web page, sent to the sites that are fetched",
    )
    attache_reachable: str = Field(
        "", description="private addresses that links may point to, as address:port; for tests only"
    )
    attache_workers: int = Field(1, ge=1, le=32, description="processes that extract and read articles")
    attache_articles_a_day: int = Field(500, ge=0, description="articles a server may add per day; 0: no limit")
    attache_answers_a_minute: int = Field(
        5, ge=0, description="answers a member may post for everyone in one channel per minute; 0: no limit"
    )
    attache_opml: Path = Field(OPML, description="OPML file of the feeds read for everyone")
    attache_feeds: int = Field(25, ge=0, description="feeds a server may have; 0: no limit")
    attache_library_size: int = Field(
        50, ge=0, description="size limit of a server's library, in million characters; 0: no limit"
    )
    attache_backups: int = Field(3, ge=0, le=1000, description="backups of the last nights that are kept; 0: none")
    attache_backup_folder: Path | None = Field(
        None, description="folder of the backups; by default backups/ beside the database"
    )
    attache_log: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="the lowest level that is logged to standard error"
    )

    attache_log_format: Literal["auto", "text", "json"] = Field(
        "auto", description="how records are logged; auto: text on a terminal, JSON elsewhere"
    )
    attache_metrics: str = Field(
        "", description="address:port that serves /healthz, /readyz and /metrics; empty: none does"
    )

    @field_validator("discord_token")
    @classmethod
    def _is_one_line(cls, given: SecretStr | None) -> SecretStr | None:
        """A token as it is pasted: blanks around it are dropped, as discord.py does; any within it would break the header it is sent in."""
        token = given.get_secret_value().strip() if given else ""
        if not token.isprintable():
            raise ValueError("no token")
        return SecretStr(token) if token else None

    @field_validator("attache_metrics")
    @classmethod
    def _is_one_address(cls, given: str) -> str:
        if len(_listed(given)) > 1:
            raise ValueError("several addresses")
        return given.strip(" ,")

    @field_validator("attache_reachable", "attache_metrics")
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
        return self.attache_backup_folder or own_folder(self.attache_database)

    @property
    def reachable(self) -> frozenset[str]:
        """Private addresses that links may point to."""
        return frozenset(_listed(self.attache_reachable))


_MUST_BE = {
    "discord_token": "the token on your application's Bot page, on one line",
    "attache_contact": "an email address or web page of at most 200 characters, ASCII only",
    "attache_metrics": "an address with its port, like 127.0.0.1:9464",
    "attache_reachable": "addresses with their ports, like 127.0.0.1:8801, with commas or spaces between them",
}
"""What the settings have to be whose type does not say it."""


def _listed(given: str) -> list[str]:
    return given.replace(",", " ").split()


def _must_be(name: str, field: FieldInfo) -> str:
    """What a setting has to be: "a whole number from 0 to 65535"."""
    if get_origin(field.annotation) is Literal:
        *others, last = get_args(field.annotation)
        return f"{', '.join(others)} or {last}"
    if field.annotation is not int:
        return _MUST_BE.get(name, "text")
    least, most = (
        next((getattr(bound, sign) for bound in field.metadata if isinstance(bound, kind)), None)
        for kind, sign in ((Ge, "ge"), (Le, "le"))
    )
    return f"a whole number from {least} to {most}" if most is not None else f"a whole number of {least} or more"


def load_settings() -> Settings:
    """Returns the settings in force.

    Raises:
        AskError: a variable is wrong, or .env can't be read. The message says which and what is expected, and never shows a value.
    """
    try:
        return Settings()
    except ValidationError as error:
        name = str(error.errors(include_input=False)[0]["loc"][0])
        wanted = _must_be(name, Settings.model_fields[name])
        raise AskError(
            f"The setting {name.upper()} must be {wanted}: change it in the environment or in .env."
        ) from None
    except UnicodeDecodeError:
        raise AskError("The file .env is not UTF-8 text: save it as UTF-8.") from None
    except OSError as error:
        raise AskError(f"The file .env can't be read: {error.strerror}.") from error
