from __future__ import annotations

import pytest


def rows(reading):
    text = reading.article.text

    def words(span):
        return text[span.start : span.end] if span else None

    return [
        (
            quotation.kind.value,
            quotation.source.actor if quotation.source else None,
            words(quotation.cue),
            [words(span) for span in quotation.content],
        )
        for quotation in reading.quotations
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will not go,” Putin said.", ("direct", "vladimir-putin", "said", ["“We will not go,”"])),
        ("“We will not go,” said Putin.", ("direct", "vladimir-putin", "said", ["“We will not go,”"])),
        ("Putin said: “We will not go.”", ("direct", "vladimir-putin", "said", ["“We will not go.”"])),
        # interrupted, and continued
        (
            "“We will not go,” Putin said. “We will stay here.”",
            ("direct", "vladimir-putin", "said", ["“We will not go,”", "“We will stay here.”"]),
        ),
        # a colon instead of a verb of saying
        (
            "Trump brushed him off: “Mediate your own.”",
            ("direct", "donald-trump", "brushed him off", ["“Mediate your own.”"]),
        ),
        ("Putin said that Russia will not go.", ("indirect", "vladimir-putin", "said", ["that Russia will not go"])),
        ("Putin said Russia will not go.", ("indirect", "vladimir-putin", "said", ["Russia will not go"])),
        ("Russia will not go, Putin said.", ("indirect", "vladimir-putin", "said", ["Russia will not go"])),
        (
            "Russia, Putin said, will not go there.",
            ("indirect", "vladimir-putin", "said", ["Russia", "will not go there"]),
        ),
        (
            "Iran, Putin added, was attacked by Israel.",
            ("indirect", "vladimir-putin", "added", ["Iran", "was attacked by Israel"]),
        ),
        (
            "According to Putin, Russia will not go.",
            ("indirect", "vladimir-putin", "According to", ["Russia will not go"]),
        ),
        # the name behind a description belongs to the source, not to what it says; in a list it does not
        (
            "According to the minister, Jane Example, Russia will not go.",
            ("indirect", "jane-example", "According to", ["Russia will not go"]),
        ),
        (
            "According to the agency's head, Dr. Jane Example, Russia will not go.",
            ("indirect", "jane-example", "According to", ["Russia will not go"]),
        ),
        (
            "According to Putin, Jane Example, the mayor, will not go.",
            ("indirect", "vladimir-putin", "According to", ["Jane Example, the mayor, will not go"]),
        ),
        # whoever is quoted says it, not the one who quotes
        (
            "Putin quoted Jane Example as saying that Russia will not go.",
            ("indirect", "jane-example", "saying", ["that Russia will not go"]),
        ),
        (
            "Jane Example was quoted by Putin as saying that Russia will not go.",
            ("indirect", "jane-example", "saying", ["that Russia will not go"]),
        ),
        # what stands before a semicolon is told by the article
        (
            "Example left the four caves; the caves, Putin added, were too few.",
            ("indirect", "vladimir-putin", "added", ["the caves", "were too few"]),
        ),
        ("Putin was clear: Russia will not go.", ("indirect", "vladimir-putin", "was clear", ["Russia will not go"])),
        ("Araghchi called it “criminal”.", ("direct", "abbas-araghchi", "called", ["“criminal”"])),
        # the speaker is the name after the comma, not the owner of the office, and not the state of the ministry
        (
            "Chancellor Angela Merkel's spokesperson, Steffen Example, said it is possible.",
            ("indirect", "steffen-example", "said", ["it is possible"]),
        ),
        (
            "A United States spokesperson, Morgan Example, said Iran won.",
            ("indirect", "morgan-example", "said", ["Iran won"]),
        ),
        (
            "Ecologist Ryan Example of the University of Guelph said Iran won.",
            ("indirect", "ryan-example", "said", ["Iran won"]),
        ),
        ("Jane La Example left. La Example said Iran won.", ("indirect", "jane-la-example", "said", ["Iran won"])),
        # a possessor before a participle does not start a clause
        (
            "Putin called Theresa May's proposed deal “lousy” and said Russia will not go.",
            ("indirect", "vladimir-putin", "said", ["Russia will not go"]),
        ),
        # what the speaker did next is not part of the words
        (
            "Putin hinted that Russia would not go, but later reversed himself.",
            ("indirect", "vladimir-putin", "hinted", ["that Russia would not go"]),
        ),
        # a reported clause ends where the marks begin
        (
            "Jane Example indicated Russia was sad: “We will not go there,” she said.",
            ("indirect", "jane-example", "indicated", ["Russia was sad"]),
        ),
        # a noun of saying
        (
            "Putin's claim that Russia won surprised nobody.",
            ("indirect", "vladimir-putin", "claim", ["that Russia won surprised nobody"]),
        ),
        # a transcript
        ("Jane Example: “We will not go.”", ("direct", "jane-example", ":", ["“We will not go.”"])),
        # partly in marks: the whole is mixed
        (
            "Putin said Russia will “never ever” go.",
            ("mixed", "vladimir-putin", "said", ["Russia will “never ever” go"]),
        ),
        # a mark that ends a sentence separates the words from whoever asked them
        ("“Will we go?” Putin asked.", ("direct", "vladimir-putin", "asked", ["“Will we go?”"])),
        # few words, in capitals like a title
        ("“Grizzly Adams?” Putin repeated.", ("direct", "vladimir-putin", "repeated", ["“Grizzly Adams?”"])),
        # ... and a colon at the end of a paragraph announces the statement
        (
            "Putin issued the following statement:\n\n“We will not go there. We stay.”",
            ("direct", "vladimir-putin", "issued", ["“We will not go there. We stay.”"]),
        ),
        # whoever issues a statement says what is in it
        (
            "Putin issued a statement saying that Russia will not go.",
            ("indirect", "vladimir-putin", "saying", ["that Russia will not go"]),
        ),
        # marks that open with a verb have their subject outside
        (
            "Putin spoke to reporters, saying the Republican nominee “makes you want to retch.”",
            ("mixed", "vladimir-putin", "saying", ["the Republican nominee “makes you want to retch.”"]),
        ),
        # after closing marks the speaker comes next, whatever the verb
        (
            "“It is still too early for us to tell,” Jane Example cut in.",
            ("direct", "jane-example", "cut", ["“It is still too early for us to tell,”"]),
        ),
        # ... with an apposition, and not the person who is told
        (
            "“We all made horrendous mistakes here,” Jane Example, 57, told a voter.",
            ("direct", "jane-example", "told", ["“We all made horrendous mistakes here,”"]),
        ),
        # marks joined by "and" are one quotation
        (
            "Araghchi called it “illegal” and “criminal”.",
            ("mixed", "abbas-araghchi", "called", ["“illegal” and “criminal”"]),
        ),
        # what continues in marks includes the rest of its sentence
        (
            "“They agree with him on the issues,” Putin said. “But they are not really there yet” to back him now.",
            (
                "mixed",
                "vladimir-putin",
                "said",
                ["“They agree with him on the issues,”", "“But they are not really there yet” to back him now."],
            ),
        ),
        # a second statement
        (
            "Putin went on to say, “It will take a long time to build.”",
            ("direct", "vladimir-putin", "to say", ["“It will take a long time to build.”"]),
        ),
        # a remark after the marks is the narrator's
        (
            "Putin said he would “take a look” at such laws, which would limit sales.",
            ("mixed", "vladimir-putin", "said", ["he would “take a look” at such laws"]),
        ),
        # if only the predicate is in marks, it is also the speaker's own word
        ("Araghchi says the US “blew up” talks.", ("direct", "abbas-araghchi", "says", ["“blew up”"])),
    ],
)
def test_words_have_a_speaker_and_a_cue(text, expected, read):
    assert expected in rows(read(text))


@pytest.mark.parametrize(
    "text",
    [
        # names that look like a verb of saying
        "On Friday, Qaboos bin Said, the sultan of Oman, died in Muscat.",
        "The critic Edward Said left the city.",
        # a verb that has its content behind it
        "On Monday, after the vote, Putin pledged converting the church, once a museum, to a mosque.",
    ],
)
def test_words_that_nobody_says(text, read):
    assert read(text).quotations == ()


@pytest.mark.parametrize(
    "text",
    [
        # scare marks
        "The so-called “peace” came.",
        # a title of a work
        "She saw the film “War and Peace” twice.",
        # a name, without a particular speaker
        "The bombing, called “Hammer”, hit Iran.",
        # an odd mark
        "He lost a 5” blade. Russia left.",
    ],
)
def test_marks_alone_are_no_quotation(text, read):
    assert [row for row in rows(read(text)) if row[0] == "direct"] == []


def test_marks_within_what_is_reported_are_no_quotation_besides(read):
    found = rows(read("Putin said he was “appalled” that Russia will go."))
    assert [(kind, content) for kind, _, _, content in found] == [("mixed", ["he was “appalled” that Russia will go"])]


def test_a_thought_in_ones_own_words_is_no_quotation_besides(read):
    found = rows(read("Putin says he thinks Russia will win."))
    assert [(cue, content) for _, _, cue, content in found] == [("says", ["he thinks Russia will win"])]


def test_one_stretch_is_one_quotation(read):
    assert rows(read("Putin called it a “terrible event” but left.")) == [
        ("mixed", "vladimir-putin", "called", ["a “terrible event”"])
    ]


def test_a_quotation_within_a_quotation_is_hearsay(read):
    found = rows(read("Putin said Macron called the plan “absurd” in March."))
    assert [(cue, content) for _, _, cue, content in found] == [("said", ["Macron called the plan “absurd” in March"])]


def test_a_whole_sentence_in_marks_reports_nothing_of_its_own(read):
    found = rows(read("“There is a problem,” Putin said. “Everybody said so. It was made up.”"))
    assert [cue for _, _, cue, _ in found] == ["said"]


@pytest.mark.parametrize(
    "text",
    [
        # a topic, an attitude
        "Putin discussed the war.",
        "Putin supported the war.",
        # not said, or said about somebody
        "Putin did not say that Russia will go.",
        "Trump accused Putin of saying Russia will go.",
        # when, not what
        "Although it rained in Moscow, Putin noted.",
        "Although it says how it rained, not how much it rained, Putin noted the need to drive on.",
    ],
)
def test_words_that_were_hardly_said_have_low_confidence(text, read):
    assert all(quotation.licence.confidence < 0.6 for quotation in read(text).quotations)


def test_one_odd_mark_costs_a_paragraph_at_most(read):
    reading = read("He lost a “thing and went.\n“We will not go,” Putin said.\nIt rained.")
    assert rows(reading) == [("direct", "vladimir-putin", "said", ["“We will not go,”"])]


def test_a_quotation_over_paragraphs_has_one_speaker(read):
    reading = read("Putin said: “We will not go.\n“We will stay here.”\nIt rained that day.")
    assert rows(reading) == [("direct", "vladimir-putin", "said", ["“We will not go.", "“We will stay here.”"])]


def test_speech_ends_where_the_next_verb_of_the_speaker_begins(read):
    assert ("indirect", "vladimir-putin", "said", ["Russia will not go"]) in rows(
        read("Putin said Russia will not go and added that Iran will go.")
    )


def test_a_quotation_says_what_it_is_about(read):
    quotation = read("Putin said Iran will attack Israel.").quotations[0]
    assert {"iran", "israel", "e1"} <= set(quotation.about)
    assert "vladimir-putin" not in quotation.about
