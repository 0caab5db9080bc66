"""Turns menu choices and modal entries into an interaction's values, checked as Discord's own client does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.errors import AskError
from bot.sandbox import components, options

if TYPE_CHECKING:
    from bot.sandbox.world import Json

_KINDS = {
    components.USER_SELECT: options.USER,
    components.ROLE_SELECT: options.ROLE,
    components.CHANNEL_SELECT: options.CHANNEL,
    components.MENTIONABLE_SELECT: options.MENTIONABLE,
}


def chosen(component: Json, values: list[Any], resolved: options.Resolved) -> list[str]:
    """Returns the values of a select menu, resolved.

    Raises:
        AskError: too few or too many values, or one not offered; likewise in every function here.
    """
    _count(component, values, component.get("max_values", 1))
    kind = component["type"]
    if kind == components.STRING_SELECT:
        return _offered(component, values)
    found = [resolved.add(_KINDS[kind], value) for value in values]
    wanted = component.get("channel_types")
    if wanted and any(resolved.rows["channels"][each]["type"] not in wanted for each in found):
        raise AskError(f"{component['custom_id']!r} does not accept that type of channel")
    return found


def submitted(modal: Json, fields: Json, resolved: options.Resolved) -> list[Json]:
    """Returns a modal's components as submitted: rows and labels with the values entered."""
    inputs = {each["custom_id"] for each in components.walk(modal["components"]) if "custom_id" in each}
    strange = [name for name in fields if name not in inputs]
    if strange:
        raise AskError(f"the modal has no field {strange[0]!r}; its fields are: {', '.join(sorted(inputs))}")
    shown = []
    for holder in modal["components"]:
        back: Json = {"type": holder["type"], "id": holder["id"]}
        if holder["type"] == components.LABEL:
            back["component"] = _filled(holder["component"], fields, resolved)
        elif holder["type"] == components.ROW:
            back["components"] = [_filled(each, fields, resolved) for each in holder["components"]]
        shown.append(back)
    return shown


def _filled(field: Json, fields: Json, resolved: options.Resolved) -> Json:
    kind, name = field["type"], field["custom_id"]
    back: Json = {"type": kind, "id": field["id"], "custom_id": name}
    value = fields.get(name)
    if value is None:
        value = [each["value"] for each in field.get("options") or [] if each.get("default")]
    many = value if isinstance(value, list) else [] if value == "" else [value]
    if kind == components.TEXT_INPUT:
        back["value"] = _typed(field, str(field.get("value") or "") if name not in fields else str(fields[name] or ""))
    elif kind == components.CHECKBOX:
        back["value"] = bool(fields.get(name, field.get("default")))
    elif kind == components.RADIO_GROUP:
        _count(field, many, 1)
        back["value"] = (_offered(field, many) or [None])[0]
    elif kind == components.CHECKBOX_GROUP:
        _count(field, many, field.get("max_values", len(field["options"])))
        back["values"] = _offered(field, many)
    elif kind == components.FILE_UPLOAD:
        _count(field, many, field.get("max_values", 1))
        back["values"] = [options.attachment(name, each, resolved) for each in many]
    else:
        back["values"] = chosen(field, many, resolved)
    return back


def _count(field: Json, values: list[Any], high: int) -> None:
    """Check the number of values; zero is fine if the field isn't required."""
    low = field.get("min_values", 1)
    if not values and field.get("required") is False:
        return
    if not low <= len(values) <= high:
        wanted = str(low) if low == high else f"{low} to {high}"
        raise AskError(f"{field['custom_id']!r} needs {wanted} value{'' if wanted == '1' else 's'}, not {len(values)}")


def _offered(field: Json, values: list[Any]) -> list[Any]:
    offered = [each["value"] for each in field["options"]]
    wrong = [value for value in values if value not in offered]
    if wrong:
        raise AskError(f"{field['custom_id']!r} has no choice {wrong[0]!r}; choose from: {', '.join(offered)}")
    return values


def _typed(field: Json, value: str) -> str:
    if not value and field.get("required", True):
        raise AskError(f"{field['custom_id']!r} is required")
    low, high = field.get("min_length") or 0, field.get("max_length") or 4000
    if value and not low <= len(value) <= high:
        raise AskError(f"{field['custom_id']!r} needs {low} to {high} characters")
    return value
