"""Tests `attache load`: it adds a folder, prints a summary, and continues where it stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.intake.test_pdf import LINES, pdf
from tests.intake.test_web_pages import HEAD, page
from tests.store.test_similarity import STORY
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path


def loading(tmp_path: Path, *paths: Path) -> subprocess.CompletedProcess[str]:
    empty = tmp_path / "seeds"
    if not empty.exists():
        empty.mkdir()
        (empty / "seed.txt").write_text("Russia said no.", encoding="utf-8")
    environment = {**os.environ, "ATTACHE_DATABASE": str(tmp_path / "a.db"), "ATTACHE_SEEDS": str(empty)}
    return subprocess.run(
        [sys.executable, "-m", "bot", "load", *map(str, paths)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def test_a_folder_is_filed_once_and_what_is_no_article_named(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.html").write_text(page(HEAD), encoding="utf-8")
    (folder / "b.pdf").write_bytes(pdf(LINES))
    (folder / "c.txt").write_text(STORY, encoding="utf-8")
    (folder / "d.pdf").write_bytes(b"%PDF-1.4 and nothing else")
    first = loading(tmp_path, folder)
    assert (first.stdout, first.returncode) == ("3 articles added, 1 skipped.\n", 1)
    assert "d.pdf is not a PDF I can read" in first.stderr
    (folder / "d.pdf").unlink()
    again = loading(tmp_path, folder, folder / "c.txt")
    assert (again.stdout, again.stderr, again.returncode) == ("0 articles added, 4 already known.\n", "", 0)
    missing = loading(tmp_path, tmp_path / "nowhere")
    assert missing.returncode == 1
    assert "There is no file or folder" in missing.stderr
