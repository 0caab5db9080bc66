"""Tests that a surname alone means the person whom the article names in full, and the well-known person only if it names no other of that surname."""

from __future__ import annotations

import pytest

from tests.reading.actors.test_mentions import mentions

ROWS = [
    # named in full with an occupation: after the name, before it, as a title
    ("Priya Modi, a nurse in Leeds, was on the bridge.\n\n“It was loud,” Modi said.", "Modi", "priya-modi"),
    ("A nurse, Priya Modi, was on the bridge.\n\n“It was loud,” Modi said.", "Modi", "priya-modi"),
    ("Nurse Priya Modi was on the bridge. Modi then left.", "Modi", "priya-modi"),
    ("Lakshmi Modi, the mayor of Ruritania, criticised China.\n\n“No,” Modi said.", "Modi", "lakshmi-modi"),
    ("Carlos Milei, who runs a bakery, criticised the tax.\n\nMilei left.", "Milei", "carlos-milei"),
    ("Wei Xi, a chemist, was there. Xi said no.", "Xi", "wei-xi"),
    ("Officer Dan Netanyahu fired. Netanyahu was suspended.", "Netanyahu", "dan-netanyahu"),
    ("Dr Sophie Merz said the vaccine was safe. Merz works in Ulm.", "Merz", "sophie-merz"),
    ("Captain Ahmed Erdogan, a pilot, landed. Erdogan was praised.", "Erdogan", "ahmed-erdogan"),
    ("Washington Post reporter Emma Sunak wrote that it was dead. Sunak left.", "Sunak", "emma-sunak"),
    ("Kaitlin Zelensky, a teacher in Ohio, won.\n\nZelensky beat two others.", "Zelensky", "kaitlin-zelensky"),
    ("French Open champion Iga Merkel won. Merkel was tired.", "Merkel", "iga-merkel"),
    ("Park Min, a driver, said no. Park left.", "Park", "park-min"),
    # with accents, and where the surname opens a sentence
    ("Tomás Sánchez, 31, was arrested. Sánchez denied the charge.", "Sánchez", "tomas-sanchez"),
    # named in full without an occupation
    ("Kylian Macron scored twice. Macron was booked late.", "Macron", "kylian-macron"),
    ("Rodney Starmer condemned Russia. Starmer left.", "Starmer", "rodney-starmer"),
    ("“It was loud,” said Rodney Starmer, 54.\n\nStarmer has lived there for years.", "Starmer", "rodney-starmer"),
    ("Barron Trump and Lara Trump left.", "Barron Trump", "barron-trump"),
    # two particles before the surname, after one or several given names, also a title
    ("Juan de la Cruz condemned Russia. Cruz left.", "Cruz", "juan-de-la-cruz"),
    ("Maria del Carmen de la Cruz left.", "Maria del Carmen de la Cruz", "maria-del-carmen-de-la-cruz"),
    ("Ingrid van den Trump condemned Russia.", "Ingrid van den Trump", "ingrid-van-den-trump"),
    ("Mayor Karl von der Leyen left.", "Karl von der Leyen", "karl-von-der-leyen"),
    # two surnames: the first alone, although a well-known person has it; longer and shorter forms, with initials
    ("Wanda Vázquez Garced was sworn in. Vázquez left.", "Vázquez", "wanda-vazquez-garced"),
    ("Carlos Macron Ruiz, a baker, said no. Macron Ruiz left. Macron was tired.", "Macron", "carlos-macron-ruiz"),
    ("Pedro Example spoke. Pedro R. Example Urrutia left.", "Pedro R. Example Urrutia", "pedro-example"),
    ("Pedro R. Example Urrutia left. Pedro Example spoke.", "Pedro Example", "pedro-r-example-urrutia"),
    ("Governor Pedro R. Pierluisi Roe left. Governor Pierluisi said no.", "Pierluisi", "pedro-r-pierluisi-roe"),
    ("Wanda Vázquez Garced left. Governor Vázquez said no.", "Vázquez", "wanda-vazquez-garced"),
    # a middle name is no surname, nor is the last word of another's name the first of two
    ("John Starmer Example left. Rodney Starmer spoke. Starmer said no.", "Starmer", "rodney-starmer"),
    ("Anna Maria Merkel Example left. Anna Roe spoke.", "Anna Roe", "anna-roe"),
    # named in full only later
    ("Modi was on the bridge, said Priya Modi, a nurse.", "Modi", "priya-modi"),
    # a relative, if the article never names the well-known person
    ("Brigitte Macron, wife of the president, was there.\n\n“No,” Macron said.", "Macron", "brigitte-macron"),
    ("Eric Trump condemned Iran. Trump said no.", "Trump", "eric-trump"),
    ("Jill Biden visited Kyiv. Biden said no.", "Biden", "jill-biden"),
    ("Kimbal Musk, a chef, said no. Musk left.", "Musk", "kimbal-musk"),
    # a relative, if it also names that person: in full, by office, or as the one whose relative it is
    ("Emmanuel Macron spoke. Brigitte Macron left. Macron said no.", "Macron", "emmanuel-macron"),
    ("President Trump and his wife Melania Trump left. Trump said no.", "Trump", "donald-trump"),
    ("Macron said no. His wife, Brigitte Macron, left.", "Macron", "emmanuel-macron"),
    ("Merkel’s cousin, Hanna Merkel, said no.", "Merkel", "angela-merkel"),
    ("Brothers Peter Musk and Elon Musk quarrelled. Musk left.", "Musk", "elon-musk"),
    ("Joe Biden and Hunter Biden met. Biden left.", "Biden", "joe-biden"),
    # of two, the honorific decides
    ("President Trump left. Melania Trump spoke. Mrs Trump said no.", "Trump", "melania-trump"),
    ("Ann Stubbley left. Her son Wayne Stubbley, 51, left. Mrs Stubbley said no.", "Stubbley", "ann-stubbley"),
    # a given name that is also a country's, and a place's name that stands for one
    ("Israel Sánchez was shot in Tijuana.", "Israel Sánchez", "israel-sanchez"),
    ("Police arrested Jordan Trump in Ohio.", "Jordan Trump", "jordan-trump"),
    ("Israel Katz condemned Iran.", "Israel Katz", "israel-katz"),
    ("Jordan Bardella condemned Iran.", "Jordan Bardella", "jordan-bardella"),
    # fathers and sons
    ("Donald Trump Jr. condemned Iran.", "Donald Trump Jr.", "donald-trump-jr"),
    ("Trump Jr condemned Iran.", "Trump Jr", "trump-jr"),
    ("Donald Trump Jr condemned Iran. Then Trump Jr left.", "Trump Jr", "donald-trump-jr"),
    # an office or occupation that the well-known person does not have
    ("DA Vance said the charges were dropped.\n\nVance left.", "Vance", "vance"),
    ("District Attorney Paula Vance said no.\n\nVance left.", "Vance", "paula-vance"),
    ("Judge Vance ruled for the city.", "Vance", "vance"),
    ("Coach Merz said the team was tired.", "Merz", "merz"),
    ("Nurse Modi said no.", "Modi", "modi"),
    ("“It was loud,” said Modi, a nurse in Leeds.", "Modi", "modi"),
    ("Macron, the goalkeeper, saved twice.", "Macron", "macron"),
    ("A suspect named Putin was arrested in Ohio.", "Putin", "putin"),
    # a given name used by a pope
    ("Leo Messi scored. Leo left.", "Leo", "leo-messi"),
    ("Francis Example, a baker, said no. Francis left.", "Francis", "francis-example"),
    ("Pope Leo spoke. Leo said no.", "Leo", "pope-leo"),
    # nobody else has the name: the well-known person, also after a word that only opens the sentence
    ("Yesterday Modi left.", "Modi", "narendra-modi"),
    ("But Modi said no.", "Modi", "narendra-modi"),
    ("Kim Jong Un spoke. Kim said no.", "Kim", "kim-jong-un"),
    ("The Macron government fell.", "Macron", "emmanuel-macron"),
    ("Prime Minister Modi left. Priya Modi, a nurse, spoke. Modi said no.", "Modi", "narendra-modi"),
]


@pytest.mark.parametrize(("text", "words", "actor"), ROWS)
def test_a_surname_is_whose_the_article_says(text, words, actor, read):
    found = {who for said, who, _ in mentions(read(text)) if said == words}
    assert found == {actor}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        # a constellation
        ("The constellation Leo rises in the east.", "pope-leo"),
        ("The meteors seem to come out of Leo.", "pope-leo"),
        # things named after somebody
        ("The carrier USS Ronald Reagan left port.", "ronald-reagan"),
        ("John F. Kennedy Airport was closed.", "john-f-kennedy"),
        ("The Jones Act was passed.", "jones"),
        ("The Putin Prize went to Ann Roe.", "vladimir-putin"),
        ("The Lincoln Memorial was closed.", "abraham-lincoln"),
        ("Trump Tower was closed.", "donald-trump"),
        # a firm with a person's name
        ("Abbott Nutrition gave orders. Tony Abbott said no.", "abbott"),
        # another by both names
        ("Olena Zelenska condemned Russia. Zelenska spoke in Paris.", "volodymyr-zelenskyy"),
    ],
)
def test_actors_that_are_not_meant(text, actor, read):
    assert actor not in {mention.actor for mention in read(text).mentions}
