"""The work of separate processes, within limits: extraction and reading, whose input may be hostile and whose time may be long.

The bot only refers to these functions and never calls them: what they need is loaded in those processes.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.catalogue import N_
from bot.errors import FaultError
from bot.model.unsure import with_unsure

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.intake.feeds import FeedContents
    from bot.intake.files import Document
    from bot.model.article import Article, Candidate
    from bot.model.facts import Reading
    from bot.reading.reader import Reader

_Done = TypeVar("_Done")

OVER = signal.SIGPROF
"""The signal that ends a process whose processor time is used up."""
_NICE = 5
"""Commands are answered first: next to the bot or another busy process, a worker gets a quarter of a core. With less (`SCHED_IDLE`: a 300th), a busy machine would read nothing."""
_FIRST = b"<p>The minister said on Monday that nothing had been read before, and that whatever is loaded when it is first needed should be there before anybody waits for it.</p>"
_GARBAGE = 50_000
"""The number of new objects after which Python collects garbage; the default is 700."""


def prepare(memory: int) -> None:
    """Limits this process to `memory` bytes of data, loads all that it needs, and lowers its priority."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # One article is taken in now, so that loading on first use doesn't count towards another's time.
    from bot.intake.files import Document

    try:
        read(extract(Document(_FIRST, "text/html", "The first article")).article)
    except FaultError as error:
        print(f"attache: {error}", file=sys.stderr, flush=True)
        os._exit(1)  # anything raised, SystemExit included, would be logged with its traceback
    os.nice(_NICE)


def ready() -> None:
    """Does nothing: a process that has run it is prepared."""


def limited(seconds: float, task: Callable[..., _Done], *given: object) -> tuple[_Done, int]:
    """Returns a function's result, and the bytes of memory this process holds afterwards. After `seconds` of processor time, the kernel ends the process with `OVER`.

    Only this process's own computing counts, so that a busy machine reads whatever an idle one can.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        done = task(*given)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return done, held()


def held() -> int:
    """Returns the bytes of memory that this process holds; 0 if the system does not say."""
    try:
        resident = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(resident) * resource.getpagesize()


@lru_cache(maxsize=1)
def reader() -> Reader:
    """Returns the reader with the shipped gazetteer, word lists and models, loaded once in each process."""
    from bot.knowledge.actors import load_actors
    from bot.knowledge.judge_model import load_judge
    from bot.knowledge.lexicon import load_lexicon
    from bot.knowledge.shipped import DATA, JUDGE, MODEL
    from bot.knowledge.syntax_model import load_model
    from bot.reading.reader import Reader

    parser = load_model(MODEL)  # first: the word lists' library loads spaCy too, with its command line
    made = Reader(load_actors(DATA / "actors"), load_lexicon(DATA), parser, load_judge(JUDGE))
    tend_garbage()
    return made


def tend_garbage() -> None:
    """Makes garbage collection rarer: what is loaded by now stays, and reading makes many objects that are soon dropped."""
    gc.freeze()
    gc.set_threshold(_GARBAGE)


def read(article: Article) -> Reading:
    """Returns the facts of an article that are shown and, apart from them, those that are likely."""
    return with_unsure(reader().read(article))


def extract(document: Document) -> Candidate:
    """Returns the article in a document."""
    from bot.intake.documents import candidate

    return candidate(document)


def parse_feed(raw: bytes, charset: str | None, url: str, today: str) -> FeedContents:
    """Returns the feed in a site's response."""
    from bot.intake.feeds import parse

    return parse(raw, charset, url, today)


def feeds_of(raw: bytes, charset: str | None, url: str) -> tuple[str, ...]:
    """Returns the links of the feeds a page names."""
    from bot.intake.decoding import decoded
    from bot.intake.feeds import feeds_of as named

    return named(decoded(raw, charset, N_("The page")), url)
