"""Closed classes of English words that the rules are written in; open classes live in `data/`."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


ASKING = words(
    """
    ask request seek demand want need appeal beg plead
    """
)

NAME_PARTICLES = words(
    """
    de del della di da dos al el la le van von der den bin ibn ben abu ul
    """
)

PLACE_BEFORE = words(
    """
    in at near from to into outside across around through toward towards via capital downtown central northern
    southern eastern western inside leaving left of
    """
)

DETERMINERS_ALONE = words(
    """
    this that these those some many both all none others another each few several
    """
)

POSSESSIVE = words(
    """
    his her its their himself herself itself themselves
    """
)

IMPERSONAL = words(
    """
    seem appear take turn rain snow happen follow become
    """
)

CLEAR = words(
    """
    clear blunt adamant unequivocal categorical emphatic explicit defiant firm
    """
)

TO_DO = words(
    """
    promise pledge vow threaten refuse decline agree offer demand propose hope want plan intend decide swear expect wish urge ask
    """
)

STATEMENTS = words(
    """
    statement tweet message email e-mail letter post memo note release op-ed editorial ad video
    """
)
"""What somebody puts out, and what then speaks for them."""

STOPS_SOURCE = words(
    """
    in on during after before while when at because if but and as following amid via
    """
)

LOOKING_AHEAD = words(
    """
    will shall 'll wo would could might may should plan plans planned planning expect expects expected scheduled due upcoming set
    slated supposed hopes hoped intends intended tomorrow postponed delayed
    """
)
COMMITTED = words(
    """
    agree agrees agreed agreeing agreement agreements decide decided decision deal pact offer offers offered proposal proposes proposed
    bid promise promises promised pledge pledges pledged vow vows vowed threatens threatened wants commitment
    """
)
"""Words that look ahead where "to" and a verb follow: "an agreement to buy the bank in January"."""
SET_DOWN = words("set scheduled slated due supposed expected planned planning preparing preparations")
"""Words that look ahead where "to", "for", "in" or "on" follows: "talks set to resume Monday"."""
TAKING_EFFECT = words("payable effective due expiring record deadline until till")
"""Words that look ahead to a day right behind them: "payable Dec. 15", "until Friday"."""

BEFORE_CLAUSE = words(
    """
    after before since until till as once because while if whereas
    """
)

SUBORDINATORS = words(
    """
    that if whether because while although though since after before until unless when where as once whereas
    lest
    """
)

FORMER = words(
    """
    former ex-president then acting late outgoing incoming new current deputy senior top interim longtime
    """
)

EVERYDAY = words(
    """
    the a an and or but of to in on at for from by with as that this these those is are was were be been has have had
    he she it they we you i his her its their not no will would can could said who which what when after before about
    into than then there if so up out over more also all one
    """
)

AFTER_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "in the wake of",
        "in the aftermath of",
        "in response to",
        "in retaliation for",
        "subsequent to",
        "in reply to",
    )
)
BEFORE_PHRASES = frozenset(
    tuple(phrase.split()) for phrase in ("ahead of", "prior to", "in advance of", "on the eve of", "in preparation for")
)
"""Words before an event that put the rest of the sentence after it, or before it."""
