"""The user's own career as the LinkedIn archive tells it: positions, schools, and where else it says a place and years.

Skills, courses and publications name no place; of projects and honors those count that name a house ("Chief resident,
Lakeview University Hospital"), with the years beside them.
"""

import re

import polars as pl

from curbside.network import dates, names, programs, tables
from curbside.network.contacts import mapped

POSITIONS = tables.aliases(
    employer="Company Name|Unternehmen|Nom de l’entreprise|Nom de l'entreprise|Nome da empresa|Nombre de la empresa",
    title="Title|Position|Titre|Cargo|Título",
    location="Location|Ort|Lieu|Localidade|Ubicación",
    start="Started On|Beginn|Date de début|Iniciado em|Fecha de inicio",
    end="Finished On|Ende|Date de fin|Finalizado em|Fecha de finalización",
)
EDUCATION = tables.aliases(
    institution="School Name|Name der Schule|Nom de l'école|Nome da instituição|Nombre de la institución",
    start="Start Date|Startdatum|Date de début|Data de início|Fecha de inicio",
    end="End Date|Enddatum|Date de fin|Data de término|Fecha de finalización",
    program="Degree Name|Abschluss|Nom du diplôme|Nome do diploma|Nombre de la titulación",
)
VOLUNTEERING = tables.aliases(
    employer="Company Name|Organization|Organisation|Unternehmen|Nom de l’entreprise|Nome da empresa|Nombre de la empresa",
    title="Role|Rolle|Rôle|Função|Función",
    start="Started On|Beginn|Date de début|Iniciado em|Fecha de inicio",
    end="Finished On|Ende|Date de fin|Finalizado em|Fecha de finalización",
)
ORGANIZATIONS = tables.aliases(employer="Name", title="Position", start="Started On", end="Finished On")
PROJECTS = tables.aliases(said="Title", start="Started On", end="Finished On")
HONORS = tables.aliases(said="Title|Name", end="Issued On|Issue Date")

_SCHOOL = re.compile(
    r"\b(?:m\.?d\b\.?|d\.?o\b\.?|mbbs\b|mbchb\b|doctor of (?:osteopathic )?medicine|med(?:ical)? school)"
)


def positions(table: tables.Table) -> pl.DataFrame:
    place = table.column("location").str.split(", ")
    return (
        table.frame.select(
            organisation_name=table.column("employer"),
            title=table.column("title"),
            city=place.list.first(),
            state=place.list.get(1, null_on_oob=True),
            start_year=mapped(table.values("start"), dates.year, pl.Int32),
            end_year=mapped(table.values("end"), dates.year, pl.Int32),
            is_current=table.column("end").is_null(),
        )
        .with_columns(kind=pl.lit("work"))
        .filter(pl.col("organisation_name").is_not_null())
    )


def education(table: tables.Table) -> pl.DataFrame:
    return (
        table.frame.select(
            organisation_name=table.column("institution"),
            program=table.column("program"),
            title=mapped(table.values("program"), training_kind, pl.String),
            start_year=mapped(table.values("start"), dates.year, pl.Int32),
            end_year=mapped(table.values("end"), dates.year, pl.Int32),
        )
        .with_columns(kind=pl.lit("training"))
        .filter(pl.col("organisation_name").is_not_null())
    )


def training_kind(text: str) -> str | None:
    """`medical school`, `residency` or `fellowship`, as the words of a degree or programme say; else None."""
    plain = names.fold(text)
    if re.search(r"\bresiden|\bintern(?:ship)?\b|\bhouse officer", plain):
        return "residency"
    if re.search(r"\bfellow", plain):
        return "fellowship"
    return "medical school" if _SCHOOL.search(plain) else None


_SOCIETY = re.compile(r"(?i)\b(?:college of|society|association|academy|board of|foundation)\b")


def volunteering(table: tables.Table) -> pl.DataFrame:
    """Work without pay: a place and years all the same."""
    role = pl.format("{} (volunteer)", table.column("title"))
    return positions(table).with_columns(
        title=pl.Series(table.frame.filter(table.column("employer").is_not_null()).select(role).to_series())
    )


def organizations(table: tables.Table) -> pl.DataFrame:
    """Societies that the user is a member of."""
    return positions(table).with_columns(kind=pl.lit("society"))


def mentioned(table: tables.Table) -> pl.DataFrame:
    """Projects and honors whose title names a house and that have a year."""
    rows = []
    for said, start, end in table.frame.select(
        table.column("said"), table.column("start"), table.column("end")
    ).iter_rows():
        first, last = dates.year(start), dates.year(end)
        what, house = programs.position(said or "")
        if (first or last) and what and house and programs.is_house(house) and not _SOCIETY.search(house):
            kind = "training" if training_kind(said) else "work"
            title = training_kind(said) if kind == "training" else what
            rows.append((kind, house, title, first or last, last, False))
    columns = {
        "kind": pl.String,
        "organisation_name": pl.String,
        "title": pl.String,
        "start_year": pl.Int32,
        "end_year": pl.Int32,
        "is_current": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=columns, orient="row")


READ = {
    "positions": positions,
    "education": education,
    "volunteering": volunteering,
    "organizations": organizations,
    "projects": mentioned,
    "honors": mentioned,
}
