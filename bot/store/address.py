"""Where a database is: a file of SQLite's, or a database on a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bot.errors import AskError

_SCHEMES = ("postgresql", "postgres")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A database on a PostgreSQL server, by its address as libpq has it. Shown without user and password."""

    dsn: str = field(repr=False)

    def __str__(self) -> str:
        """The address without user and password."""
        parts = urlsplit(self.dsn)
        return f"postgresql://{parts.netloc.rpartition('@')[2] or self._host}/{self.name}"

    @property
    def name(self) -> str:
        """The name of the database."""
        return urlsplit(self.dsn).path.lstrip("/")

    @property
    def _host(self) -> str:
        return parse_qs(urlsplit(self.dsn).query).get("host", ["localhost"])[0]


def address(given: str | Path | ServerAddress) -> Path | ServerAddress:
    """Returns the database that an operator names.

    Raises:
        ValueError: it is an address of something else, or without a database's name.
    """
    if not isinstance(given, str):
        return given
    scheme, there, _ = given.partition("://")
    if not there:
        return Path(given)
    server = ServerAddress(given)
    if scheme not in _SCHEMES or not server.name or "/" in server.name:
        raise ValueError("no database")
    return server


def beside(database: Path | ServerAddress) -> Path:
    """Returns the path beside which a bot keeps its own files, such as the names: the database's, or a file in `var/` that is never made."""
    if isinstance(database, Path):
        return database
    at = "".join(sign if sign.isalnum() else "-" for sign in str(database).partition("://")[2])
    return Path("var") / f"postgresql-{at}"


def file_of(database: Path | ServerAddress, instead: str) -> Path:
    """Returns the file of SQLite's.

    Raises:
        AskError: the database is on a server; `instead` says what to do.
    """
    if isinstance(database, ServerAddress):
        raise AskError(f"The database is on a PostgreSQL server, {database}: {instead}")
    return database
