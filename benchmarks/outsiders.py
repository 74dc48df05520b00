"""Employers that stand in no register, made by kind and set down in towns that have a hospital: the answer is "none of them".

Kinds: names that mean nothing; groups, clinics and telehealth companies by the words they are named with; practices called
after their own town or state; staffing companies; research companies and non-profits. `made` is the same for the same seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

SYLLABLES = "ba bel bri cal cor dan del dor el fen gal hal ir jas kel lor mar nex nor ol pal quin ras sel tor ul ver wes yor zan zy".split()
ENDS = (
    "Health;Healthcare;Clinic;Partners;Medical Group;Physicians;Medical Associates;Health Partners;Urgent Care;Wellness;"
    "Health Center;Medical Center;Care;Primary Care;Health Services;Physician Partners;Health Network;Medical Clinic"
).split(";")
BRANDS = (
    "Advanced;Premier;Summit;Pinnacle;Alliance;Horizon;Beacon;Cornerstone;Heritage;Liberty;Patriot;Frontier;Vista;Crescent;"
    "Lakeside;Eastside;Westside;Northside;Harbor;Coastal;Valley;Mountain;Prairie;Capital;Metro;United;National;American;Family First;"
    "Total;Complete;Optimal;Integrated;Preferred;Signature;Select;Precision;Apex;Elite;Evergreen;Oak;Cedar;Maple;Willow;Stone;River"
).split(";")
FIELDS = (
    "Cardiology;Orthopedics;Orthopaedic;Pain;Gastroenterology;Urology;Dermatology;Eye;ENT;Allergy;Kidney;Nephrology;Oncology;Cancer;"
    "Surgical;Radiology;Imaging;Anesthesia;Emergency;Hospitalist;Pediatrics;Women's;Obstetrics;Neurology;Spine;Heart;Vascular;"
    "Pulmonary;Psychiatry;Behavioral;Senior;Wound;Dental;Digestive;Retina;Hand;Sports Medicine;Rheumatology;Endocrinology;Internal Medicine"
).split(";")
GROUPS = (
    "Associates;Specialists;Group;Partners;Consultants;Physicians;Clinic;Center;Institute;PC;PLLC;PA;Medical Group;Care;Surgeons;"
    "of America;Network;Services;Solutions"
).split(";")
TOWNS = (
    "{town} Orthopedic Specialists;{town} Family Medicine;{town} Pediatrics;{town} Surgical Associates;{town} Clinic;{town} Medical Group;"
    "{town} Heart Institute;{town} Family Health Center;{town} Urgent Care;{town} Cardiology Associates;{town} Eye Center;{town} Imaging;"
    "{town} Community Health Center;{town} Internal Medicine;Family Practice of {town};Women's Care of {town};Urology of {town};"
    "{town} Anesthesia Associates;{town} Emergency Physicians;{town} Primary Care;{town} Behavioral Health;{town} Medical Associates"
).split(";")
STATEWIDE = (
    "{state} Oncology;{state} Heart Institute;{state} Urology;{state} Kidney Consultants;{state} Eye Associates;{state} Orthopaedics;"
    "{state} Emergency Physicians;{state} Medical Associates;{state} Pain Institute;{state} Pediatric Partners;{state} Primary Care Association"
).split(";")
STAFFING = (
    "Locum Partners;Physician Staffing;Medical Staffing;Physician Search;Healthcare Recruiters;Emergency Staffing;Hospital Medicine;"
    "Acute Care Partners;Anesthesia Staffing;Telemedicine;Telehealth;Virtual Care;House Calls;Home Health;Hospice;Correctional Health"
).split(";")


def made(
    towns: list[tuple[str, str, str]], companies: list[str], count: int, seed: int
) -> Iterator[tuple[str, str, str, str]]:
    """`count` of (kind, name, city, state code). `towns`: (city, state code, state's name); `companies`: real names."""
    chance = random.Random(seed)
    kinds = {
        "nonsense": lambda town: f"{_nonsense(chance)} {chance.choice(ENDS)}",
        "brand": lambda town: f"{chance.choice(BRANDS)} {chance.choice(ENDS)}",
        "field": lambda town: f"{chance.choice(BRANDS)} {chance.choice(FIELDS)} {chance.choice(GROUPS)}",
        "surname": lambda town: f"{_nonsense(chance)} {chance.choice(FIELDS)} {chance.choice(GROUPS)}",
        "town": lambda town: chance.choice(TOWNS).format(town=town[0].title()),
        "state": lambda town: chance.choice(STATEWIDE).format(state=town[2]),
        "staffing": lambda town: f"{chance.choice([*BRANDS, _nonsense(chance)])} {chance.choice(STAFFING)}",
        "company": lambda town: chance.choice(companies),
    }
    for number in range(count):
        kind = list(kinds)[number % len(kinds)]
        town = chance.choice(towns)
        yield kind, kinds[kind](town), town[0], town[1]


def _nonsense(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 3)))).title()
