"""What boards write beside a card's own words, and words that they write apart: notes, ratings, a city and its state. Pure.

Forms of LinkedIn's, Indeed's, Glassdoor's and Monster's mails: public mails (2026-11).
"""

import re

from curbside.extractors.readers.namedtitle import is_employer
from curbside.vocabulary.states import STATES

NOTE = re.compile(  # of the reader, of the crowd, of the board itself; how old a card is
    r"\d+\+? (?:(?:school|company|university) )?(?:alumn?\w*|connections?|applicants?|referrals?)\b.*|be (?:among|an early|one of) .*|"
    r"(?:this company is )?(?:actively |urgently )?(?:hiring|recruiting)(?: multiple candidates)?|early applicants?|"
    r"(?:easy|easily|quick|quickly|(?:1|one)-click) apply|apply with (?:your )?(?:resume|profile).*|promoted(?: by .*)?|fast growing|"
    r"your (?:profile|skills) match.*|based on your .*|(?:often )?(?:responds?|replies) (?:with)?in .*|responsive employer|"
    r"top \d+% of responders|ready to interview|viewed|best place to work|(?:employer|glassdoor) est\.?|[(]|[)]|"
    r"\d+\s?(?:m|h|d|w|mo)\+?|[1-5](?:\.\d)?\s*[★☆]?|[★☆]+",
    re.I,
)
RULE = re.compile(r"\s*(?:[-=_*~—–]\s?){5,}")
_STARS = re.compile(r"\s*[1-5](?:\.\d)?\s*[★☆]\s*")
_RATED = re.compile(r"(.+?)\s+[1-5](\.\d)?")  # "Elm Clinic 4.2"
_TOWN = re.compile(r"[A-Z][A-Za-z.'’ -]{1,40}")


def is_note(text: str) -> bool:
    """Whether a line of a card says nothing of the posting."""
    return bool(NOTE.fullmatch(text.strip(" .!,")))


def rates_first(said: list[str]) -> bool:
    """Whether a card's second line is a rating: what employers get, so that the first names one."""
    return len(said) > 2 and bool(_STARS.fullmatch(said[1]))


def plain(said: list[str]) -> list[str]:
    """A card's lines without notes and ratings; a town and the state's letters that stand apart (`Lima`, `OH`) as one.

    The line before a state's letters is a town where an employer stands before it: `Elm Clinic`, `OH` names no town.
    """
    kept: list[str] = []
    for text in (_unrated(text) for text in said if not is_note(text)):
        town = kept[-1] if len(kept) > 1 else ""
        if text.strip(" ,") in STATES and _TOWN.fullmatch(town) and is_employer(town) is not False:
            kept[-1] = f"{town.strip()}, {text.strip(' ,')}"
        else:
            kept.append(text)
    return kept


def _unrated(text: str) -> str:
    """A name without the rating behind it; without a tenth (`Elm Clinic 4`) only behind what is surely an employer's."""
    m = _RATED.fullmatch(text)
    return m[1] if m and (m[2] or is_employer(m[1])) else text


def above(blocks: list[list[str]]) -> list[str]:
    """The lines of the card above an address: the last block, or the one before where the last says nothing but what
    boards note below a card."""
    said = [block for block in blocks if block]
    while len(said) > 1 and all(map(is_note, said[-1])):
        said.pop()
    return said[-1]
