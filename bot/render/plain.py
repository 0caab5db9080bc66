"""Turns an answer or a question into plain text for a terminal, all on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue import say
from bot.render.provenance import source_parts, title_words
from bot.wording import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model.answer import Answer, Line
    from bot.model.query import Question


def plain_answer(answer: Answer) -> str:
    """Returns the headline, how names were read, every line with its sentences, and the number of articles searched."""
    lines = [answer.headline, *(f"({reading})" for reading in answer.readings)]
    for section in answer.sections:
        lines.append("")
        if section.heading:
            lines.append(section.heading)
        if not section.lines and section.absent:
            lines.append(f"  {section.absent}")
        for line in section.lines:
            lines += _line(line)
    lines += ["", f"{answer.scope}."] if answer.scope else []
    lines += (
        [say("Ask next: {questions}.", questions="; ".join(offer.label for offer in answer.offers))]
        if answer.offers and answer.found
        else []
    )
    return "\n".join(_one_line(line) for line in lines)


def _line(line: Line) -> Iterator[str]:
    dated = f"{line.when}: " if line.when else ""
    mark = f" ({line.mark})" if line.mark else ""
    if said := f"{dated}{line.text}{mark}":
        yield f"- {said}"
    yield from (f"    {say('Reports differ: {what}', what=words)}" for words in line.differ)
    for evidence in line.evidence:
        margin = "    " if said else "- "  # a sentence that was searched for is the line itself
        yield f"{margin}“{' '.join(evidence.sentence.split())}”"
        yield f"      {', '.join((title_words(evidence.source), *source_parts(evidence)))}"


def plain_question(question: Question) -> str:
    """Returns the question and its choices."""
    return "\n".join(
        _one_line(line)
        for line in (
            question.text,
            *(f"- {': '.join(filter(None, (choice.label, choice.note)))}" for choice in question.choices),
        )
    )


def _one_line(line: str) -> str:
    return printable(" ".join(line.splitlines()))
