"""The words that say whom a posting takes by visa. All patterns are for lower-cased text with ASCII words (phrases.py)."""

VISA_SIGN = r"visa|immigration|conrad|sponsor|j[- ]?1|h[- ]?1|citizen"
VISA_WORD = (
    r"\bj[\s-]?1s?\b|\bh[\s-]?1(?:[\s-]?b)?s?\b|\bvisas?\b|\bconrad\b|\bsponsorship\b|"
    r"\b(?:not|to|cannot|can|can't|will|does|do) sponsor\b|\bsponsored for\b|\bimmigration (?:petitions?|cases?|applications?)\b|\bcitizen(?:s|ship)?\b"
)
# Visas by name, with the word behind them
NAMED = r"\b(?:j[\s-]?1|h[\s-]?1(?:[\s-]?b)?)(?: (?:visas?|waivers?|sponsorship|candidates))*"
ABOUT_VISA = (
    r"\bj[\s-]?1s?\b|\bh[\s-]?1(?:[\s-]?b)?s?\b|\bvisas?\b|\bconrad\b|"
    r"\bsponsorship\b[^,]{0,40}\b(?:available|unavailable|offer\w*|provid\w*|possible|consider\w*|support\w*|an option)\b|"
    r"\bin a position to sponsor\b|\bsponsored for an?\b|\b(?:us|united states|american) citizen(?:s|ship)?\b|"
    r"\b(?:no|offer|offers|provide|without|require|requires|requiring|need|for) (?:any |work |"
    r"immigration |employment |employer |future |company )?sponsorship|"
    r"\b(?:not|cannot|can|can't|do|does|unable to|able to|will|willing to) sponsor\b|"
    r"\b(?:support|sponsor|process|handle|offer)\w* (?:any )?(?:immigration|work (?:permit|authori[sz]ation)) (?:petitions?|cases?|applications?|sponsorship)\b"
)
_VISA = (
    r"(?:j[\s-]?1s?|h[\s-]?1(?:[\s-]?b)?s?|visas?|conrad|sponsor\w*|immigration|work (?:authori[sz]ations?|permits?))\b"
)
# What whoever takes nobody on a visa says not to do, or is not
_TAKES = (
    r"(?:sponsor|accept|offer|provid|support|consider|eligib|qualif|availab|open\b|tak(?:en?|ing)\b|process|fil(?:ed?|ing)\b|hir(?:ed?|ing)\b|review|employ|possib|"
    r"participat|assist|help|welcom|work(?:ing)? with|allow|entertain|extend|transfer|permit|recruit|interview|pursu|apply|an option|"
    r"at (?:this|the present|the current|the) (?:time|moment)|currently\b|suitable|appropriate|approved\b|designated\b|accommodat)"
)
_WORDS = r"(?:[\w'/&-]+\s+)"
_NOT = r"(?:not|cannot|can't|won't|isn't|aren't|doesn't|don't|unable|never|neither|no longer)"
_NON = r"non[\s-](?:visa|sponsor\w*|eligible|j[\s-]?1|h[\s-]?1)"
NO = rf"\b(?:no|without|nor|zero|{_NOT})\b"
REFUSES = (
    rf"\b{_NON}\b|\b(?:no|without|neither|nor|zero)\b[\s:-]*{_WORDS}{{0,4}}?{_VISA}|"
    rf"\b{_NOT}\b(?:,? at (?:this|the present) time,?)?[\s:-]+{_WORDS}{{0,5}}?{_TAKES}|"
    rf"\b{_NOT}\b[\s:-]+(?:(?:an?|the|any|for|have|having|with|on|do|doing|to|meet) ){{0,3}}{_VISA}|"
    r"[:=?–—-]\s*no\b(?:\s*[,;/()]|\s+(?:at|currently|sorry|thanks?)\b)|\bno[^a-z0-9]*$|"
    r"\b(?:ineligible|unavailable|none|declined|excluded|excluding|rules? out|filled|exhausted|gone|used up|taken|zero$|no longer)\b"
)
# Asked of whoever applies: "must not require sponsorship"
NEEDS_NONE = rf"\b{_NOT}\b {_WORDS}{{0,4}}?(?:requir|need)\w* {_WORDS}{{0,4}}?sponsor"
# A no to something else than people: "visa not required", "will not ask for visa copies", "no fee for the H-1B"
NOT_DENIED = (
    rf"\b{_NOT}\s+(?:(?:be|to|been|being|ever|currently|an?|the|in any way) )*(?:requir|need|ask|request|affect|influenc|impact|chang|guarantee|promis|charg|bill|deduct|"
    r"collect|pay|discriminat|disqualif|exclud|reject|den(?:y|ied)|declin|refus|turn\w* away|rul\w* out|limit|restrict|matter|count\w* against|prevent|delay|factor|"
    r"necess|mandatory|disadvantag|penali|prejudic|verif|discourag|preclud|barr?\b|barred|hold\w* (?:it )?against|hinder|worr|miss)\w*|"
    r"\b(?:no|without|zero)(?: an?| any)? (?:additional |extra |out-of-pocket )?(?:fees?|costs?|charges?|wait\w*|need|delays?|impact|effect|bearing|guarantees?|preference|difference|limits?|restrictions?|quotas?|"
    r"deadlines?|discrimination|questions? asked)\b|\bcaps? (?:do|does) not apply\b|\bneed not (?:have|hold)\b"
)
NONE_NEEDED = r"\b(?:no|without)(?: an?| any)? (?:j[\s-]?1|h[\s-]?1(?:[\s-]?b)?|visas?|conrad(?: 30)?)(?: waivers?| visas?| status| documents?| copies)? (?:(?:is|are) )?(?:required|needed|necessary)\b"
# Said of equal treatment, not of who is taken: "without regard to …, visa status", "do not discriminate against J-1 physicians"
EQUAL = (
    r"\bdiscriminat\w*\b[^\n]*|"
    r"\b(?:without regard (?:to|for)|regardless of|irrespective of|on the basis of|harass\w*)\b[^\n]*\b(?:status|type|origin|citizenship|disabilit\w+|"
    r"veterans?|law|orientation|identity|expression|age|religion|race|color|sex|gender|factors?|characteristics?)\b|"
    r"\b(?:visa|immigration|citizenship)(?:,?(?: and| or|/)? (?:visa|immigration|citizenship|residency))* (?:status|type) (?:is|are|will|does|do|has|have)\b[^\n]{0,12}\b"
    r"(?:not|no|never)\b[^\n]{0,20}\b(?:consider\w*|factor|ask\w*|affect\w*|matter\w*|bearing|impact|role)\b"
)
# An item of such a list on a line of its own
STATUS_ALONE = r"^[^a-z0-9]*(?:(?:and|or) )?(?:\w+(?:,| or| and|/)? ){0,3}visa (?:status|type)[^a-z0-9]*$"

# "Without OB", "no nights": what a title or sentence denies that is no visa
NO_OTHER = (
    r"\b(?:no|without|not|non|zero)[\s-](?:any |the |required |mandatory )?(?:ob|obstetrics|o\.?b\.?/?gyn|gyn|nights?|weekends?|holidays?|evenings?|"
    r"call|on-call|icu|inpatients?|hospital(?: work)?|er|ed|trauma|procedures?|peds|pediatrics|state (?:income )?tax(?:es)?|income tax|rounding|"
    r"interventional|surgery|deliver(?:y|ies)|non-?compete|rvus?|admissions?|traffic|snow|buy-?in|scope|codes)\b"
)
# What else an employer may or may not sponsor
OTHER_SPONSORED = (
    r"\bsponsor\w*(?: \w+){0,2} (?:relocation|housing|travel|family|families|teams?|events?|league|community|research|cme|"
    r"education|licens\w+|tuition|moving|meals?|lunch|charit\w+|membership|dues)\b"
)
# No word on who is hired: "no visa restrictions", "a Visa gift card"
NO_VISA = (
    r"\b(?:no|without) (?:visa|j[\s-]?1|h[\s-]?1(?:[\s-]?b)?) (?:restrictions?|limits?|limitations?|issues?|problems?|worries|hassles?)\b|"
    r"\bvisa ?(?:®|\(r\)|™)?[\s-]?(?:e-?gift|gift|debit|credit|reward|prepaid)s?[\s-]?(?:cards?|certificates?)\b"
)
# A no that is a yes: "do not hesitate", "not only H-1B but also J-1", "no problem", "including but not limited to"
NO_DOUBT = (
    r"\b(?:not|never|don't|n't) (?:to )?(?:hesitate|only|just|merely|limited to|be (?:afraid|shy))\b|"
    r"\b(?:no|not an?) (?:problem|issue|obstacle|barrier|objection|concern|hurdle)s?\b|\bwithout (?:hesitation|difficulty|any problem|problems?)\b|"
    r"\b(?:no|without(?: the| an?)?|not subject to(?: the| an?)?) (?:annual |yearly )?(?:h-?1-?b )?(?:cap|lottery)\b"
)
ASKED = r"\b(?:will|do|does|are|is|can|would|did|have) (?:you|the candidate|the applicant|applicant|candidate)\b[^.;!?\n]*\?(?:\s*(?:yes|no|n/a)\b)?"
# A form's two answers to tick: nothing is said
CHOICE = r"[^.;!?\n]*\?\s*(?:yes\s*(?:[/|,]|or\b)?\s*no|no\s*(?:[/|,]|or\b)?\s*yes)\b"
ON_VISA = r"\bj[\s-]?1|\bh[\s-]?1|visa|immigration|conrad|work (?:authori[sz]ation|permit)"
CITIZEN = r"\bcitizen(?:s|ship)?\b"
CITIZENS_ONLY = (
    r"\b(?:must|only|required|requires?|requirement|limited to|restricted to|mandatory|need to be|open to|available to|have to be|are you)\b|"
    r"citizenship:? (?:yes|us)"
)
NOT_ONLY = r"not (?:required|a requirement|necessary)|preferred|regardless|citizens and non|or (?:visa|j-?1|h-?1)"
