"""How English rules say who does what, of whom a title speaks, and when."""

from __future__ import annotations

import re

from quyche.governance.phrases import Phrases
from quyche.register.entries import Aspect

_MODAL = r"(?:shall|must|may|will|can|should|is to|are to)"
_BE = r"(?:is|are|shall be|must be|will be|remains?)"
_MAY = rf"(?:{_MODAL} )?(?:not )?(?:\w+ly )?"
_RESPONSIBILITIES = rf"{_BE} (?:\w+ly )?(?:responsible|accountable|liable)|answers? for"
_MEETINGS = (
    rf"{_MAY}(?:meets?|sits?|convenes?|presides?|chairs?|attends?"
    r"|(?:calls?|holds?|summons?) (?:\w+ ){0,4}?"
    r"(?:meetings?|sittings?|sessions?|assembl(?:y|ies)))"
)
_RELATIONS = (
    rf"{_MAY}(?:reports?|consults?|informs?|notif(?:y|ies)|co-?operates?|co-?ordinates?|advises?"
    r"|submits?|sends?|proposes?|recommends?|liaises?)"
)
_POWERS = (
    rf"may(?! not)|(?:has|have) (?:the )?(?:power|authority|right)|{_BE} (?:entitled|authori[sz]ed"
    rf"|empowered)|{_MAY}(?:decides?|appoints?|approves?|elects?|adopts?|determines?|delegates?"
    r"|removes?|suspends?|expels?|signs?|represents?|votes?)"
)
_DUTIES = (
    rf"{_MODAL}|(?:has|have) (?:the )?(?:dut(?:y|ies)|functions?|tasks?)|keeps?|prepares?|manages?"
    r"|ensures?|supervises?|maintains?|records?|collects?|pays?|carr(?:y|ies) out|acts?|performs?"
    r"|implements?|reviews?|assists?|supports?|works?|does"
)
_VERB = rf"(?:{_RESPONSIBILITIES}|{_MEETINGS}|{_RELATIONS}|{_POWERS}|{_DUTIES})(?!\w)"
_ARTICLES = r"(?:(?:[Tt]he|[Ee]ach|[Ee]very|[Aa]ll|[Aa]ny|[Aa]n?|[Bb]oth)[ \u00a0])*"
_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen|twenty|thirty|sixty)"
)
_UNIT = r"(?:week|month|quarter|year)"
_SPAN = r"(?:(?:working|business|calendar)[ ])?(?:hours?|days?|weeks?|months?)"
_SINCE = r"(?:[ ](?:of|after|from|before|following)[ ][^,.;:()]+)?"

ENGLISH = Phrases(
    heading_aspects={
        Aspect.DUTIES: re.compile(r"\b(?:dut(?:y|ies)|functions?|tasks?|roles?)\b", re.IGNORECASE),
        Aspect.POWERS: re.compile(
            r"\b(?:powers?|authority|competences?|delegat\w+)\b", re.IGNORECASE
        ),
        Aspect.RESPONSIBILITIES: re.compile(
            r"\b(?:responsib|accountab|liabilit)\w+", re.IGNORECASE
        ),
        Aspect.MEETINGS: re.compile(r"\b(?:meetings?|sittings?|sessions?|quorum)\b", re.IGNORECASE),
        Aspect.RELATIONS: re.compile(
            r"\b(?:relations?|relationships?|co-?operation|co-?ordination)\b", re.IGNORECASE
        ),
    },
    predicates=(
        (Aspect.RESPONSIBILITIES, re.compile(rf"(?:{_RESPONSIBILITIES})(?!\w)")),
        (Aspect.MEETINGS, re.compile(rf"(?:{_MEETINGS})(?!\w)")),
        (Aspect.RELATIONS, re.compile(rf"(?:{_RELATIONS})(?!\w)")),
        (Aspect.POWERS, re.compile(rf"(?:{_POWERS})(?!\w)")),
    ),
    any_predicate=re.compile(
        r"(?!(?:and|or|of|for|with|consists?|comprises?|includes?|(?:is|are|shall be) composed)"
        r"(?!\w))\w"
    ),
    further=re.compile(r"(?:[,;]|(?<!\w)and(?!\w))[ \u00a0]+(?:and[ \u00a0]+)?"),
    strong_verb=re.compile(rf"(?<!\w)(?:{_MODAL}|{_BE} responsible|decides?)(?!\w)"),
    start=re.compile(rf"[-–+•*]?\s*(?:\([ivx\d]+\)\s*)?{_ARTICLES}"),
    between=re.compile(
        rf"[ \u00a0]*(?:(?:,[ ]and|,|and|or|together with|with)[ \u00a0]*)?{_ARTICLES}"
    ),
    lead=re.compile(
        r"[-–+•]?\s*(?:If|When|Where|Whenever|Before|After|In|At|On|Unless|Within|By|During"
        r"|Subject|For|Upon|Until|Once|As|Under|Without|Each year|Every year)(?!\w)",
        re.IGNORECASE,
    ),
    object=re.compile(r"(?:of|with|to|by|and|or|from)[ \u00a0]*$"),
    boundary=re.compile(rf"(?:,|(?<!\w)then)[ \u00a0]*{_ARTICLES}$"),
    plural_end=re.compile(rf"{_ARTICLES}$"),
    unknown=re.compile(rf"[ \u00a0]*(?:,|and|or)[ \u00a0]+(?:\w+[ \u00a0]){{2,6}}?{_VERB}"),
    qualifier=re.compile(r"(?:[ \u00a0](?:concerned|in charge|in question|so appointed))*"),
    # "The Secretary of the Club shall", "The Treasurer, acting for the Board, pays"
    in_role=re.compile(rf"^(?:of|for|acting|,[ ]acting)\b[^;.]{{0,80}}?(?={_MODAL}\b|{_BE}\b)"),
    consists=re.compile(r"(?<!\w)(?:consists? of|comprises?|composed of):?[ \u00a0]*$"),
    has=re.compile(
        r"[ \u00a0]*(?:,[ \u00a0]*)?(?:has|have)[ ](?:the[ ])?"
        r"(?:dut(?:y|ies)|responsibilit(?:y|ies)|powers?)(?!\w)"
    ),
    agent=re.compile(
        r"(?:decided|approved|appointed|elected|determined|adopted|granted|fixed|set)[ ]by[ ]"
        r"(?:the[ ])?$"
    ),
    decides=re.compile(r""),
    caption=re.compile(
        r"[-–+•]?\s*(?:The[ ])?(?:[Dd]uties|[Pp]owers|[Rr]esponsibilities|[Ff]unctions)[^.;:]*?"
        rf"(?<!\w)of[ \u00a0]{_ARTICLES}"
    ),
    verb=re.compile(_VERB),
    longest_agent=24,
    joins=frozenset({",", "and"}),
    goes_on=re.compile(r"(?:,|(?:and|or)(?!\w))"),
    then="then",
    about=re.compile(
        r"(?<!\w)(?:in|for|on|regarding|concerning|with|at|under|during|before)(?!\w)"
    ),
    of=re.compile(r"(?<!\w)of[ \u00a0](?:the[ \u00a0])?", re.IGNORECASE),
    relation=re.compile(r"relation(?:ship)?s? (?:between|with)(?!\w)", re.IGNORECASE),
    meeting=re.compile(r"(?:meetings?|sittings?)[ \u00a0](?:of[ ])?(?:the[ ])?$", re.IGNORECASE),
    time=re.compile(
        rf"""(?<!\w)(?:
            (?:at[ ]least[ ])?(?:once|twice|(?:{_NUMBER})[ ]times)[ ](?:a|per|each|every|in[ ]each)
                [ ]{_UNIT}
          | every[ ](?:{_NUMBER})[ ](?:weeks|months|years)
          | within[ ](?:{_NUMBER})[ ]{_SPAN}{_SINCE}
          | (?:not|no)[ ]later[ ]than[ ](?:{_NUMBER})[ ]{_SPAN}{_SINCE}
          | at[ ]least[ ](?:{_NUMBER})[ ]{_SPAN}[ ](?:before|in[ ]advance)(?:[ ][^,.;:()]+)?
          | (?:by|before)[ ]\d{{1,2}}[ ][A-Z]\w+(?:[ ](?:each|every|of[ ]each)[ ]year)?
          | (?:each|every)[ ]{_UNIT} | annually | monthly | weekly | quarterly
          | (?P<every>(?!))
        )(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    ),
    parted=re.compile(r"(?:,|(?<!\w)and)\Z"),
    article="the",
)
