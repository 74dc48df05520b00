"""Each way in which a posting says whom it takes on a visa, and what only looks like it."""

import polars as pl

from curbside.transforms import terms

SCHEMA = {"title": pl.String, "categories": pl.List(pl.String), "employment": pl.List(pl.String), "description": pl.String}  # fmt: skip
# What is said → the J-1's answer, the H-1B's
YES = """
J-1 candidates are welcome.
J1 waiver physicians may apply.
J 1 visas are sponsored.
Sponsorship is available.
We can sponsor.
We do sponsor.
The hospital does sponsor.
We are in a position to sponsor.
Physicians can be sponsored for a waiver.
Physicians may be sponsored for an extension.
Eligible for sponsorship.
Candidates requiring sponsorship are welcome.
Whoever requires sponsorship is welcome.
Those who need sponsorship are welcome.
We provide sponsorship.
We offer any sponsorship.
We offer work sponsorship.
We offer immigration sponsorship.
We offer employment sponsorship.
We offer employer sponsorship.
We offer future sponsorship.
We offer company sponsorship.
Sponsorship for the right candidate is an option.
Sponsorship is possible.
Sponsorship will be considered.
Sponsorship can be provided.
Sponsorship is offered.
Sponsorship is supported.
We offer sponsorship.
The hospital offers sponsorship.
We provide visa sponsorship.
We will sponsor.
We are able to sponsor.
We are willing to sponsor.
We can sponsor the visa.
Applicants can be sponsored for a visa.
We support immigration petitions.
We sponsor immigration cases.
We handle immigration applications.
We process work permit sponsorship.
We support work authorization sponsorship.
Sponsor: J-1.
J-1 waivers: yes.
J-1 (yes)
J1: Y
J-1 waiver eligible site, no call.
Do not hesitate to apply on a J-1 visa.
Don't hesitate to ask about J-1.
We never hesitate to sponsor J-1.
We sponsor not only citizens but J-1 physicians.
Not just citizens: J-1 as well.
Not merely citizens, J-1 too.
Visas including but not limited to J-1.
Do not be afraid to apply on J-1.
Do not be shy about your J-1.
J-1 is no problem.
Need a J-1 waiver? No problem!
J-1 is no issue.
J-1 is not an obstacle.
J-1 is no barrier.
We have no objection to J-1.
J-1 is no concern.
J-1 is no hurdle.
We take J-1 without hesitation.
J-1 without difficulty.
J-1 without any problem.
J-1 without problems.
No J-1 limits: J-1 welcome.
No J-1 limitations; J-1 welcome.
No J-1 issues, J-1 welcome.
No J-1 problems, J-1 welcome.
No J-1 worries, J-1 welcome.
No J-1 hassles, J-1 welcome.
Will you need a visa? J-1 welcome.
""".strip().splitlines()
NO = """
No J-1.
J-1: no
J1 - N
J-1 waivers are not available.
We do not sponsor visas.
We cannot sponsor J-1.
We do not sponsor.
We cannot sponsor.
We can't sponsor.
We are not in a position to sponsor.
No sponsorship.
Sponsorship is unavailable.
J-1 visa: n
J-1 waivers - N
J-1 sponsorship: N
J-1 candidates: n
No conrad slots are left this year for any J-1.
No immigration support is given here by us to visa holders.
No work permits are given here by us to visa holders.
No work authorization is given here by us to visa holders.
J-1 is neither accepted nor considered.
Neither J-1 nor H-1B.
The site has no research, nor any J-1 slots.
J-1 non-eligible.
J-1 slots this year: zero
We are not, at the present time, sponsoring J-1.
We are not a J-1 site.
This is not the J-1 site.
We are not with the J-1 program.
We are not doing J-1 waivers.
J-1: no at this time, we regret.
J-1: no currently, ask again in May.
J-1: no sorry to say.
We can't sponsor J-1.
We won't sponsor J-1.
J-1 isn't sponsored.
J-1s aren't accepted.
The hospital doesn't sponsor J-1.
We don't accept J-1.
We are unable to sponsor.
We never sponsor J-1.
Neither J-1 nor others are sponsored.
We no longer sponsor J-1.
The site is without J-1 slots.
Zero J-1 slots.
Non-J-1 candidates only.
Non-visa candidates only.
J-1 is non-sponsored.
J-1: ineligible
J-1 unavailable.
J-1: none
J-1 declined.
J-1 excluded.
Citizens and green cards, excluding J-1.
The site rules out J-1.
J-1 slots are filled.
J-1 slots are exhausted.
J-1 slots are gone.
J-1 slots are used up.
J-1 slots are taken.
J-1 candidates need not apply.
J-1 is not offered.
J-1 waivers are not provided.
J-1 is not supported.
J-1 is not considered.
J-1 is not eligible.
Does not qualify for J-1.
J-1 is not open.
J-1 is not taken.
We are not taking J-1.
We do not process J-1.
We do not file J-1.
We are not filing for J-1.
We do not hire on J-1.
We are not hiring J-1.
We do not review J-1.
We do not employ J-1.
J-1 is not possible.
We do not participate in J-1.
We cannot assist with J-1.
We cannot help with J-1.
J-1 is not welcome.
We do not work with J-1.
We are not working with J-1.
J-1 is not allowed.
We do not entertain J-1.
We cannot extend J-1.
We cannot transfer J-1.
J-1 is not permitted.
We do not recruit J-1.
We do not interview J-1.
We do not pursue J-1.
J-1s should not apply.
J-1 is not an option.
J-1 is not at this time.
J-1: not at the present time
J-1: not at the current time
J-1: not at the moment
J-1 not currently.
J-1 is not suitable.
J-1 is not appropriate.
J-1 is not approved.
We are not designated for J-1.
We cannot accommodate J-1.
We do not have J-1.
We are not having J-1.
Not for J-1.
Not on J-1.
We do not do J-1.
J-1 - no, sorry
J-1 - no thanks
J-1 - none currently
You must not require sponsorship.
You should not need visa sponsorship.
Applicants must be US citizens.
Only US citizens.
US citizenship required.
This post requires US citizenship.
The law may require US citizenship.
US citizenship is a requirement.
Limited to US citizens.
Restricted to US citizens.
US citizenship is mandatory.
You need to be a US citizen.
Open to US citizens.
Available to US citizens.
Applicants have to be US citizens.
US citizenship: yes
Citizenship: US citizenship
American citizens only.
United States citizens only.
J-1 accepted: N
J-1 available: n
J-1 eligible: N
J-1 offered? N
J-1 visa accepted? No.
Visa sponsorship available? No
Are visas sponsored? N/A
Is J-1 accepted? No
Visa candidates considered? n
J-1 provided: N
J-1 sponsored: N
J-1 sponsorship: N/A
J-1 considered: N
J-1 supported: N
""".strip().splitlines()
# J-1 yes, H-1B no
PARTED = """
J-1 welcome, no H-1B.
J-1 yes, H-1B no.
J-1 ok, H-1B not sponsored.
J-1 okay / H-1B no
J-1 accepted, H-1B not accepted.
J-1 considered, not H-1B.
J-1 available, unable to do H-1B.
J-1 eligible, cannot sponsor H-1B.
J-1 welcomed, however not H-1B.
J-1 welcome but H-1B is not offered.
J-1 welcome although H-1B is not offered.
J-1 welcome though H-1B is not offered.
A J-1 site, H-1B not sponsored.
J-1 employer, H-1B not sponsored.
J-1 location, H-1B not sponsored.
J-1 facility, H-1B not sponsored.
J-1 is sponsored and we do not sponsor H-1B.
J-1 is sponsored and I cannot sponsor H-1B.
J-1 is sponsored and does not extend to H-1B.
J-1 is sponsored and cannot take H-1B.
J-1 is sponsored and can't take H-1B.
J-1 is sponsored and don't take H-1B.
J-1 is sponsored and are unable to take H-1B.
J-1 is sponsored and no H-1B.
(J-1 welcome): H-1B not offered.
J-1: Y, H-1B: N
J-1 (yes), H-1B (no)
J1 - Y; H1B - N
J-1 offered? Y. H-1B offered? N.
J-1 accepted? Yes. H-1B accepted? No.
""".strip().splitlines()
SILENT = """
We do not require a visa.
J-1 physicians have lived here without a worry.
No J-1 is required.
A J-1 waiver is not necessary.
H-1B caps do not apply.
You need not hold a visa.
No visa restrictions.
A Visa gift card.
A Visa debit card.
A Visa credit card.
A Visa reward card.
A Visa prepaid card.
A Visa gift certificate.
US citizenship is not required.
US citizenship is not a requirement.
US citizenship is not necessary.
US citizens preferred.
US citizens only, or regardless.
Open to citizens and noncitizens.
Without regard to race, visa status or sex.
Without regard for visa status.
Regardless of visa type.
Irrespective of immigration status.
On the basis of citizenship, sex or age.
No harassment for citizenship or age.
Visa status is not considered.
Immigration status will not affect you.
Citizenship or immigration status does not matter.
Citizenship status has no bearing.
Visa type has no impact.
Visa status does not play a role.
Visa status is never asked.
Do you need a visa?
Do you need a visa? No
Will you now or in the future require sponsorship? Yes / No
Visa sponsorship needed? Yes No
Visa sponsorship needed? no or yes
Does the candidate need visa sponsorship?
Are you on a J-1?
Is the applicant on a J-1 visa?
Can you work without a visa?
Would you need sponsorship?
Did you hold a J-1?
Have you held a J-1?
""".strip().splitlines()
# … "not" of something that is no refusal, though a word of taking people follows
SILENT += [
    *(
        f"A visa is not {said} to apply."
        for said in "required/needed/requested/necessary/mandatory/being requested/ever required/currently needed/to be required/in any way necessary".split(
            "/"
        )
    ),
    *(
        f"A visa does not {said} you when you apply."
        for said in "affect/influence/impact/change/disqualify/exclude/matter to/count against/prevent/delay/disadvantage/prejudice/discourage/preclude/hinder/hold it against/penalize/limit/restrict".split(
            "/"
        )
    ),
    *(
        f"On a J-1 we do not {said} you when you apply."
        for said in "ask/bill/charge/pay/discriminate against/reject/deny/decline/refuse/turn away/rule out/verify/bar/miss".split(
            "/"
        )
    ),
    *(f"We do not {said} that visas are approved." for said in "guarantee/promise".split("/")),
    "Visa fees we do not deduct when you apply.",
    "Visa copies we do not collect when you apply.",
    "J-1 physicians have not been denied when they apply.",
    "J-1 physicians are not barred if they apply.",
    "J-1 holders need not worry about whether to apply.",
    "A J-1 is not a factor when you apply.",
    "A J-1 is not the limit when you apply.",
    "J-1s have not been excluded when they apply.",
    "We no longer require a visa.",
    *(
        f"There is {no} for the visa."
        for no in "no fee/no cost/no charge/no wait/no need/no delay/zero fee/no additional cost/no extra fee/no out-of-pocket cost/no limit/no restriction/no quota/no deadline".split(
            "/"
        )
    ),
    *(
        f"There is {no} by visa."
        for no in "no impact/no effect/no bearing/no guarantee/no preference/no difference/no discrimination/without any difference/without a fee".split(
            "/"
        )
    ),
    "There are no questions asked about a visa.",
]
SILENT += [
    *(
        f"We cannot sponsor {what}."
        for what in "relocation/housing/travel/your family/families/a team/teams/events/the league/our community/research/CME/education/licenses/tuition/moving/meals/lunch/charities/a membership/dues".split(
            "/"
        )
    ),
    *(
        f"No {papers} needed."
        for papers in "J-1 waiver is/visas are/visa copies/visa documents/J-1 status/Conrad 30/visa/H-1B".split("/")
    ),
    "No J-1 waiver necessary.",
    "You apply without a visa required.",
    "No any visa required.",
    "Protected are race\nvisa type\nsex.",
    "Protected are race\nsex\nand visa status\n.",
    "Protected are race\nor visa type\n.",
]
# Of equal treatment, in a sentence that takes the J-1
_ATTRIBUTES = "status/type/origin/citizenship/disability/disabilities/veterans/law/orientation/identity/expression/age/religion/race/color/sex/gender/factors/characteristics".split(
    "/"
)
YES += [
    *(f"J-1 physicians are hired regardless of class and not by {said}." for said in _ATTRIBUTES),
    *(
        f"J-1 physicians are hired {lead} class and not by age."
        for lead in "without regard to/without regard for/irrespective of/on the basis of".split("/")
    ),
    "J-1 physicians are hired and harassment is not borne by sex.",
    "J-1 physicians are hired as discrimination is not ours.",
    *(
        f"J-1 physicians are hired as {said}."
        for said in """visa status is not considered/visa status is no factor/visa type is not asked/immigration status will not affect it/citizenship status does not matter/visa status has no bearing/visa type has no impact
        /visa status does not play a role/visa status is never considered/citizenship or immigration status is not considered/visa and residency status are not considered/visa and immigration status have no bearing""".replace(
            "\n        ", ""
        ).split("/")
    ),
    *(
        f"J-1 physicians are hired {cap}."
        for cap in "with no cap/with no lottery/without a cap/without the lottery/without cap/not subject to the cap/not subject to an annual cap/not subject to a yearly cap/with no H-1B lottery/with no annual cap".split(
            "/"
        )
    ),
    "We take not only those on J-1.",
    "Sponsorship is not limited to J-1.",
    "J-1 is not a problem.",
    "J-1 is not an issue.",
]
# A sentence with a denial of something else, which leaves the J-1's yes
BESIDES = """ob / obstetrics / O.B./GYN / OB/GYN / gyn / nights / weekends / holidays / evenings / call / on-call / ICU / inpatients / hospital / hospital work / ER / ED / trauma / procedures
    / peds / pediatrics / state income tax / state taxes / income tax / rounding / interventional / surgery / deliveries / non-compete / RVUs / admissions / traffic / snow / buy-in / scope / codes""".replace("\n", " ").split(" / ")  # fmt: skip


def visas(told: list[str], titles: list[str] | None = None) -> list[tuple[bool | None, bool | None]]:
    """The J-1's and the H-1B's answer to each text."""
    titles = titles or ["Hospitalist"] * len(told)
    frame = pl.DataFrame([(title, [], [], text) for title, text in zip(titles, told, strict=True)], schema=SCHEMA, orient="row")  # fmt: skip
    return terms.read(frame).select("visa_j1", "visa_h1b").rows()


def others(texts: list[str], wanted: tuple[bool | None, ...]) -> list[tuple[object, ...]]:
    """Texts with another answer."""
    return [(text, *said) for text, said in zip(texts, visas(texts), strict=True) if said[: len(wanted)] != wanted]


def test_who_says_so_takes_a_j1():
    assert others(YES, (True,)) == []


def test_who_says_so_takes_no_j1():
    assert others(NO, (False,)) == []


def test_each_visa_has_the_answer_of_its_own_clause():
    assert others(PARTED, (True, False)) == []


def test_what_is_said_of_something_else_is_no_answer():
    assert others(SILENT, (None, None)) == []


def test_a_no_to_something_else_leaves_the_yes():
    titles = [f"J-1 Hospitalist {none} {other.strip()}" for other in BESIDES for none in ("no", "without")]
    titles += [
        f"J-1 Hospitalist {none}"
        for none in (
            "without any call",
            "without the ICU",
            "no required call",
            "no mandatory call",
            "non-procedures",
            "not OB",
            "zero call",
        )
    ]
    assert [title for title, said in zip(titles, visas([""] * len(titles), titles), strict=True) if said[0] is not True] == []  # fmt: skip
