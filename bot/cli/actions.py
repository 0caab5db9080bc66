"""The actions of a command (`attache article list`), and the option that says whose things are meant, before the action or after it."""

from __future__ import annotations

import argparse


def actions_of(
    parser: argparse.ArgumentParser, server_help: str
) -> tuple[argparse._SubParsersAction[argparse.ArgumentParser], argparse.ArgumentParser]:
    """Give a command `--server` and actions. Returns its actions, and the parent that lets each of them take `--server` too."""
    parser.add_argument("--server", metavar="ID", help=server_help)
    after = argparse.ArgumentParser(add_help=False)
    # An action's default would overwrite what was given before it.
    after.add_argument("--server", metavar="ID", default=argparse.SUPPRESS, help=server_help)
    return parser.add_subparsers(metavar="ACTION", dest="action", required=True), after
