"""Checks request bodies, and our own responses, against Discord's OpenAPI description. Validators are compiled on first use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from bot.sandbox.refusals import Path, Violation

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    import jsonschema_rs

    from bot.sandbox.world import Json

VIOLATIONS_SHOWN = 10
_PERMISSIONS = ("permissions", "allow", "deny", "default_member_permissions")


@cache
def described(openapi: FilePath) -> Schema:
    """Returns the description in a file, read and compiled once per process."""
    return Schema(openapi)


class Schema:
    """The description, and the validators compiled so far.

    Requests are relaxed where Discord's documentation is and clients rely on it: an id may be a number, permission bits may be
    a number in text. Our own responses are checked strictly.
    """

    def __init__(self, openapi: FilePath) -> None:
        self._description: Json = orjson.loads(openapi.read_bytes())
        schemas: Json = self._description["components"]["schemas"]
        _relax(self._description)
        snowflake = {"anyOf": [schemas["SnowflakeType"], {"type": "integer", "minimum": 0}]}
        self._components = {
            "request": {"schemas": {**schemas, "SnowflakeType": snowflake}},
            "response": {"schemas": schemas},
        }
        self._compiled: dict[tuple[str, ...], jsonschema_rs.Validator | None] = {}

    def request(self, method: str, template: str, body: Any) -> list[Violation]:
        """Returns the errors in a request body."""
        return self._check(("request", method, template), body)

    def response(self, method: str, template: str, status: int, body: Any) -> list[Violation]:
        """Returns the errors in our own response."""
        return self._check(("response", method, template, str(status)), body)

    def _check(self, key: tuple[str, ...], body: Any) -> list[Violation]:
        if key not in self._compiled:
            self._compiled[key] = self._compile(key)
        validator = self._compiled[key]
        if validator is None or validator.is_valid(body):
            return []
        found: list[Violation] = []
        for error in validator.iter_errors(body):
            found.append(Violation(_path(error.instance_path), "SCHEMA", error.message[:300]))
            if len(found) == VIOLATIONS_SHOWN:
                break
        return found

    def _compile(self, key: tuple[str, ...]) -> jsonschema_rs.Validator | None:
        import jsonschema_rs  # noqa: PLC0415 # a development dependency: only where a description was given

        operation: Json = self._description["paths"].get(key[2], {}).get(key[1].lower(), {})
        if key[0] == "request":
            content = operation.get("requestBody", {}).get("content", {})
        else:
            content = operation.get("responses", {}).get(key[3], {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is None:
            return None
        return jsonschema_rs.Draft202012Validator({**schema, "components": self._components[key[0]]})


def _path(parts: Any) -> Path:
    return tuple(parts)


def _relax(node: Any) -> None:
    """Allow permission bits as text, anywhere in a request."""
    if isinstance(node, list):
        for each in node:
            _relax(each)
    elif isinstance(node, dict):
        properties = node.get("properties")
        if isinstance(properties, dict):
            for name in _PERMISSIONS:
                if "integer" in properties.get(name, {}).get("type", ()):
                    properties[name] = {"anyOf": [properties[name], {"type": "string", "pattern": "^[0-9]+$"}]}
        for each in node.values():
            _relax(each)
