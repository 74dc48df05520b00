"""What a roster's heading means: offices name their columns as they please, so words are weighed, not whole headings."""

import re
from collections.abc import Iterator, Mapping

from curbside.network import tables
from curbside.network.book_headings import OUTLOOK

# The contract's own columns and short headings whose words alone would not tell.
PLAIN = tables.aliases(
    name="Person|Contact|Member|Graduate|Resident|Fellow|Physician|Provider|Trainee|Alumnus|Alumna|Alumni|Alum|Attendee|Faculty"
    "|Doctor|Full Name|Name, Degree|Last, First|Last Name, First Name|Last Name/First Name|House Officer|Graduates|Residents"
    "|Fellows|Chief Resident|Chief Residents|Student|Scholar|Trainee Name|Attending|Attending Physician|Staff Physician|Clinician|Hospitalist|House Staff|Housestaff|Intern|Person's Name|Participant|Mentor|Speaker|Surgeon|Colleague|Addressee",
    first_name="First|Given|Forename|Preferred Name|Given Name",
    last_name="Last|Family|Surname|Family Name",
    middle_name="Middle|MI|Middle Initial|M.I.",
    credentials="Degree|Degrees|Credentials|Credential|Designation|Suffix|MD/DO|Degree(s)|Post-nominals",
    email="E-mail|Mail|Contact Email",
    phone="Telephone|Mobile|Cell|Tel|Phone #|Contact Number",
    url="LinkedIn|LinkedIn URL|Profile|Profile URL|Web|Website|Web Page|Webpage|Link|Bio",
    npi="NPI Number|NPI #",
    institution="School|University|Training Institution|Hospital of Training|Training Hospital|Training Site|Home Program",
    program="Programme|Department|Training Program|Specialty|Track|Division|Residency Track|Subspecialty",
    kind="Training|Training Kind|Type|Training Type|Type of Training",
    start="Start Year|From|Started|Entered|Start Date|Class Start|Year Started|Year Entered|Matriculated|PGY-1 Year|Entry Year",
    end="End Year|To|Finished|End Date|Through|Until|Year Ended|Date Ended",
    class_year="CCT Date|CCT|CCT Year|Class|Cohort|Graduated|Graduation|Grad|Completed|Class Of|Promotion",
    years="Years|Dates|Year(s)|Years Attended|Time|Training Dates|Training Years|Dates Attended|Years in Program|Period",
    employer="Organization|Organisation|Company|Hospital|Practice|Works At|Now At|Employment|Job Site|Workplace|Affiliation"
    "|Trust|NHS Trust|Health Board|Group|Group Name|Practice Group|Facility|Health System|System|Where|Office",
    title="Current Post|Post|Grade|Position|Job|Job Title|Title/Position|Position/Title|Rank|Academic Rank|Appointment|Occupation|Role/Title",
    location="Place|City, State|City State|City & State|City and State|City/State|Lives In|Based In|Practicing In",
    city="Town|City/Town",
    state="State/Province|Province|St|State or Province|State/Country",
    knows="Knows Whom|Connections|Connected To",
    met="Met At|Met On|How We Met|Where We Met",
    role="Function",
    label="Relationship|Relation|Tags|Labels",
    last_contact="Last Contacted|Last Contact On|Last Spoke",
    note="Notes|Remarks|Comment|Comments|Additional Information|Other",
    pgy="PGY|PGY Level|PGY Year|Current PGY|Post Graduate Year|Year of Training|Training Level|R Year",
)
# What an office elsewhere writes above the columns of an address book's meaning and of its own.
OFFICES = tables.aliases(
    employer="Klinik|Krankenhaus|Spital|Arbeitgeber|Arbeitsplatz|Arbeitsstätte|Praxis|Aktuelle Klinik|Heutige Klinik|Établissement|Établissement actuel"
    "|Hôpital|Hôpital actuel|Employeur|Employeur actuel|Hospital actual|Centro|Centro actual|Centro de trabajo|Lugar de trabajo|Empleador|Ospedale|Ospedale attuale"
    "|Azienda|Sede attuale|Datore di lavoro|Hospital atual|Local de trabalho|Empregador|Instituição atual|Ziekenhuis|Werkgever|Huidige werkgever|Sjukhus|Arbetsgivare|Arbetsplats"
    "|Sykehus|Arbeidsgiver|Arbeidssted|Sygehus|Arbejdsgiver|Arbejdssted|Szpital|Pracodawca|Miejsce pracy|Место работы|Больница|勤務先|病院|工作单位|医院|병원|근무지",
    title="Funktion|Stellung|Fonction|Poste|Poste actuel|Cargo|Cargo actual|Puesto|Puesto actual|Función|Funzione|Ruolo|Posizione|Incarico|Cargo atual|Função|Functie|Huidige functie"
    "|Befattning|Stilling|Stanowisko|Должность|職位|役職|职务|직위",
    program="Fach|Fachrichtung|Fachgebiet|Spécialité|Especialidad|Specialità|Specializzazione|Especialidade|Specialisme|Specialitet|Spesialitet|Specjalizacja|Специальность|専門|专业",
    class_year="Abschlussjahr|Abschluss|Jahrgang|Facharztjahr|Année|Année de fin|Année de diplôme|Année de promotion|Promoción|Año|Año de egreso|Año de graduación|Año de fin"
    "|Anno|Anno di diploma|Anno di specializzazione|Ano|Ano de conclusão|Turma|Jaar|Afstudeerjaar|Eindjaar|Examensår|Slutår|Årgang|Rok|Rok ukończenia|Год выпуска|卒業年|毕业年份|졸업년도",
    start="Beginn|Anfang|Début|Année de début|Inicio|Año de inicio|Inizio|Início|Startår",
    end="Ende|Fin|Año de término|Término|Einde",
    city="Ort|Stadt|Wohnort|Dienstort|Ville|Ciudad|Localidad|Città|Cidade|Plaats|Stad|Ort/Stadt|Miasto|Город|城市|도시",
    email="Courriel|Correo|Correo electrónico|Correo-e|Adresse électronique|E-Mail-Adresse|E-postadress|E-post",
    phone="Telefon|Téléphone|Teléfono|Telefono|Telefone|Telefoon|Telefonnummer|Handy",
    note="Anmerkung|Anmerkungen|Bemerkung|Bemerkungen|Remarque|Remarques|Observaciones|Notas|Osservazioni|Observações|Opmerkingen",
)
# A name that somebody bore before: at birth, before marriage, when they trained.
_OLD = r"(?:maiden|birth|former|previous|prior|original|other|alternate|premarital|unmarried)"
_NAME = r"(?:(?:last|family|full|sur) ?)?names? ?s?"
_THEN = r"(?:at|before|during)(?: time of)? (?:birth|marriage|graduation|training|residency|medical school)"
BORN = re.compile(
    rf"{_OLD}(?: (?:or |and )?{_OLD})* {_NAME}|{_NAME} (?:{_OLD}|{_THEN})|nee|maiden|formerly(?: known as)?|f ?k ?a|also known as|a ?k ?a"
    r"|madchenname|geborene?|pikenavn|flicknamn"  # what address books do not have
)
# Headings of another language, as address books have them.
_ABROAD = {"given": "first_name", "family": "last_name", "mobile": "phone"} | {
    c: c for c in ("name", "email", "phone", "employer", "title", "city", "state", "note")
}
SLOTS = ("medical school", "internship", "residency", "fellowship")
# Of somebody or something else, or of no use for who worked where: kept as a note.
_ASIDE = re.compile(
    r"\b(?:home ?town|birth\w*|born|maiden|spouse|partner(?:s name)?|wife|husband|children|emergency|assistant|secretary|advis[eo]r|mentor"
    r"|interviewer|undergrad\w*|bachelors?|college(?! of)|high school|hobb\w*|interests?|gender|sex|pronouns?|race|ethnicity|citizenship|visa"
    r"|languages?|fax|pager|beeper|photo|picture|shirt|diet\w*|home (?:address|city|state|town|phone)|country of origin|fun fact|score|step ?\d?"
    r"|research|publications?|awards?|board (?:cert\w*|status|eligible)|certifi\w*|licen[sc]e\w*|updated?|modified|timestamp|chief|donat\w*|rsvp"
    r"|confirmed|verified|source|number|no|id|rotations?|vacation|call|clinic day|practice type|type of practice|practice setting|setting|zip\w*|postal code"
    r"|postcode|country|street|street address|address line(?: \d)?|county|region|next of kin"
    r"|program director|orders?|ordered|paid|payment|purchase\w*|tickets?|regist(?:ered|ration)|submitted|submission|gift|giving|invoice)\b"
    # of yes or no
    r"|^(?:may|do|does|did|would|will|can|could|should|are|is|have|has) (?:you|we|i|your|the)\b"
)
_SLOT = {
    "medical school": r"\b(?:med(?:ical)? (?:school|college|education)|school of medicine|college of medicine|md (?:school|institution|degree from)|alma mater)\b",
    "internship": r"\b(?:internship|intern year|intern|prelim\w*|transitional year)\b",
    "fellowship": r"\bfellowships?\b|\bsubspecialty training\b",
    "residency": r"\bresidenc(?:y|ies)\b",
}
_AFTER = re.compile(
    r"\b(?:post|after|following|upon|since)\b.*\b(?:residency|fellowship|graduat\w*|training|program|completion)\b"
    r"|\b(?:first|initial|starting) (?:job|position|practice|employ\w*|placement|appointment|post)|\bplacements?\b"
    r"|\bdestination\b|\bnext (?:step|position|job|institution|employ\w*|practice|hospital|organi[sz]ation)|\bwent (?:to|on)|\bplans?\b|\bcareer path\b|\bjob (?:taken|accepted)"
)
_ZIP = re.compile(r"\b(city|state|province) (?:and )?(?:zip(?: ?code)?|postal ?code|country|usa)$")
_NOW = re.compile(r"\b(?:now|current(?:ly)?|present(?:ly)?|today|work(?:s|ing|place)?|practic\w*|where)\b")
_TODAY = re.compile(r"\b(?:now|current(?:ly)?|present(?:ly)?|today|known|recent|latest)\b")
_WORK = r"(?:employ\w*|jobs?|positions?|practices?|hospitals?|compan\w+|organi[sz]ations?|titles?|work ?place|works?|place of (?:work|employment|practice))"
# "Last" is a name's as well.
_PAST = re.compile(
    rf"\b(?:previous(?:ly)?|prior(?: to.*)?|former(?:ly)?|past|old|earlier|ex|before\b.*|last(?= {_WORK}\b))\b"
)
_BEEN = re.compile(r"(?:previously|formerly|was|were) (?:employed |worked |working )?(?:at|with|for|by)")
_FIRST = re.compile(rf"\b(?:first|initial|starting) {_WORK}\b")
_OF_YEAR = re.compile(
    r"(?P<what>.*?)[\s([]+(?:as of |in )?(?:[a-z]+\.? |\d\d?/)?(?P<year>(?:19|20)\d\d)[)\]\s]*|(?P<first>(?:19|20)\d\d) (?P<rest>.+)"
)
_NUMBERED = re.compile(r"(.+) ([1-9])|(?:job|position|employer|work|practice) ([1-9]) (.+)")
# "Where do you work now? (Employer, City, State)": no place alone.
_AND_PLACE = re.compile(
    r"(?i)\b(?:employer|organi[sz]ation|company|hospital|practice|institution|facility|workplace)(?: name)?\s*[,/;&+]\s*(?:and\s+)?(?:city|town|location|state)\b"
    r"|\bwhere (?:do|are|does|is)\b.*\b(?:work|working|employed|practic\w+)\b"
)
# In this order: the first whose words stand in the heading.
_FIELDS = [
    ("name", r"^(?:resident|fellow|graduate|alum\w*|trainee|student|physician|provider|doctor|faculty|member|your|full|person|attending)s?(?: s)? (?:full )?names?$"
     r"|^names? of (?:the )?(?:resident|fellow|graduate|alum\w*|trainee|student|physician|provider|member)s?$"),
    ("name", r"\bfirst (?:names? )?(?:and |or )?last names?\b|\blast (?:names? )?(?:and )?first names?\b"),
    ("name", r"^(?:full )?names? (?:last|class|degree|first|credentials)\b|^last (?:name )?first(?: name)?$"),
    ("email", r"\be ?mails?\b"),
    ("url", r"\blinked ?in|\bweb ?(?:site|page)|\burls?\b|\bprofile\b"),
    ("phone", r"\b(?:tele)?phones?\b|\bmobile\b|\bcell\b|\btel\b"),
    ("npi", r"\bnpi\b"),
    ("pgy", r"\bpgy\b|\bpost ?graduate year\b"),
    ("last_contact", r"\blast (?:contact|spoke|talked|seen)"),
    ("first_name", r"\b(?:first|given) names?\b|\bname first\b|\bfirst$"),
    ("middle_name", r"\bmiddle (?:name|initial)"),
    ("last_name", r"\b(?:last|family|sur) ?names?\b|\bname last\b|\blast$"),
    ("start", r"\b(?:start\w*|began|begin\w*|enter\w*|entry|joined|matric\w*|date from|year from|(?<!graduate )(?<!graduated )(?<!graduating )(?<!finish )(?<!finished )from)\b"),
    ("class_year", r"\bclass(?:es)?\b|\bgrad(?:s|uat\w*)?\b|\bcohort\b|\bcomplet(?:ed|ion)\b|\bfinish(?:ed)?\b"),
    ("end", r"\bend(?:ed|ing|s)?\b|\bdate to\b|\byear to\b|\buntil\b|\bexit\b"),
    ("years", r"\b(?:dates|years)\b"),
    ("class_year", r"\byear\b|\byr\b|\bdate\b"),
    ("employer", r"\bplace of (?:work|employment|practice)\b|\bwork ?place\b"),
    ("location", r"\b(?:city|town) (?:(?:and|or) )?(?:state|province|st)\b|\bstate (?:and )?city\b"),
    ("city", r"\bcity\b|\btown\b"),
    ("location", r"\blocations?\b|\bplace\b|\baddress\b"),
    ("state", r"\bstates?\b"),
    ("employer", r"\bemploy(?:er|ers|ment|ed)\b|\bpractice name\b|\bpractice group\b|\bworkplace\b"),
    ("title", r"\b(?:position|title|job|rank|occupation)\b"),
    ("role", r"\brole\b"),
    ("institution", r"\b(?:institutions?|university|schools?|(?:training|residency) (?:site|hospital))\b"),
    ("employer", r"\b(?:hospitals?|sites?|facility|cent(?:er|re)|clinic|office|practices?|company|org|organi[sz]ation|affiliation|group|health system|works?|now|where)\b"),
    ("program", r"\bprogram(?:me)?s?\b|\b(?:sub)?specialty\b|\btype\b|\bfield\b|\btrack\b|\bdepartment\b|\bdivision\b"),
    ("credentials", r"\bdegrees?\b|\bcredentials?\b"),
    ("name", r"\bnames?\b|\b(?:resident|fellow|alum\w*|graduate|trainee|physician|faculty)s?\b"),
    ("note", r"\b(?:notes?|comments?|remarks?)\b"),
]  # fmt: skip
_RULES = [(field, re.compile(words)) for field, words in _FIELDS]
# A year of training, and what stands behind it: "PGY-1 (Interns)", "Interns PGY-1".
_LEVEL = (
    r"(?:(?:pgy|ca|r)[\s-]*(?:\d|i{1,3}|iv|vi?)(?:s|['’]s)?|(?:chief|junior|senior) residents|interns?|juniors|seniors|chiefs"
    r"|(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)[\s-]*years?)"
)
_BEHIND_LEVEL = rf"(?:[\s(:/,–—-]+(?:{_LEVEL}|residents?|fellows?|class|\d+))*"
_LEVEL_HEAD = re.compile(rf"{_LEVEL}{_BEHIND_LEVEL}")
_YEAR_HEAD = re.compile(
    r"(?:(?:graduating )?class(?: of)?|graduates?(?: of)?|alumni)?\s*['’]?(?:19|20)\d\d(?:\s*(?:graduates?|alumni|class))?"
    rf"(?:[\s(:/,–—-]+{_LEVEL}{_BEHIND_LEVEL})?"
)
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")


def meaning(heading: str) -> str | None:
    """The column that a heading names: one of the contract's, or of a training named apart ("fellowship institution").

    `after …` is what came next at the time, `past employer` and `employer of 2019` work of before, `job 2 start` a numbered
    job's; None where the words say nothing or speak of something else.
    """
    if len(heading) > 200:
        return None
    key = tables.cell_key(heading)
    if found := PLAIN.get(key) or OFFICES.get(key):
        return found
    if found := _of_before(heading.strip().lower(), key) or _numbered(key):
        return found if found != "aside" else None
    key = _ZIP.sub(r"\1", key)
    bare = tables.cell_key(re.sub(r"\s*[(\[].*?[)\]]", " ", heading))
    if bare != key and bare and (bare in PLAIN or any(re.fullmatch(words, bare) for words in _SLOT.values())):
        return meaning(bare)  # "Name (with credentials)", "Fellowship (program & year)"
    if not key or len(key) > 80 or "@" in heading or re.search(r"\d{3}|://", heading):
        return None
    if any(BORN.fullmatch(said) or OUTLOOK.get(said) == "born" for said in (key, bare)):
        return "born"
    slot = next((s for s in _SLOT if re.search(_SLOT[s], key)), None)
    if after := _AFTER.search(key):
        # "Fellowship after residency" is a training, "Post-residency employer" is none.
        slot = "fellowship" if re.search(r"\bfellowships?\b", _AFTER.sub("", key)) else None
    elif not slot and _ASIDE.search(key):
        return None
    rest = re.sub(_SLOT[slot], "", key).strip() if slot else key
    if slot and not rest:
        return f"{slot} text" if slot != "medical school" else f"{slot} institution"
    if slot and _ASIDE.search(rest):
        return None
    field = next((f for f, words in _RULES if words.search(rest)), None)
    if field in ("institution", "role") and not slot and (_NOW.search(rest) or after):
        field = "employer" if field == "institution" else "title"
    if field == "location" and _is_of_house(heading, rest, slot):
        field = "employer"
    if field == "program" and not slot and _NOW.search(rest):
        return None
    if slot:
        return _of_slot(slot, field)
    if after:
        if _FIRST.search(key) and field == "employer":
            return "after"
        return field if field in ("employer", "city", "state", "location") else "after"
    if field is None and re.search(r"\b(?:current|present)(?:ly)?\b|\bnow\b", key):
        return "employer"
    return field or _ABROAD.get(OUTLOOK.get(key, ""))


def _is_of_house(heading: str, rest: str, slot: str | None) -> bool:
    """Whether a heading that speaks of a place asks for the employer there as well."""
    located = re.search(r"\b(?:employer|practice|hospital|institution) (?:and |with )?location\b", rest)
    return bool((located and rest != "practice location") or (not slot and _AND_PLACE.search(heading)))


def _of_before(heading: str, key: str) -> str | None:
    """`past employer`, `title of 2019` and the like; "aside" for what else is told of work of before."""
    if (match := _OF_YEAR.fullmatch(heading)) and not is_year(heading):
        what, year = match["what"] or match["rest"], match["year"] or match["first"]
        field = meaning(what)
        return f"{field} of {year}" if field in ("employer", "title", "city", "state") else None
    if _BEEN.fullmatch(key):
        return "past employer"
    if not _PAST.search(key) or _TODAY.search(key) or BORN.fullmatch(key):
        return None
    number = re.search(r" [2-9]$", key)
    rest = " ".join(_PAST.sub(" ", key).split()).removesuffix(number[0] if number else "")
    field = {"role": "title"}.get(meaning(rest) or "", meaning(rest))
    if field in ("employer", "title", "city", "state"):
        return f"past {field}{number[0] if number else ''}"
    is_work = field in ("start", "end", "years", "class_year") and re.search(rf"\b{_WORK}\b", rest)
    return "aside" if is_work or field == "location" else None


def _numbered(key: str) -> str | None:
    """`job 2 start` of "Start 2" and "Job 2 Start Date"."""
    if not (match := _NUMBERED.fullmatch(key)):
        return None
    field = meaning(match[1] or match[4])
    kept = ("employer", "title", "start", "end", "years", "city", "state", *(["location"] if match[4] else []))
    return f"job {match[2] or match[3]} {field}" if field in kept else None


def _of_slot(slot: str, field: str | None) -> str | None:
    if field in ("employer", "name"):
        field = "institution" if field == "employer" else None
    if field in ("title", "role"):
        field = None
    if slot == "residency" and field == "class_year":
        return "class_year"
    if field in ("institution", "program", "start", "end", "class_year", "years", "city", "state", "location"):
        return f"{slot} {field}"
    return (
        f"{slot} text"
        if field is None and slot != "medical school"
        else f"{slot} institution"
        if slot == "medical school" and field is None
        else field
    )


def is_year(heading: str) -> bool:
    """Whether a heading is a class itself ("Class of 2019"), with its people below."""
    return bool(_YEAR_HEAD.fullmatch(_IN_BRACKETS.sub("", heading.strip().lower())))


def is_level(heading: str) -> bool:
    """Whether a heading is a year of training ("PGY-2", "Second Years"), with its people below."""
    return bool(_LEVEL_HEAD.fullmatch(_IN_BRACKETS.sub("", heading.strip().lower())))


class Headings(Mapping[str, str]):
    """Headings as the tables' reader looks columns up: by folded text, any that has a meaning."""

    def __getitem__(self, key: str) -> str:
        if (found := PLAIN.get(key) or meaning(key) or (key if is_year(key) or is_level(key) else None)) is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and (meaning(key) is not None or is_year(key) or is_level(key))

    def __iter__(self) -> Iterator[str]:
        return iter(PLAIN)

    def __len__(self) -> int:
        return len(PLAIN)
