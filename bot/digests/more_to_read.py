"""Lists articles that no entry covers as more to read: even if we extracted none of their news, their title shows it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.digests.matching import matching
from bot.edtf import date_bounds
from bot.intake.walls import names_a_page
from bot.model.edition import EditionEntry, Mark, Part, Verdict

if TYPE_CHECKING:
    from collections.abc import Container

    from bot.digests.decisions import Decisions
    from bot.digests.memory import Memory
    from bot.model.edition import Remit
    from bot.model.filed import FiledArticle, FiledFacts


_TITLE = "title"


def more_to_read(
    remit: Remit, filed: FiledFacts, told: Memory, known: Container[int], decisions: Decisions
) -> list[EditionEntry]:
    """Returns titled articles, newest first, within a day those with the most facts first; one per title.

    `known`: articles that report what was already told.
    """
    facts = Counter([event.article for event in filed.events])
    facts.update(quotation.article for quotation in filed.quotations)
    titles = {mark.words for mark in told.of(Part.FILED, _TITLE)}
    seen: set[str] = set()
    entries: list[EditionEntry] = []
    for article in sorted(
        filed.articles.values(), key=lambda listed: (_day(listed), facts[listed.id], -listed.id), reverse=True
    ):
        if not article.title:
            continue
        matches = _matches(article, remit, filed)
        title = article.title.casefold()
        if remit.about and not matches:
            decisions.add(article.id, article.title, Verdict.FILTER)
        elif names_a_page(article.title, article.outlet):
            decisions.add(article.id, article.title, Verdict.THRESHOLD, say("its title is a page's, not an article's"))
        elif remit.important:
            decisions.add(article.id, article.title, Verdict.THRESHOLD, say("it waits for the next digest"))
        elif title in titles or article.id in known:
            decisions.add(article.id, article.title, Verdict.ALREADY)
        elif title in seen:
            decisions.add(article.id, article.title, Verdict.DUPLICATE, say("another article has the same title"))
        else:
            seen.add(title)
            entries.append(_entry(article, matches))
    return entries


def _matches(article: FiledArticle, remit: Remit, filed: FiledFacts) -> tuple[str, ...]:
    there = filed.mentioning.get(article.id, frozenset())
    return tuple(subject.name for subject in remit.about if subject.id in there)


def _day(article: FiledArticle) -> str:
    bounds = date_bounds(article.published)
    return bounds[1] if bounds else article.filed_at[:10]


def _entry(article: FiledArticle, matches: tuple[str, ...]) -> EditionEntry:
    title = article.title or ""
    return EditionEntry(
        Part.FILED,
        title,
        (),
        matching(matches),
        Mark(Part.FILED, _TITLE, words=title.casefold()),
        outlets=(article.outlet,) if article.outlet else (),
        articles=frozenset({article.id}),
        facts=(("articles", article.id),),
    )
