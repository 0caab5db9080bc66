"""A statement in two dialects, where one text can't be right in both; what else differs is translated (postgresql/translation.py).

A value may have two dialects too: an expression of a full text search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class TwoDialects(str):
    """The statement for SQLite, with the one for PostgreSQL as its attribute. Both take the same values; each may leave some of them out."""

    __slots__ = ("postgresql",)
    postgresql: str

    def __new__(cls, sqlite: str, postgresql: str) -> TwoDialects:
        """Keep both statements."""
        made = super().__new__(cls, sqlite)
        made.postgresql = postgresql
        return made

    def format(self, *args: object, **kwargs: object) -> TwoDialects:
        """Returns both statements, formatted."""
        return TwoDialects(str.format(self, *args, **kwargs), self.postgresql.format(*args, **kwargs))

    def within(self, text: TwoDialects | str) -> TwoDialects:
        """Returns a text with these statements where it has `{}`."""
        second = text.postgresql if isinstance(text, TwoDialects) else text
        return TwoDialects(str.format(text, str(self)), second.format(self.postgresql))


def joined(between: TwoDialects | str, those: Iterable[TwoDialects]) -> TwoDialects:
    """Returns texts with another between them."""
    listed = list(those)
    second = between.postgresql if isinstance(between, TwoDialects) else between
    return TwoDialects(str(between).join(listed), second.join(each.postgresql for each in listed))
