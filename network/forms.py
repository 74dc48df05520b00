"""Files that are no list, mailbox or calendar: what each is, told by its first bytes, and the way to one that is."""

import re

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = {  # names of the parts of such a file, as it writes them
    "EncryptedPackage".encode("utf-16-le"): (
        "is a workbook under a password",
        "save it without the password, and name that",
    ),
    "__substg1.0_".encode("utf-16-le"): ("is an item of Outlook's own (.msg)", ""),
    "WordDocument".encode("utf-16-le"): ("is a Word document", ""),
    "PowerPoint Document".encode("utf-16-le"): ("is a presentation", ""),
}
_PACKED = (  # a part of the archive: what it is
    (b"word/document.xml", "is a Word document", ""),
    (b"ppt/presentation.xml", "is a presentation", ""),
    (b"opendocument.text", "is a text document", ""),
    (b".iwa", "is a document of Numbers or Pages", "in Numbers: File > Export To > CSV, and name that"),
    (b"/Address Book/Contacts.xml", "is an archive of Outlook for Mac (.olm)", ""),
    (b"com.microsoft.__", "is an archive of Outlook for Mac (.olm)", ""),
)
_FIRST = (
    (rb"%PDF", "is a PDF", ""),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:heic|mif1|avif)", "is a picture", ""),
    (rb"!BDN", "is Outlook's data file (.pst)", ""),
    (rb"\xd0\x0d\0\0", "is a file of Outlook for Mac's own", ""),
    (rb"\{\\rtf", "is a text document (.rtf)", ""),
    (rb"bplist0", "is a file of Apple's own (a saved page or list)", ""),
    (rb"(?:\xef\xbb\xbf)?\s*<\?xml.{0,600}<(?:\w+:)?Workbook\b", "is a workbook of an old form (XML)", "open it and save it as .xlsx, and name that"),
    (rb"(?:From: <?Saved by|MIME-Version: |Content-Type: multipart/related)", "is a page saved in one file (.mhtml)", "save the page as HTML, and name that"),
    (rb"(?:version: 1\s+)?dn: ?\S", "is LDIF", ""),
    (rb"<\?xml.{0,600}<(?:\w+:)?contact\b", "is a contact of Windows' own", ""),
    (rb"SQLite format 3", "is a program's database", ""),
    (rb"\s*\{[^{}]{0,400}\"(?:doc_id|url)\"\s*:[^{}]{0,400}docs\.google\.com", "is a link to a Google document", "in Google Sheets: File > Download > CSV, and name that"),
    (rb"\[InternetShortcut\]|<\?xml[^\0]{0,400}<plist[^\0]{0,200}<key>URL</key>", "is a link to a page", ""),
    (rb"\s*(?:\{\s*\"|\[\s*[{\"\[])", "is JSON", ""),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh\d|\xfd7zXZ", "is packed", "unpack it, and name what is in it"),
)  # fmt: skip
_KNOWN = tuple((re.compile(first, re.DOTALL), text, remedy) for first, text, remedy in _FIRST)
_REMEDY = {
    "linkedin": "name the .zip or the Connections.csv that LinkedIn sent",
    "google": "export the contacts as CSV, and name that",
    "outlook": "export the contacts as CSV, and name that",
    "vcard": "export the contacts as vCard (.vcf), and name that",
    "mail": "save the messages as .eml, or the mailbox as .mbox",
    "calendar": "export it as iCalendar (.ics)",
}
# What stands in folders beside what is wanted, and would be looked for in vain.
CLOSED = (".pst", ".ost", ".olm", ".msg", ".dbx")
LEFT = (*CLOSED, *".pdf .doc .docx .rtf .pages .numbers .gsheet .abbu .webarchive .json .png .jpg .heic".split())
_LETTERS = ("is JSON", "is a page saved in one file (.mhtml)")  # what a mailbox may begin like


def of(body: bytes, kind: str) -> tuple[str, str] | None:
    """What to say of a file of `[network]` that no reader knows, and the remedy; None where it may be one of `kind`.
    `body`: the whole file, or its beginning."""
    found: tuple[str, str] | None = None
    if body.startswith(_OLE):
        found = next((said for part, said in _WIDE.items() if part in body[:1_000_000]), None)
        if kind == "mail":
            found = "is an item of Outlook's own (.msg)", ""
    elif body.startswith(b"PK\x03\x04"):
        parts = body[:200_000] + body[-200_000:]
        found = next(((text, remedy) for part, text, remedy in _PACKED if part in parts), None)
        if found is None and kind == "mail":
            found = "is an archive", "unpack it, and name the mailbox that is in it"
    else:
        found = next(((text, remedy) for first, text, remedy in _KNOWN if first.match(body[:4096])), None)
    if found is None or (kind == "mail" and found[0] in _LETTERS):
        return None
    return found[0], found[1] or _REMEDY.get(kind, "copy its list into a spreadsheet, and name that")


def empty_archive(kind: str, names: list[str]) -> tuple[str, str]:
    """What to say of an archive of these files in which nothing is known."""
    if any(name.lower().endswith(".zip") for name in names):
        return "holds another archive", "unpack it, and name what is in it"
    if kind == "linkedin":
        return "holds no Connections.csv and nothing else that is known", "name the archive that LinkedIn sent"
    return "holds nothing that is read as this kind", _REMEDY.get(kind, "name the table that is in it, as CSV or .xlsx")
