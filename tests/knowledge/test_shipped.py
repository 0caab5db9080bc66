"""Tests that the version of the knowledge changes with every file that the reader uses, so that articles are read again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.knowledge import shipped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(shipped.DATA, tmp_path_factory.mktemp("shipped") / "data")


@pytest.mark.parametrize("name", ["verbs.toml", "actors/states.jsonl", "judge/judge.toml", "judge/SHA256SUMS", "model/SHA256SUMS"])  # fmt: skip
def test_each_file_that_reading_depends_on_changes_the_version(
    copied: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for constant, folder in (("DATA", copied), ("MODEL", copied / "model"), ("JUDGE", copied / "judge")):
        monkeypatch.setattr(shipped, constant, folder)
    before = shipped.knowledge_version()
    assert before == shipped.knowledge_version()
    (copied / name).write_bytes((copied / name).read_bytes() + b"\n")
    assert shipped.knowledge_version() != before


def test_notes_about_the_data_do_not_change_the_version(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for constant, folder in (("DATA", copied), ("MODEL", copied / "model"), ("JUDGE", copied / "judge")):
        monkeypatch.setattr(shipped, constant, folder)
    before = shipped.knowledge_version()
    (copied / "judge" / "CARD.md").write_text("Other words.", encoding="utf-8")
    assert shipped.knowledge_version() == before
