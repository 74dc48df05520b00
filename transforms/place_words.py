"""The words that stand around a place's name, or for none at all."""

from curbside.vocabulary import states
from curbside.vocabulary.states import STATES

COMPASS = r"(?:(?:north|south)[ -]?(?:east|west)|(?:north|south|east|west)[ -]?central|north|south|east|west|central)"
NO_CITY = (
    r"(?i)^(?:remote|virtual|nation\s?wide|national|tele\w*|work (?:from|at) home|home\s?based|multiple|multi|various|anywhere|"
    r"all|statewide|field|hybrid|on-?site|flexible|travel\w*|\d+ (?:locations?|sites?|places?)|several|any|other|many|locums?|"
    r"negotiable|usa?|international|overseas|worldwide|see|to be|metro|metropolitan|rural|area|regional|midwest|pacific northwest|"
    rf"new england|{COMPASS}(?:ern)?|upstate|upper|lower|downstate|coastal|mid|{COMPASS} {COMPASS}|panhandle|gulf coast|greater|"
    r"beautiful|by|of|in|near|licensing)\b"
)
BARE_REGION = (
    rf"(?i)^(?:(?:{COMPASS}(?:ern)?|mid|metro|metropolitan|rural|coastal|upstate|regional|area|remote|virtual|nationwide|statewide|"
    r"midwest|panhandle|greater|suburban|downtown|field|various|multiple|national)(?:[\s/-]+|$))+$"
)
FACILITY = (
    r"(?i)\b(?:hospitals?|hosp|amc|ach|cboc|mtf|clinics?|cent(?:er|re)s?|ctrs?|medical|medicine|med|health|healthcare|campus|building|bldg|suite|"
    r"floor|offices?|pavilion|plaza|towers?|surgery|surgical|dialysis|cancer|care|instacare|university|college|institute|"
    r"pharmacy|lab|laboratory|dept|department|unit|imaging|rehab\w*|locations?|store|warehouse|plant|fab|site|headquarters|hq|"
    r"corporate|road|rd|street|ave|avenue|blvd|boulevard|drive|dr|lane|ln|parkway|pkwy|highway|hwy|route|services?|group|"
    r"associates|school|prison|correctional|regions?|area|areas|county|counties|coast|foundation|system|network|division|"
    r"programs?|practice|physicians?|families|family|specialists?|specialties|pediatrics?|primary|oncology|cardiology|va|vamc|"
    r"surrounding|mountains?|ozarks|suburbs?|suburban|hours?|minutes|mins?|miles|near|only|home|based|facility|partners|llc|inc|"
    r"jobs?|opportunity|position|shift|shores?|community|zip|zone|district|wing|main|annex|terminal|new hire|valley|bay|peninsula|"
    r"islands?|finger lakes|great lakes|sierras|country|corridor|triangle|panhandle|state|states|united|north america|"
    r"berkshires?|adirondacks?|catskills?|poconos?|hamptons|panhandle|cape cod|outer banks|tri-?cities|twin cities|quad cities|"
    r"inland empire|delmarva|in|of|to|at)\b|\d"
)
BEFORE = (
    r"(?i)^(?:(?:near(?:by)?|greater|the|metro(?:politan)?|suburban|suburbs? of|downtown|uptown|outside(?: of)?|just outside(?: of)?|"
    r"close to|vicinity of|around|in|city of|town of|village of|beautiful|scenic|historic|rural)\s+)+"
)
AFTER = (
    r"(?i)(?:[\s-]+(?:metro(?:politan)?(?: area)?|metroplex|area|areas|suburbs?|region|vicinity|and surrounding(?: areas?)?|"
    r"(?:east|west|north|south) valley|"
    r"surrounding areas?|city limits|full[- ]?time|part[- ]?time|locums?(?: tenens)?|permanent|remote|hybrid|on-?site|virtual))+$"
)
GLUED = (
    r"(?:(?:Full|Part)-?\s?Time|Locums?|Moonlighting|Contract|Permanent|Per\s?Diem|Travel|Temporary|Telemedicine|/)+$"
)
DIRECTION = rf"(?i)^(?:(?:{COMPASS}(?:ern)?|northen|upper|lower|mid|upstate|downstate|coastal|rural|greater|metro|beautiful|sunny)[\s-]+)+"
STREET = (
    r"(?i)^\d+\s.*\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|way|place|pl|parkway|pkwy|highway|hwy|plaza)\.?\s+"
    r"(\D{3,30})$"
)
BUILDING = r"(?i)^(?:bldg|building|bld|suite|ste|floor|unit|room|rm)\.?\s*#?[a-z]?\d+[a-z]?[\s,-]+"
SEPARATOR = r"\s+[-–—]+\s*|\s*[-–—]+\s+|\s*[,;:|()\[\]/•~\n–—>+]+\s*|\band\b|\bor\b|&"
NAMESAKES = {"new york": "New York, NY", "washington": "Washington, DC"}
LEADING_US = r"^(?:USA?|United States(?: of America)?)[\s,:-]+"
TRAILING_US = r"(?i)[\s,:-]+(?:USA|U\.S\.A?\.?|US|United States(?: of America)?)$"
NAMES = "|".join(sorted(STATES.values(), key=len, reverse=True))
# "Seacoast New Hampshire", "Berkshires of Western Massachusetts"; "Mary Washington" is no place in that state
LAST_NAMES = NAMES.replace("|Washington", "")
STATE_LAST = rf"(?i)^(?:(?:\D*\s)?of (?:\w+ern )?|(?:[a-z.]+ ){{1,3}}?|{NAMES} )({LAST_NAMES})$"


# "North Middleton" may be a township; "West Texas" and "South Jersey" are regions
QUARTER = r"(?i)^(?:north|south|east|west) [a-z'’-]{4,}$"
REGION = rf"(?i) (?:{NAMES}|jersey|carolina|dakota|metro|suburb\w*|side|central|valley|coast|country|shore)$"
PROVINCES = "|".join(p.upper() if len(p) == 2 else p.title() for p in sorted(states.PROVINCES, key=len, reverse=True))
PROVINCE_NAMED = (
    r"\b(" + "|".join(p.title() for p in sorted(states.PROVINCES, key=len, reverse=True) if len(p) > 2) + r")\b"
)
PROVINCE = rf",\s*({PROVINCES})(?:[\s,]+(?:Canada|CA|CAN))?(?:[\s,]+[A-Z]\d[A-Z]\s?\d[A-Z]\d)?$"

# A brand, or whatever calls itself one, before the town it stands in: "Mercy Joplin, MO", "UPMC Altoona, PA"
BRAND = (
    r"^(?:(?i:(?:mercy|banner|ascension|kaiser(?: permanente)?|essentia|mayo|sanford|aurora|sutter|providence|avera|baptist|methodist|"
    r"presbyterian|advent ?health|intermountain|geisinger|atrium|novant|ochsner|piedmont|wellstar|northwell|unitypoint|allina|bellin|"
    r"prevea|marshfield|baystate|umass memorial|dartmouth|maine ?health|tufts|beth israel|lehigh valley|geisinger|penn state|wellspan|bayhealth|medstar|christianacare|virtua|cooper|hackensack|novant|cone|vidant|mcleod|prisma|emory|northside|baptist health|tidelands|ecu|unc|wakemed|memorial hermann|st\.? charles|asante|logan|billings|benefis|bozeman|altru|essentia|monument|avera|sanford|bryan|nebraska|unitypoint|mercyone|genesis|ssm|coxhealth|freeman|integris|gundersen|dignity|tenet|lifepoint|encompass|kindred|trinity|franciscan|christus|baylor|prisma|mclaren|beaumont|"
    r"corewell|spectrum|henry ford|promedica|ohiohealth|wellspan|jefferson|inova|sentara|bon secours|carilion|centra|ballad|erlanger|"
    r"tristar|vanderbilt|orlando health|optum|concentra|carle|deaconess|froedtert|hartford|legacy|peacehealth|multicare|samaritan|"
    r"saint lukes|st\.? luke'?s|st\.? joseph'?s?|good samaritan|steward|summa|texas health|trihealth|uc health|uchealth|va|veterans affairs)"
    r"(?: health(?:care)?| clinic| hospital| medical (?:center|group)| health system)?)"
    r"|(?:[A-Z][\w'.&-]+ ){0,3}(?:[A-Z]\w*[Hh]ealth|Health|Healthcare|Hospital|Clinic|Medical (?:Center|Group)|Health System|Physicians)|[A-Z]{3,6})"
    r"(?:\s+(?:of|in|at|-|–)\s+|\s*[-–]\s*|\s+)"
)
# Words that begin a town's own name, of which its end alone is another town: "Lake Geneva", "East Troy"
NAMED_SO = (
    r"(?i)^(?:north\w*|south\w*|east\w*|west\w*|central|new|old|lake|lakes?ide|fort|ft|mount|mt|mountain|saint|st|ste|san|santa|los|las|el|la|le|"
    r"port|camp|upper|lower|mid\w*|little|big|grand|great|point|glen|cape|rocks?|rocky|white|black|red|green|blue|gold\w*|silver|joint|fair|royal|de|del|"
    r"des|du|van|von|mc\w*|prairie|pine\w*|oak\w*|cedar|elm|rose|indian|spring|river\w*|bay|beach|valley|village|twin|three|two|high|long|forest|"
    r"crystal|clear|sandy?|stone|eagle|bear|deer|fox|wolf|beaver|elk|horse|bald|cross|crown|king'?s?|queen'?s?|prince|college|university|cherry|apple|peach)\b"
)
NUMBERED = (
    r"^\d{3,5}\s+",
    r"(?i)\s+(?:clinic|hospital|medical center|campus|office|health center)$",
)  # "0417 Kalispell MT Clinic"
CUT_OFF = r"(?i)^lorida$"  # Florida without its first letter
SMALL = r"^[a-z][a-z .'’-]+,\s*[a-z]{2}$"  # "o'fallon, mo"
SMALL_CODED = r"^usa?[-_.][a-z]{2}[-_.][a-z]"
SMALL_POINT = r",\s*[A-Z][a-z]\.$"
COUNTRY_CODE = r"^([A-Z]{2})[-_](?:[A-Z])"  # "AE-ABU DHABI-AL REEM ISLAND"
REGION_OF = (
    r"(?:panhandle|hill country|gulf coast|coast|keys|valley|region|mountains|shore|delta|upstate|low ?country|piedmont|foothills|border|"
    r"heartland|suburbs?|metro|wine country|high country|high plains|plains|ozarks|outer banks|triangle|lakes region|statewide|area)"
)
NO_STATE_REGION = (
    r"(?i)^(?:the )?(?:new england|pacific northwest|mid-?west(?:ern us)?|upper midwest|south(?:east|west)|north(?:east|west)|deep south|"
    r"mid-?atlantic|mountain west|great lakes|great plains|west coast|east coast|gulf coast|rocky mountains|appalachia|sun ?belt|"
    r"the south|the west|four corners|tri-?state(?: area)?|dmv)(?: (?:area|region|us|usa|states))?$"
)
CODED = r"^(?:USA?[-_. ]+)?(?:[A-Z]{2})[-_.]+[A-Za-z]"  # "US-TX-Houston-Main Campus", "US.FL.Tampa", "OH_Dayton_Main"
SITE_CODE = r"^[A-Z]{1,5}\d{2,5}[A-Z]?\s*[-–:]?\s+"
RURAL = r"(?i)^(?:rural|remote)\b"
# Indeed's wording: "Remote in Columbus, OH", "Hybrid work in Lima, OH 45801"
WORKED_IN = (
    r"(?i)^\W*(?:(?:fully|temporarily|partially|partly|100 ?%)\s+)?(?:remote(?:ly)?|hybrid|on-?site|in[- ]person|work(?:ing)? (?:from|at) home|virtual|telecommut\w+)"
    r"(?:\s+(?:remote|work|position|job|role|opportunity))?\s*(?:\bin|\bfrom|\bwithin|[:–—-])\s+(?:the )?"
)
REMOTE = r"(?i)^\W*(?:(?:100 ?%|fully|all|us|usa) )?(?:remote(?:ly)?|telecommut\w+|work (?:from|at) home|virtual|anywhere|home[- ]based|tele(?:health|medicine|work))\b"
NOT_REMOTE = r"(?i)\b(?:hybrid|on-?site|area|village|island|clinic|alaska)\b"
AMERICAN = r"\b(?:US|U\.S\.(?:A\.)?|USA|United States)(?:\W|$)"
# What is that far away may be in another state: "1 hour from Jackson, MS"
DISTANCE = (
    r"(?i)(?:(?:\d+(?:\.\d+)?|\d+\s?[-–]\s?\d+|an?|one|two|three|four|half an?|less than|only|just|few|couple(?: of)?|short)[\s-]+){0,3}"
    r"\b(?:hours?|hrs?|minutes?|mins?|miles?)\b.*?(?:\s[-–—|]\s|$)"
)
CAPITAL = r"(?i)\bwashington,?\s*d\.?\s?c\b\.?"
# Names of states inside those of cities, streets and people
NO_STATE = rf"(?i)\b(?:{NAMES})[ -](?:city|street|st|ave|avenue|heights|mason|road|falls|springs|cross|furnace|creek|township)\b"
STATE_NAMED = rf"(?i)\b(?:{LAST_NAMES})\b"
WASHINGTON = r"(?:\bin|[,|–—-]|\b(?:[Ww]estern|[Ee]astern|[Cc]entral|[Rr]ural|[Ss]outhwest|[Nn]orthwest)) *(Washington)(?: State)?(?: *$| *[,|–—(-])"
# Two letters that are nothing else in a title: no MD, PA, MA, OR, IN, ME, ID, CT, MS, VA (the agency) …
_TELLING = "AK|AZ|AR|CA|FL|GA|IA|IL|KS|KY|MI|MN|NC|NH|NJ|NM|NV|NY|OH|RI|SD|TN|TX|UT|VT|WV|WI|WY|MO"
STATE_LETTERS = rf"(?:^|[,(|/–—-] ?|\bin |\bnear )({_TELLING})(?:$|\.$| ?[,)|/–—:;!(]| -|-| \$)"
STATE_FIRST = rf"(?i)^(?:(?:{COMPASS}(?:ern)?|rural|upstate) )*({LAST_NAMES})(?:'s)?[\s-]+(?:[a-z]+ )?{REGION_OF}$"
STATE_IN = rf"\bin (?:the )?({_TELLING}|SC|ND|MT|LA|AL|NE|PA|VA|WA)(?:$|[^A-Za-z])"  # "Opening in NY near the border"
STATE_WAY = (
    r"\b(?:[Uu]pstate|[Dd]ownstate|[Cc]entral|[Rr]ural|[Cc]oastal|(?:[Nn]orth|[Ss]outh)(?:[Ee]ast|[Ww]est)?(?:ern)?|(?:[Ee]ast|[Ww]est)(?:ern)?|"
    r"[NSEW]{1,2}) ((?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|I[ADL]|K[SY]|LA|M[AINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]))(?:$|[^A-Za-z])"
)
# Landscapes that lie in one state, by common use
_LANDSCAPES = {
    "NY": "Hudson Valley|Finger Lakes|Long Island|Adirondack|Adirondacks|Catskill|Catskills|Thousand Islands|Mohawk Valley|The Hamptons",
    "MA": "Cape Cod|Berkshires|Pioneer Valley|Martha's Vineyard|Martha’s Vineyard|Nantucket", "NC": "Outer Banks|Research Triangle",
    "CA": "Silicon Valley|Napa Valley|Inland Empire|San Joaquin Valley|Francisco Bay Area|SF Bay Area|East Bay Area|the Bay Area|in Bay Area|SoCal|NorCal",
    "TX": "Rio Grande Valley|Hill Country|Piney Woods|Dallas Fort Worth|Dallas-Fort Worth|Dallas/Fort Worth|DFW",
    "PA": "Pocono|Poconos|Lehigh Valley|Laurel Highlands", "VA": "Shenandoah Valley|Hampton Roads|NoVA", "SC": "Lowcountry|Low Country|Grand Strand",
    "NJ": "Jersey Shore|South Jersey|North Jersey|Central Jersey", "FL": "Space Coast|Treasure Coast|Emerald Coast|Nature Coast",
    "CO": "Front Range", "MN": "Twin Cities|Iron Range", "WI": "Door County", "MI": "Upper Peninsula", "OR": "Willamette Valley|Rogue Valley",
    "WA": "Puget Sound|Olympic Peninsula|Skagit Valley", "UT": "Wasatch Front", "SD": "Black Hills", "MT": "Flathead Valley|Bitterroot Valley",
    "WY": "Jackson Hole", "ID": "Treasure Valley", "AK": "Kenai Peninsula",
}  # fmt: skip
LANDSCAPES = {name: state for state, names in _LANDSCAPES.items() for name in names.split("|")}
LANDSCAPE_NAMED = rf"\b({'|'.join(LANDSCAPES)})\b"
NEW_YORK = r"(?:^|\bin |[-,(|/–—] ?)(NYC)\b"  # what is near it may be in New Jersey
FAR = {"New Zealand": "NZ", "Australia": "AU", "Canada": "CA", "Ireland": "IE", "United Kingdom": "GB", "Saudi Arabia": "SA", "Qatar": "QA",
       "United Arab Emirates": "AE", "Germany": "DE", "Singapore": "SG", "Bermuda": "BM", "Kuwait": "KW"}  # fmt: skip
# Codes that are no state's, no province's and no army post's
CODES_ABROAD = {"UK": "United Kingdom", "UAE": "United Arab Emirates", "NZ": "New Zealand", "AU": "Australia", "GB": "United Kingdom",
                "IE": "Ireland", "QA": "Qatar", "KW": "Kuwait", "SG": "Singapore", "BM": "Bermuda", "KSA": "Saudi Arabia"}  # fmt: skip
COUNTRY_NAMED = rf"\b({'|'.join(FAR)})\b"
