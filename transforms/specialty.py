"""Profession and specialty of a posting, from its title, its board's categories and, where they are silent, its text.

Two word lists do the reading: `specialty_words.csv` (a phrase → a NUCC code) and `profession_words.csv` (a phrase →
who is meant). One Aho-Corasick pass finds the longest phrase at every place of a title; the rest is rules on the
few phrases found. Codes and names: Health Care Provider Taxonomy, National Uniform Claim Committee (NUCC).
"""

import difflib
from functools import cache

import polars as pl

from curbside.transforms import title as titles
from curbside.transforms.lexicon import lexicon, taxonomy
from curbside.transforms.specialty_phrases import ADVANCED, OTHER, PHYSICIAN, joined, read_phrases, told_by, wider_codes
from curbside.transforms.specialty_several import several

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


def classify(frame: pl.DataFrame) -> pl.DataFrame:
    """profession, professions, specialty_code, specialty_codes and specialty of each row of `frame` (title, categories,
    description), in order.

    The title decides. Where it names several fields the first is taken (the one sought, in "X group seeking a Y"),
    unless a later one narrows it ("Internal Medicine - Rheumatology"); `specialty_codes` lists those that stand side by
    side ("Pulmonary/Critical Care"), the code first. A category decides where the title names no
    field, or only a vague one that the category agrees with, or a wider one than the category. The description
    decides last. "Primary care" without more is Family Medicine; urgent care, wound care and the like are nobody's own
    field: null. A title for a physician or somebody of advanced practice ("MD/NP") is a physician's, and `professions` lists
    both. Advanced practice has NUCC's codes of nurse practitioners, physician assistants …; other has none.
    """
    said = joined(_texts(frame)).with_columns(profession=_profession(), filed=_filed())
    said = said.with_columns(specialty=_specialty()).with_columns(open_ended=_open_ended())
    said = _beside_descriptions(said).with_columns(profession=_profession_told(), specialty=_specialty_told())
    physician = (pl.col("profession") == PHYSICIAN) & (_weight() == 3)
    said = said.with_columns(specialty_code=_code(), fields=pl.when(physician).then("fields"))
    name = pl.col("specialty_code").replace_strict(taxonomy()["code"], taxonomy()["display"], default=None)
    return said.select(
        "profession", "specialty_code", professions=_professions(), specialty=name, specialty_codes=several(said)
    ).select("profession", "professions", "specialty_code", "specialty", "specialty_codes")


def _texts(frame: pl.DataFrame) -> pl.DataFrame:
    """title, category (all of a posting's in one text) and description, as phrases are looked for in them."""
    return frame.select(
        title=titles.clean(pl.col("title")).fill_null("").str.head(300),
        category=pl.col("categories")
        .list.join(" , ", ignore_nulls=True)
        .fill_null("")
        .str.replace_all(r"(?i)physician \(primary care\)", "physician"),
        description=pl.col("description"),
    )


def _profession() -> pl.Expr:
    """Who is meant by the title, else by the category: a person named before one whom only a field lets expect."""
    person, category = pl.col("person"), pl.col("person_category")
    physician_like = [PHYSICIAN, "field", "weak physician"]
    return (
        pl.when(person.is_in([PHYSICIAN, ADVANCED, OTHER]))
        .then(person)
        .when(category.is_in([ADVANCED, OTHER]))
        .then(category)
        .when(person.is_in(physician_like) | category.is_in(physician_like))
        .then(pl.lit(PHYSICIAN))
        .when(person.eq("weak other") | category.eq("weak other"))
        .then(pl.lit(OTHER))
    )


def _anybody() -> pl.Expr:
    return pl.col("title").str.contains(ANYBODY)


def _filed() -> pl.Expr:
    """The field that the category surely names, null for anybody's work."""
    # a board's list of imaging subspecialties is a wish list: its first entry stands for it
    several = (pl.col("fields_category") > 1) & pl.col("code_category").str.starts_with("2085")
    return pl.when((pl.col("weight_category") == 3) & ~_anybody()).then(
        pl.when(several).then("first_code_category").otherwise("code_category")
    )


def _weight() -> pl.Expr:
    """How surely the title names a field: 3 by its name, less by a weaker word, 0 not at all."""
    return pl.col("weight").fill_null(0)


def _vague() -> pl.Expr:
    """Whether the title says "primary care" and the like, which may be Family Medicine."""
    return (_weight() == 2) & pl.col("code").eq("207Q00000X")


def _narrower() -> pl.Expr:
    """Whether the category's one field is a part of the title's, and the title does not claim the whole."""
    # a title "Radiologist" under Interventional Radiology is one; "Diagnostic and Interventional" names both itself
    pairs = wider_codes().vstack(pl.DataFrame({"code": ["2085R0204X"], "wider": ["2085R0202X"]}))
    return (
        pl.struct(code="code_category", wider="code").is_in(pairs.to_struct().implode())
        & ~pl.col("title").str.contains("(?i)adult|general|diagnostic")
        & (pl.col("fields_category") == 1)
        # an OB/GYN filed under Gynecology is both
        & ~(pl.col("code").eq("207V00000X") & pl.col("code_category").eq("207VG0400X"))
    )


def _specialty() -> pl.Expr:
    """The field of a physician's title and category."""
    code, weight = pl.col("code"), _weight()
    agrees = (code.is_not_null() & ~_vague()) | pl.col("filed").is_in(PRIMARY_CARE)
    return (
        pl.when((weight == 3) & _narrower())
        .then("code_category")
        .when(weight == 3)
        .then(code)
        .when((weight > 0) & pl.col("filed").is_not_null() & agrees)
        .then("filed")
        .when(weight > 0)
        .then(code)
        .otherwise("filed")
    )


def _open_ended() -> pl.Expr:
    """Whether title and category leave the field open, so that a description may say it."""
    unsaid = (_weight() == 0) & pl.col("specialty").is_null()
    return (_vague() & pl.col("filed").is_null() | unsaid) & ~_anybody()


def _beside_descriptions(said: pl.DataFrame) -> pl.DataFrame:
    """`said` with what descriptions say (columns ending in _told) where title and category leave a question."""
    asked = pl.col("profession").is_null() | (pl.col("profession") == PHYSICIAN) & pl.col("open_ended")
    said = said.with_columns(asked=asked)
    told = told_by(said.filter("asked", pl.col("description").str.len_bytes() > 0)["description"].unique())
    told = told.rename({c: f"{c}_told" for c in told.columns if c != "text"})
    return said.with_columns(text=pl.when("asked").then("description")).join(
        told, on="text", how="left", maintain_order="left"
    )


def _profession_told() -> pl.Expr:
    """The profession once the description is heard; one of advanced practice that it labels outweighs a physician's title."""
    return (
        pl.when((pl.col("profession") != OTHER).fill_null(True) & pl.col("labelled_told").fill_null(False))
        .then(pl.lit(ADVANCED))
        .when(pl.col("profession").is_not_null())
        .then("profession")
        .when(pl.col("person_told").is_not_null())
        .then("person_told")
    )


def _specialty_told() -> pl.Expr:
    """The specialty once the description is heard: a vague title only takes a field of primary care from it."""
    fits = pl.col("specialty").is_null() | pl.col("code_told").is_in(PRIMARY_CARE)
    return pl.when(pl.col("open_ended") & fits).then(pl.coalesce("code_told", "specialty")).otherwise("specialty")


def _professions() -> pl.Expr:
    """Everybody who may apply: the profession, and advanced practice where the title, or a category beside a title that
    names nobody, is for both."""
    filed = pl.col("mixed_category") & ~pl.col("person").is_in([PHYSICIAN, ADVANCED, OTHER]).fill_null(False)
    return (
        pl.when((pl.col("mixed") | filed) & (pl.col("profession") == PHYSICIAN))
        .then(pl.concat_list("profession", pl.lit(ADVANCED)))
        .when(pl.col("profession").is_not_null())
        .then(pl.concat_list("profession"))
    )


def _code() -> pl.Expr:
    """A physician's field, or the kind of advanced practice; none for others."""
    return (
        pl.when(pl.col("profession") == PHYSICIAN)
        .then("specialty")
        .when(pl.col("profession") == ADVANCED)
        .then(pl.coalesce("ap_code", "ap_code_category", "ap_code_told"))
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


@cache
def resolve(name: str) -> str | None:
    """The NUCC code that a user's word means ("Cards", "Heme/Onc", "Cardiovascular Disease", "207RC0000X"), or None."""
    asked = name.strip()
    if asked.upper() in taxonomy()["code"]:
        return asked.upper()
    if (code := _names().get(_plain(asked))) is not None:
        return code
    read = read_phrases(pl.Series([asked])).row(0, named=True)
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
