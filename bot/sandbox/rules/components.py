"""Rules for components in a message or modal: nesting, widths, counts, ids, and required fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.sandbox.components import (
    BUTTON,
    CHANNEL_SELECT,
    CHECKBOX,
    CHECKBOX_GROUP,
    CONTAINER,
    FILE,
    FILE_UPLOAD,
    GALLERY,
    LABEL,
    LINK_STYLE,
    MENTIONABLE_SELECT,
    PREMIUM_STYLE,
    RADIO_GROUP,
    ROLE_SELECT,
    ROW,
    SECTION,
    SELECTS,
    SEPARATOR,
    STRING_SELECT,
    TEXT,
    TEXT_INPUT,
    THUMBNAIL,
    USER_SELECT,
    walk,
)
from bot.sandbox.rules.form import Found, bad, count, duplicates, keys, length, required, within, words

if TYPE_CHECKING:
    from bot.sandbox.refusals import Path
    from bot.sandbox.world import Json

MAX_COMPONENTS, MAX_TEXT = 40, 4_000

_IN_MESSAGE = {
    None: frozenset((ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)),
    CONTAINER: frozenset((ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)),
    ROW: frozenset((BUTTON, *SELECTS)),
    SECTION: frozenset((TEXT,)),
    "accessory": frozenset((BUTTON, THUMBNAIL)),
}
_IN_MODAL = {
    None: frozenset((ROW, LABEL, TEXT)),
    ROW: frozenset((TEXT_INPUT,)),
    LABEL: frozenset((TEXT_INPUT, *SELECTS, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX)),
}
_MENU = "type id custom_id placeholder min_values max_values disabled required"
_KEYS = {
    ROW: words("type id components"),
    BUTTON: words("type id custom_id style label disabled url sku_id emoji"),
    STRING_SELECT: words(f"{_MENU} options"),
    TEXT_INPUT: words("type id custom_id style label value placeholder required min_length max_length"),
    USER_SELECT: words(f"{_MENU} default_values"),
    ROLE_SELECT: words(f"{_MENU} default_values"),
    MENTIONABLE_SELECT: words(f"{_MENU} default_values"),
    CHANNEL_SELECT: words(f"{_MENU} default_values channel_types"),
    SECTION: words("type id components accessory"),
    TEXT: words("type id content"),
    THUMBNAIL: words("type id description spoiler media"),
    GALLERY: words("type id items"),
    FILE: words("type id spoiler file"),
    SEPARATOR: words("type id spacing divider"),
    CONTAINER: words("type id accent_color components spoiler"),
    LABEL: words("type id label description component"),
    FILE_UPLOAD: words("type id custom_id min_values max_values required"),
    RADIO_GROUP: words("type id custom_id required options"),
    CHECKBOX_GROUP: words("type id custom_id min_values max_values required options"),
    CHECKBOX: words("type id custom_id default"),
}
_REQUIRED = {
    ROW: ("components",),
    BUTTON: ("style",),
    STRING_SELECT: ("custom_id", "options"),
    TEXT_INPUT: ("custom_id", "style"),
    SECTION: ("components", "accessory"),
    TEXT: ("content",),
    THUMBNAIL: ("media",),
    GALLERY: ("items",),
    FILE: ("file",),
    CONTAINER: ("components",),
    LABEL: ("label", "component"),
    RADIO_GROUP: ("custom_id", "options"),
    CHECKBOX_GROUP: ("custom_id", "options"),
    **dict.fromkeys(
        (USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT, FILE_UPLOAD, CHECKBOX), ("custom_id",)
    ),
}
_OPTION = words("label value description default emoji")
_ITEM = words("description spoiler media")


def in_message(components: list[Json], path: Path, *, v2: bool) -> Found:
    """Check a message's components, with or without the Components V2 flag."""
    allowed = _IN_MESSAGE if v2 else {**_IN_MESSAGE, None: frozenset((ROW,))}
    yield from _all(components, path, allowed)
    if not v2:
        yield from count(components, 0, 5, path)
    if sum(1 for _ in walk(components)) > MAX_COMPONENTS:
        reason = f"Total number of components cannot exceed {MAX_COMPONENTS}, nested ones included"
        yield bad(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", reason)
    if sum(len(each.get("content") or "") for each in walk(components) if each.get("type") == TEXT) > MAX_TEXT:
        reason = f"Total text of all text displays cannot exceed {MAX_TEXT} characters"
        yield bad(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", reason)


def in_modal(components: list[Json], path: Path) -> Found:
    """Check a modal's components."""
    yield from count(components, 1, 5, path)
    yield from _all(components, path, _IN_MODAL)


def _all(components: list[Json], path: Path, allowed: dict[Any, frozenset[int]]) -> Found:
    nested = list(_nested(components, path, allowed))
    yield from nested
    if nested:  # misplaced components are not checked any further
        return
    every = list(walk(components))
    for name, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "COMPONENT_ID_DUPLICATED")):
        values = [each[name] for each in every if each.get(name)]
        for position in duplicates(values):
            yield bad(path, code, f"Component {name} cannot be duplicated: {values[position]!r}")


def _nested(
    components: list[Json], path: Path, allowed: dict[Any, frozenset[int]], parent: int | str | None = None
) -> Found:
    for position, component in enumerate(components):
        here = path if parent in ("accessory", LABEL) else (*path, position)
        kind = component["type"]
        if kind not in allowed.get(parent, ()):
            known = ", ".join(str(each) for each in sorted(allowed.get(parent, ())))
            yield bad((*here, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({known}).')
            continue
        yield from keys(component, _KEYS[kind], here)
        missing = list(required(component, _REQUIRED.get(kind, ()), here))
        yield from missing
        if missing:
            continue
        yield from _CHECKS.get(kind, _nothing)(component, here)
        if "components" in component:
            yield from _nested(component["components"], (*here, "components"), allowed, kind)
        if "accessory" in component:
            yield from _nested([component["accessory"]], (*here, "accessory"), allowed, "accessory")
        if "component" in component:
            yield from _nested([component["component"]], (*here, "component"), allowed, LABEL)


def _nothing(component: Json, path: Path) -> Found:
    yield from ()


def _row(row: Json, path: Path) -> Found:
    children = row["components"]
    yield from count(children, 1, 5, (*path, "components"))
    menus = sum(each.get("type") in SELECTS or each.get("type") == TEXT_INPUT for each in children)
    if menus and len(children) > 1:
        yield bad(
            (*path, "components"),
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "A row can contain five buttons, one menu or one text input.",
        )
    for position, each in enumerate(children):
        if each.get("type") == TEXT_INPUT:
            yield from required(each, ("label",), (*path, "components", position))


def _button(button: Json, path: Path) -> Found:
    style = button["style"]
    yield from within(style, 1, PREMIUM_STYLE, (*path, "style"))
    wanted = {LINK_STYLE: "url", PREMIUM_STYLE: "sku_id"}.get(style, "custom_id")
    if not button.get(wanted):
        yield bad(path, f"BUTTON_COMPONENT_{wanted.upper()}_REQUIRED", f"A button of style {style} needs a {wanted}.")
    for other in {"url", "sku_id", "custom_id"} - {wanted}:
        if button.get(other):
            yield bad(
                path,
                "BUTTON_COMPONENT_FIELDS_EXCLUSIVE",
                f"A button of style {style} needs a {wanted} and can't have a {other}.",
            )
    if style != PREMIUM_STYLE and not button.get("label") and not button.get("emoji"):
        yield bad(path, "BUTTON_COMPONENT_LABEL_REQUIRED", "A button needs a label or an emoji.")
    yield from length(button.get("label"), 0, 80, (*path, "label"))
    yield from length(button.get("custom_id"), 1, 100, (*path, "custom_id"))
    yield from length(button.get("url"), 1, 512, (*path, "url"))
    if button.get("url") and not button["url"].startswith(("http://", "https://", "discord://")):
        yield bad((*path, "url"), "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('discord', 'http', 'https').")


def _menu(menu: Json, path: Path) -> Found:
    yield from length(menu["custom_id"], 1, 100, (*path, "custom_id"))
    yield from length(menu.get("placeholder"), 0, 150, (*path, "placeholder"))
    yield from _bounds(menu, path, 25)
    high = 1 if menu.get("max_values") is None else menu["max_values"]
    if menu["type"] == STRING_SELECT:
        yield from _options(menu["options"], (*path, "options"), 1, 25)
        if high > len(menu["options"]):
            yield bad(
                (*path, "max_values"), "SELECT_COMPONENT_MAX_OVER_OPTIONS", "max_values exceeds the number of options."
            )
    chosen = sum(bool(each.get("default")) for each in menu.get("options") or []) or len(
        menu.get("default_values") or []
    )
    if chosen > high:
        yield bad(path, "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "There are more default values than max_values.")


def _options(options: list[Json], path: Path, low: int, high: int) -> Found:
    yield from count(options, low, high, path)
    for position, option in enumerate(options):
        here = (*path, position)
        yield from keys(option, _OPTION, here)
        yield from required(option, ("label", "value"), here)
        for name, least in (("label", 1), ("value", 1), ("description", 0)):
            yield from length(option.get(name), least, 100, (*here, name))
    for position in duplicates([option.get("value") for option in options]):
        yield bad(
            (*path, position, "value"),
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            "The specified option value is already used",
        )


def _section(section: Json, path: Path) -> Found:
    yield from count(section["components"], 1, 3, (*path, "components"))


def _text(text: Json, path: Path) -> Found:
    yield from length(text["content"], 1, MAX_TEXT, (*path, "content"))


def _described(component: Json, path: Path) -> Found:
    yield from length(component.get("description"), 1, 1024, (*path, "description"))
    yield from _media(component["media"].get("url"), (*path, "media", "url"), ("http://", "https://", "attachment://"))


def _gallery(gallery: Json, path: Path) -> Found:
    yield from count(gallery["items"], 1, 10, (*path, "items"))
    for position, item in enumerate(gallery["items"]):
        here = (*path, "items", position)
        yield from keys(item, _ITEM, here)
        missing = list(required(item, ("media",), here))
        yield from missing or _described(item, here)


def _file(file: Json, path: Path) -> Found:
    yield from _media(file["file"].get("url"), (*path, "file", "url"), ("attachment://",))


def _media(url: Any, path: Path, schemes: tuple[str, ...]) -> Found:
    if not isinstance(url, str):
        yield bad(path, "BASE_TYPE_REQUIRED", "This field is required")
    elif not url.startswith(schemes):
        yield bad(path, "URL_TYPE_INVALID_SCHEME", f"Scheme must be one of {schemes}.")
    elif not url.startswith("attachment://") and not _well_formed(url):
        yield bad(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
    yield from length(url if isinstance(url, str) else None, 1, 2048, path)


def _well_formed(url: str) -> bool:
    """True if a web address names a host and has only valid characters."""
    try:
        parts = urlsplit(url)
        return (
            bool(parts.hostname) and url.isprintable() and not any(char in url for char in ' <>"\\') and parts.port != 0
        )
    except ValueError:
        return False


def _separator(separator: Json, path: Path) -> Found:
    yield from within(separator.get("spacing"), 1, 2, (*path, "spacing"))


def _container(container: Json, path: Path) -> Found:
    yield from within(container.get("accent_color"), 0, 0xFFFFFF, (*path, "accent_color"))
    yield from count(container["components"], 1, MAX_COMPONENTS, (*path, "components"))


def _label(label: Json, path: Path) -> Found:
    yield from length(label["label"], 1, 45, (*path, "label"))
    yield from length(label.get("description"), 0, 100, (*path, "description"))


def _text_input(field: Json, path: Path) -> Found:
    yield from length(field["custom_id"], 1, 100, (*path, "custom_id"))
    yield from within(field["style"], 1, 2, (*path, "style"))
    yield from length(field.get("label"), 1, 45, (*path, "label"))
    yield from length(field.get("placeholder"), 0, 100, (*path, "placeholder"))
    yield from length(field.get("value"), 0, 4000, (*path, "value"))
    yield from within(field.get("min_length"), 0, 4000, (*path, "min_length"))
    yield from within(field.get("max_length"), 1, 4000, (*path, "max_length"))
    if (field.get("min_length") or 0) > (field.get("max_length") or 4000):
        yield bad((*path, "min_length"), "TEXT_INPUT_MIN_OVER_MAX", "min_length must not exceed max_length.")


def _upload(upload: Json, path: Path) -> Found:
    yield from length(upload["custom_id"], 1, 100, (*path, "custom_id"))
    yield from _bounds(upload, path, 10)


def _bounds(field: Json, path: Path, most: int) -> Found:
    """Check how many values a field takes: one by default."""
    low, high = field.get("min_values"), field.get("max_values")
    low, high = 1 if low is None else low, 1 if high is None else high
    yield from within(low, 0, most, (*path, "min_values"))
    yield from within(high, 1, most, (*path, "max_values"))
    if low > high:
        yield bad((*path, "min_values"), "SELECT_COMPONENT_MIN_OVER_MAX", "min_values must not exceed max_values.")


def _radio(group: Json, path: Path) -> Found:
    yield from _options(group["options"], (*path, "options"), 2, 10)


def _checkboxes(group: Json, path: Path) -> Found:
    yield from _options(group["options"], (*path, "options"), 1, 10)


_CHECKS = {
    ROW: _row,
    BUTTON: _button,
    TEXT_INPUT: _text_input,
    SECTION: _section,
    TEXT: _text,
    THUMBNAIL: _described,
    GALLERY: _gallery,
    FILE: _file,
    SEPARATOR: _separator,
    CONTAINER: _container,
    LABEL: _label,
    FILE_UPLOAD: _upload,
    RADIO_GROUP: _radio,
    CHECKBOX_GROUP: _checkboxes,
    **dict.fromkeys(SELECTS, _menu),
}
