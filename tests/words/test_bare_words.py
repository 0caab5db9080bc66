"""Tests that members read no words of ours that have no translation: each constant they would see is marked for the catalogue."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.words.bare import bare, modules
from tests.words.messages import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog

OPERATORS = {
    "bot/asking/encoding.py",  # typed questions of the command line
    "bot/intake/files.py",  # the operator's own files
    "bot/library/loading.py",  # loading a folder, from the command line
}
"""Modules whose words the operator reads."""
NO_WORDS = {
    "bot/asking/plain_dates.py": "minutes mins min|hours hrs hr h|weeks wks wk w|months mths mth mos mo m|years yrs yr y|year to date|month to date|quarter to date|week to date",  # what is typed
    "bot/asking/periods.py": "day before yesterday|day after tomorrow",  # what is typed
    "bot/asking/reasons.py": ", for its government",  # a part of a reason, which is translated whole
    "bot/charts/lettering.py": "a name in other letters",  # fonts are tried with it
    "bot/feeds/feeds.py": " can't be read (|): fix it, or point ATTACHE_OPML elsewhere.|, which ATTACHE_OPML names: ",  # the operator's
    "bot/intake/fetching.py": " (news reader for Discord| leads to ",  # what sites read, and the log
    "bot/intake/surroundings.py": ".//text()[not(ancestor::cite or ancestor::footer or ancestor::figcaption)]",  # XPath
    "bot/intake/walls.py": "//body//text()[not(parent::script or parent::style)]",  # XPath
    "bot/intake/work.py": "The first article",  # read when a process starts
    "bot/render/about.py": "Attaché|Attaché",  # our name
    "bot/render/exports.py": "outlet not named",  # in a file, which is in English
}
"""Constants of other modules that look like words for members and are none."""


@pytest.fixture(scope="module")
def of_commands(template: Catalog) -> set[str]:
    """The texts of commands, options and choices."""
    return {str(message.id) for message in template if message.context}


def test_members_read_no_words_that_have_no_translation(of_commands: set[str]) -> None:
    strange = []
    for path in modules():
        name = str(path.relative_to(ROOT))
        known = set(NO_WORDS.get(name, "").split("|"))
        found = () if name in OPERATORS else bare(path)
        strange += [f"{name}:{line}: {words}" for line, words in found if words not in known | of_commands]
    assert strange == [], "say it with a function of bot/catalogue/"


def test_every_exception_is_still_needed() -> None:
    for name in OPERATORS:
        assert list(bare(ROOT / name)), name
    for name, words in NO_WORDS.items():
        assert set(words.split("|")) <= {found for _, found in bare(ROOT / name)}, name


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('raise AskError("Choose one.")', ["Choose one."]),
        ('raise AskError(say("Choose one."))', []),
        ('raise LaterError(lazy("I am busy: try again later.", n=1))', []),
        # one that is ours to mend
        ('raise FaultError("the word list can\'t be read")', []),
        # in pieces, and in a choice between two
        ('raise AskError(f"{name} is no link: give another one.")', [" is no link: give another one."]),
        ('Button("On" if on else "Off", act)', ["On", "Off"]),
        ("Button(say(label), act)", []),
        ('Menu(act, "Which one?", options)', ["Which one?"]),
        ('notes_page("Paused", lines)', ["Paused"]),
        # a constant that is shown elsewhere
        ('FOOT = "Only you see this."', ["Only you see this."]),
        ('FOOT = N_("Only you see this.")', []),
        # what nobody reads
        ('ASKED = {r"(?P<n>\\d+) year to date": year}', []),
        ('log.info("a feed was read again")', []),
        ('"""Returns the words of a page."""', []),
        ('KEY = "article"', []),
    ],
)
def test_bare_words_are_found(code: str, found: list[str], tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(code, encoding="utf-8")
    assert ast.parse(code)
    assert [words for _, words in bare(module)] == found
