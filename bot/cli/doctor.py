"""`attache doctor`: checks everything the bot needs, one line each, and says what to do about what is wrong."""

from __future__ import annotations

import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `doctor` to the command line."""
    parser = subparsers.add_parser(
        "doctor",
        help="check everything the bot needs, and say what to do",
        description="Check the settings, the models, the database, the disk, the clock, the network and, with a token, Discord: one line each, and what to do about what is wrong. Changes nothing, and may run beside the bot. The exit status is 1 if something must be mended.",
        epilog="example:\n  attache doctor",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Print each finding as it is made. Returns 1 if something must be mended."""
    import asyncio

    from bot.cli.checks import Finding, State, at_discord, of_this_machine
    from bot.cli.terminal import say
    from bot.errors import AskError
    from bot.settings import load_settings

    found: list[State] = []

    def tell(finding: Finding) -> None:
        say(f"{finding.state.value:<6}{finding.about:<11}{finding.sentence}")
        found.append(finding.state)

    try:
        settings = load_settings()
    except AskError as error:
        tell(Finding(State.WRONG, "settings", str(error)))
        return 1
    for finding in of_this_machine(settings):
        tell(finding)
    for finding in asyncio.run(at_discord(settings)):
        tell(finding)
    return int(State.WRONG in found)
