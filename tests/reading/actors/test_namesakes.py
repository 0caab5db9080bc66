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
    # of a known person, where people have two: by the list, or if it has none; another second surname is another person
    ("Rafael Correa Delgado condemned Peru.", "Rafael Correa Delgado", "rafael-correa"),
    ("Rafael Vicente Correa Delgado left.", "Rafael Vicente Correa Delgado", "rafael-correa"),
    ("President Luis Arce Catacora left. Arce said no.", "Luis Arce Catacora", "luis-arce"),
    ("Andrés Manuel López Obrador left. Obrador said no.", "Obrador", "andres-manuel-lopez-obrador"),
    ("Pedro Sánchez Pérez-Castejón left.", "Pedro Sánchez Pérez-Castejón", "pedro-sanchez"),
    ("Gerardo Werthein Roca left. Werthein said no.", "Gerardo Werthein Roca", "gerardo-werthein"),
    ("Gabriel Boric Font left. “No,” Boric Font said.", "Boric Font", "gabriel-boric"),
    ("Nicolás Maduro Guerra left. Maduro said no.", "Maduro", "nicolas-maduro-guerra"),
    ("Luis Arce Gómez left.", "Luis Arce Gómez", "luis-arce-gomez"),
    ("Laura Fernández Moreno, a farmer, left. Fernández said no.", "Fernández", "laura-fernandez-moreno"),
    ("Donald Trump Stevens was arrested.", "Donald Trump Stevens", "donald-trump-stevens"),
    ("Judge Donald Trump Stevens left. Stevens said no.", "Stevens", "donald-trump-stevens"),
    ("Donald Trump left. Donald Trump Stevens spoke.", "Donald Trump Stevens", "donald-trump-stevens"),
    ("John Michael Kerry Smith left.", "John Michael Kerry Smith", "john-michael-kerry-smith"),
    ("Xiomara Castro de Zelaya left.", "Xiomara Castro de Zelaya", "xiomara-castro"),
    ("Gustavo Petro de Roca left.", "Gustavo Petro de Roca", "gustavo-petro-de-roca"),
    # no surname: another name, a day, a noun's
    ("Angela Merkel CDU left.", "Angela Merkel", "angela-merkel"),
    ("Emmanuel Macron Tuesday said no.", "Emmanuel Macron", "emmanuel-macron"),
    ("The Donald Trump Stevens lawsuit failed.", "Donald Trump", "donald-trump"),
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
    ("Kenya Obama was arrested. Obama left.", "Obama", "kenya-obama"),
    ("Chad Trump left.", "Chad Trump", "chad-trump"),
    ("In Kenya Obama met two men.", "Obama", "barack-obama"),
    ("After leaving Kenya Obama said no.", "Obama", "barack-obama"),
    ("Israel Katz condemned Iran.", "Israel Katz", "israel-katz"),
    ("Jordan Bardella condemned Iran.", "Jordan Bardella", "jordan-bardella"),
    # of a known person and a relative, whom a pronoun or honorific fits
    ("Jill Biden left. Biden was accused of lying about his health.", "Biden", "joe-biden"),
    ("Melania Trump spoke. Trump said he was tired.", "Trump", "donald-trump"),
    ("Michelle Obama spoke. Obama defended his record.", "Obama", "barack-obama"),
    ("Jill Biden left. Mr Biden said no.", "Biden", "joe-biden"),
    ("Jill Biden left. Biden said her plane was late.", "Biden", "jill-biden"),
    ("Jill Biden met Antony Blinken. Biden praised his work.", "Biden", "jill-biden"),
    ("Jill Biden left. Biden met a chef and praised his work.", "Biden", "jill-biden"),
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
    # announced as another than the known one: a man called so, a trade, an age, a disclaimer; also if it is said later
    ("A dentist called Keir Starmer was fined. Starmer left.", "Starmer", "keir-starmer-2"),
    ("A man named Emmanuel Macron attacked a cook.", "Emmanuel Macron", "emmanuel-macron-2"),
    ("A driver by the name of Donald Trump was jailed.", "Donald Trump", "donald-trump-2"),
    ("A passenger, named as Boris Johnson, was held.", "Boris Johnson", "boris-johnson-2"),
    ("Two men named Vladimir Putin and Joe Biden were arrested.", "Joe Biden", "joe-biden-2"),
    ("A dog called Boris Johnson was shot.", "Boris Johnson", "boris-johnson-2"),
    ("Footballer Rishi Sunak was arrested. Sunak left.", "Sunak", "rishi-sunak-2"),
    ("Leeds plumber Joe Biden was fined.", "Joe Biden", "joe-biden-2"),
    ("Judge Joe Biden ruled for the city. Biden left.", "Biden", "joe-biden-2"),
    ("The Hull councillor Keir Starmer apologised.", "Keir Starmer", "keir-starmer-2"),
    ("Coach Emmanuel Macron said no.", "Emmanuel Macron", "emmanuel-macron-2"),
    ("A nurse, Joe Biden, criticised China.", "Joe Biden", "joe-biden-2"),
    ("The thief, identified as Narendra Modi, fled.", "Narendra Modi", "narendra-modi-2"),
    ("The driver was identified as Joe Biden. Biden fled.", "Biden", "joe-biden-2"),
    ("Local businesswoman Hillary Clinton left.", "Hillary Clinton", "hillary-clinton-2"),
    ("Winston Churchill, a dog from Hull, died.", "Winston Churchill", "winston-churchill-2"),
    ("Angela Merkel, 24, a student from Ulm, left. Merkel said no.", "Merkel", "angela-merkel-2"),
    ("Joe Biden, who works as a baker in Leeds, left.", "Joe Biden", "joe-biden-2"),
    ("Keir Starmer was fined. Keir Starmer, a dentist, said no.", "Keir Starmer", "keir-starmer-2"),
    ("Joe Biden, no relation to the president, left. Biden said no.", "Biden", "joe-biden-2"),
    ("Joe Biden (no relation) left.", "Joe Biden", "joe-biden-2"),
    ("Joe Biden, who is not the president, left.", "Joe Biden", "joe-biden-2"),
    ("Vladimir Putin, 31, of Ohio, was charged. Putin left.", "Putin", "vladimir-putin-2"),
    # and told of beside the known one, who has an office there; alone the surname is nobody's
    ("A dentist called Keir Starmer left. Prime Minister Starmer said no.", "Starmer", "keir-starmer"),
    ("Prime Minister Keir Starmer met a dentist called Boris Johnson.", "Keir Starmer", "keir-starmer"),
    # as whom leaders may be told of
    ("A senator named Barack Obama criticised the war.", "Barack Obama", "barack-obama"),
    ("The mayor called Keir Starmer on Monday.", "Keir Starmer", "keir-starmer"),
    ("The dentist called Keir Starmer a liar.", "Keir Starmer", "keir-starmer"),
    ("Mr Kallas named Emmanuel Macron as the next speaker.", "Emmanuel Macron", "emmanuel-macron"),
    ("Former footballer George Weah won.", "George Weah", "george-weah"),
    ("Angela Merkel, a chemist by training, left.", "Angela Merkel", "angela-merkel"),
    ("Captain Ibrahim Traoré criticised France.", "Ibrahim Traoré", "ibrahim-traore"),
    ("Former judge Ebrahim Raisi won.", "Ebrahim Raisi", "ebrahim-raisi"),
    ("Taylor Swift, a singer, left.", "Taylor Swift", "taylor-swift"),
    ("The teacher Pedro Castillo was sworn in.", "Pedro Castillo", "pedro-castillo"),
    ("Jill Biden, a teacher, criticised the cuts.", "Jill Biden", "jill-biden"),
    ("A Kremlin critic named Alexei Navalny left.", "Alexei Navalny", "alexei-navalny"),
    ("Voters named Macron as the least trusted.", "Macron", "emmanuel-macron"),
    # behind an honorific that fits
    ("Mr Macron criticised the tax.", "Macron", "emmanuel-macron"),
    ("Mrs Macron criticised the tax.", "Macron", "macron"),
    ("Pierre Macron, a baker, left. Mr Macron said no.", "Macron", "pierre-macron"),
    ("Joe Biden, 82, criticised China.", "Joe Biden", "joe-biden"),
    ("Joe Biden, not the Congress, decides.", "Joe Biden", "joe-biden"),
    ("Joe Biden, the former president, left.", "Joe Biden", "joe-biden"),
    ("“I saw a nurse,” Joe Biden said.", "Joe Biden", "joe-biden"),
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
    ("text", "expected"),
    [
        (
            "A dentist called Keir Starmer left. Prime Minister Keir Starmer said no. Starmer had parked there.",
            [("Keir Starmer", "keir-starmer-2"), ("Keir Starmer", "keir-starmer")],
        ),
        (
            "Keir Starmer condemned Russia. He met a dentist called Keir Starmer. Starmer left.",
            [("Keir Starmer", "keir-starmer"), ("Keir Starmer", "keir-starmer-2")],
        ),
        # nor is a surname with "his" that of the only one of the name, a woman
        ("Priya Starmer, a nurse, left. Starmer said his car was stolen.", [("Priya Starmer", "priya-starmer")]),
    ],
)
def test_a_surname_that_may_be_one_of_two_is_nobodys(text, expected, read):
    reading = read(text)
    found = [(reading.article.text[one.span.start : one.span.end], one.actor) for one in reading.mentions]
    assert [row for row in found if "Starmer" in row[0]] == expected


@pytest.mark.parametrize(
    ("text", "actor", "role"),
    [
        ("A dentist called Keir Starmer was fined.", "keir-starmer-2", "dentist"),
        ("Footballer Rishi Sunak was arrested.", "rishi-sunak-2", "footballer"),
        ("Angela Merkel, 24, a student from Ulm, left.", "angela-merkel-2", "student"),
        ("Joe Biden, no relation to the president, left.", "joe-biden-2", "namesake"),
        ("Priya Modi, a nurse, left.", "priya-modi", None),
        ("A dentist called Keir Starmer left. Prime Minister Keir Starmer said no.", "keir-starmer", "Prime Minister"),
    ],
)
def test_a_namesake_is_told_apart_by_a_trade(text, actor, role, read):
    assert next(one.role for one in read(text).actors if one.id == actor) == role


@pytest.mark.parametrize(
    ("text", "published", "words", "actor"),
    [
        # an age at which nobody has been in office
        ("Keir Starmer, 19, was fined.", "2025-06-18", "Keir Starmer", "keir-starmer-2"),
        ("Emmanuel Macron, 29, was fined. Macron left.", "2025-06-18", "Macron", "emmanuel-macron-2"),
        ("Emmanuel Macron, 47, left.", "2025-06-18", "Emmanuel Macron", "emmanuel-macron"),
        ("Emmanuel Macron, 34, left.", "2012-06-18", "Emmanuel Macron", "emmanuel-macron"),
        # of several with one surname, whoever alone was in office and led a state; "former": the other one
        ("Bush criticised Iran.", "2006-05-04", "Bush", "george-w-bush"),
        ("Bush criticised Iran.", "1990-05-04", "Bush", "george-h-w-bush"),
        ("President Bush criticised Iran.", "2006-05-04", "Bush", "george-w-bush"),
        ("Former President Bush criticised Iran.", "2006-05-04", "Bush", "george-h-w-bush"),
        ("Castro criticised Chile.", "2012-05-04", "Castro", "raul-castro"),
        ("Raúl Castro met Fidel Castro. Castro left.", "2012-05-04", "Castro", "raul-castro"),
        ("Clinton criticised Iraq.", "1995-05-04", "Clinton", "bill-clinton"),
        # nobody whom we know where it may be one of two, or a minister
        ("Clinton criticised Iran.", "2011-05-04", "Clinton", "clinton"),
        ("Harris criticised Iran.", "2024-08-04", "Harris", "harris"),
        ("Johnson criticised Iran.", "2025-05-04", "Johnson", "johnson"),
        ("Kenneth Bush, a baker, criticised Iran. Bush left.", "2006-05-04", "Bush", "kenneth-bush"),
    ],
)
def test_the_day_tells_who_is_meant(text, published, words, actor, read):
    assert {who for said, who, _ in mentions(read(text, published)) if said == words} == {actor}


@pytest.mark.parametrize(
    "text",
    [
        # somebody's from elsewhere, and one of many
        "China's Trump was arrested.",
        "The so-called Trump of the Tropics was jailed.",
        "The Brazilian Trump was jailed.",
        "A French Trump would be worse.",
        # a copy
        "A fake Trump was jailed.",
        "Another Donald Trump would be worse.",
    ],
)
def test_who_is_only_like_a_known_person(text, read):
    reading = read(text)
    assert "donald-trump" not in {actor.id for actor in reading.actors}
    assert not any("trump" in actor.id for actor in reading.actors)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("France's Macron left.", "emmanuel-macron"),
        ("The French Macron left.", "emmanuel-macron"),
        ("Germany's Ursula von der Leyen left.", "ursula-von-der-leyen"),
        ("Portugal's Guterres left.", "antonio-guterres"),
        ("China's Trump policy failed.", "donald-trump"),
        ("The fake Trump letter was sold.", "donald-trump"),
    ],
)
def test_whose_or_before_a_noun_a_name_is_its_bearers(text, actor, read):
    assert actor in {mention.actor for mention in read(text).mentions}


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
