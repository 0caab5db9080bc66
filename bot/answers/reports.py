"""Words for several reports of one thing: how many there are, of which outlets, and what each of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue import say, say_n
from bot.wording import joined, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.answer import Source

_OUTLETS = 3
"""Most outlets named beside the number of reports. Each report also stands below with its own outlet."""


def reports_of(sources: list[Source]) -> str:
    """Returns how many articles report an event, if there are several, and their outlets: "3 reports by Reuters, AP and Wikinews"."""
    articles = {source.article for source in sources}
    if len(articles) < 2:
        return ""
    outlets = list(dict.fromkeys(source.outlet for source in sources if source.outlet))
    more = [say("{n} more", n=len(outlets) - _OUTLETS)] if len(outlets) > _OUTLETS else []
    return reports_by(len(articles), [*(shortened(outlet, 30) for outlet in outlets[:_OUTLETS]), *more])


def reports_by(number: int, outlets: Sequence[str]) -> str:
    """Returns how many reports there are, and of which outlets, if any are named."""
    if not outlets:
        return say_n("{n} report", "{n} reports", number)
    return say_n("{n} report by {outlets}", "{n} reports by {outlets}", number, outlets=joined(outlets))


def outlet_words(outlet: str | None) -> str:
    """Returns an outlet's name for use in brackets."""
    return shortened(outlet, 30) if outlet else say("outlet not named")


def side_by_side(what: str, said: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Returns one difference between reports, with who says what: "killed: 4 (A), 5 (B and C)"."""
    return f"{what}: {', '.join(f'{words} ({joined(outlets)})' for words, outlets in said)}"
