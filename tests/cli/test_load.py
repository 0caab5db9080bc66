"""Tests `attache load`: it adds a folder, prints a summary, and continues where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from tests.intake.test_pdf import LINES, pdf
from tests.intake.test_web_pages import HEAD, page
from tests.store.test_similarity import STORY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("lent_workers", "unsaved_names")
def test_a_folder_is_filed_once_and_what_is_no_article_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def loading(*paths: Path) -> tuple[str, str, int]:
        status = main(["load", *map(str, paths)])
        return *capsys.readouterr(), status

    (seeds := tmp_path / "seeds").mkdir()
    (seeds / "seed.txt").write_text("Russia said no.", encoding="utf-8")
    monkeypatch.setenv("ATTACHE_DATABASE", str(tmp_path / "a.db"))
    monkeypatch.setenv("ATTACHE_SEEDS", str(seeds))
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.html").write_text(page(HEAD), encoding="utf-8")
    (folder / "b.pdf").write_bytes(pdf(LINES))
    (folder / "c.txt").write_text(STORY, encoding="utf-8")
    (folder / "d.pdf").write_bytes(b"%PDF-1.4 and nothing else")
    out, errors, status = loading(folder)
    assert (out, status) == ("3 articles added, 1 skipped.\n", 1)
    assert "d.pdf is not a PDF I can read" in errors
    (folder / "d.pdf").unlink()
    assert loading(folder, folder / "c.txt") == ("0 articles added, 4 already known.\n", "", 0)
    out, errors, status = loading(tmp_path / "nowhere")
    assert (out, status) == ("", 1)
    assert "There is no file or folder" in errors
