"""Turns corrections of facts into pages: which line is wrong, all corrections of a server, and one of them with its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.asking import Act
from bot.asking.encoding import LIMIT
from bot.catalogue import N_, say, say_n
from bot.model.corrections import CorrectionState, FactKind, Fix, Mistake, may_be_same
from bot.model.facts import Actor, Polarity
from bot.model.library import EVERYONE
from bot.model.merging import name_of
from bot.model.query import Subject
from bot.render.markdown import bold, escape, quoted, small
from bot.render.page import Button, Menu, Option, Page, Weight
from bot.render.pages import CLAIM, LABEL_LIMIT, SENTENCE, words_page
from bot.render.provenance import outlets_words
from bot.render.turns import turn_buttons
from bot.wording import date_words, sentence_case, shortened, unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.corrections import Correction, FactKey, ShownFact
    from bot.model.library import Listed

ON_A_PAGE = 8
"""Corrections on a page."""
_OPTIONS, _MENUS = 25, 4
_NAME = 30
"""Characters of a name in a form's choice: with the longest words around it in any language, they are less than Discord's 100."""
_STATES = {
    CorrectionState.REPORTED: N_("waiting"),
    CorrectionState.APPLIED: N_("applied"),
    CorrectionState.UNDONE: N_("undone"),
    CorrectionState.DISMISSED: N_("dismissed"),
}
_SIDES = {
    Polarity.SUPPORTS: N_("the holder supports it"),
    Polarity.OPPOSES: N_("the holder opposes it"),
    Polarity.NEUTRAL: N_("the holder is on neither side"),
}


def fix_words(key: FactKey, fix: Fix) -> str:
    """Returns what a correction says: "the sentence does not say this", "the speaker is Jane Miller"."""
    match fix:
        case Fix(Mistake.SIDE, Polarity() as side):
            return say(_SIDES[side])
        case Fix(Mistake.DATE, str() as date):
            return say("the date is {date}", date=date_words(date))
        case Fix(Mistake.TARGET, Actor() as on):
            return say("the stance is on {name}", name=on.name)
        case Fix(Mistake.SAME, right, Subject() as of):
            return say("{name} is the same as {other}, in all articles", name=of.name, other=name_of(right))
        case Fix(Mistake.ANOTHER, right, Subject(kind="event")):
            return say("the event is {name}", name=name_of(right))
        case Fix(Mistake.ANOTHER, right, Subject() as of):
            return say("in this article, {name} is {other}", name=of.name, other=name_of(right))
        case Fix(Mistake.PARTY, Actor() as who):
            speaker = key.kind is FactKind.QUOTATION
            return (
                say("the speaker is {name}", name=who.name) if speaker else say("the holder is {name}", name=who.name)
            )
    return say("the sentence does not say this")


def mistake_words(fact: ShownFact) -> list[tuple[str, str]]:
    """Returns what can be wrong in a fact: the value of a form's choice, and its words."""
    found = []
    for mistake in fact.mistakes:
        match mistake:
            case Mistake.SIDE:
                sides = [side for side in Polarity if side != fact.side]
                found += [(f"{mistake}.{side}", sentence_case(say(_SIDES[side]))) for side in sides]
            case Mistake.PARTY:
                speaker = fact.key.kind is FactKind.QUOTATION
                other = (
                    say("Somebody else said it: type who, below")
                    if speaker
                    else say("Somebody else holds this stance: type who, below")
                )
                found.append((str(mistake), other))
            case Mistake.TARGET:
                found.append((str(mistake), say("The stance is on somebody else: type on whom, below")))
            case Mistake.DATE:
                found.append((str(mistake), say("The date is wrong: type the right one, below")))
            case Mistake.UNSAID:
                found.append((str(mistake), sentence_case(say("the sentence does not say this"))))
    return [*found, *(option for subject in fact.names for option in _names_words(subject))][:_OPTIONS]


def _names_words(subject: Subject) -> list[tuple[str, str]]:
    """What can be wrong in whom or what a fact names: what else it is, and that it is another of that name."""
    name = shortened(unmarked(subject.name), _NAME)
    same, another = f"{Mistake.SAME}.{subject.id}", f"{Mistake.ANOTHER}.{subject.id}"
    match subject.kind:
        case "actor":
            words = say("“{name}” is the same as somebody else: type who, below", name=name)
            others = say("“{name}” is somebody else of that name: type who, below", name=name)
        case "issue":
            words = say("“{name}” is the same as something else: type what, below", name=name)
            others = say("“{name}” is something else here: type what, below", name=name)
        case _:
            words = say("This event has another name elsewhere: type it, below")
            others = say("This is another event: type its name, below")
    return [*([(same, words)] if may_be_same(subject) else []), (another, others)]


def which_page(facts: Sequence[ShownFact]) -> Page:
    """Returns the page that asks which line is wrong: menus with up to 25 facts each (Discord's limit), 100 in all."""
    if not facts:
        return words_page(say("There is no fact here that could be corrected."))
    by_value = {f"{fact.source.article}.{fact.key.digest}": fact for fact in facts}
    options = [
        Option(
            unmarked(shortened(fact.claim, LABEL_LIMIT)) or "…",
            value,
            unmarked(shortened(f"“{fact.key.sentence}”", LABEL_LIMIT)),
        )
        for value, fact in by_value.items()
    ]
    menus = tuple(
        Menu(
            Act("wrong", "choose", (str(start),)).custom_id,
            say("Which of lines {first} to {last}?", first=start + 1, last=min(start + _OPTIONS, len(options)))
            if len(options) > _OPTIONS
            else say("Which line is wrong?"),
            tuple(options[start : start + _OPTIONS]),
        )
        for start in range(0, min(len(options), _OPTIONS * _MENUS), _OPTIONS)
    )
    return Page((say("Choose the line that is wrong. Then say what is wrong in it."),), menus=menus)


def unused_page(fact: ShownFact, chosen: str, typed: str) -> Page:
    """Returns the page that asks what is meant by words that were typed beside a choice that needs none: nothing is dropped unseen."""
    where = (str(fact.source.article), fact.key.digest)
    words = next((words for value, words in mistake_words(fact) if value == chosen), chosen)
    asked = say(
        "You typed “{typed}”, but the choice “{choice}” does not use it. Nothing was reported yet.",
        typed=unmarked(typed),
        choice=words,
    )
    kept = typed.replace(":", " ")[: LIMIT - len(Act("wrong", "again", (*where, "")).custom_id)]
    again = Button(say("Choose what it is"), Act("wrong", "again", (*where, kept)).custom_id, weight=Weight.MAIN)
    plain = Button(say("Report without it"), Act("wrong", "plain", (*where, chosen)).custom_id)
    return Page((f"“{escape(fact.claim, CLAIM)}”", escape(asked, CLAIM)), rows=((again, plain),))


def left_words(left: int) -> str:
    """Returns that so many articles are still to be read again after a merge, as sentences."""
    return say_n(
        "{n} article is being read again behind: until then, it names it as before.",
        "{n} articles are being read again behind, one after another: until then, they name it as before.",
        left,
    )


def reported_page(correction: Correction, left: int = 0) -> Page:
    """Returns the page that confirms a correction, with a button that undoes it if it was applied; `left`: how many articles are still to be read again."""
    said = f"“{escape(correction.claim, CLAIM)}”: {escape(fix_words(correction.key, correction.fix), CLAIM)}."
    if correction.state is CorrectionState.APPLIED:
        undo = Button(say("Undo"), Act("correction", "undo", (str(correction.id),)).custom_id)
        kept = left_words(left) if left else say("Answers use it from now on, also when the article is read again.")
        return Page(
            (f"{say('Corrected.')} {said}\n{small(kept)}",),
            rows=((undo,),),
        )
    whose = (
        say("The article is in everyone’s library, so the bot's operator decides.")
        if correction.library == EVERYONE
        else say("This server's editors see it in /corrections and decide.")
    )
    return Page((f"{say('Reported, thank you.')} {said}\n{small(whose)}",))


def corrections_page(found: Sequence[Correction], total: int, number: int) -> Page:
    """Returns page `number`, from 0, of a server's corrections, with a menu that opens one."""
    if not found:
        return words_page(
            say(
                "Nothing was corrected or reported here yet. Press “Wrong?” below an answer to correct one of its lines."
            )
        )
    pages = -(-total // ON_A_PAGE)
    lines = [
        f"{bold(say(_STATES[one.state]))} · {escape(one.claim, CLAIM // 2)}\n{small(_about(one))}" for one in found
    ]
    options = tuple(
        Option(unmarked(shortened(one.claim, LABEL_LIMIT)) or "…", str(one.id), say(_STATES[one.state]))
        for one in found
    )
    turns = turn_buttons(number, pages, lambda page, mark: Act("correction", "page", (str(page), str(mark))).custom_id)
    menu = Menu(Act("correction", "open").custom_id, say("Decide on one, or undo it"), options)
    foot = say("page {page} of {pages}", page=number + 1, pages=pages) if pages > 1 else ""
    head = f"### {say_n('{n} correction', '{n} corrections', total)}"
    return Page((head, "\n".join(lines)), foot, (turns,) if pages > 1 else (), (menu,))


def correction_page(correction: Correction, article: Listed | None, *, own: bool, left: int = 0) -> Page:
    """Returns one correction with its sentence. `own`: whether who sees it may decide; `article`: None if it was deleted; `left`: how many are still to be read again."""
    blocks = (
        f"### {escape(correction.claim, CLAIM)}",
        f"{bold(sentence_case(say(_STATES[correction.state])))} · {_about(correction)}",
        quoted(correction.key.sentence, (), SENTENCE),
        small(escape(_source(article), CLAIM) if article else say("The article was deleted.")),
        *([small(left_words(left))] if left else []),
        *([] if own else [say("The article is in everyone’s library, so the bot's operator decides.")]),
    )
    return Page(blocks, rows=(_decisions(correction),) if own else ())


def _source(article: Listed) -> str:
    title = article.title or shortened(article.opening, LABEL_LIMIT)
    return f"{title} · {outlets_words(article.outlet, article.more_outlets)}"


def _decisions(correction: Correction) -> tuple[Button, ...]:
    def button(label: str, verb: str, weight: Weight = Weight.PLAIN) -> Button:
        return Button(label, Act("correction", verb, (str(correction.id),)).custom_id, weight=weight)

    back = Button(say("All corrections"), Act("correction", "page", ("0", "2")).custom_id)
    match correction.state:
        case CorrectionState.REPORTED:
            return (button(say("Apply"), "apply", Weight.MAIN), button(say("Dismiss"), "dismiss"), back)
        case CorrectionState.APPLIED:
            return (button(say("Undo"), "undo"), back)
        case _:
            return (button(say("Apply"), "apply"), back)


def _about(correction: Correction) -> str:
    """What is wrong, who says so and since when, who decided: markdown."""
    said = escape(fix_words(correction.key, correction.fix), CLAIM // 2)
    by = f" · {_person(correction.made_by)}" if correction.made_by else ""
    settled = (
        f" · {say('decided by {person}', person=_person(correction.settled_by))}"
        if correction.settled_by and correction.settled_by != correction.made_by
        else ""
    )
    whose = f" · {say('in everyone’s library')}" if correction.library == EVERYONE else ""
    return f"{said}{by} · {date_words(correction.made_at[:10])}{settled}{whose}"


def _person(user: str) -> str:
    """A person by their Discord id: shown with their name, pinged by nobody (no message of ours pings a member)."""
    return f"<@{user}>" if user.isdecimal() else "?"


def correction_line(correction: Correction) -> str:
    """Returns a correction as a line of plain text, for the command line."""
    state = say(_STATES[correction.state])
    return f"{correction.id:6}  {state:9}  {shortened(correction.claim, 80)}  ({fix_words(correction.key, correction.fix)})"
