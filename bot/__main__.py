"""`attache` and `python -m bot`: runs one command. From the first moment on, Ctrl-C ends it without a traceback."""

from __future__ import annotations

import signal
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns its exit status."""
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)  # while the rest is loaded, which takes up to a second
    from bot.cli import dispatch  # noqa: PLC0415 - not before

    signal.signal(signal.SIGINT, handler)
    return dispatch.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
