"""Says in one line why an edition has nothing to tell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.catalogue import N_
from bot.catalogue.lazy import lazy, lazy_n
from bot.model.edition import Verdict

if TYPE_CHECKING:
    from bot.catalogue.lazy import Lazy
    from bot.model.edition import Contents

VERDICTS = {
    Verdict.TOLD: N_("included"),
    Verdict.OLD: N_("published too long before this digest"),
    Verdict.MUTED: N_("muted in this digest"),
    Verdict.TOPIC: N_("of another topic than this digest keeps to"),
    Verdict.FILTER: N_("not about this digest's subjects"),
    Verdict.THRESHOLD: N_("not news on its own"),
    Verdict.DUPLICATE: N_("same as another entry"),
    Verdict.ALREADY: N_("in an earlier digest"),
    Verdict.OUTLET: N_("limit per outlet reached"),
    Verdict.GAMES: N_("enough games are included"),
    Verdict.SPEAKER: N_("two quotations by the same speaker are included"),
    Verdict.ARTICLE: N_("another story from the same article is included"),
    Verdict.ROOM: N_("no room: other stories ranked higher"),
}
"""Each verdict on a fact, in words."""


def why_nothing(contents: Contents) -> Lazy:
    """Returns the main reason why an edition has no entries, as a clause. The contents have the decision on every fact."""
    new, old = contents.articles, len({one.article for one in contents.decisions if one.verdict is Verdict.OLD})
    if not new and not old:
        return lazy("no article was added")
    if not new:
        return lazy_n(
            "{n} article was added, published too long before",
            "{n} articles were added, all published too long before",
            old,
        )
    left = Counter(one.verdict for one in contents.decisions if one.verdict is not Verdict.OLD)
    if not left:
        return lazy_n(
            "{n} article was added, and nothing was read from it",
            "{n} articles were added, and nothing was read from them",
            new,
        )
    [(verdict, _)] = left.most_common(1)
    return lazy_n(
        "{n} article was added, but what it says is left out, most of it for this reason: {why}",
        "{n} articles were added, but what they say is left out, most of it for this reason: {why}",
        new,
        why=lazy(VERDICTS[verdict]),
    )
