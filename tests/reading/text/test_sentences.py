from __future__ import annotations

import pytest

from bot.limits import LONGEST_PARAGRAPH
from bot.model.article import SentenceKind
from bot.reading.text.sentences import sentences

BODY = "The minister spoke to reporters on Friday. She said little."


def kinds(text, lexicon):
    return [
        (text[sentence.span.start : sentence.span.end], sentence.kind.value)
        for sentence in sentences(text, lexicon.page)
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Russia Talks, But Doesn’t Act", "heading"),
        # a heading may be a question
        ("Tehran, Alone Again?", "heading"),
        # function words stay in lower case in titles, and not every heading is in title case
        ("Course of the war", "heading"),
        # two sentences, neither of them the article's
        ("Also Read Will It Rain? How Your Garden Could Suffer", "boilerplate"),
        ("Read more: what the treaty says.", "boilerplate"),
        # captions end with a place and a full date, or say who is on which side, or whose picture it is
        ("FILE - A woman holds a sign during a rally in Abuja, Nigeria, May 11, 2015.", "boilerplate"),
        (
            "A rescue worker searches the rubble after Russia attacked Kharkiv, Ukraine, June 7, 2025. (AP Photo)",
            "boilerplate",
        ),
        ("Secretary of State Ann Roe, right, greets Bo Ek in Geneva, Sept. 9, 2016.", "boilerplate"),
        ("Ann Roe, left, and Bo Ek, right, shake hands before the talks began.", "boilerplate"),
        ("Syrian troops are seen in Aleppo in this handout picture by the army.", "boilerplate"),
        # who helped to write it
        ("Ann Roe contributed to this report from Paris.", "boilerplate"),
        ("Some information for this report came from Reuters.", "boilerplate"),
        # sentences with a day have "on", or name no place
        ("Russia attacked Kharkiv in Ukraine on June 7, 2025.", "body"),
        ("She was born in Lyon in France, and he died there, May 27, 1936.", "body"),
        ("The right, Ann Roe said, had left the left alone.", "body"),
        ("(Reporting by Jane Example; Editing by John Example)", "boilerplate"),
        ("Monday, July 8, 2019", "dateline"),
        ("Nothing concrete came of it.", "body"),
        # short, but a sentence
        ("Why?", "body"),
        # how long a heading is, in small letters and in title case
        ("alpha" + " beta" * 11, "heading"),
        ("alpha" + " beta" * 12, "body"),
        ("Alpha" + " Beta" * 23, "heading"),
        ("Alpha" + " Beta" * 24, "body"),
        ("Alpha Beta Gamma Delta Alpha Beta Gamma Delta Alpha Beta alpha beta gamma", "heading"),
        ("Alpha Beta Gamma Delta Alpha Beta Gamma Delta Alpha beta alpha beta gamma", "body"),
        # with a full stop it has to be in title case throughout, and of three words
        ("Alpha Beta Gamma.", "heading"),
        ("Alpha Beta.", "body"),
        ("Alpha Beta gamma.", "body"),
        ("Alpha" + " Beta" * 23 + ".", "heading"),
        ("Alpha" + " Beta" * 24 + ".", "body"),
        # a question is one of two to twelve words
        ("Alpha Beta?", "heading"),
        ("Alpha beta?", "body"),
        ("Alpha Beta Gamma delta" + " Alpha" * 8 + "?", "heading"),
        ("Alpha Beta Gamma delta delta" + " Alpha" * 8 + "?", "body"),
        # nothing but signs
        ("* * *", "boilerplate"),
        # a long paragraph, and one with a quotation, is no caption
        ("Ann Roe, left, and Bo Ek, right, shake hands, " + "and it rained, " * 23 + "or not.", "boilerplate"),
        ("Ann Roe, left, and Bo Ek, right, shake hands, " + "and it rained, " * 23 + "oooooooo.", "boilerplate"),
        ("Ann Roe, left, and Bo Ek, right, shake hands, " + "and it rained, " * 23 + "ooooooooo.", "body"),
        ("Ann Roe, left, and Bo Ek, right, shake hands, " + "and it rained, " * 24 + "or not.", "body"),
        ("Ann Roe, left, and Bo Ek, right, said “yes” to reporters.", "body"),
    ],
)
def test_a_line_is_of_a_kind(line, kind, lexicon):
    found = kinds(f"{BODY}\n{line}\n{BODY}", lexicon)
    assert [what for words, what in found if words in line][:1] == [kind]


def test_a_single_line_is_body_even_without_a_full_stop(lexicon):
    assert kinds("Russia Condemns Attack", lexicon) == [("Russia Condemns Attack", "body")]


@pytest.mark.parametrize(
    "sentence",
    [
        "He arrived at a forum in St. Petersburg with Gen. Smith of the U.S. Army.",
        "Art. 7 lets Washington, D.C. spend $1.5 bn.",
        "He read resolution no. 242 of the council.",
    ],
)
def test_abbreviations_end_no_sentence(sentence, lexicon):
    assert kinds(f"{sentence} It was late.", lexicon)[0] == (sentence, "body")


RANKS = """
Lt.|Gen.|Col.|Maj.|Capt.|Cmdr.|Cdr.|Adm.|Sgt.|Cpl.|Pvt.|Pfc.|Spc.|Brig.|Ens.|Lt. Gen.|Maj. Gen.|Brig. Gen.|Lt. Col.|Lt. Cmdr.|Rear Adm.|Vice Adm.|Staff Sgt.|Master Sgt.|Sgt. Maj.|1st Lt.
Lt. Gov.|Gov.|Sen.|Rep.|Sens.|Reps.|Amb.|Sec.|Pres.|Prof.|Dr.|Rev.|Fr.|Msgr.|Hon.|Atty. Gen.|Asst. Sec.|Dep. Sec.|Insp.|Supt.|Det. Sgt.|Const.|Del.|Ald.|Mr.|Mrs.|Ms.|Mx.|Messrs.|Bp.|Abp.
Treas.|Secy.|Chmn.|Dir.|Maj.-Gen.|Lt.-Col.|Lieut.|Cmdt.|Wg. Cdr.|Sqn. Ldr.|Gp. Capt.|Flt. Lt.|Ayat.
"""


@pytest.mark.parametrize("title", RANKS.replace("\n", "|").strip("|").split("|"))
def test_titles_end_no_sentence(title, lexicon):
    for sentence in (
        f"“We hold the bridge,” said {title} Ida Brandt on Friday.",
        f"{title} Ida Brandt told reporters on Friday that the bridge was held.",
    ):
        assert kinds(f"{sentence} It was late.", lexicon) == [(sentence, "body"), ("It was late.", "body")]


@pytest.mark.parametrize(
    "sentence", ["He met the bank.", "They went home.", "She left the firm.", "He sold the road map."]
)
def test_a_whole_word_before_a_capital_is_no_abbreviation(sentence, lexicon):
    rest = "Markets fell 1.2 percent."
    assert kinds(f"{sentence} {rest}", lexicon) == [(sentence, "body"), (rest, "body")]


@pytest.mark.parametrize("sentence", ["The minister said no.", "Asked for it, he said “no.”"])
def test_no_before_a_capital_is_no_number(sentence, lexicon):
    assert kinds(f"{sentence} Russia went on.", lexicon) == [(sentence, "body"), ("Russia went on.", "body")]


def test_a_dateline_before_the_first_sentence_is_set_apart(lexicon):
    found = kinds("MOSCOW (Reuters) - Russia said no.\nIt was late.", lexicon)
    assert found[0] == ("MOSCOW (Reuters) -", "dateline")
    assert found[1] == ("Russia said no.", "body")


def test_hard_wrapped_lines_are_one_paragraph(lexicon):
    text = (
        "\n".join(["The government of the republic said on Monday that it would not take any"] * 6)
        + " part.\n\nThe end came."
    )
    found = sentences(text, lexicon.page)
    assert {sentence.paragraph for sentence in found} == {0, 1}
    assert all(sentence.kind is SentenceKind.BODY for sentence in found)


@pytest.mark.parametrize(
    ("line", "times", "wrapped"),
    [
        # as wide as text is wrapped, on more than three lines, most of which end nowhere
        ("the government of the republic said it would", 5, True),
        ("the government of the republic said it would", 4, False),
        ("the government of the republic said it would " + "a" * 55, 5, True),
        ("the government of the republic said it would " + "a" * 56, 5, False),
        # a list
        ("the government of the republic " + "a" * 10, 5, True),
        ("the government of the republic " + "a" * 9, 5, False),
        ("the government of the republic said it would.", 5, False),
    ],
)
def test_when_lines_are_wrapped(line, times, wrapped, lexicon):
    found = sentences("\n".join([line] * times) + "\n\nThe end came.", lexicon.page)
    assert len({sentence.paragraph for sentence in found}) == (2 if wrapped else times + 1)


# Sentences may end where lines do; of six lines above the last one, most end nowhere or do not.
@pytest.mark.parametrize(("ended", "paragraphs"), [(2, 1), (3, 7)])
def test_lines_of_which_most_end_nowhere_are_wrapped(ended, paragraphs, lexicon):
    line = "the government of the republic said it would"
    found = sentences("\n".join([f"{line}."] * ended + [line] * (7 - ended)), lexicon.page)
    assert len({sentence.paragraph for sentence in found}) == paragraphs


def test_a_question_in_title_case_that_opens_the_text_is_no_heading(lexicon):
    assert kinds(f"Alpha Beta?\n{BODY}", lexicon)[0] == ("Alpha Beta?", "body")


def test_a_place_in_small_letters_is_a_dateline_by_its_agency(lexicon):
    assert kinds("Moscow (Reuters) - It rained.", lexicon) == [
        ("Moscow (Reuters) -", "dateline"),
        ("It rained.", "body"),
    ]
    assert kinds("Moscow (Example) - It rained.", lexicon) == [("Moscow (Example) - It rained.", "body")]


def test_a_paragraph_of_absurd_length_is_parted_at_full_stops(lexicon):
    pair = "It rained! It rained there. "
    times = LONGEST_PARAGRAPH // len(pair) + 1
    found = kinds((pair * times).strip(), lexicon)
    assert found == [("It rained!", "body"), ("It rained there.", "body")] * times
