"""What Discord says when it refuses: a status, a code, a sentence, and for a bad body where in it the fault is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]

INVALID_FORM = 50035
EMPTY = "MESSAGE_EMPTY"
"""A violation Discord has a code of its own for (50006)."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One fault in a request body: where it is, Discord's name for it, and what is wrong in words."""

    path: Path
    code: str
    reason: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'body'}: {self.reason}"


class Refusal(Exception):  # noqa: N818 # it is an answer of the protocol, not a fault of the program
    """A request is answered with Discord's error shape."""

    def __init__(self, status: int, code: int, reason: str, violations: Iterable[Violation] = ()) -> None:
        super().__init__(reason)
        self.status = status
        self.code = code
        self.violations = tuple(violations)

    def body(self) -> dict[str, Any]:
        """The JSON body Discord would send."""
        body: dict[str, Any] = {"message": str(self), "code": self.code}
        if self.violations and self.code == INVALID_FORM:
            body["errors"] = _nested(self.violations)
        return body


def _nested(violations: Iterable[Violation]) -> dict[str, Any]:
    """Discord nests errors by the keys of the path, with the leaves under `_errors`."""
    tree: dict[str, Any] = {}
    for violation in violations:
        node = tree
        for key in violation.path:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append({"code": violation.code, "message": violation.reason})
    return tree


def invalid_form(violations: Iterable[Violation]) -> Refusal:
    """400 with the nested errors object, or with an empty message's own code."""
    found = tuple(violations)
    if any(each.code == EMPTY for each in found):
        return Refusal(400, 50006, "Cannot send an empty message", found)
    return Refusal(400, INVALID_FORM, "Invalid Form Body", found)


def too_large() -> Refusal:
    """A file is above the limit."""
    return Refusal(413, 40005, "Request entity too large")


def unauthorized() -> Refusal:
    """The token is wrong or missing."""
    return Refusal(401, 0, "401: Unauthorized")


def not_found() -> Refusal:
    """No such route."""
    return Refusal(404, 0, "404: Not Found")


def unknown(noun: str) -> Refusal:
    """The named thing isn't there, with the code Discord has for that kind."""
    return Refusal(404, _UNKNOWN[noun], f"Unknown {noun}")


_UNKNOWN = {
    "Application": 10002,
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Permission overwrite": 10009,
    "Role": 10011,
    "User": 10013,
    "Webhook": 10015,
    "Interaction": 10062,
    "application command": 10063,
}


def missing_access() -> Refusal:
    """The bot can't see it."""
    return Refusal(403, 50001, "Missing Access")


def missing_permissions() -> Refusal:
    """The bot sees it, but may not do that."""
    return Refusal(403, 50013, "Missing Permissions")


def already_acknowledged() -> Refusal:
    """An interaction is acknowledged once."""
    return Refusal(400, 40060, "Interaction has already been acknowledged.")


def invalid_token() -> Refusal:
    """The interaction's 15 minutes are over, or the token is made up."""
    return Refusal(401, 50027, "Invalid Webhook Token")
