"""Discord's REST API: finds the function that answers a method and path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.core import Core
    from bot.sandbox.interactions import Interactions
    from bot.sandbox.uploads import Uploads
    from bot.sandbox.world import Json

Reply = tuple[int, Any]
"""A status and a JSON body (None: no body)."""


@dataclass(slots=True)
class RestRequest:
    """One request with its parsed body."""

    core: Core
    interactions: Interactions
    query: Any
    body: Any = None
    uploads: Uploads = field(default_factory=dict)

    @property
    def form(self) -> Json:
        """The body as an object; empty if there is none."""
        return self.body if isinstance(self.body, dict) else {}


Answer = Callable[..., Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """One route: its template as in Discord's description, its function, and whether it needs the bot's token."""

    method: str
    template: str
    answer: Answer
    token: bool = True
    checked_as: str | None = None
    """The kind that the rules check its body as (see `bot.sandbox.rules`)."""


@dataclass(slots=True)
class _Node:
    literal: dict[str, _Node] = field(default_factory=dict)
    any: _Node | None = None
    routes: dict[str, Route] = field(default_factory=dict)


ROOT = _Node()
ROUTES: list[Route] = []


def route(
    method: str, template: str, *, token: bool = True, checked_as: str | None = None
) -> Callable[[Answer], Answer]:
    """Register the function that answers a route; path parameters are passed by position."""

    def declare(answer: Answer) -> Answer:
        node = ROOT
        for part in template.strip("/").split("/"):
            if part.startswith("{"):
                node.any = node.any or _Node()
                node = node.any
            else:
                node = node.literal.setdefault(part, _Node())
        found = Route(method, template, answer, token, checked_as)
        node.routes[method] = found
        ROUTES.append(found)
        return answer

    return declare


def find(method: str, path: str) -> tuple[Route | None, list[str]]:
    """Returns the route for a path below the API's version, with the path's parameters. Literal parts take precedence over parameters."""
    node, ids = ROOT, []
    for part in path.strip("/").split("/"):
        literal = node.literal.get(part)
        if literal is not None:
            node = literal
        elif node.any is not None:
            node = node.any
            ids.append(part)
        else:
            return None, ids
    return node.routes.get(method), ids
