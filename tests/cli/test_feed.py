"""Tests `attache feed`: the status of everyone's feeds, and what one contains now."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("lent_workers", "unsaved_names")

ITEM = "<item><guid>a</guid><title>A raid</title><pubDate>Mon, 23 Jun 2025 10:00:00 GMT</pubDate><description>{}</description></item>"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Serves a folder with a feed. Returns its origin."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "feed.xml").write_text(
        f"<rss version='2.0'><channel><title>Wire</title>{ITEM.format('Norway condemned the raid on the port. ' * 9)}</channel></rss>"
    )
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_given: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(tmp_path / "site")))
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()


def test_the_operators_feeds_are_listed_and_looked_at(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = "".join(f'<outline text="{name}" xmlUrl="http://{site}/{name}.xml"/>' for name in ("feed", "gone"))
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{listed}</body></opml>")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("Russia said no.")
    for name, value in (("DATABASE", "a.db"), ("SEEDS", "seeds"), ("OPML", "feeds.opml")):
        monkeypatch.setenv(f"ATTACHE_{name}", str(tmp_path / value))
    monkeypatch.setenv("ATTACHE_REACHABLE", site)
    monkeypatch.setattr("bot.intake.politeness.APART", 0.0)

    assert main(["feed", "list"]) == 0
    head, first, state, *_ = capsys.readouterr().out.splitlines()
    assert head == "2 feeds"
    assert first == f"     1  feed  (http://{site}/feed.xml)"
    assert state.strip().startswith("every hour, next 2")
    assert main(["feed", "list", "--failing"]) == 0
    assert capsys.readouterr().out == "0 feeds\n"

    # another library's feed, with the option before or after the action
    for words in (["feed", "--server", "4242", "list"], ["feed", "list", "--server", "4242"]):
        assert main(words) == 0
        assert capsys.readouterr().out == "0 feeds\n"
    assert main(["feed", "check", "--server", "4242", "1"]) == 1
    assert "There is no feed 1 here" in capsys.readouterr().err
    assert main(["feed", "check", "1", "2", "3"]) == 1
    shown = capsys.readouterr()
    assert shown.out == "1: feed: 1 entry, 1 new.\n  A raid (2025-06-23): would be added\n"
    assert shown.err.splitlines() == [
        f"attache feed: 2: {site} has no such page (HTTP 404): check the link.",
        "attache feed: 3: There is no feed 3 here. See attache feed list.",
    ]
