"""Profession and specialty of a posting, from its title, its board's categories and, where they are silent, its text.

Two word lists do the reading: `specialty_words.csv` (a phrase → a NUCC code) and `profession_words.csv` (a phrase →
who is meant). One Aho-Corasick pass finds the longest phrase at every place of a title; the rest is rules on the
few phrases found. Codes and names: Health Care Provider Taxonomy, National Uniform Claim Committee (NUCC).
"""

import difflib
from functools import cache

import polars as pl

from curbside.transforms import title as titles
from curbside.transforms.lexicon import find, lexicon, taxonomy

PHYSICIAN, ADVANCED, OTHER = "physician", "advanced practice", "other"
# "Specialty: Urology", "Reference: GI 9007"; and how much of a description is read for the rest
LABELLED = r"(?i)\b(?:reference|specialty|speciality)\s*[:#]\s*([a-z][a-z /&,-]{1,40})"
HEAD = 1200
# Work for any physician, filed by boards under every field in turn
ANYBODY = (
    r"(?i)\b(?:all|any|multiple|various) specialt(?:y|ies)\b|\b(?:medicare|health|risk|home|in-home|disability|wellness)(?: (?:risk|health|home))* "
    r"(?:evaluations?|assessments?|exams?|examinations?)\b"
)
# Weak words are right only with these categories; a surgeon filed under Anesthesiology stays a surgeon.
PRIMARY_CARE = (
    "207Q00000X",
    "207R00000X",
    "208000000X",
    "207RG0300X",
    "208D00000X",
    "207P00000X",
    "207QA0505X",
)
# Fields whose narrower ones win where a title or category names both ("Internal Medicine - Rheumatology").
NARROWED = (
    "207R00000X", "208600000X", "207X00000X", "207RC0000X", "2084N0400X", "2084P0800X", "207W00000X", "207Y00000X",
    "207V00000X", "207RG0100X", "207P00000X", "208800000X", "207N00000X", "207L00000X",
)  # fmt: skip


@cache
def _wider() -> pl.DataFrame:
    """code, wider: pairs in which the wider field gives way to the narrower one in the same title."""
    nucc = taxonomy()
    # "OB/GYN" filed under Obstetrics is both
    own = nucc.filter(pl.col("parent").is_in(NARROWED) & (pl.col("code") != "207VX0000X"))
    own = own.select("code", wider="parent")
    medicine = nucc.filter(
        pl.col("classification").eq("Internal Medicine") & ~pl.col("code").is_in(["207R00000X", "207RG0300X"])
    ).select("code", wider=pl.lit("207R00000X"))
    rest = nucc.filter(pl.col("code").str.starts_with("2080") & pl.col("code").ne("208000000X")).select(
        "code", wider=pl.lit("208000000X")
    )
    hand = pl.DataFrame(
        [
            ("208M00000X", "207R00000X"),
            ("208M00000X", "207Q00000X"),
            ("2086S0129X", "208600000X"),
            ("2086S0120X", "208600000X"),
            ("208200000X", "208600000X"),
            ("2085N0700X", "2085R0202X"),
            ("2085B0100X", "2085R0202X"),
            ("2085P0229X", "2085R0202X"),
            ("207ND0101X", "207N00000X"),
            ("207LP3000X", "207L00000X"),
        ],
        schema=["code", "wider"],
        orient="row",
    )
    return pl.concat([own, medicine, rest, hand]).unique()


def _read(texts: pl.Series) -> pl.DataFrame:
    """What each text says: text, person, ap_code, code (of a physician's field), weight (3 sure, 2 weak, 1 unsure).

    Of the sure fields also their number and the first one, before any gave way to a narrower one: fields, first_code.

    person: physician, advanced practice or other where a person is named; field, weak physician or weak other
    where only a field or a circumstance is; null where nothing is.
    """
    spelled = titles.sought(texts)
    found = find(spelled)
    named = pl.col("person").is_in(["physician", ADVANCED, OTHER])
    persons = found.group_by("row").agg(
        first=pl.col("person").filter(named).first(),
        advanced=pl.col("person").eq(ADVANCED).any(),
        department=pl.col("person").eq("department").any(),
        other=pl.col("person").eq(OTHER).any(),
        field=pl.col("person").eq("field").any(),
        weak=pl.col("person").eq("weak physician").any(),
        weak_other=pl.col("person").eq("weak other").any(),
        ap_code=pl.col("code").filter(pl.col("person") == ADVANCED).drop_nulls().first(),
    )
    person = (
        pl.when(pl.col("first").is_not_null())
        .then("first")
        .when("department")
        .then(pl.lit("physician"))
        .when("field")
        .then(pl.lit("field"))
        .when("weak")
        .then(pl.lit("weak physician"))
        .when("weak_other")
        .then(pl.lit("weak other"))
    )
    sought = pl.col("at").filter(pl.col("person") == "seek").min().over("row")
    codes = found.with_columns(late=(pl.col("at") < sought).fill_null(False)).filter(pl.col("weight") > 0)
    narrower = codes.select("row", "code").unique().join(_wider(), on="code").select("row", code="wider").unique()
    kept = codes.join(narrower, on=["row", "code"], how="anti").sort("late", "at")
    best = (
        kept.filter(pl.col("weight") == pl.col("weight").max().over("row"))
        .group_by("row", maintain_order=True)
        .agg(pl.col("code").first(), pl.col("weight").first())
    )
    sure = (
        codes.filter(pl.col("weight") == 3)
        .group_by("row", maintain_order=True)
        .agg(fields=pl.col("code").n_unique(), first_code=pl.col("code").first())
    )
    return (
        texts.to_frame("text")
        .with_columns(mixed=titles.is_mixed(spelled))
        .with_row_index("row")
        .join(persons.select("row", "ap_code", person=person), on="row", how="left")
        .with_columns(person=pl.when("mixed").then(pl.lit("physician")).otherwise("person"))
        .join(best, on="row", how="left")
        .join(sure, on="row", how="left")
        .drop("row")
    )


def _told(texts: pl.Series) -> pl.DataFrame:
    """text, code, person of descriptions: the field that is labelled or else named most often, if one stands out.

    A description names other people's fields too ("work with cardiologists"), so that a tie says nothing.
    """
    labelled = _read(texts.str.extract(LABELLED, 1).fill_null("")).select(
        label="code", weight="weight", label_person="person", ap_code="ap_code"
    )
    found = find(texts.to_frame("t").select(titles.words(pl.col("t").str.head(HEAD))).to_series())
    codes = found.filter(pl.col("weight") == 3).select("row", "at", "code")
    counts = codes.group_by("row", "code").agg(n=pl.len(), at=pl.col("at").min())
    # hospitalists stand in nearly every description: they take the inpatients
    counts = counts.filter((pl.col("code") != "208M00000X") | (pl.len().over("row") == 1))
    wider = counts.select("row", "code").join(_wider(), on="code").select("row", code="wider").unique()
    best = (
        counts.join(wider, on=["row", "code"], how="anti")
        .sort("n", "at", descending=[True, False])
        .group_by("row", maintain_order=True)
        .agg(pl.col("code").first(), first=pl.col("n").first(), second=pl.col("n").get(1, null_on_oob=True))
        .filter(pl.col("first") > pl.col("second").fill_null(0))
    )
    persons = found.group_by("row").agg(
        person=pl.when(pl.col("person").is_in(["physician", "department", "field"]).any())
        .then(pl.lit("physician"))
        .when((pl.col("person") == ADVANCED).any())
        .then(pl.lit(ADVANCED))
    )
    return (
        texts.to_frame("text")
        .with_row_index("row")
        .hstack(labelled)
        .join(best.select("row", "code"), on="row", how="left")
        .join(persons, on="row", how="left", maintain_order="left")
        .select(
            "text",
            "ap_code",
            person=pl.when(pl.col("label_person") == ADVANCED).then("label_person").otherwise("person"),
            labelled=pl.col("label_person").eq(ADVANCED),
            code=pl.when(pl.col("weight") == 3).then("label").otherwise("code"),
        )
    )


def _joined(left: pl.DataFrame) -> pl.DataFrame:
    """`left` with what its title and (columns ending in _category) its category say; each distinct text is read once."""
    said = _read(pl.concat([left["title"], left["category"].alias("title")]).unique())
    category = said.rename({c: f"{c}_category" for c in said.columns if c != "text"})
    return left.join(said, left_on="title", right_on="text", how="left", maintain_order="left").join(
        category, left_on="category", right_on="text", how="left", maintain_order="left"
    )


def classify(frame: pl.DataFrame) -> pl.DataFrame:
    """profession, professions, specialty_code and specialty of each row of `frame` (title, categories, description), in order.

    The title decides. Where it names several fields the first is taken (the one sought, in "X group seeking a Y"),
    unless a later one narrows it ("Internal Medicine - Rheumatology"). A category decides where the title names no
    field, or only a vague one that the category agrees with, or a wider one than the category. The description
    decides last. "Primary care" without more is Family Medicine; urgent care, wound care and the like are nobody's own
    field: null. A title for a physician or somebody of advanced practice ("MD/NP") is a physician's, and `professions` lists
    both. Advanced practice has NUCC's codes of nurse practitioners, physician assistants …; other has none.
    """
    rows = frame.select(
        title=titles.clean(pl.col("title")).fill_null("").str.head(300),
        category=pl.col("categories")
        .list.join(" , ", ignore_nulls=True)
        .fill_null("")
        .str.replace_all(r"(?i)physician \(primary care\)", "physician"),
        description=pl.col("description"),
    )
    said = _joined(rows)
    person, person_category = pl.col("person"), pl.col("person_category")
    strong = ["physician", ADVANCED, OTHER]
    physician_like = ["physician", "field", "weak physician"]
    profession = (
        pl.when(person.is_in(strong))
        .then(person)
        .when(person_category.is_in([ADVANCED, OTHER]))
        .then(person_category)
        .when(person.is_in(physician_like) | person_category.is_in(physician_like))
        .then(pl.lit("physician"))
        .when(person.eq("weak other") | person_category.eq("weak other"))
        .then(pl.lit(OTHER))
    )
    code, weight = pl.col("code"), pl.col("weight").fill_null(0)
    # a board's list of imaging subspecialties is a wish list: its first entry stands for it
    several = (pl.col("fields_category") > 1) & pl.col("code_category").str.starts_with("2085")
    anybody = pl.col("title").str.contains(ANYBODY)
    other_code = pl.when((pl.col("weight_category") == 3) & ~anybody).then(
        pl.when(several).then("first_code_category").otherwise("code_category")
    )
    # a title "Radiologist" under Interventional Radiology is one; "Diagnostic and Interventional" names both itself
    pairs = _wider().vstack(pl.DataFrame({"code": ["2085R0204X"], "wider": ["2085R0202X"]}))
    narrower = (
        pl.struct(code="code_category", wider="code").is_in(pairs.to_struct().implode())
        & ~pl.col("title").str.contains("(?i)adult|general|diagnostic")
        & (pl.col("fields_category") == 1)
        & ~(
            code.eq("207V00000X") & pl.col("code_category").eq("207VG0400X")
        )  # an OB/GYN filed under Gynecology is both
    )
    vague_title = (weight == 2) & code.eq("207Q00000X")
    agrees = (code.is_not_null() & ~vague_title) | other_code.is_in(PRIMARY_CARE)
    specialty = (
        pl.when((weight == 3) & narrower)
        .then("code_category")
        .when(weight == 3)
        .then(code)
        .when((weight > 0) & other_code.is_not_null() & agrees)
        .then(other_code)
        .when(weight > 0)
        .then(code)
        .otherwise(other_code)
    )
    open_ended = (vague_title & other_code.is_null() | (weight == 0) & specialty.is_null()) & ~anybody
    asked = profession.is_null() | (profession == PHYSICIAN) & open_ended
    said = said.with_columns(profession=profession, specialty=specialty, open_ended=open_ended, asked=asked)
    told = _told(said.filter("asked", pl.col("description").str.len_bytes() > 0)["description"].unique())
    told = told.rename({c: f"{c}_told" for c in told.columns if c != "text"})
    said = said.with_columns(text=pl.when("asked").then("description")).join(
        told, on="text", how="left", maintain_order="left"
    )
    profession = (
        pl.when((pl.col("profession") != OTHER).fill_null(True) & pl.col("labelled_told").fill_null(False))
        .then(pl.lit(ADVANCED))
        .when(pl.col("profession").is_not_null())
        .then("profession")
        .when(pl.col("person_told").is_not_null())
        .then("person_told")
    )
    specialty = (
        pl.when("open_ended")
        .then(
            pl.when(pl.col("specialty").is_null() | pl.col("code_told").is_in(PRIMARY_CARE))
            .then(pl.coalesce("code_told", "specialty"))
            .otherwise("specialty")
        )
        .otherwise("specialty")
    )
    return (
        said.with_columns(profession=profession, specialty=specialty)
        .select(
            "profession",
            professions=pl.when(pl.col("mixed") & (pl.col("profession") == PHYSICIAN))
            .then(pl.concat_list("profession", pl.lit(ADVANCED)))
            .when(pl.col("profession").is_not_null())
            .then(pl.concat_list("profession")),
            specialty_code=pl.when(pl.col("profession") == "physician")
            .then("specialty")
            .when(pl.col("profession") == ADVANCED)
            .then(pl.coalesce("ap_code", "ap_code_category", "ap_code_told")),
        )
        .with_columns(
            specialty=pl.col("specialty_code").replace_strict(taxonomy()["code"], taxonomy()["display"], default=None)
        )
    )


@cache
def _names() -> dict[str, str]:
    coded = lexicon().filter(pl.col("code").is_not_null() & (pl.col("phrase") != ""))
    names = {_spaced(phrase): code for phrase, code in coded.select("phrase", "code").rows()}
    spelled = {c: titles.words(titles.clean(pl.col(c))).fill_null("") for c in ("display", "classification")}
    for row in taxonomy().with_columns(**spelled).iter_rows(named=True):
        code = row["same"] or row["code"]
        names.setdefault(_spaced(row["display"]), code)
        if not row["specialization"]:
            names.setdefault(_spaced(row["classification"]), code)
    return names


def _spaced(spelled: str) -> str:
    return " ".join(spelled.replace(",", " ").split())


def _plain(name: str) -> str:
    return _spaced(pl.select(titles.words(titles.clean(pl.lit(name)))).item() or "")


def resolve(name: str) -> str | None:
    """The NUCC code that a user's word means ("Cards", "Heme/Onc", "Cardiovascular Disease", "207RC0000X"), or None."""
    asked = name.strip()
    if asked.upper() in taxonomy()["code"]:
        return asked.upper()
    if (code := _names().get(_plain(asked))) is not None:
        return code
    read = _read(pl.Series([asked])).row(0, named=True)
    return read["code"] if read["weight"] == 3 and read["fields"] == 1 else None


def name(code: str) -> str:
    """What users call the specialty of a NUCC code."""
    return str(dict(taxonomy().select("code", "display").iter_rows())[code])


@cache
def every_name() -> list[str]:
    """What users call every specialty of NUCC's."""
    return taxonomy()["display"].unique(maintain_order=True).to_list()


def close(words: str) -> list[str]:
    """Up to three names that the words come near to, nearest first."""
    fields = {w.lower() for n in every_name() for w in n.split() if len(w) > 5}
    folded = {w: name(c) for w in sorted(fields) if (c := _names().get(w))} | {n.lower(): n for n in every_name()}
    wanted = [words.lower(), *(w for w in words.lower().split() if len(w) > 5)]
    found = [folded[m] for w in wanted for m in difflib.get_close_matches(w, folded, 3, 0.75)]
    return list(dict.fromkeys(found))[:3]


# Most medical oncologists and hematologists work in a combined practice, and most postings say so.
COMBINED = {"207RX0202X": "207RH0003X", "207RH0000X": "207RH0003X"}


@cache
def _descendants(code: str) -> tuple[str, ...]:
    nucc = taxonomy()
    root = next((same for own, same in nucc.select("code", "same").rows() if own == code and same), code)
    wanted = [code, *nucc.filter((pl.col("same") == root) | (pl.col("code") == root))["code"]]
    if code in COMBINED:
        return (code, COMBINED[code])
    for at in wanted:
        wanted += [c for c in nucc.filter(pl.col("parent") == at)["code"] if c not in wanted]
    return tuple(dict.fromkeys(wanted))


def descendants(code: str) -> list[str]:
    """`code` and every code that a search for it finds: the fields below it, and the same field under other boards.

    Internal Medicine finds Hospitalist and Adult Medicine but no subspecialty; Pediatrics and Surgery likewise: their
    subspecialties are fields of their own. A subspecialty of Pediatrics is never below the adult one.
    """
    return list(_descendants(code))
