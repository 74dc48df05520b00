"""Whom a posting names to write to or call: the board's own fields first, then the text."""

import polars as pl

from curbside.transforms.text import ascii_only, line

_EMAIL = r"(?i)\b([a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10})\b"
# DO.NOT.EMAIL@CALL.ONLY, noreply@…; not donotti@…
_NOBODY = r"(?i)\bdo[._-]+not\b|do[._-]*not[._-]*(?:reply|respond|e-?mail|send|contact|use)|\bno[._-]*(?:reply|e-?mail)|unmonitored|not[._-]*monitored"
_PHONE = (
    r"(?:^|[^\d$.-])((?:\+?1[-. ]?)?\(?[2-9]\d{2}\)?[-. ]{0,2}\d{3}[-. ]\d{4}(?:\s?(?:x|ext\.?)\s?\d{1,6})?)(?:\D|$)"
)
_PERSON = r"((?:[A-Z][a-z]+|[A-Z]\.)(?: [A-Z]\.)?(?: (?:O['’])?[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?){1,2})"
_ROLE = (
    r"((?:[A-Z][a-z]+,? |of |for |and |& ){0,5}(?:Recruiter|Recruitment|Consultant|Director|Manager|Coordinator|Chair(?:man)?|Chief|"
    r"Administrator|Strategist|Specialist|Liaison|President|Officer|Partner|CEO|CMO)(?: of [A-Z][a-z]+(?: [A-Z][a-z]+){0,3})?)"
)
_TO = r"[:?,\s]{1,4}(?:to |at |our recruiter,? |me,? |your recruiter,? )?(?:(?:Dr|Mr|Ms|Mrs|Miss)\.? )?"
_LETTERS = r"(?:,? (?:MD|DO|RN|MBA|CPRP|FASPR|MHA)\b\.?)*"
_THEN = rf"\b{_LETTERS}(?:(?:, | - | – |\n|, ?\n| \(| ){_ROLE})?"
_CALL = r"(?:[Cc]all|CALL|[Tt]ext|TEXT)(?:(?: or |/| & | and )(?:[Cc]all|[Tt]ext|TEXT|[Ee]-?mail))?"
# "contact Jane Doe", "call Jane Doe at 555 …", and a signature: name, role, firm and address on lines of their own
_CONTACT = [
    rf"(?:\b(?:[Cc]ontact(?: information)?|CONTACT|[Rr]each out to|[Ee]-?mail|(?:CVs?|[Rr]esumes?|[Rr]eferences|[Vv]itae) to|[Ii]nquiries to|[Qq]uestions to|[Aa]ttn|[Aa]ttention){_TO}|Contact:/td\ntd class=info){_PERSON}{_THEN}",
    rf"\b(?:{_CALL}|[Ss]peak with|[Rr]ecruiter){_TO}{_PERSON}(?:,? direct(?:ly)?)?(?:,? {_ROLE})?[\s,:]+(?:at|on|directly|@|\(?\d{{3}}\)?[-. ]\d)",
    rf"(?:^|\n)(?:Name: ?)?{_PERSON}{_LETTERS}(?:(?:,? ?\n|, | - | – ){_ROLE}\b[^\n]*)? ?\n(?:[^\n]{{0,60}}\n)?[^\n@\d]{{0,30}}(?:[^\s@]{{1,40}}@|\(?\d{{3}}\)?[-. ]{{1,2}}\d{{3}}[-. ]\d{{4}})",
]
# One cheap look for texts in which any of these, an address or a number can stand
_MAYBE = (
    r"@|ontact|ONTACT|[Cc]all|CALL|[Tt]ext|TEXT|hone|irect|ffice|ell:|ttn\b|ttention\b|(?:each out|CVs?|esumes?|eferences|itae|nquiries|uestions) to\b|"
    r"[Mm]ail:? [A-Z]|peak with [A-Z]|ecruiter[:?,]? [A-Z]"
)
_ROLE_WORDS = r"(?: (?:Senior|Sr|Vice|Sourcing|Director|Manager|Lead|Principal|Executive|Associate|Regional|National|Chief|Physician|Provider|Talent|Sourcing))+$"
_NOT_A_NAME = (
    r"(?i)\b(?:us|our|human|resources|today|your|center|hospital|medical|health|department|office|information|me|clinic|university|"
    r"physician|recruit\w*|staffing|group|hr|talent|acquisition|team|now|services|schedule|details|with|for|direct|free|please|weekend|"
    r"week|night|coverage|pay|is|no|one|only|email|phone|call|back|ratio|details|search|job|practice|locums?|provider|the|a|or|click|here|guaranteed|base|salary|bonus|signing|shared|equally|potential|competitive|full|part|time|board|"
    r"certified|monday|friday|dear|hi|join|apply|send|cv|resume|new|north|south|east|west|county|city|hospitalist|medicine|us|"
    r"summary|duties|requirements?|qualif\w+|candidates?|benefits?|overview|description|highlights|features|reference|location|life|"
    r"lifestyle|community|area|airport|state|visit|website|opportunity|position|equal|employer|school|schools|great|best|top|saint|st|fort|"
    r"family|living|national|park|lake|river|mountain|valley|beach|bay|island|surgery|surgeon|pediatrics|cardiology|network|systems?)\b"
)


def contacts(frame: pl.DataFrame) -> pl.DataFrame:
    """contact_name, contact_role, contact_email, contact_phone of each row, in order.

    `frame`: description (plain text) and the same four columns as the board gave them, which win.
    """
    text = pl.col("description")
    near = frame.lazy().with_row_index("row").filter(text.str.contains(_MAYBE))
    tail = pl.concat_str(text.str.head(3000), pl.lit("\n"), text.str.slice(3000).str.tail(3000))
    near = near.select("row", text=pl.when(text.str.len_bytes() <= 6000).then(text).otherwise(tail))
    text = pl.col("text")
    near = near.with_columns(
        text.str.extract_groups(ascii_only(p)).struct.rename_fields([f"name_{n}", f"role_{n}"]).alias(f"found_{n}")
        for n, p in enumerate(_CONTACT)
    ).unnest([f"found_{n}" for n in range(len(_CONTACT))])
    # "Tara Moore Vice | President": the capitals before a role are its own
    own = [pl.col(f"name_{n}").str.extract(f"({_ROLE_WORDS})").str.strip_chars() for n in range(len(_CONTACT))]
    near = near.with_columns(
        pl.when(pl.col(f"role_{n}").is_not_null())
        .then(pl.concat_str(word, f"role_{n}", separator=" ", ignore_nulls=True))
        .alias(f"role_{n}")
        for n, word in enumerate(own)
    ).with_columns(pl.col(f"name_{n}").str.replace(_ROLE_WORDS, "") for n in range(len(_CONTACT)))
    good = [
        pl.col(f"name_{n}").str.contains(" ") & ~pl.col(f"name_{n}").str.contains(_NOT_A_NAME)
        for n in range(len(_CONTACT))
    ]
    read = near.select(
        "row",
        name_read=pl.coalesce([pl.when(g).then(f"name_{n}") for n, g in enumerate(good)]),
        role_read=pl.coalesce([pl.when(g).then(f"role_{n}") for n, g in enumerate(good)]),
        email_read=text.str.extract_all(ascii_only(_EMAIL))
        .list.filter(~pl.element().str.contains(_NOBODY))
        .list.first(),
        phone_read=text.str.extract(ascii_only(_PHONE)),
    ).collect()
    return _told_first(frame.with_row_index("row").join(read, on="row", how="left", maintain_order="left"))


def _told_first(rows: pl.DataFrame) -> pl.DataFrame:
    """What the board's fields say, else what was read from the text."""
    fields = ["contact_name", "contact_role", "contact_email", "contact_phone"]
    said = {f: line(pl.col(f), 200) for f in fields}
    email = said["contact_email"].str.replace(r"(?i)^mailto:", "").str.extract(_EMAIL)
    email = pl.when(~email.str.contains(_NOBODY)).then(email)
    phone = pl.when(said["contact_phone"].str.contains(r"\d{3}")).then(said["contact_phone"])
    same = said["contact_name"].is_null()
    return rows.select(
        contact_name=pl.coalesce(said["contact_name"], "name_read"),
        contact_role=pl.coalesce(said["contact_role"], pl.when(same).then("role_read")),
        contact_email=pl.coalesce(email, "email_read").str.to_lowercase(),
        contact_phone=pl.coalesce(phone, "phone_read"),
    )
