"""Discord's error responses: status, code, message, and for an invalid body the place of the error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]

INVALID_FORM = 50035
EMPTY = "MESSAGE_EMPTY"
"""A violation with its own Discord error code (50006)."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One error in a request body: where, Discord's name for it, and an explanation."""

    path: Path
    code: str
    reason: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'body'}: {self.reason}"


class Refusal(Exception):  # noqa: N818 # it is a protocol answer, not a program error
    """Makes the sandbox answer with a Discord error."""

    def __init__(self, status: int, code: int, reason: str, violations: Iterable[Violation] = ()) -> None:
        super().__init__(reason)
        self.status = status
        self.code = code
        self.violations = tuple(violations)

    def body(self) -> dict[str, Any]:
        """Returns the JSON body Discord would send."""
        body: dict[str, Any] = {"message": str(self), "code": self.code}
        if self.violations and self.code == INVALID_FORM:
            body["errors"] = _nested(self.violations)
        return body


def _nested(violations: Iterable[Violation]) -> dict[str, Any]:
    """Errors nested by the keys of the path as Discord does, with the leaves under `_errors`."""
    tree: dict[str, Any] = {}
    for violation in violations:
        node = tree
        for key in violation.path:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append({"code": violation.code, "message": violation.reason})
    return tree


def invalid_form(violations: Iterable[Violation]) -> Refusal:
    """400 with nested errors, or with the special code for an empty message."""
    found = tuple(violations)
    if any(each.code == EMPTY for each in found):
        return Refusal(400, 50006, "Cannot send an empty message", found)
    return Refusal(400, INVALID_FORM, "Invalid Form Body", found)


def invalid_json() -> Refusal:
    """400: the body is no JSON at all."""
    return Refusal(400, 50109, "The request body contains invalid JSON.")


def thread_archived() -> Refusal:
    """400: an archived thread must be opened before it can be changed."""
    return Refusal(400, 50083, "Thread is archived")


def too_large() -> Refusal:
    """413: a file exceeds the size limit."""
    return Refusal(413, 40005, "Request entity too large")


def unauthorized() -> Refusal:
    """401: the token is wrong or missing."""
    return Refusal(401, 0, "401: Unauthorized")


def not_found() -> Refusal:
    """404: no such route."""
    return Refusal(404, 0, "404: Not Found")


def unknown(noun: str) -> Refusal:
    """404: the object does not exist, with Discord's code for its type."""
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
    """403: the bot can't see the object."""
    return Refusal(403, 50001, "Missing Access")


def missing_permissions() -> Refusal:
    """403: the bot sees the object but lacks a permission."""
    return Refusal(403, 50013, "Missing Permissions")


def already_acknowledged() -> Refusal:
    """400: an interaction can be acknowledged only once."""
    return Refusal(400, 40060, "Interaction has already been acknowledged.")


def invalid_token() -> Refusal:
    """401: the interaction's token is invalid or older than 15 minutes."""
    return Refusal(401, 50027, "Invalid Webhook Token")
