"""Tests whom grammar keeps from taking part in an event, though a judge names them."""

from __future__ import annotations

import pytest

# The judge says that all named take part; `left` are those who do.
AGENTS = [
    # who turns something down has not asked for it
    ("Switzerland turned down a request by Spain.", "request", ("Switzerland", "Spain"), ["spain"]),
    ("Turkey received a warning from Iran.", "warning", ("Turkey", "Iran"), ["iran"]),
    # but who gives something up had it
    ("Peru abandoned a bid for the cup.", "bid", ("Peru",), ["peru"]),
    # who is only named in the object does not act
    ("France dismissed a complaint by Spain.", "dismissed", ("France", "Spain"), ["france"]),
    # nor does the source of it all
    ("According to its minister, Jane Miller, Peru won the vote.", "won", ("Jane Miller", "Peru"), ["peru"]),
    ("Peru won the vote, according to Jane Miller.", "won", ("Jane Miller", "Peru"), ["peru"]),
    # who says "we" is one of them
    ("“We advise Peru to leave,” Jane Miller said.", "advise", ("We", "Jane Miller"), ["jane-miller"]),
    ("“We advise Peru to leave,” Jane Miller said.", "advise", ("We",), [None]),
    ("“They advise Peru to leave,” Jane Miller said.", "advise", ("They", "Jane Miller"), [None, "jane-miller"]),
    # nor is a pronoun another than the one it stands for
    ("Peru announced that it left the club.", "left", ("Peru", "it"), ["peru"]),
    # who only says that others do it
    ("Peru announced that Spain left the club.", "left", ("Peru", "Spain"), ["spain"]),
    ("Lawyers said Jane Miller paid the judge.", "paid", ("Lawyers", "Jane Miller"), ["jane-miller"]),
    # the noun of a relative clause in which another does it, or that tells of the one who does
    ("A senator whom Macron had called a coward left.", "called", ("A senator", "Macron"), ["emmanuel-macron"]),
    ("Jane Miller, who succeeded the man who signed the truce, left.", "signed", ("Jane Miller", "the man"), [None]),
    ("Jane Miller, who signed the truce, left.", "signed", ("Jane Miller",), ["jane-miller"]),
    # the article's own "we"
    ("We are following the talks between Chile and Peru.", "talks", ("We", "Chile", "Peru"), ["chile", "peru"]),
    ("We held talks.", "talks", ("We",), [None]),
    # one person is named by office and by name
    ("The senator from Ohio Jane Miller won the vote.", "won", ("The senator", "Jane Miller"), ["jane-miller"]),
    ("Two candidates, Jane Miller and Ann Roe, won.", "won", ("Two candidates", "Jane Miller"), ["jane-miller"]),
    ("A rival of Macron, Jane Miller, praised him.", "praised", ("A rival", "Jane Miller"), ["jane-miller"]),
    # but not who stands beside a person, or works for one
    ("A senator and Jane Miller won the vote.", "won", ("A senator", "Jane Miller"), [None, "jane-miller"]),
    ("A lawyer for Jane Miller won the case.", "won", ("A lawyer", "Jane Miller"), [None, "jane-miller"]),
    # nor do those excepted act
    ("All members but Slovakia condemned Iran.", "condemned", ("Slovakia",), []),
    ("Poland and Norway condemned Iran.", "condemned", ("Poland", "Norway"), ["poland", "norway"]),
]

RECIPIENTS = [
    # who would act is not threatened
    ("THREATEN", "Araghchi warned Iran would use its right.", "warned", "Iran", []),
    ("THREATEN", "Japan warned China that it would respond.", "warned", "China", ["china"]),
    # who is given in return is not freed
    ("OTHER", "Venezuela freed Chileans in exchange for Peruvians.", "freed", "Peruvians", []),
    # of two verbs each has its own object
    ("OTHER", "Modi criticised Jane Miller and ignored Putin.", "criticised", "Putin", []),
    ("OTHER", "Modi criticised and ignored Putin.", "criticised", "Putin", ["vladimir-putin"]),
    # nothing befalls the noun before "whose"
    ("OTHER", "Macron, whose cousin was fined on Friday, won the seat.", "fined", "Macron", []),
    # one person is no state
    ("OTHER", "Poland arrested a Ukrainian suspected of arson.", "arrested", "Ukrainian", [None]),
    ("OTHER", "Germany expelled a Russian over the leak.", "expelled", "a Russian", [None]),
    # what is refused is the blame
    ("REJECT", "Modi refused to condemn Putin.", "refused", "Putin", []),
    ("REJECT", "Modi refused to help Putin.", "refused", "Putin", ["vladimir-putin"]),
    # help against somebody
    ("SUPPORT", "Milei praised the support against Maduro.", "support", "Maduro", []),
    ("SUPPORT", "Milei praised the support for Maduro.", "support", "Maduro", ["nicolas-maduro"]),
]


@pytest.mark.parametrize(("text", "trigger", "named", "left"), AGENTS)
def test_agents(judged, text, trigger, named, left):
    reading = judged(
        text,
        ("mode", trigger, "", "actual"),
        ("type", trigger, "", "OTHER"),
        *(("role", trigger, name, "agent") for name in named),
    )
    assert [agent.actor for event in reading.shown().events for agent in event.agents] == left


@pytest.mark.parametrize(("kind", "text", "trigger", "named", "left"), RECIPIENTS)
def test_recipients(judged, kind, text, trigger, named, left):
    agent = text.split()[0]
    reading = judged(
        text,
        ("mode", trigger, "", "actual"),
        ("type", trigger, "", kind),
        ("role", trigger, agent, "agent"),
        ("role", trigger, named, "recipient"),
    )
    (event,) = reading.events
    assert [recipient.actor for recipient in event.recipients] == left
