"""Terms are true or false only where the posting says so."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.transforms import terms

LABELLED = Path(__file__).parent / "labelled" / "terms.csv"
SCHEMA = {
    "title": pl.String,
    "categories": pl.List(pl.String),
    "employment": pl.List(pl.String),
    "description": pl.String,
}


def read(title: str, description: str | None = None, *employment: str) -> dict:
    frame = pl.DataFrame([(title, [], list(employment), description)], schema=SCHEMA, orient="row")
    return terms.read(frame).row(0, named=True)


@pytest.mark.parametrize("part", ["tune", "held out", "blind"])
def test_the_labelled_terms_are_read_right(part):
    labelled = pl.read_csv(LABELLED, infer_schema=False).filter(pl.col("part") == part)
    assert labelled.height >= 30
    said = terms.read(
        labelled.select(
            "title",
            "description",
            categories=pl.lit([], dtype=pl.List(pl.String)),
            employment=pl.col("employment").str.split(";").fill_null([]),
        )
    )
    for field in terms.FIELDS:
        if field == "terms_text":
            continue
        got = said[field]
        got = got.list.join(";").replace("", None) if got.dtype == pl.List else got.cast(pl.String)
        assert got.eq_missing(labelled[field]).mean() >= 0.97, field


def test_each_visa_has_its_own_answer():
    said = read("Hospitalist", "J-1 waivers welcome; H-1B cannot be sponsored.")
    assert (said["visa_j1"], said["visa_h1b"]) == (True, False)


@pytest.mark.parametrize(
    ("text", "j1"),
    [
        ("Must be a U.S. citizen.", False), ("U.S. citizenship is required.", False), ("U.S. citizenship is not required.", None), ("U.S. citizens preferred.", None),
        ("U.S. citizens only, or regardless.", None), ("U.S. citizens or J-1 visa holders.", True), ("Conrad 30 waivers are available.", True),
        ("We serve the citizens of Ohio.", None), ("Open to citizens and non-citizens.", None),
    ],
)  # fmt: skip
def test_citizens_only_is_a_no_to_every_visa_and_a_waiver_a_yes_to_its_own(text, j1):
    assert read("Hospitalist", text)["visa_j1"] is j1


@pytest.mark.parametrize(
    ("text", "j1", "h1b"),
    [
        ("Candidates on J-1 or H-1B visas should not hesitate to apply.", True, True),
        ("J-1 candidates: please don't hesitate to call.", True, None),
        ("We sponsor not only H-1B but also J-1 waiver physicians.", True, True),
        ("Not just J-1: H-1B as well, with sponsorship.", True, True),
        ("Visas including but not limited to J-1 and H-1B are sponsored.", True, True),
        ("We have no problem sponsoring H-1B visas.", None, True),
        ("H-1B is not an obstacle here.", None, True),
        ("J-1 not accepted; do not hesitate to ask about anything else.", False, None),
        ("Unable to sponsor visas, which is no problem for most.", False, False),
        ("Refer a colleague and receive a $500 Visa® gift card.", None, None),
        ("A Visa(R) e-gift card for every referral.", None, None),
    ],
)
def test_a_no_that_is_no_refusal_is_a_yes(text, j1, h1b):
    said = read("Hospitalist", text)
    assert (said["visa_j1"], said["visa_h1b"]) == (j1, h1b)


@pytest.mark.parametrize(
    ("text", "j1", "h1b"),
    [
        ("All qualified applicants receive consideration without regard to race, citizenship, immigration status, visa status or sex.", None, None),
        ("We do not discriminate against J-1 or H-1B physicians.", None, None), ("No discrimination based on citizenship or visa type.", None, None),
        ("Protected are\n- race\n- visa status\n- sex", None, None), ("Visa status is not considered in hiring.", None, None), ("All are welcome regardless of visa type.", None, None),
        ("We do not require a visa.", None, None), ("You need not have a visa to apply.", None, None), ("No J-1 restrictions: J-1 welcome.", True, None), ("J-1 waiver: not required.", None, None), ("No J-1 waiver needed.", None, None), ("We will not ask for passport or visa copies.", None, None),
        ("H-1B status will not affect your application.", None, None), ("There is no fee for H-1B processing.", None, None), ("We will never turn away a J-1 physician.", None, None),
        ("We cannot guarantee visa approval, but we do sponsor H-1B.", None, True), ("Not subject to the H-1B cap: H-1B welcome.", None, True),
        # a refusal beside equal treatment
        ("We do not discriminate on the basis of visa status, but cannot sponsor J-1.", False, None), ("We do not discriminate on visa status and we do not sponsor H-1B.", None, False),
        ("An equal opportunity employer; no visa sponsorship, regardless of immigration status.", False, False),
        ("Candidates must not require sponsorship now or in the future.", False, False), ("Visa holders need not apply.", False, False), ("J-1s cannot be accommodated.", False, None),
        ("We are not, at this time, able to sponsor visas.", False, False), ("We don't have J-1 slots.", False, None), ("Visa Sponsorship - No", False, False),
        ("Visa candidates: none, sorry", False, False), ("The hospital no longer sponsors H-1B.", None, False), ("Not a visa sponsor.", False, False), ("Candidates needing visa sponsorship cannot be hired.", False, False), ("Does not meet J-1 waiver requirements.", False, None),
        # a form's short answers
        ("Visa: J1 - N, H1B - Y", False, True), ("J1: N H1B: Y", False, True), ("J1: Y H1B: N", True, False), ("J-1 (no), H-1B (yes)", False, True), ("J-1? No. H-1B? Yes.", False, True), ("J-1 - no call", True, None), ("Not H-1B cap exempt.", None, None), ("Non-profit H-1B cap exempt employer", None, True),
    ],
)  # fmt: skip
def test_a_no_refuses_a_visa_only_where_it_says_that_nobody_is_taken_on_it(text, j1, h1b):
    said = read("Hospitalist", text)
    assert (said["visa_j1"], said["visa_h1b"]) == (j1, h1b)


def test_a_posting_that_contradicts_itself_says_nothing():
    assert read("Urology - J-1 welcome", "No J-1 candidates at this time.")["visa_j1"] is None


@pytest.mark.parametrize(
    ("text", "eligible"),
    [
        ("Board certified or board eligible.", True), ("Must be board certified.", False), ("BC only.", False), ("Board certified only, not board eligible.", False),
        ("Board certification required; board eligible candidates welcome.", True), ("Board certified colleagues.", None),
    ],
)  # fmt: skip
def test_whether_the_board_eligible_may_apply(text, eligible):
    assert read("Hospitalist", text)["board_eligible"] is eligible


@pytest.mark.parametrize(
    ("title", "text", "term", "said"),
    [
        ("Hospitalist", "No call.", "call", "no call"), ("Hospitalist", "Light call.", "call", "light call"), ("Hospitalist", "Call 1:4, at times light call.", "call", "1:4"),
        ("Hospitalist", "Minimal or no call; shared call by wish.", "call", None),  # who may have none may have some
        ("Hospitalist", "Loan repayment of $50K.", "loan_repayment", True), ("Hospitalist", "Loan repayment: not specified.", "loan_repayment", None), ("Hospitalist", "No loan repayment.", "loan_repayment", False),
        ("Psychiatrist - Remote", "", "remote", True), ("Psychiatrist - Remote", "The week is hybrid.", "remote", None), ("Psychiatrist", "Remote work is not available.", "remote", False),
        ("Heart Failure Fellow (PGY-7)", "", "fellowship", True), ("Retina Fellows (2)", "", "fellowship", True), ("Fellow in Cornea", "", "fellowship", True),
        ("Program Director, Geriatric Fellowship", "", "fellowship", None), ("Hospitalist - Residents/Fellows", "", "fellowship", None), ("Moonlighting for Fellows", "", "fellowship", None),
        ("Radiologist for 2027 Body Fellow", "", "fellowship", None), ("Cardiologist, FACC Fellow Preferred", "", "fellowship", None), ("Fellows Memorial Hospitalist", "", "fellowship", None),
        ("Cardiology Fellowship", "", "fellowship", True), ("Cardiologist, fellowship trained", "", "fellowship", None), ("Cardiologist", "", "fellowship", None),
    ],
)  # fmt: skip
def test_what_is_said_and_taken_back_is_not_said(title, text, term, said):
    assert read(title, text)[term] == said


@pytest.mark.parametrize(
    ("field", "text", "types"),
    [
        ("fulltime_permanent", None, "full-time"), ("parttime_fixed_term", None, "part-time"), ("freelance", None, "contract"), ("PER_DIEM", None, "per diem"),
        ("Full- or part-time", None, "full-time part-time"), ("Full/part time", None, "full-time part-time"), ("full-or-part-time", None, "full-time part-time"),
        ("Part- or full-time", None, "full-time part-time"), ("0.5-1.0 FTE", None, "full-time part-time"), ("0.5 - 0.8 FTE", None, "part-time"), ("FTE 0.8", None, "part-time"),
        ("Flexible FTE 0.6 to 1.0", None, "full-time part-time"), ("1.0 FTE", None, "full-time"), ("", "Full or part time considered.", "full-time part-time"),
        ("", "A 0.8-1.0 FTE position.", "full-time part-time"), ("", "0.2 FTE is for research.", ""), ("", "We have full- or part-time scribes.", "part-time"),
        ("", "Locum to perm.", "locum tenens"), ("", "Locums-to-permanent role.", "locum tenens"), ("", "Locum doctors or permanent staff help.", ""),
    ],
)  # fmt: skip
def test_hours_and_contracts_as_fields_and_texts_write_them(field, text, types):
    assert " ".join(read("Hospitalist", text, *filter(None, [field]))["employment_types"]) == types


def test_an_employment_type_beside_an_empty_one_counts():
    frame = pl.DataFrame([("Urologist", [None, "Locums"], [None, "Part-Time"], None)], schema=SCHEMA, orient="row")
    assert terms.read(frame)["employment_types"].to_list() == [["part-time"]]


def test_silence_is_null():
    said = read("Urologist", "A nice town.")
    assert {k: v for k, v in said.items() if v not in (None, False, [])} == {}
    assert said["visa_j1"] is None
    assert said["academic"] is False


def test_the_words_are_kept():
    assert "loan repayment" in read("Urologist", "With $50k loan repayment.")["terms_text"]


@pytest.mark.parametrize("sentence", ["It will be considered.", "You will not be on committees.", "Love it, hire me."])
def test_everyday_words_are_no_terms(sentence):
    assert read("Urologist", sentence)["terms_text"] is None


def test_typographic_signs_change_nothing():
    assert read("Neurologist – “No Call” – J‑1", "Board‑certified or board eligible… 7 on/7 off")["call"] == "no call"


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("7 on/14 off", "7 on, 14 off"),
        ("2 weeks on, 1 week off", "2 weeks on, 1 off"),
        ("12-hour shifts", "12-hour shifts"),
        ("four-day work week", "4-day week"),
        ("Monday through Friday", "Monday to Friday"),
    ],
)
def test_a_rotation_has_its_days_on_and_its_days_off(text, shift):
    assert read("Hospitalist", f"The schedule is {text}.")["shift"] == shift


def test_an_empty_frame_stays_empty():
    empty = terms.read(pl.DataFrame(schema=SCHEMA))
    assert empty.height == 0
    assert empty.schema == pl.Schema(terms.FIELDS)


@pytest.mark.whole
@settings(max_examples=25)
@given(st.text(max_size=100), st.text(max_size=100))
def test_odd_texts_give_rows_of_the_right_shape(title, description):
    said = read(title, description)
    assert set(said) == set(terms.FIELDS)
    assert set(said["employment_types"]) <= set(terms.TYPES)
