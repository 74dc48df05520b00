"""The words that say what a posting's terms are. All patterns are for lower-cased text with ASCII words (phrases.py)."""

# Patterns for the title, the board's own employment field, its categories; and those that are safe in a running text,
# where agencies tell of themselves ("40,000 physicians work locum tenens with us").
THERAPIST = r"(?i)\bphysical therap\w*[\s,(/-]*PT\b"
# "Full- or part-time", "Part/full time", "0.5-1.0 FTE", "FTE 0.6 to 1.0"
EITHER = (
    r"\bfull[\s-]*(?:/|or|and|&)[\s-]*part[\s-]?time\b|\bpart[\s-]*(?:/|or|and|&)[\s-]*full[\s-]?time\b|"
    r"(?:\b0|^|[\s(,-])\.[1-9]\d?\s?(?:-|–|/|to|or)\s?1(?:\.0)?\s?fte\b|\bfte\b[^|.\d]{0,15}0?\.[1-9]\d?\s?(?:-|–|/|to|or)\s?1(?:\.0)?\b"
)
IN_FIELD = {
    "full-time": rf"{EITHER}|"
    r"\bfull[\s_-]?time\b|[a-z]\)? ft(?:$|\s*\|)|\b(?:pt|prn|pd)\s?(?:/|or|and|&)\s?ft\b|\bfull (?:or|and|/|&) part\b|\bf/t\b|\| ft(?:$| \|)|\b1\.0 FTE\b|"
    r"[-,(/|–—]\s*ft(?:$|\s*[,)|/&]|\s+(?:or|and|position|opening)\b)|\bft\s?(?:/|or|and|&)\s?(?:pt|prn|pd|per diem)\b",
    "part-time": (
        rf"{EITHER}|\bfte:?\s?0?\.[1-9]\d?\b|"
        r"\bpart[\s_-]?time\b|\bP/T\b|(?:\b0|^|[\s(,-])\.[1-9]\d? ?FTE\b|[-,(/|–—]\s*pt(?:$|\s*[,)|/]|\s+(?:or|position|opening)\b)|"
        r"\bft\s?(?:/|or|and|&)\s?pt\b|\bpt\s?(?:/|or|and|&)\s?ft\b"
    ),
    "locum tenens": (
        r"\blocums?\b|\btemp(?:orary)? (?:assistance|help|coverage|need|opportunity|assignment|"
        r"job|\w+(?:ologist|iatrist|ician|iatrician|eon|ist))\b"
    ),
    "per diem": (
        r"\bper[\s_-]?diem\b|\bPRN\b|\bPER_DIEM\b|\bmoonlight(?:er|ers|ing)\b|\bas[\s-]needed\b|(?:^|[-,(|/–—]\s*)casual\b|"
        r"\bcasual (?:pool|status|on[- ]?call|position|shifts?|physician|hire|employee)|"
        r"\bpd(?:$|\s*[,)|/–—-]|\s+(?:nights?|days?|evenings?|weekends?|shifts?|pool)\b)"
    ),
    "contract": (
        r"\b1099\b|\bfreelancer?\b|\bindependent contract|\bcontract(?:or)?\b(?:[^a-z]|$)|\| temporary\b|\bNTE\b|"
        r"\bnot[\s-]to[\s-]exceed\b|\bcontractual\b|[-,(|/–—]\s*temporary\b|\btemporary (?:\w+ ){0,2}(?:physician|doctor|md)\b"
    ),
}
IN_TEXT = {
    "full-time": rf"\bfull[\s-]?time\b|\b1\.0 ?fte\b|{EITHER}",
    "part-time": (
        rf"{EITHER}|"
        r"\bpart[\s-]time (?:position|opportunit|role|job|or\b|options?|schedule|candidates|"
        r"employment|\d)|\b(?:or|and|/) ?part[\s-]time\b|(?:is|seeking|for) an? part[\s-]time\b"
    ),
    "locum tenens": r"\blocums?(?:[\s-]tenens)?(?:[\s-](?:to|or)[\s-]|\s?/\s?)perm(?:anent)?\b|\blocums?(?:[\s-]tenens)? (?:position|opportunit|job|assignment|coverage|need|role|contract)|"
    r"\btemporary (?:[\w-]+ ){0,4}(?:role|position|opportunity|coverage|assignment|need)\b",
    "per diem": (
        r"\bper[\s-]diem (?:position|opportunit|role|job|shifts?|coverage|basis)|"
        r"\bthis per[\s-]diem\b|\bPRN (?:position|role)"
    ),
    "contract": (
        r"\b1099 (?:position|contract|role|opportunit|compensation|pay|status|basis|arrangement|independent)|"
        r"\bindependent contractor (?:position|role|opportunit|model|status|compensation|pay|basis|agreement|arrangement|rates?)|"
        r"\b(?:paid|compensated|engaged|work(?:ing)?|hired) as (?:an? )?(?:1099|independent contractors?)\b"
    ),
}
NO_LOCUM = r"\b(?:no|not(?: an?)?|non)[\s-]locums?(?: tenens)?\b|\blocums?(?: tenens)? need not apply\b"
# "a full-time director leads us", "benefits for full time positions": others' hours
OTHERS_FULL_TIME = r"\b(?:one|two|three|four|five|\d+|by an?|our|their|all|benefits for|has an?|have an?|have|other|currently) full(?:[\s-]?time\b|[\s-]*(?:/|or|and|&)[\s-]*part\b)"
ACADEMIC_FIELD = (
    r"\bacademics?\b|\bfaculty\b|\bprofessors?(?:hip)?\b|\bclinician[\s-](?:educator|scientist|"
    r"investigator)s?\b|\btenure"
)
ACADEMIC_TEXT = (
    r"\bfaculty (?:appointment|position|member|rank|physician)s?\b|\bacademic (?:appointment|rank|"
    r"position|title)s?\b|"
    r"\b(?:assistant|associate|full|clinical) professor\b|\bclinical instructor\b|\btenure[\s-]track\b"
)
NOT_ACADEMIC = r"\b(?:no|non|without|not an?)[\s-](?:academic|faculty)\b"
FELLOWSHIP = (
    r"\bfellowships?\b(?:[^a-z]|$)|\b(?:clinical|research|postdoctoral|cardiology|surgery|"
    r"medicine) fellow\b|^fellow\b|[a-z] fellows?\s*(?:$|[\n|(,;:/–—-]|in\b|pgy|20\d\d)"
)
NOT_FELLOWSHIP = (
    r"fellow(?:ship)?s?[\s-]?(?:trained|training|preferred|required|director|program|faculty|"
    r"coordinator|stipend|welcome|a plus|t\b|"
    r"grads?|graduates?)|with (?:a )?fellowship|no fellowship|fellows? (?:welcome|and)|"
    r"\bdirector\b[^\n|]{0,40}\bfellowship|\bresidents?\s*(?:/|or|and|&)\s*fellows?|"
    r"\b(?:for|to|of|with|and|teach|supervise|train) fellows?\b|\bfor 20\d\d (?:\w+ ){0,2}fellows?\b"
)

LOAN = (
    r"loans? (?:re-?payment|repay|forgiveness|forgive|re-?imbursement|assistance|support|relief|payback|payoff)|"
    r"student loans?\b|loan-(?:repayment|forgiveness)|education(?:al)? (?:loan|debt)|\bedrp\b|\bpslf\b|\bnhsc\b|"
    r"debt reduction program|student debt"
)
LOAN_NO = (
    r"\b(?:do|does|is|are|will) not (?:\w+ )?(?:qualify|eligible|offer|provide|participate|include|have)\b[^.;\n]{0,30}\bloan (?:repay|forgiv|assist)\w*|"
    r"\b(?:no|without|not offer|not eligible for) (?:student |any |nhsc )?loan (?:repay|forgiv|assist)\w*|"
    r"loan (?:repayment|forgiveness|assistance)(?: program)?(?: is| are|:)? ?"
    r"(?:not (?:available|offered|provided|eligible)|none\b|no\b|n/a|unavailable)"
)
LOAN_UNSAID = r"loan (?:repayment|forgiveness|assistance)[^.;\n]{0,20}not specified"

GRADUATES = (
    r"\bnew(?:ly)?[\s-](?:grad\b|grads\b|graduates?\b|graduating\b|trained\b)|\brecent (?:grads?|graduates?)\b|"
    r"\b(?:final|last|senior|pgy-?\d)[\s-]year (?:residents?|fellows?)|\bgraduating (?:residents?|"
    r"fellows?|physicians?|in 20\d\d)|"
    r"\b(?:residents?|fellows?)(?: (?:and|or|&) (?:residents?|"
    r"fellows?))? (?:are )?(?:also )?(?:welcomed?|encouraged|considered|"
    r"may apply|accepted|invited)|\b(?:residents?|fellows?) (?:finishing|completing|graduating)[^.;\n]{0,30} (?:welcome|apply|considered|encouraged|invited)\b|\b20\d\d(?:'?s)? (?:new )?(?:grads?|graduates|fellows|candidates|residents)\b|"
    r"\b(?:all|any) (?:levels? of experience|experience levels?)\b|"
    r"\bexperienced or new(?:er)? (?:grads?|graduates|residents|physicians)"
)
NOT_GRADUATES = (
    r"\bno (?:new|recent) grad\w*|\b(?:not (?:suitable|appropriate|ideal|open|available|accepting)|"
    r"unable to (?:accept|consider)|cannot (?:accept|consider))(?: \w+)? ?(?:for|to)? ?(?:new|recent) grad\w*|"
    r"\bnew grad(?:uate)?s?(?: are| will)? not\b|"
    r"\bexperienced (?:(?:physicians|candidates|providers|surgeons) )?only\b|"
    r"\byears'?(?: of)? (?:\w+ ){0,4}experience (?:is )?(?:required|minimum)\b|"
    r"\bminimum (?:of )?(?:\d|one|two|three|five)\+? years?'?(?: of)? (?:\w+ ){0,3}experience\b"
)
MENTORING = (
    r"\b(?:mentor\w*|supervis\w*|teach\w*|train\w*|precept\w*|stipend\w*|"
    r"available) (?:\w+ ){0,4}(?:new grad\w*|(?:senior|final)[\s-]year residents?)"
)

ELIGIBLE = (
    r"\bB[CE]\s?(?:/|or|-|&|and)\s?B[CE]\b|\bboard[\s-]?eligib\w*|\bboard[\s-]certified[\s,]*(?:/|"
    r"\(|or|and)+\s*\(?(?:or )?\s*(?:board[\s-])?eligible|"
    r"\bboard[\s-]certifi(?:ed|cation)[^a-zA-Z0-9]{1,3}(?:BE|eligib\w+)\b|\bboard certifi\w+ or (?:\w+ )?eligib"
)
NO_ELIGIBLE = r"\b(?:no|not) board[\s-]eligible\b|\bboard[\s-]eligible (?:candidates )?(?:are |will )?not\b"
CERTIFIED_ONLY = (
    r"\bBC only\b|\bmust be (?:ABMS |AOA )?(?:board[\s-]certified|BC)\b|\bboard[\s-]certified only\b|"
    r"\bboard[\s-]certifi(?:ed|cation) (?:is |only|required|physicians? only|candidates? only)(?:required)?"
)

REMOTE_TITLE = (
    r"\bremote(?:ly)?\b|\btele[\s-]?(?:work|commut\w+|med\w*|health|psych\w*|rad\w*|neuro\w*|"
    r"hospitalist\w*|stroke|dermatolog\w+)|"
    r"\bwork[\s-](?:from|at)[\s-](?:your )?home\b|\bfrom home\b|\bWFH\b|\bvirtual\b"
)
REMOTE_TEXT = (
    r"\b(?:100%|fully|completely|entirely|all) (?:remote|virtual)(?:ly)?\b|\bremote (?:position|"
    r"opportunity|role|job|work|reading|teleradiology)\b|"
    r"\bwork(?:ing)? (?:(?:100 ?%|fully|entirely|completely|exclusively) )?(?:remotely|from home|from anywhere)\b|\b100 ?% from home\b|\bwork[\s-]from[\s-]home\b|"
    r"\btele(?:work|commut\w+)(?: position| eligible)?:? ?(?:yes)?|"
    r"\bTELECOMMUTE\b"
)
NOT_REMOTE = (
    r"\b(?:no|not|non)[ -](?:a |an |fully )?(?:remote|telework|telecommut\w*)|\btelework(?: eligible)?:? no\b|"
    r"\bremote(?: work)? (?:is |work )?not (?:available|possible|offered|permitted)|"
    r"\b(?:100%|fully|entirely) (?:on-?site|in-person)\b|\b(?:on-?site|in-person) only\b"
)
# "remote Alaska" is a place; some days at home is neither remote nor not.
HYBRID = (
    r"\bhybrid\b|\bdays? (?:remote|from home)\b|\b(?:from|at) home (?:up to )?(?:an?|one|two|three|four|some|a few|\d) (?:half[- ])?(?:days?|times)\b|\bon-?site and remote\b|"
    r"\bremote (?:alaska|area|location|communit\w+|village|island|site|region|rural|hospital|"
    r"town)|"
    r"\bpart(?:ly|ially) remote\b|\bremote (?:monitor|neuromonitor|access|scrib)\w*"
)

CALL_RATIO = (
    r"\bcall\b[^.;\n|]{0,30}?\b(?:1 ?(?::|in) ?|one in (?:every )?|q ?|every )(\d{1,2}|two|three|"
    r"four|five|six|seven|eight|nine|ten)(?:th|rd|nd)?\b"
)
RATIO_CALL = (
    r"\b(?:1 ?(?::|in|/) ?|one in |q ?)(\d{1,2}|two|three|four|five|six|seven|eight|nine|"
    r"ten)\b[^.;\n|]{0,25}\bcall\b"
)
NO_CALL = (
    r"\b(?:no call|no on-call|no on call|zero call|without call|call-free|call free|no-call)\b|\bcall:? none\b|"
    r"\bno (?:nights?|weekends?|holidays?)(?:,| or|/| and)+ ?(?:nights?|weekends?|holidays?|or|,|/| )*call\b"
)
SOME_CALL = (
    r"\b((?:light|minimal|limited|low|shared|home|phone|telephone|beeper|backup|back-up|rotating|"
    r"in-house|great|24[\s-]hours?|weekend|paid|easy|rare|infrequent)[\s-](?:on[\s-])?call)\b"
)
EITHER_CALL = r"\b(?:with or without|optional|or no|minimal or no) call\b|\bno call (?:center|pay)\b"

ON_OFF = (
    r"\b(\d{1,2})[\s-]*(?:days? |weeks? |wks? )?on\b[\s,/&-]*(?:and )?(\d{1,2})[\s-]*(?:days? |"
    r"weeks? |wks? )?off\b"
)
ON_OFF_WEEKS = r"\b\d{1,2}[\s-]*(?:weeks?|wks?)[\s-]on\b"
HOURS = r"\b(\d{1,2})[\s-]*(?:hours?|hrs?)[\s-]shifts?\b"
WEEK = r"\b(3|4|4\.5|5|three|four|five)[\s-]*(?:½ )?days?[\s/-]*(?:work[\s-]?|per |a )?(?:week|wk|ww)\b"
WEEKDAYS = r"mon(?:day)?(?:\s?[-–]\s?|\s(?:to|through|thru)\s)f(?:riday|ri)?\b|m-f\b|m - f\b|m–f\b|m – f\b"
BLOCK = r"\bblock[\s-]schedul\w*"
NIGHTS = r"\bnocturnists?\b|\bnight[\s-]?(?:shifts?|hawk)?\b|\bnights\b|\bovernights?\b|\b3rd shift\b"
DAYS = r"\bday[\s-]?(?:time|shifts?)\b|\bdays only\b|\b1st shift\b"
EVENINGS = r"\bevenings?\b|\b2nd shift\b|\bswing(?: shifts?)?\b"
WEEKENDS = r"\bweekends?\b"
NO_NIGHTS = (
    r"\bno[\s-](?:[a-z]+(?:,|/| or| and)? ?){0,3}(?:nights?|weekends?|evenings?|"
    r"overnights?)\b(?:[\s,/]*(?:or |and |no )?(?:nights?|weekends?|evenings?|holidays?|call))*"
)
NUMBER = dict(zip("two three four five six seven eight nine ten".split(), "2 3 4 5 6 7 8 9 10".split(), strict=True))
