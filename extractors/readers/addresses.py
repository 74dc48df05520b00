"""Parts of a web address: what of it names a posting, and what is somebody's visit or typing. Pure."""

import re

_TRACKING = re.compile(
    r"utm_\w+|linksource|trackid|tracking|trk|postingchannelid|gclid|fbclid|msclkid|mc_[ce]id|pjsid|gh_src|lever-\w+|jobpipeline|ss_\w+|"
    r"icims_\w+|mobile|width|height|bga|needsredirect|jan1offset|jun1offset|in_iframe|hashed",
    re.I,
)
_SESSION = re.compile(r"jsessionid|phpsessid|sessionid|asp\.net_sessionid", re.I)
_SID = re.compile(r"sid", re.I)
_VISIT = re.compile(r"[\w-]{16,}")  # a visit's number; a shorter `sid` is a posting's
# A visit within the path: Java's `;jsessionid=…`, ASP.NET's `/(S(…))/`
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid|sid)=[^/;?#]*|/\((?:[A-Z]\([\w-]{16,}\))+\)(?=/)", re.I)
# A fragment that a site's script reads the posting from: `#/jobs/1`, `#!/vacancy/ab-1`, `#jobDetails=120_5`, `#job-12`
_ROUTE = re.compile(
    r"!?(?=/)\S*(?:\d|/(?:jobs?|positions?|vacanc(?:y|ies)|openings?|postings?|requisitions?|opportunit(?:y|ies))/[^/]+)\S*"
    r"|!?(?:job|req|posting|position|vacancy|opening|opportunity|gh_jid|jid|p_?id|id)\w*[=/:_-]\S*\d\S*",
    re.I,
)
# What stands behind an address in one value: a second one; a remark, which no part of a path or query follows
_SECOND = re.compile(r"(?:[,;|]?\s+(?:\w+:?\s+)?|[,;|])(?=https?://)")
_REMARK = re.compile(
    r"\s+(?:[\[(<{\"'*\u2013\u2014|-]|(?:apply|deadline|until|see|or|and|via|please|closes?|closing|by|for|as of|posted|updated|expires?|then"
    r"|click|open)\b)|[,;]\s",
    re.I,
)
_GOES_ON = re.compile(r"[a-z)\]]/|/[a-z]|[=&?]", re.I)
_WRAPPED = re.compile(r"\s*[\r\n\t]+\s*")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?(?<!\.pdf|\.doc|\.csv)", re.I)
_TYPED = re.compile(r"https?://[^\s<>\"]+", re.I)


def is_tracking(name: str, value: str) -> bool:
    """Whether a parameter says who came from where, or whose visit it is, not which posting it is."""
    if _SID.fullmatch(name):
        return bool(_VISIT.fullmatch(value))
    return bool(_TRACKING.fullmatch(name) or _SESSION.fullmatch(name))


def without_session(path: str) -> str:
    """A path without the visit that some servers write into it."""
    return _PATH_SESSION.sub("", path) if ";" in path or "/(" in path else path


def route(fragment: str) -> str:
    """The fragment where it names the posting; "" for a place on the page."""
    return fragment if _ROUTE.fullmatch(fragment) else ""


def spelled(raw: str) -> str:
    """One address as it is to be asked: line ends undone, spaces encoded; what stands behind it is none of its."""
    raw = raw.strip()
    if second := _SECOND.search(raw):
        raw = raw[: second.start()]
    remark = _REMARK.search(raw)
    if remark and not _GOES_ON.search(raw[remark.start() :]):
        raw = raw[: remark.start()]
    return re.sub(r"\s", "%20", _WRAPPED.sub("", raw).strip())


def typed(raw: str | None) -> str | None:
    """The address in a cell that somebody filled in: `www.elm.example/1`, `<https://…>`, `See https://…`."""
    text = (raw or "").strip()
    if not text:
        return None
    if found := _TYPED.search(text):
        inside = text[: found.start()].endswith(("(", "["))
        return found[0].partition(")" if inside else "\n")[0]
    return f"https://{text.lstrip('/')}" if _HOST.fullmatch(text.lstrip("/")) else text
