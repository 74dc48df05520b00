"""From the contacts of one file to the records of the warehouse: ids, names, e-mail, telephone and profile keys."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize
from urllib.parse import unquote

import polars as pl

from curbside.network import dates, names, origin
from curbside.network.model import AFFILIATION, PERSON, STRINGS, TIE, Problem
from curbside.vocabulary import regions, states

# A contact as its file has it: one row a person and `row`, the line (or number of the card) it starts on.
CONTACT = pl.Schema(
    {"row": pl.Int64}
    | {c: t for c, t in PERSON.items() if c not in ("record_id", "source", "file", "owner", "exported_on")}
    | {"uid": pl.String, "at": pl.String}
)
ROW_AFFILIATION = pl.Schema({"row": pl.Int64} | {c: t for c, t in AFFILIATION.items() if c != "record_id"})
_AROUND = pl.Struct({"is_area": pl.Boolean, "state": pl.String})
ROW_TIE = pl.Schema({"row": pl.Int64} | {c: t for c, t in TIE.items() if c != "record_id"})

_PROFILE = (
    r"^(?:linkedin\.com/(?:in|pub)|doximity\.com/(?:pub|cv)|researchgate\.net/profile|orcid\.org|github\.com"
    r"|twitter\.com|x\.com|facebook\.com|instagram\.com)/[^/]"
)
_MET = r"(?i)\b(met (?:at|in|on|during|via|through|while) [^.;\n]{2,80})"
_EMAIL = r"([^\s@<>,;:\"'()\[\]][^\s@<>,;:\"()\[\]]*@[^\s@<>,;:\"'()\[\]]+\.[^\s@<>,;:\"'()\[\]]+)"


# Names that are nobody's: a department, a desk, a street, an e-mail address, a closed account of LinkedIn.
_NOBODY = (
    r"(?i)\b(?:hospital|clinic|department|dept|hotline|help ?desk|front desk|switchboard|pharmacy|scheduling|answering service"
    r"|call cent(?:er|re)|medical cent(?:er|re)|emergency (?:room|department)|medical group|operator|billing|radiology|cardiology"
    r"|oncology|neurology|urology|pathology|laboratory|surgery center|urgent care|customer (?:service|care|support)s?|patient (?:access|services|relations|portal)|(?:help|nurse|advice) ?line|residency office|program office"
    r"|gme office|transfer center|voicemail|conference room|krankenhaus|klinik|sekretariat|[\p{L}]{3,} associates)\b"
    r"|\(via\s|(?-i:\svia\s+\p{Lu})"  # a service that wrote in somebody's name
    r"|\S@\S|^\d+\s+\S+.*\b(?:st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|way|suite|hwy|pkwy)\b\.?"
    r"|\b(?:icu|ccu|nicu|ed|er|or|ward|floor|unit|room|ext|line)\s*#?\d+"
    r"|^(?:linkedin[ -](?:member|mitglied|lid|user)|(?:membre|utilisateur|miembro|usuario|utente|membro)(?: (?:de|do|di))? linkedin"
    r"|usu[aá]rio do linkedin|u[zż]ytkownik linkedin)$"
)


@dataclass(slots=True)
class Contacts:
    """What one file says: contacts, their affiliations and ties by `row`, and the user's own career (`me`)."""

    kind: str
    contacts: pl.DataFrame = field(default_factory=CONTACT.to_frame)
    affiliations: pl.DataFrame = field(default_factory=ROW_AFFILIATION.to_frame)
    ties: pl.DataFrame = field(default_factory=ROW_TIE.to_frame)
    me: pl.DataFrame = field(default_factory=AFFILIATION.to_frame)
    my_urls: list[str] = field(default_factory=list)
    my_emails: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)  # rows that are no contact, by reason
    unknown: list[str] = field(default_factory=list)  # columns that were not understood, as the file writes them
    ids: pl.DataFrame | None = None  # row and record_id, once its records are numbered
    newest: date | None = None  # the newest day that the file names


def conform(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """`frame` with exactly the columns and types of `schema`; missing ones are null (empty for lists)."""
    return frame.select(
        (pl.col(c).cast(t) if c in frame.columns else pl.lit([] if t == STRINGS else None, t)).alias(c)
        for c, t in schema.items()
    )


def mapped(values: pl.Series, function: Callable[[str], object], dtype: pl.DataType | type[pl.DataType]) -> pl.Series:
    """`function` of each value, called once a distinct value; null stays null."""
    distinct = values.drop_nulls().unique()
    table = {v: function(v) for v in distinct.to_list()}
    return pl.Series(values.name, [None if v is None else table[v] for v in values.to_list()], dtype=dtype)


def with_names(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns `name`, `given`, `family`, `credentials` read from `name` or, where both parts are there, from `given`
    and `family`, and `born`, also from a column of that name. Rows whose name holds no letter, or is that of a department, a number or an address, are dropped."""
    frame = frame.with_columns(
        pl.lit(None, pl.String).alias(c) for c in ("name", "given", "family") if c not in frame.columns
    )
    an_address = {
        c: pl.when(~_unaddressed(c).str.contains(r"\S@\S")).then(_unaddressed(c)) for c in ("name", "given", "family")
    }
    frame = frame.with_columns(**an_address)
    full, given, family = (frame[c].to_list() for c in ("name", "given", "family"))
    read: dict[tuple[str | None, str | None, str | None], names.Name] = {}
    result: list[names.Name] = []
    for parts in zip(full, given, family, strict=True):
        found = read.get(parts)
        if found is None:
            whole, first, last = parts
            if whole and first and not last and whole != first and names.is_surname(whole):  # "Name, Vorname"
                whole, last = None, whole
            found = (
                names.parse_parts(first or "", last or "", whole)
                if first and last
                else names.parse(whole or first or last or "")
            )
            read[parts] = found
        result.append(found)
    if "born" in frame.columns:
        former = frame["born"].to_list()
        result = [
            n if n.born or not said else n._replace(born=names.born_as(said, n.given))
            for n, said in zip(result, former, strict=True)
        ]
    columns = list(zip(*result, strict=True)) or [()] * len(names.Name._fields)
    return frame.with_columns(
        pl.Series(c, values, dtype=pl.String).replace("", None)
        for c, values in zip(names.Name._fields, columns, strict=True)
    ).filter(pl.col("name").str.contains(r"\p{L}"), ~pl.col("name").str.contains(_NOBODY))


def _unaddressed(column: str) -> pl.Expr:
    """A name without the address that stands behind it ("Bo Lind <bo@mercy.example>")."""
    name = pl.col(column).str.replace(
        r"(?i)[\s,;:|–—-]*[<(\[]?\s*(?:mailto:)?[^\s<>()\[\]]+@[^\s<>()\[\]]+[>)\]]?\s*$", ""
    )
    return pl.when(name.str.contains(r"\p{L}[\s.,]+\p{L}")).then(name).otherwise(column)


def emails(values: pl.Expr) -> pl.Expr:
    """Lower-case addresses of a list column of strings, in order, once each."""
    return _distinct(values.list.eval(pl.element().str.to_lowercase().str.extract(_EMAIL)))


def phones(values: pl.Expr) -> pl.Expr:
    """Telephone numbers of a list column as `+` and digits (ten digits mean +1), once each; too short ones dropped."""
    plain = pl.element().str.replace(r"(?i)^tel:", "").str.replace(r"(?i)[\s;,]*(?:ext|x|#).*$", "")
    digits = plain.str.replace_all(r"\D", "").str.replace(r"^00", "")
    foreign = plain.str.strip_chars().str.contains(r"^(?:\+|00)")
    number = (
        pl.when(~foreign & (digits.str.len_bytes() == 10))
        .then(pl.concat_str(pl.lit("+1"), digits))
        .when(digits.str.len_bytes().is_between(7, 15))
        .then(pl.concat_str(pl.lit("+"), digits))
    )
    return _distinct(values.list.eval(number))


def profile_url(values: pl.Expr) -> pl.Expr:
    """One address's key: host and path in lower case, without scheme, `www.`, query or trailing slash."""
    return (
        values.str.strip_chars()
        .str.replace_all(r"\\", "")
        .str.to_lowercase()
        .str.replace(r"^[a-z][a-z0-9+.-]*://", "")
        .str.replace(r"[?#].*$", "")
        .str.replace(r"^(?:www|m|[a-z]{2})\.(linkedin\.com/)", "$1")
        .str.replace(r"^www\.", "")
        .str.strip_chars_end("/")
        .replace("", None)
        # LinkedIn exports letters beyond ASCII percent-encoded, telephones keep them plain.
        .map_elements(lambda url: normalize("NFC", unquote(url)) if "%" in url else url, return_dtype=pl.String)
    )


def urls(values: pl.Expr) -> pl.Expr:
    """Keys of the profiles in a list column of addresses, once each.

    Only pages of one person: an employer's site stands on the cards of all its people, and would make them one.
    """
    keys = profile_url(pl.element())
    return _distinct(values.list.eval(pl.when(keys.str.contains(_PROFILE)).then(keys)))


def met(frame: pl.DataFrame) -> pl.DataFrame:
    """Ties `met` that the column `note` tells of ("met at ACC 2019"): rows as ROW_TIE, with the words as evidence."""
    said = frame.select("row", words=pl.col("note").str.extract(_MET)).drop_nulls("words")
    said = said.with_columns(since=mapped(said["words"], dates.mentioned, pl.Date))
    return conform(
        said.with_columns(
            kind=pl.lit("met"),
            last_on="since",
            count=pl.lit(1),
            two_way=pl.lit(True),
            evidence=origin.said("own note", pl.col("words").str.strip_chars()),
        ),
        ROW_TIE,
    )


def listed(rows: pl.DataFrame) -> pl.DataFrame:
    """One tie `address book` to the user for each row."""
    return conform(rows.select("row").with_columns(kind=pl.lit("address book"), two_way=pl.lit(False)), ROW_TIE)


def state(values: pl.Expr) -> pl.Expr:
    """The two letters of a US state or territory however it is written (`Puerto Rico`, `D.C.`, `Mass.`); anything else as
    it is."""
    plain = values.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}|['’‘`.]", "")
    key = plain.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()
    return key.replace_strict(states.FORMS, default=values, return_dtype=pl.String)


def towns(city: pl.Series, state: pl.Series) -> tuple[pl.Series, pl.Series]:
    """`city` without what is no town ("Greater Chicago Area"), and `state` with the one that such a place names."""
    around = mapped(city, lambda c: dict(zip(("is_area", "state"), regions.area(c), strict=True)), _AROUND)
    is_area = around.struct.field("is_area").fill_null(False)
    state = around.struct.field("state").zip_with(is_area & state.is_null(), state)
    return pl.select(pl.when(~is_area).then(city)).to_series(), state


def _distinct(values: pl.Expr) -> pl.Expr:
    return values.list.drop_nulls().list.unique(maintain_order=True).fill_null(pl.lit([], STRINGS))


def one_a_record(persons: pl.DataFrame) -> pl.DataFrame:
    """Rows of one record made one: lists joined, of single values the first that is not null (dates: the newest)."""
    if not persons["record_id"].is_duplicated().any():
        return persons
    rest = [c for c in persons.columns if c != "record_id"]

    def merge(column: str) -> pl.Expr:
        values = pl.col(column)
        if PERSON[column] == STRINGS:
            return values.list.explode().drop_nulls().unique(maintain_order=True)
        if PERSON[column] == pl.Date:
            return values.min() if column == "connected_on" else values.max()
        return values.drop_nulls().first()

    return conform(persons.group_by("record_id", maintain_order=True).agg(merge(c) for c in rest), PERSON)
