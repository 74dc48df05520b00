"""Codes that the steps keep, and what `publish` says of them."""

import re
from pathlib import Path

import pytest

from curbside import network, warehouse

STEPS = Path(warehouse.__file__).parent
WORDS = {"said": ("caution", "evidence", "fact", "match", "pair", "reason", "together", "why"), "way": ("path",)}
CALLS = {
    "caution": "caution_words({})", "evidence": "evidence_words({})", "fact": "fact_words({})", "match": "match_words({})", "origin": "origin_words({})", "path": "path_words({})",
    "pair": "pair_words({})",
    "reason": "reason_words({})", "together": "together_words({})", "why": "why_words({}, 2, 'Dana Whitlock', [])",
}  # fmt: skip


@pytest.fixture(scope="module")
def con():
    return warehouse.connect()


def codes(make: str) -> set[str]:
    """Every code that a file of a step hands to `said` or `way`, also where a `case` chooses it."""
    found: set[str] = set()
    for file in STEPS.glob("*/*.sql"):
        if file.parent.name != "macro":
            for case in re.findall(rf"\b{make}\(\s*(case\b.*?\bend|'[^']*')", file.read_text("utf-8"), re.S):
                found |= set(re.findall(r"(?:then|else|^) ?'([^']*)'", case))
    return found


@pytest.mark.whole
@pytest.mark.parametrize("make", WORDS)
def test_every_code_of_a_step_has_words(con, make):
    tail = ", null)" if make == "way" else ")"
    unsaid = []
    for code in sorted(codes(make)):
        for kind in WORDS[make]:
            first = "'same'" if kind == "pair" else "'2'"  # how two names are alike
            c = f"{make}('{code}', [{first}, '3', '4', '5', '6', '7', '8']{tail}"
            try:
                if con.execute("select " + CALLS[kind].format(c)).fetchone()[0]:
                    break
            except warehouse.duckdb.Error as e:
                assert "no words for" in str(e)
        else:
            unsaid.append(code)
    assert not unsaid and len(codes(make)) > 10


def test_every_origin_that_a_reader_or_a_step_names_has_words(con):
    named = codes("origin")
    for file in Path(network.__file__).parent.glob("*.py"):
        text = file.read_text("utf-8")
        named |= set(re.findall(r'\borigin\.said\("([^"]+)"', text))
        named |= {
            c for told in re.findall(r"\b_SAID = \{(.*?)\}", text, re.S) for c in re.findall(r': "([^"]+)"', told)
        }
    for code in named:
        assert con.execute("select origin_words(origin(?, ['1', '2', '3']))", [code]).fetchone()[0], code
    known = re.findall(
        r"when '([^']+)'", (STEPS / "macro/origin.sql").read_text("utf-8").partition("known_origin_words(c)")[2]
    )
    assert set(known) - named <= {"1"}, "words of a code that nobody names"


# What is said of a code, by the kind of thing that it is.
TOLD = {
    "pair": [
        ("said('alike', ['same', null, null, null, null])", "the same name; the name is rare"),
        ("said('alike', ['renamed', 'employer', 'moved', 'differ', '1234'])", "names that one person may bear (another family name) and the same employer; different employers; another field, profession or initial; about 1,234 others of the name there"),
        ("said('taken', ['born', 'town', null, null, 'perhaps'])", "taken for one person: names that one person may bear (a name before marriage) and the same town; perhaps another of the name there; say `different` if they are two"),
    ],
    "path": [
        ("way('trained', ['Dana', 'OSU', null, null, null, '2016–2019'], null)", "Dana trained at OSU, 2016–2019"),
        ("way('trained', ['Dana', 'OSU', null, 'Surgery', null, null], null)", "Dana trained at OSU: Surgery"),
        ("way('worked', ['Dana', null, 'Cole', 'UPMC Cole', null], null)", "Dana worked at Cole, in the posting UPMC Cole"),
        ("way('works', ['Dana', 'Chief', 'Cole', null], null)", "Dana (Chief) works at Cole"),
        (
            "way('knows', ['Dana', null, 'Cole', null, 'Ben'], about(said('worked', [null, 'OSU', '2016', '2019', 'sure']), ['Ben']))",
            "Ben knows Dana (Cole); Ben worked with you at OSU, 2016–2019",
        ),
        (
            "way('classmate', ['Dana', null, 'Cole', null], said('may have trained', ['Surgery', 'OSU', '2016', '2019', 'vague']))",
            "Dana (Cole) may have trained with you: Surgery at OSU, 2016–2019 (years partly unknown: possible overlap)",
        ),
        ("way('starts', ['Dana', 'Chief', 'Cole', 'UPMC Cole'], null)", "Dana (Chief) is about to start at Cole, in the posting UPMC Cole"),
        ("way('works somewhere', ['Dana', 'Chief', 'Cole', 'UPMC'], null)", "Dana (Chief) works at Cole, in the posting UPMC, which has many places: at which is not said"),
        ("way('works elsewhere', ['Dana', 'Chief', 'Cole', 'UPMC'], null)", "Dana (Chief) works at another place of Cole, in the posting UPMC"),
        ("way('works beside', ['Dana', 'Chief', 'Cole', 'Hamot', 'UPMC'], null)", "Dana (Chief) works at Cole, of the same system (UPMC) as Hamot"),
        ("way('works beside', ['Dana', null, 'UPMC', 'Hamot', 'UPMC'], null)", "Dana works at UPMC, to which Hamot belongs"),
        ("way('works beside', ['Dana', null, 'Cole', 'UPMC', 'Upmc'], null)", "Dana works at Cole, which belongs to UPMC"),
        ("way('works beside', ['Dana', null, 'UPMC', 'UPMC', 'UPMC'], null)", "Dana works at UPMC, which has many places: at which is not said"),
        ("way('works beside', ['Dana', null, 'Cole', 'Hamot', null], null)", "Dana works at Cole, of the same system as Hamot"),
        ("way('decides', ['Dana', 'Chief', 'Cole', 'UPMC'], null)", "Dana (Chief at Cole, in the posting UPMC) decides or is asked there"),
        ("way('hires', ['Dana', 'Recruiter', 'Cole', null], null)", "Dana (Recruiter at Cole) hires there"),
        ("way('knows at', ['Dana', 'Chief', 'Cole', 'Ben'], null)", "Ben knows Dana (Chief) at Cole"),
        ("way('told', ['Ben', '2026-11-20'], null)", "Ben told you of this opening on 2026-11-20"),
        ("way('same course', ['Dana'], said('worked', [null, 'OSU', '2016', '2019', 'sure']))", "Dana worked with you at OSU, 2016–2019"),
        ("way('near', ['Dana', 'Chief', null, 'Akron', 'OH', null], null)", "Dana is in Akron, OH"),
        ("way('near', ['Dana', null, 'Cole', 'Akron', 'OH', '12'], null)", "Dana (Cole) is in Akron, OH, 12 miles away"),
        ("way('named', ['Dana', null, 'Ben'], null)", "Dana is the contact named in the posting; Ben knows them"),
    ],
    "evidence": [
        ("said('same employer', [null, null, null, '0.95', null])", "the employer as the posting names it (0.95)"),
        (
            "said('same employer', ['line 3', 'Cole', 'UPMC Cole', '0.75', '2024-01-02'])",
            "line 3: “Cole” is “UPMC Cole” of the posting (0.75), as of 2024-01-02",
        ),
        ("about(said('given', ['4 messages']), ['Ben', 'Dana'])", "Ben and Dana: 4 messages"),
        (
            "said('one system by name', [null, 'Cole', 'Hamot', null, '2023', '0.97'])",
            "“Cole” and “Hamot” belong to one system (by their names, as listed in 2023, 0.97)",
        ),
        (
            "said('same employer', [null, 'Cole', 'UPMC Cole', '0.35', null, 'like', null, 'none', 'untelling'])",
            "“Cole” is “UPMC Cole” of the posting (like its name, no place given, no word that tells, 0.35)",
        ),
        ("said('clue', ['lives', 'PA', null, null])", "lives in PA"),
        (
            "said('clue', ['phone', 'MI', '734', 'against'])",
            "against it: telephone of area code 734 (MI), which people keep when they move",
        ),
        ("said('clue', ['mail', 'MI', 'med.umich.edu, of University of Michigan', null])", "e-mail at med.umich.edu, of University of Michigan, in MI"),
        ("said('clue', ['organisation', 'MI', 'med.umich.edu, of University of Michigan', null])", "e-mail at med.umich.edu, of University of Michigan"),
        ("said('clue', ['employer', 'PA', 'Cole', null])", "also works in PA (Cole)"),
        ("said('clue', ['worked', 'PA', 'Cole', null])", "worked in PA (Cole)"),
        ("said('clue', ['residency', 'OH', 'OSU', null])", "trained in OH (OSU)"),
        ("said('clue', ['school', 'OH', 'OSU', null])", "medical school in OH (OSU)"),
        ("said('clue', ['roster', 'OH', 'alumni.csv', null])", "most people of alumni.csv are in OH"),
        ("said('clue', ['classmate', 'OH', 'Ben', null])", "trained with Ben, who works at a house of that name in OH"),
        ("said('workplace', ['Akron', 'OH', 'line 3'])", "line 3: Akron, OH"),
    ],
    "origin": [
        ("origin('roster', ['a \"b\".csv', '3'])", 'roster a "b".csv, line 3'),
        ("origin('connected', [null])", "connected on LinkedIn"),
        ("origin('sent mail', ['1', '2026-11-23'])", "your sent mail: 1 day, last on 2026-11-23"),
        ("origin('export', ['google', 'Ben', '2026-11-23'])", "Ben's Google contacts of 2026-11-23"),
        ("origin('list', ['vcard', null, null]) || chr(10) || origin('settings', [])", "in your address book; curbside.toml"),
        ("'4 messages'", "4 messages"),
    ],
    "match": [
        ("said('name', ['part', 'city', null])", "its name, a part of the text, the same city"),
        ("said('core', ['beside', 'state', 'untelling'])", "the name without its department, no word that tells, given beside another, the same state"),
        ("said('name', ['beside system', null, null])", "its name, given beside its system's"),
        ("said('given', [])", "the name as given"),
    ],
    "caution": [
        ("said('bad', ['Ben', '2026-11-02'])", "last contact with Ben, on 2026-11-02, went badly: make up first"),
        ("said('bad', [null, null])", "last contact went badly: make up first"),
        ("said('namesakes', [2])", "two hospitals share this name"),
        ("said('namesakes', [3])", "3 hospitals share this name"),
        ("said('cold', [2021])", "gone cold since 2021: reconnect first"),
        ("said('often', ['1', '2'])", "asked twice within 30 days (1): wait until 2"),
        ("said('group', ['A', 'B'])", "you asked A in the same group on B and wait for an answer: ask one of them at a time"),
        ("said('waiting', ['1'])", "asked on 1, no answer yet: wait, or write once more"),
        ("said('helped', ['scoop', '2'])", "has helped you there already (told you how it is there, 2)"),
        ("said('helped', [null, '2'])", "has helped you there already (answered, 2)"),
        ("about(said('later', ['1']), ['Ben'])", "about Ben: put off until 1"),
    ],
    "reason": [
        ("said('promise', ['1', null])", "you promised on 1 to be in touch again"),
        ("said('promise', ['1', 'call'])", "you promised on 1 to be in touch again: call"),
        ("said('nudge', ['1', 'scoop', 'L'])", "you asked on 1 about L and have no answer: one more word, then leave it"),
        ("said('withdraw', ['A', 'B'])", "you accepted A: withdraw your application for B"),
        ("said('first meeting', ['1', 'ACC'])", "you first met on 1 at ACC: a note within two days"),
        ("said('help', ['good-word', 'L', '1'])", "put in a good word for you (L) on 1"),
        ("said('help', ['a ride', null, '1'])", "helped you: a ride on 1"),
        ("said('tip', ['Mercy', '1'])", "told you of an opening at Mercy on 1"),
        ("said('interview', ['L', 'advice'])", "you have an interview for L, and they advised you"),
        ("said('interview', ['L', 'interview'])", "you have an interview for L, and they got you the interview"),
        ("said('interview', ['L', null])", "you have an interview for L, and they answered when you asked"),
        ("said('outcome', ['declined', 'L', 'scoop', '1'])", "you declined L: tell them how it ended, they told you how it is there"),
        ("said('outcome', ['accepted', 'L', null, '1'])", "you accepted L: tell them how it ended, you asked them on 1"),
        ("said('outcome', ['rejected', 'L', null, null])", "you were not taken for L: tell them how it ended"),
        ("said('application', ['withdrawn', 'L'])", "you withdrew from L: close it kindly, you may meet again"),
        ("said('leaving', ['Mercy'])", "you are leaving Mercy: thank them before you go"),
        ("said('quarrel', ['1', 'pay'])", "your last contact, on 1, went badly: pay"),
        ("said('upkeep', ['friend', '1', '30'])", "stay in touch: you call them friend, last contact 1, every 30 days"),
        ("said('upkeep', [null, null, '365'])", "stay in touch: no contact noted yet, every 365 days"),
        ("said('asking', ['2021', 'L'])", "no contact since 2021: reconnect before you ask about L"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "code", "words"), [(kind, *case) for kind, cases in TOLD.items() for case in cases])
def test_a_code_is_told_with_what_is_known_and_no_more(con, kind, code, words):
    assert con.execute("select " + CALLS[kind].format(code)).fetchone() == (words,)


@pytest.mark.parametrize(
    ("why", "people", "words"),
    [
        ("said('near', ['12', 'Akron'])", 0, "12 miles from Akron"),
        ("said('pay', ['1', '2'])", 0, "pay up to $1 a year, you asked for $2"),
        ("said('in reach', [])", 1, "1 person in reach, best Dana"),
        ("said('in reach', [])", 2, "2 people in reach, best Dana"),
        ("said('may know', ['A, B', null])", 0, "may know you there, as CMS lists them: A, B"),
        ("said('may know', ['A, B', '3'])", 0, "may know you there, as CMS lists them: A, B and 3 more"),
        ("said('ask agency', [])", 0, "next step: ask the agency for the employer’s name before you send a CV"),
        ("said('ask in market', ['Ben'])", 0, "checked, nobody there; next step: ask Ben, who is in the same market"),
        ("said('write to director', ['A', 'OSU'])", 0, "checked, nobody there; next step: write to A, program director at OSU, and ask who went there"),
        ("said('ask school', ['OSU'])", 0, "checked, nobody there; next step: ask the alumni office or program director of OSU who went there"),
    ],
)  # fmt: skip
def test_why_an_opening_is_a_lead(con, why, people, words):
    assert con.execute(f"select why_words({why}, {people}, 'Dana', [])").fetchone() == (words,)


def test_a_clinician_whom_the_user_may_know_is_told_with_each_fact(con):
    facts = "[said('a few years apart', ['2', 'OSU', '2014']), said('class', ['Yale', '2012']), said('also there', ['Mercy'])]"
    assert con.execute(f"select clinician_words('Dana', 'Cole', {facts})").fetchone() == (
        "Dana, who CMS lists at Cole, 2 years from your class at OSU (2014) and of your class at Yale (2012) and also works at"
        " your Mercy: may know you",
    )
