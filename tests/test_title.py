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


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60))
def test_cleaning_leaves_no_line_break_and_no_outer_blank(text):
    shown = cleaned(text)
    assert shown is None or (shown == shown.strip() and "\n" not in shown and "\x00" not in shown)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GI, Surgery", " ,  gi  ,  surgery  , "), ("GI, MD", " ,  gi  , "), ("Hospitalist", " ,  hospitalist  , "), ("Internist, PA", " ,  internist  , "), ("PA-C, Surgery", " ,  physicianassistant  ,  surgery  , "),
        ("NP or PA", " ,  np  or  pa  , "), ("NP, PA", " ,  np  physicianassistant  , "),
    ],
)  # fmt: skip
def test_each_word_of_a_title_has_its_own_spaces(text, said):
    assert pl.DataFrame({"t": [text]}).select(title.words(pl.col("t"))).item() == said
