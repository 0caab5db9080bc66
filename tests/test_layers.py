"""Tests which folder may import which, in every module, including imports in functions and for types."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bot

if TYPE_CHECKING:
    from collections.abc import Collection

ROOT = Path(bot.__file__).parents[1]

LAYERS = (
    {"edtf", "errors", "limits", "model", "offload", "picture_links", "progress", "telemetry"},
    {"catalogue"},
    {"wording"},
    {"names"},
    {"reading", "store", "sandbox"},
    {"knowledge"},
    {"settings", "directory"},
    {"intake"},
    {"feeds", "asking"},
    {"answers", "render", "charts"},
    {"digests", "library"},
    {"desk"},
    {"ui"},
    {"app"},
    {"cli"},
    {"__main__"},
    {"cogs"},
)
"""From the bottom up: the folders of bot/ and its loose modules. A row may import the rows below it, never its own."""

READING = (
    {"rules", "reading"},
    {"drafts", "lexicon"},
    {"grammar", "dates"},
    {"text", "topics"},
    {"gazetteer"},
    {"cast"},
    {"scene"},
    {"actors", "staging"},
    {"events", "layout"},
    {"quotations", "stances"},
    {"judging"},
    {"issues"},
    {"assembly"},
    {"referents"},
    {"reader"},
)
"""The same within bot/reading/, in the order of its steps; `reading` is its `__init__`, which has its version."""

STRANGERS = (
    ("render", {"store", "reading"}),  # they meet in the model
    (
        "digests",
        {"reading", "names"},
    ),  # an edition is made of filed facts; its subjects were resolved when it was requested
    ("charts", {"store", "reading", "names"}),  # a picture is drawn from an answer
    ("answers", {"reading"}),  # an answer is made of filed facts
    ("ui", {"store", "reading", "answers"}),  # a view shows pages, which it gets from the desk
    ("cogs", {"store", "reading", "answers", "names", "desk"}),  # they hand words on
    ("sandbox", {"model", "wording", "names"}),  # it serves any bot
)
"""Folders that may not import others although they are above them."""

ONLY = {
    "aiosqlite": {"bot.store"},
    "asyncpg": {"bot.store.postgresql"},  # loaded only where the database is on a server
    "sqlglot": {"bot.store.postgresql"},
    "sqlite3": {"bot.store"},
    "discord": {"bot.ui", "bot.app", "bot.cli.checks", "bot.cli.runner", "cogs", "bot.sandbox.redirect"},
    "dotenv": set[str](),
    "httptools": {"bot.sandbox.lane"},
    "pydantic": {"bot.settings"},
    "pydantic_settings": {"bot.settings"},
    "nupunkt": {"bot.reading"},
    "numpy": {"bot.knowledge.packing", "bot.knowledge.judge_model"},
    "onnxruntime": {"bot.knowledge.judge_model"},
    "spacy": {"bot.knowledge.syntax_model"},
    "thinc": {"bot.knowledge.syntax_model"},
    "threadpoolctl": {"bot.knowledge.syntax_model"},
    "frontmatter": {"bot.intake"},
    "babel": {"bot.catalogue", "bot.intake", "bot.render.frames", "bot.digests.zones", "bot.wording"},
    "lemminflect": {"bot.reading"},
    "Stemmer": {"bot.store.one_event"},
    "dateutil": {"bot.reading", "bot.intake.stated_days"},
    "dateparser": {"bot.asking"},  # dates typed by users, never article text
    "aiohttp": {
        "bot.cli.callbacks",
        "bot.cli.health",
        "bot.cli.serving",
        "bot.cli.checks",
        "bot.sandbox",
        "bot.intake.fetching",
        "bot.ui.courier",
    },  # discord.py lets its errors through
    "brotli": {"bot.intake"},
    "prometheus_client": {"bot.telemetry", "bot.cli.health"},
    "pythonjsonlogger": {"bot.cli.terminal"},
    "resvg_py": {"bot.charts.drawing"},
    "uharfbuzz": {"bot.charts.lettering"},
}
"""Libraries that only these packages and modules may import."""

Import = tuple[str, str]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def nodes(path: Path) -> tuple[ast.Import | ast.ImportFrom | ast.ClassDef, ...]:
    """The imports and classes of one file, wherever they stand in it."""
    return tuple(
        node
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Import | ast.ImportFrom | ast.ClassDef)
    )


def imports(path: Path) -> set[Import]:
    """Who imports what in one file."""
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            # `from bot import x` names modules, `from bot.x import y` mostly something in one
            found |= (
                {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "bot" else {node.module or ""}
            )
    return {(module_name(path), name) for name in found}


def within(path: Path, modules: Collection[str]) -> set[str]:
    """The modules among these that one file imports."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {*modules} & named or {*modules} & {node.module}
    return found - {module_name(path)}


def layer(name: str) -> str | None:
    """The layer of a module; None for modules that are not ours."""
    first, *rest = name.split(".")
    if first == "cogs":
        return "cogs"
    return rest[0] if first == "bot" and rest else None


FILES = sorted(path for folder in ("bot", "cogs") for path in (ROOT / folder).rglob("*.py"))
ROWS = {name: row for row, names in enumerate(LAYERS) for name in names}


def room(name: str) -> str | None:
    """The folder or loose module of bot/reading/ that a module belongs to; None for other modules."""
    parts = name.split(".")
    return None if parts[:2] != ["bot", "reading"] else parts[2] if len(parts) > 2 else "reading"


@pytest.fixture(scope="module")
def all_imports() -> list[Import]:
    """Who imports what, in all files."""
    return sorted(set().union(*map(imports, FILES)))


@pytest.fixture(scope="module")
def ours(all_imports: list[Import]) -> list[Import]:
    """Who of one layer imports what of another."""
    return [(who, whom) for who, whom in all_imports if layer(who) and layer(whom) and layer(who) != layer(whom)]


READING_ROWS = {name: row for row, names in enumerate(READING) for name in names}


def test_every_module_of_reading_stands_in_one_row() -> None:
    assert {room(module_name(path)) for path in FILES} - {None} == set(READING_ROWS)


def test_reading_goes_downward_only(all_imports: list[Import]) -> None:
    within = [(who, whom) for who, whom in all_imports if room(who) and room(whom) and room(who) != room(whom)]
    assert [pair for pair in within if READING_ROWS[str(room(pair[0]))] <= READING_ROWS[str(room(pair[1]))]] == []


def test_every_module_stands_in_one_layer() -> None:
    assert {layer(module_name(path)) for path in FILES} - {None} == set(ROWS)
    assert sum(map(len, LAYERS)) == len(ROWS)


def test_imports_go_downward_only(ours: list[Import]) -> None:
    upward = [(who, whom) for who, whom in ours if ROWS[str(layer(who))] <= ROWS[str(layer(whom))]]
    assert upward == []


@pytest.mark.parametrize(("who", "strangers"), STRANGERS)
def test_strangers_stay_strangers(who: str, strangers: set[str], ours: list[Import]) -> None:
    assert [(module, other) for module, other in ours if layer(module) == who and layer(other) in strangers] == []


# An import that only types need counts: the circle of three modules in bot/names/ was one.
@pytest.mark.parametrize("package", ["bot", "cogs", "training"])
def test_modules_import_each_other_in_no_circle(package: str) -> None:
    paths = {module_name(path): path for path in (ROOT / package).rglob("*.py")}
    assert len(paths) > 8
    TopologicalSorter({name: within(path, paths) for name, path in paths.items()}).prepare()  # raises if there is one


def test_nothing_imports_a_cog(ours: list[Import]) -> None:
    assert [who for who, whom in ours if layer(whom) == "cogs"] == []


@pytest.mark.parametrize("library", sorted(ONLY))
def test_a_library_is_known_where_it_belongs(library: str, all_imports: list[Import]) -> None:
    users = {who for who, whom in all_imports if whom.split(".")[0] == library}
    assert [who for who in users if not any(f"{who}.".startswith(f"{allowed}.") for allowed in ONLY[library])] == []


def test_a_class_name_stands_for_one_thing() -> None:
    places: dict[str, list[str]] = {}
    for path in FILES:
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(module_name(path))
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_nothing_of_ours_imports_tests_or_benchmarks(all_imports: list[Import]) -> None:
    assert [(who, whom) for who, whom in all_imports if whom.split(".")[0] in {"tests", "benchmarks", "training"}] == []
