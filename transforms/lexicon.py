"""The word lists: which phrases of a title mean which NUCC code, and who is meant by them.

`specialty_words.csv` (a phrase → a code) and `profession_words.csv` (a phrase → a person) hold templates:
`cardiolog(y|ist)`, capitals for a list of MACROS. Codes and names: Health Care Provider Taxonomy, National Uniform
Claim Committee (NUCC).
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import polars as pl

MACROS = {
    "PED": "pediatric|pediatrics|peds|ped",
    "FM": "family medicine|family practice|family care|fm|fp",
    "IM": "internal medicine|general internal medicine|im",
    "CARDS": "cardiology|cardiologist|cardiologists|cards|cardio",
    "GASTRO": "gastroenterology|gastroenterologist|gastroenterologists|gastroent|gastro|gi",
    "ORTHO": "orthopedic|orthopedics|orthopedist|orthopedists|orthopod|ortho",
    "OBGYN": "ob gyn|obgyn|ob gyne|ob gynecology|obstetrics gynecology|obstetrician gynecologist|obstetric gynecology",
    "OB": "ob|obstetric|obstetrics|obstetrician",
    "RAD": "radiology|radiologist|radiologists",
    "CHILD": "child|child adolescent|adolescent|adolescent child|child adol|pediatric|pediatrics|peds|"
    "pediatric child adolescent",
}
# the last word of a phrase that names a person, not a field
PERSON = re.compile(
    r"(ist|ists|ian|ians|eon|eons|physicians?|doctors?|docs?|attending|practitioners?|imagers?|examiner|interventionalists?)$"
)
# people who are also departments: "Nurse Practitioner - Hospitalist" is no physician
DEPARTMENT = re.compile(r"hospitalist|nocturnist|intensivist|laborist|hospital medicine")


@cache
def taxonomy() -> pl.DataFrame:
    """NUCC's codes of physicians and advanced practice.

    Columns: code, grouping, classification, specialization, display, parent, same (empty: null).

    `parent` is ours: NUCC has two levels only, so that Interventional Cardiology lies beside Cardiovascular Disease.
    `same` is the code that `classify` uses where NUCC has one field under several classifications (Sleep Medicine).
    """
    text = (files("curbside.transforms") / "nucc.csv").read_bytes()
    return pl.read_csv(text, infer_schema=False)


def _alternatives(template: str) -> Iterator[str]:
    """`cardiolog(y|ist)` → cardiology, cardiologist; parentheses nest; an empty alternative leaves it out."""
    depth, start, inner = 0, -1, template.find("(")
    if inner < 0:
        yield template
        return
    options: list[str] = []
    start = inner + 1
    for at in range(inner, len(template)):
        sign = template[at]
        depth += (sign == "(") - (sign == ")")
        if (depth == 1 and sign == "|") or depth == 0:
            options.append(template[start:at])
            start = at + 1
        if depth == 0:
            break
    head, tails = template[:inner], list(_alternatives(template[at + 1 :]))
    for option in options:
        for middle in _alternatives(option):
            for tail in tails:
                yield head + middle + tail


def phrases(template: str) -> list[str]:
    """Every phrase of a template, in the words of `title.words`."""
    for name, options in MACROS.items():
        template = re.sub(rf"\b{name}\b", f"({options})", template)
    spelled = (" ".join(p.replace(" and ", " ").split()) for p in _alternatives(template))
    return [p for p in dict.fromkeys(spelled) if p]


@cache
def lexicon() -> pl.DataFrame:
    """phrase (as `title.words` spells it), person (physician, department, advanced practice, other), weight, code."""
    rows: dict[str, tuple[str | None, int, str | None]] = {}
    for name in ("profession_words.csv", "specialty_words.csv"):
        text = (files("curbside.transforms") / name).read_text()
        for row in csv.DictReader(text.splitlines()):
            says, code = row["says"], row["code"] or None
            for phrase in phrases(row["phrase"]):
                person: str | None = None
                weight = {"specialty": 3, "weak": 2, "unsure": 1}.get(says, 0)
                if weight:
                    person = "physician" if PERSON.search(phrase) else "field" if weight == 3 else "weak physician"
                    if person == "physician" and DEPARTMENT.search(phrase):
                        person = "department"
                elif says != "neutral":
                    person = says
                rows.setdefault(phrase, (person, weight, code))
    return pl.DataFrame(
        [(f" {'  '.join(p.split())} ", *r) for p, r in rows.items()],
        schema={"phrase": pl.String, "person": pl.String, "weight": pl.Int8, "code": pl.String},
        orient="row",
    )


FEW = 100_000  # bytes of text below which laying out all phrases takes longer than reading


@cache
def patterns() -> list[str]:
    return sorted(lexicon()["phrase"].to_list(), key=len, reverse=True)


def _patterns_for(spelled: pl.Series) -> list[str]:
    """The phrases whose first word stands in the text, where the text is little; else all."""
    if (spelled.str.len_bytes().sum() or 0) > FEW:
        return patterns()
    present = {word for text in spelled.drop_nulls() for word in text.split()}
    return [p for p, first in _first_words() if first in present]


@cache
def _first_words() -> list[tuple[str, str]]:
    return [(p, p.split()[0]) for p in patterns()]


def find(spelled: pl.Series) -> pl.DataFrame:
    """One row a phrase found: row (of `spelled`, as `title.words` or `title.sought` give it), at (order), person, weight, code."""
    nothing = pl.DataFrame(schema={"row": pl.UInt32, "at": pl.UInt32, **lexicon().drop("phrase").schema})
    if spelled.is_empty():  # the search's tables take longer to lay out than thousands of titles to read
        return nothing
    rows = spelled.to_frame("text").with_row_index("row")
    found = rows.select("row", phrase=pl.col("text").str.extract_many(_patterns_for(spelled), leftmost=True))
    told = found.explode("phrase", empty_as_null=False).with_row_index("at")
    return told.join(lexicon(), on="phrase", how="left", maintain_order="left").select(nothing.columns)
