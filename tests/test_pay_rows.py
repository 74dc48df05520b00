"""Pay as job boards print it: a label first, several amounts side by side, in the rows of a table."""

import polars as pl
import pytest
from test_pay import WANTED, read

from curbside.transforms import pay_rows, text

# text, where it stands, (pay_min, pay_max, pay_period, sign_on_bonus)
SIDE_BY_SIDE = [
    ("Salary = $250k", 'description', (250000, 250000, 'year', None)),
    ("Base salary ~ $310,000", 'description', (310000, 310000, 'year', None)),
    ("Salary: ~$310,000", 'description', (310000, 310000, 'year', None)),
    ("Compensation: $250k+", 'description', (250000, None, 'year', None)),
    ("Compensation = up to $400K", 'description', (None, 400000, 'year', None)),
    ("$300,000 sign-on bonus $10K CME", 'description', (None, None, None, 300000)),
    ("Salary $300,000 sign-on bonus $10K CME $5K", 'description', (300000, 300000, 'year', 10000)),
    ("Base: $280,000; sign-on: $30,000; relocation: $10,000; CME: $4,000", 'description', (280000, 280000, 'year', 30000)),
    ("Base = $280,000 + sign-on = $30,000 + relocation = $10,000", 'description', (280000, 280000, 'year', 30000)),
    ("Pay: $1,800/shift", 'description', (1800, 1800, 'shift', None)),
    ("$1,800/shift", 'description', (1800, 1800, 'shift', None)),
    ("$200/hr-$225/hr", 'description', (200, 225, 'hour', None)),
    ("$200/hr - $225/hr", 'title', (200, 225, 'hour', None)),
    ("Rate: $200-225/hr", 'description', (200, 225, 'hour', None)),
    ("wRVU $55", 'description', (55, 55, 'wrvu', None)),
    ("Salary $300,000, wRVU $55", 'description', (300000, 300000, 'year', None)),
    ("wRVU rate: $55", 'description', (55, 55, 'wrvu', None)),
    ("wRVU conversion factor = $58.50", 'description', (58.5, 58.5, 'wrvu', None)),
    ("$50,000 relocation", 'description', (None, None, None, None)),
    ("Relocation = $150,000", 'description', (None, None, None, None)),
    ("Sign-on = $50,000", 'description', (None, None, None, 50000)),
    ("Sign-On Bonus ~ $50,000", 'description', (None, None, None, 50000)),
    ("Sign on + relo: $40,000", 'description', (None, None, None, 40000)),
    ("Hospitalist - $310K + $40K sign-on", 'title', (310000, 310000, 'year', 40000)),
    ("Hospitalist $310K/$40K sign on", 'title', (310000, 310000, 'year', 40000)),
    ("Psychiatrist ($300k + bonus)", 'title', (300000, 300000, 'year', None)),
    ("Psychiatrist | $300k-$340k | $50k sign-on", 'title', (300000, 340000, 'year', 50000)),
    ("Total comp ~$420k (base $300k + RVU)", 'description', (300000, 300000, 'year', None)),
    ("Salary range: $250,000.00-$320,000.00/yr", 'description', (250000, 320000, 'year', None)),
    ("Salary: $250,000.00/yr - $320,000.00/yr", 'description', (250000, 320000, 'year', None)),
    ("CME: $5,000 + 5 days", 'description', (None, None, None, None)),
    ("CME = $5K; Licensing = $1K; Salary = $275K", 'description', (275000, 275000, 'year', None)),
    ("Earn: $400K+", 'description', (400000, None, 'year', None)),
    ("Income potential = $500,000+", 'description', (500000, None, 'year', None)),
    ("Guarantee: 2 years = $350,000", 'description', (350000, 350000, 'year', None)),
    ("Student loan repayment = $150,000", 'description', (None, None, None, None)),
    ("Loan repayment: $200,000 + sign-on: $25,000", 'description', (None, None, None, 25000)),
    ("Retention bonus = $100,000", 'description', (None, None, None, None)),
    ("Stipend: $2,500/month", 'description', (None, None, None, None)),
    ("Call pay = $1,500/day", 'description', (None, None, None, None)),
    ("Call: $1,200/24h", 'description', (None, None, None, None)),
    ("Medical directorship = $120,000", 'description', (None, None, None, None)),
    ("Malpractice: $1M/$3M; Salary: $265K", 'description', (265000, 265000, 'year', None)),
    ("Compensation: $265K base + $55/wRVU over 5,000", 'description', (265000, 265000, 'year', None)),
    ("Compensation: $265K base; wRVU @ $55", 'description', (265000, 265000, 'year', None)),
    ("Base $250k | Bonus $100k | Relo $15k", 'description', (250000, 250000, 'year', None)),
    ("Base $250k / Quality bonus up to $125k", 'description', (250000, 250000, 'year', None)),
    ("Pay = $2,400 per 12 hr shift", 'description', (2400, 2400, 'shift', None)),
    ("$2,400/12-hr shift; $3,000/24-hr shift", 'description', (2400, 2400, 'shift', None)),
    ("Day rate = $1,900", 'description', (1900, 1900, 'day', None)),
    ("Weekly pay: $7,500-$8,200", 'description', (7500, 8200, 'week', None)),
    ("Hourly rate = $165 + $25 weekend differential", 'description', (165, 165, 'hour', None)),
    ("Rate: $180/hr + travel + malpractice", 'description', (180, 180, 'hour', None)),
    ("Sign-on bonus $25K, relocation $15K, CME $5K, salary $300K", 'description', (300000, 300000, 'year', 25000)),
    ("401k match + $25K sign on + $300K base", 'description', (300000, 300000, 'year', 25000)),
    ("$325K base | $25K sign-on | $10K relo | $5K CME", 'description', (325000, 325000, 'year', 25000)),
    ("Starting bonus: $20,000 and relocation up to $150,000", 'description', (None, None, None, 20000)),
    ("Salary > $300,000", 'description', (300000, None, 'year', None)),
    ("Salary: $300,000 (+ benefits)", 'description', (300000, 300000, 'year', None)),
    ("Salary: $300,000++", 'description', (300000, None, 'year', None)),
    ("Salary: 300K–350K", 'description', (300000, 350000, 'year', None)),
    ("Salary: $300K ~ $350K", 'description', (300000, 350000, 'year', None)),
    ("Salary = 300,000 - 350,000 USD", 'description', (300000, 350000, 'year', None)),
    ("Min: $250,000 Max: $350,000", 'description', (250000, 350000, 'year', None)),
    ("Minimum = $250,000; Maximum = $350,000", 'description', (250000, 350000, 'year', None)),
    ("Relocation bonus: $120,000", 'description', (None, None, None, None)),
    ("Referral bonus $5,000. Hourly: $150", 'description', (150, 150, 'hour', None)),
    ("Home prices ~ $250,000", 'description', (None, None, None, None)),
    ("$100,000 sign on/retention bonus", 'description', (None, None, None, 100000)),
    ("$150,000 bonus", 'description', (None, None, None, None)),
    ("Hospitalist - $150,000 Bonus", 'title', (None, None, None, None)),
    ("Psychiatrist - $100K Loan Repayment", 'title', (None, None, None, None)),
    ("Urologist: $700K = base + bonus", 'title', (700000, 700000, 'year', None)),
    ("$300K guarantee vs. $60/wRVU", 'description', (300000, 300000, 'year', None)),
    ("RVU value = $52", 'description', (52, 52, 'wrvu', None)),
    ("CME 5 days/$5,000", 'description', (None, None, None, None)),
    ("5 days + $100,000 toward student loans", 'description', (None, None, None, None)),
    ("Starting bonus: $20,000 and relocation of $150,000", 'description', (None, None, None, 20000)),
    ("Signing bonus of $25,000 and loan repayment up to $200,000", 'description', (None, None, None, 25000)),
    ("Signing bonus of $25,000 plus loan repayment of $200,000", 'description', (None, None, None, 25000)),
    ("Signing bonus of $25,000 with loan repayment of $200,000", 'description', (None, None, None, 25000)),
    ("$25,000 signing bonus and loan repayment up to $200,000", 'description', (None, None, None, 25000)),
    ("$5,000 CME and loan forgiveness of up to $150,000", 'description', (None, None, None, None)),
    ("CME $5,000 and student loan repayment up to $250,000", 'description', (None, None, None, None)),
    ("Relocation $10,000 and retention bonus $120,000", 'description', (None, None, None, None)),
    ("Salary $300,000 and bonus of up to $150,000", 'description', (300000, 300000, 'year', None)),
    ("Salary $300,000 and sign-on bonus of up to $50,000", 'description', (300000, 300000, 'year', 50000)),
    ("Salary of $300,000 or productivity of up to $450,000", 'description', (300000, 300000, 'year', None)),
    ("Salary $300,000 with quality bonus up to $100,000", 'description', (300000, 300000, 'year', None)),
    ("CME $5,000 and salary $280,000", 'description', (280000, 280000, 'year', None)),
    ("CME $5,000 and a salary of $280,000", 'description', (280000, 280000, 'year', None)),
    ("Sign-on of $20,000 and base of $280,000", 'description', (280000, 280000, 'year', 20000)),
    ("Sign-on of $20,000 and income guarantee of $280,000", 'description', (280000, 280000, 'year', 20000)),
    ("Call pay $1,000 per day and salary $280,000", 'description', (280000, 280000, 'year', None)),
    ("Salary: 300,000 to 350,000 USD", 'description', (300000, 350000, 'year', None)),
    ("Salary: 300,000-350,000 USD", 'description', (300000, 350000, 'year', None)),
    ("USD 300,000 - 350,000", 'description', (300000, 350000, 'year', None)),
    ("USD 300,000 - USD 350,000", 'description', (300000, 350000, 'year', None)),
    ("300,000 - 350,000 USD per year", 'description', (300000, 350000, 'year', None)),
    ("300K-350K USD", 'description', (300000, 350000, 'year', None)),
    ("300,000 USD to 350,000 USD", 'description', (300000, 350000, 'year', None)),
    ("120.50 - 145.00 USD Hourly", 'description', (120.5, 145, 'hour', None)),
    ("USD $120.50/Hr. - USD $145.00/Hr.", 'description', (120.5, 145, 'hour', None)),
    ("$120.50 - $145.00 USD / hour", 'description', (120.5, 145, 'hour', None)),
    ("Salary = 310,000", 'description', (310000, 310000, 'year', None)),
    ("Salary ~ 310,000", 'description', (310000, 310000, 'year', None)),
    ("Salary = 310k", 'description', (310000, 310000, 'year', None)),
    ("Salary: 310k+", 'description', (310000, None, 'year', None)),
    ("Sign-on bonus = 40k", 'description', (None, None, None, 40000)),
    ("Total comp $420k (base $300k plus RVU)", 'description', (300000, 300000, 'year', None)),
    ("Total comp $420k, base $300k + RVU", 'description', (300000, 300000, 'year', None)),
    ("Total comp $420k (base $300k)", 'description', (300000, 300000, 'year', None)),
    ("base $300k + RVU", 'description', (300000, 300000, 'year', None)),
    ("base $300k + wRVU", 'description', (300000, 300000, 'year', None)),
    ("base $300k + productivity", 'description', (300000, 300000, 'year', None)),
    ("base $300k + $55/wRVU", 'description', (300000, 300000, 'year', None)),
    ("base $300k + incentives", 'description', (300000, 300000, 'year', None)),
    ("base $300k+bonus", 'description', (300000, 300000, 'year', None)),
    ("$300k base+$30k sign-on", 'description', (300000, 300000, 'year', 30000)),
    ("$300k+$30k sign-on", 'description', (300000, 300000, 'year', 30000)),
    ("OB/GYN - $50K Commencement + $450K", 'title', (450000, 450000, 'year', None)),
    ("Salary | $290,000 | Sign-on | $20,000 | Loan repayment | $110,000", 'description', (290000, 290000, 'year', 20000)),
    ("Salary $290,000 | Loan repayment $110,000 | Sign-on $20,000", 'description', (290000, 290000, 'year', 20000)),
    ("wRVU: $55.00", 'description', (55, 55, 'wrvu', None)),
    ("wRVU rate = $55", 'description', (55, 55, 'wrvu', None)),
    ("RVU conversion factor $58.50", 'description', (58.5, 58.5, 'wrvu', None)),
    ("Base $250,000 wRVU $55", 'description', (250000, 250000, 'year', None)),
    ("wRVU bonus $55", 'description', (None, None, None, None)),
    ("wRVU bonus $50,000", 'description', (None, None, None, None)),
    ("wRVU threshold 5,000; $55 above", 'description', (None, None, None, None)),
    ("Hospitalist wRVU $55", 'title', (55, 55, 'wrvu', None)),
    ("$55 wRVU", 'description', (55, 55, 'wrvu', None)),
    ("$55 - $60 per wRVU", 'description', (55, 60, 'wrvu', None)),
    ("wRVU $55 - $60", 'description', (55, 60, 'wrvu', None)),
    ("$55 / wRVU", 'description', (55, 55, 'wrvu', None)),
    ("$55 per RVU", 'description', (55, 55, 'wrvu', None)),
    ("Pay: $60 per wRVU", 'description', (60, 60, 'wrvu', None)),
    ("From $300K up to $400K", "description", (300000, 400000, "year", None)),
    ("$24,000/mo-$28,000/mo", "description", (24000, 28000, "month", None)),
    ("Profit share ~ $150,000", "description", (None, None, None, None)),
    ("$150K tail coverage", "description", (None, None, None, None)),
    ("Loan repayment (up to $200,000), relocation ($15,000), base ($310,000)", "description", (310000, 310000, "year", None)),
    ("Retention bonus: $150,000 over 3 years", "description", (None, None, None, None)),
    ("$40,000 = sign-on; $310,000 = base", "description", (310000, 310000, "year", 40000)),
    ("Relocation up to $15K, sign on up to $50K, salary up to $400K", "description", (None, 400000, "year", 50000)),
]  # fmt: skip


def test_labels_signs_and_sums_say_what_an_amount_is():
    got = read(*({where: said} for said, where, _ in SIDE_BY_SIDE)).select(WANTED).rows()
    assert dict(zip(SIDE_BY_SIDE, got, strict=True)) == {row: row[2] for row in SIDE_BY_SIDE}


PAIRS = [
    (
        [("Loan repayment", "$200,000"), ("Base salary", "$290,000"), ("Sign-on bonus", "$20,000")],
        (290000, 290000, "year", 20000),
    ),
    (
        [("Base salary", "$290,000 - $320,000"), ("Relocation assistance", "$120,000"), ("CME", "$5,000")],
        (290000, 320000, "year", None),
    ),
    ([("Relocation", "$110,000"), ("CME", "$105,000")], (None, None, None, None)),
    ([("Hourly rate", "$185.00"), ("Retention bonus", "$150,000")], (185, 185, "hour", None)),
    ([("Loan repayment", "$150,000"), ("Pay range", "$250,000 to $275,000 per year")], (250000, 275000, "year", None)),
    (
        [("Sign-on bonus", "$100,000"), ("Relocation", "$15,000"), ("Compensation", "$405,000")],
        (405000, 405000, "year", 100000),
    ),
]
AROUND = [
    ("", ""),
    ("<p>Elm Clinic in Troy seeks a surgeon.</p>", "<p>Apply today.</p>"),
    ("<h2>Compensation and Benefits</h2>", "<h2>About us</h2><p>We like it here.</p>"),
    ("<h2>The details</h2>", "<h2>Benefits</h2><p>Health, dental</p>"),
]
ROWS = {
    "a table": "<tr><td>{0}</td><td>{1}</td></tr>",
    "terms": "<dt>{0}</dt><dd>{1}</dd>",
    "labels with a colon": "<div><div>{0}:</div><div>{1}</div></div>",
    "tiles": "<div><h3>{1}</h3><p>{0}</p></div>",
    "headings": "<h4>{0}</h4><p>{1}</p>",
    "a list": "<li>{0}: {1}</li>",
    "a list of amounts": "<li>{1} {0}</li>",
    "spans": "<p><span>{0}</span><span>{1}</span></p>",
}


def paid(*html):
    said = pl.DataFrame({"description": html}).select(text.plain(pl.col("description")))
    return read(*said.to_dicts()).select(WANTED).rows()


@pytest.mark.parametrize("shape", ROWS)
@pytest.mark.parametrize(("pairs", "want"), PAIRS)
def test_an_amount_in_a_row_is_its_own_labels(shape, pairs, want):
    rows = "".join(ROWS[shape].format(*pair) for pair in pairs)
    assert paid(*(before + rows + after for before, after in AROUND)) == [want] * len(AROUND)


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ("Salary | $290,000 | Sign-on | $20,000 | Loan repayment | $110,000", (290000, 290000, "year", 20000)),
        # a head of labels over a row of amounts is none of theirs
        ("Salary\nLoans\n$290,000\n$100,000", (290000, 290000, "year", None)),
        # a sentence is no label, nor are many words, nor is what has an amount of its own
        ("Loan repayment is ours.\n$290,000\nBase salary", (290000, 290000, "year", None)),
        ("4 days|$500K+|Due to retirement and the need of the region", (500000, None, "year", None)),
        ("Loan repayment of $110,000\n$290,000\nBase salary", (290000, 290000, "year", None)),
        ("Compensation\n$290,000\nBase salary\n$20,000\nSign-on", (290000, 290000, "year", 20000)),
        ("Salary:\n$290,000\nLoan repayment:\n$110,000\nQuality bonus", (290000, 290000, "year", None)),
    ],
)
def test_which_lines_are_rows(said, want):
    assert read(description=said).select(WANTED).row(0) == want


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ("Salary\n$1\nLoan\n$2", "Salary: $1\nLoan: $2"),
        ("$1\nSalary\n$2\nLoan", "$1 Salary\n$2 Loan"),
        ("Salary:\n$1", "Salary: $1"),
        ("Salary | $1 | Loan | $2", "Salary: $1 | Loan: $2"),
        # six words may be a label, seven are a sentence
        ("a b c d e salary\n$1", "a b c d e salary: $1"),
        ("a b c d e f salary\n$1", "a b c d e f salary\n$1"),
        # a heading over the list, or over what follows it
        ("Our benefits\n$1\nSalary\n$2\nLoan", "Our benefits\n$1 Salary\n$2 Loan"),
        ("Salary\n$1\nLoan\n$2\nOur benefits", "Salary: $1\nLoan: $2\nOur benefits"),
        ("Salary\n$1\nLoan:\n$2\nRelocation", "Salary: $1\nLoan: $2\nRelocation"),
        ("Salary:\n$1\nLoan\n$2\nCompensation", "Salary: $1\nLoan: $2\nCompensation"),
        ("Compensation\n$1\nSalary\n$2\nCompensation", "Compensation\n$1 Salary\n$2 Compensation"),
        ("Salary\n$1\nLoan:", "Salary: $1\nLoan:"),
        ("Compensation\n$1\nSalary\n$2\nOur benefits", "Compensation: $1\nSalary: $2\nOur benefits"),
        ("Compensation\n$1\nSalary:\n$2\nLoan", "Compensation: $1\nSalary: $2\nLoan"),
        ("Salary\n$1\nLoan\n$2\nRelocation", "Salary: $1\nLoan: $2\nRelocation"),
        # nobody knows whose
        ("$1\nSalary\n$2", "$1\nSalary\n$2"),
        ("Salary\nLoan\n$1\n$2", "Salary\nLoan\n$1\n$2"),
        ("Pay\nSalary\n$1\nTroy", "Pay\nSalary: $1\nTroy"),
    ],
)
def test_which_lines_are_put_together(said, rows):
    assert pay_rows.in_rows(pl.Series([said, None])).to_list() == [rows, None]
