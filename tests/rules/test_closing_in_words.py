"""Each way in which a page says that its opening is closed, and each word that makes the same sentence say something else."""

from curbside.extractors.readers.closing import says_closed

PAGE = "<!doctype html><body><h1>Surgeon</h1><p>{}</p><p>Four days a week, and a town with a lake.</p><a href=/a>Apply now</a></body>"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def filled(sentence: str, words: str) -> list[str]:
    return [sentence.format(word.strip()) for word in words.replace("\n", " ").split(" / ")]


CLOSED = [
    *filled("This {} has been filled.", """job / position / posting / post / opening / vacancy / opportunity / role / listing / requisition / assignment / search"""),
    *filled("This {} has been withdrawn.", "advertisement / advert / ad / recruitment / competition / announcement"),
    *filled("The {} has closed.", "application period / application window / application process / application deadline / application"),
    "Applications have now closed.",
    *filled("Job {} closed", "posting / opening / listing / advertisement / advert / ad / announcement / opportunity / requisition / vacancy / req / search"),
    *filled("This position is {}.", """closed / filled / expired / removed / withdrawn / cancelled / canceled / deactivated / unpublished / archived / inactive / lapsed / unavailable
        / not available / concluded / discontinued / finalized / finalised / taken down / taken offline / taken off our site / taken off the website / taken off this board / ended / over
        / deleted / delisted / unposted / unlisted / suspended / put on hold / placed on hold / on hold / pulled / gone / complete / completed / not active"""),
    "This position has come to an end.",
    *filled("This position has {} been filled.", "now / already / since / currently / temporarily / recently / sadly / unfortunately / officially / just / either / also"),
    "Applications were closed.", "Applications are closed.", "This position's filled.", "This job was being closed.",
    *filled("This position is no longer {}.", """available / open / active / accepting / advertised / posted / being advertised / being offered / being recruited / being considered
        / taking / listed / hiring / recruiting / running / online / live / offered / valid / vacant / receiving / considered / interviewing / in our system / on our site / on the website
        / on this board / on the market"""),
    "This position no longer exists.", "This position does not exist.", "This position doesn't exist.", "This job does not appear to exist.",
    *filled("The {} has removed this posting.", """employer / company / recruiter / client / advertiser / hospital / organization / organisation / poster / agency / hiring manager / hiring team"""),
    *filled("The hospital has {} this posting.", "removed / withdrawn / closed / filled / taken down / deleted / pulled / cancelled / ended / taken"), "The hospital withdrew this posting.",
    "The hospital has pulled this posting offline.", "The hospital has taken this posting down.",
    *filled("We have {} this position.", "filled / closed / removed / withdrawn / cancelled"), "We filled that position.", "We've closed the search.",
    *filled("We are no longer {} applications.", "accepting / taking / receiving / considering"),
    *filled("We are no longer accepting {}.", "applications / applicants / candidates / resumes / CVs"),
    *filled("We have {} accepting applications.", "stopped / ceased / finished"), "We are done accepting applications.",
    *filled("We have stopped accepting {} applications.", "any / new / further / more / additional / online"),
    *filled("We are not accepting {} applications.", "any / new / further / more / additional"), "We aren't accepting applications.", "We are not currently accepting applications.",
    *filled("The hospital is {} recruiting.", "no longer / not currently / not now / not presently"), *filled("The hospital is no longer {}.", "hiring / interviewing / looking"),
    *filled("We are {} recruiting for this role.", "no longer / not currently / not now / not presently"), *filled("We're no longer {} for this role.", "hiring / interviewing / looking"),
    "Esta vacante ya no está disponible.", "La posición está cerrada.", "Esta oferta ha sido cubierta.", "La plaza ha sido cerrada.", "Esta oferta ha expirado.",
    "We've hired for this position.", "We have already hired for the role.",
    *filled("You are {} an expired job.", "viewing / looking at"), "You requested an expired job.", "You found an expired job.", *filled("You are viewing a {} job.", "closed / filled"),
    *filled("You are viewing an {} job.", "inactive / archived"),
    *filled("This position {} 3 days ago.", "expired / closed / ended / lapsed"), *filled("This position closed {} ago.", "an hour / a day / one week / two months / three years / about 9 days"),
    *filled("No {} applications are accepted.", "further / more / new / additional"), *filled("No further applications are being {}.", "accepted / considered / taken"),
    *filled("No further {} are considered.", "applicants / candidates"),
    *filled("Applications for this position are no longer {}.", "accepted / considered / taken / received"), "Applications are no longer being accepted.",
    *filled("{} for this assignment is no longer needed.", "Coverage / Help"), "Coverage for this assignment is no longer required.",
    *filled("An offer {} accepted.", "has been / has now been / has already been / was"), "An offer has been made.",
    *filled("This opening {} the market.", "is off / has come off / is now off / was off"), "This opening is gone from the market.", *filled("This posting was removed from {}.", "our site / the website / this board / our career site / the system"), "This job is off the table.",
    *filled("This job {} available any more.", "isn't / is not"), *filled("Applications {} open any longer.", "aren't / are not"),
    *filled("A {} has been hired for this position.", "physician / doctor / provider / surgeon / hire / specialist / new physician"), "An applicant has been hired for this position.",
    "Someone was hired to fill this position.", *filled("A physician has been {} for this position.", "selected / chosen / appointed / found"), "A physician was chosen to fill the role.",
    *filled("The position {} be found.", "cannot / can not / could not / couldn't / can't"), "The position can't be located.",
    *filled("This job does not appear to be {}.", "available / open / active / online / live / here / posted"), "This job doesn't seem to be available.",
    *filled("The {} has been covered.", "assignment / shift / coverage / position / opening"), "These dates have now been fully covered.", "The shifts have already been covered.",
    *filled("We have {} our interviews.", "completed / concluded / finished / closed"), *filled("We have concluded {}.", "interviewing / the search / our search / all interviews"),
    *filled("We have {} a candidate for this position.", "selected / chosen / hired / appointed"),
    *filled("We have selected a new {} for this position.", "physician / doctor / provider / surgeon / colleague / applicant / cardiologist"), "We've hired our candidate for the role.",
    *filled("The {} has passed.", "deadline / application deadline / closing date / close date / end date / posting end date / job deadline"),
    *filled("The deadline has {}.", "already passed / now passed / expired / ended / been reached"), *filled("The deadline is {}.", "expired / past / over / now over / already past"), "The deadline was passed.",
    *filled("A candidate has been {}.", "selected / chosen / appointed / hired"), *filled("{} candidate has now been selected.", "The / Successful"), "A candidate has already been hired.",
    *filled("All {} have been filled.", "positions / vacancies / openings / slots / spots / of our positions / the openings / these vacancies"), "All positions are now filled.", "All slots are currently closed.",
    *filled("Status: {}", "Closed / Filled / Expired / Inactive / Cancelled / Canceled / No longer open / No longer available"), *filled("{} status: closed", "Job / Position / Posting / Requisition / Recruitment"),
    *filled("{} closed on May 4.", "Applications / The application window / The application period / The application process / Recruitment / The posting / The search / The competition"),
    "The competition ended at noon.", "The search closed in May.",
    # what may follow
    *filled("This position is closed {}.", """on May 4 / in May / by the hospital / as of May 4 / and we thank you / or has moved / internally / from today / at this time / since May / due to budget
        / because of a merger / thank you / please look at our others / already / now / until further notice / to new applicants / to external applicants / to further applicants
        / to additional applicants / to all / to applicants / to candidates / for applications / for new applications / for further applications / for additional applicants / for candidates"""),
    *filled("This position is closed for this {}.", "job / position / posting / role / opening / vacancy / year / season / cycle / opportunity"), *filled("It is a job that is closed for {} season.", "the / that / our"),
    # banners
    *filled("{} Job closed", "Sorry, / Oops! / Unfortunately / Note: / Notice: / Status: / We're sorry, / We are sorry –"), "The job: expired", "This position – filled",
    *filled("Position {}", "removed / withdrawn / cancelled / inactive / unavailable / not available / not found / no longer available / ended / archived"), "Position filled. Thanks for looking",
    *filled("{} position", "Expired / Closed / Filled / Inactive / Archived"), *filled("Application {} closed", "period / window / process / deadline"), "Position expired 11/4/2026", "Closed on 2026-11-04", "Ended as of: 4 November 2026", "This job closed November 4, 2026",
    *filled("{} closed", "Hiring / Recruiting / Recruitment"), *filled("Hiring is {}", "complete / completed / closed / ended"), "Hiring has ended",
    *filled("{} – thank you", "Filled / Closed / Expired"), "Filled. Thanks to all", *filled("No longer {}", "available / open / active / accepting applications / hiring / recruiting"),
    # looks doubtful, and is not
    "This job does not seem to be open.", "This job closed on May 4, and may, 4 weeks on, come back: the position was closed on 4 May.",
]  # fmt: skip
OTHERWISE = [
    *filled("This position is closed on {}.", "Sundays / Mondays / Tuesdays / Wednesdays / Thursdays / Fridays / Saturdays / weekends / holidays"),
    *filled("{} this position has been filled.", """Until / If / When / Once / Unless / Before / After / As soon as / Whether / In case / In the event / May be / Never"""),
    *filled("This position {} closed.", "may be / might be / will be / would be / shall be / should be / could be / can be / has to be / must be / hasn't been / wasn't"),
    *filled("This position {} after the last was filled.", "remains open / is still open"), "Two posts are open, as one position was filled.", "The position is open although the role was closed.",
    "This position cannot be filled by a locum, as the last post was closed.", *filled("This position has been {}.", "not filled / not yet been filled / not closed / not expired"),
    *filled("The {} position has been filled.", "first / second / third / fourth"), *filled("One of {} positions has been filled.", "our / the / these / those / two / three / four / several"),
    "The town where the job was closed.", "Jobs that have been closed.", "Those positions have been filled.", "Any position that has been filled.", "Write about a posting that has been removed.",
    "Questions regarding a job that has expired.", "The former position has been filled.", "A similar position has been filled.", "The other position has been filled.", "The previous position has been filled.",
    "Please note that some positions have been filled.", "Some positions are closed to all.", "Our ICU is closed and the position is days only.", "The position was filled for 20 years.",
]  # fmt: skip
MARKS = [
    *filled("{} Hepatologist", "CLOSED - / EXPIRED: / FILLED – / [Closed] / (Expired) / *Filled* / [This position is closed] / (Job has been filled) / [Now closed] / (already filled) / Closed —"),
    *filled("Hepatologist {}", "(Closed) / [expired] / *filled* / - CLOSED / – EXPIRED / | FILLED / * FILLED / - Position closed / – this job is closed / - Position has been expired / - job filled"),
]  # fmt: skip
WARDS = filled(
    "Hepatologist, {} (closed)", "ICU / ICUs / unit / units / ward / wards / panel / panels / model / models"
)
BADGES = filled('<span class="{}">Closed</span>', "job-status / badge / banner / alert / notice / label / job-state / flag / expired / closed / message / warning")  # fmt: skip
WORDS = filled('<span class="badge">{}</span>', "Closed / Filled / Expired / Inactive / Unavailable / Withdrawn / Cancelled / Canceled / Position filled")  # fmt: skip
ALONE = filled("<h3>{}</h3>", "Expired / Filled / Withdrawn / Cancelled / Canceled / This position is expired")


def of(texts: list[str], closed: bool, page: str = PAGE) -> list[str]:
    """Texts that are taken for the opposite."""
    return [text for text in texts if says_closed(page.format(text).encode()) is not closed]


def test_a_sentence_of_its_own_closes():
    assert of(CLOSED, True) == []


def test_the_same_words_of_something_else_close_nothing():
    assert of(OTHERWISE, False) == []


def test_a_heading_bears_the_mark_of_its_opening_and_not_of_a_ward():
    assert of(MARKS, True, "<h1>{}</h1><p>Elm Hospital, Troy, MI.</p>") == []
    assert of(WARDS, False, "<h1>{}</h1><p>Elm Hospital, Troy, MI.</p>") == []


def test_a_badge_or_a_word_that_is_a_paragraph_closes():
    assert of([*BADGES, *WORDS, *ALONE], True, "<!doctype html><body><h1>Surgeon</h1>{}<p>A town with a lake.</p></body>") == []  # fmt: skip
