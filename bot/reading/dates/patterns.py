"""The grammar of time expressions: one pattern with named parts, a line for each kind. `values` resolves them."""

from __future__ import annotations

import re

from bot.reading.dates.words import (
    DAYS,
    FEASTS,
    LARGE,
    MONTHS,
    MOVING,
    ONES,
    ORDINALS,
    SHORT,
    SHORT_DAYS,
    TEENS,
    TENS,
)

_S = r"[ \n]"


def _any(words: object) -> str:
    return "|".join(sorted((re.escape(word).replace(r"\ ", _S) for word in words), key=len, reverse=True))  # type: ignore[attr-defined]


_MONTH = rf"(?:{_any(MONTHS)}|(?:{_any(SHORT)})\b\.?)"
_LONG_MONTH = (
    rf"(?:{_any(month for month in MONTHS if month not in ('may', 'march'))}|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
)
_DAY = rf"(?:(?:{_any(DAYS)})|(?:{_any(SHORT_DAYS)})\b\.?)"
_LONG_DAY = rf"(?:(?:{_any(DAYS)})|(?:{_any(SHORT_DAYS)})\.)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PART = r"(?:morning|afternoon|evening|night)"
_UNIT = r"(?:second|minute|hour|day|week|month|quarter|year|decade|century|centurie)"
_COARSE = r"(?:day|night|week(?:end)?|month|quarter|year|decade|century)"
_YEAR = r"[12]\d{3}\b(?!,\d)"
_ORDINAL = _any(ORDINALS)
_TENS = _any(TENS)

# Amounts: "10", "2 1/2", "twenty-four", "a hundred", "two and a half", "a couple of", "several".
_WORD = rf"(?:(?:{_TENS})(?:[-\s](?:{_any(ONES)}))?|{_any(TEENS)}|{_any(ONES)})"
_NUMBER = (
    rf"(?:half{_S}an?|(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d)?(?:{_S}\d/\d)?|(?:an?|{_WORD}){_S}(?:{_any(LARGE)})(?:{_S}of)?|{_WORD})"
    rf"(?:{_S}and{_S}a{_S}half)?)"
)
_MORE_OR_LESS = (
    rf"(?:(?:about|almost|nearly|over|under|roughly|at{_S}least|(?:a{_S}little{_S})?(?:more|less){_S}than){_S})"
)
_OPEN = rf"(?:several|many|(?:a{_S})?few|couple{_S}of)"
_ABOUT = (
    rf"(?:(?:about|around|roughly|approximately|almost|nearly|under|at{_S}least|at{_S}most|up{_S}to|close{_S}to|(?:no{_S})?more{_S}than"
    rf"|less{_S}than|fewer{_S}than){_S})"
)
# What narrows down a time: "early", "late in", "the end of".
_PHASE = rf"(?:(?:the{_S})?(?:very{_S})?(?:early|late|mid|middle|beginning|start|end)[-{_S[1:-1]}](?:of{_S}|in{_S}|part{_S}of{_S})?|(?:earlier|later){_S}in{_S}|around{_S}|circa{_S})"
_WHICH = rf"(?:(?:(?:earlier|later|early|late){_S})?(?:this|last|next|that)(?:{_S}(?:past|coming|same))?|(?:the{_S})?(?:past|coming|previous|preceding|following|same|next|last))"
_OF_YEAR = rf"(?:{_S}of)?{_S}(?:(?:this|last|next|that|the{_S}(?:same|following|previous|next)){_S}year)"
_SPELLED = rf"nineteen{_S}(?:{_TENS})(?:[-{_S[1:-1]}](?:{_any(ONES)})\b)?|two{_S}thousand(?:{_S}(?:and{_S})?(?:{_any(ONES)}|{_any(TEENS)})\b)?"
# A number before these is not a year.
_COUNTED = (
    r"(?:people|votes|dollars|troops|men|women|miles|feet|km|kilomet|meters|metres|jobs|tons|tonnes|million|billion|shares|percent|points|"
    r"words|square|pounds|soldiers|soldats|workers|students|prisoners|employees|euros|cases|deaths)"
)

PLAIN_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
EXPRESSION = re.compile(
    rf"""(?ix) (?<![\w$€£/.#]) (?:
    # 2025-06-22; 6/22/2025
    (?P<iso>\d{{4}}-\d{{2}}-\d{{2}}) (?!\d)
  | (?P<slashed>\d{{1,2}}/\d{{1,2}}/\d{{2,4}}) (?!\d)
    # (Monday,) June 22(, 2025); last June 22; June 22 of that year
  | (?P<md>(?:{_PHASE})? (?:{_DAY},?{_S})? (?:the{_S})? (?:(?P<md_which>last|next|this){_S})? (?P<md_month>{_MONTH}){_S}(?:the{_S})?
      (?:(?P<md_day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<md_nth>{_ORDINAL}))\b(?!:\d|{_S}percent|%|,\d{{3}}|\.\d)
      (?:(?P<md_of>{_OF_YEAR})|,?(?:{_S}of)?{_S}(?P<md_year>{_YEAR}))?)
    # 22 June (2025); 22-25 June; the 22nd of June
  | (?P<dm>(?:{_DAY},?{_S})? (?:the{_S})? (?P<dm_day>\d{{1,2}})(?:st|nd|rd|th)?(?:{_S}of)?{_S}(?P<dm_month>{_MONTH})(?!\w)
      (?:(?P<dm_of>{_OF_YEAR})|,?{_S}(?P<dm_year>{_YEAR}))?)
  | (?<!\D[-–])(?P<range_day>\d{{1,2}})(?=[-–](?P<range_last>\d{{1,2}}){_S}(?P<range_month>{_MONTH})(?!\w)(?:,?{_S}(?P<range_year>{_YEAR}))?)
    # (late) March 2003; January this year
  | (?P<my>(?:{_PHASE})? (?P<my_month>{_MONTH})(?:(?P<my_of>{_OF_YEAR})|,?(?:{_S}of)?{_S}(?:(?P<my_year>\d{{3,4}}{_S}BC\b|{_YEAR})|(?P<my_spelled>{_SPELLED}))))
    # the first half of 2024; the first two quarters of 1990
  | (?P<half>(?:the{_S})?(?P<half_which>first|second|last|latter)(?:{_S}half|{_S}two{_S}quarters)(?:{_S}of{_S}(?:(?P<half_year>{_YEAR})|(?P<half_of>this|last|next){_S}year)))
    # the spring of 2024; last summer; in winter
  | (?P<season>(?:(?:the{_S})?(?:early|late|mid)[-{_S[1:-1]}])?(?:(?P<season_which>last|next|this(?:{_S}(?:past|coming))?|the|that){_S})?(?P<season_name>{_SEASON})
      (?:(?:{_S}of)?{_S}(?:(?P<season_year>\d{{3,4}}{_S}BC\b|{_YEAR})|(?P<season_spelled>{_SPELLED})))?)\b(?!{_S}of\b)
    # the (late) 1990s, the '90s, the nineties; the 20th century
  | (?P<decade>(?:(?:the|early|late|mid)[-{_S[1:-1]}])*(?:['’]?(?P<decade_year>(?:1[5-9]|20)?\d0)['’]?s|(?P<decade_word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)))\b
  | (?P<century>(?:the{_S})?(?:(?:early|late|mid)[-{_S[1:-1]}])?(?:(?P<century_number>\d{{1,2}})(?:st|nd|rd|th)|(?P<century_word>{_ORDINAL}))[-{_S[1:-1]}]century)\b
    # the third quarter (of 2024); Q3; the year-ago quarter; this year's second quarter; the latest period
  | (?P<quarter>(?:(?P<quarter_of>this|last|next){_S}year['’]s{_S}|(?P<quarter_the>the{_S}))?(?:(?:comparable|corresponding|same|fiscal)[-{_S[1:-1]}])*
      (?:(?:(?P<quarter_ago>year-ago|year-earlier)|(?P<quarter_before>(?:19|20)\d\d)|(?P<quarter_latest>latest|current|previous|recent)){_S})?
      (?:fiscal[-{_S[1:-1]}])?(?:(?P<quarter_which>first|second|third|fourth)[-{_S[1:-1]}](?=quarter))?(?:(?P<quarter_bare>quarter|period)(?!s|-)|Q(?P<quarter_number>[1-4])\b)
      (?:(?:{_S}of)?{_S}(?:(?P<quarter_year>{_YEAR})|(?P<quarter_year_of>this|last|next){_S}year)|{_S}(?P<quarter_past>a{_S}year{_S}(?:ago|earlier)))?)(?!\w)
    # two years ago, a few days later, 10 days from now
  | (?<!\D[-–])(?P<ago>{_ABOUT}?(?P<ago_number>{_NUMBER}|{_OPEN}|an?){_S}(?P<ago_unit>{_UNIT})s?(?:{_S}or{_S}(?:so|two|more))?{_S}(?P<ago_way>ago|earlier|before{_S}now|later|from{_S}now|hence|previously))\b
    # fiscal 1988; the current fiscal year; the full year; year end
  | (?<!\ba{_S})(?P<fiscal>(?:the{_S})?(?:(?P<fiscal_which>current|latest|last|next|previous|full){_S})?(?:(?:fiscal|financial|calendar)(?:{_S}year)?{_S}(?P<fiscal_year>(?:19|20)\d\d)|(?:fiscal|financial|calendar){_S}year|(?<=current{_S})year|(?<=full{_S})year))\b
  | (?P<whole_year>the{_S}(?:whole{_S}|entire{_S})?year(?={_S}end(?:ed|ing))|(?:(?<=for{_S})|(?<=of{_S})|(?<=during{_S})|(?<=throughout{_S}))the{_S}(?:whole{_S}|entire{_S})?year)\b(?!['’-]|{_S}(?:of|to|that|when))
  | (?P<year_ago>year-(?:ago|earlier))\b
  | (?P<closing>(?:the{_S})?(?P<closing_phase>end|close){_S}of{_S}(?:the|this){_S}(?P<closing_unit>year|month|week)|(?:the{_S})?(?P<closing_short>year|month)(?:['’]s|[-{_S[1:-1]}])(?:{_S})?end|(?:earlier|later|early|late){_S}in{_S}the{_S}(?P<closing_in>year|month|week))\b
    # last week, earlier this year, the previous Friday, next March, the following morning
  | (?P<relative>(?:(?:the{_S})?(?:end|beginning|start|middle){_S}of{_S}|sometime{_S})?(?P<rel_which>{_WHICH}){_S}(?P<rel_unit>(?P<rel_weekday>{_LONG_DAY})(?:{_S}{_PART})?|{_PART}|{_COARSE}|(?P<rel_month>{_MONTH}))(?:{_S}or{_S}so)?)\b(?!s\b|-)
    # the past three months, for two years, within days, two to three weeks
  | (?<!\D[-–])(?P<span>(?P<span_lead>(?:the|these){_S}(?:(?:past|last|next|coming|first|final|previous|following|latest|year-earlier){_S})?|(?:past|last|next|first){_S})?{_ABOUT}?(?:(?P<span_low>{_NUMBER}){_S}to{_S})?(?P<span_number>{_NUMBER}|{_OPEN})
      (?:{_S}(?:full|straight|consecutive|more|whole|long|trading|business|working))?[-{_S[1:-1]}](?P<span_unit>{_UNIT})(?:s?|-long)(?:{_S}and{_S}a{_S}half)?)\b(?!{_S}old|-old)
  | (?P<some>(?:{_MORE_OR_LESS}|(?<=for{_S})|(?<=in{_S})|(?<=within{_S})|(?<=after{_S})|(?<=over{_S})|(?<=another{_S})|(?<=only{_S})|(?<=took{_S})|(?<=take{_S})|(?<=takes{_S})|(?<=lasted{_S})|(?<=lasting{_S})|(?<=barely{_S})|(?<=long{_S}as{_S}))
      an?{_S}(?:full{_S}|whole{_S})?(?P<some_unit>second|minute|hour|day|week|month|year|decade|century)(?:{_S}and{_S}a{_S}half|{_S}or{_S}(?:so|two))?)\b(?!-|{_S}(?:ago|old|earlier|later|of{_S}which))
  | (?P<plural>(?:(?<=for{_S})|(?<=within{_S})|(?<=in{_S})|(?<=after{_S})|(?<=follows{_S})|(?<=following{_S})|(?<=took{_S})|(?<=lasted{_S}))(?P<plural_unit>minute|hour|day|week|month|year|decade|centurie)s)\b(?!{_S}(?:ago|earlier|later|to{_S}come))
  | (?P<lasting>(?P<lasting_unit>minute|hour|day|week|month|year|decade)s?-long)\b
    # the day before yesterday, the Friday before last, Tuesday (of) last week
  | (?P<beyond>(?:the{_S})?(?:day{_S}(?P<beyond_day>before{_S}yesterday|after{_S}tomorrow)|(?P<beyond_before>{_LONG_DAY}){_S}before{_S}last)
      |(?P<beyond_weekday>{_LONG_DAY})(?:{_S}of)?{_S}(?P<beyond_week>last|next|this){_S}week)\b
    # every day, each July, daily, Monday nights, $33 million a year
  | (?P<set>(?:every|each){_S}(?:other{_S})?(?P<set_each>{_UNIT}|{_DAY}(?:{_S}{_PART})?|{_PART}|{_MONTH}|{_SEASON})\b(?!{_S}of)|per{_S}(?P<set_per>{_UNIT})|(?P<set_word>daily|weekly|monthly|yearly|hourly|nightly)
      |(?:(?<=million{_S})|(?<=billion{_S})|(?<=times{_S})|(?<=hours{_S})|(?<=\d{_S}))an?{_S}(?P<set_rate>hour|day|week|month|year)|(?P<set_days>{_any(DAYS)})(?:s|{_S}{_PART}s))\b
    # today, yesterday morning, now, these days
  | (?P<deictic>(?:(?:earlier|later|early|late){_S})?(?P<deictic_word>today|tonight|yesterday|tomorrow)(?:{_S}(?P<deictic_part>{_PART}))?|(?P<present>right{_S}now|now|currently|these{_S}days|nowadays|(?:at{_S})present(?!\w)|(?:the{_S})?current))\b(?!-)
  | (?P<vague>(?:more{_S})?recently|recent{_S}(?:years|months|weeks|days|decades|quarters|times)(?:{_S}and{_S}(?:months|weeks|days))?|recent|(?:the{_S})?coming{_S}(?:years|months|weeks|days|quarters|decades)|the{_S}(?:years|months|weeks|days){_S}ahead|the{_S}(?:recent{_S}|distant{_S})?past|the{_S}(?:(?:near|immediate|not-too-distant|distant){_S})?future|the{_S}(?:near|short){_S}term|as{_S}soon{_S}as{_S}possible)\b(?!-)
  | (?P<weekend>the{_S}weekend)\b
    # noon (Friday), 5 p.m. (EST), the morning of
  | (?P<hour>\d{{1,2}}{_S}in{_S}the{_S}(?P<hour_part>morning|afternoon|evening))\b
  | (?<!\D[-–])(?P<clock>{_ABOUT}?(?P<clock_hour>\d{{1,2}})(?:[:.](?P<clock_minute>\d{{2}}))?(?:{_S}?(?P<clock_half>[ap])\.?m\b\.?|{_S}o['’]clock|(?<=[:.]\d\d)(?:{_S}?(?:hours|hrs))?(?![.:\d]))(?:{_S}\(?(?:[ECMP][SD]T|GMT|UTC|BST|CET|local{_S}time)\b\)?)?)
  | (?P<part>(?:(?:the|early|late|mid|that)[-{_S[1:-1]}])*(?P<part_name>morning|afternoon|evening|overnight|noon|midday|midnight|(?<=the{_S})night|(?<=that{_S})night)(?:{_S}hours)?)\b
    # Friday, Friday night
  | (?P<weekday>(?:(?:late|early){_S})?(?P<weekday_name>{_LONG_DAY})(?:,?{_S}(?P<weekday_part>{_PART}))?)(?!s|\w)
  | (?P<feast>(?:(?P<feast_which>last|this|next){_S})?(?P<feast_name>{_any([*FEASTS, *MOVING]).replace("'", "['’]")})(?:,?{_S}(?P<feast_year>{_YEAR}))?)(?!\w|{_S}(?:Island|tree|card|present|gift)s?\b)
    # early March; in May
  | (?P<month>(?:{_PHASE})?(?P<month_name>{_LONG_MONTH})|(?:{_PHASE})(?P<month_phased>May|March)\b|(?:(?<=[Ii]n{_S})|(?<=[Ss]ince{_S})|(?<=[Uu]ntil{_S})|(?<=[Bb]y{_S})|(?<=[Dd]uring{_S})|(?<=[Ll]ast{_S})|(?<=and{_S})|(?<=to{_S})|(?<=between{_S}))(?P<month_risky>(?-i:May|March))\b)(?!\w)
    # 480 BC; nineteen ninety-four; early 2025; the year 2000
  | (?<!\D[-–])(?P<christ>(?:ca?\.{_S})?(?P<christ_year>\d{{1,4}})(?=(?:[-–]\d{{1,4}})?{_S}B\.?C\b)(?:{_S}(?:B\.C\.(?:E\.)?|BCE?\b))?)(?!\w)
  | (?P<spelled>(?:the{_S}year{_S})?(?:{_SPELLED}))\b(?!{_S}(?:{_COUNTED}|{_UNIT}s?))
  | (?<!\D[-–])(?P<year>(?:{_PHASE}|the{_S}year{_S}|(?:sometime|early|late){_S}in{_S}|about{_S}|around{_S}|circa{_S}|ca?\.{_S})?(?P<year_number>1[0-9]\d\d|20\d\d))\b(?!,\d{{3}}|{_S}(?:{_COUNTED}|UTC|GMT|EDT|EST)|%|['’]s\b|['’]?s\b|\.\d|-(?:strong|page|mile|acre|foot|man|member))
    )""",
)
