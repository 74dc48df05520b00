"""Titles are shown as served and compared by what they say."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.transforms import title


def cleaned(text: str | None) -> str | None:
    return pl.DataFrame({"t": [text]}, schema={"t": pl.String}).select(title.clean(pl.col("t"))).item()


@pytest.mark.parametrize(
    ("served", "shown"),
    [
        ("Women&#39;s Imaging &amp; Mammography", "Women's Imaging & Mammography"),
        ("&#8364;100 &#8592; &#x2192; &#8226; &#x2122; &#591;", "€100 ← → • ™ ɏ"),
        ("&#592; &#8304; &#8528; &#8527;", "&#592; &#8304; &#8528; ⅏"),  # where no title looks for them
        ("Twice &amp;amp; escaped", "Twice & escaped"),
        ("Thrice &amp;amp;amp; escaped", "Thrice &amp; escaped"),
        ("  Psychiatrist\u00a0\u00a0-\tAkron\r\nOhio ", "Psychiatrist - Akron Ohio"),
        ("RN\u200b/Respiratory", "RN/Respiratory"),
        ("Right\u202eto left", "Rightto left"),
        ("🔥 Hospitalist | $400K", "🔥 Hospitalist | $400K"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("&bogus; stays", "&bogus; stays"),
        ("   ", None),
        (None, None),
    ],
)
def test_a_title_stays_as_served_but_for_entities_blanks_and_controls(served, shown):
    assert cleaned(served) == shown


@pytest.mark.whole
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60))
def test_cleaning_leaves_no_line_break_and_no_outer_blank(text):
    shown = cleaned(text)
    assert shown is None or (shown == shown.strip() and "\n" not in shown and "\x00" not in shown)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GI, Surgery", " ,  gi  ,  surgery  , "), ("GI, MD", " ,  gi  , "), ("Hospitalist", " ,  hospitalist  , "), ("Internist, PA", " ,  internist  , "), ("PA-C, Surgery", " ,  physicianassistant  ,  surgery  , "),
        ("NP or PA", " ,  np  or  pa  , "), ("NP, PA", " ,  np  physicianassistant  , "),
        ("Physician-Assistant", " ,  physicianassistant  , "), ("Cardiology- Akron", " ,  cardiology  ,  akron  , "), ("Part-time", " ,  part  time  , "),  # the longest sign wins
    ],
)  # fmt: skip
def test_each_word_of_a_title_has_its_own_spaces(text, said):
    assert pl.DataFrame({"t": [text]}).select(title.words(pl.col("t"))).item() == said


@pytest.mark.parametrize(
    ("text", "is_mixed"),
    [
        ("MD or NP", True), ("Psychiatrist / PMHNP", True), ("MD, DO, NP, or PA", True), ("Hospitalist", False), ("NP", False),
        ("NP on the team of a Cardiologist", False), ("Hospitalist, NP support", False), ("Nurse Practitioner, Cardiologist, Akron", False),
        # lists, with or without brackets, dots, a qualifier
        ("MD, DO, NP, or PA-C", True), ("NP, PA-C, MD, or DO", True), ("Physician (MD/DO) or APP", True), ("Provider - MD, DO, PA-C, APRN", True),
        ("Physician (M.D./D.O.), N.P., or P.A.", True), ("Family Physician (MD, DO, or NP)", True), ("Medical Director (MD/DO) and NP", True),
        ("Physician (MD/DO)/Nurse Practitioner (NP)/Physician Assistant (PA)", True), ("OB/GYN or Certified Nurse Midwife", True),
        ("Nurse Practitioner, Physician Assistant, or Physician", True), ("Psychiatrist (MD/DO) or Psychiatric Nurse Practitioner", True),
        ("Anesthesia - MD, CRNA, or CAA", True), ("Doctor or Nurse Practitioner", True), ("Psychiatrist, PMHNP, or Psychologist", True),
        # a department's word before who is sought in it, a place, a psychologist
        ("Hospitalist or APP", True), ("Hospitalist NP", False), ("Hospitalist NP/PA", False), ("Part Time NP or PA Hospitalist", False), ("PA, OB/GYN", False), ("APRN-PA (Nocturnist)", False), ("Hospitalist, NP or PA", False), ("Cardiologist, PA", False), ("Psychologist or PMHNP", False),
        # who helps or is there
        ("Physician - MD or DO (APP support)", False), ("Nurse Practitioner (NP) - MD on site", False), ("Surgeon and PA team", False),
        ("Collaborating Physician - NP/PA", False), ("Physician, MD/DO, NP/PA supervision", False),
    ],
)  # fmt: skip
def test_whether_a_physician_or_somebody_of_advanced_practice_may_come(text, is_mixed):
    words = pl.DataFrame({"t": [text]}).select(title.words(pl.col("t"))).to_series()
    assert title.is_mixed(words).to_list() == [is_mixed]
