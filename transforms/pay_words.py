"""The words that say what an amount of money in a posting is. All patterns are for lower-cased text."""

from curbside.transforms.text import ascii_only

_UNITS = {
    "hour": "hour hourly hr hrs h ph per_hour perhour per-hour-wage",
    "day": "day daily pd per_day per-day-wage per_diem",
    "week": "week weekly wk pw per_week per-week-salary",
    "month": "month monthly mo pm per_month per-month-salary",
    "year": "year yearly annual annually annum yr pa p.a. per_year per_annum per-year-salary 1_year",
    "shift": "shift per_shift",
    "wrvu": "wrvu rvu per_wrvu",
}
# A board's own word for its unit (lower case, blanks as `_`) → period
UNIT = {word: period for period, words in _UNITS.items() for word in words.split()}

_SIGN = [
    r"sign(?:ing)?[- ]*on\b(?:[- ]*(?:bonus|incentive|payment))?", r"sign(?:ing)?[- ]*(?:bonus|incentive|payment)",
    r"\bsign-?ons?\b(?:[- ]*bonus)?", r"\bsigning\b", r"commencement bonus", r"start(?:ing|-?up)?[- ]+bonus",
    r"(?:welcome|joining|entry|up-?front|hiring|hire) (?:bonus|incentive|payment)s?",
]  # fmt: skip
_BESIDES = [  # what an employer gives besides pay
    r"(?:bonus|incentives?|relocation|benefits?|retention)(?: \w+)? packages?",
    r"(?:bonus|incentive)(?:es|s)? (?:potential|earnings?|range|compensation)",
    r"\bdebt (?:relief|reduction|assistance|repayment|forgiveness)", r"loans? (?:re-?payments?|forgiveness|assistance|relief|re-?imbursement)",
    r"loans?\b", r"student", r"forgiv", r"repa(?:y|id)", r"tuition", r"relocat", r"\brelo\b", r"\bmoving", r"\bcme\b",
    r"continuing", r"conference", r"educat", r"malpractice", r"liabil", r"insurance", r"deductible", r"premium", r"retire",
    r"pension", r"\bmatch", r"contribut", r"stipend", r"allowance", r"reimburs", r"licens", r"\bdues\b", r"retention",
    r"referral", r"bonus", r"incentives?\b", r"call (?:is |are )?(?:pay|paid|coverage|rate|compensation|back)",
    r"(?:per|each|extra|paid|for|taking|of) (?:\w+ )?call\b", r"\bcall-?back",
    r"\bon[- ]call\b", r"moonlight", r"directorship", r"supervis", r"profit[- ]shar(?:e|ing)", r"\bhsa\b",
    r"quality", r"productivity", r"w?-?rvu'?s?\b", r"per (?:patient|visit|case|encounter|read|exam|procedure)\b",
    r"bi-?weekly", r"pay period", r"overtime", r"differential", r"limits?\b", r"occurrence", r"aggregate", r"expenses?\b",
    r"per diem meal", r"\bmeals?\b", r"oversight", r"housing", r"\btail\b",
    r"\b(?:extra|additional|added|optional|voluntary) (?:\w+ )?(?:shifts?|hours?|weekends?)\b",
    r"(?:teach|precept|lectur|committee|administrative)\w* (?:pay|rate|stipend|work|duties)\b",
]  # fmt: skip
_PRICED = [  # what else has a price
    r"\bhomes?\b", r"\bhouses?\b", r"\bcondos?\b", r"apartment", r"propert", r"\bacres?\b", r"sq\.? ?(?:ft|foot)",
    r"square f", r"real estate", r"mortgage", r"\brent\b", r"cost of", r"(?:household|family|per capita|local|area|resident) income", r"median income",
    r"income tax", r"\btax", r"budget", r"revenue", r"endow", r"construct", r"expansion", r"renovat", r"invest",
    r"\bassets", r"billion", r"econom", r"grants?\b", r"\bfund", r"building", r"scholar", r"awards?\b", r"\bgift",
    r"donat", r"\bfees?\b", r"buy-?in\b", r"\bdebt", r"valued?\b", r"\bworth", r"savings?\b", r"\bsales\b",
    r"\bcollect(?:s|ed|ions?)\b", r"charges", r"equipment", r"technolog", r"upgrade", r"\bscanner", r"accelerator", r"\brobots?\b", r"machines?\b", r"\bbought\b", r"purchas", r"lawsuit", r"settlement", r"\braised\b", r"facilit(?:y|ies)\b", r"charity", r"uncompensated", r"unreimbursed",
    r"\b(?:practice|clinic|group|hospital|department|office)s? (?:gross(?:es|ed)|bill(?:s|ed)|generate[sd]?|produce[sd]?|brings in|net(?:s|ted))\b",
    r"\b(?:incomes?|earn(?:s|ing)?|mak(?:es?|ing)) (?:is |are |of )?(?:under|below|less than|at or below)\b",
]  # fmt: skip
_BASE = [r"salar", r"\bbase\b", r"guarante", r"\bdraw\b"]
_TOTAL = [
    r"compensation", r"\bcomp\b", r"package", r"\bwages?\b", r"remunerat", r"pay (?:range|rate|scale)", r"rate of pay",
    r"\brange\b",
]  # fmt: skip
_EARN = [r"\bearn", r"income", r"potential", r"\bproven", r"expect"]
_WEAK = [  # these say pay only where nothing else is said
    r"\bpay(?:s|ing)?\b", r"\brates?\b", r"per year", r"annual", r"\byear(?:ly)?\b", r"\byr\b", r"hourly", r"per hour",
    r"per shift", r"daily", r"weekly", r"per day", r"\bmak(?:e|ing)\b", r"\boffer(?:s|ing)\b", r"\bstart", r"\bmedian\b",
    r"\bminimum\b",
]  # fmt: skip
_KINDS = {"sign": _SIGN, "other": _BESIDES + _PRICED, "base": _BASE, "total": _TOTAL, "earn": _EARN}
KINDS = {kind: ascii_only("^(?:" + "|".join(words) + ")") for kind, words in _KINDS.items()}
STRONG = ascii_only("|".join(w for words in _KINDS.values() for w in words))
WEAK = ascii_only("|".join(_WEAK))
RANK = {
    "base": 0,
    "total": 1,
    "earn": 2,
    "weak": 3,
    "bare": 3,
}  # of several amounts the lowest is the posting's pay
# Said anywhere before an unlabelled amount in the same sentence, these are what it is the price of.
ELSEWHERE = ascii_only(
    r"loan|student|forgiv|repa(?:y|id)|award|scholarship|\bdebt|relocat|malpractice|liabil|\bcme\b|stipend|retire|pension|contribut|reimburs|\bhomes?\b|"
    r"\bhouses?\b|condo|apartment|real estate|mortgage|household|budget|revenue|endow|grants?\b|invest|\bassets|bonus|"
    r"incentive|call pay"
)
OTHERS_INCOME = ascii_only(
    r"\b(?:patients?|families|people|individuals|persons|those) (?:\w+ ){0,2}?(?:with|whose|have|having) (?:an? |annual |yearly |average |median |low )*incomes?\b[^.;:$]{0,20}$"
)
# Words between a label and its amount that tie them together: "salary of up to $300K", "Sign-on: $20K".
TIE = ascii_only(
    r"^[\s:=]*(?:(?:of|is|are|up to|upto|to|from|at|between|starting|start|ranges|ranging|over|above|exceed\w*|"
    r"more than|approximately|approx\.?|about|around|nearly|well|as much as|in the|a|an|minimum|maximum|max|min|than|excess|"
    r"in|upwards?|available up to|reaching|offering|offers?|currently|can be|will be|for|amount|estimate|year 1|"
    r"begins?|beginning|pays?|paying|can|may|could|will|reach|reaches|hit|hits|top|tops|approach|approaches|[>≥]=?|"
    r"1st year|year one)[\s:=]*)*$"
)
STOP = r"(?:\bplus\b|\bon top of\b|\bin addition to\b|\band\b|\bwith\b|\bw/|&|\+|,|;|\||•|\n|\(|\)|\. |\.$|!|:|\s[-–—/]+\s|[-–—]\s|\s[-–—])"
TO_STOP, FROM_STOP = ascii_only(rf"(?s)^.*{STOP}"), ascii_only(rf"(?s){STOP}.*$")
# What stands right behind an amount and is its label, not the next one's
NEXT = ascii_only(rf"^[\s(*-]*(?:\w+ ){{0,2}}?(?:{STRONG})\w*(?: bonus)?")
# … but not where it begins a thought of its own: "$20,000 and relocation of $10,000", "$420K (base $300K)"
OPENS = ascii_only(r"^\s*\([^)]*$")
ANEW = ascii_only(rf"^\s*(?:(?:and|plus|with|as well as)\b|&)|{OPENS}")
LABELLED_LEFT = ascii_only(rf"(?:{STRONG})\w*(?: of| is)?[\s:=-]*$")
SOON = ascii_only(rf"^(?:[\w']+ ){{0,2}}(?:{WEAK})")

_EACH = r"^\s*(?:/|per\b|an?\b|(?:for )?(?:each|every)\b)?\s*"
PERIODS = {
    name: ascii_only(pattern)
    for name, pattern in {
        "wrvu": r"^\s*(?:/|per|an?|each)\s*w?-?rvu",
        "hour": rf"{_EACH}(?:hours?\b|hourly\b|hrs?\b|p?h\b)",
        "shift": r"^\s*(?:/|per\b|(?:for )?(?:an?|each|every)\b|for\b)?\s*(?:(?:\d+|twelve|eight|ten|twenty[- ]four)[- ]?h(?:(?:ou)?rs?)?[- ]*)?"
        r"(?:(?:day|night|weekend|weekday)[- ]?)?shifts?\b|^\s*(?:/|per|an?|each)\s*(?:over)?night\b|^\s*(?:/|per)\s*(?:8|10|12|16|24)[- ]?h(?:ou)?rs?\b(?:[^d\s-]|[\s-][^d]|[\s-]?$)",
        "day": rf"{_EACH}(?:\d+[- ]?h(?:ou)?rs?[- ]?|weekend |week|holiday |clinic |work )?(?:day\b|daily\b|diem\b)",
        "week": rf"{_EACH}(?:week\b|weekly\b|wk\b)",
        "month": rf"{_EACH}(?:month\b|monthly\b|mo\b)",
        "year": r"^\s*(?:/|per\b|p/|an?\b|=)?\s*(?:year\b|yearly\b|yr\b|annum\b|annual(?:ly)?\b|p\.?a\.)",
    }.items()
}
UNIT_WORDS = ascii_only(
    r"^\s*(?:/|per\b|p/|an?\b|=)?\s*(?:hour|hr|(?:over)?night|(?:week|weekend |holiday )?day|week|wk|month|mo|year|yr|annum|annual|hourly|daily|weekly|monthly|yearly|"
    r"annually)\b\.?"
)
# "wRVU $55", "RVU conversion factor = $58.50": the unit before its rate
RVU_BEFORE = ascii_only(r"\bw?-?rvus?(?: (?:conversion(?: factor)?|factor|rate|value))?(?: (?:of|is))?[\s:=~@]*$")
RVU_BEHIND = ascii_only(r"^\s*w-?rvus?\b")
RVU_MOST = 250  # dollars
# Pay by the piece says nothing of a period's: how many pieces a day holds is not said.
PIECE = ascii_only(
    r"^\s*(?:/|per|each|for each|for every)\s*(?:completed |new |\w+ )?(?:patient|visit|case|encounter|read|exam|procedure|consult|study|"
    r"studies|scan|report|chart|file|review|eval|assessment|delivery|deliveries|weekend\b(?: *$| *[^ds ]| [^ds])|call\b|page\b|surgery|"
    r"interpretation|signature|collaborat)"
)
PER_DIEM = ascii_only(
    r"(?i)\b(?:PRN|per diem|locums?|moonlight\w*|casual)\b"
)  # titles in which a small figure is an hour's
# "Base salary plus incentives can reach $900K" is the sum of both
SUM = ascii_only(
    r"\b(?:salary|base|guarantee)\b[^.;:$]{0,25}(?:plus|\+|and|&|with)[^.;:$]{0,45}"
    r"(?:reach(?:es)?|total(?:s|ing|ling)?|exceeds?|hit|tops?|up to|worth)\s*$"
)
_PAID = r"(?:salary|pay|rate|income|guarantee|compensation|base)\b"
SAID_BEFORE = {  # period → (its words before an amount, the largest amount they are believed of)
    "hour": (ascii_only(r"\bhourly\b|\bper hour\b"), 1_200),
    "day": (ascii_only(r"\bdaily\b|\bper day\b|\bday rate\b|\bper diem\b"), 15_000),
    "week": (ascii_only(rf"\bweekly {_PAID}"), 30_000),
    "month": (ascii_only(rf"\bmonthly {_PAID}"), 100_000),
    "shift": (ascii_only(rf"\b(?:per[- ])?shift {_PAID}|\bper shift\b"), 15_000),
}
AT_MOST = ascii_only(
    r"(?:\bup ?to|\bas much as|\bmax(?:imum)?(?: (?:of|is|salary|rate|pay|base|compensation))*\*?\s?:?|(?:^|[^\d])\bto|"
    r"\b(?:not|never) (?:to )?exceed(?:ing)?|\b(?:capped|tops? out|topping out) at|\b(?:reach|hit|approach|climb to|go (?:up )?to)(?:es|s|ing)?)\s*(?:an? )?$"
)
AT_LEAST = ascii_only(
    r"\b(?:over|above|exceed\w*|more than|in excess of|upwards? of|at least|min(?:imum)?(?: (?:of|is|salary|rate|pay|base))*\*?\s?:?|"
    r"(?:start|begin)s?(?:ning|ing)? at|greater than|(?:no|not) less than|north of|(?:can|may|could|will) top|"
    r"from)\s*(?:an? )?$|[>≥]=?\s*$"
)
MINIMUM, MAXIMUM = (ascii_only(rf"\b{word}(?:imum)?\b[^.;\n]{{0,20}}$") for word in ("min", "max"))
BEYOND = r"bonus|incentive|productiv|threshold|excess|\bover\b|above|beyond|additional|plus|after|\d{4}"
OR_MORE = ascii_only(
    r"^\s?\(\+\)|^\s?\+\s*(?:total )?(?:comp|package|potential|earning)|^\s\+\s*(?:[(.,;!|]|$)|^\s*(?:minimum\b|or more\b|or higher\b|and up\b)"
)
ADDED = ascii_only(r"^\s*(?:\$|\d|sign|bonus|rvu|wrvu|production|productivity|incentive|benefits|quality|relocation)")
PLUS_AT_END = ascii_only(r"^\s*plus\s*(?:$|[(.,!|])")
VAGUE_BEFORE = ascii_only(r"\b(?:low|mid|middle|high|upper)[- ](?:the )?$")  # "in the mid $400,000's"
VAGUE_AFTER = ascii_only(r"^['’]?s\b")

# Amounts: text as written, capitals included
BY_SLASH = ascii_only(r"\$\s?(\d{3})\s?/\s?(\d{3})\s?[kK]\b")  # "$375/400K"
SIGN_AND_MOVE = ascii_only(
    r"(?i)\b(?:sign(?:ing)?[- ]?on|signing)(?: bonus)?(?:\s?(?:/|&|\+)\s?(?:relo(?:cation)?|retention)|\sand\sretention)\b(?: bonus)?"
)
TRAINEE_BEFORE = ascii_only(r"(?i)(\bPGY[- ]?\d[^.$]{0,12})stipend\b")  # what a resident is paid
TRAINEE_AFTER = ascii_only(r"(?i)\bstipend([^.$]{0,20}\$\s?[\d,.]+[kK]?[^.$]{0,12}PGY)")
_SCALE = r"(?:\+?\s?(?:[kK]|MM|[mM]|[mM]il(?:lion)?|MILLION|[bB]illion|[bB]n|thousand)\b)?"
DIGITS = ascii_only(rf"(?:\d{{1,3}}(?:,\s?\d{{3}})+(?:\.\d{{1,2}})?|\d+(?:\.\d+)?){_SCALE}")
DASH = r"(?:[-‐‑‒–—―−⁃﹘﹣－]+|~)"
# What may stand between a figure and what follows it: "$9,100.00* - ", "$240,000 (min) - ", "(P)"
_NOTE = (
    r"(?:\s?\*|\s?\((?:[A-Z]|[mM]in(?:imum)?|[mM]ax(?:imum)?|[bB]ase|[lL]ow|[hH]igh|with [a-z]+|"
    r"[A-Z]{2}-\d+[^()$]{0,20}|[sS]tep \d+|\d\.\d+(?: FTE)?|entry|new grad\w*|experienced)\))?"
)
AMOUNT = ascii_only(
    rf"\$\s?{DIGITS}{_NOTE}(?:\s?(?:/|per |an )\s?(?i:h|hr|hour|hourly|day|week|wk|mo|month|year|yr|annum|annual(?:ly)?|shift)\b\.?)?"
    rf"(?:\s*(?:{DASH}|\b(?:[uU]p )?[tT]o\b|\bthrough\b)\s*(?:(?:[uU]p to|[mM]ax(?:imum)?:?)\s*)?"
    rf"(?:\$\s?{DIGITS}|(?:\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}})(?:\.\d+)?{_SCALE}|\d\.\d+\s?(?:M|m|[mM]illion)\b){_NOTE}\+?)?\+?"
)
# "between $300,000 and $350,000" is a range; "$50,000 and $100,000" are two amounts
IN_HOUSE = ascii_only(r"(?i)\bin[- ]house\b")  # no house that has a price
BETWEEN = ascii_only(r"(?i)(\bbetween\s+\$\s?[\d,.]+\s?[km]?(?:illion)?\+?)\s+and\s+(\$?\s?\d)")
PER_INSIDE = ascii_only(r"(\s?(?:/|per |an )\s?[a-z]+\b\.?)\s*\+?$")
SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mm": 1e6,
    "mil": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
# "1M/3M" is what malpractice insurance covers, "401(k)" a plan: never amounts
LIMITS = ascii_only(r"\$\s?1(?:M|,000,000| million)\s*(?:/|-|and)\s*\$?\s?3(?:M|,000,000| million)")
PLAN = ascii_only(r"(?i)(^|[\s(,;/])(?:401|403|457)\s?\(?[akb]\b\)?")
SPLIT_SIGN = ascii_only(r"(?i)\bsign(?:ing)?(?:\s*-\s*on\b|[- ]?o?n?\s*(?:\.\.\.|…))")  # "Sign- On", a cut "Sign …"
ALONE = ascii_only(rf"(?:^|[\n|])\s*{AMOUNT}[^\n|$]{{0,20}}(?:[\n|]|$)")
# Figures that need no dollar sign: in a pay field, in a title
BARE = ascii_only(
    r"(^|[^$¤\d.,\w])(\d{1,3}(?:,\d{3})+|\d{2,3}\s?[-‐‑‒–—―−]\s?\d{2,3}\s?[kK]\b|\d{5,7}|"
    r"\d{2,3}(?:\.\d\d)?\s?(?:[-‐‑‒–—―−]|to)\s?\d{2,3}(?:\.\d\d)?\s?(?:(?:/|per |an )\s?h(?:ou)?r|hourly|ph\b)|\d{2,3}(?:\.\d\d)?(?:\s?[kK]\b|\s?(?:/|per |an )\s?h(?:ou)?r)|\d{2,3}\.\d\d)"
)
BARE_TITLE = ascii_only(
    r"(^|[\s(|–-])(\d{3}(?:\s?[-‐‑‒–—―−]\s?\d{3})?\s?[kK]\b|\d{2,3}(?:\s?[-‐‑‒–—―−]\s?\d{2,3})?\s?(?:/|per |an )\s?h(?:ou)?r\b)"
)
# Figures with neither sign nor letters that their label makes dollars: "Salary: 310,000", "sign-on bonus of 40k"
_LABEL = r"(?:alary|ALARY|ompensation|OMPENSATION|[Bb]ase pay|[Pp]ay [Rr]ange|[Ss]ign(?:ing)?[ -](?:[Oo]n )?[Bb]onus|[Ss]ign[ -][Oo]n)"
_LINK = r"(?:\s?(?:[:=~–-]|range|Range|RANGE|package|is|of|from|between|at|to|up|starting|base)){0,4}\s?"
_PLAIN = r"(?:\d{2,3},\d{3}\b|\d{5,6}\b|\d{2,3}\s?[kK]\b|\d{2,3}\s?[-–]\s?\d{2,3}\s?[kK]\b)"
LABELLED = ascii_only(rf"({_LABEL}{_LINK})({_PLAIN})")
# "Earn 350K+ in your first year", "base of 275K"; not "make 250K visits"
_EARNED = r"(?:[Ee]arn|[Mm]ak|[Bb]as|[Ii]ncom)(?:e|es|s|ing)?(?: [Ss]alary| [Pp]ay| potential)?"
_EARNED_LINK = r"(?:\s?(?:[:=~]|of|is|from|between|to|up|over|about|around|well)){0,3}\s"
EARNED = ascii_only(
    rf"(\b{_EARNED}{_EARNED_LINK})(\d{{3}}\s?[kK](?:\s?[-–+.,;!)/]|\s(?:an?|per|in|with|plus|and|or|to|your|their|annual\w*|base|salary)\b|\s?$))"
)
# "25K sign on bonus", "$"-less figures before what they are
BEFORE_SIGN = ascii_only(
    r"(^|[^$¤\d.,\w-])(\d{2,3},\d{3}|\d{2,3}\s?[kK])(\s+(?i:sign)(?i:(?:ing)?[ -]?(?:on)?[ -]bonus|[ -]?on\b))"
)
# "$280'000", "$275 000", "$270.000": thousands as others write them
THOUSANDS = r"\$\s?(\d{1,3})(?:['’\u00a0\u202f]|[ .])(\d[05]0|\d{2}0)([^\d.,]|$)"
# "300,000 - 350,000 USD": both ends
_USD = r"(\d{1,3},\d{3}(?:\.\d\d)?|\d{2,3}\s?[kK]|\d{2,3}\.\d\d)"
USD_RANGE = rf"{_USD}(\s?(?:[-–—]|to)\s?){_USD}\s?USD\b"
# "250 to 300 dollars per hour"
_COUNTED = r"\d[\d,]*(?:\.\d\d?)?(?:\s?(?:[kK]|thousand|million)\b)?"
DOLLARS_RANGE = rf"(^|[^$¤\d.,\w])({_COUNTED})(\s?(?:[-–—]|to|and)\s?){_COUNTED.join('()')}\s(?:US )?dollars\b"
DOLLARS = rf"(^|[^$¤\d.,\w])({_COUNTED})\s(?:US )?dollars\b"
MINUS = r"\s-\$\s"  # "$ 271,000.00 -$ 339,000.00"
# "$160/hr days, $185/hr nights": one rate with two ends
BY_SHIFT = (
    r"(?i)(\$\s?[\d,.]+)(?: ?/ ?| per | an )(?:hour|hr|h|day|shift)\.? (?:week)?days?[\s,;/&]+(?:and )?"
    r"(\$\s?[\d,.]+(?: ?/ ?| per | an )(?:hour|hr|h|day|shift))\.? (?:nights?|weekends?|evenings?|holidays?)\b"
)
HALF = r"(?i)\$\s?(?:1/2|½)\s?mil(?:lion)?\b"
# Money of other countries, by its code, its own dollar and its name
_CODES = (
    "(?:CAD|CDN|AUD|NZD|HKD|SGD|TWD|MXN|BRL|ARS|CLP|COP|DOP|JMD|TTD|BSD|BBD|KYD|BMD|AED|SAR|QAR|KWD|OMR|BHD|JOD|ILS|EGP|ZAR|NGN|KES|GHS|"
    "GBP|EUR|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|INR|PKR|BDT|LKR|CNY|RMB|JPY|KRW|MYR|THB|IDR|PHP|VND)"
)
_DOLLARS_OF = r"(?:CA|C|Can|AU|A|NZ|HK|S|SG|NT|MX|Mex|R|BR|AR|J|TT|BDS)\$"
_MONEY = r"(?:kr|euros?|pounds sterling|rupees|dirhams?|riyals?|pesos|rand|reais|yen|yuan|francs?|kron(?:or|er))"
_NATION = (
    rf"(?:{_CODES}\b|{_MONEY}\b|(?:Canadian|Australian|New Zealand|Singapore|Hong Kong|Mexican|Jamaican|Bahamian)"
    r"(?: (?:[dD]ollars?|[fF]unds|[cC]urrency|[pP]esos)\b| ?(?:$|[.,;)|/\n]|(?:per|an?|annual\w*|plus|[-–—])(?:\s|$))))"
)
# "CA $300,000" stands in California, "CA$300,000" is Canadian
_OTHER = rf"\b(?:{_CODES}\s?\$|{_DOLLARS_OF})"
UNSIGNED = ascii_only(
    rf"\$\s?\d{{1,3}}['’\u00a0\u202f. ]\d\d0(?:[^\d.,]|$)|-\$\s|\$\s?\d{{3}}\s?/\s?\d{{3}}\s?[kK]|\bdays?\W{{1,3}}(?:and )?\$|\d(?:,\d{{3}}|[kK])\s+(?:[Ss]ign|SIGN)|\$1/2|\$½|\d\s(?:US )?dollars\b|(?:[kK]|thousand|million)\s(?:US )?dollars\b|USD|US\s?\$|\b{_EARNED}{_EARNED_LINK}\d{{3}}\s?[kK]\b|{_OTHER}|\d[kK]?\s?\(?{_NATION}|{_LABEL}{_LINK}\d"
)
# a pay field in other money
FOREIGN = ascii_only(
    rf"[£€¥₹₨₱₩₽₪₫฿₦₺₴]|\b(?:CAD|AUD|NZD|GBP|EUR|INR|CHF)\b|\b{_CODES}\s?\$?\d|\d[kK]?\s?\(?{_CODES}\b|\b{_DOLLARS_OF}|\d[kK]?\s\(?{_NATION}|"
    r"\bRs\.?\s?\d|\bR\s?\d{2,3}[ ,]\d{3}|(?i:\bkr\.?\s?\d|\d\s?kr\b)"
)
_FIGURE = r"[\d,.]*\d\s?[kK]?"
FOREIGN_RANGE = ascii_only(
    rf"{_OTHER}\s?{_FIGURE}\s?(?:[-–—]+|to)\s?(?:{_OTHER}|\$)?\s?{_FIGURE}|\$\s?{_FIGURE}\s?(?:[-–—]+|to)\s?\$?\s?{_FIGURE}\s?\(?{_NATION}"
)
FOREIGN_SIGN = ascii_only(rf"{_OTHER}|\$\s?({_FIGURE}\s?\(?{_NATION})")
