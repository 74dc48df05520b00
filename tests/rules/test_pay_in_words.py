"""Each way in which a posting says what an amount is, and what it is not: a line a word."""

import polars as pl

from curbside.transforms import pay

COLUMNS = ["title", "pay_min", "pay_max", "pay_unit", "pay_currency", "pay_text", "description"]
# An amount that is pay where nothing is said of it, and here is not
OTHER = """
$120,000 bonus package
$120,000 incentive package
$120,000 relocation package
$120,000 benefits package
$120,000 retention package
$120,000 bonus potential
$120,000 bonus opportunity
$120,000 in bonus earnings
$120,000 bonus range
$120,000 bonus amount
$120,000 bonus program
$120,000 bonus pool
$120,000 bonus compensation
$120,000 incentive compensation
$120,000 for loans
$120,000 loan repayment
$120,000 loan re-payments
$120,000 loan forgiveness
$120,000 loan assistance
$120,000 loan relief
$120,000 loan re-imbursement
$120,000 for students
$120,000 forgiven
$120,000 repaid
$120,000 for repaying it
$120,000 tuition
$120,000 to relocate
$120,000 relo
$120,000 for moving
$120,000 of CME
$120,000 continuing
$120,000 conference
$120,000 for education
$120,000 malpractice
$120,000 liability
$120,000 insurance
$120,000 deductible
$120,000 premium
$120,000 for retirement
$120,000 pension
$120,000 match
$120,000 contributed
$120,000 stipend
$120,000 allowance
$120,000 reimbursed
$120,000 for licensure
$120,000 of dues
$120,000 retention
$120,000 referral
$120,000 bonus
$120,000 incentive
$120,000 call pay
$120,000 call is paid
$120,000 call stipend
$120,000 call coverage
$120,000 call rate
$120,000 call compensation
$120,000 call back
$120,000 per call
$120,000 each call
$120,000 extra call
$120,000 paid call
$120,000 for call
$120,000 taking call
$120,000 of night call
$120,000 callback
$120,000 on-call
$120,000 moonlighting
$120,000 directorship
$120,000 supervising
$120,000 profit sharing
$120,000 profit-share
$120,000 HSA
$120,000 for quality
$120,000 productivity
$120,000 in RVUs
$120,000 per patient
$120,000 per visit
$120,000 per case
$120,000 per encounter
$120,000 per read
$120,000 per exam
$120,000 per procedure
$120,000 bi-weekly
$120,000 a pay period
$120,000 overtime
$120,000 differential
$120,000 limit
$120,000 an occurrence
$120,000 aggregate
$120,000 expenses
$120,000 meals
$120,000 oversight
$120,000 housing
$120,000 tail
$120,000 extra shifts
$120,000 additional hours
$120,000 added weekends
$120,000 optional shifts
$120,000 voluntary shifts
$120,000 teaching pay
$120,000 precepting rate
$120,000 lecturing work
$120,000 committee duties
$120,000 administrative work
$120,000 homes
$120,000 houses
$120,000 condos
$120,000 apartment
$120,000 property
$120,000 an acre
$120,000 sq ft
$120,000 sq foot
$120,000 square foot
$120,000 real estate
$120,000 mortgage
$120,000 rent
$120,000 cost of it
$120,000 household income
$120,000 family income
$120,000 per capita income
$120,000 local income
$120,000 area income
$120,000 resident income
$120,000 median income
$120,000 income tax
$120,000 taxes
$120,000 budget
$120,000 revenue
$120,000 endowed
$120,000 constructed
$120,000 expansion
$120,000 renovated
$120,000 invested
$120,000 assets
$120,000 economy
$120,000 grant
$120,000 fund
$120,000 building
$120,000 scholars
$120,000 award
$120,000 gift
$120,000 donated
$120,000 fees
$120,000 buy-in
$120,000 debt
$120,000 value
$120,000 worth
$120,000 savings
$120,000 annual sales
$120,000 collected
$120,000 collections
$120,000 in charges
$120,000 equipment
$120,000 technology
$120,000 upgrade
$120,000 scanner
$120,000 accelerator
$120,000 robot
$120,000 machine
$120,000 bought it
$120,000 purchased
$120,000 lawsuit
$120,000 settlement
$120,000 raised
$120,000 facility
$120,000 facilities
$120,000 charity
$120,000 uncompensated
$120,000 unreimbursed
The practice grosses $120,000
The clinic bills $120,000
The group generates $120,000
The hospital produced $120,000
The department brings in $120,000
The office nets $120,000
The practice billed $120,000
The practice netted $120,000
The practice grossed $120,000
Whose income is under $120,000
Who earn below $120,000
Who make less than $120,000
Whose incomes are at or below $120,000
Loan of the state to be paid off by us $120,000
Your student years are paid off by us $120,000
Forgiven by the state, all of it and soon $120,000
Repaid by the state, all of it and soon $120,000
An award of the state to be paid by us $120,000
Scholarship of the state to be kept by us $120,000
Debt of yours that is paid off by us $120,000
Relocate with us, all of it and soon, $120,000
Malpractice is ours, all of it and soon, $120,000
Liability is ours, all of it and soon, $120,000
CME is ours, all of it and soon, $120,000
Stipend as you wish, all of it and soon, $120,000
Retire as you wish, all of it and soon, $120,000
Pension as you wish, all of it and soon, $120,000
Contributed by us, all of it and soon, $120,000
Reimbursed by us, all of it and soon, $120,000
Homes by the lake, all of them and soon, $120,000
Houses by the lake, all of them and soon, $120,000
Condos by the lake, all of them and soon, $120,000
Apartments by the lake, all of them, soon $120,000
Real estate by the lake, all of it, soon, $120,000
Mortgage as you wish, all of it and soon, $120,000
Household by the lake, all of it and soon, $120,000
Budget of the house, all of it and soon, $120,000
Revenue of the house, all of it and soon, $120,000
Endowed by the town, all of it and soon, $120,000
Grants of the town, all of them and soon, $120,000
Invested by the town, all of it and soon, $120,000
Assets of the house, all of it and soon, $120,000
Bonus as you wish, all of it and soon, $120,000
Incentive as you wish, all of it and soon, $120,000
Call pay as you wish, all of it and soon, $120,000
We treat a patient with income of $120,000
We treat patients with an income of $120,000
We treat families with an annual income of $120,000
We treat people with a yearly income of $120,000
We treat individuals with average income of $120,000
We treat persons with low income of $120,000
We treat those with median income of $120,000
We treat patients whose income is $120,000
We treat patients who have income of $120,000
We treat patients having incomes of $120,000
Salary in the low $300,000
Salary in the mid $300,000
Salary in the middle $300,000
Salary in the high $300,000
Salary in the upper $300,000
Salary in the $300,000s
Salary $300,000 for each completed patient
Salary $300,000 per new visit
Salary $300,000 per case
Salary $300,000 each encounter
Salary $300,000 for every read
Salary $300,000 per exam
Salary $300,000 per procedure
Salary $300,000 per consult
Salary $300,000 per study
Salary $300,000/studies
Salary $300,000 per scan
Salary $300,000 per report
Salary $300,000 per chart
Salary $300,000 per file
Salary $300,000 per review
Salary $300,000 per evaluation
Salary $300,000 per assessment
Salary $300,000 per delivery
Salary $300,000 for each deliveries
Salary $300,000 per weekend
Salary $300,000 per call
Salary $300,000 per page
Salary $300,000 per surgery
Salary $300,000 per interpretation
Salary $300,000 per signature
Salary $300,000 per collaboration
""".strip().splitlines()
# What nobody would take for pay if no word said that it is; no bonus either
PAY = """
Salary $90,000
Base $90,000
Guaranteed $90,000
Draw of $90,000
Compensation $90,000
Comp $90,000
Package $90,000
Wages $90,000
Remuneration $90,000
Pay scale $90,000
Rate of pay $90,000
Range: $90,000
Earn $90,000
Income $90,000
Potential $90,000
Proven $90,000
Expect $90,000
We pay $90,000
We are paying $90,000
The rate is $90,000
$90,000 per year
$90,000 annually
$90,000 yearly
$90,000/yr
Make $90,000
Making $90,000
Elm offers $90,000
Offering $90,000
Start at $90,000
The median is $90,000
The minimum is $90,000
""".strip().splitlines()
SIGNED = """
Sign on bonus $20,000
Sign-on incentive $20,000
Sign on payment $20,000
Signing bonus $20,000
Sign bonus $20,000
Signing incentive $20,000
Signing payment $20,000
Sign-on $20,000
Sign-ons of $20,000
Signing $20,000
Commencement bonus $20,000
Starting bonus $20,000
Start-up bonus $20,000
Startup bonus $20,000
Welcome bonus $20,000
Joining bonus $20,000
Entry bonus $20,000
Up-front bonus $20,000
Upfront incentive $20,000
Hiring bonus $20,000
Hire payment $20,000
Hiring incentives $20,000
$20,000 sign-on bonus/relocation
$20,000 sign-on & relo
$20,000 signing + retention
$20,000 signing bonus and retention
$20,000 sign-on bonus
20K sign on
20,000 Signing Bonus
20K SIGNING BONUS
20K Sign On Bonus
20K SIGN-ON
Sign-on bonus of 20K
Signing bonus 20,000
Sign On 20,000
Sign-On: 20K
$20,000 Sign- On
$20,000 Sign …
$20,000 Sign ...
""".strip().splitlines()
# Between the word and its amount; what stands behind is of another
TIED = """
of|is|are|up to|upto|to|from|at|between|starting|start|ranges|ranging|over|above|exceeding|more than|approximately|approx|about
around|nearly|well over|as much as|in the|a|an|minimum|maximum|max|min|more than|excess|in|upward of|upwards|available up to|reaching|offering|offers
currently|can be|will be|for|amount|estimate|year 1|begins|beginning|begin at|pays|paying|can reach|may reach|could reach|will reach|reaches|hit|hits
top|tops|approach|approaches|> |≥ |1st year|year one|pay|in excess of
""".replace("\n", "|").strip("|").split("|")


def read(*rows):
    frame = pl.DataFrame([dict.fromkeys(COLUMNS) | row for row in rows], schema=dict.fromkeys(COLUMNS, pl.String))
    return pay.read(frame).select("pay_min", "pay_max", "pay_period", "sign_on_bonus").rows()


def others(texts, want, column="description"):
    """Texts of which something else is read, with that."""
    return [(text, got) for text, got in zip(texts, read(*({column: t} for t in texts)), strict=True) if got != want]


def test_an_amount_that_is_something_elses():
    assert others(OTHER, (None, None, None, None)) == []
    assert others(["$120,000"], (120_000, 120_000, "year", None)) == []


def test_an_amount_is_pay_by_its_word_alone():
    told = [(text, got) for text, got in zip(PAY, read(*({"description": t} for t in PAY)), strict=True)]
    assert [one for one in told if 90_000 not in one[1][:2]] == []
    assert others(["We are 5 with $90,000"], (None, None, None, None)) == []


def test_a_bonus_for_signing():
    assert others(SIGNED, (None, None, None, 20_000)) == []


def test_a_label_is_tied_to_its_amount():
    texts = [f"Salary {tie} $310,000 relocation" for tie in TIED]
    told = [(text, got) for text, got in zip(texts, read(*({"description": t} for t in texts)), strict=True)]
    assert [one for one in told if 310_000 not in one[1][:2]] == []
    assert others(["Salary here by you $310,000 relocation"], (None, None, None, None)) == []
