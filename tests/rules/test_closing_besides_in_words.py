"""Each word by which words of closing have a limit, or are about another opening, and each by which they have none."""

from curbside.extractors.readers.closing import record_says_closed

# Whatever these keep away, others may still apply
LIMITED = (
    """
by fax|by email|by e-mail|by regular mail|by mail|by post|by phone|by telephone|by text|by hand|by paper|by courier|by agencies|by recruiters
by headhunters|by third parties|through recruiters|through the mail|from agencies|from outside Ohio|from Canada|via Indeed|without a license
except for nurses|unless licensed|outside Ohio|who need a visa|whose license has lapsed|as a resident|in person|in writing|on paper|in paper form
in hard copy|part-time|part time|remotely|with a visa|on a visa|in a folder|that came by fax|which came by fax|submitted by agencies|sent by agencies
received by fax|mailed to us|faxed to us|emailed to us|e-mailed to us|to agencies|for nurses|for the fellowship position
for an internship role|for our fellowship
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
# These say only when, by whom and for what that is the opening itself
OWN_ENDS = (
    """
from candidates|from any applicants|from all applicants at this time|from new applicants for it|from applicants as of today|from applicants in Ohio|from applicants on it
from 1 June|from June 1|from today|from now|from this day|from that day|from the end of May|from the start of June|from the 1st of June|from our site
from the website|from this board|from the market|from our own system
for this job|for the job|for that position|for our posting|for your post|for this opening|for this vacancy|for this opportunity|for this role|for this listing
for this requisition|for this assignment|for this search|for this year|for this season|for this cycle|for the time being|for the moment|for the present
for the foreseeable future|for 2026|for today|for now|for good|for the general surgeon position|for June
at this time|anymore|any more|any longer|now|as of today|since June|because it is filled|due to demand|and the search is over|or interviewing|on June 1|until further notice
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
ADJECTIVES = (
    "any all new further more additional online outside external qualified interested your the physician".split()
)
APPLICANTS = "application applications applicants candidates resumes CVs submissions jobseekers inquiries everyone physicians doctors providers".split()
OPEN_TO = """
to agencies|to remote candidates|to vendors
""".strip().split("|")
CLOSED_TO = (
    """
to candidates|to new applicants at this time|to applicants as of today|to candidates for it|to applicants since June|to applicants because it is filled|to applicants due to demand
to applicants and closed|to all|to apply|to view|to new hires|to new submissions|to further candidates|to the public|to fill|to applying
to hire|to hiring
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
# What the opening of a general surgeon may be called before the word for an opening
ANY = """
a an the our new job open opened current currently posted advertised requested selected above listed physician physicians doctor doctors md do provider providers
clinician locum locums tenens permanent staff faculty clinical medical employment career practice particular specific same following hiring recruitment application
online vacant attending posting position role listing opening vacancy opportunity first-round all most important urgent status info information news dear
applicants candidates thank thanks
""".split()
# … and what ends what it is called: "Nursing updates and position"
BEFORE = """
and or but for of to in at with by as is are was has have been which because since sorry unfortunately note notice please update we you i it
""".split()
PEOPLE = """
Nurse|Nurses|Practitioner|Assistant|Fellow|Fellowship|Resident|Residency|Director|Chief|Cardiologist|Psychiatrist|Pediatrician|Neonatalist|Internist|NP|PA|CRNA
""".strip().split("|")
OTHERS = """
This requisition replaces R-100, which has been closed.
This requisition supersedes one that has been closed.
This posting is in place of one, and that posting has been closed.
This posting is in lieu of one, and that posting has been closed.
This posting is instead of one, and that posting has been closed.
This follows on from R-100; that posting has been closed.
This follows R-100, and that posting has been closed.
The posting was closed in June and is now open.
The posting was closed in June and is still available.
The posting was closed in June and is currently accepting applications.
The posting was closed in June and is again recruiting.
The posting was closed in June and is now hiring.
The posting was closed in June and is now welcome.
Applications were closed in June and are now being accepted.
The posting was closed in June and remains open.
The postings were closed in June and remain open.
The posting was closed in June but is open again.
The posting was closed in June but is available now.
A position has been filled and one remains.
A position has been filled and one is left, one left.
A position has been filled and one still waits.
The posting was closed in June and reopened.
The search for a nurse has concluded.
The recruitment for nurses has ended.
This position stands beside R-100, which has been closed.
""".strip().splitlines()
OWN = """
The search for this surgeon has concluded.
The search for that position has concluded.
The search for which we advertised has concluded.
The search for a general surgeon has concluded.
This nurse educator position has been filled.
That nurse educator position has been filled.
Your nurse educator position has been filled.
""".strip().splitlines()


def closed(sentence):
    return record_says_closed({"title": "General Surgeon", "description": f"<p>{sentence}</p>"})


def test_a_limit_closes_nothing():
    said = [f"We are no longer accepting applications {end}." for end in LIMITED]
    assert [one for one in said if closed(one)] == []
    said = [f"This position is not open {end}." for end in OPEN_TO]
    assert [one for one in said if closed(one)] == []


def test_what_only_says_when_or_for_what_is_no_limit():
    said = [f"We are no longer accepting applications {end}." for end in OWN_ENDS]
    assert [one for one in said if not closed(one)] == []
    said = [f"This position is no longer open {end}." for end in CLOSED_TO]
    assert [one for one in said if not closed(one)] == []


def test_whom_a_page_no_longer_takes():
    said = [f"This position is no longer accepting {adjective} applications." for adjective in ADJECTIVES]
    said += [
        f"This position is no longer {taking} applications."
        for taking in ("accepting", "taking", "receiving", "considering")
    ]
    said += [f"This position is no longer accepting {whom}." for whom in APPLICANTS]
    said += [
        "This position is no longer accepting internal or external applications.",
        "This position is no longer accepting internal and external applications.",
    ]
    assert [one for one in said if not closed(one)] == []
    said = ["internal", "unsolicited", "J-1", "nurse", "fellowship"]
    assert [one for one in said if closed(f"This position is no longer accepting {one} applications.")] == []


def test_a_word_that_every_opening_may_bear_tells_none():
    said = [f"The {word} position has been filled." for word in ANY]
    assert [one for one in said if not closed(one)] == []


def test_a_word_that_ends_what_an_opening_is_called():
    said = [f"Nursing {word} position has been filled." for word in BEFORE]
    assert [one for one in said if not closed(one)] == []
    said = [f"Nursing {word} position has been filled." for word in ("education", "float", "nights")]
    assert [one for one in said if closed(one)] == []


def test_somebody_else_before_a_colon_is_another_opening():
    assert [who for who in PEOPLE if closed(f"{who}: this position has been filled.")] == []
    assert [
        who for who in ("Update", "Surgeon", "General surgeons") if not closed(f"{who}: this position has been filled.")
    ] == []


def test_another_opening_closes_nothing_and_the_own_one_does():
    assert [one for one in OTHERS if closed(one)] == []
    assert [one for one in OWN if not closed(one)] == []
