"""Tests all that a sentence yields of quotations: none is missing, none is told twice, and each ends where it should."""

from __future__ import annotations

import pytest

WHOLE = [
    # two names for one thing are one quotation with what it names, unless that is a pronoun
    (
        "Putin called Trump a “train wreck” and an “outsourcer”.",
        [("mixed", ("vladimir-putin", "Putin"), "called", ["Trump a “train wreck” and an “outsourcer”"], 0.85)],
    ),
    (
        "Trump called Putin “mad” or “ill” on Monday.",
        [("mixed", ("donald-trump", "Trump"), "called", ["“mad” or “ill”"], 0.85)],
    ),
    (
        "Putin called the report a “lie” and left.",
        [("mixed", ("vladimir-putin", "Putin"), "called", ["the report a “lie”"], 0.85)],
    ),
    ("Putin called him a “lie” and left.", [("mixed", ("vladimir-putin", "Putin"), "called", ["a “lie”"], 0.85)]),
    # behind the marks: an adverb before the verb, a speaker without a name, one in brackets or between dashes
    (
        "“The accord was a mistake,” Jane Example quickly added.",
        [("direct", ("jane-example", "Jane Example"), "added", ["“The accord was a mistake,”"], 0.9)],
    ),
    (
        "“We made mistakes here,” her husband cut in.",
        [("direct", (None, "her husband"), "cut", ["“We made mistakes here,”"], 0.9)],
    ),
    (
        "“We made mistakes here,” the MINISTER (a lawyer) told them.",
        [("direct", (None, "the MINISTER (a lawyer)"), "told", ["“We made mistakes here,”"], 0.9)],
    ),
    (
        "“We made mistakes here,” Jane Example — a lawyer — told them.",
        [("direct", ("jane-example", "Jane Example — a lawyer"), "told", ["“We made mistakes here,”"], 0.9)],
    ),
    (
        "“We made mistakes here!” shouted the protesters.",
        [("direct", (None, "the protesters"), "shouted", ["“We made mistakes here!”"], 0.9)],
    ),
    # the subject opens the sentence, and what it does besides stands before the verb
    (
        "Others, reacting to the report, shouted: “We will not go.”",
        [("direct", (None, "Others"), "shouted", ["“We will not go.”"], 0.9)],
    ),
    # marks that are only a part take the rest of their clause, not the narrator's remark
    (
        "Putin, noting the nominee “makes you want to retch,” left.",
        [("mixed", (None, "the nominee"), "noting", ["the nominee “makes you want to retch,”"], 0.9)],
    ),
    (
        "Putin vowed to help Iran, a step that “nobody wanted”, which Macron condemned.",
        [("mixed", ("vladimir-putin", "Putin"), "vowed", ["to help Iran, a step that “nobody wanted”"], 0.6)],
    ),
    (
        "Macron warned against “a new war”, although Putin had left.",
        [("direct", ("emmanuel-macron", "Macron"), "warned", ["“a new war”"], 0.6)],
    ),
    (
        "Macron praised the “great courage” of Iran.",
        [("mixed", ("emmanuel-macron", "Macron"), "praised", ["the “great courage” of Iran"], 0.5)],
    ),
    (
        "Macron spoke of a “great danger” for Iran, a swipe at Putin.",
        [("mixed", ("emmanuel-macron", "Macron"), "spoke", ["a “great danger”"], 0.6)],
    ),
    (
        "Macron dismissed the plan as “mad”.",
        [("mixed", ("emmanuel-macron", "Macron"), "dismissed", ["the plan as “mad”"], 0.5)],
    ),
    (
        "Macron rejected talk about “a new war”.",
        [("mixed", ("emmanuel-macron", "Macron"), "rejected", ["talk about “a new war”"], 0.5)],
    ),
    (
        "Macron urged Iran to “show restraint”.",
        [("mixed", ("emmanuel-macron", "Macron"), "urged", ["Iran to “show restraint”"], 0.6)],
    ),
    (
        "Macron accused Iran of “mad lies” in Paris.",
        [("mixed", ("emmanuel-macron", "Macron"), "accused", ["Iran of “mad lies”"], 0.5)],
    ),
    ("Putin offered a mere “moan.”", [("mixed", ("vladimir-putin", "Putin"), "offered", ["a mere “moan.”"], 0.6)]),
    (
        "Putin said the plan was “mad”, “bad” and “sad”.",
        [("mixed", ("vladimir-putin", "Putin"), "said", ["the plan was “mad”, “bad” and “sad”"], 0.85)],
    ),
    (
        "Putin said he would go and “never come back.”",
        [("mixed", ("vladimir-putin", "Putin"), "said", ["he would go and “never come back.”"], 0.9)],
    ),
    (
        "Putin said “the State of the Union” is good.",
        [("mixed", ("vladimir-putin", "Putin"), "said", ["“the State of the Union” is good"], 0.85)],
    ),
    # titles of works are nobody's words
    ("Macron appeared on ABC’s “This Week” on Monday.", []),
    ("Macron, author of “Destiny and Power”, left.", []),
    ("Putin called the film “Amour” mad.", []),
    # who is called so by whom is not looked for in a passive
    ("It was called “mad” by Putin.", []),
    # a quoted verb stands beside its clause
    (
        "Macron says Putin “blew up” the talks.",
        [
            ("mixed", ("emmanuel-macron", "Macron"), "says", ["Putin “blew up” the talks"], 0.85),
            ("direct", ("emmanuel-macron", "Macron"), "says", ["“blew up”"], 0.8),
        ],
    ),
    # marks that end the sentence
    ("Putin said “yes.”", [("direct", ("vladimir-putin", "Putin"), "said", ["“yes.”"], 0.9)]),
    ("Putin asked, “Will we go?”", [("direct", ("vladimir-putin", "Putin"), "asked", ["“Will we go?”"], 0.9)]),
    ("Putin asked “Will we go?” and left.", [("direct", ("vladimir-putin", "Putin"), "asked", ["“Will we go?”"], 0.9)]),
    # "that" after when or to whom it was said
    (
        "Putin said last week that Iran had won the war.",
        [("indirect", ("vladimir-putin", "Putin"), "said", ["that Iran had won the war"], 0.85)],
    ),
    (
        "Putin admitted to the paper that Iran had won the war.",
        [("indirect", ("vladimir-putin", "Putin"), "admitted", ["that Iran had won the war"], 0.85)],
    ),
    # what is judged, with why and as what, short of what follows
    (
        "Putin condemned the attack on Iran.",
        [("indirect", ("vladimir-putin", "Putin"), "condemned", ["the attack on Iran"], 0.5)],
    ),
    (
        "Putin criticized Trump for suggesting that Iran had won.",
        [
            ("indirect", ("vladimir-putin", "Putin"), "criticized", ["Trump for suggesting that Iran had won"], 0.5),
            ("indirect", ("donald-trump", "Trump"), "suggesting", ["that Iran had won"], 0.5),
        ],
    ),
    (
        "Putin denounced the plan as a sham, leaving Macron alone.",
        [("indirect", ("vladimir-putin", "Putin"), "denounced", ["the plan as a sham"], 0.5)],
    ),
    (
        "Putin called it an illegal attack.",
        [("indirect", ("vladimir-putin", "Putin"), "called", ["an illegal attack"], 0.75)],
    ),
    (
        "Putin described the plan as illegal and wrong.",
        [("indirect", ("vladimir-putin", "Putin"), "described", ["illegal and wrong"], 0.75)],
    ),
    # what one means to do, or wants of others
    ("Putin wants Iran to speak up.", [("indirect", ("vladimir-putin", "Putin"), "wants", ["Iran to speak up"], 0.5)]),
    (
        "Putin vowed to help Iran and to leave Israel.",
        [("indirect", ("vladimir-putin", "Putin"), "vowed", ["to help Iran and to leave Israel"], 0.6)],
    ),
    # said in the middle, or behind
    ("The deal, Macron said, was off.", [("indirect", ("emmanuel-macron", "Macron"), "said", ["The deal", "was off"], 0.85)]),
    (
        "The deal was off, Macron said.",
        [("indirect", ("emmanuel-macron", "Macron"), "said", ["The deal was off"], 0.8)],
    ),
    (
        "The deal was off, Macron said, and the ministers left Paris.",
        [
            (
                "indirect",
                ("emmanuel-macron", "Macron"),
                "said",
                ["The deal was off", "and the ministers left Paris"],
                0.85,
            )
        ],
    ),
    (
        "But the deal was off, Macron said on Monday.",
        [("indirect", ("emmanuel-macron", "Macron"), "said", ["the deal was off"], 0.8)],
    ),
    ("Refusing to give up power, Macron said.", []),
    (
        "“It is over”: the war was lost, Macron said.",
        [("mixed", ("emmanuel-macron", "Macron"), "said", ["“It is over”: the war was lost"], 0.8)],
    ),
    # a noun that holds what was said, with its owner
    ("His fear that Iran would win was wrong.", [("indirect", (None, "His"), "fear", ["that Iran would win"], 0.65)]),
    (
        "Macron ridiculed Putin’s claim that Iran had won the war.",
        [
            ("indirect", ("emmanuel-macron", "Macron"), "ridiculed", ["Putin’s claim that Iran had won the war"], 0.5),
            ("indirect", ("vladimir-putin", "Putin"), "claim", ["that Iran had won the war"], 0.65),
        ],
    ),
    # "according to" at either end, with words before and behind it
    (
        "According to Macron, the deal was off.",
        [("indirect", ("emmanuel-macron", "Macron"), "According to", ["the deal was off"], 0.85)],
    ),
    (
        "The deal was off, according to Macron.",
        [("indirect", ("emmanuel-macron", "Macron"), "according to", ["The deal was off"], 0.85)],
    ),
    (
        "The deal was off, according to Macron, and the ministers left Paris.",
        [
            (
                "indirect",
                ("emmanuel-macron", "Macron"),
                "according to",
                ["The deal was off", "and the ministers left Paris"],
                0.85,
            )
        ],
    ),
    # a second speaker, or the same one again
    (
        "“It is mad,” Putin said, adding that Macron was “bad”.",
        [
            ("direct", ("vladimir-putin", "Putin"), "said", ["“It is mad,”"], 0.9),
            ("mixed", ("vladimir-putin", "Putin"), "adding", ["that Macron was “bad”"], 0.85),
        ],
    ),
    (
        "“They agree with us,” Putin said. “They are there,” Macron said.",
        [
            ("direct", ("vladimir-putin", "Putin"), "said", ["“They agree with us,”"], 0.9),
            ("direct", ("emmanuel-macron", "Macron"), "said", ["“They are there,”"], 0.9),
        ],
    ),
    (
        "“They agree with us,” Putin said. Macron left. “They are there.”",
        [("direct", ("vladimir-putin", "Putin"), "said", ["“They agree with us,”", "“They are there.”"], 0.9)],
    ),
    (
        "“They agree,” Putin said. “But they are not there yet” to support him.",
        [("direct", ("vladimir-putin", "Putin"), "said", ["“They agree,”"], 0.9)],
    ),
    # announced at the end of a paragraph, or by a name and a colon
    (
        "The campaign issued the following statement:\n“We will not go there. We stay.”",
        [("direct", (None, "The campaign"), "issued", ["“We will not go there. We stay.”"], 0.75)],
    ),
    (
        "But Macron: “We will not go there.”",
        [("direct", ("emmanuel-macron", "Macron"), ":", ["“We will not go there.”"], 0.8)],
    ),
    # one's thought is one's own; another's, told by the speaker, is both's
    (
        "Putin says he hopes to help Iran.",
        [("indirect", ("vladimir-putin", "Putin"), "says", ["he hopes to help Iran"], 0.85)],
    ),
    (
        "Putin said Macron thinks that Iran will win.",
        [
            ("indirect", ("vladimir-putin", "Putin"), "said", ["Macron thinks that Iran will win"], 0.85),
            ("indirect", ("emmanuel-macron", "Macron"), "thinks", ["that Iran will win"], 0.55),
        ],
    ),
    (
        "Putin said that Macron had said that Iran had won.",
        [
            ("indirect", ("vladimir-putin", "Putin"), "said", ["that Macron had said that Iran had won"], 0.85),
            ("indirect", ("emmanuel-macron", "Macron"), "had said", ["that Iran had won"], 0.85),
        ],
    ),
    (
        "“Macron said ‘no’ to us,” Putin said.",
        [("direct", ("vladimir-putin", "Putin"), "said", ["“Macron said ‘no’ to us,”"], 0.9)],
    ),
    # not said, or by nobody: unsure
    (
        "Putin may say that Iran has won.",
        [("indirect", ("vladimir-putin", "Putin"), "may say", ["that Iran has won"], 0.5)],
    ),
    ("Putin never said Iran had won.", [("indirect", ("vladimir-putin", "Putin"), "said", ["Iran had won"], 0.5)]),
    ("It said that Iran had won.", []),
    ("Macron, it said, had left Paris.", []),
    # within long quoted words nobody else is quoted
    (
        "“Macron said that Iran had won the war,” Putin said.",
        [("direct", ("vladimir-putin", "Putin"), "said", ["“Macron said that Iran had won the war,”"], 0.9)],
    ),
    ("“Iran” has won, Putin said.", [("mixed", ("vladimir-putin", "Putin"), "said", ["“Iran” has won"], 0.8)]),
    # behind the marks: an apposition, a relative clause, and what the speaker did next
    (
        "“We will not go there,” said Jane Example — and left Paris.",
        [("direct", ("jane-example", "Jane Example"), "said", ["“We will not go there,”"], 0.9)],
    ),
    (
        "“We made mistakes here,” Jane Example, who lost in May, told a voter.",
        [("direct", ("jane-example", "Jane Example, who lost in May,"), "told", ["“We made mistakes here,”"], 0.9)],
    ),
    (
        "“Iran has won,” wrote Putin, who was in Paris.",
        [("direct", ("vladimir-putin", "Putin, who was in Paris"), "wrote", ["“Iran has won,”"], 0.9)],
    ),
    (
        "Iran had won, said Putin, the president of Russia.",
        [("indirect", ("vladimir-putin", "Putin, the president of Russia"), "said", ["Iran had won"], 0.8)],
    ),
    (
        "Putin, who was in Paris, said Iran had won.",
        [("indirect", ("vladimir-putin", "Putin, who was in Paris,"), "said", ["Iran had won"], 0.85)],
    ),
    # questions, and whom one tells
    (
        "Macron asked whether Iran had won.",
        [("indirect", ("emmanuel-macron", "Macron"), "asked", ["whether Iran had won"], 0.85)],
    ),
    (
        "Macron explained why Iran had won.",
        [("indirect", ("emmanuel-macron", "Macron"), "explained", ["why Iran had won"], 0.85)],
    ),
    (
        "Putin told Macron that Iran had won.",
        [("indirect", ("vladimir-putin", "Putin"), "told", ["that Iran had won"], 0.85)],
    ),
    (
        "Putin told reporters in Paris that Iran had won.",
        [("indirect", ("vladimir-putin", "Putin"), "told", ["that Iran had won"], 0.85)],
    ),
    # parted by who says it, and going on
    (
        "“It is,” Putin said, “a great day for us.”",
        [("direct", ("vladimir-putin", "Putin"), "said", ["“It is,”", "“a great day for us.”"], 0.9)],
    ),
    (
        "“It is a great day,” Putin said. He added: “We stay here.”",
        [
            ("direct", ("vladimir-putin", "Putin"), "said", ["“It is a great day,”"], 0.9),
            ("direct", ("vladimir-putin", "He"), "added", ["“We stay here.”"], 0.9),
        ],
    ),
    (
        "“It is a great day for us,” said the president. “We stay.”\n“We will go,” he added.",
        [
            ("direct", (None, "the president"), "said", ["“It is a great day for us,”", "“We stay.”"], 0.9),
            ("direct", (None, "he"), "added", ["“We will go,”"], 0.9),
        ],
    ),
    (
        "Putin, Macron said, had won the war.",
        [("indirect", ("emmanuel-macron", "Macron"), "said", ["Putin", "had won the war"], 0.8)],
    ),
    # a gerund
    (
        "Putin left Paris, calling the deal a “disgrace.”",
        [("mixed", ("vladimir-putin", "Putin"), "calling", ["the deal a “disgrace.”"], 0.85)],
    ),
    # marks at the end of what is said
    (
        "The deal is a “disgrace,” Putin said.",
        [("mixed", ("vladimir-putin", "Putin"), "said", ["The deal is a “disgrace,”"], 0.8)],
    ),
    (
        "The deal is a disgrace, and “nobody wants it,” Putin said.",
        [("mixed", ("vladimir-putin", "Putin"), "said", ["The deal is a disgrace, and “nobody wants it,”"], 0.8)],
    ),
    (
        "Putin tweeted: “Iran has won the war”",
        [("direct", ("vladimir-putin", "Putin"), "tweeted", ["“Iran has won the war”"], 0.9)],
    ),
    # joined contents
    (
        "Putin’s aides said Iran had won; Macron said Israel had.",
        [
            ("indirect", (None, "Putin’s aides"), "said", ["Iran had won"], 0.85),
            ("indirect", ("emmanuel-macron", "Macron"), "said", ["Israel had"], 0.85),
        ],
    ),
    # thought, warned, seen so
    ("Putin believes Iran has won.", [("indirect", ("vladimir-putin", "Putin"), "believes", ["Iran has won"], 0.55)]),
    (
        "Putin reportedly said Iran had won.",
        [("indirect", ("vladimir-putin", "Putin"), "said", ["Iran had won"], 0.85)],
    ),
    # without the words that were judged, or without a verb of judging
    ("Putin did not condemn the attack on Iran.", []),
    (
        "Putin wants to condemn the attack on Iran.",
        [("indirect", ("vladimir-putin", "Putin"), "wants", ["to condemn the attack on Iran"], 0.5)],
    ),
    ("The attack on Iran was condemned by Putin.", []),
    ("Putin condemned him.", []),
    ("Putin condemned Iran, and Macron left.", [("indirect", ("vladimir-putin", "Putin"), "condemned", ["Iran"], 0.5)]),
    (
        "Putin condemned the attack on Iran, calling it a crime.",
        [
            ("indirect", ("vladimir-putin", "Putin"), "condemned", ["the attack on Iran"], 0.5),
            ("indirect", ("vladimir-putin", "Putin"), "calling", ["a crime"], 0.75),
        ],
    ),
    # no content, or no speaker
    ("Putin said on Monday.", []),
    ("Putin did not say on Monday.", []),
    ("Putin spoke on Monday.", []),
    ("It was called an illegal attack.", []),
    ("Putin called the attack illegal.", [("indirect", ("vladimir-putin", "Putin"), "called", ["illegal"], 0.75)]),
    ("Putin called the attack.", []),
    ("Putin was clear.", []),
    # without a full stop, and with a comma that closes nothing
    (
        "Iran had won, according to Putin",
        [("indirect", ("vladimir-putin", "Putin"), "according to", ["Iran had won"], 0.85)],
    ),
    ("Iran had won, Putin said", [("indirect", ("vladimir-putin", "Putin"), "said", ["Iran had won"], 0.8)]),
    ("Putin said Iran had won", [("indirect", ("vladimir-putin", "Putin"), "said", ["Iran had won"], 0.85)]),
    (
        "Macron, a lawyer, said that Iran had won.",
        [("indirect", ("emmanuel-macron", "Macron, a lawyer,"), "said", ["that Iran had won"], 0.85)],
    ),
    # several intentions
    (
        "Putin vowed to help Iran, to free Macron and to leave Israel.",
        [("indirect", ("vladimir-putin", "Putin"), "vowed", ["to help Iran, to free Macron and to leave Israel"], 0.6)],
    ),
    # a quoted word at the end of the content, with its full stop
    ("Putin said Iran was “mad.”", [("mixed", ("vladimir-putin", "Putin"), "said", ["Iran was “mad.”"], 0.85)]),
    ("Putin said Iran was “mad”.", [("mixed", ("vladimir-putin", "Putin"), "said", ["Iran was “mad”"], 0.85)]),
    (
        "Putin said Iran was “mad” and that Israel was “bad”.",
        [("mixed", ("vladimir-putin", "Putin"), "said", ["Iran was “mad” and that Israel was “bad”"], 0.85)],
    ),
    (
        "Putin said: “Iran is mad.” Macron left.",
        [("direct", ("vladimir-putin", "Putin"), "said", ["“Iran is mad.”"], 0.9)],
    ),
    (
        "Putin said, “Iran is mad,” and left.",
        [("direct", ("vladimir-putin", "Putin"), "said", ["“Iran is mad,”"], 0.9)],
    ),
    ("“Iran is mad”, Putin said.", [("direct", ("vladimir-putin", "Putin"), "said", ["“Iran is mad”"], 0.9)]),
    ("“Iran is mad”. Putin said so.", []),
    # who speaks between two quotations says the second, unless it is the same speaker, nobody known, or further back
    (
        "“We cannot pay,” Scholz told them. Putin said the bank had failed. “They did nothing for two years.”",
        [
            ("direct", ("olaf-scholz", "Scholz"), "told", ["“We cannot pay,”"], 0.9),
            ("direct", ("vladimir-putin", "Putin"), "said", ["“They did nothing for two years.”"], 0.85),
        ],
    ),
    (
        "“We cannot pay,” Scholz told them. The minister said the bank had failed. “They did nothing for two years.”",
        [
            (
                "direct",
                ("olaf-scholz", "Scholz"),
                "told",
                ["“We cannot pay,”", "“They did nothing for two years.”"],
                0.9,
            ),
            ("indirect", (None, "The minister"), "said", ["the bank had failed"], 0.85),
        ],
    ),
    (
        "“We cannot pay,” Scholz told them. Putin said the bank had failed. Iran left. “They did nothing for two years.”",
        [
            (
                "direct",
                ("olaf-scholz", "Scholz"),
                "told",
                ["“We cannot pay,”", "“They did nothing for two years.”"],
                0.9,
            ),
            ("indirect", ("vladimir-putin", "Putin"), "said", ["the bank had failed"], 0.85),
        ],
    ),
    (
        "Putin said the bank had failed. “They did nothing for two years.”",
        [("indirect", ("vladimir-putin", "Putin"), "said", ["the bank had failed"], 0.85)],
    ),
    # what the speaker does, or who he is, between marks and verb
    (
        "“We made mistakes here,” Macron, leaving Paris, told them.",
        [("direct", ("emmanuel-macron", "Macron"), "told", ["“We made mistakes here,”"], 0.9)],
    ),
    (
        "“We made mistakes here,” Jane Example, of Paris, told them.",
        [("direct", ("jane-example", "Jane Example, of Paris,"), "told", ["“We made mistakes here,”"], 0.9)],
    ),
    (
        "“We made mistakes here,” Macron, a lawyer, then quickly told them.",
        [("direct", ("emmanuel-macron", "Macron, a lawyer,"), "told", ["“We made mistakes here,”"], 0.9)],
    ),
    # a name before a colon speaks only if it belongs to no other noun
    ("In Paris, Macron: “We made mistakes here, all of us.”", [("direct", ("emmanuel-macron", "Macron"), ":", ["“We made mistakes here, all of us.”"], 0.8)]),
    ("The plan of Macron: “We made mistakes here, all of us.”", []),
    (
        "Scholz left. And Macron: “We made mistakes here, all of us.”",
        [("direct", ("emmanuel-macron", "Macron"), ":", ["“We made mistakes here, all of us.”"], 0.8)],
    ),
    # on both sides of whom it is according to, and without what comes after him
    (
        "Iran, according to Putin, had won the war.",
        [("indirect", ("vladimir-putin", "Putin"), "according to", ["Iran", "had won the war"], 0.85)],
    ),
    (
        "Iran had won, according to Putin, who left.",
        [("indirect", ("vladimir-putin", "Putin"), "according to", ["Iran had won"], 0.85)],
    ),
    (
        "But according to Putin, Iran had won.",
        [("indirect", ("vladimir-putin", "Putin"), "according to", ["Iran had won"], 0.85)],
    ),
    # the same speaker's next verb of saying is another quotation; another's clause is none of his
    (
        "Putin said Iran had won, adding that Israel had lost.",
        [
            ("indirect", ("vladimir-putin", "Putin"), "said", ["Iran had won"], 0.85),
            ("indirect", ("vladimir-putin", "Putin"), "adding", ["that Israel had lost"], 0.85),
        ],
    ),
    (
        "Putin said that Iran had won, and Macron added that Israel had lost.",
        [
            ("indirect", ("vladimir-putin", "Putin"), "said", ["that Iran had won"], 0.85),
            ("indirect", ("emmanuel-macron", "Macron"), "added", ["that Israel had lost"], 0.85),
        ],
    ),
    # marks in a relative clause inside what is said
    (
        "Putin said the plan, which “nobody wanted”, had failed.",
        [("mixed", ("vladimir-putin", "Putin"), "said", ["the plan, which “nobody wanted”, had failed"], 0.85)],
    ),
    # somebody else's statement
    (
        "Macron met a man saying Iran had won.",
        [("indirect", (None, "a man"), "saying", ["Iran had won"], 0.85)],
    ),
    (
        "Macron left after saying Iran had won.",
        [("indirect", ("emmanuel-macron", "Macron"), "saying", ["Iran had won"], 0.85)],
    ),
    # a promise that somebody reports is his words and the other's
    (
        "Putin vowed to help Iran, Macron said.",
        [
            ("indirect", ("emmanuel-macron", "Macron"), "said", ["Putin vowed to help Iran"], 0.8),
            ("indirect", ("vladimir-putin", "Putin"), "vowed", ["to help Iran"], 0.6),
        ],
    ),
    # a word or two that somebody said
    ("Putin said “yes” to Iran.", [("direct", ("vladimir-putin", "Putin"), "said", ["“yes”"], 0.6)]),
    ("Putin said “No” and left.", [("direct", ("vladimir-putin", "Putin"), "said", ["“No”"], 0.6)]),
    (
        "Putin said they “left Iran” quickly.",
        [
            ("mixed", ("vladimir-putin", "Putin"), "said", ["they “left Iran” quickly"], 0.85),
            ("direct", ("vladimir-putin", "Putin"), "said", ["“left Iran”"], 0.8),
        ],
    ),
    # the few words of a sentence that opens with marks belong to them
    (
        "“We made mistakes here,” Macron said. “They agree, but are not there yet” to support him.",
        [
            (
                "mixed",
                ("emmanuel-macron", "Macron"),
                "said",
                ["“We made mistakes here,”", "“They agree, but are not there yet” to support him."],
                0.9,
            )
        ],
    ),
    (
        "“We made mistakes here,” Macron said. “They agree, but are not there yet” to support the man who had come to Paris with him in May.",
        [("direct", ("emmanuel-macron", "Macron"), "said", ["“We made mistakes here,”"], 0.9)],
    ),
    # marks that no verb of expression governs, and those that a denied or passive one does
    ("“Hope” pleased Macron.", []),
    ("“Great hope” was offered by Macron.", []),
    ("Macron never offered “great hope”.", []),
    ("Macron said in “great hope” that Iran had won.", []),
    ("Macron worked on “great hope” for Iran.", []),
    (
        "Macron spoke of “great hope” for Iran.",
        [("direct", ("emmanuel-macron", "Macron"), "spoke", ["“great hope”"], 0.6)],
    ),
    # a verb of saying in short marks of its own; a word behind a dash belongs to what is offered
    (
        "Putin “said” on Monday: “We made mistakes here, all of us.”",
        [("direct", ("vladimir-putin", "Putin"), "said", ["“We made mistakes here, all of us.”"], 0.9)],
    ),
    (
        "Putin offered one word – “moan.”",
        [("mixed", ("vladimir-putin", "Putin"), "offered", ["one word – “moan.”"], 0.6)],
    ),
    # whose claim, and nobody's
    ("His claim that Iran had won was false.", [("indirect", (None, "His"), "claim", ["that Iran had won"], 0.65)]),
    ("The claim that Iran had won was false.", []),
    # up to the semicolon
    (
        "Putin was clear: Iran had won; Israel had lost.",
        [("indirect", ("vladimir-putin", "Putin"), "was clear", ["Iran had won"], 0.75)],
    ),
    # what he wants others to do, and what he did not promise
    (
        "Putin asked for Iran to leave Israel.",
        [("indirect", ("vladimir-putin", "Putin"), "asked", ["for Iran to leave Israel"], 0.6)],
    ),
    ("Putin did not promise to leave Israel.", []),
    # his own thought is part of what he says, another's is not
    (
        "Putin says he thinks Iran can win.",
        [("indirect", ("vladimir-putin", "Putin"), "says", ["he thinks Iran can win"], 0.85)],
    ),
    (
        "Putin says Macron thinks Iran can win.",
        [
            ("indirect", ("vladimir-putin", "Putin"), "says", ["Macron thinks Iran can win"], 0.85),
            ("indirect", ("emmanuel-macron", "Macron"), "thinks", ["Iran can win"], 0.55),
        ],
    ),
    # what tells when he said it, and what he was when he said it, is not what he said
    (
        "Although it rained, Putin noted the need for help.",
        [("indirect", ("vladimir-putin", "Putin"), "noted", ["the need for help"], 0.5)],
    ),
    ("Refusing to give up power, Putin agreed on Monday.", []),
    ("Iran, Putin said.", []),
    # what something is called, by the one who calls it
    ("Putin called it a shameful attack.", [("indirect", ("vladimir-putin", "Putin"), "called", ["a shameful attack"], 0.75)]),
    ("Putin described it as shameful.", [("indirect", ("vladimir-putin", "Putin"), "described", ["shameful"], 0.75)]),
    ("It was called a shameful attack by Putin.", []),
    # up to the semicolon
    ("Putin was clear: we will not go; he left.", [("indirect", ("vladimir-putin", "Putin"), "was clear", ["we will not go"], 0.75)]),
    # one verb of saying after another
    (
        "Putin said Iran won, adding that Israel lost, and noted Trump left.",
        [
            ("indirect", ("vladimir-putin", "Putin"), "said", ["Iran won"], 0.85),
            ("indirect", ("vladimir-putin", "Putin"), "adding", ["that Israel lost"], 0.85),
            ("indirect", ("vladimir-putin", "Putin"), "noted", ["Trump left"], 0.85),
        ],
    ),
    # a speaker of several words before the verb
    (
        "“The accord was a mistake”, the tired old minister said.",
        [("direct", (None, "the tired old minister"), "said", ["“The accord was a mistake”"], 0.9)],
    ),
    ("“The accord was a mistake”, JANE EXAMPLE said.", [("direct", ("jane-example", "JANE EXAMPLE"), "said", ["“The accord was a mistake”"], 0.9)]),
    # what is said within quoted words is not told by the article, in a few of them it is
    ("“Putin said that Iran won the war,” Trump said.", [("direct", ("donald-trump", "Trump"), "said", ["“Putin said that Iran won the war,”"], 0.9)]),
    ("“Putin said that Iran won.”", []),
    # a speaker behind the verb right after the marks, which parsers take for one name or for part of the words
    ("“Cheese and onion,” recalled Putin.", [("direct", ("vladimir-putin", "Putin"), "recalled", ["“Cheese and onion,”"], 0.9)]),
    ("“Cheese and onion,” said Mrs Example.", [("direct", ("example", "Mrs Example"), "said", ["“Cheese and onion,”"], 0.9)]),
    ("“It is a free country, I think,” laughed the landlord.", [("direct", (None, "the landlord"), "laughed", ["“It is a free country, I think,”"], 0.9)]),
    ("“Cheese and onion,” he said.", [("direct", (None, "he"), "said", ["“Cheese and onion,”"], 0.9)]),
    # a clause between commas stands inside what is said, however the tree divides it
    ("The claims were false, Putin said, as was a recording of the call.", [("indirect", ("vladimir-putin", "Putin"), "said", ["The claims were false", "as was a recording of the call"], 0.85)]),
    ("The bridge, Putin told reporters on Monday, was old and would be replaced.", [("indirect", ("vladimir-putin", "Putin"), "told", ["The bridge", "was old and would be replaced"], 0.85)]),
    ("The race was close, said Putin, an old hand, who won it.", [("indirect", ("vladimir-putin", "Putin, an old hand, who won it"), "said", ["The race was close"], 0.8)]),
    ("Asked about it, Putin said, laughing, that he knew nothing.", [("indirect", ("vladimir-putin", "Putin"), "said", ["that he knew nothing"], 0.85)]),
    # a comma outside the marks, as many outlets have it: speech has a verb and its subject, a title has none
    ("“We agree”, said Putin. “It is late.”", [("direct", ("vladimir-putin", "Putin"), "said", ["“We agree”", "“It is late.”"], 0.9)]),
    # a sentence that only says that somebody speaks leads to the next; what is told or done in it does not
    ("Putin said in a statement on Monday. “The accord was a mistake.”", [("direct", ("vladimir-putin", "Putin"), "said", ["“The accord was a mistake.”"], 0.7)]),
    ("Putin left the room. “The accord was a mistake.”", []),
    # a name before a colon, as in a transcript; the minister is no name
    ("Jane Example: “We will not go.”", [("direct", ("jane-example", "Jane Example"), ":", ["“We will not go.”"], 0.8)]),
    ("The minister: “We will not go.”", []),
    # words without a verb have their speaker in the only person, or in the first, on a topic
    ("The president, Putin, on television: “We will not go there again.”", [("direct", ("vladimir-putin", "Putin"), ":", ["“We will not go there again.”"], 0.8)]),
    ("Putin on Scholz: “We will not go there again.”", [("direct", ("vladimir-putin", "Putin"), ":", ["“We will not go there again.”"], 0.8)]),
    ("Putin and Scholz, together: “We will not go there again.”", []),
    # nor is a name that belongs to the sentence before the colon
    ("Scholz spoke of Iran and Putin: “We will not go there again.”", [("direct", ("olaf-scholz", "Scholz"), "spoke", ["“We will not go there again.”"], 0.75)]),
    ("Putin and Jane Example: “We will not go.”", [("direct", ("jane-example", "Jane Example"), ":", ["“We will not go.”"], 0.8)]),
    ("Then came Putin: “We will not go.”", []),
    ("Jane Example of Russia: “We will not go.”", [("direct", ("jane-example", "Jane Example"), ":", ["“We will not go.”"], 0.8)]),
    ("US President Donald Trump: “We will not go.”", [("direct", ("donald-trump", "US President Donald Trump"), ":", ["“We will not go.”"], 0.8)]),
    ("President of Russia Putin: “We will not go.”", [("direct", ("vladimir-putin", "Putin"), ":", ["“We will not go.”"], 0.8)]),
    # what is called so is part of it, unless a comma stands between
    ("Putin called the report, a “lie” and left.", [("direct", ("vladimir-putin", "Putin"), "called", ["“lie”"], 0.85)]),
    ("Putin called the report on him a “lie” and left.", [("mixed", ("vladimir-putin", "Putin"), "called", ["the report on him a “lie”"], 0.85)]),
    ("Putin called the old report “a lie”.", [("mixed", ("vladimir-putin", "Putin"), "called", ["the old report “a lie”"], 0.6)]),
    # between the marks and the verb, and between the speaker and the verb
    ("“We will not go,” quickly said Putin.", [("direct", ("vladimir-putin", "Putin"), "said", ["“We will not go,”"], 0.9)]),
    ("“We will not go,” said DONALD Trump.", [("direct", ("donald-trump", "DONALD Trump"), "said", ["“We will not go,”"], 0.9)]),
    ("“We will not go”, Donald Trump of the US quickly said.", [("direct", ("donald-trump", "Donald Trump of the US"), "said", ["“We will not go”"], 0.9)]),
    ("Putin, who left, “We will not go,” said.", [("direct", ("vladimir-putin", "Putin"), "said", ["“We will not go,”"], 0.9)]),
    ("Others, reacting to the report “now”, shouted: “We will not go.”", [("direct", (None, "Others"), "shouted", ["“We will not go.”"], 0.9)]),
    ("And others, reacting, shouted: “We will not go.”", [("direct", (None, "others"), "shouted", ["“We will not go.”"], 0.9)]),
    ("On Monday others, reacting, shouted: “We will not go.”", [("direct", None, "shouted", ["“We will not go.”"], 0.7)]),
    ("Jane Example (a lawyer) shouted: “We will not go.”", [("direct", ("jane-example", "Jane Example (a lawyer)"), "shouted", ["“We will not go.”"], 0.9)]),
    # marks that stay open wait for the next paragraph that opens with marks
    ("“We will not go.\n\n“We will stay,” Putin said.", [("direct", ("vladimir-putin", "Putin"), "said", ["“We will not go.", "“We will stay,”"], 0.9)]),
    ("“We will not go.\n\nMacron left.\n\n“We will stay,” Putin said.", [("direct", ("vladimir-putin", "Putin"), "said", ["“We will stay,”"], 0.9)]),
    ("“We will not go.\n\n“We will sing.\n\n“We will stay,” Putin said.", [("direct", ("vladimir-putin", "Putin"), "said", ["“We will not go.", "“We will sing.", "“We will stay,”"], 0.9)]),
    ("Putin said: “We will not go.\n\n“We will stay.”", [("direct", ("vladimir-putin", "Putin"), "said", ["“We will not go.", "“We will stay.”"], 0.9)]),
    ("“We will not go.\n\nMacron said: “We will stay.”", [("direct", ("emmanuel-macron", "Macron"), "said", ["“We will stay.”"], 0.9)]),
    ("He said it was a “lie.” Macron left. “We will not go.\n\n“We will stay,” Putin said.", [("mixed", (None, "He"), "said", ["it was a “lie.”"], 0.85), ("direct", ("vladimir-putin", "Putin"), "said", ["“We will not go.", "“We will stay,”"], 0.9)]),
    # nobody says these
    ("“Grave mistake.” He left.", []),
    ("“A grave mistake.”", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_all_that_is_quoted(text, expected, read):
    def words(span):
        return text[span.start : span.end]

    assert [
        (
            quotation.kind.value,
            quotation.source and (quotation.source.actor, words(quotation.source.span)),
            words(quotation.cue),
            [words(span) for span in quotation.content],
            quotation.licence.confidence,
        )
        for quotation in read(text).quotations
    ] == expected
