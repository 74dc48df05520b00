"""Which part of a name is the family's, where it stands first: Chinese, Japanese, Korean, Vietnamese, Hungarian-like
orders, and Russian with a patronymic."""

import re
import unicodedata

_VIETNAMESE = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh truong mai dao".split()
)
_VIETNAMESE_MIDDLE = frozenset("thi van duc ngoc quoc minh thanh huu xuan thuy kim anh".split())
_VIETNAMESE_MARKS = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_KOREAN = frozenset(
    "kim lee park choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song hong yang ko moon bae baek heo nam oh".split()
)
_SYLLABLE = (
    r"(?:min|jun|joon|seo|ji|jin|hyun|hyeon|woo|yeon|young|yong|soo|su|hye|eun|hee|hwa|ho|hun|hoon|jae|jung|jeong|kyung|gyeong"
    r"|sung|seong|seung|sang|seok|tae|dong|do|won|yoon|yun|ye|na|ri|rin|rim|bin|chan|chul|cheol|geun|keun|gi|ki|mi|sol|ah|ha|in|il"
    r"|sun|seon|sik|shik|hyung|hyeong|yeong|dae|kwan|kwang|byung|woong|hwan|kyu|gyu|rae|suk|sook|kyoung|jong|myung|hyo|hyang|ran|yul|wook|uk)"
)
_HYPHENED = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{2,7}")  # "Sun-hee": no other language writes it so
_KOREAN_GIVEN = re.compile(_SYLLABLE + "[- ]?" + _SYLLABLE)
_CHINESE = frozenset(
    """wang zhang zhao huang zhou xu zhu guo liu chen hu luo zheng liang xie feng deng cao peng zeng xiao tian dong pan yuan
    cai jiang yu cheng wei su lu ding ren shen yao fang tan liao zou xiong jin hao qiu qin hou shao meng wan duan qian tang
    yin li lin sun wu gao ma he""".split()
)
_PINYIN = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:iang|iong|uang|ang|eng|ong|ian|iao|ing|uai|uan|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo|ui|un"
    r"|ue|a|o|e|i|u)"
)
_CHINESE_GIVEN = re.compile(_PINYIN + "[-']?" + _PINYIN)
_COMPOUND = (
    "欧阳",
    "歐陽",
    "司马",
    "司馬",
    "上官",
    "诸葛",
    "諸葛",
    "司徒",
    "皇甫",
    "尉迟",
    "令狐",
    "남궁",
    "황보",
    "제갈",
    "선우",
    "독고",
    "사공",
)
_PATRONYMIC = re.compile(r"(?i).+(?:ович|евич|ьич|овна|евна|ична|инична)")
_RUSSIAN = re.compile(r"(?i).+(?:ов|ев|ёв|ин|ын|ский|цкий|ова|ева|ёва|ина|ская|цкая|енко|чук|юк)")
_ARABIC_JOINS = ("عبد", "ابو", "أبو", "بن", "ابن", "آل", "ال")
_SPANISH = frozenset(
    """garcia silva torres ruiz reyes cruz morales ortiz ramos castillo moreno mendoza vargas castro rojas medina herrera
    soto aguilar rivera delgado vega rios campos guerrero navarro molina salazar santiago flores diaz munoz romero
    serrano blanco suarez ibarra acosta pena leon fuentes marin sosa""".split()
)
_FIRST_PARTICLES = frozenset("de di da du del della van von der den la le ter ten dos das".split())


def split(words: list[str]) -> tuple[str, str] | None:
    """(given, family) of a name whose order or script tells; None where it is given name first, as most are."""
    text = " ".join(words)
    script = _script(text)
    if script == "east":
        return _eastern(words)
    if script == "CYRILLIC" and len(words) > 1:
        return _russian(words)
    if script == "other":
        return _last(words)
    return _latin(words) if len(words) > 1 else None


def is_eastern(text: str) -> bool:
    """Whether the name is written without spaces between its parts, or family name first, by its script."""
    return _script(text) == "east"


def _script(text: str) -> str:
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return "LATIN"
    first = unicodedata.name(letters[0], "LATIN").split()[0]
    if first in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC"):
        return "east"
    return first if first in ("LATIN", "CYRILLIC") else "other"


def _eastern(words: list[str]) -> tuple[str, str]:
    if len(words) > 1:
        return " ".join(words[1:]), words[0]
    word = words[0].replace("・", " ")
    if " " in word:  # a foreign name in katakana: given name first
        given, _, family = word.rpartition(" ")
        return given, family
    japanese = any(unicodedata.name(c, "").startswith(("HIRAGANA", "KATAKANA")) for c in word)
    long = len(word) == 4 or (japanese and len(word) > 2)
    cut = 2 if word.startswith(_COMPOUND) or long else 1
    return (word[cut:], word[:cut]) if len(word) > cut else (word, "")


def _russian(words: list[str]) -> tuple[str, str]:
    first_is_family = (
        _PATRONYMIC.fullmatch(words[-1])
        if len(words) > 2
        else _RUSSIAN.fullmatch(words[0]) and not _RUSSIAN.fullmatch(words[1])
    )
    if first_is_family:
        return " ".join(words[1:]), words[0]
    return " ".join(words[:-1]), words[-1]


def _last(words: list[str]) -> tuple[str, str]:
    if len(words) == 1:
        return words[0], ""
    cut = len(words) - (2 if len(words) > 2 and words[-2] in _ARABIC_JOINS else 1)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _latin(words: list[str]) -> tuple[str, str] | None:
    plain = [
        "".join(
            c for c in unicodedata.normalize("NFKD", w.replace("đ", "d").replace("Đ", "D")) if c.isalpha()
        ).casefold()
        for w in words
    ]
    rest = " ".join(words[1:])
    marked = _VIETNAMESE_MARKS.search(" ".join(words)) and (len(words) > 2 or plain[-1] not in _VIETNAMESE)
    if plain[0] in _VIETNAMESE and (marked or (len(words) > 2 and plain[1] in _VIETNAMESE_MIDDLE)):
        return rest, words[0]
    given = "".join(plain[1:])
    if len(words) == 2 or (len(words) == 3 and len(plain[2]) > 1):
        korean = _KOREAN_GIVEN.fullmatch(given) or _HYPHENED.fullmatch(words[-1])
        if plain[0] in _KOREAN and plain[-1] not in _KOREAN and korean:
            return rest, words[0]
        if len(words) == 2 and plain[0] in _CHINESE and plain[1] not in _CHINESE and _two_pinyin(plain[1]):
            return rest, words[0]
    if len(words) in (3, 4) and all(w in _SPANISH or re.fullmatch(r"\w{3,}ez", w) for w in plain[-2:]):
        return " ".join(words[:-2]), " ".join(words[-2:])
    if len(words) > 2 and plain[-2] in ("af", "el", "lo"):
        return " ".join(words[:-2]), " ".join(words[-2:])
    if len(words) == 3 and plain[0] == plain[1]:
        return " ".join(words[:2]), words[2]
    # "de Mesnil Jean", in small letters: the family name stands first
    if words[0] in _FIRST_PARTICLES:
        at = next((n for n, w in enumerate(words) if w not in _FIRST_PARTICLES), len(words))
        if len(words) > at + 1:
            return " ".join(words[at + 1 :]), " ".join(words[: at + 1])
    return None


def _two_pinyin(word: str) -> bool:
    return (len(word) > 4 and bool(_CHINESE_GIVEN.fullmatch(word)) and not word.endswith(("a", "o"))) or bool(
        re.fullmatch(r"(xiao|zhi|jia|yu|wen|ming|hong)\w{2,5}", word) and _CHINESE_GIVEN.fullmatch(word)
    )
