"""What people are shown, value by value: harmless text, money, days, numbers of the list, asks in words."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import duckdb
import fastexcel
import pytest
from icalendar import Calendar

from curbside.exports import (
    answer,
    brief,
    day,
    digest,
    feeds,
    foot,
    matching,
    network_files,
    news,
    numbers,
    safe,
    sheets,
    story,
    today,
)
from curbside.exports.names import Names
from curbside.exports.network_files import Trouble

TODAY = date(2026, 11, 23)
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("value", "width", "shown"),
    [
        ("abcde", 5, "abcde"), ("abcdef", 5, "abcd…"), ("abc def", 5, "abc…"), (None, 9, ""), (7, 9, "7"), ("", 9, ""),
        ("  a \n\t b  ", 9, "a b"), ("\x1b[31mred\x07", 9, "[31mred"), ("a\u202eb\ufeffc", 9, "ab c"), ("x" * 999, 200, "x" * 199 + "…"),
        (" " * 100 + "a", 5, "a"),
    ],
)  # fmt: skip
def test_text_is_one_visible_line_of_a_width(value, width, shown):
    assert safe.plain(value, width) == shown


def test_a_title_is_shown_up_to_200_characters():
    assert safe.plain("x" * 200) == "x" * 200 and safe.plain("x" * 201) == "x" * 199 + "…"


@pytest.mark.parametrize(
    ("minute", "shown"),
    [
        ("2026-11-23 09:59", "Nov 23, 2026, 4:59 AM EST"), ("2026-07-01 16:05", "Jul 1, 2026, 12:05 PM EDT"),
        ("2026-11-23 05:00", "Nov 23, 2026, 12:00 AM EST"), ("2026-11-23 17:59", "Nov 23, 2026, 12:59 PM EST"), ("2026-11-23 18:59", "Nov 23, 2026, 1:59 PM EST"), ("2026-11-23 04:59", "Nov 22, 2026, 11:59 PM EST"), ("soon", "soon"), (None, ""), ("", ""),
    ],
)  # fmt: skip
def test_a_minute_is_told_by_the_users_clock(minute, shown):
    assert safe.local(minute, NEW_YORK) == shown


@pytest.mark.parametrize(
    ("number", "shown", "dialed"),
    [
        ("+1 216 555 0148", "(216) 555-0148", "tel:+12165550148"), ("  +12165550148", "(216) 555-0148", "tel:+12165550148"), ("12165550148", "(216) 555-0148", "tel:+12165550148"),
        ("216.555.0148", "(216) 555-0148", "tel:+12165550148"), ("22165550148", "22165550148", "tel:22165550148"),
        ("0165550148", "0165550148", "tel:0165550148"), ("1165550148", "1165550148", "tel:1165550148"),
        ("2165550148 ext 2", "2165550148 ext 2", "tel:+12165550148"), ("(216) 555-0148 x31", "(216) 555-0148 x31", "tel:+12165550148"), ("+49 30 123456", "+49 30 123456", "tel:+4930123456"),
        ("+49 30 1234567", "+49 30 1234567", "tel:+49301234567"),
        ("5550148", "5550148", "tel:5550148"), ("555014", "555014", None), ("a2165550148@x.org", "a2165550148@x.org", None), ("", "", None),
    ],
)  # fmt: skip
def test_a_telephone_number_as_people_write_it_and_as_it_is_dialed(number, shown, dialed):
    assert safe.phone(number) == shown and safe.dial(shown) == dialed and safe.dial(number) == dialed


@pytest.mark.parametrize(
    ("value", "safe_link"),
    [
        ("https://x.example/a", "https://x.example/a"), ("HTTP://x.example", "HTTP://x.example"), ("mailto:a@x.org", "mailto:a@x.org"),
        ("javascript:alert(1)", None), ("https:a", None), ("ftp://x", None), ("x.example", None), (None, None), ("", None), ("https://[::1", None),
        ("https://x/a b(c)'", "https://x/a%20b%28c%29%27"), ("https://x/" + "a" * 1990, "https://x/" + "a" * 1990), ("https://x/" + "a" * 1991, None),
    ],
)  # fmt: skip
def test_what_is_safe_to_click(value, safe_link):
    assert safe.link(value) == safe_link


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None), (True, True), (3, 3), (-2.5, -2.5), (Decimal("-1.5"), Decimal("-1.5")), (TODAY, "2026-11-23"),
        (["a", "b"], "a; b"), (("=a", "b"), "'=a; b"), ("=1+1", "'=1+1"), ("-1", "'-1"), ("+1", "'+1"), ("@x", "'@x"), ("＝1", "'＝1"), (" =1", "'=1"), ("a=1", "a=1"),
        ("\t=1", "'\t=1"), ("", ""),
    ],
)  # fmt: skip
def test_a_spreadsheets_cell_is_no_formula(value, written):
    assert safe.cell(value) == written


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (350000, 400000, "$350k–$400k a year"), (350000, 350000, "$350k a year"), (350000, 350400, "$350k a year"), (350000, None, "from $350k a year"),
        (None, 400000, "up to $400k a year"), (None, None, ""), (0, 0, ""), (0, 400000, "up to $400k a year"), (1000, None, "from $1k a year"),
        (999, None, "from $999 a year"), (1200000, None, "from $1,200k a year"), (Decimal("350000"), None, "from $350k a year"),
    ],
)  # fmt: skip
def test_pay_a_year_in_words(low, high, said):
    assert safe.money(low, high) == said


def test_markup_and_angles_are_shown_as_they_are():
    assert safe.markdown("a*b [x](https://y) <b> & www.z") == r"a\*b \[x\]\(https:\/\/y) &lt;b&gt; &amp; www\.z"
    assert safe.angles("<b>") == "‹b›"


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("MERCY HOSPITAL OF VA, INC", "Mercy Hospital of VA, Inc"), ("OF MERCY", "Of Mercy"), ("ST. JOHN'S AND LUKE'S", "St. John's and Luke's"),
        ("Mercy hospital", "Mercy hospital"), ("mercy", "mercy"), ("MERCY", "MERCY"), ("MERCYS", "Mercys"), ("UPMC PASSAVANT LLC", "UPMC Passavant LLC"),
    ],
)  # fmt: skip
def test_registers_that_shout_are_read_as_people_write(name, spoken):
    assert answer._spoken(name) == spoken


def test_values_of_an_answer_are_harmless():
    found = [
        {
            "url": "javascript:x",
            "city": "NEW LONDON",
            "title": "NEW LONDON",
            "n": 3,
            "boards": ["a\nb"],
            "path": "x" * 401,
        }
    ]
    shown = answer.as_answer(found, "note")
    assert shown.columns == ("url", "city", "title", "n", "boards", "path") and shown.note == "note" and len(shown) == 1
    assert shown.rows[0] == (None, "New London", "NEW LONDON", 3, ["a b"], "x" * 399 + "…")
    assert answer.as_answer([], "none") == answer.Answer((), (), "none")


ROWS = [{"n": 1}, {"n": 2}, {"n": 3}]


@pytest.mark.parametrize(
    ("limit", "rows", "note"),
    [(None, 3, ""), (3, 3, ""), (4, 3, ""), (2, 2, "and 1 more, 3 in all"), (0, 0, "and 3 more, 3 in all"), (-1, 0, "and 3 more, 3 in all")],
)  # fmt: skip
def test_what_a_limit_leaves_out_is_counted(limit, rows, note):
    shown = answer.cut(ROWS, limit, "nothing")
    assert (len(shown), shown.note) == (rows, note)
    assert answer.limit_of(limit) == (10**9 if limit is None else max(0, limit))
    assert answer.cut([], limit, "nothing").note == "nothing"


def test_rows_that_a_query_cut_itself_are_counted_by_their_total():
    assert answer.counted([{"n": 1, "total": 1200}], "none") == answer.Answer(
        ("n",), ((1,),), "and 1,199 more, 1,200 in all"
    )
    assert answer.counted([{"n": 1, "total": 1}], "none").note == "" and answer.counted([], "none").note == "none"


def test_an_answer_as_csv_and_json():
    one = answer.Answer(("a", "b"), (("=x", 1), (None, ["p", "q"])))
    assert answer.to_csv(one) == '"a","b"\n"\'=x",1\n"","p; q"\n'
    told = answer.to_json(answer.Answer(("a", "b", "c"), ((TODAY, Decimal("1.5"), {1}),)))
    assert json.loads(told) == [{"a": "2026-11-23", "b": 1.5, "c": "{1}"}] and told.endswith("]\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mercy and Sons", ["mercy", "sons"]), ("Núñez, OH", ["nunez", "oh"]), ("St. Mary's", ["st", "marys"]), ("D.C.", ["district", "of", "columbia"]),
        ("Akron, Penna.", ["akron", "pennsylvania"]), ("Akron, Mass", ["akron", "massachusetts"]), ("and", []), ("", []), (" ".join("a" * 25), ["a"] * 20), ("O’Fallon", ["ofallon"]),
    ],
)  # fmt: skip
def test_the_words_of_a_question(text, words):
    assert matching.words_of(text) == words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["uni"], ["lake university, ohio", "uni"]), (["un"], []), (["oh"], []), (["ohio"], ["lake university, ohio"]), (["lake", "ohi"], ["lake university, ohio"]),
        (["lake", "uni", "texas"], []), (["ke"], []), (["niv"], []), ([], ["lake university, ohio", "uni"]), (["i"], []),
    ],
)  # fmt: skip
def test_a_long_word_is_found_by_its_beginning_and_one_of_two_letters_whole(words, found):
    con = duckdb.connect()
    con.execute("create table t as from (values ('lake university, ohio'), ('uni')) t (words)")
    query = "select words, $states, $state_names from t where {matches} order by all"
    assert [row["words"] for row in matching.matching(con, query, words)] == found


def test_names_are_shown_or_numbered():
    shown, hidden = Names(True), Names(False)
    assert shown("p", "Dana\n W") == "Dana W" and shown("p", None) == ""
    assert [hidden(k, n) for k, n in (("p", "Dana"), ("q", "Ben"), ("p", "Dana W"), (None, "Cy"), (None, "Cy"), (None, "Di"), ("r", ""))] == [
        "Person 1", "Person 2", "Person 1", "Person 3", "Person 3", "Person 4", "",
    ]  # fmt: skip


def days(n: int) -> date:
    return TODAY - timedelta(days=n)


@pytest.mark.parametrize(
    ("last", "number", "since"),
    [(0, 7, 9), (4, 7, 9), (5, 7, 0), (14, 7, 0), (15, 1, 0)],
)  # a number is held a fortnight; over a weekend it is the same list
def test_how_long_a_person_keeps_the_number_and_stands_on_the_list(tmp_path, last, number, since):
    file = tmp_path / "deep" / "today.json"
    numbers._write(file, {"p": numbers.Shown(7, "old", days(9), days(last))})
    one = numbers.keep(file, TODAY, [("p", "new")])["p"]
    assert one == numbers.Shown(number, "new", days(since), TODAY) and numbers.read(file) == {"p": one}


def test_a_new_person_takes_the_lowest_free_number(tmp_path):
    file = tmp_path / "today.json"
    numbers._write(file, {"p": numbers.Shown(1, "", days(1), days(1)), "q": numbers.Shown(3, "", days(1), days(1))})
    found = numbers.keep(file, TODAY, [("r", "a"), ("s", ""), ("p", "b")])
    assert {k: v.number for k, v in found.items()} == {"p": 1, "q": 3, "r": 2, "s": 4}
    assert found["q"].last == days(1) and list(json.loads(file.read_text())["people"]) == ["p", "r", "q", "s"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"people": []}', '{"people": {"p": {}}}', '{"people": {"p": {"number": "x"}}}']
)
def test_a_list_that_cannot_be_read_is_no_list(tmp_path, text):
    (tmp_path / "today.json").write_text(text)
    assert numbers.read(tmp_path / "today.json") == {} == numbers.read(tmp_path / "none.json")


DANA = day.Insider("p", "Dana W", "works there", "Dana works there.", "good-word", 0.9, "", "p", "Dana W", ("a@x.org",))
THROUGH = replace(DANA, call_id="q", call="Ben O", relation="knows someone there")
LEAD = day.Lead(
    "a1", ("s",), 9.0, True, "Cardiologist", "Elm", "employer", "Cardiology", "Akron", "OH", 4.0, "", None, None, None, TODAY, None, ("one",),
    "https://x.example/a1", 1, "", (), DANA, "",
)  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "confidence", "askable"),
    [("scoop", 0.5, True), ("scoop", 0.49, False), ("scoop", None, True), ("", 0.9, False)],
)
def test_who_is_fit_for_todays_calls(ask, confidence, askable):
    assert replace(DANA, ask=ask, confidence=confidence).is_askable is askable


@pytest.mark.parametrize(
    ("who", "role", "words", "call"),
    [
        (DANA, "works there", "Ask for a good word", "Ask for a good word"),
        (replace(DANA, ask="tea"), "works there", "Ask", "Ask"),
        (replace(DANA, ask=""), "works there", "Not yet", "Ask"),
        (THROUGH, "through Ben O", "Ask Ben O for an introduction", "Ask to be introduced to Dana W"),
        (replace(THROUGH, relation="decision maker"), "decision maker, through Ben O", "Ask Ben O for an introduction", "Ask to be introduced to Dana W"),
    ],
)  # fmt: skip
def test_what_is_asked_of_whom_in_words(who, role, words, call):
    assert (who.role, who.words, day.Call(who, (LEAD,), "").words) == (role, words, call)


@pytest.mark.parametrize(
    ("miles", "near", "said"),
    [
        (38.4, "Boston, MA", "38 mi from Boston, MA"), (150, "", "150 mi"), (150.1, "", ""), (400, "Boston, MA", "400 mi from Boston, MA"),
        (None, "Boston, MA", ""), (0, "", ""), (0.5, "Boston, MA", ""), (0.6, "", "1 mi"), (1200, "Boston, MA", "1,200 mi from Boston, MA"),
    ],
)  # fmt: skip
def test_a_distance_in_words(miles, near, said):
    assert day.distance(miles, near) == said == replace(LEAD, miles=miles, near=near).distance


@pytest.mark.parametrize(
    ("kind", "contact", "state", "known", "step"),
    [
        ("agency", "Pat", "OH", 3, "The employer is hidden: ask the agency for its name before you send a CV."),
        ("employer", "Pat", "OH", 3, "Write to Pat, named in the posting."),
        (None, "", "OH", 3, "You know 3 people at other openings in OH: curbside who OH"),
        (None, "", "OH", 1, "You know 1 person at other openings in OH: curbside who OH"),
        (None, "", "OH", 0, "Ask your training program’s alumni office who went to Akron."),
        (None, "", "", 3, "Ask your training program’s alumni office who went to Akron."),
    ],
)  # fmt: skip
def test_what_to_do_where_nobody_is_known(kind, contact, state, known, step):
    assert day.next_step(kind, contact, state, "Akron", known) == step


def test_a_place_pay_or_step_that_is_not_known_is_said():
    assert replace(LEAD, city="", state="").place == "place not stated" and replace(LEAD, city="").place == "OH"
    assert (
        LEAD.place == "Akron, OH"
        and LEAD.pay == "pay not stated"
        and replace(LEAD, pay_year_min=1000.0).pay == "from $1k a year"
    )
    assert day.next_step(None, "", "", "", 0).endswith("who went to this employer.")
    assert [day.sentence(s) for s in ("ask Dana", "ask?", "done!", "so.", "", None)] == [
        "Ask Dana.",
        "Ask?",
        "Done!",
        "So.",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (None, ()), ({"why": None, "reasons": None}, ()), ({"why": ["a", "b"], "reasons": None}, ("a", "b")),
        ({"why": ["a", "b", "c"], "reasons": ["home", "boards", "state"]}, ("a", "c")),
    ],
)  # fmt: skip
def test_reasons_that_the_page_does_not_say_elsewhere(row, said):
    assert day.reasons(row) == said


def test_a_move_in_words():
    move = day.Move("Dana", "Elm", "Oak", TODAY, (), ())
    assert [m.words for m in (move, replace(move, new=""), replace(move, old=""))] == [
        "moved from Elm to Oak",
        "left Elm",
        "has a new employer",
    ]


def a_digest(*leads: day.Lead, **more: object) -> day.Digest:
    counts = {"open_postings": 1200, "boards": 1, "openings": 9, "doubtful": 0, "people": 1}
    held = {
        "calls": (),
        "changes": (),
        "changes_rest": 0,
        "closed": (),
        "closed_rest": 0,
        "reminders": (),
        "boards": (),
        "counts": counts,
    }
    return day.Digest(TODAY, "Ana", "", leads, **(held | more))


BOARD = day.Board("one", "failed", 3, 0, 0, 0, 0, None, "HTTP 500", "", True)
DUE = day.Reminder(TODAY, "Dana", "thank", "why", "", True, "p")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (a_digest(), "No new lead, 0 still open."),
        (a_digest(replace(LEAD, is_new=False)), "No new lead, 1 still open."),
        (a_digest(LEAD, replace(LEAD, insider_count=0)), "2 new leads, 1 with somebody you know."),
        (a_digest(LEAD, replace(LEAD, stage="dismissed")), "1 new lead, 1 with somebody you know."),
        (a_digest(LEAD, reminders=(DUE, replace(DUE, is_due=False))), "1 new lead, 1 with somebody you know. 1 reminder due."),
        (a_digest(files=(Trouble("f", "n"), Trouble("g", "n"))), "No new lead, 0 still open. 2 files of your network not as before."),
        (a_digest(clock=("x",)), "No new lead, 0 still open. This machine's clock may be wrong."),
        (a_digest(boards=(BOARD, replace(BOARD, is_failed=False))), "No new lead, 0 still open. 1 board failed."),
        (a_digest(LEAD, rests=date(2026, 11, 1)), "Your search rests since Sunday, November 1, 2026; `curbside search begin` starts it again."),
    ],
)  # fmt: skip
def test_the_day_in_a_sentence(content, said):
    assert digest.summary(content) == said


def test_a_page_lists_180_new_and_120_other_leads_one_of_each_search_at_least(monkeypatch):
    told: dict[str, object] = {}
    template = SimpleNamespace(render=lambda **all: told.update(all) or "")
    monkeypatch.setattr(digest, "_environment", lambda *a: SimpleNamespace(get_template=lambda name: template))
    news = [replace(LEAD, lead_id=f"n{n}", searches=("s",) if n < 190 else ("t",)) for n in range(195)]
    digest._render("all.md.j2", a_digest(*news, *(replace(LEAD, lead_id=f"o{n}", is_new=False) for n in range(125))))
    assert [(search, len(shown), rest) for search, shown, rest in told["new"]] == [("s", 180, 10), ("t", 1, 4)]
    assert (len(told["others"]), told["others_rest"]) == (120, 5)


def test_a_mails_subject_has_two_hundred_characters_at_most(monkeypatch):
    monkeypatch.setattr(digest, "summary", lambda content: "x" * 300)
    for page in ("text", "html"):  # whose templates would keep that summary
        monkeypatch.setattr(digest, page, lambda content, mailed: "")
    assert len(digest.message(a_digest())["Subject"]) == 200


def test_a_mail_leads_to_no_file_beside_it():
    parts = [part.get_content() for part in digest.message(a_digest(LEAD)).iter_parts()]
    for part, page, file in zip(parts, (digest.text, digest.html), ("all.md", "all.html"), strict=True):
        assert file not in part and "beside this page on your machine" in " ".join(part.split())
        assert file in page(a_digest(LEAD))


@pytest.mark.parametrize(
    ("sender", "to", "unsent"), [("b@x.example", "a@x.example", None), (None, "a@x.example", None), ("b@x.example", None, "1"), (None, None, "1")]
)  # fmt: skip
def test_a_digest_as_a_mail_is_from_and_to_whom_it_is_told_and_without_an_address_a_draft(sender, to, unsent):
    mail = digest.message(a_digest(LEAD), to, sender)
    assert (mail["From"], mail["To"], mail["X-Unsent"]) == (sender, to, unsent)


def test_what_the_digest_was_made_from_and_checked_against():
    base = "Looked at 1,200 open postings on 1 board: 9 openings once copies are put together, 1 of which meets your searches."
    assert foot.made_from(a_digest(LEAD)) == base
    for doubtful, verb in (
        (1, "1 open posting whose title may mean a physician was"),
        (2, "2 open postings whose title may mean a physician were"),
    ):
        counts = a_digest().counts | {"doubtful": doubtful}
        assert foot.made_from(a_digest(LEAD, counts=counts)).startswith(f"{base} {verb} taken for other")
    leads = (LEAD, LEAD, replace(LEAD, insider_count=0), replace(LEAD, stage="declined"))
    assert foot.checked(a_digest(*leads)) == (
        "All 3 leads were checked against 1 person of your network: somebody at 2, nobody at 1. 1 lead that you are done with left out."
    )
    assert foot.checked(a_digest(LEAD)) == (
        "The one lead was checked against 1 person of your network: somebody at 1, nobody at 0."
    )
    assert foot.checked(a_digest()) == "No lead to check against your network."
    alone = a_digest().counts | {"people": 0}
    assert foot.checked(a_digest(LEAD, counts=alone)).startswith("Nobody of your network is known yet")
    one = a_digest().counts | {"open_postings": 1, "openings": 1}
    assert foot.made_from(a_digest(LEAD, LEAD, counts=one)).startswith(
        "Looked at 1 open posting on 1 board: 1 opening once copies are put together, 2 of which meet"
    )


def test_the_foot_is_one_on_each_page_and_its_commands_are_code():
    day = a_digest(LEAD, counts=a_digest().counts | {"people": 0})
    said = foot.lines(day, NEW_YORK, is_page=False)
    assert said[2] == "Made on this machine; no board has been read yet: `curbside boards` lists some."
    for page in (digest.html(day), digest.all_html(day)):
        assert "against: <code>curbside network --add FILE</code>.</p>" in page
        assert (
            "yet: <code>curbside boards</code> lists some. It loads nothing from the internet.</p>\n</footer>" in page
        )
    for page in (digest.text(day), digest.all_text(day)):
        assert page.endswith(f"\n- {said[1]}\n- {said[2]}\n")
    run = foot.lines(replace(a_digest(LEAD), run_at="2026-11-23 09:59"), NEW_YORK, is_page=False)[2]
    assert run == "Made on this machine from the run of Nov 23, 2026, 4:59 AM EST."


def test_what_rests_names_its_command_as_code():
    day = a_digest(LEAD, rests=TODAY)
    assert "; <code>curbside search begin</code> starts it again." in digest.html(day)
    assert "; `curbside search begin` starts it again." in digest.text(day)
    assert foot.coded("a < b `c < d`") == "a &lt; b <code>c &lt; d</code>"


def test_leads_of_a_day_by_state_and_search():
    other, old, over = (
        replace(LEAD, searches=("t", "s"), insider_count=0),
        replace(LEAD, is_new=False),
        replace(LEAD, stage="accepted"),
    )
    content = a_digest(LEAD, other, old, over)
    assert (content.open, content.new, content.others, content.nobody) == (
        (LEAD, other, old),
        (LEAD, other),
        (old,),
        (other,),
    )
    assert content.by_search() == {"s": [LEAD], "t": [other]}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "?"), (TODAY, "today"), (days(1), "yesterday"), (days(2), "Nov 21"), (days(-1), "Nov 24"), (date(2025, 11, 23), "Nov 23, 2025"), (date(2027, 1, 2), "Jan 2, 2027"),
    ],
)  # fmt: skip
def test_a_day_as_people_say_it(value, said):
    assert digest._day(value, TODAY) == said


@pytest.mark.parametrize(
    ("confidence", "said"),
    [
        (1.0, "sure"), (0.995, "sure"), (0.994, "99% sure"), (0.75, "75% sure"), (0.749, "75% sure: check first that it is the same person"),
        (0.5, "50% sure: check first that it is the same person"),
    ],
)  # fmt: skip
def test_how_sure_it_is(confidence, said):
    assert digest._sure(confidence) == said


def test_small_words_of_the_page():
    assert [digest._sentence(s) for s in ("a b", "a!", "a…", "")] == ["A b.", "A!", "A…", ""]
    assert [digest._percent(s) for s in (None, 0.0, 0.214)] == ["–", "0%", "21%"]
    assert digest._mailto("a.b@x-y.example.org") == "mailto:a.b@x-y.example.org"
    assert digest._mailto("a@localhost") is None is digest._mailto("call a@x.org")
    assert digest._tel("(216) 555-0148") == "tel:+12165550148" and digest._tel("none") is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("closed_at", "2026-11-20 10:00", "on Nov 20, 2026"), ("closes_on", "2026-12-01", "Dec 1, 2026"), ("closed_at", None, "open again"), ("title", None, "not stated"), ("title", "", "not stated"),
        ("pay_min", "350000", "$350,000"), ("pay_min", "lots", "lots"), ("sign_on_bonus", "20000.0", "$20,000"), ("pay_text", "350000", "350000"),
        ("employment_types", "[full-time, locum]", "full-time, locum"), ("employment_types", "[]", "not stated"), ("visa_j1", "true", "yes"), ("visa_h1b", "false", "no"),
        ("title", "x" * 121, "x" * 119 + "…"),
    ],
)  # fmt: skip
def test_one_side_of_a_change(name, value, said):
    assert news._said(name, value) == said


def test_what_closed_and_who_moved():
    row = {"lead_id": "a1", "title": "T", "employer": "E", "city": "Akron", "state": None, "known": 2}
    assert (
        news.closed(row) == day.Closed("a1", "T", "E", "Akron", 2)
        and news.closed(row | {"state": "OH"}).place == "Akron, OH"
    )
    moved = {
        "person_id": "p",
        "person": "Dana",
        "old": "Elm",
        "new": None,
        "noticed_on": TODAY,
        "there": ["a1"],
        "before": [],
    }
    assert news.move(moved, Names(True)) == day.Move("Dana", "Elm", "", TODAY, ("a1",), ())
    assert news.move(moved, Names(False)) == day.Move("Person 1", "", "", TODAY, ("a1",), ())
    there = moved | {"new": "Oak"}
    assert (news.move(there, Names(True)).new, news.move(there, Names(False)).new) == ("Oak", "")


def file(status: str, people: int | None, **more: object) -> dict:
    held = {
        "meetings": None,
        "messages": None,
        "left_out": None,
        "people_before": None,
        "meetings_before": None,
        "messages_before": None,
    }
    return {"status": status, "people": people} | held | more


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], ""),
        ([file("read", 1)], "network: 1 file, 1 person"),
        ([file("read", None)], "network: 1 file, 0 people"),
        ([file("read", 3450, meetings=1), file("read", 0, messages=1024, left_out=1200)], "network: 2 files, 3,450 people, 1 meeting, 1,024 messages, 1,200 left out"),
        ([file("read", 2, people_before=9), file("fewer", 3, people_before=9)], "network: 2 files, 11 people; 1 not as before, see `curbside network`"),
    ],
)  # fmt: skip
def test_what_all_files_hold_together(files, said):
    assert network_files.summed(files) == said


def test_who_stands_in_two_files_is_one_person():
    files = [file("read", 9), file("read", 12)]
    assert network_files.summed(files, 17) == "network: 2 files, 21 entries, 17 people"
    assert network_files.summed(files, 22) == "network: 2 files, 22 people", "whom an entry names is one more"
    assert network_files.summed(files, 21) == "network: 2 files, 21 people"


def place(**more: object) -> dict:
    return {
        "kind": "work",
        "place": "Elm",
        "title": None,
        "start_year": None,
        "end_year": None,
        "is_current": True,
    } | more


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (place(), "works: Elm"), (place(title="MD", start_year=2019), "works: MD, Elm, 2019"), (place(is_current=False, start_year=2014, end_year=2017), "worked: Elm, 2014–2017"),
        (place(kind="training", is_current=True, end_year=2017), "trained: Elm, 2017"),
    ],
)  # fmt: skip
def test_a_place_of_somebodys(row, said):
    assert brief._place(row) == said


def contact(**more: object) -> dict:
    return {
        "on": TODAY,
        "how": "call",
        "at_place": None,
        "mood": None,
        "ask": None,
        "helped": None,
        "note": None,
        "next_on": None,
    } | more


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (contact(), "2026-11-23 call"), (contact(at_place="ACC", mood="good"), "2026-11-23 call at ACC, good"),
        (contact(ask="scoop", helped="introduction"), "2026-11-23 call, you asked how it is there, they introduced you"),
        (contact(note="n", next_on=days(-7)), "2026-11-23 call, n, again on 2026-11-30"),
    ],
)  # fmt: skip
def test_a_contact_in_words(row, said):
    assert brief._contact(row) == said


def near(**more: object) -> dict:
    held = {
        "lead_id": "a1",
        "title": "T",
        "employer": "E",
        "stage": None,
        "ask": "scoop",
        "path": "P.",
        "caution": None,
        "person": "Luis",
        "via": None,
    }
    return held | more


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (near(), "a1 T, E: tell you how it is there. P."), (near(ask=None), "a1 T, E: not yet. P."), (near(stage="saved", caution="c"), "a1 T, E [saved]: tell you how it is there (c). P."),
        (near(via="p"), "a1 T, E: introduce you to Luis. P."), (near(via="p", ask=None), "a1 T, E: not yet. P."), (near(via="q", ask="introduction"), "a1 T, E: introduce you. P."),
    ],
)  # fmt: skip
def test_what_somebody_could_do_at_a_lead(row, said):
    assert brief._lead(row, type("Who", (), {"person_id": "p"})) == said


def posting(**more: object) -> dict:
    held = {
        "board": "one",
        "url": "https://x/1",
        "title": "T",
        "posted_on": None,
        "closed_on": None,
        "pay_text": None,
        "reason": None,
        "similarity": None,
    }
    return held | {"place": 2, "contact_name": None, "contact_role": None, "contact_email": None} | more


@pytest.mark.parametrize(
    ("row", "reason", "contact"),
    [
        (posting(place=1, reason="same", similarity=0.9), "", ""), (posting(), "taken for the same opening", ""), (posting(reason="same", similarity=0.974), "same (97% alike)", ""),
        (posting(similarity=0.0), "taken for the same opening (0% alike)", ""), (posting(contact_name="Pat", contact_email="p@x.org"), "taken for the same opening", "Pat, p@x.org"),
    ],
)  # fmt: skip
def test_why_a_posting_is_of_an_opening(row, reason, contact):
    found = story._posting(row)
    assert (found.reason, found.contact, found.url) == (reason, contact, "https://x/1")


def test_a_change_of_a_posting_in_words():
    row = {"day": TODAY, "board": "one", "field": "title", "old": None, "new": "x\ny"}
    assert story._change(row) == "2026-11-23 one: title not stated → x y"
    shut = row | {"field": "closed_at", "new": "2026-12-02 14:03:02.03334+00"}
    assert story._change(shut) == "2026-11-23 one: closed on Dec 2, 2026"
    assert story._change(shut | {"old": "2026-12-02 14:03", "new": None}) == "2026-11-23 one: open again"


def test_a_row_of_the_sheets_has_nothing_for_what_is_not_known():
    full = sheets.row(replace(LEAD, stage="saved", next_step="n", best=replace(DANA, caution="c")))
    assert tuple(full) == sheets.COLUMNS and (full["best_ask"], full["caution"], full["stage"], full["next_step"]) == (
        "good-word",
        "c",
        "saved",
        "n",
    )
    bare = sheets.row(replace(LEAD, best=replace(DANA, ask=""), specialty="", city="", state=""))
    assert {k for k, v in bare.items() if v is None} == {
        "specialty", "city", "state", "pay_year_min", "pay_year_max", "posted_on", "closes_on", "best_ask", "caution", "stage", "next_step",
    }  # fmt: skip
    nobody = sheets.row(replace(LEAD, best=None))
    assert {nobody[f"best_{k}"] for k in ("person", "relation", "ask", "path")} | {
        nobody["confidence"],
        nobody["caution"],
    } == {None}


def test_a_workbook_has_a_heading_and_a_row_for_each_call_lead_and_board():
    call = day.Call(
        replace(DANA, reach=("a@x.org", "1")), (LEAD, replace(LEAD, lead_id="b2", title="=1+1")), "one at a time"
    )
    content = a_digest(LEAD, replace(LEAD, stage="declined"), calls=(call,) * 9, boards=(BOARD,))
    book = fastexcel.read_excel(sheets.xlsx_bytes(content))
    calls, leads, boards = (book.load_sheet(name).to_polars() for name in ("Call today", "Leads", "Boards"))
    assert (calls.height, leads.height, boards.height) == (16, 1, 1), "of eight people, two leads each"
    assert calls.rows()[1] == (
        "Dana W", "a@x.org · 1", "Ask for a good word", "Dana works there.", "one at a time", "'=1+1", "Elm", "Akron, OH", "pay not stated", "b2",
    )  # fmt: skip
    assert tuple(leads.columns) == sheets.COLUMNS and leads["lead_id"].to_list() == ["a1"]
    assert boards.row(0)[:2] == ("one", "failed")
    made = sheets.xlsx_bytes(a_digest(replace(LEAD, lead_id="00123456", url="https://x.example/a1")))
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert b"hyperlink" not in b"".join(map(book.read, book.namelist())), "an address is text until it is pasted"
    digits = fastexcel.read_excel(made)
    assert digits.load_sheet("Leads").to_polars()["lead_id"].to_list() == ["00123456"], "an id is no number"


def test_a_calendar_has_the_closing_days_that_are_to_come_and_what_is_to_be_done():
    leads = [replace(LEAD, lead_id=str(n), closes_on=day) for n, day in enumerate((TODAY, days(1), None))]
    over = replace(LEAD, lead_id="over", closes_on=TODAY, stage="declined")
    found = Calendar.from_ical(feeds.ics_bytes(a_digest(*leads, over, reminders=(DUE, replace(DUE, kind="make up")))))
    events = [
        (str(e["uid"]), e["dtstart"].dt, e["dtend"].dt, str(e["summary"]), e.get("url")) for e in found.walk("vevent")
    ]
    assert events[0] == ("closes-0@curbside", TODAY, days(-1), "Closes: Cardiologist", "https://x.example/a1")
    assert [e[1:] for e in events[1:]] == [
        (TODAY, days(-1), "Thank: Dana", None),
        (TODAY, days(-1), "Make up: Dana", None),
    ]
    assert len({e[0] for e in events}) == 3
    assert events[1][0] == "reminder-449baa238806@curbside", (
        "a calendar that has it from an earlier curbside does not show it twice"
    )
    again = Calendar.from_ical(feeds.ics_bytes(a_digest(leads[0], reminders=(DUE,))))
    assert [str(e["uid"]) for e in again.walk("vevent")] == [e[0] for e in events[:2]], "imported again it updates"


def test_a_feed_has_a_hundred_new_leads_best_first():
    leads = [replace(LEAD, lead_id=str(n)) for n in range(101)]
    text = feeds.rss_bytes(a_digest(*leads, replace(LEAD, lead_id="old", is_new=False))).decode()
    assert re.findall(r"urn:curbside:lead:(\w+)<", text) == [str(n) for n in range(100)]
    who = "pay not stated&lt;br&gt;Dana W: Ask for a good word. Dana works there.&lt;br&gt;curbside show 0"
    assert who in text and "Mon, 23 Nov 2026 00:00:00 +0000" in text and 'isPermaLink="false"' in text
    nobody = feeds.rss_bytes(a_digest(replace(LEAD, best=None, next_step="Ask the school."))).decode()
    assert "pay not stated&lt;br&gt;Ask the school.&lt;br&gt;" in nobody
    items = [
        feeds.rss_bytes(a_digest(replace(LEAD, url=url))).decode().partition("<item>")[2]
        for url in ("https://x.example/a1", "")
    ]
    assert (
        ["<link>https://x.example/a1</link>" in item for item in items]
        == ["<link>" in item for item in items]
        == [True, False]
    )


@pytest.mark.parametrize(
    ("reach", "subject", "ways"),
    [
        ("a@x.org", "Job, Elm", ("a@x.org", "mailto:a@x.org?subject=Job%2C%20Elm")), ("a@x.org", "", ("a@x.org", "mailto:a@x.org")),
        ("https://linkedin.com/in/a", "", ("LinkedIn profile", "https://linkedin.com/in/a")), ("https://x.example", "", ("profile", "https://x.example")), ("(216) 555-0148", "s", ("(216) 555-0148", None)),
    ],
)  # fmt: skip
def test_how_somebody_is_reached(reach, subject, ways):
    assert list(today._ways((reach,), subject)) == [ways]


def test_new_leads_by_employer_best_first():
    leads = [replace(LEAD, lead_id=str(n), employer=e, insider_count=n, best=None) for n, e in enumerate("ABABA")]
    leads.append(replace(LEAD, employer="C", is_new=False))
    houses, rest = today.houses(a_digest(*leads), 1)
    assert (rest, houses[0].employer, [x.lead_id for x in houses[0].leads], houses[0].rest) == (1, "A", ["0", "2"], 1)
    assert (houses[0].known, houses[0].best) == (4, "")
    assert today.houses(a_digest(*leads), 2)[1] == 0 and today.houses(a_digest(LEAD))[0][0].best == "Dana W"
    assert today.houses(a_digest(LEAD))[0][0].rest == 0 and today.houses(a_digest(), 1) == ((), 0)


def test_the_first_format_that_is_not_known_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"^unknown digest format 'pdf': takes html"):
        digest.write(tmp_path / "no.duckdb", tmp_path, ["html", "pdf", "doc"], TODAY)


def test_a_page_lists_180_new_leads_one_at_least_of_each_search_and_120_others(monkeypatch):
    drawn: dict[str, object] = {}
    template = SimpleNamespace(render=lambda **given: drawn.update(given) or "page")
    monkeypatch.setattr(digest, "_environment", lambda *a: SimpleNamespace(get_template=lambda name: template))
    searches = {"a": 179, "b": 3, "c": 2}
    new = [replace(LEAD, lead_id=f"{s}{n}", searches=(s,)) for s, most in searches.items() for n in range(most)]
    old = [replace(LEAD, lead_id=f"old{n}", is_new=False) for n in range(121)]
    assert digest._render("x.md.j2", a_digest(*new, *old)) == "page\n"
    assert [(search, len(shown), rest) for search, shown, rest in drawn["new"]] == [
        ("a", 179, 0),
        ("b", 1, 2),
        ("c", 1, 1),
    ]
    assert (len(drawn["others"]), drawn["others_rest"]) == (120, 1)


def test_each_smaller_page_has_one_employer_or_one_piece_of_news_less():
    rooms = [(room.employers, room.news) for room in today.ROOMS]
    assert (rooms[0], rooms[-1]) == ((6, 3), (1, 1)), "from the most to the least"
    assert {(e - f) + (n - m) for (e, n), (f, m) in pairwise(rooms)} == {1}
    assert all(e >= f and n >= m for (e, n), (f, m) in pairwise(rooms))


def test_two_ends_of_a_pay_that_moved_are_one_change_where_the_first_stood():
    def moved(what, old, new, lead="a"):
        return day.Change(lead, "t", "e", what, old, new)

    up, start, named = moved("pay up to", "$3", "$4"), moved("pay from", "$1", "$4"), moved("title", "x", "y")
    assert news._spans([up, named, start]) == [moved("pay", "$1–$3", "$4"), named]
    assert news._spans([up, moved("pay from", "$1", "$4", "b")]) == [up, moved("pay from", "$1", "$4", "b")]
    assert news._spans([up, start, start]) == [up, start, start]  # told one by one where one of them moved twice


def test_a_change_of_pay_is_told_once_by_the_year_where_that_is_known(monkeypatch):
    held = {"title": "t", "employer": "e", "old": "400000", "new": "420000"}
    told = [("a", "pay_min"), ("a", "pay_year_min"), ("a", "title"), ("b", "pay_min")]
    monkeypatch.setattr(
        news, "rows", lambda con, query, since: [held | {"lead_id": lead, "field": name} for lead, name in told]
    )
    assert [c.lead_id for c in news.changes(None, {})] == ["a", "a", "b"]
