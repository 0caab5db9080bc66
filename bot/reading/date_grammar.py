"""What time expressions look like: the names of months, days, units and numbers, and the one pattern made of them."""

from __future__ import annotations

import re

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
SHORT = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "E",
    "century": "C",
    "quarter": "Q",
    "weekend": "WE",
    "night": "D",
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
NUMBERS |= {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "couple": 2,
    "a couple of": 2,
    "dozen": 12,
    "half a": 0,
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "noon": "MI",
    "midday": "MI",
    "midnight": "NI",
    "dawn": "MO",
    "overnight": "NI",
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(SHORT)})\b\.?)"
DAY = rf"(?:(?:{'|'.join(DAYS)})|(?:{'|'.join(SHORT_DAYS)})\b\.?)"
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted((word for word in NUMBERS if word not in ('zero', 'half a', 'a', 'an')), key=len, reverse=True))})"
_UNIT = r"(?:second|minute|hour|day|week|month|year|decade|century|centurie|quarter|weekend)"
_PART = r"(?:morning|afternoon|evening|night)"
_MOD = r"(?:(?:early|late|mid|the[ \n]beginning[ \n]of|the[ \n]end[ \n]of|the[ \n]start[ \n]of|the[ \n]middle[ \n]of)[- \n])"
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
PLAIN_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
EXPRESSION = re.compile(
    rf"""(?ix) (?<![\w$€£/.])(?<!\D[-–]) (?:
    (?P<iso>\d{{4}}-\d{{2}}-\d{{2}}) (?!\d)
  | (?P<slashed>\d{{1,2}}/\d{{1,2}}/\d{{2,4}})
  | (?:{DAY},?[ \n])? (?:the[ \n])? (?P<md_month>{_MONTH})[ \n](?P<md_day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|[ \n]percent|%|,\d{{3}}) (?:,?[ \n](?P<md_year>[12]\d{{3}})\b)?
  | (?:{DAY},?[ \n])? (?:the[ \n])? (?P<dm_day>\d{{1,2}})(?:st|nd|rd|th)?(?:[ \n]of)?[ \n](?P<dm_month>{_MONTH})\b (?:,?[ \n](?P<dm_year>[12]\d{{3}})\b)?
  | (?P<my_mod>{_MOD})?(?P<my_month>{_MONTH}),?(?:[ \n]of)?[ \n](?P<my_year>[12]\d{{3}})\b
  | (?P<season_mod>{_MOD})?(?P<season_which>last|next|this|the)[ \n](?P<season>spring|summer|autumn|fall|winter)\b(?:[ \n](?:of[ \n])?(?P<season_year>[12]\d{{3}}))?
  | (?P<bare_season>spring|summer|autumn|fall|winter)[ \n](?:of[ \n])?(?P<bare_season_year>[12]\d{{3}})\b
  | (?P<decade>(?:(?:the|early|late|mid)[- \n])*(?:'|’)?(?P<decade_year>(?:1[5-9]|20)?\d0)(?:'|’)?s)\b
  | (?P<quarter>(?:the[ \n])?(?P<quarter_which>first|second|third|fourth)[- \n]quarter|Q(?P<quarter_number>[1-4]))(?:[ \n](?:of[ \n])?(?P<quarter_year>[12]\d{{3}}))?\b
  | (?P<ago_number>{_NUMBER}|an?|several|a[ \n]few|a[ \n]couple[ \n]of)[ \n](?P<ago_unit>{_UNIT})s?[ \n](?P<ago_way>ago|earlier|before[ \n]now|later|from[ \n]now|hence)\b
  | (?P<rel_which>last|next|this|the[ \n](?:past|coming)|later[ \n]this|earlier[ \n]this|late[ \n]last|early[ \n]next|early[ \n]this|past)[ \n](?P<rel_unit>week(?:end)?|month|year|day|night|quarter|decade|century|{_PART}|(?P<rel_weekday>{DAY})(?:[ \n]{_PART})?|(?P<rel_month>{_MONTH}))\b(?!s)
  | (?P<span_lead>(?:the|these)[ \n](?:past|last|next|coming|first)|for|within|over|during)[ \n](?:(?:about|nearly|almost|over|around|more[ \n]than|at[ \n]least|up[ \n]to|the[ \n](?:past|last|next|coming))[ \n])*(?P<span_number>{_NUMBER}|several|few|a[ \n]few|many|an?)[ \n](?P<span_unit>{_UNIT})s?\b(?![ \n](?:ago|old))
  | (?P<same>(?:the|that)[ \n](?:very[ \n])?(?:(?P<same_way>same|next|following|previous)[ \n])?(?P<same_unit>day|week|month|year))\b
  | (?P<vague>recent[ \n](?:years|months|weeks|days|decades)|the[ \n](?:latest[ \n]|current[ \n])?quarter|current|recent|soon)\b(?!-)
  | (?P<before_christ>(?P<bc_year>\d{{1,4}})[ \n]B\.?C\.?(?:E\.?)?)\b
  | (?P<spelled>nineteen[ \n](?P<spelled_tens>{"|".join(TENS)})(?:[- \n](?P<spelled_one>one|two|three|four|five|six|seven|eight|nine)\b)?|(?:the[ \n]year[ \n])two[ \n]thousand)\b
  | (?P<long_number>{_NUMBER})(?:[ \n](?:full|straight|consecutive|more))?[- \n](?P<long_unit>{_UNIT})s?\b(?![ \n](?:ago|old)|-old)
  | (?P<set>every[ \n](?P<set_unit>{_UNIT}|{DAY}|{_PART})|(?:each|per)[ \n](?P<set_each>{_UNIT})|daily|weekly|monthly|annually|yearly)\b
  | (?P<today>today|tonight|yesterday|tomorrow|now|currently|recently|(?:at[ \n])?present(?!\w)|the[ \n]weekend|previously|formerly|(?:in[ \n])?the[ \n]future|(?:in[ \n])?the[ \n]past|overnight|this[ \n]time)\b(?:[ \n](?P<today_part>{_PART}))?(?!-)
  | (?P<weekday_mod>late|early)?[ \n]?(?P<weekday>(?:{"|".join(DAYS)}|(?:{"|".join(SHORT_DAYS)})\.))\b(?:[ \n](?P<weekday_part>{_PART}))?(?!s)
  | (?P<month_mod>{_MOD})?(?P<month>(?:{"|".join(month for month in MONTHS if month not in ("may", "march"))}|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.))\b
  | (?:(?<=[Ii]n[ \n])|(?:early|late|mid)[- \n])(?P<risky_month>May|March)\b
  | (?P<clock>\d{{1,2}}(?::(?P<clock_minute>\d{{2}}))?[ \n]?(?P<clock_half>[ap]\.?m\b\.?)|\b\d{{1,2}}:\d{{2}}\b)
  | (?P<part>(?:in[ \n]the|the)[ \n](?P<part_name>morning|afternoon|evening)|at[ \n](?P<part_point>night|noon|midnight|dawn))\b
  | (?P<year_mod>{_MOD})?(?P<year>1[5-9]\d\d|20\d\d)\b(?!,\d{{3}}|[ \n](?:people|votes|dollars|troops|men|women|miles|feet|km|kilomet|meters|metres|jobs|tons|tonnes|million|billion|shares|percent|points|words|square|pounds)|%|[’']?s\b)
    )""",
)
