"""What boards and people write where they name nothing: no employer, no place, nothing at all.

Keys are in the words of `states.key`: lower case, no accents, apostrophes or points.
"""

# Nothing to say, in any field.
NOTHING = frozenset(
    "unavailable|null|none|-|--|—|–|n/a|na|not specified|unspecified|open|not available|not displayed|not provided|"
    "not applicable|not disclosed|undisclosed|unknown|undefined|nan|nil|tbd|tba|to be determined|.|?|{}|[]|0000-00-00".split(
        "|"
    )
)
# "City not specified", "No hiring organization", "Company name not available", "Employer undisclosed", "Location TBD"
_WHAT = (
    r"(?:hiring )?(?:company|employer|organi[sz]ation|client|facility|hospital|practice|name|city|town|state|region|locality|location|"
    r"place|address|zip|postal code|country|salary|pay|compensation|date|details?|information|info|value|data)"
)
_WITHHELD = (
    r"(?:un(?:known|disclosed|specified|available|named|listed)|withheld|confidential|anonymous|hidden|tb[da]|"
    r"to be (?:determined|announced|decided|disclosed)|(?:is )?not (?:yet )?(?:specified|available|provided|disclosed|given|listed|"
    r"named|stated|known|found|set|applicable|shown|displayed|entered|released|published)|on request|upon request|n ?a|none|null)"
)
SENTENCE = (
    rf"^(?:no|without|missing|unknown|unspecified|undisclosed|undefined|unnamed) (?:{_WHAT} ?)+"
    rf"(?:{_WITHHELD}|given|listed|provided|available|specified)?$"
    rf"|\b(?:name|details?|{_WITHHELD}) (?:available |given |provided )?(?:up)?on (?:request|inquiry|application)\b|^withheld\b|^client of ours$"
    r"|^(?:an?|our|one|the) (?:(?:well|long)? ?(?:established|growing|busy|private|large|small|leading|local|independent|respected|thriving|"
    r"confidential|reputable|rural|suburban|multi ?specialty|medical|physician owned|community|regional|major) )*"
    r"(?:practice|group|hospital|clinic|facility|employer|organization|company|client|medical center|health system)$"
    r"|^(?:health ?care|medical|hospital|healthcare) (?:facility|employer|organization|company)$"
    rf"|^(?:the )?(?:{_WHAT} )+{_WITHHELD}$|^{_WITHHELD} (?:{_WHAT} ?)+$|^{_WITHHELD}$"
    # "Not disclosed by employer", "Private practice (confidential)"
    rf"|^{_WITHHELD} (?:by|per) (?:the )?{_WHAT}$|^private (?:employer|company|client|advertiser|organi[sz]ation)$"
    rf"|^(?:private practice|(?:medical |multi ?specialty |physician )?group|{_WHAT}) (?:confidential|undisclosed|withheld)$"
)

# Names that stand for no particular employer: they must never match anyone.
NOBODY = frozenset(
    phrase.strip()
    for phrase in """
    confidential, confidentail, confidential employer, confidential client, confidential company, confidential hospital,
    confidential practice, hospital confidential, company confidential, name withheld, withheld, anonymous, undisclosed, not disclosed,
    not specified, unspecified, not provided, not available, not applicable, none, n a, na, nan, null, nil, unknown, tbd, tba,
    to be determined, test, test company, example, demo, inc, llc, pc, company, the company, employer, the employer, client, our client,
    our clients, hiring, hiring company, hiring organization, hiring employer, hiring manager, employer name, company name, organization, business, hospital, the hospital, hospitals, a hospital, community hospital, local hospital,
    leading hospital, regional hospital, general hospital, various hospitals, hospital system, hospital employed,
    community hospital system, university hospital system, medical center, the medical center, regional medical center,
    university medical center, clinic, the clinic, local clinic, medical clinic, medical group, the medical group, multispecialty group,
    physician group, physicians group, group practice, private group, imaging center,
    outpatient imaging center, outpatient center, outpatient clinic, surgery center, ambulatory surgery center, academic medical center,
    teaching hospital, rural hospital, critical access hospital, private hospital, community clinic, health clinic, outpatient practice,
    specialty practice, multispecialty practice, multispecialty clinic, practice, the practice, private, private practice, solo practice,
    medical practice, physician practice, family practice, medical office, doctors office, physicians office, doctor, doctors,
    physician, physicians, md, healthcare, health care, health, medical, medicine, health system, healthcare system, health center,
    community health center, urgent care, nursing home, university, the university, college, school, medical school, radiology,
    radiology group, government, federal government, state government, us government, military, us, usa, nonprofit, staffing,
    staffing agency, agency, recruiter, recruiting firm, recruitment agency, search firm, job board, various, various employers,
    various locations, multiple, multiple employers, multiple locations, other, see description, see job description, home, remote,
    stealth, stealth startup, stealth mode, self, self employed, selfemployed, self employment, freelance, freelancer, independent,
    independent contractor, independent consultant, consultant, contractor, volunteer, emeritus, own business, retired,
    retired physician, semi retired, unemployed, not employed, student, medical student, resident, residency, residency program, fellow,
    fellowship, between jobs, career break, sabbatical, parental leave, family, mom, job seeker, looking for work, currently seeking,
    seeking opportunities, seeking new opportunities, open to work, locums, locum tenens
    """.split(",")
)  # fmt: skip

# Of those, what stands where somebody works for themselves or does not say for whom: where, the title may tell.
OWN_OR_UNSAID = NOBODY & frozenset(
    "self|self employed|selfemployed|self employment|freelance|freelancer|independent|independent contractor|contractor|own business|"
    "locums|locum tenens|confidential|confidential employer|confidential company|undisclosed|not disclosed|withheld|various|"
    "various employers|various locations|multiple|multiple employers|n a|na|none|not applicable|tbd|see description".split(
        "|"
    )
)
