"""Converts components from the form a bot sends to the form Discord shows: numbered, with defaults and resolved media."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.sandbox.world import Json

(
    ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT, SECTION,
    TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR,
) = range(1, 15)  # fmt: skip
CONTAINER, LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 17, 18, 19, 21, 22, 23
SELECTS = frozenset((STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT))
LINK_STYLE, PREMIUM_STYLE = 5, 6

IS_V2 = 1 << 15
"""The message flag of Components V2."""

Media = Callable[[str], Json]
"""Turns a URL or `attachment://name` into an unfurled media item."""


def walk(components: list[Json]) -> Iterator[Json]:
    """Yields every component, parents before their children."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for key in ("accessory", "component"):
            if component.get(key):
                yield from walk([component[key]])


def shown(components: list[Json], media: Media) -> list[Json]:
    """Returns a message's components as Discord returns them."""
    taken = {component["id"] for component in walk(components) if component.get("id")}
    free = (number for number in range(1, 10_000) if number not in taken)
    return [_shown(component, free, media) for component in components]


def _shown(component: Json, free: Iterator[int], media: Media) -> Json:
    kept = {key: value for key, value in component.items() if value is not None}
    kept["id"] = component.get("id") or next(free)
    kind = component["type"]
    kept.update(_DEFAULTS.get(kind, {}) | kept)
    if "components" in kept:
        kept["components"] = [_shown(child, free, media) for child in kept["components"]]
    for key in ("accessory", "component"):
        if key in kept:
            kept[key] = _shown(kept[key], free, media)
    if kind == THUMBNAIL:
        kept["media"] = media(kept["media"]["url"])
    elif kind == FILE:
        kept["file"] = media(kept["file"]["url"])
        kept |= {"name": kept["file"].pop("name", "file"), "size": kept["file"].pop("size", 0)}
    elif kind == GALLERY:
        kept["items"] = [
            {"description": None, "spoiler": False, **item, "media": media(item["media"]["url"])}
            for item in kept["items"]
        ]
    elif kind == STRING_SELECT:
        kept["options"] = [
            {key: value for key, value in option.items() if value is not None} for option in kept["options"]
        ]
    return kept


_DEFAULTS: dict[int, Json] = {
    CONTAINER: {"accent_color": None, "spoiler": False},
    SEPARATOR: {"divider": True, "spacing": 1},
    THUMBNAIL: {"description": None, "spoiler": False},
    FILE: {"spoiler": False},
    **{kind: {"min_values": 1, "max_values": 1} for kind in SELECTS},
}


def find(components: list[Json], custom_id: str) -> Json | None:
    """Returns the component with this custom id, or None."""
    return next((each for each in walk(components) if each.get("custom_id") == custom_id), None)


def text_of(components: list[Json]) -> str:
    """Returns the text of all text displays, in order: mentions are looked for in it."""
    return "\n".join(each["content"] for each in walk(components) if each["type"] == TEXT)
