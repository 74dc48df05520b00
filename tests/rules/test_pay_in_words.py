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
Bonus package: $120,000
Incentive package: $120,000
Incentives package: $120,000
Relocation package: $120,000
Benefits package: $120,000
Retention bonus package: $120,000
Bonus potential: $120,000
Bonuses earnings: $120,000
Bonus range: $120,000
Bonus compensation: $120,000
Incentives compensation: $120,000
Incentive potential: $120,000
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
TIED = (
    """
of|is|are|up to|upto|to|from|at|between|starting|start|ranges|ranging|over|above|exceeding|more than|approximately|approx|about
around|nearly|well over|as much as|in the|a|an|minimum|maximum|max|min|more than|excess|in|upward of|upwards|available up to|reaching|offering|offers
currently|can be|will be|for|amount|estimate|year 1|begins|beginning|begin at|pays|paying|can reach|may reach|could reach|will reach|reaches|hit|hits
top|tops|approach|approaches|> |≥ |1st year|year one|pay|in excess of
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


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


def test_a_plus_before_a_bonus_is_the_salarys():
    texts = ["$300k+ $30k sign-on", "$300K+ $30K sign-on bonus", "$300k+, $30k sign on"]
    assert others(texts, (300_000, None, "year", 30_000)) == []


def test_a_label_is_tied_to_its_amount():
    texts = [f"Salary {tie} $310,000 relocation" for tie in TIED]
    told = [(text, got) for text, got in zip(texts, read(*({"description": t} for t in texts)), strict=True)]
    assert [one for one in told if 310_000 not in one[1][:2]] == []
    assert others(["Salary here by you $310,000 relocation"], (None, None, None, None)) == []


# A period behind its amount, or in the unit of a board's own number
HOUR = "/hour|per hour|an hour|each hour|for every hour| hourly|/hr|/hrs|/h| hours".split("|")
SHIFT = (
    """
/shift|per shift|for a shift|for each shift|for every shift|for shifts|per 12-hour shift|per 12 hr shift|per 12h shift|per twelve hour shift
per eight hour shift|per ten hour shift|per twenty-four hour shift|per day shift|per night shift|per weekend shift|per weekday shift|per night
an overnight|each night|per 24 hr|per 8 hours|/10 hrs|/16 hours|/12 hr|/24hr
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
DAY = "/day|per day|a day|each day|for every day| daily|per diem|per 10-hour day|per weekend day|per weekday|per holiday day|per clinic day|per work day".split(
    "|"
)
WEEK = "/week|per week| weekly|/wk".split("|")
MONTH = "/month|per month|a month| monthly|/mo".split("|")
YEAR = "/year|per year|a year| yearly|/yr|p/yr|per annum| annual| annually| p.a.|=yearly".split("|")
WRVU = "/wRVU|per wRVU|a wRVU|each w-RVU|per RVU".split("|")
BY_PERIOD = {"hour": (200, HOUR), "shift": (2_200, SHIFT), "day": (2_200, DAY), "week": (9_000, WEEK), "month": (25_000, MONTH), "year": (30_000, YEAR), "wrvu": (52, WRVU)}  # fmt: skip
UNITS = {
    "hour": "hour hourly hr hrs h ph per_hour perhour per-hour-wage", "day": "day daily pd per_day per-day-wage per_diem",
    "week": "week weekly wk pw per_week per-week-salary", "month": "month monthly mo pm per_month per-month-salary",
    "year": "year yearly annual annually annum yr pa p.a. per_year per_annum per-year-salary 1_year", "shift": "shift per_shift",
    "wrvu": "wrvu rvu per_wrvu",
}  # fmt: skip
SIZE = {"hour": 400, "day": 2_200, "week": 9_000, "month": 25_000, "year": 30_000, "shift": 2_200, "wrvu": 52}
SAID_BEFORE = """
hour: Hourly $320
hour: Rate per hour: $320
day: Daily $2,200
day: Rate per day: $2,200
day: Day rate $2,200
day: Rate per diem: $2,200
week: Weekly salary $9,000
week: Weekly pay $9,000
week: Weekly rate $9,000
week: Weekly income $9,000
week: Weekly guarantee $9,000
week: Weekly compensation $9,000
week: Weekly base $9,000
month: Monthly salary $25,000
shift: Shift rate $2,200
shift: Per-shift pay $2,200
shift: Rate per shift: $2,200
""".strip().splitlines()
MOST = """
Salary up to $400,000
Salary upto $400,000
Salary as much as $400,000
Salary: max $400,000
Salary maximum $400,000
Salary maximum of $400,000
Max salary $400,000
Max rate is $400,000
Maximum pay $400,000
Maximum base $400,000
Maximum compensation: $400,000
Salary to $400,000
Salary not to exceed $400,000
Salary never exceeding $400,000
Salary capped at $400,000
Salary tops out at $400,000
Salary topping out at $400,000
Salary can reach $400,000
Salary may hit $400,000
Salary may approach $400,000
Salary may climb to $400,000
Salary may go up to $400,000
Salary going to $400,000
Salary reaches $400,000
Salary reaching $400,000
Salary up to a $400,000
""".strip().splitlines()
LEAST = """
Salary over $400,000
Salary above $400,000
Salary exceeds $400,000
Salary more than $400,000
Salary in excess of $400,000
Salary upward of $400,000
Salary upwards of $400,000
Salary at least $400,000
Salary min $400,000
Salary minimum of $400,000
Minimum salary is $400,000
Min rate $400,000
Min pay $400,000
Min base $400,000
Salary starting at $400,000
Salary starting from $400,000
Salary beginning at $400,000
Salary starts at $400,000
Salary begins at $400,000
Salary greater than $400,000
Salary no less than $400,000
Salary not less than $400,000
Salary north of $400,000
Salary can top $400,000
Salary may top $400,000
Salary could top $400,000
Salary will top $400,000
Salary from $400,000
Salary >$400,000
Salary over an $400,000
Salary $400,000 (+)
Salary $400,000 + total comp
Salary $400,000 + comp
Salary $400,000 + package
Salary $400,000 + potential
Salary $400,000 + earnings
Salary $400,000 + (full time)
Salary $400,000 minimum
Salary $400,000 or more
Salary $400,000 or higher
Salary $400,000 and up
Salary $400,000 plus
""".strip().splitlines()
NO_WRVU = "bonus|incentive|productivity|threshold|in excess|over it|above it|beyond it|additional|plus|after it|of 5000".split(
    "|"
)
RANGES = """
Salary $300,000 to $400,000
Salary $300,000 - $400,000
Salary $300,000 ~ $400,000
Salary $300,000 up to $400,000
Salary $300,000 To $400,000
Salary $300,000 through $400,000
Salary $300,000 - max $400,000
Salary $300,000 - Maximum: $400,000
Salary $300,000 to up to $400,000
Salary $300,000* - $400,000
Salary $300,000 (min) - $400,000 (max)
Salary $300,000 (Minimum) - $400,000 (Maximum)
Salary $300,000 (Base) - $400,000
Salary $300,000 (Low) - $400,000 (High)
Salary $300,000 (P) - $400,000
Salary $300,000 (with benefits) - $400,000
Salary $300,000 (GS-15 step one) - $400,000
Salary $300,000 (Step 1) - $400,000 (Step 9)
Salary $300,000 (0.8 FTE) - $400,000
Salary $300,000 (entry) - $400,000 (experienced)
Salary $300,000 (new grads) - $400,000
Salary $300,000/year - $400,000/year
Salary $300,000/yr - $400,000/yr
Salary $300,000 per annum - $400,000
Salary $300,000/annual - $400,000/annual
Salary $300,000-400,000
Salary $300-400K
Salary $300K-400
Salary $300/400K
Salary $300k/$400k
Salary between $300,000 and $400,000
Salary between $300k and $400k
Salary 300,000 - 400,000 USD
Salary 300K to 400K USD
Salary USD 300,000 - 400,000
Salary 300 thousand to 400 thousand dollars
Salary between 300,000 and 400,000 dollars
Salary 300k-400k US dollars
Salary $300'000 - $400'000
Minimum salary $300,000, maximum $400,000
""".strip().splitlines()
PLAIN = """
Salary $300K
Salary $300 K
Salary $300 thousand
Salary $0.3M
Salary $0.3MM
Salary $0.3m
Salary $0.3mil
Salary $0.3 Million
Salary $0.3 million
Salary $0.3 MILLION
SALARY: 300,000
Salary 300,000
Compensation: 300,000
COMPENSATION: 300,000
Base pay: 300,000
Pay Range: 300,000
Salary = 300,000
Salary ~ 300,000
Salary range 300,000
Salary Range 300,000
SALARY RANGE 300,000
Salary package 300,000
Salary is 300,000
Salary of 300,000
Salary base 300,000
Salary: 300K
Salary 300000
Earn 300K plus bonus
Earns 300K a year
Earning 300K per year
Make 300K in your first year
Makes 300K with bonus
Making 300K or so
Base 300K and bonus
Base Salary 300K to begin
Base Pay 300K your first year
Income 300K annually
Income potential 300K base
Income of 300K salary
Income is 300K.
Earn: 300K
Earn well over 300K
Earn up to 300K
Earn about 300K
Earn around 300K
Base from 300K
Base between 300K and more
Salary $300.000
Salary $300 000
US$300,000 salary
Salary 300,000 dollars
Salary 300 thousand US dollars
Salary 300k dollars
""".strip().splitlines()
CODES = (
    "CAD CDN AUD NZD HKD SGD TWD MXN BRL ARS CLP COP DOP JMD TTD BSD BBD KYD BMD AED SAR QAR KWD OMR BHD JOD ILS EGP ZAR NGN KES GHS GBP EUR CHF "
    "SEK NOK DKK ISK PLN CZK HUF RON INR PKR BDT LKR CNY RMB JPY KRW MYR THB IDR PHP VND"
).split()
DOLLARS = "CA C Can AU A NZ HK S SG NT MX Mex R BR AR J TT BDS".split()
MONEY = (
    "kr|euro|euros|pounds sterling|rupees|dirham|dirhams|riyals|pesos|rand|reais|yen|yuan|francs|kronor|kroner|Canadian|Australian|New Zealand|Singapore|Hong Kong|"
    "Mexican|Jamaican|Bahamian|Canadian dollars|Canadian funds|Canadian currency|Mexican pesos|Canadian per year|Canadian a year|Canadian annually|Canadian plus bonus"
).split("|")
FIELDS = "£300,000|€300,000|CAD 300,000|AUD 300,000|NZD 300,000|GBP 300,000|EUR 300,000|INR 300,000|CHF 300,000|SEK 300000|A$300,000|300,000 euros|Rs. 300,000|R 300 000|kr 300,000|300000 kr"  # fmt: skip
TITLES = {
    "Hospitalist | 300K": (300_000, 300_000, "year", None), "Hospitalist - 300-400K": (300_000, 400_000, "year", None),
    "Hospitalist 200/hr": (200, 200, "hour", None), "Hospitalist 200 per hour": (200, 200, "hour", None), "Hospitalist 200 an hour": (200, 200, "hour", None),
    "PRN Hospitalist $400": (400, 400, "hour", None), "Per diem Hospitalist $400": (400, 400, "hour", None), "Locum Hospitalist $400": (400, 400, "hour", None),
    "Locums Hospitalist $400": (400, 400, "hour", None), "Moonlighting, Hospitalist $400": (400, 400, "hour", None), "Casual Hospitalist $400": (400, 400, "hour", None),
}  # fmt: skip
PAY_FIELDS = {
    "300,000": (300_000, 300_000, "year", None), "300-400k": (300_000, 400_000, "year", None), "300000": (300_000, 300_000, "year", None),
    "400/hr": (400, 400, "hour", None), "400 per hour": (400, 400, "hour", None), "400 an hour": (400, 400, "hour", None), "300k": (300_000, 300_000, "year", None),
    "350-400/hr": (350, 400, "hour", None), "350 to 400 per hour": (350, 400, "hour", None), "350 - 400 hourly": (350, 400, "hour", None), "350.00-400.00 ph": (350, 400, "hour", None),
    "350-400 an hour": (350, 400, "hour", None), "100.50": (100.5, 100.5, "hour", None),
    "$350/hr days, $400/hr nights": (350, 400, "hour", None), "$350 per hour days and $400 per hour weekends": (350, 400, "hour", None),
    "$350 an hour weekdays / $400 an hour evenings": (350, 400, "hour", None), "$350/h day & $400/h holidays": (350, 400, "hour", None),
    "$2,000/day days, $2,200/day nights": (2000, 2200, "day", None), "$2,000/shift days, $2,200/shift nights": (2000, 2200, "shift", None),
}  # fmt: skip
SUMS = """
Base salary plus incentives reach $900K
Base salary plus incentives reaches $900K
Base salary plus incentives total $900K
Base salary plus incentives totals $900K
Base salary plus incentives totaling $900K
Base salary plus incentives totalling $900K
Base salary plus incentives exceed $900K
Base salary plus incentives hit $900K
Base salary plus incentives top $900K
Base salary plus incentives up to $900K
Base salary plus incentives worth $900K
Base and incentives reach $900K
Base plus incentives reach $900K
Guarantee plus incentives reach $900K
Guarantee & incentives reach $900K
Salary with incentives reach $900K
Salary + incentives reach $900K
""".strip().splitlines()
RVU = """
wRVU $52
RVU conversion factor $52
RVU conversion $52
RVU factor = $52
RVU rate $52
RVU value of $52
RVU is $52
""".strip().splitlines()


def test_a_period_behind_its_amount():
    told = [(f"Pay ${size:,}{'' if word[0] in ' /=' else ' '}{word}", (size, size, period, None)) for period, (size, words) in BY_PERIOD.items() for word in words]  # fmt: skip
    got = read(*({"description": text} for text, _ in told))
    assert [(*one, g) for one, g in zip(told, got, strict=True) if g != one[1]] == []


def test_a_unit_of_a_boards_own_number():
    told = [(period, unit) for period, units in UNITS.items() for unit in units.split()]
    got = read(*({"pay_min": str(SIZE[period]), "pay_unit": unit} for period, unit in told))
    assert [(*one, g) for one, g in zip(told, got, strict=True) if g[2] != one[0]] == []


def test_a_period_before_its_amount():
    got = read(*({"description": said.split(": ", 1)[1]} for said in SAID_BEFORE))
    assert [(said, g) for said, g in zip(SAID_BEFORE, got, strict=True) if g[2] != said.split(": ", 1)[0]] == []


def test_an_end_that_is_open():
    assert others(MOST, (None, 400_000, "year", None)) == []
    assert others(LEAST, (400_000, None, "year", None)) == []


def test_a_rate_beyond_a_salary_is_no_pay():
    assert others([f"$45 per wRVU {word}" for word in NO_WRVU], (None, None, None, None)) == []
    assert others([f"Pay by {text}" for text in RVU], (52, 52, "wrvu", None)) == []


def test_an_amount_and_two_ends():
    assert others(RANGES, (300_000, 400_000, "year", None)) == []
    told = [(text, got) for text, got in zip(PLAIN, read(*({"description": t} for t in PLAIN)), strict=True)]
    assert [one for one in told if 300_000 not in one[1][:2]] == []


def test_money_of_other_countries():
    nothing = (None, None, None, None)
    assert others([f"Salary $300,000 {code}" for code in CODES], nothing) == []
    assert others([f"Salary {code}$300,000" for code in DOLLARS], nothing) == []
    assert others([f"Salary: $300,000 {money}" for money in MONEY], nothing) == []
    assert others(FIELDS.split("|"), nothing, "pay_text") == []
    assert others(["Salary in CA $300,000"], (300_000, 300_000, "year", None)) == []


def test_a_figure_without_a_sign_in_a_title_and_a_field_of_pay():
    for column, rows in (("title", TITLES), ("pay_text", PAY_FIELDS)):
        got = read(*({column: text} for text in rows))
        assert [(text, told) for text, told in zip(rows, got, strict=True) if told != rows[text]] == []


def test_a_sum_is_no_base():
    told = [(text, got) for text, got in zip(SUMS, read(*({"description": t} for t in SUMS)), strict=True)]
    assert [one for one in told if 900_000 not in one[1][:2]] == []


def test_what_is_added_behind_a_plus_is_no_open_end():
    more = "sign-on|bonus|RVU bonus|wRVU bonus|production|productivity|incentive|benefits|quality|relocation"
    texts = [f"Salary $300,000 - $400,000+ {added}" for added in more.split("|")]
    got = read(*({"description": text} for text in texts))
    assert [one for one in zip(texts, got, strict=True) if one[1][:3] != (300_000, 400_000, "year")] == []
