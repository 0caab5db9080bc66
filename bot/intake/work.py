"""What is done in a process of its own, for its input is hostile or its work is long: extraction and reading, within limits.

The bot names these functions and never calls them: what they need is loaded where they run.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.intake.feeds import FeedContents
    from bot.intake.files import Document
    from bot.model import Article, Candidate, Reading
    from bot.reading import Reader

_NICE = 10
"""Commands are answered first."""
_GARBAGE = 50_000
"""Things made and not dropped again after which the interpreter looks for garbage; 700 where nothing is said."""


def prepare(memory: int) -> None:
    """Limit this process for good, to `memory` bytes of data and less of the processor than the bot, and load all it needs."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _give_way()
    # Loaded now, so that no article's time is spent on it: on a busy machine the reader alone takes many of its seconds.
    from bot.intake import languages, pages  # noqa: F401

    reader()


def _give_way() -> None:
    """Compute only where nobody else wants to: Linux lets the bot's threads go first at once then, and not at the end of a slice of time."""
    os.nice(_NICE)
    if hasattr(os, "SCHED_IDLE"):
        with contextlib.suppress(OSError):  # some containers do not let a process choose
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader with the shipped gazetteer, word lists and syntax model, loaded once a process."""
    from bot.knowledge import load_actors
    from bot.lexicon import load_lexicon
    from bot.parsing import load_model
    from bot.reading import Reader
    from bot.shipped import DATA, MODEL

    made = Reader(load_actors(DATA / "actors"), load_lexicon(DATA), load_model(MODEL))
    tend_garbage()
    return made


def tend_garbage() -> None:
    """Look for garbage less often: what is loaded by now stays, and reading and answering make many small things that die young."""
    gc.freeze()
    gc.set_threshold(_GARBAGE)


def read(article: Article) -> Reading:
    """The facts of an article."""
    return reader().read(article)


def extract(document: Document) -> Candidate:
    """The article in a document."""
    from bot.intake.documents import candidate

    return candidate(document)


def parse_feed(raw: bytes, kind: str, charset: str | None, url: str) -> FeedContents:
    """The feed in what a site answered."""
    from bot.intake.feeds import parse

    return parse(raw, kind, charset, url)


def feeds_of(raw: bytes, charset: str | None, url: str) -> tuple[str, ...]:
    """The links of the feeds a page names."""
    from bot.intake.decoding import decoded
    from bot.intake.feeds import feeds_of as named

    return named(decoded(raw, charset, "The page"), url)
