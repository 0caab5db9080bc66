"""A reading as simple statements, and whether one of them matches a row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import Mode, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model.facts import Participant, Reading

_SIDES = {Polarity.SUPPORTS: "+", Polarity.OPPOSES: "-", Polarity.NEUTRAL: "0"}


def _party(reading: Reading, one: Participant | None) -> str:
    return f"{one.actor or ''} {reading.article.text[one.span.start : one.span.end]}" if one else ""


def statements(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """(who, sign, what) for each fact: `+ - 0` for stances, `!TYPE` with the mode for events, `:` for quotations."""
    text = reading.article.text
    for stance in reading.stances:
        words = text[stance.target.span.start : stance.target.span.end]
        yield _party(reading, stance.holder), _SIDES[stance.polarity], f"{stance.target.actor or words}"
    for event in reading.events:
        for agent in event.agents or (None,):
            yield (
                _party(reading, agent),
                f"!{event.type.value} {event.mode.value}",
                text[event.cue.start : event.cue.end],
            )
    for quotation in reading.quotations:
        yield (
            _party(reading, quotation.source),
            ":",
            " ".join(text[span.start : span.end] for span in quotation.content),
        )


def says(reading: Reading, statement: str) -> bool:
    """True if a reading contains a statement; a part that is left out matches anything."""
    sign = next(word for word in statement.split() if word[0] in "+-~!:")
    who, _, what = f" {statement} ".partition(f" {sign} ")
    return any(
        _is(who.strip().lower(), party.lower()) and _is_sign(sign, kind) and what.strip().lower() in words.lower()
        for party, kind, words in statements(reading)
    )


def _is(who: str, party: str) -> bool:
    """True if a party is the one meant: by its id, or by its words, which may follow titles."""
    actor, _, words = party.partition(" ")
    plain = words.replace(".", "").replace("the ", "")
    return who in actor or plain.replace(" ", "-").endswith(who)


def _is_sign(sign: str, kind: str) -> bool:
    """True if a fact has this sign: `~` for or against, `!` did or will do, `!!` did; a type may follow."""
    if sign == "~":
        return kind in ("+", "-")
    if sign.startswith("!"):
        done = kind.endswith(Mode.ACTUAL.value) or (kind.endswith(Mode.PLANNED.value) and not sign.startswith("!!"))
        return kind.startswith("!") and done and kind[1:].startswith(sign.strip("!"))
    return sign == kind
