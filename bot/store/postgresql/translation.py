"""Translates the store's statements, which are written for SQLite, to PostgreSQL: each text once for each set of types of its values.

Both databases take the same SQL but for little things, which are put right here: `:name` becomes `$1` with the type of its value,
a JSON list given to `json_each` becomes an array, NULLs come first in ascending order, LIKE takes no notice of case, and
`CROSS JOIN`, with which SQLite is told the order of joins, is an ordinary join. What differs more has two texts (`TwoDialects`).
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlglot
from sqlglot import exp

from bot.store.dialects import TwoDialects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_TYPES = {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE PRECISION", str: "TEXT", bytes: "BYTEA"}
_NUMBERS = re.compile(r"\bIN \((\d+(?:, *\d+)*)\)")
"""Numbers written into a statement: as one value, a list of any length is one statement."""
NO_NULL = "\ufffd"
"""Stands for the character NULL, which PostgreSQL's texts can't have."""
_LIST, _ROWS = "LIST", "ROWS"
"""What a JSON list may hold besides numbers and texts: nothing at all, or lists."""
_NUMBERED = frozenset({"id", "article", "event", "quotation", "stance"})
"""Columns that a list's values are compared with as numbers: an empty list does not show its type."""

Value = Any
Signature = tuple[tuple[str, str | None], ...]
"""The names of a statement's values with their types, None for NULL."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A statement for PostgreSQL, and how its parameters are made of the named values, in order."""

    sql: str
    parameters: tuple[tuple[str, bool], ...]
    """Names of values; True for those that are read from JSON into an array."""

    def arguments(self, values: Mapping[str, Value]) -> list[Value]:
        """Returns the parameters in order."""
        return [json.loads(values[name]) if listed else _plain(values[name]) for name, listed in self.parameters]


class _Text(NamedTuple):
    sql: str
    dialect: str


async def in_postgresql(sql: str, values: Mapping[str, Value]) -> tuple[str, list[Value]]:
    """Returns a statement for PostgreSQL with its parameters. What takes tens of milliseconds, the first time, is done in a thread."""
    text, values = _without_numbers(_text(sql), values)
    if (text, None) not in _DONE:
        await asyncio.to_thread(_named, text)
        _note_done((text, None))
    signature = _signature(text, [values])
    if (text, signature) not in _DONE:
        await asyncio.to_thread(_translated, text, signature)
        _note_done((text, signature))
    found = _translated(text, signature)
    return found.sql, found.arguments(values)


_MOST = 4_000
"""How many translations are kept."""
_DONE: dict[tuple[_Text, Signature | None], None] = {}
"""The statements that were translated for certain types of values, or (None) looked at."""


def _note_done(what: tuple[_Text, Signature | None]) -> None:
    _DONE[what] = None
    if len(_DONE) > _MOST:
        _DONE.pop(next(iter(_DONE)))


def translated(sql: str, values: Mapping[str, Value]) -> tuple[str, list[Value]]:
    """Returns a statement for PostgreSQL with its parameters."""
    text, values = _without_numbers(_text(sql), values)
    found = _translated(text, _signature(text, [values]))
    return found.sql, found.arguments(values)


def translated_rows(sql: str, rows: Sequence[Mapping[str, Value]]) -> tuple[str, list[list[Value]]]:
    """Returns a statement for PostgreSQL with the parameters for each row of values."""
    text = _text(sql)
    found = _translated(text, _signature(text, rows))
    return found.sql, [found.arguments(row) for row in rows]


def _text(sql: str) -> _Text:
    return _Text(sql.postgresql, "postgres") if isinstance(sql, TwoDialects) else _Text(sql, "sqlite")


def _without_numbers(text: _Text, values: Mapping[str, Value]) -> tuple[_Text, Mapping[str, Value]]:
    """A statement whose lists of numbers are values."""
    lists: dict[str, Value] = {}

    def named(found: re.Match[str]) -> str:
        name = f"numbers_{len(lists)}"
        lists[name] = f"[{found[1]}]"
        return f"IN (SELECT value FROM json_each(:{name}))"  # noqa: S608 - a name of ours

    sql = _NUMBERS.sub(named, text.sql)
    return (_Text(sql, text.dialect), {**values, **lists}) if lists else (text, values)


def _signature(text: _Text, rows: Sequence[Mapping[str, Value]]) -> Signature:
    """The types of a statement's values: of several rows, those of all of them."""
    names, lists = _named(text)
    return tuple(
        (name, _list_type(rows, name) if name in lists else _type(row[name] for row in rows)) for name in names
    )


def _type(values: Iterable[Value]) -> str | None:
    found = {type(value) for value in values if value is not None}
    if found == {int, float}:
        return _TYPES[float]
    for kind, name in _TYPES.items():
        if any(issubclass(each, kind) for each in found):
            return name
    if found:
        raise TypeError(f"a value of the type {found} can't be stored")
    return None


def _list_type(rows: Sequence[Mapping[str, Value]], name: str) -> str:
    [row] = rows
    if row[name] is None:
        return _LIST
    first = next(iter(json.loads(row[name])), None)
    return _LIST if first is None else _ROWS if isinstance(first, list) else _TYPES[type(first)]


def _plain(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    return (value.postgresql if isinstance(value, TwoDialects) else str(value)).replace("\0", NO_NULL)


# ---- The syntax tree ----


@lru_cache(4_000)
def _parsed(text: _Text) -> exp.Expression:
    tree = sqlglot.parse_one(text.sql, read=text.dialect)
    if not isinstance(tree, exp.Expression):
        raise TypeError("no statement")
    return tree


@lru_cache(4_000)
def _named(text: _Text) -> tuple[tuple[str, ...], frozenset[str]]:
    """The names of a statement's values, and of those that `json_each` takes apart."""
    tree = _parsed(text)
    names = dict.fromkeys(str(each.this) for each in tree.find_all(exp.Placeholder))
    lists = {str(each.expressions[0].this) for each in _lists(tree)}
    return tuple(names), frozenset(lists)


def _lists(tree: exp.Expression) -> list[exp.Anonymous]:
    return [each for each in tree.find_all(exp.Anonymous) if each.name.lower() == "json_each"]


@dataclass(slots=True)
class _Parameters:
    """Numbers the parameters of one statement."""

    types: dict[str, str | None]
    lists: frozenset[str]
    """Names of JSON lists. One may be looked at as a text too: whether it is empty."""
    used: dict[tuple[str, bool], int] = field(default_factory=dict)

    def number(self, name: str, *, listed: bool) -> exp.Expression:
        place = self.used.setdefault((name, listed), len(self.used) + 1)
        return exp.Parameter(this=exp.Literal.number(place))

    def typed(self, name: str) -> exp.Expression:
        """A value, NULL as itself: without a type it goes wherever any value may stand."""
        kind = self.types[name]
        if kind is None:
            return exp.null()
        return _cast(self.number(name, listed=False), "TEXT" if name in self.lists else kind)

    def array(self, name: str, kind: str | None) -> exp.Expression:
        return _cast(self.number(name, listed=True), f"{kind}[]")


def _cast(value: exp.Expression, kind: str) -> exp.Expression:
    return exp.cast(value, exp.DataType.build(kind, dialect="postgres"))


@lru_cache(4_000)
def _translated(text: _Text, signature: Signature) -> Translated:
    tree, parameters = _parsed(text).copy(), _Parameters(dict(signature), _named(text)[1])
    for step in (_lists_compared, _lists_joined):
        tree = step(tree, parameters)
    for change in (lambda node: _typed(node, parameters), *_CHANGES):
        tree = tree.transform(change, copy=False)
    _name_subqueries(tree)
    return Translated(tree.sql("postgres", identify=True), tuple(parameters.used))


def _typed(node: exp.Expression, parameters: _Parameters) -> exp.Expression:
    return parameters.typed(str(node.this)) if isinstance(node, exp.Placeholder) else node


def _lists_compared(tree: exp.Expression, parameters: _Parameters) -> exp.Expression:
    """`x IN (SELECT value FROM json_each(:list))` becomes `x = ANY(list)`; nothing is in an empty list, whatever its type."""

    def compared(node: exp.Expression) -> exp.Expression:
        name = _list_asked(node)
        if name is None:
            return node
        kind = parameters.types[name]
        if kind == _LIST:
            return exp.false()
        return exp.EQ(this=node.this, expression=exp.Any(this=exp.Paren(this=parameters.array(name, kind))))

    return tree.transform(compared, copy=False)


def _list_asked(node: exp.Expression) -> str | None:
    """The list of `x IN (SELECT value FROM json_each(:list))`."""
    asked = node.args.get("query") if isinstance(node, exp.In) else None
    select = asked.this if isinstance(asked, exp.Subquery) else asked
    if not isinstance(select, exp.Select) or select.args.get("where") or len(select.expressions) != 1:
        return None
    source = select.args["from_"].this if select.args.get("from_") else None
    listed = source.this if isinstance(source, exp.Table) else None
    if not isinstance(listed, exp.Anonymous) or listed.name.lower() != "json_each" or select.args.get("joins"):
        return None
    return (
        str(listed.expressions[0].this)
        if select.expressions[0].name == "value" and isinstance(select.expressions[0], exp.Column)
        else None
    )


def _lists_joined(tree: exp.Expression, parameters: _Parameters) -> exp.Expression:
    """`json_each(:list) j` becomes an array's elements, with `value` as their column."""
    for listed in _lists(tree):
        name = str(listed.expressions[0].this)
        kind = parameters.types[name]
        table = listed.parent
        if not isinstance(table, exp.Table):
            raise TypeError("json_each is not a table here")
        alias = table.alias or "listed"
        if kind == _ROWS or (kind == _LIST and _taken_apart(tree)):
            made = exp.Anonymous(
                this="json_array_elements", expressions=[_cast(parameters.number(name, listed=False), "JSON")]
            )
        else:
            of = kind if kind != _LIST else "BIGINT" if _compared_as_number(tree, alias) else "TEXT"
            made = exp.Anonymous(this="unnest", expressions=[parameters.array(name, of)])
        table.replace(
            exp.Table(
                this=made, alias=exp.TableAlias(this=exp.to_identifier(alias), columns=[exp.to_identifier("value")])
            )
        )
    return tree


def _taken_apart(tree: exp.Expression) -> bool:
    """True if a list's values are lists, which `value ->> 0` takes apart."""
    return any(each.this.name == "value" for each in tree.find_all(exp.JSONExtractScalar))


def _compared_as_number(tree: exp.Expression, alias: str) -> bool:
    for equal in tree.find_all(exp.EQ):
        sides = {side.sql(): side for side in (equal.this, equal.expression)}
        if (sides.pop(f"{alias}.value", None) or sides.pop("value", None)) and any(
            side.name in _NUMBERED for side in sides.values()
        ):
            return True
    return False


def _name_subqueries(tree: exp.Expression) -> None:
    """Before version 16, every subquery that is read from has a name."""
    for number, query in enumerate(list(tree.find_all(exp.Subquery))):
        if isinstance(query.parent, exp.From | exp.Join) and not query.alias:
            query.set("alias", exp.TableAlias(this=exp.to_identifier(f"query_{number}")))


# ---- Little differences ----


def _join(node: exp.Expression) -> exp.Expression:
    """SQLite lets CROSS JOIN have a condition."""
    if isinstance(node, exp.Join) and node.args.get("on") and node.args.get("kind") == "CROSS":
        node.set("kind", None)
    return node


def _like(node: exp.Expression) -> exp.Expression:
    return exp.ILike(**node.args) if type(node) is exp.Like else node


def _in_nothing(node: exp.Expression) -> exp.Expression:
    """SQLite knows empty lists."""
    empty = isinstance(node, exp.In) and not (node.expressions or node.args.get("query") or node.args.get("field"))
    return exp.false() if empty else node


def _or_ignore(node: exp.Expression) -> exp.Expression:
    if isinstance(node, exp.Insert) and node.args.get("alternative") == "IGNORE":
        node.set("alternative", None)
        node.set("conflict", exp.OnConflict(action=exp.var("DO NOTHING")))
    return node


def _order(node: exp.Expression) -> exp.Expression:
    """NULLs come first, going up; where there are none, the order is PostgreSQL's own, which its indexes have."""
    if isinstance(node, exp.Ordered) and (node.find_ancestor(exp.OnConflict) or _is_never_null(node.this)):
        node.set("nulls_first", bool(node.args.get("desc")))
    return node


_NEVER = (
    "id number key kind day start_at end_at rowid quotation stance subscription correction due_at filed_at found_at local mode first_day last "
    "earlier later band handle slot revision own version seen_at added_at made_at replaced_at"
)
_NEVER_NULL = frozenset(_NEVER.split())
"""Columns that are NOT NULL in every table."""
_OF_A_FACT = frozenset({"article", "event"})
"""Columns that are NULL for some corrections and subjects only."""


def _is_never_null(ordered: exp.Expression) -> bool:
    if isinstance(ordered, exp.Column):
        return ordered.name in _NEVER_NULL or (bool(ordered.table) and ordered.name in _OF_A_FACT)
    return isinstance(ordered, exp.Count | exp.Is | exp.Not | exp.NullSafeNEQ | exp.NullSafeEQ | exp.Literal)


_CHANGES: tuple[Callable[[exp.Expression], exp.Expression], ...] = (_join, _like, _in_nothing, _or_ignore, _order)
